//! Integers as text in bases 2 to 36, and back, in less than quadratic time at any size.
//!
//! Digits above 9 are printed as capitals and read in either case, as OTP does.

use num_bigint::{BigInt, BigUint, Sign};

/// Numbers of fewer bits are converted by the library's simple loops.
const SIMPLE_BITS: u64 = 32 * 1024;
/// Texts of fewer digits are read by the library's simple loops.
const SIMPLE_DIGITS: usize = 2048;

/// What a text stands for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Parsed {
    Small(i64),
    Big(BigInt),
}

/// The text of a small integer: at most a sign and 64 digits.
pub struct SmallText {
    bytes: [u8; 65],
    start: usize,
}

impl SmallText {
    #[inline]
    pub fn new(n: i64, base: u32) -> SmallText {
        let mut text = SmallText {
            bytes: [0; 65],
            start: 65,
        };
        match base {
            // A division by a constant is a multiplication.
            10 => text.put_digits(n.unsigned_abs(), 10),
            _ => text.put_digits(n.unsigned_abs(), u64::from(base.clamp(2, 36))),
        }
        if n < 0 {
            text.put(b'-');
        }
        text
    }

    #[inline(always)]
    fn put_digits(&mut self, mut rest: u64, base: u64) {
        loop {
            self.put(digit_char((rest % base) as u8));
            rest /= base;
            if rest == 0 {
                return;
            }
        }
    }

    #[inline(always)]
    fn put(&mut self, byte: u8) {
        self.start -= 1;
        self.bytes[self.start] = byte;
    }

    #[inline]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes[self.start..]
    }
}

/// `n` in `base`, appended.
pub fn push_small(out: &mut Vec<u8>, n: i64, base: u32) {
    out.extend_from_slice(SmallText::new(n, base).bytes());
}

/// `n` in `base`, appended.
pub fn push_big(out: &mut Vec<u8>, n: &BigInt, base: u32) {
    if n.sign() == Sign::Minus {
        out.push(b'-');
    }
    push_magnitude(out, n.magnitude(), base);
}

fn push_magnitude(out: &mut Vec<u8>, n: &BigUint, base: u32) {
    if n.bits() <= SIMPLE_BITS || base.is_power_of_two() {
        let digits = n.to_radix_be(base);
        out.extend(digits.into_iter().map(digit_char));
        return;
    }
    let mut powers = vec![Divisor::new(BigUint::from(base).pow(1024), 1024)];
    while let Some(last) = powers.last()
        && last.value.bits() * 2 <= n.bits() + 1
    {
        let next = Divisor::new(&last.value * &last.value, last.n_digits * 2);
        powers.push(next);
    }
    let start = out.len();
    push_split(out, n.clone(), base, &powers, None);
    let zeros = out[start..].iter().take_while(|b| **b == b'0').count();
    out.drain(start..start + zeros);
}

/// Splits by the largest power, then each half by the next smaller one; the depth is the number of powers, at most some twenty.
/// `width`: pad with zeros to that many digits.
fn push_split(out: &mut Vec<u8>, n: BigUint, base: u32, powers: &[Divisor], width: Option<usize>) {
    let Some((power, smaller)) = powers.split_last() else {
        let digits = n.to_radix_be(base);
        out.extend(std::iter::repeat_n(
            b'0',
            width.unwrap_or(0).saturating_sub(digits.len()),
        ));
        out.extend(digits.into_iter().map(digit_char));
        return;
    };
    let (high, low) = power.divide(&n);
    push_split(out, high, base, smaller, Some(power.n_digits));
    push_split(out, low, base, smaller, Some(power.n_digits));
}

/// A power of the base with its reciprocal, so that dividing by it costs two multiplications (Barrett).
struct Divisor {
    value: BigUint,
    n_digits: usize,
    /// `floor(2^shift / value)`, where shift is twice the value's bits (and a few).
    reciprocal: BigUint,
    shift: u64,
}

impl Divisor {
    fn new(value: BigUint, n_digits: usize) -> Divisor {
        let shift = 2 * value.bits() + 2;
        let reciprocal = reciprocal(&value, shift);
        Divisor {
            value,
            n_digits,
            reciprocal,
            shift,
        }
    }

    /// Quotient and remainder of `n`, which is below `value` squared times four.
    fn divide(&self, n: &BigUint) -> (BigUint, BigUint) {
        let mut quotient = (n * &self.reciprocal) >> self.shift;
        let product = &quotient * &self.value;
        // The estimate is never too large, because the reciprocal is not, and at most a few too small.
        let mut rest = n - product;
        while rest >= self.value {
            rest -= &self.value;
            quotient += 1u32;
        }
        (quotient, rest)
    }
}

/// `floor(2^shift / value)` by Newton's iteration, doubling the precision each time; `shift` is at least the bits of `value`.
fn reciprocal(value: &BigUint, shift: u64) -> BigUint {
    let wanted = shift - value.bits() + 1;
    if wanted <= 2048 {
        return (BigUint::from(1u32) << shift) / value;
    }
    // Solve for the leading half of the bits first.
    let half = wanted / 2 + 2;
    let dropped = value.bits().saturating_sub(half + 2);
    let leading = value >> dropped;
    let small_shift = leading.bits() + half;
    let estimate = reciprocal(&leading, small_shift) << (shift - dropped - small_shift);
    // x' = 2x - v x^2 / 2^shift
    let correction = (value * (&estimate * &estimate)) >> shift;
    let mut x = (estimate << 1u32) - correction;
    // Rounding may leave it a little off, either way.
    let one = BigUint::from(1u32) << shift;
    let mut product = &x * value;
    while product > one {
        x -= 1u32;
        product -= value;
    }
    while &product + value <= one {
        x += 1u32;
        product += value;
    }
    x
}

/// The integer that `text` is in `base`: a sign, if any, and digits. `None`: `badarg`.
pub fn read(text: &[u8], base: u32) -> Option<Parsed> {
    let (negative, digits) = match text {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        _ => (false, text),
    };
    if digits.is_empty() {
        return None;
    }
    if digits.len() <= 12 {
        return read_short(digits, base).map(|n| Parsed::Small(if negative { -n } else { n }));
    }
    let values: Option<Vec<u8>> = digits.iter().map(|b| digit_value(*b, base)).collect();
    let values = values?;
    let zeros = values.iter().take_while(|d| **d == 0).count();
    let magnitude = magnitude_of(&values[zeros..], base);
    let sign = if negative { Sign::Minus } else { Sign::Plus };
    let n = BigInt::from_biguint(sign, magnitude);
    Some(match i64::try_from(&n) {
        Ok(small) => Parsed::Small(small),
        Err(_) => Parsed::Big(n),
    })
}

/// At most 12 digits: 36^12 fits.
fn read_short(digits: &[u8], base: u32) -> Option<i64> {
    digits.iter().try_fold(0i64, |n, b| {
        Some(n * i64::from(base) + i64::from(digit_value(*b, base)?))
    })
}

/// Numbers of at most `SIMPLE_DIGITS` digits are made at once, then joined in pairs until one is left.
fn magnitude_of(digits: &[u8], base: u32) -> BigUint {
    if digits.len() <= SIMPLE_DIGITS || base.is_power_of_two() {
        return BigUint::from_radix_be(digits, base).unwrap_or_default();
    }
    // Least significant first.
    let mut parts: Vec<BigUint> = digits
        .rchunks(SIMPLE_DIGITS)
        .map(|chunk| BigUint::from_radix_be(chunk, base).unwrap_or_default())
        .collect();
    let mut weight = BigUint::from(base).pow(SIMPLE_DIGITS as u32);
    while parts.len() > 1 {
        parts = parts
            .chunks(2)
            .map(|pair| match pair {
                [low, high] => high * &weight + low,
                _ => pair.first().cloned().unwrap_or_default(),
            })
            .collect();
        if parts.len() > 1 {
            weight = &weight * &weight;
        }
    }
    parts.pop().unwrap_or_default()
}

fn digit_value(b: u8, base: u32) -> Option<u8> {
    char::from(b).to_digit(base).map(|d| d as u8)
}

fn digit_char(d: u8) -> u8 {
    match d {
        0..10 => b'0' + d,
        _ => b'A' + (d - 10),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn small(n: i64, base: u32) -> String {
        let mut out = Vec::new();
        push_small(&mut out, n, base);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn small_numbers_in_all_bases() {
        assert_eq!(small(0, 10), "0");
        assert_eq!(small(-255, 16), "-FF");
        assert_eq!(small(35, 36), "Z");
        assert_eq!(small(i64::MIN, 2), format!("-1{}", "0".repeat(63)));
        assert_eq!(small(i64::MAX, 10), "9223372036854775807");
    }

    #[test]
    fn reads_what_otp_reads() {
        assert_eq!(read(b"-1", 10), Some(Parsed::Small(-1)));
        assert_eq!(read(b"+1", 2), Some(Parsed::Small(1)));
        assert_eq!(read(b"zZ", 36), Some(Parsed::Small(1295)));
        assert_eq!(
            read(b"000000000000000000000000000012", 10),
            Some(Parsed::Small(12))
        );
        assert_eq!(
            read(b"-9223372036854775808", 10),
            Some(Parsed::Small(i64::MIN))
        );
        assert_eq!(
            read(b"9223372036854775808", 10),
            Some(Parsed::Big(BigInt::from(1u64 << 63)))
        );
        for bad in ["", "-", "+", "1f", "1_0", " 1", "1 ", "--1"] {
            assert_eq!(read(bad.as_bytes(), 10), None, "{bad}");
        }
        assert_eq!(read(b"12", 2), None);
    }

    /// Compares the fast ways with the library's, on numbers with runs of zeros and of large digits.
    #[test]
    fn huge_numbers_go_there_and_back() {
        for (bits, base) in [
            (40_000u32, 10),
            (65_537, 7),
            (131_072, 36),
            (200_001, 10),
            (90_000, 3),
        ] {
            let one = BigUint::from(1u32);
            for n in [
                (&one << bits),
                (&one << bits) - 1u32,
                BigUint::from(base).pow(bits / 6),
                (&one << bits) / 3u32,
            ] {
                let mut out = Vec::new();
                push_magnitude(&mut out, &n, base);
                assert_eq!(
                    String::from_utf8(out.clone()).unwrap(),
                    n.to_str_radix(base).to_uppercase()
                );
                assert_eq!(read(&out, base), Some(Parsed::Big(BigInt::from(n))));
            }
        }
    }
}
