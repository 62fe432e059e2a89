//! Erlang source in, verified bytecode module out. Pure: no files, no printing, no panics on any input.
//!
//! Passes, in the order in which a program meets them:
#![forbid(unsafe_code)]

/// Positions, files, names.
pub mod source;

/// The syntax tree.
pub mod ast;

/// The intermediate form.
pub mod core;
