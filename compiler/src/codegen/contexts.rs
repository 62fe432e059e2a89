//! Which parameters are match contexts: those used as one, or passed on as one.

use crate::core::nodes::*;
use std::collections::HashSet;

pub type ContextParams = HashSet<(u32, u32)>;

pub fn context_params(functions: &[Function]) -> ContextParams {
    let mut found = ContextParams::new();
    // Parameters that are passed on: from, to.
    let mut passed: Vec<((u32, u32), (u32, u32))> = Vec::new();
    for (index, function) in functions.iter().enumerate() {
        let Some(entry) = function.blocks.first() else {
            continue;
        };
        let param = |x: &Operand| {
            let value = x.value()?;
            entry
                .params
                .iter()
                .position(|&param| param == value)
                .map(|at| (index as u32, at as u32))
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
    loop {
        let before = found.len();
        for (from, to) in &passed {
            if found.contains(to) {
                found.insert(*from);
            }
        }
        if found.len() == before {
            return found;
        }
    }
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
