//! What is wrong with a program, as data: passes make `Diagnostic`s, hosts render them.

/// The table of everything that can be wrong.
pub mod codes;

pub mod diagnostic;

/// "Did you mean".
pub mod suggest;

/// Problems inside macro expansions.
pub mod expansion;

/// For people.
pub mod render;

/// For programs.
pub mod json;

/// The pages about codes.
pub mod explain;

pub use codes::Code;
pub use diagnostic::{Arg, Diagnostic, Label, Severity};
pub use render::{RenderOptions, render, render_all};
