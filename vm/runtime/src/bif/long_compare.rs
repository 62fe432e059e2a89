//! Natives that compare: what takes longer than a moment goes on in slices, as long work.
//!
//! A first try is made at once, with a budget. If that does not do, the comparison begins anew as long work, since terms may have moved. (The ops for
//! comparisons have their own way: `interp/compare_work.rs`.)

use super::context::{Ctx, Outcome};
use crate::atom::AtomTable;
use crate::exception::raise::Raise;
use crate::heap::Fragment;
use crate::interp::compare_work::{AT_ONCE, PAIR_COST};
use crate::process::LongWork;
use crate::term::compare::{Comparing, Question};
use crate::term::{Term, Word};
use crate::vm::Vm;
use std::cmp::Ordering;

/// Pairs that may be looked at before a native has to pause.
pub(super) fn at_once(ctx: &Ctx<'_>) -> usize {
    match ctx.machine.stress {
        true => 64,
        false => AT_ONCE,
    }
}

/// What is made of the order of two terms: one of them, or something else.
pub(super) type Answer = fn(Ordering, [Word; 2]) -> Word;

/// The native's answer to how its two arguments compare. It may be a guard.
#[inline]
pub(super) fn answer(ctx: &mut Ctx<'_>, question: Question, answer: Answer) -> Outcome {
    if let Some(outcome) = ctx.guard_result() {
        return outcome;
    }
    let (a, b) = (ctx.arg(0), ctx.arg(1));
    match Comparing::begin(question, a, b, ctx.atoms(), &mut at_once(ctx)) {
        Ok(order) => {
            let word = answer(order, [a.word(), b.word()]);
            ctx.done(Term::inside(word))
        }
        Err(_) => ctx.guard_work(|words| Two {
            words: [words[0], words[1]],
            answer,
            comparison: Resumable::new(question),
        }),
    }
}

/// A comparison after the other of the same kind, any of which may be interrupted. The terms stay where they are.
pub(super) struct Resumable {
    question: Question,
    under_way: Option<Box<Comparing>>,
}

impl Resumable {
    pub fn new(question: Question) -> Resumable {
        Resumable {
            question,
            under_way: None,
        }
    }

    /// The order of the two, of which about `pairs` pairs are looked at; none: it is to be asked again for the same two.
    pub fn order(
        &mut self,
        a: Word,
        b: Word,
        atoms: &AtomTable,
        pairs: &mut usize,
    ) -> Option<Ordering> {
        if let Some(comparing) = &mut self.under_way {
            let order = comparing.go_on(atoms, pairs)?;
            self.under_way = None;
            return Some(order);
        }
        let (a, b): (Term<'_>, Term<'_>) = (Term::inside(a), Term::inside(b));
        match Comparing::begin(self.question, a, b, atoms, pairs) {
            Ok(order) => Some(order),
            Err(comparing) => {
                self.under_way = Some(comparing);
                None
            }
        }
    }
}

/// Pairs to be looked at in a slice of so many words.
pub(super) fn pairs(budget: usize) -> usize {
    1 + budget / PAIR_COST
}

/// A comparison of two terms.
struct Two {
    words: [Word; 2],
    answer: Answer,
    comparison: Resumable,
}

impl LongWork for Two {
    fn step(&mut self, vm: &Vm, budget: usize) -> Result<Option<Fragment>, Raise> {
        let [a, b] = self.words;
        let atoms = &vm.heap_shared().atoms;
        let order = self.comparison.order(a, b, atoms, &mut pairs(budget));
        order
            .map(|order| root(vm, (self.answer)(order, self.words)))
            .transpose()
    }
}

/// A result that the process has already.
pub(super) fn root(vm: &Vm, word: Word) -> Result<Fragment, Raise> {
    let fragment = Fragment::allocate(vm.heap_shared(), 0).map_err(|_| Raise::SYSTEM_LIMIT)?;
    Ok(fragment.with_root(word))
}
