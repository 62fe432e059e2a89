//! `erlang:system_monitor`: one process is told of collections and slices that take long, of large heaps, and of long message queues.
//!
//! While nobody asks, a slice pays one load (`Monitor::is_on`).

use crate::atom::{Atom, atoms};
use crate::bif::info::{self, Part};
use crate::heap::Fragment;
use crate::message::signal::{Envelope, Signal};
use crate::process::Process;
use crate::sync::plain::{read, write};
use crate::term::LocalPid;
use crate::vm::Vm;
use std::sync::RwLock;
use std::sync::atomic::{AtomicBool, Ordering};

/// Who is told of what.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Wanted {
    pub pid: LocalPid,
    pub busy_port: bool,
    pub busy_dist_port: bool,
    /// Milliseconds.
    pub long_gc: Option<u64>,
    pub long_schedule: Option<u64>,
    /// Words.
    pub large_heap: Option<u64>,
    /// Messages below which a queue is short again, and from which on it is long.
    pub long_queue: Option<(u64, u64)>,
}

impl Wanted {
    pub fn nothing(pid: LocalPid) -> Wanted {
        Wanted {
            pid,
            busy_port: false,
            busy_dist_port: false,
            long_gc: None,
            long_schedule: None,
            large_heap: None,
            long_queue: None,
        }
    }

    pub fn is_nothing(&self) -> bool {
        *self == Wanted::nothing(self.pid)
    }
}

#[derive(Default)]
pub(crate) struct Monitor {
    on: AtomicBool,
    wanted: RwLock<Option<Wanted>>,
}

impl Monitor {
    #[inline]
    pub fn is_on(&self) -> bool {
        self.on.load(Ordering::Relaxed)
    }

    /// What was wanted before.
    pub fn set(&self, wanted: Option<Wanted>) -> Option<Wanted> {
        let mut now = write(&self.wanted);
        self.on.store(wanted.is_some(), Ordering::Relaxed);
        std::mem::replace(&mut *now, wanted)
    }

    pub fn wanted(&self) -> Option<Wanted> {
        *read(&self.wanted)
    }

    /// The process that asked is gone.
    fn forget(&self, pid: LocalPid) {
        let mut now = write(&self.wanted);
        if now.is_some_and(|wanted| wanted.pid == pid) {
            *now = None;
            self.on.store(false, Ordering::Relaxed);
        }
    }
}

/// `{monitor, Pid, What, Info}`
fn tell(vm: &Vm, process: &Process, to: LocalPid, what: Atom, info: Part) {
    if to == process.pid {
        return;
    }
    let parts = vec![
        Part::Atom(atoms::MONITOR),
        Part::Pid(process.pid),
        Part::Atom(what),
        info,
    ];
    let message = Part::Tuple(parts);
    let shared = vm.heap_shared();
    let made = Fragment::allocate(shared, message.words(shared))
        .and_then(|fragment| fragment.build(shared, |w| message.build(w)));
    // Without memory for it the message is lost, as any would be.
    if let Ok(made) = made {
        let signal = Signal::Message(made);
        let sent = vm.signal_from_outside(Envelope { target: to, signal });
        if sent.is_err() {
            vm.tracing().monitor.forget(to);
        }
    }
}

fn timeout(ms: u64) -> Part {
    Part::Tuple(vec![Part::Atom(atoms::TIMEOUT), Part::Int(ms as i64)])
}

/// A slice that began at `place` has taken so long.
#[cold]
pub(crate) fn ran(vm: &Vm, process: &Process, place: Part, ns: u64) {
    let Some(wanted) = vm.tracing().monitor.wanted() else {
        return;
    };
    let ms = ns / 1_000_000;
    if wanted.long_schedule.is_some_and(|most| ms >= most) {
        let row = |tag, place| Part::Tuple(vec![Part::Atom(tag), place]);
        let info = vec![
            timeout(ms),
            row(atoms::IN, place),
            row(atoms::OUT, standing(vm, process)),
        ];
        tell(
            vm,
            process,
            wanted.pid,
            atoms::LONG_SCHEDULE,
            Part::List(info),
        );
    }
}

/// Where it stands.
pub(crate) fn standing(vm: &Vm, process: &Process) -> Part {
    match crate::interp::trace::standing(vm, process).first() {
        Some(place) => super::event::mfa(place.mfa),
        None => Part::Atom(atoms::UNDEFINED),
    }
}

/// A collection has taken so long.
#[cold]
pub(crate) fn collected(vm: &Vm, process: &Process, ns: u64) {
    let Some(wanted) = vm.tracing().monitor.wanted() else {
        return;
    };
    let ms = ns / 1_000_000;
    let Part::List(sizes) = info::collection_sizes(process) else {
        return;
    };
    if wanted.long_gc.is_some_and(|most| ms >= most) {
        let mut all = vec![timeout(ms)];
        all.extend(sizes.iter().cloned());
        tell(vm, process, wanted.pid, atoms::LONG_GC, Part::List(all));
    }
    let words = process.heap.block_words() + process.heap.old_block_words();
    if wanted.large_heap.is_some_and(|most| words as u64 >= most) {
        tell(
            vm,
            process,
            wanted.pid,
            atoms::LARGE_HEAP,
            Part::List(sizes),
        );
    }
}

/// Messages have come, or been taken.
#[cold]
pub(crate) fn queued(vm: &Vm, process: &mut Process) {
    let Some(wanted) = vm.tracing().monitor.wanted() else {
        return;
    };
    let Some((short, long)) = wanted.long_queue else {
        return;
    };
    let n = process.mailbox.len() as u64;
    let was_long = process.ext().is_some_and(|ext| ext.long_queue);
    let is_long = if was_long { n > short } else { n >= long };
    if is_long != was_long {
        process.ext_mut().long_queue = is_long;
        let info = Part::Atom(Atom::boolean(is_long));
        tell(vm, process, wanted.pid, atoms::LONG_MESSAGE_QUEUE, info);
    }
}
