//! The synchronisation primitives that the machine's concurrent parts are built from: std's, or loom's models of them under `cfg(loom)`.
//!
//! Only the status word, the inbox and the parker use this layer: they are what the models check. Everything else uses std directly.

/// The order in which locks are taken.
pub mod order;

#[cfg(not(loom))]
pub use std::{
    sync::atomic::{AtomicBool, AtomicPtr, AtomicU32, AtomicU64, AtomicUsize, Ordering, fence},
    sync::{Condvar, Mutex, MutexGuard},
};

#[cfg(loom)]
pub use loom::{
    sync::atomic::{AtomicBool, AtomicPtr, AtomicU32, AtomicU64, AtomicUsize, Ordering, fence},
    sync::{Condvar, Mutex, MutexGuard},
};

/// Locks; a thread that panicked while holding the lock does not make the data unusable for others.
pub fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    match mutex.lock() {
        Ok(guard) => guard,
        Err(poisoned) => poisoned.into_inner(),
    }
}
