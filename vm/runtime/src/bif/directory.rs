//! The current directory of a VM: the host's until it is changed, so that VMs do not disturb each other.

use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

#[derive(Default)]
pub struct Directory {
    changed: Mutex<Option<PathBuf>>,
}

impl Directory {
    fn lock(&self) -> std::sync::MutexGuard<'_, Option<PathBuf>> {
        self.changed.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Where a name leads.
    pub fn resolve(&self, path: PathBuf) -> PathBuf {
        match &*self.lock() {
            Some(directory) if path.is_relative() => directory.join(path),
            _ => path,
        }
    }

    pub fn current(&self) -> PathBuf {
        match &*self.lock() {
            Some(directory) => directory.clone(),
            None => std::env::current_dir().unwrap_or_else(|_| PathBuf::from("/")),
        }
    }

    pub fn set(&self, path: PathBuf) {
        *self.lock() = Some(path);
    }
}
