//! Binaries and bitstrings: parts, sizes, bytes to lists and back, and the plain functions of `binary`. Searching is in pattern.rs.

use num_bigint::{BigInt, BigUint, Sign};

use super::build::{self, Out, done_bigint, done_bytes, done_int, done_unsigned, no_memory};
use super::context::{Ctx, Outcome, Root};
use super::iodata::{self, Bad, Piece};
use super::steps::{self, Step, StepResult, Steps};
use crate::atom::atoms;
use crate::exception::raise::Raise;
use crate::heap::Growing;
use crate::search;
use crate::term::binary::{SUB_BITS_WORDS, binary_words};
use crate::term::{Bits, Term, View};

pub use super::pattern::{
    compile_pattern, match_2, match_3, matches_2, matches_3, split_2, split_3,
};

/// Pieces of iodata between two looks at the clock.
const CHUNK: usize = 4096;

fn binary_arg<'s>(ctx: &'s Ctx<'_>, i: usize) -> Result<Bits<'s>, Raise> {
    ctx.arg(i).as_binary().ok_or(Raise::BADARG)
}

fn bits_arg<'s>(ctx: &'s Ctx<'_>, i: usize) -> Result<Bits<'s>, Raise> {
    ctx.arg(i).as_bits().ok_or(Raise::BADARG)
}

/// `start` and `len` of a part of `size` bytes; the length may be negative: then the part ends at `start`.
pub(super) fn part_of(
    size: usize,
    start: Term<'_>,
    len: Term<'_>,
) -> Result<(usize, usize), Raise> {
    let (Some(start), Some(len)) = (start.as_small(), len.as_small()) else {
        return Err(Raise::BADARG);
    };
    let (from, to) = (start.min(start + len), start.max(start + len));
    if from < 0 || to as u64 > size as u64 {
        return Err(Raise::BADARG);
    }
    Ok((from as usize, (to - from) as usize))
}

// Sizes.

pub fn bit_size(ctx: &mut Ctx<'_>) -> Outcome {
    let n = bits_arg(ctx, 0)?.bit_len();
    done_int(ctx, n as i64)
}

pub fn byte_size(ctx: &mut Ctx<'_>) -> Outcome {
    let n = bits_arg(ctx, 0)?.byte_len();
    done_int(ctx, n as i64)
}

/// Of a tuple, or whole bytes of a bitstring.
pub fn size(ctx: &mut Ctx<'_>) -> Outcome {
    let n = match ctx.arg(0).view() {
        View::Tuple(tuple) => tuple.len(),
        View::Bits(bits) => bits.bit_len() / 8,
        _ => return Err(Raise::BADARG),
    };
    done_int(ctx, n as i64)
}

// Parts.

fn done_part(ctx: &mut Ctx<'_>, i: usize, start: usize, len: usize) -> Outcome {
    let w = ctx.reserve(SUB_BITS_WORDS)?;
    let bits = w.arg(i).as_bits().ok_or(Raise::BADARG)?;
    let term = w.sub_bits(bits, start * 8, len * 8);
    w.done(term)
}

pub fn binary_part_2(ctx: &mut Ctx<'_>) -> Outcome {
    let [start, len] = ctx.arg(1).as_tuple_of().ok_or(Raise::BADARG)?;
    let (start, len) = part_of(binary_arg(ctx, 0)?.byte_len(), start, len)?;
    done_part(ctx, 0, start, len)
}

pub fn binary_part_3(ctx: &mut Ctx<'_>) -> Outcome {
    let (start, len) = part_of(binary_arg(ctx, 0)?.byte_len(), ctx.arg(1), ctx.arg(2))?;
    done_part(ctx, 0, start, len)
}

pub fn part_2(ctx: &mut Ctx<'_>) -> Outcome {
    binary_part_2(ctx)
}

pub fn part_3(ctx: &mut Ctx<'_>) -> Outcome {
    binary_part_3(ctx)
}

pub fn split_binary(ctx: &mut Ctx<'_>) -> Outcome {
    let n_bits = bits_arg(ctx, 0)?.bit_len();
    let at = ctx
        .arg(1)
        .as_usize()
        .filter(|at| *at <= n_bits / 8)
        .ok_or(Raise::BADARG)?;
    let w = ctx.reserve(2 * SUB_BITS_WORDS + 3)?;
    let bits = w.arg(0).as_bits().ok_or(Raise::BADARG)?;
    let (head, tail) = (
        w.sub_bits(bits, 0, at * 8),
        w.sub_bits(bits, at * 8, n_bits - at * 8),
    );
    let term = w.tuple(&[head, tail]);
    w.done(term)
}

pub fn at(ctx: &mut Ctx<'_>) -> Outcome {
    let index = ctx.arg(1).as_usize().ok_or(Raise::BADARG)?;
    let byte = binary_arg(ctx, 0)?.byte(index).ok_or(Raise::BADARG)?;
    done_int(ctx, i64::from(byte))
}

pub fn first(ctx: &mut Ctx<'_>) -> Outcome {
    let byte = binary_arg(ctx, 0)?.byte(0).ok_or(Raise::BADARG)?;
    done_int(ctx, i64::from(byte))
}

pub fn last(ctx: &mut Ctx<'_>) -> Outcome {
    let bits = binary_arg(ctx, 0)?;
    let byte = bits
        .byte_len()
        .checked_sub(1)
        .and_then(|i| bits.byte(i))
        .ok_or(Raise::BADARG)?;
    done_int(ctx, i64::from(byte))
}

// To lists.

fn part_to_list(ctx: &mut Ctx<'_>, start: usize, len: usize) -> Outcome {
    let state = ToList {
        start,
        end: start + len,
        started: false,
    };
    steps::run(ctx, state)
}

/// Bytes as a list, from the last to the first. First step: the native's arguments. Later: the binary, the list of the bytes from `end` on.
struct ToList {
    start: usize,
    end: usize,
    started: bool,
}

impl Steps for ToList {
    fn step(&mut self, ctx: &mut Ctx<'_>, args: &[Root]) -> StepResult {
        let list = match args {
            [_, list] if self.started => *list,
            _ => ctx.root(Term::NIL),
        };
        self.started = true;
        let source = ctx.root(ctx.arg(0));
        loop {
            let n = (self.end - self.start).min(CHUNK);
            let w = ctx.reserve(2 * n)?;
            let bits = w.get(source).as_binary().ok_or(Raise::BADARG)?;
            let part = bits.with_part(self.end - n, n, |bytes| w.byte_list(bytes, w.get(list)));
            self.end -= n;
            if self.end == self.start {
                return w.done(part).map(Step::End);
            }
            w.set(list, part);
            if ctx.charge((n / 8) as u32) {
                return Ok(Step::Pause(vec![source, list]));
            }
        }
    }
}

pub fn binary_to_list_1(ctx: &mut Ctx<'_>) -> Outcome {
    let n = binary_arg(ctx, 0)?.byte_len();
    part_to_list(ctx, 0, n)
}

/// First and last position, from 1.
pub fn binary_to_list_3(ctx: &mut Ctx<'_>) -> Outcome {
    let n = binary_arg(ctx, 0)?.byte_len();
    let (Some(first), Some(last)) = (ctx.arg(1).as_usize(), ctx.arg(2).as_usize()) else {
        return Err(Raise::BADARG);
    };
    if first < 1 || last > n || first > last {
        return Err(Raise::BADARG);
    }
    part_to_list(ctx, first - 1, last - first + 1)
}

pub fn bin_to_list_1(ctx: &mut Ctx<'_>) -> Outcome {
    binary_to_list_1(ctx)
}

pub fn bin_to_list_2(ctx: &mut Ctx<'_>) -> Outcome {
    let [start, len] = ctx.arg(1).as_tuple_of().ok_or(Raise::BADARG)?;
    let (start, len) = part_of(binary_arg(ctx, 0)?.byte_len(), start, len)?;
    part_to_list(ctx, start, len)
}

pub fn bin_to_list_3(ctx: &mut Ctx<'_>) -> Outcome {
    let (start, len) = part_of(binary_arg(ctx, 0)?.byte_len(), ctx.arg(1), ctx.arg(2))?;
    part_to_list(ctx, start, len)
}

/// Whole bytes as integers, then the bits that are left as a bitstring.
pub fn bitstring_to_list(ctx: &mut Ctx<'_>) -> Outcome {
    let n_bits = bits_arg(ctx, 0)?.bit_len();
    let (whole, held) = (n_bits / 8, n_bits % 8);
    ctx.charge((whole / 16) as u32);
    let w = ctx.reserve(2 * whole + 2 + SUB_BITS_WORDS)?;
    let bits = w.arg(0).as_bits().ok_or(Raise::BADARG)?;
    let tail = match held {
        0 => Term::NIL,
        _ => w.cons(w.sub_bits(bits, whole * 8, held), Term::NIL),
    };
    let term = bits.with_bytes(|bytes| w.byte_list(&bytes[..whole], tail));
    w.done(term)
}

// From lists.

/// Bits in the making.
struct Gather {
    bytes: Growing,
    bit_len: usize,
}

impl Gather {
    fn new(ctx: &Ctx<'_>) -> Gather {
        Gather {
            bytes: Growing::new(&ctx.vm().heap_shared().account),
            bit_len: 0,
        }
    }

    fn byte(&mut self, byte: u8) {
        self.push(&[byte], 8);
    }

    /// The first `n_bits` bits of `bytes`; unused bits of the last byte are zero.
    fn push(&mut self, bytes: &[u8], n_bits: usize) {
        let held = self.bit_len % 8;
        self.bit_len += n_bits;
        if held == 0 {
            self.bytes.extend(bytes);
            return;
        }
        for byte in bytes {
            self.bytes.or_last(byte >> held);
            self.bytes.push(byte << (8 - held));
        }
        self.bytes.truncate(self.bit_len.div_ceil(8));
    }
}

/// First step: the native's arguments. Later: what is still to be walked, topmost last.
struct Join {
    /// Gone when all is gathered.
    gathered: Option<Gather>,
    kind: JoinKind,
}

#[derive(Clone, Copy, PartialEq)]
enum JoinKind {
    Binary,
    Bitstring,
    /// A list of one binary, or none if there are no bytes.
    Iovec,
}

impl Steps for Join {
    fn step(&mut self, ctx: &mut Ctx<'_>, args: &[Root]) -> StepResult {
        let mut waiting: Vec<Term<'_>> = args.iter().map(|root| ctx.get(*root)).collect();
        let mut budget = CHUNK;
        let bits_allowed = self.kind == JoinKind::Bitstring;
        let gathered = self.gathered.get_or_insert_with(|| Gather::new(ctx));
        let done = iodata::walk(&mut waiting, &mut budget, |piece| {
            match piece {
                Piece::Byte(byte) => gathered.byte(byte),
                Piece::Bits(bits) if bits_allowed || bits.is_binary() => {
                    bits.with_bytes(|bytes| gathered.push(bytes, bits.bit_len()));
                }
                Piece::Bits(_) => return Err(Bad::Bits),
            }
            Ok(())
        });
        let done = done.map_err(|_| Raise::BADARG)?;
        gathered.bytes.check().map_err(no_memory)?;
        let kept: Vec<Root> = waiting.into_iter().map(|term| ctx.root(term)).collect();
        ctx.charge(((CHUNK - budget) / 8) as u32);
        match self.gathered.take() {
            Some(gathered) if done => self.finish(ctx, gathered).map(Step::End),
            gathered => {
                self.gathered = gathered;
                Ok(Step::Pause(kept))
            }
        }
    }
}

impl Join {
    fn finish(&self, ctx: &mut Ctx<'_>, gathered: Gather) -> Outcome {
        let Gather { bytes, bit_len } = gathered;
        let w = ctx.reserve(binary_words(bytes.len()) + 2)?;
        if self.kind == JoinKind::Iovec && bytes.is_empty() {
            return w.done(Term::NIL);
        }
        let term = bytes.finish(bit_len, &w).map_err(no_memory)?;
        let term = if self.kind == JoinKind::Iovec {
            w.cons(term, Term::NIL)
        } else {
            term
        };
        w.done(term)
    }
}

fn join_iodata(ctx: &mut Ctx<'_>, kind: JoinKind) -> Outcome {
    steps::run(
        ctx,
        Join {
            gathered: None,
            kind,
        },
    )
}

pub fn iolist_to_binary(ctx: &mut Ctx<'_>) -> Outcome {
    if ctx.arg(0).is_binary() {
        return ctx.done(ctx.arg(0));
    }
    join_iodata(ctx, JoinKind::Binary)
}

pub fn iolist_to_iovec(ctx: &mut Ctx<'_>) -> Outcome {
    join_iodata(ctx, JoinKind::Iovec)
}

pub fn list_to_binary(ctx: &mut Ctx<'_>) -> Outcome {
    if !ctx.arg(0).is_list() {
        return Err(Raise::BADARG);
    }
    join_iodata(ctx, JoinKind::Binary)
}

pub fn list_to_bin(ctx: &mut Ctx<'_>) -> Outcome {
    list_to_binary(ctx)
}

pub fn list_to_bitstring(ctx: &mut Ctx<'_>) -> Outcome {
    if !ctx.arg(0).is_list() {
        return Err(Raise::BADARG);
    }
    join_iodata(ctx, JoinKind::Bitstring)
}

pub fn iolist_size(ctx: &mut Ctx<'_>) -> Outcome {
    steps::run(ctx, Count(0))
}

/// As `Join`, for the number of bytes alone.
struct Count(u64);

impl Steps for Count {
    fn step(&mut self, ctx: &mut Ctx<'_>, args: &[Root]) -> StepResult {
        let mut waiting: Vec<Term<'_>> = args.iter().map(|root| ctx.get(*root)).collect();
        let n = &mut self.0;
        let done = iodata::walk(&mut waiting, &mut { CHUNK }, |piece| {
            *n += match piece {
                Piece::Byte(_) => 1,
                Piece::Bits(bits) if bits.is_binary() => bits.byte_len() as u64,
                Piece::Bits(_) => return Err(Bad::Bits),
            };
            Ok(())
        });
        let done = done.map_err(|_| Raise::BADARG)?;
        let kept: Vec<Root> = waiting.into_iter().map(|term| ctx.root(term)).collect();
        ctx.charge((CHUNK / 8) as u32);
        if done {
            done_unsigned(ctx, self.0).map(Step::End)
        } else {
            Ok(Step::Pause(kept))
        }
    }
}

// Copies.

pub fn copy_1(ctx: &mut Ctx<'_>) -> Outcome {
    let bytes = binary_arg(ctx, 0)?.to_vec();
    done_bytes(ctx, &bytes)
}

pub fn copy_2(ctx: &mut Ctx<'_>) -> Outcome {
    let n = match ctx.arg(1).view() {
        View::Small(n) => usize::try_from(n).map_err(|_| Raise::BADARG)?,
        _ => return Err(Raise::BADARG),
    };
    let len = binary_arg(ctx, 0)?
        .byte_len()
        .checked_mul(n)
        .ok_or(Raise::SYSTEM_LIMIT)?;
    let copied = Growing::with_capacity(&ctx.vm().heap_shared().account, len);
    let copied = Some(copied.map_err(no_memory)?);
    steps::run(ctx, Copies { copied, len })
}

/// Bytes copied between two looks at the clock.
const COPY_CHUNK: usize = 256 * 1024;

/// Small binaries are copied so many bytes at a time.
const UNIT: usize = 4096;

/// The first argument again and again.
struct Copies {
    /// Gone when all is copied.
    copied: Option<Growing>,
    len: usize,
}

impl Steps for Copies {
    fn step(&mut self, ctx: &mut Ctx<'_>, _: &[Root]) -> StepResult {
        let Some(mut copied) = self.copied.take() else {
            return Err(Raise::BADARG);
        };
        while copied.len() < self.len {
            let stop = self.len.min(copied.len() + COPY_CHUNK);
            let source = binary_arg(ctx, 0)?;
            let n = source.byte_len();
            if n < UNIT {
                let unit = source.to_vec().repeat(1 + UNIT.min(stop) / n);
                while copied.len() < stop {
                    let from = copied.len() % unit.len();
                    let to = unit.len().min(from + stop - copied.len());
                    copied.extend(&unit[from..to]);
                }
            }
            // A copy may be larger than a chunk: it is taken up where it was left.
            while copied.len() < stop {
                let from = copied.len() % n;
                let len = (n - from).min(stop - copied.len());
                source.with_part(from, len, |bytes| copied.extend(bytes));
            }
            if ctx.charge((COPY_CHUNK / 256) as u32) && copied.len() < self.len {
                self.copied = Some(copied);
                let source = ctx.root(ctx.arg(0));
                return Ok(Step::Pause(vec![source]));
            }
        }
        let w = ctx.reserve(binary_words(self.len))?;
        let term = copied.finish(self.len * 8, &w).map_err(no_memory)?;
        w.done(term).map(Step::End)
    }
}

pub fn referenced_byte_size(ctx: &mut Ctx<'_>) -> Outcome {
    let bits = binary_arg(ctx, 0)?;
    let n = bits
        .shared_byte_len()
        .unwrap_or_else(|| bits.owner().0.byte_len());
    done_int(ctx, n as i64)
}

// Numbers.

fn is_little(order: Term<'_>) -> Result<bool, Raise> {
    match order.as_atom() {
        Some(atoms::BIG) => Ok(false),
        Some(atoms::LITTLE) => Ok(true),
        _ => Err(Raise::BADARG),
    }
}

pub fn encode_unsigned_1(ctx: &mut Ctx<'_>) -> Outcome {
    encode_unsigned(ctx, false)
}

pub fn encode_unsigned_2(ctx: &mut Ctx<'_>) -> Outcome {
    let little = is_little(ctx.arg(1))?;
    encode_unsigned(ctx, little)
}

fn encode_unsigned(ctx: &mut Ctx<'_>, little: bool) -> Outcome {
    let n = match ctx.arg(0).view() {
        View::Small(n) => BigUint::from(u64::try_from(n).map_err(|_| Raise::BADARG)?),
        View::Big(big) if !big.is_negative() => big.to_magnitude(),
        _ => return Err(Raise::BADARG),
    };
    let bytes = if little {
        n.to_bytes_le()
    } else {
        n.to_bytes_be()
    };
    done_bytes(ctx, &bytes)
}

pub fn decode_unsigned_1(ctx: &mut Ctx<'_>) -> Outcome {
    decode_unsigned(ctx, false)
}

pub fn decode_unsigned_2(ctx: &mut Ctx<'_>) -> Outcome {
    let little = is_little(ctx.arg(1))?;
    decode_unsigned(ctx, little)
}

fn decode_unsigned(ctx: &mut Ctx<'_>, little: bool) -> Outcome {
    let n = binary_arg(ctx, 0)?.with_bytes(|bytes| match little {
        true => BigUint::from_bytes_le(bytes),
        false => BigUint::from_bytes_be(bytes),
    });
    if n.bits() > crate::term::integer::MAX_BITS {
        return Err(Raise::SYSTEM_LIMIT);
    }
    done_bigint(ctx, &BigInt::from_biguint(Sign::Plus, n))
}

// What several have in common.

fn binaries_arg(list: Term<'_>) -> Result<Vec<Vec<u8>>, Raise> {
    let mut walk = list.list();
    let all: Option<Vec<Vec<u8>>> = walk
        .by_ref()
        .map(|part| part.as_binary().map(Bits::to_vec))
        .collect();
    match all {
        Some(all) if !all.is_empty() && walk.tail().is_nil() => Ok(all),
        _ => Err(Raise::BADARG),
    }
}

pub fn longest_common_prefix(ctx: &mut Ctx<'_>) -> Outcome {
    let all = binaries_arg(ctx.arg(0))?;
    build::done(ctx, &Out::size(search::common_prefix(&all)))
}

pub fn longest_common_suffix(ctx: &mut Ctx<'_>) -> Outcome {
    let all = binaries_arg(ctx.arg(0))?;
    build::done(ctx, &Out::size(search::common_suffix(&all)))
}
