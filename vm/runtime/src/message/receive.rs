//! What a process does with the signals in its inbox: between slices, before it sleeps, and when a receive finds no message.
//!
//! While a process is opaque (`Process::is_opaque`), signals that look at its frames, or stop it, wait; all others are handled as ever, so it can be
//! killed in the middle of a long comparison.

use super::send;
use super::signal::{Envelope, Signal, Through};
use crate::atom::{Atom, atoms};
use crate::bif::info::Part;
use crate::code::reclaim;
use crate::heap::Fragment;
use crate::interp::machine::Machine;
use crate::limits::{Exceeded, Limit};
use crate::process::relation::{Admit, Link, Monitored};
use crate::process::table::Slot;
use crate::process::{Doom, Process};
use crate::term::{LocalPid, RefId, Term};
use crate::tracing::{event, hurry, monitor};

/// Takes all signals and acts on them in order; the process's registers have been written back.
pub fn handle_all(machine: &mut Machine, process: &mut Process, slot: &Slot) {
    let is_traced = process.watch & (hurry::RECEIVE | hurry::PROCS) != 0;
    let is_opaque = process.is_opaque();
    if process.deferred && !is_opaque {
        for signal in process.take_deferred() {
            handle(machine, process, signal);
        }
    }
    for Envelope { target, signal } in slot.inbox.take_all() {
        if is_traced && target == process.pid && process.doomed.is_none() {
            match is_opaque && signal.looks_inside() {
                true => process.defer(signal),
                false => handle_traced(machine, process, signal),
            }
            continue;
        }
        if target != process.pid {
            refuse(machine, target, signal);
        } else if process.doomed.is_some() {
            // What comes after the signal that ends it is answered as by the dead.
            refuse(machine, target, signal);
        } else if is_opaque && signal.looks_inside() {
            process.defer(signal);
        } else {
            handle(machine, process, signal);
        }
    }
    if machine.vm().tracing().monitor.is_on() {
        monitor::queued(machine.vm(), process);
    }
    let max = machine.vm().config().limits.max_mailbox;
    if process.mailbox.len() > max {
        machine.vm().exceed(Exceeded {
            which: Limit::Mailbox,
            used: process.mailbox.len() as u64,
            max: max as u64,
        });
    }
}

fn handle(machine: &mut Machine, process: &mut Process, signal: Signal) {
    match signal {
        Signal::Message(message) => process.mailbox.push(message),
        Signal::AliasMessage {
            alias,
            message,
            through,
        } => through_alias(machine, process, alias, message, through),
        Signal::Call {
            reference,
            from,
            message,
        } => {
            let monitored = &mut process.relations().monitored;
            monitored.insert(reference, Monitored::call(from));
            process.mailbox.push(message);
        }
        Signal::LinkExit { from, tuple } => link_exit(process, from, tuple),
        Signal::Exit {
            from,
            tuple,
            through,
        } => exit_signal(process, from, tuple, through),
        Signal::Link { from } => link(machine, process, from),
        Signal::Unlink { from, id } => unlink(machine, process, from, id),
        Signal::UnlinkAck { from, id } => {
            let links = &mut process.relations().links;
            if links.get(&from) == Some(&Link::Unlinking { id }) {
                links.remove(&from);
            }
        }
        Signal::Monitor(request) => {
            let monitored = &mut process.relations().monitored;
            monitored.insert(request.reference, Monitored::of(*request));
        }
        Signal::Demonitor { reference } => {
            process.relations().monitored.remove(&reference);
        }
        Signal::Down { reference, message } => {
            let relations = process.relations();
            if relations.drop_monitor(reference).is_some() {
                let is_urgent = relations.urgent.monitors.remove(&reference);
                deliver(process, message, is_urgent);
            }
        }
        Signal::GroupLeader { leader } => process.group_leader = leader,
        Signal::InfoRequest(request) => crate::process::info::answer(machine, process, *request),
        Signal::AliveRequest { from, reference } => {
            answer_atom(machine, from, reference, atoms::TRUE);
        }
        Signal::Answer { reference, answer } => {
            process.ext_mut().answers.push((reference, answer));
        }
        Signal::Suspend { by, reference } => {
            process.flags.suspended += 1;
            process.ext_mut().suspenders.push(by);
            if let Some(reference) = reference {
                answer_atom(machine, by, reference, atoms::TRUE);
            }
        }
        Signal::Resume { by } => resume(process, by),
        Signal::Timeout { serial } => {
            if serial == process.wait.serial {
                process.wait.timer = None;
                process.wait.timed_out = true;
            }
        }
        Signal::Sweep(asked) => reclaim::ask(machine, process, asked),
        Signal::Collect { from, reference } => collect(process, from, reference),
        Signal::Wake => {}
        Signal::Host(run) => run(process),
    }
}

/// The same for a traced process: tells of messages that come into the mailbox, and of links.
#[cold]
fn handle_traced(machine: &mut Machine, process: &mut Process, signal: Signal) {
    let linked = |process: &Process, other| {
        let links = process.ext().map(|ext| &ext.relations.links);
        links.is_some_and(|links| links.get(&other) == Some(&Link::Active))
    };
    let other = match &signal {
        Signal::Link { from } | Signal::Unlink { from, .. } | Signal::LinkExit { from, .. } => {
            Some((*from, linked(process, *from)))
        }
        _ => None,
    };
    let n = process.mailbox.arrived();
    handle(machine, process, signal);
    if let Some((other, before)) = other {
        let tag = match (before, linked(process, other)) {
            (false, true) => Some(atoms::GETTING_LINKED),
            (true, false) => Some(atoms::GETTING_UNLINKED),
            _ => None,
        };
        if let Some(tag) = tag {
            event::happened(machine.vm(), process, tag, Part::Pid(other));
        }
    }
    if process.watch & hurry::RECEIVE != 0
        && let Some(content) = process.mailbox.arrived_since(n)
    {
        event::received(machine.vm(), process, content);
    }
}

/// Into the mailbox: at its end, or before all that is not urgent.
fn deliver(process: &mut Process, message: Fragment, is_urgent: bool) {
    if is_urgent {
        process.mailbox.push_urgent(message);
    } else {
        process.mailbox.push(message);
    }
}

fn through_alias(
    machine: &mut Machine,
    process: &mut Process,
    alias: crate::term::RefId,
    message: Fragment,
    through: Through,
) {
    let relations = process.relations();
    let is_urgent = through == Through::Urgent && relations.urgent.aliases.contains(&alias);
    if through == Through::Reply {
        relations.settle_call(alias);
    }
    match relations.admit(alias) {
        Admit::No => send::dead_letter(machine),
        Admit::Yes => deliver(process, message, is_urgent),
        Admit::YesAndDemonitor(target) => {
            deliver(process, message, is_urgent);
            let demonitor = Signal::Demonitor { reference: alias };
            // Gone already: then its monitors are gone too.
            let _ = send::signal(machine, target, demonitor);
        }
    }
}

/// The reason in an `{'EXIT', From, Reason}` tuple.
pub fn reason_of(tuple: &Fragment) -> Term<'_> {
    match tuple.root().as_tuple_of::<3>() {
        Some([_, _, reason]) => reason,
        None => Term::atom(atoms::KILLED),
    }
}

fn link_exit(process: &mut Process, from: LocalPid, tuple: Fragment) {
    let links = &mut process.relations().links;
    // Only an active link brings exits; one that is being removed is removed now.
    if links.remove(&from) != Some(Link::Active) {
        return;
    }
    let is_urgent = process.relations().urgent.links.remove(&from);
    if process.flags.trap_exit {
        deliver(process, tuple, is_urgent);
    } else if !reason_of(&tuple).is_atom_value(atoms::NORMAL) {
        process.doomed = Some(Doom::Tuple(tuple));
    }
}

fn exit_signal(
    process: &mut Process,
    from: LocalPid,
    tuple: Fragment,
    through: Option<(RefId, bool)>,
) {
    let mut is_urgent = false;
    if let Some((alias, urgent)) = through {
        let relations = process.relations();
        if !relations.aliases.contains_key(&alias) {
            return;
        }
        is_urgent = urgent && relations.urgent.aliases.contains(&alias);
    }
    let reason = reason_of(&tuple);
    if reason.is_atom_value(atoms::KILL) {
        process.doomed = Some(Doom::Atom(atoms::KILLED));
    } else if process.flags.trap_exit {
        deliver(process, tuple, is_urgent);
    } else if !reason.is_atom_value(atoms::NORMAL) || from == process.pid {
        process.doomed = Some(Doom::Tuple(tuple));
    }
}

fn link(machine: &mut Machine, process: &mut Process, from: LocalPid) {
    let links = &mut process.relations().links;
    match links.get(&from) {
        // The other side cannot have seen our unlink yet: it made a new link after acknowledging, or will acknowledge.
        None | Some(Link::Unlinking { .. }) => {
            links.insert(from, Link::Active);
        }
        Some(Link::Active) => {}
    }
    let _ = machine;
}

fn unlink(machine: &mut Machine, process: &mut Process, from: LocalPid, id: u64) {
    let links = &mut process.relations().links;
    if links.get(&from) == Some(&Link::Active) {
        links.remove(&from);
    }
    let ack = Signal::UnlinkAck {
        from: process.pid,
        id,
    };
    // A process that is gone needs no acknowledgement.
    let _ = send::signal(machine, from, ack);
}

fn resume(process: &mut Process, by: LocalPid) {
    let suspenders = &mut process.ext_mut().suspenders;
    if let Some(index) = suspenders.iter().position(|&pid| pid == by) {
        suspenders.swap_remove(index);
        process.flags.suspended -= 1;
    }
}

/// `garbage_collect` by another process: done as soon as this one pauses; then `collected` answers.
fn collect(process: &mut Process, from: LocalPid, reference: Option<crate::term::RefId>) {
    process.heap.request(0, crate::heap::gc::Mode::Full);
    process.reductions = process.reductions.min(0);
    if let Some(reference) = reference {
        process.ext_mut().collectors.push((from, reference));
    }
}

/// The process has been collected: those who asked for it are told.
pub fn collected(machine: &mut Machine, process: &mut Process) {
    let Some(ext) = process.ext_if_any() else {
        return;
    };
    for (from, reference) in std::mem::take(&mut ext.collectors) {
        answer_atom(machine, from, reference, atoms::TRUE);
    }
}

/// Answers a request with an atom.
pub fn answer_atom(machine: &mut Machine, to: LocalPid, reference: crate::term::RefId, atom: Atom) {
    let Ok(answer) = Fragment::immediate(machine.vm().heap_shared(), Term::atom(atom)) else {
        return;
    };
    // The asker may be gone.
    let _ = send::signal(machine, to, Signal::Answer { reference, answer });
}

/// A signal to a process that does not exist (any more).
pub fn refuse(machine: &mut Machine, target: LocalPid, signal: Signal) {
    match signal {
        Signal::Message(_) | Signal::AliasMessage { .. } => send::dead_letter(machine),
        Signal::Link { from } => {
            let tuple = crate::process::exit::exit_tuple_atom(machine, target, atoms::NOPROC);
            if let Some(tuple) = tuple {
                let _ = send::signal(
                    machine,
                    from,
                    Signal::LinkExit {
                        from: target,
                        tuple,
                    },
                );
            }
        }
        Signal::Unlink { from, id } => {
            let ack = Signal::UnlinkAck { from: target, id };
            let _ = send::signal(machine, from, ack);
        }
        Signal::Monitor(request) => {
            crate::process::exit::down_noproc(machine, target, *request);
        }
        Signal::Call {
            reference, from, ..
        } => {
            let monitored = Monitored::call(from);
            crate::process::exit::down_nobody(machine, target, reference, &monitored);
            send::dead_letter(machine);
        }
        Signal::InfoRequest(request) => {
            answer_atom(machine, request.from, request.reference, atoms::UNDEFINED);
        }
        Signal::AliveRequest { from, reference } => {
            answer_atom(machine, from, reference, atoms::FALSE);
        }
        Signal::Suspend {
            by,
            reference: Some(reference),
        }
        | Signal::Collect {
            from: by,
            reference: Some(reference),
        } => answer_atom(machine, by, reference, atoms::FALSE),
        Signal::Sweep(asked) => reclaim::gone(machine, target, &asked),
        Signal::LinkExit { .. }
        | Signal::Exit { .. }
        | Signal::UnlinkAck { .. }
        | Signal::Demonitor { .. }
        | Signal::Down { .. }
        | Signal::GroupLeader { .. }
        | Signal::Answer { .. }
        | Signal::Suspend {
            reference: None, ..
        }
        | Signal::Resume { .. }
        | Signal::Timeout { .. }
        | Signal::Collect {
            reference: None, ..
        }
        | Signal::Wake
        | Signal::Host(_) => {}
    }
}
