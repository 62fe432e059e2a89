//! The inbox: a lock-free stack of signals that anybody pushes to and the owner takes all at once, in the order of sending.
//!
//! I1. A node belongs to its sender until the push succeeds, then to the inbox, then to the owner that took it.
//! I2. The head is null (open, empty), a node, or the tombstone (closed). Only the owner closes and opens.
//! I3. Order per sender: a sender's pushes succeed one after the other, and `take_all` reverses the stack.
//!
//! What is in it brings its own node (`Item`), so that a message takes one allocation.
//!
//! Slots are reused, so a push may reach the slot's next process: each signal names its target, the receiver compares.

use crate::sync::{AtomicPtr, Ordering};
use std::marker::PhantomData;
use std::ptr;

/// A node's address, with tag bits that mean something to its `Item` only. Neither null nor `TOMBSTONE`.
pub type Node = *mut u8;

/// What an inbox may hold.
///
/// # Safety
/// A node that `into_node` gave owns the value; `next` gives a place in it that nobody else uses until `from_node` takes the value back. No node is
/// null or `TOMBSTONE`.
pub unsafe trait Item: Sized {
    fn into_node(self) -> Node;

    /// # Safety
    /// The node is one of `into_node`, and not used any more.
    unsafe fn from_node(node: Node) -> Self;

    /// # Safety
    /// The node is one of `into_node`.
    unsafe fn next(node: Node) -> *mut Node;
}

pub struct Inbox<T: Item> {
    head: AtomicPtr<u8>,
    items: PhantomData<T>,
}

// SAFETY: nodes are only reached through the atomic head; whoever takes them owns them (I1), so sending T between threads is all that happens.
unsafe impl<T: Item + Send> Send for Inbox<T> {}
// SAFETY: as above; all methods are atomic on the head.
unsafe impl<T: Item + Send> Sync for Inbox<T> {}

/// The head of a closed inbox.
pub const TOMBSTONE: Node = ptr::without_provenance_mut(usize::MAX);

/// The inbox is closed: the value comes back.
#[derive(Debug)]
pub struct Closed<T>(pub T);

impl<T: Item> Inbox<T> {
    /// A closed inbox: that of a free slot.
    pub fn closed() -> Inbox<T> {
        Inbox {
            head: AtomicPtr::new(TOMBSTONE),
            items: PhantomData,
        }
    }

    /// Opens a closed inbox: by the spawner, before the pid is known.
    pub fn open(&self) {
        self.head.store(ptr::null_mut(), Ordering::Release);
    }

    /// Its owner is ending, or there is none.
    pub fn is_closed(&self) -> bool {
        self.head.load(Ordering::Acquire) == TOMBSTONE
    }

    /// Nothing is in it. By the owner: more may come at any time.
    pub fn is_empty(&self) -> bool {
        self.head.load(Ordering::Relaxed).is_null()
    }

    /// Puts a value in. Release: its contents are visible to the owner that takes it.
    #[inline]
    pub fn push(&self, value: T) -> Result<(), Closed<T>> {
        let node = value.into_node();
        let mut head = self.head.load(Ordering::Relaxed);
        loop {
            if head == TOMBSTONE {
                // SAFETY: the push did not succeed, so the node is still ours alone (I1).
                return Err(Closed(unsafe { T::from_node(node) }));
            }
            // SAFETY: ours alone until the exchange succeeds (I1).
            unsafe { *T::next(node) = head };
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
            return Taken::nothing();
        }
        Taken::reversed(self.head.swap(ptr::null_mut(), Ordering::Acquire))
    }

    /// Takes all and closes. By the owner, when it dies.
    pub fn close(&self) -> Taken<T> {
        Taken::reversed(self.head.swap(TOMBSTONE, Ordering::Acquire))
    }
}

impl<T: Item> Drop for Inbox<T> {
    fn drop(&mut self) {
        drop(self.close());
    }
}

/// Values taken from an inbox, oldest first.
pub struct Taken<T: Item> {
    first: Node,
    items: PhantomData<T>,
}

// SAFETY: owns its nodes alone (I1).
unsafe impl<T: Item + Send> Send for Taken<T> {}

impl<T: Item> Taken<T> {
    fn nothing() -> Taken<T> {
        Taken {
            first: ptr::null_mut(),
            items: PhantomData,
        }
    }

    fn reversed(mut node: Node) -> Taken<T> {
        let mut first = ptr::null_mut();
        while !node.is_null() && node != TOMBSTONE {
            // SAFETY: taken nodes are ours alone (I1); none of them is the tombstone, which has nothing below it.
            unsafe {
                let next = T::next(node);
                let below = *next;
                *next = first;
                first = node;
                node = below;
            }
        }
        Taken {
            first,
            items: PhantomData,
        }
    }
}

impl<T: Item> Iterator for Taken<T> {
    type Item = T;

    #[inline]
    fn next(&mut self) -> Option<T> {
        let node = self.first;
        if node.is_null() {
            return None;
        }
        // SAFETY: made by `push`, ours alone (I1); the link is read before the value is taken out.
        unsafe {
            self.first = *T::next(node);
            Some(T::from_node(node))
        }
    }
}

impl<T: Item> Drop for Taken<T> {
    fn drop(&mut self) {
        for value in self.by_ref() {
            drop(value);
        }
    }
}

/// A node of its own for a value that brings none.
#[repr(C)]
pub struct Boxed<T> {
    next: Node,
    value: T,
}

impl<T> Boxed<T> {
    pub fn into_node(value: T) -> Node {
        let boxed = Boxed {
            next: ptr::null_mut(),
            value,
        };
        Box::into_raw(Box::new(boxed)).cast()
    }

    /// # Safety
    /// The node is one of `into_node`, and not used any more.
    pub unsafe fn from_node(node: Node) -> T {
        // SAFETY: passed on.
        unsafe { Box::from_raw(node.cast::<Boxed<T>>()) }.value
    }
}

#[cfg(test)]
mod plain {
    use super::*;

    /// A value for tests and models.
    #[derive(PartialEq, Eq, Debug)]
    pub struct Plain<T>(pub T);

    // SAFETY: the box owns the value; its first field is the link.
    unsafe impl<T> Item for Plain<T> {
        fn into_node(self) -> Node {
            Boxed::into_node(self.0)
        }

        unsafe fn from_node(node: Node) -> Self {
            // SAFETY: passed on.
            Plain(unsafe { Boxed::from_node(node) })
        }

        unsafe fn next(node: Node) -> *mut Node {
            node.cast()
        }
    }
}

#[cfg(all(test, not(loom)))]
mod tests {
    use super::plain::Plain;
    use super::*;

    #[test]
    fn keeps_the_order_of_each_sender_and_refuses_when_closed() {
        let inbox = Inbox::closed();
        assert_eq!(inbox.push(Plain(0)).map_err(|c| c.0), Err(Plain(0)));
        inbox.open();
        std::thread::scope(|s| {
            for t in 0..4 {
                let inbox = &inbox;
                s.spawn(move || {
                    (0..1000).for_each(|i| inbox.push(Plain(t * 1000 + i)).expect("open"))
                });
            }
        });
        let all: Vec<i32> = inbox.take_all().map(|plain| plain.0).collect();
        assert_eq!(all.len(), 4000);
        for t in 0..4 {
            let mine: Vec<i32> = all.iter().copied().filter(|v| v / 1000 == t).collect();
            assert!(mine.is_sorted());
        }
        inbox.push(Plain(7)).expect("open");
        assert_eq!(inbox.close().collect::<Vec<_>>(), [Plain(7)]);
        assert!(inbox.push(Plain(8)).is_err());
    }

    #[test]
    fn drops_what_was_not_taken() {
        let value = std::sync::Arc::new(());
        let inbox = Inbox::closed();
        inbox.open();
        for _ in 0..10 {
            inbox.push(Plain(value.clone())).expect("open");
        }
        let mut taken = inbox.take_all();
        assert!(taken.next().is_some());
        drop(taken);
        inbox.push(Plain(value.clone())).expect("open");
        drop(inbox);
        assert_eq!(std::sync::Arc::strong_count(&value), 1);
    }
}

#[cfg(all(test, loom))]
mod models {
    //! Status word and inbox together: no signal is lost, no process is enqueued twice, a closed inbox gives every signal an answer.
    use super::plain::Plain;
    use super::*;
    use crate::process::state::{Priority, Status, Wake};
    use loom::sync::Arc;
    use loom::sync::atomic::AtomicUsize;

    struct Slot {
        status: Status,
        inbox: Inbox<Plain<u32>>,
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
        if slot.inbox.push(Plain(value)).is_err() {
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

    /// Three threads with all their interleavings are too many: those with at most two forced switches are looked at.
    fn model(f: impl Fn() + Send + Sync + 'static) {
        let mut builder = loom::model::Builder::new();
        builder.preemption_bound = Some(2);
        builder.check(f);
    }

    #[test]
    fn no_wake_up_is_lost() {
        model(|| {
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
