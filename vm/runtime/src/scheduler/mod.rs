//! Scheduling: workers, their run queues, parking, the blocking pool.

/// Where idle workers sleep.
pub mod park;

/// Queues of runnable processes, and stealing.
pub mod run_queue;

/// A worker: takes a process, runs it for a slice, puts it where it belongs.
pub mod worker;

/// A host's thread that runs the process it calls.
pub mod caller;

/// Threads that run others while workers are held up.
pub(crate) mod stand_in;

/// Threads for work that blocks.
pub mod blocking;
