//! Big integers: sign in the header's kind, magnitude in 64-bit digits after it, least significant first.
//!
//! - N1. The last digit is not zero and the value is outside the small range, so equal integers are equal objects, and no big integer
//!   equals a small one.

use num_bigint::{BigInt, BigUint, Sign};

use super::layout::{SMALL_MAX, SMALL_MIN};
use super::{Kind, Term};

/// An integer outside the small range.
#[derive(Clone, Copy)]
pub struct BigRef<'s>(Term<'s>);

impl<'s> BigRef<'s> {
    #[inline]
    pub(super) fn new(term: Term<'s>) -> BigRef<'s> {
        BigRef(term)
    }

    #[inline]
    pub fn is_negative(self) -> bool {
        self.0.boxed_kind() == Kind::NegativeBig
    }

    /// Number of 64-bit digits.
    #[inline]
    pub fn len(self) -> usize {
        // SAFETY: V2.
        unsafe { self.0.word().object_header() }.header_size()
    }

    /// Never: zero is small.
    pub fn is_empty(self) -> bool {
        false
    }

    /// Digit `index` of the magnitude, from the least significant.
    ///
    /// # Panics
    /// If there is no such digit.
    #[inline]
    pub fn digit(self, index: usize) -> u64 {
        assert!(index < self.len(), "digit out of range");
        // SAFETY: V2, and there is that digit.
        unsafe { self.0.word().field(index) }.bits()
    }

    /// The digits of the magnitude, least significant first.
    pub fn digits(self) -> impl ExactSizeIterator<Item = u64> + DoubleEndedIterator {
        (0..self.len()).map(move |i| self.digit(i))
    }

    /// Runs `f` over the digits, least significant first.
    pub fn with_digits<R>(self, f: impl FnOnce(&[u64]) -> R) -> R {
        // SAFETY: V2: so many words of payload, which do not change while the term lives.
        f(unsafe {
            std::slice::from_raw_parts(self.0.word().pointer().add(1).cast::<u64>(), self.len())
        })
    }

    /// Bits of the magnitude.
    pub fn bit_length(self) -> u64 {
        let n = self.len();
        n as u64 * 64 - u64::from(self.digit(n - 1).leading_zeros())
    }

    pub fn to_u64(self) -> Option<u64> {
        (self.len() == 1 && !self.is_negative()).then(|| self.digit(0))
    }

    pub fn to_i64(self) -> Option<i64> {
        if self.len() != 1 {
            return None;
        }
        let magnitude = i128::from(self.digit(0));
        i64::try_from(if self.is_negative() {
            -magnitude
        } else {
            magnitude
        })
        .ok()
    }

    pub fn to_magnitude(self) -> BigUint {
        BigUint::new(
            self.digits()
                .flat_map(|digit| [digit as u32, (digit >> 32) as u32])
                .collect(),
        )
    }

    pub fn to_bigint(self) -> BigInt {
        let sign = if self.is_negative() {
            Sign::Minus
        } else {
            Sign::Plus
        };
        BigInt::from_biguint(sign, self.to_magnitude())
    }

    #[inline]
    pub fn term(self) -> Term<'s> {
        self.0
    }
}

/// Words that `Writer::integer` needs at most.
pub const INTEGER_WORDS: usize = 2;

/// Most bits of a magnitude, as in OTP 29: anything larger is a `system_limit`.
pub const MAX_BITS: u64 = 65_535 * 64;

/// Words that an integer of so many bits (sign not counted) needs at most.
pub const fn integer_words(bits: u64) -> usize {
    if bits <= 60 {
        0
    } else {
        1 + bits.div_ceil(64) as usize
    }
}

/// Does it fit a small integer?
#[inline]
pub const fn fits_small(value: i64) -> bool {
    value >= SMALL_MIN && value <= SMALL_MAX
}
