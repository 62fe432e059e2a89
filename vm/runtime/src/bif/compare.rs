//! The comparison and boolean operators, as functions.

use super::build::done_bool;
use super::context::{Ctx, Outcome};
use super::long_compare::answer;
use crate::exception::raise::Raise;
use crate::term::Term;
use crate::term::compare::Question;

macro_rules! orders {
    ($($name:ident = $question:ident $is:ident;)*) => {
        $(pub fn $name(ctx: &mut Ctx<'_>) -> Outcome {
            answer(ctx, Question::$question, |order, _| Term::boolean(order.$is()).word())
        })*
    };
}

orders! {
    lt = Less is_lt;
    le = Less is_le;
    gt = Less is_gt;
    ge = Less is_ge;
    eq = Equal is_eq;
    ne = Equal is_ne;
    eq_exact = Same is_eq;
    ne_exact = Same is_ne;
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
