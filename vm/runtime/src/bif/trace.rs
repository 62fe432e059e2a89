//! Tracing: `erlang:trace/3`, `trace_pattern/2,3`, `trace_info/2`, `trace_delivered/1`, and the natives under the module `trace`.
//!
//! Flags of another process are changed by itself, when it handles signals; the asker waits until all that are asked have done so.

use super::build::{Out, done, done_atom, done_int, no_memory};
use super::context::{Ctx, NativeFrame, Outcome};
use crate::atom::{Atom, atoms};
use crate::code::export::Mfa;
use crate::exception::raise::Raise;
use crate::heap::{Fragment, copy};
use crate::message::send;
use crate::message::signal::{Envelope, Signal};
use crate::process::Process;
use crate::table::spec::{MatchSpec, SpecError};
use crate::term::{LocalPid, RefId, Term};
use crate::tracing::point::{self, Change, Row, Spec, Wanted};
use crate::tracing::{Filter, Flags, NAMED, SessionId, Traced};
use crate::vm::Vm;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

// Sessions.

/// A session as terms know it: `{Reference, {Name, 0}}`; any other term is none, and the atom `default` the one there always is.
fn session_arg(ctx: &Ctx<'_>, i: usize) -> Result<SessionId, Raise> {
    let term = ctx.arg(i);
    if term.is_atom_value(atoms::DEFAULT) {
        return Ok(SessionId::LEGACY);
    }
    let [reference, _] = term.as_tuple_of().ok_or(Raise::BADARG)?;
    let id = reference.as_reference().and_then(|r| r.id());
    id.and_then(|id| ctx.vm().tracing().find(id))
        .ok_or(Raise::BADARG)
}

/// `session_create(Name, Tracer)`.
pub fn session_create(ctx: &mut Ctx<'_>) -> Outcome {
    let name = ctx.arg(0).as_atom().ok_or(Raise::BADARG)?;
    let tracer = ctx.arg(1).as_local_pid().ok_or(Raise::BADARG)?;
    if !ctx.vm().processes().is_alive(tracer) {
        return Err(Raise::BADARG);
    }
    let reference = ctx.new_ref_id();
    ctx.vm().tracing().create(name, reference, tracer);
    done(ctx, &session_out(reference, name))
}

fn session_out(reference: RefId, name: Atom) -> Out {
    Out::pair(Out::Ref(reference), Out::pair(Out::Atom(name), Out::Int(0)))
}

pub fn session_destroy(ctx: &mut Ctx<'_>) -> Outcome {
    let Ok(session) = session_arg(ctx, 0) else {
        return done_atom(ctx, atoms::FALSE);
    };
    if session == SessionId::LEGACY {
        return Err(Raise::BADARG);
    }
    ctx.vm().tracing().destroy(session);
    let wish = Wish {
        session,
        on: false,
        flags: Flags::ALL,
        tracer: ctx.process().pid,
    };
    let pids = ctx.vm().processes().pids();
    ask(ctx, wish, pids, Ask::True)
}

/// All sessions there are.
pub fn session_info(ctx: &mut Ctx<'_>) -> Outcome {
    if !ctx.arg(0).is_atom_value(atoms::ALL) {
        return Err(Raise::BADARG);
    }
    let all = ctx.vm().tracing().all().into_iter();
    let row = |(_, reference, name): (SessionId, Option<RefId>, Atom)| match reference {
        Some(reference) => session_out(reference, name),
        None => Out::Atom(name),
    };
    done(ctx, &Out::List(all.map(row).collect()))
}

// Flags of processes.

/// What a process is to do with its flags.
#[derive(Clone, Copy)]
struct Wish {
    session: SessionId,
    on: bool,
    flags: Flags,
    tracer: LocalPid,
}

impl Wish {
    /// False: somebody else traces the process.
    fn apply(self, vm: &Vm, process: &mut Process) -> bool {
        let before = process.traced_in(self.session);
        if !self.on {
            if let Some(before) = before {
                let flags = before.flags.without(self.flags);
                process.set_traced(Traced { flags, ..before });
            }
            return true;
        }
        let taken = |before: &Traced| {
            before.tracer != self.tracer && vm.processes().is_alive(before.tracer)
        };
        if before.as_ref().is_some_and(taken) {
            return false;
        }
        // Nobody would be told.
        if self.tracer == process.pid || !vm.processes().is_alive(self.tracer) {
            return true;
        }
        let flags = before.map_or(Flags::NONE, |before| before.flags);
        process.set_traced(Traced {
            session: self.session,
            flags: flags.with(self.flags),
            tracer: self.tracer,
        });
        true
    }
}

/// The flags of a list, and the tracer if one is named.
fn flags_arg(ctx: &Ctx<'_>, i: usize) -> Result<(Flags, Option<LocalPid>), Raise> {
    let (mut flags, mut tracer) = (Flags::NONE, None);
    let mut walk = ctx.arg(i).list();
    for term in walk.by_ref() {
        if let Some(atom) = term.as_atom() {
            let named = match atom {
                atoms::ALL => Some(Flags::ALL),
                atom => Flags::named(atom),
            };
            flags = flags.with(named.ok_or(Raise::BADARG)?);
            continue;
        }
        let [key, value] = term.as_tuple_of().ok_or(Raise::BADARG)?;
        if !key.is_atom_value(atoms::TRACER) {
            return Err(Raise::BADARG);
        }
        tracer = Some(value.as_local_pid().ok_or(Raise::BADARG)?);
    }
    if walk.tail().is_nil() {
        Ok((flags, tracer))
    } else {
        Err(Raise::BADARG)
    }
}

/// Which processes.
enum Whom {
    One(LocalPid),
    Many { existing: bool, new: bool },
}

fn whom_arg(ctx: &Ctx<'_>, i: usize) -> Result<Whom, Raise> {
    if let Some(pid) = ctx.arg(i).as_local_pid() {
        return match ctx.vm().processes().is_alive(pid) {
            true => Ok(Whom::One(pid)),
            false => Err(Raise::BADARG),
        };
    }
    let (existing, new) = match ctx.arg(i).as_atom() {
        Some(atoms::ALL | atoms::PROCESSES) => (true, true),
        Some(atoms::EXISTING | atoms::EXISTING_PROCESSES) => (true, false),
        Some(atoms::NEW | atoms::NEW_PROCESSES) => (false, true),
        // There are no ports.
        Some(atoms::PORTS | atoms::EXISTING_PORTS | atoms::NEW_PORTS) => (false, false),
        _ => return Err(Raise::BADARG),
    };
    Ok(Whom::Many { existing, new })
}

pub fn trace(ctx: &mut Ctx<'_>) -> Outcome {
    trace_in(ctx, SessionId::LEGACY, 0)
}

/// `process(Session, Whom, How, Flags)`.
pub fn session_process(ctx: &mut Ctx<'_>) -> Outcome {
    let session = session_arg(ctx, 0)?;
    trace_in(ctx, session, 1)
}

fn trace_in(ctx: &mut Ctx<'_>, session: SessionId, first: usize) -> Outcome {
    let whom = whom_arg(ctx, first)?;
    let on = ctx.arg(first + 1).as_boolean().ok_or(Raise::BADARG)?;
    let (flags, named) = flags_arg(ctx, first + 2)?;
    let of_session = ctx.vm().tracing().with(session, |session| session.tracer);
    let of_session = of_session.ok_or(Raise::BADARG)?;
    let tracer = match of_session {
        Some(_) if named.is_some() => return Err(Raise::BADARG),
        Some(tracer) => tracer,
        None => named.unwrap_or(ctx.process().pid),
    };
    let wish = Wish {
        session,
        on,
        flags,
        tracer,
    };
    match whom {
        Whom::One(pid) => ask(ctx, wish, vec![pid], Ask::One),
        Whom::Many { existing, new } => {
            if new {
                change_new(ctx.vm(), wish);
            }
            let mut pids = match existing {
                true => ctx.vm().processes().pids(),
                false => Vec::new(),
            };
            pids.retain(|pid| *pid != tracer);
            ask(ctx, wish, pids, Ask::Count)
        }
    }
}

/// What processes get that are made from now on.
fn change_new(vm: &Vm, wish: Wish) {
    vm.tracing().change(wish.session, |session| {
        let before = session.new.map_or(Flags::NONE, |new| new.flags);
        let flags = match wish.on {
            true => before.with(wish.flags),
            false => before.without(wish.flags),
        };
        let tracer = match session.new {
            Some(new) if !wish.on => new.tracer,
            _ => wish.tracer,
        };
        session.new = (flags != Flags::NONE).then_some(Traced {
            session: wish.session,
            flags,
            tracer,
        });
    });
}

/// What the asker gets in the end.
#[derive(Clone, Copy)]
enum Ask {
    /// 1, or `badarg` if the process refuses.
    One,
    /// How many did.
    Count,
    True,
}

impl Ask {
    fn end(self, ctx: &mut Ctx<'_>, n: i64) -> Outcome {
        match self {
            Ask::One if n == 0 => Err(Raise::BADARG),
            Ask::One | Ask::Count => done_int(ctx, n),
            Ask::True => done_atom(ctx, atoms::TRUE),
        }
    }
}

/// Counts those that have done what they were asked; the last one to answer tells the asker.
struct Tally {
    vm: Arc<Vm>,
    asker: LocalPid,
    reference: RefId,
    n: AtomicUsize,
}

impl Drop for Tally {
    fn drop(&mut self) {
        let n = Term::small(self.n.load(Ordering::Relaxed) as i32);
        if let Ok(answer) = Fragment::immediate(self.vm.heap_shared(), n) {
            let reference = self.reference;
            // The asker may be gone: then nobody wants to know.
            let _ = self.vm.signal_from_outside(Envelope {
                target: self.asker,
                signal: Signal::Answer { reference, answer },
            });
        }
    }
}

fn ask(ctx: &mut Ctx<'_>, wish: Wish, pids: Vec<LocalPid>, end: Ask) -> Outcome {
    let own = ctx.process().pid;
    let vm = ctx.machine.vm_arc().clone();
    let mut n = 0;
    if pids.contains(&own) && wish.apply(&vm, ctx.process) {
        n += 1;
    }
    if pids.iter().all(|pid| *pid == own) {
        return end.end(ctx, n);
    }
    let reference = ctx.new_ref_id();
    let tally = Arc::new(Tally {
        vm,
        asker: own,
        reference,
        n: AtomicUsize::new(n as usize),
    });
    for pid in pids.into_iter().filter(|pid| *pid != own) {
        let tally = tally.clone();
        let change = Signal::Host(Box::new(move |process: &mut Process| {
            if wish.apply(&tally.vm, process) {
                tally.n.fetch_add(1, Ordering::Relaxed);
            }
        }));
        // Gone meanwhile: it does not count.
        let _ = send::signal(ctx.machine, pid, change);
    }
    drop(tally);
    ctx.wait(Asked { reference, end }, &[])
}

struct Asked {
    reference: RefId,
    end: Ask,
}

impl NativeFrame for Asked {
    fn resume(&mut self, ctx: &mut Ctx<'_>) -> Outcome {
        match ctx.process_mut().take_answer(self.reference) {
            Some(answer) => {
                let n = answer.root().as_small().unwrap_or(0);
                self.end.end(ctx, n)
            }
            None => ctx.again_waiting(&[]),
        }
    }
}

// Functions and messages.

pub fn trace_pattern_2(ctx: &mut Ctx<'_>) -> Outcome {
    pattern_in(ctx, SessionId::LEGACY, 0, None)
}

pub fn trace_pattern_3(ctx: &mut Ctx<'_>) -> Outcome {
    pattern_in(ctx, SessionId::LEGACY, 0, Some(2))
}

/// `function(Session, What, Spec, Flags)`.
pub fn session_function(ctx: &mut Ctx<'_>) -> Outcome {
    let session = session_arg(ctx, 0)?;
    pattern_in(ctx, session, 1, Some(3))
}

/// `true`, `false`, a specification, `restart` or `pause`.
enum Pattern {
    On(Spec),
    Off,
    Restart,
    Pause,
}

fn pattern_arg(ctx: &Ctx<'_>, i: usize) -> Result<Pattern, Raise> {
    Ok(match ctx.arg(i).as_atom() {
        Some(atoms::TRUE) => Pattern::On(None),
        Some(atoms::FALSE) => Pattern::Off,
        Some(atoms::RESTART) => Pattern::Restart,
        Some(atoms::PAUSE) => Pattern::Pause,
        Some(_) => return Err(Raise::BADARG),
        None if ctx.arg(i).is_nil() => Pattern::On(None),
        None => {
            let spec = MatchSpec::compile_traced(ctx.arg(i), ctx.vm().heap_shared());
            let spec = spec.map_err(|error| match error {
                SpecError::Bad => Raise::BADARG,
                SpecError::Memory => Raise::SYSTEM_LIMIT,
            })?;
            Pattern::On(Some(Arc::new(spec)))
        }
    })
}

/// `{M, F, A}`, each of which may be `'_'` if all behind it are.
fn wanted_arg(term: Term<'_>) -> Result<Wanted, Raise> {
    let [module, name, arity] = term.as_tuple_of().ok_or(Raise::BADARG)?;
    let given = |term: Term<'_>| {
        let atom = term.as_atom().ok_or(Raise::BADARG)?;
        Ok::<_, Raise>((atom != atoms::UNDERSCORE).then_some(atom))
    };
    let (module, name) = (given(module)?, given(name)?);
    let arity = match arity.is_atom_value(atoms::UNDERSCORE) {
        true => None,
        false => {
            let n = arity.as_small().and_then(|n| u8::try_from(n).ok());
            Some(n.ok_or(Raise::BADARG)?)
        }
    };
    if module.is_none() && name.is_some() || name.is_none() && arity.is_some() {
        return Err(Raise::BADARG);
    }
    Ok(Wanted {
        module,
        name,
        arity,
    })
}

/// What the flags of `trace_pattern/3` name.
#[derive(Default)]
struct Kinds {
    local: bool,
    global: bool,
    meta: Option<LocalPid>,
    count: bool,
}

fn kinds_arg(ctx: &Ctx<'_>, i: Option<usize>) -> Result<Kinds, Raise> {
    let mut kinds = Kinds::default();
    let list = i.map_or(Term::NIL, |i| ctx.arg(i));
    let mut walk = list.list();
    for term in walk.by_ref() {
        match term.as_atom() {
            Some(atoms::LOCAL) => kinds.local = true,
            Some(atoms::GLOBAL) => kinds.global = true,
            Some(atoms::META) => kinds.meta = Some(ctx.process().pid),
            Some(atoms::CALL_COUNT) => kinds.count = true,
            Some(atoms::CALL_TIME | atoms::CALL_MEMORY) => return Err(Raise::NOT_SUPPORTED),
            Some(_) => return Err(Raise::BADARG),
            None => {
                let [key, value] = term.as_tuple_of().ok_or(Raise::BADARG)?;
                let tracer = value.as_local_pid().ok_or(Raise::BADARG)?;
                if !key.is_atom_value(atoms::META) || !ctx.vm().processes().is_alive(tracer) {
                    return Err(Raise::BADARG);
                }
                kinds.meta = Some(tracer);
            }
        }
    }
    let others = kinds.local || kinds.meta.is_some() || kinds.count;
    if !walk.tail().is_nil() || kinds.global && others {
        return Err(Raise::BADARG);
    }
    kinds.global |= !others;
    Ok(kinds)
}

fn pattern_in(
    ctx: &mut Ctx<'_>,
    session: SessionId,
    first: usize,
    flags: Option<usize>,
) -> Outcome {
    let pattern = pattern_arg(ctx, first + 1)?;
    match ctx.arg(first).as_atom() {
        Some(atoms::SEND) => return filter(ctx, session, pattern, flags, |s| &mut s.send),
        Some(atoms::RECEIVE) => return filter(ctx, session, pattern, flags, |s| &mut s.receive),
        Some(atoms::ON_LOAD) => return Err(Raise::NOT_SUPPORTED),
        _ => {}
    }
    let wanted = wanted_arg(ctx.arg(first))?;
    let kinds = kinds_arg(ctx, flags)?;
    let of_session = ctx.vm().tracing().with(session, |session| session.tracer);
    let meta = kinds.meta.map(|pid| of_session.flatten().unwrap_or(pid));
    let changes: Vec<Change> = match pattern {
        Pattern::On(spec) => {
            let calls = kinds.local || kinds.global;
            let local = kinds.local;
            let calls = calls.then(|| Change::Calls {
                local,
                spec: spec.clone(),
            });
            let meta = meta.map(|pid| Change::Meta(pid, spec));
            let count = kinds.count.then_some(Change::Count);
            calls.into_iter().chain(meta).chain(count).collect()
        }
        Pattern::Off => {
            let calls = kinds.local || kinds.global;
            let local = kinds.local;
            let calls = calls.then_some(Change::NoCalls { local });
            let meta = meta.map(|_| Change::NoMeta);
            let count = kinds.count.then_some(Change::NoCount);
            calls.into_iter().chain(meta).chain(count).collect()
        }
        // Of functions whose calls are counted; others have nothing to pause.
        Pattern::Restart => vec![Change::Recount],
        Pattern::Pause => vec![Change::PauseCount],
    };
    let mut n = 0;
    for change in &changes {
        n = point::change(ctx.vm(), session, wanted, change);
    }
    ctx.charge(n as u32);
    done_int(ctx, n as i64)
}

fn filter(
    ctx: &mut Ctx<'_>,
    session: SessionId,
    pattern: Pattern,
    flags: Option<usize>,
    which: fn(&mut crate::tracing::Session) -> &mut Filter,
) -> Outcome {
    if flags.is_some_and(|i| !ctx.arg(i).is_nil()) {
        return Err(Raise::BADARG);
    }
    let filter = match pattern {
        Pattern::On(None) => Filter::All,
        Pattern::On(Some(spec)) => Filter::Spec(spec),
        Pattern::Off => Filter::None,
        Pattern::Restart | Pattern::Pause => return Err(Raise::BADARG),
    };
    let tracing = ctx.vm().tracing();
    tracing.change(session, |session| *which(session) = filter);
    done_int(ctx, 1)
}

// Questions.

pub fn trace_info(ctx: &mut Ctx<'_>) -> Outcome {
    info_in(ctx, SessionId::LEGACY, 0)
}

/// `info(Session, What, Item)`.
pub fn session_info_of(ctx: &mut Ctx<'_>) -> Outcome {
    let session = session_arg(ctx, 0)?;
    info_in(ctx, session, 1)
}

fn info_in(ctx: &mut Ctx<'_>, session: SessionId, first: usize) -> Outcome {
    let item = ctx.arg(first + 1).as_atom().ok_or(Raise::BADARG)?;
    if let Some(pid) = ctx.arg(first).as_local_pid() {
        return process_info(ctx, session, pid, item);
    }
    match ctx.arg(first).as_atom() {
        Some(atoms::NEW | atoms::NEW_PROCESSES) => {
            let new = ctx.vm().tracing().with(session, |session| session.new);
            flags_info(ctx, item, new.flatten())
        }
        Some(atoms::NEW_PORTS) => flags_info(ctx, item, None),
        Some(atoms::SEND) => filter_info(ctx, session, item, |s| s.send.clone()),
        Some(atoms::RECEIVE) => filter_info(ctx, session, item, |s| s.receive.clone()),
        Some(_) => Err(Raise::BADARG),
        None => function_info(ctx, session, first, item),
    }
}

fn process_info(ctx: &mut Ctx<'_>, session: SessionId, pid: LocalPid, item: Atom) -> Outcome {
    if item != atoms::FLAGS && item != atoms::TRACER {
        return Err(Raise::BADARG);
    }
    if pid == ctx.process().pid {
        let traced = ctx.process().traced_in(session);
        return flags_info(ctx, item, traced);
    }
    let reference = ctx.new_ref_id();
    let answer = super::process::HostAnswer::new(ctx, reference);
    let look = Signal::Host(Box::new(move |process: &mut Process| {
        let traced = process.traced_in(session);
        answer.give(match (item, traced) {
            (atoms::TRACER, Some(traced)) => Term::pid(traced.tracer),
            (atoms::TRACER, None) => Term::NIL,
            (_, traced) => Term::small(traced.map_or(0, |traced| traced.flags.0 as i32)),
        });
    }));
    match send::signal(ctx.machine, pid, look) {
        Ok(()) => ctx.wait(Looked { reference, item }, &[]),
        Err(_) => done_atom(ctx, atoms::UNDEFINED),
    }
}

struct Looked {
    reference: RefId,
    item: Atom,
}

impl NativeFrame for Looked {
    fn resume(&mut self, ctx: &mut Ctx<'_>) -> Outcome {
        let Some(answer) = ctx.process_mut().take_answer(self.reference) else {
            return ctx.again_waiting(&[]);
        };
        let root = answer.root();
        let value = match (self.item, root.as_small(), root.as_local_pid()) {
            // It has died meanwhile.
            _ if root.is_atom_value(atoms::FALSE) => return done_atom(ctx, atoms::UNDEFINED),
            (_, Some(flags), _) => flag_list(Flags(flags as u32)),
            (_, None, Some(pid)) => Out::Pid(pid),
            (_, None, None) => Out::Nil,
        };
        done(ctx, &Out::tagged(self.item, value))
    }
}

fn flag_list(flags: Flags) -> Out {
    let set = NAMED.iter().filter(|row| flags.has(row.1));
    Out::List(set.map(|row| Out::Atom(row.0)).collect())
}

fn flags_info(ctx: &mut Ctx<'_>, item: Atom, traced: Option<Traced>) -> Outcome {
    let value = match item {
        atoms::FLAGS => flag_list(traced.map_or(Flags::NONE, |traced| traced.flags)),
        atoms::TRACER => traced.map_or(Out::Nil, |traced| Out::Pid(traced.tracer)),
        _ => return Err(Raise::BADARG),
    };
    done(ctx, &Out::tagged(item, value))
}

fn filter_info(
    ctx: &mut Ctx<'_>,
    session: SessionId,
    item: Atom,
    which: impl FnOnce(&crate::tracing::Session) -> Filter,
) -> Outcome {
    if item != atoms::MATCH_SPEC {
        return Err(Raise::BADARG);
    }
    let filter = ctx.vm().tracing().with(session, which);
    let value = match filter.ok_or(Raise::BADARG)? {
        Filter::All => Out::Atom(atoms::TRUE),
        Filter::None => Out::Atom(atoms::FALSE),
        Filter::Spec(spec) => spec_out(ctx, &Some(spec))?,
    };
    done(ctx, &Out::tagged(item, value))
}

/// A specification as it was given; none is `[]`.
fn spec_out(ctx: &mut Ctx<'_>, spec: &Spec) -> Result<Out, Raise> {
    let Some(spec) = spec else {
        return Ok(Out::Nil);
    };
    let copied = copy::to_fragment(spec.source(), ctx.vm().heap_shared()).map_err(no_memory)?;
    let word = ctx.process_mut().heap.adopt(copied);
    Ok(Out::Root(ctx.root(Term::inside(word))))
}

fn function_info(ctx: &mut Ctx<'_>, session: SessionId, first: usize, item: Atom) -> Outcome {
    let [module, name, arity] = ctx.arg(first).as_tuple_of().ok_or(Raise::BADARG)?;
    let arity = arity.as_small().and_then(|n| u8::try_from(n).ok());
    let mfa = Mfa {
        module: module.as_atom().ok_or(Raise::BADARG)?,
        name: name.as_atom().ok_or(Raise::BADARG)?,
        arity: arity.ok_or(Raise::BADARG)?,
    };
    let row = point::row_of(ctx.vm(), session, mfa);
    const ITEMS: &[Atom] = &[
        atoms::TRACED,
        atoms::MATCH_SPEC,
        atoms::META,
        atoms::META_MATCH_SPEC,
        atoms::CALL_MEMORY,
        atoms::CALL_TIME,
        atoms::CALL_COUNT,
    ];
    let value = match (item, &row) {
        (item, None) if ITEMS.contains(&item) || item == atoms::ALL => Out::Atom(atoms::UNDEFINED),
        (atoms::ALL, Some(row)) if !row.says_anything() => Out::Atom(atoms::FALSE),
        (atoms::ALL, Some(row)) => {
            let mut pairs = Vec::new();
            for item in ITEMS {
                pairs.push(Out::tagged(*item, row_item(ctx, row, *item)?));
            }
            Out::List(pairs)
        }
        (item, Some(row)) if ITEMS.contains(&item) => row_item(ctx, row, item)?,
        _ => return Err(Raise::BADARG),
    };
    done(ctx, &Out::tagged(item, value))
}

fn row_item(ctx: &mut Ctx<'_>, row: &Row, item: Atom) -> Result<Out, Raise> {
    let no = Out::Atom(atoms::FALSE);
    Ok(match item {
        atoms::TRACED => match &row.calls {
            Some(calls) if calls.local => Out::Atom(atoms::LOCAL),
            Some(_) => Out::Atom(atoms::GLOBAL),
            None => no,
        },
        atoms::MATCH_SPEC => match &row.calls {
            Some(calls) => spec_out(ctx, &calls.spec)?,
            None => no,
        },
        atoms::META => row.meta.as_ref().map_or(no, |meta| Out::Pid(meta.0)),
        atoms::META_MATCH_SPEC => match &row.meta {
            Some(meta) => spec_out(ctx, &meta.1)?,
            None => no,
        },
        atoms::CALL_COUNT => match &row.count {
            Some(count) => Out::Unsigned(count.calls.load(Ordering::Relaxed)),
            None => no,
        },
        _ => no,
    })
}

// Delivery.

pub fn trace_delivered(ctx: &mut Ctx<'_>) -> Outcome {
    delivered(ctx, 0)
}

/// `delivered(Session, Whom)`.
pub fn session_delivered(ctx: &mut Ctx<'_>) -> Outcome {
    session_arg(ctx, 0)?;
    delivered(ctx, 1)
}

/// Whoever runs a process puts its events into the tracer's inbox as they happen, so all that there were have been delivered.
fn delivered(ctx: &mut Ctx<'_>, i: usize) -> Outcome {
    if ctx.arg(i).as_local_pid().is_none() && !ctx.arg(i).is_atom_value(atoms::ALL) {
        return Err(Raise::BADARG);
    }
    let reference = ctx.new_ref_id();
    let message = Out::Tuple(vec![
        Out::Atom(atoms::TRACE_DELIVERED),
        Out::Arg(i),
        Out::Ref(reference),
    ]);
    let root = super::build::keep(ctx, &message)?;
    let message = copy::to_fragment(ctx.get(root), ctx.vm().heap_shared()).map_err(no_memory)?;
    let own = ctx.process().pid;
    send::message(ctx.machine, own, message);
    done(ctx, &Out::Ref(reference))
}
