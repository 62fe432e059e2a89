//! Natives that take long, written as steps: each does a bounded piece of work and either ends or says which terms the next one needs.
//!
//! The terms a step pauses with are the arguments of the next step, so a step reads its input from `ctx.arg(..)` and everything else from
//! itself. The first step gets the native's own arguments.

use super::context::{Ctx, Flow, NativeFrame, Outcome, Root};
use crate::exception::raise::Raise;
use smallvec::SmallVec;

/// How a step ends.
pub enum Step {
    End(Flow),
    Pause(Vec<Root>),
}

pub type StepResult = Result<Step, Raise>;

pub trait Steps: Send + 'static {
    /// `args`: the native's arguments, or what the step before paused with. They are `ctx.arg(..)` too, unless there are many.
    fn step(&mut self, ctx: &mut Ctx<'_>, args: &[Root]) -> StepResult;
}

/// A frame has room for so many terms; more are kept as one tuple.
const MAX_KEPT: usize = 128;

/// Runs the first step, and the others when their time comes.
pub fn run<S: Steps>(ctx: &mut Ctx<'_>, mut state: S) -> Outcome {
    let args: SmallVec<[Root; 4]> = (0..ctx.arity()).map(|i| ctx.arg_root(i)).collect();
    match state.step(ctx, &args)? {
        Step::End(flow) => Ok(flow),
        Step::Pause(terms) => {
            let packed = terms.len() > MAX_KEPT;
            let terms = pack(ctx, terms)?;
            ctx.suspend(Resumed { state, packed }, &terms)
        }
    }
}

struct Resumed<S> {
    state: S,
    /// The terms are the elements of one tuple.
    packed: bool,
}

impl<S: Steps> NativeFrame for Resumed<S> {
    fn resume(&mut self, ctx: &mut Ctx<'_>) -> Outcome {
        let args = if self.packed {
            unpack(ctx)
        } else {
            (0..ctx.arity()).map(|i| ctx.arg_root(i)).collect()
        };
        match self.state.step(ctx, &args)? {
            Step::End(flow) => Ok(flow),
            Step::Pause(terms) => {
                self.packed = terms.len() > MAX_KEPT;
                let terms = pack(ctx, terms)?;
                ctx.again(&terms)
            }
        }
    }
}

fn pack(ctx: &mut Ctx<'_>, terms: Vec<Root>) -> Result<Vec<Root>, Raise> {
    if terms.len() <= MAX_KEPT {
        return Ok(terms);
    }
    let w = ctx.reserve(1 + terms.len())?;
    let tuple = w.tuple_with(terms.len(), |i| w.get(terms[i]));
    Ok(vec![w.root(tuple)])
}

fn unpack(ctx: &Ctx<'_>) -> Vec<Root> {
    match ctx.arg(0).as_tuple() {
        Some(tuple) => tuple.iter().map(|term| ctx.root(term)).collect(),
        None => Vec::new(),
    }
}
