//! Timers: messages that are sent later.

use super::build::{Out, done, done_atom, done_bool, done_unsigned, no_memory};
use super::context::{Ctx, Outcome};
use super::process::{Destination, destination};
use crate::atom::atoms;
use crate::exception::raise::Raise;
use crate::heap::{Fragment, OutOfMemory, copy};
use crate::term::reference::REFERENCE_WORDS;
use crate::term::{RefId, Term};
use crate::timer::service::{Event, TimerTarget};

const NS_PER_MS: u64 = 1_000_000;
/// Longest time in milliseconds: far beyond any uptime, and safe to count in nanoseconds.
const MAX_MS: u64 = 1 << 43;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// The message as it is.
    Plain,
    /// `{timeout, Ref, Message}`.
    Timeout,
}

#[derive(Clone, Copy, Default)]
struct Options {
    absolute: bool,
    /// `async`: the answer is a message, or none with `info => false`.
    asynchronous: bool,
    no_info: bool,
}

fn options_arg(list: Term<'_>, known: &[crate::atom::Atom]) -> Result<Options, Raise> {
    let mut options = Options::default();
    let mut walk = list.list();
    for option in walk.by_ref() {
        let [name, value] = option.as_tuple_of().ok_or(Raise::BADARG)?;
        let name = name
            .as_atom()
            .filter(|name| known.contains(name))
            .ok_or(Raise::BADARG)?;
        let value = value.as_boolean().ok_or(Raise::BADARG)?;
        match name {
            atoms::ABS => options.absolute = value,
            atoms::ASYNC => options.asynchronous = value,
            _ => options.no_info = !value,
        }
    }
    if walk.tail().is_nil() {
        Ok(options)
    } else {
        Err(Raise::BADARG)
    }
}

fn start(ctx: &mut Ctx<'_>, form: Form, absolute: bool) -> Outcome {
    let now = ctx.vm().world().monotonic_ns();
    let deadline = if absolute {
        // A time in the past fires at once.
        let ms = ctx.arg(0).as_i64().ok_or(Raise::BADARG)?;
        u64::try_from(ms).unwrap_or(0).min(MAX_MS) * NS_PER_MS
    } else {
        let ms = ctx
            .arg(0)
            .as_u64()
            .filter(|ms| *ms <= MAX_MS)
            .ok_or(Raise::BADARG)?;
        now + ms * NS_PER_MS
    };
    let to = match (destination(ctx.arg(1)), ctx.arg(1).is_tuple()) {
        (Some(Destination::Pid(pid)), false) => TimerTarget::Pid(pid),
        (Some(Destination::Name(name)), false) => TimerTarget::Name(name),
        (Some(Destination::Alias(pid, id)), false) => TimerTarget::Alias(pid, id),
        _ => return Err(Raise::BADARG),
    };
    let reference = ctx.new_ref_id();
    let message = message(ctx, form, reference).map_err(no_memory)?;
    // The worker that made the reference: its own wheel.
    let shard = ctx.vm().timers().shard_of(reference.high);
    let (_, sooner) = ctx.vm().timers().start(
        shard,
        deadline,
        Event::Message {
            to,
            message,
            reference,
        },
    );
    if sooner {
        ctx.vm().lot().wake_one();
    }
    done(ctx, &Out::Ref(reference))
}

fn message(ctx: &Ctx<'_>, form: Form, reference: RefId) -> Result<Fragment, OutOfMemory> {
    let shared = ctx.vm().heap_shared();
    if form == Form::Plain {
        return copy::to_fragment(ctx.arg(2), shared);
    }
    let words = copy::words(ctx.arg(2), &shared.literals) + 4 + REFERENCE_WORDS;
    Fragment::allocate(shared, words)?.build(shared, |w| {
        let message = copy::copy_into(ctx.arg(2), w)?;
        Ok(w.tuple(&[Term::atom(atoms::TIMEOUT), w.reference(reference), message]))
    })
}

pub fn send_after_3(ctx: &mut Ctx<'_>) -> Outcome {
    start(ctx, Form::Plain, false)
}

pub fn send_after_4(ctx: &mut Ctx<'_>) -> Outcome {
    let options = options_arg(ctx.arg(3), &[atoms::ABS])?;
    start(ctx, Form::Plain, options.absolute)
}

pub fn start_timer_3(ctx: &mut Ctx<'_>) -> Outcome {
    start(ctx, Form::Timeout, false)
}

pub fn start_timer_4(ctx: &mut Ctx<'_>) -> Outcome {
    let options = options_arg(ctx.arg(3), &[atoms::ABS])?;
    start(ctx, Form::Timeout, options.absolute)
}

fn reference_arg(term: Term<'_>) -> Result<Option<RefId>, Raise> {
    Ok(term.as_reference().ok_or(Raise::BADARG)?.id())
}

/// Milliseconds that a timer still had: never more than it was started with, though the wheel rounds its end up.
fn left_ms(ns: u64) -> u64 {
    ns / NS_PER_MS
}

type Look = fn(&crate::timer::service::Timers, RefId, u64) -> Option<u64>;

fn cancel_in(timers: &crate::timer::service::Timers, reference: RefId, now_ns: u64) -> Option<u64> {
    timers.cancel_reference(reference, now_ns)
}

fn read_in(timers: &crate::timer::service::Timers, reference: RefId, now_ns: u64) -> Option<u64> {
    timers.read_reference(reference, now_ns)
}

/// The time left, or `false`.
fn look(ctx: &mut Ctx<'_>, look: Look) -> Result<Option<u64>, Raise> {
    let now = ctx.vm().world().monotonic_ns();
    let reference = reference_arg(ctx.arg(0))?;
    let timers = ctx.vm().timers();
    // A timer ends with the process it is for.
    if let Some(reference) = reference
        && let Some(pid) = timers.receiver(reference)
        && !super::registry::lives(ctx, pid)
    {
        timers.cancel_reference(reference, now);
        return Ok(None);
    }
    Ok(reference
        .and_then(|reference| look(ctx.vm().timers(), reference, now))
        .map(left_ms))
}

fn done_left(ctx: &mut Ctx<'_>, left: Option<u64>) -> Outcome {
    match left {
        Some(ms) => done_unsigned(ctx, ms),
        None => done_bool(ctx, false),
    }
}

pub fn cancel_timer_1(ctx: &mut Ctx<'_>) -> Outcome {
    let left = look(ctx, cancel_in)?;
    done_left(ctx, left)
}

pub fn cancel_timer_2(ctx: &mut Ctx<'_>) -> Outcome {
    let options = options_arg(ctx.arg(1), &[atoms::ASYNC, atoms::INFO])?;
    let left = look(ctx, cancel_in)?;
    answer(ctx, options, atoms::CANCEL_TIMER, left)
}

pub fn read_timer_1(ctx: &mut Ctx<'_>) -> Outcome {
    let left = look(ctx, read_in)?;
    done_left(ctx, left)
}

pub fn read_timer_2(ctx: &mut Ctx<'_>) -> Outcome {
    let options = options_arg(ctx.arg(1), &[atoms::ASYNC])?;
    let left = look(ctx, read_in)?;
    answer(ctx, options, atoms::READ_TIMER, left)
}

/// At once, or as a message `{Tag, Ref, Left}`.
fn answer(
    ctx: &mut Ctx<'_>,
    options: Options,
    tag: crate::atom::Atom,
    left: Option<u64>,
) -> Outcome {
    if options.asynchronous && !options.no_info {
        let left = left.map_or(Out::boolean(false), Out::Unsigned);
        let tuple = super::build::keep(ctx, &Out::Tuple(vec![Out::Atom(tag), Out::Arg(0), left]))?;
        let message =
            copy::to_fragment(ctx.get(tuple), ctx.vm().heap_shared()).map_err(no_memory)?;
        let own = ctx.process().pid;
        crate::message::send::message(ctx.machine, own, message);
    }
    if options.asynchronous || options.no_info {
        return done_atom(ctx, atoms::OK);
    }
    done_left(ctx, left)
}
