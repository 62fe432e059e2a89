//! Core: the intermediate form between the syntax tree and bytecode.

pub mod nodes;

pub mod walk;

/// Building a function block by block, and tidying it up at the end.
pub mod builder;

pub mod print;

pub mod read;

pub mod validate;
