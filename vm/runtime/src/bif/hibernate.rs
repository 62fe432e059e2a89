//! Hibernation: a process that waits for long gives back what memory it can.

use super::build::done_atom;
use super::context::{Ctx, NativeFrame, Outcome, Root};
use crate::atom::atoms;
use crate::code::export::EntryRef;
use crate::exception::raise::Raise;
use crate::heap::gc::Mode;

/// `hibernate(Module, Function, Args)`: forgets the call stack; a message wakes it up in that function.
pub fn hibernate_3(ctx: &mut Ctx<'_>) -> Outcome {
    let module = ctx.arg(0).as_atom().ok_or(Raise::BADARG)?;
    let name = ctx.arg(1).as_atom().ok_or(Raise::BADARG)?;
    let mut list = ctx.arg(2).list();
    let args: Vec<Root> = list.by_ref().map(|term| ctx.root(term)).collect();
    if !list.tail().is_nil() || args.len() > 255 {
        return Err(Raise::BADARG);
    }
    let entry = ctx.machine.find_export(module, name, args.len() as u8);
    ctx.forget_stack();
    sleep_small(ctx, Asleep { entry: Some(entry) }, &args)
}

/// `hibernate()`: waits for a message, the call stack stays.
pub fn hibernate_0(ctx: &mut Ctx<'_>) -> Outcome {
    sleep_small(ctx, Asleep { entry: None }, &[])
}

/// What it keeps is collected into as little memory as possible, when it has paused. That runs it once more, so messages that it has already wake it up:
/// the collection is asked for last, so that none for the frame's room does it before.
fn sleep_small(ctx: &mut Ctx<'_>, asleep: Asleep, args: &[Root]) -> Outcome {
    ctx.process_mut().mailbox.shrink();
    let paused = ctx.wait(asleep, args)?;
    ctx.collect_later(Mode::Hibernate);
    Ok(paused)
}

struct Asleep {
    /// Where it wakes up.
    entry: Option<EntryRef>,
}

impl NativeFrame for Asleep {
    fn resume(&mut self, ctx: &mut Ctx<'_>) -> Outcome {
        let terms: Vec<Root> = (0..ctx.arity()).map(|i| ctx.arg_root(i)).collect();
        if ctx.process().mailbox.is_empty() {
            return ctx.again_waiting(&terms);
        }
        match self.entry {
            Some(entry) => ctx.trap(entry, &terms),
            None => done_atom(ctx, atoms::OK),
        }
    }
}
