//! Tests and guards: expressions whose value decides where control goes.

use super::call::type_test;
use super::{Lower, Want};
use crate::ast::nodes::{BinaryOp, CallTarget, Expr, ExprKind, UnaryOp};
use crate::check::guard::new_test_name;
use crate::core::nodes::{Attempt, BlockId, Comparison, Const, Operand, Target, Terminator, Test};
use crate::source::span::Span;
use purlin_isa::operand::FailKind;

/// `;`-separated alternatives of `,`-separated tests.
pub(super) type Guard<'a> = &'a [&'a [Expr<'a>]];

impl<'a> Lower<'a, '_> {
    /// Ends the current block: control goes on in the block made here if the guard holds, else to `no`.
    /// Afterwards the block for success is current.
    pub(super) fn guard(&mut self, guard: Guard<'a>, no: BlockId) {
        if guard.is_empty() {
            return;
        }
        let yes = self.b.block();
        let outer = self.fail;
        for (index, conjunction) in guard.iter().enumerate() {
            let last = index + 1 == guard.len();
            let otherwise = if last { no } else { self.b.block() };
            self.fail = Some(otherwise);
            for test in *conjunction {
                let next = self.b.block();
                self.guard_test(test, next, otherwise);
                self.b.switch_to(next);
            }
            self.b.jump(yes, Vec::new());
            if !last {
                self.b.switch_to(otherwise);
            }
        }
        self.fail = outer;
        self.b.switch_to(yes);
    }

    /// One whole test of a guard.
    pub(super) fn guard_test(&mut self, test: &'a Expr<'a>, yes: BlockId, no: BlockId) {
        let old = self
            .old_test(test)
            .and_then(|(new, args)| self.known_test(type_test(new, args.len())?, args));
        match old {
            Some(test) => self.b.end(Terminator::Branch {
                test,
                then: Target::to(yes),
                otherwise: Target::to(no),
            }),
            None => self.branch(test, yes, no),
        }
    }

    /// A test in the old way, as `integer(X)`: what it is called now, and its arguments.
    pub(super) fn old_test(&self, expr: &'a Expr<'a>) -> Option<(&'static str, &'a [Expr<'a>])> {
        let ExprKind::Call {
            target: CallTarget::Local(name),
            args,
        } = &expr.kind
        else {
            return None;
        };
        let key = (name.name, args.len() as u32);
        if self.declarations.functions.contains_key(&key) {
            return None;
        }
        let new = new_test_name(self.names.text(name.name), args.len())?;
        Some((new, args))
    }

    /// Does what may fail: on success the result's value in a new current block, else to `self.fail`.
    pub(super) fn attempt(&mut self, what: Attempt, span: Span) -> Operand {
        let fail = self.fail.unwrap_or(BlockId(0));
        self.attempt_or(what, fail, span)
    }

    pub(super) fn attempt_or(&mut self, what: Attempt, fail: BlockId, span: Span) -> Operand {
        let loc = self.loc(span);
        let ok = self.b.block();
        let result = match what.has_result() {
            true => Operand::Value(self.b.param(ok)),
            false => super::NIL,
        };
        self.b.end(Terminator::Attempt {
            what,
            ok: Target::to(ok),
            fail: Target::to(fail),
            loc,
        });
        self.b.switch_to(ok);
        result
    }

    /// Ends the current block: to `yes` when the expression is `true`, to `no` when it is `false`. Anything else raises
    /// `{badarg, V}` in a body and goes to `self.fail` in a guard. A test whose failing side is `self.fail` may take
    /// short cuts.
    pub(super) fn branch(&mut self, expr: &'a Expr<'a>, yes: BlockId, no: BlockId) {
        let mut expr = expr;
        loop {
            match &expr.kind {
                ExprKind::Binary {
                    op: BinaryOp::AndAlso,
                    left,
                    right,
                    ..
                } => {
                    let next = self.b.block();
                    self.branch(left, next, no);
                    self.b.switch_to(next);
                    expr = right;
                }
                ExprKind::Binary {
                    op: BinaryOp::OrElse,
                    left,
                    right,
                    ..
                } => {
                    let next = self.b.block();
                    self.branch(left, yes, next);
                    self.b.switch_to(next);
                    expr = right;
                }
                ExprKind::Binary {
                    op: BinaryOp::And, ..
                } if self.fail == Some(no) => expr = self.and_chain(expr, no),
                ExprKind::Unary {
                    op: UnaryOp::Not,
                    operand,
                } if self.fail.is_some() || self.is_test(operand) => {
                    return self.branch(operand, no, yes);
                }
                ExprKind::Block([one]) => expr = one,
                _ => return self.branch_simple(expr, yes, no),
            }
        }
    }

    /// `((a and b) and c) and d` where a wrong type and `false` are the same, so that it may stop early: all but the last
    /// one, which is given back.
    fn and_chain(&mut self, expr: &'a Expr<'a>, no: BlockId) -> &'a Expr<'a> {
        let mut chain = Vec::new();
        let mut first = expr;
        while let ExprKind::Binary {
            op: BinaryOp::And,
            left,
            right,
            ..
        } = &first.kind
        {
            chain.push(*right);
            first = left;
        }
        while let Some(following) = chain.pop() {
            let next = self.b.block();
            self.branch(first, next, no);
            self.b.switch_to(next);
            first = following;
        }
        first
    }

    fn branch_simple(&mut self, expr: &'a Expr<'a>, yes: BlockId, no: BlockId) {
        if let Some(test) = self.test(expr) {
            self.b.end(Terminator::Branch {
                test,
                then: Target::to(yes),
                otherwise: Target::to(no),
            });
            return;
        }
        let value = self.expr(expr, Want::Value);
        self.branch_on_value(value, yes, no, expr.span);
    }

    pub(super) fn branch_on_value(
        &mut self,
        value: Operand,
        yes: BlockId,
        no: BlockId,
        span: Span,
    ) {
        let (true_, false_) = (
            Const::Atom(self.words.true_),
            Const::Atom(self.words.false_),
        );
        if value == Operand::Const(true_) {
            return self.b.jump(yes, Vec::new());
        }
        if value == Operand::Const(false_) {
            return self.b.jump(no, Vec::new());
        }
        if self.fail == Some(no) {
            return self.b.end(Terminator::Branch {
                test: Test::Compare(Comparison::ExactEq, value, Operand::Const(true_)),
                then: Target::to(yes),
                otherwise: Target::to(no),
            });
        }
        let wrong = match self.fail {
            Some(fail) => fail,
            None => self.failing_block(FailKind::BadArgValue, value, span),
        };
        self.b.end(Terminator::Switch {
            subject: value,
            cases: vec![(true_, Target::to(yes)), (false_, Target::to(no))],
            default: Target::to(wrong),
        });
    }

    /// A block that raises; the current block stays current.
    pub(super) fn failing_block(&mut self, kind: FailKind, value: Operand, span: Span) -> BlockId {
        let loc = self.loc(span);
        let here = self.b.current();
        let block = self.b.block();
        self.b.switch_to(block);
        self.b.end(Terminator::Fail { kind, value, loc });
        self.b.switch_to(here);
        block
    }

    /// Is this, by its form, `true` or `false` whenever it does not raise?
    pub(super) fn is_test(&self, expr: &Expr<'a>) -> bool {
        match &expr.kind {
            ExprKind::Binary { op, .. } => op.is_comparison(),
            ExprKind::Call { target, args } => self.is_type_test(target, args),
            ExprKind::Atom(name) => *name == self.words.true_ || *name == self.words.false_,
            _ => false,
        }
    }

    fn is_type_test(&self, target: &CallTarget<'a>, args: &[Expr<'a>]) -> bool {
        match self.bif_name(target, args.len() as u32) {
            Some(name) => type_test(self.names.text(name), args.len()).is_some(),
            None => false,
        }
    }

    /// A comparison or type test with its operands computed; nothing has been emitted if it is none.
    pub(super) fn test(&mut self, expr: &'a Expr<'a>) -> Option<Test> {
        match &expr.kind {
            ExprKind::Binary {
                op, left, right, ..
            } if op.is_comparison() => {
                let left = self.value(left);
                let right = self.value(right);
                op.comparison(left, right)
            }
            ExprKind::Call { target, args } => {
                let name = self.bif_name(target, args.len() as u32)?;
                self.type_test_call(name, args)
            }
            _ => None,
        }
    }

    /// `andalso`, `orelse` as values: the right side is in tail position.
    #[inline(never)]
    pub(super) fn short_circuit(&mut self, expr: &'a Expr<'a>, want: Want) -> Operand {
        let (join, result) = self.b.block_with_param();
        let mark = self.env.mark();
        let mut inner = None;
        let mut expr = expr;
        while let ExprKind::Binary {
            op, left, right, ..
        } = &expr.kind
            && op.is_short_circuit()
        {
            let next = self.b.block();
            let here = self.b.current();
            let stop = self.b.block();
            self.b.switch_to(stop);
            let shortened = self.boolean(*op == BinaryOp::OrElse);
            match want {
                Want::Return => self.b.end(Terminator::Return(shortened)),
                Want::Value | Want::Effect => self.b.jump(join, vec![shortened]),
            }
            self.b.switch_to(here);
            match op {
                BinaryOp::AndAlso => self.branch(left, next, stop),
                _ => self.branch(left, stop, next),
            }
            self.b.switch_to(next);
            // What the first left side binds is bound afterwards; the rest happens only sometimes.
            inner.get_or_insert_with(|| self.env.mark());
            expr = right;
        }
        let value = self.expr(expr, want);
        self.env.rollback(inner.unwrap_or(mark));
        if want == Want::Return {
            return value;
        }
        self.b.jump(join, vec![value]);
        self.b.switch_to(join);
        Operand::Value(result)
    }
}
