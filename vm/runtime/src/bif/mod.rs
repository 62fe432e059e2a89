//! Natives: functions written in Rust.

/// The native calling convention.
pub mod context;

/// From the BIF table to export cells.
pub mod dispatch;
