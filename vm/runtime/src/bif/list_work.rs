//! Long lists made in slices, of what a native has found: places of matches, parts of a binary.
//!
//! The items are measured, then the list is built from its end, both a slice at a time as long work (`process::LongWork`). An item may refer to
//! terms by their words: they stay where they are meanwhile.

use super::context::{Ctx, Outcome};
use crate::atom::Atom;
use crate::exception::raise::Raise;
use crate::heap::{Fragment, OutOfMemory, Writer};
use crate::process::LongWork;
use crate::term::{Term, Word};
use crate::vm::Vm;

/// An element to be.
pub(super) trait Item: Send + 'static {
    /// Words it takes at most.
    fn words(&self) -> usize;
    fn build<'w>(&self, w: &Writer<'w>) -> Result<Term<'w>, OutOfMemory>;
}

/// Lists of more elements are made so.
pub(super) const LONG: usize = 4096;

/// Words copied in the time that an element takes to be measured or built.
const ITEM_COST: usize = 8;

enum Stage {
    Measure { next: usize, words: usize },
    Build { fragment: Fragment, list: Word },
    Done,
}

pub(super) struct ListWork<I> {
    items: Vec<I>,
    /// The result is `{Tag, List}`.
    tag: Option<Atom>,
    stage: Stage,
}

/// Ends the native with the list of the items, or with `{Tag, List}`.
pub(super) fn done<I: Item>(ctx: &mut Ctx<'_>, items: Vec<I>, tag: Option<Atom>) -> Outcome {
    ctx.long_work(|_| ListWork {
        items,
        tag,
        stage: Stage::Measure { next: 0, words: 3 },
    })
}

impl<I: Item> LongWork for ListWork<I> {
    fn step(&mut self, vm: &Vm, budget: usize) -> Result<Option<Fragment>, Raise> {
        let n = 1 + budget / ITEM_COST;
        match std::mem::replace(&mut self.stage, Stage::Done) {
            Stage::Measure { next, words } => {
                let end = self.items.len().min(next.saturating_add(n));
                let more: usize = self.items[next..end].iter().map(|i| 2 + i.words()).sum();
                let words = words + more;
                self.stage = if end < self.items.len() {
                    Stage::Measure { next: end, words }
                } else {
                    let fragment = Fragment::allocate(vm.heap_shared(), words);
                    Stage::Build {
                        fragment: fragment.map_err(|_| Raise::SYSTEM_LIMIT)?,
                        list: Word::NIL,
                    }
                };
                Ok(None)
            }
            Stage::Build { fragment, list } => self.build(vm, n, fragment, list),
            Stage::Done => Err(Raise::SYSTEM_LIMIT),
        }
    }
}

impl<I: Item> ListWork<I> {
    fn build(
        &mut self,
        vm: &Vm,
        n: usize,
        mut fragment: Fragment,
        mut list: Word,
    ) -> Result<Option<Fragment>, Raise> {
        let w = fragment.writer(vm.heap_shared());
        for _ in 0..n {
            let Some(item) = self.items.pop() else {
                let root = match self.tag {
                    Some(tag) => w.tuple(&[Term::atom(tag), Term::inside(list)]).word(),
                    None => list,
                };
                return Ok(Some(fragment.with_root(root)));
            };
            let element = item.build(&w).map_err(|_| Raise::SYSTEM_LIMIT)?;
            list = w.cons(element, Term::inside(list)).word();
        }
        self.stage = Stage::Build { fragment, list };
        Ok(None)
    }
}
