//! Export cells: one per module, name and arity that anybody ever called or exported. Calls across modules go through them, so that loading code
//! swaps one pointer.
//!
//! I1. A cell never moves and lives as long as its `Vm`: code, funs and natives hold plain pointers to it.
//! I2. `entry` always points at runnable code words whose word before is a function header: a module's function or the cell's own stub.

use super::module::function_header;
use crate::atom::Atom;
use crate::bif::context::{Ctx, Native, Outcome};
use crate::interp::table::{Loaded, word};
use crate::sync::plain::lock;
use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicI64, AtomicPtr, Ordering};
use std::sync::{Mutex, PoisonError, RwLock};

/// Module, name, arity.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Mfa {
    pub module: Atom,
    pub name: Atom,
    pub arity: u8,
}

/// A function of the host's that code in the VM calls.
pub trait HostFunction: Send + Sync {
    fn call(&self, ctx: &mut Ctx<'_>) -> Outcome;
}

/// A host function with the code that leads to it: function header, instruction, cell.
struct HostCode {
    function: Box<dyn HostFunction>,
    stub: [u64; 3],
}

/// Of code that is no module's.
const NO_VERSION: i64 = -1;

pub struct ExportCell {
    /// Where a call goes.
    entry: AtomicPtr<u64>,
    /// The code to run: what `entry` is unless calls are traced.
    code: AtomicPtr<u64>,
    /// `module::version_of` the module whose code it is; negative: of none.
    version: AtomicI64,
    /// Calls are traced: `entry` is `trace_stub`, and what `run` holds goes by way of the tracer.
    traced: AtomicBool,
    pub mfa: Mfa,
    pub native: Option<Native>,
    /// What runs for `native`: itself, or the tracer. Null: there is none.
    run: AtomicPtr<()>,
    /// The host function that is or was defined here; null: none. What it leads to lives as long as the VM.
    host: AtomicPtr<HostCode>,
    /// Function header, instruction, this cell: where `entry` leads when there is no code.
    stub: [u64; 3],
    /// The same with an instruction that tells the tracer.
    trace_stub: [u64; 3],
}

impl ExportCell {
    /// The code to run now. Acquire: pairs with `set`, so that the words behind the pointer are visible.
    #[inline]
    pub fn entry(&self) -> *const u64 {
        self.entry.load(Ordering::Acquire)
    }

    pub fn set(&self, entry: *const u64) {
        self.set_version(entry, NO_VERSION);
    }

    /// The same, for code of a module of that version.
    pub(crate) fn set_version(&self, entry: *const u64, version: i64) {
        self.version.store(version, Ordering::Relaxed);
        self.code.store(entry.cast_mut(), Ordering::Release);
        if !self.is_traced() || self.native.is_some() {
            self.entry.store(entry.cast_mut(), Ordering::Release);
        }
    }

    /// The code that runs is of a module of that version.
    #[inline]
    pub(crate) fn is_version(&self, version: i64) -> bool {
        self.version.load(Ordering::Relaxed) == version
    }

    /// The code that runs once the tracer has been told.
    pub(crate) fn code(&self) -> *const u64 {
        self.code.load(Ordering::Acquire)
    }

    pub(crate) fn is_traced(&self) -> bool {
        self.traced.load(Ordering::Acquire)
    }

    /// Calls go by way of the tracer, or do not any more.
    pub(crate) fn trace(&self, traced: bool) {
        self.traced.store(traced, Ordering::Release);
        match self.native {
            Some(native) => {
                let run = if traced {
                    crate::interp::traced_native as Native
                } else {
                    native
                };
                self.run.store(run as *mut (), Ordering::Release);
            }
            None => {
                let entry = if traced {
                    &raw const self.trace_stub[1]
                } else {
                    self.code()
                };
                self.entry.store(entry.cast_mut(), Ordering::Release);
            }
        }
    }

    /// The native to run.
    #[inline]
    pub(crate) fn runner(&self) -> Option<Native> {
        let run = self.run.load(Ordering::Relaxed);
        // SAFETY: null, or a `Native` that `new_cell` or `trace` has put there; `Option` of a function is null for none.
        unsafe { std::mem::transmute::<*mut (), Option<Native>>(run) }
    }

    /// The host function to call. Acquire: pairs with `define_host`.
    #[inline]
    pub fn host(&self) -> Option<&dyn HostFunction> {
        let code = self.host.load(Ordering::Acquire);
        // SAFETY: null, or made by `define_host` and kept until the VM is gone.
        unsafe { code.as_ref() }.map(|code| &*code.function)
    }

    pub fn clear(&self) {
        self.set(self.stub());
    }

    pub fn is_defined(&self) -> bool {
        self.native.is_some() || self.has_code()
    }

    pub fn has_code(&self) -> bool {
        self.code() != self.stub()
    }

    fn stub(&self) -> *const u64 {
        &self.stub[1]
    }
}

/// Names an export cell of the same `Vm`. Copy it freely; it is valid as long as the `Vm` (I1).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct EntryRef(std::ptr::NonNull<ExportCell>);

// SAFETY: a shared pointer to a cell whose mutable part is atomic.
unsafe impl Send for EntryRef {}
// SAFETY: as above.
unsafe impl Sync for EntryRef {}

impl EntryRef {
    pub(crate) fn as_ptr(self) -> *const ExportCell {
        self.0.as_ptr()
    }

    /// # Safety
    /// The pointer came from `as_ptr` of a cell of a `Vm` that lives.
    pub(crate) unsafe fn from_ptr(cell: *const ExportCell) -> EntryRef {
        // SAFETY: such a pointer is not null.
        EntryRef(unsafe { std::ptr::NonNull::new_unchecked(cell.cast_mut()) })
    }

    #[inline]
    pub fn cell<'a>(self) -> &'a ExportCell {
        // SAFETY: cells live as long as their Vm and never move (I1); an EntryRef is only handed out and used inside it.
        unsafe { &*self.0.as_ptr() }
    }

    pub fn mfa(self) -> Mfa {
        self.cell().mfa
    }
}

/// All export cells of a `Vm`.
#[derive(Default)]
pub struct Exports {
    table: RwLock<HashMap<Mfa, EntryRef>>,
    /// All host functions ever defined: calls of replaced ones may still be under way.
    host: Mutex<Vec<HostPtr>>,
}

/// Owns what it points to, which others look at.
struct HostPtr(*mut HostCode);

// SAFETY: a host function is Send and Sync, and its words are not written any more.
unsafe impl Send for HostPtr {}
// SAFETY: as above.
unsafe impl Sync for HostPtr {}

impl Exports {
    pub fn find(&self, mfa: Mfa) -> Option<EntryRef> {
        read(&self.table).get(&mfa).copied()
    }

    /// The cell, made if there is none yet.
    pub fn get(&self, mfa: Mfa) -> EntryRef {
        match self.find(mfa) {
            Some(entry) => entry,
            None => self.make(mfa, None),
        }
    }

    /// Before any module is loaded: the cell of a function written in Rust.
    pub fn define_native(&self, mfa: Mfa, native: Native) -> EntryRef {
        self.make(mfa, Some(native))
    }

    /// Calls of the function lead to the host's from now on, whatever was there before.
    pub fn define_host(&self, mfa: Mfa, function: Box<dyn HostFunction>) -> EntryRef {
        let entry = self.get(mfa);
        let code = Box::into_raw(Box::new(HostCode {
            function,
            stub: [
                function_header(u32::MAX, mfa.arity),
                word(Loaded::NativeEntry, 2, 0, 0, 0),
                entry.as_ptr() as u64,
            ],
        }));
        let mut host = lock(&self.host);
        host.push(HostPtr(code));
        let cell = entry.cell();
        cell.host.store(code, Ordering::Release);
        // SAFETY: just made, freed with the VM.
        cell.set(unsafe { &raw const (*code).stub[1] });
        entry
    }

    pub fn all(&self) -> Vec<EntryRef> {
        read(&self.table).values().copied().collect()
    }

    fn make(&self, mfa: Mfa, native: Option<Native>) -> EntryRef {
        let mut table = match self.table.write() {
            Ok(table) => table,
            Err(poisoned) => poisoned.into_inner(),
        };
        *table.entry(mfa).or_insert_with(|| new_cell(mfa, native))
    }
}

fn read<T>(lock: &RwLock<T>) -> std::sync::RwLockReadGuard<'_, T> {
    match lock.read() {
        Ok(guard) => guard,
        Err(poisoned) => poisoned.into_inner(),
    }
}

fn new_cell(mfa: Mfa, native: Option<Native>) -> EntryRef {
    let op = match native {
        Some(_) => Loaded::NativeEntry,
        None => Loaded::Undefined,
    };
    let cell = Box::leak(Box::new(ExportCell {
        entry: AtomicPtr::new(std::ptr::null_mut()),
        code: AtomicPtr::new(std::ptr::null_mut()),
        version: AtomicI64::new(NO_VERSION),
        traced: AtomicBool::new(false),
        mfa,
        native,
        run: AtomicPtr::new(native.map_or(std::ptr::null_mut(), |native| native as *mut ())),
        host: AtomicPtr::new(std::ptr::null_mut()),
        stub: [
            function_header(u32::MAX, mfa.arity),
            word(op, 2, 0, 0, 0),
            0,
        ],
        trace_stub: [
            function_header(u32::MAX, mfa.arity),
            word(Loaded::TracedExport, 2, 0, 0, 0),
            0,
        ],
    }));
    cell.stub[2] = std::ptr::from_ref(cell) as u64;
    cell.trace_stub[2] = cell.stub[2];
    let cell: &ExportCell = cell;
    cell.clear();
    EntryRef(std::ptr::NonNull::from(cell))
}

impl Drop for Exports {
    fn drop(&mut self) {
        for entry in self.all() {
            // SAFETY: leaked by `new_cell`, in the table once, and nothing of the Vm runs any more (I1).
            drop(unsafe { Box::from_raw(entry.0.as_ptr()) });
        }
        let host = self.host.get_mut().unwrap_or_else(PoisonError::into_inner);
        for code in host.drain(..) {
            // SAFETY: made by `define_host`, in the list once; no cell leads there any more.
            drop(unsafe { Box::from_raw(code.0) });
        }
    }
}
