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

/// Links, monitors, aliases.
pub mod relation;

/// `process_info` of others.
pub mod info;

use crate::atom::Atom;
use crate::bif::context::NativeState;
use crate::code::export::Mfa;
use crate::heap::{Fragment, ProcessHeap};
use crate::message::mailbox::Mailbox;
use crate::term::{LocalPid, RefId, Word};
use crate::timer::wheel::TimerId;
use dictionary::Dictionary;
use relation::Relations;
use state::Priority;

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
    pub(crate) saved_x: Vec<Word>,
    pub mailbox: Mailbox,
    pub flags: Flags,
    pub priority: Priority,
    pub group_leader: LocalPid,
    pub parent: Option<LocalPid>,
    pub initial_call: Option<Mfa>,
    /// Paused natives, innermost last: one for each native record on the stack.
    pub(crate) native_frames: Vec<NativeState>,
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
}

#[derive(Clone, Copy, Default, Debug)]
pub struct Flags {
    pub trap_exit: bool,
    pub message_queue_off_heap: bool,
    pub suspended: u32,
    pub sensitive: bool,
    pub save_calls: bool,
    pub async_dist: bool,
}

/// What a sleeping receive waits for besides messages.
#[derive(Default)]
pub(crate) struct Wait {
    /// Counts waits with a timeout: an old timer's signal says an old number.
    pub serial: u64,
    /// Shard and timer.
    pub timer: Option<(usize, TimerId)>,
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
    pub label: Option<Word>,
    pub error_handler: Option<Atom>,
    pub fullsweep_after: Option<u32>,
    pub min_heap_size: Option<u32>,
    pub min_bin_vheap_size: Option<u32>,
    pub max_heap: MaxHeap,
    /// Answers to requests this process made, until its native frame takes them.
    pub answers: Vec<(RefId, Fragment)>,
    /// Who suspended it.
    pub suspenders: Vec<LocalPid>,
    /// Blocked in a call: whom, on what reference, until when.
    pub calling: Option<CallState>,
    pub max_messages: Option<usize>,
    /// Told when it ends.
    pub watchers: Vec<exit::Watcher>,
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
            saved_x: Vec::new(),
            mailbox: Mailbox::default(),
            flags: Flags::default(),
            priority: Priority::Normal,
            group_leader,
            parent: None,
            initial_call: None,
            native_frames: Vec::new(),
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
            mailbox: &mut self.mailbox,
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
        policy.max_words = ext.max_heap.size;
        if let Some(words) = ext.min_heap_size {
            policy.min_words = words;
        }
        if let Some(n) = ext.fullsweep_after {
            policy.fullsweep_after = n.min(u32::from(u16::MAX)) as u16;
        }
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
    saved_x: &'p mut Vec<Word>,
    mailbox: &'p mut Mailbox,
    ext: Option<&'p mut Extension>,
}

impl Rest<'_> {
    pub(crate) fn slots(&mut self, visit: &mut dyn FnMut(&mut [Word])) {
        visit(self.saved_x);
        self.mailbox.slots(visit);
        if let Some(ext) = self.ext.as_deref_mut() {
            ext.dictionary.slots(visit);
            if let Some(label) = &mut ext.label {
                visit(std::slice::from_mut(label));
            }
        }
    }
}
