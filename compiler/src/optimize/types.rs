//! Types across calls: what the arguments of functions are that only this module's calls reach, and what functions give, found together
//! by a fixpoint over the calls; then tests that this decides. What has been found goes into the module file, where the verifier checks
//! it at each call and return.
//!
//! A function that is exported, made a fun of, or run on load may be called with anything. So is every parameter of a fun's body: funs
//! can be read from bytes, with any environment. Only calls that control can reach count.
//!
//! Sweeps go from callers to callees and back, over the functions for which something has changed. A set of terms that grows again and
//! again is made larger than it need be, so that a function is looked at a bounded number of times.

use super::Words;
use super::facts::Known;
use super::flow::{Facts, Shape, Visit, Way};
use super::simplify::{simplify_with, way};
use crate::core::nodes::*;
use purlin_isa::range::Range;

/// After so many walks over a function, ranges that it passes on are widened.
const EXACT_WALKS: u32 = 2;

/// After so many, a range that changes again is given up: what else is known changes a few times only.
const RANGE_WALKS: u32 = 8;

/// After so many, what changes is anything.
const MAX_WALKS: u32 = 16;

pub fn across_calls(module: &mut Module, words: &Words) {
    let calls = Calls::of(module);
    let mut analysis = Analysis::new(module, &calls, words);
    analysis.run();
    let Analysis {
        params,
        results,
        shapes,
        ..
    } = analysis;
    for (index, function) in module.functions.iter_mut().enumerate() {
        let told = params[index].iter().any(|known| *known != Known::ANYTHING)
            || calls.callees[index]
                .iter()
                .any(|callee| results[*callee as usize] != Known::ANYTHING);
        if told && let Some(shape) = &shapes[index] {
            let (pool, params) = (&module.consts, &params[index]);
            simplify_with(function, shape, pool, words, params, &results);
        }
    }
    module.signatures = params
        .iter()
        .zip(&results)
        .map(|(params, result)| Signature {
            params: params.iter().map(|known| known.fact()).collect(),
            result: result.fact(),
        })
        .collect();
}

/// Who calls whom.
struct Calls {
    /// Each once, in the order of the first call.
    callees: Vec<Vec<u32>>,
    callers: Vec<Vec<u32>>,
    /// May be called with anything.
    open: Vec<bool>,
    /// Callers before callees, loops apart.
    order: Vec<u32>,
}

impl Calls {
    fn of(module: &Module) -> Calls {
        let n = module.functions.len();
        let mut open: Vec<bool> = module.functions.iter().map(|f| f.exported).collect();
        if let Some(FunctionId(index)) = module.on_load {
            open[index as usize] = true;
        }
        let mut callees: Vec<Vec<u32>> = Vec::with_capacity(n);
        let mut seen_by = vec![u32::MAX; n];
        for (index, function) in module.functions.iter().enumerate() {
            let mut found = Vec::new();
            for inst in function.blocks.iter().flat_map(|block| &block.insts) {
                match inst.kind {
                    InstKind::Call {
                        function: FunctionId(callee),
                        ..
                    } => {
                        let seen = &mut seen_by[callee as usize];
                        if std::mem::replace(seen, index as u32) != index as u32 {
                            found.push(callee);
                        }
                    }
                    InstKind::MakeFun {
                        function: FunctionId(body),
                        ..
                    } => open[body as usize] = true,
                    _ => {}
                }
            }
            callees.push(found);
        }
        let mut callers: Vec<Vec<u32>> = vec![Vec::new(); n];
        for (index, list) in callees.iter().enumerate() {
            for &callee in list {
                callers[callee as usize].push(index as u32);
            }
        }
        let order = callers_first(&callees, &mut open);
        Calls {
            callees,
            callers,
            open,
            order,
        }
    }
}

/// What nobody calls whom anything calls counts as called from anywhere: its code is verified, too.
fn callers_first(callees: &[Vec<u32>], open: &mut [bool]) -> Vec<u32> {
    let n = callees.len();
    let mut seen = vec![false; n];
    let mut order: Vec<u32> = Vec::with_capacity(n);
    let mut stack: Vec<(u32, usize)> = Vec::new();
    for round in 0..2 {
        for start in 0..n {
            if seen[start] || round == 0 && !open[start] {
                continue;
            }
            open[start] = true;
            seen[start] = true;
            stack.push((start as u32, 0));
            while let Some((function, at)) = stack.last_mut() {
                match callees[*function as usize].get(*at) {
                    Some(&callee) => {
                        *at += 1;
                        if !std::mem::replace(&mut seen[callee as usize], true) {
                            stack.push((callee, 0));
                        }
                    }
                    None => {
                        order.push(*function);
                        stack.pop();
                    }
                }
            }
        }
    }
    order.reverse();
    order
}

struct Analysis<'a> {
    module: &'a Module,
    calls: &'a Calls,
    words: &'a Words,
    params: Vec<Vec<Known>>,
    results: Vec<Known>,
    shapes: Vec<Option<Shape>>,
    /// Has something changed that the function depends on?
    dirty: Vec<bool>,
    walks: Vec<u32>,
}

impl<'a> Analysis<'a> {
    fn new(module: &'a Module, calls: &'a Calls, words: &'a Words) -> Analysis<'a> {
        let n = module.functions.len();
        let start = |open: bool| match open {
            true => Known::ANYTHING,
            false => Known::NOTHING,
        };
        // What calls nobody here and is not called from here has nobody to tell.
        let alone: Vec<bool> = (0..n)
            .map(|at| calls.callees[at].is_empty() && calls.callers[at].is_empty())
            .collect();
        Analysis {
            module,
            calls,
            words,
            params: module
                .functions
                .iter()
                .zip(&calls.open)
                .map(|(function, open)| vec![start(*open); function.arity as usize])
                .collect(),
            results: alone.iter().map(|&alone| start(alone)).collect(),
            shapes: (0..n).map(|_| None).collect(),
            dirty: (0..n).map(|at| calls.open[at] && !alone[at]).collect(),
            walks: vec![0; n],
        }
    }

    fn run(&mut self) {
        self.sweep();
        // What never returns gives anything: code after the call stays as it is.
        for function in 0..self.results.len() {
            if self.results[function] == Known::NOTHING {
                self.give(function, Known::ANYTHING);
            }
        }
        self.sweep();
    }

    fn sweep(&mut self) {
        let order = &self.calls.order;
        while self.dirty.contains(&true) {
            for &function in order {
                self.visit(function as usize);
            }
            for &function in order.iter().rev() {
                self.visit(function as usize);
            }
        }
    }

    fn visit(&mut self, index: usize) {
        if !std::mem::take(&mut self.dirty[index]) {
            return;
        }
        self.walks[index] += 1;
        let function = &self.module.functions[index];
        let shape = self.shapes[index].get_or_insert_with(|| Shape::new(function));
        let mut look = Look {
            function,
            calls: Vec::new(),
            result: Known::NOTHING,
        };
        let mut facts = Facts::new(function, &self.module.consts, self.words, &self.results);
        facts.walk(shape, &self.params[index], &mut look);
        let Look { calls, result, .. } = look;
        for (callee, args) in calls {
            self.pass(callee, &args, self.walks[index]);
        }
        let result = self.grown(self.results[index], result, self.walks[index]);
        self.give(index, result);
    }

    /// The function has been called with these arguments.
    fn pass(&mut self, callee: usize, args: &[Known], walks: u32) {
        let mut changed = self.walks[callee] == 0;
        for (at, &arg) in args.iter().enumerate() {
            let old = self.params[callee][at];
            let new = self.grown(old, arg, walks.max(self.walks[callee]));
            changed |= new != old;
            self.params[callee][at] = new;
        }
        self.dirty[callee] |= changed;
    }

    fn give(&mut self, index: usize, result: Known) {
        if self.results[index] != result {
            self.results[index] = result;
            for &caller in &self.calls.callers[index] {
                self.dirty[caller as usize] = true;
            }
        }
    }

    fn grown(&self, old: Known, new: Known, walks: u32) -> Known {
        let joined = old.join(new);
        if joined == old || walks <= EXACT_WALKS || old == Known::NOTHING {
            joined
        } else if walks <= RANGE_WALKS {
            Known {
                range: old.range.widen(joined.range),
                ..joined
            }
        } else if walks <= MAX_WALKS {
            Known {
                range: Range::ALL,
                ..joined
            }
        } else {
            Known::ANYTHING
        }
    }
}

/// Looks for calls and returns.
struct Look<'a> {
    function: &'a Function,
    calls: Vec<(usize, Vec<Known>)>,
    result: Known,
}

impl Visit for Look<'_> {
    fn function(&self) -> &Function {
        self.function
    }

    fn instruction(&mut self, facts: &Facts<'_>, block: usize, at: usize, known: Known) -> Known {
        match &self.function.blocks[block].insts[at].kind {
            InstKind::Call {
                function: FunctionId(callee),
                args,
            } => {
                let args = args.iter().map(|&x| facts.of(x)).collect();
                self.calls.push((*callee as usize, args));
            }
            InstKind::Boolean(test) => {
                if let Some(outcome) = facts.decide(test) {
                    let name = match outcome {
                        true => facts.words.true_,
                        false => facts.words.false_,
                    };
                    return Known::constant(Const::Atom(name), facts.words);
                }
            }
            _ => {}
        }
        known
    }

    fn end(&mut self, facts: &Facts<'_>, block: usize) -> Way {
        let end = &self.function.blocks[block].end;
        if let Terminator::Return(x) = end {
            self.result = self.result.join(facts.of(*x));
        }
        way(facts, end)
    }
}
