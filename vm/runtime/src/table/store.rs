//! The rows of a table: by hash of the key, or in key order. Rows are immutable and shared: a change puts another row in its place.
//!
//! - R1. In a hash store, rows whose keys have one hash stand together, in order of insertion; the map goes by hash, so that an iteration
//!   over hashes is not disturbed by insertions and deletions.
//! - R2. In an ordered store, keys ascend over all chunks, no chunk is empty, and no two keys are equal (`==`).

use std::collections::BTreeMap;
use std::ops::Bound;
use std::sync::Arc;

use crate::atom::AtomTable;
use crate::heap::Frozen;
use crate::term::compare::{compare, same};
use crate::term::map::hash;
use crate::term::{Term, Word};

/// An object of a table.
pub struct Row(Frozen);

impl Row {
    pub fn new(object: Frozen) -> Arc<Row> {
        Arc::new(Row(object))
    }

    pub fn object(&self) -> Term<'_> {
        self.0.root()
    }

    /// The element the table is keyed by, from 0. Every row of a table has it.
    pub fn key(&self, position: usize) -> Term<'_> {
        self.object()
            .as_tuple()
            .and_then(|tuple| tuple.get(position))
            .unwrap_or(Term::NIL)
    }

    pub fn words(&self) -> usize {
        self.0.words() + ROW_OVERHEAD_WORDS
    }

    pub fn bytes(&self) -> usize {
        self.words() * size_of::<Word>() + self.0.offheap_bytes()
    }
}

/// What a row takes besides its term.
const ROW_OVERHEAD_WORDS: usize = 9;

/// Where an iteration stands: what comes next is behind it.
#[derive(Clone)]
pub enum Cursor {
    Start,
    Hash(u64),
    Key(Arc<Row>),
}

pub struct HashStore {
    slots: BTreeMap<u64, Vec<Arc<Row>>>,
    position: usize,
}

/// The hash by which keys are placed: of their content.
pub fn hash_of(key: Term<'_>, atoms: &AtomTable) -> u64 {
    hash::hash(key, atoms)
}

impl HashStore {
    pub fn new(position: usize) -> HashStore {
        HashStore {
            slots: BTreeMap::new(),
            position,
        }
    }

    fn is_key(&self, row: &Row, key: Term<'_>) -> bool {
        same(row.key(self.position), key)
    }

    /// All rows of a key, in order of insertion.
    pub fn find(&self, hash: u64, key: Term<'_>) -> Vec<Arc<Row>> {
        self.slots
            .get(&hash)
            .into_iter()
            .flatten()
            .filter(|row| self.is_key(row, key))
            .cloned()
            .collect()
    }

    pub fn contains(&self, hash: u64, key: Term<'_>) -> bool {
        self.slots
            .get(&hash)
            .is_some_and(|rows| rows.iter().any(|row| self.is_key(row, key)))
    }

    /// In place of the row of the same key, which is given back.
    pub fn replace(&mut self, hash: u64, row: Arc<Row>) -> Option<Arc<Row>> {
        let position = self.position;
        let rows = self.slots.entry(hash).or_default();
        match rows
            .iter_mut()
            .find(|old| same(old.key(position), row.key(position)))
        {
            Some(old) => Some(std::mem::replace(old, row)),
            None => {
                rows.push(row);
                None
            }
        }
    }

    /// Besides those of the same key.
    pub fn add(&mut self, hash: u64, row: Arc<Row>) {
        self.slots.entry(hash).or_default().push(row);
    }

    /// Takes out the rows that `out` says.
    pub fn remove_where(&mut self, hash: u64, out: impl Fn(&Row) -> bool) -> Vec<Arc<Row>> {
        let Some(rows) = self.slots.get_mut(&hash) else {
            return Vec::new();
        };
        let (removed, kept): (Vec<_>, Vec<_>) =
            std::mem::take(rows).into_iter().partition(|row| out(row));
        if kept.is_empty() {
            self.slots.remove(&hash);
        } else {
            *rows = kept;
        }
        removed
    }

    pub fn remove(&mut self, hash: u64, key: Term<'_>) -> Vec<Arc<Row>> {
        let position = self.position;
        self.remove_where(hash, |row| same(row.key(position), key))
    }

    /// The rows of the next hashes behind the cursor, at least `n` if there are so many; and where to go on, if anywhere.
    pub fn scan(&self, cursor: &Cursor, n: usize) -> (Vec<Arc<Row>>, Option<Cursor>) {
        let mut rows = Vec::new();
        let from = match cursor {
            Cursor::Hash(hash) => Bound::Excluded(*hash),
            Cursor::Start | Cursor::Key(_) => Bound::Unbounded,
        };
        for (hash, slot) in self.slots.range((from, Bound::Unbounded)) {
            rows.extend(slot.iter().cloned());
            if rows.len() >= n {
                return (rows, Some(Cursor::Hash(*hash)));
            }
        }
        (rows, None)
    }

    /// The first row of the next key: behind this key among those of its hash, else of a later hash.
    pub fn next(&self, hash: u64, key: Term<'_>) -> Option<Arc<Row>> {
        let here = self.slots.get(&hash).into_iter().flatten();
        // Keys of one hash come in the order in which the first row of each was inserted.
        let mut keys: Vec<&Arc<Row>> = Vec::new();
        for row in here {
            if !keys
                .iter()
                .any(|other| same(other.key(self.position), row.key(self.position)))
            {
                keys.push(row);
            }
        }
        let at = keys.iter().position(|row| self.is_key(row, key));
        if let Some(next) = at.and_then(|at| keys.get(at + 1)) {
            return Some((*next).clone());
        }
        self.slots
            .range((Bound::Excluded(hash), Bound::Unbounded))
            .next()
            .and_then(|(_, rows)| rows.first().cloned())
    }

    pub fn first(&self) -> Option<Arc<Row>> {
        self.slots
            .values()
            .next()
            .and_then(|rows| rows.first().cloned())
    }

    /// The rows of the `i`th hash.
    pub fn slot(&self, i: usize) -> Option<Vec<Arc<Row>>> {
        self.slots.values().nth(i).cloned()
    }

    pub fn n_slots(&self) -> usize {
        self.slots.len()
    }

    pub fn clear(&mut self) {
        self.slots.clear();
    }
}

/// Rows of a chunk at most.
const CHUNK: usize = 128;

pub struct OrderedStore {
    chunks: Vec<Vec<Arc<Row>>>,
    position: usize,
    len: usize,
}

impl OrderedStore {
    pub fn new(position: usize) -> OrderedStore {
        OrderedStore {
            chunks: Vec::new(),
            position,
            len: 0,
        }
    }

    /// Chunk and offset of the key, or where it would go.
    fn place(&self, key: Term<'_>, atoms: &AtomTable) -> Result<(usize, usize), (usize, usize)> {
        let order = |row: &Arc<Row>| compare(row.key(self.position), key, atoms);
        let after = self
            .chunks
            .partition_point(|chunk| chunk.first().is_some_and(|first| order(first).is_le()));
        let Some(at) = after.checked_sub(1) else {
            return Err((0, 0));
        };
        match self.chunks[at].binary_search_by(order) {
            Ok(offset) => Ok((at, offset)),
            Err(offset) => Err((at, offset)),
        }
    }

    fn get(&self, (chunk, offset): (usize, usize)) -> Option<Arc<Row>> {
        self.chunks.get(chunk)?.get(offset).cloned()
    }

    pub fn find(&self, key: Term<'_>, atoms: &AtomTable) -> Option<Arc<Row>> {
        self.get(self.place(key, atoms).ok()?)
    }

    pub fn replace(&mut self, row: Arc<Row>, atoms: &AtomTable) -> Option<Arc<Row>> {
        match self.place(row.key(self.position), atoms) {
            Ok((chunk, offset)) => Some(std::mem::replace(&mut self.chunks[chunk][offset], row)),
            Err((chunk, offset)) => {
                self.insert_at(chunk, offset, row);
                None
            }
        }
    }

    fn insert_at(&mut self, chunk: usize, offset: usize, row: Arc<Row>) {
        self.len += 1;
        match self.chunks.get_mut(chunk) {
            None => self.chunks.push(vec![row]),
            Some(rows) => {
                rows.insert(offset, row);
                if rows.len() > CHUNK {
                    let upper = rows.split_off(CHUNK / 2);
                    self.chunks.insert(chunk + 1, upper);
                }
            }
        }
    }

    pub fn remove(&mut self, key: Term<'_>, atoms: &AtomTable) -> Option<Arc<Row>> {
        let (chunk, offset) = self.place(key, atoms).ok()?;
        let row = self.chunks[chunk].remove(offset);
        if self.chunks[chunk].is_empty() {
            self.chunks.remove(chunk);
        }
        self.len -= 1;
        Some(row)
    }

    /// The first row behind the key.
    pub fn next(&self, key: Term<'_>, atoms: &AtomTable) -> Option<Arc<Row>> {
        let (chunk, offset) = match self.place(key, atoms) {
            Ok((chunk, offset)) => (chunk, offset + 1),
            Err(place) => place,
        };
        self.get((chunk, offset))
            .or_else(|| self.get((chunk + 1, 0)))
    }

    /// The last row before the key.
    pub fn prev(&self, key: Term<'_>, atoms: &AtomTable) -> Option<Arc<Row>> {
        let (chunk, offset) = match self.place(key, atoms) {
            Ok(place) | Err(place) => place,
        };
        match offset.checked_sub(1) {
            Some(offset) => self.get((chunk, offset)),
            None => self.chunks.get(chunk.checked_sub(1)?)?.last().cloned(),
        }
    }

    pub fn first(&self) -> Option<Arc<Row>> {
        self.get((0, 0))
    }

    pub fn last(&self) -> Option<Arc<Row>> {
        self.chunks.last()?.last().cloned()
    }

    /// About the next `n` rows behind the cursor, in order or, `reverse`, before it.
    pub fn scan(
        &self,
        cursor: &Cursor,
        n: usize,
        reverse: bool,
        atoms: &AtomTable,
    ) -> (Vec<Arc<Row>>, Option<Cursor>) {
        let mut rows = Vec::new();
        let mut next = match (cursor, reverse) {
            (Cursor::Key(row), false) => self.next(row.key(self.position), atoms),
            (Cursor::Key(row), true) => self.prev(row.key(self.position), atoms),
            (_, false) => self.first(),
            (_, true) => self.last(),
        };
        while let Some(row) = next {
            let key = row.key(self.position);
            next = if reverse {
                self.prev(key, atoms)
            } else {
                self.next(key, atoms)
            };
            rows.push(row);
            if rows.len() >= n {
                let cursor = rows.last().cloned().map(Cursor::Key);
                return (rows, cursor);
            }
        }
        (rows, None)
    }

    /// The `i`th row in order.
    pub fn nth(&self, i: usize) -> Option<Arc<Row>> {
        let mut left = i;
        for chunk in &self.chunks {
            match chunk.get(left) {
                Some(row) => return Some(row.clone()),
                None => left -= chunk.len(),
            }
        }
        None
    }

    pub fn len(&self) -> usize {
        self.len
    }

    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    pub fn clear(&mut self) {
        self.chunks.clear();
        self.len = 0;
    }
}
