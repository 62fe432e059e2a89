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
use num_bigint::BigInt;

const BAD_OPTION: Raise = Raise::BADARG.with_info(Info::CauseBadOption);

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

/// The array of that module and the cell that the first two arguments name.
#[inline(always)]
fn quick_cell<'q>(q: &'q Quick<'_>, kind: Kind) -> Option<(&'q Cells, &'q AtomicU64)> {
    let resource = q.arg(0).as_reference()?.resource()?;
    let cells = resource.value.downcast_ref::<Cells>()?;
    if cells.kind != kind {
        return None;
    }
    let index = q.arg(1).as_usize()?.checked_sub(1)?;
    Some((cells, cells.cells.get(index)?))
}

#[inline(always)]
fn quick_add<'q>(q: &'q Quick<'_>, kind: Kind) -> Option<Term<'q>> {
    let (_, cell) = quick_cell(q, kind)?;
    let n = q.arg(2).as_small()? as u64;
    cell.fetch_add(n, Ordering::SeqCst);
    Some(Term::atom(atoms::OK))
}

#[inline(always)]
fn quick_get<'q>(q: &'q Quick<'_>, kind: Kind) -> Option<Term<'q>> {
    let (cells, cell) = quick_cell(q, kind)?;
    let value = cell.load(Ordering::SeqCst) as i64;
    if !cells.signed && value < 0 {
        return None;
    }
    Word::try_small(value).map(Term::inside)
}

#[inline(always)]
pub fn quick_atomics_add<'q>(q: &'q Quick<'_>) -> Option<Term<'q>> {
    quick_add(q, Kind::Atomics)
}

#[inline(always)]
pub fn quick_atomics_get<'q>(q: &'q Quick<'_>) -> Option<Term<'q>> {
    quick_get(q, Kind::Atomics)
}

#[inline(always)]
pub fn quick_counters_add<'q>(q: &'q Quick<'_>) -> Option<Term<'q>> {
    quick_add(q, Kind::Counters)
}

#[inline(always)]
pub fn quick_counters_get<'q>(q: &'q Quick<'_>) -> Option<Term<'q>> {
    quick_get(q, Kind::Counters)
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
    make(ctx, signed, Kind::Atomics)
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
fn change_cell(ctx: &Ctx<'_>, atomics: bool, change: Change) -> Result<(u64, bool), Raise> {
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
    let cells = of_kind(ctx, atomics)?;
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
fn change(ctx: &mut Ctx<'_>, atomics: bool, change: Change) -> Outcome {
    change_cell(ctx, atomics, change)?;
    done_atom(ctx, atoms::OK)
}

/// Changes it and gives a value.
fn change_and_get(ctx: &mut Ctx<'_>, change: Change) -> Outcome {
    let (value, signed) = change_cell(ctx, true, change)?;
    done_value(ctx, value, signed)
}

pub fn atomics_put(ctx: &mut Ctx<'_>) -> Outcome {
    change(ctx, true, Change::Set)
}

pub fn atomics_add(ctx: &mut Ctx<'_>) -> Outcome {
    change(ctx, true, Change::Add)
}

pub fn atomics_sub(ctx: &mut Ctx<'_>) -> Outcome {
    change(ctx, true, Change::Sub)
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
            return Err(BAD_OPTION);
        }
    }
    if !walk.tail().is_nil() {
        return Err(BAD_OPTION);
    }
    make(ctx, true, Kind::Counters)
}

pub fn counters_add(ctx: &mut Ctx<'_>) -> Outcome {
    change(ctx, false, Change::Add)
}

pub fn counters_sub(ctx: &mut Ctx<'_>) -> Outcome {
    change(ctx, false, Change::Sub)
}

pub fn counters_put(ctx: &mut Ctx<'_>) -> Outcome {
    change(ctx, false, Change::Set)
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
