//! Arithmetic: the operators as functions, rounding, `abs`, `min` and `max`.

use num_bigint::BigInt;

use super::build::{done_bigint, done_float, done_int};
use super::context::{Ctx, Outcome};
use super::long_compare::answer;
use crate::exception::raise::Raise;
use crate::term::arith::{self, ArithError, Operator, Prefix};
use crate::term::compare::Question;
use crate::term::{BigRef, View};

fn raise(error: ArithError) -> Raise {
    match error {
        ArithError::BadArith => Raise::BADARITH,
        ArithError::SystemLimit => Raise::SYSTEM_LIMIT,
    }
}

fn operate(ctx: &mut Ctx<'_>, operator: Operator) -> Outcome {
    let words = arith::words(operator, ctx.arg(0), ctx.arg(1)).map_err(raise)?;
    ctx.charge((words / 64) as u32);
    let w = ctx.reserve(words)?;
    let term = arith::evaluate(operator, w.arg(0), w.arg(1), &w).map_err(raise)?;
    w.done(term)
}

fn operate_prefix(ctx: &mut Ctx<'_>, prefix: Prefix) -> Outcome {
    let words = arith::prefix_words(prefix, ctx.arg(0)).map_err(raise)?;
    let w = ctx.reserve(words)?;
    let term = arith::evaluate_prefix(prefix, w.arg(0), &w).map_err(raise)?;
    w.done(term)
}

macro_rules! operators {
    ($($name:ident = $operator:ident;)*) => {
        $(pub fn $name(ctx: &mut Ctx<'_>) -> Outcome {
            operate(ctx, Operator::$operator)
        })*
    };
}

operators! {
    add_2 = Add;
    sub_2 = Sub;
    mul = Mul;
    fdiv = Divide;
    div = Div;
    rem = Rem;
    band = Band;
    bor = Bor;
    bxor = Bxor;
    bsl = Bsl;
    bsr = Bsr;
}

/// `+X`: any number.
pub fn add_1(ctx: &mut Ctx<'_>) -> Outcome {
    if !ctx.arg(0).is_number() {
        return Err(Raise::BADARITH);
    }
    ctx.done(ctx.arg(0))
}

pub fn sub_1(ctx: &mut Ctx<'_>) -> Outcome {
    operate_prefix(ctx, Prefix::Neg)
}

pub fn bnot(ctx: &mut Ctx<'_>) -> Outcome {
    operate_prefix(ctx, Prefix::Bnot)
}

/// As the operators, but what is no number is a bad argument.
pub fn abs(ctx: &mut Ctx<'_>) -> Outcome {
    if !ctx.arg(0).is_number() {
        return Err(Raise::BADARG);
    }
    operate_prefix(ctx, Prefix::Abs)
}

pub fn float(ctx: &mut Ctx<'_>) -> Outcome {
    let x = match ctx.arg(0).view() {
        View::Float(_) => return ctx.done(ctx.arg(0)),
        View::Small(n) => n as f64,
        View::Big(big) => big_to_float(big).ok_or(Raise::BADARG)?,
        _ => return Err(Raise::BADARG),
    };
    done_float(ctx, x)
}

/// The nearest float, ties to even; none if it is too large for one.
pub fn big_to_float(big: BigRef<'_>) -> Option<f64> {
    let n_bits = big.bit_length();
    if n_bits > f64::MAX_EXP as u64 {
        return None;
    }
    // The leading 64 bits, the last of them set if anything below is: rounding them rounds the whole.
    let n = big.len();
    let lowest = (n_bits - 1) % 64 + 1;
    let high = big.digit(n - 1);
    let mut leading = high << (64 - lowest);
    let mut below = false;
    if n > 1 {
        let next = big.digit(n - 2);
        leading |= next.checked_shr(lowest as u32).unwrap_or(0);
        below = lowest < 64 && next << (64 - lowest) != 0 || lowest == 64 && next != 0;
        below |= (0..n - 2).any(|i| big.digit(i) != 0);
    }
    let shift = n_bits as i32 - 64;
    let x = (leading | u64::from(below)) as f64 * 2f64.powi(shift);
    let x = if big.is_negative() { -x } else { x };
    x.is_finite().then_some(x)
}

fn to_integer(ctx: &mut Ctx<'_>, round: fn(f64) -> f64) -> Outcome {
    let x = match ctx.arg(0).view() {
        View::Small(_) | View::Big(_) => return ctx.done(ctx.arg(0)),
        View::Float(x) => round(x),
        _ => return Err(Raise::BADARG),
    };
    // Exact below 2^63: a float this small that is whole is an i64.
    if x.abs() < 9.2e18 {
        done_int(ctx, x as i64)
    } else {
        done_bigint(ctx, &float_to_bigint(x))
    }
}

/// A whole float as an integer.
pub fn float_to_bigint(x: f64) -> BigInt {
    let bits = x.to_bits();
    let exponent = (bits >> 52 & 0x7ff) as i32 - 1075;
    let magnitude = BigInt::from((bits & ((1 << 52) - 1)) | 1 << 52);
    let magnitude = if exponent >= 0 {
        magnitude << exponent
    } else {
        magnitude >> -exponent
    };
    if x < 0.0 { -magnitude } else { magnitude }
}

pub fn trunc(ctx: &mut Ctx<'_>) -> Outcome {
    to_integer(ctx, f64::trunc)
}

pub fn round(ctx: &mut Ctx<'_>) -> Outcome {
    to_integer(ctx, f64::round)
}

pub fn ceil(ctx: &mut Ctx<'_>) -> Outcome {
    to_integer(ctx, f64::ceil)
}

pub fn floor(ctx: &mut Ctx<'_>) -> Outcome {
    to_integer(ctx, f64::floor)
}

/// The first of two that are equal.
pub fn max(ctx: &mut Ctx<'_>) -> Outcome {
    answer(ctx, Question::Less, |order, words| {
        words[usize::from(order.is_lt())]
    })
}

/// The first of two that are equal.
pub fn min(ctx: &mut Ctx<'_>) -> Outcome {
    answer(ctx, Question::Less, |order, words| {
        words[usize::from(order.is_gt())]
    })
}
