//! Between Rust values and Erlang terms: the traits, and what implementations of them see of the machine.
//!
//! | Rust | Erlang |
//! |---|---|
//! | integers, [`BigInt`](crate::BigInt) | integer |
//! | `f32`, `f64` | float; from an integer too |
//! | `bool` | `true`, `false` |
//! | `char` | integer (the code point) |
//! | `&str`, `String` | binary of UTF-8; from a list of characters too |
//! | [`Charlist`] | list of characters |
//! | `&[u8]`, `Vec<u8>`, `[u8; N]` | binary; from a list of bytes too |
//! | [`Atom`](crate::Atom) | atom |
//! | `Vec<T>`, `&[T]`, `[T; N]` | list |
//! | tuples | tuple |
//! | `HashMap`, `BTreeMap` | map |
//! | `Option<T>` | `undefined` or the value |
//! | `Result<T, E>` | `{ok, T}` or `{error, E}` |
//! | `()` | `ok`; any term is taken for it |
//! | [`Value`](crate::Value) | any term |
//! | [`Pid`](crate::Pid), [`Resource`](crate::Resource) | pid, reference |
//! | [`Serde`](crate::Serde) | whatever its type says |

mod containers;
mod primitives;

pub use containers::Args;
pub use primitives::Charlist;

use std::fmt;

use num_bigint::BigInt;
use purlin_runtime::atom::AtomError;
use purlin_runtime::heap::{Writer, copy};
use purlin_runtime::host::HostError;
use purlin_runtime::term::print::{Printer, Style};
use purlin_runtime::term::{Term, View, map};
use purlin_runtime::vm as rt;

/// A term does not fit the Rust type, or a Rust value makes no term.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ConvertError {
    message: String,
}

impl ConvertError {
    /// An error of one's own.
    pub fn new(message: impl Into<String>) -> ConvertError {
        ConvertError {
            message: message.into(),
        }
    }

    #[cold]
    pub(crate) fn expected(what: &str, found: TermRef<'_>) -> ConvertError {
        ConvertError::new(format!("expected {what}, found {}", found.short()))
    }

    /// Says where in a larger term it was.
    #[cold]
    pub(crate) fn within(self, place: impl fmt::Display) -> ConvertError {
        ConvertError::new(format!("{place}: {}", self.message))
    }
}

impl fmt::Display for ConvertError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for ConvertError {}

impl From<HostError> for ConvertError {
    fn from(error: HostError) -> ConvertError {
        ConvertError::new(error.to_string())
    }
}

/// Why a value could not be written: kept small, since nearly none ever is.
#[derive(Clone, Copy, Debug)]
pub struct WriteError(pub(crate) HostError);

impl From<AtomError> for WriteError {
    fn from(error: AtomError) -> WriteError {
        WriteError(error.into())
    }
}

impl From<purlin_runtime::heap::OutOfMemory> for WriteError {
    fn from(_: purlin_runtime::heap::OutOfMemory) -> WriteError {
        WriteError(HostError::Memory)
    }
}

impl From<WriteError> for HostError {
    fn from(error: WriteError) -> HostError {
        error.0
    }
}

/// A Rust value that Erlang code can be given.
///
/// ```
/// use purlin::{Built, IntoTerm, Sizer, TermWriter, Vm, WriteError};
///
/// struct Point { x: f64, y: f64 }
///
/// impl IntoTerm for Point {
///     fn words(&self, sizer: &Sizer<'_>) -> usize {
///         ("point", self.x, self.y).words(sizer)
///     }
///
///     fn write<'w>(&self, writer: &TermWriter<'_, 'w>) -> Result<Built<'w>, WriteError> {
///         ("point", self.x, self.y).write(writer)
///     }
/// }
///
/// let vm = Vm::new()?;
/// let x: f64 = vm.call("erlang", "element", (2, Point { x: 1.5, y: 0.0 }))?;
/// assert_eq!(x, 1.5);
/// # Ok::<(), purlin::Error>(())
/// ```
pub trait IntoTerm {
    /// Words of the machine's memory that the term takes, at most. Too few, and [`IntoTerm::write`] panics.
    fn words(&self, sizer: &Sizer<'_>) -> usize;

    /// Builds the term.
    fn write<'w>(&self, writer: &TermWriter<'_, 'w>) -> Result<Built<'w>, WriteError>;

    #[doc(hidden)]
    fn words_of_slice(slice: &[Self], sizer: &Sizer<'_>) -> usize
    where
        Self: Sized,
    {
        2 * slice.len() + slice.iter().map(|item| item.words(sizer)).sum::<usize>()
    }

    #[doc(hidden)]
    fn write_slice<'w>(slice: &[Self], writer: &TermWriter<'_, 'w>) -> Result<Built<'w>, WriteError>
    where
        Self: Sized,
    {
        let mut list = writer.nil();
        for item in slice.iter().rev() {
            list = writer.cons(item.write(writer)?, list);
        }
        Ok(list)
    }
}

/// A Rust type that can be made of a term.
///
/// ```
/// use purlin::{ConvertError, FromTerm, TermRef, Vm};
///
/// #[derive(Debug, PartialEq)]
/// enum Reply { Yes(i64), No }
///
/// impl FromTerm for Reply {
///     fn from_term(term: TermRef<'_>) -> Result<Reply, ConvertError> {
///         if term.is_atom("no") {
///             return Ok(Reply::No);
///         }
///         let (_yes, n): (purlin::Atom, i64) = term.to()?;
///         Ok(Reply::Yes(n))
///     }
/// }
///
/// let vm = Vm::new()?;
/// vm.load("-module(m). -export([f/0]). f() -> {yes, 7}.")?;
/// assert_eq!(vm.call::<Reply>("m", "f", ())?, Reply::Yes(7));
/// # Ok::<(), purlin::Error>(())
/// ```
pub trait FromTerm: Sized {
    /// The value, or how the term does not fit.
    fn from_term(term: TermRef<'_>) -> Result<Self, ConvertError>;

    #[doc(hidden)]
    fn vec_from_term(term: TermRef<'_>) -> Result<Vec<Self>, ConvertError> {
        let Some(items) = term.elements_of_list() else {
            return Err(ConvertError::expected("a list", term));
        };
        let mut vec = Vec::new();
        for item in items {
            let made = Self::from_term(item);
            vec.push(made.map_err(|e| e.within(format_args!("element {}", vec.len() + 1)))?);
        }
        Ok(vec)
    }
}

/// What there is to know about a machine when counting words.
#[derive(Clone, Copy)]
pub struct Sizer<'v>(pub(crate) &'v rt::Vm);

impl<'v> Sizer<'v> {
    pub(crate) fn vm(&self) -> &'v rt::Vm {
        self.0
    }

    /// Words of a tuple of `n` elements, the elements not counted.
    pub const fn tuple(&self, n: usize) -> usize {
        n + 1
    }

    /// Words of a list of `n` elements, the elements not counted.
    pub const fn list(&self, n: usize) -> usize {
        2 * n
    }

    /// Words of a map of `n` pairs, keys and values not counted.
    pub fn map(&self, n: usize) -> usize {
        map::from_pairs_words(n)
    }

    /// Words of a binary of `n` bytes.
    pub fn binary(&self, n: usize) -> usize {
        purlin_runtime::term::binary::binary_words(n)
    }
}

/// A term that was just built, and is to become part of another or the result.
#[derive(Clone, Copy)]
pub struct Built<'w>(pub(crate) Term<'w>);

/// Builds terms in memory that was reserved by what [`IntoTerm::words`] said.
pub struct TermWriter<'a, 'w> {
    pub(crate) vm: &'a rt::Vm,
    pub(crate) writer: &'a Writer<'w>,
}

impl<'w> TermWriter<'_, 'w> {
    /// An integer; two words at most.
    #[inline]
    pub fn integer(&self, value: i64) -> Built<'w> {
        Built(self.writer.integer(value))
    }

    /// A large integer.
    pub fn big(&self, value: &BigInt) -> Built<'w> {
        Built(self.writer.bigint(value))
    }

    /// A float; two words.
    pub fn float(&self, value: f64) -> Result<Built<'w>, WriteError> {
        match value.is_finite() {
            true => Ok(Built(self.writer.float(value))),
            false => Err(WriteError(HostError::NotFinite)),
        }
    }

    /// An atom; no words.
    pub fn atom(&self, text: &str) -> Result<Built<'w>, WriteError> {
        Ok(Built(Term::atom(self.vm.atom(text)?)))
    }

    /// `true` or `false`; no words.
    pub fn boolean(&self, value: bool) -> Built<'w> {
        Built(Term::boolean(value))
    }

    /// A binary.
    pub fn binary(&self, bytes: &[u8]) -> Result<Built<'w>, WriteError> {
        Ok(Built(self.writer.binary(bytes)?))
    }

    /// The empty list; no words.
    pub fn nil(&self) -> Built<'w> {
        Built(Term::NIL)
    }

    /// `[Head | Tail]`; two words.
    #[inline]
    pub fn cons(&self, head: Built<'w>, tail: Built<'w>) -> Built<'w> {
        Built(self.writer.cons(head.0, tail.0))
    }

    /// A tuple; a word more than elements.
    pub fn tuple(&self, elements: &[Built<'w>]) -> Built<'w> {
        Built(self.writer.tuple_with(elements.len(), |i| elements[i].0))
    }

    /// A map; of equal keys the last counts.
    pub fn map(&self, pairs: &[(Built<'w>, Built<'w>)]) -> Built<'w> {
        let pairs: Vec<_> = pairs.iter().map(|(key, value)| (key.0, value.0)).collect();
        Built(map::from_pairs(&pairs, self.writer))
    }

    pub(crate) fn copy(&self, term: Term<'_>) -> Result<Built<'w>, WriteError> {
        Ok(Built(copy::copy_into(term, self.writer)?))
    }
}

/// What kind of term it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum Kind {
    /// Any integer.
    Integer,
    /// A float.
    Float,
    /// An atom, `true` and `false` among them.
    Atom,
    /// A list, proper or not, empty or not.
    List,
    /// A tuple.
    Tuple,
    /// A map.
    Map,
    /// A native record.
    Record,
    /// A binary: a bitstring of whole bytes.
    Binary,
    /// A bitstring that is no binary.
    Bitstring,
    /// A fun.
    Fun,
    /// A pid.
    Pid,
    /// A port.
    Port,
    /// A reference; resources are references.
    Reference,
}

/// A term in the machine's memory, looked at where it is.
#[derive(Clone, Copy)]
pub struct TermRef<'t> {
    pub(crate) vm: &'t rt::Vm,
    pub(crate) term: Term<'t>,
}

impl<'t> TermRef<'t> {
    #[inline]
    pub(crate) fn new(vm: &'t rt::Vm, term: Term<'t>) -> TermRef<'t> {
        TermRef { vm, term }
    }

    #[inline]
    pub(crate) fn with(&self, term: Term<'t>) -> TermRef<'t> {
        TermRef { vm: self.vm, term }
    }

    /// What it is.
    pub fn kind(&self) -> Kind {
        match self.term.view() {
            View::Small(_) | View::Big(_) => Kind::Integer,
            View::Float(_) => Kind::Float,
            View::Atom(_) => Kind::Atom,
            View::Nil | View::Cons(_) => Kind::List,
            View::Tuple(_) => Kind::Tuple,
            View::Map(_) => Kind::Map,
            View::Record(_) => Kind::Record,
            View::Bits(bits) if bits.is_binary() => Kind::Binary,
            View::Bits(_) | View::Context(_) => Kind::Bitstring,
            View::Fun(_) => Kind::Fun,
            View::Pid(_) => Kind::Pid,
            View::Port(_) => Kind::Port,
            View::Ref(_) => Kind::Reference,
        }
    }

    /// As a Rust type.
    #[inline]
    pub fn to<T: FromTerm>(&self) -> Result<T, ConvertError> {
        T::from_term(*self)
    }

    /// The text of an atom.
    pub fn as_atom(&self) -> Option<&'t str> {
        let atom = self.term.as_atom()?;
        Some(self.vm.heap_shared().atoms.text(atom))
    }

    /// Is it this atom?
    pub fn is_atom(&self, text: &str) -> bool {
        self.as_atom() == Some(text)
    }

    /// The elements of a tuple.
    pub fn elements(&self) -> Option<Vec<TermRef<'t>>> {
        let tuple = self.term.as_tuple()?;
        Some(tuple.iter().map(|term| self.with(term)).collect())
    }

    /// The elements of a proper list.
    pub fn elements_of_list(&self) -> Option<impl Iterator<Item = TermRef<'t>> + use<'t>> {
        self.term.list().proper_length()?;
        let this = *self;
        Some(self.term.list().map(move |term| this.with(term)))
    }

    /// The pairs of a map, in no particular order.
    pub fn pairs(&self) -> Option<Vec<(TermRef<'t>, TermRef<'t>)>> {
        let map = self.term.as_map()?;
        Some(
            map.iter()
                .map(|(key, value)| (self.with(key), self.with(value)))
                .collect(),
        )
    }

    /// The value of a map's key that is an atom.
    pub fn get(&self, key: &str) -> Option<TermRef<'t>> {
        let atoms = &self.vm.heap_shared().atoms;
        let key = Term::atom(atoms.find(key)?);
        let value = self.term.as_map()?.get(key, atoms)?;
        Some(self.with(value))
    }

    pub(crate) fn short(&self) -> String {
        const LONGEST: usize = 60;
        let mut printer = Printer::new(Style::Unicode);
        // So many steps make more characters than are shown.
        printer.run(&mut vec![self.term], self.vm, &mut { 64 });
        let text = printer.into_text();
        match text.char_indices().nth(LONGEST) {
            Some((end, _)) => format!("{}...", &text[..end]),
            None => text,
        }
    }
}

/// As Erlang writes it: what `~tw` prints.
impl fmt::Display for TermRef<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&Printer::print(self.term, Style::Unicode, self.vm))
    }
}

impl fmt::Debug for TermRef<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
