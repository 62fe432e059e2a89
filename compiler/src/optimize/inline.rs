//! Calls of local functions that the program wants inlined (`-compile({inline, [f/1]})`, `-compile(inline)`) become the functions'
//! bodies.
//!
//! As on OTP, what raises in an inlined body is shown in the function that it was inlined into, with the line where it stands. Left
//! as calls: functions that are not small, that call themselves, receive, catch, or may end with `function_clause` (which names the
//! function). A tail call in an inlined body stays one where the call itself was in tail position, so no loop grows the stack.
//!
//! Funs that are called once, where they are made, become part of the function around without being asked for, as on OTP.

use std::collections::{HashMap, HashSet};

use super::dead::count_uses;
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
    let mut splicer = Splicer::new(function);
    let mut index = 0;
    while index < splicer.function.blocks.len() {
        let body_of = |inst: &Inst| match &inst.kind {
            InstKind::Call { function, .. } if *function != own => bodies.get(function),
            _ => None,
        };
        let insts = splicer.insts(index).iter().enumerate();
        let found = insts
            .filter_map(|(at, inst)| Some((at, body_of(inst)?)))
            .next();
        match found {
            Some((at, body)) if depths[index] < DEPTH && grown + size(body) <= GROWTH => {
                grown += size(body);
                splicer.splice(index, at, body);
                let depth = depths[index];
                // The body's blocks, then what followed the call.
                depths.resize(depths.len() + body.blocks.len(), depth + 1);
                depths.resize(splicer.function.blocks.len(), depth);
            }
            _ => splicer.leave(index),
        }
        index += 1;
    }
    grown > 0
}

/// Puts the body in place of the call at `at`.
pub(super) fn splice(function: &mut Function, index: usize, at: usize, body: &Function) {
    let mut splicer = Splicer::new(function);
    splicer.splice(index, at, body);
    splicer.leave(splicer.function.blocks.len() - 1);
}

/// Puts bodies in place of calls, from a block's first call to its last. What follows a call becomes a block at the function's end, which is to
/// be visited as well; what it holds is moved there once, when no more of it is replaced.
struct Splicer<'f> {
    function: &'f mut Function,
    rest: HashMap<usize, std::vec::IntoIter<Inst>>,
}

impl Splicer<'_> {
    fn new(function: &mut Function) -> Splicer<'_> {
        Splicer {
            function,
            rest: HashMap::new(),
        }
    }

    fn insts(&self, index: usize) -> &[Inst] {
        match self.rest.get(&index) {
            Some(rest) => rest.as_slice(),
            None => &self.function.blocks[index].insts,
        }
    }

    /// No more calls of the block are replaced.
    fn leave(&mut self, index: usize) {
        if let Some(rest) = self.rest.remove(&index) {
            self.function.blocks[index].insts = rest.collect();
        }
    }

    fn splice(&mut self, index: usize, at: usize, body: &Function) {
        let (first_value, first_block) =
            (self.function.n_values, self.function.blocks.len() as u32);
        self.function.n_values += body.n_values;
        let block = &mut self.function.blocks[index];
        let mut insts = match self.rest.remove(&index) {
            Some(rest) => rest,
            None => std::mem::take(&mut block.insts).into_iter(),
        };
        block.insts = insts.by_ref().take(at).collect();
        let Some(Inst {
            kind: InstKind::Call { args, .. },
            result,
            ..
        }) = insts.next()
        else {
            return;
        };
        let handler = block.handler;
        let start = Terminator::Jump(Target {
            block: BlockId(first_block),
            args,
        });
        let end = std::mem::replace(&mut block.end, start);
        let is_result = |x: &Operand| x.value().is_some() && x.value() == result;
        let in_tail = insts.len() == 0
            && handler.is_none()
            && matches!(&end, Terminator::Return(x) if is_result(x));
        let after = first_block + body.blocks.len() as u32;
        let moved = body.blocks.iter().map(|block| {
            let mut block = moved(block, first_value, first_block);
            block.handler = block.handler.or(handler);
            if !in_tail && let Terminator::Return(value) = block.end {
                block.end = Terminator::Jump(Target {
                    block: BlockId(after),
                    args: vec![value],
                });
            }
            block
        });
        self.function.blocks.extend(moved);
        if in_tail {
            return;
        }
        let result = result.unwrap_or_else(|| self.function.fresh_value());
        self.rest.insert(after as usize, insts);
        self.function.blocks.push(Block {
            params: vec![result],
            insts: Vec::new(),
            end,
            handler,
        });
    }
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
        .handler
        .iter_mut()
        .for_each(|handler| handler.0 += first_block);
    block
}

/// A fun whose body goes where the fun is called.
struct Once {
    fun: u32,
    caller: u32,
}

/// Funs that are used once, to be called at once: their bodies come in place of these calls. What raises there is shown in the function around, except
/// that a fun without a clause for its arguments is called after all, to say so. Gives the functions that have grown.
pub fn funs_called_where_made(module: &mut Module) -> Vec<FunctionId> {
    let arities: Vec<usize> = module.functions.iter().map(|f| f.arity as usize).collect();
    let found = module
        .functions
        .iter_mut()
        .map(|function| call_directly(function, &arities));
    if !found.fold(false, |any, found| any | found) {
        return Vec::new();
    }
    let all = inner_first(called_once(module), module.functions.len());
    let mut grown = Vec::new();
    for (caller, mut funs) in by_caller(all) {
        let place = &mut module.functions[caller as usize];
        let blocks = std::mem::take(&mut place.blocks);
        let mut function = Function {
            blocks,
            ..place.clone()
        };
        move_bodies(&mut function, &mut funs, &mut module.functions);
        module.functions[caller as usize] = function;
        grown.push(FunctionId(caller));
    }
    grown.sort_unstable();
    grown.dedup();
    grown
}

/// The funs of each caller, callers in the order in which each has its last one: by then the bodies of all of them are complete.
fn by_caller(all: Vec<Once>) -> Vec<(u32, HashSet<FunctionId>)> {
    let mut funs: HashMap<u32, HashSet<FunctionId>> = HashMap::new();
    for once in &all {
        let of = funs.entry(once.caller).or_default();
        of.insert(FunctionId(once.fun));
    }
    let mut groups = Vec::new();
    for once in all.iter().rev() {
        groups.extend(funs.remove(&once.caller).map(|of| (once.caller, of)));
    }
    groups.reverse();
    groups
}

/// Puts the bodies of these funs in place of their calls in the function. What is moved may call the fun, which stays so.
fn move_bodies(function: &mut Function, funs: &mut HashSet<FunctionId>, all: &mut [Function]) {
    let mut splicer = Splicer::new(function);
    let mut index = 0;
    while index < splicer.function.blocks.len() {
        let found = splicer.insts(index).iter().enumerate();
        let found = found.filter_map(|(at, inst)| match inst.kind {
            InstKind::Call { function, .. } if funs.contains(&function) => {
                Some((at, function, inst.loc))
            }
            _ => None,
        });
        match found.into_iter().next() {
            None => splicer.leave(index),
            Some((at, fun, loc)) => {
                funs.remove(&fun);
                let body = &all[fun.0 as usize];
                let first = splicer.function.blocks.len();
                let after = first + body.blocks.len();
                splicer.splice(index, at, body);
                for moved in first..after {
                    call_to_refuse(splicer.function, moved, after, fun);
                }
                only_refuses(&mut all[fun.0 as usize], loc);
            }
        }
        index += 1;
    }
}

/// Calls of funs that are made right before, used for nothing else and of the right arity become calls of the funs' functions. Where anything
/// is done in between OTP leaves the call, and shows the fun's frame.
fn call_directly(function: &mut Function, arities: &[usize]) -> bool {
    let made_and_called = |insts: &[Inst]| {
        let pairs = insts.windows(2).enumerate();
        let found = pairs.filter(|(_, pair)| is_called_at_once(pair, arities));
        found.map(|(at, _)| at).collect::<Vec<usize>>()
    };
    let found: Vec<Vec<usize>> = (function.blocks.iter())
        .map(|block| made_and_called(&block.insts))
        .collect();
    if found.iter().all(Vec::is_empty) {
        return false;
    }
    let n_uses = count_uses(function);
    let mut any = false;
    for (block, found) in function.blocks.iter_mut().zip(found) {
        for at in found.into_iter().rev() {
            let is_all = (block.insts[at].result).is_some_and(|fun| n_uses[fun.0 as usize] == 1);
            if is_all {
                let made = block.insts.remove(at);
                call_made(&mut block.insts[at].kind, made.kind);
                any = true;
            }
        }
    }
    any
}

/// A fun is made, then called with as many arguments as it takes.
fn is_called_at_once(pair: &[Inst], arities: &[usize]) -> bool {
    match (&pair[0].kind, &pair[1].kind) {
        (InstKind::MakeFun { function, free }, InstKind::CallFun { fun, args }) => {
            fun.value().is_some()
                && fun.value() == pair[0].result
                && args.len() + free.len() == arities[function.0 as usize]
        }
        _ => false,
    }
}

fn call_made(call: &mut InstKind, made: InstKind) {
    if let (InstKind::CallFun { args, .. }, InstKind::MakeFun { function, free }) =
        (&mut *call, made)
    {
        let mut args = std::mem::take(args);
        args.extend(free);
        *call = InstKind::Call { function, args };
    }
}

fn called_once(module: &Module) -> Vec<Once> {
    let n = module.functions.len();
    let mut callers: Vec<Vec<u32>> = vec![Vec::new(); n];
    let mut is_made = vec![false; n];
    for (index, function) in (0..).zip(&module.functions) {
        for inst in function.blocks.iter().flat_map(|block| &block.insts) {
            match inst.kind {
                InstKind::Call { function, .. } => callers[function.0 as usize].push(index),
                InstKind::MakeFun { function, .. } => is_made[function.0 as usize] = true,
                _ => {}
            }
        }
    }
    let once = (0..).zip(callers).zip(is_made);
    once.filter_map(|((fun, callers), is_made)| {
        let function = &module.functions[fun as usize];
        let [caller] = callers[..] else { return None };
        let is_free = !is_made && caller != fun && function.lambda_free.is_some();
        let is_moved = matches!(
            function.blocks[..],
            [Block {
                end: Terminator::FunctionClause { .. },
                ..
            }]
        );
        (is_free && !is_moved).then_some(Once { fun, caller })
    })
    .collect()
}

/// A fun that is called in another's body comes before that one. Those that call each other in a circle are left out.
fn inner_first(all: Vec<Once>, n_functions: usize) -> Vec<Once> {
    let mut n_inside = vec![0; n_functions];
    all.iter()
        .for_each(|once| n_inside[once.caller as usize] += 1);
    let mut at = vec![None; n_functions];
    all.iter()
        .enumerate()
        .for_each(|(i, once)| at[once.fun as usize] = Some(i));
    let mut ready: Vec<usize> = (0..all.len())
        .filter(|i| n_inside[all[*i].fun as usize] == 0)
        .collect();
    let mut next = 0;
    while let Some(&i) = ready.get(next) {
        next += 1;
        let caller = all[i].caller as usize;
        n_inside[caller] -= 1;
        if n_inside[caller] == 0 {
            ready.extend(at[caller]);
        }
    }
    let mut all: Vec<Option<Once>> = all.into_iter().map(Some).collect();
    ready.into_iter().filter_map(|i| all[i].take()).collect()
}

/// In a moved block: instead of saying that no clause of this function fits, the fun is called, which says it of itself.
fn call_to_refuse(function: &mut Function, index: usize, after: usize, fun: FunctionId) {
    if !matches!(
        function.blocks[index].end,
        Terminator::FunctionClause { .. }
    ) {
        return;
    }
    let result = function.fresh_value();
    let block = &mut function.blocks[index];
    let result_of_call = Operand::Value(result);
    let end = match block.handler {
        None => Terminator::Return(result_of_call),
        // Where exceptions are caught there is no tail call.
        Some(_) => Terminator::Jump(Target {
            block: BlockId(after as u32),
            args: vec![result_of_call],
        }),
    };
    if let Terminator::FunctionClause { args, loc } = std::mem::replace(&mut block.end, end) {
        block.insts.push(Inst {
            result: Some(result),
            kind: InstKind::Call {
                function: fun,
                args,
            },
            loc,
        });
    }
}

/// What is left of a fun whose body is elsewhere: it is called with arguments that no clause fits, or not at all.
fn only_refuses(function: &mut Function, loc: LocId) {
    let loc = (function.blocks.iter())
        .find_map(|block| match block.end {
            Terminator::FunctionClause { loc, .. } => Some(loc),
            _ => None,
        })
        .unwrap_or(loc);
    let params = function.blocks[0].params.clone();
    let args = params.iter().copied().map(Operand::Value).collect();
    function.blocks = vec![Block {
        params,
        insts: Vec::new(),
        end: Terminator::FunctionClause { args, loc },
        handler: None,
    }];
}
