//! A compiled module in memory: what the compiler makes, the file holds and the loader reads.
//!
//! The file (encode.rs, decode.rs): magic `PURLIN\0` + version byte, then sections (tag, byte length, bytes), then a checksum
//! over all before it. Numbers are LEB128. Unknown optional sections are skipped. Nothing in a file may be trusted before verify/
//! has passed it.

use crate::op::Op;
use crate::operand::*;
use crate::range::Range;

#[derive(Clone, PartialEq, Debug, Default)]
pub struct Module {
    /// Texts of the atoms used; row 0 is the module's own name.
    pub atoms: Vec<String>,
    pub literals: Vec<LiteralNode>,
    pub imports: Vec<ImportRow>,
    pub functions: Vec<FunctionRow>,
    pub lambdas: Vec<LambdaRow>,
    /// All code, function after function.
    pub code: Vec<Op>,
    /// Label number to index into `code`.
    pub labels: Vec<u32>,
    pub sites: Vec<SiteRow>,
    /// Source file names.
    pub files: Vec<String>,
    pub lines: Vec<LineRow>,
    pub facts: Vec<FactRow>,
    /// What `module_info(attributes)` gives: name and literal (a list), in source order.
    pub attributes: Vec<(Atom, Literal)>,
    /// Native records.
    pub records: Vec<RecordRow>,
    /// `-on_load(f/0)`.
    pub on_load: Option<Function>,
    /// MD5-sized digest of the code sections: `module_info(md5)` and the uniq part of funs.
    pub digest: [u8; 16],
    /// Optional sections, kept as bytes: docs, debug (abstract code in external term format).
    pub docs: Vec<u8>,
    pub debug: Vec<u8>,
}

#[derive(Clone, PartialEq, Eq, Debug, Hash)]
pub struct ImportRow {
    pub module: Atom,
    pub name: Atom,
    pub arity: u8,
}

/// A native record that the module defines.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct RecordRow {
    /// `{Module, Name, Exported, Field...}`, all atoms.
    pub definition: Literal,
    /// A tuple with a list for each field: empty, or of the field's default.
    pub defaults: Literal,
}

/// Exported ones differ in name or arity; a function may have twins of the same name that are not exported.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FunctionRow {
    pub name: Atom,
    pub arity: u8,
    pub entry: Label,
    /// Index of the first op, and one past the last, in `Module::code`.
    pub start: u32,
    pub end: u32,
    pub exported: bool,
    /// Line of its head, for `function_clause` and docs.
    pub line: u32,
    /// What all its results are; local calls rely on it.
    pub result: Fact,
    /// A copy of another module's function, made for one use of it: in stack traces and wherever else a process is looked at it is that
    /// function. Not exported.
    pub copy_of: Option<ImportRow>,
}

/// A fun's code: `function` takes the fun's arguments, then the free variables.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LambdaRow {
    pub function: Function,
    /// Arguments of the fun itself.
    pub arity: u8,
    pub n_free: u8,
}

/// Literals are a flat pool: a row refers to earlier rows only, so reading one needs no recursion.
#[derive(Clone, PartialEq, Debug)]
pub enum LiteralNode {
    /// Does not fit a small integer, or stands inside another literal.
    Int(i64),
    /// Magnitude least significant byte first.
    BigInt {
        negative: bool,
        magnitude: Vec<u8>,
    },
    Float(f64),
    Atom(Atom),
    Nil,
    /// `[elements... | tail]`
    List {
        elements: Vec<Literal>,
        tail: Literal,
    },
    /// A proper list of bytes, for strings.
    Bytes(Vec<u8>),
    Tuple(Vec<Literal>),
    /// Keys occur once; any order.
    Map(Vec<(Literal, Literal)>),
    /// `bit_len` bits, unused bits of the last byte zero.
    Bits {
        bytes: Vec<u8>,
        bit_len: u64,
    },
    ExternalFun {
        module: Atom,
        name: Atom,
        arity: u8,
    },
}

/// A place in the code where the process may be looked at: by the collector, an exception, a stack trace.
#[derive(Clone, PartialEq, Eq, Debug, Hash, Default)]
pub struct SiteRow {
    /// X registers that hold live terms here (before the op, its own sources included where they are needed after a collection:
    /// arguments of calls are). Sorted.
    pub live_x: Vec<u16>,
    /// Y registers that hold live terms here and after. Sorted.
    pub live_y: Vec<u16>,
    /// Y registers of the frame at this place; `None`: no frame.
    pub frame: OptCount,
    /// Where exceptions raised here, or by the call made here, go; `None`: out of the function.
    pub handler: Option<Label>,
    /// Row of `Module::lines`; row 0 means unknown.
    pub line: u32,
}

/// A source position; row 0 of the table is the unknown one.
#[derive(Clone, PartialEq, Eq, Debug, Hash, Default)]
pub struct LineRow {
    pub file: u32,
    pub line: u32,
    /// Code inlined from another function: that function, and the line of the call it replaced.
    pub inlined: Option<Inlined>,
}

#[derive(Clone, PartialEq, Eq, Debug, Hash)]
pub struct Inlined {
    pub module: Atom,
    pub name: Atom,
    pub arity: u8,
    /// Row of `Module::lines`: where it was called.
    pub caller: u32,
}

/// What is known of a register whenever control reaches `label`. Function entry labels state facts about arguments only for
/// functions that are not exported and not used as lambdas.
///
/// A label that is jumped to from behind (a loop head) holds at least a row for each register that is read after it: there, other
/// registers count as uninitialised. So one pass in code order can check everything: all other labels are reached from before only.
#[derive(Clone, PartialEq, Debug)]
pub struct FactRow {
    pub label: Label,
    pub reg: Reg,
    pub fact: Fact,
}

/// A set of terms.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Fact {
    /// Union of `Fact::*` bits; none of them: there is no such term, control does not come here.
    pub types: u16,
    /// If it is a tuple, it has so many elements.
    pub arity: Option<u32>,
    /// If it is an integer, it lies there.
    pub range: Range,
}

/// What tells versions of a module apart in `is_version`: part of its digest, at least 0 and a small integer.
pub fn version_of(digest: &[u8; 16]) -> i64 {
    let [a, b, c, d, e, f, g, h, ..] = *digest;
    (u64::from_be_bytes([a, b, c, d, e, f, g, h]) >> 5) as i64
}

impl Fact {
    pub const INTEGER: u16 = 1;
    pub const FLOAT: u16 = 1 << 1;
    pub const ATOM: u16 = 1 << 2;
    pub const NIL: u16 = 1 << 3;
    pub const CONS: u16 = 1 << 4;
    pub const TUPLE: u16 = 1 << 5;
    pub const MAP: u16 = 1 << 6;
    pub const BITSTRING: u16 = 1 << 7;
    pub const FUN: u16 = 1 << 8;
    pub const PID: u16 = 1 << 9;
    pub const REFERENCE: u16 = 1 << 10;
    /// A match context: only ever stated alone.
    pub const CONTEXT: u16 = 1 << 11;
    /// Ports and native records.
    pub const OTHER: u16 = 1 << 12;
    pub const ANY: u16 = 0x17ff;
    /// At a loop head, besides the types: the loop does not change the register, so all that was known of it before holds on.
    pub const SAME: u16 = 1 << 15;

    /// Nothing is known.
    pub const ANYTHING: Fact = Fact::of(Fact::ANY);

    pub const fn of(types: u16) -> Fact {
        Fact {
            types,
            arity: None,
            range: Range::ALL,
        }
    }
}
