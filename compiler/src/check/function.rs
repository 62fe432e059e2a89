//! Functions and calls: that what is called exists, and that what exists is called.

use std::collections::HashSet;

use crate::ast::nodes::*;
use crate::ast::term_tree::TermTree;
use crate::diagnostics::codes::Code;
use crate::diagnostics::diagnostic::{Arg, Diagnostic};
use crate::diagnostics::suggest::closest;
use crate::source::span::Span;

use super::Checker;
use super::expr::{Binding, construct};
use super::facts::{FunKey, fun_arg};

impl<'a> Checker<'_, 'a> {
    #[inline(never)]
    pub fn function(&mut self, function: &Function<'a>) {
        let key = (function.name.name, function.arity);
        self.current = Some(key);
        if self.facts.imports.contains_key(&key) {
            let import = self.facts.imports[&key].1;
            self.say(
                Diagnostic::new(Code::DefineImported, function.name.span)
                    .arg(fun_arg(key, self.names))
                    .secondary(import, "imported here"),
            );
        }
        self.missing_spec(key, function.name.span);
        for clause in function.clauses {
            self.scopes.clear();
            let start = self.scopes.start();
            self.patterns(clause.patterns, Binding::Head);
            self.guard(clause.guard);
            self.body(clause.body);
            self.unused_variables(start);
        }
        self.current = None;
    }

    #[inline(never)]
    fn missing_spec(&mut self, key: FunKey, span: Span) {
        if self.facts.specs.contains_key(&key) {
            return;
        }
        let exported = self.facts.export_all || self.facts.exports.contains_key(&key);
        if self.warnings.option("missing_spec_all")
            || (exported && self.warnings.option("missing_spec"))
        {
            self.say(Diagnostic::new(Code::MissingSpec, span).arg(fun_arg(key, self.names)));
        }
    }

    #[inline(never)]
    pub fn call(&mut self, target: &CallTarget<'a>, args: &'a [Expr<'a>], span: Span) {
        let place = Some(construct("call", span));
        match *target {
            CallTarget::Local(name) => {
                self.local_call(name, args, span);
                self.operands(args, place);
            }
            CallTarget::Remote { module, name, .. } => {
                self.remote_call(module, name, args, span);
                self.operands([module, name].into_iter().chain(args), place);
            }
            CallTarget::Value(fun) => {
                self.call_of_value(fun);
                self.operands([fun].into_iter().chain(args), place);
            }
        }
    }

    #[inline(never)]
    fn call_of_value(&mut self, fun: &Expr<'_>) {
        let impossible = matches!(
            fun.kind,
            ExprKind::Integer(_)
                | ExprKind::Float(_)
                | ExprKind::Char(_)
                | ExprKind::String(_)
                | ExprKind::Nil
                | ExprKind::List { .. }
                | ExprKind::Tuple(_)
                | ExprKind::Map { .. }
                | ExprKind::Bits(_)
        );
        if impossible {
            self.warn(Diagnostic::new(Code::InvalidCall, fun.span));
        }
    }

    #[inline(never)]
    fn local_call(&mut self, name: Ident, args: &'a [Expr<'a>], span: Span) {
        let key = (name.name, args.len() as u32);
        if self.is(name.name, "record_info") && args.len() == 2 {
            self.record_info(args, span);
            return;
        }
        if self.is(name.name, "is_record")
            && args.len() == 2
            && !self.facts.functions.contains_key(&key)
            && let ExprKind::Atom(record) = args[1].kind
        {
            self.known_record(
                Ident {
                    name: record,
                    span: args[1].span,
                },
                args[1].span,
            );
            return;
        }
        self.refer_to(key, name.span, span);
        self.format_call(None, name, args);
    }

    /// A local function is named: in a call or in `fun f/1`.
    #[inline(never)]
    fn refer_to(&mut self, key: FunKey, name_span: Span, span: Span) {
        if let Some(&(module, _)) = self.facts.imports.get(&key) {
            self.used_imports.insert(key);
            self.obsolete(self.names.text(module), key, span);
            return;
        }
        self.calls.entry(self.current).or_default().push(key);
        if self.facts.functions.contains_key(&key) {
            self.redefined_bif(key, span);
            return;
        }
        let is_bif = purlin_isa::bifs::is_auto_imported(self.text(key.0), key.1 as usize);
        if is_bif && !self.is_import_off(key) {
            self.obsolete("erlang", key, span);
            return;
        }
        if !self.is_pseudo(key) {
            self.undefined_function(key, name_span, span);
        }
    }

    fn is_import_off(&self, key: FunKey) -> bool {
        self.facts.no_auto_import_all || self.facts.no_auto_import.contains(&key)
    }

    /// Functions every module has, or that the compiler knows.
    fn is_pseudo(&self, key: FunKey) -> bool {
        matches!(
            (self.text(key.0), key.1),
            ("module_info", 0 | 1) | ("behaviour_info", 1)
        )
    }

    /// A call of an own function that has a BIF's name.
    #[inline(never)]
    fn redefined_bif(&mut self, key: FunKey, span: Span) {
        let is_bif = purlin_isa::bifs::is_auto_imported(self.text(key.0), key.1 as usize);
        if is_bif && !self.is_import_off(key) {
            let text = self.fun_text(key);
            let diagnostic = Diagnostic::new(Code::CallToRedefinedBif, span)
                .arg(fun_arg(key, self.names))
                .help(format!(
                    "say which is meant: `-compile({{no_auto_import, [{text}]}}).` or `erlang:{}`",
                    self.text(key.0)
                ));
            if self.warnings.wants_for(Code::CallToRedefinedBif, key) {
                self.say(diagnostic);
            }
        }
    }

    #[inline(never)]
    fn undefined_function(&mut self, key: FunKey, name_span: Span, span: Span) {
        if self.facts.has_errors {
            // It may be the one that did not parse.
            return;
        }
        let diagnostic = Diagnostic::new(Code::UndefinedFunction, name_span)
            .arg(fun_arg(key, self.names))
            .otp_at(span);
        let mut diagnostic = self.meant_function(diagnostic, key, name_span, false);
        if diagnostic.suggestions.is_empty() && diagnostic.secondary.is_empty() {
            if let Some(meant) = near_bif(self.text(key.0), key.1) {
                let there = format!("the BIF `{meant}/{}` exists", key.1);
                diagnostic = diagnostic.suggest(there, name_span, meant);
            } else if let Some(module) = library_home(self.text(key.0), key.1) {
                let text = self.text(key.0).to_string();
                diagnostic = diagnostic.suggest(
                    format!("`{module}` has a function of that name"),
                    name_span,
                    format!("{module}:{text}"),
                );
            }
        }
        self.say(diagnostic);
    }

    #[inline(never)]
    fn record_info(&mut self, args: &'a [Expr<'a>], span: Span) {
        let what = match args[0].kind {
            ExprKind::Atom(name) => self.is(name, "fields") || self.is(name, "size"),
            _ => false,
        };
        match (what, args[1].kind) {
            (true, ExprKind::Atom(name)) if self.native(RecordOf::Known, name).is_some() => {
                self.error(Code::NativeRecordInfo, args[0].span);
            }
            (true, ExprKind::Atom(name)) => {
                let n_said = self.said.len();
                if !self.known_record(Ident { name, span: args[1].span }, args[0].span)
                    && let Some(said) = self.said.get_mut(n_said)
                {
                    // For OTP a record that is not declared here is a native one.
                    let term = TermTree::atom("native_record_illegal_record_info");
                    *said = said.clone().otp_term(term);
                }
            }
            _ => self.say(
                Diagnostic::new(Code::IllegalRecordInfo, span)
                    .otp_at(if !what && matches!(args[0].kind, ExprKind::Atom(_)) { args[0].span } else { span })
                    .help("`record_info(fields, Record)` and `record_info(size, Record)` with the record's name"),
            ),
        }
    }

    #[inline(never)]
    fn remote_call(
        &mut self,
        module: &Expr<'a>,
        name: &Expr<'a>,
        args: &'a [Expr<'a>],
        span: Span,
    ) {
        let (ExprKind::Atom(module_name), ExprKind::Atom(function)) = (module.kind, name.kind)
        else {
            return;
        };
        let key = (function, args.len() as u32);
        let module_text = self.text(module_name).to_string();
        if self.facts.module.is_some_and(|own| own.name == module_name) {
            self.own_remote_call(key, span);
        }
        self.loads_nif |= module_text == "erlang" && key.1 == 2 && self.is(function, "load_nif");
        self.obsolete(&module_text, key, span);
        self.format_call(
            Some(&module_text),
            Ident {
                name: function,
                span: name.span,
            },
            args,
        );
    }

    #[inline(never)]
    fn own_remote_call(&mut self, key: FunKey, span: Span) {
        let exported =
            self.facts.export_all || self.facts.exports.contains_key(&key) || self.is_pseudo(key);
        if !exported
            && !self.facts.has_errors
            && let Some(own) = self.facts.module
        {
            let diagnostic = Diagnostic::new(Code::UnexportedFunction, span).arg(Arg::RemoteFun(
                self.text(own.name).to_string(),
                self.text(key.0).to_string(),
                key.1,
            ));
            self.warn(diagnostic);
        }
    }

    #[inline(never)]
    pub fn local_fun(&mut self, function: &FunName, span: Span) {
        self.refer_to((function.name, function.arity), function.span, span);
    }

    #[inline(never)]
    pub fn external_fun(
        &mut self,
        module: &'a Expr<'a>,
        name: &'a Expr<'a>,
        arity: &'a Expr<'a>,
        span: Span,
    ) {
        if let (
            ExprKind::Atom(module),
            ExprKind::Atom(name),
            ExprKind::Integer(Integer::Small(arity)),
        ) = (module.kind, name.kind, arity.kind)
            && let Ok(arity) = u32::try_from(arity)
        {
            let module = self.text(module).to_string();
            self.obsolete(&module, (name, arity), span);
        }
        self.operands([module, name, arity], Some(construct("fun", span)));
    }

    /// Functions that nothing reaches from outside.
    #[inline(never)]
    pub fn unused_functions(&mut self) {
        if self.facts.export_all || self.facts.has_errors {
            return;
        }
        let reached = self.reached_functions();
        let unused: Vec<(FunKey, Span)> = self
            .facts
            .function_order
            .iter()
            .filter(|(key, span)| {
                // What is imported as well is wrong for another reason.
                let is_imported = self.facts.imports.contains_key(key);
                !reached.contains(key) && !is_imported && self.is_own(*span)
            })
            .copied()
            .collect();
        for (key, span) in unused {
            if self.warnings.wants_for(Code::UnusedFunction, key) {
                self.say(Diagnostic::new(Code::UnusedFunction, span).arg(fun_arg(key, self.names)));
            }
        }
    }

    fn reached_functions(&self) -> HashSet<FunKey> {
        let mut todo: Vec<FunKey> = self.facts.exports.keys().copied().collect();
        todo.extend(self.calls.get(&None).into_iter().flatten());
        todo.extend(
            self.facts
                .on_load
                .iter()
                .filter_map(|(value, _)| Some(super::facts::fun_key(value)?.0)),
        );
        todo.extend(self.facts.nifs.iter().map(|(nif, _)| (nif.name, nif.arity)));
        let mut reached = HashSet::new();
        while let Some(key) = todo.pop() {
            if reached.insert(key) {
                todo.extend(self.calls.get(&Some(key)).into_iter().flatten());
            }
        }
        reached
    }

    #[inline(never)]
    pub fn unused_imports(&mut self) {
        if !self.warnings.option("unused_import") || self.facts.has_errors {
            return;
        }
        let mut unused: Vec<_> = self
            .facts
            .imports
            .iter()
            .filter(|(key, _)| !self.used_imports.contains(key))
            .map(|(&key, &(module, span))| (key, module, span))
            .collect();
        unused.sort_by_key(|(.., span)| span.lo);
        for (key, module, span) in unused {
            let diagnostic = Diagnostic::new(Code::UnusedImport, span)
                .arg(Arg::Shown(
                    self.fun_text(key),
                    super::facts::fun_term(key, self.names),
                ))
                .arg(Arg::Atom(self.text(module).to_string()));
            self.warn(diagnostic);
        }
    }

    pub fn fun_text(&self, key: FunKey) -> String {
        format!("{}/{}", self.text(key.0), key.1)
    }

    /// Does the place lie in the module's own file? What headers define need not be used.
    pub fn is_own(&self, span: Span) -> bool {
        let Some(module) = self.facts.module else {
            return true;
        };
        self.sources.file_of(span.lo) == self.sources.file_of(module.span.lo)
    }
}

/// A function that needs no module and nearly has this name.
fn near_bif(name: &str, arity: u32) -> Option<&'static str> {
    let bifs = purlin_isa::bifs::of_module("erlang").map(|bif| bif.name);
    let known = bifs.filter(|bif| purlin_isa::bifs::is_auto_imported(bif, arity as usize));
    closest(name, known)
}

/// Well-known functions that people call without their module.
fn library_home(name: &str, arity: u32) -> Option<&'static str> {
    const HOMES: &[(&str, u32, &str)] = &[
        ("format", 1, "io"),
        ("format", 2, "io"),
        ("map", 2, "lists"),
        ("foldl", 3, "lists"),
        ("foldr", 3, "lists"),
        ("filter", 2, "lists"),
        ("foreach", 2, "lists"),
        ("reverse", 1, "lists"),
        ("member", 2, "lists"),
        ("seq", 2, "lists"),
        ("sort", 1, "lists"),
        ("sum", 1, "lists"),
        ("nth", 2, "lists"),
        ("keyfind", 3, "lists"),
        ("sleep", 1, "timer"),
    ];
    HOMES
        .iter()
        .find(|(home, n, _)| *home == name && *n == arity)
        .map(|&(.., module)| module)
}
