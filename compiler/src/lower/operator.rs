//! Operators: chains are walked in loops; arithmetic raises in bodies and fails in guards.

use super::{Lower, Want};
use crate::ast::nodes::{Assoc, BinaryOp, Expr, ExprKind, UnaryOp};
use crate::core::nodes::{ArithOp, Attempt, Comparison, InstKind, Operand, Test};
use crate::source::name::Name;
use crate::source::span::Span;

impl BinaryOp {
    pub(super) fn is_short_circuit(self) -> bool {
        matches!(self, BinaryOp::AndAlso | BinaryOp::OrElse)
    }

    fn arith(self) -> Option<ArithOp> {
        Some(match self {
            BinaryOp::Add => ArithOp::Add,
            BinaryOp::Sub => ArithOp::Sub,
            BinaryOp::Mul => ArithOp::Mul,
            BinaryOp::Div => ArithOp::Div,
            BinaryOp::Rem => ArithOp::Rem,
            BinaryOp::FloatDiv => ArithOp::FloatDiv,
            BinaryOp::Band => ArithOp::Band,
            BinaryOp::Bor => ArithOp::Bor,
            BinaryOp::Bxor => ArithOp::Bxor,
            BinaryOp::Bsl => ArithOp::Bsl,
            BinaryOp::Bsr => ArithOp::Bsr,
            BinaryOp::Send
            | BinaryOp::OrElse
            | BinaryOp::AndAlso
            | BinaryOp::Eq
            | BinaryOp::NotEq
            | BinaryOp::LessEq
            | BinaryOp::Less
            | BinaryOp::GreaterEq
            | BinaryOp::Greater
            | BinaryOp::ExactEq
            | BinaryOp::ExactNotEq
            | BinaryOp::Append
            | BinaryOp::Subtract
            | BinaryOp::Or
            | BinaryOp::Xor
            | BinaryOp::And => return None,
        })
    }

    pub(super) fn is_comparison(self) -> bool {
        self.precedence() == BinaryOp::Eq.precedence()
    }

    /// The test of `left op right`.
    pub(super) fn comparison(self, left: Operand, right: Operand) -> Option<Test> {
        Some(match self {
            BinaryOp::Eq => Test::Compare(Comparison::Eq, left, right),
            BinaryOp::NotEq => Test::Compare(Comparison::NotEq, left, right),
            BinaryOp::Less => Test::Compare(Comparison::Less, left, right),
            BinaryOp::GreaterEq => Test::Compare(Comparison::GreaterEq, left, right),
            BinaryOp::Greater => Test::Compare(Comparison::Less, right, left),
            BinaryOp::LessEq => Test::Compare(Comparison::GreaterEq, right, left),
            BinaryOp::ExactEq => Test::Compare(Comparison::ExactEq, left, right),
            BinaryOp::ExactNotEq => Test::Compare(Comparison::ExactNotEq, left, right),
            BinaryOp::Send
            | BinaryOp::OrElse
            | BinaryOp::AndAlso
            | BinaryOp::Append
            | BinaryOp::Subtract
            | BinaryOp::Add
            | BinaryOp::Sub
            | BinaryOp::Bor
            | BinaryOp::Bxor
            | BinaryOp::Bsl
            | BinaryOp::Bsr
            | BinaryOp::Or
            | BinaryOp::Xor
            | BinaryOp::FloatDiv
            | BinaryOp::Mul
            | BinaryOp::Div
            | BinaryOp::Rem
            | BinaryOp::Band
            | BinaryOp::And => return None,
        })
    }
}

impl<'a> Lower<'a, '_> {
    /// Every binary operator but `andalso` and `orelse`.
    #[inline(never)]
    pub(super) fn binary_operator(&mut self, expr: &'a Expr<'a>) -> Operand {
        let ExprKind::Binary { op, .. } = &expr.kind else {
            return self.unreachable();
        };
        match op.assoc() {
            Assoc::Right => self.right_chain(expr),
            Assoc::Left | Assoc::None => self.left_chain(expr),
        }
    }

    /// `((a + b) - c) + d`: down the left side, then up again.
    fn left_chain(&mut self, expr: &'a Expr<'a>) -> Operand {
        let mut chain = Vec::new();
        let mut first = expr;
        while let ExprKind::Binary {
            op,
            op_span,
            left,
            right,
        } = &first.kind
            && op.assoc() != Assoc::Right
        {
            chain.push((*op, *op_span, *right));
            first = left;
        }
        let siblings = self.env.operands();
        let mut starts = vec![self.n_lifted()];
        let mut value = self.value(first);
        while let Some((op, span, right)) = chain.pop() {
            starts.push(self.n_lifted());
            let right = self.operand(right, siblings);
            value = self.operate(op, value, right, span);
        }
        self.count_backwards(&starts);
        value
    }

    /// `a ++ (b ++ (c ! d))`: operands from left to right, then the operators from the right. What is appended to a list
    /// comprehension is evaluated before it, since OTP builds the comprehension's list in front of it.
    fn right_chain(&mut self, expr: &'a Expr<'a>) -> Operand {
        let mut chain = Vec::new();
        let mut last = expr;
        let siblings = self.env.operands();
        let mut starts = Vec::new();
        while let ExprKind::Binary {
            op,
            op_span,
            left,
            right,
        } = &last.kind
            && op.assoc() == Assoc::Right
            && !op.is_short_circuit()
        {
            let late =
                *op == BinaryOp::Append && matches!(left.kind, ExprKind::ListComprehension { .. });
            let value = match late {
                true => None,
                false => {
                    starts.push(self.n_lifted());
                    Some(self.operand(left, siblings))
                }
            };
            chain.push((*op, *op_span, *left, value));
            last = right;
        }
        starts.push(self.n_lifted());
        let mut value = self.operand(last, siblings);
        self.count_backwards(&starts);
        while let Some((op, span, left, evaluated)) = chain.pop() {
            let left = match evaluated {
                Some(left) => left,
                None => self.operand(left, siblings),
            };
            value = self.operate(op, left, value, span);
        }
        value
    }

    pub(super) fn operate(
        &mut self,
        op: BinaryOp,
        left: Operand,
        right: Operand,
        span: Span,
    ) -> Operand {
        if let Some(constant) = self.fold_binary(op, left, right) {
            return Operand::Const(constant);
        }
        if op == BinaryOp::FloatDiv && self.show_operands && self.fail.is_none() {
            return self.bif(self.words.divide, vec![left, right], span);
        }
        if let Some(arith) = op.arith() {
            return self.arith(arith, vec![left, right], span);
        }
        if let Some(test) = op.comparison(left, right) {
            let loc = self.loc(span);
            return self.b.emit(InstKind::Boolean(test), loc);
        }
        match op {
            BinaryOp::Send => {
                let loc = self.loc(span);
                self.b.emit(
                    InstKind::Send {
                        to: left,
                        message: right,
                    },
                    loc,
                )
            }
            BinaryOp::And => self.bif(self.words.and, vec![left, right], span),
            BinaryOp::Or => self.bif(self.words.or, vec![left, right], span),
            BinaryOp::Xor => self.bif(self.words.xor, vec![left, right], span),
            BinaryOp::Append => self.append(left, right, span),
            BinaryOp::Subtract => self.call_ext(
                self.words.erlang,
                self.words.subtract,
                vec![left, right],
                span,
            ),
            _ => self.unreachable(),
        }
    }

    /// `left ++ right`: a short constant on the left is consed on.
    fn append(&mut self, left: Operand, right: Operand, span: Span) -> Operand {
        use crate::core::nodes::{Const, ConstNode};
        if let Operand::Const(Const::Pooled(id)) = left
            && self.fail.is_none()
        {
            let elements: Option<Vec<Operand>> = match self.out.consts.get(id) {
                ConstNode::String(chars) => Some(
                    chars
                        .iter()
                        .map(|&char| Operand::Const(Const::Int(i64::from(char))))
                        .collect(),
                ),
                ConstNode::List {
                    elements,
                    tail: Const::Nil,
                } => Some(
                    elements
                        .iter()
                        .map(|&element| Operand::Const(element))
                        .collect(),
                ),
                _ => None,
            };
            if let Some(elements) = elements
                && (elements.len() <= 8 || matches!(right, Operand::Const(_)))
            {
                return self.make_list(&elements, right);
            }
        }
        self.call_ext(
            self.words.erlang,
            self.words.append,
            vec![left, right],
            span,
        )
    }

    /// Arithmetic: raises in a body, goes to `fail` in a guard.
    pub(super) fn arith(&mut self, op: ArithOp, args: Vec<Operand>, span: Span) -> Operand {
        match self.fail {
            None => {
                let loc = self.loc(span);
                self.b.emit(InstKind::Arith { op, args }, loc)
            }
            Some(_) => self.attempt(Attempt::Arith { op, args }, span),
        }
    }

    /// A guard BIF: raises in a body, goes to `fail` in a guard.
    pub(super) fn bif(&mut self, name: Name, args: Vec<Operand>, span: Span) -> Operand {
        match self.fail {
            None => {
                let loc = self.loc(span);
                self.b.emit(InstKind::Bif { name, args }, loc)
            }
            Some(_) => self.attempt(Attempt::Bif { name, args }, span),
        }
    }

    #[inline(never)]
    pub(super) fn unary_operator(
        &mut self,
        op: UnaryOp,
        operand: &'a Expr<'a>,
        span: Span,
    ) -> Operand {
        let value = self.expr(operand, Want::Value);
        self.operate_unary(op, value, span)
    }

    pub(super) fn operate_unary(&mut self, op: UnaryOp, value: Operand, span: Span) -> Operand {
        if let Some(constant) = self.fold_unary(op, value) {
            return Operand::Const(constant);
        }
        match op {
            UnaryOp::Minus => self.arith(ArithOp::Neg, vec![value], span),
            UnaryOp::Bnot => self.arith(ArithOp::Bnot, vec![value], span),
            UnaryOp::Plus => self.bif(self.words.plus, vec![value], span),
            UnaryOp::Not => self.bif(self.words.not, vec![value], span),
        }
    }
}
