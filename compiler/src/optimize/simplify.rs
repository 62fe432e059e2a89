//! Tests whose outcome is known from what dominates them; tests of booleans that are tests themselves; `==` where it is the same as `=:=`;
//! cons cells asked for before the empty list.

use super::Words;
use super::facts::{Known, equal_is_same, kind, tag_at};
use super::flow::{Facts, Shape, Visit, Way};
use crate::codegen::predecessors;
use crate::core::nodes::*;
use crate::source::name::Name;
use std::collections::HashMap;

/// Only tests of constants: code that takes a constant apart behind a test it cannot pass would not verify.
pub fn decide_constants(function: &mut Function, pool: &ConstPool, words: &Words) {
    let facts = Facts::of_constants(pool, words);
    for index in 0..function.blocks.len() {
        take(function, index, way(&facts, &function.blocks[index].end));
    }
}

/// Has anything changed?
pub fn simplify(function: &mut Function, pool: &ConstPool, words: &Words) -> bool {
    cons_first(function);
    branches_of_booleans(function, words);
    let shape = Shape::new(function);
    simplify_with(function, &shape, pool, words, &[], &[])
}

/// A switch of a test's result is a branch, as `see_through` wants it.
fn branches_of_booleans(function: &mut Function, words: &Words) {
    let is_switch = |block: &Block| matches!(block.end, Terminator::Switch { .. });
    if !function.blocks.iter().any(is_switch) {
        return;
    }
    let insts = function.blocks.iter().flat_map(|block| &block.insts);
    let tests = insts.filter(|inst| matches!(inst.kind, InstKind::Boolean(_)));
    let booleans: std::collections::HashSet<Value> = tests.filter_map(|inst| inst.result).collect();
    for block in &mut function.blocks {
        let Terminator::Switch {
            subject: Operand::Value(subject),
            cases,
            default,
        } = &block.end
        else {
            continue;
        };
        if !booleans.contains(subject) {
            continue;
        }
        let to = |wanted: Name| {
            let case = cases.iter().find(|(case, _)| *case == Const::Atom(wanted));
            case.map_or(default, |(_, target)| target).clone()
        };
        let yes = Operand::Const(Const::Atom(words.true_));
        block.end = Terminator::Branch {
            test: Test::Compare(Comparison::ExactEq, Operand::Value(*subject), yes),
            then: to(words.true_),
            otherwise: to(words.false_),
        };
    }
}

/// With what is known of parameters and of the module's functions' results.
pub fn simplify_with(
    function: &mut Function,
    shape: &Shape,
    pool: &ConstPool,
    words: &Words,
    params: &[Known],
    results: &[Known],
) -> bool {
    let mut facts = Facts::new(function, pool, words, results);
    let mut walk = Walk {
        function,
        tests: HashMap::new(),
        changed: false,
    };
    facts.walk(shape, params, &mut walk);
    walk.changed
}

struct Walk<'a> {
    function: &'a mut Function,
    /// Results of `Boolean`: block and instruction of the test.
    tests: HashMap<Value, (usize, usize)>,
    changed: bool,
}

impl Visit for Walk<'_> {
    fn function(&self) -> &Function {
        self.function
    }

    fn instruction(&mut self, facts: &Facts<'_>, block: usize, at: usize, known: Known) -> Known {
        let inst = &mut self.function.blocks[block].insts[at];
        if let InstKind::Element { tuple, index } = inst.kind
            && let Some(tag) = tag_at(tuple, index, &|x| facts.of(x), facts.words)
        {
            inst.kind = InstKind::Copy(Operand::Const(tag));
            self.changed = true;
        }
        let (InstKind::Boolean(test), Some(result)) = (&mut inst.kind, inst.result) else {
            return known;
        };
        cheaper(facts, test);
        self.tests.insert(result, (block, at));
        let Some(outcome) = facts.decide(test) else {
            return known;
        };
        let constant = Const::Atom(match outcome {
            true => facts.words.true_,
            false => facts.words.false_,
        });
        inst.kind = InstKind::Copy(Operand::Const(constant));
        self.changed = true;
        Known::constant(constant, facts.words)
    }

    fn end(&mut self, facts: &Facts<'_>, block: usize) -> Way {
        self.see_through(facts.words, block);
        if let Terminator::Branch { test, .. } = &mut self.function.blocks[block].end {
            cheaper(facts, test);
        }
        let way = way(facts, &self.function.blocks[block].end);
        take(self.function, block, way);
        self.changed |= way != Way::Any;
        match way {
            Way::Any => Way::Any,
            // A jump has one target.
            Way::Only(_) => Way::Only(0),
        }
    }
}

/// `==` of what is equal only if it is the same.
fn cheaper(facts: &Facts<'_>, test: &mut Test) {
    let Test::Compare(comparison, a, b) = test else {
        return;
    };
    let exact = match comparison {
        Comparison::Eq => Comparison::ExactEq,
        Comparison::NotEq => Comparison::ExactNotEq,
        _ => return,
    };
    if equal_is_same(facts.of(*a), facts.of(*b)) {
        *comparison = exact;
    }
}

/// The only target that control can take, if that is known.
pub fn way(facts: &Facts<'_>, end: &Terminator) -> Way {
    let taken = match end {
        Terminator::Branch { test, .. } => facts.decide(test).map(|yes| usize::from(!yes)),
        Terminator::Switch { subject, cases, .. } => match facts.of(*subject).constant {
            Some(constant @ (Const::Int(_) | Const::Atom(_))) => {
                let found = cases.iter().position(|(case, _)| *case == constant);
                Some(found.unwrap_or(cases.len()))
            }
            _ => None,
        },
        Terminator::SwitchArity { subject, cases, .. } => {
            let known = facts.of(*subject);
            let none = cases.len();
            match known.arity.filter(|_| known.kinds == kind::TUPLE) {
                Some(arity) => {
                    let found = cases.iter().position(|(case, _)| *case == arity);
                    Some(found.unwrap_or(none))
                }
                None => (known.kinds & kind::TUPLE == 0).then_some(none),
            }
        }
        _ => None,
    };
    taken.map_or(Way::Any, Way::Only)
}

/// Takes the way that is known.
fn take(function: &mut Function, index: usize, way: Way) {
    let Way::Only(edge) = way else { return };
    let mut at = 0;
    let mut found = None;
    function.blocks[index].end.targets(&mut |target| {
        if at == edge {
            found = Some(target.clone());
        }
        at += 1;
    });
    if let Some(target) = found {
        function.blocks[index].end = Terminator::Jump(target);
    }
}

impl Walk<'_> {
    /// `B = Test, branch B =:= true` is `branch Test`.
    fn see_through(&mut self, words: &Words, index: usize) {
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
        let is_true = wanted == words.true_;
        if !is_true && wanted != words.false_ {
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
            self.changed = true;
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
        // May have changed meanwhile.
        Test::Version { .. } => return None,
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
