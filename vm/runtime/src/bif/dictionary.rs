//! The process dictionary.

use super::build::{done_atom, no_memory};
use super::context::{Ctx, Outcome};
use crate::atom::{AtomTable, atoms};
use crate::interp::quick::Quick;
use crate::process::Process;
use crate::process::dictionary::Dictionary;
use crate::term::compare::same;
use crate::term::{Term, Word};

/// Gives a word of the dictionary, or `undefined`.
fn done_word(ctx: &Ctx<'_>, word: Option<Word>) -> Outcome {
    match word {
        Some(word) => ctx.done(Term::inside(word)),
        None => done_atom(ctx, atoms::UNDEFINED),
    }
}

fn words(ctx: &Ctx<'_>) -> Vec<(Word, Word)> {
    ctx.process()
        .ext()
        .map(|ext| ext.dictionary.pairs().collect())
        .unwrap_or_default()
}

pub fn get_1(ctx: &mut Ctx<'_>) -> Outcome {
    let value = value_of(ctx.process(), ctx.arg(0), ctx.atoms());
    done_word(ctx, value)
}

pub(super) fn quick_get_1<'q>(quick: &'q Quick<'_>) -> Option<Term<'q>> {
    let value = value_of(quick.process(), quick.arg(0), &quick.shared().atoms);
    Some(match value {
        Some(word) => Term::inside(word),
        None => Term::atom(atoms::UNDEFINED),
    })
}

fn value_of(process: &Process, key: Term<'_>, atoms: &AtomTable) -> Option<Word> {
    process.ext()?.dictionary.get(key, atoms)
}

pub fn get_0(ctx: &mut Ctx<'_>) -> Outcome {
    let words = words(ctx);
    build_pairs(ctx, &words)
}

fn build_pairs(ctx: &mut Ctx<'_>, words: &[(Word, Word)]) -> Outcome {
    let roots: Vec<_> = words
        .iter()
        .map(|(key, value)| (ctx.root(Term::inside(*key)), ctx.root(Term::inside(*value))))
        .collect();
    let w = ctx.reserve(5 * roots.len())?;
    let pairs: Vec<Term<'_>> = roots
        .iter()
        .map(|(key, value)| w.tuple(&[w.get(*key), w.get(*value)]))
        .collect();
    let term = w.list(&pairs);
    w.done(term)
}

pub fn put(ctx: &mut Ctx<'_>) -> Outcome {
    if !dictionary(ctx).has_room() {
        let account = ctx.vm().heap_shared().account.clone();
        dictionary(ctx).reserve(&account).map_err(no_memory)?;
    }
    let (key, value) = (ctx.arg(0).word(), ctx.arg(1).word());
    let atoms = &ctx.machine.vm().heap_shared().atoms;
    let old = ctx
        .process
        .dictionary()
        .put(Term::inside(key), value, atoms);
    done_word(ctx, old)
}

pub fn erase_1(ctx: &mut Ctx<'_>) -> Outcome {
    let key = ctx.arg(0).word();
    let atoms = &ctx.machine.vm().heap_shared().atoms;
    let old = ctx.process.dictionary().erase(Term::inside(key), atoms);
    done_word(ctx, old)
}

pub fn erase_0(ctx: &mut Ctx<'_>) -> Outcome {
    let words = words(ctx);
    let outcome = build_pairs(ctx, &words);
    dictionary(ctx).clear();
    outcome
}

fn dictionary<'a>(ctx: &'a mut Ctx<'_>) -> &'a mut Dictionary {
    ctx.process_mut().dictionary()
}

pub fn get_keys_0(ctx: &mut Ctx<'_>) -> Outcome {
    keys_where(ctx, |_| true)
}

/// The keys with that value.
pub fn get_keys_1(ctx: &mut Ctx<'_>) -> Outcome {
    let value = ctx.arg(0).word();
    keys_where(ctx, move |word| {
        same(Term::inside(word), Term::inside(value))
    })
}

fn keys_where(ctx: &mut Ctx<'_>, wanted: impl Fn(Word) -> bool) -> Outcome {
    let roots: Vec<_> = words(ctx)
        .into_iter()
        .filter(|(_, value)| wanted(*value))
        .map(|(key, _)| ctx.root(Term::inside(key)))
        .collect();
    let w = ctx.reserve(2 * roots.len())?;
    let keys: Vec<Term<'_>> = roots.iter().map(|root| w.get(*root)).collect();
    let term = w.list(&keys);
    w.done(term)
}
