//! The literal area: terms that all processes of a VM share, never collected, in one reserved range of addresses, so that telling a
//! literal from other terms is a comparison.
//!
//! - L1. The range is reserved when the VM starts and never moves; memory is committed as modules are loaded.
//! - L2. A literal points to literals only, and is complete before anybody but the loader sees it.

use crate::sync::plain::lock;
use std::ptr::NonNull;
use std::sync::{Arc, Mutex, PoisonError};

use super::account::{Account, OutOfMemory};
use super::offheap;
use super::writer::Writer;
use super::{Area, HeapShared};
use crate::term::Word;

/// Bytes of address space reserved per VM.
const RESERVED: usize = 1 << 30;
const PAGE: usize = 1 << 16;

/// The literals of a VM.
pub struct LiteralArea {
    start: NonNull<u8>,
    account: Arc<Account>,
    state: Mutex<State>,
}

struct State {
    area: Area,
    /// Bytes from the start that can be used.
    committed: usize,
}

// SAFETY: the area's cells are behind the lock; literals are written before they are published and then only read (L2).
unsafe impl Send for LiteralArea {}
// SAFETY: as above.
unsafe impl Sync for LiteralArea {}

impl LiteralArea {
    pub(crate) fn new(account: &Arc<Account>) -> Result<LiteralArea, OutOfMemory> {
        let flags = libc::MAP_PRIVATE | libc::MAP_ANONYMOUS | libc::MAP_NORESERVE;
        // SAFETY: a new private mapping that cannot be touched yet.
        let start = unsafe {
            libc::mmap(
                std::ptr::null_mut(),
                RESERVED,
                libc::PROT_NONE,
                flags,
                -1,
                0,
            )
        };
        if start == libc::MAP_FAILED {
            return Err(OutOfMemory);
        }
        let start = NonNull::new(start.cast::<u8>()).ok_or(OutOfMemory)?;
        let state = State {
            area: Area::new(start.as_ptr().cast()),
            committed: 0,
        };
        Ok(LiteralArea {
            start,
            account: account.clone(),
            state: Mutex::new(state),
        })
    }

    /// Is it the address of a literal?
    #[inline]
    pub fn contains(&self, address: *const Word) -> bool {
        (address as usize).wrapping_sub(self.start.as_ptr() as usize) < RESERVED
    }

    /// The bounds of the range.
    #[inline]
    pub fn range(&self) -> (*const Word, usize) {
        (self.start.as_ptr().cast(), RESERVED)
    }

    /// Builds literals: `make` writes at most `words` words.
    pub fn build<R>(
        &self,
        shared: &HeapShared,
        words: usize,
        make: impl FnOnce(&Writer<'_>) -> R,
    ) -> Result<R, OutOfMemory> {
        let mut state = lock(&self.state);
        let used = state.area.hp.get() as usize - self.start.as_ptr() as usize;
        let needed = words
            .checked_mul(size_of::<Word>())
            .and_then(|bytes| bytes.checked_add(used))
            .ok_or(OutOfMemory)?;
        self.commit(&mut state, needed)?;
        let limit = state.area.hp.get().wrapping_add(words);
        // SAFETY: committed words that nobody uses yet; the lock is held.
        let writer = unsafe { Writer::new(&state.area, limit, shared) };
        Ok(make(&writer))
    }

    /// Words in use.
    pub fn words(&self) -> usize {
        let state = lock(&self.state);
        (state.area.hp.get() as usize - self.start.as_ptr() as usize) / size_of::<Word>()
    }

    fn commit(&self, state: &mut State, bytes: usize) -> Result<(), OutOfMemory> {
        if bytes <= state.committed {
            return Ok(());
        }
        let wanted = bytes.next_multiple_of(PAGE);
        if wanted > RESERVED {
            return Err(OutOfMemory);
        }
        let more = wanted - state.committed;
        self.account.charge(more)?;
        // SAFETY: pages of our own reservation (L1).
        let failed = unsafe {
            libc::mprotect(
                self.start.as_ptr().add(state.committed).cast(),
                more,
                libc::PROT_READ | libc::PROT_WRITE,
            ) != 0
        };
        if failed {
            self.account.release(more);
            return Err(OutOfMemory);
        }
        state.committed = wanted;
        Ok(())
    }
}

impl Drop for LiteralArea {
    fn drop(&mut self) {
        let state = self.state.get_mut().unwrap_or_else(PoisonError::into_inner);
        // SAFETY: nobody uses literals any more: their VM goes. The reservation is ours (L1).
        unsafe {
            offheap::release_all(&state.area);
            libc::munmap(self.start.as_ptr().cast(), RESERVED);
        }
        self.account.release(state.committed);
    }
}
