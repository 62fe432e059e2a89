//! Calls of local functions that the program wants inlined (`-compile({inline, [f/1]})`, `-compile(inline)`) become the functions'
//! bodies.
//!
//! As on OTP, what raises in an inlined body is shown in the function that it was inlined into, with the line where it stands. Left
//! as calls: functions that are not small, that call themselves, receive, catch, or may end with `function_clause` (which names the
//! function). A tail call in an inlined body stays one where the call itself was in tail position, so no loop grows the stack.

use std::collections::HashMap;

use crate::core::nodes::*;

/// Instructions and ends of blocks that a body may have: when named, and when any function will do.
const NAMED: usize = 200;
const ANY: usize = 24;

/// Bodies inside bodies.
const DEPTH: u32 = 4;

/// What a function may grow by.
const GROWTH: usize = 4000;

/// Gives the functions that have grown.
pub fn inline(module: &mut Module) -> Vec<FunctionId> {
    if module.inline.is_empty() && !module.inline_any {
        return Vec::new();
    }
    let bodies: HashMap<FunctionId, Function> = (0..module.functions.len() as u32)
        .map(FunctionId)
        .filter(|id| is_wanted(module, *id))
        .map(|id| (id, module.functions[id.0 as usize].clone()))
        .collect();
    let functions = module.functions.iter_mut().zip((0..).map(FunctionId));
    functions
        .filter_map(|(function, id)| inline_into(function, id, &bodies).then_some(id))
        .collect()
}

fn is_wanted(module: &Module, id: FunctionId) -> bool {
    let function = &module.functions[id.0 as usize];
    let limit = match module.inline.contains(&id) {
        true => NAMED,
        false if module.inline_any => ANY,
        false => return false,
    };
    size(function) <= limit
        && function.lambda_free.is_none()
        && module.on_load != Some(id)
        && function.blocks.iter().all(|block| can_move(block, id))
}

pub(super) fn size(function: &Function) -> usize {
    let of_block = |block: &Block| block.insts.len() + 1;
    function.blocks.iter().map(of_block).sum()
}

/// Nothing in the block depends on the function it stands in.
fn can_move(block: &Block, own: FunctionId) -> bool {
    let calls_itself =
        |inst: &Inst| matches!(inst.kind, InstKind::Call { function, .. } if function == own);
    !needs_own_frame(block)
        && !matches!(block.end, Terminator::FunctionClause { .. })
        && !block.insts.iter().any(calls_itself)
}

/// Does the block receive, catch or raise again? That it does in the frame of the function it was written in.
pub(super) fn needs_own_frame(block: &Block) -> bool {
    let stays = |inst: &Inst| {
        matches!(
            inst.kind,
            InstKind::RecvAccept
                | InstKind::RecvMark
                | InstKind::RecvBind { .. }
                | InstKind::RecvUse { .. }
                | InstKind::BuildTrace { .. }
                | InstKind::CatchValue { .. }
        )
    };
    let end_stays = matches!(
        block.end,
        Terminator::Reraise { .. }
            | Terminator::RecvPeek { .. }
            | Terminator::RecvSkip { .. }
            | Terminator::RecvWait { .. }
            | Terminator::RecvWaitTimeout { .. }
    );
    end_stays || block.handler.is_some() || block.insts.iter().any(stays)
}

/// True: something was inlined.
fn inline_into(
    function: &mut Function,
    own: FunctionId,
    bodies: &HashMap<FunctionId, Function>,
) -> bool {
    let mut grown = 0;
    // How many bodies each block lies in.
    let mut depths = vec![0; function.blocks.len()];
    let mut index = 0;
    while index < function.blocks.len() {
        let body_of = |inst: &Inst| match &inst.kind {
            InstKind::Call { function, .. } if *function != own => bodies.get(function),
            _ => None,
        };
        let insts = function.blocks[index].insts.iter().enumerate();
        let found = insts
            .filter_map(|(at, inst)| Some((at, body_of(inst)?)))
            .next();
        if let Some((at, body)) = found
            && depths[index] < DEPTH
            && grown + size(body) <= GROWTH
        {
            grown += size(body);
            splice(function, index, at, body);
            let depth = depths[index];
            // The body's blocks, then what followed the call.
            depths.resize(depths.len() + body.blocks.len(), depth + 1);
            depths.resize(function.blocks.len(), depth);
        }
        index += 1;
    }
    grown > 0
}

/// Puts the body in place of the call at `at`.
pub(super) fn splice(function: &mut Function, index: usize, at: usize, body: &Function) {
    let first_value = function.n_values;
    let first_block = function.blocks.len() as u32;
    function.n_values += body.n_values;
    let block = &mut function.blocks[index];
    let handler = block.handler;
    let rest = block.insts.split_off(at + 1);
    let Some(call) = block.insts.pop() else {
        return;
    };
    let InstKind::Call { args, .. } = call.kind else {
        return;
    };
    let start = Terminator::Jump(Target {
        block: BlockId(first_block),
        args,
    });
    let end = std::mem::replace(&mut block.end, start);
    let is_result = |x: &Operand| x.value().is_some() && x.value() == call.result;
    let in_tail = rest.is_empty()
        && handler.is_none()
        && matches!(&end, Terminator::Return(x) if is_result(x));
    let after = BlockId(first_block + body.blocks.len() as u32);
    let moved = body.blocks.iter().map(|block| {
        let mut block = moved(block, first_value, first_block);
        block.handler = handler;
        if !in_tail && let Terminator::Return(value) = block.end {
            block.end = Terminator::Jump(Target {
                block: after,
                args: vec![value],
            });
        }
        block
    });
    let moved: Vec<Block> = moved.collect();
    function.blocks.extend(moved);
    if in_tail {
        return;
    }
    let result = call.result.unwrap_or_else(|| function.fresh_value());
    function.blocks.push(Block {
        params: vec![result],
        insts: rest,
        end,
        handler,
    });
}

/// A copy of a block with its values and blocks renumbered.
fn moved(block: &Block, first_value: u32, first_block: u32) -> Block {
    let mut block = block.clone();
    let value = |value: &mut Value| value.0 += first_value;
    let operand = |x: &mut Operand| {
        if let Operand::Value(value) = x {
            value.0 += first_value;
        }
    };
    block.params.iter_mut().for_each(value);
    for inst in &mut block.insts {
        inst.result.iter_mut().for_each(value);
        inst.kind.operands_mut(&mut { operand });
    }
    block.end.operands_mut(&mut { operand });
    block
        .end
        .targets_mut(&mut |target| target.block.0 += first_block);
    block
}
