//! A host's thread that calls a function: it runs the process itself until that first sleeps, so that a call costs no switch between threads.
//!
//! A `Caller` has a machine and a process that it uses again for the next call, under a new pid. When the process sleeps it becomes one like all
//! others: whoever wakes it up puts it into a queue, some worker runs it to its end, and the caller waits to be told.
//!
//! - C1. `slot`, if there is one, is furnished (table.rs, T3), at rest between calls, and this caller's alone.
//! - C2. A caller is used by one thread at a time; the machine's pointer to the process that runs is null between slices.
//! - C3. `Callers::nearest` is null or a leaked box that nobody else points at: whoever takes it out owns it.
//! - C4. What is in a `Place` is used by whoever made it busy. Only its owner does, so looking and then writing need not be one step; a release
//!   of `busy` shows the next user all that the last one did.
//! - C5. A caller in a place counts no share of its VM, which it is a part of: it is used while the host lends a share, and goes with the VM.

use crate::code::export::EntryRef;
use crate::heap::{HeapEnv, OutOfMemory, ProcessHeap, Writer};
use crate::host::HostError;
use crate::interp::machine::Machine;
use crate::limits::{Exceeded, Limit};
use crate::process::exit::{Ended, Reply, leave, reply};
use crate::process::spawn::{FIRST_WORDS, SpawnError};
use crate::process::table::SlotRef;
use crate::process::{Doom, Process, stack};
use crate::scheduler::run_queue::LocalQueue;
use crate::scheduler::worker::{self, PANIC_STATUS, SliceEnd, fire_timers, run_queued, run_slice};
use crate::sync::plain::lock;
use crate::term::{LocalPid, Term};
use crate::vm::Vm;
use std::cell::{Cell, UnsafeCell};
use std::mem::ManuallyDrop;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::ptr;
use std::sync::atomic::{AtomicBool, AtomicPtr, AtomicU32, AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// The arguments of a call, as the host has them.
pub trait Arguments {
    /// Words they take at most.
    fn words(&self, vm: &Vm) -> usize;
    /// Builds them, in order.
    fn write<'w>(
        &self,
        vm: &Vm,
        writer: &Writer<'w>,
        push: &mut dyn FnMut(Term<'w>),
    ) -> Result<(), HostError>;
}

/// What to call, and what it may use.
pub struct Call<'c> {
    pub entry: EntryRef,
    pub arguments: &'c dyn Arguments,
    pub group_leader: Option<LocalPid>,
    /// Reductions.
    pub fuel: Option<u64>,
    /// Wall time.
    pub timeout: Option<Duration>,
    /// Words of its heap; 0: no limit of its own.
    pub max_heap_words: usize,
}

/// Of a VM: callers that are not in use, and those that belong to a thread.
///
/// Taking one out of `nearest` and giving it back are two locked instructions, which together cost as much as all else of a short call but
/// closing the inbox. So a thread that calls has one of its own, if it can: that takes none.
#[derive(Default)]
pub(crate) struct Callers {
    places: [Place; N_PLACES],
    /// The one that is used first by threads without a place, and for calls within calls.
    nearest: AtomicPtr<Caller>,
    others: Mutex<Idle>,
    made: AtomicU32,
}

/// A caller that one thread uses. On a line of its own.
#[derive(Default)]
#[repr(align(64))]
struct Place {
    /// The thread whose it is, by `this_thread`; 0: nobody's yet. It never changes then: a thread that is gone may have left its number to
    /// another one, and with it the place.
    owner: AtomicUsize,
    busy: AtomicBool,
    caller: UnsafeCell<Option<Box<Caller>>>,
}

// SAFETY: C4.
unsafe impl Sync for Place {}

/// Threads of a host that call all the time are few, mostly.
const N_PLACES: usize = 8;

/// Boxed: a caller is large; moving it would copy its registers.
type Idle = Vec<Box<Caller>>;

/// More than so many are not kept.
const MOST_IDLE: usize = 64;
/// Workers number their references from 0; callers from here.
const FIRST_INDEX: u32 = 1 << 16;

/// A number that no other living thread has; not 0.
#[inline]
fn this_thread() -> usize {
    DEPTH.with(|depth| ptr::from_ref(depth).addr())
}

impl Place {
    /// True: the caller in it is for the one who asks, until `leave`.
    #[inline]
    fn enter(&self, thread: usize) -> bool {
        let is_own = self.owner.load(Ordering::Relaxed) == thread || self.claim(thread);
        if !is_own || self.busy.load(Ordering::Acquire) {
            return false;
        }
        self.busy.store(true, Ordering::Relaxed);
        true
    }

    #[cold]
    fn claim(&self, thread: usize) -> bool {
        let claimed = self
            .owner
            .compare_exchange(0, thread, Ordering::Relaxed, Ordering::Relaxed);
        claimed.is_ok()
    }

    #[inline]
    fn leave(&self) {
        self.busy.store(false, Ordering::Release);
    }
}

impl Drop for Place {
    /// With the VM.
    fn drop(&mut self) {
        let caller = self.caller.get_mut().take();
        if *self.busy.get_mut() {
            // A bug left it half done.
            std::mem::forget(caller);
        }
    }
}

/// A caller that is in use.
enum Held<'c> {
    Own(&'c Place),
    Taken(Box<Caller>),
}

impl Held<'_> {
    #[inline]
    fn caller(&mut self, vm: &Arc<Vm>) -> &mut Caller {
        match self {
            Held::Taken(caller) => caller,
            Held::Own(place) => {
                // SAFETY: C4: this thread has made it busy.
                let caller = unsafe { &mut *place.caller.get() };
                caller.get_or_insert_with(|| Caller::part_of(vm))
            }
        }
    }
}

impl Callers {
    #[inline]
    fn take(&self, vm: &Arc<Vm>) -> Held<'_> {
        let thread = this_thread();
        let mixed = (thread as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let place = &self.places[(mixed >> 32) as usize % N_PLACES];
        if place.enter(thread) {
            return Held::Own(place);
        }
        self.take_any(vm)
    }

    #[inline(never)]
    fn take_any(&self, vm: &Arc<Vm>) -> Held<'_> {
        let caller = self
            .take_nearest()
            .or_else(|| lock(&self.others).pop())
            .unwrap_or_else(|| Box::new(Caller::new(vm.clone(), self.next_index())));
        Held::Taken(caller)
    }

    /// For a machine that is no worker's.
    pub(crate) fn next_index(&self) -> u32 {
        FIRST_INDEX.wrapping_add(self.made.fetch_add(1, Ordering::Relaxed))
    }

    /// Sees what its last user did with it.
    fn take_nearest(&self) -> Option<Box<Caller>> {
        let nearest = self.nearest.swap(ptr::null_mut(), Ordering::SeqCst);
        // SAFETY: C3.
        (!nearest.is_null()).then(|| unsafe { Box::from_raw(nearest) })
    }

    #[inline]
    fn give_back(&self, vm: &Arc<Vm>, mut held: Held<'_>) {
        let participant = &held.caller(vm).machine.participant;
        participant.unpin();
        if participant.has_retired() {
            participant.collect();
        }
        match held {
            Held::Own(place) => place.leave(),
            Held::Taken(caller) => self.keep(vm, caller),
        }
    }

    #[inline(never)]
    fn keep(&self, vm: &Vm, caller: Box<Caller>) {
        let caller = Box::into_raw(caller);
        if let Err(taken) = self.put_nearest(caller) {
            // SAFETY: it was not put anywhere.
            let caller = unsafe { Box::from_raw(taken) };
            let mut others = lock(&self.others);
            if others.len() < MOST_IDLE {
                others.push(caller);
            }
        }
        // A caller of no place holds its VM: once the VM has stopped nobody would break that circle. Whoever comes second, this look or the
        // VM's own `clear`, finds it: both write and then read in one order (SeqCst; a fence would cost a tenth of a call).
        if vm.is_stopping() {
            self.clear();
        }
    }

    fn put_nearest(&self, caller: *mut Caller) -> Result<(), *mut Caller> {
        self.nearest
            .compare_exchange(ptr::null_mut(), caller, Ordering::SeqCst, Ordering::Relaxed)
            .map(|_| ())
            .map_err(|_| caller)
    }

    /// The VM is stopping.
    pub(crate) fn clear(&self) {
        let others = std::mem::take(&mut *lock(&self.others));
        drop((self.take_nearest(), others));
    }
}

impl Drop for Callers {
    fn drop(&mut self) {
        self.clear();
    }
}

/// Where the end of a process is written that its caller waits for.
#[derive(Default)]
struct End {
    ended: Mutex<Option<Ended>>,
    signal: Condvar,
}

impl End {
    fn lock(&self) -> std::sync::MutexGuard<'_, Option<Ended>> {
        lock(&self.ended)
    }

    fn tell(&self, ended: Ended) {
        *self.lock() = Some(ended);
        self.signal.notify_all();
    }

    fn wait_for(&self, limit: Duration) -> Option<Ended> {
        let ended = self.lock();
        let (mut ended, _) = self
            .signal
            .wait_timeout_while(ended, limit, |ended| ended.is_none())
            .unwrap_or_else(PoisonError::into_inner);
        ended.take()
    }
}

thread_local! {
    /// How many functions of the host this thread is in, called by code in a machine. Nothing but a depth: it belongs to no VM.
    static DEPTH: Cell<u32> = const { Cell::new(0) };
}

/// Deeper than this a caller waits without running others, so that what they call does not pile up on this thread's stack.
const MOST_DEPTH: u32 = 16;

/// Runs a function of the host's that code in a machine called.
#[inline]
pub fn within_host<R>(run: impl FnOnce() -> R) -> R {
    struct Leave;
    impl Drop for Leave {
        #[inline]
        fn drop(&mut self) {
            DEPTH.with(|depth| depth.set(depth.get() - 1));
        }
    }
    DEPTH.with(|depth| depth.set(depth.get() + 1));
    let _leave = Leave;
    run()
}

impl Vm {
    /// Calls a function; `read` is shown how that ended. On this thread, until the process first sleeps.
    pub fn call_here(
        self: &Arc<Vm>,
        call: &Call<'_>,
        read: &mut dyn FnMut(Reply<'_>),
    ) -> Result<(), HostError> {
        if self.is_stopping() {
            read(self.stopped().reply());
            return Ok(());
        }
        let mut held = self.callers.take(self);
        let outcome = catch_unwind(AssertUnwindSafe(|| {
            held.caller(self).call(self, call, read)
        }));
        let Ok(outcome) = outcome else {
            // A bug of the machine: see `Worker::serve`.
            self.halt(PANIC_STATUS);
            self.stop();
            std::mem::forget(held);
            return Err(HostError::Broken);
        };
        self.callers.give_back(self, held);
        match outcome? {
            None => Ok(()),
            Some(panic) => resume_unwind(panic),
        }
    }
}

impl Ended {
    /// As a caller reads it.
    pub fn reply(&self) -> Reply<'_> {
        match self {
            Ended::Value(value) => Reply::Value(value.root()),
            Ended::Exit(reason) => Reply::Exit(reason.root()),
            Ended::Uncaught(class, pair) => Reply::Uncaught(*class, pair.root()),
            Ended::Limit(exceeded) => Reply::Limit(*exceeded),
            Ended::Stopped => Reply::Stopped,
        }
    }
}

/// What the host's reading of a result panicked with.
type Panic = Box<dyn std::any::Any + Send>;

pub(crate) struct Caller {
    machine: ManuallyDrop<Machine>,
    slot: Option<SlotRef>,
    /// Its machine's share of the VM counts; see C5.
    counts: bool,
}

// SAFETY: C2: it changes threads only between calls, when the machine points at no process.
unsafe impl Send for Caller {}

/// How long this call may take.
struct Deadline {
    start: Instant,
    timeout: Duration,
}

impl Deadline {
    fn of(call: &Call<'_>) -> Option<Deadline> {
        call.timeout.map(|timeout| Deadline {
            start: Instant::now(),
            timeout,
        })
    }

    fn left(&self) -> Duration {
        self.timeout.saturating_sub(self.start.elapsed())
    }

    fn exceeded(&self) -> Exceeded {
        Exceeded {
            which: Limit::Time,
            used: self.start.elapsed().as_millis() as u64,
            max: self.timeout.as_millis() as u64,
        }
    }
}

impl Caller {
    fn new(vm: Arc<Vm>, index: u32) -> Caller {
        let queue = LocalQueue::outside(vm.queues().clone());
        Caller {
            machine: ManuallyDrop::new(Machine::new(vm, index, queue)),
            slot: None,
            counts: true,
        }
    }

    /// One that goes with its VM.
    #[cold]
    fn part_of(vm: &Arc<Vm>) -> Box<Caller> {
        let mut caller = Caller::new(vm.clone(), vm.callers.next_index());
        caller.counts = false;
        // SAFETY: the share just made, which will not be given up again: see `drop`.
        unsafe { Arc::decrement_strong_count(Arc::as_ptr(vm)) };
        Box::new(caller)
    }

    /// `vm` is the machine's: passed along because a reference of one's own would be counted, at the price of a tenth of a call.
    fn call(
        &mut self,
        vm: &Vm,
        call: &Call<'_>,
        read: &mut dyn FnMut(Reply<'_>),
    ) -> Result<Option<Panic>, HostError> {
        let (slot, pid) = self.begin(vm, call)?;
        let deadline = Deadline::of(call);
        let end = match self.run(vm, slot, deadline.as_ref()) {
            None => return Ok(self.end(vm, slot, read)),
            Some(end) => end,
        };
        // The process sleeps; it is the table's now.
        self.slot = None;
        vm.processes().let_go(slot);
        let ended = self.wait(vm, pid, &end, deadline.as_ref());
        Ok(catch_unwind(AssertUnwindSafe(|| read(ended.reply()))).err())
    }

    /// A process that is about to call the function; this thread runs it.
    #[inline]
    fn begin(&mut self, vm: &Vm, call: &Call<'_>) -> Result<(SlotRef, LocalPid), HostError> {
        let slot = match self.slot {
            Some(slot) => slot,
            None => self.furnish(vm)?,
        };
        self.machine.forget_terms();
        // SAFETY: C1: at rest, so nobody else looks at it.
        let process = unsafe { slot.slot().process() };
        if let Err(error) = write_arguments(vm, process, call) {
            self.renew(slot);
            return Err(error);
        }
        // SAFETY: C1.
        let pid = unsafe { vm.processes().enter(slot) };
        process.pid = pid;
        process.pc = call.entry.cell().entry();
        process.group_leader = call.group_leader.unwrap_or(pid);
        process.initial_call = Some(call.entry.mfa());
        process.flags.detailed = true;
        if call.fuel.is_some() {
            process.ext_mut().fuel = call.fuel;
        }
        if call.max_heap_words > 0 {
            process.ext_mut().max_heap.size = call.max_heap_words;
            process.apply_heap_options();
        }
        Ok((slot, pid))
    }

    /// Runs the process until it ends (nothing) or sleeps (where its end will be told).
    #[inline]
    fn run(&mut self, vm: &Vm, slot: SlotRef, deadline: Option<&Deadline>) -> Option<Arc<End>> {
        // SAFETY: `begin` made the status `Running`.
        let process = unsafe { slot.slot().process() };
        let told: Cell<Option<Arc<End>>> = Cell::new(None);
        loop {
            let before_sleep = |process: &mut Process| told.set(Some(ask_to_be_told(vm, process)));
            match run_slice(&mut self.machine, slot, process, before_sleep) {
                SliceEnd::Asleep => return told.take().or_else(|| Some(Arc::default())),
                SliceEnd::Exited => {
                    if process.flags.watched {
                        process.flags.watched = false;
                        vm.unwatch(process.pid);
                    }
                    return None;
                }
                SliceEnd::Preempted if vm.is_stopping() => {
                    process.doomed = Some(Doom::Atom(crate::atom::atoms::KILLED));
                }
                SliceEnd::Preempted => {
                    if let Some(deadline) = deadline.filter(|deadline| deadline.left().is_zero()) {
                        process.doomed = Some(Doom::Limit(Box::new(deadline.exceeded())));
                    } else if vm.config().n_workers == 0 {
                        self.let_another_run();
                    }
                }
            }
            self.machine.forget_terms();
        }
    }

    /// The process has ended on this thread.
    #[inline]
    fn end(&mut self, vm: &Vm, slot: SlotRef, read: &mut dyn FnMut(Reply<'_>)) -> Option<Panic> {
        let answer = match (reply(&self.machine, true), vm.exceeded()) {
            (_, Some(exceeded)) => Reply::Limit(exceeded),
            (Reply::Exit(_), None) if vm.is_stopping() => Reply::Stopped,
            (answer, None) => answer,
        };
        let panic = catch_unwind(AssertUnwindSafe(|| read(answer))).err();
        // SAFETY: this thread runs the process.
        let process = unsafe { slot.slot().process() };
        leave(&mut self.machine, slot, process);
        process.renew();
        self.renew(slot);
        // SAFETY: as above; `leave` has closed the inbox.
        unsafe { vm.processes().rest(slot) };
        panic
    }

    /// An empty heap for the next call.
    fn renew(&mut self, slot: SlotRef) {
        // SAFETY: at rest, or run by this thread.
        let process = unsafe { slot.slot().process() };
        process.saved_x.clear();
        if process.heap.renew() {
            let bottom = &raw const self.machine.vm().builtin().bottom;
            // SAFETY: the heap is empty: there is room for one word.
            unsafe { stack::push(&mut process.heap, bottom, &[]) };
            return;
        }
        // Too large to keep. The next call makes another; if there is no memory then, it says so.
        process.heap.release(&mut self.machine.pool);
    }

    /// A process for calls, with its slot.
    #[cold]
    fn furnish(&mut self, vm: &Vm) -> Result<SlotRef, HostError> {
        let (slot, pid) = vm
            .processes()
            .reserve()
            .map_err(|_| SpawnError::TableFull)?;
        let mut env = HeapEnv {
            shared: vm.heap_shared(),
            pool: &mut self.machine.pool,
        };
        match new_heap(vm, &mut env, FIRST_WORDS) {
            Ok(heap) => {
                let process = Box::new(Process::new(pid, heap, pid));
                // SAFETY: just reserved (C1).
                unsafe { vm.processes().furnish(slot, process) };
                self.slot = Some(slot);
                Ok(slot)
            }
            Err(error) => {
                vm.processes().abandon(slot);
                Err(error.into())
            }
        }
    }

    /// Waits for the end of a process that slept.
    fn wait(&mut self, vm: &Vm, pid: LocalPid, end: &End, deadline: Option<&Deadline>) -> Ended {
        let depth = DEPTH.with(Cell::get);
        let helps = (vm.config().n_workers == 0 || depth > 0) && depth < MOST_DEPTH;
        loop {
            let mut limit = deadline.map_or(Duration::from_secs(3600), Deadline::left);
            if let Some(left) = vm.time_left() {
                limit = limit.min(left);
            }
            if helps {
                limit = if self.let_another_run() {
                    Duration::ZERO
                } else {
                    limit.min(IDLE)
                };
            }
            if let Some(ended) = end.wait_for(limit) {
                return ended;
            }
            vm.check_time();
            if let Some(deadline) = deadline.filter(|deadline| deadline.left().is_zero()) {
                let watched = vm.unwatch(pid).is_some();
                vm.kill(pid);
                // It may have ended in this moment.
                let ended = end.lock().take().filter(|_| !watched);
                return ended.unwrap_or(Ended::Limit(deadline.exceeded()));
            }
        }
    }

    /// Takes a turn as a worker. False: nothing is runnable.
    fn let_another_run(&mut self) -> bool {
        fire_timers(&mut self.machine);
        let Some(slot) = self.machine.queue.next() else {
            return worker::skip_time(self.machine.vm());
        };
        self.machine.forget_terms();
        run_queued(&mut self.machine, slot);
        self.machine.participant.unpin();
        true
    }
}

/// How long a thread that runs others sleeps when there is nothing to run.
const IDLE: Duration = Duration::from_micros(200);

/// The process is about to sleep: others will see its end.
fn ask_to_be_told(vm: &Vm, process: &mut Process) -> Arc<End> {
    let end = Arc::new(End::default());
    let theirs = end.clone();
    process.flags.watched = true;
    vm.watch(process.pid, Box::new(move |ended| theirs.tell(ended)));
    end
}

fn new_heap(vm: &Vm, env: &mut HeapEnv<'_>, words: usize) -> Result<ProcessHeap, OutOfMemory> {
    let mut heap = ProcessHeap::new(env, words)?;
    // SAFETY: the heap is new: there is room for one word.
    unsafe { stack::push(&mut heap, &raw const vm.builtin().bottom, &[]) };
    Ok(heap)
}

#[inline]
fn write_arguments(vm: &Vm, process: &mut Process, call: &Call<'_>) -> Result<(), HostError> {
    let words = call.arguments.words(vm);
    if process.heap.stack_end().is_null() || !process.heap.has_room(words) {
        make_room(vm, process, words)?;
    }
    let saved_x = &mut process.saved_x;
    let writer = process.heap.writer(words, vm.heap_shared());
    let mut push = |term: Term<'_>| saved_x.push(term.word());
    call.arguments.write(vm, &writer, &mut push)
}

/// A heap that has room for so many words.
#[cold]
fn make_room(vm: &Vm, process: &mut Process, words: usize) -> Result<(), HostError> {
    let mut pool = crate::heap::BlockPool::new(vm.heap_shared().account.clone());
    process.heap.release(&mut pool);
    let mut env = HeapEnv {
        shared: vm.heap_shared(),
        pool: &mut pool,
    };
    process.heap = new_heap(vm, &mut env, words.max(FIRST_WORDS))?;
    Ok(())
}

impl Drop for Caller {
    fn drop(&mut self) {
        // SAFETY: it is not used again.
        let mut machine = unsafe { ManuallyDrop::take(&mut self.machine) };
        if !self.counts {
            // The VM goes, with all processes and slots.
            return machine.part();
        }
        let Some(slot) = self.slot.take() else { return };
        // SAFETY: C1: nobody uses it any more.
        if let Some(mut process) = unsafe { machine.vm().processes().vacate(slot) } {
            process.heap.release(&mut machine.pool);
        }
    }
}
