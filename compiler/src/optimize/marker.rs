//! Receive markers: a receive all of whose clauses demand a reference that was made in this function need not look at messages
//! that were in the mailbox before the reference existed.
//!
//! Before the call that makes the reference a `RecvMark`, after it a `RecvBind`, and on each way into the receive a `RecvUse`. The clauses
//! demand the reference if every way from the message to its acceptance passes a test `=:=` with it.

use super::Words;
use crate::codegen::predecessors;
use crate::core::nodes::*;
use crate::core::validate::Dominators;
use std::collections::{HashMap, HashSet};

/// A call that makes a fresh reference.
struct Maker {
    block: usize,
    inst: usize,
    /// The reference: the call's result, or an element of it.
    reference: Value,
}

pub fn mark_receives(function: &mut Function, words: &Words) {
    let peeks: Vec<usize> = (0..function.blocks.len())
        .filter(|&index| matches!(function.blocks[index].end, Terminator::RecvPeek { .. }))
        .collect();
    if peeks.is_empty() {
        return;
    }
    let makers = makers(function, words);
    if makers.is_empty() {
        return;
    }
    let tree = Dominators::new(function);
    let preds = predecessors(function);
    let by_reference: HashMap<Value, usize> = (makers.iter().map(|maker| maker.reference))
        .zip(0..)
        .collect();
    let mut marked: HashSet<(usize, usize)> = HashSet::new();
    // Where `RecvUse` goes: at the end of these blocks.
    let mut uses: Vec<(usize, Value)> = Vec::new();
    for peek in peeks {
        let mut asked: Vec<usize> = compared(function, peek)
            .iter()
            .filter_map(|value| by_reference.get(value).copied())
            .collect();
        asked.sort_unstable();
        let Some(maker) = asked.into_iter().map(|at| &makers[at]).find(|maker| {
            maker.block != peek
                && tree.dominates(maker.block as u32, peek as u32)
                && demands(function, peek, maker.reference)
        }) else {
            continue;
        };
        let outside: Vec<usize> = preds[peek]
            .iter()
            .map(|&pred| pred as usize)
            .filter(|&pred| !tree.dominates(peek as u32, pred as u32))
            .collect();
        // A block that only jumps to the receive can prepare it.
        let direct = outside
            .iter()
            .all(|&pred| matches!(function.blocks[pred].end, Terminator::Jump(_)));
        if direct && !outside.is_empty() {
            uses.extend(outside.into_iter().map(|pred| (pred, maker.reference)));
            marked.insert((maker.block, maker.inst));
        }
    }
    for (block, value) in uses {
        let kind = InstKind::RecvUse {
            reference: Operand::Value(value),
        };
        function.blocks[block].insts.push(Inst {
            result: None,
            kind,
            loc: LocId::default(),
        });
    }
    insert_marks(function, &makers, &marked);
}

fn makers(function: &Function, words: &Words) -> Vec<Maker> {
    let mut makers = Vec::new();
    for (block, content) in function.blocks.iter().enumerate() {
        for (inst, made) in content.insts.iter().enumerate() {
            let Some(result) = made.result else { continue };
            let name = match &made.kind {
                InstKind::Bif { name, .. } => *name,
                InstKind::CallExt { module, name, .. } if *module == words.erlang => *name,
                InstKind::CallExt { module, name, .. }
                    if *module == words.purlin_gen && *name == words.request =>
                {
                    words.make_ref
                }
                _ => continue,
            };
            if [words.make_ref, words.monitor, words.alias].contains(&name) {
                makers.push(Maker {
                    block,
                    inst,
                    reference: result,
                });
            }
        }
    }
    makers
}

/// What a message, or a part of it, is compared with before it is accepted.
fn compared(function: &Function, peek: usize) -> HashSet<Value> {
    let mut compared = HashSet::new();
    let Terminator::RecvPeek { ok, .. } = &function.blocks[peek].end else {
        return compared;
    };
    let mut seen = HashSet::from([peek]);
    let mut work = vec![ok.block.0 as usize];
    while let Some(index) = work.pop() {
        let block = &function.blocks[index];
        let goes_on = !block.insts.iter().any(accepts);
        if !seen.insert(index) || !goes_on {
            continue;
        }
        if let Terminator::Branch {
            test: Test::Compare(Comparison::ExactEq | Comparison::ExactNotEq, a, b),
            ..
        } = &block.end
        {
            compared.extend(a.value().into_iter().chain(b.value()));
        }
        block
            .end
            .targets(&mut |target| work.push(target.block.0 as usize));
    }
    compared
}

/// From here on the message counts as accepted: nothing that it is compared with later decides about it.
fn accepts(inst: &Inst) -> bool {
    matches!(inst.kind, InstKind::RecvAccept) || inst.kind.is_call()
}

/// Does every way from the message to `RecvAccept` pass a test that something is the reference?
fn demands(function: &Function, peek: usize, reference: Value) -> bool {
    let Terminator::RecvPeek { ok, .. } = &function.blocks[peek].end else {
        return false;
    };
    let mut seen = HashSet::new();
    let mut work = vec![ok.block.0 as usize];
    while let Some(index) = work.pop() {
        if index == peek || !seen.insert(index) {
            continue;
        }
        let block = &function.blocks[index];
        if block.insts.iter().any(accepts) {
            return false;
        }
        let is_reference = |x: &Operand| *x == Operand::Value(reference);
        match &block.end {
            Terminator::Branch {
                test: Test::Compare(Comparison::ExactEq, a, b),
                then: _,
                otherwise,
            } if is_reference(a) || is_reference(b) => {
                work.push(otherwise.block.0 as usize);
            }
            Terminator::Branch {
                test: Test::Compare(Comparison::ExactNotEq, a, b),
                then,
                otherwise: _,
            } if is_reference(a) || is_reference(b) => {
                work.push(then.block.0 as usize);
            }
            Terminator::Return(_) => return false,
            end => end.targets(&mut |target| work.push(target.block.0 as usize)),
        }
    }
    true
}

fn insert_marks(function: &mut Function, makers: &[Maker], marked: &HashSet<(usize, usize)>) {
    // Last ones first, so that places stay right.
    for maker in makers
        .iter()
        .rev()
        .filter(|maker| marked.contains(&(maker.block, maker.inst)))
    {
        let marker = function.fresh_value();
        let loc = LocId::default();
        let bind = InstKind::RecvBind {
            marker: Operand::Value(marker),
            reference: Operand::Value(maker.reference),
        };
        let insts = &mut function.blocks[maker.block].insts;
        insts.insert(
            maker.inst + 1,
            Inst {
                result: None,
                kind: bind,
                loc,
            },
        );
        insts.insert(
            maker.inst,
            Inst {
                result: Some(marker),
                kind: InstKind::RecvMark,
                loc,
            },
        );
    }
}
