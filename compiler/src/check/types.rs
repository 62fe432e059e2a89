//! Types and specs: that what they name exists, and that type variables are used.

use std::collections::{HashMap, HashSet};

use crate::ast::nodes::*;
use crate::ast::term_tree::TermTree;
use crate::diagnostics::codes::Code;
use crate::diagnostics::diagnostic::{Arg, Diagnostic};
use crate::source::name::Name;
use crate::source::span::Span;

use super::Checker;
use super::facts::{FunKey, atom, fun_arg};
use super::native_record::Native;

/// Built-in types by name and number of parameters.
const BUILT_IN: &[(&str, &[u32])] = &[
    ("any", &[0]),
    ("arity", &[0]),
    ("atom", &[0]),
    ("binary", &[0]),
    ("bitstring", &[0]),
    ("bool", &[0]),
    ("boolean", &[0]),
    ("byte", &[0]),
    ("char", &[0]),
    ("dynamic", &[0]),
    ("float", &[0]),
    ("function", &[0]),
    ("identifier", &[0]),
    ("integer", &[0]),
    ("iodata", &[0]),
    ("iolist", &[0]),
    ("list", &[0, 1]),
    ("map", &[0]),
    ("maybe_improper_list", &[0, 2]),
    ("mfa", &[0]),
    ("module", &[0]),
    ("neg_integer", &[0]),
    ("nil", &[0]),
    ("no_return", &[0]),
    ("node", &[0]),
    ("non_neg_integer", &[0]),
    ("none", &[0]),
    ("nonempty_binary", &[0]),
    ("nonempty_bitstring", &[0]),
    ("nonempty_improper_list", &[2]),
    ("nonempty_list", &[0, 1]),
    ("nonempty_maybe_improper_list", &[0, 2]),
    ("nonempty_string", &[0]),
    ("number", &[0]),
    ("pid", &[0]),
    ("port", &[0]),
    ("pos_integer", &[0]),
    ("record", &[0]),
    ("reference", &[0]),
    ("string", &[0]),
    ("term", &[0]),
    ("timeout", &[0]),
    ("tuple", &[0]),
];

pub fn is_built_in(name: &str, arity: u32) -> bool {
    BUILT_IN
        .binary_search_by(|(known, _)| (*known).cmp(name))
        .is_ok_and(|at| BUILT_IN[at].1.contains(&arity))
}

/// Type variables of one declaration or spec clause: where first seen, how often.
type TypeVars = HashMap<Name, (Span, u32)>;

impl<'a> Checker<'_, 'a> {
    pub fn type_declaration(&mut self, declaration: &TypeDecl<'a>) {
        let key = (declaration.name.name, declaration.params.len() as u32);
        let is_first = self
            .facts
            .types
            .get(&key)
            .is_some_and(|(first, _)| first.name.span == declaration.name.span);
        if is_first && is_built_in(self.text(key.0), key.1) {
            let span = self.facts.types[&key].1;
            let diagnostic = Diagnostic::new(Code::RedefineBuiltInType, declaration.name.span)
                .arg(fun_arg(key, self.names))
                .otp_at(span);
            self.warn(diagnostic);
        }
        let mut vars = TypeVars::new();
        for param in declaration.params {
            vars.entry(param.name).or_insert((param.span, 0)).1 += 1;
        }
        self.current_type = Some(key);
        self.typ(declaration.body, &mut vars);
        self.current_type = None;
        self.singletons(vars);
        if declaration.kind != TypeDeclKind::Type && is_first {
            self.opaque_exported(declaration, key);
        }
    }

    fn opaque_exported(&mut self, declaration: &TypeDecl<'a>, key: FunKey) {
        if declaration.kind == TypeDeclKind::Opaque && !self.facts.type_exports.contains_key(&key) {
            let span = self.facts.types[&key].1;
            let diagnostic = Diagnostic::new(Code::OpaqueNotExported, declaration.name.span)
                .arg(fun_arg(key, self.names))
                .otp_at(span);
            self.warn(diagnostic);
        }
    }

    pub fn spec(&mut self, spec: &SpecDecl<'a>, form: Span) {
        let key = (spec.name.name, spec.arity);
        let foreign = spec
            .module
            .is_some_and(|module| self.facts.module.is_some_and(|own| own.name != module.name));
        if !spec.callback
            && !foreign
            && !self.facts.functions.contains_key(&key)
            && !self.facts.has_errors
        {
            let span = spec.name.span;
            let diagnostic = Diagnostic::new(Code::SpecOfUndefined, span)
                .arg(fun_arg(key, self.names))
                .otp_at(form);
            self.say(self.meant_function(diagnostic, key, span, false));
        }
        for clause in spec.clauses {
            self.spec_clause(clause, spec.arity);
        }
    }

    fn spec_clause(&mut self, clause: &Type<'a>, arity: u32) {
        let mut vars = TypeVars::new();
        let fun = match clause.kind {
            TypeKind::Constrained { fun, .. } => fun,
            _ => clause,
        };
        if let TypeKind::Fun {
            params: Some(params),
            ..
        } = fun.kind
            && params.len() as u32 != arity
        {
            self.say(
                Diagnostic::new(Code::SpecArity, clause.span)
                    .label(format!("takes {}, the first clause {arity}", params.len())),
            );
        }
        self.typ(clause, &mut vars);
        self.singletons(vars);
    }

    pub fn type_in_record(&mut self, typ: &Type<'a>) {
        let mut vars = TypeVars::new();
        self.typ(typ, &mut vars);
        self.singletons(vars);
    }

    /// A variable that occurs once says nothing.
    fn singletons(&mut self, vars: TypeVars) {
        let mut once: Vec<(Name, Span)> = vars
            .into_iter()
            .filter(|(name, (_, count))| *count == 1 && !self.text(*name).starts_with('_'))
            .map(|(name, (span, _))| (name, span))
            .collect();
        once.sort_by_key(|(_, span)| span.lo);
        for (name, span) in once {
            let text = self.text(name).to_string();
            self.say(
                Diagnostic::new(Code::SingletonTypeVariable, span)
                    .arg(self.var_arg(name))
                    .suggest("if any type will do, write", span, format!("_{text}")),
            );
        }
    }

    fn types(&mut self, types: &'a [Type<'a>], vars: &mut TypeVars) {
        for typ in types {
            self.typ(typ, vars);
        }
    }

    fn typ(&mut self, typ: &Type<'a>, vars: &mut TypeVars) {
        match typ.kind {
            TypeKind::Var(name) => {
                if !self.is(name, "_") {
                    vars.entry(name).or_insert((typ.span, 0)).1 += 1;
                }
            }
            TypeKind::Atom(_)
            | TypeKind::Integer(_)
            | TypeKind::Char(_)
            | TypeKind::Binary { .. }
            | TypeKind::Unary { .. }
            | TypeKind::Nil
            | TypeKind::AnyFun
            | TypeKind::Error
            | TypeKind::Bits { .. } => {}
            TypeKind::Range { lo, hi, .. } => self.range(lo, hi, typ.span),
            TypeKind::Union(types) | TypeKind::Tuple(types) => self.types(types, vars),
            TypeKind::Local { name, args } => {
                self.named_type(name, args.len() as u32, typ.span);
                self.types(args, vars);
            }
            TypeKind::Remote { module, name, args } => {
                if self.facts.module.is_some_and(|own| own.name == module.name) {
                    self.named_type(name, args.len() as u32, typ.span);
                }
                self.types(args, vars);
            }
            TypeKind::Annotated { typ: inner, .. } => self.typ(inner, vars),
            TypeKind::List { element, .. } => self.typ(element, vars),
            TypeKind::Map(fields) => {
                for field in fields {
                    self.typ(field.key, vars);
                    self.typ(field.value, vars);
                }
            }
            TypeKind::Record {
                module,
                name,
                fields,
            } => self.record_type(module, name, fields, typ.span, vars),
            TypeKind::Fun { params, result } => {
                self.types(params.unwrap_or(&[]), vars);
                self.typ(result, vars);
            }
            TypeKind::Constrained { fun, constraints } => {
                self.typ(fun, vars);
                self.constraints(constraints, vars);
            }
        }
    }

    fn constraints(&mut self, constraints: &'a [Type<'a>], vars: &mut TypeVars) {
        for constraint in constraints {
            match constraint.kind {
                TypeKind::Annotated { var, typ } => {
                    vars.entry(var.name).or_insert((var.span, 0)).1 += 1;
                    self.typ(typ, vars);
                }
                _ => self.typ(constraint, vars),
            }
        }
    }

    fn record_type(
        &mut self,
        module: Option<Ident>,
        name: Ident,
        fields: &'a [(Ident, &'a Type<'a>)],
        span: Span,
        vars: &mut TypeVars,
    ) {
        let of = module.map_or(RecordOf::Known, RecordOf::Module);
        if let Some(native) = self.native(of, name.name) {
            if native == Native::Own {
                self.used_records.insert(name.name);
            }
            self.native_field_types(native, fields);
            for (_, typ) in fields {
                self.typ(typ, vars);
            }
            return;
        }
        let known = self.known_record(name, span);
        self.used_records.insert(name.name);
        let mut seen: HashMap<Name, Span> = HashMap::new();
        for (field, typ) in fields {
            if let Some(first) = seen.insert(field.name, field.span) {
                self.say(
                    Diagnostic::new(Code::FieldTwice, field.span)
                        .arg(atom(name.name, self.names))
                        .arg(atom(field.name, self.names))
                        .secondary(first, "the first one"),
                );
            }
            if known {
                self.known_field(name, *field, span);
            }
            self.typ(typ, vars);
        }
    }

    fn named_type(&mut self, name: Ident, arity: u32, span: Span) {
        let key = (name.name, arity);
        if self.facts.types.contains_key(&key) {
            self.used_types
                .entry(self.current_type)
                .or_default()
                .push(key);
        } else if !is_built_in(self.text(name.name), arity) && !self.facts.has_errors {
            let text = self.text(name.name).to_string();
            let known: Vec<String> = self
                .facts
                .type_order
                .iter()
                .map(|known| self.text(known.0).to_string())
                .collect();
            let candidates = known
                .iter()
                .map(String::as_str)
                .chain(BUILT_IN.iter().map(|(name, _)| *name));
            let meant = super::meant::most_similar(&text, candidates).map(str::to_string);
            let mut diagnostic = Diagnostic::new(Code::UndefinedType, name.span)
                .arg(fun_arg(key, self.names))
                .otp_at(span);
            if let Some(meant) = meant {
                diagnostic =
                    diagnostic.suggest(format!("a type `{meant}` exists"), name.span, meant);
            }
            self.say(diagnostic);
        }
    }

    fn range(&mut self, lo: &Type<'_>, hi: &Type<'_>, span: Span) {
        let bounds = (constant(lo), constant(hi));
        if !matches!(bounds, (Some(lo), Some(hi)) if lo < hi) {
            self.say(
                Diagnostic::new(Code::TypeSyntax, span)
                    .arg(Arg::Shown("range".to_string(), TermTree::atom("range"))),
            );
        }
    }

    pub fn unused_types(&mut self) {
        if self.facts.has_errors {
            return;
        }
        let reached = self.reached_types();
        let unused: Vec<(FunKey, Span, Span)> = self
            .facts
            .type_order
            .iter()
            .filter(|key| !self.facts.type_exports.contains_key(key))
            .map(|key| {
                (
                    *key,
                    self.facts.types[key].0.name.span,
                    self.facts.types[key].1,
                )
            })
            .filter(|(key, place, _)| !reached.contains(key) && self.is_own(*place))
            .collect();
        for (key, place, span) in unused {
            let diagnostic = Diagnostic::new(Code::UnusedType, place)
                .arg(fun_arg(key, self.names))
                .otp_at(span);
            self.warn(diagnostic);
        }
    }

    /// Used by a spec, a record, an exported type or a type that is itself used.
    fn reached_types(&self) -> HashSet<FunKey> {
        let mut todo: Vec<FunKey> = self.facts.type_exports.keys().copied().collect();
        todo.extend(self.used_types.get(&None).into_iter().flatten());
        let mut reached = HashSet::new();
        while let Some(key) = todo.pop() {
            if reached.insert(key) {
                todo.extend(self.used_types.get(&Some(key)).into_iter().flatten());
            }
        }
        reached
    }

    /// `-export_type` of what is not there.
    pub fn exported_types(&mut self) {
        let mut missing: Vec<(FunKey, Span)> = self
            .facts
            .type_exports
            .iter()
            .filter(|(key, _)| !self.facts.types.contains_key(key))
            .map(|(&key, &span)| (key, span))
            .collect();
        missing.sort_by_key(|(_, span)| span.lo);
        for (key, span) in missing {
            if !self.facts.has_errors {
                self.say(Diagnostic::new(Code::UndefinedType, span).arg(fun_arg(key, self.names)));
            }
        }
    }
}

/// The value of a type that is a constant integer.
fn constant(typ: &Type<'_>) -> Option<i128> {
    match typ.kind {
        TypeKind::Integer(Integer::Small(value)) => Some(i128::from(value)),
        TypeKind::Integer(Integer::Big {
            negative,
            magnitude,
        }) => {
            let mut value: i128 = 0;
            for byte in magnitude.iter().rev() {
                value = value.checked_mul(256)?.checked_add(i128::from(*byte))?;
            }
            Some(if negative { -value } else { value })
        }
        TypeKind::Char(value) => Some(i128::from(value)),
        TypeKind::Unary { op, operand } => {
            let value = constant(operand)?;
            match op {
                UnaryOp::Plus => Some(value),
                UnaryOp::Minus => value.checked_neg(),
                UnaryOp::Bnot => Some(!value),
                UnaryOp::Not => None,
            }
        }
        TypeKind::Binary { .. } => constant_chain(typ),
        TypeKind::Annotated { typ, .. } => constant(typ),
        _ => None,
    }
}

/// The value of a chain of operators, along its left side.
fn constant_chain(typ: &Type<'_>) -> Option<i128> {
    let mut rest = typ;
    let mut operations = Vec::new();
    while let TypeKind::Binary {
        op, left, right, ..
    } = rest.kind
    {
        operations.push((op, right));
        rest = left;
    }
    let first = constant(rest)?;
    let apply = |left: i128, (op, right): (BinaryOp, &Type<'_>)| {
        let right = constant(right)?;
        match op {
            BinaryOp::Add => left.checked_add(right),
            BinaryOp::Sub => left.checked_sub(right),
            BinaryOp::Mul => left.checked_mul(right),
            BinaryOp::Div => left.checked_div(right),
            BinaryOp::Rem => left.checked_rem(right),
            BinaryOp::Band => Some(left & right),
            BinaryOp::Bor => Some(left | right),
            BinaryOp::Bxor => Some(left ^ right),
            BinaryOp::Bsl => u32::try_from(right).ok().and_then(|n| left.checked_shl(n)),
            BinaryOp::Bsr => u32::try_from(right)
                .ok()
                .map(|n| left.checked_shr(n).unwrap_or(0)),
            _ => None,
        }
    };
    operations.into_iter().rev().try_fold(first, apply)
}
