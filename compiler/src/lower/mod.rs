//! AST -> Core: every construct of Erlang becomes a control-flow graph.
//!
//! One function is lowered at a time. Funs and comprehensions found on the way are queued as functions of their own, so
//! nesting of funs costs no native stack; expressions nest natively, as deep as the parser lets them, and long things
//! (bodies, clauses, lists, operator chains) are walked in loops.
//!
//! - `self.fail`: set while a guard or a size in a pattern is lowered; then what would raise goes there instead.
//! - `Want` says what becomes of an expression's value; `Want::Return` ends the block, so that calls in tail position stand
//!   right before the `Return`.
//! - Programs that the checker rejects get here only in tests of robustness: they are lowered to something that fails.

use std::collections::{HashMap, HashSet, VecDeque};

use crate::ast::nodes as ast;
use crate::core::builder::FunctionBuilder;
use crate::core::nodes::{BlockId, Const, FunctionId, Loc, LocId, Module, Operand};
use crate::diagnostics::diagnostic::Diagnostic;
use crate::source::name::{Interner, Name};
use crate::source::span::Span;

/// Names of the words the lowering itself needs.
mod words;

/// Variables.
mod env;

/// Constant terms.
mod constant;

/// Forms: what a module declares.
mod module;

/// A function from its clauses.
mod function;

/// Expressions.
mod expr;

/// Operators.
mod operator;

/// Calls.
mod call;

/// Tests and guards.
mod guard;

/// `case`, `if`, `=`: joining branches.
mod branch;

/// Patterns as data, and constants in them.
mod pattern;

/// Clauses to decision graphs.
mod match_tree;

/// Maps.
mod map;

/// Native records.
pub(crate) mod native_record;

/// Expressions that stand for several.
mod copies;

/// Records.
mod record;

/// Bit syntax.
mod binary;

/// `receive`.
mod receive;

/// `try`, `catch`.
mod try_;

/// `maybe`.
mod maybe;

/// Funs and their free variables.
mod fun_;

/// Comprehensions.
mod comprehension;

use env::Env;
use module::Declarations;
use words::Words;

/// What the compiler's caller may ask for.
#[derive(Clone, Debug, Default)]
pub struct LowerOptions {
    /// As `-compile(export_all)`.
    pub export_all: bool,
    /// As `-compile(inline)`.
    pub inline: bool,
    /// See `driver::Options::show_operands`.
    pub show_operands: bool,
}

/// Lowers a checked module. Constructs that the checker rejects do not panic.
pub fn lower_module(
    module: &ast::Module<'_>,
    names: &mut Interner,
    options: &LowerOptions,
) -> (Module, Vec<Diagnostic>) {
    let mut lower = Lower::new(names);
    lower.module(module, options);
    (lower.out, lower.diagnostics)
}

/// What becomes of an expression's value.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Want {
    Value,
    /// Nobody looks at it.
    Effect,
    /// It is the function's result: the block is ended.
    Return,
}

struct Lower<'a, 'n> {
    names: &'n mut Interner,
    words: Words,
    out: Module,
    declarations: Declarations<'a>,
    locs: HashMap<Loc, LocId>,
    diagnostics: Vec<Diagnostic>,
    queue: VecDeque<fun_::Pending<'a>>,
    lifted: fun_::Lifted,
    /// Bitstring patterns made up by the lowering.
    prepared: Vec<std::rc::Rc<[binary::Field<'a>]>>,
    /// Names made up for variables without one, from the top down.
    next_hidden: u32,
    // The function being lowered:
    b: FunctionBuilder,
    env: Env,
    /// Where failing goes in a guard.
    fail: Option<BlockId>,
    function: CurrentFunction,
    copies: copies::Copies,
    show_operands: bool,
}

/// About the function being lowered.
#[derive(Clone, Default)]
struct CurrentFunction {
    id: FunctionId0,
    /// A named fun: its name, and what a call of it calls.
    itself: Option<NamedSelf>,
}

/// `FunctionId` with a default, for the time before the first function.
#[derive(Clone, Copy)]
struct FunctionId0(FunctionId);

impl Default for FunctionId0 {
    fn default() -> FunctionId0 {
        FunctionId0(FunctionId(0))
    }
}

#[derive(Clone)]
struct NamedSelf {
    name: Name,
    arity: u32,
    value: Operand,
    free: Vec<Operand>,
}

impl<'a, 'n> Lower<'a, 'n> {
    fn new(names: &'n mut Interner) -> Lower<'a, 'n> {
        let words = Words::new(names);
        Lower {
            names,
            words,
            out: Module {
                locs: vec![Loc::default()],
                ..Module::default()
            },
            declarations: Declarations::default(),
            locs: HashMap::from([(Loc::default(), LocId(0))]),
            diagnostics: Vec::new(),
            queue: VecDeque::new(),
            lifted: fun_::Lifted::default(),
            prepared: Vec::new(),
            next_hidden: u32::MAX,
            b: FunctionBuilder::new(0),
            env: Env::default(),
            fail: None,
            function: CurrentFunction::default(),
            copies: copies::Copies::default(),
            show_operands: false,
        }
    }

    fn loc(&mut self, span: Span) -> LocId {
        if span == Span::NONE {
            return LocId::default();
        }
        let loc = Loc {
            span,
            inlined: None,
        };
        *self.locs.entry(loc).or_insert_with(|| {
            self.out.locs.push(loc);
            LocId(self.out.locs.len() as u32 - 1)
        })
    }

    /// A variable's name that no program can write.
    fn hidden_name(&mut self) -> Name {
        self.next_hidden -= 1;
        Name(self.next_hidden)
    }

    fn atom(&self, name: Name) -> Operand {
        Operand::Const(Const::Atom(name))
    }

    fn boolean(&self, value: bool) -> Operand {
        self.atom(if value {
            self.words.true_
        } else {
            self.words.false_
        })
    }
}

const NIL: Operand = Operand::Const(Const::Nil);

type NameSet = HashSet<Name>;
