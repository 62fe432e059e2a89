//! Numbers to bits and back, at any bit offset: what the bit syntax ops are made of. Plain bytes only, no terms.

/// Bits under construction, most significant first; unused bits of the last byte are zero.
#[derive(Default)]
pub struct BitWriter {
    pub bytes: Vec<u8>,
    pub bit_len: usize,
}

impl BitWriter {
    pub fn clear(&mut self) {
        self.bytes.clear();
        self.bit_len = 0;
    }

    /// The low `n_bits` bits of `value`; at most 64.
    pub fn push(&mut self, value: u64, n_bits: usize) {
        debug_assert!(n_bits <= 64);
        let mut left = n_bits;
        let used = self.bit_len % 8;
        if used != 0 && left > 0 {
            let room = (8 - used).min(left);
            let bits = take(value, left, room);
            let last = self.bytes.len() - 1;
            self.bytes[last] |= bits << (8 - used - room);
            left -= room;
        }
        while left >= 8 {
            self.bytes.push(take(value, left, 8));
            left -= 8;
        }
        if left > 0 {
            self.bytes.push(take(value, left, left) << (8 - left));
        }
        self.bit_len += n_bits;
    }

    /// Whole bytes.
    pub fn push_bytes(&mut self, bytes: &[u8]) {
        if self.bit_len.is_multiple_of(8) {
            self.bytes.extend_from_slice(bytes);
            self.bit_len += bytes.len() * 8;
        } else {
            for &byte in bytes {
                self.push(u64::from(byte), 8);
            }
        }
    }

    /// `n_bits` bits of `bytes`, whose unused low bits do not matter.
    pub fn push_run(&mut self, bytes: &[u8], n_bits: usize) {
        self.push_bytes(&bytes[..n_bits / 8]);
        let rest = n_bits % 8;
        if rest > 0 {
            self.push(u64::from(bytes[n_bits / 8] >> (8 - rest)), rest);
        }
    }

    /// `n_bits` bits of an integer given by 64-bit pieces of its two's complement, lowest first (`piece` answers beyond the last one too).
    pub fn push_integer(&mut self, piece: impl Fn(usize) -> u64, n_bits: usize, little: bool) {
        if !little {
            let top = n_bits % 64;
            if top > 0 {
                self.push(piece(n_bits / 64) & mask(top), top);
            }
            for i in (0..n_bits / 64).rev() {
                self.push(piece(i), 64);
            }
            return;
        }
        for i in 0..n_bits / 8 {
            self.push(piece(i / 8) >> (i % 8 * 8) & 0xff, 8);
        }
        let rest = n_bits % 8;
        if rest > 0 {
            let i = n_bits / 8;
            self.push(piece(i / 8) >> (i % 8 * 8) & mask(rest), rest);
        }
    }
}

/// Bits `left - n .. left` of `value`, counted from the lowest.
fn take(value: u64, left: usize, n: usize) -> u8 {
    (value >> (left - n) & mask(n)) as u8
}

const fn mask(n_bits: usize) -> u64 {
    if n_bits >= 64 {
        u64::MAX
    } else {
        (1 << n_bits) - 1
    }
}

/// The number that `n_bits` bits at the front of `bytes` are, as digits of its two's complement, lowest first, sign-extended if `signed`.
pub fn read_digits(bytes: &[u8], n_bits: usize, little: bool, signed: bool) -> Vec<u64> {
    let mut digits = vec![0u64; n_bits.div_ceil(64).max(1)];
    let whole = n_bits / 8;
    let rest = n_bits % 8;
    let mut set = |bit: usize, value: u64| {
        digits[bit / 64] |= value << (bit % 64);
        // A piece of up to 8 bits may cross into the next digit.
        if bit % 64 > 56
            && let Some(next) = digits.get_mut(bit / 64 + 1)
        {
            *next |= value >> (64 - bit % 64);
        }
    };
    for (i, &byte) in bytes[..whole].iter().enumerate() {
        let bit = if little { i * 8 } else { n_bits - (i + 1) * 8 };
        set(bit, u64::from(byte));
    }
    if rest > 0 {
        let value = u64::from(bytes[whole] >> (8 - rest));
        set(if little { whole * 8 } else { 0 }, value);
    }
    let negative =
        signed && n_bits > 0 && digits[(n_bits - 1) / 64] >> ((n_bits - 1) % 64) & 1 == 1;
    if negative && !n_bits.is_multiple_of(64) {
        let last = digits.len() - 1;
        digits[last] |= !mask(n_bits % 64);
    }
    digits
}

/// Turns two's complement digits of a negative number into its magnitude.
pub fn negate(digits: &mut [u64]) {
    let mut carry = true;
    for digit in digits {
        let (sum, overflow) = (!*digit).overflowing_add(u64::from(carry));
        *digit = sum;
        carry = overflow;
    }
}

/// A 16-bit float as a 64-bit one; infinities and NaN are none.
pub fn half_to_double(half: u16) -> Option<f64> {
    let sign = if half >> 15 == 1 { -1.0 } else { 1.0 };
    let exponent = i32::from(half >> 10 & 0x1f);
    let fraction = f64::from(half & 0x3ff) / 1024.0;
    match exponent {
        0x1f => None,
        0 => Some(sign * fraction * 2f64.powi(-14)),
        _ => Some(sign * (1.0 + fraction) * 2f64.powi(exponent - 15)),
    }
}

/// The nearest 16-bit float, ties to even; infinite where the number is too large.
pub fn double_to_half(value: f64) -> u16 {
    let sign = if value.is_sign_negative() { 0x8000 } else { 0 };
    let magnitude = value.abs();
    if magnitude == 0.0 {
        return sign;
    }
    let exponent = ((magnitude.to_bits() >> 52) as i32 - 1023).max(-14);
    // In units of the last place at this exponent; at most 2048 after rounding.
    let scaled = magnitude * 2f64.powi(10 - exponent);
    let rounded = round_to_even(scaled) as u32;
    let bits = if rounded < 1024 {
        rounded
    } else {
        // A carry into the next exponent comes out right by adding.
        (((exponent + 15) as u32) << 10) + (rounded - 1024)
    };
    sign | bits.min(0x7c00) as u16
}

fn round_to_even(value: f64) -> f64 {
    value.round_ties_even()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integers_come_back_at_any_size_and_offset() {
        let value: i128 = -0x0123_4567_89ab_cdef_0011;
        let pieces = [value as u64, (value >> 64) as u64];
        let piece = |i: usize| pieces.get(i).copied().unwrap_or(u64::MAX);
        for offset in 0..9 {
            for n_bits in 0..120 {
                for little in [false, true] {
                    let mut w = BitWriter::default();
                    w.push(0b1_0101_0101, offset);
                    w.push_integer(piece, n_bits, little);
                    assert_eq!(w.bit_len, offset + n_bits);
                    let mut aligned = BitWriter::default();
                    for i in offset..w.bit_len {
                        aligned.push(u64::from(w.bytes[i / 8] >> (7 - i % 8) & 1), 1);
                    }
                    let digits = read_digits(&aligned.bytes, n_bits, little, false);
                    let mut got = u128::from(digits[0]);
                    if let Some(&high) = digits.get(1) {
                        got |= u128::from(high) << 64;
                    }
                    let expected = value as u128 & ((1u128 << n_bits) - 1);
                    assert_eq!(got, expected, "{offset} {n_bits} {little}");
                }
            }
        }
    }

    #[test]
    fn signed_numbers() {
        assert_eq!(read_digits(&[0xff], 8, false, true), [u64::MAX]);
        assert_eq!(read_digits(&[0x80, 0], 9, false, true), [!0xff]);
        let mut digits = read_digits(&[0x80, 0, 0, 0, 0, 0, 0, 0, 0], 72, false, true);
        negate(&mut digits);
        assert_eq!(digits, [0, 0x80]);
    }

    #[test]
    fn halves() {
        for bits in 0..0x7c00u16 {
            let value = half_to_double(bits).expect("finite");
            assert_eq!(double_to_half(value), bits);
            assert_eq!(double_to_half(-value), bits | 0x8000);
        }
        assert_eq!(half_to_double(0x7c00), None);
        assert_eq!(double_to_half(65520.0), 0x7c00);
        assert_eq!(double_to_half(65519.0), 0x7bff);
        assert_eq!(double_to_half(1e-9), 0);
    }
}
