//! Raising: `error`, `exit`, `throw`, `raise`.

use super::build::done_atom;
use super::context::{Ctx, Outcome, Root};
use crate::atom::atoms;
use crate::exception::raise::{Class, Info, Kind, Raise};
use crate::term::Term;

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

/// Could the term be a stack trace? A list of `{Module, Name, ArityOrArguments, Location}`, without the location, or with a fun and arguments.
fn is_stack(term: Term<'_>) -> bool {
    let mut walk = term.list();
    walk.by_ref().all(is_stack_item) && walk.tail().is_nil()
}

fn is_stack_item(item: Term<'_>) -> bool {
    let is_mfa = |module: Term<'_>, name: Term<'_>, arguments: Term<'_>| {
        module.is_atom() && name.is_atom() && (arguments.is_integer() || arguments.is_list())
    };
    if let Some([module, name, arguments, location]) = item.as_tuple_of() {
        is_mfa(module, name, arguments) && location.is_list()
    } else if let Some([first, second, third]) = item.as_tuple_of() {
        is_mfa(first, second, third) || first.is_fun() && second.is_list() && third.is_list()
    } else if let Some([fun, arguments]) = item.as_tuple_of() {
        fun.is_fun() && arguments.is_list()
    } else {
        false
    }
}

/// Raises with a given stack trace; bad arguments are not raised but returned as `badarg`.
pub fn raise(ctx: &mut Ctx<'_>) -> Outcome {
    let class = match ctx.arg(0).as_atom() {
        Some(atoms::ERROR) => Class::Error,
        Some(atoms::EXIT) => Class::Exit,
        Some(atoms::THROW) => Class::Throw,
        _ => return done_atom(ctx, atoms::BADARG),
    };
    if !is_stack(ctx.arg(2)) {
        return done_atom(ctx, atoms::BADARG);
    }
    let w = ctx.reserve(3)?;
    let term = w.tuple(&[w.arg(1), w.arg(2)]);
    let root = w.root(term);
    let raise: Raise = ctx.raise_kind(class, Kind::Raised, ctx.get(root));
    Err(raise)
}
