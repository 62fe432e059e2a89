//! Workers that count one counter up over and over take turns.
//!
//! A count is one compare-and-swap, but if two processors count at the same time, the line that the counter is in goes to and fro between them at
//! every count, and that takes several times as long. So whoever has met others among the counts of a turn waits about as long as a turn takes:
//! meanwhile the others count undisturbed, and afterwards they wait. Nobody is kept from counting: a worker that waits holds nothing.

use std::cell::Cell;
use std::time::{Duration, Instant};

/// Counts of a turn.
const TURN: u32 = 64;
/// About what they take.
const WAIT: Duration = Duration::from_nanos(1_500);

/// What a worker knows of the counter that it counts over and over.
#[derive(Default)]
pub(super) struct Turns {
    /// What the counter was after the last count.
    value: Cell<i64>,
    counts: Cell<u32>,
    met_others: Cell<bool>,
}

impl Turns {
    /// The counter that was counted last was `before`, and is `after`.
    #[inline(always)]
    pub fn counted(&self, before: i64, after: i64) {
        if self.value.replace(after) != before {
            self.met_others.set(true);
        }
        self.counts.set(self.counts.get() + 1);
        if self.counts.get() >= TURN {
            self.end();
        }
    }

    #[cold]
    fn end(&self) {
        self.counts.set(0);
        if self.met_others.replace(false) {
            let start = Instant::now();
            while start.elapsed() < WAIT {
                std::hint::spin_loop();
            }
        }
    }
}

#[cfg(all(test, not(loom)))]
mod tests {
    use super::*;

    fn turn(turns: &Turns, first: i64, step: i64) -> Duration {
        let start = Instant::now();
        (0..i64::from(TURN)).for_each(|i| turns.counted(first + i * step, first + i * step + 1));
        start.elapsed()
    }

    #[test]
    fn who_has_met_others_waits_once() {
        let turns = Turns::default();
        assert!(
            turn(&turns, 0, 2) >= WAIT,
            "somebody else counts in between"
        );
        let alone = (1..50).map(|i| turn(&turns, i * i64::from(TURN), 1));
        assert!(alone.min() < Some(WAIT), "alone nobody waits");
    }
}
