//! Maps: up to 32 pairs flat, in key order; beyond that a hash trie.

use super::Term;
use crate::heap::Writer;

#[derive(Clone, Copy)]
pub struct Map<'s>(Term<'s>);

impl<'s> Map<'s> {
    #[inline]
    pub(super) fn new(term: Term<'s>) -> Map<'s> {
        Map(term)
    }

    /// Number of pairs.
    pub fn len(self) -> usize {
        todo!("maps")
    }

    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// The value of a key (by `=:=`).
    pub fn get(self, key: Term<'_>) -> Option<Term<'s>> {
        let _ = key;
        todo!("maps")
    }

    pub fn iter(self) -> MapIter<'s> {
        todo!("maps")
    }

    #[inline]
    pub fn term(self) -> Term<'s> {
        self.0
    }
}

/// The pairs of a map: small maps in key order, large ones in an order given by the keys' contents.
#[derive(Clone)]
pub struct MapIter<'s>(Term<'s>);

impl<'s> Iterator for MapIter<'s> {
    type Item = (Term<'s>, Term<'s>);

    fn next(&mut self) -> Option<Self::Item> {
        let _ = self.0;
        todo!("maps")
    }
}

/// Words that `put` or `update` of one pair needs at most.
pub fn put_words(map: Map<'_>) -> usize {
    let _ = map;
    todo!("maps")
}

/// `map#{key => value}`.
pub fn put<'w>(map: Map<'w>, key: Term<'w>, value: Term<'w>, writer: &Writer<'w>) -> Term<'w> {
    let _ = (map, key, value, writer);
    todo!("maps")
}

/// `map#{key := value}`, unless the key is not there.
pub fn update<'w>(
    map: Map<'w>,
    key: Term<'w>,
    value: Term<'w>,
    writer: &Writer<'w>,
) -> Option<Term<'w>> {
    let _ = (map, key, value, writer);
    todo!("maps")
}

/// Words that `remove` needs at most.
pub fn remove_words(map: Map<'_>) -> usize {
    let _ = map;
    todo!("maps")
}

/// The map without `key`; the same map if it is not there.
pub fn remove<'w>(map: Map<'w>, key: Term<'w>, writer: &Writer<'w>) -> Term<'w> {
    let _ = (map, key, writer);
    todo!("maps")
}

/// Words that `from_pairs` of so many pairs needs at most.
pub fn from_pairs_words(n_pairs: usize) -> usize {
    let _ = n_pairs;
    todo!("maps")
}

/// A map of pairs; of equal keys the last one counts.
pub fn from_pairs<'w>(pairs: &[(Term<'w>, Term<'w>)], writer: &Writer<'w>) -> Term<'w> {
    let _ = (pairs, writer);
    todo!("maps")
}
