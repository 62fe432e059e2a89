//! What `erl_scan` and `erl_parse` are made of: text to token terms, token terms to abstract format, terms to abstract
//! format and back, with OTP's values and error descriptors. Terms come and go as `TermTree`s.

/// Text to token terms.
pub mod scan;

/// The documentation in a source text.
pub mod docs;

/// The pieces of a text that is being typed.
pub mod pieces;

/// Token terms to abstract format.
pub mod parse;

/// Terms to abstract format and back.
pub mod term;
