//! Core in, better Core out: `tests/optimize/*.core` hold both. `PURLIN_BLESS=1` rewrites what is expected.

use super::optimize;
use crate::core::print::print_module;
use crate::core::read::read_module;
use crate::core::validate::validate;
use crate::source::name::Interner;

struct NoLines;

impl crate::codegen::LineSource for NoLines {
    fn place(&self, _position: u32) -> Option<(&str, u32)> {
        None
    }
}

#[test]
fn golden_core() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/optimize");
    let mut wrong = Vec::new();
    let mut n_files = 0;
    for entry in std::fs::read_dir(folder).expect("tests/optimize") {
        let path = entry.expect("entry").path();
        let text = std::fs::read_to_string(&path).expect("readable file");
        let (core, expected) = text.split_once("=== core\n").expect("a marker line");
        let mut names = Interner::new();
        let mut module = read_module(core, &mut names).expect("readable Core");
        assert_eq!(
            validate(&module, &names),
            Ok(()),
            "{} before",
            path.display()
        );
        optimize(&mut module, &mut names);
        assert_eq!(
            validate(&module, &names),
            Ok(()),
            "{} after",
            path.display()
        );
        let found = print_module(&module, &names);
        let code = crate::codegen::generate(module, &names, &NoLines).expect("bytecode");
        assert_eq!(
            purlin_isa::verify::verify(&code),
            Ok(()),
            "{}",
            path.display()
        );
        n_files += 1;
        if found != expected {
            if std::env::var_os("PURLIN_BLESS").is_some() {
                std::fs::write(&path, format!("{core}=== core\n{found}")).expect("writable file");
            }
            wrong.push(format!("{}:\n{found}", path.display()));
        }
    }
    assert!(n_files > 3);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
