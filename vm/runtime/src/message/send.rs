//! Sending: from running processes and timers to others.

use super::signal::{Envelope, Signal};
use crate::atom::atoms;
use crate::exception::raise::Raise;
use crate::heap::{Fragment, copy};
use crate::interp::machine::Machine;
use crate::process::Process;
use crate::process::state::Wake;
use crate::term::{LocalPid, Pid, Term, View};
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

/// `To ! Message`: to a pid, port, alias, name or `{Name, Node}`. Gives the words copied.
pub fn to_term(
    machine: &mut Machine,
    process: &mut Process,
    to: Term<'_>,
    content: Term<'_>,
) -> Result<usize, Raise> {
    match to.view() {
        View::Pid(Pid::Local(pid)) => to_pid(machine, pid, content),
        View::Atom(name) => {
            let Some(pid) = machine.vm().registry().find(name) else {
                return Err(Raise::BADARG);
            };
            to_pid(machine, pid, content)
        }
        View::Ref(reference) => {
            let (Some(alias), Some(pid)) = (reference.id(), reference.alias_of()) else {
                // A reference that is no alias: the message goes nowhere.
                dead_letter(machine);
                return Ok(0);
            };
            let (fragment, words) = copy_out(machine, content)?;
            let signal_ = Signal::AliasMessage {
                alias,
                message: fragment,
            };
            if signal(machine, pid, signal_).is_err() {
                dead_letter(machine);
            }
            Ok(words)
        }
        View::Tuple(_) => to_node(machine, process, to, content),
        View::Pid(Pid::External(_)) => {
            dead_letter(machine);
            Ok(0)
        }
        _ => Err(Raise::BADARG),
    }
}

/// `{Name, Node}`: this node's own name only; there is no distribution.
fn to_node(
    machine: &mut Machine,
    _: &mut Process,
    to: Term<'_>,
    content: Term<'_>,
) -> Result<usize, Raise> {
    let Some([name, node]) = to.as_tuple_of::<2>() else {
        return Err(Raise::BADARG);
    };
    let (Some(name), Some(node)) = (name.as_atom(), node.as_atom()) else {
        return Err(Raise::BADARG);
    };
    let here = node == atoms::NONODE_NOHOST;
    match machine.vm().registry().find(name).filter(|_| here) {
        Some(pid) => to_pid(machine, pid, content),
        None => {
            dead_letter(machine);
            Ok(0)
        }
    }
}

fn to_pid(machine: &mut Machine, pid: LocalPid, content: Term<'_>) -> Result<usize, Raise> {
    if machine.vm().processes().find(pid).is_none() {
        dead_letter(machine);
        return Ok(0);
    }
    let (fragment, words) = copy_out(machine, content)?;
    message(machine, pid, fragment);
    Ok(words)
}

/// THE way of a message out of a heap: where admission, limits and stamps belong.
fn copy_out(machine: &Machine, content: Term<'_>) -> Result<(Fragment, usize), Raise> {
    let shared = machine.vm().heap_shared();
    match copy::to_fragment(content, shared) {
        Ok(fragment) => {
            let words = fragment.words();
            Ok((fragment, words))
        }
        Err(_) => Err(Raise::SYSTEM_LIMIT),
    }
}
