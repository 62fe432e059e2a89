//! A term outside all heaps that many threads may read: a row of a table, a compiled specification.

use super::Fragment;
use crate::term::{Term, Word};

/// A fragment that nobody writes or adopts any more.
pub struct Frozen(Fragment);

// SAFETY: a built fragment is written by nobody until it is adopted (F2), and this one never is: `root` and the sizes only read cells that
// do not change any more; counted buffers are made for sharing.
unsafe impl Sync for Frozen {}

impl Frozen {
    pub fn new(fragment: Fragment) -> Frozen {
        Frozen(fragment)
    }

    #[inline]
    pub fn root(&self) -> Term<'_> {
        self.0.root()
    }

    /// From the first word to behind the last.
    #[inline]
    pub fn range(&self) -> (*const Word, *const Word) {
        self.0.range()
    }

    /// Words in use.
    pub fn words(&self) -> usize {
        self.0.words()
    }

    /// Bytes of buffers that it keeps alive.
    pub fn offheap_bytes(&self) -> usize {
        self.0.offheap_bytes()
    }
}
