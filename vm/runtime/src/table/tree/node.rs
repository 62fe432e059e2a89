//! Nodes between a tree and its leaves, the keys that separate them, and the way through them.
//!
//! What holds of them is said in mod.rs: T3 of separators, T4 of nodes that are dead.

use std::sync::atomic::{AtomicBool, AtomicPtr, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};

use super::Direction;
use crate::atom::AtomTable;
use crate::heap::Frozen;
use crate::sync::plain::lock;
use crate::table::epoch::{Block, Pin};
use crate::table::leaf::{Guess, Leaf};
use crate::table::order::{self, Order, Part, Probe};
use crate::table::shortcuts::Span;

pub(super) type Top = Node<Chunk>;
pub(super) type Chunk = Node<Leaf>;

pub(super) struct Node<C> {
    pub(super) children: Box<[Child<C>]>,
    /// Of hashes only.
    index: Option<Index>,
    /// The keys of separators whose prefix does not decide.
    pub(super) keys: Box<[Option<Arc<Frozen>>]>,
    pub(super) lock: Mutex<()>,
    pub(super) dead: AtomicBool,
}

/// A child with the least key it may hold: they are looked at together.
pub(super) struct Child<C> {
    pub(super) separator: u64,
    pub(super) node: AtomicPtr<C>,
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

/// A place between keys: the least key of some leaf.
#[derive(Clone)]
pub struct Bound {
    pub(super) prefix: u64,
    pub(super) key: Option<Arc<Frozen>>,
    pub(super) part: Part,
}

impl Bound {
    /// The same separator?
    pub(super) fn is(&self, other: &Bound) -> bool {
        self.prefix == other.prefix
            && self.part == other.part
            && match (&self.key, &other.key) {
                (None, None) => true,
                (Some(a), Some(b)) => Arc::ptr_eq(a, b),
                (None, Some(_)) | (Some(_), None) => false,
            }
    }
}

pub(super) const LEAST: Bound = Bound {
    prefix: 0,
    key: None,
    part: Part::All,
};

impl<C> Node<C> {
    pub(super) fn new(order: Order, separators: Vec<Bound>, children: Vec<*mut C>) -> *mut Node<C> {
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
    pub(super) fn child_of_hash(&self, hash: u64) -> Option<usize> {
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
    pub(super) fn child_of(&self, probe: &Probe<'_>, atoms: &AtomTable) -> usize {
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
    pub(super) fn child_among_equals(
        &self,
        last: usize,
        probe: &Probe<'_>,
        atoms: &AtomTable,
    ) -> usize {
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

    pub(super) fn len(&self) -> usize {
        self.children.len()
    }

    #[inline]
    pub(super) fn separator(&self, i: usize) -> u64 {
        self.children[i].separator
    }

    /// While pinned.
    #[inline(always)]
    pub(super) fn child<'p>(&self, i: usize, _: Pin<'p>) -> &'p C {
        // SAFETY: a child is retired, not freed, when it is replaced; while we are pinned it stays (T3).
        unsafe { &*self.children[i].node.load(Ordering::Acquire) }
    }

    pub(super) fn raw_child(&self, i: usize) -> *mut C {
        self.children[i].node.load(Ordering::Acquire)
    }

    pub(super) fn bound(&self, i: usize) -> Bound {
        Bound {
            prefix: self.separator(i),
            key: self.keys[i].clone(),
            part: Part::All,
        }
    }

    pub(super) fn bounds(&self) -> Vec<Bound> {
        (0..self.len()).map(|i| self.bound(i)).collect()
    }

    pub(super) fn raw_children(&self) -> Vec<*mut C> {
        (0..self.len()).map(|i| self.raw_child(i)).collect()
    }

    /// Its lock; nothing if it is dead.
    pub(super) fn lock_alive(&self) -> Option<MutexGuard<'_, ()>> {
        let guard = lock(&self.lock);
        (!self.dead.load(Ordering::Relaxed)).then_some(guard)
    }

    pub(super) fn retire(this: *const Node<C>, pin: Pin<'_>) {
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

/// The way to a leaf.
pub(super) struct Path<'p> {
    pub(super) top: &'p Top,
    pub(super) chunk_at: usize,
    pub(super) chunk: &'p Chunk,
    pub(super) leaf_at: usize,
    pub(super) leaf: &'p Leaf,
}

impl<'p> Path<'p> {
    #[inline(always)]
    pub(super) fn new(
        top: &'p Top,
        (chunk_at, chunk): (usize, &'p Chunk),
        leaf_at: usize,
        pin: Pin<'p>,
    ) -> Path<'p> {
        Path {
            top,
            chunk_at,
            chunk,
            leaf_at,
            leaf: chunk.child(leaf_at, pin),
        }
    }

    /// About which part of the leaf's range lies before the key.
    #[inline]
    pub(super) fn guess(&self, probe: &Probe<'_>) -> Guess {
        match probe.order {
            Order::Key => Guess::START,
            Order::Hash => self.guess_by_hash(probe.prefix),
        }
    }

    #[inline(always)]
    pub(super) fn guess_by_hash(&self, hash: u64) -> Guess {
        let Span { low, last } = self.span(self.leaf_at);
        Guess::of(hash.saturating_sub(low), last.saturating_sub(low))
    }

    /// The prefixes that a leaf of the chunk is for.
    #[inline(always)]
    pub(super) fn span(&self, leaf_at: usize) -> Span {
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
    pub(super) fn step(&mut self, direction: Direction, pin: Pin<'p>) -> bool {
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
    pub(super) fn neighbour(&self, direction: Direction, pin: Pin<'p>) -> Option<&'p Leaf> {
        let at = match direction {
            Direction::Forward => self.leaf_at + 1,
            Direction::Back => self.leaf_at.checked_sub(1)?,
        };
        (at < self.chunk.len()).then(|| self.chunk.child(at, pin))
    }

    /// The edge of the leaf's range: where a scan goes on.
    pub(super) fn beyond(&self, direction: Direction) -> Option<Bound> {
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
