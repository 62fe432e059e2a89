//! The arithmetic operators on any terms: the slow path behind the interpreter's small integers.
//!
//! In two steps, since a result may need memory: `words` says how much, then, after a possible collection, `evaluate` computes. What `words`
//! has refused is not evaluated; `evaluate` may refuse more.
//!
//! An integer has at most `MAX_BITS` bits, as in OTP 29; more is a `system_limit`. Mixed operands are floats, and a float that would not be
//! finite is a `badarith`. Integers become floats by rounding to nearest, ties to even.

use num_bigint::{BigInt, BigUint, Sign};

use super::float::FLOAT_WORDS;
use super::integer::{INTEGER_WORDS, integer_words};
use super::{BigRef, Term, View};
use crate::heap::Writer;

/// Bits of the largest magnitude.
pub const MAX_BITS: u64 = 65_535 * 64;

/// Operators with two operands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Operator {
    Add,
    Sub,
    Mul,
    /// `div`
    Div,
    Rem,
    /// `/`
    Divide,
    Band,
    Bor,
    Bxor,
    Bsl,
    Bsr,
}

/// Operators with one operand.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Prefix {
    Neg,
    Bnot,
    Abs,
}

/// Why there is no result.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ArithError {
    BadArith,
    SystemLimit,
}

use ArithError::{BadArith, SystemLimit};

/// A number, taken out of its term.
#[derive(Clone, Copy)]
enum Number<'s> {
    Small(i64),
    Big(BigRef<'s>),
    Float(f64),
}

impl<'s> Number<'s> {
    fn of(term: Term<'s>) -> Result<Number<'s>, ArithError> {
        match term.view() {
            View::Small(value) => Ok(Number::Small(value)),
            View::Big(big) => Ok(Number::Big(big)),
            View::Float(value) => Ok(Number::Float(value)),
            _ => Err(BadArith),
        }
    }

    fn integer(term: Term<'s>) -> Result<Number<'s>, ArithError> {
        match Number::of(term)? {
            Number::Float(_) => Err(BadArith),
            number => Ok(number),
        }
    }

    fn is_float(self) -> bool {
        matches!(self, Number::Float(_))
    }

    fn is_zero(self) -> bool {
        matches!(self, Number::Small(0))
    }

    fn is_negative(self) -> bool {
        match self {
            Number::Small(value) => value < 0,
            Number::Big(big) => big.is_negative(),
            Number::Float(value) => value < 0.0,
        }
    }

    /// Bits of an integer's magnitude.
    fn bits(self) -> u64 {
        match self {
            Number::Small(value) => 64 - u64::from(value.unsigned_abs().leading_zeros()),
            Number::Big(big) => big.bit_length(),
            Number::Float(_) => 0,
        }
    }

    fn to_float(self) -> Result<f64, ArithError> {
        match self {
            Number::Small(value) => Ok(value as f64),
            Number::Big(big) => big_to_float(big).ok_or(BadArith),
            Number::Float(value) => Ok(value),
        }
    }

    /// Of an integer.
    fn to_bigint(self) -> BigInt {
        match self {
            Number::Small(value) => BigInt::from(value),
            Number::Big(big) => big.to_bigint(),
            Number::Float(_) => unreachable!("only integers are asked"),
        }
    }

    /// Of an integer: its digits.
    fn with_digits<R>(self, f: impl FnOnce(&[u64]) -> R) -> R {
        match self {
            Number::Small(value) => f(&[value.unsigned_abs()]),
            Number::Big(big) => big.with_digits(f),
            Number::Float(_) => unreachable!("only integers are asked"),
        }
    }
}

/// The nearest float, ties to even; none if it would not be finite.
pub fn big_to_float(big: BigRef<'_>) -> Option<f64> {
    let bits = big.bit_length();
    if bits > 1024 {
        return None;
    }
    let magnitude = big.with_digits(|digits| {
        let n = digits.len();
        let shift = (64 - bits % 64) % 64;
        let second = if n > 1 { digits[n - 2] } else { 0 };
        let top = if shift == 0 {
            digits[n - 1]
        } else {
            digits[n - 1] << shift | second >> (64 - shift)
        };
        let rest = if shift == 0 { second } else { second << shift };
        let below = rest != 0
            || digits[..n.saturating_sub(2)]
                .iter()
                .any(|&digit| digit != 0);
        // 64 bits with the lowest standing for all below round as the whole would.
        (top | u64::from(below)) as f64
    });
    // At most 2^64 * 2^960: exact, or infinite.
    let float = magnitude * 2f64.powi(bits as i32 - 64);
    float
        .is_finite()
        .then_some(if big.is_negative() { -float } else { float })
}

/// The nearest float of any integer; none if it would not be finite, or if the term is no integer.
pub fn integer_to_float(term: Term<'_>) -> Option<f64> {
    Number::integer(term).ok()?.to_float().ok()
}

/// Work that `evaluate` does, in reductions: for charging.
pub fn cost(operator: Operator, a: Term<'_>, b: Term<'_>) -> u32 {
    let digits = |term: Term<'_>| match term.view() {
        View::Big(big) => big.len() as u64,
        _ => 1,
    };
    let (n, m) = (digits(a), digits(b));
    let work = match operator {
        Operator::Mul | Operator::Div | Operator::Rem => multiplication_work(n.max(m), n.min(m)),
        _ => n + m,
    };
    (work / 256).min(u64::from(u32::MAX)) as u32
}

/// Steps of multiplying `n` by `m <= n` digits: quadratic, but less so where Karatsuba and Toom-Cook take over.
fn multiplication_work(n: u64, m: u64) -> u64 {
    if m <= 32 {
        n * m
    } else {
        n / m * m.isqrt() * m
    }
}

/// Words that the result of `a op b` needs at most.
pub fn words(operator: Operator, a: Term<'_>, b: Term<'_>) -> Result<usize, ArithError> {
    match operator {
        Operator::Add | Operator::Sub | Operator::Mul => {
            let (a, b) = (Number::of(a)?, Number::of(b)?);
            if a.is_float() || b.is_float() {
                return Ok(FLOAT_WORDS);
            }
            let bits = match operator {
                Operator::Mul => a.bits() + b.bits(),
                _ => a.bits().max(b.bits()) + 1,
            };
            // The result may have one bit less.
            if bits > MAX_BITS + 1 {
                Err(SystemLimit)
            } else {
                Ok(words_of_bits(bits))
            }
        }
        Operator::Divide => {
            Number::of(a)?;
            Number::of(b)?;
            Ok(FLOAT_WORDS)
        }
        Operator::Div | Operator::Rem => {
            let (a, b) = (Number::integer(a)?, Number::integer(b)?);
            if b.is_zero() {
                Err(BadArith)
            } else {
                Ok(words_of_bits(a.bits()))
            }
        }
        Operator::Band | Operator::Bor | Operator::Bxor => {
            let (a, b) = (Number::integer(a)?, Number::integer(b)?);
            Ok(words_of_bits(a.bits().max(b.bits()) + 1))
        }
        Operator::Bsl | Operator::Bsr => {
            let (a, b) = (Number::integer(a)?, Number::integer(b)?);
            match Shift::of(operator, a, b)? {
                Shift::Left(n) => Ok(words_of_bits(a.bits() + n)),
                Shift::Right(_) => Ok(words_of_bits(a.bits())),
            }
        }
    }
}

fn words_of_bits(bits: u64) -> usize {
    integer_words(bits).max(INTEGER_WORDS)
}

/// A shift that can be made.
enum Shift {
    Left(u64),
    /// `u64::MAX`: beyond the last bit.
    Right(u64),
}

impl Shift {
    fn of(operator: Operator, a: Number<'_>, b: Number<'_>) -> Result<Shift, ArithError> {
        let distance = match b {
            Number::Small(value) => value.unsigned_abs(),
            _ => u64::MAX,
        };
        let left = (operator == Operator::Bsl) != b.is_negative();
        if !left {
            return Ok(Shift::Right(distance));
        }
        if a.is_zero() {
            return Ok(Shift::Left(0));
        }
        if a.bits().saturating_add(distance) > MAX_BITS {
            Err(SystemLimit)
        } else {
            Ok(Shift::Left(distance))
        }
    }
}

/// `a op b`, in memory that `words` asked for.
pub fn evaluate<'w>(
    operator: Operator,
    a: Term<'w>,
    b: Term<'w>,
    writer: &Writer<'w>,
) -> Result<Term<'w>, ArithError> {
    if operator == Operator::Divide {
        return divide(
            Number::of(a)?.to_float()?,
            Number::of(b)?.to_float()?,
            writer,
        );
    }
    let (x, y) = (Number::of(a)?, Number::of(b)?);
    match (x, y) {
        (Number::Float(_), _) | (_, Number::Float(_)) => floats(operator, x, y, writer),
        (Number::Small(x), Number::Small(y)) => smalls(operator, x, y, writer),
        _ => bigs(operator, x, y, writer),
    }
}

fn float<'w>(value: f64, writer: &Writer<'w>) -> Result<Term<'w>, ArithError> {
    if value.is_finite() {
        Ok(writer.float(value))
    } else {
        Err(BadArith)
    }
}

fn divide<'w>(a: f64, b: f64, writer: &Writer<'w>) -> Result<Term<'w>, ArithError> {
    if b == 0.0 {
        Err(BadArith)
    } else {
        float(a / b, writer)
    }
}

fn floats<'w>(
    operator: Operator,
    a: Number<'w>,
    b: Number<'w>,
    writer: &Writer<'w>,
) -> Result<Term<'w>, ArithError> {
    let operate = match operator {
        Operator::Add => |a, b| a + b,
        Operator::Sub => |a, b| a - b,
        Operator::Mul => |a: f64, b: f64| a * b,
        _ => return Err(BadArith),
    };
    float(operate(a.to_float()?, b.to_float()?), writer)
}

fn smalls<'w>(
    operator: Operator,
    a: i64,
    b: i64,
    writer: &Writer<'w>,
) -> Result<Term<'w>, ArithError> {
    Ok(match operator {
        Operator::Add => writer.integer(a + b),
        Operator::Sub => writer.integer(a - b),
        Operator::Mul => wide(i128::from(a) * i128::from(b), writer),
        Operator::Div | Operator::Rem if b == 0 => return Err(BadArith),
        Operator::Div => writer.integer(a / b),
        Operator::Rem => writer.integer(a % b),
        Operator::Band => writer.integer(a & b),
        Operator::Bor => writer.integer(a | b),
        Operator::Bxor => writer.integer(a ^ b),
        Operator::Bsl | Operator::Bsr => {
            return shift(operator, Number::Small(a), Number::Small(b), writer);
        }
        Operator::Divide => unreachable!("done before"),
    })
}

/// Any integer of two digits.
fn wide<'w>(value: i128, writer: &Writer<'w>) -> Term<'w> {
    let magnitude = value.unsigned_abs();
    writer.integer_from_digits(value < 0, &[magnitude as u64, (magnitude >> 64) as u64])
}

fn shift<'w>(
    operator: Operator,
    a: Number<'w>,
    b: Number<'w>,
    writer: &Writer<'w>,
) -> Result<Term<'w>, ArithError> {
    match Shift::of(operator, a, b)? {
        Shift::Left(n) => {
            let digits = a.with_digits(|digits| shift_left(digits, n));
            Ok(writer.integer_from_digits(a.is_negative(), &digits))
        }
        Shift::Right(n) => match a {
            Number::Small(value) => Ok(writer.integer(value >> n.min(63))),
            _ if n >= a.bits() => Ok(writer.integer(if a.is_negative() { -1 } else { 0 })),
            _ => bigint(&(a.to_bigint() >> n), writer),
        },
    }
}

fn shift_left(digits: &[u64], n: u64) -> Vec<u64> {
    let (whole, part) = ((n / 64) as usize, n % 64);
    let mut result = vec![0; whole];
    result.reserve(digits.len() + 1);
    let mut carry = 0;
    for &digit in digits {
        result.push(digit << part | carry);
        carry = if part == 0 { 0 } else { digit >> (64 - part) };
    }
    result.push(carry);
    result
}

fn bigint<'w>(value: &BigInt, writer: &Writer<'w>) -> Result<Term<'w>, ArithError> {
    if value.bits() > MAX_BITS {
        Err(SystemLimit)
    } else {
        Ok(writer.bigint(value))
    }
}

/// Two integers, one of them big.
fn bigs<'w>(
    operator: Operator,
    a: Number<'w>,
    b: Number<'w>,
    writer: &Writer<'w>,
) -> Result<Term<'w>, ArithError> {
    match operator {
        Operator::Add => add(a, b, b.is_negative(), writer),
        Operator::Sub => add(a, b, !b.is_negative(), writer),
        Operator::Mul => multiply(a, b, writer),
        Operator::Div | Operator::Rem if b.is_zero() => Err(BadArith),
        Operator::Div | Operator::Rem => divide_integers(operator, a, b, writer),
        Operator::Band => bigint(&(a.to_bigint() & b.to_bigint()), writer),
        Operator::Bor => bigint(&(a.to_bigint() | b.to_bigint()), writer),
        Operator::Bxor => bigint(&(a.to_bigint() ^ b.to_bigint()), writer),
        Operator::Bsl | Operator::Bsr => shift(operator, a, b, writer),
        Operator::Divide => unreachable!("done before"),
    }
}

/// `a` plus `b` with the sign given.
fn add<'w>(
    a: Number<'w>,
    b: Number<'w>,
    b_negative: bool,
    writer: &Writer<'w>,
) -> Result<Term<'w>, ArithError> {
    let a_negative = a.is_negative();
    let (negative, digits) = a.with_digits(|x| {
        b.with_digits(|y| {
            if a_negative == b_negative {
                (a_negative, add_magnitudes(x, y))
            } else if compare_magnitudes(x, y).is_ge() {
                (a_negative, sub_magnitudes(x, y))
            } else {
                (b_negative, sub_magnitudes(y, x))
            }
        })
    });
    integer(negative, &digits, writer)
}

/// An integer from its digits, if it is not too large.
fn integer<'w>(
    negative: bool,
    digits: &[u64],
    writer: &Writer<'w>,
) -> Result<Term<'w>, ArithError> {
    let max = (MAX_BITS / 64) as usize;
    if digits.len() > max && digits[max..].iter().any(|&digit| digit != 0) {
        return Err(SystemLimit);
    }
    Ok(writer.integer_from_digits(negative, digits))
}

fn add_magnitudes(a: &[u64], b: &[u64]) -> Vec<u64> {
    let (long, short) = if a.len() >= b.len() { (a, b) } else { (b, a) };
    let mut sum = Vec::with_capacity(long.len() + 1);
    let mut carry = false;
    for (i, &digit) in long.iter().enumerate() {
        let (digit, first) = digit.overflowing_add(short.get(i).copied().unwrap_or(0));
        let (digit, second) = digit.overflowing_add(u64::from(carry));
        carry = first | second;
        sum.push(digit);
    }
    sum.push(u64::from(carry));
    sum
}

/// Of digits without zeros at the end.
fn compare_magnitudes(a: &[u64], b: &[u64]) -> std::cmp::Ordering {
    a.len()
        .cmp(&b.len())
        .then_with(|| a.iter().rev().cmp(b.iter().rev()))
}

/// `a - b`, where `a >= b`.
fn sub_magnitudes(a: &[u64], b: &[u64]) -> Vec<u64> {
    let mut difference = Vec::with_capacity(a.len());
    let mut borrow = false;
    for (i, &digit) in a.iter().enumerate() {
        let (digit, first) = digit.overflowing_sub(b.get(i).copied().unwrap_or(0));
        let (digit, second) = digit.overflowing_sub(u64::from(borrow));
        borrow = first | second;
        difference.push(digit);
    }
    debug_assert!(!borrow);
    difference
}

fn multiply<'w>(a: Number<'w>, b: Number<'w>, writer: &Writer<'w>) -> Result<Term<'w>, ArithError> {
    let negative = a.is_negative() != b.is_negative();
    let (long, short) = if a.bits() >= b.bits() { (a, b) } else { (b, a) };
    if short.bits() <= 64 {
        let digits = long
            .with_digits(|digits| short.with_digits(|factor| multiply_by_digit(digits, factor[0])));
        return integer(negative, &digits, writer);
    }
    bigint(&(a.to_bigint() * b.to_bigint()), writer)
}

fn multiply_by_digit(digits: &[u64], factor: u64) -> Vec<u64> {
    let mut product = Vec::with_capacity(digits.len() + 1);
    let mut carry = 0;
    for &digit in digits {
        let wide = u128::from(digit) * u128::from(factor) + u128::from(carry);
        product.push(wide as u64);
        carry = (wide >> 64) as u64;
    }
    product.push(carry);
    product
}

fn divide_integers<'w>(
    operator: Operator,
    a: Number<'w>,
    b: Number<'w>,
    writer: &Writer<'w>,
) -> Result<Term<'w>, ArithError> {
    let divides = operator == Operator::Div;
    let negative = if divides {
        a.is_negative() != b.is_negative()
    } else {
        a.is_negative()
    };
    if b.bits() <= 64 {
        let (quotient, rest) =
            a.with_digits(|digits| b.with_digits(|divisor| divide_by_digit(digits, divisor[0])));
        return integer(
            negative,
            if divides {
                &quotient
            } else {
                std::slice::from_ref(&rest)
            },
            writer,
        );
    }
    let (a, b) = (a.to_bigint(), b.to_bigint());
    // Both round towards zero, as `div` and `rem` do.
    let result = if divides { a / b } else { a % b };
    bigint(&result, writer)
}

fn divide_by_digit(digits: &[u64], divisor: u64) -> (Vec<u64>, u64) {
    let mut quotient = vec![0; digits.len()];
    let mut rest = 0;
    for (i, &digit) in digits.iter().enumerate().rev() {
        let wide = u128::from(rest) << 64 | u128::from(digit);
        quotient[i] = (wide / u128::from(divisor)) as u64;
        rest = (wide % u128::from(divisor)) as u64;
    }
    (quotient, rest)
}

/// Words that the result of `op a` needs at most.
pub fn prefix_words(prefix: Prefix, a: Term<'_>) -> Result<usize, ArithError> {
    match (prefix, Number::of(a)?) {
        (Prefix::Bnot, Number::Float(_)) => Err(BadArith),
        (_, Number::Float(_)) => Ok(FLOAT_WORDS),
        (_, number) => Ok(words_of_bits(number.bits() + 1)),
    }
}

/// `op a`, in memory that `prefix_words` asked for.
pub fn evaluate_prefix<'w>(
    prefix: Prefix,
    a: Term<'w>,
    writer: &Writer<'w>,
) -> Result<Term<'w>, ArithError> {
    match (prefix, Number::of(a)?) {
        (Prefix::Bnot, Number::Float(_)) => Err(BadArith),
        (Prefix::Neg, Number::Float(value)) => Ok(writer.float(-value)),
        (Prefix::Abs, Number::Float(value)) => Ok(writer.float(value.abs())),
        (Prefix::Neg, Number::Small(value)) => Ok(writer.integer(-value)),
        (Prefix::Abs, Number::Small(value)) => Ok(writer.integer(value.abs())),
        (Prefix::Bnot, Number::Small(value)) => Ok(writer.integer(!value)),
        (Prefix::Neg, Number::Big(big)) => {
            big.with_digits(|digits| integer(!big.is_negative(), digits, writer))
        }
        (Prefix::Abs, Number::Big(big)) if !big.is_negative() => Ok(a),
        (Prefix::Abs, Number::Big(big)) => big.with_digits(|digits| integer(false, digits, writer)),
        (Prefix::Bnot, Number::Big(big)) => bigint(&!big.to_bigint(), writer),
    }
}

/// The integer part of a float, exactly: `trunc/1`.
pub fn float_to_integer(value: f64) -> Option<BigInt> {
    if !value.is_finite() {
        return None;
    }
    let bits = value.trunc().abs().to_bits();
    let exponent = (bits >> 52) as i64 - 1075;
    let mantissa = BigUint::from(bits & ((1 << 52) - 1) | u64::from(bits >> 52 != 0) << 52);
    let magnitude = if exponent >= 0 {
        mantissa << exponent as u64
    } else {
        mantissa >> exponent.unsigned_abs()
    };
    Some(BigInt::from_biguint(
        if value < 0.0 { Sign::Minus } else { Sign::Plus },
        magnitude,
    ))
}

#[cfg(test)]
mod tests;
