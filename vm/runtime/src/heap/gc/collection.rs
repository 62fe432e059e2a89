//! One collection, as a state machine: begin, roots, frames, scan, sweep of the off-heap lists, end. It can stop between any two steps.
//!
//! - C1. While a collection is under way the process does not run: nothing is allocated in its heap and nobody follows its terms.
//! - C2. Until `finish`, the heap's own fields still describe from-space; `Collection` has to-space.

use std::ptr;

use super::forward::{Mover, OldMoves, Range, Target};
use super::policy::Policy;
use super::{Mode, RootSet};
use crate::heap::account::OutOfMemory;
use crate::heap::block::Block;
use crate::heap::process_heap::{Generation, SLACK_WORDS, words_between};
use crate::heap::{Area, BlockPool, HeapEnv, ProcessHeap, offheap};
use crate::term::Word;

/// What is moved where.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Plan {
    /// Survivors of the last collection to the existing old generation, the rest to a new young block.
    Minor,
    /// The same, and the old generation to a new block.
    Major,
    /// Everything into one young block.
    Compact,
    /// The young generation into another block, nothing is promoted.
    Resize,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Step {
    Roots,
    /// The next frame to visit.
    Frames(*mut Word),
    Scan,
    SweepYoung(*mut Word),
    SweepOld(*mut Word),
    SweepFragments,
}

/// A collection under way.
#[derive(Debug)]
pub(crate) struct Collection {
    pub(super) plan: Plan,
    pub(super) need: usize,
    step: Step,
    mover: Mover,
    young: Block,
    /// A new old block, if the plan has one.
    old: Option<Block>,
    young_lists: Area,
    old_lists: Area,
}

/// Words a step of the sweep counts for each object.
const SWEEP_COST: usize = 4;

impl Collection {
    /// Takes to-space. `capacity`: words of the new young block, or less if that cannot be had, but at least what may be needed.
    pub(super) fn begin(
        heap: &ProcessHeap,
        env: &mut HeapEnv<'_>,
        plan: Plan,
        need: usize,
        capacity: usize,
    ) -> Result<Collection, OutOfMemory> {
        let sizes = Sizes::of(heap, plan);
        let least = sizes.young + heap.stack_words() + need + SLACK_WORDS;
        // A large block is cut to size afterwards. It has room enough even if everything survives, so that nothing is moved twice.
        let capacity = if least > BlockPool::LARGEST_CLASS {
            capacity.max(Policy::least_capacity(
                sizes.young,
                heap.stack_words(),
                need,
            ))
        } else {
            capacity.max(least)
        };
        let young = match env.pool.allocate(capacity) {
            Ok(block) => block,
            // Memory is short. With too little left free, the process would do nothing but collect: then it is out of memory.
            Err(_) => env.pool.allocate(least + least / 8)?,
        };
        let old = match sizes.new_old {
            0 => None,
            words => match allocate_old(env, words) {
                Ok(block) => Some(block),
                Err(error) => {
                    env.pool.free(young);
                    return Err(error);
                }
            },
        };
        let mover = mover(heap, env, plan, &young, old.as_ref());
        let (young_lists, old_lists) = (Area::new(ptr::null_mut()), Area::new(ptr::null_mut()));
        Ok(Collection {
            plan,
            need,
            step: Step::Roots,
            mover,
            young,
            old,
            young_lists,
            old_lists,
        })
    }

    /// Goes on, for about `budget` words; true when all is moved and swept.
    pub fn run(&mut self, heap: &ProcessHeap, roots: &mut impl RootSet, mut budget: usize) -> bool {
        loop {
            match self.step {
                Step::Roots => {
                    self.visit_roots(roots);
                    self.step = Step::Frames(heap.sp);
                }
                Step::Frames(sp) => match self.visit_frames(sp, heap.end, roots, &mut budget) {
                    Some(sp) => {
                        self.step = Step::Frames(sp);
                        return false;
                    }
                    None => self.step = Step::Scan,
                },
                // SAFETY: M1 to M3 hold: `begin` worked out the sizes, all slots visited so far were terms of this process.
                Step::Scan => match unsafe { self.mover.scan(budget) } {
                    Some(left) => {
                        budget = left;
                        self.step = Step::SweepYoung(heap.area.offheap.get());
                    }
                    None => return false,
                },
                Step::SweepYoung(first) => match self.sweep(first, &mut budget) {
                    Some(next) => {
                        self.step = Step::SweepYoung(next);
                        return false;
                    }
                    None => self.step = Step::SweepOld(self.old_list_of(heap)),
                },
                Step::SweepOld(first) => match self.sweep(first, &mut budget) {
                    Some(next) => {
                        self.step = Step::SweepOld(next);
                        return false;
                    }
                    None => self.step = Step::SweepFragments,
                },
                Step::SweepFragments => {
                    self.sweep_fragments(heap);
                    return true;
                }
            }
        }
    }

    fn visit_roots(&mut self, roots: &mut impl RootSet) {
        let mover = &mut self.mover;
        roots.slots(&mut |slots| {
            for slot in slots {
                // SAFETY: root slots hold terms of this process.
                unsafe { mover.visit(slot) };
            }
        });
    }

    /// Visits the live slots of frames; where it stopped if the budget ran out.
    fn visit_frames(
        &mut self,
        mut sp: *mut Word,
        end: *mut Word,
        roots: &mut impl RootSet,
        budget: &mut usize,
    ) -> Option<*mut Word> {
        while sp < end {
            if *budget == 0 {
                return Some(sp);
            }
            // SAFETY: P2: `sp` is at a frame's record; its shape says where live slots are.
            unsafe {
                let shape = roots.frame(*sp);
                debug_assert!(
                    shape.words >= 1 && words_between(sp, end) >= shape.words,
                    "a frame larger than the stack"
                );
                for &y in shape.live {
                    debug_assert!(1 + (y as usize) < shape.words);
                    self.mover.visit(sp.add(1 + y as usize));
                }
                *budget = budget.saturating_sub(2 + shape.live.len());
                sp = sp.add(shape.words);
            }
        }
        None
    }

    /// The old generation's list if it moves; it stays as it is otherwise.
    fn old_list_of(&self, heap: &ProcessHeap) -> *mut Word {
        if self.mover.old_moves == OldMoves::Stays {
            ptr::null_mut()
        } else {
            heap.old.area.offheap.get()
        }
    }

    /// Puts the objects of a list that have moved into the lists of where they are now, and gives up the counts of the others.
    fn sweep(&self, mut object: *mut Word, budget: &mut usize) -> Option<*mut Word> {
        while !object.is_null() {
            if *budget == 0 {
                return Some(object);
            }
            *budget = budget.saturating_sub(SWEEP_COST);
            // SAFETY: H2: an object of from-space, perhaps forwarded; forwarding leaves the link alone.
            object = unsafe {
                let next = (*object.add(1)).bits() as *mut Word;
                let first = *object;
                if first.is_pointer() {
                    let place = first.pointer();
                    let young = Range::new(self.mover.young_to.start, self.mover.young_to.hp);
                    offheap::link(
                        if young.contains(place) {
                            &self.young_lists
                        } else {
                            &self.old_lists
                        },
                        place,
                    );
                } else {
                    offheap::release_object(object);
                }
                next
            };
        }
        None
    }

    fn sweep_fragments(&self, heap: &ProcessHeap) {
        let mut header = heap.fragments;
        while !header.is_null() {
            // SAFETY: adopted fragments are the heap's until they are dropped.
            let area = unsafe { &(*header).area };
            self.sweep(
                area.offheap.replace(ptr::null_mut()),
                &mut usize::MAX.clone(),
            );
            // SAFETY: as above.
            header = unsafe { (*header).next.get() };
        }
    }

    /// Was everything collected?
    pub fn is_full(&self) -> bool {
        matches!(self.plan, Plan::Major | Plan::Compact)
    }

    /// Words that live in to-space.
    pub fn live_young(&self) -> usize {
        words_between(self.mover.young_to.start, self.mover.young_to.hp)
    }

    /// Makes to-space the heap, its young block of about `capacity` words if it can be cut to that, and frees from-space.
    pub fn finish(mut self, heap: &mut ProcessHeap, env: &mut HeapEnv<'_>, capacity: usize) {
        let least = self.live_young() + heap.stack_words() + self.need + SLACK_WORDS;
        let wanted = capacity.max(least);
        let soon = self.plan != Plan::Compact;
        env.pool.trim(&mut self.young, wanted, soon);
        let end = self.young.end_for(wanted);
        let sp = self.move_stack(heap, end);
        let old_young = heap.young_block();
        heap.start = self.young.start();
        heap.end = end;
        heap.sp = sp;
        heap.area.hp.set(self.mover.young_to.hp);
        heap.area.offheap.set(self.young_lists.offheap.get());
        heap.area
            .offheap_bytes
            .set(self.young_lists.offheap_bytes.get());
        heap.high_water = self.mover.young_to.hp;
        heap.drop_fragments();
        if self.is_full() {
            heap.held.finish();
        }
        self.finish_old(heap, env);
        release_block(env, old_young);
    }

    /// Copies the stack to where it ends at `end`.
    fn move_stack(&self, heap: &ProcessHeap, end: *mut Word) -> *mut Word {
        let n_words = heap.stack_words();
        let sp = end.wrapping_sub(n_words);
        debug_assert!(self.mover.young_to.hp <= sp);
        // SAFETY: both stacks have that many words, in different blocks.
        unsafe { ptr::copy_nonoverlapping(heap.sp, sp, n_words) };
        sp
    }

    fn finish_old(&mut self, heap: &mut ProcessHeap, env: &mut HeapEnv<'_>) {
        match self.plan {
            Plan::Resize => {}
            Plan::Minor => {
                heap.old.area.hp.set(self.mover.old_to.hp);
                join_lists(&heap.old.area, &self.old_lists);
            }
            Plan::Major | Plan::Compact => {
                let block = take_old(heap);
                let live = match &self.old {
                    Some(new) => words_between(new.start(), self.mover.old_to.hp),
                    None => 0,
                };
                heap.old = match self.old.take() {
                    Some(new) if live == 0 => {
                        env.pool.free(new);
                        Generation::none()
                    }
                    Some(mut new) => {
                        let wanted = Policy::old_capacity(live);
                        env.pool.trim(&mut new, wanted, true);
                        let old = Generation {
                            area: Area::new(self.mover.old_to.hp),
                            start: new.start(),
                            end: new.end_for(wanted),
                        };
                        join_lists(&old.area, &self.old_lists);
                        old
                    }
                    None => Generation::none(),
                };
                if let Some(block) = block {
                    release_block(env, block);
                }
            }
        }
    }

    /// Gives everything up, to-space and from-space: the process dies in the middle of a collection.
    pub fn abandon(self, heap: &mut ProcessHeap, pool: &mut crate::heap::BlockPool) {
        // What was not swept yet is still in from-space's lists; what was is in ours.
        let (young, old) = match self.step {
            Step::Roots | Step::Frames(_) | Step::Scan => {
                (heap.area.offheap.get(), heap.old.area.offheap.get())
            }
            Step::SweepYoung(next) => (next, heap.old.area.offheap.get()),
            Step::SweepOld(next) => (ptr::null_mut(), next),
            Step::SweepFragments => (ptr::null_mut(), ptr::null_mut()),
        };
        let stays = self.mover.old_moves == OldMoves::Stays;
        release_list(young);
        if !stays {
            release_list(old);
            heap.old.area = Area::new(heap.old.area.hp.get());
        }
        heap.area = Area::new(heap.area.hp.get());
        let mut header = heap.fragments;
        while !header.is_null() {
            // SAFETY: adopted fragments are the heap's until they are dropped.
            let area = unsafe { &(*header).area };
            release_list(area.offheap.replace(ptr::null_mut()));
            // SAFETY: as above.
            header = unsafe { (*header).next.get() };
        }
        // SAFETY: the lists' objects are in to-space, which is still there.
        unsafe {
            offheap::release_all(&self.young_lists);
            offheap::release_all(&self.old_lists);
        }
        pool.free(self.young);
        if let Some(block) = self.old {
            pool.free(block);
        }
    }
}

/// Gives up the counts of a list of from-space, some of whose objects may have moved.
fn release_list(mut object: *mut Word) {
    while !object.is_null() {
        // SAFETY: H2; a forwarded object's link is intact, and its copy has its header and pointer.
        object = unsafe {
            let next = (*object.add(1)).bits() as *mut Word;
            let first = *object;
            offheap::release_object(if first.is_pointer() {
                first.pointer()
            } else {
                object
            });
            next
        };
    }
}

/// Worst cases.
struct Sizes {
    /// Words that may go to the young block.
    young: usize,
    /// Words of a new old block; 0: the plan has none.
    new_old: usize,
}

impl Sizes {
    fn of(heap: &ProcessHeap, plan: Plan) -> Sizes {
        let mature = words_between(heap.start, heap.high_water);
        let fresh = words_between(heap.high_water, heap.area.hp.get()) + heap.adopted_words();
        match plan {
            Plan::Minor => Sizes {
                young: fresh,
                new_old: 0,
            },
            Plan::Major => Sizes {
                young: fresh,
                new_old: mature + heap.old.used(),
            },
            Plan::Compact => Sizes {
                young: fresh + mature + heap.old.used(),
                new_old: 0,
            },
            Plan::Resize => Sizes {
                young: fresh + mature,
                new_old: 0,
            },
        }
    }
}

/// The old generation grows before it has to be collected, if there is memory.
fn allocate_old(env: &mut HeapEnv<'_>, words: usize) -> Result<Block, OutOfMemory> {
    env.pool
        .allocate(Policy::old_capacity(words))
        .or_else(|_| env.pool.allocate(words))
}

fn mover(
    heap: &ProcessHeap,
    env: &HeapEnv<'_>,
    plan: Plan,
    young: &Block,
    old: Option<&Block>,
) -> Mover {
    let (literals, literal_bytes) = env.shared.literals.range();
    let promoted = match plan {
        Plan::Minor | Plan::Major => heap.high_water,
        Plan::Compact | Plan::Resize => heap.start,
    };
    let old_to = match (plan, old) {
        (_, Some(block)) => target(block.start(), block.start(), block.end()),
        (Plan::Minor, None) => target(heap.old.area.hp.get(), heap.old.area.hp.get(), heap.old.end),
        (_, None) => target(ptr::null_mut(), ptr::null_mut(), ptr::null_mut()),
    };
    Mover {
        from: Range::new(heap.start, heap.area.hp.get()),
        mature: Range::new(heap.start, promoted),
        old: Range::new(heap.old.start, heap.old.area.hp.get()),
        old_moves: match plan {
            Plan::Minor | Plan::Resize => OldMoves::Stays,
            Plan::Major => OldMoves::ToOld,
            Plan::Compact => OldMoves::ToYoung,
        },
        literals: Range::sized(literals, literal_bytes),
        held: heap.held.begin(),
        young_to: target(young.start(), young.start(), young.end()),
        old_to,
    }
}

fn target(start: *mut Word, hp: *mut Word, limit: *mut Word) -> Target {
    Target {
        start,
        scan: hp,
        hp,
        limit,
    }
}

/// Adds the objects of `from` to the list of `to`.
fn join_lists(to: &Area, from: &Area) {
    let first = from.offheap.get();
    if first.is_null() {
        return;
    }
    let mut last = first;
    // SAFETY: H2: linked through the word after the header, ending in null.
    unsafe {
        loop {
            let next = (*last.add(1)).bits() as *mut Word;
            if next.is_null() {
                break;
            }
            last = next;
        }
        *last.add(1) = Word::from_bits(to.offheap.get() as u64);
    }
    to.offheap.set(first);
    to.offheap_bytes
        .set(to.offheap_bytes.get() + from.offheap_bytes.get());
}

fn take_old(heap: &ProcessHeap) -> Option<Block> {
    // SAFETY: the bounds of the old block (P1), which the heap forgets next.
    (!heap.old.start.is_null()).then(|| unsafe { Block::from_bounds(heap.old.start, heap.old.end) })
}

/// Frees a block that held objects; poisons it first under stress.
fn release_block(env: &mut HeapEnv<'_>, block: Block) {
    if env.shared.stress {
        for i in 0..block.capacity() {
            // SAFETY: the block is ours and nobody reads it any more.
            unsafe { *block.start().add(i) = Word::POISON };
        }
    }
    env.pool.free(block);
}

impl Mode {
    /// What to do with a heap in its present state.
    pub(super) fn plan(self, heap: &ProcessHeap) -> Plan {
        let mature = words_between(heap.start, heap.high_water);
        match self {
            Mode::Hibernate => Plan::Compact,
            Mode::Full => Plan::Major,
            Mode::Auto
                if heap.policy.full_due(heap.old.area.offheap_bytes())
                    || mature > heap.old.free() =>
            {
                Plan::Major
            }
            Mode::Auto => Plan::Minor,
        }
    }
}
