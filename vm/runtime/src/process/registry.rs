//! Registered names.

use crate::atom::Atom;
use crate::sync::plain::{read, write};
use crate::term::LocalPid;
use std::collections::HashMap;
use std::sync::RwLock;

#[derive(Default)]
pub struct Registry {
    names: RwLock<HashMap<Atom, LocalPid>>,
}

/// The name is taken.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Taken;

impl Registry {
    pub fn find(&self, name: Atom) -> Option<LocalPid> {
        read(&self.names).get(&name).copied()
    }

    pub fn register(&self, name: Atom, pid: LocalPid) -> Result<(), Taken> {
        let mut names = write(&self.names);
        if names.contains_key(&name) {
            return Err(Taken);
        }
        names.insert(name, pid);
        Ok(())
    }

    /// Removes the name if it is that process's (or anybody's, with `None`).
    pub fn unregister(&self, name: Atom, pid: Option<LocalPid>) -> Option<LocalPid> {
        let mut names = write(&self.names);
        let found = names.get(&name).copied()?;
        if pid.is_some_and(|pid| pid != found) {
            return None;
        }
        names.remove(&name)
    }

    pub fn all(&self) -> Vec<(Atom, LocalPid)> {
        let names = read(&self.names);
        names.iter().map(|(&name, &pid)| (name, pid)).collect()
    }
}
