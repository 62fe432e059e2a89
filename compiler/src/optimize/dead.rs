//! Removes what nobody needs: instructions without effect whose result is not used, blocks that are never reached, copies.

use crate::core::nodes::*;

/// How often each value is an operand.
pub(super) fn count_uses(function: &Function) -> Vec<u32> {
    let mut n_uses = vec![0u32; function.n_values as usize];
    for block in &function.blocks {
        let mut count = |x: &Operand| {
            if let Operand::Value(value) = *x {
                n_uses[value.0 as usize] += 1;
            }
        };
        block
            .insts
            .iter()
            .for_each(|inst| inst.kind.operands(&mut count));
        block.end.operands(&mut count);
    }
    n_uses
}

pub fn remove(function: &mut Function) {
    super::thread::drop_unreachable(function);
    crate::codegen::substitute_copies(function);
    let mut n_uses = count_uses(function);
    // Backwards, so that what only dead instructions use goes with them; later blocks first.
    for block in function.blocks.iter_mut().rev() {
        let mut keep = vec![true; block.insts.len()];
        for (at, inst) in block.insts.iter().enumerate().rev() {
            let unused = inst
                .result
                .is_some_and(|result| n_uses[result.0 as usize] == 0);
            if unused && inst.kind.is_pure() {
                keep[at] = false;
                inst.kind.operands(&mut |x| {
                    if let Operand::Value(value) = *x {
                        n_uses[value.0 as usize] -= 1;
                    }
                });
            }
        }
        let mut keep = keep.into_iter();
        block.insts.retain(|_| keep.next().unwrap_or(true));
    }
}
