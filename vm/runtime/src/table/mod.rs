//! Tables: what `ets` keeps outside all heaps. Tables hold copies; what is read from them is copied out.
//!
//! - `store`: the rows of a table. `spec`: match specifications.
//!
//! - T1. A table's contents are behind one lock, which is held for bounded work only: long walks take some rows at a time and let go.
//! - T2. Nothing is allocated on a process's heap while a table is locked.
//! - T3. A table that has been deleted stays empty; who still holds it finds out by `is_deleted`.

pub mod spec;
pub mod store;

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use crate::atom::{Atom, AtomTable, atoms};
use crate::heap::{Fragment, OutOfMemory, copy};
use crate::message::signal::{Envelope, Signal};
use crate::term::reference::REFERENCE_WORDS;
use crate::term::{LocalPid, RefId, Term};
use crate::vm::Vm;
use store::{Cursor, HashStore, OrderedStore, Row, hash_of};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    Set,
    OrderedSet,
    Bag,
    DuplicateBag,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Protection {
    Public,
    Protected,
    Private,
}

enum Store {
    Hash(HashStore),
    Ordered(OrderedStore),
}

pub struct Contents {
    store: Store,
    len: usize,
    words: usize,
}

/// What can change about a table besides its rows.
pub struct Meta {
    pub name: Atom,
    pub protection: Protection,
    pub heir: Option<(LocalPid, Fragment)>,
    /// Who has fixed it, how often.
    pub fixed: Vec<(LocalPid, usize)>,
}

pub struct Table {
    pub id: RefId,
    pub kind: Kind,
    /// Of the key, from 0.
    pub position: usize,
    pub named: bool,
    pub options: Options,
    owner: AtomicU64,
    meta: Mutex<Meta>,
    contents: RwLock<Contents>,
    deleted: AtomicBool,
}

/// Options that only `info` shows: tables scale without them.
#[derive(Clone, Copy, Default, Debug)]
pub struct Options {
    pub compressed: bool,
    pub read_concurrency: bool,
    pub write_concurrency: bool,
    pub decentralized_counters: bool,
}

/// What a new table is to be.
pub struct Wanted {
    pub name: Atom,
    pub kind: Kind,
    pub position: usize,
    pub named: bool,
    pub protection: Protection,
    pub heir: Option<(LocalPid, Fragment)>,
    pub options: Options,
}

impl Table {
    fn new(id: RefId, owner: LocalPid, wanted: Wanted) -> Table {
        let store = match wanted.kind {
            Kind::OrderedSet => Store::Ordered(OrderedStore::new(wanted.position)),
            Kind::Set | Kind::Bag | Kind::DuplicateBag => {
                Store::Hash(HashStore::new(wanted.position))
            }
        };
        Table {
            id,
            kind: wanted.kind,
            position: wanted.position,
            named: wanted.named,
            options: wanted.options,
            owner: AtomicU64::new(owner.number()),
            meta: Mutex::new(Meta {
                name: wanted.name,
                protection: wanted.protection,
                heir: wanted.heir,
                fixed: Vec::new(),
            }),
            contents: RwLock::new(Contents {
                store,
                len: 0,
                words: 0,
            }),
            deleted: AtomicBool::new(false),
        }
    }

    pub fn owner(&self) -> LocalPid {
        LocalPid::new(self.owner.load(Ordering::SeqCst))
    }

    pub fn meta(&self) -> MutexGuard<'_, Meta> {
        self.meta.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn read(&self) -> RwLockReadGuard<'_, Contents> {
        self.contents.read().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn write(&self) -> RwLockWriteGuard<'_, Contents> {
        self.contents
            .write()
            .unwrap_or_else(PoisonError::into_inner)
    }

    pub fn is_deleted(&self) -> bool {
        self.deleted.load(Ordering::SeqCst)
    }

    pub fn may_read(&self, pid: LocalPid) -> bool {
        self.owner() == pid || self.meta().protection != Protection::Private
    }

    pub fn may_write(&self, pid: LocalPid) -> bool {
        self.owner() == pid || self.meta().protection == Protection::Public
    }

    /// A term that names it: its name if it is named, else its reference; `REFERENCE_WORDS`.
    pub fn build_id<'w>(&self, w: &crate::heap::Writer<'w>) -> Term<'w> {
        if self.named {
            Term::atom(self.meta().name)
        } else {
            w.reference(self.id)
        }
    }

    pub fn is_bag(&self) -> bool {
        matches!(self.kind, Kind::Bag | Kind::DuplicateBag)
    }
}

impl Contents {
    pub fn len(&self) -> usize {
        self.len
    }

    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    pub fn words(&self) -> usize {
        self.words
    }

    fn count_in(&mut self, row: &Row) {
        self.len += 1;
        self.words += row.words();
    }

    fn count_out(&mut self, row: &Row) {
        self.len = self.len.saturating_sub(1);
        self.words = self.words.saturating_sub(row.words());
    }

    pub fn find(&self, key: Term<'_>, atoms: &AtomTable) -> Vec<Arc<Row>> {
        match &self.store {
            Store::Hash(store) => store.find(hash_of(key, atoms), key),
            Store::Ordered(store) => store.find(key, atoms).into_iter().collect(),
        }
    }

    pub fn contains(&self, key: Term<'_>, atoms: &AtomTable) -> bool {
        match &self.store {
            Store::Hash(store) => store.contains(hash_of(key, atoms), key),
            Store::Ordered(store) => store.find(key, atoms).is_some(),
        }
    }

    /// Puts a row in, as its kind of table does.
    pub fn insert(&mut self, table: &Table, row: Arc<Row>, atoms: &AtomTable) {
        let key = row.key(table.position);
        // A bag holds an object once, where it was put first.
        if table.kind == Kind::Bag && self.has_object(key, &row, atoms) {
            return;
        }
        self.count_in(&row);
        let old = match &mut self.store {
            Store::Ordered(store) => store.replace(row, atoms),
            Store::Hash(store) => {
                let hash = hash_of(key, atoms);
                match table.kind {
                    Kind::Bag | Kind::DuplicateBag => {
                        store.add(hash, row);
                        None
                    }
                    Kind::Set | Kind::OrderedSet => store.replace(hash, row),
                }
            }
        };
        if let Some(old) = old {
            self.count_out(&old);
        }
    }

    fn has_object(&self, key: Term<'_>, row: &Row, atoms: &AtomTable) -> bool {
        let same_object =
            |other: &Arc<Row>| crate::term::compare::same(other.object(), row.object());
        self.find(key, atoms).iter().any(same_object)
    }

    pub fn remove(&mut self, key: Term<'_>, atoms: &AtomTable) -> Vec<Arc<Row>> {
        let removed = match &mut self.store {
            Store::Hash(store) => store.remove(hash_of(key, atoms), key),
            Store::Ordered(store) => store.remove(key, atoms).into_iter().collect(),
        };
        removed.iter().for_each(|row| self.count_out(row));
        removed
    }

    /// Takes out all objects that are exactly `object`.
    pub fn remove_object(&mut self, table: &Table, object: Term<'_>, atoms: &AtomTable) {
        let Some(key) = object
            .as_tuple()
            .and_then(|tuple| tuple.get(table.position))
        else {
            return;
        };
        let is_it = |row: &Row| crate::term::compare::same(row.object(), object);
        let removed = match &mut self.store {
            Store::Hash(store) => store.remove_where(hash_of(key, atoms), is_it),
            Store::Ordered(store) => match store.find(key, atoms) {
                Some(row) if is_it(&row) => store.remove(key, atoms).into_iter().collect(),
                _ => Vec::new(),
            },
        };
        removed.iter().for_each(|row| self.count_out(row));
    }

    /// Takes out that very row; false: it is not there any more.
    pub fn remove_row(&mut self, table: &Table, row: &Arc<Row>, atoms: &AtomTable) -> bool {
        let key = row.key(table.position);
        let removed = match &mut self.store {
            Store::Hash(store) => {
                store.remove_where(hash_of(key, atoms), |other| std::ptr::eq(other, &**row))
            }
            Store::Ordered(store) => match store.find(key, atoms) {
                Some(found) if Arc::ptr_eq(&found, row) => {
                    store.remove(key, atoms).into_iter().collect()
                }
                _ => Vec::new(),
            },
        };
        removed.iter().for_each(|row| self.count_out(row));
        !removed.is_empty()
    }

    pub fn clear(&mut self) {
        match &mut self.store {
            Store::Hash(store) => store.clear(),
            Store::Ordered(store) => store.clear(),
        }
        (self.len, self.words) = (0, 0);
    }

    pub fn scan(
        &self,
        cursor: &Cursor,
        n: usize,
        reverse: bool,
        atoms: &AtomTable,
    ) -> (Vec<Arc<Row>>, Option<Cursor>) {
        match &self.store {
            Store::Hash(store) => store.scan(cursor, n),
            Store::Ordered(store) => store.scan(cursor, n, reverse, atoms),
        }
    }

    pub fn first(&self) -> Option<Arc<Row>> {
        match &self.store {
            Store::Hash(store) => store.first(),
            Store::Ordered(store) => store.first(),
        }
    }

    /// Of a table without order the first.
    pub fn last(&self) -> Option<Arc<Row>> {
        match &self.store {
            Store::Hash(store) => store.first(),
            Store::Ordered(store) => store.last(),
        }
    }

    pub fn next(&self, key: Term<'_>, atoms: &AtomTable) -> Option<Arc<Row>> {
        match &self.store {
            Store::Hash(store) => store.next(hash_of(key, atoms), key),
            Store::Ordered(store) => store.next(key, atoms),
        }
    }

    pub fn prev(&self, key: Term<'_>, atoms: &AtomTable) -> Option<Arc<Row>> {
        match &self.store {
            Store::Hash(store) => store.next(hash_of(key, atoms), key),
            Store::Ordered(store) => store.prev(key, atoms),
        }
    }

    /// The rows of slot `i`; `None`: one past the last slot; `Err`: beyond.
    #[expect(clippy::result_unit_err, reason = "beyond is all there is to say")]
    pub fn slot(&self, i: usize) -> Result<Option<Vec<Arc<Row>>>, ()> {
        let (n, rows) = match &self.store {
            Store::Hash(store) => (store.n_slots(), store.slot(i)),
            Store::Ordered(store) => (store.len(), store.nth(i).map(|row| vec![row])),
        };
        match rows {
            Some(rows) => Ok(Some(rows)),
            None if i == n => Ok(None),
            None => Err(()),
        }
    }
}

/// All tables of a VM.
#[derive(Default)]
pub struct Tables {
    by_id: RwLock<HashMap<RefId, Arc<Table>>>,
    by_name: RwLock<HashMap<Atom, Arc<Table>>>,
    by_owner: Mutex<HashMap<LocalPid, Vec<RefId>>>,
    count: AtomicUsize,
}

/// The name is taken.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NameTaken;

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Tables {
    pub fn count(&self) -> usize {
        self.count.load(Ordering::Relaxed)
    }

    pub fn bytes(&self) -> usize {
        self.all()
            .iter()
            .map(|table| table.read().words() * 8)
            .sum()
    }

    pub fn create(
        &self,
        id: RefId,
        owner: LocalPid,
        wanted: Wanted,
    ) -> Result<Arc<Table>, NameTaken> {
        let table = Arc::new(Table::new(id, owner, wanted));
        if table.named {
            let mut names = self.by_name.write().unwrap_or_else(PoisonError::into_inner);
            let name = table.meta().name;
            if names.contains_key(&name) {
                return Err(NameTaken);
            }
            names.insert(name, table.clone());
        }
        self.by_id
            .write()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(id, table.clone());
        lock(&self.by_owner).entry(owner).or_default().push(id);
        self.count.fetch_add(1, Ordering::Relaxed);
        Ok(table)
    }

    pub fn by_id(&self, id: RefId) -> Option<Arc<Table>> {
        self.by_id
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .get(&id)
            .cloned()
    }

    pub fn by_name(&self, name: Atom) -> Option<Arc<Table>> {
        self.by_name
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .get(&name)
            .cloned()
    }

    pub fn all(&self) -> Vec<Arc<Table>> {
        let tables = self.by_id.read().unwrap_or_else(PoisonError::into_inner);
        let mut all: Vec<_> = tables.values().cloned().collect();
        all.sort_by_key(|table| table.id);
        all
    }

    pub fn delete(&self, table: &Table) {
        if table.deleted.swap(true, Ordering::SeqCst) {
            return;
        }
        self.by_id
            .write()
            .unwrap_or_else(PoisonError::into_inner)
            .remove(&table.id);
        if table.named {
            self.by_name
                .write()
                .unwrap_or_else(PoisonError::into_inner)
                .remove(&table.meta().name);
        }
        self.disown(table);
        table.write().clear();
        self.count.fetch_sub(1, Ordering::Relaxed);
    }

    pub fn rename(&self, table: &Arc<Table>, name: Atom) -> Result<(), NameTaken> {
        let mut meta = table.meta();
        if table.named {
            let mut names = self.by_name.write().unwrap_or_else(PoisonError::into_inner);
            if names.contains_key(&name) {
                return Err(NameTaken);
            }
            names.remove(&meta.name);
            names.insert(name, table.clone());
        }
        meta.name = name;
        Ok(())
    }

    fn disown(&self, table: &Table) {
        let mut owners = lock(&self.by_owner);
        if let Some(owned) = owners.get_mut(&table.owner()) {
            owned.retain(|id| *id != table.id);
            if owned.is_empty() {
                owners.remove(&table.owner());
            }
        }
    }

    pub fn give(&self, table: &Table, to: LocalPid) {
        self.disown(table);
        table.owner.store(to.number(), Ordering::SeqCst);
        lock(&self.by_owner).entry(to).or_default().push(table.id);
    }
}

/// A process has ended: its tables go to their heirs, or away.
pub fn owner_ended(vm: &Vm, pid: LocalPid) {
    let tables = &vm.stores().tables;
    if tables.count() == 0 {
        return;
    }
    let owned = lock(&tables.by_owner).remove(&pid).unwrap_or_default();
    for table in owned.into_iter().filter_map(|id| tables.by_id(id)) {
        let heir = table.meta().heir.take();
        let inherited =
            heir.is_some_and(|(heir, data)| heir != pid && inherit(vm, &table, pid, heir, &data));
        if !inherited {
            tables.delete(&table);
        }
    }
}

/// False: the heir is gone too.
fn inherit(vm: &Vm, table: &Arc<Table>, from: LocalPid, heir: LocalPid, data: &Fragment) -> bool {
    if vm.processes().find(heir).is_none() {
        return false;
    }
    vm.stores().tables.give(table, heir);
    let Ok(message) = transfer_message(vm, table, from, data.root()) else {
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
