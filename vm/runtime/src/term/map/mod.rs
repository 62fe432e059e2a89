//! Maps: up to 32 pairs flat, keys in key order; beyond that a hash trie.
//!
//! - A1. A map of at most 32 pairs is flat, a larger one a trie. Flat keys ascend in key order (`compare_exact`).
//! - A2. A trie branches by four bits of the key's hash a level, the lowest first; below eight levels, keys that share all 32 bits
//!   used sit in a collision, in key order. A node has two children, or one that is a node or collision: so equal maps are equal trees.
//! - A3. Walking a map is walking its objects in order: key order for flat maps, hash order for tries. Neither depends on how it was made.

pub mod build;
pub mod hash;
pub(crate) mod trie;

#[cfg(test)]
mod tests;

use std::cmp::Ordering;

use smallvec::SmallVec;

use super::compare::{compare_exact, same};
use super::layout::MAX_FLAT_MAP;
use super::{Kind, Term, Word};
use crate::atom::AtomTable;
use crate::heap::Writer;
pub(crate) use build::Parts;
pub use build::{MapPlan, from_pairs, from_pairs_words};

#[derive(Clone, Copy)]
pub struct Map<'s>(Term<'s>);

impl<'s> Map<'s> {
    #[inline]
    pub(super) fn new(term: Term<'s>) -> Map<'s> {
        Map(term)
    }

    /// Of a term known to be a map.
    #[inline]
    pub(crate) fn of(term: Term<'s>) -> Map<'s> {
        debug_assert!(term.is_map());
        Map(term)
    }

    #[inline]
    pub fn is_flat(self) -> bool {
        self.0.boxed_kind() == Kind::FlatMap
    }

    /// Number of pairs.
    #[inline]
    pub fn len(self) -> usize {
        if self.is_flat() {
            self.size().saturating_sub(1)
        } else {
            self.field(0).bits() as usize
        }
    }

    #[inline]
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// The value of a key (by `=:=`).
    #[inline]
    pub fn get(self, key: Term<'_>, atoms: &AtomTable) -> Option<Term<'s>> {
        if self.is_flat() {
            let index = self.flat_index(key)?;
            return Some(self.flat_value(index));
        }
        trie::find(self.0.word(), hash::hash(key, atoms), key).map(Term::inside)
    }

    pub fn contains(self, key: Term<'_>, atoms: &AtomTable) -> bool {
        self.get(key, atoms).is_some()
    }

    /// The pairs: small maps in key order, large ones in an order given by the keys' contents.
    pub fn iter(self) -> MapIter<'s> {
        MapIter::new(self)
    }

    /// Where a flat map has a key.
    #[inline]
    pub(crate) fn flat_index(self, key: Term<'_>) -> Option<usize> {
        let n = self.len();
        if n == 0 {
            return None;
        }
        let keys = self.field(0);
        if key.word().is_immediate() {
            // SAFETY: the keys of a flat map are a tuple of `n` elements.
            return (0..n).find(|&i| unsafe { keys.element(i) } == key.word());
        }
        // SAFETY: as above.
        (0..n).find(|&i| same(Term::inside(unsafe { keys.element(i) }), key))
    }

    #[inline]
    pub(crate) fn flat_key(self, index: usize) -> Term<'s> {
        debug_assert!(index < self.len());
        // SAFETY: callers stay below `len`; the keys are a tuple of that many elements.
        Term::inside(unsafe { self.field(0).element(index) })
    }

    #[inline]
    pub(crate) fn flat_value(self, index: usize) -> Term<'s> {
        debug_assert!(index < self.len());
        Term::inside(self.field(1 + index))
    }

    #[inline]
    fn size(self) -> usize {
        // SAFETY: V2.
        unsafe { self.0.word().object_header() }.header_size()
    }

    #[inline]
    fn field(self, index: usize) -> Word {
        debug_assert!(index < self.size());
        // SAFETY: V2; callers stay inside the object.
        unsafe { self.0.word().field(index) }
    }

    #[inline]
    pub fn term(self) -> Term<'s> {
        self.0
    }
}

/// A child of a trie (or its root) taken apart; none if it is a leaf.
#[inline]
pub(crate) fn trie_node(child: Word) -> Option<trie::Node> {
    (!child.is_cons()).then(|| trie::Node::of(child))
}

/// A part of a large map, for walks that pause: the map itself, a node or a leaf. Such parts may be kept as terms are (they are roots like any
/// other), but nothing else may be done with them.
pub(crate) enum TriePart<'s, I> {
    /// Key and value.
    Leaf(Term<'s>, Term<'s>),
    /// Its children in the map's order.
    Node(I),
}

/// Takes apart a large map or a part of it.
pub(crate) fn trie_part<'s>(
    part: Term<'s>,
) -> TriePart<'s, impl DoubleEndedIterator<Item = Term<'s>>> {
    match trie_node(part.word()) {
        Some(node) => {
            TriePart::Node((0..node.n_children).map(move |i| Term::inside(node.child(i))))
        }
        None => {
            // SAFETY: what is no node is a leaf, a cell of a live map.
            let (key, value) = unsafe { (part.word().head(), part.word().tail()) };
            TriePart::Leaf(Term::inside(key), Term::inside(value))
        }
    }
}

/// Walks the pairs of a map.
#[derive(Clone)]
pub struct MapIter<'s>(Walk<'s>);

#[derive(Clone)]
enum Walk<'s> {
    Flat {
        map: Map<'s>,
        next: usize,
    },
    Trie {
        walk: trie::Walk,
        left: usize,
        scope: std::marker::PhantomData<&'s ()>,
    },
}

impl<'s> MapIter<'s> {
    fn new(map: Map<'s>) -> MapIter<'s> {
        MapIter(if map.is_flat() {
            Walk::Flat { map, next: 0 }
        } else {
            Walk::Trie {
                walk: trie::Walk::new(map.0.word()),
                left: map.len(),
                scope: std::marker::PhantomData,
            }
        })
    }
}

impl<'s> Iterator for MapIter<'s> {
    type Item = (Term<'s>, Term<'s>);

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        match &mut self.0 {
            Walk::Flat { map, next } => {
                let index = *next;
                *next += 1;
                (index < map.len()).then(|| (map.flat_key(index), map.flat_value(index)))
            }
            Walk::Trie { walk, left, .. } => {
                let leaf = walk.next()?;
                *left -= 1;
                // SAFETY: a leaf of a live map is a live cons cell.
                Some(unsafe { (Term::inside(leaf.head()), Term::inside(leaf.tail())) })
            }
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let n = match &self.0 {
            Walk::Flat { map, next } => map.len().saturating_sub(*next),
            Walk::Trie { left, .. } => *left,
        };
        (n, Some(n))
    }
}

impl ExactSizeIterator for MapIter<'_> {}

/// Words that `put`, `update` or `remove` of that key needs at most.
pub fn put_words(map: Map<'_>, key: Term<'_>, atoms: &AtomTable) -> usize {
    if !map.is_flat() {
        return trie::change_words(map.0.word(), hash::hash(key, atoms));
    }
    let n = map.len();
    if n < MAX_FLAT_MAP || map.flat_index(key).is_some() {
        return 2 * n + 6;
    }
    MapPlan::new(
        n + 1,
        |i| {
            if i < n {
                (map.flat_key(i), Term::NIL)
            } else {
                (Term::inside(key.word()), Term::NIL)
            }
        },
        atoms,
    )
    .words()
}

/// `map#{key => value}`.
pub fn put<'w>(map: Map<'w>, key: Term<'w>, value: Term<'w>, writer: &Writer<'w>) -> Term<'w> {
    if !map.is_flat() {
        return trie::put(
            map.0.word(),
            hash::hash(key, writer.atoms()),
            key,
            value,
            writer,
        );
    }
    match map.flat_index(key) {
        Some(index) => flat_replace(map, index, value, writer),
        None => flat_insert(map, key, value, writer),
    }
}

/// `map#{key := value}`, unless the key is not there.
pub fn update<'w>(
    map: Map<'w>,
    key: Term<'w>,
    value: Term<'w>,
    writer: &Writer<'w>,
) -> Option<Term<'w>> {
    if map.is_flat() {
        let index = map.flat_index(key)?;
        return Some(flat_replace(map, index, value, writer));
    }
    map.get(key, writer.atoms())?;
    Some(put(map, key, value, writer))
}

/// The map without `key`; the same map if it is not there. Needs `put_words`.
pub fn remove<'w>(map: Map<'w>, key: Term<'w>, writer: &Writer<'w>) -> Term<'w> {
    if !map.is_flat() {
        return trie::remove(map, hash::hash(key, writer.atoms()), key, writer);
    }
    let Some(index) = map.flat_index(key) else {
        return map.0;
    };
    let n = map.len() - 1;
    let old = |i: usize| if i < index { i } else { i + 1 };
    if n == 0 {
        return empty(writer);
    }
    let keys = writer.tuple_with(n, |i| map.flat_key(old(i)));
    flat(keys, n, |i| map.flat_value(old(i)), writer)
}

/// `#{}`; 1 word.
pub fn empty<'w>(writer: &Writer<'w>) -> Term<'w> {
    Term::inside(Word::boxed(
        writer.object(Word::header(Kind::FlatMap, 0), &[]),
    ))
}

/// A flat map of `n > 0` keys known to be in key order; `n + 2` words.
pub(crate) fn flat<'w>(
    keys: Term<'w>,
    n: usize,
    mut value: impl FnMut(usize) -> Term<'w>,
    writer: &Writer<'w>,
) -> Term<'w> {
    debug_assert!(
        n > 0 && n <= MAX_FLAT_MAP && keys.as_tuple().is_some_and(|keys| keys.len() == n)
    );
    let object = writer.take(2 + n);
    // SAFETY: `take` gave us that many words.
    unsafe {
        *object = Word::header(Kind::FlatMap, 1 + n);
        *object.add(1) = keys.word();
        for i in 0..n {
            *object.add(2 + i) = value(i).word();
        }
    }
    Term::inside(Word::boxed(object))
}

/// Two small maps that are small together as one, in which of keys in both the second one's values count; `from_pairs_words` of all pairs.
pub(crate) fn merge_flat<'w>(a: Map<'w>, b: Map<'w>, writer: &Writer<'w>) -> Term<'w> {
    let (n_a, n_b) = (a.len(), b.len());
    debug_assert!(a.is_flat() && b.is_flat() && n_a > 0 && n_b > 0 && n_a + n_b <= MAX_FLAT_MAP);
    let mut pairs: SmallVec<[(Term<'w>, Term<'w>); MAX_FLAT_MAP]> = SmallVec::new();
    let (mut i, mut j) = (0, 0);
    while i < n_a && j < n_b {
        let (key_a, key_b) = (a.flat_key(i), b.flat_key(j));
        match compare_exact(key_a, key_b, writer.atoms()) {
            Ordering::Less => {
                pairs.push((key_a, a.flat_value(i)));
                i += 1;
            }
            order => {
                pairs.push((key_b, b.flat_value(j)));
                i += usize::from(order.is_eq());
                j += 1;
            }
        }
    }
    pairs.extend((i..n_a).map(|i| (a.flat_key(i), a.flat_value(i))));
    pairs.extend((j..n_b).map(|j| (b.flat_key(j), b.flat_value(j))));
    let n = pairs.len();
    if n == n_b {
        return b.0;
    }
    let keys = match n == n_a {
        true => Term::inside(a.field(0)),
        false => writer.tuple_with(n, |i| pairs[i].0),
    };
    flat(keys, n, |i| pairs[i].1, writer)
}

fn flat_replace<'w>(map: Map<'w>, index: usize, value: Term<'w>, writer: &Writer<'w>) -> Term<'w> {
    if map.flat_value(index).word() == value.word() {
        return map.0;
    }
    let keys = Term::inside(map.field(0));
    flat(
        keys,
        map.len(),
        |i| if i == index { value } else { map.flat_value(i) },
        writer,
    )
}

fn flat_insert<'w>(map: Map<'w>, key: Term<'w>, value: Term<'w>, writer: &Writer<'w>) -> Term<'w> {
    let n = map.len();
    if n == MAX_FLAT_MAP {
        let pair = |i: usize| {
            if i < n {
                (map.flat_key(i), map.flat_value(i))
            } else {
                (key, value)
            }
        };
        return MapPlan::new(n + 1, pair, writer.atoms()).build(pair, writer);
    }
    let atoms = writer.atoms();
    let mut place = n;
    while place > 0 && compare_exact(map.flat_key(place - 1), key, atoms).is_gt() {
        place -= 1;
    }
    let pick = |i: usize, new: Term<'w>, old: &dyn Fn(usize) -> Term<'w>| match i.cmp(&place) {
        std::cmp::Ordering::Less => old(i),
        std::cmp::Ordering::Equal => new,
        std::cmp::Ordering::Greater => old(i - 1),
    };
    let keys = writer.tuple_with(n + 1, |i| pick(i, key, &|i| map.flat_key(i)));
    flat(
        keys,
        n + 1,
        |i| pick(i, value, &|i| map.flat_value(i)),
        writer,
    )
}
