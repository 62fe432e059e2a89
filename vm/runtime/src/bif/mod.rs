//! Natives: functions written in Rust. The table of all is purlin_isa::bifs; each family of it is a file here.

/// The native calling convention.
pub mod context;

/// From the BIF table to export cells.
pub mod dispatch;

/// Long work in steps.
pub mod steps;

/// Results described first, built afterwards.
pub mod build;

/// Walking iodata.
pub mod iodata;

/// What the VM knows about atoms, funs and itself, for printing, hashing and the external format.
pub mod knowledge;

/// Searching in binaries; part of the family `binary`.
pub mod pattern;

/// What natives keep in a VM.
pub mod stores;

/// The environment of a VM.
pub mod environment;

/// The current directory of a VM.
pub mod directory;

/// Dates and local time; part of the family `time`.
pub mod calendar;

/// Work that may block.
pub mod blocking;

/// Spawning, and information about processes; parts of the family `process`.
pub mod info;
pub mod spawn;

/// Searching tables; part of the family `ets`.
pub mod ets_select;

/// Quick forms of natives; those of the family `ets`.
mod ets_quick;
pub(crate) mod quick;

/// Functions of the C library.
mod libm;

pub mod arith;
pub mod ascii;
pub mod atom;
pub mod binary;
pub mod code;
pub mod compare;
pub mod compile;
pub mod convert;
pub mod counters;
pub mod crypto;
pub mod debug;
pub mod dictionary;
pub mod ets;
pub mod exception;
pub mod external;
pub mod file;

/// What opened files stand on; part of the family `file`.
mod opened;

pub mod hash;
pub mod hibernate;
pub mod io;

/// Long lists made in slices; part of several families.
mod list_work;

pub mod lists;
pub mod loading;

/// Comparisons of huge terms in slices; parts of the families `compare`, `arith` and `lists`.
mod long_compare;
mod long_lists;

/// Sorting lists; part of the family `lists`.
mod sort;

pub mod maps;

/// Large maps made in slices; part of the family `maps`.
mod map_work;

pub mod math;
pub mod monitor;
pub mod node;
pub mod os;
pub mod persistent;
pub mod process;
pub mod re;
pub mod record;
pub mod registry;
pub mod system;
pub mod time;
pub mod timer;
pub mod trace;
pub mod tuple;
pub mod types;
pub mod unicode;
pub mod zlib;

#[cfg(all(test, not(loom)))]
mod recorded;
