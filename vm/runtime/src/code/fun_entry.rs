//! Fun entries: a fun points at one of these, never at code, so that it finds the code of its version, or learns that it is gone.
//!
//! I1. An entry never moves. It lives until no loaded version has it and no fun points at it (code/reclaim.rs), or as long as its `Vm` if a
//!     fun of it has left the processes (`note`): nobody looks for funs in tables.
//! I2. `entry` is null (code gone) or points at the code of the function, whose word before is a function header.
//! I3. Entries lie in regions of the literal area: so an address of either is found by one comparison.

use crate::atom::Atom;
use crate::heap::OutOfMemory;
use crate::heap::literal::{Ground, Region};
use crate::sync::plain::lock;
use std::collections::HashMap;
use std::sync::atomic::{AtomicPtr, AtomicU8, Ordering};
use std::sync::{Arc, Mutex};

/// Which fun of which code: two loads of the same code share their entries.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct FunKey {
    pub module: Atom,
    pub digest: [u8; 16],
    pub index: u32,
}

pub struct FunEntry {
    entry: AtomicPtr<u64>,
    pub key: FunKey,
    /// The lifted function, as `fun_info` and stack traces name it.
    pub name: Atom,
    /// Arguments of the fun itself.
    pub arity: u8,
    pub n_free: u8,
    /// `MOVED`, `OUT`.
    noted: AtomicU8,
}

/// A fun of it was sent while somebody looked for those that have one.
const MOVED: u8 = 1;
/// A fun of it has left the processes.
const OUT: u8 = 2;

impl FunEntry {
    /// Null: the code is gone. Acquire: pairs with `set`.
    #[inline]
    pub fn entry(&self) -> *const u64 {
        self.entry.load(Ordering::Acquire)
    }

    pub fn set(&self, entry: *const u64) {
        self.entry.store(entry.cast_mut(), Ordering::Release);
    }

    /// A fun of it was copied. Relaxed: who looks for funs hears of the sender after this.
    pub(crate) fn note(&self, out: bool) {
        let bit = if out { OUT } else { MOVED };
        if self.noted.load(Ordering::Relaxed) & bit == 0 {
            self.noted.fetch_or(bit, Ordering::Relaxed);
        }
    }
}

/// Names a fun entry of the same `Vm`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct FunRef(std::ptr::NonNull<FunEntry>);

// SAFETY: a shared pointer to an entry whose mutable part is atomic.
unsafe impl Send for FunRef {}
// SAFETY: as above.
unsafe impl Sync for FunRef {}

impl FunRef {
    #[inline]
    pub fn entry<'a>(self) -> &'a FunEntry {
        // SAFETY: whoever has a fun of it keeps the entry (I1); it never moves.
        unsafe { self.0.as_ref() }
    }

    pub fn address(self) -> usize {
        self.0.as_ptr() as usize
    }

    /// # Safety
    /// The address came from `address` of an entry of a `Vm` that lives, and the entry does too.
    #[inline]
    pub unsafe fn from_address(address: usize) -> FunRef {
        // SAFETY: such an address is not null.
        FunRef(unsafe { std::ptr::NonNull::new_unchecked(address as *mut FunEntry) })
    }
}

/// An entry of a loaded version.
pub struct FunUse {
    pub fun: FunRef,
    all: Arc<FunEntries>,
}

impl Drop for FunUse {
    fn drop(&mut self) {
        self.all.unuse(self.fun);
    }
}

struct Row {
    fun: FunRef,
    /// Loaded versions that have it.
    users: u32,
    /// It is in `loose`, or somebody looks for funs of it.
    is_loose: bool,
    _place: Region,
}

#[derive(Default)]
struct Table {
    rows: HashMap<FunKey, Row>,
    /// Entries that no version has any more.
    loose: Vec<FunRef>,
}

pub struct FunEntries {
    table: Mutex<Table>,
    ground: Arc<Ground>,
}

impl FunEntries {
    pub(crate) fn new(ground: &Arc<Ground>) -> FunEntries {
        FunEntries {
            table: Mutex::default(),
            ground: ground.clone(),
        }
    }

    /// For a fun that comes from outside, where there may be more of it.
    pub fn find(&self, key: &FunKey) -> Option<FunRef> {
        let table = lock(&self.table);
        let fun = table.rows.get(key)?.fun;
        fun.entry().note(true);
        Some(fun)
    }

    /// For a version that is being loaded: the entry, made without code if there is none yet.
    pub fn get(
        self: &Arc<FunEntries>,
        key: FunKey,
        name: Atom,
        arity: u8,
        n_free: u8,
    ) -> Result<FunUse, OutOfMemory> {
        let mut table = lock(&self.table);
        let fun = match table.rows.get_mut(&key) {
            Some(row) => {
                row.users += 1;
                row.fun
            }
            None => {
                let place = Region::new(&self.ground, size_of::<FunEntry>())?;
                let entry = FunEntry {
                    entry: AtomicPtr::new(std::ptr::null_mut()),
                    key,
                    name,
                    arity,
                    n_free,
                    noted: AtomicU8::new(0),
                };
                let address = place.start().cast::<FunEntry>();
                // SAFETY: the region is as large as an entry, aligned to more, and nobody else's.
                unsafe { address.write(entry) };
                // SAFETY: a region's address is not null.
                let fun = unsafe { FunRef::from_address(address as usize) };
                let row = Row {
                    fun,
                    users: 1,
                    is_loose: false,
                    _place: place,
                };
                table.rows.insert(key, row);
                fun
            }
        };
        Ok(FunUse {
            fun,
            all: self.clone(),
        })
    }

    fn unuse(&self, fun: FunRef) {
        let table = &mut *lock(&self.table);
        if let Some(row) = table.rows.get_mut(&fun.entry().key) {
            row.users -= 1;
            if row.users == 0 && !row.is_loose {
                row.is_loose = true;
                table.loose.push(fun);
            }
        }
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        lock(&self.table).rows.len()
    }

    /// Entries whose funs are to be looked for now.
    pub(super) fn take_loose(&self) -> Vec<FunRef> {
        let table = &mut *lock(&self.table);
        let mut loose = std::mem::take(&mut table.loose);
        loose.retain(|fun| {
            let noted = &fun.entry().noted;
            noted.fetch_and(!MOVED, Ordering::Relaxed);
            let stays = noted.load(Ordering::Relaxed) & OUT != 0;
            if stays && let Some(row) = table.rows.get_mut(&fun.entry().key) {
                // For ever, as far as this table is concerned.
                row.is_loose = false;
            }
            !stays
        });
        loose
    }

    /// Somebody looked for funs of those entries; frees the ones that nobody has.
    pub(super) fn looked(&self, entries: &[FunRef], is_held: impl Fn(usize) -> bool) {
        let table = &mut *lock(&self.table);
        for (i, fun) in entries.iter().enumerate() {
            let key = fun.entry().key;
            let Some(row) = table.rows.get_mut(&key) else {
                continue;
            };
            row.is_loose = false;
            if row.users > 0 {
                continue;
            }
            // Acquire on the answers to whoever looked: notes of before are seen.
            match fun.entry().noted.load(Ordering::Relaxed) {
                0 if !is_held(i) => drop(table.rows.remove(&key)),
                noted if noted & OUT != 0 => {}
                _ => {
                    row.is_loose = true;
                    table.loose.push(*fun);
                }
            }
        }
    }
}

#[cfg(all(test, not(loom)))]
mod tests {
    use super::*;
    use crate::atom::atoms;
    use crate::heap::HeapShared;

    fn key(index: u32) -> FunKey {
        FunKey {
            module: atoms::TRUE,
            digest: [0; 16],
            index,
        }
    }

    #[test]
    fn an_entry_goes_when_no_version_has_it_and_no_fun() {
        let shared = HeapShared::for_tests();
        let funs = Arc::new(FunEntries::new(shared.literals.ground()));
        let get = |i| funs.get(key(i), atoms::FALSE, 1, 0).expect("memory");
        let used: Vec<FunUse> = (0..4).map(get).collect();
        let again = get(3);
        assert_eq!(funs.count(), 4);
        drop(used);
        let looked_for = funs.take_loose();
        assert_eq!(looked_for.len(), 3, "one has a user still");
        // Loaded again, sent, and found by a process.
        let revived = get(0);
        looked_for[1].entry().note(false);
        funs.looked(&looked_for, |_| false);
        assert_eq!(funs.count(), 3);
        drop((revived, again));
        let looked_for = funs.take_loose();
        assert_eq!(looked_for.len(), 3);
        looked_for[0].entry().note(true);
        funs.looked(&looked_for, |i| i == 1);
        assert_eq!(funs.count(), 2, "one went out, one is held");
        let looked_for = funs.take_loose();
        assert_eq!(looked_for.len(), 1);
        funs.looked(&looked_for, |_| false);
        assert_eq!(funs.count(), 1);
    }
}
