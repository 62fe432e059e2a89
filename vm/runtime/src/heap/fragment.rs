//! Fragments: terms between heaps. The sender builds one, the receiver adopts it without copying; at the receiver's next collection what is
//! live of it moves to its heap.
//!
//! - F1. A fragment owns its memory and the counts of its off-heap list; its root is an immediate, a literal, or points into it.
//! - F2. Once built it is written by nobody until it is adopted; it may go from thread to thread.

use std::alloc::Layout;
use std::cell::Cell;
use std::ptr::{self, NonNull};

use super::account::{OutOfMemory, Shard};
use super::offheap;
use super::writer::Writer;
use super::{Area, HeapShared};
use crate::term::{Term, Word};

/// The head of a fragment's memory; its words follow.
#[repr(C)]
pub(crate) struct Header {
    pub area: Area,
    /// In the one list it is in: an inbox (where the pointer carries a tag), a mailbox, or a heap's list of adopted fragments.
    pub next: Cell<*mut Header>,
    /// While it is a message in an inbox: the number of the pid it is for.
    pub target: Cell<u64>,
    root: Cell<Word>,
    capacity: usize,
    /// Where its bytes are charged.
    shard: Shard,
}

impl Header {
    /// Words that nothing has been written to.
    pub fn free_words(&self) -> usize {
        let start = Header::start(std::ptr::from_ref(self).cast_mut());
        self.capacity - (self.area.hp.get() as usize - start as usize) / size_of::<Word>()
    }

    /// Words in use.
    pub fn words(&self) -> usize {
        self.capacity - self.free_words()
    }

    /// The root, as a word.
    #[inline]
    pub fn root(&self) -> Word {
        self.root.get()
    }

    /// First word of a fragment.
    pub fn start(this: *mut Header) -> *mut Word {
        this.wrapping_add(1).cast()
    }
}

fn layout(words: usize) -> Option<Layout> {
    let bytes = words
        .checked_mul(size_of::<Word>())?
        .checked_add(size_of::<Header>())?;
    Layout::from_size_align(bytes, align_of::<Header>()).ok()
}

/// A term with the memory it lives in.
#[derive(Debug)]
pub struct Fragment(NonNull<Header>);

// SAFETY: F1, F2: whoever has the fragment is the only one who reaches its memory, except for counted buffers, which are made for sharing.
unsafe impl Send for Fragment {}

// SAFETY: F2: what is reached through a shared reference is only read; writing takes the fragment by value or exclusively.
unsafe impl Sync for Fragment {}

impl Fragment {
    /// A fragment with room for `words`, its root nil.
    pub fn allocate(shared: &HeapShared, words: usize) -> Result<Fragment, OutOfMemory> {
        let layout = layout(words).ok_or(OutOfMemory)?;
        let shard = shared.account.charge_shard(layout.size())?;
        Fragment::charged(words, layout, shard)
    }

    /// The same whatever the limit: for the few words that tell of the end of a process, which must reach whoever waits for it.
    pub fn allocate_anyway(shared: &HeapShared, words: usize) -> Result<Fragment, OutOfMemory> {
        let layout = layout(words).ok_or(OutOfMemory)?;
        let shard = shared.account.charge_shard_anyway(layout.size());
        Fragment::charged(words, layout, shard)
    }

    /// The layout is that of so many words; its bytes were taken from that shard.
    #[inline]
    fn charged(words: usize, layout: Layout, shard: Shard) -> Result<Fragment, OutOfMemory> {
        // SAFETY: the layout is not empty.
        let Some(header) = NonNull::new(unsafe { std::alloc::alloc(layout) }.cast::<Header>())
        else {
            shard.release(layout.size());
            return Err(OutOfMemory);
        };
        let area = Area::new(Header::start(header.as_ptr()));
        let contents = Header {
            area,
            next: Cell::new(ptr::null_mut()),
            target: Cell::new(0),
            root: Cell::new(Word::NIL),
            capacity: words,
            shard,
        };
        // SAFETY: fresh memory, large enough and aligned for the header.
        unsafe { header.write(contents) };
        Ok(Fragment(header))
    }

    /// Writes into what room is left.
    pub fn writer<'w>(&'w mut self, shared: &'w HeapShared) -> Writer<'w> {
        let header = self.header();
        let limit = Header::start(self.0.as_ptr()).wrapping_add(header.capacity);
        // SAFETY: the fragment's free words, borrowed mutably.
        unsafe { Writer::new(&header.area, limit, shared) }
    }

    /// Builds a term in it and makes that the root.
    pub fn build<E>(
        mut self,
        shared: &HeapShared,
        make: impl for<'w> FnOnce(&Writer<'w>) -> Result<Term<'w>, E>,
    ) -> Result<Fragment, E> {
        let root = make(&self.writer(shared))?.word();
        self.header().root.set(root);
        Ok(self)
    }

    /// An immediate in a fragment without words.
    pub fn immediate(shared: &HeapShared, term: Term<'static>) -> Result<Fragment, OutOfMemory> {
        let fragment = Fragment::allocate(shared, 0)?;
        fragment.header().root.set(term.word());
        Ok(fragment)
    }

    #[inline]
    pub fn root(&self) -> Term<'_> {
        // SAFETY: F1: the root lives as long as the fragment.
        unsafe { Term::from_word(self.header().root.get()) }
    }

    /// # Safety
    /// The word is an immediate, a literal or points into this fragment.
    pub(crate) unsafe fn set_root(&mut self, root: Word) {
        self.header().root.set(root);
    }

    /// The first of its words.
    pub(crate) fn words_start(&self) -> *mut Word {
        Header::start(self.0.as_ptr())
    }

    /// With words in use up to `hp`.
    ///
    /// # Safety
    /// They are whole objects without anything off-heap, and the root is an immediate, a literal or one of them.
    #[inline]
    pub(crate) unsafe fn filled(self, root: Word, hp: *mut Word) -> Fragment {
        self.header().area.hp.set(hp);
        self.header().root.set(root);
        self
    }

    /// With a root that leads to it, or to what the heap has that will adopt it.
    pub(crate) fn with_root(self, root: Word) -> Fragment {
        self.header().root.set(root);
        self
    }

    /// Keeps words of no meaning to the collector behind the last object, if there is room.
    pub(crate) fn set_trailer<const N: usize>(&self, words: [u64; N]) -> bool {
        let header = self.header();
        let free = header.capacity - self.words();
        if free < N {
            return false;
        }
        // SAFETY: the last words of the fragment's own memory, which no object uses.
        unsafe { self.trailer_place().write(words) };
        true
    }

    /// # Safety
    /// `set_trailer` of so many words said true, and nothing was written since.
    pub(crate) unsafe fn trailer<const N: usize>(&self) -> [u64; N] {
        // SAFETY: passed on.
        unsafe { self.trailer_place().read() }
    }

    fn trailer_place<const N: usize>(&self) -> *mut [u64; N] {
        let end = Header::start(self.0.as_ptr()).wrapping_add(self.header().capacity);
        end.wrapping_sub(N).cast()
    }

    /// From the first word to behind the last that is in use.
    #[inline]
    pub fn range(&self) -> (*const Word, *const Word) {
        (Header::start(self.0.as_ptr()), self.header().area.hp.get())
    }

    /// Words in use.
    pub fn words(&self) -> usize {
        (self.header().area.hp.get() as usize - Header::start(self.0.as_ptr()) as usize)
            / size_of::<Word>()
    }

    /// Bytes of buffers that it keeps alive.
    pub fn offheap_bytes(&self) -> usize {
        self.header().area.offheap_bytes()
    }

    #[inline]
    pub(crate) fn header(&self) -> &Header {
        // SAFETY: F1: written in `allocate`, ours.
        unsafe { self.0.as_ref() }
    }

    #[inline]
    pub(crate) fn into_raw(self) -> *mut Header {
        let raw = self.0.as_ptr();
        std::mem::forget(self);
        raw
    }

    /// # Safety
    /// The header is one that `into_raw` gave, used by nobody else.
    #[inline]
    pub(crate) unsafe fn from_raw(header: *mut Header) -> Fragment {
        // SAFETY: `into_raw` gives no null.
        Fragment(unsafe { NonNull::new_unchecked(header) })
    }
}

impl Drop for Fragment {
    fn drop(&mut self) {
        // SAFETY: F1: the list's objects are in the fragment; the memory was allocated with this layout; the header is read out before it goes.
        unsafe {
            offheap::release_all(&self.header().area);
            let header = self.0.read();
            let layout = layout(header.capacity).expect("it was allocated with this layout");
            std::alloc::dealloc(self.0.as_ptr().cast(), layout);
            header.shard.release(layout.size());
        }
    }
}
