//! What attributes of known names mean; the others keep their value as it is.

use super::Parser;
use super::form::is_name;
use crate::ast::nodes::{
    BinaryOp, CallTarget, Expr, ExprKind, FormKind, FunName, Ident, Integer, MapField,
};
use crate::ast::term_tree::TermTree;
use crate::diagnostics::suggest::closest;
use crate::diagnostics::{Arg, Code, Diagnostic};
use crate::source::name::known;
use crate::source::span::Span;

/// What is wrong with a value: where, and OTP's words.
struct Bad {
    span: Span,
    text: String,
}

impl Bad {
    fn new(span: Span, text: impl Into<String>) -> Bad {
        Bad {
            span,
            text: text.into(),
        }
    }
}

/// The meaning of `-name(values)`; at least one value. Errors are reported.
pub(super) fn interpret<'a>(
    parser: &mut Parser<'_, 'a>,
    name: Ident,
    values: &'a [Expr<'a>],
) -> FormKind<'a> {
    let kind = match name.name {
        known::MODULE => module(parser, values),
        known::EXPORT => fun_names(parser, name, values).map(FormKind::Export),
        known::EXPORT_TYPE => fun_names(parser, name, values).map(FormKind::ExportType),
        known::IMPORT => import(parser, name, values),
        _ if parser.names.text(name.name) == "import_record" => import_record(parser, name, values),
        // Without a text, how the word was spelt would be lost.
        known::BEHAVIOR if parser.textless => other(name, values),
        known::BEHAVIOUR | known::BEHAVIOR => match values {
            [value] if is_name(value).is_some() => Ok(FormKind::Behaviour(Ident {
                name: is_name(value).map_or(known::EMPTY, |ident| ident.name),
                span: value.span,
            })),
            _ => other(name, values),
        },
        known::FILE => match file(parser, name, values) {
            Some(kind) => Ok(kind),
            None => other(name, values),
        },
        known::OPTIONAL_CALLBACKS => match fun_names(parser, name, values) {
            Ok(names) => Ok(FormKind::OptionalCallbacks(names)),
            // Anything is allowed here for OTP's parser; the checker looks at it.
            Err(_) => other(name, values),
        },
        _ => {
            let values = match parser.names.text(name.name) {
                "doc" | "moduledoc" => equivalents(parser, values),
                _ => values,
            };
            let kind = other(name, values);
            if kind.is_ok() {
                check_spelling(parser, name);
            }
            kind
        }
    };
    match kind {
        Ok(kind) => kind,
        Err(bad) => {
            report(parser, name, values, bad);
            FormKind::Error
        }
    }
}

/// `-file("name", 1)` in a text that no preprocessor saw: a pair, as in the abstract format.
fn file<'a>(parser: &Parser<'_, 'a>, name: Ident, values: &'a [Expr<'a>]) -> Option<FormKind<'a>> {
    let [path, line] = values else {
        return None;
    };
    let is_file =
        matches!(path.kind, ExprKind::String(_)) && matches!(line.kind, ExprKind::Integer(_));
    let pair = Expr {
        span: path.span.to(line.span),
        kind: ExprKind::Tuple(values),
    };
    is_file.then(|| FormKind::Attribute {
        name,
        value: parser.alloc(pair),
    })
}

/// `-doc #{equiv => f(X)}` says the same as `-doc #{equiv => f/1}`.
fn equivalents<'a>(parser: &Parser<'_, 'a>, values: &'a [Expr<'a>]) -> &'a [Expr<'a>] {
    let [
        Expr {
            kind:
                ExprKind::Map {
                    base: None,
                    hash,
                    fields,
                },
            span,
        },
    ] = values
    else {
        return values;
    };
    let fields: Vec<MapField<'a>> = fields
        .iter()
        .map(|field| match field.value.kind {
            ExprKind::Call {
                target: CallTarget::Local(ident),
                args,
            } => {
                let part = |kind| Expr {
                    span: field.value.span,
                    kind,
                };
                let name = part(ExprKind::Atom(ident.name));
                let arity = part(ExprKind::Integer(Integer::Small(args.len() as i64)));
                let pair = part(ExprKind::Tuple(parser.alloc_all(&[name, arity])));
                MapField {
                    value: parser.alloc(pair),
                    ..*field
                }
            }
            _ => *field,
        })
        .collect();
    let kind = ExprKind::Map {
        base: None,
        hash: *hash,
        fields: parser.alloc_all(&fields),
    };
    parser.alloc_all(&[Expr { span: *span, kind }])
}

/// An attribute nobody knows whose name is nearly that of a known one.
fn check_spelling(parser: &mut Parser<'_, '_>, name: Ident) {
    let text = parser.names.text(name.name);
    if parser.damaged || KNOWN.contains(&text) || OTHERS.contains(&text) {
        return;
    }
    let Some(meant) = closest(text, KNOWN).filter(|_| text.len() > 3) else {
        return;
    };
    let diagnostic = Diagnostic::new(Code::MisspeltAttribute, name.span)
        .arg(Arg::Atom(text.to_owned()))
        .suggest(format!("did you mean `-{meant}`?"), name.span, meant);
    parser.diagnostics.push(diagnostic);
}

fn other<'a>(name: Ident, values: &'a [Expr<'a>]) -> Result<FormKind<'a>, Bad> {
    match values {
        [value] => match Parser::not_constant(value) {
            None => Ok(FormKind::Attribute { name, value }),
            Some(_) => Err(Bad::new(value.span, "bad attribute")),
        },
        [_, second, ..] => Err(Bad::new(second.span, "bad attribute")),
        [] => Err(Bad::new(name.span, "bad attribute")),
    }
}

fn module<'a>(parser: &Parser<'_, 'a>, values: &'a [Expr<'a>]) -> Result<FormKind<'a>, Bad> {
    let _ = parser;
    match values {
        [value] => match is_name(value) {
            Some(ident) => Ok(FormKind::Module(ident)),
            None => Err(Bad::new(value.span, "bad module declaration")),
        },
        [_, second, ..] => Err(Bad::new(second.span, "bad module declaration")),
        [] => Err(Bad::new(Span::NONE, "bad module declaration")),
    }
}

fn import<'a>(
    parser: &Parser<'_, 'a>,
    name: Ident,
    values: &'a [Expr<'a>],
) -> Result<FormKind<'a>, Bad> {
    let [module, functions] = values else {
        let span = values
            .get(2)
            .or(values.first())
            .map_or(name.span, |value| value.span);
        return Err(Bad::new(span, "bad import declaration"));
    };
    let Some(module) = is_name(module) else {
        return Err(Bad::new(module.span, "bad import declaration"));
    };
    Ok(FormKind::Import {
        module,
        functions: fun_name_list(parser, functions)?,
    })
}

/// `-import_record(module, [name, ...])`.
fn import_record<'a>(
    parser: &Parser<'_, 'a>,
    name: Ident,
    values: &'a [Expr<'a>],
) -> Result<FormKind<'a>, Bad> {
    let bad = |span| Bad::new(span, "bad import_record declaration");
    let [module, records] = values else {
        let span = values
            .get(2)
            .or(values.first())
            .map_or(name.span, |value| value.span);
        return Err(bad(span));
    };
    let module = is_name(module).ok_or_else(|| bad(module.span))?;
    let elements = match records.kind {
        ExprKind::Nil => &[][..],
        ExprKind::List {
            elements,
            tail: None,
            ..
        } => elements,
        _ => return Err(Bad::new(records.span, "bad native record name")),
    };
    let names: Result<Vec<Ident>, Bad> = elements
        .iter()
        .map(|element| {
            is_name(element).ok_or_else(|| Bad::new(element.span, "bad native record name"))
        })
        .collect();
    Ok(FormKind::ImportRecord {
        module,
        records: parser.alloc_all(&names?),
    })
}

fn fun_names<'a>(
    parser: &Parser<'_, 'a>,
    name: Ident,
    values: &'a [Expr<'a>],
) -> Result<&'a [FunName], Bad> {
    match values {
        [list] => fun_name_list(parser, list),
        [_, second, ..] => Err(Bad::new(
            second.span,
            format!("bad {} declaration", parser.names.text(name.name)),
        )),
        [] => Err(Bad::new(name.span, "bad attribute")),
    }
}

/// `[f/1, g/2]`.
fn fun_name_list<'a>(parser: &Parser<'_, 'a>, list: &Expr<'a>) -> Result<&'a [FunName], Bad> {
    match list.kind {
        ExprKind::Nil => Ok(&[]),
        ExprKind::List {
            elements,
            tail: None,
            ..
        } => {
            let names: Result<Vec<FunName>, Bad> = elements
                .iter()
                .map(|element| fun_name(element, list.span))
                .collect();
            Ok(parser.alloc_all(&names?))
        }
        _ => Err(Bad::new(list.span, "bad Name/Arity")),
    }
}

fn fun_name(expr: &Expr<'_>, list: Span) -> Result<FunName, Bad> {
    let ExprKind::Binary {
        op: BinaryOp::FloatDiv,
        left,
        right,
        ..
    } = expr.kind
    else {
        // OTP points at the list.
        return Err(Bad::new(
            if expr.span == Span::NONE {
                list
            } else {
                expr.span
            },
            "bad Name/Arity",
        ));
    };
    let name = is_name(left).ok_or_else(|| Bad::new(left.span, "bad function name"))?;
    match right.kind {
        ExprKind::Integer(Integer::Small(arity)) if u32::try_from(arity).is_ok() => Ok(FunName {
            name: name.name,
            arity: arity as u32,
            span: expr.span,
        }),
        _ => Err(Bad::new(right.span, "bad function arity")),
    }
}

#[cold]
fn report(parser: &mut Parser<'_, '_>, name: Ident, values: &[Expr<'_>], bad: Bad) {
    if parser.damaged {
        return;
    }
    let text = parser.names.text(name.name).to_owned();
    let otp = match (bad.text.as_str(), values) {
        ("bad Name/Arity", [list]) => list.span.start(),
        ("bad Name/Arity", [_, list]) => list.span.start(),
        _ => bad.span,
    };
    let mut diagnostic = Diagnostic::new(Code::BadAttribute, bad.span)
        .arg(Arg::Atom(text.clone()))
        .otp_at(otp)
        .otp_term(TermTree::chars(&bad.text));
    diagnostic = match usage(&text) {
        Some(usage) => diagnostic.help(format!("write `{usage}`")),
        None => diagnostic.help("an attribute holds one constant term"),
    };
    if let Some(meant) = closest(&text, KNOWN).filter(|_| !KNOWN.contains(&text.as_str())) {
        diagnostic = diagnostic.suggest(format!("did you mean `-{meant}`?"), name.span, meant);
    }
    parser.diagnostics.push(diagnostic);
}

/// Attributes and directives whose names may be misspelt.
pub(super) const KNOWN: [&str; 33] = [
    "module",
    "export",
    "export_type",
    "export_record",
    "import",
    "import_record",
    "record",
    "type",
    "opaque",
    "nominal",
    "spec",
    "callback",
    "optional_callbacks",
    "behaviour",
    "behavior",
    "file",
    "compile",
    "on_load",
    "vsn",
    "author",
    "doc",
    "moduledoc",
    "deprecated",
    "dialyzer",
    "nifs",
    "feature",
    "define",
    "undef",
    "ifdef",
    "ifndef",
    "endif",
    "include",
    "include_lib",
];

/// Attributes of tools, which are no misspelling of anything.
const OTHERS: [&str; 8] = [
    "copyright",
    "date",
    "removed",
    "ignore_xref",
    "mode",
    "rcs",
    "id",
    "tests",
];

fn usage(name: &str) -> Option<&'static str> {
    Some(match name {
        "module" => "-module(name).",
        "export" => "-export([name/arity, ...]).",
        "export_type" => "-export_type([name/arity, ...]).",
        "import" => "-import(module, [name/arity, ...]).",
        "export_record" => "-export_record([name, ...]).",
        "import_record" => "-import_record(module, [name, ...]).",
        "behaviour" | "behavior" => "-behaviour(module).",
        _ => return None,
    })
}
