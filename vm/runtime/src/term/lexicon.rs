//! What one must know about the VM to read a term as text, bytes or a hash: texts of atoms, what a fun is, which node this is.

use super::LocalFun;
use crate::atom::Atom;

/// What a local fun is, apart from its free variables.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct FunFacts {
    pub module: Atom,
    /// The function that holds its code.
    pub function: Atom,
    pub index: u32,
    /// A number that tells versions of the code apart; printed, and part of hashes.
    pub old_uniq: u32,
    /// The digest of the module's code.
    pub digest: [u8; 16],
}

/// This node, as pids of it are encoded.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NodeFacts {
    pub name: Atom,
    pub creation: u32,
}

/// The knowledge itself: the VM.
pub trait Lexicon {
    fn atom_text(&self, atom: Atom) -> &str;
    fn local_fun(&self, fun: LocalFun<'_>) -> FunFacts;
    fn node(&self) -> NodeFacts;
}
