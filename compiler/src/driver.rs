//! Runs the passes in order: text -> syntax tree -> checks -> Core -> bytecode.
//!
//! Each pass collects what it has to say; the first pass that finds errors ends the compilation, after all its errors are known.
//! Nothing here opens files or prints.

use bumpalo::Bump;

use crate::ast::nodes::{Form, FormKind, Module};
use crate::check::{self, KnownModules, LibraryOnly};
use crate::codegen::{self, LineSource};
use crate::diagnostics::codes::Code;
use crate::diagnostics::diagnostic::{Arg, Diagnostic, Severity};
use crate::diagnostics::expansion;
use crate::diagnostics::render::{self, RenderOptions};
use crate::lower::{self, LowerOptions};
use crate::parse::parse_module;
use crate::preprocess::{Expansions, ParseOptions};
use crate::source::encoding;
use crate::source::file::{FileId, SourceMap};
use crate::source::name::Interner;
use crate::source::provider::SourceProvider;
use crate::source::span::Span;
use purlin_isa::module::Module as ModuleFile;

/// What a caller may ask for.
#[derive(Clone, Debug)]
pub struct Options {
    /// Folders for `-include`.
    pub include_paths: Vec<String>,
    /// Macros: name and body.
    pub defines: Vec<(String, String)>,
    /// Options as in `-compile(...)`: `nowarn_unused_vars`, `export_all`, `warnings_as_errors` ...
    pub compile: Vec<String>,
    /// Run the optimizing passes.
    pub optimize: bool,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            include_paths: Vec::new(),
            defines: Vec::new(),
            compile: Vec::new(),
            optimize: true,
        }
    }
}

/// What came of it.
pub struct Output {
    /// Missing when there were errors.
    pub module: Option<ModuleFile>,
    /// In source order.
    pub diagnostics: Vec<Diagnostic>,
    pub sources: SourceMap,
    pub expansions: Expansions,
}

impl Output {
    pub fn has_errors(&self) -> bool {
        self.diagnostics
            .iter()
            .any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// All diagnostics as a person reads them.
    pub fn render(&self, colour: bool) -> String {
        render::render_all(
            &self.diagnostics,
            &self.sources,
            RenderOptions { color: colour },
        )
    }
}

/// Compile one module. `name` is the file's name as messages show it.
pub fn compile(
    name: &str,
    text: Vec<u8>,
    provider: &dyn SourceProvider,
    options: &Options,
) -> Output {
    compile_knowing(name, text, provider, &LibraryOnly, options)
}

/// The same, with what is known of other modules.
pub fn compile_knowing(
    name: &str,
    text: Vec<u8>,
    provider: &dyn SourceProvider,
    known: &dyn KnownModules,
    options: &Options,
) -> Output {
    let arena = Bump::new();
    let mut names = Interner::new();
    let mut output = Output {
        module: None,
        diagnostics: Vec::new(),
        sources: SourceMap::new(),
        expansions: Expansions::default(),
    };
    let parse_options = ParseOptions {
        includes: options.include_paths.clone(),
        defines: options.defines.clone(),
        ..Default::default()
    };
    let file = match add_file(&mut output.sources, name, text) {
        Ok(file) => file,
        Err(diagnostic) => {
            output.diagnostics.push(diagnostic);
            return output;
        }
    };
    let parsed = parse_module(
        &arena,
        &mut output.sources,
        &mut names,
        provider,
        file,
        &parse_options,
    );
    output.diagnostics = parsed.diagnostics;
    output.expansions = parsed.expansions;
    output.diagnostics.extend(check::check_module(
        &parsed.module,
        &names,
        &output.sources,
        known,
        &options.compile,
    ));
    if !output.has_errors() {
        let end = output.sources.file(file).end();
        output.diagnostics.extend(no_module(&parsed.module, end));
    }
    output
        .diagnostics
        .sort_by_key(|diagnostic| diagnostic.span.lo);
    expansion::explain(&mut output.diagnostics, &output.expansions, &names);
    if !output.has_errors() {
        back_end(&parsed.module, &mut names, options, &mut output);
    }
    if options
        .compile
        .iter()
        .any(|option| option == "warnings_as_errors")
        && !output.diagnostics.is_empty()
    {
        output.module = None;
    }
    output
}

fn add_file(sources: &mut SourceMap, name: &str, text: Vec<u8>) -> Result<FileId, Diagnostic> {
    let text =
        encoding::decode(text).map_err(|_| Diagnostic::new(Code::InvalidEncoding, Span::NONE))?;
    sources
        .add(name, text)
        .map_err(|_| Diagnostic::new(Code::SourceTooLarge, Span::NONE))
}

/// A file without a module's name: said of its first form, or of its end.
fn no_module(module: &Module<'_>, end: u32) -> Option<Diagnostic> {
    let is_named = |form: &Form<'_>| matches!(form.kind, FormKind::Module(_));
    if module.forms.iter().any(is_named) {
        return None;
    }
    let first = module
        .forms
        .iter()
        .find(|form| !matches!(form.kind, FormKind::File { .. }));
    let span = first.map_or(Span::new(end, end), |form| form.anchor);
    Some(Diagnostic::new(Code::NoModule, span))
}

/// From a syntax tree without errors to bytecode.
fn back_end(module: &Module<'_>, names: &mut Interner, options: &Options, output: &mut Output) {
    let lower_options = LowerOptions {
        export_all: options.compile.iter().any(|option| option == "export_all"),
    };
    let (mut core, said) = lower::lower_module(module, names, &lower_options);
    output.diagnostics.extend(said);
    if output.has_errors() {
        return;
    }
    if options.optimize {
        crate::optimize::optimize(&mut core, names);
    }
    match codegen::generate(core, names, &Places(&output.sources)) {
        Ok(module) => output.module = Some(module),
        Err(error) => output.diagnostics.push(
            Diagnostic::new(Code::CannotGenerate, Span::NONE).arg(Arg::Text(error.to_string())),
        ),
    }
}

/// Lines for stack traces.
struct Places<'s>(&'s SourceMap);

impl LineSource for Places<'_> {
    fn place(&self, position: u32) -> Option<(&str, u32)> {
        self.0
            .presumed(position)
            .map(|(file, line, _)| (file, line))
    }
}
