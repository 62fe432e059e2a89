//! What compiler and machine agree on: the instruction set, the BIF table, predefined atoms, the module format.
#![forbid(unsafe_code)]
