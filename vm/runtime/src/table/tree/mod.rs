//! The entries of a table in the order of their keys: a top node over chunks over leaves, all reached without locks.
//!
//! ```text
//! Tree -> Top [separators | chunks] -> Chunk [separators | leaves] -> Leaf [prefix, row]...
//! ```
//!
//! Readers go down by atomic loads and check the version of the leaf (leaf.rs). A writer of one entry locks one leaf. When a leaf must grow,
//! shrink, split or merge, another leaf is made and put in its place; the chunk's list of leaves is replaced as a whole when ranges change.
//!
//! - T1. Lock order: `structure`, a chunk's `lock`, leaves from left to right. A thread that holds a leaf waits for nothing but a row's lock.
//! - T2. Leaves die, and slots of a chunk change, under the chunk's lock. Chunks die, and slots of the top node change, under the chunk's lock
//!   and `structure` for reading; the top node is replaced under `structure` for writing.
//! - T3. Separators never change: node, separators and children are made together. Separator `i` is the least key that child `i` may hold; the
//!   first one counts as less than all keys.
//! - T4. A leaf reached through a node that is dead by now may be alive: then its range is what the node said (L2).
//! - T5. Shortcuts (shortcuts.rs) change with the leaves of chunks, before those are retired.
//! - T6. Counters of rows and bytes are kept apart per worker; a worker alone writes its own.

mod locked;
mod node;
mod range;
mod structure;

use std::cell::Cell;
use std::ptr;
use std::sync::atomic::{AtomicI64, AtomicPtr, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, RwLock};

use smallvec::SmallVec;

use super::epoch::{Epochs, Hint, Pin};
use super::leaf::{self, Guess, Leaf, MAX_ENTRIES, NewLeaf, Seen, capacity_for};
use super::order::{Order, Part, Probe};
use super::pages;
use super::row::{NewRow, RowRef};
use super::shortcuts::Shortcuts;
use crate::atom::AtomTable;
use crate::heap::{Account, Frozen, HeapShared, OutOfMemory, copy};
use crate::term::Term;
use crate::term::compare::same;

pub use locked::{Full, Locked, chain};
pub use node::Bound;
use node::{LEAST, Node, Path, Top};
pub use range::Range;

pub struct Tree {
    /// No other tree has had it.
    serial: u64,
    order: Order,
    /// Of the key in a row, from 0.
    position: usize,
    top: AtomicPtr<Top>,
    /// Of a table of hashes with many leaves; else null.
    shortcuts: AtomicPtr<Shortcuts>,
    n_leaves: AtomicUsize,
    structure: RwLock<()>,
    stripes: Box<[Stripe]>,
    account: Arc<Account>,
}

/// Counters of one worker.
#[derive(Default)]
#[repr(align(64))]
struct Stripe {
    rows: AtomicI64,
    bytes: AtomicI64,
    /// Bytes taken from the VM's account.
    charged: AtomicI64,
    /// Where large pages were asked for.
    stretches: AtomicU64,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Direction {
    Forward,
    Back,
}

/// Where a walk begins.
#[derive(Clone, Copy)]
pub enum Origin<'k> {
    End,
    /// Beyond that key.
    Beyond(Probe<'k>),
}

/// A table of so many bytes asks for large pages: its rows lie anywhere, and their addresses would have to be translated one by one.
const LARGE: i64 = 2 << 20;

/// Bytes that are taken from the account at once, at most.
const GRAIN: i64 = 64 * 1024;

impl Tree {
    pub fn new(
        order: Order,
        position: usize,
        n_workers: usize,
        account: &Arc<Account>,
        epochs: &Epochs,
    ) -> Result<Tree, OutOfMemory> {
        let leaf = NewLeaf::new(capacity_for(1))?.publish();
        let chunk = Node::new(order, vec![LEAST], vec![leaf]);
        let top = Node::new(order, vec![LEAST], vec![chunk]);
        Ok(Tree {
            serial: epochs.next_serial(),
            order,
            position,
            top: AtomicPtr::new(top),
            shortcuts: AtomicPtr::new(ptr::null_mut()),
            n_leaves: AtomicUsize::new(1),
            structure: RwLock::new(()),
            stripes: (0..n_workers.max(1)).map(|_| Stripe::default()).collect(),
            account: account.clone(),
        })
    }

    #[inline]
    pub fn probe<'k>(&self, key: Term<'k>, atoms: &AtomTable) -> Probe<'k> {
        Probe::new(self.order, key, atoms)
    }

    // Counters.

    pub fn rows(&self) -> usize {
        let sum = |stripe: &Stripe| stripe.rows.load(Ordering::Relaxed);
        self.stripes.iter().map(sum).sum::<i64>().max(0) as usize
    }

    pub fn bytes(&self) -> usize {
        let sum = |stripe: &Stripe| stripe.bytes.load(Ordering::Relaxed);
        self.stripes.iter().map(sum).sum::<i64>().max(0) as usize
    }

    #[inline]
    fn stripe(&self, pin: Pin<'_>) -> &Stripe {
        &self.stripes[pin.index() % self.stripes.len()]
    }

    #[inline]
    fn count_rows(&self, pin: Pin<'_>, n: i64) {
        let rows = &self.stripe(pin).rows;
        // T6: nobody else writes it.
        rows.store(rows.load(Ordering::Relaxed) + n, Ordering::Relaxed);
    }

    /// Takes memory for a row.
    #[inline]
    pub fn charge_row(&self, pin: Pin<'_>, row: &NewRow) -> Result<(), OutOfMemory> {
        let row = row.as_ref();
        self.charge(pin, row.bytes(), row.raw() as usize)
    }

    /// Takes memory for something of the table, which is there.
    #[inline]
    fn charge(&self, pin: Pin<'_>, bytes: usize, address: usize) -> Result<(), OutOfMemory> {
        let stripe = self.stripe(pin);
        let now = stripe.bytes.load(Ordering::Relaxed) + bytes as i64;
        let charged = stripe.charged.load(Ordering::Relaxed);
        if now > charged {
            self.charge_more(stripe, now, address)?;
        }
        stripe.bytes.store(now, Ordering::Relaxed);
        Ok(())
    }

    fn charge_leaf(&self, pin: Pin<'_>, leaf: &NewLeaf) -> Result<(), OutOfMemory> {
        let leaf = leaf.get();
        self.charge(pin, leaf.bytes(), &raw const *leaf as usize)
    }

    #[cold]
    fn charge_more(&self, stripe: &Stripe, now: i64, address: usize) -> Result<(), OutOfMemory> {
        let charged = stripe.charged.load(Ordering::Relaxed);
        let more = now - charged + (now / 8).clamp(0, GRAIN);
        self.account.charge(more as usize)?;
        stripe.charged.store(charged + more, Ordering::Relaxed);
        if now >= LARGE {
            let done = stripe.stretches.load(Ordering::Relaxed);
            let done = pages::prefer_large(address, done);
            stripe.stretches.store(done, Ordering::Relaxed);
        }
        Ok(())
    }

    #[inline]
    pub fn uncharge(&self, pin: Pin<'_>, bytes: usize) {
        let stripe = self.stripe(pin);
        let now = stripe.bytes.load(Ordering::Relaxed) - bytes as i64;
        stripe.bytes.store(now, Ordering::Relaxed);
        let charged = stripe.charged.load(Ordering::Relaxed);
        if charged - now > 4 * GRAIN {
            let less = charged - now - GRAIN;
            self.account.release(less as usize);
            stripe.charged.store(charged - less, Ordering::Relaxed);
        }
    }

    // Going down.

    fn top<'p>(&self, _: Pin<'p>) -> &'p Top {
        // SAFETY: as `Node::child`.
        unsafe { &*self.top.load(Ordering::Acquire) }
    }

    #[inline(always)]
    fn shortcuts<'p>(&self, _: Pin<'p>) -> Option<&'p Shortcuts> {
        // SAFETY: as `Node::child`; null says there are none.
        unsafe { self.shortcuts.load(Ordering::Acquire).as_ref() }
    }

    #[inline(always)]
    fn path<'p>(&self, probe: &Probe<'_>, pin: Pin<'p>, atoms: &AtomTable) -> Path<'p> {
        if self.order == Order::Hash
            && let Some(path) = self.path_by_hash(probe.prefix, pin)
        {
            return path;
        }
        let top = self.top(pin);
        let chunk_at = top.child_of(probe, atoms);
        let chunk = top.child(chunk_at, pin);
        let leaf_at = chunk.child_of(probe, atoms);
        Path::new(top, (chunk_at, chunk), leaf_at, pin)
    }

    /// As `path`, by indexes alone; nothing if one has none.
    #[inline(always)]
    fn path_by_hash<'p>(&self, hash: u64, pin: Pin<'p>) -> Option<Path<'p>> {
        let top = self.top(pin);
        let chunk_at = top.child_of_hash(hash)?;
        let chunk = top.child(chunk_at, pin);
        let leaf_at = chunk.child_of_hash(hash)?;
        Some(Path::new(top, (chunk_at, chunk), leaf_at, pin))
    }

    /// The leaf of a hash, and about where in it that hash should be. Nothing if that takes a search.
    #[inline(always)]
    fn leaf_of_hash<'p>(&self, hash: u64, pin: Pin<'p>) -> Option<(&'p Leaf, Guess)> {
        if let Some(shortcuts) = self.shortcuts(pin)
            && let Some(found) = shortcuts.leaf(hash, pin)
        {
            return Some(found);
        }
        let path = self.path_by_hash(hash, pin)?;
        Some((path.leaf, path.guess_by_hash(hash)))
    }

    /// The leaf of a key, and about where in it the key should be.
    #[inline(always)]
    fn leaf_of<'p>(&self, probe: &Probe<'_>, pin: Pin<'p>, atoms: &AtomTable) -> (&'p Leaf, Guess) {
        if self.order == Order::Hash
            && let Some(found) = self.leaf_of_hash(probe.prefix, pin)
        {
            return found;
        }
        let path = self.path(probe, pin, atoms);
        (path.leaf, path.guess(probe))
    }

    fn edge<'p>(&self, direction: Direction, pin: Pin<'p>) -> Path<'p> {
        let last = |n: usize| match direction {
            Direction::Forward => 0,
            Direction::Back => n - 1,
        };
        let top = self.top(pin);
        let chunk_at = last(top.len());
        let chunk = top.child(chunk_at, pin);
        let leaf_at = last(chunk.len());
        Path::new(top, (chunk_at, chunk), leaf_at, pin)
    }

    /// Every shortcut leads to the leaf that going down finds, every part with one leaf has one, and leaves are counted right; how many shortcuts
    /// there are. While nobody writes.
    #[cfg(all(test, not(loom)))]
    pub fn check_shortcuts(&self, pin: Pin<'_>) -> usize {
        let mut n_leaves = 0;
        self.leaves(pin, |_| {
            n_leaves += 1;
            true
        });
        assert_eq!(self.n_leaves(), n_leaves);
        let Some(shortcuts) = self.shortcuts(pin) else {
            return 0;
        };
        let n = shortcuts.len();
        let size = (u64::MAX / n as u64).wrapping_add(1);
        for part in 0..n as u64 {
            let [first, last] = [part * size, part * size + (size - 1)].map(|hash| {
                let path = self
                    .path_by_hash(hash, pin)
                    .expect("nodes of hashes have indexes");
                &raw const *path.leaf
            });
            let found = shortcuts
                .leaf(part * size, pin)
                .map(|(leaf, _)| &raw const *leaf);
            assert_eq!(
                found,
                (first == last).then_some(first),
                "part {part} of {n}"
            );
        }
        n
    }

    // Reading.

    /// The row of a key that is a counter: many count the same one up over and over. Whether it is the one found last.
    #[inline(always)]
    pub fn find_counter<'p>(
        &self,
        key: Term<'_>,
        pin: Pin<'p>,
        atoms: &AtomTable,
    ) -> Option<(RowRef<'p>, bool)> {
        let hint = pin.counted();
        if hint.tree == self.serial {
            // SAFETY: the hint was set under the pin that holds now: unpinning forgets it. The leaf may be dead, but not freed.
            let leaf: &'p Leaf = unsafe { &*(hint.leaf as *const Leaf) };
            let seen = leaf.read(|leaf| {
                if hint.at >= leaf.n() {
                    return None;
                }
                let (_, row) = leaf.row(hint.at, pin)?;
                row.fetch_to_count();
                same(row.key(self.position), key).then_some(row)
            });
            // A leaf that is alive is the one for its range.
            if let Seen::Is((Some(row), _)) = seen {
                return Some((row, true));
            }
        }
        let row = self.find_new_counter(key, pin, atoms)?;
        Some((row, false))
    }

    /// Finds and remembers.
    #[inline(never)]
    fn find_new_counter<'p>(
        &self,
        key: Term<'_>,
        pin: Pin<'p>,
        atoms: &AtomTable,
    ) -> Option<RowRef<'p>> {
        let probe = self.probe(key, atoms);
        loop {
            let (leaf, guess) = self.leaf_of(&probe, pin, atoms);
            leaf.fetch(guess);
            let seen = leaf.read(|leaf| leaf.place(&probe, guess, self.position, pin, atoms));
            if let Seen::Is(((at, row), _)) = seen {
                if row.is_some() {
                    pin.set_counted(Hint {
                        tree: self.serial,
                        leaf: &raw const *leaf as usize,
                        at,
                    });
                }
                return row;
            }
        }
    }

    /// The row of a key.
    #[inline(always)]
    pub fn find<'p>(
        &self,
        probe: &Probe<'_>,
        pin: Pin<'p>,
        atoms: &AtomTable,
    ) -> Option<RowRef<'p>> {
        match self.find_by_hash(probe, pin) {
            Some(found) => found,
            None => self.find_anyhow(probe.prefix, probe.key, pin, atoms),
        }
    }

    /// As `find`, in a table of hashes. `None`: that takes a closer look.
    #[inline(always)]
    fn find_by_hash<'p>(&self, probe: &Probe<'_>, pin: Pin<'p>) -> Option<Option<RowRef<'p>>> {
        if self.order != Order::Hash {
            return None;
        }
        let (leaf, guess) = self.leaf_of_hash(probe.prefix, pin)?;
        leaf.fetch(guess);
        leaf.row_of_hash(probe.prefix, probe.key, guess, self.position, pin)
    }

    #[inline(never)]
    fn find_anyhow<'p>(
        &self,
        prefix: u64,
        key: Term<'_>,
        pin: Pin<'p>,
        atoms: &AtomTable,
    ) -> Option<RowRef<'p>> {
        let probe = &Probe {
            prefix,
            key,
            order: self.order,
            part: Part::All,
        };
        loop {
            let (leaf, guess) = self.leaf_of(probe, pin, atoms);
            leaf.fetch(guess);
            let seen = leaf.read(|leaf| leaf.place(probe, guess, self.position, pin, atoms).1);
            if let Seen::Is((row, _)) = seen {
                return row;
            }
        }
    }

    /// The first row beyond a place in some direction.
    pub fn next<'p>(
        &self,
        from: Origin<'_>,
        direction: Direction,
        pin: Pin<'p>,
        atoms: &AtomTable,
    ) -> Option<RowRef<'p>> {
        'again: loop {
            let mut path = match &from {
                Origin::End => self.edge(direction, pin),
                Origin::Beyond(probe) => self.path(probe, pin, atoms),
            };
            // Leaves without anything for us: they must not have changed when we have found it.
            let mut passed: SmallVec<[(&Leaf, u64); 4]> = SmallVec::new();
            let mut beyond = match &from {
                Origin::End => None,
                Origin::Beyond(probe) => Some(*probe),
            };
            loop {
                let guess = beyond.map_or(Guess::START, |probe| path.guess(&probe));
                let seen = path.leaf.read(|leaf| {
                    let at = match &beyond {
                        Some(probe) => {
                            let (at, found) = leaf.place(probe, guess, self.position, pin, atoms);
                            match direction {
                                Direction::Forward => at + usize::from(found.is_some()),
                                Direction::Back => at.wrapping_sub(1),
                            }
                        }
                        None => match direction {
                            Direction::Forward => 0,
                            Direction::Back => leaf.n().wrapping_sub(1),
                        },
                    };
                    match at < leaf.n() {
                        true => leaf.row(at, pin).map(|(_, row)| (at, row)),
                        false => None,
                    }
                });
                let Seen::Is((found, version)) = seen else {
                    continue 'again;
                };
                let row = found.map(|(_, row)| row);
                let unchanged = |passed: &[(&Leaf, u64)]| {
                    passed.iter().all(|(leaf, version)| leaf.is_still(*version))
                };
                if let Some((at, _)) = found {
                    if !unchanged(&passed) {
                        continue 'again;
                    }
                    pin.set_hint(Hint {
                        tree: self.serial,
                        leaf: &raw const *path.leaf as usize,
                        at,
                    });
                    // A walk will read what comes next, too.
                    (at + 1..at + 6).for_each(|i| path.leaf.fetch_row(i));
                    if let Some(leaf) = path.neighbour(direction, pin) {
                        leaf.fetch_all();
                    }
                    return row;
                }
                passed.push((path.leaf, version));
                beyond = None;
                if !path.step(direction, pin) {
                    match unchanged(&passed) {
                        true => return None,
                        false => continue 'again,
                    }
                }
            }
        }
    }

    /// A walk goes on where its last step ended, if the slice is the same and nothing has changed there: the row behind that of the key, which is
    /// in the table. A leaf that is alive is the one for its range.
    #[inline]
    pub fn next_by_hint<'p>(&self, key: Term<'_>, pin: Pin<'p>) -> Option<RowRef<'p>> {
        /// So many rows ahead are fetched.
        const AHEAD: usize = 6;
        let hint = pin.hint();
        if hint.tree != self.serial {
            return None;
        }
        // SAFETY: the hint was set under the pin that holds now: unpinning forgets it. The leaf may be dead, but not freed.
        let leaf: &'p Leaf = unsafe { &*(hint.leaf as *const Leaf) };
        let seen = leaf.read(|leaf| {
            let next = hint.at + 1;
            if next >= leaf.n() {
                return None;
            }
            let (_, here) = leaf.row(hint.at, pin)?;
            if !same(here.key(self.position), key) {
                return None;
            }
            leaf.fetch_row(next + AHEAD);
            leaf.row(next, pin)
        });
        let Seen::Is((Some((_, row)), _)) = seen else {
            return None;
        };
        pin.set_hint(Hint {
            at: hint.at + 1,
            ..hint
        });
        Some(row)
    }

    /// The rows of one leaf beyond a place, in the direction's order, and where to go on; `None`: there is nothing more.
    pub fn scan<'p>(
        &self,
        from: &Cursor,
        direction: Direction,
        rows: &mut Rows<'p>,
        pin: Pin<'p>,
        atoms: &AtomTable,
    ) -> Option<Cursor> {
        loop {
            rows.clear();
            let mut path = match from {
                Cursor::Start => self.edge(direction, pin),
                Cursor::From(bound) | Cursor::Beyond(bound) => {
                    self.path(&self.bound_probe(bound), pin, atoms)
                }
            };
            let mut limit = match from {
                Cursor::Start => None,
                Cursor::From(bound) | Cursor::Beyond(bound) => Some(self.bound_probe(bound)),
            };
            if let (Cursor::From(bound), Direction::Back) = (from, direction)
                && path.chunk.bound(path.leaf_at).is(bound)
            {
                // All of this leaf is behind us.
                if !path.step(direction, pin) {
                    return None;
                }
                limit = None;
            }
            let inclusive = matches!(from, Cursor::From(_));
            let seen = path.leaf.read(|leaf| {
                let (mut first, mut last) = (0, leaf.n());
                if let Some(probe) = &limit {
                    let (at, found) = self.place_of(leaf, probe, inclusive, &path, pin, atoms);
                    match direction {
                        Direction::Forward => first = at + usize::from(found && !inclusive),
                        Direction::Back => last = at,
                    }
                }
                let row = |i| leaf.row(i, pin);
                match direction {
                    Direction::Forward => rows.extend((first..last).filter_map(row)),
                    Direction::Back => rows.extend((first..last).rev().filter_map(row)),
                }
            });
            if let Seen::Is(_) = seen {
                // They lie anywhere: all are fetched at once.
                rows.iter().for_each(|(_, row)| row.fetch());
                if let Some(leaf) = path.neighbour(direction, pin) {
                    leaf.fetch_all();
                }
                return path.beyond(direction).map(Cursor::From);
            }
        }
    }

    /// Where a limit is in a leaf. The separators of hashes have no key: they stand before all keys of their hash.
    fn place_of(
        &self,
        leaf: &Leaf,
        probe: &Probe<'_>,
        is_separator: bool,
        path: &Path<'_>,
        pin: Pin<'_>,
        atoms: &AtomTable,
    ) -> (usize, bool) {
        if is_separator && self.order == Order::Hash {
            return (leaf.place_of_prefix(probe.prefix), false);
        }
        let (at, found) = leaf.place(probe, path.guess(probe), self.position, pin, atoms);
        (at, found.is_some())
    }

    fn bound_probe<'b>(&self, bound: &'b Bound) -> Probe<'b> {
        Probe {
            prefix: bound.prefix,
            key: bound.key.as_ref().map_or(Term::NIL, |key| key.root()),
            order: self.order,
            part: bound.part,
        }
    }

    /// Beyond that row: where to go on later.
    pub fn beyond_row(&self, row: RowRef<'_>, shared: &HeapShared) -> Result<Cursor, OutOfMemory> {
        let key = row.key(self.position);
        Ok(Cursor::Beyond(Bound {
            prefix: self.probe(key, &shared.atoms).prefix,
            key: Some(Arc::new(Frozen::new(copy::to_fragment(key, shared)?))),
            part: Part::All,
        }))
    }

    /// Of each leaf in turn the number of entries, until `f` says stop.
    fn leaves<'p>(&self, pin: Pin<'p>, mut f: impl FnMut(&'p Leaf) -> bool) {
        let top = self.top(pin);
        for i in 0..top.len() {
            let chunk = top.child(i, pin);
            for j in 0..chunk.len() {
                if !f(chunk.child(j, pin)) {
                    return;
                }
            }
        }
    }

    pub fn n_leaves(&self) -> usize {
        self.n_leaves.load(Ordering::Relaxed)
    }

    /// The rows of the `i`th leaf.
    pub fn nth_leaf<'p>(&self, i: usize, pin: Pin<'p>) -> Option<Rows<'p>> {
        let mut left = i;
        let mut found = None;
        self.leaves(pin, |leaf| {
            if left > 0 {
                left -= 1;
                return true;
            }
            found = Some((0..leaf.n()).filter_map(|i| leaf.row(i, pin)).collect());
            false
        });
        found
    }

    /// The `i`th row.
    pub fn nth<'p>(&self, i: usize, pin: Pin<'p>) -> Option<RowRef<'p>> {
        let mut left = i;
        let mut found = None;
        self.leaves(pin, |leaf| {
            let n = leaf.n();
            if left >= n {
                left -= n;
                return true;
            }
            found = leaf.row(left, pin).map(|(_, row)| row);
            false
        });
        found
    }

    // Writing.

    /// Locks the leaf of a key.
    #[inline]
    pub fn lock<'p>(&'p self, probe: &Probe<'_>, pin: Pin<'p>, atoms: &AtomTable) -> Locked<'p> {
        loop {
            let (leaf, guess) = self.leaf_of(probe, pin, atoms);
            leaf.fetch(guess);
            let Some(version) = leaf.lock() else {
                continue;
            };
            let (at, found) = leaf.place(probe, guess, self.position, pin, atoms);
            return Locked {
                tree: self,
                pin,
                leaf,
                version,
                at,
                prefix: probe.prefix,
                found,
                changed: Cell::new(false),
                frozen: Cell::new(false),
            };
        }
    }
}

/// Rows with their prefixes.
pub type Rows<'p> = SmallVec<[(u64, RowRef<'p>); MAX_ENTRIES]>;

/// Where a scan stands.
#[derive(Clone)]
pub enum Cursor {
    Start,
    /// At the edge of a leaf's range.
    From(Bound),
    /// Beyond an entry.
    Beyond(Bound),
}

impl Drop for Tree {
    fn drop(&mut self) {
        let chained = self.order == Order::Hash;
        // SAFETY: nobody else uses the tree: all nodes, leaves and rows are its own.
        unsafe {
            let shortcuts = *self.shortcuts.get_mut();
            if !shortcuts.is_null() {
                drop(Box::from_raw(shortcuts));
            }
            let top = Box::from_raw(*self.top.get_mut());
            for chunk in &top.children {
                let chunk = Box::from_raw(chunk.node.load(Ordering::Relaxed));
                for leaf in &chunk.children {
                    let leaf = leaf.node.load(Ordering::Relaxed);
                    free_rows(&*leaf, chained);
                    leaf::free_now(leaf);
                }
            }
        }
        let charged = self
            .stripes
            .iter()
            .map(|stripe| stripe.charged.load(Ordering::Relaxed));
        self.account.release(charged.sum::<i64>().max(0) as usize);
    }
}

/// # Safety
/// Nobody uses the rows any more.
unsafe fn free_rows(leaf: &Leaf, may_be_chained: bool) {
    for i in 0..leaf.n() {
        // SAFETY: passed on.
        unsafe {
            let mut next = RowRef::from_raw(leaf.raw_row(i));
            while let Some(row) = next {
                next = match may_be_chained && row.is_chained() {
                    true => row.older(),
                    false => None,
                };
                row.free_now();
            }
        }
    }
}
