//! Blocks outside a heap that its terms point into without having copied them: the values of persistent terms.
//!
//! - G1. A process whose terms may point into such a block has a count on it here. Only what reads persistent terms makes such pointers;
//!   terms that leave the heap are copied, so they lead nowhere else.
//! - G2. A full collection meets every pointer there is; blocks that it has not met are given up.

use std::any::Any;
use std::cell::Cell;
use std::sync::Arc;

use crate::term::Word;

/// Most processes hold none.
#[derive(Debug, Default)]
pub struct Held(Option<Box<HeldBlocks>>);

#[derive(Debug)]
pub(crate) struct HeldBlocks {
    /// By address.
    blocks: Vec<HeldBlock>,
    /// Where some of them start, by address: what is read again and again is found here.
    recent: [Cell<usize>; RECENT],
    /// So many are a reason for a full collection.
    limit: usize,
}

struct HeldBlock {
    start: usize,
    end: usize,
    met: Cell<bool>,
    _owner: Arc<dyn Any + Send + Sync>,
}

impl std::fmt::Debug for HeldBlock {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:#x}..{:#x}", self.start, self.end)
    }
}

const FIRST_LIMIT: usize = 64;
const RECENT: usize = 16;

impl HeldBlocks {
    #[inline]
    fn find(&self, address: usize) -> Result<usize, usize> {
        let after = self.blocks.partition_point(|block| block.start <= address);
        match after.checked_sub(1) {
            Some(at) if address < self.blocks[at].end => Ok(at),
            _ => Err(after),
        }
    }

    /// Does one of them start there, or contain it?
    #[inline]
    fn contains(&self, address: usize) -> bool {
        // Blocks are of at least three words.
        let recent = &self.recent[(address >> 5 ^ address >> 9) % RECENT];
        if recent.get() == address {
            return true;
        }
        let found = self.find(address).is_ok();
        if found {
            recent.set(address);
        }
        found
    }

    /// Is it in one of them? That one has been met.
    pub fn meet(&self, place: *const Word) -> bool {
        match self.find(place as usize) {
            Ok(at) => {
                self.blocks[at].met.set(true);
                true
            }
            Err(_) => false,
        }
    }
}

impl Held {
    #[inline]
    pub fn contains(&self, place: *const Word) -> bool {
        match &self.0 {
            Some(held) => held.contains(place as usize),
            None => false,
        }
    }

    /// Are there many, so that a full collection might give some up?
    pub fn is_crowded(&self) -> bool {
        self.0
            .as_ref()
            .is_some_and(|held| held.blocks.len() >= held.limit)
    }

    /// Holds a block from now on.
    pub fn hold(&mut self, start: usize, end: usize, owner: Arc<dyn Any + Send + Sync>) {
        let held = self.0.get_or_insert_with(|| {
            Box::new(HeldBlocks {
                blocks: Vec::new(),
                recent: Default::default(),
                limit: FIRST_LIMIT,
            })
        });
        if let Err(at) = held.find(start) {
            let block = HeldBlock {
                start,
                end,
                met: Cell::new(false),
                _owner: owner,
            };
            held.blocks.insert(at, block);
        }
    }

    /// For a collection: nothing has been met yet.
    pub(crate) fn begin(&self) -> *const HeldBlocks {
        match &self.0 {
            None => std::ptr::null(),
            Some(held) => {
                held.blocks.iter().for_each(|block| block.met.set(false));
                &raw const **held
            }
        }
    }

    /// After a full collection: what was not met goes.
    pub(crate) fn finish(&mut self) {
        let Some(held) = &mut self.0 else { return };
        held.blocks.retain(|block| block.met.get());
        held.recent = Default::default();
        held.limit = FIRST_LIMIT.max(held.blocks.len() * 2);
        if held.blocks.is_empty() {
            self.0 = None;
        }
    }
}
