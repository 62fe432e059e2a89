//! Fun entries: a fun points at one of these, never at code, so that it finds the code of its version, or learns that it is gone.
//!
//! I1. An entry never moves and lives as long as its `Vm`.
//! I2. `entry` is null (code gone) or points at the code of the function, whose word before is a function header.

use crate::atom::Atom;
use crate::sync::plain::lock;
use std::collections::HashMap;
use std::sync::atomic::{AtomicPtr, Ordering};
use std::sync::{Mutex, PoisonError};

/// Which fun of which code: two loads of the same code share their entries.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct FunKey {
    pub module: Atom,
    pub digest: [u8; 16],
    pub index: u32,
}

pub struct FunEntry {
    entry: AtomicPtr<u64>,
    pub key: FunKey,
    /// The lifted function, as `fun_info` and stack traces name it.
    pub name: Atom,
    /// Arguments of the fun itself.
    pub arity: u8,
    pub n_free: u8,
}

impl FunEntry {
    /// Null: the code is gone. Acquire: pairs with `set`.
    #[inline]
    pub fn entry(&self) -> *const u64 {
        self.entry.load(Ordering::Acquire)
    }

    pub fn set(&self, entry: *const u64) {
        self.entry.store(entry.cast_mut(), Ordering::Release);
    }
}

/// Names a fun entry of the same `Vm`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct FunRef(std::ptr::NonNull<FunEntry>);

// SAFETY: a shared pointer to an entry whose mutable part is atomic.
unsafe impl Send for FunRef {}
// SAFETY: as above.
unsafe impl Sync for FunRef {}

impl FunRef {
    #[inline]
    pub fn entry<'a>(self) -> &'a FunEntry {
        // SAFETY: entries live as long as their Vm and never move (I1); a FunRef is only used inside it.
        unsafe { self.0.as_ref() }
    }

    pub fn address(self) -> usize {
        self.0.as_ptr() as usize
    }

    /// # Safety
    /// The address came from `address` of an entry of a `Vm` that lives.
    #[inline]
    pub unsafe fn from_address(address: usize) -> FunRef {
        // SAFETY: such an address is not null.
        FunRef(unsafe { std::ptr::NonNull::new_unchecked(address as *mut FunEntry) })
    }
}

#[derive(Default)]
pub struct FunEntries {
    table: Mutex<HashMap<FunKey, FunRef>>,
}

impl FunEntries {
    pub fn find(&self, key: &FunKey) -> Option<FunRef> {
        lock(&self.table).get(key).copied()
    }

    /// The entry, made without code if there is none yet (a fun of another version may arrive before its code).
    pub fn get(&self, key: FunKey, name: Atom, arity: u8, n_free: u8) -> FunRef {
        let mut table = lock(&self.table);
        *table.entry(key).or_insert_with(|| {
            let entry = FunEntry {
                entry: AtomicPtr::new(std::ptr::null_mut()),
                key,
                name,
                arity,
                n_free,
            };
            FunRef(std::ptr::NonNull::from(Box::leak(Box::new(entry))))
        })
    }
}

impl Drop for FunEntries {
    fn drop(&mut self) {
        let table = self.table.get_mut().unwrap_or_else(PoisonError::into_inner);
        for entry in table.values() {
            // SAFETY: leaked by `get`, in the table once, and nothing of the Vm runs any more (I1).
            drop(unsafe { Box::from_raw(entry.0.as_ptr()) });
        }
    }
}
