//! `receive`: look at one message after the other, wait when there is none.

use super::match_tree::{Column, Fresh, Row};
use super::{Lower, Want};
use crate::ast::nodes::{After, Clause};
use crate::core::nodes::{Const, InstKind, LocId, Operand, Target, Terminator};

impl<'a> Lower<'a, '_> {
    #[inline(never)]
    pub(super) fn receive(
        &mut self,
        clauses: &'a [Clause<'a>],
        after: Option<&'a After<'a>>,
        want: Want,
    ) -> Operand {
        let timeout = after.map(|after| self.value(after.timeout));
        let mut join = self.start_join(want);
        let peek = self.b.start_block();
        let (look, message) = self.b.block_with_param();
        let wait = self.b.block();
        self.b.end(Terminator::RecvPeek {
            ok: Target::to(look),
            empty: Target::to(wait),
            loc: LocId::default(),
        });
        let skip = self.b.block();
        self.b.switch_to(skip);
        self.b.end(Terminator::RecvSkip {
            next: Target::to(peek),
        });

        self.b.switch_to(look);
        let rows: Vec<Row<'a>> = clauses.iter().map(Row::of_clause).collect();
        let bodies = self.match_rows(
            &[Column::Value(Operand::Value(message))],
            &rows,
            skip,
            Fresh::Unbound,
        );
        for (clause, body) in clauses.iter().zip(bodies) {
            if !body.reachable {
                continue;
            }
            self.enter_body(&body);
            self.b.emit_void(InstKind::RecvAccept, LocId::default());
            let value = self.body(clause.body, want);
            self.end_branch(&mut join, value);
        }

        self.b.switch_to(wait);
        let next = Target::to(peek);
        match (after, timeout) {
            (Some(after), Some(timeout))
                if timeout != Operand::Const(Const::Atom(self.words.infinity)) =>
            {
                let loc = self.loc(after.span);
                let expired = self.b.block();
                self.b.end(Terminator::RecvWaitTimeout {
                    timeout,
                    next,
                    expired: Target::to(expired),
                    loc,
                });
                self.b.switch_to(expired);
                let value = self.body(after.body, want);
                self.end_branch(&mut join, value);
            }
            _ => self.b.end(Terminator::RecvWait {
                next,
                loc: LocId::default(),
            }),
        }
        self.finish_join(join)
    }
}
