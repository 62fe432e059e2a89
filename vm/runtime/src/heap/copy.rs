//! THE copier: every term that leaves a heap goes through it.

use super::account::OutOfMemory;
use super::fragment::Fragment;
use super::writer::Writer;
use super::{HeapShared, LiteralArea};
use crate::term::Term;

/// Words that a copy of `term` takes; literals are not copied.
pub fn words(term: Term<'_>, literals: &LiteralArea) -> usize {
    let _ = (term, literals);
    todo!("counting")
}

/// Copies a term into reserved memory: `words(term)` words of it.
pub fn copy_into<'w>(term: Term<'_>, writer: &Writer<'w>) -> Result<Term<'w>, OutOfMemory> {
    let _ = (term, writer);
    todo!("copying")
}

/// Copies a term into a fragment of its own: what a message is.
pub fn to_fragment(term: Term<'_>, shared: &HeapShared) -> Result<Fragment, OutOfMemory> {
    let fragment = Fragment::allocate(shared, words(term, &shared.literals))?;
    fragment.build(shared, |writer| copy_into(term, writer))
}
