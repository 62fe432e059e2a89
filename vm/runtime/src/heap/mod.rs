//! Memory that holds terms.
//!
//! Map:
//! - `block`: blocks of words in size classes, pooled per worker. `account`: what a VM has taken, and may take.
//! - `process_heap`: one block per process (heap up, stack down) and its old generation. `gc`: the collector.
//! - `fragment`: a message on its way: words with a root, adopted by the receiver without copying.
//! - `literal`: the literals of a VM, in one reserved range.
//! - `growing`: a counted buffer in the making.
//! - `offheap`: counted buffers and resources, which objects in heaps hold counts on.
//! - `writer`: builds terms in reserved memory. `copy`: THE copier; every term that leaves a heap goes through it.
//!
//! Invariants:
//! - H1. An area (heap, fragment, literal area) holds objects one after the other from its start to `hp`, without gaps.
//! - H2. Every counted bitstring and resource object of an area is in that area's off-heap list, once, and owns one count.
//! - H3. No pointer leads from one area into another, except: to literals (those that may go: from processes and messages only); between a heap's young and old generation and the fragments it
//!   adopted; and old never points to young.

pub mod account;
pub mod block;
pub mod copy;
pub mod fragment;
pub mod frozen;
pub mod gc;
pub mod growing;
pub mod held;
pub mod literal;
pub mod offheap;
pub mod process_heap;
pub mod writer;

#[cfg(test)]
pub(crate) mod tests;

use std::cell::Cell;
use std::ptr;
use std::sync::Arc;

use crate::atom::AtomTable;
use crate::term::Word;

pub use account::{Account, OutOfMemory};
pub use block::BlockPool;
pub use fragment::Fragment;
pub use frozen::Frozen;
pub use gc::{FrameShape, HeapFull, Mode, Progress, RootSet};
pub use growing::Growing;
pub use literal::LiteralArea;
pub use offheap::{BufferRef, Resource};
pub use process_heap::ProcessHeap;
pub use writer::Writer;

/// What all heaps of a VM share.
pub struct HeapShared {
    pub atoms: AtomTable,
    pub literals: LiteralArea,
    pub account: Arc<Account>,
    /// Collect at every chance, poison what is freed, verify afterwards.
    pub stress: bool,
}

impl HeapShared {
    /// `max_memory` in bytes.
    pub fn new(atom_limit: u32, max_memory: usize) -> Result<HeapShared, OutOfMemory> {
        let account = Arc::new(Account::new(max_memory));
        Ok(HeapShared {
            atoms: AtomTable::new(atom_limit),
            literals: LiteralArea::new(&account)?,
            account,
            stress: false,
        })
    }

    #[cfg(test)]
    pub(crate) fn for_tests() -> HeapShared {
        HeapShared::new(crate::atom::table::DEFAULT_ATOM_LIMIT, usize::MAX)
            .expect("address space for literals")
    }
}

/// What the heap code needs of the machine around it: the VM's shared part and the worker's blocks.
pub struct HeapEnv<'e> {
    pub shared: &'e HeapShared,
    pub pool: &'e mut BlockPool,
}

/// A place where objects are made: their words, and the list of those that own something outside.
#[repr(C)]
#[derive(Debug)]
pub struct Area {
    /// The next free word.
    pub hp: Cell<*mut Word>,
    /// Header of the first object of the off-heap list, linked through the word after each header; null: none.
    pub(crate) offheap: Cell<*mut Word>,
    /// Bytes that the objects of the list keep alive.
    pub(crate) offheap_bytes: Cell<usize>,
}

impl Area {
    pub(crate) const fn new(start: *mut Word) -> Area {
        Area {
            hp: Cell::new(start),
            offheap: Cell::new(ptr::null_mut()),
            offheap_bytes: Cell::new(0),
        }
    }

    /// Bytes outside that its objects keep alive.
    pub fn offheap_bytes(&self) -> usize {
        self.offheap_bytes.get()
    }
}
