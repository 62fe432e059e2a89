//! What several tests of the compiler need: a text parsed with everything that hangs off it, threads with small stacks,
//! programs of the repository, and what memory the process has used.
#![allow(dead_code, reason = "each test uses its part")]

use std::path::{Path, PathBuf};

use bumpalo::Bump;
use purlin_compiler::ast::abstract_format::ToAbstract;
use purlin_compiler::ast::term_tree::TermTree;
use purlin_compiler::diagnostics::Diagnostic;
use purlin_compiler::diagnostics::expansion::explain;
use purlin_compiler::parse::{ParseOptions, parse_module};
use purlin_compiler::source::file::SourceMap;
use purlin_compiler::source::name::Interner;
use purlin_compiler::source::provider::NoSources;

/// A text after parsing.
pub struct Parsed {
    pub forms: Vec<TermTree>,
    pub diagnostics: Vec<Diagnostic>,
    pub sources: SourceMap,
}

/// Parses a text and turns it into abstract format.
pub fn parsed(text: &str) -> Parsed {
    let arena = Bump::new();
    let mut sources = SourceMap::new();
    let mut names = Interner::new();
    let file = sources.add("m.erl", text).expect("small");
    let options = ParseOptions::default();
    let parsed = parse_module(&arena, &mut sources, &mut names, &NoSources, file, &options);
    let format = ToAbstract {
        names: &names,
        anno: |_| TermTree::Int(1),
        no_anno: TermTree::Int(1),
    };
    let forms = format.module(&parsed.module);
    let mut diagnostics = parsed.diagnostics;
    explain(&mut diagnostics, &parsed.expansions, &names);
    Parsed {
        forms,
        diagnostics,
        sources,
    }
}

/// Runs on a thread with the 2 MB stack that worker threads have.
pub fn on_small_stack<T: Send + 'static>(run: impl FnOnce() -> T + Send + 'static) -> T {
    std::thread::Builder::new()
        .stack_size(2 << 20)
        .spawn(run)
        .expect("a thread")
        .join()
        .expect("no panic")
}

/// The repository.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// All `.erl` files below a folder, sorted.
pub fn programs(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut work = vec![folder.to_owned()];
    while let Some(folder) = work.pop() {
        for entry in std::fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                work.push(path);
            } else if path.extension().is_some_and(|extension| extension == "erl") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// A line of /proc/self/status in kilobytes, 0 where there is none.
pub fn memory_kb(field: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(field));
    line.and_then(|rest| rest.split_whitespace().next()?.parse().ok())
        .unwrap_or(0)
}
