//! The process table: slots in chunks that never move, so that a pid leads to its slot without a lock.
//!
//! A pid's number is the slot's index (28 bits) with the slot's use count above it (28 bits).
//!
//! T1. A slot lives as long as its table; only its use changes.
//! T2. `process` is touched by the worker that made the status `Running`, by the spawner before `Status::start`, and by nobody else.
//! T3. A slot in the free list has status `Free`, a closed inbox and no process. One that was furnished is in no list: it is at rest (status `Free`,
//!     inbox closed) between the calls that a host's thread makes with its process.

use super::Process;
use super::state::State;
use super::state::Status;
use crate::message::inbox::Inbox;
use crate::message::signal::Envelope;
use crate::sync::plain::lock;
use crate::term::LocalPid;
use std::cell::UnsafeCell;
use std::collections::VecDeque;
use std::ptr::NonNull;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Mutex, OnceLock};

const INDEX_BITS: u32 = 28;
const SERIAL_MASK: u64 = (1 << 28) - 1;
const FIRST_CHUNK_BITS: u32 = 8;
const N_CHUNKS: usize = (INDEX_BITS - FIRST_CHUNK_BITS) as usize;

pub struct Slot {
    pub status: Status,
    pub inbox: Inbox<Envelope>,
    /// The number of the pid that this slot stands for now, or did last.
    pid: AtomicU64,
    process: UnsafeCell<Option<Box<Process>>>,
}

// SAFETY: all fields are atomic but `process`, which T2 gives to one thread at a time, handed over by the status word's Acquire and Release.
unsafe impl Sync for Slot {}

impl Slot {
    fn new() -> Slot {
        Slot {
            status: Status::new(),
            inbox: Inbox::closed(),
            pid: AtomicU64::new(0),
            process: UnsafeCell::new(None),
        }
    }

    pub fn pid(&self) -> LocalPid {
        LocalPid::new(self.pid.load(Ordering::Acquire))
    }

    /// # Safety
    /// The caller made this slot's status `Running` and has not changed it since (T2).
    pub unsafe fn process<'a>(&self) -> &'a mut Process {
        // SAFETY: passed on.
        match unsafe { &mut *self.process.get() } {
            Some(process) => process,
            None => unreachable!("a running slot has a process"),
        }
    }

    /// # Safety
    /// As for `process`.
    unsafe fn take(&self) -> Option<Box<Process>> {
        // SAFETY: passed on.
        unsafe { &mut *self.process.get() }.take()
    }
}

/// Names a slot of a table that lives. What run queues hold.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SlotRef(NonNull<Slot>);

// SAFETY: a shared pointer to a slot, which is Sync.
unsafe impl Send for SlotRef {}
// SAFETY: as above.
unsafe impl Sync for SlotRef {}

impl SlotRef {
    #[inline]
    pub fn slot<'a>(self) -> &'a Slot {
        // SAFETY: slots live as long as their table (T1); a SlotRef is only used inside its Vm.
        unsafe { self.0.as_ref() }
    }
}

pub struct ProcessTable {
    chunks: [OnceLock<Box<[Slot]>>; N_CHUNKS],
    free: Mutex<Free>,
    /// Slots that have a process or soon will, furnished ones at rest included: counting those in and out would take half of a short call's time.
    live: AtomicUsize,
    furnished: Mutex<Vec<SlotRef>>,
    limit: usize,
    /// A process was wanted that there was no room for.
    overrun: AtomicBool,
}

struct Free {
    slots: VecDeque<u32>,
    /// Slots ever used.
    used: u32,
}

/// No more processes: the table is full.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TableFull;

impl ProcessTable {
    pub fn new(limit: usize) -> ProcessTable {
        ProcessTable {
            chunks: std::array::from_fn(|_| OnceLock::new()),
            free: Mutex::new(Free {
                slots: VecDeque::new(),
                used: 0,
            }),
            live: AtomicUsize::new(0),
            furnished: Mutex::default(),
            limit: limit.min(1 << (INDEX_BITS - 1)),
            overrun: AtomicBool::new(false),
        }
    }

    pub fn count(&self) -> usize {
        let is_at_rest = |slot: &&SlotRef| slot.slot().status.state() == State::Free;
        let at_rest = lock(&self.furnished).iter().filter(is_at_rest).count();
        self.live.load(Ordering::Relaxed).saturating_sub(at_rest)
    }

    pub fn limit(&self) -> usize {
        self.limit
    }

    /// A slot for a new process, whose pid it gives. Give it back with `abandon` or fill it with `start`.
    pub fn reserve(&self) -> Result<(SlotRef, LocalPid), TableFull> {
        self.count_in()?;
        let index = self.take_index();
        let slot = self.slot_at(index);
        let serial = match slot.slot().pid.load(Ordering::Relaxed) {
            0 => 0,
            number => next_serial(number),
        };
        let pid = LocalPid::new(serial << INDEX_BITS | u64::from(index));
        slot.slot().pid.store(pid.number(), Ordering::Release);
        Ok((slot, pid))
    }

    #[inline]
    fn count_in(&self) -> Result<(), TableFull> {
        if self.live.fetch_add(1, Ordering::Relaxed) >= self.limit {
            self.live.fetch_sub(1, Ordering::Relaxed);
            self.overrun.store(true, Ordering::Relaxed);
            return Err(TableFull);
        }
        Ok(())
    }

    /// Was a process wanted that there was no room for?
    #[inline]
    pub fn is_overrun(&self) -> bool {
        self.overrun.load(Ordering::Relaxed)
    }

    /// A reserved slot gets its process, which stays with it from call to call: see `enter`.
    ///
    /// # Safety
    /// The slot was reserved by the caller and has not been started.
    pub unsafe fn furnish(&self, slot: SlotRef, process: Box<Process>) {
        // SAFETY: the caller's alone (T2).
        unsafe { *slot.slot().process.get() = Some(process) };
        lock(&self.furnished).push(slot);
    }

    /// A furnished slot's process lives on as any other: it does not come to rest again.
    pub fn let_go(&self, slot: SlotRef) {
        let mut furnished = lock(&self.furnished);
        if let Some(index) = furnished.iter().position(|other| *other == slot) {
            furnished.swap_remove(index);
        }
    }

    /// A furnished slot begins to run as a process of a new pid, on the thread that asks.
    ///
    /// # Safety
    /// The slot was furnished by the caller and is at rest.
    #[inline]
    pub unsafe fn enter(&self, slot: SlotRef) -> LocalPid {
        let slot = slot.slot();
        let number = slot.pid.load(Ordering::Relaxed);
        let index = number & ((1 << INDEX_BITS) - 1);
        let pid = LocalPid::new(next_serial(number) << INDEX_BITS | index);
        slot.pid.store(pid.number(), Ordering::Release);
        slot.inbox.open();
        slot.status.start_running();
        pid
    }

    /// A process that was entered has ended and leaves nothing behind: its inbox is closed. The slot is at rest again.
    ///
    /// # Safety
    /// The caller runs the process.
    #[inline]
    pub unsafe fn rest(&self, slot: SlotRef) {
        slot.slot().status.free();
    }

    /// A furnished slot at rest is not needed any more: its process comes back.
    ///
    /// # Safety
    /// As for `enter`.
    pub unsafe fn vacate(&self, slot: SlotRef) -> Option<Box<Process>> {
        // SAFETY: the caller's alone (T2).
        let process = unsafe { slot.slot().take() };
        self.let_go(slot);
        self.give_back(slot);
        process
    }

    /// The process may be found and sent to from now on; the caller puts it into a run queue.
    pub fn start(&self, slot: SlotRef, process: Box<Process>) {
        let target = slot.slot();
        let priority = process.priority;
        // SAFETY: reserved and not started: the spawner's alone (T2).
        unsafe { *target.process.get() = Some(process) };
        target.inbox.open();
        target.status.start(priority);
    }

    /// A reserved slot is not needed after all.
    pub fn abandon(&self, slot: SlotRef) {
        self.give_back(slot);
    }

    /// The end of a process: its inbox must be closed and its contents dealt with.
    ///
    /// # Safety
    /// The caller runs the process.
    pub unsafe fn finish(&self, slot: SlotRef) -> Option<Box<Process>> {
        // SAFETY: passed on.
        let process = unsafe { slot.slot().take() };
        slot.slot().status.free();
        self.give_back(slot);
        process
    }

    fn give_back(&self, slot: SlotRef) {
        let index = slot.slot().pid().number() & ((1 << INDEX_BITS) - 1);
        self.live.fetch_sub(1, Ordering::Relaxed);
        self.lock().slots.push_back(index as u32);
    }

    /// The slot of that pid, if it still stands for it. It may not for long: signals name their target.
    #[inline]
    pub fn find(&self, pid: LocalPid) -> Option<SlotRef> {
        let index = (pid.number() & ((1 << INDEX_BITS) - 1)) as u32;
        let (chunk, offset) = place_of(index);
        let slot = self.chunks.get(chunk)?.get()?.get(offset)?;
        (slot.pid() == pid).then(|| SlotRef(NonNull::from(slot)))
    }

    /// Does it live, and has it not begun to end?
    pub fn is_alive(&self, pid: LocalPid) -> bool {
        self.find(pid).is_some_and(|slot| {
            let slot = slot.slot();
            slot.status.state() != State::Free && !slot.inbox.is_closed() && slot.pid() == pid
        })
    }

    /// Pids of all that live, by slot.
    pub fn pids(&self) -> Vec<LocalPid> {
        let used = self.lock().used;
        (0..used)
            .map(|index| self.slot_at(index).slot())
            .filter(|slot| slot.status.state() != State::Free)
            .map(Slot::pid)
            .collect()
    }

    /// All processes there are: the table is about to go.
    pub fn take_all(&mut self) -> Vec<Box<Process>> {
        let chunks = self.chunks.iter_mut().filter_map(OnceLock::get_mut);
        chunks
            .flat_map(|slots| slots.iter_mut())
            .filter_map(|slot| slot.process.get_mut().take())
            .collect()
    }

    fn take_index(&self) -> u32 {
        let mut free = self.lock();
        // Slots rest for a while before they are used again, so that old pids stay dead for long.
        if (free.slots.len() > 64 || free.used as usize >= self.limit + 64)
            && let Some(index) = free.slots.pop_front()
        {
            return index;
        }
        free.used += 1;
        free.used - 1
    }

    fn slot_at(&self, index: u32) -> SlotRef {
        let (chunk, offset) = place_of(index);
        let slots = self.chunks[chunk].get_or_init(|| {
            (0..1usize << (FIRST_CHUNK_BITS as usize + chunk))
                .map(|_| Slot::new())
                .collect()
        });
        SlotRef(NonNull::from(&slots[offset]))
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Free> {
        lock(&self.free)
    }
}

#[inline]
fn next_serial(number: u64) -> u64 {
    ((number >> INDEX_BITS) + 1) & SERIAL_MASK
}

/// Chunk and offset of a slot.
#[inline]
fn place_of(index: u32) -> (usize, usize) {
    let shifted = u64::from(index) + (1 << FIRST_CHUNK_BITS);
    let chunk = 63 - shifted.leading_zeros() - FIRST_CHUNK_BITS;
    (
        chunk as usize,
        (shifted - (1 << (chunk + FIRST_CHUNK_BITS))) as usize,
    )
}
