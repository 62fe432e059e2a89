//! Brings a function into the shape that register allocation wants:
//!
//! - blocks in reverse postorder, none unreachable: a definition stands before its uses, only loops jump back;
//! - the entry has no predecessor;
//! - a block with several successors has only successors of its own (critical edges are split);
//! - only `Jump` and `RecvSkip` pass arguments, and only to blocks with several predecessors;
//! - no `Copy`; each instruction that makes a value has a result.

use crate::core::nodes::*;

/// Predecessors by jumps, one entry per edge. Handlers have none of these.
pub fn predecessors(function: &Function) -> Vec<Vec<u32>> {
    let mut preds = vec![Vec::new(); function.blocks.len()];
    for (index, block) in function.blocks.iter().enumerate() {
        block
            .end
            .targets(&mut |target| preds[target.block.0 as usize].push(index as u32));
    }
    preds
}

/// Do all values and blocks that the function names exist?
pub fn in_bounds(function: &Function) -> bool {
    let n_blocks = function.blocks.len();
    let mut fine = n_blocks > 0;
    let mut value = |value: Value| value.0 < function.n_values;
    for block in &function.blocks {
        fine &= block.params.iter().all(|&param| value(param));
        fine &= block
            .handler
            .is_none_or(|handler| (handler.0 as usize) < n_blocks);
        let mut operand = |x: &Operand| fine &= x.value().is_none_or(&mut value);
        block
            .insts
            .iter()
            .for_each(|inst| inst.kind.operands(&mut operand));
        block.end.operands(&mut operand);
        fine &= block
            .insts
            .iter()
            .all(|inst| inst.result.is_none_or(&mut value));
        let mut result = u32::from(block.end.has_result()) as usize;
        block.end.targets(&mut |target| {
            let n_args = target.args.len() + std::mem::take(&mut result);
            let to = function.blocks.get(target.block.0 as usize);
            // The result of an attempt may be left out.
            fine &= to.is_some_and(|to| to.params.len() == n_args);
        });
    }
    fine
}

pub fn prepare(function: &mut Function) {
    isolate_entry(function);
    order(function);
    inline_returns(function);
    split_edges(function);
    substitute(function);
    merge(function);
    order(function);
    name_results(function);
}

/// A loop back to the entry gets a block of its own.
fn isolate_entry(function: &mut Function) {
    let preds = predecessors(function);
    if preds.first().is_none_or(Vec::is_empty) {
        return;
    }
    let moved = BlockId(function.blocks.len() as u32);
    let params: Vec<Value> = (0..function.blocks[0].params.len())
        .map(|_| function.fresh_value())
        .collect();
    let args = params.iter().map(|&value| Operand::Value(value)).collect();
    let entry = Block {
        params,
        insts: Vec::new(),
        end: Terminator::Jump(Target { block: moved, args }),
        handler: None,
    };
    let old = std::mem::replace(&mut function.blocks[0], entry);
    function.blocks.push(old);
    for block in &mut function.blocks[1..] {
        block.end.targets_mut(&mut |target| {
            if target.block == BlockId(0) {
                target.block = moved;
            }
        });
    }
}

/// Drops unreachable blocks and puts the others in reverse postorder; the first target of a terminator comes first.
pub fn order(function: &mut Function) {
    let n = function.blocks.len();
    let successors = |index: usize| {
        let block = &function.blocks[index];
        let mut list = Vec::new();
        block.end.targets(&mut |target| list.push(target.block.0));
        list.extend(block.handler.map(|handler| handler.0));
        list
    };
    let mut seen = vec![false; n];
    let mut postorder: Vec<u32> = Vec::with_capacity(n);
    // The last successor is visited first, so that the first one lands next to its predecessor.
    let mut stack: Vec<(u32, Vec<u32>)> = Vec::new();
    if n > 0 {
        seen[0] = true;
        stack.push((0, successors(0)));
    }
    while let Some((index, rest)) = stack.last_mut() {
        match rest.pop() {
            Some(next) if !seen[next as usize] => {
                seen[next as usize] = true;
                let list = successors(next as usize);
                stack.push((next, list));
            }
            Some(_) => {}
            None => {
                postorder.push(*index);
                stack.pop();
            }
        }
    }
    postorder.reverse();
    let mut position = vec![u32::MAX; n];
    for (new, &old) in postorder.iter().enumerate() {
        position[old as usize] = new as u32;
    }
    let mut old: Vec<Option<Block>> = std::mem::take(&mut function.blocks)
        .into_iter()
        .map(Some)
        .collect();
    for index in postorder {
        if let Some(mut block) = old[index as usize].take() {
            block.end.targets_mut(&mut |target| {
                target.block = BlockId(position[target.block.0 as usize])
            });
            block.handler = block
                .handler
                .map(|handler| BlockId(position[handler.0 as usize]));
            function.blocks.push(block);
        }
    }
}

/// A jump to a block that only returns becomes a return: fewer jumps, more tail calls.
fn inline_returns(function: &mut Function) {
    let returns: Vec<Option<(Vec<Value>, Operand)>> = function
        .blocks
        .iter()
        .map(|block| match block.end {
            Terminator::Return(result) if block.insts.is_empty() => {
                Some((block.params.clone(), result))
            }
            _ => None,
        })
        .collect();
    for block in &mut function.blocks {
        let Terminator::Jump(target) = &block.end else {
            continue;
        };
        let Some((params, result)) = &returns[target.block.0 as usize] else {
            continue;
        };
        let result = match params
            .iter()
            .position(|&param| Operand::Value(param) == *result)
        {
            Some(index) => target.args[index],
            None => *result,
        };
        block.end = Terminator::Return(result);
    }
}

fn split_edges(function: &mut Function) {
    let mut n_edges = vec![0u32; function.blocks.len()];
    for block in &function.blocks {
        block
            .end
            .targets(&mut |target| n_edges[target.block.0 as usize] += 1);
    }
    let mut added: Vec<Block> = Vec::new();
    let first_new = function.blocks.len() as u32;
    let mut n_values = function.n_values;
    for block in &mut function.blocks {
        let single = matches!(block.end, Terminator::Jump(_) | Terminator::RecvSkip { .. });
        if single {
            continue;
        }
        let always = matches!(block.end, Terminator::RecvWait { .. });
        let mut result = block.end.has_result();
        block.end.targets_mut(&mut |target| {
            let with_result = std::mem::take(&mut result);
            if n_edges[target.block.0 as usize] < 2 && !always {
                return;
            }
            let mut params = Vec::new();
            let mut args = std::mem::take(&mut target.args);
            if with_result {
                params.push(Value(n_values));
                args.insert(0, Operand::Value(Value(n_values)));
                n_values += 1;
            }
            let end = Terminator::Jump(Target {
                block: target.block,
                args,
            });
            target.block = BlockId(first_new + added.len() as u32);
            added.push(Block {
                params,
                insts: Vec::new(),
                end,
                handler: None,
            });
        });
    }
    function.n_values = n_values;
    function.blocks.extend(added);
}

/// Replaces copies, and parameters that can have one value only, by what they are. All blocks are reachable.
pub fn substitute(function: &mut Function) {
    let mut known: Vec<Option<Operand>> = vec![None; function.n_values as usize];
    let mut n_edges = vec![0u32; function.blocks.len()];
    // The call is a way to the entry too.
    n_edges[0] = 1;
    for block in &function.blocks {
        block
            .end
            .targets(&mut |target| n_edges[target.block.0 as usize] += 1);
    }
    let mut emptied: Vec<(usize, usize)> = Vec::new();
    for block in &mut function.blocks {
        block.insts.retain(|inst| match (&inst.kind, inst.result) {
            (InstKind::Copy(x), Some(result)) => {
                known[result.0 as usize] = Some(*x);
                false
            }
            (InstKind::Copy(_), None) => false,
            _ => true,
        });
        let mut skip = usize::from(block.end.has_result());
        block.end.targets_mut(&mut |target| {
            let first = std::mem::take(&mut skip);
            if n_edges[target.block.0 as usize] == 1 {
                emptied.push((target.block.0 as usize, first));
            }
        });
    }
    let mut args: Vec<Vec<Operand>> = vec![Vec::new(); function.blocks.len()];
    for block in &mut function.blocks {
        block.end.targets_mut(&mut |target| {
            if n_edges[target.block.0 as usize] == 1 {
                args[target.block.0 as usize] = std::mem::take(&mut target.args);
            }
        });
    }
    for (index, first) in emptied {
        let params = function.blocks[index].params.split_off(first);
        for (param, arg) in params.into_iter().zip(&args[index]) {
            known[param.0 as usize] = Some(*arg);
        }
    }
    replace(function, &mut known);
}

/// Replaces copies by what they copy.
pub fn substitute_copies(function: &mut Function) {
    let mut known: Vec<Option<Operand>> = vec![None; function.n_values as usize];
    let mut found = false;
    for block in &mut function.blocks {
        block.insts.retain(|inst| match (&inst.kind, inst.result) {
            (InstKind::Copy(x), Some(result)) => {
                known[result.0 as usize] = Some(*x);
                found = true;
                false
            }
            _ => true,
        });
    }
    if found {
        replace(function, &mut known);
    }
}

/// Replaces each value that `known` maps by what it stands for, at the end of the chain.
pub fn replace(function: &mut Function, known: &mut [Option<Operand>]) {
    for block in &mut function.blocks {
        for inst in &mut block.insts {
            inst.kind.operands_mut(&mut |x| *x = resolve(known, *x));
        }
        block.end.operands_mut(&mut |x| *x = resolve(known, *x));
    }
}

/// Follows the chain from `x`, shortening it. Values that stand for themselves in a circle (only in unreachable code) end it.
fn resolve(known: &mut [Option<Operand>], x: Operand) -> Operand {
    let mut end = x;
    let mut steps = 0;
    while let Operand::Value(value) = end
        && let Some(next) = known[value.0 as usize]
        && steps < known.len()
    {
        end = next;
        steps += 1;
    }
    let mut at = x;
    while let Operand::Value(value) = at
        && let Some(next) = known[value.0 as usize]
        && next != end
        && steps > 0
    {
        known[value.0 as usize] = Some(end);
        at = next;
        steps -= 1;
    }
    end
}

/// Joins a block with the only block that jumps to it.
fn merge(function: &mut Function) {
    let n = function.blocks.len();
    let mut n_edges = vec![0u32; n];
    let mut is_handler = vec![false; n];
    for block in &function.blocks {
        block
            .end
            .targets(&mut |target| n_edges[target.block.0 as usize] += 1);
        if let Some(handler) = block.handler {
            is_handler[handler.0 as usize] = true;
        }
    }
    for index in 0..n {
        let mut quiet = !may_raise(&function.blocks[index]);
        while let Terminator::Jump(target) = &function.blocks[index].end {
            let next = target.block.0 as usize;
            if next == index || next == 0 || n_edges[next] != 1 || is_handler[next] {
                break;
            }
            let (a, b) = (&function.blocks[index], &function.blocks[next]);
            let next_quiet = !may_raise(b);
            if a.handler != b.handler && !quiet && !next_quiet {
                break;
            }
            let handler = if quiet { b.handler } else { a.handler };
            quiet &= next_quiet;
            let block = std::mem::take(&mut function.blocks[next]);
            let into = &mut function.blocks[index];
            into.insts.extend(block.insts);
            into.end = block.end;
            into.handler = handler;
        }
    }
}

/// May something in the block go to its handler?
pub fn may_raise(block: &Block) -> bool {
    block.insts.iter().any(|inst| inst.kind.raises())
        || matches!(
            block.end,
            Terminator::Fail { .. }
                | Terminator::FunctionClause { .. }
                | Terminator::Reraise { .. }
                | Terminator::RecvWaitTimeout { .. }
        )
}

fn name_results(function: &mut Function) {
    let mut n_values = function.n_values;
    for block in &mut function.blocks {
        // What cannot raise needs no handler.
        if block.handler.is_some() && !may_raise(block) {
            block.handler = None;
        }
        for inst in &mut block.insts {
            if inst.result.is_none() && inst.kind.has_result() {
                inst.result = Some(Value(n_values));
                n_values += 1;
            }
        }
    }
    function.n_values = n_values;
}
