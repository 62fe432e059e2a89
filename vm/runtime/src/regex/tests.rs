//! Patterns against recorded results.
