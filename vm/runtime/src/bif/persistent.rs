//! Persistent terms: values that all processes read without copying, because they are literals of the VM.
//!
//! What must stay true: a value is complete before its entry is, and never goes away while the VM lives. So a put scans no process; what
//! an overwritten value took is only given back with the VM.

use std::collections::HashMap;
use std::sync::{PoisonError, RwLock};

use super::build::{Out, done_atom, done_bool, no_memory};
use super::context::{Ctx, Outcome};
use crate::atom::atoms;
use crate::exception::raise::Raise;
use crate::heap::copy;
use crate::term::compare::same;
use crate::term::hash::Phash2;
use crate::term::{Term, Word, map};

/// Keys and values, all of them literals, by the hash of the key.
#[derive(Default)]
pub struct PersistentTerms {
    entries: RwLock<HashMap<u32, Vec<(Word, Word)>>>,
}

impl PersistentTerms {
    fn find(&self, hash: u32, key: Term<'_>) -> Option<Word> {
        let entries = self.entries.read().unwrap_or_else(PoisonError::into_inner);
        entries
            .get(&hash)?
            .iter()
            .find(|(k, _)| same(Term::inside(*k), key))
            .map(|(_, value)| *value)
    }

    /// Puts a pair of literals.
    fn put(&self, hash: u32, key: Word, value: Word) {
        let mut entries = self.entries.write().unwrap_or_else(PoisonError::into_inner);
        let bucket = entries.entry(hash).or_default();
        match bucket
            .iter_mut()
            .find(|(k, _)| same(Term::inside(*k), Term::inside(key)))
        {
            Some(entry) => entry.1 = value,
            None => bucket.push((key, value)),
        }
    }

    fn erase(&self, hash: u32, key: Term<'_>) -> bool {
        let mut entries = self.entries.write().unwrap_or_else(PoisonError::into_inner);
        let Some(bucket) = entries.get_mut(&hash) else {
            return false;
        };
        let before = bucket.len();
        bucket.retain(|(k, _)| !same(Term::inside(*k), key));
        before > bucket.len()
    }

    fn all(&self) -> Vec<(Word, Word)> {
        let entries = self.entries.read().unwrap_or_else(PoisonError::into_inner);
        let mut hashes: Vec<&u32> = entries.keys().collect();
        hashes.sort();
        hashes
            .into_iter()
            .flat_map(|hash| entries[hash].iter().copied())
            .collect()
    }
}

fn hash_of(ctx: &Ctx<'_>, key: Term<'_>) -> u32 {
    Phash2::new()
        .run(&mut vec![key], ctx.vm(), &mut { u32::MAX })
        .unwrap_or_default()
}

fn find(ctx: &Ctx<'_>) -> Option<Word> {
    let key = ctx.arg(0);
    ctx.vm().stores().persistent.find(hash_of(ctx, key), key)
}

pub fn get_1(ctx: &mut Ctx<'_>) -> Outcome {
    let value = find(ctx).ok_or(Raise::BADARG)?;
    ctx.done(Term::inside(value))
}

pub fn get_2(ctx: &mut Ctx<'_>) -> Outcome {
    match find(ctx) {
        Some(value) => ctx.done(Term::inside(value)),
        None => ctx.done(ctx.arg(1)),
    }
}

pub fn get_0(ctx: &mut Ctx<'_>) -> Outcome {
    let all = ctx.vm().stores().persistent.all();
    let w = ctx.reserve(5 * all.len())?;
    let pairs: Vec<Term<'_>> = all
        .iter()
        .map(|(key, value)| w.tuple(&[Term::inside(*key), Term::inside(*value)]))
        .collect();
    let term = w.list(&pairs);
    w.done(term)
}

pub fn put(ctx: &mut Ctx<'_>) -> Outcome {
    let hash = hash_of(ctx, ctx.arg(0));
    if find(ctx).is_some_and(|old| same(Term::inside(old), ctx.arg(1))) {
        return done_atom(ctx, atoms::OK);
    }
    let (key, value) = (literal(ctx, 0)?, literal(ctx, 1)?);
    ctx.vm().stores().persistent.put(hash, key, value);
    done_atom(ctx, atoms::OK)
}

/// As `put`, but never changes a value.
pub fn put_new(ctx: &mut Ctx<'_>) -> Outcome {
    match find(ctx) {
        Some(old) if same(Term::inside(old), ctx.arg(1)) => done_atom(ctx, atoms::OK),
        Some(_) => Err(Raise::BADARG),
        None => put(ctx),
    }
}

/// A copy of an argument among the literals.
fn literal(ctx: &Ctx<'_>, i: usize) -> Result<Word, Raise> {
    let shared = ctx.vm().heap_shared();
    let term = ctx.arg(i);
    let words = copy::words(term, &shared.literals);
    let built = shared.literals.build(shared, words, |w| {
        copy::copy_into(term, w).map(|copy| copy.word())
    });
    built.and_then(|copy| copy).map_err(no_memory)
}

pub fn erase(ctx: &mut Ctx<'_>) -> Outcome {
    let key = ctx.arg(0);
    let erased = ctx.vm().stores().persistent.erase(hash_of(ctx, key), key);
    done_bool(ctx, erased)
}

/// `#{count => N, memory => Bytes}`.
pub fn info(ctx: &mut Ctx<'_>) -> Outcome {
    let all = ctx.vm().stores().persistent.all();
    let word_bytes = size_of::<Word>();
    let memory = all.len() * 2 * word_bytes;
    let pairs = [(atoms::COUNT, all.len()), (atoms::MEMORY, memory)];
    let pairs = pairs.map(|(key, n)| (Out::Atom(key), Out::size(n)));
    let w = ctx.reserve(map::from_pairs_words(2) + 4)?;
    let mut built = Vec::new();
    for (key, value) in &pairs {
        built.push((
            key.build(&w).map_err(no_memory)?,
            value.build(&w).map_err(no_memory)?,
        ));
    }
    let term = map::from_pairs(&built, &w);
    w.done(term)
}
