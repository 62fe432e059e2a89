//! Modules of a program compiled apart from a machine, and loaded as bytes.

use std::path::PathBuf;

use purlin_compiler::check::LibraryOnly;
use purlin_compiler::driver::{self, Around, Options};
use purlin_runtime::vm::Capabilities;

use crate::Vm;
use crate::compile::{Files, Problems};
use crate::error::LoadError;
use crate::transform::{Settings, Transforms};

/// A module as bytes.
pub struct Bytecode {
    /// Its name.
    pub module: String,
    /// What `Vm::load_bytes` takes.
    pub bytes: Vec<u8>,
    /// Functions and arities that can be called from outside.
    pub exports: Vec<(String, u8)>,
    /// What the compiler has to say of it all the same.
    pub warnings: Problems,
}

/// What runs the parse transforms that sources ask for; one serves any number of them, on several threads.
pub struct ParseTransforms(Transforms);

impl ParseTransforms {
    /// Their modules are sources in these folders, with these folders for headers.
    pub fn new(paths: &[PathBuf], include: &[PathBuf]) -> ParseTransforms {
        ParseTransforms(Transforms::new(Settings {
            paths: paths.to_vec(),
            include: include.to_vec(),
            capabilities: Capabilities::ALL,
            prints: true,
            unoptimized: false,
        }))
    }
}

/// Compile a source file with folders for headers, macros that are defined (`("TEST", "true")`) and options (`export_all`).
pub fn compile_module(
    name: &str,
    text: Vec<u8>,
    include: &[PathBuf],
    defines: &[(&str, &str)],
    compile: &[&str],
    transforms: &ParseTransforms,
) -> Result<Bytecode, Problems> {
    let options = Options {
        include_paths: include
            .iter()
            .map(|path| path.to_string_lossy().into_owned())
            .collect(),
        defines: defines
            .iter()
            .map(|(name, body)| (name.to_string(), body.to_string()))
            .collect(),
        compile: compile.iter().map(|option| option.to_string()).collect(),
        ..Options::default()
    };
    let around = Around {
        provider: &Files::default(),
        known: &LibraryOnly,
        transform: Some(&transforms.0),
    };
    let mut output = driver::compile_with(name, text, &around, &options);
    let Some(module) = output.module.take() else {
        return Err(Problems(Box::new(output)));
    };
    let atom = |index: usize| module.atoms.get(index).cloned().unwrap_or_default();
    let exported = module.functions.iter().filter(|function| function.exported);
    let exports = exported.map(|function| (atom(function.name.0 as usize), function.arity));
    Ok(Bytecode {
        module: atom(0),
        exports: exports.collect(),
        bytes: purlin_isa::encode::encode(&module),
        warnings: Problems(Box::new(output)),
    })
}

impl Vm {
    /// Load a module that was compiled by this version of Purlin. The bytes are checked. Gives the module's name.
    pub fn load_bytes(&self, bytes: &[u8]) -> Result<String, LoadError> {
        self.load_bytecode(bytes)
    }
}
