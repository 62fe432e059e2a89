//! Registered names.

use super::build::{Out, done, done_atom, done_bool};
use super::context::{Ctx, Outcome};
use super::info::Part;
use crate::atom::{Atom, atoms};
use crate::exception::raise::{Info, Raise};
use crate::message::send;
use crate::message::signal::Signal;
use crate::process::Process;
use crate::term::{LocalPid, Term};
use crate::tracing::{event, hurry};
use crate::vm::Vm;
use std::sync::Arc;

fn name_arg(term: Term<'_>) -> Result<Atom, Raise> {
    term.as_atom().ok_or(Raise::BADARG)
}

/// The process of a name, if it lives: a name may outlast its process by a moment.
pub fn find(ctx: &Ctx<'_>, name: Atom) -> Option<LocalPid> {
    let pid = ctx.vm().registry().find(name)?;
    lives(ctx, pid).then_some(pid)
}

/// A process that ends has closed its inbox before anybody hears of its end.
pub(super) fn lives(ctx: &Ctx<'_>, pid: LocalPid) -> bool {
    let slot = ctx.vm().processes().find(pid);
    slot.is_some_and(|slot| !slot.slot().inbox.is_closed())
}

/// Tells a process its name.
fn set_name(ctx: &mut Ctx<'_>, pid: LocalPid, name: Option<Atom>) {
    if pid == ctx.process().pid {
        rename(ctx.machine.vm(), ctx.process, name);
        return;
    }
    // A signal that is never looked at must not keep the machine alive.
    let vm = Arc::downgrade(ctx.machine.vm_arc());
    let tell = Signal::Host(Box::new(move |process| {
        if let Some(vm) = vm.upgrade() {
            rename(&vm, process, name);
        }
    }));
    // Gone already: then it has no use for a name.
    let _ = send::signal(ctx.machine, pid, tell);
}

fn rename(vm: &Vm, process: &mut Process, name: Option<Atom>) {
    let before = std::mem::replace(&mut process.ext_mut().name, name);
    if process.watch & hurry::PROCS != 0 {
        let (tag, name) = match name {
            Some(name) => (atoms::REGISTER, Some(name)),
            None => (atoms::UNREGISTER, before),
        };
        if let Some(name) = name {
            event::happened(vm, process, tag, Part::Atom(name));
        }
    }
}

pub fn register(ctx: &mut Ctx<'_>) -> Outcome {
    let refused = Raise::BADARG.with_info(Info::CauseNone);
    let name = ctx.arg(0).as_atom().ok_or(refused)?;
    let pid = ctx.arg(1).as_local_pid().ok_or(refused)?;
    if name == atoms::UNDEFINED || !lives(ctx, pid) {
        return Err(refused);
    }
    if let Some(stale) = ctx.vm().registry().find(name)
        && !lives(ctx, stale)
    {
        ctx.vm().registry().unregister(name, Some(stale));
    }
    ctx.vm()
        .registry()
        .register(name, pid)
        .map_err(|_| refused)?;
    set_name(ctx, pid, Some(name));
    done_bool(ctx, true)
}

pub fn unregister(ctx: &mut Ctx<'_>) -> Outcome {
    let name = name_arg(ctx.arg(0))?;
    let pid = ctx
        .vm()
        .registry()
        .unregister(name, None)
        .ok_or(Raise::BADARG)?;
    set_name(ctx, pid, None);
    done_bool(ctx, true)
}

pub fn whereis(ctx: &mut Ctx<'_>) -> Outcome {
    let name = name_arg(ctx.arg(0))?;
    match find(ctx, name) {
        Some(pid) => ctx.done(Term::pid(pid)),
        None => done_atom(ctx, atoms::UNDEFINED),
    }
}

pub fn registered(ctx: &mut Ctx<'_>) -> Outcome {
    let mut names: Vec<Atom> = ctx
        .vm()
        .registry()
        .all()
        .into_iter()
        .map(|(name, _)| name)
        .collect();
    names.sort();
    done(ctx, &Out::List(names.into_iter().map(Out::Atom).collect()))
}
