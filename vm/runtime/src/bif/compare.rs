//! The comparison and boolean operators, as functions.

use super::build::done_bool;
use super::context::{Ctx, Outcome};
use crate::exception::raise::Raise;
use crate::term::compare::{compare, equal, same};

macro_rules! orders {
    ($($name:ident = $is:ident;)*) => {
        $(pub fn $name(ctx: &mut Ctx<'_>) -> Outcome {
            let is = compare(ctx.arg(0), ctx.arg(1), ctx.atoms()).$is();
            done_bool(ctx, is)
        })*
    };
}

orders! {
    lt = is_lt;
    le = is_le;
    gt = is_gt;
    ge = is_ge;
}

pub fn eq(ctx: &mut Ctx<'_>) -> Outcome {
    done_bool(ctx, equal(ctx.arg(0), ctx.arg(1)))
}

pub fn ne(ctx: &mut Ctx<'_>) -> Outcome {
    done_bool(ctx, !equal(ctx.arg(0), ctx.arg(1)))
}

pub fn eq_exact(ctx: &mut Ctx<'_>) -> Outcome {
    done_bool(ctx, same(ctx.arg(0), ctx.arg(1)))
}

pub fn ne_exact(ctx: &mut Ctx<'_>) -> Outcome {
    done_bool(ctx, !same(ctx.arg(0), ctx.arg(1)))
}

fn booleans(ctx: &Ctx<'_>) -> Result<(bool, bool), Raise> {
    let boolean = |i| ctx.arg(i).as_boolean().ok_or(Raise::BADARG);
    Ok((boolean(0)?, boolean(1)?))
}

pub fn and(ctx: &mut Ctx<'_>) -> Outcome {
    let (a, b) = booleans(ctx)?;
    done_bool(ctx, a && b)
}

pub fn or(ctx: &mut Ctx<'_>) -> Outcome {
    let (a, b) = booleans(ctx)?;
    done_bool(ctx, a || b)
}

pub fn xor(ctx: &mut Ctx<'_>) -> Outcome {
    let (a, b) = booleans(ctx)?;
    done_bool(ctx, a != b)
}

pub fn not(ctx: &mut Ctx<'_>) -> Outcome {
    let a = ctx.arg(0).as_boolean().ok_or(Raise::BADARG)?;
    done_bool(ctx, !a)
}
