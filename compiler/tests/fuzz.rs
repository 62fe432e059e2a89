//! Damaged programs and module files: whatever the bytes, scanner, preprocessor, parser, checker, compiler, decoder and verifier
//! neither panic nor hang nor take much memory; every place a diagnostic names is inside the text; what the compiler makes of a
//! program verifies.
//!
//! The short run is part of the tests. The long one:
//!
//! ```text
//! PURLIN_FUZZ_SECONDS=1200 cargo test --release -p purlin-compiler --test fuzz -- long --ignored --nocapture
//! ```
//!
//! It begins at a seed of its own (`PURLIN_FUZZ_SEED`, or the clock), prints it, goes on after what it finds and writes inputs
//! that failed to `PURLIN_FUZZ_OUT` (the system's temporary folder). What was mended belongs into tests/fuzz/corpus: each run
//! begins with that.

mod common;

use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use common::{memory_kb, on_small_stack, parsed, root};
use purlin_compiler::diagnostics::{RenderOptions, json, render};
use purlin_compiler::driver::{Options, compile};
use purlin_compiler::source::provider::NoSources;
use purlin_isa::module::{Fact, FactRow, Module};
use purlin_isa::operand::Reg;
use purlin_isa::range::Range;
use purlin_isa::{decode, encode, text, verify};

/// A small generator: the same inputs for the same seed.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, n: usize) -> usize {
        ((self.next() >> 11) % n.max(1) as u64) as usize
    }

    fn pick<'t, T>(&mut self, from: &'t [T]) -> &'t T {
        &from[self.below(from.len())]
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

/// Programs to begin with.
fn seeds() -> Vec<String> {
    let folders = [
        "fuzz/corpus",
        "errors",
        "parse",
        "scan",
        "core",
        "bytecode",
        "optimize",
        "run/smoke",
        "run/lang",
    ];
    let paths = folders
        .iter()
        .flat_map(|folder| common::programs(&root().join("tests").join(folder)));
    let mut seeds: Vec<String> = paths
        .filter_map(|path| std::fs::read_to_string(path).ok())
        .filter(|text| text.len() < 6_000 && !text.contains("?M28"))
        .collect();
    let cases = std::fs::read_to_string(root().join("tests/check/cases.txt")).unwrap_or_default();
    seeds.extend(cases.split("%%% ").map(|case| {
        let lines = case.lines().skip(1).filter(|line| !line.starts_with("=>"));
        lines.fold("-module(m).\n".to_owned(), |text, line| text + line + "\n")
    }));
    seeds
}

// ---- damage

fn boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len()))
        .rev()
        .find(|&at| text.is_char_boundary(at))
        .unwrap_or(0)
}

fn place(text: &str, random: &mut Random, longest: usize) -> std::ops::Range<usize> {
    let from = boundary(text, random.below(text.len() + 1));
    from..boundary(text, from + random.below(longest)).max(from)
}

/// Words, numbers and punctuation, roughly.
fn tokens(text: &str) -> Vec<(usize, usize)> {
    let mut tokens = Vec::new();
    let mut start = 0;
    let mut last = ' ';
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '@' | '#');
    for (at, c) in text.char_indices() {
        if !(is_word(last) && is_word(c)) {
            if !text[start..at].trim().is_empty() {
                tokens.push((start, at));
            }
            start = at;
        }
        last = c;
    }
    tokens
}

/// One token becomes another of some program: what comes out often still parses.
fn swap_tokens(text: &mut String, other: &str, random: &mut Random) {
    let (mine, theirs) = (tokens(text), tokens(other));
    if mine.is_empty() || theirs.is_empty() {
        return;
    }
    let &(from, to) = random.pick(&mine);
    let first = random.below(theirs.len());
    let last = (first + random.below(6)).min(theirs.len() - 1);
    text.replace_range(from..to, &other[theirs[first].0..theirs[last].1]);
}

/// The same word everywhere in a form becomes another word of the program: types and bindings get mixed up, syntax stays.
fn swap_words(text: &mut String, random: &mut Random) {
    let tokens = tokens(text);
    if tokens.is_empty() {
        return;
    }
    let mut word = || {
        let &(from, to) = random.pick(&tokens);
        text[from..to].to_owned()
    };
    let (from, to) = (word(), word());
    if from.len() > 1 || from.starts_with(char::is_alphanumeric) {
        *text = text.replacen(&from, &to, 3);
    }
}

fn swap_lines(text: &mut String, random: &mut Random) {
    let mut lines: Vec<&str> = text.lines().collect();
    if lines.len() < 2 {
        return;
    }
    let (from, to) = (random.below(lines.len()), random.below(lines.len()));
    match random.below(3) {
        0 => lines.swap(from, to),
        1 => lines.insert(to, lines[from]),
        _ => {
            lines.remove(from);
        }
    }
    *text = lines.join("\n") + "\n";
}

fn mutate(seeds: &[String], random: &mut Random) -> String {
    let mut text = random.pick(seeds).clone();
    for _ in 0..=random.below(4) {
        let place = place(&text, random, 12);
        match random.below(8) {
            0 => text.replace_range(place, ""),
            1 => text.insert_str(place.start, random.pick::<&str>(PIECES)),
            2 => text.replace_range(place, random.pick::<&str>(PIECES)),
            3 => swap_lines(&mut text, random),
            4 | 5 => swap_words(&mut text, random),
            _ => {
                let other = random.pick(seeds);
                swap_tokens(&mut text, other, random);
            }
        }
    }
    text
}

fn mutate_bytes(bytes: &mut Vec<u8>, random: &mut Random) {
    for _ in 0..=random.below(4) {
        let at = random.below(bytes.len());
        match random.below(5) {
            0 => bytes.truncate(at),
            1 => bytes.insert(at, random.next() as u8),
            2 if !bytes.is_empty() => bytes[at] ^= 1 << random.below(8),
            3 if !bytes.is_empty() => bytes[at] = random.next() as u8,
            _ if !bytes.is_empty() => {
                let end = (at + random.below(16)).min(bytes.len());
                bytes.drain(at..end);
            }
            _ => {}
        }
    }
}

// ---- targets

/// Scanner, preprocessor, parser, abstract format, rendering.
fn parse_target(text: &str) {
    let parsed = parsed(text);
    let sources = &parsed.sources;
    for diagnostic in &parsed.diagnostics {
        assert!(
            sources.file_of(diagnostic.span.lo).is_some(),
            "{diagnostic:?} is nowhere"
        );
        assert!(
            diagnostic.span.hi as usize <= text.len() + 1,
            "{diagnostic:?} is outside"
        );
        // The file's name may be another: of `-file`.
        let rendered = render(diagnostic, sources, RenderOptions::default());
        assert!(
            rendered.contains(": error[") || rendered.contains(": warning["),
            "{rendered}"
        );
        let _ = json::json(diagnostic, sources);
    }
}

/// The whole way, optimised or not; what comes out verifies.
fn compile_target(text: &str, optimize: bool) {
    let options = Options {
        optimize,
        ..Options::default()
    };
    let output = compile("m.erl", text.as_bytes().to_vec(), &NoSources, &options);
    let _ = output.render(false);
    let said = output.diagnostics.iter().map(|said| said.code.id());
    assert!(
        output.module.is_some() || output.has_errors(),
        "no module, no error"
    );
    if let Some(module) = &output.module {
        let said: Vec<_> = said.collect();
        assert_eq!(verify::verify(module), Ok(()), "{said:?}");
    }
}

/// Bytes that call themselves a module. A right checksum lets damage through to what comes after it.
fn decode_target(bytes: &[u8]) {
    if let Ok(module) = decode::decode(bytes) {
        let _ = verify::verify(&module);
        // As bytes: a float may be no number, which the verifier refuses, and is not equal to itself.
        let again = encode::encode(&module);
        let twice = decode::decode(&again).map(|module| encode::encode(&module));
        assert!(twice.as_ref() == Ok(&again), "re-encoded");
    }
}

/// Assembler text: damage that keeps to the form reaches the verifier.
fn assemble_target(code: &str) {
    if let Ok(module) = text::parse(code) {
        let _ = verify::verify(&module);
    }
}

/// An input and what it is for.
#[derive(Clone)]
enum Input {
    Parse(String),
    Compile(String, bool),
    Decode(Vec<u8>),
    Assemble(String),
}

impl Input {
    fn run(&self) {
        match self {
            Input::Parse(text) => parse_target(text),
            Input::Compile(text, optimize) => compile_target(text, *optimize),
            Input::Decode(bytes) => decode_target(bytes),
            Input::Assemble(code) => assemble_target(code),
        }
    }

    fn bytes(&self) -> (&'static str, &[u8]) {
        match self {
            Input::Parse(text) => ("parse.erl", text.as_bytes()),
            Input::Compile(text, _) => ("compile.erl", text.as_bytes()),
            Input::Decode(bytes) => ("decode.bin", bytes),
            Input::Assemble(code) => ("assemble.txt", code.as_bytes()),
        }
    }
}

// ---- runs

/// Modules to damage.
fn modules() -> (Vec<Vec<u8>>, Vec<String>) {
    let folders = ["tests/bytecode", "tests/run/smoke", "tests/run/lang"];
    let paths = folders
        .iter()
        .flat_map(|folder| common::programs(&root().join(folder)));
    paths
        .filter_map(|path| std::fs::read(path).ok())
        .filter(|text| text.len() < 4_000)
        .filter_map(|text| compile("m.erl", text, &NoSources, &Options::default()).module)
        .map(|module| (encode::encode(&module), text::print(&module)))
        .unzip()
}

/// The last eight bytes are the checksum of the others.
fn with_checksum(mut bytes: Vec<u8>) -> Vec<u8> {
    let at = bytes.len().saturating_sub(8);
    let sum = encode::checksum(&bytes[..at]).to_le_bytes();
    if bytes.len() > 8 {
        bytes[at..].copy_from_slice(&sum);
    }
    bytes
}

struct Fuzzer {
    random: Random,
    seeds: Vec<String>,
    files: Vec<Vec<u8>>,
    codes: Vec<String>,
}

impl Fuzzer {
    fn new(seed: u64) -> Fuzzer {
        let (files, codes) = modules();
        Fuzzer {
            random: Random(seed | 1),
            seeds: seeds(),
            files,
            codes,
        }
    }

    fn input(&mut self) -> Input {
        let random = &mut self.random;
        match random.below(16) {
            0 | 1 => Input::Parse(mutate(&self.seeds, random)),
            2 => {
                let bytes: Vec<u8> = (0..random.below(300))
                    .map(|_| random.next() as u8)
                    .collect();
                Input::Parse(String::from_utf8_lossy(&bytes).into_owned())
            }
            3 => {
                let mut bytes = random.pick(&self.files).clone();
                mutate_bytes(&mut bytes, random);
                Input::Decode(with_checksum(bytes))
            }
            4 => {
                let mut bytes = random.pick(&self.files).clone();
                if let Ok(mut module) = decode::decode(&bytes) {
                    mutate_facts(&mut module, random);
                    bytes = encode::encode(&module);
                }
                Input::Decode(bytes)
            }
            5..=7 => {
                let mut code = random.pick(&self.codes).clone();
                let other = random.pick(&self.codes);
                for _ in 0..=random.below(3) {
                    match random.below(3) {
                        0 => swap_words(&mut code, random),
                        1 => swap_tokens(&mut code, other, random),
                        _ => swap_lines(&mut code, random),
                    }
                }
                Input::Assemble(code)
            }
            n => Input::Compile(mutate(&self.seeds, random), n > 10),
        }
    }
}

/// What an input may take. Generous: other tests run beside this one, perhaps without optimisation.
const SECONDS: u64 = 30;
const MEMORY_KB: u64 = 512 << 10;

/// Ends the process when an input takes too long.
fn watch(current: Arc<Mutex<Option<(Instant, Input)>>>) {
    std::thread::spawn(move || {
        while Arc::strong_count(&current) > 1 {
            std::thread::sleep(Duration::from_millis(500));
            let running = current.lock().ok().and_then(|current| current.clone());
            if let Some((since, input)) = running
                && since.elapsed().as_secs() > SECONDS
            {
                eprintln!("hangs: {}", keep(&input).display());
                std::process::exit(1);
            }
        }
    });
}

/// Writes an input that failed.
fn keep(input: &Input) -> PathBuf {
    let folder = std::env::var_os("PURLIN_FUZZ_OUT")
        .map_or_else(std::env::temp_dir, PathBuf::from)
        .join("purlin-fuzz");
    let (name, bytes) = input.bytes();
    let sum = encode::checksum(bytes);
    let path = folder.join(format!("{sum:016x}_{name}"));
    let _ = std::fs::create_dir_all(&folder);
    let _ = std::fs::write(&path, bytes);
    path
}

/// Runs inputs until `done`; how many, and which failed.
fn run(seed: u64, done: impl Fn(usize) -> bool) -> (usize, Vec<PathBuf>) {
    let current = Arc::new(Mutex::new(None));
    watch(current.clone());
    let mut fuzzer = Fuzzer::new(seed);
    let corpus: Vec<Input> = corpus();
    let mut failed = Vec::new();
    let mut n_inputs = 0;
    while !done(n_inputs) {
        let input = match corpus.get(n_inputs) {
            Some(input) => input.clone(),
            None => fuzzer.input(),
        };
        n_inputs += 1;
        if let Ok(mut current) = current.lock() {
            *current = Some((Instant::now(), input.clone()));
        }
        let before = memory_kb("VmHWM:");
        let outcome = std::panic::catch_unwind(|| input.run());
        let taken = memory_kb("VmHWM:").saturating_sub(before);
        if taken > MEMORY_KB {
            eprintln!("takes {taken} KB");
        }
        if outcome.is_err() || taken > MEMORY_KB {
            let path = keep(&input);
            eprintln!("failed: {}", path.display());
            failed.push(path);
        }
    }
    (n_inputs, failed)
}

/// What was once found, both ways.
fn corpus() -> Vec<Input> {
    let paths = common::programs(&root().join("tests/fuzz/corpus"));
    let texts = paths
        .iter()
        .filter_map(|path| std::fs::read_to_string(path).ok());
    texts
        .flat_map(|text| [false, true].map(|optimize| Input::Compile(text.clone(), optimize)))
        .collect()
}

#[test]
fn damaged_inputs_are_only_refused() {
    let (_, failed) = on_small_stack(|| run(0x9E37_79B9_7F4A_7C15, |n_inputs| n_inputs >= 4000));
    assert!(failed.is_empty(), "{failed:#?}");
}

/// Facts of which no term that is in `fact` is one.
fn lies(fact: &Fact) -> Vec<Fact> {
    let single = (0..16)
        .map(|bit| 1 << bit)
        .filter(|bit| Fact::ANY & bit != 0 && fact.types & bit == 0)
        .map(Fact::of);
    let mut lies: Vec<Fact> = single.chain([Fact::of(0)]).collect();
    if fact.types == Fact::INTEGER && fact.range.low > i64::MIN {
        lies.push(Fact {
            range: Range::new(i64::MIN, fact.range.low - 1),
            ..*fact
        });
    }
    if fact.types == Fact::INTEGER && fact.range.high < i64::MAX {
        lies.push(Fact {
            range: Range::new(fact.range.high + 1, i64::MAX),
            ..*fact
        });
    }
    if let Some(arity) = fact.arity.filter(|_| fact.types == Fact::TUPLE) {
        let other = |arity| Fact {
            arity: Some(arity),
            ..*fact
        };
        lies.extend([other(arity + 1), other(arity.saturating_sub(1))]);
        lies.retain(|lie| lie != fact);
    }
    lies
}

/// Whatever the compiler has found of arguments and results: the contrary, stated in the file, is refused, and so is what is said of a
/// function that others call.
#[test]
fn lies_about_types_are_refused() {
    let (files, _) = modules();
    let (mut n_lies, mut n_facts) = (0, 0);
    for file in &files {
        let good = decode::decode(file).expect("a module of the compiler's");
        let entries: Vec<usize> = (0..good.facts.len())
            .filter(|&at| {
                let row = &good.facts[at];
                good.functions.iter().any(|f| f.entry == row.label)
                    && row.fact.types & (Fact::SAME | Fact::CONTEXT) == 0
                    && row.fact.types != 0
            })
            .collect();
        for at in entries {
            n_facts += 1;
            for lie in lies(&good.facts[at].fact) {
                let mut module = good.clone();
                module.facts[at].fact = lie;
                assert!(verify::verify(&module).is_err(), "{:?}", good.facts[at]);
                n_lies += 1;
            }
        }
        for at in 0..good.functions.len() {
            let row = &good.functions[at];
            let mut module = good.clone();
            if row.exported && row.arity > 0 {
                let (label, reg) = (row.entry, Reg::X(0));
                let fact = Fact::of(Fact::ANY & !Fact::FLOAT);
                module.facts.push(FactRow { label, reg, fact });
                assert!(verify::verify(&module).is_err(), "{row:?}");
                n_lies += 1;
            }
            if row.result.types == Fact::ANY || row.result.types == 0 {
                continue;
            }
            n_facts += 1;
            for lie in lies(&row.result) {
                let mut module = good.clone();
                module.functions[at].result = lie;
                assert!(verify::verify(&module).is_err(), "{row:?} {lie:?}");
                n_lies += 1;
            }
        }
    }
    assert!(n_facts > 200 && n_lies > 2000, "{n_facts} {n_lies}");
}

/// Facts changed at random are refused or hold: nothing panics.
fn mutate_facts(module: &mut Module, random: &mut Random) {
    let n_facts = module.facts.len();
    let n_functions = module.functions.len();
    let fact = match random.below(2) {
        0 if n_facts > 0 => &mut module.facts[random.below(n_facts)].fact,
        _ if n_functions > 0 => &mut module.functions[random.below(n_functions)].result,
        _ => return,
    };
    match random.below(4) {
        0 => fact.types ^= 1 << random.below(16),
        1 => fact.types = random.next() as u16,
        2 => fact.arity = Some(random.below(5) as u32),
        _ => {
            let (a, b) = (random.below(300) as i64 - 9, random.next() as i64);
            let far = if random.below(2) == 0 { b } else { a + 1 };
            fact.range = Range::new(a, far);
        }
    }
}

#[test]
#[ignore = "runs for PURLIN_FUZZ_SECONDS"]
fn long() {
    let number = |name: &str| std::env::var(name).ok()?.parse::<u64>().ok();
    let seconds = number("PURLIN_FUZZ_SECONDS").unwrap_or(60);
    let clock = || {
        std::time::SystemTime::now()
            .duration_since(std::time::UNIX_EPOCH)
            .map_or(1, |since| since.as_nanos() as u64)
    };
    let seed = number("PURLIN_FUZZ_SEED").unwrap_or_else(clock);
    println!("seed {seed}");
    let end = Instant::now() + Duration::from_secs(seconds);
    let (n_inputs, failed) = on_small_stack(move || run(seed, |_| Instant::now() > end));
    println!(
        "{n_inputs} inputs in {seconds} s, {} failed, {} MB at most",
        failed.len(),
        memory_kb("VmHWM:") >> 10
    );
    assert!(failed.is_empty(), "{failed:#?}");
}

#[test]
fn prefixes_of_programs_are_only_refused() {
    for program in seeds().iter().filter(|program| program.len() < 300) {
        for (at, _) in program.char_indices() {
            parse_target(&program[..at]);
        }
    }
}
