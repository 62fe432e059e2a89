//! Jumps, selects, returns, and the places outside of functions.

use super::dispatch::{M, Regs, a, get, return_, spill, wide, x};
use super::machine::Stop;
use super::natives;
use super::operand::Source;
use super::tracing;
use crate::atom::atoms;
use crate::code::export::{EntryRef, ExportCell};
use crate::term::{Term, Word};

#[inline(always)]
pub(super) unsafe fn jump(_: M, r: Regs, w: u64) -> Regs {
    r.jump(wide(w))
}

#[inline(always)]
pub(super) unsafe fn ret(_: M, r: Regs, _: u64) -> Regs {
    // SAFETY: a function without frame returns to the record on top.
    unsafe { return_(r) }
}

/// The jump distance of case `i` in the list that starts at word `first`.
///
/// # Safety
/// There is that case.
#[inline(always)]
unsafe fn case_jump(r: Regs, first: usize, i: usize) -> Regs {
    // SAFETY: passed on.
    r.jump(unsafe { *r.pc.add(first).cast::<i32>().add(i) })
}

#[inline(always)]
pub(super) unsafe fn select_linear(m: M, r: Regs, w: u64) -> Regs {
    // SAFETY: D1, D3; n values and n jumps follow.
    unsafe {
        let value = get(m, r, a(w)).bits();
        let n = r.word(1) as usize;
        for i in 0..n {
            if r.word(2 + i) == value {
                return case_jump(r, 2 + n, i);
            }
        }
    }
    r.jump(wide(w))
}

/// Two cases.
#[inline(always)]
pub(super) unsafe fn select_two<A: Source>(m: M, r: Regs, w: u64) -> Regs {
    // SAFETY: D1, D3; two values and two jumps follow.
    unsafe {
        let value = A::get(m, r, a(w), 0).bits();
        let distances = r.pc.add(4).cast::<i32>();
        if value == r.word(2) {
            r.jump(*distances)
        } else if value == r.word(3) {
            r.jump(*distances.add(1))
        } else {
            r.jump(wide(w))
        }
    }
}

/// Not worth halving.
const FEW: usize = 6;

/// Search in sorted words: one after the other if they are few, as most are.
///
/// # Safety
/// The instruction has the layout of `select_search`.
#[inline(always)]
unsafe fn search(r: Regs, w: u64, value: u64) -> Regs {
    // SAFETY: n values and n jumps follow.
    unsafe {
        let n = r.word(1) as usize;
        if n <= FEW {
            for i in 0..n {
                if r.word(2 + i) == value {
                    return case_jump(r, 2 + n, i);
                }
            }
            return r.jump(wide(w));
        }
        let values = std::slice::from_raw_parts(r.pc.add(2), n);
        match values.binary_search(&value) {
            Ok(i) => case_jump(r, 2 + n, i),
            Err(_) => r.jump(wide(w)),
        }
    }
}

#[inline(always)]
pub(super) unsafe fn select_search(m: M, r: Regs, w: u64) -> Regs {
    // SAFETY: D1, D3.
    unsafe { search(r, w, get(m, r, a(w)).bits()) }
}

#[inline(always)]
pub(super) unsafe fn select_table(m: M, r: Regs, w: u64) -> Regs {
    // SAFETY: D1, D3.
    unsafe {
        let value = get(m, r, a(w)).bits();
        let distance = value.wrapping_sub(r.word(1));
        let index = (distance >> 3) as usize;
        if distance & 7 == 0 && index < r.word(2) as usize {
            return case_jump(r, 3, index);
        }
    }
    r.jump(wide(w))
}

#[inline(always)]
pub(super) unsafe fn select_arity(m: M, r: Regs, w: u64) -> Regs {
    // SAFETY: D1, D3; a tuple's header can be read.
    unsafe {
        let value = get(m, r, a(w));
        if !value.is_tuple() {
            return r.jump(wide(w));
        }
        search(r, w, value.object_header().bits())
    }
}

#[inline(always)]
pub(super) unsafe fn detour(m: M, _: Regs, _: u64) -> Regs {
    // SAFETY: `away` left a slow path and its registers.
    unsafe {
        ((*m).detour)(m);
        (*m).regs
    }
}

/// The loop leaves before it comes here.
#[inline(always)]
pub(super) unsafe fn stop(_: M, r: Regs, _: u64) -> Regs {
    r
}

/// The first function has returned.
#[inline(always)]
pub(super) unsafe fn finish(m: M, r: Regs, _: u64) -> Regs {
    // SAFETY: the machine is ours; x0 is the result.
    unsafe {
        spill(m, r);
        (*m).result.set(x(m, 0));
        (*m).returned = true;
        (*m).reason.set(Term::atom(atoms::NORMAL).word());
        (*m).stop = Stop::Exited;
        r.at((*m).vm().builtin().stop())
    }
}

#[inline(always)]
pub(super) unsafe fn undefined(m: M, r: Regs, _: u64) -> Regs {
    // SAFETY: word 1 is the cell.
    unsafe {
        let entry = EntryRef::from_ptr(r.word(1) as *const ExportCell);
        natives::undefined(m, r, entry)
    }
}

#[inline(always)]
pub(super) unsafe fn native_entry(m: M, r: Regs, _: u64) -> Regs {
    // SAFETY: word 1 is the cell; the record on top of the stack is the caller's.
    unsafe {
        let cell = r.word(1) as *const ExportCell;
        natives::call_entered(m, r, cell)
    }
}

#[inline(always)]
pub(super) unsafe fn native_resume(m: M, r: Regs, _: u64) -> Regs {
    // SAFETY: the record on top of the stack is a native frame's.
    unsafe { natives::resume(m, r) }
}

#[inline(always)]
pub(super) unsafe fn enter(_: M, r: Regs, _: u64) -> Regs {
    r.skip(1)
}

#[inline(always)]
pub(super) unsafe fn traced(m: M, r: Regs, _: u64) -> Regs {
    // SAFETY: passed on.
    unsafe { tracing::entered(m, r) }
}

#[inline(always)]
pub(super) unsafe fn traced_export(m: M, r: Regs, _: u64) -> Regs {
    // SAFETY: word 1 is the cell.
    unsafe { tracing::export_entered(m, r, r.word(1) as *const ExportCell) }
}

#[inline(always)]
pub(super) unsafe fn trace_return(m: M, r: Regs, _: u64) -> Regs {
    // SAFETY: the record on top of the stack is a traced return's.
    unsafe { tracing::returned(m, r) }
}

const _: () = assert!(size_of::<Word>() == 8);
