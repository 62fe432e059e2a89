//! The public, safe face of Purlin for Rust host programs.
#![forbid(unsafe_code)]
