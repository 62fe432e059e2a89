//! The storage against a model: random changes of a tree beside a sorted map, and many threads on one table.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::epoch::Epochs;
use super::order::{Order, Probe, prefix_of};
use super::row::{Elements, NewRow, Scratch, Use};
use super::tree::{Cursor, Direction, Full, Origin, Rows, Tree};
use crate::heap::offheap::BufferRef;
use crate::heap::{Fragment, HeapShared, OutOfMemory, Writer};
use crate::term::Term;
use crate::term::compare::{compare, same};

struct Random(u64);

impl Random {
    fn next(&mut self, below: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (self.0 >> 33) % below
    }
}

fn row(shared: &HeapShared, key: i64, value: i64, kind: Use) -> NewRow {
    let term = |n: i64| Term::try_small(n).expect("small");
    NewRow::of_elements(2, 0, shared, kind, |i| {
        if i == 0 { term(key) } else { term(value) }
    })
    .expect("memory")
}

fn small(n: i64) -> Term<'static> {
    Term::try_small(n).expect("small")
}

/// A pin's scope is any; the trees of these tests outlive it.
fn held<'p>(tree: &Tree) -> &'p Tree {
    // SAFETY: each test drops its tree after the last scope of a pin.
    unsafe { &*std::ptr::from_ref(tree) }
}

fn put(tree: &Tree, pin: super::Pin<'_>, shared: &HeapShared, key: i64, value: i64) {
    let probe = tree.probe(small(key), &shared.atoms);
    let mut new = row(shared, key, value, Use::Plain);
    tree.charge_row(pin, &new).expect("memory");
    loop {
        let locked = held(tree).lock(&probe, pin, &shared.atoms);
        if locked.found.is_some() {
            locked.replace(new);
            return;
        }
        match locked.insert(new) {
            Ok(()) => return,
            Err(Full(back)) => new = back,
        }
        drop(locked);
        tree.make_room(&probe, pin, shared).expect("memory");
    }
}

fn remove(tree: &Tree, pin: super::Pin<'_>, shared: &HeapShared, key: i64) -> bool {
    let probe = tree.probe(small(key), &shared.atoms);
    let locked = held(tree).lock(&probe, pin, &shared.atoms);
    let found = locked.found.is_some();
    let is_small = found && locked.remove(false);
    drop(locked);
    if is_small {
        tree.shrink(&probe, pin, shared);
    }
    found
}

fn value(object: Term<'_>) -> (i64, i64) {
    let tuple = object.as_tuple().expect("a tuple");
    let n = |i| tuple.at(i).as_small().expect("small");
    (n(0), n(1))
}

fn everything(
    tree: &Tree,
    pin: super::Pin<'_>,
    shared: &HeapShared,
    d: Direction,
) -> Vec<(i64, i64)> {
    let mut all = Vec::new();
    let mut rows = Rows::new();
    let mut cursor = Some(Cursor::Start);
    while let Some(from) = cursor {
        cursor = tree.scan(&from, d, &mut rows, pin, &shared.atoms);
        all.extend(
            rows.iter()
                .map(|(_, row)| value(row.object_in_place().expect("plain"))),
        );
    }
    all
}

fn random_walk(order: Order, steps: u64, keys: u64, seed: u64) {
    let shared = HeapShared::for_tests();
    let epochs = Arc::new(Epochs::default());
    let me = Epochs::join(&epochs, 0);
    let tree = Tree::new(order, 0, 1, &shared.account, &epochs).expect("memory");
    let mut model: BTreeMap<i64, i64> = BTreeMap::new();
    let mut random = Random(seed);
    for step in 0..steps {
        // Long phases of growing and of shrinking, so that leaves and chunks split and merge.
        let grows = (step / (steps / 6 + 1)).is_multiple_of(2);
        let key = random.next(keys) as i64 - keys as i64 / 2;
        me.pinned(|pin| {
            let inserts = random.next(10) < if grows { 8 } else { 2 };
            match inserts {
                true => {
                    put(&tree, pin, &shared, key, step as i64);
                    model.insert(key, step as i64);
                }
                false => {
                    let was = remove(&tree, pin, &shared, key);
                    assert_eq!(was, model.remove(&key).is_some());
                }
            }
            let asked = random.next(keys) as i64 - keys as i64 / 2;
            let probe = tree.probe(small(asked), &shared.atoms);
            let found = tree.find(&probe, pin, &shared.atoms);
            let found = found.map(|row| value(row.object_in_place().expect("plain")).1);
            assert_eq!(found, model.get(&asked).copied());
            if order == Order::Key {
                let next = tree.next(
                    Origin::Beyond(probe),
                    Direction::Forward,
                    pin,
                    &shared.atoms,
                );
                let next = next.map(|row| value(row.object_in_place().expect("plain")).0);
                assert_eq!(next, model.range(asked + 1..).next().map(|(k, _)| *k));
                let prev = tree.next(Origin::Beyond(probe), Direction::Back, pin, &shared.atoms);
                let prev = prev.map(|row| value(row.object_in_place().expect("plain")).0);
                assert_eq!(prev, model.range(..asked).next_back().map(|(k, _)| *k));
            }
            assert_eq!(tree.rows(), model.len());
        });
        if step % 997 == 0 {
            me.pinned(|pin| {
                let expected: Vec<(i64, i64)> = model.iter().map(|(k, v)| (*k, *v)).collect();
                let mut forward = everything(&tree, pin, &shared, Direction::Forward);
                let mut back = everything(&tree, pin, &shared, Direction::Back);
                back.reverse();
                assert_eq!(forward, back);
                if order == Order::Hash {
                    forward.sort_unstable();
                }
                assert_eq!(forward, expected);
            });
            me.unpin();
        }
    }
    drop(tree);
    me.unpin();
    drop(me);
    drop(epochs);
    assert_eq!(shared.account.used(), 0, "all memory was given back");
}

#[test]
fn a_tree_by_hash_is_a_map() {
    random_walk(Order::Hash, 60_000, 5_000, 1);
    random_walk(Order::Hash, 5_000, 40, 2);
}

#[test]
fn a_tree_by_key_is_a_sorted_map() {
    random_walk(Order::Key, 60_000, 5_000, 3);
    random_walk(Order::Key, 5_000, 40, 4);
}

#[test]
fn many_leaves_split_chunks_and_go_again() {
    let shared = HeapShared::for_tests();
    let epochs = Arc::new(Epochs::default());
    let me = Epochs::join(&epochs, 0);
    for order in [Order::Hash, Order::Key] {
        let tree = Tree::new(order, 0, 1, &shared.account, &epochs).expect("memory");
        const N: i64 = 60_000;
        me.pinned(|pin| (0..N).for_each(|key| put(&tree, pin, &shared, key, key)));
        me.unpin();
        me.pinned(|pin| {
            assert_eq!(tree.rows(), N as usize);
            let mut all = everything(&tree, pin, &shared, Direction::Forward);
            all.sort_unstable();
            assert!(all.iter().enumerate().all(|(i, (k, _))| *k == i as i64));
            (0..N).for_each(|key| assert!(remove(&tree, pin, &shared, key)));
            assert_eq!(tree.rows(), 0);
            assert!(everything(&tree, pin, &shared, Direction::Back).is_empty());
            assert!(tree.n_leaves() < 8, "empty leaves are merged");
            tree.check_shortcuts(pin);
        });
        me.unpin();
    }
}

#[test]
fn shortcuts_keep_up_with_the_leaves() {
    const N: i64 = 60_000;
    let shared = HeapShared::for_tests();
    let epochs = Arc::new(Epochs::default());
    let me = Epochs::join(&epochs, 0);
    let tree = Tree::new(Order::Hash, 0, 1, &shared.account, &epochs).expect("memory");
    let step = |keys: std::ops::Range<i64>, change: &dyn Fn(super::Pin<'_>, i64)| {
        let n = me.pinned(|pin| {
            keys.for_each(|key| change(pin, key));
            tree.check_shortcuts(pin)
        });
        me.unpin();
        n
    };
    let put = |pin: super::Pin<'_>, key| put(&tree, pin, &shared, key, key);
    let remove = |pin: super::Pin<'_>, key| assert!(remove(&tree, pin, &shared, key));
    assert_eq!(step(0..60, &put), 0, "one leaf needs none");
    assert!(step(60..1_000, &put) >= 16);
    let most = (1..N / 1_000)
        .map(|i| step(i * 1_000..(i + 1) * 1_000, &put))
        .max();
    assert!(most >= Some(1024), "a shortcut for each leaf");
    let least = (0..N / 1_000)
        .map(|i| step(i * 1_000..(i + 1) * 1_000, &remove))
        .min();
    assert!(least <= Some(4), "they go with the leaves");
    drop(tree);
    me.unpin();
    drop((me, epochs));
    assert_eq!(shared.account.used(), 0, "all memory was given back");
}

#[test]
fn threads_let_a_table_with_shortcuts_grow_and_shrink() {
    const THREADS: i64 = 4;
    const KEYS: i64 = 12_000;
    let shared = Arc::new(HeapShared::for_tests());
    let epochs = Arc::new(Epochs::default());
    let tree =
        Tree::new(Order::Hash, 0, THREADS as usize, &shared.account, &epochs).expect("memory");
    std::thread::scope(|scope| {
        for thread in 0..THREADS {
            let (tree, shared, epochs) = (&tree, &shared, &epochs);
            scope.spawn(move || {
                let me = Epochs::join(epochs, thread as usize);
                let key = |i: i64| i * THREADS + thread;
                let find = |pin: super::Pin<'_>, key| {
                    let probe = tree.probe(small(key), &shared.atoms);
                    let found = tree.find(&probe, pin, &shared.atoms);
                    found.map(|row| value(row.object_in_place().expect("plain")))
                };
                for grows in [true, false, true, false] {
                    for i in 0..KEYS {
                        me.pinned(|pin| {
                            match grows {
                                true => put(tree, pin, shared, key(i), i),
                                false => assert!(remove(tree, pin, shared, key(i))),
                            }
                            assert_eq!(find(pin, key(i)), grows.then_some((key(i), i)));
                            // Half-way to the last.
                            let other = (i + KEYS) / 2;
                            let there = (other <= i) == grows;
                            assert_eq!(find(pin, key(other)).is_some(), there);
                        });
                        if i % 64 == 0 {
                            me.unpin();
                        }
                    }
                }
            });
        }
    });
    let me = Epochs::join(&epochs, 0);
    me.pinned(|pin| assert!(tree.check_shortcuts(pin) <= 4));
    assert_eq!(tree.rows(), 0);
}

#[test]
fn threads_write_their_own_keys_and_read_all() {
    let shared = Arc::new(HeapShared::for_tests());
    let epochs = Arc::new(Epochs::default());
    for order in [Order::Hash, Order::Key] {
        const THREADS: i64 = 4;
        const KEYS: i64 = 400;
        let tree = Tree::new(order, 0, THREADS as usize, &shared.account, &epochs).expect("memory");
        std::thread::scope(|scope| {
            for thread in 0..THREADS {
                let (tree, shared, epochs) = (&tree, &shared, &epochs);
                scope.spawn(move || {
                    let me = Epochs::join(epochs, thread as usize);
                    let mut random = Random(thread as u64);
                    let mut own: BTreeMap<i64, i64> = BTreeMap::new();
                    for step in 0..20_000 {
                        let key = random.next(KEYS as u64) as i64 * THREADS + thread;
                        me.pinned(|pin| {
                            if random.next(2) == 0 {
                                put(tree, pin, shared, key, step);
                                own.insert(key, step);
                            } else {
                                assert_eq!(
                                    remove(tree, pin, shared, key),
                                    own.remove(&key).is_some()
                                );
                            }
                            let probe = tree.probe(small(key), &shared.atoms);
                            let found = tree.find(&probe, pin, &shared.atoms);
                            let found =
                                found.map(|row| value(row.object_in_place().expect("plain")).1);
                            assert_eq!(found, own.get(&key).copied());
                            let others = random.next(KEYS as u64 * THREADS as u64) as i64;
                            let probe = tree.probe(small(others), &shared.atoms);
                            if let Some(row) = tree.find(&probe, pin, &shared.atoms) {
                                assert_eq!(value(row.object_in_place().expect("plain")).0, others);
                            }
                        });
                        if step % 64 == 0 {
                            me.unpin();
                        }
                    }
                });
            }
        });
    }
}

#[test]
fn prefixes_keep_the_order_of_terms() {
    let shared = HeapShared::for_tests();
    let fragment = Fragment::allocate(&shared, 4_000).expect("memory");
    let fragment = fragment
        .build(&shared, |w| Ok::<_, OutOfMemory>(w.list(&samples(w)?)))
        .expect("memory");
    let terms: Vec<Term<'_>> = fragment.root().list().collect();
    for a in &terms {
        for b in &terms {
            let (pa, pb) = (prefix_of(*a, &shared.atoms), prefix_of(*b, &shared.atoms));
            let order = compare(*a, *b, &shared.atoms);
            assert!(
                order.is_eq() && pa == pb || order.is_lt() && pa <= pb || order.is_gt() && pa >= pb
            );
            let probe = Probe::new(Order::Key, *b, &shared.atoms);
            assert_eq!(probe.compare_entry(pa, || *a, &shared.atoms), order);
        }
    }
}

fn samples<'w>(w: &Writer<'w>) -> Result<Vec<Term<'w>>, OutOfMemory> {
    let numbers = [
        0,
        1,
        -1,
        2,
        250,
        251,
        300,
        1 << 48,
        -(1 << 48),
        (1 << 60) - 1,
        -(1 << 60),
    ];
    let mut all: Vec<Term<'w>> = numbers.iter().map(|n| w.integer(*n)).collect();
    all.extend([i64::MAX, i64::MIN].map(|n| w.integer(n)));
    all.extend([0.0, -0.0, 1.0, 0.5, -0.5, 2.5, 250.5, 1e17, 1e300, -1e300].map(|x| w.float(x)));
    for text in ["", "a", "ab", "abcdefg", "abcdefgh", "abcdefgi", "b"] {
        let atom = w.atoms().intern(text).map_err(|_| OutOfMemory)?;
        all.extend([Term::atom(atom), w.string(text), w.binary(text.as_bytes())?]);
    }
    all.push(w.bitstring(&[0x80], 1)?);
    let simple = all.clone();
    all.push(w.tuple(&[]));
    for term in &simple {
        all.push(w.tuple(&[*term]));
        all.push(w.cons(*term, Term::NIL));
        all.push(w.cons(*term, Term::small(7)));
    }
    for term in simple.iter().step_by(5) {
        all.push(w.tuple(&[*term, Term::small(1)]));
        all.push(w.cons(Term::small(1), w.cons(*term, Term::NIL)));
        all.push(w.cons(w.float(1.0), w.cons(*term, Term::NIL)));
        all.push(w.cons(*term, w.binary(b"tail")?));
    }
    Ok(all)
}

/// A term out of samples: lists and tuples of them, up to some depth.
fn any<'w>(w: &Writer<'w>, samples: &[Term<'w>], random: &mut Random, depth: u32) -> Term<'w> {
    let n = random.next(6) as usize;
    let kind = if depth == 0 { 0 } else { random.next(6) };
    if kind < 2 {
        return samples[random.next(samples.len() as u64) as usize];
    }
    let elements: Vec<Term<'w>> = (0..n).map(|_| any(w, samples, random, depth - 1)).collect();
    match kind {
        2 => w.tuple(&elements),
        3 => w.list(&elements),
        4 => w.list_with_tail(
            &elements,
            samples[random.next(samples.len() as u64) as usize],
        ),
        _ => {
            let limit = [0xff, 0x100, 0xffff, 0x1_0000, 0xffff_ffff, 0x1_0000_0000];
            let limit = limit[random.next(6) as usize] + 1;
            let small = |_| Term::try_small(random.next(limit) as i64).expect("small");
            let heads: Vec<Term<'w>> = (0..40 * n).map(small).collect();
            w.list(&heads)
        }
    }
}

/// Asserts that a row of that object gives it back, however it is read.
fn assert_gives_back(object: Term<'_>, key: usize, kind: Use, shared: &HeapShared) {
    let row = NewRow::copy_of(object, key, shared, kind).expect("memory");
    let (row, mut scratch) = (row.as_ref(), Scratch::new());
    let tuple = object.as_tuple().expect("a tuple");
    assert!(same(row.object(&mut scratch), object));
    assert!(same(row.key(key), tuple.at(key)));
    for (i, element) in tuple.iter().enumerate() {
        let immediate = row.immediate(i).map(|word| word.bits());
        let own = element.word().is_immediate() && kind != Use::Counter;
        assert_eq!(immediate, own.then(|| element.word().bits()));
        let showing = row.object_showing(Elements::NONE.with(i), key);
        let shown = showing.and_then(|object| object.as_tuple()?.get(i));
        assert!(shown.is_none_or(|shown| same(shown, element)));
    }
    if !row.owns() {
        let copy = Fragment::allocate(shared, row.copy_words())
            .and_then(|fragment| fragment.build(shared, |w| Ok(row.copy_to(w))))
            .expect("memory");
        assert!(same(copy.root(), object));
    }
}

#[test]
fn rows_give_their_objects_back() {
    let shared = HeapShared::for_tests();
    let shared_buffer = BufferRef::from_bytes(&shared.account, &[7; 300]).expect("memory");
    let used = shared.account.used();
    for seed in 0..300 {
        let fragment = Fragment::allocate(&shared, 2_000_000)
            .and_then(|fragment| {
                fragment.build(&shared, |w| {
                    let mut random = Random(seed);
                    let mut samples = samples(w)?;
                    let buffer = BufferRef::share(shared_buffer.get());
                    let whole = w.counted_bits(buffer, 2400);
                    samples.push(whole);
                    samples.push(w.window(whole.as_bits().expect("bits"), 13, 1700));
                    let objects: Vec<Term<'_>> = (0..8)
                        .map(|_| {
                            let n = 1 + random.next(5) as usize;
                            let elements: Vec<_> =
                                (0..n).map(|_| any(w, &samples, &mut random, 4)).collect();
                            w.tuple(&elements)
                        })
                        .collect();
                    Ok::<_, OutOfMemory>(w.list(&objects))
                })
            })
            .expect("memory");
        for object in fragment.root().list() {
            for key in 0..object.as_tuple().map_or(0, |tuple| tuple.len()) {
                for kind in [Use::Plain, Use::Chained, Use::Counter] {
                    assert_gives_back(object, key, kind, &shared);
                }
            }
        }
    }
    assert_eq!(shared_buffer.get().holders(), 1);
    assert_eq!(shared.account.used(), used);
}

#[test]
fn rows_of_any_size_say_how_large_they_are() {
    let shared = HeapShared::for_tests();
    for n in [0, 1, 2, 100, 126, 127, 128, 255, 1000, 8100, 8200, 70_000] {
        let fragment = Fragment::allocate(&shared, 4 * n + 10)
            .and_then(|fragment| {
                fragment.build(&shared, |w| {
                    let elements = vec![Term::small(3); n];
                    let list = w.list(&elements);
                    Ok::<_, OutOfMemory>(w.tuple(&[Term::small(1), list]))
                })
            })
            .expect("memory");
        let object = fragment.root();
        let row = NewRow::copy_of(object, 0, &shared, Use::Plain).expect("memory");
        assert_eq!(row.as_ref().copy_words(), 3 + 2 * n);
        // Two words of a list of one are no fewer packed.
        let list = if n < 2 { 2 * n } else { 1 + n.div_ceil(8) };
        let large = 3 + list > 1023 || n >= 2 && 2 * n - list > 255;
        assert_eq!(row.as_ref().bytes(), 8 * (3 + list + usize::from(large)));
        for kind in [Use::Plain, Use::Chained, Use::Counter] {
            assert_gives_back(object, 0, kind, &shared);
        }
        let all: Vec<Term<'_>> = (0..=n).map(|_| Term::small(9)).collect();
        let wide = NewRow::of_elements(all.len(), 0, &shared, Use::Counter, |i| all[i]);
        let wide = wide.expect("memory");
        let mut scratch = Scratch::new();
        let object = wide.as_ref().object(&mut scratch);
        assert!(object.as_tuple().is_some_and(|tuple| tuple.len() == n + 1));
    }
}
