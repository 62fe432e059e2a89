//! Raising: `error`, `exit`, `throw`, `raise`.

use super::build::done_atom;
use super::context::{Ctx, Outcome, Root};
use crate::atom::atoms;
use crate::exception::raise::{Class, Info, Kind, Raise};
use crate::term::Term;
use std::sync::atomic::Ordering;

fn raise_arg(ctx: &mut Ctx<'_>, class: Class) -> Outcome {
    // These natives are no places in a trace: it begins with their caller.
    Err(ctx.raise_reason(class, ctx.arg(0)).with_info(Info::None))
}

pub fn error_1(ctx: &mut Ctx<'_>) -> Outcome {
    raise_arg(ctx, Class::Error)
}

/// The error information map that options name; options that are not all of that form name none.
fn given_info(ctx: &mut Ctx<'_>, i: usize) -> Option<Root> {
    let mut info = None;
    let mut walk = ctx.arg(i).list();
    for option in walk.by_ref() {
        let [name, map] = option.as_tuple_of()?;
        if !name.is_atom_value(atoms::ERROR_INFO) || !map.is_map() {
            return None;
        }
        info = Some(map);
    }
    if !walk.tail().is_nil() {
        return None;
    }
    info.map(|map| ctx.root(map))
}

/// The second argument is the caller's arguments, or `none`; the options name an error information map.
fn raise_with_args(ctx: &mut Ctx<'_>, options: Option<usize>) -> Outcome {
    let info = options.and_then(|i| given_info(ctx, i));
    let w = ctx.reserve(4)?;
    let info = info.map_or(Term::NIL, |root| w.get(root));
    let term = w.tuple(&[w.arg(0), w.arg(1), info]);
    let root = w.root(term);
    Err(ctx.raise_kind(Class::Error, Kind::ReasonArgs, ctx.get(root)))
}

pub fn error_2(ctx: &mut Ctx<'_>) -> Outcome {
    raise_with_args(ctx, None)
}

pub fn error_3(ctx: &mut Ctx<'_>) -> Outcome {
    raise_with_args(ctx, Some(2))
}

pub fn nif_error_1(ctx: &mut Ctx<'_>) -> Outcome {
    raise_arg(ctx, Class::Error)
}

pub fn nif_error_2(ctx: &mut Ctx<'_>) -> Outcome {
    raise_with_args(ctx, None)
}

pub fn exit(ctx: &mut Ctx<'_>) -> Outcome {
    raise_arg(ctx, Class::Exit)
}

pub fn throw(ctx: &mut Ctx<'_>) -> Outcome {
    raise_arg(ctx, Class::Throw)
}

/// What an item of a stack trace is.
#[derive(PartialEq, Eq)]
enum StackItem {
    /// `{Module, Name, ArityOrArguments, Location}` or `{Fun, Arguments, Location}`; arguments may be anything.
    Whole,
    /// The same without a location.
    Placeless,
    Bad,
}

fn stack_item(item: Term<'_>) -> StackItem {
    if let Some([module, name, _, location]) = item.as_tuple_of() {
        match module.is_atom() && name.is_atom() && location.is_list() {
            true => StackItem::Whole,
            false => StackItem::Bad,
        }
    } else if let Some([first, second, third]) = item.as_tuple_of() {
        match first.is_fun() {
            true if third.is_list() => StackItem::Whole,
            false if first.is_atom() && second.is_atom() => StackItem::Placeless,
            _ => StackItem::Bad,
        }
    } else if let Some([fun, _]) = item.as_tuple_of() {
        match fun.is_fun() {
            true => StackItem::Placeless,
            false => StackItem::Bad,
        }
    } else {
        StackItem::Bad
    }
}

/// Items in a stack trace; `None` if the term is none.
fn stack_length(term: Term<'_>) -> Option<usize> {
    let mut walk = term.list();
    let mut length = 0;
    for item in walk.by_ref() {
        if stack_item(item) == StackItem::Bad {
            return None;
        }
        length += 1;
    }
    walk.tail().is_nil().then_some(length)
}

/// Raises with a given stack trace; bad arguments are not raised but returned as `badarg`.
pub fn raise(ctx: &mut Ctx<'_>) -> Outcome {
    let class = match ctx.arg(0).as_atom() {
        Some(atoms::ERROR) => Class::Error,
        Some(atoms::EXIT) => Class::Exit,
        Some(atoms::THROW) => Class::Throw,
        _ => return done_atom(ctx, atoms::BADARG),
    };
    let Some(length) = stack_length(ctx.arg(2)) else {
        return done_atom(ctx, atoms::BADARG);
    };
    // A pair, and a cell and an item of at most four elements for each place.
    // As long as any trace may be.
    let depth = ctx.vm().flags.backtrace_depth.load(Ordering::Relaxed);
    let depth = depth.max(1) as usize;
    let w = ctx.reserve(3 + length.min(depth) * 7)?;
    let items: Vec<Term<'_>> = w
        .arg(2)
        .list()
        .take(depth)
        .map(|item| match (stack_item(item), item.as_tuple_of()) {
            (StackItem::Placeless, Some([module, name, arity])) => {
                w.tuple(&[module, name, arity, Term::NIL])
            }
            (StackItem::Placeless, None) => match item.as_tuple_of() {
                Some([fun, arguments]) => w.tuple(&[fun, arguments, Term::NIL]),
                None => item,
            },
            _ => item,
        })
        .collect();
    let stack = w.list(&items);
    let term = w.tuple(&[w.arg(1), stack]);
    let root = w.root(term);
    let raise: Raise = ctx.raise_kind(class, Kind::Raised, ctx.get(root));
    Err(raise)
}
