//! How a tree grows and shrinks: leaves are replaced by larger and smaller ones, divided and joined, and so are chunks; shortcuts keep up.

use std::ptr;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use super::node::{Bound, Chunk, Node, Path, Top};
use super::{Direction, Tree};
use crate::atom::AtomTable;
use crate::heap::{Frozen, HeapShared, OutOfMemory, copy};
use crate::sync::plain::{read, write};
use crate::table::epoch::Pin;
use crate::table::leaf::{self, Leaf, MAX_ENTRIES, NewLeaf, capacity_for};
use crate::table::order::{Order, Part, Probe, is_decided};
use crate::table::shortcuts::{Shortcuts, Span};

/// Most leaves of a chunk.
const MAX_LEAVES: usize = 256;

impl Tree {
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

    /// Locks and unlocks every leaf, one after the other.
    pub fn lock_each_leaf(&self, pin: Pin<'_>) {
        // Leaves neither come nor go meanwhile (T2).
        let _structure = write(&self.structure);
        self.leaves(pin, |leaf| {
            drop(LeafGuard::lock(leaf));
            true
        });
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
        let Some(_guard) = chunk.lock_alive() else {
            return Ok(false);
        };
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
    pub(super) fn wanted_shortcuts(&self, pin: Pin<'_>) -> Option<usize> {
        let there = self.shortcuts(pin).map_or(0, Shortcuts::len);
        let wanted = match self.n_leaves() {
            n if n > 1 && self.order == Order::Hash => n.next_power_of_two(),
            _ => 0,
        };
        (wanted > there || wanted < there / 4).then_some(wanted)
    }

    /// The caller has `structure` for writing.
    pub(super) fn fit_shortcuts(&self, pin: Pin<'_>) {
        if let Some(n) = self.wanted_shortcuts(pin) {
            self.replace_shortcuts(n, pin);
        }
    }

    /// `n` parts; 0: none. Without memory there are none, either.
    pub(super) fn replace_shortcuts(&self, n: usize, pin: Pin<'_>) {
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
        let Some(_guard) = chunk.lock_alive() else {
            return Ok(false);
        };
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

/// Of the hashes behind the first up to the last the one with most zeros at its end.
fn roundest(first: u64, last: u64) -> Option<u64> {
    let differs = (first ^ last).checked_ilog2()?;
    Some(last >> differs << differs)
}
