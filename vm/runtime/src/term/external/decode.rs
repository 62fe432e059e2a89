//! Bytes to terms, in two passes over the same tokens: the first checks everything and counts the words, the second builds.
//!
//! What must stay true: the second pass needs no more words than the first counted, and no claim of the bytes about a size is believed
//! before that many bytes are seen to be there.

use std::borrow::Cow;

use num_bigint::{BigInt, BigUint, Sign};
use smallvec::SmallVec;

use super::{VERSION, tag};
use crate::atom::{Atom, AtomError, AtomTable};
use crate::heap::{OutOfMemory, Writer};
use crate::term::binary::binary_words;
use crate::term::integer::{INTEGER_WORDS, MAX_BITS, integer_words};
use crate::term::layout::MAX_TUPLE_ARITY;
use crate::term::lexicon::NodeFacts;
use crate::term::pid::EXTERNAL_PID_WORDS;
use crate::term::record::{self, Definition};
use crate::term::reference::{MAX_EXTERNAL_REFERENCE, REFERENCE_WORDS};
use crate::term::{LocalPid, LocalPort, RefId, Term, Word, map};
use crate::text::float;

/// Words of an external reference at most, and of an external fun.
const REFERENCE_MAX_WORDS: usize = crate::heap::writer::EXTERNAL_REFERENCE_WORDS;

/// Names of a record before those of its fields: module and name.
const RECORD_NAMES: usize = 2;

/// Why bytes are no term.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DecodeError {
    Bad,
    /// An atom too many, or memory.
    Limit,
}

impl From<OutOfMemory> for DecodeError {
    fn from(_: OutOfMemory) -> DecodeError {
        DecodeError::Limit
    }
}

type Result<T> = std::result::Result<T, DecodeError>;

/// What the decoder asks of the machine.
pub trait Library {
    fn node(&self) -> NodeFacts;
    /// `fun M:F/A`; with `existing` only if there is such a function. `EXTERNAL_FUN_WORDS` words.
    fn external_fun<'w>(&self, w: &Writer<'w>, module: Atom, name: Atom, arity: u8) -> Term<'w>;
    fn is_known_function(&self, module: Atom, name: Atom, arity: u8) -> bool;
    /// A local fun, if the machine can make one of such a description.
    fn local_fun<'w>(
        &self,
        w: &Writer<'w>,
        fun: &FunToken,
        module: Atom,
        free: &[Term<'w>],
    ) -> Option<Term<'w>>;
}

/// What a local fun is described by, beside module and free variables.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct FunToken {
    pub arity: u8,
    pub digest: [u8; 16],
    pub index: u32,
    pub n_free: usize,
    pub old_uniq: u32,
    pub creator: Option<LocalPid>,
}

/// One step of the reading: a whole term, or the head of one whose parts follow.
enum Token<'b> {
    Small(i64),
    Big(BigInt),
    Float(f64),
    Atom(Cow<'b, str>),
    Nil,
    /// A list of bytes.
    String(&'b [u8]),
    Bits(&'b [u8], usize),
    Pid(Owner<'b>, u32, u32),
    Port(Owner<'b>, u64),
    Reference(Owner<'b>, Vec<u32>),
    Export(Cow<'b, str>, Cow<'b, str>, u8),
    Tuple(usize),
    /// Elements; then comes the tail.
    List(usize),
    Map(usize),
    /// Exported, module, name, fields; then come the values.
    Record(bool, Vec<Cow<'b, str>>),
    /// Module; then come the free variables.
    Fun(FunToken, Cow<'b, str>),
}

/// Node and creation of a pid, port or reference.
struct Owner<'b> {
    node: Cow<'b, str>,
    creation: u32,
}

/// A term's bytes that passed the first pass.
pub struct Checked<'b> {
    bytes: &'b [u8],
    /// Words that building takes.
    pub words: usize,
    /// Bytes that the term takes.
    pub used: usize,
}

/// The first pass, over bytes behind the version byte. `existing_only`: atoms and functions that are not there yet are errors.
pub fn check<'b>(
    bytes: &'b [u8],
    atoms: &AtomTable,
    library: &dyn Library,
    existing_only: bool,
) -> Result<Checked<'b>> {
    let mut checking = Checking::default();
    checking.go_on(bytes, atoms, library, existing_only, usize::MAX)?;
    Ok(checking.end(bytes))
}

/// The first pass, as far as it is.
pub struct Checking {
    at: usize,
    words: usize,
    missing: usize,
}

impl Default for Checking {
    fn default() -> Checking {
        Checking {
            at: 0,
            words: 0,
            missing: 1,
        }
    }
}

impl Checking {
    /// At most so many tokens more; true: that was all.
    pub fn go_on(
        &mut self,
        bytes: &[u8],
        atoms: &AtomTable,
        library: &dyn Library,
        existing_only: bool,
        budget: usize,
    ) -> Result<bool> {
        let mut reader = Reader { bytes, at: self.at };
        let mut left = budget;
        while self.missing > 0 && left > 0 {
            left -= 1;
            self.missing -= 1;
            let token = reader.token()?;
            if existing_only {
                check_existing(&token, atoms, library)?;
            }
            self.words = self.words.saturating_add(words_of(&token));
            self.missing += parts_of(&token);
            // Each part takes at least a byte.
            if self.missing > bytes.len() - reader.at {
                return Err(DecodeError::Bad);
            }
        }
        self.at = reader.at;
        Ok(self.missing == 0)
    }

    /// What was found out, once that was all.
    pub fn end<'b>(&self, bytes: &'b [u8]) -> Checked<'b> {
        Checked {
            bytes,
            words: self.words,
            used: self.at,
        }
    }
}

fn parts_of(token: &Token<'_>) -> usize {
    match token {
        Token::Tuple(n) => *n,
        Token::List(n) => n + 1,
        Token::Map(n) => 2 * n,
        Token::Record(_, names) => names.len() - RECORD_NAMES,
        Token::Fun(fun, _) => fun.n_free,
        _ => 0,
    }
}

fn words_of(token: &Token<'_>) -> usize {
    match token {
        Token::Small(_) => INTEGER_WORDS,
        Token::Big(n) => integer_words(n.bits()).max(INTEGER_WORDS),
        Token::Float(_) => 2,
        Token::Atom(_) | Token::Nil => 0,
        Token::String(bytes) => 2 * bytes.len(),
        Token::Bits(bytes, _) => binary_words(bytes.len()),
        Token::Pid(..) | Token::Port(..) => EXTERNAL_PID_WORDS,
        Token::Reference(..) => REFERENCE_MAX_WORDS.max(REFERENCE_WORDS),
        Token::Export(..) => 4,
        Token::Tuple(n) => 1 + n,
        Token::List(n) => 2 * n,
        Token::Map(n) => map::from_pairs_words(*n),
        // The definition is a tuple of the names and whether it is exported.
        Token::Record(_, names) => {
            let n_fields = names.len() - RECORD_NAMES;
            2 + names.len() + record::words(n_fields)
        }
        Token::Fun(fun, _) => 3 + fun.n_free,
    }
}

fn check_existing(token: &Token<'_>, atoms: &AtomTable, library: &dyn Library) -> Result<()> {
    let known = |text: &str| atoms.find(text).ok_or(DecodeError::Bad);
    match token {
        Token::Atom(text) => known(text).map(drop),
        Token::Pid(owner, ..) | Token::Port(owner, _) | Token::Reference(owner, _) => {
            known(&owner.node).map(drop)
        }
        Token::Export(module, name, arity) => {
            let is_known = library.is_known_function(known(module)?, known(name)?, *arity);
            if is_known {
                Ok(())
            } else {
                Err(DecodeError::Bad)
            }
        }
        Token::Fun(_, module) => known(module).map(drop),
        Token::Record(_, names) => names.iter().try_for_each(|name| known(name).map(drop)),
        _ => Ok(()),
    }
}

/// A compound term whose parts are being built.
struct Open {
    token: Token<'static>,
    /// Parts still to come.
    missing: usize,
    /// Where its parts start among the built terms.
    start: usize,
}

/// The second pass: builds the term in `checked.words` words.
pub fn build<'w>(checked: &Checked<'_>, w: &Writer<'w>, library: &dyn Library) -> Result<Term<'w>> {
    let mut building = Building::default();
    building
        .go_on(checked.bytes, w, library, usize::MAX)?
        .ok_or(DecodeError::Bad)
}

/// The second pass, as far as it is. The terms it has built must stay where they are until it ends.
#[derive(Default)]
pub struct Building {
    at: usize,
    built: Vec<Word>,
    open: Vec<Open>,
}

// SAFETY: words of terms that nobody moves, and tokens that own what they hold.
unsafe impl Send for Building {}

impl Building {
    /// At most so many tokens more; the term, if that was all.
    pub fn go_on<'w>(
        &mut self,
        bytes: &[u8],
        w: &Writer<'w>,
        library: &dyn Library,
        budget: usize,
    ) -> Result<Option<Term<'w>>> {
        let mut reader = Reader { bytes, at: self.at };
        for _ in 0..budget {
            let token = reader.token()?;
            let missing = parts_of(&token);
            if missing > 0 {
                self.open.push(Open {
                    token: owned(token),
                    missing,
                    start: self.built.len(),
                });
                continue;
            }
            self.built.push(finish(&token, &[], w, library)?.word());
            self.close(w, library)?;
            if self.open.is_empty() {
                return Ok(self.built.pop().map(Term::inside));
            }
        }
        self.at = reader.at;
        Ok(None)
    }

    /// Ends all terms whose last part has come.
    fn close(&mut self, w: &Writer<'_>, library: &dyn Library) -> Result<()> {
        while let Some(last) = self.open.last_mut() {
            last.missing -= 1;
            if last.missing > 0 {
                break;
            }
            let Some(whole) = self.open.pop() else { break };
            let parts: SmallVec<[Term<'_>; 16]> = self.built[whole.start..]
                .iter()
                .map(|word| Term::inside(*word))
                .collect();
            let term = finish(&whole.token, &parts, w, library)?.word();
            self.built.truncate(whole.start);
            self.built.push(term);
        }
        Ok(())
    }
}

/// The head of a term with parts, on its own.
fn owned(token: Token<'_>) -> Token<'static> {
    match token {
        Token::Tuple(n) => Token::Tuple(n),
        Token::List(n) => Token::List(n),
        Token::Map(n) => Token::Map(n),
        Token::Fun(fun, module) => Token::Fun(fun, Cow::Owned(module.into_owned())),
        Token::Record(exported, names) => {
            let names = names.into_iter().map(|name| Cow::Owned(name.into_owned()));
            Token::Record(exported, names.collect())
        }
        // These have no parts.
        Token::Small(_)
        | Token::Big(_)
        | Token::Float(_)
        | Token::Atom(_)
        | Token::Nil
        | Token::String(_)
        | Token::Bits(..)
        | Token::Pid(..)
        | Token::Port(..)
        | Token::Reference(..)
        | Token::Export(..) => Token::Nil,
    }
}

fn atom(w: &Writer<'_>, text: &str) -> Result<Atom> {
    w.atoms().intern(text).map_err(|error| match error {
        AtomError::TooLong => DecodeError::Bad,
        AtomError::TableFull => DecodeError::Limit,
    })
}

fn finish<'w>(
    token: &Token<'_>,
    parts: &[Term<'w>],
    w: &Writer<'w>,
    library: &dyn Library,
) -> Result<Term<'w>> {
    Ok(match token {
        Token::Small(n) => w.integer(*n),
        Token::Big(n) => w.bigint(n),
        Token::Float(x) => w.float(*x),
        Token::Atom(text) => Term::atom(atom(w, text)?),
        Token::Nil => Term::NIL,
        Token::String(bytes) => w.byte_list(bytes, Term::NIL),
        Token::Bits(bytes, n_bits) => w.bitstring(bytes, *n_bits)?,
        Token::Pid(owner, number, serial) => match local_creation(owner, w, library)? {
            None => Term::pid(local_pid(*number, *serial)),
            Some(node) => w.external_pid(node, *number, *serial, owner.creation),
        },
        Token::Port(owner, number) => match local_creation(owner, w, library)? {
            None => Term::port(LocalPort::new(*number & 0x00ff_ffff_ffff_ffff)),
            Some(node) => w.external_port(node, *number, owner.creation),
        },
        Token::Reference(owner, numbers) => {
            match (local_creation(owner, w, library)?, numbers.as_slice()) {
                (None, [low, middle, high]) => w.reference(RefId {
                    high: *high,
                    low: u64::from(*middle) << 32 | u64::from(*low),
                }),
                // An alias: the last two words lead to its process.
                (None, [low, middle, high, number, serial]) => {
                    let id = RefId {
                        high: *high,
                        low: u64::from(*middle) << 32 | u64::from(*low),
                    };
                    let number = u64::from(*serial) << 32 | u64::from(*number);
                    w.alias(id, LocalPid::new(number))
                }
                (node, numbers) => {
                    let node = node.unwrap_or(library.node().name);
                    w.external_reference(node, owner.creation, numbers)
                }
            }
        }
        Token::Export(module, name, arity) => {
            library.external_fun(w, atom(w, module)?, atom(w, name)?, *arity)
        }
        Token::Tuple(_) => w.tuple(parts),
        Token::List(_) => match parts.split_last() {
            Some((tail, elements)) => w.list_with_tail(elements, *tail),
            None => Term::NIL,
        },
        Token::Map(n) => {
            let pairs: Vec<(Term<'w>, Term<'w>)> = parts
                .as_chunks::<2>()
                .0
                .iter()
                .map(|[key, value]| (*key, *value))
                .collect();
            let term = map::from_pairs(&pairs, w);
            // A key that occurs twice.
            if term.as_map().is_none_or(|map| map.len() != *n) {
                return Err(DecodeError::Bad);
            }
            term
        }
        Token::Record(exported, names) => {
            let mut elements = names
                .iter()
                .map(|name| atom(w, name).map(Term::atom))
                .collect::<Result<Vec<Term<'w>>>>()?;
            elements.insert(RECORD_NAMES, Term::boolean(*exported));
            let definition = Definition::of(w.tuple(&elements)).ok_or(DecodeError::Bad)?;
            record::make(definition, |i| parts[i], w)
        }
        Token::Fun(fun, module) => {
            let module = atom(w, module)?;
            library
                .local_fun(w, fun, module, parts)
                .ok_or(DecodeError::Bad)?
        }
    })
}

/// `None`: of this node; else the other node's name.
fn local_creation(
    owner: &Owner<'_>,
    w: &Writer<'_>,
    library: &dyn Library,
) -> Result<Option<Atom>> {
    let node = atom(w, &owner.node)?;
    let here = library.node();
    let is_here = node == here.name && (owner.creation == here.creation || owner.creation == 0);
    Ok((!is_here).then_some(node))
}

fn local_pid(number: u32, serial: u32) -> LocalPid {
    LocalPid::new(u64::from(serial & 0x0fff_ffff) << 28 | u64::from(number & 0x0fff_ffff))
}

struct Reader<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl<'b> Reader<'b> {
    fn take(&mut self, n: usize) -> Result<&'b [u8]> {
        let end = self.at.checked_add(n).ok_or(DecodeError::Bad)?;
        let taken = self.bytes.get(self.at..end).ok_or(DecodeError::Bad)?;
        self.at = end;
        Ok(taken)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N]> {
        self.take(N)?.try_into().map_err(|_| DecodeError::Bad)
    }

    fn u8(&mut self) -> Result<u8> {
        Ok(self.array::<1>()?[0])
    }

    fn u16(&mut self) -> Result<usize> {
        Ok(usize::from(u16::from_be_bytes(self.array()?)))
    }

    fn u32(&mut self) -> Result<u32> {
        Ok(u32::from_be_bytes(self.array()?))
    }

    fn size(&mut self) -> Result<usize> {
        Ok(self.u32()? as usize)
    }

    fn token(&mut self) -> Result<Token<'b>> {
        let kind = self.u8()?;
        Ok(match kind {
            tag::SMALL_INTEGER => Token::Small(i64::from(self.u8()?)),
            tag::INTEGER => Token::Small(i64::from(self.u32()? as i32)),
            tag::SMALL_BIG => {
                let n = usize::from(self.u8()?);
                self.big(n)?
            }
            tag::LARGE_BIG => {
                let n = self.size()?;
                self.big(n)?
            }
            tag::NEW_FLOAT => finite(f64::from_bits(u64::from_be_bytes(self.array()?)))?,
            tag::FLOAT => finite(text_float(self.take(31)?)?)?,
            tag::ATOM | tag::SMALL_ATOM | tag::ATOM_UTF8 | tag::SMALL_ATOM_UTF8 => {
                Token::Atom(self.atom_text(kind)?)
            }
            tag::NIL => Token::Nil,
            tag::STRING => {
                let n = self.u16()?;
                match self.take(n)? {
                    [] => Token::Nil,
                    bytes => Token::String(bytes),
                }
            }
            tag::LIST => Token::List(self.size()?),
            tag::SMALL_TUPLE => Token::Tuple(usize::from(self.u8()?)),
            tag::LARGE_TUPLE => match self.size()? {
                n if n <= MAX_TUPLE_ARITY => Token::Tuple(n),
                _ => return Err(DecodeError::Bad),
            },
            tag::MAP => Token::Map(self.size()?),
            tag::RECORD => self.record()?,
            tag::BINARY => {
                let n = self.size()?;
                Token::Bits(self.take(n)?, n * 8)
            }
            tag::BIT_BINARY => self.bit_binary()?,
            tag::PID | tag::NEW_PID => {
                let node = self.atom()?;
                let (number, serial) = (self.u32()?, self.u32()?);
                Token::Pid(self.owner(node, kind == tag::NEW_PID)?, number, serial)
            }
            tag::PORT | tag::NEW_PORT | tag::V4_PORT => {
                let node = self.atom()?;
                let number = if kind == tag::V4_PORT {
                    u64::from_be_bytes(self.array()?)
                } else {
                    u64::from(self.u32()?)
                };
                Token::Port(self.owner(node, kind != tag::PORT)?, number)
            }
            tag::REFERENCE => {
                let node = self.atom()?;
                let number = self.u32()?;
                Token::Reference(self.owner(node, false)?, vec![number])
            }
            tag::NEW_REFERENCE | tag::NEWER_REFERENCE => {
                self.reference(kind == tag::NEWER_REFERENCE)?
            }
            tag::EXPORT => {
                let (module, name) = (self.atom()?, self.atom()?);
                let arity = u8::try_from(self.small()?).map_err(|_| DecodeError::Bad)?;
                Token::Export(module, name, arity)
            }
            tag::NEW_FUN => self.fun()?,
            _ => return Err(DecodeError::Bad),
        })
    }

    fn big(&mut self, n: usize) -> Result<Token<'b>> {
        let sign = if self.u8()? == 0 {
            Sign::Plus
        } else {
            Sign::Minus
        };
        let n = BigInt::from_biguint(sign, BigUint::from_bytes_le(self.take(n)?));
        Ok(match i64::try_from(&n) {
            Ok(small) => Token::Small(small),
            Err(_) if n.bits() > MAX_BITS => return Err(DecodeError::Bad),
            Err(_) => Token::Big(n),
        })
    }

    /// The names differ from each other, each field's.
    fn record(&mut self) -> Result<Token<'b>> {
        let n_fields = self.size()?;
        let exported = match self.u8()? {
            0 => false,
            1 => true,
            _ => return Err(DecodeError::Bad),
        };
        let mut names = vec![self.atom()?, self.atom()?];
        for _ in 0..n_fields {
            names.push(self.atom()?);
        }
        let mut fields: Vec<&str> = names[RECORD_NAMES..].iter().map(|name| &**name).collect();
        fields.sort_unstable();
        if fields.windows(2).any(|pair| pair[0] == pair[1]) {
            return Err(DecodeError::Bad);
        }
        Ok(Token::Record(exported, names))
    }

    fn bit_binary(&mut self) -> Result<Token<'b>> {
        let n = self.size()?;
        let held = usize::from(self.u8()?);
        let bytes = self.take(n)?;
        if n == 0 || !(1..=8).contains(&held) {
            return Err(DecodeError::Bad);
        }
        Ok(Token::Bits(bytes, (n - 1) * 8 + held))
    }

    fn atom(&mut self) -> Result<Cow<'b, str>> {
        let kind = self.u8()?;
        self.atom_text(kind)
    }

    fn atom_text(&mut self, kind: u8) -> Result<Cow<'b, str>> {
        let n = match kind {
            tag::SMALL_ATOM | tag::SMALL_ATOM_UTF8 => usize::from(self.u8()?),
            tag::ATOM | tag::ATOM_UTF8 => self.u16()?,
            _ => return Err(DecodeError::Bad),
        };
        let bytes = self.take(n)?;
        let text = match kind {
            tag::ATOM | tag::SMALL_ATOM if !bytes.is_ascii() => {
                Cow::Owned(bytes.iter().map(|b| char::from(*b)).collect())
            }
            _ => Cow::Borrowed(std::str::from_utf8(bytes).map_err(|_| DecodeError::Bad)?),
        };
        if text.len() > 255 && text.chars().count() > 255 {
            Err(DecodeError::Bad)
        } else {
            Ok(text)
        }
    }

    /// The creation: one byte, or four in the newer forms.
    fn owner(&mut self, node: Cow<'b, str>, is_new: bool) -> Result<Owner<'b>> {
        let creation = if is_new {
            self.u32()?
        } else {
            u32::from(self.u8()?)
        };
        Ok(Owner { node, creation })
    }

    fn reference(&mut self, is_newer: bool) -> Result<Token<'b>> {
        let n = self.u16()?;
        if n == 0 || n > MAX_EXTERNAL_REFERENCE {
            return Err(DecodeError::Bad);
        }
        let node = self.atom()?;
        let owner = self.owner(node, is_newer)?;
        let numbers: Result<Vec<u32>> = (0..n).map(|_| self.u32()).collect();
        Ok(Token::Reference(owner, numbers?))
    }

    /// A non-negative integer in one of its two small forms.
    fn small(&mut self) -> Result<u32> {
        match self.u8()? {
            tag::SMALL_INTEGER => Ok(u32::from(self.u8()?)),
            tag::INTEGER => u32::try_from(self.u32()? as i32).map_err(|_| DecodeError::Bad),
            _ => Err(DecodeError::Bad),
        }
    }

    /// The creator of a fun.
    fn pid(&mut self) -> Result<Option<LocalPid>> {
        let kind = self.u8()?;
        if !matches!(kind, tag::PID | tag::NEW_PID) {
            return Err(DecodeError::Bad);
        }
        let node = self.atom()?;
        let (number, serial) = (self.u32()?, self.u32()?);
        self.owner(node, kind == tag::NEW_PID)?;
        Ok(Some(local_pid(number, serial)))
    }

    fn fun(&mut self) -> Result<Token<'b>> {
        let _size = self.u32()?;
        let arity = self.u8()?;
        let digest = self.array()?;
        let index = self.u32()?;
        let n_free = self.size()?;
        let module = self.atom()?;
        let _old_index = self.small()?;
        let old_uniq = self.small()?;
        let creator = self.pid()?;
        Ok(Token::Fun(
            FunToken {
                arity,
                digest,
                index,
                n_free,
                old_uniq,
                creator,
            },
            module,
        ))
    }
}

fn finite<'b>(x: f64) -> Result<Token<'b>> {
    if x.is_finite() {
        Ok(Token::Float(x))
    } else {
        Err(DecodeError::Bad)
    }
}

/// Text padded with zero bytes.
fn text_float(field: &[u8]) -> Result<f64> {
    let end = field.iter().position(|b| *b == 0).unwrap_or(field.len());
    float::read(&field[..end]).ok_or(DecodeError::Bad)
}

/// What follows the version byte: the bytes themselves, or what they are when decompressed. With the number of bytes of `bytes` used,
/// if that is known already.
pub enum Body<'b> {
    Plain(&'b [u8]),
    Compressed { bytes: Vec<u8>, used: usize },
}

/// Checks the version and decompresses.
pub fn open(bytes: &[u8]) -> Result<Body<'_>> {
    match bytes {
        [VERSION, tag::COMPRESSED, size @ ..] => {
            let (size, packed) = size.split_first_chunk::<4>().ok_or(DecodeError::Bad)?;
            let (bytes, used) = decompress(packed, u32::from_be_bytes(*size) as usize)?;
            Ok(Body::Compressed {
                bytes,
                used: used + 6,
            })
        }
        // A version and a hash of this node's own, which is not looked at.
        [VERSION, tag::LOCAL, _, _, _, _, rest @ ..] => Ok(Body::Plain(rest)),
        [VERSION, rest @ ..] => Ok(Body::Plain(rest)),
        _ => Err(DecodeError::Bad),
    }
}

/// Exactly `size` bytes must come out.
fn decompress(packed: &[u8], size: usize) -> Result<(Vec<u8>, usize)> {
    use flate2::{Decompress, FlushDecompress, Status};
    // A byte can make about a thousand at most: larger claims are lies, found before memory is taken for them.
    if size > packed.len().saturating_mul(1032).saturating_add(64) {
        return Err(DecodeError::Bad);
    }
    let mut bytes = Vec::new();
    bytes
        .try_reserve_exact(size)
        .map_err(|_| DecodeError::Limit)?;
    let mut inflate = Decompress::new(true);
    let status = inflate
        .decompress_vec(packed, &mut bytes, FlushDecompress::Finish)
        .map_err(|_| DecodeError::Bad)?;
    let complete = status == Status::StreamEnd && bytes.len() == size;
    if complete {
        Ok((bytes, inflate.total_in() as usize))
    } else {
        Err(DecodeError::Bad)
    }
}

/// Do these bytes say that what follows is compressed?
pub fn is_compressed(bytes: &[u8]) -> bool {
    matches!(bytes, [VERSION, tag::COMPRESSED, ..])
}

/// Takes a compressed term apart, in pieces.
pub struct Inflating {
    inflate: flate2::Decompress,
    out: Vec<u8>,
    size: usize,
}

/// Packed bytes taken at once.
const PACKED_CHUNK: usize = 4 * 1024;

impl Inflating {
    /// Of all bytes of an external term; none: it is not compressed.
    pub fn of(bytes: &[u8]) -> Result<Option<Inflating>> {
        let [VERSION, tag::COMPRESSED, rest @ ..] = bytes else {
            return Ok(None);
        };
        let (size, packed) = rest.split_first_chunk::<4>().ok_or(DecodeError::Bad)?;
        let size = u32::from_be_bytes(*size) as usize;
        // As in `decompress`.
        if size > packed.len().saturating_mul(1032).saturating_add(64) {
            return Err(DecodeError::Bad);
        }
        let mut out = Vec::new();
        out.try_reserve_exact(size)
            .map_err(|_| DecodeError::Limit)?;
        Ok(Some(Inflating {
            inflate: flate2::Decompress::new(true),
            out,
            size,
        }))
    }

    /// The next piece of the same bytes; true: that was all.
    pub fn go_on(&mut self, bytes: &[u8]) -> Result<bool> {
        use flate2::{FlushDecompress, Status};
        let packed = bytes.get(6..).unwrap_or_default();
        let (taken, made) = (self.inflate.total_in() as usize, self.out.len());
        let rest = packed.get(taken..).unwrap_or_default();
        let chunk = &rest[..rest.len().min(PACKED_CHUNK)];
        let status = self
            .inflate
            .decompress_vec(chunk, &mut self.out, FlushDecompress::None)
            .map_err(|_| DecodeError::Bad)?;
        if status == Status::StreamEnd {
            return match self.out.len() == self.size {
                true => Ok(true),
                false => Err(DecodeError::Bad),
            };
        }
        let stuck = self.inflate.total_in() as usize == taken && self.out.len() == made;
        if stuck {
            Err(DecodeError::Bad)
        } else {
            Ok(false)
        }
    }

    /// What came out, and how many bytes it took.
    pub fn end(self) -> (Vec<u8>, usize) {
        (self.out, self.inflate.total_in() as usize + 6)
    }
}

/// Makes a compressed term, in pieces.
pub struct Deflating {
    deflate: flate2::Compress,
    out: Vec<u8>,
}

/// Bytes compressed at once.
const PLAIN_CHUNK: usize = 16 * 1024;

impl Deflating {
    /// None: there is no memory for it, or it would be too large.
    pub fn new(n_bytes: usize, level: u32) -> Option<Deflating> {
        let size = u32::try_from(n_bytes).ok()?;
        let mut out = vec![VERSION, tag::COMPRESSED];
        out.extend_from_slice(&size.to_be_bytes());
        // The result is of use only if it is not longer.
        out.try_reserve_exact(n_bytes + 16).ok()?;
        Some(Deflating {
            deflate: flate2::Compress::new(flate2::Compression::new(level), true),
            out,
        })
    }

    /// The next piece of the same bytes, without the version byte; true: that was all, or it is of no use.
    pub fn go_on(&mut self, bytes: &[u8]) -> bool {
        use flate2::{FlushCompress, Status};
        let (taken, made) = (self.deflate.total_in() as usize, self.out.len());
        let rest = bytes.get(taken..).unwrap_or_default();
        let chunk = &rest[..rest.len().min(PLAIN_CHUNK)];
        let flush = match chunk.len() == rest.len() {
            true => FlushCompress::Finish,
            false => FlushCompress::None,
        };
        match self.deflate.compress_vec(chunk, &mut self.out, flush) {
            Ok(Status::StreamEnd) => true,
            Ok(_) if self.deflate.total_in() as usize != taken || self.out.len() != made => false,
            Ok(_) | Err(_) => {
                self.out.clear();
                true
            }
        }
    }

    /// The whole term, if that is shorter than its `n_bytes` as they are.
    pub fn end(self, n_bytes: usize) -> Option<Vec<u8>> {
        let is_shorter = self.out.len() <= n_bytes + 1;
        (!self.out.is_empty() && is_shorter).then_some(self.out)
    }
}

/// Compresses what follows the version byte; `None` if that saves nothing.
pub fn compress(bytes: &[u8], level: u32) -> Option<Vec<u8>> {
    use flate2::{Compress, Compression, FlushCompress, Status};
    let size = u32::try_from(bytes.len()).ok()?;
    let mut out = vec![tag::COMPRESSED];
    out.extend_from_slice(&size.to_be_bytes());
    // The result is of use only if it is not longer.
    out.try_reserve_exact(bytes.len() + 16).ok()?;
    let mut deflate = Compress::new(Compression::new(level), true);
    let status = deflate
        .compress_vec(bytes, &mut out, FlushCompress::Finish)
        .ok()?;
    (status == Status::StreamEnd && out.len() <= bytes.len()).then_some(out)
}
