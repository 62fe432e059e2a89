//! The compiler as Erlang code asks for it: requests of `erl_scan`, `erl_parse` and `compile`, answered in terms.
//!
//! Arguments and answers are terms as bytes. Deeply nested arguments are worked on with a stack that is large enough for
//! them; beyond `MAX_DEPTH` they are refused.

use std::cell::RefCell;

use purlin_compiler::ast::term_tree::TermTree;
use purlin_compiler::check::LibraryOnly;
use purlin_compiler::diagnostics::{Diagnostic, codes};
use purlin_compiler::driver::transform::{self, FormTransform, Transformed};
use purlin_compiler::driver::{self, Around, Options, Output};
use purlin_compiler::interactive::scan::{FormScan, ScanFailure, ScanOptions, Scanned, Start};
use purlin_compiler::interactive::term::{Encoding, TermError};
use purlin_compiler::interactive::{docs, parse, scan, term};
use purlin_compiler::source::file::SourceMap;
use purlin_runtime::code::compiler::CompilerService;
use purlin_runtime::vm::Capabilities;

use crate::compile::Files;
use crate::term_bytes;

/// Arguments of at most this depth are worked on where they are.
const SHALLOW: usize = 100;
const MAX_DEPTH: usize = 100_000;
/// Enough for terms of `MAX_DEPTH`.
const LARGE_STACK: usize = 512 << 20;

/// Answers requests.
pub struct Service;

impl CompilerService for Service {
    fn request(&self, what: &str, args: &[u8], capabilities: Capabilities) -> Option<Vec<u8>> {
        let (args, depth) = term_bytes::decode(args)?;
        let work = move || {
            let answer = answer(what, args.as_tuple()?, capabilities)?;
            term_bytes::encode(&answer)
        };
        match depth {
            0..=SHALLOW => work(),
            _ if depth <= MAX_DEPTH => std::thread::scope(|scope| {
                let thread = std::thread::Builder::new().stack_size(LARGE_STACK);
                thread.spawn_scoped(scope, work).ok()?.join().ok()?
            }),
            _ => None,
        }
    }
}

fn answer(what: &str, args: &[TermTree], capabilities: Capabilities) -> Option<TermTree> {
    match (what, args) {
        ("string", [text, start, options]) => {
            let scanned = scan::string(text_of(text)?, start_of(start)?, scan_options(options)?);
            Some(scanned.map_or_else(scan_failure, scanned_all))
        }
        ("tokens", [text, start, options, at_eof]) => {
            let (start, options) = (start_of(start)?, scan_options(options)?);
            Some(form_scan(scan::tokens(
                text_of(text)?,
                start,
                options,
                flag(at_eof)?,
            )))
        }
        ("form", [tokens]) => Some(result(parse::parse_form(&elements(tokens)?))),
        ("exprs", [tokens]) => Some(result(parse::parse_exprs(&elements(tokens)?))),
        ("term", [tokens]) => Some(result(parse::parse_term(&elements(tokens)?))),
        ("abstract", [value, anno, encoding]) => {
            let encoding = encoding_of(encoding)?;
            Some(term_result(term::abstract_term(value, anno, encoding)))
        }
        ("normalise", [form]) => Some(term_result(term::normalise(form))),
        ("shell", [name, text, colour]) => {
            let text = binary(text)?.to_vec();
            Some(shell(text_of(name)?, text, flag(colour)?, capabilities))
        }
        ("docs", [module]) => {
            let found = purlin_stdlib::docs(text_of(module)?);
            Some(TermTree::list(
                found.map(|doc| documented(doc.name, doc.arity, doc.text)),
            ))
        }
        ("docs_of", [source]) => Some(TermTree::list(docs::docs(text_of(source)?).iter().map(
            |entry| match &entry.text {
                docs::Text::Said(text) => documented(&entry.name, entry.arity, Some(text)),
                docs::Text::None | docs::Text::Hidden => documented(&entry.name, entry.arity, None),
            },
        ))),
        ("library", []) => Some(TermTree::list(
            purlin_stdlib::modules().map(TermTree::chars),
        )),
        ("message", [module, descriptor]) => {
            let text = codes::message(module.as_atom()?, descriptor);
            Some(text.map_or(TermTree::atom("none"), |text| TermTree::chars(&text)))
        }
        ("compile", [name, text, folder, includes, defines, words, transforms]) => {
            let mut request = Request::of_file(name, folder, includes, defines)?;
            request.options.compile = texts(words)?;
            request.options.transforms = texts(transforms)?;
            Some(request.compile(binary(text)?.to_vec(), capabilities))
        }
        ("parse_file", [name, text, folder, includes, defines]) => {
            let request = Request::of_file(name, folder, includes, defines)?;
            Some(request.parse(binary(text)?.to_vec(), capabilities))
        }
        ("compile_forms" | "lint", [name, forms, words]) => {
            let request = Request {
                name: text_value(name)?,
                folder: String::new(),
                options: Options {
                    compile: texts(words)?,
                    only_check: what == "lint",
                    ..Options::default()
                },
            };
            Some(request.compile_forms(&elements(forms)?, capabilities))
        }
        _ => None,
    }
}

fn tagged(tag: &str, rest: impl IntoIterator<Item = TermTree>) -> TermTree {
    TermTree::tuple([TermTree::atom(tag)].into_iter().chain(rest))
}

fn result(result: Result<TermTree, TermTree>) -> TermTree {
    match result {
        Ok(value) => tagged("ok", [value]),
        Err(info) => tagged("error", [info]),
    }
}

fn term_result(result: Result<TermTree, TermError>) -> TermTree {
    match result {
        Ok(value) => tagged("ok", [value]),
        Err(TermError::Bad(part)) => tagged("bad", [part]),
        Err(TermError::TooDeep) => TermTree::atom("too_deep"),
    }
}

// ---- scanning

fn offset(rest: usize) -> TermTree {
    TermTree::Int(rest as i64)
}

fn scanned_all(scanned: Scanned) -> TermTree {
    tagged("ok", [TermTree::list(scanned.tokens), scanned.end])
}

fn scan_failure(failure: ScanFailure) -> TermTree {
    tagged("error", [failure.info, failure.end])
}

/// `more`, or `{done, Result, ByteOffsetOfTheRest}`, or `{eof, End}`.
fn form_scan(scan: FormScan) -> TermTree {
    match scan {
        FormScan::More => TermTree::atom("more"),
        FormScan::Form(scanned) => {
            let rest = offset(scanned.rest);
            tagged("done", [scanned_all(scanned), rest])
        }
        FormScan::Failed(failure) => {
            let rest = offset(failure.rest);
            tagged("done", [scan_failure(failure), rest])
        }
        FormScan::Eof(end) => tagged("eof", [end]),
    }
}

fn binary(term: &TermTree) -> Option<&[u8]> {
    match term {
        TermTree::Binary(bytes) => Some(bytes),
        _ => None,
    }
}

fn text_of(term: &TermTree) -> Option<&str> {
    std::str::from_utf8(binary(term)?).ok()
}

/// A text, given as binary or as list.
pub fn text_value(term: &TermTree) -> Option<String> {
    match term {
        TermTree::Chars(text) => Some(text.to_string()),
        TermTree::Nil => Some(String::new()),
        _ => text_of(term).map(str::to_owned),
    }
}

fn flag(term: &TermTree) -> Option<bool> {
    match term.as_atom()? {
        "true" => Some(true),
        "false" => Some(false),
        _ => None,
    }
}

fn int(term: &TermTree) -> Option<i64> {
    match term {
        // Room for counting on.
        TermTree::Int(value) if value.unsigned_abs() < 1 << 60 => Some(*value),
        _ => None,
    }
}

fn start_of(term: &TermTree) -> Option<Start> {
    let (line, column) = match term.as_tuple() {
        Some([line, column]) => (int(line)?, Some(int(column)?)),
        Some(_) => return None,
        None => (int(term)?, None),
    };
    Some(Start { line, column })
}

fn scan_options(term: &TermTree) -> Option<ScanOptions> {
    match term.as_tuple()? {
        [text, white_spaces, comments] => Some(ScanOptions {
            text: flag(text)?,
            white_spaces: flag(white_spaces)?,
            comments: flag(comments)?,
        }),
        _ => None,
    }
}

/// The elements of a proper list.
pub fn elements(term: &TermTree) -> Option<Vec<TermTree>> {
    match term {
        TermTree::Nil => Some(Vec::new()),
        TermTree::List(elements) => Some(elements.clone()),
        TermTree::Chars(text) => Some(
            text.chars()
                .map(|c| TermTree::Int(u32::from(c).into()))
                .collect(),
        ),
        _ => None,
    }
}

fn texts(term: &TermTree) -> Option<Vec<String>> {
    elements(term)?.iter().map(text_value).collect()
}

fn definitions(term: &TermTree) -> Option<Vec<(String, String)>> {
    let pair = |term: &TermTree| match term.as_tuple()? {
        [name, body] => Some((text_value(name)?, text_value(body)?)),
        _ => None,
    };
    elements(term)?.iter().map(pair).collect()
}

fn encoding_of(term: &TermTree) -> Option<Encoding> {
    match term.as_atom()? {
        "none" => Some(Encoding::None),
        "latin1" => Some(Encoding::Latin1),
        "unicode" => Some(Encoding::Unicode),
        _ => None,
    }
}

// ---- compiling

struct Request {
    name: String,
    folder: String,
    options: Options,
}

/// Leaves the work to the caller, who runs transforms in his own process.
#[derive(Default)]
struct Deferred(RefCell<Option<transform::Request>>);

impl FormTransform for Deferred {
    fn transform(&self, request: transform::Request) -> Transformed {
        self.0.replace(Some(request));
        Transformed {
            forms: None,
            problems: Vec::new(),
        }
    }
}

impl Request {
    fn of_file(
        name: &TermTree,
        folder: &TermTree,
        includes: &TermTree,
        defines: &TermTree,
    ) -> Option<Request> {
        Some(Request {
            name: text_value(name)?,
            folder: text_value(folder)?,
            options: Options {
                include_paths: texts(includes)?,
                defines: definitions(defines)?,
                strict: true,
                ..Options::default()
            },
        })
    }

    /// What `answer` says, or, when parse transforms are to be run first,
    /// `{transform, Modules, Forms, Errors, Warnings}`.
    fn compile(self, text: Vec<u8>, capabilities: Capabilities) -> TermTree {
        let files = Files::bound(self.folder.clone(), capabilities);
        let deferred = Deferred::default();
        let around = Around {
            provider: &files,
            known: &LibraryOnly,
            transform: Some(&deferred),
        };
        let output = driver::compile_with(&self.name, text, &around, &self.options);
        let Some(request) = deferred.0.take() else {
            return self.answer(&output);
        };
        let transforms = request.transforms.iter().map(|name| TermTree::atom(name));
        let (errors, warnings) = self.problems(&output);
        let transforms = TermTree::list(transforms);
        let forms = TermTree::list(request.forms);
        tagged("transform", [transforms, forms, errors, warnings])
    }

    fn compile_forms(self, forms: &[TermTree], capabilities: Capabilities) -> TermTree {
        let files = Files::bound(self.folder.clone(), capabilities);
        let around = Around {
            provider: &files,
            known: &LibraryOnly,
            transform: None,
        };
        let output = driver::compile_forms(&self.name, forms, &around, &self.options);
        self.answer(&output)
    }

    /// `{Forms, Errors, Warnings}`.
    fn parse(self, text: Vec<u8>, capabilities: Capabilities) -> TermTree {
        let files = Files::bound(self.folder.clone(), capabilities);
        let around = Around {
            provider: &files,
            known: &LibraryOnly,
            transform: None,
        };
        let (forms, output) = driver::forms_of(&self.name, text, &around, &self.options);
        let (errors, warnings) = self.problems(&output);
        TermTree::tuple([TermTree::list(forms), errors, warnings])
    }

    /// `{Module, Bytes, Errors, Warnings}`, where nothing was made `{none, none, Errors, Warnings}`. A problem is
    /// `{File, {Location, Module, Descriptor}, Headline}`.
    fn answer(&self, output: &Output) -> TermTree {
        let (errors, warnings) = self.problems(output);
        let (module, bytes) = made(output);
        TermTree::tuple([module, bytes, errors, warnings])
    }

    /// Errors and warnings.
    fn problems(&self, output: &Output) -> (TermTree, TermTree) {
        let (errors, warnings): (Vec<&Diagnostic>, Vec<&Diagnostic>) = output
            .diagnostics
            .iter()
            .partition(|diagnostic| diagnostic.is_error());
        let problems = |list: Vec<&Diagnostic>| {
            let problem = |diagnostic| problem(diagnostic, &output.sources, &self.name);
            TermTree::list(list.into_iter().map(problem))
        };
        (problems(errors), problems(warnings))
    }
}

/// `{Name, Arity, Text}`; the text `none` where there is none.
fn documented(name: &str, arity: usize, text: Option<&str>) -> TermTree {
    let text = text.map_or_else(
        || TermTree::atom("none"),
        |text| TermTree::Binary(text.as_bytes().into()),
    );
    TermTree::tuple([
        TermTree::Binary(name.as_bytes().into()),
        TermTree::Int(arity as i64),
        text,
    ])
}

/// A module that the shell made of what was typed: `{ok, Code}`, or `{error, Text}` as a person reads it. The name is the
/// module's, for what is said about it as a whole.
fn shell(name: &str, text: Vec<u8>, colour: bool, capabilities: Capabilities) -> TermTree {
    let files = Files::bound(".".to_owned(), capabilities);
    let options = Options {
        show_operands: true,
        ..Options::default()
    };
    let output = driver::compile(name, text, &files, &options);
    match made(&output) {
        (_, code @ TermTree::Binary(_)) => tagged("ok", [code]),
        _ => {
            let mut errors = output;
            errors.diagnostics.retain(Diagnostic::is_error);
            let text = without_line_numbers(&errors.render(colour));
            tagged("error", [TermTree::Binary(text.into_bytes().into())])
        }
    }
}

/// The margin's line numbers count lines that were not typed: they become blanks.
fn without_line_numbers(rendered: &str) -> String {
    let lines = rendered.lines().map(|line| {
        let margin = line.find(" |").or_else(|| line.find(" +"));
        let is_number = |text: &str| {
            let text = text
                .trim_start_matches("\u{1b}[0m")
                .trim_start_matches("\u{1b}[1;34m");
            !text.is_empty() && text.trim_start().bytes().all(|b| b.is_ascii_digit())
        };
        match margin {
            Some(end) if is_number(&line[..end]) => {
                let blank = line[..end]
                    .chars()
                    .map(|c| if c.is_ascii_digit() { ' ' } else { c });
                // Digits of colour codes stay.
                match line[..end].rfind('m') {
                    Some(code) => format!(
                        "{}{}{}",
                        &line[..=code],
                        " ".repeat(end - code - 1),
                        &line[end..]
                    ),
                    None => blank.chain(line[end..].chars()).collect(),
                }
            }
            _ => line.to_owned(),
        }
    });
    lines.map(|line| line + "\n").collect()
}

fn made(output: &Output) -> (TermTree, TermTree) {
    let none = || TermTree::atom("none");
    match &output.module {
        Some(module) => {
            let name = module.atoms.first().map_or("", String::as_str);
            let bytes = purlin_isa::encode::encode(module);
            (TermTree::atom(name), TermTree::Binary(bytes.into()))
        }
        None => (none(), none()),
    }
}

fn problem(diagnostic: &Diagnostic, sources: &SourceMap, name: &str) -> TermTree {
    let (module, descriptor) = diagnostic.otp();
    let (file, location) = match sources.presumed(diagnostic.otp_place().lo) {
        Some((file, _, _)) => (file, transform::place(sources, diagnostic.otp_place().lo)),
        None => (name, TermTree::atom("none")),
    };
    TermTree::tuple([
        TermTree::chars(file),
        TermTree::tuple([location, TermTree::atom(module), descriptor]),
        TermTree::chars(&diagnostic.headline()),
    ])
}
