//! Damaged programs: whatever the text, scanner, preprocessor, parser, printing and rendering neither panic nor hang,
//! and every place they name is inside the text.

use bumpalo::Bump;
use purlin_compiler::ast::abstract_format::ToAbstract;
use purlin_compiler::ast::term_tree::TermTree;
use purlin_compiler::diagnostics::expansion::explain;
use purlin_compiler::diagnostics::{RenderOptions, json, render};
use purlin_compiler::parse::{ParseOptions, parse_module};
use purlin_compiler::source::file::SourceMap;
use purlin_compiler::source::name::Interner;
use purlin_compiler::source::provider::NoSources;

/// A small generator with a fixed seed: the same programs each time.
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % n.max(1) as u64) as usize
    }
}

const PIECES: &[&str] = &[
    "",
    " ",
    "\n",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "<<",
    ">>",
    ",",
    ";",
    ".",
    ".\n",
    "->",
    "end",
    "case ",
    " of ",
    "fun",
    "fun(",
    "if ",
    "when ",
    "try ",
    "catch ",
    "after ",
    "receive ",
    "maybe ",
    "else ",
    "begin ",
    "?",
    "??",
    "?X",
    "#",
    "#r{",
    "#{",
    "=>",
    ":=",
    "||",
    "<-",
    "|",
    "=",
    ":",
    "::",
    "/",
    "-",
    "\n-define(",
    "\n-ifdef(X).\n",
    "\n-else.\n",
    "\n-endif.\n",
    "\n-spec ",
    "\n-type ",
    "\n-record(",
    "\"",
    "\"\"\"",
    "'",
    "$",
    "$\\",
    "\\x{",
    "~",
    "~b\"",
    "%",
    "16#",
    "1.5e",
    "_",
    "\u{e9}",
    "\u{65e5}",
    "\u{0}",
    "\u{200b}",
    "\t",
    "\r\n",
    "X",
    "f(",
];

fn programs() -> Vec<String> {
    let mut programs = Vec::new();
    for folder in ["errors", "parse", "scan", "run/smoke"] {
        let path = format!("{}/../tests/{folder}", env!("CARGO_MANIFEST_DIR"));
        let Ok(entries) = std::fs::read_dir(path) else {
            continue;
        };
        let mut paths: Vec<_> = entries
            .filter_map(|entry| Some(entry.ok()?.path()))
            .collect();
        paths.sort();
        programs.extend(
            paths
                .iter()
                .filter_map(|path| std::fs::read_to_string(path).ok())
                .filter(|text| text.len() < 2_000 && !text.contains("?M28")),
        );
    }
    programs
}

fn boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len()))
        .rev()
        .find(|&at| text.is_char_boundary(at))
        .unwrap_or(0)
}

fn mutate(text: &str, random: &mut Random) -> String {
    let mut text = text.to_owned();
    for _ in 0..=random.below(4) {
        let from = boundary(&text, random.below(text.len() + 1));
        let to = boundary(&text, from + random.below(12)).max(from);
        let piece = PIECES[random.below(PIECES.len())];
        match random.below(3) {
            0 => text.replace_range(from..to, ""),
            1 => text.insert_str(from, piece),
            _ => text.replace_range(from..to, piece),
        }
    }
    text
}

fn check(text: &str) {
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
    let _ = format.module(&parsed.module);
    let mut diagnostics = parsed.diagnostics;
    explain(&mut diagnostics, &parsed.expansions, &names);
    for diagnostic in &diagnostics {
        assert!(
            sources.file_of(diagnostic.span.lo).is_some(),
            "{diagnostic:?} is nowhere"
        );
        assert!(
            diagnostic.span.hi <= sources.file(file).end(),
            "{diagnostic:?} is outside"
        );
        assert!(render(diagnostic, &sources, RenderOptions::default()).starts_with("m.erl:"));
        let _ = json::json(diagnostic, &sources);
    }
}

#[test]
fn damaged_programs_are_only_refused() {
    let run = || {
        let programs = programs();
        let mut random = Random(0x9E37_79B9_7F4A_7C15);
        for round in 0..1500 {
            let text = mutate(&programs[random.below(programs.len())], &mut random);
            let outcome = std::panic::catch_unwind(|| check(&text));
            assert!(outcome.is_ok(), "round {round}:\n{text}");
        }
    };
    std::thread::Builder::new()
        .stack_size(2 << 20)
        .spawn(run)
        .expect("a thread")
        .join()
        .expect("no panic");
}

#[test]
fn prefixes_of_programs_are_only_refused() {
    for program in programs().iter().filter(|program| program.len() < 600) {
        for (at, _) in program.char_indices() {
            check(&program[..at]);
        }
    }
}
