//! Keys of an ordered table that begin alike.

use std::sync::Arc;

use super::node::Bound;
use super::{Cursor, Direction};
use crate::atom::AtomTable;
use crate::heap::{Fragment, Frozen, HeapShared, OutOfMemory, copy};
use crate::table::order::{self, Part};
use crate::term::Term;

/// The keys of an ordered table that are tuples of one size with the same first elements.
#[derive(Clone)]
pub struct Range {
    prefix: u64,
    /// A tuple of that size; elements behind the first `n` say nothing.
    key: Arc<Frozen>,
    n: usize,
}

impl Range {
    /// At least one element is given.
    pub fn new(first: &[Term<'_>], size: usize, shared: &HeapShared) -> Result<Range, OutOfMemory> {
        let words = first
            .iter()
            .map(|term| copy::words(*term, &shared.literals));
        let words = 1 + size + words.sum::<usize>();
        let key = Fragment::allocate(shared, words)?.build(shared, |w| {
            let elements: Result<Vec<_>, _> =
                first.iter().map(|term| copy::copy_into(*term, w)).collect();
            let mut elements = elements?;
            elements.resize(size, Term::NIL);
            Ok::<_, OutOfMemory>(w.tuple(&elements))
        })?;
        Ok(Range {
            prefix: order::prefix_of(key.root(), &shared.atoms),
            key: Arc::new(Frozen::new(key)),
            n: first.len(),
        })
    }

    pub fn holds(&self, key: Term<'_>, atoms: &AtomTable) -> bool {
        order::compare_part(key, self.key.root(), self.n, atoms).is_eq()
    }

    /// Where a scan of it begins.
    pub fn start(&self, direction: Direction) -> Cursor {
        Cursor::From(Bound {
            prefix: self.prefix,
            key: Some(self.key.clone()),
            part: match direction {
                Direction::Forward => Part::Before(self.n),
                Direction::Back => Part::Behind(self.n),
            },
        })
    }
}
