//! A locked leaf and the place of a key in it: all changes of entries.

use std::cell::Cell;

use smallvec::SmallVec;

use super::Tree;
use crate::table::epoch::Pin;
use crate::table::leaf::Leaf;
use crate::table::row::{NewRow, RowRef, Scratch};
use crate::term::Term;
use crate::term::compare::same;

/// A leaf that this thread may change, and where in it a key is or would be.
pub struct Locked<'p> {
    pub(super) tree: &'p Tree,
    pub(super) pin: Pin<'p>,
    pub(super) leaf: &'p Leaf,
    pub(super) version: u64,
    pub(super) at: usize,
    pub(super) prefix: u64,
    /// The row that is there.
    pub found: Option<RowRef<'p>>,
    pub(super) changed: Cell<bool>,
    /// The found row counts no more until we are done.
    pub(super) frozen: Cell<bool>,
}

/// There is no room in the leaf: the row is given back.
pub struct Full(pub NewRow);

impl<'p> Locked<'p> {
    pub fn tree(&self) -> &'p Tree {
        self.tree
    }

    pub fn is_of(&self, tree: &Tree) -> bool {
        std::ptr::eq(self.tree, tree)
    }

    /// The object found; its counters stand still while the leaf is locked.
    pub fn object<'t>(&self, scratch: &'t mut Scratch) -> Option<Term<'t>>
    where
        'p: 't,
    {
        let found = self.found?;
        if found.is_counter() {
            found.freeze();
            self.frozen.set(true);
        }
        Some(found.object(scratch))
    }

    /// Is the row found still what it was when its object was read? Only what is counted changes.
    pub fn has_still(&self, object: Term<'_>) -> bool {
        let mut scratch = Scratch::new();
        self.found.is_some_and(|found| !found.is_counter())
            || self
                .object(&mut scratch)
                .is_some_and(|now| same(now, object))
    }

    /// Puts a row in place of the one found, which is given up.
    pub fn replace(&self, row: NewRow) {
        let Some(old) = self.found else { return };
        old.freeze();
        self.frozen.set(false);
        self.leaf.replace(self.at, row.into_raw());
        self.tree.uncharge(self.pin, old.bytes());
        old.retire(self.pin);
        self.changed.set(true);
    }

    /// Puts a row before the newest of its chain.
    pub fn chain(&self, row: NewRow) {
        let Some(newest) = self.found else { return };
        row.as_ref().set_older(newest.raw());
        self.leaf.replace(self.at, row.into_raw());
        self.tree.count_rows(self.pin, 1);
        self.changed.set(true);
    }

    /// Puts a row where none was found.
    pub fn insert(&self, row: NewRow) -> Result<(), Full> {
        debug_assert!(self.found.is_none());
        if self.leaf.n() >= self.leaf.capacity() {
            return Err(Full(row));
        }
        self.changed.set(true);
        self.leaf.insert(self.at, self.prefix, row.into_raw());
        self.tree.count_rows(self.pin, 1);
        Ok(())
    }

    /// Takes out what was found: the row, and the older ones of its chain. True: the leaf has become small.
    pub fn remove(&self, chained: bool) -> bool {
        let Some(newest) = self.found else {
            return false;
        };
        newest.freeze();
        self.frozen.set(false);
        self.leaf.remove(self.at);
        self.changed.set(true);
        let mut next = Some(newest);
        while let Some(row) = next {
            next = if chained { row.older() } else { None };
            self.drop_row(row);
        }
        self.is_small()
    }

    /// Puts a row where another of the chain was.
    pub fn replace_in_chain(&self, old: RowRef<'_>, new: NewRow) {
        let rows = self.chain_rows();
        let Some(at) = rows.iter().position(|row| row.is_same(old)) else {
            return;
        };
        let older = rows
            .get(at + 1)
            .map_or(std::ptr::null_mut(), |row| row.raw());
        new.as_ref().set_older(older);
        match at.checked_sub(1) {
            Some(newer) => rows[newer].set_older(new.into_raw()),
            None => self.leaf.replace(self.at, new.into_raw()),
        }
        self.changed.set(true);
        self.tree.uncharge(self.pin, rows[at].bytes());
        rows[at].retire(self.pin);
    }

    /// Takes one row out of the chain of the key; true: the leaf has become small.
    pub fn unchain(&mut self, row: RowRef<'p>) -> bool {
        let Some(newest) = self.found else {
            return false;
        };
        let older = row.older();
        let older_raw = older.map_or(std::ptr::null_mut(), RowRef::raw);
        if newest.is_same(row) {
            self.found = older;
            match older {
                Some(_) => self.leaf.replace(self.at, older_raw),
                None => self.leaf.remove(self.at),
            }
        } else {
            let mut at = newest;
            while let Some(next) = at.older() {
                if next.is_same(row) {
                    at.set_older(older_raw);
                    break;
                }
                at = next;
            }
        }
        self.changed.set(true);
        self.drop_row(row);
        self.is_small()
    }

    fn drop_row(&self, row: RowRef<'p>) {
        self.tree.count_rows(self.pin, -1);
        self.tree.uncharge(self.pin, row.bytes());
        row.retire(self.pin);
    }

    fn is_small(&self) -> bool {
        let n = self.leaf.n();
        n == 0 || n * 4 == self.leaf.capacity()
    }

    /// The rows of the key, the newest first.
    pub fn chain_rows(&self) -> SmallVec<[RowRef<'p>; 8]> {
        chain(self.found)
    }
}

impl Drop for Locked<'_> {
    fn drop(&mut self) {
        if let (true, Some(found)) = (self.frozen.get(), self.found) {
            found.thaw();
        }
        match self.changed.get() {
            true => self.leaf.unlock(self.version),
            false => self.leaf.unlock_unchanged(self.version),
        }
    }
}

/// A row and the older ones behind it.
pub fn chain(newest: Option<RowRef<'_>>) -> SmallVec<[RowRef<'_>; 8]> {
    let mut rows = SmallVec::new();
    let mut next = newest;
    while let Some(row) = next {
        rows.push(row);
        next = row.older();
    }
    rows
}
