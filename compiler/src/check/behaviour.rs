//! Behaviours: that a module exports the callbacks it promised.

use crate::ast::nodes::*;
use crate::ast::term_tree::TermTree;
use crate::diagnostics::codes::Code;
use crate::diagnostics::diagnostic::{Arg, Diagnostic};
use crate::diagnostics::suggest::closest;
use crate::source::span::Span;

use super::Checker;
use super::facts::{atom, attribute_place};

/// Callback, arity, optional.
type Callback = (&'static str, u32, bool);

const BEHAVIOURS: &[(&str, &[Callback])] = &[
    (
        "application",
        &[
            ("start", 2, false),
            ("stop", 1, false),
            ("start_phase", 3, true),
            ("prep_stop", 1, true),
            ("config_change", 3, true),
        ],
    ),
    (
        "gen_event",
        &[
            ("handle_call", 2, false),
            ("handle_event", 2, false),
            ("init", 1, false),
            ("handle_info", 2, true),
            ("terminate", 2, true),
            ("code_change", 3, true),
            ("format_status", 1, true),
            ("format_status", 2, true),
        ],
    ),
    (
        "gen_server",
        &[
            ("handle_call", 3, false),
            ("handle_cast", 2, false),
            ("init", 1, false),
            ("handle_info", 2, true),
            ("handle_continue", 2, true),
            ("terminate", 2, true),
            ("code_change", 3, true),
            ("format_status", 1, true),
            ("format_status", 2, true),
        ],
    ),
    (
        "gen_statem",
        &[
            ("callback_mode", 0, false),
            ("init", 1, false),
            ("handle_event", 4, true),
            ("state_name", 3, true),
            ("terminate", 3, true),
            ("code_change", 4, true),
            ("format_status", 1, true),
            ("format_status", 2, true),
        ],
    ),
    ("supervisor", &[("init", 1, false)]),
    (
        "supervisor_bridge",
        &[("init", 1, false), ("terminate", 2, false)],
    ),
];

pub fn library_callbacks(module: &str) -> Option<Vec<(String, u32, bool)>> {
    let (_, callbacks) = BEHAVIOURS.iter().find(|(name, _)| *name == module)?;
    Some(
        callbacks
            .iter()
            .map(|&(name, arity, optional)| (name.to_string(), arity, optional))
            .collect(),
    )
}

/// A behaviour of the module that was found.
struct Promise {
    name: Ident,
    form: Span,
    callbacks: Vec<(String, u32, bool)>,
}

impl<'a> Checker<'_, 'a> {
    pub fn behaviours(&mut self, module: &Module<'a>) {
        let mut promises: Vec<Promise> = Vec::new();
        for form in module.forms {
            let FormKind::Behaviour(name) = form.kind else {
                continue;
            };
            match self.known.callbacks(self.text(name.name)) {
                Some(callbacks) => promises.push(Promise {
                    name,
                    form: attribute_place(form.span),
                    callbacks,
                }),
                None => {
                    let mut diagnostic = Diagnostic::new(Code::UndefinedBehaviour, name.span)
                        .arg(atom(name.name, self.names))
                        .otp_at(attribute_place(form.span));
                    let known = BEHAVIOURS.iter().map(|(known, _)| *known);
                    if let Some(meant) = closest(self.text(name.name), known) {
                        let there = format!("a behaviour `{meant}` exists");
                        diagnostic = diagnostic.suggest(there, name.span, meant);
                    }
                    self.warn(diagnostic);
                }
            }
        }
        for promise in &promises {
            self.missing_callbacks(promise);
        }
        self.conflicting_behaviours(&promises);
    }

    fn missing_callbacks(&mut self, promise: &Promise) {
        if self.facts.has_errors {
            return;
        }
        for (name, arity, optional) in &promise.callbacks {
            let exported = self.names.find(name).is_some_and(|name| {
                let key = (name, *arity);
                self.facts.exports.contains_key(&key)
                    || self.facts.export_all && self.facts.functions.contains_key(&key)
            });
            if !optional && !exported {
                let diagnostic = Diagnostic::new(Code::MissingCallback, promise.name.span)
                    .arg(Arg::Fun(name.clone(), *arity))
                    .arg(atom(promise.name.name, self.names))
                    .otp_at(promise.form);
                self.warn(diagnostic);
            }
        }
    }

    /// Two behaviours that want the same callback.
    fn conflicting_behaviours(&mut self, promises: &[Promise]) {
        for (index, promise) in promises.iter().enumerate() {
            for (name, arity, optional) in &promise.callbacks {
                let wants = |other: &&Promise| {
                    other
                        .callbacks
                        .iter()
                        .any(|(n, a, optional)| n == name && a == arity && !optional)
                };
                if *optional {
                    continue;
                }
                if let Some(first) = promises[..index].iter().find(wants) {
                    self.conflict(promise, first, name, *arity);
                }
            }
        }
    }

    fn conflict(&mut self, promise: &Promise, first: &Promise, name: &str, arity: u32) {
        let (line, column) = self
            .sources
            .presumed(first.form.lo)
            .map_or((0, 0), |(_, line, column)| (line, column));
        let at = TermTree::tuple([
            TermTree::Int(i64::from(line)),
            TermTree::Int(i64::from(column)),
        ]);
        let diagnostic = Diagnostic::new(Code::ConflictingBehaviours, promise.name.span)
            .arg(Arg::Fun(name.to_string(), arity))
            .arg(atom(promise.name.name, self.names))
            .arg(Arg::Shown(format!("line {line}"), at))
            .arg(atom(first.name.name, self.names))
            .otp_at(promise.form)
            .secondary(first.name.span, "this one wants it too");
        self.warn(diagnostic);
    }
}
