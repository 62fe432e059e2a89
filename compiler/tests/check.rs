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
        "of a record that is not there OTP says that record_info is not for native ones",
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

/// Cases of later passes not compared, and why.
const LATER_DEPARTURES: &[(&str, &str)] = &[
    ("results_remote", "what `maps` calls inside is not said"),
    ("eval", "functions of `math` are not evaluated"),
    (
        "call",
        "a call of what is no fun is said once, as the linter says it",
    ),
    (
        "binary_build",
        "sizes of binaries in binaries are not compared",
    ),
    (
        "case_const",
        "code after what always fails is looked at all the same",
    ),
    ("shadow", "`{_, 1}` after `{A, B}` is found too"),
    (
        "shadow_catch",
        "clauses of `catch` are not compared with each other",
    ),
];

const CASES_LATER_DEPARTURES: &[(&str, &str)] = &[
    (
        "parallel_both",
        "operands that bind the same variable are not compared",
    ),
    ("fun_arity", "the arity of an external fun is not checked"),
    (
        "call_atom",
        "a call of what is no fun is said once, as the linter says it",
    ),
    (
        "subexpr_constructs",
        "a call of what is no fun is said once, as the linter says it",
    ),
    ("unused_many", "that the variable is unused is said already"),
];

struct Case {
    name: String,
    options: Vec<String>,
    source: String,
    expected: BTreeSet<String>,
    /// OTP's parser or preprocessor found errors: what its linter says after that are consequences.
    broken: bool,
}

/// The cases of a file, with what OTP said that begins with one of `passes`.
fn cases(file: &str, passes: &[&str]) -> Vec<Case> {
    let path = format!("{}/../tests/check/{file}", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).expect("the cases can be read");
    let wanted = |said: &str| {
        said.split(' ')
            .nth(2)
            .is_some_and(|pass| passes.contains(&pass))
    };
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
            Some(said) if wanted(said) => {
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

fn said(case: &Case, passes: &[&str]) -> BTreeSet<String> {
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
        !parsed.diagnostics.is_empty(),
    )
    .into_iter()
    .filter(|diagnostic| passes.contains(&diagnostic.otp().0))
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

/// How many cases were compared, and where the checker departs.
fn compare(file: &str, passes: &[&str], departures: &[(&str, &str)]) -> (usize, String) {
    let mut problems = String::new();
    let mut compared = 0;
    for case in cases(file, passes) {
        if case.broken || departures.iter().any(|(name, _)| *name == case.name) {
            continue;
        }
        compared += 1;
        let said = said(&case, passes);
        // A single pattern that cannot match is said once.
        let twice = |said: &String| {
            said.strip_suffix("clause_type}")
                .is_some_and(|start| case.expected.contains(&format!("{start}no_clause}}")))
        };
        let missing = case.expected.difference(&said).filter(|said| !twice(said));
        let missing: Vec<_> = missing.collect();
        let extra: Vec<_> = said.difference(&case.expected).collect();
        if !missing.is_empty() || !extra.is_empty() {
            problems.push_str(&format!(
                "{}\n  missing {missing:#?}\n  extra {extra:#?}\n",
                case.name
            ));
        }
    }
    (compared, problems)
}

#[test]
fn the_checker_says_what_erl_lint_says() {
    let (compared, problems) = compare("cases.txt", &["erl_lint"], DEPARTURES);
    assert!(problems.is_empty(), "{problems}");
    assert!(compared > 150, "only {compared} cases were compared");
}

const LATER: &[&str] = &["erl_lint", "sys_core_fold", "v3_core", "beam_core_to_ssa"];

/// What OTP's later passes warn of.
#[test]
fn the_checker_says_what_later_passes_say() {
    let (compared, problems) = compare("later.txt", LATER, LATER_DEPARTURES);
    assert!(problems.is_empty(), "{problems}");
    assert!(compared > 20, "only {compared} cases were compared");
}

/// Nothing is said by our later warnings that OTP did not say.
#[test]
fn later_warnings_of_other_cases_are_few() {
    let (_, problems) = compare("cases.txt", &LATER[1..], CASES_LATER_DEPARTURES);
    assert!(problems.is_empty(), "{problems}");
}
