//! Lists of huge elements sorted and searched in slices: `lists:sort/1`, `keysort/2`, `member/2`, `keyfind/3` and its kin.
//!
//! These work on chunks of elements (`lists.rs`); where the elements of a chunk are too large to be compared at once, they go on as long work.

use super::build::no_memory;
use super::lists::KeyAnswer;
use super::long_compare::{Resumable, pairs, root};
use super::sort::By;
use crate::atom::atoms;
use crate::exception::raise::Raise;
use crate::heap::Fragment;
use crate::process::LongWork;
use crate::term::compare::Question;
use crate::term::{Term, Word};
use crate::vm::Vm;

/// Pairs compared in the time that an element takes to be moved.
const ELEMENT_COST: usize = 2;

/// A list that long work builds from its end.
pub(super) struct ListFromEnd {
    /// What it is built in, once it has begun.
    fragment: Option<Fragment>,
    list: Word,
}

impl Default for ListFromEnd {
    fn default() -> ListFromEnd {
        ListFromEnd::before(Word::NIL)
    }
}

impl ListFromEnd {
    /// In front of a list that is there.
    pub fn before(list: Word) -> ListFromEnd {
        ListFromEnd {
            fragment: None,
            list,
        }
    }

    pub fn has_begun(&self) -> bool {
        self.fragment.is_some()
    }

    /// Puts the last `n` elements in front of the list; the list, when none is left.
    pub fn add(
        &mut self,
        elements: &mut Vec<Word>,
        n: usize,
        vm: &Vm,
    ) -> Result<Option<Fragment>, Raise> {
        let mut fragment = match self.fragment.take() {
            Some(fragment) => fragment,
            None => Fragment::allocate(vm.heap_shared(), 2 * elements.len()).map_err(no_memory)?,
        };
        let writer = fragment.writer(vm.heap_shared());
        for word in elements.drain(elements.len().saturating_sub(n)..).rev() {
            let list = Term::inside(self.list);
            self.list = writer.cons(Term::inside(word), list).word();
        }
        if elements.is_empty() {
            return Ok(Some(fragment.with_root(self.list)));
        }
        self.fragment = Some(fragment);
        Ok(None)
    }
}

/// Elements sorted by merging, from runs of one element on.
pub(super) struct SortWork {
    by: By,
    comparison: Resumable,
    /// Lists still to be taken apart, the next one last, and whether they stand the wrong way round.
    lists: Vec<(Word, bool)>,
    /// Where elements of a list in the wrong order begin.
    turned_from: usize,
    /// Runs of `width` elements, of which two are merged into `merged` at a time.
    items: Vec<Word>,
    merged: Vec<Word>,
    width: usize,
    left: Span,
    right: Span,
    built: ListFromEnd,
    stage: Stage,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Gather,
    Merge,
    Build,
}

/// What is left of a run.
#[derive(Clone, Copy, Default)]
struct Span {
    at: usize,
    end: usize,
}

impl Span {
    fn is_empty(self) -> bool {
        self.at >= self.end
    }
}

impl SortWork {
    /// Of runs in descending order, then what is left of the list.
    pub fn new(by: By, rest: Word, runs: impl DoubleEndedIterator<Item = Word>) -> SortWork {
        let runs = runs.rev().map(|run| (run, true));
        SortWork {
            by,
            comparison: Resumable::new(Question::Less),
            lists: std::iter::once((rest, false)).chain(runs).collect(),
            turned_from: 0,
            items: Vec::new(),
            merged: Vec::new(),
            width: 1,
            left: Span::default(),
            right: Span::default(),
            built: ListFromEnd::default(),
            stage: Stage::Gather,
        }
    }

    /// True: all elements are there.
    fn gather(&mut self, pairs: &mut usize) -> bool {
        while let Some((list, is_turned)) = self.lists.last_mut() {
            if *pairs < ELEMENT_COST {
                return false;
            }
            *pairs -= ELEMENT_COST;
            let rest: Term<'_> = Term::inside(*list);
            if let Some(cell) = rest.as_cons() {
                self.items.push(cell.head().word());
                *list = cell.tail().word();
                continue;
            }
            if *is_turned {
                self.items[self.turned_from..].reverse();
            }
            self.turned_from = self.items.len();
            self.lists.pop();
        }
        true
    }

    /// True: all are in order.
    fn merge(&mut self, vm: &Vm, pairs: &mut usize) -> bool {
        while *pairs > 0 {
            *pairs = pairs.saturating_sub(ELEMENT_COST);
            let is_left = match (self.left.is_empty(), self.right.is_empty()) {
                (false, false) => {
                    let (a, b) = (self.items[self.left.at], self.items[self.right.at]);
                    let (a, b) = (self.key(a), self.key(b));
                    // Equal ones keep their order.
                    match self.comparison.order(a, b, &vm.heap_shared().atoms, pairs) {
                        Some(order) => order.is_le(),
                        None => return false,
                    }
                }
                (false, true) => true,
                (true, false) => false,
                (true, true) if self.next_runs() => continue,
                (true, true) => return true,
            };
            let from = if is_left {
                &mut self.left
            } else {
                &mut self.right
            };
            self.merged.push(self.items[from.at]);
            from.at += 1;
        }
        false
    }

    fn key(&self, word: Word) -> Word {
        self.by.key(Term::inside(word)).word()
    }

    /// The next two runs, of this width or of twice as much; false: there is but one.
    fn next_runs(&mut self) -> bool {
        let n = self.items.len();
        if self.merged.len() == n {
            std::mem::swap(&mut self.items, &mut self.merged);
            self.merged.clear();
            self.width *= 2;
        }
        if self.width >= n {
            return false;
        }
        let from = self.merged.len();
        let middle = n.min(from + self.width);
        let end = n.min(middle + self.width);
        self.left = Span {
            at: from,
            end: middle,
        };
        self.right = Span { at: middle, end };
        true
    }
}

impl LongWork for SortWork {
    fn step(&mut self, vm: &Vm, budget: usize) -> Result<Option<Fragment>, Raise> {
        let mut left = pairs(budget).max(ELEMENT_COST);
        let stage = self.stage;
        let is_over = match stage {
            Stage::Gather => self.gather(&mut left),
            Stage::Merge => self.merge(vm, &mut left),
            Stage::Build => return self.built.add(&mut self.items, left, vm),
        };
        if is_over {
            self.stage = match stage {
                Stage::Gather => Stage::Merge,
                Stage::Merge | Stage::Build => Stage::Build,
            };
        }
        Ok(None)
    }
}

/// What is looked for in a list.
#[derive(Clone, Copy)]
pub(super) enum Wanted {
    /// An element, exactly.
    Element,
    /// A tuple with an equal element at that index from 0.
    Key(usize, KeyAnswer),
}

/// The first such element of a list.
pub(super) struct FindWork {
    wanted: Wanted,
    term: Word,
    /// What is left of the list.
    list: Word,
    comparison: Resumable,
}

impl FindWork {
    pub fn new(wanted: Wanted, term: Word, list: Word) -> FindWork {
        let question = match wanted {
            Wanted::Element => Question::Same,
            Wanted::Key(..) => Question::Equal,
        };
        FindWork {
            wanted,
            term,
            list,
            comparison: Resumable::new(question),
        }
    }

    /// What of an element is compared.
    fn key(&self, element: Term<'_>) -> Option<Word> {
        match self.wanted {
            Wanted::Element => Some(element.word()),
            Wanted::Key(index, _) => Some(element.as_tuple()?.get(index)?.word()),
        }
    }

    fn found(&self, vm: &Vm, element: Word) -> Result<Fragment, Raise> {
        match self.wanted {
            Wanted::Element | Wanted::Key(_, KeyAnswer::Boolean) => root(vm, Term::TRUE.word()),
            Wanted::Key(_, KeyAnswer::Tuple) => root(vm, element),
            Wanted::Key(_, KeyAnswer::Value) => {
                let shared = vm.heap_shared();
                let mut fragment =
                    Fragment::allocate(shared, 3).map_err(|_| Raise::SYSTEM_LIMIT)?;
                let pair = fragment
                    .writer(shared)
                    .tuple(&[Term::atom(atoms::VALUE), Term::inside(element)])
                    .word();
                Ok(fragment.with_root(pair))
            }
        }
    }
}

impl LongWork for FindWork {
    fn step(&mut self, vm: &Vm, budget: usize) -> Result<Option<Fragment>, Raise> {
        let mut left = pairs(budget);
        while left > 0 {
            left = left.saturating_sub(ELEMENT_COST);
            let rest: Term<'_> = Term::inside(self.list);
            let Some(cell) = rest.as_cons() else {
                return match rest.is_nil() {
                    true => root(vm, Term::FALSE.word()).map(Some),
                    false => Err(Raise::BADARG),
                };
            };
            if let Some(key) = self.key(cell.head()) {
                let atoms = &vm.heap_shared().atoms;
                match self.comparison.order(key, self.term, atoms, &mut left) {
                    None => return Ok(None),
                    Some(order) if order.is_eq() => {
                        return self.found(vm, cell.head().word()).map(Some);
                    }
                    Some(_) => {}
                }
            }
            self.list = cell.tail().word();
        }
        Ok(None)
    }
}
