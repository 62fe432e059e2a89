//! The heap and stack of one process: one block, heap from its start upwards, stack from its end downwards; and a second block for what
//! has survived.
//!
//! ```text
//! start          high water        hp               sp                    end
//!   | survived     | made since      |     free     | frames...            |
//! ```
//!
//! - P1. `start <= high_water <= hp <= sp <= end`, all in the block; the same for the old generation's three.
//! - P2. The words from `start` to `hp` are objects; from `sp` to `end` frames, walked by `RootSet::frame` alone.
//! - P3. Objects below `high_water` have survived one collection; they point to each other, old objects and literals only.

use std::ptr;

use super::account::OutOfMemory;
use super::block::Block;
use super::fragment::{self, Fragment};
use super::writer::Writer;
use super::{Area, HeapEnv, HeapShared, offheap};
use crate::term::Word;

/// Words below the stack pointer that may be used without a check: the room for a continuation record and little more.
pub const SLACK_WORDS: usize = 8;

/// Largest block that `renew` keeps.
const MOST_KEPT_WORDS: usize = 16 * 1024;

#[repr(C)]
#[derive(Debug)]
pub struct ProcessHeap {
    /// Where the process allocates: `area.hp`. Interpreters keep `hp` and `sp` in locals and write them back before anything slow.
    pub area: Area,
    /// The top of the stack: `[sp]` is the continuation record, `sp[1]` is y0.
    pub sp: *mut Word,
    pub(crate) start: *mut Word,
    pub(crate) end: *mut Word,
    pub(crate) high_water: *mut Word,
    pub(crate) old: Generation,
    /// Adopted and not yet collected.
    pub(crate) fragments: *mut fragment::Header,
    /// A collection that was asked for or is under way.
    pub(crate) pending: Option<Box<super::gc::Pending>>,
    pub policy: super::gc::policy::Policy,
    /// What its terms point into besides.
    pub held: super::held::Held,
}

/// The old generation: null when there is none.
#[repr(C)]
#[derive(Debug)]
pub(crate) struct Generation {
    pub area: Area,
    pub start: *mut Word,
    pub end: *mut Word,
}

impl Generation {
    pub const fn none() -> Generation {
        Generation {
            area: Area::new(ptr::null_mut()),
            start: ptr::null_mut(),
            end: ptr::null_mut(),
        }
    }

    pub fn used(&self) -> usize {
        words_between(self.start, self.area.hp.get())
    }

    pub fn free(&self) -> usize {
        words_between(self.area.hp.get(), self.end)
    }
}

#[inline]
pub(crate) fn words_between(from: *const Word, to: *const Word) -> usize {
    debug_assert!(from <= to);
    (to as usize - from as usize) / size_of::<Word>()
}

// SAFETY: the heap's memory is reached through it alone; it goes to another thread only together with its process.
unsafe impl Send for ProcessHeap {}

impl ProcessHeap {
    /// A heap with room for at least `words`, and an empty stack. Give it back with `release`.
    pub fn new(env: &mut HeapEnv<'_>, words: usize) -> Result<ProcessHeap, OutOfMemory> {
        let block = env.pool.allocate(words + SLACK_WORDS)?;
        let end = block.end_for(usize::MAX);
        Ok(ProcessHeap {
            area: Area::new(block.start()),
            sp: end,
            start: block.start(),
            end,
            high_water: block.start(),
            old: Generation::none(),
            fragments: ptr::null_mut(),
            pending: None,
            policy: super::gc::policy::Policy::new(words),
            held: Default::default(),
        })
    }

    #[inline]
    pub fn hp(&self) -> *mut Word {
        self.area.hp.get()
    }

    #[inline]
    pub fn set_hp(&mut self, hp: *mut Word) {
        debug_assert!(hp >= self.start && hp <= self.sp);
        self.area.hp.set(hp);
    }

    /// One past the stack's first word: `sp` of an empty stack.
    #[inline]
    pub fn stack_end(&self) -> *mut Word {
        self.end
    }

    /// Is there room for `words` (heap and stack together) besides the slack?
    #[inline]
    pub fn has_room(&self, words: usize) -> bool {
        self.free_words() >= words.saturating_add(SLACK_WORDS)
    }

    /// Free words, slack included.
    #[inline]
    pub fn free_words(&self) -> usize {
        words_between(self.area.hp.get(), self.sp)
    }

    /// Writes into the free words, or what `overflow` took; there must be room for `words` (`has_room`, or a collection that was asked for them).
    ///
    /// # Panics
    /// If there is not.
    #[inline]
    pub fn writer<'w>(&'w self, words: usize, shared: &'w HeapShared) -> Writer<'w> {
        if self.free_words() < words {
            return self.overflow_writer(words, shared);
        }
        // SAFETY: free words of this heap; while the writer borrows it nobody pushes frames or moves `hp` but through the area.
        unsafe { Writer::new(&self.area, self.area.hp.get().wrapping_add(words), shared) }
    }

    #[cold]
    #[inline(never)]
    fn overflow_writer<'w>(&'w self, words: usize, shared: &'w HeapShared) -> Writer<'w> {
        assert!(!self.fragments.is_null(), "reserve before writing");
        // SAFETY: an adopted fragment is the heap's own; nobody writes to it but through this borrow.
        unsafe {
            let header = &*self.fragments;
            assert!(header.free_words() >= words, "reserve before writing");
            let limit = header.area.hp.get().wrapping_add(words);
            Writer::new(&header.area, limit, shared)
        }
    }

    /// Room for `words` outside the block, where it is not the time to collect: `writer` gives it until something else is adopted. Counts as
    /// adopted, so the next collection moves what is there.
    pub fn overflow(&mut self, shared: &HeapShared, words: usize) -> Result<(), OutOfMemory> {
        let fragment = Fragment::allocate(shared, words)?;
        self.policy.adopted(words, 0);
        let header = fragment.into_raw();
        // SAFETY: the fragment is ours; its header stays until it is collected.
        unsafe { (*header).next.set(self.fragments) };
        self.fragments = header;
        Ok(())
    }

    /// Takes over a fragment; its root is a term of this heap from now on.
    pub fn adopt(&mut self, fragment: Fragment) -> Word {
        let root = fragment.root().word();
        if root.is_immediate() {
            return root;
        }
        self.policy
            .adopted(fragment.words(), fragment.offheap_bytes());
        let header = fragment.into_raw();
        // SAFETY: the fragment is ours; its header stays until it is collected.
        unsafe { (*header).next.set(self.fragments) };
        self.fragments = header;
        root
    }

    /// Is a collection due whatever room there is: adopted fragments or bytes outside have grown too much?
    #[inline]
    pub fn wants_collection(&self) -> bool {
        self.policy.outside_full(
            self.area.offheap_bytes(),
            words_between(self.start, self.end),
        )
    }

    /// From where to where there are objects: both generations and adopted fragments.
    pub(crate) fn areas(&self, see: &mut dyn FnMut(*const Word, *const Word)) {
        see(self.start, self.area.hp.get());
        see(self.old.start, self.old.area.hp.get());
        let mut header = self.fragments;
        while !header.is_null() {
            // SAFETY: `adopt` made the list of fragments that are ours.
            unsafe {
                see(fragment::Header::start(header), (*header).area.hp.get());
                header = (*header).next.get();
            }
        }
    }

    /// Words of all that the process has: heap, stack, free space, old generation, fragments.
    pub fn total_words(&self) -> usize {
        words_between(self.start, self.end)
            + words_between(self.old.start, self.old.end)
            + self.policy.fragment_words()
    }

    /// Words of the young generation's block, heap and stack: `heap_size` and friends.
    pub fn block_words(&self) -> usize {
        words_between(self.start, self.end)
    }

    /// Words of the young generation's block, with what is not used of it.
    pub(crate) fn block_capacity(&self) -> usize {
        self.young_block().capacity()
    }

    /// The young generation's block, for whoever forgets the heap's bounds, or only looks at it.
    pub(crate) fn young_block(&self) -> Block {
        // SAFETY: the bounds of a block that this heap owns (P1).
        unsafe { Block::from_bounds(self.start, self.end) }
    }

    /// The counted buffers that its objects hold counts on.
    pub fn buffers(&self) -> Vec<offheap::BufferInfo> {
        let mut all = Vec::new();
        let mut fragment = self.fragments;
        // SAFETY: H2: the lists' objects are in this heap's blocks and fragments.
        unsafe {
            offheap::list_buffers(&self.area, &mut all);
            offheap::list_buffers(&self.old.area, &mut all);
            while !fragment.is_null() {
                offheap::list_buffers(&(*fragment).area, &mut all);
                fragment = (*fragment).next.get();
            }
        }
        all
    }

    /// Words of the old generation's block.
    pub fn old_block_words(&self) -> usize {
        words_between(self.old.start, self.old.end)
    }

    /// Words made since the last collection.
    pub fn recent_words(&self) -> usize {
        words_between(self.high_water, self.area.hp.get())
    }

    pub fn used_words(&self) -> usize {
        words_between(self.start, self.area.hp.get())
    }

    pub fn old_words(&self) -> usize {
        self.old.used()
    }

    pub fn stack_words(&self) -> usize {
        words_between(self.sp, self.end)
    }

    /// Bytes of counted buffers and resources that the process keeps alive.
    pub fn outside_bytes(&self) -> usize {
        self.area.offheap_bytes() + self.old.area.offheap_bytes()
    }

    /// Gives everything back. The heap is empty afterwards and must not be used any more.
    pub fn release(&mut self, pool: &mut super::BlockPool) {
        if let Some(collection) = self.pending.take().and_then(|pending| pending.collection) {
            collection.abandon(self, pool);
        }
        // SAFETY: the lists' objects are in this heap's blocks, which are still there.
        unsafe {
            offheap::release_all(&self.area);
            offheap::release_all(&self.old.area);
        }
        self.drop_fragments();
        self.held = Default::default();
        for (start, end) in [(self.start, self.end), (self.old.start, self.old.end)] {
            if !start.is_null() {
                // SAFETY: the bounds of a block that this heap owns (P1) and forgets below.
                pool.free(unsafe { Block::from_bounds(start, end) });
            }
        }
        self.start = ptr::null_mut();
        self.end = ptr::null_mut();
        self.sp = ptr::null_mut();
        self.high_water = ptr::null_mut();
        self.area = Area::new(ptr::null_mut());
        self.old = Generation::none();
    }

    /// Empty again, for another process. False: more than its own small block has to be given back; `release` it and make a new one.
    pub fn renew(&mut self) -> bool {
        let is_small = self.old.start.is_null()
            && self.fragments.is_null()
            && self.pending.is_none()
            && self.area.offheap.get().is_null()
            && self.block_words() <= MOST_KEPT_WORDS;
        if is_small {
            self.area = Area::new(self.start);
            self.sp = self.end;
            self.high_water = self.start;
            self.policy = super::gc::policy::Policy::new(0);
            self.held = super::held::Held::default();
        }
        is_small
    }

    /// Words of objects in adopted fragments.
    pub(crate) fn adopted_words(&self) -> usize {
        let mut words = 0;
        let mut header = self.fragments;
        while !header.is_null() {
            // SAFETY: `adopt` made the list of fragments that are ours.
            unsafe {
                words += words_between(fragment::Header::start(header), (*header).area.hp.get());
                header = (*header).next.get();
            }
        }
        words
    }

    /// Frees all adopted fragments.
    pub(crate) fn drop_fragments(&mut self) {
        let mut header = std::mem::replace(&mut self.fragments, ptr::null_mut());
        while !header.is_null() {
            // SAFETY: `adopt` made the list of fragments that are ours.
            unsafe {
                let next = (*header).next.get();
                drop(Fragment::from_raw(header));
                header = next;
            }
        }
        self.policy.fragments_dropped();
    }
}
