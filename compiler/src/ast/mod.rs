//! The syntax tree: what the parser makes, the checker reads and the lowering consumes.

pub mod nodes;

/// Terms as plain trees.
pub mod term_tree;

/// The tree as terms.
pub mod abstract_format;

/// Terms as the tree.
pub mod from_abstract;
