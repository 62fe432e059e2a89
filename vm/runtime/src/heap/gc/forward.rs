//! Moving objects: the inner loop of the collector.
//!
//! - M1. From-space is the old young block, the adopted fragments and, if it is collected too, the old generation. Everything else that a
//!   pointer can point to is a literal or stays: such pointers are left alone.
//! - M2. To-space has room for all of from-space that it may get (worked out before: `Collection::begin`), so copying checks nothing.
//! - M3. Words of to-space from `scan` to `hp` belong to objects whose slots may still point into from-space; those before do not.

use crate::heap::held::HeldBlocks;
use crate::term::Word;
use crate::term::layout::RAW_WORDS;

/// Where moved objects go.
#[derive(Debug)]
pub(super) struct Target {
    pub start: *mut Word,
    pub scan: *mut Word,
    pub hp: *mut Word,
    /// One past what may be written (M2), for checks.
    pub limit: *mut Word,
}

/// An address range: start, length in bytes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Range {
    start: usize,
    len: usize,
}

impl Range {
    pub fn new(start: *const Word, end: *const Word) -> Range {
        Range {
            start: start as usize,
            len: end as usize - start as usize,
        }
    }

    pub fn sized(start: *const Word, len: usize) -> Range {
        Range {
            start: start as usize,
            len,
        }
    }

    #[inline]
    pub fn contains(&self, address: *const Word) -> bool {
        (address as usize).wrapping_sub(self.start) < self.len
    }
}

/// What tells where an object is and where it goes.
#[derive(Debug)]
pub(super) struct Mover {
    /// The young block.
    pub from: Range,
    /// Of the young block, what goes to the old target.
    pub mature: Range,
    /// The old generation.
    pub old: Range,
    /// Does the old generation move (to the old target, or to the young one)?
    pub old_moves: OldMoves,
    pub literals: Range,
    /// Blocks elsewhere that stay, too; null: none. They are the process's, which does not run meanwhile.
    pub held: *const HeldBlocks,
    pub young_to: Target,
    pub old_to: Target,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum OldMoves {
    Stays,
    ToOld,
    ToYoung,
}

impl Mover {
    /// Makes a slot point to where its object is now, moving the object if that has not been done.
    ///
    /// # Safety
    /// The slot holds a term of this process (M1), or anything that is no pointer.
    #[inline]
    pub unsafe fn visit(&mut self, slot: *mut Word) {
        // SAFETY: the caller's slot.
        let word = unsafe { *slot };
        if !word.is_pointer() {
            return;
        }
        let place = word.pointer();
        if self.from.contains(place) {
            let target = if self.mature.contains(place) {
                &mut self.old_to
            } else {
                &mut self.young_to
            };
            // SAFETY: an object of the young block (M1); the target has room (M2).
            unsafe { *slot = evacuate(word, target) };
            return;
        }
        // SAFETY: as above.
        unsafe { self.visit_elsewhere(slot, word, place) };
    }

    /// # Safety
    /// As `visit`, of a pointer that leads out of the young block.
    #[inline(never)]
    unsafe fn visit_elsewhere(&mut self, slot: *mut Word, word: Word, place: *const Word) {
        // SAFETY: the list is the heap's, whose process does not run while it is collected.
        let is_held = |held: *const HeldBlocks| unsafe { !held.is_null() && (*held).meet(place) };
        let target = if self.literals.contains(place) {
            return;
        } else if self.old.contains(place) {
            match self.old_moves {
                OldMoves::Stays => return,
                OldMoves::ToOld => &mut self.old_to,
                OldMoves::ToYoung => &mut self.young_to,
            }
        } else if is_held(self.held) {
            return;
        } else {
            // What is nowhere else is in an adopted fragment, and counts as young.
            &mut self.young_to
        };
        // SAFETY: an object of from-space (M1); the target has room (M2).
        unsafe { *slot = evacuate(word, target) };
    }

    /// Scans moved objects until none is left or more than `budget` words were done; gives back what is left of the budget, none when it
    /// ran out first.
    ///
    /// # Safety
    /// M1 to M3 hold.
    pub unsafe fn scan(&mut self, mut budget: usize) -> Option<usize> {
        loop {
            // SAFETY: passed on.
            unsafe {
                budget = self.scan_one::<true>(budget)?;
                budget = self.scan_one::<false>(budget)?;
            }
            if self.young_to.scan == self.young_to.hp && self.old_to.scan == self.old_to.hp {
                return Some(budget);
            }
        }
    }

    /// # Safety
    /// M1 to M3 hold.
    unsafe fn scan_one<const OLD: bool>(&mut self, budget: usize) -> Option<usize> {
        let mut left = budget;
        loop {
            let target = if OLD {
                &mut self.old_to
            } else {
                &mut self.young_to
            };
            let (mut scan, hp) = (target.scan, target.hp);
            if scan == hp {
                return Some(left);
            }
            let stop = scan.wrapping_add(left.min((hp as usize - scan as usize) / 8));
            while scan < stop {
                // SAFETY: M3: `scan` is at a slot or header of an object in to-space.
                unsafe {
                    let word = *scan;
                    if word.is_header() {
                        scan = scan.add(1 + RAW_WORDS[word.kind_number()].min(word.header_size()));
                    } else {
                        self.visit(scan);
                        scan = scan.add(1);
                    }
                }
            }
            let target = if OLD {
                &mut self.old_to
            } else {
                &mut self.young_to
            };
            let done = (scan as usize - target.scan as usize) / 8;
            target.scan = scan;
            left = left.saturating_sub(done);
            if left == 0 && scan != target.hp {
                return None;
            }
        }
    }
}

/// Moves the object a pointer leads to, unless it has moved; gives its new pointer.
///
/// # Safety
/// It leads to an object, perhaps a forwarded one, and the target has room for it.
#[inline]
unsafe fn evacuate(word: Word, target: &mut Target) -> Word {
    let from = word.pointer();
    // SAFETY: at least one word is there; then as much as the object has.
    unsafe {
        let first = *from;
        if word.is_cons() {
            if first == Word::FORWARDED {
                return *from.add(1);
            }
            let to = target.hp;
            debug_assert!(
                target.limit as usize - to as usize >= 16,
                "to-space is too small"
            );
            *to = first;
            *to.add(1) = *from.add(1);
            target.hp = to.add(2);
            let moved = Word::cons(to);
            *from = Word::FORWARDED;
            *from.add(1) = moved;
            return moved;
        }
        if !first.is_header() {
            return first;
        }
        debug_assert!(
            first.checked_kind().is_some(),
            "a pointer leads to no object"
        );
        let to = target.hp;
        let n_words = 1 + first.header_size();
        debug_assert!(
            target.limit as usize - to as usize >= n_words * 8,
            "to-space is too small"
        );
        if n_words <= 8 {
            for i in 0..n_words {
                *to.add(i) = *from.add(i);
            }
        } else {
            std::ptr::copy_nonoverlapping(from, to, n_words);
        }
        target.hp = to.add(n_words);
        let moved = word.moved_to(to);
        *from = moved;
        moved
    }
}
