//! Core's nodes: functions as control-flow graphs in SSA with block parameters.
//!
//! Rules (validate.rs checks them):
//! - A value is defined once: as a block parameter or as the result of one instruction. A use is dominated by the definition.
//! - A block ends with one terminator; nothing inside a block jumps, except that a raising instruction goes to the block's `handler`.
//! - A handler block has exactly three parameters: class, reason, raw trace. A value used in a handler (or after it) is defined in a block
//!   that dominates all blocks that name the handler, or in such a block before its first instruction that may raise: nothing bound inside
//!   a `try` body is seen by its handler.
//! - What may fail without raising (guards, matching) is a terminator, `Attempt`: on success the result is the first argument of the `ok` block.
//! - A match context is mutable: reading moves its position. Whoever reads again from an earlier place saves and restores positions.
//! - Evaluation order is instruction order. Instructions marked raising in `InstKind` keep their order among themselves and calls.
//!
//! Calls are plain instructions; a call whose result is returned at once by a block without handler becomes a tail call in codegen.

use crate::source::name::Name;
use crate::source::span::Span;
use purlin_isa::module::Fact;
use purlin_isa::operand::{BitFlags, FailKind, InPlace, UtfKind};

/// A whole module in Core.
#[derive(Default)]
pub struct Module {
    pub name: Option<Name>,
    pub functions: Vec<Function>,
    pub consts: ConstPool,
    pub locs: Vec<Loc>,
    /// Native records: definitions as in `InstKind::Record`, and a tuple with a list for each field: empty, or of its default.
    pub records: Vec<(Const, Const)>,
    /// Attributes for `module_info(attributes)`: name and constant value (a list).
    pub attributes: Vec<(Name, Const)>,
    /// Index into `functions`.
    pub on_load: Option<FunctionId>,
    /// Functions whose calls the program wants inlined.
    pub inline: Vec<FunctionId>,
    /// Any small function may be inlined.
    pub inline_any: bool,
    /// What is known of functions, by number: of none, or of all. Callers of this module keep to it, nobody else calls.
    pub signatures: Vec<Signature>,
}

/// What a function's arguments and results are, whoever calls it.
#[derive(Clone, Debug)]
pub struct Signature {
    pub params: Vec<Fact>,
    pub result: Fact,
}

/// Index into `Module::functions`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct FunctionId(pub u32);

/// Index into `Function::blocks`. Block 0 is the entry; its parameters are the function's.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct BlockId(pub u32);

/// An SSA value of one function: an index below `Function::n_values`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct Value(pub u32);

/// Index into `Module::locs`; 0 is "nowhere".
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Default)]
pub struct LocId(pub u32);

#[derive(Clone)]
pub struct Function {
    /// Lifted funs get OTP's names: `-f/1-fun-0-`; named funs and comprehensions (`-f/1-lc$^0/1-0-`) likewise.
    pub name: Name,
    /// With free variables, for lifted funs.
    pub arity: u32,
    pub exported: bool,
    /// A fun's body: how many of the last parameters are free variables.
    pub lambda_free: Option<u32>,
    /// A copy of a library function that was made for one fun: what stack traces show in its place.
    pub copy_of: Option<CopyOf>,
    pub span: Span,
    pub blocks: Vec<Block>,
    pub n_values: u32,
}

/// A function of another module.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct CopyOf {
    pub module: Name,
    pub name: Name,
    pub arity: u32,
}

impl Function {
    /// The arguments that `Terminator::FunctionClause` shows.
    pub fn shown_arity(&self) -> u32 {
        self.copy_of.map_or(self.arity, |origin| origin.arity)
    }

    /// A value that nothing has defined yet.
    pub fn fresh_value(&mut self) -> Value {
        let value = Value(self.n_values);
        self.n_values += 1;
        value
    }
}

#[derive(Clone, Default)]
pub struct Block {
    pub params: Vec<Value>,
    pub insts: Vec<Inst>,
    pub end: Terminator,
    /// Where exceptions raised in this block go.
    pub handler: Option<BlockId>,
}

#[derive(Clone)]
pub struct Inst {
    pub result: Option<Value>,
    pub kind: InstKind,
    pub loc: LocId,
}

/// Where something is in the source, for stack traces.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct Loc {
    pub span: Span,
    /// The code stood in this function and was inlined into the call at that place.
    pub inlined: Option<InlinedAt>,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct InlinedAt {
    pub module: Option<Name>,
    pub name: Name,
    pub arity: u32,
    pub call: LocId,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Operand {
    Value(Value),
    Const(Const),
}

/// A constant: the common ones inline, the others in the module's pool.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Const {
    /// Any `i64`; codegen pools those that do not fit 61 bits.
    Int(i64),
    Atom(Name),
    Nil,
    Pooled(PoolId),
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct PoolId(pub u32);

/// Pooled constants, each once; a node refers to earlier ones only.
#[derive(Default)]
pub struct ConstPool {
    pub nodes: Vec<ConstNode>,
    pub index: std::collections::HashMap<ConstNode, PoolId>,
}

impl ConstPool {
    pub fn add(&mut self, node: ConstNode) -> Const {
        if let Some(&id) = self.index.get(&node) {
            return Const::Pooled(id);
        }
        let id = PoolId(self.nodes.len() as u32);
        self.nodes.push(node.clone());
        self.index.insert(node, id);
        Const::Pooled(id)
    }

    pub fn get(&self, id: PoolId) -> &ConstNode {
        &self.nodes[id.0 as usize]
    }
}

#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum ConstNode {
    /// Least significant byte first; does not fit an `i64`.
    BigInt {
        negative: bool,
        magnitude: Vec<u8>,
    },
    /// The bits of an `f64` (so that 0.0 and -0.0 differ).
    Float(u64),
    List {
        elements: Vec<Const>,
        tail: Const,
    },
    /// A non-empty proper list of small code points.
    String(Vec<u32>),
    Tuple(Vec<Const>),
    /// Keys differ (`=:=`).
    Map(Vec<(Const, Const)>),
    Bits {
        bytes: Vec<u8>,
        bit_len: u64,
    },
    ExternalFun {
        module: Name,
        name: Name,
        arity: u32,
    },
}

/// Instructions that do not leave the block, unless they raise.
#[derive(Clone)]
pub enum InstKind {
    /// `result := value`; passes remove it.
    Copy(Operand),
    // Calls: raise, collect, may switch processes.
    Call {
        function: FunctionId,
        args: Vec<Operand>,
    },
    CallExt {
        module: Name,
        name: Name,
        args: Vec<Operand>,
    },
    CallFun {
        fun: Operand,
        args: Vec<Operand>,
    },
    Apply {
        module: Operand,
        name: Operand,
        args: Vec<Operand>,
    },
    /// A guard BIF or operator without a node of its own, by its name in `erlang`. Raises.
    Bif {
        name: Name,
        args: Vec<Operand>,
    },
    /// Raises.
    Arith {
        op: ArithOp,
        args: Vec<Operand>,
    },
    /// `true` or `false`.
    Boolean(Test),
    // Data.
    Cons {
        head: Operand,
        tail: Operand,
    },
    Tuple(Vec<Operand>),
    /// A native record: its definition `{Module, Name, Exported, Field...}`, then a value for each field.
    Record {
        definition: Const,
        values: Vec<Operand>,
    },
    /// The source is known to be a tuple of `arity` elements; changes ascending, indices from 0.
    SetTuple {
        src: Operand,
        arity: u32,
        hint: InPlace,
        changes: Vec<(u32, Operand)>,
    },
    /// Known to be a cons cell.
    Head(Operand),
    Tail(Operand),
    /// Known to be a tuple with more than `index` (from 0) elements.
    Element {
        tuple: Operand,
        index: u32,
    },
    MakeFun {
        function: FunctionId,
        free: Vec<Operand>,
    },
    /// Raises `{badmap, M}`.
    MapPut {
        map: Operand,
        pairs: Vec<(Operand, Operand)>,
    },
    /// Raises `{badmap, M}`, `{badkey, K}`.
    MapUpdate {
        map: Operand,
        pairs: Vec<(Operand, Operand)>,
    },
    /// Raises.
    BsCreate(Vec<Segment>),
    BsPosition {
        ctx: Operand,
    },
    /// No result.
    BsRestore {
        ctx: Operand,
        position: Operand,
    },
    // Messages.
    /// Raises.
    Send {
        to: Operand,
        message: Operand,
    },
    /// No result.
    RecvAccept,
    RecvMark,
    /// No result.
    RecvBind {
        marker: Operand,
        reference: Operand,
    },
    /// No result.
    RecvUse {
        reference: Operand,
    },
    // Exceptions.
    BuildTrace {
        trace: Operand,
    },
    CatchValue {
        class: Operand,
        reason: Operand,
        trace: Operand,
    },
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum ArithOp {
    Add,
    Sub,
    Mul,
    Div,
    Rem,
    FloatDiv,
    Band,
    Bor,
    Bxor,
    Bsl,
    Bsr,
    /// One operand.
    Neg,
    /// One operand.
    Bnot,
}

#[derive(Clone)]
pub struct Segment {
    pub kind: purlin_isa::operand::SegmentKind,
    pub flags: BitFlags,
    pub unit: u32,
    pub value: Operand,
    pub size: Option<Operand>,
    /// How many segments of the source it stands for.
    pub covers: u32,
}

#[derive(Clone)]
pub struct Target {
    pub block: BlockId,
    pub args: Vec<Operand>,
}

/// How a block ends.
#[derive(Clone, Default)]
pub enum Terminator {
    /// Never reached (after a call that does not return is still a `Return`).
    #[default]
    Unreachable,
    Jump(Target),
    Return(Operand),
    Branch {
        test: Test,
        then: Target,
        otherwise: Target,
    },
    /// Exact value: integers and atoms, each once.
    Switch {
        subject: Operand,
        cases: Vec<(Const, Target)>,
        default: Target,
    },
    /// The subject is any term; not a tuple: `default`.
    SwitchArity {
        subject: Operand,
        cases: Vec<(u32, Target)>,
        default: Target,
    },
    /// Do it; on success go to `ok` with the result (if it has one) before `ok.args`, else to `fail`. Never raises.
    Attempt {
        what: Attempt,
        ok: Target,
        fail: Target,
        loc: LocId,
    },
    /// Raise an error with the reason that `kind` says.
    Fail {
        kind: FailKind,
        value: Operand,
        loc: LocId,
    },
    /// Raise `function_clause` for this function with these arguments.
    FunctionClause {
        args: Vec<Operand>,
        loc: LocId,
    },
    Reraise {
        class: Operand,
        reason: Operand,
        trace: Operand,
        loc: LocId,
    },
    /// The message at the save pointer as first argument of `ok`, or none.
    RecvPeek {
        ok: Target,
        empty: Target,
        loc: LocId,
    },
    /// Skip the message and look at the next: `next` ends with `RecvPeek`.
    RecvSkip {
        next: Target,
    },
    /// Wait for a message.
    RecvWait {
        next: Target,
        loc: LocId,
    },
    /// Wait for a message, or go to `expired`. Raises `timeout_value`.
    RecvWaitTimeout {
        timeout: Operand,
        next: Target,
        expired: Target,
        loc: LocId,
    },
}

/// What may fail without raising.
#[derive(Clone)]
pub enum Attempt {
    Bif {
        name: Name,
        args: Vec<Operand>,
    },
    Arith {
        op: ArithOp,
        args: Vec<Operand>,
    },
    MapGet {
        map: Operand,
        key: Operand,
    },
    MapPut {
        map: Operand,
        pairs: Vec<(Operand, Operand)>,
    },
    MapUpdate {
        map: Operand,
        pairs: Vec<(Operand, Operand)>,
    },
    BsCreate(Vec<Segment>),
    /// Result: a context at the start of the bitstring.
    BsStart(Operand),
    BsGetInteger {
        ctx: Operand,
        size: Operand,
        unit: u32,
        flags: BitFlags,
    },
    BsGetFloat {
        ctx: Operand,
        size: Operand,
        unit: u32,
        flags: BitFlags,
    },
    BsGetBits {
        ctx: Operand,
        size: Operand,
        unit: u32,
    },
    BsGetRest {
        ctx: Operand,
        unit: u32,
    },
    BsGetUtf {
        ctx: Operand,
        kind: UtfKind,
        flags: BitFlags,
    },
    /// No result, as those below.
    BsSkipBits {
        ctx: Operand,
        size: Operand,
        unit: u32,
    },
    BsSkipUtf {
        ctx: Operand,
        kind: UtfKind,
        flags: BitFlags,
    },
    BsMatchLiteral {
        ctx: Operand,
        bits: Const,
    },
    BsTestRest {
        ctx: Operand,
        bits: u32,
    },
    BsTestUnit {
        ctx: Operand,
        unit: u32,
    },
}

/// A test without side effects that cannot fail otherwise than by being false.
#[derive(Clone)]
pub enum Test {
    Is(Kind, Operand),
    /// A tuple of that arity.
    Arity(Operand, u32),
    /// A tuple of that arity with that atom as first element.
    Tagged {
        value: Operand,
        arity: u32,
        tag: Name,
    },
    /// A fun of that arity (an operand: 0..255, anything else is false).
    FunctionArity {
        value: Operand,
        arity: Operand,
    },
    Compare(Comparison, Operand, Operand),
    /// The code of that function is of this version of its module, and no calls are traced (`is_version`).
    Version {
        origin: CopyOf,
        version: i64,
    },
    /// A map with all these keys.
    MapHas {
        map: Operand,
        keys: Vec<Operand>,
    },
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Kind {
    Atom,
    Integer,
    Float,
    Number,
    Boolean,
    List,
    Cons,
    Nil,
    Tuple,
    Map,
    Binary,
    Bitstring,
    Pid,
    Reference,
    Port,
    Function,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Comparison {
    Less,
    GreaterEq,
    Eq,
    NotEq,
    ExactEq,
    ExactNotEq,
}
