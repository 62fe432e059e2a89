//! Erlang source in, verified bytecode module out. Pure: no files, no printing, no panics on any input.
#![forbid(unsafe_code)]
