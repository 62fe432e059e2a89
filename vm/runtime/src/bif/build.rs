//! Results described first and built afterwards, for natives whose results are small or whose speed does not matter: no counting of
//! words by hand, no term alive over a collection.

use num_bigint::BigInt;

use super::context::{Ctx, NativeWriter, Outcome, Root};
use crate::atom::{Atom, atoms};
use crate::exception::raise::{Class, Raise};
use crate::heap::{OutOfMemory, Writer};
use crate::term::binary::binary_words;
use crate::term::integer::{INTEGER_WORDS, integer_words};
use crate::term::reference::REFERENCE_WORDS;
use crate::term::{LocalPid, RefId, Term};

/// A term to be.
#[derive(Clone, Debug)]
pub enum Out {
    Int(i64),
    Unsigned(u64),
    Big(BigInt),
    Float(f64),
    Atom(Atom),
    Nil,
    Tuple(Vec<Out>),
    /// A proper list.
    List(Vec<Out>),
    Cons(Box<(Out, Out)>),
    /// A binary.
    Bytes(Vec<u8>),
    /// A list of bytes.
    ByteList(Vec<u8>),
    /// A list of code points.
    Text(String),
    Pid(LocalPid),
    Ref(RefId),
    /// An argument of the native.
    Arg(usize),
    Root(Root),
}

impl Out {
    pub fn boolean(value: bool) -> Out {
        Out::Atom(Atom::boolean(value))
    }

    pub fn size(value: usize) -> Out {
        Out::Unsigned(value as u64)
    }

    pub fn pair(a: Out, b: Out) -> Out {
        Out::Tuple(vec![a, b])
    }

    pub fn tagged(tag: Atom, value: Out) -> Out {
        Out::Tuple(vec![Out::Atom(tag), value])
    }

    /// Words it takes at most.
    pub fn words(&self) -> usize {
        match self {
            Out::Int(_) | Out::Unsigned(_) => INTEGER_WORDS,
            Out::Big(n) => integer_words(n.bits()),
            Out::Float(_) => 2,
            Out::Atom(_) | Out::Nil | Out::Pid(_) | Out::Arg(_) | Out::Root(_) => 0,
            Out::Tuple(elements) => {
                1 + elements.len() + elements.iter().map(Out::words).sum::<usize>()
            }
            Out::List(elements) => {
                2 * elements.len() + elements.iter().map(Out::words).sum::<usize>()
            }
            Out::Cons(cell) => 2 + cell.0.words() + cell.1.words(),
            Out::Bytes(bytes) => binary_words(bytes.len()),
            Out::ByteList(bytes) => 2 * bytes.len(),
            Out::Text(text) => 2 * text.chars().count(),
            Out::Ref(_) => REFERENCE_WORDS,
        }
    }

    /// Builds it in words that were reserved.
    pub fn build<'w>(&self, w: &NativeWriter<'w>) -> Result<Term<'w>, OutOfMemory> {
        Ok(match self {
            Out::Int(n) => w.integer(*n),
            Out::Unsigned(n) => w.unsigned(*n),
            Out::Big(n) => w.bigint(n),
            Out::Float(x) => w.float(*x),
            Out::Atom(atom) => Term::atom(*atom),
            Out::Nil => Term::NIL,
            Out::Tuple(elements) => w.tuple(&build_all(elements, w)?),
            Out::List(elements) => w.list(&build_all(elements, w)?),
            Out::Cons(cell) => w.cons(cell.0.build(w)?, cell.1.build(w)?),
            Out::Bytes(bytes) => w.binary(bytes)?,
            Out::ByteList(bytes) => w.byte_list(bytes, Term::NIL),
            Out::Text(text) => w.string(text),
            Out::Pid(pid) => Term::pid(*pid),
            Out::Ref(id) => w.reference(*id),
            Out::Arg(i) => w.arg(*i),
            Out::Root(root) => w.get(*root),
        })
    }
}

/// Of what refers to nothing of a native's: no arguments, no roots.
impl super::list_work::Item for Out {
    fn words(&self) -> usize {
        Out::words(self)
    }

    fn build<'w>(&self, w: &Writer<'w>) -> Result<Term<'w>, OutOfMemory> {
        let all = |outs: &[Out]| {
            outs.iter()
                .map(|out| super::list_work::Item::build(out, w))
                .collect::<Result<Vec<_>, _>>()
        };
        Ok(match self {
            Out::Int(n) => w.integer(*n),
            Out::Unsigned(n) => w.unsigned(*n),
            Out::Big(n) => w.bigint(n),
            Out::Float(x) => w.float(*x),
            Out::Atom(atom) => Term::atom(*atom),
            Out::Nil => Term::NIL,
            Out::Tuple(elements) => w.tuple(&all(elements)?),
            Out::List(elements) => w.list(&all(elements)?),
            Out::Cons(cell) => {
                let (head, tail) = (&cell.0, &cell.1);
                let head = super::list_work::Item::build(head, w)?;
                w.cons(head, super::list_work::Item::build(tail, w)?)
            }
            Out::Bytes(bytes) => w.binary(bytes)?,
            Out::ByteList(bytes) => w.byte_list(bytes, Term::NIL),
            Out::Text(text) => w.string(text),
            Out::Pid(pid) => Term::pid(*pid),
            Out::Ref(id) => w.reference(*id),
            // There is no such thing in them.
            Out::Arg(_) | Out::Root(_) => return Err(OutOfMemory),
        })
    }
}

fn build_all<'w>(all: &[Out], w: &NativeWriter<'w>) -> Result<Vec<Term<'w>>, OutOfMemory> {
    all.iter().map(|out| out.build(w)).collect()
}

/// Ends the native with `out`.
pub fn done(ctx: &mut Ctx<'_>, out: &Out) -> Outcome {
    let w = ctx.reserve(out.words())?;
    let term = out.build(&w).map_err(no_memory)?;
    w.done(term)
}

/// Builds `out` and keeps it.
pub fn keep(ctx: &mut Ctx<'_>, out: &Out) -> Result<Root, Raise> {
    let w = ctx.reserve(out.words())?;
    let term = out.build(&w).map_err(no_memory)?;
    Ok(w.root(term))
}

pub fn no_memory(_: OutOfMemory) -> Raise {
    Raise::SYSTEM_LIMIT
}

/// An `error` exception with `out` as its reason.
#[cold]
pub fn error(ctx: &mut Ctx<'_>, out: &Out) -> Raise {
    raise(ctx, Class::Error, out)
}

#[cold]
pub fn raise(ctx: &mut Ctx<'_>, class: Class, out: &Out) -> Raise {
    match keep(ctx, out) {
        Ok(root) => ctx.raise_reason(class, ctx.get(root)),
        Err(raise) => raise,
    }
}

/// `{badmap, Arg}`.
#[cold]
pub fn badmap(ctx: &mut Ctx<'_>, i: usize) -> Raise {
    error(ctx, &Out::tagged(atoms::BADMAP, Out::Arg(i)))
}

/// `{badkey, Arg}`.
#[cold]
pub fn badkey(ctx: &mut Ctx<'_>, i: usize) -> Raise {
    error(ctx, &Out::tagged(atoms::BADKEY, Out::Arg(i)))
}

pub fn done_bytes(ctx: &mut Ctx<'_>, bytes: &[u8]) -> Outcome {
    let w = ctx.reserve(binary_words(bytes.len()))?;
    let term = w.binary(bytes).map_err(no_memory)?;
    w.done(term)
}

pub fn done_byte_list(ctx: &mut Ctx<'_>, bytes: &[u8]) -> Outcome {
    let w = ctx.reserve(2 * bytes.len())?;
    let term = w.byte_list(bytes, Term::NIL);
    w.done(term)
}

pub fn done_text(ctx: &mut Ctx<'_>, text: &str) -> Outcome {
    let w = ctx.reserve(2 * text.chars().count())?;
    let term = w.string(text);
    w.done(term)
}

pub fn done_int(ctx: &mut Ctx<'_>, n: i64) -> Outcome {
    let w = ctx.reserve(INTEGER_WORDS)?;
    let term = w.integer(n);
    w.done(term)
}

pub fn done_unsigned(ctx: &mut Ctx<'_>, n: u64) -> Outcome {
    let w = ctx.reserve(INTEGER_WORDS)?;
    let term = w.unsigned(n);
    w.done(term)
}

pub fn done_bigint(ctx: &mut Ctx<'_>, n: &BigInt) -> Outcome {
    let w = ctx.reserve(integer_words(n.bits()))?;
    let term = w.bigint(n);
    w.done(term)
}

/// A float, or `badarith` if it is none that Erlang has.
pub fn done_float(ctx: &mut Ctx<'_>, x: f64) -> Outcome {
    if !x.is_finite() {
        return Err(Raise::BADARITH);
    }
    let w = ctx.reserve(2)?;
    let term = w.float(x);
    w.done(term)
}

pub fn done_atom(ctx: &Ctx<'_>, atom: Atom) -> Outcome {
    ctx.done(Term::atom(atom))
}

pub fn done_bool(ctx: &Ctx<'_>, value: bool) -> Outcome {
    ctx.done(Term::boolean(value))
}
