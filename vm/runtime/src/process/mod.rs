//! A process: its heap and stack, where it goes on, its mailbox, and what it is to others.
//!
//! Who may touch it: the worker that runs it (table.rs, T2). Others send signals.

/// The status word.
pub mod state;

/// Frames.
pub mod stack;

/// The process table.
pub mod table;

/// Registered names.
pub mod registry;

/// The process dictionary.
pub mod dictionary;

/// Making processes.
pub mod spawn;

/// The end of a process.
pub mod exit;

/// A small ordered map.
pub mod few;

/// Links, monitors, aliases.
pub mod relation;

/// `process_info` of others.
pub mod info;

use crate::atom::Atom;
use crate::bif::context::NativeState;
use crate::code::export::Mfa;
use crate::exception::raise::Raise;
use crate::heap::copy::CopyJob;
use crate::heap::{Fragment, ProcessHeap};
use crate::limits::Exceeded;
use crate::message::mailbox::Mailbox;
use crate::message::signal::Signal;
use crate::term::{LocalPid, RefId, Term, Word};
use crate::timer::wheel::TimerId;
use crate::tracing::Traced;
use crate::vm::Vm;
use dictionary::Dictionary;
use relation::Relations;
use smallvec::SmallVec;
use state::Priority;
use std::collections::BTreeMap;

pub struct Process {
    pub heap: ProcessHeap,
    pub pid: LocalPid,
    /// Where it goes on when it runs.
    pub(crate) pc: *const u64,
    /// Left in this slice; may go below zero.
    pub reductions: i64,
    /// Of all slices before this one.
    pub reductions_before: u64,
    /// Live X registers while it does not run: x0...
    pub(crate) saved_x: SavedX,
    pub mailbox: Mailbox,
    pub flags: Flags,
    pub priority: Priority,
    /// What of it is traced, as far as that is looked at often (`tracing::hurry`).
    pub(crate) watch: u8,
    /// Signals wait until its stack can be looked at.
    pub(crate) deferred: bool,
    pub group_leader: LocalPid,
    pub parent: Option<LocalPid>,
    pub initial_call: Option<Mfa>,
    /// Paused natives, innermost last: one for each native record on the stack.
    pub(crate) native_frames: NativeFrames,
    pub(crate) wait: Wait,
    /// It must end with this reason (`{'EXIT', From, Reason}` tuple's reason) as soon as it is looked at.
    pub(crate) doomed: Option<Doom>,
    ext: Option<Box<Extension>>,
}

// SAFETY: the raw pointers lead to code and records, which are shared and immutable, and to its own heap; a process is used by one thread at a
// time (table.rs, T2).
unsafe impl Send for Process {}

/// Why a process must end.
pub enum Doom {
    /// The tuple's third element is the reason.
    Tuple(Fragment),
    Atom(Atom),
    /// It used more than it may.
    Limit(Box<Exceeded>),
}

#[derive(Clone, Copy, Default, Debug)]
pub struct Flags {
    pub trap_exit: bool,
    pub message_queue_off_heap: bool,
    pub suspended: u32,
    pub sensitive: bool,
    pub async_dist: bool,
    /// The host has a watcher for it.
    pub watched: bool,
    /// Its watcher wants class and stack trace of what nobody caught.
    pub detailed: bool,
    /// Long work is under way on its terms: it does not run, and nothing collects it.
    pub working: bool,
    /// That work is over; what asked for it goes on next.
    pub worked: bool,
}

/// X registers of a process that does not run: few, mostly.
pub(crate) type SavedX = SmallVec<[Word; 2]>;

/// Paused natives: most processes have none, so they are reached through a pointer.
#[derive(Default)]
pub(crate) struct NativeFrames(
    #[expect(clippy::box_collection, reason = "one word when empty")] Option<Box<Vec<NativeState>>>,
);

impl NativeFrames {
    pub fn push(&mut self, state: NativeState) {
        self.0.get_or_insert_default().push(state);
    }

    pub fn pop(&mut self) -> Option<NativeState> {
        self.0.as_mut()?.pop()
    }

    pub fn clear(&mut self) {
        self.0 = None;
    }

    /// The function of the native that paused last.
    pub fn innermost(&self) -> Option<Mfa> {
        self.0.as_ref()?.last().map(|state| state.mfa)
    }
}

/// What a sleeping receive waits for besides messages.
#[derive(Default)]
pub(crate) struct Wait {
    /// Shard and timer.
    pub timer: Option<(u32, TimerId)>,
    /// Counts waits with a timeout: an old timer's signal says an old number.
    pub serial: u32,
    /// The timer of the current receive has fired.
    pub timed_out: bool,
    /// A receive timeout has been started for the current receive.
    pub started: bool,
}

/// Rarely used parts, made when first needed.
#[derive(Default)]
pub struct Extension {
    pub dictionary: Dictionary,
    pub relations: Relations,
    pub name: Option<Atom>,
    pub error_handler: Option<Atom>,
    pub fullsweep_after: Option<u32>,
    pub min_heap_size: Option<u32>,
    pub min_bin_vheap_size: Option<u32>,
    pub max_heap: MaxHeap,
    /// Answers to requests this process made, until its native frame takes them.
    pub answers: Vec<(RefId, Fragment)>,
    /// Who waits until it has been collected.
    pub collectors: Vec<(LocalPid, RefId)>,
    /// What it was asked about code that goes, and has not answered.
    pub(crate) questions: Vec<crate::code::reclaim::Question>,
    /// What is done for it in slices.
    pub(crate) work: Work,
    /// That began where nobody knows which registers live and what frame there is.
    pub(crate) opaque: bool,
    /// Signals that came meanwhile and look at these.
    deferred: Vec<Signal>,
    /// `process_flag(save_calls, ...)`: kept, though calls are not recorded.
    pub save_calls: u16,
    /// `process_flag(scheduler, ...)`: kept, though processes go where there is room for them.
    pub scheduler: u16,
    /// Whom it suspended, how often.
    pub suspending: BTreeMap<LocalPid, u32>,
    /// Who suspended it.
    pub suspenders: Vec<LocalPid>,
    /// Blocked in a call: whom, on what reference, until when.
    pub calling: Option<CallState>,
    pub(crate) traced: Vec<Traced>,
    /// The traced entry where it stands, which it has passed: it begins its first instruction anew. With `Points::removals` as it was.
    pub(crate) passed: Option<(usize, u64)>,
    /// The system monitor has been told that its message queue is long.
    pub(crate) long_queue: bool,
    pub max_messages: Option<usize>,
    /// Reductions it may use in all its life.
    pub fuel: Option<u64>,
}

/// Work on terms of a process in slices, while the process neither runs nor is collected: so the terms stay where they are, and the work may
/// know them by their words. What comes of it is a fragment, which may point to them too.
pub(crate) trait LongWork: Send {
    /// Goes on, for about as long as copying `budget` words takes; the result, when done. After that, and after an error, the work is spent.
    fn step(&mut self, vm: &Vm, budget: usize) -> Result<Option<Fragment>, Raise>;
}

/// Long work of a process.
#[derive(Default)]
pub(crate) enum Work {
    #[default]
    None,
    UnderWay(Box<dyn LongWork>),
    Over(Result<Fragment, Raise>),
}

impl LongWork for CopyJob {
    fn step(&mut self, vm: &Vm, budget: usize) -> Result<Option<Fragment>, Raise> {
        CopyJob::step(self, vm.heap_shared(), budget).map_err(|_| Raise::SYSTEM_LIMIT)
    }
}

/// `process_flag(max_heap_size, ...)`.
#[derive(Clone, Copy, Debug)]
pub struct MaxHeap {
    /// In words; 0: no limit.
    pub size: usize,
    pub kill: bool,
    pub error_logger: bool,
    pub include_shared_binaries: bool,
}

impl Default for MaxHeap {
    fn default() -> Self {
        MaxHeap {
            size: 0,
            kill: true,
            error_logger: true,
            include_shared_binaries: false,
        }
    }
}

#[derive(Clone, Copy, Debug)]
pub struct CallState {
    pub target: LocalPid,
    pub reference: RefId,
    pub deadline_ns: Option<u64>,
}

impl Process {
    pub(crate) fn new(pid: LocalPid, heap: ProcessHeap, group_leader: LocalPid) -> Process {
        Process {
            heap,
            pid,
            pc: std::ptr::null(),
            reductions: 0,
            reductions_before: 0,
            saved_x: SavedX::new(),
            mailbox: Mailbox::default(),
            flags: Flags::default(),
            priority: Priority::Normal,
            watch: 0,
            deferred: false,
            group_leader,
            parent: None,
            initial_call: None,
            native_frames: NativeFrames::default(),
            wait: Wait::default(),
            doomed: None,
            ext: None,
        }
    }

    /// The rarely used parts, if any was used.
    pub fn ext(&self) -> Option<&Extension> {
        self.ext.as_deref()
    }

    pub fn ext_mut(&mut self) -> &mut Extension {
        self.ext.get_or_insert_default()
    }

    pub fn ext_if_any(&mut self) -> Option<&mut Extension> {
        self.ext.as_deref_mut()
    }

    /// Was it asked something about code that goes, and has not answered?
    #[inline]
    pub(crate) fn is_asked(&self) -> bool {
        self.ext().is_some_and(|ext| !ext.questions.is_empty())
    }

    /// The module that is asked about undefined functions.
    pub fn error_handler(&self) -> Atom {
        self.ext()
            .and_then(|ext| ext.error_handler)
            .unwrap_or(crate::atom::atoms::ERROR_HANDLER)
    }

    pub fn relations(&mut self) -> &mut Relations {
        &mut self.ext_mut().relations
    }

    pub fn dictionary(&mut self) -> &mut Dictionary {
        &mut self.ext_mut().dictionary
    }

    /// Reductions of all its life, as of the last time they were written back.
    pub fn total_reductions(&self, slice: i64) -> u64 {
        self.reductions_before + (slice - self.reductions).max(0) as u64
    }

    /// The heap, and the rest that the collector asks for slots.
    pub(crate) fn split(&mut self) -> (&mut ProcessHeap, Rest<'_>) {
        let rest = Rest {
            saved_x: &mut self.saved_x,
            ext: self.ext.as_deref_mut(),
        };
        (&mut self.heap, rest)
    }

    /// Makes the collector follow what the extension says: to be called whenever one of these options has changed.
    pub fn apply_heap_options(&mut self) {
        let Some(ext) = self.ext.as_deref() else {
            return;
        };
        let policy = &mut self.heap.policy;
        policy.max_words = if ext.max_heap.kill {
            ext.max_heap.size
        } else {
            0
        };
        if let Some(words) = ext.min_heap_size {
            policy.min_words = words;
        }
        if let Some(n) = ext.fullsweep_after {
            policy.fullsweep_after = n.min(u32::from(u16::MAX)) as u16;
        }
    }

    /// Begins to copy what the process is about to send.
    pub(crate) fn begin_copy(&mut self, content: Term<'_>) {
        self.begin_work(Box::new(CopyJob::held(content.word())));
    }

    /// Begins long work: the process must stop running now, and whoever asked for the work looks for `take_work` when it runs again.
    pub(crate) fn begin_work(&mut self, work: Box<dyn LongWork>) {
        self.flags.working = true;
        let ext = self.ext_mut();
        ext.work = Work::UnderWay(work);
        ext.opaque = false;
    }

    /// The same, at an op without a record: signals that look at frames or registers wait until it is over and the op has run again.
    pub(crate) fn begin_opaque_work(&mut self, work: Box<dyn LongWork>) {
        self.begin_work(work);
        self.ext_mut().opaque = true;
    }

    /// May nobody look at its registers and its stack?
    pub(crate) fn is_opaque(&self) -> bool {
        (self.flags.working || self.flags.worked) && self.ext().is_some_and(|ext| ext.opaque)
    }

    /// Keeps a signal until the process is not opaque any more.
    pub(crate) fn defer(&mut self, signal: Signal) {
        self.deferred = true;
        self.ext_mut().deferred.push(signal);
    }

    /// The signals that were kept.
    pub(crate) fn take_deferred(&mut self) -> Vec<Signal> {
        self.deferred = false;
        let ext = self.ext_if_any();
        ext.map_or(Vec::new(), |ext| std::mem::take(&mut ext.deferred))
    }

    /// Goes on with that; true: it is over, well or not.
    pub(crate) fn step_work(&mut self, vm: &Vm, budget: usize) -> bool {
        let ext = self.ext.get_or_insert_default();
        let result = match &mut ext.work {
            Work::UnderWay(work) => match work.step(vm, budget) {
                Ok(None) => return false,
                Ok(Some(fragment)) => Ok(fragment),
                Err(raise) => Err(raise),
            },
            Work::None | Work::Over(_) => Err(Raise::SYSTEM_LIMIT),
        };
        ext.work = Work::Over(result);
        self.flags.working = false;
        self.flags.worked = true;
        true
    }

    /// What came of work is kept for whoever asks for it next.
    pub(crate) fn put_work(&mut self, result: Fragment) {
        self.ext_mut().work = Work::Over(Ok(result));
        self.flags.worked = true;
    }

    /// What came of the work that is over.
    pub(crate) fn take_work(&mut self) -> Result<Fragment, Raise> {
        self.flags.worked = false;
        match std::mem::take(&mut self.ext_mut().work) {
            Work::Over(result) => result,
            Work::None | Work::UnderWay(_) => Err(Raise::SYSTEM_LIMIT),
        }
    }

    /// Reductions it has left of those it may use at all, if these are limited.
    pub fn fuel_left(&self) -> Option<u64> {
        let fuel = self.ext()?.fuel?;
        Some(fuel.saturating_sub(self.reductions_before))
    }

    /// It has ended and been forgotten by all: as new, but for its heap.
    #[inline]
    pub(crate) fn renew(&mut self) {
        self.pc = std::ptr::null();
        self.reductions_before = 0;
        self.saved_x.clear();
        if self.mailbox.was_used() {
            self.mailbox = Mailbox::default();
        }
        self.flags = Flags::default();
        self.priority = Priority::Normal;
        self.watch = 0;
        self.deferred = false;
        self.native_frames.clear();
        self.wait = Wait::default();
        self.doomed = None;
        self.ext = None;
    }

    /// The answer to a request, if it has come.
    pub fn take_answer(&mut self, reference: RefId) -> Option<Fragment> {
        let answers = &mut self.ext_if_any()?.answers;
        let index = answers.iter().position(|a| a.0 == reference)?;
        Some(answers.swap_remove(index).1)
    }
}

/// What a process holds terms in besides heap, stack and registers.
pub(crate) struct Rest<'p> {
    saved_x: &'p mut SavedX,
    ext: Option<&'p mut Extension>,
}

impl Rest<'_> {
    pub(crate) fn slots(&mut self, visit: &mut dyn FnMut(&mut [Word])) {
        visit(self.saved_x);
        if let Some(ext) = self.ext.as_deref_mut() {
            ext.dictionary.slots(visit);
        }
    }
}

/// An idle process is this, its slot in the table and its first block: see docs/internals/memory.md.
const _: () = assert!(size_of::<Process>() <= 392);
