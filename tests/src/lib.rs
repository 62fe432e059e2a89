//! Harness shared by the tests that cross crates.
#![forbid(unsafe_code)]
