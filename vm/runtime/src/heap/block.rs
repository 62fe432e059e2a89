//! Blocks of words for heaps, in size classes, kept for reuse by the worker that freed them.
//!
//! - K1. A block's memory is exclusively its owner's; its capacity is that of its class, or a whole number of pages.
//! - K2. Every byte of every block, in use or pooled, is charged to the VM's account.
//! - K3. An owner may use less of a block than there is (`end_for`). It then remembers the bounds of its part only: behind a part of more than
//!   `PLAIN_WORDS` is a word that says how much follows, and smaller parts are whole blocks. So `from_bounds` finds the block again.

use std::alloc::Layout;
use std::ptr::NonNull;
use std::sync::Arc;

use super::account::{Account, OutOfMemory};
use crate::term::Word;

/// Words of the size classes.
const CLASSES: [u32; 15] = [
    40, 64, 96, 160, 256, 384, 640, 1024, 1536, 2560, 4096, 6144, 10240, 16384, 24576,
];
/// Larger blocks come straight from the system, by pages.
const LARGEST_CLASS: usize = CLASSES[CLASSES.len() - 1] as usize;
/// Blocks of at most so many words are used whole.
const PLAIN_WORDS: usize = 4096;
/// Blocks of at most so many words are cut by their owner's bounds alone, not unmapped, unless most of them would be left over: a heap that is
/// collected often gets blocks whose pages it has touched already.
const REUSED_WORDS: usize = 512 * 1024;
/// Words of the smallest block.
pub const SMALLEST_BLOCK: usize = CLASSES[0] as usize;
const PAGE_WORDS: usize = 512;
/// Most words that a pool keeps per class, and in large blocks.
const KEPT_PER_CLASS: usize = 64 * 1024;
const KEPT_LARGE: usize = 2 * 1024 * 1024;
/// Larger ones are given back in pieces of about this size.
const REAPED_WORDS: usize = 512 * 1024;
const LARGE_PAGE_BYTES: usize = 2 * 1024 * 1024;
/// Blocks from this size on are backed by large pages where the system has them.
const HUGE_WORDS: usize = 1024 * 1024;

/// Memory for words. Given back with `BlockPool::free`.
#[derive(Debug)]
pub struct Block {
    start: NonNull<Word>,
    capacity: usize,
}

impl Block {
    #[inline]
    pub fn start(&self) -> *mut Word {
        self.start.as_ptr()
    }

    /// One past the last word.
    #[inline]
    pub fn end(&self) -> *mut Word {
        self.start.as_ptr().wrapping_add(self.capacity)
    }

    /// In words.
    #[inline]
    pub fn capacity(&self) -> usize {
        self.capacity
    }

    /// The end of the part that an owner uses who wants `words` words, or a little more (K3).
    pub(crate) fn end_for(&self, words: usize) -> *mut Word {
        if self.capacity <= PLAIN_WORDS {
            return self.end();
        }
        let words = words.clamp(PLAIN_WORDS + 1, self.capacity - 1);
        let end = self.start().wrapping_add(words);
        // SAFETY: inside the block, behind the owner's part.
        unsafe { *end = Word::from_bits((self.capacity - words) as u64) };
        end
    }

    /// Rebuilds a block from the bounds of the part in use.
    ///
    /// # Safety
    /// The block was forgotten; `end` comes from its `end_for`.
    pub(crate) unsafe fn from_bounds(start: *mut Word, end: *mut Word) -> Block {
        // SAFETY: both bounds are in the same block; a block is not null; K3.
        unsafe {
            let words = end.offset_from_unsigned(start);
            let unused = match words <= PLAIN_WORDS {
                true => 0,
                false => (*end).bits() as usize,
            };
            Block {
                start: NonNull::new_unchecked(start),
                capacity: words + unused,
            }
        }
    }

    fn is_large(&self) -> bool {
        self.capacity > LARGEST_CLASS
    }
}

/// The free blocks of a worker.
#[derive(Debug)]
pub struct BlockPool {
    account: Arc<Account>,
    classes: [Vec<Block>; CLASSES.len()],
    /// The last one freed is the last.
    large: Vec<Block>,
    large_words: usize,
    /// Large blocks on their way back to the system, a piece at a time: see `reap`.
    dying: Vec<Block>,
}

// SAFETY: a pooled block is memory that nobody else has (K1); the pool may move to another thread with it.
unsafe impl Send for BlockPool {}

impl BlockPool {
    /// Blocks of more words come straight from the system.
    pub const LARGEST_CLASS: usize = LARGEST_CLASS;

    pub fn new(account: Arc<Account>) -> BlockPool {
        BlockPool {
            account,
            classes: std::array::from_fn(|_| Vec::new()),
            large: Vec::new(),
            large_words: 0,
            dying: Vec::new(),
        }
    }

    /// A block of which at least `words` can be used, contents undefined.
    pub fn allocate(&mut self, words: usize) -> Result<Block, OutOfMemory> {
        let words = words.saturating_add(usize::from(words > PLAIN_WORDS));
        match class_of(words) {
            Some(class) => match self.classes[class].pop() {
                Some(block) => Ok(block),
                None => self.fresh(CLASSES[class] as usize),
            },
            None => self.allocate_large(words),
        }
    }

    /// Takes a block back.
    pub fn free(&mut self, block: Block) {
        if block.is_large() && block.capacity <= KEPT_LARGE {
            self.keep_large(block);
            return;
        }
        if let Some(class) = class_of(block.capacity) {
            let kept = &mut self.classes[class];
            if (kept.len() + 1) * block.capacity <= KEPT_PER_CLASS.max(block.capacity * 2) {
                kept.push(block);
                return;
            }
        }
        self.let_go(block);
    }

    /// Keeps a block, and lets go of those that nobody has wanted for longest.
    fn keep_large(&mut self, block: Block) {
        self.large_words += block.capacity;
        self.large.push(block);
        let mut excess = self.large_words.saturating_sub(KEPT_LARGE);
        while excess > 0 {
            let oldest = self.large.remove(0);
            self.large_words -= oldest.capacity;
            excess = excess.saturating_sub(oldest.capacity);
            self.let_go(oldest);
        }
    }

    fn let_go(&mut self, block: Block) {
        if block.capacity > REAPED_WORDS {
            self.dying.push(block);
        } else {
            self.give_back(block);
        }
    }

    /// Gives a piece of what is to go back to the system: that takes time, so it is done between slices. False: nothing is left.
    #[inline]
    pub fn reap(&mut self) -> bool {
        !self.dying.is_empty() && self.reap_some()
    }

    #[cold]
    fn reap_some(&mut self) -> bool {
        if let Some(mut block) = self.dying.pop() {
            // Pieces end where large pages do, so that none is split.
            let end = block.end() as usize;
            let cut = end.saturating_sub(REAPED_WORDS * 8) & !(LARGE_PAGE_BYTES - 1);
            let start = block.start() as usize;
            let left = cut.saturating_sub(start) / 8;
            // What is left is a large block still: small ones are not mapped.
            if left <= LARGEST_CLASS {
                self.give_back(block);
            } else {
                self.cut(&mut block, left);
                self.dying.push(block);
            }
        }
        !self.dying.is_empty()
    }

    /// Gives the end of a large block back to the system, so that at least `words` are left. Not if it is worth keeping for a heap that will soon
    /// be collected again.
    pub(crate) fn trim(&mut self, block: &mut Block, words: usize, soon: bool) {
        let wanted = large_capacity(words.max(LARGEST_CLASS) + 1);
        let is_kept = soon && block.capacity <= REUSED_WORDS && block.capacity / 2 <= wanted;
        if block.is_large() && wanted < block.capacity && !is_kept {
            self.cut(block, wanted);
        }
    }

    /// Unmaps the end of a large block; `wanted` is a whole number of pages.
    fn cut(&mut self, block: &mut Block, wanted: usize) {
        let excess = block.capacity - wanted;
        // SAFETY: the last `excess` words are whole pages of this block's own mapping (K1).
        unsafe { libc::munmap(block.start().add(wanted).cast(), excess * 8) };
        self.account.release(excess * 8);
        block.capacity = wanted;
    }

    /// Gives all free blocks back to the system.
    pub fn clear(&mut self) {
        let classes = std::mem::replace(&mut self.classes, std::array::from_fn(|_| Vec::new()));
        classes
            .into_iter()
            .flatten()
            .for_each(|block| self.give_back(block));
        std::mem::take(&mut self.large)
            .into_iter()
            .for_each(|block| self.give_back(block));
        self.large_words = 0;
        while self.reap() {}
    }

    /// Does it keep anything?
    pub fn is_empty(&self) -> bool {
        self.large.is_empty() && self.dying.is_empty() && self.classes.iter().all(Vec::is_empty)
    }

    pub fn account(&self) -> &Arc<Account> {
        &self.account
    }

    fn allocate_large(&mut self, words: usize) -> Result<Block, OutOfMemory> {
        let fits = |block: &Block| block.capacity >= words && block.capacity / 2 <= words;
        if let Some(i) = self.large.iter().rposition(fits) {
            let block = self.large.remove(i);
            self.large_words -= block.capacity;
            return Ok(block);
        }
        if let Some(i) = self.dying.iter().rposition(fits) {
            return Ok(self.dying.swap_remove(i));
        }
        if words > isize::MAX as usize / 16 {
            return Err(OutOfMemory);
        }
        self.fresh(large_capacity(words))
    }

    fn fresh(&mut self, capacity: usize) -> Result<Block, OutOfMemory> {
        self.account.charge(capacity * 8).or_else(|_| {
            self.clear();
            self.account.charge(capacity * 8)
        })?;
        let start = if capacity > LARGEST_CLASS {
            map_pages(capacity * 8)
        } else {
            allocate_words(capacity)
        };
        match start {
            Some(start) => Ok(Block { start, capacity }),
            None => {
                self.account.release(capacity * 8);
                Err(OutOfMemory)
            }
        }
    }

    fn give_back(&mut self, block: Block) {
        if block.is_large() {
            // SAFETY: the block is a mapping of its own (K1) and nobody uses it any more.
            unsafe { libc::munmap(block.start().cast(), block.capacity * 8) };
        } else {
            // SAFETY: allocated in `fresh` with the same layout; nobody uses it any more.
            unsafe { std::alloc::dealloc(block.start().cast(), layout(block.capacity)) };
        }
        self.account.release(block.capacity * 8);
    }
}

impl Drop for BlockPool {
    fn drop(&mut self) {
        self.clear();
    }
}

/// The class of the smallest blocks that have room for `words`.
fn class_of(words: usize) -> Option<usize> {
    (words <= LARGEST_CLASS).then(|| CLASSES.partition_point(|&class| (class as usize) < words))
}

/// A few sizes between one power of two and the next, so that blocks fit again; pages when they are huge.
fn large_capacity(words: usize) -> usize {
    let step = match words <= REUSED_WORDS {
        true => (words.next_power_of_two() / 8).max(PAGE_WORDS),
        false => PAGE_WORDS,
    };
    words.next_multiple_of(step)
}

fn layout(words: usize) -> Layout {
    Layout::array::<Word>(words).expect("classes are small")
}

fn allocate_words(words: usize) -> Option<NonNull<Word>> {
    // SAFETY: the layout is not empty.
    NonNull::new(unsafe { std::alloc::alloc(layout(words)) }.cast())
}

fn map_pages(bytes: usize) -> Option<NonNull<Word>> {
    let protection = libc::PROT_READ | libc::PROT_WRITE;
    // SAFETY: a new private mapping, wherever there is room.
    let start = unsafe {
        libc::mmap(
            std::ptr::null_mut(),
            bytes,
            protection,
            libc::MAP_PRIVATE | libc::MAP_ANONYMOUS,
            -1,
            0,
        )
    };
    if start == libc::MAP_FAILED {
        return None;
    }
    if bytes >= HUGE_WORDS * 8 {
        // SAFETY: the mapping just made. Only advice: failing does no harm.
        unsafe { libc::madvise(start, bytes, libc::MADV_HUGEPAGE) };
    }
    NonNull::new(start.cast())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_large_enough_reused_and_accounted() {
        let account = Arc::new(Account::new(usize::MAX));
        let mut pool = BlockPool::new(account.clone());
        for words in [1, 40, 41, 300, 24576, 24577, 100_000, 3_000_000] {
            let block = pool.allocate(words).unwrap();
            assert!(block.capacity() >= words && block.capacity() <= words * 2 + 40);
            let start = block.start();
            // SAFETY: the block has that many words.
            unsafe {
                *start = Word::NIL;
                *start.add(words - 1) = Word::NIL;
            }
            pool.free(block);
            let block = pool.allocate(words).unwrap();
            assert!(words > 1_000_000 || block.start() == start);
            pool.free(block);
        }
        assert!(account.used() > 0);
        pool.clear();
        assert_eq!(account.used(), 0);
    }

    #[test]
    fn trimming_gives_pages_back() {
        let account = Arc::new(Account::new(usize::MAX));
        let mut pool = BlockPool::new(account.clone());
        let mut block = pool.allocate(1_000_000).unwrap();
        pool.trim(&mut block, 50_000, true);
        let kept = large_capacity(50_001);
        assert!(kept < 60_000 && block.capacity() == kept);
        assert_eq!(account.used(), kept * 8);
        pool.trim(&mut block, 30_000, true);
        assert_eq!(block.capacity(), kept, "most of it is wanted");
        pool.trim(&mut block, 10, false);
        assert!(block.capacity() > LARGEST_CLASS && block.capacity() < kept);
        pool.free(block);
    }

    #[test]
    fn a_part_leads_back_to_its_block() {
        let account = Arc::new(Account::new(usize::MAX));
        let mut pool = BlockPool::new(account.clone());
        for words in [1, 40, 4095, 4096, 4097, 6144, 24575, 24576, 24577, 40_000] {
            for wanted in [1, 4096, 4097, words, usize::MAX] {
                let block = pool.allocate(words).unwrap();
                let (start, capacity) = (block.start(), block.capacity());
                let end = block.end_for(wanted.max(words));
                // SAFETY: both are in the block.
                let part = unsafe { end.offset_from_unsigned(start) };
                assert!(part >= words && part <= capacity, "{part} of {capacity}");
                // SAFETY: the bounds of the block just made, which is not used any more.
                let again = unsafe { Block::from_bounds(start, end) };
                assert_eq!((again.start(), again.capacity()), (start, capacity));
                pool.free(again);
            }
        }
        pool.clear();
        assert_eq!(account.used(), 0);
    }

    #[test]
    fn very_large_blocks_go_back_a_piece_at_a_time() {
        let account = Arc::new(Account::new(usize::MAX));
        let mut pool = BlockPool::new(account.clone());
        for words in [
            REAPED_WORDS + 1,
            KEPT_LARGE,
            KEPT_LARGE + 5000,
            5 * KEPT_LARGE,
        ] {
            let block = pool.allocate(words).unwrap();
            let other = pool.allocate(KEPT_LARGE - PAGE_WORDS).unwrap();
            // The pool keeps the last, if it may, so the first has to go.
            pool.free(block);
            pool.free(other);
            let mut pieces = 0;
            while pool.reap() {
                pieces += 1;
            }
            assert!(pieces <= words / REAPED_WORDS * 2 + 2, "{pieces}");
            pool.clear();
            assert_eq!(account.used(), 0);
        }
    }

    #[test]
    fn the_limit_holds() {
        let account = Arc::new(Account::new(1 << 20));
        let mut pool = BlockPool::new(account.clone());
        let block = pool.allocate(100_000).unwrap();
        assert_eq!(pool.allocate(100_000).unwrap_err(), OutOfMemory);
        // Free blocks are given back before giving up.
        pool.free(block);
        let block = pool.allocate(130_000).unwrap();
        assert!(pool.allocate(usize::MAX / 2).is_err());
        pool.free(block);
        pool.clear();
        assert_eq!(account.used(), 0);
    }
}
