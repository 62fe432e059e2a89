//! A module to the bytes of its file. The layout is drawn in module.rs; operand encodings:
//!
//! - numbers are LEB128, signed ones zigzag first; texts and lists have their length before them;
//! - a source is one number `payload << 3 | tag`: 0 X register, 1 Y register, 2 atom, 3 literal, 4 nil, 5 integer (zigzag);
//! - a register is `number << 1 | is_y`; an option is 0 or 1 and the thing.
//!
//! decode.rs is the other direction: what it does must match line for line.

use crate::module::*;
use crate::op::Op;
use crate::operand::*;
use crate::range::Range;

/// The first bytes of a file: a name and the version of the format.
pub const MAGIC: &[u8; 8] = b"PURLIN\0\x03";

/// Tags of sections. From `FIRST_OPTIONAL` on, readers skip those they do not know.
pub mod section {
    pub const ATOMS: u8 = 1;
    pub const LITERALS: u8 = 2;
    pub const IMPORTS: u8 = 3;
    pub const FUNCTIONS: u8 = 4;
    pub const LAMBDAS: u8 = 5;
    pub const CODE: u8 = 6;
    pub const LABELS: u8 = 7;
    pub const SITES: u8 = 8;
    pub const FILES: u8 = 9;
    pub const LINES: u8 = 10;
    pub const FACTS: u8 = 11;
    pub const ATTRIBUTES: u8 = 12;
    pub const ON_LOAD: u8 = 13;
    pub const DIGEST: u8 = 14;
    pub const FIRST_OPTIONAL: u8 = 64;
    pub const DOCS: u8 = 64;
    pub const DEBUG: u8 = 65;
    pub const RECORDS: u8 = 66;
}

/// The module's file.
pub fn encode(module: &Module) -> Vec<u8> {
    let mut out = MAGIC.to_vec();
    for (tag, bytes) in sections(module) {
        out.push(tag);
        number(bytes.len() as u64, &mut out);
        out.extend_from_slice(&bytes);
    }
    let sum = checksum(&out);
    out.extend_from_slice(&sum.to_le_bytes());
    out
}

fn sections(module: &Module) -> Vec<(u8, Vec<u8>)> {
    let mut list = code_sections(module);
    list.extend([
        (section::FILES, bytes_of(&module.files)),
        (section::LINES, bytes_of(&module.lines)),
        (section::FACTS, bytes_of(&module.facts)),
        (section::ATTRIBUTES, bytes_of(&module.attributes)),
        (section::ON_LOAD, bytes_of(&module.on_load)),
        (section::DIGEST, module.digest.to_vec()),
    ]);
    if !module.records.is_empty() {
        list.push((section::RECORDS, bytes_of(&module.records)));
    }
    if !module.docs.is_empty() {
        list.push((section::DOCS, module.docs.clone()));
    }
    if !module.debug.is_empty() {
        list.push((section::DEBUG, module.debug.clone()));
    }
    list
}

/// What the digest is made of: all that decides how the module behaves, line numbers excepted.
fn code_sections(module: &Module) -> Vec<(u8, Vec<u8>)> {
    vec![
        (section::ATOMS, bytes_of(&module.atoms)),
        (section::LITERALS, bytes_of(&module.literals)),
        (section::IMPORTS, bytes_of(&module.imports)),
        (section::FUNCTIONS, bytes_of(&module.functions)),
        (section::LAMBDAS, bytes_of(&module.lambdas)),
        (section::CODE, bytes_of(&module.code)),
        (section::LABELS, bytes_of(&module.labels)),
        (section::SITES, bytes_of(&module.sites)),
    ]
}

fn bytes_of<T: Encode>(value: &T) -> Vec<u8> {
    let mut out = Vec::new();
    value.encode(&mut out);
    out
}

/// A digest of the module's code: 128-bit FNV-1a. Tells versions apart; no defence against forgery.
pub fn digest(module: &Module) -> [u8; 16] {
    const OFFSET: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;
    let mut state = OFFSET;
    for (_, bytes) in code_sections(module) {
        for byte in bytes {
            state = (state ^ u128::from(byte)).wrapping_mul(PRIME);
        }
    }
    state.to_be_bytes()
}

/// 64-bit FNV-1a over words, then over the bytes that are left.
pub fn checksum(bytes: &[u8]) -> u64 {
    const PRIME: u64 = 0x0000_0100_0000_01b3;
    let mut state: u64 = 0xcbf2_9ce4_8422_2325;
    let mut chunks = bytes.chunks_exact(8);
    for chunk in &mut chunks {
        let mut word = [0; 8];
        word.copy_from_slice(chunk);
        state = (state ^ u64::from_le_bytes(word)).wrapping_mul(PRIME);
        state ^= state >> 29;
    }
    for &byte in chunks.remainder() {
        state = (state ^ u64::from(byte)).wrapping_mul(PRIME);
    }
    state
}

pub fn number(mut n: u64, out: &mut Vec<u8>) {
    while n >= 0x80 {
        out.push(n as u8 | 0x80);
        n >>= 7;
    }
    out.push(n as u8);
}

pub fn zigzag(n: i64) -> u64 {
    ((n << 1) ^ (n >> 63)) as u64
}

pub trait Encode {
    fn encode(&self, out: &mut Vec<u8>);
}

macro_rules! encode_op {
    ($($family:ident { $($(#[doc = $doc:literal])* $name:ident = $variant:ident { $($field:ident : $kind:ident),* } [$($effect:ident),*];)* })*) => {
        impl Encode for Op {
            fn encode(&self, out: &mut Vec<u8>) {
                out.push(self.opcode() as u8);
                match self { $($(Op::$variant { $($field),* } => { $($field.encode(out);)* }),*),* }
            }
        }
    };
}

crate::for_each_op!(encode_op);

macro_rules! encode_numbers {
    ($($name:ident),*) => {
        $(impl Encode for $name {
            fn encode(&self, out: &mut Vec<u8>) {
                number(u64::from(self.0), out);
            }
        })*
    };
}

encode_numbers!(Label, Function, Import, Lambda, Atom, Literal, Site);

/// An enum without fields is its place in the list.
macro_rules! encode_choices {
    ($($name:ident { $($choice:ident = $code:literal),* })*) => {
        $(impl Encode for $name {
            fn encode(&self, out: &mut Vec<u8>) {
                out.push(match self { $($name::$choice => $code),* });
            }
        }

        impl $name {
            pub(crate) fn from_code(code: u8) -> Option<$name> {
                match code {
                    $($code => Some($name::$choice),)*
                    _ => None,
                }
            }

            pub(crate) const CHOICES: &'static [(&'static str, $name)] = &[$((stringify!($choice), $name::$choice)),*];
        })*
    };
}

encode_choices! {
    UtfKind { Utf8 = 0, Utf16 = 1, Utf32 = 2 }
    InPlace { Copy = 0, Unshared = 1 }
    SegmentKind { Integer = 0, Float = 1, Bits = 2, Append = 3, Utf8 = 4, Utf16 = 5, Utf32 = 6 }
    FailKind {
        BadMatch = 0, CaseClause = 1, TryClause = 2, IfClause = 3, ElseClause = 4, BadRecord = 5, BadGenerator = 6, BadFilter = 7,
        BadFun = 8, BadKey = 9, BadMap = 10, BadGenerators = 11, BadArg = 12, BadArgValue = 13, Reason = 14
    }
}

impl Encode for u8 {
    fn encode(&self, out: &mut Vec<u8>) {
        out.push(*self);
    }
}

impl Encode for bool {
    fn encode(&self, out: &mut Vec<u8>) {
        out.push(u8::from(*self));
    }
}

impl Encode for u16 {
    fn encode(&self, out: &mut Vec<u8>) {
        number(u64::from(*self), out);
    }
}

impl Encode for u32 {
    fn encode(&self, out: &mut Vec<u8>) {
        number(u64::from(*self), out);
    }
}

impl Encode for u64 {
    fn encode(&self, out: &mut Vec<u8>) {
        number(*self, out);
    }
}

impl Encode for i64 {
    fn encode(&self, out: &mut Vec<u8>) {
        number(zigzag(*self), out);
    }
}

impl<T: Encode> Encode for Option<T> {
    fn encode(&self, out: &mut Vec<u8>) {
        out.push(u8::from(self.is_some()));
        if let Some(value) = self {
            value.encode(out);
        }
    }
}

impl<T: Encode> Encode for Vec<T> {
    fn encode(&self, out: &mut Vec<u8>) {
        number(self.len() as u64, out);
        self.iter().for_each(|item| item.encode(out));
    }
}

impl<A: Encode, B: Encode> Encode for (A, B) {
    fn encode(&self, out: &mut Vec<u8>) {
        self.0.encode(out);
        self.1.encode(out);
    }
}

impl Encode for String {
    fn encode(&self, out: &mut Vec<u8>) {
        number(self.len() as u64, out);
        out.extend_from_slice(self.as_bytes());
    }
}

impl Encode for Reg {
    fn encode(&self, out: &mut Vec<u8>) {
        let n = match *self {
            Reg::X(n) => u64::from(n) << 1,
            Reg::Y(n) => u64::from(n) << 1 | 1,
        };
        number(n, out);
    }
}

impl Encode for Src {
    fn encode(&self, out: &mut Vec<u8>) {
        let (payload, tag) = match *self {
            Src::Reg(Reg::X(n)) => (u64::from(n), 0),
            Src::Reg(Reg::Y(n)) => (u64::from(n), 1),
            Src::Atom(atom) => (u64::from(atom.0), 2),
            Src::Literal(literal) => (u64::from(literal.0), 3),
            Src::Nil => (0, 4),
            // Integers of more than 61 bits are no valid operands; what is left of them is refused nowhere, but never made.
            Src::Int(n) => (zigzag(n), 5),
        };
        number(payload << 3 | tag, out);
    }
}

impl Encode for BitFlags {
    fn encode(&self, out: &mut Vec<u8>) {
        out.push(u8::from(self.little) | u8::from(self.signed) << 1);
    }
}

impl Encode for Segment {
    fn encode(&self, out: &mut Vec<u8>) {
        self.kind.encode(out);
        self.flags.encode(out);
        self.unit.encode(out);
        self.value.encode(out);
        self.size.encode(out);
        self.covers.encode(out);
    }
}

impl Encode for ImportRow {
    fn encode(&self, out: &mut Vec<u8>) {
        self.module.encode(out);
        self.name.encode(out);
        self.arity.encode(out);
    }
}

impl Encode for FunctionRow {
    fn encode(&self, out: &mut Vec<u8>) {
        self.name.encode(out);
        self.arity.encode(out);
        self.entry.encode(out);
        self.start.encode(out);
        self.end.encode(out);
        self.exported.encode(out);
        self.line.encode(out);
        self.result.encode(out);
        self.copy_of.encode(out);
    }
}

impl Encode for RecordRow {
    fn encode(&self, out: &mut Vec<u8>) {
        self.definition.encode(out);
        self.defaults.encode(out);
    }
}

impl Encode for LambdaRow {
    fn encode(&self, out: &mut Vec<u8>) {
        self.function.encode(out);
        self.arity.encode(out);
        self.n_free.encode(out);
    }
}

impl Encode for SiteRow {
    fn encode(&self, out: &mut Vec<u8>) {
        self.live_x.encode(out);
        self.live_y.encode(out);
        self.frame.encode(out);
        self.handler.encode(out);
        self.line.encode(out);
    }
}

impl Encode for LineRow {
    fn encode(&self, out: &mut Vec<u8>) {
        self.file.encode(out);
        self.line.encode(out);
        self.inlined.encode(out);
    }
}

impl Encode for Inlined {
    fn encode(&self, out: &mut Vec<u8>) {
        self.module.encode(out);
        self.name.encode(out);
        self.arity.encode(out);
        self.caller.encode(out);
    }
}

impl Encode for FactRow {
    fn encode(&self, out: &mut Vec<u8>) {
        self.label.encode(out);
        self.reg.encode(out);
        self.fact.encode(out);
    }
}

impl Encode for Fact {
    fn encode(&self, out: &mut Vec<u8>) {
        self.types.encode(out);
        self.arity.encode(out);
        let bounds = (self.range != Range::ALL).then_some((self.range.low, self.range.high));
        bounds.encode(out);
    }
}

impl Encode for LiteralNode {
    fn encode(&self, out: &mut Vec<u8>) {
        match self {
            LiteralNode::Int(n) => {
                out.push(0);
                n.encode(out);
            }
            LiteralNode::BigInt {
                negative,
                magnitude,
            } => {
                out.push(1);
                negative.encode(out);
                magnitude.encode(out);
            }
            LiteralNode::Float(x) => {
                out.push(2);
                out.extend_from_slice(&x.to_bits().to_le_bytes());
            }
            LiteralNode::Atom(atom) => {
                out.push(3);
                atom.encode(out);
            }
            LiteralNode::Nil => out.push(4),
            LiteralNode::List { elements, tail } => {
                out.push(5);
                elements.encode(out);
                tail.encode(out);
            }
            LiteralNode::Bytes(bytes) => {
                out.push(6);
                bytes.encode(out);
            }
            LiteralNode::Tuple(elements) => {
                out.push(7);
                elements.encode(out);
            }
            LiteralNode::Map(pairs) => {
                out.push(8);
                pairs.encode(out);
            }
            LiteralNode::Bits { bytes, bit_len } => {
                out.push(9);
                bytes.encode(out);
                bit_len.encode(out);
            }
            LiteralNode::ExternalFun {
                module,
                name,
                arity,
            } => {
                out.push(10);
                module.encode(out);
                name.encode(out);
                arity.encode(out);
            }
        }
    }
}
