//! Tuples.

use super::build::done_int;
use super::context::{Ctx, Outcome, Root};
use super::steps::{self, Step, StepResult, Steps};
use crate::exception::raise::Raise;
use crate::term::layout::MAX_TUPLE_ARITY;
use crate::term::{Term, Tuple};

fn tuple_arg<'s>(ctx: &'s Ctx<'_>, i: usize) -> Result<Tuple<'s>, Raise> {
    ctx.arg(i).as_tuple().ok_or(Raise::BADARG)
}

/// An index from 0, from a position from 1 to `max`.
fn index_arg(position: Term<'_>, max: usize) -> Result<usize, Raise> {
    match position.as_small() {
        Some(n @ 1..) if n as usize <= max => Ok(n as usize - 1),
        _ => Err(Raise::BADARG),
    }
}

/// A size for a new tuple.
fn size_arg(term: Term<'_>) -> Result<usize, Raise> {
    match term.as_small() {
        Some(n) if n >= 0 && n as usize <= MAX_TUPLE_ARITY => Ok(n as usize),
        _ => Err(Raise::BADARG),
    }
}

pub fn element(ctx: &mut Ctx<'_>) -> Outcome {
    let tuple = tuple_arg(ctx, 1)?;
    let index = index_arg(ctx.arg(0), tuple.len())?;
    ctx.done(tuple.at(index))
}

pub fn tuple_size(ctx: &mut Ctx<'_>) -> Outcome {
    let n = tuple_arg(ctx, 0)?.len();
    done_int(ctx, n as i64)
}

pub fn setelement(ctx: &mut Ctx<'_>) -> Outcome {
    let n = tuple_arg(ctx, 1)?.len();
    let index = index_arg(ctx.arg(0), n)?;
    let w = ctx.reserve(1 + n)?;
    let old = w.arg(1).as_tuple().ok_or(Raise::BADARG)?;
    let new = w.arg(2);
    let term = w.tuple_with(n, |i| if i == index { new } else { old.at(i) });
    w.done(term)
}

pub fn append_element(ctx: &mut Ctx<'_>) -> Outcome {
    let n = tuple_arg(ctx, 0)?.len();
    if n >= MAX_TUPLE_ARITY {
        return Err(Raise::BADARG);
    }
    let w = ctx.reserve(2 + n)?;
    let old = w.arg(0).as_tuple().ok_or(Raise::BADARG)?;
    let term = w.tuple_with(n + 1, |i| old.get(i).unwrap_or(w.arg(1)));
    w.done(term)
}

pub fn insert_element(ctx: &mut Ctx<'_>) -> Outcome {
    let n = tuple_arg(ctx, 1)?.len();
    let index = index_arg(ctx.arg(0), n + 1)?;
    if n >= MAX_TUPLE_ARITY {
        return Err(Raise::BADARG);
    }
    let w = ctx.reserve(2 + n)?;
    let old = w.arg(1).as_tuple().ok_or(Raise::BADARG)?;
    let term = w.tuple_with(n + 1, |i| match i.cmp(&index) {
        std::cmp::Ordering::Less => old.at(i),
        std::cmp::Ordering::Equal => w.arg(2),
        std::cmp::Ordering::Greater => old.at(i - 1),
    });
    w.done(term)
}

pub fn delete_element(ctx: &mut Ctx<'_>) -> Outcome {
    let n = tuple_arg(ctx, 1)?.len();
    let index = index_arg(ctx.arg(0), n)?;
    let w = ctx.reserve(n)?;
    let old = w.arg(1).as_tuple().ok_or(Raise::BADARG)?;
    let term = w.tuple_with(n - 1, |i| old.at(if i < index { i } else { i + 1 }));
    w.done(term)
}

pub fn make_tuple_2(ctx: &mut Ctx<'_>) -> Outcome {
    let n = size_arg(ctx.arg(0))?;
    let w = ctx.reserve(1 + n)?;
    let term = w.tuple_with(n, |_| w.arg(1));
    w.done(term)
}

/// `make_tuple(Arity, Default, [{Position, Term}])`: of several for one position the last counts.
pub fn make_tuple_3(ctx: &mut Ctx<'_>) -> Outcome {
    let n = size_arg(ctx.arg(0))?;
    let mut list = ctx.arg(2).list();
    for init in list.by_ref() {
        let [position, _] = init.as_tuple_of().ok_or(Raise::BADARG)?;
        index_arg(position, n)?;
    }
    if !list.tail().is_nil() {
        return Err(Raise::BADARG);
    }
    let w = ctx.reserve(1 + n)?;
    let mut elements = vec![w.arg(1); n];
    for init in w.arg(2).list() {
        if let Some([position, value]) = init.as_tuple_of() {
            elements[index_arg(position, n)?] = value;
        }
    }
    let term = w.tuple(&elements);
    w.done(term)
}

/// Elements of a list made between two looks at the clock.
const CHUNK: usize = 4096;

pub fn tuple_to_list(ctx: &mut Ctx<'_>) -> Outcome {
    let n = tuple_arg(ctx, 0)?.len();
    if n > CHUNK {
        return steps::run(ctx, ToList { left: n });
    }
    ctx.charge((n / 8) as u32);
    let w = ctx.reserve(2 * n)?;
    let elements = w.arg(0).as_tuple().ok_or(Raise::BADARG)?;
    let list = w.cells(n, elements.iter().map(|e| e.word()), Term::NIL);
    w.done(list)
}

/// Arguments: the tuple, the list of its elements from `left` on.
struct ToList {
    left: usize,
}

impl Steps for ToList {
    fn step(&mut self, ctx: &mut Ctx<'_>, _: &[Root]) -> StepResult {
        let list = if ctx.arity() > 1 {
            ctx.arg(1)
        } else {
            Term::NIL
        };
        let (tuple, list) = (ctx.root(ctx.arg(0)), ctx.root(list));
        loop {
            let n = self.left.min(CHUNK);
            let w = ctx.reserve(2 * n)?;
            let elements = w.get(tuple).as_tuple().ok_or(Raise::BADARG)?;
            let done = (self.left - n..self.left)
                .rev()
                .fold(w.get(list), |tail, i| w.cons(elements.at(i), tail));
            self.left -= n;
            if self.left == 0 {
                return w.done(done).map(Step::End);
            }
            w.set(list, done);
            if ctx.charge((n / 8) as u32) {
                return Ok(Step::Pause(vec![tuple, list]));
            }
        }
    }
}

pub fn list_to_tuple(ctx: &mut Ctx<'_>) -> Outcome {
    let n = ctx.arg(0).list().proper_length().ok_or(Raise::BADARG)?;
    if n > MAX_TUPLE_ARITY {
        return Err(Raise::BADARG);
    }
    ctx.charge((n / 16) as u32);
    let w = ctx.reserve(1 + n)?;
    let mut list = w.arg(0).list();
    let term = w.tuple_with(n, |_| list.next().unwrap_or(Term::NIL));
    w.done(term)
}
