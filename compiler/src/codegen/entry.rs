//! Facts about functions: what their arguments and results are.

use super::contexts::ContextParams;
use super::tables::Tables;
use crate::core::nodes::Signature;
use purlin_isa::module::{Fact, FactRow};
use purlin_isa::operand::Reg;

/// States the facts of function number `index`, which has just been generated.
pub fn state(
    contexts: &ContextParams,
    known: Option<&Signature>,
    index: usize,
    tables: &mut Tables<'_>,
) {
    let Some(row) = tables.module.functions.get_mut(index) else {
        return;
    };
    if let Some(signature) = known {
        row.result = signature.result;
    }
    let (label, arity) = (row.entry, row.arity);
    for at in 0..u32::from(arity) {
        let told = known.and_then(|signature| signature.params.get(at as usize));
        let fact = match told {
            _ if contexts.contains(&(index as u32, at)) => Fact::of(Fact::CONTEXT),
            Some(fact) if *fact != Fact::ANYTHING => *fact,
            _ => continue,
        };
        tables.module.facts.push(FactRow {
            label,
            reg: Reg::X(at as u16),
            fact,
        });
    }
}
