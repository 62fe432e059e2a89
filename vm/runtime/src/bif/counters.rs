//! `atomics` and `counters`: arrays of 64-bit integers outside all heaps, kept alive by references.

use std::sync::atomic::{AtomicU64, Ordering};

use super::build::{Out, done_atom, no_memory};
use super::context::{Ctx, Outcome};
use crate::atom::{Atom, atoms};
use crate::exception::raise::Raise;
use crate::heap::offheap::ResourceRef;
use crate::heap::writer::RESOURCE_WORDS;
use crate::term::{Term, View, map};
use num_bigint::BigInt;

/// An array of either module; the module decides how values are read.
struct Cells {
    cells: Box<[AtomicU64]>,
    signed: bool,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Atomics,
    Counters,
}

/// `{Option, ...}` makes no difference to sharing: every cell is atomic.
fn make(ctx: &mut Ctx<'_>, signed: bool, kind: Kind) -> Outcome {
    let n = ctx
        .arg(0)
        .as_usize()
        .filter(|n| *n > 0)
        .ok_or(Raise::BADARG)?;
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
    let id = ctx.new_ref_id();
    let resource = ResourceRef::new(Box::new(cells), n.saturating_mul(8));
    let w = ctx.reserve(RESOURCE_WORDS)?;
    let term = w.resource(resource, id);
    w.done(term)
}

fn cells_arg<'s>(ctx: &'s Ctx<'_>) -> Result<&'s Cells, Raise> {
    let resource = ctx
        .arg(0)
        .as_reference()
        .and_then(|r| r.resource())
        .ok_or(Raise::BADARG)?;
    resource.value.downcast_ref::<Cells>().ok_or(Raise::BADARG)
}

fn of_kind<'s>(ctx: &'s Ctx<'_>, atomics: bool) -> Result<&'s Cells, Raise> {
    let cells = cells_arg(ctx)?;
    if (cells.kind == Kind::Atomics) == atomics {
        Ok(cells)
    } else {
        Err(Raise::BADARG)
    }
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

/// A 64-bit value: signed or unsigned, whatever the array is, if it fits either.
fn value_arg(term: Term<'_>) -> Result<u64, Raise> {
    match term.view() {
        View::Small(n) => Ok(n as u64),
        View::Big(big) => big
            .to_i64()
            .map(|n| n as u64)
            .or(big.to_u64())
            .ok_or(Raise::BADARG),
        _ => Err(Raise::BADARG),
    }
}

/// A value that a cell of the array can hold as it is.
fn stored_arg(term: Term<'_>, signed: bool) -> Result<u64, Raise> {
    let value = value_arg(term)?;
    let is_negative = match term.view() {
        View::Small(n) => n < 0,
        View::Big(big) => big.to_u64().is_none(),
        _ => false,
    };
    // The top bit is the sign's, or part of a large number.
    let fits = match signed {
        true => is_negative || value >> 63 == 0,
        false => !is_negative,
    };
    if fits { Ok(value) } else { Err(Raise::BADARG) }
}

fn done_value(ctx: &mut Ctx<'_>, value: u64, signed: bool) -> Outcome {
    if signed {
        super::build::done_int(ctx, value as i64)
    } else {
        super::build::done_unsigned(ctx, value)
    }
}

// atomics

pub fn atomics_new(ctx: &mut Ctx<'_>) -> Outcome {
    let mut signed = true;
    let mut walk = ctx.arg(1).list();
    for option in walk.by_ref() {
        let [name, value] = option.as_tuple_of().ok_or(Raise::BADARG)?;
        signed = match (name.as_atom(), value.as_boolean()) {
            (Some(atoms::SIGNED), Some(signed)) => signed,
            _ => return Err(Raise::BADARG),
        };
    }
    if !walk.tail().is_nil() {
        return Err(Raise::BADARG);
    }
    make(ctx, signed, Kind::Atomics)
}

/// Changes a cell of an `atomics` array and gives `ok`.
fn change(ctx: &mut Ctx<'_>, atomics: bool, change: fn(&AtomicU64, u64) -> u64) -> Outcome {
    let cells = of_kind(ctx, atomics)?;
    let cell = cell_arg(ctx, cells)?;
    change(cell, value_arg(ctx.arg(2))?);
    done_atom(ctx, atoms::OK)
}

/// Changes it and gives a value.
fn change_and_get(ctx: &mut Ctx<'_>, change: fn(&AtomicU64, u64) -> u64) -> Outcome {
    let cells = of_kind(ctx, true)?;
    let value = change(cell_arg(ctx, cells)?, value_arg(ctx.arg(2))?);
    let signed = cells.signed;
    done_value(ctx, value, signed)
}

fn add(cell: &AtomicU64, n: u64) -> u64 {
    cell.fetch_add(n, Ordering::SeqCst).wrapping_add(n)
}

fn sub(cell: &AtomicU64, n: u64) -> u64 {
    cell.fetch_sub(n, Ordering::SeqCst).wrapping_sub(n)
}

fn set(cell: &AtomicU64, n: u64) -> u64 {
    cell.swap(n, Ordering::SeqCst)
}

pub fn atomics_put(ctx: &mut Ctx<'_>) -> Outcome {
    stored_arg(ctx.arg(2), of_kind(ctx, true)?.signed)?;
    change(ctx, true, set)
}

pub fn atomics_add(ctx: &mut Ctx<'_>) -> Outcome {
    change(ctx, true, add)
}

pub fn atomics_sub(ctx: &mut Ctx<'_>) -> Outcome {
    change(ctx, true, sub)
}

pub fn add_get(ctx: &mut Ctx<'_>) -> Outcome {
    change_and_get(ctx, add)
}

pub fn sub_get(ctx: &mut Ctx<'_>) -> Outcome {
    change_and_get(ctx, sub)
}

pub fn exchange(ctx: &mut Ctx<'_>) -> Outcome {
    stored_arg(ctx.arg(2), of_kind(ctx, true)?.signed)?;
    change_and_get(ctx, set)
}

pub fn atomics_get(ctx: &mut Ctx<'_>) -> Outcome {
    get(ctx, true)
}

fn get(ctx: &mut Ctx<'_>, atomics: bool) -> Outcome {
    let cells = of_kind(ctx, atomics)?;
    let value = cell_arg(ctx, cells)?.load(Ordering::SeqCst);
    let signed = cells.signed;
    done_value(ctx, value, signed)
}

/// `ok`, or the value that was there instead of the expected one.
pub fn compare_exchange(ctx: &mut Ctx<'_>) -> Outcome {
    let cells = of_kind(ctx, true)?;
    let cell = cell_arg(ctx, cells)?;
    let stored = |i: usize| stored_arg(ctx.arg(i), cells.signed);
    let (expected, desired) = (stored(2)?, stored(3)?);
    let result = cell.compare_exchange(expected, desired, Ordering::SeqCst, Ordering::SeqCst);
    let signed = cells.signed;
    match result {
        Ok(_) => done_atom(ctx, atoms::OK),
        Err(actual) => done_value(ctx, actual, signed),
    }
}

pub fn atomics_info(ctx: &mut Ctx<'_>) -> Outcome {
    let cells = of_kind(ctx, true)?;
    let (size, signed) = (cells.cells.len(), cells.signed);
    let (min, max) = match signed {
        true => (BigInt::from(i64::MIN), BigInt::from(i64::MAX)),
        false => (BigInt::from(0), BigInt::from(u64::MAX)),
    };
    let pairs = vec![
        (atoms::MAX, Out::Big(max)),
        (atoms::MEMORY, Out::size(size * 8 + 40)),
        (atoms::MIN, Out::Big(min)),
        (atoms::SIZE, Out::size(size)),
    ];
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
    for option in walk.by_ref() {
        if !matches!(
            option.as_atom(),
            Some(atoms::ATOMICS | atoms::WRITE_CONCURRENCY)
        ) {
            return Err(Raise::BADARG);
        }
    }
    if !walk.tail().is_nil() {
        return Err(Raise::BADARG);
    }
    make(ctx, true, Kind::Counters)
}

pub fn counters_add(ctx: &mut Ctx<'_>) -> Outcome {
    change(ctx, false, add)
}

pub fn counters_sub(ctx: &mut Ctx<'_>) -> Outcome {
    change(ctx, false, sub)
}

pub fn counters_put(ctx: &mut Ctx<'_>) -> Outcome {
    change(ctx, false, set)
}

pub fn counters_get(ctx: &mut Ctx<'_>) -> Outcome {
    get(ctx, false)
}

pub fn counters_info(ctx: &mut Ctx<'_>) -> Outcome {
    let cells = of_kind(ctx, false)?;
    let size = cells.cells.len();
    let pairs = vec![
        (atoms::MEMORY, Out::size(size * 8 + 40)),
        (atoms::SIZE, Out::size(size)),
    ];
    done_map(ctx, &pairs)
}
