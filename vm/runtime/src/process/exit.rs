//! The end of a process: everybody who was promised a signal gets one, then its memory goes.
//!
//! Order: 1. its name is free, 2. its inbox closes and what was in it is answered, 3. exit signals over links, 4. DOWN messages, 5. its own
//! monitors end, 6. its watchers in the host are told, 7. heap and slot are given back.

use super::relation::{Link, Monitored};
use super::table::SlotRef;
use super::{Extension, Process};
use crate::atom::{Atom, atoms};
use crate::code::reclaim;
use crate::exception::raise::Class;
use crate::heap::{Fragment, copy};
use crate::interp::machine::Machine;
use crate::limits::{Exceeded, Limit};
use crate::message::signal::{Envelope, MonitorRequest, Signal};
use crate::message::{receive, send};
use crate::term::reference::ALIAS_WORDS;
use crate::term::{LocalPid, RefId, Term, map};
use crate::tracing::{self, hurry};
use crate::vm::Vm;

/// What the host is told of a process that ended.
pub enum Ended {
    /// It returned from its function, with this value.
    Value(Fragment),
    /// It exited with this reason.
    Exit(Fragment),
    /// Nobody caught an exception of this class: `{Reason, Trace}`. Told of detailed processes in place of `Exit`.
    Uncaught(Class, Fragment),
    /// It used more than it, or its VM, may.
    Limit(Exceeded),
    /// The VM was stopped before it ended.
    Stopped,
}

pub type Watcher = Box<dyn FnOnce(Ended) + Send>;

/// Ends the process that just stopped with `Stop::Exited`; the reason is in the machine's reason slot.
pub fn finish(machine: &mut Machine, slot: SlotRef, process: &mut Process) {
    leave(machine, slot, process);
    process.heap.release(&mut machine.pool);
    // SAFETY: this worker runs the process.
    drop(unsafe { machine.vm().processes().finish(slot) });
}

/// The same up to the last step: its memory and its slot stay.
pub(crate) fn leave(machine: &mut Machine, slot: SlotRef, process: &mut Process) {
    let pid = process.pid;
    process.native_frames.clear();
    if let Some((shard, timer)) = process.wait.timer.take() {
        machine.vm().timers().cancel(shard as usize, timer);
    }
    if process.watch & hurry::PROCS != 0 {
        let reason = machine.reason.get();
        tracing::event::exited(machine.vm(), process, reason);
    }
    for hook in machine.vm().exit_hooks() {
        hook(machine.vm(), pid);
    }
    if let Some(name) = process.ext().and_then(|ext| ext.name) {
        machine.vm().registry().unregister(name, Some(pid));
    }
    let left = slot.slot().inbox.close();
    let doomed = std::mem::take(&mut machine.doomed);
    let mut asked = Vec::new();
    let deferred = process.take_deferred().into_iter();
    let deferred = deferred.map(|signal| Envelope {
        target: pid,
        signal,
    });
    for Envelope { target, signal } in deferred.chain(left) {
        let signal = match signal {
            // Answered when its memory is not read any more.
            Signal::Sweep(question) if target == pid => {
                asked.push(question);
                continue;
            }
            signal => signal,
        };
        match doomed && signal.asks_to_be_told() {
            // It came after the signal that ended the process.
            true => receive::refuse(machine, target, signal),
            false => settle(machine, process, target, signal),
        }
    }
    // SAFETY: the reason is a term of the process's heap, which nothing collects before it is released below.
    let reason = unsafe { Term::from_word(machine.reason.get()) };
    // Whoever wants the details is told, and tells others as it likes.
    if std::mem::take(&mut machine.crashed) && !process.flags.detailed {
        report(machine, pid, process.group_leader, reason);
    }
    let mut open = Vec::new();
    if let Some(ext) = process.ext_if_any() {
        let mut ext = std::mem::take(ext);
        open = std::mem::take(&mut ext.questions);
        tell_others(machine, pid, ext, reason);
    }
    if process.flags.watched
        && let Some(watcher) = machine.vm().unwatch(pid)
    {
        watcher(ended(machine, process.flags.detailed));
    }
    if !asked.is_empty() || !open.is_empty() {
        reclaim::ended(machine, pid, &asked, &open);
    }
    machine.forget_terms();
}

/// How the process that just stopped ended, as a host's thread that runs it reads it.
pub enum Reply<'t> {
    Value(Term<'t>),
    Exit(Term<'t>),
    /// `{Reason, Trace}`.
    Uncaught(Class, Term<'t>),
    Limit(Exceeded),
    Stopped,
}

/// `detailed`: class and trace of what nobody caught are wanted.
pub(crate) fn reply(machine: &Machine, detailed: bool) -> Reply<'_> {
    // SAFETY: reason and result are terms of the process's heap, which nothing collects before it is released.
    let (reason, result) = unsafe {
        (
            Term::from_word(machine.reason.get()),
            Term::from_word(machine.result.get()),
        )
    };
    if let Some(exceeded) = machine.vm().exceeded().or(machine.exceeded) {
        return Reply::Limit(exceeded);
    }
    match machine.uncaught {
        _ if machine.returned => Reply::Value(result),
        Some(Class::Exit) if detailed => Reply::Uncaught(Class::Exit, result),
        Some(class) if detailed => Reply::Uncaught(class, reason),
        Some(_) | None => Reply::Exit(reason),
    }
}

fn ended(machine: &Machine, detailed: bool) -> Ended {
    let shared = machine.vm().heap_shared();
    let copy = |term: Term<'_>| copy::to_fragment(term, shared);
    let copied = match reply(machine, detailed) {
        Reply::Value(value) => copy(value).map(Ended::Value),
        Reply::Exit(reason) => copy(reason).map(Ended::Exit),
        Reply::Uncaught(class, pair) => copy(pair).map(|pair| Ended::Uncaught(class, pair)),
        Reply::Limit(exceeded) => Ok(Ended::Limit(exceeded)),
        Reply::Stopped => Ok(Ended::Stopped),
    };
    copied.unwrap_or_else(|_| {
        Ended::Limit(Exceeded {
            which: Limit::Memory,
            used: shared.account.used() as u64,
            max: shared.account.limit() as u64,
        })
    })
}

/// An error that nobody caught: the logger is told, as a message like the emulator's in OTP; the host if there is no logger.
fn report(machine: &mut Machine, pid: LocalPid, leader: LocalPid, reason: Term<'_>) {
    let vm = machine.vm();
    let Some(logger) = vm.registry().find(atoms::LOGGER) else {
        if let Some(hook) = vm.crash_hook() {
            hook(vm, pid, reason);
        }
        return;
    };
    const FORMAT: &str = "Error in process ~p with exit value:~n~p~n";
    let shared = vm.heap_shared();
    let time_us = vm.world().system_ns() / 1000;
    let words = copy::words(reason, &shared.literals) + 2 * FORMAT.len() + 6 + 4 + 200;
    let message = Fragment::allocate(shared, words).and_then(|fragment| {
        fragment.build(shared, |w| {
            let reason = copy::copy_into(reason, w)?;
            let details = [
                (Term::atom(atoms::TAG), Term::atom(atoms::ERROR)),
                (Term::atom(atoms::EMULATOR), Term::TRUE),
            ];
            let details = map::from_pairs(&details, w);
            let meta = [
                (Term::atom(atoms::PID), Term::pid(pid)),
                (Term::atom(atoms::GL), Term::pid(leader)),
                (Term::atom(atoms::TIME), w.unsigned(time_us)),
                (Term::atom(atoms::ERROR_LOGGER), details),
            ];
            let meta = map::from_pairs(&meta, w);
            let arguments = w.list(&[Term::pid(pid), reason]);
            let (log, error) = (Term::atom(atoms::LOG), Term::atom(atoms::ERROR));
            Ok(w.tuple(&[log, error, w.string(FORMAT), arguments, meta]))
        })
    });
    if let Ok(message) = message {
        send::message(machine, logger, message);
    }
}

/// A signal found in the inbox of a process that ends. It still counts: links made, monitors asked for, unlinks.
fn settle(machine: &mut Machine, process: &mut Process, target: LocalPid, signal: Signal) {
    if target != process.pid {
        return receive::refuse(machine, target, signal);
    }
    match signal {
        Signal::Link { from } => {
            process.relations().links.insert(from, Link::Active);
        }
        Signal::Monitor(request) => {
            let monitored = &mut process.relations().monitored;
            monitored.insert(request.reference, Monitored::of(*request));
        }
        Signal::Call {
            reference, from, ..
        } => {
            let monitored = &mut process.relations().monitored;
            monitored.insert(reference, Monitored::call(from));
        }
        Signal::Demonitor { reference } => {
            process.relations().monitored.remove(&reference);
        }
        Signal::LinkExit { from, .. } => {
            process.relations().links.remove(&from);
        }
        Signal::Down { reference, .. } => {
            process.relations().drop_monitor(reference);
        }
        // Unread, as if they were in the mailbox.
        Signal::Message(_) | Signal::AliasMessage { .. } => {}
        Signal::Unlink { from, .. } => {
            process.relations().links.remove(&from);
            receive::refuse(machine, target, signal);
        }
        other => receive::refuse(machine, target, other),
    }
}

fn tell_others(machine: &mut Machine, pid: LocalPid, mut ext: Extension, reason: Term<'_>) {
    for (other, link) in std::mem::take(&mut ext.relations.links) {
        if link == Link::Active
            && let Some(tuple) = exit_tuple(machine, pid, reason)
        {
            // Gone too: then nobody needs to know.
            let _ = send::signal(machine, other, Signal::LinkExit { from: pid, tuple });
        }
    }
    for (reference, monitored) in std::mem::take(&mut ext.relations.monitored) {
        let by = monitored.by;
        if let Some(message) = down_message(machine.vm(), pid, reference, &monitored, reason) {
            let _ = send::signal(machine, by, Signal::Down { reference, message });
        }
    }
    for (other, n) in std::mem::take(&mut ext.suspending) {
        for _ in 0..n {
            let _ = send::signal(machine, other, Signal::Resume { by: pid });
        }
    }
    for (reference, monitoring) in std::mem::take(&mut ext.relations.monitoring) {
        if let Some(target) = monitoring.informed() {
            let _ = send::signal(machine, target, Signal::Demonitor { reference });
        }
    }
}

/// `{'EXIT', From, Reason}`; a reason that there is no memory for becomes `killed`.
pub fn exit_tuple(machine: &Machine, from: LocalPid, reason: Term<'_>) -> Option<Fragment> {
    if let Some(atom) = reason.as_atom() {
        return exit_tuple_atom(machine, from, atom);
    }
    let shared = machine.vm().heap_shared();
    let words = copy::words(reason, &shared.literals);
    let made = Fragment::allocate(shared, words + 4).and_then(|fragment| {
        fragment.build(shared, |w| {
            let reason = copy::copy_into(reason, w)?;
            Ok(w.tuple(&[Term::atom(atoms::EXIT_TAG), Term::pid(from), reason]))
        })
    });
    made.ok()
        .or_else(|| exit_tuple_atom(machine, from, atoms::KILLED))
}

pub fn exit_tuple_atom(machine: &Machine, from: LocalPid, reason: Atom) -> Option<Fragment> {
    let shared = machine.vm().heap_shared();
    let fragment = Fragment::allocate_anyway(shared, 4).ok()?;
    let built = fragment.build(shared, |w| {
        Ok::<_, std::convert::Infallible>(w.tuple(&[
            Term::atom(atoms::EXIT_TAG),
            Term::pid(from),
            Term::atom(reason),
        ]))
    });
    built.ok()
}

/// `{Tag, Ref, process, Object, Reason}`; a reason that there is no memory for becomes `killed`.
fn down_message(
    vm: &Vm,
    pid: LocalPid,
    reference: RefId,
    monitored: &Monitored,
    reason: Term<'_>,
) -> Option<Fragment> {
    let shared = vm.heap_shared();
    let tag_words = match &monitored.tag {
        Some(tag) => copy::words(tag.root(), &shared.literals),
        None => 0,
    };
    let words = copy::words(reason, &shared.literals) + tag_words + 6 + 3 + ALIAS_WORDS;
    let fragment = match reason.word().is_immediate() {
        true => Fragment::allocate_anyway(shared, words).ok()?,
        false => match Fragment::allocate(shared, words) {
            Ok(fragment) => fragment,
            Err(_) => {
                let killed = Term::atom(atoms::KILLED);
                return down_message(vm, pid, reference, monitored, killed);
            }
        },
    };
    let built = fragment.build(shared, |w| {
        let reason = copy::copy_into(reason, w)?;
        let tag = match &monitored.tag {
            Some(tag) => copy::copy_into(tag.root(), w)?,
            None => Term::atom(atoms::DOWN),
        };
        let reference = if monitored.alias {
            w.alias(reference, monitored.by)
        } else {
            w.reference(reference)
        };
        let object = match monitored.name {
            Some(name) => w.tuple(&[Term::atom(name), Term::atom(atoms::NONODE_NOHOST)]),
            None => Term::pid(pid),
        };
        Ok::<_, crate::heap::OutOfMemory>(w.tuple(&[
            tag,
            reference,
            Term::atom(atoms::PROCESS),
            object,
            reason,
        ]))
    });
    built.ok()
}

/// The answer to a monitor of a process that does not exist.
pub fn down_noproc(machine: &mut Machine, target: LocalPid, request: MonitorRequest) {
    let reference = request.reference;
    down_nobody(machine, target, reference, &Monitored::of(request));
}

/// The same, of a monitor that the target would have had.
pub fn down_nobody(
    machine: &mut Machine,
    target: LocalPid,
    reference: RefId,
    monitored: &Monitored,
) {
    let (by, noproc) = (monitored.by, Term::atom(atoms::NOPROC));
    if let Some(message) = down_message(machine.vm(), target, reference, monitored, noproc) {
        let _ = send::signal(machine, by, Signal::Down { reference, message });
    }
}

/// The same for a plain monitor, made from outside.
pub(crate) fn down_message_noproc(vm: &Vm, target: LocalPid, reference: RefId) -> Option<Fragment> {
    let monitored = Monitored {
        by: target,
        alias: false,
        is_call: false,
        name: None,
        tag: None,
    };
    let noproc = Term::atom(atoms::NOPROC);
    down_message(vm, target, reference, &monitored, noproc)
}
