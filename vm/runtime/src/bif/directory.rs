//! The current directory of a VM: the host's until it is changed, so that VMs do not disturb each other.

use crate::sync::plain::lock;
use std::path::PathBuf;
use std::sync::Mutex;

#[derive(Default)]
pub struct Directory {
    changed: Mutex<Option<PathBuf>>,
}

impl Directory {
    fn lock(&self) -> std::sync::MutexGuard<'_, Option<PathBuf>> {
        lock(&self.changed)
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
