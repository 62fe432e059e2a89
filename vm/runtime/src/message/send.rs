//! Sending: from running processes and timers to others.

use super::signal::{Envelope, Signal};
use crate::heap::Fragment;
use crate::interp::machine::Machine;
use crate::process::state::Wake;
use crate::term::LocalPid;
use crate::timer::service::{Event, TimerTarget};
use std::sync::atomic::Ordering;

/// Puts a signal into its target's inbox and wakes it up; nobody there: the signal comes back.
pub fn signal(machine: &mut Machine, target: LocalPid, signal: Signal) -> Result<(), Signal> {
    let Some(slot) = machine.vm().processes().find(target) else {
        return Err(signal);
    };
    let to = slot.slot();
    to.inbox
        .push(Envelope { target, signal })
        .map_err(|closed| closed.0.signal)?;
    if let Wake::Enqueue(priority) = to.status.wake() {
        machine.enqueue(slot, priority);
    }
    Ok(())
}

/// A message; to nobody it is a dead letter.
pub fn message(machine: &mut Machine, target: LocalPid, message: Fragment) {
    if signal(machine, target, Signal::Message(message)).is_err() {
        dead_letter(machine);
    }
}

pub fn dead_letter(machine: &Machine) {
    machine
        .vm()
        .counters
        .dead_letters
        .fetch_add(1, Ordering::Relaxed);
}

/// A timer has fired.
pub fn fire(machine: &mut Machine, event: Event) {
    match event {
        Event::Receive { pid, serial } => {
            // A process that ended meanwhile has no use for it.
            let _ = signal(machine, pid, Signal::Timeout { serial });
        }
        Event::Message { to, message: m, .. } => match to {
            TimerTarget::Pid(pid) => message(machine, pid, m),
            TimerTarget::Name(name) => match machine.vm().registry().find(name) {
                Some(pid) => message(machine, pid, m),
                None => dead_letter(machine),
            },
            TimerTarget::Alias(pid, alias) => {
                let alias_message = Signal::AliasMessage { alias, message: m };
                if signal(machine, pid, alias_message).is_err() {
                    dead_letter(machine);
                }
            }
        },
    }
}
