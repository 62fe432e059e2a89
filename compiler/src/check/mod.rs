//! What Erlang's linter does: says what is wrong with a program that parses, and what is doubtful.
//!
//! `facts` gathers what the forms declare; then each form is walked. The walk never changes the tree and goes on after every
//! problem; a problem that follows from one already said is not said again.

/// What a module declares.
pub mod facts;

/// Which warnings are wanted.
pub mod options;

/// Variables.
mod scope;

/// Attributes and the relations between them.
mod attribute;

/// Callbacks of behaviours.
mod behaviour;

/// Expressions.
mod expr;

/// Guards.
pub(crate) mod guard;

/// Patterns.
mod pattern;

/// Bit syntax.
mod bits;

/// Native records.
mod native_record;

/// Records.
mod record;

/// Calls and functions.
mod function;

/// Format strings.
mod format;

/// Types and specs.
mod types;

/// What the library deprecated or removed.
mod obsolete;

/// Names that are almost right.
mod meant;

/// Constants and kinds of values.
mod literal;

/// What has no effect, always fails or never matches.
mod futile;

use std::cell::Cell;
use std::collections::{HashMap, HashSet};

use crate::ast::nodes::*;
use crate::diagnostics::codes::Code;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::source::file::SourceMap;
use crate::source::name::{Interner, Name};
use crate::source::span::Span;

use facts::{Facts, FunKey};
use options::Warnings;
use scope::Scopes;

/// What the checker may ask about other modules.
pub trait KnownModules {
    /// Callbacks of a behaviour: name, arity, optional. `None`: the module is not known.
    fn callbacks(&self, module: &str) -> Option<Vec<(String, u32, bool)>>;
}

/// Knows the behaviours of the library only.
pub struct LibraryOnly;

impl KnownModules for LibraryOnly {
    fn callbacks(&self, module: &str) -> Option<Vec<(String, u32, bool)>> {
        behaviour::library_callbacks(module)
    }
}

/// Whether the module's `-compile` attributes hold this option.
pub fn asks_for(module: &Module<'_>, names: &Interner, wanted: &str) -> bool {
    let is_wanted = |option: &Expr<'_>| matches!(option.kind, ExprKind::Atom(name) if names.text(name) == wanted);
    module.forms.iter().any(|form| match form.kind {
        FormKind::Attribute { name, value } if names.text(name.name) == "compile" => {
            facts::elements(value).iter().any(is_wanted)
        }
        _ => false,
    })
}

/// Check a whole module. `options` are the compiler's own (`nowarn_unused_vars` ...); the module's `-compile` attributes come on top.
/// `had_errors`: something is wrong already, so that nothing is said that only sound programs are looked at for.
pub fn check_module(
    module: &Module<'_>,
    names: &Interner,
    sources: &SourceMap,
    known: &dyn KnownModules,
    options: &[String],
    had_errors: bool,
) -> Vec<Diagnostic> {
    let mut said = Vec::new();
    let mut facts = Facts::gather(module, names, &mut said);
    facts.export_all |= options.iter().any(|option| option == "export_all");
    let warnings = Warnings::new(options, &facts, names);
    let mut checker = Checker {
        names,
        sources,
        known,
        facts,
        warnings,
        said,
        scopes: Scopes::default(),
        current: None,
        in_guard: false,
        in_size: false,
        calls: HashMap::new(),
        used_records: HashSet::new(),
        used_types: HashMap::new(),
        current_type: None,
        used_imports: HashSet::new(),
        unused_said: HashSet::new(),
        default_depth: 0,
        declared: HashSet::new(),
        many_fields: HashMap::new(),
        loads_nif: false,
        unbound_places: HashSet::new(),
        comparisons_left: Cell::new(MOST_COMPARISONS),
    };
    checker.module(module);
    if !had_errors && !checker.facts.has_errors && !checker.said.iter().any(Diagnostic::is_error) {
        futile::warn(&mut checker, module);
    }
    let mut said = checker.said;
    said.sort_by_key(|diagnostic| (diagnostic.span.lo, diagnostic.severity));
    said
}

struct Checker<'n, 'a> {
    names: &'n Interner,
    sources: &'n SourceMap,
    known: &'n dyn KnownModules,
    facts: Facts<'a>,
    warnings: Warnings,
    said: Vec<Diagnostic>,
    scopes: Scopes,
    /// The function whose body is walked.
    current: Option<FunKey>,
    in_guard: bool,
    /// What is walked like a guard is the size of a segment.
    in_size: bool,
    /// Who calls whom, for unused functions.
    calls: HashMap<Option<FunKey>, Vec<FunKey>>,
    used_records: HashSet<Name>,
    /// Which types the types (and, under none, everything else) mention.
    used_types: HashMap<Option<FunKey>, Vec<FunKey>>,
    current_type: Option<FunKey>,
    used_imports: HashSet<FunKey>,
    unused_said: HashSet<Span>,
    /// Record defaults being walked: they may mention records again.
    default_depth: u32,
    /// Records whose declarations have been walked: what a declaration mentions must come before it.
    declared: HashSet<Name>,
    /// The fields of large records.
    many_fields: HashMap<Name, HashSet<Name>>,
    /// There is a call of `erlang:load_nif/2`.
    loads_nif: bool,
    /// Where variables without a value were used.
    unbound_places: HashSet<Span>,
    /// With so many names more a wrong one is compared.
    comparisons_left: Cell<usize>,
}

/// Names that wrong ones are compared with, in all: a file with thousands of wrong names gets no guesses for the last ones.
const MOST_COMPARISONS: usize = 1_000_000;

impl<'a> Checker<'_, 'a> {
    fn text(&self, name: Name) -> &str {
        self.names.text(name)
    }

    fn is(&self, name: Name, text: &str) -> bool {
        self.names.text(name) == text
    }

    fn say(&mut self, diagnostic: Diagnostic) {
        self.said.push(diagnostic);
    }

    /// Whether to look for what was meant among so many names.
    fn may_guess(&self, n_names: usize) -> bool {
        let left = self.comparisons_left.get().checked_sub(n_names);
        self.comparisons_left.set(left.unwrap_or(0));
        left.is_some()
    }

    /// Say it if the option that rules the code is on.
    fn warn(&mut self, diagnostic: Diagnostic) {
        if self.warnings.wants(diagnostic.code) {
            self.said.push(diagnostic);
        }
    }

    fn error(&mut self, code: Code, span: Span) {
        self.say(Diagnostic::new(code, span));
    }

    fn module(&mut self, module: &Module<'a>) {
        self.attributes(module);
        for form in module.forms {
            match form.kind {
                FormKind::Function(function) => self.function(&function),
                FormKind::Record(record) => {
                    if record.native {
                        self.native_in_header(&record, facts::attribute_place(form.span));
                    }
                    self.record_declaration(&record);
                }
                FormKind::Type(declaration) => self.type_declaration(&declaration),
                FormKind::Spec(spec) => self.spec(&spec, facts::attribute_place(form.span)),
                FormKind::Module(_)
                | FormKind::Export(_)
                | FormKind::ExportType(_)
                | FormKind::Import { .. }
                | FormKind::ImportRecord { .. }
                | FormKind::OptionalCallbacks(_)
                | FormKind::Behaviour(_)
                | FormKind::File { .. }
                | FormKind::Attribute { .. }
                | FormKind::Error => {}
            }
        }
        self.unused_functions();
        self.unused_records();
        self.unused_imports();
        self.unused_types();
        self.behaviours(module);
        self.nifs_without_code();
    }
}
