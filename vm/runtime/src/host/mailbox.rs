//! Host mailboxes: a process of the VM whose messages go to the host.
//!
//! The process is an ordinary one, so links, monitors, aliases and `process_info` work as ever; what it runs is a native that puts each message
//! into the host's queue and sleeps. It traps exits. What the host does in its name are the signals that the process itself would send: the
//! process's own half is put into its inbox first, so that no answer comes before it.

use crate::atom::atoms;
use crate::bif::context::{Ctx, NativeFrame, Outcome};
use crate::code::export::{HostFunction, Mfa};
use crate::exception::raise::Raise;
use crate::heap::{BlockPool, Fragment, copy};
use crate::host::HostError;
use crate::limits::{Exceeded, Limit};
use crate::message::signal::{Envelope, MonitorRequest, Signal};
use crate::process::exit::down_message_noproc;
use crate::process::relation::{Link, MonitorTarget, Monitoring};
use crate::process::spawn::{Arguments, Options, Start, spawn};
use crate::process::state::Priority;
use crate::process::{Doom, Process};
use crate::sync::plain::lock;
use crate::term::{LocalPid, RefId, Term};
use crate::vm::Vm;
use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::task::Waker;
use std::time::{Duration, Instant};

/// Messages on their way from the process to the host.
#[derive(Default)]
struct Queue {
    /// In the order of arrival, with their numbers.
    messages: VecDeque<(u64, Fragment)>,
    wakers: Vec<Waker>,
    /// The process has ended: nothing more will come.
    closed: bool,
    /// The number of the last one.
    arrived: u64,
}

#[derive(Default)]
struct Shared {
    queue: Mutex<Queue>,
    signal: Condvar,
}

impl Shared {
    fn lock(&self) -> std::sync::MutexGuard<'_, Queue> {
        lock(&self.queue)
    }

    fn tell(&self, mut queue: std::sync::MutexGuard<'_, Queue>) {
        let wakers = std::mem::take(&mut queue.wakers);
        drop(queue);
        self.signal.notify_all();
        wakers.into_iter().for_each(Waker::wake);
    }
}

/// A mailbox of the host's. Dropping it ends its process.
pub struct Mailbox {
    vm: Arc<Vm>,
    pub pid: LocalPid,
    shared: Arc<Shared>,
}

/// What a search of the mailbox says of a message.
pub enum Found<R> {
    /// It is taken out.
    Take(R),
    /// It stays.
    Leave,
}

/// Where the process's code is found.
const MODULE: &str = "purlin_host";
const FUNCTION: &str = "mailbox";

impl Vm {
    /// A new process that receives for the host.
    pub fn mailbox(self: &Arc<Vm>) -> Result<Mailbox, HostError> {
        let mfa = Mfa {
            module: self.atom(MODULE)?,
            name: self.atom(FUNCTION)?,
            arity: 1,
        };
        let entry = match self.exports().find(mfa).filter(|e| e.cell().has_code()) {
            Some(entry) => entry,
            None => self.exports().define_host(mfa, Box::new(Main)),
        };
        let shared = Arc::new(Shared::default());
        // The native finds its queue in this table, by the number in its argument.
        let number = self.mailboxes.put(shared.clone());
        let argument = self.fragment(8, |w| w.tuple(&[w.unsigned(number)]))?;
        let end = shared.clone();
        let options = Options {
            watcher: Some(Box::new(move |_| {
                let mut queue = end.lock();
                queue.closed = true;
                end.tell(queue);
            })),
            ..Options::default()
        };
        let start = Start::Function(entry, Arguments::Fragment(argument));
        let mut pool = BlockPool::new(self.heap_shared().account.clone());
        let (slot, pid) = spawn(self, &mut pool, start, options)?;
        self.inject(slot, Priority::Normal);
        Ok(Mailbox {
            vm: self.clone(),
            pid,
            shared,
        })
    }
}

/// Mailboxes by their numbers.
type Waiting = Vec<(u64, Arc<Shared>)>;

/// Queues of mailboxes whose process has not begun yet.
#[derive(Default)]
pub(crate) struct Mailboxes {
    waiting: Mutex<(u64, Waiting)>,
}

impl Mailboxes {
    fn put(&self, shared: Arc<Shared>) -> u64 {
        let mut waiting = lock(&self.waiting);
        waiting.0 += 1;
        let number = waiting.0;
        waiting.1.push((number, shared));
        number
    }

    fn take(&self, number: u64) -> Option<Arc<Shared>> {
        let mut waiting = lock(&self.waiting);
        let index = waiting.1.iter().position(|entry| entry.0 == number)?;
        Some(waiting.1.swap_remove(index).1)
    }
}

/// What the process runs.
struct Main;

impl HostFunction for Main {
    fn call(&self, ctx: &mut Ctx<'_>) -> Outcome {
        let number = ctx.arg(0).as_u64().ok_or(Raise::BADARG)?;
        let shared = ctx.vm().mailboxes.take(number).ok_or(Raise::BADARG)?;
        ctx.process_mut().flags.trap_exit = true;
        // What came before the process first ran wakes it up no more.
        shared.forward(ctx);
        ctx.wait(Forward(shared), &[])
    }
}

struct Forward(Arc<Shared>);

impl NativeFrame for Forward {
    fn resume(&mut self, ctx: &mut Ctx<'_>) -> Outcome {
        self.0.forward(ctx);
        ctx.again_waiting(&[])
    }
}

impl Shared {
    /// What has arrived at the process goes to the host.
    fn forward(&self, ctx: &mut Ctx<'_>) {
        let mut arrived = Vec::new();
        while let Some(message) = ctx.process_mut().mailbox.accept() {
            // Nobody looks for literals of modules where it goes. Without memory for the copy it is lost.
            arrived.extend(copy::settled(message, ctx.vm().heap_shared()));
        }
        let mut queue = self.lock();
        for message in arrived {
            queue.arrived += 1;
            let number = queue.arrived;
            queue.messages.push_back((number, message));
        }
        let waiting = queue.messages.len();
        self.tell(queue);
        let max = ctx.vm().config().limits.max_mailbox;
        if waiting > max {
            ctx.vm().exceed(Exceeded {
                which: Limit::Mailbox,
                used: waiting as u64,
                max: max as u64,
            });
        }
    }
}

impl Mailbox {
    /// Looks at the messages in the order of their arrival until `look` takes one. Waits for more until the deadline; none: for ever.
    /// Nothing: the time is over, or the process has ended.
    pub fn receive<R>(
        &self,
        deadline: Option<Instant>,
        mut look: impl FnMut(&Fragment) -> Found<R>,
    ) -> Option<R> {
        let mut seen = 0;
        loop {
            let queue = self.shared.lock();
            let (queue, found) = search(queue, &mut seen, &mut look);
            if found.is_some() || queue.closed {
                return found;
            }
            let left = match deadline {
                Some(deadline) => deadline.saturating_duration_since(Instant::now()),
                None => Duration::MAX,
            };
            if left.is_zero() {
                return None;
            }
            self.wait(queue, left);
        }
    }

    /// The same without waiting: `waker` is woken up when there is something new. Ready without a result: the process has ended.
    pub fn poll<R>(
        &self,
        waker: &Waker,
        mut look: impl FnMut(&Fragment) -> Found<R>,
    ) -> std::task::Poll<Option<R>> {
        let (mut queue, found) = search(self.shared.lock(), &mut 0, &mut look);
        if found.is_some() || queue.closed {
            return std::task::Poll::Ready(found);
        }
        if !queue.wakers.iter().any(|known| known.will_wake(waker)) {
            queue.wakers.push(waker.clone());
        }
        std::task::Poll::Pending
    }

    /// Messages that have arrived and were not taken.
    pub fn len(&self) -> usize {
        self.shared.lock().messages.len()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Waits for something new. In VMs without workers the waiting thread is the worker.
    fn wait(&self, queue: std::sync::MutexGuard<'_, Queue>, limit: Duration) {
        let arrived = queue.arrived;
        let limit = limit.min(self.vm.time_left().unwrap_or(Duration::MAX));
        let limit = limit.min(Duration::from_secs(3600));
        if self.vm.config().n_workers == 0 {
            drop(queue);
            if !self.vm.step(100) {
                std::thread::sleep(limit.min(Duration::from_micros(200)));
            }
            return;
        }
        let waited = self
            .shared
            .signal
            .wait_timeout_while(queue, limit, |q| q.arrived == arrived && !q.closed)
            .unwrap_or_else(PoisonError::into_inner);
        drop(waited);
        self.vm.check_time();
    }

    /// Links to a process: its end comes as a message `{'EXIT', Pid, Reason}`, ours ends it.
    pub fn link(&self, other: LocalPid) {
        self.within(move |process| {
            process.relations().links.insert(other, Link::Active);
        });
        let refused = self.vm.signal_from_outside(Envelope {
            target: other,
            signal: Signal::Link { from: self.pid },
        });
        if refused.is_err()
            && let Ok(tuple) = self.exit_noproc(other)
        {
            self.own(Signal::LinkExit { from: other, tuple });
        }
    }

    pub fn unlink(&self, other: LocalPid) {
        self.within(move |process| {
            process.relations().links.remove(&other);
        });
        let unlink = Signal::Unlink {
            from: self.pid,
            id: 0,
        };
        // Gone already: then there is no link.
        let _ = self.vm.signal_from_outside(Envelope {
            target: other,
            signal: unlink,
        });
    }

    /// Watches a process: its end comes as a message `{'DOWN', Ref, process, Pid, Reason}`.
    pub fn monitor(&self, other: LocalPid) -> RefId {
        let reference = self.vm.host_ref_id();
        self.within(move |process| {
            let monitoring = Monitoring {
                target: MonitorTarget::Process(other),
                alias: None,
                is_settled: false,
            };
            process.relations().monitoring.insert(reference, monitoring);
        });
        let request = MonitorRequest {
            reference,
            from: self.pid,
            alias: false,
            name: None,
            tag: None,
        };
        let refused = self.vm.signal_from_outside(Envelope {
            target: other,
            signal: Signal::Monitor(Box::new(request)),
        });
        if refused.is_err()
            && let Some(message) = down_message_noproc(&self.vm, other, reference)
        {
            self.own(Signal::Down { reference, message });
        }
        reference
    }

    pub fn demonitor(&self, reference: RefId) {
        let vm = Arc::downgrade(&self.vm);
        self.within(move |process| {
            let ended = process.relations().drop_monitor(reference);
            if let (Some(ended), Some(vm)) = (ended, vm.upgrade())
                && let MonitorTarget::Process(target) = ended.target
            {
                let signal = Signal::Demonitor { reference };
                let _ = vm.signal_from_outside(Envelope { target, signal });
            }
        });
    }

    /// Gives the process a name. False: the name is taken.
    pub fn register(&self, name: &str) -> Result<bool, HostError> {
        let atom = self.vm.atom(name)?;
        if self.vm.registry().register(atom, self.pid).is_err() {
            return Ok(false);
        }
        self.within(move |process| process.ext_mut().name = Some(atom));
        Ok(true)
    }

    /// An exit signal from the process.
    pub fn exit(&self, other: LocalPid, reason: Term<'_>) {
        self.vm.exit(self.pid, other, reason);
    }

    fn exit_noproc(&self, other: LocalPid) -> Result<Fragment, HostError> {
        Ok(self.vm.fragment(4, |w| {
            w.tuple(&[
                Term::atom(atoms::EXIT_TAG),
                Term::pid(other),
                Term::atom(atoms::NOPROC),
            ])
        })?)
    }

    fn within(&self, run: impl FnOnce(&mut Process) + Send + 'static) {
        self.own(Signal::Host(Box::new(run)));
    }

    fn own(&self, signal: Signal) {
        // A process that has ended has no use for it.
        let _ = self.vm.signal_from_outside(Envelope {
            target: self.pid,
            signal,
        });
    }
}

/// Those after message number `seen`.
fn search<'q, R>(
    mut queue: std::sync::MutexGuard<'q, Queue>,
    seen: &mut u64,
    look: &mut impl FnMut(&Fragment) -> Found<R>,
) -> (std::sync::MutexGuard<'q, Queue>, Option<R>) {
    let from = queue.messages.partition_point(|message| message.0 <= *seen);
    for index in from..queue.messages.len() {
        if let Found::Take(taken) = look(&queue.messages[index].1) {
            queue.messages.remove(index);
            return (queue, Some(taken));
        }
    }
    *seen = queue.arrived;
    (queue, None)
}

impl Drop for Mailbox {
    fn drop(&mut self) {
        self.within(|process| process.doomed = Some(Doom::Atom(atoms::NORMAL)));
    }
}
