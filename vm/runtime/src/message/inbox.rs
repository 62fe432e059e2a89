//! The inbox: a lock-free stack of signals that anybody pushes to and the owner takes all at once, in the order of sending.
//!
//! I1. A node belongs to its sender until the push succeeds, then to the inbox, then to the owner that took it.
//! I2. The head is null (open, empty), a node, or the tombstone (closed). Only the owner closes and opens.
//! I3. Order per sender: a sender's pushes succeed one after the other, and `take_all` reverses the stack.
//!
//! Slots are reused, so a push may reach the slot's next process: each signal names its target, the receiver compares.

use crate::sync::{AtomicPtr, Ordering};
use std::ptr;

/// An element of the inbox.
pub struct Node<T> {
    next: *mut Node<T>,
    pub value: T,
}

pub struct Inbox<T> {
    head: AtomicPtr<Node<T>>,
}

// SAFETY: nodes are only reached through the atomic head; whoever takes them owns them (I1), so sending T between threads is all that happens.
unsafe impl<T: Send> Send for Inbox<T> {}
// SAFETY: as above; all methods are atomic on the head.
unsafe impl<T: Send> Sync for Inbox<T> {}

fn tombstone<T>() -> *mut Node<T> {
    ptr::without_provenance_mut(1)
}

/// The inbox is closed: the value comes back.
#[derive(Debug)]
pub struct Closed<T>(pub T);

impl<T> Inbox<T> {
    /// A closed inbox: that of a free slot.
    pub fn closed() -> Inbox<T> {
        Inbox {
            head: AtomicPtr::new(tombstone()),
        }
    }

    /// Opens a closed inbox: by the spawner, before the pid is known.
    pub fn open(&self) {
        self.head.store(ptr::null_mut(), Ordering::Release);
    }

    /// Puts a value in. Release: its contents are visible to the owner that takes it.
    pub fn push(&self, value: T) -> Result<(), Closed<T>> {
        let node = Box::into_raw(Box::new(Node {
            next: ptr::null_mut(),
            value,
        }));
        let mut head = self.head.load(Ordering::Relaxed);
        loop {
            if head == tombstone() {
                // SAFETY: the push did not succeed, so the node is still ours alone (I1).
                let node = unsafe { Box::from_raw(node) };
                return Err(Closed(node.value));
            }
            // SAFETY: ours alone until the exchange succeeds (I1).
            unsafe { (*node).next = head };
            match self
                .head
                .compare_exchange_weak(head, node, Ordering::Release, Ordering::Relaxed)
            {
                Ok(_) => return Ok(()),
                Err(now) => head = now,
            }
        }
    }

    /// Takes all, oldest first. By the owner.
    pub fn take_all(&self) -> Taken<T> {
        if self.head.load(Ordering::Relaxed).is_null() {
            return Taken {
                first: ptr::null_mut(),
            };
        }
        Taken::reversed(self.head.swap(ptr::null_mut(), Ordering::Acquire))
    }

    /// Takes all and closes. By the owner, when it dies.
    pub fn close(&self) -> Taken<T> {
        Taken::reversed(self.head.swap(tombstone(), Ordering::Acquire))
    }
}

impl<T> Drop for Inbox<T> {
    fn drop(&mut self) {
        drop(self.close());
    }
}

/// Values taken from an inbox, oldest first.
pub struct Taken<T> {
    first: *mut Node<T>,
}

// SAFETY: owns its nodes alone (I1).
unsafe impl<T: Send> Send for Taken<T> {}

impl<T> Taken<T> {
    fn reversed(mut node: *mut Node<T>) -> Taken<T> {
        let mut first = ptr::null_mut();
        while !node.is_null() && node != tombstone() {
            // SAFETY: taken nodes are ours alone (I1); none of them is the tombstone, which has nothing below it.
            let next = unsafe { (*node).next };
            // SAFETY: as above.
            unsafe { (*node).next = first };
            first = node;
            node = next;
        }
        Taken { first }
    }
}

impl<T> Iterator for Taken<T> {
    type Item = T;

    fn next(&mut self) -> Option<T> {
        if self.first.is_null() {
            return None;
        }
        // SAFETY: made by `push` with `Box::into_raw`, ours alone (I1).
        let node = unsafe { Box::from_raw(self.first) };
        self.first = node.next;
        Some(node.value)
    }
}

impl<T> Drop for Taken<T> {
    fn drop(&mut self) {
        for value in self.by_ref() {
            drop(value);
        }
    }
}

#[cfg(all(test, not(loom)))]
mod tests {
    use super::*;

    #[test]
    fn keeps_the_order_of_each_sender_and_refuses_when_closed() {
        let inbox = Inbox::closed();
        assert_eq!(inbox.push(0).map_err(|c| c.0), Err(0));
        inbox.open();
        std::thread::scope(|s| {
            for t in 0..4 {
                let inbox = &inbox;
                s.spawn(move || (0..1000).for_each(|i| inbox.push(t * 1000 + i).expect("open")));
            }
        });
        let all: Vec<i32> = inbox.take_all().collect();
        assert_eq!(all.len(), 4000);
        for t in 0..4 {
            let mine: Vec<i32> = all.iter().copied().filter(|v| v / 1000 == t).collect();
            assert!(mine.is_sorted());
        }
        inbox.push(7).expect("open");
        assert_eq!(inbox.close().collect::<Vec<_>>(), [7]);
        assert!(inbox.push(8).is_err());
    }

    #[test]
    fn drops_what_was_not_taken() {
        let value = std::sync::Arc::new(());
        let inbox = Inbox::closed();
        inbox.open();
        for _ in 0..10 {
            inbox.push(value.clone()).expect("open");
        }
        let mut taken = inbox.take_all();
        assert!(taken.next().is_some());
        drop(taken);
        inbox.push(value.clone()).expect("open");
        drop(inbox);
        assert_eq!(std::sync::Arc::strong_count(&value), 1);
    }
}

#[cfg(all(test, loom))]
mod models {
    //! Status word and inbox together: no signal is lost, no process is enqueued twice, a closed inbox gives every signal an answer.
    use super::*;
    use crate::process::state::{Priority, Status, Wake};
    use loom::sync::Arc;
    use loom::sync::atomic::AtomicUsize;

    struct Slot {
        status: Status,
        inbox: Inbox<u32>,
        queued: AtomicUsize,
        refused: AtomicUsize,
    }

    fn slot() -> Arc<Slot> {
        let slot = Slot {
            status: Status::new(),
            inbox: Inbox::closed(),
            queued: AtomicUsize::new(0),
            refused: AtomicUsize::new(0),
        };
        slot.inbox.open();
        slot.status.start(Priority::Normal);
        Arc::new(slot)
    }

    fn send(slot: &Slot, value: u32) {
        if slot.inbox.push(value).is_err() {
            slot.refused.fetch_add(1, Ordering::SeqCst);
            return;
        }
        if slot.status.wake() != Wake::Nothing {
            assert_eq!(
                slot.queued.fetch_add(1, Ordering::SeqCst),
                0,
                "enqueued twice"
            );
        }
    }

    /// One slice of the owner: takes all, waits. True: it sleeps.
    fn slice(slot: &Slot, seen: &mut usize) -> bool {
        slot.status.clear_signals();
        *seen += slot.inbox.take_all().count();
        slot.status.try_wait()
    }

    #[test]
    fn no_wake_up_is_lost() {
        loom::model(|| {
            let slot = slot();
            let senders: Vec<_> = (0..2)
                .map(|i| {
                    let slot = slot.clone();
                    loom::thread::spawn(move || send(&slot, i))
                })
                .collect();
            slot.status.run();
            let mut seen = 0;
            while !slice(&slot, &mut seen) {}
            for s in senders {
                s.join().expect("sender");
            }
            // Asleep with all senders done: either everything was seen or the slot is in the queue.
            if slot.queued.load(Ordering::SeqCst) == 1 {
                slot.status.run();
                while !slice(&slot, &mut seen) {}
            }
            assert_eq!(seen, 2);
        });
    }

    #[test]
    fn a_dying_process_answers_everything() {
        loom::model(|| {
            let slot = slot();
            let sender = {
                let slot = slot.clone();
                loom::thread::spawn(move || {
                    send(&slot, 1);
                    send(&slot, 2);
                })
            };
            slot.status.run();
            let answered = slot.inbox.close().count();
            sender.join().expect("sender");
            assert_eq!(answered + slot.refused.load(Ordering::SeqCst), 2);
            assert_eq!(slot.queued.load(Ordering::SeqCst), 0);
        });
    }
}
