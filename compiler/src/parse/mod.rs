//! Tokens to syntax tree: recursive descent for what nests, an operator stack for what chains.
//!
//! A `Parser` works on the tokens of one form. A function that cannot go on records one diagnostic and returns
//! `Fail`; form.rs then looks for the next clause or form to go on with (recover.rs). Missing commas, arrows and the
//! like are reported and stepped over on the spot.
//!
//! Depth: `depth` counts open nestings and bounds native recursion here; `height` is how high the tree of what was
//! parsed last is, the long side of operator chains not counted, and bounds recursion in later passes. Neither passes
//! `MAX_DEPTH`.

/// Expressions and patterns.
mod expr;

/// `case`, `if`, `receive`, `try`, `fun`, `maybe`.
mod block;

/// `<<...>>`.
mod bits;

/// Comprehensions' qualifiers.
mod qualifier;

/// Types and specs.
mod type_;

/// Functions and attributes.
mod form;

/// What attributes of known names mean.
mod attribute;

/// Errors: what to say, where, and where to go on.
mod recover;

use bumpalo::Bump;

use crate::ast::nodes::{Expr, Form, FormKind, Module};
use crate::ast::term_tree::TermTree;
use crate::diagnostics::{Code, Diagnostic};
use crate::preprocess::{Expansions, Item, Preprocessor};
use crate::scan::token::{Token, TokenKind};
use crate::source::file::{FileId, SourceMap};
use crate::source::name::Interner;
use crate::source::provider::SourceProvider;
use crate::source::span::Span;

pub use crate::preprocess::ParseOptions;

/// How deep a program may nest.
pub const MAX_DEPTH: u32 = 1024;

/// A parsed file.
pub struct Parsed<'a> {
    pub module: Module<'a>,
    /// In order of position, each problem once.
    pub diagnostics: Vec<Diagnostic>,
    pub expansions: Expansions,
    /// The end of the main file.
    pub end: u32,
}

impl Parsed<'_> {
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(Diagnostic::is_error)
    }
}

/// Scans, preprocesses and parses a file. Included files are added to `sources`.
pub fn parse_module<'a>(
    arena: &'a Bump,
    sources: &mut SourceMap,
    names: &mut Interner,
    provider: &dyn SourceProvider,
    file: FileId,
    options: &ParseOptions,
) -> Parsed<'a> {
    let mut preprocessor = Preprocessor::new(arena, sources, names, provider, file, options);
    let mut tokens = Vec::new();
    let mut forms = Vec::new();
    let mut diagnostics = Vec::new();
    let mut scratch = Scratch::default();
    let end = loop {
        match preprocessor.next(&mut tokens) {
            Item::Form { damaged } => {
                let (names, sources) = preprocessor.context();
                let mut parser = Parser::new(arena, names, sources, &tokens, &mut scratch);
                parser.damaged = damaged;
                let n_forms = forms.len();
                parser.forms(&mut forms);
                let mut said = std::mem::take(&mut parser.diagnostics);
                if options.strict && said.iter().any(is_syntax_error) {
                    said.truncate(1);
                    forms.truncate(n_forms);
                }
                diagnostics.append(&mut said);
            }
            Item::File { span, path, line } => forms.push(Form {
                span,
                anchor: span,
                kind: FormKind::File { path, line },
            }),
            Item::End { position } => break position,
        }
    };
    let expansions = std::mem::take(&mut preprocessor.expansions);
    diagnostics.append(&mut preprocessor.diagnostics);
    diagnostics.sort_by_key(|diagnostic| diagnostic.span.lo);
    Parsed {
        module: Module {
            forms: arena.alloc_slice_copy(&forms),
        },
        diagnostics,
        expansions,
        end,
    }
}

/// Not something that OTP's linter would say of a form it has.
fn is_syntax_error(diagnostic: &Diagnostic) -> bool {
    diagnostic.is_error() && diagnostic.otp().0 != "erl_lint"
}

/// Parses comma-separated expressions, with or without a full stop at the end.
pub fn expressions<'a>(
    arena: &'a Bump,
    names: &Interner,
    sources: &SourceMap,
    tokens: &[Token<'a>],
) -> Result<&'a [Expr<'a>], Diagnostic> {
    let mut scratch = Scratch::default();
    let mut parser = Parser::new(arena, names, sources, tokens, &mut scratch);
    let parsed = parser.whole_expressions();
    parser.finish(parsed)
}

/// Parses the one form that `tokens` hold.
pub fn form<'a>(
    arena: &'a Bump,
    names: &Interner,
    sources: &SourceMap,
    tokens: &[Token<'a>],
) -> Result<Form<'a>, Diagnostic> {
    let mut scratch = Scratch::default();
    let mut parser = Parser::new(arena, names, sources, tokens, &mut scratch);
    let parsed = parser.single_form();
    parser.finish(parsed)
}

/// Parsing stopped; why has been recorded.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fail;

type Parse<T> = Result<T, Fail>;

/// Buffers kept from form to form.
#[derive(Default)]
pub(crate) struct Scratch<'a> {
    /// Elements of lists being read, innermost list last.
    exprs: Vec<Expr<'a>>,
    /// The operator stack of expr.rs.
    operands: Vec<expr::Operand<'a>>,
    operators: Vec<expr::Operator>,
    open: Vec<recover::Open>,
    closed: Vec<recover::Closed>,
    /// Where each `[` of the form is closed, once that was asked for.
    brackets: Vec<u32>,
}

pub(crate) struct Parser<'p, 'a> {
    tokens: &'p [Token<'a>],
    /// Index of the next token.
    at: usize,
    arena: &'a Bump,
    names: &'p Interner,
    sources: &'p SourceMap,
    scratch: &'p mut Scratch<'a>,
    depth: u32,
    /// The greatest height of an expression finished since this was last set to 0.
    height: u32,
    diagnostics: Vec<Diagnostic>,
    /// An error was reported already for these tokens, or for this clause: say nothing more.
    damaged: bool,
    /// The tokens carry no text (they come from a program): no layout to look at.
    textless: bool,
}

impl<'p, 'a> Parser<'p, 'a> {
    fn new(
        arena: &'a Bump,
        names: &'p Interner,
        sources: &'p SourceMap,
        tokens: &'p [Token<'a>],
        scratch: &'p mut Scratch<'a>,
    ) -> Parser<'p, 'a> {
        let textless = tokens
            .first()
            .is_none_or(|token| sources.text(token.span).is_empty());
        scratch.exprs.clear();
        scratch.operands.clear();
        scratch.operators.clear();
        scratch.open.clear();
        scratch.closed.clear();
        scratch.brackets.clear();
        Parser {
            tokens,
            at: 0,
            arena,
            names,
            sources,
            scratch,
            depth: 0,
            height: 0,
            diagnostics: Vec::new(),
            damaged: false,
            textless,
        }
    }

    /// The result, or the first problem.
    fn finish<T>(mut self, parsed: Parse<T>) -> Result<T, Diagnostic> {
        match (parsed, self.diagnostics.is_empty()) {
            (Ok(value), true) => Ok(value),
            (_, false) => Err(self.diagnostics.swap_remove(0)),
            // Only damaged tokens fail in silence.
            (Err(Fail), true) => Err(self.syntax_error(Code::Unexpected, self.end_span())),
        }
    }

    // ---- tokens

    fn peek(&self) -> TokenKind<'a> {
        self.kind(self.at)
    }

    fn kind(&self, at: usize) -> TokenKind<'a> {
        match self.tokens.get(at) {
            Some(token) => token.kind,
            None => TokenKind::Eof,
        }
    }

    /// The place of the next token; after the last one, the end of it.
    fn span(&self) -> Span {
        self.span_at(self.at)
    }

    fn span_at(&self, at: usize) -> Span {
        self.tokens
            .get(at)
            .map_or_else(|| self.end_span(), |token| token.span)
    }

    fn end_span(&self) -> Span {
        self.tokens
            .last()
            .map_or(Span::NONE, |last| last.span.end())
    }

    /// The place of the token before the next one.
    fn previous(&self) -> Span {
        match self.at.checked_sub(1) {
            Some(before) => self.span_at(before),
            None => self.span(),
        }
    }

    fn bump(&mut self) -> Span {
        let span = self.span();
        self.at += 1;
        span
    }

    fn eat(&mut self, kind: TokenKind<'static>) -> bool {
        let is = self.peek() == kind;
        self.at += usize::from(is);
        is
    }

    fn error_expr(&self, span: Span) -> &'a Expr<'a> {
        self.alloc(Expr {
            span,
            kind: crate::ast::nodes::ExprKind::Error,
        })
    }

    // ---- depth

    fn enter(&mut self) -> Parse<()> {
        self.depth += 1;
        match self.depth > MAX_DEPTH {
            true => Err(self.too_deep()),
            false => Ok(()),
        }
    }

    fn leave(&mut self) {
        self.depth -= 1;
    }

    /// What was parsed last gets a node around it, of which more is to be parsed. Gives its height.
    fn begin_postfix(&mut self) -> u32 {
        std::mem::replace(&mut self.height, 0)
    }

    /// The rest of that node is parsed: it is higher than what it stands around, and than its other parts.
    fn end_postfix(&mut self, inner: u32) -> Parse<()> {
        self.height = self.height.max(inner + 1);
        match self.height > MAX_DEPTH {
            true => Err(self.too_deep()),
            false => Ok(()),
        }
    }

    #[cold]
    #[inline(never)]
    fn too_deep(&mut self) -> Fail {
        if !self.damaged {
            let term = TermTree::chars("nesting too deep");
            let diagnostic = Diagnostic::new(Code::NestedTooDeep, self.span()).otp_term(term);
            self.diagnostics.push(diagnostic);
        }
        self.damaged = true;
        Fail
    }

    // ---- lists

    /// Moves what was pushed on the expression stack since `from` into the arena.
    #[inline(never)]
    fn take_exprs(&mut self, from: usize) -> &'a [Expr<'a>] {
        let taken = self.arena.alloc_slice_copy(&self.scratch.exprs[from..]);
        self.scratch.exprs.truncate(from);
        taken
    }

    fn alloc<T: Copy>(&self, value: T) -> &'a T {
        self.arena.alloc(value)
    }

    fn alloc_all<T: Copy>(&self, values: &[T]) -> &'a [T] {
        self.arena.alloc_slice_copy(values)
    }
}
