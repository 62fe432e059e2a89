//! The machine: terms, heaps, processes, schedulers, interpreter, natives.
#![deny(unsafe_code)]
