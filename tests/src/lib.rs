//! Tests that look at the repository as a whole.
#![forbid(unsafe_code)]

#[cfg(test)]
mod coverage;
