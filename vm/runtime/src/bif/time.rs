//! Clocks, dates, unique integers.

use num_bigint::BigInt;

use super::build::{Out, done, done_bigint, done_int, done_unsigned};
use super::calendar::{self, DateTime};
use super::context::{Ctx, Outcome};
use crate::atom::atoms;
use crate::exception::raise::Raise;
use crate::term::{Term, View};
use crate::vm::Vm;

const NS_PER_SECOND: u64 = 1_000_000_000;

/// Parts of a second in a unit; `native` is nanoseconds.
pub(super) fn unit_arg(unit: Term<'_>) -> Result<u64, Raise> {
    match unit.view() {
        View::Atom(atoms::SECOND | atoms::SECONDS) => Ok(1),
        View::Atom(atoms::MILLISECOND | atoms::MILLI_SECONDS) => Ok(1_000),
        View::Atom(atoms::MICROSECOND | atoms::MICRO_SECONDS) => Ok(1_000_000),
        View::Atom(
            atoms::NANOSECOND | atoms::NANO_SECONDS | atoms::NATIVE | atoms::PERF_COUNTER,
        ) => Ok(NS_PER_SECOND),
        View::Small(parts) if parts > 0 => Ok(parts as u64),
        _ => Err(Raise::BADARG),
    }
}

/// Nanoseconds in a unit, rounded down.
pub(super) fn ns_in(ns: i64, parts_per_second: u64) -> BigInt {
    convert(&BigInt::from(ns), NS_PER_SECOND, parts_per_second)
}

/// Rounded down, below zero too.
fn convert(time: &BigInt, from: u64, to: u64) -> BigInt {
    let (scaled, from) = (time * to, BigInt::from(from));
    let quotient = &scaled / &from;
    if scaled.sign() == num_bigint::Sign::Minus && &quotient * &from != scaled {
        quotient - 1
    } else {
        quotient
    }
}

pub fn convert_time_unit(ctx: &mut Ctx<'_>) -> Outcome {
    let time = match ctx.arg(0).view() {
        View::Small(n) => BigInt::from(n),
        View::Big(big) => big.to_bigint(),
        _ => return Err(Raise::BADARG),
    };
    let (from, to) = (unit_arg(ctx.arg(1))?, unit_arg(ctx.arg(2))?);
    done_bigint(ctx, &convert(&time, from, to))
}

fn monotonic_ns(ctx: &Ctx<'_>) -> i64 {
    monotonic_ns_of(ctx.vm())
}

pub(crate) fn monotonic_ns_of(vm: &Vm) -> i64 {
    vm.world().monotonic_ns() as i64
}

pub(crate) fn system_ns_of(vm: &Vm) -> i64 {
    vm.stores().system_ns(vm.world())
}

fn offset_ns(ctx: &Ctx<'_>) -> i64 {
    ctx.vm().stores().offset_ns(ctx.vm().world())
}

pub(super) fn system_ns(ctx: &Ctx<'_>) -> i64 {
    system_ns_of(ctx.vm())
}

macro_rules! clocks {
    ($($plain:ident, $in_unit:ident = $clock:ident;)*) => {
        $(pub fn $plain(ctx: &mut Ctx<'_>) -> Outcome {
            let ns = $clock(ctx);
            done_int(ctx, ns)
        }

        pub fn $in_unit(ctx: &mut Ctx<'_>) -> Outcome {
            let unit = unit_arg(ctx.arg(0))?;
            let ns = $clock(ctx);
            done_bigint(ctx, &ns_in(ns, unit))
        })*
    };
}

clocks! {
    monotonic_time_0, monotonic_time_1 = monotonic_ns;
    system_time_0, system_time_1 = system_ns;
    time_offset_0, time_offset_1 = offset_ns;
}

/// `{MegaSeconds, Seconds, MicroSeconds}`.
pub(super) fn timestamp_of(ns: i64) -> Out {
    let us = ns.div_euclid(1_000);
    let seconds = us.div_euclid(1_000_000);
    let parts = [
        seconds / 1_000_000,
        seconds % 1_000_000,
        us.rem_euclid(1_000_000),
    ];
    Out::Tuple(parts.map(Out::Int).to_vec())
}

pub fn timestamp(ctx: &mut Ctx<'_>) -> Outcome {
    let ns = system_ns(ctx);
    done(ctx, &timestamp_of(ns))
}

/// As `timestamp`, but no two calls give the same.
pub fn now(ctx: &mut Ctx<'_>) -> Outcome {
    let us = ctx.vm().stores().strictly_later_us(system_ns(ctx) / 1_000);
    done(ctx, &timestamp_of(us * 1_000))
}

// Unique integers.

pub fn unique_integer_0(ctx: &mut Ctx<'_>) -> Outcome {
    let n = ctx.vm().stores().unique();
    done_int(ctx, n)
}

pub fn unique_integer_1(ctx: &mut Ctx<'_>) -> Outcome {
    let (mut positive, mut monotonic) = (false, false);
    let mut walk = ctx.arg(0).list();
    for option in walk.by_ref() {
        match option.as_atom() {
            Some(atoms::POSITIVE) => positive = true,
            Some(atoms::MONOTONIC) => monotonic = true,
            _ => return Err(Raise::BADARG),
        }
    }
    if !walk.tail().is_nil() {
        return Err(Raise::BADARG);
    }
    let stores = ctx.vm().stores();
    match (positive, monotonic) {
        (true, true) => {
            let n = stores.monotonic();
            done_int(ctx, n)
        }
        (false, true) => {
            let n = stores.monotonic_any();
            done_int(ctx, n)
        }
        (true, false) => {
            let n = stores.unique_positive();
            done_unsigned(ctx, n)
        }
        (false, false) => unique_integer_0(ctx),
    }
}

// Dates.

fn date_out(t: &DateTime) -> Out {
    Out::Tuple(vec![Out::Int(t.year), Out::Int(t.month), Out::Int(t.day)])
}

fn clock_out(t: &DateTime) -> Out {
    Out::Tuple(vec![
        Out::Int(t.hour),
        Out::Int(t.minute),
        Out::Int(t.second),
    ])
}

fn both_out(t: &DateTime) -> Out {
    Out::pair(date_out(t), clock_out(t))
}

fn datetime_arg(term: Term<'_>) -> Result<DateTime, Raise> {
    let read = || {
        let [date, clock] = term.as_tuple_of()?;
        let [year, month, day] = date.as_tuple_of()?.map(Term::as_small);
        let [hour, minute, second] = clock.as_tuple_of()?.map(Term::as_small);
        Some(DateTime {
            year: year?,
            month: month?,
            day: day?,
            hour: hour?,
            minute: minute?,
            second: second?,
        })
    };
    read().filter(DateTime::is_valid).ok_or(Raise::BADARG)
}

fn now_seconds(ctx: &Ctx<'_>) -> i64 {
    system_ns(ctx).div_euclid(NS_PER_SECOND as i64)
}

fn local_now(ctx: &Ctx<'_>) -> Result<DateTime, Raise> {
    calendar::to_local(now_seconds(ctx)).ok_or(Raise::BADARG)
}

pub fn date(ctx: &mut Ctx<'_>) -> Outcome {
    let now = local_now(ctx)?;
    done(ctx, &date_out(&now))
}

pub fn time(ctx: &mut Ctx<'_>) -> Outcome {
    let now = local_now(ctx)?;
    done(ctx, &clock_out(&now))
}

pub fn localtime(ctx: &mut Ctx<'_>) -> Outcome {
    let now = local_now(ctx)?;
    done(ctx, &both_out(&now))
}

pub fn universaltime(ctx: &mut Ctx<'_>) -> Outcome {
    let now = DateTime::from_posix(now_seconds(ctx));
    done(ctx, &both_out(&now))
}

/// Erlang does without local times that the system's clock of 32 bits cannot tell.
const FIRST_LOCAL_YEAR: i64 = 1902;

fn local_datetime_arg(term: Term<'_>) -> Result<DateTime, Raise> {
    let datetime = datetime_arg(term)?;
    if datetime.year < FIRST_LOCAL_YEAR {
        return Err(Raise::BADARG);
    }
    Ok(datetime)
}

pub fn universaltime_to_localtime(ctx: &mut Ctx<'_>) -> Outcome {
    let seconds = local_datetime_arg(ctx.arg(0))?.to_posix();
    let local = calendar::to_local(seconds).ok_or(Raise::BADARG)?;
    done(ctx, &both_out(&local))
}

pub fn localtime_to_universaltime_1(ctx: &mut Ctx<'_>) -> Outcome {
    from_local(ctx, None)
}

pub fn localtime_to_universaltime_2(ctx: &mut Ctx<'_>) -> Outcome {
    let daylight = match ctx.arg(1).as_atom() {
        Some(atoms::TRUE) => Some(true),
        Some(atoms::FALSE) => Some(false),
        Some(atoms::UNDEFINED) => None,
        _ => return Err(Raise::BADARG),
    };
    from_local(ctx, daylight)
}

fn from_local(ctx: &mut Ctx<'_>, daylight: Option<bool>) -> Outcome {
    let local = local_datetime_arg(ctx.arg(0))?;
    let seconds = calendar::from_local(&local, daylight).ok_or(Raise::BADARG)?;
    done(ctx, &both_out(&DateTime::from_posix(seconds)))
}

pub fn posixtime_to_universaltime(ctx: &mut Ctx<'_>) -> Outcome {
    let seconds = ctx.arg(0).as_small().ok_or(Raise::BADARG)?;
    // Years that a small integer can hold by far.
    if seconds.abs() > 1 << 55 {
        return Err(Raise::BADARG);
    }
    done(ctx, &both_out(&DateTime::from_posix(seconds)))
}

pub fn universaltime_to_posixtime(ctx: &mut Ctx<'_>) -> Outcome {
    let seconds = datetime_arg(ctx.arg(0))?.to_posix();
    done_int(ctx, seconds)
}
