//! Searching in binaries: `binary:match`, `matches`, `split`, and compiled patterns.
//!
//! A search pauses after so many bytes; the subject and what the caller still needs are kept as terms.

use std::sync::Arc;

use super::binary::part_of;
use super::build::{self, Out, done_atom};
use super::context::{Ctx, Outcome, Root};
use super::list_work;
use super::steps::{self, Step, StepResult, Steps};
use crate::atom::atoms;
use crate::exception::raise::Raise;
use crate::heap::offheap::ResourceRef;
use crate::heap::writer::RESOURCE_WORDS;
use crate::heap::{OutOfMemory, Writer};
use crate::search::{Found, Pattern, Progress};
use crate::term::binary::SUB_BITS_WORDS;
use crate::term::integer::INTEGER_WORDS;
use crate::term::{Term, Word};

/// Bytes searched between two looks at the clock.
const WINDOW: usize = 64 * 1024;

/// What a compiled pattern's reference keeps.
struct Compiled(Arc<Pattern>);

/// A binary, a list of them, or what `compile_pattern/1` gave.
fn pattern_arg(term: Term<'_>) -> Result<Arc<Pattern>, Raise> {
    if let Some([_, reference]) = term.as_tuple_of() {
        let resource = reference
            .as_reference()
            .and_then(|r| r.resource())
            .ok_or(Raise::BADARG)?;
        let compiled = resource
            .value
            .downcast_ref::<Compiled>()
            .ok_or(Raise::BADARG)?;
        return Ok(compiled.0.clone());
    }
    let patterns = match term.as_binary() {
        Some(bits) => vec![bits.to_vec()],
        None => {
            let mut list = term.list();
            let all: Option<Vec<Vec<u8>>> = list
                .by_ref()
                .map(|one| Some(one.as_binary()?.to_vec()))
                .collect();
            all.filter(|_| list.tail().is_nil()).ok_or(Raise::BADARG)?
        }
    };
    Pattern::new(&patterns).map(Arc::new).ok_or(Raise::BADARG)
}

/// `{bm, Ref}` for one pattern, `{ac, Ref}` for several.
pub fn compile_pattern(ctx: &mut Ctx<'_>) -> Outcome {
    let pattern = pattern_arg(ctx.arg(0))?;
    let kind = if pattern.is_single() {
        atoms::BM
    } else {
        atoms::AC
    };
    let bytes = 64 + pattern.longest();
    let id = ctx.new_ref_id();
    let resource = ResourceRef::new(Box::new(Compiled(pattern)), bytes);
    let w = ctx.reserve(RESOURCE_WORDS + 3)?;
    let term = w.tuple(&[Term::atom(kind), w.resource(resource, id)]);
    w.done(term)
}

// Options.

#[derive(Clone, Copy, PartialEq, Eq, Default)]
enum Trim {
    #[default]
    No,
    /// Empty parts at the end.
    End,
    All,
}

#[derive(Clone, Default)]
struct Options {
    /// First byte and one past the last.
    scope: Option<(usize, usize)>,
    global: bool,
    trim: Trim,
}

/// Which options a function knows besides `scope`.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Known {
    Scope,
    Split,
}

fn options_arg(list: Term<'_>, size: usize, known: Known) -> Result<Options, Raise> {
    let mut options = Options::default();
    let mut walk = list.list();
    for option in walk.by_ref() {
        option_arg(option, size, known, &mut options)?;
    }
    if walk.tail().is_nil() {
        Ok(options)
    } else {
        Err(Raise::BADARG)
    }
}

fn option_arg(
    option: Term<'_>,
    size: usize,
    known: Known,
    options: &mut Options,
) -> Result<(), Raise> {
    match option.as_atom() {
        Some(atoms::GLOBAL) if known != Known::Scope => options.global = true,
        Some(atoms::TRIM) if known == Known::Split => options.trim = Trim::End,
        Some(atoms::TRIM_ALL) if known == Known::Split => options.trim = Trim::All,
        Some(_) => return Err(Raise::BADARG),
        None => {
            let [name, value] = option.as_tuple_of().ok_or(Raise::BADARG)?;
            match name.as_atom() {
                Some(atoms::SCOPE) => {
                    let [start, len] = value.as_tuple_of().ok_or(Raise::BADARG)?;
                    let (start, len) = part_of(size, start, len)?;
                    options.scope = Some((start, start + len));
                }

                _ => return Err(Raise::BADARG),
            }
        }
    }
    Ok(())
}

// The search itself.

/// What becomes of the places found.
trait Finish: Send + 'static {
    /// `ctx.get(args[0])` is the subject, then come the native's other arguments.
    fn finish(&mut self, ctx: &mut Ctx<'_>, args: &[Root], found: &[Found]) -> Outcome;
}

struct Search<F> {
    pattern: Arc<Pattern>,
    at: usize,
    to: usize,
    first_only: bool,
    found: Vec<Found>,
    finish: F,
}

impl<F: Finish> Steps for Search<F> {
    fn step(&mut self, ctx: &mut Ctx<'_>, args: &[Root]) -> StepResult {
        loop {
            let progress = match ctx.get(args[0]).as_binary() {
                Some(bits) => bits
                    .with_bytes(|bytes| self.pattern.find_within(bytes, self.at, self.to, WINDOW)),
                None => return Err(Raise::BADARG),
            };
            let before = self.at;
            match progress {
                Progress::Found(found) => {
                    self.at = found.end();
                    self.found.push(found);
                    if self.first_only {
                        break;
                    }
                }
                Progress::Paused(at) => self.at = at,
                Progress::Nothing => break,
            }
            if ctx.charge(((self.at - before) / 128 + 1) as u32) {
                return Ok(Step::Pause(args.to_vec()));
            }
        }
        self.finish.finish(ctx, args, &self.found).map(Step::End)
    }
}

fn search<F: Finish>(ctx: &mut Ctx<'_>, options: &Options, first_only: bool, finish: F) -> Outcome {
    let size = subject_size(ctx)?;
    let pattern = pattern_arg(ctx.arg(1))?;
    let (at, to) = options.scope.unwrap_or((0, size));
    steps::run(
        ctx,
        Search {
            pattern,
            at,
            to,
            first_only,
            found: Vec::new(),
            finish,
        },
    )
}

fn subject_size(ctx: &Ctx<'_>) -> Result<usize, Raise> {
    Ok(ctx.arg(0).as_binary().ok_or(Raise::BADARG)?.byte_len())
}

fn place(found: &Found) -> Out {
    Out::pair(Out::size(found.start), Out::size(found.len))
}

// match, matches

struct First;

impl Finish for First {
    fn finish(&mut self, ctx: &mut Ctx<'_>, _: &[Root], found: &[Found]) -> Outcome {
        match found.first() {
            Some(found) => build::done(ctx, &place(found)),
            None => done_atom(ctx, atoms::NOMATCH),
        }
    }
}

struct All;

impl Finish for All {
    fn finish(&mut self, ctx: &mut Ctx<'_>, _: &[Root], found: &[Found]) -> Outcome {
        if found.len() > list_work::LONG {
            return list_work::done(ctx, found.to_vec(), None);
        }
        build::done(ctx, &Out::List(found.iter().map(place).collect()))
    }
}

/// `{Start, Length}`.
impl list_work::Item for Found {
    fn words(&self) -> usize {
        3 + 2 * INTEGER_WORDS
    }

    fn build<'w>(&self, w: &Writer<'w>) -> Result<Term<'w>, OutOfMemory> {
        let (start, len) = (w.unsigned(self.start as u64), w.unsigned(self.len as u64));
        Ok(w.tuple(&[start, len]))
    }
}

fn scope_options(ctx: &Ctx<'_>) -> Result<Options, Raise> {
    options_arg(ctx.arg(2), subject_size(ctx)?, Known::Scope)
}

pub fn match_2(ctx: &mut Ctx<'_>) -> Outcome {
    search(ctx, &Options::default(), true, First)
}

pub fn match_3(ctx: &mut Ctx<'_>) -> Outcome {
    let options = scope_options(ctx)?;
    search(ctx, &options, true, First)
}

pub fn matches_2(ctx: &mut Ctx<'_>) -> Outcome {
    search(ctx, &Options::default(), false, All)
}

pub fn matches_3(ctx: &mut Ctx<'_>) -> Outcome {
    let options = scope_options(ctx)?;
    search(ctx, &options, false, All)
}

// split

struct Split(Trim);

impl Finish for Split {
    fn finish(&mut self, ctx: &mut Ctx<'_>, args: &[Root], found: &[Found]) -> Outcome {
        let size = ctx
            .get(args[0])
            .as_binary()
            .map_or(0, |bits| bits.byte_len());
        let parts = parts_between(size, found, self.0);
        if parts.len() > list_work::LONG {
            let subject = ctx.get(args[0]).word();
            let all = parts.into_iter().map(|(start, end)| Part {
                subject,
                start,
                end,
            });
            return list_work::done(ctx, all.collect(), None);
        }
        let w = ctx.reserve(parts.len() * (SUB_BITS_WORDS + 2))?;
        let subject = w.get(args[0]).as_bits().ok_or(Raise::BADARG)?;
        let parts: Vec<Term<'_>> = parts
            .iter()
            .map(|(start, end)| w.sub_bits(subject, start * 8, (end - start) * 8))
            .collect();
        let term = w.list(&parts);
        w.done(term)
    }
}

/// A part of a bitstring.
struct Part {
    subject: Word,
    start: usize,
    end: usize,
}

impl list_work::Item for Part {
    fn words(&self) -> usize {
        SUB_BITS_WORDS
    }

    fn build<'w>(&self, w: &Writer<'w>) -> Result<Term<'w>, OutOfMemory> {
        let subject: Term<'_> = Term::inside(self.subject);
        let bits = subject.as_bits().ok_or(OutOfMemory)?;
        Ok(w.sub_bits(bits, self.start * 8, (self.end - self.start) * 8))
    }
}

/// Start and end of what stands between the places found.
fn parts_between(size: usize, found: &[Found], trim: Trim) -> Vec<(usize, usize)> {
    let starts = std::iter::once(0).chain(found.iter().map(|f| f.end()));
    let ends = found.iter().map(|f| f.start).chain(std::iter::once(size));
    let mut parts: Vec<(usize, usize)> = starts.zip(ends).collect();
    match trim {
        Trim::No => {}
        Trim::All => parts.retain(|(start, end)| start < end),
        Trim::End => {
            let kept = parts
                .iter()
                .rposition(|(start, end)| start < end)
                .map_or(0, |last| last + 1);
            parts.truncate(kept);
        }
    }
    parts
}

pub fn split_2(ctx: &mut Ctx<'_>) -> Outcome {
    search(ctx, &Options::default(), true, Split(Trim::No))
}

pub fn split_3(ctx: &mut Ctx<'_>) -> Outcome {
    let options = options_arg(ctx.arg(2), subject_size(ctx)?, Known::Split)?;
    search(ctx, &options, !options.global, Split(options.trim))
}
