//! A worker: takes a runnable process, runs it for a slice, and puts it where it belongs. An object, not a thread: driven by an OS thread
//! (`serve`), or by the host (`step`).

use crate::atom::atoms;
use crate::code::reclaim::{self, Next};
use crate::exception::raise::Kind;
use crate::interp;
use crate::interp::machine::{Machine, Stop};
use crate::limits::{Exceeded, Limit};
use crate::message::receive;
use crate::process::table::SlotRef;
use crate::process::{Doom, Process};
use crate::scheduler::run_queue::LocalQueue;
use crate::tracing::{event, hurry, monitor};
use crate::vm::Vm;
use std::sync::Arc;
use std::time::Duration;

/// How long an idle worker keeps free blocks.
const PATIENCE: Duration = Duration::from_millis(20);

/// So many reductions may pass before a worker looks at the timers: some microseconds.
const LOOK_AFTER: i64 = 400;
/// What a slice counts for beside its reductions.
const SLICE_WORK: i64 = 40;

pub struct Worker {
    vm: Arc<Vm>,
    index: usize,
    machine: Machine,
}

// SAFETY: the machine's pointer to the process that runs is null between slices, and a worker changes threads only between slices.
unsafe impl Send for Worker {}

/// What `Vm::halt_status` says after a bug of the machine.
pub const PANIC_STATUS: i32 = 70;

impl Worker {
    pub fn new(vm: Arc<Vm>, index: usize, queue: LocalQueue) -> Worker {
        let machine = Machine::new(vm.clone(), index as u32, queue);
        Worker { vm, index, machine }
    }

    /// One that stands in for others (`stand_in`); `index` is its place among those that are watched.
    pub(crate) fn stand_in(vm: Arc<Vm>, index: usize) -> Worker {
        let queue = LocalQueue::outside(vm.queues().clone());
        let machine = Machine::new(vm.clone(), vm.callers.next_index(), queue);
        Worker { vm, index, machine }
    }

    /// Until the VM stops.
    pub fn serve(mut self) {
        while !self.vm.is_stopping() {
            match self.try_step() {
                Some(true) => {}
                Some(false) => self.park(),
                None => {
                    // What the panic left half done must not be dropped piece by piece.
                    std::mem::forget(self);
                    return;
                }
            }
        }
    }

    /// `step`. A panic, which is a bug of the machine, must not take the host with it: the VM ends, its host is told; the answer is nothing.
    pub(crate) fn try_step(&mut self) -> Option<bool> {
        let stepped = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| self.step()));
        if stepped.is_err() {
            self.vm.halt(PANIC_STATUS);
            self.vm.stop();
        }
        stepped.ok()
    }

    /// It will not run anything for a while.
    pub(crate) fn leave(&mut self) {
        if self.machine.participant.has_garbage() {
            self.machine.participant.collect();
        }
        self.machine.pool.clear();
    }

    /// One slice of one process. False: nothing is runnable.
    pub fn step(&mut self) -> bool {
        let Some(slot) = self.next() else {
            return skip_time(&self.vm);
        };
        self.vm.stand_ins.beat(self.index);
        self.machine.forget_terms();
        run_queued(&mut self.machine, slot);
        // Ending a process reads tables too.
        self.machine.participant.unpin();
        true
    }

    /// The next process to run. The clock costs more than a short slice: it is read after so much work, and before there is nothing to do.
    fn next(&mut self) -> Option<SlotRef> {
        if self.machine.unlooked < LOOK_AFTER
            && let Some(slot) = self.machine.queue.next()
        {
            self.machine.unlooked += SLICE_WORK;
            return Some(slot);
        }
        self.machine.unlooked = 0;
        fire_timers(&mut self.machine);
        self.machine.pool.reap();
        self.machine.queue.next()
    }

    fn park(&mut self) {
        // Blocks are kept for a moment of idleness, then given back.
        let patience = (!self.machine.pool.is_empty()).then_some(PATIENCE);
        if self.machine.participant.has_garbage() {
            self.machine.participant.collect();
        }
        let vm = &self.vm;
        let queue = &self.machine.queue;
        let mut patient = false;
        vm.lot().park(
            self.index,
            || vm.is_stopping() || !queue.is_empty() || !vm.queues().is_empty(),
            || {
                let until_timer = vm.timers().next_ns().map(|next| {
                    let now = vm.world().monotonic_ns();
                    Duration::from_nanos(next.saturating_sub(now))
                });
                patient = patience.is_some() && until_timer.is_none_or(|limit| limit > PATIENCE);
                if patient { patience } else { until_timer }
            },
        );
        vm.stand_ins.woke();
        if patient && self.machine.queue.is_empty() && self.vm.queues().is_empty() {
            self.machine.pool.clear();
        }
    }
}

/// Goes on with the long work of a paused process; false: it is not over.
fn work_slice(machine: &Machine, process: &mut Process) -> bool {
    let vm = machine.vm();
    process.step_work(vm, vm.config().collection_slice)
}

/// Goes on with the collection that the process is due; false: it is not over. Without memory for it, the process ends.
fn collect_slice(machine: &mut Machine, process: &mut Process) -> bool {
    if process.watch & hurry::COLLECT != 0 && !process.heap.is_collecting() {
        event::collecting(machine.vm(), process, atoms::GC_MAJOR_START);
    }
    let began = collection_began(machine.vm());
    match interp::collect::collect_paused(machine, process) {
        Ok(true) => {
            if let Some(began) = began {
                let vm = machine.vm();
                monitor::collected(vm, process, vm.world().monotonic_ns() - began);
            }
            if process.watch & hurry::COLLECT != 0 {
                event::collecting(machine.vm(), process, atoms::GC_MAJOR_END);
            }
            receive::collected(machine, process);
        }
        Ok(false) => return false,
        Err(raise) => {
            let reason = match raise.kind {
                Kind::Kill => atoms::KILLED,
                _ => atoms::SYSTEM_LIMIT,
            };
            process.doomed.get_or_insert(Doom::Atom(reason));
        }
    }
    true
}

/// The time, if the system monitor wants to know of the collection.
fn collection_began(vm: &Vm) -> Option<u64> {
    vm.tracing()
        .monitor
        .is_on()
        .then(|| vm.world().monotonic_ns())
}

/// Runs a process that was taken from a queue for a slice, and puts it where it belongs.
pub(crate) fn run_queued(machine: &mut Machine, slot: SlotRef) {
    slot.slot().status.run();
    // SAFETY: this worker has just made the status `Running`.
    let process = unsafe { slot.slot().process() };
    match run_slice(machine, slot, process, |_| {}) {
        SliceEnd::Asleep => {}
        SliceEnd::Preempted => {
            let priority = slot.slot().status.preempt();
            machine.enqueue(slot, priority);
        }
        SliceEnd::Exited => crate::process::exit::finish(machine, slot, process),
    }
}

/// How a slice ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum SliceEnd {
    /// It goes on later; its status is still `Running`.
    Preempted,
    /// It is over but for `exit::leave`; its status is still `Running`.
    Exited,
    /// It sleeps: it is not the caller's any more.
    Asleep,
}

/// One slice of a process whose status this thread has made `Running`. `before_sleep` is the last to see it before it sleeps.
pub(crate) fn run_slice(
    machine: &mut Machine,
    slot: SlotRef,
    process: &mut Process,
    before_sleep: impl Fn(&mut Process),
) -> SliceEnd {
    let end = slice(machine, slot, process, before_sleep);
    // What the slice read of tables it holds no longer.
    machine.participant.unpin();
    end
}

fn slice(
    machine: &mut Machine,
    slot: SlotRef,
    process: &mut Process,
    before_sleep: impl Fn(&mut Process),
) -> SliceEnd {
    let target = slot.slot();
    let mut slice = i64::from(machine.vm().config().slice);
    if let Some(left) = process.fuel_left() {
        slice = slice.min(left as i64);
    }
    process.reductions = slice;
    process.heap.policy.new_slice();
    loop {
        if process.flags.working {
            // Signals move nothing, and may end it.
            if target.status.has_signals() {
                target.status.clear_signals();
                receive::handle_all(machine, process, target);
            }
            if process.doomed.is_none() && !work_slice(machine, process) {
                machine.unlooked += LOOK_AFTER;
                return SliceEnd::Preempted;
            }
        }
        if process.doomed.is_none()
            && !process.flags.worked
            && process.heap.is_due()
            && !collect_slice(machine, process)
        {
            machine.unlooked += LOOK_AFTER;
            return SliceEnd::Preempted;
        }
        let may_look = !process.is_opaque();
        let deferred = process.deferred && may_look;
        if target.status.has_signals() || process.doomed.is_some() || deferred {
            target.status.clear_signals();
            receive::handle_all(machine, process, target);
            let may_collect = process.doomed.is_none() && !process.flags.worked;
            if may_collect && process.heap.is_due() {
                continue;
            }
        }
        if process.doomed.is_some() {
            interp::doom(machine, process);
            return SliceEnd::Exited;
        }
        if process.is_asked() {
            match reclaim::go_on(machine, process) {
                Next::Run => {}
                Next::Collect => continue,
                Next::Later => {
                    machine.unlooked += LOOK_AFTER;
                    return SliceEnd::Preempted;
                }
            }
        }
        if process.flags.suspended == 0 {
            let is_traced = process.watch & hurry::RUNNING != 0 && may_look;
            if is_traced {
                event::scheduled(machine.vm(), process, atoms::IN);
            }
            let watched = machine.vm().tracing().monitor.is_on() && may_look;
            let begin = watched.then(|| {
                let vm = machine.vm();
                (monitor::standing(vm, process), vm.world().monotonic_ns())
            });
            // SAFETY: the process is this worker's; nothing else of it is borrowed.
            let stop = unsafe { interp::run(machine, process) };
            if let Some((place, began)) = begin
                && stop != Stop::Exited
                && !process.is_opaque()
            {
                let vm = machine.vm();
                monitor::ran(vm, process, place, vm.world().monotonic_ns() - began);
            }
            if is_traced && stop != Stop::Exited && !process.is_opaque() {
                event::scheduled(machine.vm(), process, atoms::OUT);
            }
            let used = (slice - process.reductions).max(0);
            machine.unlooked += used;
            slice = process.reductions;
            process.reductions_before += used as u64;
            machine.vm().after_slice(used);
            match stop {
                Stop::Exited => return SliceEnd::Exited,
                Stop::Preempted if process.fuel_left() == Some(0) => {
                    process.doomed = Some(Doom::Limit(Box::new(out_of_fuel(process))));
                    continue;
                }
                Stop::Preempted => return SliceEnd::Preempted,
                Stop::Waiting if process.heap.is_due() => continue,
                Stop::Waiting => {}
            }
        }
        // A receive that looked at the signals itself may have met the one that ends the process.
        if process.doomed.is_some() {
            continue;
        }
        if process.deferred && !process.is_opaque() {
            continue;
        }
        if process.is_asked() && reclaim::may_answer(machine, process) {
            // In the middle of a receive, just now.
            continue;
        }
        before_sleep(process);
        if target.status.try_wait() {
            return SliceEnd::Asleep;
        }
    }
}

#[cold]
fn out_of_fuel(process: &Process) -> Exceeded {
    Exceeded {
        which: Limit::Reductions,
        used: process.reductions_before,
        max: process.ext().and_then(|ext| ext.fuel).unwrap_or(u64::MAX),
    }
}

/// Nothing is runnable: virtual time moves to the next timer. False: it has none, or moves by itself.
pub(crate) fn skip_time(vm: &Vm) -> bool {
    match vm.timers().next_ns() {
        Some(next) => vm.world().skip_to(next),
        None => false,
    }
}

/// Lets all timers fire that are due.
pub(crate) fn fire_timers(machine: &mut Machine) {
    let now = machine.vm().world().monotonic_ns();
    if !machine.vm().timers().is_due(now) {
        return;
    }
    for event in machine.vm().timers().take_due(now) {
        crate::message::send::fire(machine, event);
    }
}
