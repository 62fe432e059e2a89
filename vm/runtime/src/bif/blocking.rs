//! Natives whose work may block: it runs on the blocking pool while the process sleeps.

use crate::sync::plain::lock;
use std::sync::{Arc, Mutex};

use super::build::{self, Out};
use super::context::{Ctx, NativeFrame, Outcome, Root};
use crate::exception::raise::Raise;
use crate::message::signal::{Envelope, Signal};

/// What the work gave, once it has.
type Place = Arc<Mutex<Option<Result<Out, Raise>>>>;

/// Does `work` elsewhere and ends the native with what it gives, which must not name roots.
pub fn run(
    ctx: &mut Ctx<'_>,
    work: impl FnOnce() -> Result<Out, Raise> + Send + 'static,
) -> Outcome {
    run_keeping(ctx, &[], work)
}

/// The same; the terms kept are the arguments that what the work gives may name.
pub fn run_keeping(
    ctx: &mut Ctx<'_>,
    kept: &[Root],
    work: impl FnOnce() -> Result<Out, Raise> + Send + 'static,
) -> Outcome {
    let place = Place::default();
    let (vm, target, result) = (
        ctx.machine.vm_arc().clone(),
        ctx.process().pid,
        place.clone(),
    );
    ctx.vm().blocking().run(move || {
        let out = work();
        *lock(&result) = Some(out);
        // A process that ended meanwhile has no use for it.
        let _ = vm.signal_from_outside(Envelope {
            target,
            signal: Signal::Wake,
        });
    });
    ctx.wait(Blocked(place), kept)
}

struct Blocked(Place);

impl NativeFrame for Blocked {
    fn resume(&mut self, ctx: &mut Ctx<'_>) -> Outcome {
        let result = lock(&self.0).take();
        match result {
            Some(out) => build::done(ctx, &out?),
            None => {
                let kept: Vec<Root> = (0..ctx.arity()).map(|i| ctx.arg_root(i)).collect();
                ctx.again_waiting(&kept)
            }
        }
    }
}
