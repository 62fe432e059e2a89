//! Which values are live where, in a prepared function. Cost is the size of the answer: each value walks from its uses back
//! to its definition.

use crate::core::nodes::*;

pub struct Liveness {
    /// Values live at the start of each block, its parameters excluded; ascending.
    pub live_in: Vec<Vec<Value>>,
    /// The block that defines each value.
    pub home: Vec<u32>,
    /// Predecessors by jumps and by exceptions.
    pub preds: Vec<Vec<u32>>,
}

pub const NOWHERE: u32 = u32::MAX;

impl Liveness {
    pub fn new(function: &Function) -> Liveness {
        let preds = all_predecessors(function);
        let home = homes(function);
        let mut uses = upward_uses(function, &home);
        uses.sort_unstable();
        uses.dedup();
        let mut live_in: Vec<Vec<Value>> = vec![Vec::new(); function.blocks.len()];
        let mut stack = Vec::new();
        for (value, block) in uses {
            stack.push(block);
            while let Some(block) = stack.pop() {
                let list = &mut live_in[block as usize];
                if list.last() == Some(&value) {
                    continue;
                }
                list.push(value);
                let from = home[value.0 as usize];
                stack.extend(preds[block as usize].iter().filter(|&&pred| pred != from));
            }
        }
        Liveness {
            live_in,
            home,
            preds,
        }
    }

    /// Calls `f` on each value live at the end of a block (arguments of its jumps excluded); a value may come several times.
    pub fn live_out(&self, block: &Block, f: &mut impl FnMut(Value)) {
        block.end.targets(&mut |target| {
            self.live_in[target.block.0 as usize]
                .iter()
                .for_each(|&value| f(value))
        });
        if let Some(handler) = block.handler {
            self.live_in[handler.0 as usize]
                .iter()
                .for_each(|&value| f(value));
        }
    }
}

fn all_predecessors(function: &Function) -> Vec<Vec<u32>> {
    let mut preds = super::prepare::predecessors(function);
    for (index, block) in function.blocks.iter().enumerate() {
        if let Some(handler) = block.handler {
            preds[handler.0 as usize].push(index as u32);
        }
    }
    preds
}

fn homes(function: &Function) -> Vec<u32> {
    let mut home = vec![NOWHERE; function.n_values as usize];
    for (index, block) in function.blocks.iter().enumerate() {
        let results = block.insts.iter().filter_map(|inst| inst.result);
        for value in block.params.iter().copied().chain(results) {
            home[value.0 as usize] = index as u32;
        }
    }
    home
}

/// Uses of values in blocks that do not define them.
fn upward_uses(function: &Function, home: &[u32]) -> Vec<(Value, u32)> {
    let mut uses = Vec::new();
    for (index, block) in function.blocks.iter().enumerate() {
        let index = index as u32;
        let mut note = |x: &Operand| {
            if let Operand::Value(value) = *x
                && home[value.0 as usize] != index
            {
                uses.push((value, index));
            }
        };
        block
            .insts
            .iter()
            .for_each(|inst| inst.kind.operands(&mut note));
        block.end.operands(&mut note);
    }
    uses
}
