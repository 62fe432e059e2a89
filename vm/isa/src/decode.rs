//! The bytes of a module file to a module. Reads what encode.rs writes; anything else is an error, never a panic, and never costs more
//! memory than a constant times the file. What is decoded is well formed, not yet trustworthy: verify/ looks at that.

use crate::encode::{MAGIC, checksum, section};
use crate::module::*;
use crate::op::{Op, Opcode};
use crate::operand::*;
use crate::range::Range;
use nom::bytes::complete::take;
use nom::error::{ErrorKind, ParseError};
use nom::{IResult, Parser};

/// Why bytes are no module.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum DecodeError {
    /// They do not begin as a module file does.
    Magic,
    /// A module file of another version of the format.
    Version(u8),
    /// Too short, or changed after they were written.
    Checksum,
    /// A required section this reader does not know.
    UnknownSection(u8),
    DuplicateSection(u8),
    MissingSection(u8),
    /// A section's content: the section, and how many of its bytes were left.
    Section {
        tag: u8,
        left: usize,
    },
    /// Bytes between the sections.
    Frame,
}

impl std::fmt::Display for DecodeError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            DecodeError::Magic => write!(f, "not a Purlin module"),
            DecodeError::Version(version) => {
                write!(f, "module format version {version} is not supported")
            }
            DecodeError::Checksum => write!(
                f,
                "the checksum does not match: the file is cut short or was changed"
            ),
            DecodeError::UnknownSection(tag) => write!(f, "unknown section {tag}"),
            DecodeError::DuplicateSection(tag) => write!(f, "section {tag} occurs twice"),
            DecodeError::MissingSection(tag) => write!(f, "section {tag} is missing"),
            DecodeError::Section { tag, left } => {
                write!(f, "section {tag} is malformed, {left} bytes before its end")
            }
            DecodeError::Frame => write!(f, "malformed section list"),
        }
    }
}

impl std::error::Error for DecodeError {}

type Input<'a> = &'a [u8];
type Read<'a, T> = IResult<Input<'a>, T>;

/// Reads a module file.
pub fn decode(file: &[u8]) -> Result<Module, DecodeError> {
    let (name, version) = MAGIC.split_at(7);
    if !file.starts_with(name) {
        return Err(DecodeError::Magic);
    }
    match file.get(7) {
        Some(&found) if found != version[0] => return Err(DecodeError::Version(found)),
        Some(_) => {}
        None => return Err(DecodeError::Checksum),
    }
    let Some((content, sum)) = file.split_last_chunk::<8>() else {
        return Err(DecodeError::Checksum);
    };
    if content.len() < MAGIC.len() || checksum(content) != u64::from_le_bytes(*sum) {
        return Err(DecodeError::Checksum);
    }
    read_sections(&content[MAGIC.len()..])
}

fn read_sections(mut rest: Input<'_>) -> Result<Module, DecodeError> {
    let mut module = Module::default();
    let mut seen = [false; 256];
    while !rest.is_empty() {
        let (after, (tag, bytes)) = (u8::decode, sized)
            .parse(rest)
            .map_err(|_| DecodeError::Frame)?;
        if std::mem::replace(&mut seen[usize::from(tag)], true) {
            return Err(DecodeError::DuplicateSection(tag));
        }
        read_section(&mut module, tag, bytes)?;
        rest = after;
    }
    for tag in section::ATOMS..=section::DIGEST {
        if !seen[usize::from(tag)] {
            return Err(DecodeError::MissingSection(tag));
        }
    }
    Ok(module)
}

fn read_section(module: &mut Module, tag: u8, bytes: &[u8]) -> Result<(), DecodeError> {
    match tag {
        section::ATOMS => module.atoms = whole(tag, bytes)?,
        section::LITERALS => module.literals = whole(tag, bytes)?,
        section::IMPORTS => module.imports = whole(tag, bytes)?,
        section::FUNCTIONS => module.functions = whole(tag, bytes)?,
        section::LAMBDAS => module.lambdas = whole(tag, bytes)?,
        section::CODE => module.code = whole(tag, bytes)?,
        section::LABELS => module.labels = whole(tag, bytes)?,
        section::SITES => module.sites = whole(tag, bytes)?,
        section::FILES => module.files = whole(tag, bytes)?,
        section::LINES => module.lines = whole(tag, bytes)?,
        section::FACTS => module.facts = whole(tag, bytes)?,
        section::ATTRIBUTES => module.attributes = whole(tag, bytes)?,
        section::ON_LOAD => module.on_load = whole(tag, bytes)?,
        section::DIGEST => {
            module.digest = bytes.try_into().map_err(|_| DecodeError::Section {
                tag,
                left: bytes.len(),
            })?;
        }
        section::DOCS => module.docs = bytes.to_vec(),
        section::RECORDS => module.records = whole(tag, bytes)?,
        section::DEBUG => module.debug = bytes.to_vec(),
        _ if tag >= section::FIRST_OPTIONAL => {}
        _ => return Err(DecodeError::UnknownSection(tag)),
    }
    Ok(())
}

/// The section's bytes are exactly one thing.
fn whole<T: Decode>(tag: u8, bytes: &[u8]) -> Result<T, DecodeError> {
    match T::decode(bytes) {
        Ok(([], value)) => Ok(value),
        Ok((rest, _)) => Err(DecodeError::Section {
            tag,
            left: rest.len(),
        }),
        Err(nom::Err::Error(error) | nom::Err::Failure(error)) => Err(DecodeError::Section {
            tag,
            left: error.input.len(),
        }),
        Err(nom::Err::Incomplete(_)) => Err(DecodeError::Section { tag, left: 0 }),
    }
}

fn refuse<T>(input: Input<'_>, kind: ErrorKind) -> Read<'_, T> {
    Err(nom::Err::Error(nom::error::Error::from_error_kind(
        input, kind,
    )))
}

fn number(input: Input<'_>) -> Read<'_, u64> {
    let mut value = 0u64;
    for (index, &byte) in input.iter().enumerate().take(10) {
        let bits = u64::from(byte & 0x7f);
        if index == 9 && bits > 1 {
            break;
        }
        value |= bits << (7 * index);
        if byte < 0x80 {
            return Ok((&input[index + 1..], value));
        }
    }
    refuse(input, ErrorKind::Digit)
}

fn unzigzag(n: u64) -> i64 {
    (n >> 1) as i64 ^ -((n & 1) as i64)
}

/// A length and that many bytes.
fn sized(input: Input<'_>) -> Read<'_, Input<'_>> {
    let (rest, len) = number(input)?;
    match usize::try_from(len) {
        Ok(len) if len <= rest.len() => take(len).parse(rest),
        _ => refuse(input, ErrorKind::Eof),
    }
}

pub trait Decode: Sized {
    fn decode(input: Input<'_>) -> Read<'_, Self>;
}

macro_rules! decode_op {
    ($($family:ident { $($(#[doc = $doc:literal])* $name:ident = $variant:ident { $($field:ident : $kind:ident),* } [$($effect:ident),*];)* })*) => {
        impl Decode for Op {
            fn decode(input: Input<'_>) -> Read<'_, Op> {
                let (rest, code) = u8::decode(input)?;
                let Some(&opcode) = Opcode::ALL.get(usize::from(code)) else { return refuse(input, ErrorKind::Alt) };
                match opcode {
                    $($(Opcode::$variant => {
                        $(let (rest, $field) = <$kind as Decode>::decode(rest)?;)*
                        Ok((rest, Op::$variant { $($field),* }))
                    }),*),*
                }
            }
        }
    };
}

crate::for_each_op!(decode_op);

macro_rules! decode_numbers {
    ($($name:ident),*) => {
        $(impl Decode for $name {
            fn decode(input: Input<'_>) -> Read<'_, $name> {
                u32::decode.map($name).parse(input)
            }
        })*
    };
}

decode_numbers!(Label, Function, Import, Lambda, Atom, Literal, Site);

macro_rules! decode_choices {
    ($($name:ident),*) => {
        $(impl Decode for $name {
            fn decode(input: Input<'_>) -> Read<'_, $name> {
                let (rest, code) = u8::decode(input)?;
                match $name::from_code(code) {
                    Some(choice) => Ok((rest, choice)),
                    None => refuse(input, ErrorKind::Alt),
                }
            }
        })*
    };
}

decode_choices!(UtfKind, InPlace, SegmentKind, FailKind);

impl Decode for u8 {
    fn decode(input: Input<'_>) -> Read<'_, u8> {
        match input {
            [first, rest @ ..] => Ok((rest, *first)),
            [] => refuse(input, ErrorKind::Eof),
        }
    }
}

impl Decode for bool {
    fn decode(input: Input<'_>) -> Read<'_, bool> {
        match u8::decode(input)? {
            (rest, code @ (0 | 1)) => Ok((rest, code == 1)),
            _ => refuse(input, ErrorKind::Alt),
        }
    }
}

macro_rules! decode_unsigned {
    ($($name:ident),*) => {
        $(impl Decode for $name {
            fn decode(input: Input<'_>) -> Read<'_, $name> {
                let (rest, n) = number(input)?;
                match $name::try_from(n) {
                    Ok(n) => Ok((rest, n)),
                    Err(_) => refuse(input, ErrorKind::TooLarge),
                }
            }
        })*
    };
}

decode_unsigned!(u16, u32, u64);

impl Decode for i64 {
    fn decode(input: Input<'_>) -> Read<'_, i64> {
        number.map(unzigzag).parse(input)
    }
}

impl<T: Decode> Decode for Option<T> {
    fn decode(input: Input<'_>) -> Read<'_, Option<T>> {
        match bool::decode(input)? {
            (rest, true) => T::decode.map(Some).parse(rest),
            (rest, false) => Ok((rest, None)),
        }
    }
}

impl<T: Decode> Decode for Vec<T> {
    fn decode(input: Input<'_>) -> Read<'_, Vec<T>> {
        let (mut rest, len) = number(input)?;
        // Each item takes a byte at least.
        if len > rest.len() as u64 {
            return refuse(input, ErrorKind::Count);
        }
        let mut list = Vec::new();
        for _ in 0..len {
            let (after, item) = T::decode(rest)?;
            list.push(item);
            rest = after;
        }
        Ok((rest, list))
    }
}

impl<A: Decode, B: Decode> Decode for (A, B) {
    fn decode(input: Input<'_>) -> Read<'_, (A, B)> {
        (A::decode, B::decode).parse(input)
    }
}

impl Decode for String {
    fn decode(input: Input<'_>) -> Read<'_, String> {
        let (rest, bytes) = sized(input)?;
        match std::str::from_utf8(bytes) {
            Ok(text) => Ok((rest, text.to_owned())),
            Err(_) => refuse(input, ErrorKind::Char),
        }
    }
}

impl Decode for Reg {
    fn decode(input: Input<'_>) -> Read<'_, Reg> {
        let (rest, n) = number(input)?;
        match u16::try_from(n >> 1) {
            Ok(register) if n & 1 == 0 => Ok((rest, Reg::X(register))),
            Ok(register) => Ok((rest, Reg::Y(register))),
            Err(_) => refuse(input, ErrorKind::TooLarge),
        }
    }
}

impl Decode for Src {
    fn decode(input: Input<'_>) -> Read<'_, Src> {
        let (rest, n) = number(input)?;
        let payload = n >> 3;
        let register = u16::try_from(payload);
        let index = u32::try_from(payload);
        let src = match (n & 7, register, index) {
            (0, Ok(register), _) => Src::Reg(Reg::X(register)),
            (1, Ok(register), _) => Src::Reg(Reg::Y(register)),
            (2, _, Ok(index)) => Src::Atom(Atom(index)),
            (3, _, Ok(index)) => Src::Literal(Literal(index)),
            (4, _, Ok(0)) => Src::Nil,
            (5, _, _) => Src::Int(unzigzag(payload)),
            _ => return refuse(input, ErrorKind::Alt),
        };
        Ok((rest, src))
    }
}

impl Decode for BitFlags {
    fn decode(input: Input<'_>) -> Read<'_, BitFlags> {
        match u8::decode(input)? {
            (rest, code @ 0..4) => Ok((
                rest,
                BitFlags {
                    little: code & 1 == 1,
                    signed: code & 2 == 2,
                },
            )),
            _ => refuse(input, ErrorKind::Alt),
        }
    }
}

/// A struct is its fields in order.
macro_rules! decode_structs {
    ($($name:ident { $($field:ident),* })*) => {
        $(impl Decode for $name {
            fn decode(rest: Input<'_>) -> Read<'_, $name> {
                $(let (rest, $field) = Decode::decode(rest)?;)*
                Ok((rest, $name { $($field),* }))
            }
        })*
    };
}

decode_structs! {
    Segment { kind, flags, unit, value, size, covers }
    ImportRow { module, name, arity }
    FunctionRow { name, arity, entry, start, end, exported, line, result, copy_of }
    RecordRow { definition, defaults }
    LambdaRow { function, arity, n_free }
    SiteRow { live_x, live_y, frame, handler, line }
    LineRow { file, line, inlined }
    Inlined { module, name, arity, caller }
    FactRow { label, reg, fact }
}

impl Decode for Fact {
    fn decode(input: Input<'_>) -> Read<'_, Fact> {
        let (rest, types) = u16::decode(input)?;
        let (rest, arity) = Decode::decode(rest)?;
        let (rest, bounds) = Option::<(i64, i64)>::decode(rest)?;
        let range = bounds.map_or(Range::ALL, |(low, high)| Range { low, high });
        Ok((
            rest,
            Fact {
                types,
                arity,
                range,
            },
        ))
    }
}

impl Decode for f64 {
    fn decode(input: Input<'_>) -> Read<'_, f64> {
        match input.split_first_chunk::<8>() {
            Some((bytes, rest)) => Ok((rest, f64::from_bits(u64::from_le_bytes(*bytes)))),
            None => refuse(input, ErrorKind::Eof),
        }
    }
}

impl Decode for LiteralNode {
    fn decode(input: Input<'_>) -> Read<'_, LiteralNode> {
        let (rest, code) = u8::decode(input)?;
        match code {
            0 => i64::decode.map(LiteralNode::Int).parse(rest),
            1 => (bool::decode, Vec::decode)
                .map(|(negative, magnitude)| LiteralNode::BigInt {
                    negative,
                    magnitude,
                })
                .parse(rest),
            2 => f64::decode.map(LiteralNode::Float).parse(rest),
            3 => Atom::decode.map(LiteralNode::Atom).parse(rest),
            4 => Ok((rest, LiteralNode::Nil)),
            5 => (Vec::decode, Literal::decode)
                .map(|(elements, tail)| LiteralNode::List { elements, tail })
                .parse(rest),
            6 => sized
                .map(|bytes| LiteralNode::Bytes(bytes.to_vec()))
                .parse(rest),
            7 => Vec::decode.map(LiteralNode::Tuple).parse(rest),
            8 => Vec::decode.map(LiteralNode::Map).parse(rest),
            9 => (Vec::decode, u64::decode)
                .map(|(bytes, bit_len)| LiteralNode::Bits { bytes, bit_len })
                .parse(rest),
            10 => (Atom::decode, Atom::decode, u8::decode)
                .map(|(module, name, arity)| LiteralNode::ExternalFun {
                    module,
                    name,
                    arity,
                })
                .parse(rest),
            _ => refuse(input, ErrorKind::Alt),
        }
    }
}
