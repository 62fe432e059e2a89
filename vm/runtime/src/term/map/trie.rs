//! The hash trie under large maps (A2): looking up, changing by copying the path, walking.
//!
//! A child is a leaf (a cons cell `[key | value]`) or a boxed node or collision. The root is a node with the number of pairs before its
//! children.

use super::build::MapPlan;
use super::{Map, compare_exact, same};
use crate::heap::Writer;
use crate::term::layout::MAX_FLAT_MAP;
use crate::term::{Kind, Term, Word};

/// Bits of the hash a level uses.
pub(super) const LEVEL_BITS: u32 = 4;
/// Nodes on a path at most; below them are collisions.
pub(super) const LEVELS: usize = 8;
const SLOT_MASK: u64 = (1 << LEVEL_BITS) - 1;

#[inline]
pub(super) fn slot_at(hash: u64, level: usize) -> u32 {
    (hash >> (LEVEL_BITS as usize * level) & SLOT_MASK) as u32
}

/// A node, collision or root, taken apart.
#[derive(Clone, Copy)]
pub(crate) struct Node {
    word: Word,
    bitmap: u16,
    /// Words before the first child.
    skip: usize,
    pub(crate) n_children: usize,
    pub(crate) is_collision: bool,
}

impl Node {
    #[inline]
    pub(crate) fn of(word: Word) -> Node {
        // SAFETY: callers have a live node, collision or root.
        let header = unsafe { word.object_header() };
        let kind = header.header_kind();
        debug_assert!(matches!(
            kind,
            Kind::HashMap | Kind::HashNode | Kind::HashCollision
        ));
        let skip = usize::from(kind == Kind::HashMap);
        Node {
            word,
            bitmap: header.header_aux(),
            skip,
            n_children: header.header_size() - skip,
            is_collision: kind == Kind::HashCollision,
        }
    }

    #[inline]
    pub(crate) fn child(&self, index: usize) -> Word {
        debug_assert!(index < self.n_children);
        // SAFETY: callers stay below `n_children`.
        unsafe { self.word.field(self.skip + index) }
    }

    /// The child in a slot.
    #[inline]
    pub(crate) fn child_at(&self, slot: u32) -> Option<Word> {
        self.has(slot).then(|| self.child(self.index_of(slot)))
    }

    #[cfg(test)]
    pub(crate) fn bitmap(&self) -> u16 {
        self.bitmap
    }

    #[inline]
    fn has(&self, slot: u32) -> bool {
        self.bitmap >> slot & 1 == 1
    }

    /// Which child a slot is, or would be.
    #[inline]
    fn index_of(&self, slot: u32) -> usize {
        (self.bitmap & ((1 << slot) - 1)).count_ones() as usize
    }

    fn words(&self) -> usize {
        1 + self.skip + self.n_children
    }
}

/// # Safety
/// A live leaf.
unsafe fn key_of<'s>(leaf: Word) -> Term<'s> {
    // SAFETY: passed on.
    Term::inside(unsafe { leaf.head() })
}

/// The value of a key.
#[inline]
pub(super) fn find(root: Word, hash: u64, key: Term<'_>) -> Option<Word> {
    let mut node = Node::of(root);
    let mut rest = hash;
    loop {
        let slot = (rest & SLOT_MASK) as u32;
        if !node.has(slot) {
            return None;
        }
        let child = node.child(node.index_of(slot));
        if child.is_cons() {
            // SAFETY: a leaf of a live map.
            return unsafe { same(key_of(child), key).then(|| child.tail()) };
        }
        node = Node::of(child);
        if node.is_collision {
            return find_in_collision(&node, key).ok().map(|index| {
                // SAFETY: a leaf of a live map.
                unsafe { node.child(index).tail() }
            });
        }
        rest >>= LEVEL_BITS;
    }
}

/// Where the key is, else that it is not there.
fn find_in_collision(node: &Node, key: Term<'_>) -> Result<usize, ()> {
    // SAFETY: leaves of a live map.
    (0..node.n_children)
        .find(|&i| same(unsafe { key_of(node.child(i)) }, key))
        .ok_or(())
}

/// Words that changing the path to that hash takes at most.
pub(super) fn change_words(root: Word, hash: u64) -> usize {
    // A new leaf, and the nodes that part it from another.
    let mut words = 2 + 3 * LEVELS + 4;
    let mut node = Node::of(root);
    for level in 0.. {
        words += node.words() + 1;
        if node.is_collision {
            break;
        }
        let slot = slot_at(hash, level);
        if !node.has(slot) {
            break;
        }
        let child = node.child(node.index_of(slot));
        if child.is_cons() {
            break;
        }
        node = Node::of(child);
    }
    // Removing a pair may make the map flat.
    words + 2 * MAX_FLAT_MAP + 4
}

/// The nodes from the root down to where a key is or would be.
struct Path {
    nodes: [Word; LEVELS + 1],
    n: usize,
}

impl Path {
    /// Follows `hash` as far as there are nodes; what is at the end: a leaf, a collision, or nothing.
    fn follow(root: Word, hash: u64) -> (Path, Option<Word>) {
        let mut path = Path {
            nodes: [Word::NONE; LEVELS + 1],
            n: 0,
        };
        let mut word = root;
        loop {
            path.nodes[path.n] = word;
            path.n += 1;
            let node = Node::of(word);
            let slot = slot_at(hash, path.n - 1);
            if !node.has(slot) {
                return (path, None);
            }
            let child = node.child(node.index_of(slot));
            if child.is_cons() || Node::of(child).is_collision {
                return (path, Some(child));
            }
            word = child;
        }
    }

    fn last(&self) -> Node {
        Node::of(self.nodes[self.n - 1])
    }
}

/// `map#{key => value}`.
pub(super) fn put<'w>(
    root: Word,
    hash: u64,
    key: Term<'w>,
    value: Term<'w>,
    writer: &Writer<'w>,
) -> Term<'w> {
    let (path, found) = Path::follow(root, hash);
    let level = path.n;
    let (child, grows) = match found {
        None => (leaf(key, value, writer), true),
        Some(old) if old.is_cons() => {
            // SAFETY: a leaf of a live map.
            let (old_key, old_value) = unsafe { (key_of(old), old.tail()) };
            if same(old_key, key) {
                if old_value == value.word() {
                    return Term::inside(root);
                }
                (leaf(old_key, value, writer), false)
            } else {
                let old_hash = super::hash::hash(old_key, writer.atoms());
                (
                    part(level, old, old_hash, leaf(key, value, writer), hash, writer),
                    true,
                )
            }
        }
        Some(collision) => put_in_collision(Node::of(collision), key, value, writer),
    };
    let count = Map::of(Term::inside(root)).len() + usize::from(grows);
    Term::inside(rebuild(&path, hash, Some(child), count, writer))
}

fn leaf<'w>(key: Term<'w>, value: Term<'w>, writer: &Writer<'w>) -> Word {
    writer.cons(key, value).word()
}

/// A subtree at `level` of two leaves.
fn part(mut level: usize, a: Word, a_hash: u64, b: Word, b_hash: u64, writer: &Writer<'_>) -> Word {
    let first_level = level;
    while level < LEVELS && slot_at(a_hash, level) == slot_at(b_hash, level) {
        level += 1;
    }
    let mut subtree = if level == LEVELS {
        // SAFETY: both are leaves.
        let (a_key, b_key) = unsafe { (key_of(a), key_of(b)) };
        let children = if compare_exact(a_key, b_key, writer.atoms()).is_le() {
            [a, b]
        } else {
            [b, a]
        };
        Word::boxed(writer.object(Word::header(Kind::HashCollision, 2), &children))
    } else {
        let (a_slot, b_slot) = (slot_at(a_hash, level), slot_at(b_hash, level));
        let children = if a_slot < b_slot { [a, b] } else { [b, a] };
        Word::boxed(writer.object(
            Word::header_with(Kind::HashNode, 2, 1 << a_slot | 1 << b_slot),
            &children,
        ))
    };
    while level > first_level {
        level -= 1;
        subtree = Word::boxed(writer.object(
            Word::header_with(Kind::HashNode, 1, 1 << slot_at(a_hash, level)),
            &[subtree],
        ));
    }
    subtree
}

/// The changed collision, and whether it has grown.
fn put_in_collision<'w>(
    node: Node,
    key: Term<'w>,
    value: Term<'w>,
    writer: &Writer<'w>,
) -> (Word, bool) {
    let new = leaf(key, value, writer);
    match find_in_collision(&node, key) {
        Ok(index) => (
            copy_collision(&node, index, index + 1, Some(new), writer),
            false,
        ),
        Err(()) => {
            let less = |i: &usize| {
                // SAFETY: leaves of a live map.
                let other = unsafe { key_of(node.child(*i)) };
                compare_exact(other, key, writer.atoms()).is_lt()
            };
            let place = (0..node.n_children).take_while(less).count();
            (copy_collision(&node, place, place, Some(new), writer), true)
        }
    }
}

/// A collision with the children from `from` to `to` replaced.
fn copy_collision(
    node: &Node,
    from: usize,
    to: usize,
    new: Option<Word>,
    writer: &Writer<'_>,
) -> Word {
    let children = (0..from)
        .map(|i| node.child(i))
        .chain(new)
        .chain((to..node.n_children).map(|i| node.child(i)));
    let n = from + usize::from(new.is_some()) + node.n_children - to;
    let object = writer.take(1 + n);
    write_children(object, Word::header(Kind::HashCollision, n), 1, children);
    Word::boxed(object)
}

fn write_children(
    object: *mut Word,
    header: Word,
    skip: usize,
    children: impl Iterator<Item = Word>,
) {
    // SAFETY: callers took words for the header, what is skipped and all children.
    unsafe {
        *object = header;
        for (i, child) in children.enumerate() {
            *object.add(skip + i) = child;
        }
    }
}

/// Copies the path with what its end led to replaced by `child`, or removed. Nodes left with a single leaf give way to it (A2).
fn rebuild(
    path: &Path,
    hash: u64,
    mut child: Option<Word>,
    count: usize,
    writer: &Writer<'_>,
) -> Word {
    for level in (1..path.n).rev() {
        let node = Node::of(path.nodes[level]);
        child = Some(change_node(&node, slot_at(hash, level), child, writer));
    }
    let root = Node::of(path.nodes[0]);
    change(&root, slot_at(hash, 0), child, Some(count), writer)
}

/// The changed node, or the leaf that is all that is left of it.
fn change_node(node: &Node, slot: u32, child: Option<Word>, writer: &Writer<'_>) -> Word {
    let lonely = match child {
        None if node.n_children == 2 => Some(node.child(1 - node.index_of(slot))),
        Some(child) if node.n_children == 1 && node.has(slot) => Some(child),
        _ => None,
    };
    match lonely {
        Some(leaf) if leaf.is_cons() => leaf,
        _ => change(node, slot, child, None, writer),
    }
}

/// A copy of a node (a root if it has a count) with one child put, replaced or removed.
fn change(
    node: &Node,
    slot: u32,
    child: Option<Word>,
    count: Option<usize>,
    writer: &Writer<'_>,
) -> Word {
    let place = node.index_of(slot);
    let replaced = usize::from(node.has(slot));
    let n = node.n_children - replaced + usize::from(child.is_some());
    let bitmap = if child.is_some() {
        node.bitmap | 1 << slot
    } else {
        node.bitmap & !(1 << slot)
    };
    let children = (0..place)
        .map(|i| node.child(i))
        .chain(child)
        .chain((place + replaced..node.n_children).map(|i| node.child(i)));
    match count {
        Some(count) => {
            let object = writer.take(2 + n);
            write_children(
                object,
                Word::header_with(Kind::HashMap, 1 + n, bitmap),
                2,
                children,
            );
            // SAFETY: the second word taken is the count's.
            unsafe { *object.add(1) = Word::from_bits(count as u64) };
            Word::boxed(object)
        }
        None => {
            let object = writer.take(1 + n);
            write_children(
                object,
                Word::header_with(Kind::HashNode, n, bitmap),
                1,
                children,
            );
            Word::boxed(object)
        }
    }
}

/// The map without `key`.
pub(super) fn remove<'w>(map: Map<'w>, hash: u64, key: Term<'w>, writer: &Writer<'w>) -> Term<'w> {
    let root = map.term().word();
    let (path, found) = Path::follow(root, hash);
    let Some(found) = found else {
        return map.term();
    };
    let child = if found.is_cons() {
        // SAFETY: a leaf of a live map.
        if !same(unsafe { key_of(found) }, key) {
            return map.term();
        }
        None
    } else {
        let node = Node::of(found);
        let Ok(index) = find_in_collision(&node, key) else {
            return map.term();
        };
        Some(match node.n_children {
            2 => node.child(1 - index),
            _ => copy_collision(&node, index, index + 1, None, writer),
        })
    };
    let count = map.len() - 1;
    if count <= MAX_FLAT_MAP {
        return flatten(map, key, count, writer);
    }
    // A collision left with one leaf: the nodes above it give way too.
    debug_assert!(path.last().n_children > 0);
    Term::inside(rebuild(&path, hash, child, count, writer))
}

/// A flat map of a trie's pairs without those of `key`.
fn flatten<'w>(map: Map<'w>, key: Term<'w>, count: usize, writer: &Writer<'w>) -> Term<'w> {
    let pairs: Vec<_> = map.iter().filter(|(other, _)| !same(*other, key)).collect();
    debug_assert_eq!(pairs.len(), count);
    MapPlan::new(pairs.len(), |i| pairs[i], writer.atoms()).build(|i| pairs[i], writer)
}

/// A walk over the leaves, in order.
#[derive(Clone)]
pub(crate) struct Walk {
    /// Nodes being walked, each with its next child.
    nodes: [(Word, u32); LEVELS + 1],
    depth: usize,
}

impl Walk {
    pub(crate) fn new(root: Word) -> Walk {
        let mut nodes = [(Word::NONE, 0); LEVELS + 1];
        nodes[0] = (root, 0);
        Walk { nodes, depth: 1 }
    }

    /// The next leaf.
    pub(crate) fn next(&mut self) -> Option<Word> {
        loop {
            let (word, next) = &mut self.nodes[self.depth.checked_sub(1)?];
            let node = Node::of(*word);
            if *next as usize == node.n_children {
                self.depth -= 1;
                continue;
            }
            let child = node.child(*next as usize);
            *next += 1;
            if child.is_cons() {
                return Some(child);
            }
            self.nodes[self.depth] = (child, 0);
            self.depth += 1;
        }
    }
}
