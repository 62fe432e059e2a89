//! Core: the intermediate form between the syntax tree and bytecode.

pub mod nodes;

pub mod walk;

pub mod print;

pub mod read;
