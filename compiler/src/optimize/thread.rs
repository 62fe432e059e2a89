//! Jumps that know where the next block will go: a block without instructions that tests a parameter, reached with a constant for
//! it, is skipped. Also drops unreachable blocks.

use super::Words;
use super::facts::{Known, decide};
use crate::core::nodes::*;

/// How often one jump is followed.
const MAX_STEPS: u32 = 16;

/// Has anything changed?
pub fn thread_jumps(function: &mut Function, words: &Words) -> bool {
    let skippable = skippable(function);
    let mut changed = false;
    for index in 0..function.blocks.len() {
        let mut end = std::mem::take(&mut function.blocks[index].end);
        end.targets_mut(&mut |target| {
            for _ in 0..MAX_STEPS {
                match next(function, target, &skippable, words) {
                    Some(further) if further.block.0 as usize != index => {
                        *target = further;
                        changed = true;
                    }
                    _ => break,
                }
            }
        });
        function.blocks[index].end = end;
    }
    changed
}

/// Blocks without instructions whose parameters nobody else uses.
fn skippable(function: &Function) -> Vec<bool> {
    let mut home = vec![u32::MAX; function.n_values as usize];
    let mut skippable: Vec<bool> = Vec::new();
    for (index, block) in function.blocks.iter().enumerate() {
        block
            .params
            .iter()
            .for_each(|param| home[param.0 as usize] = index as u32);
        let tests = matches!(
            block.end,
            Terminator::Jump(_) | Terminator::Branch { .. } | Terminator::Switch { .. }
        );
        skippable.push(index != 0 && block.insts.is_empty() && tests);
    }
    for block in &function.blocks {
        if let Some(handler) = block.handler {
            skippable[handler.0 as usize] = false;
        }
        // What comes from the terminator is not known.
        if block.end.has_result() {
            let mut first = true;
            block.end.targets(&mut |target| {
                if std::mem::take(&mut first) {
                    skippable[target.block.0 as usize] = false;
                }
            });
        }
    }
    for (index, block) in function.blocks.iter().enumerate() {
        let mut check = |x: &Operand| {
            if let Operand::Value(value) = *x {
                let from = home[value.0 as usize];
                if from != u32::MAX && from != index as u32 {
                    skippable[from as usize] = false;
                }
            }
        };
        block
            .insts
            .iter()
            .for_each(|inst| inst.kind.operands(&mut check));
        block.end.operands(&mut check);
    }
    skippable
}

/// Where a jump to `target` surely goes from there.
fn next(function: &Function, target: &Target, skippable: &[bool], words: &Words) -> Option<Target> {
    let index = target.block.0 as usize;
    if !*skippable.get(index)? {
        return None;
    }
    let block = &function.blocks[index];
    let argument = |x: Operand| match x {
        Operand::Value(value) => block
            .params
            .iter()
            .position(|&param| param == value)
            .and_then(|at| target.args.get(at).copied())
            .unwrap_or(x),
        Operand::Const(_) => x,
    };
    let further = match &block.end {
        Terminator::Jump(next) => next,
        Terminator::Branch {
            test,
            then,
            otherwise,
        } => {
            let known = |x: Operand| match argument(x) {
                Operand::Const(constant) => Known::constant(constant, words),
                Operand::Value(_) => Known::ANYTHING,
            };
            if decide(test, &known)? {
                then
            } else {
                otherwise
            }
        }
        Terminator::Switch {
            subject,
            cases,
            default,
        } => {
            let Operand::Const(constant) = argument(*subject) else {
                return None;
            };
            match cases.iter().find(|(case, _)| *case == constant) {
                Some((_, case)) => case,
                None => default,
            }
        }
        _ => return None,
    };
    Some(Target {
        block: further.block,
        args: further.args.iter().map(|&x| argument(x)).collect(),
    })
}

/// Empties blocks that no way leads to, so that what they use counts no more. Numbers stay.
pub fn drop_unreachable(function: &mut Function) {
    let mut seen = vec![false; function.blocks.len()];
    let mut work = vec![0u32];
    while let Some(index) = work.pop() {
        let Some(block) = function.blocks.get(index as usize) else {
            continue;
        };
        if std::mem::replace(&mut seen[index as usize], true) {
            continue;
        }
        block.end.targets(&mut |target| work.push(target.block.0));
        work.extend(block.handler.map(|handler| handler.0));
    }
    for (block, seen) in function.blocks.iter_mut().zip(seen) {
        if !seen {
            *block = Block {
                params: std::mem::take(&mut block.params),
                ..Block::default()
            };
        }
    }
}
