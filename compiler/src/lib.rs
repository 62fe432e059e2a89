//! Erlang source in, verified bytecode module out. Pure: no files, no printing, no panics on any input.
//!
//! Passes, in the order in which a program meets them:
#![forbid(unsafe_code)]
#![allow(
    clippy::result_large_err,
    reason = "a diagnostic is made once per problem: its size costs nothing on the way of good programs"
)]

/// Positions, files, names.
pub mod source;

/// Text to tokens.
pub mod scan;

/// Tokens to tokens: macros, conditions, includes.
pub mod preprocess;

/// Tokens to syntax tree.
pub mod parse;

/// The syntax tree.
pub mod ast;

/// The intermediate form.
pub mod core;

/// Syntax tree to Core.
pub mod lower;

/// Core to Core: the same with less work.
pub mod optimize;

/// Core to bytecode.
pub mod codegen;

/// Problems of programs, and how they are told.
pub mod diagnostics;

/// What Erlang's linter checks.
pub mod check;

/// The passes in order.
pub mod driver;

/// What `erl_scan` and `erl_parse` are made of.
pub mod interactive;
