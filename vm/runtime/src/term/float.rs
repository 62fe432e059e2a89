//! Floats: finite f64s in a box.

use super::Term;

/// Words of a float object.
pub const FLOAT_WORDS: usize = 2;

/// The number in a boxed float.
#[inline]
pub(super) fn value(term: Term<'_>) -> f64 {
    // SAFETY: the caller has seen a float's header (V2): one word of payload.
    f64::from_bits(unsafe { term.word().field(0) }.bits())
}
