//! The machine of a worker: registers, root area, block pool, and the way to the rest of the VM. One per worker; the process that runs uses it.

use super::bits::BitWriter;
use super::dispatch::Regs;
use crate::atom::{Atom, AtomTable};
use crate::bif::context::Roots;
use crate::code::export::{EntryRef, Mfa};
use crate::exception::raise::Class;
use crate::heap::{BlockPool, HeapEnv};
use crate::limits::Exceeded;
use crate::process::Process;
use crate::process::state::Priority;
use crate::process::table::SlotRef;
use crate::scheduler::run_queue::LocalQueue;
use crate::table::epoch::Participant;
use crate::term::{RefId, Word};
use crate::timer::service::Event;
use crate::timer::wheel::TimerId;
use crate::vm::Vm;
use purlin_isa::operand::MAX_X;
use std::cell::Cell;
use std::sync::Arc;

/// X registers, and room for arguments that are spread above them (free variables of funs).
pub const N_X: usize = MAX_X as usize + 16;

/// Why the interpreter loop ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stop {
    /// Its slice is over.
    Preempted,
    /// It sleeps until something arrives.
    Waiting,
    /// It ended; the exit reason is in `Machine::reason`.
    Exited,
}

#[repr(C)]
pub struct Machine {
    /// First field: handlers reach X registers through the machine's address.
    pub(crate) x: [Word; N_X],
    /// The registers on their way out of the loop and back (`dispatch::away`).
    pub(super) regs: Regs,
    /// The slow path that `dispatch::away` left.
    pub(super) detour: unsafe fn(*mut Machine),
    /// Word 0 that `tracing::entered` goes on with.
    pub(super) original: u64,
    /// What a native gave.
    pub(crate) result: Cell<Word>,
    /// The reason of an exception on its way, or of an exit. A root.
    pub(crate) reason: Cell<Word>,
    pub(crate) roots: Roots,
    pub(crate) stop: Stop,
    /// Set by `Ctx::again*`: push the resumed native's state again; true: it calls.
    pub(crate) again: Option<bool>,
    /// The process ended by returning; the value is `result`.
    pub(crate) returned: bool,
    /// The process ended by an error or a throw that nobody caught.
    pub(crate) crashed: bool,
    /// A signal or a limit ended the process: who links to it or monitors it after that finds nobody.
    pub(crate) doomed: bool,
    /// Of what class the exception was that ended the process; its `{Reason, Trace}` is the reason, but for exits of a detailed process `result`.
    pub(crate) uncaught: Option<Class>,
    /// The process ended because it used more than it may.
    pub(crate) exceeded: Option<Exceeded>,
    /// The process that runs; null between slices.
    pub(crate) process: *mut Process,
    /// In the middle of a receive: live registers are here, not with the process.
    pub(crate) receiving: bool,
    /// Collect at every chance.
    pub(crate) stress: bool,
    /// Bits of the bitstring that is being built.
    pub(crate) bits: BitWriter,
    pub(crate) pool: BlockPool,
    pub(crate) queue: LocalQueue,
    /// What lets it read tables.
    pub(crate) participant: Box<Participant>,
    /// Match specifications that were compiled lately.
    pub(crate) specs: crate::table::spec::SpecCache,
    /// Persistent terms that were found lately.
    pub(crate) lately: crate::bif::persistent::Lately,
    /// Reductions since this worker last looked at the timers.
    pub(crate) unlooked: i64,
    /// Counts references made here.
    next_ref: u64,
    index: u32,
    /// Export cells that `apply` found lately.
    found: Box<[Option<(Mfa, EntryRef)>; FOUND]>,
    vm: Arc<Vm>,
}

const FOUND: usize = 256;

#[inline(always)]
fn found_index(module: Atom, name: Atom, arity: u8) -> usize {
    let hash = module.index().wrapping_mul(31) ^ name.index().wrapping_mul(7) ^ u32::from(arity);
    hash as usize % FOUND
}

impl Machine {
    pub fn new(vm: Arc<Vm>, index: u32, queue: LocalQueue) -> Machine {
        let pool = BlockPool::new(vm.heap_shared().account.clone());
        let participant = Box::new(vm.stores().tables.join(index as usize));
        Machine {
            x: [Word::NIL; N_X],
            regs: Regs::NONE,
            detour: |_| {},
            original: 0,
            result: Cell::new(Word::NIL),
            reason: Cell::new(Word::NIL),
            roots: Roots::default(),
            stop: Stop::Preempted,
            again: None,
            returned: false,
            crashed: false,
            doomed: false,
            uncaught: None,
            exceeded: None,
            process: std::ptr::null_mut(),
            receiving: false,
            stress: vm.config().gc_stress,
            bits: BitWriter::default(),
            pool,
            queue,
            participant,
            specs: Default::default(),
            lately: Default::default(),
            unlooked: 0,
            next_ref: 0,
            index,
            found: Box::new([None; FOUND]),
            vm,
        }
    }

    /// Drops it but for its share of the VM: for one whose share was not counted.
    pub(crate) fn part(self) {
        std::mem::forget(self.vm);
    }

    #[inline]
    pub fn vm(&self) -> &Vm {
        &self.vm
    }

    pub fn vm_arc(&self) -> &Arc<Vm> {
        &self.vm
    }

    #[inline]
    pub fn atoms(&self) -> &AtomTable {
        &self.vm.heap_shared().atoms
    }

    pub fn env(&mut self) -> HeapEnv<'_> {
        HeapEnv {
            shared: self.vm.heap_shared(),
            pool: &mut self.pool,
        }
    }

    /// Before another process runs: what natives and exceptions left of the last one's terms.
    pub fn forget_terms(&mut self) {
        self.result.set(Word::NIL);
        self.reason.set(Word::NIL);
        self.roots.clear();
        self.returned = false;
        self.crashed = false;
        self.doomed = false;
        self.uncaught = None;
        self.exceeded = None;
    }

    pub fn new_ref_id(&mut self) -> RefId {
        self.next_ref += 1;
        RefId {
            high: self.index,
            low: self.next_ref,
        }
    }

    /// A process became runnable: into this worker's queue.
    pub fn enqueue(&mut self, slot: SlotRef, priority: Priority) {
        self.queue.push(slot, priority);
        if self.queue.is_crowded() {
            self.vm.lot().wake_one();
        }
    }

    /// Starts a timer that fires so many nanoseconds from now: its shard and id.
    pub fn start_timer(&mut self, after_ns: u64, event: Event) -> (usize, TimerId) {
        let deadline = self.vm.world().monotonic_ns() + after_ns;
        let shard = self.vm.timers().shard_of(self.index);
        let (id, sooner) = self.vm.timers().start(shard, deadline, event);
        if sooner {
            // Somebody may sleep until a later one.
            self.vm.lot().wake_one();
        }
        (shard, id)
    }

    /// The export cell of a function, made if there is none.
    pub fn find_export(&mut self, module: Atom, name: Atom, arity: u8) -> EntryRef {
        if let Some(entry) = self.found_export(module, name, arity) {
            return entry;
        }
        let mfa = Mfa {
            module,
            name,
            arity,
        };
        let entry = self.vm.exports().get(mfa);
        self.found[found_index(module, name, arity)] = Some((mfa, entry));
        entry
    }

    /// The same, if it was found lately.
    #[inline(always)]
    pub fn found_export(&self, module: Atom, name: Atom, arity: u8) -> Option<EntryRef> {
        let (key, entry) = self.found[found_index(module, name, arity)].as_ref()?;
        let is_it = key.module == module && key.name == name && key.arity == arity;
        is_it.then_some(*entry)
    }
}
