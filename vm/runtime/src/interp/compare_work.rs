//! Comparisons of large terms: what takes longer than a moment goes on in slices, as long work, and the op runs again when it is over.
//!
//! A comparison has no record, so nobody knows which registers live at it. All are kept, as they are: while the work is under way nothing
//! collects the process and nobody looks at its stack (`Process::is_opaque`: signals that ask for that wait), so words that no longer mean anything do
//! no harm. Natives in guards pause in the same way (`Ctx::guard_work`).

use super::dispatch::{M, Regs, leave, process, spill, term};
use super::machine::Stop;
use crate::exception::raise::Raise;
use crate::heap::Fragment;
use crate::process::LongWork;
use crate::term::compare::{Comparing, Question};
use crate::term::{Term, Word};
use crate::vm::Vm;

/// Pairs compared at once.
pub(crate) const AT_ONCE: usize = 16 * 1024;

/// Words copied in the time that a pair takes.
pub(crate) const PAIR_COST: usize = 2;

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
        let mut budget = at_once;
        match Comparing::begin(question, a, b, (*m).atoms(), &mut budget) {
            Ok(order) => Ok((question.holds(order), r)),
            Err(comparing) => {
                let work = CompareWork(question, comparing);
                process(m).begin_opaque_work(Box::new(work));
                Err(pause(m, r))
            }
        }
    }
}

/// Opaque work has begun; when it is over the op runs again.
///
/// # Safety
/// As for `ask`.
#[cold]
pub(super) unsafe fn pause(m: M, r: Regs) -> Regs {
    // SAFETY: passed on.
    unsafe {
        spill(m, r);
        process(m).saved_x.extend_from_slice(&(*m).x);
        super::tracing::will_be_back(m, r);
        leave(m, Stop::Preempted)
    }
}

struct CompareWork(Question, Box<Comparing>);

impl LongWork for CompareWork {
    fn step(&mut self, vm: &Vm, budget: usize) -> Result<Option<Fragment>, Raise> {
        let shared = vm.heap_shared();
        let mut pairs = 1 + budget / PAIR_COST;
        match self.1.go_on(&shared.atoms, &mut pairs) {
            None => Ok(None),
            Some(order) => Fragment::immediate(shared, Term::boolean(self.0.holds(order)))
                .map(Some)
                .map_err(|_| Raise::SYSTEM_LIMIT),
        }
    }
}
