//! Which values need a place in the frame, and where the frame is made.
//!
//! A value lives in the frame if it is live across something that clobbers the X registers (a call, waiting for a message)
//! or into an exception handler, or if the X registers ran out. The frame is made as late as paths allow: paths without calls
//! have none. At each point of the code there either is a frame or not, whichever way one came:
//!
//! - a block has a frame at its start if a predecessor has one at its end; predecessors without one make it before they jump;
//! - a handler has a frame if a block that names it has one where it may raise, and then all of them have one throughout.

use super::liveness::{Liveness, Words};
use crate::core::nodes::*;

pub struct Frames {
    /// Does the value live in the frame (wherever there is one)?
    pub slotted: Vec<bool>,
    /// Is there a frame at the block's start?
    pub at_start: Vec<bool>,
    /// Before which instruction the block makes the frame (the number of instructions: before the terminator).
    pub made_at: Vec<Option<u32>>,
}

impl Frames {
    /// Is there a frame at the block's end?
    pub fn at_end(&self, block: usize) -> bool {
        self.at_start[block] || self.made_at[block].is_some()
    }
}

/// The last instruction of the block is a call whose result is returned at once.
pub fn ends_in_tail_call(block: &Block) -> bool {
    let Some(inst) = block.insts.last() else {
        return false;
    };
    let Terminator::Return(Operand::Value(result)) = block.end else {
        return false;
    };
    block.handler.is_none() && inst.kind.is_call() && inst.result == Some(result)
}

/// Calls, tail calls excepted, keep their frame's values only.
fn clobbers(block: &Block, index: usize) -> bool {
    block.insts[index].kind.is_call()
        && !(index + 1 == block.insts.len() && ends_in_tail_call(block))
}

fn end_clobbers(block: &Block) -> bool {
    matches!(
        block.end,
        Terminator::RecvWait { .. } | Terminator::RecvWaitTimeout { .. }
    )
}

pub fn place(function: &Function, liveness: &Liveness, spilled: &[Value]) -> Frames {
    let mut slotted = slotted(function, liveness);
    for value in spilled {
        slotted[value.0 as usize] = true;
    }
    let mut is_spilled = vec![false; function.n_values as usize];
    for value in spilled {
        is_spilled[value.0 as usize] = true;
    }
    let mut in_frame = liveness.words();
    for (index, _) in slotted.iter().enumerate().filter(|(_, slotted)| **slotted) {
        liveness.insert(Value(index as u32), &mut in_frame);
    }
    let needs: Vec<Option<u32>> = function
        .blocks
        .iter()
        .map(|block| first_need(block, liveness, &in_frame, &is_spilled))
        .collect();
    let at_start = flow(function, liveness, &needs);
    let mut frames = Frames {
        slotted,
        at_start,
        made_at: vec![None; function.blocks.len()],
    };
    for index in 0..function.blocks.len() {
        frames.made_at[index] = made_at(function, &frames, &needs, index);
    }
    settle_starts(function, liveness, &mut frames);
    frames
}

fn slotted(function: &Function, liveness: &Liveness) -> Vec<bool> {
    let mut slotted = vec![false; function.n_values as usize];
    // Values that live over the end of a block in which something clobbers, those excepted that it makes afterwards.
    let mut across = liveness.words();
    let mut out = liveness.words();
    // Number of clobbers in the block before the definition.
    let mut defined_at = vec![0u32; function.n_values as usize];
    for (index, block) in function.blocks.iter().enumerate() {
        let here = index as u32;
        let mut n_clobbers = 0u32;
        let mut check = |value: Value, defined_at: &[u32], n_clobbers: u32| {
            let i = value.0 as usize;
            let since = if liveness.home[i] == here {
                defined_at[i]
            } else {
                0
            };
            if n_clobbers > since {
                slotted[i] = true;
            }
        };
        for (at, inst) in block.insts.iter().enumerate() {
            inst.kind.operands(&mut |x| {
                if let Operand::Value(value) = *x {
                    check(value, &defined_at, n_clobbers);
                }
            });
            n_clobbers += u32::from(clobbers(block, at));
            if let Some(result) = inst.result {
                defined_at[result.0 as usize] = n_clobbers;
            }
        }
        block.end.operands(&mut |x| {
            if let Operand::Value(value) = *x {
                check(value, &defined_at, n_clobbers);
            }
        });
        n_clobbers += u32::from(end_clobbers(block));
        if n_clobbers > 0 {
            liveness.add_out(block, &mut out);
            let results = block.insts.iter().rev().filter_map(|inst| inst.result);
            results
                .take_while(|result| defined_at[result.0 as usize] == n_clobbers)
                .for_each(|result| liveness.remove(result, &mut out));
            across.add(&out.set());
            out.clear();
        }
        if let Some(handler) = block.handler {
            across.add(&liveness.live_in[handler.0 as usize]);
        }
    }
    for value in liveness.values(&across.set()) {
        slotted[value.0 as usize] = true;
    }
    slotted
}

/// The first place in the block that cannot do without a frame.
fn first_need(
    block: &Block,
    liveness: &Liveness,
    in_frame: &Words,
    is_spilled: &[bool],
) -> Option<u32> {
    if block
        .params
        .iter()
        .any(|param| is_spilled[param.0 as usize])
    {
        return Some(0);
    }
    for (at, inst) in block.insts.iter().enumerate() {
        let spills = inst
            .result
            .is_some_and(|result| is_spilled[result.0 as usize]);
        if clobbers(block, at) || spills {
            return Some(at as u32);
        }
    }
    let mut waits_with_values = false;
    if end_clobbers(block) {
        block.end.targets(&mut |target| {
            waits_with_values |= in_frame.meets(&liveness.live_in[target.block.0 as usize])
        });
        if let Some(handler) = block.handler {
            waits_with_values |= in_frame.meets(&liveness.live_in[handler.0 as usize]);
        }
    }
    waits_with_values.then_some(block.insts.len() as u32)
}

/// Frames at the starts of blocks: the smallest solution of the rules at the head of this file.
fn flow(function: &Function, liveness: &Liveness, needs: &[Option<u32>]) -> Vec<bool> {
    let n = function.blocks.len();
    let mut named_by: Vec<Vec<u32>> = vec![Vec::new(); n];
    for (index, block) in function.blocks.iter().enumerate() {
        if let Some(handler) = block.handler {
            named_by[handler.0 as usize].push(index as u32);
        }
    }
    let mut at_start = vec![false; n];
    let mut work: Vec<u32> = Vec::new();
    let set = |index: usize, work: &mut Vec<u32>, at_start: &mut Vec<bool>| {
        if !at_start[index] {
            at_start[index] = true;
            work.push(index as u32);
        }
    };
    for index in 0..n {
        let block = &function.blocks[index];
        if !named_by[index].is_empty() && !liveness.live_in[index].is_empty() {
            set(index, &mut work, &mut at_start);
        }
        if needs[index].is_some() {
            if let Some(handler) = block.handler {
                set(index, &mut work, &mut at_start);
                set(handler.0 as usize, &mut work, &mut at_start);
            }
            block
                .end
                .targets(&mut |target| set(target.block.0 as usize, &mut work, &mut at_start));
        }
    }
    while let Some(index) = work.pop() {
        let index = index as usize;
        let block = &function.blocks[index];
        block
            .end
            .targets(&mut |target| set(target.block.0 as usize, &mut work, &mut at_start));
        if let Some(handler) = block.handler {
            set(handler.0 as usize, &mut work, &mut at_start);
        }
        for &naming in &named_by[index] {
            set(naming as usize, &mut work, &mut at_start);
        }
    }
    at_start
}

/// Where a block without a frame at its start makes one.
fn made_at(
    function: &Function,
    frames: &Frames,
    needs: &[Option<u32>],
    index: usize,
) -> Option<u32> {
    if frames.at_start[index] {
        return None;
    }
    let block = &function.blocks[index];
    let mut successor_has = false;
    if let Terminator::Jump(target) | Terminator::RecvSkip { next: target } = &block.end {
        successor_has = frames.at_start[target.block.0 as usize];
    }
    let jump = block.insts.len() as u32;
    match needs[index] {
        // At once: what has moved into the frame leaves its X register to arguments of the call, and can still be read there.
        Some(need) if need < jump => Some(0),
        Some(_) => Some(jump),
        // Only the successor has a frame. With a handler, which has none, nothing before the jump may have one.
        None if successor_has && block.handler.is_some() => Some(jump),
        None if successor_has => {
            let slotted = |inst: &Inst| {
                inst.result
                    .is_some_and(|result| frames.slotted[result.0 as usize])
            };
            Some(
                block
                    .insts
                    .iter()
                    .position(slotted)
                    .map_or(jump, |at| at as u32),
            )
        }
        None => None,
    }
}

/// Blocks that must have a frame although no predecessor has one (the entry, a block that names a handler) make it first thing.
fn settle_starts(function: &Function, liveness: &Liveness, frames: &mut Frames) {
    let mut is_handler = vec![false; function.blocks.len()];
    for block in &function.blocks {
        if let Some(handler) = block.handler {
            is_handler[handler.0 as usize] = true;
        }
    }
    for (index, is_handler) in is_handler.into_iter().enumerate() {
        if !frames.at_start[index] || is_handler {
            continue;
        }
        // Only forced blocks have such predecessors, and all of their jumps come from blocks without a frame: a predecessor
        // with a single successor would have made it.
        let none = liveness.preds[index]
            .iter()
            .all(|&pred| !frames.at_end(pred as usize));
        if none {
            frames.at_start[index] = false;
            frames.made_at[index] = Some(0);
        }
    }
}
