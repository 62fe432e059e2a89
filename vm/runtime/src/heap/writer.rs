//! Building terms in memory that was reserved.
//!
//! While a writer lives nothing can collect: it borrows what it writes to. All its methods take `&self`, so a term just made can go into
//! the next. Reserve enough words first (`*_WORDS` constants and `*_words` functions beside the views say how many); what is left over costs nothing.

use num_bigint::{BigInt, Sign};

use super::account::OutOfMemory;
use super::offheap::{self, Buffer, BufferRef, ResourceRef};
use super::{Area, HeapShared};
use crate::atom::{Atom, AtomTable};
use crate::term::binary::MatchContext;
use crate::term::layout::{MAX_HEAP_BITS_BYTES, Word};
use crate::term::list::ListIter;
use crate::term::{Bits, Kind, LocalPid, RefId, Term};

/// Writes objects behind one another into reserved words.
pub struct Writer<'w> {
    area: &'w Area,
    limit: *mut Word,
    shared: &'w HeapShared,
}

impl<'w> Writer<'w> {
    /// # Safety
    /// The words from the area's `hp` to `limit` are free and nobody else writes them or moves `hp` during `'w`.
    #[inline]
    pub unsafe fn new(area: &'w Area, limit: *mut Word, shared: &'w HeapShared) -> Writer<'w> {
        debug_assert!(area.hp.get() <= limit);
        Writer {
            area,
            limit,
            shared,
        }
    }

    #[inline]
    pub fn atoms(&self) -> &'w AtomTable {
        &self.shared.atoms
    }

    #[inline]
    pub fn shared(&self) -> &'w HeapShared {
        self.shared
    }

    /// Reserved words that are still free.
    #[inline]
    pub fn left(&self) -> usize {
        (self.limit as usize - self.area.hp.get() as usize) / size_of::<Word>()
    }

    /// The next free word.
    #[inline]
    pub(crate) fn hp(&self) -> *mut Word {
        self.area.hp.get()
    }

    /// Where `n` free words begin, which are not taken yet.
    #[inline]
    fn room(&self, n: usize) -> *mut Word {
        if n > self.left() {
            exhausted(n, self.left());
        }
        self.area.hp.get()
    }

    /// Takes `n` words.
    #[inline]
    pub(crate) fn take(&self, n: usize) -> *mut Word {
        let start = self.area.hp.get();
        if n > self.left() {
            exhausted(n, self.left());
        }
        self.area.hp.set(start.wrapping_add(n));
        start
    }

    #[inline]
    fn word(&self, word: Word) -> Term<'w> {
        Term::inside(word)
    }

    /// Takes `1 + payload.len()` words for an object that has no pointer to outside.
    #[inline]
    pub(crate) fn object(&self, header: Word, payload: &[Word]) -> *mut Word {
        debug_assert_eq!(header.header_size(), payload.len());
        let object = self.take(1 + payload.len());
        // SAFETY: `take` gave us that many words.
        unsafe {
            *object = header;
            std::ptr::copy_nonoverlapping(payload.as_ptr(), object.add(1), payload.len());
        }
        object
    }

    /// `[head | tail]`; 2 words.
    #[inline]
    pub fn cons(&self, head: Term<'w>, tail: Term<'w>) -> Term<'w> {
        let cell = self.take(2);
        // SAFETY: `take` gave us two words.
        unsafe {
            *cell = head.word();
            *cell.add(1) = tail.word();
        }
        self.word(Word::cons(cell))
    }

    /// `{elements...}`; 1 word more than elements.
    #[inline]
    pub fn tuple(&self, elements: &[Term<'w>]) -> Term<'w> {
        self.tuple_with(elements.len(), |i| elements[i])
    }

    /// A tuple of `n` elements, each made by `element`, which may write other objects.
    ///
    /// The tuple's own words are taken first.
    pub fn tuple_with(&self, n: usize, mut element: impl FnMut(usize) -> Term<'w>) -> Term<'w> {
        let object = self.take(1 + n);
        // SAFETY: `take` gave us `1 + n` words.
        unsafe { *object = Word::tuple_header(n) };
        for i in 0..n {
            // SAFETY: as above; slots hold terms even if `element` panics (H1).
            unsafe { *object.add(1 + i) = Word::NIL };
        }
        for i in 0..n {
            let word = element(i).word();
            // SAFETY: as above.
            unsafe { *object.add(1 + i) = word };
        }
        self.word(Word::tuple(object))
    }

    /// A float; 2 words. NaN and infinities are no terms: callers exclude them.
    #[inline]
    pub fn float(&self, value: f64) -> Term<'w> {
        debug_assert!(value.is_finite());
        self.word(Word::boxed(self.object(
            Word::header(Kind::Float, 1),
            &[Word::from_bits(value.to_bits())],
        )))
    }

    /// Any integer; up to `INTEGER_WORDS` words.
    #[inline]
    pub fn integer(&self, value: i64) -> Term<'w> {
        match Word::try_small(value) {
            Some(word) => self.word(word),
            None => self.big(value < 0, &[value.unsigned_abs()]),
        }
    }

    /// As `integer`.
    #[inline]
    pub fn unsigned(&self, value: u64) -> Term<'w> {
        match i64::try_from(value) {
            Ok(value) => self.integer(value),
            Err(_) => self.big(false, &[value]),
        }
    }

    /// Any integer; `integer_words(bits)` words.
    pub fn bigint(&self, value: &BigInt) -> Term<'w> {
        self.digits(
            value.sign() == Sign::Minus,
            value.magnitude().iter_u64_digits(),
        )
    }

    /// An integer from the digits of its magnitude, least significant first; zeros at the end are dropped.
    pub fn digits(&self, negative: bool, digits: impl ExactSizeIterator<Item = u64>) -> Term<'w> {
        let digits: Vec<u64> = digits.collect();
        self.integer_from_digits(negative, &digits)
    }

    /// As `digits`.
    pub fn integer_from_digits(&self, negative: bool, digits: &[u64]) -> Term<'w> {
        let n = digits
            .iter()
            .rposition(|&digit| digit != 0)
            .map_or(0, |last| last + 1);
        let digits = &digits[..n];
        match digits {
            [] => self.word(Word::small(0)),
            [digit] => {
                let value = if negative {
                    -i128::from(*digit)
                } else {
                    i128::from(*digit)
                };
                match i64::try_from(value).ok().and_then(Word::try_small) {
                    Some(word) => self.word(word),
                    None => self.big(negative, digits),
                }
            }
            _ => self.big(negative, digits),
        }
    }

    /// `digits` are those of an integer outside the small range, without zeros at the end.
    fn big(&self, negative: bool, digits: &[u64]) -> Term<'w> {
        let kind = if negative {
            Kind::NegativeBig
        } else {
            Kind::PositiveBig
        };
        let object = self.take(1 + digits.len());
        // SAFETY: `take` gave us that many words; a digit is a word.
        unsafe {
            *object = Word::header(kind, digits.len());
            std::ptr::copy_nonoverlapping(
                digits.as_ptr().cast::<Word>(),
                object.add(1),
                digits.len(),
            );
        }
        self.word(Word::boxed(object))
    }

    /// A proper list; 2 words an element.
    pub fn list(&self, elements: &[Term<'w>]) -> Term<'w> {
        self.list_with_tail(elements, Term::NIL)
    }

    /// `[elements... | tail]`; 2 words an element.
    pub fn list_with_tail(&self, elements: &[Term<'w>], tail: Term<'w>) -> Term<'w> {
        self.cells(elements.len(), elements.iter().map(|e| e.word()), tail)
    }

    /// The next `n` elements of a list, or all if there are fewer, in front of `tail`; 2 words an element.
    pub fn copied(&self, list: &mut ListIter<'w>, n: usize, tail: Term<'w>) -> Term<'w> {
        self.cells(n, list.map(|element| element.word()), tail)
    }

    /// The same in reverse.
    pub fn reversed(&self, list: &mut ListIter<'w>, n: usize, tail: Term<'w>) -> Term<'w> {
        let mut at = self.room(2 * n);
        let mut done = tail.word();
        for head in list.take(n) {
            // SAFETY: there is room for `n` cells.
            unsafe {
                *at = head.word();
                *at.add(1) = done;
                done = Word::cons(at);
                at = at.add(2);
            }
        }
        self.area.hp.set(at);
        self.word(done)
    }

    /// Cells with up to `n` heads, which write nothing themselves, one behind the other.
    #[inline]
    pub(crate) fn cells(
        &self,
        n: usize,
        heads: impl Iterator<Item = Word>,
        tail: Term<'w>,
    ) -> Term<'w> {
        let first = self.room(2 * n);
        let mut at = first;
        for head in heads.take(n) {
            // SAFETY: there is room for `n` cells.
            unsafe {
                *at = head;
                at = at.add(2);
                *at.sub(1) = Word::cons(at);
            }
        }
        if at == first {
            return tail;
        }
        // SAFETY: the tail of the last cell.
        unsafe { *at.sub(1) = tail.word() };
        self.area.hp.set(at);
        self.word(Word::cons(first))
    }

    /// A list of code points; 2 words a character.
    pub fn string(&self, text: &str) -> Term<'w> {
        let n = match text.is_ascii() {
            true => text.len(),
            false => text.chars().count(),
        };
        let codes = text.chars().map(|c| Word::small(i64::from(u32::from(c))));
        self.cells(n, codes, Term::NIL)
    }

    /// A list of bytes, ending in `tail`; 2 words a byte.
    pub fn byte_list(&self, bytes: &[u8], tail: Term<'w>) -> Term<'w> {
        let bytes_as_words = bytes.iter().map(|&byte| Word::small(i64::from(byte)));
        self.cells(bytes.len(), bytes_as_words, tail)
    }

    /// A binary; `binary_words(bytes.len())` words.
    pub fn binary(&self, bytes: &[u8]) -> Result<Term<'w>, OutOfMemory> {
        self.bitstring(bytes, bytes.len() * 8)
    }

    /// The first `bit_len` bits of `bytes` as a bitstring; `binary_words(bytes.len())` words.
    ///
    /// # Panics
    /// If there are not that many bits.
    pub fn bitstring(&self, bytes: &[u8], bit_len: usize) -> Result<Term<'w>, OutOfMemory> {
        let n_bytes = bit_len.div_ceil(8);
        let bytes = &bytes[..n_bytes];
        if n_bytes <= MAX_HEAP_BITS_BYTES {
            return Ok(self.heap_bits(bytes, bit_len));
        }
        let buffer = BufferRef::from_bytes(&self.shared.account, bytes)?;
        Ok(self.counted_bits(buffer, bit_len))
    }

    /// A bitstring of at most 64 bytes in the heap; `heap_bits_words(bytes.len())` words. Bits after the last are cleared.
    fn heap_bits(&self, bytes: &[u8], bit_len: usize) -> Term<'w> {
        let object = self.heap_bits_room(bit_len);
        // SAFETY: room for `bit_len` bits starts at the third word.
        unsafe {
            crate::term::binary::copy_bits(bytes.as_ptr(), 0, object.add(2).cast(), 0, bit_len)
        };
        self.word(Word::boxed(object))
    }

    /// A heap bitstring of zero bits.
    pub(crate) fn heap_bits_room(&self, bit_len: usize) -> *mut Word {
        debug_assert!(bit_len <= MAX_HEAP_BITS_BYTES * 8);
        let n_words = bit_len.div_ceil(64);
        let object = self.take(2 + n_words);
        // SAFETY: `take` gave us that many words.
        unsafe {
            *object = Word::header(Kind::HeapBits, 1 + n_words);
            *object.add(1) = Word::from_bits(bit_len as u64);
            for i in 0..n_words {
                *object.add(2 + i) = Word::ZERO;
            }
        }
        object
    }

    /// A bitstring over a buffer, from its start; `COUNTED_BITS_WORDS` words.
    ///
    /// # Panics
    /// If the buffer has not that many bits in use.
    pub fn counted_bits(&self, buffer: BufferRef, bit_len: usize) -> Term<'w> {
        assert!(
            bit_len.div_ceil(8) <= buffer.get().used(),
            "bits that are not there"
        );
        let raw = buffer.into_raw();
        let payload = [
            Word::ZERO,
            Word::from_bits(raw as u64),
            Word::from_bits(bit_len as u64),
        ];
        let object = self.object(Word::header(Kind::CountedBits, 3), &payload);
        // SAFETY: a new counted bitstring in this area, which owns the count.
        unsafe { offheap::link(self.area, object) };
        self.word(Word::boxed(object))
    }

    /// `bit_len` bits of `bits` from bit `bit_offset`; `SUB_BITS_WORDS` words. May be `bits` itself.
    ///
    /// # Panics
    /// If there are not that many bits.
    pub fn sub_bits(&self, bits: Bits<'w>, bit_offset: usize, bit_len: usize) -> Term<'w> {
        let end = bit_offset
            .checked_add(bit_len)
            .filter(|&end| end <= bits.bit_len());
        assert!(end.is_some(), "window outside the bitstring");
        if bit_len == bits.bit_len() {
            return bits.term();
        }
        let (owner, start) = bits.owner();
        self.window(owner, start + bit_offset, bit_len)
    }

    /// The next `n_bits` bits of a match; `SUB_BITS_WORDS` words. A match may reach beyond what its owner shows: bits that were
    /// appended to the owner's buffer since.
    ///
    /// # Panics
    /// If the match has not that many bits left.
    pub(crate) fn part_of_match(&self, ctx: MatchContext<'w>, n_bits: usize) -> Term<'w> {
        assert!(n_bits <= ctx.remaining(), "bits beyond the match");
        let owner = ctx.owner();
        if ctx.position() == 0 && n_bits == owner.bit_len() {
            return owner.term();
        }
        self.window(owner, ctx.position(), n_bits)
    }

    /// # Panics
    /// If `owner` is a window itself.
    pub(crate) fn window(&self, owner: Bits<'w>, bit_offset: usize, bit_len: usize) -> Term<'w> {
        let payload = [
            Word::from_bits(bit_offset as u64),
            Word::from_bits(bit_len as u64),
            owner.term().word(),
        ];
        self.word(Word::boxed(
            self.object(Word::header(Kind::SubBits, 3), &payload),
        ))
    }

    /// A match context at the start of `bits`; `MATCH_CONTEXT_WORDS` words.
    pub fn match_context(&self, bits: Bits<'w>) -> Term<'w> {
        let (owner, start) = bits.owner();
        let position = Word::from_bits(start as u64);
        let payload = [
            position,
            position,
            Word::from_bits((start + bits.bit_len()) as u64),
            owner.term().word(),
        ];
        self.word(Word::boxed(
            self.object(Word::header(Kind::MatchContext, 4), &payload),
        ))
    }

    /// `bits` with `extra_bits` more, filled by `fill` given the first byte and the bit in it to start at. In place if nobody else has
    /// appended to the same buffer and there is room; else in a new buffer with room to grow. `APPEND_WORDS` words.
    ///
    /// # Safety
    /// `fill` writes exactly `extra_bits` bits there, and reads none.
    pub unsafe fn append(
        &self,
        bits: Bits<'w>,
        extra_bits: usize,
        fill: impl FnOnce(*mut u8, usize),
    ) -> Result<Term<'w>, OutOfMemory> {
        let old_len = bits.bit_len();
        let new_len = old_len.checked_add(extra_bits).ok_or(OutOfMemory)?;
        let (owner, start) = bits.owner();
        let end = start + old_len;
        if let Some(room) = self.claim_in_place(bits, end, extra_bits) {
            fill(room, end % 8);
            return Ok(self.window(owner, start, new_len));
        }
        let (needed, old_bytes) = (new_len.div_ceil(8), old_len.div_ceil(8));
        let capacity = needed.saturating_add(needed.min(16 << 20)).max(256);
        let buffer = BufferRef::allocate(&self.shared.account, capacity)
            .or_else(|_| BufferRef::allocate(&self.shared.account, needed))?;
        let room = buffer
            .claim(0, new_len)
            .expect("nobody else knows this buffer");
        let at = bits.at();
        // SAFETY: the new buffer has room for `needed` bytes; the bytes that `fill` completes are zeroed first.
        unsafe {
            std::ptr::write_bytes(room.add(old_len / 8), 0, needed - old_len / 8);
            debug_assert!(old_bytes <= needed);
            crate::term::binary::copy_bits(at.base, at.bit_offset, room, 0, old_len);
        }
        fill(room.wrapping_add(old_len / 8), old_len % 8);
        let whole = Bits::of(self.counted_bits(buffer, new_len));
        Ok(self.window(whole, 0, new_len))
    }

    /// Room right after bit `end` of the buffer behind `bits`, if that is where the buffer's use ends.
    fn claim_in_place(&self, bits: Bits<'w>, end: usize, extra_bits: usize) -> Option<*mut u8> {
        let buffer: &Buffer = bits.buffer()?;
        let room = offheap::claim(buffer, end, extra_bits)?;
        let last_bit = end % 8 + extra_bits;
        if !end.is_multiple_of(8) {
            // SAFETY: `claim` gave us the bytes behind the one that is half used.
            unsafe { std::ptr::write_bytes(room.add(1), 0, last_bit.div_ceil(8) - 1) };
        } else if !last_bit.is_multiple_of(8) {
            // SAFETY: `claim` gave us that byte.
            unsafe { *room.add(last_bit / 8) = 0 };
        }
        Some(room)
    }

    /// A fun over the entry at that address; `fun_words(free.len())` words.
    ///
    /// # Safety
    /// A fun entry of this VM for funs of that arity and so many free variables is at `entry`.
    pub unsafe fn fun(
        &self,
        entry: usize,
        arity: u8,
        creator: LocalPid,
        free: &[Term<'w>],
    ) -> Term<'w> {
        let object = self.take(3 + free.len());
        // SAFETY: `take` gave us that many words.
        unsafe {
            *object = Word::header_with(Kind::Fun, 2 + free.len(), u16::from(arity));
            *object.add(1) = Word::from_bits(entry as u64);
            *object.add(2) = Term::pid(creator).word();
            for (i, variable) in free.iter().enumerate() {
                *object.add(3 + i) = variable.word();
            }
        }
        self.word(Word::boxed(object))
    }

    /// `fun module:name/arity` over the export cell at that address; `EXTERNAL_FUN_WORDS` words.
    ///
    /// # Safety
    /// The export cell of that function of this VM is at `export`.
    pub unsafe fn external_fun(
        &self,
        export: usize,
        module: Atom,
        name: Atom,
        arity: u8,
    ) -> Term<'w> {
        let payload = [
            Word::from_bits(export as u64),
            Term::atom(module).word(),
            Term::atom(name).word(),
        ];
        self.word(Word::boxed(self.object(
            Word::header_with(Kind::ExternalFun, 3, u16::from(arity)),
            &payload,
        )))
    }

    /// A reference; `REFERENCE_WORDS` words.
    pub fn reference(&self, id: RefId) -> Term<'w> {
        let payload = [Word::from_bits(id.low), Word::from_bits(u64::from(id.high))];
        self.word(Word::boxed(
            self.object(Word::header(Kind::Reference, 2), &payload),
        ))
    }

    /// A reference that messages can be sent to; `ALIAS_WORDS` words.
    pub fn alias(&self, id: RefId, pid: LocalPid) -> Term<'w> {
        let payload = [
            Word::from_bits(id.low),
            Word::from_bits(u64::from(id.high)),
            Word::from_bits(pid.number()),
        ];
        self.word(Word::boxed(
            self.object(Word::header(Kind::Reference, 3), &payload),
        ))
    }

    /// A reference that keeps a resource alive; `RESOURCE_WORDS` words.
    pub fn resource(&self, resource: ResourceRef, id: RefId) -> Term<'w> {
        let raw = resource.into_raw();
        let payload = [
            Word::ZERO,
            Word::from_bits(raw as u64),
            Word::from_bits(id.low),
            Word::from_bits(u64::from(id.high)),
        ];
        let object = self.object(Word::header(Kind::Resource, 4), &payload);
        // SAFETY: a new resource object in this area, which owns the count.
        unsafe { offheap::link(self.area, object) };
        self.word(Word::boxed(object))
    }

    /// A pid of another node; `EXTERNAL_PID_WORDS` words.
    pub fn external_pid(&self, node: Atom, number: u32, serial: u32, creation: u32) -> Term<'w> {
        let payload = [
            Term::atom(node).word(),
            Word::from_bits(u64::from(serial) << 32 | u64::from(number)),
            Word::from_bits(u64::from(creation)),
        ];
        self.word(Word::boxed(
            self.object(Word::header(Kind::ExternalPid, 3), &payload),
        ))
    }

    /// A port of another node; `EXTERNAL_PID_WORDS` words.
    pub fn external_port(&self, node: Atom, number: u64, creation: u32) -> Term<'w> {
        let payload = [
            Term::atom(node).word(),
            Word::from_bits(number),
            Word::from_bits(u64::from(creation)),
        ];
        self.word(Word::boxed(
            self.object(Word::header(Kind::ExternalPort, 3), &payload),
        ))
    }

    /// A reference of another node, 32-bit words lowest first, at most `MAX_EXTERNAL_REFERENCE`; `EXTERNAL_REFERENCE_WORDS` words.
    pub fn external_reference(&self, node: Atom, creation: u32, numbers: &[u32]) -> Term<'w> {
        let n_words = 3 + numbers.len().div_ceil(2);
        let object = self.take(1 + n_words);
        let head = [
            Term::atom(node).word(),
            Word::from_bits(u64::from(creation)),
            Word::from_bits(numbers.len() as u64),
        ];
        // SAFETY: `take` gave us that many words.
        unsafe {
            *object = Word::header(Kind::ExternalReference, n_words);
            std::ptr::copy_nonoverlapping(head.as_ptr(), object.add(1), 3);
            for (i, pair) in numbers.chunks(2).enumerate() {
                let high = pair.get(1).copied().unwrap_or(0);
                *object.add(4 + i) = Word::from_bits(u64::from(high) << 32 | u64::from(pair[0]));
            }
        }
        self.word(Word::boxed(object))
    }
}

/// Words that `Writer::append` needs, and `Writer::resource`, and `Writer::external_reference`.
pub const APPEND_WORDS: usize = 8;
pub const RESOURCE_WORDS: usize = 5;
pub const EXTERNAL_REFERENCE_WORDS: usize = 7;

#[cold]
#[inline(never)]
fn exhausted(wanted: usize, left: usize) -> ! {
    panic!("{wanted} words wanted where {left} are left of what was reserved")
}
