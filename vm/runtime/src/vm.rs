//! A virtual machine: everything hangs off one `Vm`; there is no global state, several live side by side.
//!
//! Boot: 1. tables and heaps (`Vm::new`), 2. natives into export cells, 3. worker threads (`start`), unless the host drives the only worker itself.
//! Shutdown (`shutdown`): 1. the flag is set, 2. all workers are woken and leave at their next safe point, 3. their threads are joined,
//! 4. the blocking pool closes. Processes that are left are dropped with the table.

use crate::atom::{Atom, AtomError};
use crate::bif::dispatch::natives;
use crate::code::compiler::CompilerService;
use crate::code::export::{Exports, Mfa};
use crate::code::fun_entry::FunEntries;
use crate::code::loader::LoadError;
use crate::code::module::{Rec, builtin_rec, function_header};
use crate::code::server::{CodeServer, ModuleLoader};
use crate::heap::{Fragment, HeapShared, OutOfMemory};
use crate::host::mailbox::Mailboxes;
use crate::interp::machine::Machine;
use crate::interp::table::{Loaded, word};
use crate::limits::{Exceeded, Limits};
use crate::message::signal::InfoRequest;
use crate::process::Process;
use crate::process::exit::{Ended, Watcher};
use crate::process::registry::Registry;
use crate::process::state::{Priority, Wake};
use crate::process::table::{ProcessTable, SlotRef};
use crate::scheduler::blocking::BlockingPool;
use crate::scheduler::caller::Callers;
use crate::scheduler::park::{Lot, MAX_WORKERS};
use crate::scheduler::run_queue::{LocalQueue, RunQueues};
use crate::scheduler::stand_in::{self, StandIns};
use crate::scheduler::worker::Worker;
use crate::sync::plain::lock;
use crate::term::{LocalPid, Term};
use crate::timer::service::Timers;
use crate::tracing::Tracing;
use crate::world::{RealWorld, SeededWorld, World};
use purlin_isa::module::Module;
use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasher, Hasher, RandomState};
use std::sync::atomic::{AtomicBool, AtomicU32, AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex, OnceLock, Weak};
use std::thread::JoinHandle;

/// How a VM is set up.
pub struct Config {
    /// Worker threads; 0: none, the host drives the only worker with `Vm::step`.
    pub n_workers: usize,
    /// Reductions of a slice.
    pub slice: u32,
    /// Words that a slice of a long collection moves.
    pub collection_slice: usize,
    /// Bytes that heaps, fragments, buffers and literals may take together.
    pub max_memory: usize,
    pub max_processes: usize,
    pub max_atoms: u32,
    /// Collect at every chance, poison, verify.
    pub gc_stress: bool,
    /// Virtual time and a fixed order from a seed; wants at most one worker.
    pub seed: Option<u64>,
    pub capabilities: Capabilities,
    /// What else the VM may use.
    pub limits: Limits,
    /// Where time and random numbers come from, in place of the real clock or `seed`.
    pub world: Option<Box<dyn World>>,
    pub output: Arc<dyn Output>,
    /// Where standard input comes from, if not from the host process's own.
    pub input: Option<Arc<dyn Input>>,
    pub loader: Option<Box<dyn ModuleLoader>>,
    /// Scans, parses and compiles for `erl_scan`, `erl_parse` and `compile`.
    pub compiler: Option<Arc<dyn CompilerService>>,
}

impl Default for Config {
    fn default() -> Self {
        Config {
            n_workers: std::thread::available_parallelism().map_or(1, |n| n.get().min(MAX_WORKERS)),
            slice: 4000,
            collection_slice: crate::heap::gc::SLICE_WORDS,
            max_memory: usize::MAX,
            max_processes: 1 << 20,
            max_atoms: crate::atom::table::DEFAULT_ATOM_LIMIT,
            gc_stress: false,
            seed: None,
            capabilities: Capabilities::default(),
            limits: Limits::NONE,
            world: None,
            output: Arc::new(Discard),
            input: None,
            loader: None,
            compiler: None,
        }
    }
}

/// What code in the VM may do outside. Nothing unless granted.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Capabilities {
    pub read_files: bool,
    pub write_files: bool,
    pub network: bool,
    pub environment: bool,
    pub os_processes: bool,
    /// `halt/0,1`.
    pub halt: bool,
}

impl Capabilities {
    pub const ALL: Capabilities = Capabilities {
        read_files: true,
        write_files: true,
        network: true,
        environment: true,
        os_processes: true,
        halt: true,
    };
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stream {
    Out,
    Err,
}

/// Where the VM's standard output and error go.
pub trait Output: Send + Sync {
    /// Writes all of it, however long that takes.
    fn write(&self, stream: Stream, bytes: &[u8]);
    /// Writes what can be written without waiting for a reader; gives the number of bytes that were taken. Called by workers: the rest
    /// goes through `write` elsewhere while the process waits.
    fn try_write(&self, stream: Stream, bytes: &[u8]) -> usize {
        self.write(stream, bytes);
        bytes.len()
    }
    /// Columns and rows, if it is a terminal.
    fn size(&self, _: Stream) -> Option<(u16, u16)> {
        None
    }
    fn flush(&self) {}
}

/// Where the VM's standard input comes from.
pub trait Input: Send + Sync {
    /// What there is, at least a byte; 0 at the end. May wait: it is not called by workers.
    fn read(&self, bytes: &mut [u8]) -> std::io::Result<usize>;
}

/// Drops everything.
pub struct Discard;

impl Output for Discard {
    fn write(&self, _: Stream, _: &[u8]) {}
}

/// Counts that belong to nobody.
#[derive(Default)]
pub struct Counters {
    /// Messages to processes that do not exist.
    pub dead_letters: AtomicU64,
    pub collections: AtomicU64,
    pub reductions: AtomicU64,
    pub slices: AtomicU64,
    pub spawned: AtomicU64,
}

/// Words and records that belong to no module.
pub(crate) struct Builtin {
    words: Box<[u64]>,
    /// Below every stack.
    pub bottom: Rec,
    /// "No site": no frame, nothing live, no handler.
    pub entry: Rec,
    /// A record for native frames of each number of terms, and, last, that of traced returns.
    native: Box<[Rec]>,
}

/// What a frame knows of a function whose return is traced (`interp/tracing.rs`).
pub(crate) const TRACE_SLOTS: usize = 6;

// SAFETY: the records' pointers lead into `words` and to statics; nothing is written after it is made.
unsafe impl Send for Builtin {}
// SAFETY: as above.
unsafe impl Sync for Builtin {}

static ALL_Y: [u16; 256] = {
    let mut all = [0; 256];
    let mut i = 0;
    while i < 256 {
        all[i] = i as u16;
        i += 1;
    }
    all
};

impl Builtin {
    const FINISH: usize = 1;
    const NATIVE_RESUME: usize = 2;
    const STOP: usize = 3;
    const TRACE_RETURN: usize = 4;
    const APPLY_FUN: usize = 6;

    fn new() -> Box<Builtin> {
        let words: Box<[u64]> = Box::new([
            function_header(u32::MAX, 0),
            word(Loaded::Finish, 1, 0, 0, 0),
            word(Loaded::NativeResume, 1, 0, 0, 0),
            word(Loaded::Stop, 1, 0, 0, 0),
            word(Loaded::TraceReturn, 1, 0, 0, 0),
            // erlang:apply/2 as a process starts with it: the fun in x0, no arguments.
            function_header(u32::MAX, 1),
            word(Loaded::CallFunTail, 2, 0, 0, 0),
            0,
        ]);
        let finish = &raw const words[Builtin::FINISH];
        let resume = &raw const words[Builtin::NATIVE_RESUME];
        let trace_return = &raw const words[Builtin::TRACE_RETURN];
        let native = (0..ALL_Y.len())
            .map(|n| builtin_rec(resume, n as u32, &ALL_Y[..n]))
            .chain([builtin_rec(
                trace_return,
                TRACE_SLOTS as u32,
                &ALL_Y[..TRACE_SLOTS],
            )])
            .collect();
        let mut builtin = Box::new(Builtin {
            words,
            bottom: builtin_rec(finish, 0, &[]),
            entry: builtin_rec(finish, crate::code::module::NO_FRAME, &[]),
            native,
        });
        let entry = &raw const builtin.entry as u64;
        builtin.words[Builtin::APPLY_FUN + 1] = entry;
        builtin
    }

    /// A native's record or that of traced returns.
    pub fn is_own(&self, rec: *const Rec) -> bool {
        self.native.as_ptr_range().contains(&rec)
    }

    pub fn trace_rec(&self) -> *const Rec {
        &raw const self.native[ALL_Y.len()]
    }

    pub fn stop(&self) -> *const u64 {
        &self.words[Builtin::STOP]
    }

    pub fn native_resume(&self) -> *const u64 {
        &self.words[Builtin::NATIVE_RESUME]
    }

    pub fn apply_fun(&self) -> *const u64 {
        &self.words[Builtin::APPLY_FUN]
    }
}

pub struct Vm {
    this: Weak<Vm>,
    identity: u64,
    config: Config,
    heap: HeapShared,
    builtin: Box<Builtin>,
    exports: Exports,
    funs: Arc<FunEntries>,
    code: CodeServer,
    /// Modules whose sources are there but do not compile, and that standard error told of.
    unloadable: Mutex<HashSet<Atom>>,
    processes: ProcessTable,
    registry: Registry,
    timers: Timers,
    queues: Arc<RunQueues>,
    lot: Lot,
    blocking: BlockingPool,
    world: Box<dyn World>,
    tracing: Tracing,
    pub(crate) born_ns: u64,
    /// Is there a limit to look at after each slice?
    pub(crate) has_limits: bool,
    pub(crate) exceeded: OnceLock<Exceeded>,
    /// Reductions of all processes, if they are limited.
    pub(crate) spent: AtomicU64,
    /// Who is to be told of the end of which process.
    watchers: Mutex<HashMap<LocalPid, Watcher>>,
    /// Of host threads that call functions, while they do not.
    pub(crate) callers: Callers,
    /// Threads that run others while workers are held up.
    pub(crate) stand_ins: StandIns,
    pub(crate) mailboxes: Mailboxes,
    pub counters: Counters,
    /// What `erlang:system_flag/2` sets.
    pub flags: SystemFlags,
    stopping: AtomicBool,
    pub(crate) halted: Mutex<Option<i32>>,
    pub(crate) halt_signal: Condvar,
    threads: Mutex<Vec<JoinHandle<()>>>,
    /// The worker that the host drives.
    driven: Mutex<Option<Box<Worker>>>,
    spare_queues: Mutex<Vec<LocalQueue>>,
    host_refs: AtomicU64,
    exit_hooks: OnceLock<Vec<ExitHook>>,
    info_hook: OnceLock<InfoHook>,
    crash_hook: OnceLock<CrashHook>,
    stores: crate::bif::stores::Stores,
}

/// Settings of the whole machine that programs may change.
pub struct SystemFlags {
    /// Frames of a stack trace.
    pub backtrace_depth: AtomicU32,
    /// `fullsweep_after` of processes that are not told otherwise.
    pub fullsweep_after: AtomicU32,
}

impl Default for SystemFlags {
    fn default() -> SystemFlags {
        SystemFlags {
            backtrace_depth: AtomicU32::new(8),
            fullsweep_after: AtomicU32::new(DEFAULT_FULLSWEEP),
        }
    }
}

/// `fullsweep_after` unless told otherwise.
pub const DEFAULT_FULLSWEEP: u32 = 65_535;

/// Told of errors that nobody caught while no logger is registered.
pub type CrashHook = Box<dyn Fn(&Vm, LocalPid, Term<'_>) + Send + Sync>;

/// Told of each process that ends: tables and others that belong to processes.
pub type ExitHook = fn(&Vm, LocalPid);

/// Makes the answer to `process_info` of another process.
pub type InfoHook = fn(&mut Machine, &mut Process, InfoRequest);

impl Vm {
    /// A VM whose workers run already.
    pub fn new(mut config: Config) -> Result<Arc<Vm>, OutOfMemory> {
        let n_workers = config.n_workers.clamp(0, MAX_WORKERS);
        let n_queues = n_workers.max(1);
        let (queues, local) = RunQueues::new(n_queues);
        let world: Box<dyn World> = match (config.world.take(), config.seed) {
            (Some(world), _) => world,
            (None, Some(seed)) => Box::new(SeededWorld::new(seed)),
            (None, None) => Box::new(RealWorld::default()),
        };
        let mut heap = HeapShared::new(config.max_atoms, config.max_memory)?;
        heap.stress = config.gc_stress;
        let vm = Arc::new_cyclic(|this| Vm {
            this: this.clone(),
            identity: RandomState::new().build_hasher().finish(),
            funs: Arc::new(FunEntries::new(heap.literals.ground())),
            heap,
            builtin: Builtin::new(),
            exports: Exports::default(),
            code: CodeServer::default(),
            unloadable: Mutex::default(),
            processes: ProcessTable::new(config.max_processes),
            registry: Registry::default(),
            timers: Timers::new(n_queues, world.monotonic_ns()),
            queues,
            lot: Lot::new(n_queues),
            blocking: BlockingPool::new(8),
            tracing: Tracing::default(),
            born_ns: world.monotonic_ns(),
            has_limits: config.limits.are_checked(),
            exceeded: OnceLock::new(),
            spent: AtomicU64::new(0),
            watchers: Mutex::new(HashMap::new()),
            callers: Callers::default(),
            stand_ins: StandIns::new(n_queues),
            mailboxes: Mailboxes::default(),
            world,
            counters: Counters::default(),
            flags: SystemFlags::default(),
            stopping: AtomicBool::new(false),
            halted: Mutex::new(None),
            halt_signal: Condvar::new(),
            threads: Mutex::new(Vec::new()),
            driven: Mutex::new(None),
            spare_queues: Mutex::new(Vec::new()),
            host_refs: AtomicU64::new(0),
            exit_hooks: OnceLock::from(vec![crate::table::owner_ended as ExitHook]),
            crash_hook: OnceLock::new(),
            info_hook: OnceLock::from(crate::bif::info::answer as InfoHook),
            stores: crate::bif::stores::Stores::default(),
            config,
        });
        vm.define_natives();
        vm.start(n_workers, local);
        Ok(vm)
    }

    fn define_natives(&self) {
        for row in natives() {
            let (Ok(module), Ok(name)) = (self.atom(row.module), self.atom(row.name)) else {
                continue;
            };
            let mfa = Mfa {
                module,
                name,
                arity: row.arity,
            };
            self.exports.define_native(mfa, row.native);
        }
    }

    fn start(self: &Arc<Vm>, n_workers: usize, local: Vec<LocalQueue>) {
        if n_workers == 0 {
            *lock(&self.spare_queues) = local;
            return;
        }
        let mut threads = lock(&self.threads);
        for (index, queue) in local.into_iter().enumerate() {
            let vm = self.clone();
            let started = std::thread::Builder::new()
                .name(format!("purlin-worker-{index}"))
                .spawn(move || Worker::new(vm, index, queue).serve());
            threads.extend(started.ok());
        }
        threads.extend(stand_in::start(self));
    }

    /// Runs the host-driven worker for at most `n` slices; true: there is more to do now. Only with `n_workers: 0`.
    pub fn step(self: &Arc<Vm>, n: usize) -> bool {
        let mut driven = lock(&self.driven);
        if driven.is_none() {
            let queue = lock(&self.spare_queues).pop();
            *driven = queue.map(|queue| Box::new(Worker::new(self.clone(), 0, queue)));
        }
        let more = match driven.as_deref_mut() {
            Some(worker) => (0..n).all(|_| !self.is_stopping() && worker.step()),
            None => false,
        };
        if self.is_stopping() {
            *driven = None;
        }
        more
    }

    /// One more thread to wait for at the end.
    pub(crate) fn add_thread(&self, thread: JoinHandle<()>) {
        lock(&self.threads).push(thread);
    }

    pub fn shutdown(self: &Arc<Vm>) {
        self.stop();
        let own = std::thread::current().id();
        loop {
            // Until the watcher has ended there may come new ones.
            let threads = std::mem::take(&mut *lock(&self.threads));
            if threads.is_empty() {
                break;
            }
            for thread in threads {
                if thread.thread().id() != own {
                    // A worker that panicked is a bug that has been reported by its panic already.
                    let _ = thread.join();
                }
            }
        }
        // Held by a thread that drives the machine just now, this one perhaps: then `step` drops the worker.
        if let Ok(mut driven) = self.driven.try_lock() {
            *driven = None;
        }
        self.callers.clear();
        self.blocking.close();
        self.halt_signal.notify_all();
    }

    /// Workers leave at their next safe point; `shutdown` waits for them.
    pub fn stop(&self) {
        self.stopping.store(true, Ordering::SeqCst);
        self.lot.wake_all();
        self.stand_ins.wake_all();
        // Whoever waits holds the lock between looking and sleeping.
        drop(lock(&self.halted));
        self.halt_signal.notify_all();
        let watchers = std::mem::take(&mut *self.lock_watchers());
        for watcher in watchers.into_values() {
            watcher(self.stopped());
        }
    }

    /// What watchers are told once the VM has stopped.
    pub(crate) fn stopped(&self) -> Ended {
        self.exceeded().map_or(Ended::Stopped, Ended::Limit)
    }

    /// `watcher` is told of the end of that process, which must say that it is watched. At once, if the VM has stopped.
    pub(crate) fn watch(&self, pid: LocalPid, watcher: Watcher) {
        self.lock_watchers().insert(pid, watcher);
        if self.stopping.load(Ordering::SeqCst)
            && let Some(watcher) = self.unwatch(pid)
        {
            watcher(self.stopped());
        }
    }

    pub(crate) fn unwatch(&self, pid: LocalPid) -> Option<Watcher> {
        self.lock_watchers().remove(&pid)
    }

    fn lock_watchers(&self) -> std::sync::MutexGuard<'_, HashMap<LocalPid, Watcher>> {
        lock(&self.watchers)
    }

    pub fn is_stopping(&self) -> bool {
        // SeqCst, which costs a load nothing: see `Callers::give_back`.
        self.stopping.load(Ordering::SeqCst)
    }

    /// `erlang:halt/1`: the host is told; it decides what to do.
    pub fn halt(&self, status: i32) {
        let mut halted = lock(&self.halted);
        halted.get_or_insert(status);
        drop(halted);
        self.halt_signal.notify_all();
    }

    pub fn halt_status(&self) -> Option<i32> {
        *lock(&self.halted)
    }

    /// Loads a module; the code runs from the next call on.
    pub fn load(self: &Arc<Vm>, module: &Module) -> Result<Atom, LoadError> {
        crate::code::loader::load(self, module)
    }

    /// Makes a module's code present if the loader has it. True: it is there (now).
    pub(crate) fn load_missing(&self, module: Atom) -> bool {
        if self.code.is_published(module) {
            return true;
        }
        let Some(loader) = &self.config.loader else {
            return false;
        };
        match loader.load(self.heap.atoms.text(module)) {
            Some(Ok(file)) => {
                let loaded = crate::code::loader::load_missing(self, &file.module, file.stays);
                loaded.is_ok() && self.code.is_published(module)
            }
            Some(Err(problem)) => {
                self.report_unloadable(module, &problem);
                false
            }
            None => false,
        }
    }

    /// A module is there but does not load: its callers only see `undef`, so standard error says why, once.
    fn report_unloadable(&self, module: Atom, problem: &str) {
        let mut told = lock(&self.unloadable);
        if told.insert(module) {
            let text = format!("{}\n", problem.trim_end());
            self.config.output.write(Stream::Err, text.as_bytes());
        }
    }

    /// One more owner.
    pub fn share(&self) -> Arc<Vm> {
        self.this
            .upgrade()
            .expect("whoever borrows a VM borrows it from an owner")
    }

    /// Tells VMs of one host process apart.
    #[inline]
    pub fn identity(&self) -> u64 {
        self.identity
    }

    pub fn atom(&self, text: &str) -> Result<Atom, AtomError> {
        self.heap.atoms.intern(text)
    }

    #[inline]
    pub fn heap_shared(&self) -> &HeapShared {
        &self.heap
    }

    pub fn config(&self) -> &Config {
        &self.config
    }

    #[inline]
    pub(crate) fn builtin(&self) -> &Builtin {
        &self.builtin
    }

    pub(crate) fn entry_rec(&self) -> *const Rec {
        &self.builtin.entry
    }

    pub(crate) fn native_rec(&self, n_terms: usize) -> Option<*const Rec> {
        let natives = &self.builtin.native[..ALL_Y.len()];
        natives.get(n_terms).map(std::ptr::from_ref)
    }

    pub fn exports(&self) -> &Exports {
        &self.exports
    }

    pub fn funs(&self) -> &Arc<FunEntries> {
        &self.funs
    }

    pub fn code(&self) -> &CodeServer {
        &self.code
    }

    pub fn processes(&self) -> &ProcessTable {
        &self.processes
    }

    pub fn registry(&self) -> &Registry {
        &self.registry
    }

    pub fn timers(&self) -> &Timers {
        &self.timers
    }

    pub fn queues(&self) -> &Arc<RunQueues> {
        &self.queues
    }

    pub fn lot(&self) -> &Lot {
        &self.lot
    }

    pub fn blocking(&self) -> &BlockingPool {
        &self.blocking
    }

    pub(crate) fn tracing(&self) -> &Tracing {
        &self.tracing
    }

    /// What natives keep: tables, persistent terms, counters.
    pub fn stores(&self) -> &crate::bif::stores::Stores {
        &self.stores
    }

    /// Set once, before processes run.
    pub fn set_exit_hooks(&self, hooks: Vec<ExitHook>) {
        let _ = self.exit_hooks.set(hooks);
    }

    pub fn exit_hooks(&self) -> &[ExitHook] {
        self.exit_hooks.get().map_or(&[], Vec::as_slice)
    }

    pub fn set_info_hook(&self, hook: InfoHook) {
        let _ = self.info_hook.set(hook);
    }

    pub fn info_hook(&self) -> Option<InfoHook> {
        self.info_hook.get().copied()
    }

    pub fn set_crash_hook(&self, hook: CrashHook) {
        let _ = self.crash_hook.set(hook);
    }

    pub fn crash_hook(&self) -> Option<&CrashHook> {
        self.crash_hook.get()
    }

    pub fn world(&self) -> &dyn World {
        &*self.world
    }

    pub fn output(&self) -> &dyn Output {
        &*self.config.output
    }

    /// A reference made outside the workers.
    pub fn host_ref_id(&self) -> crate::term::RefId {
        crate::term::RefId {
            high: u32::MAX,
            low: self.host_refs.fetch_add(1, Ordering::Relaxed) + 1,
        }
    }

    /// A process became runnable, by somebody who is no worker.
    pub(crate) fn inject(&self, slot: SlotRef, priority: Priority) {
        self.queues.inject(slot, priority);
        self.lot.wake_one();
    }

    /// Sends a signal from outside the workers; the signal comes back if nobody is there.
    pub(crate) fn signal_from_outside(
        &self,
        envelope: crate::message::signal::Envelope,
    ) -> Result<(), crate::message::signal::Signal> {
        let Some(slot) = self.processes.find(envelope.target) else {
            return Err(envelope.signal);
        };
        let target = slot.slot();
        target
            .inbox
            .push(envelope)
            .map_err(|closed| closed.0.signal)?;
        if let Wake::Enqueue(priority) = target.status.wake() {
            self.inject(slot, priority);
        }
        Ok(())
    }

    /// Sends a message from outside.
    pub fn send(&self, to: LocalPid, message: Fragment) {
        let envelope = crate::message::signal::Envelope {
            target: to,
            signal: crate::message::signal::Signal::Message(message),
        };
        if self.signal_from_outside(envelope).is_err() {
            self.counters.dead_letters.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// Builds a fragment from outside: `words` is the room it needs.
    pub fn fragment(
        &self,
        words: usize,
        make: impl for<'w> FnOnce(&crate::heap::Writer<'w>) -> Term<'w>,
    ) -> Result<Fragment, OutOfMemory> {
        Fragment::allocate(&self.heap, words)?.build(&self.heap, |w| Ok(make(w)))
    }
}

impl Drop for Vm {
    /// Processes that are left give their memory back; nothing runs any more.
    fn drop(&mut self) {
        let mut pool = crate::heap::BlockPool::new(self.heap.account.clone());
        for mut process in self.processes.take_all() {
            process.native_frames.clear();
            process.heap.release(&mut pool);
        }
    }
}
