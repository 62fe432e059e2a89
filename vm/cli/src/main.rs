//! The `purlin` command.
#![forbid(unsafe_code)]

fn main() {}
