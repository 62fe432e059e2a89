//! What OTP's later passes warn of: values nobody uses, calls and operators that always fail, clauses that can never match. Only
//! programs without errors are looked at. Variables that are written out (`A = 1`, `T = {X, 1}`) are followed where they are in scope;
//! nothing is inferred from types.
//!
//! One walk; long chains of operators and long lists of clauses cost what their length is.

use std::collections::{HashMap, HashSet};

use crate::ast::nodes::*;
use crate::ast::term_tree::TermTree;
use crate::diagnostics::codes::Code;
use crate::diagnostics::diagnostic::{Arg, Diagnostic};
use crate::source::name::{Interner, Name};
use crate::source::span::Span;

use super::Checker;
use super::facts::FunKey;
use super::literal::{self, Class, Constant, Known, class, constant, differs, failure};

/// Functions of `erlang` without effects that never fail: a call whose result is not used does nothing.
const NO_EFFECT: &[(&str, u32)] = &[
    ("date", 0),
    ("get", 0),
    ("get", 1),
    ("get_cookie", 0),
    ("is_atom", 1),
    ("is_binary", 1),
    ("is_bitstring", 1),
    ("is_boolean", 1),
    ("is_float", 1),
    ("is_function", 1),
    ("is_integer", 1),
    ("is_list", 1),
    ("is_map", 1),
    ("is_number", 1),
    ("is_pid", 1),
    ("is_port", 1),
    ("is_reference", 1),
    ("is_tuple", 1),
    ("make_ref", 0),
    ("max", 2),
    ("min", 2),
    ("node", 0),
    ("registered", 0),
    ("self", 0),
    ("term_to_binary", 1),
    ("time", 0),
];

/// Those that may fail, so that a call may be meant as a check.
const RESULT: &[(&str, &str, u32)] = &[
    ("erlang", "abs", 1),
    ("erlang", "atom_to_binary", 1),
    ("erlang", "atom_to_list", 1),
    ("erlang", "binary_part", 3),
    ("erlang", "binary_to_atom", 1),
    ("erlang", "binary_to_list", 1),
    ("erlang", "bit_size", 1),
    ("erlang", "byte_size", 1),
    ("erlang", "ceil", 1),
    ("erlang", "element", 2),
    ("erlang", "float", 1),
    ("erlang", "float_to_list", 1),
    ("erlang", "floor", 1),
    ("erlang", "hd", 1),
    ("erlang", "integer_to_binary", 1),
    ("erlang", "integer_to_list", 1),
    ("erlang", "is_function", 2),
    ("erlang", "is_integer", 3),
    ("erlang", "is_map_key", 2),
    ("erlang", "length", 1),
    ("erlang", "list_to_atom", 1),
    ("erlang", "list_to_binary", 1),
    ("erlang", "list_to_integer", 1),
    ("erlang", "list_to_tuple", 1),
    ("erlang", "map_get", 2),
    ("erlang", "pid_to_list", 1),
    ("erlang", "round", 1),
    ("erlang", "setelement", 3),
    ("erlang", "size", 1),
    ("erlang", "tl", 1),
    ("erlang", "trunc", 1),
    ("erlang", "tuple_size", 1),
    ("erlang", "tuple_to_list", 1),
    ("lists", "append", 2),
    ("maps", "get", 2),
    ("maps", "is_key", 2),
    ("maps", "new", 0),
    ("math", "pi", 0),
    ("math", "sin", 1),
];

/// Of the clauses before, so many patterns with variables are compared with.
const WIDE: usize = 16;

/// What clauses belong to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Owner {
    Function(FunKey),
    /// All variables of the heads are new.
    Fun,
    Other,
}

pub fn warn<'a>(checker: &mut Checker<'_, 'a>, module: &Module<'a>) {
    let mut walk = Futile {
        checker,
        bound: HashSet::new(),
        known: Vec::new(),
    };
    for form in module.forms {
        if let FormKind::Function(function) = form.kind {
            walk.bound.clear();
            walk.known.clear();
            let key = (function.name.name, function.arity);
            walk.clauses(function.clauses, Owner::Function(key), None, true);
        }
    }
}

struct Futile<'c, 'n, 'a> {
    checker: &'c mut Checker<'n, 'a>,
    /// Variables that have a value here.
    bound: HashSet<Name>,
    /// What some of them are.
    known: Vec<(Name, Option<&'a Expr<'a>>)>,
}

impl<'a> Known<'a> for Futile<'_, '_, 'a> {
    fn known(&self, name: Name) -> Option<&'a Expr<'a>> {
        let mut known = self.known.iter().rev();
        known.find(|(known, _)| *known == name)?.1
    }

    fn names(&self) -> &Interner {
        self.checker.names
    }
}

/// Clauses before the one that is looked at, as far as they leave nothing to later ones.
#[derive(Default)]
struct Before<'a> {
    /// The first that takes everything.
    all: Option<Span>,
    literals: HashMap<Vec<u8>, Span>,
    wide: Vec<(&'a [Expr<'a>], Span)>,
    booleans: [bool; 2],
}

impl<'a> Futile<'_, '_, 'a> {
    fn is(&self, name: Name, text: &str) -> bool {
        self.checker.names.text(name) == text
    }

    fn say(&mut self, diagnostic: Diagnostic) {
        self.checker.warn(diagnostic);
    }

    fn function_arg(&self, module: &str, name: &str, arity: usize) -> Arg {
        let term = [
            TermTree::atom(module),
            TermTree::atom(name),
            TermTree::Int(arity as i64),
        ];
        let is_word = name.starts_with(|c: char| c.is_ascii_lowercase());
        let shown = match module {
            "erlang" if is_word && literal_operator(name) => name.to_owned(),
            "erlang" if is_word => format!("{name}/{arity}"),
            "erlang" => name.to_owned(),
            _ => format!("{module}:{name}/{arity}"),
        };
        Arg::Shown(shown, TermTree::tuple(term))
    }

    // ---- expressions

    #[inline(never)]
    fn body(&mut self, body: &'a [Expr<'a>], used: bool) {
        let Some((last, before)) = body.split_last() else {
            return;
        };
        for expr in before {
            self.expr(expr, false);
        }
        self.expr(last, used);
    }

    #[inline(never)]
    fn all(&mut self, exprs: impl IntoIterator<Item = &'a Expr<'a>>) {
        for expr in exprs {
            self.expr(expr, true);
        }
    }

    #[inline(never)]
    fn useless(&mut self, span: Span, at: Span, used: bool) {
        if !used {
            self.say_at(Code::UselessBuilding, span, at);
        }
    }

    /// A diagnostic takes much room: those that recursion passes through do not make it themselves.
    #[cold]
    #[inline(never)]
    fn say_at(&mut self, code: Code, span: Span, at: Span) {
        self.say(Diagnostic::new(code, span).otp_at(at));
    }

    /// The result of a function is not used.
    #[cold]
    #[inline(never)]
    fn say_of(&mut self, code: Code, span: Span, at: Span, function: (&str, &str, usize)) {
        let (module, name, arity) = function;
        let arg = self.function_arg(module, name, arity);
        self.say(Diagnostic::new(code, span).arg(arg).otp_at(at));
    }

    #[inline(never)]
    fn expr(&mut self, expr: &'a Expr<'a>, used: bool) {
        match expr.kind {
            ExprKind::Atom(_)
            | ExprKind::Nil
            | ExprKind::Var(_)
            | ExprKind::LocalFun(_)
            | ExprKind::Error => {}
            ExprKind::String([]) => {}
            ExprKind::Integer(_)
            | ExprKind::Float(_)
            | ExprKind::Char(_)
            | ExprKind::String(_)
            | ExprKind::RecordIndex { .. } => self.useless(expr.span, expr.span, used),
            ExprKind::Tuple(parts) => {
                self.useless(expr.span, expr.span, used);
                self.parts(parts, used);
            }
            ExprKind::List { elements, tail, .. } => {
                self.useless(expr.span, expr.span, used);
                self.parts(elements.iter().chain(tail), used);
            }
            ExprKind::Bits(segments) => {
                self.useless(expr.span, expr.span, used);
                self.construction(expr, segments);
            }
            ExprKind::Map { base, hash, fields } => self.map(expr, base, hash, fields, used),
            ExprKind::Record {
                base, hash, fields, ..
            } => {
                match base {
                    None => self.useless(expr.span, hash, used),
                    Some(base) => {
                        self.expr(base, true);
                        if !used {
                            let at = fields.first().map_or(hash, |field| field.span);
                            let function = ("erlang", "setelement", 3);
                            self.say_of(Code::IgnoredResult, expr.span, at, function);
                        }
                    }
                }
                self.parts(
                    fields.iter().map(|field| field.value),
                    used || base.is_some(),
                );
            }
            ExprKind::RecordAccess { base, .. } => self.expr(base, true),
            ExprKind::Match { left, right } => self.match_(expr, left, right, used),
            ExprKind::MaybeMatch { left, right, .. } => {
                self.expr(right, true);
                self.bind(left);
            }
            ExprKind::Binary { .. } | ExprKind::Unary { .. } => self.operators(expr, used),
            ExprKind::Catch(inner) => self.branch(|walk| walk.expr(inner, true)),
            ExprKind::Remote { .. } => {}
            ExprKind::Call { target, args } => self.call(expr, target, args, used),
            ExprKind::Block(body) => self.body(body, used),
            ExprKind::Case { subject, clauses } => {
                match self.takes_anything(clauses) {
                    true => self.part(subject),
                    false => self.expr(subject, true),
                }
                if self.clauses(clauses, Owner::Other, Some(subject), used) {
                    self.say_at(Code::NoClauseMatches, expr.span, expr.span);
                }
            }
            ExprKind::If(clauses) => {
                if self.clauses(clauses, Owner::Other, None, used) {
                    self.say_at(Code::NoClauseMatches, expr.span, expr.span);
                }
            }
            ExprKind::Receive { clauses, after } => {
                self.clauses(clauses, Owner::Other, None, used);
                if let Some(after) = after {
                    self.expr(after.timeout, true);
                    self.branch(|walk| walk.body(after.body, used));
                }
            }
            ExprKind::Try(parts) => self.try_(parts),
            ExprKind::Maybe {
                body, else_clauses, ..
            } => {
                self.branch(|walk| walk.body(body, true));
                self.clauses(else_clauses, Owner::Other, None, true);
            }
            ExprKind::Fun { clauses, .. } => {
                self.useless(expr.span, expr.span, used);
                self.inner(|walk| {
                    walk.clauses(clauses, Owner::Fun, None, true);
                });
            }
            ExprKind::ExternalFun {
                module,
                name,
                arity,
            } => {
                if !used {
                    let function = ("erlang", "make_fun", 3);
                    self.say_of(Code::IgnoredResult, expr.span, expr.span, function);
                }
                self.all([module, name, arity]);
            }
            ExprKind::ListComprehension {
                results,
                qualifiers,
            } => self.comprehension(expr.span, qualifiers, |walk| {
                for result in results {
                    walk.expr(result, used);
                }
            }),
            ExprKind::BinaryComprehension { result, qualifiers } => {
                self.comprehension(expr.span, qualifiers, |walk| walk.expr(result, true));
            }
            ExprKind::MapComprehension { fields, qualifiers } => {
                self.comprehension(expr.span, qualifiers, |walk| {
                    walk.all(fields.iter().flat_map(|field| [field.key, field.value]));
                });
            }
        }
    }

    /// What something consists of.
    #[inline(never)]
    fn parts(&mut self, parts: impl IntoIterator<Item = &'a Expr<'a>>, used: bool) {
        for part in parts {
            match used {
                true => self.expr(part, true),
                false => self.part(part),
            }
        }
    }

    /// A value of which nothing is used: what is computed for it is told, but not each thing that is only built.
    #[inline(never)]
    fn part(&mut self, part: &'a Expr<'a>) {
        match part.kind {
            ExprKind::Call { .. } | ExprKind::Binary { .. } | ExprKind::Unary { .. }
                if !literal::is_literal(part) =>
            {
                self.expr(part, false);
            }
            ExprKind::Tuple(parts) => self.parts(parts, false),
            ExprKind::List { elements, tail, .. } => {
                self.parts(elements.iter().chain(tail), false);
            }
            _ => self.expr(part, true),
        }
    }

    /// One clause that takes every value, and looks at none.
    fn takes_anything(&self, clauses: &[Clause<'_>]) -> bool {
        let [clause] = clauses else { return false };
        clause.guard.is_empty()
            && matches!(clause.patterns, [Expr { span, kind: ExprKind::Var(name) }]
                if self.is(*name, "_") || self.checker.unused_said.contains(span))
    }

    /// A chain of operators, the long side in a loop.
    #[inline(never)]
    fn operators(&mut self, mut expr: &'a Expr<'a>, mut used: bool) {
        loop {
            match expr.kind {
                ExprKind::Binary {
                    op,
                    op_span,
                    left,
                    right,
                } => {
                    self.operator(expr, op.text(), op_span, &[left, right], used);
                    let is_lazy = matches!(op, BinaryOp::AndAlso | BinaryOp::OrElse);
                    if !used && op.precedence() == BinaryOp::Eq.precedence() {
                        // A comparison that nobody looks at.
                        self.part(left);
                        return self.part(right);
                    }
                    used |= !is_lazy;
                    match op.assoc() {
                        Assoc::Right => {
                            self.expr(left, true);
                            expr = right;
                        }
                        Assoc::Left | Assoc::None => {
                            self.expr(right, true);
                            expr = left;
                        }
                    }
                }
                ExprKind::Unary { op, operand } => {
                    if literal::is_literal(expr) {
                        return self.useless(expr.span, expr.span, used);
                    }
                    self.operator(expr, op.text(), expr.span, &[operand], used);
                    used = true;
                    expr = operand;
                }
                _ => return self.expr(expr, used),
            }
        }
    }

    #[inline(never)]
    fn operator(
        &mut self,
        expr: &'a Expr<'a>,
        op: &str,
        at: Span,
        operands: &[&'a Expr<'a>],
        used: bool,
    ) {
        if matches!(op, "andalso" | "orelse" | "!") {
            return;
        }
        self.fails(expr, "erlang", op, at, operands);
        if used {
            return;
        }
        let code = match op {
            "==" | "/=" | "=<" | "<" | ">=" | ">" | "=:=" | "=/=" => Code::NoEffect,
            _ => Code::IgnoredResult,
        };
        let arg = self.function_arg("erlang", op, operands.len());
        self.say(Diagnostic::new(code, expr.span).arg(arg).otp_at(at));
    }

    /// Says so, if it always fails.
    #[inline(never)]
    fn fails(
        &mut self,
        expr: &Expr<'_>,
        module: &str,
        name: &str,
        at: Span,
        args: &[&'a Expr<'a>],
    ) {
        if module != "erlang" || args.is_empty() || args.len() > 2 {
            return;
        }
        let mut values = [Constant::Int(0); 2];
        for (value, arg) in values.iter_mut().zip(args) {
            match constant(arg, self) {
                Some(known) => *value = known,
                None => return,
            }
        }
        let Some(reason) = failure(name, &values[..args.len()], self) else {
            return;
        };
        let arg = self.function_arg(module, name, args.len());
        let diagnostic = Diagnostic::new(Code::EvalFailure, expr.span).otp_at(at);
        self.say(diagnostic.arg(arg).arg(Arg::Atom(reason.to_owned())));
    }

    #[inline(never)]
    fn call(
        &mut self,
        expr: &'a Expr<'a>,
        target: CallTarget<'a>,
        args: &'a [Expr<'a>],
        used: bool,
    ) {
        self.all(args);
        let arity = args.len();
        let (module, name) = match target {
            CallTarget::Value(fun) => return self.expr(fun, true),
            CallTarget::Local(name) => {
                let key = (name.name, arity as u32);
                let own = self.checker.facts.functions.contains_key(&key)
                    || self.checker.facts.imports.contains_key(&key);
                let text = self.checker.text(name.name).to_owned();
                if own || !purlin_isa::bifs::is_auto_imported(&text, arity) {
                    return;
                }
                ("erlang".to_owned(), text)
            }
            CallTarget::Remote { module, name, .. } => {
                self.all([module, name]);
                let (ExprKind::Atom(module_name), ExprKind::Atom(function)) =
                    (module.kind, name.kind)
                else {
                    let odd =
                        |part: &Expr<'_>| class(part).is_some_and(|class| class != Class::Atom);
                    if odd(module) || odd(name) {
                        self.say_at(Code::BadCall, expr.span, expr.span);
                    }
                    return;
                };
                let text = |name| self.checker.text(name).to_owned();
                (text(module_name), text(function))
            }
        };
        let parts: Vec<&Expr<'_>> = args.iter().collect();
        self.fails(expr, &module, &name, expr.span, &parts);
        if used {
            return;
        }
        let no_effect = module == "erlang" && NO_EFFECT.contains(&(name.as_str(), arity as u32));
        let code = match no_effect {
            true => Code::NoEffect,
            false if RESULT.contains(&(module.as_str(), name.as_str(), arity as u32)) => {
                Code::IgnoredResult
            }
            false => return,
        };
        self.say_of(code, expr.span, expr.span, (&module, &name, arity));
    }

    #[inline(never)]
    fn map(
        &mut self,
        expr: &'a Expr<'a>,
        base: Option<&'a Expr<'a>>,
        hash: Span,
        fields: &'a [MapField<'a>],
        used: bool,
    ) {
        self.useless(
            expr.span,
            if base.is_some() { hash } else { expr.span },
            used,
        );
        if let Some(base) = base {
            self.expr(base, true);
            let is_map = class(base).is_none_or(|class| class == Class::Map);
            if !is_map && literal::is_literal(base) {
                self.say_at(Code::BadMapUpdate, expr.span, hash);
            }
        }
        self.repeated_keys(fields);
        self.all(fields.iter().flat_map(|field| [field.key, field.value]));
    }

    #[inline(never)]
    fn repeated_keys(&mut self, fields: &'a [MapField<'a>]) {
        let mut seen: HashMap<Vec<u8>, Span> = HashMap::new();
        if fields.len() < 2 {
            return;
        }
        for field in fields {
            let mut key = Vec::new();
            if literal::key(field.key, &mut key).is_none() {
                continue;
            }
            if let Some(first) = seen.insert(key, field.key.span) {
                let arg = match field.key.kind {
                    ExprKind::Atom(name) => Arg::Atom(self.checker.text(name).to_owned()),
                    _ => literal_arg(field.key),
                };
                self.say(
                    Diagnostic::new(Code::RepeatedKey, field.key.span)
                        .arg(arg)
                        .otp_at(first)
                        .secondary(first, "this value is lost"),
                );
            }
        }
    }

    #[inline(never)]
    fn match_(&mut self, expr: &'a Expr<'a>, left: &'a Expr<'a>, right: &'a Expr<'a>, used: bool) {
        self.expr(right, used || !self.is_lost(left, right));
        self.pattern(left);
        let never = differs(left, right, &|name| self.known(name));
        if never {
            self.never_matches(expr, left, right);
        } else if self.is_boolean(right) && self.is_no_boolean(left) {
            self.say_at(Code::ClauseType, left.span, expr.span);
        }
        self.bind(left);
        if let ExprKind::Var(name) = left.kind
            && (class(right).is_some() || matches!(right.kind, ExprKind::Var(_)))
            && !matches!(right.kind, ExprKind::Fun { .. } | ExprKind::Bits(_))
        {
            self.known.push((name, Some(right)));
        }
    }

    /// Nobody sees the value: the variable that gets it is not used. Constants are not worth a word, and a value that is matched
    /// further or may come out of an exception is taken to be looked at.
    #[inline(never)]
    fn is_lost(&self, left: &Expr<'_>, right: &Expr<'_>) -> bool {
        matches!(left.kind, ExprKind::Var(_))
            && self.checker.unused_said.contains(&left.span)
            && !literal::is_literal(right)
            && !self.is_constant_record(right)
            && !matches!(
                right.kind,
                ExprKind::Match { .. }
                    | ExprKind::Catch(_)
                    | ExprKind::Try(_)
                    | ExprKind::ListComprehension { .. }
                    | ExprKind::BinaryComprehension { .. }
                    | ExprKind::MapComprehension { .. }
                    | ExprKind::LocalFun(_)
                    | ExprKind::ExternalFun { .. }
                    | ExprKind::RecordIndex { .. }
            )
    }

    /// A record whose fields, defaults included, are written out.
    fn is_constant_record(&self, expr: &Expr<'_>) -> bool {
        let ExprKind::Record {
            base: None,
            name,
            fields,
            ..
        } = expr.kind
        else {
            return false;
        };
        let declared = self.checker.facts.records.get(&name.name);
        let mut defaults = declared.iter().flat_map(|record| record.fields);
        fields.iter().all(|field| literal::is_literal(field.value))
            && defaults.all(|field| field.default.is_none_or(literal::is_literal))
    }

    #[cold]
    #[inline(never)]
    fn never_matches(&mut self, expr: &Expr<'_>, left: &Expr<'_>, right: &Expr<'_>) {
        self.say(
            Diagnostic::new(Code::NoClauseMatches, left.span)
                .otp_at(expr.span)
                .secondary(right.span, "the value"),
        );
    }

    #[inline(never)]
    fn try_(&mut self, parts: &'a Try<'a>) {
        self.branch(|walk| walk.body(parts.body, true));
        self.clauses(parts.of_clauses, Owner::Other, None, true);
        for clause in parts.catch_clauses {
            self.branch(|walk| {
                walk.pattern(clause.pattern);
                walk.bind(clause.pattern);
                for part in clause.class.into_iter().chain(clause.stack) {
                    walk.bind(part);
                }
                walk.guard(clause.guard);
                walk.body(clause.body, true);
            });
        }
        self.branch(|walk| walk.body(parts.after, true));
    }

    #[inline(never)]
    fn comprehension(
        &mut self,
        span: Span,
        qualifiers: &'a [Qualifier<'a>],
        results: impl FnOnce(&mut Self),
    ) {
        self.inner(|walk| {
            walk.qualifiers(span, qualifiers);
            results(walk);
        });
    }

    #[inline(never)]
    fn qualifiers(&mut self, span: Span, qualifiers: &'a [Qualifier<'a>]) {
        for qualifier in qualifiers {
            match qualifier.kind {
                QualifierKind::List {
                    pattern, source, ..
                }
                | QualifierKind::Binary {
                    pattern, source, ..
                } => {
                    self.expr(source, true);
                    self.shadow(pattern);
                    self.bind(pattern);
                }
                QualifierKind::Map {
                    key, value, source, ..
                } => {
                    self.expr(source, true);
                    for pattern in [key, value] {
                        self.shadow(pattern);
                        self.bind(pattern);
                    }
                }
                QualifierKind::Zip(parts) => self.qualifiers(span, parts),
                QualifierKind::Filter(filter) => {
                    self.expr(filter, true);
                    if self.truth(filter) == Some(false) {
                        self.say_at(Code::GuardFails, filter.span, span);
                    }
                }
            }
        }
    }

    // ---- scopes

    /// What is bound inside is known to be bound afterwards, but not to what.
    #[inline(never)]
    fn branch(&mut self, run: impl FnOnce(&mut Self)) {
        let known = self.known.len();
        run(self);
        self.known.truncate(known);
    }

    /// A fun or comprehension: what it binds is its own.
    #[inline(never)]
    fn inner(&mut self, run: impl FnOnce(&mut Self)) {
        let bound = self.bound.clone();
        self.branch(run);
        self.bound = bound;
    }

    /// The pattern's variables are new ones, whatever has their names outside.
    #[inline(never)]
    fn shadow(&mut self, pattern: &'a Expr<'a>) {
        let mut names = Vec::new();
        variables(pattern, &mut names);
        for name in names {
            self.bound.remove(&name);
            self.known.push((name, None));
        }
    }

    #[inline(never)]
    fn bind(&mut self, pattern: &'a Expr<'a>) {
        let mut names = Vec::new();
        variables(pattern, &mut names);
        self.bound.extend(names);
    }

    // ---- clauses

    /// Whether none of the clauses can be taken.
    #[inline(never)]
    fn clauses(
        &mut self,
        clauses: &'a [Clause<'a>],
        owner: Owner,
        subject: Option<&'a Expr<'a>>,
        used: bool,
    ) -> bool {
        let mut before = Before::default();
        let mut made = Vec::new();
        let mut n_possible = 0;
        for clause in clauses {
            if owner == Owner::Fun {
                for pattern in clause.patterns {
                    self.shadow(pattern);
                }
            }
            for pattern in clause.patterns {
                self.pattern(pattern);
            }
            let possible = self.can_be_taken(clause, subject, &before, owner);
            let truth = self.guard_truth(clause.guard);
            self.guard(clause.guard);
            if truth == Some(false) {
                let first = clause.guard.first().and_then(|tests| tests.first());
                let span = first.map_or(clause.span, |test| test.span);
                self.say_at(Code::GuardFails, span, clause_place(clause));
            } else if possible {
                n_possible += 1;
                let open = clause.guard.is_empty() || truth == Some(true);
                if open {
                    self.remember(clause, &mut before);
                }
            }
            let mut names = Vec::new();
            for pattern in clause.patterns {
                variables(pattern, &mut names);
            }
            names.retain(|name| self.bound.insert(*name));
            // Nothing is said of what is never run.
            if possible && truth != Some(false) {
                self.branch(|walk| walk.body(clause.body, used));
            }
            for name in &names {
                self.bound.remove(name);
            }
            made.extend(names);
        }
        self.bound.extend(made);
        n_possible == 0 && !clauses.is_empty()
    }

    /// Says when a clause can never be taken; whether it can.
    #[inline(never)]
    fn can_be_taken(
        &mut self,
        clause: &'a Clause<'a>,
        subject: Option<&'a Expr<'a>>,
        before: &Before<'a>,
        owner: Owner,
    ) -> bool {
        let patterns = clause.patterns;
        for pattern in patterns {
            if contradicts(pattern) {
                self.say(
                    Diagnostic::new(Code::PatternContradicts, pattern.span)
                        .otp_at(clause_place(clause)),
                );
                return false;
            }
        }
        if let (Some(subject), [pattern]) = (subject, patterns) {
            if differs(pattern, subject, &|name| self.known(name)) {
                let is_written = match subject.kind {
                    ExprKind::Var(name) => self.known(name).is_some_and(literal::is_literal),
                    _ => literal::is_literal(subject),
                };
                if !is_written {
                    self.clause_type(clause, pattern, subject);
                }
                return false;
            }
            if self.is_boolean(subject) {
                if self.is_no_boolean(pattern) {
                    self.clause_type(clause, pattern, subject);
                    return false;
                }
                if before.booleans == [true; 2] && before.all.is_none() {
                    self.say(
                        Diagnostic::new(Code::ShadowedClause, pattern.span)
                            .otp_at(clause_place(clause))
                            .otp_term(shadow(&[]))
                            .label("`true` and `false` have clauses already"),
                    );
                    return false;
                }
            }
        }
        let Some(by) = self.taken_before(patterns, before) else {
            return true;
        };
        self.shadowed(clause, by, before.all.is_some(), owner);
        false
    }

    #[inline(never)]
    fn clause_type(&mut self, clause: &Clause<'_>, pattern: &Expr<'_>, subject: &Expr<'_>) {
        self.say(
            Diagnostic::new(Code::ClauseType, pattern.span)
                .otp_at(clause_place(clause))
                .secondary(subject.span, "the value"),
        );
    }

    #[inline(never)]
    fn shadowed(&mut self, clause: &Clause<'_>, by: Span, all: bool, owner: Owner) {
        let line = self
            .checker
            .sources
            .presumed(by.lo)
            .map_or(0, |(_, line, _)| line);
        let line = TermTree::Int(line.into());
        let term = match owner {
            Owner::Function((name, arity)) if all => {
                let name = TermTree::atom(self.checker.text(name));
                let key = TermTree::tuple([name, TermTree::Int(arity.into())]);
                shadow(&[line, key])
            }
            _ => shadow(&[line]),
        };
        let head = match (clause.patterns.first(), clause.patterns.last()) {
            (Some(first), Some(last)) => first.span.to(last.span),
            _ => clause_place(clause),
        };
        let mut diagnostic = Diagnostic::new(Code::ShadowedClause, head)
            .otp_at(clause_place(clause))
            .otp_term(term)
            .secondary(by, "this one is taken before");
        if !all {
            diagnostic = diagnostic.otp_module("beam_core_to_ssa");
        }
        self.say(diagnostic);
    }

    fn taken_before(&self, patterns: &'a [Expr<'a>], before: &Before<'a>) -> Option<Span> {
        if before.all.is_some() {
            return before.all;
        }
        if patterns.is_empty() {
            return None;
        }
        if !before.literals.is_empty()
            && let Some(key) = keys(patterns)
            && let Some(&by) = before.literals.get(&key)
        {
            return Some(by);
        }
        let wide = before.wide.iter();
        wide.filter(|(earlier, _)| {
            let mut pairs = earlier.iter().zip(patterns);
            pairs.all(|(earlier, later)| covers(earlier, later, 16))
        })
        .map(|(_, by)| *by)
        .next()
    }

    /// The clause has no guard: what it takes, no later one gets.
    #[inline(never)]
    fn remember(&mut self, clause: &'a Clause<'a>, before: &mut Before<'a>) {
        let place = clause_place(clause);
        let patterns = clause.patterns;
        if let [pattern] = patterns
            && let ExprKind::Atom(name) = pattern.kind
        {
            before.booleans[0] |= self.is(name, "true");
            before.booleans[1] |= self.is(name, "false");
        }
        let mut seen = Vec::new();
        if !patterns
            .iter()
            .all(|pattern| self.is_linear(pattern, &mut seen, 16))
        {
            return;
        }
        if patterns.iter().all(takes_all) {
            before.all.get_or_insert(place);
        } else if let Some(key) = keys(patterns) {
            before.literals.entry(key).or_insert(place);
        } else if before.wide.len() < WIDE {
            before.wide.push((patterns, place));
        }
    }

    /// Only forms whose coverage is understood, each variable new and once.
    fn is_linear(&self, pattern: &Expr<'_>, seen: &mut Vec<Name>, depth: u32) -> bool {
        let Some(depth) = depth.checked_sub(1) else {
            return false;
        };
        match pattern.kind {
            ExprKind::Var(name) if self.is(name, "_") => true,
            ExprKind::Var(name) => {
                let new = !self.bound.contains(&name) && !seen.contains(&name);
                seen.push(name);
                new
            }
            ExprKind::Tuple(parts) => parts.iter().all(|part| self.is_linear(part, seen, depth)),
            ExprKind::List { elements, tail, .. } => {
                elements
                    .iter()
                    .all(|part| self.is_linear(part, seen, depth))
                    && tail.is_none_or(|tail| self.is_linear(tail, seen, depth))
            }
            ExprKind::Match { left, right } => {
                self.is_linear(left, seen, depth) && self.is_linear(right, seen, depth)
            }
            _ => literal::is_literal(pattern),
        }
    }

    /// What can be said of a pattern alone.
    #[inline(never)]
    fn pattern(&mut self, pattern: &'a Expr<'a>) {
        match pattern.kind {
            ExprKind::Match { left, right } => {
                let is_var = |side: &Expr<'_>| matches!(side.kind, ExprKind::Var(_));
                if !is_var(left) && !is_var(right) {
                    self.say(Diagnostic::new(Code::MatchAliasPatterns, pattern.span));
                }
                self.pattern(left);
                self.pattern(right);
            }
            ExprKind::Tuple(parts) => parts.iter().for_each(|part| self.pattern(part)),
            ExprKind::List { elements, tail, .. } => {
                elements
                    .iter()
                    .chain(tail)
                    .for_each(|part| self.pattern(part));
            }
            ExprKind::Map { fields, .. } => {
                fields.iter().for_each(|field| self.pattern(field.value));
            }
            ExprKind::Record { fields, .. } => {
                fields.iter().for_each(|field| self.pattern(field.value));
            }
            ExprKind::Bits(segments) => segments.iter().for_each(|part| self.segment(part)),
            _ => {}
        }
    }

    // ---- guards

    #[inline(never)]
    fn guard(&mut self, guard: &'a [&'a [Expr<'a>]]) {
        for test in guard.iter().flat_map(|tests| tests.iter()) {
            self.expr(test, true);
        }
    }

    /// How a guard of one constant test comes out.
    fn guard_truth(&self, guard: &'a [&'a [Expr<'a>]]) -> Option<bool> {
        let mut any_true = false;
        for tests in guard {
            let [test] = tests else { return None };
            any_true |= self.truth(test)?;
        }
        (!guard.is_empty()).then_some(any_true)
    }

    fn truth(&self, test: &'a Expr<'a>) -> Option<bool> {
        match constant(test, self)? {
            Constant::Atom(name) => Some(self.is(name, "true")),
            Constant::Int(_) | Constant::Float(_) | Constant::Other(_) => Some(false),
        }
    }

    /// Is the value `true` or `false`, whatever the operands?
    fn is_boolean(&self, expr: &Expr<'_>) -> bool {
        match expr.kind {
            ExprKind::Binary { op, .. } => matches!(
                op.text(),
                "==" | "/=" | "=<" | "<" | ">=" | ">" | "=:=" | "=/=" | "and" | "or" | "xor"
            ),
            ExprKind::Unary {
                op: UnaryOp::Not, ..
            } => true,
            _ => false,
        }
    }

    fn is_no_boolean(&self, pattern: &Expr<'_>) -> bool {
        match (pattern.kind, class(pattern)) {
            (ExprKind::Atom(name), _) => !self.is(name, "true") && !self.is(name, "false"),
            (_, Some(class)) => class != Class::Atom,
            (_, None) => false,
        }
    }

    // ---- bit syntax

    fn segment_type(&self, segment: &BitSegment<'_>) -> &str {
        let word = segment.specs.iter().find_map(|spec| match spec.kind {
            BitSpecKind::Word(name) => match self.checker.text(name) {
                "signed" | "unsigned" | "big" | "little" | "native" => None,
                typ => Some(typ),
            },
            BitSpecKind::Unit(_) => None,
        });
        word.unwrap_or("integer")
    }

    /// A construction that always fails.
    #[inline(never)]
    fn construction(&mut self, expr: &'a Expr<'a>, segments: &'a [BitSegment<'a>]) {
        let mut is_bad = false;
        for segment in segments {
            self.all([segment.value].into_iter().chain(segment.size));
            let typ = self.segment_type(segment);
            let is_text = matches!(segment.value.kind, ExprKind::String(_));
            let fits = match (class(segment.value), typ) {
                (None, _) => true,
                (Some(Class::Integer), "integer" | "float" | "utf8" | "utf16" | "utf32") => true,
                (Some(Class::Float), "float") => true,
                (Some(Class::Bits), "binary" | "bytes" | "bitstring" | "bits") => true,
                (Some(_), "binary" | "bytes" | "bitstring" | "bits") => false,
                (Some(_), _) => is_text,
            };
            let size = segment.size.and_then(|size| constant(size, self));
            let code = match (fits, size, constant(segment.value, self)) {
                (false, ..) => Code::BadSegment,
                (_, Some(Constant::Int(..0)), _) => Code::BadSegmentSize,
                (_, Some(Constant::Atom(_) | Constant::Float(_)), _) => Code::BadSegment,
                (_, _, Some(Constant::Int(c))) if typ.starts_with("utf") && !is_character(c) => {
                    Code::BadCharacter
                }
                _ => continue,
            };
            // The whole is what fails, once.
            if code == Code::BadSegment && std::mem::replace(&mut is_bad, true) {
                continue;
            }
            let at = match code {
                Code::BadSegmentSize => segment.span,
                _ => expr.span,
            };
            self.say_at(code, segment.span, at);
        }
    }

    /// A segment of a pattern that matches nothing.
    #[inline(never)]
    fn segment(&mut self, segment: &'a BitSegment<'a>) {
        let typ = self.segment_type(segment).to_owned();
        let value = constant(segment.value, self);
        let size = segment.size.and_then(|size| constant(size, self));
        let said = |code| Diagnostic::new(code, segment.span);
        if let Some(size) = segment.size
            && matches!(class(size), Some(class) if class != Class::Integer)
        {
            self.say(said(Code::NonIntegerSize).otp_at(size.span));
        }
        let diagnostic = match (value, size, typ.as_str()) {
            (_, Some(Constant::Int(n @ ..0)), _) => said(Code::SegmentSizeNever).arg(Arg::Int(n)),
            (_, Some(Constant::Atom(name)), _) => {
                said(Code::SegmentSizeNever).arg(Arg::Atom(self.checker.text(name).to_owned()))
            }
            (Some(Constant::Int(c)), _, "utf8" | "utf16" | "utf32") if !is_character(c) => {
                said(Code::CharacterNever).arg(Arg::Int(c))
            }
            (Some(Constant::Atom(name)), _, _)
                if !matches!(segment.value.kind, ExprKind::Var(_)) =>
            {
                said(Code::SegmentTypeNever)
                    .arg(Arg::Atom(self.checker.text(name).to_owned()))
                    .arg(Arg::Atom(typ))
            }
            (Some(Constant::Float(value)), _, "integer") => said(Code::SegmentTypeNever)
                .arg(Arg::Shown(format!("{value:?}"), TermTree::Float(value)))
                .arg(Arg::Atom(typ)),
            (Some(Constant::Int(value)), size, "integer")
                if matches!(segment.value.kind, ExprKind::Integer(_) | ExprKind::Char(_)) =>
            {
                match self.truncated(segment, value, size) {
                    Some(diagnostic) => diagnostic,
                    None => return,
                }
            }
            _ => return,
        };
        self.say(diagnostic);
    }

    /// A number that its bits cannot hold.
    fn truncated(
        &self,
        segment: &BitSegment<'_>,
        value: i64,
        size: Option<Constant<'_>>,
    ) -> Option<Diagnostic> {
        let is_word = |spec: &BitSpec, text: &str| match spec.kind {
            BitSpecKind::Word(name) => self.is(name, text),
            BitSpecKind::Unit(_) => false,
        };
        let unit = segment.specs.iter().find_map(|spec| match spec.kind {
            BitSpecKind::Unit(unit) => Some(i64::from(unit)),
            BitSpecKind::Word(_) => None,
        });
        let bits = match (segment.size, size) {
            (None, _) => 8,
            (Some(_), Some(Constant::Int(size))) => size.checked_mul(unit.unwrap_or(1))?,
            (Some(_), _) => return None,
        };
        let signed = segment.specs.iter().any(|spec| is_word(spec, "signed"));
        if signed || bits > 62 || value < 0 || value < 1 << bits {
            return None;
        }
        Some(
            Diagnostic::new(Code::TruncatedNever, segment.span)
                .arg(Arg::Atom("unsigned".to_owned()))
                .arg(Arg::Int(value))
                .arg(Arg::Int(bits)),
        )
    }
}

fn is_character(c: i64) -> bool {
    u32::try_from(c).ok().and_then(char::from_u32).is_some()
}

/// Operators that are words.
fn literal_operator(name: &str) -> bool {
    let operators = BinaryOp::ALL.iter().map(|op| op.text());
    operators.chain(["not", "bnot"]).any(|op| op == name)
}

fn literal_arg(expr: &Expr<'_>) -> Arg {
    match expr.kind {
        ExprKind::Integer(Integer::Small(value)) => Arg::Int(value),
        ExprKind::Char(value) => Arg::Int(value.into()),
        ExprKind::String(text) => {
            let text: String = text.iter().filter_map(|&c| char::from_u32(c)).collect();
            Arg::Shown(format!("\"{text}\""), TermTree::chars(&text))
        }
        _ => Arg::Shown("this key".to_owned(), TermTree::atom("key")),
    }
}

/// `{nomatch,shadow}` or `{nomatch,{shadow,...}}`.
fn shadow(by: &[TermTree]) -> TermTree {
    let what = match by {
        [] => TermTree::atom("shadow"),
        by => TermTree::Tuple(
            [TermTree::atom("shadow")]
                .iter()
                .chain(by)
                .cloned()
                .collect(),
        ),
    };
    TermTree::tuple([TermTree::atom("nomatch"), what])
}

/// Where OTP sees a clause: at its name, its first pattern or its guard.
fn clause_place(clause: &Clause<'_>) -> Span {
    match clause.name {
        Some(name) => name.span,
        None => clause.span,
    }
}

/// Both sides of an alias cannot match the same value.
fn contradicts(pattern: &Expr<'_>) -> bool {
    contradicts_to(pattern, 16)
}

fn contradicts_to(pattern: &Expr<'_>, depth: u32) -> bool {
    let Some(depth) = depth.checked_sub(1) else {
        return false;
    };
    match pattern.kind {
        ExprKind::Match { left, right } => {
            differs(left, right, &|_| None)
                || contradicts_to(left, depth)
                || contradicts_to(right, depth)
        }
        ExprKind::Tuple(parts) => parts.iter().any(|part| contradicts_to(part, depth)),
        ExprKind::List { elements, .. } => elements.iter().any(|part| contradicts_to(part, depth)),
        ExprKind::Map { fields, .. } if fields.len() < 32 => {
            let pairs = |at: usize| {
                fields[..at]
                    .iter()
                    .map(move |earlier| (earlier, &fields[at]))
            };
            (1..fields.len()).flat_map(pairs).any(|(a, b)| {
                let (mut left, mut right) = (Vec::new(), Vec::new());
                let keys = literal::key(a.key, &mut left).and(literal::key(b.key, &mut right));
                keys.is_some() && left == right && differs(a.value, b.value, &|_| None)
            })
        }
        _ => false,
    }
}

/// Patterns that match anything, provided that their variables are new.
fn takes_all(pattern: &Expr<'_>) -> bool {
    match pattern.kind {
        ExprKind::Var(_) => true,
        ExprKind::Match { left, right } => takes_all(left) && takes_all(right),
        _ => false,
    }
}

/// Does the earlier pattern, whose variables are all new, match whatever the later one does?
fn covers(earlier: &Expr<'_>, later: &Expr<'_>, depth: u32) -> bool {
    let Some(depth) = depth.checked_sub(1) else {
        return false;
    };
    if let ExprKind::Match { left, right } = later.kind {
        return covers(earlier, left, depth) || covers(earlier, right, depth);
    }
    let pairs = |left: &[Expr<'_>], right: &[Expr<'_>]| {
        let mut pairs = left.iter().zip(right);
        left.len() == right.len() && pairs.all(|(left, right)| covers(left, right, depth))
    };
    match (earlier.kind, later.kind) {
        (ExprKind::Var(_), _) => true,
        (ExprKind::Match { left, right }, _) => {
            covers(left, later, depth) && covers(right, later, depth)
        }
        (ExprKind::Tuple(left), ExprKind::Tuple(right)) => pairs(left, right),
        (
            ExprKind::List {
                elements: left,
                tail: left_tail,
                ..
            },
            ExprKind::List {
                elements: right,
                tail: right_tail,
                ..
            },
        ) => {
            let tails = match (left_tail, right_tail) {
                (None, None) => true,
                (Some(left), Some(right)) => covers(left, right, depth),
                (Some(left), None) => matches!(left.kind, ExprKind::Var(_)),
                (None, Some(_)) => false,
            };
            tails && pairs(left, right)
        }
        _ => {
            let (mut left, mut right) = (Vec::new(), Vec::new());
            let keys = literal::key(earlier, &mut left).and(literal::key(later, &mut right));
            keys.is_some() && left == right
        }
    }
}

fn keys(patterns: &[Expr<'_>]) -> Option<Vec<u8>> {
    let mut key = Vec::new();
    for pattern in patterns {
        literal::key(pattern, &mut key)?;
    }
    Some(key)
}

/// The variables of a pattern.
fn variables<'a>(pattern: &'a Expr<'a>, out: &mut Vec<Name>) {
    match pattern.kind {
        ExprKind::Var(name) => out.push(name),
        ExprKind::Tuple(parts) => parts.iter().for_each(|part| variables(part, out)),
        ExprKind::List { elements, tail, .. } => {
            elements
                .iter()
                .chain(tail)
                .for_each(|part| variables(part, out));
        }
        ExprKind::Bits(segments) => {
            segments
                .iter()
                .for_each(|segment| variables(segment.value, out));
        }
        ExprKind::Map { fields, .. } => fields.iter().for_each(|field| variables(field.value, out)),
        ExprKind::Record { fields, .. } => {
            fields.iter().for_each(|field| variables(field.value, out));
        }
        ExprKind::Match { left, right } => {
            variables(left, out);
            variables(right, out);
        }
        ExprKind::Binary { right, .. } => variables(right, out),
        _ => {}
    }
}
