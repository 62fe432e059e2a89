//! Sorting: `lists:sort/1` and `keysort/2`.
//!
//! A list that is in order already is the result. Others are taken apart into runs, each sorted in Rust and kept as a list in descending order;
//! one pass then merges all runs from the largest element down, which makes the ascending result. Equal elements keep their order throughout.

use std::cmp::Ordering;
use std::collections::BinaryHeap;
use std::collections::binary_heap::PeekMut;

use super::build::{self, Out};
use super::context::{Ctx, Flow, NativeWriter, Outcome, Root};
use super::lists::{function_clause, key_position};
use super::long_compare::at_once;
use super::long_lists::SortWork;
use super::steps::{self, Step, StepResult, Steps};
use crate::atom::{AtomTable, atoms};
use crate::exception::raise::Raise;
use crate::term::compare::{Comparing, Question, compare};
use crate::term::weight::weight;
use crate::term::{Term, Word};

/// Elements sorted at once; longer lists are sorted in runs that are merged afterwards.
const RUN: usize = 4096;
/// The same where all keys are small integers.
const SMALL_RUN: usize = 8 * RUN;
/// Elements looked at between two looks at the clock, while the list may be in order already.
const LOOK: usize = 2048;
/// Words that the keys of a run may come to, so that they are compared at once.
const RUN_WORDS: usize = 16 * RUN;

pub fn sort(ctx: &mut Ctx<'_>) -> Outcome {
    if ctx.arg(0).list().proper_length().is_none() {
        return Err(function_clause(ctx));
    }
    steps::run(ctx, Sort::new(By::Whole))
}

/// A list of less than two elements is sorted, whatever is in it.
pub fn keysort(ctx: &mut Ctx<'_>) -> Outcome {
    let Ok(position) = key_position(ctx.arg(0)) else {
        return Err(function_clause(ctx));
    };
    let mut list = ctx.arg(1).list();
    let (mut n, mut all_have_it) = (0, true);
    for element in list.by_ref() {
        n += 1;
        all_have_it &= element.as_tuple().is_some_and(|t| t.len() > position);
    }
    match n {
        _ if list.tail().is_nil() => {}
        1 => {
            return Err(build::error(
                ctx,
                &Out::tagged(atoms::CASE_CLAUSE, Out::Arg(1)),
            ));
        }
        _ => return Err(function_clause(ctx)),
    }
    if n < 2 {
        return ctx.done(ctx.arg(1));
    }
    if !all_have_it {
        return Err(Raise::BADARG);
    }
    steps::run(ctx, Sort::new(By::Element(position)))
}

#[derive(Clone, Copy)]
pub(super) enum By {
    Whole,
    /// An element that all have: checked before.
    Element(usize),
}

impl By {
    #[inline]
    pub(super) fn key<'s>(self, term: Term<'s>) -> Term<'s> {
        match self {
            By::Whole => term,
            By::Element(index) => term.as_tuple().and_then(|t| t.get(index)).unwrap_or(term),
        }
    }
}

/// What is being done, and what the terms are that a pause keeps.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// To begin with: the native's arguments.
    Begin,
    /// Elements are in order so far. The list, the part of it from the last element seen on.
    Look,
    /// What is left of the list, the result so far, the runs.
    Runs,
    /// The same.
    Merge,
    /// The same; elements are too large to be compared at once, what is left is long work.
    Long,
}

struct Sort {
    by: By,
    stage: Stage,
}

/// How a list looks so far.
enum Looks<'s> {
    InOrder,
    /// As far as that part, from its first element on.
    SoFar(Term<'s>),
    Unsorted,
}

impl Sort {
    fn new(by: By) -> Sort {
        Sort {
            by,
            stage: Stage::Begin,
        }
    }

    /// Looks at the next elements from the first of `part` on.
    fn look<'s>(&self, ctx: &'s Ctx<'_>, part: Term<'s>) -> Looks<'s> {
        let mut pairs = at_once(ctx).max(2 * LOOK);
        let Some(mut cell) = part.as_cons() else {
            return Looks::InOrder;
        };
        let mut last = self.by.key(cell.head());
        for _ in 0..LOOK {
            let Some(next) = cell.tail().as_cons() else {
                return Looks::InOrder;
            };
            let key = self.by.key(next.head());
            if !are_in_order(ctx, last, key, &mut pairs) {
                return Looks::Unsorted;
            }
            (cell, last) = (next, key);
        }
        Looks::SoFar(cell.term())
    }

    /// Looks at the list until the slice is over or it is known whether it is in order; what is kept when it is not.
    fn look_through(&mut self, ctx: &mut Ctx<'_>, list: Root, part: Root) -> Result<Step, Kept> {
        loop {
            match self.look(ctx, ctx.get(part)) {
                Looks::InOrder => {
                    ctx.machine.result.set(ctx.get(list).word());
                    return Ok(Step::End(Flow::Done));
                }
                Looks::Unsorted => return Err(Kept::begin(ctx, list)),
                Looks::SoFar(part_left) => ctx.set(part, part_left),
            }
            if ctx.charge((LOOK / 8) as u32) {
                self.stage = Stage::Look;
                return Ok(Step::Pause(vec![list, part]));
            }
        }
    }

    /// How many elements the next run has, and whether all their keys are small integers.
    fn run_length(&self, ctx: &Ctx<'_>, rest: Root) -> (usize, bool) {
        let (run, small_run) = match ctx.machine.stress {
            true => (128, 256),
            false => (RUN, SMALL_RUN),
        };
        let mut list = ctx.get(rest).list();
        let is_small = |element: &Term<'_>| self.by.key(*element).word().is_small();
        let n_small = list.by_ref().take(small_run).take_while(is_small).count();
        let all_small = n_small >= run || ctx.get(rest).list().nth(n_small).is_none();
        match all_small {
            true => (n_small, true),
            false => (ctx.get(rest).list().take(run).count(), false),
        }
    }

    /// Are the elements of the next run too large?
    fn takes_long(&self, ctx: &Ctx<'_>, rest: Root, n: usize) -> bool {
        let most = match ctx.machine.stress {
            true => 256,
            false => RUN_WORDS,
        };
        let mut words = 0;
        ctx.get(rest).list().take(n).any(|element| {
            words += weight(self.by.key(element), most);
            words > most
        })
    }

    /// Goes on as long work with what was kept.
    fn long_work(&self, ctx: &mut Ctx<'_>) -> StepResult {
        let by = self.by;
        let begin = |words: &[Word]| match words {
            [packed] => {
                let packed: Term<'_> = Term::inside(*packed);
                let words: Vec<Word> = packed
                    .as_tuple()
                    .into_iter()
                    .flat_map(|tuple| tuple.iter())
                    .map(|term| term.word())
                    .collect();
                SortWork::new(by, words[0], words[2..].iter().copied())
            }
            words => SortWork::new(by, words[0], words[2..].iter().copied()),
        };
        ctx.long_work(begin).map(Step::End)
    }

    /// Sorts the next `n` elements. True: they were all, and stand in `done` in ascending order.
    fn next_run(
        &self,
        ctx: &mut Ctx<'_>,
        kept: &mut Kept,
        n: usize,
        all_small: bool,
    ) -> Result<bool, Raise> {
        let w = ctx.reserve(2 * n)?;
        let mut list = w.get(kept.rest).list();
        let run = match all_small {
            true => self.sorted_small(list.by_ref().take(n), n),
            false => self.sorted(list.by_ref().take(n), w.atoms()),
        };
        let only = kept.runs.is_empty() && list.tail().is_nil();
        if only {
            w.set(kept.done, w.list(&run));
        } else {
            let descending = run.iter().fold(Term::NIL, |tail, head| w.cons(*head, tail));
            kept.runs.push(w.root(descending));
        }
        w.set(kept.rest, list.tail());
        Ok(only)
    }

    fn sorted<'w>(
        &self,
        elements: impl Iterator<Item = Term<'w>>,
        atoms: &AtomTable,
    ) -> Vec<Term<'w>> {
        if let By::Whole = self.by {
            let mut run: Vec<Term<'w>> = elements.collect();
            run.sort_by(|a, b| compare(*a, *b, atoms));
            return run;
        }
        let mut run: Vec<(Term<'w>, Term<'w>)> = elements.map(|e| (self.by.key(e), e)).collect();
        run.sort_by(|a, b| compare(a.0, b.0, atoms));
        run.into_iter().map(|(_, element)| element).collect()
    }

    /// Where all keys are small integers.
    fn sorted_small<'w>(
        &self,
        elements: impl Iterator<Item = Term<'w>>,
        n: usize,
    ) -> Vec<Term<'w>> {
        let mut terms = Vec::with_capacity(n);
        if let By::Whole = self.by {
            terms.extend(elements);
            terms.sort_unstable_by_key(|term| term.word().small_value());
            return terms;
        }
        let mut run: Vec<(i64, Term<'w>)> = Vec::with_capacity(n);
        run.extend(elements.map(|e| (self.by.key(e).word().small_value(), e)));
        run.sort_by_key(|(key, _)| *key);
        terms.extend(run.into_iter().map(|(_, element)| element));
        terms
    }

    /// Takes the next elements from the runs, the largest first. True: all are taken.
    fn merge(&self, ctx: &mut Ctx<'_>, kept: &Kept) -> Result<bool, Raise> {
        let w = ctx.reserve(2 * RUN)?;
        let mut heads: BinaryHeap<Head<'_>> = kept
            .runs
            .iter()
            .enumerate()
            .filter_map(|(i, run)| self.head(&w, i, w.get(*run)))
            .collect();
        let mut result = w.get(kept.done);
        for _ in 0..RUN {
            let Some(mut largest) = heads.peek_mut() else {
                break;
            };
            result = w.cons(largest.term, result);
            let (run, rest) = (largest.run, largest.rest);
            match self.head(&w, run, rest) {
                Some(next) => *largest = next,
                None => {
                    PeekMut::pop(largest);
                    w.set(kept.runs[run], Term::NIL);
                }
            }
        }
        for head in &heads {
            w.set(kept.runs[head.run], head.cell);
        }
        w.set(kept.done, result);
        Ok(heads.is_empty())
    }

    fn head<'w>(&self, w: &NativeWriter<'w>, run: usize, list: Term<'w>) -> Option<Head<'w>> {
        let cell = list.as_cons()?;
        Some(Head {
            atoms: w.atoms(),
            run,
            cell: list,
            key: self.by.key(cell.head()),
            term: cell.head(),
            rest: cell.tail(),
        })
    }

    /// The next run is sorted, or elements are merged, until the slice is over.
    fn work(&mut self, ctx: &mut Ctx<'_>, mut kept: Kept) -> StepResult {
        loop {
            let (finished, n) = match self.stage {
                Stage::Merge => (self.merge(ctx, &kept)?, RUN),
                _ if ctx.get(kept.rest).is_nil() => {
                    self.stage = Stage::Merge;
                    (kept.runs.is_empty(), 0)
                }
                _ => {
                    let (n, all_small) = self.run_length(ctx, kept.rest);
                    if !all_small && self.takes_long(ctx, kept.rest, n) {
                        self.stage = Stage::Long;
                        return Ok(Step::Pause(kept.roots()));
                    }
                    let weight = if all_small { n / 4 } else { n };
                    (self.next_run(ctx, &mut kept, n, all_small)?, weight)
                }
            };
            let is_over = ctx.charge(n as u32 / 2);
            if finished {
                return ctx.done(ctx.get(kept.done)).map(Step::End);
            }
            if is_over {
                return Ok(Step::Pause(kept.roots()));
            }
        }
    }
}

/// The terms of the stages from `Runs` on.
struct Kept {
    /// What is left of the list.
    rest: Root,
    /// The result so far.
    done: Root,
    runs: Vec<Root>,
}

impl Kept {
    fn begin(ctx: &Ctx<'_>, list: Root) -> Kept {
        Kept {
            rest: list,
            done: ctx.root(Term::NIL),
            runs: Vec::new(),
        }
    }

    fn roots(self) -> Vec<Root> {
        let mut roots = vec![self.rest, self.done];
        roots.extend(self.runs);
        roots
    }
}

/// Is the second key not less than the first? It is not known, so no, where comparing takes long.
#[inline]
fn are_in_order(ctx: &Ctx<'_>, a: Term<'_>, b: Term<'_>, pairs: &mut usize) -> bool {
    if Word::both_small(a.word(), b.word()) {
        return a.word().small_value() <= b.word().small_value();
    }
    Comparing::begin(Question::Less, a, b, ctx.atoms(), pairs).is_ok_and(Ordering::is_le)
}

impl Steps for Sort {
    fn step(&mut self, ctx: &mut Ctx<'_>, args: &[Root]) -> StepResult {
        let (list, part) = match (self.stage, args) {
            (Stage::Long, _) => return self.long_work(ctx),
            (Stage::Runs | Stage::Merge, [rest, done, runs @ ..]) => {
                let kept = Kept {
                    rest: *rest,
                    done: *done,
                    runs: runs.to_vec(),
                };
                return self.work(ctx, kept);
            }
            (Stage::Look, [list, part]) => (*list, *part),
            _ => {
                let list = ctx.arg_root(ctx.arity() - 1);
                (list, ctx.root(ctx.get(list)))
            }
        };
        match self.look_through(ctx, list, part) {
            Ok(step) => Ok(step),
            Err(kept) => {
                self.stage = Stage::Runs;
                self.work(ctx, kept)
            }
        }
    }
}

/// The largest element left of a run. Of equal ones the last run's counts as the largest, so that it ends up behind the others.
struct Head<'w> {
    atoms: &'w AtomTable,
    run: usize,
    /// The run from this element on.
    cell: Term<'w>,
    key: Term<'w>,
    term: Term<'w>,
    rest: Term<'w>,
}

impl Ord for Head<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        compare(self.key, other.key, self.atoms).then(self.run.cmp(&other.run))
    }
}

impl PartialOrd for Head<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Head<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Head<'_> {}
