//! `atomics` and `counters`: arrays of 64-bit integers outside all heaps, kept alive by references.

use std::sync::atomic::{AtomicU64, Ordering};

use super::build::{Out, done_atom, no_memory};
use super::context::{Ctx, Outcome};
use crate::atom::{Atom, atoms};
use crate::exception::raise::{Info, Raise};
use crate::heap::offheap::ResourceRef;
use crate::heap::writer::RESOURCE_WORDS;
use crate::interp::quick::Quick;
use crate::term::{Term, View, Word, map};
use num_bigint::{BigInt, Sign};

const BAD_OPTION: Raise = Raise::BADARG.with_info(Info::CauseBadOption);

/// An array of either module.
struct Cells {
    cells: Box<[AtomicU64]>,
    signed: bool,
    kind: Kind,
}

/// Counters are arrays of `atomics` too, unless they are to be `write_concurrency`: to the machine that makes no difference, every cell
/// is atomic, but only `counters` takes them.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Atomics,
    Counters,
}

/// The module whose function is called.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Module {
    Atomics,
    Counters,
}

/// A new array, of as many cells as argument 0 says.
fn new_cells(ctx: &Ctx<'_>, signed: bool, kind: Kind) -> Result<ResourceRef, Raise> {
    let n = match ctx.arg(0).view() {
        View::Big(big) if big.to_bigint().sign() == Sign::Plus => return Err(Raise::SYSTEM_LIMIT),
        _ => ctx.arg(0).as_usize().filter(|n| *n > 0),
    };
    let n = n.ok_or(Raise::BADARG)?;
    let mut cells = Vec::new();
    cells
        .try_reserve_exact(n)
        .map_err(|_| Raise::SYSTEM_LIMIT)?;
    cells.resize_with(n, AtomicU64::default);
    let cells = Cells {
        cells: cells.into_boxed_slice(),
        signed,
        kind,
    };
    Ok(ResourceRef::new(Box::new(cells), n.saturating_mul(8)))
}

/// The array that a term stands for: to `atomics` a reference, to `counters` one with the kind before it.
#[inline(always)]
fn cells_of(term: Term<'_>, module: Module) -> Option<&Cells> {
    let (reference, kind) = match module {
        Module::Atomics => (term, Kind::Atomics),
        Module::Counters => {
            let [kind, reference] = term.as_tuple_of()?;
            let kind = match kind.as_atom()? {
                atoms::ATOMICS => Kind::Atomics,
                atoms::WRITE_CONCURRENCY => Kind::Counters,
                _ => return None,
            };
            (reference, kind)
        }
    };
    let resource = reference.as_reference()?.resource()?;
    let cells = resource.value.downcast_ref::<Cells>()?;
    (cells.kind == kind).then_some(cells)
}

fn cells_arg<'s>(ctx: &'s Ctx<'_>, module: Module) -> Result<&'s Cells, Raise> {
    cells_of(ctx.arg(0), module).ok_or(Raise::BADARG)
}

/// The cell that argument 1 names, from 1.
fn cell_arg<'s>(ctx: &'s Ctx<'_>, cells: &'s Cells) -> Result<&'s AtomicU64, Raise> {
    let index = ctx
        .arg(1)
        .as_usize()
        .and_then(|i| i.checked_sub(1))
        .ok_or(Raise::BADARG)?;
    cells.cells.get(index).ok_or(Raise::BADARG)
}

/// A value that a cell of the array can have.
fn value_arg(term: Term<'_>, signed: bool) -> Result<u64, Raise> {
    match signed {
        true => term.as_i64().map(|n| n as u64),
        false => term.as_u64(),
    }
    .ok_or(Raise::BADARG)
}

/// How much to add: any 64 bits, signed or not.
fn increment_arg(term: Term<'_>) -> Result<u64, Raise> {
    term.as_i64()
        .map(|n| n as u64)
        .or(term.as_u64())
        .ok_or(Raise::BADARG)
}

/// How much to take away: the negated number must be one to add.
fn decrement_arg(term: Term<'_>) -> Result<u64, Raise> {
    let n = match term.view() {
        View::Small(n) => i128::from(n),
        View::Big(big) => match (big.to_i64(), big.to_u64()) {
            (Some(n), _) => i128::from(n),
            (None, Some(n)) => i128::from(n),
            (None, None) => return Err(Raise::BADARG),
        },
        _ => return Err(Raise::BADARITH),
    };
    let fits = -n >= i128::from(i64::MIN) && -n <= i128::from(u64::MAX);
    fits.then_some(n as u64).ok_or(Raise::BADARG)
}

fn done_value(ctx: &mut Ctx<'_>, value: u64, signed: bool) -> Outcome {
    if signed {
        super::build::done_int(ctx, value as i64)
    } else {
        super::build::done_unsigned(ctx, value)
    }
}

// Quick forms.

/// The array and the cell that the first two arguments name.
#[inline(always)]
fn quick_cell<'q>(q: &'q Quick<'_>, module: Module) -> Option<(&'q Cells, &'q AtomicU64)> {
    let cells = cells_of(q.arg(0), module)?;
    let index = q.arg(1).as_usize()?.checked_sub(1)?;
    Some((cells, cells.cells.get(index)?))
}

#[inline(always)]
fn quick_add<'q>(q: &'q Quick<'_>, module: Module) -> Option<Term<'q>> {
    let (_, cell) = quick_cell(q, module)?;
    let n = q.arg(2).as_small()? as u64;
    cell.fetch_add(n, Ordering::SeqCst);
    Some(Term::atom(atoms::OK))
}

#[inline(always)]
fn quick_get<'q>(q: &'q Quick<'_>, module: Module) -> Option<Term<'q>> {
    let (cells, cell) = quick_cell(q, module)?;
    let value = cell.load(Ordering::SeqCst) as i64;
    if !cells.signed && value < 0 {
        return None;
    }
    Word::try_small(value).map(Term::inside)
}

#[inline(always)]
pub fn quick_atomics_add<'q>(q: &'q Quick<'_>) -> Option<Term<'q>> {
    quick_add(q, Module::Atomics)
}

#[inline(always)]
pub fn quick_atomics_get<'q>(q: &'q Quick<'_>) -> Option<Term<'q>> {
    quick_get(q, Module::Atomics)
}

#[inline(always)]
pub fn quick_counters_add<'q>(q: &'q Quick<'_>) -> Option<Term<'q>> {
    quick_add(q, Module::Counters)
}

#[inline(always)]
pub fn quick_counters_get<'q>(q: &'q Quick<'_>) -> Option<Term<'q>> {
    quick_get(q, Module::Counters)
}

// atomics

pub fn atomics_new(ctx: &mut Ctx<'_>) -> Outcome {
    let mut signed = true;
    let mut walk = ctx.arg(1).list();
    for option in walk.by_ref() {
        let [name, value] = option.as_tuple_of().ok_or(BAD_OPTION)?;
        signed = match (name.as_atom(), value.as_boolean()) {
            (Some(atoms::SIGNED), Some(signed)) => signed,
            _ => return Err(BAD_OPTION),
        };
    }
    if !walk.tail().is_nil() {
        return Err(BAD_OPTION);
    }
    let resource = new_cells(ctx, signed, Kind::Atomics)?;
    let id = ctx.new_ref_id();
    let w = ctx.reserve(RESOURCE_WORDS)?;
    let term = w.resource(resource, id);
    w.done(term)
}

/// What is done to a cell, with the third argument.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Change {
    Add,
    Sub,
    /// Gives the value before.
    Set,
}

/// Changes a cell: its value afterwards, or before it was set; and whether it is signed.
fn change_cell(ctx: &Ctx<'_>, module: Module, change: Change) -> Result<(u64, bool), Raise> {
    // A difference is taken of the number first: what is none is bad arithmetic, whatever the array.
    let decrement = match change {
        Change::Sub => Some(decrement_arg(ctx.arg(2))),
        Change::Add | Change::Set => None,
    };
    if let Some(Err(raise)) = decrement
        && raise == Raise::BADARITH
    {
        return Err(raise);
    }
    let cells = cells_arg(ctx, module)?;
    let cell = cell_arg(ctx, cells)?;
    let value = match change {
        Change::Add => {
            let n = increment_arg(ctx.arg(2))?;
            cell.fetch_add(n, Ordering::SeqCst).wrapping_add(n)
        }
        Change::Sub => {
            let n = decrement.unwrap_or(Err(Raise::BADARG))?;
            cell.fetch_sub(n, Ordering::SeqCst).wrapping_sub(n)
        }
        Change::Set => cell.swap(value_arg(ctx.arg(2), cells.signed)?, Ordering::SeqCst),
    };
    Ok((value, cells.signed))
}

/// Changes a cell and gives `ok`.
fn change(ctx: &mut Ctx<'_>, module: Module, change: Change) -> Outcome {
    change_cell(ctx, module, change)?;
    done_atom(ctx, atoms::OK)
}

/// Changes it and gives a value.
fn change_and_get(ctx: &mut Ctx<'_>, change: Change) -> Outcome {
    let (value, signed) = change_cell(ctx, Module::Atomics, change)?;
    done_value(ctx, value, signed)
}

pub fn atomics_put(ctx: &mut Ctx<'_>) -> Outcome {
    change(ctx, Module::Atomics, Change::Set)
}

pub fn atomics_add(ctx: &mut Ctx<'_>) -> Outcome {
    change(ctx, Module::Atomics, Change::Add)
}

pub fn atomics_sub(ctx: &mut Ctx<'_>) -> Outcome {
    change(ctx, Module::Atomics, Change::Sub)
}

pub fn add_get(ctx: &mut Ctx<'_>) -> Outcome {
    change_and_get(ctx, Change::Add)
}

pub fn sub_get(ctx: &mut Ctx<'_>) -> Outcome {
    change_and_get(ctx, Change::Sub)
}

pub fn exchange(ctx: &mut Ctx<'_>) -> Outcome {
    change_and_get(ctx, Change::Set)
}

pub fn atomics_get(ctx: &mut Ctx<'_>) -> Outcome {
    get(ctx, Module::Atomics)
}

fn get(ctx: &mut Ctx<'_>, module: Module) -> Outcome {
    let cells = cells_arg(ctx, module)?;
    let value = cell_arg(ctx, cells)?.load(Ordering::SeqCst);
    let signed = cells.signed;
    done_value(ctx, value, signed)
}

/// `ok`, or the value that was there instead of the expected one.
pub fn compare_exchange(ctx: &mut Ctx<'_>) -> Outcome {
    let cells = cells_arg(ctx, Module::Atomics)?;
    let cell = cell_arg(ctx, cells)?;
    let signed = cells.signed;
    let expected = value_arg(ctx.arg(2), signed)?;
    let desired = value_arg(ctx.arg(3), signed)?;
    let result = cell.compare_exchange(expected, desired, Ordering::SeqCst, Ordering::SeqCst);
    let signed = cells.signed;
    match result {
        Ok(_) => done_atom(ctx, atoms::OK),
        Err(actual) => done_value(ctx, actual, signed),
    }
}

pub fn atomics_info(ctx: &mut Ctx<'_>) -> Outcome {
    info(ctx, Module::Atomics)
}

fn info(ctx: &mut Ctx<'_>, module: Module) -> Outcome {
    let cells = cells_arg(ctx, module)?;
    let (size, signed, kind) = (cells.cells.len(), cells.signed, cells.kind);
    let mut pairs = vec![
        (atoms::MEMORY, Out::size(size * 8 + 40)),
        (atoms::SIZE, Out::size(size)),
    ];
    if kind == Kind::Atomics {
        let (min, max) = match signed {
            true => (BigInt::from(i64::MIN), BigInt::from(i64::MAX)),
            false => (BigInt::from(0), BigInt::from(u64::MAX)),
        };
        pairs.extend([(atoms::MAX, Out::Big(max)), (atoms::MIN, Out::Big(min))]);
    }
    done_map(ctx, &pairs)
}

/// A small map with atoms as keys.
pub(super) fn done_map(ctx: &mut Ctx<'_>, pairs: &[(Atom, Out)]) -> Outcome {
    let words: usize = pairs.iter().map(|(_, out)| out.words()).sum();
    let w = ctx.reserve(words + map::from_pairs_words(pairs.len()))?;
    let mut built = Vec::with_capacity(pairs.len());
    for (key, value) in pairs {
        built.push((Term::atom(*key), value.build(&w).map_err(no_memory)?));
    }
    let term = map::from_pairs(&built, &w);
    w.done(term)
}

// counters

pub fn counters_new(ctx: &mut Ctx<'_>) -> Outcome {
    let mut walk = ctx.arg(1).list();
    let option = match (walk.next(), walk.next(), walk.tail().is_nil()) {
        (None, None, true) => Some(atoms::ATOMICS),
        (Some(option), None, true) => option.as_atom(),
        _ => None,
    };
    let (tag, kind) = match option {
        Some(atoms::ATOMICS) => (atoms::ATOMICS, Kind::Atomics),
        Some(atoms::WRITE_CONCURRENCY) => (atoms::WRITE_CONCURRENCY, Kind::Counters),
        _ => return Err(BAD_OPTION),
    };
    let resource = new_cells(ctx, true, kind)?;
    let id = ctx.new_ref_id();
    let w = ctx.reserve(RESOURCE_WORDS + 3)?;
    let reference = w.resource(resource, id);
    let term = w.tuple(&[Term::atom(tag), reference]);
    w.done(term)
}

pub fn counters_add(ctx: &mut Ctx<'_>) -> Outcome {
    change(ctx, Module::Counters, Change::Add)
}

pub fn counters_sub(ctx: &mut Ctx<'_>) -> Outcome {
    change(ctx, Module::Counters, Change::Sub)
}

pub fn counters_put(ctx: &mut Ctx<'_>) -> Outcome {
    change(ctx, Module::Counters, Change::Set)
}

pub fn counters_get(ctx: &mut Ctx<'_>) -> Outcome {
    get(ctx, Module::Counters)
}

pub fn counters_info(ctx: &mut Ctx<'_>) -> Outcome {
    info(ctx, Module::Counters)
}
