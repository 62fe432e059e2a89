//! A loaded module: its code words, its continuation records, and the tables that stack traces and `module_info` are made from.
//!
//! I1. Words and records never move; records point at their module, words at records: all are freed together, with the literals, some time
//!     after a purge (reclaim.rs).
//! I2. The word before a function's entry is its header: index and arity.
//! I3. Words do not change after loading, but for two opcodes: that of a function's first instruction while the function is traced, and those of
//!     quick calls of a native that was traced once. Operands stay.

use super::export::{EntryRef, Mfa};
use super::fun_entry::{FunRef, FunUse};
use crate::atom::Atom;
use crate::heap::literal::Region;
use crate::term::Tuple;
use crate::term::record::Definition;
use crate::term::{Term, Word};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

/// `frame` of a record where there is no frame.
pub const NO_FRAME: u32 = u32::MAX;

/// Index of a module version in the VM and of a record in the module: what stack traces are made of. Fits a small integer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SiteId(pub u64);

impl SiteId {
    const RECORD_BITS: u32 = 28;

    pub const fn new(version: u32, record: u32) -> SiteId {
        SiteId((version as u64) << SiteId::RECORD_BITS | record as u64)
    }

    pub const fn version(self) -> u32 {
        (self.0 >> SiteId::RECORD_BITS) as u32
    }

    pub const fn record(self) -> u32 {
        self.0 as u32 & ((1 << SiteId::RECORD_BITS) - 1)
    }
}

/// A continuation record: what is to be known of a place where a process may be looked at. `[sp]` of a frame that called holds a pointer to one.
#[repr(C, align(64))]
pub struct Rec {
    /// Where compiled code returns to (none yet).
    pub native: *const u8,
    /// Where the interpreter goes on after the call.
    pub pc: *const u64,
    /// Y slots of the frame, or `NO_FRAME`.
    pub frame: u32,
    pub n_live_y: u16,
    pub n_live_x: u16,
    /// `n_live_y` Y indices, then `n_live_x` X indices.
    pub live: *const u16,
    /// Where exceptions go; null: out of the function.
    pub handler: *const u64,
    pub module: *const LoadedModule,
    /// Index of the function, and row of the line table.
    pub function: u32,
    pub line: u32,
    pub index: u32,
}

const _: () = assert!(size_of::<Rec>() == 64);

impl Rec {
    #[inline]
    pub fn live_y(&self) -> &[u16] {
        // SAFETY: the loader made `live` point at that many indices in the module's pool, which lives as long as the record (I1).
        unsafe { std::slice::from_raw_parts(self.live, self.n_live_y as usize) }
    }

    #[inline]
    pub fn live_x(&self) -> &[u16] {
        // SAFETY: as in `live_y`; the X indices follow.
        unsafe {
            std::slice::from_raw_parts(
                self.live.add(self.n_live_y as usize),
                self.n_live_x as usize,
            )
        }
    }

    pub fn module(&self) -> Option<&LoadedModule> {
        // SAFETY: null or the module that owns the record (I1).
        unsafe { self.module.as_ref() }
    }

    pub fn site_id(&self) -> Option<SiteId> {
        Some(SiteId::new(self.module()?.version, self.index))
    }

    /// Words of the frame, the record's own included.
    pub fn frame_words(&self) -> usize {
        if self.frame == NO_FRAME {
            0
        } else {
            self.frame as usize + 1
        }
    }
}

/// Records that belong to no module: below every stack, and of native frames.
pub fn builtin_rec(pc: *const u64, frame: u32, live: &'static [u16]) -> Rec {
    Rec {
        native: std::ptr::null(),
        pc,
        frame,
        n_live_y: live.len() as u16,
        n_live_x: 0,
        live: live.as_ptr(),
        handler: std::ptr::null(),
        module: std::ptr::null(),
        function: 0,
        line: 0,
        index: 0,
    }
}

/// The word before a function's entry.
pub const fn function_header(index: u32, arity: u8) -> u64 {
    (index as u64) << 8 | arity as u64
}

/// # Safety
/// `entry` is the entry of a function or of an export cell's stub.
pub unsafe fn arity_at(entry: *const u64) -> usize {
    // SAFETY: the word before an entry is its header (I2).
    (unsafe { *entry.sub(1) } & 0xff) as usize
}

#[derive(Clone, Debug)]
pub struct FunctionInfo {
    pub name: Atom,
    pub arity: u8,
    pub exported: bool,
    /// Word index of its entry.
    pub entry: u32,
    pub line: u32,
    /// What it is shown as: a copy of that function, which nobody is to see as one of this module.
    pub copy_of: Option<Mfa>,
}

/// A row of the line table.
#[derive(Clone, Debug)]
pub struct LineInfo {
    pub file: u32,
    pub line: u32,
    /// Inlined code: the function it is of, and the row of the call it replaced.
    pub inlined: Option<(Mfa, u32)>,
}

/// A native record as its module defines it.
pub struct RecordRow<'a> {
    pub definition: Definition<'a>,
    /// A list for each field: empty, or of its default.
    pub defaults: Tuple<'a>,
}

pub struct LoadedModule {
    pub version: u32,
    pub name: Atom,
    pub words: Box<[AtomicU64]>,
    pub recs: Box<[Rec]>,
    /// Live register lists of the records.
    pub live: Box<[u16]>,
    pub functions: Box<[FunctionInfo]>,
    pub exports: Vec<(u32, EntryRef)>,
    pub funs: Vec<ModuleFun>,
    pub files: Box<[String]>,
    pub lines: Box<[LineInfo]>,
    /// Names and literals.
    pub attributes: Vec<(Atom, Word)>,
    /// Native records: definitions and defaults, literals.
    pub records: Vec<(Word, Word)>,
    pub on_load: Option<u32>,
    pub digest: [u8; 16],
    pub docs: Box<[u8]>,
    pub debug: Box<[u8]>,
    /// Where its literals are, unless they stay for ever or there are none.
    pub(crate) literals: Option<Region>,
    pub(crate) size: CodeSize,
}

/// A fun of a module.
pub struct ModuleFun {
    /// Index of the function that it runs.
    pub function: u32,
    pub fun: FunRef,
    pub(super) _use: FunUse,
}

/// Bytes of code, counted as long as they are there.
#[derive(Default)]
pub(crate) struct CodeSize {
    bytes: usize,
    total: Arc<AtomicUsize>,
}

impl CodeSize {
    pub fn of(bytes: usize, total: &Arc<AtomicUsize>) -> CodeSize {
        total.fetch_add(bytes, Ordering::Relaxed);
        CodeSize {
            bytes,
            total: total.clone(),
        }
    }
}

impl Drop for CodeSize {
    fn drop(&mut self) {
        self.total.fetch_sub(self.bytes, Ordering::Relaxed);
    }
}

// SAFETY: all raw pointers in records lead into the module's own boxes, which are not written after loading.
unsafe impl Send for LoadedModule {}
// SAFETY: as above.
unsafe impl Sync for LoadedModule {}

impl LoadedModule {
    pub fn entry_of(&self, function: u32) -> *const u64 {
        let entry = self.functions[function as usize].entry as usize;
        debug_assert!(entry < self.words.len());
        self.code().wrapping_add(entry)
    }

    /// Name and value of attribute `i`.
    pub fn attribute(&self, i: usize) -> (Atom, Term<'_>) {
        let (name, value) = self.attributes[i];
        // SAFETY: a literal: lives as long as the module.
        (name, unsafe { Term::from_word(value) })
    }

    /// Bytes that it takes but for its literals, about.
    pub(super) fn words_and_tables(&self) -> usize {
        size_of_val(&*self.words)
            + size_of_val(&*self.recs)
            + size_of_val(&*self.live)
            + size_of_val(&*self.functions)
            + size_of_val(&*self.lines)
            + self.docs.len()
            + self.debug.len()
    }

    /// Bytes that it takes.
    pub(super) fn bytes(&self) -> usize {
        self.size.bytes + self.literals.as_ref().map_or(0, Region::bytes)
    }

    /// Its funs lead to its code.
    pub fn link_funs(&self) {
        for fun in &self.funs {
            fun.fun.entry().set(self.entry_of(fun.function));
        }
    }

    /// Those that lead to its code lead nowhere.
    pub fn unlink_funs(&self) {
        for fun in &self.funs {
            if self.contains(fun.fun.entry().entry()) {
                fun.fun.entry().set(std::ptr::null());
            }
        }
    }

    /// Where its code begins.
    pub fn code(&self) -> *const u64 {
        self.words.as_ptr().cast()
    }

    /// Native record `i`.
    pub fn record(&self, i: usize) -> Option<RecordRow<'_>> {
        let &(definition, defaults) = self.records.get(i)?;
        // SAFETY: literals: live as long as the module.
        let (definition, defaults): (Term<'_>, Term<'_>) =
            unsafe { (Term::from_word(definition), Term::from_word(defaults)) };
        Some(RecordRow {
            definition: Definition::of(definition)?,
            defaults: defaults.as_tuple()?,
        })
    }

    pub fn contains(&self, pc: *const u64) -> bool {
        self.words.as_ptr_range().contains(&pc.cast())
    }

    pub fn function_at(&self, rec: &Rec) -> &FunctionInfo {
        &self.functions[rec.function as usize]
    }

    /// What the function is called wherever a process is looked at: for a copy, the function that it is a copy of.
    pub fn mfa_of(&self, function: u32) -> Mfa {
        let info = &self.functions[function as usize];
        info.copy_of.unwrap_or(Mfa {
            module: self.name,
            name: info.name,
            arity: info.arity,
        })
    }

    /// The functions that the module says it has.
    pub fn own_functions(&self) -> impl Iterator<Item = &FunctionInfo> {
        self.functions.iter().filter(|info| info.copy_of.is_none())
    }

    /// File and line, if the line is known.
    pub fn position(&self, line: u32) -> Option<(&str, u32)> {
        let row = self.lines.get(line as usize).filter(|row| row.line != 0)?;
        Some((self.files.get(row.file as usize)?, row.line))
    }
}
