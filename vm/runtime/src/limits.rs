//! What a VM as a whole may use, and what happens when it wants more.
//!
//! The counts are kept where things are counted anyway: bytes in the account, atoms and processes in their tables, reductions and time at the end
//! of each slice. What must stay true: whoever runs slices calls `after_slice` after each, so that a VM is stopped within one slice of the limit.

use crate::vm::Vm;
use std::sync::atomic::Ordering;
use std::time::Duration;

/// Something that a VM, or one call, may use only so much of.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[non_exhaustive]
pub enum Limit {
    /// Bytes of heaps, messages, binaries, tables and literals.
    Memory,
    /// Steps: about one for each function call.
    Reductions,
    /// Milliseconds of wall time.
    Time,
    /// Processes that live at once.
    Processes,
    /// Atoms, those of the library included.
    Atoms,
    /// Messages that wait in one process's mailbox.
    Mailbox,
}

impl Limit {
    /// What is counted, in words.
    pub const fn name(self) -> &'static str {
        match self {
            Limit::Memory => "memory",
            Limit::Reductions => "reductions",
            Limit::Time => "time",
            Limit::Processes => "processes",
            Limit::Atoms => "atoms",
            Limit::Mailbox => "mailbox",
        }
    }

    /// The unit of `Exceeded`'s numbers, as a suffix.
    pub const fn unit(self) -> &'static str {
        match self {
            Limit::Memory => " bytes",
            Limit::Time => " ms",
            Limit::Mailbox => " messages",
            Limit::Reductions | Limit::Processes | Limit::Atoms => "",
        }
    }
}

/// A limit that was in the way.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Exceeded {
    pub which: Limit,
    /// What was in use, or would have been.
    pub used: u64,
    pub max: u64,
}

impl std::fmt::Display for Exceeded {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (name, unit) = (self.which.name(), self.which.unit());
        write!(
            f,
            "the limit of {name} was exceeded: {}{unit} of at most {}{unit}",
            self.used, self.max
        )
    }
}

/// The limits of a VM that its tables and accounts do not keep themselves, and what exceeding any of them means.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Of all processes together.
    pub max_reductions: u64,
    /// Since the VM was made.
    pub max_time: Duration,
    /// Messages waiting in one process's mailbox.
    pub max_mailbox: usize,
    /// A VM that wants more memory, processes or atoms than it may have is stopped. Else the process that wanted them gets a `system_limit`
    /// exception, as in OTP. The limits above always stop the VM.
    pub strict: bool,
}

impl Limits {
    pub const NONE: Limits = Limits {
        max_reductions: u64::MAX,
        max_time: Duration::MAX,
        max_mailbox: usize::MAX,
        strict: false,
    };

    pub(crate) fn are_checked(&self) -> bool {
        self.strict || self.max_reductions != u64::MAX || self.max_time != Duration::MAX
    }
}

impl Default for Limits {
    fn default() -> Self {
        Limits::NONE
    }
}

impl Vm {
    /// The limit that stopped the VM.
    pub fn exceeded(&self) -> Option<Exceeded> {
        self.exceeded.get().copied()
    }

    /// The VM is stopped because of a limit. Only the first reason counts.
    #[cold]
    pub fn exceed(&self, exceeded: Exceeded) {
        let _ = self.exceeded.set(exceeded);
        self.stop();
    }

    /// After each slice: what it took is counted, and the limits are looked at.
    #[inline]
    pub(crate) fn after_slice(&self, reductions: i64) {
        if self.has_limits {
            self.check_limits(reductions.max(0) as u64);
        }
    }

    fn check_limits(&self, reductions: u64) {
        let limits = &self.config().limits;
        if limits.max_reductions != u64::MAX {
            let used = self.spent.fetch_add(reductions, Ordering::Relaxed) + reductions;
            if used > limits.max_reductions {
                self.exceed(Exceeded {
                    which: Limit::Reductions,
                    used,
                    max: limits.max_reductions,
                });
            }
        }
        self.check_time();
        if limits.strict {
            self.check_tables();
        }
    }

    /// Also asked by those who wait while no slice ends.
    pub(crate) fn check_time(&self) {
        let max = self.config().limits.max_time;
        if max == Duration::MAX {
            return;
        }
        let age = self.age();
        if age > max {
            self.exceed(Exceeded {
                which: Limit::Time,
                used: age.as_millis() as u64,
                max: max.as_millis() as u64,
            });
        }
    }

    /// Time since the VM was made.
    pub(crate) fn age(&self) -> Duration {
        Duration::from_nanos(self.world().monotonic_ns().saturating_sub(self.born_ns))
    }

    /// How long until the time limit, if there is one.
    pub(crate) fn time_left(&self) -> Option<Duration> {
        let max = self.config().limits.max_time;
        (max != Duration::MAX).then(|| max.saturating_sub(self.age()) + Duration::from_millis(1))
    }

    fn check_tables(&self) {
        let shared = self.heap_shared();
        if let Some(wanted) = shared.account.overrun() {
            self.exceed(Exceeded {
                which: Limit::Memory,
                used: wanted as u64,
                max: shared.account.limit() as u64,
            });
        } else if shared.atoms.is_overrun() {
            let max = u64::from(shared.atoms.limit());
            self.exceed(Exceeded {
                which: Limit::Atoms,
                used: max + 1,
                max,
            });
        } else if self.processes().is_overrun() {
            let max = self.processes().limit() as u64;
            self.exceed(Exceeded {
                which: Limit::Processes,
                used: max + 1,
                max,
            });
        }
    }
}
