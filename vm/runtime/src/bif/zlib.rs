//! Compressed streams: what the library's `zlib` stands on. A stream is a resource with an owner; no one else may use it.
//!
//! Natives of `purlin_zlib` raise the module's error reasons (`not_initialized`, `data_error`, ...) themselves; arguments were checked by `zlib`.
//! Each call makes at most [`CHUNK`] bytes of output and says whether more is to come, so that none takes long.

use crate::sync::plain::lock;
use std::sync::{Arc, Mutex};

use flate2::{Compress, Compression, Decompress, FlushCompress, FlushDecompress, Status};

use super::build::{self, Out, done_atom};
use super::context::{Ctx, Outcome};
use crate::atom::{Atom, atoms};
use crate::exception::raise::Raise;
use crate::heap::offheap::ResourceRef;
use crate::heap::writer::RESOURCE_WORDS;
use crate::term::pid::LocalPid;

/// Bytes of output of one call.
const CHUNK: usize = 16 * 1024;
/// The farthest that compressed data refers back.
const WINDOW: usize = 32 * 1024;

/// What a stream's bytes look like from outside.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wrapping {
    Raw,
    Zlib,
    Gzip,
    /// Zlib or gzip, as the first byte says.
    Either,
}

/// What becomes of input behind the end of the compressed data.
#[derive(Clone, Copy, PartialEq, Eq)]
enum AtEnd {
    Error,
    Reset,
    Cut,
}

struct Deflater {
    compress: Compress,
    /// Input that is not compressed yet.
    input: Vec<u8>,
    /// Output that a change of parameters forced out; it comes first next time.
    output: Vec<u8>,
    finished: bool,
    /// Something went in since the stream was made or reset.
    dirty: bool,
}

struct Inflater {
    /// `None` until the first byte tells the wrapping.
    decompress: Option<Decompress>,
    wrapping: Wrapping,
    bits: u8,
    at_end: AtEnd,
    input: Vec<u8>,
    finished: bool,
    /// The last bytes that came out, a preset dictionary before them.
    window: Vec<u8>,
    awaits_dictionary: Option<u32>,
}

enum State {
    Closed,
    Idle,
    Deflate(Deflater),
    Inflate(Inflater),
}

struct Stream {
    owner: LocalPid,
    state: State,
}

type Handle = Arc<Mutex<Stream>>;

/// The reason of an exception.
struct Reason(Atom);

fn raise(ctx: &mut Ctx<'_>, reason: Reason) -> Raise {
    build::error(ctx, &Out::Atom(reason.0))
}

fn handle_arg(ctx: &Ctx<'_>) -> Result<Handle, Raise> {
    let resource = ctx
        .arg(0)
        .as_reference()
        .and_then(|reference| reference.resource())
        .ok_or(Raise::BADARG)?;
    let handle = resource.value.downcast_ref::<Handle>();
    handle.cloned().ok_or(Raise::BADARG)
}

/// Runs `work` on the stream that argument 0 names, for its owner.
fn with_state<R>(
    ctx: &mut Ctx<'_>,
    work: impl FnOnce(&mut State) -> Result<R, Reason>,
) -> Result<R, Raise> {
    let handle = handle_arg(ctx)?;
    let own = ctx.process().pid;
    let result = {
        let mut stream = lock(&handle);
        if stream.owner == own {
            work(&mut stream.state)
        } else {
            Err(Reason(atoms::NOT_ON_CONTROLLING_PROCESS))
        }
    };
    result.map_err(|reason| raise(ctx, reason))
}

fn deflater(state: &mut State) -> Result<&mut Deflater, Reason> {
    match state {
        State::Deflate(deflater) => Ok(deflater),
        State::Closed | State::Idle | State::Inflate(_) => Err(Reason(atoms::NOT_INITIALIZED)),
    }
}

fn inflater(state: &mut State) -> Result<&mut Inflater, Reason> {
    match state {
        State::Inflate(inflater) => Ok(inflater),
        State::Closed | State::Idle | State::Deflate(_) => Err(Reason(atoms::NOT_INITIALIZED)),
    }
}

/// Puts a fresh state where nothing is.
fn start(state: &mut State, fresh: State) -> Result<(), Reason> {
    match state {
        State::Idle => {
            *state = fresh;
            Ok(())
        }
        State::Closed => Err(Reason(atoms::NOT_INITIALIZED)),
        State::Deflate(_) | State::Inflate(_) => Err(Reason(atoms::ALREADY_INITIALIZED)),
    }
}

const DATA_ERROR: Reason = Reason(atoms::DATA_ERROR);
const STREAM_ERROR: Reason = Reason(atoms::STREAM_ERROR);

pub fn open(ctx: &mut Ctx<'_>) -> Outcome {
    let stream = Stream {
        owner: ctx.process().pid,
        state: State::Idle,
    };
    let handle: Handle = Arc::new(Mutex::new(stream));
    let id = ctx.new_ref_id();
    let resource = ResourceRef::new(Box::new(handle), 256 * 1024);
    let w = ctx.reserve(RESOURCE_WORDS)?;
    let term = w.resource(resource, id);
    w.done(term)
}

pub fn close(ctx: &mut Ctx<'_>) -> Outcome {
    with_state(ctx, |state| match state {
        State::Closed => Err(Reason(atoms::NOT_INITIALIZED)),
        State::Idle | State::Deflate(_) | State::Inflate(_) => {
            *state = State::Closed;
            Ok(())
        }
    })?;
    done_atom(ctx, atoms::OK)
}

pub fn set_owner(ctx: &mut Ctx<'_>) -> Outcome {
    let new = ctx.arg(1).as_local_pid().ok_or(Raise::BADARG)?;
    let handle = handle_arg(ctx)?;
    let own = ctx.process().pid;
    let done = {
        let mut stream = lock(&handle);
        let is_owner = stream.owner == own;
        if is_owner {
            stream.owner = new;
        }
        is_owner
    };
    if done {
        done_atom(ctx, atoms::OK)
    } else {
        Err(raise(ctx, Reason(atoms::NOT_ON_CONTROLLING_PROCESS)))
    }
}

/// Splits window bits as zlib takes them: negative is raw, above 15 gzip, above 31 whatever comes.
fn window_bits(bits: i64) -> Option<(Wrapping, u8)> {
    let (wrapping, bits) = match bits {
        -15..=-8 => (Wrapping::Raw, -bits),
        8..=15 => (Wrapping::Zlib, bits),
        24..=31 => (Wrapping::Gzip, bits - 16),
        40..=47 => (Wrapping::Either, bits - 32),
        _ => return None,
    };
    // zlib itself makes 9 of 8.
    Some((wrapping, bits.clamp(9, 15) as u8))
}

fn bits_arg(ctx: &Ctx<'_>, i: usize) -> Result<(Wrapping, u8), Raise> {
    let bits = ctx.arg(i).as_small().and_then(window_bits);
    bits.ok_or(Raise::BADARG)
}

fn level_arg(ctx: &Ctx<'_>, i: usize) -> Result<Compression, Raise> {
    let level = ctx.arg(i).as_small().ok_or(Raise::BADARG)?;
    Ok(u32::try_from(level).map_or_else(|_| Compression::default(), Compression::new))
}

/// The bytes of a binary.
fn bytes_arg(ctx: &Ctx<'_>, i: usize) -> Result<Vec<u8>, Raise> {
    Ok(ctx.arg(i).as_binary().ok_or(Raise::BADARG)?.to_vec())
}

pub fn deflate_init(ctx: &mut Ctx<'_>) -> Outcome {
    let level = level_arg(ctx, 1)?;
    let (wrapping, bits) = bits_arg(ctx, 2)?;
    let compress = match wrapping {
        Wrapping::Raw => Compress::new_with_window_bits(level, false, bits),
        Wrapping::Zlib => Compress::new_with_window_bits(level, true, bits),
        Wrapping::Gzip => Compress::new_gzip(level, bits),
        Wrapping::Either => return Err(Raise::BADARG),
    };
    with_state(ctx, |state| {
        start(
            state,
            State::Deflate(Deflater {
                compress,
                input: Vec::new(),
                output: Vec::new(),
                finished: false,
                dirty: false,
            }),
        )
    })?;
    done_atom(ctx, atoms::OK)
}

impl Deflater {
    /// Compresses on; true: all input is in, and the flush is done.
    fn run(&mut self, flush: FlushCompress, out: &mut Vec<u8>) -> Result<bool, Reason> {
        if self.finished {
            return Err(STREAM_ERROR);
        }
        let before = self.compress.total_in();
        let status = self
            .compress
            .compress_vec(&self.input, out, flush)
            .map_err(|_| STREAM_ERROR)?;
        let taken = (self.compress.total_in() - before) as usize;
        self.input.drain(..taken);
        self.finished = status == Status::StreamEnd;
        // Room left in the output: nothing waits to be written.
        Ok(self.finished || self.input.is_empty() && out.len() < out.capacity())
    }
}

/// Purlin_zlib:deflate(Z, Bytes, Flush) -> {more | done, Output}.
pub fn deflate(ctx: &mut Ctx<'_>) -> Outcome {
    let bytes = bytes_arg(ctx, 1)?;
    let flush = match ctx.arg(2).as_small() {
        Some(0) => FlushCompress::None,
        Some(2) => FlushCompress::Sync,
        Some(3) => FlushCompress::Full,
        Some(4) => FlushCompress::Finish,
        _ => return Err(Raise::BADARG),
    };
    ctx.charge((bytes.len() / 64) as u32);
    let (done, out) = with_state(ctx, |state| {
        let deflater = deflater(state)?;
        deflater.dirty |= !bytes.is_empty();
        deflater.input.extend_from_slice(&bytes);
        let mut out = std::mem::take(&mut deflater.output);
        out.reserve(CHUNK);
        let done = deflater.run(flush, &mut out)?;
        Ok((done, out))
    })?;
    progress(ctx, done, out)
}

fn progress(ctx: &mut Ctx<'_>, done: bool, out: Vec<u8>) -> Outcome {
    let word = if done {
        atoms::FINISHED
    } else {
        atoms::CONTINUE
    };
    build::done(ctx, &Out::tagged(word, Out::Bytes(out)))
}

pub fn deflate_params(ctx: &mut Ctx<'_>) -> Outcome {
    let level = level_arg(ctx, 1)?;
    with_state(ctx, |state| {
        let deflater = deflater(state)?;
        // What went in at the old level goes out first.
        let mut out = std::mem::take(&mut deflater.output);
        let mut done = !deflater.dirty;
        while !done {
            out.reserve(CHUNK);
            done = deflater.run(FlushCompress::Sync, &mut out)?;
        }
        deflater.output = out;
        deflater.compress.set_level(level).map_err(|_| STREAM_ERROR)
    })?;
    done_atom(ctx, atoms::OK)
}

pub fn deflate_reset(ctx: &mut Ctx<'_>) -> Outcome {
    with_state(ctx, |state| {
        let deflater = deflater(state)?;
        deflater.compress.reset();
        deflater.input.clear();
        deflater.output.clear();
        deflater.finished = false;
        deflater.dirty = false;
        Ok(())
    })?;
    done_atom(ctx, atoms::OK)
}

pub fn deflate_set_dictionary(ctx: &mut Ctx<'_>) -> Outcome {
    let dictionary = bytes_arg(ctx, 1)?;
    let sum = with_state(ctx, |state| {
        let deflater = deflater(state)?;
        let sum = deflater.compress.set_dictionary(&dictionary);
        sum.map_err(|_| STREAM_ERROR)
    })?;
    build::done_unsigned(ctx, u64::from(sum))
}

pub fn deflate_end(ctx: &mut Ctx<'_>) -> Outcome {
    with_state(ctx, |state| {
        let deflater = deflater(state)?;
        let is_whole = (deflater.finished || !deflater.dirty) && deflater.input.is_empty();
        *state = State::Idle;
        if is_whole { Ok(()) } else { Err(DATA_ERROR) }
    })?;
    done_atom(ctx, atoms::OK)
}

pub fn inflate_init(ctx: &mut Ctx<'_>) -> Outcome {
    let (wrapping, bits) = bits_arg(ctx, 1)?;
    let at_end = match ctx.arg(2).as_small() {
        Some(0) => AtEnd::Error,
        Some(1) => AtEnd::Reset,
        Some(2) => AtEnd::Cut,
        _ => return Err(Raise::BADARG),
    };
    with_state(ctx, |state| {
        start(
            state,
            State::Inflate(Inflater {
                decompress: None,
                wrapping,
                bits,
                at_end,
                input: Vec::new(),
                finished: false,
                window: Vec::new(),
                awaits_dictionary: None,
            }),
        )
    })?;
    done_atom(ctx, atoms::OK)
}

/// What one call of [`Inflater::run`] came to.
enum Inflated {
    /// More output waits.
    Continue,
    /// All input is used, or the data is at its end.
    Finished,
    /// A dictionary with this sum is wanted.
    NeedDictionary(u32),
}

impl Inflater {
    fn reset(&mut self) {
        self.decompress = None;
        self.finished = false;
        self.awaits_dictionary = None;
        self.window.clear();
    }

    /// Makes the decompressor, unless there is one or the input's first byte is wanted for that and not there.
    fn choose(&mut self) {
        let is_gzip = match (self.wrapping, self.input.first()) {
            (Wrapping::Gzip, _) => true,
            (Wrapping::Raw | Wrapping::Zlib, _) => false,
            (Wrapping::Either, Some(first)) => *first == 0x1f,
            (Wrapping::Either, None) => return,
        };
        let (wrapping, bits) = (self.wrapping, self.bits);
        self.decompress.get_or_insert_with(|| {
            if is_gzip {
                Decompress::new_gzip(bits)
            } else {
                Decompress::new_with_window_bits(wrapping != Wrapping::Raw, bits)
            }
        });
    }

    fn run(&mut self, out: &mut Vec<u8>) -> Result<Inflated, Reason> {
        if self.finished && !self.input.is_empty() {
            match self.at_end {
                AtEnd::Error => return Err(DATA_ERROR),
                AtEnd::Reset => {
                    let input = std::mem::take(&mut self.input);
                    self.reset();
                    self.input = input;
                }
                AtEnd::Cut => self.input.clear(),
            }
        }
        if self.finished || self.input.is_empty() && self.decompress.is_none() {
            return Ok(Inflated::Finished);
        }
        if let Some(sum) = self.awaits_dictionary {
            return Ok(self.wants(sum));
        }
        self.choose();
        let Some(decompress) = self.decompress.as_mut() else {
            return Ok(Inflated::Finished);
        };
        let before = decompress.total_in();
        let result = decompress.decompress_vec(&self.input, out, FlushDecompress::Sync);
        let taken = (decompress.total_in() - before) as usize;
        let status = match result {
            Ok(status) => status,
            Err(error) => match error.needs_dictionary() {
                Some(sum) => {
                    self.input.drain(..taken);
                    self.awaits_dictionary = Some(sum);
                    return Ok(self.wants(sum));
                }
                None => return Err(DATA_ERROR),
            },
        };
        self.input.drain(..taken);
        self.remember(out);
        self.finished = status == Status::StreamEnd;
        let more = if self.finished {
            !self.input.is_empty() && self.at_end != AtEnd::Cut
        } else {
            out.len() == out.capacity()
        };
        Ok(if more {
            Inflated::Continue
        } else {
            Inflated::Finished
        })
    }

    /// A dictionary is asked for when there is data that needs it.
    fn wants(&self, sum: u32) -> Inflated {
        if self.input.is_empty() {
            Inflated::Finished
        } else {
            Inflated::NeedDictionary(sum)
        }
    }

    fn remember(&mut self, out: &[u8]) {
        self.window.extend_from_slice(out);
        let surplus = self.window.len().saturating_sub(WINDOW);
        self.window.drain(..surplus);
    }
}

/// Purlin_zlib:inflate(Z, Bytes) -> {continue | finished, Output} | {need_dictionary, Adler, Output}.
pub fn inflate(ctx: &mut Ctx<'_>) -> Outcome {
    let bytes = bytes_arg(ctx, 1)?;
    ctx.charge((CHUNK / 128) as u32);
    let (result, out) = with_state(ctx, |state| {
        let inflater = inflater(state)?;
        inflater.input.extend_from_slice(&bytes);
        let mut out = Vec::with_capacity(CHUNK);
        let result = inflater.run(&mut out)?;
        Ok((result, out))
    })?;
    match result {
        Inflated::Continue => progress(ctx, false, out),
        Inflated::Finished => progress(ctx, true, out),
        Inflated::NeedDictionary(sum) => build::done(
            ctx,
            &Out::Tuple(vec![
                Out::Atom(atoms::NEED_DICTIONARY),
                Out::Unsigned(u64::from(sum)),
                Out::Bytes(out),
            ]),
        ),
    }
}

pub fn inflate_reset(ctx: &mut Ctx<'_>) -> Outcome {
    with_state(ctx, |state| {
        let inflater = inflater(state)?;
        inflater.reset();
        inflater.input.clear();
        Ok(())
    })?;
    done_atom(ctx, atoms::OK)
}

pub fn inflate_set_dictionary(ctx: &mut Ctx<'_>) -> Outcome {
    let dictionary = bytes_arg(ctx, 1)?;
    with_state(ctx, |state| {
        let inflater = inflater(state)?;
        inflater.choose();
        let Some(decompress) = inflater.decompress.as_mut() else {
            return Err(STREAM_ERROR);
        };
        let set = decompress.set_dictionary(&dictionary);
        set.map_err(|_| DATA_ERROR)?;
        inflater.awaits_dictionary = None;
        inflater.remember(&dictionary);
        Ok(())
    })?;
    done_atom(ctx, atoms::OK)
}

pub fn inflate_get_dictionary(ctx: &mut Ctx<'_>) -> Outcome {
    let window = with_state(ctx, |state| Ok(inflater(state)?.window.clone()))?;
    build::done_bytes(ctx, &window)
}

pub fn inflate_end(ctx: &mut Ctx<'_>) -> Outcome {
    with_state(ctx, |state| {
        let is_whole = inflater(state)?.finished;
        *state = State::Idle;
        if is_whole { Ok(()) } else { Err(DATA_ERROR) }
    })?;
    done_atom(ctx, atoms::OK)
}
