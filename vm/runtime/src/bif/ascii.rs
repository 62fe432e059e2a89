//! Work on bytes that the library would do one character at a time: ASCII text, hexadecimal and base 64. Natives of `purlin_ascii`.

use super::build::{self, Out, done_bytes};
use super::context::{Ctx, Outcome};
use crate::exception::raise::Raise;
use crate::interp::quick::Quick;
use crate::term::{Bits, Term};

/// One reduction for so many bytes.
const BYTES_PER_REDUCTION: usize = 64;

fn binary_arg<'c>(ctx: &'c Ctx<'_>) -> Result<Bits<'c>, Raise> {
    ctx.arg(0).as_binary().ok_or(Raise::BADARG)
}

fn flag_arg(ctx: &Ctx<'_>, i: usize) -> Result<bool, Raise> {
    ctx.arg(i).as_boolean().ok_or(Raise::BADARG)
}

fn charge(ctx: &mut Ctx<'_>, bytes: usize) {
    ctx.charge((bytes / BYTES_PER_REDUCTION) as u32);
}

/// How many bytes at the front, `max` at most, are whole grapheme clusters of their own: ASCII, no carriage return, and nothing behind that could join
/// the last one.
fn own_clusters(bytes: &[u8], max: usize) -> usize {
    let looked_at = &bytes[..bytes.len().min(max)];
    let n = looked_at
        .iter()
        .position(|byte| !byte.is_ascii() || *byte == b'\r')
        .unwrap_or(looked_at.len());
    match bytes.get(n) {
        Some(byte) if !byte.is_ascii() => n.saturating_sub(1),
        _ => n,
    }
}

/// Purlin_ascii:run(Binary, Max): see [`own_clusters`].
pub fn run(ctx: &mut Ctx<'_>) -> Outcome {
    let max = ctx.arg(1).as_usize().ok_or(Raise::BADARG)?;
    let n = binary_arg(ctx)?.with_bytes(|bytes| own_clusters(bytes, max));
    charge(ctx, n / 8);
    build::done_unsigned(ctx, n as u64)
}

/// Bytes that `plain` looks at.
const MOST_PLAIN: usize = 16 * 1024;
/// The same where they have to be copied first.
const MOST_COPIED: usize = 64;

/// Does the byte stand for itself in a string of JSON?
#[inline]
fn is_plain(byte: u8) -> bool {
    (b' '..0x80).contains(&byte) & (byte != b'"') & (byte != b'\\')
}

fn plain_bytes(bytes: &[u8]) -> usize {
    const STRIDE: usize = 16;
    let are_plain = |stride: &&[u8]| stride.iter().fold(true, |all, &b| all & is_plain(b));
    let n = STRIDE * bytes.chunks_exact(STRIDE).take_while(are_plain).count();
    n + bytes[n..].iter().take_while(|&&b| is_plain(b)).count()
}

/// The plain bytes from byte `from` on, as far as one looks; none: it is beyond the end.
fn plain_from(bits: Bits<'_>, from: usize) -> Option<usize> {
    let len = bits.byte_len().checked_sub(from)?;
    let most = match bits.at().bit_offset {
        0 => MOST_PLAIN,
        _ => MOST_COPIED,
    };
    Some(bits.with_part(from, len.min(most), plain_bytes))
}

/// Purlin_ascii:plain(Binary, From): how many bytes from that one on stand for themselves in a string of JSON, as far as it looks.
pub fn plain(ctx: &mut Ctx<'_>) -> Outcome {
    let from = ctx.arg(1).as_usize().ok_or(Raise::BADARG)?;
    let n = plain_from(binary_arg(ctx)?, from).ok_or(Raise::BADARG)?;
    charge(ctx, n / 8);
    build::done_unsigned(ctx, n as u64)
}

pub(super) fn quick_plain<'q>(quick: &'q Quick<'_>) -> Option<Term<'q>> {
    let n = plain_from(quick.arg(0).as_binary()?, quick.arg(1).as_usize()?)?;
    Some(Term::small(n as i32))
}

/// The bytes changed, or `false` if they are not all ASCII.
fn in_case(ctx: &mut Ctx<'_>, change: fn(&mut [u8])) -> Outcome {
    let bits = binary_arg(ctx)?;
    if !bits.with_bytes(<[u8]>::is_ascii) {
        return build::done_bool(ctx, false);
    }
    let mut bytes = bits.to_vec();
    change(&mut bytes);
    charge(ctx, bytes.len());
    done_bytes(ctx, &bytes)
}

pub fn uppercase(ctx: &mut Ctx<'_>) -> Outcome {
    in_case(ctx, <[u8]>::make_ascii_uppercase)
}

pub fn lowercase(ctx: &mut Ctx<'_>) -> Outcome {
    in_case(ctx, <[u8]>::make_ascii_lowercase)
}

/// Purlin_ascii:encode_hex(Binary, IsUpper).
pub fn encode_hex(ctx: &mut Ctx<'_>) -> Outcome {
    let digits: &[u8; 16] = if flag_arg(ctx, 1)? {
        b"0123456789ABCDEF"
    } else {
        b"0123456789abcdef"
    };
    let text: Vec<u8> = binary_arg(ctx)?.with_bytes(|bytes| {
        bytes
            .iter()
            .flat_map(|byte| {
                [
                    digits[usize::from(byte >> 4)],
                    digits[usize::from(byte & 15)],
                ]
            })
            .collect()
    });
    charge(ctx, text.len());
    done_bytes(ctx, &text)
}

fn hex_value(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).map(|value| value as u8)
}

pub fn decode_hex(ctx: &mut Ctx<'_>) -> Outcome {
    let bytes: Option<Vec<u8>> = binary_arg(ctx)?.with_bytes(|text| {
        if text.len() % 2 != 0 {
            return None;
        }
        let pairs = text.chunks_exact(2);
        pairs
            .map(|pair| Some(hex_value(pair[0])? << 4 | hex_value(pair[1])?))
            .collect()
    });
    let bytes = bytes.ok_or(Raise::BADARG)?;
    charge(ctx, bytes.len());
    done_bytes(ctx, &bytes)
}

const STANDARD: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const URL_SAFE: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

fn letters(url_safe: bool) -> &'static [u8; 64] {
    if url_safe { URL_SAFE } else { STANDARD }
}

/// Purlin_ascii:encode64(Binary, UrlSafe, Padded).
pub fn encode64(ctx: &mut Ctx<'_>) -> Outcome {
    let (letters, padded) = (letters(flag_arg(ctx, 1)?), flag_arg(ctx, 2)?);
    let text = binary_arg(ctx)?.with_bytes(|bytes| {
        let mut text = Vec::with_capacity(bytes.len().div_ceil(3) * 4);
        for chunk in bytes.chunks(3) {
            let byte = |i: usize| u32::from(chunk.get(i).copied().unwrap_or(0));
            let all = byte(0) << 16 | byte(1) << 8 | byte(2);
            let letter = |i: usize| letters[(all >> (18 - 6 * i) & 63) as usize];
            text.extend((0..=chunk.len()).map(letter));
            if padded {
                text.extend(std::iter::repeat_n(b'=', 3 - chunk.len()));
            }
        }
        text
    });
    charge(ctx, text.len());
    done_bytes(ctx, &text)
}

/// What a character stands for; 64 for those of no value.
const fn values(letters: &[u8; 64]) -> [u8; 256] {
    let mut values = [64; 256];
    let mut i = 0;
    while i < 64 {
        values[letters[i] as usize] = i as u8;
        i += 1;
    }
    values
}

static STANDARD_VALUES: [u8; 256] = values(STANDARD);
static URL_SAFE_VALUES: [u8; 256] = values(URL_SAFE);

/// Purlin_ascii:decode64(Text, UrlSafe) -> {Decoded, Used}: as far as there are four plain letters after each other.
pub fn decode64(ctx: &mut Ctx<'_>) -> Outcome {
    let values = if flag_arg(ctx, 1)? {
        &URL_SAFE_VALUES
    } else {
        &STANDARD_VALUES
    };
    let bytes = binary_arg(ctx)?.with_bytes(|text| {
        let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
        for quad in text.chunks_exact(4) {
            let value = |i: usize| u32::from(values[usize::from(quad[i])]);
            let (a, b, c, d) = (value(0), value(1), value(2), value(3));
            if (a | b | c | d) & 64 != 0 {
                break;
            }
            let all = a << 18 | b << 12 | c << 6 | d;
            bytes.extend_from_slice(&all.to_be_bytes()[1..]);
        }
        bytes
    });
    let used = bytes.len() / 3 * 4;
    charge(ctx, used);
    build::done(ctx, &Out::pair(Out::Bytes(bytes), Out::size(used)))
}
