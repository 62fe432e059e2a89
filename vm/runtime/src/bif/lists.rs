//! Lists: `++`, `--`, `length/1` and what `lists` has in Rust.
//!
//! Long lists are walked in chunks: each chunk is counted, charged, and space for its cells reserved at once.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hash, Hasher};

use super::build::{done_bool, done_int};
use super::context::{Ctx, Outcome, Root};
use super::long_compare::{at_once, root};
use super::long_lists::{FindWork, ListFromEnd, Wanted};
pub use super::sort::{keysort, sort};
use super::steps::{self, Step, StepResult, Steps};
use crate::atom::atoms;
use crate::exception::raise::{Class, Raise};
use crate::heap::Fragment;
use crate::interp::quick::Quick;
use crate::process::LongWork;
use crate::term::compare::{Comparing, Question, compare_exact, same};
use crate::term::list::ListIter;
use crate::term::weight::weight;
use crate::term::{Term, Word, map};
use crate::vm::Vm;

/// Elements handled between two looks at the clock.
const CHUNK: usize = 1024;
/// Elements copied at once; longer lists go on in slices.
const AT_ONCE: usize = 32 * 1024;

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
    if let Some(n) = length_at_once(ctx) {
        return reverse_at_once(ctx, n);
    }
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
    match length_at_once(ctx) {
        Some(n) => reverse_at_once(ctx, n),
        None => steps::run(ctx, Reverse),
    }
}

/// The length of the first argument if it is a proper list of not too many elements.
fn length_at_once(ctx: &Ctx<'_>) -> Option<usize> {
    let most = match ctx.machine.stress {
        true => 64,
        false => AT_ONCE,
    };
    let mut list = ctx.arg(0).list();
    let n = list.by_ref().take(most).count();
    list.tail().is_nil().then_some(n)
}

/// The first argument is a proper list of `n` elements.
fn reverse_at_once(ctx: &mut Ctx<'_>, n: usize) -> Outcome {
    ctx.charge(cost(n));
    let has_tail = ctx.arity() > 1;
    let w = ctx.reserve(2 * n)?;
    let tail = if has_tail { w.arg(1) } else { Term::NIL };
    let reversed = w.reversed(&mut w.arg(0).list(), n, tail);
    w.done(reversed)
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
            let w = ctx.reserve(2 * CHUNK)?;
            let mut list = w.get(rest).list();
            let reversed = w.reversed(&mut list, CHUNK, w.get(done));
            let tail = list.tail();
            if tail.is_nil() {
                return w.done(reversed).map(Step::End);
            }
            if !tail.is_list() {
                return Err(Raise::BADARG);
            }
            w.set(rest, tail);
            w.set(done, reversed);
            if ctx.charge(cost(CHUNK)) {
                return Ok(Step::Pause(vec![rest, done]));
            }
        }
    }
}

// Appending.

pub fn append_op(ctx: &mut Ctx<'_>) -> Outcome {
    append(ctx)
}

pub fn append(ctx: &mut Ctx<'_>) -> Outcome {
    let Some(n) = length_at_once(ctx) else {
        return ctx.long_work(|args| Append::new(args[0], args[1]));
    };
    if n == 0 {
        return ctx.done(ctx.arg(1));
    }
    ctx.charge(cost(n));
    let w = ctx.reserve(2 * n)?;
    let appended = w.copied(&mut w.arg(0).list(), n, w.arg(1));
    w.done(appended)
}

/// A long list, or one that is none, put in front of another.
struct Append {
    /// What is left of the left list.
    rest: Word,
    taken: Vec<Word>,
    built: ListFromEnd,
}

impl Append {
    fn new(left: Word, right: Word) -> Append {
        Append {
            rest: left,
            taken: Vec::new(),
            built: ListFromEnd::before(right),
        }
    }
}

impl LongWork for Append {
    fn step(&mut self, vm: &Vm, budget: usize) -> Result<Option<Fragment>, Raise> {
        let n = 1 + budget / 2;
        if self.built.has_begun() {
            return self.built.add(&mut self.taken, n, vm);
        }
        let rest: Term<'_> = Term::inside(self.rest);
        let mut list = rest.list();
        self.taken
            .extend(list.by_ref().take(n).map(|element| element.word()));
        self.rest = list.tail().word();
        match list.tail() {
            tail if tail.is_nil() => self.built.add(&mut self.taken, 0, vm),
            tail if tail.is_list() => Ok(None),
            _ => Err(Raise::BADARG),
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
    let most = LONG_WORDS;
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
/// The same of so many words.
const LONG_WORDS: usize = 64 * 1024;
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

/// Elements that quick forms look at.
const QUICK: usize = 64;

/// Looks for immediate words in short lists.
pub(super) fn quick_member<'q>(quick: &'q Quick<'_>) -> Option<Term<'q>> {
    let wanted = immediate(quick.arg(0))?;
    let mut list = quick.arg(1).list();
    match list.by_ref().take(QUICK).any(|e| e.word() == wanted) {
        true => Some(Term::TRUE),
        false => list.tail().is_nil().then_some(Term::FALSE),
    }
}

fn immediate(term: Term<'_>) -> Option<Word> {
    let word = term.word();
    word.is_immediate().then_some(word)
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
    let is_immediate = wanted.word().is_immediate();
    for _ in 0..CHUNK {
        let here = *list;
        let Some(element) = list.next() else { break };
        let Some(key) = key(element) else { continue };
        if key.word() == wanted.word() {
            return Found::Yes(element);
        }
        if is_immediate && (key.word().is_immediate() || question == Question::Same) {
            continue;
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

pub(super) fn quick_keyfind<'q>(quick: &'q Quick<'_>) -> Option<Term<'q>> {
    Some(quick_find(quick)?.unwrap_or(Term::FALSE))
}

pub(super) fn quick_keymember<'q>(quick: &'q Quick<'_>) -> Option<Term<'q>> {
    let found = quick_find(quick)?.is_some();
    Some(if found { Term::TRUE } else { Term::FALSE })
}

/// Looks for a tuple with an immediate word as its key; none: this is not the way.
#[inline]
fn quick_find<'q>(quick: &'q Quick<'_>) -> Option<Option<Term<'q>>> {
    let wanted = immediate(quick.arg(0))?;
    let position = key_position(quick.arg(1)).ok()?;
    let mut list = quick.arg(2).list();
    for element in list.by_ref().take(QUICK) {
        let Some(key) = element.as_tuple().and_then(|tuple| tuple.get(position)) else {
            continue;
        };
        if key.word() == wanted {
            return Some(Some(element));
        }
        // It may be a float that is equal.
        if wanted.is_small() && !key.word().is_immediate() {
            return None;
        }
    }
    list.tail().is_nil().then_some(None)
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
pub(super) fn key_position(term: Term<'_>) -> Result<usize, Raise> {
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

/// What OTP raises where its library code has no clause.
pub(super) fn function_clause(ctx: &Ctx<'_>) -> Raise {
    ctx.raise_reason(Class::Error, Term::atom(atoms::FUNCTION_CLAUSE))
}
