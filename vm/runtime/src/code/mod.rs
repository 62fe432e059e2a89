//! Code: from module files to runnable words, and the tables through which running code finds other code.

/// Export cells: what calls across modules go through.
pub mod export;

/// Fun entries: what funs point at.
pub mod fun_entry;

/// A loaded module: words, continuation records, functions, lines.
pub mod module;

/// Module files to loaded modules.
pub mod loader;

/// Ops to loaded instructions.
pub mod translate;

/// The module table: current and old versions, purge.
pub mod server;

/// Getting rid of old versions.
pub mod purge;

/// Freeing purged versions once nobody has anything of them.
pub mod reclaim;

/// What is asked of a compiler.
pub mod compiler;

/// Literal pools.
pub mod literal_pool;
