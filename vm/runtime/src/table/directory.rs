//! Tables by a key that is a number, not zero: looked up without a lock while pinned.
//!
//! - D1. `slots` is an open hash table. Keys are never taken out of one, only put in; a value is null when there is no such table now.
//! - D2. Changes are made under `writer`. A hash table that is full is replaced by a larger one and retired.
//! - D3. A value is the `Arc` of a table made raw; who takes it out retires it (epoch.rs).

use crate::sync::plain::lock;
use std::sync::atomic::{AtomicPtr, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};

use super::Table;
use super::epoch::{Epochs, Pin};

pub struct Directory {
    slots: AtomicPtr<Slots>,
    /// How many keys are in the slots.
    writer: Mutex<usize>,
    epochs: Arc<Epochs>,
}

struct Slots(Box<[Slot]>);

#[derive(Default)]
struct Slot {
    key: AtomicU64,
    /// What `Arc::into_raw` gave, boxed so that `&Arc` can be shown.
    value: AtomicPtr<Arc<Table>>,
}

const FIRST_SIZE: usize = 64;

impl Slots {
    fn new(size: usize) -> *mut Slots {
        let slots = (0..size).map(|_| Slot::default()).collect();
        Box::into_raw(Box::new(Slots(slots)))
    }

    /// The slot of a key, or the empty one where it would go.
    #[inline]
    fn slot(&self, key: u64) -> &Slot {
        let mask = self.0.len() - 1;
        let mut i = (key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as usize & mask;
        loop {
            let slot = &self.0[i];
            let found = slot.key.load(Ordering::Acquire);
            // At most half of the slots are in use.
            if found == key || found == 0 {
                return slot;
            }
            i = (i + 1) & mask;
        }
    }
}

impl Directory {
    pub fn new(epochs: &Arc<Epochs>) -> Directory {
        Directory {
            slots: AtomicPtr::new(Slots::new(FIRST_SIZE)),
            writer: Mutex::new(0),
            epochs: epochs.clone(),
        }
    }

    #[inline]
    pub fn get<'p>(&self, key: u64, _: Pin<'p>) -> Option<&'p Arc<Table>> {
        // SAFETY: slots and values are retired, not freed, when they are replaced; we are pinned.
        unsafe {
            let slots = &*self.slots.load(Ordering::Acquire);
            slots.slot(key).value.load(Ordering::Acquire).as_ref()
        }
    }

    fn lock(&self) -> (MutexGuard<'_, usize>, &Slots) {
        let guard = lock(&self.writer);
        // SAFETY: replaced only by whoever has the lock (D2).
        let slots = unsafe { &*self.slots.load(Ordering::Acquire) };
        (guard, slots)
    }

    /// For those who are not pinned.
    pub fn get_arc(&self, key: u64) -> Option<Arc<Table>> {
        let (_guard, slots) = self.lock();
        let value = slots.slot(key).value.load(Ordering::Acquire);
        // SAFETY: values are taken out under the lock.
        unsafe { value.as_ref() }.cloned()
    }

    /// False: there is one already.
    pub fn insert(&self, key: u64, table: Arc<Table>) -> bool {
        let (mut n_keys, slots) = self.lock();
        let slot = slots.slot(key);
        if !slot.value.load(Ordering::Acquire).is_null() {
            return false;
        }
        slot.value
            .store(Box::into_raw(Box::new(table)), Ordering::Release);
        if slot.key.swap(key, Ordering::AcqRel) == 0 {
            *n_keys += 1;
        }
        if *n_keys * 2 > slots.0.len() {
            *n_keys = self.rebuild(slots);
        }
        true
    }

    /// Into slots with room: the keys that have a value.
    fn rebuild(&self, old: &Slots) -> usize {
        let live = || {
            old.0.iter().filter_map(|slot| {
                let value = slot.value.load(Ordering::Acquire);
                (!value.is_null()).then(|| (slot.key.load(Ordering::Acquire), value))
            })
        };
        let n = live().count();
        let new = Slots::new((n * 4).next_power_of_two().max(FIRST_SIZE));
        for (key, value) in live() {
            // SAFETY: just made, known to nobody.
            let slot = unsafe { &*new }.slot(key);
            slot.value.store(value, Ordering::Relaxed);
            slot.key.store(key, Ordering::Relaxed);
        }
        let old = self.slots.swap(new, Ordering::AcqRel) as usize;
        self.epochs.retire(Box::new(move || {
            // SAFETY: made by `Slots::new`, replaced just now; freed when nobody is pinned who saw it.
            drop(unsafe { Box::from_raw(old as *mut Slots) })
        }));
        n
    }

    /// Takes it out; it must be retired. The box around it is retired here.
    pub fn remove(&self, key: u64) -> Option<Arc<Table>> {
        let (_guard, slots) = self.lock();
        let slot = slots.slot(key);
        let value = slot.value.swap(std::ptr::null_mut(), Ordering::AcqRel);
        // SAFETY: D3: it was put there by `insert`; taken out by us alone.
        let table = unsafe { value.as_ref() }?.clone();
        let address = value as usize;
        self.epochs.retire(Box::new(move || {
            // SAFETY: as above; freed when nobody is pinned who saw it.
            drop(unsafe { Box::from_raw(address as *mut Arc<Table>) });
        }));
        Some(table)
    }

    pub fn all(&self) -> Vec<Arc<Table>> {
        let (_guard, slots) = self.lock();
        slots
            .0
            .iter()
            .filter_map(|slot| {
                // SAFETY: values are taken out under the lock.
                unsafe { slot.value.load(Ordering::Acquire).as_ref() }.cloned()
            })
            .collect()
    }
}

impl Drop for Directory {
    fn drop(&mut self) {
        // SAFETY: nobody else uses it; slots and values were made by `Box::into_raw`.
        unsafe {
            let slots = Box::from_raw(*self.slots.get_mut());
            for slot in &slots.0 {
                let value = slot.value.load(Ordering::Relaxed);
                if !value.is_null() {
                    drop(Box::from_raw(value));
                }
            }
        }
    }
}
