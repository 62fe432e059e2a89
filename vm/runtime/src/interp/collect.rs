//! Collections of the process that runs: shows its registers, roots and frames to the collector.

use super::dispatch::{self, M, Regs, reload, spill};
use super::machine::{Machine, Stop};
use crate::atom::atoms;
use crate::code::module::{NO_FRAME, Rec};
use crate::exception::raise::Raise;
use crate::heap::gc::{FrameShape, HeapFull, Mode, Progress, RootSet};
use crate::heap::{HeapShared, copy};
use crate::limits::{Exceeded, Limit};
use crate::process::{Doom, Process, Rest};
use crate::term::Word;
use crate::tracing::{event, hurry, monitor};

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
    adopt_seen(process, vm.heap_shared())?;
    let is_traced = process.watch & hurry::COLLECT != 0;
    let monitor = &vm.tracing().monitor;
    let began = monitor.is_on().then(|| vm.world().monotonic_ns());
    let is_major = mode != Mode::Auto;
    if is_traced {
        let tag = if is_major {
            atoms::GC_MAJOR_START
        } else {
            atoms::GC_MINOR_START
        };
        event::collecting(&vm, process, tag);
    }
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
    if is_traced {
        let tag = if is_major {
            atoms::GC_MAJOR_END
        } else {
            atoms::GC_MINOR_END
        };
        event::collecting(&vm, process, tag);
    }
    if let Some(began) = began {
        monitor::collected(&vm, process, vm.world().monotonic_ns() - began);
    }
    if result == Err(HeapFull::Limit) {
        machine.exceeded = Some(over_own_limit(process, words));
    }
    result.map_err(|full| match full {
        HeapFull::Limit => Raise::KILL,
        HeapFull::Memory => Raise::SYSTEM_LIMIT,
    })
}

/// The process has more than its `max_heap_size`.
#[cold]
fn over_own_limit(process: &Process, words: usize) -> Exceeded {
    let heap = &process.heap;
    let used = heap.used_words() + heap.old_words() + heap.stack_words() + words;
    Exceeded {
        which: Limit::Memory,
        used: (used * size_of::<Word>()) as u64,
        max: (heap.policy.max_words * size_of::<Word>()) as u64,
    }
}

/// As `collect`, for the heap alone (not for frames): a long collection is put off until the process can pause, which is at the next call; what
/// is built before that goes into room outside the block.
///
/// # Safety
/// As `collect`.
#[cold]
#[inline(never)]
pub unsafe fn make_room(
    machine: &mut Machine,
    process: &mut Process,
    rec: *const Rec,
    words: usize,
) -> Result<(), Raise> {
    let heap = &mut process.heap;
    if !machine.stress && heap.is_long(Mode::Auto) {
        let shared = machine.vm().heap_shared();
        let found = heap.has_room(words)
            || heap.may_overflow(words) && heap.overflow(shared, words).is_ok();
        if found {
            heap.request(0, Mode::Auto);
            process.reductions = process.reductions.min(0);
            return Ok(());
        }
    }
    // SAFETY: passed on.
    unsafe { collect(machine, process, rec, words, Mode::Auto) }
}

/// A slice of the collection that a paused process is due. False: there is more to do, and the process must not run before.
pub fn collect_paused(machine: &mut Machine, process: &mut Process) -> Result<bool, Raise> {
    let vm = machine.vm_arc().clone();
    if !process.heap.is_collecting() {
        adopt_seen(process, vm.heap_shared())?;
    }
    let (heap, rest) = process.split();
    let mut roots = RunningRoots {
        x: &mut [],
        live_x: &[],
        roots: &mut [],
        reason: &mut Word::NIL.clone(),
        rest,
    };
    let mut env = crate::heap::HeapEnv {
        shared: vm.heap_shared(),
        pool: &mut machine.pool,
    };
    match heap.go_on(&mut env, &mut roots, vm.config().collection_slice) {
        Ok(progress) => Ok(progress == Progress::Done),
        Err(HeapFull::Limit) => {
            process.doomed = Some(Doom::Limit(Box::new(over_own_limit(process, 0))));
            Err(Raise::KILL)
        }
        Err(HeapFull::Memory) => Err(Raise::SYSTEM_LIMIT),
    }
}

/// For ops that can start again: as `collect_or_die`, but a long collection is done in slices, and the op is run once more when it is over. All
/// that the op reads is live at it.
///
/// # Safety
/// `rec` is the record of the op that runs, at `r.pc`.
#[cold]
#[inline(never)]
pub(super) unsafe fn pause_or_collect(
    m: M,
    r: Regs,
    rec: *const Rec,
    words: usize,
) -> Result<Regs, Regs> {
    // SAFETY: passed on.
    unsafe {
        spill(m, r);
        let process = dispatch::process(m);
        if !process.heap.is_long(Mode::Auto) || (*m).stress {
            return collect_or_die(m, r, rec, words);
        }
        let shape = &*rec;
        if shape.frame != NO_FRAME {
            *r.sp = Word::from_bits(rec as u64);
        }
        let n = shape.live_x().iter().max().map_or(0, |&i| 1 + i as usize);
        process.saved_x.resize(n, Word::NIL);
        for &i in shape.live_x() {
            process.saved_x[i as usize] = (&(*m).x)[i as usize];
        }
        process.heap.request(words, Mode::Auto);
        super::tracing::will_be_back(m, r);
        Err(dispatch::leave(m, Stop::Preempted))
    }
}

/// A message that a receive looks at becomes the heap's: its terms may be in registers (mailbox.rs, Q2).
fn adopt_seen(process: &mut Process, shared: &HeapShared) -> Result<(), Raise> {
    let Some(term) = process.mailbox.seen() else {
        return Ok(());
    };
    let copy = copy::message(term, shared, 0).map_err(|_| Raise::SYSTEM_LIMIT)?;
    let message = process.mailbox.replace_current(copy);
    process.heap.adopt(message);
    Ok(())
}

/// For handlers: spills, makes room for a writer, reloads. `Err`: the process ends, or the exception has found its handler: go on there.
///
/// # Safety
/// `rec` is the record of the op that runs.
#[cold]
#[inline(never)]
pub(super) unsafe fn room_or_die(
    m: M,
    r: Regs,
    rec: *const Rec,
    words: usize,
) -> Result<Regs, Regs> {
    // SAFETY: passed on; the machine and its process are different objects.
    unsafe {
        spill(m, r);
        match make_room(&mut *m, dispatch::process(m), rec, words) {
            Ok(()) => Ok(reload(m, r.pc)),
            Err(raise) => Err(super::raise::raise(m, rec, raise, None)),
        }
    }
}

/// The same, and there is room in the block itself: `hp` may be written to, or frames be pushed.
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
