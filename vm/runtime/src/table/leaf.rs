//! A leaf: the entries of a small range of a table, in order, behind a version that says whether they are being changed.
//!
//! - L1. Bit 0 of the version: somebody changes the leaf. Bit 1: another leaf has taken its place; its entries stay as they are. The rest
//!   grows with every change. A reader that finds the same even version before and after has seen one state.
//! - L2. The range a leaf is for never changes: a leaf that is not dead is the one for its range.
//! - L3. Entries `0..n` hold rows in ascending order. A reader in the middle of a change may see an entry twice or miss one, never a row that
//!   was freed: `n` is written after what it counts, and read before.

use std::alloc::Layout;
use std::cmp::Ordering as Cmp;
use std::ptr::NonNull;
use std::sync::atomic::{AtomicPtr, AtomicU32, AtomicU64, Ordering, fence};

use super::epoch::{Block, Pin};
use super::order::{self, Order, Probe, is_decided};
use super::row::{RowRef, fetch, pause};
use crate::atom::AtomTable;
use crate::heap::OutOfMemory;
use crate::term::Term;

const LOCKED: u64 = 1;
const DEAD: u64 = 2;
const STEP: u64 = 4;

#[repr(C)]
pub(super) struct Leaf {
    version: AtomicU64,
    n: AtomicU32,
    capacity: u32,
}

#[repr(C)]
struct Entry {
    prefix: AtomicU64,
    row: AtomicPtr<u64>,
}

/// So many entries around a guess are looked at together.
const AROUND: usize = 8;

/// Most entries of a leaf, except where many keys have one prefix that cannot be told apart.
pub(super) const MAX_ENTRIES: usize = 64;
const SIZES: [usize; 9] = [4, 8, 16, 24, 32, 40, 48, 56, MAX_ENTRIES];

/// The smallest capacity for so many entries.
pub(super) fn capacity_for(n: usize) -> usize {
    SIZES
        .into_iter()
        .find(|size| *size >= n)
        .unwrap_or(n.next_multiple_of(MAX_ENTRIES))
}

fn layout(capacity: usize) -> Option<Layout> {
    let bytes = capacity
        .checked_mul(size_of::<Entry>())?
        .checked_add(size_of::<Leaf>())?;
    Layout::from_size_align(bytes, align_of::<Leaf>()).ok()
}

pub(super) fn bytes(capacity: usize) -> usize {
    size_of::<Leaf>() + capacity * size_of::<Entry>()
}

/// A leaf not yet published.
pub(super) struct NewLeaf(NonNull<Leaf>);

impl NewLeaf {
    pub fn new(capacity: usize) -> Result<NewLeaf, OutOfMemory> {
        let layout = layout(capacity).ok_or(OutOfMemory)?;
        // SAFETY: the layout is not empty.
        let leaf = unsafe { std::alloc::alloc_zeroed(layout) }.cast::<Leaf>();
        let leaf = NonNull::new(leaf).ok_or(OutOfMemory)?;
        // SAFETY: fresh memory, large enough and aligned.
        unsafe {
            leaf.write(Leaf {
                version: AtomicU64::new(0),
                n: AtomicU32::new(0),
                capacity: capacity as u32,
            })
        };
        Ok(NewLeaf(leaf))
    }

    /// A leaf with the entries `from..to` of another, which is locked.
    pub fn with_entries(
        other: &Leaf,
        from: usize,
        to: usize,
        capacity: usize,
    ) -> Result<NewLeaf, OutOfMemory> {
        let leaf = NewLeaf::new(capacity)?;
        leaf.append(other, from, to);
        Ok(leaf)
    }

    pub fn append(&self, other: &Leaf, from: usize, to: usize) {
        let own = self.get();
        let n = own.n();
        debug_assert!(n + to - from <= own.capacity());
        for (i, at) in (from..to).enumerate() {
            let (prefix, row) = other.entry(at).load();
            own.entry(n + i).store(prefix, row);
        }
        own.n.store((n + to - from) as u32, Ordering::Release);
    }

    pub fn get(&self) -> &Leaf {
        // SAFETY: ours, written in `new`.
        unsafe { self.0.as_ref() }
    }

    pub fn publish(self) -> *mut Leaf {
        let leaf = self.0.as_ptr();
        std::mem::forget(self);
        leaf
    }
}

impl Drop for NewLeaf {
    fn drop(&mut self) {
        free(self.0.as_ptr() as usize);
    }
}

/// Frees the leaf at that address, without its rows. Only given to whoever owns it.
fn free(address: usize) {
    let leaf = address as *mut Leaf;
    // SAFETY: a leaf that `NewLeaf::new` made and nobody reaches any more.
    unsafe {
        let layout = layout((*leaf).capacity as usize).expect("it was allocated with this layout");
        std::alloc::dealloc(leaf.cast(), layout);
    }
}

impl Entry {
    fn load(&self) -> (u64, *mut u64) {
        let row = self.row.load(Ordering::Acquire);
        (self.prefix.load(Ordering::Relaxed), row)
    }

    fn store(&self, prefix: u64, row: *mut u64) {
        self.prefix.store(prefix, Ordering::Relaxed);
        self.row.store(row, Ordering::Release);
    }
}

/// Which part of a leaf's entries lies before a hash, about: hashes are spread evenly.
#[derive(Clone, Copy)]
pub(super) struct Guess(u32);

impl Guess {
    const BITS: u32 = 16;
    pub const START: Guess = Guess(0);

    /// `before` of `all`.
    #[inline]
    pub fn of(before: u64, all: u64) -> Guess {
        // Halved, so that they are signed numbers, which take one instruction.
        let half = |n: u64| (n >> 1) as i64 as f64;
        let scale = f64::from(1 << Guess::BITS);
        Guess((half(before) / half(all | 2) * scale) as u32)
    }

    /// Of a hash without the bits that are the same in all of the leaf's.
    #[inline(always)]
    pub fn from_top(rest: u64) -> Guess {
        Guess((rest >> (u64::BITS - Guess::BITS)) as u32)
    }

    /// So many of `n`.
    #[inline]
    fn among(self, n: usize) -> usize {
        (self.0 as usize * n) >> Guess::BITS
    }
}

/// `=:=` of keys.
#[inline(always)]
fn same_key(a: Term<'_>, b: Term<'_>) -> bool {
    #[inline(never)]
    fn same_boxed(a: Term<'_>, b: Term<'_>) -> bool {
        crate::term::compare::same(a, b)
    }
    let (one, other) = (a.word(), b.word());
    one == other || !(one.is_immediate() || other.is_immediate()) && same_boxed(a, b)
}

/// What a reader found.
pub(super) enum Seen<T> {
    Is(T),
    /// The leaf changed meanwhile: read again.
    Changed,
    /// Another leaf is in its place.
    Dead,
}

impl Leaf {
    #[inline]
    pub fn n(&self) -> usize {
        self.n.load(Ordering::Acquire) as usize
    }

    /// It will be searched soon, about there: what is behind the head is fetched together with it.
    #[inline]
    pub fn fetch(&self, guess: Guess) {
        const USUAL: usize = 44;
        let first = (&raw const *self).wrapping_add(1).cast::<Entry>();
        let about = first.wrapping_add(guess.among(USUAL));
        fetch(&raw const *self);
        fetch(about.wrapping_sub(AROUND / 4));
        fetch(about.wrapping_add(AROUND / 4));
    }

    /// All of it will be read soon.
    pub fn fetch_all(&self) {
        const LINE: usize = 64;
        let first = (&raw const *self).cast::<u8>();
        (0..bytes(MAX_ENTRIES) / LINE + 1).for_each(|i| fetch(first.wrapping_add(i * LINE)));
    }

    #[inline]
    pub fn capacity(&self) -> usize {
        self.capacity as usize
    }

    pub fn bytes(&self) -> usize {
        bytes(self.capacity())
    }

    #[inline]
    fn entry(&self, i: usize) -> &Entry {
        debug_assert!(i < self.capacity());
        let first = (&raw const *self).wrapping_add(1).cast::<Entry>();
        // SAFETY: `capacity` entries follow the leaf.
        unsafe { &*first.add(i) }
    }

    /// Row and prefix of an entry; nothing if it is being taken away.
    #[inline]
    pub fn row<'p>(&self, i: usize, _: Pin<'p>) -> Option<(u64, RowRef<'p>)> {
        let (prefix, row) = self.entry(i).load();
        // SAFETY: L3: a row that was in the table while we are pinned.
        unsafe { RowRef::from_raw(row) }.map(|row| (prefix, row))
    }

    /// The row of an entry will be read soon, if there is one.
    #[inline]
    pub fn fetch_row(&self, i: usize) {
        if i < self.capacity() {
            fetch(self.entry(i).row.load(Ordering::Relaxed));
        }
    }

    /// Reads: `f` may see a state in the middle of a change; then what it says is thrown away.
    #[inline]
    pub fn read<T>(&self, f: impl FnOnce(&Leaf) -> T) -> Seen<(T, u64)> {
        let version = self.stable_version();
        if version & DEAD != 0 {
            return Seen::Dead;
        }
        let result = f(self);
        if self.is_still(version) {
            Seen::Is((result, version))
        } else {
            Seen::Changed
        }
    }

    #[inline]
    fn stable_version(&self) -> u64 {
        let mut spins = 0u32;
        loop {
            let version = self.version.load(Ordering::Acquire);
            if version & LOCKED == 0 {
                return version;
            }
            spins += 1;
            pause(spins);
        }
    }

    /// Is that still the version? Says so for all reads before.
    #[inline]
    pub fn is_still(&self, version: u64) -> bool {
        fence(Ordering::Acquire);
        self.version.load(Ordering::Relaxed) == version
    }

    /// Where the key is, or where it would go. `guess`: about there.
    #[inline(always)]
    pub fn place<'p>(
        &self,
        probe: &Probe<'_>,
        guess: Guess,
        position: usize,
        pin: Pin<'p>,
        atoms: &AtomTable,
    ) -> (usize, Option<RowRef<'p>>) {
        let n = self.n();
        match probe.order {
            Order::Hash => self.place_by_hash(probe, n, guess, position, pin, atoms),
            Order::Key => self.place_by_key(probe, n, position, pin, atoms),
        }
    }

    /// Hashes are spread evenly: near the guess.
    #[inline(always)]
    fn place_by_hash<'p>(
        &self,
        probe: &Probe<'_>,
        n: usize,
        guess: Guess,
        position: usize,
        pin: Pin<'p>,
        atoms: &AtomTable,
    ) -> (usize, Option<RowRef<'p>>) {
        let prefix = |i: usize| self.prefix(i);
        let mut i = self.place_of_hash(probe.prefix, n, guess);
        while i < n && prefix(i) == probe.prefix {
            let Some((_, row)) = self.row(i, pin) else {
                break;
            };
            let key = row.key(position);
            if same_key(key, probe.key) {
                return (i, Some(row));
            }
            if probe.compare_entry(probe.prefix, || key, atoms) == Cmp::Greater {
                break;
            }
            i += 1;
        }
        (i, None)
    }

    /// The first of `n` entries whose hash is not less. Around the guess it is searched by halves, without branches: which way a guess misses
    /// nobody can foresee.
    #[inline(always)]
    fn place_of_hash(&self, hash: u64, n: usize, guess: Guess) -> usize {
        let about = guess.among(n);
        let mut i = match n.checked_sub(AROUND) {
            Some(last) => {
                let mut i = about.saturating_sub(AROUND / 2).min(last);
                for step in [AROUND / 2, AROUND / 4, AROUND / 8] {
                    i += usize::from(self.prefix(i + step - 1) < hash) * step;
                }
                i
            }
            None => about.min(n),
        };
        while i > 0 && self.prefix(i - 1) >= hash {
            i -= 1;
        }
        while i < n && self.prefix(i) < hash {
            i += 1;
        }
        i
    }

    /// The row of a key whose hash nobody else's equals. `None`: the leaf is being changed, or that takes a closer look.
    #[inline(always)]
    pub fn row_of_hash<'p>(
        &self,
        hash: u64,
        key: Term<'_>,
        guess: Guess,
        position: usize,
        pin: Pin<'p>,
    ) -> Option<Option<RowRef<'p>>> {
        let version = self.version.load(Ordering::Acquire);
        if version & (LOCKED | DEAD) != 0 {
            return None;
        }
        let n = self.n();
        let i = self.place_of_hash(hash, n, guess);
        let found = match i < n && self.prefix(i) == hash {
            true => Some(self.row(i, pin)?.1),
            false => None,
        };
        if let Some(row) = found
            && !same_key(row.key(position), key)
        {
            return None;
        }
        self.is_still(version).then_some(found)
    }

    #[inline(never)]
    fn place_by_key<'p>(
        &self,
        probe: &Probe<'_>,
        n: usize,
        position: usize,
        pin: Pin<'p>,
        atoms: &AtomTable,
    ) -> (usize, Option<RowRef<'p>>) {
        let prefix = |i: usize| self.entry(i).prefix.load(Ordering::Relaxed);
        let first = order::count_below(n, probe.prefix, prefix);
        if first >= n || prefix(first) != probe.prefix {
            return (first, None);
        }
        if is_decided(probe.prefix) {
            return (first, self.row(first, pin).map(|(_, row)| row));
        }
        let end = order::count_up_to(n, probe.prefix, prefix);
        self.place_among_equals(first, end, probe, position, pin, atoms)
    }

    /// Several entries may have the prefix: then their keys decide.
    fn place_among_equals<'p>(
        &self,
        first: usize,
        end: usize,
        probe: &Probe<'_>,
        position: usize,
        pin: Pin<'p>,
        atoms: &AtomTable,
    ) -> (usize, Option<RowRef<'p>>) {
        let (mut from, mut to) = (first, end);
        while from < to {
            let middle = (from + to) / 2;
            let Some((_, row)) = self.row(middle, pin) else {
                break;
            };
            match probe.compare_entry(probe.prefix, || row.key(position), atoms) {
                Cmp::Equal => return (middle, Some(row)),
                Cmp::Less => from = middle + 1,
                Cmp::Greater => to = middle,
            }
        }
        (from, None)
    }

    /// The first entry with that prefix or a greater one.
    pub fn place_of_prefix(&self, prefix: u64) -> usize {
        let n = self.n();
        (0..n).find(|i| self.prefix(*i) >= prefix).unwrap_or(n)
    }

    /// Takes the right to change it; the version it had. `None`: it is dead.
    pub fn lock(&self) -> Option<u64> {
        let mut spins = 0u32;
        loop {
            let version = self.version.load(Ordering::Relaxed);
            if version & DEAD != 0 {
                return None;
            }
            if version & LOCKED == 0
                && self
                    .version
                    .compare_exchange_weak(
                        version,
                        version | LOCKED,
                        Ordering::Acquire,
                        Ordering::Relaxed,
                    )
                    .is_ok()
            {
                // The lock before the changes, for readers (L1).
                fence(Ordering::Release);
                return Some(version);
            }
            spins += 1;
            pause(spins);
        }
    }

    /// Gives it back: nothing was changed.
    pub fn unlock_unchanged(&self, version: u64) {
        self.version.store(version, Ordering::Release);
    }

    pub fn unlock(&self, version: u64) {
        self.version
            .store(version.wrapping_add(STEP), Ordering::Release);
    }

    /// Unlocks it for ever: its entries are another leaf's now.
    pub fn kill(&self, version: u64) {
        self.version
            .store(version.wrapping_add(STEP) | DEAD, Ordering::Release);
    }

    // Only while locked:

    pub fn insert(&self, at: usize, prefix: u64, row: *mut u64) {
        let n = self.n();
        debug_assert!(n < self.capacity() && at <= n);
        for i in (at..n).rev() {
            let (prefix, row) = self.entry(i).load();
            self.entry(i + 1).store(prefix, row);
        }
        self.entry(at).store(prefix, row);
        self.n.store(n as u32 + 1, Ordering::Release);
    }

    pub fn replace(&self, at: usize, row: *mut u64) {
        self.entry(at).row.store(row, Ordering::Release);
    }

    pub fn remove(&self, at: usize) {
        let n = self.n();
        for i in at + 1..n {
            let (prefix, row) = self.entry(i).load();
            self.entry(i - 1).store(prefix, row);
        }
        self.n.store(n as u32 - 1, Ordering::Release);
        self.entry(n - 1)
            .row
            .store(std::ptr::null_mut(), Ordering::Release);
    }

    #[inline]
    pub fn prefix(&self, i: usize) -> u64 {
        self.entry(i).prefix.load(Ordering::Relaxed)
    }

    /// The rows' pointers, for whoever frees them.
    pub fn raw_row(&self, i: usize) -> *mut u64 {
        self.entry(i).load().1
    }
}

/// # Safety
/// It is reachable for nobody but those who are pinned now.
pub(super) unsafe fn retire(leaf: *mut Leaf, pin: Pin<'_>) {
    pin.retire_block(Block {
        address: leaf as usize,
        free,
    });
}

/// # Safety
/// Nobody uses it any more.
pub(super) unsafe fn free_now(leaf: *mut Leaf) {
    free(leaf as usize);
}
