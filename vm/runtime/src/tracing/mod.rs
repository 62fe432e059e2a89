//! Tracing: who is traced by whom for what, which functions are, and the messages that tracers get.
//!
//! A process that is traced has a list of `Traced` in its extension, one for each session; `Process::watch` says in one byte what needs
//! looking at where the machine is in a hurry. A function that is traced has a point (`point.rs`): its entry leads to `interp/tracing.rs`.
//! What is not traced pays nothing for calls, and a test of that byte for sends, signals, slices and spawns.
//!
//! - E1. Events of one process reach a tracer in the order in which they happened: whoever runs the process puts them into the tracer's inbox.
//! - E2. A tracer is never traced by itself.

/// Events and their messages.
pub(crate) mod event;

/// Traced functions.
pub(crate) mod point;

/// The system monitor.
pub(crate) mod monitor;

use crate::atom::{Atom, atoms};
use crate::process::Process;
use crate::sync::plain::{read, write};
use crate::table::spec::MatchSpec;
use crate::term::{LocalPid, RefId};
use point::Points;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, RwLock};

/// Names a session.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) struct SessionId(pub u32);

impl SessionId {
    /// That of `erlang:trace/3`.
    pub const LEGACY: SessionId = SessionId(0);
}

macro_rules! flags {
    ($($name:ident = $bit:literal, $atom:ident;)*) => {
        impl Flags {
            $(pub const $name: Flags = Flags(1 << $bit);)*
        }

        /// In the order in which `trace_info` gives them.
        pub(crate) const NAMED: &[(Atom, Flags)] = &[$((atoms::$atom, Flags::$name)),*];
    };
}

/// What of a process is traced, and how it is told.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(crate) struct Flags(pub u32);

flags! {
    RUNNING_PROCS = 0, RUNNING_PROCS;
    RUNNING_PORTS = 1, RUNNING_PORTS;
    PORTS = 2, PORTS;
    SCHEDULER_ID = 3, SCHEDULER_ID;
    SILENT = 4, SILENT;
    RETURN_TO = 5, RETURN_TO;
    ARITY = 6, ARITY;
    GC = 7, GARBAGE_COLLECTION;
    EXITING = 8, EXITING;
    RUNNING = 9, RUNNING;
    SET_ON_FIRST_LINK = 10, SET_ON_FIRST_LINK;
    SET_ON_LINK = 11, SET_ON_LINK;
    SET_ON_FIRST_SPAWN = 12, SET_ON_FIRST_SPAWN;
    PROCS = 13, PROCS;
    CALL = 14, CALL;
    SET_ON_SPAWN = 15, SET_ON_SPAWN;
    RECEIVE = 16, RECEIVE;
    SEND = 17, SEND;
    MONOTONIC = 18, MONOTONIC_TIMESTAMP;
    STRICT = 19, STRICT_MONOTONIC_TIMESTAMP;
    TIMESTAMP = 20, TIMESTAMP;
}

impl Flags {
    pub const NONE: Flags = Flags(0);
    pub const ALL: Flags = Flags((1 << 21) - 1);

    pub fn has(self, any: Flags) -> bool {
        self.0 & any.0 != 0
    }

    pub fn with(self, more: Flags) -> Flags {
        Flags(self.0 | more.0)
    }

    pub fn without(self, less: Flags) -> Flags {
        Flags(self.0 & !less.0)
    }

    pub fn named(atom: Atom) -> Option<Flags> {
        NAMED.iter().find(|row| row.0 == atom).map(|row| row.1)
    }
}

/// `Process::watch`: what of that a process in a hurry has to look at.
pub(crate) mod hurry {
    pub const SEND: u8 = 1;
    pub const RECEIVE: u8 = 2;
    pub const RUNNING: u8 = 4;
    pub const COLLECT: u8 = 8;
    pub const PROCS: u8 = 16;
}

/// How a process is traced in a session.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Traced {
    pub session: SessionId,
    pub flags: Flags,
    pub tracer: LocalPid,
}

/// Which messages are told of.
#[derive(Clone, Default)]
pub(crate) enum Filter {
    #[default]
    All,
    None,
    Spec(Arc<MatchSpec>),
}

/// `trace:session_create/3`, or the one session there always is.
pub(crate) struct Session {
    pub name: Atom,
    pub reference: Option<RefId>,
    /// Of all its events, but for the session of `erlang:trace/3`.
    pub tracer: Option<LocalPid>,
    /// What processes get that are made from now on.
    pub new: Option<Traced>,
    pub send: Filter,
    pub receive: Filter,
}

impl Session {
    fn new(name: Atom, reference: Option<RefId>, tracer: Option<LocalPid>) -> Session {
        Session {
            name,
            reference,
            tracer,
            new: None,
            send: Filter::All,
            receive: Filter::All,
        }
    }
}

/// All of a VM's tracing.
pub(crate) struct Tracing {
    pub points: Points,
    pub monitor: monitor::Monitor,
    sessions: RwLock<BTreeMap<SessionId, Session>>,
    next: AtomicU32,
    /// Is there a session with something for new processes?
    pub new_processes: AtomicBool,
}

impl Default for Tracing {
    fn default() -> Tracing {
        let legacy = Session::new(atoms::DEFAULT, None, None);
        Tracing {
            points: Points::default(),
            monitor: monitor::Monitor::default(),
            sessions: RwLock::new(BTreeMap::from([(SessionId::LEGACY, legacy)])),
            next: AtomicU32::new(1),
            new_processes: AtomicBool::new(false),
        }
    }
}

impl Tracing {
    pub fn create(&self, name: Atom, reference: RefId, tracer: LocalPid) -> SessionId {
        let id = SessionId(self.next.fetch_add(1, Ordering::Relaxed));
        let session = Session::new(name, Some(reference), Some(tracer));
        write(&self.sessions).insert(id, session);
        id
    }

    /// Its functions are no longer traced; its processes still are to be told.
    pub fn destroy(&self, id: SessionId) -> bool {
        let there = write(&self.sessions).remove(&id).is_some();
        self.points.forget_session(id);
        self.count_new();
        there
    }

    pub fn find(&self, reference: RefId) -> Option<SessionId> {
        let sessions = read(&self.sessions);
        let found = sessions
            .iter()
            .find(|(_, session)| session.reference == Some(reference));
        found.map(|(id, _)| *id)
    }

    pub fn with<R>(&self, id: SessionId, look: impl FnOnce(&Session) -> R) -> Option<R> {
        read(&self.sessions).get(&id).map(look)
    }

    pub fn change<R>(&self, id: SessionId, change: impl FnOnce(&mut Session) -> R) -> Option<R> {
        let result = write(&self.sessions).get_mut(&id).map(change);
        self.count_new();
        result
    }

    pub fn all(&self) -> Vec<(SessionId, Option<RefId>, Atom)> {
        let sessions = read(&self.sessions);
        let rows = sessions.iter();
        rows.map(|(id, session)| (*id, session.reference, session.name))
            .collect()
    }

    fn count_new(&self) {
        let any = read(&self.sessions).values().any(|s| s.new.is_some());
        self.new_processes.store(any, Ordering::Release);
    }

    /// How a new process is traced that nobody's flags are handed on to.
    pub fn of_new(&self) -> Vec<Traced> {
        if !self.new_processes.load(Ordering::Acquire) {
            return Vec::new();
        }
        let sessions = read(&self.sessions);
        sessions
            .values()
            .filter_map(|session| session.new)
            .collect()
    }
}

impl Process {
    /// Sessions that trace it.
    pub(crate) fn traced(&self) -> &[Traced] {
        self.ext().map_or(&[], |ext| &ext.traced)
    }

    pub(crate) fn traced_in(&self, session: SessionId) -> Option<Traced> {
        let mut all = self.traced().iter();
        all.find(|traced| traced.session == session).copied()
    }

    /// Those that want to know of any of these.
    pub(crate) fn traced_for(&self, any: Flags) -> Vec<Traced> {
        let all = self.traced().iter();
        all.filter(|traced| traced.flags.has(any))
            .copied()
            .collect()
    }

    /// Replaces what a session knows of it; no flags: it is not traced there any more.
    pub(crate) fn set_traced(&mut self, traced: Traced) {
        if self.ext().is_none() && traced.flags == Flags::NONE {
            return;
        }
        let all = &mut self.ext_mut().traced;
        all.retain(|other| other.session != traced.session);
        if traced.flags != Flags::NONE {
            all.push(traced);
        }
        self.sum_up_traced();
    }

    pub(crate) fn set_all_traced(&mut self, all: Vec<Traced>) {
        if !all.is_empty() {
            let own = self.pid;
            self.ext_mut().traced = all;
            self.ext_mut().traced.retain(|traced| traced.tracer != own);
            self.sum_up_traced();
        }
    }

    fn sum_up_traced(&mut self) {
        let union = self
            .traced()
            .iter()
            .fold(Flags::NONE, |all, traced| all.with(traced.flags));
        let spawns = Flags::PROCS
            .with(Flags::SET_ON_SPAWN)
            .with(Flags::SET_ON_FIRST_SPAWN)
            .with(Flags::SET_ON_LINK)
            .with(Flags::SET_ON_FIRST_LINK);
        let running = Flags::RUNNING.with(Flags::RUNNING_PROCS);
        let bit = |flags: Flags, bit: u8| if union.has(flags) { bit } else { 0 };
        self.watch = bit(Flags::SEND, hurry::SEND)
            | bit(Flags::RECEIVE, hurry::RECEIVE)
            | bit(running, hurry::RUNNING)
            | bit(Flags::GC, hurry::COLLECT)
            | bit(spawns, hurry::PROCS);
    }
}
