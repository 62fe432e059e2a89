//! Terms as the rest of the machine sees them.
//!
//! `Word` (layout.rs) is a raw machine word: what registers and heap cells hold, handled by the unsafe islands only. `Term<'s>` is a word
//! that is known to be a term, alive during the *no-collection scope* `'s`: whatever may collect borrows the heap mutably and so ends `'s`.
//! `Term::view` says what it is; each view reads its object through raw pointers and gives out words and numbers by value.
//!
//! Map of the module:
//! - `layout`: tags, headers, object layouts. Alone knows bits.
//! - `list`, `tuple`, `map`, `record`, `binary`, `integer`, `float`, `fun_`, `pid`, `reference`: a view per type.
//! - `compare`: term order, `==`, `=:=`, map key order; `arith`: the operators.
//!
//! Building terms: `heap::Writer`.
//!
//! Invariants:
//! - V1. A `Term<'s>` is a term as layout.rs draws it, whose objects stay where they are during `'s`.
//! - V2. A view is made by `Term::view` (or its like) after it has looked at the tag and header: it holds a pointer to an object of its kind.

pub mod arith;
pub mod binary;
pub mod compare;
pub mod external;
pub mod float;
pub mod fun_;
pub mod hash;
pub mod integer;
pub mod layout;
pub mod lexicon;
pub mod list;
pub mod map;
pub mod pid;
pub mod print;
pub mod record;
pub mod reference;
pub mod tuple;
pub(crate) mod weight;

use std::marker::PhantomData;

use crate::atom::{Atom, atoms};
pub use binary::{Bits, MatchContext};
pub use fun_::{ExternalFun, Fun, FunIdentity, LocalFun};
pub use integer::BigRef;
pub use layout::{Kind, Word};
pub use list::{Cons, ListIter};
pub use map::Map;
pub use pid::{ExternalPid, ExternalPort, LocalPid, LocalPort, Pid, Port};
pub use record::Record;
pub use reference::{RefId, Reference};
pub use tuple::Tuple;

/// A term that lives as long as nothing is collected.
#[derive(Clone, Copy)]
#[repr(transparent)]
pub struct Term<'s> {
    word: Word,
    scope: PhantomData<&'s ()>,
}

/// What a term is.
#[derive(Clone, Copy)]
pub enum View<'s> {
    Small(i64),
    /// An integer outside the small range.
    Big(BigRef<'s>),
    Float(f64),
    Atom(Atom),
    Nil,
    Cons(Cons<'s>),
    Tuple(Tuple<'s>),
    Map(Map<'s>),
    Record(Record<'s>),
    Bits(Bits<'s>),
    Fun(Fun<'s>),
    Pid(Pid<'s>),
    Port(Port<'s>),
    Ref(Reference<'s>),
    /// Only ever in registers of code that matches a bitstring; natives never see one.
    Context(MatchContext<'s>),
}

impl<'s> Term<'s> {
    pub const NIL: Term<'static> = Term {
        word: Word::NIL,
        scope: PhantomData,
    };
    pub const TRUE: Term<'static> = Term::atom(atoms::TRUE);
    pub const FALSE: Term<'static> = Term::atom(atoms::FALSE);

    /// # Safety
    /// The word is a term whose objects live and stay where they are during `'s`.
    #[inline]
    pub unsafe fn from_word(word: Word) -> Term<'s> {
        debug_assert!(!word.is_header() && !word.is_none());
        Term {
            word,
            scope: PhantomData,
        }
    }

    #[inline]
    pub const fn word(self) -> Word {
        self.word
    }

    /// A word read from a live object of the same scope.
    #[inline]
    pub(crate) fn inside(word: Word) -> Term<'s> {
        Term {
            word,
            scope: PhantomData,
        }
    }

    #[inline]
    pub const fn atom(atom: Atom) -> Term<'s> {
        Term {
            word: Word::atom_index(atom.index()),
            scope: PhantomData,
        }
    }

    #[inline]
    pub const fn boolean(value: bool) -> Term<'s> {
        Term::atom(Atom::boolean(value))
    }

    /// A small integer, if it is one: `Writer::integer` makes any.
    #[inline]
    pub const fn try_small(value: i64) -> Option<Term<'s>> {
        match Word::try_small(value) {
            Some(word) => Some(Term {
                word,
                scope: PhantomData,
            }),
            None => None,
        }
    }

    /// Any 32-bit number is a small integer.
    #[inline]
    pub const fn small(value: i32) -> Term<'s> {
        Term {
            word: Word::small(value as i64),
            scope: PhantomData,
        }
    }

    #[inline]
    pub const fn pid(pid: LocalPid) -> Term<'s> {
        Term {
            word: Word::pid_number(pid.number()),
            scope: PhantomData,
        }
    }

    #[inline]
    pub const fn port(port: LocalPort) -> Term<'s> {
        Term {
            word: Word::port_number(port.number()),
            scope: PhantomData,
        }
    }

    /// Needs no memory, holds no pointer: may outlive any scope.
    #[inline]
    pub fn as_immediate(self) -> Option<Term<'static>> {
        self.word.is_immediate().then_some(Term {
            word: self.word,
            scope: PhantomData,
        })
    }

    pub fn view(self) -> View<'s> {
        let word = self.word;
        if word.is_small() {
            View::Small(word.small_value())
        } else if word.is_cons() {
            View::Cons(Cons::new(self))
        } else if word.is_tuple() {
            View::Tuple(Tuple::new(self))
        } else if word.is_boxed() {
            self.view_boxed()
        } else if word.is_atom() {
            View::Atom(Atom::from_index(word.payload() as u32))
        } else if word.is_local_pid() {
            View::Pid(Pid::Local(LocalPid::new(word.payload())))
        } else if word.is_local_port() {
            View::Port(Port::Local(LocalPort::new(word.payload())))
        } else {
            debug_assert!(word.is_nil());
            View::Nil
        }
    }

    fn view_boxed(self) -> View<'s> {
        match self.boxed_kind() {
            Kind::Float => View::Float(float::value(self)),
            Kind::PositiveBig | Kind::NegativeBig => View::Big(BigRef::new(self)),
            Kind::Fun => View::Fun(Fun::Local(LocalFun::new(self))),
            Kind::ExternalFun => View::Fun(Fun::External(ExternalFun::new(self))),
            Kind::FlatMap | Kind::HashMap => View::Map(Map::new(self)),
            Kind::Record => View::Record(Record::new(self)),
            Kind::HeapBits | Kind::CountedBits | Kind::SubBits => View::Bits(Bits::new(self)),
            Kind::MatchContext => View::Context(MatchContext::new(self)),
            Kind::Reference | Kind::Resource | Kind::ExternalReference => {
                View::Ref(Reference::new(self))
            }
            Kind::ExternalPid => View::Pid(Pid::External(ExternalPid::new(self))),
            Kind::ExternalPort => View::Port(Port::External(ExternalPort::new(self))),
            Kind::Tuple | Kind::HashNode | Kind::HashCollision | Kind::Hole => {
                unreachable!("not a term by itself (I1)")
            }
        }
    }

    /// Of a boxed term only.
    #[inline]
    fn boxed_kind(self) -> Kind {
        debug_assert!(self.word.is_boxed());
        // SAFETY: V1: a boxed term is a live object with a header.
        unsafe { self.word.boxed_kind() }
    }

    #[inline]
    fn is_one_of(self, kinds: &[Kind]) -> bool {
        self.word.is_boxed() && kinds.contains(&self.boxed_kind())
    }

    // Questions with a short answer.

    #[inline]
    pub fn as_small(self) -> Option<i64> {
        self.word.is_small().then(|| self.word.small_value())
    }

    /// Any integer that fits.
    pub fn as_i64(self) -> Option<i64> {
        match self.view() {
            View::Small(value) => Some(value),
            View::Big(big) => big.to_i64(),
            _ => None,
        }
    }

    pub fn as_u64(self) -> Option<u64> {
        match self.view() {
            View::Small(value) => value.try_into().ok(),
            View::Big(big) => big.to_u64(),
            _ => None,
        }
    }

    pub fn as_usize(self) -> Option<usize> {
        self.as_u64()?.try_into().ok()
    }

    #[inline]
    pub fn as_atom(self) -> Option<Atom> {
        self.word
            .is_atom()
            .then(|| Atom::from_index(self.word.payload() as u32))
    }

    #[inline]
    pub fn is_atom_value(self, atom: Atom) -> bool {
        self.word == Word::atom_index(atom.index())
    }

    /// `true` or `false`.
    pub fn as_boolean(self) -> Option<bool> {
        match self.as_atom()? {
            atoms::TRUE => Some(true),
            atoms::FALSE => Some(false),
            _ => None,
        }
    }

    #[inline]
    pub fn as_cons(self) -> Option<Cons<'s>> {
        self.word.is_cons().then(|| Cons::new(self))
    }

    #[inline]
    pub fn as_tuple(self) -> Option<Tuple<'s>> {
        self.word.is_tuple().then(|| Tuple::new(self))
    }

    /// The elements of a tuple of exactly `N`.
    pub fn as_tuple_of<const N: usize>(self) -> Option<[Term<'s>; N]> {
        let tuple = self.as_tuple()?;
        (tuple.len() == N).then(|| std::array::from_fn(|i| tuple.at(i)))
    }

    pub fn as_float(self) -> Option<f64> {
        self.is_float().then(|| float::value(self))
    }

    pub fn as_bits(self) -> Option<Bits<'s>> {
        self.is_bitstring().then(|| Bits::new(self))
    }

    /// Bitstrings of whole bytes only.
    pub fn as_binary(self) -> Option<Bits<'s>> {
        self.as_bits().filter(|bits| bits.is_binary())
    }

    pub fn as_map(self) -> Option<Map<'s>> {
        self.is_map().then(|| Map::new(self))
    }

    pub fn as_record(self) -> Option<Record<'s>> {
        self.is_record().then(|| Record::new(self))
    }

    pub fn as_local_pid(self) -> Option<LocalPid> {
        self.word
            .is_local_pid()
            .then(|| LocalPid::new(self.word.payload()))
    }

    pub fn as_reference(self) -> Option<Reference<'s>> {
        self.is_reference().then(|| Reference::new(self))
    }

    pub fn as_fun(self) -> Option<Fun<'s>> {
        match self.view() {
            View::Fun(fun) => Some(fun),
            _ => None,
        }
    }

    #[inline]
    pub fn is_atom(self) -> bool {
        self.word.is_atom()
    }

    #[inline]
    pub fn is_nil(self) -> bool {
        self.word.is_nil()
    }

    /// Cons or nil.
    #[inline]
    pub fn is_list(self) -> bool {
        self.word.is_list()
    }

    #[inline]
    pub fn is_tuple(self) -> bool {
        self.word.is_tuple()
    }

    pub fn is_integer(self) -> bool {
        self.word.is_small() || self.is_one_of(&[Kind::PositiveBig, Kind::NegativeBig])
    }

    pub fn is_float(self) -> bool {
        self.is_one_of(&[Kind::Float])
    }

    pub fn is_number(self) -> bool {
        self.word.is_small() || self.is_one_of(&[Kind::Float, Kind::PositiveBig, Kind::NegativeBig])
    }

    pub fn is_map(self) -> bool {
        self.is_one_of(&[Kind::FlatMap, Kind::HashMap])
    }

    pub fn is_record(self) -> bool {
        self.is_one_of(&[Kind::Record])
    }

    pub fn is_bitstring(self) -> bool {
        self.is_one_of(&[Kind::HeapBits, Kind::CountedBits, Kind::SubBits])
    }

    pub fn is_binary(self) -> bool {
        self.as_binary().is_some()
    }

    pub fn is_fun(self) -> bool {
        self.is_one_of(&[Kind::Fun, Kind::ExternalFun])
    }

    pub fn is_pid(self) -> bool {
        self.word.is_local_pid() || self.is_one_of(&[Kind::ExternalPid])
    }

    pub fn is_port(self) -> bool {
        self.word.is_local_port() || self.is_one_of(&[Kind::ExternalPort])
    }

    pub fn is_reference(self) -> bool {
        self.is_one_of(&[Kind::Reference, Kind::Resource, Kind::ExternalReference])
    }

    /// Walks the cells of a list; `ListIter::tail` then says what it ends in.
    pub fn list(self) -> ListIter<'s> {
        ListIter::new(self)
    }
}
