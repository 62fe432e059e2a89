//! The interpreter loop, and what all handlers share: registers, operands, spilling.
//!
//! A handler is `unsafe fn(M, Regs, u64) -> Regs`: the machine, the registers before it, its word 0; it gives the registers after it. `Regs` is
//! passed by value, so that the loop keeps them in machine registers: handlers are inlined, slow paths are not, and spill first.
//!
//! What every handler relies on (kept by loader, verifier and each other):
//! - D1. `pc` is at word 0 of an instruction of a module that cannot be freed while the process runs in it.
//! - D2. `sp` is the process's stack top, `hp` the end of its heap; between them there are the slack words of process_heap.rs at least.
//! - D3. Operands name X registers below `N_X`, Y slots of the frame there is, or words of the instruction; what they hold is a term.
//! - D4. While the loop runs, the process's own `hp`, `sp` and reductions are stale; `spill` writes them back, `reload` reads them.

use super::machine::{Machine, Stop};
use super::table::for_each_loaded;
use super::table::{INDEX_MASK, KIND_CONSTANT, KIND_Y, Loaded, OPCODE_BITS, OPCODE_MASK};
use super::{arith, binary, call, compare, control, data, exception, map, message};
use crate::code::module::{Rec, arity_at};
use crate::process::Process;
use crate::term::{Term, Word};

/// The machine whose process runs.
pub(super) type M = *mut Machine;

/// The registers of the interpreter. X registers are the machine's first field.
#[derive(Clone, Copy)]
pub(super) struct Regs {
    /// Word 0 of the instruction that runs.
    pub pc: *const u64,
    pub sp: *mut Word,
    pub hp: *mut Word,
    /// Reductions left.
    pub reds: i64,
}

/// Runs the process until its slice is over, it waits or it ends.
///
/// # Safety
/// The process is this worker's; its `pc` leads to code of this VM.
pub unsafe fn run(machine: &mut Machine, process: &mut Process) -> Stop {
    for (i, &word) in process.saved_x.iter().enumerate() {
        machine.x[i] = word;
    }
    process.saved_x.clear();
    machine.process = process;
    let m: M = machine;
    // SAFETY: D1 to D4 hold from here: the process was stopped by a handler, or has just been made.
    unsafe {
        let r = reload(m, process.pc);
        run_loop(m, r);
        (*m).process = std::ptr::null_mut();
        (*m).stop
    }
}

macro_rules! define_loop {
    ($($family:ident { $($(#[doc = $doc:literal])* $name:ident = $variant:ident;)* })*) => {
        /// # Safety
        /// D1 to D4.
        #[allow(unreachable_patterns, reason = "stop leaves the loop and is in the table too")]
        unsafe fn run_loop(m: M, mut r: Regs) {
            loop {
                // SAFETY: D1.
                let w = unsafe { *r.pc };
                match opcode(w) {
                    Loaded::Stop => return,
                    // SAFETY: D1 to D4, and the word is of this opcode.
                    $($(Loaded::$variant => r = unsafe { $family::$name(m, r, w) },)*)*
                }
            }
        }
    };
}
for_each_loaded!(define_loop);

#[inline(always)]
fn opcode(w: u64) -> Loaded {
    let code = (w & OPCODE_MASK) as u16;
    debug_assert!((code as usize) < Loaded::ALL.len(), "no opcode: {w:#x}");
    // SAFETY: words 0 are made by `table::word` from a `Loaded` (D1).
    unsafe { std::mem::transmute::<u16, Loaded>(code) }
}

#[inline(always)]
pub(super) fn a(w: u64) -> u16 {
    (w >> 16) as u16
}

#[inline(always)]
pub(super) fn b(w: u64) -> u16 {
    (w >> 32) as u16
}

#[inline(always)]
pub(super) fn c(w: u64) -> u16 {
    (w >> 48) as u16
}

/// b and c as one number.
#[inline(always)]
pub(super) fn wide(w: u64) -> i32 {
    (w >> 32) as i32
}

#[inline(always)]
pub(super) fn length(w: u64) -> usize {
    (w >> OPCODE_BITS & 63) as usize
}

impl Regs {
    /// The instruction `n` words on.
    #[inline(always)]
    pub fn skip(self, n: usize) -> Regs {
        Regs {
            pc: self.pc.wrapping_add(n),
            ..self
        }
    }

    /// The instruction behind this one.
    #[inline(always)]
    pub fn next(self, w: u64) -> Regs {
        self.skip(length(w))
    }

    #[inline(always)]
    pub fn jump(self, distance: i32) -> Regs {
        Regs {
            pc: self.pc.wrapping_offset(distance as isize),
            ..self
        }
    }

    #[inline(always)]
    pub fn at(self, pc: *const u64) -> Regs {
        Regs { pc, ..self }
    }

    /// Word `n` of the instruction.
    ///
    /// # Safety
    /// It has one (D1).
    #[inline(always)]
    pub unsafe fn word(self, n: usize) -> u64 {
        // SAFETY: passed on.
        unsafe { *self.pc.add(n) }
    }

    /// Word `n` as the address of a record.
    ///
    /// # Safety
    /// It is one.
    #[inline(always)]
    pub unsafe fn rec(self, n: usize) -> *const Rec {
        // SAFETY: passed on.
        unsafe { self.word(n) as *const Rec }
    }

    /// The jump distance in the low half of word `n`; 0: raise.
    ///
    /// # Safety
    /// It has one.
    #[inline(always)]
    pub unsafe fn fail(self, n: usize) -> i32 {
        // SAFETY: passed on.
        unsafe { self.word(n) as i32 }
    }

    /// Pushes nothing, drops `words` words of stack.
    #[inline(always)]
    pub fn drop_frame(self, words: u16) -> Regs {
        Regs {
            sp: self.sp.wrapping_add(words as usize),
            ..self
        }
    }
}

/// An X register.
///
/// # Safety
/// D3.
#[inline(always)]
pub(super) unsafe fn x(m: M, i: u16) -> Word {
    // SAFETY: D3; X registers are the machine's first field.
    unsafe { *m.cast::<Word>().add(i as usize) }
}

/// # Safety
/// D3.
#[inline(always)]
pub(super) unsafe fn set_x(m: M, i: u16, word: Word) {
    // SAFETY: D3; X registers are the machine's first field.
    unsafe { *m.cast::<Word>().add(i as usize) = word };
}

/// The value of an operand.
///
/// # Safety
/// D3.
#[inline(always)]
pub(super) unsafe fn get(m: M, r: Regs, operand: u16) -> Word {
    // SAFETY: D3.
    unsafe {
        if operand < KIND_Y {
            x(m, operand)
        } else if operand < KIND_CONSTANT {
            *r.sp.add((operand & INDEX_MASK) as usize)
        } else {
            Word::from_bits(*r.pc.add((operand & INDEX_MASK) as usize))
        }
    }
}

/// Writes a register.
///
/// # Safety
/// D3; the operand is a register.
#[inline(always)]
pub(super) unsafe fn put(m: M, r: Regs, operand: u16, word: Word) {
    // SAFETY: D3.
    unsafe {
        if operand < KIND_Y {
            set_x(m, operand, word);
        } else {
            *r.sp.add((operand & INDEX_MASK) as usize) = word;
        }
    }
}

/// Operand `i` of a list packed four a word from word `first`.
///
/// # Safety
/// The instruction has it.
#[inline(always)]
pub(super) unsafe fn packed(r: Regs, first: usize, i: usize) -> u16 {
    // SAFETY: passed on.
    unsafe { *r.pc.add(first).cast::<u16>().add(i) }
}

/// A word as a term.
///
/// # Safety
/// It is one (D3), and nothing collects during `'s`.
#[inline(always)]
pub(super) unsafe fn term<'s>(word: Word) -> Term<'s> {
    // SAFETY: passed on.
    unsafe { Term::from_word(word) }
}

/// The process that runs.
///
/// # Safety
/// D4; no other reference to it is in use.
#[inline(always)]
pub(super) unsafe fn process<'p>(m: M) -> &'p mut Process {
    // SAFETY: `run` set it.
    unsafe { &mut *(*m).process }
}

/// Writes the registers back to the process.
///
/// # Safety
/// D2.
#[inline(always)]
pub(super) unsafe fn spill(m: M, r: Regs) {
    // SAFETY: `run` set the process.
    unsafe {
        let p = (*m).process;
        (*p).pc = r.pc;
        (*p).heap.sp = r.sp;
        (*p).heap.area.hp.set(r.hp);
        (*p).reductions = r.reds;
    }
}

/// The registers as the process has them, at `pc`.
///
/// # Safety
/// The process runs on this machine.
#[inline(always)]
pub(super) unsafe fn reload(m: M, pc: *const u64) -> Regs {
    // SAFETY: `run` set the process.
    unsafe {
        let p = (*m).process;
        Regs {
            pc,
            sp: (*p).heap.sp,
            hp: (*p).heap.area.hp.get(),
            reds: (*p).reductions,
        }
    }
}

/// Is there room for `words` words of heap or frame, slack apart?
#[inline(always)]
pub(super) fn has_room(r: Regs, words: usize) -> bool {
    r.sp as usize - r.hp as usize >= (words + crate::heap::process_heap::SLACK_WORDS) * 8
}

/// Leaves the loop. The process's own fields say where it goes on.
///
/// # Safety
/// The registers have been spilled.
#[cold]
pub(super) unsafe fn leave(m: M, stop: Stop) -> Regs {
    // SAFETY: the machine is ours.
    unsafe {
        (*m).stop = stop;
        let pc = (*m).vm().builtin().stop();
        reload(m, pc)
    }
}

/// At the entry of a function, arguments in x0..., the slice is over.
///
/// # Safety
/// `r.pc` is a function entry.
#[cold]
#[inline(never)]
pub(super) unsafe fn preempt(m: M, r: Regs) -> Regs {
    // SAFETY: the word before an entry is its header.
    unsafe {
        let arity = arity_at(r.pc);
        spill(m, r);
        let saved = &(&(*m).x)[..arity];
        process(m).saved_x.extend_from_slice(saved);
        leave(m, Stop::Preempted)
    }
}

/// Enters a function: a call counts one reduction.
///
/// # Safety
/// `pc` is a function entry.
#[inline(always)]
pub(super) unsafe fn enter(m: M, r: Regs, pc: *const u64) -> Regs {
    let r = Regs {
        pc,
        reds: r.reds - 1,
        ..r
    };
    if r.reds < 0 {
        // SAFETY: passed on.
        return unsafe { preempt(m, r) };
    }
    r
}

/// Goes back to the caller, whose record is on top of the stack.
///
/// # Safety
/// D2: `[sp]` is a record.
#[inline(always)]
pub(super) unsafe fn return_(r: Regs) -> Regs {
    // SAFETY: passed on.
    unsafe { r.at((*((*r.sp).bits() as *const Rec)).pc) }
}
