//! Tables: what `ets` keeps outside all heaps. Tables hold copies; what is read from them is copied out.
//!
//! - `row`: an object in one block. `leaf`, `tree`: rows in the order of their keys, read without locks. `order`: the two orders.
//!   `shortcuts`: from a hash straight to its leaf. `turns`: many who count one counter.
//! - `epoch`: when what was taken out may be freed. `directory`: tables by id and name. `spec`: match specifications.
//!
//! - T1. Reads lock nothing. A change of one key locks one leaf, for a bounded piece of work.
//! - T2. A change of several keys at once (a list that is inserted) is exclusive: `exclusive` says so to all who come, readers too, and they
//!   wait. It is set before the first and cleared after the last change, and after it is set every leaf concerned is locked once: so
//!   whoever wrote before is done, and whoever writes later has seen it. A reader that looked before it was set may go on: it sees one key,
//!   and whatever it looks at next waits.
//! - T3. Nothing is allocated on a process's heap while anything of a table is locked.
//! - T4. A table that has been deleted is in no directory; who still holds it reads what was there, and writes what nobody will see.

pub mod directory;
pub mod epoch;
mod leaf;
pub mod order;
mod packed;
mod pages;
pub mod row;
mod shortcuts;
pub mod spec;
pub mod tree;
mod turns;

#[cfg(all(test, loom))]
mod models;
#[cfg(all(test, not(loom)))]
mod tests;

use crate::sync::plain::lock;
use std::collections::HashMap;
use std::sync::atomic::{
    AtomicBool, AtomicPtr, AtomicU8, AtomicU32, AtomicU64, AtomicUsize, Ordering,
};
use std::sync::{Arc, Mutex, MutexGuard};

use smallvec::SmallVec;

use crate::atom::{Atom, AtomTable, atoms};
use crate::heap::{Account, Fragment, HeapShared, OutOfMemory, copy};
use crate::message::signal::{Envelope, Signal};
use crate::term::compare::same;
use crate::term::reference::REFERENCE_WORDS;
use crate::term::{LocalPid, RefId, Term};
use crate::vm::Vm;
use directory::Directory;
use epoch::{Epochs, LastTable, Participant, Pin};
use order::{Order, Probe};
use row::{InPlace, NewRow, NotCounted, RowRef, Scratch, Use};
use tree::{Direction, Full, Locked, Origin, Tree, chain};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    Set,
    OrderedSet,
    Bag,
    DuplicateBag,
}

impl Kind {
    /// What its rows are made for.
    pub fn row_use(self) -> Use {
        match self {
            Kind::Set | Kind::OrderedSet => Use::Plain,
            Kind::Bag | Kind::DuplicateBag => Use::Chained,
        }
    }

    fn order(self) -> Order {
        match self {
            Kind::OrderedSet => Order::Key,
            Kind::Set | Kind::Bag | Kind::DuplicateBag => Order::Hash,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Protection {
    Public,
    Protected,
    Private,
}

/// What can change about a table besides its rows, seldom.
pub struct Meta {
    pub heir: Option<Heir>,
    /// Who has fixed it, how often.
    pub fixed: Vec<(LocalPid, usize)>,
    /// When it was fixed first: monotonic and system time.
    pub fixed_at_ns: (u64, u64),
}

pub struct Table {
    pub id: RefId,
    pub kind: Kind,
    /// Of the key, from 0.
    pub position: usize,
    pub named: bool,
    pub options: Options,
    name: AtomicU32,
    protection: AtomicU8,
    owner: AtomicU64,
    exclusive: AtomicBool,
    deleted: AtomicBool,
    /// Fixations, of the living and the dead.
    n_fixed: AtomicUsize,
    tree: AtomicPtr<Tree>,
    /// Held by whoever is exclusive.
    many: Mutex<()>,
    meta: Mutex<Meta>,
    n_workers: usize,
    account: Arc<Account>,
}

/// Options that only `info` shows: tables scale without them.
#[derive(Clone, Copy, Default, Debug)]
pub struct Options {
    pub compressed: bool,
    pub read_concurrency: bool,
    pub write_concurrency: WriteConcurrency,
    pub decentralized_counters: Option<bool>,
}

#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub enum WriteConcurrency {
    #[default]
    Off,
    On,
    Auto,
}

/// Who gets a table when its owner ends.
pub struct Heir {
    pub pid: LocalPid,
    /// What the message about it carries; without, there is none.
    pub data: Option<Fragment>,
}

/// What a new table is to be.
pub struct Wanted {
    pub name: Atom,
    pub kind: Kind,
    pub position: usize,
    pub named: bool,
    pub protection: Protection,
    pub heir: Option<Heir>,
    pub options: Options,
}

/// Where a native works: the pin and what the VM shares.
#[derive(Clone, Copy)]
pub struct Access<'p, 'v> {
    pub pin: Pin<'p>,
    pub shared: &'v HeapShared,
}

impl<'v> Access<'_, 'v> {
    fn atoms(&self) -> &'v AtomTable {
        &self.shared.atoms
    }
}

/// Objects that are to go in together, each with its key.
pub struct NewObject<'k> {
    pub key: Term<'k>,
    pub row: NewRow,
}

/// What became of a change that depends on what is there.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Changed {
    Yes,
    /// The key, or that row, is not there.
    Missing,
}

/// The new values of counters.
pub enum Counted {
    Values(SmallVec<[i64; 4]>),
    Missing,
    /// It takes another row.
    Elsewhere,
}

impl Table {
    fn new(
        id: RefId,
        owner: LocalPid,
        wanted: Wanted,
        n_workers: usize,
        account: &Arc<Account>,
        epochs: &Epochs,
    ) -> Result<Table, OutOfMemory> {
        let order = wanted.kind.order();
        let tree = Tree::new(order, wanted.position, n_workers, account, epochs)?;
        Ok(Table {
            id,
            kind: wanted.kind,
            position: wanted.position,
            named: wanted.named,
            options: wanted.options,
            name: AtomicU32::new(wanted.name.index()),
            protection: AtomicU8::new(wanted.protection as u8),
            owner: AtomicU64::new(owner.number()),
            exclusive: AtomicBool::new(false),
            deleted: AtomicBool::new(false),
            n_fixed: AtomicUsize::new(0),
            tree: AtomicPtr::new(Box::into_raw(Box::new(tree))),
            many: Mutex::new(()),
            meta: Mutex::new(Meta {
                heir: wanted.heir,
                fixed: Vec::new(),
                fixed_at_ns: (0, 0),
            }),
            n_workers,
            account: account.clone(),
        })
    }

    // What it is.

    #[inline]
    pub fn owner(&self) -> LocalPid {
        LocalPid::new(self.owner.load(Ordering::Acquire))
    }

    pub fn name(&self) -> Atom {
        Atom::from_index(self.name.load(Ordering::Acquire))
    }

    #[inline]
    pub fn protection(&self) -> Protection {
        match self.protection.load(Ordering::Acquire) {
            0 => Protection::Public,
            1 => Protection::Protected,
            _ => Protection::Private,
        }
    }

    pub fn set_protection(&self, protection: Protection) {
        self.protection.store(protection as u8, Ordering::Release);
    }

    pub fn meta(&self) -> MutexGuard<'_, Meta> {
        lock(&self.meta)
    }

    pub fn is_deleted(&self) -> bool {
        self.deleted.load(Ordering::SeqCst)
    }

    #[inline]
    pub fn may_read(&self, pid: LocalPid) -> bool {
        self.protection() != Protection::Private || self.owner() == pid
    }

    #[inline]
    pub fn may_write(&self, pid: LocalPid) -> bool {
        self.protection() == Protection::Public || self.owner() == pid
    }

    /// A term that names it: its name if it is named, else its reference; `REFERENCE_WORDS`.
    pub fn build_id<'w>(&self, w: &crate::heap::Writer<'w>) -> Term<'w> {
        if self.named {
            Term::atom(self.name())
        } else {
            w.reference(self.id)
        }
    }

    #[inline]
    pub fn is_bag(&self) -> bool {
        matches!(self.kind, Kind::Bag | Kind::DuplicateBag)
    }

    pub fn len(&self, pin: Pin<'_>) -> usize {
        self.tree(pin).rows()
    }

    pub fn is_empty(&self, pin: Pin<'_>) -> bool {
        self.len(pin) == 0
    }

    /// Bytes that it takes.
    pub fn bytes(&self, pin: Pin<'_>) -> usize {
        size_of::<Table>() + size_of::<Tree>() + 512 + self.tree(pin).bytes()
    }

    // Fixing.

    pub fn fix(&self, pid: LocalPid, now_ns: (u64, u64)) {
        let mut meta = self.meta();
        if meta.fixed.is_empty() {
            meta.fixed_at_ns = now_ns;
        }
        match meta.fixed.iter_mut().find(|(holder, _)| *holder == pid) {
            Some((_, n)) => *n += 1,
            None => meta.fixed.push((pid, 1)),
        }
        self.n_fixed.store(meta.fixed.len(), Ordering::Release);
    }

    pub fn unfix(&self, pid: LocalPid) {
        let mut meta = self.meta();
        if let Some(at) = meta.fixed.iter().position(|(holder, _)| *holder == pid) {
            meta.fixed[at].1 -= 1;
            if meta.fixed[at].1 == 0 {
                meta.fixed.remove(at);
            }
        }
        self.n_fixed.store(meta.fixed.len(), Ordering::Release);
    }

    /// Fixed by somebody who lives?
    pub fn is_fixed(&self, is_alive: impl Fn(LocalPid) -> bool) -> bool {
        if self.n_fixed.load(Ordering::Acquire) == 0 {
            return false;
        }
        let mut meta = self.meta();
        meta.fixed.retain(|(pid, _)| is_alive(*pid));
        self.n_fixed.store(meta.fixed.len(), Ordering::Release);
        !meta.fixed.is_empty()
    }

    // Reading.

    #[inline]
    pub(crate) fn tree<'p>(&self, _: Pin<'p>) -> &'p Tree {
        // SAFETY: a tree is retired when another takes its place; while we are pinned it stays.
        unsafe { &*self.tree.load(Ordering::Acquire) }
    }

    /// Waits while several keys are being changed together (T2).
    #[inline]
    pub fn enter(&self) {
        if self.exclusive.load(Ordering::Acquire) {
            self.wait();
        }
    }

    #[cold]
    fn wait(&self) {
        drop(lock(&self.many));
    }

    /// The row of a key; of a bag the newest.
    #[inline(always)]
    pub fn find<'p>(&self, key: Term<'_>, access: Access<'p, '_>) -> Option<RowRef<'p>> {
        self.enter();
        let tree = self.tree(access.pin);
        tree.find(&tree.probe(key, access.atoms()), access.pin, access.atoms())
    }

    /// The first row, or the last.
    pub fn first<'p>(&self, direction: Direction, access: Access<'p, '_>) -> Option<RowRef<'p>> {
        self.enter();
        self.tree(access.pin)
            .next(Origin::End, direction, access.pin, access.atoms())
    }

    pub fn next<'p>(
        &self,
        key: Term<'_>,
        direction: Direction,
        access: Access<'p, '_>,
    ) -> Option<RowRef<'p>> {
        self.enter();
        let tree = self.tree(access.pin);
        let probe = tree.probe(key, access.atoms());
        tree.next(Origin::Beyond(probe), direction, access.pin, access.atoms())
    }

    /// As `next` forward of a key that is there, if a walk has just been at it.
    #[inline]
    pub fn next_by_hint<'p>(&self, key: Term<'_>, pin: Pin<'p>) -> Option<RowRef<'p>> {
        self.enter();
        self.tree(pin).next_by_hint(key, pin)
    }

    /// The rows of an entry, of a bag the newest first.
    pub fn rows_of<'p>(&self, row: RowRef<'p>) -> SmallVec<[RowRef<'p>; 8]> {
        match self.is_bag() {
            true => chain(Some(row)),
            false => SmallVec::from_slice(&[row]),
        }
    }

    // Writing.

    /// The leaf of a key, locked.
    fn locked<'p>(&self, probe: &Probe<'_>, access: Access<'p, '_>, many: Many) -> Locked<'p> {
        loop {
            if many == Many::No {
                self.enter();
            }
            let locked = self
                .tree(access.pin)
                .lock(probe, access.pin, access.atoms());
            if many == Many::Own || !self.exclusive.load(Ordering::SeqCst) {
                return locked;
            }
        }
    }

    /// Puts an object in, as its kind of table does; false: its key is there, and what is there stays.
    pub fn insert(
        &self,
        object: NewObject<'_>,
        access: Access<'_, '_>,
        existing: Existing,
    ) -> Result<bool, OutOfMemory> {
        self.put(object, access, Many::No, existing)
    }

    fn put(
        &self,
        object: NewObject<'_>,
        access: Access<'_, '_>,
        many: Many,
        existing: Existing,
    ) -> Result<bool, OutOfMemory> {
        let pin = access.pin;
        let mut tree = self.tree(pin);
        let probe = tree.probe(object.key, access.atoms());
        let mut row = object.row;
        let bytes = row.as_ref().bytes();
        tree.charge_row(pin, &row)?;
        loop {
            let locked = self.locked(&probe, access, many);
            if !locked.is_of(tree) {
                // The table was emptied meanwhile: what the row takes is the new tree's.
                drop(locked);
                tree.uncharge(pin, bytes);
                tree = self.tree(pin);
                tree.charge_row(pin, &row)?;
                continue;
            }
            if locked.found.is_some() {
                let goes_in = existing == Existing::Replace
                    && match self.kind {
                        Kind::Set | Kind::OrderedSet => {
                            locked.replace(row);
                            return Ok(true);
                        }
                        Kind::Bag => !has_object(&locked, row.as_ref()),
                        Kind::DuplicateBag => true,
                    };
                match goes_in {
                    true => locked.chain(row),
                    false => tree.uncharge(pin, bytes),
                }
                return Ok(existing == Existing::Replace);
            }
            match locked.insert(row) {
                Ok(()) => return Ok(true),
                Err(Full(back)) => row = back,
            }
            drop(locked);
            if let Err(error) = tree.make_room(&probe, pin, access.shared) {
                tree.uncharge(pin, bytes);
                return Err(error);
            }
        }
    }

    /// Several objects at once, for whoever looks; false: a key is there, and what is there stays.
    pub fn insert_many(
        &self,
        objects: Vec<NewObject<'_>>,
        access: Access<'_, '_>,
        existing: Existing,
    ) -> Result<bool, OutOfMemory> {
        let _exclusive = self.make_exclusive(&objects, access);
        let tree = self.tree(access.pin);
        let is_there = |object: &NewObject<'_>| {
            let probe = tree.probe(object.key, access.atoms());
            tree.find(&probe, access.pin, access.atoms()).is_some()
        };
        if existing == Existing::Keep && objects.iter().any(is_there) {
            return Ok(false);
        }
        for object in objects {
            self.put(object, access, Many::Own, Existing::Replace)?;
        }
        Ok(true)
    }

    fn make_exclusive<'t>(
        &'t self,
        objects: &[NewObject<'_>],
        access: Access<'_, '_>,
    ) -> Exclusive<'t> {
        let guard = lock(&self.many);
        self.exclusive.store(true, Ordering::SeqCst);
        let exclusive = Exclusive {
            table: self,
            _guard: guard,
        };
        // Whoever was writing where we want to is done when we have had the lock.
        let tree = self.tree(access.pin);
        if objects.len() > tree.n_leaves() {
            tree.lock_each_leaf(access.pin);
            return exclusive;
        }
        for object in objects {
            let probe = tree.probe(object.key, access.atoms());
            drop(tree.lock(&probe, access.pin, access.atoms()));
        }
        exclusive
    }

    /// Takes out all rows of a key: the newest, if there are any.
    pub fn remove<'p>(&self, key: Term<'_>, access: Access<'p, '_>) -> Option<RowRef<'p>> {
        let tree = self.tree(access.pin);
        let probe = tree.probe(key, access.atoms());
        let locked = self.locked(&probe, access, Many::No);
        let found = locked.found;
        let small = found.is_some() && locked.remove(self.is_bag());
        drop(locked);
        if small {
            tree.shrink(&probe, access.pin, access.shared);
        }
        found
    }

    /// Takes out all objects of a key that are exactly this one.
    pub fn remove_object(&self, key: Term<'_>, object: Term<'_>, access: Access<'_, '_>) {
        self.remove_where(key, access, |other| same(other, object));
    }

    /// Takes out that very row, if it is there still and its object as it was.
    pub fn remove_row(&self, row: RowRef<'_>, object: Term<'_>, access: Access<'_, '_>) -> Changed {
        let key = row.key(self.position);
        let tree = self.tree(access.pin);
        let probe = tree.probe(key, access.atoms());
        let mut locked = self.locked(&probe, access, Many::No);
        let is_there = match self.is_bag() {
            true => locked.chain_rows().iter().any(|other| other.is_same(row)),
            false => {
                locked.found.is_some_and(|found| found.is_same(row)) && locked.has_still(object)
            }
        };
        if !is_there {
            return Changed::Missing;
        }
        let small = match self.is_bag() {
            true => {
                let rows = locked.chain_rows();
                let found = rows.into_iter().find(|other| other.is_same(row));
                found.is_some_and(|found| locked.unchain(found))
            }
            false => locked.remove(false),
        };
        drop(locked);
        if small {
            tree.shrink(&probe, access.pin, access.shared);
        }
        Changed::Yes
    }

    fn remove_where(
        &self,
        key: Term<'_>,
        access: Access<'_, '_>,
        is_it: impl Fn(Term<'_>) -> bool,
    ) {
        let tree = self.tree(access.pin);
        let probe = tree.probe(key, access.atoms());
        let mut scratch = Scratch::new();
        if !self.is_bag() {
            let locked = self.locked(&probe, access, Many::No);
            let found = locked.object(&mut scratch);
            let small = found.is_some_and(&is_it) && locked.remove(false);
            drop(locked);
            if small {
                tree.shrink(&probe, access.pin, access.shared);
            }
            return;
        }
        let mut locked = self.locked(&probe, access, Many::No);
        let mut small = false;
        for row in locked.chain_rows() {
            if is_it(row.object(&mut scratch)) {
                small = locked.unchain(row);
            }
        }
        drop(locked);
        if small {
            tree.shrink(&probe, access.pin, access.shared);
        }
    }

    /// Puts another row in place of that very one, if it is there still and its object as it was. The keys are equal.
    pub fn replace_row(
        &self,
        old: RowRef<'_>,
        object: Term<'_>,
        new: NewRow,
        access: Access<'_, '_>,
    ) -> Result<Changed, OutOfMemory> {
        let tree = self.tree(access.pin);
        let probe = tree.probe(old.key(self.position), access.atoms());
        let bytes = new.as_ref().bytes();
        tree.charge_row(access.pin, &new)?;
        let locked = self.locked(&probe, access, Many::No);
        let is_there = match self.is_bag() {
            true => locked.chain_rows().iter().any(|other| other.is_same(old)),
            false => {
                locked.found.is_some_and(|found| found.is_same(old)) && locked.has_still(object)
            }
        };
        if !is_there {
            tree.uncharge(access.pin, bytes);
            return Ok(Changed::Missing);
        }
        match self.is_bag() {
            true => locked.replace_in_chain(old, new),
            false => locked.replace(new),
        }
        Ok(Changed::Yes)
    }

    /// Counts in place.
    pub fn count(&self, key: Term<'_>, changes: &[InPlace], access: Access<'_, '_>) -> Counted {
        let tree = self.tree(access.pin);
        let probe = tree.probe(key, access.atoms());
        let mut spins = 0;
        loop {
            self.enter();
            let Some(row) = tree.find(&probe, access.pin, access.atoms()) else {
                return Counted::Missing;
            };
            match row.count(changes) {
                Ok(values) => return Counted::Values(values),
                Err(NotCounted::Elsewhere) => return Counted::Elsewhere,
                Err(NotCounted::Frozen) => {
                    spins += 1;
                    row::pause(spins);
                }
            }
        }
    }

    /// Counts one element of a counter row in place; nothing else has happened if it cannot.
    #[inline]
    pub fn count_one(&self, key: Term<'_>, change: InPlace, access: Access<'_, '_>) -> Option<i64> {
        self.enter();
        let tree = self.tree(access.pin);
        let (row, again) = tree.find_counter(key, access.pin, access.atoms())?;
        let value = row.count_one(change).ok()?;
        if again {
            access.pin.counted_again(value - change.increment, value);
        }
        Some(value)
    }

    /// Makes another row of the one that a key has, while nobody changes it: `make` gets its object and says the row, or an error. A key that
    /// is not there: `make` gets nothing. In tables where keys occur once.
    pub fn update<E: From<OutOfMemory>>(
        &self,
        key: Term<'_>,
        access: Access<'_, '_>,
        mut make: impl FnMut(Option<Term<'_>>) -> Result<Option<NewRow>, E>,
    ) -> Result<Changed, E> {
        let probe = self.tree(access.pin).probe(key, access.atoms());
        loop {
            let locked = self.locked(&probe, access, Many::No);
            let tree = locked.tree();
            let mut scratch = Scratch::new();
            let Some(row) = make(locked.object(&mut scratch))? else {
                return Ok(Changed::Missing);
            };
            let bytes = row.as_ref().bytes();
            tree.charge_row(access.pin, &row)?;
            if locked.found.is_some() {
                locked.replace(row);
                return Ok(Changed::Yes);
            }
            match locked.insert(row) {
                Ok(()) => return Ok(Changed::Yes),
                Err(Full(_)) => tree.uncharge(access.pin, bytes),
            }
            drop(locked);
            tree.make_room(&probe, access.pin, access.shared)?;
        }
    }

    /// Empties it, at once for whoever looks; what was in it, to be dropped.
    pub fn clear(&self, vm: &Vm, access: Access<'_, '_>) -> Result<(), OutOfMemory> {
        let new = Tree::new(
            self.kind.order(),
            self.position,
            self.n_workers,
            &self.account,
            access.pin.epochs(),
        )?;
        let new = Box::into_raw(Box::new(new));
        let _many = lock(&self.many);
        let old = self.tree.swap(new, Ordering::AcqRel);
        // SAFETY: made by `Box::into_raw` and not reachable any more: ours to retire.
        let old = unsafe { Box::from_raw(old) };
        let pool = vm.blocking().clone();
        access
            .pin
            .retire(Box::new(move || match old.rows() > MANY_ROWS {
                true => pool.run(move || drop(old)),
                false => drop(old),
            }));
        Ok(())
    }
}

impl Drop for Table {
    fn drop(&mut self) {
        // SAFETY: made by `Box::into_raw`, and nobody else has the table any more.
        drop(unsafe { Box::from_raw(*self.tree.get_mut()) });
    }
}

/// Is this part of a change of several keys?
#[derive(Clone, Copy, PartialEq, Eq)]
enum Many {
    No,
    Own,
}

/// What to do with a key that is there.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Existing {
    Replace,
    Keep,
}

struct Exclusive<'t> {
    table: &'t Table,
    _guard: MutexGuard<'t, ()>,
}

impl Drop for Exclusive<'_> {
    fn drop(&mut self) {
        self.table.exclusive.store(false, Ordering::SeqCst);
    }
}

fn has_object(locked: &Locked<'_>, row: RowRef<'_>) -> bool {
    let (mut one, mut other) = (Scratch::new(), Scratch::new());
    let object = row.object(&mut one);
    let is_it = |row: &RowRef<'_>| same(row.object(&mut other), object);
    chain(locked.found).iter().any(is_it)
}

/// All tables of a VM.
pub struct Tables {
    pub epochs: Arc<Epochs>,
    by_id: Directory,
    by_name: Directory,
    by_owner: [Mutex<HashMap<LocalPid, Vec<RefId>>>; N_OWNERS],
    count: AtomicUsize,
}

/// Shards of the map of owners.
const N_OWNERS: usize = 32;

impl Default for Tables {
    fn default() -> Tables {
        let epochs = Arc::new(Epochs::default());
        Tables {
            by_id: Directory::new(&epochs),
            by_name: Directory::new(&epochs),
            epochs,
            by_owner: std::array::from_fn(|_| Mutex::default()),
            count: AtomicUsize::new(0),
        }
    }
}

/// Why a table was not made.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NotMade {
    NameTaken,
    Memory,
}

/// A machine makes fewer than 2^40 references; of machines there were fewer than 2^24.
fn id_key(id: RefId) -> u64 {
    (id.low ^ u64::from(id.high) << 40).wrapping_add(1)
}

fn name_key(name: Atom) -> u64 {
    u64::from(name.index()) + 1
}

impl Tables {
    /// A worker takes part.
    pub fn join(&self, index: usize) -> Participant {
        Epochs::join(&self.epochs, index)
    }

    pub fn count(&self) -> usize {
        self.count.load(Ordering::Relaxed)
    }

    pub fn bytes(&self, pin: Pin<'_>) -> usize {
        self.all().iter().map(|table| table.bytes(pin)).sum()
    }

    fn owned(&self, owner: LocalPid) -> MutexGuard<'_, HashMap<LocalPid, Vec<RefId>>> {
        lock(&self.by_owner[owner.number() as usize % N_OWNERS])
    }

    pub fn create(
        &self,
        id: RefId,
        owner: LocalPid,
        wanted: Wanted,
        n_workers: usize,
        account: &Arc<Account>,
    ) -> Result<Arc<Table>, NotMade> {
        let table = Table::new(id, owner, wanted, n_workers, account, &self.epochs);
        let table = Arc::new(table.map_err(|_| NotMade::Memory)?);
        if table.named && !self.by_name.insert(name_key(table.name()), table.clone()) {
            return Err(NotMade::NameTaken);
        }
        self.by_id.insert(id_key(id), table.clone());
        self.owned(owner).entry(owner).or_default().push(id);
        self.count.fetch_add(1, Ordering::Relaxed);
        Ok(table)
    }

    #[inline]
    pub fn by_id<'p>(&self, id: RefId, pin: Pin<'p>) -> Option<&'p Arc<Table>> {
        self.by_id
            .get(id_key(id), pin)
            .filter(|table| table.id == id)
    }

    /// As `by_id`, of a table that was not deleted; the one found last is found at once.
    #[inline]
    pub fn by_id_again<'p>(&self, id: RefId, pin: Pin<'p>) -> Option<&'p Table> {
        let last = pin.last_table();
        if last.id == (id.high, id.low) && last.address != 0 {
            // SAFETY: it was found under the pin that holds now: unpinning forgets it. Tables are retired when they are taken out.
            let table = unsafe { &*(last.address as *const Table) };
            return (!table.deleted.load(Ordering::Acquire)).then_some(table);
        }
        let table: &'p Table = self.by_id(id, pin)?;
        pin.set_last_table(LastTable {
            id: (id.high, id.low),
            address: &raw const *table as usize,
        });
        Some(table)
    }

    #[inline]
    pub fn by_name<'p>(&self, name: Atom, pin: Pin<'p>) -> Option<&'p Arc<Table>> {
        self.by_name.get(name_key(name), pin)
    }

    pub fn all(&self) -> Vec<Arc<Table>> {
        let mut all = self.by_id.all();
        all.sort_by_key(|table| table.id);
        all
    }

    /// Takes a table out; what is in it goes when nobody reads it any more, on a thread of the pool if it is much.
    pub fn delete(&self, vm: &Vm, table: &Table) {
        if table.deleted.swap(true, Ordering::SeqCst) {
            return;
        }
        if table.named {
            self.release(vm, self.by_name.remove(name_key(table.name())));
        }
        self.disown(table);
        self.count.fetch_sub(1, Ordering::Relaxed);
        self.release(vm, self.by_id.remove(id_key(table.id)));
    }

    fn release(&self, vm: &Vm, table: Option<Arc<Table>>) {
        let Some(table) = table else { return };
        let pool = vm.blocking().clone();
        self.epochs.retire(Box::new(move || {
            let Some(mut table) = Arc::into_inner(table) else {
                return;
            };
            match table.rows_left() > MANY_ROWS {
                true => pool.run(move || drop(table)),
                false => drop(table),
            }
        }));
    }

    pub fn rename(&self, vm: &Vm, table: &Arc<Table>, name: Atom) -> Result<(), NotMade> {
        let _meta = table.meta();
        if table.named {
            if !self.by_name.insert(name_key(name), table.clone()) {
                return Err(NotMade::NameTaken);
            }
            self.release(vm, self.by_name.remove(name_key(table.name())));
        }
        table.name.store(name.index(), Ordering::Release);
        Ok(())
    }

    fn disown(&self, table: &Table) {
        let owner = table.owner();
        let mut owners = self.owned(owner);
        if let Some(owned) = owners.get_mut(&owner) {
            owned.retain(|id| *id != table.id);
            if owned.is_empty() {
                owners.remove(&owner);
            }
        }
    }

    pub fn give(&self, table: &Table, to: LocalPid) {
        self.disown(table);
        table.owner.store(to.number(), Ordering::SeqCst);
        self.owned(to).entry(to).or_default().push(table.id);
    }
}

/// Tables with more rows than this are not freed between two slices.
const MANY_ROWS: usize = 10_000;

impl Table {
    fn rows_left(&mut self) -> usize {
        // SAFETY: the table's own tree.
        unsafe { (**self.tree.get_mut()).rows() }
    }
}

/// A process has ended: its tables go to their heirs, or away.
pub fn owner_ended(vm: &Vm, pid: LocalPid) {
    let tables = &vm.stores().tables;
    if tables.count() == 0 {
        return;
    }
    let owned = tables.owned(pid).remove(&pid).unwrap_or_default();
    for table in owned
        .into_iter()
        .filter_map(|id| tables.by_id.get_arc(id_key(id)))
    {
        if !inherit(vm, &table, pid) {
            tables.delete(vm, &table);
        }
    }
}

/// The table goes to its heir. False: it has none, or that one is gone too.
fn inherit(vm: &Vm, table: &Arc<Table>, from: LocalPid) -> bool {
    let (heir, message) = {
        let meta = table.meta();
        let Some(Heir { pid, data }) = &meta.heir else {
            return false;
        };
        if *pid == from || !vm.processes().is_alive(*pid) {
            return false;
        }
        let message = data
            .as_ref()
            .map(|data| transfer_message(vm, table, from, data.root()));
        (*pid, message)
    };
    vm.stores().tables.give(table, heir);
    let Some(Ok(message)) = message else {
        return true;
    };
    vm.signal_from_outside(Envelope {
        target: heir,
        signal: Signal::Message(message),
    })
    .is_ok()
}

/// `{'ETS-TRANSFER', Table, From, Data}`.
pub fn transfer_message(
    vm: &Vm,
    table: &Table,
    from: LocalPid,
    data: Term<'_>,
) -> Result<Fragment, OutOfMemory> {
    let shared = vm.heap_shared();
    let words = copy::words(data, &shared.literals) + 5 + REFERENCE_WORDS;
    Fragment::allocate(shared, words)?.build(shared, |w| {
        let data = copy::copy_into(data, w)?;
        Ok(w.tuple(&[
            Term::atom(atoms::ETS_TRANSFER),
            table.build_id(w),
            Term::pid(from),
            data,
        ]))
    })
}
