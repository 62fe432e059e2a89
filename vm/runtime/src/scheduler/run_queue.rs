//! Run queues: per worker and priority a FIFO that others may steal from, and per priority an injector for those who are no workers.
//!
//! A slot is in at most one queue, once: who put it there made its status `Runnable`.

use crate::process::state::Priority;
use crate::process::table::SlotRef;
use crossbeam_deque::{Injector, Steal, Stealer, Worker};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// What all workers see of the run queues.
pub struct RunQueues {
    injectors: [Injector<SlotRef>; 4],
    stealers: Box<[[Stealer<SlotRef>; 4]]>,
    /// Slots in the injectors.
    injected: AtomicUsize,
}

/// A worker's own queues.
pub struct LocalQueue {
    queues: [Worker<SlotRef>; 4],
    shared: Arc<RunQueues>,
    index: usize,
    /// Counts picks, so that low priority and other queues get their turn.
    turn: u32,
    /// Of a host's thread, which comes and goes: nothing stays in `queues`.
    is_outside: bool,
}

/// Every so many picks the injector is asked first.
const INJECTOR_TURN: u32 = 61;
/// A low-priority process runs once for so many normal ones.
const LOW_TURN: u32 = 8;

impl RunQueues {
    /// The shared part and each worker's own.
    pub fn new(n_workers: usize) -> (Arc<RunQueues>, Vec<LocalQueue>) {
        let queues: Vec<[Worker<SlotRef>; 4]> = (0..n_workers)
            .map(|_| std::array::from_fn(|_| Worker::new_fifo()))
            .collect();
        let stealers = queues
            .iter()
            .map(|of_worker| std::array::from_fn(|i| of_worker[i].stealer()))
            .collect();
        let shared = Arc::new(RunQueues {
            injectors: std::array::from_fn(|_| Injector::new()),
            stealers,
            injected: AtomicUsize::new(0),
        });
        let local = queues
            .into_iter()
            .enumerate()
            .map(|(index, queues)| LocalQueue {
                queues,
                shared: shared.clone(),
                index,
                turn: 0,
                is_outside: false,
            })
            .collect();
        (shared, local)
    }

    /// From outside the workers.
    pub fn inject(&self, slot: SlotRef, priority: Priority) {
        self.injectors[priority.index()].push(slot);
        self.injected.fetch_add(1, Ordering::SeqCst);
    }

    pub fn is_empty(&self) -> bool {
        self.injected.load(Ordering::SeqCst) == 0
            && self.stealers.iter().flatten().all(Stealer::is_empty)
    }

    /// Runnable processes, about.
    pub fn len(&self) -> usize {
        self.injected.load(Ordering::Relaxed)
            + self
                .stealers
                .iter()
                .flatten()
                .map(Stealer::len)
                .sum::<usize>()
    }

    /// The same, worker by worker, without what no worker has yet.
    pub fn lengths(&self) -> Vec<usize> {
        let of_worker = |own: &[Stealer<SlotRef>; 4]| own.iter().map(Stealer::len).sum();
        self.stealers.iter().map(of_worker).collect()
    }

    fn take_injected(&self, priority: usize, into: &Worker<SlotRef>) -> Option<SlotRef> {
        if self.injected.load(Ordering::SeqCst) == 0 {
            return None;
        }
        let _ = into;
        loop {
            match self.injectors[priority].steal() {
                Steal::Success(slot) => {
                    self.injected.fetch_sub(1, Ordering::SeqCst);
                    return Some(slot);
                }
                Steal::Empty => return None,
                Steal::Retry => {}
            }
        }
    }
}

impl LocalQueue {
    /// For a host's thread that runs what it calls itself: what becomes runnable there is for the workers.
    pub fn outside(shared: Arc<RunQueues>) -> LocalQueue {
        LocalQueue {
            queues: std::array::from_fn(|_| Worker::new_fifo()),
            shared,
            index: 0,
            turn: 0,
            is_outside: true,
        }
    }

    pub fn push(&mut self, slot: SlotRef, priority: Priority) {
        if self.is_outside {
            self.shared.inject(slot, priority);
        } else {
            self.queues[priority.index()].push(slot);
        }
    }

    /// More work than this worker does next: another should help.
    #[inline]
    pub fn is_crowded(&self) -> bool {
        if self.is_outside {
            return true;
        }
        self.queues[Priority::Normal.index()].len() > 1
            || self.queues.iter().map(Worker::len).sum::<usize>() > 1
    }

    pub fn is_empty(&self) -> bool {
        self.queues.iter().all(Worker::is_empty)
    }

    #[expect(
        clippy::should_implement_trait,
        reason = "a queue others fill is no iterator"
    )]
    /// The next process to run: by priority, own queue before injector before others'.
    pub fn next(&mut self) -> Option<SlotRef> {
        self.turn = self.turn.wrapping_add(1);
        if self.turn.is_multiple_of(INJECTOR_TURN)
            && let Some(slot) = self.injected()
        {
            return Some(slot);
        }
        if self.is_outside && self.turn.is_multiple_of(2) {
            // What it preempts is injected: others must have their turn.
            return self.steal().or_else(|| self.injected());
        }
        self.own()
            .or_else(|| self.injected())
            .or_else(|| self.steal())
    }

    fn own(&mut self) -> Option<SlotRef> {
        let [low, normal, high, max] = &self.queues;
        if let Some(slot) = max.pop().or_else(|| high.pop()) {
            return Some(slot);
        }
        if self.turn.is_multiple_of(LOW_TURN) {
            return low.pop().or_else(|| normal.pop());
        }
        normal.pop().or_else(|| low.pop())
    }

    fn injected(&self) -> Option<SlotRef> {
        (0..4)
            .rev()
            .find_map(|priority| self.shared.take_injected(priority, &self.queues[priority]))
    }

    fn steal(&self) -> Option<SlotRef> {
        let n = self.shared.stealers.len();
        if self.is_outside {
            let first = self.turn as usize / 2;
            return (0..n).find_map(|i| self.steal_one(&self.shared.stealers[(first + i) % n]));
        }
        (1..n)
            .map(|i| &self.shared.stealers[(self.index + i) % n])
            .find_map(|victim| self.steal_from(victim))
    }

    fn steal_one(&self, victim: &[Stealer<SlotRef>; 4]) -> Option<SlotRef> {
        (0..4).rev().find_map(|priority| {
            loop {
                match victim[priority].steal() {
                    Steal::Success(slot) => return Some(slot),
                    Steal::Empty => return None,
                    Steal::Retry => {}
                }
            }
        })
    }

    fn steal_from(&self, victim: &[Stealer<SlotRef>; 4]) -> Option<SlotRef> {
        (0..4).rev().find_map(|priority| {
            loop {
                match victim[priority].steal_batch_and_pop(&self.queues[priority]) {
                    Steal::Success(slot) => return Some(slot),
                    Steal::Empty => return None,
                    Steal::Retry => {}
                }
            }
        })
    }
}
