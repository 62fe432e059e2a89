//! Persistent terms: values that all processes read without copying.
//!
//! Key and value are a tuple in a block of their own, outside of all heaps and of the literals. A process that reads a value holds a count
//! on its block from then on (`heap::held`), until a full collection finds no pointer into it or the process ends. A put or an erase takes the
//! map's count away and looks at no process. Terms that leave a heap are copied, as if the block were a part of that heap.
//!
//! - E1. `slots` is an open hash table of entries; `GONE` stands where one was erased. Readers look things up while pinned, without a lock.
//! - E2. Changes are made under `writer`; what is taken out is retired (table/epoch.rs), so that a pinned reader can still count it up.
//! - E3. Every worker remembers what it found lately (`Lately`), with the `version` that it saw before it looked. `version` grows after an entry
//!   was taken out and before it is retired: so what is remembered with the present version is there still, or is being taken out just now.

use crate::sync::plain::lock;
use std::cell::Cell;
use std::ptr::NonNull;
use std::sync::atomic::{AtomicPtr, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};

use super::build::{Out, done_atom, done_bool, no_memory};
use super::context::{Ctx, Outcome};
use super::ets::pinned;
use crate::atom::{AtomTable, atoms};
use crate::exception::raise::Raise;
use crate::heap::gc::Mode;
use crate::heap::{Fragment, Frozen, HeapShared, OutOfMemory, copy};
use crate::interp::machine::Machine;
use crate::interp::quick::Quick;
use crate::process::Process;
use crate::table::epoch::{Epochs, Pin};
use crate::term::compare::same;
use crate::term::{Term, Word, map};

/// A key with its value.
struct Entry {
    hash: u64,
    /// `{Key, Value}`.
    pair: Frozen,
}

pub struct PersistentTerms {
    slots: AtomicPtr<Slots>,
    writer: Mutex<Counts>,
    bytes: AtomicUsize,
    /// Grows with every entry taken out.
    version: AtomicU64,
    epochs: Arc<Epochs>,
}

/// What a worker found lately, by the word of the key: of atoms, and of literals, which stay what and where they are while `version` does.
pub struct Lately {
    /// Of the terms, when all this was true.
    version: Cell<u64>,
    found: [Cell<Found>; FOUND],
}

#[derive(Clone, Copy)]
struct Found {
    key: Word,
    value: Word,
    /// Where the block starts that the value points into.
    block: Option<NonNull<Word>>,
}

const FOUND: usize = 64;

impl Found {
    const NOTHING: Found = Found {
        key: Word::NONE,
        value: Word::NONE,
        block: None,
    };

    fn of(key: Word, entry: &Entry) -> Found {
        let value = entry.value().word();
        let block = NonNull::new(entry.pair.range().0.cast_mut());
        Found {
            key,
            value,
            block: block.filter(|_| value.is_pointer()),
        }
    }
}

impl Default for Lately {
    fn default() -> Lately {
        Lately {
            version: Cell::new(0),
            found: std::array::from_fn(|_| Cell::new(Found::NOTHING)),
        }
    }
}

impl Lately {
    #[inline]
    fn place(&self, key: Word) -> &Cell<Found> {
        let hash = key.bits().wrapping_mul(0x9e37_79b9_7f4a_7c15);
        &self.found[(hash >> 58) as usize % FOUND]
    }

    #[cold]
    fn forget(&self, version: u64) {
        self.found
            .iter()
            .for_each(|found| found.set(Found::NOTHING));
        self.version.set(version);
    }
}

/// `Arc::into_raw` of entries.
struct Slots(Box<[AtomicPtr<Entry>]>);

#[derive(Default)]
struct Counts {
    entries: usize,
    /// Slots that are not empty.
    used: usize,
}

const FIRST_SIZE: usize = 64;

/// Where an entry was erased.
const GONE: *mut Entry = std::ptr::without_provenance_mut(8);

impl Entry {
    fn new(key: Term<'_>, value: Term<'_>, shared: &HeapShared) -> Result<Entry, OutOfMemory> {
        let literals = &shared.literals;
        let words = 3 + copy::words(key, literals) + copy::words(value, literals);
        let pair = Fragment::allocate(shared, words)?.build(shared, |w| {
            let key = copy::copy_into(key, w)?;
            let value = copy::copy_into(value, w)?;
            Ok::<_, OutOfMemory>(w.tuple(&[key, value]))
        })?;
        Ok(Entry {
            hash: map::hash::hash(key, &shared.atoms),
            pair: Frozen::new(pair),
        })
    }

    #[inline]
    fn element(&self, i: usize) -> Term<'_> {
        self.pair
            .root()
            .as_tuple()
            .map_or(Term::NIL, |tuple| tuple.at(i))
    }

    #[inline]
    fn key(&self) -> Term<'_> {
        self.element(0)
    }

    #[inline]
    fn value(&self) -> Term<'_> {
        self.element(1)
    }

    fn bytes(&self) -> usize {
        self.pair.words() * size_of::<Word>()
    }
}

impl Slots {
    fn new(size: usize) -> *mut Slots {
        let slots = (0..size).map(|_| AtomicPtr::default()).collect();
        Box::into_raw(Box::new(Slots(slots)))
    }

    /// The place of a key's entry, or the empty one behind the places where it could be.
    #[inline]
    fn place(&self, hash: u64, key: Term<'_>) -> (usize, *mut Entry) {
        let mask = self.0.len() - 1;
        let mut i = hash as usize & mask;
        loop {
            let entry = self.0[i].load(Ordering::Acquire);
            if entry.is_null() {
                return (i, entry);
            }
            if entry != GONE {
                // SAFETY: entries are retired when they are taken out; the caller is pinned, or has the writer's lock.
                let found = unsafe { &*entry };
                if found.hash == hash && same(found.key(), key) {
                    return (i, entry);
                }
            }
            i = (i + 1) & mask;
        }
    }

    /// Puts an entry that is in no other slot into an empty one.
    fn put(&self, entry: *mut Entry, hash: u64) {
        let mask = self.0.len() - 1;
        let mut i = hash as usize & mask;
        while !self.0[i].load(Ordering::Relaxed).is_null() {
            i = (i + 1) & mask;
        }
        self.0[i].store(entry, Ordering::Release);
    }

    fn entries(&self) -> impl Iterator<Item = *mut Entry> {
        self.0
            .iter()
            .map(|slot| slot.load(Ordering::Acquire))
            .filter(|entry| !entry.is_null() && *entry != GONE)
    }
}

impl PersistentTerms {
    pub fn new(epochs: &Arc<Epochs>) -> PersistentTerms {
        PersistentTerms {
            slots: AtomicPtr::new(Slots::new(FIRST_SIZE)),
            writer: Mutex::default(),
            bytes: AtomicUsize::new(0),
            version: AtomicU64::new(0),
            epochs: epochs.clone(),
        }
    }

    #[inline]
    fn slots<'p>(&self, _: Pin<'p>) -> &'p Slots {
        // SAFETY: slots are retired when they are replaced; we are pinned.
        unsafe { &*self.slots.load(Ordering::Acquire) }
    }

    #[inline]
    fn find<'p>(&self, key: Term<'_>, atoms: &AtomTable, pin: Pin<'p>) -> Option<&'p Entry> {
        let (_, entry) = self.slots(pin).place(map::hash::hash(key, atoms), key);
        // SAFETY: null, or an entry that stays while we are pinned (E2).
        unsafe { entry.as_ref() }
    }

    /// What was found lately, if it is true still. The value may point into a block that is there no more, unless somebody holds it.
    #[inline(always)]
    fn found_lately(&self, key: Word, lately: &Lately) -> Option<Found> {
        let found = lately.place(key).get();
        let is_true =
            found.key == key && lately.version.get() == self.version.load(Ordering::Acquire);
        is_true.then_some(found)
    }

    /// As `find`, and remembers what it found.
    fn find_again(
        &self,
        key: Term<'_>,
        lately: &Lately,
        shared: &HeapShared,
        pin: Pin<'_>,
    ) -> Option<Found> {
        let version = self.version.load(Ordering::Acquire);
        if lately.version.get() != version {
            lately.forget(version);
        }
        let word = key.word();
        let place = lately.place(word);
        let found = Found::of(word, self.find(key, &shared.atoms, pin)?);
        if word.is_atom() || word.is_pointer() && shared.literals.contains(word.pointer()) {
            place.set(found);
        }
        Some(found)
    }

    fn lock(&self) -> MutexGuard<'_, Counts> {
        lock(&self.writer)
    }

    /// Puts an entry in, unless the key has this value already, or, `only_new`, another. False: it has another.
    fn put(&self, entry: Entry, only_new: bool, pin: Pin<'_>) -> bool {
        let mut counts = self.lock();
        let slots = self.slots(pin);
        let (i, old) = slots.place(entry.hash, entry.key());
        // SAFETY: as in `find`.
        if let Some(old) = unsafe { old.as_ref() } {
            if same(old.value(), entry.value()) {
                return true;
            }
            if only_new {
                return false;
            }
        }
        self.bytes.fetch_add(entry.bytes(), Ordering::Relaxed);
        let entry = Arc::into_raw(Arc::new(entry)).cast_mut();
        slots.0[i].store(entry, Ordering::Release);
        if old.is_null() {
            counts.entries += 1;
            counts.used += 1;
        } else {
            self.retire(old);
        }
        if counts.used * 2 > slots.0.len() {
            counts.used = counts.entries;
            self.rebuild(slots, counts.entries);
        }
        true
    }

    /// Literals go: what workers know by the address of one is true no more.
    pub(crate) fn forget_what_was_found(&self) {
        self.version.fetch_add(1, Ordering::SeqCst);
    }

    /// It has been taken out of the slots.
    fn retire(&self, entry: *mut Entry) {
        self.version.fetch_add(1, Ordering::SeqCst);
        // SAFETY: what `Arc::into_raw` gave, out of the slots since now: the count is ours.
        let entry = unsafe { Arc::from_raw(entry) };
        self.bytes.fetch_sub(entry.bytes(), Ordering::Relaxed);
        self.epochs.retire(Box::new(move || drop(entry)));
    }

    fn rebuild(&self, old: &Slots, n: usize) {
        let new = Slots::new((n * 4).next_power_of_two().max(FIRST_SIZE));
        for entry in old.entries() {
            // SAFETY: the slots were just made; entries live while they are in slots.
            unsafe { (*new).put(entry, (*entry).hash) };
        }
        let old = self.slots.swap(new, Ordering::AcqRel) as usize;
        // SAFETY: made by `Slots::new`, replaced just now; freed when nobody is pinned who saw it.
        let free = move || drop(unsafe { Box::from_raw(old as *mut Slots) });
        self.epochs.retire(Box::new(free));
    }

    fn erase(&self, key: Term<'_>, atoms: &AtomTable, pin: Pin<'_>) -> bool {
        let mut counts = self.lock();
        let slots = self.slots(pin);
        let (i, entry) = slots.place(map::hash::hash(key, atoms), key);
        if entry.is_null() {
            return false;
        }
        slots.0[i].store(GONE, Ordering::Release);
        counts.entries -= 1;
        self.retire(entry);
        true
    }
}

impl Drop for PersistentTerms {
    fn drop(&mut self) {
        // SAFETY: nobody else uses it; slots and entries were made by `into_raw`.
        unsafe {
            let slots = Box::from_raw(*self.slots.get_mut());
            slots.entries().for_each(|entry| drop(Arc::from_raw(entry)));
        }
    }
}

/// Makes the process hold an entry that it is about to point into.
#[inline]
fn hold(ctx: &mut Ctx<'_>, entry: &Entry) -> Result<(), Raise> {
    let (start, end) = entry.pair.range();
    if ctx.process.heap.held.contains(start) {
        return Ok(());
    }
    hold_now(ctx, entry, start as usize, end as usize)
}

#[cold]
fn hold_now(ctx: &mut Ctx<'_>, entry: &Entry, start: usize, end: usize) -> Result<(), Raise> {
    // SAFETY: entries are kept in `Arc`s, and this one lives: we are pinned.
    let owner = unsafe {
        Arc::increment_strong_count(entry);
        Arc::from_raw(entry)
    };
    let held = &mut ctx.process.heap.held;
    // The collection must not find the new block unused: first it, then the block.
    if held.is_crowded() {
        ctx.collect(0, Mode::Full)?;
    }
    ctx.process.heap.held.hold(start, end, owner);
    Ok(())
}

/// Ends with the value of an entry.
#[inline]
fn done_value(ctx: &mut Ctx<'_>, entry: &Entry) -> Outcome {
    let value = entry.value();
    if value.word().is_pointer() {
        hold(ctx, entry)?;
    }
    ctx.done(Term::inside(value.word()))
}

/// What the worker found lately, if the process holds it already or need not.
#[inline(always)]
pub fn get_lately(machine: &Machine, process: &Process) -> Option<Word> {
    let terms = &machine.vm().stores().persistent;
    let found = terms.found_lately(machine.x[0], &machine.lately)?;
    held_value(process, found)
}

/// The value, if it needs no hold or the process has it. A block that the process holds is the one that was found: had that one gone, the terms'
/// version would be another.
#[inline(always)]
fn held_value(process: &Process, found: Found) -> Option<Word> {
    match found.block {
        Some(block) if !process.heap.held.contains(block.as_ptr()) => None,
        Some(_) | None => Some(found.value),
    }
}

pub fn quick_get_1<'q>(q: &'q Quick<'_>) -> Option<Term<'q>> {
    quick_get(q, None)
}

pub fn quick_get_2<'q>(q: &'q Quick<'_>) -> Option<Term<'q>> {
    quick_get(q, Some(1))
}

/// A value that the process holds already, or need not hold.
fn quick_get<'q>(q: &'q Quick<'_>, default: Option<usize>) -> Option<Term<'q>> {
    q.pinned(|pin| {
        let terms = &q.vm().stores().persistent;
        let lately = &q.machine().lately;
        match terms.find_again(q.arg(0), lately, q.shared(), pin) {
            Some(found) => held_value(q.process(), found).map(Term::inside),
            None => default.map(|i| q.arg(i)),
        }
    })
}

pub fn get_1(ctx: &mut Ctx<'_>) -> Outcome {
    pinned(ctx, |ctx, pin| {
        let terms = &ctx.vm().stores().persistent;
        match terms.find(ctx.arg(0), ctx.atoms(), pin) {
            Some(entry) => done_value(ctx, entry),
            None => Err(Raise::BADARG),
        }
    })
}

pub fn get_2(ctx: &mut Ctx<'_>) -> Outcome {
    pinned(ctx, |ctx, pin| {
        let terms = &ctx.vm().stores().persistent;
        match terms.find(ctx.arg(0), ctx.atoms(), pin) {
            Some(entry) => done_value(ctx, entry),
            None => ctx.done(ctx.arg(1)),
        }
    })
}

pub fn get_0(ctx: &mut Ctx<'_>) -> Outcome {
    pinned(ctx, |ctx, pin| {
        let slots = ctx.vm().stores().persistent.slots(pin);
        // SAFETY: as in `find`.
        let all: Vec<&Entry> = slots.entries().map(|entry| unsafe { &*entry }).collect();
        let w = ctx.reserve(5 * all.len())?;
        let pairs: Vec<Term<'_>> = all
            .iter()
            .map(|entry| {
                let [key, value] = [entry.key(), entry.value()].map(|t| Term::inside(t.word()));
                w.tuple(&[key, value])
            })
            .collect();
        let list = w.list(&pairs).word();
        // No collection from here on: they are held before anything looks at the list.
        for entry in &all {
            let (start, end) = entry.pair.range();
            // SAFETY: as in `hold_now`.
            let owner = unsafe {
                Arc::increment_strong_count(*entry);
                Arc::from_raw(*entry)
            };
            ctx.process
                .heap
                .held
                .hold(start as usize, end as usize, owner);
        }
        ctx.done(Term::inside(list))
    })
}

fn put_entry(ctx: &mut Ctx<'_>, only_new: bool) -> Outcome {
    pinned(ctx, |ctx, pin| {
        let shared = ctx.vm().heap_shared();
        let entry = Entry::new(ctx.arg(0), ctx.arg(1), shared).map_err(no_memory)?;
        let cost = (entry.bytes() / 80) as u32;
        let is_put = ctx.vm().stores().persistent.put(entry, only_new, pin);
        ctx.charge(cost);
        match is_put {
            true => done_atom(ctx, atoms::OK),
            false => Err(Raise::BADARG),
        }
    })
}

pub fn put(ctx: &mut Ctx<'_>) -> Outcome {
    put_entry(ctx, false)
}

/// As `put`, but never changes a value.
pub fn put_new(ctx: &mut Ctx<'_>) -> Outcome {
    put_entry(ctx, true)
}

pub fn erase(ctx: &mut Ctx<'_>) -> Outcome {
    pinned(ctx, |ctx, pin| {
        let terms = &ctx.vm().stores().persistent;
        let erased = terms.erase(ctx.arg(0), ctx.atoms(), pin);
        done_bool(ctx, erased)
    })
}

/// `#{count => N, memory => Bytes}`.
pub fn info(ctx: &mut Ctx<'_>) -> Outcome {
    let terms = &ctx.vm().stores().persistent;
    let count = terms.lock().entries;
    let memory = terms.bytes.load(Ordering::Relaxed) + count * size_of::<Entry>();
    let pairs = [
        (atoms::COUNT, Out::size(count)),
        (atoms::MEMORY, Out::size(memory)),
    ];
    super::counters::done_map(ctx, &pairs)
}
