//! What a host does with processes: start one, wait for its end, call a function. The embed crate's public API stands on this.

/// Host mailboxes.
pub mod mailbox;

use crate::atom::{Atom, AtomError, atoms};
use crate::code::export::{EntryRef, Mfa};
use crate::heap::{BlockPool, Fragment, OutOfMemory, copy};
use crate::message::signal::{Envelope, Signal};
use crate::process::MaxHeap;
use crate::process::exit::{Ended, Reply, Watcher};
use crate::process::spawn::{Arguments, Options, SpawnError, Start, spawn};
use crate::process::state::Priority;
use crate::scheduler::caller::Call;
use crate::sync::plain::lock;
use crate::term::{LocalPid, Term};
use crate::timer::service::Event;
use crate::vm::Vm;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// A process that the host started, until its end is known.
pub struct Handle {
    pub pid: LocalPid,
    end: Arc<End>,
}

#[derive(Default)]
struct End {
    ended: Mutex<Option<Ended>>,
    signal: Condvar,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum HostError {
    Atom(AtomError),
    Spawn(SpawnError),
    Memory,
    /// The term belongs to another VM.
    Foreign,
    /// The value has no form as a term.
    NotTerm,
    /// Infinities and what is no number are no Erlang floats.
    NotFinite,
    /// A bug of the machine ended the VM.
    Broken,
    /// The VM was shut down, or has nothing to do while the process waits for ever (host-driven VMs only).
    Stopped,
}

impl From<AtomError> for HostError {
    fn from(error: AtomError) -> HostError {
        HostError::Atom(error)
    }
}

impl From<SpawnError> for HostError {
    fn from(error: SpawnError) -> HostError {
        HostError::Spawn(error)
    }
}

impl From<OutOfMemory> for HostError {
    fn from(_: OutOfMemory) -> HostError {
        HostError::Memory
    }
}

impl std::fmt::Display for HostError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            HostError::Atom(AtomError::TooLong) => "the name is too long for an atom",
            HostError::Atom(AtomError::TableFull) => "the atom table is full",
            HostError::Spawn(SpawnError::TableFull) => "there are too many processes",
            HostError::Spawn(SpawnError::Memory) | HostError::Memory => "out of memory",
            HostError::Foreign => "the term belongs to another virtual machine",
            HostError::NotTerm => "the value has no form as a term",
            HostError::NotFinite => "the number is no finite float",
            HostError::Broken => "the virtual machine has failed (this is a bug in it)",
            HostError::Stopped => "the virtual machine has stopped",
        })
    }
}

impl std::error::Error for HostError {}

/// Without arguments.
struct NoArguments;

impl crate::scheduler::caller::Arguments for NoArguments {
    fn words(&self, _: &Vm) -> usize {
        0
    }

    fn write<'w>(
        &self,
        _: &Vm,
        _: &crate::heap::Writer<'w>,
        _: &mut dyn FnMut(Term<'w>),
    ) -> Result<(), HostError> {
        Ok(())
    }
}

/// A process to start, and what it may use.
pub struct Begin<'c> {
    pub entry: EntryRef,
    pub arguments: &'c dyn crate::scheduler::caller::Arguments,
    pub group_leader: Option<LocalPid>,
    pub fuel: Option<u64>,
    pub timeout: Option<Duration>,
    /// 0: no limit of its own.
    pub max_heap_words: usize,
    /// Told of the end, in detail.
    pub watcher: Option<Watcher>,
}

impl Vm {
    /// Makes a module's code present if the loader has it. True: it is there (now).
    pub fn ensure_loaded(&self, module: Atom) -> bool {
        self.load_missing(module)
    }

    /// Starts the servers of the standard streams and of logging, as the program's boot module does, unless they are there. Gives the one of output.
    pub fn start_io_server(self: &Arc<Vm>) -> Option<LocalPid> {
        let mfa = Mfa {
            module: self.atom("user").ok()?,
            name: self.atom("start").ok()?,
            arity: 0,
        };
        if let Some(pid) = self.registry().find(mfa.module) {
            return Some(pid);
        }
        let call = Call {
            entry: self.exports().get(mfa),
            arguments: &NoArguments,
            group_leader: None,
            fuel: None,
            timeout: None,
            max_heap_words: 0,
        };
        let mut server = None;
        let read = &mut |reply: Reply<'_>| {
            if let Reply::Value(value) = reply {
                server = value.as_local_pid();
            }
        };
        self.call_here(&call, read).ok()?;
        server
    }

    /// Starts a process.
    pub fn begin(&self, begin: Begin<'_>) -> Result<LocalPid, HostError> {
        let shared = self.heap_shared();
        let words = begin.arguments.words(self) + 256;
        let arguments = Fragment::allocate(shared, words)?.build(shared, |w| {
            let mut terms = Vec::new();
            begin
                .arguments
                .write(self, w, &mut |term| terms.push(term))?;
            Ok::<_, HostError>(w.tuple(&terms))
        })?;
        let max_heap = (begin.max_heap_words > 0).then(|| MaxHeap {
            size: begin.max_heap_words,
            ..MaxHeap::default()
        });
        let options = Options {
            detailed: begin.watcher.is_some(),
            watcher: begin.watcher,
            group_leader: begin.group_leader,
            fuel: begin.fuel,
            max_heap,
            ..Options::default()
        };
        let start = Start::Function(begin.entry, Arguments::Fragment(arguments));
        let mut pool = BlockPool::new(shared.account.clone());
        let (slot, pid) = spawn(self, &mut pool, start, options)?;
        if let Some(timeout) = begin.timeout {
            self.expire(pid, timeout);
        }
        self.inject(slot, Priority::Normal);
        Ok(pid)
    }

    /// The process has so much time.
    fn expire(&self, pid: LocalPid, timeout: Duration) {
        let deadline = self.world().monotonic_ns() + timeout.as_nanos().min(1 << 62) as u64;
        let max_ms = timeout.as_millis() as u64;
        let (_, sooner) = self
            .timers()
            .start(0, deadline, Event::Expire { pid, max_ms });
        if sooner {
            self.lot().wake_one();
        }
    }

    /// Starts a process that calls `module:name` with the elements of the tuple `args`.
    pub fn spawn(
        self: &Arc<Vm>,
        module: &str,
        name: &str,
        args: Fragment,
    ) -> Result<Handle, HostError> {
        let end = Arc::new(End::default());
        let theirs = end.clone();
        let watcher: Watcher = Box::new(move |ended| {
            *lock(&theirs.ended) = Some(ended);
            theirs.signal.notify_all();
        });
        let pid = self.spawn_watched(module, name, args, watcher)?;
        Ok(Handle { pid, end })
    }

    /// The same; `watcher` is told of the end.
    pub fn spawn_watched(
        self: &Arc<Vm>,
        module: &str,
        name: &str,
        args: Fragment,
        watcher: Watcher,
    ) -> Result<LocalPid, HostError> {
        let arity = args.root().as_tuple().map_or(0, |tuple| tuple.len());
        let mfa = Mfa {
            module: self.atom(module)?,
            name: self.atom(name)?,
            arity: arity as u8,
        };
        let options = Options {
            watcher: Some(watcher),
            ..Options::default()
        };
        let entry = self.exports().get(mfa);
        let start = Start::Function(entry, Arguments::Fragment(args));
        let mut pool = BlockPool::new(self.heap_shared().account.clone());
        let (slot, pid) = spawn(self, &mut pool, start, options)?;
        self.inject(slot, Priority::Normal);
        Ok(pid)
    }

    /// A tuple of terms for `spawn`; `words` is the room the elements need.
    pub fn arguments(
        &self,
        words: usize,
        make: impl for<'w> FnOnce(&crate::heap::Writer<'w>) -> Vec<Term<'w>>,
    ) -> Result<Fragment, HostError> {
        let fragment = Fragment::allocate(self.heap_shared(), words + 257)?;
        let built = fragment.build(self.heap_shared(), |w| {
            let terms = make(w);
            Ok::<_, OutOfMemory>(w.tuple(&terms))
        });
        Ok(built?)
    }

    /// Ends a process at its next safe point; nothing if it has ended.
    pub fn kill(&self, pid: LocalPid) {
        self.exit(pid, pid, Term::atom(atoms::KILL));
    }

    /// An exit signal, as of `exit/2`.
    pub fn exit(&self, from: LocalPid, to: LocalPid, reason: Term<'_>) {
        let shared = self.heap_shared();
        let words = copy::words(reason, &shared.literals) + 4;
        let tuple = Fragment::allocate(shared, words).and_then(|fragment| {
            fragment.build(shared, |w| {
                let reason = copy::copy_into(reason, w)?;
                Ok(w.tuple(&[Term::atom(atoms::EXIT_TAG), Term::pid(from), reason]))
            })
        });
        // Without memory for a signal the process is stopped by that limit.
        if let Ok(tuple) = tuple {
            let signal = Signal::Exit {
                from,
                tuple,
                through: None,
            };
            // A process that has ended needs no signal.
            let _ = self.signal_from_outside(Envelope { target: to, signal });
        }
    }

    /// Wakes a process up that a native made wait (`Ctx::wait`).
    pub fn wake(&self, pid: LocalPid) {
        let _ = self.signal_from_outside(Envelope {
            target: pid,
            signal: Signal::Wake,
        });
    }

    /// Waits until the process has ended. Drives the VM if nobody else does.
    pub fn run_until_exit(self: &Arc<Vm>, handle: &Handle) -> Result<Ended, HostError> {
        loop {
            if let Some(ended) = handle.try_take() {
                return Ok(ended);
            }
            if self.is_stopping() {
                return Err(HostError::Stopped);
            }
            if self.config().n_workers > 0 {
                if let Some(ended) = handle.wait_for(Duration::from_millis(200)) {
                    return Ok(ended);
                }
            } else if !self.step(1000) && !handle.has_ended() && !self.sleep_until_timer() {
                return Err(HostError::Stopped);
            }
        }
    }

    /// Calls a function in a process of its own and waits for the result.
    pub fn call(
        self: &Arc<Vm>,
        module: &str,
        name: &str,
        args: Fragment,
    ) -> Result<Ended, HostError> {
        let handle = self.spawn(module, name, args)?;
        self.run_until_exit(&handle)
    }

    /// Host-driven: nothing is runnable; sleeps until the next timer. False: there is none.
    fn sleep_until_timer(&self) -> bool {
        let Some(next) = self.timers().next_ns() else {
            return false;
        };
        let now = self.world().monotonic_ns();
        std::thread::sleep(Duration::from_nanos(next.saturating_sub(now)));
        true
    }
}

impl Handle {
    pub fn try_take(&self) -> Option<Ended> {
        self.lock().take()
    }

    pub fn has_ended(&self) -> bool {
        self.lock().is_some()
    }

    /// Waits for at most that long.
    pub fn wait_for(&self, limit: Duration) -> Option<Ended> {
        let deadline = Instant::now() + limit;
        let mut ended = self.lock();
        while ended.is_none() {
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return None;
            }
            let waited = self.end.signal.wait_timeout(ended, left);
            ended = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
        ended.take()
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Option<Ended>> {
        lock(&self.end.ended)
    }
}
