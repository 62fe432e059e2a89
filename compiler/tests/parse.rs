//! Forms and errors of small files, against those of OTP's preprocessor and parser: tests/parse/cases.txt holds, for
//! each `%%% file`, its text and after `%%=` what OTP makes of it, a form or error a line, sorted.

use bumpalo::Bump;
use purlin_compiler::ast::abstract_format::ToAbstract;
use purlin_compiler::ast::term_tree::TermTree;
use purlin_compiler::parse::{ParseOptions, parse_module};
use purlin_compiler::source::file::SourceMap;
use purlin_compiler::source::name::Interner;
use purlin_compiler::source::provider::NoSources;
use purlin_compiler::source::span::Span;

struct Case<'t> {
    name: &'t str,
    text: String,
    expected: Vec<&'t str>,
}

fn cases(text: &str) -> Vec<Case<'_>> {
    let mut cases: Vec<Case<'_>> = Vec::new();
    for line in text.lines() {
        if let Some(name) = line.strip_prefix("%%% ") {
            cases.push(Case {
                name,
                text: String::new(),
                expected: Vec::new(),
            });
        } else if let Some(case) = cases.last_mut() {
            match line.strip_prefix("%%= ") {
                Some(form) => case.expected.push(form),
                None => {
                    // The texts were recorded without a line end after the last line.
                    let separator = if case.text.is_empty() { "" } else { "\n" };
                    case.text = format!("{}{separator}{line}", case.text);
                }
            }
        }
    }
    cases
}

/// Forms and errors as OTP prints them, sorted; messages of nested lists flat.
fn forms(name: &str, text: &str) -> Vec<String> {
    let arena = Bump::new();
    let mut sources = SourceMap::new();
    let mut names = Interner::new();
    let file = sources.add(name, text).expect("small");
    let options = ParseOptions::default();
    let parsed = parse_module(&arena, &mut sources, &mut names, &NoSources, file, &options);
    let place = |span: Span| match sources.presumed(span.lo) {
        Some((_, line, column)) => {
            TermTree::tuple([TermTree::Int(line.into()), TermTree::Int(column.into())])
        }
        None => TermTree::Int(0),
    };
    let format = ToAbstract {
        names: &names,
        anno: place,
        no_anno: TermTree::Int(1),
    };
    let mut lines: Vec<String> = format
        .module(&parsed.module)
        .iter()
        .map(TermTree::to_string)
        .collect();
    lines.extend(parsed.diagnostics.iter().map(|diagnostic| {
        let (module, term) = diagnostic.otp();
        let term = flat(&term).map_or(term, |text| TermTree::chars(&text));
        let kind = if diagnostic.is_error() {
            "error"
        } else {
            "warning"
        };
        let at = place(diagnostic.otp_place());
        TermTree::tuple([
            TermTree::atom(kind),
            TermTree::tuple([at, TermTree::atom(module), term]),
        ])
        .to_string()
    }));
    lines.sort();
    lines
}

/// The text of a list of texts.
fn flat(term: &TermTree) -> Option<String> {
    match term {
        TermTree::Nil => Some(String::new()),
        TermTree::Chars(text) => Some(text.to_string()),
        TermTree::List(parts) => parts.iter().map(flat).collect(),
        _ => None,
    }
}

#[test]
fn forms_and_errors_are_those_of_otp() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/parse/cases.txt");
    let text = std::fs::read_to_string(path).expect("the cases can be read");
    let cases = cases(&text);
    let mut wrong = Vec::new();
    for case in &cases {
        let mut expected: Vec<String> = case.expected.iter().map(|form| form.to_string()).collect();
        expected.sort();
        let found = forms(case.name, &case.text);
        if found != expected {
            wrong.push(format!(
                "{}\n  OTP    {}\n  Purlin {}",
                case.name,
                expected.join("\n         "),
                found.join("\n         ")
            ));
        }
    }
    assert!(cases.len() > 100, "cases were lost");
    assert!(
        wrong.is_empty(),
        "{} of {}:\n{}",
        wrong.len(),
        cases.len(),
        wrong.join("\n")
    );
}
