//! What is known of each value at each place of a function: one walk over the dominator tree, in reverse postorder among siblings, so that
//! all ways to a block but those from behind have been seen when it is entered. What a value is by its definition is known from there on;
//! what tests tell besides is forgotten on the way back.
//!
//! What is concluded here the verifier has to conclude, too, from the code alone: both take the rules for numbers and natives from
//! `purlin_isa::known`. The order of blocks is that of codegen, so what loops back here loops back there.

use super::Words;
use super::facts::{
    Known, decide, kind, learn, learn_attempt, learn_success, of_attempt, of_result,
};
use crate::core::nodes::*;
use crate::core::validate::{Edges, parents, reverse_postorder};
use purlin_isa::known::without;

/// The shape of a function's graph.
pub struct Shape {
    /// The block that jumps to each, if it is one, by one way.
    only: Vec<u32>,
    /// Blocks in the order of the walk.
    order: Vec<u32>,
    /// How many blocks of the dominator tree are above each.
    depth: Vec<u32>,
    /// Blocks that are jumped to from behind.
    loop_head: Vec<bool>,
}

const NONE: u32 = u32::MAX;
const MANY: u32 = u32::MAX - 1;

impl Shape {
    pub fn new(function: &Function) -> Shape {
        let n = function.blocks.len();
        let successors = Edges::successors(function);
        let flat = reverse_postorder(&successors);
        let mut number = vec![NONE; n];
        for (at, &block) in flat.iter().enumerate() {
            number[block as usize] = at as u32;
        }
        let mut loop_head = vec![false; n];
        for &block in &flat {
            for &to in successors.of(block) {
                loop_head[to as usize] |= number[to as usize] <= number[block as usize];
            }
        }
        let (order, depth) = tree_order(&flat, &parents(&successors, &flat));
        let mut only = vec![NONE; n];
        for (index, block) in function.blocks.iter().enumerate() {
            block.end.targets(&mut |target| {
                let pred = &mut only[target.block.0 as usize];
                *pred = if *pred == NONE { index as u32 } else { MANY };
            });
        }
        Shape {
            only,
            order,
            depth,
            loop_head,
        }
    }
}

/// Preorder of the dominator tree, children in the order of the list, and how deep each block is.
fn tree_order(flat: &[u32], parent: &[u32]) -> (Vec<u32>, Vec<u32>) {
    let n = parent.len();
    let (mut child, mut sibling, mut depth) = (vec![NONE; n], vec![NONE; n], vec![0; n]);
    for &block in flat.iter().skip(1).rev() {
        let above = parent[block as usize] as usize;
        sibling[block as usize] = child[above];
        child[above] = block;
    }
    let mut order = Vec::with_capacity(flat.len());
    let mut stack: Vec<u32> = flat.first().copied().into_iter().collect();
    while let Some(block) = stack.pop() {
        order.push(block);
        if block != flat[0] && sibling[block as usize] != NONE {
            stack.push(sibling[block as usize]);
        }
        if child[block as usize] != NONE {
            stack.push(child[block as usize]);
        }
        if block != flat[0] {
            depth[block as usize] = depth[parent[block as usize] as usize] + 1;
        }
    }
    (order, depth)
}

/// Which of a terminator's targets control may take.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Way {
    Any,
    Only(usize),
}

/// What a walk does at the places it comes to.
pub trait Visit {
    fn function(&self) -> &Function;
    /// Facts are those after the block's instruction `at`; `known` is what its result is.
    fn instruction(&mut self, facts: &Facts<'_>, block: usize, at: usize, known: Known) -> Known;
    /// Facts are those at the block's end.
    fn end(&mut self, facts: &Facts<'_>, block: usize) -> Way;
}

/// What is known here.
pub struct Facts<'a> {
    pool: &'a ConstPool,
    pub words: &'a Words,
    /// Results of the module's functions, as far as they are known.
    results: &'a [Known],
    known: Vec<Known>,
    /// What was known before.
    undo: Vec<(Value, Known)>,
    /// Blocks that a way has been found to.
    reached: Vec<bool>,
}

impl<'a> Facts<'a> {
    pub fn new(
        function: &Function,
        pool: &'a ConstPool,
        words: &'a Words,
        results: &'a [Known],
    ) -> Facts<'a> {
        Facts {
            pool,
            words,
            results,
            known: vec![Known::ANYTHING; function.n_values as usize],
            undo: Vec::new(),
            reached: vec![false; function.blocks.len()],
        }
    }

    /// Nothing is known but constants.
    pub fn of_constants(pool: &'a ConstPool, words: &'a Words) -> Facts<'a> {
        Facts {
            pool,
            words,
            results: &[],
            known: Vec::new(),
            undo: Vec::new(),
            reached: Vec::new(),
        }
    }

    pub fn of(&self, x: Operand) -> Known {
        match x {
            Operand::Value(value) => {
                let known = self.known.get(value.0 as usize);
                known.copied().unwrap_or(Known::ANYTHING)
            }
            Operand::Const(Const::Pooled(id)) => Known::pooled(self.pool.get(id), self.words),
            Operand::Const(constant) => Known::constant(constant, self.words),
        }
    }

    pub fn decide(&self, test: &Test) -> Option<bool> {
        decide(test, &|x| self.of(x))
    }

    /// More is known of a value, until the walk goes back.
    fn note(&mut self, learned: Vec<(Value, Known)>) {
        for (value, known) in learned {
            let old = std::mem::replace(&mut self.known[value.0 as usize], known);
            self.undo.push((value, old));
        }
    }

    fn back_to(&mut self, mark: usize) {
        for (value, known) in self.undo.drain(mark..).rev() {
            self.known[value.0 as usize] = known;
        }
    }

    /// Walks over the function, whose parameters are these.
    pub fn walk(&mut self, shape: &Shape, params: &[Known], visit: &mut impl Visit) {
        let Some(entry) = visit.function().blocks.first() else {
            return;
        };
        if !shape.loop_head[0] {
            for (param, known) in entry.params.iter().zip(params) {
                self.known[param.0 as usize] = *known;
            }
        }
        self.reached[0] = true;
        // How many facts there were before each block on the way down.
        let mut marks: Vec<usize> = Vec::new();
        for &block in &shape.order {
            let depth = shape.depth[block as usize] as usize;
            if let Some(&mark) = marks.get(depth) {
                self.back_to(mark);
            }
            marks.truncate(depth);
            marks.push(self.undo.len());
            if self.reached[block as usize] {
                self.block(shape, block as usize, visit);
            }
        }
    }

    fn block(&mut self, shape: &Shape, index: usize, visit: &mut impl Visit) {
        let pred = shape.only[index];
        if pred < MANY {
            let learned = self.learn_from(visit.function(), pred as usize, index);
            self.note(learned);
        }
        if shape.loop_head[index] && index != 0 {
            for param in &visit.function().blocks[index].params {
                self.known[param.0 as usize] = Known::ANYTHING;
            }
        }
        for at in 0..visit.function().blocks[index].insts.len() {
            self.instruction(index, at, visit);
        }
        let way = visit.end(self, index);
        self.leave(visit.function(), index, way);
    }

    fn instruction(&mut self, index: usize, at: usize, visit: &mut impl Visit) {
        let block = &visit.function().blocks[index];
        let inst = &block.insts[at];
        let known = match &inst.kind {
            InstKind::Call { function, .. } => {
                let result = self.results.get(function.0 as usize);
                result.copied().unwrap_or(Known::ANYTHING)
            }
            kind => of_result(kind, &|x| self.of(x), self.words),
        };
        // A handler does not know which instructions have succeeded.
        let learned = match block.handler {
            Some(_) => Vec::new(),
            None => learn_success(&inst.kind, &|x| self.of(x), self.words),
        };
        let result = inst.result;
        let known = visit.instruction(self, index, at, known);
        self.note(learned);
        if let Some(result) = result {
            self.known[result.0 as usize] = known;
        }
    }

    /// The only way into the block tells how the test before came out.
    fn learn_from(&self, function: &Function, pred: usize, index: usize) -> Vec<(Value, Known)> {
        let mut edge = 0;
        let mut found = None;
        function.blocks[pred].end.targets(&mut |target| {
            if target.block.0 as usize == index {
                found = Some(edge);
            }
            edge += 1;
        });
        found.map_or_else(Vec::new, |edge| {
            self.learn_edge(&function.blocks[pred].end, edge)
        })
    }

    /// What is known besides on the way to a terminator's target of that number.
    fn learn_edge(&self, end: &Terminator, edge: usize) -> Vec<(Value, Known)> {
        let known = |x: Operand| self.of(x);
        match end {
            Terminator::Branch { test, .. } => learn(test, edge == 0, &known, self.words),
            Terminator::Switch { subject, cases, .. } => match cases.get(edge) {
                Some((constant, _)) => {
                    let test =
                        Test::Compare(Comparison::ExactEq, *subject, Operand::Const(*constant));
                    learn(&test, true, &known, self.words)
                }
                None => self.no_case(*subject, cases),
            },
            Terminator::SwitchArity { subject, cases, .. } => match cases.get(edge) {
                Some((arity, _)) => learn(&Test::Arity(*subject, *arity), true, &known, self.words),
                None => Vec::new(),
            },
            Terminator::Attempt { what, .. } if edge == 0 => {
                learn_attempt(what, &known, self.words)
            }
            _ => Vec::new(),
        }
    }

    /// The subject is none of the cases.
    fn no_case(&self, subject: Operand, cases: &[(Const, Target)]) -> Vec<(Value, Known)> {
        let known = self.of(subject);
        let bounded = known.range.low != i64::MIN || known.range.high != i64::MAX;
        let Some(value) = subject
            .value()
            .filter(|_| bounded && known.kinds & kind::INTEGER != 0)
        else {
            return Vec::new();
        };
        let mut integers: Vec<i64> = cases
            .iter()
            .filter_map(|(case, _)| match case {
                Const::Int(n) => Some(*n),
                _ => None,
            })
            .filter(|n| purlin_isa::range::SMALL.low <= *n && *n <= purlin_isa::range::SMALL.high)
            .collect();
        integers.sort_unstable();
        let rest = match without(known.range, &integers) {
            Some(range) => Known { range, ..known },
            None => known.only(!kind::INTEGER),
        };
        vec![(value, rest)]
    }

    /// Arguments become parameters, and targets are reached.
    fn leave(&mut self, function: &Function, index: usize, way: Way) {
        let block = &function.blocks[index];
        if let Some(handler) = block.handler {
            self.reached[handler.0 as usize] = true;
        }
        let mut edge = 0;
        block.end.targets(&mut |target| {
            if way == Way::Any || way == Way::Only(edge) {
                self.arrive(function, &block.end, edge, target);
            }
            edge += 1;
        });
    }

    fn arrive(&mut self, function: &Function, end: &Terminator, edge: usize, target: &Target) {
        let to = target.block.0 as usize;
        let first = !std::mem::replace(&mut self.reached[to], true);
        let params = &function.blocks[to].params;
        if params.is_empty() {
            return;
        }
        let mark = self.undo.len();
        let learned = self.learn_edge(end, edge);
        self.note(learned);
        let own = match end {
            _ if edge > 0 || !end.has_result() => None,
            Terminator::Attempt { what, .. } => Some(of_attempt(what, &|x| self.of(x), self.words)),
            _ => Some(Known::ANYTHING),
        };
        let args = target.args.iter().map(|&x| self.of(x));
        let args: Vec<Known> = own.into_iter().chain(args).collect();
        self.back_to(mark);
        for (param, arg) in params.iter().zip(args) {
            let known = &mut self.known[param.0 as usize];
            *known = if first { arg } else { known.join(arg) };
        }
    }
}
