//! Comparisons of large terms: what takes longer than a moment goes on in slices, as long work, and the op runs again when it is over.
//!
//! A comparison has no record, so nobody knows which registers live at it. All are kept, as they are: while the work is under way nothing
//! collects the process and nobody looks at its stack (`Process::is_opaque` defers its signals), so words that no longer mean anything do no harm.

use super::dispatch::{M, Regs, leave, process, spill, term};
use super::machine::Stop;
use crate::exception::raise::Raise;
use crate::heap::Fragment;
use crate::process::LongWork;
use crate::term::compare::{Comparing, Question};
use crate::term::{Term, Word};
use crate::vm::Vm;

/// Pairs compared at once.
const AT_ONCE: usize = 16 * 1024;

/// Words copied in the time that a pair takes.
const PAIR_COST: usize = 2;

/// The answer with the registers, or where to go on: the process pauses.
///
/// # Safety
/// D1 to D4; both are terms.
#[inline(never)]
pub(super) unsafe fn ask(
    m: M,
    r: Regs,
    question: Question,
    first: Word,
    second: Word,
) -> Result<(bool, Regs), Regs> {
    // SAFETY: passed on; nothing collects in a comparison.
    unsafe {
        if process(m).flags.worked
            && let Ok(answer) = process(m).take_work()
        {
            // Its slice ends at the next call, where signals can be looked at: they have waited.
            let reds = r.reds.min(0);
            let answer = answer.root().is_atom_value(crate::atom::atoms::TRUE);
            return Ok((answer, Regs { reds, ..r }));
        }
        let (a, b) = (term(first), term(second));
        let slice = (*m).vm().config().slice as usize;
        let at_once = if (*m).stress {
            64
        } else {
            AT_ONCE.min(16 * slice)
        };
        match Comparing::begin(question, a, b, (*m).atoms(), at_once) {
            Ok(answer) => Ok((answer, r)),
            Err(comparing) => Err(pause(m, r, comparing)),
        }
    }
}

/// # Safety
/// As for `ask`.
#[cold]
unsafe fn pause(m: M, r: Regs, comparing: Box<Comparing>) -> Regs {
    // SAFETY: passed on.
    unsafe {
        spill(m, r);
        let process = process(m);
        process.saved_x.extend_from_slice(&(*m).x);
        process.begin_opaque_work(Box::new(CompareWork(comparing)));
        super::tracing::will_be_back(m, r);
        leave(m, Stop::Preempted)
    }
}

struct CompareWork(Box<Comparing>);

impl LongWork for CompareWork {
    fn step(&mut self, vm: &Vm, budget: usize) -> Result<Option<Fragment>, Raise> {
        let shared = vm.heap_shared();
        match self.0.go_on(&shared.atoms, 1 + budget / PAIR_COST) {
            None => Ok(None),
            Some(answer) => Fragment::immediate(shared, Term::boolean(answer))
                .map(Some)
                .map_err(|_| Raise::SYSTEM_LIMIT),
        }
    }
}
