//! The collector.
//!
//! What it needs of the machine is a `RootSet`: where the registers are, and what a frame looks like.

pub mod policy;

use super::{HeapEnv, ProcessHeap};
use crate::term::Word;

/// What a stack frame looks like, from its continuation record.
#[derive(Clone, Copy, Debug)]
pub struct FrameShape<'r> {
    /// Words of the frame, the record's own included.
    pub words: usize,
    /// Y registers that hold live terms, sorted: `y` is the word `1 + y` of the frame.
    pub live: &'r [u16],
}

/// Where a process's terms are, besides its heap.
pub trait RootSet {
    /// Shows all slots outside heap and stack that hold terms: live X registers, dictionary, mailbox terms in adopted fragments... Each slot
    /// once; the collector writes the new places. Called once per collection; slots may hold immediates too.
    fn slots(&mut self, visit: &mut dyn FnMut(&mut [Word]));

    /// The frame whose record word (at its lowest address) is `record`.
    fn frame(&self, record: Word) -> FrameShape<'_>;
}

/// How thoroughly to collect.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mode {
    /// As the policy says: mostly the young generation.
    Auto,
    /// Everything.
    Full,
}

/// Why a collection could not make the room asked for. Nothing has changed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum HeapFull {
    /// `max_heap_size` would be exceeded.
    Limit,
    /// No memory.
    Memory,
}

impl ProcessHeap {
    /// Makes room for `need` words besides the slack. All terms move: only what `roots` shows survives, at new places.
    pub fn collect(
        &mut self,
        env: &mut HeapEnv<'_>,
        need: usize,
        roots: &mut impl RootSet,
        mode: Mode,
    ) -> Result<(), HeapFull> {
        let _ = (env, need, roots, mode);
        Err(HeapFull::Memory)
    }
}
