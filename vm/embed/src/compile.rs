//! The compiler with files and the library's headers at hand.

use std::fmt;
use std::path::PathBuf;

use purlin_compiler::check::LibraryOnly;
use purlin_compiler::diagnostics::codes::Code;
use purlin_compiler::diagnostics::diagnostic::Severity;
use purlin_compiler::diagnostics::json;
use purlin_compiler::driver::{self, Around, Options, Output};
use purlin_compiler::source::provider::{ReadError, SourceProvider};
use purlin_isa::module::Module;
use purlin_runtime::vm::Capabilities;

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

    pub fn error_count(&self) -> usize {
        self.count(Severity::Error)
    }

    pub fn warning_count(&self) -> usize {
        self.count(Severity::Warning)
    }

    fn count(&self, severity: Severity) -> usize {
        self.0
            .diagnostics
            .iter()
            .filter(|diagnostic| diagnostic.severity == severity)
            .count()
    }
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
