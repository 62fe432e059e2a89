//! Loom models of the two locks that readers look past: a leaf's version (leaf.rs L1) and a counter row's lock (row.rs W2, W3). They follow the
//! protocols step by step with loom's atomics; the real code uses std's, since its words lie in memory that it lays out itself.

use crate::sync::{AtomicU64, AtomicUsize, Ordering, fence};
use loom::sync::Arc;

const LOCKED: u64 = 1;
const FROZEN: u64 = 2;
const STEP: u64 = 4;

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

/// One counts in place while another puts a copy of the row in its place: no count is lost.
#[test]
fn no_count_is_lost_when_a_row_is_replaced() {
    loom::model(|| {
        let rows = Arc::new([Row::default(), Row::default()]);
        let place = Arc::new(AtomicUsize::new(0));
        let counter = {
            let (rows, place) = (rows.clone(), place.clone());
            loom::thread::spawn(move || {
                loop {
                    let row = &rows[place.load(Ordering::Acquire)];
                    let Some(state) = lock(&row.lock, FROZEN) else {
                        loom::thread::yield_now();
                        continue;
                    };
                    let n = row.counter.load(Ordering::Relaxed);
                    row.counter.store(n + 1, Ordering::Relaxed);
                    row.lock.store(state + STEP, Ordering::Release);
                    return;
                }
            })
        };
        // As `RowRef::freeze`, by whoever has the leaf.
        loop {
            let state = rows[0].lock.load(Ordering::Relaxed);
            if state & LOCKED == 0
                && rows[0]
                    .lock
                    .compare_exchange(state, state | FROZEN, Ordering::AcqRel, Ordering::Relaxed)
                    .is_ok()
            {
                break;
            }
            loom::thread::yield_now();
        }
        let n = rows[0].counter.load(Ordering::Relaxed);
        rows[1].counter.store(n, Ordering::Relaxed);
        place.store(1, Ordering::Release);
        counter.join().expect("counter");
        assert_eq!(rows[1].counter.load(Ordering::Relaxed), 1);
    });
}
