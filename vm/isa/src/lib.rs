//! What compiler and machine agree on: the instruction set, the BIF table, predefined atoms, the module format.
#![forbid(unsafe_code)]

/// The instruction table.
pub mod ops;

/// `Op` and `Opcode`, made from it.
pub mod op;

/// Operand kinds.
pub mod operand;

/// Walks over the operands of an op.
pub mod visit;

/// A compiled module in memory.
pub mod module;

/// Ranges of integers.
pub mod range;

/// What operations tell of numbers.
pub mod known;

/// Module to bytes.
pub mod encode;

/// Assembler text.
pub mod text;

/// Bytes to module.
pub mod decode;

/// What a loader may rely on.
pub mod verify;

/// The table of functions written in Rust.
pub mod bifs;

/// Predefined atoms.
pub mod atoms;

/// The page of the instruction set.
pub mod docs;

#[cfg(test)]
mod tests;
