//! Lowering from the outside: source text in, valid Core out. Golden texts for telling functions stand in tests/core; here is
//! what a text cannot show: sizes, depths, and that nothing panics.

use bumpalo::Bump;
use purlin_compiler::core::nodes::{Module, Terminator};
use purlin_compiler::core::print::print_module;
use purlin_compiler::core::validate::validate;
use purlin_compiler::lower::{LowerOptions, lower_module};
use purlin_compiler::parse::{ParseOptions, parse_module};
use purlin_compiler::source::file::SourceMap;
use purlin_compiler::source::name::Interner;
use purlin_compiler::source::provider::NoSources;
use std::fmt::Write;

/// Lowers a module whose text lacks the module attribute; checks the Core.
fn lower(text: &str) -> (Module, Interner) {
    try_lower(text).expect("the text parses")
}

fn try_lower(text: &str) -> Option<(Module, Interner)> {
    let arena = Bump::new();
    let mut sources = SourceMap::new();
    let mut names = Interner::new();
    let file = sources
        .add(
            "m.erl",
            format!("-module(m).\n-compile(export_all).\n{text}"),
        )
        .unwrap();
    let parsed = parse_module(
        &arena,
        &mut sources,
        &mut names,
        &NoSources,
        file,
        &ParseOptions::default(),
    );
    if parsed.has_errors() {
        return None;
    }
    let (module, diagnostics) = lower_module(&parsed.module, &mut names, &LowerOptions::default());
    assert!(diagnostics.is_empty());
    if let Err(error) = validate(&module, &names) {
        panic!("{error}");
    }
    Some((module, names))
}

/// Blocks and tests of a function: what its size is measured in.
fn tests(module: &Module, function: usize) -> usize {
    module.functions[function]
        .blocks
        .iter()
        .map(|block| match &block.end {
            Terminator::Branch { .. } | Terminator::Attempt { .. } => 1,
            Terminator::Switch { cases, .. } => cases.len(),
            Terminator::SwitchArity { cases, .. } => cases.len(),
            _ => 0,
        })
        .sum()
}

/// A generator of numbers, the same each time.
struct Random(u64);

impl Random {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % n
    }
}

/// Clauses over three columns, each column a number, an atom, a tuple or nothing particular.
fn clauses(n: u64, spread: u64, seed: u64) -> String {
    let mut random = Random(seed);
    let mut text = String::new();
    for i in 0..n {
        let mut column = || match random.below(5) {
            0 => "_".to_owned(),
            1 => format!("{{a{}, _}}", random.below(spread)),
            2 => format!("a{}", random.below(spread)),
            3 => format!("{}", random.below(spread)),
            _ => format!("[{} | _]", random.below(spread)),
        };
        let (a, b, c) = (column(), column(), column());
        let guard = if i % 7 == 0 { " when V0 > 1" } else { "" };
        let a = if i % 7 == 0 { "V0".to_owned() } else { a };
        let _ = writeln!(text, "f({a}, {b}, {c}){guard} -> {i};");
    }
    text + "f(_, _, _) -> none."
}

#[test]
fn size_of_decision_graphs_is_linear() {
    for spread in [2, 10, 1000] {
        let small = tests(&lower(&clauses(500, spread, 1)).0, 0);
        let large = tests(&lower(&clauses(5000, spread, 1)).0, 0);
        assert!(
            small <= 500 * 16,
            "{small} tests for 500 clauses, spread {spread}"
        );
        assert!(
            large <= 5000 * 16,
            "{large} tests for 5000 clauses, spread {spread}"
        );
    }
}

#[test]
fn ten_thousand_clauses() {
    let text = clauses(10_000, 100, 3);
    let start = std::time::Instant::now();
    let (module, _) = lower(&text);
    assert!(tests(&module, 0) <= 10_000 * 16, "{}", tests(&module, 0));
    // Generous: a debug build on a busy machine.
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}

#[test]
fn ten_thousand_keys_are_one_switch() {
    let mut text = String::new();
    for i in 0..10_000 {
        let _ = writeln!(text, "f({i}, X) when X > 1 -> {i};");
    }
    text.push_str("f(_, _) -> none.");
    let (module, _) = lower(&text);
    let switches = module.functions[0]
        .blocks
        .iter()
        .filter(|block| matches!(block.end, Terminator::Switch { .. }))
        .count();
    assert_eq!(switches, 1);
    assert_eq!(tests(&module, 0), 20_000);
}

#[test]
fn many_clauses_with_other_tests() {
    let forms: [fn(u64) -> String; 8] = [
        |i| format!("f({i}.5) -> {i};\n"),
        |i| format!("f(X) when X > {i} -> {i};\n"),
        |i| format!("f(\"key{i}\") -> {i};\n"),
        |i| format!("f(<<\"key{i}\">>) -> {i};\n"),
        |i| format!("f(<<{i}:32, X/binary>>) -> X;\n"),
        |i| format!("f(#{{k{i} := X}}) -> X;\n"),
        |i| format!("f({{X, X, {i}}}) -> X;\n"),
        |i| format!("f({i}) -> a; f({{X}}) when X > {i} -> X;\n"),
    ];
    for (number, form) in forms.iter().enumerate() {
        let n = 1000;
        let text: String = (0..n).map(form).collect();
        let start = std::time::Instant::now();
        let (module, _) = lower(&format!("{text} f(_) -> none."));
        let tests = tests(&module, 0);
        assert!(tests <= 16 * n as usize, "form {number}: {tests} tests");
        assert!(
            start.elapsed().as_secs() < 5,
            "form {number}: {:?}",
            start.elapsed()
        );
    }
}

/// Runs on a stack of the size that threads get by default.
fn on_small_stack(work: impl FnOnce() + Send + 'static) {
    std::thread::Builder::new()
        .stack_size(2 << 20)
        .spawn(work)
        .unwrap()
        .join()
        .unwrap();
}

#[test]
fn deep_nesting_fits_a_small_stack() {
    // What one level looks like; `nest` puts it around itself.
    let forms = [
        ("f(X) -> ", "{", "X", "}", "."),
        ("f(X) -> ", "[", "X", "]", "."),
        ("f(X) -> ", "g(", "X", ")", "."),
        ("f(X) -> ", "m:g(", "X", ")", "."),
        ("f(X) -> ", "case X of _ -> ", "X", " end", "."),
        ("f(X) -> ", "case ", "X", " of _ -> X end", "."),
        ("f(X) -> ", "begin ", "X", " end", "."),
        ("f(X) -> ", "fun() -> ", "X", " end", "."),
        ("f(X) -> ", "(fun() -> ", "X", " end)()", "."),
        ("f(X) -> ", "if X -> ", "X", "; true -> ok end", "."),
        ("f(X) -> ", "try ", "X", " catch _ -> X end", "."),
        ("f(X) -> ", "try X catch _ -> ", "X", " end", "."),
        ("f(X) -> ", "try X after ", "X", " end", "."),
        ("f(X) -> ", "catch (", "X", ")", "."),
        ("f(X) -> ", "receive X -> ", "X", " end", "."),
        ("f(X) -> ", "maybe ", "X", " end", "."),
        ("f(X) -> ", "[Y || Y <- ", "X", "]", "."),
        ("f(X) -> ", "[", "X", " || _ <- X]", "."),
        ("f(X) -> ", "<<(", "X", ")/binary>>", "."),
        ("f(X) -> ", "#{a => ", "X", "}", "."),
        ("f(X) -> ", "#{", "X", " => a}", "."),
        ("f(X) -> ", "-(", "X", ")", "."),
        ("f(X) -> ", "not (", "X", ")", "."),
        ("f(X) -> ", "1 + (", "X", ")", "."),
        ("f(X) -> ", "(", "X", ") andalso X", "."),
        ("f(X) -> ", "X andalso (", "X", ")", "."),
        ("-record(r, {a}).\nf(X) -> ", "#r{a = ", "X", "}", "."),
        ("-record(r, {a}).\nf(X) -> ", "(", "X", ")#r.a", "."),
        ("f(", "{", "X", "}", ") -> X."),
        ("f(", "[", "X", "]", ") -> X."),
        ("f(", "#{a := ", "X", "}", ") -> X."),
        ("f(X) when ", "(", "X", ") andalso X", " -> X."),
        ("f(X) when ", "not (", "X", ")", " -> X."),
        ("f(X) when ", "-(", "X", ") > 1", " -> X."),
        ("f(X) -> ", "{", "X", "}", " = X."),
    ];
    on_small_stack(move || {
        for (before, open, middle, close, after) in forms {
            // As deep as the parser lets it nest: some levels count twice or more.
            let deepest = [1000, 500, 330].into_iter().find(|&n| {
                let text = format!(
                    "{before}{}{middle}{}{after}",
                    open.repeat(n),
                    close.repeat(n)
                );
                try_lower(&text).is_some()
            });
            assert!(deepest.is_some(), "{before}{open}{middle}{close}{after}");
        }
    });
}

#[test]
fn long_things_do_not_recurse() {
    let n = 5_000;
    let join = |item: &str, separator: &str| vec![item; n].join(separator);
    let texts = [
        format!("f(X) -> {}.", join("X", " + ")),
        format!("f(X) -> {}.", join("X", " ++ ")),
        format!("f(X) -> {}.", join("X", " ! ")),
        format!("f(X) -> {}.", join("X", " andalso ")),
        format!("f(X) -> {}.", join("X", " orelse ")),
        format!("f(X) when {} -> X.", join("X", " andalso ")),
        format!("f(X) when {} -> X.", join("X", ", ")),
        format!("f(X) when {} -> X.", join("X", "; ")),
        format!("f(X) -> {}X.", "X = ".repeat(1000)),
        format!("f(X) -> {}.", join("g(X)", ", ")),
        format!("f(X) -> [{}].", join("X", ", ")),
        format!("f(X) -> {{{}}}.", join("X", ", ")),
        format!("f(X) -> {}[]{}.", "[X | ".repeat(500), "]".repeat(500)),
        format!("f([{}]) -> ok.", join("_", ", ")),
        format!("f([{}]) -> ok.", join("a", ", ")),
        format!("f(\"{}\" ++ X) -> X.", "a".repeat(n)),
        format!("f(\"{}\") -> ok.", "a".repeat(n)),
        format!("f(<<{}, X/binary>>) -> X.", join("_", ", ")),
        format!("f(<<{}, X/binary>>) -> X.", join("7", ", ")),
        format!("f(X) -> <<{}>>.", join("X", ", ")),
        format!("f({}) -> ok.", join("1", " + ")),
        format!("f(X) -> if {} end.", join("X -> ok", "; ")),
        format!("f(X) -> case X of {} end.", join("{X} -> ok", "; ")),
    ];
    on_small_stack(move || {
        for text in &texts {
            lower(text);
        }
    });
}

#[test]
fn a_value_is_tested_once_on_a_path() {
    let (module, names) = lower(
        "f({a, X}, 1) -> X; f({b, X}, 1) -> X; f({a, X}, 2) -> {X}; f({b, _}, _) -> b; f([X], Y) -> {X, Y}; f(_, 2) -> two.",
    );
    let text = print_module(&module, &names);
    assert_eq!(text.matches("branch arity v0 2").count(), 1, "{text}");
    assert_eq!(text.matches("branch is_cons v0").count(), 1, "{text}");
}

const MARKER: &str = "%% ---- core ----\n";

/// Places in the source are left out: they change with every comment.
fn without_places(core: &str) -> String {
    core.lines()
        .map(|line| {
            let end = line.find(" @").or_else(|| {
                line.starts_with("function")
                    .then(|| line.find(" at "))
                    .flatten()
            });
            &line[..end.unwrap_or(line.len())]
        })
        .take_while(|line| !line.starts_with("function 'module_info'/0"))
        .map(|line| format!("%% {line}").trim_end().to_owned() + "\n")
        .collect()
}

/// Each file of tests/core ends with the Core it is lowered to. `BLESS=1` writes it anew: read the difference.
#[test]
fn golden_core() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/core");
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    let mut wrong = Vec::new();
    for path in paths
        .iter()
        .filter(|path| path.extension().is_some_and(|extension| extension == "erl"))
    {
        let text = std::fs::read_to_string(path).unwrap();
        let source = text.split(MARKER).next().unwrap();
        let (module, names) = lower(source);
        let core = print_module(&module, &names);
        let lifted = core
            .split("function 'module_info'/1")
            .nth(1)
            .and_then(|rest| rest.split_once("\nfunction"));
        let lifted = lifted.map_or(String::new(), |(_, rest)| {
            without_places(&format!("function{rest}"))
        });
        let expected = format!("{source}{MARKER}{}{lifted}", without_places(&core));
        if expected != text {
            match std::env::var_os("BLESS") {
                Some(_) => std::fs::write(path, expected).unwrap(),
                None => wrong.push(path.display().to_string()),
            }
        }
    }
    assert!(wrong.is_empty(), "other Core than written in {wrong:?}");
}
