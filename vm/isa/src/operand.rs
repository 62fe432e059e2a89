//! The kinds of operands that ops have.

/// A label of the module's code: an index into `Module::labels`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Label(pub u32);

/// Where an op goes when it cannot do its work; none: it raises.
pub type Fail = Option<Label>;

/// An index into `Module::functions`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Function(pub u32);

/// An index into `Module::imports`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Import(pub u32);

/// An index into `Module::lambdas`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Lambda(pub u32);

/// An index into `Module::atoms`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Atom(pub u32);

/// An index into `Module::literals`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Literal(pub u32);

/// An index into `Module::sites`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Site(pub u32);

pub type Count = u32;
/// Frame slots, or none where there is no frame.
pub type OptCount = Option<u32>;

/// X registers: arguments, temporaries. At most `MAX_X`.
/// Y registers: the frame's slots.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Reg {
    X(u16),
    Y(u16),
}

/// Number of X registers, and so the largest arity plus one.
pub const MAX_X: u16 = 256;
/// Largest frame.
pub const MAX_Y: u16 = 8192;

pub type Dst = Reg;
/// A register that holds a match context and goes on holding it.
pub type Ctx = Reg;
/// A register that is read and written.
pub type Both = Reg;

/// A register or a constant.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Src {
    Reg(Reg),
    /// A small integer: fits 61 bits.
    Int(i64),
    Atom(Atom),
    Nil,
    Literal(Literal),
}

pub type Srcs = Vec<Src>;

/// A case of a select: a constant (small integer or atom) and where it goes.
pub type Cases = Vec<(Src, Label)>;
/// `(index from 0, new value)`, ascending.
pub type Changes = Vec<(u32, Src)>;
/// `(key, dst)`.
pub type MapGets = Vec<(Src, Dst)>;
/// `(key, value)`; a key occurs once.
pub type MapPuts = Vec<(Src, Src)>;
pub type Segments = Vec<Segment>;

/// How a field of a bitstring is read or written.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct BitFlags {
    pub little: bool,
    pub signed: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum UtfKind {
    Utf8,
    Utf16,
    Utf32,
}

/// May `set_tuple` write into its source?
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum InPlace {
    /// No: others may hold the tuple.
    Copy,
    /// The compiler proved that nobody else holds it. Still only a hint.
    Unshared,
}

/// A piece of a bitstring under construction.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Segment {
    pub kind: SegmentKind,
    pub flags: BitFlags,
    pub unit: u32,
    pub value: Src,
    /// In units. `None`: the whole of a bitstring value; the UTF kinds have none either.
    pub size: Option<Src>,
    /// How many segments of the source this is: neighbouring constants are one. Errors say the number of the segment.
    pub covers: u32,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum SegmentKind {
    Integer,
    Float,
    /// `binary` and `bitstring`.
    Bits,
    /// As `Bits` without a size, first segment only: append to its buffer where that is possible.
    Append,
    Utf8,
    Utf16,
    Utf32,
}

/// What `fail_with` raises.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum FailKind {
    /// `{badmatch, V}`
    BadMatch,
    /// `{case_clause, V}`
    CaseClause,
    /// `{try_clause, V}`
    TryClause,
    /// `if_clause`; the value is not used.
    IfClause,
    /// `{else_clause, V}`
    ElseClause,
    /// `{badrecord, V}`
    BadRecord,
    /// `{bad_generator, V}`
    BadGenerator,
    /// `{bad_filter, V}`
    BadFilter,
    /// `{badfun, V}`
    BadFun,
    /// `{badkey, V}`
    BadKey,
    /// `{badmap, V}`
    BadMap,
    /// `{bad_generators, V}`: zip generators of different lengths; V is the tuple of what is left.
    BadGenerators,
    /// `badarg`; the value is not used.
    BadArg,
    /// `{badarg, V}`: the operand of `andalso`/`orelse`.
    BadArgValue,
    /// The value itself is the reason.
    Reason,
}
