//! Prints what the front half makes of a file: `emit forms FILE` the abstract format, a form a line, `emit errors FILE`
//! the diagnostics, `emit said FILE` those of the whole compiler with OTP's descriptors, `emit core FILE` the Core it is lowered to, `emit code FILE`
//! the bytecode (`core0`, `code0`: not optimised). For comparing with OTP and for looking at messages.

use std::io::Write;

use bumpalo::Bump;
use purlin_compiler::ast::abstract_format::ToAbstract;
use purlin_compiler::ast::term_tree::TermTree;
use purlin_compiler::core::print::print_module;
use purlin_compiler::diagnostics::expansion::explain;
use purlin_compiler::diagnostics::{Diagnostic, RenderOptions, render_all};
use purlin_compiler::lower::{LowerOptions, lower_module};
use purlin_compiler::parse::{ParseOptions, parse_module};
use purlin_compiler::source::encoding::decode;
use purlin_compiler::source::file::SourceMap;
use purlin_compiler::source::name::Interner;
use purlin_compiler::source::provider::{ReadError, SourceProvider};

struct Files;

impl SourceProvider for Files {
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        std::fs::read(path).map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound => ReadError::NotFound,
            _ => ReadError::Other(error.to_string()),
        })
    }
}

fn main() {
    let args: Vec<String> = std::env::args().collect();
    let [_, stage, paths @ ..] = args.as_slice() else {
        eprintln!("usage: emit forms|errors|said|otp|core|code FILE...");
        std::process::exit(2);
    };
    let mut out = std::io::stdout().lock();
    for path in paths {
        let text = match std::fs::read(path)
            .map_err(|error| error.to_string())
            .and_then(|bytes| decode(bytes).map_err(|error| format!("{error:?}")))
        {
            Ok(text) => text,
            Err(error) => {
                eprintln!("{path}: {error}");
                continue;
            }
        };
        for line in emit(stage, path, text) {
            let _ = writeln!(out, "{line}");
        }
    }
}

/// All that is said of a whole module, with OTP's descriptors: `FILE LINE:COLUMN MODULE TERM`.
fn said(path: &str, text: String) -> Vec<String> {
    let options = purlin_compiler::driver::Options {
        include_paths: vec!["inc".into()],
        compile: vec!["nowarn_export_all".into()],
        ..Default::default()
    };
    let output = purlin_compiler::driver::compile(path, text.into_bytes(), &Files, &options);
    let line = |diagnostic: &Diagnostic| {
        let (module, term) = diagnostic.otp();
        let place = output.sources.presumed(diagnostic.otp_place().lo);
        let (file, line, column) = place.unwrap_or((path, 0, 0));
        format!("{file} {line}:{column} {module} {term}")
    };
    output.diagnostics.iter().map(line).collect()
}

fn emit(stage: &str, path: &str, text: String) -> Vec<String> {
    if stage == "said" {
        return said(path, text);
    }
    let arena = Bump::new();
    let mut sources = SourceMap::new();
    let mut names = Interner::new();
    let options = ParseOptions {
        includes: vec!["inc".into()],
        ..ParseOptions::default()
    };
    let Ok(file) = sources.add(path, text) else {
        return vec!["too large".into()];
    };
    let parsed = parse_module(&arena, &mut sources, &mut names, &Files, file, &options);
    if matches!(stage, "core" | "code" | "core0" | "code0") {
        let (mut core, _) = lower_module(&parsed.module, &mut names, &LowerOptions::default());
        if !stage.ends_with('0') {
            purlin_compiler::optimize::optimize(&mut core, &mut names);
        }
        if let Err(error) = purlin_compiler::core::validate::validate(&core, &names) {
            return vec![error.to_string()];
        }
        if stage.starts_with("core") {
            return vec![print_module(&core, &names)];
        }
        if let Err(error) = purlin_compiler::core::validate::validate(&core, &names) {
            return vec![format!("{path}: invalid Core: {error}")];
        }
        return match purlin_compiler::codegen::generate(core, &names, &sources) {
            Ok(module) => match purlin_isa::verify::verify(&module) {
                Ok(()) => vec![purlin_isa::text::print_code(&module)],
                Err(error) => vec![
                    purlin_isa::text::print_code(&module),
                    format!("{path}: does not verify: {error}"),
                ],
            },
            Err(error) => vec![format!("{path}: {error}")],
        };
    }
    let place = |span: purlin_compiler::source::span::Span| match sources.presumed(span.lo) {
        Some((_, line, column)) => {
            TermTree::tuple([TermTree::Int(line.into()), TermTree::Int(column.into())])
        }
        None => TermTree::Int(0),
    };
    let error = |diagnostic: &Diagnostic| {
        let (module, term) = diagnostic.otp();
        let location = place(diagnostic.otp_place());
        let kind = if diagnostic.is_error() {
            "error"
        } else {
            "warning"
        };
        TermTree::tuple([
            TermTree::atom(kind),
            TermTree::tuple([location, TermTree::atom(module), term]),
        ])
        .to_string()
    };
    match stage {
        "time" => vec![format!("{} forms", parsed.module.forms.len())],
        "errors" => {
            let mut diagnostics = parsed.diagnostics;
            explain(&mut diagnostics, &parsed.expansions, &names);
            vec![render_all(&diagnostics, &sources, RenderOptions::default())]
        }
        _ => {
            let format = ToAbstract {
                names: &names,
                anno: place,
                no_anno: TermTree::Int(1),
            };
            let mut lines: Vec<String> = parsed
                .module
                .forms
                .iter()
                .filter_map(|form| format.form(form))
                .map(|form| form.to_string())
                .collect();
            if stage == "otp" {
                lines.extend(parsed.diagnostics.iter().map(error));
            }
            lines
        }
    }
}
