//! `erts_debug`: what tests and benchmarks ask about terms.

use super::build::{done_bool, done_unsigned};
use super::context::{Ctx, Outcome};
use crate::heap::copy;

/// Words of a copy of the term.
pub fn flat_size(ctx: &mut Ctx<'_>) -> Outcome {
    let words = copy::words(ctx.arg(0), &ctx.vm().heap_shared().literals);
    done_unsigned(ctx, words as u64)
}

/// Sharing is not looked for: the size of a copy.
pub fn size(ctx: &mut Ctx<'_>) -> Outcome {
    flat_size(ctx)
}

/// Are they the same object, or the same immediate?
pub fn same(ctx: &mut Ctx<'_>) -> Outcome {
    done_bool(ctx, ctx.arg(0).word() == ctx.arg(1).word())
}
