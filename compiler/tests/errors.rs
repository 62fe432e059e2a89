//! Wrong programs and what people are told about them: each `tests/errors/*.erl` has its rendered diagnostics beside it
//! as a snapshot. `INSTA_UPDATE=always cargo test -p purlin-compiler --test errors` writes them anew.
//!
//! Programs of the scanner's, preprocessor's and parser's ids (P00, P01, P02) are pieces of files and only parsed; the others are
//! whole modules and go all the way.

mod common;

use std::collections::BTreeSet;

use bumpalo::Bump;
use common::root;
use purlin_compiler::ast::term_tree::TermTree;
use purlin_compiler::check::LibraryOnly;
use purlin_compiler::diagnostics::diagnostic::{Arg, Severity};
use purlin_compiler::diagnostics::expansion::explain;
use purlin_compiler::diagnostics::{Code, Diagnostic, RenderOptions, json, render_all};
use purlin_compiler::driver::transform::{FormTransform, Reported, Request, Transformed};
use purlin_compiler::driver::{Around, Options, compile_with};
use purlin_compiler::parse::{ParseOptions, parse_module};
use purlin_compiler::source::file::SourceMap;
use purlin_compiler::source::name::Interner;
use purlin_compiler::source::provider::{ReadError, SourceProvider};
use purlin_compiler::source::span::Span;

/// Included files lie beside the programs.
struct Beside;

impl SourceProvider for Beside {
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        if path == "unreadable.hrl" {
            return Err(ReadError::Other("permission denied".to_owned()));
        }
        std::fs::read(root().join("tests/errors").join(path)).map_err(|_| ReadError::NotFound)
    }
}

/// Parse transforms that go wrong in the ways their names say. Any other is not there.
struct Transforms;

impl FormTransform for Transforms {
    fn transform(&self, request: Request) -> Transformed {
        let said = |severity, location: TermTree, text: &str| Reported {
            severity,
            file: request.file.clone(),
            location,
            module: "reports".to_owned(),
            descriptor: TermTree::atom("doubtful"),
            text: text.to_owned(),
        };
        let at = |line, column| TermTree::tuple([TermTree::Int(line), TermTree::Int(column)]);
        let failed = |tag: &str, args: Vec<TermTree>, text: &str| {
            let name = TermTree::atom(request.transforms[0].as_str());
            let descriptor = [TermTree::atom(tag), name].into_iter().chain(args);
            Transformed {
                forms: None,
                problems: vec![Reported {
                    severity: Severity::Error,
                    file: request.file.clone(),
                    location: TermTree::atom("none"),
                    module: "compile".to_owned(),
                    descriptor: TermTree::Tuple(descriptor.collect()),
                    text: text.to_owned(),
                }],
            }
        };
        let mut forms = request.forms.clone();
        match request.transforms[0].as_str() {
            "makes_bad_form" => {
                let form = TermTree::tuple([TermTree::atom("funktion"), at(4, 1)]);
                forms.insert(3, form);
                Transformed {
                    forms: Some(forms),
                    problems: Vec::new(),
                }
            }
            "reports" => Transformed {
                forms: Some(forms),
                problems: vec![
                    said(Severity::Error, at(4, 8), "`ok` is not what was asked for"),
                    said(Severity::Warning, at(4, 1), "`f` is no telling name"),
                ],
            },
            "crashes" => failed(
                "parse_transform",
                vec![TermTree::atom("badarg")],
                "parse transform `crashes` failed: badarg",
            ),
            _ => failed("undef_parse_transform", vec![], ""),
        }
    }
}

/// The problems of a piece of a file that scanner, preprocessor and parser see.
fn parse_problems(name: &str, text: String) -> (Vec<Diagnostic>, SourceMap) {
    let arena = Bump::new();
    let mut sources = SourceMap::new();
    let mut names = Interner::new();
    let file = sources.add(&format!("{name}.erl"), text).expect("small");
    let options = ParseOptions::default();
    let parsed = parse_module(&arena, &mut sources, &mut names, &Beside, file, &options);
    let mut diagnostics = parsed.diagnostics;
    explain(&mut diagnostics, &parsed.expansions, &names);
    (diagnostics, sources)
}

/// The problems of a program.
fn problems(name: &str, text: Vec<u8>) -> (Vec<Diagnostic>, SourceMap) {
    let pieces = ["p00", "p01", "p02", "many_", "x"];
    if pieces.iter().any(|family| name.starts_with(family))
        && let Ok(text) = String::from_utf8(text.clone())
    {
        return parse_problems(name, text);
    }
    let around = Around {
        provider: &Beside,
        known: &LibraryOnly,
        transform: Some(&Transforms),
    };
    let output = compile_with(&format!("{name}.erl"), text, &around, &Options::default());
    (output.diagnostics, output.sources)
}

fn programs() -> Vec<(String, Vec<u8>)> {
    let paths = common::programs(&root().join("tests/errors"));
    let read = |path: &std::path::PathBuf| {
        let name = path.file_stem()?.to_str()?.to_owned();
        Some((name, std::fs::read(path).ok()?))
    };
    paths.iter().filter_map(read).collect()
}

#[test]
fn wrong_programs_are_explained() {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(root().join("tests/errors"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let _guard = settings.bind_to_scope();
    let check = |name: &str, diagnostics: &[Diagnostic], sources: &SourceMap| {
        assert!(!diagnostics.is_empty(), "{name} is not wrong");
        let rendered = render_all(diagnostics, sources, RenderOptions::default());
        insta::assert_snapshot!(name, rendered);
    };
    for (name, text) in programs() {
        let (diagnostics, sources) = problems(&name, text);
        check(&name, &diagnostics, &sources);
    }
    // A mistake of the compiler that nobody knows how to make.
    let refused = Diagnostic::new(Code::NotOptimized, Span::NONE)
        .arg(Arg::Text("op 7: a result that was not stated".to_owned()));
    check("p0902_not_optimized", &[refused], &SourceMap::new());
    // Gigabytes: no file in this folder.
    let too_large = Diagnostic::new(Code::SourceTooLarge, Span::NONE);
    check("p0126_too_large", &[too_large], &SourceMap::new());
}

/// What a program's name promises is what it is told.
#[test]
fn programs_show_the_problem_they_are_named_for() {
    let mut wrong = Vec::new();
    for (name, text) in programs() {
        let Some(code) = name.get(..5).and_then(Code::from_id) else {
            continue;
        };
        let (diagnostics, _) = problems(&name, text);
        if !diagnostics.iter().any(|diagnostic| diagnostic.code == code) {
            let ids: Vec<_> = diagnostics.iter().map(|said| said.code.id()).collect();
            wrong.push(format!("{name}: {ids:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Every id there is has a program, and so a snapshot.
#[test]
fn every_id_has_a_snapshot() {
    let snapshots = std::fs::read_dir(root().join("tests/errors")).expect("a folder");
    let shown: BTreeSet<String> = snapshots
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| name.ends_with(".snap"))
        .filter_map(|name| Some(name.get(..5)?.to_ascii_uppercase()))
        .collect();
    let ids = Code::ALL.iter().map(|code| code.id());
    let missing: Vec<&str> = ids.filter(|id| !shown.contains(*id)).collect();
    assert!(missing.is_empty(), "no snapshot for {missing:?}");
}

/// Applying a suggestion removes the problem it was made for.
#[test]
fn suggestions_mend_what_they_are_made_for() {
    for (name, text) in programs() {
        let (diagnostics, sources) = problems(&name, text.clone());
        let Ok(text) = String::from_utf8(text) else {
            continue;
        };
        for diagnostic in diagnostics
            .iter()
            .filter(|diagnostic| diagnostic.is_error())
        {
            for suggestion in &diagnostic.suggestions {
                let mut mended = text.clone();
                for (span, replacement) in suggestion.edits.iter().rev() {
                    let base = sources
                        .file(sources.file_of(span.lo).expect("in the file"))
                        .base();
                    mended.replace_range(
                        (span.lo - base) as usize..(span.hi - base) as usize,
                        replacement,
                    );
                }
                let (left, _) = problems(&name, mended.clone().into_bytes());
                let same = |other: &Diagnostic| {
                    other.code == diagnostic.code && other.span == diagnostic.span
                };
                assert!(
                    !left.iter().any(same),
                    "{name}: {} remains:\n{mended}",
                    diagnostic.code.id()
                );
            }
        }
    }
}

#[test]
fn json_has_one_object_each() {
    let (diagnostics, sources) = problems("x", "f() -> {a \"b\"}.\n".into());
    let lines: Vec<String> = diagnostics
        .iter()
        .map(|diagnostic| json::json(diagnostic, &sources))
        .collect();
    assert_eq!(
        lines,
        [concat!(
            r#"{"id":"P0204","severity":"error","message":"missing `,` between two expressions","#,
            r#""at":{"file":"x.erl","line":1,"column":10,"end_line":1,"end_column":10},"label":"a `,` is missing here","#,
            r#""secondary":[],"notes":[],"help":[],"suggestions":[{"text":"separate them","edits":[{"at":"#,
            r#"{"file":"x.erl","line":1,"column":10,"end_line":1,"end_column":10},"text":","}]}],"#,
            r#""otp":{"module":"erl_parse","term":"[\"syntax error before: \",\"\\\"b\\\"\"]"}}"#
        )]
    );
}
