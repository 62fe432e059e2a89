//! What a loader may rely on. Bytes from anywhere, wrong facts and live sets included, become an error here, or code that cannot
//! harm the machine's memory. One pass over the code in order; cost is linear in the code times the registers in use.
//!
//! Checked for the tables: every index is in bounds, literals refer to earlier rows only, line rows to earlier ones, sets are sorted,
//! function ranges follow each other and cover the code.
//!
//! Checked for the code, following every way control can take:
//! - a register is written before it is read, a Y register only where there is a frame that has it;
//! - frames: at a label all ways agree on whether there is a frame and how large; what leaves a function drops its frame;
//! - sites state the frame as it is; their live registers are initialised; whatever an op that collects reads is among them
//!   (it may be started again after the collection), and afterwards all other registers count as uninitialised;
//! - heap is reserved before it is written: `need_heap` and `allocate` reserve, `put_*` use up, labels and collecting ops forget;
//! - types, as far as memory depends on them: cons cells and tuples are known to be such (and large enough) where they are
//!   taken apart, match contexts are used as such only and never as terms;
//! - what facts state holds on all ways to their label; what a function states of its arguments at each call of this module, what it
//!   states of its result at each return and tail call. Functions that others can call state nothing of arguments.
//!
//! How one pass is enough: a label is reached from before, or it is a loop head, for which facts tell which registers are alive and what
//! they hold (`Fact::SAME`: what they held before the loop). Jumps backwards are checked against that.
//!
//! Not checked, since only results and not memory depend on it: positions given to `bs_set_position`, markers, traces.

mod ops;
mod tables;
mod types;

use crate::module::*;
use crate::op::{Effects, Op};
use crate::operand::*;
use crate::visit::Visitor;
use std::collections::HashMap;
use std::rc::Rc;
use tables::{record_definition, tables};
use types::{Id, State, Type, meet, type_of_fact};

/// Why a module is refused.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct VerifyError {
    /// Index into `Module::code`, if it is about an op.
    pub op: Option<u32>,
    pub problem: &'static str,
}

impl std::fmt::Display for VerifyError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.op {
            Some(op) => write!(f, "op {op}: {}", self.problem),
            None => write!(f, "{}", self.problem),
        }
    }
}

impl std::error::Error for VerifyError {}

type Checked<T = ()> = Result<T, &'static str>;

/// Most heap words that one op may reserve, and elements of a tuple.
pub const MAX_WORDS: u32 = 1 << 24;

/// Most characters of an atom.
pub const MAX_ATOM: usize = 255;

pub fn verify(module: &Module) -> Result<(), VerifyError> {
    tables(module).map_err(|problem| VerifyError { op: None, problem })?;
    let shared = Shared::new(module).map_err(|problem| VerifyError { op: None, problem })?;
    for index in 0..module.functions.len() {
        let mut checker = Checker::new(&shared, index);
        checker.function().map_err(|problem| VerifyError {
            op: Some(checker.at),
            problem,
        })?;
    }
    Ok(())
}

fn ensure(holds: bool, problem: &'static str) -> Checked {
    if holds { Ok(()) } else { Err(problem) }
}

fn within(index: u32, len: usize, problem: &'static str) -> Checked {
    ensure((index as usize) < len, problem)
}

/// What is looked up while checking any function.
struct Shared<'a> {
    module: &'a Module,
    /// Rows of the fact table for each label that has some: label, first row, number of rows in `facts`.
    facts: Vec<&'a FactRow>,
    fact_range: Vec<(u32, u32)>,
    /// Labels that are jumped to from behind.
    loop_head: Vec<bool>,
    /// Labels in code order.
    by_place: Vec<(u32, Label)>,
}

impl<'a> Shared<'a> {
    fn new(module: &'a Module) -> Checked<Shared<'a>> {
        let mut facts: Vec<&FactRow> = module.facts.iter().collect();
        facts.sort_by_key(|row| (row.label, row.reg));
        ensure(
            facts
                .windows(2)
                .all(|pair| (pair[0].label, pair[0].reg) != (pair[1].label, pair[1].reg)),
            "fact stated twice",
        )?;
        let mut fact_range = vec![(0, 0); module.labels.len()];
        for (index, row) in facts.iter().enumerate() {
            let (first, n) = &mut fact_range[row.label.0 as usize];
            if *n == 0 {
                *first = index as u32;
            }
            *n += 1;
        }
        let mut loop_head = vec![false; module.labels.len()];
        for (at, op) in module.code.iter().enumerate() {
            let mut found = Operands::default();
            op.visit(&mut found);
            let handler = found
                .site
                .and_then(|site| module.sites.get(site.0 as usize))
                .and_then(|row| row.handler);
            for label in found.labels.into_iter().chain(handler) {
                within(label.0, module.labels.len(), "label out of bounds")?;
                if module.labels[label.0 as usize] as usize <= at {
                    loop_head[label.0 as usize] = true;
                }
            }
        }
        for row in &module.functions {
            ensure(
                !loop_head[row.entry.0 as usize],
                "jump to a function's entry",
            )?;
        }
        let mut by_place: Vec<(u32, Label)> = module
            .labels
            .iter()
            .enumerate()
            .map(|(label, &place)| (place, Label(label as u32)))
            .collect();
        by_place.sort_unstable();
        Ok(Shared {
            module,
            facts,
            fact_range,
            loop_head,
            by_place,
        })
    }

    fn facts_at(&self, label: Label) -> &[&'a FactRow] {
        let (first, n) = self.fact_range[label.0 as usize];
        &self.facts[first as usize..(first + n) as usize]
    }

    fn function_at(&self, start: u32) -> Option<Function> {
        let index = self
            .module
            .functions
            .partition_point(|row| row.start < start);
        (index < self.module.functions.len()).then_some(Function(index as u32))
    }

    /// What callers have to keep to: facts at the entries of functions that only this module's calls reach.
    fn entry_facts(&self, function: Function) -> &[&'a FactRow] {
        self.facts_at(self.module.functions[function.0 as usize].entry)
    }
}

/// Operands by role.
#[derive(Default)]
struct Operands {
    srcs: Vec<Src>,
    /// Contexts and exchanged registers.
    reads: Vec<Reg>,
    defs: Vec<Reg>,
    labels: Vec<Label>,
    site: Option<Site>,
    functions: Vec<Function>,
    imports: Vec<Import>,
    lambdas: Vec<Lambda>,
    atoms: Vec<Atom>,
}

impl Visitor for Operands {
    fn src(&mut self, src: Src) {
        self.srcs.push(src);
    }

    fn read(&mut self, reg: Reg) {
        self.reads.push(reg);
    }

    fn def(&mut self, reg: Reg) {
        self.defs.push(reg);
    }

    fn label(&mut self, label: Label) {
        self.labels.push(label);
    }

    fn site(&mut self, site: Site) {
        self.site = Some(site);
    }

    fn function(&mut self, function: Function) {
        self.functions.push(function);
    }

    fn import(&mut self, import: Import) {
        self.imports.push(import);
    }

    fn lambda(&mut self, lambda: Lambda) {
        self.lambdas.push(lambda);
    }

    fn atom(&mut self, atom: Atom) {
        self.atoms.push(atom);
    }
}

struct Checker<'a, 's> {
    shared: &'s Shared<'a>,
    module: &'a Module,
    row: &'a FunctionRow,
    /// The op being checked.
    at: u32,
    state: State,
    /// Does control reach this place?
    reached: bool,
    /// `state`, if it has been shared as it is.
    snapshot: Option<Rc<State>>,
    /// Words of heap reserved.
    reserved: u32,
    /// By `Id`; 0 is no value.
    types: Vec<Type>,
    /// The value it was before more became known of it.
    base: Vec<Id>,
    /// States of the ways that lead to labels further on.
    pending: HashMap<Label, Rc<State>>,
    /// States at loop heads.
    heads: HashMap<Label, State>,
}

impl<'a, 's> Checker<'a, 's> {
    fn new(shared: &'s Shared<'a>, index: usize) -> Checker<'a, 's> {
        let row = &shared.module.functions[index];
        Checker {
            shared,
            module: shared.module,
            row,
            at: row.start,
            state: State::default(),
            reached: true,
            snapshot: None,
            reserved: 0,
            types: vec![Type::ANY],
            base: vec![0],
            pending: HashMap::new(),
            heads: HashMap::new(),
        }
    }

    fn function(&mut self) -> Checked {
        self.enter()?;
        let shared = self.shared;
        let first = shared
            .by_place
            .partition_point(|(place, _)| *place < self.row.start);
        let mut next = shared.by_place[first..].iter().peekable();
        for at in self.row.start..self.row.end {
            self.at = at;
            while let Some((_, label)) = next.next_if(|(place, _)| *place == at) {
                self.label(*label)?;
            }
            ensure(self.reached, "code that nothing reaches")?;
            let module = self.module;
            self.op(&module.code[at as usize])?;
        }
        ensure(!self.reached, "function that runs over its end")
    }

    /// The entry: arguments in x0.., with what is stated of them if only this module's calls come here.
    fn enter(&mut self) -> Checked {
        for n in 0..u16::from(self.row.arity) {
            let id = self.value(Type::ANY);
            self.set(Reg::X(n), id);
        }
        let facts = self.shared.facts_at(self.row.entry);
        if facts.is_empty() {
            return Ok(());
        }
        ensure(
            !self.row.exported,
            "facts about arguments of an exported function",
        )?;
        let function = self.shared.function_at(self.row.start);
        let outside = self.module.on_load == function
            || self
                .module
                .lambdas
                .iter()
                .any(|lambda| Some(lambda.function) == function);
        ensure(
            !outside,
            "facts about arguments of a function that others call",
        )?;
        for row in facts {
            ensure(self.state.get(row.reg) != 0, "fact about no argument")?;
            let id = self.value(type_of_fact(&row.fact));
            self.set(row.reg, id);
        }
        Ok(())
    }

    // Values and state.

    fn value(&mut self, known: Type) -> Id {
        self.types.push(known);
        let id = self.types.len() as Id - 1;
        self.base.push(id);
        id
    }

    fn set(&mut self, reg: Reg, id: Id) {
        self.snapshot = None;
        self.state.set(reg, id);
    }

    fn define(&mut self, reg: Reg, known: Type) {
        let id = self.value(known);
        self.set(reg, id);
    }

    fn clear_x(&mut self) {
        self.snapshot = None;
        self.state.x.clear();
    }

    fn type_of(&self, src: Src) -> Type {
        match src {
            Src::Reg(reg) => self.types[self.state.get(reg) as usize],
            Src::Int(n) => Type::integer(n),
            Src::Atom(_) => Type::kinds(Fact::ATOM),
            Src::Nil => Type::kinds(Fact::NIL),
            Src::Literal(literal) => match &self.module.literals[literal.0 as usize] {
                LiteralNode::Int(n) => Type::integer(*n),
                LiteralNode::BigInt { .. } => Type::kinds(Fact::INTEGER),
                LiteralNode::Float(_) => Type::kinds(Fact::FLOAT),
                LiteralNode::Atom(_) => Type::kinds(Fact::ATOM),
                LiteralNode::Nil => Type::kinds(Fact::NIL),
                LiteralNode::List { .. } | LiteralNode::Bytes(_) => Type::kinds(Fact::CONS),
                LiteralNode::Tuple(elements) => Type::tuple(elements.len() as u32),
                LiteralNode::Map(_) => Type::kinds(Fact::MAP),
                LiteralNode::Bits { .. } => Type::kinds(Fact::BITSTRING),
                LiteralNode::ExternalFun { .. } => Type::kinds(Fact::FUN),
            },
        }
    }

    /// More is known of what `src` holds, in whichever registers it is.
    fn refine(&mut self, src: Src, known: Type) {
        let Src::Reg(reg) = src else { return };
        let old = self.state.get(reg);
        if old == 0 || self.types[old as usize] == known {
            return;
        }
        self.snapshot = None;
        let base = self.base[old as usize];
        let new = self.refined(base, known);
        // The same value under another number: ways on which different things were known of it have met.
        let mut others: Vec<(Id, Id)> = Vec::new();
        let mut state = std::mem::take(&mut self.state);
        for id in state.x.iter_mut().chain(&mut state.y) {
            if *id == old {
                *id = new;
            } else if *id != 0 && self.base[*id as usize] == base {
                let found = others.iter().find(|(before, _)| before == id);
                *id = match found {
                    Some((_, after)) => *after,
                    None => {
                        let both = meet(self.types[*id as usize], known);
                        let after = self.refined(base, both);
                        others.push((*id, after));
                        after
                    }
                };
            }
        }
        self.state = state;
    }

    fn refined(&mut self, base: Id, known: Type) -> Id {
        let id = self.value(known);
        self.base[id as usize] = base;
        id
    }

    // Ways through the code.

    fn flow(&mut self, label: Label) -> Checked {
        let state = match &self.snapshot {
            Some(state) => state.clone(),
            None => Rc::new(self.state.clone()),
        };
        self.snapshot = Some(state.clone());
        self.flow_with(label, state)
    }

    /// The way to `label` on which `src` is known to be `known`.
    fn flow_refined(&mut self, label: Label, src: Src, known: Type) -> Checked {
        if self.type_of(src) == known || !matches!(src, Src::Reg(_)) {
            return self.flow(label);
        }
        let refined = self.state_with(src, known);
        self.flow_with(label, refined)
    }

    /// The state in which `src` is known to be `known`.
    fn state_with(&mut self, src: Src, known: Type) -> Rc<State> {
        let state = self.state.clone();
        let snapshot = self.snapshot.take();
        self.refine(src, known);
        let refined = std::mem::replace(&mut self.state, state);
        self.snapshot = snapshot;
        Rc::new(refined)
    }

    fn flow_with(&mut self, label: Label, state: Rc<State>) -> Checked {
        let place = self.module.labels[label.0 as usize];
        ensure(
            (self.row.start..self.row.end).contains(&place),
            "jump into another function",
        )?;
        if place <= self.at {
            return self.back_to(label, &state);
        }
        let merged = match self.pending.remove(&label) {
            None => state,
            Some(known) if Rc::ptr_eq(&known, &state) => known,
            Some(known) => Rc::new(self.merge(&known, &state)?),
        };
        self.pending.insert(label, merged);
        Ok(())
    }

    fn merge(&mut self, a: &State, b: &State) -> Checked<State> {
        ensure(a.frame == b.frame, "ways with different frames meet")?;
        Ok(State {
            x: self.merge_lists(&a.x, &b.x),
            y: self.merge_lists(&a.y, &b.y),
            frame: a.frame,
        })
    }

    fn merge_lists(&mut self, a: &[Id], b: &[Id]) -> Vec<Id> {
        a.iter()
            .zip(b)
            .map(|(&a, &b)| self.merge_ids(a, b))
            .collect()
    }

    fn merge_ids(&mut self, a: Id, b: Id) -> Id {
        if a == b {
            return a;
        }
        if a == 0 || b == 0 {
            return 0;
        }
        let (ta, tb) = (self.types[a as usize], self.types[b as usize]);
        // A context on one way and a term on the other is neither.
        if (ta.kinds | tb.kinds) & Fact::CONTEXT != 0 && ta.kinds != tb.kinds {
            return 0;
        }
        let id = self.value(ta.join(tb));
        if self.base[a as usize] == self.base[b as usize] {
            self.base[id as usize] = self.base[a as usize];
        }
        id
    }

    /// Control comes to a label from before.
    fn label(&mut self, label: Label) -> Checked {
        if label == self.row.entry {
            return Ok(());
        }
        if let Some(pending) = self.pending.remove(&label) {
            let merged = if self.reached {
                let here = std::mem::take(&mut self.state);
                self.merge(&here, &pending)?
            } else {
                (*pending).clone()
            };
            self.state = merged;
            self.reached = true;
        }
        self.snapshot = None;
        self.reserved = 0;
        if !self.reached {
            return ensure(
                !self.shared.loop_head[label.0 as usize],
                "loop head that is reached from behind only",
            );
        }
        if self.shared.loop_head[label.0 as usize] {
            return self.enter_loop(label);
        }
        for row in self.shared.facts_at(label) {
            let known = self.types[self.state.get(row.reg) as usize];
            let holds = self.state.get(row.reg) != 0 && known.is_within(&row.fact);
            ensure(holds, "fact that does not hold")?;
        }
        Ok(())
    }

    fn enter_loop(&mut self, label: Label) -> Checked {
        let mut state = State {
            frame: self.state.frame,
            ..State::default()
        };
        for row in self.shared.facts_at(label) {
            let id = self.state.get(row.reg);
            ensure(id != 0, "fact about an uninitialised register")?;
            let known = self.types[id as usize];
            let is_context = known.kinds == Fact::CONTEXT;
            ensure(
                is_context || known.is_within(&row.fact),
                "fact that does not hold",
            )?;
            let same = row.fact.types & Fact::SAME != 0;
            let id = match (same, is_context) {
                (true, _) => id,
                (false, true) => self.value(Type::kinds(Fact::CONTEXT)),
                (false, false) => self.value(type_of_fact(&row.fact)),
            };
            state.set(row.reg, id);
        }
        self.heads.insert(label, state.clone());
        self.state = state;
        Ok(())
    }

    /// A jump backwards: what the loop's head relies on holds again.
    fn back_to(&self, label: Label, state: &State) -> Checked {
        let head = self
            .heads
            .get(&label)
            .ok_or("jump to code that is not reached from before")?;
        ensure(head.frame == state.frame, "ways with different frames meet")?;
        for row in self.shared.facts_at(label) {
            let (before, now) = (head.get(row.reg), state.get(row.reg));
            ensure(now != 0, "register that the loop needs is uninitialised")?;
            let known = self.types[now as usize];
            if row.fact.types & Fact::SAME != 0 {
                let same = self.base[before as usize] == self.base[now as usize];
                ensure(same, "register changes in a loop that keeps it")?;
            } else if self.types[before as usize].kinds == Fact::CONTEXT {
                ensure(
                    known.kinds == Fact::CONTEXT,
                    "match context is lost in a loop",
                )?;
            } else {
                ensure(known.is_within(&row.fact), "fact that does not hold")?;
            }
        }
        Ok(())
    }

    // Operands.

    fn initialised(&self, reg: Reg) -> Checked {
        ensure(
            self.state.get(reg) != 0,
            "register is read before it is written",
        )
    }

    /// A register that holds a term, no match context.
    fn term(&self, reg: Reg) -> Checked {
        self.initialised(reg)?;
        let known = self.types[self.state.get(reg) as usize];
        ensure(
            known.kinds & Fact::CONTEXT == 0,
            "match context used as a term",
        )
    }

    fn context(&self, reg: Reg) -> Checked {
        self.initialised(reg)?;
        let known = self.types[self.state.get(reg) as usize];
        ensure(known.kinds == Fact::CONTEXT, "no match context")
    }

    fn operands(&self, op: &Op, found: &Operands) -> Checked {
        let module = self.module;
        found
            .atoms
            .iter()
            .try_for_each(|atom| within(atom.0, module.atoms.len(), "atom out of bounds"))?;
        found.imports.iter().try_for_each(|import| {
            within(import.0, module.imports.len(), "import out of bounds")
        })?;
        found
            .functions
            .iter()
            .try_for_each(|f| within(f.0, module.functions.len(), "function out of bounds"))?;
        found
            .lambdas
            .iter()
            .try_for_each(|l| within(l.0, module.lambdas.len(), "lambda out of bounds"))?;
        if let Some(site) = found.site {
            within(site.0, module.sites.len(), "site out of bounds")?;
        }
        let any = matches!(op, Op::Move { .. } | Op::BsStart { .. });
        for &src in &found.srcs {
            match src {
                Src::Reg(reg) if any => self.initialised(reg)?,
                Src::Reg(reg) => self.term(reg)?,
                Src::Int(n) => ensure(
                    (-(1 << 60)..1 << 60).contains(&n),
                    "integer operand that is not small",
                )?,
                Src::Atom(atom) => within(atom.0, module.atoms.len(), "atom out of bounds")?,
                Src::Literal(literal) => {
                    within(literal.0, module.literals.len(), "literal out of bounds")?
                }
                Src::Nil => {}
            }
        }
        if matches!(op, Op::Swap { .. }) {
            found
                .reads
                .iter()
                .try_for_each(|&reg| self.initialised(reg))?;
        } else {
            found.reads.iter().try_for_each(|&reg| self.context(reg))?;
        }
        Ok(())
    }

    fn destinations(&self, found: &Operands) -> Checked {
        found.defs.iter().try_for_each(|reg| match *reg {
            Reg::X(n) => ensure(n < MAX_X, "no such X register"),
            Reg::Y(n) => ensure(
                self.state.frame.is_some_and(|slots| u32::from(n) < slots),
                "no such Y register",
            ),
        })
    }

    /// What the op's site states, and what is left after the op has collected.
    fn site(&mut self, op: &Op, found: &Operands, n_args: u32) -> Checked {
        let Some(site) = found.site else {
            return Ok(());
        };
        let row = &self.module.sites[site.0 as usize];
        ensure(row.frame == self.state.frame, "site states another frame")?;
        row.live_x
            .iter()
            .try_for_each(|&n| self.initialised(Reg::X(n)))?;
        row.live_y
            .iter()
            .try_for_each(|&n| self.initialised(Reg::Y(n)))?;
        let is_live = |reg: Reg| match reg {
            Reg::X(n) => row.live_x.binary_search(&n).is_ok(),
            Reg::Y(n) => row.live_y.binary_search(&n).is_ok(),
        };
        let srcs = found.srcs.iter().filter_map(|src| match src {
            Src::Reg(reg) => Some(*reg),
            Src::Int(_) | Src::Atom(_) | Src::Nil | Src::Literal(_) => None,
        });
        let mut read = srcs.chain(found.reads.iter().copied());
        ensure(read.all(is_live), "source is not live at the op's site")?;
        ensure(
            (0..n_args).all(|n| is_live(Reg::X(n as u16))),
            "argument is not live at the call's site",
        )?;
        self.snapshot = None;
        self.reserved = 0;
        self.state.keep(&row.live_x, &row.live_y);
        if let Some(handler) = row
            .handler
            .filter(|_| op.opcode().effects().has(Effects::raises))
        {
            let mut state = State {
                x: Vec::new(),
                ..self.state.clone()
            };
            for n in 0..3 {
                let id = self.value(Type::ANY);
                state.set(Reg::X(n), id);
            }
            self.flow_with(handler, Rc::new(state))?;
        }
        Ok(())
    }

    /// What leaves the function as its result is what the function states.
    fn gives(&self, known: Type) -> Checked {
        ensure(
            known.is_within(&self.row.result),
            "result that is not what the function states",
        )
    }

    /// What a function of this module states of its results.
    fn result_of(&self, function: Function) -> Type {
        type_of_fact(&self.module.functions[function.0 as usize].result)
    }

    /// Arguments in x0.. of a call to anywhere.
    fn arguments(&self, n: u32) -> Checked {
        ensure(n < u32::from(MAX_X), "too many arguments")?;
        (0..n).try_for_each(|n| self.term(Reg::X(n as u16)))
    }

    /// Arguments in x0.. of a call to a function of this module.
    fn local_arguments(&self, function: Function) -> Checked {
        let arity = u32::from(self.module.functions[function.0 as usize].arity);
        let facts = self.shared.entry_facts(function);
        for n in 0..arity {
            let reg = Reg::X(n as u16);
            self.initialised(reg)?;
            let known = self.types[self.state.get(reg) as usize];
            match facts.iter().find(|row| row.reg == reg) {
                Some(row) => ensure(
                    known.is_within(&row.fact),
                    "argument that is not what the function states",
                )?,
                None => self.term(reg)?,
            }
        }
        Ok(())
    }

    fn leave(&self, slots: OptCount) -> Checked {
        ensure(self.state.frame == slots, "another frame than there is")
    }

    /// Registers that the op reads without naming them.
    fn n_args(&self, op: &Op) -> u32 {
        let external = |import: &Import| u32::from(self.module.imports[import.0 as usize].arity);
        match op {
            Op::Call { function, .. } => {
                u32::from(self.module.functions[function.0 as usize].arity)
            }
            Op::CallExt { import, .. } | Op::CallExtTail { import, .. } => external(import),
            Op::CallFun { arity, .. }
            | Op::CallFunTail { arity, .. }
            | Op::Apply { arity, .. }
            | Op::ApplyTail { arity, .. } => *arity,
            Op::FunctionClause { .. } => {
                let shown = self.row.copy_of.as_ref();
                u32::from(shown.map_or(self.row.arity, |origin| origin.arity))
            }
            _ => 0,
        }
    }
}
