//! Tests whose outcome dominating tests decide; tests of booleans that are tests themselves; cons cells asked for before the empty
//! list. One walk over the dominator tree, facts undone on the way back.

use super::Words;
use super::facts::{Known, decide, kind, learn, of_attempt, of_result};
use crate::codegen::predecessors;
use crate::core::nodes::*;
use crate::core::validate::Dominators;
use std::collections::HashMap;

/// Only tests of constants: code that takes a constant apart behind a test it cannot pass would not verify.
pub fn decide_constants(function: &mut Function, pool: &ConstPool, words: &Words) {
    let mut walk = Walk::new(function, pool, words);
    for index in 0..walk.function.blocks.len() {
        walk.choose(index);
    }
}

pub fn simplify(function: &mut Function, pool: &ConstPool, words: &Words) {
    cons_first(function);
    let tree = Dominators::new(function);
    let mut children: Vec<Vec<u32>> = vec![Vec::new(); function.blocks.len()];
    for block in 0..function.blocks.len() as u32 {
        if let Some(parent) = tree.parent(block) {
            children[parent as usize].push(block);
        }
    }
    let mut walk = Walk::new(function, pool, words);
    // A block, how many facts there were before it, and its children still to visit.
    let mut stack: Vec<(usize, Vec<u32>)> = Vec::new();
    walk.enter(0);
    stack.push((
        0,
        children.first_mut().map(std::mem::take).unwrap_or_default(),
    ));
    while let Some((mark, rest)) = stack.last_mut() {
        match rest.pop() {
            Some(block) => {
                let mark = walk.undo.len();
                walk.enter(block as usize);
                stack.push((mark, std::mem::take(&mut children[block as usize])));
            }
            None => {
                walk.back_to(*mark);
                stack.pop();
            }
        }
    }
}

struct Walk<'a> {
    function: &'a mut Function,
    pool: &'a ConstPool,
    words: &'a Words,
    preds: Vec<Vec<u32>>,
    known: HashMap<Value, Known>,
    /// What was known of a value before.
    undo: Vec<(Value, Option<Known>)>,
    /// Results of `Boolean`: block and instruction of the test.
    tests: HashMap<Value, (usize, usize)>,
}

impl<'a> Walk<'a> {
    fn new(function: &'a mut Function, pool: &'a ConstPool, words: &'a Words) -> Walk<'a> {
        let preds = predecessors(function);
        Walk {
            function,
            pool,
            words,
            preds,
            known: HashMap::new(),
            undo: Vec::new(),
            tests: HashMap::new(),
        }
    }

    fn of(&self, x: Operand) -> Known {
        match x {
            Operand::Value(value) => self.known.get(&value).copied().unwrap_or(Known::ANYTHING),
            Operand::Const(Const::Pooled(id)) => Known::pooled(self.pool.get(id), self.words),
            Operand::Const(constant) => Known::constant(constant, self.words),
        }
    }

    fn note(&mut self, value: Value, known: Known) {
        self.undo.push((value, self.known.insert(value, known)));
    }

    fn back_to(&mut self, mark: usize) {
        while self.undo.len() > mark {
            match self.undo.pop() {
                Some((value, Some(known))) => {
                    self.known.insert(value, known);
                }
                Some((value, None)) => {
                    self.known.remove(&value);
                }
                None => break,
            }
        }
    }

    fn enter(&mut self, index: usize) {
        if let [pred] = self.preds[index][..] {
            self.learn_from(pred as usize, index);
        }
        for at in 0..self.function.blocks[index].insts.len() {
            let inst = &self.function.blocks[index].insts[at];
            let Some(result) = inst.result else { continue };
            let known = match &inst.kind {
                InstKind::Copy(x) => self.of(*x),
                InstKind::SetTuple { src, changes, .. } => {
                    let tag = match changes.first() {
                        Some((0, Operand::Const(Const::Atom(name)))) => Some(*name),
                        Some((0, _)) => None,
                        _ => self.of(*src).tag,
                    };
                    Known {
                        tag,
                        ..of_result(&inst.kind)
                    }
                }
                kind => of_result(kind),
            };
            let mut decided = None;
            if let InstKind::Boolean(test) = &inst.kind {
                self.tests.insert(result, (index, at));
                decided = decide(test, &|x| self.of(x));
            }
            match decided {
                Some(outcome) => {
                    let constant = Const::Atom(if outcome {
                        self.words.true_
                    } else {
                        self.words.false_
                    });
                    self.function.blocks[index].insts[at].kind =
                        InstKind::Copy(Operand::Const(constant));
                    self.note(result, Known::constant(constant, self.words));
                }
                None if known != Known::ANYTHING => self.note(result, known),
                None => {}
            }
        }
        self.end(index);
    }

    /// The only way into the block tells how the test before came out.
    fn learn_from(&mut self, pred: usize, index: usize) {
        let here = BlockId(index as u32);
        let first = self.function.blocks[index].params.first().copied();
        let learned = match &self.function.blocks[pred].end {
            Terminator::Branch {
                test,
                then,
                otherwise,
            } if then.block != otherwise.block => {
                learn(test, then.block == here, &|x| self.of(x), self.words)
            }
            Terminator::Switch {
                subject,
                cases,
                default,
            } if default.block != here => {
                match cases.iter().find(|(_, target)| target.block == here) {
                    Some((constant, _)) => {
                        let test =
                            Test::Compare(Comparison::ExactEq, *subject, Operand::Const(*constant));
                        learn(&test, true, &|x| self.of(x), self.words)
                    }
                    None => Vec::new(),
                }
            }
            Terminator::SwitchArity {
                subject,
                cases,
                default,
            } if default.block != here => {
                match cases.iter().find(|(_, target)| target.block == here) {
                    Some((arity, _)) => learn(
                        &Test::Arity(*subject, *arity),
                        true,
                        &|x| self.of(x),
                        self.words,
                    ),
                    None => Vec::new(),
                }
            }
            Terminator::Attempt { what, ok, fail, .. }
                if ok.block == here && fail.block != here && what.has_result() =>
            {
                first
                    .map(|param| (param, of_attempt(what)))
                    .into_iter()
                    .collect()
            }
            _ => Vec::new(),
        };
        for (value, known) in learned {
            self.note(value, known);
        }
    }

    fn end(&mut self, index: usize) {
        self.see_through(index);
        self.choose(index);
    }

    /// Takes the way that is known.
    fn choose(&mut self, index: usize) {
        let end = &mut self.function.blocks[index].end;
        let chosen = match std::mem::take(end) {
            Terminator::Branch {
                test,
                then,
                otherwise,
            } => match decide(&test, &|x| self.of(x)) {
                Some(true) => Terminator::Jump(then),
                Some(false) => Terminator::Jump(otherwise),
                None => Terminator::Branch {
                    test,
                    then,
                    otherwise,
                },
            },
            Terminator::Switch {
                subject,
                mut cases,
                default,
            } => match self.of(subject).constant {
                Some(constant @ (Const::Int(_) | Const::Atom(_))) => {
                    let found = cases.iter().position(|(case, _)| *case == constant);
                    Terminator::Jump(found.map_or(default, |at| cases.swap_remove(at).1))
                }
                _ => Terminator::Switch {
                    subject,
                    cases,
                    default,
                },
            },
            Terminator::SwitchArity {
                subject,
                mut cases,
                default,
            } => {
                let known = self.of(subject);
                let found = known
                    .arity
                    .filter(|_| known.kinds == kind::TUPLE)
                    .map(|arity| cases.iter().position(|(case, _)| *case == arity));
                match found {
                    Some(Some(at)) => Terminator::Jump(cases.swap_remove(at).1),
                    Some(None) => Terminator::Jump(default),
                    None if known.kinds & kind::TUPLE == 0 => Terminator::Jump(default),
                    None => Terminator::SwitchArity {
                        subject,
                        cases,
                        default,
                    },
                }
            }
            other => other,
        };
        self.function.blocks[index].end = chosen;
    }

    /// `B = Test, branch B =:= true` is `branch Test`.
    fn see_through(&mut self, index: usize) {
        let Terminator::Branch { test, .. } = &self.function.blocks[index].end else {
            return;
        };
        let (subject, wanted) = match test {
            Test::Compare(
                Comparison::ExactEq,
                Operand::Value(value),
                Operand::Const(Const::Atom(name)),
            ) => (*value, *name),
            _ => return,
        };
        let is_true = wanted == self.words.true_;
        if !is_true && wanted != self.words.false_ {
            return;
        }
        let Some(&(block, at)) = self.tests.get(&subject) else {
            return;
        };
        let InstKind::Boolean(made) = &self.function.blocks[block].insts[at].kind else {
            return;
        };
        let Some(copy) = copy_of(made) else { return };
        if let Terminator::Branch {
            test,
            then,
            otherwise,
        } = &mut self.function.blocks[index].end
        {
            *test = copy;
            if !is_true {
                std::mem::swap(then, otherwise);
            }
        }
    }
}

fn copy_of(test: &Test) -> Option<Test> {
    Some(match test {
        Test::Is(kind, x) => Test::Is(*kind, *x),
        Test::Arity(x, arity) => Test::Arity(*x, *arity),
        Test::Tagged { value, arity, tag } => Test::Tagged {
            value: *value,
            arity: *arity,
            tag: *tag,
        },
        Test::FunctionArity { value, arity } => Test::FunctionArity {
            value: *value,
            arity: *arity,
        },
        Test::Compare(comparison, a, b) => Test::Compare(*comparison, *a, *b),
        // Not done twice: it looks into the map.
        Test::MapHas { .. } => return None,
    })
}

/// Of "empty list? else cons cell?" the second is mostly true, so it is asked first.
fn cons_first(function: &mut Function) {
    let preds = predecessors(function);
    let is = |block: &Block, wanted: Kind| match &block.end {
        Terminator::Branch {
            test: Test::Is(kind, x),
            ..
        } if *kind == wanted => Some(*x),
        Terminator::Branch {
            test: Test::Compare(Comparison::ExactEq, x, Operand::Const(Const::Nil)),
            ..
        } if wanted == Kind::Nil => Some(*x),
        _ => None,
    };
    for index in 0..function.blocks.len() {
        let Some(list) = is(&function.blocks[index], Kind::Nil) else {
            continue;
        };
        let Terminator::Branch { otherwise, .. } = &function.blocks[index].end else {
            continue;
        };
        let second = otherwise.block.0 as usize;
        let next = &function.blocks[second];
        let alone = preds[second].len() == 1
            && second != index
            && next.insts.is_empty()
            && next.params.is_empty();
        if !alone || is(next, Kind::Cons) != Some(list) {
            continue;
        }
        let first_end = std::mem::take(&mut function.blocks[index].end);
        let second_end = std::mem::take(&mut function.blocks[second].end);
        if let (
            Terminator::Branch {
                test: nil_test,
                then: nil,
                otherwise: to_second,
            },
            Terminator::Branch {
                test: cons_test,
                then: cons,
                otherwise: neither,
            },
        ) = (first_end, second_end)
        {
            function.blocks[index].end = Terminator::Branch {
                test: cons_test,
                then: cons,
                otherwise: to_second,
            };
            function.blocks[second].end = Terminator::Branch {
                test: nil_test,
                then: nil,
                otherwise: neither,
            };
        }
    }
}
