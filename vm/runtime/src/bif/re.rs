//! Regular expressions for Erlang: options in, captures out. The engine is `crate::regex`.
//!
//! A compiled pattern is `{re_pattern, Groups, Unicode, WideNewline, Ref}`, whose reference holds the program. A match pauses when its
//! slice is over; the subject is copied once.

use std::sync::Arc;

use super::build::{self, Out};
use super::context::{Ctx, Outcome, Root};
use super::iodata;
use super::list_work;
use super::steps::{self, Step, StepResult, Steps};
use crate::atom::atoms;
use crate::exception::raise::Raise;
use crate::heap::offheap::ResourceRef;
use crate::heap::writer::RESOURCE_WORDS;
use crate::regex::matcher::{MatchOptions, Matcher, Progress};
use crate::regex::program::{Inst, Program};
use crate::regex::{CompileError, Newline, Options, compile};
use crate::term::{Term, View};
use crate::text::unicode::{Encoding, encode, is_code_point};

/// What a compiled pattern's reference keeps.
struct Compiled(Arc<Program>);

// Options.

#[derive(Clone, Copy, PartialEq, Eq, Default)]
enum Kind {
    #[default]
    Index,
    List,
    Binary,
}

#[derive(Clone)]
enum Id {
    Number(i64),
    Name(Vec<u8>),
}

#[derive(Clone, Default)]
enum Values {
    #[default]
    All,
    AllButFirst,
    AllNames,
    None,
    These(Vec<Id>),
}

#[derive(Default)]
struct RunOptions {
    compile: Options,
    /// Some option is about compiling only.
    compiles: bool,
    matching: MatchOptions,
    global: bool,
    report_errors: bool,
    values: Values,
    kind: Kind,
}

/// An option that is an atom and says how to compile; false: it is none.
fn compile_flag(name: &str, options: &mut Options) -> bool {
    match name {
        "unicode" => options.unicode = true,
        "caseless" => options.caseless = true,
        "dollar_endonly" => options.dollar_endonly = true,
        "dotall" => options.dotall = true,
        "extended" => options.extended = true,
        "firstline" => options.firstline = true,
        "multiline" => options.multiline = true,
        "no_auto_capture" => options.no_auto_capture = true,
        "dupnames" => options.dupnames = true,
        "ungreedy" => options.ungreedy = true,
        "bsr_anycrlf" => options.bsr_anycrlf = true,
        "bsr_unicode" => options.bsr_anycrlf = false,
        "no_start_optimize" => {}
        "ucp" => options.ucp = true,
        "never_utf" => options.never_utf = true,
        _ => return false,
    }
    true
}

fn newline_named(name: &str) -> Option<Newline> {
    Some(match name {
        "cr" => Newline::Cr,
        "lf" => Newline::Lf,
        "crlf" => Newline::CrLf,
        "nul" => Newline::Nul,
        "any" => Newline::Any,
        "anycrlf" => Newline::AnyCrLf,
        _ => return None,
    })
}

/// All options of a list, each as its name and the values it comes with.
fn each_option<'s>(
    ctx: &'s Ctx<'_>,
    list: Term<'s>,
    mut one: impl FnMut(&str, &[Term<'s>]) -> Option<()>,
) -> Result<(), Raise> {
    let mut walk = list.list();
    for option in walk.by_ref() {
        let parts: Vec<Term<'s>> = match option.as_tuple() {
            Some(tuple) => tuple.iter().collect(),
            None => vec![option],
        };
        let (name, values) = parts.split_first().ok_or(Raise::BADARG)?;
        let name = name.as_atom().ok_or(Raise::BADARG)?;
        one(ctx.atoms().text(name), values).ok_or(Raise::BADARG)?;
    }
    if walk.tail().is_nil() {
        Ok(())
    } else {
        Err(Raise::BADARG)
    }
}

fn atom_text<'s>(ctx: &'s Ctx<'_>, term: Term<'s>) -> Option<&'s str> {
    Some(ctx.atoms().text(term.as_atom()?))
}

/// The options, and whether the pattern is to be a term that can travel.
fn compile_options(ctx: &Ctx<'_>, list: Term<'_>) -> Result<(Options, bool), Raise> {
    let mut options = Options::default();
    let mut export = false;
    each_option(ctx, list, |name, values| {
        match (name, values) {
            ("newline", [kind]) => options.newline = newline_named(atom_text(ctx, *kind)?)?,
            ("anchored", []) => options.anchored = true,
            ("export", []) => export = true,
            (name, []) if compile_flag(name, &mut options) => {}
            _ => return None,
        }
        Some(())
    })?;
    Ok((options, export))
}

fn run_options(ctx: &Ctx<'_>, list: Term<'_>) -> Result<RunOptions, Raise> {
    let mut options = RunOptions::default();
    each_option(ctx, list, |name, values| {
        match (name, values) {
            ("global", []) => options.global = true,
            ("report_errors", []) => options.report_errors = true,
            ("anchored", []) => {
                options.matching.anchored = true;
            }
            ("notbol", []) => options.matching.notbol = true,
            ("noteol", []) => options.matching.noteol = true,
            ("notempty", []) => options.matching.notempty = true,
            ("notempty_atstart", []) => options.matching.notempty_atstart = true,
            ("newline", [kind]) => options.compile.newline = newline_named(atom_text(ctx, *kind)?)?,
            ("offset", [n]) => options.matching.offset = n.as_usize()?,
            ("match_limit", [n]) => options.matching.match_limit = n.as_u64()?,
            ("match_limit_recursion", [n]) => options.matching.depth_limit = n.as_u64()?,
            ("capture", [values]) => options.values = values_arg(ctx, *values)?,
            ("capture", [values, kind]) => {
                options.values = values_arg(ctx, *values)?;
                options.kind = match atom_text(ctx, *kind)? {
                    "index" => Kind::Index,
                    "list" => Kind::List,
                    "binary" => Kind::Binary,
                    _ => return None,
                };
            }
            (name, []) if compile_flag(name, &mut options.compile) => options.compiles = true,
            _ => return None,
        }
        Some(())
    })?;
    Ok(options)
}

fn values_arg(ctx: &Ctx<'_>, term: Term<'_>) -> Option<Values> {
    if let Some(name) = atom_text(ctx, term) {
        return Some(match name {
            "all" => Values::All,
            "all_but_first" => Values::AllButFirst,
            "all_names" => Values::AllNames,
            "first" => Values::These(vec![Id::Number(0)]),
            "none" => Values::None,
            _ => return None,
        });
    }
    let mut walk = term.list();
    let ids: Option<Vec<Id>> = walk.by_ref().map(|id| id_arg(ctx, id)).collect();
    let ids = ids.filter(|_| walk.tail().is_nil())?;
    Some(if ids.is_empty() {
        Values::None
    } else {
        Values::These(ids)
    })
}

fn id_arg(ctx: &Ctx<'_>, term: Term<'_>) -> Option<Id> {
    Some(match term.view() {
        View::Small(n) => Id::Number(n),
        View::Atom(_) => Id::Name(atom_text(ctx, term)?.as_bytes().to_vec()),
        _ => Id::Name(iodata::to_bytes(term)?),
    })
}

// Texts.

/// A pattern or subject as bytes: UTF-8 of chardata, or the bytes of iodata. What is in binaries is not looked at.
fn text_arg(term: Term<'_>, unicode: bool) -> Result<Vec<u8>, Raise> {
    if let Some(bits) = term.as_binary() {
        return Ok(bits.to_vec());
    }
    if !term.is_list() {
        return Err(Raise::BADARG);
    }
    if unicode {
        utf8_of(term).ok_or(Raise::BADARG)
    } else {
        iodata::to_bytes(term).ok_or(Raise::BADARG)
    }
}

fn utf8_of(term: Term<'_>) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    let mut waiting = vec![term];
    while let Some(term) = waiting.pop() {
        let mut rest = term;
        while let Some(cell) = rest.as_cons() {
            rest = cell.tail();
            match cell.head().view() {
                View::Small(n) => {
                    let c = u32::try_from(n).ok().filter(|c| is_code_point(*c))?;
                    encode(&mut out, c, Encoding::Utf8);
                }
                View::Bits(bits) if bits.is_binary() => out.extend_from_slice(&bits.to_vec()),
                View::Nil => {}
                View::Cons(_) => {
                    waiting.push(rest);
                    rest = cell.head();
                }
                _ => return None,
            }
        }
        match rest.view() {
            View::Nil => {}
            View::Bits(bits) if bits.is_binary() => out.extend_from_slice(&bits.to_vec()),
            _ => return None,
        }
    }
    Some(out)
}

fn subject_arg(term: Term<'_>, unicode: bool) -> Result<Vec<u8>, Raise> {
    let bytes = text_arg(term, unicode)?;
    if unicode && std::str::from_utf8(&bytes).is_err() {
        return Err(Raise::BADARG);
    }
    Ok(bytes)
}

// Patterns.

fn compiled_arg(term: Term<'_>) -> Option<Arc<Program>> {
    let [_, _, _, _, reference] = term.as_tuple_of()?;
    let resource = reference.as_reference()?.resource()?;
    Some(resource.value.downcast_ref::<Compiled>()?.0.clone())
}

fn error_out(error: &CompileError) -> Out {
    Out::pair(Out::Text(error.text.to_owned()), Out::size(error.at))
}

fn compile_done(ctx: &mut Ctx<'_>, options: Options) -> Outcome {
    let pattern = text_arg(ctx.arg(0), options.unicode)?;
    match compile(&pattern, options) {
        Err(error) => build::done(ctx, &Out::tagged(atoms::ERROR, error_out(&error))),
        Ok(program) => {
            let tag = ctx
                .atoms()
                .intern("re_pattern")
                .map_err(|_| Raise::SYSTEM_LIMIT)?;
            let groups = program.n_groups as i32;
            let wide = program.options.newline.is_wide();
            let bytes = 256 + program.insts.len() * size_of::<Inst>() + program.sets.len() * 96;
            let id = ctx.new_ref_id();
            let resource = ResourceRef::new(Box::new(Compiled(Arc::new(program))), bytes);
            let w = ctx.reserve(RESOURCE_WORDS + 6 + 3)?;
            let pattern = w.tuple(&[
                Term::atom(tag),
                Term::small(groups),
                Term::small(i32::from(options.unicode)),
                Term::small(i32::from(wide)),
                w.resource(resource, id),
            ]);
            let term = w.tuple(&[Term::atom(atoms::OK), pattern]);
            w.done(term)
        }
    }
}

pub fn compile_1(ctx: &mut Ctx<'_>) -> Outcome {
    compile_done(ctx, Options::default())
}

pub fn compile_2(ctx: &mut Ctx<'_>) -> Outcome {
    let (options, export) = compile_options(ctx, ctx.arg(1))?;
    if export {
        export_done(ctx, options)
    } else {
        compile_done(ctx, options)
    }
}

/// `{ok, {re_exported_pattern, Header, Text, Options, Code}}`: the code is empty, for `re:import/1` compiles the text.
fn export_done(ctx: &mut Ctx<'_>, options: Options) -> Outcome {
    let text = text_arg(ctx.arg(0), options.unicode)?;
    if let Err(error) = compile(&text, options) {
        return build::done(ctx, &Out::tagged(atoms::ERROR, error_out(&error)));
    }
    let tag = ctx.atoms().intern("re_exported_pattern");
    let pattern = Out::Tuple(vec![
        Out::Atom(tag.map_err(|_| Raise::SYSTEM_LIMIT)?),
        Out::Bytes(b"re-purlin".to_vec()),
        Out::Bytes(text),
        Out::Arg(1),
        Out::Bytes(Vec::new()),
    ]);
    build::done(ctx, &Out::tagged(atoms::OK, pattern))
}

/// `{namelist, Names}`: sorted.
pub fn inspect(ctx: &mut Ctx<'_>) -> Outcome {
    let program = compiled_arg(ctx.arg(0)).ok_or(Raise::BADARG)?;
    let item = ctx.arg(1).as_atom().ok_or(Raise::BADARG)?;
    if ctx.atoms().text(item) != "namelist" {
        return Err(Raise::BADARG);
    }
    let names = names(&program).into_iter().map(Out::Bytes).collect();
    build::done(ctx, &Out::tagged(item, Out::List(names)))
}

fn names(program: &Program) -> Vec<Vec<u8>> {
    let mut names: Vec<Vec<u8>> = program.names.iter().map(|(name, _)| name.clone()).collect();
    names.dedup();
    names
}

// Running.

pub fn run_2(ctx: &mut Ctx<'_>) -> Outcome {
    run(ctx, RunOptions::default())
}

pub fn run_3(ctx: &mut Ctx<'_>) -> Outcome {
    let options = run_options(ctx, ctx.arg(2))?;
    run(ctx, options)
}

fn run(ctx: &mut Ctx<'_>, options: RunOptions) -> Outcome {
    let (program, unicode) = match compiled_arg(ctx.arg(1)) {
        Some(_) if options.compiles => return Err(Raise::BADARG),
        Some(program) => {
            let unicode = program.options.unicode;
            (program, unicode)
        }
        None => {
            let unicode = options.compile.unicode;
            let pattern = text_arg(ctx.arg(1), unicode)?;
            match compile(&pattern, options.compile) {
                Ok(program) => (Arc::new(program), unicode),
                Err(error) if options.report_errors => {
                    // The subject is checked first.
                    subject_arg(ctx.arg(0), unicode)?;
                    let why = Out::tagged(atoms::COMPILE, error_out(&error));
                    return build::done(ctx, &Out::tagged(atoms::ERROR, why));
                }
                Err(_) => return Err(Raise::BADARG),
            }
        }
    };
    let subject = subject_arg(ctx.arg(0), unicode)?;
    let offset = options.matching.offset;
    let inside = subject.get(offset).is_some_and(|b| b & 0xC0 == 0x80);
    if offset > subject.len() || (unicode && inside) {
        return Err(Raise::BADARG);
    }
    let matcher = Matcher::new(&program, options.matching.clone());
    steps::run(
        ctx,
        Run {
            program,
            subject,
            matcher,
            options,
            unicode,
            retrying: false,
            found: Vec::new(),
        },
    )
}

struct Run {
    program: Arc<Program>,
    subject: Vec<u8>,
    matcher: Matcher,
    options: RunOptions,
    unicode: bool,
    /// Looking for a match that is not empty where an empty one was.
    retrying: bool,
    found: Vec<Out>,
}

/// Instructions of the matcher for a reduction.
const INSTS_PER_REDUCTION: i64 = 16;

impl Steps for Run {
    fn step(&mut self, ctx: &mut Ctx<'_>, _: &[Root]) -> StepResult {
        let whole = (i64::from(ctx.budget()) * INSTS_PER_REDUCTION).max(1024);
        let mut budget = whole;
        let out = loop {
            match self.matcher.run(&self.program, &self.subject, &mut budget) {
                Progress::Paused => {
                    ctx.charge(((whole - budget) / INSTS_PER_REDUCTION + 1) as u32);
                    return Ok(Step::Pause(Vec::new()));
                }
                Progress::Match if !self.options.global => break self.matched(ctx)?,
                Progress::Match => self.next(true),
                Progress::NoMatch if self.retrying => self.next(false),
                Progress::NoMatch if self.is_long() => return self.end_long(ctx),
                Progress::NoMatch => break self.all(ctx)?,
                Progress::MatchLimit => break self.failed(ctx, "match_limit")?,
                Progress::DepthLimit => break self.failed(ctx, "match_limit_recursion")?,
            };
            if self.options.matching.offset > self.subject.len() {
                if self.is_long() {
                    return self.end_long(ctx);
                }
                break self.all(ctx)?;
            }
        };
        ctx.charge(((whole - budget) / INSTS_PER_REDUCTION + 1) as u32);
        build::done(ctx, &out).map(Step::End)
    }
}

fn atom_out(ctx: &Ctx<'_>, text: &str) -> Result<Out, Raise> {
    let atom = ctx.atoms().intern(text).map_err(|_| Raise::SYSTEM_LIMIT)?;
    Ok(Out::Atom(atom))
}

impl Run {
    /// With `global`: where to go on.
    fn next(&mut self, matched: bool) {
        let mut options = self.options.matching.clone();
        if matched {
            let (start, end) = self.matcher.group(0).unwrap_or_default();
            let captured = self.captured();
            self.found.push(captured);
            self.retrying = end <= start;
            options.offset = end.max(options.offset);
        } else {
            self.retrying = false;
            options.offset = self.after_char(options.offset);
        }
        self.options.matching.offset = options.offset;
        if self.retrying {
            options.anchored = true;
            options.notempty_atstart = true;
        }
        if options.offset <= self.subject.len() {
            self.matcher = Matcher::new(&self.program, options);
        }
    }

    fn after_char(&self, at: usize) -> usize {
        if self.program.options.newline.is_wide() && self.subject[at..].starts_with(b"\r\n") {
            return at + 2;
        }
        let mut at = at + 1;
        while self.unicode && self.subject.get(at).is_some_and(|b| b & 0xC0 == 0x80) {
            at += 1;
        }
        at
    }

    fn says_nothing(&self) -> bool {
        match self.options.values {
            Values::None => true,
            Values::AllNames => self.program.names.is_empty(),
            _ => false,
        }
    }

    fn matched(&mut self, ctx: &Ctx<'_>) -> Result<Out, Raise> {
        let tag = atom_out(ctx, "match")?;
        if self.says_nothing() {
            return Ok(tag);
        }
        Ok(Out::pair(tag, self.captured()))
    }

    /// Is the list of all matches to be made in slices?
    fn is_long(&self) -> bool {
        self.found.len() > list_work::LONG && !self.says_nothing()
    }

    fn end_long(&mut self, ctx: &mut Ctx<'_>) -> StepResult {
        let tag = ctx
            .atoms()
            .intern("match")
            .map_err(|_| Raise::SYSTEM_LIMIT)?;
        let found = std::mem::take(&mut self.found);
        list_work::done(ctx, found, Some(tag)).map(Step::End)
    }

    /// With `global`: all that was found.
    fn all(&mut self, ctx: &Ctx<'_>) -> Result<Out, Raise> {
        if self.found.is_empty() {
            return Ok(Out::Atom(atoms::NOMATCH));
        }
        let tag = atom_out(ctx, "match")?;
        if self.says_nothing() {
            return Ok(tag);
        }
        Ok(Out::pair(tag, Out::List(std::mem::take(&mut self.found))))
    }

    fn failed(&self, ctx: &Ctx<'_>, why: &str) -> Result<Out, Raise> {
        if self.options.report_errors {
            Ok(Out::tagged(atoms::ERROR, atom_out(ctx, why)?))
        } else {
            Ok(Out::Atom(atoms::NOMATCH))
        }
    }

    fn captured(&self) -> Out {
        let last = (0..=self.program.n_groups)
            .rev()
            .find(|&n| self.matcher.group(n).is_some())
            .unwrap_or(0);
        let numbered = |from: usize| {
            (from..=last)
                .map(|n| self.value(self.matcher.group(n)))
                .collect()
        };
        Out::List(match &self.options.values {
            Values::All => numbered(0),
            Values::AllButFirst => numbered(1),
            Values::None => Vec::new(),
            Values::AllNames => names(&self.program)
                .iter()
                .map(|name| self.value(self.named(name)))
                .collect(),
            Values::These(ids) => ids
                .iter()
                .map(|id| {
                    self.value(match id {
                        Id::Number(n) => usize::try_from(*n)
                            .ok()
                            .filter(|n| *n <= self.program.n_groups)
                            .and_then(|n| self.matcher.group(n)),
                        Id::Name(name) => self.named(name),
                    })
                })
                .collect(),
        })
    }

    fn named(&self, name: &[u8]) -> Option<(usize, usize)> {
        self.program.named(name).find_map(|n| self.matcher.group(n))
    }

    fn value(&self, place: Option<(usize, usize)>) -> Out {
        let (start, end) = place.map_or((0, 0), |(start, end)| (start, end.max(start)));
        let bytes = self.subject.get(start..end).unwrap_or_default();
        match self.options.kind {
            Kind::Index if place.is_none() => Out::pair(Out::Int(-1), Out::Int(0)),
            Kind::Index => Out::pair(Out::size(start), Out::size(end - start)),
            Kind::Binary => Out::Bytes(bytes.to_vec()),
            Kind::List if self.unicode => Out::Text(String::from_utf8_lossy(bytes).into_owned()),
            Kind::List => Out::ByteList(bytes.to_vec()),
        }
    }
}
