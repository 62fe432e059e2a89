//! Lists: `++`, `--`, `length/1` and what `lists` has in Rust.
//!
//! Long lists are walked in chunks: each chunk is counted, charged, and space for its cells reserved at once.

use std::cmp::Ordering;
use std::collections::{BinaryHeap, HashMap};
use std::hash::{BuildHasherDefault, Hash, Hasher};

use super::build::{self, Out, done_bool, done_int};
use super::context::{Ctx, NativeWriter, Outcome, Root};
use super::long_compare::{at_once, root};
use super::long_lists::{FindWork, ListFromEnd, SortWork, Wanted};
use super::steps::{self, Step, StepResult, Steps};
use crate::atom::{AtomTable, atoms};
use crate::exception::raise::{Class, Raise};
use crate::heap::Fragment;
use crate::process::LongWork;
use crate::term::compare::{Comparing, Question, compare, compare_exact, same};
use crate::term::list::ListIter;
use crate::term::weight::weight;
use crate::term::{Term, Word, map};
use crate::vm::Vm;

/// Elements handled between two looks at the clock.
const CHUNK: usize = 1024;
/// Elements sorted at once; longer lists are sorted in runs that are merged afterwards.
const RUN: usize = 4096;

/// Work on that many elements, in reductions.
fn cost(n: usize) -> u32 {
    (n / 8 + 1) as u32
}

pub fn hd(ctx: &mut Ctx<'_>) -> Outcome {
    let cell = ctx.arg(0).as_cons().ok_or(Raise::BADARG)?;
    ctx.done(cell.head())
}

pub fn tl(ctx: &mut Ctx<'_>) -> Outcome {
    let cell = ctx.arg(0).as_cons().ok_or(Raise::BADARG)?;
    ctx.done(cell.tail())
}

/// Lists of more elements are counted in slices.
const LONG_LENGTH: usize = 64 * 1024;

pub fn length(ctx: &mut Ctx<'_>) -> Outcome {
    if let Some(outcome) = ctx.guard_result() {
        return outcome;
    }
    let at_once = match ctx.machine.stress {
        true => 64,
        false => LONG_LENGTH,
    };
    let mut list = ctx.arg(0).list();
    let n = list.by_ref().take(at_once).count();
    if list.tail().is_nil() {
        ctx.charge(cost(n));
        return done_int(ctx, n as i64);
    }
    if !list.tail().is_list() {
        return Err(Raise::BADARG);
    }
    ctx.guard_work(|words| Length {
        rest: words[0],
        n: 0,
    })
}

struct Length {
    rest: Word,
    n: usize,
}

impl LongWork for Length {
    fn step(&mut self, vm: &Vm, budget: usize) -> Result<Option<Fragment>, Raise> {
        let rest: Term<'_> = Term::inside(self.rest);
        let mut list = rest.list();
        self.n += list.by_ref().take(1 + budget).count();
        self.rest = list.tail().word();
        match list.tail() {
            tail if tail.is_nil() => {
                let n = Word::try_small(self.n as i64).ok_or(Raise::SYSTEM_LIMIT)?;
                root(vm, n).map(Some)
            }
            tail if tail.is_list() => Ok(None),
            _ => Err(Raise::BADARG),
        }
    }
}

// Reversing.

pub fn reverse_1(ctx: &mut Ctx<'_>) -> Outcome {
    if ctx.arg(0).list().proper_length().is_none() {
        // Two elements are looked at, the rest is `reverse/2`'s.
        return Err(match ctx.arg(0).list().nth(1) {
            Some(_) => Raise::BADARG,
            None => function_clause(ctx),
        });
    }
    steps::run(ctx, Reverse)
}

pub fn reverse_2(ctx: &mut Ctx<'_>) -> Outcome {
    steps::run(ctx, Reverse)
}

/// Arguments: what is left of the list, what is done.
struct Reverse;

impl Steps for Reverse {
    fn step(&mut self, ctx: &mut Ctx<'_>, _: &[Root]) -> StepResult {
        let rest = ctx.root(ctx.arg(0));
        let done = ctx.root(if ctx.arity() > 1 {
            ctx.arg(1)
        } else {
            Term::NIL
        });
        loop {
            let n = ctx.get(rest).list().take(CHUNK).count();
            let w = ctx.reserve(2 * n)?;
            let mut list = w.get(rest).list();
            let reversed = list
                .by_ref()
                .take(n)
                .fold(w.get(done), |tail, head| w.cons(head, tail));
            let tail = list.tail();
            if tail.is_nil() {
                return w.done(reversed).map(Step::End);
            }
            if !tail.is_list() {
                return Err(Raise::BADARG);
            }
            w.set(rest, tail);
            w.set(done, reversed);
            if ctx.charge(cost(n)) {
                return Ok(Step::Pause(vec![rest, done]));
            }
        }
    }
}

// Appending: the left list is taken apart from the front onto a stack of chunks in reverse, which are then put in front of the right one.

pub fn append_op(ctx: &mut Ctx<'_>) -> Outcome {
    append(ctx)
}

pub fn append(ctx: &mut Ctx<'_>) -> Outcome {
    let left = ctx.arg(0);
    if left.is_nil() {
        return ctx.done(ctx.arg(1));
    }
    let n = left.list().take(CHUNK + 1).count();
    if n > CHUNK {
        return steps::run(ctx, Append { turned: false });
    }
    if left.list().proper_length().is_none() {
        return Err(Raise::BADARG);
    }
    let w = ctx.reserve(2 * n)?;
    let elements: Vec<Term<'_>> = w.arg(0).list().collect();
    let term = w.list_with_tail(&elements, w.arg(1));
    let outcome = w.done(term);
    ctx.charge(cost(n));
    outcome
}

/// Arguments: what is left to take, the right list (later: the result so far), what was taken, reversed.
struct Append {
    /// The left list is all taken; now its reverse is put in front of the right one.
    turned: bool,
}

impl Steps for Append {
    fn step(&mut self, ctx: &mut Ctx<'_>, _: &[Root]) -> StepResult {
        let rest = ctx.root(ctx.arg(0));
        let right = ctx.root(ctx.arg(1));
        let taken = ctx.root(if ctx.arity() > 2 {
            ctx.arg(2)
        } else {
            Term::NIL
        });
        loop {
            let (from, to) = if self.turned {
                (taken, right)
            } else {
                (rest, taken)
            };
            let n = ctx.get(from).list().take(CHUNK).count();
            let w = ctx.reserve(2 * n)?;
            let mut list = w.get(from).list();
            let moved = list
                .by_ref()
                .take(n)
                .fold(w.get(to), |tail, head| w.cons(head, tail));
            let tail = list.tail();
            w.set(from, tail);
            w.set(to, moved);
            if tail.is_nil() {
                if self.turned {
                    return w.done(moved).map(Step::End);
                }
                self.turned = true;
            } else if !tail.is_list() {
                return Err(Raise::BADARG);
            }
            if ctx.charge(cost(n)) {
                return Ok(Step::Pause(vec![rest, right, taken]));
            }
        }
    }
}

// Subtracting.

pub fn subtract_op(ctx: &mut Ctx<'_>) -> Outcome {
    subtract(ctx)
}

/// Counts the right list's elements in exact term order, then walks the left list once and drops as many of each as were counted.
pub fn subtract(ctx: &mut Ctx<'_>) -> Outcome {
    let n_left = ctx.arg(0).list().proper_length().ok_or(Raise::BADARG)?;
    let n_right = ctx.arg(1).list().proper_length().ok_or(Raise::BADARG)?;
    if n_left == 0 || n_right == 0 {
        return ctx.done(ctx.arg(0));
    }
    let most = RUN_WORDS;
    let mut words = 0;
    let mut elements = ctx.arg(0).list().chain(ctx.arg(1).list());
    let are_large = |element: Term<'_>| {
        words += weight(element, most);
        words > most
    };
    if n_left + n_right > LONG_SUBTRACT || elements.any(are_large) {
        return ctx.long_work(|args| Subtract::new(args[0], args[1], n_right));
    }
    ctx.charge(cost(n_left + n_right));
    let w = ctx.reserve(2 * n_left)?;
    let order = |a: &Term<'_>, b: &Term<'_>| compare_exact(*a, *b, w.atoms());
    let mut right: Vec<Term<'_>> = w.arg(1).list().collect();
    right.sort_unstable_by(order);
    let mut counted: Vec<(Term<'_>, usize)> = Vec::new();
    for term in right {
        match counted.last_mut() {
            Some((last, n)) if order(last, &term).is_eq() => *n += 1,
            _ => counted.push((term, 1)),
        }
    }
    let mut kept = Vec::with_capacity(n_left);
    for term in w.arg(0).list() {
        match counted.binary_search_by(|(other, _)| order(other, &term)) {
            Ok(at) if counted[at].1 > 0 => counted[at].1 -= 1,
            _ => kept.push(term),
        }
    }
    let term = w.list(&kept);
    w.done(term)
}

/// Lists of more elements are subtracted in slices.
const LONG_SUBTRACT: usize = 4096;
/// Words copied in the time an element takes to be counted or looked for.
const ELEMENT_COST: usize = 12;

/// The right list's elements by their hashes, each with how often it is still to be dropped.
struct Subtract {
    counted: HashMap<Element, usize, BuildHasherDefault<AsItIs>>,
    /// What is left of the lists.
    left: Word,
    right: Word,
    kept: Vec<Word>,
    built: ListFromEnd,
}

/// An element of a list that stays where it is, with its hash.
struct Element {
    word: Word,
    hash: u64,
}

impl Element {
    fn new(term: Term<'_>, vm: &Vm) -> Element {
        Element {
            word: term.word(),
            hash: map::hash::hash(term, &vm.heap_shared().atoms),
        }
    }
}

impl Hash for Element {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u64(self.hash);
    }
}

impl PartialEq for Element {
    fn eq(&self, other: &Element) -> bool {
        self.hash == other.hash && same(Term::inside(self.word), Term::inside(other.word))
    }
}

impl Eq for Element {}

/// Hashes a hash.
#[derive(Default)]
struct AsItIs(u64);

impl Hasher for AsItIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(byte);
        }
    }

    fn write_u64(&mut self, n: u64) {
        self.0 = n;
    }
}

impl Subtract {
    fn new(left: Word, right: Word, n_right: usize) -> Subtract {
        Subtract {
            counted: HashMap::with_capacity_and_hasher(n_right, BuildHasherDefault::default()),
            left,
            right,
            kept: Vec::new(),
            built: ListFromEnd::default(),
        }
    }

    fn filter(&mut self, element: Term<'_>, vm: &Vm) {
        match self.counted.get_mut(&Element::new(element, vm)) {
            Some(n) if *n > 0 => *n -= 1,
            _ => self.kept.push(element.word()),
        }
    }
}

impl LongWork for Subtract {
    fn step(&mut self, vm: &Vm, budget: usize) -> Result<Option<Fragment>, Raise> {
        if self.built.has_begun() {
            return self.built.add(&mut self.kept, 1 + budget / 2, vm);
        }
        for _ in 0..1 + budget / ELEMENT_COST {
            let right: Term<'_> = Term::inside(self.right);
            if let Some(cell) = right.as_cons() {
                self.right = cell.tail().word();
                *self
                    .counted
                    .entry(Element::new(cell.head(), vm))
                    .or_insert(0) += 1;
                continue;
            }
            let left: Term<'_> = Term::inside(self.left);
            let Some(cell) = left.as_cons() else {
                return self.built.add(&mut self.kept, 0, vm);
            };
            self.left = cell.tail().word();
            self.filter(cell.head(), vm);
        }
        Ok(None)
    }
}

// Looking for something.

pub fn member(ctx: &mut Ctx<'_>) -> Outcome {
    steps::run(ctx, Member::default())
}

/// Arguments: the term, what is left of the list.
#[derive(Default)]
struct Member {
    /// What is left is looked through as long work.
    is_long: bool,
}

impl Steps for Member {
    fn step(&mut self, ctx: &mut Ctx<'_>, _: &[Root]) -> StepResult {
        if self.is_long {
            let find = |words: &[Word]| FindWork::new(Wanted::Element, words[0], words[1]);
            return ctx.long_work(find).map(Step::End);
        }
        let rest = ctx.root(ctx.arg(1));
        loop {
            let mut list = ctx.get(rest).list();
            let wanted = ctx.arg(0);
            let found = find(ctx, Question::Same, wanted, &mut list, Some);
            let tail = list.tail();
            match found {
                Found::No => {}
                Found::Yes(_) => return done_bool(ctx, true).map(Step::End),
                Found::TakesLong => {
                    self.is_long = true;
                    ctx.set(rest, tail);
                    return Ok(Step::Pause(vec![ctx.root(ctx.arg(0)), rest]));
                }
            }
            if tail.is_nil() {
                return done_bool(ctx, false).map(Step::End);
            }
            if !tail.is_list() {
                return Err(Raise::BADARG);
            }
            ctx.set(rest, tail);
            if ctx.charge(cost(CHUNK)) {
                let wanted = ctx.root(ctx.arg(0));
                return Ok(Step::Pause(vec![wanted, rest]));
            }
        }
    }
}

/// What came of looking through a chunk.
enum Found<'s> {
    No,
    Yes(Term<'s>),
    /// The comparison with the first element left takes long.
    TakesLong,
}

/// The first element of a chunk whose key equals `wanted`. The chunk is taken off the list; where it takes long, only what is before that element.
fn find<'s>(
    ctx: &'s Ctx<'_>,
    question: Question,
    wanted: Term<'s>,
    list: &mut ListIter<'s>,
    key: impl Fn(Term<'s>) -> Option<Term<'s>>,
) -> Found<'s> {
    let mut pairs = at_once(ctx).max(2 * CHUNK);
    for _ in 0..CHUNK {
        let here = *list;
        let Some(element) = list.next() else { break };
        let Some(key) = key(element) else { continue };
        if key.word() == wanted.word() {
            return Found::Yes(element);
        }
        match Comparing::begin(question, key, wanted, ctx.atoms(), &mut pairs) {
            Ok(order) if order.is_eq() => return Found::Yes(element),
            Ok(_) => {}
            Err(_) => {
                *list = here;
                return Found::TakesLong;
            }
        }
    }
    Found::No
}

pub fn keyfind(ctx: &mut Ctx<'_>) -> Outcome {
    steps::run(ctx, KeyFind::new(KeyAnswer::Tuple))
}

pub fn keymember(ctx: &mut Ctx<'_>) -> Outcome {
    steps::run(ctx, KeyFind::new(KeyAnswer::Boolean))
}

pub fn keysearch(ctx: &mut Ctx<'_>) -> Outcome {
    steps::run(ctx, KeyFind::new(KeyAnswer::Value))
}

#[derive(Clone, Copy)]
pub(super) enum KeyAnswer {
    Tuple,
    Boolean,
    /// `{value, Tuple}`
    Value,
}

/// Arguments: the key, its position, what is left of the list.
struct KeyFind {
    answer: KeyAnswer,
    /// What is left is looked through as long work.
    is_long: bool,
}

impl KeyFind {
    fn new(answer: KeyAnswer) -> KeyFind {
        KeyFind {
            answer,
            is_long: false,
        }
    }
}

impl Steps for KeyFind {
    fn step(&mut self, ctx: &mut Ctx<'_>, _: &[Root]) -> StepResult {
        let position = key_position(ctx.arg(1))?;
        if self.is_long {
            let wanted = Wanted::Key(position, self.answer);
            let find = |words: &[Word]| FindWork::new(wanted, words[0], words[2]);
            return ctx.long_work(find).map(Step::End);
        }
        let rest = ctx.root(ctx.arg(2));
        loop {
            let mut list = ctx.get(rest).list();
            let found = find(ctx, Question::Equal, ctx.arg(0), &mut list, |element| {
                element.as_tuple()?.get(position)
            });
            let tail = list.tail();
            match found {
                Found::No => {}
                Found::Yes(found) => {
                    let found = ctx.root(found);
                    return key_found(ctx, self.answer, found).map(Step::End);
                }
                Found::TakesLong => {
                    self.is_long = true;
                    ctx.set(rest, tail);
                    let kept = [ctx.root(ctx.arg(0)), ctx.root(ctx.arg(1)), rest];
                    return Ok(Step::Pause(kept.to_vec()));
                }
            }
            if tail.is_nil() {
                return done_bool(ctx, false).map(Step::End);
            }
            if !tail.is_list() {
                return Err(Raise::BADARG);
            }
            ctx.set(rest, tail);
            if ctx.charge(cost(CHUNK)) {
                let kept = [ctx.root(ctx.arg(0)), ctx.root(ctx.arg(1)), rest];
                return Ok(Step::Pause(kept.to_vec()));
            }
        }
    }
}

/// An index from 0. Positions beyond any tuple are allowed, they are in no element.
fn key_position(term: Term<'_>) -> Result<usize, Raise> {
    match term.as_small() {
        Some(n @ 1..) => Ok(n as usize - 1),
        _ => Err(Raise::BADARG),
    }
}

fn key_found(ctx: &mut Ctx<'_>, answer: KeyAnswer, found: Root) -> Outcome {
    match answer {
        KeyAnswer::Tuple => ctx.done(ctx.get(found)),
        KeyAnswer::Boolean => done_bool(ctx, true),
        KeyAnswer::Value => {
            let w = ctx.reserve(3)?;
            let term = w.tuple(&[Term::atom(atoms::VALUE), w.get(found)]);
            w.done(term)
        }
    }
}

// Sorting: runs of elements are sorted in Rust and kept as lists in descending order; one pass then merges all runs from the largest
// element down, which makes the ascending result. Equal elements keep their order throughout.

/// What OTP raises where its library code has no clause.
fn function_clause(ctx: &Ctx<'_>) -> Raise {
    ctx.raise_reason(Class::Error, Term::atom(atoms::FUNCTION_CLAUSE))
}

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
    pub(super) fn key<'s>(self, term: Term<'s>) -> Term<'s> {
        match self {
            By::Whole => term,
            By::Element(index) => term.as_tuple().and_then(|t| t.get(index)).unwrap_or(term),
        }
    }

    fn compare(self, atoms: &AtomTable, a: Term<'_>, b: Term<'_>) -> Ordering {
        compare(self.key(a), self.key(b), atoms)
    }
}

/// First step: the native's arguments. Later: what is left of the list, the result so far, the runs.
struct Sort {
    by: By,
    started: bool,
    merging: bool,
    /// Elements are too large to be compared at once: what is left is long work.
    is_long: bool,
}

/// Words that the keys of a run may come to, so that they are compared at once.
const RUN_WORDS: usize = 16 * RUN;

impl Sort {
    fn new(by: By) -> Sort {
        Sort {
            by,
            started: false,
            merging: false,
            is_long: false,
        }
    }

    /// Are the elements of the next run too large?
    fn takes_long(&self, ctx: &Ctx<'_>, rest: Root) -> bool {
        let most = match ctx.machine.stress {
            true => 256,
            false => RUN_WORDS,
        };
        let mut words = 0;
        ctx.get(rest).list().take(RUN).any(|element| {
            words += weight(self.by.key(element), most);
            words > most
        })
    }

    /// Goes on as long work with what `inputs` gave.
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

    fn inputs(&mut self, ctx: &Ctx<'_>, args: &[Root]) -> (Root, Root, Vec<Root>) {
        match args {
            [rest, done, runs @ ..] if self.started => (*rest, *done, runs.to_vec()),
            _ => {
                self.started = true;
                let list = ctx.arg(ctx.arity() - 1);
                (ctx.root(list), ctx.root(Term::NIL), Vec::new())
            }
        }
    }

    /// Sorts the next run. True: it was the only one, and stands in `done` in ascending order.
    fn next_run(
        &self,
        ctx: &mut Ctx<'_>,
        rest: Root,
        done: Root,
        runs: &mut Vec<Root>,
    ) -> Result<bool, Raise> {
        let n = ctx.get(rest).list().take(RUN).count();
        let w = ctx.reserve(2 * n)?;
        let mut list = w.get(rest).list();
        let mut run: Vec<Term<'_>> = list.by_ref().take(n).collect();
        run.sort_by(|a, b| self.by.compare(w.atoms(), *a, *b));
        let only = runs.is_empty() && list.tail().is_nil();
        if only {
            w.set(done, w.list(&run));
        } else {
            let descending = run.iter().fold(Term::NIL, |tail, head| w.cons(*head, tail));
            runs.push(w.root(descending));
        }
        w.set(rest, list.tail());
        Ok(only)
    }

    /// Takes the next elements from the runs, the largest first. True: all are taken.
    fn merge(&self, ctx: &mut Ctx<'_>, done: Root, runs: &mut [Root]) -> Result<bool, Raise> {
        let w = ctx.reserve(2 * RUN)?;
        let mut heads: BinaryHeap<Head<'_>> = runs
            .iter()
            .enumerate()
            .filter_map(|(i, run)| self.head(&w, i, w.get(*run)))
            .collect();
        let mut result = w.get(done);
        for _ in 0..RUN {
            let Some(largest) = heads.pop() else { break };
            result = w.cons(largest.term, result);
            w.set(runs[largest.run], largest.rest);
            heads.extend(self.head(&w, largest.run, largest.rest));
        }
        w.set(done, result);
        Ok(heads.is_empty())
    }

    fn head<'w>(&self, w: &NativeWriter<'w>, run: usize, list: Term<'w>) -> Option<Head<'w>> {
        let cell = list.as_cons()?;
        Some(Head {
            by: self.by,
            atoms: w.atoms(),
            run,
            term: cell.head(),
            rest: cell.tail(),
        })
    }
}

impl Steps for Sort {
    fn step(&mut self, ctx: &mut Ctx<'_>, args: &[Root]) -> StepResult {
        if self.is_long {
            return self.long_work(ctx);
        }
        let (rest, done, mut runs) = self.inputs(ctx, args);
        loop {
            if !self.merging && self.takes_long(ctx, rest) {
                self.is_long = true;
                let mut kept = vec![rest, done];
                kept.extend(&runs);
                return Ok(Step::Pause(kept));
            }
            let finished = if self.merging {
                self.merge(ctx, done, &mut runs)?
            } else if ctx.get(rest).is_nil() {
                self.merging = true;
                runs.is_empty()
            } else {
                self.next_run(ctx, rest, done, &mut runs)?
            };
            if finished {
                return ctx.done(ctx.get(done)).map(Step::End);
            }
            if ctx.charge(RUN as u32 / 2) {
                let mut kept = vec![rest, done];
                kept.extend(&runs);
                return Ok(Step::Pause(kept));
            }
        }
    }
}

/// The largest element left of a run. Of equal ones the last run's counts as the largest, so that it ends up behind the others.
struct Head<'w> {
    by: By,
    atoms: &'w AtomTable,
    run: usize,
    term: Term<'w>,
    rest: Term<'w>,
}

impl Ord for Head<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.by
            .compare(self.atoms, self.term, other.term)
            .then(self.run.cmp(&other.run))
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
