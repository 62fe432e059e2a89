//! The nodes of the syntax tree. They live in a bump arena, are immutable and `Copy`; lists are slices.
//!
//! The tree keeps what the source said: parentheses are gone, everything else can be printed back or turned
//! into Erlang's abstract format (abstract_format.rs). Macros are expanded before. Operator chains and list
//! tails are flat or left-leaning so that walking them needs no deep recursion: see `ExprKind::Binary` and
//! `ExprKind::List`. Nesting of everything else is bounded by the parser (`MAX_DEPTH`).

use crate::source::name::Name;
use crate::source::span::Span;

/// A whole file after preprocessing.
#[derive(Clone, Copy, Debug)]
pub struct Module<'a> {
    pub forms: &'a [Form<'a>],
}

#[derive(Clone, Copy, Debug)]
pub struct Form<'a> {
    pub span: Span,
    /// The attribute's or function's name: where Erlang's abstract format places the form.
    pub anchor: Span,
    pub kind: FormKind<'a>,
}

#[derive(Clone, Copy, Debug)]
pub enum FormKind<'a> {
    /// `-module(m).`
    Module(Ident),
    /// `-export([f/1]).`
    Export(&'a [FunName]),
    /// `-export_type([t/0]).`
    ExportType(&'a [FunName]),
    /// `-import(m, [f/1]).`
    Import {
        module: Ident,
        functions: &'a [FunName],
    },
    /// `-record(r, {a, b = 1 :: integer()}).`
    Record(RecordDecl<'a>),
    /// `-import_record(m, [r, s]).`
    ImportRecord {
        module: Ident,
        records: &'a [Ident],
    },
    /// `-type`, `-opaque`, `-nominal`.
    Type(TypeDecl<'a>),
    /// `-spec`, `-callback`.
    Spec(SpecDecl<'a>),
    /// `-optional_callbacks([f/1]).`
    OptionalCallbacks(&'a [FunName]),
    /// `-behaviour(b).`
    Behaviour(Ident),
    /// `-file("f", 1).` written by hand or by the preprocessor at an include's borders.
    File {
        path: Name,
        line: u32,
    },
    /// Any other attribute, with its value as a constant expression: `-compile(...)`, `-on_load(f/0)`, `-vsn(1)`,
    /// `-doc ...`, `-moduledoc ...`, `-deprecated(...)`, `-dialyzer(...)`, `-nifs(...)`, `-feature(...)` and those a program makes up.
    /// `f/1` inside a value is kept as `Binary { op: FloatDiv }` of atom and integer.
    /// `-foo.` without a value does not parse.
    Attribute {
        name: Ident,
        value: &'a Expr<'a>,
    },
    Function(Function<'a>),
    /// A form that did not parse; reported already. Checks that would cascade are silent after it.
    Error,
}

/// A name with its place.
#[derive(Clone, Copy, Debug)]
pub struct Ident {
    pub name: Name,
    pub span: Span,
}

/// `f/1`.
#[derive(Clone, Copy, Debug)]
pub struct FunName {
    pub name: Name,
    pub arity: u32,
    pub span: Span,
}

/// Which records an expression means.
#[derive(Clone, Copy, Debug)]
pub enum RecordOf {
    /// The one that the module knows by that name: a tuple, its own native one or an imported one.
    Known,
    /// A native record of that module.
    Module(Ident),
    /// `#_`: any native record.
    Any,
}

#[derive(Clone, Copy, Debug)]
pub struct RecordDecl<'a> {
    /// `-record #r{...}`: no tuple, a type of its own.
    pub native: bool,
    pub name: Ident,
    pub fields: &'a [FieldDecl<'a>],
}

#[derive(Clone, Copy, Debug)]
pub struct FieldDecl<'a> {
    pub name: Ident,
    pub default: Option<&'a Expr<'a>>,
    pub typ: Option<&'a Type<'a>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TypeDeclKind {
    Type,
    Opaque,
    Nominal,
}

#[derive(Clone, Copy, Debug)]
pub struct TypeDecl<'a> {
    pub kind: TypeDeclKind,
    pub name: Ident,
    pub params: &'a [Ident],
    pub body: &'a Type<'a>,
}

#[derive(Clone, Copy, Debug)]
pub struct SpecDecl<'a> {
    /// `-callback` rather than `-spec`.
    pub callback: bool,
    /// `-spec m:f(...)`.
    pub module: Option<Ident>,
    pub name: Ident,
    pub arity: u32,
    /// Each a `TypeKind::Fun`, or `TypeKind::Constrained` around one.
    pub clauses: &'a [Type<'a>],
}

#[derive(Clone, Copy, Debug)]
pub struct Function<'a> {
    pub name: Ident,
    pub arity: u32,
    pub clauses: &'a [Clause<'a>],
}

/// A clause of a function, fun, `case`, `if`, `receive`, `try` or `maybe ... else`.
/// `if` clauses have no patterns; `case`, `receive`, `of` and `else` clauses have one.
/// `catch` clauses are `CatchClause`s.
#[derive(Clone, Copy, Debug)]
pub struct Clause<'a> {
    pub span: Span,
    /// The name a function clause was written with (may differ from the function's: reported by the parser), and its place.
    pub name: Option<Ident>,
    /// Patterns are expressions; the checker makes sure that they are legal ones.
    pub patterns: &'a [Expr<'a>],
    /// Alternatives (`;`) of conjunctions (`,`); empty when there is no `when`.
    pub guard: &'a [&'a [Expr<'a>]],
    pub body: &'a [Expr<'a>],
}

/// `Class:Pattern:Stack when Guard -> Body`.
#[derive(Clone, Copy, Debug)]
pub struct CatchClause<'a> {
    pub span: Span,
    /// Atom or variable; `None` means `throw`.
    pub class: Option<&'a Expr<'a>>,
    pub pattern: &'a Expr<'a>,
    /// Variable (or `_`).
    pub stack: Option<&'a Expr<'a>>,
    pub guard: &'a [&'a [Expr<'a>]],
    pub body: &'a [Expr<'a>],
}

/// An expression or a pattern.
#[derive(Clone, Copy, Debug)]
pub struct Expr<'a> {
    pub span: Span,
    pub kind: ExprKind<'a>,
}

/// Where the brackets of a list are.
#[derive(Clone, Copy, Debug)]
pub struct ListPlaces<'a> {
    /// The `]`; of lists within the list the innermost one.
    pub close: Span,
    /// `[a | [b | [c]]]` is one list: its elements that begin a list of their own, each with that list's `[`.
    pub inner: &'a [(u32, Span)],
}

#[derive(Clone, Copy, Debug)]
pub enum ExprKind<'a> {
    Atom(Name),
    Integer(Integer<'a>),
    Float(f64),
    /// `$a`.
    Char(u32),
    /// A string literal (adjacent ones joined, escapes resolved): code points.
    String(&'a [u32]),
    /// A variable; `_` is the variable named `_`.
    Var(Name),
    Tuple(&'a [Expr<'a>]),
    /// `[]`.
    Nil,
    /// `[E1, E2 | Tail]`; at least one element. A long list is one node, also where it is written as lists that are tails of lists.
    List {
        elements: &'a [Expr<'a>],
        tail: Option<&'a Expr<'a>>,
        places: &'a ListPlaces<'a>,
    },
    /// `<<...>>`; also what a binary sigil (`~"x"`, `~b`, `~B`) becomes.
    Bits(&'a [BitSegment<'a>]),
    /// `#{...}` or `M#{...}`.
    Map {
        base: Option<&'a Expr<'a>>,
        /// The `#`.
        hash: Span,
        fields: &'a [MapField<'a>],
    },
    /// `#r{...}` or `R#r{...}`; native records also `#m:r{...}` and `#_{...}`.
    Record {
        base: Option<&'a Expr<'a>>,
        /// The `#`.
        hash: Span,
        of: RecordOf,
        /// `_` where the record is any.
        name: Ident,
        fields: &'a [RecordField<'a>],
    },
    /// `#r.f`.
    RecordIndex {
        name: Ident,
        field: Ident,
    },
    /// `R#r.f`, `R#m:r.f`, `R#_.f`.
    RecordAccess {
        base: &'a Expr<'a>,
        /// The `#`.
        hash: Span,
        of: RecordOf,
        name: Ident,
        field: Ident,
    },
    /// `P = E`, as expression or as pattern alias.
    Match {
        left: &'a Expr<'a>,
        right: &'a Expr<'a>,
    },
    /// `P ?= E`, directly inside `maybe`.
    MaybeMatch {
        op_span: Span,
        left: &'a Expr<'a>,
        right: &'a Expr<'a>,
    },
    /// Every other operator with two operands, `andalso`, `orelse` and `!` among them.
    /// Chains lean the way the operator associates: walk the long side in a loop.
    Binary {
        op: BinaryOp,
        op_span: Span,
        left: &'a Expr<'a>,
        right: &'a Expr<'a>,
    },
    Unary {
        op: UnaryOp,
        operand: &'a Expr<'a>,
    },
    /// `catch E`.
    Catch(&'a Expr<'a>),
    /// `m:f` without arguments, which is never legal: kept for abstract format, reported by the checker.
    Remote {
        colon: Span,
        module: &'a Expr<'a>,
        name: &'a Expr<'a>,
    },
    /// `f(...)`, `m:f(...)`, `F(...)`.
    Call {
        target: CallTarget<'a>,
        args: &'a [Expr<'a>],
    },
    Block(&'a [Expr<'a>]),
    Case {
        subject: &'a Expr<'a>,
        clauses: &'a [Clause<'a>],
    },
    If(&'a [Clause<'a>]),
    Receive {
        clauses: &'a [Clause<'a>],
        after: Option<After<'a>>,
    },
    Try(&'a Try<'a>),
    Maybe {
        body: &'a [Expr<'a>],
        /// The word `else`; `Span::NONE` without one.
        else_span: Span,
        else_clauses: &'a [Clause<'a>],
    },
    /// `fun (X) -> ... end`, `fun F(X) -> ... end`.
    Fun {
        name: Option<Ident>,
        clauses: &'a [Clause<'a>],
    },
    /// `fun f/1`.
    LocalFun(FunName),
    /// `fun M:F/A`; each part an atom, integer or variable.
    ExternalFun {
        module: &'a Expr<'a>,
        name: &'a Expr<'a>,
        arity: &'a Expr<'a>,
    },
    /// `[E1, E2 || ...]`: usually one result; several are added one after the other in each round.
    ListComprehension {
        results: &'a [Expr<'a>],
        qualifiers: &'a [Qualifier<'a>],
    },
    /// The result is an expression of binary kind.
    BinaryComprehension {
        result: &'a Expr<'a>,
        qualifiers: &'a [Qualifier<'a>],
    },
    /// `#{K => V || ...}`: usually one pair, at least one; all with `=>`.
    MapComprehension {
        fields: &'a [MapField<'a>],
        qualifiers: &'a [Qualifier<'a>],
    },
    /// Something that did not parse; reported already.
    Error,
}

/// An integer literal of any size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Integer<'a> {
    Small(i64),
    /// Sign and magnitude, least significant byte first, no leading zero bytes; does not fit an `i64`.
    Big {
        negative: bool,
        magnitude: &'a [u8],
    },
}

#[derive(Clone, Copy, Debug)]
pub struct MapField<'a> {
    pub span: Span,
    /// `:=` rather than `=>`.
    pub exact: bool,
    pub op_span: Span,
    pub key: &'a Expr<'a>,
    pub value: &'a Expr<'a>,
}

#[derive(Clone, Copy, Debug)]
pub struct RecordField<'a> {
    pub span: Span,
    /// `None` for `_ = Default`.
    pub name: Option<Ident>,
    pub value: &'a Expr<'a>,
}

/// `Value:Size/type-list`.
#[derive(Clone, Copy, Debug)]
pub struct BitSegment<'a> {
    pub span: Span,
    pub value: &'a Expr<'a>,
    pub size: Option<&'a Expr<'a>>,
    /// As written, in order; conflicts are reported by the checker.
    pub specs: &'a [BitSpec],
}

#[derive(Clone, Copy, Debug)]
pub struct BitSpec {
    pub span: Span,
    pub kind: BitSpecKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BitSpecKind {
    /// `integer float binary bytes bitstring bits utf8 utf16 utf32 signed unsigned big little native`, or one unknown (reported by the checker).
    Word(Name),
    /// `unit:N`.
    Unit(u32),
}

#[derive(Clone, Copy, Debug)]
pub enum CallTarget<'a> {
    /// `f(...)`: a local, imported or auto-imported function.
    Local(Ident),
    /// `M:F(...)`, both any expression.
    Remote {
        colon: Span,
        module: &'a Expr<'a>,
        name: &'a Expr<'a>,
    },
    /// `E(...)`.
    Value(&'a Expr<'a>),
}

#[derive(Clone, Copy, Debug)]
pub struct After<'a> {
    pub span: Span,
    pub timeout: &'a Expr<'a>,
    pub body: &'a [Expr<'a>],
}

#[derive(Clone, Copy, Debug)]
pub struct Try<'a> {
    pub body: &'a [Expr<'a>],
    /// `of` clauses; empty without `of`.
    pub of_clauses: &'a [Clause<'a>],
    pub catch_clauses: &'a [CatchClause<'a>],
    /// `after` body; empty without one.
    pub after: &'a [Expr<'a>],
}

#[derive(Clone, Copy, Debug)]
pub struct Qualifier<'a> {
    pub span: Span,
    /// The generator's arrow; of a zip, its first generator's; `Span::NONE` for a filter.
    pub op_span: Span,
    pub kind: QualifierKind<'a>,
}

#[derive(Clone, Copy, Debug)]
pub enum QualifierKind<'a> {
    /// `P <- E`, strict `P <:- E`.
    List {
        strict: bool,
        pattern: &'a Expr<'a>,
        source: &'a Expr<'a>,
    },
    /// `<<P>> <= E`, strict `<:=`.
    Binary {
        strict: bool,
        pattern: &'a Expr<'a>,
        source: &'a Expr<'a>,
    },
    /// `K := V <- E`, strict `<:-`.
    Map {
        strict: bool,
        /// The `:=`.
        assign: Span,
        key: &'a Expr<'a>,
        value: &'a Expr<'a>,
        source: &'a Expr<'a>,
    },
    /// `G1 && G2 && ...`: each one of the three kinds above.
    Zip(&'a [Qualifier<'a>]),
    Filter(&'a Expr<'a>),
}

/// Operators with two operands: one table gives names, precedence and association to scanner, parser and printer.
macro_rules! binary_ops {
    ($($(#[$doc:meta])* $variant:ident $text:literal $prec:literal $assoc:ident;)*) => {
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum BinaryOp { $($(#[$doc])* $variant),* }

        impl BinaryOp {
            pub const ALL: &'static [BinaryOp] = &[$(BinaryOp::$variant),*];

            pub const fn text(self) -> &'static str {
                match self { $(BinaryOp::$variant => $text),* }
            }

            /// Binding strength, as in Erlang's grammar: larger binds tighter.
            pub const fn precedence(self) -> u16 {
                match self { $(BinaryOp::$variant => $prec),* }
            }

            pub const fn assoc(self) -> Assoc {
                match self { $(BinaryOp::$variant => Assoc::$assoc),* }
            }
        }
    };
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Assoc {
    Left,
    Right,
    None,
}

// `catch` is 0 (prefix), `=` and `?=` and `!` 100 right, `orelse` 150, `andalso` 160, comparisons 200, list operators 300,
// additive 400, multiplicative 500, prefix operators 600, `#` 700, call 750, `:` 800.
binary_ops! {
    Send "!" 100 Right;
    OrElse "orelse" 150 Right;
    AndAlso "andalso" 160 Right;
    Eq "==" 200 None;
    NotEq "/=" 200 None;
    LessEq "=<" 200 None;
    Less "<" 200 None;
    GreaterEq ">=" 200 None;
    Greater ">" 200 None;
    ExactEq "=:=" 200 None;
    ExactNotEq "=/=" 200 None;
    Append "++" 300 Right;
    Subtract "--" 300 Right;
    Add "+" 400 Left;
    Sub "-" 400 Left;
    Bor "bor" 400 Left;
    Bxor "bxor" 400 Left;
    Bsl "bsl" 400 Left;
    Bsr "bsr" 400 Left;
    Or "or" 400 Left;
    Xor "xor" 400 Left;
    FloatDiv "/" 500 Left;
    Mul "*" 500 Left;
    Div "div" 500 Left;
    Rem "rem" 500 Left;
    Band "band" 500 Left;
    And "and" 500 Left;
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum UnaryOp {
    Plus,
    Minus,
    Bnot,
    Not,
}

impl UnaryOp {
    pub const fn text(self) -> &'static str {
        match self {
            UnaryOp::Plus => "+",
            UnaryOp::Minus => "-",
            UnaryOp::Bnot => "bnot",
            UnaryOp::Not => "not",
        }
    }
}

/// A type as written in specs, type declarations and record fields.
#[derive(Clone, Copy, Debug)]
pub struct Type<'a> {
    pub span: Span,
    pub kind: TypeKind<'a>,
}

#[derive(Clone, Copy, Debug)]
pub enum TypeKind<'a> {
    Var(Name),
    Atom(Name),
    Integer(Integer<'a>),
    Char(u32),
    /// Constant arithmetic, e.g. `1 bsl 8 - 1`.
    Binary {
        op: BinaryOp,
        op_span: Span,
        left: &'a Type<'a>,
        right: &'a Type<'a>,
    },
    Unary {
        op: UnaryOp,
        operand: &'a Type<'a>,
    },
    /// `Lo..Hi`.
    Range {
        lo: &'a Type<'a>,
        hi: &'a Type<'a>,
    },
    Union(&'a [Type<'a>]),
    /// `name(T, ...)`: built in or local.
    Local {
        name: Ident,
        args: &'a [Type<'a>],
    },
    Remote {
        module: Ident,
        name: Ident,
        args: &'a [Type<'a>],
    },
    /// `V :: T`.
    Annotated {
        var: Ident,
        typ: &'a Type<'a>,
    },
    /// `[]`.
    Nil,
    /// `[T]`; `nonempty` for `[T, ...]`.
    List {
        element: &'a Type<'a>,
        nonempty: bool,
    },
    /// `{...}`.
    Tuple(&'a [Type<'a>]),
    /// `#{K => V, K := V}`.
    Map(&'a [MapFieldType<'a>]),
    /// `#r{f :: T}`, `#m:r{}`.
    Record {
        module: Option<Ident>,
        name: Ident,
        fields: &'a [(Ident, &'a Type<'a>)],
    },
    /// `<<_:M, _:_*N>>`.
    Bits {
        size: Option<&'a Type<'a>>,
        unit: Option<&'a Type<'a>>,
    },
    /// `fun()`.
    AnyFun,
    /// `fun((...) -> T)` when `params` is `None`.
    Fun {
        params: Option<&'a [Type<'a>]>,
        result: &'a Type<'a>,
    },
    /// `Fun when C1, C2`, in specs; constraints as `V :: T` annotations or `is_subtype(V, T)` (same node).
    Constrained {
        fun: &'a Type<'a>,
        constraints: &'a [Type<'a>],
    },
    Error,
}

#[derive(Clone, Copy, Debug)]
pub struct MapFieldType<'a> {
    pub span: Span,
    /// `:=`.
    pub mandatory: bool,
    pub op_span: Span,
    pub key: &'a Type<'a>,
    pub value: &'a Type<'a>,
}
