//! Updates of tuples in place: finds `SetTuple`s whose source nobody else holds, and says so in their hint.
//!
//! A value is *unshared* if it was made here (a new tuple, or the result of an update), or handed over unshared, and nothing keeps it
//! before it is given away for good. What happens to a value:
//!
//! - it is read: elements, tests. Harmless before it is given away;
//! - it is *given away*: updated in place, passed to a function that takes it over, or to a block's parameter. Afterwards no use may follow;
//! - it *escapes*: stored, sent, passed elsewhere, returned. Afterwards it may not be given away.
//!
//! Functions that only this module calls take a parameter over if all callers give it away. That is assumed first, and taken back as long as
//! some caller does not. Constants count as unshared: the machine copies what lies among the literals.

use crate::core::nodes::*;
use std::collections::{HashMap, HashSet};

/// Rounds after which assumptions are given up.
const MAX_ROUNDS: u32 = 20;

/// Values with more uses, and functions with more blocks, are not looked into.
const MAX_USES: usize = 100;
const MAX_BLOCKS: usize = 1000;

/// What receives a value for good.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
enum Taker {
    Update,
    /// Parameter of a function.
    Function(FunctionId, u32),
    /// Parameter of a block of the same function.
    Block(Value),
}

#[derive(Clone, Copy, Debug)]
enum UseKind {
    Read,
    Given(Taker),
    Escape,
}

#[derive(Clone, Copy, Debug)]
struct Use {
    block: u32,
    /// Number of the instruction; the terminator's is the largest.
    at: u32,
    kind: UseKind,
}

/// What is known of one function.
struct Facts {
    uses: HashMap<Value, Vec<Use>>,
    /// Values that were made unshared.
    fresh: HashSet<Value>,
    /// Parameters of functions and blocks: what they are given.
    gifts: Vec<(Taker, Operand, Use)>,
    home: HashMap<Value, u32>,
}

/// Takers that are assumed to be given unshared values only.
type Assumed = HashSet<(u32, Taker)>;

pub fn update_in_place(module: &mut Module) {
    let any = |block: &Block| {
        block
            .insts
            .iter()
            .any(|inst| matches!(inst.kind, InstKind::SetTuple { .. }))
    };
    if !module
        .functions
        .iter()
        .any(|function| function.blocks.iter().any(any))
    {
        return;
    }
    let facts: Vec<Facts> = module.functions.iter().map(facts).collect();
    let mut assumed = assume(module);
    let mut settled = false;
    for _ in 0..MAX_ROUNDS {
        let broken = broken(module, &facts, &assumed);
        if broken.is_empty() {
            settled = true;
            break;
        }
        broken.iter().for_each(|taker| {
            assumed.remove(taker);
        });
    }
    if !settled {
        assumed.clear();
    }
    for index in 0..module.functions.len() {
        let hints = unshared_updates(module, &facts, &assumed, index);
        for (block, at) in hints {
            if let InstKind::SetTuple { hint, .. } =
                &mut module.functions[index].blocks[block].insts[at].kind
            {
                *hint = purlin_isa::operand::InPlace::Unshared;
            }
        }
    }
}

/// Block parameters, and parameters of functions that nobody outside calls. Function number 0 stands for all where functions are named.
fn assume(module: &Module) -> Assumed {
    let mut called: HashSet<FunctionId> = module.on_load.into_iter().collect();
    for function in &module.functions {
        for inst in function.blocks.iter().flat_map(|block| &block.insts) {
            if let InstKind::MakeFun { function, .. } = &inst.kind {
                called.insert(*function);
            }
        }
    }
    let mut assumed = Assumed::new();
    for (index, function) in module.functions.iter().enumerate() {
        let id = FunctionId(index as u32);
        if !function.exported && function.lambda_free.is_none() && !called.contains(&id) {
            assumed.extend((0..function.arity).map(|at| (0, Taker::Function(id, at))));
        }
        for block in function.blocks.iter().skip(1) {
            assumed.extend(
                block
                    .params
                    .iter()
                    .map(|&param| (index as u32, Taker::Block(param))),
            );
        }
        // What handlers and attempts hand over was not made here.
        for block in &function.blocks {
            let mut not = |to: BlockId, n: usize| {
                for param in function.blocks[to.0 as usize].params.iter().take(n) {
                    assumed.remove(&(index as u32, Taker::Block(*param)));
                }
            };
            if let Some(handler) = block.handler {
                not(handler, usize::MAX);
            }
            let mut first = block.end.has_result();
            block.end.targets(&mut |target| {
                if std::mem::take(&mut first) {
                    not(target.block, 1);
                }
            });
        }
    }
    assumed
}

fn facts(function: &Function) -> Facts {
    let mut facts = Facts {
        uses: HashMap::new(),
        fresh: HashSet::new(),
        gifts: Vec::new(),
        home: HashMap::new(),
    };
    for (index, block) in function.blocks.iter().enumerate() {
        let here = index as u32;
        block.params.iter().for_each(|&param| {
            facts.home.insert(param, here);
        });
        for (at, inst) in block.insts.iter().enumerate() {
            if let Some(result) = inst.result {
                facts.home.insert(result, here);
                if matches!(inst.kind, InstKind::Tuple(_) | InstKind::SetTuple { .. }) {
                    facts.fresh.insert(result);
                }
            }
            facts.inst(&inst.kind, here, at as u32);
        }
        facts.end(function, block, here);
    }
    facts
}

impl Facts {
    fn note(&mut self, x: Operand, block: u32, at: u32, kind: UseKind) {
        let found = Use { block, at, kind };
        if let UseKind::Given(taker) = kind {
            self.gifts.push((taker, x, found));
        }
        if let Operand::Value(value) = x {
            self.uses.entry(value).or_default().push(found);
        }
    }

    fn inst(&mut self, kind: &InstKind, block: u32, at: u32) {
        match kind {
            InstKind::Element { tuple, .. } => self.note(*tuple, block, at, UseKind::Read),
            InstKind::Boolean(test) => {
                test.operands(&mut |x| self.note(*x, block, at, UseKind::Read))
            }
            InstKind::SetTuple { src, changes, .. } => {
                self.note(*src, block, at, UseKind::Given(Taker::Update));
                changes
                    .iter()
                    .for_each(|(_, x)| self.note(*x, block, at, UseKind::Escape));
            }
            InstKind::Call { function, args } => {
                for (n, x) in args.iter().enumerate() {
                    self.note(
                        *x,
                        block,
                        at,
                        UseKind::Given(Taker::Function(*function, n as u32)),
                    );
                }
            }
            other => other.operands(&mut |x| self.note(*x, block, at, UseKind::Escape)),
        }
    }

    fn end(&mut self, function: &Function, block: &Block, here: u32) {
        let at = u32::MAX;
        match &block.end {
            Terminator::Branch { test, .. } => {
                test.operands(&mut |x| self.note(*x, here, at, UseKind::Read))
            }
            Terminator::Switch { subject, .. } | Terminator::SwitchArity { subject, .. } => {
                self.note(*subject, here, at, UseKind::Read);
            }
            other => other.own_operands(&mut |x| self.note(*x, here, at, UseKind::Escape)),
        }
        let mut skip = usize::from(block.end.has_result());
        block.end.targets(&mut |target| {
            let first = std::mem::take(&mut skip);
            let params = function.blocks[target.block.0 as usize]
                .params
                .iter()
                .skip(first);
            for (param, x) in params.zip(&target.args) {
                self.note(*x, here, at, UseKind::Given(Taker::Block(*param)));
            }
        });
    }
}

fn is_taken(assumed: &Assumed, function: usize, taker: Taker) -> bool {
    match taker {
        Taker::Update => true,
        Taker::Function(..) => assumed.contains(&(0, taker)),
        Taker::Block(_) => assumed.contains(&(function as u32, taker)),
    }
}

/// Is the value unshared wherever it is given away?
fn unshared(
    module: &Module,
    facts: &[Facts],
    assumed: &Assumed,
    index: usize,
    value: Value,
) -> bool {
    let function = &module.functions[index];
    let known = &facts[index];
    let handed_over = match function.blocks[0]
        .params
        .iter()
        .position(|&param| param == value)
    {
        Some(at) => assumed.contains(&(0, Taker::Function(FunctionId(index as u32), at as u32))),
        None => {
            known.fresh.contains(&value) || assumed.contains(&(index as u32, Taker::Block(value)))
        }
    };
    if !handed_over {
        return false;
    }
    let Some(uses) = known.uses.get(&value) else {
        return true;
    };
    if uses.len() > MAX_USES || function.blocks.len() > MAX_BLOCKS {
        return false;
    }
    let is_gift =
        |u: &Use| matches!(u.kind, UseKind::Given(taker) if is_taken(assumed, index, taker));
    let is_read = |u: &Use| matches!(u.kind, UseKind::Read);
    let home = known.home.get(&value).copied();
    uses.iter().all(|first| {
        if is_read(first) {
            return true;
        }
        let after = reachable(function, first.block as usize, home);
        let follows = |other: &Use| {
            (other.block == first.block && other.at > first.at) || after.contains(&other.block)
        };
        let twice = uses
            .iter()
            .filter(|other| (other.block, other.at) == (first.block, first.at))
            .count()
            > 1;
        if is_gift(first) {
            !twice && !uses.iter().any(follows)
        } else {
            !uses.iter().any(|other| follows(other) && is_gift(other))
        }
    })
}

/// Blocks that control may come to after a block, without passing the value's definition again.
fn reachable(function: &Function, from: usize, home: Option<u32>) -> HashSet<u32> {
    let mut seen = HashSet::new();
    let mut work = vec![from as u32];
    while let Some(index) = work.pop() {
        let block = &function.blocks[index as usize];
        let mut visit = |next: u32| {
            if Some(next) != home && seen.insert(next) {
                work.push(next);
            }
        };
        block.end.targets(&mut |target| visit(target.block.0));
        if let Some(handler) = block.handler {
            visit(handler.0);
        }
    }
    seen
}

/// Takers that are assumed to be given unshared values only, and are not.
fn broken(module: &Module, facts: &[Facts], assumed: &Assumed) -> Vec<(u32, Taker)> {
    let mut broken = Vec::new();
    for (index, known) in facts.iter().enumerate() {
        let mut checked: HashMap<Value, bool> = HashMap::new();
        for (taker, x, _) in &known.gifts {
            let key = match taker {
                Taker::Update => continue,
                Taker::Function(..) => (0, *taker),
                Taker::Block(_) => (index as u32, *taker),
            };
            if !assumed.contains(&key) {
                continue;
            }
            let fine = match x {
                Operand::Const(_) => true,
                Operand::Value(value) => *checked
                    .entry(*value)
                    .or_insert_with(|| unshared(module, facts, assumed, index, *value)),
            };
            if !fine {
                broken.push(key);
            }
        }
    }
    broken
}

fn unshared_updates(
    module: &Module,
    facts: &[Facts],
    assumed: &Assumed,
    index: usize,
) -> Vec<(usize, usize)> {
    let updates = facts[index]
        .gifts
        .iter()
        .filter_map(|(taker, x, found)| match (taker, x) {
            (Taker::Update, Operand::Value(value)) => {
                Some((*value, (found.block as usize, found.at as usize)))
            }
            _ => None,
        });
    updates
        .filter(|(value, _)| unshared(module, facts, assumed, index, *value))
        .map(|(_, place)| place)
        .collect()
}
