//! Walking iodata: lists of bytes, bitstrings and such lists, the last tail possibly a bitstring.
//!
//! No recursion: lists still to be walked wait on a stack. What must stay true: a walk that was paused goes on with the same output.

use crate::term::{Term, View};

/// Why something is no iodata.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Bad {
    /// Something else in it, or an improper end.
    Type,
    /// A bitstring that is no binary, where bytes are wanted.
    Bits,
}

/// A piece of iodata.
pub enum Piece<'s> {
    Byte(u8),
    Bits(crate::term::Bits<'s>),
}

/// Walks on with what waits in `waiting` (topmost first), for about `budget` pieces; true: all is walked.
pub fn walk<'s>(
    waiting: &mut Vec<Term<'s>>,
    budget: &mut usize,
    piece: impl FnMut(Piece<'s>) -> Result<(), Bad>,
) -> Result<bool, Bad> {
    walk_to(waiting, budget, usize::MAX, piece)
}

/// The same; stops in front of bitstrings of more than `most` bytes, which then wait on top.
pub fn walk_to<'s>(
    waiting: &mut Vec<Term<'s>>,
    budget: &mut usize,
    most: usize,
    mut piece: impl FnMut(Piece<'s>) -> Result<(), Bad>,
) -> Result<bool, Bad> {
    while let Some(term) = waiting.pop() {
        let mut rest = term;
        while let Some(cell) = rest.as_cons() {
            if *budget == 0 {
                waiting.push(rest);
                return Ok(false);
            }
            *budget -= 1;
            rest = cell.tail();
            match cell.head().view() {
                View::Small(n) => piece(Piece::Byte(u8::try_from(n).map_err(|_| Bad::Type)?))?,
                View::Bits(bits) if bits.byte_len() > most => {
                    waiting.push(rest);
                    waiting.push(cell.head());
                    return Ok(false);
                }
                View::Bits(bits) => {
                    *budget = budget.saturating_sub(bits.byte_len() / 64);
                    piece(Piece::Bits(bits))?;
                }
                View::Nil => {}
                View::Cons(_) => {
                    waiting.push(rest);
                    rest = cell.head();
                }
                _ => return Err(Bad::Type),
            }
        }
        match rest.view() {
            View::Nil => {}
            View::Bits(bits) if bits.byte_len() > most => {
                waiting.push(rest);
                return Ok(false);
            }
            View::Bits(bits) => piece(Piece::Bits(bits))?,
            _ => return Err(Bad::Type),
        }
    }
    Ok(true)
}

/// The bytes of iodata, all at once: for arguments that are small by nature (names, patterns, options).
pub fn to_bytes(term: Term<'_>) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    let mut waiting = vec![term];
    let done = walk(&mut waiting, &mut { usize::MAX }, |piece| {
        match piece {
            Piece::Byte(byte) => out.push(byte),
            Piece::Bits(bits) if bits.is_binary() => {
                bits.with_bytes(|bytes| out.extend_from_slice(bytes))
            }
            Piece::Bits(_) => return Err(Bad::Bits),
        }
        Ok(())
    });
    matches!(done, Ok(true)).then_some(out)
}

/// The bytes of a proper list of bytes, nothing nested.
pub fn flat_bytes(list: Term<'_>) -> Option<Vec<u8>> {
    let mut walk = list.list();
    let bytes: Option<Vec<u8>> = walk
        .by_ref()
        .map(|head| u8::try_from(head.as_small()?).ok())
        .collect();
    walk.tail().is_nil().then_some(bytes?)
}

/// The text of a proper list of code points.
pub fn flat_text(list: Term<'_>) -> Option<String> {
    let mut walk = list.list();
    let text: Option<String> = walk
        .by_ref()
        .map(|head| char::from_u32(u32::try_from(head.as_small()?).ok()?))
        .collect();
    walk.tail().is_nil().then_some(text?)
}
