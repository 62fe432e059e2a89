//! Expressions: the dispatch over all kinds, and the small ones. The arms are functions of their own that are not inlined,
//! so that nested expressions cost little native stack.

use super::env::Operands;
use super::{Lower, NIL, Want};
use crate::ast::nodes::{Expr, ExprKind};
use crate::core::nodes::{Const, ConstNode, InstKind, LocId, Operand, Terminator};
use crate::source::name::Name;
use crate::source::span::Span;

impl<'a> Lower<'a, '_> {
    /// A sequence of expressions; the last one's value is wanted.
    pub(super) fn body(&mut self, exprs: &'a [Expr<'a>], want: Want) -> Operand {
        let Some((last, others)) = exprs.split_last() else {
            return self.give(NIL, want);
        };
        for expr in others {
            self.expr(expr, Want::Effect);
        }
        self.expr(last, want)
    }

    pub(super) fn value(&mut self, expr: &'a Expr<'a>) -> Operand {
        self.expr(expr, Want::Value)
    }

    pub(super) fn values(&mut self, exprs: &'a [Expr<'a>]) -> Vec<Operand> {
        let mut operands = Vec::with_capacity(exprs.len());
        let mut starts = Vec::with_capacity(exprs.len());
        let siblings = self.env.operands();
        for expr in exprs {
            starts.push(self.n_lifted());
            operands.push(self.operand(expr, siblings));
        }
        self.count_backwards(&starts);
        operands
    }

    /// An operand: funs in it do not see what the operands before it have bound.
    pub(super) fn operand(&mut self, expr: &'a Expr<'a>, siblings: Operands) -> Operand {
        self.env.enter_operand(siblings);
        let operand = self.expr(expr, Want::Value);
        self.env.leave_operand();
        operand
    }

    /// What to do with a value that has been computed.
    pub(super) fn give(&mut self, value: Operand, want: Want) -> Operand {
        if want == Want::Return {
            self.b.end(Terminator::Return(value));
        }
        value
    }

    /// Lowers an expression. With `Want::Return` the block is ended and the result means nothing.
    pub(super) fn expr(&mut self, expr: &'a Expr<'a>, want: Want) -> Operand {
        let operand = match &expr.kind {
            _ if !self.copies.enter() => self.too_many_copies(),
            ExprKind::Call { target, args } => self.call(expr, target, args, want),
            ExprKind::Case { subject, clauses } => self.case(expr, subject, clauses, want),
            ExprKind::Block(exprs) => self.body(exprs, want),
            ExprKind::If(clauses) => self.if_(expr, clauses, want),
            ExprKind::Receive { clauses, after } => self.receive(clauses, after.as_ref(), want),
            ExprKind::Try(parts) => self.try_(expr, parts, want),
            ExprKind::Maybe {
                body, else_clauses, ..
            } => self.maybe(expr, body, else_clauses, want),
            ExprKind::Match { .. } | ExprKind::MaybeMatch { .. } => {
                let value = self.match_(expr);
                self.give(value, want)
            }
            ExprKind::Binary { op, .. } if op.is_short_circuit() => self.short_circuit(expr, want),
            ExprKind::Catch(inner) => {
                let value = self.catch(inner);
                self.give(value, want)
            }
            _ => {
                let value = self.simple(expr);
                self.give(value, want)
            }
        };
        self.copies.leave();
        operand
    }

    /// Expressions that are neither control flow nor calls.
    #[inline(never)]
    fn simple(&mut self, expr: &'a Expr<'a>) -> Operand {
        match &expr.kind {
            ExprKind::Var(name) => self.variable(*name, expr.span),
            ExprKind::Binary { .. } => self.binary_operator(expr),
            ExprKind::Unary { op, operand } => self.unary_operator(*op, operand, expr.span),
            ExprKind::Tuple(elements) => self.tuple_expr(elements),
            ExprKind::List { elements, tail, .. } => self.list_expr(elements, *tail),
            ExprKind::Map { base, hash, fields } => self.map_expr(*base, fields, *hash),
            ExprKind::Record {
                base,
                hash,
                of,
                name,
                fields,
            } => match (base, self.native(*of, name.name)) {
                (None, None) => self.record_construct(name, fields),
                (None, Some(native)) => self.native_construct(native, fields, *hash),
                (Some(base), None) => self.record_update(base, name, fields, *hash),
                (Some(base), Some(native)) => self.native_update(base, native, fields, *hash),
            },
            ExprKind::RecordAccess {
                base,
                hash,
                of,
                name,
                field,
            } => match self.native(*of, name.name) {
                None => self.record_access(base, name, field, *hash),
                Some(native) => self.native_access(base, native, field, *hash),
            },
            ExprKind::RecordIndex { name, field } => self.record_index(name, field),
            ExprKind::Bits(segments) => self.bits_expr(expr, segments),
            ExprKind::Fun { name, clauses } => self.fun_expr(expr, name.as_ref(), clauses),
            ExprKind::LocalFun(name) => self.local_fun(name),
            ExprKind::ExternalFun {
                module,
                name,
                arity,
            } => self.external_fun(module, name, arity, expr.span),
            ExprKind::ListComprehension { .. }
            | ExprKind::BinaryComprehension { .. }
            | ExprKind::MapComprehension { .. } => self.comprehension(expr),
            ExprKind::Atom(_)
            | ExprKind::Integer(_)
            | ExprKind::Float(_)
            | ExprKind::Char(_)
            | ExprKind::String(_)
            | ExprKind::Nil => Operand::Const(self.literal(expr).unwrap_or(Const::Nil)),
            // Handled by `expr`, except what did not parse.
            ExprKind::Call { .. }
            | ExprKind::Case { .. }
            | ExprKind::Block(_)
            | ExprKind::If(_)
            | ExprKind::Receive { .. }
            | ExprKind::Try(_)
            | ExprKind::Maybe { .. }
            | ExprKind::Match { .. }
            | ExprKind::MaybeMatch { .. }
            | ExprKind::Catch(_)
            | ExprKind::Remote { .. }
            | ExprKind::Error => self.unreachable(),
        }
    }

    /// The value of a literal.
    pub(super) fn literal(&mut self, expr: &Expr<'a>) -> Option<Const> {
        Some(match &expr.kind {
            ExprKind::Atom(name) => Const::Atom(*name),
            ExprKind::Integer(integer) => self.integer(integer),
            ExprKind::Float(value) => self.float(*value),
            ExprKind::Char(char) => Const::Int(i64::from(*char)),
            ExprKind::String(chars) => self.string(chars),
            ExprKind::Nil => Const::Nil,
            _ => return None,
        })
    }

    /// What the checker has rejected: control does not go on here.
    #[cold]
    pub(super) fn unreachable(&mut self) -> Operand {
        self.b.end(Terminator::Unreachable);
        NIL
    }

    fn variable(&mut self, name: Name, _span: Span) -> Operand {
        match self.env.get(name) {
            Some(operand) => operand,
            None => self.unreachable(),
        }
    }

    #[inline(never)]
    fn tuple_expr(&mut self, elements: &'a [Expr<'a>]) -> Operand {
        let operands = self.values(elements);
        self.make_tuple(operands)
    }

    pub(super) fn make_tuple(&mut self, operands: Vec<Operand>) -> Operand {
        match constants(&operands) {
            Some(constants) => Operand::Const(self.tuple(constants)),
            None => self.b.emit(InstKind::Tuple(operands), LocId::default()),
        }
    }

    #[inline(never)]
    fn list_expr(&mut self, elements: &'a [Expr<'a>], tail: Option<&'a Expr<'a>>) -> Operand {
        let siblings = self.env.operands();
        let operands = self.values(elements);
        let tail = match tail {
            Some(tail) => self.operand(tail, siblings),
            None => NIL,
        };
        self.make_list(&operands, tail)
    }

    /// `[operands... | tail]`: constants at the end become one constant.
    pub(super) fn make_list(&mut self, operands: &[Operand], tail: Operand) -> Operand {
        let mut rest = operands;
        let mut list = tail;
        if let Operand::Const(tail) = tail {
            let from = rest
                .iter()
                .rposition(|operand| matches!(operand, Operand::Value(_)))
                .map_or(0, |last| last + 1);
            let constants = constants(&rest[from..]).unwrap_or_default();
            list = Operand::Const(self.list(&constants, tail));
            rest = &rest[..from];
        }
        for &head in rest.iter().rev() {
            list = self
                .b
                .emit(InstKind::Cons { head, tail: list }, LocId::default());
        }
        list
    }

    fn external_fun(
        &mut self,
        module: &'a Expr<'a>,
        name: &'a Expr<'a>,
        arity: &'a Expr<'a>,
        span: Span,
    ) -> Operand {
        let operands = vec![self.value(module), self.value(name), self.value(arity)];
        if let [
            Operand::Const(Const::Atom(module)),
            Operand::Const(Const::Atom(name)),
            Operand::Const(Const::Int(arity @ 0..=255)),
        ] = operands[..]
        {
            let node = ConstNode::ExternalFun {
                module,
                name,
                arity: arity as u32,
            };
            return Operand::Const(self.out.consts.add(node));
        }
        let make_fun = self.names.intern("make_fun");
        self.call_ext(self.words.erlang, make_fun, operands, span)
    }

    pub(super) fn call_ext(
        &mut self,
        module: Name,
        name: Name,
        args: Vec<Operand>,
        span: Span,
    ) -> Operand {
        let loc = self.loc(span);
        self.b.emit(InstKind::CallExt { module, name, args }, loc)
    }
}

/// The constants that all operands are.
pub(super) fn constants(operands: &[Operand]) -> Option<Vec<Const>> {
    operands
        .iter()
        .map(|operand| match operand {
            Operand::Const(constant) => Some(*constant),
            Operand::Value(_) => None,
        })
        .collect()
}
