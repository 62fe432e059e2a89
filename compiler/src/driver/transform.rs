//! The hook for parse transforms: which a module wants, what they are given, what comes back.
//!
//! Whoever hosts the compiler runs them: they are Erlang programs. `eunit_autoexport` is built in.

use crate::ast::abstract_format::ToAbstract;
use crate::ast::nodes::{
    CallTarget, Clause, Expr, ExprKind, Form, FormKind, FunName, Function, Ident, Module,
};
use crate::ast::term_tree::TermTree;
use crate::check::facts::elements;
use crate::diagnostics::Code;
use crate::diagnostics::diagnostic::{Arg, Diagnostic, Severity};
use crate::source::file::SourceMap;
use crate::source::name::{Interner, known};
use crate::source::span::Span;
use bumpalo::Bump;

/// Transforms that are built in.
const AUTOEXPORT: &str = "eunit_autoexport";

/// What transforms are to work on.
pub struct Request {
    /// The source's name.
    pub file: String,
    /// Modules, in the order in which they run.
    pub transforms: Vec<String>,
    /// All forms, the end mark included.
    pub forms: Vec<TermTree>,
}

/// A problem that a transform reported.
pub struct Reported {
    pub severity: Severity,
    pub file: String,
    pub location: TermTree,
    /// Who knows the descriptor.
    pub module: String,
    pub descriptor: TermTree,
    /// What the descriptor says.
    pub text: String,
}

/// What came of it.
pub struct Transformed {
    /// None: they failed, or the caller goes on from the request himself.
    pub forms: Option<Vec<TermTree>>,
    pub problems: Vec<Reported>,
}

/// Runs parse transforms.
pub trait FormTransform {
    fn transform(&self, request: Request) -> Transformed;
}

/// The transforms that a module asks for in its attributes, built-in ones not among them.
pub(super) fn wanted(module: &Module<'_>, names: &Interner) -> Vec<(String, Span)> {
    attributes(module, names)
        .into_iter()
        .filter(|(name, _)| *name != AUTOEXPORT)
        .map(|(name, span)| (name.to_owned(), span))
        .collect()
}

/// With the places of their names.
fn attributes<'n>(module: &Module<'_>, names: &'n Interner) -> Vec<(&'n str, Span)> {
    let mut found = Vec::new();
    for form in module.forms {
        let FormKind::Attribute { name, value } = form.kind else {
            continue;
        };
        if name.name != known::COMPILE {
            continue;
        }
        let options = match value.kind {
            ExprKind::List { .. } => elements(value),
            _ => std::slice::from_ref(value),
        };
        for option in options {
            if let ExprKind::Tuple([key, transform]) = option.kind
                && let (ExprKind::Atom(key), ExprKind::Atom(name)) = (key.kind, transform.kind)
                && names.text(key) == "parse_transform"
            {
                found.push((names.text(name), transform.span));
            }
        }
    }
    found
}

/// A place as OTP's tools want it: `{Line, Column}`, or the line when no column is known.
pub fn place(sources: &SourceMap, position: u32) -> TermTree {
    let int = |n: u32| TermTree::Int(n.into());
    match sources.presumed(position) {
        Some((_, line, 0)) => int(line),
        Some((_, line, column)) => TermTree::tuple([int(line), int(column)]),
        None => int(0),
    }
}

/// All forms of a parsed file as transforms see them, the end mark included. `said`: what reading the file found stands among them
/// as `{error, Info}` and `{warning, Info}`.
pub fn forms(
    file: &str,
    module: &Module<'_>,
    said: &[Diagnostic],
    names: &Interner,
    sources: &SourceMap,
    end: u32,
) -> Vec<TermTree> {
    let format = ToAbstract {
        names,
        anno: |span: Span| place(sources, span.lo),
        no_anno: TermTree::Int(0),
    };
    let mut forms = Vec::with_capacity(module.forms.len() + 2);
    if !matches!(module.forms.first(), Some(form) if matches!(form.kind, FormKind::File { .. })) {
        let first = TermTree::tuple([
            TermTree::atom("attribute"),
            TermTree::Int(1),
            TermTree::atom("file"),
            TermTree::tuple([TermTree::chars(file), TermTree::Int(1)]),
        ]);
        forms.push((Span::NONE, first));
    }
    // A form with an error in it is that error.
    let is_broken = |form: &Form<'_>| {
        let inside = |span: Span| form.span.lo <= span.lo && span.lo < form.span.hi;
        said.iter().any(|d| d.is_error() && inside(d.otp_place()))
    };
    for form in module.forms.iter().filter(|form| !is_broken(form)) {
        forms.extend(format.form(form).map(|term| (form.span, term)));
    }
    for diagnostic in said {
        let span = diagnostic.otp_place();
        let file = sources.file_of(span.lo);
        let before = |(other, _): &(Span, TermTree)| {
            other.lo <= span.lo && sources.file_of(other.lo) == file
        };
        let at = forms.iter().rposition(before).map_or(1, |at| at + 1);
        forms.insert(
            at.min(forms.len()),
            (span, problem_form(diagnostic, sources)),
        );
    }
    let mut forms: Vec<TermTree> = forms.into_iter().map(|(_, term)| term).collect();
    forms.push(TermTree::tuple([
        TermTree::atom("eof"),
        place(sources, end),
    ]));
    forms
}

fn problem_form(diagnostic: &Diagnostic, sources: &SourceMap) -> TermTree {
    let (module, descriptor) = diagnostic.otp();
    let kind = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    TermTree::tuple([
        TermTree::atom(kind),
        TermTree::tuple([
            place(sources, diagnostic.otp_place().lo),
            TermTree::atom(module),
            descriptor,
        ]),
    ])
}

/// Reported problems as diagnostics of this compilation. `asked`: where the module asks for which transform.
pub(super) fn diagnostics(
    problems: Vec<Reported>,
    asked: &[(String, Span)],
    sources: &SourceMap,
) -> Vec<Diagnostic> {
    let said = |problem: Reported| match broken(&problem) {
        Some((code, transform)) => {
            let asked = asked.iter().find(|(name, _)| name == transform);
            Diagnostic::new(code, asked.map_or(Span::NONE, |(_, span)| *span))
                .arg(Arg::Atom(transform.to_owned()))
                .arg(Arg::Text(problem.text.trim_end().to_owned()))
                .otp_at(Span::NONE)
                .otp_term(problem.descriptor.clone())
        }
        None => reported(problem, sources),
    };
    problems.into_iter().map(said).collect()
}

/// The transform that could not be run.
fn broken(problem: &Reported) -> Option<(Code, &str)> {
    if problem.module != "compile" {
        return None;
    }
    if let Some([TermTree::Atom(name)]) = problem.descriptor.tagged("undef_parse_transform") {
        return Some((Code::UndefinedTransform, name));
    }
    match problem.descriptor.tagged("parse_transform") {
        Some([TermTree::Atom(name), _]) => Some((Code::TransformFailed, name)),
        _ => None,
    }
}

fn reported(problem: Reported, sources: &SourceMap) -> Diagnostic {
    let code = match problem.severity {
        Severity::Error => Code::ReportedError,
        Severity::Warning => Code::ReportedWarning,
    };
    let (line, column) = crate::ast::from_abstract::location(&problem.location);
    let offset = sources.named(&problem.file).and_then(|id| {
        let file = sources.file(id);
        Some(file.base() + file.offset_of(line, column.max(1))?)
    });
    let span = offset.map_or(Span::NONE, |lo| Span::new(lo, lo + 1));
    Diagnostic::new(code, span)
        .arg(Arg::Text(problem.text))
        .otp_term(problem.descriptor)
        .otp_module(&problem.module)
}

/// What eunit's header asks for: tests are exported, and `test/0` runs them.
pub(super) fn built_in<'a>(
    module: Module<'a>,
    names: &mut Interner,
    arena: &'a Bump,
) -> Module<'a> {
    let asked = attributes(&module, names);
    if !asked.iter().any(|(name, _)| *name == AUTOEXPORT) {
        return module;
    }
    let name = module.forms.iter().find_map(|form| match form.kind {
        FormKind::Module(name) => Some((form, name)),
        _ => None,
    });
    let Some((place, name)) = name else {
        return module;
    };
    let test = names.intern("test");
    let has_test = module.forms.iter().any(
        |form| matches!(form.kind, FormKind::Function(f) if f.name.name == test && f.arity == 0),
    );
    let mut exports: Vec<FunName> = tests(&module, names);
    let mut forms: Vec<Form<'a>> = module.forms.to_vec();
    if !has_test {
        exports.push(FunName {
            name: test,
            arity: 0,
            span: name.span,
        });
        forms.push(test_function(name, names, arena));
    }
    let exports = Form {
        span: place.span,
        anchor: place.anchor,
        kind: FormKind::Export(arena.alloc_slice_copy(&exports)),
    };
    let at = forms
        .iter()
        .position(|form| matches!(form.kind, FormKind::Module(_)));
    forms.insert(at.map_or(0, |at| at + 1), exports);
    Module {
        forms: arena.alloc_slice_copy(&forms),
    }
}

fn tests(module: &Module<'_>, names: &Interner) -> Vec<FunName> {
    let functions = module.forms.iter().filter_map(|form| match form.kind {
        FormKind::Function(function) if function.arity == 0 => Some(function.name),
        _ => None,
    });
    functions
        .filter(|name| {
            let text = names.text(name.name);
            text.ends_with("_test") || text.ends_with("_test_")
        })
        .map(|name| FunName {
            name: name.name,
            arity: 0,
            span: name.span,
        })
        .collect()
}

/// `test() -> eunit:test(Module).`
fn test_function<'a>(module: Ident, names: &mut Interner, arena: &'a Bump) -> Form<'a> {
    let span = module.span;
    let test = names.intern("test");
    let eunit = names.intern("eunit");
    let atom = |name| {
        &*arena.alloc(Expr {
            span,
            kind: ExprKind::Atom(name),
        })
    };
    let call = Expr {
        span,
        kind: ExprKind::Call {
            target: CallTarget::Remote {
                colon: span,
                module: atom(eunit),
                name: atom(test),
            },
            args: std::slice::from_ref(atom(module.name)),
        },
    };
    let clause = Clause {
        span,
        name: None,
        patterns: &[],
        guard: &[],
        body: arena.alloc_slice_copy(&[call]),
    };
    Form {
        span,
        anchor: span,
        kind: FormKind::Function(Function {
            name: Ident { name: test, span },
            arity: 0,
            clauses: arena.alloc_slice_copy(&[clause]),
        }),
    }
}
