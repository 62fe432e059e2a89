//! Spawning; part of the family `process`.

use super::build::{Out, done, no_memory};
use super::context::{Ctx, Outcome, Root};
use super::process::priority_arg;
use crate::atom::{Atom, atoms};
use crate::code::export::Mfa;
use crate::exception::raise::Raise;
use crate::heap::copy::{CopyJob, CopyLimits};
use crate::heap::{Fragment, OutOfMemory, copy};
use crate::message::send;
use crate::process::MaxHeap;
use crate::process::relation::{AliasLife, Link, MonitorTarget, Monitored, Monitoring};
use crate::process::spawn::{Arguments, Options, SpawnError, Start, spawn};
use crate::process::state::Priority;
use crate::process::table::SlotRef;
use crate::term::reference::ALIAS_WORDS;
use crate::term::{LocalPid, RefId, Term, View};
use crate::tracing::{event, hurry};
use crate::vm::DEFAULT_FULLSWEEP;
use std::sync::atomic::Ordering;

/// What the new process runs, by the indices of the arguments that say so.
#[derive(Clone, Copy)]
enum What {
    Fun(usize),
    /// Module, name and arguments, from there on.
    Mfa(usize),
    /// It was to start on a node that is not there: it ends at once.
    Elsewhere,
}

/// Options of `spawn_opt` and `spawn_request`, in Rust.
#[derive(Default)]
struct Wanted {
    link: bool,
    monitor: bool,
    monitor_alias: Option<AliasLife>,
    monitor_tag: Option<Fragment>,
    /// Of `spawn_request` alone: the first element of its reply, and when there is one.
    reply_tag: Option<Root>,
    reply_on_success: bool,
    reply_on_error: bool,
    bad_option: bool,
    process: Options,
}

/// What to start on the node that argument `i` names: nothing, unless it is this one.
fn on_node(ctx: &Ctx<'_>, i: usize, what: What) -> Result<What, Raise> {
    check_what(ctx, what)?;
    match ctx.arg(i).as_atom() {
        Some(atoms::NONODE_NOHOST) => Ok(what),
        Some(_) => Ok(What::Elsewhere),
        None => Err(Raise::BADARG),
    }
}

/// What is to run must make sense, else `badarg`.
fn check_what(ctx: &Ctx<'_>, what: What) -> Result<(), Raise> {
    let makes_sense = match what {
        // A fun that takes arguments is a fun: the new process finds out.
        What::Fun(i) => ctx.arg(i).is_fun(),
        What::Elsewhere => true,
        What::Mfa(i) => {
            let n_args = ctx.arg(i + 2).list().proper_length();
            ctx.arg(i).is_atom() && ctx.arg(i + 1).is_atom() && n_args.is_some_and(|n| n <= 255)
        }
    };
    if makes_sense {
        Ok(())
    } else {
        Err(Raise::BADARG)
    }
}

/// A process that has been made and does not run yet.
struct Made {
    slot: SlotRef,
    priority: Priority,
    pid: LocalPid,
    /// The reference of its monitor if one was asked for.
    monitor: Option<RefId>,
}

impl Made {
    fn start(&self, ctx: &mut Ctx<'_>) {
        ctx.machine.enqueue(self.slot, self.priority);
        ctx.charge(10);
    }
}

fn make(ctx: &mut Ctx<'_>, what: What, wanted: Wanted) -> Result<Made, Raise> {
    check_what(ctx, what)?;
    let own = ctx.process().pid;
    let monitor = wanted.monitor.then(|| ctx.new_ref_id());
    let mut options = wanted.process;
    options.parent = Some(own);
    let fullsweep_after = ctx.vm().flags.fullsweep_after.load(Ordering::Relaxed);
    if options.fullsweep_after.is_none() && fullsweep_after != DEFAULT_FULLSWEEP {
        options.fullsweep_after = Some(fullsweep_after);
    }
    options.group_leader = Some(ctx.process().group_leader);
    options.link = wanted.link.then_some(own);
    options.monitor = monitor.map(|reference| {
        let alias = wanted.monitor_alias.is_some();
        (
            reference,
            Monitored {
                by: own,
                alias,
                is_call: false,
                name: None,
                tag: wanted.monitor_tag,
            },
        )
    });
    let vm = ctx.machine.vm_arc().clone();
    let is_traced = ctx.process.watch & hurry::PROCS != 0;
    if is_traced {
        options.traced = Some(event::inherited(&vm, ctx.process));
    }
    let child = options.traced.clone();
    let copied = match ctx.process.flags.worked {
        true => Some(ctx.process.take_work()?),
        false => None,
    };
    // The words stay valid: making a process collects nothing of this one.
    let words = match what {
        What::Fun(i) => vec![ctx.arg(i).word()],
        What::Mfa(i) => ctx.arg(i + 2).list().map(Term::word).collect(),
        What::Elsewhere => vec![Term::atom(atoms::NOCONNECTION).word()],
    };
    let terms: Vec<Term<'_>> = words.into_iter().map(Term::inside).collect();
    let start = match what {
        What::Fun(_) => match copied {
            Some(fragment) => Start::Copied(fragment),
            None => Start::Fun(terms[0]),
        },
        What::Mfa(i) => {
            let (Some(module), Some(name)) = (ctx.arg(i).as_atom(), ctx.arg(i + 1).as_atom())
            else {
                return Err(Raise::BADARG);
            };
            let entry = ctx.machine.find_export(module, name, terms.len() as u8);
            let arguments = match copied {
                Some(fragment) => Arguments::Fragment(fragment),
                None => Arguments::Terms(&terms),
            };
            Start::Function(entry, arguments)
        }
        What::Elsewhere => {
            let entry = ctx.machine.find_export(atoms::ERLANG, atoms::EXIT, 1);
            Start::Function(entry, Arguments::Terms(&terms))
        }
    };
    let priority = options.priority;
    let (slot, pid) =
        spawn(&vm, &mut ctx.machine.pool, start, options).map_err(|error| match error {
            SpawnError::TableFull | SpawnError::Memory => Raise::SYSTEM_LIMIT,
        })?;
    if wanted.link {
        ctx.process_mut()
            .relations()
            .links
            .insert(pid, Link::Active);
    }
    if is_traced {
        let start = match what {
            What::Fun(i) => event::Start::Fun(Term::inside(ctx.arg(i).word())),
            What::Mfa(i) => {
                let name = |i: usize| ctx.arg(i).as_atom().unwrap_or(atoms::UNDEFINED);
                let args = Term::inside(ctx.arg(i + 2).word());
                event::Start::Function(name(i), name(i + 1), args)
            }
            What::Elsewhere => event::Start::Function(atoms::ERLANG, atoms::EXIT, Term::NIL),
        };
        let child = child.unwrap_or_default();
        event::spawned(&vm, ctx.process, pid, &child, &start, wanted.link);
    }
    if let Some(reference) = monitor {
        let relations = ctx.process_mut().relations();
        let monitoring = Monitoring {
            target: MonitorTarget::Process(pid),
            alias: wanted.monitor_alias,
            is_settled: false,
        };
        relations.monitoring.insert(reference, monitoring);
        if let Some(life) = wanted.monitor_alias {
            relations.aliases.insert(reference, life);
        }
    }
    Ok(Made {
        slot,
        priority,
        pid,
        monitor,
    })
}

/// What the new process gets of more words is copied in slices.
const LONG_WORDS: usize = 64 * 1024;

/// The argument that the new process gets a copy of, if it is so large that it should be copied in slices, and that has not been done.
fn long_argument(ctx: &Ctx<'_>, what: What) -> Option<usize> {
    let i = match what {
        What::Fun(i) => i,
        What::Mfa(i) => i + 2,
        What::Elsewhere => return None,
    };
    let limits = CopyLimits {
        max_words: LONG_WORDS,
    };
    let sharing = ctx.vm().heap_shared().literals.among_processes();
    let is_long =
        !ctx.process.flags.worked && copy::words_within(ctx.arg(i), sharing, limits).is_err();
    is_long.then_some(i)
}

/// The native starts again, with the copy at hand.
fn with_copy(ctx: &mut Ctx<'_>, copied: Result<Fragment, Raise>) -> Outcome {
    let Mfa {
        module,
        name,
        arity,
    } = ctx.mfa;
    let native = ctx.machine.find_export(module, name, arity).cell().native;
    ctx.process.put_work(copied?);
    native.map_or(Err(Raise::NOT_SUPPORTED), |native| native(ctx))
}

fn make_and_give(ctx: &mut Ctx<'_>, what: What, wanted: Wanted) -> Outcome {
    check_what(ctx, what)?;
    if let Some(i) = long_argument(ctx, what) {
        return ctx.long_work_then(|args| CopyJob::held(args[i]), with_copy);
    }
    let alias = wanted.monitor_alias.is_some();
    let own = ctx.process().pid;
    let made = make(ctx, what, wanted)?;
    made.start(ctx);
    let pid = made.pid;
    match made.monitor {
        None => ctx.done(Term::pid(pid)),
        Some(reference) => {
            let w = ctx.reserve(ALIAS_WORDS + 3)?;
            let reference = if alias {
                w.alias(reference, own)
            } else {
                w.reference(reference)
            };
            let term = w.tuple(&[Term::pid(pid), reference]);
            w.done(term)
        }
    }
}

macro_rules! spawns {
    ($($fun:ident, $node_fun:ident, $mfa:ident, $node_mfa:ident: $link:literal $monitor:literal;)*) => {
        $(
            pub fn $fun(ctx: &mut Ctx<'_>) -> Outcome {
                make_and_give(ctx, What::Fun(0), Wanted { link: $link, monitor: $monitor, ..Wanted::default() })
            }

            pub fn $node_fun(ctx: &mut Ctx<'_>) -> Outcome {
                let what = on_node(ctx, 0, What::Fun(1))?;
                make_and_give(ctx, what, Wanted { link: $link, monitor: $monitor, ..Wanted::default() })
            }

            pub fn $mfa(ctx: &mut Ctx<'_>) -> Outcome {
                make_and_give(ctx, What::Mfa(0), Wanted { link: $link, monitor: $monitor, ..Wanted::default() })
            }

            pub fn $node_mfa(ctx: &mut Ctx<'_>) -> Outcome {
                let what = on_node(ctx, 0, What::Mfa(1))?;
                make_and_give(ctx, what, Wanted { link: $link, monitor: $monitor, ..Wanted::default() })
            }
        )*
    };
}

spawns! {
    spawn_1, spawn_2, spawn_3, spawn_4: false false;
    spawn_link_1, spawn_link_2, spawn_link_3, spawn_link_4: true false;
    spawn_monitor_1, spawn_monitor_2, spawn_monitor_3, spawn_monitor_4: false true;
}

// spawn_opt

pub fn spawn_opt_2(ctx: &mut Ctx<'_>) -> Outcome {
    with_options(ctx, What::Fun(0), 1)
}

pub fn spawn_opt_3(ctx: &mut Ctx<'_>) -> Outcome {
    let what = on_node(ctx, 0, What::Fun(1))?;
    with_options(ctx, what, 2)
}

pub fn spawn_opt_4(ctx: &mut Ctx<'_>) -> Outcome {
    with_options(ctx, What::Mfa(0), 3)
}

pub fn spawn_opt_5(ctx: &mut Ctx<'_>) -> Outcome {
    let what = on_node(ctx, 0, What::Mfa(1))?;
    with_options(ctx, what, 4)
}

fn with_options(ctx: &mut Ctx<'_>, what: What, options: usize) -> Outcome {
    let wanted = wanted(ctx, options, false)?;
    make_and_give(ctx, what, wanted)
}

fn wanted(ctx: &Ctx<'_>, i: usize, is_request: bool) -> Result<Wanted, Raise> {
    let mut wanted = Wanted {
        reply_on_success: true,
        reply_on_error: true,
        ..Wanted::default()
    };
    let mut walk = ctx.arg(i).list();
    for option in walk.by_ref() {
        let known = match option.as_atom() {
            Some(atoms::LINK) => {
                wanted.link = true;
                Ok(())
            }
            Some(atoms::MONITOR) => {
                wanted.monitor = true;
                Ok(())
            }
            Some(_) => Err(Raise::BADARG),
            None => pair_option(ctx, option, is_request, &mut wanted),
        };
        match known {
            // Told by the reply.
            Err(Raise::BADARG) if is_request => wanted.bad_option = true,
            known => known?,
        }
    }
    let least = wanted.process.min_heap_size.unwrap_or(0) as usize;
    let most = wanted.process.max_heap.as_ref().map_or(0, |max| max.size);
    let fits = most == 0 || least <= most;
    if walk.tail().is_nil() && fits {
        Ok(wanted)
    } else {
        Err(Raise::BADARG)
    }
}

fn pair_option(
    ctx: &Ctx<'_>,
    option: Term<'_>,
    is_request: bool,
    wanted: &mut Wanted,
) -> Result<(), Raise> {
    let [name, value] = option.as_tuple_of().ok_or(Raise::BADARG)?;
    let number = || {
        value
            .as_u64()
            .and_then(|n| u32::try_from(n).ok())
            .ok_or(Raise::BADARG)
    };
    match name.as_atom() {
        Some(atoms::PRIORITY) => wanted.process.priority = priority_arg(value)?,
        Some(atoms::FULLSWEEP_AFTER) => wanted.process.fullsweep_after = Some(number()?),
        Some(atoms::MIN_HEAP_SIZE) => wanted.process.min_heap_size = Some(number()?),
        Some(atoms::MIN_BIN_VHEAP_SIZE) => wanted.process.min_bin_vheap_size = Some(number()?),
        Some(atoms::MAX_HEAP_SIZE) => wanted.process.max_heap = Some(max_heap_arg(value)?),
        Some(atoms::MESSAGE_QUEUE_DATA) => match value.as_atom() {
            Some(atoms::OFF_HEAP) => wanted.process.off_heap_messages = true,
            Some(atoms::ON_HEAP) => wanted.process.off_heap_messages = false,
            _ => return Err(Raise::BADARG),
        },
        Some(atoms::ASYNC_DIST) if value.as_boolean().is_some() => {}
        Some(atoms::SCHEDULER) if value.as_u64().is_some() => {}
        Some(atoms::MONITOR) => monitor_option(ctx, value, wanted)?,
        Some(atoms::REPLY_TAG) if is_request => wanted.reply_tag = Some(ctx.root(value)),
        Some(atoms::REPLY) if is_request => {
            (wanted.reply_on_success, wanted.reply_on_error) = match value.as_atom() {
                Some(atoms::YES) => (true, true),
                Some(atoms::NO) => (false, false),
                Some(atoms::SUCCESS_ONLY) => (true, false),
                Some(atoms::ERROR_ONLY) => (false, true),
                _ => return Err(Raise::BADARG),
            };
        }
        _ => return Err(Raise::BADARG),
    }
    Ok(())
}

fn monitor_option(ctx: &Ctx<'_>, list: Term<'_>, wanted: &mut Wanted) -> Result<(), Raise> {
    wanted.monitor = true;
    let mut walk = list.list();
    for option in walk.by_ref() {
        let [name, value] = option.as_tuple_of().ok_or(Raise::BADARG)?;
        match (name.as_atom(), value.as_atom()) {
            (Some(atoms::ALIAS), Some(atoms::EXPLICIT_UNALIAS)) => {
                wanted.monitor_alias = Some(AliasLife::Explicit)
            }
            (Some(atoms::ALIAS), Some(atoms::DEMONITOR)) => {
                wanted.monitor_alias = Some(AliasLife::WithMonitor)
            }
            (Some(atoms::ALIAS), Some(atoms::REPLY_DEMONITOR)) => {
                wanted.monitor_alias = Some(AliasLife::UntilReply)
            }
            (Some(atoms::TAG), _) => {
                wanted.monitor_tag =
                    Some(copy::to_fragment(value, ctx.vm().heap_shared()).map_err(no_memory)?);
            }
            _ => return Err(Raise::BADARG),
        }
    }
    if walk.tail().is_nil() {
        Ok(())
    } else {
        Err(Raise::BADARG)
    }
}

/// A number of words, or a map with `size` and flags.
pub(super) fn max_heap_arg(term: Term<'_>) -> Result<MaxHeap, Raise> {
    let max = max_heap_map(term)?;
    match max.size {
        // No limit.
        0 => Ok(max),
        size if size < super::process::DEFAULT_MIN_HEAP as usize => Err(Raise::BADARG),
        _ => Ok(max),
    }
}

fn max_heap_map(term: Term<'_>) -> Result<MaxHeap, Raise> {
    let mut max = MaxHeap::default();
    if let Some(size) = term.as_usize() {
        max.size = size;
        return Ok(max);
    }
    let map = term.as_map().ok_or(Raise::BADARG)?;
    let mut has_size = false;
    for (key, value) in map.iter() {
        match (key.as_atom(), value.view()) {
            (Some(atoms::SIZE), View::Small(n)) if n >= 0 => {
                max.size = n as usize;
                has_size = true;
            }
            (Some(atoms::KILL), _) => max.kill = value.as_boolean().ok_or(Raise::BADARG)?,
            (Some(atoms::ERROR_LOGGER), _) => {
                max.error_logger = value.as_boolean().ok_or(Raise::BADARG)?
            }
            (Some(atoms::INCLUDE_SHARED_BINARIES), _) => {
                max.include_shared_binaries = value.as_boolean().ok_or(Raise::BADARG)?;
            }
            _ => {}
        }
    }
    if has_size {
        Ok(max)
    } else {
        Err(Raise::BADARG)
    }
}

// spawn_request: as `spawn_opt`, but the result is a reference, and the pid comes in a message.

fn request(ctx: &mut Ctx<'_>, what: What, options: Option<usize>) -> Outcome {
    check_what(ctx, what)?;
    let wanted = match options {
        Some(i) => wanted(ctx, i, true)?,
        None => Wanted {
            reply_on_success: true,
            reply_on_error: true,
            ..Wanted::default()
        },
    };
    let (on_success, on_error, tag) = (
        wanted.reply_on_success,
        wanted.reply_on_error,
        wanted.reply_tag,
    );
    let alias = wanted.monitor_alias.is_some();
    let refused = match what {
        _ if wanted.bad_option => Some(atoms::BADOPT),
        What::Elsewhere => Some(atoms::NOCONNECTION),
        What::Fun(_) | What::Mfa(_) => None,
    };
    let made = match refused {
        Some(reason) => Err(reason),
        None => make(ctx, what, wanted).map_err(|_| atoms::SYSTEM_LIMIT),
    };
    let alias = alias && made.is_ok();
    let (reference, answer) = match made {
        Ok(ref made) => {
            let reference = made.monitor.unwrap_or_else(|| ctx.new_ref_id());
            (reference, Ok(made.pid))
        }
        Err(reason) => (ctx.new_ref_id(), Err(reason)),
    };
    let wants_reply = if answer.is_ok() { on_success } else { on_error };
    // The reply comes before anything that the process causes.
    let replied = if wants_reply {
        reply(ctx, tag, reference, answer).map_err(no_memory)
    } else {
        Ok(())
    };
    if let Ok(made) = made {
        made.start(ctx);
    }
    replied?;
    if !alias {
        return done(ctx, &Out::Ref(reference));
    }
    let own = ctx.process().pid;
    let w = ctx.reserve(ALIAS_WORDS)?;
    let term = w.alias(reference, own);
    w.done(term)
}

/// `{spawn_reply, Ref, ok, Pid}` or `{spawn_reply, Ref, error, Reason}`.
fn reply(
    ctx: &mut Ctx<'_>,
    tag: Option<Root>,
    reference: RefId,
    answer: Result<LocalPid, Atom>,
) -> Result<(), OutOfMemory> {
    let shared = ctx.vm().heap_shared();
    let tag = tag.map_or(Term::atom(atoms::SPAWN_REPLY), |tag| ctx.get(tag));
    let words = copy::words(tag, &shared.literals) + 5 + ALIAS_WORDS;
    let fragment = Fragment::allocate(shared, words)?.build(shared, |w| {
        let (result, value) = match answer {
            Ok(pid) => (atoms::OK, Term::pid(pid)),
            Err(reason) => (atoms::ERROR, Term::atom(reason)),
        };
        let tag = copy::copy_into(tag, w)?;
        Ok::<_, OutOfMemory>(w.tuple(&[tag, w.reference(reference), Term::atom(result), value]))
    })?;
    let own = ctx.process().pid;
    send::message(ctx.machine, own, fragment);
    Ok(())
}

pub fn spawn_request_1(ctx: &mut Ctx<'_>) -> Outcome {
    request(ctx, What::Fun(0), None)
}

pub fn spawn_request_2(ctx: &mut Ctx<'_>) -> Outcome {
    if ctx.arg(0).is_fun() {
        return request(ctx, What::Fun(0), Some(1));
    }
    let what = on_node(ctx, 0, What::Fun(1))?;
    request(ctx, what, None)
}

pub fn spawn_request_3(ctx: &mut Ctx<'_>) -> Outcome {
    if ctx.arg(1).is_fun() {
        let what = on_node(ctx, 0, What::Fun(1))?;
        return request(ctx, what, Some(2));
    }
    request(ctx, What::Mfa(0), None)
}

pub fn spawn_request_4(ctx: &mut Ctx<'_>) -> Outcome {
    if ctx.arg(2).is_atom() {
        let what = on_node(ctx, 0, What::Mfa(1))?;
        return request(ctx, what, None);
    }
    request(ctx, What::Mfa(0), Some(3))
}

pub fn spawn_request_5(ctx: &mut Ctx<'_>) -> Outcome {
    let what = on_node(ctx, 0, What::Mfa(1))?;
    request(ctx, what, Some(4))
}

/// Too late, always: the reply has been sent by the time the request returns.
pub fn spawn_request_abandon(ctx: &mut Ctx<'_>) -> Outcome {
    if !ctx.arg(0).is_reference() {
        return Err(Raise::BADARG);
    }
    super::build::done_bool(ctx, false)
}
