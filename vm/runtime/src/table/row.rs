//! A row: one object of a table in one block of memory.
//!
//! ```text
//! [extent]  [extra]  head  [elements...][other objects...]  [off-heap list]
//!    ^         ^      ^ the row's address                         ^
//!    |         |      the tuple's header, with a note beside its size        with OWNS: first object that holds a count
//!    |         with EXTRA: the next older row of the same key (bags), the lock of a counter row, or its only counter
//!    with LARGE: what the note has no room for
//!
//! note: [more, 8 bits][size in words from the head on, 10 bits][flags, 6 bits]
//! ```
//!
//! - W1. A row is written before it is published and not changed afterwards, except for `extra`, and the small integers among the elements of
//!   a counter row.
//! - W2. Elements of a counter row change under the row's lock only, from small integer to small integer. Who reads them looks at the lock
//!   before and after and reads again if it has changed: so an object is never seen half changed.
//! - W3. While the lock of a counter row says `FROZEN` its elements do not change. Who has locked the row's leaf freezes it, and thaws it
//!   unless it takes the row out of the table: a row that is out of its table stays frozen.
//! - W4. A row is freed when no pin that could have seen it is left (epoch.rs).
//! - W5. In a row with one small integer besides the key, a *lone* counter, that integer is in `extra`, with `FROZEN` among its tag bits;
//!   `more` says which element it is, from 1. Whoever freezes the row writes the element; nobody else reads or writes it there.
//! - W6. A row with lists is PACKED (packed.rs): its key and the elements that need no more than their word can be read where they lie, all
//!   else is unpacked first. `more` says how many words are gained. Counter rows are not packed.

use std::alloc::Layout;
use std::cell::RefCell;
use std::marker::PhantomData;
use std::ptr::{self, NonNull};
use std::sync::atomic::{AtomicU64, Ordering, fence};

use smallvec::SmallVec;

use super::epoch::{Block, Pin};
use super::packed::{self, Plan, Source};
use crate::heap::{Area, HeapShared, OutOfMemory, Writer, copy, offheap};

use crate::term::layout::RAW_WORDS;
use crate::term::{Term, Word};

const EXTRA: u64 = 1;
/// Objects in it hold counts on what is outside.
const OWNS: u64 = 2;
const COUNTER: u64 = 4;
/// Other objects than the tuple are in it.
const PARTS: u64 = 8;
const PACKED: u64 = 16;
/// Size and `more` are in the word `extent`.
const LARGE: u64 = 32;

const SIZE_SHIFT: u32 = 6;
const MORE_SHIFT: u32 = 16;
const MAX_SIZE: usize = (1 << (MORE_SHIFT - SIZE_SHIFT)) - 1;
const MAX_MORE: usize = 0xff;
/// In `extent`.
const LARGE_MORE_SHIFT: u32 = 32;

const LOCKED: u64 = 1;
const FROZEN: u64 = 2;
const STEP: u64 = 4;

/// What a small integer's word has no bits of.
const TAG_BITS: u64 = 7;

/// What a row's note says, and `extent` if it is large.
#[derive(Clone, Copy)]
struct Shape {
    flags: u64,
    /// Words from the head on.
    size: usize,
    more: usize,
}

impl Shape {
    fn new(flags: u64, size: usize, more: usize) -> Shape {
        if size <= MAX_SIZE && more <= MAX_MORE {
            return Shape { flags, size, more };
        }
        // A lone counter must be found by the note alone.
        let more = if flags & COUNTER != 0 { 0 } else { more };
        let flags = flags | LARGE;
        Shape { flags, size, more }
    }

    /// # Safety
    /// A row that lives.
    #[inline]
    unsafe fn of(row: NonNull<u64>) -> Shape {
        // SAFETY: W1; with LARGE there is a word more in front.
        unsafe {
            let note = Word::from_bits(row.read()).note();
            let flags = note & ((1 << SIZE_SHIFT) - 1);
            if flags & LARGE != 0 {
                let extent = row.sub(1 + usize::from(flags & EXTRA != 0)).read();
                return Shape {
                    flags,
                    size: (extent & u64::from(u32::MAX)) as usize,
                    more: (extent >> LARGE_MORE_SHIFT) as usize,
                };
            }
            Shape {
                flags,
                size: (note >> SIZE_SHIFT) as usize & MAX_SIZE,
                more: (note >> MORE_SHIFT) as usize,
            }
        }
    }

    /// Words before the head.
    fn front(self) -> usize {
        usize::from(self.flags & EXTRA != 0) + usize::from(self.flags & LARGE != 0)
    }

    fn layout(self) -> Option<Layout> {
        Layout::from_size_align((self.front() + self.size).checked_mul(8)?, 8).ok()
    }

    /// A block with `extent` written.
    fn allocate(self) -> Result<NonNull<u64>, OutOfMemory> {
        if self.size.max(self.more) > u32::MAX as usize {
            return Err(OutOfMemory);
        }
        let layout = self.layout().ok_or(OutOfMemory)?;
        // SAFETY: the layout is not empty: every row has a head. With LARGE a word in front of all others is ours.
        unsafe {
            let block = std::alloc::alloc(layout).cast::<u64>();
            let block = NonNull::new(block).ok_or(OutOfMemory)?;
            if self.flags & LARGE != 0 {
                block.write(self.size as u64 | (self.more as u64) << LARGE_MORE_SHIFT);
            }
            Ok(block.add(self.front()))
        }
    }

    /// # Safety
    /// `allocate` gave the row, and nobody uses it any more.
    unsafe fn free(self, row: NonNull<u64>) {
        let layout = self.layout().expect("it was allocated with this layout");
        // SAFETY: passed on.
        unsafe { std::alloc::dealloc(row.sub(self.front()).as_ptr().cast(), layout) };
    }

    /// The head of a row with a tuple of `n` elements.
    fn head(self, n: usize) -> u64 {
        let note = match self.flags & LARGE {
            0 => self.flags | (self.size as u64) << SIZE_SHIFT | (self.more as u64) << MORE_SHIFT,
            _ => self.flags,
        };
        Word::tuple_header(n).with_note(note).bits()
    }

    /// Words of the object as heaps have it.
    fn object_words(self) -> usize {
        let gained = if self.flags & PACKED != 0 {
            self.more
        } else {
            0
        };
        self.size - usize::from(self.flags & OWNS != 0) + gained
    }
}

/// What a row is made for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Use {
    Plain,
    /// Of a bag: rows of one key are chained.
    Chained,
    /// Its small integers may be counted up in place, except for the key.
    Counter,
}

/// A row that is in no table yet, or not any more.
#[derive(Debug)]
pub struct NewRow(NonNull<u64>);

// SAFETY: nobody else knows it; counted buffers are made for sharing.
unsafe impl Send for NewRow {}

/// A row of a table, while pinned.
#[derive(Clone, Copy)]
pub struct RowRef<'p> {
    row: NonNull<u64>,
    pin: PhantomData<&'p ()>,
}

impl NewRow {
    /// A row whose tuple of `n` elements `make` builds in the words of the object that `shape` says.
    fn build(
        shared: &HeapShared,
        n: usize,
        shape: Shape,
        make: impl for<'w> FnOnce(&Writer<'w>) -> Result<Term<'w>, OutOfMemory>,
    ) -> Result<NewRow, OutOfMemory> {
        let words = shape.object_words();
        let row = shape.allocate()?;
        // SAFETY: from the row on there are the object's words and, with OWNS, that of the list; with EXTRA one before.
        unsafe {
            let start = row.as_ptr().cast::<Word>();
            let area = Area::new(start);
            let made = {
                let writer = Writer::new(&area, start.add(words), shared);
                make(&writer).map(|term| {
                    debug_assert!(term.word() == Word::tuple(start), "the tuple comes first");
                    // Whoever copies the row copies all its words.
                    let left = writer.left();
                    let rest = writer.take(left);
                    (0..left).for_each(|i| *rest.add(i) = Word::NIL);
                })
            };
            if let Err(error) = made {
                offheap::release_all(&area);
                shape.free(row);
                return Err(error);
            }
            if shape.flags & EXTRA != 0 {
                row.sub(1).write(match shape.flags & COUNTER {
                    0 => 0,
                    _ if shape.more == 0 => 0,
                    _ => start.add(shape.more).read().bits(),
                });
            }
            debug_assert!(shape.flags & OWNS != 0 || area.offheap.get().is_null());
            if shape.flags & OWNS != 0 {
                row.add(words).write(area.offheap.get() as u64);
            }
            row.write(shape.head(n));
        }
        Ok(NewRow(row))
    }

    /// A copy of an object, which must be a tuple; its key is at element `key`, from 0.
    pub fn copy_of(
        object: Term<'_>,
        key: usize,
        shared: &HeapShared,
        kind: Use,
    ) -> Result<NewRow, OutOfMemory> {
        let tuple = object.as_tuple().ok_or(OutOfMemory)?;
        let n = tuple.len();
        let flags = match kind {
            Use::Plain => 0,
            Use::Chained => EXTRA,
            Use::Counter => return NewRow::of_elements(n, key, shared, kind, |i| tuple.at(i)),
        };
        if kind == Use::Plain
            && let Some(row) = NewRow::of_small(object, key, shared)
        {
            return Ok(row);
        }
        if !can_copy_at_once(object, key, shared) {
            return NewRow::of_elements(n, key, shared, kind, |i| tuple.at(i));
        }
        let (words, owns) = copy::measure(object, &shared.literals);
        let flags = flags | if words > 1 + n { PARTS } else { 0 } | if owns { OWNS } else { 0 };
        let shape = Shape::new(flags, words + usize::from(owns), 0);
        let row = NewRow::build(shared, n, shape, |w| copy::copy_into(object, w))?;
        row.packed(n, 1 + n)
    }

    /// A plain row of an object of few words that owns nothing outside; nothing: it is another, or there is no memory.
    #[inline]
    pub fn of_small(object: Term<'_>, key: usize, shared: &HeapShared) -> Option<NewRow> {
        const FEW: usize = 64;
        let tuple = object.as_tuple()?;
        let n = tuple.len();
        if n < FEW && (0..n).all(|i| tuple.at(i).word().is_immediate()) {
            return NewRow::of_immediates(n, |i| tuple.at(i).word()).ok();
        }
        let words = copy::small_words(object, &shared.literals)?;
        if words > FEW || !can_copy_at_once(object, key, shared) {
            return None;
        }
        if tuple.iter().any(|element| element.word().is_cons()) {
            let mut scratch = [Word::NIL; FEW];
            let area = Area::new(scratch.as_mut_ptr());
            // SAFETY: the words of the copy, which are in `scratch`.
            let source = unsafe {
                let end = scratch.as_mut_ptr().add(words);
                copy::copy_into(object, &Writer::new(&area, end, shared)).ok()?;
                Source::new(&scratch[..words], 1 + n)
            };
            if let Some(plan) = source.plan() {
                return NewRow::of_plan(plan, words, PARTS, n).ok();
            }
        }
        let shape = Shape::new(PARTS, words, 0);
        let row = NewRow::build(shared, n, shape, |w| copy::copy_into(object, w));
        row.ok()?.packed(n, 1 + n).ok()
    }

    /// A plain row of `n` elements that are nowhere but in their words.
    #[inline]
    fn of_immediates(n: usize, element: impl Fn(usize) -> Word) -> Result<NewRow, OutOfMemory> {
        let shape = Shape::new(0, 1 + n, 0);
        let row = shape.allocate()?;
        // SAFETY: from the row on there are header and elements.
        unsafe {
            row.write(shape.head(n));
            for i in 0..n {
                debug_assert!(element(i).is_immediate());
                row.add(1 + i).write(element(i).bits());
            }
        }
        Ok(NewRow(row))
    }

    /// A row of copies of `n` elements, the key at `key`, from 0.
    pub fn of_elements<'t>(
        n: usize,
        key: usize,
        shared: &HeapShared,
        kind: Use,
        element: impl Fn(usize) -> Term<'t>,
    ) -> Result<NewRow, OutOfMemory> {
        let (mut flags, lone) = match kind {
            Use::Plain => (0, 0),
            Use::Chained => (EXTRA, 0),
            Use::Counter => (
                EXTRA | COUNTER,
                lone_counter(n, key, |i| element(i).word().is_small()),
            ),
        };
        if (0..n).all(|i| element(i).word().is_immediate()) {
            // Allocators give blocks of two words, four and so on: what is counted lies among its like, not scattered over what was
            // freed of rows that were never counted. 300,000 counts in a million rows take half the time.
            let size = match kind {
                Use::Counter => (2 + n) & !1,
                Use::Plain | Use::Chained => 1 + n,
            };
            return NewRow::build(shared, n, Shape::new(flags, size, lone), |w| {
                Ok(w.tuple_with(n, |i| Term::inside(element(i).word())))
            });
        }
        flags |= PARTS;
        let mut words = 1 + n;
        for i in 0..n {
            let (more, owns) = copy::measure(element(i), &shared.literals);
            words += more;
            flags |= if owns { OWNS } else { 0 };
        }
        let shape = Shape::new(flags, words + usize::from(flags & OWNS != 0), lone);
        let (mut failed, mut verbatim) = (false, 1 + n);
        let row = NewRow::build(shared, n, shape, |w| {
            let mut copied = |i| {
                copy::copy_into(element(i), w).unwrap_or_else(|_| {
                    failed = true;
                    Term::NIL
                })
            };
            let mut key_copy = Term::NIL;
            let tuple = w.tuple_with(n, |i| {
                if i == 0 && key < n {
                    // The key comes first, so that it can be read where it lies (P1).
                    let left = w.left();
                    key_copy = copied(key);
                    verbatim += left - w.left();
                }
                if i == key { key_copy } else { copied(i) }
            });
            if failed { Err(OutOfMemory) } else { Ok(tuple) }
        })?;
        match kind {
            Use::Counter => Ok(row),
            Use::Plain | Use::Chained => row.packed(n, verbatim),
        }
    }

    /// The same row packed, if it has lists; its first `verbatim` words stay as they are.
    fn packed(self, n: usize, verbatim: usize) -> Result<NewRow, OutOfMemory> {
        // SAFETY: a row that we have just made.
        let plain = unsafe { Shape::of(self.0) };
        if plain.flags & PARTS == 0 {
            return Ok(self);
        }
        let words = plain.object_words();
        // SAFETY: the row's objects: the tuple, its key, the others.
        let source = unsafe {
            let words = std::slice::from_raw_parts(self.0.as_ptr().cast::<Word>(), words);
            Source::new(words, verbatim)
        };
        let Some(plan) = source.plan() else {
            return Ok(self);
        };
        let row = NewRow::of_plan(plan, words, plain.flags & !LARGE, n)?;
        // SAFETY: what the old row held counts on the new one holds now.
        unsafe { plain.free(self.0) };
        std::mem::forget(self);
        Ok(row)
    }

    /// A row of `words` words that are packed: those of an object with a tuple of `n` elements.
    fn of_plan(plan: Plan<'_>, words: usize, flags: u64, n: usize) -> Result<NewRow, OutOfMemory> {
        let packed = plan.words;
        let owns = flags & OWNS != 0;
        let shape = Shape::new(flags | PACKED, packed + usize::from(owns), words - packed);
        let row = shape.allocate()?;
        // SAFETY: the row has the words that were counted.
        unsafe {
            let listed = plan.pack(row.as_ptr().cast());
            row.write(shape.head(n));
            if owns {
                row.add(packed).write(listed as u64);
            }
            if flags & EXTRA != 0 {
                row.sub(1).write(0);
            }
        }
        Ok(NewRow(row))
    }

    /// Seen as a row; it lives as long as this borrow.
    pub fn as_ref(&self) -> RowRef<'_> {
        RowRef {
            row: self.0,
            pin: PhantomData,
        }
    }

    /// The pointer that a table keeps.
    pub(super) fn into_raw(self) -> *mut u64 {
        let raw = self.0.as_ptr();
        std::mem::forget(self);
        raw
    }
}

impl Drop for NewRow {
    fn drop(&mut self) {
        // SAFETY: ours alone.
        unsafe { free(self.0) };
    }
}

/// Is the key of an object in its word, so that no part of it needs to come first, and is the object none that copies share?
fn can_copy_at_once(object: Term<'_>, key: usize, shared: &HeapShared) -> bool {
    let key = object.as_tuple().and_then(|tuple| tuple.get(key));
    key.is_some_and(|key| key.word().is_immediate())
        && !shared.literals.kept().contains(object.word().pointer())
}

/// Which element, from 1, is a lone counter: the only one of `n` besides the key that is small.
fn lone_counter(n: usize, key: usize, is_small: impl Fn(usize) -> bool) -> usize {
    let mut counters = (0..n).filter(|i| *i != key && is_small(*i));
    match (counters.next(), counters.next()) {
        (Some(only), None) if only < MAX_MORE => only + 1,
        _ => 0,
    }
}

/// # Safety
/// Nobody uses the row any more.
unsafe fn free(row: NonNull<u64>) {
    // SAFETY: W1: the head says how large the block is and where its list is.
    unsafe {
        let shape = Shape::of(row);
        if shape.flags & OWNS != 0 {
            let list = row.add(shape.size - 1).read() as *mut Word;
            if !list.is_null() {
                let area = Area::new(ptr::null_mut());
                area.offheap.set(list);
                offheap::release_all(&area);
            }
        }
        shape.free(row);
    }
}

/// Frees a row and the older ones behind it that `NewRow::into_raw` gave.
fn free_address(address: usize) {
    if let Some(row) = NonNull::new(address as *mut u64) {
        // SAFETY: whoever retired it had taken it out of its table, and its epoch is over (W4).
        unsafe { free(row) };
    }
}

/// Objects were copied word by word from `from` to `to`: what points into the original points into the copy from now on.
///
/// # Safety
/// The `n` words are whole objects, without gaps.
#[inline(never)]
unsafe fn relocate(to: *mut Word, n: usize, from: usize) {
    let distance = (to as u64).wrapping_sub(from as u64);
    let mut i = 0;
    while i < n {
        // SAFETY: inside the copy; what headers say of their objects' sizes holds.
        unsafe {
            let word = *to.add(i);
            if word.is_header() {
                i += RAW_WORDS[word.kind_number()].min(word.header_size());
            } else if word.is_pointer()
                && (word.pointer() as usize).wrapping_sub(from) < n * size_of::<Word>()
            {
                *to.add(i) = Word::from_bits(word.bits().wrapping_add(distance));
            }
        }
        i += 1;
    }
}

/// Which elements of an object are looked at.
#[derive(Clone, Copy, Debug)]
pub enum Elements {
    All,
    /// A bit for each.
    These(u64),
}

impl Elements {
    pub const NONE: Elements = Elements::These(0);

    pub fn with(self, element: usize) -> Elements {
        match self {
            Elements::These(bits) if element < u64::BITS as usize => {
                Elements::These(bits | 1 << element)
            }
            Elements::These(_) | Elements::All => Elements::All,
        }
    }

    pub fn and(self, other: Elements) -> Elements {
        match (self, other) {
            (Elements::These(a), Elements::These(b)) => Elements::These(a | b),
            _ => Elements::All,
        }
    }

    /// Those of the first `n`.
    fn among(self, n: usize) -> impl Iterator<Item = usize> {
        (0..n).filter(move |i| match self {
            Elements::All => true,
            Elements::These(bits) => *i < u64::BITS as usize && bits >> i & 1 != 0,
        })
    }
}

/// Words of an object that counts, or was packed.
pub type Scratch = SmallVec<[Word; 12]>;

impl<'p> RowRef<'p> {
    /// # Safety
    /// The row stays during `'p`.
    pub(super) unsafe fn from_raw(row: *mut u64) -> Option<RowRef<'p>> {
        Some(RowRef {
            row: NonNull::new(row)?,
            pin: PhantomData,
        })
    }

    pub(super) fn raw(self) -> *mut u64 {
        self.row.as_ptr()
    }

    /// It will be read soon.
    #[inline]
    pub(super) fn fetch(self) {
        fetch(self.row.as_ptr());
    }

    /// Its lock or lone counter will be written soon.
    #[inline]
    pub(super) fn fetch_to_count(self) {
        fetch_to_write(self.row.as_ptr().wrapping_sub(1));
    }

    pub fn is_same(self, other: RowRef<'_>) -> bool {
        self.row == other.row
    }

    /// Flags, size and `more`.
    #[inline]
    fn note(self) -> u64 {
        // SAFETY: the row lives (W1).
        Word::from_bits(unsafe { self.row.read() }).note()
    }

    #[inline]
    fn shape(self) -> Shape {
        // SAFETY: the row lives.
        unsafe { Shape::of(self.row) }
    }

    #[inline]
    pub fn is_counter(self) -> bool {
        self.note() & COUNTER != 0
    }

    /// Does it hold counts on something outside?
    #[inline]
    pub fn owns(self) -> bool {
        self.note() & OWNS != 0
    }

    /// Words of `copy_to`, if the row owns nothing and is not large.
    #[inline(always)]
    pub fn simple_words(self) -> Option<usize> {
        let note = self.note();
        if note & (OWNS | LARGE) != 0 {
            return None;
        }
        let size = (note >> SIZE_SHIFT) as usize & MAX_SIZE;
        Some(match note & PACKED {
            0 => size,
            _ => size + (note >> MORE_SHIFT) as usize,
        })
    }

    /// Words of `copy_to`.
    #[inline]
    pub fn copy_words(self) -> usize {
        self.shape().object_words()
    }

    /// A copy of the object as it lies there, all words at once, `copy_words` of them. The row owns nothing.
    #[inline(always)]
    pub fn copy_to<'w>(self, w: &Writer<'w>) -> Term<'w> {
        self.copy_words_to(self.copy_words(), w)
    }

    /// As `copy_to`, where it is known how many words there are.
    #[inline(always)]
    pub fn copy_words_to<'w>(self, n: usize, w: &Writer<'w>) -> Term<'w> {
        /// Calling a function that copies is dearer.
        const FEW: usize = 12;
        debug_assert!(!self.owns() && n == self.copy_words());
        let to = w.take(n);
        // SAFETY: `take` gave us `n` words, and the row has so many (W1).
        unsafe {
            *to = Word::from_bits(self.row.read()).without_note();
            match self.note() & (COUNTER | PARTS) {
                // A pair, most often.
                0 if n == 3 => (1..3).for_each(|i| *to.add(i) = self.element_word(i)),
                0 if n <= FEW => (1..n).for_each(|i| *to.add(i) = self.element_word(i)),
                0 => ptr::copy_nonoverlapping(self.row.add(1).as_ptr(), to.add(1).cast(), n - 1),
                _ => self.copy_large(to, n),
            }
            Term::from_word(Word::tuple(to))
        }
    }

    /// Word `i` of the tuple, its header being the first.
    #[inline(always)]
    fn element_word(self, i: usize) -> Word {
        Word::from_bits(self.word(i).load(Ordering::Relaxed))
    }

    /// Copies a row that counts, or has more than a tuple in it.
    ///
    /// # Safety
    /// There is room for `n` words, as many as its object has.
    #[inline(never)]
    unsafe fn copy_large(self, to: *mut Word, n: usize) {
        // SAFETY: passed on.
        unsafe {
            if self.is_packed() {
                self.unpack_to(to);
                return;
            }
            if self.is_counter() {
                self.copy_counting(to, n);
            } else {
                ptr::copy_nonoverlapping(self.row.add(1).as_ptr(), to.add(1).cast(), n - 1);
            }
            if self.note() & PARTS != 0 {
                relocate(to, n, self.row.as_ptr() as usize);
            }
        }
    }

    /// # Safety
    /// The row is packed, and there is room for its object.
    unsafe fn unpack_to(self, to: *mut Word) {
        let shape = self.shape();
        let packed = shape.size - usize::from(shape.flags & OWNS != 0);
        // SAFETY: passed on; `NewRow::packed` packed these words.
        let written = unsafe { packed::unpack(self.row.as_ptr().cast(), packed, to) };
        debug_assert!(written == shape.object_words());
        // SAFETY: the header was written.
        unsafe { *to = (*to).without_note() };
    }

    #[inline]
    fn is_packed(self) -> bool {
        self.note() & PACKED != 0
    }

    /// # Safety
    /// There is room for `n` words, as many as the row has.
    #[cold]
    unsafe fn copy_counting(self, to: *mut Word, n: usize) {
        let mut scratch = Scratch::new();
        self.object(&mut scratch);
        // SAFETY: passed on; what is behind the tuple does not change (W1).
        unsafe {
            let tuple = scratch.len();
            ptr::copy_nonoverlapping(scratch.as_ptr(), to, tuple);
            let parts = self.row.add(tuple).as_ptr().cast::<Word>();
            ptr::copy_nonoverlapping(parts, to.add(tuple), n - tuple);
        }
    }

    /// Of a bag?
    pub(super) fn is_chained(self) -> bool {
        self.note() & (EXTRA | COUNTER) == EXTRA
    }

    /// Bytes of its block.
    pub fn bytes(self) -> usize {
        let shape = self.shape();
        (shape.front() + shape.size) * size_of::<u64>()
    }

    /// Which element is the lone counter, from 0.
    #[inline]
    fn lone(self) -> Option<usize> {
        debug_assert!(self.is_counter());
        ((self.note() >> MORE_SHIFT) as usize).checked_sub(1)
    }

    /// Number of elements.
    #[inline]
    fn arity(self) -> usize {
        // SAFETY: the row lives; its head does not change.
        Word::from_bits(unsafe { self.row.read() }).header_size()
    }

    /// The object where it lies: of a counter row its counters may change, of a packed row not all can be read (W6).
    #[inline]
    fn tuple(self) -> Term<'p> {
        // SAFETY: W1: a tuple is there and lives as long as the row.
        unsafe { Term::from_word(Word::tuple(self.row.as_ptr().cast())) }
    }

    /// The key: it never changes.
    #[inline]
    pub fn key(self, position: usize) -> Term<'p> {
        // SAFETY: every row of a table has a key; it is no counter, so it does not change (W1), and it is not packed.
        unsafe { Term::from_word(self.row.add(1 + position).cast::<Word>().read()) }
    }

    /// The object where it lies, if all of it is there as it is.
    #[inline]
    pub fn object_in_place(self) -> Option<Term<'p>> {
        (self.note() & (COUNTER | PACKED) == 0).then(|| self.tuple())
    }

    /// The object where it lies, if those elements are there as they are; others may be packed. `key` says which one is the key.
    #[inline]
    pub fn object_showing(self, elements: Elements, key: usize) -> Option<Term<'p>> {
        let note = self.note();
        let shows = |i: usize| i == key || self.element_word(1 + i).is_immediate();
        let is_there =
            note & COUNTER == 0 && (note & PACKED == 0 || elements.among(self.arity()).all(shows));
        is_there.then(|| self.tuple())
    }

    /// An element that needs no more than its word and does not change.
    #[inline]
    pub fn immediate(self, element: usize) -> Option<Word> {
        if self.is_counter() || element >= self.arity() {
            return None;
        }
        Some(self.element_word(1 + element)).filter(|word| word.is_immediate())
    }

    /// The object, unchanging and whole; of a row that counts or is packed a copy in `scratch`.
    #[inline]
    pub fn object<'t>(self, scratch: &'t mut Scratch) -> Term<'t>
    where
        'p: 't,
    {
        match self.object_in_place() {
            Some(object) => object,
            None if self.is_packed() => self.unpacked_object(scratch),
            None => self.counted_object(scratch),
        }
    }

    #[inline(never)]
    fn unpacked_object<'t>(self, scratch: &'t mut Scratch) -> Term<'t>
    where
        'p: 't,
    {
        scratch.clear();
        scratch.resize(self.copy_words(), Word::NIL);
        // SAFETY: there is room for the object; what it shares with the row lives as long as that.
        unsafe {
            self.unpack_to(scratch.as_mut_ptr());
            Term::from_word(Word::tuple(scratch.as_ptr()))
        }
    }

    /// The object of a packed row, which holds counts for it.
    pub fn unpack<'w>(self, w: &Writer<'w>) -> Term<'w>
    where
        'p: 'w,
    {
        debug_assert!(self.is_packed());
        let to = w.take(self.copy_words());
        // SAFETY: as above.
        unsafe {
            self.unpack_to(to);
            Term::from_word(Word::tuple(to))
        }
    }

    #[cold]
    fn counted_object<'t>(self, scratch: &'t mut Scratch) -> Term<'t>
    where
        'p: 't,
    {
        let n = self.arity();
        let header = Word::tuple_header(n);
        let words = || std::iter::once(header).chain((1..=n).map(|i| self.element_word(i)));
        let lock = self.lock();
        let mut spins = 0;
        if let Some(lone) = self.lone() {
            *scratch = words().collect();
            scratch[1 + lone] = Word::from_bits(lock.load(Ordering::Acquire) & !TAG_BITS);
            // SAFETY: as below; the counter is in `extra` (W5).
            return unsafe { Term::from_word(Word::tuple(scratch.as_ptr())) };
        }
        loop {
            let before = lock.load(Ordering::Acquire);
            if before & LOCKED != 0 {
                spins += 1;
                pause(spins);
                continue;
            }
            *scratch = words().collect();
            fence(Ordering::Acquire);
            if lock.load(Ordering::Relaxed) == before {
                break;
            }
        }
        // SAFETY: a tuple as the row has it; what its elements point to is in the row, which does not change (W1).
        unsafe { Term::from_word(Word::tuple(scratch.as_ptr())) }
    }

    /// Word `i` of the tuple, its header being the first.
    fn word(self, i: usize) -> &'p AtomicU64 {
        // SAFETY: the tuple has that word; in counter rows they are accessed atomically only (W2).
        unsafe { &*self.row.add(i).as_ptr().cast::<AtomicU64>() }
    }

    fn lock(self) -> &'p AtomicU64 {
        debug_assert!(self.note() & EXTRA != 0);
        // SAFETY: EXTRA says that there is a word before the head; it is accessed atomically only.
        unsafe { &*self.row.sub(1).as_ptr().cast::<AtomicU64>() }
    }

    /// Of a chained row: the next older one of its key.
    #[inline]
    pub fn older(self) -> Option<RowRef<'p>> {
        let next = self.lock().load(Ordering::Acquire) as *mut u64;
        // SAFETY: it was in the table when this one was, and we are pinned (W4).
        unsafe { RowRef::from_raw(next) }
    }

    pub(super) fn set_older(self, older: *mut u64) {
        self.lock().store(older as u64, Ordering::Release);
    }

    /// Nothing is counted in it until `thaw`: before it is copied or taken out. Whoever has locked its leaf may do that.
    pub(super) fn freeze(self) {
        if !self.is_counter() {
            return;
        }
        let lock = self.lock();
        if let Some(lone) = self.lone() {
            // Acquire: the counts before; release: who finds it frozen finds the leaf locked.
            let state = lock.fetch_or(FROZEN, Ordering::AcqRel);
            self.word(1 + lone)
                .store(state & !TAG_BITS, Ordering::Relaxed);
            return;
        }
        let mut spins = 0;
        loop {
            let state = lock.load(Ordering::Relaxed);
            if state & FROZEN != 0 {
                return;
            }
            // Acquire: the counts before; release: readers that see it find the last values.
            if state & LOCKED == 0
                && lock
                    .compare_exchange_weak(
                        state,
                        state | FROZEN,
                        Ordering::AcqRel,
                        Ordering::Relaxed,
                    )
                    .is_ok()
            {
                return;
            }
            spins += 1;
            pause(spins);
        }
    }

    pub(super) fn thaw(self) {
        self.lock().fetch_and(!FROZEN, Ordering::Release);
    }

    /// Changes counters of the row in place, all or none; the new values.
    pub fn count(self, changes: &[InPlace]) -> Result<SmallVec<[i64; 4]>, NotCounted> {
        if !self.is_counter() {
            return Err(NotCounted::Elsewhere);
        }
        if let Some(lone) = self.lone() {
            return self.count_lone(lone, changes);
        }
        let state = self.lock_to_count()?;
        let counted = self.count_locked(changes);
        let state = match counted {
            Ok(_) => state.wrapping_add(STEP),
            Err(_) => state,
        };
        self.lock().store(state, Ordering::Release);
        counted
    }

    /// One element that a number is added to, as `count` of one change.
    #[inline]
    pub fn count_one(self, change: InPlace) -> Result<i64, NotCounted> {
        if !self.is_counter() {
            return Err(NotCounted::Elsewhere);
        }
        match self.lone() {
            Some(lone) if lone == change.element => self.change_lone(|old| change.apply(old)),
            Some(_) => Err(NotCounted::Elsewhere),
            None => self.count_one_of_many(change),
        }
    }

    /// Changes the lone counter, all at once; its new value.
    #[inline(always)]
    fn change_lone(self, change: impl Fn(i64) -> Option<i64>) -> Result<i64, NotCounted> {
        let counter = self.lock();
        let mut state = counter.load(Ordering::Relaxed);
        loop {
            if state & FROZEN != 0 {
                return Err(NotCounted::Frozen);
            }
            let value =
                change(Word::from_bits(state).small_value()).ok_or(NotCounted::Elsewhere)?;
            let new = Word::try_small(value).ok_or(NotCounted::Elsewhere)?;
            match counter.compare_exchange_weak(
                state,
                new.bits(),
                Ordering::AcqRel,
                Ordering::Relaxed,
            ) {
                Ok(_) => return Ok(value),
                Err(now) => state = now,
            }
        }
    }

    /// All changes are of the lone counter, or it takes another row.
    fn count_lone(
        self,
        lone: usize,
        changes: &[InPlace],
    ) -> Result<SmallVec<[i64; 4]>, NotCounted> {
        if changes.iter().any(|change| change.element != lone) {
            return Err(NotCounted::Elsewhere);
        }
        let values = RefCell::new(SmallVec::new());
        self.change_lone(|old| {
            let mut values = values.borrow_mut();
            values.clear();
            changes.iter().try_fold(old, |value, change| {
                let value = change.apply(value)?;
                values.push(value);
                Some(value)
            })
        })?;
        Ok(values.into_inner())
    }

    #[inline(never)]
    fn count_one_of_many(self, change: InPlace) -> Result<i64, NotCounted> {
        if change.element >= self.arity() {
            return Err(NotCounted::Elsewhere);
        }
        let word = self.word(1 + change.element);
        let state = self.lock_to_count()?;
        let old = Word::from_bits(word.load(Ordering::Relaxed));
        let value = match old.is_small() {
            true => change.apply(old.small_value()),
            false => None,
        };
        let step = match value.and_then(Word::try_small) {
            Some(new) => {
                word.store(new.bits(), Ordering::Relaxed);
                STEP
            }
            None => 0,
        };
        self.lock()
            .store(state.wrapping_add(step), Ordering::Release);
        value.ok_or(NotCounted::Elsewhere)
    }

    /// Takes the lock of a counter row; what it said.
    #[inline]
    fn lock_to_count(self) -> Result<u64, NotCounted> {
        let lock = self.lock();
        let mut spins = 0;
        loop {
            let state = lock.load(Ordering::Relaxed);
            if state & FROZEN != 0 {
                return Err(NotCounted::Frozen);
            }
            if state & LOCKED == 0
                && lock
                    .compare_exchange_weak(
                        state,
                        state | LOCKED,
                        Ordering::Acquire,
                        Ordering::Relaxed,
                    )
                    .is_ok()
            {
                // The lock before the changes, for readers (W2).
                fence(Ordering::Release);
                return Ok(state);
            }
            spins += 1;
            pause(spins);
        }
    }

    fn count_locked(self, changes: &[InPlace]) -> Result<SmallVec<[i64; 4]>, NotCounted> {
        let n = self.arity();
        let mut values: SmallVec<[i64; 4]> = SmallVec::new();
        for (i, change) in changes.iter().enumerate() {
            if change.element >= n {
                return Err(NotCounted::Elsewhere);
            }
            // Later changes see what earlier ones made.
            let earlier = (0..i).rev().find(|j| changes[*j].element == change.element);
            let old = match earlier {
                Some(j) => values[j],
                None => {
                    let word = self.word(1 + change.element).load(Ordering::Relaxed);
                    let word = Word::from_bits(word);
                    if !word.is_small() {
                        return Err(NotCounted::Elsewhere);
                    }
                    word.small_value()
                }
            };
            values.push(change.apply(old).ok_or(NotCounted::Elsewhere)?);
        }
        for (change, value) in changes.iter().zip(&values) {
            if let Some(word) = Word::try_small(*value) {
                self.word(1 + change.element)
                    .store(word.bits(), Ordering::Relaxed);
            }
        }
        Ok(values)
    }

    /// It has been taken out of its table.
    pub(super) fn retire(self, pin: Pin<'_>) {
        pin.retire_block(Block {
            address: self.row.as_ptr() as usize,
            free: free_address,
        });
    }

    /// # Safety
    /// Nobody uses it any more.
    pub(super) unsafe fn free_now(self) {
        // SAFETY: passed on.
        unsafe { free(self.row) };
    }
}

/// A change of a counter: element from 0, how much, and beyond which limit it becomes what.
#[derive(Clone, Copy, Debug)]
pub struct InPlace {
    pub element: usize,
    pub increment: i64,
    pub limit: Option<(i64, i64)>,
}

impl InPlace {
    /// The new value, if it and all on the way are small integers.
    fn apply(self, old: i64) -> Option<i64> {
        let sum = old.checked_add(self.increment)?;
        let value = match self.limit {
            Some((limit, reset)) if self.increment >= 0 && sum > limit => reset,
            Some((limit, reset)) if self.increment < 0 && sum < limit => reset,
            _ => sum,
        };
        Word::try_small(value).map(|_| value)
    }
}

/// Why a counter was not changed in place.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NotCounted {
    /// The row is being changed, or not the table's any more: look again.
    Frozen,
    /// It takes another row.
    Elsewhere,
}

/// Says that an address will be read soon. It need not be one that may be read.
#[inline(always)]
pub(super) fn fetch<T>(address: *const T) {
    #[cfg(target_arch = "x86_64")]
    // SAFETY: a hint: nothing is read as far as the program is concerned.
    unsafe {
        use std::arch::x86_64::{_MM_HINT_T0, _mm_prefetch};
        _mm_prefetch::<_MM_HINT_T0>(address.cast());
    }
    #[cfg(not(target_arch = "x86_64"))]
    let _ = address;
}

/// Says that an address will be written soon: the line comes to this processor alone, once.
#[inline(always)]
fn fetch_to_write<T>(address: *const T) {
    #[cfg(target_arch = "x86_64")]
    // SAFETY: as in `fetch`; processors without that instruction do nothing.
    unsafe {
        std::arch::asm!("prefetchw [{}]", in(reg) address, options(nostack, readonly, preserves_flags));
    }
    #[cfg(not(target_arch = "x86_64"))]
    let _ = address;
}

/// Waiting for somebody who changes a few words. That thread may be off its processor: then this one gives up its own.
pub(super) fn pause(spins: u32) {
    if spins.is_multiple_of(128) {
        std::thread::yield_now();
    } else {
        std::hint::spin_loop();
    }
}
