//! References: of this VM (plain, alias, resource) and of other nodes.

use super::pid::LocalPid;
use super::{Kind, Term, Word};
use crate::atom::Atom;

/// What tells references of one VM apart: 96 bits, as three 32-bit words, the lowest first, when printed or encoded.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct RefId {
    pub high: u32,
    pub low: u64,
}

impl RefId {
    /// As 32-bit words, lowest first.
    pub const fn words(self) -> [u32; 3] {
        [self.low as u32, (self.low >> 32) as u32, self.high]
    }
}

/// Words of a plain reference.
pub const REFERENCE_WORDS: usize = 3;
/// Words of an alias reference.
pub const ALIAS_WORDS: usize = 4;
/// Most 32-bit words of an external reference.
pub const MAX_EXTERNAL_REFERENCE: usize = 5;

#[derive(Clone, Copy)]
pub struct Reference<'s>(Term<'s>);

impl<'s> Reference<'s> {
    /// Of a term known to be a reference.
    #[inline]
    pub(crate) fn of(term: Term<'s>) -> Reference<'s> {
        debug_assert!(term.is_reference());
        Reference(term)
    }

    #[inline]
    pub(super) fn new(term: Term<'s>) -> Reference<'s> {
        Reference(term)
    }

    /// The identity of a plain reference, the one of `Writer::reference`; nothing if the term is another one.
    #[inline]
    pub fn plain_id(term: Term<'_>) -> Option<RefId> {
        const PLAIN: Word = Word::header(Kind::Reference, REFERENCE_WORDS - 1);
        // SAFETY: the header of a live boxed object.
        if !term.word().is_boxed() || unsafe { term.word().object_header() } != PLAIN {
            return None;
        }
        let reference = Reference(term);
        Some(RefId {
            high: reference.field(1) as u32,
            low: reference.field(0),
        })
    }

    /// The identity of a reference of this VM.
    pub fn id(self) -> Option<RefId> {
        let first = match self.0.boxed_kind() {
            Kind::Reference => 0,
            Kind::Resource => 2,
            _ => return None,
        };
        Some(RefId {
            high: self.field(first + 1) as u32,
            low: self.field(first),
        })
    }

    /// Whom an alias reference leads to.
    pub fn alias_of(self) -> Option<LocalPid> {
        (self.0.boxed_kind() == Kind::Reference && self.size() == 3)
            .then(|| LocalPid::new(self.field(2)))
    }

    /// Node and creation of a reference of another node.
    pub fn external(self) -> Option<(Atom, u32)> {
        (self.0.boxed_kind() == Kind::ExternalReference).then(|| {
            (
                Atom::from_index((self.field(0) >> 8) as u32),
                self.field(1) as u32,
            )
        })
    }

    /// Number of 32-bit words.
    pub fn n_words(self) -> usize {
        if self.0.boxed_kind() == Kind::ExternalReference {
            self.field(2) as usize
        } else {
            3
        }
    }

    /// 32-bit word `index`, the lowest first; zero beyond the last.
    pub fn number(self, index: usize) -> u32 {
        if let Some(id) = self.id() {
            return id.words().get(index).copied().unwrap_or(0);
        }
        if index >= self.n_words() {
            0
        } else {
            (self.field(3 + index / 2) >> (index % 2 * 32)) as u32
        }
    }

    fn size(self) -> usize {
        // SAFETY: V2.
        unsafe { self.0.word().object_header() }.header_size()
    }

    fn field(self, index: usize) -> u64 {
        assert!(index < self.size());
        // SAFETY: V2, and there is that word.
        unsafe { self.0.word().field(index) }.bits()
    }

    /// The resource behind a resource reference.
    pub fn resource(self) -> Option<&'s crate::heap::offheap::Resource> {
        if self.0.boxed_kind() != Kind::Resource {
            return None;
        }
        let pointer = self.field(1) as *const crate::heap::offheap::Resource;
        // SAFETY: V2: a resource object holds a count on its resource, and lives during 's.
        Some(unsafe { &*pointer })
    }

    #[inline]
    pub fn term(self) -> Term<'s> {
        self.0
    }
}
