//! Core to Core: the same results, less work. Each pass keeps valid Core valid, and whatever code that relies on a test (taking apart
//! cells and tuples) is still dominated by that test on the same value, so that the verifier sees it too.

mod context;
mod dead;
mod facts;
mod flow;
mod inline;
pub mod known_fun;
mod marker;
mod simplify;
mod thread;
mod types;
mod unshared;

use crate::codegen;
use crate::core::nodes::{Block, ConstPool, Function, Module, Terminator};
use crate::source::name::{Interner, Name};
use purlin_isa::known::{BIF_RESULTS, BifResult, bif_result};
use std::collections::HashMap;

/// Names the passes look for.
pub struct Words {
    pub true_: Name,
    pub false_: Name,
    pub erlang: Name,
    pub make_ref: Name,
    pub monitor: Name,
    pub spawn_monitor: Name,
    pub alias: Name,
    /// `purlin_gen:request/3` makes a reference, too.
    pub purlin_gen: Name,
    pub request: Name,
    /// The tag of tuples without one.
    pub no_tag: Name,
    /// Natives that tell something of what they give.
    pub bifs: HashMap<(Name, usize), BifResult>,
}

impl Words {
    pub fn new(names: &mut Interner) -> Words {
        Words {
            true_: names.intern("true"),
            false_: names.intern("false"),
            erlang: names.intern("erlang"),
            make_ref: names.intern("make_ref"),
            monitor: names.intern("monitor"),
            spawn_monitor: names.intern("spawn_monitor"),
            alias: names.intern("alias"),
            purlin_gen: names.intern("purlin_gen"),
            request: names.intern("request"),
            // No atom is as long.
            no_tag: names.intern(&"-".repeat(256)),
            bifs: BIF_RESULTS
                .iter()
                .filter_map(|&(name, arity)| {
                    Some(((names.intern(name), arity), bif_result(name, arity)?))
                })
                .collect(),
        }
    }
}

/// What even code that is not to be optimised needs, so that it verifies: no test of a constant is left.
pub fn decide_constants(module: &mut Module, names: &mut Interner) {
    let words = Words::new(names);
    for function in &mut module.functions {
        settle_constants(function, &module.consts, &words);
    }
}

/// Decides tests of constants until none is left: a test that is decided may leave a parameter with one value, which makes more
/// constants.
fn settle_constants(function: &mut Function, pool: &ConstPool, words: &Words) {
    loop {
        let before = n_tests(function);
        thread::drop_unreachable(function);
        codegen::substitute(function);
        simplify::decide_constants(function, pool, words);
        dead::remove(function);
        if n_tests(function) >= before {
            return;
        }
    }
}

fn n_tests(function: &Function) -> usize {
    let is_test = |block: &&Block| {
        matches!(
            block.end,
            Terminator::Branch { .. } | Terminator::Switch { .. }
        )
    };
    function.blocks.iter().filter(is_test).count()
}

/// Runs all passes, without a library at hand.
pub fn optimize(module: &mut Module, names: &mut Interner) {
    optimize_with(module, names, &mut known_fun::NoLibrary);
}

/// A fun that was handed to another fun is known where it is called when that one's body has been moved: so often that is looked at again.
const FUNS_IN_FUNS: usize = 8;

/// Runs all passes.
pub fn optimize_with(
    module: &mut Module,
    names: &mut Interner,
    library: &mut dyn known_fun::Library,
) {
    let words = Words::new(names);
    for grown in inline::inline(module) {
        let function = &mut module.functions[grown.0 as usize];
        settle_constants(function, &module.consts, &words);
    }
    for function in &mut module.functions {
        tidy(function, &module.consts, &words);
    }
    for _ in 0..FUNS_IN_FUNS {
        let grown = inline::funs_called_where_made(module);
        for id in &grown {
            let function = &mut module.functions[id.0 as usize];
            settle_constants(function, &module.consts, &words);
            tidy(function, &module.consts, &words);
        }
        if grown.is_empty() {
            break;
        }
    }
    for changed in known_fun::copy_for_known_funs(module, names, library, &words) {
        let function = &mut module.functions[changed.0 as usize];
        settle_constants(function, &module.consts, &words);
        tidy(function, &module.consts, &words);
    }
    context::pass_contexts(module, names);
    unshared::update_in_place(module);
    types::across_calls(module, &words);
    for function in &mut module.functions {
        marker::mark_receives(function, &words);
        dead::remove(function);
        settle_constants(function, &module.consts, &words);
    }
}

/// What one pass leaves the next may take up; twice is enough in practice.
fn tidy(function: &mut Function, pool: &ConstPool, words: &Words) {
    thread::thread_jumps(function, words);
    let simpler = simplify::simplify(function, pool, words);
    dead::remove(function);
    if thread::thread_jumps(function, words) || simpler {
        simplify::simplify(function, pool, words);
        dead::remove(function);
    }
}

#[cfg(test)]
mod tests;
