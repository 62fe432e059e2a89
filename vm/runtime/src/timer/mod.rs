//! Timers: what is to happen at a time.

/// A hierarchical timing wheel.
pub mod wheel;

/// All timers of a `Vm`.
pub mod service;
