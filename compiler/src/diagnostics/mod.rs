//! What is wrong with a program, as data: passes make `Diagnostic`s, hosts render them.

/// The table of everything that can be wrong.
pub mod codes;

pub mod diagnostic;

pub mod suggest;

pub use codes::Code;
pub use diagnostic::{Arg, Diagnostic, Label, Severity};
