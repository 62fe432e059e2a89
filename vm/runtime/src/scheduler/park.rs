//! Parking: where workers without work sleep, and how those with new work wake them. The only place where a worker blocks.
//!
//! No wake-up is lost: a worker announces itself in `idle` (SeqCst), then looks at all queues once more, then sleeps; whoever makes work
//! first puts it into a queue, then (SeqCst fence) looks at `idle`. One of the two sees the other.
//!
//! A parker keeps a token: an `unpark` before the `park` is not lost either.

use crate::sync::{AtomicU64, Condvar, Mutex, Ordering, fence, lock};
use std::time::Duration;

/// A worker's parking place.
#[derive(Default)]
pub struct Parker {
    token: Mutex<bool>,
    signal: Condvar,
}

impl Parker {
    /// Sleeps until `unpark`, or for at most `limit`.
    pub fn park(&self, limit: Option<Duration>) {
        let mut token = lock(&self.token);
        if !*token {
            token = self.sleep(token, limit);
        }
        *token = false;
    }

    #[cfg(not(loom))]
    fn sleep<'a>(
        &self,
        token: crate::sync::MutexGuard<'a, bool>,
        limit: Option<Duration>,
    ) -> crate::sync::MutexGuard<'a, bool> {
        use std::sync::PoisonError;
        match limit {
            None => self
                .signal
                .wait_while(token, |token| !*token)
                .unwrap_or_else(PoisonError::into_inner),
            Some(limit) => {
                self.signal
                    .wait_timeout_while(token, limit, |token| !*token)
                    .unwrap_or_else(PoisonError::into_inner)
                    .0
            }
        }
    }

    #[cfg(loom)]
    fn sleep<'a>(
        &self,
        mut token: crate::sync::MutexGuard<'a, bool>,
        _limit: Option<Duration>,
    ) -> crate::sync::MutexGuard<'a, bool> {
        while !*token {
            token = self.signal.wait(token).expect("no thread panics");
        }
        token
    }

    pub fn unpark(&self) {
        *lock(&self.token) = true;
        self.signal.notify_one();
    }
}

/// The parking places of all workers (at most 64) and who is in them.
pub struct Lot {
    idle: AtomicU64,
    places: Box<[Parker]>,
}

pub const MAX_WORKERS: usize = 64;

impl Lot {
    pub fn new(n_workers: usize) -> Lot {
        assert!(n_workers <= MAX_WORKERS, "one bit per worker");
        Lot {
            idle: AtomicU64::new(0),
            places: (0..n_workers).map(|_| Parker::default()).collect(),
        }
    }

    pub fn len(&self) -> usize {
        self.places.len()
    }

    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// Worker `index` sleeps unless `has_work` finds something after the announcement. The limit is asked for after it too.
    pub fn park(
        &self,
        index: usize,
        has_work: impl FnOnce() -> bool,
        limit: impl FnOnce() -> Option<Duration>,
    ) {
        let bit = 1 << index;
        self.idle.fetch_or(bit, Ordering::SeqCst);
        fence(Ordering::SeqCst);
        if !has_work() {
            let limit = limit();
            if limit != Some(Duration::ZERO) {
                self.places[index].park(limit);
            }
        }
        self.idle.fetch_and(!bit, Ordering::SeqCst);
    }

    /// Some worker should look for work: after it was put into a queue.
    pub fn wake_one(&self) {
        fence(Ordering::SeqCst);
        let mut idle = self.idle.load(Ordering::SeqCst);
        while idle != 0 {
            let index = idle.trailing_zeros() as usize;
            let bit = 1 << index;
            // Whoever clears the bit does the waking, so that two pieces of work wake two workers.
            if self.idle.fetch_and(!bit, Ordering::SeqCst) & bit != 0 {
                self.places[index].unpark();
                return;
            }
            idle = self.idle.load(Ordering::SeqCst);
        }
    }

    /// Does that worker sleep?
    pub fn is_idle(&self, index: usize) -> bool {
        self.idle.load(Ordering::Relaxed) & (1 << index) != 0
    }

    pub fn wake_all(&self) {
        for place in &self.places {
            place.unpark();
        }
    }

    pub fn any_idle(&self) -> bool {
        self.idle.load(Ordering::Relaxed) != 0
    }
}

#[cfg(all(test, loom))]
mod models {
    use super::*;
    use loom::sync::Arc;
    use loom::sync::atomic::AtomicUsize;

    #[test]
    fn a_parked_worker_sees_new_work() {
        loom::model(|| {
            let lot = Arc::new(Lot::new(1));
            let queue = Arc::new(AtomicUsize::new(0));
            let (theirs, work) = (lot.clone(), queue.clone());
            let maker = loom::thread::spawn(move || {
                work.fetch_add(1, Ordering::SeqCst);
                theirs.wake_one();
            });
            // Ends only if the worker wakes up.
            while queue.load(Ordering::SeqCst) == 0 {
                lot.park(0, || queue.load(Ordering::SeqCst) != 0, || None);
            }
            maker.join().expect("maker");
        });
    }
}

#[cfg(all(test, not(loom)))]
mod tests {
    use super::*;
    use std::sync::Arc;

    #[test]
    fn an_early_unpark_is_kept_and_a_limit_ends_the_sleep() {
        let parker = Parker::default();
        parker.unpark();
        parker.park(None);
        parker.park(Some(Duration::from_millis(5)));
    }

    #[test]
    fn wakes_one_sleeper() {
        let lot = Arc::new(Lot::new(2));
        let sleeper = {
            let lot = lot.clone();
            std::thread::spawn(move || lot.park(1, || false, || None))
        };
        while !lot.any_idle() {
            std::thread::yield_now();
        }
        lot.wake_one();
        sleeper.join().expect("woken");
        assert!(!lot.any_idle());
    }
}
