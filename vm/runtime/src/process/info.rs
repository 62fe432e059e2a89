//! Answers to `process_info/1,2` about other processes: the asked process makes them itself.

use super::Process;
use crate::interp::machine::Machine;
use crate::message::receive::answer_atom;
use crate::message::signal::InfoRequest;

/// Makes the answer and sends it back.
pub fn answer(machine: &mut Machine, process: &mut Process, request: InfoRequest) {
    match machine.vm().info_hook() {
        Some(hook) => hook(machine, process, request),
        None => answer_atom(
            machine,
            request.from,
            request.reference,
            crate::atom::atoms::UNDEFINED,
        ),
    }
}
