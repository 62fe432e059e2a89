//! Stand-ins: threads that run what is runnable while workers are held up.
//!
//! Natives on large terms pause, where they are written so; not all are, the system may take long to give memory, and a function of the host may
//! simply wait. What is held up so must not keep others waiting: a watcher looks at the workers every few milliseconds, and when one has been in
//! the same slice all that time while something waits to be run, another thread runs that until the worker is back.
//!
//! - S1. A stand-in is a worker with a queue of its own that stays empty (`LocalQueue::outside`): what it makes runnable is for all, so nothing is
//!   lost when it leaves.
//! - S2. At most as many threads make progress as there are workers; more only for the moments until the watcher looks again.
//! - S3. Nobody watches while all workers sleep: the watcher sleeps then too. It says so (`asleep`) before it looks at them a last time, and a worker
//!   looks whether it says so after it has said that it is awake (both SeqCst): one of the two sees the other.
//! - S4. There are none where the order of events is to be the same each time (`World::is_deterministic`), or where the host drives the only worker.

use super::worker::Worker;
use crate::sync::plain::lock;
use crate::vm::Vm;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering, fence};
use std::sync::{Arc, Mutex, OnceLock};
use std::thread::{JoinHandle, Thread};
use std::time::Duration;

/// How often the watcher looks. A worker is held up when two looks find it in the same slice.
const PERIOD: Duration = Duration::from_millis(4);
/// After so many looks that find all workers asleep the watcher sleeps too.
const QUIET_LOOKS: u32 = 5;
/// How long a stand-in without anything to do sleeps at most, and after how many such sleeps it leaves.
const NAP: Duration = Duration::from_millis(1);
const NAPS: u32 = 20;
/// Stand-ins there may be.
const MOST: usize = 8;

/// Of a VM: what its workers and stand-ins are doing.
pub(crate) struct StandIns {
    beats: Box<[Beat]>,
    n_workers: usize,
    /// The watcher sleeps until it is woken.
    asleep: AtomicBool,
    watcher: OnceLock<Thread>,
    hired: [Hired; MOST],
}

/// Slices that one of them has begun. On a line of its own: it is written in each slice.
#[derive(Default)]
#[repr(align(64))]
struct Beat(AtomicU32);

/// A stand-in to be.
#[derive(Default)]
struct Hired {
    is_wanted: AtomicBool,
    thread: Mutex<Option<Thread>>,
}

impl StandIns {
    pub fn new(n_workers: usize) -> StandIns {
        StandIns {
            beats: (0..n_workers + MOST).map(|_| Beat::default()).collect(),
            n_workers,
            asleep: AtomicBool::new(false),
            watcher: OnceLock::new(),
            hired: Default::default(),
        }
    }

    /// Worker `index` begins a slice.
    #[inline]
    pub fn beat(&self, index: usize) {
        let beat = &self.beats[index].0;
        // Only its worker writes it.
        beat.store(
            beat.load(Ordering::Relaxed).wrapping_add(1),
            Ordering::Relaxed,
        );
    }

    /// A worker slept and is awake.
    #[inline]
    pub fn woke(&self) {
        if self.asleep.load(Ordering::SeqCst) {
            self.wake_watcher();
        }
    }

    #[cold]
    fn wake_watcher(&self) {
        if let Some(watcher) = self.watcher.get() {
            watcher.unpark();
        }
    }

    /// The VM is stopping.
    pub fn wake_all(&self) {
        self.wake_watcher();
        for hired in &self.hired {
            hired.wake();
        }
    }

    /// Those that are wanted.
    fn on_duty(&self) -> impl Iterator<Item = usize> {
        (0..MOST).filter(|&i| self.hired[i].is_wanted())
    }
}

impl Hired {
    fn is_wanted(&self) -> bool {
        self.is_wanted.load(Ordering::Acquire)
    }

    fn wake(&self) {
        if let Some(thread) = &*lock(&self.thread) {
            thread.unpark();
        }
    }
}

/// Starts the watcher's thread.
pub(crate) fn start(vm: &Arc<Vm>) -> Option<JoinHandle<()>> {
    if vm.world().is_deterministic() {
        return None;
    }
    let theirs = vm.clone();
    let started = std::thread::Builder::new()
        .name("purlin-watcher".into())
        .stack_size(128 * 1024)
        .spawn(move || Watcher::new(theirs).watch());
    let handle = started.ok()?;
    let _ = vm.stand_ins.watcher.set(handle.thread().clone());
    Some(handle)
}

struct Watcher {
    vm: Arc<Vm>,
    /// The beats at the last look.
    seen: Vec<u32>,
    quiet: u32,
}

impl Watcher {
    fn new(vm: Arc<Vm>) -> Watcher {
        let seen = vec![0; vm.stand_ins.beats.len()];
        Watcher { vm, seen, quiet: 0 }
    }

    fn watch(mut self) {
        while !self.vm.is_stopping() {
            if self.quiet < QUIET_LOOKS {
                std::thread::park_timeout(PERIOD);
            } else {
                self.sleep();
            }
            self.look();
        }
    }

    /// Until a worker is awake (S3).
    fn sleep(&mut self) {
        let all = &self.vm.stand_ins;
        all.asleep.store(true, Ordering::SeqCst);
        fence(Ordering::SeqCst);
        if self.all_sleep() && !self.vm.is_stopping() {
            std::thread::park();
        }
        all.asleep.store(false, Ordering::SeqCst);
        self.quiet = 0;
    }

    fn all_sleep(&self) -> bool {
        (0..self.vm.stand_ins.n_workers).all(|index| self.vm.lot().is_idle(index))
    }

    fn look(&mut self) {
        if self.all_sleep() && self.vm.stand_ins.on_duty().next().is_none() {
            self.quiet += 1;
            return;
        }
        self.quiet = 0;
        let n_workers = self.vm.stand_ins.n_workers;
        let held_workers = (0..n_workers)
            .filter(|&index| self.stands_still(index) && !self.vm.lot().is_idle(index))
            .count();
        let on_duty: Vec<usize> = self.vm.stand_ins.on_duty().collect();
        let working: Vec<usize> = on_duty
            .into_iter()
            .filter(|&i| !self.stands_still(n_workers + i))
            .collect();
        if working.len() > held_workers {
            self.dismiss(working[0]);
        } else if working.len() < held_workers && self.something_waits() {
            self.hire();
        }
    }

    /// Is it in the slice that the last look found it in?
    fn stands_still(&mut self, index: usize) -> bool {
        let beat = self.vm.stand_ins.beats[index].0.load(Ordering::Relaxed);
        std::mem::replace(&mut self.seen[index], beat) == beat
    }

    fn something_waits(&self) -> bool {
        let vm = &self.vm;
        !vm.queues().is_empty() || vm.timers().is_due(vm.world().monotonic_ns())
    }

    fn dismiss(&self, i: usize) {
        self.vm.stand_ins.hired[i]
            .is_wanted
            .store(false, Ordering::Release);
    }

    /// One more, if there may be one.
    fn hire(&self) {
        let free = (0..MOST).find(|&i| !self.vm.stand_ins.hired[i].is_wanted());
        let Some(i) = free else { return };
        let hired = &self.vm.stand_ins.hired[i];
        hired.is_wanted.store(true, Ordering::Release);
        // Held until it is there, so that `wake_all` misses nobody.
        let mut thread = lock(&hired.thread);
        if let Some(thread) = &*thread {
            return thread.unpark();
        }
        let vm = self.vm.clone();
        let started = std::thread::Builder::new()
            .name(format!("purlin-stand-in-{i}"))
            .spawn(move || serve(&vm, i));
        match started {
            Ok(handle) => {
                *thread = Some(handle.thread().clone());
                self.vm.add_thread(handle);
            }
            // The workers must do without.
            Err(_) => hired.is_wanted.store(false, Ordering::Release),
        }
    }
}

/// The life of a stand-in.
fn serve(vm: &Arc<Vm>, i: usize) {
    let place = vm.stand_ins.n_workers + i;
    let mut worker = Worker::stand_in(vm.clone(), place);
    let hired = &vm.stand_ins.hired[i];
    while !vm.is_stopping() {
        if hired.is_wanted() {
            if !stand_in(vm, hired, place, &mut worker) {
                // A bug of the machine, which `Worker::try_step` has told of.
                std::mem::forget(worker);
                return;
            }
            worker.leave();
        } else {
            std::thread::park();
        }
    }
}

/// Runs what there is until it is dismissed, or there is nothing for a while. False: a panic.
fn stand_in(vm: &Vm, hired: &Hired, place: usize, worker: &mut Worker) -> bool {
    let mut naps = 0;
    while hired.is_wanted() && !vm.is_stopping() {
        match worker.try_step() {
            Some(true) => naps = 0,
            Some(false) if naps == NAPS => hired.is_wanted.store(false, Ordering::Release),
            Some(false) => {
                // It does not stand still.
                vm.stand_ins.beat(place);
                naps += 1;
                std::thread::park_timeout(nap(vm));
            }
            None => return false,
        }
    }
    true
}

fn nap(vm: &Vm) -> Duration {
    let Some(next) = vm.timers().next_ns() else {
        return NAP;
    };
    let now = vm.world().monotonic_ns();
    Duration::from_nanos(next.saturating_sub(now)).clamp(Duration::from_micros(50), NAP)
}
