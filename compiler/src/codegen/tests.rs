//! From Core text to bytecode text: `tests/core/*.core` hold both. `PURLIN_BLESS=1` rewrites what is expected.

use super::{LineSource, generate};
use crate::core::print::print_module;
use crate::core::read::read_module;
use crate::source::name::Interner;
use purlin_isa::module::Module;
use purlin_isa::text;

/// A position is its own line.
struct Lines;

impl LineSource for Lines {
    fn place(&self, position: u32) -> Option<(&str, u32)> {
        (position != 0).then_some(("t.erl", position))
    }
}

fn compile(core: &str) -> Module {
    let mut names = Interner::new();
    let module = read_module(core, &mut names).expect("readable Core");
    generate(module, &names, &Lines).expect("bytecode")
}

/// The golden files: name, Core, expected bytecode.
fn files() -> Vec<(std::path::PathBuf, String, String)> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/core");
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .expect("tests/core")
        .map(|entry| entry.expect("entry").path())
        .collect();
    files.sort();
    let read = |path: std::path::PathBuf| {
        let text = std::fs::read_to_string(&path).expect("readable file");
        let (core, code) = text.split_once("=== bytecode\n").expect("a marker line");
        (path, core.to_owned(), code.to_owned())
    };
    files
        .into_iter()
        .filter(|path| path.extension().is_some_and(|e| e == "core"))
        .map(read)
        .collect()
}

#[test]
fn golden_bytecode() {
    let mut wrong = Vec::new();
    for (path, core, expected) in files() {
        let code = text::print_code(&compile(&core));
        if code == expected {
            continue;
        }
        if std::env::var_os("PURLIN_BLESS").is_some() {
            std::fs::write(&path, format!("{core}=== bytecode\n{code}")).expect("writable file");
        }
        wrong.push(format!("{}:\n{code}", path.display()));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn core_text_reads_back() {
    for (path, core, _) in files() {
        let mut names = Interner::new();
        let once = print_module(
            &read_module(&core, &mut names).expect("readable Core"),
            &names,
        );
        let twice = print_module(
            &read_module(&once, &mut names).expect("readable Core"),
            &names,
        );
        assert_eq!(once, twice, "{}", path.display());
    }
}

#[test]
fn modules_read_back_from_text_and_bytes() {
    for (path, core, _) in files() {
        let module = compile(&core);
        let again = text::parse(&text::print(&module))
            .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        assert!(again == module, "{}", path.display());
        let bytes = purlin_isa::encode::encode(&module);
        assert!(
            purlin_isa::decode::decode(&bytes).as_ref() == Ok(&module),
            "{}",
            path.display()
        );
    }
}

#[test]
fn modules_verify() {
    for (path, core, _) in files() {
        let module = compile(&core);
        let done = purlin_isa::verify::verify(&module);
        assert_eq!(
            done,
            Ok(()),
            "{}\n{}",
            path.display(),
            text::print_code(&module)
        );
    }
}
