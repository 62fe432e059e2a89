//! Expressions and the patterns of function heads.
//!
//! Operators are read with a stack (precedence as in Erlang's grammar), so chains of any length need no recursion;
//! what stands between operators (`primary`) recurses into brackets and blocks. `catch` is a prefix that takes
//! everything up to the end of the expression.

use super::recover::{Place, Wanted};
use super::{Fail, Parse, Parser};
use crate::ast::nodes::{
    Assoc, BinaryOp, BitSegment, BitSpec, BitSpecKind, CallTarget, Expr, ExprKind, Ident, Integer,
    ListPlaces, MapField, RecordField, RecordOf, UnaryOp,
};
use crate::diagnostics::{Arg, Code, Diagnostic};
use crate::scan::token::{Token, TokenKind as T};
use crate::source::name::{Name, known};
use crate::source::span::Span;

/// An operand on the stack, with the height of its tree.
#[derive(Clone, Copy)]
pub(crate) struct Operand<'a> {
    expr: &'a Expr<'a>,
    height: u32,
}

/// An operator on the stack, waiting for its right operand.
#[derive(Clone, Copy)]
pub(crate) struct Operator {
    kind: OperatorKind,
    span: Span,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum OperatorKind {
    Binary(BinaryOp),
    Match,
    Unary(UnaryOp),
    Catch,
}

const MATCH_PRECEDENCE: u16 = 100;
const PREFIX_PRECEDENCE: u16 = 600;

impl OperatorKind {
    fn precedence(self) -> u16 {
        match self {
            OperatorKind::Binary(op) => op.precedence(),
            OperatorKind::Match => MATCH_PRECEDENCE,
            OperatorKind::Unary(_) => PREFIX_PRECEDENCE,
            OperatorKind::Catch => 0,
        }
    }

    fn assoc(self) -> Assoc {
        match self {
            OperatorKind::Binary(op) => op.assoc(),
            OperatorKind::Match => Assoc::Right,
            OperatorKind::Unary(_) | OperatorKind::Catch => Assoc::None,
        }
    }
}

/// Where an expression stands: the grammar of function heads and `catch` clauses has no calls, blocks or `andalso`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    Expression,
    HeadPattern,
}

/// For each `[` the index of its `]`; 0 for other tokens and where it is missing.
fn match_brackets(tokens: &[Token<'_>], into: &mut Vec<u32>) {
    let mut open = Vec::new();
    into.resize(tokens.len(), 0);
    for (index, token) in tokens.iter().enumerate() {
        match token.kind {
            T::LeftBracket => open.push(index),
            T::RightBracket => {
                if let Some(at) = open.pop() {
                    into[at] = index as u32;
                }
            }
            _ => {}
        }
    }
}

/// The operator a token is between two operands.
pub(super) fn binary_operator(kind: T<'_>) -> Option<BinaryOp> {
    Some(match kind {
        T::Bang => BinaryOp::Send,
        T::OrElse => BinaryOp::OrElse,
        T::AndAlso => BinaryOp::AndAlso,
        T::EqEq => BinaryOp::Eq,
        T::NotEq => BinaryOp::NotEq,
        T::LessEq => BinaryOp::LessEq,
        T::Less => BinaryOp::Less,
        T::GreaterEq => BinaryOp::GreaterEq,
        T::Greater => BinaryOp::Greater,
        T::ExactEq => BinaryOp::ExactEq,
        T::ExactNotEq => BinaryOp::ExactNotEq,
        T::PlusPlus => BinaryOp::Append,
        T::MinusMinus => BinaryOp::Subtract,
        T::Plus => BinaryOp::Add,
        T::Minus => BinaryOp::Sub,
        T::Bor => BinaryOp::Bor,
        T::Bxor => BinaryOp::Bxor,
        T::Bsl => BinaryOp::Bsl,
        T::Bsr => BinaryOp::Bsr,
        T::Or => BinaryOp::Or,
        T::Xor => BinaryOp::Xor,
        T::Slash => BinaryOp::FloatDiv,
        T::Star => BinaryOp::Mul,
        T::Div => BinaryOp::Div,
        T::Rem => BinaryOp::Rem,
        T::Band => BinaryOp::Band,
        T::And => BinaryOp::And,
        _ => return None,
    })
}

pub(super) fn prefix_operator(kind: T<'_>) -> Option<UnaryOp> {
    match kind {
        T::Plus => Some(UnaryOp::Plus),
        T::Minus => Some(UnaryOp::Minus),
        T::Bnot => Some(UnaryOp::Bnot),
        T::Not => Some(UnaryOp::Not),
        _ => None,
    }
}

/// Whether a token can begin an expression.
pub(super) fn starts_expression(kind: T<'_>) -> bool {
    matches!(
        kind,
        T::Atom(_)
            | T::Var(_)
            | T::Integer(_)
            | T::BigInteger(_)
            | T::Float(_)
            | T::Char(_)
            | T::Str(_)
            | T::SigilPrefix(_)
            | T::LeftParen
            | T::LeftBracket
            | T::LeftBrace
            | T::LeftBits
            | T::Hash
            | T::HashAny
            | T::Begin
            | T::Case
            | T::If
            | T::Receive
            | T::Try
            | T::Fun
            | T::Maybe
            | T::Catch
            | T::Bnot
            | T::Not
    )
}

impl<'a> Parser<'_, 'a> {
    /// One expression.
    pub(super) fn expression(&mut self) -> Parse<&'a Expr<'a>> {
        self.operators(Mode::Expression)
    }

    /// One pattern of a function head.
    pub(super) fn head_pattern(&mut self) -> Parse<&'a Expr<'a>> {
        self.operators(Mode::HeadPattern)
    }

    fn operators(&mut self, mode: Mode) -> Parse<&'a Expr<'a>> {
        self.enter()?;
        let outer_height = self.height;
        let operands = self.scratch.operands.len();
        let operators = self.scratch.operators.len();
        loop {
            self.prefixes(mode);
            self.height = 0;
            let expr = match self.primary(mode) {
                Ok(expr) => expr,
                Err(Fail) => {
                    self.scratch.operands.truncate(operands);
                    self.scratch.operators.truncate(operators);
                    return Err(Fail);
                }
            };
            let height = self.height + 1;
            self.scratch.operands.push(Operand { expr, height });
            let Some(operator) = self.infix(mode) else {
                break;
            };
            let incoming = operator.kind.precedence();
            while self.scratch.operators.len() > operators {
                let top = self.scratch.operators[self.scratch.operators.len() - 1].kind;
                if top.precedence() == incoming && operator.kind.assoc() == Assoc::None {
                    return Err(self.chained_comparison(operator.span));
                }
                if top.precedence() < incoming
                    || (top.precedence() == incoming && operator.kind.assoc() == Assoc::Right)
                {
                    break;
                }
                self.reduce()?;
            }
            self.at += 1;
            self.scratch.operators.push(operator);
        }
        while self.scratch.operators.len() > operators {
            self.reduce()?;
        }
        let Some(result) = self.scratch.operands.pop() else {
            return Err(Fail);
        };
        debug_assert_eq!(self.scratch.operands.len(), operands);
        self.height = outer_height.max(result.height);
        self.leave();
        Ok(result.expr)
    }

    fn prefixes(&mut self, mode: Mode) {
        loop {
            let kind = match (prefix_operator(self.peek()), self.peek()) {
                (Some(op), _) => OperatorKind::Unary(op),
                (None, T::Catch) if mode == Mode::Expression => OperatorKind::Catch,
                (None, _) => return,
            };
            let span = self.bump();
            self.scratch.operators.push(Operator { kind, span });
        }
    }

    /// The operator at the cursor, not yet consumed.
    fn infix(&self, mode: Mode) -> Option<Operator> {
        let kind = match self.peek() {
            T::Equal => OperatorKind::Match,
            other => OperatorKind::Binary(binary_operator(other)?),
        };
        if mode == Mode::HeadPattern
            && matches!(
                kind,
                OperatorKind::Binary(BinaryOp::Send | BinaryOp::OrElse | BinaryOp::AndAlso)
            )
        {
            return None;
        }
        let span = self.span();
        Some(Operator { kind, span })
    }

    /// Applies the topmost operator.
    #[inline(never)]
    fn reduce(&mut self) -> Parse<()> {
        let (Some(operator), Some(right)) =
            (self.scratch.operators.pop(), self.scratch.operands.pop())
        else {
            return Err(Fail);
        };
        let right_expr = right.expr;
        let operand = match operator.kind {
            OperatorKind::Unary(op) => Operand {
                expr: self.alloc(Expr {
                    span: operator.span.to(right_expr.span),
                    kind: ExprKind::Unary {
                        op,
                        operand: right_expr,
                    },
                }),
                height: right.height + 1,
            },
            OperatorKind::Catch => Operand {
                expr: self.alloc(Expr {
                    span: operator.span.to(right_expr.span),
                    kind: ExprKind::Catch(right_expr),
                }),
                height: right.height + 1,
            },
            OperatorKind::Match | OperatorKind::Binary(_) => {
                let Some(left) = self.scratch.operands.pop() else {
                    return Err(Fail);
                };
                self.infix_node(operator, left, right)
            }
        };
        self.scratch.operands.push(operand);
        match operand.height > super::MAX_DEPTH {
            true => Err(self.too_deep()),
            false => Ok(()),
        }
    }

    #[inline(never)]
    fn infix_node(
        &mut self,
        operator: Operator,
        left: Operand<'a>,
        right: Operand<'a>,
    ) -> Operand<'a> {
        let span = left.expr.span.to(right.expr.span);
        let (left_expr, right_expr) = (left.expr, right.expr);
        let kind = match operator.kind {
            OperatorKind::Binary(op) => ExprKind::Binary {
                op,
                op_span: operator.span,
                left: left_expr,
                right: right_expr,
            },
            OperatorKind::Match | OperatorKind::Unary(_) | OperatorKind::Catch => ExprKind::Match {
                left: left_expr,
                right: right_expr,
            },
        };
        // The long side of a chain does not count.
        let height = match (operator.kind, operator.kind.assoc()) {
            (OperatorKind::Binary(_), Assoc::Left) => left.height.max(right.height + 1),
            (OperatorKind::Binary(_), Assoc::Right) => right.height.max(left.height + 1),
            _ => left.height.max(right.height) + 1,
        };
        Operand {
            expr: self.alloc(Expr { span, kind }),
            height,
        }
    }

    /// What stands between operators, with its postfixes: `f(X)`, `m:f`, `R#r.a`, `M#{...}`.
    #[inline(never)]
    fn primary(&mut self, mode: Mode) -> Parse<&'a Expr<'a>> {
        let kind = self.peek();
        match kind {
            T::Hash | T::HashAny => {
                let span = self.span();
                let expr = self.after_hash(None, span, mode)?;
                self.hash_postfixes(expr, mode)
            }
            _ => {
                let expr = self.expr_max(mode)?;
                match (self.peek(), mode) {
                    (T::LeftParen | T::Colon, Mode::Expression) => self.call_postfixes(expr),
                    (T::Hash | T::HashAny, Mode::Expression) => self.hash_postfixes(expr, mode),
                    _ => Ok(expr),
                }
            }
        }
    }

    /// Calls and remote names after an expression.
    #[inline(never)]
    fn call_postfixes(&mut self, first: &'a Expr<'a>) -> Parse<&'a Expr<'a>> {
        let mut expr = first;
        loop {
            match self.peek() {
                T::LeftParen => {
                    let target = self.begin_postfix();
                    expr = self.call(expr)?;
                    self.end_postfix(target)?;
                }
                T::Colon => {
                    expr = self.remote(expr)?;
                    if self.peek() != T::LeftParen {
                        return Ok(expr);
                    }
                    continue;
                }
                _ => return Ok(expr),
            }
        }
    }

    #[inline(never)]
    fn remote(&mut self, module: &'a Expr<'a>) -> Parse<&'a Expr<'a>> {
        let colon = self.bump();
        let name = self.expr_max(Mode::Expression)?;
        Ok(self.alloc(Expr {
            span: module.span.to(name.span),
            kind: ExprKind::Remote {
                colon,
                module,
                name,
            },
        }))
    }

    #[inline(never)]
    fn call(&mut self, target: &'a Expr<'a>) -> Parse<&'a Expr<'a>> {
        let args = self.arguments()?;
        let span = target.span.to(self.previous());
        let target = match target.kind {
            ExprKind::Atom(name) => CallTarget::Local(Ident {
                name,
                span: target.span,
            }),
            ExprKind::Remote {
                colon,
                module,
                name,
            } => CallTarget::Remote {
                colon,
                module,
                name,
            },
            _ => CallTarget::Value(target),
        };
        Ok(self.alloc(Expr {
            span,
            kind: ExprKind::Call { target, args },
        }))
    }

    /// `(E, ...)`.
    #[inline(never)]
    pub(super) fn arguments(&mut self) -> Parse<&'a [Expr<'a>]> {
        self.open(T::RightParen);
        let args = self.elements(T::RightParen)?;
        self.close(T::RightParen, Wanted::CommaOr)?;
        Ok(args)
    }

    /// Expressions with commas between, up to a closing bracket, which may follow directly.
    fn elements(&mut self, close: T<'static>) -> Parse<&'a [Expr<'a>]> {
        let from = self.scratch.exprs.len();
        if self.peek() != close {
            self.push_elements()?;
        }
        Ok(self.take_exprs(from))
    }

    /// At least one expression onto the expression stack.
    #[inline(never)]
    fn push_elements(&mut self) -> Parse<()> {
        loop {
            let element = self.expression()?;
            self.scratch.exprs.push(*element);
            if !self.eat(T::Comma) && !self.missing_comma(Place::Brackets) {
                return Ok(());
            }
        }
    }

    /// The expressions of a body: at least one, commas between.
    pub(super) fn expressions(&mut self) -> Parse<&'a [Expr<'a>]> {
        self.expressions_in(Place::Body)
    }

    /// The tests of a guard, or the expressions of a body.
    pub(super) fn expressions_in(&mut self, place: Place) -> Parse<&'a [Expr<'a>]> {
        let from = self.scratch.exprs.len();
        loop {
            let expr = self.expression()?;
            self.scratch.exprs.push(*expr);
            if !self.eat(T::Comma) && !self.missing_comma(place) {
                return Ok(self.take_exprs(from));
            }
        }
    }

    /// An expression that needs no operator: what Erlang's grammar calls `expr_max`.
    pub(super) fn expr_max(&mut self, mode: Mode) -> Parse<&'a Expr<'a>> {
        let span = self.span();
        let kind = match self.peek() {
            T::Atom(name) => ExprKind::Atom(name),
            T::Var(name) => ExprKind::Var(name),
            T::Integer(value) => ExprKind::Integer(Integer::Small(value)),
            T::BigInteger(literal) => ExprKind::Integer(Integer::Big {
                negative: false,
                magnitude: literal.magnitude,
            }),
            T::Float(value) => ExprKind::Float(value),
            T::Char(point) => ExprKind::Char(point),
            T::Str(_) => return self.string(),
            T::SigilPrefix(_) => return self.sigil(),
            T::LeftParen => return self.parenthesized(mode),
            T::LeftBracket => return self.list(mode),
            T::LeftBrace => return self.tuple(),
            T::LeftBits => return self.bits(mode),
            T::Error => {
                self.damaged = true;
                ExprKind::Error
            }
            other => return self.block_or_fail(other, mode),
        };
        self.at += 1;
        Ok(self.alloc(Expr { span, kind }))
    }

    #[inline(never)]
    fn block_or_fail(&mut self, kind: T<'a>, mode: Mode) -> Parse<&'a Expr<'a>> {
        match (kind, mode) {
            (T::Begin, Mode::Expression) => self.begin(),
            (T::Case, Mode::Expression) => self.case(),
            (T::If, Mode::Expression) => self.if_(),
            (T::Receive, Mode::Expression) => self.receive(),
            (T::Try, Mode::Expression) => self.try_(),
            (T::Fun, Mode::Expression) => self.fun(),
            (T::Maybe, Mode::Expression) => self.maybe(),
            (_, Mode::HeadPattern) => Err(self.unexpected(Wanted::Pattern)),
            (_, Mode::Expression) => Err(self.unexpected(Wanted::Expression)),
        }
    }

    #[inline(never)]
    fn parenthesized(&mut self, mode: Mode) -> Parse<&'a Expr<'a>> {
        self.open(T::RightParen);
        let expr = self.operators(mode)?;
        self.close(T::RightParen, Wanted::Closing)?;
        // Parentheses are no node.
        self.height = self.height.saturating_sub(1);
        Ok(expr)
    }

    /// String literals in a row are one.
    #[inline(never)]
    fn string(&mut self) -> Parse<&'a Expr<'a>> {
        let first = self.span();
        let mut last = first;
        let mut joined: Option<Vec<u32>> = None;
        let mut points: &'a [u32] = &[];
        let mut begin = true;
        while let T::Str(literal) = self.peek() {
            last = self.bump();
            if begin {
                points = literal.points;
                begin = false;
                continue;
            }
            joined
                .get_or_insert_with(|| points.to_vec())
                .extend_from_slice(literal.points);
        }
        if let Some(joined) = joined {
            points = self.alloc_all(&joined);
        }
        Ok(self.alloc(Expr {
            span: first.to(last),
            kind: ExprKind::String(points),
        }))
    }

    #[inline(never)]
    fn sigil(&mut self) -> Parse<&'a Expr<'a>> {
        let T::SigilPrefix(prefix) = self.peek() else {
            return Err(self.unexpected(Wanted::Expression));
        };
        let start = self.bump();
        let string_span = self.span();
        let T::Str(literal) = self.peek() else {
            return match self.peek() {
                T::Error => {
                    self.at += 2;
                    self.damaged = true;
                    Ok(self.error_expr(start))
                }
                _ => Err(self.unexpected(Wanted::Expression)),
            };
        };
        self.at += 1;
        let suffix_span = self.span();
        if let T::SigilSuffix(suffix) = self.peek() {
            self.at += 1;
            if suffix != known::EMPTY {
                return Err(self.bad_sigil(Code::IllegalSigilSuffix, suffix_span, suffix));
            }
        }
        let span = start.to(string_span);
        let kind = match prefix {
            known::EMPTY | known::SIGIL_B | known::SIGIL_B_VERBATIM => {
                self.utf8_literal(literal.points, string_span)
            }
            known::SIGIL_S | known::SIGIL_S_VERBATIM => ExprKind::String(literal.points),
            _ => return Err(self.bad_sigil(Code::IllegalSigilPrefix, start, prefix)),
        };
        // OTP places a string sigil at its quotes, a binary one at the `~`.
        let span = if matches!(kind, ExprKind::String(_)) {
            string_span
        } else {
            span
        };
        Ok(self.alloc(Expr { span, kind }))
    }

    /// `<<"..."/utf8>>`.
    #[inline(never)]
    fn utf8_literal(&mut self, points: &'a [u32], span: Span) -> ExprKind<'a> {
        let value = self.alloc(Expr {
            span,
            kind: ExprKind::String(points),
        });
        let specs = self.alloc_all(&[BitSpec {
            span,
            kind: BitSpecKind::Word(known::UTF8),
        }]);
        ExprKind::Bits(self.alloc_all(&[BitSegment {
            span,
            value,
            size: None,
            specs,
        }]))
    }

    #[cold]
    #[inline(never)]
    fn bad_sigil(&mut self, code: Code, span: Span, text: Name) -> Fail {
        if !self.damaged {
            let text = self.names.text(text).to_owned();
            self.diagnostics
                .push(Diagnostic::new(code, span).arg(Arg::Text(text)));
            self.damaged = true;
        }
        Fail
    }

    #[inline(never)]
    fn tuple(&mut self) -> Parse<&'a Expr<'a>> {
        let start = self.span();
        self.open(T::RightBrace);
        let elements = self.elements(T::RightBrace)?;
        let end = self.close(T::RightBrace, Wanted::CommaOr)?;
        Ok(self.alloc(Expr {
            span: start.to(end),
            kind: ExprKind::Tuple(elements),
        }))
    }

    #[inline(never)]
    fn list(&mut self, mode: Mode) -> Parse<&'a Expr<'a>> {
        let start = self.span();
        self.open(T::RightBracket);
        let from = self.scratch.exprs.len();
        if self.peek() == T::RightBracket {
            let end = self.close(T::RightBracket, Wanted::CommaOr)?;
            return Ok(self.alloc(Expr {
                span: start.to(end),
                kind: ExprKind::Nil,
            }));
        }
        self.push_elements()?;
        if self.peek() == T::BarBar && mode == Mode::Expression {
            let results = self.take_exprs(from);
            return self.list_comprehension(start, results);
        }
        let mut inner = Vec::new();
        let mut tail = None;
        while self.eat(T::Bar) {
            if !self.rest_is_list() {
                tail = Some(self.expression()?);
                break;
            }
            let first = self.scratch.exprs.len();
            let open = self.open(T::RightBracket);
            self.push_elements()?;
            if self.peek() == T::BarBar && mode == Mode::Expression {
                let results = self.take_exprs(first);
                tail = Some(self.list_comprehension(open, results)?);
                break;
            }
            inner.push(((first - from) as u32, open));
        }
        let elements = self.take_exprs(from);
        let close = self.close(
            T::RightBracket,
            if tail.is_some() {
                Wanted::Closing
            } else {
                Wanted::CommaOr
            },
        )?;
        let mut end = close;
        for _ in &inner {
            end = self.close(T::RightBracket, Wanted::Closing)?;
        }
        let inner = self.alloc_all(&inner);
        let places = self.arena.alloc(ListPlaces { close, inner });
        Ok(self.alloc(Expr {
            span: start.to(end),
            kind: ExprKind::List {
                elements,
                tail,
                places,
            },
        }))
    }

    /// Is what follows `|` a list with elements and nothing else, so that it is part of the list around it? Such lists are read without recursion.
    fn rest_is_list(&mut self) -> bool {
        if self.peek() != T::LeftBracket || self.kind(self.at + 1) == T::RightBracket {
            return false;
        }
        if self.scratch.brackets.is_empty() {
            match_brackets(self.tokens, &mut self.scratch.brackets);
        }
        match self.scratch.brackets[self.at] {
            0 => false,
            closing => self.kind(closing as usize + 1) == T::RightBracket,
        }
    }

    #[inline(never)]
    fn list_comprehension(&mut self, start: Span, results: &'a [Expr<'a>]) -> Parse<&'a Expr<'a>> {
        self.at += 1;
        let qualifiers = self.qualifiers()?;
        let end = self.close(T::RightBracket, Wanted::CommaOr)?;
        Ok(self.alloc(Expr {
            span: start.to(end),
            kind: ExprKind::ListComprehension {
                results,
                qualifiers,
            },
        }))
    }

    /// Maps and records after the first: `X#r.a#r.b`, `M#{...}#{...}`. A record's postfix goes on with records, a
    /// map's with maps.
    #[inline(never)]
    fn hash_postfixes(&mut self, first: &'a Expr<'a>, mode: Mode) -> Parse<&'a Expr<'a>> {
        let mut expr = first;
        while matches!(self.peek(), T::Hash | T::HashAny) && mode == Mode::Expression {
            let is_any = self.peek() == T::HashAny;
            let after = self.kind(self.at + 1);
            let fits = match expr.kind {
                ExprKind::Map { .. } => {
                    (after == T::LeftBrace && !is_any) || self.is_closed_by_paren(expr)
                }
                ExprKind::Record { .. }
                | ExprKind::RecordAccess { .. }
                | ExprKind::RecordIndex { .. } => {
                    (after != T::LeftBrace && !is_any) || self.is_closed_by_paren(expr)
                }
                _ => true,
            };
            if !fits {
                self.at += usize::from(!is_any);
                return Err(self.unexpected(Wanted::RecordOrMap));
            }
            // After a record, only a name may follow.
            let follows_record = matches!(
                expr.kind,
                ExprKind::Record { .. }
                    | ExprKind::RecordAccess { .. }
                    | ExprKind::RecordIndex { .. }
            ) && !self.is_closed_by_paren(expr);
            if follows_record && self.kind(self.at + 2) == T::Colon {
                self.at += 2;
                return Err(self.unexpected(Wanted::RecordBraces));
            }
            let hash = self.span();
            let base = self.begin_postfix();
            expr = self.after_hash(Some(expr), hash, mode)?;
            self.end_postfix(base)?;
        }
        Ok(expr)
    }

    /// Whether the expression before the cursor was in parentheses.
    fn is_closed_by_paren(&self, expr: &Expr<'a>) -> bool {
        self.at.checked_sub(1).is_some_and(|before| {
            self.kind(before) == T::RightParen && self.span_at(before) != expr.span
        }) && !matches!(expr.kind, ExprKind::Call { .. })
    }

    /// `#` with what follows, a map's braces or a record's name; or `#_`.
    #[inline(never)]
    fn after_hash(
        &mut self,
        base: Option<&'a Expr<'a>>,
        hash: Span,
        mode: Mode,
    ) -> Parse<&'a Expr<'a>> {
        let start = base.map_or(hash, |base| base.span);
        let is_any = self.peek() == T::HashAny;
        self.at += 1;
        if self.peek() == T::LeftBrace && !is_any {
            return self.map(base, hash, start);
        }
        let (of, name) = match is_any {
            true => {
                let name = known::UNDERSCORE;
                (RecordOf::Any, Ident { name, span: hash })
            }
            false => self.record_name()?,
        };
        if self.peek() != T::Period || (base.is_none() && !matches!(of, RecordOf::Known)) {
            let fields = self.record_fields()?;
            return Ok(self.alloc(Expr {
                span: start.to(self.previous()),
                kind: ExprKind::Record {
                    base,
                    hash,
                    of,
                    name,
                    fields,
                },
            }));
        }
        let _ = mode;
        self.at += 1;
        let field = self.field_name()?;
        let kind = match base {
            Some(base) => ExprKind::RecordAccess {
                base,
                hash,
                of,
                name,
                field,
            },
            None => ExprKind::RecordIndex { name, field },
        };
        Ok(self.alloc(Expr {
            span: start.to(field.span),
            kind,
        }))
    }

    /// `r` or `m:r`. The name, but not the module, may look like a variable or be a reserved word.
    fn record_name(&mut self) -> Parse<(RecordOf, Ident)> {
        let span = self.span();
        match self.peek() {
            T::Atom(name) if self.kind(self.at + 1) == T::Colon => {
                self.at += 2;
                let module = Ident { name, span };
                Ok((RecordOf::Module(module), self.native_name()?))
            }
            _ => Ok((RecordOf::Known, self.native_name()?)),
        }
    }

    /// A record's name: an atom, a variable or a reserved word.
    pub(super) fn native_name(&mut self) -> Parse<Ident> {
        let span = self.span();
        let name = match self.peek() {
            T::Atom(name) | T::Var(name) => name,
            kind => match kind.word_name() {
                Some(word) => word,
                None => return Err(self.unexpected(Wanted::RecordOrMap)),
            },
        };
        self.at += 1;
        Ok(Ident { name, span })
    }

    fn field_name(&mut self) -> Parse<Ident> {
        let span = self.span();
        match self.peek() {
            T::Atom(name) => {
                self.at += 1;
                Ok(Ident { name, span })
            }
            _ => Err(self.unexpected(Wanted::FieldName)),
        }
    }

    #[inline(never)]
    fn record_fields(&mut self) -> Parse<&'a [RecordField<'a>]> {
        if self.peek() != T::LeftBrace {
            return Err(self.unexpected(Wanted::RecordBraces));
        }
        self.open(T::RightBrace);
        let mut fields = Vec::new();
        if self.peek() != T::RightBrace {
            loop {
                fields.push(self.record_field()?);
                if !self.eat(T::Comma) && !self.missing_comma(Place::Brackets) {
                    break;
                }
            }
        }
        self.close(T::RightBrace, Wanted::CommaOr)?;
        Ok(self.alloc_all(&fields))
    }

    #[inline(never)]
    fn record_field(&mut self) -> Parse<RecordField<'a>> {
        let span = self.span();
        let name = match self.peek() {
            T::Var(known::UNDERSCORE) => None,
            T::Atom(name) | T::Var(name) => Some(Ident { name, span }),
            _ => return Err(self.unexpected(Wanted::FieldName)),
        };
        self.at += 1;
        if self.peek() != T::Equal {
            return Err(self.unexpected(Wanted::FieldValue));
        }
        self.at += 1;
        let value = self.expression()?;
        Ok(RecordField {
            span: span.to(value.span),
            name,
            value,
        })
    }

    #[inline(never)]
    fn map(&mut self, base: Option<&'a Expr<'a>>, hash: Span, start: Span) -> Parse<&'a Expr<'a>> {
        self.open(T::RightBrace);
        let mut fields: Vec<MapField<'a>> = Vec::new();
        if self.peek() != T::RightBrace {
            loop {
                fields.push(self.map_field()?);
                if !self.eat(T::Comma) && !self.missing_comma(Place::Brackets) {
                    break;
                }
            }
        }
        let fields = self.alloc_all(&fields);
        if self.peek() == T::BarBar && base.is_none() && fields.iter().all(|field| !field.exact) {
            self.at += 1;
            let qualifiers = self.qualifiers()?;
            let end = self.close(T::RightBrace, Wanted::CommaOr)?;
            return Ok(self.alloc(Expr {
                span: start.to(end),
                kind: ExprKind::MapComprehension { fields, qualifiers },
            }));
        }
        let end = self.close(T::RightBrace, Wanted::CommaOr)?;
        Ok(self.alloc(Expr {
            span: start.to(end),
            kind: ExprKind::Map { base, hash, fields },
        }))
    }

    #[inline(never)]
    fn map_field(&mut self) -> Parse<MapField<'a>> {
        let key = self.expression()?;
        let exact = match self.peek() {
            T::DoubleArrow => false,
            T::Assign => true,
            _ => return Err(self.unexpected(Wanted::MapArrow)),
        };
        let op_span = self.bump();
        let value = self.expression()?;
        Ok(MapField {
            span: key.span.to(value.span),
            exact,
            op_span,
            key,
            value,
        })
    }
}
