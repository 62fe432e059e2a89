//! Match contexts across calls: a loop over a binary, `f(<<C, T/binary>>) -> ... f(T)`, need not make a binary for the rest only to start
//! matching it again.
//!
//! 1. A function that starts matching a parameter in one place gets a twin whose parameter is the match context itself. The twin has the
//!    function's name and arity (stack traces show no difference); only this module's calls reach it. Where the parameter is needed
//!    as a term after all (`function_clause`), the twin goes back to where it began and takes the rest.
//! 2. A rest that is only wanted as argument of such a function is not made: the call goes to the twin, with the context. Where the
//!    rest is wanted otherwise, on other ways through the function, it is made there.
//!
//! The position of a context is state: the conditions in `plan_rest` and `twin_of` make sure that between the place where a rest would
//! have been made and the place where it is wanted nothing moves the context, and that nobody uses it afterwards.

use crate::core::nodes::*;
use crate::core::validate::successors;
use crate::source::name::Interner;
use std::collections::{HashMap, HashSet};

/// Functions with more blocks are left alone.
const MAX_BLOCKS: usize = 400;

/// Parameters for which a function has a twin.
type Twins = HashMap<(FunctionId, u32), FunctionId>;

pub fn pass_contexts(module: &mut Module, _names: &mut Interner) {
    let mut candidates: HashMap<FunctionId, u32> = HashMap::new();
    for (index, function) in module.functions.iter().enumerate() {
        if let Some(param) = matched_param(function) {
            candidates.insert(FunctionId(index as u32), param);
        }
    }
    if candidates.is_empty() {
        return;
    }
    let mut wanted: Vec<FunctionId> = Vec::new();
    for function in &module.functions {
        for (_, calls) in plans(function, &candidates) {
            wanted.extend(calls);
        }
    }
    wanted.sort_unstable();
    wanted.dedup();
    let mut twins = Twins::new();
    for id in wanted {
        let param = candidates[&id];
        let twin = twin_of(&module.functions[id.0 as usize], param as usize);
        twins.insert((id, param), FunctionId(module.functions.len() as u32));
        module.functions.push(twin);
    }
    let with_twin: HashMap<FunctionId, u32> = twins.keys().copied().collect();
    for function in &mut module.functions {
        // One after the other: a plan changes blocks that others look at.
        for _ in 0..64 {
            let Some((plan, _)) = plans(function, &with_twin).into_iter().next() else {
                break;
            };
            apply(function, &plan, &twins);
        }
    }
}

fn is_value(x: &Operand, value: Value) -> bool {
    *x == Operand::Value(value)
}

/// Does the block use the value? Without the arguments of its jumps if `own` is set.
fn uses(block: &Block, value: Value) -> u32 {
    let mut n = 0;
    let mut count = |x: &Operand| n += u32::from(is_value(x, value));
    block
        .insts
        .iter()
        .for_each(|inst| inst.kind.operands(&mut count));
    block.end.operands(&mut count);
    n
}

/// The block whose terminator starts matching the value, if that is the only place that does.
fn start_of(function: &Function, value: Value) -> Option<usize> {
    let mut found = None;
    for (index, block) in function.blocks.iter().enumerate() {
        if let Terminator::Attempt {
            what: Attempt::BsStart(x),
            ..
        } = &block.end
            && is_value(x, value)
            && found.replace(index).is_some()
        {
            return None;
        }
    }
    found
}

/// Blocks that control can come to after a block.
fn after(successors: &[Vec<u32>], from: usize) -> HashSet<u32> {
    let mut seen = HashSet::new();
    let mut work = vec![from as u32];
    while let Some(index) = work.pop() {
        work.extend(
            successors[index as usize]
                .iter()
                .copied()
                .filter(|&next| seen.insert(next)),
        );
    }
    seen
}

/// The parameter that the function matches as a binary in one place and for which a twin can be made.
fn matched_param(function: &Function) -> Option<u32> {
    if function.blocks.len() > MAX_BLOCKS || function.lambda_free.is_some() {
        return None;
    }
    let successors = successors(function);
    let entry_again = successors.iter().flatten().any(|&to| to == 0);
    let params = &function.blocks.first()?.params;
    params
        .iter()
        .position(|&param| {
            let Some(start) = start_of(function, param) else {
                return false;
            };
            let Terminator::Attempt { ok, .. } = &function.blocks[start].end else {
                return false;
            };
            let Some(&ctx) = function.blocks[ok.block.0 as usize].params.first() else {
                return false;
            };
            let alone = successors
                .iter()
                .flatten()
                .filter(|&&to| to == ok.block.0)
                .count()
                == 1
                && ok.args.is_empty();
            let matches = |index: usize| index == start || uses(&function.blocks[index], ctx) > 0;
            let apart = (0..function.blocks.len()).all(|index| {
                let n = uses(&function.blocks[index], param) - u32::from(index == start);
                n == 0
                    || !(matches(index)
                        || after(&successors, index)
                            .into_iter()
                            .any(|next| matches(next as usize)))
            });
            alone && apart && !entry_again
        })
        .map(|at| at as u32)
}

/// The function with a match context as that parameter.
fn twin_of(function: &Function, param: usize) -> Function {
    let mut twin = function.clone();
    twin.exported = false;
    let old = twin.blocks[0].params[param];
    let context = Operand::Value(old);
    let Some(start) = start_of(&twin, old) else {
        return twin;
    };
    let mut started = None;
    if let Terminator::Attempt { ok, .. } = &mut twin.blocks[start].end {
        started = Some(Target {
            block: ok.block,
            args: std::mem::take(&mut ok.args),
        });
    }
    if let Some(target) = started {
        let ctx = twin.blocks[target.block.0 as usize].params.remove(0);
        twin.blocks[target.block.0 as usize]
            .insts
            .insert(0, inst(Some(ctx), InstKind::Copy(context)));
        twin.blocks[start].end = Terminator::Jump(target);
    }
    super::thread::drop_unreachable(&mut twin);
    let wanting: Vec<usize> = (0..twin.blocks.len())
        .filter(|&index| wants_term(&twin.blocks[index], old))
        .collect();
    if !wanting.is_empty() {
        let position = twin.fresh_value();
        for index in wanting {
            let restore = InstKind::BsRestore {
                ctx: context,
                position: Operand::Value(position),
            };
            make_rest(&mut twin, index, old, context, vec![inst(None, restore)]);
        }
        let entry = &mut twin.blocks[0];
        entry.insts.insert(
            0,
            inst(Some(position), InstKind::BsPosition { ctx: context }),
        );
    }
    crate::codegen::substitute_copies(&mut twin);
    twin
}

/// Uses of the parameter other than as the context that it is now.
fn wants_term(block: &Block, value: Value) -> bool {
    let copies = block
        .insts
        .iter()
        .filter(|inst| matches!(&inst.kind, InstKind::Copy(x) if is_value(x, value)))
        .count();
    uses(block, value) > copies as u32
}

fn inst(result: Option<Value>, kind: InstKind) -> Inst {
    Inst {
        result,
        kind,
        loc: LocId::default(),
    }
}

/// Makes the rest of the bitstring at the start of the block; the block's uses of `value` mean that then.
fn make_rest(
    function: &mut Function,
    index: usize,
    value: Value,
    context: Operand,
    before: Vec<Inst>,
) {
    let rest = function.fresh_value();
    let after = BlockId(function.blocks.len() as u32);
    let never = BlockId(after.0 + 1);
    let block = &mut function.blocks[index];
    let mut moved = Block {
        params: vec![rest],
        insts: std::mem::take(&mut block.insts),
        end: std::mem::take(&mut block.end),
        handler: block.handler,
    };
    let mut replace = |x: &mut Operand| {
        if is_value(x, value) {
            *x = Operand::Value(rest);
        }
    };
    moved
        .insts
        .iter_mut()
        .for_each(|inst| inst.kind.operands_mut(&mut replace));
    moved.end.operands_mut(&mut replace);
    block.insts = before;
    // A rest of any number of bits: there always is one.
    block.end = Terminator::Attempt {
        what: Attempt::BsGetRest {
            ctx: context,
            unit: 1,
        },
        ok: Target {
            block: after,
            args: Vec::new(),
        },
        fail: Target {
            block: never,
            args: Vec::new(),
        },
        loc: LocId::default(),
    };
    function.blocks.push(moved);
    function.blocks.push(Block::default());
}

/// A rest that need not be made.
struct Plan {
    /// The block that takes the rest, and the value it makes.
    block: usize,
    rest: Value,
    context: Operand,
    /// Calls that take the context: block and instruction.
    calls: Vec<(usize, usize)>,
    /// Blocks that want the rest as a term.
    wanting: Vec<usize>,
}

/// Rests that need not be made, each with the functions that are to take the context.
fn plans(
    function: &Function,
    candidates: &HashMap<FunctionId, u32>,
) -> Vec<(Plan, Vec<FunctionId>)> {
    if function.blocks.len() > MAX_BLOCKS {
        return Vec::new();
    }
    let successors = successors(function);
    (0..function.blocks.len())
        .filter_map(|index| plan_rest(function, &successors, index, candidates))
        .collect()
}

fn plan_rest(
    function: &Function,
    successors: &[Vec<u32>],
    index: usize,
    candidates: &HashMap<FunctionId, u32>,
) -> Option<(Plan, Vec<FunctionId>)> {
    let Terminator::Attempt {
        what: Attempt::BsGetRest { ctx, unit },
        ok,
        ..
    } = &function.blocks[index].end
    else {
        return None;
    };
    let (context, home) = (*ctx, ok.block.0 as usize);
    let ctx = context.value()?;
    let rest = *function.blocks[home].params.first()?;
    let alone = successors
        .iter()
        .flatten()
        .filter(|&&to| to as usize == home)
        .count()
        == 1;
    if !alone || !ok.args.is_empty() || ![1, 8].contains(unit) {
        return None;
    }
    let mut plan = Plan {
        block: index,
        rest,
        context,
        calls: Vec::new(),
        wanting: Vec::new(),
    };
    let mut functions = Vec::new();
    for (at, block) in function.blocks.iter().enumerate() {
        let n = uses(block, rest);
        if n == 0 {
            continue;
        }
        match calls_with(block, rest, candidates) {
            Some((call, id)) if n == 1 => {
                plan.calls.push((at, call));
                functions.push(id);
            }
            _ => plan.wanting.push(at),
        }
    }
    if plan.calls.is_empty() {
        return None;
    }
    let users: Vec<usize> = plan
        .calls
        .iter()
        .map(|&(block, _)| block)
        .chain(plan.wanting.iter().copied())
        .collect();
    for &user in &users {
        let later = after(successors, user);
        let again = users.iter().any(|&other| later.contains(&(other as u32)));
        let used = |block: usize| uses(&function.blocks[block], ctx) > 0;
        if again || used(user) || later.iter().any(|&next| used(next as usize)) {
            return None;
        }
    }
    moves_nothing(function, successors, home, ctx, &users).then_some((plan, functions))
}

/// The instruction of the block that passes the rest to a function with a twin.
fn calls_with(
    block: &Block,
    rest: Value,
    candidates: &HashMap<FunctionId, u32>,
) -> Option<(usize, FunctionId)> {
    block
        .insts
        .iter()
        .enumerate()
        .find_map(|(at, inst)| match &inst.kind {
            InstKind::Call { function, args } => {
                let param = *candidates.get(function)?;
                is_value(args.get(param as usize)?, rest).then_some((at, *function))
            }
            _ => None,
        })
}

/// From the block on nobody uses the context as it is after the rest was taken; going back to a position first is fine where
/// none of the rest's users comes after that.
fn moves_nothing(
    function: &Function,
    successors: &[Vec<u32>],
    from: usize,
    ctx: Value,
    users: &[usize],
) -> bool {
    let mut seen = HashSet::from([from as u32]);
    let mut work = vec![from as u32];
    while let Some(index) = work.pop() {
        let block = &function.blocks[index as usize];
        let mut restored = false;
        for inst in &block.insts {
            let mut used = false;
            inst.kind.operands(&mut |x| used |= is_value(x, ctx));
            if used {
                let InstKind::BsRestore { .. } = inst.kind else {
                    return false;
                };
                restored = true;
                break;
            }
        }
        if restored {
            let later = after(successors, index as usize);
            let wanted = |user: &usize| *user == index as usize || later.contains(&(*user as u32));
            if users.iter().any(wanted) {
                return false;
            }
            continue;
        }
        let mut used = false;
        block.end.operands(&mut |x| used |= is_value(x, ctx));
        if used {
            return false;
        }
        work.extend(
            successors[index as usize]
                .iter()
                .copied()
                .filter(|&next| seen.insert(next)),
        );
    }
    true
}

fn apply(function: &mut Function, plan: &Plan, twins: &Twins) {
    for &(block, at) in &plan.calls {
        if let InstKind::Call {
            function: callee,
            args,
        } = &mut function.blocks[block].insts[at].kind
        {
            let param = args.iter().position(|x| is_value(x, plan.rest));
            if let Some(param) = param
                && let Some(&twin) = twins.get(&(*callee, param as u32))
            {
                *callee = twin;
                args[param] = plan.context;
            }
        }
    }
    let end = std::mem::take(&mut function.blocks[plan.block].end);
    if let Terminator::Attempt {
        what: Attempt::BsGetRest { ctx, unit },
        ok,
        fail,
        loc,
    } = end
    {
        function.blocks[ok.block.0 as usize].params.remove(0);
        function.blocks[plan.block].end = match unit {
            1 => Terminator::Jump(ok),
            _ => Terminator::Attempt {
                what: Attempt::BsTestUnit { ctx, unit },
                ok,
                fail,
                loc,
            },
        };
    }
    for &block in &plan.wanting {
        make_rest(function, block, plan.rest, plan.context, Vec::new());
    }
}
