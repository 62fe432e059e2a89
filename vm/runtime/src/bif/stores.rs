//! What natives keep in a VM: tables, persistent terms, counters for unique integers, the clock's offset.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use super::directory::Directory;
use super::environment::Environment;
use super::persistent::PersistentTerms;
use crate::world::World;

pub struct Stores {
    pub persistent: PersistentTerms,
    pub tables: crate::table::Tables,
    pub environment: Environment,
    pub directory: Directory,
    unique: AtomicU64,
    /// What counters of `statistics/1` said last.
    last_figures: [AtomicI64; 4],
    monotonic: AtomicI64,
    /// The last time `now/0` gave, in microseconds.
    last_now_us: AtomicI64,
    /// System time minus monotonic time, as it was when first asked for: it does not change afterwards.
    offset_ns: OnceLock<i64>,
}

/// Where the unique integers begin that need not be positive.
const FIRST_UNIQUE: i64 = -(1 << 59);

impl Default for Stores {
    fn default() -> Stores {
        let tables = crate::table::Tables::default();
        Stores {
            persistent: PersistentTerms::new(&tables.epochs),
            tables,
            environment: Default::default(),
            directory: Default::default(),
            unique: Default::default(),
            last_figures: Default::default(),
            monotonic: Default::default(),
            last_now_us: Default::default(),
            offset_ns: Default::default(),
        }
    }
}

impl Stores {
    /// A positive integer that was not given before.
    pub fn unique_positive(&self) -> u64 {
        // Relaxed: only that all differ matters.
        self.unique.fetch_add(1, Ordering::Relaxed) + 1
    }

    pub fn unique(&self) -> i64 {
        FIRST_UNIQUE + self.unique_positive() as i64
    }

    /// Larger than all given before.
    pub fn monotonic(&self) -> i64 {
        self.monotonic.fetch_add(1, Ordering::SeqCst) + 1
    }

    pub fn monotonic_any(&self) -> i64 {
        FIRST_UNIQUE + self.monotonic()
    }

    /// `us`, or a little later than what was given last.
    pub fn strictly_later_us(&self, us: i64) -> i64 {
        let later = |last: i64| us.max(last + 1);
        match self
            .last_now_us
            .fetch_update(Ordering::SeqCst, Ordering::SeqCst, |last| Some(later(last)))
        {
            Ok(last) | Err(last) => later(last),
        }
    }

    /// How much a figure has grown since it was last asked for.
    pub fn since_last(&self, figure: usize, now: i64) -> i64 {
        now - self.last_figures[figure].swap(now, Ordering::SeqCst)
    }

    pub fn offset_ns(&self, world: &dyn World) -> i64 {
        *self
            .offset_ns
            .get_or_init(|| world.system_ns() as i64 - world.monotonic_ns() as i64)
    }

    pub fn system_ns(&self, world: &dyn World) -> i64 {
        world.monotonic_ns() as i64 + self.offset_ns(world)
    }
}
