//! THE copier: every term that leaves a heap goes through it (send, spawn arguments, tables, process_info, host).
//!
//! It counts first, then copies without a check. Counting walks with a stack of its own; copying needs none: it scans what it has copied, as
//! the collector does. Both may stop and go on. Sharing inside a term is not kept, except that literals are not copied: those that stay as
//! long as the VM never, those of modules that may go only on the way from process to process (`..._among`), and then not while one goes.
//!
//! - Y1. Counting and copying decide alike (`Piece::of`) how a bitstring is copied, and what is shared (one `Sharing` for both), so the
//!   count is exact or too high, never too low.

use smallvec::SmallVec;
use std::mem::MaybeUninit;
use std::ptr;

use super::account::OutOfMemory;
use super::fragment::Fragment;
use super::literal::{Funs, Sharing};
use super::offheap::BufferRef;
use super::writer::Writer;
use super::{HeapShared, LiteralArea};
use crate::code::fun_entry::FunRef;
use crate::term::layout::{MAX_HEAP_BITS_BYTES, RAW_WORDS};
use crate::term::{Bits, Kind, Reference, Term, Word, binary};

/// A piece of a counted buffer is copied out of it when it is at most this part of the buffer, and at most so many bytes.
const SMALL_PART: usize = 8;
const SMALL_PIECE_BYTES: usize = 64 * 1024;

/// How large a copy may be, and what it may use.
#[derive(Clone, Copy, Debug)]
pub struct CopyLimits {
    /// Words at most.
    pub max_words: usize,
}

impl CopyLimits {
    pub const NONE: CopyLimits = CopyLimits {
        max_words: usize::MAX,
    };
}

/// The copy would have more words than allowed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TooLarge;

/// Words that a copy of `term` takes at most; literals that stay are not copied.
#[inline]
pub fn words(term: Term<'_>, literals: &LiteralArea) -> usize {
    words_among(term, literals.kept())
}

/// The same, of a copy that shares so much.
#[inline]
pub fn words_among(term: Term<'_>, sharing: Sharing) -> usize {
    // SAFETY: the term lives, and stays, while it is borrowed.
    match unsafe { plain_words(term.word(), sharing) } {
        Some(words) => words,
        None => all_words(term, sharing),
    }
}

#[inline(never)]
fn all_words(term: Term<'_>, sharing: Sharing) -> usize {
    let mut count = Count::new(term.word());
    // SAFETY: the term lives, and stays, while it is borrowed.
    while !unsafe { count.run(sharing, usize::MAX) } {}
    count.words
}

/// The same, and whether the copy will own something outside: a count on a buffer or a resource.
pub fn measure(term: Term<'_>, literals: &LiteralArea) -> (usize, bool) {
    if let Some(words) = small_words(term, literals) {
        return (words, false);
    }
    let mut count = Count::new(term.word());
    // SAFETY: the term lives, and stays, while it is borrowed.
    while !unsafe { count.run(literals.kept(), usize::MAX) } {}
    (count.words, count.owns)
}

/// Words of a copy, exactly, if it has few and owns nothing outside.
#[inline]
pub fn small_words(term: Term<'_>, literals: &LiteralArea) -> Option<usize> {
    // SAFETY: the term lives, and stays, while it is borrowed.
    unsafe { plain_words(term.word(), literals.kept()) }
}

/// As `words_among`, but stops counting where there are too many.
pub fn words_within(
    term: Term<'_>,
    sharing: Sharing,
    limits: CopyLimits,
) -> Result<usize, TooLarge> {
    // SAFETY: the term lives, and stays, while it is borrowed.
    if let Some(words) = unsafe { plain_words(term.word(), sharing) }
        && words <= limits.max_words
    {
        return Ok(words);
    }
    let mut count = Count::new(term.word());
    // SAFETY: the term lives, and stays, while it is borrowed.
    while !unsafe { count.run(sharing, 1 << 16) } {
        if count.words > limits.max_words {
            return Err(TooLarge);
        }
    }
    if count.words > limits.max_words {
        Err(TooLarge)
    } else {
        Ok(count.words)
    }
}

/// Copies a term into reserved memory: `words(term)` words of it.
pub fn copy_into<'w>(term: Term<'_>, writer: &Writer<'w>) -> Result<Term<'w>, OutOfMemory> {
    copy_among(term, writer, writer.shared().literals.kept())
}

/// The same for a process: `words_among(term, sharing)` words.
pub fn copy_among<'w>(
    term: Term<'_>,
    writer: &Writer<'w>,
    sharing: Sharing,
) -> Result<Term<'w>, OutOfMemory> {
    let mut root = term.word();
    if root.is_immediate() {
        return Ok(Term::inside(root));
    }
    let start = writer.hp();
    let mut copier = Copier {
        writer,
        sharing,
        start,
        scan: start,
        budget: usize::MAX,
    };
    // SAFETY: the root is a live term.
    let result = unsafe { copier.visit(&mut root) }.and_then(|()| copier.run_through());
    if result.is_err() {
        copier.seal();
    }
    result.map(|_| Term::inside(root))
}

/// Copies a term into a fragment of its own, which may go anywhere.
pub fn to_fragment(term: Term<'_>, shared: &HeapShared) -> Result<Fragment, OutOfMemory> {
    fragment_sharing(term, shared, shared.literals.kept(), 0)
}

/// A message, with room for so many words more, if the copy has at most `max_words`.
pub fn message_within(
    term: Term<'_>,
    shared: &HeapShared,
    more: usize,
    max_words: usize,
) -> Result<Result<Fragment, TooLarge>, OutOfMemory> {
    let sharing = shared.literals.among_processes();
    let words = match words_within(term, sharing, CopyLimits { max_words }) {
        Ok(words) => words,
        Err(TooLarge) => return Ok(Err(TooLarge)),
    };
    let fragment = Fragment::allocate(shared, words + more)?;
    fragment
        .build(shared, |writer| copy_among(term, writer, sharing))
        .map(Ok)
}

/// A message, with room for so many words more.
pub fn message(term: Term<'_>, shared: &HeapShared, more: usize) -> Result<Fragment, OutOfMemory> {
    fragment_sharing(term, shared, shared.literals.among_processes(), more)
}

fn fragment_sharing(
    term: Term<'_>,
    shared: &HeapShared,
    sharing: Sharing,
    more: usize,
) -> Result<Fragment, OutOfMemory> {
    let words = words_among(term, sharing);
    let fragment = Fragment::allocate(shared, words + more)?;
    fragment.build(shared, |writer| copy_among(term, writer, sharing))
}

/// A message that leaves the processes: one that may point to literals of modules becomes a copy that does not.
pub fn settled(message: Fragment, shared: &HeapShared) -> Result<Fragment, OutOfMemory> {
    let literals = &shared.literals;
    let (mut at, end) = message.range();
    let mut points = literals.may_go(message.root().word().bits() as *const Word);
    while !points && at < end {
        // SAFETY: words of the fragment (F1). Those that are no pointers may look like some: then it is copied in vain.
        points = literals.may_go(unsafe { at.read() }.bits() as *const Word);
        at = at.wrapping_add(1);
    }
    match points {
        true => to_fragment(message.root(), shared),
        false => Ok(message),
    }
}

/// A copy into a fragment that is made in slices. While it is under way the original must stay where it is: its process neither runs nor is
/// collected.
#[derive(Debug)]
pub struct CopyJob {
    count: Count,
    original: Word,
    /// Of messages, as it was when the first step was made.
    sharing: Option<Sharing>,
    copy: Option<Copy>,
}

#[derive(Debug)]
struct Copy {
    fragment: Fragment,
    root: Word,
    start: *mut Word,
    scan: *mut Word,
}

// SAFETY: the pointers lead into the original, which only this job reads while it is under way, and into its own fragment.
unsafe impl Send for CopyJob {}

impl CopyJob {
    /// # Safety
    /// The term and all under it live and stay where they are until the job is done or dropped.
    pub unsafe fn new(original: Word) -> CopyJob {
        CopyJob {
            count: Count::new(original),
            original,
            sharing: None,
            copy: None,
        }
    }

    /// Of a term that long work keeps in place.
    pub(crate) fn held(original: Word) -> CopyJob {
        // SAFETY: that is what long work is (`process::LongWork`): neither run nor collected, the process keeps its terms where they are.
        unsafe { CopyJob::new(original) }
    }

    /// Goes on for about `budget` words; the fragment once it is complete. After that, and after an error, the job is spent.
    pub fn step(
        &mut self,
        shared: &HeapShared,
        budget: usize,
    ) -> Result<Option<Fragment>, OutOfMemory> {
        let sharing = *self
            .sharing
            .get_or_insert_with(|| shared.literals.among_processes());
        let Some(copy) = &mut self.copy else {
            // A term that shares much may be far larger as a copy than as it is.
            if self.count.words > shared.account.limit() / size_of::<Word>() {
                return Err(OutOfMemory);
            }
            // SAFETY: `new`'s caller keeps the original in place.
            if unsafe { self.count.run(sharing, budget) } {
                let words = self.count.words;
                self.copy = Some(Copy::begin(self.original, words, shared, sharing)?);
            }
            return Ok(None);
        };
        if !copy.run(shared, sharing, budget)? {
            return Ok(None);
        }
        Ok(self.copy.take().map(Copy::finish))
    }
}

impl Copy {
    fn begin(
        original: Word,
        words: usize,
        shared: &HeapShared,
        sharing: Sharing,
    ) -> Result<Copy, OutOfMemory> {
        let mut fragment = Fragment::allocate(shared, words)?;
        let start = fragment.writer(shared).hp();
        let mut copy = Copy {
            fragment,
            root: original,
            start,
            scan: start,
        };
        copy.with_copier(shared, sharing, 1, |copier, root| {
            // SAFETY: the original is a live term.
            unsafe { copier.visit(root) }
        })?;
        Ok(copy)
    }

    fn run(
        &mut self,
        shared: &HeapShared,
        sharing: Sharing,
        budget: usize,
    ) -> Result<bool, OutOfMemory> {
        self.with_copier(shared, sharing, budget, |copier, _| copier.run())
    }

    fn with_copier<R>(
        &mut self,
        shared: &HeapShared,
        sharing: Sharing,
        budget: usize,
        f: impl FnOnce(&mut Copier<'_, '_>, &mut Word) -> R,
    ) -> R {
        let writer = self.fragment.writer(shared);
        let mut copier = Copier {
            writer: &writer,
            sharing,
            start: self.start,
            scan: self.scan,
            budget,
        };
        let result = f(&mut copier, &mut self.root);
        self.scan = copier.scan;
        result
    }

    fn finish(mut self) -> Fragment {
        // SAFETY: the copy's root: an immediate, a literal or an object of the fragment.
        unsafe { self.fragment.set_root(self.root) };
        self.fragment
    }
}

/// By kind: which bits of the header a copy has. 0: objects of the kind are not copied word by word, since bits outside their heap or counts on
/// something are in them.
const PLAIN_HEADERS: [u64; 32] = {
    let mut table = [u64::MAX; 32];
    table[Kind::Tuple as usize] = Word::TUPLE_HEADER_BITS;
    table[Kind::CountedBits as usize] = 0;
    table[Kind::SubBits as usize] = 0;
    table[Kind::MatchContext as usize] = 0;
    table[Kind::Resource as usize] = 0;
    table
};

#[inline(always)]
fn is_plain(header: Word) -> bool {
    PLAIN_HEADERS[header.kind_number()] != 0
}

/// What most messages and rows are is counted in one go, without a stack that may grow.
const PLAIN_DEPTH: usize = 12;
const PLAIN_WORDS: usize = 256;

/// The words of a small term of plain objects, exactly; none: it is not one.
///
/// # Safety
/// The term and all under it live.
#[inline]
unsafe fn plain_words(root: Word, sharing: Sharing) -> Option<usize> {
    if !root.is_pointer() {
        return Some(0);
    }
    // Slots still to be counted, from one to before another: those below `depth` are written.
    let mut waiting = [const { MaybeUninit::<(*const Word, *const Word)>::uninit() }; PLAIN_DEPTH];
    let mut depth = 0;
    let mut words = 0;
    let mut slot = &raw const root;
    let mut end = slot.wrapping_add(1);
    loop {
        while slot < end {
            // SAFETY: slots of live objects, or the root.
            let word = unsafe { *slot };
            slot = slot.wrapping_add(1);
            if !word.is_pointer() || sharing.contains(word.pointer()) {
                continue;
            }
            if slot < end {
                waiting.get_mut(depth)?.write((slot, end));
                depth += 1;
            }
            let object = word.pointer().cast_const();
            if word.is_cons() {
                // SAFETY: a live cell.
                let (n_words, last) = unsafe { immediate_cells(object, sharing) };
                words += n_words;
                (slot, end) = (last, last.wrapping_add(2));
            } else {
                // SAFETY: a live tuple or boxed object.
                let header = unsafe { word.object_header() };
                if !is_plain(header) {
                    return None;
                }
                let size = header.header_size();
                words += 1 + size;
                end = object.wrapping_add(1 + size);
                slot = object.wrapping_add(1 + RAW_WORDS[header.kind_number()].min(size));
            }
            if words > PLAIN_WORDS {
                return None;
            }
        }
        if depth == 0 {
            return Some(words);
        }
        depth -= 1;
        // SAFETY: written when `depth` passed it.
        (slot, end) = unsafe { waiting[depth].assume_init() };
    }
}

/// The words of a list's cells up to the first whose head is no immediate, or the last or one of many, which is given, too.
///
/// # Safety
/// A live cons cell.
#[inline(always)]
unsafe fn immediate_cells(first: *const Word, sharing: Sharing) -> (usize, *const Word) {
    let (mut words, mut cell) = (2, first);
    // SAFETY: live cells.
    unsafe {
        while words <= PLAIN_WORDS && !(*cell).is_pointer() {
            let tail = *cell.add(1);
            if !tail.is_cons() || sharing.contains(tail.pointer()) {
                break;
            }
            words += 2;
            cell = tail.pointer();
        }
    }
    (words, cell)
}

/// A message of plain objects in a fragment; none: it is large, has others in it, or there is no memory.
///
/// # Safety
/// A live term.
#[inline]
pub(crate) unsafe fn plain_fragment(root: Word, shared: &HeapShared) -> Option<Fragment> {
    // SAFETY: passed on; the fragment has the words that were counted.
    unsafe {
        let sharing = shared.literals.among_processes();
        let words = plain_words(root, sharing)?;
        let fragment = Fragment::allocate(shared, words).ok()?;
        let start = fragment.words_start();
        let mut copy = PlainCopy {
            start,
            scan: start,
            hp: start,
            limit: start.wrapping_add(words),
        };
        let stays = !root.is_pointer() || sharing.contains(root.pointer());
        let marks = sharing.funs != Funs::Among;
        let root = match (stays, marks) {
            (true, _) => root,
            (false, false) => copy.moved::<false>(root, sharing)?,
            (false, true) => copy.moved::<true>(root, sharing)?,
        };
        copy = match marks {
            false => copy.run::<false>(sharing),
            true => copy.run::<true>(sharing),
        };
        debug_assert!(marks || copy.scan == copy.hp && copy.hp == copy.limit);
        // A fun that must be noted goes the other way.
        (copy.scan == copy.hp).then(|| fragment.filled(root, copy.hp))
    }
}

/// Copying plain objects: words from `scan` to `hp` are copied objects whose slots still point to the originals, those up to `limit` are free.
struct PlainCopy {
    start: *mut Word,
    scan: *mut Word,
    hp: *mut Word,
    limit: *mut Word,
}

impl PlainCopy {
    /// Until all is copied (`scan` is `hp`), or the slot at `scan` points to something that is not plain or for which there is no room, or,
    /// with `MARKS`, to a fun. By value, so that the fields are in registers.
    ///
    /// # Safety
    /// What the fields say; originals live.
    #[inline]
    unsafe fn run<const MARKS: bool>(mut self, sharing: Sharing) -> PlainCopy {
        while self.scan < self.hp {
            // SAFETY: `scan` is at a slot or header of a copied object.
            let word = unsafe { *self.scan };
            if word.is_pointer() {
                let place = word.pointer();
                let is_copy = (place as usize).wrapping_sub(self.start as usize)
                    < (self.hp as usize).wrapping_sub(self.start as usize);
                if !is_copy && !sharing.contains(place) {
                    // SAFETY: a live object; the slot is the copy's.
                    unsafe {
                        match self.moved::<MARKS>(word, sharing) {
                            Some(copy) => *self.scan = copy,
                            None => return self,
                        }
                    }
                }
            } else if word.is_header() {
                let raw = RAW_WORDS[word.kind_number()].min(word.header_size());
                self.scan = self.scan.wrapping_add(raw);
            }
            self.scan = self.scan.wrapping_add(1);
        }
        self
    }

    /// The copy of an object, its slots as they were; of a list its cells one after the other.
    ///
    /// # Safety
    /// A live object, no literal.
    #[inline(always)]
    unsafe fn moved<const MARKS: bool>(&mut self, word: Word, sharing: Sharing) -> Option<Word> {
        if word.is_cons() {
            // SAFETY: passed on.
            return unsafe { self.moved_list(word, sharing) };
        }
        // SAFETY: a live object of so many words; there is room for them.
        unsafe {
            let header = word.object_header();
            let n_words = 1 + header.header_size();
            let is_fun = MARKS && header.kind_number() == Kind::Fun as usize;
            let copied = PLAIN_HEADERS[header.kind_number()];
            if copied == 0 || is_fun || self.room() < n_words {
                return None;
            }
            let object = self.hp;
            copy_object_words(word, copied, object, n_words);
            self.hp = object.wrapping_add(n_words);
            Some(word.moved_to(object))
        }
    }

    /// # Safety
    /// A live cons cell.
    #[inline(always)]
    unsafe fn moved_list(&mut self, first: Word, sharing: Sharing) -> Option<Word> {
        let start = self.hp;
        let mut word = first;
        loop {
            if self.room() < 2 {
                return None;
            }
            let cell = self.hp;
            self.hp = cell.wrapping_add(2);
            // SAFETY: a live cell, and two free words.
            unsafe {
                *cell = word.head();
                word = word.tail();
                if !word.is_cons() || sharing.contains(word.pointer()) || self.room() < 2 {
                    *cell.add(1) = word;
                    return Some(Word::cons(start));
                }
                *cell.add(1) = Word::cons(cell.add(2));
            }
        }
    }

    #[inline(always)]
    fn room(&self) -> usize {
        (self.limit as usize - self.hp as usize) / size_of::<Word>()
    }
}

/// Counting, resumable.
#[derive(Debug)]
struct Count {
    words: usize,
    /// Something in it will be in the off-heap list of the copy.
    owns: bool,
    /// Slots still to be counted: the first of so many in a row.
    stack: SmallVec<[(*const Word, usize); 16]>,
    first: Option<Word>,
}

impl Count {
    fn new(term: Word) -> Count {
        Count {
            words: 0,
            owns: false,
            stack: SmallVec::new(),
            first: Some(term),
        }
    }

    /// Counts for about `budget` words; true when done.
    ///
    /// # Safety
    /// The term and all under it live and have not moved since `new`.
    unsafe fn run(&mut self, sharing: Sharing, budget: usize) -> bool {
        let stop = self.words.saturating_add(budget);
        // SAFETY: passed on.
        unsafe {
            if let Some(first) = self.first.take() {
                self.add(first, sharing, stop);
            }
            while let Some((slot, n)) = self.stack.pop() {
                if n > 1 {
                    self.stack.push((slot.wrapping_add(1), n - 1));
                }
                self.add(*slot, sharing, stop);
                if self.words >= stop {
                    return self.stack.is_empty();
                }
            }
        }
        true
    }

    /// Adds an object and puts its slots on the stack. Lists are walked here, so that they need no stack.
    ///
    /// # Safety
    /// A live term.
    unsafe fn add(&mut self, mut word: Word, sharing: Sharing, stop: usize) {
        while word.is_cons() && !sharing.contains(word.pointer()) {
            self.words += 2;
            let tail_slot = word.pointer().wrapping_add(1).cast_const();
            // SAFETY: a live cons cell.
            let (head, tail) = unsafe { (word.head(), word.tail()) };
            if head.is_pointer() && !sharing.contains(head.pointer()) {
                self.stack.push((tail_slot, 1));
                word = head;
            } else if self.words >= stop {
                self.stack.push((tail_slot, 1));
                return;
            } else {
                word = tail;
            }
        }
        if !word.is_pointer() || word.is_cons() || sharing.contains(word.pointer()) {
            return;
        }
        // SAFETY: a live tuple or boxed object.
        let header = unsafe { word.object_header() };
        if let Some(piece) = Piece::of(word, header) {
            self.words += piece.words();
            self.owns |= !matches!(piece, Piece::Inside(_));
            return;
        }
        let size = header.header_size();
        self.words += 1 + size;
        let raw = RAW_WORDS[header.kind_number()].min(size);
        if size > raw {
            self.stack
                .push((word.pointer().wrapping_add(1 + raw), size - raw));
        }
    }
}

/// How a bitstring outside the heap is copied.
enum Piece {
    /// Its bits go into the copy's heap.
    Inside(usize),
    /// Its bits go into a buffer of their own.
    OwnBuffer(usize),
    /// The buffer is shared.
    Shared,
    /// A resource, shared.
    Resource,
}

impl Piece {
    /// Of bitstrings that are no plain heap object, and of resources.
    fn of(word: Word, header: Word) -> Option<Piece> {
        match header.header_kind() {
            Kind::Resource => Some(Piece::Resource),
            Kind::CountedBits | Kind::SubBits => Some(Piece::of_bits(Bits::of(Term::inside(word)))),
            _ => None,
        }
    }

    fn of_bits(bits: Bits<'_>) -> Piece {
        let (bit_len, bytes) = (bits.bit_len(), bits.byte_len());
        if bytes <= MAX_HEAP_BITS_BYTES {
            return Piece::Inside(bit_len);
        }
        match bits.shared_byte_len() {
            Some(whole) if bytes > SMALL_PIECE_BYTES || bytes > whole / SMALL_PART => Piece::Shared,
            _ => Piece::OwnBuffer(bit_len),
        }
    }

    fn words(&self) -> usize {
        match self {
            Piece::Inside(bit_len) => binary::heap_bits_words(bit_len.div_ceil(8)),
            Piece::OwnBuffer(_) => binary::COUNTED_BITS_WORDS,
            Piece::Shared => binary::COUNTED_BITS_WORDS + binary::SUB_BITS_WORDS,
            Piece::Resource => super::writer::RESOURCE_WORDS,
        }
    }
}

/// Copying: words from `scan` to the writer's `hp` are copied objects whose slots still point to the originals.
struct Copier<'c, 'w> {
    writer: &'c Writer<'w>,
    sharing: Sharing,
    start: *mut Word,
    scan: *mut Word,
    /// Words that may still be scanned or copied.
    budget: usize,
}

impl Copier<'_, '_> {
    /// Copies what is not copied yet; false if the budget ran out first.
    fn run(&mut self) -> Result<bool, OutOfMemory> {
        while self.scan < self.writer.hp() {
            if self.budget == 0 {
                return Ok(false);
            }
            // SAFETY: `scan` goes over what was copied into reserved words, whose slots point to live originals or copies.
            unsafe {
                let word = *self.scan;
                let mut done = 1;
                if word.is_header() {
                    done += RAW_WORDS[word.kind_number()].min(word.header_size());
                } else {
                    self.visit(self.scan)?;
                }
                self.scan = self.scan.add(done);
                self.budget = self.budget.saturating_sub(done);
            }
        }
        Ok(true)
    }

    /// Copies all that is not copied yet.
    fn run_through(&mut self) -> Result<(), OutOfMemory> {
        loop {
            // SAFETY: as in `run`: what was copied into reserved words, and words that are still free.
            unsafe {
                let limit = self.writer.hp().wrapping_add(self.writer.left());
                let plain = PlainCopy {
                    start: self.start,
                    scan: self.scan,
                    hp: self.writer.hp(),
                    limit,
                };
                let plain = match self.sharing.funs {
                    Funs::Among => plain.run::<false>(self.sharing),
                    Funs::Moving | Funs::Out => plain.run::<true>(self.sharing),
                };
                self.writer
                    .take(plain.hp.offset_from(self.writer.hp()) as usize);
                self.scan = plain.scan;
                if self.scan == self.writer.hp() {
                    return Ok(());
                }
                // Something that is not plain, or too large for what is left.
                self.visit(self.scan)?;
                self.scan = self.scan.add(1);
            }
        }
    }

    /// Is it a literal, or a copy already?
    #[inline]
    fn stays(&self, pointer: Word) -> bool {
        let place = pointer.pointer();
        self.sharing.contains(place) || (place >= self.start && place < self.writer.hp())
    }

    /// After a failure: nothing of what was copied points to an original any more.
    fn seal(&mut self) {
        while self.scan < self.writer.hp() {
            // SAFETY: `scan` is at a slot or header of a copied object.
            unsafe {
                let word = *self.scan;
                let skip = if word.is_header() {
                    1 + RAW_WORDS[word.kind_number()].min(word.header_size())
                } else {
                    1
                };
                if word.is_pointer() && !self.stays(word) {
                    *self.scan = Word::NIL;
                }
                self.scan = self.scan.add(skip);
            }
        }
    }

    /// Makes a slot point to a copy of what it points to.
    ///
    /// # Safety
    /// The slot holds a live term of the original.
    #[inline]
    unsafe fn visit(&mut self, slot: *mut Word) -> Result<(), OutOfMemory> {
        // SAFETY: the caller's slot; it points to a live object.
        unsafe {
            let word = *slot;
            if !word.is_pointer() || self.stays(word) {
                return Ok(());
            }
            *slot = if word.is_cons() {
                self.copy_list(word)
            } else {
                self.copy_object(word)?
            };
        }
        Ok(())
    }

    /// Copies a list's cells one after the other, so that the copy lies in memory as it is walked.
    ///
    /// # Safety
    /// A live cons cell.
    unsafe fn copy_list(&mut self, first: Word) -> Word {
        let start = self.writer.hp();
        let mut word = first;
        // SAFETY: live cells; the writer has room for what was counted.
        unsafe {
            loop {
                let cell = self.writer.take(2);
                *cell = word.head();
                word = word.tail();
                self.budget = self.budget.saturating_sub(2);
                // Out of budget: the slot keeps the original's tail and goes on from there when it is scanned.
                if word.is_cons() && self.budget > 0 && !self.sharing.contains(word.pointer()) {
                    *cell.add(1) = Word::cons(cell.add(2));
                } else {
                    *cell.add(1) = word;
                    break;
                }
            }
        }
        Word::cons(start)
    }

    /// # Safety
    /// A live tuple or boxed object.
    #[inline]
    unsafe fn copy_object(&mut self, word: Word) -> Result<Word, OutOfMemory> {
        // SAFETY: a live object with a header.
        let header = unsafe { word.object_header() };
        let copied = PLAIN_HEADERS[header.kind_number()];
        if copied == 0
            && let Some(piece) = Piece::of(word, header)
        {
            return self.copy_piece(word, &piece);
        }
        if header.kind_number() == Kind::Fun as usize {
            // SAFETY: a live fun's first word is the address of its entry.
            unsafe { note_fun(word, self.sharing.funs) };
        }
        let n_words = 1 + header.header_size();
        let object = self.writer.take(n_words);
        // SAFETY: the object has that many words, and so has the copy.
        unsafe { copy_object_words(word, copied, object, n_words) };
        Ok(word.moved_to(object))
    }

    #[inline(never)]
    fn copy_piece(&mut self, word: Word, piece: &Piece) -> Result<Word, OutOfMemory> {
        let term: Term<'_> = Term::inside(word);
        let copy = match *piece {
            Piece::Resource => self.copy_resource(Reference::of(term)),
            Piece::Inside(bit_len) => self.copy_inside(Bits::of(term), bit_len),
            Piece::OwnBuffer(bit_len) => {
                let bits = Bits::of(term);
                let buffer =
                    BufferRef::filled(&self.writer.shared().account, bits.byte_len(), |bytes| {
                        bits.copy_to(bytes)
                    })?;
                self.writer.counted_bits(buffer, bit_len).word()
            }
            Piece::Shared => self.share(Bits::of(term)),
        };
        Ok(copy)
    }

    fn copy_inside(&mut self, bits: Bits<'_>, bit_len: usize) -> Word {
        let at = bits.at();
        let object = self.writer.heap_bits_room(bit_len);
        // SAFETY: the source has `bit_len` bits (B2), the new object has room for them after its length.
        unsafe { binary::copy_bits(at.base, at.bit_offset, object.add(2).cast(), 0, bit_len) };
        Word::boxed(object)
    }

    /// The buffer gets another holder; a window is made if the whole is not all of it.
    fn share(&mut self, bits: Bits<'_>) -> Word {
        let (owner, offset) = bits.owner();
        let buffer = BufferRef::share(owner.buffer().expect("only counted bitstrings are shared"));
        if offset == 0 {
            return self.writer.counted_bits(buffer, bits.bit_len()).word();
        }
        // A window may show more than its owner does, if the buffer was appended to.
        let whole = self.writer.counted_bits(buffer, offset + bits.bit_len());
        self.writer
            .window(Bits::of(whole), offset, bits.bit_len())
            .word()
    }

    fn copy_resource(&mut self, reference: Reference<'_>) -> Word {
        let resource = reference
            .resource()
            .expect("its kind says that it is a resource");
        let id = reference
            .id()
            .expect("a resource is a reference of this VM");
        self.writer
            .resource(super::offheap::ResourceRef::share(resource), id)
            .word()
    }
}

/// Whoever looks for those that have a fun must know of this copy.
///
/// # Safety
/// A live fun.
unsafe fn note_fun(word: Word, funs: Funs) {
    if funs != Funs::Among {
        // SAFETY: passed on.
        let entry = unsafe { FunRef::from_address((*word.pointer().add(1)).bits() as usize) };
        entry.entry().note(funs == Funs::Out);
    }
}

/// An object's words, of its header the bits in `copied`.
///
/// # Safety
/// The object has `n_words` words, and there are as many free ones at `to`.
#[inline(always)]
unsafe fn copy_object_words(object: Word, copied: u64, to: *mut Word, n_words: usize) {
    let from = object.pointer();
    // SAFETY: passed on.
    unsafe {
        *to = Word::from_bits((*from).bits() & copied);
        copy_words(from.add(1), to.add(1), n_words - 1);
    }
}

/// Most objects are too small for a call of `memcpy`.
///
/// # Safety
/// As `ptr::copy_nonoverlapping`.
#[inline(always)]
unsafe fn copy_words(from: *const Word, to: *mut Word, n: usize) {
    // SAFETY: passed on.
    unsafe {
        if n > 8 {
            ptr::copy_nonoverlapping(from, to, n);
            return;
        }
        for i in 0..n {
            // Volatile, or it becomes that call again.
            to.add(i).write_volatile(*from.add(i));
        }
    }
}
