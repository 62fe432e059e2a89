//! The process dictionary: pairs of terms of the process's own heap, in order of insertion, found by key.
//!
//! A few pairs are looked through. More are found by an index of hashes: of the word, for keys that are immediate words (most are atoms), else of
//! the term. Hashes do not change when the collector moves keys.

use crate::atom::AtomTable;
use crate::heap::{Account, OutOfMemory};
use crate::term::compare::same;
use crate::term::{Term, Word, map};
use std::sync::Arc;

#[derive(Default)]
pub struct Dictionary {
    /// Keys and values, alternating; the key of a removed pair is `NONE`.
    words: Vec<Word>,
    /// Of all pairs, or empty while there are few.
    index: Index,
    /// Positions of removed pairs.
    free: Vec<u32>,
    len: usize,
    charged: Charged,
}

/// What the dictionary takes of the VM's memory, given back with it.
#[derive(Default)]
struct Charged(Option<(Arc<Account>, usize)>);

impl Drop for Charged {
    fn drop(&mut self) {
        if let Some((account, bytes)) = self.0.take() {
            account.release(bytes);
        }
    }
}

/// Bytes of a pair, with its place in the tables, for each word that `words` has room for.
const BYTES_PER_WORD: usize = 24;

/// Up to so many pairs are looked through.
const FEW: usize = 8;

impl Dictionary {
    pub fn len(&self) -> usize {
        self.len
    }

    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Is there room for one more pair?
    pub fn has_room(&self) -> bool {
        self.words.len() < self.words.capacity() || !self.free.is_empty()
    }

    /// Sees to it that there is room for one more pair, and memory for it.
    pub fn reserve(&mut self, account: &Arc<Account>) -> Result<(), OutOfMemory> {
        if self.has_room() {
            return Ok(());
        }
        let capacity = (self.words.capacity() * 2).max(8);
        let wanted = capacity * BYTES_PER_WORD;
        let before = self.charged.0.as_ref().map_or(0, |charged| charged.1);
        account.charge(wanted.saturating_sub(before))?;
        self.charged.0 = Some((account.clone(), wanted.max(before)));
        // The new place is taken while the old one is still there.
        let more = capacity - self.words.len();
        self.words.try_reserve_exact(more).map_err(|_| OutOfMemory)
    }

    /// The value of a key.
    pub fn get(&self, key: Term<'_>, atoms: &AtomTable) -> Option<Word> {
        let at = self.position(key, atoms)?;
        Some(self.words[at as usize * 2 + 1])
    }

    /// Puts a value; gives the old one.
    pub fn put(&mut self, key: Term<'_>, value: Word, atoms: &AtomTable) -> Option<Word> {
        if let Some(at) = self.position(key, atoms) {
            let slot = &mut self.words[at as usize * 2 + 1];
            return Some(std::mem::replace(slot, value));
        }
        let at = match self.free.pop() {
            Some(at) => {
                self.words[at as usize * 2] = key.word();
                self.words[at as usize * 2 + 1] = value;
                at
            }
            None => {
                self.words.extend([key.word(), value]);
                (self.words.len() / 2 - 1) as u32
            }
        };
        self.len += 1;
        if self.index.is_used() {
            self.index.insert(hash(key, atoms), at);
        } else if self.words.len() > 2 * FEW {
            self.begin_index(atoms);
        }
        None
    }

    pub fn erase(&mut self, key: Term<'_>, atoms: &AtomTable) -> Option<Word> {
        let at = self.position(key, atoms)?;
        let value = self.words[at as usize * 2 + 1];
        if self.index.is_used() {
            self.index.remove(hash(key, atoms), at);
        }
        self.words[at as usize * 2] = Word::NONE;
        self.words[at as usize * 2 + 1] = Word::NIL;
        self.free.push(at);
        self.len -= 1;
        Some(value)
    }

    /// All pairs.
    pub fn pairs(&self) -> impl Iterator<Item = (Word, Word)> + '_ {
        self.words
            .chunks_exact(2)
            .filter(|pair| !pair[0].is_none())
            .map(|pair| (pair[0], pair[1]))
    }

    pub fn clear(&mut self) {
        *self = Dictionary::default();
    }

    pub(crate) fn slots(&mut self, visit: &mut dyn FnMut(&mut [Word])) {
        visit(&mut self.words);
    }

    #[inline]
    fn position(&self, key: Term<'_>, atoms: &AtomTable) -> Option<u32> {
        let word = key.word();
        if self.index.is_used() {
            return self.index.find(hash(key, atoms), |at| {
                is_key(self.words[at as usize * 2], key)
            });
        }
        let mut keys = self.words.iter().step_by(2);
        let at = match word.is_immediate() {
            true => keys.position(|&other| other == word),
            false => keys.position(|&other| is_key(other, key)),
        };
        at.map(|at| at as u32)
    }

    #[cold]
    fn begin_index(&mut self, atoms: &AtomTable) {
        for (at, pair) in self.words.chunks_exact(2).enumerate() {
            if !pair[0].is_none() {
                self.index
                    .insert(hash(Term::inside(pair[0]), atoms), at as u32);
            }
        }
    }
}

#[inline]
fn is_key(word: Word, key: Term<'_>) -> bool {
    word == key.word() || !(word.is_none() || word.is_immediate()) && same(Term::inside(word), key)
}

#[inline]
fn hash(key: Term<'_>, atoms: &AtomTable) -> u32 {
    let word = key.word();
    let hash = match word.is_immediate() {
        true => word.bits(),
        false => map::hash::hash(key, atoms),
    };
    (hash.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as u32
}

/// Where pairs are, by the hashes of their keys: open addressing, at most three quarters in use.
#[derive(Default)]
struct Index {
    /// A power of two, or none.
    slots: Vec<Slot>,
    /// Slots that are not free, removed ones included.
    used: usize,
    len: usize,
}

#[derive(Clone, Copy)]
struct Slot {
    hash: u32,
    at: u32,
}

const FREE: u32 = u32::MAX;
const REMOVED: u32 = u32::MAX - 1;

impl Index {
    #[inline]
    fn is_used(&self) -> bool {
        !self.slots.is_empty()
    }

    /// The position with that hash of which `is` holds.
    #[inline]
    fn find(&self, hash: u32, is: impl Fn(u32) -> bool) -> Option<u32> {
        self.slot(hash, is).map(|i| self.slots[i].at)
    }

    #[inline]
    fn slot(&self, hash: u32, is: impl Fn(u32) -> bool) -> Option<usize> {
        let mask = self.slots.len().checked_sub(1)?;
        let mut i = hash as usize & mask;
        loop {
            let slot = self.slots[i];
            if slot.at == FREE {
                return None;
            }
            if slot.hash == hash && slot.at != REMOVED && is(slot.at) {
                return Some(i);
            }
            i = (i + 1) & mask;
        }
    }

    /// Of a pair that is not there.
    fn insert(&mut self, hash: u32, at: u32) {
        if (self.used + 1) * 4 > self.slots.len() * 3 {
            self.grow();
        }
        self.add(Slot { hash, at });
    }

    fn add(&mut self, new: Slot) {
        let mask = self.slots.len() - 1;
        let mut i = new.hash as usize & mask;
        while self.slots[i].at != FREE {
            i = (i + 1) & mask;
        }
        self.slots[i] = new;
        self.used += 1;
        self.len += 1;
    }

    #[cold]
    fn grow(&mut self) {
        let n = (2 * (self.len + 1)).next_power_of_two().max(2 * FEW);
        let free = Slot { hash: 0, at: FREE };
        let slots = std::mem::replace(&mut self.slots, vec![free; n]);
        (self.used, self.len) = (0, 0);
        for slot in slots {
            if slot.at < REMOVED {
                self.add(slot);
            }
        }
    }

    fn remove(&mut self, hash: u32, at: u32) {
        if let Some(i) = self.slot(hash, |other| other == at) {
            self.slots[i].at = REMOVED;
            self.len -= 1;
        }
    }
}
