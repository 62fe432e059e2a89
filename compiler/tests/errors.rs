//! Wrong programs and what people are told about them: each `tests/errors/*.erl` has its rendered diagnostics beside it
//! as a snapshot. `INSTA_UPDATE=always cargo test -p purlin-compiler --test errors` writes them anew.

use std::collections::BTreeSet;
use std::path::PathBuf;

use bumpalo::Bump;
use purlin_compiler::diagnostics::expansion::explain;
use purlin_compiler::diagnostics::{Code, Diagnostic, RenderOptions, json, render_all};
use purlin_compiler::parse::{ParseOptions, parse_module};
use purlin_compiler::source::file::SourceMap;
use purlin_compiler::source::name::Interner;
use purlin_compiler::source::provider::{ReadError, SourceProvider};

fn folder() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/errors"))
}

/// Included files lie beside the programs.
struct Beside;

impl SourceProvider for Beside {
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        std::fs::read(folder().join(path)).map_err(|_| ReadError::NotFound)
    }
}

/// The problems of a program that scanner, preprocessor and parser see.
fn problems(name: &str, text: String) -> (Vec<Diagnostic>, SourceMap) {
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

fn programs() -> Vec<(String, String)> {
    let mut programs: Vec<(String, String)> = std::fs::read_dir(folder())
        .expect("tests/errors exists")
        .filter_map(|entry| {
            let path = entry.ok()?.path();
            let name = path.file_stem()?.to_str()?.to_owned();
            (path.extension()? == "erl")
                .then(|| (name, std::fs::read_to_string(&path).expect("readable")))
        })
        .collect();
    programs.sort();
    programs
}

#[test]
fn wrong_programs_are_explained() {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(folder());
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let _guard = settings.bind_to_scope();
    for (name, text) in programs()
        .into_iter()
        .filter(|(name, _)| !name.starts_with("p03"))
    {
        let (diagnostics, sources) = problems(&name, text);
        assert!(!diagnostics.is_empty(), "{name} is not wrong");
        let rendered = render_all(&diagnostics, &sources, RenderOptions::default());
        insta::assert_snapshot!(name.as_str(), rendered);
    }
}

/// What a program's name promises is what it is told.
#[test]
fn programs_show_the_problem_they_are_named_for() {
    for (name, text) in programs() {
        let Some(code) = name.get(..5).and_then(Code::from_id) else {
            continue;
        };
        let (diagnostics, _) = problems(&name, text);
        assert!(
            diagnostics.iter().any(|diagnostic| diagnostic.code == code),
            "{name}: {diagnostics:?}"
        );
    }
}

/// Every id of scanner, preprocessor and parser that a text file can show has a program.
#[test]
fn every_id_has_a_program() {
    // Bytes that are no text, files the host cannot read, gigabytes: nothing a program in this folder can show.
    let elsewhere = ["P0101", "P0126", "P0127"];
    let shown: BTreeSet<String> = programs()
        .into_iter()
        .filter_map(|(name, _)| Some(name.get(..5)?.to_ascii_uppercase()))
        .collect();
    let mine = |id: &str| {
        ["P00", "P01", "P02"]
            .iter()
            .any(|family| id.starts_with(family))
    };
    let missing: Vec<&str> = Code::ALL
        .iter()
        .map(|code| code.id())
        .filter(|id| mine(id) && !elsewhere.contains(id) && !shown.contains(*id))
        .collect();
    assert!(missing.is_empty(), "no program for {missing:?}");
}

/// Applying a suggestion removes the problem it was made for.
#[test]
fn suggestions_mend_what_they_are_made_for() {
    for (name, text) in programs() {
        let (diagnostics, sources) = problems(&name, text.clone());
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
                let (left, _) = problems(&name, mended.clone());
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
