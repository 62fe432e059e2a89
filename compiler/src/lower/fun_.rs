//! Funs: lifted to functions whose last parameters are the free variables, and the names they get.
//!
//! Bodies wait in a queue until the function around them is done. OTP counts funs and comprehensions of a function in one
//! row: a fun after those inside it, a comprehension before, but after its sources and filters; operands from the last to the first.
//! Comprehensions and named funs have a second number of their own: operands are counted in order, sources after the
//! loop that goes through them. `Lifted` keeps the tree, `name_lifted` walks it.

use std::collections::HashMap;

use super::comprehension::Loop;
use super::{Lower, NameSet, NamedSelf};
use crate::ast::nodes::{
    CallTarget, Clause, Expr, ExprKind, FunName, Ident, MapField, Qualifier, QualifierKind,
};
use crate::core::nodes::{FunctionId, InstKind, LocId, Operand, Terminator};
use crate::source::name::Name;
use crate::source::span::Span;
use purlin_isa::operand::MAX_X;

/// A function that is still to be lowered.
pub(super) struct Pending<'a> {
    pub(super) function: FunctionId,
    /// Parameters that are not free variables.
    pub(super) arity: u32,
    /// Variables of the place around: constants are known, the others are the last parameters.
    pub(super) captured: Vec<(Name, Operand)>,
    pub(super) body: PendingBody<'a>,
}

pub(super) enum PendingBody<'a> {
    Fun {
        name: Option<Name>,
        clauses: &'a [Clause<'a>],
        span: Span,
    },
    Loop(Box<Loop<'a>>),
}

/// The functions lifted out of one function.
#[derive(Default)]
pub(super) struct Lifted {
    nodes: Vec<LiftedNode>,
    of: HashMap<FunctionId, usize>,
    roots: Vec<usize>,
}

struct LiftedNode {
    function: FunctionId,
    kind: LiftedKind,
    /// In the order of the first number.
    children: Vec<usize>,
    part: LiftedPart,
    /// What the sources of the loop lifted.
    sources: Vec<usize>,
}

/// Where in a comprehension something stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum LiftedPart {
    /// In no loop, or in what each round makes.
    Result,
    /// In a filter that is not the first qualifier.
    Filter,
    Source,
    /// It is the loop of another generator than the first.
    Inner,
}

#[derive(Clone, Copy)]
pub(super) enum LiftedKind {
    Fun,
    Named(Name, u32),
    /// What OTP calls it (`lc`), and its arity without free variables.
    Loop(&'static str, u32),
}

impl Lifted {
    fn add(&mut self, parent: FunctionId, function: FunctionId, kind: LiftedKind) {
        let index = self.nodes.len();
        self.nodes.push(LiftedNode {
            function,
            kind,
            children: Vec::new(),
            part: LiftedPart::Result,
            sources: Vec::new(),
        });
        self.of.insert(function, index);
        match self.of.get(&parent) {
            Some(&parent) => self.nodes[parent].children.push(index),
            None => self.roots.push(index),
        }
    }
}

impl Lifted {
    /// The nodes in the order of the first number.
    fn by_first(&self) -> Vec<usize> {
        enum Step {
            Into(usize),
            Here(usize),
        }
        let mut order = Vec::with_capacity(self.nodes.len());
        let mut work: Vec<Step> = self.roots.iter().rev().copied().map(Step::Into).collect();
        while let Some(step) = work.pop() {
            let index = match step {
                Step::Here(index) => {
                    order.push(index);
                    continue;
                }
                Step::Into(index) => index,
            };
            let node = &self.nodes[index];
            let into = |children: Vec<usize>| children.into_iter().rev().map(Step::Into);
            match node.kind {
                LiftedKind::Fun | LiftedKind::Named(..) => {
                    work.push(Step::Here(index));
                    work.extend(into(node.children.clone()));
                }
                LiftedKind::Loop(..) => {
                    let late = |&child: &usize| !self.is_early(child);
                    work.extend(into(node.children.iter().copied().filter(late).collect()));
                    work.push(Step::Here(index));
                    if node.part != LiftedPart::Inner {
                        work.extend(into(self.early(index)));
                    }
                }
            }
        }
        order
    }

    fn is_early(&self, index: usize) -> bool {
        matches!(
            self.nodes[index].part,
            LiftedPart::Filter | LiftedPart::Source
        )
    }

    /// What the sources and filters of a comprehension lifted, those that come before its first loop excepted.
    fn early(&self, first: usize) -> Vec<usize> {
        let mut early = Vec::new();
        let mut at = Some(first);
        while let Some(node) = at.map(|at| &self.nodes[at]) {
            early.extend(node.children.iter().filter(|&&child| self.is_early(child)));
            let is_inner = |child: &&usize| self.nodes[**child].part == LiftedPart::Inner;
            at = node.children.iter().find(is_inner).copied();
        }
        early
    }

    /// The nodes in the order of the second number, funs without a name among them.
    fn by_second(&self) -> Vec<usize> {
        let in_order = |children: &[usize]| {
            let inside = |&child: &usize| self.nodes[child].part != LiftedPart::Source;
            let mut children: Vec<usize> = children.iter().copied().filter(inside).collect();
            children.sort_unstable();
            children
        };
        let mut order = Vec::with_capacity(self.nodes.len());
        // A node is visited before and after its children.
        let mut work: Vec<(usize, bool)> = Vec::new();
        let push = |children: &[usize], work: &mut Vec<(usize, bool)>| {
            work.extend(children.iter().rev().map(|&child| (child, false)));
        };
        push(&in_order(&self.roots), &mut work);
        while let Some((index, leaving)) = work.pop() {
            let node = &self.nodes[index];
            match (node.kind, leaving) {
                (_, true) => order.push(index),
                (LiftedKind::Loop(..), false) => {
                    order.push(index);
                    push(&node.sources, &mut work);
                    push(&in_order(&node.children), &mut work);
                }
                (LiftedKind::Fun | LiftedKind::Named(..), false) => {
                    work.push((index, true));
                    push(&in_order(&node.children), &mut work);
                }
            }
        }
        order
    }
}

impl<'a> Lower<'a, '_> {
    /// How many functions have been lifted out of the one being lowered.
    pub(super) fn n_lifted(&self) -> usize {
        match self.lifted.of.get(&self.function.id.0) {
            Some(&index) => self.lifted.nodes[index].children.len(),
            None => self.lifted.roots.len(),
        }
    }

    /// OTP counts what operands lift from the last operand to the first: `starts` are the counts before each.
    pub(super) fn count_backwards(&mut self, starts: &[usize]) {
        let Some(&first) = starts.first() else { return };
        if self.n_lifted() == first {
            return;
        }
        let siblings = self.siblings();
        let lifted = siblings.split_off(first);
        let mut end = lifted.len();
        for &start in starts.iter().rev() {
            siblings.extend_from_slice(&lifted[start - first..end]);
            end = start - first;
        }
    }

    fn siblings(&mut self) -> &mut Vec<usize> {
        match self.lifted.of.get(&self.function.id.0) {
            Some(&index) => &mut self.lifted.nodes[index].children,
            None => &mut self.lifted.roots,
        }
    }

    /// What has been lifted since there were `start` stands in a filter of the loop being lowered.
    pub(super) fn lifted_by_filter(&mut self, start: usize) {
        let lifted = self.siblings()[start..].to_vec();
        for index in lifted {
            self.lifted.nodes[index].part = LiftedPart::Filter;
        }
    }

    /// What was lifted last is a loop, what stands before it since there were `start` its sources.
    pub(super) fn lifted_by_sources(&mut self, start: usize, is_inner: bool) {
        let mut sources = self.siblings()[start..].to_vec();
        let Some(this) = sources.pop() else { return };
        sources.retain(|&index| self.lifted.nodes[index].part != LiftedPart::Source);
        sources.sort_unstable();
        for &index in &sources {
            self.lifted.nodes[index].part = LiftedPart::Source;
        }
        let node = &mut self.lifted.nodes[this];
        node.sources = sources;
        if is_inner {
            node.part = LiftedPart::Inner;
        }
    }

    #[inline(never)]
    pub(super) fn fun_expr(
        &mut self,
        expr: &'a Expr<'a>,
        name: Option<&Ident>,
        clauses: &'a [Clause<'a>],
    ) -> Operand {
        let arity = clauses
            .first()
            .map_or(0, |clause| clause.patterns.len() as u32);
        let free = self.free_variables(&[Part::Fun {
            name: name.map(|name| name.name),
            clauses,
        }]);
        let kind = match name {
            None => LiftedKind::Fun,
            Some(name) => LiftedKind::Named(name.name, arity),
        };
        let body = PendingBody::Fun {
            name: name.map(|name| name.name),
            clauses,
            span: expr.span,
        };
        let (function, free) = self.lift(kind, arity, free, body, expr.span);
        self.out.functions[function.0 as usize].lambda_free = Some(free.len() as u32);
        let loc = self.loc(expr.span);
        self.b.emit(InstKind::MakeFun { function, free }, loc)
    }

    /// Queues a function to be lifted: its number, and the values of its free variables.
    pub(super) fn lift(
        &mut self,
        kind: LiftedKind,
        arity: u32,
        names: Vec<Name>,
        body: PendingBody<'a>,
        span: Span,
    ) -> (FunctionId, Vec<Operand>) {
        let captured: Vec<(Name, Operand)> = names
            .into_iter()
            .filter_map(|name| Some((name, self.env.get(name)?)))
            .collect();
        let free: Vec<Operand> = captured
            .iter()
            .map(|&(_, operand)| operand)
            .filter(|operand| matches!(operand, Operand::Value(_)))
            .collect();
        let function = self.new_function(self.words.undefined, arity + free.len() as u32, span);
        self.lifted.add(self.function.id.0, function, kind);
        self.queue.push_back(Pending {
            function,
            arity,
            captured,
            body,
        });
        (function, free)
    }

    /// Lowers what has been lifted, and what is lifted meanwhile.
    pub(super) fn lower_queue(&mut self) {
        while let Some(pending) = self.queue.pop_front() {
            let params = self.start_function(pending.function);
            if params.len() >= usize::from(MAX_X) {
                // Nothing calls it: code generation says so.
                self.b.end(Terminator::Unreachable);
                self.finish_function(pending.function);
                continue;
            }
            let (args, mut free) = params.split_at(pending.arity as usize);
            for &(name, operand) in &pending.captured {
                let operand = match operand {
                    Operand::Const(_) => operand,
                    Operand::Value(_) => match free.split_first() {
                        Some((&first, rest)) => {
                            free = rest;
                            first
                        }
                        None => continue,
                    },
                };
                self.env.bind(name, operand);
            }
            match pending.body {
                PendingBody::Fun {
                    name,
                    clauses,
                    span,
                } => {
                    if let Some(name) = name {
                        self.bind_itself(pending.function, name, pending.arity, &params);
                    }
                    self.clauses_of_function(clauses, args, &params, span);
                }
                PendingBody::Loop(body) => self.loop_body(&body, args, &params),
            }
            self.finish_function(pending.function);
        }
    }

    /// In a named fun its name is the fun itself: a call of it is a call of the function.
    fn bind_itself(&mut self, function: FunctionId, name: Name, arity: u32, params: &[Operand]) {
        let free = params[arity as usize..].to_vec();
        let value = self.b.emit(
            InstKind::MakeFun {
                function,
                free: free.clone(),
            },
            LocId::default(),
        );
        self.env.bind(name, value);
        self.function.itself = Some(NamedSelf {
            name,
            arity,
            value,
            free,
        });
    }

    /// `fun f/1`.
    pub(super) fn local_fun(&mut self, name: &FunName) -> Operand {
        let key = (name.name, name.arity);
        if let Some(&target) = self.declarations.functions.get(&key) {
            let function = self.local_fun_entry(target);
            return self.b.emit(
                InstKind::MakeFun {
                    function,
                    free: Vec::new(),
                },
                LocId::default(),
            );
        }
        let module = match self.declarations.imports.get(&key) {
            Some(&module) => module,
            None => self.words.erlang,
        };
        let node = crate::core::nodes::ConstNode::ExternalFun {
            module,
            name: name.name,
            arity: name.arity,
        };
        Operand::Const(self.out.consts.add(node))
    }

    /// The function itself is the fun's body: its name is what `fun_info` shows.
    fn local_fun_entry(&mut self, target: FunctionId) -> FunctionId {
        self.out.functions[target.0 as usize].lambda_free = Some(0);
        target
    }

    /// Gives the functions lifted out of `f/a` their names.
    pub(super) fn name_lifted(&mut self, name: Name, arity: u32) {
        let lifted = std::mem::take(&mut self.lifted);
        if lifted.roots.is_empty() {
            return;
        }
        let prefix = format!("-{}/{arity}", self.names.text(name));
        let named = (lifted.by_second().into_iter())
            .filter(|&index| !matches!(lifted.nodes[index].kind, LiftedKind::Fun));
        let second: HashMap<usize, usize> = named.zip(0..).collect();
        for (count, index) in lifted.by_first().into_iter().enumerate() {
            let node = &lifted.nodes[index];
            let second = second.get(&index).copied().unwrap_or(0);
            let text = match node.kind {
                LiftedKind::Loop(what, arity) => {
                    format!("{prefix}-{what}$^{count}/{arity}-{second}-")
                }
                LiftedKind::Fun => format!("{prefix}-fun-{count}-"),
                LiftedKind::Named(name, arity) => {
                    format!("{prefix}-{}/{arity}-{second}-", self.names.text(name))
                }
            };
            self.out.functions[node.function.0 as usize].name = self.names.intern(&text);
        }
    }

    /// The variables bound here that the parts use, oldest first.
    pub(super) fn free_variables(&self, parts: &[Part<'a>]) -> Vec<Name> {
        let mut walk = FreeWalk::default();
        for &part in parts.iter().rev() {
            walk.work.push(Work::Part(part));
        }
        self.walk(&mut walk);
        let mut names: Vec<Name> = walk.found.into_iter().collect();
        names.sort_by_key(|&name| self.env.age(name));
        names
    }

    /// All variables that expressions name and do not hide, bound here or not.
    pub(super) fn names_in(&self, exprs: impl Iterator<Item = &'a Expr<'a>>) -> Vec<Name> {
        let mut walk = FreeWalk {
            bound_or_not: true,
            ..FreeWalk::default()
        };
        walk.work.extend(exprs.map(Work::Expr));
        self.walk(&mut walk);
        walk.found.into_iter().collect()
    }

    fn walk(&self, walk: &mut FreeWalk<'a>) {
        while let Some(work) = walk.work.pop() {
            match work {
                Work::Expr(expr) => self.walk_expr(walk, expr),
                Work::Part(part) => self.walk_part(walk, part),
                Work::Qualifiers(qualifiers, results) => {
                    self.walk_qualifiers(walk, qualifiers, results)
                }
                Work::Hide(names, true) => walk.hide(&names),
                Work::Hide(names, false) => walk.show(&names),
            }
        }
    }

    /// A variable is named.
    fn walk_name(&self, walk: &mut FreeWalk<'a>, name: Name) {
        if !walk.is_hidden(name) && (walk.bound_or_not || self.env.contains_for_fun(name)) {
            walk.found.insert(name);
        }
    }

    fn walk_part(&self, walk: &mut FreeWalk<'a>, part: Part<'a>) {
        match part {
            Part::Name(name) => {
                if self.env.contains_for_fun(name) {
                    walk.found.insert(name);
                }
            }
            Part::Fun { name, clauses } => {
                let itself: Vec<Name> = name.into_iter().collect();
                walk.work.push(Work::Hide(itself.clone(), false));
                walk.work.extend(
                    clauses
                        .iter()
                        .map(|clause| Work::Part(Part::Clause(clause))),
                );
                walk.work.push(Work::Hide(itself, true));
            }
            Part::Clause(clause) => {
                let vars = self.pattern_vars(clause.patterns.iter());
                walk.work.push(Work::Hide(vars.clone(), false));
                walk.exprs(clause.body);
                clause.guard.iter().for_each(|tests| walk.exprs(tests));
                walk.work.push(Work::Hide(vars, true));
                walk.sizes_and_keys(clause.patterns.iter().collect());
            }
            Part::Loop {
                generators,
                qualifiers,
                results,
            } => {
                self.walk_bound(walk, generators, qualifiers, results);
            }
        }
    }

    /// The first qualifier, then the others with what it binds hidden.
    fn walk_qualifiers(
        &self,
        walk: &mut FreeWalk<'a>,
        qualifiers: &'a [Qualifier<'a>],
        results: Results<'a>,
    ) {
        let Some((first, rest)) = qualifiers.split_first() else {
            match results {
                Results::Exprs(exprs) => walk.exprs(exprs),
                Results::Pairs(fields) => {
                    for field in fields {
                        walk.work
                            .extend([Work::Expr(field.key), Work::Expr(field.value)]);
                    }
                }
            }
            return;
        };
        let one = std::slice::from_ref(first);
        let generators = match first.kind {
            QualifierKind::Zip(generators) => generators,
            _ => one,
        };
        for generator in generators {
            let [_, source] = generator_parts(generator);
            walk.work
                .extend(source.into_iter().flatten().map(Work::Expr));
        }
        // The work list is a stack: the sources are looked at last, when the variables are visible again.
        self.walk_bound(walk, generators, rest, results);
    }

    /// Generators without their sources, then what follows, with what the patterns bind hidden.
    fn walk_bound(
        &self,
        walk: &mut FreeWalk<'a>,
        generators: &'a [Qualifier<'a>],
        rest: &'a [Qualifier<'a>],
        results: Results<'a>,
    ) {
        let mut vars = Vec::new();
        for generator in generators {
            let [patterns, _] = generator_parts(generator);
            vars.extend(self.pattern_vars(patterns.into_iter().flatten()));
        }
        walk.work.push(Work::Hide(vars.clone(), false));
        walk.work.push(Work::Qualifiers(rest, results));
        walk.work.push(Work::Hide(vars, true));
        for generator in generators {
            let [patterns, _] = generator_parts(generator);
            walk.sizes_and_keys(patterns.into_iter().flatten().collect());
        }
    }

    fn walk_expr(&self, walk: &mut FreeWalk<'a>, expr: &'a Expr<'a>) {
        match &expr.kind {
            ExprKind::Var(name) => self.walk_name(walk, *name),
            ExprKind::Atom(_)
            | ExprKind::Integer(_)
            | ExprKind::Float(_)
            | ExprKind::Char(_)
            | ExprKind::String(_)
            | ExprKind::Nil
            | ExprKind::RecordIndex { .. }
            | ExprKind::LocalFun(_)
            | ExprKind::Error => {}
            ExprKind::Tuple(exprs) | ExprKind::Block(exprs) => walk.exprs(exprs),
            ExprKind::List { elements, tail, .. } => {
                walk.exprs(elements);
                walk.work.extend(tail.map(Work::Expr));
            }
            ExprKind::Bits(segments) => {
                for segment in *segments {
                    walk.work.push(Work::Expr(segment.value));
                    walk.work.extend(segment.size.map(Work::Expr));
                }
            }
            ExprKind::Map { base, fields, .. } => {
                walk.work.extend(base.map(Work::Expr));
                for field in *fields {
                    walk.work
                        .extend([Work::Expr(field.key), Work::Expr(field.value)]);
                }
            }
            ExprKind::Record {
                base, fields, name, ..
            } => {
                walk.work.extend(base.map(Work::Expr));
                walk.work
                    .extend(fields.iter().map(|field| Work::Expr(field.value)));
                self.walk_defaults(walk, name.name);
            }
            ExprKind::RecordAccess { base, .. } => walk.work.push(Work::Expr(base)),
            ExprKind::Match { left, right }
            | ExprKind::MaybeMatch { left, right, .. }
            | ExprKind::Binary { left, right, .. } => {
                walk.work.extend([Work::Expr(left), Work::Expr(right)]);
            }
            ExprKind::Unary { operand, .. } => walk.work.push(Work::Expr(operand)),
            ExprKind::Catch(inner) => walk.work.push(Work::Expr(inner)),
            ExprKind::Call { target, args } => {
                match target {
                    CallTarget::Local(_) => {}
                    CallTarget::Remote { module, name, .. } => {
                        walk.work.extend([Work::Expr(module), Work::Expr(name)])
                    }
                    CallTarget::Value(fun) => walk.work.push(Work::Expr(fun)),
                }
                walk.exprs(args);
            }
            ExprKind::Case { subject, clauses } => {
                walk.work.push(Work::Expr(subject));
                walk.clauses(clauses);
            }
            ExprKind::If(clauses) => walk.clauses(clauses),
            ExprKind::Receive { clauses, after } => {
                walk.clauses(clauses);
                if let Some(after) = after {
                    walk.work.push(Work::Expr(after.timeout));
                    walk.exprs(after.body);
                }
            }
            ExprKind::Try(parts) => {
                walk.exprs(parts.body);
                walk.clauses(parts.of_clauses);
                for clause in parts.catch_clauses {
                    walk.work.extend(clause.class.map(Work::Expr));
                    walk.work.push(Work::Expr(clause.pattern));
                    walk.work.extend(clause.stack.map(Work::Expr));
                    clause.guard.iter().for_each(|tests| walk.exprs(tests));
                    walk.exprs(clause.body);
                }
                walk.exprs(parts.after);
            }
            ExprKind::Maybe {
                body, else_clauses, ..
            } => {
                walk.exprs(body);
                walk.clauses(else_clauses);
            }
            ExprKind::Fun { name, clauses } => {
                let name = name.map(|name| name.name);
                walk.work.push(Work::Part(Part::Fun { name, clauses }));
            }
            ExprKind::ExternalFun {
                module,
                name,
                arity,
            } => {
                walk.work
                    .extend([Work::Expr(module), Work::Expr(name), Work::Expr(arity)]);
            }
            ExprKind::ListComprehension {
                results,
                qualifiers,
            } => {
                walk.work
                    .push(Work::Qualifiers(qualifiers, Results::Exprs(results)));
            }
            ExprKind::BinaryComprehension { result, qualifiers } => {
                walk.work.push(Work::Qualifiers(
                    qualifiers,
                    Results::Exprs(std::slice::from_ref(result)),
                ));
            }
            ExprKind::MapComprehension { fields, qualifiers } => {
                walk.work
                    .push(Work::Qualifiers(qualifiers, Results::Pairs(fields)));
            }
            ExprKind::Remote { module, name, .. } => {
                walk.work.extend([Work::Expr(module), Work::Expr(name)])
            }
        }
    }

    /// A record's defaults are expressions that stand at the place of use.
    fn walk_defaults(&self, walk: &mut FreeWalk<'a>, record: Name) {
        if let Some(info) = self.declarations.records.get(&record) {
            for &name in info.names() {
                self.walk_name(walk, name);
            }
        }
    }
}

/// Patterns and sources of a generator or filter.
pub(super) fn generator_parts<'a>(qualifier: &Qualifier<'a>) -> [[Option<&'a Expr<'a>>; 2]; 2] {
    match qualifier.kind {
        QualifierKind::List {
            pattern, source, ..
        }
        | QualifierKind::Binary {
            pattern, source, ..
        } => [[Some(pattern), None], [Some(source), None]],
        QualifierKind::Map {
            key, value, source, ..
        } => [[Some(key), Some(value)], [Some(source), None]],
        QualifierKind::Filter(test) => [[None, None], [Some(test), None]],
        QualifierKind::Zip(_) => [[None, None], [None, None]],
    }
}

/// What a comprehension makes in each round.
#[derive(Clone, Copy)]
pub(super) enum Results<'a> {
    Exprs(&'a [Expr<'a>]),
    Pairs(&'a [MapField<'a>]),
}

/// Something whose free variables are asked for.
#[derive(Clone, Copy)]
pub(super) enum Part<'a> {
    Name(Name),
    Fun {
        name: Option<Name>,
        clauses: &'a [Clause<'a>],
    },
    Clause(&'a Clause<'a>),
    /// Generators without their sources, and what follows them.
    Loop {
        generators: &'a [Qualifier<'a>],
        qualifiers: &'a [Qualifier<'a>],
        results: Results<'a>,
    },
}

enum Work<'a> {
    Expr(&'a Expr<'a>),
    Part(Part<'a>),
    Qualifiers(&'a [Qualifier<'a>], Results<'a>),
    /// Hides names, or shows them again.
    Hide(Vec<Name>, bool),
}

/// A walk over a tree with a stack of its own: what is pushed last is looked at first.
#[derive(Default)]
struct FreeWalk<'a> {
    work: Vec<Work<'a>>,
    hidden: HashMap<Name, u32>,
    found: NameSet,
    /// Find variables that are not bound here as well.
    bound_or_not: bool,
}

impl<'a> FreeWalk<'a> {
    fn exprs(&mut self, exprs: &'a [Expr<'a>]) {
        self.work.extend(exprs.iter().map(Work::Expr));
    }

    /// Sizes and keys in patterns whose variables hide those outside: they mean what is outside.
    fn sizes_and_keys(&mut self, patterns: Vec<&'a Expr<'a>>) {
        for (bound, expr) in super::pattern::sizes_and_keys(patterns) {
            self.work.push(Work::Hide(bound.clone(), false));
            self.work.push(Work::Expr(expr));
            self.work.push(Work::Hide(bound, true));
        }
    }

    /// Clauses that share the scope around them.
    fn clauses(&mut self, clauses: &'a [Clause<'a>]) {
        for clause in clauses {
            self.exprs(clause.patterns);
            clause.guard.iter().for_each(|tests| self.exprs(tests));
            self.exprs(clause.body);
        }
    }

    fn hide(&mut self, names: &[Name]) {
        for &name in names {
            *self.hidden.entry(name).or_default() += 1;
        }
    }

    fn show(&mut self, names: &[Name]) {
        for name in names {
            if let Some(count) = self.hidden.get_mut(name) {
                *count -= 1;
            }
        }
    }

    fn is_hidden(&self, name: Name) -> bool {
        self.hidden.get(&name).is_some_and(|&count| count > 0)
    }
}
