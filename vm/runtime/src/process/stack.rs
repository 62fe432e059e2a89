//! The stack of a process: pushing frames, walking them. Layout: `[sp]` is the continuation record, Y slots follow.

use crate::code::module::Rec;
use crate::heap::ProcessHeap;
use crate::term::Word;
use std::marker::PhantomData;

/// Pushes a frame.
///
/// # Safety
/// There is room for it (slack included); `rec` says that all `slots` are live.
pub unsafe fn push(heap: &mut ProcessHeap, rec: *const Rec, slots: &[Word]) {
    let sp = heap.sp.wrapping_sub(slots.len() + 1);
    debug_assert!(sp >= heap.hp());
    // SAFETY: the caller says that there is room.
    unsafe {
        *sp = Word::from_bits(rec as u64);
        std::ptr::copy_nonoverlapping(slots.as_ptr(), sp.add(1), slots.len());
    }
    heap.sp = sp;
}

/// The record at the top of the stack.
///
/// # Safety
/// The stack is not empty and `[sp]` holds a record.
#[inline]
pub unsafe fn top<'a>(sp: *const Word) -> &'a Rec {
    // SAFETY: the caller says so; records live as long as frames refer to them.
    unsafe { &*((*sp).bits() as *const Rec) }
}

/// A frame on a stack.
#[derive(Clone, Copy)]
pub struct Frame<'s> {
    pub rec: &'s Rec,
    at: *const Word,
}

impl<'s> Frame<'s> {
    /// What its live slots hold.
    #[inline]
    pub fn live(self) -> impl Iterator<Item = Word> + 's {
        let slots = self.at.wrapping_add(1);
        // SAFETY: whoever asked for the frames says that live slots are written; the record says which these are.
        (self.rec.live_y().iter()).map(move |&y| unsafe { *slots.add(y as usize) })
    }

    /// Where it lies: its record, then its slots.
    #[inline]
    pub fn at(self) -> *const Word {
        self.at
    }
}

/// The frames of a stack, innermost first.
pub struct Frames<'s> {
    at: *const Word,
    end: *const Word,
    heap: PhantomData<&'s ProcessHeap>,
}

impl Frames<'_> {
    /// Passes over frames with that record, which the frame before them has, too.
    #[inline]
    pub fn skip_same(&mut self, rec: &Rec) {
        let (record, n_words) = (std::ptr::from_ref(rec) as u64, rec.frame_words().max(1));
        // SAFETY: whoever asked for the frames says that one begins here.
        while self.at < self.end && unsafe { (*self.at).bits() } == record {
            self.at = self.at.wrapping_add(n_words);
        }
    }
}

impl<'s> Iterator for Frames<'s> {
    type Item = Frame<'s>;

    #[inline]
    fn next(&mut self) -> Option<Frame<'s>> {
        if self.at >= self.end {
            return None;
        }
        let at = self.at;
        // SAFETY: whoever asked for the frames says that one begins here.
        let rec = unsafe { top(at) };
        self.at = at.wrapping_add(rec.frame_words().max(1));
        Some(Frame { rec, at })
    }
}

/// All frames of a process that does not run, or whose op has put its record on its frame.
///
/// # Safety
/// From `sp` to the stack's end lie frames, each with its record first and with its live slots written.
#[inline]
pub unsafe fn frames(heap: &ProcessHeap) -> Frames<'_> {
    // SAFETY: passed on.
    unsafe { frames_from(heap, heap.sp) }
}

/// The frames from `sp` on.
///
/// # Safety
/// As for `frames`.
#[inline]
pub unsafe fn frames_from(heap: &ProcessHeap, sp: *const Word) -> Frames<'_> {
    Frames {
        at: sp,
        end: heap.stack_end().cast_const(),
        heap: PhantomData,
    }
}
