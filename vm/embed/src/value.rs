//! Terms as Rust values: atoms, pids, and the type that holds any term.

use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

use num_bigint::BigInt;
use purlin_runtime::heap::{Fragment, copy};
use purlin_runtime::host::HostError;
use purlin_runtime::term::{LocalPid, Pid as PidView, Term, View};
use purlin_runtime::vm as rt;

use crate::convert::{
    Built, ConvertError, FromTerm, IntoTerm, Sizer, TermRef, TermWriter, WriteError,
};

/// An atom, by its text.
///
/// ```
/// use purlin::Atom;
/// let ok = Atom::from("ok");
/// assert_eq!(ok, "ok");
/// assert_eq!(Atom::from("hello world").to_string(), "'hello world'");
/// ```
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Atom(Arc<str>);

impl Atom {
    /// The text, without quotes.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for Atom {
    fn from(text: &str) -> Atom {
        Atom(text.into())
    }
}

impl From<String> for Atom {
    fn from(text: String) -> Atom {
        Atom(text.into())
    }
}

impl Borrow<str> for Atom {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl PartialEq<str> for Atom {
    fn eq(&self, other: &str) -> bool {
        &*self.0 == other
    }
}

impl PartialEq<&str> for Atom {
    fn eq(&self, other: &&str) -> bool {
        &*self.0 == *other
    }
}

impl fmt::Display for Atom {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut characters = self.0.chars();
        let is_plain = characters.next().is_some_and(|c| c.is_ascii_lowercase())
            && characters.all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '@')
            && !RESERVED.contains(&&*self.0);
        if is_plain {
            return f.write_str(&self.0);
        }
        f.write_str("'")?;
        for c in self.0.chars() {
            match c {
                '\'' | '\\' => write!(f, "\\{c}")?,
                '\n' => f.write_str("\\n")?,
                c if c.is_control() => write!(f, "\\x{{{:X}}}", c as u32)?,
                c => write!(f, "{c}")?,
            }
        }
        f.write_str("'")
    }
}

const RESERVED: &[&str] = &[
    "after", "and", "andalso", "band", "begin", "bnot", "bor", "bsl", "bsr", "bxor", "case",
    "catch", "cond", "div", "else", "end", "fun", "if", "let", "maybe", "not", "of", "or",
    "orelse", "receive", "rem", "try", "when", "xor",
];

impl fmt::Debug for Atom {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl IntoTerm for Atom {
    fn words(&self, _: &Sizer<'_>) -> usize {
        0
    }

    fn write<'w>(&self, writer: &TermWriter<'_, 'w>) -> Result<Built<'w>, WriteError> {
        writer.atom(&self.0)
    }
}

impl FromTerm for Atom {
    fn from_term(term: TermRef<'_>) -> Result<Atom, ConvertError> {
        let text = term.as_atom();
        text.map(Atom::from)
            .ok_or_else(|| ConvertError::expected("an atom", term))
    }
}

/// A process of one machine.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Pid {
    pub(crate) pid: LocalPid,
    /// Which machine's: pids of one mean nothing to another.
    pub(crate) machine: u64,
}

impl Pid {
    #[inline]
    pub(crate) fn of(pid: LocalPid, vm: &rt::Vm) -> Pid {
        Pid {
            pid,
            machine: vm.identity(),
        }
    }

    pub(crate) fn check(self, vm: &rt::Vm) -> Result<LocalPid, HostError> {
        match self.machine == vm.identity() {
            true => Ok(self.pid),
            false => Err(HostError::Foreign),
        }
    }
}

/// As Erlang prints it.
impl fmt::Display for Pid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "<0.{}.{}>", self.pid.id(), self.pid.serial())
    }
}

impl IntoTerm for Pid {
    fn words(&self, _: &Sizer<'_>) -> usize {
        0
    }

    fn write<'w>(&self, writer: &TermWriter<'_, 'w>) -> Result<Built<'w>, WriteError> {
        let pid = self.check(writer.vm).map_err(WriteError)?;
        Ok(Built(Term::pid(pid)))
    }
}

impl FromTerm for Pid {
    fn from_term(term: TermRef<'_>) -> Result<Pid, ConvertError> {
        let pid = term.term.as_local_pid();
        pid.map(|pid| Pid::of(pid, term.vm))
            .ok_or_else(|| ConvertError::expected("a pid", term))
    }
}

/// A term that has no Rust form: a fun, a reference, a port, a bitstring of odd length. It can be kept and given back to its machine.
#[derive(Clone)]
pub struct Opaque(Arc<Kept>);

/// Fields drop in this order: the term may lead into the machine's literals.
struct Kept {
    term: Fragment,
    vm: Arc<rt::Vm>,
}

// `Fragment` is written by nobody once it is built, and here it is only read: but it is made for one owner at a time.
impl Opaque {
    fn with<R>(&self, look: impl FnOnce(TermRef<'_>) -> R) -> R {
        look(TermRef::new(&self.0.vm, self.0.term.root()))
    }
}

impl fmt::Display for Opaque {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.with(|term| fmt::Display::fmt(&term, f))
    }
}

impl fmt::Debug for Opaque {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl PartialEq for Opaque {
    fn eq(&self, other: &Opaque) -> bool {
        Arc::ptr_eq(&self.0.vm, &other.0.vm)
            && purlin_runtime::term::compare::same(self.0.term.root(), other.0.term.root())
    }
}

impl IntoTerm for Opaque {
    fn words(&self, sizer: &Sizer<'_>) -> usize {
        let shared = sizer.vm().heap_shared();
        match std::ptr::eq(sizer.vm(), &*self.0.vm) {
            true => copy::words(self.0.term.root(), &shared.literals),
            false => 0,
        }
    }

    fn write<'w>(&self, writer: &TermWriter<'_, 'w>) -> Result<Built<'w>, WriteError> {
        if !std::ptr::eq(writer.vm, &*self.0.vm) {
            return Err(WriteError(HostError::Foreign));
        }
        writer.copy(self.0.term.root())
    }
}

impl FromTerm for Opaque {
    fn from_term(term: TermRef<'_>) -> Result<Opaque, ConvertError> {
        let kept = copy::to_fragment(term.term, term.vm.heap_shared())
            .map_err(|_| ConvertError::from(HostError::Memory))?;
        let vm = term.vm.share();
        Ok(Opaque(Arc::new(Kept { term: kept, vm })))
    }
}

/// Any term.
///
/// ```
/// use purlin::{Value, Vm};
/// let vm = Vm::new()?;
/// let value: Value = vm.call("maps", "from_list", (vec![(1, "one")],))?;
/// assert_eq!(value.to_string(), "#{1 => <<\"one\">>}");
/// assert_eq!(value, Value::Map(vec![(Value::Int(1), Value::from("one"))]));
/// # Ok::<(), purlin::Error>(())
/// ```
#[derive(Clone, PartialEq, Debug)]
#[non_exhaustive]
pub enum Value {
    /// An integer of up to 64 bits.
    Int(i64),
    /// A larger integer.
    Big(BigInt),
    /// A float.
    Float(f64),
    /// An atom, `true` and `false` among them.
    Atom(Atom),
    /// A binary.
    Binary(Vec<u8>),
    /// A proper list.
    List(Vec<Value>),
    /// A list that ends in something else: the elements, at least one, and what follows them.
    Improper(Vec<Value>, Box<Value>),
    /// A tuple.
    Tuple(Vec<Value>),
    /// A map.
    Map(Vec<(Value, Value)>),
    /// A process.
    Pid(Pid),
    /// Anything else.
    Opaque(Opaque),
}

impl Value {
    /// An atom.
    pub fn atom(text: &str) -> Value {
        Value::Atom(text.into())
    }

    /// The text of an atom.
    pub fn as_atom(&self) -> Option<&str> {
        match self {
            Value::Atom(atom) => Some(atom.as_str()),
            _ => None,
        }
    }

    /// An integer that fits.
    pub fn as_i64(&self) -> Option<i64> {
        match self {
            Value::Int(value) => Some(*value),
            _ => None,
        }
    }

    /// A binary of UTF-8.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Value::Binary(bytes) => std::str::from_utf8(bytes).ok(),
            _ => None,
        }
    }

    /// The elements of a tuple or proper list.
    pub fn elements(&self) -> Option<&[Value]> {
        match self {
            Value::Tuple(elements) | Value::List(elements) => Some(elements),
            _ => None,
        }
    }

    /// The value of a map's key that is an atom.
    pub fn get(&self, key: &str) -> Option<&Value> {
        let Value::Map(pairs) = self else { return None };
        let found = pairs.iter().find(|pair| pair.0.as_atom() == Some(key))?;
        Some(&found.1)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Value {
        Value::Binary(text.as_bytes().to_vec())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Value {
        Value::Binary(text.into_bytes())
    }
}

impl From<i64> for Value {
    fn from(value: i64) -> Value {
        Value::Int(value)
    }
}

impl From<f64> for Value {
    fn from(value: f64) -> Value {
        Value::Float(value)
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Value {
        Value::atom(if value { "true" } else { "false" })
    }
}

impl From<Atom> for Value {
    fn from(atom: Atom) -> Value {
        Value::Atom(atom)
    }
}

impl IntoTerm for Value {
    fn words(&self, sizer: &Sizer<'_>) -> usize {
        let all = |values: &[Value]| values.iter().map(|value| value.words(sizer)).sum::<usize>();
        match self {
            Value::Int(value) => value.words(sizer),
            Value::Big(value) => value.words(sizer),
            Value::Float(value) => value.words(sizer),
            Value::Atom(_) | Value::Pid(_) => 0,
            Value::Binary(bytes) => sizer.binary(bytes.len()),
            Value::List(items) => sizer.list(items.len()) + all(items),
            Value::Improper(items, tail) => {
                sizer.list(items.len()) + all(items) + tail.words(sizer)
            }
            Value::Tuple(items) => sizer.tuple(items.len()) + all(items),
            Value::Map(pairs) => {
                let inner = pairs.iter().map(|(k, v)| k.words(sizer) + v.words(sizer));
                sizer.map(pairs.len()) + inner.sum::<usize>()
            }
            Value::Opaque(term) => term.words(sizer),
        }
    }

    fn write<'w>(&self, writer: &TermWriter<'_, 'w>) -> Result<Built<'w>, WriteError> {
        let all = |values: &[Value]| {
            values
                .iter()
                .map(|value| value.write(writer))
                .collect::<Result<Vec<_>, _>>()
        };
        let list = |items: &[Value], tail| -> Result<Built<'w>, WriteError> {
            let items = all(items)?;
            Ok(items
                .into_iter()
                .rev()
                .fold(tail, |tail, head| writer.cons(head, tail)))
        };
        match self {
            Value::Int(value) => value.write(writer),
            Value::Big(value) => value.write(writer),
            Value::Float(value) => value.write(writer),
            Value::Atom(atom) => atom.write(writer),
            Value::Pid(pid) => pid.write(writer),
            Value::Binary(bytes) => writer.binary(bytes),
            Value::List(items) => list(items, writer.nil()),
            Value::Improper(items, tail) => list(items, tail.write(writer)?),
            Value::Tuple(items) => Ok(writer.tuple(&all(items)?)),
            Value::Map(pairs) => {
                let mut built = Vec::with_capacity(pairs.len());
                for (key, value) in pairs {
                    built.push((key.write(writer)?, value.write(writer)?));
                }
                Ok(writer.map(&built))
            }
            Value::Opaque(term) => term.write(writer),
        }
    }
}

/// Terms nested deeper than this do not become values: Rust would need as much stack to drop them again.
pub(crate) const MAX_DEPTH: usize = 512;

impl FromTerm for Value {
    fn from_term(term: TermRef<'_>) -> Result<Value, ConvertError> {
        value_of(term, 0)
    }
}

fn value_of(term: TermRef<'_>, depth: usize) -> Result<Value, ConvertError> {
    if depth > MAX_DEPTH {
        return Err(ConvertError::new(format!(
            "the term is nested deeper than {MAX_DEPTH}"
        )));
    }
    let inner = |inner: Term<'_>| value_of(TermRef::new(term.vm, inner), depth + 1);
    Ok(match term.term.view() {
        View::Small(value) => Value::Int(value),
        View::Big(big) => match big.to_i64() {
            Some(value) => Value::Int(value),
            None => Value::Big(big.to_bigint()),
        },
        View::Float(value) => Value::Float(value),
        View::Atom(_) => Value::Atom(term.to()?),
        View::Nil => Value::List(Vec::new()),
        View::Cons(_) => {
            let mut walk = term.term.list();
            let items = walk.by_ref().map(inner).collect::<Result<Vec<_>, _>>()?;
            match walk.tail() {
                tail if tail.is_nil() => Value::List(items),
                tail => Value::Improper(items, Box::new(inner(tail)?)),
            }
        }
        View::Tuple(tuple) => Value::Tuple(tuple.iter().map(inner).collect::<Result<_, _>>()?),
        View::Map(map) => {
            let pairs = map.iter().map(|(k, v)| Ok((inner(k)?, inner(v)?)));
            Value::Map(pairs.collect::<Result<_, ConvertError>>()?)
        }
        View::Bits(bits) if bits.is_binary() => Value::Binary(bits.to_vec()),
        View::Pid(PidView::Local(pid)) => Value::Pid(Pid::of(pid, term.vm)),
        View::Pid(PidView::External(_))
        | View::Bits(_)
        | View::Fun(_)
        | View::Port(_)
        | View::Record(_)
        | View::Ref(_)
        | View::Context(_) => Value::Opaque(term.to()?),
    })
}

/// As Erlang writes it; lists of printable characters and binaries of printable text as strings.
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Int(value) => write!(f, "{value}"),
            Value::Big(value) => write!(f, "{value}"),
            Value::Float(value) => f.write_str(&purlin_runtime::text::float::shortest(*value)),
            Value::Atom(atom) => write!(f, "{atom}"),
            Value::Binary(bytes) => write_binary(f, bytes),
            Value::List(items) => match text_of(items) {
                Some(text) => write!(f, "{text:?}"),
                None => enclosed(f, "[", items, "]"),
            },
            Value::Improper(items, tail) => {
                enclosed(f, "[", items, "|")?;
                write!(f, "{tail}]")
            }
            Value::Tuple(items) => enclosed(f, "{", items, "}"),
            Value::Map(pairs) => {
                f.write_str("#{")?;
                for (i, (key, value)) in pairs.iter().enumerate() {
                    let comma = if i == 0 { "" } else { "," };
                    write!(f, "{comma}{key} => {value}")?;
                }
                f.write_str("}")
            }
            Value::Pid(pid) => write!(f, "{pid}"),
            Value::Opaque(term) => write!(f, "{term}"),
        }
    }
}

fn enclosed(f: &mut fmt::Formatter<'_>, open: &str, items: &[Value], close: &str) -> fmt::Result {
    f.write_str(open)?;
    for (i, item) in items.iter().enumerate() {
        write!(f, "{}{item}", if i == 0 { "" } else { "," })?;
    }
    f.write_str(close)
}

/// A list that reads as a string.
fn text_of(items: &[Value]) -> Option<String> {
    if items.is_empty() {
        return None;
    }
    let character = |item: &Value| {
        let c = char::from_u32(u32::try_from(item.as_i64()?).ok()?)?;
        (c == '\n' || c == '\t' || !c.is_control()).then_some(c)
    };
    items.iter().map(character).collect()
}

fn write_binary(f: &mut fmt::Formatter<'_>, bytes: &[u8]) -> fmt::Result {
    let text = std::str::from_utf8(bytes).ok().filter(|text| {
        !text
            .chars()
            .any(|c| c.is_control() && c != '\n' && c != '\t')
    });
    match text {
        Some(text) if text.is_ascii() => write!(f, "<<{text:?}>>"),
        Some(text) => write!(f, "<<{text:?}/utf8>>"),
        None => {
            let numbers: Vec<String> = bytes.iter().map(u8::to_string).collect();
            write!(f, "<<{}>>", numbers.join(","))
        }
    }
}
