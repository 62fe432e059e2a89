//! Where a VM's nondeterminism comes from: clock, random numbers, choices of order. One trait, so that a run can be repeated from a seed.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Instant, SystemTime, UNIX_EPOCH};

/// Asked once per slice or event, never per instruction.
pub trait World: Send + Sync {
    /// Nanoseconds since some time before the VM started; never goes back.
    fn monotonic_ns(&self) -> u64;
    /// Nanoseconds since 1970.
    fn system_ns(&self) -> u64;
    fn random(&self) -> u64;
    /// Nothing is runnable before that time: a virtual clock moves on. False: the clock moves by itself.
    fn skip_to(&self, monotonic_ns: u64) -> bool;
    /// Only one thing happens at a time, in an order that depends on nothing but the seed.
    fn is_deterministic(&self) -> bool;
}

/// Threads and the real clock.
pub struct RealWorld {
    start: Instant,
    state: AtomicU64,
}

impl Default for RealWorld {
    fn default() -> Self {
        use std::hash::{BuildHasher, Hasher, RandomState};
        RealWorld {
            start: Instant::now(),
            state: AtomicU64::new(RandomState::new().build_hasher().finish()),
        }
    }
}

/// Time does not start at zero, as programs that compare times with 0 expect.
const START_NS: u64 = 1_000_000_000;

impl World for RealWorld {
    fn monotonic_ns(&self) -> u64 {
        START_NS + self.start.elapsed().as_nanos() as u64
    }

    fn system_ns(&self) -> u64 {
        SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .map_or(0, |since| since.as_nanos() as u64)
    }

    fn random(&self) -> u64 {
        next_random(&self.state)
    }

    fn skip_to(&self, _: u64) -> bool {
        false
    }

    fn is_deterministic(&self) -> bool {
        false
    }
}

/// A virtual clock that moves a little whenever it is read and jumps when nothing is runnable, and numbers from a seed.
pub struct SeededWorld {
    clock: AtomicU64,
    state: AtomicU64,
}

impl SeededWorld {
    pub fn new(seed: u64) -> SeededWorld {
        SeededWorld {
            clock: AtomicU64::new(START_NS),
            state: AtomicU64::new(seed),
        }
    }
}

/// 2026-01-01 00:00:00 UTC.
const VIRTUAL_EPOCH_NS: u64 = 1_767_225_600_000_000_000;

impl World for SeededWorld {
    fn monotonic_ns(&self) -> u64 {
        self.clock.fetch_add(1_000, Ordering::Relaxed)
    }

    fn system_ns(&self) -> u64 {
        VIRTUAL_EPOCH_NS + self.monotonic_ns()
    }

    fn random(&self) -> u64 {
        next_random(&self.state)
    }

    fn skip_to(&self, monotonic_ns: u64) -> bool {
        self.clock.fetch_max(monotonic_ns, Ordering::Relaxed);
        true
    }

    fn is_deterministic(&self) -> bool {
        true
    }
}

/// SplitMix64.
fn next_random(state: &AtomicU64) -> u64 {
    const STEP: u64 = 0x9e37_79b9_7f4a_7c15;
    let mut z = state.fetch_add(STEP, Ordering::Relaxed).wrapping_add(STEP);
    z = (z ^ z >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ z >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ z >> 31
}
