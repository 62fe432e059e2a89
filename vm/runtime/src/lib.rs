//! The machine: terms, heaps, processes, schedulers, interpreter, natives.
#![deny(unsafe_code)]

/// Text forms of numbers and characters.
pub mod text;

/// Digests of bytes.
pub mod digest;
