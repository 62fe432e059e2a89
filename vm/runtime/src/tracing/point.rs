//! Traced functions: which entries of code and export cells lead to the tracer.
//!
//! A function traced at all its calls (`local`) has its first instruction's opcode replaced by `traced`; one traced at calls from other modules
//! (`global`), and natives, have their export cell lead to the tracer. Each such place is a point, found by its address.
//!
//! - P1. While a place leads to the tracer there is a point for it: points are made before, and removed after, the place is changed, and all of
//!   it under the lock that the tracer looks them up under.

use super::SessionId;
use crate::atom::Atom;
use crate::code::export::{EntryRef, Mfa};
use crate::code::module::LoadedModule;
use crate::interp::table::{Loaded, OPCODE_MASK};
use crate::sync::plain::{read, write};
use crate::table::spec::MatchSpec;
use crate::term::LocalPid;
use crate::vm::Vm;
use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, RwLock};

/// A place that leads to the tracer.
#[derive(Clone)]
pub(crate) struct Point {
    pub mfa: Mfa,
    place: Place,
    /// The opcode that stood at an entry.
    opcode: u64,
    pub rows: Vec<Row>,
}

#[derive(Clone)]
enum Place {
    /// A function's entry; the module, and the word's index.
    Entry(Arc<LoadedModule>, u32),
    Cell(EntryRef),
}

impl Place {
    fn address(&self) -> usize {
        match self {
            Place::Entry(module, word) => module.code().wrapping_add(*word as usize) as usize,
            Place::Cell(cell) => cell.as_ptr() as usize,
        }
    }
}

/// What a session wants to know of a function.
#[derive(Clone)]
pub(crate) struct Row {
    pub session: SessionId,
    /// Calls by processes that are traced.
    pub calls: Option<Calls>,
    /// Calls by any process, told to this one.
    pub meta: Option<(LocalPid, Spec)>,
    pub count: Option<Arc<Count>>,
}

#[derive(Clone)]
pub(crate) struct Calls {
    pub local: bool,
    pub spec: Spec,
}

/// A specification, if there is one.
pub(crate) type Spec = Option<Arc<MatchSpec>>;

#[derive(Default)]
pub(crate) struct Count {
    pub calls: AtomicU64,
    pub paused: AtomicBool,
}

impl Row {
    fn new(session: SessionId) -> Row {
        Row {
            session,
            calls: None,
            meta: None,
            count: None,
        }
    }

    pub fn says_anything(&self) -> bool {
        !self.is_empty()
    }

    fn is_empty(&self) -> bool {
        self.calls.is_none() && self.meta.is_none() && self.count.is_none()
    }
}

/// What `trace_pattern` changes.
#[derive(Clone)]
pub(crate) enum Change {
    Calls { local: bool, spec: Spec },
    NoCalls { local: bool },
    Meta(LocalPid, Spec),
    NoMeta,
    Count,
    Recount,
    PauseCount,
    NoCount,
}

/// Which functions.
#[derive(Clone, Copy)]
pub(crate) struct Wanted {
    pub module: Option<Atom>,
    pub name: Option<Atom>,
    pub arity: Option<u8>,
}

impl Wanted {
    fn fits(&self, mfa: Mfa) -> bool {
        self.module.is_none_or(|module| module == mfa.module)
            && self.name.is_none_or(|name| name == mfa.name)
            && self.arity.is_none_or(|arity| arity == mfa.arity)
    }
}

#[derive(Default)]
pub(crate) struct Points {
    table: RwLock<HashMap<usize, Arc<Point>>>,
    /// There are some. Changes with the table, under its lock.
    any: AtomicBool,
    /// Counts removals: what a process has passed before one it may meet again.
    removals: AtomicU64,
}

impl Points {
    pub fn at(&self, address: usize) -> Option<Arc<Point>> {
        read(&self.table).get(&address).cloned()
    }

    pub fn is_empty(&self) -> bool {
        read(&self.table).is_empty()
    }

    /// A look without the lock, for code that was made so as not to be traced.
    #[inline]
    pub fn are_there(&self) -> bool {
        self.any.load(Ordering::Relaxed)
    }

    pub fn removals(&self) -> u64 {
        self.removals.load(Ordering::Relaxed)
    }

    /// Word 0 of the instruction at a point, as the loader made it.
    pub fn original(point: &Point, word: u64) -> u64 {
        word & !OPCODE_MASK | point.opcode
    }

    fn edit(&self, place: Place, mfa: Mfa, session: SessionId, change: impl FnOnce(&mut Row)) {
        let address = place.address();
        let mut table = write(&self.table);
        let before = table.get(&address).cloned();
        let mut point = match &before {
            Some(point) => Point::clone(point),
            None => Point {
                mfa,
                place,
                opcode: 0,
                rows: Vec::new(),
            },
        };
        let at = point.rows.iter().position(|row| row.session == session);
        let mut row = at.map_or_else(|| Row::new(session), |at| point.rows.remove(at));
        change(&mut row);
        if !row.is_empty() {
            point.rows.push(row);
        }
        match (before.is_some(), point.rows.is_empty()) {
            (false, true) => {}
            (true, true) => {
                point.close();
                table.remove(&address);
                self.removals.fetch_add(1, Ordering::Relaxed);
            }
            (false, false) => {
                point.open();
                table.insert(address, Arc::new(point));
            }
            (true, false) => {
                table.insert(address, Arc::new(point));
            }
        }
        self.any.store(!table.is_empty(), Ordering::Relaxed);
    }

    fn take_away(&self, is_meant: impl Fn(&Point) -> bool, which: impl Fn(&Row) -> bool) {
        let meant: Vec<Arc<Point>> = {
            let table = read(&self.table);
            table.values().filter(|p| is_meant(p)).cloned().collect()
        };
        for point in meant {
            for row in point.rows.iter().filter(|row| which(row)) {
                self.edit(point.place.clone(), point.mfa, row.session, |row| {
                    *row = Row::new(row.session);
                });
            }
        }
    }

    pub fn forget_session(&self, session: SessionId) {
        self.take_away(|_| true, |row| row.session == session);
    }

    /// The module is replaced or goes: nothing of it is traced any more.
    pub fn forget_module(&self, module: Atom) {
        if !self.is_empty() {
            let is_meant = |point: &Point| {
                let is_native =
                    matches!(&point.place, Place::Cell(cell) if cell.cell().native.is_some());
                point.mfa.module == module && !is_native
            };
            self.take_away(is_meant, |_| true);
        }
    }
}

impl Point {
    /// The place leads to the tracer from now on.
    fn open(&mut self) {
        match &self.place {
            Place::Entry(module, word) => {
                let word = &module.words[*word as usize];
                let before = word.load(Ordering::Relaxed);
                self.opcode = before & OPCODE_MASK;
                word.store(
                    before & !OPCODE_MASK | Loaded::Traced as u64,
                    Ordering::Relaxed,
                );
            }
            Place::Cell(cell) => cell.cell().trace(true),
        }
    }

    fn close(&self) {
        match &self.place {
            Place::Entry(module, word) => {
                let word = &module.words[*word as usize];
                let now = word.load(Ordering::Relaxed);
                word.store(Points::original(self, now), Ordering::Relaxed);
            }
            Place::Cell(cell) => cell.cell().trace(false),
        }
    }
}

/// Makes the change for all functions that are wanted; how many these are.
pub(crate) fn change(vm: &Vm, session: SessionId, wanted: Wanted, change: &Change) -> usize {
    let mut n = 0;
    let modules: Vec<Arc<LoadedModule>> = match wanted.module {
        Some(module) => vm.code().current(module).into_iter().collect(),
        None => {
            let all = vm.code().loaded().into_iter();
            all.filter_map(|name| vm.code().current(name)).collect()
        }
    };
    for module in &modules {
        n += change_module(vm, session, wanted, change, module);
    }
    n + change_natives(vm, session, wanted, change)
}

fn change_module(
    vm: &Vm,
    session: SessionId,
    wanted: Wanted,
    change: &Change,
    module: &Arc<LoadedModule>,
) -> usize {
    let points = &vm.tracing().points;
    let mut n = 0;
    for (index, info) in module.functions.iter().enumerate() {
        if info.copy_of.is_some() {
            continue;
        }
        let mfa = module.mfa_of(index as u32);
        let is_global = matches!(
            change,
            Change::Calls { local: false, .. } | Change::NoCalls { local: false }
        );
        if !wanted.fits(mfa) || is_global && !info.exported {
            continue;
        }
        n += 1;
        let entry = Place::Entry(module.clone(), info.entry);
        let cell = vm.exports().find(mfa).filter(|_| info.exported);
        if let Some(cell) = cell {
            let place = Place::Cell(cell);
            points.edit(place, mfa, session, |row| match change {
                Change::Calls { local: false, .. } | Change::NoCalls { local: false } => {
                    apply(change, row);
                }
                // Calls from other modules alone are traced, or anything else of the function.
                Change::Calls { local: true, .. } | Change::Meta(..) | Change::Count => {
                    row.calls = None;
                }
                _ => {}
            });
        }
        points.edit(entry, mfa, session, |row| match change {
            Change::Calls { local: false, .. } => *row = Row::new(session),
            Change::NoCalls { local: false } => {}
            _ => apply(change, row),
        });
    }
    n
}

fn change_natives(vm: &Vm, session: SessionId, wanted: Wanted, change: &Change) -> usize {
    let meant = |cell: &EntryRef| cell.cell().native.is_some() && wanted.fits(cell.mfa());
    let natives: Vec<EntryRef> = match wanted {
        Wanted {
            module: Some(module),
            name: Some(name),
            arity: Some(arity),
        } => vm
            .exports()
            .find(Mfa {
                module,
                name,
                arity,
            })
            .into_iter()
            .filter(meant)
            .collect(),
        _ => vm.exports().all().into_iter().filter(meant).collect(),
    };
    for cell in &natives {
        if matches!(
            change,
            Change::Calls { .. } | Change::Meta(..) | Change::Count
        ) {
            slow_calls(vm, *cell);
        }
        let points = &vm.tracing().points;
        points.edit(
            Place::Cell(*cell),
            cell.mfa(),
            session,
            |row| match change {
                // There is one way of being traced for natives: whoever calls them does so by the cell.
                Change::NoCalls { .. } => row.calls = None,
                _ => apply(change, row),
            },
        );
    }
    natives.len()
}

fn apply(change: &Change, row: &mut Row) {
    match change {
        Change::Calls { local, spec } => {
            row.calls = Some(Calls {
                local: *local,
                spec: spec.clone(),
            });
        }
        Change::NoCalls { local } => {
            if row
                .calls
                .as_ref()
                .is_some_and(|calls| calls.local == *local)
            {
                row.calls = None;
            }
        }
        Change::Meta(tracer, spec) => row.meta = Some((*tracer, spec.clone())),
        Change::NoMeta => row.meta = None,
        Change::Count => {
            row.count.get_or_insert_default();
        }
        Change::Recount => {
            if let Some(count) = &row.count {
                count.calls.store(0, Ordering::Relaxed);
                count.paused.store(false, Ordering::Relaxed);
            }
        }
        Change::PauseCount => {
            if let Some(count) = &row.count {
                count.paused.store(true, Ordering::Relaxed);
            }
        }
        Change::NoCount => row.count = None,
    }
}

/// Words of a quick call: the record that its third word names says where it ends.
const QUICK_WORDS: usize = 4;

/// Quick calls of the native become plain ones, which can be traced; they stay so.
fn slow_calls(vm: &Vm, cell: EntryRef) {
    for module in vm.code().all_versions() {
        for rec in &module.recs {
            let end = (rec.pc as usize - module.code() as usize) / size_of::<u64>();
            let call = end
                .checked_sub(QUICK_WORDS)
                .map(|at| &module.words[at..end]);
            let Some([word, target, record, _]) = call else {
                continue;
            };
            let now = word.load(Ordering::Relaxed);
            let is_meant = now & OPCODE_MASK == Loaded::CallQuick as u64
                && target.load(Ordering::Relaxed) == cell.as_ptr() as u64
                && record.load(Ordering::Relaxed) == std::ptr::from_ref(rec) as u64;
            if is_meant {
                let plain = now & !OPCODE_MASK | Loaded::CallNative as u64;
                word.store(plain, Ordering::Relaxed);
            }
        }
    }
}

/// What is known of a function.
pub(crate) fn row_of(vm: &Vm, session: SessionId, mfa: Mfa) -> Option<Row> {
    let points = &vm.tracing().points;
    let cell = vm.exports().find(mfa);
    let native = cell.is_some_and(|cell| cell.cell().native.is_some());
    let module = vm.code().current(mfa.module);
    let function = module.as_ref().and_then(|module| {
        let mut all = module.functions.iter();
        all.position(|f| f.name == mfa.name && f.arity == mfa.arity && f.copy_of.is_none())
    });
    if function.is_none() && !native {
        return None;
    }
    let mut row = Row::new(session);
    let entry = module
        .zip(function)
        .map(|(module, function)| Place::Entry(module.clone(), module.functions[function].entry));
    for place in entry.into_iter().chain(cell.map(Place::Cell)) {
        let Some(point) = points.at(place.address()) else {
            continue;
        };
        if let Some(found) = point.rows.iter().find(|row| row.session == session) {
            row.calls = row.calls.or(found.calls.clone());
            row.meta = row.meta.or(found.meta.clone());
            row.count = row.count.or(found.count.clone());
        }
    }
    Some(row)
}
