//! Digests of bytes that `erlang` offers: MD5, CRC-32, Adler-32, and the mixing steps of `phash2/2` and `phash/2`.
//!
//! Apart from terms: bytes and words in, words out. All values are exactly OTP's and never change.

/// CRC-32 and Adler-32, with joining of two sums.
pub mod checksum;

/// MD5 with a context that can be carried as bytes.
pub mod md5;

/// Bob Jenkins' mixing as `phash2/2` uses it.
pub mod mix;
