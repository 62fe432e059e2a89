//! Blocks that end with `end`, and funs.

use super::expr::Mode;
use super::recover::{Place, Wanted};
use super::{Parse, Parser};
use crate::ast::nodes::{After, CatchClause, Clause, Expr, ExprKind, FunName, Ident, Try};
use crate::scan::token::TokenKind as T;
use crate::source::span::Span;

impl<'a> Parser<'_, 'a> {
    #[inline(never)]
    pub(super) fn begin(&mut self) -> Parse<&'a Expr<'a>> {
        let start = self.open(T::End);
        let body = self.expressions()?;
        let end = self.close(T::End, Wanted::CommaOr)?;
        Ok(self.alloc(Expr {
            span: start.to(end),
            kind: ExprKind::Block(body),
        }))
    }

    #[inline(never)]
    pub(super) fn case(&mut self) -> Parse<&'a Expr<'a>> {
        let start = self.open(T::End);
        let subject = self.expression()?;
        if !self.eat(T::Of) {
            return Err(self.unexpected(Wanted::Of));
        }
        let clauses = self.clauses()?;
        let end = self.close(T::End, Wanted::ClauseEnd)?;
        Ok(self.alloc(Expr {
            span: start.to(end),
            kind: ExprKind::Case { subject, clauses },
        }))
    }

    /// `Pattern when Guard -> Body; ...`
    #[inline(never)]
    fn clauses(&mut self) -> Parse<&'a [Clause<'a>]> {
        let mut clauses = Vec::new();
        loop {
            clauses.push(self.clause()?);
            if !self.eat(T::Semicolon) && !self.missing_semicolon() {
                return Ok(self.alloc_all(&clauses));
            }
        }
    }

    #[inline(never)]
    fn clause(&mut self) -> Parse<Clause<'a>> {
        if self.peek() == T::End {
            return Err(self.unexpected(Wanted::Clause));
        }
        let pattern = self.expression()?;
        let guard = self.optional_guard()?;
        let body = self.clause_body(pattern.span)?;
        Ok(Clause {
            span: pattern.span.to(self.previous()),
            name: None,
            patterns: self.alloc_all(&[*pattern]),
            guard,
            body,
        })
    }

    pub(super) fn optional_guard(&mut self) -> Parse<&'a [&'a [Expr<'a>]]> {
        match self.eat(T::When) {
            true => self.guard(),
            false => Ok(&[]),
        }
    }

    #[inline(never)]
    fn guard(&mut self) -> Parse<&'a [&'a [Expr<'a>]]> {
        let first = self.expressions_in(Place::Guard)?;
        if self.peek() != T::Semicolon {
            return Ok(self.alloc_all(&[first]));
        }
        let mut alternatives = vec![first];
        while self.eat(T::Semicolon) {
            alternatives.push(self.expressions_in(Place::Guard)?);
        }
        Ok(self.alloc_all(&alternatives))
    }

    /// `-> E, ...`; `head` is what stands before the arrow.
    pub(super) fn clause_body(&mut self, head: Span) -> Parse<&'a [Expr<'a>]> {
        if !self.eat(T::Arrow) {
            self.missing_arrow(head)?;
        }
        self.expressions()
    }

    #[inline(never)]
    pub(super) fn if_(&mut self) -> Parse<&'a Expr<'a>> {
        let start = self.open(T::End);
        let mut clauses = Vec::new();
        loop {
            let guard = self.guard()?;
            let first = guard
                .first()
                .and_then(|tests| tests.first())
                .map_or(start, |test| test.span);
            let body = self.clause_body(first)?;
            clauses.push(Clause {
                span: first.to(self.previous()),
                name: None,
                patterns: &[],
                guard,
                body,
            });
            if !self.eat(T::Semicolon) && !self.missing_semicolon() {
                break;
            }
        }
        let end = self.close(T::End, Wanted::ClauseEnd)?;
        Ok(self.alloc(Expr {
            span: start.to(end),
            kind: ExprKind::If(self.alloc_all(&clauses)),
        }))
    }

    #[inline(never)]
    pub(super) fn receive(&mut self) -> Parse<&'a Expr<'a>> {
        let start = self.open(T::End);
        let clauses = match self.peek() {
            T::After => &[],
            _ => self.clauses()?,
        };
        let after = match self.peek() {
            T::After => Some(self.after()?),
            _ => None,
        };
        let end = self.close(T::End, Wanted::ClauseEnd)?;
        Ok(self.alloc(Expr {
            span: start.to(end),
            kind: ExprKind::Receive { clauses, after },
        }))
    }

    #[inline(never)]
    fn after(&mut self) -> Parse<After<'a>> {
        let start = self.bump();
        let timeout = self.expression()?;
        let body = self.clause_body(timeout.span)?;
        Ok(After {
            span: start.to(self.previous()),
            timeout,
            body,
        })
    }

    #[inline(never)]
    pub(super) fn try_(&mut self) -> Parse<&'a Expr<'a>> {
        let start = self.open(T::End);
        let body = self.expressions()?;
        let of_clauses = match self.eat(T::Of) {
            true => self.clauses()?,
            false => &[],
        };
        if !matches!(self.peek(), T::Catch | T::After) {
            return Err(self.unexpected(Wanted::CatchOrAfter));
        }
        let catch_clauses = match self.eat(T::Catch) {
            true => self.catch_clauses()?,
            false => &[],
        };
        let after = match self.eat(T::After) {
            true => self.expressions()?,
            false => &[],
        };
        let end = self.close(T::End, Wanted::ClauseEnd)?;
        let parts = Try {
            body,
            of_clauses,
            catch_clauses,
            after,
        };
        Ok(self.alloc(Expr {
            span: start.to(end),
            kind: ExprKind::Try(self.alloc(parts)),
        }))
    }

    #[inline(never)]
    fn catch_clauses(&mut self) -> Parse<&'a [CatchClause<'a>]> {
        let mut clauses = Vec::new();
        loop {
            clauses.push(self.catch_clause()?);
            if !self.eat(T::Semicolon) && !self.missing_semicolon() {
                return Ok(self.alloc_all(&clauses));
            }
        }
    }

    /// `Class:Pattern:Stack when Guard -> Body`.
    #[inline(never)]
    fn catch_clause(&mut self) -> Parse<CatchClause<'a>> {
        let start = self.span();
        let class = match (self.peek(), self.kind(self.at + 1)) {
            (T::Atom(_) | T::Var(_), T::Colon) => {
                let class = self.expr_max(Mode::HeadPattern)?;
                self.at += 1;
                Some(class)
            }
            _ => None,
        };
        let pattern = self.head_pattern()?;
        let stack = match class.is_some() && self.eat(T::Colon) {
            true => Some(self.stack_variable()?),
            false => None,
        };
        let guard = self.optional_guard()?;
        let body = self.clause_body(pattern.span)?;
        Ok(CatchClause {
            span: start.to(self.previous()),
            class,
            pattern,
            stack,
            guard,
            body,
        })
    }

    fn stack_variable(&mut self) -> Parse<&'a Expr<'a>> {
        match self.peek() {
            T::Var(_) => {
                let variable = self.expr_max(Mode::HeadPattern)?;
                Ok(variable)
            }
            _ => Err(self.unexpected(Wanted::Variable)),
        }
    }

    #[inline(never)]
    pub(super) fn maybe(&mut self) -> Parse<&'a Expr<'a>> {
        let start = self.open(T::End);
        let from = self.scratch.exprs.len();
        loop {
            let expr = self.maybe_expression()?;
            self.scratch.exprs.push(*expr);
            if !self.eat(T::Comma) && !self.missing_comma(Place::Body) {
                break;
            }
        }
        let body = self.take_exprs(from);
        let (else_span, else_clauses) = match self.peek() {
            T::Else => (self.bump(), self.clauses()?),
            _ => (Span::NONE, &[][..]),
        };
        let end = self.close(T::End, Wanted::CommaOr)?;
        Ok(self.alloc(Expr {
            span: start.to(end),
            kind: ExprKind::Maybe {
                body,
                else_span,
                else_clauses,
            },
        }))
    }

    /// `Pattern ?= E` or any expression.
    #[inline(never)]
    fn maybe_expression(&mut self) -> Parse<&'a Expr<'a>> {
        let left = self.expression()?;
        if self.peek() != T::MaybeEqual {
            return Ok(left);
        }
        let op_span = self.bump();
        let right = self.expression()?;
        Ok(self.alloc(Expr {
            span: left.span.to(right.span),
            kind: ExprKind::MaybeMatch {
                op_span,
                left,
                right,
            },
        }))
    }

    /// `fun f/1`, `fun M:F/A`, `fun (X) -> ... end`, `fun F(X) -> ... end`.
    pub(super) fn fun(&mut self) -> Parse<&'a Expr<'a>> {
        match (self.kind(self.at + 1), self.kind(self.at + 2)) {
            (T::LeftParen, _) | (T::Var(_), T::LeftParen) => self.fun_clauses(),
            (T::Atom(_) | T::Var(_), T::Colon) => self.external_fun(),
            (T::Atom(_), T::Slash) => self.local_fun(),
            (T::Atom(_), _) => {
                self.at += 2;
                Err(self.unexpected(Wanted::FunArity))
            }
            _ => {
                self.at += 1;
                if let T::Var(_) = self.peek() {
                    self.at += 1;
                }
                Err(self.unexpected(Wanted::FunHead))
            }
        }
    }

    #[inline(never)]
    fn local_fun(&mut self) -> Parse<&'a Expr<'a>> {
        let start = self.bump();
        let T::Atom(name) = self.peek() else {
            return Err(self.unexpected(Wanted::FunHead));
        };
        let name_span = self.bump();
        self.at += 1;
        let arity = self.arity()?;
        let span = name_span.to(self.previous());
        Ok(self.alloc(Expr {
            span: start.to(span),
            kind: ExprKind::LocalFun(FunName { name, arity, span }),
        }))
    }

    fn arity(&mut self) -> Parse<u32> {
        match self.peek() {
            T::Integer(value) => match u32::try_from(value) {
                Ok(arity) => {
                    self.at += 1;
                    Ok(arity)
                }
                Err(_) => Err(self.unexpected(Wanted::Arity)),
            },
            _ => Err(self.unexpected(Wanted::Arity)),
        }
    }

    #[inline(never)]
    fn external_fun(&mut self) -> Parse<&'a Expr<'a>> {
        let start = self.bump();
        let module = self.expr_max(Mode::HeadPattern)?;
        self.at += 1;
        let name = match self.peek() {
            T::Atom(_) | T::Var(_) => self.expr_max(Mode::HeadPattern)?,
            _ => return Err(self.unexpected(Wanted::FunctionName)),
        };
        if !self.eat(T::Slash) {
            return Err(self.unexpected(Wanted::FunArity));
        }
        let arity = match self.peek() {
            T::Integer(_) | T::BigInteger(_) | T::Var(_) => self.expr_max(Mode::HeadPattern)?,
            _ => return Err(self.unexpected(Wanted::Arity)),
        };
        Ok(self.alloc(Expr {
            span: start.to(arity.span),
            kind: ExprKind::ExternalFun {
                module,
                name,
                arity,
            },
        }))
    }

    #[inline(never)]
    fn fun_clauses(&mut self) -> Parse<&'a Expr<'a>> {
        let start = self.open(T::End);
        let named = matches!(self.peek(), T::Var(_));
        let mut clauses = Vec::new();
        loop {
            clauses.push(self.fun_clause(named)?);
            if !self.eat(T::Semicolon) && !self.missing_semicolon() {
                break;
            }
        }
        let end = self.close(T::End, Wanted::ClauseEnd)?;
        self.check_heads(&clauses, "fun");
        Ok(self.alloc(Expr {
            span: start.to(end),
            kind: ExprKind::Fun {
                name: clauses.first().and_then(|first| first.name),
                clauses: self.alloc_all(&clauses),
            },
        }))
    }

    fn fun_clause(&mut self, named: bool) -> Parse<Clause<'a>> {
        let start = self.span();
        let name = match self.peek() {
            T::Var(name) if named => {
                self.at += 1;
                Some(Ident { name, span: start })
            }
            _ => None,
        };
        if let T::Var(_) = self.peek() {
            self.at += 1;
        }
        if self.peek() != T::LeftParen {
            return Err(self.unexpected(Wanted::Parameters));
        }
        self.clause_after_name(start, name)
    }

    /// `(P, ...) when Guard -> Body`; the cursor is at the `(`.
    #[inline(never)]
    pub(super) fn clause_after_name(
        &mut self,
        start: Span,
        name: Option<Ident>,
    ) -> Parse<Clause<'a>> {
        let patterns = self.head_patterns()?;
        let head = start.to(self.previous());
        let guard = self.optional_guard()?;
        let body = self.clause_body(head)?;
        Ok(Clause {
            span: start.to(self.previous()),
            name,
            patterns,
            guard,
            body,
        })
    }

    #[inline(never)]
    fn head_patterns(&mut self) -> Parse<&'a [Expr<'a>]> {
        self.open(T::RightParen);
        let from = self.scratch.exprs.len();
        if self.peek() != T::RightParen {
            loop {
                let pattern = self.head_pattern()?;
                self.scratch.exprs.push(*pattern);
                if !self.eat(T::Comma) && !self.missing_comma(Place::Brackets) {
                    break;
                }
            }
        }
        let patterns = self.take_exprs(from);
        self.close(T::RightParen, Wanted::PatternCommaOr)?;
        Ok(patterns)
    }
}
