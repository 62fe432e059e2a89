//! Collections of the process that runs: shows its registers, roots and frames to the collector.

use super::dispatch::{self, M, Regs, reload, spill};
use super::machine::Machine;
use crate::code::module::{NO_FRAME, Rec};
use crate::exception::raise::Raise;
use crate::heap::gc::{FrameShape, HeapFull, Mode, RootSet};
use crate::process::{Process, Rest};
use crate::term::Word;

/// All roots of a running process but its stack.
struct RunningRoots<'r> {
    x: &'r mut [Word],
    live_x: &'r [u16],
    roots: &'r mut [Word],
    reason: &'r mut Word,
    rest: Rest<'r>,
}

impl RootSet for RunningRoots<'_> {
    fn slots(&mut self, visit: &mut dyn FnMut(&mut [Word])) {
        for &i in self.live_x {
            visit(&mut self.x[i as usize..i as usize + 1]);
        }
        visit(self.roots);
        visit(std::slice::from_mut(self.reason));
        self.rest.slots(visit);
    }

    fn frame(&self, record: Word) -> FrameShape<'_> {
        // SAFETY: the collector shows words that `[sp]` of frames hold: records, alive as long as the frames.
        let rec = unsafe { &*(record.bits() as *const Rec) };
        FrameShape {
            words: rec.frame_words(),
            live: rec.live_y(),
        }
    }
}

/// Makes room for `words` words. Live are: the X registers and the frame that `rec` says, the root area, the reason, the process's own slots.
///
/// # Safety
/// `rec` is the record of the op that runs; the heap's `hp` and `sp` are written back.
#[cold]
#[inline(never)]
pub unsafe fn collect(
    machine: &mut Machine,
    process: &mut Process,
    rec: *const Rec,
    words: usize,
    mode: Mode,
) -> Result<(), Raise> {
    // SAFETY: the caller says that it is a record.
    let shape = unsafe { &*rec };
    if shape.frame != NO_FRAME {
        // SAFETY: the frame of the op that runs is on top; the word at its start is kept for a record.
        unsafe { *process.heap.sp = Word::from_bits(rec as u64) };
    }
    let vm = machine.vm_arc().clone();
    let mut reason = machine.reason.get();
    let (heap, rest) = process.split();
    let mut roots = RunningRoots {
        x: &mut machine.x,
        live_x: shape.live_x(),
        roots: machine.roots.words_mut(),
        reason: &mut reason,
        rest,
    };
    let mut env = crate::heap::HeapEnv {
        shared: vm.heap_shared(),
        pool: &mut machine.pool,
    };
    let result = heap.collect(&mut env, words, &mut roots, mode);
    machine.reason.set(reason);
    result.map_err(|full| match full {
        HeapFull::Limit => Raise::KILL,
        HeapFull::Memory => Raise::SYSTEM_LIMIT,
    })
}

/// The same for a process that stands at an op (`rec`) or does not run at all (the entry record); its stack is walkable.
#[expect(
    clippy::not_unsafe_ptr_arg_deref,
    reason = "records are made by the loader and live as long as their module"
)]
pub fn collect_standing(
    machine: &mut Machine,
    process: &mut Process,
    rec: *const Rec,
    mode: Mode,
) -> Result<(), Raise> {
    // SAFETY: the caller has written the registers back and names the op.
    unsafe { collect(machine, process, rec, 0, mode) }
}

/// For handlers: spills, collects, reloads. `Err`: the process ends, or the exception has found its handler: go on there.
///
/// # Safety
/// `rec` is the record of the op that runs.
#[cold]
#[inline(never)]
pub(super) unsafe fn collect_or_die(
    m: M,
    r: Regs,
    rec: *const Rec,
    words: usize,
) -> Result<Regs, Regs> {
    // SAFETY: passed on; the machine and its process are different objects.
    unsafe {
        spill(m, r);
        match collect(&mut *m, dispatch::process(m), rec, words, Mode::Auto) {
            Ok(()) => Ok(reload(m, r.pc)),
            Err(raise) => Err(super::raise::raise(m, rec, raise, None)),
        }
    }
}
