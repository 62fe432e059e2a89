//! An ordered map that is a sorted row while it is small: what most processes have of links, monitors and aliases is one or two of each, which
//! come and go with every call of a server.

use std::collections::BTreeMap;

/// A row of more entries becomes a tree.
const MAX_ROW: usize = 32;

/// An ordered map.
pub enum FewMap<K, V> {
    /// Sorted by key.
    Row(Vec<(K, V)>),
    Tree(Box<BTreeMap<K, V>>),
}

impl<K, V> Default for FewMap<K, V> {
    fn default() -> Self {
        FewMap::Row(Vec::new())
    }
}

impl<K: Ord + Copy, V> FewMap<K, V> {
    #[inline]
    fn place(row: &[(K, V)], key: &K) -> Result<usize, usize> {
        // New keys are mostly the largest.
        match row.last() {
            None => Err(0),
            Some(last) if last.0 < *key => Err(row.len()),
            Some(_) => row.binary_search_by(|entry| entry.0.cmp(key)),
        }
    }

    #[inline]
    pub fn get(&self, key: &K) -> Option<&V> {
        match self {
            FewMap::Row(row) => Some(&row[FewMap::place(row, key).ok()?].1),
            FewMap::Tree(tree) => tree.get(key),
        }
    }

    #[inline]
    pub fn get_mut(&mut self, key: &K) -> Option<&mut V> {
        match self {
            FewMap::Row(row) => {
                let i = FewMap::place(row, key).ok()?;
                Some(&mut row[i].1)
            }
            FewMap::Tree(tree) => tree.get_mut(key),
        }
    }

    #[inline]
    pub fn contains_key(&self, key: &K) -> bool {
        self.get(key).is_some()
    }

    /// What was there before.
    #[inline]
    pub fn insert(&mut self, key: K, value: V) -> Option<V> {
        let row = match self {
            FewMap::Row(row) => row,
            FewMap::Tree(tree) => return tree.insert(key, value),
        };
        match FewMap::place(row, &key) {
            Ok(i) => return Some(std::mem::replace(&mut row[i].1, value)),
            Err(i) => row.insert(i, (key, value)),
        }
        if row.len() > MAX_ROW {
            *self = FewMap::Tree(Box::new(std::mem::take(row).into_iter().collect()));
        }
        None
    }

    #[inline]
    pub fn remove(&mut self, key: &K) -> Option<V> {
        match self {
            FewMap::Row(row) => Some(row.remove(FewMap::place(row, key).ok()?).1),
            FewMap::Tree(tree) => {
                let value = tree.remove(key);
                // A tree that has become empty has had its time.
                if tree.is_empty() {
                    *self = FewMap::default();
                }
                value
            }
        }
    }

    pub fn len(&self) -> usize {
        match self {
            FewMap::Row(row) => row.len(),
            FewMap::Tree(tree) => tree.len(),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// By key.
    pub fn iter(&self) -> impl Iterator<Item = (&K, &V)> {
        let (row, tree) = match self {
            FewMap::Row(row) => (Some(row), None),
            FewMap::Tree(tree) => (None, Some(tree)),
        };
        let in_row = row.into_iter().flatten().map(|(key, value)| (key, value));
        in_row.chain(tree.into_iter().flat_map(|tree| tree.iter()))
    }

    pub fn values(&self) -> impl Iterator<Item = &V> {
        self.iter().map(|(_, value)| value)
    }
}

impl<K: Ord + Copy, V> IntoIterator for FewMap<K, V> {
    type Item = (K, V);
    type IntoIter = std::vec::IntoIter<(K, V)>;

    fn into_iter(self) -> Self::IntoIter {
        match self {
            FewMap::Row(row) => row.into_iter(),
            FewMap::Tree(tree) => tree.into_iter().collect::<Vec<_>>().into_iter(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A row, a tree, and back; the same order throughout.
    #[test]
    fn it_is_an_ordered_map_of_any_size() {
        for n in [0u64, 1, 2, 31, 32, 33, 200] {
            let mut few = FewMap::default();
            let mut plain = BTreeMap::new();
            // 7 and 211 have no common factor: each key once, in no order.
            for key in (0..n).map(|i| i * 7 % 211) {
                assert_eq!(few.insert(key, key + 1), plain.insert(key, key + 1));
                assert_eq!(few.insert(key, key + 2), plain.insert(key, key + 2));
            }
            assert_eq!(few.len(), plain.len());
            assert!(few.iter().eq(plain.iter()), "{n}");
            assert!(few.values().eq(plain.values()));
            for key in (0..n).map(|i| i * 5 % 211).chain([1000]) {
                assert_eq!(few.get(&key), plain.get(&key));
                assert_eq!(few.get_mut(&key), plain.get_mut(&key));
                assert_eq!(few.remove(&key), plain.remove(&key));
                assert!(!few.contains_key(&key));
                assert!(few.iter().eq(plain.iter()), "{n}");
            }
            assert!(few.into_iter().eq(plain));
        }
    }
}
