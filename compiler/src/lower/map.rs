//! Maps: building and updating. Consecutive pairs of the same kind (`=>`, `:=`) are one instruction.
//!
//! Consecutive literal keys are known to differ: they may go in any order, and go as OTP orders them, so that of several
//! missing keys the same one is named: `=>` first, then `:=` in term order.

use std::cmp::Ordering;

use super::Lower;
use super::expr::constants;
use crate::ast::nodes::{Expr, MapField};
use crate::core::nodes::{Attempt, Const, ConstNode, InstKind, Operand};
use crate::source::span::Span;

type Pairs = Vec<(Operand, Operand)>;

impl<'a> Lower<'a, '_> {
    /// The map is computed first, then keys and values in the order written.
    #[inline(never)]
    pub(super) fn map_expr(
        &mut self,
        base: Option<&'a Expr<'a>>,
        fields: &'a [MapField<'a>],
        hash: Span,
    ) -> Operand {
        let mut map = match base {
            Some(base) => self.value(base),
            None => Operand::Const(self.out.consts.add(ConstNode::Map(Vec::new()))),
        };
        let mut pairs: Pairs = Vec::with_capacity(fields.len());
        for field in fields {
            let key = self.value(field.key);
            let value = self.value(field.value);
            pairs.push((key, value));
        }
        if base.is_none()
            && let Some(constant) = self.constant_map(&pairs)
        {
            return Operand::Const(constant);
        }
        if fields.is_empty() {
            return self.map_step(false, map, Vec::new(), hash);
        }
        let steps: Vec<(bool, (Operand, Operand))> =
            fields.iter().map(|field| field.exact).zip(pairs).collect();
        let is_literal = |step: &(bool, (Operand, Operand))| matches!(step.1.0, Operand::Const(_));
        let mut ordered = Vec::with_capacity(steps.len());
        for run in steps.chunk_by(|a, b| is_literal(a) && is_literal(b)) {
            let mut run = last_of_each(run);
            run.sort_by(|(exact_a, (a, _)), (exact_b, (b, _))| {
                exact_a.cmp(exact_b).then_with(|| self.compare_keys(*a, *b))
            });
            ordered.extend(run);
        }
        for group in ordered.chunk_by(|a, b| a.0 == b.0) {
            let pairs = group.iter().map(|&(_, pair)| pair).collect();
            map = self.map_step(group[0].0, map, pairs, hash);
        }
        map
    }

    fn constant_map(&mut self, pairs: &[(Operand, Operand)]) -> Option<Const> {
        let (keys, values): (Vec<Operand>, Vec<Operand>) = pairs.iter().copied().unzip();
        let pairs: Vec<(Const, Const)> = constants(&keys)?
            .into_iter()
            .zip(constants(&values)?)
            .collect();
        Some(self.map_const(&pairs))
    }

    /// Literal keys in term order, as far as it decides which of two missing keys is named.
    fn compare_keys(&self, a: Operand, b: Operand) -> Ordering {
        let (Operand::Const(a), Operand::Const(b)) = (a, b) else {
            return Ordering::Equal;
        };
        match (a, b) {
            (Const::Int(a), Const::Int(b)) => a.cmp(&b),
            (Const::Atom(a), Const::Atom(b)) => self.names.text(a).cmp(self.names.text(b)),
            (Const::Pooled(x), Const::Pooled(y)) => {
                match (self.out.consts.get(x), self.out.consts.get(y)) {
                    (ConstNode::Tuple(x), ConstNode::Tuple(y)) if x.len() == y.len() => x
                        .iter()
                        .zip(y)
                        .map(|(&x, &y)| self.compare_keys(Operand::Const(x), Operand::Const(y)))
                        .find(|order| order.is_ne())
                        .unwrap_or(Ordering::Equal),
                    (ConstNode::Tuple(x), ConstNode::Tuple(y)) => x.len().cmp(&y.len()),
                    (ConstNode::Float(x), ConstNode::Float(y)) => {
                        f64::from_bits(*x).total_cmp(&f64::from_bits(*y))
                    }
                    _ => self.key_rank(a).cmp(&self.key_rank(b)),
                }
            }
            _ => self.key_rank(a).cmp(&self.key_rank(b)),
        }
    }

    /// The order of types among map keys.
    fn key_rank(&self, key: Const) -> u32 {
        match key {
            Const::Int(_) => 0,
            Const::Atom(_) => 3,
            Const::Nil => 7,
            Const::Pooled(id) => match self.out.consts.get(id) {
                ConstNode::BigInt { .. } => 1,
                ConstNode::Float(_) => 2,
                ConstNode::ExternalFun { .. } => 4,
                ConstNode::Tuple(_) => 5,
                ConstNode::Map(_) => 6,
                ConstNode::List { .. } | ConstNode::String(_) => 8,
                ConstNode::Bits { .. } => 9,
            },
        }
    }

    fn map_step(&mut self, exact: bool, map: Operand, pairs: Pairs, span: Span) -> Operand {
        if self.fail.is_some() {
            let what = match exact {
                true => Attempt::MapUpdate { map, pairs },
                false => Attempt::MapPut { map, pairs },
            };
            return self.attempt(what, span);
        }
        let loc = self.loc(span);
        let kind = match exact {
            true => InstKind::MapUpdate { map, pairs },
            false => InstKind::MapPut { map, pairs },
        };
        self.b.emit(kind, loc)
    }
}

/// Of keys that are the same operand, the last value.
fn last_of_each(steps: &[(bool, (Operand, Operand))]) -> Vec<(bool, (Operand, Operand))> {
    let mut index = std::collections::HashMap::new();
    let mut unique: Vec<(bool, (Operand, Operand))> = Vec::with_capacity(steps.len());
    for &(exact, (key, value)) in steps {
        let at = *index.entry(key).or_insert(unique.len());
        match unique.get_mut(at) {
            Some(step) => step.1.1 = value,
            None => unique.push((exact, (key, value))),
        }
    }
    unique
}
