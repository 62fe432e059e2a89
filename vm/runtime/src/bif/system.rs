//! The VM as a whole: what it is, how much it uses, stopping it; and collecting.

use super::build::{Out, done, done_atom, done_bool, done_int};
use super::context::{Ctx, NativeFrame, Outcome, Root};
use super::iodata;
use super::process::{Await, AwaitFlag};
use crate::atom::{Atom, atoms};
use crate::exception::raise::Raise;
use crate::heap::gc::Mode;
use crate::message::send;
use crate::message::signal::Signal;
use crate::process::MaxHeap;
use crate::term::print::{Printer, Style};
use crate::term::{Term, View};
use crate::vm::Stream;
use std::sync::atomic::Ordering;

/// As which release of OTP programs should take this.
const OTP_RELEASE: &str = "29";
/// The version of OTP's runtime whose behaviour this has.
const RUNTIME_VERSION: &str = "17.0";

// Stopping.

pub fn halt_0(ctx: &mut Ctx<'_>) -> Outcome {
    halt(ctx, 0)
}

pub fn halt_1(ctx: &mut Ctx<'_>) -> Outcome {
    let status = status_arg(ctx, ctx.arg(0))?;
    halt(ctx, status)
}

pub fn halt_2(ctx: &mut Ctx<'_>) -> Outcome {
    let status = status_arg(ctx, ctx.arg(0))?;
    let mut walk = ctx.arg(1).list();
    for option in walk.by_ref() {
        let [name, value] = option.as_tuple_of().ok_or(Raise::BADARG)?;
        match name.as_atom() {
            Some(atoms::FLUSH) if value.as_boolean().is_some() => {}
            Some(atoms::FLUSH_TIMEOUT)
                if value.is_integer() || value.is_atom_value(atoms::INFINITY) => {}
            _ => return Err(Raise::BADARG),
        }
    }
    if !walk.tail().is_nil() {
        return Err(Raise::BADARG);
    }
    halt(ctx, status)
}

/// A number, `abort`, or a slogan, which is written to standard error.
fn status_arg(ctx: &Ctx<'_>, term: Term<'_>) -> Result<i32, Raise> {
    match term.view() {
        View::Small(n) if n >= 0 => Ok((n & 0xff) as i32),
        View::Atom(atoms::ABORT) => Ok(134),
        _ => {
            let slogan = iodata::flat_text(term).ok_or(Raise::BADARG)?;
            ctx.vm()
                .output()
                .write(Stream::Err, format!("{slogan}\n").as_bytes());
            Ok(1)
        }
    }
}

fn halt(ctx: &mut Ctx<'_>, status: i32) -> Outcome {
    if !ctx.vm().config().capabilities.halt {
        return Err(Raise::NOT_SUPPORTED);
    }
    ctx.vm().output().flush();
    ctx.vm().halt(status);
    ctx.wait(Halted, &[])
}

/// Does not go on any more.
struct Halted;

impl NativeFrame for Halted {
    fn resume(&mut self, ctx: &mut Ctx<'_>) -> Outcome {
        ctx.again_waiting(&[])
    }
}

// Showing.

pub fn display(ctx: &mut Ctx<'_>) -> Outcome {
    let mut text = Printer::print(ctx.arg(0), Style::Display, ctx.vm());
    text.push_str("\r\n");
    ctx.vm().output().write(Stream::Out, text.as_bytes());
    done_bool(ctx, true)
}

pub fn display_string_1(ctx: &mut Ctx<'_>) -> Outcome {
    show_string(ctx, 0, Stream::Err)
}

pub fn display_string_2(ctx: &mut Ctx<'_>) -> Outcome {
    let stream = match ctx.arg(0).as_atom() {
        Some(atoms::STDOUT) => Stream::Out,
        Some(atoms::STDERR) => Stream::Err,
        _ => return Err(Raise::BADARG),
    };
    show_string(ctx, 1, stream)
}

fn show_string(ctx: &mut Ctx<'_>, i: usize, stream: Stream) -> Outcome {
    let bytes = match ctx.arg(i).as_binary() {
        Some(bits) => bits.to_vec(),
        None => iodata::flat_text(ctx.arg(i))
            .ok_or(Raise::BADARG)?
            .into_bytes(),
    };
    ctx.vm().output().write(stream, &bytes);
    done_bool(ctx, true)
}

// Time sharing.

struct Resume(Atom);

impl NativeFrame for Resume {
    fn resume(&mut self, ctx: &mut Ctx<'_>) -> Outcome {
        done_atom(ctx, self.0)
    }
}

pub fn yield_0(ctx: &mut Ctx<'_>) -> Outcome {
    ctx.suspend(Resume(atoms::TRUE), &[])
}

pub fn bump_reductions(ctx: &mut Ctx<'_>) -> Outcome {
    let n = ctx.arg(0).as_u64().ok_or(Raise::BADARG)?;
    if ctx.charge(n.min(1 << 30) as u32) {
        return ctx.suspend(Resume(atoms::TRUE), &[]);
    }
    done_bool(ctx, true)
}

// Collecting.

pub fn garbage_collect_0(ctx: &mut Ctx<'_>) -> Outcome {
    if ctx.process().heap.is_long(Mode::Full) {
        ctx.collect_later(Mode::Full);
        return ctx.suspend(Resume(atoms::TRUE), &[]);
    }
    ctx.collect(0, Mode::Full)?;
    done_bool(ctx, true)
}

pub fn garbage_collect_1(ctx: &mut Ctx<'_>) -> Outcome {
    collect_process(ctx, None)
}

/// Options `{async, Id}` and `{type, major | minor}`.
pub fn garbage_collect_2(ctx: &mut Ctx<'_>) -> Outcome {
    let mut walk = ctx.arg(1).list();
    let mut id = None;
    for option in walk.by_ref() {
        let [name, value] = option.as_tuple_of().ok_or(Raise::BADARG)?;
        match (name.as_atom(), value.as_atom()) {
            (Some(atoms::TYPE), Some(atoms::MAJOR | atoms::MINOR)) => {}
            (Some(atoms::ASYNC), _) => id = Some(ctx.root(value)),
            _ => return Err(Raise::BADARG),
        }
    }
    if !walk.tail().is_nil() {
        return Err(Raise::BADARG);
    }
    collect_process(ctx, id)
}

/// With an id the answer comes as a message.
fn collect_process(ctx: &mut Ctx<'_>, id: Option<Root>) -> Outcome {
    let pid = ctx.arg(0).as_local_pid().ok_or(Raise::BADARG)?;
    let own = ctx.process().pid;
    let reference = ctx.new_ref_id();
    if let Some(id) = id {
        let signal = Signal::Collect {
            from: own,
            reference: Some(reference),
        };
        if send::signal(ctx.machine, pid, signal).is_err() {
            super::process::answer_no(ctx, reference)?;
        }
        let tag = Some(atoms::GARBAGE_COLLECT);
        return ctx.wait(AwaitFlag { reference, tag }, &[id]);
    }
    if pid == own {
        return garbage_collect_0(ctx);
    }
    match send::signal(
        ctx.machine,
        pid,
        Signal::Collect {
            from: own,
            reference: Some(reference),
        },
    ) {
        Ok(()) => ctx.wait(Await(reference), &[]),
        Err(_) => done_bool(ctx, false),
    }
}

// Figures.

/// Kinds of `memory/0`, in its order.
const MEMORY_KINDS: &[Atom] = &[
    atoms::TOTAL,
    atoms::PROCESSES,
    atoms::PROCESSES_USED,
    atoms::SYSTEM,
    atoms::ATOM,
    atoms::ATOM_USED,
    atoms::BINARY,
    atoms::CODE,
    atoms::ETS,
];

fn memory_of(ctx: &Ctx<'_>, kind: Atom) -> Option<usize> {
    let shared = ctx.vm().heap_shared();
    let total = shared.account.used();
    let atom_bytes = shared.atoms.count() as usize * 64;
    Some(match kind {
        atoms::TOTAL => total + atom_bytes,
        atoms::PROCESSES | atoms::PROCESSES_USED => total,
        atoms::SYSTEM | atoms::ATOM | atoms::ATOM_USED => atom_bytes,
        atoms::CODE => shared.literals.words() * 8 + ctx.vm().code().bytes(),
        atoms::ETS => ctx
            .machine
            .participant
            .pinned(|pin| ctx.vm().stores().tables.bytes(pin)),
        atoms::BINARY => 0,
        _ => return None,
    })
}

pub fn memory_0(ctx: &mut Ctx<'_>) -> Outcome {
    let pairs = MEMORY_KINDS
        .iter()
        .map(|kind| Out::tagged(*kind, Out::size(memory_of(ctx, *kind).unwrap_or(0))))
        .collect();
    done(ctx, &Out::List(pairs))
}

pub fn memory_1(ctx: &mut Ctx<'_>) -> Outcome {
    let one = |kind: Term<'_>| memory_of(ctx, kind.as_atom()?).map(Out::size);
    let out = if ctx.arg(0).is_list() {
        let mut walk = ctx.arg(0).list();
        let all: Option<Vec<Out>> = walk
            .by_ref()
            .map(|kind| Some(Out::tagged(kind.as_atom()?, one(kind)?)))
            .collect();
        all.filter(|_| walk.tail().is_nil()).map(Out::List)
    } else {
        one(ctx.arg(0))
    };
    done(ctx, &out.ok_or(Raise::BADARG)?)
}

pub fn statistics(ctx: &mut Ctx<'_>) -> Outcome {
    let kind = ctx.arg(0).as_atom().ok_or(Raise::BADARG)?;
    let stores = ctx.vm().stores();
    let now_ms = ctx.vm().world().monotonic_ns() as i64 / 1_000_000;
    let reductions = ctx.vm().counters.reductions.load(Ordering::Relaxed) as i64;
    let since_last = |now: i64, slot| stores.since_last(slot, now);
    let pair = |now: i64, slot| Out::pair(Out::Int(now), Out::Int(since_last(now, slot)));
    let out = match kind {
        atoms::WALL_CLOCK => pair(now_ms, 0),
        atoms::RUNTIME => pair(cpu_ms(), 1),
        atoms::REDUCTIONS => pair(reductions, 2),
        atoms::EXACT_REDUCTIONS => pair(reductions, 3),
        atoms::CONTEXT_SWITCHES => Out::pair(
            Out::Int(ctx.vm().counters.slices.load(Ordering::Relaxed) as i64),
            Out::Int(0),
        ),
        atoms::GARBAGE_COLLECTION => {
            let n = ctx.vm().counters.collections.load(Ordering::Relaxed) as i64;
            Out::Tuple(vec![Out::Int(n), Out::Int(0), Out::Int(0)])
        }
        atoms::RUN_QUEUE | atoms::TOTAL_RUN_QUEUE_LENGTHS | atoms::TOTAL_RUN_QUEUE_LENGTHS_ALL => {
            Out::size(ctx.vm().queues().len())
        }
        atoms::RUN_QUEUE_LENGTHS => sizes(queue_lengths(ctx)),
        atoms::ACTIVE_TASKS => sizes(active_tasks(ctx)),
        atoms::TOTAL_ACTIVE_TASKS | atoms::TOTAL_ACTIVE_TASKS_ALL => {
            Out::size(active_tasks(ctx).iter().sum())
        }
        // One more: processes on no normal scheduler, of which there are none.
        atoms::RUN_QUEUE_LENGTHS_ALL => sizes([queue_lengths(ctx), vec![0]].concat()),
        atoms::ACTIVE_TASKS_ALL => sizes([active_tasks(ctx), vec![0]].concat()),
        kind if is_switched_off(ctx.atoms().text(kind)) => Out::Atom(atoms::UNDEFINED),
        atoms::IO => {
            let none = |tag| Out::tagged(tag, Out::Int(0));
            Out::pair(none(atoms::INPUT), none(atoms::OUTPUT))
        }
        _ => return Err(Raise::BADARG),
    };
    done(ctx, &out)
}

fn sizes(all: Vec<usize>) -> Out {
    Out::List(all.into_iter().map(Out::size).collect())
}

/// Runnable processes of each worker; those that no worker has taken yet count as the first one's.
fn queue_lengths(ctx: &Ctx<'_>) -> Vec<usize> {
    let queues = ctx.vm().queues();
    let mut all = queues.lengths();
    let taken: usize = all.iter().sum();
    if let Some(first) = all.first_mut() {
        *first += queues.len().saturating_sub(taken);
    }
    all
}

/// The same, with the processes that run.
fn active_tasks(ctx: &Ctx<'_>) -> Vec<usize> {
    let lot = ctx.vm().lot();
    let runs = |index: usize| usize::from(!lot.is_idle(index));
    let lengths = queue_lengths(ctx).into_iter().enumerate();
    lengths.map(|(index, n)| n + runs(index)).collect()
}

/// Measurements that would have to be switched on first.
fn is_switched_off(kind: &str) -> bool {
    matches!(
        kind,
        "scheduler_wall_time" | "scheduler_wall_time_all" | "microstate_accounting"
    )
}

/// Processor time of the whole program, from the kernel's figures.
fn cpu_ms() -> i64 {
    let text = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // Behind the name in parentheses: user and system time are the 12th and 13th field, in hundredths of a second.
    let fields = text.rsplit_once(')').map_or("", |(_, rest)| rest);
    let ticks: i64 = fields
        .split_ascii_whitespace()
        .skip(11)
        .take(2)
        .filter_map(|f| f.parse::<i64>().ok())
        .sum();
    ticks * 10
}

pub fn system_info(ctx: &mut Ctx<'_>) -> Outcome {
    if let Some([item, of]) = ctx.arg(0).as_tuple_of() {
        let (item, of) = (
            item.as_atom().ok_or(Raise::BADARG)?,
            of.as_atom().ok_or(Raise::BADARG)?,
        );
        let names = (ctx.atoms().text(item), ctx.atoms().text(of));
        let out = match (names.0, names.1) {
            ("wordsize", "internal" | "external") => Out::Int(8),
            ("cpu_topology", "defined" | "detected" | "used") => Out::Atom(atoms::UNDEFINED),
            _ => return Err(Raise::BADARG),
        };
        return done(ctx, &out);
    }
    let item = ctx.arg(0).as_atom().ok_or(Raise::BADARG)?;
    let vm = ctx.vm();
    let n_workers = vm.config().n_workers.max(1) as i64;
    let text = |text: &str| Out::Text(text.into());
    let out = match item {
        atoms::OTP_RELEASE => text(OTP_RELEASE),
        atoms::VERSION => text(RUNTIME_VERSION),
        atoms::SYSTEM_VERSION => text(concat!("Purlin ", env!("CARGO_PKG_VERSION"), "\n")),
        atoms::SYSTEM_ARCHITECTURE => Out::Text(format!(
            "{}-{}",
            std::env::consts::ARCH,
            std::env::consts::OS
        )),
        atoms::MACHINE => text("PURLIN"),
        atoms::EMU_FLAVOR => Out::Atom(atoms::EMU),
        atoms::EMU_TYPE | atoms::BUILD_TYPE => Out::Atom(atoms::OPT),
        atoms::WORDSIZE => Out::Int(8),
        atoms::SCHEDULERS
        | atoms::SCHEDULERS_ONLINE
        | atoms::LOGICAL_PROCESSORS_AVAILABLE
        | atoms::LOGICAL_PROCESSORS
        | atoms::LOGICAL_PROCESSORS_ONLINE => Out::Int(n_workers),
        atoms::DIRTY_CPU_SCHEDULERS
        | atoms::DIRTY_CPU_SCHEDULERS_ONLINE
        | atoms::DIRTY_IO_SCHEDULERS => Out::Int(0),
        atoms::SCHEDULER_ID => Out::Int(1),
        atoms::PROCESS_COUNT => Out::size(vm.processes().count()),
        atoms::PROCESS_LIMIT => Out::size(vm.processes().limit()),
        atoms::PORT_COUNT => Out::Int(0),
        atoms::PORT_LIMIT => Out::Int(65_536),
        atoms::ATOM_COUNT => Out::Unsigned(u64::from(vm.heap_shared().atoms.count())),
        atoms::ATOM_LIMIT => Out::Unsigned(u64::from(vm.heap_shared().atoms.limit())),
        atoms::ETS_COUNT => Out::size(vm.stores().tables.count()),
        atoms::ETS_LIMIT => Out::Int(i64::from(i32::MAX)),
        atoms::THREADS | atoms::SMP_SUPPORT => Out::boolean(true),
        atoms::THREAD_POOL_SIZE => Out::Int(0),
        atoms::ENDIAN => Out::Atom(if cfg!(target_endian = "little") {
            atoms::LITTLE
        } else {
            atoms::BIG
        }),
        atoms::START_TIME | atoms::END_TIME => Out::Int(0),
        atoms::TIME_OFFSET => Out::Atom(atoms::FINAL),
        atoms::TIME_WARP_MODE => Out::Atom(atoms::NO_TIME_WARP),
        atoms::TIME_CORRECTION => Out::boolean(true),
        atoms::CREATION => Out::Int(0),
        atoms::DIST | atoms::PROCS | atoms::LOADED | atoms::INFO => Out::Bytes(Vec::new()),
        atoms::HEAP_TYPE => Out::Atom(atoms::PRIVATE),
        atoms::KERNEL_POLL
        | atoms::DEBUG_COMPILED
        | atoms::LOCK_CHECKING
        | atoms::LOCK_COUNTING => Out::boolean(false),
        atoms::BREAK_IGNORED => Out::boolean(true),
        atoms::MODIFIED_TIMING_LEVEL | atoms::TRACE_CONTROL_WORD => Out::Atom(atoms::UNDEFINED),
        atoms::FULLSWEEP_AFTER => {
            let n = ctx.vm().flags.fullsweep_after.load(Ordering::Relaxed);
            Out::tagged(atoms::FULLSWEEP_AFTER, Out::Unsigned(u64::from(n)))
        }
        atoms::MIN_HEAP_SIZE => Out::tagged(atoms::MIN_HEAP_SIZE, Out::Int(233)),
        atoms::MIN_BIN_VHEAP_SIZE => Out::tagged(atoms::MIN_BIN_VHEAP_SIZE, Out::Int(46_422)),
        atoms::MULTI_SCHEDULING => Out::Atom(if n_workers > 1 {
            atoms::ENABLED
        } else {
            atoms::DISABLED
        }),
        atoms::EXTERNAL_TERM_FORMAT_OPTIONS | atoms::MULTI_SCHEDULING_BLOCKERS => Out::Nil,
        atoms::MAX_HEAP_SIZE => return super::info::done_max_heap(ctx, &MaxHeap::default()),
        _ => rare_info(ctx, item)?,
    };
    done(ctx, &out)
}

/// Items that few ask for. What has no meaning here is answered as a system without it does.
fn rare_info(ctx: &Ctx<'_>, item: Atom) -> Result<Out, Raise> {
    let atom = |text: &str| {
        let atom = ctx.atoms().intern(text);
        atom.map(Out::Atom).map_err(|_| Raise::SYSTEM_LIMIT)
    };
    let n_workers = ctx.vm().config().n_workers.max(1);
    Ok(match ctx.atoms().text(item) {
        "cpu_topology" | "hipe_architecture" => Out::Atom(atoms::UNDEFINED),
        "cpu_quota" => atom("unknown")?,
        "update_cpu_info" => atom("unchanged")?,
        "message_queue_data" => Out::Atom(atoms::ON_HEAP),
        "scheduler_bind_type" => atom("unbound")?,
        "scheduler_bindings" => Out::Tuple(
            (0..n_workers)
                .map(|_| atom("unbound"))
                .collect::<Result<_, _>>()?,
        ),
        "normal_multi_scheduling_blockers" | "dist_ctrl" | "alloc_util_allocators" => Out::Nil,
        "async_dist" | "port_parallelism" | "dynamic_trace_probes" | "ets_realloc_moves" => {
            Out::boolean(false)
        }
        "eager_check_io" | "constant_pool_support" => Out::boolean(true),
        "dynamic_trace" => Out::Atom(atoms::NONE),
        "tolerant_timeofday" => Out::Atom(atoms::DISABLED),
        "compat_rel" => Out::Int(OTP_RELEASE.parse().unwrap_or(0)),
        "delayed_node_table_gc" => Out::Int(60),
        "dist_buf_busy_limit" => Out::Int(1 << 20),
        "outstanding_system_requests_limit" => Out::Int(4),
        "os_type" => Out::pair(atom(std::env::consts::FAMILY)?, atom(std::env::consts::OS)?),
        "garbage_collection" => {
            let pair = |name, n| Out::pair(Out::Atom(name), Out::Int(n));
            Out::List(vec![
                pair(atoms::MAX_HEAP_SIZE, 0),
                pair(atoms::MIN_BIN_VHEAP_SIZE, 46_422),
                pair(atoms::MIN_HEAP_SIZE, 233),
                pair(
                    atoms::FULLSWEEP_AFTER,
                    i64::from(ctx.vm().flags.fullsweep_after.load(Ordering::Relaxed)),
                ),
            ])
        }
        _ => return Err(Raise::BADARG),
    })
}

/// Most frames of a stack trace.
const MAX_BACKTRACE_DEPTH: u32 = 64;

/// A flag's new value, a number of which more than `most` means no more.
fn flag_value(ctx: &Ctx<'_>, most: u32) -> Result<u32, Raise> {
    let n = ctx.arg(1).as_u64().ok_or(Raise::BADARG)?;
    Ok(u32::try_from(n).unwrap_or(most).min(most))
}

/// Flags of the runtime that have no meaning here keep their value of old: zero.
pub fn system_flag(ctx: &mut Ctx<'_>) -> Outcome {
    let flag = ctx.arg(0).as_atom().ok_or(Raise::BADARG)?;
    match flag {
        atoms::BACKTRACE_DEPTH => {
            let new = flag_value(ctx, MAX_BACKTRACE_DEPTH)?;
            let old = ctx.vm().flags.backtrace_depth.swap(new, Ordering::Relaxed);
            done_int(ctx, i64::from(old))
        }
        atoms::FULLSWEEP_AFTER => {
            let new = flag_value(ctx, 65_535)?;
            let old = ctx.vm().flags.fullsweep_after.swap(new, Ordering::Relaxed);
            done_int(ctx, i64::from(old))
        }
        atoms::MIN_HEAP_SIZE => done_int(ctx, 233),
        atoms::SCHEDULERS_ONLINE => {
            let n = ctx.vm().config().n_workers.max(1) as i64;
            done_int(ctx, n)
        }
        _ => Err(Raise::BADARG),
    }
}
