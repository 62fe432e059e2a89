//! What a process is to others: links, monitors in both directions, aliases.
//!
//! Ordered maps, so that the order of exit signals is the same in every run.

use crate::atom::Atom;
use crate::heap::Fragment;
use crate::term::{LocalPid, RefId};
use std::collections::{BTreeMap, BTreeSet};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Link {
    Active,
    /// `unlink/1` was called; until the other side acknowledges, its exit signals are ignored.
    Unlinking {
        id: u64,
    },
}

/// When an alias goes away by itself.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum AliasLife {
    /// Only by `unalias`.
    Explicit,
    /// With its monitor.
    WithMonitor,
    /// With its monitor, or the first message through it.
    UntilReply,
    /// After one message (`priority`-less `alias([reply])`).
    Reply,
}

/// A monitor this process made.
pub struct Monitoring {
    pub target: MonitorTarget,
    pub alias: Option<AliasLife>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum MonitorTarget {
    Process(LocalPid),
    /// By a name of this node.
    Name(Atom, LocalPid),
    /// `monitor(time_offset, clock_service)`.
    TimeOffset,
}

/// A monitor somebody made of this process.
pub struct Monitored {
    pub by: LocalPid,
    pub alias: bool,
    pub name: Option<Atom>,
    pub tag: Option<Fragment>,
}

/// Links, monitors and aliases made with the option `priority`.
#[derive(Default)]
pub struct Urgent {
    pub links: BTreeSet<LocalPid>,
    /// Monitors whose `DOWN` is urgent.
    pub monitors: BTreeSet<RefId>,
    /// Aliases through which urgent messages may come.
    pub aliases: BTreeSet<RefId>,
}

impl Urgent {
    pub fn is_empty(&self) -> bool {
        self.links.is_empty() && self.monitors.is_empty() && self.aliases.is_empty()
    }
}

#[derive(Default)]
pub struct Relations {
    pub links: BTreeMap<LocalPid, Link>,
    pub monitoring: BTreeMap<RefId, Monitoring>,
    pub monitored: BTreeMap<RefId, Monitored>,
    pub aliases: BTreeMap<RefId, AliasLife>,
    /// Who asked for priority: its messages overtake those that wait.
    pub urgent: Urgent,
    pub last_unlink: u64,
}

impl Relations {
    pub fn is_linked(&self, pid: LocalPid) -> bool {
        self.links.get(&pid) == Some(&Link::Active)
    }

    /// A message through an alias arrived: is it let in? What ends with it ends: gives the monitored process then.
    pub fn admit(&mut self, alias: RefId) -> Admit {
        match self.aliases.get(&alias) {
            None => Admit::No,
            Some(AliasLife::Explicit | AliasLife::WithMonitor) => Admit::Yes,
            Some(AliasLife::Reply) => {
                self.end_alias(alias);
                Admit::Yes
            }
            Some(AliasLife::UntilReply) => {
                self.end_alias(alias);
                self.urgent.monitors.remove(&alias);
                match self.monitoring.remove(&alias).map(|m| m.target) {
                    Some(MonitorTarget::Process(pid) | MonitorTarget::Name(_, pid)) => {
                        Admit::YesAndDemonitor(pid)
                    }
                    Some(MonitorTarget::TimeOffset) | None => Admit::Yes,
                }
            }
        }
    }

    /// Nothing comes through the alias any more. True: it was active.
    pub fn end_alias(&mut self, alias: RefId) -> bool {
        self.urgent.aliases.remove(&alias);
        self.aliases.remove(&alias).is_some()
    }

    /// A monitor fired or was removed.
    pub fn drop_monitor(&mut self, reference: RefId) -> Option<Monitoring> {
        let monitoring = self.monitoring.remove(&reference)?;
        if matches!(
            monitoring.alias,
            Some(AliasLife::WithMonitor | AliasLife::UntilReply)
        ) {
            self.end_alias(reference);
        }
        Some(monitoring)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Admit {
    No,
    Yes,
    YesAndDemonitor(LocalPid),
}
