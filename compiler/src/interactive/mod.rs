//! What `erl_scan` and `erl_parse` are made of: text to token terms, token terms to abstract format, terms to abstract
//! format and back, with OTP's values and error descriptors. Terms come and go as `TermTree`s.

/// Text to token terms.
pub mod scan;

/// Token terms to abstract format.
pub mod parse;

/// Terms to abstract format and back.
pub mod term;
