//! The first call of a module that has an `on_load` function: that function runs first, in the calling process; then the call goes on, or is
//! undefined. Other processes that call meanwhile wait their turn.

use super::dispatch::{M, Regs, process, reload};
use super::natives;
use crate::atom::atoms;
use crate::bif::context::{Ctx, NativeFrame, NativeState, Outcome, Root};
use crate::code::export::EntryRef;
use crate::code::loader;
use crate::code::reclaim;
use crate::code::server::Pending;
use crate::exception::raise::{Info, Raise};
use crate::interp::raise;

/// The call that waits; its arguments are the frame's terms.
struct Waiting {
    entry: EntryRef,
    /// We run the function: the last argument is its result.
    ours: bool,
}

/// # Safety
/// The registers have been spilled; the arguments of the call are in the root area.
pub(super) unsafe fn run(m: M, entry: EntryRef) -> Regs {
    // SAFETY: machine and process are different objects, both ours.
    unsafe {
        let mfa = entry.mfa();
        let rec = (*m).vm().entry_rec();
        let ours = (*m).vm().code().claim_on_load(mfa.module);
        let terms: Vec<Root> = Root::first(mfa.arity as usize);
        let mut ctx = Ctx {
            in_guard: false,
            machine: &mut *m,
            process: process(m),
            rec,
            arity: mfa.arity as usize,
            mfa,
        };
        let state = Waiting { entry, ours };
        if !ours {
            let outcome = ctx.suspend(state, &terms);
            return natives::after(m, outcome, rec, mfa);
        }
        if let Err(raise) = ctx.push_frame(&terms) {
            return raise::raise(m, rec, raise, None);
        }
        let frame: Box<dyn NativeFrame> = Box::new(state);
        process(m).native_frames.push(NativeState {
            frame,
            calls: true,
            mfa,
        });
        let module = (*m).vm().code().current(mfa.module);
        let function = module.as_ref().and_then(|module| module.on_load);
        match module.zip(function) {
            Some((module, function)) => reload(m, module.entry_of(function)),
            None => raise::raise(m, rec, Raise::UNDEF.with_info(Info::None), Some(mfa)),
        }
    }
}

impl NativeFrame for Waiting {
    fn resume(&mut self, ctx: &mut Ctx<'_>) -> Outcome {
        let mfa = self.entry.mfa();
        let arguments = Root::first(mfa.arity as usize);
        if self.ours {
            let ok = ctx.arg(mfa.arity as usize).is_atom_value(atoms::OK);
            if !ok {
                if let Some(failed) = ctx.vm().code().fail_on_load(mfa.module) {
                    reclaim::retire(ctx.machine, failed);
                }
            } else {
                loader::switch_loaded(ctx.vm(), mfa.module);
            }
        } else if ctx.vm().code().pending(mfa.module) == Some(Pending::Running) {
            return ctx.again(&arguments);
        }
        // Defined now, or undefined for good.
        ctx.trap(self.entry, &arguments)
    }
}
