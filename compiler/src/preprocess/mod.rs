//! Tokens to tokens: macros, conditions, includes.
