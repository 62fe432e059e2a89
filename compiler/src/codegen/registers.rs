//! Gives each value its register: greedily over blocks in reverse postorder, which visits definitions before uses. In SSA
//! exactly the values live at a definition must be avoided, so one pass is enough. Hints, found backwards first, bring values to
//! where calls, returns and jumps want them, so that few moves remain.

use super::frame::Frames;
use super::liveness::{Liveness, NOWHERE, Set, Words};
use crate::core::nodes::*;
use crate::core::validate::{Edges, parents};
use purlin_isa::operand::{MAX_X, MAX_Y};
use std::collections::HashMap;

pub const NONE: u16 = u16::MAX;

pub struct Registers {
    /// X register of each value, for the places where it is not in the frame.
    pub x: Vec<u16>,
    /// Slot of each slotted value.
    pub y: Vec<u16>,
    /// Size of the frame.
    pub slots: u32,
}

pub enum Failure {
    /// The X registers ran out: these values should live in the frame.
    Spill(Vec<Value>),
    /// The frame would be too large.
    TooLarge,
}

/// What each value would like: the X register in which its next call, return or jump wants it.
fn hints(function: &Function) -> Vec<u16> {
    let mut hints = vec![NONE; function.n_values as usize];
    for block in function.blocks.iter().rev() {
        hint_end(function, block, &mut hints);
        for inst in block.insts.iter().rev() {
            hint_inst(&inst.kind, &mut hints);
        }
    }
    hints
}

fn hint_args(args: &[Operand], hints: &mut [u16]) {
    for (index, arg) in args.iter().enumerate() {
        if let Operand::Value(value) = *arg {
            hints[value.0 as usize] = index as u16;
        }
    }
}

fn hint_inst(kind: &InstKind, hints: &mut [u16]) {
    match kind {
        InstKind::Call { args, .. } | InstKind::CallExt { args, .. } => hint_args(args, hints),
        InstKind::CallFun { fun, args } => {
            hint_args(args, hints);
            if let Operand::Value(value) = *fun
                && hints[value.0 as usize] == NONE
            {
                hints[value.0 as usize] = args.len() as u16;
            }
        }
        InstKind::Apply { args, .. } => hint_args(args, hints),
        _ => {}
    }
}

fn hint_end(function: &Function, block: &Block, hints: &mut [u16]) {
    match &block.end {
        Terminator::Return(Operand::Value(value)) => hints[value.0 as usize] = 0,
        Terminator::FunctionClause { args, .. } => {
            for (index, arg) in args.iter().enumerate() {
                if let Operand::Value(value) = *arg
                    && hints[value.0 as usize] == NONE
                {
                    hints[value.0 as usize] = index as u16;
                }
            }
        }
        Terminator::Jump(target) | Terminator::RecvSkip { next: target } => {
            let params = &function.blocks[target.block.0 as usize].params;
            for (param, arg) in params.iter().zip(&target.args) {
                if let Operand::Value(value) = *arg
                    && hints[param.0 as usize] != NONE
                {
                    hints[value.0 as usize] = hints[param.0 as usize];
                }
            }
        }
        _ => {}
    }
}

/// For each value the parameter that it is passed to by a jump, if any.
fn becomes(function: &Function) -> Vec<Option<Value>> {
    let mut becomes = vec![None; function.n_values as usize];
    for block in &function.blocks {
        if let Terminator::Jump(target) | Terminator::RecvSkip { next: target } = &block.end {
            let params = &function.blocks[target.block.0 as usize].params;
            for (param, arg) in params.iter().zip(&target.args) {
                if let Operand::Value(value) = *arg {
                    becomes[value.0 as usize] = Some(*param);
                }
            }
        }
    }
    becomes
}

/// A set of registers that knows its lowest free member.
struct Pool {
    used: Vec<u64>,
}

impl Pool {
    fn new(n: u16) -> Pool {
        Pool {
            used: vec![0; usize::from(n) / 64],
        }
    }

    fn has(&self, r: u16) -> bool {
        self.used[usize::from(r) / 64] >> (r % 64) & 1 == 1
    }

    fn take(&mut self, r: u16) {
        self.used[usize::from(r) / 64] |= 1 << (r % 64);
    }

    fn free(&mut self, r: u16) {
        self.used[usize::from(r) / 64] &= !(1 << (r % 64));
    }

    fn clear(&mut self) {
        self.used.fill(0);
    }

    /// The lowest free register from `from` on.
    fn lowest(&self, from: u16) -> Option<u16> {
        let first = usize::from(from) / 64;
        for (index, &word) in self.used.iter().enumerate().skip(first) {
            let mut free = !word;
            if index == first {
                free &= u64::MAX << (from % 64);
            }
            if free != 0 {
                return Some((index * 64) as u16 + free.trailing_zeros() as u16);
            }
        }
        None
    }
}

struct Allocator<'a> {
    function: &'a Function,
    liveness: &'a Liveness,
    frames: &'a Frames,
    hints: Vec<u16>,
    y_hints: Vec<u16>,
    x: Vec<u16>,
    y: Vec<u16>,
    x_pool: Pool,
    y_pool: Pool,
    slots: u32,
    /// Last block in which the value was used, as far as the backward scan has come.
    seen: Vec<u32>,
    /// Values live at the end of the block at hand.
    out: Words,
    /// Where many values live.
    crowds: Crowds,
    /// Values that should have lived in the frame, once the X registers ran out.
    spilled: Vec<Value>,
    /// Which value holds each X register in use.
    owner: Vec<Value>,
    /// The parameter that the value becomes by a jump.
    becomes: Vec<Option<Value>>,
}

pub fn allocate(
    function: &Function,
    liveness: &Liveness,
    frames: &Frames,
) -> Result<Registers, Failure> {
    let n = function.n_values as usize;
    let mut allocator = Allocator {
        function,
        liveness,
        frames,
        hints: hints(function),
        y_hints: vec![NONE; n],
        x: vec![NONE; n],
        y: vec![NONE; n],
        x_pool: Pool::new(MAX_X),
        y_pool: Pool::new(MAX_Y),
        slots: 0,
        seen: vec![u32::MAX; n],
        out: liveness.words(),
        crowds: Crowds::new(function, liveness),
        spilled: Vec::new(),
        owner: vec![Value(u32::MAX); usize::from(MAX_X)],
        becomes: becomes(function),
    };
    for index in 0..function.blocks.len() {
        allocator.block(index)?;
    }
    if !allocator.spilled.is_empty() {
        return Err(allocator.failure());
    }
    Ok(Registers {
        x: allocator.x,
        y: allocator.y,
        slots: allocator.slots,
    })
}

impl Allocator<'_> {
    fn block(&mut self, index: usize) -> Result<(), Failure> {
        let block = &self.function.blocks[index];
        self.out.clear();
        self.liveness.add_out(block, &mut self.out);
        let dying = self.deaths(index);
        let arities = next_arities(block);
        let mut framed = self.frames.at_start[index];
        self.start(index, framed);
        self.params(index, framed, arities[0])?;
        for &value in &dying[0] {
            self.release(value);
        }
        let made_at = self.frames.made_at[index];
        for (at, inst) in block.insts.iter().enumerate() {
            if made_at == Some(at as u32) {
                framed = true;
                self.move_into_frame();
            }
            for &value in &dying[at + 1] {
                self.release(value);
            }
            if let Some(result) = inst.result {
                let fixed = inst.kind.is_call().then_some(0);
                self.define(result, fixed, framed, arities[at + 1])?;
                if self.is_dead(result, index) {
                    self.release(result);
                }
            }
        }
        self.end(index);
        Ok(())
    }

    /// The registers that are taken at the start of the block.
    fn start(&mut self, index: usize, framed: bool) {
        self.x_pool.clear();
        let (liveness, live) = (self.liveness, &self.liveness.live_in[index]);
        if let Some(before) = self.crowds.before(index) {
            let gone = before.live.without(live);
            if gone.len() < live.len() {
                self.y_pool.used.clone_from(&before.slots);
                for value in liveness.values(&gone) {
                    let slot = self.y[value.0 as usize];
                    if slot != NONE {
                        self.y_pool.free(slot);
                    }
                }
                for &(register, value) in &before.registers {
                    let stays = !self.frames.slotted[value.0 as usize] || !framed;
                    if stays && liveness.is_in(value, live) {
                        self.x_pool.take(register);
                        self.owner[usize::from(register)] = value;
                    }
                }
                return;
            }
        }
        self.y_pool.clear();
        for value in liveness.values(live) {
            self.occupy(value, framed);
        }
    }

    /// Keeps what is taken at the end of the block for those blocks that it dominates, if it is much.
    fn end(&mut self, index: usize) {
        if !self.crowds.is_wanted(index) {
            return;
        }
        let function = self.function;
        function.blocks[index].end.operands(&mut |x| {
            if let Operand::Value(value) = *x
                && !self.liveness.is_among(value, &self.out)
            {
                self.release(value);
            }
        });
        let held = (0..MAX_X).filter(|&register| self.x_pool.has(register));
        let crowd = Crowd {
            live: self.out.set(),
            slots: self.y_pool.used.clone(),
            registers: held
                .map(|register| (register, self.owner[usize::from(register)]))
                .collect(),
        };
        self.crowds.keep(index, crowd);
    }

    /// Values that die at the start (unused parameters) and at each instruction. Afterwards `seen` is `index` for all values that are
    /// used in the block.
    fn deaths(&mut self, index: usize) -> Vec<Vec<Value>> {
        let here = index as u32;
        let block = &self.function.blocks[index];
        let mut dying: Vec<Vec<Value>> = vec![Vec::new(); block.insts.len() + 1];
        let (seen, out, liveness) = (&mut self.seen, &self.out, self.liveness);
        block.end.operands(&mut |x| {
            if let Operand::Value(value) = *x {
                seen[value.0 as usize] = here;
            }
        });
        for (at, inst) in block.insts.iter().enumerate().rev() {
            inst.kind.operands(&mut |x| {
                if let Operand::Value(value) = *x
                    && seen[value.0 as usize] != here
                {
                    seen[value.0 as usize] = here;
                    if !liveness.is_among(value, out) {
                        dying[at + 1].push(value);
                    }
                }
            });
        }
        for &param in &block.params {
            if self.is_dead(param, index) {
                dying[0].push(param);
            }
        }
        dying
    }

    /// Is the value neither used in the block nor after it?
    fn is_dead(&self, value: Value, index: usize) -> bool {
        self.seen[value.0 as usize] != index as u32 && !self.liveness.is_among(value, &self.out)
    }

    fn params(&mut self, index: usize, framed: bool, avoid: u16) -> Result<(), Failure> {
        let block = &self.function.blocks[index];
        let fixed = index == 0 || self.is_handler(index);
        for (at, &param) in block.params.iter().enumerate() {
            if fixed {
                self.define(param, Some(at as u16), framed, avoid)?;
            } else {
                let (x, y) = self.argument_hint(index, at);
                if x != NONE {
                    self.hints[param.0 as usize] = x;
                }
                self.y_hints[param.0 as usize] = y;
                self.define(param, None, framed, avoid)?;
            }
        }
        Ok(())
    }

    fn is_handler(&self, index: usize) -> bool {
        let id = Some(BlockId(index as u32));
        self.liveness.preds[index]
            .first()
            .is_some_and(|&pred| self.function.blocks[pred as usize].handler == id)
    }

    /// The registers in which a predecessor already has the argument for parameter `at`: X register, slot.
    fn argument_hint(&self, index: usize, at: usize) -> (u16, u16) {
        let mut hint = (NONE, NONE);
        for &pred in self.liveness.preds[index].iter().take(8) {
            let (Terminator::Jump(target) | Terminator::RecvSkip { next: target }) =
                &self.function.blocks[pred as usize].end
            else {
                continue;
            };
            if let Some(Operand::Value(value)) = target.args.get(at) {
                let (x, y) = (self.x[value.0 as usize], self.y[value.0 as usize]);
                if hint.0 == NONE && x != NONE && !self.x_pool.has(x) {
                    hint.0 = x;
                }
                if hint.1 == NONE && y != NONE && !self.y_pool.has(y) {
                    hint.1 = y;
                }
            }
        }
        hint
    }

    fn occupy(&mut self, value: Value, framed: bool) {
        let i = value.0 as usize;
        if self.y[i] != NONE {
            self.y_pool.take(self.y[i]);
        }
        if (!self.frames.slotted[i] || !framed) && self.x[i] != NONE {
            self.take_x(self.x[i], value);
        }
    }

    fn take_x(&mut self, register: u16, value: Value) {
        self.x_pool.take(register);
        self.owner[usize::from(register)] = value;
        self.x[value.0 as usize] = register;
    }

    fn release(&mut self, value: Value) {
        let i = value.0 as usize;
        if self.y[i] != NONE {
            self.y_pool.free(self.y[i]);
        }
        // A slotted value that has moved into the frame no longer owns its X register.
        let x = self.x[i];
        if x != NONE && self.owner[usize::from(x)] == value {
            self.x_pool.free(x);
        }
    }

    fn move_into_frame(&mut self) {
        for register in 0..MAX_X {
            let owner = self.owner[usize::from(register)];
            if self.x_pool.has(register) && self.frames.slotted[owner.0 as usize] {
                self.x_pool.free(register);
                self.owner[usize::from(register)] = Value(u32::MAX);
            }
        }
    }

    fn define(
        &mut self,
        value: Value,
        fixed: Option<u16>,
        framed: bool,
        avoid: u16,
    ) -> Result<(), Failure> {
        let i = value.0 as usize;
        if self.frames.slotted[i] {
            let slot = match self.wanted_slot(value) {
                Some(slot) => slot,
                None => self.y_pool.lowest(0).ok_or(Failure::TooLarge)?,
            };
            self.y_pool.take(slot);
            self.y[i] = slot;
            self.slots = self.slots.max(u32::from(slot) + 1);
            if framed {
                return Ok(());
            }
        }
        let register = match fixed.or_else(|| self.wanted_x(value)) {
            Some(register) => register,
            None => match self.x_pool.lowest(avoid).or_else(|| self.x_pool.lowest(0)) {
                Some(register) => register,
                None => self.spill()?,
            },
        };
        self.take_x(register, value);
        Ok(())
    }

    fn wanted_x(&self, value: Value) -> Option<u16> {
        let param = self.becomes[value.0 as usize].map_or(NONE, |param| self.x[param.0 as usize]);
        let hint = self.hints[value.0 as usize];
        [param, hint]
            .into_iter()
            .find(|&x| x < MAX_X && !self.x_pool.has(x))
    }

    fn wanted_slot(&self, value: Value) -> Option<u16> {
        let param = self.becomes[value.0 as usize].map_or(NONE, |param| self.y[param.0 as usize]);
        let hint = self.y_hints[value.0 as usize];
        [param, hint]
            .into_iter()
            .find(|&y| y < MAX_Y && !self.y_pool.has(y))
    }

    /// Notes that what holds X registers should live in the frame. Allocation goes on as if it did, to find all such values.
    #[cold]
    fn spill(&mut self) -> Result<u16, Failure> {
        let n_before = self.spilled.len();
        for register in 0..MAX_X {
            let owner = self.owner[usize::from(register)];
            if self.x_pool.has(register) && !self.frames.slotted[owner.0 as usize] {
                self.spilled.push(owner);
                self.x[owner.0 as usize] = NONE;
                self.x_pool.free(register);
            }
        }
        if self.spilled.len() == n_before {
            return Err(self.failure());
        }
        self.x_pool.lowest(0).ok_or(Failure::TooLarge)
    }

    fn failure(&mut self) -> Failure {
        Failure::Spill(std::mem::take(&mut self.spilled))
    }
}

/// At least so many values make it worth to look at what the dominator has, not at each of them.
const CROWD: usize = 64;

/// What is taken at the end of a block where many values live.
struct Crowd {
    live: Set,
    slots: Vec<u64>,
    /// X registers and what they hold.
    registers: Vec<(u16, Value)>,
}

/// The ends of blocks from which the starts of others with many values are found: what lives at the start of a block lives at the
/// end of its immediate dominator, in the same places, and has them still.
#[derive(Default)]
struct Crowds {
    /// The immediate dominator of each block with many values at its start, `NOWHERE` for others; empty if there is no such block.
    above: Vec<u32>,
    /// How many of those blocks each block immediately dominates that have not been looked at.
    n_wanted: Vec<u32>,
    kept: HashMap<u32, Crowd>,
    /// The one that was wanted for the last time.
    last: Option<Crowd>,
}

impl Crowds {
    fn new(function: &Function, liveness: &Liveness) -> Crowds {
        let is_crowded: Vec<bool> = (liveness.live_in.iter())
            .map(|set| set.len() >= CROWD)
            .collect();
        if !is_crowded.contains(&true) {
            return Crowds::default();
        }
        let order: Vec<u32> = (0..function.blocks.len() as u32).collect();
        let mut above = parents(&Edges::successors(function), &order);
        let mut n_wanted = vec![0; function.blocks.len()];
        for (above, is_crowded) in above.iter_mut().zip(is_crowded) {
            match is_crowded {
                true => n_wanted[*above as usize] += 1,
                false => *above = NOWHERE,
            }
        }
        Crowds {
            above,
            n_wanted,
            ..Crowds::default()
        }
    }

    /// The end of the immediate dominator of a block, if the block has many values. To be asked once for each block.
    fn before(&mut self, index: usize) -> Option<&Crowd> {
        let above = *self.above.get(index).filter(|&&above| above != NOWHERE)?;
        let left = &mut self.n_wanted[above as usize];
        *left -= 1;
        if *left > 0 {
            return self.kept.get(&above);
        }
        self.last = self.kept.remove(&above);
        self.last.as_ref()
    }

    fn is_wanted(&self, index: usize) -> bool {
        self.n_wanted.get(index).is_some_and(|&n| n > 0)
    }

    fn keep(&mut self, index: usize, crowd: Crowd) {
        self.kept.insert(index as u32, crowd);
    }
}

/// For each place in a block (its start, after each instruction): how many registers the next call wants for its arguments.
fn next_arities(block: &Block) -> Vec<u16> {
    let mut arities = vec![0; block.insts.len() + 1];
    let mut next = match &block.end {
        Terminator::Return(_) => 1,
        _ => 0,
    };
    for (at, inst) in block.insts.iter().enumerate().rev() {
        arities[at + 1] = next;
        next = match &inst.kind {
            InstKind::Call { args, .. } | InstKind::CallExt { args, .. } => args.len() as u16,
            InstKind::CallFun { args, .. } => args.len() as u16 + 1,
            InstKind::Apply { args, .. } => args.len() as u16 + 2,
            _ => next,
        };
    }
    arities[0] = next;
    arities
}
