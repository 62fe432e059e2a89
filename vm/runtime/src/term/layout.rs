//! The tags, headers and object layouts: the only file that knows tag bits.
//!
//! ```text
//! word        63                                     8 7      3 2   0
//! small       [ value, 61 bits, two's complement              ]  000
//! immediate   [ payload, 56 bits                    ] [subtag ]  001
//! cons        [ address of two words, 8-aligned               ]  010   [head][tail]
//! boxed       [ address of a header word                      ]  011   [header][payload...]
//! tuple       [ address of a header word                      ]  110   [header][elements...]
//! header      [ aux, 24 bits ][ size, 32 bits       ] [ kind  ]  111
//! run         [ payload, 61 bits                              ]  100   in rows of tables only (table/packed.rs)
//! ```
//!
//! Tag 101 is reserved. `size` counts the words after the header. `aux` of a tuple is 0, except in rows of tables: there it is the row's
//! note (table/row.rs), which copies leave out. Records, code and buffers are 8-aligned, so their raw addresses
//! read as small integers.
//!
//! Payloads (`raw` words are not terms; they come first, the collector scans the rest):
//!
//! ```text
//! tuple            elements...
//! float            raw bits of the f64
//! positive big     raw digits, least significant first, the last one not zero, the value outside the small range
//! negative big     the same; the digits are the magnitude
//! fun              raw *const fun entry | creator pid, free variables...       aux: arity
//! external fun     raw *const export cell or 0 | module, name                  aux: arity
//! flat map         keys (a tuple in map key order), values...; empty map: nothing at all
//! hash map         raw number of pairs | children...                           aux: bitmap of children
//! hash node        children...                                                 aux: bitmap of children
//! hash collision   cons cells [key | value]... in map key order, one hash
//! heap bits        raw length in bits, bytes... padded with zero bits
//! counted bits     raw next in the off-heap list, *const Buffer, length in bits
//! sub bits         raw bit offset, length in bits | heap bits or counted bits
//! match context    raw position, start, end in bits | heap bits or counted bits
//! reference        raw low 64 bits, high 32 bits; alias references: also the pid's number
//! resource         raw next in the off-heap list, *const Resource, low 64 bits, high 32 bits of its reference
//! external pid     raw node (an atom), number and serial (32 bits each, number low), creation
//! external port    raw node, number, creation
//! external ref     raw node, creation, number of 32-bit words, 32-bit words two to a word, low half first
//! record           definition (a tuple {Module, Name, Exported, Field...}), values in the order of the fields
//! hole             raw words without meaning: skipped by whoever walks the heap
//! ```
//!
//! A child of a hash map is a cons cell `[key | value]` or a boxed hash node or hash collision.
//!
//! Invariants:
//! - I1. A pointer word is never null and points to an object laid out as above, in a heap, a fragment or the literal area.
//! - I2. A header word stands only at the start of an object; no slot of a cons cell, register or scanned part of a payload holds one.
//! - I3. Only the collector sees forwarded objects: a header slot that holds a pointer to the new place, or a cons cell whose head is
//!   `FORWARDED` and whose tail points to the new place.

/// A machine word: a term, a header or raw data. Comparing two words compares bits.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
#[repr(transparent)]
pub struct Word(u64);

pub(crate) const TAG_BITS: u32 = 3;
pub(crate) const TAG_MASK: u64 = 0b111;
pub(crate) const TAG_SMALL: u64 = 0b000;
pub(crate) const TAG_IMMEDIATE: u64 = 0b001;
pub(crate) const TAG_CONS: u64 = 0b010;
pub(crate) const TAG_BOXED: u64 = 0b011;
const TAG_RUN: u64 = 0b100;
pub(crate) const TAG_TUPLE: u64 = 0b110;
pub(crate) const TAG_HEADER: u64 = 0b111;

const IMMEDIATE_BITS: u32 = 8;
const IMMEDIATE_MASK: u64 = 0xff;
/// Subtags 0 and 1 stay free: they are the two zeros should floats ever be self-tagged.
const SUBTAG_ATOM: u64 = 2;
const SUBTAG_PID: u64 = 3;
const SUBTAG_PORT: u64 = 4;
const SUBTAG_NIL: u64 = 5;
const SUBTAG_NONE: u64 = 6;
const SUBTAG_FORWARDED: u64 = 7;

const fn immediate(subtag: u64, payload: u64) -> u64 {
    payload << IMMEDIATE_BITS | subtag << TAG_BITS | TAG_IMMEDIATE
}

const ATOM_PATTERN: u64 = immediate(SUBTAG_ATOM, 0);
const PID_PATTERN: u64 = immediate(SUBTAG_PID, 0);
const PORT_PATTERN: u64 = immediate(SUBTAG_PORT, 0);

/// Largest and smallest integers that are immediate.
pub const SMALL_MAX: i64 = (1 << 60) - 1;
pub const SMALL_MIN: i64 = -(1 << 60);

const SIZE_SHIFT: u32 = 8;
const SIZE_BITS: u32 = 32;
const AUX_SHIFT: u32 = SIZE_SHIFT + SIZE_BITS;

/// Most words an object can have after its header.
pub const MAX_OBJECT_WORDS: usize = (1 << SIZE_BITS) - 1;
/// Largest arity of a tuple, as in OTP.
pub const MAX_TUPLE_ARITY: usize = (1 << 24) - 1;
/// Bitstrings of more bytes live outside the heap.
pub const MAX_HEAP_BITS_BYTES: usize = 64;
/// Maps of more pairs are hash maps.
pub const MAX_FLAT_MAP: usize = 32;

macro_rules! define_kinds {
    ($($(#[doc = $doc:literal])* $name:ident = $number:literal, raw $raw:expr;)*) => {
        /// Kinds of objects with a header.
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
        #[repr(u8)]
        pub enum Kind { $($(#[doc = $doc])* $name = $number),* }

        impl Kind {
            pub const ALL: &'static [Kind] = &[$(Kind::$name),*];


            const fn from_number(number: u8) -> Option<Kind> {
                match number { $($number => Some(Kind::$name),)* _ => None }
            }
        }

        /// Words after the header that are not terms, by kind number; `usize::MAX`: none is. For whoever scans objects.
        pub(crate) const RAW_WORDS: [usize; 32] = {
            let mut table = [usize::MAX; 32];
            $(table[$number] = $raw;)*
            table
        };
    };
}

const ALL_RAW: usize = usize::MAX;

define_kinds! {
    Tuple = 0, raw 0;
    Float = 1, raw ALL_RAW;
    PositiveBig = 2, raw ALL_RAW;
    NegativeBig = 3, raw ALL_RAW;
    Fun = 4, raw 1;
    ExternalFun = 5, raw 1;
    FlatMap = 6, raw 0;
    HashMap = 7, raw 1;
    HashNode = 8, raw 0;
    HashCollision = 9, raw 0;
    HeapBits = 10, raw ALL_RAW;
    /// In the off-heap list of its heap.
    CountedBits = 11, raw ALL_RAW;
    SubBits = 12, raw 2;
    /// Never part of another term, never copied out of its heap.
    MatchContext = 13, raw 3;
    Reference = 14, raw ALL_RAW;
    /// In the off-heap list of its heap. A reference to whoever looks.
    Resource = 15, raw ALL_RAW;
    ExternalPid = 16, raw ALL_RAW;
    ExternalPort = 17, raw ALL_RAW;
    ExternalReference = 18, raw ALL_RAW;
    Hole = 19, raw ALL_RAW;
    /// A native record.
    Record = 20, raw 0;
}

impl Word {
    /// `[]`.
    pub const NIL: Word = Word(immediate(SUBTAG_NIL, 0));
    /// Not a term: an empty slot, "no result".
    pub const NONE: Word = Word(immediate(SUBTAG_NONE, 0));
    /// The head of a forwarded cons cell.
    pub(crate) const FORWARDED: Word = Word(immediate(SUBTAG_FORWARDED, 0));
    /// What a tuple's header has besides a note.
    pub(crate) const TUPLE_HEADER_BITS: u64 = (1 << AUX_SHIFT) - 1;
    /// The small integer 0; also a harmless value for uninitialised slots.
    pub const ZERO: Word = Word(0);
    /// What freed memory is filled with under stress: reads as a header of a kind that does not exist.
    pub(crate) const POISON: Word = Word(0xdead_dead_dead_def7);

    #[inline]
    pub const fn from_bits(bits: u64) -> Word {
        Word(bits)
    }

    #[inline]
    pub const fn bits(self) -> u64 {
        self.0
    }

    // Small integers.

    /// The integer must be in `SMALL_MIN..=SMALL_MAX`.
    #[inline]
    pub const fn small(value: i64) -> Word {
        debug_assert!(value >= SMALL_MIN && value <= SMALL_MAX);
        Word((value << TAG_BITS) as u64)
    }

    #[inline]
    pub const fn try_small(value: i64) -> Option<Word> {
        if value >= SMALL_MIN && value <= SMALL_MAX {
            Some(Word((value << TAG_BITS) as u64))
        } else {
            None
        }
    }

    #[inline]
    pub const fn is_small(self) -> bool {
        self.0 & TAG_MASK == TAG_SMALL
    }

    #[inline]
    pub const fn both_small(a: Word, b: Word) -> bool {
        (a.0 | b.0) & TAG_MASK == TAG_SMALL
    }

    /// Of a small integer only.
    #[inline]
    pub const fn small_value(self) -> i64 {
        debug_assert!(self.is_small());
        self.0 as i64 >> TAG_BITS
    }

    /// The sum of two small integers if it is one.
    #[inline]
    pub const fn small_add(a: Word, b: Word) -> Option<Word> {
        debug_assert!(Word::both_small(a, b));
        match (a.0 as i64).checked_add(b.0 as i64) {
            Some(sum) => Some(Word(sum as u64)),
            None => None,
        }
    }

    #[inline]
    pub const fn small_sub(a: Word, b: Word) -> Option<Word> {
        debug_assert!(Word::both_small(a, b));
        match (a.0 as i64).checked_sub(b.0 as i64) {
            Some(difference) => Some(Word(difference as u64)),
            None => None,
        }
    }

    #[inline]
    pub const fn small_mul(a: Word, b: Word) -> Option<Word> {
        debug_assert!(Word::both_small(a, b));
        match (a.0 as i64).checked_mul(b.0 as i64 >> TAG_BITS) {
            Some(product) => Some(Word(product as u64)),
            None => None,
        }
    }

    /// Orders two small integers.
    #[inline]
    pub const fn small_lt(a: Word, b: Word) -> bool {
        debug_assert!(Word::both_small(a, b));
        (a.0 as i64) < (b.0 as i64)
    }

    // Immediates.

    #[inline]
    pub(crate) const fn atom_index(index: u32) -> Word {
        Word((index as u64) << IMMEDIATE_BITS | ATOM_PATTERN)
    }

    #[inline]
    pub const fn is_atom(self) -> bool {
        self.0 & IMMEDIATE_MASK == ATOM_PATTERN
    }

    #[inline]
    pub const fn is_nil(self) -> bool {
        self.0 == Word::NIL.0
    }

    #[inline]
    pub const fn is_none(self) -> bool {
        self.0 == Word::NONE.0
    }

    #[inline]
    pub(crate) const fn pid_number(number: u64) -> Word {
        debug_assert!(number < 1 << 56);
        Word(number << IMMEDIATE_BITS | PID_PATTERN)
    }

    #[inline]
    pub const fn is_local_pid(self) -> bool {
        self.0 & IMMEDIATE_MASK == PID_PATTERN
    }

    #[inline]
    pub(crate) const fn port_number(number: u64) -> Word {
        debug_assert!(number < 1 << 56);
        Word(number << IMMEDIATE_BITS | PORT_PATTERN)
    }

    #[inline]
    pub const fn is_local_port(self) -> bool {
        self.0 & IMMEDIATE_MASK == PORT_PATTERN
    }

    /// What follows the subtag of an immediate: atom index, pid or port number.
    #[inline]
    pub(crate) const fn payload(self) -> u64 {
        self.0 >> IMMEDIATE_BITS
    }

    /// Small integers and tagged immediates: words that are equal terms only if they are equal words.
    #[inline]
    pub const fn is_immediate(self) -> bool {
        self.0 & 0b110 == 0
    }

    // Pointers.

    #[inline]
    pub const fn is_cons(self) -> bool {
        self.0 & TAG_MASK == TAG_CONS
    }

    #[inline]
    pub const fn is_list(self) -> bool {
        self.is_cons() || self.is_nil()
    }

    #[inline]
    pub const fn is_tuple(self) -> bool {
        self.0 & TAG_MASK == TAG_TUPLE
    }

    #[inline]
    pub const fn is_boxed(self) -> bool {
        self.0 & TAG_MASK == TAG_BOXED
    }

    /// A cons cell, tuple or boxed object.
    #[inline]
    pub const fn is_pointer(self) -> bool {
        // 010, 011, 110: bit 1 set, and not 111.
        self.0 & 0b010 != 0 && self.0 & TAG_MASK != TAG_HEADER
    }

    /// Where a pointer points.
    #[inline]
    pub const fn pointer(self) -> *mut Word {
        debug_assert!(self.is_pointer());
        (self.0 & !TAG_MASK) as *mut Word
    }

    #[inline]
    pub fn cons(cell: *const Word) -> Word {
        debug_assert!(cell as u64 & TAG_MASK == 0);
        Word(cell as u64 | TAG_CONS)
    }

    #[inline]
    pub fn tuple(header: *const Word) -> Word {
        debug_assert!(header as u64 & TAG_MASK == 0);
        Word(header as u64 | TAG_TUPLE)
    }

    #[inline]
    pub fn boxed(header: *const Word) -> Word {
        debug_assert!(header as u64 & TAG_MASK == 0);
        Word(header as u64 | TAG_BOXED)
    }

    /// The same tag at another address.
    #[inline]
    pub(crate) fn moved_to(self, place: *const Word) -> Word {
        debug_assert!(self.is_pointer() && place as u64 & TAG_MASK == 0);
        Word(place as u64 | self.0 & TAG_MASK)
    }

    // Headers.

    #[inline]
    pub const fn header(kind: Kind, size: usize) -> Word {
        Word::header_with(kind, size, 0)
    }

    #[inline]
    pub(crate) const fn header_with(kind: Kind, size: usize, aux: u16) -> Word {
        debug_assert!(size <= MAX_OBJECT_WORDS);
        Word(
            (aux as u64) << AUX_SHIFT
                | (size as u64) << SIZE_SHIFT
                | (kind as u64) << TAG_BITS
                | TAG_HEADER,
        )
    }

    /// The header of a tuple of `arity` elements.
    #[inline]
    pub const fn tuple_header(arity: usize) -> Word {
        Word((arity as u64) << SIZE_SHIFT | TAG_HEADER)
    }

    /// A tuple's header with a note beside its size.
    #[inline]
    pub(crate) const fn with_note(self, note: u64) -> Word {
        debug_assert!(self.0 >> AUX_SHIFT == 0 && note >> (u64::BITS - AUX_SHIFT) == 0);
        Word(self.0 | note << AUX_SHIFT)
    }

    /// Of a tuple's header in a row.
    #[inline]
    pub(crate) const fn note(self) -> u64 {
        self.0 >> AUX_SHIFT
    }

    /// A tuple's header as heaps have it.
    #[inline]
    pub(crate) const fn without_note(self) -> Word {
        Word(self.0 & Word::TUPLE_HEADER_BITS)
    }

    #[inline]
    pub const fn is_header(self) -> bool {
        self.0 & TAG_MASK == TAG_HEADER
    }

    /// A word of a packed row that stands for several.
    #[inline]
    pub(crate) const fn run(payload: u64) -> Word {
        Word(payload << TAG_BITS | TAG_RUN)
    }

    #[inline]
    pub(crate) const fn is_run(self) -> bool {
        self.0 & TAG_MASK == TAG_RUN
    }

    #[inline]
    pub(crate) const fn run_payload(self) -> u64 {
        self.0 >> TAG_BITS
    }

    /// Of a header: words after it.
    #[inline]
    pub const fn header_size(self) -> usize {
        debug_assert!(self.is_header());
        (self.0 >> SIZE_SHIFT & MAX_OBJECT_WORDS as u64) as usize
    }

    #[inline]
    pub(crate) const fn header_aux(self) -> u16 {
        (self.0 >> AUX_SHIFT) as u16
    }

    #[inline]
    pub(crate) const fn kind_number(self) -> usize {
        (self.0 >> TAG_BITS & 0x1f) as usize
    }

    /// Of a header: its kind. A header is made by `header` alone, so its kind exists.
    #[inline]
    pub const fn header_kind(self) -> Kind {
        debug_assert!(self.is_header());
        match Kind::from_number((self.0 >> TAG_BITS & 0x1f) as u8) {
            Some(kind) => kind,
            None => bad_header(),
        }
    }

    /// The kind if this is a header of one that exists.
    pub(crate) const fn checked_kind(self) -> Option<Kind> {
        if self.is_header() {
            Kind::from_number((self.0 >> TAG_BITS & 0x1f) as u8)
        } else {
            None
        }
    }

    // Raw reading of objects, for the interpreter and the heap.

    /// # Safety
    /// This is a live cons cell.
    #[inline]
    pub unsafe fn head(self) -> Word {
        debug_assert!(self.is_cons());
        // SAFETY: the caller says that this is a live cons cell: two words (I1).
        unsafe { *self.pointer() }
    }

    /// # Safety
    /// This is a live cons cell.
    #[inline]
    pub unsafe fn tail(self) -> Word {
        debug_assert!(self.is_cons());
        // SAFETY: as in `head`.
        unsafe { *self.pointer().add(1) }
    }

    /// The header of a tuple or boxed object.
    ///
    /// # Safety
    /// This is a live tuple or boxed object.
    #[inline]
    pub unsafe fn object_header(self) -> Word {
        debug_assert!(self.is_tuple() || self.is_boxed());
        // SAFETY: the caller says that this is a live object with a header (I1).
        unsafe { *self.pointer() }
    }

    /// Number of elements.
    ///
    /// # Safety
    /// This is a live tuple.
    #[inline]
    pub unsafe fn arity(self) -> usize {
        // SAFETY: passed on.
        unsafe { self.object_header() }.header_size()
    }

    /// Element `index`, from 0.
    ///
    /// # Safety
    /// This is a live tuple of more than `index` elements.
    #[inline]
    pub unsafe fn element(self, index: usize) -> Word {
        debug_assert!(self.is_tuple());
        // SAFETY: the caller says that the tuple has that element.
        unsafe { *self.pointer().add(1 + index) }
    }

    /// Word `index` of the payload of a tuple or boxed object.
    ///
    /// # Safety
    /// This is a live object of more than `index` words after its header.
    #[inline]
    pub(crate) unsafe fn field(self, index: usize) -> Word {
        // SAFETY: passed on.
        unsafe { *self.pointer().add(1 + index) }
    }

    /// The kind of a boxed object.
    ///
    /// # Safety
    /// This is a live boxed object.
    #[inline]
    pub unsafe fn boxed_kind(self) -> Kind {
        // SAFETY: passed on.
        unsafe { self.object_header() }.header_kind()
    }

    /// Is this a boxed object of that kind?
    ///
    /// # Safety
    /// If this is a boxed object, it is live.
    #[inline]
    pub unsafe fn is_kind(self, kind: Kind) -> bool {
        // SAFETY: read only if boxed.
        self.is_boxed() && unsafe { self.object_header() }.kind_number() == kind as usize
    }
}

#[cold]
const fn bad_header() -> ! {
    panic!("a header of no known kind: the heap is damaged")
}

impl std::fmt::Debug for Word {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.is_small() {
            write!(f, "Word(small {})", self.small_value())
        } else {
            write!(f, "Word({:#x})", self.0)
        }
    }
}

const _: () = assert!(size_of::<Word>() == 8);
const _: () = assert!(Word::tuple_header(3).0 == Word::header(Kind::Tuple, 3).0);
const _: () = assert!(Word::small(-1).0 == 0xffff_ffff_ffff_fff8);
const _: () =
    assert!(Word::NIL.is_immediate() && !Word::NIL.is_pointer() && Word::small(5).is_immediate());
const _: () = assert!(
    !Word::POISON.is_pointer() && Word::POISON.is_header() && Word::POISON.checked_kind().is_none()
);
