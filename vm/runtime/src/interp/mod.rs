//! The interpreter.

/// The loaded instruction set.
pub mod table;

/// Kinds of operands.
mod operand;

/// Registers and surroundings of the code that runs.
pub mod machine;

/// Collections of the running process.
pub mod collect;

/// The loop, registers, operands.
mod dispatch;

/// Raising and unwinding.
mod raise;

/// Stack traces.
pub(crate) mod trace;

/// Calling natives.
mod natives;

/// Natives that are over quickly.
pub(crate) mod quick;

/// The first call of a module that has an `on_load` function.
mod on_load;

/// Traced calls and returns.
mod tracing;

/// Handlers, a file per family of ops.
mod control;

mod call;

mod data;

mod arith;

mod compare;

/// Comparisons of large terms.
pub(crate) mod compare_work;

mod binary;

/// Bits and numbers.
pub(crate) mod bits;

mod map;

mod message;

mod exception;

pub use dispatch::run;
pub(crate) use tracing::traced_native;

use crate::process::{Doom, Process};
use machine::{Machine, Stop};

/// The process was told to end.
pub fn doom(machine: &mut Machine, process: &mut Process) -> Stop {
    let reason = match process.doomed.take() {
        Some(Doom::Tuple(tuple)) => {
            let root = process.heap.adopt(tuple);
            // SAFETY: a term of the process's heap now; nothing collects here.
            let term = unsafe { crate::term::Term::from_word(root) };
            match term.as_tuple_of::<3>() {
                Some([_, _, reason]) => reason.word(),
                None => root,
            }
        }
        Some(Doom::Atom(atom)) => crate::term::Term::atom(atom).word(),
        Some(Doom::Limit(exceeded)) => {
            machine.exceeded = Some(*exceeded);
            crate::term::Term::atom(crate::atom::atoms::KILLED).word()
        }
        None => crate::term::Term::atom(crate::atom::atoms::NORMAL).word(),
    };
    machine.reason.set(reason);
    machine.doomed = true;
    Stop::Exited
}
