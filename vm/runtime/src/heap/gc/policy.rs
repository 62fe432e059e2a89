//! How large heaps are, and when what is collected.
//!
//! - Z1. After a collection the young block has room for what was asked for, and free space is at least half of what lives in it plus the stack:
//!   so copying objects and stack is amortised over allocation.
//! - Z2. A process that collects often gets a larger nursery, up to `BUSY_NURSERY`; one that rarely does goes back to a small one.
//! - Z3. The old generation has as much free room after a full collection as it has live words: so full collections are amortised.

use crate::heap::process_heap::SLACK_WORDS;

/// Nursery of a process that allocates all the time, in words.
const BUSY_NURSERY: usize = 16 * 1024;
/// Nursery of one that does not.
const IDLE_NURSERY: usize = 64;
/// Collecting within so many slices is busy; after so many, idle.
const BUSY_SLICES: u32 = 2;
const IDLE_SLICES: u32 = 64;
/// Words of adopted fragments between two collections, at least, and what the head of each counts.
const FRAGMENT_WORDS: usize = 1024;
const FRAGMENT_HEAD_WORDS: usize = size_of::<crate::heap::fragment::Header>() / 8;
/// Bytes of counted buffers between two collections, at least.
const OUTSIDE_BYTES: usize = 1 << 20;
/// An old generation that cannot grow by one part in so many is tight; and so many tight collections in a row are forgiven.
const LEAST_GROWTH: usize = 8;
const FORGIVEN: u8 = 3;
/// `fullsweep_after` unless told otherwise.
pub const DEFAULT_FULLSWEEP_AFTER: u16 = 65535;

/// Sizes and counters of one heap.
#[derive(Debug)]
pub struct Policy {
    /// `max_heap_size` in words; 0: none.
    pub max_words: usize,
    /// `min_heap_size` in words.
    pub min_words: u32,
    /// Slices since the last collection: the scheduler counts it up each time the process is run.
    pub slices: u32,
    /// Young collections before a full one.
    pub fullsweep_after: u16,
    /// Young collections since the last full one.
    pub minors: u16,
    /// Full collections in a row, done because the old generation had no room, that could not get it room to grow.
    tight: u8,
    /// Free words to aim at.
    nursery: u32,
    fragment_words: u32,
    fragment_bytes: usize,
    /// Bytes outside that the young generation keeps alive, at which a collection is due; the same for the old one and a full collection.
    young_outside_limit: usize,
    old_outside_limit: usize,
}

impl Policy {
    pub(crate) fn new(min_words: usize) -> Policy {
        Policy {
            max_words: 0,
            min_words: clamp(min_words),
            slices: 0,
            fullsweep_after: DEFAULT_FULLSWEEP_AFTER,
            minors: 0,
            tight: 0,
            nursery: IDLE_NURSERY as u32,
            fragment_words: 0,
            fragment_bytes: 0,
            young_outside_limit: OUTSIDE_BYTES,
            old_outside_limit: OUTSIDE_BYTES,
        }
    }

    /// The process is about to run for a slice.
    #[inline]
    pub fn new_slice(&mut self) {
        self.slices = self.slices.saturating_add(1);
    }

    pub(crate) fn adopted(&mut self, words: usize, bytes: usize) {
        let words = clamp(words.saturating_add(FRAGMENT_HEAD_WORDS));
        self.fragment_words = self.fragment_words.saturating_add(words);
        self.fragment_bytes = self.fragment_bytes.saturating_add(bytes);
    }

    pub(crate) fn fragments_dropped(&mut self) {
        self.fragment_words = 0;
        self.fragment_bytes = 0;
    }

    pub(crate) fn fragment_words(&self) -> usize {
        self.fragment_words as usize
    }

    /// Is a collection due because of what is outside the block?
    #[inline]
    pub(crate) fn outside_full(&self, offheap_bytes: usize, block_words: usize) -> bool {
        offheap_bytes + self.fragment_bytes > self.young_outside_limit
            || self.fragment_words as usize > block_words.max(FRAGMENT_WORDS)
    }

    /// A collection begins: how busy is the process?
    pub(crate) fn begin(&mut self) {
        let nursery = self.nursery as usize;
        self.nursery = match self.slices {
            0..=BUSY_SLICES => (nursery * 4).min(BUSY_NURSERY),
            IDLE_SLICES.. => (nursery / 4).max(IDLE_NURSERY),
            _ => nursery,
        } as u32;
        self.slices = 0;
    }

    /// The process sleeps for long: no nursery to speak of.
    pub(crate) fn hibernate(&mut self) {
        self.nursery = IDLE_NURSERY as u32;
    }

    /// A collection is over, with so many bytes outside kept alive by either generation.
    pub(crate) fn outside_live(&mut self, young: usize, old: usize, full: bool) {
        self.young_outside_limit = young + OUTSIDE_BYTES.max((young + old) / 2);
        if full {
            self.old_outside_limit = OUTSIDE_BYTES + old * 2;
        }
    }

    /// Words of a young block (Z1, Z2) for so many words live, of stack and needed.
    pub(crate) fn young_capacity(&self, live: usize, stack: usize, need: usize) -> usize {
        let kept = live + stack;
        let free = (self.nursery as usize).max(kept / 2);
        (kept + SLACK_WORDS + need.saturating_add(free)).max(self.min_words as usize)
    }

    /// Fewest words of a young block that will do (Z1).
    pub(crate) fn least_capacity(live: usize, stack: usize, need: usize) -> usize {
        let kept = live + stack;
        kept + SLACK_WORDS + need.max(kept / 2)
    }

    /// Words of an old block for so many words live (Z3).
    pub(crate) fn old_capacity(live: usize) -> usize {
        live * 2
    }

    /// The old generation has been collected for want of room, and now has so many words live and so many free. True: memory is so short that
    /// the process would do little but collect (Z3 cannot be kept), which is to be out of memory. A few times are forgiven: what is short may be
    /// another's doing, and pass.
    pub(crate) fn is_starved(&mut self, live: usize, free: usize) -> bool {
        self.tight = match free < live / LEAST_GROWTH {
            true => self.tight + 1,
            false => 0,
        };
        let starved = self.tight > FORGIVEN;
        if starved {
            self.tight = 0;
        }
        starved
    }

    /// Is it time for a full collection whatever room there is?
    pub(crate) fn full_due(&self, old_outside_bytes: usize) -> bool {
        self.minors >= self.fullsweep_after || old_outside_bytes > self.old_outside_limit
    }

    pub(crate) fn over_limit(&self, words: usize) -> bool {
        self.max_words != 0 && words > self.max_words
    }
}

fn clamp(words: usize) -> u32 {
    words.min(u32::MAX as usize) as u32
}
