//! Funs: closures of this VM's code, and external funs (`fun M:F/A`).
//!
//! A local fun points at a fun entry, an external one at an export cell: both live as long as the VM, and the code they lead to may change.
//! What they look like is the code module's business; here they are addresses.

use super::Term;
use super::pid::LocalPid;
use crate::atom::Atom;

#[derive(Clone, Copy)]
pub enum Fun<'s> {
    Local(LocalFun<'s>),
    External(ExternalFun<'s>),
}

impl Fun<'_> {
    /// Arguments it takes.
    pub fn arity(self) -> u8 {
        match self {
            Fun::Local(fun) => fun.arity(),
            Fun::External(fun) => fun.arity(),
        }
    }
}

/// Words of an external fun.
pub const EXTERNAL_FUN_WORDS: usize = 4;

/// Words of a local fun.
pub const fn fun_words(n_free: usize) -> usize {
    3 + n_free
}

/// What identifies a fun's code. Every fun entry begins with one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(C)]
pub struct FunIdentity {
    pub module: Atom,
    /// Its number among the funs of its module.
    pub index: u32,
    pub old_index: u32,
    pub old_uniq: u32,
    /// The module's digest.
    pub uniq: [u8; 16],
}

#[derive(Clone, Copy)]
pub struct LocalFun<'s>(Term<'s>);

impl<'s> LocalFun<'s> {
    #[inline]
    pub(super) fn new(term: Term<'s>) -> LocalFun<'s> {
        LocalFun(term)
    }

    /// The address of its fun entry.
    #[inline]
    pub fn entry(self) -> usize {
        // SAFETY: V2; a fun has at least two words of payload.
        unsafe { self.0.word().field(0) }.bits() as usize
    }

    /// What its entry begins with.
    pub fn identity(self) -> &'s FunIdentity {
        // SAFETY: `Writer::fun` was given the address of a fun entry, which begins with its identity and lives as long as the VM.
        unsafe { &*(self.entry() as *const FunIdentity) }
    }

    #[inline]
    pub fn arity(self) -> u8 {
        // SAFETY: V2.
        unsafe { self.0.word().object_header() }.header_aux() as u8
    }

    /// The process that made it.
    pub fn creator(self) -> Option<LocalPid> {
        // SAFETY: V2; a fun has at least two words of payload.
        Term::inside(unsafe { self.0.word().field(1) }).as_local_pid()
    }

    /// Number of free variables.
    #[inline]
    pub fn n_free(self) -> usize {
        // SAFETY: V2.
        unsafe { self.0.word().object_header() }.header_size() - 2
    }

    /// Free variable `index`, from 0.
    ///
    /// # Panics
    /// If there is none.
    #[inline]
    pub fn free(self, index: usize) -> Term<'s> {
        assert!(index < self.n_free(), "free variable out of range");
        // SAFETY: V2, and there is that variable.
        Term::inside(unsafe { self.0.word().field(2 + index) })
    }

    #[inline]
    pub fn term(self) -> Term<'s> {
        self.0
    }
}

#[derive(Clone, Copy)]
pub struct ExternalFun<'s>(Term<'s>);

impl<'s> ExternalFun<'s> {
    #[inline]
    pub(super) fn new(term: Term<'s>) -> ExternalFun<'s> {
        ExternalFun(term)
    }

    /// The address of its export cell.
    #[inline]
    pub fn export(self) -> usize {
        // SAFETY: V2; an external fun has three words of payload.
        unsafe { self.0.word().field(0) }.bits() as usize
    }

    pub fn module(self) -> Atom {
        self.atom_at(1)
    }

    pub fn name(self) -> Atom {
        self.atom_at(2)
    }

    #[inline]
    pub fn arity(self) -> u8 {
        // SAFETY: V2.
        unsafe { self.0.word().object_header() }.header_aux() as u8
    }

    fn atom_at(self, index: usize) -> Atom {
        // SAFETY: V2; an external fun has three words of payload.
        Atom::from_index(unsafe { self.0.word().field(index) }.payload() as u32)
    }

    #[inline]
    pub fn term(self) -> Term<'s> {
        self.0
    }
}
