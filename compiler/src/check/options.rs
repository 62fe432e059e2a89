//! Which warnings are wanted: defaults, the compiler's options, the module's `-compile` attributes, in that order; the last word counts.

use std::collections::HashSet;

use crate::ast::nodes::*;
use crate::diagnostics::codes::Code;
use crate::source::name::Interner;

use super::facts::{Facts, FunKey, fun_key, named};

/// Warnings that must be asked for (`warn_NAME`).
const OFF_BY_DEFAULT: &[&str] = &[
    "export_vars",
    "unused_import",
    "missing_spec",
    "missing_spec_all",
    "missing_doc",
    "keywords",
    "untyped_record",
];

#[derive(Default)]
pub struct Warnings {
    off: HashSet<String>,
    on: HashSet<String>,
    /// `{nowarn_unused_function, [f/1]}` and the like.
    off_for: Vec<(String, FunKey)>,
    none: bool,
}

impl Warnings {
    pub fn new(options: &[String], facts: &Facts<'_>, names: &Interner) -> Warnings {
        let mut warnings = Warnings::default();
        for option in options {
            warnings.switch(option);
        }
        for (option, _) in &facts.compile_options {
            match option.kind {
                ExprKind::Atom(name) => warnings.switch(names.text(name)),
                ExprKind::Tuple([key, list]) => warnings.switch_for(key, list, names),
                _ => {}
            }
        }
        warnings
    }

    fn switch(&mut self, option: &str) {
        if option == "nowarn_opportunistic" {
            self.off
                .extend(["ignored", "failed", "nomatch"].map(String::from));
        } else if option == "nowarnings" || option == "suppress_warnings" {
            self.none = true;
        } else if let Some(name) = option.strip_prefix("nowarn_") {
            self.on.remove(name);
            self.off.insert(name.to_string());
        } else if let Some(name) = option.strip_prefix("warn_") {
            self.off.remove(name);
            self.on.insert(name.to_string());
        }
    }

    fn switch_for(&mut self, key: &Expr<'_>, list: &Expr<'_>, names: &Interner) {
        let ExprKind::Atom(key) = key.kind else {
            return;
        };
        let Some(option) = names.text(key).strip_prefix("nowarn_") else {
            return;
        };
        for element in named(list) {
            if let Some((function, _)) = fun_key(element) {
                self.off_for.push((option.to_string(), function));
            }
        }
    }

    pub fn wants(&self, code: Code) -> bool {
        let option = code.row().option;
        !self.none && (option == "-" || option.is_empty() || self.option(option))
    }

    pub fn option(&self, option: &str) -> bool {
        match OFF_BY_DEFAULT.contains(&option) {
            true => self.on.contains(option),
            false => !self.off.contains(option),
        }
    }

    /// The same for one function.
    pub fn wants_for(&self, code: Code, function: FunKey) -> bool {
        self.wants(code)
            && !self
                .off_for
                .iter()
                .any(|(option, key)| option == code.row().option && *key == function)
    }
}
