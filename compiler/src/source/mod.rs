//! Where text comes from and how positions in it are named.

pub mod span;

pub mod name;
