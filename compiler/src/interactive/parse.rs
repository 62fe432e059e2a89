//! `erl_parse:parse_form`, `parse_exprs` and `parse_term`: token terms to abstract format.
//!
//! A token's place is whatever term it carries; inside, position `i` stands for the `i`-th token.

use bumpalo::Bump;

use super::term;
use crate::ast::abstract_format::{ToAbstract, normalise};
use crate::ast::nodes::Expr;
use crate::ast::term_tree::{TermTree, quote_atom};
use crate::diagnostics::Diagnostic;
use crate::parse;
use crate::scan::token::{BigLiteral, StringLiteral, Token, TokenKind, reserved};
use crate::source::file::SourceMap;
use crate::source::name::Interner;
use crate::source::span::Span;

/// `{Location, erl_parse, Descriptor}`.
pub type ErrorInfo = TermTree;

/// The form that the tokens are.
pub fn parse_form(tokens: &[TermTree]) -> Result<TermTree, ErrorInfo> {
    let arena = Bump::new();
    let mut input = Input::new(tokens)?;
    let tokens = input.decode(&arena, tokens)?;
    let form = parse::form(&arena, &input.names, &input.sources, &tokens)
        .map_err(|diagnostic| input.info(&diagnostic))?;
    input
        .format()
        .form(&form)
        .ok_or_else(|| error(TermTree::Int(0), syntax_error(TermTree::Nil)))
}

/// The expressions that the tokens are; they end with a full stop.
pub fn parse_exprs(tokens: &[TermTree]) -> Result<TermTree, ErrorInfo> {
    let arena = Bump::new();
    let mut input = Input::new(tokens)?;
    let exprs = input.expressions(&arena, tokens)?;
    Ok(input.format().exprs(exprs))
}

/// The term that the tokens say.
pub fn parse_term(tokens: &[TermTree]) -> Result<TermTree, ErrorInfo> {
    let arena = Bump::new();
    let mut input = Input::new(tokens)?;
    let exprs = input.expressions(&arena, tokens)?;
    let bad = |expr: &Expr<'_>| error(input.location(expr.span), TermTree::chars("bad term"));
    match exprs {
        [expr] => normalise(expr, &input.names).map_err(|_| bad(expr)),
        [_, second, ..] => Err(bad(second)),
        [] => Err(error(TermTree::Int(0), TermTree::chars("bad term"))),
    }
}

fn error(location: TermTree, descriptor: TermTree) -> ErrorInfo {
    TermTree::tuple([location, TermTree::atom("erl_parse"), descriptor])
}

fn syntax_error(before: TermTree) -> TermTree {
    TermTree::list([TermTree::chars("syntax error before: "), before])
}

struct Input {
    names: Interner,
    sources: SourceMap,
    base: u32,
    /// What each token carries as its place.
    annos: Vec<TermTree>,
}

impl Input {
    fn new(tokens: &[TermTree]) -> Result<Input, ErrorInfo> {
        if tokens.is_empty() {
            return Err(error(TermTree::Int(0), syntax_error(TermTree::Nil)));
        }
        let mut sources = SourceMap::new();
        let places = vec![(0, 0); tokens.len()];
        let too_many = |_| error(TermTree::Int(0), TermTree::chars("too many tokens"));
        let file = sources.add_places("", places).map_err(too_many)?;
        let base = sources.file(file).base();
        Ok(Input {
            names: Interner::new(),
            sources,
            base,
            annos: Vec::with_capacity(tokens.len()),
        })
    }

    fn expressions<'a>(
        &mut self,
        arena: &'a Bump,
        tokens: &[TermTree],
    ) -> Result<&'a [Expr<'a>], ErrorInfo> {
        let tokens = self.decode(arena, tokens)?;
        let exprs = parse::expressions(arena, &self.names, &self.sources, &tokens)
            .map_err(|diagnostic| self.info(&diagnostic))?;
        match tokens.last() {
            Some(last) if last.kind != TokenKind::Dot => {
                Err(error(self.location(last.span), syntax_error(TermTree::Nil)))
            }
            _ => Ok(exprs),
        }
    }

    /// What a token carries as its place; of the end, the last token's.
    fn anno(&self, span: Span) -> TermTree {
        let index =
            (span.lo.saturating_sub(self.base) as usize).min(self.annos.len().saturating_sub(1));
        self.annos.get(index).cloned().unwrap_or(TermTree::Int(0))
    }

    fn location(&self, span: Span) -> TermTree {
        term::location(&self.anno(span))
    }

    fn info(&self, diagnostic: &Diagnostic) -> ErrorInfo {
        let (module, descriptor) = diagnostic.otp();
        TermTree::tuple([
            self.location(diagnostic.otp_place()),
            TermTree::atom(module),
            descriptor,
        ])
    }

    fn format(&self) -> ToAbstract<'_, impl Fn(Span) -> TermTree> {
        ToAbstract {
            names: &self.names,
            anno: |span| self.anno(span),
            no_anno: TermTree::Int(1),
        }
    }

    fn decode<'a>(
        &mut self,
        arena: &'a Bump,
        tokens: &[TermTree],
    ) -> Result<Vec<Token<'a>>, ErrorInfo> {
        let mut decoded = Vec::with_capacity(tokens.len());
        for (index, token) in tokens.iter().enumerate() {
            let parts = token.as_tuple().unwrap_or(&[]);
            let anno = parts.get(1).cloned().unwrap_or(TermTree::Int(0));
            let kind = match parts {
                [category, _, symbol] => self.symbol(arena, category, symbol),
                [category, _] => self.fixed(category),
                _ => None,
            };
            let Some(kind) = kind else {
                let shown = parts
                    .first()
                    .and_then(TermTree::as_atom)
                    .map_or_else(|| token.to_string(), quote_atom);
                return Err(error(
                    term::location(&anno),
                    syntax_error(TermTree::chars(&shown)),
                ));
            };
            self.annos.push(anno);
            let position = self.base + index as u32;
            decoded.push(Token {
                span: Span::new(position, position + 1),
                kind,
            });
        }
        Ok(decoded)
    }

    /// `{Category, Anno}`: a reserved word or a mark.
    fn fixed<'a>(&mut self, category: &TermTree) -> Option<TokenKind<'a>> {
        let text = category.as_atom()?;
        if text == "dot" {
            return Some(TokenKind::Dot);
        }
        if let Some(mark) = TokenKind::mark(text) {
            return Some(mark);
        }
        let name = self.names.find(text)?;
        reserved(name)
    }

    /// `{Category, Anno, Symbol}`.
    fn symbol<'a>(
        &mut self,
        arena: &'a Bump,
        category: &TermTree,
        symbol: &TermTree,
    ) -> Option<TokenKind<'a>> {
        Some(match (category.as_atom()?, symbol) {
            ("atom", TermTree::Atom(text)) => TokenKind::Atom(self.names.intern(text)),
            ("var", TermTree::Atom(text)) => TokenKind::Var(self.names.intern(text)),
            ("sigil_prefix", TermTree::Atom(text)) => {
                TokenKind::SigilPrefix(self.names.intern(text))
            }
            ("sigil_suffix", TermTree::Nil) => TokenKind::SigilSuffix(self.names.intern("")),
            ("sigil_suffix", TermTree::Chars(text)) => {
                TokenKind::SigilSuffix(self.names.intern(text))
            }
            ("integer", TermTree::Int(value)) if *value >= 0 => TokenKind::Integer(*value),
            ("integer", TermTree::Big(value)) => {
                let magnitude = arena.alloc_slice_copy(&value.magnitude().to_bytes_le());
                TokenKind::BigInteger(arena.alloc(BigLiteral { magnitude }))
            }
            ("float", TermTree::Float(value)) => TokenKind::Float(*value),
            ("char", TermTree::Int(point)) => TokenKind::Char(u32::try_from(*point).ok()?),
            ("string", _) => {
                let points = arena.alloc_slice_copy(&term::code_points(symbol)?);
                TokenKind::Str(arena.alloc(StringLiteral { points }))
            }
            _ => return None,
        })
    }
}
