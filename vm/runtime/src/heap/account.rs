//! What a VM has taken of the machine's memory, against what it may take.
//!
//! Blocks, buffers and literals are charged to the account itself. Messages are too many for that: all workers would write one cache line for
//! each. They are charged to one of several shards, chosen by thread, and each remembers which.
//!
//! - U1. A shard's state is `HANDLE` while its account lives, plus the bytes charged to it. Whoever brings it to zero frees it: so a charged
//!   shard outlives its account, without a count of its own.

use std::ptr::NonNull;
use std::sync::atomic::{AtomicUsize, Ordering};

/// There is no memory for this: the system has none, or the VM may not have more.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct OutOfMemory;

impl std::fmt::Display for OutOfMemory {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("out of memory")
    }
}

impl std::error::Error for OutOfMemory {}

const N_SHARDS: usize = 16;
const HANDLE: usize = 1 << 62;
/// The limit is looked at each time a shard's bytes pass a multiple of this.
const GRAIN_BITS: u32 = 16;

/// Counts bytes.
#[derive(Debug)]
pub struct Account {
    used: AtomicUsize,
    limit: usize,
    shards: [Shard; N_SHARDS],
    /// Bytes there would have been when the limit was last in the way; 0: it never was.
    wanted: AtomicUsize,
}

/// A part of an account, on a cache line of its own.
#[derive(Debug)]
#[repr(align(128))]
struct ShardState(AtomicUsize);

/// The account a charge was made to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Shard(NonNull<ShardState>);

// SAFETY: the state is atomic, and freed by the last to use it (U1).
unsafe impl Send for Shard {}
// SAFETY: as above.
unsafe impl Sync for Shard {}

impl Account {
    /// `limit` in bytes; `usize::MAX`: none.
    pub fn new(limit: usize) -> Account {
        Account {
            used: AtomicUsize::new(0),
            limit,
            shards: std::array::from_fn(|_| Shard::new()),
            wanted: AtomicUsize::new(0),
        }
    }

    /// Bytes that were wanted in all when the limit was in the way; nothing if it never was.
    #[inline]
    pub fn overrun(&self) -> Option<usize> {
        match self.wanted.load(Ordering::Relaxed) {
            0 => None,
            wanted => Some(wanted),
        }
    }

    #[cold]
    fn refuse(&self, wanted: usize) -> OutOfMemory {
        self.wanted.store(wanted, Ordering::Relaxed);
        OutOfMemory
    }

    /// Takes `bytes`, or says that they are not to be had.
    pub fn charge(&self, bytes: usize) -> Result<(), OutOfMemory> {
        // Relaxed here and below: only counts, which publish nothing.
        let before = self.used.fetch_add(bytes, Ordering::Relaxed);
        if self.is_over(before, bytes) {
            self.release(bytes);
            return Err(self.refuse(self.used().saturating_add(bytes)));
        }
        Ok(())
    }

    fn is_over(&self, before: usize, bytes: usize) -> bool {
        if self.limit == usize::MAX {
            return before.checked_add(bytes).is_none();
        }
        before
            .saturating_add(bytes)
            .saturating_add(self.in_shards())
            > self.limit
    }

    /// Gives `bytes` back.
    pub fn release(&self, bytes: usize) {
        let before = self.used.fetch_sub(bytes, Ordering::Relaxed);
        debug_assert!(before >= bytes, "more released than charged");
    }

    /// Takes `bytes` for something small that comes and goes often. Give them back to the same shard. The limit may be passed by a little.
    #[inline]
    pub(crate) fn charge_shard(&self, bytes: usize) -> Result<Shard, OutOfMemory> {
        let shard = self.shards[shard_of_this_thread()];
        let before = shard.state().fetch_add(bytes, Ordering::Relaxed);
        if (before ^ (before.wrapping_add(bytes))) >> GRAIN_BITS != 0 && self.used() > self.limit {
            let wanted = self.used();
            shard.release(bytes);
            return Err(self.refuse(wanted));
        }
        Ok(shard)
    }

    /// The same without a limit: for what must not fail.
    pub(crate) fn charge_shard_anyway(&self, bytes: usize) -> Shard {
        let shard = self.shards[shard_of_this_thread()];
        shard.state().fetch_add(bytes, Ordering::Relaxed);
        shard
    }

    /// Bytes taken.
    pub fn used(&self) -> usize {
        self.used.load(Ordering::Relaxed) + self.in_shards()
    }

    fn in_shards(&self) -> usize {
        self.shards
            .iter()
            .map(|shard| shard.state().load(Ordering::Relaxed) & (HANDLE - 1))
            .sum()
    }

    pub fn limit(&self) -> usize {
        self.limit
    }
}

impl Drop for Account {
    fn drop(&mut self) {
        self.shards.iter().for_each(|shard| shard.release(HANDLE));
    }
}

impl Shard {
    fn new() -> Shard {
        Shard(NonNull::from(Box::leak(Box::new(ShardState(
            AtomicUsize::new(HANDLE),
        )))))
    }

    #[inline]
    fn state(&self) -> &AtomicUsize {
        // SAFETY: U1: whoever has a shard has charged it, or is the account.
        unsafe { &self.0.as_ref().0 }
    }

    /// Gives back what was charged to this shard.
    #[inline]
    pub(crate) fn release(self, bytes: usize) {
        // Release here, acquire by the last one: all uses happen before the shard is freed.
        if self.state().fetch_sub(bytes, Ordering::Release) == bytes {
            self.free();
        }
    }

    #[cold]
    fn free(self) {
        std::sync::atomic::fence(Ordering::Acquire);
        // SAFETY: U1: neither the account nor any charge is left; made by `new`.
        drop(unsafe { Box::from_raw(self.0.as_ptr()) });
    }
}

/// Threads are told apart by where their thread-local memory is: nothing is stored there.
#[inline]
fn shard_of_this_thread() -> usize {
    thread_local! {
        static PLACE: u8 = const { 0 };
    }
    let address = PLACE.with(|place| &raw const *place as usize as u64);
    ((address >> 8).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 60) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn charges_add_up_and_the_limit_holds() {
        let account = Account::new(1 << 20);
        account.charge(1 << 19).unwrap();
        assert_eq!(account.charge(1 << 20), Err(OutOfMemory));
        let mut shards = Vec::new();
        while let Ok(shard) = account.charge_shard(1000) {
            shards.push(shard);
        }
        let used = account.used();
        assert!(
            ((1 << 20) - 70_000..=(1 << 20) + 70_000 * N_SHARDS).contains(&used),
            "{used}"
        );
        assert_eq!(account.charge(1 << 17), Err(OutOfMemory));
        shards.into_iter().for_each(|shard| shard.release(1000));
        assert_eq!(account.used(), 1 << 19);
        account.release(1 << 19);
    }

    #[test]
    fn a_charge_outlives_its_account() {
        let account = Account::new(usize::MAX);
        let shard = account.charge_shard(10).unwrap();
        drop(account);
        shard.release(10);
    }

    #[test]
    fn threads_charge_and_release_for_each_other() {
        let account = Account::new(usize::MAX);
        std::thread::scope(|scope| {
            for _ in 0..4 {
                let shards: Vec<_> = (0..1000)
                    .map(|i| (account.charge_shard(i).unwrap(), i))
                    .collect();
                scope.spawn(move || {
                    shards
                        .into_iter()
                        .for_each(|(shard, bytes)| shard.release(bytes))
                });
            }
        });
        assert_eq!(account.used(), 0);
    }
}
