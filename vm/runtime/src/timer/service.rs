//! All timers of a `Vm`: wheels behind locks, one per worker, so that inserts rarely meet; any worker fires what is due in all of them.

use super::wheel::{TimerId, Wheel};
use crate::atom::Atom;
use crate::heap::Fragment;
use crate::sync::plain::lock;
use crate::term::{LocalPid, RefId};
use std::collections::HashMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

/// What happens when a timer fires.
pub enum Event {
    /// A receive's time is over.
    Receive { pid: LocalPid, serial: u32 },
    /// A process's time is over.
    Expire { pid: LocalPid, max_ms: u64 },
    /// A message of `send_after` or `start_timer`.
    Message {
        to: TimerTarget,
        message: Fragment,
        reference: RefId,
    },
}

#[derive(Clone, Copy, Debug)]
pub enum TimerTarget {
    Pid(LocalPid),
    Name(Atom),
    Alias(LocalPid, RefId),
}

/// Ticks are quarters of a millisecond.
pub const TICK_NS: u64 = 250_000;

struct Shard {
    wheel: Wheel<Event>,
    /// Timers with a reference.
    by_reference: HashMap<RefId, TimerId>,
}

pub struct Timers {
    shards: Box<[Mutex<Shard>]>,
    /// When to look again, as a tick, per shard; `u64::MAX`: nothing to wait for.
    next: Box<[AtomicU64]>,
}

impl Timers {
    pub fn new(n_shards: usize, now_ns: u64) -> Timers {
        Timers {
            shards: (0..n_shards)
                .map(|_| {
                    Mutex::new(Shard {
                        wheel: Wheel::new(now_ns / TICK_NS),
                        by_reference: HashMap::new(),
                    })
                })
                .collect(),
            next: (0..n_shards).map(|_| AtomicU64::new(u64::MAX)).collect(),
        }
    }

    /// Of a machine's index: those that are no workers' share the workers'.
    pub fn shard_of(&self, index: u32) -> usize {
        index as usize % self.shards.len()
    }

    pub fn len(&self) -> usize {
        (0..self.shards.len())
            .map(|i| self.lock(i).wheel.len())
            .sum()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// A timer in a shard (the caller's own, by habit). True: it fires before all others there, so whoever sleeps until the next timer must know.
    pub fn start(&self, shard: usize, deadline_ns: u64, event: Event) -> (TimerId, bool) {
        let tick = deadline_ns.div_ceil(TICK_NS);
        let reference = match &event {
            Event::Message { reference, .. } => Some(*reference),
            Event::Receive { .. } | Event::Expire { .. } => None,
        };
        let mut shard_guard = self.lock(shard);
        let id = shard_guard.wheel.insert(tick, event);
        if let Some(reference) = reference {
            shard_guard.by_reference.insert(reference, id);
        }
        let sooner = tick < self.next[shard].load(Ordering::Relaxed);
        if sooner {
            self.next[shard].store(tick, Ordering::SeqCst);
        }
        (id, sooner)
    }

    /// Stops a receive timer.
    pub fn cancel(&self, shard: usize, id: TimerId) {
        self.lock(shard).wheel.cancel(id);
    }

    /// Stops a timer with a reference: nanoseconds it still had.
    pub fn cancel_reference(&self, reference: RefId, now_ns: u64) -> Option<u64> {
        (0..self.shards.len()).find_map(|i| {
            let mut shard = self.lock(i);
            let id = shard.by_reference.remove(&reference)?;
            let tick = shard.wheel.tick_of(id)?;
            shard.wheel.cancel(id)?;
            Some((tick * TICK_NS).saturating_sub(now_ns))
        })
    }

    pub fn read_reference(&self, reference: RefId, now_ns: u64) -> Option<u64> {
        (0..self.shards.len()).find_map(|i| {
            let shard = self.lock(i);
            let id = shard.by_reference.get(&reference)?;
            let tick = shard.wheel.tick_of(*id)?;
            Some((tick * TICK_NS).saturating_sub(now_ns))
        })
    }

    /// The process that a running timer will send to; none: it is to a name, or there is no such timer.
    pub fn receiver(&self, reference: RefId) -> Option<LocalPid> {
        (0..self.shards.len()).find_map(|i| {
            let shard = self.lock(i);
            let id = shard.by_reference.get(&reference)?;
            match shard.wheel.value(*id)? {
                Event::Message {
                    to: TimerTarget::Pid(pid) | TimerTarget::Alias(pid, _),
                    ..
                } => Some(*pid),
                Event::Message { .. } | Event::Receive { .. } | Event::Expire { .. } => None,
            }
        })
    }

    /// Is anything due?
    #[inline]
    pub fn is_due(&self, now_ns: u64) -> bool {
        let now = now_ns / TICK_NS;
        self.next
            .iter()
            .any(|next| next.load(Ordering::Relaxed) <= now)
    }

    /// When the next timer fires, about.
    pub fn next_ns(&self) -> Option<u64> {
        let next = self
            .next
            .iter()
            .map(|next| next.load(Ordering::SeqCst))
            .min()?;
        (next != u64::MAX).then(|| next.saturating_mul(TICK_NS))
    }

    /// Gives out all that is due.
    pub fn take_due(&self, now_ns: u64) -> Vec<Event> {
        let now = now_ns / TICK_NS;
        let mut events = Vec::new();
        for index in 0..self.shards.len() {
            if self.next[index].load(Ordering::Relaxed) > now {
                continue;
            }
            let mut shard = self.lock(index);
            let first = events.len();
            shard.wheel.advance(now, |event| events.push(event));
            for event in &events[first..] {
                if let Event::Message { reference, .. } = event {
                    shard.by_reference.remove(reference);
                }
            }
            let next = shard.wheel.next_tick().unwrap_or(u64::MAX);
            self.next[index].store(next, Ordering::SeqCst);
        }
        events
    }

    fn lock(&self, index: usize) -> std::sync::MutexGuard<'_, Shard> {
        lock(&self.shards[index])
    }
}
