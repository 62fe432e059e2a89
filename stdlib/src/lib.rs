//! The Erlang library, compiled at build time into one archive.
#![forbid(unsafe_code)]
