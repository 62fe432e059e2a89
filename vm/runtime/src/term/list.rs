//! Cons cells and walking lists.

use super::{Term, Word};

/// A cons cell.
#[derive(Clone, Copy)]
pub struct Cons<'s>(Term<'s>);

impl<'s> Cons<'s> {
    #[inline]
    pub(super) fn new(term: Term<'s>) -> Cons<'s> {
        debug_assert!(term.word().is_cons());
        Cons(term)
    }

    #[inline]
    pub fn head(self) -> Term<'s> {
        // SAFETY: V2.
        Term::inside(unsafe { self.0.word().head() })
    }

    #[inline]
    pub fn tail(self) -> Term<'s> {
        // SAFETY: V2.
        Term::inside(unsafe { self.0.word().tail() })
    }

    #[inline]
    pub fn term(self) -> Term<'s> {
        self.0
    }
}

/// The elements of a list, proper or not; `tail` is what is left.
#[derive(Clone, Copy)]
pub struct ListIter<'s>(Term<'s>);

impl<'s> ListIter<'s> {
    #[inline]
    pub(super) fn new(list: Term<'s>) -> ListIter<'s> {
        ListIter(list)
    }

    /// What has not been walked yet; after the last element nil, or whatever ends an improper list.
    #[inline]
    pub fn tail(&self) -> Term<'s> {
        self.0
    }

    /// Number of elements of a proper list.
    pub fn proper_length(mut self) -> Option<usize> {
        let mut n = 0;
        while self.next().is_some() {
            n += 1;
        }
        (self.0.word() == Word::NIL).then_some(n)
    }
}

impl<'s> Iterator for ListIter<'s> {
    type Item = Term<'s>;

    #[inline]
    fn next(&mut self) -> Option<Term<'s>> {
        let cell = self.0.as_cons()?;
        self.0 = cell.tail();
        Some(cell.head())
    }
}
