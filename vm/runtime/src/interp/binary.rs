//! Bit syntax: matching contexts and building bitstrings.

use super::bits::{BitWriter, double_to_half, half_to_double, negate, read_digits};
use super::collect::room_or_die;
use super::dispatch::{M, Regs, a, away, b, c, get, has_room, process, put, reload, spill, term};
use super::raise;
use crate::atom::atoms;
use crate::code::translate::{FLAG_LITTLE, FLAG_SIGNED, segment_kind, utf_kind};
use crate::exception::raise::{Info, Kind, Raise};
use crate::heap::writer::APPEND_WORDS;
use crate::heap::{OutOfMemory, Writer};
use crate::term::binary::{
    Bits, BitsAt, MATCH_CONTEXT_WORDS, MatchContext, SUB_BITS_WORDS, binary_words, copy_bits,
    read_bits,
};
use crate::term::integer::integer_words;
use crate::term::{Kind as TermKind, Term, View, Word};
use purlin_isa::operand::{SegmentKind, UtfKind};

/// The match context in a register.
///
/// # Safety
/// D3; the verifier says that it is one.
#[inline(always)]
unsafe fn context<'s>(m: M, r: Regs, operand: u16) -> MatchContext<'s> {
    // SAFETY: passed on.
    MatchContext::of(unsafe { term(get(m, r, operand)) })
}

/// Makes room and gives a writer; `Err`: go on there.
///
/// # Safety
/// Word 2 is the record; operands that are needed afterwards are in the root area.
unsafe fn room<'w>(m: M, r: Regs, words: usize) -> Result<Writer<'w>, Regs> {
    // SAFETY: passed on.
    unsafe {
        spill(m, r);
        if !process(m).heap.has_room(words) || (*m).stress {
            room_or_die(m, r, r.rec(2), words)?;
        }
        Ok(process(m).heap.writer(words, (*m).vm().heap_shared()))
    }
}

/// Root area slot `i` as a term.
///
/// # Safety
/// It holds one, and nothing collects during `'s`.
unsafe fn root<'s>(m: M, i: usize) -> Term<'s> {
    // SAFETY: passed on.
    unsafe { term((*m).roots.words_mut()[i]) }
}

/// # Safety
/// As for `root`; slot 0 holds a match context.
unsafe fn root_context<'s>(m: M) -> MatchContext<'s> {
    // SAFETY: passed on.
    match unsafe { root(m, 0) }.view() {
        View::Context(context) => context,
        _ => unreachable!("put there as one"),
    }
}

pub(super) unsafe fn bs_start(m: M, r: Regs, w: u64) -> Regs {
    // SAFETY: D1 to D3.
    unsafe {
        let source = get(m, r, a(w));
        match term(source).view() {
            View::Context(_) => {
                put(m, r, b(w), source);
                r.next(w)
            }
            View::Bits(_) => {
                (*m).roots.start(&[source]);
                let writer = match room(m, r, MATCH_CONTEXT_WORDS) {
                    Ok(writer) => writer,
                    Err(r) => return r,
                };
                let context = match root(m, 0).as_bits() {
                    Some(bits) => writer.match_context(bits).word(),
                    None => Word::NIL,
                };
                let r = reload(m, r.pc);
                put(m, r, b(w), context);
                r.next(w)
            }
            _ => r.jump(r.fail(1)),
        }
    }
}

/// `size * unit` bits, if the context has them.
fn wanted(context: MatchContext<'_>, size: Term<'_>, unit: u64) -> Option<usize> {
    let size = u64::try_from(size.as_small()?).ok()?;
    let n_bits = usize::try_from(size.checked_mul(unit)?).ok()?;
    (n_bits <= context.remaining()).then_some(n_bits)
}

/// The bits of a run as bytes, the first bit first.
fn bytes_of(at: BitsAt, n_bits: usize) -> Vec<u8> {
    let mut bytes = vec![0; n_bits.div_ceil(8)];
    debug_assert!(n_bits <= at.bit_len);
    // SAFETY: the run has that many bits, the vector room for them.
    unsafe { copy_bits(at.base, at.bit_offset, bytes.as_mut_ptr(), 0, n_bits) };
    bytes
}

/// Up to 56 bits at the front of a run.
fn front(at: BitsAt, n_bits: usize) -> u64 {
    debug_assert!(n_bits <= at.bit_len && n_bits <= 56);
    // SAFETY: the run has that many bits.
    unsafe { read_bits(at.base, at.bit_offset, n_bits) }
}

fn sign_extend(value: u64, n_bits: usize) -> i64 {
    if n_bits == 0 {
        return 0;
    }
    let shift = 64 - n_bits as u32;
    (value << shift) as i64 >> shift
}

/// The low `n_bits / 8` bytes of `value` in the other order.
fn swap_bytes(value: u64, n_bits: usize) -> u64 {
    value.swap_bytes() >> (64 - n_bits)
}

#[inline(always)]
pub(super) unsafe fn bs_get_integer(m: M, r: Regs, w: u64) -> Regs {
    // SAFETY: D1 to D3; the verifier says that it is a match context.
    unsafe {
        let is_plain = r.word(1) >> 32 == 0;
        if is_plain
            && let Some(n_bits) = few_bits(get(m, r, b(w)), r.word(3))
            && n_bits.is_multiple_of(8)
            && n_bits <= 56
            && let Some(value) = context(m, r, a(w)).take_bytes(n_bits / 8)
        {
            put(m, r, c(w), Word::small(value as i64));
            return r.next(w);
        }
        away(m, r, w, |m, r, w| get_integer(m, r, w))
    }
}

unsafe fn get_integer(m: M, r: Regs, w: u64) -> Regs {
    // SAFETY: D1 to D3.
    unsafe {
        let ctx = context(m, r, a(w));
        let flags = (r.word(1) >> 32) as u32;
        let Some(n_bits) = wanted(ctx, term(get(m, r, b(w))), r.word(3)) else {
            return r.jump(r.fail(1));
        };
        let (little, signed) = (flags & FLAG_LITTLE != 0, flags & FLAG_SIGNED != 0);
        if n_bits <= 56 && (!little || n_bits.is_multiple_of(8)) {
            let mut value = front(ctx.rest(), n_bits);
            if little && n_bits > 8 {
                value = swap_bytes(value, n_bits);
            }
            let value = if signed {
                sign_extend(value, n_bits)
            } else {
                value as i64
            };
            ctx.set_position(ctx.position() + n_bits);
            put(m, r, c(w), Word::small(value));
            return r.next(w);
        }
        long_integer(m, r, w, n_bits, little, signed)
    }
}

/// Any integer.
#[cold]
#[inline(never)]
unsafe fn long_integer(m: M, r: Regs, w: u64, n_bits: usize, little: bool, signed: bool) -> Regs {
    // SAFETY: as for the op.
    unsafe {
        (*m).roots.start(&[get(m, r, a(w))]);
        let writer = match room(m, r, integer_words(n_bits as u64 + 1)) {
            Ok(writer) => writer,
            Err(r) => return r,
        };
        let ctx = root_context(m);
        let bytes = bytes_of(ctx.rest(), n_bits);
        let mut digits = read_digits(&bytes, n_bits, little, signed);
        let negative = signed && digits.last().is_some_and(|d| d >> 63 == 1);
        if negative {
            negate(&mut digits);
        }
        let value = writer.integer_from_digits(negative, &digits).word();
        ctx.set_position(ctx.position() + n_bits);
        let r = reload(m, r.pc);
        put(m, r, c(w), value);
        Regs {
            reds: r.reds - (n_bits / 512) as i64,
            ..r.next(w)
        }
    }
}

pub(super) unsafe fn bs_get_float(m: M, r: Regs, w: u64) -> Regs {
    // SAFETY: D1 to D3.
    unsafe {
        let ctx = context(m, r, a(w));
        let little = (r.word(1) >> 32) as u32 & FLAG_LITTLE != 0;
        let Some(n_bits) = wanted(ctx, term(get(m, r, b(w))), r.word(3)) else {
            return r.jump(r.fail(1));
        };
        let Some(value) = read_float(ctx, n_bits, little) else {
            return r.jump(r.fail(1));
        };
        (*m).roots.start(&[get(m, r, a(w))]);
        let writer = match room(m, r, 2) {
            Ok(writer) => writer,
            Err(r) => return r,
        };
        let float = writer.float(value).word();
        let ctx = root_context(m);
        ctx.set_position(ctx.position() + n_bits);
        let r = reload(m, r.pc);
        put(m, r, c(w), float);
        r.next(w)
    }
}

fn read_float(ctx: MatchContext<'_>, n_bits: usize, little: bool) -> Option<f64> {
    if n_bits == 0 {
        return Some(0.0);
    }
    if !matches!(n_bits, 16 | 32 | 64) {
        return None;
    }
    let bits = read_digits(&bytes_of(ctx.rest(), n_bits), n_bits, little, false)[0];
    let value = match n_bits {
        16 => half_to_double(bits as u16)?,
        32 => f64::from(f32::from_bits(bits as u32)),
        _ => f64::from_bits(bits),
    };
    value.is_finite().then_some(value)
}

#[inline(always)]
pub(super) unsafe fn bs_get_bits(m: M, r: Regs, w: u64) -> Regs {
    // SAFETY: D1 to D3.
    unsafe {
        if let Some(n_bits) = few_bits(get(m, r, b(w)), r.word(3))
            && n_bits <= context(m, r, a(w)).remaining()
            && let Some(r) = take_bits_quickly(m, r, w, n_bits)
        {
            return r;
        }
        away(m, r, w, |m, r, w| get_bits(m, r, w))
    }
}

unsafe fn get_bits(m: M, r: Regs, w: u64) -> Regs {
    // SAFETY: as for the op.
    unsafe {
        let ctx = context(m, r, a(w));
        match wanted(ctx, term(get(m, r, b(w))), r.word(3)) {
            Some(n_bits) => take_bits(m, r, w, n_bits),
            None => r.jump(r.fail(1)),
        }
    }
}

#[inline(always)]
pub(super) unsafe fn bs_get_rest(m: M, r: Regs, w: u64) -> Regs {
    // SAFETY: D1 to D3.
    unsafe {
        let n_bits = context(m, r, a(w)).remaining();
        if !is_multiple(n_bits, r.word(3) as usize) {
            return r.jump(r.fail(1));
        }
        match take_bits_quickly(m, r, w, n_bits) {
            Some(r) => r,
            None => away(m, r, w, |m, r, w| {
                take_bits(m, r, w, context(m, r, a(w)).remaining())
            }),
        }
    }
}

/// Sizes in units of a bit or a byte are the rule; 0 stands for 1.
#[inline(always)]
fn is_multiple(n_bits: usize, unit: usize) -> bool {
    match unit {
        0 | 1 => true,
        8 => n_bits.is_multiple_of(8),
        _ => n_bits.is_multiple_of(unit),
    }
}

/// `size * unit` bits, if that is no large number.
#[inline(always)]
fn few_bits(size: Word, unit: u64) -> Option<usize> {
    if !size.is_small() || unit > 256 {
        return None;
    }
    match size.small_value() {
        size @ 0..=0xffff_ffff => Some(size as usize * unit as usize),
        _ => None,
    }
}

/// The next `n_bits` bits, which there are, as a window of their owner, if there is room; else nothing has been done.
///
/// # Safety
/// As for the ops.
#[inline(always)]
unsafe fn take_bits_quickly(m: M, r: Regs, w: u64, n_bits: usize) -> Option<Regs> {
    // SAFETY: D1 to D3; there is room for the words written (D2).
    unsafe {
        let ctx = context(m, r, a(w));
        let position = ctx.position();
        // From the start on it may be the owner itself.
        if position == 0 || !has_room(r, SUB_BITS_WORDS) || (*m).stress {
            return None;
        }
        *r.hp = Word::header(TermKind::SubBits, 3);
        *r.hp.add(1) = Word::from_bits(position as u64);
        *r.hp.add(2) = Word::from_bits(n_bits as u64);
        *r.hp.add(3) = ctx.owner().term().word();
        ctx.move_to(position + n_bits);
        put(m, r, c(w), Word::boxed(r.hp));
        let hp = r.hp.add(SUB_BITS_WORDS);
        Some(Regs { hp, ..r }.next(w))
    }
}

/// The next `n_bits` bits as a bitstring.
unsafe fn take_bits(m: M, r: Regs, w: u64, n_bits: usize) -> Regs {
    // SAFETY: as for the ops.
    unsafe {
        (*m).roots.start(&[get(m, r, a(w))]);
        let writer = match room(m, r, SUB_BITS_WORDS) {
            Ok(writer) => writer,
            Err(r) => return r,
        };
        let ctx = root_context(m);
        let part = writer.part_of_match(ctx, n_bits).word();
        ctx.set_position(ctx.position() + n_bits);
        let r = reload(m, r.pc);
        put(m, r, c(w), part);
        r.next(w)
    }
}

/// The code point at the front of a run, and how many bits it takes.
fn code_point(at: BitsAt, kind: UtfKind, little: bool) -> Option<(u32, usize)> {
    match kind {
        UtfKind::Utf8 => utf8(at),
        UtfKind::Utf16 => {
            let first = unit16(at, 0, little)?;
            match first {
                0xd800..=0xdbff => {
                    let second = unit16(at, 16, little)?;
                    let valid = (0xdc00..=0xdfff).contains(&second);
                    valid.then(|| (0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00), 32))
                }
                0xdc00..=0xdfff => None,
                c => Some((c, 16)),
            }
        }
        UtfKind::Utf32 => {
            if at.bit_len < 32 {
                return None;
            }
            let value = front(at, 32) as u32;
            let c = if little { value.swap_bytes() } else { value };
            char::from_u32(c).map(|_| (c, 32))
        }
    }
}

fn unit16(at: BitsAt, skip: usize, little: bool) -> Option<u32> {
    if at.bit_len < skip + 16 {
        return None;
    }
    // SAFETY: the run has these bits.
    let value = unsafe { read_bits(at.base, at.bit_offset + skip, 16) } as u16;
    Some(u32::from(if little { value.swap_bytes() } else { value }))
}

fn utf8(at: BitsAt) -> Option<(u32, usize)> {
    if at.bit_len < 8 {
        return None;
    }
    let first = front(at, 8) as u32;
    let (n_bytes, least, bits) = match first {
        0..=0x7f => return Some((first, 8)),
        0xc2..=0xdf => (2, 0x80, first & 0x1f),
        0xe0..=0xef => (3, 0x800, first & 0x0f),
        0xf0..=0xf4 => (4, 0x10000, first & 0x07),
        _ => return None,
    };
    if at.bit_len < n_bytes * 8 {
        return None;
    }
    let mut c = bits;
    for i in 1..n_bytes {
        // SAFETY: the run has these bits.
        let byte = unsafe { read_bits(at.base, at.bit_offset + i * 8, 8) } as u32;
        if byte >> 6 != 0b10 {
            return None;
        }
        c = c << 6 | byte & 0x3f;
    }
    (c >= least && char::from_u32(c).is_some()).then_some((c, n_bytes * 8))
}

/// Reads a code point and moves on: gives it.
unsafe fn utf(m: M, r: Regs, w: u64) -> Option<u32> {
    // SAFETY: as for the ops.
    unsafe {
        let ctx = context(m, r, a(w));
        let flags = (r.word(1) >> 32) as u32;
        let kind = utf_kind(flags >> 8);
        let (c, n_bits) = code_point(ctx.rest(), kind, flags & FLAG_LITTLE != 0)?;
        ctx.set_position(ctx.position() + n_bits);
        Some(c)
    }
}

/// Is it a segment of UTF-8?
///
/// # Safety
/// D1.
#[inline(always)]
unsafe fn is_utf8(r: Regs) -> bool {
    // SAFETY: passed on.
    unsafe { matches!(utf_kind((r.word(1) >> 40) as u32), UtfKind::Utf8) }
}

#[inline(always)]
pub(super) unsafe fn bs_get_utf(m: M, r: Regs, w: u64) -> Regs {
    // SAFETY: D1, D3.
    unsafe {
        if is_utf8(r)
            && let Some(byte) = context(m, r, a(w)).take_ascii()
        {
            put(m, r, c(w), Word::small(i64::from(byte)));
            return r.next(w);
        }
        away(m, r, w, |m, r, w| match utf(m, r, w) {
            Some(code) => {
                put(m, r, c(w), Word::small(i64::from(code)));
                r.next(w)
            }
            None => r.jump(r.fail(1)),
        })
    }
}

#[inline(always)]
pub(super) unsafe fn bs_skip_utf(m: M, r: Regs, w: u64) -> Regs {
    // SAFETY: D1, D3.
    unsafe {
        if is_utf8(r) && context(m, r, a(w)).take_ascii().is_some() {
            return r.next(w);
        }
        away(m, r, w, |m, r, w| match utf(m, r, w) {
            Some(_) => r.next(w),
            None => r.jump(r.fail(1)),
        })
    }
}

#[inline(always)]
pub(super) unsafe fn bs_skip_bits(m: M, r: Regs, w: u64) -> Regs {
    // SAFETY: D1, D3.
    unsafe {
        let ctx = context(m, r, a(w));
        if few_bits(get(m, r, b(w)), r.word(1) >> 32).is_some_and(|n_bits| ctx.skip(n_bits)) {
            return r.next(w);
        }
        away(m, r, w, |m, r, w| {
            let ctx = context(m, r, a(w));
            match wanted(ctx, term(get(m, r, b(w))), r.word(1) >> 32) {
                Some(n_bits) => {
                    ctx.set_position(ctx.position() + n_bits);
                    r.next(w)
                }
                None => r.jump(r.fail(1)),
            }
        })
    }
}

pub(super) unsafe fn bs_match_literal(m: M, r: Regs, w: u64) -> Regs {
    // SAFETY: D1, D3.
    unsafe {
        let ctx = context(m, r, a(w));
        let Some(literal) = term(get(m, r, b(w))).as_bits() else {
            return r.jump(r.fail(1));
        };
        let n_bits = literal.bit_len();
        let mut at = ctx.rest();
        if n_bits > at.bit_len {
            return r.jump(r.fail(1));
        }
        at.bit_len = n_bits;
        if crate::term::binary::compare_bits(at, literal.at()).is_ne() {
            return r.jump(r.fail(1));
        }
        ctx.set_position(ctx.position() + n_bits);
        r.next(w)
    }
}

#[inline(always)]
pub(super) unsafe fn bs_test_rest(m: M, r: Regs, w: u64) -> Regs {
    // SAFETY: D1, D3.
    unsafe {
        let left = context(m, r, a(w)).remaining() as u64;
        if left == r.word(1) >> 32 {
            r.next(w)
        } else {
            r.jump(r.fail(1))
        }
    }
}

#[inline(always)]
pub(super) unsafe fn bs_test_unit(m: M, r: Regs, w: u64) -> Regs {
    // SAFETY: D1, D3.
    unsafe {
        let left = context(m, r, a(w)).remaining();
        if is_multiple(left, (r.word(1) >> 32) as usize) {
            r.next(w)
        } else {
            r.jump(r.fail(1))
        }
    }
}

#[inline(always)]
pub(super) unsafe fn bs_get_position(m: M, r: Regs, w: u64) -> Regs {
    // SAFETY: D1, D3.
    unsafe {
        let position = context(m, r, a(w)).position();
        put(m, r, b(w), Word::small(position as i64));
    }
    r.next(w)
}

#[inline(always)]
pub(super) unsafe fn bs_set_position(m: M, r: Regs, w: u64) -> Regs {
    // SAFETY: D1, D3.
    unsafe {
        let position = get(m, r, b(w));
        // A position that no `bs_get_position` gave does no harm.
        let position = match position.is_small() {
            true => position.small_value().max(0) as usize,
            false => 0,
        };
        context(m, r, a(w)).move_to(position);
        r.next(w)
    }
}

/// Why a bitstring could not be built.
enum BuildError {
    Badarg,
    SystemLimit,
}

impl From<OutOfMemory> for BuildError {
    fn from(_: OutOfMemory) -> BuildError {
        BuildError::SystemLimit
    }
}

/// What was wrong with a segment, in the words of `error_info`.
struct Fault<'s> {
    system_limit: bool,
    what: &'static str,
    value: Term<'s>,
}

/// A segment as the loader packed it.
struct Piece<'s> {
    kind: SegmentKind,
    little: bool,
    unit: usize,
    value: Term<'s>,
    size: Option<Term<'s>>,
    /// How many segments of the source it is.
    covers: usize,
}

/// # Safety
/// D1, D3; the instruction has segment `i`.
unsafe fn piece<'s>(m: M, r: Regs, i: usize) -> Piece<'s> {
    // SAFETY: passed on.
    unsafe {
        let (first, unit) = (r.word(3 + 2 * i), r.word(4 + 2 * i));
        let size = (first >> 16) as u16;
        Piece {
            kind: segment_kind((first >> 32) as u8),
            little: (first >> 40) as u32 & FLAG_LITTLE != 0,
            unit: unit as usize,
            value: term(get(m, r, first as u16)),
            size: (size != u16::MAX).then(|| term(get(m, r, size))),
            covers: (first >> 48) as usize,
        }
    }
}

impl<'s> Piece<'s> {
    fn type_name(&self) -> &'static str {
        match self.kind {
            SegmentKind::Integer => "integer",
            SegmentKind::Float => "float",
            SegmentKind::Bits | SegmentKind::Append => "binary",
            SegmentKind::Utf8 => "utf8",
            SegmentKind::Utf16 => "utf16",
            SegmentKind::Utf32 => "utf32",
        }
    }

    /// What is wrong with the size, or with the value where it says the size: looked at in all segments before anything is built.
    fn size_fault(&self) -> Option<Fault<'s>> {
        let fault = |system_limit, what, value| Fault {
            system_limit,
            what,
            value,
        };
        if let Some(size) = self.size {
            return match self.bits() {
                Err(BuildError::SystemLimit) => Some(fault(true, "size", size)),
                Err(BuildError::Badarg) => Some(fault(false, "size", size)),
                Ok(_) => None,
            };
        }
        let mut out = BitWriter::default();
        match self.kind {
            SegmentKind::Integer | SegmentKind::Float => None,
            SegmentKind::Bits | SegmentKind::Append => match self.value.as_bits() {
                None => Some(fault(false, "type", self.value)),
                Some(bits) if !bits.bit_len().is_multiple_of(self.unit.max(1)) => {
                    Some(fault(false, "unit", self.value))
                }
                Some(_) => None,
            },
            SegmentKind::Utf8 | SegmentKind::Utf16 | SegmentKind::Utf32 => self
                .push_utf(&mut out)
                .is_err()
                .then(|| fault(false, "type", self.value)),
        }
    }

    /// What is wrong with the value, when all sizes are right.
    fn value_fault(&self) -> Option<Fault<'s>> {
        let fault = |what, value| Fault {
            system_limit: false,
            what,
            value,
        };
        match (self.kind, self.value.view()) {
            (SegmentKind::Integer, View::Small(_) | View::Big(_)) => None,
            (SegmentKind::Integer, _) => Some(fault("type", self.value)),
            (SegmentKind::Float, View::Big(big)) if big_to_float(big).is_none() => {
                Some(fault("no_float", self.value))
            }
            (SegmentKind::Float, View::Float(_) | View::Small(_) | View::Big(_)) => {
                let is_size = matches!(self.bits(), Ok(None | Some(16 | 32 | 64)));
                let size = self.size.filter(|_| !is_size)?;
                Some(fault("invalid", size))
            }
            (SegmentKind::Float, _) => Some(fault("type", self.value)),
            (SegmentKind::Bits | SegmentKind::Append, _) => match self.value.as_bits() {
                None => Some(fault("type", self.value)),
                Some(bits) => {
                    let wanted = self.bits().ok().flatten()?;
                    (wanted > bits.bit_len()).then(|| fault("short", self.value))
                }
            },
            (SegmentKind::Utf8 | SegmentKind::Utf16 | SegmentKind::Utf32, _) => None,
        }
    }

    /// Its size in bits, as far as its size operand says.
    fn bits(&self) -> Result<Option<usize>, BuildError> {
        let Some(size) = self.size else {
            return Ok(None);
        };
        match size.view() {
            View::Small(n) if n >= 0 => (n as usize)
                .checked_mul(self.unit)
                .filter(|&bits| bits < 1 << 56)
                .map(Some)
                .ok_or(BuildError::SystemLimit),
            View::Big(big) if !big.is_negative() => Err(BuildError::SystemLimit),
            _ => Err(BuildError::Badarg),
        }
    }

    fn push(&self, out: &mut BitWriter) -> Result<(), BuildError> {
        match self.kind {
            SegmentKind::Integer => self.push_integer(out),
            SegmentKind::Float => self.push_float(out),
            SegmentKind::Bits | SegmentKind::Append => self.push_bits(out),
            SegmentKind::Utf8 | SegmentKind::Utf16 | SegmentKind::Utf32 => self.push_utf(out),
        }
    }

    fn push_integer(&self, out: &mut BitWriter) -> Result<(), BuildError> {
        let is_integer = self.value.is_integer();
        let n_bits = self.bits();
        if !is_integer {
            return Err(BuildError::Badarg);
        }
        let n_bits = n_bits?.unwrap_or(8 * self.unit.max(1));
        reserve(out, n_bits)?;
        match self.value.view() {
            View::Small(value) => {
                let piece = |i: usize| {
                    if i == 0 {
                        value as u64
                    } else {
                        (value >> 63) as u64
                    }
                };
                out.push_integer(piece, n_bits, self.little);
            }
            View::Big(big) => {
                let mut digits: Vec<u64> = big.digits().collect();
                digits.push(0);
                let fill = if big.is_negative() {
                    negate(&mut digits);
                    u64::MAX
                } else {
                    0
                };
                let piece = |i: usize| digits.get(i).copied().unwrap_or(fill);
                out.push_integer(piece, n_bits, self.little);
            }
            _ => return Err(BuildError::Badarg),
        }
        Ok(())
    }

    fn push_float(&self, out: &mut BitWriter) -> Result<(), BuildError> {
        let value = match self.value.view() {
            View::Float(value) => value,
            View::Small(value) => value as f64,
            View::Big(big) => big_to_float(big).ok_or(BuildError::Badarg)?,
            _ => return Err(BuildError::Badarg),
        };
        let n_bits = self.bits()?.unwrap_or(64);
        let bits = match n_bits {
            64 => value.to_bits(),
            // Numbers too large for these become infinite.
            32 => u64::from((value as f32).to_bits()),
            16 => u64::from(double_to_half(value)),
            _ => return Err(BuildError::Badarg),
        };
        out.push_integer(|i| if i == 0 { bits } else { 0 }, n_bits, self.little);
        Ok(())
    }

    fn push_bits(&self, out: &mut BitWriter) -> Result<(), BuildError> {
        let n_bits = self.bits();
        let bits = self.value.as_bits().ok_or(BuildError::Badarg)?;
        let n_bits = match n_bits? {
            Some(n_bits) if n_bits <= bits.bit_len() => n_bits,
            Some(_) => return Err(BuildError::Badarg),
            None if bits.bit_len().is_multiple_of(self.unit.max(1)) => bits.bit_len(),
            None => return Err(BuildError::Badarg),
        };
        push_run(out, bits, n_bits)
    }

    fn push_utf(&self, out: &mut BitWriter) -> Result<(), BuildError> {
        let c = self
            .value
            .as_small()
            .and_then(|c| u32::try_from(c).ok())
            .and_then(char::from_u32)
            .ok_or(BuildError::Badarg)?;
        match self.kind {
            SegmentKind::Utf8 => out.push_bytes(c.encode_utf8(&mut [0; 4]).as_bytes()),
            SegmentKind::Utf16 => {
                for unit in c.encode_utf16(&mut [0; 2]) {
                    let unit = if self.little {
                        unit.swap_bytes()
                    } else {
                        *unit
                    };
                    out.push(u64::from(unit), 16);
                }
            }
            _ => {
                let c = c as u32;
                out.push(u64::from(if self.little { c.swap_bytes() } else { c }), 32);
            }
        }
        Ok(())
    }
}

fn big_to_float(big: crate::term::BigRef<'_>) -> Option<f64> {
    let text = big.to_bigint().to_string();
    text.parse::<f64>().ok().filter(|value| value.is_finite())
}

/// The first `n_bits` bits of a bitstring.
fn push_run(out: &mut BitWriter, bits: Bits<'_>, n_bits: usize) -> Result<(), BuildError> {
    reserve(out, n_bits)?;
    let at = bits.at();
    if at.bit_offset == 0 {
        // SAFETY: the run has that many bits, and nobody changes them.
        let bytes = unsafe { std::slice::from_raw_parts(at.base, n_bits.div_ceil(8)) };
        out.push_run(bytes, n_bits);
    } else {
        out.push_run(&bytes_of(at, n_bits), n_bits);
    }
    Ok(())
}

/// Room for that many bits more, or no memory.
fn reserve(out: &mut BitWriter, n_bits: usize) -> Result<(), BuildError> {
    out.bytes
        .try_reserve(n_bits / 8 + 1)
        .map_err(|_| BuildError::SystemLimit)
}

pub(super) unsafe fn bs_create(m: M, r: Regs, w: u64) -> Regs {
    // SAFETY: D1 to D3.
    unsafe {
        let n = b(w) as usize;
        if n == 2
            && let Some(built) = append_integer(m, r)
        {
            return match built {
                Ok(word) => {
                    let r = reload(m, r.pc);
                    put(m, r, a(w), word);
                    r.skip((r.word(1) >> 32) as usize)
                }
                Err(r) => r,
            };
        }
        let mut out = std::mem::take(&mut (*m).bits);
        out.clear();
        let appends = n > 0 && piece(m, r, 0).kind == SegmentKind::Append;
        let first = usize::from(appends);
        let pushed = (first..n).try_for_each(|i| piece(m, r, i).push(&mut out));
        let built = match pushed {
            Ok(()) if appends => append(m, r, &out.bytes, out.bit_len),
            Ok(()) => whole(m, r, &out),
            Err(error) => Err(faulted(m, r, error)),
        };
        let n_bits = out.bit_len;
        if out.bytes.capacity() <= 1 << 16 {
            (*m).bits = out;
        }
        match built {
            Ok(word) => {
                let r = reload(m, r.pc);
                put(m, r, a(w), word);
                let r = r.skip((r.word(1) >> 32) as usize);
                Regs {
                    reds: r.reds - (n_bits / 4096) as i64,
                    ..r
                }
            }
            Err(r) => r,
        }
    }
}

/// A bitstring of exactly these bits.
unsafe fn whole(m: M, r: Regs, out: &BitWriter) -> Result<Word, Regs> {
    // SAFETY: as for the op.
    unsafe {
        (*m).roots.clear();
        let writer = room(m, r, binary_words(out.bytes.len()))?;
        match writer.bitstring(&out.bytes, out.bit_len) {
            Ok(term) => Ok(term.word()),
            Err(_) => Err(failed(m, r, BuildError::SystemLimit)),
        }
    }
}

/// `<<Bits/bits, N:Size>>` for a small integer of at most eight bytes, as loops do; none: it is something else.
unsafe fn append_integer(m: M, r: Regs) -> Option<Result<Word, Regs>> {
    // SAFETY: as for the op, which has two segments.
    unsafe {
        if segment_kind((r.word(3) >> 32) as u8) != SegmentKind::Append {
            return None;
        }
        let integer = piece(m, r, 1);
        let value = integer.value.as_small()?;
        let size = integer.size?.as_small()?;
        let n_bits = usize::try_from(size).ok()?.checked_mul(integer.unit)?;
        if integer.kind != SegmentKind::Integer
            || integer.little
            || n_bits > 64
            || !n_bits.is_multiple_of(8)
        {
            return None;
        }
        let bytes = value.to_be_bytes();
        Some(append(m, r, &bytes[8 - n_bits / 8..], n_bits))
    }
}

/// The first segment's bitstring with these bits behind it.
unsafe fn append(m: M, r: Regs, bytes: &[u8], n_bits: usize) -> Result<Word, Regs> {
    // SAFETY: as for the op.
    unsafe {
        let start = piece(m, r, 0);
        let unit = start.unit.max(1);
        let fits = start
            .value
            .as_bits()
            .is_some_and(|bits| bits.bit_len().is_multiple_of(unit));
        if !fits {
            return Err(faulted(m, r, BuildError::Badarg));
        }
        (*m).roots.start(&[start.value.word()]);
        let writer = room(m, r, APPEND_WORDS)?;
        let Some(bits) = root(m, 0).as_bits() else {
            return Err(failed(m, r, BuildError::Badarg));
        };
        let fill = |to: *mut u8, bit: usize| {
            copy_bits(bytes.as_ptr(), 0, to, bit, n_bits);
        };
        match writer.append(bits, n_bits, fill) {
            Ok(term) => Ok(term.word()),
            Err(_) => Err(failed(m, r, BuildError::SystemLimit)),
        }
    }
}

/// To `fail`, or the exception.
#[cold]
unsafe fn failed(m: M, r: Regs, error: BuildError) -> Regs {
    // SAFETY: word 1 has the fail distance, word 2 is the record.
    unsafe {
        let fail = r.fail(1);
        if fail != 0 {
            return r.jump(fail);
        }
        spill(m, r);
        let raise = match error {
            BuildError::Badarg => Raise::BADARG,
            BuildError::SystemLimit => Raise::SYSTEM_LIMIT,
        };
        raise::raise(m, r.rec(2), raise.with_info(Info::None), None)
    }
}

/// As `failed`, saying which segment is wrong; nothing was collected yet.
#[cold]
unsafe fn faulted(m: M, r: Regs, error: BuildError) -> Regs {
    // SAFETY: as for `failed`.
    unsafe {
        let fail = r.fail(1);
        if fail != 0 {
            return r.jump(fail);
        }
        match explained(m, r) {
            Ok(Some(raise)) => raise::raise(m, r.rec(2), raise, None),
            Ok(None) => failed(m, r, error),
            Err(r) => r,
        }
    }
}

/// The first segment that OTP complains of, by its number in the source.
unsafe fn first_fault<'s>(m: M, r: Regs) -> Option<(usize, &'static str, Fault<'s>)> {
    // SAFETY: as for the op, whose first word is in front of the others.
    unsafe {
        let n = b(r.word(0)) as usize;
        let pieces: Vec<(usize, Piece<'s>)> = (0..n)
            .scan(0, |before, i| {
                let piece = piece(m, r, i);
                let number = *before + 1;
                *before += piece.covers;
                Some((number, piece))
            })
            .collect();
        // What is appended to is looked at last.
        let is_whole = |piece: &Piece<'_>| match piece.kind {
            SegmentKind::Append => true,
            SegmentKind::Bits => piece.size.is_none(),
            SegmentKind::Integer
            | SegmentKind::Float
            | SegmentKind::Utf8
            | SegmentKind::Utf16
            | SegmentKind::Utf32 => false,
        };
        let appended = usize::from(pieces.first().is_some_and(|(_, piece)| is_whole(piece)));
        let (first, others) = pieces.split_at(appended);
        let by_size = others
            .iter()
            .chain(first)
            .find_map(|(i, piece)| Some((*i, piece.type_name(), piece.size_fault()?)));
        by_size.or_else(|| {
            pieces
                .iter()
                .find_map(|(i, piece)| Some((*i, piece.type_name(), piece.value_fault()?)))
        })
    }
}

/// `error_info` with the segment, its type, what is wrong and the value.
unsafe fn explained(m: M, r: Regs) -> Result<Option<Raise>, Regs> {
    // SAFETY: as for `failed`.
    unsafe {
        let Some((number, kind, fault)) = first_fault(m, r) else {
            return Ok(None);
        };
        let names = [kind, fault.what, "erl_erts_errors", "format_bs_fail"];
        let atoms = names.map(|text| (*m).atoms().intern(text).ok());
        let [Some(kind), Some(what), Some(explainer), Some(function)] = atoms else {
            return Ok(None);
        };
        let reason = match fault.system_limit {
            true => atoms::SYSTEM_LIMIT,
            false => atoms::BADARG,
        };
        (*m).roots.start(&[fault.value.word()]);
        let w = room(m, r, EXPLANATION_WORDS)?;
        let cause = w.tuple(&[
            Term::small(number as i32),
            Term::atom(kind),
            Term::atom(what),
            root(m, 0),
        ]);
        let map = crate::term::map::from_pairs(
            &[
                (Term::atom(atoms::MODULE), Term::atom(explainer)),
                (Term::atom(atoms::FUNCTION), Term::atom(function)),
                (Term::atom(atoms::CAUSE), cause),
            ],
            &w,
        );
        let reason = w.tuple(&[Term::atom(reason), Term::atom(atoms::NONE), map]);
        (*m).reason.set(reason.word());
        Ok(Some(Raise::error(Kind::ReasonArgs)))
    }
}

/// A cause of four, a map of three, a reason of three.
const EXPLANATION_WORDS: usize = 32;
