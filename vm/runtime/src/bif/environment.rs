//! The environment of a VM: a copy of the host's, taken when first looked at, so that VMs do not disturb each other.

use crate::sync::plain::lock;
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::sync::{Mutex, OnceLock};

#[derive(Default)]
pub struct Environment {
    variables: OnceLock<Mutex<BTreeMap<OsString, OsString>>>,
}

impl Environment {
    fn lock(&self) -> std::sync::MutexGuard<'_, BTreeMap<OsString, OsString>> {
        let variables = self
            .variables
            .get_or_init(|| Mutex::new(std::env::vars_os().collect()));
        lock(variables)
    }

    pub fn get(&self, name: &OsString) -> Option<OsString> {
        self.lock().get(name).cloned()
    }

    /// `None` removes it.
    pub fn set(&self, name: OsString, value: Option<OsString>) {
        match value {
            Some(value) => self.lock().insert(name, value),
            None => self.lock().remove(&name),
        };
    }

    pub fn all(&self) -> Vec<(OsString, OsString)> {
        self.lock()
            .iter()
            .map(|(name, value)| (name.clone(), value.clone()))
            .collect()
    }
}
