//! Maps: building and updating. Consecutive pairs of the same kind (`=>`, `:=`) are one instruction.

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
        let mut rest = &pairs[..];
        for group in fields.chunk_by(|a, b| a.exact == b.exact) {
            let (now, later) = rest.split_at(group.len());
            rest = later;
            let exact = group.first().is_some_and(|field| field.exact);
            map = self.map_step(exact, map, last_of_each(now), hash);
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
fn last_of_each(pairs: &[(Operand, Operand)]) -> Pairs {
    let mut index = std::collections::HashMap::new();
    let mut unique: Pairs = Vec::with_capacity(pairs.len());
    for &(key, value) in pairs {
        let at = *index.entry(key).or_insert(unique.len());
        match unique.get_mut(at) {
            Some(pair) => pair.1 = value,
            None => unique.push((key, value)),
        }
    }
    unique
}
