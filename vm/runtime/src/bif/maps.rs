//! Maps.

use super::build::{badkey, badmap, done_bool, done_int};
use super::context::{Ctx, NativeFrame, NativeWriter, Outcome, Root};
use super::map_work::MapWork;
use super::steps::{self, Step, StepResult, Steps};
use crate::atom::atoms;
use crate::code::export::Mfa;
use crate::exception::raise::Raise;
use crate::term::compare::compare_exact;
use crate::term::layout::MAX_FLAT_MAP;
use crate::term::map::{TriePart, trie_part};
use crate::term::weight::weight;
use crate::term::{Fun, Map, Term, View, map};

/// The map among the arguments, or `{badmap, It}`.
fn require_map(ctx: &mut Ctx<'_>, i: usize) -> Result<(), Raise> {
    if ctx.arg(i).is_map() {
        Ok(())
    } else {
        Err(badmap(ctx, i))
    }
}

/// An argument that `require_map` let pass.
fn map_of<'s>(w: &NativeWriter<'s>, i: usize) -> Result<Map<'s>, Raise> {
    w.arg(i).as_map().ok_or(Raise::BADARG)
}

pub fn map_size(ctx: &mut Ctx<'_>) -> Outcome {
    require_map(ctx, 0)?;
    let n = ctx.arg(0).as_map().map_or(0, Map::len);
    done_int(ctx, n as i64)
}

/// `map_get(Key, Map)`, which is `maps:get(Key, Map)` too.
pub fn map_get(ctx: &mut Ctx<'_>) -> Outcome {
    require_map(ctx, 1)?;
    match ctx
        .arg(1)
        .as_map()
        .and_then(|map| map.get(ctx.arg(0), ctx.atoms()))
    {
        Some(value) => ctx.done(value),
        None => Err(badkey(ctx, 0)),
    }
}

pub fn get(ctx: &mut Ctx<'_>) -> Outcome {
    map_get(ctx)
}

pub fn is_map_key(ctx: &mut Ctx<'_>) -> Outcome {
    require_map(ctx, 1)?;
    let is = ctx
        .arg(1)
        .as_map()
        .is_some_and(|map| map.contains(ctx.arg(0), ctx.atoms()));
    done_bool(ctx, is)
}

pub fn is_key(ctx: &mut Ctx<'_>) -> Outcome {
    is_map_key(ctx)
}

pub fn find(ctx: &mut Ctx<'_>) -> Outcome {
    require_map(ctx, 1)?;
    let w = ctx.reserve(3)?;
    let term = match map_of(&w, 1)?.get(w.arg(0), w.atoms()) {
        Some(value) => w.tuple(&[Term::atom(atoms::OK), value]),
        None => Term::atom(atoms::ERROR),
    };
    w.done(term)
}

pub fn new(ctx: &mut Ctx<'_>) -> Outcome {
    let w = ctx.reserve(map::from_pairs_words(0))?;
    let term = map::from_pairs(&[], &w);
    w.done(term)
}

pub fn keys(ctx: &mut Ctx<'_>) -> Outcome {
    to_some_list(ctx, KEYS)
}

pub fn values(ctx: &mut Ctx<'_>) -> Outcome {
    to_some_list(ctx, VALUES)
}

pub fn to_list(ctx: &mut Ctx<'_>) -> Outcome {
    if let Some(is_none) = iterator_start(ctx.arg(0)) {
        return iterator_to_list(ctx, is_none);
    }
    to_some_list(ctx, PAIRS)
}

/// What is made of a pair, and the words it takes with a list cell.
#[derive(Clone, Copy)]
struct Element {
    words: usize,
    make: for<'w> fn(&NativeWriter<'w>, Term<'w>, Term<'w>) -> Term<'w>,
}

const KEYS: Element = Element {
    words: 2,
    make: |_, key, _| key,
};
const VALUES: Element = Element {
    words: 2,
    make: |_, _, value| value,
};
const PAIRS: Element = Element {
    words: 5,
    make: |w, key, value| w.tuple(&[key, value]),
};

/// A list with an element for each pair, in the map's order.
fn to_some_list(ctx: &mut Ctx<'_>, element: Element) -> Outcome {
    require_map(ctx, 0)?;
    if ctx.arg(0).as_map().is_some_and(|map| !map.is_flat()) {
        return steps::run(
            ctx,
            Listing {
                element,
                started: false,
            },
        );
    }
    let n = ctx.arg(0).as_map().map_or(0, Map::len);
    let w = ctx.reserve(element.words * n)?;
    let elements: Vec<Term<'_>> = map_of(&w, 0)?
        .iter()
        .map(|(key, value)| (element.make)(&w, key, value))
        .collect();
    let term = w.list(&elements);
    w.done(term)
}

/// A large map's list, made from the last pair to the first. First step: the map. Later: the list so far, the parts of the map still to come.
struct Listing {
    element: Element,
    started: bool,
}

/// Pairs between two looks at the clock.
const CHUNK: usize = 1024;

impl Steps for Listing {
    fn step(&mut self, ctx: &mut Ctx<'_>, args: &[Root]) -> StepResult {
        let (mut done, mut parts) = match args {
            [done, parts @ ..] if self.started => (*done, parts.to_vec()),
            _ => (ctx.root(Term::NIL), args.to_vec()),
        };
        self.started = true;
        loop {
            let w = ctx.reserve(self.element.words * CHUNK)?;
            let mut list = w.get(done);
            let mut waiting: Vec<Term<'_>> = parts.iter().map(|part| w.get(*part)).collect();
            let mut n = 0;
            while n < CHUNK {
                let Some(part) = waiting.pop() else {
                    return w.done(list).map(Step::End);
                };
                match trie_part(part) {
                    TriePart::Node(children) => waiting.extend(children),
                    TriePart::Leaf(key, value) => {
                        list = w.cons((self.element.make)(&w, key, value), list);
                        n += 1;
                    }
                }
            }
            done = w.root(list);
            parts = waiting.into_iter().map(|part| w.root(part)).collect();
            if ctx.charge((CHUNK / 4) as u32) {
                parts.insert(0, done);
                return Ok(Step::Pause(parts));
            }
        }
    }
}

/// `Some(true)`: the iterator that is at its end; `Some(false)`: one that is not; `None`: no iterator.
fn iterator_start(term: Term<'_>) -> Option<bool> {
    if term.is_atom_value(atoms::NONE) {
        return Some(true);
    }
    let [_, _, next] = term.as_tuple_of::<3>()?;
    let goes_on = next.is_atom_value(atoms::NONE) || next.as_tuple_of::<3>().is_some();
    goes_on.then_some(false)
}

fn iterator_to_list(ctx: &mut Ctx<'_>, is_none: bool) -> Outcome {
    if is_none {
        return ctx.done(Term::NIL);
    }
    let n = iterator_pairs(ctx.arg(0)).count();
    let w = ctx.reserve(5 * n)?;
    let pairs: Vec<Term<'_>> = iterator_pairs(w.arg(0))
        .map(|(key, value)| w.tuple(&[key, value]))
        .collect();
    let term = w.list(&pairs);
    w.done(term)
}

fn iterator_pairs(mut iterator: Term<'_>) -> impl Iterator<Item = (Term<'_>, Term<'_>)> {
    std::iter::from_fn(move || {
        let [key, value, next] = iterator.as_tuple_of()?;
        iterator = next;
        Some((key, value))
    })
}

// Making and changing.

/// Words that changing the pair of the first argument in the map `i` takes.
fn change_words(ctx: &Ctx<'_>, i: usize) -> usize {
    ctx.arg(i)
        .as_map()
        .map_or(0, |map| map::put_words(map, ctx.arg(0), ctx.atoms()))
}

pub fn put(ctx: &mut Ctx<'_>) -> Outcome {
    require_map(ctx, 2)?;
    let words = change_words(ctx, 2);
    let w = ctx.reserve(words)?;
    let term = map::put(map_of(&w, 2)?, w.arg(0), w.arg(1), &w);
    w.done(term)
}

pub fn update(ctx: &mut Ctx<'_>) -> Outcome {
    require_map(ctx, 2)?;
    let words = change_words(ctx, 2);
    let w = ctx.reserve(words)?;
    if let Some(term) = map::update(map_of(&w, 2)?, w.arg(0), w.arg(1), &w) {
        return w.done(term);
    }
    Err(badkey(ctx, 0))
}

pub fn remove(ctx: &mut Ctx<'_>) -> Outcome {
    require_map(ctx, 1)?;
    let words = change_words(ctx, 1);
    let w = ctx.reserve(words)?;
    let term = map::remove(map_of(&w, 1)?, w.arg(0), &w);
    w.done(term)
}

pub fn take(ctx: &mut Ctx<'_>) -> Outcome {
    require_map(ctx, 1)?;
    let words = change_words(ctx, 1);
    let w = ctx.reserve(words + 3)?;
    let map = map_of(&w, 1)?;
    let term = match map.get(w.arg(0), w.atoms()) {
        Some(value) => w.tuple(&[value, map::remove(map, w.arg(0), &w)]),
        None => Term::atom(atoms::ERROR),
    };
    w.done(term)
}

/// Maps made of more pairs, or of keys of more words, are made in slices.
const LONG: usize = 4096;
const LONG_KEYS: usize = 64 * 1024;

pub fn from_list(ctx: &mut Ctx<'_>) -> Outcome {
    let mut list = ctx.arg(0).list();
    let (mut n, mut words) = (0, 0);
    for pair in list.by_ref().take(LONG + 1) {
        let [key, _] = pair.as_tuple_of().ok_or(Raise::BADARG)?;
        n += 1;
        words += weight(key, LONG_KEYS);
        if words > LONG_KEYS {
            break;
        }
    }
    if n > LONG || words > LONG_KEYS {
        return ctx.long_work(|args| MapWork::of_list(args[0]));
    }
    if !list.tail().is_nil() {
        return Err(Raise::BADARG);
    }
    ctx.charge((n / 4) as u32);
    let w = ctx.reserve(map::from_pairs_words(n))?;
    let pairs: Vec<(Term<'_>, Term<'_>)> = w
        .arg(0)
        .list()
        .filter_map(|pair| pair.as_tuple_of())
        .map(|[key, value]| (key, value))
        .collect();
    let term = map::from_pairs(&pairs, &w);
    w.done(term)
}

pub fn from_keys(ctx: &mut Ctx<'_>) -> Outcome {
    let (mut n, mut words) = (0, 0);
    let is_long = ctx.arg(0).list().any(|key| {
        n += 1;
        words += weight(key, LONG_KEYS);
        n > LONG || words > LONG_KEYS
    });
    if is_long {
        return ctx.long_work(|args| MapWork::of_keys(args[0], args[1]));
    }
    let n = ctx.arg(0).list().proper_length().ok_or(Raise::BADARG)?;
    ctx.charge((n / 4) as u32);
    let w = ctx.reserve(map::from_pairs_words(n))?;
    let pairs: Vec<(Term<'_>, Term<'_>)> = w.arg(0).list().map(|key| (key, w.arg(1))).collect();
    let term = map::from_pairs(&pairs, &w);
    w.done(term)
}

/// Of keys in both maps the second one's values count.
pub fn merge(ctx: &mut Ctx<'_>) -> Outcome {
    require_map(ctx, 0)?;
    require_map(ctx, 1)?;
    let size = |i: usize| ctx.arg(i).as_map().map_or(0, Map::len);
    let (n1, n2) = (size(0), size(1));
    if n1 == 0 || ctx.arg(0).word() == ctx.arg(1).word() {
        return ctx.done(ctx.arg(1));
    }
    if n2 == 0 {
        return ctx.done(ctx.arg(0));
    }
    if n1 + n2 > FEW && n1.min(n2) < n1.max(n2) / MUCH_SMALLER {
        return steps::run(ctx, Insert::new(n1 < n2));
    }
    if n1 + n2 > LONG {
        // Neither is much smaller than the other, so both are large.
        return ctx.long_work(|args| MapWork::merge(args[0], args[1]));
    }
    ctx.charge(((n1 + n2) / 4) as u32);
    let w = ctx.reserve(map::from_pairs_words(n1 + n2))?;
    if n1 + n2 <= MAX_FLAT_MAP {
        let merged = map::merge_flat(map_of(&w, 0)?, map_of(&w, 1)?, &w);
        return w.done(merged);
    }
    let pairs: Vec<(Term<'_>, Term<'_>)> =
        map_of(&w, 0)?.iter().chain(map_of(&w, 1)?.iter()).collect();
    let term = map::from_pairs(&pairs, &w);
    w.done(term)
}

/// With so many times fewer pairs than the other, a map's pairs are put into the other one by one.
const MUCH_SMALLER: usize = 8;
const FEW: usize = 100;
/// Pairs put between two looks at the clock.
const PUTS: usize = 64;

/// The pairs of a small map put into a large one. First step: the native's arguments. Later: the large map so far, the parts of the small one
/// still to come.
struct Insert {
    /// The first map is the small one: its pairs count only where the other has not their keys.
    first_is_small: bool,
    started: bool,
}

impl Insert {
    fn new(first_is_small: bool) -> Insert {
        Insert {
            first_is_small,
            started: false,
        }
    }

    /// The large map, and what is to be put, as parts or, of a flat map, as a list of pairs.
    fn begin(&self, ctx: &mut Ctx<'_>) -> Result<(Root, Vec<Root>), Raise> {
        let (small, large) = if self.first_is_small { (0, 1) } else { (1, 0) };
        if ctx.arg(small).as_map().is_some_and(|map| !map.is_flat()) {
            return Ok((ctx.arg_root(large), vec![ctx.arg_root(small)]));
        }
        // Pairs look like leaves.
        let n = ctx.arg(small).as_map().map_or(0, Map::len);
        let w = ctx.reserve(2 * n)?;
        let cells = map_of(&w, small)?
            .iter()
            .map(|(key, value)| w.root(w.cons(key, value)))
            .collect();
        Ok((w.root(w.arg(large)), cells))
    }

    /// Puts the pair of a leaf, if it counts.
    fn put(&self, ctx: &mut Ctx<'_>, map: Root, leaf: Root) -> Result<(), Raise> {
        let (large, cell) = (ctx.get(map).as_map(), ctx.get(leaf).as_cons());
        let (Some(large), Some(cell)) = (large, cell) else {
            return Err(Raise::BADARG);
        };
        if self.first_is_small && large.contains(cell.head(), ctx.atoms()) {
            return Ok(());
        }
        let words = map::put_words(large, cell.head(), ctx.atoms());
        let w = ctx.reserve(words)?;
        if let (Some(large), Some(cell)) = (w.get(map).as_map(), w.get(leaf).as_cons()) {
            w.set(map, map::put(large, cell.head(), cell.tail(), &w));
        }
        Ok(())
    }
}

impl Steps for Insert {
    fn step(&mut self, ctx: &mut Ctx<'_>, args: &[Root]) -> StepResult {
        let (map, mut parts) = match args {
            [map, parts @ ..] if self.started => (*map, parts.to_vec()),
            _ => self.begin(ctx)?,
        };
        self.started = true;
        loop {
            for _ in 0..PUTS {
                let Some(part) = parts.pop() else {
                    return ctx.done(ctx.get(map)).map(Step::End);
                };
                if ctx.get(part).as_cons().is_some() {
                    self.put(ctx, map, part)?;
                } else if let TriePart::Node(children) = trie_part(ctx.get(part)) {
                    parts.extend(children.map(|child| ctx.root(child)));
                }
            }
            if ctx.charge((PUTS * 4) as u32) {
                parts.insert(0, map);
                return Ok(Step::Pause(parts));
            }
        }
    }
}

// Iterators: `{Key, Value, Rest}` for what is still to come, `none` at the end.

pub fn iterator_1(ctx: &mut Ctx<'_>) -> Outcome {
    require_map(ctx, 0)?;
    iterator_in(ctx, Order::AsItIs)
}

pub fn iterator_2(ctx: &mut Ctx<'_>) -> Outcome {
    require_map(ctx, 0)?;
    match ctx.arg(1).view() {
        View::Atom(atoms::UNDEFINED) => iterator_in(ctx, Order::AsItIs),
        View::Atom(atoms::ORDERED) => iterator_in(ctx, Order::Ascending),
        View::Atom(atoms::REVERSED) => iterator_in(ctx, Order::Descending),
        View::Fun(Fun::Local(fun)) if fun.arity() == 2 => iterator_by_fun(ctx),
        View::Fun(Fun::External(fun)) if fun.arity() == 2 => iterator_by_fun(ctx),
        _ => Err(Raise::BADARG),
    }
}

#[derive(Clone, Copy)]
enum Order {
    AsItIs,
    Ascending,
    Descending,
}

fn iterator_in(ctx: &mut Ctx<'_>, order: Order) -> Outcome {
    let n = ctx.arg(0).as_map().map_or(0, Map::len);
    ctx.charge((n / 8) as u32);
    let w = ctx.reserve(4 * n)?;
    let mut pairs: Vec<(Term<'_>, Term<'_>)> = map_of(&w, 0)?.iter().collect();
    match order {
        Order::AsItIs => {}
        Order::Ascending => pairs.sort_by(|a, b| compare_exact(a.0, b.0, w.atoms())),
        Order::Descending => pairs.sort_by(|a, b| compare_exact(b.0, a.0, w.atoms())),
    }
    let term = iterator_over(&w, &pairs);
    w.done(term)
}

fn iterator_over<'w>(w: &NativeWriter<'w>, pairs: &[(Term<'w>, Term<'w>)]) -> Term<'w> {
    pairs
        .iter()
        .rev()
        .fold(Term::atom(atoms::NONE), |next, (key, value)| {
            w.tuple(&[*key, *value, next])
        })
}

/// The keys are sorted by the fun: `lists:sort/2` is called, then the iterator is made.
fn iterator_by_fun(ctx: &mut Ctx<'_>) -> Outcome {
    let n = ctx.arg(0).as_map().map_or(0, Map::len);
    let keys: Root = {
        let w = ctx.reserve(2 * n)?;
        let keys: Vec<Term<'_>> = map_of(&w, 0)?.iter().map(|(key, _)| key).collect();
        let list = w.list(&keys);
        w.root(list)
    };
    let sort = ctx.vm().exports().get(Mfa {
        module: atoms::LISTS,
        name: atoms::SORT,
        arity: 2,
    });
    let (map, fun) = (ctx.root(ctx.arg(0)), ctx.root(ctx.arg(1)));
    ctx.call(SortedKeys, &[map], sort, &[fun, keys])
}

/// Arguments: the map, its keys in order.
struct SortedKeys;

impl NativeFrame for SortedKeys {
    fn resume(&mut self, ctx: &mut Ctx<'_>) -> Outcome {
        let n = ctx.arg(1).list().count();
        let w = ctx.reserve(4 * n)?;
        let map = map_of(&w, 0)?;
        let pairs: Vec<(Term<'_>, Term<'_>)> = w
            .arg(1)
            .list()
            .filter_map(|key| Some((key, map.get(key, w.atoms())?)))
            .collect();
        let term = iterator_over(&w, &pairs);
        w.done(term)
    }
}

/// An iterator shows its next pair and what comes after as it is.
pub fn next(ctx: &mut Ctx<'_>) -> Outcome {
    match iterator_start(ctx.arg(0)) {
        Some(_) => ctx.done(ctx.arg(0)),
        None => Err(Raise::BADARG),
    }
}
