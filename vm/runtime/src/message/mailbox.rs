//! A process's mailbox: messages that arrived, in order, with the save pointer of the receive that is under way.
//!
//! Q1. Messages are fragments in a list through their headers, from `first` to `last`; the mailbox owns them.
//! Q2. A receive looks at a message where it is. What it matched may be in registers, so the message is adopted by the heap when it is accepted.
//!     Should the process be collected in between (a guard may allocate), the heap adopts the message before that, and a copy takes its
//!     place in the list (`replace_current`): the collector never sees a term in a fragment that is not the heap's.
//! Q3. `save` is the message that the next peek looks at (null: the end), `before` the one in front of it (null: it is the first).
//! Q4. Each place of `marks` is a message of the list, or null for its start: what is removed is replaced by what was before it.
//! Q5. Urgent messages stand first, in the order in which they came; `marks.urgent` is the last of them.

use crate::heap::Fragment;
use crate::heap::fragment::Header;
use crate::heap::offheap::{BufferInfo, list_buffers};
use crate::term::{RefId, Term, Word};
use std::ptr;

/// The message at the save pointer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Current {
    Unseen,
    /// A receive looks at it.
    Seen,
    /// A receive looked at it, and the heap has adopted what it saw: this is a copy.
    Copied,
}

/// References that receives will wait for, with the mailbox's end when they were made, and where urgent messages end.
#[derive(Debug)]
struct Marks {
    /// The end of the mailbox at the last mark, and the mark's number.
    marked: *mut Header,
    serial: u64,
    bound: [Option<(RefId, *mut Header)>; 4],
    next: usize,
    /// The last of the urgent messages, which stand before all others; null: there is none.
    urgent: *mut Header,
    /// An urgent message came while a receive was looking at one: before it waits, it begins again.
    again: bool,
}

impl Default for Marks {
    fn default() -> Marks {
        Marks {
            marked: ptr::null_mut(),
            serial: 0,
            bound: [None; 4],
            next: 0,
            urgent: ptr::null_mut(),
            again: false,
        }
    }
}

/// The mailbox's end, and that of its urgent messages, at some time.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Arrived(*mut Header, *mut Header);

#[derive(Debug)]
pub struct Mailbox {
    first: *mut Header,
    last: *mut Header,
    save: *mut Header,
    before: *mut Header,
    marks: Option<Box<Marks>>,
    len: u32,
    current: Current,
}

// SAFETY: the list's fragments are the mailbox's own (Q1), and fragments may go from thread to thread.
unsafe impl Send for Mailbox {}

impl Default for Mailbox {
    fn default() -> Self {
        Mailbox {
            first: ptr::null_mut(),
            last: ptr::null_mut(),
            save: ptr::null_mut(),
            before: ptr::null_mut(),
            marks: None,
            len: 0,
            current: Current::Unseen,
        }
    }
}

/// # Safety
/// A message of a mailbox.
#[inline]
unsafe fn next_of(message: *mut Header) -> *mut Header {
    // SAFETY: passed on.
    unsafe { (*message).next.get() }
}

impl Mailbox {
    pub fn len(&self) -> usize {
        self.len as usize
    }

    pub fn is_empty(&self) -> bool {
        self.first.is_null()
    }

    /// Is anything left in it?
    pub fn was_used(&self) -> bool {
        !self.is_empty() || self.marks.is_some()
    }

    #[inline]
    pub fn push(&mut self, message: Fragment) {
        let header = message.into_raw();
        // SAFETY: the new message is ours; the last one is in the list (Q1).
        unsafe {
            (*header).next.set(ptr::null_mut());
            if self.last.is_null() {
                self.first = header;
            } else {
                (*self.last).next.set(header);
            }
        }
        if self.save.is_null() {
            self.save = header;
            self.before = self.last;
        }
        self.last = header;
        self.len = self.len.saturating_add(1);
    }

    /// What `arrived_since` compares with.
    pub(crate) fn arrived(&self) -> Arrived {
        let urgent = self.marks.as_ref().map_or(ptr::null_mut(), |m| m.urgent);
        Arrived(self.last, urgent)
    }

    /// The message that has come since, if one has.
    pub(crate) fn arrived_since(&self, before: Arrived) -> Option<Word> {
        let now = self.arrived();
        let message = match now.0 == before.0 {
            true if now.1 == before.1 => return None,
            true => now.1,
            false => now.0,
        };
        // SAFETY: a message of the list (Q1, Q5).
        unsafe { message.as_ref() }.map(Header::root)
    }

    /// Puts a message behind the urgent ones and before all others. A receive that is under way looks at it too.
    #[cold]
    pub fn push_urgent(&mut self, message: Fragment) {
        let header = message.into_raw();
        let marks = self.marks.get_or_insert_default();
        // What a reference's receive would skip may be before the urgent one.
        marks.bound = [None; 4];
        marks.serial += 1;
        let before = std::mem::replace(&mut marks.urgent, header);
        // SAFETY: the new message is ours; `before` is in the list (Q1, Q4).
        unsafe {
            let after = if before.is_null() {
                self.first
            } else {
                next_of(before)
            };
            (*header).next.set(after);
            if before.is_null() {
                self.first = header;
            } else {
                (*before).next.set(header);
            }
            if after.is_null() {
                self.last = header;
            }
        }
        if self.current == Current::Unseen {
            self.reset();
        } else {
            marks.again = true;
            if self.before == before {
                self.before = header;
            }
        }
        self.len = self.len.saturating_add(1);
    }

    /// At the end of the messages: must the receive look at them once more?
    #[cold]
    fn begins_again(&mut self) -> bool {
        let again = self
            .marks
            .as_deref_mut()
            .is_some_and(|marks| std::mem::take(&mut marks.again));
        if again {
            self.reset();
        }
        again && !self.save.is_null()
    }

    /// Is there a message at the save pointer?
    #[inline]
    pub fn has_unseen(&self) -> bool {
        !self.save.is_null()
    }

    /// Is the save pointer at the first message?
    #[inline]
    pub fn is_at_first(&self) -> bool {
        self.before.is_null()
    }

    /// The message at the save pointer: a term in a fragment of the mailbox.
    #[inline]
    pub fn peek(&mut self) -> Option<Word> {
        if self.save.is_null() && !self.begins_again() {
            return None;
        }
        if self.current == Current::Unseen {
            self.current = Current::Seen;
        }
        // SAFETY: a message of the list (Q1, Q3).
        Some(unsafe { (*self.save).root() })
    }

    /// Removes the message at the save pointer and goes back to the first. What comes out is to be adopted, unless the heap has it already.
    #[inline]
    pub fn accept(&mut self) -> Option<Fragment> {
        if self.save.is_null() {
            return None;
        }
        let message = self.save;
        // SAFETY: a message of the list (Q1, Q3).
        let fragment = unsafe {
            let next = next_of(message);
            self.relink(message, next);
            if next.is_null() {
                self.last = self.before;
            }
            Fragment::from_raw(message)
        };
        if self.marks.is_some() {
            self.move_marks(message, self.before);
        }
        let copied = self.current == Current::Copied;
        self.len -= 1;
        self.reset();
        // A copy that nobody saw goes.
        (!copied).then_some(fragment)
    }

    /// What is before `message` leads to `next` instead.
    unsafe fn relink(&mut self, _message: *mut Header, next: *mut Header) {
        if self.before.is_null() {
            self.first = next;
        } else {
            // SAFETY: a message of the list (Q3).
            unsafe { (*self.before).next.set(next) };
        }
    }

    #[cold]
    fn move_marks(&mut self, from: *mut Header, to: *mut Header) {
        if let Some(marks) = self.marks.as_deref_mut() {
            let places = marks.bound.iter_mut().flatten().map(|bound| &mut bound.1);
            for place in places.chain([&mut marks.marked, &mut marks.urgent]) {
                if *place == from {
                    *place = to;
                }
            }
        }
    }

    /// The message at the save pointer does not match.
    #[inline]
    pub fn skip(&mut self) {
        if self.save.is_null() {
            return;
        }
        self.current = Current::Unseen;
        self.before = self.save;
        // SAFETY: a message of the list (Q1, Q3).
        self.save = unsafe { next_of(self.save) };
    }

    /// Skips at most so many messages, until there is one whose root is not to be passed; how many.
    #[inline(always)]
    pub(crate) fn pass_over(&mut self, most: i64, pass: impl Fn(Word) -> bool) -> i64 {
        let (mut save, mut before) = (self.save, self.before);
        let mut n = 0;
        // SAFETY: messages of the list (Q1, Q3).
        while n < most && !save.is_null() && pass(unsafe { (*save).root() }) {
            before = save;
            // SAFETY: as above.
            save = unsafe { next_of(save) };
            n += 1;
        }
        (self.save, self.before) = (save, before);
        n
    }

    /// The save pointer goes back to the first message.
    #[inline]
    pub fn reset(&mut self) {
        self.current = Current::Unseen;
        self.save = self.first;
        self.before = ptr::null_mut();
    }

    /// Before a collection: is there a message that a receive looks at and that is not the heap's?
    pub fn seen(&self) -> Option<Term<'_>> {
        if self.current != Current::Seen || self.save.is_null() {
            return None;
        }
        // SAFETY: a message of the list (Q1, Q3), which stays while the mailbox is borrowed.
        let root = unsafe { (*self.save).root() };
        (!root.is_immediate()).then(|| Term::inside(root))
    }

    /// Puts a copy in the place of the message that `seen` showed; that message comes out, for the heap to adopt.
    pub fn replace_current(&mut self, copy: Fragment) -> Fragment {
        let copy = copy.into_raw();
        let message = self.save;
        debug_assert!(!message.is_null(), "`seen` showed it");
        // SAFETY: a message of the list (Q1, Q3); the copy is ours.
        let fragment = unsafe {
            (*copy).next.set(next_of(message));
            self.relink(message, copy);
            Fragment::from_raw(message)
        };
        if self.last == message {
            self.last = copy;
        }
        self.move_marks(message, copy);
        self.save = copy;
        self.current = Current::Copied;
        fragment
    }

    /// A marker for the mailbox's end.
    pub fn mark(&mut self) -> u64 {
        let last = self.last;
        let marks = self.marks.get_or_insert_default();
        marks.marked = last;
        marks.serial += 1;
        marks.serial
    }

    /// `reference` was made after `marker`.
    pub fn bind(&mut self, marker: u64, reference: RefId) {
        let Some(marks) = self.marks.as_deref_mut() else {
            return;
        };
        if marks.serial != marker {
            return;
        }
        marks.bound[marks.next] = Some((reference, marks.marked));
        marks.next = (marks.next + 1) % marks.bound.len();
    }

    /// The next receive starts behind the messages that had arrived when the reference was made, if that place is still known.
    pub fn use_reference(&mut self, reference: RefId) {
        let marks = self.marks.as_deref();
        let bound = marks.and_then(|m| m.bound.iter().flatten().find(|b| b.0 == reference));
        let Some(&(_, place)) = bound else {
            return;
        };
        if !place.is_null() {
            self.current = Current::Unseen;
            self.before = place;
            // SAFETY: a message of the list (Q4).
            self.save = unsafe { next_of(place) };
        }
    }

    /// All messages in order, for `process_info(messages)`.
    pub fn for_each(&self, mut see: impl FnMut(Term<'_>)) {
        let mut message = self.first;
        while !message.is_null() {
            // SAFETY: a message of the list (Q1), which stays while the mailbox is borrowed.
            unsafe {
                see(Term::inside((*message).root()));
                message = next_of(message);
            }
        }
    }

    /// Of all messages the root, and from where to where its objects are.
    pub(crate) fn each_place(&self, mut see: impl FnMut(Word, *const Word, *const Word)) {
        let mut message = self.first;
        while !message.is_null() {
            // SAFETY: a message of the list (Q1), which stays while the mailbox is borrowed.
            unsafe {
                let header = &*message;
                see(header.root(), Header::start(message), header.area.hp.get());
                message = next_of(message);
            }
        }
    }

    /// Adds the counted buffers that messages hold.
    pub fn buffers(&self, into: &mut Vec<BufferInfo>) {
        let mut message = self.first;
        while !message.is_null() {
            // SAFETY: a message of the list (Q1), which stays while the mailbox is borrowed.
            unsafe {
                list_buffers(&(*message).area, into);
                message = next_of(message);
            }
        }
    }

    /// Words of all messages.
    pub fn words(&self) -> usize {
        let mut words = 0;
        let mut message = self.first;
        while !message.is_null() {
            // SAFETY: a message of the list (Q1), which stays while the mailbox is borrowed.
            unsafe {
                words += size_of::<Header>() / size_of::<Word>() + (*message).words();
                message = next_of(message);
            }
        }
        words
    }

    /// Gives back what only speeds up.
    pub fn shrink(&mut self) {
        self.marks
            .take_if(|marks| marks.urgent.is_null() && !marks.again);
    }
}

impl Drop for Mailbox {
    fn drop(&mut self) {
        let mut message = self.first;
        while !message.is_null() {
            // SAFETY: messages of the list are the mailbox's own (Q1).
            unsafe {
                let next = next_of(message);
                drop(Fragment::from_raw(message));
                message = next;
            }
        }
    }
}

#[cfg(all(test, not(loom)))]
mod tests {
    use super::*;
    use crate::heap::HeapShared;

    fn number(shared: &HeapShared, n: i64) -> Fragment {
        let fragment = Fragment::allocate(shared, 2).expect("memory");
        fragment
            .build(shared, |w| {
                Ok::<_, ()>(w.cons(Term::small(n as i32), Term::NIL))
            })
            .expect("a cell fits")
    }

    fn value(word: Word) -> i64 {
        let cell = Term::inside(word).as_cons().expect("a cell");
        cell.head().as_small().expect("a number")
    }

    fn filled(shared: &HeapShared, numbers: std::ops::Range<i64>) -> Mailbox {
        let mut mailbox = Mailbox::default();
        numbers.for_each(|n| mailbox.push(number(shared, n)));
        mailbox
    }

    fn left(mailbox: &Mailbox) -> Vec<i64> {
        let mut all = Vec::new();
        mailbox.for_each(|term| all.push(value(term.word())));
        all
    }

    /// Accepts the first message that is `wanted`, as a receive does; how many it looked at.
    fn receive(mailbox: &mut Mailbox, wanted: i64) -> Option<usize> {
        let mut looked = 0;
        while let Some(word) = mailbox.peek() {
            looked += 1;
            if value(word) == wanted {
                mailbox.accept();
                return Some(looked);
            }
            mailbox.skip();
        }
        mailbox.reset();
        None
    }

    #[test]
    fn takes_messages_out_of_the_middle_and_both_ends() {
        let shared = HeapShared::for_tests();
        let mut mailbox = filled(&shared, 0..5);
        assert_eq!(receive(&mut mailbox, 2), Some(3));
        assert_eq!(receive(&mut mailbox, 4), Some(4));
        assert_eq!(receive(&mut mailbox, 0), Some(1));
        assert_eq!(receive(&mut mailbox, 9), None);
        mailbox.push(number(&shared, 7));
        assert_eq!(left(&mailbox), [1, 3, 7]);
        assert_eq!(mailbox.len(), 3);
        for n in [7, 1, 3] {
            assert!(receive(&mut mailbox, n).is_some());
        }
        assert!(mailbox.is_empty());
        mailbox.push(number(&shared, 8));
        assert_eq!(receive(&mut mailbox, 8), Some(1));
    }

    #[test]
    fn messages_that_arrive_during_a_receive_are_seen_after_those_skipped() {
        let shared = HeapShared::for_tests();
        let mut mailbox = filled(&shared, 0..2);
        while mailbox.peek().is_some() {
            mailbox.skip();
        }
        mailbox.push(number(&shared, 5));
        assert_eq!(mailbox.peek().map(value), Some(5));
        assert!(mailbox.accept().is_some());
        assert_eq!(left(&mailbox), [0, 1]);
    }

    #[test]
    fn urgent_messages_stand_first_and_are_seen_by_a_receive_under_way() {
        let shared = HeapShared::for_tests();
        let mut mailbox = filled(&shared, 0..3);
        while mailbox.peek().is_some() {
            mailbox.skip();
        }
        mailbox.push_urgent(number(&shared, 10));
        assert_eq!(mailbox.peek().map(value), Some(10));
        // The one that is looked at stays the one that is accepted.
        mailbox.skip();
        assert_eq!(mailbox.peek().map(value), Some(0));
        mailbox.push_urgent(number(&shared, 11));
        assert_eq!(left(&mailbox), [10, 11, 0, 1, 2]);
        assert!(mailbox.accept().is_some());
        assert_eq!(left(&mailbox), [10, 11, 1, 2]);
        assert_eq!(receive(&mut mailbox, 11), Some(2));
        mailbox.push_urgent(number(&shared, 12));
        assert_eq!(left(&mailbox), [10, 12, 1, 2]);
        for n in [10, 12] {
            assert_eq!(receive(&mut mailbox, n), Some(1));
        }
        mailbox.push(number(&shared, 3));
        mailbox.push_urgent(number(&shared, 13));
        assert_eq!(left(&mailbox), [13, 1, 2, 3]);
        // A reference's mark does not hide it.
        let reference = RefId { high: 1, low: 1 };
        let marker = mailbox.mark();
        mailbox.bind(marker, reference);
        mailbox.push_urgent(number(&shared, 14));
        mailbox.use_reference(reference);
        assert_eq!(receive(&mut mailbox, 14), Some(2));
        // Looked at before it came: begun again at the end.
        assert_eq!(mailbox.peek().map(value), Some(13));
        mailbox.skip();
        assert_eq!(mailbox.peek().map(value), Some(1));
        mailbox.push_urgent(number(&shared, 15));
        for _ in 0..3 {
            mailbox.skip();
        }
        assert_eq!(mailbox.peek().map(value), Some(13));
        let mut empty = Mailbox::default();
        empty.push_urgent(number(&shared, 1));
        assert_eq!(empty.peek().map(value), Some(1));
        assert!(empty.accept().is_some());
        empty.push(number(&shared, 2));
        assert_eq!(left(&empty), [2]);
    }

    #[test]
    fn a_marked_receive_looks_at_new_messages_only() {
        let shared = HeapShared::for_tests();
        let mut mailbox = filled(&shared, 0..100);
        let reference = RefId { high: 1, low: 1 };
        let marker = mailbox.mark();
        mailbox.bind(marker, reference);
        mailbox.push(number(&shared, 200));
        // What the mark stands at is removed: the one before it takes its place.
        assert_eq!(receive(&mut mailbox, 99), Some(100));
        mailbox.use_reference(reference);
        assert_eq!(receive(&mut mailbox, 200), Some(1));
        mailbox.use_reference(reference);
        assert_eq!(mailbox.peek(), None);
        for n in 0..99 {
            mailbox.reset();
            assert_eq!(receive(&mut mailbox, n), Some(1));
        }
        mailbox.push(number(&shared, 201));
        mailbox.use_reference(reference);
        assert_eq!(receive(&mut mailbox, 201), Some(1));
    }

    #[test]
    fn a_collection_during_a_match_leaves_a_copy() {
        let shared = HeapShared::for_tests();
        let mut mailbox = filled(&shared, 0..3);
        mailbox.skip();
        assert!(mailbox.seen().is_none());
        assert_eq!(mailbox.peek().map(value), Some(1));
        assert!(mailbox.seen().is_some());
        let original = mailbox.replace_current(number(&shared, 1));
        assert_eq!(value(original.root().word()), 1);
        assert!(mailbox.seen().is_none());
        assert!(mailbox.accept().is_none(), "the heap has it already");
        assert_eq!(left(&mailbox), [0, 2]);
        mailbox.skip();
        assert_eq!(mailbox.peek().map(value), Some(2));
        drop(mailbox.replace_current(number(&shared, 2)));
        mailbox.skip();
        mailbox.push(number(&shared, 3));
        assert_eq!(left(&mailbox), [0, 2, 3]);
        assert_eq!(mailbox.peek().map(value), Some(3));
    }
}
