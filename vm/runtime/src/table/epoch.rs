//! When memory that readers reach without a lock may be freed: three epochs.
//!
//! A worker *pins* itself before it follows a pointer of a table, and unpins between two slices: within a slice all reads are free. What is
//! taken out of a table is *retired* with the epoch of that moment, and freed when the global epoch is two further.
//!
//! - E1. A participant is pinned at the epoch that was global when it pinned, or a later one became global since. The epoch moves on only
//!   when every pinned participant is at the global one.
//! - E2. What is retired cannot be reached from the table any more.
//! - E3. So who still holds a pointer to something retired in epoch `e` pinned in `e` or before, and has unpinned before `e + 2`: pinning
//!   later is ordered after the unlinking by the two sequentially consistent fences.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::marker::PhantomData;

use super::turns::Turns;
use crate::sync::{AtomicU64, Ordering, fence, lock};

type Shared<T> = std::sync::Arc<T>;

/// Something that nobody reaches any more; dropping it frees it.
pub type Garbage = Box<dyn FnOnce() + Send>;

/// The epochs of a VM.
#[derive(Default)]
pub struct Epochs {
    global: AtomicU64,
    participants: crate::sync::Mutex<Vec<Shared<Slot>>>,
    /// Numbers given out.
    serial: crate::sync::AtomicU64,
    /// Of participants that are gone, and of those who never were one.
    orphans: crate::sync::Mutex<VecDeque<(u64, Retired)>>,
}

/// Not pinned: 0. Else the epoch, doubled, plus 1. On a line of its own.
#[derive(Default)]
#[repr(align(128))]
struct Slot(AtomicU64);

/// A worker, as far as epochs are concerned.
pub struct Participant {
    epochs: Shared<Epochs>,
    slot: Shared<Slot>,
    pinned: Cell<bool>,
    /// Whose counters it uses.
    pub index: usize,
    retired: RefCell<VecDeque<(u64, Retired)>>,
    hint: Cell<Hint>,
    counted: Cell<Hint>,
    turns: Turns,
    table: Cell<LastTable>,
}

/// Where the last step of a walk ended: the tree's number, leaf and entry. Only good while pinned.
#[derive(Clone, Copy, Default)]
pub struct Hint {
    pub tree: u64,
    pub leaf: usize,
    pub at: usize,
}

/// The table that was found last: its id's two halves and its address. Only good while pinned.
#[derive(Clone, Copy, Default)]
pub struct LastTable {
    pub id: (u32, u64),
    pub address: usize,
}

enum Retired {
    /// Many of one kind, without a box each.
    Block(Block),
    Other(Garbage),
}

/// A block of memory with the function that frees it.
pub struct Block {
    pub address: usize,
    pub free: fn(usize),
}

/// The pin of a scope: what is reached through it stays.
#[derive(Clone, Copy)]
pub struct Pin<'p> {
    participant: &'p Participant,
    scope: PhantomData<Cell<&'p ()>>,
}

impl Epochs {
    pub fn join(this: &Shared<Epochs>, index: usize) -> Participant {
        let slot = Shared::new(Slot::default());
        lock(&this.participants).push(slot.clone());
        Participant {
            epochs: this.clone(),
            slot,
            pinned: Cell::new(false),
            index,
            retired: RefCell::default(),
            hint: Cell::default(),
            counted: Cell::default(),
            turns: Turns::default(),
            table: Cell::default(),
        }
    }

    /// Drops it once nobody can reach it: for those who are no participants.
    pub fn retire(&self, garbage: Garbage) {
        fence(Ordering::SeqCst);
        let epoch = self.global.load(Ordering::SeqCst);
        lock(&self.orphans).push_back((epoch, Retired::Other(garbage)));
    }

    /// A number never given before, not 0.
    pub fn next_serial(&self) -> u64 {
        self.serial.fetch_add(1, Ordering::Relaxed) + 1
    }

    fn next_orphan(&self, global: u64) -> Option<Retired> {
        let mut orphans = lock(&self.orphans);
        let at = orphans.iter().position(|(epoch, _)| epoch + 2 <= global)?;
        orphans.remove(at).map(|(_, garbage)| garbage)
    }

    /// Moves the epoch on if nobody pinned is behind; gives the global one.
    fn advance(&self) -> u64 {
        let global = self.global.load(Ordering::SeqCst);
        fence(Ordering::SeqCst);
        for slot in lock(&self.participants).iter() {
            let state = slot.0.load(Ordering::Relaxed);
            if state != 0 && state >> 1 != global {
                return global;
            }
        }
        // Acquire: what the others did while they were pinned happened before anything is freed.
        fence(Ordering::Acquire);
        match self
            .global
            .compare_exchange(global, global + 1, Ordering::SeqCst, Ordering::SeqCst)
        {
            Ok(_) => global + 1,
            Err(now) => now,
        }
    }
}

impl Participant {
    /// Pinned until `unpin`. The pin is good for the scope of `f`.
    #[inline]
    pub fn pinned<R>(&self, f: impl for<'p> FnOnce(Pin<'p>) -> R) -> R {
        self.pin();
        f(Pin {
            participant: self,
            scope: PhantomData,
        })
    }

    #[inline]
    pub fn pin(&self) {
        if !self.pinned.get() {
            self.pin_now();
        }
    }

    #[cold]
    fn pin_now(&self) {
        loop {
            let global = self.epochs.global.load(Ordering::SeqCst);
            self.slot.0.store(global << 1 | 1, Ordering::SeqCst);
            fence(Ordering::SeqCst);
            if self.epochs.global.load(Ordering::SeqCst) == global {
                break;
            }
        }
        self.pinned.set(true);
    }

    /// The slice is over: nothing of a table is held any more.
    #[inline]
    pub fn unpin(&self) {
        if self.pinned.get() {
            self.pinned.set(false);
            self.hint.set(Hint::default());
            self.counted.set(Hint::default());
            self.table.set(LastTable::default());
            // Release: all reads of the slice happen before anything they saw is freed.
            self.slot.0.store(0, Ordering::Release);
            if self.has_garbage() {
                self.collect();
            }
        }
    }

    /// Is something waiting to be freed?
    pub fn has_garbage(&self) -> bool {
        self.has_retired() || !lock(&self.epochs.orphans).is_empty()
    }

    /// Is something of this participant's own waiting?
    pub fn has_retired(&self) -> bool {
        !self.retired.borrow().is_empty()
    }

    /// Frees what may be freed.
    pub fn collect(&self) {
        let mut global = self.epochs.global.load(Ordering::SeqCst);
        for _ in 0..2 {
            global = self.epochs.advance();
        }
        loop {
            let next = {
                let mut retired = self.retired.borrow_mut();
                match retired.front() {
                    Some((epoch, _)) if epoch + 2 <= global => retired.pop_front(),
                    _ => None,
                }
            };
            match next {
                Some((_, garbage)) => garbage.free(),
                None => break,
            }
        }
        while let Some(garbage) = self.epochs.next_orphan(global) {
            garbage.free();
        }
    }

    fn retire(&self, garbage: Retired) {
        // The unlinking before, the load behind: see E3.
        fence(Ordering::SeqCst);
        let epoch = self.epochs.global.load(Ordering::SeqCst);
        self.retired.borrow_mut().push_back((epoch, garbage));
    }
}

impl Retired {
    fn free(self) {
        match self {
            Retired::Block(block) => (block.free)(block.address),
            Retired::Other(garbage) => garbage(),
        }
    }
}

impl Drop for Participant {
    /// The worker goes: what it retired goes now, or with the epochs if somebody is pinned still.
    fn drop(&mut self) {
        self.pinned.set(false);
        self.slot.0.store(0, Ordering::Release);
        self.collect();
        lock(&self.epochs.orphans).extend(self.retired.take());
        let slot = &self.slot;
        lock(&self.epochs.participants).retain(|other| !Shared::ptr_eq(other, slot));
    }
}

impl Drop for Epochs {
    fn drop(&mut self) {
        let orphans = std::mem::take(&mut *lock(&self.orphans));
        orphans.into_iter().for_each(|(_, garbage)| garbage.free());
    }
}

impl<'p> Pin<'p> {
    /// Frees a block once nobody can reach it.
    #[inline]
    pub fn retire_block(self, block: Block) {
        self.participant.retire(Retired::Block(block));
    }

    /// Drops it once nobody can reach it.
    pub fn retire(self, garbage: Garbage) {
        self.participant.retire(Retired::Other(garbage));
    }

    pub fn epochs(self) -> &'p Epochs {
        &self.participant.epochs
    }

    #[inline]
    pub fn hint(self) -> Hint {
        self.participant.hint.get()
    }

    #[inline]
    pub fn set_hint(self, hint: Hint) {
        self.participant.hint.set(hint);
    }

    /// Where the counter is that was changed last.
    #[inline]
    pub fn counted(self) -> Hint {
        self.participant.counted.get()
    }

    #[inline]
    pub fn set_counted(self, hint: Hint) {
        self.participant.counted.set(hint);
    }

    /// The counter that `counted` says has been counted again.
    #[inline(always)]
    pub fn counted_again(self, before: i64, after: i64) {
        self.participant.turns.counted(before, after);
    }

    #[inline]
    pub fn last_table(self) -> LastTable {
        self.participant.table.get()
    }

    pub fn set_last_table(self, table: LastTable) {
        self.participant.table.set(table);
    }

    #[inline]
    pub fn index(self) -> usize {
        self.participant.index
    }
}

#[cfg(all(test, loom))]
mod models {
    use super::*;
    use crate::sync::AtomicUsize;
    use loom::sync::Arc;

    /// All interleavings are too many: those in which threads are interrupted at most so often.
    const MOST_PREEMPTIONS: usize = 3;

    /// A reader follows a pointer while a writer replaces it and frees the old object: what is read has not been freed.
    #[test]
    fn nothing_that_is_pinned_is_freed() {
        let mut model = loom::model::Builder::new();
        model.preemption_bound = Some(MOST_PREEMPTIONS);
        model.check(|| {
            let epochs = Shared::new(Epochs::default());
            let place = Arc::new(AtomicUsize::new(0));
            let freed = Arc::new([AtomicUsize::new(0), AtomicUsize::new(0)]);
            let reader = {
                let (epochs, place, freed) = (epochs.clone(), place.clone(), freed.clone());
                loom::thread::spawn(move || {
                    let me = Epochs::join(&epochs, 0);
                    me.pin();
                    let at = place.load(Ordering::Acquire);
                    assert_eq!(freed[at].load(Ordering::Relaxed), 0);
                    me.unpin();
                })
            };
            let me = Epochs::join(&epochs, 1);
            me.pin();
            place.store(1, Ordering::Release);
            let old = freed.clone();
            me.retire(Retired::Other(Box::new(move || {
                old[0].store(1, Ordering::Relaxed);
            })));
            me.unpin();
            reader.join().expect("reader");
        });
    }
}
