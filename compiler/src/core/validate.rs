//! Checks the rules at the head of nodes.rs. For tests, and after each pass in debug builds: a broken rule is an error of the compiler.

use super::nodes::*;
use super::print::print_function;
use crate::source::name::Interner;
use std::collections::BTreeSet;

/// A broken rule, with the function it was found in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct InvalidCore {
    pub function: String,
    pub block: u32,
    pub problem: &'static str,
}

impl std::fmt::Display for InvalidCore {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "b{}: {} in\n{}", self.block, self.problem, self.function)
    }
}

pub fn validate(module: &Module, names: &Interner) -> Result<(), InvalidCore> {
    let fault = |function: &Function, (block, problem)| InvalidCore {
        function: print_function(module, function, names),
        block,
        problem,
    };
    for function in &module.functions {
        check(module, function).map_err(|found| fault(function, found))?;
    }
    Ok(())
}

type Found = (u32, &'static str);

/// Is the function valid? The first broken rule, with its block, if not.
pub fn check(module: &Module, function: &Function) -> Result<(), Found> {
    bounds(module, function)?;
    let definitions = definitions(function)?;
    let tree = Dominators::new(function);
    for (index, block) in function.blocks.iter().enumerate() {
        if !tree.reached(index) {
            continue;
        }
        let here = index as u32;
        let mut problem = None;
        let mut check_use = |x: &Operand, at: u32| {
            if let Operand::Value(value) = *x
                && let Err(found) = visible(&definitions, &tree, value, (here, at))
            {
                problem = Some(found);
            }
        };
        for (at, inst) in block.insts.iter().enumerate() {
            inst.kind.operands(&mut |x| check_use(x, at as u32 + 1));
        }
        block.end.operands(&mut |x| check_use(x, u32::MAX));
        if let Some(problem) = problem {
            return Err((here, problem));
        }
    }
    handlers(function, &definitions)
}

fn bounds(module: &Module, function: &Function) -> Result<(), Found> {
    let Some(entry) = function.blocks.first() else {
        return Err((0, "a function without blocks"));
    };
    if entry.params.len() != function.arity as usize {
        return Err((0, "the entry's parameters are not the function's"));
    }
    for (index, block) in function.blocks.iter().enumerate() {
        let here = index as u32;
        let mut problem = None;
        let mut operand = |x: &Operand| {
            match *x {
                Operand::Value(value) if value.0 >= function.n_values => {
                    problem = Some("no such value")
                }
                Operand::Const(Const::Pooled(id)) if id.0 as usize >= module.consts.nodes.len() => {
                    problem = Some("no such constant");
                }
                Operand::Value(_) | Operand::Const(_) => {}
            };
        };
        block
            .insts
            .iter()
            .for_each(|inst| inst.kind.operands(&mut operand));
        block.end.operands(&mut operand);
        for inst in &block.insts {
            if inst.result.is_some() && !inst.kind.has_result() {
                problem = Some("a result of an instruction that has none");
            }
            if let InstKind::Call { function: id, args } = &inst.kind {
                match module.functions.get(id.0 as usize) {
                    Some(callee) if callee.arity as usize == args.len() => {}
                    Some(_) => problem = Some("number of arguments of a call"),
                    None => problem = Some("no such function"),
                }
            }
            if let InstKind::MakeFun { function: id, free } = &inst.kind {
                match module.functions.get(id.0 as usize) {
                    Some(callee) if callee.lambda_free.unwrap_or(0) as usize == free.len() => {}
                    Some(_) => problem = Some("number of free variables"),
                    None => problem = Some("no such function"),
                }
            }
        }
        let mut result = usize::from(block.end.has_result());
        block.end.targets(&mut |target| {
            let n_args = target.args.len() + std::mem::take(&mut result);
            match function.blocks.get(target.block.0 as usize) {
                Some(to) if to.params.len() == n_args => {}
                Some(_) => problem = Some("number of arguments of a jump"),
                None => problem = Some("no such block"),
            }
        });
        if let Some(handler) = block.handler {
            match function.blocks.get(handler.0 as usize) {
                Some(to) if to.params.len() == 3 => {}
                Some(_) => problem = Some("a handler without three parameters"),
                None => problem = Some("no such block"),
            }
        }
        if let Some(problem) = problem {
            return Err((here, problem));
        }
    }
    Ok(())
}

/// Block and place of each definition: parameters at 0, results after their instruction's number.
fn definitions(function: &Function) -> Result<Vec<Option<(u32, u32)>>, Found> {
    let mut places: Vec<Option<(u32, u32)>> = vec![None; function.n_values as usize];
    for (index, block) in function.blocks.iter().enumerate() {
        let here = index as u32;
        let params = block.params.iter().map(|&value| (value, 0));
        let results = block
            .insts
            .iter()
            .enumerate()
            .filter_map(|(at, inst)| Some((inst.result?, at as u32 + 1)));
        for (value, at) in params.chain(results) {
            let Some(place) = places.get_mut(value.0 as usize) else {
                return Err((here, "no such value"));
            };
            if place.replace((here, at)).is_some() {
                return Err((here, "a value defined twice"));
            }
        }
    }
    Ok(places)
}

fn visible(
    definitions: &[Option<(u32, u32)>],
    tree: &Dominators,
    value: Value,
    (block, at): (u32, u32),
) -> Result<(), &'static str> {
    match definitions[value.0 as usize] {
        None => Err("a value without a definition"),
        Some((home, place)) if home == block => {
            if place < at {
                Ok(())
            } else {
                Err("a value used before its definition")
            }
        }
        Some((home, _)) if tree.dominates(home, block) => Ok(()),
        Some(_) => Err("a value used where its definition does not reach"),
    }
}

/// What a handler uses of a block that names it was there before anything could raise. Dominance says the rest.
fn handlers(function: &Function, definitions: &[Option<(u32, u32)>]) -> Result<(), Found> {
    let handlers: BTreeSet<BlockId> = function
        .blocks
        .iter()
        .filter_map(|block| block.handler)
        .collect();
    for BlockId(here) in handlers {
        let block = &function.blocks[here as usize];
        let mut early = true;
        let mut check = |x: &Operand| {
            if let Operand::Value(value) = *x
                && let Some((home, at)) = definitions[value.0 as usize]
                && function.blocks[home as usize].handler == Some(BlockId(here))
            {
                let before = (at as usize).min(function.blocks[home as usize].insts.len());
                early &= !function.blocks[home as usize].insts[..before]
                    .iter()
                    .any(|inst| inst.kind.raises());
            }
        };
        block
            .insts
            .iter()
            .for_each(|inst| inst.kind.operands(&mut check));
        block.end.operands(&mut check);
        if !early {
            return Err((here, "a value that may be missing used in a handler"));
        }
    }
    Ok(())
}

/// The dominator tree, with intervals for quick answers.
pub struct Dominators {
    /// Immediate dominator; the entry's is itself.
    parent: Vec<u32>,
    /// Preorder number and the largest one below, for each block.
    interval: Vec<(u32, u32)>,
}

const UNREACHED: u32 = u32::MAX;

impl Dominators {
    pub fn new(function: &Function) -> Dominators {
        let successors = Edges::successors(function);
        let order = reverse_postorder(&successors);
        let parent = parents(&successors, &order);
        let interval = intervals(&order, &parent);
        Dominators { parent, interval }
    }

    pub fn reached(&self, block: usize) -> bool {
        self.parent[block] != UNREACHED
    }

    /// Every way to `b` comes through `a`.
    pub fn dominates(&self, a: u32, b: u32) -> bool {
        if !self.reached(a as usize) || !self.reached(b as usize) {
            return false;
        }
        let ((first, last), (at, _)) = (self.interval[a as usize], self.interval[b as usize]);
        first <= at && at <= last
    }

    /// The nearest other block that dominates this one.
    pub fn parent(&self, block: u32) -> Option<u32> {
        let parent = self.parent[block as usize];
        (parent != UNREACHED && parent != block).then_some(parent)
    }
}

/// Lists of blocks, one for each block.
pub struct Edges {
    /// Where each list begins; one more than there are blocks.
    start: Vec<u32>,
    to: Vec<u32>,
}

impl Edges {
    /// Successors by jumps and exceptions.
    pub fn successors(function: &Function) -> Edges {
        let mut edges = Edges {
            start: Vec::with_capacity(function.blocks.len() + 1),
            to: Vec::with_capacity(2 * function.blocks.len()),
        };
        for block in &function.blocks {
            edges.start.push(edges.to.len() as u32);
            block
                .end
                .targets(&mut |target| edges.to.push(target.block.0));
            edges.to.extend(block.handler.map(|handler| handler.0));
        }
        edges.start.push(edges.to.len() as u32);
        edges
    }

    fn n_blocks(&self) -> usize {
        self.start.len() - 1
    }

    pub fn of(&self, block: u32) -> &[u32] {
        let (from, to) = (self.start[block as usize], self.start[block as usize + 1]);
        &self.to[from as usize..to as usize]
    }

    /// The edges of these blocks the other way round.
    fn reversed(&self, blocks: &[u32]) -> Edges {
        let n = self.n_blocks();
        let mut start = vec![0u32; n + 1];
        for &to in blocks.iter().flat_map(|&block| self.of(block)) {
            start[to as usize + 1] += 1;
        }
        for at in 0..n {
            start[at + 1] += start[at];
        }
        let mut to = vec![0u32; start[n] as usize];
        let mut next = start.clone();
        for &block in blocks {
            for &target in self.of(block) {
                let at = &mut next[target as usize];
                to[*at as usize] = block;
                *at += 1;
            }
        }
        Edges { start, to }
    }
}

/// The immediate dominator of each block of the order, the entry's is itself.
pub fn parents(successors: &Edges, order: &[u32]) -> Vec<u32> {
    let mut number = vec![UNREACHED; successors.n_blocks()];
    for (at, &block) in order.iter().enumerate() {
        number[block as usize] = at as u32;
    }
    immediate(order, &number, &successors.reversed(order))
}

/// Successors by jumps and exceptions.
pub fn successors(function: &Function) -> Vec<Vec<u32>> {
    let of = |block: &Block| {
        let mut list = Vec::new();
        block.end.targets(&mut |target| list.push(target.block.0));
        list.extend(block.handler.map(|handler| handler.0));
        list
    };
    function.blocks.iter().map(of).collect()
}

/// Blocks that can be reached, each after those before it, loops apart.
pub fn reverse_postorder(successors: &Edges) -> Vec<u32> {
    let mut seen = vec![false; successors.n_blocks()];
    let mut order = Vec::with_capacity(seen.len());
    let mut stack: Vec<(u32, usize)> = Vec::new();
    if let Some(first) = seen.first_mut() {
        *first = true;
        stack.push((0, 0));
    }
    while let Some((block, at)) = stack.last_mut() {
        match successors.of(*block).get(*at) {
            Some(&next) => {
                *at += 1;
                if !std::mem::replace(&mut seen[next as usize], true) {
                    stack.push((next, 0));
                }
            }
            None => {
                order.push(*block);
                stack.pop();
            }
        }
    }
    order.reverse();
    order
}

/// Cooper, Harvey and Kennedy's iteration.
fn immediate(order: &[u32], number: &[u32], preds: &Edges) -> Vec<u32> {
    let mut parent = vec![UNREACHED; number.len()];
    let Some(&entry) = order.first() else {
        return parent;
    };
    parent[entry as usize] = entry;
    let mut seen = Seen {
        round: vec![0; number.len()],
        now: 0,
    };
    let mut changed = true;
    while std::mem::take(&mut changed) {
        for &block in &order[1..] {
            seen.now += 1;
            let mut new = UNREACHED;
            for &pred in preds.of(block) {
                if parent[pred as usize] == UNREACHED {
                    continue;
                }
                new = if new == UNREACHED {
                    pred
                } else {
                    seen.common(&parent, number, new, pred)
                };
            }
            if parent[block as usize] != new {
                parent[block as usize] = new;
                changed = true;
            }
        }
    }
    parent
}

/// Blocks that the ways up from one block's predecessors have passed: a block with many of them, such as the one where a
/// long pattern fails, walks each way once.
struct Seen {
    round: Vec<u64>,
    now: u64,
}

impl Seen {
    /// The nearest block above both; `a` is above all that was asked for in this round.
    fn common(&mut self, parent: &[u32], number: &[u32], mut a: u32, mut b: u32) -> u32 {
        while a != b {
            let lower = match number[a as usize] > number[b as usize] {
                true => &mut a,
                false => &mut b,
            };
            let round = &mut self.round[*lower as usize];
            // Only `b` gets to where others were, and from there to `a`.
            if *round == self.now {
                return a;
            }
            *round = self.now;
            *lower = parent[*lower as usize];
        }
        a
    }
}

fn intervals(order: &[u32], parent: &[u32]) -> Vec<(u32, u32)> {
    let mut children: Vec<Vec<u32>> = vec![Vec::new(); parent.len()];
    for &block in order.iter().skip(1) {
        children[parent[block as usize] as usize].push(block);
    }
    let mut interval = vec![(0, 0); parent.len()];
    let mut next = 0;
    let mut stack: Vec<(u32, usize)> = Vec::new();
    if let Some(&entry) = order.first() {
        interval[entry as usize].0 = next;
        stack.push((entry, 0));
    }
    while let Some((block, at)) = stack.last_mut() {
        match children[*block as usize].get(*at) {
            Some(&child) => {
                *at += 1;
                next += 1;
                interval[child as usize].0 = next;
                stack.push((child, 0));
            }
            None => {
                interval[*block as usize].1 = next;
                stack.pop();
            }
        }
    }
    interval
}
