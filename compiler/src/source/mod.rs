//! Where text comes from and how positions in it are named.

pub mod span;

pub mod line_index;

/// The texts of one compilation.
pub mod file;

pub mod encoding;

pub mod provider;

pub mod name;
