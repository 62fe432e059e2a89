//! Registered names.

use crate::atom::Atom;
use crate::sync::plain::{read, write};
use crate::term::LocalPid;
use std::collections::HashMap;
use std::sync::RwLock;

#[derive(Default)]
pub struct Registry {
    names: RwLock<Names>,
}

/// Both ways: a process has one name at the most.
#[derive(Default)]
struct Names {
    pids: HashMap<Atom, LocalPid>,
    names: HashMap<LocalPid, Atom>,
}

/// The name is taken, or the process has one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Taken;

impl Registry {
    pub fn find(&self, name: Atom) -> Option<LocalPid> {
        read(&self.names).pids.get(&name).copied()
    }

    pub fn register(&self, name: Atom, pid: LocalPid) -> Result<(), Taken> {
        let mut names = write(&self.names);
        if names.pids.contains_key(&name) || names.names.contains_key(&pid) {
            return Err(Taken);
        }
        names.pids.insert(name, pid);
        names.names.insert(pid, name);
        Ok(())
    }

    /// Removes the name if it is that process's (or anybody's, with `None`).
    pub fn unregister(&self, name: Atom, pid: Option<LocalPid>) -> Option<LocalPid> {
        let mut names = write(&self.names);
        let found = names.pids.get(&name).copied()?;
        if pid.is_some_and(|pid| pid != found) {
            return None;
        }
        names.names.remove(&found);
        names.pids.remove(&name)
    }

    pub fn all(&self) -> Vec<(Atom, LocalPid)> {
        let names = read(&self.names);
        names.pids.iter().map(|(&name, &pid)| (name, pid)).collect()
    }
}
