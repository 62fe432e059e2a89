//! What a VM has taken of the machine's memory, against what it may take.

use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

/// There is no memory for this: the system has none, or the VM may not have more.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct OutOfMemory;

impl std::fmt::Display for OutOfMemory {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("out of memory")
    }
}

impl std::error::Error for OutOfMemory {}

/// Counts bytes. Only a count: publishes nothing, so all accesses are relaxed.
#[derive(Debug)]
pub struct Account {
    used: AtomicUsize,
    limit: usize,
}

impl Account {
    /// `limit` in bytes; `usize::MAX`: none.
    pub const fn new(limit: usize) -> Account {
        Account {
            used: AtomicUsize::new(0),
            limit,
        }
    }

    /// Takes `bytes`, or says that they are not to be had.
    pub fn charge(&self, bytes: usize) -> Result<(), OutOfMemory> {
        let before = self.used.fetch_add(bytes, Relaxed);
        if before
            .checked_add(bytes)
            .is_none_or(|after| after > self.limit)
        {
            self.release(bytes);
            return Err(OutOfMemory);
        }
        Ok(())
    }

    /// Gives `bytes` back.
    pub fn release(&self, bytes: usize) {
        let before = self.used.fetch_sub(bytes, Relaxed);
        debug_assert!(before >= bytes, "more released than charged");
    }

    /// Bytes taken.
    pub fn used(&self) -> usize {
        self.used.load(Relaxed)
    }

    pub fn limit(&self) -> usize {
        self.limit
    }
}
