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

use crate::sync::plain::{lock, read, write};
use std::cell::Cell;
use std::ptr;
use std::sync::atomic::{AtomicBool, AtomicI64, AtomicPtr, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, RwLock};

use smallvec::SmallVec;

use super::epoch::{Block, Epochs, Hint, Pin};
use super::leaf::{self, Guess, Leaf, MAX_ENTRIES, NewLeaf, Seen, capacity_for};
use super::order::{self, Order, Part, Probe, is_decided};
use super::pages;
use super::row::{NewRow, RowRef, Scratch};
use super::shortcuts::{Shortcuts, Span};
use crate::atom::AtomTable;
use crate::heap::{Account, Fragment, Frozen, HeapShared, OutOfMemory, copy};
use crate::term::Term;
use crate::term::compare::same;

/// Most leaves of a chunk.
const MAX_LEAVES: usize = 256;

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

type Top = Node<Chunk>;
type Chunk = Node<Leaf>;

struct Node<C> {
    children: Box<[Child<C>]>,
    /// Of hashes only.
    index: Option<Index>,
    /// The keys of separators whose prefix does not decide.
    keys: Box<[Option<Arc<Frozen>>]>,
    lock: Mutex<()>,
    dead: AtomicBool,
}

/// A child with the least key it may hold: they are looked at together.
struct Child<C> {
    separator: u64,
    node: AtomicPtr<C>,
}

/// Where the search for a hash among separators begins: hashes are spread evenly, so it is nearly there.
struct Index {
    low: u64,
    shift: u32,
    /// Of equal parts of the range the last separator that is not beyond the part's start.
    first: Box<[u16]>,
}

impl Index {
    fn new(separators: &[Bound]) -> Index {
        let prefix = |i: usize| separators[i].prefix;
        let n = separators.len();
        let low = prefix(0);
        let span = prefix(n - 1) - low;
        let n_parts = (2 * n).next_power_of_two();
        let shift = (u64::BITS - span.leading_zeros()).saturating_sub(n_parts.ilog2());
        let mut at = 0;
        let first = (0..=span >> shift).map(|part| {
            while at + 1 < n && prefix(at + 1) - low <= part << shift {
                at += 1;
            }
            at as u16
        });
        Index {
            low,
            shift,
            first: first.collect(),
        }
    }

    /// The last separator that is not greater, or one before it.
    #[inline(always)]
    fn before(&self, prefix: u64) -> usize {
        let part = (prefix.saturating_sub(self.low) >> self.shift) as usize;
        let part = part.min(self.first.len() - 1);
        // SAFETY: `new` makes at least one.
        usize::from(unsafe { *self.first.get_unchecked(part) })
    }
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

/// A place between keys: the least key of some leaf.
#[derive(Clone)]
pub struct Bound {
    prefix: u64,
    key: Option<Arc<Frozen>>,
    part: Part,
}

/// The keys of an ordered table that are tuples of one size with the same first elements.
#[derive(Clone)]
pub struct Range {
    prefix: u64,
    /// A tuple of that size; elements behind the first `n` say nothing.
    key: Arc<Frozen>,
    n: usize,
}

impl Range {
    /// At least one element is given.
    pub fn new(first: &[Term<'_>], size: usize, shared: &HeapShared) -> Result<Range, OutOfMemory> {
        let words = first
            .iter()
            .map(|term| copy::words(*term, &shared.literals));
        let words = 1 + size + words.sum::<usize>();
        let key = Fragment::allocate(shared, words)?.build(shared, |w| {
            let elements: Result<Vec<_>, _> =
                first.iter().map(|term| copy::copy_into(*term, w)).collect();
            let mut elements = elements?;
            elements.resize(size, Term::NIL);
            Ok::<_, OutOfMemory>(w.tuple(&elements))
        })?;
        Ok(Range {
            prefix: order::prefix_of(key.root(), &shared.atoms),
            key: Arc::new(Frozen::new(key)),
            n: first.len(),
        })
    }

    pub fn holds(&self, key: Term<'_>, atoms: &AtomTable) -> bool {
        order::compare_part(key, self.key.root(), self.n, atoms).is_eq()
    }

    /// Where a scan of it begins.
    pub fn start(&self, direction: Direction) -> Cursor {
        Cursor::From(Bound {
            prefix: self.prefix,
            key: Some(self.key.clone()),
            part: match direction {
                Direction::Forward => Part::Before(self.n),
                Direction::Back => Part::Behind(self.n),
            },
        })
    }
}

impl Bound {
    /// The same separator?
    fn is(&self, other: &Bound) -> bool {
        self.prefix == other.prefix
            && self.part == other.part
            && match (&self.key, &other.key) {
                (None, None) => true,
                (Some(a), Some(b)) => Arc::ptr_eq(a, b),
                (None, Some(_)) | (Some(_), None) => false,
            }
    }
}

/// The way to a leaf.
struct Path<'p> {
    top: &'p Top,
    chunk_at: usize,
    chunk: &'p Chunk,
    leaf_at: usize,
    leaf: &'p Leaf,
}

/// A leaf that this thread may change, and where in it a key is or would be.
pub struct Locked<'p> {
    tree: &'p Tree,
    pin: Pin<'p>,
    leaf: &'p Leaf,
    version: u64,
    at: usize,
    prefix: u64,
    /// The row that is there.
    pub found: Option<RowRef<'p>>,
    changed: Cell<bool>,
    /// The found row counts no more until we are done.
    frozen: Cell<bool>,
}

/// There is no room in the leaf: the row is given back.
pub struct Full(pub NewRow);

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

impl<C> Node<C> {
    fn new(order: Order, separators: Vec<Bound>, children: Vec<*mut C>) -> *mut Node<C> {
        debug_assert_eq!(separators.len(), children.len());
        let index = match order {
            Order::Hash if children.len() <= usize::from(u16::MAX) => Some(Index::new(&separators)),
            Order::Hash | Order::Key => None,
        };
        Box::into_raw(Box::new(Node {
            index,
            children: separators
                .iter()
                .zip(children)
                .map(|(bound, node)| Child {
                    separator: bound.prefix,
                    node: AtomicPtr::new(node),
                })
                .collect(),
            keys: separators.into_iter().map(|bound| bound.key).collect(),
            lock: Mutex::new(()),
            dead: AtomicBool::new(false),
        }))
    }

    /// The child for a hash; nothing if there is no index.
    #[inline(always)]
    fn child_of_hash(&self, hash: u64) -> Option<usize> {
        let children = &*self.children;
        if children.len() == 1 {
            return Some(0);
        }
        let mut at = self.index.as_ref()?.before(hash);
        // Half of the time it is the next one: no branch could foresee that.
        if let Some(next) = children.get(at + 1) {
            at += usize::from(next.separator <= hash);
        }
        while let Some(next) = children.get(at + 1)
            && next.separator <= hash
        {
            at += 1;
        }
        Some(at)
    }

    /// The child for a key: the last whose separator is not greater.
    #[inline]
    fn child_of(&self, probe: &Probe<'_>, atoms: &AtomTable) -> usize {
        if let Some(at) = self.child_of_hash(probe.prefix) {
            return at;
        }
        // The number of separators behind the first with a prefix that is not greater.
        let last = order::count_up_to(self.len(), probe.prefix, |i| self.separator(i)) - 1;
        if probe.order == Order::Hash || self.separator(last) != probe.prefix {
            return last;
        }
        self.child_among_equals(last, probe, atoms)
    }

    /// Several separators may have the prefix: then their keys decide.
    #[cold]
    fn child_among_equals(&self, last: usize, probe: &Probe<'_>, atoms: &AtomTable) -> usize {
        let is_beyond = |i: usize| match &self.keys[i] {
            None => false,
            Some(key) => probe.compare_key(key.root(), atoms).is_gt(),
        };
        let first = self.children[..last].partition_point(|child| child.separator < probe.prefix);
        let (mut from, mut to) = (first, last + 1);
        while from < to {
            let middle = (from + to) / 2;
            match middle > 0 && is_beyond(middle) {
                true => to = middle,
                false => from = middle + 1,
            }
        }
        from.saturating_sub(1)
    }

    fn len(&self) -> usize {
        self.children.len()
    }

    #[inline]
    fn separator(&self, i: usize) -> u64 {
        self.children[i].separator
    }

    /// While pinned.
    #[inline(always)]
    fn child<'p>(&self, i: usize, _: Pin<'p>) -> &'p C {
        // SAFETY: a child is retired, not freed, when it is replaced; while we are pinned it stays (T3).
        unsafe { &*self.children[i].node.load(Ordering::Acquire) }
    }

    fn raw_child(&self, i: usize) -> *mut C {
        self.children[i].node.load(Ordering::Acquire)
    }

    fn bound(&self, i: usize) -> Bound {
        Bound {
            prefix: self.separator(i),
            key: self.keys[i].clone(),
            part: Part::All,
        }
    }

    fn bounds(&self) -> Vec<Bound> {
        (0..self.len()).map(|i| self.bound(i)).collect()
    }

    fn raw_children(&self) -> Vec<*mut C> {
        (0..self.len()).map(|i| self.raw_child(i)).collect()
    }

    fn retire(this: *const Node<C>, pin: Pin<'_>) {
        fn free<C>(address: usize) {
            // SAFETY: made by `new`; nobody reaches it any more. Children are not its to free.
            drop(unsafe { Box::from_raw(address as *mut Node<C>) });
        }
        pin.retire_block(Block {
            address: this as usize,
            free: free::<C>,
        });
    }
}

/// Of the hashes behind the first up to the last the one with most zeros at its end.
fn roundest(first: u64, last: u64) -> Option<u64> {
    let differs = (first ^ last).checked_ilog2()?;
    Some(last >> differs << differs)
}

const LEAST: Bound = Bound {
    prefix: 0,
    key: None,
    part: Part::All,
};

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
        Path {
            top,
            chunk_at,
            chunk,
            leaf_at,
            leaf: chunk.child(leaf_at, pin),
        }
    }

    /// As `path`, by indexes alone; nothing if one has none.
    #[inline(always)]
    fn path_by_hash<'p>(&self, hash: u64, pin: Pin<'p>) -> Option<Path<'p>> {
        let top = self.top(pin);
        let chunk_at = top.child_of_hash(hash)?;
        let chunk = top.child(chunk_at, pin);
        let leaf_at = chunk.child_of_hash(hash)?;
        Some(Path {
            top,
            chunk_at,
            chunk,
            leaf_at,
            leaf: chunk.child(leaf_at, pin),
        })
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
        Path {
            top,
            chunk_at,
            chunk,
            leaf_at,
            leaf: chunk.child(leaf_at, pin),
        }
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

    /// Makes room in the leaf of a key that was full: it grows or is split.
    pub fn make_room(
        &self,
        probe: &Probe<'_>,
        pin: Pin<'_>,
        shared: &HeapShared,
    ) -> Result<(), OutOfMemory> {
        let too_many_leaves = {
            let _structure = read(&self.structure);
            self.grow_leaf(probe, pin, shared)?
        };
        if too_many_leaves || self.wanted_shortcuts(pin).is_some() {
            let _structure = write(&self.structure);
            self.split_chunk(probe, pin, &shared.atoms);
            self.fit_shortcuts(pin);
        }
        Ok(())
    }

    /// True: its chunk has to be split first.
    fn grow_leaf(
        &self,
        probe: &Probe<'_>,
        pin: Pin<'_>,
        shared: &HeapShared,
    ) -> Result<bool, OutOfMemory> {
        let path = self.path(probe, pin, &shared.atoms);
        let chunk = path.chunk;
        let _guard = lock(&chunk.lock);
        if chunk.dead.load(Ordering::Relaxed) {
            return Ok(false);
        }
        let leaf_at = path.leaf_at;
        let leaf = chunk.child(leaf_at, pin);
        let Some(guard) = LeafGuard::lock(leaf) else {
            return Ok(false);
        };
        let (n, capacity) = (leaf.n(), leaf.capacity());
        if n < capacity {
            return Ok(false);
        }
        let split = match n >= MAX_ENTRIES {
            true => self.split_place(leaf, probe, pin, &shared.atoms),
            false => None,
        };
        let Some((at, prefix)) = split else {
            let new = NewLeaf::with_entries(leaf, 0, n, capacity_for(n + 1))?;
            self.charge_leaf(pin, &new)?;
            self.replace_leaf(&path, guard, new, pin);
            return Ok(false);
        };
        if chunk.len() >= MAX_LEAVES {
            return Ok(true);
        }
        let bound = self.separator(leaf, at, prefix, pin, shared)?;
        let left = NewLeaf::with_entries(leaf, 0, at, capacity_for(at))?;
        let right = NewLeaf::with_entries(leaf, at, n, capacity_for(n - at + 1))?;
        self.charge_leaf(pin, &left)?;
        self.charge_leaf(pin, &right)?;
        let (left, right) = (left.publish(), right.publish());
        let span = path.span(leaf_at);
        let (mut bounds, mut children) = (chunk.bounds(), chunk.raw_children());
        children[leaf_at] = left;
        children.insert(leaf_at + 1, right);
        bounds.insert(leaf_at + 1, bound);
        self.replace_chunk(&path, chunk, Node::new(self.order, bounds, children), pin);
        if self.order == Order::Hash {
            let last = prefix - 1;
            self.lead(Span { last, ..span }, left, pin);
            self.lead(
                Span {
                    low: prefix,
                    ..span
                },
                right,
                pin,
            );
        }
        self.n_leaves.fetch_add(1, Ordering::Relaxed);
        self.retire_leaf(guard, pin);
        Ok(false)
    }

    /// Another leaf for the range of the path's, whose chunk the caller has locked.
    fn replace_leaf(&self, path: &Path<'_>, old: LeafGuard<'_>, new: NewLeaf, pin: Pin<'_>) {
        let new = new.publish();
        path.chunk.children[path.leaf_at]
            .node
            .store(new, Ordering::Release);
        self.lead(path.span(path.leaf_at), new, pin);
        self.retire_leaf(old, pin);
    }

    /// The leaf is the one for those hashes from now on. The caller has locked their chunk.
    fn lead(&self, span: Span, leaf: *mut Leaf, pin: Pin<'_>) {
        if let Some(shortcuts) = self.shortcuts(pin) {
            shortcuts.lead(span, leaf);
        }
    }

    /// How many shortcuts there should be, if those that are there are too few or too many.
    fn wanted_shortcuts(&self, pin: Pin<'_>) -> Option<usize> {
        let there = self.shortcuts(pin).map_or(0, Shortcuts::len);
        let wanted = match self.n_leaves() {
            n if n > 1 && self.order == Order::Hash => n.next_power_of_two(),
            _ => 0,
        };
        (wanted > there || wanted < there / 4).then_some(wanted)
    }

    /// The caller has `structure` for writing.
    fn fit_shortcuts(&self, pin: Pin<'_>) {
        if let Some(n) = self.wanted_shortcuts(pin) {
            self.replace_shortcuts(n, pin);
        }
    }

    /// `n` parts; 0: none. Without memory there are none, either.
    fn replace_shortcuts(&self, n: usize, pin: Pin<'_>) {
        let new = Some(n).filter(|n| *n > 0).and_then(|n| {
            let new = Box::new(Shortcuts::new(n));
            let address = &raw const *new as usize;
            self.charge(pin, Shortcuts::bytes_of(n), address).ok()?;
            Some(new)
        });
        if let Some(new) = &new {
            let mut path = self.edge(Direction::Forward, pin);
            loop {
                let leaf = path.chunk.raw_child(path.leaf_at);
                new.lead(path.span(path.leaf_at), leaf);
                if !path.step(Direction::Forward, pin) {
                    break;
                }
            }
        }
        let new = new.map_or(ptr::null_mut(), Box::into_raw);
        let old = self.shortcuts.swap(new, Ordering::AcqRel);
        // SAFETY: as `shortcuts`.
        if let Some(gone) = unsafe { old.as_ref() } {
            self.uncharge(pin, Shortcuts::bytes_of(gone.len()));
            Shortcuts::retire(old, pin);
        }
    }

    /// Where a full leaf is split: keys in the middle, or, if they come in ascending or descending order, at that end; hashes at the roundest
    /// between them, so that shortcuts lead to both leaves.
    fn split_place(
        &self,
        leaf: &Leaf,
        probe: &Probe<'_>,
        pin: Pin<'_>,
        atoms: &AtomTable,
    ) -> Option<(usize, u64)> {
        let n = leaf.n();
        if self.order == Order::Key {
            let order = |i: usize| {
                let (prefix, row) = leaf.row(i, pin)?;
                Some(probe.compare_entry(prefix, || row.key(self.position), atoms))
            };
            let at = match (order(0), order(n - 1)) {
                (_, Some(std::cmp::Ordering::Less)) => n - 1,
                (Some(std::cmp::Ordering::Greater), _) => 1,
                _ => n / 2,
            };
            return Some((at, leaf.prefix(at)));
        }
        // Keys of one hash stay together.
        let edge = roundest(leaf.prefix(0), leaf.prefix(n - 1))?;
        Some((leaf.place_of_prefix(edge), edge))
    }

    fn separator(
        &self,
        leaf: &Leaf,
        at: usize,
        prefix: u64,
        pin: Pin<'_>,
        shared: &HeapShared,
    ) -> Result<Bound, OutOfMemory> {
        let key = match leaf.row(at, pin) {
            Some((_, row)) if self.order == Order::Key && !is_decided(prefix) => {
                let key = copy::to_fragment(row.key(self.position), shared)?;
                Some(Arc::new(Frozen::new(key)))
            }
            _ => None,
        };
        Ok(Bound {
            prefix,
            key,
            part: Part::All,
        })
    }

    /// The caller has locked the chunk, and `structure` for reading.
    fn replace_chunk(&self, path: &Path<'_>, old: &Chunk, new: *mut Chunk, pin: Pin<'_>) {
        path.top.children[path.chunk_at]
            .node
            .store(new, Ordering::Release);
        old.dead.store(true, Ordering::Relaxed);
        Node::retire(old, pin);
    }

    fn retire_leaf(&self, guard: LeafGuard<'_>, pin: Pin<'_>) {
        let leaf = guard.leaf;
        self.uncharge(pin, leaf.bytes());
        guard.kill();
        // SAFETY: it has just been replaced.
        unsafe { leaf::retire((&raw const *leaf).cast_mut(), pin) };
    }

    /// Two chunks for the one of a key, if it is full. The caller has `structure` for writing.
    fn split_chunk(&self, probe: &Probe<'_>, pin: Pin<'_>, atoms: &AtomTable) {
        let path = self.path(probe, pin, atoms);
        let chunk = path.chunk;
        let n = chunk.len();
        if n < MAX_LEAVES {
            return;
        }
        let ascending = path.leaf_at + 1 == n && path.chunk_at + 1 == path.top.len();
        let at = if ascending { n - 1 } else { n / 2 };
        let (mut bounds, mut children) = (chunk.bounds(), chunk.raw_children());
        let right = Node::new(self.order, bounds.split_off(at), children.split_off(at));
        let left = Node::new(self.order, bounds, children);
        let (mut bounds, mut children) = (path.top.bounds(), path.top.raw_children());
        children[path.chunk_at] = left;
        children.insert(path.chunk_at + 1, right);
        bounds.insert(path.chunk_at + 1, chunk.bound(at));
        self.replace_top(&path, Node::new(self.order, bounds, children), pin);
    }

    /// The chunk of the path has gone out of the top node.
    fn replace_top(&self, path: &Path<'_>, new: *mut Top, pin: Pin<'_>) {
        self.top.store(new, Ordering::Release);
        path.chunk.dead.store(true, Ordering::Relaxed);
        Node::retire(path.chunk, pin);
        Node::retire(path.top, pin);
    }

    /// After many deletions: the leaf of a key becomes smaller, or one with its neighbour.
    pub fn shrink(&self, probe: &Probe<'_>, pin: Pin<'_>, shared: &HeapShared) {
        let empty_chunk = {
            let _structure = read(&self.structure);
            // Without memory it stays as it is.
            self.shrink_leaf(probe, pin, shared).unwrap_or(false)
        };
        if empty_chunk || self.wanted_shortcuts(pin).is_some() {
            let _structure = write(&self.structure);
            self.drop_chunk(probe, pin, &shared.atoms);
            self.fit_shortcuts(pin);
        }
    }

    /// True: the chunk has nothing but an empty leaf.
    fn shrink_leaf(
        &self,
        probe: &Probe<'_>,
        pin: Pin<'_>,
        shared: &HeapShared,
    ) -> Result<bool, OutOfMemory> {
        let path = self.path(probe, pin, &shared.atoms);
        let chunk = path.chunk;
        let _guard = lock(&chunk.lock);
        if chunk.dead.load(Ordering::Relaxed) {
            return Ok(false);
        }
        let at = path.leaf_at;
        // With the leaf behind it, or else with the one before.
        let behind = (at + 1 < chunk.len()).then_some(at);
        for left_at in behind.into_iter().chain(at.checked_sub(1)) {
            let (left, right) = (chunk.child(left_at, pin), chunk.child(left_at + 1, pin));
            let (Some(left), Some(right)) = (LeafGuard::lock(left), LeafGuard::lock(right)) else {
                return Ok(false);
            };
            let n = left.leaf.n() + right.leaf.n();
            if n > MAX_ENTRIES / 2 {
                continue;
            }
            let new = NewLeaf::with_entries(left.leaf, 0, left.leaf.n(), capacity_for(n + 1))?;
            new.append(right.leaf, 0, right.leaf.n());
            self.charge_leaf(pin, &new)?;
            let (mut bounds, mut children) = (chunk.bounds(), chunk.raw_children());
            let new = new.publish();
            children[left_at] = new;
            children.remove(left_at + 1);
            bounds.remove(left_at + 1);
            let nothing_left = n == 0 && children.len() == 1;
            self.replace_chunk(&path, chunk, Node::new(self.order, bounds, children), pin);
            let span = Span {
                low: path.span(left_at).low,
                last: path.span(left_at + 1).last,
            };
            self.lead(span, new, pin);
            self.n_leaves.fetch_sub(1, Ordering::Relaxed);
            self.retire_leaf(left, pin);
            self.retire_leaf(right, pin);
            return Ok(nothing_left && path.top.len() > 1);
        }
        let Some(guard) = LeafGuard::lock(chunk.child(at, pin)) else {
            return Ok(false);
        };
        let (n, capacity) = (guard.leaf.n(), guard.leaf.capacity());
        if n == 0 && chunk.len() == 1 && path.top.len() > 1 {
            return Ok(true);
        }
        if capacity_for(n + 1) * 2 <= capacity {
            let new = NewLeaf::with_entries(guard.leaf, 0, n, capacity_for(n + 1))?;
            self.charge_leaf(pin, &new)?;
            self.replace_leaf(&path, guard, new, pin);
        }
        Ok(false)
    }

    /// The caller has `structure` for writing: no leaf or chunk is replaced meanwhile.
    fn drop_chunk(&self, probe: &Probe<'_>, pin: Pin<'_>, atoms: &AtomTable) {
        let path = self.path(probe, pin, atoms);
        let n = path.top.len();
        if path.chunk.len() != 1 || n == 1 {
            return;
        }
        let Some(guard) = LeafGuard::lock(path.leaf) else {
            return;
        };
        if guard.leaf.n() > 0 {
            return;
        }
        // Its range becomes that of the chunk before it, or behind it: of its last, or first, leaf. That one is replaced, since its range grows.
        let before = path.chunk_at > 0;
        let other_at = if before {
            path.chunk_at - 1
        } else {
            path.chunk_at + 1
        };
        let other = path.top.child(other_at, pin);
        let leaf_at = if before { other.len() - 1 } else { 0 };
        let Some(grown) = LeafGuard::lock(other.child(leaf_at, pin)) else {
            return;
        };
        let entries = grown.leaf.n();
        let Ok(new) = NewLeaf::with_entries(grown.leaf, 0, entries, capacity_for(entries + 1))
        else {
            return;
        };
        if self.charge_leaf(pin, &new).is_err() {
            return;
        }
        let new = new.publish();
        let (mut bounds, mut children) = (other.bounds(), other.raw_children());
        children[leaf_at] = new;
        if !before {
            bounds[0] = path.chunk.bound(0);
        }
        let chunk = Node::new(self.order, bounds, children);
        let (mut bounds, mut children) = (path.top.bounds(), path.top.raw_children());
        children[other_at] = chunk;
        if !before {
            bounds[other_at] = path.chunk.bound(0);
        }
        children.remove(path.chunk_at);
        bounds.remove(path.chunk_at);
        other.dead.store(true, Ordering::Relaxed);
        self.replace_top(&path, Node::new(self.order, bounds, children), pin);
        Node::retire(other, pin);
        let path = self.path(probe, pin, atoms);
        debug_assert!(ptr::eq(path.leaf, new));
        self.lead(path.span(path.leaf_at), new, pin);
        self.n_leaves.fetch_sub(1, Ordering::Relaxed);
        self.retire_leaf(guard, pin);
        self.retire_leaf(grown, pin);
    }
}

/// A locked leaf, unlocked unchanged if it is dropped.
struct LeafGuard<'p> {
    leaf: &'p Leaf,
    version: u64,
}

impl<'p> LeafGuard<'p> {
    fn lock(leaf: &'p Leaf) -> Option<LeafGuard<'p>> {
        leaf.lock().map(|version| LeafGuard { leaf, version })
    }

    fn kill(self) {
        self.leaf.kill(self.version);
        std::mem::forget(self);
    }
}

impl Drop for LeafGuard<'_> {
    fn drop(&mut self) {
        self.leaf.unlock_unchanged(self.version);
    }
}

impl<'p> Path<'p> {
    /// About which part of the leaf's range lies before the key.
    #[inline]
    fn guess(&self, probe: &Probe<'_>) -> Guess {
        match probe.order {
            Order::Key => Guess::START,
            Order::Hash => self.guess_by_hash(probe.prefix),
        }
    }

    #[inline(always)]
    fn guess_by_hash(&self, hash: u64) -> Guess {
        let Span { low, last } = self.span(self.leaf_at);
        Guess::of(hash.saturating_sub(low), last.saturating_sub(low))
    }

    /// The prefixes that a leaf of the chunk is for.
    #[inline(always)]
    fn span(&self, leaf_at: usize) -> Span {
        let high = match self.chunk.children.get(leaf_at + 1) {
            Some(next) => next.separator,
            None => match self.top.children.get(self.chunk_at + 1) {
                Some(next) => next.separator,
                None => 0,
            },
        };
        Span {
            low: self.chunk.children[leaf_at].separator,
            last: high.wrapping_sub(1),
        }
    }

    /// To the neighbouring leaf; false: there is none.
    fn step(&mut self, direction: Direction, pin: Pin<'p>) -> bool {
        match direction {
            Direction::Forward if self.leaf_at + 1 < self.chunk.len() => self.leaf_at += 1,
            Direction::Forward if self.chunk_at + 1 < self.top.len() => {
                self.chunk_at += 1;
                self.chunk = self.top.child(self.chunk_at, pin);
                self.leaf_at = 0;
            }
            Direction::Back if self.leaf_at > 0 => self.leaf_at -= 1,
            Direction::Back if self.chunk_at > 0 => {
                self.chunk_at -= 1;
                self.chunk = self.top.child(self.chunk_at, pin);
                self.leaf_at = self.chunk.len() - 1;
            }
            Direction::Forward | Direction::Back => return false,
        }
        self.leaf = self.chunk.child(self.leaf_at, pin);
        true
    }

    /// As `step`, but the place stays: for a look at the neighbour.
    fn neighbour(&self, direction: Direction, pin: Pin<'p>) -> Option<&'p Leaf> {
        let at = match direction {
            Direction::Forward => self.leaf_at + 1,
            Direction::Back => self.leaf_at.checked_sub(1)?,
        };
        (at < self.chunk.len()).then(|| self.chunk.child(at, pin))
    }

    /// The edge of the leaf's range: where a scan goes on.
    fn beyond(&self, direction: Direction) -> Option<Bound> {
        match direction {
            Direction::Forward if self.leaf_at + 1 < self.chunk.len() => {
                Some(self.chunk.bound(self.leaf_at + 1))
            }
            Direction::Forward if self.chunk_at + 1 < self.top.len() => {
                Some(self.top.bound(self.chunk_at + 1))
            }
            Direction::Back if self.leaf_at > 0 => Some(self.chunk.bound(self.leaf_at)),
            Direction::Back if self.chunk_at > 0 => Some(self.top.bound(self.chunk_at)),
            Direction::Forward | Direction::Back => None,
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

impl<'p> Locked<'p> {
    pub fn tree(&self) -> &'p Tree {
        self.tree
    }

    pub fn is_of(&self, tree: &Tree) -> bool {
        std::ptr::eq(self.tree, tree)
    }

    /// The object found; its counters stand still while the leaf is locked.
    pub fn object<'t>(&self, scratch: &'t mut Scratch) -> Option<Term<'t>>
    where
        'p: 't,
    {
        let found = self.found?;
        if found.is_counter() {
            found.freeze();
            self.frozen.set(true);
        }
        Some(found.object(scratch))
    }

    /// Is the row found still what it was when its object was read? Only what is counted changes.
    pub fn has_still(&self, object: Term<'_>) -> bool {
        let mut scratch = Scratch::new();
        self.found.is_some_and(|found| !found.is_counter())
            || self
                .object(&mut scratch)
                .is_some_and(|now| same(now, object))
    }

    /// Puts a row in place of the one found, which is given up.
    pub fn replace(&self, row: NewRow) {
        let Some(old) = self.found else { return };
        old.freeze();
        self.frozen.set(false);
        self.leaf.replace(self.at, row.into_raw());
        self.tree.uncharge(self.pin, old.bytes());
        old.retire(self.pin);
        self.changed.set(true);
    }

    /// Puts a row before the newest of its chain.
    pub fn chain(&self, row: NewRow) {
        let Some(newest) = self.found else { return };
        row.as_ref().set_older(newest.raw());
        self.leaf.replace(self.at, row.into_raw());
        self.tree.count_rows(self.pin, 1);
        self.changed.set(true);
    }

    /// Puts a row where none was found.
    pub fn insert(&self, row: NewRow) -> Result<(), Full> {
        debug_assert!(self.found.is_none());
        if self.leaf.n() >= self.leaf.capacity() {
            return Err(Full(row));
        }
        self.changed.set(true);
        self.leaf.insert(self.at, self.prefix, row.into_raw());
        self.tree.count_rows(self.pin, 1);
        Ok(())
    }

    /// Takes out what was found: the row, and the older ones of its chain. True: the leaf has become small.
    pub fn remove(&self, chained: bool) -> bool {
        let Some(newest) = self.found else {
            return false;
        };
        newest.freeze();
        self.frozen.set(false);
        self.leaf.remove(self.at);
        self.changed.set(true);
        let mut next = Some(newest);
        while let Some(row) = next {
            next = if chained { row.older() } else { None };
            self.drop_row(row);
        }
        self.is_small()
    }

    /// Puts a row where another of the chain was.
    pub fn replace_in_chain(&self, old: RowRef<'_>, new: NewRow) {
        let rows = self.chain_rows();
        let Some(at) = rows.iter().position(|row| row.is_same(old)) else {
            return;
        };
        let older = rows
            .get(at + 1)
            .map_or(std::ptr::null_mut(), |row| row.raw());
        new.as_ref().set_older(older);
        match at.checked_sub(1) {
            Some(newer) => rows[newer].set_older(new.into_raw()),
            None => self.leaf.replace(self.at, new.into_raw()),
        }
        self.changed.set(true);
        self.tree.uncharge(self.pin, rows[at].bytes());
        rows[at].retire(self.pin);
    }

    /// Takes one row out of the chain of the key; true: the leaf has become small.
    pub fn unchain(&mut self, row: RowRef<'p>) -> bool {
        let Some(newest) = self.found else {
            return false;
        };
        let older = row.older();
        let older_raw = older.map_or(std::ptr::null_mut(), RowRef::raw);
        if newest.is_same(row) {
            self.found = older;
            match older {
                Some(_) => self.leaf.replace(self.at, older_raw),
                None => self.leaf.remove(self.at),
            }
        } else {
            let mut at = newest;
            while let Some(next) = at.older() {
                if next.is_same(row) {
                    at.set_older(older_raw);
                    break;
                }
                at = next;
            }
        }
        self.changed.set(true);
        self.drop_row(row);
        self.is_small()
    }

    fn drop_row(&self, row: RowRef<'p>) {
        self.tree.count_rows(self.pin, -1);
        self.tree.uncharge(self.pin, row.bytes());
        row.retire(self.pin);
    }

    fn is_small(&self) -> bool {
        let n = self.leaf.n();
        n == 0 || n * 4 == self.leaf.capacity()
    }

    /// The rows of the key, the newest first.
    pub fn chain_rows(&self) -> SmallVec<[RowRef<'p>; 8]> {
        chain(self.found)
    }
}

/// A row and the older ones behind it.
pub fn chain(newest: Option<RowRef<'_>>) -> SmallVec<[RowRef<'_>; 8]> {
    let mut rows = SmallVec::new();
    let mut next = newest;
    while let Some(row) = next {
        rows.push(row);
        next = row.older();
    }
    rows
}

impl Drop for Locked<'_> {
    fn drop(&mut self) {
        if let (true, Some(found)) = (self.frozen.get(), self.found) {
            found.thaw();
        }
        match self.changed.get() {
            true => self.leaf.unlock(self.version),
            false => self.leaf.unlock_unchanged(self.version),
        }
    }
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
