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
//! - what facts state holds on all ways to their label.
//!
//! How one pass is enough: a label is reached from before, or it is a loop head, for which facts tell which registers are alive and what
//! they hold (`Fact::SAME`: what they held before the loop). Jumps backwards are checked against that.
//!
//! Not checked, since only results and not memory depend on it: positions given to `bs_set_position`, markers, traces.

use crate::module::*;
use crate::op::{Effects, Op};
use crate::operand::*;
use crate::visit::Visitor;
use std::collections::HashMap;
use std::rc::Rc;

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

fn tables(module: &Module) -> Checked {
    let atom = |atom: Atom| within(atom.0, module.atoms.len(), "atom out of bounds");
    ensure(!module.atoms.is_empty(), "a module has a name")?;
    for text in &module.atoms {
        ensure(
            text.len() <= MAX_ATOM || text.chars().count() <= MAX_ATOM,
            "atom too long",
        )?;
    }
    for (index, node) in module.literals.iter().enumerate() {
        literal(module, index as u32, node)?;
    }
    for row in &module.imports {
        atom(row.module)?;
        atom(row.name)?;
    }
    functions(module)?;
    for row in &module.lambdas {
        within(
            row.function.0,
            module.functions.len(),
            "lambda of no function",
        )?;
        let arity = module.functions[row.function.0 as usize].arity;
        ensure(
            u32::from(row.arity) + u32::from(row.n_free) == u32::from(arity),
            "lambda's arity is not its function's",
        )?;
    }
    ensure(
        module
            .labels
            .iter()
            .all(|&at| (at as usize) < module.code.len()),
        "label out of bounds",
    )?;
    for (index, row) in module.lines.iter().enumerate() {
        ensure(
            (row.file as usize) < module.files.len() || index == 0 || row.line == 0,
            "file out of bounds",
        )?;
        if let Some(inlined) = &row.inlined {
            atom(inlined.module)?;
            atom(inlined.name)?;
            ensure(
                (inlined.caller as usize) < index,
                "line inlined into a later one",
            )?;
        }
    }
    for row in &module.sites {
        site(module, row)?;
    }
    for row in &module.facts {
        within(row.label.0, module.labels.len(), "label out of bounds")?;
        ensure(
            row.fact.types & !(Fact::ANY | Fact::CONTEXT | Fact::SAME) == 0,
            "unknown type in a fact",
        )?;
        let context = row.fact.types & Fact::CONTEXT != 0;
        ensure(
            !context || row.fact.types == Fact::CONTEXT,
            "a match context stands alone in a fact",
        )?;
    }
    for (name, value) in &module.attributes {
        atom(*name)?;
        within(value.0, module.literals.len(), "literal out of bounds")?;
    }
    for row in &module.records {
        let n_fields = record_definition(module, row.definition)?;
        within(
            row.defaults.0,
            module.literals.len(),
            "literal out of bounds",
        )?;
        let fits = match &module.literals[row.defaults.0 as usize] {
            LiteralNode::Tuple(defaults) => defaults.len() == n_fields,
            _ => false,
        };
        ensure(fits, "defaults of other fields")?;
    }
    if let Some(function) = module.on_load {
        within(function.0, module.functions.len(), "on_load of no function")?;
        ensure(
            module.functions[function.0 as usize].arity == 0,
            "on_load takes no arguments",
        )?;
    }
    Ok(())
}

fn literal(module: &Module, index: u32, node: &LiteralNode) -> Checked {
    let atom = |atom: Atom| within(atom.0, module.atoms.len(), "atom out of bounds");
    let earlier = |literal: &Literal| ensure(literal.0 < index, "literal refers to a later one");
    match node {
        LiteralNode::Int(_) | LiteralNode::Nil => Ok(()),
        LiteralNode::BigInt {
            negative,
            magnitude,
        } => {
            ensure(
                magnitude.last().is_some_and(|&top| top != 0),
                "big integer with leading zeros",
            )?;
            let top = magnitude.get(7).copied().unwrap_or(0);
            let lowest = *negative && top == 0x80 && magnitude[..7].iter().all(|&byte| byte == 0);
            ensure(
                magnitude.len() > 8 || (top & 0x80 != 0 && !lowest),
                "big integer that is small",
            )
        }
        LiteralNode::Float(x) => ensure(x.is_finite(), "float that is no number"),
        LiteralNode::Atom(a) => atom(*a),
        LiteralNode::List { elements, tail } => {
            ensure(!elements.is_empty(), "list literal without elements")?;
            elements.iter().try_for_each(earlier)?;
            earlier(tail)
        }
        LiteralNode::Bytes(bytes) => ensure(!bytes.is_empty(), "list literal without elements"),
        LiteralNode::Tuple(elements) => {
            ensure(
                elements.len() < MAX_WORDS as usize,
                "tuple literal too large",
            )?;
            elements.iter().try_for_each(earlier)
        }
        LiteralNode::Map(pairs) => pairs.iter().try_for_each(|(key, value)| {
            earlier(key)?;
            earlier(value)
        }),
        LiteralNode::Bits { bytes, bit_len } => {
            ensure(
                bit_len.div_ceil(8) == bytes.len() as u64,
                "bitstring literal of another length",
            )?;
            let unused = bytes.len() as u64 * 8 - bit_len;
            let clean = bytes
                .last()
                .is_none_or(|last| last & ((1u16 << unused) - 1) as u8 == 0);
            ensure(clean, "unused bits of a bitstring literal")
        }
        LiteralNode::ExternalFun {
            module: m,
            name,
            arity: _,
        } => {
            atom(*m)?;
            atom(*name)
        }
    }
}

/// How many fields a record's definition has, if it is one: `{Module, Name, Exported, Field...}`, atoms, the fields different.
fn record_definition(module: &Module, literal: Literal) -> Checked<usize> {
    const HEAD: usize = 3;
    within(literal.0, module.literals.len(), "literal out of bounds")?;
    let LiteralNode::Tuple(elements) = &module.literals[literal.0 as usize] else {
        return Err("not a record's definition");
    };
    let names: Option<Vec<Atom>> = elements
        .iter()
        .map(|element| match module.literals[element.0 as usize] {
            LiteralNode::Atom(atom) => Some(atom),
            _ => None,
        })
        .collect();
    let names = names.ok_or("not a record's definition")?;
    let exported = names
        .get(2)
        .map(|atom| module.atoms[atom.0 as usize].as_str());
    ensure(
        matches!(exported, Some("true" | "false")),
        "not a record's definition",
    )?;
    let fields: std::collections::HashSet<Atom> = names[HEAD..].iter().copied().collect();
    ensure(
        fields.len() == names.len() - HEAD,
        "field of a record twice",
    )?;
    Ok(fields.len())
}

fn functions(module: &Module) -> Checked {
    let mut names = std::collections::HashSet::new();
    let mut at = 0;
    for row in &module.functions {
        within(row.name.0, module.atoms.len(), "atom out of bounds")?;
        let once = !row.exported || names.insert((row.name, row.arity));
        ensure(once, "function exported twice")?;
        ensure(
            row.start == at && row.end > row.start,
            "functions do not follow each other",
        )?;
        at = row.end;
        within(row.entry.0, module.labels.len(), "label out of bounds")?;
        ensure(
            module.labels[row.entry.0 as usize] == row.start,
            "function that does not begin at its entry",
        )?;
    }
    ensure(
        at as usize == module.code.len(),
        "code outside of functions",
    )
}

fn site(module: &Module, row: &SiteRow) -> Checked {
    let ascending = |list: &[u16]| list.windows(2).all(|pair| pair[0] < pair[1]);
    ensure(
        ascending(&row.live_x) && ascending(&row.live_y),
        "live registers out of order",
    )?;
    ensure(
        row.live_x.last().is_none_or(|&last| last < MAX_X),
        "no such X register",
    )?;
    let slots = row.frame.unwrap_or(0);
    ensure(slots <= u32::from(MAX_Y), "frame too large")?;
    ensure(
        row.live_y
            .last()
            .is_none_or(|&last| u32::from(last) < slots),
        "no such Y register",
    )?;
    ensure(
        (row.line as usize) < module.lines.len() || row.line == 0,
        "line out of bounds",
    )?;
    row.handler.map_or(Ok(()), |label| {
        within(label.0, module.labels.len(), "label out of bounds")
    })
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

/// Number of a value that registers hold; 0: uninitialised.
type Id = u32;

/// What is known of a value.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Type {
    /// `Fact::*` bits.
    kinds: u16,
    /// If it is a tuple, it has at least so many elements.
    min_arity: u32,
    /// ... and exactly so many.
    exact: bool,
    range: Option<(i64, i64)>,
}

impl Type {
    const ANY: Type = Type::kinds(Fact::ANY);

    const fn kinds(kinds: u16) -> Type {
        Type {
            kinds,
            min_arity: 0,
            exact: false,
            range: None,
        }
    }

    const fn tuple(arity: u32) -> Type {
        Type {
            kinds: Fact::TUPLE,
            min_arity: arity,
            exact: true,
            range: None,
        }
    }

    fn integer(n: i64) -> Type {
        Type {
            range: Some((n, n)),
            ..Type::kinds(Fact::INTEGER)
        }
    }

    fn has_tuple(self) -> bool {
        self.kinds & Fact::TUPLE != 0
    }

    fn join(self, other: Type) -> Type {
        let (min_arity, exact) = match (self.has_tuple(), other.has_tuple()) {
            (true, false) => (self.min_arity, self.exact),
            (false, true) => (other.min_arity, other.exact),
            _ => (
                self.min_arity.min(other.min_arity),
                self.exact && other.exact && self.min_arity == other.min_arity,
            ),
        };
        let range = match (self.range, other.range) {
            (Some((a, b)), Some((c, d))) => Some((a.min(c), b.max(d))),
            _ => None,
        };
        Type {
            kinds: self.kinds | other.kinds,
            min_arity,
            exact,
            range,
        }
    }

    fn is_within(self, fact: &Fact) -> bool {
        let ranged = match (fact.range, self.range) {
            (None, _) => true,
            (Some((low, high)), Some((a, b))) => {
                self.kinds == Fact::INTEGER && low <= a && b <= high
            }
            (Some(_), None) => false,
        };
        self.kinds & !fact.types == 0 && ranged
    }
}

/// What holds at a place in the code.
#[derive(Clone, PartialEq, Debug, Default)]
struct State {
    x: Vec<Id>,
    y: Vec<Id>,
    frame: OptCount,
}

impl State {
    fn get(&self, reg: Reg) -> Id {
        let found = match reg {
            Reg::X(n) => self.x.get(usize::from(n)),
            Reg::Y(n) => self.y.get(usize::from(n)),
        };
        found.copied().unwrap_or(0)
    }

    fn set(&mut self, reg: Reg, id: Id) {
        let (list, n) = match reg {
            Reg::X(n) => (&mut self.x, usize::from(n)),
            Reg::Y(n) => (&mut self.y, usize::from(n)),
        };
        if list.len() <= n {
            list.resize(n + 1, 0);
        }
        list[n] = id;
    }

    /// Forgets registers outside a live set.
    fn keep(&mut self, live_x: &[u16], live_y: &[u16]) {
        keep(&mut self.x, live_x);
        keep(&mut self.y, live_y);
    }
}

fn keep(list: &mut [Id], live: &[u16]) {
    let mut live = live.iter().copied().peekable();
    for (n, id) in list.iter_mut().enumerate() {
        if live.next_if_eq(&(n as u16)).is_none() {
            *id = 0;
        }
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
                LiteralNode::Int(_) | LiteralNode::BigInt { .. } => Type::kinds(Fact::INTEGER),
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
        if self.types[old as usize] == known {
            return;
        }
        self.snapshot = None;
        let new = self.value(known);
        self.base[new as usize] = self.base[old as usize];
        let State { x, y, .. } = &mut self.state;
        x.iter_mut()
            .chain(y)
            .filter(|id| **id == old)
            .for_each(|id| *id = new);
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
        let state = self.state.clone();
        let snapshot = self.snapshot.take();
        self.refine(src, known);
        let refined = std::mem::replace(&mut self.state, state);
        self.snapshot = snapshot;
        self.flow_with(label, Rc::new(refined))
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
            Op::FunctionClause { .. } => u32::from(self.row.arity),
            _ => 0,
        }
    }
}

fn type_of_fact(fact: &Fact) -> Type {
    Type {
        range: fact.range,
        ..Type::kinds(fact.types & !Fact::SAME)
    }
}

// Ops.
impl Checker<'_, '_> {
    fn op(&mut self, op: &Op) -> Checked {
        let mut found = Operands::default();
        op.visit(&mut found);
        self.operands(op, &found)?;
        let n_args = self.n_args(op);
        match op {
            Op::Call { function, .. } | Op::CallTail { function, .. } => {
                self.local_arguments(*function)?
            }
            _ => self.arguments(n_args)?,
        }
        self.site(op, &found, n_args)?;
        self.destinations_after(op, &found)?;
        if op.opcode().effects().has(Effects::ends) {
            self.reached = false;
        }
        Ok(())
    }

    fn destinations_after(&mut self, op: &Op, found: &Operands) -> Checked {
        self.destinations(found)?;
        match op.opcode().family() {
            "control" | "call" => self.control(op),
            "data" => self.data(op),
            "arith" => self.arith(op, found),
            "compare" => self.compare(op),
            "binary" => self.binary(op, found),
            "map" => self.map(op),
            "message" => self.message(op),
            _ => self.exception(op),
        }
    }

    fn control(&mut self, op: &Op) -> Checked {
        match op {
            Op::Jump { to } => self.flow(*to),
            Op::Ret {} => {
                self.leave(None)?;
                self.term(Reg::X(0))
            }
            Op::SelectValue {
                src: _,
                fail,
                cases,
            } => {
                cases_ascend(cases)?;
                cases.iter().try_for_each(|(_, label)| self.flow(*label))?;
                self.flow(*fail)
            }
            Op::SelectArity { src, fail, cases } => {
                cases_ascend(cases)?;
                for (arity, label) in cases {
                    let Src::Int(arity @ 0..=0xffff_ffff) = *arity else {
                        return Err("arity that is no count");
                    };
                    self.flow_refined(*label, *src, Type::tuple(arity as u32))?;
                }
                self.flow(*fail)
            }
            Op::Allocate {
                slots,
                heap,
                site: _,
            } => {
                self.leave(None)?;
                ensure(*slots <= u32::from(MAX_Y), "frame too large")?;
                ensure(*heap <= MAX_WORDS, "too much heap at once")?;
                self.snapshot = None;
                self.state.frame = Some(*slots);
                self.state.y.clear();
                self.reserved = *heap;
                Ok(())
            }
            Op::Deallocate { slots } => {
                self.leave(Some(*slots))?;
                self.snapshot = None;
                self.state.frame = None;
                self.state.y.clear();
                Ok(())
            }
            Op::Call { .. } | Op::CallExt { .. } | Op::CallFun { .. } | Op::Apply { .. } => {
                ensure(self.state.frame.is_some(), "call without a frame")?;
                self.clear_x();
                self.define(Reg::X(0), Type::ANY);
                Ok(())
            }
            Op::CallTail { slots, .. }
            | Op::CallExtTail { slots, .. }
            | Op::CallFunTail { slots, .. }
            | Op::ApplyTail { slots, .. } => self.leave(*slots),
            Op::Bif {
                import,
                args,
                dst,
                fail,
                site: _,
            } => {
                let arity = usize::from(self.module.imports[import.0 as usize].arity);
                ensure(args.len() == arity, "number of a native's arguments")?;
                fail.map_or(Ok(()), |label| self.flow(label))?;
                self.define(*dst, Type::ANY);
                Ok(())
            }
            _ => Err("op of another family"),
        }
    }

    fn spend(&mut self, words: u32) -> Checked {
        let left = self
            .reserved
            .checked_sub(words)
            .ok_or("heap that is not reserved")?;
        self.reserved = left;
        Ok(())
    }

    fn cons(&self, src: Src) -> Checked {
        ensure(
            self.type_of(src).kinds & !Fact::CONS == 0,
            "not known to be a cons cell",
        )
    }

    fn data(&mut self, op: &Op) -> Checked {
        match op {
            Op::Move { src, dst } => {
                match src {
                    Src::Reg(reg) => {
                        let id = self.state.get(*reg);
                        self.set(*dst, id);
                    }
                    Src::Int(_) | Src::Atom(_) | Src::Nil | Src::Literal(_) => {
                        let known = self.type_of(*src);
                        self.define(*dst, known);
                    }
                }
                Ok(())
            }
            Op::Swap { a, b } => {
                let (ia, ib) = (self.state.get(*a), self.state.get(*b));
                self.set(*a, ib);
                self.set(*b, ia);
                Ok(())
            }
            Op::NeedHeap { words, site: _ } => {
                ensure(*words <= MAX_WORDS, "too much heap at once")?;
                self.reserved = *words;
                Ok(())
            }
            Op::PutList {
                head: _,
                tail: _,
                dst,
            } => {
                self.spend(2)?;
                self.define(*dst, Type::kinds(Fact::CONS));
                Ok(())
            }
            Op::PutTuple { elements, dst } => {
                ensure(elements.len() < MAX_WORDS as usize, "tuple too large")?;
                let arity = elements.len() as u32;
                self.spend(arity + 1)?;
                self.define(*dst, Type::tuple(arity));
                Ok(())
            }
            Op::PutRecord {
                definition,
                values,
                dst,
            } => {
                let Src::Literal(definition) = *definition else {
                    return Err("a record's definition is a literal");
                };
                let n_fields = record_definition(self.module, definition)?;
                ensure(values.len() == n_fields, "values of other fields")?;
                self.spend(n_fields as u32 + 2)?;
                self.define(*dst, Type::kinds(Fact::OTHER));
                Ok(())
            }
            Op::SetTuple {
                src,
                arity,
                hint: _,
                changes,
                dst,
                site: _,
            } => {
                let known = self.type_of(*src);
                let fits =
                    known.kinds & !Fact::TUPLE == 0 && known.exact && known.min_arity == *arity;
                ensure(fits, "not known to be a tuple of that arity")?;
                ensure(
                    changes.windows(2).all(|pair| pair[0].0 < pair[1].0),
                    "changes out of order",
                )?;
                ensure(
                    changes.last().is_none_or(|(index, _)| index < arity),
                    "change beyond the tuple",
                )?;
                self.define(*dst, Type::tuple(*arity));
                Ok(())
            }
            Op::MakeFun {
                lambda,
                free,
                dst,
                site: _,
            } => {
                let n_free = usize::from(self.module.lambdas[lambda.0 as usize].n_free);
                ensure(free.len() == n_free, "number of free variables")?;
                self.define(*dst, Type::kinds(Fact::FUN));
                Ok(())
            }
            Op::GetList { src, head, tail } => {
                self.cons(*src)?;
                ensure(head != tail, "head and tail in one register")?;
                self.define(*head, Type::ANY);
                self.define(*tail, Type::ANY);
                Ok(())
            }
            Op::GetHead { src, dst } | Op::GetTail { src, dst } => {
                self.cons(*src)?;
                self.define(*dst, Type::ANY);
                Ok(())
            }
            Op::GetElement { src, index, dst } => {
                let known = self.type_of(*src);
                let fits = known.kinds & !Fact::TUPLE == 0 && *index < known.min_arity;
                ensure(fits, "not known to be a tuple that large")?;
                self.define(*dst, Type::ANY);
                Ok(())
            }
            _ => Err("op of another family"),
        }
    }

    fn arith(&mut self, op: &Op, found: &Operands) -> Checked {
        let kinds = match op {
            Op::Add { .. } | Op::Sub { .. } | Op::Mul { .. } | Op::Neg { .. } => {
                Fact::INTEGER | Fact::FLOAT
            }
            Op::FloatDiv { .. } => Fact::FLOAT,
            _ => Fact::INTEGER,
        };
        self.result(found, kinds)
    }

    /// An op with at most one label, where it goes having written nothing, and one result.
    fn result(&mut self, found: &Operands, kinds: u16) -> Checked {
        found
            .labels
            .iter()
            .try_for_each(|&label| self.flow(label))?;
        found
            .defs
            .iter()
            .for_each(|&dst| self.define(dst, Type::kinds(kinds)));
        Ok(())
    }

    /// A test for kinds of terms: what passes is of the kinds `yes`, and all of `exactly` does.
    fn kind_test(&mut self, src: Src, fail: Label, yes: u16, exactly: u16) -> Checked {
        let known = self.type_of(src);
        let no = Type {
            kinds: known.kinds & !exactly,
            ..known
        };
        self.flow_refined(fail, src, no)?;
        self.refine(
            src,
            Type {
                kinds: known.kinds & yes,
                ..known
            },
        );
        Ok(())
    }

    fn tuple_test(&mut self, src: Src, arity: u32, fail: Label) -> Checked {
        self.flow(fail)?;
        self.refine(src, Type::tuple(arity));
        Ok(())
    }

    fn compare(&mut self, op: &Op) -> Checked {
        match op {
            Op::IsAtom { src, fail } => self.kind_test(*src, *fail, Fact::ATOM, Fact::ATOM),
            Op::IsBoolean { src, fail } => self.kind_test(*src, *fail, Fact::ATOM, 0),
            Op::IsInteger { src, fail } => {
                self.kind_test(*src, *fail, Fact::INTEGER, Fact::INTEGER)
            }
            Op::IsFloat { src, fail } => self.kind_test(*src, *fail, Fact::FLOAT, Fact::FLOAT),
            Op::IsNumber { src, fail } => self.kind_test(
                *src,
                *fail,
                Fact::INTEGER | Fact::FLOAT,
                Fact::INTEGER | Fact::FLOAT,
            ),
            Op::IsList { src, fail } => {
                self.kind_test(*src, *fail, Fact::CONS | Fact::NIL, Fact::CONS | Fact::NIL)
            }
            Op::IsCons { src, fail } => self.kind_test(*src, *fail, Fact::CONS, Fact::CONS),
            Op::IsNil { src, fail } => self.kind_test(*src, *fail, Fact::NIL, Fact::NIL),
            Op::IsTuple { src, fail } => self.kind_test(*src, *fail, Fact::TUPLE, Fact::TUPLE),
            Op::IsMap { src, fail } => self.kind_test(*src, *fail, Fact::MAP, Fact::MAP),
            Op::IsBinary { src, fail } => self.kind_test(*src, *fail, Fact::BITSTRING, 0),
            Op::IsBitstring { src, fail } => {
                self.kind_test(*src, *fail, Fact::BITSTRING, Fact::BITSTRING)
            }
            Op::IsPid { src, fail } => self.kind_test(*src, *fail, Fact::PID, Fact::PID),
            Op::IsReference { src, fail } => {
                self.kind_test(*src, *fail, Fact::REFERENCE, Fact::REFERENCE)
            }
            Op::IsPort { src, fail } => self.kind_test(*src, *fail, Fact::OTHER, 0),
            Op::IsFunction { src, fail } => self.kind_test(*src, *fail, Fact::FUN, Fact::FUN),
            Op::IsFunctionArity {
                src,
                arity: _,
                fail,
            } => self.kind_test(*src, *fail, Fact::FUN, 0),
            Op::IsArity { src, arity, fail } => self.tuple_test(*src, *arity, *fail),
            Op::IsTagged {
                src,
                arity,
                tag: _,
                fail,
            } => {
                ensure(*arity > 0, "a tuple without elements has no tag")?;
                self.tuple_test(*src, *arity, *fail)
            }
            Op::IsEqExact {
                a,
                b: Src::Nil,
                fail,
            } => self.kind_test(*a, *fail, Fact::NIL, Fact::NIL),
            Op::IsEqExact { a, b, fail } => {
                self.flow(*fail)?;
                self.same_type(*a, *b);
                Ok(())
            }
            Op::IsNeExact {
                a,
                b: Src::Nil,
                fail,
            } => {
                let known = self.type_of(*a);
                self.flow_refined(
                    *fail,
                    *a,
                    Type {
                        kinds: known.kinds & Fact::NIL,
                        ..known
                    },
                )?;
                self.refine(
                    *a,
                    Type {
                        kinds: known.kinds & !Fact::NIL,
                        ..known
                    },
                );
                Ok(())
            }
            Op::IsNeExact { a, b, fail } => {
                let (ta, tb) = (self.type_of(*a), self.type_of(*b));
                match (a, b) {
                    (Src::Reg(_), Src::Reg(_)) => self.flow(*fail),
                    (Src::Reg(_), _) => self.flow_refined(*fail, *a, meet(ta, tb)),
                    _ => self.flow_refined(*fail, *b, meet(tb, ta)),
                }
            }
            Op::IsLt { fail, .. }
            | Op::IsGe { fail, .. }
            | Op::IsEq { fail, .. }
            | Op::IsNe { fail, .. } => self.flow(*fail),
            _ => Err("op of another family"),
        }
    }

    /// Both are the same term.
    fn same_type(&mut self, a: Src, b: Src) {
        let (ta, tb) = (self.type_of(a), self.type_of(b));
        self.refine(a, meet(ta, tb));
        self.refine(b, meet(tb, ta));
    }

    fn binary(&mut self, op: &Op, found: &Operands) -> Checked {
        let unit = match op {
            Op::BsGetInteger { unit, .. }
            | Op::BsGetFloat { unit, .. }
            | Op::BsGetBits { unit, .. }
            | Op::BsGetRest { unit, .. }
            | Op::BsSkipBits { unit, .. }
            | Op::BsTestUnit { unit, .. } => *unit,
            _ => 1,
        };
        ensure((1..=256).contains(&unit), "unit out of bounds")?;
        match op {
            Op::BsStart { .. } => self.result(found, Fact::CONTEXT),
            Op::BsGetInteger { .. } | Op::BsGetUtf { .. } | Op::BsGetPosition { .. } => {
                self.result(found, Fact::INTEGER)
            }
            Op::BsGetFloat { .. } => self.result(found, Fact::FLOAT),
            Op::BsGetBits { .. } | Op::BsGetRest { .. } => self.result(found, Fact::BITSTRING),
            Op::BsMatchLiteral { bits, .. } => {
                ensure(
                    self.type_of(*bits).kinds == Fact::BITSTRING,
                    "no bitstring literal",
                )?;
                ensure(matches!(bits, Src::Literal(_)), "no bitstring literal")?;
                self.result(found, 0)
            }
            Op::BsSetPosition { ctx: _, position } => ensure(
                self.type_of(*position).kinds & !Fact::INTEGER == 0,
                "position that is no integer",
            ),
            Op::BsCreate { segments, .. } => {
                for (index, segment) in segments.iter().enumerate() {
                    ensure((1..=256).contains(&segment.unit), "unit out of bounds")?;
                    let sized = match segment.kind {
                        SegmentKind::Integer | SegmentKind::Float => segment.size.is_some(),
                        SegmentKind::Bits => true,
                        SegmentKind::Append => segment.size.is_none() && index == 0,
                        SegmentKind::Utf8 | SegmentKind::Utf16 | SegmentKind::Utf32 => {
                            segment.size.is_none()
                        }
                    };
                    ensure(sized, "size of a segment")?;
                }
                self.result(found, Fact::BITSTRING)
            }
            _ => self.result(found, 0),
        }
    }

    fn map(&mut self, op: &Op) -> Checked {
        match op {
            Op::MapGet {
                src: _,
                key: _,
                dst,
                fail,
            } => {
                self.flow(*fail)?;
                self.define(*dst, Type::ANY);
                Ok(())
            }
            Op::MapGetMany { src, gets, fail } => {
                let (last, others) = gets.split_last().ok_or("no keys")?;
                let early = |reg: Reg| {
                    *src == Src::Reg(reg) || gets.iter().any(|(key, _)| *key == Src::Reg(reg))
                };
                ensure(
                    !others.iter().any(|(_, dst)| early(*dst)),
                    "key or map overwritten before all is read",
                )?;
                ensure(
                    !gets.iter().any(|(key, _)| *key == Src::Reg(last.1)) || others.is_empty(),
                    "key overwritten",
                )?;
                for (_, dst) in gets {
                    self.set(*dst, 0);
                }
                self.flow(*fail)?;
                for (_, dst) in gets {
                    self.define(*dst, Type::ANY);
                }
                Ok(())
            }
            Op::MapHas { fail, .. } => self.flow(*fail),
            Op::MapPut { dst, fail, .. } | Op::MapUpdate { dst, fail, .. } => {
                fail.map_or(Ok(()), |label| self.flow(label))?;
                self.define(*dst, Type::kinds(Fact::MAP));
                Ok(())
            }
            _ => Err("op of another family"),
        }
    }

    fn message(&mut self, op: &Op) -> Checked {
        match op {
            Op::Send { dst, .. } | Op::RecvMark { dst } => {
                self.define(*dst, Type::ANY);
                Ok(())
            }
            Op::RecvPeek {
                dst,
                empty,
                site: _,
            } => {
                self.flow(*empty)?;
                self.define(*dst, Type::ANY);
                Ok(())
            }
            Op::RecvSkip { next } => self.flow(*next),
            Op::RecvWait { next, site: _ }
            | Op::RecvWaitTimeout {
                timeout: _,
                next,
                site: _,
            } => {
                self.clear_x();
                self.flow(*next)
            }
            Op::RecvAccept {} | Op::RecvBind { .. } | Op::RecvUse { .. } => Ok(()),
            _ => Err("op of another family"),
        }
    }

    fn exception(&mut self, op: &Op) -> Checked {
        match op {
            Op::FailWith { .. } | Op::FunctionClause { .. } | Op::Reraise { .. } => Ok(()),
            Op::BuildTrace { dst, .. } => {
                self.define(*dst, Type::kinds(Fact::CONS | Fact::NIL));
                Ok(())
            }
            Op::CatchValue { dst, .. } => {
                self.define(*dst, Type::ANY);
                Ok(())
            }
            _ => Err("op of another family"),
        }
    }
}

/// `a`, knowing that it is also a `b`.
fn meet(a: Type, b: Type) -> Type {
    let kinds = a.kinds & b.kinds;
    let (min_arity, exact) = match (a.exact, b.exact) {
        (true, _) => (a.min_arity, true),
        (false, true) => (b.min_arity, true),
        (false, false) => (a.min_arity.max(b.min_arity), false),
    };
    Type {
        kinds,
        min_arity,
        exact,
        range: b.range.or(a.range),
    }
}

fn cases_ascend(cases: &[(Src, Label)]) -> Checked {
    let mut last: Option<(u8, i64)> = None;
    for (value, _) in cases {
        let key = match value {
            Src::Int(n) => (0, *n),
            Src::Atom(atom) => (1, i64::from(atom.0)),
            Src::Nil | Src::Literal(_) | Src::Reg(_) => {
                return Err("case that is no small integer or atom");
            }
        };
        ensure(last.is_none_or(|last| last < key), "cases out of order")?;
        last = Some(key);
    }
    Ok(())
}
