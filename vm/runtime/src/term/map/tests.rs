//! Maps against a model, through random changes.

use std::collections::BTreeMap;

use super::build::check_trie;
use super::*;
use crate::atom::atoms;
use crate::heap::tests::Random;
use crate::heap::{Fragment, HeapShared};
use crate::term::compare::{compare, equal};

/// Runs `test` with a writer that has room for a lot.
fn with_writer(words: usize, test: impl FnOnce(&Writer<'_>, &HeapShared)) {
    let shared = HeapShared::for_tests();
    let mut fragment = Fragment::allocate(&shared, words).unwrap();
    test(&fragment.writer(&shared), &shared);
}

/// A key of some type: different numbers give different keys.
fn key<'w>(number: u64, writer: &Writer<'w>) -> Term<'w> {
    let small = Term::small(number as i32);
    match number % 6 {
        0 | 1 => small,
        2 => Term::atom(writer.atoms().intern(&format!("key{number}")).unwrap()),
        3 => writer.tuple(&[small, Term::NIL]),
        4 => writer.float(number as f64),
        _ => writer.binary(&number.to_le_bytes()).unwrap(),
    }
}

fn checked_put<'w>(map: Term<'w>, key: Term<'w>, value: Term<'w>, writer: &Writer<'w>) -> Term<'w> {
    let map = Map::of(map);
    let words = put_words(map, key, writer.atoms());
    let before = writer.left();
    let result = put(map, key, value, writer);
    assert!(before - writer.left() <= words);
    result
}

fn checked_remove<'w>(map: Term<'w>, key: Term<'w>, writer: &Writer<'w>) -> Term<'w> {
    let map = Map::of(map);
    let words = put_words(map, key, writer.atoms());
    let before = writer.left();
    let result = remove(map, key, writer);
    assert!(before - writer.left() <= words);
    result
}

fn check(term: Term<'_>, model: &BTreeMap<u64, i32>, writer: &Writer<'_>) {
    let map = Map::of(term);
    assert_eq!(map.len(), model.len());
    assert_eq!(map.is_flat(), model.len() <= MAX_FLAT_MAP);
    if !map.is_flat() {
        assert_eq!(check_trie(term.word(), 0, 0, writer.atoms()), model.len());
    }
    for (&number, &value) in model {
        assert_eq!(
            map.get(key(number, writer), writer.atoms())
                .and_then(Term::as_small),
            Some(i64::from(value))
        );
    }
    assert_eq!(map.iter().len(), model.len());
    assert_eq!(map.iter().count(), model.len());
    if map.is_flat() {
        let keys: Vec<_> = map.iter().map(|pair| pair.0).collect();
        assert!(
            keys.windows(2)
                .all(|pair| compare_exact(pair[0], pair[1], writer.atoms()).is_lt())
        );
    }
}

#[test]
fn random_changes_agree_with_a_model() {
    for seed in 1..12 {
        with_writer(4_000_000, |writer, _| {
            let mut random = Random(seed * 7919);
            let range = [20, 60, 100, 500][seed as usize % 4];
            let mut model = BTreeMap::new();
            let mut map = empty(writer);
            for step in 0..1500 {
                let number = random.below(range) as u64;
                let key = key(number, writer);
                if random.below(5) < 3 {
                    map = checked_put(map, key, Term::small(step), writer);
                    model.insert(number, step);
                } else {
                    map = checked_remove(map, key, writer);
                    model.remove(&number);
                }
                if step % 50 == 0 {
                    check(map, &model, writer);
                }
            }
            check(map, &model, writer);
            // The same pairs in another order make the same map, one by one and at once.
            let mut other = empty(writer);
            for (&number, &value) in model.iter().rev() {
                other = put(
                    Map::of(other),
                    key(number, writer),
                    Term::small(value),
                    writer,
                );
            }
            let pairs: Vec<_> = model
                .iter()
                .map(|(&number, &value)| (key(number, writer), Term::small(value)))
                .collect();
            let plan = MapPlan::new(pairs.len(), |i| pairs[i], writer.atoms());
            let before = writer.left();
            let built = plan.build(|i| pairs[i], writer);
            assert_eq!(before - writer.left(), plan.words());
            assert!(plan.words() <= from_pairs_words(pairs.len()));
            for twin in [other, built] {
                check(twin, &model, writer);
                assert!(same(map, twin) && equal(map, twin));
                assert!(compare(map, twin, writer.atoms()).is_eq());
                assert_eq!(
                    hash::hash(map, writer.atoms()),
                    hash::hash(twin, writer.atoms())
                );
                let order = |map: Term<'_>| {
                    Map::of(map)
                        .iter()
                        .map(|pair| hash::hash(pair.0, writer.atoms()))
                        .collect::<Vec<_>>()
                };
                assert_eq!(order(map), order(twin));
            }
            // A single change makes them differ.
            if let Some((&number, _)) = model.iter().next() {
                let changed = put(Map::of(map), key(number, writer), Term::TRUE, writer);
                assert!(!same(map, changed) && !equal(map, changed));
                assert!(compare(map, changed, writer.atoms()).is_lt());
                assert!(compare(changed, map, writer.atoms()).is_gt());
                assert!(
                    update(Map::of(map), key(number, writer), Term::TRUE, writer)
                        .is_some_and(|term| same(term, changed))
                );
            }
            assert!(update(Map::of(map), Term::atom(atoms::OK), Term::NIL, writer).is_none());
        });
    }
}

#[test]
fn the_last_of_equal_keys_counts() {
    for n in [3, 40, 300] {
        with_writer(100_000, |writer, _| {
            let pairs: Vec<_> = (0..n * 3)
                .map(|i| (key(i % n, writer), Term::small(i as i32)))
                .collect();
            let plan = MapPlan::new(pairs.len(), |i| pairs[i], writer.atoms());
            let map = Map::of(plan.build(|i| pairs[i], writer));
            assert_eq!(map.len(), n as usize);
            for i in 0..n {
                assert_eq!(
                    map.get(key(i, writer), writer.atoms())
                        .and_then(Term::as_small),
                    Some((2 * n + i) as i64)
                );
            }
        });
    }
}

#[test]
fn merging_prefers_the_second() {
    for (n, m) in [(3, 4), (0, 10), (20, 20), (200, 10), (10, 200), (300, 300)] {
        with_writer(200_000, |writer, _| {
            let make = |from: u64, to: u64, value: i32| {
                let pairs: Vec<_> = (from..to)
                    .map(|i| (key(i, writer), Term::small(value)))
                    .collect();
                Map::of(
                    MapPlan::new(pairs.len(), |i| pairs[i], writer.atoms())
                        .build(|i| pairs[i], writer),
                )
            };
            let (a, b) = (make(0, n, 1), make(n / 2, n / 2 + m, 2));
            let plan = MapPlan::merge(a, b, writer.atoms());
            let merged = Map::of(plan.build_merged(a, b, writer));
            let model = (0..n)
                .map(|i| (i, 1))
                .chain((n / 2..n / 2 + m).map(|i| (i, 2)))
                .collect();
            check(merged.term(), &model, writer);
        });
    }
}

#[test]
fn integers_and_floats_are_different_keys() {
    with_writer(1000, |writer, _| {
        let map = put(Map::of(empty(writer)), Term::small(1), Term::TRUE, writer);
        let map = put(Map::of(map), writer.float(1.0), Term::FALSE, writer);
        let map = put(Map::of(map), writer.float(0.0), Term::small(1), writer);
        let map = Map::of(put(
            Map::of(map),
            writer.float(-0.0),
            Term::small(2),
            writer,
        ));
        assert_eq!(map.len(), 4);
        assert_eq!(
            map.get(Term::small(1), writer.atoms())
                .and_then(Term::as_boolean),
            Some(true)
        );
        assert_eq!(
            map.get(writer.float(-0.0), writer.atoms())
                .and_then(Term::as_small),
            Some(2)
        );
        let order: Vec<_> = map
            .iter()
            .map(|pair| (pair.0.as_small(), pair.0.as_float()))
            .collect();
        assert_eq!(
            order,
            [
                (Some(1), None),
                (None, Some(-0.0)),
                (None, Some(0.0)),
                (None, Some(1.0))
            ]
        );
    });
}

/// Maps of maps, deep: nothing here may recurse.
#[test]
fn deep_keys_and_values_are_compared_without_recursion() {
    with_writer(3_000_000, |writer, shared| {
        let deep = |last: Term<'_>| {
            let mut term = Term::inside(last.word());
            for i in 0..50_000 {
                term = match i % 3 {
                    0 => writer.cons(term, Term::NIL),
                    1 => writer.tuple(&[Term::NIL, term]),
                    _ => put(Map::of(empty(writer)), term, term, writer),
                };
                // Keys that are used twice double the work: keep them as values only.
                if i % 3 == 2 {
                    term = put(
                        Map::of(empty(writer)),
                        Term::NIL,
                        Map::of(term).iter().next().unwrap().1,
                        writer,
                    );
                }
            }
            term
        };
        let (a, b, c) = (
            deep(Term::small(1)),
            deep(writer.float(1.0)),
            deep(Term::small(2)),
        );
        assert!(equal(a, b) && !same(a, b) && !equal(a, c));
        assert!(compare(a, b, writer.atoms()).is_eq());
        assert!(compare_exact(a, b, writer.atoms()).is_lt());
        assert!(compare(c, b, writer.atoms()).is_gt());
        assert_ne!(hash::hash(a, writer.atoms()), hash::hash(c, writer.atoms()));
        let copy = crate::heap::copy::to_fragment(a, shared).unwrap();
        assert!(same(copy.root(), a));
    });
}

/// The order of large maps: by the smallest key that only one has, else by the value of the smallest key whose values differ.
#[test]
fn order_of_large_maps() {
    with_writer(100_000, |writer, _| {
        let make = |change: &dyn Fn(i32) -> (Word, i32)| {
            let pairs: Vec<_> = (0..50)
                .map(change)
                .map(|(key, value)| (Term::inside(key), Term::small(value)))
                .collect();
            MapPlan::new(50, |i| pairs[i], writer.atoms()).build(|i| pairs[i], writer)
        };
        let small = |i: i32| Term::small(i).word();
        let base = make(&|i| (small(i), 0));
        let other_key = make(&|i| (small(if i == 7 { 100 } else { i }), 0));
        let two_values = make(&|i| {
            (
                small(i),
                if i == 3 {
                    1
                } else if i == 40 {
                    -1
                } else {
                    0
                },
            )
        });
        // `base` has 7, `other_key` 100: the one with 7 is less.
        assert!(compare(base, other_key, writer.atoms()).is_lt());
        assert!(compare(other_key, base, writer.atoms()).is_gt());
        assert!(compare(base, two_values, writer.atoms()).is_lt());
        assert!(compare(two_values, base, writer.atoms()).is_gt());
        // As keys of large maps in turn.
        let nested = |inner: Term<'_>| {
            make(&|i| {
                if i == 20 {
                    (inner.word(), 0)
                } else {
                    (small(i), 0)
                }
            })
        };
        assert!(compare(nested(base), nested(two_values), writer.atoms()).is_lt());
        assert!(compare(nested(other_key), nested(two_values), writer.atoms()).is_gt());
        assert!(compare(nested(base), nested(base), writer.atoms()).is_eq());
    });
}

/// Small integers whose hashes agree in all bits that a trie uses, in groups of two or more.
fn colliding_keys(writer: &Writer<'_>) -> Vec<i32> {
    let mut keys: Vec<(u32, i32)> = (0..400_000)
        .map(|i| (hash::hash(Term::small(i), writer.atoms()) as u32, i))
        .collect();
    keys.sort_unstable();
    keys.chunk_by(|a, b| a.0 == b.0)
        .filter(|group| group.len() > 1)
        .flatten()
        .map(|pair| pair.1)
        .collect()
}

#[test]
fn keys_with_one_hash_live_together() {
    with_writer(200_000, |writer, _| {
        let colliding = colliding_keys(writer);
        assert!(colliding.len() >= 10, "{colliding:?}");
        let numbers: Vec<i32> = colliding
            .iter()
            .copied()
            .chain(1_000_000..1_000_040)
            .collect();
        let mut map = empty(writer);
        for &i in &numbers {
            map = checked_put(map, Term::small(i), Term::small(i), writer);
        }
        let pairs: Vec<_> = numbers
            .iter()
            .rev()
            .map(|&i| (Term::small(i), Term::small(i)))
            .collect();
        let built = from_pairs(&pairs, writer);
        assert!(same(map, built));
        let get = |map: Term<'_>, i: i32| {
            Map::of(map)
                .get(Term::small(i), writer.atoms())
                .and_then(Term::as_small)
        };
        assert_eq!(check_trie(map.word(), 0, 0, writer.atoms()), numbers.len());
        assert!(numbers.iter().all(|&i| get(map, i) == Some(i64::from(i))));
        let changed = checked_put(map, Term::small(colliding[0]), Term::TRUE, writer);
        assert!(!same(map, changed) && compare(map, changed, writer.atoms()).is_lt());
        // Taking keys out one by one: what is left of a collision moves up.
        let mut left = numbers.clone();
        while let Some(i) = left.pop() {
            map = checked_remove(map, Term::small(i), writer);
            map = checked_remove(map, Term::small(i), writer);
            assert_eq!(Map::of(map).len(), left.len());
            assert!(left.iter().all(|&j| get(map, j) == Some(i64::from(j))));
            if !Map::of(map).is_flat() {
                check_trie(map.word(), 0, 0, writer.atoms());
            }
            let half = left.len() / 2;
            left.rotate_left(half);
        }
    });
}

#[test]
fn maps_that_differ_in_a_collision() {
    with_writer(200_000, |writer, _| {
        let colliding = colliding_keys(writer);
        let (a, b) = (colliding[0], colliding[1]);
        let others = 1_000_000..1_000_040;
        let make = |extra: &[i32]| {
            let pairs: Vec<_> = others
                .clone()
                .chain(extra.iter().copied())
                .map(|i| (Term::small(i), Term::NIL))
                .collect();
            from_pairs(&pairs, writer)
        };
        let (both, one, other) = (make(&[a, b]), make(&[a, 7]), make(&[b, 7]));
        for (x, y, expected) in [
            (both, one, b.cmp(&7)),
            (both, other, a.cmp(&7)),
            (one, other, a.cmp(&b)),
        ] {
            // The map with the smallest key that the other has not is less.
            assert_eq!(compare(x, y, writer.atoms()), expected);
            assert_eq!(compare(y, x, writer.atoms()), expected.reverse());
            assert!(!same(x, y) && !equal(x, y));
        }
    });
}
