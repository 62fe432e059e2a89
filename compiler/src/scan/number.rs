//! Numbers: `1_000`, `16#FF`, `2.5e-3`, `16#F.8#e+2`, read with nom.

use nom::bytes::complete::{tag, take_while1};
use nom::character::complete::{char, one_of};
use nom::combinator::{opt, recognize};
use nom::multi::many0_count;
use nom::sequence::{pair, preceded};
use nom::{IResult, Parser};
use num_bigint::BigUint;

/// What the text at the cursor says.
#[derive(Clone, PartialEq, Debug)]
pub enum Number {
    Integer(i64),
    Big(BigUint),
    Float(f64),
}

/// What is wrong with it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NumberError {
    Integer,
    Float,
    Base(i64),
}

/// Outcome and how many bytes OTP's scanner has read at that point.
pub type Outcome = (Result<Number, NumberError>, usize);

/// Reads a number; the text begins with a digit.
pub fn number(text: &str) -> Outcome {
    let Ok((rest, whole)) = digits(10)(text) else {
        return (Err(NumberError::Integer), 0);
    };
    if let Ok((after_hash, _)) = hash(rest) {
        return based(text, whole, after_hash);
    }
    let read = text.len() - rest.len();
    match fraction(10)(rest) {
        Ok((after, _)) => decimal_float(text, after),
        Err(_) if broken_fraction(rest) => (Err(NumberError::Float), read),
        Err(_) => (
            checked_end(rest, integer(whole, 10), NumberError::Integer),
            read,
        ),
    }
}

/// A point directly followed by something that could only be a fraction, and is none.
pub fn broken_fraction(rest: &str) -> bool {
    rest.strip_prefix('.')
        .is_some_and(|next| next.starts_with(super::is_name_char))
}

/// One or more digits of a base with single underscores between.
fn digits<'t>(base: u32) -> impl Fn(&'t str) -> IResult<&'t str, &'t str> {
    move |text| {
        let run = || take_while1(move |c: char| c.is_digit(base));
        recognize(pair(run(), many0_count(pair(char('_'), run())))).parse(text)
    }
}

fn hash(text: &str) -> IResult<&str, char> {
    char('#').parse(text)
}

/// `.` directly followed by digits.
fn fraction<'t>(base: u32) -> impl Fn(&'t str) -> IResult<&'t str, &'t str> {
    move |text| preceded(char('.'), digits(base)).parse(text)
}

fn decimal_float(text: &str, after: &str) -> Outcome {
    let mut end = after;
    if let Ok((exponent, _)) = one_of::<_, _, nom::error::Error<&str>>("eE").parse(after) {
        match signed_digits(exponent) {
            Ok((rest, _)) => end = rest,
            Err(rest) => return (Err(NumberError::Float), text.len() - rest.len()),
        }
    }
    let read = text.len() - end.len();
    let value = plain(&text[..read])
        .parse::<f64>()
        .ok()
        .filter(|value| value.is_finite());
    let value = value.map(Number::Float).ok_or(NumberError::Float);
    (checked_end(end, value, NumberError::Float), read)
}

/// Exponent digits with an optional sign; fails with what is left after the sign.
fn signed_digits(text: &str) -> Result<(&str, &str), &str> {
    let (after_sign, _) = opt(one_of::<_, _, nom::error::Error<&str>>("+-"))
        .parse(text)
        .unwrap_or((text, None));
    match digits(10)(after_sign) {
        Ok((rest, _)) => Ok((rest, &text[..text.len() - rest.len()])),
        Err(_) => Err(after_sign),
    }
}

fn based<'t>(text: &'t str, base_text: &'t str, after_hash: &'t str) -> Outcome {
    let base = match integer(base_text, 10) {
        Ok(Number::Integer(base)) => base,
        _ => i64::MAX,
    };
    if !(2..=36).contains(&base) {
        return (Err(NumberError::Base(base)), base_text.len());
    }
    let base = base as u32;
    let Ok((rest, whole)) = digits(base)(after_hash) else {
        return (Err(NumberError::Integer), text.len() - after_hash.len());
    };
    let Ok((after, part)) = fraction(base)(rest) else {
        let read = text.len() - rest.len();
        if broken_fraction(rest) {
            return (Err(NumberError::Float), read);
        }
        return (
            checked_end(rest, integer(whole, base), NumberError::Integer),
            read,
        );
    };
    let mut end = after;
    let mut exponent = "";
    if let Ok((scale, _)) = tag::<_, _, nom::error::Error<&str>>("#e").parse(after) {
        match signed_digits(scale) {
            Ok((rest, digits)) => (end, exponent) = (rest, digits),
            Err(rest) => return (Err(NumberError::Float), text.len() - rest.len()),
        }
    }
    let value = based_float(base, whole, part, exponent)
        .map(Number::Float)
        .ok_or(NumberError::Float);
    (
        checked_end(end, value, NumberError::Float),
        text.len() - end.len(),
    )
}

/// A number is not directly followed by a letter, digit or underscore.
fn checked_end(
    rest: &str,
    value: Result<Number, NumberError>,
    error: NumberError,
) -> Result<Number, NumberError> {
    match rest.starts_with(is_number_tail) {
        true => Err(error),
        false => value,
    }
}

/// A character that cannot follow a number directly.
pub fn is_number_tail(c: char) -> bool {
    c != '@' && super::is_name_char(c)
}

fn plain(digits: &str) -> std::borrow::Cow<'_, str> {
    match digits.contains('_') {
        true => digits.replace('_', "").into(),
        false => digits.into(),
    }
}

fn integer(digits: &str, base: u32) -> Result<Number, NumberError> {
    let digits = plain(digits);
    match i64::from_str_radix(&digits, base) {
        Ok(value) => Ok(Number::Integer(value)),
        Err(_) => big(&digits, base)
            .map(Number::Big)
            .ok_or(NumberError::Integer),
    }
}

/// Halves long digit strings, so that the time is that of multiplication.
fn big(digits: &str, base: u32) -> Option<BigUint> {
    const CHUNK: usize = 2000;
    if digits.len() <= CHUNK {
        return BigUint::parse_bytes(digits.as_bytes(), base);
    }
    let (high, low) = digits.split_at(digits.len() / 2);
    let scale = BigUint::from(base).pow(u32::try_from(low.len()).ok()?);
    Some(big(high, base)? * scale + big(low, base)?)
}

/// `whole.part` in a base, times the base to the exponent, rounded once to the nearest float.
fn based_float(base: u32, whole: &str, part: &str, exponent: &str) -> Option<f64> {
    let part = plain(part);
    let mantissa = big(&format!("{}{part}", plain(whole)), base)?;
    if mantissa == BigUint::ZERO {
        return Some(0.0);
    }
    let exponent = match exponent {
        "" => 0,
        text => plain(text)
            .parse::<i64>()
            .unwrap_or(if text.starts_with('-') {
                i64::MIN / 2
            } else {
                i64::MAX / 2
            }),
    };
    let power = exponent.saturating_sub(part.len() as i64);
    let log = mantissa.bits() as f64 + power as f64 * f64::from(base).log2();
    if log < -1200.0 {
        return Some(0.0);
    }
    if log > 1100.0 {
        return None;
    }
    let scale = BigUint::from(base).pow(power.unsigned_abs() as u32);
    let value = match power >= 0 {
        true => ratio(&(mantissa * scale), &BigUint::from(1u32)),
        false => ratio(&mantissa, &scale),
    };
    value.is_finite().then_some(value)
}

/// The float nearest to `numerator / denominator`, ties to even.
fn ratio(numerator: &BigUint, denominator: &BigUint) -> f64 {
    // 64 or 65 significant bits of quotient, the last one sticky, are enough to round once to 53; below the normal
    // range fewer bits are kept, so shift less there.
    let shift = (64 + denominator.bits() as i64 - numerator.bits() as i64).min(1076);
    let (scaled, divisor) = match shift >= 0 {
        true => (numerator << shift as u64, denominator.clone()),
        false => (numerator.clone(), denominator << shift.unsigned_abs()),
    };
    let quotient = &scaled / &divisor;
    let sticky = &quotient * &divisor != scaled;
    let mut bits = quotient
        .iter_u64_digits()
        .enumerate()
        .fold(0u128, |bits, (i, digit)| {
            bits | u128::from(digit) << (64 * i)
        });
    bits = bits << 1 | u128::from(sticky);
    // `as f64` rounds to nearest even; the scaling by a power of two is exact unless the result is subnormal, where
    // `shift` was capped so that `bits` has no more bits than the result can hold, plus the two that round it.
    scale_by_power_of_two(bits, -(shift + 1))
}

fn scale_by_power_of_two(bits: u128, exponent: i64) -> f64 {
    let length = 128 - i64::from(bits.leading_zeros());
    // Lowest bit kept: 53 bits of precision, but nothing below 2^-1074.
    let drop = (length - 53).max(-1074 - exponent).max(0);
    let mut kept = if drop >= 128 { 0 } else { bits >> drop };
    if drop > 0 && drop < 128 {
        let rest = bits & ((1u128 << drop) - 1);
        let half = 1u128 << (drop - 1);
        if rest > half || (rest == half && kept & 1 == 1) {
            kept += 1;
        }
    }
    let exponent = exponent + drop;
    let mut value = kept as f64;
    let mut left = exponent;
    while left != 0 {
        let step = left.clamp(-1000, 1000);
        value *= 2f64.powi(step as i32);
        left -= step;
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Number, NumberError> {
        number(text).0
    }

    #[test]
    fn integers() {
        assert_eq!(number("1_000x"), (Err(NumberError::Integer), 5));
        assert_eq!(number("12."), (Ok(Number::Integer(12)), 2));
        assert_eq!(read("16#ff_Ff"), Ok(Number::Integer(65535)));
        assert_eq!(read("36#Zz"), Ok(Number::Integer(1295)));
        assert_eq!(read("1_6#f"), Ok(Number::Integer(15)));
        assert_eq!(number("1__0"), (Err(NumberError::Integer), 1));
        assert_eq!(number("2#12"), (Err(NumberError::Integer), 3));
        assert_eq!(number("16#g"), (Err(NumberError::Integer), 3));
        assert_eq!(number("37#1"), (Err(NumberError::Base(37)), 2));
        assert_eq!(number("1..2"), (Ok(Number::Integer(1)), 1));
        assert_eq!(
            read("9223372036854775808"),
            Ok(Number::Big(BigUint::from(1u64 << 63)))
        );
    }

    #[test]
    fn long_integers_are_read_by_halves() {
        let digits = "9".repeat(20_001);
        let expected = BigUint::from(10u32).pow(20_001) - 1u32;
        assert_eq!(read(&digits), Ok(Number::Big(expected)));
    }

    #[test]
    fn floats() {
        assert_eq!(read("2.3e+5"), Ok(Number::Float(2.3e5)));
        assert_eq!(read("1_000.000_1e1_0"), Ok(Number::Float(1.000_000_1e13)));
        assert_eq!(number("1.5e"), (Err(NumberError::Float), 4));
        assert_eq!(number("1.5e+"), (Err(NumberError::Float), 5));
        assert_eq!(number("1.5e400"), (Err(NumberError::Float), 7));
        assert_eq!(number("1.0_"), (Err(NumberError::Float), 3));
        assert_eq!(number("1.e5"), (Err(NumberError::Float), 1));
    }

    #[test]
    fn based_floats_round_once() {
        assert_eq!(read("16#ff.fe#e+2"), Ok(Number::Float(65534.0)));
        assert_eq!(read("16#ff.ff"), Ok(Number::Float(255.99609375)));
        assert_eq!(read("2#1.1"), Ok(Number::Float(1.5)));
        assert_eq!(read("16#f.f#e-300000"), Ok(Number::Float(0.0)));
        assert_eq!(read("10#0.1"), Ok(Number::Float(0.1)));
        assert_eq!(read("10#4.9#e-324"), Ok(Number::Float(4.9e-324)));
        assert_eq!(
            read("10#1.7976931348623157#e308"),
            Ok(Number::Float(f64::MAX))
        );
        assert_eq!(number("16#f.f#e400").0, Err(NumberError::Float));
        assert_eq!(number("16#f.z"), (Err(NumberError::Float), 4));
    }
}
