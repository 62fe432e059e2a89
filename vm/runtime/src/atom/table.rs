//! The atom table of one VM: text to number and back, for many threads at once. Atoms are never freed.
//!
//! - T1. An atom's entry is complete before its number is given out, and never changes or moves afterwards: reading by number takes no lock.
//! - T2. Numbers are dense from 0; the predefined ones come first, in table order.
//! - T3. What an atom is ordered and hashed by comes from its text, never from its number.

use crate::sync::plain::{read, write};
use std::cmp::Ordering;
use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering::Relaxed};
use std::sync::{OnceLock, RwLock};

use super::{Atom, PREDEFINED};

/// Longest atom, in characters.
pub const MAX_ATOM_CHARACTERS: usize = 255;
/// How many atoms a VM has room for unless told otherwise.
pub const DEFAULT_ATOM_LIMIT: u32 = 1 << 20;

const N_SHARDS: usize = 16;
const FIRST_CHUNK_BITS: u32 = 10;
const N_CHUNKS: usize = 22;

/// Why a text did not become an atom.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum AtomError {
    /// More than 255 characters: `system_limit`.
    TooLong,
    /// The table is full: `system_limit`.
    TableFull,
}

struct Entry {
    text: Box<str>,
    /// The first eight bytes of the text, as a big-endian number: orders most pairs of atoms.
    prefix: u64,
    hash: u64,
}

pub struct AtomTable {
    shards: [RwLock<HashMap<Box<str>, Atom>>; N_SHARDS],
    /// Chunk `n` holds `1 << (FIRST_CHUNK_BITS + n)` entries.
    chunks: [OnceLock<Box<[OnceLock<Entry>]>>; N_CHUNKS],
    count: AtomicU32,
    limit: u32,
    /// An atom was wanted that there was no room for.
    overrun: AtomicBool,
}

impl Default for AtomTable {
    fn default() -> Self {
        AtomTable::new(DEFAULT_ATOM_LIMIT)
    }
}

impl AtomTable {
    /// A table with the predefined atoms in it and room for `limit` in all (but at least for those).
    pub fn new(limit: u32) -> AtomTable {
        let table = AtomTable {
            shards: std::array::from_fn(|_| RwLock::default()),
            chunks: std::array::from_fn(|_| OnceLock::new()),
            count: AtomicU32::new(0),
            limit: limit.max(PREDEFINED.len() as u32),
            overrun: AtomicBool::new(false),
        };
        for text in PREDEFINED {
            let atom = table
                .intern(text)
                .expect("predefined atoms are short and there is room for them");
            debug_assert_eq!(table.text(atom), *text, "predefined atoms are listed once");
        }
        debug_assert_eq!(table.count() as usize, PREDEFINED.len());
        table
    }

    /// The atom with that text, made if it is new.
    pub fn intern(&self, text: &str) -> Result<Atom, AtomError> {
        if let Some(atom) = self.find(text) {
            return Ok(atom);
        }
        if text.len() > MAX_ATOM_CHARACTERS && text.chars().count() > MAX_ATOM_CHARACTERS {
            return Err(AtomError::TooLong);
        }
        self.insert(text)
    }

    /// The atom with that text if there is one.
    pub fn find(&self, text: &str) -> Option<Atom> {
        let shard = &self.shards[shard_of(text_hash(text))];
        read(shard).get(text).copied()
    }

    /// The text of an atom.
    #[inline]
    pub fn text(&self, atom: Atom) -> &str {
        self.entry(atom).map_or("", |entry| &entry.text)
    }

    /// A hash of the text: the same in every VM and run.
    #[inline]
    pub fn hash(&self, atom: Atom) -> u64 {
        self.entry(atom).map_or(0, |entry| entry.hash)
    }

    /// Orders atoms by their texts' code points.
    #[inline]
    pub fn compare(&self, a: Atom, b: Atom) -> Ordering {
        if a == b {
            return Ordering::Equal;
        }
        let (Some(a), Some(b)) = (self.entry(a), self.entry(b)) else {
            return a.cmp(&b);
        };
        // UTF-8 keeps the order of code points.
        a.prefix
            .cmp(&b.prefix)
            .then_with(|| a.text.as_bytes().cmp(b.text.as_bytes()))
    }

    /// How many atoms there are.
    pub fn count(&self) -> u32 {
        self.count.load(Relaxed).min(self.limit)
    }

    pub fn limit(&self) -> u32 {
        self.limit
    }

    fn insert(&self, text: &str) -> Result<Atom, AtomError> {
        let hash = text_hash(text);
        let mut shard = write(&self.shards[shard_of(hash)]);
        if let Some(&atom) = shard.get(text) {
            return Ok(atom);
        }
        let atom = self.next_number()?;
        let (chunk, offset) = place_of(atom.index());
        let entries = self.chunks[chunk].get_or_init(|| {
            (0..1usize << (FIRST_CHUNK_BITS as usize + chunk))
                .map(|_| OnceLock::new())
                .collect()
        });
        let entry = Entry {
            text: text.into(),
            prefix: prefix_of(text),
            hash,
        };
        // The number is new, so nobody else fills this entry.
        let _ = entries[offset].set(entry);
        shard.insert(text.into(), atom);
        Ok(atom)
    }

    fn next_number(&self) -> Result<Atom, AtomError> {
        // Relaxed: the count publishes nothing; entries are published by their own cells and the shard's lock.
        self.count
            .fetch_update(Relaxed, Relaxed, |count| {
                (count < self.limit).then(|| count + 1)
            })
            .map(Atom)
            .map_err(|_| {
                self.overrun.store(true, Relaxed);
                AtomError::TableFull
            })
    }

    /// Was an atom wanted that there was no room for?
    #[inline]
    pub fn is_overrun(&self) -> bool {
        self.overrun.load(Relaxed)
    }

    #[inline]
    fn entry(&self, atom: Atom) -> Option<&Entry> {
        let (chunk, offset) = place_of(atom.index());
        self.chunks.get(chunk)?.get()?.get(offset)?.get()
    }
}

/// Chunk and offset of an entry.
#[inline]
fn place_of(index: u32) -> (usize, usize) {
    let shifted = index as u64 + (1 << FIRST_CHUNK_BITS);
    let chunk = 63 - shifted.leading_zeros() - FIRST_CHUNK_BITS;
    (
        chunk as usize,
        (shifted - (1 << (chunk + FIRST_CHUNK_BITS))) as usize,
    )
}

fn prefix_of(text: &str) -> u64 {
    let mut bytes = [0; 8];
    let n = text.len().min(8);
    bytes[..n].copy_from_slice(&text.as_bytes()[..n]);
    u64::from_be_bytes(bytes)
}

/// FNV-1a, then mixed: small, and the same everywhere.
fn text_hash(text: &str) -> u64 {
    let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    hash ^ hash >> 29
}

fn shard_of(hash: u64) -> usize {
    (hash >> 7) as usize % N_SHARDS
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::atom::atoms;

    #[test]
    fn predefined_atoms_have_their_numbers() {
        let table = AtomTable::default();
        assert_eq!(table.intern("ok"), Ok(atoms::OK));
        assert_eq!(table.intern("false"), Ok(atoms::FALSE));
        assert_eq!(table.text(atoms::EXIT_TAG), "EXIT");
        assert_eq!(table.text(atoms::EMPTY), "");
        for (index, text) in PREDEFINED.iter().enumerate() {
            assert_eq!(table.find(text), Some(Atom(index as u32)), "{text}");
        }
    }

    #[test]
    fn order_is_by_code_points() {
        let table = AtomTable::default();
        let texts = [
            "",
            "a",
            "aa",
            "abcdefgh",
            "abcdefghi",
            "abcdefgi",
            "b",
            "z",
            "\u{e9}",
            "\u{3b1}",
            "\u{ffff}",
            "\u{10000}",
        ];
        for (i, a) in texts.iter().enumerate() {
            for (j, b) in texts.iter().enumerate() {
                let (a, b) = (table.intern(a).unwrap(), table.intern(b).unwrap());
                assert_eq!(table.compare(a, b), i.cmp(&j));
            }
        }
    }

    #[test]
    fn a_zero_byte_is_part_of_the_text() {
        let table = AtomTable::default();
        let (short, long) = (table.intern("x").unwrap(), table.intern("x\0").unwrap());
        assert_ne!(short, long);
        assert_eq!(table.compare(short, long), Ordering::Less);
    }

    #[test]
    fn full_table_and_long_texts_are_errors() {
        let table = AtomTable::new(PREDEFINED.len() as u32 + 2);
        assert!(table.intern("first new one").is_ok());
        assert!(table.intern("second new one").is_ok());
        assert_eq!(table.intern("third new one"), Err(AtomError::TableFull));
        assert!(table.intern("second new one").is_ok());
        assert_eq!(table.count(), table.limit());
        let table = AtomTable::default();
        assert!(table.intern(&"\u{e9}".repeat(255)).is_ok());
        assert_eq!(table.intern(&"\u{e9}".repeat(256)), Err(AtomError::TooLong));
    }

    #[test]
    fn threads_agree() {
        let table = AtomTable::default();
        let before = table.count();
        let made: Vec<Vec<Atom>> = std::thread::scope(|scope| {
            let workers: Vec<_> = (0..4)
                .map(|_| {
                    scope.spawn(|| {
                        (0..3000)
                            .map(|i| table.intern(&format!("made_{i}")).unwrap())
                            .collect()
                    })
                })
                .collect();
            workers
                .into_iter()
                .map(|worker| worker.join().unwrap())
                .collect()
        });
        assert!(made.iter().all(|atoms| *atoms == made[0]));
        assert_eq!(table.count(), before + 3000);
        for (i, atom) in made[0].iter().enumerate() {
            assert_eq!(table.text(*atom), format!("made_{i}"));
        }
    }
}
