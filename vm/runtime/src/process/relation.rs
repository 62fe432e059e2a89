//! What a process is to others: links, monitors in both directions, aliases.
//!
//! Ordered maps, so that the order of exit signals is the same in every run.

use super::few::FewMap;
use crate::atom::Atom;
use crate::heap::Fragment;
use crate::message::signal::MonitorRequest;
use crate::term::{LocalPid, RefId};
use std::collections::BTreeSet;

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
    /// The other side has forgotten it: its reply has come.
    pub is_settled: bool,
}

impl Monitoring {
    /// Who must be told that it is over.
    pub fn informed(&self) -> Option<LocalPid> {
        match self.target {
            MonitorTarget::Process(pid) | MonitorTarget::Name(_, pid) => {
                (!self.is_settled).then_some(pid)
            }
            MonitorTarget::TimeOffset => None,
        }
    }
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
    /// Made by a call: it ends with the reply.
    pub is_call: bool,
    pub name: Option<Atom>,
    pub tag: Option<Fragment>,
}

impl Monitored {
    /// As it was asked for.
    pub fn of(request: MonitorRequest) -> Monitored {
        Monitored {
            by: request.from,
            alias: request.alias,
            is_call: false,
            name: request.name,
            tag: request.tag,
        }
    }

    /// What a call makes.
    pub fn call(by: LocalPid) -> Monitored {
        Monitored {
            by,
            alias: true,
            is_call: true,
            name: None,
            tag: None,
        }
    }
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
    pub links: FewMap<LocalPid, Link>,
    pub monitoring: FewMap<RefId, Monitoring>,
    pub monitored: FewMap<RefId, Monitored>,
    pub aliases: FewMap<RefId, AliasLife>,
    /// Who asked for priority: its messages overtake those that wait.
    pub urgent: Urgent,
    pub last_unlink: u64,
}

impl Relations {
    pub fn is_linked(&self, pid: LocalPid) -> bool {
        self.links.get(&pid) == Some(&Link::Active)
    }

    /// A monitor of this process's, and an alias with the same reference if that is to have a life.
    pub fn begin_monitor(
        &mut self,
        reference: RefId,
        target: MonitorTarget,
        alias: Option<AliasLife>,
    ) {
        let monitoring = Monitoring {
            target,
            alias,
            is_settled: false,
        };
        self.monitoring.insert(reference, monitoring);
        if let Some(life) = alias {
            self.aliases.insert(reference, life);
        }
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
                match self.monitoring.remove(&alias).and_then(|m| m.informed()) {
                    Some(pid) => Admit::YesAndDemonitor(pid),
                    None => Admit::Yes,
                }
            }
        }
    }

    /// Nothing comes through the alias any more. True: it was active.
    pub fn end_alias(&mut self, alias: RefId) -> bool {
        self.urgent.aliases.remove(&alias);
        self.aliases.remove(&alias).is_some()
    }

    /// The reply to a call that `reply_to` made is about to be sent: its monitor ends here and now, if this process has it.
    pub fn end_call(&mut self, reference: RefId, reply_to: LocalPid) -> bool {
        let is_call = |m: &Monitored| m.is_call && m.by == reply_to;
        self.monitored.get(&reference).is_some_and(is_call)
            && self.monitored.remove(&reference).is_some()
    }

    /// The reply to a call has come: the other side has ended the monitor.
    pub fn settle_call(&mut self, reference: RefId) {
        if let Some(monitoring) = self.monitoring.get_mut(&reference) {
            monitoring.is_settled = true;
        }
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
