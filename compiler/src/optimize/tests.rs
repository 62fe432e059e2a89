//! Core in, better Core out: `tests/optimize/*.core` hold both, and between them, if need be, a module of the library that the pass
//! `known_fun` may copy from. `PURLIN_BLESS=1` rewrites what is expected.

use super::known_fun::{Library, Original};
use super::optimize_with;
use crate::core::nodes::CopyOf;
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

/// A module as text; empty: none.
struct OneModule<'t>(&'t str);

impl Library for OneModule<'_> {
    fn find(&mut self, origin: CopyOf, names: &mut Interner) -> Option<Original> {
        let module = read_module(self.0, names).ok()?;
        (module.name == Some(origin.module)).then_some(Original {
            module,
            version: 42,
        })
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
        let (given, expected) = text.split_once("=== core\n").expect("a marker line");
        let (core, library) = given.split_once("=== library\n").unwrap_or((given, ""));
        let mut names = Interner::new();
        let mut module = read_module(core, &mut names).expect("readable Core");
        assert_eq!(
            validate(&module, &names),
            Ok(()),
            "{} before",
            path.display()
        );
        optimize_with(&mut module, &mut names, &mut OneModule(library));
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
                std::fs::write(&path, format!("{given}=== core\n{found}")).expect("writable file");
            }
            wrong.push(format!("{}:\n{found}", path.display()));
        }
    }
    assert!(n_files > 3);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
