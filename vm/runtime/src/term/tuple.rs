//! Tuples.

use super::Term;

#[derive(Clone, Copy)]
pub struct Tuple<'s>(Term<'s>);

impl<'s> Tuple<'s> {
    #[inline]
    pub(super) fn new(term: Term<'s>) -> Tuple<'s> {
        debug_assert!(term.word().is_tuple());
        Tuple(term)
    }

    /// Number of elements.
    #[inline]
    pub fn len(self) -> usize {
        // SAFETY: V2.
        unsafe { self.0.word().arity() }
    }

    #[inline]
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// Element `index`, from 0.
    #[inline]
    pub fn get(self, index: usize) -> Option<Term<'s>> {
        (index < self.len()).then(|| self.at(index))
    }

    /// Element `index`, from 0, of a tuple known to have it.
    ///
    /// # Panics
    /// If it has not.
    #[inline]
    pub fn at(self, index: usize) -> Term<'s> {
        assert!(index < self.len(), "tuple element out of range");
        // SAFETY: V2, and the tuple has that element.
        Term::inside(unsafe { self.0.word().element(index) })
    }

    pub fn iter(self) -> impl ExactSizeIterator<Item = Term<'s>> + DoubleEndedIterator + Clone {
        (0..self.len()).map(move |i| self.at(i))
    }

    #[inline]
    pub fn term(self) -> Term<'s> {
        self.0
    }
}
