//! Which parameters are match contexts: those used as one, or passed on as one.

use crate::core::nodes::*;
use std::collections::{HashMap, HashSet};

pub type ContextParams = HashSet<(u32, u32)>;

pub fn context_params(functions: &[Function]) -> ContextParams {
    let mut found = ContextParams::new();
    // Parameters that are passed on: from, to.
    let mut passed: Vec<((u32, u32), (u32, u32))> = Vec::new();
    for (index, function) in functions.iter().enumerate() {
        let Some(entry) = function.blocks.first() else {
            continue;
        };
        // They are numbered first, as a rule.
        let in_order = (0..)
            .zip(&entry.params)
            .all(|(at, &param)| param == Value(at));
        let param = |x: &Operand| {
            let value = x.value()?;
            let at = match in_order {
                true => Some(value.0 as usize).filter(|&at| at < entry.params.len()),
                false => entry.params.iter().position(|&param| param == value),
            };
            at.map(|at| (index as u32, at as u32))
        };
        for block in &function.blocks {
            for inst in &block.insts {
                match &inst.kind {
                    InstKind::BsPosition { ctx } | InstKind::BsRestore { ctx, .. } => {
                        found.extend(param(ctx))
                    }
                    InstKind::Call { function, args } => {
                        let to = |at: usize| (function.0, at as u32);
                        passed.extend(
                            args.iter()
                                .enumerate()
                                .filter_map(|(at, x)| Some((param(x)?, to(at)))),
                        );
                    }
                    _ => {}
                }
            }
            if let Terminator::Attempt { what, .. } = &block.end {
                found.extend(context_of(what).and_then(param));
            }
        }
    }
    if found.is_empty() {
        return found;
    }
    let mut givers: HashMap<(u32, u32), Vec<(u32, u32)>> = HashMap::new();
    for (from, to) in passed {
        givers.entry(to).or_default().push(from);
    }
    let mut work: Vec<(u32, u32)> = found.iter().copied().collect();
    while let Some(to) = work.pop() {
        let from = givers.get(&to).into_iter().flatten();
        work.extend(from.filter(|&&from| found.insert(from)));
    }
    found
}

/// The context an attempt reads from.
fn context_of(what: &Attempt) -> Option<&Operand> {
    match what {
        Attempt::BsGetInteger { ctx, .. }
        | Attempt::BsGetFloat { ctx, .. }
        | Attempt::BsGetBits { ctx, .. }
        | Attempt::BsGetRest { ctx, .. }
        | Attempt::BsGetUtf { ctx, .. }
        | Attempt::BsSkipBits { ctx, .. }
        | Attempt::BsSkipUtf { ctx, .. }
        | Attempt::BsMatchLiteral { ctx, .. }
        | Attempt::BsTestRest { ctx, .. }
        | Attempt::BsTestUnit { ctx, .. } => Some(ctx),
        Attempt::Bif { .. }
        | Attempt::Arith { .. }
        | Attempt::MapGet { .. }
        | Attempt::MapPut { .. }
        | Attempt::MapUpdate { .. }
        | Attempt::BsCreate(_)
        | Attempt::BsStart(_) => None,
    }
}
