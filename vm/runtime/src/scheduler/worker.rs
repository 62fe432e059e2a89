//! A worker: takes a runnable process, runs it for a slice, and puts it where it belongs. An object, not a thread: driven by an OS thread
//! (`serve`), or by the host (`step`).

use crate::atom::atoms;
use crate::exception::raise::Kind;
use crate::interp;
use crate::interp::machine::{Machine, Stop};
use crate::message::{receive, send};
use crate::process::table::SlotRef;
use crate::process::{Doom, Process};
use crate::scheduler::run_queue::LocalQueue;
use crate::vm::Vm;
use std::sync::Arc;
use std::time::Duration;

/// How long an idle worker keeps free blocks.
const PATIENCE: Duration = Duration::from_millis(20);

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

    /// Until the VM stops.
    pub fn serve(mut self) {
        while !self.vm.is_stopping() {
            // A panic is a bug of the machine. It must not take the host with it: the VM ends, its host is told.
            let stepped = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| self.step()));
            match stepped {
                Ok(true) => {}
                Ok(false) => self.park(),
                Err(_) => {
                    self.vm.halt(PANIC_STATUS);
                    self.vm.stop();
                    // What the panic left half done must not be dropped piece by piece.
                    std::mem::forget(self);
                    return;
                }
            }
        }
    }

    /// One slice of one process. False: nothing is runnable.
    pub fn step(&mut self) -> bool {
        self.fire_timers();
        self.machine.pool.reap();
        let Some(slot) = self.machine.queue.next() else {
            return self.skip_time();
        };
        self.run(slot);
        // What the slice read of tables it holds no longer.
        self.machine.participant.unpin();
        true
    }

    fn run(&mut self, slot: SlotRef) {
        let target = slot.slot();
        self.machine.forget_terms();
        target.status.run();
        // SAFETY: this worker has just made the status `Running`.
        let process = unsafe { target.process() };
        let slice = i64::from(self.vm.config().slice);
        process.reductions = slice;
        process.heap.policy.new_slice();
        let machine = &mut self.machine;
        let stop = loop {
            if process.flags.copying {
                // Signals move nothing, and may end it.
                if target.status.has_signals() {
                    target.status.clear_signals();
                    receive::handle_all(machine, process, target);
                }
                if process.doomed.is_none() && !send::copy_slice(machine, process) {
                    break Stop::Preempted;
                }
            }
            if process.doomed.is_none()
                && !process.flags.copied
                && process.heap.is_due()
                && !collect_slice(machine, process)
            {
                break Stop::Preempted;
            }
            if target.status.has_signals() || process.doomed.is_some() {
                target.status.clear_signals();
                receive::handle_all(machine, process, target);
                let may_collect = process.doomed.is_none() && !process.flags.copied;
                if may_collect && process.heap.is_due() {
                    continue;
                }
            }
            if process.doomed.is_some() {
                break interp::doom(machine, process);
            }
            if process.flags.suspended == 0 {
                // SAFETY: the process is this worker's; nothing else of it is borrowed.
                let stop = unsafe { interp::run(machine, process) };
                process.reductions_before += (slice - process.reductions).max(0) as u64;
                match stop {
                    Stop::Preempted | Stop::Exited => break stop,
                    Stop::Waiting if process.heap.is_due() => continue,
                    Stop::Waiting => {}
                }
            }
            // A receive that looked at the signals itself may have met the one that ends the process.
            if process.doomed.is_none() && target.status.try_wait() {
                return;
            }
        };
        match stop {
            Stop::Preempted => {
                let priority = target.status.preempt();
                machine.enqueue(slot, priority);
            }
            Stop::Exited => crate::process::exit::finish(machine, slot, process),
            Stop::Waiting => unreachable!("waiting processes were put to sleep"),
        }
    }

    fn fire_timers(&mut self) {
        let now = self.vm.world().monotonic_ns();
        if !self.vm.timers().is_due(now) {
            return;
        }
        for event in self.vm.timers().take_due(now) {
            send::fire(&mut self.machine, event);
        }
    }

    /// Nothing is runnable: virtual time moves to the next timer.
    fn skip_time(&self) -> bool {
        match self.vm.timers().next_ns() {
            Some(next) => self.vm.world().skip_to(next),
            None => false,
        }
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
        if patient && self.machine.queue.is_empty() && self.vm.queues().is_empty() {
            self.machine.pool.clear();
        }
    }
}

/// Goes on with the collection that the process is due; false: it is not over. Without memory for it, the process ends.
fn collect_slice(machine: &mut Machine, process: &mut Process) -> bool {
    match interp::collect::collect_paused(machine, process) {
        Ok(true) => receive::collected(machine, process),
        Ok(false) => return false,
        Err(raise) => {
            let reason = match raise.kind {
                Kind::Kill => atoms::KILLED,
                _ => atoms::SYSTEM_LIMIT,
            };
            process.doomed = Some(Doom::Atom(reason));
        }
    }
    true
}
