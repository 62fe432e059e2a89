//! `maybe`: `?=` leaves the body when it does not match. Nothing bound inside is bound afterwards.

use super::match_tree::{Column, Fresh, Row};
use super::{Lower, NIL, Want};
use crate::ast::nodes::{Clause, Expr, ExprKind};
use crate::core::nodes::{BlockId, Operand, Terminator};
use purlin_isa::operand::FailKind;

impl<'a> Lower<'a, '_> {
    #[inline(never)]
    pub(super) fn maybe(
        &mut self,
        expr: &'a Expr<'a>,
        body: &'a [Expr<'a>],
        else_clauses: &'a [Clause<'a>],
        want: Want,
    ) -> Operand {
        let mut join = self.start_join(want);
        let (leave, left) = self.b.block_with_param();
        let value = self.maybe_body(body, leave, want);
        self.end_closed_branch(&mut join, value);
        self.b.switch_to(leave);
        let left = Operand::Value(left);
        if else_clauses.is_empty() {
            let value = self.give(left, want);
            self.end_closed_branch(&mut join, value);
            return self.finish_join(join);
        }
        let fail = self.b.block();
        let rows: Vec<Row<'a>> = else_clauses.iter().map(Row::of_clause).collect();
        let bodies = self.match_rows(&[Column::Value(left)], &rows, fail, Fresh::Unbound);
        self.b.switch_to(fail);
        let loc = self.loc(expr.span);
        self.b.end(Terminator::Fail {
            kind: FailKind::ElseClause,
            value: left,
            loc,
        });
        for (clause, body) in else_clauses
            .iter()
            .zip(bodies)
            .filter(|(_, body)| body.reachable)
        {
            self.enter_body(&body);
            let value = self.body(clause.body, want);
            self.end_closed_branch(&mut join, value);
        }
        self.finish_join(join)
    }

    fn maybe_body(&mut self, body: &'a [Expr<'a>], leave: BlockId, want: Want) -> Operand {
        let Some((last, others)) = body.split_last() else {
            return self.give(NIL, want);
        };
        for expr in others {
            match &expr.kind {
                ExprKind::MaybeMatch { left, right, .. } => {
                    self.maybe_match(left, right, leave);
                }
                _ => {
                    self.expr(expr, Want::Effect);
                }
            }
        }
        match &last.kind {
            ExprKind::MaybeMatch { left, right, .. } => {
                let value = self.maybe_match(left, right, leave);
                self.give(value, want)
            }
            _ => self.expr(last, want),
        }
    }

    fn maybe_match(
        &mut self,
        pattern: &'a Expr<'a>,
        source: &'a Expr<'a>,
        leave: BlockId,
    ) -> Operand {
        let value = self.value(source);
        let fail = self.b.block();
        self.match_or(pattern, value, fail);
        let here = self.b.leave();
        self.b.switch_to(fail);
        self.b.jump(leave, vec![value]);
        self.b.switch_to(here);
        value
    }
}
