//! The checker says of each snippet in tests/check/cases.txt what OTP's linter says, with OTP's descriptors.
//!
//! Only what `erl_lint` reports is compared: messages of OTP's later passes, of its scanner, preprocessor and parser have other
//! homes. A case where Purlin departs on purpose has a row in `DEPARTURES`, with the reason.

use std::collections::BTreeSet;

use bumpalo::Bump;
use purlin_compiler::check::{LibraryOnly, check_module};
use purlin_compiler::diagnostics::diagnostic::Severity;
use purlin_compiler::parse::parse_module;
use purlin_compiler::preprocess::ParseOptions;
use purlin_compiler::source::file::SourceMap;
use purlin_compiler::source::name::Interner;
use purlin_compiler::source::provider::NoSources;

/// Cases not compared, and why.
const DEPARTURES: &[(&str, &str)] = &[
    (
        "undefined_record",
        "native records, which OTP suspects here, are not supported",
    ),
    (
        "undefined_field",
        "what follows from a wrong field name is not said",
    ),
    (
        "attribute_after_function",
        "an export after a function is an error, and still an export",
    ),
    ("nif", "functions of -nifs are refused by the compiler"),
    (
        "wildcard_update",
        "what follows from the wildcard is not said",
    ),
];

struct Case {
    name: String,
    options: Vec<String>,
    source: String,
    expected: BTreeSet<String>,
    /// OTP's parser or preprocessor found errors: what its linter says after that are consequences.
    broken: bool,
}

fn cases() -> Vec<Case> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/check/cases.txt");
    let text = std::fs::read_to_string(path).expect("the cases can be read");
    let mut cases: Vec<Case> = Vec::new();
    for line in text.lines() {
        if let Some(head) = line.strip_prefix("%%% ") {
            let (name, options) = head.split_once(" [").unwrap_or((head, "]"));
            let options = options
                .trim_end_matches(']')
                .split(',')
                .map(|o| o.trim().to_string());
            cases.push(Case {
                name: name.to_string(),
                options: options
                    .filter(|option| !option.is_empty())
                    .chain(["nowarn_export_all".to_string()])
                    .collect(),
                source: "-module('case').\n".to_string(),
                expected: BTreeSet::new(),
                broken: false,
            });
            continue;
        }
        let case = cases.last_mut().expect("the first line begins a case");
        match line.strip_prefix("=> ") {
            Some(said) if said.contains(" erl_lint ") => {
                case.expected.insert(said.to_string());
            }
            Some(said) => {
                let passes = ["erl_parse", "erl_scan", "epp", "erl_features"];
                case.broken |=
                    said.starts_with("error") && passes.iter().any(|pass| said.contains(pass));
            }
            None => {
                case.source.push_str(line);
                case.source.push('\n');
            }
        }
    }
    cases
}

fn said(case: &Case) -> BTreeSet<String> {
    let arena = Bump::new();
    let mut names = Interner::new();
    let mut sources = SourceMap::new();
    let file = sources
        .add("case.erl", case.source.as_str())
        .expect("a small file fits");
    let parsed = parse_module(
        &arena,
        &mut sources,
        &mut names,
        &NoSources,
        file,
        &ParseOptions::default(),
    );
    check_module(
        &parsed.module,
        &names,
        &sources,
        &LibraryOnly,
        &case.options,
    )
    .into_iter()
    .map(|diagnostic| {
        let kind = match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        let (module, term) = diagnostic.otp();
        let (_, line, column) = sources
            .presumed(diagnostic.otp_place().lo)
            .expect("a place in the file");
        format!("{kind} {}:{column} {module} {term}", line - 1)
    })
    .collect()
}

#[test]
fn the_checker_says_what_erl_lint_says() {
    let mut problems = String::new();
    let mut compared = 0;
    for case in cases() {
        if case.broken || DEPARTURES.iter().any(|(name, _)| *name == case.name) {
            continue;
        }
        compared += 1;
        let said = said(&case);
        let missing: Vec<_> = case.expected.difference(&said).collect();
        let extra: Vec<_> = said.difference(&case.expected).collect();
        if !missing.is_empty() || !extra.is_empty() {
            problems.push_str(&format!(
                "{}\n  missing {missing:#?}\n  extra {extra:#?}\n",
                case.name
            ));
        }
    }
    assert!(problems.is_empty(), "{problems}");
    assert!(compared > 150, "only {compared} cases were compared");
}
