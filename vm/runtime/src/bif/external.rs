//! Terms to bytes of the external term format and back.

use super::build::{self, Out, done_bytes, done_unsigned, no_memory};
use super::context::{Ctx, Outcome, Root};
use super::steps::{self, Step, StepResult, Steps};
use crate::atom::atoms;
use crate::exception::raise::Raise;
use crate::heap::{Fragment, Growing};
use crate::process::LongWork;
use crate::term::binary::binary_words;
use crate::term::external::VERSION;
use crate::term::external::decode::{
    self, Body, Building, Checking, DecodeError, Deflating, Inflating,
};
use crate::term::external::encode::{Encoder, Know, Options};
use crate::term::{Term, View};
use crate::vm::Vm;

/// Steps of an encoder between two looks at the clock.
const CHUNK: u32 = 8192;
/// The level of `compressed` without a number.
const DEFAULT_LEVEL: u32 = 6;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Wanted {
    Binary,
    /// A list of binaries.
    Iovec,
    Size,
}

#[derive(Clone, Copy)]
struct Request {
    wanted: Wanted,
    /// 0: not compressed.
    level: u32,
    options: Options,
}

impl Request {
    fn new(wanted: Wanted) -> Request {
        Request {
            wanted,
            level: 0,
            options: Options::default(),
        }
    }

    fn with_options(mut self, list: Term<'_>) -> Result<Request, Raise> {
        let mut walk = list.list();
        for option in walk.by_ref() {
            match option.as_atom() {
                Some(atoms::COMPRESSED) => self.level = DEFAULT_LEVEL,
                Some(atoms::DETERMINISTIC) => self.options.deterministic = true,
                // The format is free to be anything that this node reads: it is the usual one.
                Some(atoms::LOCAL) => {}
                Some(_) => return Err(Raise::BADARG),
                None => self.numbered_option(option)?,
            }
        }
        if walk.tail().is_nil() {
            Ok(self)
        } else {
            Err(Raise::BADARG)
        }
    }

    fn numbered_option(&mut self, option: Term<'_>) -> Result<(), Raise> {
        let [name, value] = option.as_tuple_of().ok_or(Raise::BADARG)?;
        match (name.as_atom(), value.as_small()) {
            (Some(atoms::COMPRESSED), Some(level @ 0..=9)) => self.level = level as u32,
            (Some(atoms::MINOR_VERSION), Some(version @ 0..=2)) => {
                self.options.minor_version = version as u8
            }
            _ => return Err(Raise::BADARG),
        }
        Ok(())
    }
}

/// First step: the native's arguments. Later: the terms still to be written.
struct Encode {
    request: Request,
    /// Gone when all is written.
    encoder: Option<Encoder>,
    started: bool,
    /// All is written, and is being compressed.
    packing: Option<(Growing, Deflating)>,
}

/// More bytes are compressed in pieces.
const LONG_BYTES: usize = 64 * 1024;

fn encode(ctx: &mut Ctx<'_>, request: Request) -> Outcome {
    let mut out = Growing::new(&ctx.vm().heap_shared().account);
    out.push(VERSION);
    let encoder = Encoder::new(out, request.options);
    steps::run(
        ctx,
        Encode {
            request,
            encoder: Some(encoder),
            started: false,
            packing: None,
        },
    )
}

impl Steps for Encode {
    fn step(&mut self, ctx: &mut Ctx<'_>, args: &[Root]) -> StepResult {
        if self.packing.is_some() {
            return self.pack(ctx);
        }
        let n = if self.started { args.len() } else { 1 };
        self.started = true;
        let mut waiting: Vec<Term<'_>> = args[..n].iter().map(|root| ctx.get(*root)).collect();
        let know = Know {
            lexicon: ctx.vm(),
            atoms: ctx.atoms(),
        };
        let mut budget = CHUNK;
        let done = self
            .encoder
            .as_mut()
            .is_none_or(|encoder| encoder.run(&mut waiting, know, &mut budget));
        if let Some(encoder) = &self.encoder {
            encoder.out().check().map_err(no_memory)?;
        }
        let kept: Vec<Root> = waiting.into_iter().map(|term| ctx.root(term)).collect();
        ctx.charge((CHUNK - budget) / 8 + 1);
        if !done {
            return Ok(Step::Pause(kept));
        }
        match self.encoder.take() {
            Some(encoder) => {
                let out = encoder.into_out();
                if self.request.level > 0
                    && out.len() > LONG_BYTES
                    && let Some(deflating) = Deflating::new(out.len() - 1, self.request.level)
                {
                    self.packing = Some((out, deflating));
                    return self.pack(ctx);
                }
                self.finish(ctx, out).map(Step::End)
            }
            None => Err(Raise::BADARG),
        }
    }
}

impl Encode {
    /// Compresses a piece more.
    fn pack(&mut self, ctx: &mut Ctx<'_>) -> StepResult {
        let Some((out, deflating)) = &mut self.packing else {
            return Err(Raise::BADARG);
        };
        while !deflating.go_on(&out.bytes()[1..]) {
            if ctx.charge(PACK_COST) {
                return Ok(Step::Pause(Vec::new()));
            }
        }
        let Some((out, deflating)) = self.packing.take() else {
            return Err(Raise::BADARG);
        };
        let outcome = match deflating.end(out.len() - 1) {
            Some(packed) => self.finish_packed(ctx, packed),
            None => {
                self.request.level = 0;
                self.finish(ctx, out)
            }
        };
        outcome.map(Step::End)
    }

    fn finish(&self, ctx: &mut Ctx<'_>, out: Growing) -> Outcome {
        if let Some(packed) = self.compressed(out.bytes()) {
            return self.finish_packed(ctx, packed);
        }
        if self.request.wanted == Wanted::Size {
            return done_unsigned(ctx, out.len() as u64);
        }
        let w = ctx.reserve(binary_words(out.len()) + 2)?;
        let n_bits = out.len() * 8;
        let term = out.finish(n_bits, &w).map_err(no_memory)?;
        match self.request.wanted {
            Wanted::Iovec => w.done(w.cons(term, Term::NIL)),
            Wanted::Binary | Wanted::Size => w.done(term),
        }
    }

    fn finish_packed(&self, ctx: &mut Ctx<'_>, bytes: Vec<u8>) -> Outcome {
        match self.request.wanted {
            Wanted::Size => done_unsigned(ctx, bytes.len() as u64),
            Wanted::Binary => done_bytes(ctx, &bytes),
            Wanted::Iovec => build::done(ctx, &Out::List(vec![Out::Bytes(bytes)])),
        }
    }

    /// Compressed, if that was asked for and makes it smaller.
    fn compressed(&self, bytes: &[u8]) -> Option<Vec<u8>> {
        if self.request.level == 0 {
            return None;
        }
        let packed = decode::compress(&bytes[1..], self.request.level)?;
        Some([&[VERSION], packed.as_slice()].concat())
    }
}

pub fn term_to_binary_1(ctx: &mut Ctx<'_>) -> Outcome {
    encode(ctx, Request::new(Wanted::Binary))
}

pub fn term_to_binary_2(ctx: &mut Ctx<'_>) -> Outcome {
    let request = Request::new(Wanted::Binary).with_options(ctx.arg(1))?;
    encode(ctx, request)
}

pub fn term_to_iovec_1(ctx: &mut Ctx<'_>) -> Outcome {
    encode(ctx, Request::new(Wanted::Iovec))
}

pub fn term_to_iovec_2(ctx: &mut Ctx<'_>) -> Outcome {
    let request = Request::new(Wanted::Iovec).with_options(ctx.arg(1))?;
    encode(ctx, request)
}

pub fn external_size_1(ctx: &mut Ctx<'_>) -> Outcome {
    encode(ctx, Request::new(Wanted::Size))
}

pub fn external_size_2(ctx: &mut Ctx<'_>) -> Outcome {
    let request = Request::new(Wanted::Size).with_options(ctx.arg(1))?;
    encode(ctx, request)
}

pub fn binary_to_term_1(ctx: &mut Ctx<'_>) -> Outcome {
    decode_arg(ctx, false, false)
}

pub fn binary_to_term_2(ctx: &mut Ctx<'_>) -> Outcome {
    let mut safe = false;
    let mut used = false;
    let mut walk = ctx.arg(1).list();
    for option in walk.by_ref() {
        match option.view() {
            View::Atom(atoms::SAFE) => safe = true,
            View::Atom(atoms::USED) => used = true,
            _ => return Err(Raise::BADARG),
        }
    }
    if !walk.tail().is_nil() {
        return Err(Raise::BADARG);
    }
    decode_arg(ctx, safe, used)
}

fn raise(error: DecodeError) -> Raise {
    match error {
        DecodeError::Bad => Raise::BADARG,
        DecodeError::Limit => Raise::SYSTEM_LIMIT,
    }
}

/// Reductions that compressing a piece costs.
const PACK_COST: u32 = 500;

/// A large term that is read in slices.
struct Decode {
    bytes: Vec<u8>,
    /// What was compressed in them, and how many of them it took.
    inner: Option<(Vec<u8>, usize)>,
    safe: bool,
    used: bool,
    /// Bytes the term takes, once that is known.
    n_used: usize,
    stage: Stage,
}

enum Stage {
    Begin,
    Inflate(Inflating),
    Check(Checking),
    Build(Building, Fragment),
    Done,
}

/// Words copied in the time that a token takes.
const TOKEN_COST: usize = 12;

impl Decode {
    /// What is to be read, behind the version byte.
    fn inner(&self) -> Result<&[u8], Raise> {
        match &self.inner {
            Some((bytes, _)) => Ok(bytes),
            None => bytes_behind_version(&self.bytes),
        }
    }
}

impl LongWork for Decode {
    fn step(&mut self, vm: &Vm, budget: usize) -> Result<Option<Fragment>, Raise> {
        let n = 1 + budget / TOKEN_COST;
        let shared = vm.heap_shared();
        match std::mem::replace(&mut self.stage, Stage::Done) {
            Stage::Begin => {
                self.stage = match Inflating::of(&self.bytes).map_err(raise)? {
                    Some(inflating) => Stage::Inflate(inflating),
                    None => Stage::Check(Checking::default()),
                };
            }
            Stage::Inflate(mut inflating) => {
                self.stage = match inflating.go_on(&self.bytes).map_err(raise)? {
                    false => Stage::Inflate(inflating),
                    true => {
                        self.inner = Some(inflating.end());
                        Stage::Check(Checking::default())
                    }
                };
            }
            Stage::Check(mut checking) => {
                let over = checking.go_on(self.inner()?, &shared.atoms, vm, self.safe, n);
                self.stage = match over.map_err(raise)? {
                    false => Stage::Check(checking),
                    true => {
                        let bytes = self.inner()?;
                        let checked = checking.end(bytes);
                        let words = checked.words + 5 + binary_words(0);
                        let fragment = Fragment::allocate(shared, words).map_err(no_memory)?;
                        self.n_used = match &self.inner {
                            Some((_, used)) => *used,
                            None => self.bytes.len() - bytes.len() + checked.used,
                        };
                        Stage::Build(Building::default(), fragment)
                    }
                };
            }
            Stage::Build(mut building, mut fragment) => {
                let root = {
                    let w = fragment.writer(shared);
                    let built = building.go_on(self.inner()?, &w, vm, n).map_err(raise)?;
                    built.map(|term| match self.used {
                        true => w.tuple(&[term, w.unsigned(self.n_used as u64)]).word(),
                        false => term.word(),
                    })
                };
                match root {
                    None => self.stage = Stage::Build(building, fragment),
                    Some(root) => return Ok(Some(fragment.with_root(root))),
                }
            }
            Stage::Done => return Err(Raise::BADARG),
        }
        Ok(None)
    }
}

fn bytes_behind_version(bytes: &[u8]) -> Result<&[u8], Raise> {
    match decode::open(bytes).map_err(raise)? {
        Body::Plain(rest) => Ok(rest),
        Body::Compressed { .. } => Err(Raise::BADARG),
    }
}

/// With `used`: `{Term, BytesUsed}`.
fn decode_arg(ctx: &mut Ctx<'_>, safe: bool, used: bool) -> Outcome {
    let bytes = ctx.arg(0).as_binary().ok_or(Raise::BADARG)?.to_vec();
    let packed = decode::is_compressed(&bytes);
    if bytes.len() > LONG_BYTES || packed && bytes.len() > LONG_BYTES / 16 {
        return ctx.long_work(|_| Decode {
            bytes,
            inner: None,
            safe,
            used,
            n_used: 0,
            stage: Stage::Begin,
        });
    }
    ctx.charge((bytes.len() / 64) as u32);
    let body = decode::open(&bytes).map_err(raise)?;
    let (inner, n_packed) = match &body {
        Body::Plain(rest) => (*rest, None),
        Body::Compressed { bytes, used } => (bytes.as_slice(), Some(*used)),
    };
    let checked = decode::check(inner, ctx.atoms(), ctx.vm(), safe).map_err(raise)?;
    let n_used = match n_packed {
        Some(n) => n,
        None => bytes.len() - inner.len() + checked.used,
    };
    let w = ctx.reserve(checked.words + 3 + binary_words(0))?;
    let term = decode::build(&checked, &w, w.vm()).map_err(raise)?;
    let term = if used {
        w.tuple(&[term, w.unsigned(n_used as u64)])
    } else {
        term
    };
    w.done(term)
}

/// Packets of the old socket drivers are not spoken here.
pub fn decode_packet(ctx: &mut Ctx<'_>) -> Outcome {
    super::node::in_erlang(ctx, "decode_packet")
}
