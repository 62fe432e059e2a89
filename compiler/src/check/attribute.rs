//! Attributes: their order and what they refer to.

use std::collections::HashMap;

use crate::ast::abstract_format::normalise;
use crate::ast::nodes::*;
use crate::ast::term_tree::TermTree;
use crate::diagnostics::codes::Code;
use crate::diagnostics::diagnostic::{Arg, Diagnostic};
use crate::diagnostics::suggest::closest;
use crate::source::name::Name;
use crate::source::span::Span;

use super::Checker;
use super::facts::{FunKey, attribute_place, elements, fun_arg, fun_key, named};

/// What an attribute says of functions.
#[derive(Clone, Copy)]
enum Fate {
    Deprecated,
    Removed,
}

impl<'a> Checker<'_, 'a> {
    pub fn attributes(&mut self, module: &Module<'a>) {
        self.exported_functions();
        self.exported_types();
        self.export_all_used();
        self.on_load();
        self.nifs();
        self.compile_attributes();
        self.imports_of_bifs();
        self.optional_callbacks(module);
        self.docs(module);
        let mut is_early = true;
        for form in module.forms {
            is_early &= !matches!(form.kind, FormKind::Function(_));
            if let FormKind::Attribute { name, value } = form.kind {
                // Said to be at the wrong place.
                if !is_early && matches!(self.text(name.name), "deprecated" | "removed") {
                    continue;
                }
                if self.is(name.name, "export_record") {
                    self.export_records(value, attribute_place(form.span));
                }
                self.other_attribute(name, value, attribute_place(form.span));
            }
        }
    }

    fn exported_functions(&mut self) {
        if self.facts.has_errors {
            return;
        }
        let mut missing: Vec<(FunKey, Span)> = self
            .facts
            .exports
            .iter()
            .filter(|(key, _)| !self.facts.functions.contains_key(key))
            .map(|(&key, &span)| (key, span))
            .collect();
        missing.sort_by_key(|(_, span)| span.lo);
        for (key, span) in missing {
            self.missing_function(key, span);
        }
    }

    fn missing_function(&mut self, key: FunKey, span: Span) {
        let form = self.facts.export_forms.get(&key).copied().unwrap_or(span);
        let mut diagnostic = Diagnostic::new(Code::UndefinedFunction, span)
            .arg(fun_arg(key, self.names))
            .otp_at(form);
        diagnostic = self.meant_function(diagnostic, key, span, true);
        self.say(diagnostic);
    }

    fn export_all_used(&mut self) {
        if !self.facts.export_all || !self.warnings.option("export_all") {
            return;
        }
        let place = self
            .facts
            .compile_options
            .iter()
            .find(|(option, _)| match option.kind {
                ExprKind::Atom(name) => self.is(name, "export_all"),
                _ => false,
            });
        if let Some(&(place, form)) = place {
            self.warn(Diagnostic::new(Code::ExportAll, place.span).otp_at(form));
        }
    }

    fn on_load(&mut self) {
        let declared = self.facts.on_load.clone();
        for (index, (value, span)) in declared.into_iter().enumerate() {
            if index > 0 {
                let first = self.facts.on_load[0].1;
                self.say(
                    Diagnostic::new(Code::OnLoadTwice, span).secondary(first, "the first one"),
                );
                continue;
            }
            match fun_key(value) {
                None => {
                    let term = match value.kind {
                        ExprKind::Atom(name) => TermTree::atom(self.text(name)),
                        _ => TermTree::atom("on_load"),
                    };
                    self.say(
                        Diagnostic::new(Code::BadOnLoad, value.span)
                            .arg(Arg::Shown(term.to_string(), term))
                            .otp_at(span)
                            .help("write `-on_load(init/0).`, with the function to run when the module is loaded"),
                    );
                }
                Some((key, _)) if key.1 != 0 => {
                    self.say(
                        Diagnostic::new(Code::OnLoadArity, value.span)
                            .arg(fun_arg(key, self.names))
                            .otp_at(span),
                    );
                }
                Some((key, _))
                    if !self.facts.functions.contains_key(&key) && !self.facts.has_errors =>
                {
                    let diagnostic = Diagnostic::new(Code::UndefinedOnLoad, value.span)
                        .arg(fun_arg(key, self.names))
                        .otp_at(span);
                    self.say(self.meant_function(diagnostic, key, value.span, true));
                }
                Some(_) => {}
            }
        }
    }

    /// `-nifs` is for functions that native code takes the place of.
    pub fn nifs_without_code(&mut self) {
        if let Some(&(nif, form)) = self.facts.nifs.first()
            && !self.loads_nif
        {
            self.warn(Diagnostic::new(Code::NoLoadNif, nif.span).otp_at(form));
        }
    }

    fn nifs(&mut self) {
        for (nif, form) in self.facts.nifs.clone() {
            let key = (nif.name, nif.arity);
            if !self.facts.functions.contains_key(&key) && !self.facts.has_errors {
                let diagnostic = Diagnostic::new(Code::UndefinedNif, nif.span)
                    .arg(fun_arg(key, self.names))
                    .otp_at(form);
                self.say(self.meant_function(diagnostic, key, nif.span, true));
            }
        }
    }

    /// `-compile` options that name functions.
    fn compile_attributes(&mut self) {
        for (option, form) in self.facts.compile_options.clone() {
            if matches!(option.kind, ExprKind::Atom(name) if self.is(name, "nowarn_bif_clash")) {
                self.say(Diagnostic::new(Code::NowarnBifClash, option.span).otp_at(form));
            }
            let ExprKind::Tuple([key, list]) = option.kind else {
                continue;
            };
            let ExprKind::Atom(key) = key.kind else {
                continue;
            };
            let code = match self.text(key) {
                "inline" => Code::BadInline,
                "nowarn_bif_clash" => Code::BadNowarnBifClash,
                "nowarn_unused_function" => Code::BadNowarnUnused,
                _ => continue,
            };
            for element in named(list) {
                self.compile_function(code, element, form);
            }
        }
    }

    /// A function named by an option.
    fn compile_function(&mut self, code: Code, element: &Expr<'a>, form: Span) {
        match fun_key(element) {
            Some((function, span))
                if !self.facts.functions.contains_key(&function) && !self.facts.has_errors =>
            {
                let diagnostic = Diagnostic::new(code, span)
                    .arg(fun_arg(function, self.names))
                    .otp_at(form);
                self.say(self.meant_function(diagnostic, function, span, true));
            }
            Some(_) => {}
            None if code == Code::BadInline => {}
            None => {
                let term = match element.kind {
                    ExprKind::Atom(name) => TermTree::atom(self.text(name)),
                    _ => TermTree::Nil,
                };
                let arg = Arg::Shown(term.to_string(), term);
                self.say(
                    Diagnostic::new(Code::InvalidFunctionName, element.span)
                        .arg(arg)
                        .otp_at(form),
                );
            }
        }
    }

    fn imports_of_bifs(&mut self) {
        let mut clashes: Vec<(FunKey, Span)> = self
            .facts
            .imports
            .iter()
            .filter(|(key, _)| {
                purlin_isa::bifs::is_auto_imported(self.text(key.0), key.1 as usize)
                    && !self.facts.no_auto_import_all
                    && !self.facts.no_auto_import.contains(key)
            })
            .map(|(&key, &(_, span))| (key, span))
            .collect();
        clashes.sort_by_key(|(_, span)| span.lo);
        for (key, span) in clashes {
            let form = self.facts.import_forms.get(&key).copied().unwrap_or(span);
            let diagnostic = Diagnostic::new(Code::ImportRedefinesBif, span)
                .arg(fun_arg(key, self.names))
                .otp_at(form);
            self.warn(diagnostic);
        }
    }

    fn optional_callbacks(&mut self, module: &Module<'a>) {
        let mut seen: HashMap<FunKey, Span> = HashMap::new();
        for form in module.forms {
            let FormKind::OptionalCallbacks(functions) = form.kind else {
                continue;
            };
            for function in functions {
                let key = (function.name, function.arity);
                if let Some(first) = seen.insert(key, function.span) {
                    self.say(
                        Diagnostic::new(Code::OptionalCallbackTwice, function.span)
                            .arg(fun_arg(key, self.names))
                            .otp_at(attribute_place(form.span))
                            .secondary(first, "declared here first"),
                    );
                }
                if !self.facts.callbacks.contains_key(&key) && !self.facts.has_errors {
                    let module_name = self
                        .facts
                        .module
                        .map_or("", |module| self.names.text(module.name));
                    let callback = Arg::RemoteFun(
                        module_name.to_string(),
                        self.text(key.0).to_string(),
                        key.1,
                    );
                    self.say(
                        Diagnostic::new(Code::UndefinedCallback, function.span)
                            .arg(callback)
                            .otp_at(attribute_place(form.span)),
                    );
                }
            }
        }
    }

    /// One `-doc` text for each thing it documents.
    fn docs(&mut self, module: &Module<'a>) {
        let mut pending: Option<Span> = None;
        for form in module.forms {
            match form.kind {
                FormKind::Attribute { name, value } if self.is(name.name, "doc") => {
                    if matches!(value.kind, ExprKind::Map { .. }) {
                        continue;
                    }
                    if let Some(first) = pending {
                        let line = self
                            .sources
                            .presumed(first.lo)
                            .map_or(0, |(_, line, _)| line);
                        self.say(
                            Diagnostic::new(Code::DocTwice, form.span)
                                .arg(Arg::Int(i64::from(line)))
                                .otp_at(attribute_place(form.span))
                                .secondary(first, "the first one"),
                        );
                    }
                    pending = Some(form.span);
                }
                FormKind::Function(_)
                | FormKind::Type(_)
                | FormKind::Spec(SpecDecl { callback: true, .. }) => {
                    pending = None;
                }
                _ => {}
            }
        }
    }

    fn other_attribute(&mut self, name: Ident, value: &'a Expr<'a>, span: Span) {
        match self.text(name.name) {
            "deprecated" => self.out_of_use(value, span, Fate::Deprecated),
            "removed" => self.out_of_use(value, span, Fate::Removed),
            "dialyzer" => self.dialyzer(value, span),
            _ => {}
        }
    }

    /// `-deprecated` entries name exported functions, those of `-removed` functions that are not.
    fn out_of_use(&mut self, value: &'a Expr<'a>, span: Span, fate: Fate) {
        for element in elements(value) {
            let Some((name, arity)) = self.entry(element, fate) else {
                self.invalid_entry(element, span, fate);
                continue;
            };
            let is_exported = self.exports_any(name, arity);
            let is_bad = match fate {
                Fate::Deprecated if self.is(name, "_") => arity.is_some(),
                Fate::Deprecated => !is_exported && !self.facts.has_errors,
                Fate::Removed => is_exported,
            };
            if !is_bad {
                continue;
            }
            let code = match fate {
                Fate::Deprecated => Code::BadDeprecated,
                Fate::Removed => Code::BadRemoved,
            };
            let shown = arity.map_or("_".to_owned(), |arity| arity.to_string());
            let shown = format!("{}/{shown}", self.text(name));
            let arity = arity.map_or(TermTree::atom("_"), |arity| TermTree::Int(i64::from(arity)));
            let term = TermTree::tuple([TermTree::atom(self.text(name)), arity]);
            self.say(
                Diagnostic::new(code, element.span)
                    .arg(Arg::Shown(shown, term))
                    .otp_at(span),
            );
        }
    }

    /// The function that an entry names; no arity: any.
    fn entry(&self, element: &Expr<'a>, fate: Fate) -> Option<(Name, Option<u32>)> {
        if matches!(element.kind, ExprKind::Atom(name) if self.is(name, "module")) {
            return Some((self.names.find("_")?, None));
        }
        if let Some(((name, arity), _)) = fun_key(element) {
            return Some((name, Some(arity)));
        }
        let ExprKind::Tuple([name, arity, rest @ ..]) = element.kind else {
            return None;
        };
        let is_text = |expr: &Expr<'_>| matches!(expr.kind, ExprKind::String(_) | ExprKind::Nil);
        let is_when = |expr: &Expr<'_>| match expr.kind {
            ExprKind::Atom(name) => matches!(
                self.text(name),
                "next_version" | "next_major_release" | "eventually"
            ),
            _ => false,
        };
        match (rest, fate) {
            ([], _) => {}
            ([text], _) if is_text(text) => {}
            ([when], Fate::Deprecated) if is_when(when) => {}
            _ => return None,
        }
        let ExprKind::Atom(name) = name.kind else {
            return None;
        };
        match arity.kind {
            ExprKind::Atom(any) if self.is(any, "_") => Some((name, None)),
            ExprKind::Integer(Integer::Small(arity)) => {
                Some((name, Some(u32::try_from(arity).ok()?)))
            }
            _ => None,
        }
    }

    fn exports_any(&self, name: Name, arity: Option<u32>) -> bool {
        let fits = |key: &FunKey| {
            (key.0 == name || self.is(name, "_") && arity.is_none())
                && arity.is_none_or(|arity| arity == key.1)
        };
        match self.facts.export_all {
            true => self.facts.functions.keys().any(fits),
            false => self.facts.exports.keys().any(fits),
        }
    }

    fn invalid_entry(&mut self, element: &Expr<'a>, span: Span, fate: Fate) {
        let code = match fate {
            Fate::Deprecated => Code::InvalidDeprecated,
            Fate::Removed => Code::InvalidRemoved,
        };
        let term = normalise(element, self.names).unwrap_or(TermTree::Nil);
        self.say(
            Diagnostic::new(code, element.span)
                .arg(Arg::Shown(term.to_string(), term))
                .otp_at(span),
        );
    }

    fn dialyzer(&mut self, value: &Expr<'a>, span: Span) {
        const OPTIONS: &[&str] = &[
            "error_handling",
            "extra_return",
            "missing_return",
            "no_behaviours",
            "no_contracts",
            "no_extra_return",
            "no_fail_call",
            "no_fun_app",
            "no_improper_lists",
            "no_match",
            "no_missing_calls",
            "no_missing_return",
            "no_opaque",
            "no_opaque_union",
            "no_return",
            "no_underspecs",
            "no_undefined_callbacks",
            "no_unknown",
            "no_unused",
            "nowarn_function",
            "opaque_union",
            "overlapping_contract",
            "overspecs",
            "race_conditions",
            "specdiffs",
            "underspecs",
            "unknown",
            "unmatched_returns",
        ];
        for element in elements(value) {
            let (option, functions) = match element.kind {
                ExprKind::Tuple([option, functions]) => (option, Some(functions)),
                _ => (element, None),
            };
            for option in elements(option) {
                if let ExprKind::Atom(name) = option.kind
                    && !OPTIONS.contains(&self.text(name))
                {
                    let text = self.text(name).to_string();
                    let mut diagnostic = Diagnostic::new(Code::BadDialyzerOption, option.span);
                    if let Some(meant) = closest(&text, OPTIONS.iter().copied()) {
                        let there = format!("an option `{meant}` exists");
                        diagnostic = diagnostic.suggest(there, option.span, meant);
                    }
                    self.say(diagnostic.arg(Arg::Atom(text)).otp_at(span));
                }
            }
            for function in functions
                .into_iter()
                .flat_map(|functions| elements(functions))
            {
                if let Some((key, place)) = fun_key(function)
                    && !self.facts.functions.contains_key(&key)
                    && !self.facts.has_errors
                {
                    let diagnostic = Diagnostic::new(Code::UndefinedFunction, place)
                        .arg(fun_arg(key, self.names))
                        .otp_at(span);
                    self.say(self.meant_function(diagnostic, key, place, true));
                }
            }
        }
    }
}
