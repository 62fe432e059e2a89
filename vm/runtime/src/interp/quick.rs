//! Natives that are over quickly, called straight from the loop: no spilling, no root area, no context.
//!
//! Such a native exists beside the full one, for the common case. It says `None` where the case is another one; then the full one runs.
//!
//! - Q1. It neither collects, raises nor pauses, and has done nothing when it says `None`.
//! - Q2. It writes to the heap by the writer it was given, objects only that own nothing outside.

use super::dispatch::M;
use super::machine::Machine;
use crate::heap::process_heap::SLACK_WORDS;
use crate::heap::{Area, HeapShared, Writer};
use crate::process::Process;
use crate::table::epoch::{Participant, Pin};
use crate::term::{Term, Word};
use crate::vm::Vm;

/// What a quick native sees.
pub struct Quick<'q> {
    machine: &'q Machine,
    process: &'q Process,
    area: Area,
    sp: *mut Word,
}

/// Result, or `Word::NONE`, and the end of the heap.
pub(crate) struct Quickly(pub Word, pub *mut Word);

/// As the loop calls it: machine, end of the heap, stack pointer.
pub(crate) type QuickCall = unsafe fn(M, *mut Word, *mut Word) -> Quickly;

/// The `QuickCall` of a function from `&Quick` to a term or nothing.
macro_rules! quick_call {
    ($native:path) => {{
        /// # Safety
        /// D1 to D4; the arguments are in x0...
        unsafe fn call(
            m: *mut $crate::interp::machine::Machine,
            hp: *mut $crate::term::Word,
            sp: *mut $crate::term::Word,
        ) -> $crate::interp::quick::Quickly {
            // SAFETY: passed on.
            let quick = unsafe { $crate::interp::quick::Quick::new(m, hp, sp) };
            let result = match quick.is_stressed() {
                true => None,
                false => $native(&quick).map(|term| term.word()),
            };
            quick.end(result)
        }
        call as $crate::interp::quick::QuickCall
    }};
}
pub(crate) use quick_call;

/// As `quick_call`; before, a function is asked that takes and gives words and sees no more than machine and process, so that it needs no frame.
macro_rules! quick_call_after {
    ($first:path, $native:path) => {{
        /// # Safety
        /// D1 to D4; the arguments are in x0...
        unsafe fn call(
            m: *mut $crate::interp::machine::Machine,
            hp: *mut $crate::term::Word,
            sp: *mut $crate::term::Word,
        ) -> $crate::interp::quick::Quickly {
            // SAFETY: passed on; nobody changes machine or process meanwhile.
            unsafe {
                match $first(&*m, &*(*m).process) {
                    Some(word) => $crate::interp::quick::Quickly(word, hp),
                    None => ($crate::interp::quick::quick_call!($native))(m, hp, sp),
                }
            }
        }
        call as $crate::interp::quick::QuickCall
    }};
}
pub(crate) use quick_call_after;

impl<'q> Quick<'q> {
    /// # Safety
    /// D1 to D4 hold while it lives, and nobody changes machine or process.
    #[inline(always)]
    pub(crate) unsafe fn new(m: M, hp: *mut Word, sp: *mut Word) -> Quick<'q> {
        // SAFETY: passed on.
        unsafe {
            Quick {
                machine: &*m,
                process: &*(*m).process,
                area: Area::new(hp),
                sp,
            }
        }
    }

    #[inline(always)]
    pub(crate) fn end(self, result: Option<Word>) -> Quickly {
        debug_assert_eq!(self.area.offheap_bytes(), 0, "Q2");
        Quickly(result.unwrap_or(Word::NONE), self.area.hp.get())
    }

    /// Under stress the full natives run.
    #[inline(always)]
    pub(crate) fn is_stressed(&self) -> bool {
        self.machine.stress
    }

    /// Argument `i`, from 0; there is one.
    #[inline]
    pub fn arg(&self, i: usize) -> Term<'_> {
        // SAFETY: D3: X registers of a call hold terms; nothing collects (Q1).
        unsafe { Term::from_word(self.machine.x[i]) }
    }

    /// Room for so many words on the heap, if there is.
    #[inline]
    pub fn writer(&self, words: usize) -> Option<Writer<'_>> {
        let hp = self.area.hp.get();
        if (self.sp as usize - hp as usize) < (words + SLACK_WORDS) * size_of::<Word>() {
            return None;
        }
        // SAFETY: D2: the words between the end of the heap and the stack are free; the writer alone moves the area's end.
        Some(unsafe { Writer::new(&self.area, hp.wrapping_add(words), self.shared()) })
    }

    #[inline]
    pub fn vm(&self) -> &Vm {
        self.machine.vm()
    }

    #[inline]
    pub fn shared(&self) -> &HeapShared {
        self.vm().heap_shared()
    }

    #[inline]
    pub fn process(&self) -> &Process {
        self.process
    }

    #[inline]
    pub fn machine(&self) -> &Machine {
        self.machine
    }

    /// As `bif::ets::pinned`.
    #[inline]
    pub fn pinned<R>(&self, f: impl for<'p> FnOnce(Pin<'p>) -> R) -> R {
        let participant: &Participant = &self.machine.participant;
        participant.pinned(f)
    }
}
