//! Checksums and hashes.

use super::build::{done_bytes, done_int, done_unsigned, no_memory};
use super::context::{Ctx, Outcome, Root};
use super::iodata::{self, Piece};
use super::steps::{self, Step, StepResult, Steps};
use crate::digest::checksum;
use crate::digest::md5::Md5;
use crate::exception::raise::Raise;
use crate::term::Term;
use crate::term::binary::binary_words;
use crate::term::hash::{Phash, Phash2};

/// Pieces of iodata, or parts of a term, between two looks at the clock.
const CHUNK: usize = 4096;

/// A sum over iodata on its way.
pub(super) trait Digest: Send + 'static {
    fn update(&mut self, bytes: &[u8]);
    fn finish(&self, ctx: &mut Ctx<'_>) -> Outcome;
}

/// First step: the iodata is the native's argument `from`. Later: what is still to be walked, topmost last.
struct Walk<D> {
    digest: D,
    from: Option<usize>,
    /// Bytes that are done of the large binary on top.
    done_of_top: usize,
}

/// Larger binaries are gone through in pieces of so many bytes.
const LARGE: usize = 128 * 1024;

impl<D: Digest> Walk<D> {
    /// Goes on with the binary on top, if it is a large one.
    fn go_through(&mut self, waiting: &mut Vec<Term<'_>>) -> Result<(), Raise> {
        let Some(bits) = waiting.last().and_then(|term| term.as_bits()) else {
            return Ok(());
        };
        if !bits.is_binary() {
            return Err(Raise::BADARG);
        }
        let from = self.done_of_top;
        let len = LARGE.min(bits.byte_len() - from);
        bits.with_part(from, len, |bytes| self.digest.update(bytes));
        self.done_of_top += len;
        if self.done_of_top == bits.byte_len() {
            self.done_of_top = 0;
            waiting.pop();
        }
        Ok(())
    }
}

/// Adds up the iodata that is argument `from`.
pub(super) fn walk<D: Digest>(ctx: &mut Ctx<'_>, from: usize, digest: D) -> Outcome {
    steps::run(
        ctx,
        Walk {
            digest,
            from: Some(from),
            done_of_top: 0,
        },
    )
}

impl<D: Digest> Steps for Walk<D> {
    fn step(&mut self, ctx: &mut Ctx<'_>, args: &[Root]) -> StepResult {
        let mut waiting: Vec<Term<'_>> = match self.from.take() {
            Some(from) => vec![ctx.arg(from)],
            None => args.iter().map(|root| ctx.get(*root)).collect(),
        };
        let mut budget = CHUNK;
        let digest = &mut self.digest;
        let done = iodata::walk_to(&mut waiting, &mut budget, LARGE, |piece| {
            match piece {
                Piece::Byte(byte) => digest.update(&[byte]),
                Piece::Bits(bits) if bits.is_binary() => {
                    bits.with_bytes(|bytes| digest.update(bytes))
                }
                Piece::Bits(_) => return Err(iodata::Bad::Bits),
            }
            Ok(())
        });
        let done = done.map_err(|_| Raise::BADARG)?;
        if !done {
            self.go_through(&mut waiting)?;
        }
        let kept: Vec<Root> = waiting.into_iter().map(|term| ctx.root(term)).collect();
        ctx.charge((CHUNK / 8) as u32);
        if done {
            self.digest.finish(ctx).map(Step::End)
        } else {
            Ok(Step::Pause(kept))
        }
    }
}

struct Crc32(u32);

impl Digest for Crc32 {
    fn update(&mut self, bytes: &[u8]) {
        self.0 = checksum::crc32(self.0, bytes);
    }

    fn finish(&self, ctx: &mut Ctx<'_>) -> Outcome {
        done_int(ctx, i64::from(self.0))
    }
}

struct Adler32(u32);

impl Digest for Adler32 {
    fn update(&mut self, bytes: &[u8]) {
        self.0 = checksum::adler32(self.0, bytes);
    }

    fn finish(&self, ctx: &mut Ctx<'_>) -> Outcome {
        done_int(ctx, i64::from(self.0))
    }
}

impl Digest for Md5 {
    fn update(&mut self, bytes: &[u8]) {
        Md5::update(self, bytes);
    }

    fn finish(&self, ctx: &mut Ctx<'_>) -> Outcome {
        done_bytes(ctx, &self.clone().finish())
    }
}

/// An MD5 context that is given back as such.
struct Md5Context(Md5);

impl Digest for Md5Context {
    fn update(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    fn finish(&self, ctx: &mut Ctx<'_>) -> Outcome {
        md5_context(ctx, &self.0)
    }
}

fn sum_arg(term: Term<'_>) -> Result<u32, Raise> {
    term.as_u64()
        .and_then(|n| u32::try_from(n).ok())
        .ok_or(Raise::BADARG)
}

pub fn crc32_1(ctx: &mut Ctx<'_>) -> Outcome {
    walk(ctx, 0, Crc32(0))
}

pub fn crc32_2(ctx: &mut Ctx<'_>) -> Outcome {
    let start = sum_arg(ctx.arg(0))?;
    walk(ctx, 1, Crc32(start))
}

pub fn adler32_1(ctx: &mut Ctx<'_>) -> Outcome {
    walk(ctx, 0, Adler32(1))
}

pub fn adler32_2(ctx: &mut Ctx<'_>) -> Outcome {
    let start = sum_arg(ctx.arg(0))?;
    walk(ctx, 1, Adler32(start))
}

fn combine(ctx: &mut Ctx<'_>, combine: fn(u32, u32, u64) -> u32) -> Outcome {
    let (first, second) = (sum_arg(ctx.arg(0))?, sum_arg(ctx.arg(1))?);
    let len = ctx.arg(2).as_u64().ok_or(Raise::BADARG)?;
    done_int(ctx, i64::from(combine(first, second, len)))
}

pub fn crc32_combine(ctx: &mut Ctx<'_>) -> Outcome {
    combine(ctx, checksum::crc32_combine)
}

pub fn adler32_combine(ctx: &mut Ctx<'_>) -> Outcome {
    combine(ctx, checksum::adler32_combine)
}

pub fn md5(ctx: &mut Ctx<'_>) -> Outcome {
    walk(ctx, 0, Md5::default())
}

pub fn md5_init(ctx: &mut Ctx<'_>) -> Outcome {
    md5_context(ctx, &Md5::default())
}

fn md5_context(ctx: &mut Ctx<'_>, md5: &Md5) -> Outcome {
    let bytes = md5.to_bytes();
    let w = ctx.reserve(binary_words(bytes.len()))?;
    let term = w.binary(&bytes).map_err(no_memory)?;
    w.done(term)
}

fn md5_arg(term: Term<'_>) -> Result<Md5, Raise> {
    let bytes = term.as_binary().ok_or(Raise::BADARG)?.to_vec();
    Md5::from_bytes(&bytes).ok_or(Raise::BADARG)
}

pub fn md5_update(ctx: &mut Ctx<'_>) -> Outcome {
    let md5 = md5_arg(ctx.arg(0))?;
    walk(ctx, 1, Md5Context(md5))
}

pub fn md5_final(ctx: &mut Ctx<'_>) -> Outcome {
    let md5 = md5_arg(ctx.arg(0))?;
    done_bytes(ctx, &md5.finish())
}

// Hashes of terms.

/// Gives `hash rem range + offset`. First step: the native's arguments. Later: the terms still to be hashed.
struct HashTerm<H> {
    hasher: H,
    range: u64,
    offset: u64,
    started: bool,
}

trait Hasher: Send + 'static {
    fn run(&mut self, waiting: &mut Vec<Term<'_>>, ctx: &Ctx<'_>, budget: &mut u32) -> Option<u32>;
}

impl Hasher for Phash2 {
    fn run(&mut self, waiting: &mut Vec<Term<'_>>, ctx: &Ctx<'_>, budget: &mut u32) -> Option<u32> {
        Phash2::run(self, waiting, ctx.vm(), budget)
    }
}

impl Hasher for Phash {
    fn run(&mut self, waiting: &mut Vec<Term<'_>>, ctx: &Ctx<'_>, budget: &mut u32) -> Option<u32> {
        Phash::run(self, waiting, ctx.vm(), budget)
    }
}

impl<H: Hasher> Steps for HashTerm<H> {
    fn step(&mut self, ctx: &mut Ctx<'_>, args: &[Root]) -> StepResult {
        let n = if self.started { args.len() } else { 1 };
        self.started = true;
        let mut waiting: Vec<Term<'_>> = args[..n].iter().map(|root| ctx.get(*root)).collect();
        let mut budget = CHUNK as u32;
        let hash = self.hasher.run(&mut waiting, ctx, &mut budget);
        let kept: Vec<Root> = waiting.into_iter().map(|term| ctx.root(term)).collect();
        ctx.charge((CHUNK as u32 - budget) / 8);
        match hash {
            Some(hash) => {
                done_unsigned(ctx, u64::from(hash) % self.range + self.offset).map(Step::End)
            }
            None => Ok(Step::Pause(kept)),
        }
    }
}

fn range_arg(term: Term<'_>) -> Result<u64, Raise> {
    match term.as_u64() {
        Some(range @ 1..=0x1_0000_0000) => Ok(range),
        _ => Err(Raise::BADARG),
    }
}

pub fn phash2_1(ctx: &mut Ctx<'_>) -> Outcome {
    steps::run(
        ctx,
        HashTerm {
            hasher: Phash2::new(),
            range: 1 << 27,
            offset: 0,
            started: false,
        },
    )
}

pub fn phash2_2(ctx: &mut Ctx<'_>) -> Outcome {
    let range = range_arg(ctx.arg(1))?;
    steps::run(
        ctx,
        HashTerm {
            hasher: Phash2::new(),
            range,
            offset: 0,
            started: false,
        },
    )
}

pub fn phash(ctx: &mut Ctx<'_>) -> Outcome {
    let range = range_arg(ctx.arg(1))?;
    steps::run(
        ctx,
        HashTerm {
            hasher: Phash::new(),
            range,
            offset: 1,
            started: false,
        },
    )
}
