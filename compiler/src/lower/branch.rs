//! `case`, `if`, `=`: control goes apart and comes together again.
//!
//! Variables bound in every branch are parameters of the block where the branches meet; the builder drops those nobody uses.

use super::env::Mark;
use super::match_tree::{Body, Column, Fresh, Row};
use super::{Lower, NIL, Want};
use crate::ast::nodes::{Clause, Expr, ExprKind};
use crate::core::nodes::{BlockId, Operand, Terminator};
use crate::source::name::Name;
use crate::source::span::Span;
use purlin_isa::operand::FailKind;

/// The ends of branches that are to meet.
pub(super) struct Join {
    want: Want,
    mark: Mark,
    ends: Vec<End>,
}

struct End {
    block: BlockId,
    value: Operand,
    bound: Vec<(Name, Operand)>,
}

impl Join {
    pub(super) fn want(&self) -> Want {
        self.want
    }
}

impl<'a> Lower<'a, '_> {
    pub(super) fn start_join(&mut self, want: Want) -> Join {
        Join {
            want,
            mark: self.env.mark(),
            ends: Vec::new(),
        }
    }

    /// A branch is over, with this value; what it bound is forgotten until the join.
    pub(super) fn end_branch(&mut self, join: &mut Join, value: Operand) {
        if join.want != Want::Return {
            let bound = self.env.bound_since(join.mark).collect();
            let block = self.b.leave();
            join.ends.push(End {
                block,
                value,
                bound,
            });
        }
        self.env.rollback(join.mark);
    }

    /// A branch is over and what it bound stays its own.
    pub(super) fn end_closed_branch(&mut self, join: &mut Join, value: Operand) {
        self.end_value(join, value);
        self.forget(join);
    }

    /// What has been bound since the join was started is unbound again.
    pub(super) fn forget(&mut self, join: &Join) {
        self.env.rollback(join.mark);
    }

    /// A branch is over, without a word about variables.
    pub(super) fn end_value(&mut self, join: &mut Join, value: Operand) {
        if join.want != Want::Return {
            let block = self.b.leave();
            join.ends.push(End {
                block,
                value,
                bound: Vec::new(),
            });
        }
    }

    /// The branches meet: the value of the whole in a new current block.
    pub(super) fn finish_join(&mut self, join: Join) -> Operand {
        if join.want == Want::Return {
            return NIL;
        }
        if let [end] = &join.ends[..] {
            self.b.switch_to(end.block);
            for &(name, operand) in &end.bound {
                self.env.bind(name, operand);
            }
            // The branch may have been lowered under another handler: the rest is not.
            self.b.start_block();
            return end.value;
        }
        let block = self.b.block();
        let value = (join.want == Want::Value).then(|| self.b.param(block));
        let names = bound_everywhere(&join.ends);
        let params: Vec<Operand> = names
            .iter()
            .map(|_| Operand::Value(self.b.param(block)))
            .collect();
        for end in &join.ends {
            let mut args = Vec::with_capacity(names.len() + 1);
            args.extend(value.map(|_| end.value));
            args.extend(names.iter().map(|name| lookup(&end.bound, *name)));
            self.b.switch_to(end.block);
            self.b.jump(block, args);
        }
        self.b.switch_to(block);
        for (&name, &param) in names.iter().zip(&params) {
            self.env.bind(name, param);
        }
        value.map_or(NIL, Operand::Value)
    }

    /// Bodies of clauses, each in its block, then the join.
    pub(super) fn clause_bodies(
        &mut self,
        clauses: &'a [Clause<'a>],
        bodies: Vec<Body>,
        join: &mut Join,
    ) {
        for (clause, body) in clauses.iter().zip(bodies) {
            if !body.reachable {
                continue;
            }
            self.enter_body(&body);
            let value = self.body(clause.body, join.want);
            self.end_branch(join, value);
        }
    }

    /// Makes a clause's body the current block, its pattern's variables bound.
    pub(super) fn enter_body(&mut self, body: &Body) {
        self.b.switch_to(body.block);
        for &(name, value) in &body.vars {
            self.env.bind(name, value);
        }
    }

    #[inline(never)]
    pub(super) fn case(
        &mut self,
        expr: &'a Expr<'a>,
        subject: &'a Expr<'a>,
        clauses: &'a [Clause<'a>],
        want: Want,
    ) -> Operand {
        if let Some(sides) = self.boolean_clauses(subject, clauses) {
            return self.boolean_case(subject, sides, want);
        }
        let column = self.subject(subject);
        let mut join = self.start_join(want);
        let fail = self.b.block();
        let rows: Vec<Row<'a>> = clauses.iter().map(Row::of_clause).collect();
        let bodies = self.match_rows(std::slice::from_ref(&column), &rows, fail, Fresh::Unbound);
        self.b.switch_to(fail);
        let value = self.column_value(&column);
        let loc = self.loc(expr.span);
        self.b.end(Terminator::Fail {
            kind: FailKind::CaseClause,
            value,
            loc,
        });
        self.clause_bodies(clauses, bodies, &mut join);
        self.finish_join(join)
    }

    /// What a `case` looks at: a tuple written out is not made, its elements are looked at.
    fn subject(&mut self, subject: &'a Expr<'a>) -> Column {
        if let ExprKind::Tuple(elements) = &subject.kind {
            return Column::Tuple(self.values(elements));
        }
        Column::Value(self.value(subject))
    }

    pub(super) fn column_value(&mut self, column: &Column) -> Operand {
        match column {
            Column::Value(operand) => *operand,
            Column::Tuple(elements) => self.make_tuple(elements.clone()),
        }
    }

    /// `case Test of true -> A; false -> B end`: the bodies for true and false.
    fn boolean_clauses(
        &self,
        subject: &Expr<'a>,
        clauses: &'a [Clause<'a>],
    ) -> Option<[&'a [Expr<'a>]; 2]> {
        let [first, second] = clauses else {
            return None;
        };
        if !self.is_test(subject) || !first.guard.is_empty() || !second.guard.is_empty() {
            return None;
        }
        let atom = |clause: &Clause<'a>| match clause.patterns {
            [
                Expr {
                    kind: ExprKind::Atom(name),
                    ..
                },
            ] => Some(*name),
            _ => None,
        };
        let (a, b) = (atom(first)?, atom(second)?);
        if a == self.words.true_ && b == self.words.false_ {
            Some([first.body, second.body])
        } else if a == self.words.false_ && b == self.words.true_ {
            Some([second.body, first.body])
        } else {
            None
        }
    }

    fn boolean_case(
        &mut self,
        subject: &'a Expr<'a>,
        sides: [&'a [Expr<'a>]; 2],
        want: Want,
    ) -> Operand {
        let yes = self.b.block();
        let no = self.b.block();
        self.branch(subject, yes, no);
        let mut join = self.start_join(want);
        for (block, body) in [yes, no].into_iter().zip(sides) {
            self.b.switch_to(block);
            let value = self.body(body, want);
            self.end_branch(&mut join, value);
        }
        self.finish_join(join)
    }

    #[inline(never)]
    pub(super) fn if_(
        &mut self,
        expr: &'a Expr<'a>,
        clauses: &'a [Clause<'a>],
        want: Want,
    ) -> Operand {
        let mut join = self.start_join(want);
        for clause in clauses {
            let next = self.b.block();
            self.guard(clause.guard, next);
            let value = self.body(clause.body, want);
            self.end_branch(&mut join, value);
            self.b.switch_to(next);
        }
        let loc = self.loc(expr.span);
        self.b.end(Terminator::Fail {
            kind: FailKind::IfClause,
            value: NIL,
            loc,
        });
        self.finish_join(join)
    }

    /// `P1 = P2 = E`: E is computed, then matched with P2, then with P1.
    #[inline(never)]
    pub(super) fn match_(&mut self, expr: &'a Expr<'a>) -> Operand {
        let mut patterns = Vec::new();
        let mut source = expr;
        while let ExprKind::Match { left, right } = &source.kind {
            patterns.push((*left, source.span));
            source = right;
        }
        let value = match source.kind {
            ExprKind::MaybeMatch { .. } => self.unreachable(),
            _ => self.value(source),
        };
        for (pattern, span) in patterns.into_iter().rev() {
            self.match_pattern(pattern, value, span);
        }
        value
    }

    /// Matches a value with a pattern, or raises `{badmatch, V}`; its variables are bound afterwards.
    pub(super) fn match_pattern(&mut self, pattern: &'a Expr<'a>, value: Operand, span: Span) {
        if let ExprKind::Var(name) = &pattern.kind {
            if *name == self.words.underscore {
                return;
            }
            if !self.env.contains(*name) {
                self.env.bind(*name, value);
                return;
            }
        }
        let fail = self.b.block();
        self.match_or(pattern, value, fail);
        let here = self.b.leave();
        self.b.switch_to(fail);
        let loc = self.loc(span);
        self.b.end(Terminator::Fail {
            kind: FailKind::BadMatch,
            value,
            loc,
        });
        self.b.switch_to(here);
    }

    /// Matches a value with a pattern, or goes to `fail`.
    pub(super) fn match_or(&mut self, pattern: &'a Expr<'a>, value: Operand, fail: BlockId) {
        let row = Row::of_pattern(pattern);
        let bodies = self.match_rows(&[Column::Value(value)], &[row], fail, Fresh::Unbound);
        for body in bodies {
            self.enter_body(&body);
        }
    }
}

/// Names that every branch has bound, in the order of the first.
fn bound_everywhere(ends: &[End]) -> Vec<Name> {
    let Some((first, others)) = ends.split_first() else {
        return Vec::new();
    };
    let mut names: Vec<Name> = first.bound.iter().map(|&(name, _)| name).collect();
    for end in others {
        if names.is_empty() {
            break;
        }
        let bound: super::NameSet = end.bound.iter().map(|&(name, _)| name).collect();
        names.retain(|name| bound.contains(name));
    }
    names
}

fn lookup(bound: &[(Name, Operand)], name: Name) -> Operand {
    // Names come from `bound_everywhere`.
    bound
        .iter()
        .rev()
        .find(|(bound, _)| *bound == name)
        .map_or(NIL, |&(_, operand)| operand)
}
