//! Purging: finding out who still runs old code, and freeing it when nobody does.
//!
//! 1. The version is old: no export cell leads to it; its fun entries are cleared, so that no new frame of it can arise but from frames.
//! 2. Every process answers a sweep signal: does its stack hold a frame of the version? (Funs do not count, as in OTP: they fail afterwards.)
//! 3. Those that do are killed (`purge`) or keep the version alive (`soft_purge`).
//! 4. The version is dropped: it is freed some time later (reclaim.rs).

use super::module::LoadedModule;
use crate::interp::machine::Machine;
use crate::process::{Process, stack};
use std::sync::Arc;

/// A purge under way: who has not answered yet, and whether anybody runs the code.
pub struct Sweep {
    pub version: u32,
    pub module: Arc<LoadedModule>,
    /// Woken up by the last answer.
    pub asker: crate::term::LocalPid,
    pub waiting: usize,
    pub users: Vec<crate::term::LocalPid>,
}

/// Does the process's stack hold a frame of that version, or is it about to run it?
pub fn runs(process: &Process, module: &LoadedModule) -> bool {
    if module.contains(process.pc) {
        return true;
    }
    // SAFETY: the process does not run: its stack is frames from `sp` to the end.
    let mut frames = unsafe { stack::frames(&process.heap) };
    frames.any(|frame| std::ptr::eq(frame.rec.module, module))
}

/// The answer of one process to a sweep.
pub fn sweep(machine: &mut Machine, process: &mut Process, version: u32) {
    let uses = machine
        .vm()
        .code()
        .version_number(version)
        .is_some_and(|module| runs(process, &module));
    answered(machine, version, process.pid, uses);
}

fn answered(machine: &mut Machine, version: u32, pid: crate::term::LocalPid, uses: bool) {
    if let Some(asker) = machine.vm().code().answer_sweep(version, pid, uses) {
        // The asker may have died meanwhile.
        let _ = crate::message::send::signal(machine, asker, crate::message::signal::Signal::Wake);
    }
}

/// A process that is gone uses nothing.
pub fn swept(machine: &mut Machine, version: u32, pid: crate::term::LocalPid) {
    answered(machine, version, pid, false);
}
