//! Text forms of numbers and characters, apart from terms: bytes in, bytes out.

/// Floats.
pub mod float;

/// Integers in any base, at any size.
pub mod integer;

/// UTF-8, UTF-16, UTF-32 and Latin-1.
pub mod unicode;
