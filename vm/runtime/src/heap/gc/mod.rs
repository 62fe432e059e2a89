//! The collector: generational, copying, in slices.
//!
//! Map: `policy` (sizes), `forward` (moving objects), `collection` (one collection, step by step), `verify` (the walker that checks heaps).
//!
//! What it needs of the machine is a `RootSet`: where the registers are, and what a frame looks like.
//!
//! An object is made in the young block; if it survives a collection it is below the high-water mark, if it survives another it moves to the
//! old generation. Nothing old points to anything young, since terms never change: so a young collection need not look at the old
//! generation. When the survivors do not fit there any more, everything is collected.

pub(crate) mod collection;
mod forward;
pub mod policy;
pub mod verify;

use super::block::SMALLEST_BLOCK;
use super::process_heap::words_between;
use super::{HeapEnv, ProcessHeap};
use crate::term::Word;
use crate::term::layout::MAX_OBJECT_WORDS;
use collection::{Collection, Plan};
use policy::Policy;

/// What a stack frame looks like, from its continuation record.
#[derive(Clone, Copy, Debug)]
pub struct FrameShape<'r> {
    /// Words of the frame, the record's own included.
    pub words: usize,
    /// Y registers that hold live terms: `y` is the word `1 + y` of the frame.
    pub live: &'r [u16],
}

/// Where a process's terms are, besides its heap.
pub trait RootSet {
    /// Shows all slots outside heap and stack that hold terms: live X registers, dictionary, mailbox terms in adopted fragments... Each slot
    /// once; the collector writes the new places. Called once per collection; slots may hold immediates too. When a collection takes several
    /// slices, the slots must still be the process's registers at its end: save them to the process first.
    fn slots(&mut self, visit: &mut dyn FnMut(&mut [Word]));

    /// The frame whose record word (at its lowest address) is `record`. Every frame from `sp` to the stack's end has one, the topmost too.
    fn frame(&self, record: Word) -> FrameShape<'_>;
}

/// How thoroughly to collect.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mode {
    /// As the policy says: mostly the young generation.
    Auto,
    /// Everything.
    Full,
    /// Everything, into as little memory as possible.
    Hibernate,
}

impl Mode {
    /// What does for both.
    fn and(self, other: Mode) -> Mode {
        match (self, other) {
            (Mode::Hibernate, _) | (_, Mode::Hibernate) => Mode::Hibernate,
            (Mode::Full, _) | (_, Mode::Full) => Mode::Full,
            (Mode::Auto, Mode::Auto) => Mode::Auto,
        }
    }
}

/// Why a collection could not make the room asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum HeapFull {
    /// The process has more live words than `max_heap_size`. The collection is done and the room is there all the same, for those who only
    /// want to complain.
    Limit,
    /// No memory, or so little that collecting again and again would be all the process does. The heap is whole, though there may be no more
    /// room than before.
    Memory,
}

/// How far a collection in slices has come.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Progress {
    Done,
    /// Call again, with the same roots; the process must not run before.
    More,
}

/// A collection that was asked for (`request`), and how far it has come.
#[derive(Debug)]
pub(crate) struct Pending {
    need: usize,
    mode: Mode,
    pub collection: Option<Collection>,
}

/// Collections of more words than this (copied or scanned, at worst) are done in slices, between which others run.
const LONG_WORDS: usize = 48 * 1024;

/// Words of a slice: some tenths of a millisecond.
pub const SLICE_WORDS: usize = 32 * 1024;

impl ProcessHeap {
    /// May a collection now take so long that it should be done in slices?
    pub fn is_long(&self, mode: Mode) -> bool {
        let young = words_between(self.start, self.area.hp.get()) + self.policy.fragment_words();
        let moved = young + self.stack_words();
        if moved > LONG_WORDS {
            return true;
        }
        let old = self.old.used();
        moved + old > LONG_WORDS && mode.plan(self) != Plan::Minor
    }

    /// Is there room left to put a collection off, with `words` more outside the block?
    pub fn may_overflow(&self, words: usize) -> bool {
        let outside = self.policy.fragment_words().saturating_add(words);
        outside <= LONG_WORDS.max(self.block_words() / 4)
    }

    /// Asks for a collection before the process runs on: `go_on` does it.
    pub fn request(&mut self, need: usize, mode: Mode) {
        let pending = self.pending.get_or_insert_with(|| {
            Box::new(Pending {
                need,
                mode,
                collection: None,
            })
        });
        pending.need = pending.need.max(need);
        pending.mode = pending.mode.and(mode);
    }

    /// Has a collection been asked for, or begun?
    #[inline]
    pub fn is_due(&self) -> bool {
        self.pending.is_some()
    }

    /// A slice of the collection asked for. `More`: the process must not run, nor its roots change, before it is done.
    pub fn go_on(
        &mut self,
        env: &mut HeapEnv<'_>,
        roots: &mut impl RootSet,
        budget: usize,
    ) -> Result<Progress, HeapFull> {
        let Some(mut pending) = self.pending.take() else {
            return Ok(Progress::Done);
        };
        let (need, mode) = (pending.need, pending.mode);
        let mut collection = match pending.collection.take() {
            Some(collection) => collection,
            None => self.begin(env, need, mode)?,
        };
        if !collection.run(self, roots, budget) {
            pending.collection = Some(collection);
            self.pending = Some(pending);
            return Ok(Progress::More);
        }
        self.complete(env, collection, roots, mode)
    }

    /// Makes room for `need` words besides the slack. All terms move: only what `roots` shows survives, at new places.
    pub fn collect(
        &mut self,
        env: &mut HeapEnv<'_>,
        need: usize,
        roots: &mut impl RootSet,
        mode: Mode,
    ) -> Result<(), HeapFull> {
        let (need, mode) = match self.pending.take() {
            Some(pending) => (need.max(pending.need), mode.and(pending.mode)),
            None => (need, mode),
        };
        let mut collection = self.begin(env, need, mode)?;
        let done = collection.run(self, roots, usize::MAX);
        debug_assert!(done, "no budget can run out");
        self.complete(env, collection, roots, mode)?;
        Ok(())
    }

    /// As `collect`, but stops after about `budget` words.
    pub fn collect_slice(
        &mut self,
        env: &mut HeapEnv<'_>,
        need: usize,
        roots: &mut impl RootSet,
        mode: Mode,
        budget: usize,
    ) -> Result<Progress, HeapFull> {
        self.request(need, mode);
        self.go_on(env, roots, budget)
    }

    fn complete(
        &mut self,
        env: &mut HeapEnv<'_>,
        collection: Collection,
        roots: &mut impl RootSet,
        mode: Mode,
    ) -> Result<Progress, HeapFull> {
        let need = collection.need;
        self.end(env, collection, roots, mode)?;
        if env.shared.stress && self.is_verified_now() {
            verify::check_after_collection(self, env.shared, roots);
        }
        let used = self.used_words() + self.old_words() + self.stack_words() + need;
        if self.policy.over_limit(used) {
            Err(HeapFull::Limit)
        } else {
            Ok(Progress::Done)
        }
    }

    /// Under stress small heaps are verified each time, large ones after every full and every sixteenth young collection: the walk costs
    /// far more than the collection.
    fn is_verified_now(&self) -> bool {
        self.used_words() + self.old_words() < 4096 || self.policy.minors.is_multiple_of(16)
    }

    /// Is a collection under way?
    pub fn is_collecting(&self) -> bool {
        self.pending
            .as_ref()
            .is_some_and(|pending| pending.collection.is_some())
    }

    fn begin(
        &mut self,
        env: &mut HeapEnv<'_>,
        need: usize,
        mode: Mode,
    ) -> Result<Collection, HeapFull> {
        if need > MAX_OBJECT_WORDS {
            return Err(HeapFull::Memory);
        }
        self.policy.begin();
        let plan = mode.plan(self);
        match plan {
            Plan::Major | Plan::Compact => self.policy.minors = 0,
            Plan::Minor => self.policy.minors += 1,
            Plan::Resize => {}
        }
        // What lives is not known yet: guess as much as last time, with room for it to grow.
        let guess = words_between(self.start, self.high_water);
        let capacity = if mode == Mode::Hibernate {
            0
        } else {
            self.policy.young_capacity(guess, self.stack_words(), need)
        };
        Collection::begin(self, env, plan, need, capacity).map_err(|_| HeapFull::Memory)
    }

    /// Takes over to-space, and moves on to a block of another size if this one turned out wrong.
    fn end(
        &mut self,
        env: &mut HeapEnv<'_>,
        collection: Collection,
        roots: &mut impl RootSet,
        mode: Mode,
    ) -> Result<(), HeapFull> {
        let need = collection.need;
        if mode == Mode::Hibernate {
            self.policy.hibernate();
        }
        let (live, stack) = (collection.live_young(), self.stack_words());
        let capacity = match mode {
            Mode::Hibernate => (live + stack + need + super::process_heap::SLACK_WORDS)
                .max(self.policy.min_words as usize),
            Mode::Auto | Mode::Full => self.policy.young_capacity(live, stack, need),
        };
        let full = collection.is_full();
        let for_room =
            mode == Mode::Auto && full && !self.policy.full_due(self.old.area.offheap_bytes());
        collection.finish(self, env, capacity);
        self.policy.outside_live(
            self.area.offheap_bytes(),
            self.old.area.offheap_bytes(),
            full,
        );
        let least = if mode == Mode::Hibernate {
            capacity
        } else {
            Policy::least_capacity(live, stack, need)
        };
        if for_room && self.may_not_double(env) {
            let starved = self.policy.is_starved(self.old.used(), self.old.free());
            if starved {
                return Err(HeapFull::Memory);
            }
        }
        if self.block_words() >= least
            && self.block_capacity() <= capacity.saturating_mul(4).max(SMALLEST_BLOCK)
        {
            return Ok(());
        }
        self.resize(env, need, capacity, roots)
            .or(if self.has_room(need) {
                Ok(())
            } else {
                Err(HeapFull::Memory)
            })
    }

    /// Is there a limit of memory that forbids an old generation of twice the size?
    fn may_not_double(&self, env: &HeapEnv<'_>) -> bool {
        let account = &env.shared.account;
        let more = self.old.used().saturating_mul(size_of::<Word>());
        account.used().saturating_add(more) > account.limit()
    }

    /// Moves the young generation to a block of `capacity` words.
    fn resize(
        &mut self,
        env: &mut HeapEnv<'_>,
        need: usize,
        capacity: usize,
        roots: &mut impl RootSet,
    ) -> Result<(), HeapFull> {
        let mut collection = Collection::begin(self, env, Plan::Resize, need, capacity)
            .map_err(|_| HeapFull::Memory)?;
        let done = collection.run(self, roots, usize::MAX);
        debug_assert!(done, "no budget can run out");
        collection.finish(self, env, capacity);
        Ok(())
    }
}
