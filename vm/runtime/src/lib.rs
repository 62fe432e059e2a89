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

/// Finding byte strings in bytes.
pub mod search;
