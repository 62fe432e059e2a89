//! Messages and signals between processes.

/// The lock-free inbox.
pub mod inbox;

/// The closed list of signals.
pub mod signal;

/// A process's queue of messages that arrived.
pub mod mailbox;

/// Sending.
pub mod send;

/// What a process does with the signals in its inbox.
pub mod receive;
