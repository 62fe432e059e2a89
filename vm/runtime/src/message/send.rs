//! Sending: from running processes and timers to others.

use super::signal::{ALIAS_TRAILER_WORDS, CALL_TRAILER_WORDS, Envelope, Signal, Through};
use crate::atom::atoms;
use crate::exception::raise::Raise;
use crate::heap::copy::{CopyLimits, TooLarge};
use crate::heap::{Fragment, copy};
use crate::interp::machine::Machine;
use crate::limits::{Exceeded, Limit};
use crate::process::state::Wake;
use crate::process::{Doom, Process};
use crate::term::reference::ALIAS_WORDS;
use crate::term::{LocalPid, Pid, RefId, Term, View};
use crate::timer::service::{Event, TimerTarget};
use crate::tracing::{event, hurry};
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
        Event::Expire { pid, max_ms } => {
            let exceeded = Exceeded {
                which: Limit::Time,
                used: max_ms,
                max: max_ms,
            };
            let end = move |process: &mut Process| {
                process.doomed = Some(Doom::Limit(Box::new(exceeded)));
            };
            let _ = signal(machine, pid, Signal::Host(Box::new(end)));
        }
        Event::Message { to, message: m, .. } => match to {
            TimerTarget::Pid(pid) => message(machine, pid, m),
            TimerTarget::Name(name) => match machine.vm().registry().find(name) {
                Some(pid) => message(machine, pid, m),
                None => dead_letter(machine),
            },
            TimerTarget::Alias(pid, alias) => {
                let alias_message = Signal::AliasMessage {
                    alias,
                    message: m,
                    through: Through::Plain,
                };
                if signal(machine, pid, alias_message).is_err() {
                    dead_letter(machine);
                }
            }
        },
    }
}

/// What to do with a message that is too large to be copied in one go.
pub enum Copying {
    /// Copy it all the same.
    AtOnce,
    /// Begin a copy in slices; the sender pauses and sends again when that is done.
    MayPause,
    /// That is done, or there was no memory for it.
    Done(Result<Fragment, Raise>),
}

/// Messages of more words are copied in slices.
const LONG_WORDS: usize = 64 * 1024;

/// `To ! Message`: to a pid, port, alias, name or `{Name, Node}`. `urgent`, sent with `priority`, means something to aliases only. Gives the words copied; none: the sender has to pause.
pub fn to_term(
    machine: &mut Machine,
    process: &mut Process,
    to: Term<'_>,
    content: Term<'_>,
    urgent: bool,
    copying: Copying,
) -> Result<Option<usize>, Raise> {
    let copying = if process.flags.worked {
        Copying::Done(process.take_work())
    } else {
        copying
    };
    if process.watch & hurry::SEND != 0 {
        let done = matches!(copying, Copying::Done(_) | Copying::AtOnce);
        if !done && is_long(machine, content) {
            // Told of when it goes out.
            process.begin_copy(content);
            return Ok(None);
        }
        event::sending(machine.vm(), process, to, content);
    }
    match to.view() {
        View::Pid(Pid::Local(pid)) => to_pid(machine, process, pid, content, copying),
        View::Atom(name) => {
            let Some(pid) = machine.vm().registry().find(name) else {
                return Err(Raise::BADARG);
            };
            to_pid(machine, process, pid, content, copying)
        }
        View::Ref(reference) => {
            let (Some(alias), Some(pid)) = (reference.id(), reference.alias_of()) else {
                // A reference that is no alias: the message goes nowhere.
                dead_letter(machine);
                return Ok(Some(0));
            };
            let copied = copy_out(machine, process, content, ALIAS_TRAILER_WORDS, copying)?;
            let Some((fragment, words)) = copied else {
                return Ok(None);
            };
            let is_reply = |process: &mut Process| {
                let ext = process.ext_if_any();
                ext.is_some_and(|ext| ext.relations.end_call(alias, pid))
            };
            let through = match urgent {
                true => Through::Urgent,
                false if is_reply(process) => Through::Reply,
                false => Through::Plain,
            };
            let signal_ = Signal::AliasMessage {
                alias,
                message: fragment,
                through,
            };
            if signal(machine, pid, signal_).is_err() {
                dead_letter(machine);
            }
            Ok(Some(words))
        }
        View::Tuple(_) => to_node(machine, process, to, content, copying),
        View::Pid(Pid::External(_)) | View::Port(_) => {
            dead_letter(machine);
            Ok(Some(0))
        }
        _ => Err(Raise::BADARG),
    }
}

fn is_long(machine: &Machine, content: Term<'_>) -> bool {
    let limits = CopyLimits {
        max_words: LONG_WORDS,
    };
    let sharing = machine.vm().heap_shared().literals.among_processes();
    copy::words_within(content, sharing, limits).is_err()
}

/// `{Name, Node}`: this node's own name only; there is no distribution.
fn to_node(
    machine: &mut Machine,
    process: &mut Process,
    to: Term<'_>,
    content: Term<'_>,
    copying: Copying,
) -> Result<Option<usize>, Raise> {
    let Some([name, node]) = to.as_tuple_of::<2>() else {
        return Err(Raise::BADARG);
    };
    let (Some(name), Some(node)) = (name.as_atom(), node.as_atom()) else {
        return Err(Raise::BADARG);
    };
    let here = node == atoms::NONODE_NOHOST;
    match machine.vm().registry().find(name).filter(|_| here) {
        Some(pid) => to_pid(machine, process, pid, content, copying),
        None => {
            dead_letter(machine);
            Ok(Some(0))
        }
    }
}

/// Sends what a call sends: `{Label, {Self, [alias | Reference]}, Request}` and, with it, the monitor whose reference that is. The words copied;
/// none: the request is too large to be copied at once, and nothing was sent.
pub fn call(
    machine: &mut Machine,
    process: &mut Process,
    target: LocalPid,
    reference: RefId,
    [label, request]: [Term<'_>; 2],
) -> Result<Option<usize>, Raise> {
    let vm = machine.vm_arc().clone();
    let (shared, own) = (vm.heap_shared(), process.pid);
    let limits = CopyLimits {
        max_words: LONG_WORDS,
    };
    let sharing = shared.literals.among_processes();
    let count = |term| copy::words_within(term, sharing, limits);
    let (Ok(label_words), Ok(request_words)) = (count(label), count(request)) else {
        return Ok(None);
    };
    let words = label_words + request_words + 4 + 3 + 2 + ALIAS_WORDS;
    let message = Fragment::allocate(shared, words + CALL_TRAILER_WORDS).and_then(|fragment| {
        fragment.build(shared, |w| {
            let tag = w.cons(Term::atom(atoms::ALIAS), w.alias(reference, own));
            let from = w.tuple(&[Term::pid(own), tag]);
            let label = copy::copy_among(label, w, sharing)?;
            let request = copy::copy_among(request, w, sharing)?;
            Ok(w.tuple(&[label, from, request]))
        })
    });
    let call = Signal::Call {
        reference,
        from: own,
        message: message.map_err(|_| Raise::SYSTEM_LIMIT)?,
    };
    if let Err(call) = signal(machine, target, call) {
        super::receive::refuse(machine, target, call);
    }
    Ok(Some(words))
}

/// `!` to a process here, of a small message: what most are. The words copied; none: `to_term` knows what to do.
#[inline]
pub fn quick(
    machine: &mut Machine,
    process: &mut Process,
    to: Term<'_>,
    content: Term<'_>,
) -> Option<usize> {
    if process.flags.worked || process.watch != 0 {
        return None;
    }
    let target = to.as_local_pid()?;
    let slot = machine.vm().processes().find(target)?;
    // SAFETY: the content is a live term.
    let message = unsafe { copy::plain_fragment(content.word(), machine.vm().heap_shared()) }?;
    let words = message.words();
    let to = slot.slot();
    let signal = Signal::Message(message);
    if to.inbox.push(Envelope { target, signal }).is_err() {
        dead_letter(machine);
    } else if let Wake::Enqueue(priority) = to.status.wake() {
        machine.enqueue(slot, priority);
    }
    Some(words)
}

#[inline]
fn to_pid(
    machine: &mut Machine,
    process: &mut Process,
    pid: LocalPid,
    content: Term<'_>,
    copying: Copying,
) -> Result<Option<usize>, Raise> {
    let Some(slot) = machine.vm().processes().find(pid) else {
        dead_letter(machine);
        return Ok(Some(0));
    };
    let Some((fragment, words)) = copy_out(machine, process, content, 0, copying)? else {
        return Ok(None);
    };
    let to = slot.slot();
    let signal = Signal::Message(fragment);
    let target = pid;
    if to.inbox.push(Envelope { target, signal }).is_err() {
        dead_letter(machine);
    } else if let Wake::Enqueue(priority) = to.status.wake() {
        machine.enqueue(slot, priority);
    }
    Ok(Some(words))
}

/// THE way of a message out of a heap: where admission, limits and stamps belong. None: it is too large to be copied at once; the copy has begun,
/// and the sender must pause until it is done.
fn copy_out(
    machine: &Machine,
    process: &mut Process,
    content: Term<'_>,
    more: usize,
    copying: Copying,
) -> Result<Option<(Fragment, usize)>, Raise> {
    let shared = machine.vm().heap_shared();
    let copied = match copying {
        Copying::Done(Err(raise)) => return Err(raise),
        Copying::Done(Ok(fragment)) => return Ok(Some((fragment, 0))),
        Copying::AtOnce => copy::message(content, shared, more),
        Copying::MayPause => match copy::message_within(content, shared, more, LONG_WORDS) {
            Ok(Err(TooLarge)) => {
                process.begin_copy(content);
                return Ok(None);
            }
            Ok(Ok(fragment)) => Ok(fragment),
            Err(error) => Err(error),
        },
    };
    let fragment = copied.map_err(|_| Raise::SYSTEM_LIMIT)?;
    let words = fragment.words();
    Ok(Some((fragment, words)))
}
