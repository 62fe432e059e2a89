//! Exceptions: raising, unwinding, stack traces.

/// An exception on its way.
pub mod raise;
