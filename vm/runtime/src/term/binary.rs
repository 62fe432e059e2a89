//! Bitstrings: bytes in the heap, in a counted buffer, or a window of another bitstring; and match contexts.
//!
//! - B1. The bits of a bitstring never change once it exists: a buffer is appended to only past what any bitstring shows.
//! - B2. A window lies inside the used bytes of what it is a window of, which is never a window itself. (It may show more than its owner
//!   does, if the owner's buffer was appended to.)
//! - B3. Bits after the last one of a heap bitstring's payload are zero.

use super::layout::MAX_HEAP_BITS_BYTES;
use super::{Kind, Term, Word};
use crate::heap::offheap::Buffer;

/// Words of a heap bitstring of so many bytes.
pub const fn heap_bits_words(bytes: usize) -> usize {
    2 + bytes.div_ceil(8)
}

/// Words of a counted bitstring, of a window.
pub const COUNTED_BITS_WORDS: usize = 4;
pub const SUB_BITS_WORDS: usize = 4;
pub const MATCH_CONTEXT_WORDS: usize = 5;

/// Words that a bitstring of so many bytes needs, wherever its bytes go.
pub const fn binary_words(bytes: usize) -> usize {
    if bytes <= MAX_HEAP_BITS_BYTES {
        heap_bits_words(bytes)
    } else {
        COUNTED_BITS_WORDS
    }
}

/// Where the bits of a bitstring are. Valid as long as the term it came from stays where it is.
#[derive(Clone, Copy, Debug)]
pub struct BitsAt {
    /// First byte that has any of the bits.
    pub base: *const u8,
    /// Bits of that byte to skip: 0 to 7.
    pub bit_offset: usize,
    pub bit_len: usize,
}

impl BitsAt {
    fn new(base: *const u8, bit_offset: usize, bit_len: usize) -> BitsAt {
        BitsAt {
            base: base.wrapping_add(bit_offset / 8),
            bit_offset: bit_offset % 8,
            bit_len,
        }
    }
}

/// A bitstring.
#[derive(Clone, Copy)]
pub struct Bits<'s>(Term<'s>);

impl<'s> Bits<'s> {
    /// Of a term known to be a bitstring.
    #[inline]
    pub(crate) fn of(term: Term<'s>) -> Bits<'s> {
        debug_assert!(term.is_bitstring());
        Bits(term)
    }

    #[inline]
    pub(super) fn new(term: Term<'s>) -> Bits<'s> {
        Bits(term)
    }

    #[inline]
    pub fn bit_len(self) -> usize {
        let index = match self.0.boxed_kind() {
            Kind::HeapBits => 0,
            Kind::SubBits => 1,
            _ => 2,
        };
        self.field(index).bits() as usize
    }

    /// Bytes, a last partial one included.
    #[inline]
    pub fn byte_len(self) -> usize {
        self.bit_len().div_ceil(8)
    }

    /// A whole number of bytes?
    #[inline]
    pub fn is_binary(self) -> bool {
        self.bit_len().is_multiple_of(8)
    }

    /// Where the bits are.
    pub fn at(self) -> BitsAt {
        match self.0.boxed_kind() {
            Kind::SubBits => {
                let base = base_of(self.field(2));
                BitsAt::new(
                    base,
                    self.field(0).bits() as usize,
                    self.field(1).bits() as usize,
                )
            }
            _ => BitsAt::new(base_of(self.0.word()), 0, self.bit_len()),
        }
    }

    /// Byte `index`: eight bits from bit `8 * index`, zeros after the last bit.
    pub fn byte(self, index: usize) -> Option<u8> {
        let at = self.at();
        let n_bits = at.bit_len.checked_sub(index.checked_mul(8)?)?.min(8);
        if n_bits == 0 {
            return None;
        }
        let mut byte = 0u8;
        // SAFETY: the bits lie inside the bitstring (B2), the destination has eight bits.
        unsafe { copy_bits(at.base, at.bit_offset + index * 8, &raw mut byte, 0, n_bits) };
        Some(byte)
    }

    /// Runs `f` over the bytes, a last partial one padded with zero bits. Copies them first if they do not start at a byte.
    pub fn with_bytes<R>(self, f: impl FnOnce(&[u8]) -> R) -> R {
        let at = self.at();
        if at.bit_offset == 0 && at.bit_len.is_multiple_of(8) {
            // SAFETY: the bytes lie inside the bitstring (B2), live during 's and do not change (B1).
            return f(unsafe { std::slice::from_raw_parts(at.base, at.bit_len / 8) });
        }
        f(&self.to_vec())
    }

    /// The same for `len` of its whole bytes from `start` on.
    ///
    /// # Panics
    /// If there are not that many.
    pub fn with_part<R>(self, start: usize, len: usize, f: impl FnOnce(&[u8]) -> R) -> R {
        let at = self.at();
        if at.bit_offset == 0 && at.bit_len.is_multiple_of(8) {
            return self.with_bytes(|bytes| f(&bytes[start..start + len]));
        }
        assert!(start + len <= at.bit_len / 8, "bytes that are not there");
        let mut bytes = vec![0; len];
        // SAFETY: the source bits lie inside the bitstring (B2), as was checked; the destination has as many.
        unsafe {
            copy_bits(
                at.base,
                at.bit_offset + start * 8,
                bytes.as_mut_ptr(),
                0,
                len * 8,
            )
        };
        f(&bytes)
    }

    /// The bytes, a last partial one padded with zero bits.
    pub fn to_vec(self) -> Vec<u8> {
        let mut bytes = vec![0; self.byte_len()];
        self.copy_to(&mut bytes);
        bytes
    }

    /// Copies the bytes to the front of `out`, which must have room; a last partial one padded with zero bits.
    ///
    /// # Panics
    /// If there is no room.
    pub fn copy_to(self, out: &mut [u8]) {
        let at = self.at();
        let n_bytes = at.bit_len.div_ceil(8);
        assert!(out.len() >= n_bytes, "no room for the bytes");
        if !at.bit_len.is_multiple_of(8) {
            out[n_bytes - 1] = 0;
        }
        // SAFETY: the source bits lie inside the bitstring (B2), the destination was checked.
        unsafe { copy_bits(at.base, at.bit_offset, out.as_mut_ptr(), 0, at.bit_len) };
    }

    /// The bitstring that owns the bytes (itself unless it is a window), and the window's bit offset in it.
    pub fn owner(self) -> (Bits<'s>, usize) {
        match self.0.boxed_kind() {
            Kind::SubBits => (
                Bits(Term::inside(self.field(2))),
                self.field(0).bits() as usize,
            ),
            _ => (self, 0),
        }
    }

    /// Bytes of the counted buffer this shows some of.
    pub fn shared_byte_len(self) -> Option<usize> {
        self.buffer().map(Buffer::used)
    }

    /// The counted buffer the bytes are in.
    pub(crate) fn buffer(self) -> Option<&'s Buffer> {
        let owner = self.owner().0;
        (owner.0.boxed_kind() == Kind::CountedBits).then(|| {
            let buffer = owner.field(1).bits() as *const Buffer;
            // SAFETY: a counted bitstring holds a count on its buffer, and lives during 's (V1).
            unsafe { &*buffer }
        })
    }

    /// Are the bits the same?
    pub fn same_bits(self, other: Bits<'_>) -> bool {
        self.bit_len() == other.bit_len() && compare_bits(self.at(), other.at()).is_eq()
    }

    fn field(self, index: usize) -> Word {
        // SAFETY: V2; callers stay inside their kind's payload.
        unsafe { self.0.word().field(index) }
    }

    #[inline]
    pub fn term(self) -> Term<'s> {
        self.0
    }
}

/// First byte of a heap or counted bitstring.
#[inline(always)]
fn base_of(owner: Word) -> *const u8 {
    // SAFETY: V2, B2: a live heap or counted bitstring.
    unsafe {
        match owner.object_header().kind_number() == Kind::HeapBits as usize {
            true => owner.pointer().add(2).cast(),
            false => (*(owner.field(1).bits() as *const Buffer)).data(),
        }
    }
}

/// A position in a bitstring that is being matched.
#[derive(Clone, Copy)]
pub struct MatchContext<'s>(Term<'s>);

impl<'s> MatchContext<'s> {
    pub const POSITION: usize = 0;
    pub const START: usize = 1;
    pub const END: usize = 2;
    pub const OWNER: usize = 3;

    #[inline]
    pub(super) fn new(term: Term<'s>) -> MatchContext<'s> {
        MatchContext(term)
    }

    /// Of a term known to be one.
    #[inline(always)]
    pub(crate) fn of(term: Term<'s>) -> MatchContext<'s> {
        MatchContext(term)
    }

    /// The next `n_bytes` bytes, at most seven, as a number, skipped over; none: there are not as many, or no byte begins here.
    #[inline(always)]
    pub(crate) fn take_bytes(self, n_bytes: usize) -> Option<u64> {
        debug_assert!(n_bytes < 8);
        let (position, left) = (self.position(), self.remaining());
        if !position.is_multiple_of(8) || left < 8 * n_bytes {
            return None;
        }
        // SAFETY: V2: the owner has the bits up to the end.
        let value = unsafe {
            let first = base_of(self.0.word().field(MatchContext::OWNER)).add(position / 8);
            if left >= 64 {
                let eight = u64::from_be(first.cast::<u64>().read_unaligned());
                eight >> 1 >> (63 - 8 * n_bytes)
            } else {
                (0..n_bytes).fold(0, |value, i| value << 8 | u64::from(*first.add(i)))
            }
        };
        self.move_to(position + 8 * n_bytes);
        Some(value)
    }

    /// The next byte, skipped over, if it is an ASCII character; none: it is not, or no byte begins here.
    #[inline(always)]
    pub(crate) fn take_ascii(self) -> Option<u8> {
        let position = self.position();
        if !position.is_multiple_of(8) || self.end() - position < 8 {
            return None;
        }
        // SAFETY: V2: the owner has the bits up to the end.
        let byte = unsafe { *base_of(self.0.word().field(MatchContext::OWNER)).add(position / 8) };
        if !byte.is_ascii() {
            return None;
        }
        self.move_to(position + 8);
        Some(byte)
    }

    /// Moves on by `n_bits`; false: there are not as many.
    #[inline(always)]
    pub(crate) fn skip(self, n_bits: usize) -> bool {
        let has_them = n_bits <= self.remaining();
        if has_them {
            self.move_to(self.position() + n_bits);
        }
        has_them
    }

    /// Moves the position, as near as can be.
    #[inline(always)]
    pub(crate) fn move_to(self, position: usize) {
        let position = position.max(self.start()).min(self.end());
        // SAFETY: V2; only the process itself sees its match contexts; the position is a raw word.
        unsafe {
            *self.0.word().pointer().add(1 + MatchContext::POSITION) =
                Word::from_bits(position as u64);
        }
    }

    /// In bits of the owner, as `start` and `end` are.
    #[inline]
    pub fn position(self) -> usize {
        self.field(MatchContext::POSITION)
    }

    #[inline]
    pub fn start(self) -> usize {
        self.field(MatchContext::START)
    }

    #[inline]
    pub fn end(self) -> usize {
        self.field(MatchContext::END)
    }

    #[inline]
    pub fn remaining(self) -> usize {
        self.end() - self.position()
    }

    /// The heap or counted bitstring whose bits are matched.
    pub fn owner(self) -> Bits<'s> {
        // SAFETY: V2.
        Bits(Term::inside(unsafe {
            self.0.word().field(MatchContext::OWNER)
        }))
    }

    /// Where the bits that are left are.
    pub fn rest(self) -> BitsAt {
        BitsAt::new(
            base_of(self.owner().0.word()),
            self.position(),
            self.remaining(),
        )
    }

    /// Moves the position, to somewhere between `start` and `end`.
    ///
    /// # Panics
    /// If it would not be.
    #[inline]
    pub fn set_position(self, position: usize) {
        assert!(
            position >= self.start() && position <= self.end(),
            "position outside the match context"
        );
        self.move_to(position);
    }

    #[inline(always)]
    fn field(self, index: usize) -> usize {
        // SAFETY: V2; four words of payload.
        unsafe { self.0.word().field(index) }.bits() as usize
    }

    #[inline]
    pub fn term(self) -> Term<'s> {
        self.0
    }
}

/// Orders two runs of bits: the first different bit decides, then the length.
pub fn compare_bits(a: BitsAt, b: BitsAt) -> std::cmp::Ordering {
    let n_bits = a.bit_len.min(b.bit_len);
    compare_prefix(a, b, n_bits).then(a.bit_len.cmp(&b.bit_len))
}

fn compare_prefix(a: BitsAt, b: BitsAt, n_bits: usize) -> std::cmp::Ordering {
    let whole = if a.bit_offset == 0 && b.bit_offset == 0 {
        n_bits / 8
    } else {
        0
    };
    // SAFETY: both runs have at least `n_bits` bits (B2), which do not change (B1).
    let (left, right) = unsafe {
        (
            std::slice::from_raw_parts(a.base, whole),
            std::slice::from_raw_parts(b.base, whole),
        )
    };
    let order = left.cmp(right);
    if order.is_ne() {
        return order;
    }
    let mut done = whole * 8;
    while done < n_bits {
        let n = (n_bits - done).min(56);
        // SAFETY: bits `done..done + n` lie inside both runs.
        let (x, y) = unsafe {
            (
                read_bits(a.base, a.bit_offset + done, n),
                read_bits(b.base, b.bit_offset + done, n),
            )
        };
        if x != y {
            return x.cmp(&y);
        }
        done += n;
    }
    std::cmp::Ordering::Equal
}

/// Up to 56 bits as a big-endian number.
///
/// # Safety
/// The bits can be read.
pub(crate) unsafe fn read_bits(base: *const u8, bit_offset: usize, n_bits: usize) -> u64 {
    debug_assert!(n_bits <= 56);
    let first = bit_offset / 8;
    let skip = bit_offset % 8;
    let n_bytes = (skip + n_bits).div_ceil(8);
    let mut value = 0u64;
    for i in 0..n_bytes {
        // SAFETY: the caller says that these bytes can be read.
        value = value << 8 | u64::from(unsafe { *base.add(first + i) });
    }
    let value = value >> (n_bytes * 8 - skip - n_bits);
    value & ((1u64 << n_bits) - 1)
}

/// Copies `n_bits` bits; bits of `to` around them stay as they are.
///
/// # Safety
/// The source bits can be read, the destination's bytes read and written; they do not overlap.
pub(crate) unsafe fn copy_bits(
    from: *const u8,
    from_bit: usize,
    to: *mut u8,
    to_bit: usize,
    n_bits: usize,
) {
    if n_bits == 0 {
        return;
    }
    let (from, from_bit) = (from.wrapping_add(from_bit / 8), from_bit % 8);
    let (to, to_bit) = (to.wrapping_add(to_bit / 8), to_bit % 8);
    // SAFETY: passed on: the same bits, counted from other bytes.
    unsafe {
        if from_bit == 0 && to_bit == 0 {
            copy_whole_bytes(from, to, n_bits)
        } else {
            copy_shifted(from, from_bit, to, to_bit, n_bits)
        }
    }
}

/// # Safety
/// As `copy_bits`, both starting at a byte.
unsafe fn copy_whole_bytes(from: *const u8, to: *mut u8, n_bits: usize) {
    let whole = n_bits / 8;
    // SAFETY: the caller's bytes.
    unsafe {
        std::ptr::copy_nonoverlapping(from, to, whole);
        if !n_bits.is_multiple_of(8) {
            put_bits(
                to.add(whole),
                0,
                n_bits % 8,
                *from.add(whole) >> (8 - n_bits % 8),
            );
        }
    }
}

/// # Safety
/// As `copy_bits`.
unsafe fn copy_shifted(
    from: *const u8,
    from_bit: usize,
    to: *mut u8,
    to_bit: usize,
    n_bits: usize,
) {
    let head = ((8 - to_bit) % 8).min(n_bits);
    // SAFETY: all reads and writes are of bits among the caller's.
    unsafe {
        if head > 0 {
            put_bits(to, to_bit, head, read_bits(from, from_bit, head) as u8);
        }
        let to = if to_bit == 0 { to } else { to.add(1) };
        let whole = (n_bits - head) / 8;
        for i in 0..whole {
            *to.add(i) = read_bits(from, from_bit + head + i * 8, 8) as u8;
        }
        let rest = n_bits - head - whole * 8;
        if rest > 0 {
            put_bits(
                to.add(whole),
                0,
                rest,
                read_bits(from, from_bit + head + whole * 8, rest) as u8,
            );
        }
    }
}

/// Writes the low `n_bits` of `value` at `bit` of a byte.
///
/// # Safety
/// The byte can be read and written; `bit + n_bits <= 8`.
unsafe fn put_bits(byte: *mut u8, bit: usize, n_bits: usize, value: u8) {
    let shift = 8 - bit - n_bits;
    let mask = (((1u16 << n_bits) - 1) as u8) << shift;
    // SAFETY: the caller's byte.
    unsafe { *byte = *byte & !mask | value << shift & mask };
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bit(bytes: &[u8], i: usize) -> bool {
        bytes[i / 8] >> (7 - i % 8) & 1 == 1
    }

    #[test]
    fn copying_bits_at_every_offset() {
        let source: Vec<u8> = (0..24u32).map(|i| (i * 37 + 11) as u8).collect();
        for from in 0..17 {
            for to in 0..17 {
                for n in 0..60 {
                    let mut out = vec![0xa5u8; 12];
                    // SAFETY: offsets and lengths stay inside both vectors.
                    unsafe { copy_bits(source.as_ptr(), from, out.as_mut_ptr(), to, n) };
                    for i in 0..96 {
                        let expected = if i >= to && i < to + n {
                            bit(&source, from + i - to)
                        } else {
                            bit(&[0xa5; 12], i)
                        };
                        assert_eq!(bit(&out, i), expected, "from {from} to {to} n {n} bit {i}");
                    }
                }
            }
        }
    }

    #[test]
    fn comparing_bits_at_every_offset() {
        let source: Vec<u8> = (0..24u32).map(|i| (i * 91 + 5) as u8).collect();
        let at = |bit_offset: usize, bit_len| BitsAt::new(source.as_ptr(), bit_offset, bit_len);
        for a in 0..20 {
            for b in 0..20 {
                for n in [0, 1, 7, 8, 9, 64, 100] {
                    let left: Vec<bool> = (a..a + n).map(|i| bit(&source, i)).collect();
                    let right: Vec<bool> = (b..b + n + 3).map(|i| bit(&source, i)).collect();
                    assert_eq!(compare_bits(at(a, n), at(b, n + 3)), left.cmp(&right));
                }
            }
        }
    }
}
