//! `try` and `catch`. Nothing bound inside is bound afterwards.
//!
//! An `after` body is emitted once: the block gets what to do next as its parameters, a class and what belongs to it, or
//! `[]` and the value.

use super::match_tree::{Column, Fresh, Row};
use super::{Lower, NIL, Want};
use crate::ast::nodes::{Expr, ExprKind, Try};
use crate::core::nodes::{
    BlockId, Const, InstKind, Kind, LocId, Operand, Target, Terminator, Test,
};
use crate::source::span::Span;
use purlin_isa::operand::FailKind;

/// A handler's parameters.
#[derive(Clone, Copy)]
struct Caught {
    block: BlockId,
    class: Operand,
    reason: Operand,
    trace: Operand,
}

impl<'a> Lower<'a, '_> {
    /// A handler block, itself under the handler that is set now.
    fn handler(&mut self) -> Caught {
        let block = self.b.block();
        let mut param = || Operand::Value(self.b.param(block));
        Caught {
            block,
            class: param(),
            reason: param(),
            trace: param(),
        }
    }

    #[inline(never)]
    pub(super) fn try_(&mut self, expr: &'a Expr<'a>, parts: &'a Try<'a>, want: Want) -> Operand {
        if parts.after.is_empty() {
            return self.try_catch(expr.span, parts, want);
        }
        let mark = self.env.mark();
        let outer = self.b.handler;
        let caught = self.handler();
        self.b.handler = Some(caught.block);
        self.b.start_block();
        let value = match parts.of_clauses.is_empty() && parts.catch_clauses.is_empty() {
            true => self.body(parts.body, Want::Value),
            false => self.try_catch(expr.span, parts, Want::Value),
        };
        self.b.handler = outer;
        self.env.rollback(mark);
        let after = self.b.block();
        let mut param = || Operand::Value(self.b.param(after));
        let (class, result, trace) = (param(), param(), param());
        self.b.jump(after, vec![NIL, value, NIL]);
        self.b.switch_to(caught.block);
        self.b
            .jump(after, vec![caught.class, caught.reason, caught.trace]);

        self.b.switch_to(after);
        self.body(parts.after, Want::Effect);
        self.env.rollback(mark);
        let (normal, again) = (self.b.block(), self.b.block());
        self.b.end(Terminator::Branch {
            test: Test::Is(Kind::Nil, class),
            then: Target::to(normal),
            otherwise: Target::to(again),
        });
        self.b.switch_to(again);
        self.b.end(Terminator::Reraise {
            class,
            reason: result,
            trace,
            loc: LocId::default(),
        });
        self.b.switch_to(normal);
        self.give(result, want)
    }

    /// Without `after`.
    fn try_catch(&mut self, span: Span, parts: &'a Try<'a>, want: Want) -> Operand {
        if parts.catch_clauses.is_empty() && parts.of_clauses.is_empty() {
            return self.body(parts.body, want);
        }
        let mut join = self.start_join(want);
        let outer = self.b.handler;
        let caught = self.handler();
        self.b.handler = Some(caught.block);
        self.b.start_block();
        let value = self.body(parts.body, Want::Value);
        self.b.handler = outer;
        self.b.start_block();
        if parts.of_clauses.is_empty() {
            let value = self.give(value, want);
            self.end_closed_branch(&mut join, value);
        } else {
            self.of_clauses(span, parts, value, &mut join);
        }
        self.catch_clauses(parts, caught, &mut join);
        self.finish_join(join)
    }

    fn of_clauses(
        &mut self,
        span: Span,
        parts: &'a Try<'a>,
        value: Operand,
        join: &mut super::branch::Join,
    ) {
        let fail = self.b.block();
        let rows: Vec<Row<'a>> = parts.of_clauses.iter().map(Row::of_clause).collect();
        let bodies = self.match_rows(&[Column::Value(value)], &rows, fail, Fresh::Unbound);
        self.b.switch_to(fail);
        let loc = self.loc(span);
        self.b.end(Terminator::Fail {
            kind: FailKind::TryClause,
            value,
            loc,
        });
        let mark = self.env.mark();
        for (clause, body) in parts
            .of_clauses
            .iter()
            .zip(bodies)
            .filter(|(_, body)| body.reachable)
        {
            self.enter_body(&body);
            let value = self.body(clause.body, join.want());
            self.env.rollback(mark);
            self.end_value(join, value);
        }
        self.forget(join);
    }

    fn catch_clauses(
        &mut self,
        parts: &'a Try<'a>,
        caught: Caught,
        join: &mut super::branch::Join,
    ) {
        self.b.switch_to(caught.block);
        let fail = self.b.block();
        let throw = Const::Atom(self.words.throw);
        let rows: Vec<Row<'a>> = parts
            .catch_clauses
            .iter()
            .map(|clause| Row::of_catch(clause, throw))
            .collect();
        let columns = [Column::Value(caught.class), Column::Value(caught.reason)];
        let bodies = self.match_rows(&columns, &rows, fail, Fresh::Unbound);
        self.b.switch_to(fail);
        self.b.end(Terminator::Reraise {
            class: caught.class,
            reason: caught.reason,
            trace: caught.trace,
            loc: LocId::default(),
        });
        for (clause, body) in parts
            .catch_clauses
            .iter()
            .zip(bodies)
            .filter(|(_, body)| body.reachable)
        {
            self.enter_body(&body);
            if let Some(Expr {
                kind: ExprKind::Var(name),
                ..
            }) = clause.stack
                && *name != self.words.underscore
            {
                let trace = self.b.emit(
                    InstKind::BuildTrace {
                        trace: caught.trace,
                    },
                    LocId::default(),
                );
                self.env.bind(*name, trace);
            }
            let value = self.body(clause.body, join.want());
            self.end_closed_branch(join, value);
        }
    }

    #[inline(never)]
    pub(super) fn catch(&mut self, inner: &'a Expr<'a>) -> Operand {
        let mut join = self.start_join(Want::Value);
        let outer = self.b.handler;
        let caught = self.handler();
        self.b.handler = Some(caught.block);
        self.b.start_block();
        let value = self.value(inner);
        self.b.handler = outer;
        self.b.start_block();
        self.end_closed_branch(&mut join, value);
        self.b.switch_to(caught.block);
        let kind = InstKind::CatchValue {
            class: caught.class,
            reason: caught.reason,
            trace: caught.trace,
        };
        let value = self.b.emit(kind, LocId::default());
        self.end_closed_branch(&mut join, value);
        self.finish_join(join)
    }
}
