//! A row: one object of a table in one block of memory.
//!
//! ```text
//! [extra]  head   [tuple header][elements...][other objects...]  [off-heap list]
//!    ^      ^ the row's address                                        ^
//!    |      size in words << 8 | flags                                 with OWNS: first object that holds a count
//!    with EXTRA: the next older row of the same key (bags), the lock of a counter row, or its only counter
//! ```
//!
//! - W1. A row is written before it is published and not changed afterwards, except for `extra`, and the small integers among the elements of
//!   a counter row.
//! - W2. Elements of a counter row change under the row's lock only, from small integer to small integer. Who reads them looks at the lock
//!   before and after and reads again if it has changed: so an object is never seen half changed.
//! - W3. While the lock of a counter row says `FROZEN` its elements do not change. Who has locked the row's leaf freezes it, and thaws it
//!   unless it takes the row out of the table: a row that is out of its table stays frozen.
//! - W5. In a row with one small integer besides the key, a *lone* counter, that integer is in `extra`, with `FROZEN` among its tag bits; the
//!   head's last 16 bits say which element it is, from 1. Whoever freezes the row writes the element; nobody else reads or writes it there.
//! - W4. A row is freed when no pin that could have seen it is left (epoch.rs).

use std::alloc::Layout;
use std::cell::RefCell;
use std::marker::PhantomData;
use std::ptr::{self, NonNull};
use std::sync::atomic::{AtomicU64, Ordering, fence};

use smallvec::SmallVec;

use super::epoch::{Block, Pin};
use crate::heap::{Area, HeapShared, OutOfMemory, Writer, copy, offheap};

use crate::term::layout::RAW_WORDS;
use crate::term::{Term, Word};

const FLAG_BITS: u32 = 8;
const EXTRA: u64 = 1;
/// Objects in it hold counts on what is outside.
const OWNS: u64 = 2;
const COUNTER: u64 = 4;
/// Other objects than the tuple are in it.
const PARTS: u64 = 8;

const LOCKED: u64 = 1;
const FROZEN: u64 = 2;
const STEP: u64 = 4;

/// Where a head says which element is the lone counter.
const LONE_SHIFT: u32 = 48;
/// What a small integer's word has no bits of.
const TAG_BITS: u64 = 7;

/// Words of the block.
#[inline]
fn size_of_block(head: u64) -> usize {
    (head << (u64::BITS - LONE_SHIFT) >> (u64::BITS - LONE_SHIFT + FLAG_BITS)) as usize
}

/// What a row is made for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Use {
    Plain,
    /// Of a bag: rows of one key are chained.
    Chained,
    /// Its small integers may be counted up in place, except for the key, at that element from 0.
    Counter(usize),
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

fn layout(words: usize) -> Option<Layout> {
    Layout::from_size_align(words.checked_mul(8)?, 8).ok()
}

impl NewRow {
    /// A row whose tuple `make` builds in at most `words` words, with what `contents` says of OWNS and PARTS, and of the lone counter.
    fn build(
        shared: &HeapShared,
        words: usize,
        contents: u64,
        kind: Use,
        make: impl for<'w> FnOnce(&Writer<'w>) -> Result<Term<'w>, OutOfMemory>,
    ) -> Result<NewRow, OutOfMemory> {
        let extra = usize::from(kind != Use::Plain);
        let owns = contents & OWNS != 0;
        let size = extra + 1 + words + usize::from(owns);
        let layout = layout(size).ok_or(OutOfMemory)?;
        // SAFETY: the layout is not empty.
        let block = unsafe { std::alloc::alloc(layout) }.cast::<u64>();
        let Some(block) = NonNull::new(block) else {
            return Err(OutOfMemory);
        };
        // SAFETY: `size` words are ours: extra, head, `words`, and the list.
        unsafe {
            let head = block.add(extra);
            let start = head.add(1).as_ptr().cast::<Word>();
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
                std::alloc::dealloc(block.as_ptr().cast(), layout);
                return Err(error);
            }
            let flags = contents
                | match kind {
                    Use::Plain => 0,
                    Use::Chained => EXTRA,
                    Use::Counter(_) => EXTRA | COUNTER,
                };
            if extra == 1 {
                block.write(match contents >> LONE_SHIFT {
                    0 => 0,
                    lone => start.add(lone as usize).read().bits(),
                });
            }
            debug_assert!(owns || area.offheap.get().is_null());
            if owns {
                block.add(size - 1).write(area.offheap.get() as u64);
            }
            head.write((size as u64) << FLAG_BITS | flags);
            Ok(NewRow(head))
        }
    }

    /// A copy of an object, which must be a tuple.
    pub fn copy_of(
        object: Term<'_>,
        shared: &HeapShared,
        kind: Use,
    ) -> Result<NewRow, OutOfMemory> {
        let tuple = object.as_tuple().ok_or(OutOfMemory)?;
        NewRow::of_elements(tuple.len(), shared, kind, |i| tuple.at(i))
    }

    /// A plain row of `n` elements that are nowhere but in their words.
    #[inline]
    pub fn of_immediates(n: usize, element: impl Fn(usize) -> Word) -> Result<NewRow, OutOfMemory> {
        let size = 2 + n;
        let layout = layout(size).ok_or(OutOfMemory)?;
        // SAFETY: the layout is not empty; `size` words are ours: head, header, elements.
        unsafe {
            let block = std::alloc::alloc(layout).cast::<u64>();
            let head = NonNull::new(block).ok_or(OutOfMemory)?;
            head.write((size as u64) << FLAG_BITS);
            head.add(1).write(Word::tuple_header(n).bits());
            for i in 0..n {
                debug_assert!(element(i).is_immediate());
                head.add(2 + i).write(element(i).bits());
            }
            Ok(NewRow(head))
        }
    }

    /// A row of copies of `n` elements.
    pub fn of_elements<'t>(
        n: usize,
        shared: &HeapShared,
        kind: Use,
        element: impl Fn(usize) -> Term<'t>,
    ) -> Result<NewRow, OutOfMemory> {
        let lone = match kind {
            Use::Counter(key) => lone_counter(n, key, |i| element(i).word().is_small()),
            Use::Plain | Use::Chained => 0,
        };
        if (0..n).all(|i| element(i).word().is_immediate()) {
            return NewRow::build(shared, 1 + n, lone, kind, |w| {
                Ok(w.tuple_with(n, |i| Term::inside(element(i).word())))
            });
        }
        let (mut words, mut contents) = (1 + n, PARTS | lone);
        for i in 0..n {
            let (more, owns) = copy::measure(element(i), &shared.literals);
            words += more;
            contents |= if owns { OWNS } else { 0 };
        }
        NewRow::build(shared, words, contents, kind, |w| {
            let mut failed = false;
            let tuple = w.tuple_with(n, |i| {
                copy::copy_into(element(i), w).unwrap_or_else(|_| {
                    failed = true;
                    Term::NIL
                })
            });
            if failed { Err(OutOfMemory) } else { Ok(tuple) }
        })
    }

    pub fn object(&self) -> Term<'_> {
        self.as_ref().tuple()
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

/// What the head says of a lone counter: the only element of `n` besides the key that is small.
fn lone_counter(n: usize, key: usize, is_small: impl Fn(usize) -> bool) -> u64 {
    let mut counters = (0..n).filter(|i| *i != key && is_small(*i));
    match (counters.next(), counters.next()) {
        (Some(only), None) if only < usize::from(u16::MAX) => (only as u64 + 1) << LONE_SHIFT,
        _ => 0,
    }
}

/// # Safety
/// Nobody uses the row any more.
unsafe fn free(row: NonNull<u64>) {
    // SAFETY: W1: the head says how large the block is and where its list is.
    unsafe {
        let head = row.read();
        let extra = usize::from(head & EXTRA != 0);
        let size = size_of_block(head);
        let block = row.sub(extra);
        if head & OWNS != 0 {
            let list = block.add(size - 1).read() as *mut Word;
            if !list.is_null() {
                let area = Area::new(ptr::null_mut());
                area.offheap.set(list);
                offheap::release_all(&area);
            }
        }
        let layout = layout(size).expect("it was allocated with this layout");
        std::alloc::dealloc(block.as_ptr().cast(), layout);
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

/// Words of a tuple that counts.
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

    #[inline]
    fn head(self) -> u64 {
        // SAFETY: the row lives (W1).
        unsafe { self.row.read() }
    }

    #[inline]
    pub fn is_counter(self) -> bool {
        self.head() & COUNTER != 0
    }

    /// Does it hold counts on something outside?
    #[inline]
    pub fn owns(self) -> bool {
        self.head() & OWNS != 0
    }

    /// Words of `copy_to`, if the row owns nothing.
    #[inline(always)]
    pub fn simple_words(self) -> Option<usize> {
        let head = self.head();
        match head & (EXTRA | OWNS) {
            0 => Some((head >> FLAG_BITS) as usize - 1),
            EXTRA => Some(size_of_block(head) - 2),
            _ => None,
        }
    }

    /// Words of `copy_to`.
    #[inline]
    pub fn copy_words(self) -> usize {
        let head = self.head();
        let rest = 1 + usize::from(head & EXTRA != 0) + usize::from(head & OWNS != 0);
        size_of_block(head) - rest
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
        // SAFETY: `take` gave us `n` words, and the row has so many behind its head (W1).
        unsafe {
            match self.is_counter() {
                // A pair, most often.
                false if n == 3 => {
                    (0..3).for_each(|i| {
                        *to.add(i) = Word::from_bits(self.word(i).load(Ordering::Relaxed))
                    });
                }
                false if n <= FEW => {
                    (0..n).for_each(|i| {
                        *to.add(i) = Word::from_bits(self.word(i).load(Ordering::Relaxed))
                    });
                }
                false => ptr::copy_nonoverlapping(self.row.add(1).as_ptr(), to.cast(), n),
                true => self.copy_counting(to, n),
            }
            if self.head() & PARTS != 0 {
                relocate(to, n, self.row.add(1).as_ptr() as usize);
            }
            Term::from_word(Word::tuple(to))
        }
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
            let parts = self.row.add(1 + tuple).as_ptr().cast::<Word>();
            ptr::copy_nonoverlapping(parts, to.add(tuple), n - tuple);
        }
    }

    /// The object of a row that does not count.
    #[inline]
    pub fn plain_object(self) -> Option<Term<'p>> {
        (!self.is_counter()).then(|| self.tuple())
    }

    /// The object of a row of a bag, which never counts.
    pub fn chained_object(self) -> Term<'p> {
        debug_assert!(!self.is_counter());
        self.tuple()
    }

    /// Of a bag?
    pub(super) fn is_chained(self) -> bool {
        self.head() & (EXTRA | COUNTER) == EXTRA
    }

    /// Bytes of its block.
    pub fn bytes(self) -> usize {
        size_of_block(self.head()) * 8
    }

    /// Which element is the lone counter, from 0.
    #[inline]
    fn lone(self) -> Option<usize> {
        ((self.head() >> LONE_SHIFT) as usize).checked_sub(1)
    }

    /// The object where it lies: of a counter row its counters may change.
    #[inline]
    pub(super) fn tuple(self) -> Term<'p> {
        // SAFETY: W1: a tuple starts behind the head and lives as long as the row.
        unsafe { Term::from_word(Word::tuple(self.row.add(1).as_ptr().cast())) }
    }

    /// The key: it never changes.
    #[inline]
    pub fn key(self, position: usize) -> Term<'p> {
        // SAFETY: every row of a table has a key; it is no counter, so it does not change (W1).
        unsafe { Term::from_word(self.row.add(2 + position).cast::<Word>().read()) }
    }

    /// The object, unchanging: of a counter row a copy of its words in `scratch`.
    #[inline]
    pub fn object<'t>(self, scratch: &'t mut Scratch) -> Term<'t>
    where
        'p: 't,
    {
        if self.is_counter() {
            return self.counted_object(scratch);
        }
        self.tuple()
    }

    #[cold]
    fn counted_object<'t>(self, scratch: &'t mut Scratch) -> Term<'t>
    where
        'p: 't,
    {
        let n = self.tuple().as_tuple().map_or(0, |tuple| tuple.len()) + 1;
        let lock = self.lock();
        let mut spins = 0;
        if let Some(lone) = self.lone() {
            let words = (0..n).map(|i| Word::from_bits(self.word(i).load(Ordering::Relaxed)));
            *scratch = words.collect();
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
            scratch.clear();
            for i in 0..n {
                scratch.push(Word::from_bits(self.word(i).load(Ordering::Relaxed)));
            }
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
        unsafe { &*self.row.add(1 + i).as_ptr().cast::<AtomicU64>() }
    }

    fn lock(self) -> &'p AtomicU64 {
        debug_assert!(self.head() & EXTRA != 0);
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
        if !self.is_counter() {
            return Err(NotCounted::Elsewhere);
        }
        let header = Word::from_bits(self.word(0).load(Ordering::Relaxed));
        if change.element >= header.header_size() {
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
        let n = self.tuple().as_tuple().map_or(0, |tuple| tuple.len());
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
