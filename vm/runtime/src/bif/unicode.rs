//! `unicode`: characters and bytes of several encodings into lists of characters or into bytes.
//!
//! Input is "chardata": lists of code points, binaries in the input encoding and such lists, the last tail possibly a binary. A
//! character may be cut in two at the end of a binary and go on in the next. Results are a list or binary, `{error, Done, Rest}` where
//! something is no character, or `{incomplete, Done, Rest}` where the input ends within one.

use super::build::{Out, done, done_bool, done_bytes, no_memory};
use super::context::{Ctx, Outcome, Root};
use super::steps::{self, Step, StepResult, Steps};
use crate::atom::atoms;
use crate::exception::raise::Raise;
use crate::term::binary::binary_words;
use crate::term::{Term, View};
use crate::text::unicode::{Decoded, Encoding, decode, encode, is_code_point};

/// Elements between two looks at the clock.
const CHUNK: usize = 4096;

pub fn bin_is_7bit(ctx: &mut Ctx<'_>) -> Outcome {
    let is = ctx
        .arg(0)
        .as_binary()
        .is_some_and(|bits| bits.with_bytes(|bytes| bytes.is_ascii()));
    done_bool(ctx, is)
}

pub fn characters_to_list_1(ctx: &mut Ctx<'_>) -> Outcome {
    start(ctx, Encoding::Utf8, Target::List)
}

pub fn characters_to_list_2(ctx: &mut Ctx<'_>) -> Outcome {
    let from = encoding_arg(ctx.arg(1))?;
    start(ctx, from, Target::List)
}

pub fn characters_to_binary_1(ctx: &mut Ctx<'_>) -> Outcome {
    start(ctx, Encoding::Utf8, Target::Bytes(Encoding::Utf8))
}

pub fn characters_to_binary_2(ctx: &mut Ctx<'_>) -> Outcome {
    let from = encoding_arg(ctx.arg(1))?;
    start(ctx, from, Target::Bytes(Encoding::Utf8))
}

pub fn characters_to_binary_3(ctx: &mut Ctx<'_>) -> Outcome {
    let from = encoding_arg(ctx.arg(1))?;
    let to = encoding_arg(ctx.arg(2))?;
    start(ctx, from, Target::Bytes(to))
}

fn encoding_arg(term: Term<'_>) -> Result<Encoding, Raise> {
    match term.view() {
        View::Atom(atoms::LATIN1) => Ok(Encoding::Latin1),
        View::Atom(atoms::UTF8 | atoms::UNICODE) => Ok(Encoding::Utf8),
        View::Atom(atoms::UTF16) => Ok(Encoding::Utf16 { little: false }),
        View::Atom(atoms::UTF32) => Ok(Encoding::Utf32 { little: false }),
        _ => {
            let [kind, order] = term.as_tuple_of().ok_or(Raise::BADARG)?;
            let little = match order.as_atom() {
                Some(atoms::LITTLE) => true,
                Some(atoms::BIG) => false,
                _ => return Err(Raise::BADARG),
            };
            match kind.as_atom() {
                Some(atoms::UTF16) => Ok(Encoding::Utf16 { little }),
                Some(atoms::UTF32) => Ok(Encoding::Utf32 { little }),
                _ => Err(Raise::BADARG),
            }
        }
    }
}

fn start(ctx: &mut Ctx<'_>, from: Encoding, to: Target) -> Outcome {
    let convert = Convert {
        from,
        to,
        out: Vec::new(),
        carry: Vec::new(),
        started: false,
    };
    steps::run(ctx, convert)
}

#[derive(Clone, Copy, PartialEq)]
enum Target {
    /// Kept as UTF-8 until the end.
    List,
    Bytes(Encoding),
}

/// First step: the native's arguments. Later: what is still to be walked, topmost last.
struct Convert {
    from: Encoding,
    to: Target,
    out: Vec<u8>,
    /// The start of a character at the end of the last binary.
    carry: Vec<u8>,
    started: bool,
}

/// Why the conversion ends before its end.
enum Stop {
    /// No chardata at all.
    NoChardata,
    /// This integer is no character.
    NoCharacter,
    /// From that byte of the carried bytes and the binary there is no character.
    Malformed { at: usize },
}

/// Where it stopped, to tell what is left.
enum Place {
    /// An element of a list.
    Element,
    /// A binary that is an element of a list, with the byte.
    ElementBytes(usize),
    /// A binary that ends a list, or is all there is.
    TailBytes(usize),
}

impl Convert {
    fn push(&mut self, c: u32) -> bool {
        let to = match self.to {
            Target::List => Encoding::Utf8,
            Target::Bytes(encoding) => encoding,
        };
        encode(&mut self.out, c, to)
    }

    fn integer(&mut self, n: i64) -> Result<(), Stop> {
        if n < 0 && self.to == Target::Bytes(Encoding::Latin1) {
            return Err(Stop::NoChardata);
        }
        if !self.carry.is_empty() {
            return Err(Stop::Malformed { at: 0 });
        }
        let c = u32::try_from(n)
            .ok()
            .filter(|c| is_code_point(*c))
            .ok_or(Stop::NoCharacter)?;
        // With Latin-1 input numbers stand for bytes.
        if self.from == Encoding::Latin1 && c > 255 {
            return Err(Stop::NoCharacter);
        }
        if self.push(c) {
            Ok(())
        } else {
            Err(Stop::NoCharacter)
        }
    }

    fn bytes(&mut self, bytes: &[u8]) -> Result<(), Stop> {
        let n_carried = self.carry.len();
        let joined;
        let all = if n_carried == 0 {
            bytes
        } else {
            joined = [self.carry.as_slice(), bytes].concat();
            self.carry.clear();
            &joined
        };
        let mut at = 0;
        loop {
            match decode(&all[at..], self.from) {
                Decoded::Char(c, len) => {
                    if !self.push(c) {
                        return Err(self.stop_at(all, at, n_carried));
                    }
                    at += len;
                }
                // OTP does not look closely at a short end that began in another binary.
                Decoded::Bad
                    if n_carried > 0
                        && all.len() - at < 4
                        && self.from == (Encoding::Utf32 { little: true }) =>
                {
                    self.carry = all[at..].to_vec();
                    return Ok(());
                }
                Decoded::Incomplete => {
                    self.carry = all[at..].to_vec();
                    return Ok(());
                }
                Decoded::Bad => return Err(self.stop_at(all, at, n_carried)),
                Decoded::End => return Ok(()),
            }
        }
    }

    /// Bytes carried over from an earlier binary are put back in front of what is left.
    fn stop_at(&mut self, all: &[u8], at: usize, n_carried: usize) -> Stop {
        self.carry = all[at.min(n_carried)..n_carried].to_vec();
        Stop::Malformed {
            at: at.max(n_carried) - n_carried,
        }
    }

    /// Walks on; what waits when it stops early is what comes after the place.
    fn walk<'s>(
        &mut self,
        waiting: &mut Vec<Term<'s>>,
        budget: &mut usize,
    ) -> Result<bool, (Stop, Place, Term<'s>)> {
        while let Some(term) = waiting.pop() {
            let mut rest = term;
            while let Some(cell) = rest.as_cons() {
                if *budget == 0 {
                    waiting.push(rest);
                    return Ok(false);
                }
                *budget -= 1;
                rest = cell.tail();
                let head = cell.head();
                match head.view() {
                    View::Small(n) => {
                        if let Err(stop) = self.integer(n) {
                            waiting.push(rest);
                            return Err((stop, Place::Element, head));
                        }
                    }
                    View::Bits(bits) if bits.is_binary() => {
                        *budget = budget.saturating_sub(bits.byte_len() / 32);
                        if let Err(stop) = bits.with_bytes(|bytes| self.bytes(bytes)) {
                            let at = if let Stop::Malformed { at } = stop {
                                at
                            } else {
                                0
                            };
                            waiting.push(rest);
                            return Err((stop, Place::ElementBytes(at), head));
                        }
                    }
                    View::Nil => {}
                    View::Cons(_) => {
                        waiting.push(rest);
                        rest = head;
                    }
                    _ => return Err((Stop::NoChardata, Place::Element, head)),
                }
            }
            match rest.view() {
                View::Nil => {}
                View::Bits(bits) if bits.is_binary() => {
                    *budget = budget.saturating_sub(bits.byte_len() / 32);
                    if let Err(stop) = bits.with_bytes(|bytes| self.bytes(bytes)) {
                        let at = if let Stop::Malformed { at } = stop {
                            at
                        } else {
                            0
                        };
                        return Err((stop, Place::TailBytes(at), rest));
                    }
                }
                _ => return Err((Stop::NoChardata, Place::Element, rest)),
            }
        }
        Ok(true)
    }

    /// From Latin-1 or UTF-8 to a list or UTF-8.
    fn is_plain(&self) -> bool {
        matches!(self.from, Encoding::Latin1 | Encoding::Utf8)
            && matches!(self.to, Target::List | Target::Bytes(Encoding::Utf8))
    }

    fn converted(&mut self) -> Out {
        let out = std::mem::take(&mut self.out);
        match self.to {
            Target::Bytes(_) => Out::Bytes(out),
            Target::List => Out::Text(String::from_utf8(out).unwrap_or_default()),
        }
    }

    fn finish(&mut self, ctx: &mut Ctx<'_>) -> Outcome {
        if !self.carry.is_empty() {
            let rest = Out::Bytes(std::mem::take(&mut self.carry));
            let result = Out::Tuple(vec![Out::Atom(atoms::INCOMPLETE), self.converted(), rest]);
            return done(ctx, &result);
        }
        match self.to {
            Target::Bytes(_) => done_bytes(ctx, &std::mem::take(&mut self.out)),
            Target::List => {
                let result = self.converted();
                done(ctx, &result)
            }
        }
    }
}

impl Steps for Convert {
    fn step(&mut self, ctx: &mut Ctx<'_>, args: &[Root]) -> StepResult {
        let n = if self.started { args.len() } else { 1 };
        if !self.started && !ctx.arg(0).is_list() && !ctx.arg(0).is_binary() {
            return Err(Raise::BADARG);
        }
        self.started = true;
        let mut waiting: Vec<Term<'_>> = args[..n].iter().map(|root| ctx.get(*root)).collect();
        let result = self.walk(&mut waiting, &mut { CHUNK });
        let result = result.map_err(|(stop, place, term)| (stop, place, ctx.root(term)));
        let kept: Vec<Root> = waiting.into_iter().map(|term| ctx.root(term)).collect();
        ctx.charge((CHUNK / 8) as u32);
        match result {
            Ok(true) => self.finish(ctx).map(Step::End),
            Ok(false) => Ok(Step::Pause(kept)),
            Err((Stop::NoChardata, _, _)) => Err(Raise::BADARG),
            Err((_, place, term)) => {
                let rest = self.rest(ctx, &place, term, &kept)?;
                let result = Out::Tuple(vec![
                    Out::Atom(atoms::ERROR),
                    self.converted(),
                    Out::Root(rest),
                ]);
                done(ctx, &result).map(Step::End)
            }
        }
    }
}

impl Convert {
    /// What has not been converted, from `term` on; `after` waits behind it, topmost last.
    fn rest(
        &mut self,
        ctx: &mut Ctx<'_>,
        place: &Place,
        term: Root,
        after: &[Root],
    ) -> Result<Root, Raise> {
        let carried = std::mem::take(&mut self.carry);
        let left: Vec<u8> = match place {
            Place::Element => Vec::new(),
            Place::ElementBytes(at) | Place::TailBytes(at) => {
                let bytes = ctx
                    .get(term)
                    .as_binary()
                    .map(|bits| bits.to_vec())
                    .unwrap_or_default();
                bytes.get(*at..).unwrap_or_default().to_vec()
            }
        };
        let words = 2 * (after.len() + 5)
            + 2 * binary_words(left.len() + carried.len())
            + binary_words(carried.len())
            + binary_words(0);
        let w = ctx.reserve(words)?;
        // The innermost list's rest is the tail of its cell; each list around it adds one.
        let mut outer = after.iter().rev();
        let mut tail = || outer.next().map_or(Term::NIL, |root| w.get(*root));
        if self.is_plain() {
            let inner = match place {
                Place::Element => w.cons(w.get(term), tail()),
                Place::ElementBytes(_) => w.cons(w.binary(&left).map_err(no_memory)?, tail()),
                Place::TailBytes(_) => w.binary(&left).map_err(no_memory)?,
            };
            let whole = outer.fold(inner, |inner, around| w.cons(inner, w.get(*around)));
            let whole = match carried.is_empty() {
                true => whole,
                false => w.list(&[w.binary(&carried).map_err(no_memory)?, whole]),
            };
            return Ok(w.root(whole));
        }
        // Where OTP's conversion is written in Erlang, the rest looks a little different.
        let joined = [carried.as_slice(), &left].concat();
        let empty = w.binary(&[]).map_err(no_memory)?;
        let inner = match place {
            Place::Element if carried.is_empty() => w.cons(w.cons(w.get(term), Term::NIL), tail()),
            Place::Element => {
                let rest = w.cons(w.get(term), tail());
                w.cons(w.binary(&carried).map_err(no_memory)?, rest)
            }
            Place::ElementBytes(_) if carried.is_empty() => {
                w.cons(w.binary(&left).map_err(no_memory)?, tail())
            }
            Place::ElementBytes(_) => {
                let rest = w.cons(empty, tail());
                w.cons(w.binary(&joined).map_err(no_memory)?, rest)
            }
            Place::TailBytes(_) if carried.is_empty() => w.binary(&left).map_err(no_memory)?,
            Place::TailBytes(_) => w.list(&[w.binary(&joined).map_err(no_memory)?, empty]),
        };
        let whole = outer.fold(inner, |inner, around| w.cons(inner, w.get(*around)));
        Ok(w.root(whole))
    }
}
