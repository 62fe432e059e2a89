//! From a hash straight to its leaf, in tables of many leaves: one load in place of a search through top and chunk.
//!
//! The hashes fall into parts of one size. A part's entry leads to the leaf that is for all of it. Where a part has several leaves it leads nowhere,
//! and who looks goes down the tree. Leaves of hashes are split at the roundest hash between their rows (`tree::split_place`), so edges inside
//! of parts are few.
//!
//! - S1. An entry changes under the lock of the chunk that the part lies in. One in whose part two chunks meet leads nowhere as long as they do.
//!   Shortcuts as a whole are made, replaced and given up under `structure` for writing.
//! - S2. An entry leads to another leaf before the old one is retired. Shortcuts that were replaced are not kept up: who still reads them has been
//!   pinned since before they were replaced, so leaves retired later stay for him, too.

use std::sync::atomic::{AtomicU64, Ordering};

use super::epoch::{Block, Pin};
use super::leaf::{Guess, Leaf};

/// The hashes that a leaf is for, both ends included.
#[derive(Clone, Copy, Debug)]
pub(super) struct Span {
    pub low: u64,
    pub last: u64,
}

pub(super) struct Shortcuts {
    /// A hash without so many bits is the number of its part.
    shift: u32,
    entries: Box<[Entry]>,
}

/// A leaf's address, and in the highest byte how many leading bits all of its hashes have in common. 0: nowhere.
struct Entry(AtomicU64);

const ADDRESS_BITS: u32 = 56;

impl Entry {
    fn pack(leaf: *mut Leaf, span: Span) -> u64 {
        let address = leaf as u64;
        let common = (span.low ^ span.last).leading_zeros().min(u64::BITS - 1);
        match address >> ADDRESS_BITS {
            0 => address | u64::from(common) << ADDRESS_BITS,
            // Systems that use such addresses go down the tree.
            _ => 0,
        }
    }
}

impl Shortcuts {
    /// Leading nowhere yet. `n`: a power of two of parts.
    pub fn new(n: usize) -> Shortcuts {
        debug_assert!(n.is_power_of_two() && n > 1);
        Shortcuts {
            shift: u64::BITS - n.ilog2(),
            entries: (0..n).map(|_| Entry(AtomicU64::new(0))).collect(),
        }
    }

    /// How many parts there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    pub fn bytes_of(n: usize) -> usize {
        size_of::<Shortcuts>() + n * size_of::<Entry>()
    }

    /// The leaf of a hash, and about where in it the hash should be.
    #[inline(always)]
    pub fn leaf<'p>(&self, hash: u64, _: Pin<'p>) -> Option<(&'p Leaf, Guess)> {
        debug_assert!((hash >> self.shift) < self.entries.len() as u64);
        // SAFETY: `new` makes an entry for every part.
        let entry = unsafe { self.entries.get_unchecked((hash >> self.shift) as usize) };
        let entry = entry.0.load(Ordering::Acquire);
        let leaf = (entry & ((1 << ADDRESS_BITS) - 1)) as *const Leaf;
        // SAFETY: S2: while we are pinned the leaf stays.
        let leaf = unsafe { leaf.as_ref() }?;
        Some((leaf, Guess::from_top(hash << (entry >> ADDRESS_BITS))))
    }

    /// The leaf is for those hashes now: leads there what lies in them, and nowhere what lies in them partly. The caller may (S1).
    pub fn lead(&self, span: Span, leaf: *mut Leaf) {
        let whole = Entry::pack(leaf, span);
        let size = 1 << self.shift;
        for part in span.low >> self.shift..=span.last >> self.shift {
            let first = part << self.shift;
            let is_whole = first >= span.low && first + (size - 1) <= span.last;
            let entry = &self.entries[part as usize].0;
            entry.store(if is_whole { whole } else { 0 }, Ordering::Release);
        }
    }

    pub fn retire(this: *mut Shortcuts, pin: Pin<'_>) {
        fn free(address: usize) {
            // SAFETY: made by `Box`; nobody reaches it any more.
            drop(unsafe { Box::from_raw(address as *mut Shortcuts) });
        }
        pin.retire_block(Block {
            address: this as usize,
            free,
        });
    }
}
