//! Calls like `lists:map(fun(X) -> ... end, L)`: the library's function is copied into the module for the one fun, whose body stands in the
//! copy where the fun would be called. No fun is made and none called.
//!
//! The copy is made of the library's own source, so values, order of evaluation and exceptions are the same; and it shows itself as the
//! library's function (`Function::copy_of`, locations in the library's file, frames of the fun by `Loc::inlined`), so stack traces are.
//!
//! - K1. A copy begins with `Test::Version`: it runs only if a call would run that very source; else, and while calls are traced, it calls the
//!   library with a fun, as was written.
//! - K2. Where the original shows or passes on its fun (arguments of `function_clause`), the copy makes it then.
//! - K3. What ends a fun's body by a call is no frame of the fun's: such a call has the place of the fun's call alone. Natives leave the
//!   frame on the stack while they run, so theirs is the fun's.
//! - K4. A fun's body that matches no clause calls the fun's function, which says so; matching has no effects, so it may be done twice.

use std::collections::HashMap;

use super::inline::{needs_own_frame, size, splice};
use super::{Words, tidy};
use crate::core::nodes::*;
use crate::source::name::{Interner, Name};
use purlin_isa::operand::FailKind;

/// Functions that take a fun first, as Core.
pub trait Library {
    fn find(&mut self, origin: CopyOf, names: &mut Interner) -> Option<Original>;
}

/// A small module around a function of the library.
pub struct Original {
    pub module: Module,
    pub version: i64,
}

/// Has none.
pub struct NoLibrary;

impl Library for NoLibrary {
    fn find(&mut self, _: CopyOf, _: &mut Interner) -> Option<Original> {
        None
    }
}

/// Instructions and ends of blocks of a fun's body that is copied.
const BODY: usize = 40;

/// Arguments that a function can have.
const MAX_ARGS: usize = 255;

/// Gives the functions that were changed or made.
pub fn copy_for_known_funs(
    module: &mut Module,
    names: &mut Interner,
    library: &mut dyn Library,
    words: &Words,
) -> Vec<FunctionId> {
    let mut copier = Copier {
        names,
        library,
        words,
        originals: HashMap::new(),
        parts: Vec::new(),
        copies: HashMap::new(),
        moved: HashMap::new(),
        funs: HashMap::new(),
    };
    let n_functions = module.functions.len();
    let mut changed = Vec::new();
    for index in 0..n_functions {
        if copier.replace_calls(module, index) {
            changed.push(FunctionId(index as u32));
        }
    }
    for index in n_functions..module.functions.len() {
        copier.put_bodies(module, index);
        changed.push(FunctionId(index as u32));
    }
    changed
}

/// A function of an original, and which of its parameters is the fun.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Part {
    /// Index into `Copier::parts`.
    part: usize,
    position: Option<usize>,
}

/// A fun: its function, and how many free variables it has.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Fun {
    function: FunctionId,
    n_free: u32,
}

/// Where a library's function is found in `parts`.
#[derive(Clone, Copy)]
struct Found {
    part: usize,
    version: i64,
}

struct Copier<'x> {
    names: &'x mut Interner,
    library: &'x mut dyn Library,
    words: &'x Words,
    originals: HashMap<CopyOf, Option<Found>>,
    /// Functions of originals, whose calls name indices here and whose places are the module's.
    parts: Vec<(Function, CopyOf)>,
    copies: HashMap<(Part, Fun), FunctionId>,
    /// Places in a fun's body, as seen through the place where it is called.
    moved: HashMap<(LocId, InlinedAt), LocId>,
    /// The fun that a copy was made for.
    funs: HashMap<FunctionId, FunctionId>,
}

impl Copier<'_> {
    /// Calls of the library with funs made in the function become calls of copies.
    fn replace_calls(&mut self, module: &mut Module, index: usize) -> bool {
        let function = &module.functions[index];
        let mut made: HashMap<Value, (Fun, Vec<Operand>)> = HashMap::new();
        let mut calls = Vec::new();
        for (at_block, block) in function.blocks.iter().enumerate() {
            for (at, inst) in block.insts.iter().enumerate() {
                match (&inst.kind, inst.result) {
                    (InstKind::MakeFun { function, free }, Some(value)) => {
                        let fun = Fun {
                            function: *function,
                            n_free: free.len() as u32,
                        };
                        made.insert(value, (fun, free.clone()));
                    }
                    (InstKind::CallExt { args, .. }, _)
                        if matches!(args.first(), Some(Operand::Value(_))) =>
                    {
                        calls.push((at_block, at));
                    }
                    _ => {}
                }
            }
        }
        if made.is_empty() {
            return false;
        }
        let mut changed = false;
        for (at_block, at) in calls {
            let inst = &module.functions[index].blocks[at_block].insts[at];
            let InstKind::CallExt {
                module: of,
                name,
                args,
            } = &inst.kind
            else {
                continue;
            };
            let fun = args.first().and_then(|x| made.get(&x.value()?));
            let Some((fun, free)) = fun else { continue };
            let origin = CopyOf {
                module: *of,
                name: *name,
                arity: args.len() as u32,
            };
            let args: Vec<Operand> = args[1..].iter().chain(free).copied().collect();
            if args.len() > MAX_ARGS || module.name == Some(origin.module) {
                continue;
            }
            let (fun, body) = (*fun, &module.functions[fun.function.0 as usize]);
            if !pays(body, self.names) {
                continue;
            }
            let Some(function) = self.entry_copy(module, origin, fun) else {
                continue;
            };
            module.functions[index].blocks[at_block].insts[at].kind =
                InstKind::Call { function, args };
            changed = true;
        }
        changed
    }

    /// The copy that stands for a call of the library.
    fn entry_copy(&mut self, module: &mut Module, origin: CopyOf, fun: Fun) -> Option<FunctionId> {
        let found = self.find(module, origin)?;
        let part = Part {
            part: found.part,
            position: Some(0),
        };
        let known = self.copies.contains_key(&(part, fun));
        let id = self.copy(module, part, fun);
        // The loop of an original does not go through its entry, so that has the test for itself.
        if !known {
            guard(
                &mut module.functions[id.0 as usize],
                origin,
                found.version,
                fun,
            );
        }
        Some(id)
    }

    fn find(&mut self, module: &mut Module, origin: CopyOf) -> Option<Found> {
        if let Some(&found) = self.originals.get(&origin) {
            return found;
        }
        let original = self.library.find(origin, self.names);
        let found = original.and_then(|original| self.take_in(module, origin, original));
        self.originals.insert(origin, found);
        found
    }

    /// Brings an original's functions and places over; none if it has what cannot be.
    fn take_in(
        &mut self,
        module: &mut Module,
        origin: CopyOf,
        mut original: Original,
    ) -> Option<Found> {
        let functions = &mut original.module.functions;
        for function in functions.iter_mut() {
            tidy(function, &original.module.consts, self.words);
        }
        let is_meant = |f: &Function| (f.name, f.arity) == (origin.name, origin.arity);
        let entry = functions.iter().position(is_meant)?;
        let is_self_contained =
            original.module.consts.nodes.is_empty() && !functions.iter().any(makes_funs);
        if !is_self_contained || calls_itself(&functions[entry], entry) {
            return None;
        }
        let first_part = self.parts.len();
        let first_loc = module.locs.len() as u32;
        module.locs.extend(&original.module.locs);
        for mut function in std::mem::take(functions) {
            for block in &mut function.blocks {
                for inst in &mut block.insts {
                    inst.loc.0 += first_loc;
                    if let InstKind::Call { function, .. } = &mut inst.kind {
                        function.0 += first_part as u32;
                    }
                }
                if let Some(loc) = loc_of(&mut block.end) {
                    loc.0 += first_loc;
                }
            }
            let shown = CopyOf {
                module: origin.module,
                name: function.name,
                arity: function.arity,
            };
            self.parts.push((function, shown));
        }
        Some(Found {
            part: first_part + entry,
            version: original.version,
        })
    }

    /// A function of an original for a known fun, whose free variables are its last parameters.
    fn copy(&mut self, module: &mut Module, part: Part, fun: Fun) -> FunctionId {
        if let Some(&id) = self.copies.get(&(part, fun)) {
            return id;
        }
        let (original, shown) = &self.parts[part.part];
        let (mut copy, shown) = (original.clone(), *shown);
        let id = FunctionId(module.functions.len() as u32);
        self.copies.insert((part, fun), id);
        self.funs.insert(id, fun.function);
        copy.name = self.name_of(module, &shown, fun);
        copy.exported = false;
        copy.copy_of = Some(shown);
        // Known by its number before it is finished: it may call itself.
        module.functions.push(copy.clone());
        if let Some(position) = part.position {
            let known = known_param(&mut copy, position, fun.n_free);
            let arity = module.functions[fun.function.0 as usize].arity - fun.n_free;
            self.use_known(module, &mut copy, &known, fun, arity);
        } else {
            self.use_known(module, &mut copy, &Known::default(), fun, u32::MAX);
        }
        copy.arity = copy.blocks[0].params.len() as u32;
        module.functions[id.0 as usize] = copy;
        id
    }

    fn name_of(&mut self, module: &Module, shown: &CopyOf, fun: Fun) -> Name {
        let fun = &module.functions[fun.function.0 as usize];
        let text = format!(
            "-{}:{}/{} {}/{}-",
            self.names.text(shown.module),
            self.names.text(shown.name),
            shown.arity,
            self.names.text(fun.name),
            fun.arity
        );
        self.names.intern(&text)
    }

    /// Calls of the fun become calls of its function, calls of other parts with it calls of their copies.
    fn use_known(
        &mut self,
        module: &mut Module,
        copy: &mut Function,
        known: &Known,
        fun: Fun,
        arity: u32,
    ) {
        let is_fun = |x: &Operand| x.value().is_some() && x.value() == known.fun;
        for at in 0..copy.blocks.len() {
            let insts = std::mem::take(&mut copy.blocks[at].insts);
            let mut done = Vec::with_capacity(insts.len());
            for mut inst in insts {
                match &mut inst.kind {
                    InstKind::CallFun { fun: called, args }
                        if is_fun(called) && args.len() == arity as usize =>
                    {
                        let mut args = std::mem::take(args);
                        args.extend(&known.free);
                        let function = fun.function;
                        inst.kind = InstKind::Call { function, args };
                    }
                    InstKind::Call { function, args } => {
                        let position = args.iter().position(is_fun);
                        let part = Part {
                            part: function.0 as usize,
                            position,
                        };
                        if let Some(position) = position {
                            args.remove(position);
                            args.extend(&known.free);
                        }
                        *function = self.copy(module, part, fun);
                    }
                    _ => {}
                }
                let mut uses = false;
                inst.kind.operands(&mut |x| uses |= is_fun(x));
                if uses {
                    let made = make(fun, known, copy, &mut done);
                    let put = &mut |x: &mut Operand| {
                        if is_fun(x) {
                            *x = made;
                        }
                    };
                    inst.kind.operands_mut(put);
                }
                done.push(inst);
            }
            let mut end = std::mem::take(&mut copy.blocks[at].end);
            decide(&mut end, is_fun, arity);
            let mut uses = false;
            end.operands(&mut |x| uses |= is_fun(x));
            if uses {
                let made = make(fun, known, copy, &mut done);
                end.operands_mut(&mut |x| {
                    if is_fun(x) {
                        *x = made;
                    }
                });
            }
            copy.blocks[at].insts = done;
            copy.blocks[at].end = end;
        }
    }

    /// Puts the fun's body in place of the calls of it. One call a block: originals have one altogether.
    fn put_bodies(&mut self, module: &mut Module, index: usize) {
        let Some(&fun) = self.funs.get(&FunctionId(index as u32)) else {
            return;
        };
        for block in 0..module.functions[index].blocks.len() {
            if let Some((at, loc)) = call_of(&module.functions[index].blocks[block], fun) {
                let body = self.body(module, fun, loc);
                splice(&mut module.functions[index], block, at, &body);
            }
        }
    }

    /// The fun's body for the call at `call` (K3, K4).
    fn body(&mut self, module: &mut Module, fun: FunctionId, call: LocId) -> Function {
        let mut body = module.functions[fun.0 as usize].clone();
        let frame = InlinedAt {
            module: None,
            name: body.name,
            arity: body.arity,
            call,
        };
        for block in &mut body.blocks {
            let in_tail = block.insts.len().wrapping_sub(1);
            let ends_with_call = tail_call(block).is_some_and(|inst| self.leaves(&inst.kind));
            for (at, inst) in block.insts.iter_mut().enumerate() {
                inst.loc = match at == in_tail && ends_with_call {
                    true => call,
                    false => self.seen_from(module, inst.loc, frame),
                };
            }
            if let Terminator::FunctionClause { args, .. } = &mut block.end {
                let value = Value(body.n_values);
                body.n_values += 1;
                let args = std::mem::take(args);
                block.insts.push(Inst {
                    result: Some(value),
                    kind: InstKind::Call {
                        function: fun,
                        args,
                    },
                    loc: call,
                });
                // Not reached; without it the frame would be made for all paths.
                block.end = Terminator::Fail {
                    kind: FailKind::BadMatch,
                    value: Operand::Value(value),
                    loc: call,
                };
            } else if let Some(loc) = loc_of(&mut block.end) {
                *loc = self.seen_from(module, *loc, frame);
            }
        }
        body
    }

    /// A call of it in tail position takes the frame's place.
    fn leaves(&self, kind: &InstKind) -> bool {
        match kind {
            InstKind::Call { .. } => true,
            InstKind::CallExt { module, name, args } => {
                let (module, name) = (self.names.text(*module), self.names.text(*name));
                purlin_isa::bifs::find(module, name, args.len()).is_none()
            }
            _ => false,
        }
    }

    /// A place in the body of the function that `frame` names.
    fn seen_from(&mut self, module: &mut Module, loc: LocId, frame: InlinedAt) -> LocId {
        if let Some(&moved) = self.moved.get(&(loc, frame)) {
            return moved;
        }
        let mut place = module.locs[loc.0 as usize];
        place.inlined = Some(match place.inlined {
            Some(inner) => InlinedAt {
                call: self.seen_from(module, inner.call, frame),
                ..inner
            },
            None => frame,
        });
        let moved = LocId(module.locs.len() as u32);
        module.locs.push(place);
        self.moved.insert((loc, frame), moved);
        moved
    }
}

/// A fun inside a copy, and its free variables.
#[derive(Default)]
struct Known {
    fun: Option<Value>,
    free: Vec<Operand>,
}

/// Takes the parameter that is the fun away, and adds one for each of its free variables.
fn known_param(copy: &mut Function, position: usize, n_free: u32) -> Known {
    let first = copy.n_values;
    copy.n_values += n_free;
    let params = &mut copy.blocks[0].params;
    let fun = params.remove(position);
    let free = (first..first + n_free).map(Value);
    params.extend(free.clone());
    Known {
        fun: Some(fun),
        free: free.map(Operand::Value).collect(),
    }
}

/// Makes the fun.
fn make(fun: Fun, known: &Known, copy: &mut Function, insts: &mut Vec<Inst>) -> Operand {
    let kind = InstKind::MakeFun {
        function: fun.function,
        free: known.free.clone(),
    };
    define(kind, copy, insts)
}

/// One more instruction, without a place; gives its result.
fn define(kind: InstKind, copy: &mut Function, insts: &mut Vec<Inst>) -> Operand {
    let value = copy.fresh_value();
    insts.push(Inst {
        result: Some(value),
        kind,
        loc: LocId::default(),
    });
    Operand::Value(value)
}

/// What is known of a fun's arity decides tests of it.
fn decide(end: &mut Terminator, is_fun: impl Fn(&Operand) -> bool, fun_arity: u32) {
    let Terminator::Branch {
        test,
        then,
        otherwise,
    } = end
    else {
        return;
    };
    let is_true = match test {
        Test::Is(Kind::Function, x) if is_fun(x) => true,
        Test::FunctionArity {
            value,
            arity: Operand::Const(Const::Int(arity)),
        } if is_fun(value) => *arity == i64::from(fun_arity),
        _ => return,
    };
    let target = if is_true { then } else { otherwise };
    *end = Terminator::Jump(target.clone());
}

/// Puts the test of K1 before a copy.
fn guard(copy: &mut Function, origin: CopyOf, version: i64, fun: Fun) {
    let first = copy.n_values;
    copy.n_values += copy.arity;
    let params: Vec<Value> = (first..copy.n_values).map(Value).collect();
    let args: Vec<Operand> = params.iter().copied().map(Operand::Value).collect();
    let start = BlockId(copy.blocks.len() as u32);
    let fallback = BlockId(start.0 + 1);
    for block in &mut copy.blocks {
        block.end.targets_mut(&mut |target| {
            if target.block.0 == 0 {
                target.block = start;
            }
        });
    }
    let (given, free) = args.split_at(args.len() - fun.n_free as usize);
    let known = Known {
        fun: None,
        free: free.to_vec(),
    };
    let mut insts = Vec::new();
    let made = make(fun, &known, copy, &mut insts);
    let call = InstKind::CallExt {
        module: origin.module,
        name: origin.name,
        args: std::iter::once(made).chain(given.iter().copied()).collect(),
    };
    let result = define(call, copy, &mut insts);
    let entry = Block {
        params,
        end: Terminator::Branch {
            test: Test::Version { origin, version },
            then: Target {
                block: start,
                args: args.clone(),
            },
            otherwise: Target {
                block: fallback,
                args: Vec::new(),
            },
        },
        ..Block::default()
    };
    let body = std::mem::replace(&mut copy.blocks[0], entry);
    copy.blocks.push(body);
    copy.blocks.push(Block {
        insts,
        end: Terminator::Return(result),
        ..Block::default()
    });
}

/// May the body stand in a copy, and is it so small that this pays? A call of a fun in tail position may fail itself, in a frame of the
/// caller's; and what asks for its own frame must have one.
fn pays(body: &Function, names: &Interner) -> bool {
    let shows_frame = |inst: &Inst| match &inst.kind {
        InstKind::CallExt { module, name, args } => {
            args.len() > 1
                && names.text(*module) == "erlang"
                && matches!(names.text(*name), "error" | "nif_error")
        }
        _ => false,
    };
    let may_move = |block: &Block| {
        let calls_unknown = tail_call(block).is_some_and(|inst| {
            matches!(inst.kind, InstKind::CallFun { .. } | InstKind::Apply { .. })
        });
        !needs_own_frame(block) && !calls_unknown && !block.insts.iter().any(shows_frame)
    };
    size(body) <= BODY && body.blocks.iter().all(may_move)
}

/// The call of the function in the block, unless it is in tail position: there its frame would take the copy's place.
fn call_of(block: &Block, fun: FunctionId) -> Option<(usize, LocId)> {
    let is_meant =
        |inst: &Inst| matches!(inst.kind, InstKind::Call { function, .. } if function == fun);
    let at = block.insts.iter().position(is_meant)?;
    let in_tail = at + 1 == block.insts.len() && tail_call(block).is_some();
    (!in_tail).then(|| (at, block.insts[at].loc))
}

/// A call whose result the block returns at once.
fn tail_call(block: &Block) -> Option<&Inst> {
    let last = block.insts.last()?;
    let is_call = matches!(
        last.kind,
        InstKind::Call { .. }
            | InstKind::CallExt { .. }
            | InstKind::CallFun { .. }
            | InstKind::Apply { .. }
    );
    let is_returned = matches!(&block.end, Terminator::Return(x) if x.value().is_some() && x.value() == last.result);
    (is_call && is_returned && block.handler.is_none()).then_some(last)
}

fn loc_of(end: &mut Terminator) -> Option<&mut LocId> {
    match end {
        Terminator::Attempt { loc, .. }
        | Terminator::Fail { loc, .. }
        | Terminator::FunctionClause { loc, .. }
        | Terminator::Reraise { loc, .. }
        | Terminator::RecvPeek { loc, .. }
        | Terminator::RecvWait { loc, .. }
        | Terminator::RecvWaitTimeout { loc, .. } => Some(loc),
        Terminator::Unreachable
        | Terminator::Jump(_)
        | Terminator::Return(_)
        | Terminator::Branch { .. }
        | Terminator::Switch { .. }
        | Terminator::SwitchArity { .. }
        | Terminator::RecvSkip { .. } => None,
    }
}

fn makes_funs(function: &Function) -> bool {
    let mut insts = function.blocks.iter().flat_map(|block| &block.insts);
    insts.any(|inst| matches!(inst.kind, InstKind::MakeFun { .. }))
}

fn calls_itself(function: &Function, index: usize) -> bool {
    let mut insts = function.blocks.iter().flat_map(|block| &block.insts);
    insts.any(
        |inst| matches!(inst.kind, InstKind::Call { function, .. } if function.0 as usize == index),
    )
}
