//! Raising: `error`, `exit`, `throw`, `raise`.

use super::build::done_atom;
use super::context::{Ctx, Outcome};
use crate::atom::atoms;
use crate::exception::raise::{Class, Kind, Raise};

fn raise_arg(ctx: &mut Ctx<'_>, class: Class) -> Outcome {
    Err(ctx.raise_reason(class, ctx.arg(0)))
}

pub fn error_1(ctx: &mut Ctx<'_>) -> Outcome {
    raise_arg(ctx, Class::Error)
}

/// The second argument is the caller's arguments, or `none`.
pub fn error_2(ctx: &mut Ctx<'_>) -> Outcome {
    raise_arg(ctx, Class::Error)
}

pub fn error_3(ctx: &mut Ctx<'_>) -> Outcome {
    raise_arg(ctx, Class::Error)
}

pub fn nif_error_1(ctx: &mut Ctx<'_>) -> Outcome {
    raise_arg(ctx, Class::Error)
}

pub fn nif_error_2(ctx: &mut Ctx<'_>) -> Outcome {
    raise_arg(ctx, Class::Error)
}

pub fn exit(ctx: &mut Ctx<'_>) -> Outcome {
    raise_arg(ctx, Class::Exit)
}

pub fn throw(ctx: &mut Ctx<'_>) -> Outcome {
    raise_arg(ctx, Class::Throw)
}

/// Raises with a given stack trace; bad arguments are not raised but returned as `badarg`.
pub fn raise(ctx: &mut Ctx<'_>) -> Outcome {
    let class = match ctx.arg(0).as_atom() {
        Some(atoms::ERROR) => Class::Error,
        Some(atoms::EXIT) => Class::Exit,
        Some(atoms::THROW) => Class::Throw,
        _ => return done_atom(ctx, atoms::BADARG),
    };
    if ctx.arg(2).list().proper_length().is_none() {
        return done_atom(ctx, atoms::BADARG);
    }
    let w = ctx.reserve(3)?;
    let term = w.tuple(&[w.arg(1), w.arg(2)]);
    let root = w.root(term);
    drop(w);
    let raise: Raise = ctx.raise_kind(class, Kind::Raised, ctx.get(root));
    Err(raise)
}
