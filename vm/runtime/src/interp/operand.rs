//! Kinds of operands: handlers that are worth it exist once per combination of kinds (`add[X I X]` in table.rs), so that the common ones
//! decode nothing. The form with `Any` does every combination, and is what slow paths read.
//!
//! Constants of an instruction stand behind its fixed words in the order of its operands. A handler passes the place where an operand's
//! constant would be: the number of fixed words and of constants before.

use super::dispatch::{M, Regs, get, put, set_x, x};
use super::table::INDEX_MASK;
use crate::term::Word;

/// What an operand may be; `Loaded::form` picks by it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum OperandKind {
    /// X or Y register, or constant.
    Any,
    X,
    Y,
    /// A constant.
    C,
    /// A constant small integer.
    I,
    /// Not an operand at all.
    N,
}

/// An operand that is read.
pub trait Source {
    /// Words of the instruction that it takes; none: depends.
    const WORDS: Option<usize>;
    /// Known to be a small integer.
    const SMALL: bool = false;

    /// # Safety
    /// D3; `at` is the word where its constant would be.
    unsafe fn get(m: M, r: Regs, operand: u16, at: usize) -> Word;
}

/// An operand that is written.
pub trait Place {
    /// # Safety
    /// D3.
    unsafe fn put(m: M, r: Regs, operand: u16, word: Word);
}

pub struct Any;
pub struct X;
pub struct Y;
pub struct C;
pub struct I;
pub struct N;

macro_rules! sources {
    ($($kind:ident, $words:expr, $small:literal, |$m:ident, $r:ident, $operand:ident, $at:ident| $get:expr;)*) => {
        $(impl Source for $kind {
            const WORDS: Option<usize> = $words;
            const SMALL: bool = $small;

            #[inline(always)]
            unsafe fn get($m: M, $r: Regs, $operand: u16, $at: usize) -> Word {
                let _ = ($m, $r, $operand, $at);
                // SAFETY: passed on.
                unsafe { $get }
            }
        })*
    };
}

sources! {
    Any, None, false, |m, r, operand, at| get(m, r, operand);
    X, Some(0), false, |m, r, operand, at| x(m, operand);
    Y, Some(0), false, |m, r, operand, at| *r.sp.add((operand & INDEX_MASK) as usize);
    C, Some(1), false, |m, r, operand, at| Word::from_bits(r.word(at));
    I, Some(1), true, |m, r, operand, at| Word::from_bits(r.word(at));
}

impl Place for Any {
    #[inline(always)]
    unsafe fn put(m: M, r: Regs, operand: u16, word: Word) {
        // SAFETY: passed on.
        unsafe { put(m, r, operand, word) }
    }
}

impl Place for X {
    #[inline(always)]
    unsafe fn put(m: M, _: Regs, operand: u16, word: Word) {
        // SAFETY: passed on.
        unsafe { set_x(m, operand, word) }
    }
}

impl Place for Y {
    #[inline(always)]
    unsafe fn put(_: M, r: Regs, operand: u16, word: Word) {
        // SAFETY: passed on.
        unsafe { *r.sp.add((operand & INDEX_MASK) as usize) = word }
    }
}

/// The word where the constant of an operand behind one of kind `A` would be.
#[inline(always)]
pub const fn after<A: Source>(at: usize) -> usize {
    match A::WORDS {
        Some(words) => at + words,
        None => at,
    }
}

/// Are both small integers, seen that those of kind `I` are?
#[inline(always)]
pub fn both_small<A: Source, B: Source>(first: Word, second: Word) -> bool {
    match (A::SMALL, B::SMALL) {
        (true, true) => true,
        (true, false) => second.is_small(),
        (false, true) => first.is_small(),
        (false, false) => Word::both_small(first, second),
    }
}

impl Regs {
    /// Behind an instruction of `fixed` words and the constants of two operands.
    #[inline(always)]
    pub fn behind<A: Source, B: Source>(self, w: u64, fixed: usize) -> Regs {
        match (A::WORDS, B::WORDS) {
            (Some(first), Some(second)) => self.skip(fixed + first + second),
            _ => self.next(w),
        }
    }
}
