//! The stack of a process: pushing and reading frames. Layout: `[sp]` is the continuation record, Y slots follow.

use crate::code::module::Rec;
use crate::heap::ProcessHeap;
use crate::term::Word;

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
