//! The status word of a process slot: one atomic word, so that waking, running and dying are single transitions.
//!
//! ```text
//! bits 0..3   state: Free 0, Waiting 1, Runnable 2, Running 3
//! bit  3      SIGNALS: something was put into the inbox since the owner last looked
//! bits 4..6   priority: low 0, normal 1, high 2, max 3
//! ```
//!
//! Who may change what:
//! - `Free -> Runnable`: the spawner, before the pid is known to anybody. `Free -> Running`: a host's thread that runs the process it calls itself.
//! - `Waiting -> Runnable`: the one thread whose `wake` set SIGNALS first. It must put the slot into a run queue.
//! - `Runnable -> Running`: the worker that took the slot out of a run queue; a slot is in at most one queue, once.
//! - `Running -> Waiting | Runnable | Free`: that worker. From `Running` on, the worker owns the process's contents alone.
//! - SIGNALS is set by anybody and cleared by the owner just before it empties the inbox, so a signal put in later sets it again.
//!   `Running -> Waiting` fails while it is set: no wake-up is lost.
//!
//! The loom model at the end of inbox.rs checks status and inbox together.

use crate::sync::{AtomicU32, Ordering};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u32)]
pub enum State {
    Free = 0,
    Waiting = 1,
    Runnable = 2,
    Running = 3,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
#[repr(u8)]
pub enum Priority {
    Low = 0,
    #[default]
    Normal = 1,
    High = 2,
    Max = 3,
}

impl Priority {
    pub const ALL: [Priority; 4] = [
        Priority::Low,
        Priority::Normal,
        Priority::High,
        Priority::Max,
    ];

    pub const fn index(self) -> usize {
        self as usize
    }
}

const STATE: u32 = 7;
const SIGNALS: u32 = 8;
const PRIORITY_SHIFT: u32 = 4;
const PRIORITY: u32 = 3 << PRIORITY_SHIFT;

fn state_of(word: u32) -> State {
    match word & STATE {
        0 => State::Free,
        1 => State::Waiting,
        2 => State::Runnable,
        _ => State::Running,
    }
}

fn priority_of(word: u32) -> Priority {
    Priority::ALL[((word & PRIORITY) >> PRIORITY_SHIFT) as usize]
}

/// What the caller of `wake` has to do.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Wake {
    /// Somebody else sees to it.
    Nothing,
    /// Put the slot into a run queue of this priority.
    Enqueue(Priority),
}

pub struct Status(AtomicU32);

impl Default for Status {
    fn default() -> Self {
        Status::new()
    }
}

impl Status {
    pub fn new() -> Status {
        Status(AtomicU32::new(State::Free as u32))
    }

    pub fn state(&self) -> State {
        state_of(self.0.load(Ordering::Acquire))
    }

    pub fn has_signals(&self) -> bool {
        self.0.load(Ordering::Acquire) & SIGNALS != 0
    }

    pub fn priority(&self) -> Priority {
        priority_of(self.0.load(Ordering::Relaxed))
    }

    /// A new process: the slot is in a run queue right after. Release: the process's contents are visible to who runs it.
    pub fn start(&self, priority: Priority) {
        let word = State::Runnable as u32 | (priority as u32) << PRIORITY_SHIFT;
        self.0.store(word, Ordering::Release);
    }

    /// As `start`, but it runs at once, on the thread that says so.
    pub fn start_running(&self) {
        let word = State::Running as u32 | (Priority::Normal as u32) << PRIORITY_SHIFT;
        self.0.store(word, Ordering::Release);
    }

    /// After something was put into the inbox. AcqRel: pairs with `clear_signals` and `try_wait` of the owner.
    pub fn wake(&self) -> Wake {
        let before = self.0.fetch_or(SIGNALS, Ordering::AcqRel);
        if before & SIGNALS != 0 || state_of(before) != State::Waiting {
            return Wake::Nothing;
        }
        let waiting = before | SIGNALS;
        let runnable = waiting & !STATE | State::Runnable as u32;
        // Only the thread that set SIGNALS on a waiting process comes here, and the owner does nothing before it runs again.
        match self
            .0
            .compare_exchange(waiting, runnable, Ordering::AcqRel, Ordering::Acquire)
        {
            Ok(_) => Wake::Enqueue(priority_of(before)),
            Err(_) => Wake::Nothing,
        }
    }

    /// The worker that took the slot from a queue begins to run it.
    pub fn run(&self) {
        self.transit(State::Runnable, State::Running);
    }

    /// The running process goes back to a run queue.
    pub fn preempt(&self) -> Priority {
        self.transit(State::Running, State::Runnable)
    }

    /// The running process dies or its slot is given back.
    pub fn free(&self) {
        self.0.store(State::Free as u32, Ordering::Release);
    }

    /// Before the owner empties the inbox. Acquire: sees all that was put in before SIGNALS was set.
    pub fn clear_signals(&self) {
        self.0.fetch_and(!SIGNALS, Ordering::AcqRel);
    }

    /// The running process goes to sleep unless something arrived. False: it must look at its inbox first.
    pub fn try_wait(&self) -> bool {
        let mut word = self.0.load(Ordering::Acquire);
        loop {
            if word & SIGNALS != 0 {
                return false;
            }
            let waiting = word & !STATE | State::Waiting as u32;
            match self
                .0
                .compare_exchange_weak(word, waiting, Ordering::AcqRel, Ordering::Acquire)
            {
                Ok(_) => return true,
                Err(now) => word = now,
            }
        }
    }

    /// `process_flag(priority, P)`: by the owner.
    pub fn set_priority(&self, priority: Priority) {
        let mut word = self.0.load(Ordering::Acquire);
        loop {
            let new = word & !PRIORITY | (priority as u32) << PRIORITY_SHIFT;
            match self
                .0
                .compare_exchange_weak(word, new, Ordering::AcqRel, Ordering::Acquire)
            {
                Ok(_) => return,
                Err(now) => word = now,
            }
        }
    }

    fn transit(&self, from: State, to: State) -> Priority {
        let mut word = self.0.load(Ordering::Acquire);
        loop {
            debug_assert_eq!(state_of(word), from);
            let new = word & !STATE | to as u32;
            match self
                .0
                .compare_exchange_weak(word, new, Ordering::AcqRel, Ordering::Acquire)
            {
                Ok(_) => return priority_of(word),
                Err(now) => word = now,
            }
        }
    }
}
