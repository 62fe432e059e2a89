//! What tracers are told, and when: `{trace, Pid, Event...}`, with a timestamp `{trace_ts, Pid, Event..., Time}`.

use super::{Filter, Flags, SessionId, Traced, hurry};
use crate::atom::{Atom, atoms};
use crate::bif::info::Part;
use crate::code::export::Mfa;
use crate::heap::Fragment;
use crate::message::signal::{Envelope, Signal};
use crate::process::Process;
use crate::table::spec::{Arena, MatchSpec, Place};
use crate::term::{LocalPid, Term, View, Word};
use crate::vm::Vm;

/// Tells the tracer; false: there is none any more.
pub(crate) fn tell(vm: &Vm, pid: LocalPid, traced: &Traced, tag: Atom, rest: Vec<Part>) -> bool {
    let Some(message) = message(vm, pid, traced.flags, tag, rest) else {
        // No memory for the message: it is lost, as any message would be.
        return true;
    };
    let envelope = Envelope {
        target: traced.tracer,
        signal: Signal::Message(message),
    };
    vm.signal_from_outside(envelope).is_ok()
}

fn message(vm: &Vm, pid: LocalPid, flags: Flags, tag: Atom, rest: Vec<Part>) -> Option<Fragment> {
    let time = time(vm, flags);
    let first = match time {
        Some(_) => atoms::TRACE_TS,
        None => atoms::TRACE,
    };
    let mut all = vec![Part::Atom(first), Part::Pid(pid), Part::Atom(tag)];
    all.extend(rest);
    if flags.has(Flags::SCHEDULER_ID) {
        all.push(Part::Int(1 + current_scheduler()));
    }
    all.extend(time);
    let all = Part::Tuple(all);
    let shared = vm.heap_shared();
    let fragment = Fragment::allocate(shared, all.words(shared)).ok()?;
    fragment.build(shared, |w| all.build(w)).ok()
}

/// Counted from 0; the thread says it by its name, since events also come up where no worker's machine is at hand.
fn current_scheduler() -> i64 {
    let thread = std::thread::current();
    let number = thread.name().and_then(|name| name.rsplit('-').next());
    number.and_then(|number| number.parse().ok()).unwrap_or(0)
}

fn time(vm: &Vm, flags: Flags) -> Option<Part> {
    if flags.has(Flags::TIMESTAMP) {
        let us = (crate::bif::time::system_ns_of(vm)) / 1000;
        let (seconds, us) = (us / 1_000_000, us % 1_000_000);
        let parts = [seconds / 1_000_000, seconds % 1_000_000, us];
        return Some(Part::Tuple(parts.map(Part::Int).to_vec()));
    }
    let strict = flags.has(Flags::STRICT);
    if !strict && !flags.has(Flags::MONOTONIC) {
        return None;
    }
    let now = Part::Int(crate::bif::time::monotonic_ns_of(vm));
    Some(match strict {
        true => {
            let serial = vm.stores().monotonic();
            Part::Tuple(vec![now, Part::Int(serial)])
        }
        false => now,
    })
}

/// Tells all that want to know.
fn tell_all(
    vm: &Vm,
    process: &mut Process,
    of: Flags,
    tag: Atom,
    rest: impl Fn(&Traced) -> Option<Vec<Part>>,
) {
    for traced in process.traced_for(of) {
        let told = rest(&traced).is_none_or(|rest| tell(vm, process.pid, &traced, tag, rest));
        if !told {
            forget(process, traced.session);
        }
    }
}

/// The tracer is gone: nothing is traced for it.
pub(crate) fn forget(process: &mut Process, session: SessionId) {
    if let Some(traced) = process.traced_in(session) {
        let flags = Flags::NONE;
        process.set_traced(Traced { flags, ..traced });
    }
}

fn simple(vm: &Vm, process: &mut Process, tag: Atom, what: Part) {
    tell_all(vm, process, Flags::PROCS, tag, |_| Some(vec![what.clone()]));
}

// Messages.

/// `To ! Content` is about to happen.
#[cold]
pub(crate) fn sending(vm: &Vm, process: &mut Process, to: Term<'_>, content: Term<'_>) {
    let Some(lives) = receiver(vm, to) else {
        return;
    };
    let tag = match lives {
        true => atoms::SEND,
        false => atoms::SEND_TO_NON_EXISTING_PROCESS,
    };
    let own = process.pid;
    tell_all(vm, process, Flags::SEND, tag, |traced| {
        let filter = vm.tracing().with(traced.session, |s| s.send.clone())?;
        let extra = filtered(vm, own, &filter, &[to.word(), content.word()])?;
        let mut rest = vec![Part::Word(content.word()), Part::Word(to.word())];
        rest.extend(extra);
        Some(rest)
    });
}

/// Is there somebody? None: sending will raise.
fn receiver(vm: &Vm, to: Term<'_>) -> Option<bool> {
    Some(match to.view() {
        View::Pid(crate::term::Pid::Local(pid)) => vm.processes().is_alive(pid),
        // Also one that nobody has.
        View::Atom(_) => true,
        View::Ref(reference) => reference
            .alias_of()
            .is_some_and(|pid| vm.processes().is_alive(pid)),
        View::Tuple(_) | View::Pid(_) | View::Port(_) => true,
        _ => return None,
    })
}

/// A message has come.
#[cold]
pub(crate) fn received(vm: &Vm, process: &mut Process, content: Word) {
    let own = process.pid;
    let undefined = Term::atom(atoms::UNDEFINED).word();
    let node = Term::atom(atoms::NONODE_NOHOST).word();
    tell_all(vm, process, Flags::RECEIVE, atoms::RECEIVE, |traced| {
        let filter = vm.tracing().with(traced.session, |s| s.receive.clone())?;
        let extra = filtered(vm, own, &filter, &[node, undefined, content])?;
        let mut rest = vec![Part::Word(content)];
        rest.extend(extra);
        Some(rest)
    });
}

/// A receive has waited long enough.
#[cold]
pub(crate) fn timed_out(vm: &Vm, process: &mut Process) {
    received(vm, process, Term::atom(atoms::TIMEOUT).word());
}

/// None: the message is not told of. Otherwise what the specification adds.
fn filtered(vm: &Vm, own: LocalPid, filter: &Filter, args: &[Word]) -> Option<Option<Part>> {
    match filter {
        Filter::All => Some(None),
        Filter::None => None,
        Filter::Spec(spec) => {
            let verdict = judge(vm, own, spec, args, None)?;
            match verdict.message {
                Some(part) if is_false(&part) => None,
                other => Some(other),
            }
        }
    }
}

pub(crate) fn is_false(part: &Part) -> bool {
    matches!(part, Part::Atom(atoms::FALSE))
}

/// What a specification's body asks for.
#[derive(Default)]
pub(crate) struct Verdict {
    /// `{message, X}`; not `true`, which means nothing.
    pub message: Option<Part>,
    pub returns: bool,
    pub raises: bool,
    pub silent: Option<bool>,
    /// Flags set and cleared.
    pub changes: Vec<(Flags, bool)>,
}

/// Runs a specification on arguments; none: it does not match.
pub(crate) fn judge(
    vm: &Vm,
    own: LocalPid,
    spec: &MatchSpec,
    args: &[Word],
    caller: Option<Caller>,
) -> Option<Verdict> {
    let arena = Arena::tracing(vm.heap_shared(), caller);
    let object = arena.list(args)?;
    let place = Place { arena: &arena, own };
    spec.run(object, place)?;
    let effects = arena.effects();
    let message = match effects.message.map(Term::inside) {
        None => None,
        Some(term) if term.is_atom_value(atoms::TRUE) => None,
        Some(term) => match term.as_atom() {
            Some(atom) => Some(Part::Atom(atom)),
            // It may lie in the arena: it is copied now.
            None => {
                let copy = crate::heap::copy::to_fragment(term, vm.heap_shared()).ok()?;
                Some(Part::Kept(std::sync::Arc::new(copy)))
            }
        },
    };
    Some(Verdict {
        message,
        returns: effects.returns,
        raises: effects.raises,
        silent: effects.silent,
        changes: effects.changes,
    })
}

/// Who called: for `{caller}` and its like.
#[derive(Clone, Debug, Default)]
pub(crate) struct Caller {
    pub mfa: Option<Mfa>,
    pub position: Option<(String, u32)>,
    /// Innermost first.
    pub stack: Vec<(Mfa, Option<(String, u32)>)>,
}

// The life of processes.

/// What a process hands on to one that it makes.
pub(crate) fn inherited(vm: &Vm, process: &mut Process) -> Vec<Traced> {
    let mut all = vm.tracing().of_new();
    if process.watch & hurry::PROCS == 0 {
        return all;
    }
    let spawns = Flags::SET_ON_SPAWN.with(Flags::SET_ON_FIRST_SPAWN);
    for traced in process.traced_for(spawns) {
        let first = traced.flags.has(Flags::SET_ON_FIRST_SPAWN);
        let kept = match first {
            true => traced.flags.without(spawns),
            false => traced.flags,
        };
        if first {
            process.set_traced(Traced {
                flags: kept,
                ..traced
            });
        }
        all.retain(|other| other.session != traced.session);
        all.push(Traced {
            flags: kept,
            ..traced
        });
    }
    all
}

/// `pid` has been made with this function; `args` are terms, or one fun that is applied to nothing.
#[cold]
pub(crate) fn spawned(
    vm: &Vm,
    process: &mut Process,
    pid: LocalPid,
    child: &[Traced],
    start: &Start<'_>,
    linked: bool,
) {
    let (own, what) = (process.pid, start.part());
    let told = vec![Part::Pid(pid), what.clone()];
    tell_all(vm, process, Flags::PROCS, atoms::SPAWN, |_| {
        Some(told.clone())
    });
    for traced in child {
        if traced.flags.has(Flags::PROCS) && traced.tracer != pid {
            let rest = vec![Part::Pid(own), what.clone()];
            tell(vm, pid, traced, atoms::SPAWNED, rest);
        }
    }
    if linked {
        simple(vm, process, atoms::LINK, Part::Pid(pid));
        for traced in child {
            if traced.flags.has(Flags::PROCS) && traced.tracer != pid {
                tell(vm, pid, traced, atoms::GETTING_LINKED, vec![Part::Pid(own)]);
            }
        }
    }
}

/// What a new process runs.
pub(crate) enum Start<'t> {
    Fun(Term<'t>),
    Function(Atom, Atom, Term<'t>),
}

impl Start<'_> {
    fn part(&self) -> Part {
        Part::Tuple(match self {
            Start::Fun(fun) => {
                let args = Part::List(vec![Part::Word(fun.word()), Part::List(Vec::new())]);
                vec![Part::Atom(atoms::ERLANG), Part::Atom(atoms::APPLY), args]
            }
            Start::Function(module, name, args) => {
                let args = Part::Word(args.word());
                vec![Part::Atom(*module), Part::Atom(*name), args]
            }
        })
    }
}

/// The process links itself to another one, or removes the link.
#[cold]
pub(crate) fn linking(vm: &Vm, process: &mut Process, tag: Atom, other: LocalPid) {
    simple(vm, process, tag, Part::Pid(other));
    if tag != atoms::LINK {
        return;
    }
    let links = Flags::SET_ON_LINK.with(Flags::SET_ON_FIRST_LINK);
    for traced in process.traced_for(links) {
        let first = traced.flags.has(Flags::SET_ON_FIRST_LINK);
        let mut kept = traced;
        if first {
            kept.flags = traced.flags.without(links);
            process.set_traced(kept);
        }
        if kept.tracer != other {
            let hand_on = Signal::Host(Box::new(move |process: &mut Process| {
                process.set_traced(kept);
            }));
            let target = other;
            // Gone already: then there is nothing to trace.
            let _ = vm.signal_from_outside(Envelope {
                target,
                signal: hand_on,
            });
        }
    }
}

/// Somebody else links or unlinks, or takes or gives a name.
#[cold]
pub(crate) fn happened(vm: &Vm, process: &mut Process, tag: Atom, what: Part) {
    simple(vm, process, tag, what);
}

/// The process has ended with this reason.
#[cold]
pub(crate) fn exited(vm: &Vm, process: &mut Process, reason: Word) {
    simple(vm, process, atoms::EXIT, Part::Word(reason));
    if let Some(name) = process.ext().and_then(|ext| ext.name) {
        simple(vm, process, atoms::UNREGISTER, Part::Atom(name));
    }
}

// Slices.

/// The process is scheduled `in` or `out`.
#[cold]
pub(crate) fn scheduled(vm: &Vm, process: &mut Process, tag: Atom) {
    let place = crate::interp::trace::standing(vm, process);
    let mfa = match place.first() {
        Some(place) => mfa(place.mfa),
        None => Part::Int(0),
    };
    let running = Flags::RUNNING.with(Flags::RUNNING_PROCS);
    tell_all(vm, process, running, tag, |_| Some(vec![mfa.clone()]));
}

/// A collection begins or ends.
#[cold]
pub(crate) fn collecting(vm: &Vm, process: &mut Process, tag: Atom) {
    let sizes = crate::bif::info::collection_sizes(process);
    tell_all(vm, process, Flags::GC, tag, |_| Some(vec![sizes.clone()]));
}

pub(crate) fn mfa(mfa: Mfa) -> Part {
    Part::mfa(mfa.module, mfa.name, mfa.arity)
}
