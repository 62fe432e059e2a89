//! Processes: sending, links, monitors, aliases, exit signals, spawning, flags. Information about them is in info.rs, names in registry.rs.

use super::build::{Out, done, done_atom, done_bool, no_memory};
use super::context::{Ctx, NativeFrame, Outcome, Root};
use super::registry;
use crate::atom::{Atom, atoms};
use crate::exception::raise::{Info, Kind, Raise};
use crate::heap::{Fragment, copy};
use crate::message::send::{self, Copying};
use crate::message::signal::{Envelope, MonitorRequest, Signal};
use crate::process::exit;
use crate::process::relation::{AliasLife, Link, MonitorTarget, Monitoring};
use crate::process::state::Priority;
use crate::term::reference::ALIAS_WORDS;
use crate::term::{LocalPid, Pid, RefId, Term, View, Word};
use crate::tracing::{event, hurry};
use crate::vm::Vm;
use std::sync::Arc;

pub use super::info::{process_info_1, process_info_2};
pub use super::spawn::{
    spawn_1, spawn_2, spawn_3, spawn_4, spawn_link_1, spawn_link_2, spawn_link_3, spawn_link_4,
    spawn_monitor_1, spawn_monitor_2, spawn_monitor_3, spawn_monitor_4, spawn_opt_2, spawn_opt_3,
    spawn_opt_4, spawn_opt_5, spawn_request_1, spawn_request_2, spawn_request_3, spawn_request_4,
    spawn_request_5, spawn_request_abandon,
};

pub fn self_0(ctx: &mut Ctx<'_>) -> Outcome {
    let pid = ctx.process().pid;
    ctx.done(Term::pid(pid))
}

pub fn make_ref(ctx: &mut Ctx<'_>) -> Outcome {
    let id = ctx.new_ref_id();
    done(ctx, &Out::Ref(id))
}

// Sending.

/// Whom a message is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Destination {
    Pid(LocalPid),
    Name(Atom),
    Alias(LocalPid, RefId),
    /// Something that was, or is elsewhere: the message is lost.
    Nobody,
}

/// What a term names as a destination; names are looked up later.
pub fn destination(term: Term<'_>) -> Option<Destination> {
    match term.view() {
        View::Pid(Pid::Local(pid)) => Some(Destination::Pid(pid)),
        View::Pid(Pid::External(_)) | View::Port(_) => Some(Destination::Nobody),
        View::Atom(name) => Some(Destination::Name(name)),
        View::Ref(reference) => match (reference.alias_of(), reference.id()) {
            (Some(pid), Some(id)) => Some(Destination::Alias(pid, id)),
            _ => Some(Destination::Nobody),
        },
        View::Tuple(_) => {
            let [name, node] = term.as_tuple_of()?;
            match (name.as_atom()?, node.as_atom()?) {
                (name, atoms::NONODE_NOHOST) => Some(Destination::Name(name)),
                _ => Some(Destination::Nobody),
            }
        }
        _ => None,
    }
}

/// Sends a copy of argument 1 to argument 0. A name that nobody has is a `badarg`, unless it came with a node.
fn send_args(ctx: &mut Ctx<'_>, urgent: bool) -> Result<bool, Raise> {
    let (to, content) = (ctx.arg(0).word(), ctx.arg(1).word());
    // Arguments are roots, and sending collects nothing.
    let (to, content) = (Term::inside(to), Term::inside(content));
    let copying = Copying::MayPause;
    let sent = send::to_term(ctx.machine, ctx.process, to, content, urgent, copying)?;
    ctx.charge((sent.unwrap_or(0) / 16) as u32);
    Ok(sent.is_some())
}

/// Sends the second argument to the first, and ends with `result` (none: the message).
fn send_giving(ctx: &mut Ctx<'_>, result: Option<Atom>, urgent: bool) -> Outcome {
    if !send_args(ctx, urgent)? {
        let args = [ctx.arg_root(0), ctx.arg_root(1)];
        return ctx.suspend(SendAgain { result, urgent }, &args);
    }
    match result {
        Some(atom) => done_atom(ctx, atom),
        None => ctx.done(ctx.arg(1)),
    }
}

/// A large message has been copied in slices: now it goes out.
struct SendAgain {
    result: Option<Atom>,
    urgent: bool,
}

impl NativeFrame for SendAgain {
    fn resume(&mut self, ctx: &mut Ctx<'_>) -> Outcome {
        send_giving(ctx, self.result, self.urgent)
    }
}

pub fn send_op(ctx: &mut Ctx<'_>) -> Outcome {
    send_2(ctx)
}

pub fn send_2(ctx: &mut Ctx<'_>) -> Outcome {
    send_giving(ctx, None, false)
}

/// Options `nosuspend`, `noconnect`, `priority`: nothing here ever suspends or connects. True: `priority` is one of them.
fn send_options(list: Term<'_>) -> Result<bool, Raise> {
    let mut walk = list.list();
    let mut urgent = false;
    let known = |option: Term<'_>| {
        urgent |= option.is_atom_value(atoms::PRIORITY);
        matches!(
            option.as_atom(),
            Some(atoms::NOSUSPEND | atoms::NOCONNECT | atoms::PRIORITY)
        )
    };
    if walk.by_ref().all(known) && walk.tail().is_nil() {
        Ok(urgent)
    } else {
        Err(Raise::BADARG)
    }
}

/// `{Name, Node}` with another node.
fn is_elsewhere(to: Term<'_>) -> bool {
    to.as_tuple_of().is_some_and(|[name, node]| {
        name.is_atom() && node.is_atom() && !node.is_atom_value(atoms::NONODE_NOHOST)
    })
}

pub fn send_3(ctx: &mut Ctx<'_>) -> Outcome {
    let urgent = send_options(ctx.arg(2))?;
    let may_connect = !ctx
        .arg(2)
        .list()
        .any(|option| option.is_atom_value(atoms::NOCONNECT));
    if !may_connect && is_elsewhere(ctx.arg(0)) {
        return done_atom(ctx, atoms::NOCONNECT);
    }
    send_giving(ctx, Some(atoms::OK), urgent)
}

pub fn send_nosuspend_2(ctx: &mut Ctx<'_>) -> Outcome {
    send_giving(ctx, Some(atoms::TRUE), false)
}

pub fn send_nosuspend_3(ctx: &mut Ctx<'_>) -> Outcome {
    let urgent = send_options(ctx.arg(2))?;
    send_giving(ctx, Some(atoms::TRUE), urgent)
}

/// A signal to the process itself. It acts before the native's caller goes on.
fn signal_self(ctx: &mut Ctx<'_>, signal: Signal) -> Outcome {
    let own = ctx.process().pid;
    // It lives: it is running.
    let _ = send::signal(ctx.machine, own, signal);
    ctx.suspend(ReturnTrue, &[])
}

struct ReturnTrue;

impl NativeFrame for ReturnTrue {
    fn resume(&mut self, ctx: &mut Ctx<'_>) -> Outcome {
        done_bool(ctx, true)
    }
}

// Links.

fn pid_arg(term: Term<'_>) -> Result<LocalPid, Raise> {
    term.as_local_pid().ok_or(Raise::BADARG)
}

pub fn link_1(ctx: &mut Ctx<'_>) -> Outcome {
    let own = ctx.process().pid;
    let pid = pid_arg(ctx.arg(0))?;
    if pid == own || ctx.process_mut().relations().is_linked(pid) {
        return done_bool(ctx, true);
    }
    ctx.process_mut()
        .relations()
        .links
        .insert(pid, Link::Active);
    tell_linking(ctx, atoms::LINK, pid);
    if send::signal(ctx.machine, pid, Signal::Link { from: own }).is_ok() {
        return done_bool(ctx, true);
    }
    // Nobody there: an exit signal if those are messages here, else an error.
    if !ctx.process().flags.trap_exit {
        let relations = ctx.process_mut().relations();
        relations.links.remove(&pid);
        relations.urgent.links.remove(&pid);
        return Err(Raise::error(Kind::Noproc));
    }
    match exit::exit_tuple_atom(ctx.machine, pid, atoms::NOPROC) {
        Some(tuple) => signal_self(ctx, Signal::LinkExit { from: pid, tuple }),
        None => Err(Raise::SYSTEM_LIMIT),
    }
}

fn tell_linking(ctx: &mut Ctx<'_>, tag: Atom, other: LocalPid) {
    if ctx.process.watch & hurry::PROCS != 0 {
        event::linking(ctx.machine.vm(), ctx.process, tag, other);
    }
}

/// With the option `priority` the exit signal of the link overtakes what waits.
pub fn link_2(ctx: &mut Ctx<'_>) -> Outcome {
    let mut walk = ctx.arg(1).list();
    if !walk
        .by_ref()
        .all(|option| option.is_atom_value(atoms::PRIORITY))
        || !walk.tail().is_nil()
    {
        return Err(Raise::BADARG);
    }
    let is_urgent = ctx.arg(1).is_list() && !ctx.arg(1).is_nil();
    let pid = pid_arg(ctx.arg(0))?;
    let own = ctx.process().pid;
    let urgent = &mut ctx.process_mut().relations().urgent.links;
    if is_urgent && pid != own {
        urgent.insert(pid);
    } else {
        urgent.remove(&pid);
    }
    link_1(ctx)
}

pub fn unlink(ctx: &mut Ctx<'_>) -> Outcome {
    if ctx.arg(0).is_port() {
        return done_bool(ctx, true);
    }
    let pid = pid_arg(ctx.arg(0))?;
    let own = ctx.process().pid;
    let relations = ctx.process_mut().relations();
    if relations.is_linked(pid) {
        relations.urgent.links.remove(&pid);
        relations.last_unlink += 1;
        let id = relations.last_unlink;
        relations.links.insert(pid, Link::Unlinking { id });
        if send::signal(ctx.machine, pid, Signal::Unlink { from: own, id }).is_err() {
            ctx.process_mut().relations().links.remove(&pid);
        }
        tell_linking(ctx, atoms::UNLINK, pid);
    }
    done_bool(ctx, true)
}

// Exit signals.

pub fn exit_2(ctx: &mut Ctx<'_>) -> Outcome {
    exit_signal(ctx, false)
}

pub fn exit_3(ctx: &mut Ctx<'_>) -> Outcome {
    let urgent = send_options(ctx.arg(2))?;
    exit_signal(ctx, urgent)
}

/// As `exit_2`, but through an alias too.
pub fn exit_signal_2(ctx: &mut Ctx<'_>) -> Outcome {
    exit_signal(ctx, false)
}

pub fn exit_signal_3(ctx: &mut Ctx<'_>) -> Outcome {
    let urgent = send_options(ctx.arg(2))?;
    exit_signal(ctx, urgent)
}

fn exit_signal(ctx: &mut Ctx<'_>, urgent: bool) -> Outcome {
    let own = ctx.process().pid;
    let mut through = None;
    let pid = match ctx.arg(0).view() {
        View::Pid(Pid::Local(pid)) => pid,
        View::Pid(Pid::External(_)) | View::Port(_) => return done_bool(ctx, true),
        View::Ref(reference) => match reference.alias_of() {
            Some(pid) => {
                through = reference.id().map(|id| (id, urgent));
                pid
            }
            None => return done_bool(ctx, true),
        },
        _ => return Err(Raise::BADARG),
    };
    let tuple = exit::exit_tuple(ctx.machine, own, ctx.arg(1)).ok_or(Raise::SYSTEM_LIMIT)?;
    let signal = Signal::Exit {
        from: own,
        tuple,
        through,
    };
    // One that traps exits gets it when it looks at its signals; by then it may trap them no more.
    if pid == own && !ctx.process().flags.trap_exit {
        return signal_self(ctx, signal);
    }
    // The dead need no signal.
    let _ = send::signal(ctx.machine, pid, signal);
    done_bool(ctx, true)
}

// Monitors.

#[derive(Default)]
struct MonitorOptions {
    alias: Option<AliasLife>,
    tag: Option<Fragment>,
    urgent: bool,
}

fn monitor_options(ctx: &Ctx<'_>, list: Term<'_>) -> Result<MonitorOptions, Raise> {
    let mut options = MonitorOptions::default();
    let mut walk = list.list();
    for option in walk.by_ref() {
        if option.is_atom_value(atoms::PRIORITY) {
            options.urgent = true;
            continue;
        }
        let [name, value] = option.as_tuple_of().ok_or(Raise::BADARG)?;
        match (name.as_atom(), value.as_atom()) {
            (Some(atoms::ALIAS), Some(atoms::EXPLICIT_UNALIAS)) => {
                options.alias = Some(AliasLife::Explicit)
            }
            (Some(atoms::ALIAS), Some(atoms::DEMONITOR)) => {
                options.alias = Some(AliasLife::WithMonitor)
            }
            (Some(atoms::ALIAS), Some(atoms::REPLY_DEMONITOR)) => {
                options.alias = Some(AliasLife::UntilReply)
            }
            (Some(atoms::TAG), _) => {
                options.tag =
                    Some(copy::to_fragment(value, ctx.vm().heap_shared()).map_err(no_memory)?);
            }
            _ => return Err(Raise::BADARG),
        }
    }
    if walk.tail().is_nil() {
        Ok(options)
    } else {
        Err(Raise::BADARG)
    }
}

pub fn monitor_2(ctx: &mut Ctx<'_>) -> Outcome {
    monitor(ctx, MonitorOptions::default())
}

pub fn monitor_3(ctx: &mut Ctx<'_>) -> Outcome {
    let options = monitor_options(ctx, ctx.arg(2))?;
    monitor(ctx, options)
}

fn monitor(ctx: &mut Ctx<'_>, options: MonitorOptions) -> Outcome {
    match ctx.arg(0).as_atom() {
        Some(atoms::PROCESS) => monitor_process(ctx, options),
        Some(atoms::TIME_OFFSET) if ctx.arg(1).is_atom_value(atoms::CLOCK_SERVICE) => {
            let reference = ctx.new_ref_id();
            let monitoring = Monitoring {
                target: MonitorTarget::TimeOffset,
                alias: options.alias,
                is_settled: false,
            };
            ctx.process_mut()
                .relations()
                .monitoring
                .insert(reference, monitoring);
            done_reference(ctx, reference, options.alias.is_some())
        }
        _ => Err(Raise::BADARG),
    }
}

fn monitor_process(ctx: &mut Ctx<'_>, options: MonitorOptions) -> Outcome {
    let is_alias = options.alias.is_some();
    let reference = begin_monitor(ctx, options)?;
    done_reference(ctx, reference, is_alias)
}

/// Monitors argument 1.
fn begin_monitor(ctx: &mut Ctx<'_>, options: MonitorOptions) -> Result<RefId, Raise> {
    let destination = destination(ctx.arg(1));
    begin_monitor_of(ctx, destination, options)
}

fn begin_monitor_of(
    ctx: &mut Ctx<'_>,
    destination: Option<Destination>,
    options: MonitorOptions,
) -> Result<RefId, Raise> {
    let (name, pid) = match destination {
        Some(Destination::Pid(pid)) => (None, Some(pid)),
        Some(Destination::Name(name)) => (Some(name), registry::find(ctx, name)),
        _ => return Err(Raise::BADARG),
    };
    let own = ctx.process().pid;
    let reference = ctx.new_ref_id();
    if pid == Some(own) {
        return Ok(reference);
    }
    // A name without a process has no pid: the answer names the name.
    let target = pid.unwrap_or(LocalPid::new(0));
    let relation = match name {
        Some(name) => MonitorTarget::Name(name, target),
        None => MonitorTarget::Process(target),
    };
    let alias = options.alias;
    let relations = ctx.process_mut().relations();
    relations.begin_monitor(reference, relation, alias);
    if options.urgent {
        relations.urgent.monitors.insert(reference);
    }
    let request = MonitorRequest {
        reference,
        from: own,
        alias: alias.is_some(),
        name,
        tag: options.tag,
    };
    let sent = match pid {
        Some(pid) => send::signal(ctx.machine, pid, Signal::Monitor(Box::new(request))),
        None => Err(Signal::Monitor(Box::new(request))),
    };
    if let Err(Signal::Monitor(request)) = sent {
        exit::down_noproc(ctx.machine, target, *request);
    }
    Ok(reference)
}

/// `purlin_gen:request(Process, Label, Request)`: the sending half of `gen:call`, in one step: monitors a process with an alias that ends with the
/// monitor, sends it `{Label, {self(), [alias | Reference]}, Request}`, gives the reference.
pub fn request(ctx: &mut Ctx<'_>) -> Outcome {
    let target = match ctx.arg(0).view() {
        // What traced processes send is told of by the usual way.
        View::Pid(Pid::Local(pid)) if pid != ctx.process().pid && ctx.process().watch == 0 => pid,
        View::Pid(_) => return request_in_steps(ctx),
        _ => return Err(Raise::BADARG),
    };
    // The message is copied before there is anything to take back. Arguments are roots, and sending collects nothing.
    let (label, content) = (ctx.arg(1).word(), ctx.arg(2).word());
    let parts = [Term::inside(label), Term::inside(content)];
    let reference = ctx.new_ref_id();
    let monitored = MonitorTarget::Process(target);
    let relations = ctx.process_mut().relations();
    relations.begin_monitor(reference, monitored, Some(AliasLife::WithMonitor));
    match send::call(ctx.machine, ctx.process, target, reference, parts) {
        Ok(Some(words)) => {
            ctx.charge((words / 16) as u32);
            done_reference(ctx, reference, true)
        }
        not_sent => {
            ctx.process_mut().relations().drop_monitor(reference);
            not_sent?;
            request_in_steps(ctx)
        }
    }
}

/// The same with what sending may need to pause: a monitor first, then a message.
#[cold]
fn request_in_steps(ctx: &mut Ctx<'_>) -> Outcome {
    let target = ctx.arg_root(0);
    let own = ctx.process().pid;
    let options = MonitorOptions {
        alias: Some(AliasLife::WithMonitor),
        ..MonitorOptions::default()
    };
    let to = destination(ctx.get(target));
    let reference = begin_monitor_of(ctx, to, options)?;
    let (label, request) = (ctx.arg_root(1), ctx.arg_root(2));
    let w = ctx.reserve(4 + 3 + 2 + ALIAS_WORDS)?;
    let alias = w.alias(reference, own);
    let from = w.tuple(&[Term::pid(own), w.cons(Term::atom(atoms::ALIAS), alias)]);
    let message = w.tuple(&[w.get(label), from, w.get(request)]);
    let (alias, message) = (alias.word(), message.word());
    let alias = ctx.root(Term::inside(alias));
    let message = ctx.root(Term::inside(message));
    send_request(ctx, target, message, alias)
}

fn send_request(ctx: &mut Ctx<'_>, to: Root, message: Root, alias: Root) -> Outcome {
    let (to_, content) = (ctx.get(to).word(), ctx.get(message).word());
    // Roots live, and sending collects nothing.
    let (to_, content) = (Term::inside(to_), Term::inside(content));
    let copying = Copying::MayPause;
    match send::to_term(ctx.machine, ctx.process, to_, content, false, copying)? {
        None => ctx.suspend(SendRequest, &[to, message, alias]),
        Some(words) => {
            ctx.charge((words / 16) as u32);
            ctx.done(ctx.get(alias))
        }
    }
}

/// A large request has been copied in slices: now it goes out.
struct SendRequest;

impl NativeFrame for SendRequest {
    fn resume(&mut self, ctx: &mut Ctx<'_>) -> Outcome {
        let [to, message, alias] = [0, 1, 2].map(|i| ctx.arg_root(i));
        send_request(ctx, to, message, alias)
    }
}

fn done_reference(ctx: &mut Ctx<'_>, id: RefId, is_alias: bool) -> Outcome {
    let own = ctx.process().pid;
    let w = ctx.reserve(ALIAS_WORDS)?;
    let term = if is_alias {
        w.alias(id, own)
    } else {
        w.reference(id)
    };
    w.done(term)
}

pub fn demonitor_1(ctx: &mut Ctx<'_>) -> Outcome {
    let id = reference_arg(ctx.arg(0))?;
    drop_monitor(ctx, id);
    done_bool(ctx, true)
}

fn reference_arg(term: Term<'_>) -> Result<RefId, Raise> {
    term.as_reference()
        .and_then(|reference| reference.id())
        .ok_or(Raise::BADARG)
}

/// True: there was such a monitor.
fn drop_monitor(ctx: &mut Ctx<'_>, reference: RefId) -> bool {
    let dropped = ctx.process_mut().ext_if_any().and_then(|ext| {
        ext.relations.urgent.monitors.remove(&reference);
        ext.relations.drop_monitor(reference)
    });
    if let Some(pid) = dropped.as_ref().and_then(Monitoring::informed) {
        // The dead have sent their DOWN already; it is dropped when it arrives.
        let _ = send::signal(ctx.machine, pid, Signal::Demonitor { reference });
    }
    dropped.is_some()
}

pub fn demonitor_2(ctx: &mut Ctx<'_>) -> Outcome {
    let id = reference_arg(ctx.arg(0))?;
    let (mut flush, mut info) = (false, false);
    let mut walk = ctx.arg(1).list();
    for option in walk.by_ref() {
        match option.as_atom() {
            Some(atoms::FLUSH) => flush = true,
            Some(atoms::INFO) => info = true,
            _ => return Err(Raise::BADARG),
        }
    }
    if !walk.tail().is_nil() {
        return Err(Raise::BADARG);
    }
    let found = drop_monitor(ctx, id);
    if !flush || found {
        return done_bool(ctx, !info || found);
    }
    let own = ctx.process().pid;
    let again = Flush { id, info };
    if own_inbox_is_empty(ctx) || send::signal(ctx.machine, own, Signal::Wake).is_err() {
        return again.finish(ctx);
    }
    // What has arrived must be in the mailbox first.
    ctx.suspend(again, &[])
}

/// Nothing has arrived that this process has not seen.
fn own_inbox_is_empty(ctx: &Ctx<'_>) -> bool {
    let slot = ctx.vm().processes().find(ctx.process().pid);
    slot.is_none_or(|slot| slot.slot().inbox.is_empty())
}

/// A monitor that had fired is to leave nothing behind.
struct Flush {
    id: RefId,
    info: bool,
}

impl Flush {
    fn finish(&self, ctx: &mut Ctx<'_>) -> Outcome {
        flush_down(ctx, self.id);
        done_bool(ctx, !self.info)
    }
}

impl NativeFrame for Flush {
    fn resume(&mut self, ctx: &mut Ctx<'_>) -> Outcome {
        self.finish(ctx)
    }
}

/// Removes the first `{_, Ref, _, _, _}` from the mailbox.
fn flush_down(ctx: &mut Ctx<'_>, id: RefId) {
    let process = &mut *ctx.process;
    process.mailbox.reset();
    while let Some(word) = process.mailbox.peek() {
        if is_down(word, id) {
            drop(process.mailbox.accept());
            break;
        }
        process.mailbox.skip();
    }
    process.mailbox.reset();
}

fn is_down(word: Word, id: RefId) -> bool {
    Term::inside(word)
        .as_tuple_of::<5>()
        .and_then(|[_, reference, ..]| reference.as_reference())
        .is_some_and(|reference| reference.id() == Some(id))
}

// Aliases.

pub fn alias_0(ctx: &mut Ctx<'_>) -> Outcome {
    alias(ctx, AliasLife::Explicit, false)
}

pub fn alias_1(ctx: &mut Ctx<'_>) -> Outcome {
    let (mut life, mut urgent) = (AliasLife::Explicit, false);
    let mut walk = ctx.arg(0).list();
    for option in walk.by_ref() {
        match option.as_atom() {
            Some(atoms::EXPLICIT_UNALIAS) => life = AliasLife::Explicit,
            Some(atoms::REPLY) => life = AliasLife::Reply,
            Some(atoms::PRIORITY) => urgent = true,
            _ => return Err(Raise::BADARG),
        }
    }
    if !walk.tail().is_nil() {
        return Err(Raise::BADARG);
    }
    alias(ctx, life, urgent)
}

fn alias(ctx: &mut Ctx<'_>, life: AliasLife, urgent: bool) -> Outcome {
    let id = ctx.new_ref_id();
    let relations = ctx.process_mut().relations();
    relations.aliases.insert(id, life);
    if urgent {
        relations.urgent.aliases.insert(id);
    }
    done_reference(ctx, id, true)
}

pub fn unalias(ctx: &mut Ctx<'_>) -> Outcome {
    let reference = ctx.arg(0).as_reference().ok_or(Raise::BADARG)?;
    let Some(id) = reference.id() else {
        return done_bool(ctx, false);
    };
    let removed = ctx
        .process_mut()
        .ext_if_any()
        .is_some_and(|ext| ext.relations.end_alias(id));
    done_bool(ctx, removed)
}

// Flags.

pub fn process_flag_2(ctx: &mut Ctx<'_>) -> Outcome {
    let no_flag = Raise::BADARG.with_info(Info::CauseBadOption);
    let flag = ctx.arg(0).as_atom().ok_or(no_flag)?;
    match flag {
        atoms::TRAP_EXIT => boolean_flag(ctx, |flags| &mut flags.trap_exit),
        atoms::SENSITIVE => boolean_flag(ctx, |flags| &mut flags.sensitive),
        atoms::ASYNC_DIST => boolean_flag(ctx, |flags| &mut flags.async_dist),
        atoms::PRIORITY => priority_flag(ctx),
        atoms::ERROR_HANDLER => {
            let new = ctx.arg(1).as_atom().ok_or(Raise::BADARG)?;
            let old = ctx.process_mut().ext_mut().error_handler.replace(new);
            done_atom(ctx, old.unwrap_or(atoms::ERROR_HANDLER))
        }
        atoms::MIN_HEAP_SIZE => {
            number_flag(ctx, |ext| &mut ext.min_heap_size, DEFAULT_MIN_HEAP, true)
        }
        atoms::MIN_BIN_VHEAP_SIZE => number_flag(
            ctx,
            |ext| &mut ext.min_bin_vheap_size,
            DEFAULT_MIN_BIN_VHEAP,
            true,
        ),
        atoms::FULLSWEEP_AFTER => number_flag(
            ctx,
            |ext| &mut ext.fullsweep_after,
            DEFAULT_FULLSWEEP,
            false,
        ),
        atoms::MESSAGE_QUEUE_DATA => {
            let off_heap = match ctx.arg(1).as_atom() {
                Some(atoms::OFF_HEAP) => true,
                Some(atoms::ON_HEAP) => false,
                _ => return Err(Raise::BADARG),
            };
            let old = std::mem::replace(
                &mut ctx.process_mut().flags.message_queue_off_heap,
                off_heap,
            );
            done_atom(ctx, if old { atoms::OFF_HEAP } else { atoms::ON_HEAP })
        }
        atoms::SCHEDULER => {
            let most = ctx.vm().config().n_workers.max(1);
            let new = ctx.arg(1).as_usize().filter(|&n| n <= most);
            let new = new.ok_or(Raise::BADARG)? as u16;
            let old = std::mem::replace(&mut ctx.process_mut().ext_mut().scheduler, new);
            super::build::done_int(ctx, i64::from(old))
        }
        atoms::SAVE_CALLS => {
            let n = save_calls_arg(ctx.arg(1))?;
            let old = std::mem::replace(&mut ctx.process_mut().ext_mut().save_calls, n);
            super::build::done_int(ctx, i64::from(old))
        }
        atoms::MAX_HEAP_SIZE => {
            let new = super::spawn::max_heap_arg(ctx.arg(1))?;
            let least = ctx.process().ext().and_then(|ext| ext.min_heap_size);
            if new.size != 0 && new.size < least.unwrap_or(DEFAULT_MIN_HEAP) as usize {
                return Err(Raise::BADARG);
            }
            let old = std::mem::replace(&mut ctx.process_mut().ext_mut().max_heap, new);
            ctx.process_mut().apply_heap_options();
            super::info::done_max_heap(ctx, &old)
        }
        _ => Err(no_flag),
    }
}

fn save_calls_arg(term: Term<'_>) -> Result<u16, Raise> {
    let n = term.as_small().filter(|n| (0..=10_000).contains(n));
    n.map(|n| n as u16).ok_or(Raise::BADARG)
}

/// The answer that a closure run by another process owes (`Signal::Host`): `false` if that process is gone and drops it.
pub(super) struct HostAnswer {
    vm: Arc<Vm>,
    asker: LocalPid,
    reference: RefId,
    given: bool,
}

impl HostAnswer {
    pub fn new(ctx: &Ctx<'_>, reference: RefId) -> HostAnswer {
        HostAnswer {
            vm: ctx.machine.vm_arc().clone(),
            asker: ctx.process().pid,
            reference,
            given: false,
        }
    }

    pub fn give(mut self, immediate: Term<'static>) {
        self.send(immediate);
    }

    fn send(&mut self, immediate: Term<'static>) {
        self.given = true;
        if let Ok(answer) = Fragment::immediate(self.vm.heap_shared(), immediate) {
            let reference = self.reference;
            // The asker may be gone: then nobody wants to know.
            let _ = self.vm.signal_from_outside(Envelope {
                target: self.asker,
                signal: Signal::Answer { reference, answer },
            });
        }
    }
}

impl Drop for HostAnswer {
    fn drop(&mut self) {
        if !self.given {
            self.send(Term::FALSE);
        }
    }
}

/// Of another process: `save_calls` only. Calls are not recorded here: only the number is kept.
pub fn process_flag_3(ctx: &mut Ctx<'_>) -> Outcome {
    let pid = pid_arg(ctx.arg(0))?;
    if !ctx.arg(1).is_atom_value(atoms::SAVE_CALLS) {
        return Err(Raise::BADARG);
    }
    let n = save_calls_arg(ctx.arg(2))?;
    let own = ctx.process().pid;
    if pid == own {
        let old = std::mem::replace(&mut ctx.process_mut().ext_mut().save_calls, n);
        return super::build::done_int(ctx, i64::from(old));
    }
    let reference = ctx.new_ref_id();
    let answer = HostAnswer::new(ctx, reference);
    let change = Signal::Host(Box::new(move |process| {
        let old = std::mem::replace(&mut process.ext_mut().save_calls, n);
        answer.give(Term::small(i32::from(old)));
    }));
    match send::signal(ctx.machine, pid, change) {
        Ok(()) => ctx.wait(Await(reference), &[]),
        Err(_) => Err(Raise::BADARG),
    }
}

/// The heap size in words, of those there are in OTP, that has room for so many: what `min_heap_size` becomes.
pub(super) fn heap_size_step(words: u32) -> u32 {
    let (mut small, mut large) = (12u32, 38u32);
    if words <= small {
        return small;
    }
    while large < words {
        // Each is the sum of the two before it and one more, later a fifth more than the last.
        let next = if large < 833_026 {
            small.saturating_add(large).saturating_add(1)
        } else {
            large.saturating_add(large / 5)
        };
        (small, large) = (large, next);
        if large == u32::MAX {
            break;
        }
    }
    large
}

pub(super) const DEFAULT_MIN_HEAP: u32 = 233;
pub(super) const DEFAULT_MIN_BIN_VHEAP: u32 = 46_422;
pub(super) use crate::vm::DEFAULT_FULLSWEEP;

fn boolean_flag(ctx: &mut Ctx<'_>, flag: fn(&mut crate::process::Flags) -> &mut bool) -> Outcome {
    let new = ctx.arg(1).as_boolean().ok_or(Raise::BADARG)?;
    let old = std::mem::replace(flag(&mut ctx.process_mut().flags), new);
    done_bool(ctx, old)
}

fn number_flag(
    ctx: &mut Ctx<'_>,
    field: fn(&mut crate::process::Extension) -> &mut Option<u32>,
    default: u32,
    field_is_size: bool,
) -> Outcome {
    let new = ctx
        .arg(1)
        .as_u64()
        .and_then(|n| u32::try_from(n).ok())
        .ok_or(Raise::BADARG)?;
    let new = if field_is_size {
        heap_size_step(new).max(DEFAULT_MIN_HEAP)
    } else {
        new
    };
    let old = field(ctx.process_mut().ext_mut()).replace(new);
    ctx.process_mut().apply_heap_options();
    super::build::done_int(ctx, i64::from(old.unwrap_or(default)))
}

pub(super) fn priority_atom(priority: Priority) -> Atom {
    match priority {
        Priority::Low => atoms::LOW,
        Priority::Normal => atoms::NORMAL,
        Priority::High => atoms::HIGH,
        Priority::Max => atoms::MAX,
    }
}

pub(super) fn priority_arg(term: Term<'_>) -> Result<Priority, Raise> {
    match term.as_atom() {
        Some(atoms::LOW) => Ok(Priority::Low),
        Some(atoms::NORMAL) => Ok(Priority::Normal),
        Some(atoms::HIGH) => Ok(Priority::High),
        Some(atoms::MAX) => Ok(Priority::Max),
        _ => Err(Raise::BADARG),
    }
}

fn priority_flag(ctx: &mut Ctx<'_>) -> Outcome {
    let new = priority_arg(ctx.arg(1))?;
    let old = std::mem::replace(&mut ctx.process_mut().priority, new);
    done_atom(ctx, priority_atom(old))
}

// Others.

pub fn group_leader_0(ctx: &mut Ctx<'_>) -> Outcome {
    let leader = ctx.process().group_leader;
    ctx.done(Term::pid(leader))
}

pub fn group_leader_2(ctx: &mut Ctx<'_>) -> Outcome {
    let (leader, pid) = (pid_arg(ctx.arg(0))?, pid_arg(ctx.arg(1))?);
    if pid == ctx.process().pid {
        ctx.process_mut().group_leader = leader;
        return done_bool(ctx, true);
    }
    match send::signal(ctx.machine, pid, Signal::GroupLeader { leader }) {
        Ok(()) => done_bool(ctx, true),
        Err(_) => Err(Raise::BADARG),
    }
}

pub fn processes(ctx: &mut Ctx<'_>) -> Outcome {
    let pids = ctx.vm().processes().pids();
    done(ctx, &Out::List(pids.into_iter().map(Out::Pid).collect()))
}

/// An iterator is the list of what is still to come.
pub fn processes_iterator(ctx: &mut Ctx<'_>) -> Outcome {
    processes(ctx)
}

pub fn processes_next(ctx: &mut Ctx<'_>) -> Outcome {
    if ctx.arg(0).is_nil() {
        return done_atom(ctx, atoms::NONE);
    }
    let w = ctx.reserve(3)?;
    let cell = w.arg(0).as_cons().ok_or(Raise::BADARG)?;
    let term = w.tuple(&[cell.head(), cell.tail()]);
    w.done(term)
}

pub fn is_process_alive(ctx: &mut Ctx<'_>) -> Outcome {
    let pid = pid_arg(ctx.arg(0))?;
    let own = ctx.process().pid;
    if pid == own {
        return done_bool(ctx, true);
    }
    let reference = ctx.new_ref_id();
    match send::signal(
        ctx.machine,
        pid,
        Signal::AliveRequest {
            from: own,
            reference,
        },
    ) {
        Ok(()) => ctx.wait(Await(reference), &[]),
        Err(_) => done_bool(ctx, false),
    }
}

/// Waits for the answer to a request and gives it.
pub(super) struct Await(pub RefId);

impl NativeFrame for Await {
    fn resume(&mut self, ctx: &mut Ctx<'_>) -> Outcome {
        match ctx.process_mut().take_answer(self.0) {
            Some(answer) => {
                let word = ctx.process_mut().heap.adopt(answer);
                ctx.done(Term::inside(word))
            }
            None => ctx.again_waiting(&[]),
        }
    }
}

/// Waits for the answer of another process to a request: `true` or not. If the answer is to be told by a message `{Tag, Id, Answer}`, the
/// frame's only term is the id.
pub(super) struct AwaitFlag {
    pub reference: RefId,
    pub tag: Option<Atom>,
}

impl NativeFrame for AwaitFlag {
    fn resume(&mut self, ctx: &mut Ctx<'_>) -> Outcome {
        match ctx.process_mut().take_answer(self.reference) {
            Some(answer) => {
                let yes = answer.root().is_atom_value(atoms::TRUE);
                done_flag(ctx, self.tag.map(|tag| (tag, Out::Arg(0))), yes)
            }
            None if self.tag.is_some() => ctx.again_waiting(&[ctx.arg_root(0)]),
            None => ctx.again_waiting(&[]),
        }
    }
}

/// A request that reached nobody is answered `false`, as if by the process.
pub(super) fn answer_no(ctx: &mut Ctx<'_>, reference: RefId) -> Result<(), Raise> {
    let no = Fragment::immediate(ctx.vm().heap_shared(), Term::FALSE).map_err(no_memory)?;
    ctx.process_mut().ext_mut().answers.push((reference, no));
    let own = ctx.process().pid;
    // It lives: it is running. Otherwise it would wait for ever.
    let _ = send::signal(ctx.machine, own, Signal::Wake);
    Ok(())
}

/// The answer to a request: at once, or as a message of that tag, with that id.
pub(super) fn done_flag(ctx: &mut Ctx<'_>, tell: Option<(Atom, Out)>, yes: bool) -> Outcome {
    let Some((tag, id)) = tell else {
        return done_bool(ctx, yes);
    };
    let message = Out::Tuple(vec![Out::Atom(tag), id, Out::boolean(yes)]);
    let root = super::build::keep(ctx, &message)?;
    let message = copy::to_fragment(ctx.get(root), ctx.vm().heap_shared()).map_err(no_memory)?;
    let own = ctx.process().pid;
    send::message(ctx.machine, own, message);
    done_atom(ctx, atoms::ASYNC)
}

pub fn suspend_process_1(ctx: &mut Ctx<'_>) -> Outcome {
    let pid = pid_arg(ctx.arg(0))?;
    suspend(ctx, pid, false)
}

/// Options `asynchronous`, `unless_suspending`.
pub fn suspend_process_2(ctx: &mut Ctx<'_>) -> Outcome {
    let (mut asynchronous, mut unless_suspending) = (false, false);
    let mut walk = ctx.arg(1).list();
    for option in walk.by_ref() {
        match option.as_atom() {
            Some(atoms::ASYNCHRONOUS) => asynchronous = true,
            Some(atoms::UNLESS_SUSPENDING) => unless_suspending = true,
            _ => return Err(Raise::BADARG),
        }
    }
    if !walk.tail().is_nil() {
        return Err(Raise::BADARG);
    }
    let pid = pid_arg(ctx.arg(0))?;
    if unless_suspending && suspends_of(ctx, pid) > 0 {
        return done_bool(ctx, false);
    }
    suspend(ctx, pid, asynchronous)
}

/// How often the process has suspended that one.
fn suspends_of(ctx: &Ctx<'_>, pid: LocalPid) -> u32 {
    let ext = ctx.process().ext();
    ext.and_then(|ext| ext.suspending.get(&pid))
        .copied()
        .unwrap_or(0)
}

fn suspend(ctx: &mut Ctx<'_>, pid: LocalPid, asynchronous: bool) -> Outcome {
    let own = ctx.process().pid;
    if pid == own {
        return Err(Raise::BADARG);
    }
    let reference = (!asynchronous).then(|| ctx.new_ref_id());
    let signal = Signal::Suspend { by: own, reference };
    if send::signal(ctx.machine, pid, signal).is_err() {
        return Err(Raise::BADARG);
    }
    *ctx.process_mut()
        .ext_mut()
        .suspending
        .entry(pid)
        .or_default() += 1;
    match reference {
        Some(reference) => ctx.wait(Suspended { reference, pid }, &[]),
        None => done_bool(ctx, true),
    }
}

/// Waits until the other process is suspended, or is found dead.
struct Suspended {
    reference: RefId,
    pid: LocalPid,
}

impl NativeFrame for Suspended {
    fn resume(&mut self, ctx: &mut Ctx<'_>) -> Outcome {
        let Some(answer) = ctx.process_mut().take_answer(self.reference) else {
            return ctx.again_waiting(&[]);
        };
        if answer.root().is_atom_value(atoms::TRUE) {
            return done_bool(ctx, true);
        }
        ctx.process_mut().ext_mut().suspending.remove(&self.pid);
        Err(Raise::BADARG)
    }
}

/// Only what the process has suspended itself, and as often.
pub fn resume_process(ctx: &mut Ctx<'_>) -> Outcome {
    let pid = pid_arg(ctx.arg(0))?;
    let own = ctx.process().pid;
    let suspending = &mut ctx.process_mut().ext_mut().suspending;
    let left = suspending.get(&pid).map(|n| n - 1);
    match left {
        None => return Err(Raise::BADARG),
        Some(0) => drop(suspending.remove(&pid)),
        Some(n) => drop(suspending.insert(pid, n)),
    }
    match send::signal(ctx.machine, pid, Signal::Resume { by: own }) {
        Ok(()) => done_bool(ctx, true),
        Err(_) => Err(Raise::BADARG),
    }
}
