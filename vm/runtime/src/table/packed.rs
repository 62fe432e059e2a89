//! Objects packed, as rows with lists keep them: strings take an eighth of a word for a character, not two words.
//!
//! What is packed is a sequence of words as `copy` lays objects out: cells of a list one behind the other, so the word of a tail is the
//! address of the word after it. A *run* stands for such cells without their tails, and with heads of one, two or four bytes if all of
//! them are small integers that have room there. A bitstring goes without the word of its length. All other words are what they were:
//!
//! ```text
//! run of cells       [ count | ends in [] | width of a head ] RUN   [heads, padded to words]
//! run of bits        [ length in bits     | BITS            ] RUN   [bytes, padded to words]
//! ```
//!
//! - P1. Pointers are kept as they would be if the words were not packed and began where the packed ones begin. So words in front of the first
//!   run can be read where they lie, others cannot; and unpacking moves all pointers by one distance.
//! - P2. All pointers lead to the words themselves; words with others are not packed.
//! - P3. Whether two words are a cell does not matter: a run gives back the same words, which are a slot and a pointer to the next of them.

use std::ptr;

use smallvec::SmallVec;

use crate::term::layout::RAW_WORDS;
use crate::term::{Kind, Word};

const WORD: usize = size_of::<Word>();

/// A payload's lowest bits: the width of a head, or `BITS`.
const WIDTH_BITS: u32 = 3;
const BITS: u64 = 7;
/// The last tail is `[]`.
const ENDS: u64 = 1 << WIDTH_BITS;
const COUNT_SHIFT: u32 = WIDTH_BITS + 1;

/// How many bytes a head takes: the logarithm.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Width(u32);

impl Width {
    const BYTE: Width = Width(0);
    /// A term of any kind.
    const WHOLE: Width = Width(WORD.trailing_zeros());

    /// Of heads with all these bits between them.
    fn of(bits: u64) -> Width {
        let bits = Word::from_bits(bits);
        if !bits.is_small() {
            return Width::WHOLE;
        }
        match bits.small_value() {
            0..=0xff => Width::BYTE,
            0x100..=0xffff => Width(1),
            0x1_0000..=0xffff_ffff => Width(2),
            _ => Width::WHOLE,
        }
    }

    /// Words of so many heads.
    fn words(self, count: usize) -> usize {
        (count << self.0).div_ceil(WORD)
    }
}

/// What stands at some place of a sequence of words.
#[derive(Clone, Copy)]
enum Piece {
    /// So many words as they are: a slot, or a header with what is no term after it.
    Words(usize),
    /// The same of an object in an off-heap list, whose second word leads to the next one.
    Listed(usize),
    /// A bitstring, and its words of data.
    Bits(usize),
    Cells {
        count: usize,
        width: Width,
        ends: bool,
    },
}

impl Piece {
    fn words(&self) -> usize {
        match *self {
            Piece::Words(n) | Piece::Listed(n) => n,
            Piece::Bits(data) => 2 + data,
            Piece::Cells { count, .. } => 2 * count,
        }
    }

    fn packed_words(&self) -> usize {
        match *self {
            Piece::Words(n) | Piece::Listed(n) => n,
            Piece::Bits(data) => 1 + data,
            Piece::Cells { count, width, .. } => 1 + width.words(count),
        }
    }
}

/// What is to be packed.
#[derive(Clone, Copy)]
pub(super) struct Source<'s> {
    words: &'s [Word],
    /// So many words in front stay as they are.
    verbatim: usize,
}

impl<'s> Source<'s> {
    /// # Safety
    /// The words are whole objects, and so are the first `verbatim` of them.
    pub unsafe fn new(words: &'s [Word], verbatim: usize) -> Source<'s> {
        Source { words, verbatim }
    }

    fn address(self, i: usize) -> *mut Word {
        self.words.as_ptr().wrapping_add(i).cast_mut()
    }

    /// What begins at word `i`, which is a slot or a header.
    fn piece(self, i: usize) -> Piece {
        match self.words[i].is_header() {
            true => self.object(i),
            false => self.cells(i).unwrap_or(Piece::Words(1)),
        }
    }

    /// The same without looking for cells.
    fn object(self, i: usize) -> Piece {
        let word = self.words[i];
        if !word.is_header() {
            return Piece::Words(1);
        }
        let raw = RAW_WORDS[word.kind_number()].min(word.header_size());
        match word.header_kind() {
            Kind::CountedBits | Kind::Resource => Piece::Listed(1 + raw),
            Kind::HeapBits if i >= self.verbatim => Piece::Bits(raw - 1),
            _ => Piece::Words(1 + raw),
        }
    }

    /// Cells one behind the other, if there are two or more.
    fn cells(self, i: usize) -> Option<Piece> {
        if i < self.verbatim {
            return None;
        }
        let (mut count, mut ends, mut bits) = (0, false, 0);
        let mut next = Word::cons(self.address(i + 2)).bits();
        for cell in self.words[i..].chunks_exact(2) {
            ends = cell[1].is_nil() && count > 0;
            if cell[1].bits() != next && !ends {
                break;
            }
            bits |= cell[0].bits();
            count += 1;
            next += 2 * WORD as u64;
            if ends {
                break;
            }
        }
        let width = Width::of(bits);
        (count > 1).then_some(Piece::Cells { count, width, ends })
    }

    /// How to pack them; nothing: there are no lists, or it cannot be done (P2).
    pub fn plan(self) -> Option<Plan<'s>> {
        let (mut i, mut packed, mut runs) = (0, 0, SmallVec::new());
        while i < self.words.len() {
            let piece = self.piece(i);
            let slots = match piece {
                Piece::Words(1) => i..i + 1,
                Piece::Cells {
                    width: Width::WHOLE,
                    ..
                } => i..i + piece.words(),
                _ => i..i,
            };
            if !self.words[slots].iter().all(|slot| self.is_own(*slot)) {
                return None;
            }
            if let Piece::Cells { .. } = piece {
                runs.push((i, piece));
            }
            i += piece.words();
            packed += piece.packed_words();
        }
        (!runs.is_empty()).then_some(Plan {
            source: self,
            runs,
            words: packed,
        })
    }

    /// Does it lead to none but these words?
    fn is_own(self, slot: Word) -> bool {
        let own = self.words.as_ptr_range();
        !slot.is_pointer() || own.contains(&slot.pointer().cast_const())
    }
}

/// Words that can be packed.
pub(super) struct Plan<'s> {
    source: Source<'s>,
    /// Runs of cells, and where they begin.
    runs: SmallVec<[(usize, Piece); 8]>,
    /// How many there will be.
    pub words: usize,
}

impl Plan<'_> {
    /// Packs into `words` words at `to`; the off-heap list of the copy, which takes the place of the one of the source.
    ///
    /// # Safety
    /// There are so many words.
    pub unsafe fn pack(self, to: *mut Word) -> *mut Word {
        let words = self.source.words;
        let mut out = Out {
            at: to,
            distance: (to as u64).wrapping_sub(words.as_ptr() as u64),
            listed: ptr::null_mut(),
        };
        let mut runs = self.runs.into_iter().peekable();
        let mut i = 0;
        while i < words.len() {
            let piece = match runs.next_if(|(at, _)| *at == i) {
                Some((_, run)) => run,
                None => self.source.object(i),
            };
            // SAFETY: `plan` counted what is written here, and the objects are whole.
            unsafe { out.put(&words[i..], &piece) };
            i += piece.words();
        }
        out.listed
    }
}

/// Where packed or unpacked words go.
struct Out {
    at: *mut Word,
    distance: u64,
    listed: *mut Word,
}

impl Out {
    /// # Safety
    /// There is room for the word.
    #[inline(always)]
    unsafe fn word(&mut self, word: Word) {
        // SAFETY: passed on.
        unsafe { *self.at = word };
        self.at = self.at.wrapping_add(1);
    }

    /// # Safety
    /// There is room for the slot.
    #[inline(always)]
    unsafe fn slot(&mut self, slot: Word) {
        // SAFETY: passed on.
        unsafe { self.word(moved(slot, self.distance)) };
    }

    /// # Safety
    /// There are `n` words, and room for them.
    #[inline(always)]
    unsafe fn words(&mut self, from: *const Word, n: usize) {
        // SAFETY: passed on.
        unsafe { ptr::copy_nonoverlapping(from, self.at, n) };
        self.at = self.at.wrapping_add(n);
    }

    /// Packs a piece.
    ///
    /// # Safety
    /// The words begin with it, and there is room.
    unsafe fn put(&mut self, words: &[Word], piece: &Piece) {
        // SAFETY: passed on.
        unsafe {
            match *piece {
                Piece::Words(1) if !words[0].is_header() => self.slot(words[0]),
                Piece::Words(n) => self.words(words.as_ptr(), n),
                Piece::Listed(n) => {
                    let object = self.at;
                    self.words(words.as_ptr(), n);
                    *object.add(1) = Word::from_bits(self.listed as u64);
                    self.listed = object;
                }
                Piece::Bits(data) => {
                    self.word(Word::run(words[1].bits() << COUNT_SHIFT | BITS));
                    self.words(words[2..].as_ptr(), data);
                }
                Piece::Cells { count, width, ends } => {
                    let ends = if ends { ENDS } else { 0 };
                    let payload = (count as u64) << COUNT_SHIFT | ends | u64::from(width.0);
                    self.word(Word::run(payload));
                    self.heads(&words[..2 * count], width);
                }
            }
        }
    }

    /// # Safety
    /// All heads of these cells have that width or less, and there is room.
    unsafe fn heads(&mut self, cells: &[Word], width: Width) {
        let heads = cells.iter().step_by(2);
        if width == Width::WHOLE {
            // SAFETY: passed on.
            heads.for_each(|head| unsafe { self.slot(*head) });
            return;
        }
        let words = width.words(cells.len() / 2);
        let values = heads.map(|head| head.small_value()).enumerate();
        // SAFETY: passed on; the last word is padded.
        unsafe {
            *self.at.add(words - 1) = Word::ZERO;
            match width.0 {
                0 => values.for_each(|(i, value)| *self.at.cast::<u8>().add(i) = value as u8),
                1 => values.for_each(|(i, value)| *self.at.cast::<u16>().add(i) = value as u16),
                _ => values.for_each(|(i, value)| *self.at.cast::<u32>().add(i) = value as u32),
            }
        }
        self.at = self.at.wrapping_add(words);
    }

    /// Unpacks a run whose data are at `data`; how many words those are.
    ///
    /// # Safety
    /// The data belong to the run, and there is room.
    unsafe fn unpack_run(&mut self, run: Word, data: *const Word) -> usize {
        let payload = run.run_payload();
        let count = (payload >> COUNT_SHIFT) as usize;
        // SAFETY: passed on.
        unsafe {
            if payload & (ENDS - 1) == BITS {
                let words = count.div_ceil(u64::BITS as usize);
                self.word(Word::header(Kind::HeapBits, 1 + words));
                self.word(Word::from_bits(count as u64));
                self.words(data, words);
                return words;
            }
            let width = Width((payload & (ENDS - 1)) as u32);
            match width.0 {
                0 => self.cells(count, |i| small(*data.cast::<u8>().add(i))),
                1 => self.cells(count, |i| small(*data.cast::<u16>().add(i))),
                2 => self.cells(count, |i| small(*data.cast::<u32>().add(i))),
                _ => {
                    let distance = self.distance;
                    self.cells(count, |i| moved(*data.add(i), distance));
                }
            }
            if payload & ENDS != 0 {
                *self.at.sub(1) = Word::NIL;
            }
            width.words(count)
        }
    }

    /// Cells with these heads, each one's tail the next.
    ///
    /// # Safety
    /// There is room.
    #[inline(always)]
    unsafe fn cells(&mut self, count: usize, head: impl Fn(usize) -> Word) {
        for i in 0..count {
            // SAFETY: passed on.
            unsafe {
                *self.at = head(i);
                *self.at.add(1) = Word::cons(self.at.add(2));
            }
            self.at = self.at.wrapping_add(2);
        }
    }
}

fn small(value: impl Into<i64>) -> Word {
    Word::small(value.into())
}

/// A slot in words that are so far away from the original.
#[inline(always)]
fn moved(slot: Word, distance: u64) -> Word {
    match slot.is_pointer() {
        true => Word::from_bits(slot.bits().wrapping_add(distance)),
        false => slot,
    }
}

/// Unpacks `n` words into as many as were packed; how many those are.
///
/// # Safety
/// `Source::pack` made the words; there is room at `to`.
pub(super) unsafe fn unpack(from: *const Word, n: usize, to: *mut Word) -> usize {
    let mut out = Out {
        at: to,
        distance: (to as u64).wrapping_sub(from as u64),
        listed: ptr::null_mut(),
    };
    let mut i = 0;
    while i < n {
        // SAFETY: `i` is at a slot, a header or a run: what follows it belongs to it.
        unsafe {
            let word = *from.add(i);
            i += 1;
            if word.is_run() {
                i += out.unpack_run(word, from.add(i));
            } else if word.is_header() {
                let raw = RAW_WORDS[word.kind_number()].min(word.header_size());
                out.words(from.add(i - 1), 1 + raw);
                i += raw;
            } else {
                out.slot(word);
            }
        }
    }
    // SAFETY: both are in, or at the end of, the words at `to`.
    unsafe { out.at.offset_from(to) as usize }
}
