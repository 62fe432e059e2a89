//! The compiler with files and the library's headers at hand.

use std::fmt;
use std::path::PathBuf;

use purlin_compiler::check::LibraryOnly;
use purlin_compiler::diagnostics::codes::Code;
use purlin_compiler::diagnostics::diagnostic::{self, Severity as Found};
use purlin_compiler::diagnostics::json;
use purlin_compiler::driver::{self, Around, Options, Output};
use purlin_compiler::source::provider::{LibraryFunction, ReadError, SourceProvider};
use purlin_isa::module::Module;
use purlin_runtime::vm::Capabilities;

use crate::error::LoadError;
use crate::transform::{Settings, Transforms};

/// Compiles with the settings of one machine.
pub struct Compiler {
    pub include: Vec<PathBuf>,
    /// Leave out optimisations: for testing the compiler.
    pub unoptimized: bool,
    pub transforms: Transforms,
}

impl Compiler {
    /// The module and its warnings, or what is wrong.
    pub fn compile(&self, name: &str, text: Vec<u8>) -> Result<(Module, Problems), Problems> {
        let mut output = self.run(name, text);
        match output.module.take() {
            Some(module) => Ok((module, Problems(Box::new(output)))),
            None => Err(Problems(Box::new(output))),
        }
    }

    fn run(&self, name: &str, text: Vec<u8>) -> Output {
        let options = Options {
            include_paths: self
                .include
                .iter()
                .map(|path| path.to_string_lossy().into_owned())
                .collect(),
            optimize: !self.unoptimized,
            ..Options::default()
        };
        let around = Around {
            provider: &Files::default(),
            known: &LibraryOnly,
            transform: Some(&self.transforms),
        };
        driver::compile_with(name, text, &around, &options)
    }
}

/// Files of the host, and the library's headers.
pub struct Files {
    /// What relative paths begin at; empty: where the host is.
    folder: PathBuf,
    reads_files: bool,
    sees_environment: bool,
}

impl Default for Files {
    fn default() -> Files {
        Files {
            folder: PathBuf::new(),
            reads_files: true,
            sees_environment: true,
        }
    }
}

impl Files {
    /// For code inside a machine: its folder, and what it may do.
    pub fn bound(folder: String, capabilities: Capabilities) -> Files {
        Files {
            folder: folder.into(),
            reads_files: capabilities.read_files,
            sees_environment: capabilities.environment,
        }
    }
}

/// Paths of library headers begin with this, so that the provider knows them from the host's files.
const LIBRARY: &str = "<library>/";

impl SourceProvider for Files {
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        if let Some(header) = path.strip_prefix(LIBRARY) {
            return purlin_stdlib::header(header)
                .map(|text| text.as_bytes().to_vec())
                .ok_or(ReadError::NotFound);
        }
        if !self.reads_files {
            return Err(ReadError::Other("permission denied".to_owned()));
        }
        std::fs::read(self.folder.join(path)).map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound => ReadError::NotFound,
            _ => ReadError::Other(error.to_string()),
        })
    }

    fn lib_dir(&self, application: &str) -> Option<String> {
        Some(format!("{LIBRARY}{application}"))
    }

    fn variable(&self, name: &str) -> Option<String> {
        match self.sees_environment {
            true => std::env::var(name).ok(),
            false => None,
        }
    }

    fn library_function(&self, module: &str, name: &str, arity: u32) -> Option<LibraryFunction> {
        let (text, version) = purlin_stdlib::copied(module, name, arity)?;
        Some(LibraryFunction { text, version })
    }
}

/// What the compiler said of one file, with the source it speaks of.
pub struct Problems(pub(crate) Box<Output>);

impl Problems {
    /// As a person reads it.
    pub fn render(&self, colour: bool) -> String {
        self.0.render(colour)
    }

    /// One JSON object a line.
    pub fn json(&self) -> String {
        let lines = self.0.diagnostics.iter();
        lines
            .map(|diagnostic| json::json(diagnostic, &self.0.sources) + "\n")
            .collect()
    }

    /// One by one.
    pub fn iter(&self) -> impl Iterator<Item = Diagnostic> + '_ {
        self.0
            .diagnostics
            .iter()
            .map(|diagnostic| self.one(diagnostic))
    }

    fn one(&self, diagnostic: &diagnostic::Diagnostic) -> Diagnostic {
        let place = self.0.sources.presumed(diagnostic.span.lo);
        let (file, line, column) = place.unwrap_or(("", 0, 0));
        Diagnostic {
            id: diagnostic.code.id(),
            severity: match diagnostic.severity {
                Found::Error => Severity::Error,
                Found::Warning => Severity::Warning,
            },
            message: diagnostic.headline(),
            file: file.to_string(),
            line,
            column,
            label: diagnostic.label.clone(),
            help: diagnostic.help.clone(),
        }
    }

    /// How many errors.
    pub fn error_count(&self) -> usize {
        self.count(Found::Error)
    }

    /// How many warnings.
    pub fn warning_count(&self) -> usize {
        self.count(Found::Warning)
    }

    fn count(&self, severity: Found) -> usize {
        self.0
            .diagnostics
            .iter()
            .filter(|diagnostic| diagnostic.severity == severity)
            .count()
    }
}

/// How bad it is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Severity {
    /// There is no module.
    Error,
    /// There is one all the same.
    Warning,
}

/// Something that the compiler has to say of a file.
///
/// ```
/// use purlin::{LoadError, Severity, Vm};
/// let vm = Vm::new()?;
/// let Err(LoadError::Compile(problems)) = vm.load("-module(m).\n-export([f/0]).\nf() -> Y.") else { panic!() };
/// let first = problems.iter().next().unwrap();
/// assert_eq!((first.severity, first.line, first.column), (Severity::Error, 3, 8));
/// assert!(first.message.contains("`Y`"), "{}", first.message);
/// assert!(purlin::explain(first.id).is_some());
/// # Ok::<(), purlin::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct Diagnostic {
    /// What [`explain`] has a page on.
    pub id: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// What it is, in a line.
    pub message: String,
    /// The file's name.
    pub file: String,
    /// The line, from 1; 0: nowhere in particular.
    pub line: u32,
    /// The column, from 1.
    pub column: u32,
    /// What is written there; may be empty.
    pub label: String,
    /// What to do.
    pub help: Vec<String>,
}

/// A compiled module.
pub struct Compiled {
    /// The module's name.
    pub module: String,
    /// For [`Vm::load_bytecode`](crate::Vm::load_bytecode): to be kept or sent elsewhere, but only for this version of Purlin.
    pub bytecode: Vec<u8>,
    /// What the compiler has to say of it all the same.
    pub warnings: Problems,
}

/// Compiles a source file. `name` is the file's name as messages and stack traces show it.
pub fn compile(name: &str, text: impl Into<Vec<u8>>) -> Result<Compiled, LoadError> {
    let compiled = beside(name, &[]).compile(name, text.into());
    let (module, warnings) = compiled.map_err(LoadError::Compile)?;
    Ok(Compiled {
        bytecode: purlin_isa::encode::encode(&module),
        module: module.atoms.first().cloned().unwrap_or_default(),
        warnings,
    })
}

/// The name of the file that source would be in: after its module.
pub(crate) fn file_name(source: &str) -> String {
    let module = source
        .split_once("-module(")
        .and_then(|(_, rest)| rest.split_once(')'))
        .map(|(name, _)| name.trim().trim_matches('\''))
        .filter(|name| !name.is_empty() && name.len() < 256 && !name.contains(['\n', '/', '"']));
    format!("{}.erl", module.unwrap_or("source"))
}

impl fmt::Debug for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.render(false))
    }
}

/// A compiler that finds the modules of parse transforms beside the source.
fn beside(name: &str, include: &[PathBuf]) -> Compiler {
    let folder = std::path::Path::new(name).parent();
    Compiler {
        include: include.to_vec(),
        unoptimized: false,
        transforms: Transforms::new(Settings {
            paths: folder.map(PathBuf::from).into_iter().collect(),
            include: include.to_vec(),
            capabilities: Capabilities::ALL,
            prints: true,
            unoptimized: false,
        }),
    }
}

/// Errors and warnings of a source file.
pub fn check_source(name: &str, text: Vec<u8>, include: &[PathBuf]) -> Problems {
    let compiler = beside(name, include);
    Problems(Box::new(compiler.run(name, text)))
}

/// The bytecode of a source file as text.
pub fn compile_to_text(name: &str, text: Vec<u8>, include: &[PathBuf]) -> Result<String, Problems> {
    let compiler = beside(name, include);
    let (module, _) = compiler.compile(name, text)?;
    Ok(purlin_isa::text::print(&module))
}

/// The page of a diagnostic: its id, headline and explanation.
pub fn explain(id: &str) -> Option<String> {
    let row = Code::from_id(id)?.row();
    let text: Vec<&str> = row.explanation.iter().map(|line| line.trim()).collect();
    Some(format!(
        "{}: {}\n\n{}",
        row.id,
        row.headline,
        text.join("\n")
    ))
}
