//! Building one Core function block by block.
//!
//! There is a current block, or none after `end`. Emitting without a current block makes an unreachable one, so that who
//! lowers `error(x), f()` need not ask whether control can get there. A new block takes the handler that is set
//! when it is made: whoever makes blocks for the inside and the outside of a `try` minds the order.
//!
//! `finish` tidies up: unreachable blocks go, parameters that always get the same operand are replaced by it, values that
//! nobody uses go with the pure instructions that make them, blocks are numbered in reverse postorder.

use super::nodes::{
    Block, BlockId, Function, Inst, InstKind, LocId, Operand, Target, Terminator, Value,
};

/// A place in a block.
#[derive(Clone, Copy)]
pub struct Place {
    block: BlockId,
    n_insts: usize,
}

pub struct FunctionBuilder {
    blocks: Vec<Block>,
    n_values: u32,
    current: Option<BlockId>,
    /// What new blocks get.
    pub handler: Option<BlockId>,
}

impl FunctionBuilder {
    /// A function of `arity` parameters; the entry is the current block.
    pub fn new(arity: u32) -> FunctionBuilder {
        let params = (0..arity).map(Value).collect();
        FunctionBuilder {
            blocks: vec![Block {
                params,
                ..Block::default()
            }],
            n_values: arity,
            current: Some(BlockId(0)),
            handler: None,
        }
    }

    pub fn value(&mut self) -> Value {
        let value = Value(self.n_values);
        self.n_values += 1;
        value
    }

    /// A new block, not yet reached by anything.
    pub fn block(&mut self) -> BlockId {
        let id = BlockId(self.blocks.len() as u32);
        self.blocks.push(Block {
            handler: self.handler,
            ..Block::default()
        });
        id
    }

    /// A new block with one parameter.
    pub fn block_with_param(&mut self) -> (BlockId, Value) {
        let block = self.block();
        let param = self.param(block);
        (block, param)
    }

    /// Adds a parameter to a block.
    pub fn param(&mut self, block: BlockId) -> Value {
        let value = self.value();
        self.blocks[block.0 as usize].params.push(value);
        value
    }

    pub fn params(&self, block: BlockId) -> &[Value] {
        &self.blocks[block.0 as usize].params
    }

    pub fn switch_to(&mut self, block: BlockId) {
        debug_assert!(
            matches!(self.blocks[block.0 as usize].end, Terminator::Unreachable),
            "block {} has been ended",
            block.0
        );
        self.current = Some(block);
    }

    /// The current block; an unreachable new one where there is none.
    pub fn current(&mut self) -> BlockId {
        match self.current {
            Some(block) => block,
            None => {
                let block = self.block();
                self.current = Some(block);
                block
            }
        }
    }

    /// Can control get to where the next instruction would be put?
    pub fn is_open(&self) -> bool {
        self.current.is_some()
    }

    pub fn emit(&mut self, kind: InstKind, loc: LocId) -> Operand {
        let value = self.value();
        self.push(Some(value), kind, loc);
        Operand::Value(value)
    }

    /// An instruction without result.
    pub fn emit_void(&mut self, kind: InstKind, loc: LocId) {
        self.push(None, kind, loc);
    }

    fn push(&mut self, result: Option<Value>, kind: InstKind, loc: LocId) {
        debug_assert_eq!(result.is_some(), kind.has_result());
        let block = self.current();
        self.blocks[block.0 as usize]
            .insts
            .push(Inst { result, kind, loc });
    }

    /// An instruction that may as well come later comes here: the one that was the last of its block when it gave that value.
    pub fn bring_here(&mut self, value: &Operand, place: Place) {
        let insts = &mut self.blocks[place.block.0 as usize].insts;
        let Some(at) = place.n_insts.checked_sub(1) else {
            return;
        };
        if insts
            .get(at)
            .is_some_and(|inst| inst.result.is_some() && inst.result == value.value())
        {
            let inst = insts.remove(at);
            let here = self.current();
            self.blocks[here.0 as usize].insts.push(inst);
        }
    }

    /// Where the current block ends now.
    pub fn place(&mut self) -> Place {
        let block = self.current();
        Place {
            block,
            n_insts: self.blocks[block.0 as usize].insts.len(),
        }
    }

    /// Leaves the current block open, to come back to it.
    pub fn leave(&mut self) -> BlockId {
        let block = self.current();
        self.current = None;
        block
    }

    pub fn end(&mut self, end: Terminator) {
        let block = self.current();
        self.blocks[block.0 as usize].end = end;
        self.current = None;
    }

    pub fn jump(&mut self, block: BlockId, args: Vec<Operand>) {
        self.end(Terminator::Jump(Target { block, args }));
    }

    /// Ends the current block and goes on in a new one, with the handler that is set now.
    pub fn start_block(&mut self) -> BlockId {
        let block = self.block();
        self.jump(block, Vec::new());
        self.switch_to(block);
        block
    }

    /// The finished graph: blocks and number of values.
    pub fn finish(mut self, function: &mut Function) {
        forget_idle_handlers(&mut self.blocks);
        let mut blocks = number_blocks(self.blocks);
        replace_settled_params(&mut blocks, self.n_values);
        drop_unused(&mut blocks, self.n_values);
        skip_empty_blocks(&mut blocks);
        merge_lines(&mut blocks);
        function.blocks = number_blocks(blocks);
        function.n_values = self.n_values;
    }
}

impl Target {
    pub fn to(block: BlockId) -> Target {
        Target {
            block,
            args: Vec::new(),
        }
    }

    pub fn with(block: BlockId, args: Vec<Operand>) -> Target {
        Target { block, args }
    }
}

impl From<Value> for Operand {
    fn from(value: Value) -> Operand {
        Operand::Value(value)
    }
}

const UNSEEN: u32 = u32::MAX;

/// Reachable blocks in reverse postorder, targets renamed.
fn number_blocks(mut blocks: Vec<Block>) -> Vec<Block> {
    let postorder = postorder(&blocks);
    let mut new_number = vec![UNSEEN; blocks.len()];
    for (number, &block) in postorder.iter().rev().enumerate() {
        new_number[block as usize] = number as u32;
    }
    let mut numbered: Vec<Block> = Vec::with_capacity(postorder.len());
    for &old in postorder.iter().rev() {
        let mut block = std::mem::take(&mut blocks[old as usize]);
        block
            .end
            .targets_mut(&mut |target| target.block.0 = new_number[target.block.0 as usize]);
        block.handler = block
            .handler
            .map(|handler| BlockId(new_number[handler.0 as usize]));
        numbered.push(block);
    }
    numbered
}

/// May something in this block go to its handler?
fn may_raise(block: &Block) -> bool {
    let end = match block.end {
        Terminator::Fail { .. }
        | Terminator::FunctionClause { .. }
        | Terminator::Reraise { .. }
        | Terminator::RecvWaitTimeout { .. } => true,
        Terminator::Unreachable
        | Terminator::Jump(_)
        | Terminator::Return(_)
        | Terminator::Branch { .. }
        | Terminator::Switch { .. }
        | Terminator::SwitchArity { .. }
        | Terminator::Attempt { .. }
        | Terminator::RecvPeek { .. }
        | Terminator::RecvSkip { .. }
        | Terminator::RecvWait { .. } => false,
    };
    end || block.insts.iter().any(|inst| inst.kind.raises())
}

fn postorder(blocks: &[Block]) -> Vec<u32> {
    let mut order = Vec::with_capacity(blocks.len());
    let mut seen = vec![false; blocks.len()];
    // Each entry: a block and its successors still to visit, the first one last.
    let mut stack: Vec<(u32, Vec<u32>)> = Vec::new();
    seen[0] = true;
    stack.push((0, successors(&blocks[0])));
    while let Some((block, rest)) = stack.last_mut() {
        match rest.pop() {
            Some(next) => {
                if !std::mem::replace(&mut seen[next as usize], true) {
                    stack.push((next, successors(&blocks[next as usize])));
                }
            }
            None => {
                order.push(*block);
                stack.pop();
            }
        }
    }
    order
}

/// Popped from the end, so that the last one, the failure, comes first in postorder and last in the result's order.
fn successors(block: &Block) -> Vec<u32> {
    let mut all = Vec::new();
    block.end.targets(&mut |target| all.push(target.block.0));
    all.extend(block.handler.map(|handler| handler.0));
    all
}

/// Forgets the handlers of blocks that cannot raise, so that handlers nobody can reach go.
fn forget_idle_handlers(blocks: &mut [Block]) {
    for block in blocks {
        if block.handler.is_some() && !may_raise(block) {
            block.handler = None;
        }
    }
}

/// Replaces parameters that get the same operand from everywhere (or themselves).
fn replace_settled_params(blocks: &mut [Block], n_values: u32) {
    #[derive(Clone, Copy, PartialEq)]
    enum Incoming {
        None,
        One(Operand),
        Many,
    }
    let mut renamed: Vec<Option<Operand>> = vec![None; n_values as usize];
    fn resolve(renamed: &[Option<Operand>], mut operand: Operand) -> Operand {
        while let Operand::Value(value) = operand {
            match renamed[value.0 as usize] {
                Some(next) => operand = next,
                None => break,
            }
        }
        operand
    }
    // Which parameters are fixed from outside: the entry's, handlers', results of terminators.
    let mut pinned = vec![0usize; blocks.len()];
    pinned[0] = usize::MAX;
    for block in blocks.iter() {
        if let Some(handler) = block.handler {
            pinned[handler.0 as usize] = usize::MAX;
        }
        if block.end.has_result() {
            let mut first = true;
            block.end.targets(&mut |target| {
                if std::mem::take(&mut first) {
                    let n = &mut pinned[target.block.0 as usize];
                    *n = (*n).max(1);
                }
            });
        }
    }
    // A few rounds settle all but contrived loops; what is left is correct, just not minimal.
    for _ in 0..4 {
        let mut incoming: Vec<Incoming> = vec![Incoming::None; n_values as usize];
        for block in blocks.iter() {
            let mut skip = usize::from(block.end.has_result());
            block.end.targets(&mut |target| {
                let params = blocks[target.block.0 as usize]
                    .params
                    .iter()
                    .skip(std::mem::take(&mut skip));
                for (&param, &arg) in params.zip(&target.args) {
                    let arg = resolve(&renamed, arg);
                    let seen = &mut incoming[param.0 as usize];
                    *seen = match *seen {
                        _ if arg == Operand::Value(param) => *seen,
                        Incoming::None => Incoming::One(arg),
                        Incoming::One(other) if other == arg => *seen,
                        Incoming::One(_) | Incoming::Many => Incoming::Many,
                    };
                }
            });
        }
        let mut changed = false;
        for (block, &pinned) in blocks.iter().zip(&pinned) {
            for &param in block.params.iter().skip(pinned) {
                if let Incoming::One(operand) = incoming[param.0 as usize]
                    && renamed[param.0 as usize].is_none()
                    && resolve(&renamed, operand) != Operand::Value(param)
                {
                    renamed[param.0 as usize] = Some(operand);
                    changed = true;
                }
            }
        }
        if !changed {
            break;
        }
    }
    remove_params(blocks, &|param| renamed[param.0 as usize].is_some());
    let mut rename = |operand: &mut Operand| *operand = resolve(&renamed, *operand);
    for block in blocks {
        for inst in &mut block.insts {
            inst.kind.operands_mut(&mut rename);
        }
        block.end.operands_mut(&mut rename);
    }
}

/// Targets that are blocks which only jump on, without parameters, become what those jump to.
fn skip_empty_blocks(blocks: &mut [Block]) {
    let onward: Vec<Option<Target>> = blocks
        .iter()
        .map(|block| match &block.end {
            Terminator::Jump(to) if block.insts.is_empty() && block.params.is_empty() => {
                Some(Target::with(to.block, to.args.clone()))
            }
            _ => None,
        })
        .collect();
    for block in blocks.iter_mut() {
        block.end.targets_mut(&mut |target| {
            // A loop of empty blocks is possible: go so far and no further.
            for _ in 0..16 {
                match &onward[target.block.0 as usize] {
                    Some(next) if target.args.is_empty() => {
                        *target = Target::with(next.block, next.args.clone())
                    }
                    _ => break,
                }
            }
        });
    }
}

/// A block that only one jump goes to becomes the end of that block, if both have the same handler.
fn merge_lines(blocks: &mut [Block]) {
    let mut entries = vec![0u32; blocks.len()];
    entries[0] = 2;
    let mut seen = vec![false; blocks.len()];
    let mut work = vec![0u32];
    seen[0] = true;
    while let Some(number) = work.pop() {
        let block = &blocks[number as usize];
        for next in successors(block) {
            entries[next as usize] += 1;
            if !std::mem::replace(&mut seen[next as usize], true) {
                work.push(next);
            }
        }
        if let Some(handler) = block.handler {
            entries[handler.0 as usize] += 1;
        }
    }
    for number in 0..blocks.len() {
        while let Terminator::Jump(to) = &blocks[number].end {
            let next = to.block.0 as usize;
            let alone = entries[next] == 1 && next != number && blocks[next].params.is_empty();
            let handlers = (blocks[number].handler, blocks[next].handler);
            let same_handler = handlers.0 == handlers.1
                || may_raise_nothing(&blocks[next])
                || may_raise_nothing(&blocks[number]);
            if !seen[number] || !alone || !same_handler {
                break;
            }
            let handler = if may_raise_nothing(&blocks[number]) {
                handlers.1
            } else {
                handlers.0
            };
            let merged = std::mem::take(&mut blocks[next]);
            let block = &mut blocks[number];
            block.insts.extend(merged.insts);
            block.end = merged.end;
            block.handler = handler;
        }
    }
}

fn may_raise_nothing(block: &Block) -> bool {
    block.handler.is_none() && !may_raise(block)
}

/// Removes parameters, and the arguments passed for them.
fn remove_params(blocks: &mut [Block], gone: &dyn Fn(Value) -> bool) {
    let doomed: Vec<Option<Vec<bool>>> = blocks
        .iter()
        .map(|block| {
            block
                .params
                .iter()
                .any(|&param| gone(param))
                .then(|| block.params.iter().map(|&param| gone(param)).collect())
        })
        .collect();
    for block in blocks.iter_mut() {
        let mut skip = usize::from(block.end.has_result());
        block.end.targets_mut(&mut |target| {
            let skip = std::mem::take(&mut skip);
            if let Some(doomed) = &doomed[target.block.0 as usize] {
                let mut index = skip;
                target.args.retain(|_| {
                    index += 1;
                    !doomed[index - 1]
                });
            }
        });
        block.params.retain(|&param| !gone(param));
    }
}

/// Removes pure instructions and parameters whose values nobody uses.
fn drop_unused(blocks: &mut [Block], n_values: u32) {
    let mut live = vec![false; n_values as usize];
    let mut work: Vec<Value> = Vec::new();
    let mut uses = |operand: &Operand, work: &mut Vec<Value>| {
        if let Operand::Value(value) = *operand
            && !std::mem::replace(&mut live[value.0 as usize], true)
        {
            work.push(value);
        }
    };
    #[derive(Clone, Copy)]
    enum Source {
        Elsewhere,
        Inst(u32, u32),
        Param(u32, u32),
    }
    let mut sources = vec![Source::Elsewhere; n_values as usize];
    let mut incoming: Vec<Vec<u32>> = vec![Vec::new(); blocks.len()];
    let mut keep_all = vec![0usize; blocks.len()];
    keep_all[0] = usize::MAX;
    for (number, block) in blocks.iter().enumerate() {
        for (index, &param) in block.params.iter().enumerate() {
            sources[param.0 as usize] = Source::Param(number as u32, index as u32);
        }
        for (index, inst) in block.insts.iter().enumerate() {
            if let Some(result) = inst.result {
                sources[result.0 as usize] = Source::Inst(number as u32, index as u32);
            }
            if !inst.kind.is_pure() {
                inst.kind.operands(&mut |operand| uses(operand, &mut work));
            }
        }
        block
            .end
            .own_operands(&mut |operand| uses(operand, &mut work));
        let mut has_result = block.end.has_result();
        block.end.targets(&mut |target| {
            incoming[target.block.0 as usize].push(number as u32);
            if std::mem::take(&mut has_result) {
                let keep = &mut keep_all[target.block.0 as usize];
                *keep = (*keep).max(1);
            }
        });
        if let Some(handler) = block.handler {
            keep_all[handler.0 as usize] = usize::MAX;
        }
    }
    while let Some(value) = work.pop() {
        match sources[value.0 as usize] {
            Source::Elsewhere => {}
            Source::Inst(block, inst) => {
                let kind = &blocks[block as usize].insts[inst as usize].kind;
                kind.operands(&mut |operand| uses(operand, &mut work));
            }
            Source::Param(block, index) => {
                for &from in &incoming[block as usize] {
                    let end = &blocks[from as usize].end;
                    let mut skip = u32::from(end.has_result());
                    end.targets(&mut |target| {
                        let skip = std::mem::take(&mut skip);
                        if target.block.0 == block
                            && let Some(arg) = index
                                .checked_sub(skip)
                                .and_then(|index| target.args.get(index as usize))
                        {
                            uses(arg, &mut work);
                        }
                    });
                }
            }
        }
    }
    let mut unused = vec![false; n_values as usize];
    for (block, &keep) in blocks.iter().zip(&keep_all) {
        for &param in block.params.iter().skip(keep) {
            unused[param.0 as usize] = !live[param.0 as usize];
        }
    }
    remove_params(blocks, &|param| unused[param.0 as usize]);
    for block in blocks.iter_mut() {
        block.insts.retain(|inst| {
            !inst.kind.is_pure() || inst.result.is_none_or(|result| live[result.0 as usize])
        });
    }
}

impl InstKind {
    /// Without effect, and cannot raise: it may be dropped when nobody uses the result.
    pub fn is_pure(&self) -> bool {
        match self {
            InstKind::Copy(_)
            | InstKind::Boolean(_)
            | InstKind::Cons { .. }
            | InstKind::Tuple(_)
            | InstKind::Record { .. }
            | InstKind::SetTuple { .. }
            | InstKind::Head(_)
            | InstKind::Tail(_)
            | InstKind::Element { .. }
            | InstKind::MakeFun { .. }
            | InstKind::BsPosition { .. }
            | InstKind::BuildTrace { .. }
            | InstKind::CatchValue { .. } => true,
            InstKind::Call { .. }
            | InstKind::CallExt { .. }
            | InstKind::CallFun { .. }
            | InstKind::Apply { .. }
            | InstKind::Bif { .. }
            | InstKind::Arith { .. }
            | InstKind::MapPut { .. }
            | InstKind::MapUpdate { .. }
            | InstKind::BsCreate(_)
            | InstKind::BsRestore { .. }
            | InstKind::Send { .. }
            | InstKind::RecvAccept
            | InstKind::RecvMark
            | InstKind::RecvBind { .. }
            | InstKind::RecvUse { .. } => false,
        }
    }
}
