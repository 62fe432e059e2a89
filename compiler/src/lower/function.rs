//! A function from its clauses: parameters are matched by one decision graph, each clause's body is one block.

use super::match_tree::{Column, Fresh, Row};
use super::{CurrentFunction, FunctionId0, Lower, Want};
use crate::ast::nodes::{Clause, Function};
use crate::core::builder::FunctionBuilder;
use crate::core::nodes::{BlockId, FunctionId, Operand, Terminator};
use crate::source::span::Span;

impl<'a> Lower<'a, '_> {
    pub(super) fn function(&mut self, function: &Function<'a>) {
        let Some(&id) = self
            .declarations
            .functions
            .get(&(function.name.name, function.arity))
        else {
            return;
        };
        if !self.out.functions[id.0 as usize].blocks.is_empty() {
            // Defined twice: the checker has said so.
            return;
        }
        let params = self.start_function(id);
        self.clauses_of_function(function.clauses, &params, &params, function.name.span);
        self.finish_function(id);
        self.lower_queue();
        self.name_lifted(function.name.name, function.arity);
    }

    /// Makes `id` the function being lowered; its parameters.
    pub(super) fn start_function(&mut self, id: FunctionId) -> Vec<Operand> {
        let arity = self.out.functions[id.0 as usize].arity;
        self.b = FunctionBuilder::new(arity);
        self.env = super::env::Env::default();
        self.fail = None;
        let params: Vec<Operand> = self
            .b
            .params(BlockId(0))
            .iter()
            .map(|&param| Operand::Value(param))
            .collect();
        self.function = CurrentFunction {
            id: FunctionId0(id),
            itself: None,
        };
        params
    }

    pub(super) fn finish_function(&mut self, id: FunctionId) {
        let b = std::mem::replace(&mut self.b, FunctionBuilder::new(0));
        b.finish(&mut self.out.functions[id.0 as usize]);
    }

    /// Matches `params` with the clauses' patterns, which hide all variables of the same name; bodies are in tail position.
    /// When no clause matches, `function_clause` is raised with `all_params`.
    pub(super) fn clauses_of_function(
        &mut self,
        clauses: &'a [Clause<'a>],
        params: &[Operand],
        all_params: &[Operand],
        name_span: Span,
    ) {
        let fail = self.b.block();
        let columns: Vec<Column> = params.iter().map(|&param| Column::Value(param)).collect();
        let rows: Vec<Row<'a>> = clauses.iter().map(Row::of_clause).collect();
        let fresh = match &self.function.itself {
            Some(itself) => Fresh::AllBut(itself.name),
            None => Fresh::All,
        };
        let bodies = self.match_rows(&columns, &rows, fail, fresh);
        for (clause, body) in clauses.iter().zip(bodies) {
            let mark = self.env.mark();
            self.enter_body(&body);
            self.body(clause.body, Want::Return);
            self.env.rollback(mark);
        }
        self.b.switch_to(fail);
        let loc = clauses.first().map_or(name_span, |clause| clause.span);
        let loc = self.loc(loc);
        self.b.end(Terminator::FunctionClause {
            args: all_params.to_vec(),
            loc,
        });
    }
}
