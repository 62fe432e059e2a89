//! The closed list of what one process (or timer, or the host) can do to another: every effect is one of these, through the inbox.

use super::inbox::{Boxed, Item, Node};
use crate::code::reclaim::Asked;
use crate::heap::Fragment;
use crate::heap::fragment::Header;
use crate::process::Process;
use crate::term::{LocalPid, RefId};

/// A signal with the pid it is for: the slot may be another process's by the time it is read.
pub struct Envelope {
    pub target: LocalPid,
    pub signal: Signal,
}

/// Messages are linked through the heads of their fragments; other signals get a node of their own. Tag bits of a node's address say which.
const TAGS: usize = 7;
const BOXED: usize = 0;
const MESSAGE: usize = 1;
/// The fragment's trailer names the alias.
const ALIAS_MESSAGE: usize = 2;
/// Likewise.
const URGENT_MESSAGE: usize = 3;
/// Likewise.
const REPLY: usize = 4;
/// The trailer names the reference and who calls.
const CALL: usize = 5;

/// Words to leave free in the fragment of a message to an alias, so that it needs no node of its own.
pub const ALIAS_TRAILER_WORDS: usize = 2;
/// The same for a call.
pub const CALL_TRAILER_WORDS: usize = 3;

fn tagged(fragment: Fragment, target: LocalPid, tag: usize) -> Node {
    let header = fragment.into_raw();
    // SAFETY: the fragment was ours, its head stays where it is.
    unsafe { (*header).target.set(target.number()) };
    header.cast::<u8>().wrapping_add(tag)
}

// SAFETY: a node is a box or a fragment's head (aligned to 8: the tag bits are free, and there is no such thing at the end of the address space),
// each with a place for the link; `from_node` makes of it the envelope it was.
unsafe impl Item for Envelope {
    #[inline]
    fn into_node(self) -> Node {
        let target = self.target;
        match self.signal {
            Signal::Message(fragment) => tagged(fragment, target, MESSAGE),
            Signal::AliasMessage {
                alias,
                message,
                through,
            } => {
                if message.set_trailer([u64::from(alias.high), alias.low]) {
                    let tag = match through {
                        Through::Plain => ALIAS_MESSAGE,
                        Through::Urgent => URGENT_MESSAGE,
                        Through::Reply => REPLY,
                    };
                    return tagged(message, target, tag);
                }
                let signal = Signal::AliasMessage {
                    alias,
                    message,
                    through,
                };
                Boxed::into_node(Envelope { target, signal })
            }
            Signal::Call {
                reference,
                from,
                message,
            } => {
                let words = [u64::from(reference.high), reference.low, from.number()];
                if message.set_trailer(words) {
                    return tagged(message, target, CALL);
                }
                let signal = Signal::Call {
                    reference,
                    from,
                    message,
                };
                Boxed::into_node(Envelope { target, signal })
            }
            signal => Boxed::into_node(Envelope { target, signal }),
        }
    }

    #[inline]
    unsafe fn from_node(node: Node) -> Envelope {
        let tag = node as usize & TAGS;
        if tag == BOXED {
            // SAFETY: passed on.
            return unsafe { Boxed::from_node(node) };
        }
        let header = node.wrapping_sub(tag).cast::<Header>();
        // SAFETY: passed on: the head of a fragment that nobody else has.
        let (target, message) = unsafe { ((*header).target.get(), Fragment::from_raw(header)) };
        let signal = match tag {
            MESSAGE => Signal::Message(message),
            CALL => {
                // SAFETY: the tag says that there is one.
                let [high, low, from] = unsafe { message.trailer() };
                Signal::Call {
                    reference: RefId {
                        high: high as u32,
                        low,
                    },
                    from: LocalPid::new(from),
                    message,
                }
            }
            _ => {
                // SAFETY: the tag says that there is one.
                let [high, low] = unsafe { message.trailer() };
                let alias = RefId {
                    high: high as u32,
                    low,
                };
                let through = match tag {
                    URGENT_MESSAGE => Through::Urgent,
                    REPLY => Through::Reply,
                    _ => Through::Plain,
                };
                Signal::AliasMessage {
                    alias,
                    message,
                    through,
                }
            }
        };
        Envelope {
            target: LocalPid::new(target),
            signal,
        }
    }

    #[inline]
    unsafe fn next(node: Node) -> *mut Node {
        let tag = node as usize & TAGS;
        if tag == BOXED {
            return node.cast();
        }
        let header = node.wrapping_sub(tag).cast::<Header>();
        // SAFETY: passed on; a cell of a pointer is a pointer.
        unsafe { (*header).next.as_ptr().cast() }
    }
}

pub enum Signal {
    Message(Fragment),
    /// To an alias: admitted only while the alias is active.
    AliasMessage {
        alias: RefId,
        message: Fragment,
        through: Through,
    },
    /// A request: a monitor whose reference is an alias as well, and a message that names it. What `gen:call` sends.
    Call {
        reference: RefId,
        from: LocalPid,
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
        /// Through which it came, and whether it was sent with `priority`.
        through: Option<(RefId, bool)>,
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
        serial: u32,
    },
    /// What of code that goes does it have?
    Sweep(Asked),
    Collect {
        from: LocalPid,
        reference: Option<RefId>,
    },
    /// Only wakes the process up.
    Wake,
    /// Of the host or a native: runs in the process.
    Host(Box<dyn FnOnce(&mut Process) + Send>),
}

impl Signal {
    /// Does it look at frames or registers of the receiver, or keep it from running?
    pub fn looks_inside(&self) -> bool {
        match self {
            Signal::InfoRequest(_)
            | Signal::Suspend { .. }
            | Signal::Resume { .. }
            | Signal::Sweep(_)
            | Signal::Collect { .. }
            | Signal::Host(_) => true,
            Signal::Message(_)
            | Signal::AliasMessage { .. }
            | Signal::Call { .. }
            | Signal::LinkExit { .. }
            | Signal::Exit { .. }
            | Signal::Link { .. }
            | Signal::Unlink { .. }
            | Signal::UnlinkAck { .. }
            | Signal::Monitor(_)
            | Signal::Demonitor { .. }
            | Signal::Down { .. }
            | Signal::GroupLeader { .. }
            | Signal::AliveRequest { .. }
            | Signal::Answer { .. }
            | Signal::Timeout { .. }
            | Signal::Wake => false,
        }
    }

    /// Does the sender want to hear of the receiver's end?
    pub fn asks_to_be_told(&self) -> bool {
        matches!(
            self,
            Signal::Link { .. } | Signal::Monitor(_) | Signal::Call { .. }
        )
    }
}

/// How a message comes through an alias.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Through {
    Plain,
    /// Sent with `priority`: if the alias was made for that, it overtakes what waits.
    Urgent,
    /// From the process that was called: it has forgotten the call's monitor by itself and need not be told.
    Reply,
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
