//! The closed list of what one process (or timer, or the host) can do to another: every effect is one of these, through the inbox.

use crate::heap::Fragment;
use crate::process::Process;
use crate::term::{LocalPid, RefId};

/// A signal with the pid it is for: the slot may be another process's by the time it is read.
pub struct Envelope {
    pub target: LocalPid,
    pub signal: Signal,
}

pub enum Signal {
    Message(Fragment),
    /// To an alias: admitted only while the alias is active.
    AliasMessage {
        alias: RefId,
        message: Fragment,
    },
    /// `{'EXIT', From, Reason}` over a link.
    LinkExit {
        from: LocalPid,
        tuple: Fragment,
    },
    /// `{'EXIT', From, Reason}` from `exit/2`.
    Exit {
        from: LocalPid,
        tuple: Fragment,
    },
    Link {
        from: LocalPid,
    },
    Unlink {
        from: LocalPid,
        id: u64,
    },
    UnlinkAck {
        from: LocalPid,
        id: u64,
    },
    Monitor(Box<MonitorRequest>),
    Demonitor {
        reference: RefId,
    },
    /// `{Tag, Ref, process, Object, Reason}`.
    Down {
        reference: RefId,
        message: Fragment,
    },
    GroupLeader {
        leader: LocalPid,
    },
    InfoRequest(Box<InfoRequest>),
    /// Answered with a message to the asker's native frame.
    AliveRequest {
        from: LocalPid,
        reference: RefId,
    },
    /// The answer to one of the two requests above.
    Answer {
        reference: RefId,
        answer: Fragment,
    },
    Suspend {
        by: LocalPid,
        reference: Option<RefId>,
    },
    Resume {
        by: LocalPid,
    },
    /// A receive timeout; `serial` says of which wait.
    Timeout {
        serial: u64,
    },
    /// Report frames and funs of a retiring code version; copy its literals.
    Sweep {
        version: u32,
    },
    Collect {
        from: LocalPid,
        reference: Option<RefId>,
    },
    SetTrace,
    /// Only wakes the process up.
    Wake,
    /// Of the host or a native: runs in the process.
    Host(Box<dyn FnOnce(&mut Process) + Send>),
}

/// Somebody wants to know when the target dies.
pub struct MonitorRequest {
    pub reference: RefId,
    pub from: LocalPid,
    /// The monitor's reference is an alias as well.
    pub alias: bool,
    /// `{Name, Node}` in place of the pid, where the monitor was made by name.
    pub name: Option<crate::atom::Atom>,
    /// The first element of the DOWN message: an immediate or a term of its own.
    pub tag: Option<Fragment>,
}

pub struct InfoRequest {
    pub from: LocalPid,
    pub reference: RefId,
    /// The items asked for, as given to `process_info/2`.
    pub items: Fragment,
}
