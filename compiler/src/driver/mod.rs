//! Runs the passes in order: text -> syntax tree (-> parse transforms) -> checks -> Core -> bytecode.
//!
//! Each pass collects what it has to say; the first pass that finds errors ends the compilation, after all its errors are known.
//! Nothing here opens files or prints.

/// Parse transforms.
pub mod transform;

use bumpalo::Bump;

use crate::ast::from_abstract;
use crate::ast::nodes::{Form, FormKind, Module};
use crate::ast::term_tree::TermTree;
use crate::check::{self, KnownModules, LibraryOnly};
use crate::codegen::{self, LineSource};
use crate::core::nodes::CopyOf;
use crate::core::nodes::Module as Core;
use crate::diagnostics::codes::Code;
use crate::diagnostics::diagnostic::{Arg, Diagnostic, Severity};
use crate::diagnostics::expansion;
use crate::diagnostics::render::{self, RenderOptions};
use crate::lower::{self, LowerOptions};
use crate::optimize::known_fun::{Library, Original};
use crate::parse::parse_module;
use crate::preprocess::{Expansions, ParseOptions};
use crate::source::encoding;
use crate::source::file::{FileId, SourceMap};
use crate::source::name::Interner;
use crate::source::provider::{NoSources, SourceProvider};
use crate::source::span::Span;
use purlin_isa::module::Module as ModuleFile;
use purlin_isa::verify::verify;
use transform::FormTransform;

/// What a caller may ask for.
#[derive(Clone, Debug)]
pub struct Options {
    /// Folders for `-include`.
    pub include_paths: Vec<String>,
    /// Macros: name and body.
    pub defines: Vec<(String, String)>,
    /// Options as in `-compile(...)`: `nowarn_unused_vars`, `export_all`, `warnings_as_errors` ...
    pub compile: Vec<String>,
    /// Parse transforms that run before those the module asks for.
    pub transforms: Vec<String>,
    /// Run the optimizing passes.
    pub optimize: bool,
    /// End after the checks.
    pub only_check: bool,
    /// For what a person tries out: `/` is a call, whose failure shows its operands. That of the instruction does not, as in OTP's compiled code.
    pub show_operands: bool,
    /// What is said is exactly what OTP says: a form with a syntax error is as if it were not there, and everything that follows
    /// from that is said too. For a person only what is wrong by itself is said.
    pub strict: bool,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            include_paths: Vec::new(),
            defines: Vec::new(),
            compile: Vec::new(),
            transforms: Vec::new(),
            optimize: true,
            only_check: false,
            show_operands: false,
            strict: false,
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
    fn new() -> Output {
        Output {
            module: None,
            diagnostics: Vec::new(),
            sources: SourceMap::new(),
            expansions: Expansions::default(),
        }
    }

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

/// What a compilation may ask of others.
#[derive(Clone, Copy)]
pub struct Around<'x> {
    pub provider: &'x dyn SourceProvider,
    pub known: &'x dyn KnownModules,
    /// Without it a module that wants parse transforms is refused.
    pub transform: Option<&'x dyn FormTransform>,
}

/// Compile one module. `name` is the file's name as messages show it.
pub fn compile(
    name: &str,
    text: Vec<u8>,
    provider: &dyn SourceProvider,
    options: &Options,
) -> Output {
    let around = Around {
        provider,
        known: &LibraryOnly,
        transform: None,
    };
    compile_with(name, text, &around, options)
}

/// The same, with others to ask.
pub fn compile_with(name: &str, text: Vec<u8>, around: &Around<'_>, options: &Options) -> Output {
    let arena = Bump::new();
    let mut names = Interner::new();
    let mut output = Output::new();
    let Some(parsed) = parse(&arena, &mut names, name, text, around, options, &mut output) else {
        return output;
    };
    let module = match transformed(
        &arena,
        &mut names,
        name,
        &parsed,
        around,
        options,
        &mut output,
    ) {
        Some(module) => module,
        None => return output,
    };
    finish(
        &arena,
        &mut names,
        module,
        parsed.end,
        around,
        options,
        &mut output,
    );
    output
}

/// Compile abstract forms: no transforms are run any more. `name` is the file they belong to until a form says otherwise.
pub fn compile_forms(
    name: &str,
    forms: &[TermTree],
    around: &Around<'_>,
    options: &Options,
) -> Output {
    let arena = Bump::new();
    let mut names = Interner::new();
    let mut output = Output::new();
    let (module, said) =
        from_abstract::module(&arena, &mut names, &mut output.sources, name, forms);
    output.diagnostics = said;
    let end = output.sources.next_base() - 1;
    finish(
        &arena,
        &mut names,
        module,
        end,
        around,
        options,
        &mut output,
    );
    output
}

/// The forms of a file after preprocessing, what is wrong with it among them and in the output.
pub fn forms_of(
    name: &str,
    text: Vec<u8>,
    around: &Around<'_>,
    options: &Options,
) -> (Vec<TermTree>, Output) {
    let arena = Bump::new();
    let mut names = Interner::new();
    let mut output = Output::new();
    let forms = match parse(&arena, &mut names, name, text, around, options, &mut output) {
        Some(parsed) => {
            let said = &output.diagnostics;
            transform::forms(
                name,
                &parsed.module,
                said,
                &names,
                &output.sources,
                parsed.end,
            )
        }
        None => Vec::new(),
    };
    (forms, output)
}

struct Tree<'a> {
    module: Module<'a>,
    end: u32,
}

/// Text to tree; nothing when the text cannot be read at all.
fn parse<'a>(
    arena: &'a Bump,
    names: &mut Interner,
    name: &str,
    text: Vec<u8>,
    around: &Around<'_>,
    options: &Options,
    output: &mut Output,
) -> Option<Tree<'a>> {
    let parse_options = ParseOptions {
        includes: options.include_paths.clone(),
        defines: options.defines.clone(),
        strict: options.strict,
        ..Default::default()
    };
    let file = match add_file(&mut output.sources, name, text) {
        Ok(file) => file,
        Err(diagnostic) => {
            output.diagnostics.push(diagnostic);
            return None;
        }
    };
    let provider = around.provider;
    let parsed = parse_module(
        arena,
        &mut output.sources,
        names,
        provider,
        file,
        &parse_options,
    );
    output.diagnostics = parsed.diagnostics;
    output.expansions = parsed.expansions;
    Some(Tree {
        module: parsed.module,
        end: output.sources.file(file).end(),
    })
}

/// The tree after parse transforms; nothing when they failed, or when the caller takes over.
fn transformed<'a>(
    arena: &'a Bump,
    names: &mut Interner,
    name: &str,
    parsed: &Tree<'a>,
    around: &Around<'_>,
    options: &Options,
    output: &mut Output,
) -> Option<Module<'a>> {
    let mut transforms = options.transforms.clone();
    let asked = transform::wanted(&parsed.module, names);
    transforms.extend(asked.iter().map(|(name, _)| name.clone()));
    if transforms.is_empty() {
        return Some(parsed.module);
    }
    if output.has_errors() && !options.strict {
        expansion::explain(&mut output.diagnostics, &output.expansions, names);
        return None;
    }
    // Transforms get errors among the forms, and hand them on.
    let (errors, warnings) = std::mem::take(&mut output.diagnostics)
        .into_iter()
        .partition::<Vec<Diagnostic>, _>(Diagnostic::is_error);
    output.diagnostics = warnings;
    let Some(hook) = around.transform else {
        let missing = Diagnostic::new(Code::UndefinedTransform, Span::NONE);
        let first = transforms.swap_remove(0);
        output.diagnostics.push(missing.arg(Arg::Atom(first)));
        return None;
    };
    let forms = transform::forms(
        name,
        &parsed.module,
        &errors,
        names,
        &output.sources,
        parsed.end,
    );
    let result = hook.transform(transform::Request {
        file: name.to_owned(),
        transforms,
        forms,
    });
    let problems = transform::diagnostics(result.problems, &asked, &output.sources);
    output.diagnostics.extend(problems);
    let forms = result.forms?;
    let (module, said) = from_abstract::module(arena, names, &mut output.sources, name, &forms);
    output.diagnostics.extend(said);
    Some(module)
}

/// From the tree on.
fn finish<'a>(
    arena: &'a Bump,
    names: &mut Interner,
    module: Module<'a>,
    end: u32,
    around: &Around<'_>,
    options: &Options,
    output: &mut Output,
) {
    let module = transform::built_in(module, names, arena);
    let had_errors = output.has_errors();
    output.diagnostics.extend(check::check_module(
        &module,
        names,
        &output.sources,
        around.known,
        &options.compile,
        had_errors,
    ));
    if options.strict || !output.has_errors() {
        output.diagnostics.extend(no_module(&module, end));
    }
    output
        .diagnostics
        .sort_by_key(|diagnostic| diagnostic.span.lo);
    expansion::explain(&mut output.diagnostics, &output.expansions, names);
    if !output.has_errors() && !options.only_check {
        back_end(&module, names, around, options, output);
    }
    let asked = |option: &String| option == "warnings_as_errors";
    let as_errors =
        options.compile.iter().any(asked) || check::asks_for(&module, names, "warnings_as_errors");
    if as_errors && !output.diagnostics.is_empty() {
        output.module = None;
    }
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
    let is_function = |form: &&Form<'_>| matches!(form.kind, FormKind::Function(_));
    let mut before = module.forms.iter().take_while(|form| !is_function(form));
    if before.any(is_named) {
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
fn back_end(
    module: &Module<'_>,
    names: &mut Interner,
    around: &Around<'_>,
    options: &Options,
    output: &mut Output,
) {
    let lower_options = LowerOptions {
        export_all: options.compile.iter().any(|option| option == "export_all"),
        inline: options.compile.iter().any(|option| option == "inline"),
        show_operands: options.show_operands,
    };
    let (mut core, said) = lower::lower_module(module, names, &lower_options);
    output.diagnostics.extend(said);
    if output.has_errors() {
        return;
    }
    if !options.optimize {
        crate::optimize::decide_constants(&mut core, names);
        return generate(core, names, output);
    }
    let mut library = Originals {
        provider: around.provider,
        sources: &mut output.sources,
    };
    crate::optimize::optimize_with(&mut core, names, &mut library);
    generate(core, names, output);
    // What is loaded has to verify. Code whose facts only the optimizer finds must not cost anybody the program.
    let verified = output.module.as_ref().map_or(Ok(()), verify);
    if let Err(error) = verified {
        let problem = Diagnostic::new(Code::NotOptimized, Span::NONE);
        let problem = problem.arg(Arg::Text(error.to_string()));
        output.diagnostics.push(problem);
        let (mut core, _) = lower::lower_module(module, names, &lower_options);
        crate::optimize::decide_constants(&mut core, names);
        generate(core, names, output);
    }
}

fn generate(core: Core, names: &Interner, output: &mut Output) {
    match codegen::generate(core, names, &Places(&output.sources)) {
        Ok(module) => output.module = Some(module),
        Err(error) => output.diagnostics.push(
            Diagnostic::new(Code::CannotGenerate, Span::NONE).arg(Arg::Text(error.to_string())),
        ),
    }
}

/// Functions of the library, read and lowered when they are asked for.
struct Originals<'x> {
    provider: &'x dyn SourceProvider,
    sources: &'x mut SourceMap,
}

impl Library for Originals<'_> {
    fn find(&mut self, origin: CopyOf, names: &mut Interner) -> Option<Original> {
        let (module, name) = (names.text(origin.module), names.text(origin.name));
        let found = self.provider.library_function(module, name, origin.arity)?;
        let file = self
            .sources
            .add(names.text(origin.module), found.text)
            .ok()?;
        let arena = Bump::new();
        let options = ParseOptions::default();
        let parsed = parse_module(&arena, self.sources, names, &NoSources, file, &options);
        let (module, said) = lower::lower_module(&parsed.module, names, &LowerOptions::default());
        let is_sound = parsed.diagnostics.is_empty() && said.is_empty();
        is_sound.then_some(Original {
            module,
            version: found.version,
        })
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
