//! Native records: a value carries the definition it was made from.
//!
//! - C1. A definition is a tuple `{Module, Name, Exported, Field...}` of atoms, `Exported` a boolean, the fields different from each other. Who
//!   makes a record has seen that it is one: the verifier for those in code, `Definition::of` for all others.
//! - C2. A record has as many values as its definition has fields.
//!
//! A definition is most often a literal of the module that defines the record, and so shared by all its values.

use super::{Kind, Term, Tuple, Word};
use crate::atom::{Atom, atoms};
use crate::heap::Writer;

/// Elements of a definition before the fields.
pub(crate) const DEFINITION_HEAD: usize = 3;

/// A tuple known to be a record's definition.
#[derive(Clone, Copy)]
pub struct Definition<'s>(Tuple<'s>);

impl<'s> Definition<'s> {
    /// The tuple, if it has a definition's shape. That the fields differ is not looked at.
    pub fn of(term: Term<'s>) -> Option<Definition<'s>> {
        let tuple = term.as_tuple()?;
        let fits = tuple.len() >= DEFINITION_HEAD
            && tuple.iter().all(|element| element.is_atom())
            && tuple.at(2).as_boolean().is_some();
        fits.then_some(Definition(tuple))
    }

    #[inline]
    fn atom_at(self, index: usize) -> Atom {
        self.0.at(index).as_atom().unwrap_or(atoms::UNDEFINED)
    }

    #[inline]
    pub fn module(self) -> Atom {
        self.atom_at(0)
    }

    #[inline]
    pub fn name(self) -> Atom {
        self.atom_at(1)
    }

    #[inline]
    pub fn is_exported(self) -> bool {
        self.0.at(2).is_atom_value(atoms::TRUE)
    }

    /// Number of fields.
    #[inline]
    pub fn len(self) -> usize {
        self.0.len() - DEFINITION_HEAD
    }

    #[inline]
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// The names of the fields, in order.
    pub fn fields(self) -> impl ExactSizeIterator<Item = Term<'s>> + DoubleEndedIterator + Clone {
        let tuple = self.0;
        (0..self.len()).map(move |i| tuple.at(DEFINITION_HEAD + i))
    }

    /// Module, name, whether exported, fields.
    pub fn elements(self) -> impl ExactSizeIterator<Item = Term<'s>> + DoubleEndedIterator + Clone {
        self.0.iter()
    }

    /// Where a field is, from 0; most likely at `hint`.
    #[inline]
    pub fn index_of(self, field: Term<'_>, hint: usize) -> Option<usize> {
        let is_there = |i: usize| self.0.at(DEFINITION_HEAD + i).word() == field.word();
        if hint < self.len() && is_there(hint) {
            return Some(hint);
        }
        (0..self.len()).find(|&i| is_there(i))
    }

    #[inline]
    pub fn term(self) -> Term<'s> {
        self.0.term()
    }
}

#[derive(Clone, Copy)]
pub struct Record<'s>(Term<'s>);

impl<'s> Record<'s> {
    #[inline]
    pub(super) fn new(term: Term<'s>) -> Record<'s> {
        debug_assert!(term.is_record());
        Record(term)
    }

    #[inline]
    pub fn definition(self) -> Definition<'s> {
        // SAFETY: V2; a record's first word is its definition, a tuple (C1).
        let term: Term<'s> = Term::inside(unsafe { self.0.word().field(0) });
        Definition(Tuple::new(term))
    }

    #[inline]
    pub fn module(self) -> Atom {
        self.definition().module()
    }

    #[inline]
    pub fn name(self) -> Atom {
        self.definition().name()
    }

    #[inline]
    pub fn is_exported(self) -> bool {
        self.definition().is_exported()
    }

    /// Number of fields.
    #[inline]
    pub fn len(self) -> usize {
        // SAFETY: V2.
        unsafe { self.0.word().object_header() }.header_size() - 1
    }

    #[inline]
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// The value of field `index`, from 0.
    ///
    /// # Panics
    /// If there is none.
    #[inline]
    pub fn value(self, index: usize) -> Term<'s> {
        assert!(index < self.len(), "record field out of range");
        // SAFETY: V2, and the record has that field.
        Term::inside(unsafe { self.0.word().field(1 + index) })
    }

    /// Names and values, in order.
    pub fn iter(
        self,
    ) -> impl ExactSizeIterator<Item = (Term<'s>, Term<'s>)> + DoubleEndedIterator + Clone {
        self.definition()
            .fields()
            .zip((0..self.len()).map(move |i| self.value(i)))
    }

    #[inline]
    pub fn term(self) -> Term<'s> {
        self.0
    }
}

/// Words of a record with so many fields, without its definition.
pub const fn words(n_fields: usize) -> usize {
    2 + n_fields
}

/// A record of that definition; `words` of its fields.
pub fn make<'w>(
    definition: Definition<'w>,
    mut value: impl FnMut(usize) -> Term<'w>,
    writer: &Writer<'w>,
) -> Term<'w> {
    let n = definition.len();
    let object = writer.take(words(n));
    // SAFETY: `take` gave us that many words.
    unsafe {
        *object = Word::header(Kind::Record, 1 + n);
        *object.add(1) = definition.term().word();
        for i in 0..n {
            *object.add(2 + i) = value(i).word();
        }
    }
    Term::inside(Word::boxed(object))
}
