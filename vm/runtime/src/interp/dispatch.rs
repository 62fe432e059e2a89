//! The interpreter loop, and what all handlers share: registers, operands, spilling.
//!
//! A handler is `unsafe fn(M, Regs, u64) -> Regs`: the machine, the registers before it, its word 0; it gives the registers after it. `Regs` is
//! passed by value, so that the loop keeps them in machine registers: handlers are inlined, and go to slow paths by `away` only.
//!
//! What every handler relies on (kept by loader, verifier and each other):
//! - D1. `pc` is at word 0 of an instruction of a module that cannot be freed while the process runs in it.
//! - D2. `sp` is the process's stack top, `hp` the end of its heap; between them there are the slack words of process_heap.rs at least.
//! - D3. Operands name X registers below `N_X`, Y slots of the frame there is, or words of the instruction; what they hold is a term.
//! - D4. While the loop runs, the process's own `hp`, `sp` and reductions are stale; `spill` writes them back, `reload` reads them.

use super::machine::{Machine, Stop};
use super::operand::{Any, C, I, N, X, Y};
use super::table::{self, for_each_loaded};
use super::table::{INDEX_MASK, KIND_CONSTANT, KIND_Y, Loaded, OPCODE_BITS, OPCODE_MASK};
use super::{arith, binary, call, compare, control, data, exception, map, message};
use crate::code::module::{Rec, arity_at};
use crate::process::{Process, SavedX};
use crate::term::{Term, Word};
use std::sync::atomic::{AtomicU64, Ordering};

/// The machine whose process runs.
pub(super) type M = *mut Machine;

/// The registers of the interpreter. X registers are the machine's first field.
#[derive(Clone, Copy)]
pub(crate) struct Regs {
    /// Word 0 of the instruction that runs.
    pub pc: *const u64,
    pub sp: *mut Word,
    pub hp: *mut Word,
    /// Reductions left.
    pub reds: i64,
    /// The instruction went on to the one behind it. Known where it is written, so it takes no register.
    pub falls: bool,
}

/// Runs the process until its slice is over, it waits or it ends.
///
/// # Safety
/// The process is this worker's; its `pc` leads to code of this VM.
#[inline]
pub unsafe fn run(machine: &mut Machine, process: &mut Process) -> Stop {
    for (i, &word) in process.saved_x.iter().enumerate() {
        machine.x[i] = word;
    }
    process.saved_x = SavedX::new();
    machine.process = process;
    let m: M = machine;
    // SAFETY: D1 to D4 hold from here: the process was stopped by a handler, or has just been made.
    unsafe {
        (*m).regs = reload(m, process.pc);
        run_loop(m);
        (*m).process = std::ptr::null_mut();
        (*m).stop
    }
}

/// One instruction: inlined, or out of line.
macro_rules! step {
    ($handler:expr, $m:ident, $r:ident, $w:ident) => {
        // SAFETY: D1 to D4, and the word is of this opcode.
        unsafe { $handler($m, $r, $w) }
    };
    ($handler:expr, $m:ident, $r:ident, $w:ident, away) => {
        // SAFETY: D1 to D4, and the word is of this opcode.
        unsafe {
            (*$m).regs = $r;
            detour($m, |m, r, w| $handler(m, r, w));
            (*$m).regs
        }
    };
}

/// Instructions one after the other, as long as each falls through to the next.
macro_rules! chain {
    ($m:ident, $r:expr, $w:expr, $last:ident) => {
        $last($m, $r, $w)
    };
    ($m:ident, $r:expr, $w:expr, $first:ident $($rest:ident)+) => {{
        let r = $first($m, $r, $w);
        if !r.falls {
            return r;
        }
        chain!($m, r, *r.pc, $($rest)+)
    }};
}

macro_rules! define_bodies {
    ($($family:ident { $($(#[doc = $doc:literal])* $name:ident $([$($kind:ident)+])? = $variant:ident $(, $away:ident)?;)* })*
    => $($fused:ident = $($part:ident)+;)*) => {
        /// What the instructions do.
        #[allow(non_snake_case, reason = "named as the opcodes")]
        #[allow(clippy::missing_safety_doc, reason = "D1 to D4, all of them")]
        mod bodies {
            use super::*;

            $($(
                #[inline(always)]
                pub unsafe fn $variant(m: M, r: Regs, w: u64) -> Regs {
                    let _ = w;
                    step!($family::$name $(::<$($kind),+>)?, m, r, w $(, $away)?)
                }
            )*)*
            $(
                #[inline(always)]
                pub unsafe fn $fused(m: M, r: Regs, w: u64) -> Regs {
                    // SAFETY: D1 to D4 hold between the parts, too.
                    unsafe { chain!(m, r, w, $($part)+) }
                }
            )*
        }
    };
}
for_each_loaded!(define_bodies);

/// The portable loop.
#[cfg(not(all(purlin_threaded, not(debug_assertions))))]
mod looped {
    use super::*;

    macro_rules! define_loop {
        ($($family:ident { $($(#[doc = $doc:literal])* $name:ident $([$($kind:ident)+])? = $variant:ident $(, $away:ident)?;)* })*
            => $($fused:ident = $($part:ident)+;)*) => {
            /// # Safety
            /// D1 to D4; the registers are in the machine.
            #[allow(unreachable_patterns, reason = "these two are in the table too")]
            pub unsafe fn run_loop(m: M) {
                // SAFETY: the machine is ours.
                let mut r = unsafe { (*m).regs };
                // SAFETY: D1.
                let mut w = unsafe { fetch(r.pc) };
                loop {
                    match opcode(w) {
                        Loaded::Stop => return,
                        Loaded::Traced => {
                            // SAFETY: D1 to D4, and the word is of this opcode.
                            r = unsafe { bodies::Traced(m, r, w) };
                            // SAFETY: the machine is ours.
                            w = unsafe { (*m).original };
                            continue;
                        }
                        // SAFETY: D1 to D4, and the word is of this opcode.
                        $($(Loaded::$variant => r = unsafe { bodies::$variant(m, r, w) },)*)*
                        // SAFETY: as above.
                        $(Loaded::$fused => r = unsafe { bodies::$fused(m, r, w) },)*
                    }
                    // SAFETY: D1.
                    w = unsafe { fetch(r.pc) };
                }
            }
        };
    }
    for_each_loaded!(define_loop);
}
#[cfg(not(all(purlin_threaded, not(debug_assertions))))]
use looped::run_loop;

/// The same with a function per instruction, each of which ends with a call of the next one that optimisation makes a jump: the branch
/// predictor sees a jump per instruction, and registers are allocated for each alone. What must stay true for that: a handler passes no
/// address of its own locals to anybody (`Regs` goes by way of the machine), and none of its locals has a destructor.
#[cfg(all(purlin_threaded, not(debug_assertions)))]
mod threaded {
    use super::*;

    type Handler = unsafe fn(M, *const u64, *mut Word, *mut Word, i64, u64);

    /// # Safety
    /// D1 to D4; the registers are in the machine.
    pub unsafe fn run_loop(m: M) {
        // SAFETY: passed on.
        unsafe { go_on(m, (*m).regs) }
    }

    /// # Safety
    /// D1 to D4.
    #[inline(always)]
    unsafe fn go_on(m: M, r: Regs) {
        // SAFETY: D1.
        unsafe {
            let w = fetch(r.pc);
            go_on_as(m, r, w)
        }
    }

    /// Goes on at `r` as if `w` were word 0 there.
    ///
    /// # Safety
    /// D1 to D4.
    #[inline(always)]
    unsafe fn go_on_as(m: M, r: Regs, w: u64) {
        let handler = HANDLERS[opcode(w) as usize];
        // SAFETY: passed on.
        unsafe { handler(m, r.pc, r.sp, r.hp, r.reds, w) }
    }

    macro_rules! end {
        ($m:ident, $r:ident, Stop) => {{}};
        ($m:ident, $r:ident, Traced) => {
            // SAFETY: D1 to D4 hold after each instruction; `tracing::entered` has left the word to go on with.
            unsafe { go_on_as($m, $r, (*$m).original) }
        };
        ($m:ident, $r:ident, $variant:ident) => {
            // SAFETY: D1 to D4 hold after each instruction.
            unsafe { go_on($m, $r) }
        };
    }

    macro_rules! handler {
        ($variant:ident) => {
            /// # Safety
            /// D1 to D4.
            pub unsafe fn $variant(
                m: M,
                pc: *const u64,
                sp: *mut Word,
                hp: *mut Word,
                reds: i64,
                w: u64,
            ) {
                let falls = true;
                // SAFETY: D1 to D4, and the word is of this opcode.
                let r = unsafe {
                    bodies::$variant(
                        m,
                        Regs {
                            pc,
                            sp,
                            hp,
                            reds,
                            falls,
                        },
                        w,
                    )
                };
                let _ = r;
                end!(m, r, $variant)
            }
        };
    }

    macro_rules! define_handlers {
        ($($family:ident { $($(#[doc = $doc:literal])* $name:ident $([$($kind:ident)+])? = $variant:ident $(, $away:ident)?;)* })*
            => $($fused:ident = $($part:ident)+;)*) => {
            static HANDLERS: [Handler; Loaded::ALL.len()] = [$($(handlers::$variant,)*)* $(handlers::$fused),*];

            #[allow(non_snake_case, reason = "named as the opcodes")]
            mod handlers {
                use super::*;

                $($(handler!($variant);)*)*
                $(handler!($fused);)*
            }
        };
    }
    for_each_loaded!(define_handlers);
}
#[cfg(all(purlin_threaded, not(debug_assertions)))]
use threaded::run_loop;

/// Leaves the loop for a slow path: it runs as the next "instruction", so that the handler itself calls nothing.
///
/// # Safety
/// As for `slow`, which gets the registers as they are now and word 0 of the instruction.
#[inline(always)]
pub(super) unsafe fn away<F: Fn(M, Regs, u64) -> Regs>(m: M, r: Regs, _: u64, _slow: F) -> Regs {
    const {
        assert!(
            size_of::<F>() == 0,
            "a slow path finds everything in the instruction"
        )
    };
    // SAFETY: the machine is ours; detours are instructions.
    unsafe {
        (*m).regs = r;
        (*m).detour = detour_of::<F>;
        r.at(&raw const DETOUR)
    }
}

/// Word 0 of an instruction. Its opcode may be changed by who begins or ends to trace the function meanwhile (module.rs, I3), operands never are.
///
/// # Safety
/// D1.
#[inline(always)]
pub(super) unsafe fn fetch(pc: *const u64) -> u64 {
    // SAFETY: D1: words of code are aligned and live; relaxed: what another thread left for a changed opcode is looked up under a lock.
    unsafe { AtomicU64::from_ptr(pc.cast_mut()).load(Ordering::Relaxed) }
}

static DETOUR: u64 = table::word(Loaded::Detour, 1, 0, 0, 0);

/// # Safety
/// As for `F`.
unsafe fn detour_of<F: Fn(M, Regs, u64) -> Regs>(m: M) {
    // SAFETY: a closure of no size that has been handed to `away`: another of it is as good.
    unsafe { detour(m, std::mem::MaybeUninit::<F>::uninit().assume_init_read()) }
}

/// Runs `slow` on the machine's registers.
///
/// # Safety
/// As for `slow`.
#[inline(never)]
unsafe fn detour(m: M, slow: impl Fn(M, Regs, u64) -> Regs) {
    // SAFETY: the machine is ours.
    unsafe {
        let r = Regs::copy(&raw const (*m).regs);
        let next = slow(m, r, fetch(r.pc));
        if std::ptr::eq(next.pc, &raw const DETOUR) {
            // It has left a slow path itself, and its registers.
            ((*m).detour)(m);
        } else {
            (*m).regs = Regs::copy(&raw const next);
        }
    }
}

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
    /// Of no process.
    pub const NONE: Regs = Regs {
        pc: std::ptr::null(),
        sp: std::ptr::null_mut(),
        hp: std::ptr::null_mut(),
        reds: 0,
        falls: false,
    };

    /// Field by field: the compiler would copy two at a time, but such a load waits until both stores before it have reached the cache, which
    /// takes as long as all else of a short native.
    ///
    /// # Safety
    /// There are some.
    #[inline(always)]
    unsafe fn copy(from: *const Regs) -> Regs {
        // SAFETY: passed on.
        unsafe {
            Regs {
                pc: (&raw const (*from).pc).read_volatile(),
                sp: (&raw const (*from).sp).read_volatile(),
                hp: (&raw const (*from).hp).read_volatile(),
                reds: (&raw const (*from).reds).read_volatile(),
                falls: (&raw const (*from).falls).read_volatile(),
            }
        }
    }

    /// The instruction `n` words on.
    #[inline(always)]
    pub fn skip(self, n: usize) -> Regs {
        Regs {
            pc: self.pc.wrapping_add(n),
            falls: true,
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
            falls: false,
            ..self
        }
    }

    #[inline(always)]
    pub fn at(self, pc: *const u64) -> Regs {
        Regs {
            pc,
            falls: false,
            ..self
        }
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
            falls: false,
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
        falls: false,
        ..r
    };
    if r.reds < 0 {
        // SAFETY: passed on.
        return unsafe { away(m, r, 0, |m, r, _| preempt(m, r)) };
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
