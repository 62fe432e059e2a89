//! What a host does with processes: start one, wait for its end, call a function. The embed crate's public API stands on this.

use crate::atom::AtomError;
use crate::code::export::Mfa;
use crate::heap::{BlockPool, Fragment, OutOfMemory};
use crate::process::exit::{Ended, Watcher};
use crate::process::spawn::{Arguments, Options, SpawnError, Start, spawn};
use crate::process::state::Priority;
use crate::term::{LocalPid, Term};
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
            HostError::Stopped => "the virtual machine has stopped",
        })
    }
}

impl std::error::Error for HostError {}

impl Vm {
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
            *theirs.ended.lock().unwrap_or_else(PoisonError::into_inner) = Some(ended);
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
        self.end
            .ended
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}
