//! Erlang to bytecode. `tests/bytecode/*.erl` hold, as comments below a marker, the code that the compiler should make of them, as a
//! person would write it; `PURLIN_BLESS=1` rewrites it: read the difference. Besides, all programs of the corpus and of the library
//! verify, optimised and not, and survive their text form and their file form.

mod common;

use common::{programs, root};
use purlin_compiler::driver::{Options, compile};
use purlin_compiler::source::provider::{LibraryFunction, ReadError, SourceProvider};
use purlin_isa::module::Module;
use std::path::Path;

/// What stands for the library where calls with known funs become copies.
const LIBRARY: &[((&str, &str, u32), &str)] = &[
    (
        ("lists", "map", 2),
        "-module(lists).\n-file(\"lists.erl\", 99).\n\
         map(Fun, List) when is_function(Fun, 1) -> map_1(Fun, List).\n\
         map_1(Fun, [X | Rest]) -> [Fun(X) | map_1(Fun, Rest)];\n\
         map_1(_Fun, []) -> [].\n",
    ),
    (
        ("lists", "foldl", 3),
        "-module(lists).\n-file(\"lists.erl\", 199).\n\
         foldl(Fun, Acc, List) when is_function(Fun, 2) -> foldl_1(Fun, Acc, List).\n\
         foldl_1(Fun, Acc, [X | Rest]) -> foldl_1(Fun, Fun(X, Acc), Rest);\n\
         foldl_1(_Fun, Acc, []) -> Acc.\n",
    ),
    (
        ("lists", "any", 2),
        "-module(lists).\n-file(\"lists.erl\", 299).\n\
         any(Pred, List) when is_function(Pred, 1) -> any_1(Pred, List).\n\
         any_1(Pred, [X | Rest]) ->\n    case Pred(X) of\n        true -> true;\n        false -> any_1(Pred, Rest)\n    end;\n\
         any_1(_Pred, []) -> false.\n",
    ),
];

struct Files;

impl SourceProvider for Files {
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        std::fs::read(path).map_err(|_| ReadError::NotFound)
    }

    fn library_function(&self, module: &str, name: &str, arity: u32) -> Option<LibraryFunction> {
        let mut all = LIBRARY.iter();
        let (_, text) = all.find(|(mfa, _)| *mfa == (module, name, arity))?;
        Some(LibraryFunction { text, version: 42 })
    }
}

fn module(path: &Path, text: &str, optimize: bool) -> Option<Module> {
    let options = Options {
        optimize,
        ..Options::default()
    };
    compile(
        &path.to_string_lossy(),
        text.as_bytes().to_vec(),
        &Files,
        &options,
    )
    .module
}

#[test]
fn telling_functions() {
    const MARKER: &str = "%%% bytecode\n";
    let mut wrong = Vec::new();
    let files = programs(&root().join("tests/bytecode"));
    assert!(files.len() > 8);
    for path in files {
        let text = std::fs::read_to_string(&path).expect("readable file");
        let (source, expected) = text.split_once(MARKER).expect("a marker line");
        let module = module(&path, source, true)
            .unwrap_or_else(|| panic!("{} does not compile", path.display()));
        let code = purlin_isa::text::print_code(&module);
        let own = code.split("\n; 'module_info'").next().unwrap_or_default();
        let lambdas = code
            .find("\n; '-")
            .filter(|&at| at > own.len())
            .map_or("", |at| &code[at..]);
        let found: String = own
            .lines()
            .chain(lambdas.lines())
            .map(|line| format!("% {line}").trim_end().to_owned() + "\n")
            .collect();
        if found != expected {
            if std::env::var_os("PURLIN_BLESS").is_some() {
                std::fs::write(&path, format!("{source}{MARKER}{found}")).expect("writable file");
            }
            wrong.push(format!("{}:\n{found}", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_corpus_and_the_library_verify() {
    let folders = ["tests/run", "stdlib", "benches/programs", "examples"];
    let mut n_modules = 0;
    for path in folders
        .iter()
        .flat_map(|folder| programs(&root().join(folder)))
    {
        // Programs in other encodings than UTF-8 are read by other tests.
        let Ok(text) = std::fs::read_to_string(&path) else {
            continue;
        };
        for optimize in [false, true] {
            let Some(module) = module(&path, &text, optimize) else {
                continue;
            };
            let name = path.display();
            assert_eq!(
                purlin_isa::verify::verify(&module),
                Ok(()),
                "{name}, optimised: {optimize}"
            );
            let bytes = purlin_isa::encode::encode(&module);
            assert!(
                purlin_isa::decode::decode(&bytes).as_ref() == Ok(&module),
                "{name} as a file"
            );
            let printed = purlin_isa::text::print(&module);
            assert!(
                purlin_isa::text::parse(&printed).as_ref() == Ok(&module),
                "{name} as text"
            );
            n_modules += 1;
        }
    }
    assert!(n_modules > 100, "only {n_modules} modules compiled");
}
