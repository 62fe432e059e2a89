//! Natives that take long, written as steps: each does a bounded piece of work and either ends or says which terms the next one needs.
//!
//! The terms a step pauses with are the arguments of the next step, so a step reads its input from `ctx.arg(..)` and everything else from
//! itself. The first step gets the native's own arguments.

use super::context::{Ctx, Flow, NativeFrame, Outcome, Root};
use crate::exception::raise::Raise;

/// How a step ends.
pub enum Step {
    End(Flow),
    Pause(Vec<Root>),
}

pub type StepResult = Result<Step, Raise>;

pub trait Steps: Send + 'static {
    fn step(&mut self, ctx: &mut Ctx<'_>) -> StepResult;
}

/// Runs the first step, and the others when their time comes.
pub fn run<S: Steps>(ctx: &mut Ctx<'_>, mut state: S) -> Outcome {
    match state.step(ctx)? {
        Step::End(flow) => Ok(flow),
        Step::Pause(terms) => ctx.suspend(Resumed(state), &terms),
    }
}

struct Resumed<S>(S);

impl<S: Steps> NativeFrame for Resumed<S> {
    fn resume(&mut self, ctx: &mut Ctx<'_>) -> Outcome {
        match self.0.step(ctx)? {
            Step::End(flow) => Ok(flow),
            Step::Pause(terms) => ctx.again(&terms),
        }
    }
}
