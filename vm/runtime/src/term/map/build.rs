//! Building maps of many pairs at once: a plan first (which pairs, in which order, how many words), then the map.
//!
//! A plan holds no terms, only positions and hashes: memory may be collected between planning and building, as long as the pairs are
//! given in the same order again.

#[cfg(test)]
use super::trie::Node;
use super::trie::{LEVEL_BITS, LEVELS};
use super::{Map, compare_exact, empty, flat, hash, same};
use crate::atom::AtomTable;
use crate::heap::Writer;
use crate::term::layout::MAX_FLAT_MAP;
use crate::term::{Kind, Term, Word};

/// How to build a map.
#[derive(Clone, Debug)]
pub struct MapPlan {
    entries: Vec<Entry>,
    words: usize,
}

/// A pair that goes into the map.
#[derive(Clone, Copy, Debug)]
struct Entry {
    /// The bits of the key's hash that the trie uses, the first level's on top: sorting by it gives the trie's order. Zero in flat maps.
    path: u32,
    /// Which of the pairs given.
    index: usize,
}

impl Entry {
    fn slot(&self, level: usize) -> u32 {
        self.path >> (32 - LEVEL_BITS as usize * (level + 1)) & 0xf
    }
}

/// The low half of the hash with its four-bit groups in reverse order.
fn path_of(hash: u64) -> u32 {
    let bytes = (hash as u32).swap_bytes();
    (bytes >> 4 & 0x0f0f_0f0f) | (bytes & 0x0f0f_0f0f) << 4
}

/// Words that a map of `n` pairs needs at most, whatever the keys.
pub fn from_pairs_words(n: usize) -> usize {
    if n <= MAX_FLAT_MAP {
        return 2 * n + 3;
    }
    // Every node has two pairs below it or is the root: so many nodes at each level, and collisions below the last.
    let n_nodes = (0..LEVELS)
        .map(|level| (1usize << (LEVEL_BITS as usize * level)).min(n / 2 + 1))
        .sum::<usize>()
        + n / 2;
    // Leaves, a slot for each leaf and node, a header for each node, the number of pairs.
    3 * n + 2 * n_nodes + 1
}

/// A map of pairs, of which the last counts where keys are equal.
pub fn from_pairs<'w>(pairs: &[(Term<'w>, Term<'w>)], writer: &Writer<'w>) -> Term<'w> {
    MapPlan::new(pairs.len(), |i| pairs[i], writer.atoms()).build(|i| pairs[i], writer)
}

impl MapPlan {
    /// A plan for `n` pairs; of those with equal keys the last one counts.
    pub fn new<'s>(
        n: usize,
        pair: impl Fn(usize) -> (Term<'s>, Term<'s>),
        atoms: &AtomTable,
    ) -> MapPlan {
        let key = |index: usize| pair(index).0;
        let entries = if n <= MAX_FLAT_MAP {
            flat_entries((0..n).collect(), &key, atoms)
        } else {
            let entries = trie_entries(n, &key, atoms);
            if entries.len() > MAX_FLAT_MAP {
                entries
            } else {
                flat_entries(
                    entries.iter().map(|entry| entry.index).collect(),
                    &key,
                    atoms,
                )
            }
        };
        let words = match entries.len() {
            0 => 1,
            n if n <= MAX_FLAT_MAP => 2 * n + 3,
            _ => 1 + subtree_words(&entries, 0),
        };
        MapPlan { entries, words }
    }

    /// A plan for `build_merged`.
    pub fn merge(a: Map<'_>, b: Map<'_>, atoms: &AtomTable) -> MapPlan {
        let pairs = pairs_of(a, b);
        MapPlan::new(pairs.len(), |i| pairs[i], atoms)
    }

    /// Words that the map needs.
    pub fn words(&self) -> usize {
        self.words
    }

    /// Pairs that the map will have.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The map of the same pairs.
    pub fn build<'w>(
        &self,
        pair: impl Fn(usize) -> (Term<'w>, Term<'w>),
        writer: &Writer<'w>,
    ) -> Term<'w> {
        let n = self.entries.len();
        if n == 0 {
            return empty(writer);
        }
        if n <= MAX_FLAT_MAP {
            let keys = writer.tuple_with(n, |i| pair(self.entries[i].index).0);
            return flat(keys, n, |i| pair(self.entries[i].index).1, writer);
        }
        Term::inside(subtree(&self.entries, 0, &pair, writer))
    }

    /// The pairs of `b` and those of `a` whose keys `b` has not.
    pub fn build_merged<'w>(&self, a: Map<'w>, b: Map<'w>, writer: &Writer<'w>) -> Term<'w> {
        let pairs = pairs_of(a, b);
        self.build(|i| pairs[i], writer)
    }
}

fn pairs_of<'s>(a: Map<'s>, b: Map<'s>) -> Vec<(Term<'s>, Term<'s>)> {
    a.iter().chain(b.iter()).collect()
}

/// In key order.
fn flat_entries<'s>(
    mut indices: Vec<usize>,
    key: &dyn Fn(usize) -> Term<'s>,
    atoms: &AtomTable,
) -> Vec<Entry> {
    indices.sort_by(|&i, &j| compare_exact(key(i), key(j), atoms).then(i.cmp(&j)));
    let mut entries: Vec<Entry> = Vec::with_capacity(indices.len());
    for index in indices {
        match entries.last_mut() {
            Some(last) if same(key(last.index), key(index)) => last.index = index,
            _ => entries.push(Entry { path: 0, index }),
        }
    }
    entries
}

/// In trie order; of equal keys the last, keys of one hash in key order.
fn trie_entries<'s>(n: usize, key: &dyn Fn(usize) -> Term<'s>, atoms: &AtomTable) -> Vec<Entry> {
    let entries: Vec<Entry> = (0..n)
        .map(|index| Entry {
            path: path_of(hash::hash(key(index), atoms)),
            index,
        })
        .collect();
    settle(entries, key, atoms)
}

/// Entries in trie order; of equal keys the last, keys of one hash in key order.
fn settle<'s>(
    mut entries: Vec<Entry>,
    key: &dyn Fn(usize) -> Term<'s>,
    atoms: &AtomTable,
) -> Vec<Entry> {
    let n = entries.len();
    entries.sort_unstable_by_key(|entry| (entry.path, entry.index));
    let mut kept = 0;
    let mut from = 0;
    while from < n {
        let run = entries[from..]
            .iter()
            .take_while(|entry| entry.path == entries[from].path)
            .count();
        if run > 1 {
            let order = |a: &Entry, b: &Entry| {
                compare_exact(key(a.index), key(b.index), atoms).then(a.index.cmp(&b.index))
            };
            entries[from..from + run].sort_by(order);
        }
        for i in from..from + run {
            let next = entries.get(i + 1).filter(|_| i + 1 < from + run);
            if next.is_some_and(|next| same(key(next.index), key(entries[i].index))) {
                continue;
            }
            entries[kept] = entries[i];
            kept += 1;
        }
        from += run;
    }
    entries.truncate(kept);
    entries
}

/// Runs of entries that share a slot at `level`.
fn runs(entries: &[Entry], level: usize) -> impl Iterator<Item = &[Entry]> {
    entries.chunk_by(move |a, b| a.slot(level) == b.slot(level))
}

/// Words of the subtree of these entries. At most `LEVELS` deep.
fn subtree_words(entries: &[Entry], level: usize) -> usize {
    match entries {
        [_] if level > 0 => 2,
        _ if level == LEVELS => 1 + 3 * entries.len(),
        _ => {
            1 + runs(entries, level)
                .map(|run| 1 + subtree_words(run, level + 1))
                .sum::<usize>()
        }
    }
}

/// The subtree of these entries; at level 0 the root. At most `LEVELS` deep.
fn subtree<'w>(
    entries: &[Entry],
    level: usize,
    pair: &dyn Fn(usize) -> (Term<'w>, Term<'w>),
    writer: &Writer<'w>,
) -> Word {
    let leaf = |entry: &Entry| {
        let (key, value) = pair(entry.index);
        writer.cons(key, value).word()
    };
    match entries {
        [entry] if level > 0 => leaf(entry),
        _ if level == LEVELS => {
            let children: Vec<Word> = entries.iter().map(leaf).collect();
            Word::boxed(writer.object(Word::header(Kind::HashCollision, children.len()), &children))
        }
        _ => {
            let mut children = Children::new();
            for run in runs(entries, level) {
                let child = subtree(run, level + 1, pair, writer);
                children.add(run[0].slot(level) as usize, child);
            }
            match level {
                0 => children.root(entries.len(), writer),
                _ => children.node(writer),
            }
        }
    }
}

/// Pairs of a large map in the making, parted by the first two levels of their keys' paths: each part can be put in order, and built, for itself.
/// Terms are known by their words: whoever uses this sees to it that they stay where they are.
pub(crate) struct Parts {
    parts: Vec<Part>,
    /// Those before this one are in order.
    n_settled: usize,
    /// Subtrees of those that have been built.
    built: Vec<Option<Word>>,
    words: usize,
}

#[derive(Default)]
struct Part {
    pairs: Vec<(Word, Word)>,
    entries: Vec<Entry>,
}

const PART_LEVELS: usize = 2;
const N_SLOTS: usize = 1 << LEVEL_BITS;
const N_PARTS: usize = N_SLOTS * N_SLOTS;
/// Words that root and first level take at most.
const TOP_WORDS: usize = 2 + N_SLOTS + N_SLOTS * (1 + N_SLOTS);

impl Parts {
    pub fn new() -> Parts {
        Parts {
            parts: std::iter::repeat_with(Part::default)
                .take(N_PARTS)
                .collect(),
            n_settled: 0,
            built: Vec::with_capacity(N_PARTS),
            words: 0,
        }
    }

    /// One more pair; of equal keys the last one added counts.
    pub fn add(&mut self, key: Term<'_>, value: Term<'_>, atoms: &AtomTable) {
        let path = path_of(hash::hash(key, atoms));
        let part = &mut self.parts[(path >> (32 - PART_LEVELS as u32 * LEVEL_BITS)) as usize];
        let index = part.pairs.len();
        part.entries.push(Entry { path, index });
        part.pairs.push((key.word(), value.word()));
    }

    /// Puts another part in order; how many pairs it has, nothing when all are in order.
    pub fn settle_next(&mut self, atoms: &AtomTable) -> Option<usize> {
        let part = self.parts.get_mut(self.n_settled)?;
        self.n_settled += 1;
        let pairs = &part.pairs;
        let entries = std::mem::take(&mut part.entries);
        part.entries = settle(entries, &|i| Term::inside(pairs[i].0), atoms);
        if !part.entries.is_empty() {
            self.words += subtree_words(&part.entries, PART_LEVELS);
        }
        Some(pairs.len())
    }

    /// Pairs of the map, when all parts are in order.
    pub fn len(&self) -> usize {
        self.parts.iter().map(|part| part.entries.len()).sum()
    }

    /// Is it so small a map that it is flat?
    pub fn is_flat(&self) -> bool {
        self.len() <= MAX_FLAT_MAP
    }

    /// Words that the map takes at most, when all parts are in order.
    pub fn words(&self) -> usize {
        match self.len() {
            n if n <= MAX_FLAT_MAP => from_pairs_words(n),
            _ => self.words + TOP_WORDS,
        }
    }

    /// Builds another part; how many pairs it has, nothing when all are built.
    pub fn build_next(&mut self, writer: &Writer<'_>) -> Option<usize> {
        let part = self.parts.get(self.built.len())?;
        let pair = |i: usize| {
            let (key, value) = part.pairs[i];
            (Term::inside(key), Term::inside(value))
        };
        let built = match part.entries.as_slice() {
            [] => None,
            entries => Some(subtree(entries, PART_LEVELS, &pair, writer)),
        };
        self.built.push(built);
        Some(part.entries.len())
    }

    /// The map, when all parts are built. So few pairs that the map is flat need not be.
    pub fn finish<'w>(&self, writer: &Writer<'w>) -> Term<'w> {
        let n = self.len();
        if n <= MAX_FLAT_MAP {
            return self.flat(writer);
        }
        let mut root = Children::new();
        for (slot, parts) in self.built.chunks(N_SLOTS).enumerate() {
            let first = slot * N_SLOTS;
            let below: usize = (first..first + parts.len())
                .map(|i| self.parts[i].entries.len())
                .sum();
            let mut node = Children::new();
            for (i, part) in parts.iter().enumerate() {
                if let Some(child) = part {
                    node.add(i, *child);
                }
            }
            match below {
                0 => {}
                1 => root.add(slot, node.words[1]),
                _ => root.add(slot, node.node(writer)),
            }
        }
        Term::inside(root.root(n, writer))
    }

    fn flat<'w>(&self, writer: &Writer<'w>) -> Term<'w> {
        let pairs: Vec<(Term<'w>, Term<'w>)> = self
            .parts
            .iter()
            .flat_map(|part| part.entries.iter().map(|entry| part.pairs[entry.index]))
            .map(|(key, value)| (Term::inside(key), Term::inside(value)))
            .collect();
        from_pairs(&pairs, writer)
    }
}

/// Children of a node in the making; the first word is kept for a root's number of pairs.
struct Children {
    words: [Word; N_SLOTS + 1],
    n: usize,
    bitmap: u16,
}

impl Children {
    fn new() -> Children {
        Children {
            words: [Word::ZERO; N_SLOTS + 1],
            n: 1,
            bitmap: 0,
        }
    }

    /// Slots come in ascending order.
    fn add(&mut self, slot: usize, child: Word) {
        self.bitmap |= 1 << slot;
        self.words[self.n] = child;
        self.n += 1;
    }

    fn node(&self, writer: &Writer<'_>) -> Word {
        let header = Word::header_with(Kind::HashNode, self.n - 1, self.bitmap);
        Word::boxed(writer.object(header, &self.words[1..self.n]))
    }

    fn root(&mut self, n_pairs: usize, writer: &Writer<'_>) -> Word {
        self.words[0] = Word::from_bits(n_pairs as u64);
        let header = Word::header_with(Kind::HashMap, self.n, self.bitmap);
        Word::boxed(writer.object(header, &self.words[..self.n]))
    }
}

/// Is the tree under this root or node as A2 wants it? For tests.
#[cfg(test)]
pub(super) fn check_trie(word: Word, level: usize, prefix: u32, atoms: &AtomTable) -> usize {
    let node = Node::of(word);
    assert_eq!(node.is_collision, level == LEVELS);
    let mut count = 0;
    let mut slots = (0..16).filter(|slot| node.bitmap() >> slot & 1 == 1);
    for i in 0..node.n_children {
        let child = node.child(i);
        let slot = if node.is_collision {
            0
        } else {
            slots.next().expect("a bit per child")
        };
        let prefix = if node.is_collision {
            prefix
        } else {
            prefix | slot << (4 * level)
        };
        if child.is_cons() {
            // SAFETY: a leaf of a live map.
            let hash = hash::hash(Term::inside(unsafe { child.head() }), atoms) as u32;
            let mask = if level + 1 >= LEVELS {
                u32::MAX
            } else {
                (1 << (4 * (level + 1))) - 1
            };
            assert_eq!(hash & mask, prefix & mask);
            assert!(level == 0 || node.n_children > 1, "a lonely leaf");
            count += 1;
        } else {
            count += check_trie(child, level + 1, prefix, atoms);
        }
    }
    assert!(
        node.is_collision || slots.next().is_none(),
        "a child per bit"
    );
    count
}
