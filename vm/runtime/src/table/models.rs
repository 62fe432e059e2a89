//! Loom models of what readers look past: a leaf's version (leaf.rs L1), a counter row's lock and lone counters (row.rs W2, W3, W5), a table's
//! `exclusive` (mod.rs T2), and what workers remember of persistent terms (bif/persistent.rs E3). They follow the protocols step by step with
//! loom's atomics; the real code uses std's, since its words lie in memory that it lays out itself.

use crate::sync::{AtomicU64, AtomicUsize, Ordering, fence};
use loom::sync::Arc;

const LOCKED: u64 = 1;
const FROZEN: u64 = 2;
const STEP: u64 = 4;

/// All interleavings of three threads are too many: those in which threads are interrupted at most twice.
fn few_preemptions() -> loom::model::Builder {
    let mut model = loom::model::Builder::new();
    model.preemption_bound = Some(2);
    model
}

fn lock(word: &AtomicU64, refuse: u64) -> Option<u64> {
    loop {
        let state = word.load(Ordering::Relaxed);
        if state & refuse != 0 {
            return None;
        }
        if state & LOCKED == 0
            && word
                .compare_exchange(state, state | LOCKED, Ordering::Acquire, Ordering::Relaxed)
                .is_ok()
        {
            fence(Ordering::Release);
            return Some(state);
        }
        loom::thread::yield_now();
    }
}

/// Two words that are always changed together: no reader sees one without the other.
#[test]
fn a_reader_of_a_leaf_sees_one_state() {
    loom::model(|| {
        let leaf = Arc::new((AtomicU64::new(0), AtomicU64::new(0), AtomicU64::new(0)));
        let writer = {
            let leaf = leaf.clone();
            loom::thread::spawn(move || {
                let version = lock(&leaf.0, 0).expect("never dead");
                leaf.1.store(1, Ordering::Relaxed);
                leaf.2.store(1, Ordering::Relaxed);
                leaf.0.store(version + STEP, Ordering::Release);
            })
        };
        let version = leaf.0.load(Ordering::Acquire);
        if version & LOCKED == 0 {
            let seen = (
                leaf.1.load(Ordering::Relaxed),
                leaf.2.load(Ordering::Relaxed),
            );
            fence(Ordering::Acquire);
            if leaf.0.load(Ordering::Relaxed) == version {
                assert_eq!(seen.0, seen.1);
            }
        }
        writer.join().expect("writer");
    });
}

/// A row with its lock and a counter.
#[derive(Default)]
struct Row {
    lock: AtomicU64,
    counter: AtomicU64,
}

/// One counts in place while another puts a copy of the row in its place, or gives up where it would wait: no count is lost.
#[test]
fn no_count_is_lost_when_a_row_is_replaced() {
    loom::model(|| {
        let rows = Arc::new([Row::default(), Row::default()]);
        let counter = {
            let rows = rows.clone();
            loom::thread::spawn(move || {
                let row = &rows[0];
                let state = row.lock.load(Ordering::Relaxed);
                let locked = state & FROZEN == 0
                    && row
                        .lock
                        .compare_exchange(
                            state,
                            state | LOCKED,
                            Ordering::Acquire,
                            Ordering::Relaxed,
                        )
                        .is_ok();
                if locked {
                    fence(Ordering::Release);
                    let n = row.counter.load(Ordering::Relaxed);
                    row.counter.store(n + 1, Ordering::Relaxed);
                    row.lock.store(state + STEP, Ordering::Release);
                }
                locked
            })
        };
        // As `RowRef::freeze`, by whoever has the leaf.
        let state = rows[0].lock.load(Ordering::Relaxed);
        let frozen = state & LOCKED == 0
            && rows[0]
                .lock
                .compare_exchange(state, state | FROZEN, Ordering::AcqRel, Ordering::Relaxed)
                .is_ok();
        let copied = frozen.then(|| rows[0].counter.load(Ordering::Relaxed));
        let counted = u64::from(counter.join().expect("counter"));
        let last = copied.unwrap_or_else(|| rows[0].counter.load(Ordering::Relaxed));
        assert_eq!(last, counted);
    });
}

/// A row with a lone counter: in `extra`, in steps of `ONE`, and as an element that whoever freezes the row writes.
#[derive(Default)]
struct LoneRow {
    extra: AtomicU64,
    element: AtomicU64,
}

const ONE: u64 = 8;
const TAG_BITS: u64 = 7;

impl LoneRow {
    /// As `RowRef::change_lone`.
    fn count(&self) -> bool {
        let mut state = self.extra.load(Ordering::Relaxed);
        loop {
            if state & FROZEN != 0 {
                return false;
            }
            match self.extra.compare_exchange(
                state,
                state + ONE,
                Ordering::AcqRel,
                Ordering::Relaxed,
            ) {
                Ok(_) => return true,
                Err(now) => state = now,
            }
        }
    }

    /// As `RowRef::freeze`.
    fn freeze(&self) {
        let state = self.extra.fetch_or(FROZEN, Ordering::AcqRel);
        self.element.store(state & !TAG_BITS, Ordering::Relaxed);
    }

    /// As `RowRef::object`.
    fn read(&self) -> u64 {
        self.extra.load(Ordering::Acquire) & !TAG_BITS
    }
}

/// As above, of a lone counter; one that reads meanwhile sees a number that does not go back, in the old row or the new one.
#[test]
fn no_lone_count_is_lost_when_a_row_is_replaced() {
    few_preemptions().check(|| {
        let rows = Arc::new([LoneRow::default(), LoneRow::default()]);
        let place = Arc::new(AtomicUsize::new(0));
        let counter = {
            let (rows, place) = (rows.clone(), place.clone());
            loom::thread::spawn(move || {
                while !rows[place.load(Ordering::Acquire)].count() {
                    loom::thread::yield_now();
                }
            })
        };
        let reader = {
            let (rows, place) = (rows.clone(), place.clone());
            loom::thread::spawn(move || {
                let first = rows[place.load(Ordering::Acquire)].read();
                let second = rows[place.load(Ordering::Acquire)].read();
                assert!(first <= second);
            })
        };
        rows[0].freeze();
        let copied = rows[0].element.load(Ordering::Relaxed);
        rows[1].extra.store(copied, Ordering::Relaxed);
        place.store(1, Ordering::Release);
        counter.join().expect("counter");
        reader.join().expect("reader");
        assert_eq!(rows[1].read(), ONE);
    });
}

/// Two keys that go in together, each in a leaf of its own, beside one that changes the second alone: who sees the first sees the second, and
/// the pair is not torn apart.
#[test]
fn keys_that_go_in_together_are_seen_together() {
    #[derive(Default)]
    struct Table {
        exclusive: AtomicU64,
        leaves: [(AtomicU64, AtomicU64); 2],
    }
    impl Table {
        fn put(&self, i: usize, value: u64) {
            let version = lock(&self.leaves[i].0, 0).expect("never dead");
            self.leaves[i].1.store(value, Ordering::Relaxed);
            self.leaves[i].0.store(version + STEP, Ordering::Release);
        }

        /// As `Table::find` while nobody is exclusive; nothing where the real one would wait.
        fn get(&self, i: usize) -> Option<u64> {
            if self.exclusive.load(Ordering::Acquire) != 0 {
                return None;
            }
            let version = self.leaves[i].0.load(Ordering::Acquire);
            let value = self.leaves[i].1.load(Ordering::Relaxed);
            fence(Ordering::Acquire);
            let same = self.leaves[i].0.load(Ordering::Relaxed) == version;
            (version & LOCKED == 0 && same).then_some(value)
        }
    }
    few_preemptions().check(|| {
        let table = Arc::new(Table::default());
        let many = {
            let table = table.clone();
            loom::thread::spawn(move || {
                table.exclusive.store(1, Ordering::SeqCst);
                for leaf in &table.leaves {
                    let version = lock(&leaf.0, 0).expect("never dead");
                    leaf.0.store(version, Ordering::Release);
                }
                table.put(0, 1);
                table.put(1, 1);
                table.exclusive.store(0, Ordering::SeqCst);
            })
        };
        let writer = {
            let table = table.clone();
            loom::thread::spawn(move || {
                // As `Table::locked`: it has looked, and looks again behind the lock; it would wait and try again.
                let leaf = &table.leaves[1];
                let version = lock(&leaf.0, 0).expect("never dead");
                if table.exclusive.load(Ordering::SeqCst) == 0 {
                    // Never between the two: what it finds is what is in the other leaf.
                    let here = leaf.1.load(Ordering::Relaxed);
                    let there = table.leaves[0].1.load(Ordering::Acquire);
                    assert_eq!(here, there);
                }
                leaf.0.store(version, Ordering::Release);
            })
        };
        if table.get(0) == Some(1) {
            let second = table.get(1);
            assert!(second.is_none() || second == Some(1));
        }
        many.join().expect("many");
        writer.join().expect("writer");
    });
}

/// A worker that has been told that a term was replaced does not find the old one, though it remembers what it found.
#[test]
fn nothing_old_is_remembered() {
    loom::model(|| {
        #[derive(Default)]
        struct Terms {
            slot: AtomicUsize,
            version: AtomicUsize,
            told: AtomicUsize,
        }
        let terms = Arc::new(Terms::default());
        let writer = {
            let terms = terms.clone();
            loom::thread::spawn(move || {
                terms.slot.store(1, Ordering::Release);
                terms.version.fetch_add(1, Ordering::SeqCst);
                terms.told.store(1, Ordering::Release);
            })
        };
        let mut lately = None;
        for _ in 0..2 {
            let told = terms.told.load(Ordering::Acquire) == 1;
            let version = terms.version.load(Ordering::Acquire);
            let value = match lately {
                Some((at, value)) if at == version => value,
                _ => terms.slot.load(Ordering::Acquire),
            };
            lately = Some((version, value));
            assert!(!told || value == 1);
        }
        writer.join().expect("writer");
    });
}
