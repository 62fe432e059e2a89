//! The machine: terms, heaps, processes, schedulers, interpreter, natives.
#![deny(unsafe_code)]

/// Text forms of numbers and characters.
pub mod text;

/// Digests of bytes.
pub mod digest;

/// Atoms, per VM.
pub mod atom;

/// Words, terms, their views, order and arithmetic.
#[expect(
    unsafe_code,
    reason = "reads objects in process memory through raw pointers"
)]
pub mod term;

/// Process heaps, fragments, literals, the copier and the collector.
#[expect(unsafe_code, reason = "lays objects out in raw memory and moves them")]
pub mod heap;

/// Regular expressions.
pub mod regex;

/// Finding byte strings in bytes.
pub mod search;

/// Atomics, locks and their loom models.
#[cfg_attr(loom, expect(dead_code, reason = "the models use a part only"))]
pub mod sync;

/// Who is told of what processes do.
pub(crate) mod tracing;

/// Time, random numbers, order: one source of nondeterminism.
pub mod world;

/// Processes.
#[expect(
    unsafe_code,
    reason = "the process table hands out processes by status; stacks are raw memory"
)]
pub mod process;

/// Signals, inboxes, mailboxes.
#[expect(unsafe_code, reason = "the inbox is a lock-free stack of nodes")]
pub mod message;

/// Timers.
pub mod timer;

/// Workers, run queues, parking.
#[expect(
    unsafe_code,
    reason = "a worker takes processes out of the table by their status"
)]
pub mod scheduler;

/// Loaded code.
#[expect(
    unsafe_code,
    reason = "words, records and cells refer to each other by address"
)]
pub mod code;

/// Exceptions.
pub mod exception;

/// The interpreter.
#[expect(
    unsafe_code,
    reason = "runs words against raw registers, heap and stack"
)]
pub mod interp;

/// Natives.
#[expect(unsafe_code, reason = "the calling convention turns words into terms")]
pub mod bif;

/// A virtual machine.
#[expect(
    unsafe_code,
    reason = "records of no module point at words of the same box"
)]
pub mod vm;

/// Tables: what `ets` keeps outside all heaps.
#[expect(
    unsafe_code,
    reason = "rows and nodes are reached without locks, and freed when no pin is left"
)]
pub mod table;

/// What a VM may use.
pub mod limits;

/// What a host does with processes.
pub mod host;

#[cfg(all(test, not(loom)))]
mod tests;

/// Running a whole program.
pub mod program;
