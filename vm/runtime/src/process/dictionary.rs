//! The process dictionary: pairs of terms of the process's own heap, in order of insertion, found by key.
//!
//! Keys that are immediate words (most are atoms) are found by a hash of the word; others by comparing, which callers do with `find_by`.

use crate::heap::{Account, OutOfMemory};
use crate::term::Word;
use std::collections::HashMap;
use std::sync::Arc;

#[derive(Default)]
pub struct Dictionary {
    /// Keys and values, alternating; the key of a removed pair is `NONE`.
    words: Vec<Word>,
    /// Position of the pair of each immediate key.
    by_word: HashMap<u64, u32>,
    /// Positions of pairs with other keys.
    compound: Vec<u32>,
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

impl Dictionary {
    pub fn len(&self) -> usize {
        self.len
    }

    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Sees to it that there is room for one more pair, and memory for it.
    pub fn reserve(&mut self, account: &Arc<Account>) -> Result<(), OutOfMemory> {
        if self.words.len() < self.words.capacity() || !self.free.is_empty() {
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

    /// The value of a key; `same` compares a compound key with ours.
    pub fn get(&self, key: Word, same: impl Fn(Word) -> bool) -> Option<Word> {
        let at = self.position(key, same)?;
        Some(self.words[at as usize * 2 + 1])
    }

    /// Puts a value; gives the old one.
    pub fn put(&mut self, key: Word, value: Word, same: impl Fn(Word) -> bool) -> Option<Word> {
        if let Some(at) = self.position(key, same) {
            let slot = &mut self.words[at as usize * 2 + 1];
            return Some(std::mem::replace(slot, value));
        }
        let at = match self.free.pop() {
            Some(at) => {
                self.words[at as usize * 2] = key;
                self.words[at as usize * 2 + 1] = value;
                at
            }
            None => {
                self.words.extend([key, value]);
                (self.words.len() / 2 - 1) as u32
            }
        };
        if key.is_immediate() {
            self.by_word.insert(key.bits(), at);
        } else {
            self.compound.push(at);
        }
        self.len += 1;
        None
    }

    pub fn erase(&mut self, key: Word, same: impl Fn(Word) -> bool) -> Option<Word> {
        let at = self.position(key, same)?;
        let value = self.words[at as usize * 2 + 1];
        self.words[at as usize * 2] = Word::NONE;
        self.words[at as usize * 2 + 1] = Word::NIL;
        if key.is_immediate() {
            self.by_word.remove(&key.bits());
        } else {
            self.compound.retain(|&other| other != at);
        }
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

    fn position(&self, key: Word, same: impl Fn(Word) -> bool) -> Option<u32> {
        if key.is_immediate() {
            return self.by_word.get(&key.bits()).copied();
        }
        self.compound
            .iter()
            .copied()
            .find(|&at| same(self.words[at as usize * 2]))
    }
}
