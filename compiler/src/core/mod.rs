//! Core: the one intermediate form between syntax tree and bytecode.

pub mod nodes;
