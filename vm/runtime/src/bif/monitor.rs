//! `erlang:system_monitor/0,1,2`.

use super::build::{Out, done};
use super::context::{Ctx, Outcome, Root};
use crate::atom::atoms;
use crate::exception::raise::Raise;
use crate::term::{LocalPid, Term};
use crate::tracing::monitor::Wanted;

/// `{Pid, Options}`, or `undefined`.
fn out(wanted: Option<Wanted>) -> Out {
    let Some(wanted) = wanted else {
        return Out::Atom(atoms::UNDEFINED);
    };
    let number = |tag, n: Option<u64>| n.map(|n| Out::tagged(tag, Out::Unsigned(n)));
    let plain = |tag, is: bool| is.then_some(Out::Atom(tag));
    let queue = wanted
        .long_queue
        .map(|(short, long)| Out::pair(Out::Unsigned(short), Out::Unsigned(long)));
    let options = [
        plain(atoms::BUSY_DIST_PORT, wanted.busy_dist_port),
        plain(atoms::BUSY_PORT, wanted.busy_port),
        number(atoms::LARGE_HEAP, wanted.large_heap),
        number(atoms::LONG_SCHEDULE, wanted.long_schedule),
        number(atoms::LONG_GC, wanted.long_gc),
        queue.map(|queue| Out::tagged(atoms::LONG_MESSAGE_QUEUE, queue)),
    ];
    let options = options.into_iter().flatten().collect();
    Out::pair(Out::Pid(wanted.pid), Out::List(options))
}

pub fn system_monitor_0(ctx: &mut Ctx<'_>) -> Outcome {
    let wanted = ctx.vm().tracing().monitor.wanted();
    done(ctx, &out(wanted))
}

/// `undefined` or `{Pid, Options}`.
pub fn system_monitor_1(ctx: &mut Ctx<'_>) -> Outcome {
    if ctx.arg(0).is_atom_value(atoms::UNDEFINED) {
        return set(ctx, None);
    }
    let [pid, options] = ctx.arg(0).as_tuple_of().ok_or(Raise::BADARG)?;
    // Whoever it is has no wishes.
    if options.is_nil() {
        return set(ctx, None);
    }
    let pid = pid.as_local_pid().ok_or(Raise::BADARG)?;
    let options = ctx.root(options);
    set_options(ctx, pid, options)
}

pub fn system_monitor_2(ctx: &mut Ctx<'_>) -> Outcome {
    let pid = ctx.arg(0).as_local_pid().ok_or(Raise::BADARG)?;
    let options = ctx.arg_root(1);
    set_options(ctx, pid, options)
}

fn set_options(ctx: &mut Ctx<'_>, pid: LocalPid, options: Root) -> Outcome {
    if !ctx.vm().processes().is_alive(pid) {
        return Err(Raise::BADARG);
    }
    let wanted = wanted(pid, ctx.get(options)).ok_or(Raise::BADARG)?;
    set(ctx, (!wanted.is_nothing()).then_some(wanted))
}

/// Options of the list; what comes later counts.
fn wanted(pid: LocalPid, options: Term<'_>) -> Option<Wanted> {
    let mut wanted = Wanted::nothing(pid);
    let mut walk = options.list();
    for option in walk.by_ref() {
        match option.as_atom() {
            Some(atoms::BUSY_PORT) => wanted.busy_port = true,
            Some(atoms::BUSY_DIST_PORT) => wanted.busy_dist_port = true,
            Some(_) => return None,
            None => {
                let [name, value] = option.as_tuple_of()?;
                match name.as_atom()? {
                    atoms::LONG_GC => wanted.long_gc = Some(value.as_u64()?),
                    atoms::LONG_SCHEDULE => wanted.long_schedule = Some(value.as_u64()?),
                    atoms::LARGE_HEAP => wanted.large_heap = Some(value.as_u64()?),
                    atoms::LONG_MESSAGE_QUEUE => {
                        let [short, long] = value.as_tuple_of()?;
                        let (short, long) = (short.as_u64()?, long.as_u64()?);
                        wanted.long_queue = Some((short, long)).filter(|_| short < long);
                        wanted.long_queue?;
                    }
                    _ => return None,
                }
            }
        }
    }
    walk.tail().is_nil().then_some(wanted)
}

fn set(ctx: &mut Ctx<'_>, wanted: Option<Wanted>) -> Outcome {
    let before = ctx.vm().tracing().monitor.set(wanted);
    done(ctx, &out(before))
}
