//! The literal area: terms that all processes of a VM share, never collected, in one reserved range of addresses, so that telling a
//! literal from other terms is a comparison.
//!
//! ```text
//! start                           start + KEPT                              start + RESERVED
//!   | of the library: for ever      | of other modules, and fun entries: regions, given back and used again
//! ```
//!
//! - L1. The range is reserved when the VM starts and never moves; memory is committed as modules are loaded.
//! - L2. A literal points to literals of its own region or to kept ones, and is complete before anybody but the loader sees it.
//! - L3. A region is given back when nothing points into it (code/reclaim.rs finds that out). Outside of processes and of messages between
//!   them nothing ever does: what copies terms out of processes takes literals of modules along (`Sharing`).

use crate::sync::plain::lock;
use std::collections::BTreeMap;
use std::ptr::NonNull;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use super::account::{Account, OutOfMemory};
use super::offheap;
use super::writer::Writer;
use super::{Area, HeapShared};
use crate::term::Word;

/// Bytes of address space reserved per VM, and how many of them are for literals that stay.
const RESERVED: usize = 1 << 30;
const KEPT: usize = 1 << 28;
const PAGE: usize = 1 << 16;
/// Regions begin at multiples of so many bytes.
const GRANULE: usize = 64;

/// The literals of a VM.
pub struct LiteralArea {
    start: NonNull<u8>,
    /// Bytes from the start whose literals messages share: all, or while modules go only those that stay.
    shared: AtomicUsize,
    /// Grows whenever regions are given back: what is remembered by the address of a literal is forgotten then.
    generation: AtomicU64,
    ground: Arc<Ground>,
}

/// The memory of an area.
pub(crate) struct Ground {
    start: NonNull<u8>,
    account: Arc<Account>,
    kept: Mutex<Kept>,
    spans: Mutex<Spans>,
}

struct Kept {
    area: Area,
    /// Bytes from the start that can be used.
    committed: usize,
}

/// Where regions are, in granules from `KEPT` on.
#[derive(Default)]
struct Spans {
    /// Start and length of what is free below `top`; never two side by side.
    free: BTreeMap<u32, u32>,
    used: BTreeMap<u32, u32>,
    top: u32,
    committed: usize,
    /// Granules in use.
    n_used: usize,
}

// SAFETY: the kept cells are behind their lock, regions belong to whoever has them; literals are written before they are published and then
// only read (L2).
unsafe impl Send for Ground {}
// SAFETY: as above.
unsafe impl Sync for Ground {}
// SAFETY: as above; the address does not change.
unsafe impl Send for LiteralArea {}
// SAFETY: as above.
unsafe impl Sync for LiteralArea {}

/// What a copy leaves where it is: literals below an address; and what becomes of funs in it.
#[derive(Clone, Copy, Debug)]
pub struct Sharing {
    start: usize,
    len: usize,
    pub(super) funs: Funs,
}

/// Where the funs of a copy go.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Funs {
    /// To another process.
    Among,
    /// The same while somebody looks for the processes that have funs of code that goes.
    Moving,
    /// Out of all processes, where nobody looks for them.
    Out,
}

impl Sharing {
    #[inline(always)]
    pub fn contains(self, address: *const Word) -> bool {
        (address as usize).wrapping_sub(self.start) < self.len
    }
}

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
        let kept = Kept {
            area: Area::new(start.as_ptr().cast()),
            committed: 0,
        };
        Ok(LiteralArea {
            start,
            shared: AtomicUsize::new(RESERVED),
            generation: AtomicU64::new(0),
            ground: Arc::new(Ground {
                start,
                account: account.clone(),
                kept: Mutex::new(kept),
                spans: Mutex::default(),
            }),
        })
    }

    /// Is it the address of a literal?
    #[inline]
    pub fn contains(&self, address: *const Word) -> bool {
        (address as usize).wrapping_sub(self.start.as_ptr() as usize) < RESERVED
    }

    /// Is it an address of a region, which may go?
    #[inline]
    pub fn may_go(&self, address: *const Word) -> bool {
        (address as usize).wrapping_sub(self.start.as_ptr() as usize + KEPT) < RESERVED - KEPT
    }

    /// The bounds of the range.
    #[inline]
    pub fn range(&self) -> (*const Word, usize) {
        (self.start.as_ptr().cast(), RESERVED)
    }

    /// What copies share that leave the processes: literals that stay.
    #[inline]
    pub fn kept(&self) -> Sharing {
        Sharing {
            start: self.start.as_ptr() as usize,
            len: KEPT,
            funs: Funs::Out,
        }
    }

    /// What messages and arguments of spawned processes share, at this moment: to be asked for once for each copy.
    #[inline]
    pub fn among_processes(&self) -> Sharing {
        // Relaxed: see code/reclaim.rs, R2.
        let len = self.shared.load(Ordering::Relaxed);
        Sharing {
            start: self.start.as_ptr() as usize,
            len,
            funs: if len == RESERVED {
                Funs::Among
            } else {
                Funs::Moving
            },
        }
    }

    /// From now on messages take literals of modules along, or share them again.
    pub(crate) fn share_all(&self, all: bool) {
        let len = if all { RESERVED } else { KEPT };
        self.shared.store(len, Ordering::SeqCst);
    }

    pub(crate) fn generation(&self) -> u64 {
        self.generation.load(Ordering::Acquire)
    }

    /// Before regions are given back.
    pub(crate) fn next_generation(&self) {
        self.generation.fetch_add(1, Ordering::SeqCst);
    }

    pub(crate) fn ground(&self) -> &Arc<Ground> {
        &self.ground
    }

    /// Builds literals that stay: `make` writes at most `words` words.
    pub fn build<R>(
        &self,
        shared: &HeapShared,
        words: usize,
        make: impl FnOnce(&Writer<'_>) -> R,
    ) -> Result<R, OutOfMemory> {
        let mut kept = lock(&self.ground.kept);
        let used = kept.area.hp.get() as usize - self.start.as_ptr() as usize;
        let needed = words
            .checked_mul(size_of::<Word>())
            .and_then(|bytes| bytes.checked_add(used))
            .ok_or(OutOfMemory)?;
        self.ground.commit(0, &mut kept.committed, needed, KEPT)?;
        let limit = kept.area.hp.get().wrapping_add(words);
        // SAFETY: committed words that nobody uses yet; the lock is held.
        let writer = unsafe { Writer::new(&kept.area, limit, shared) };
        Ok(make(&writer))
    }

    /// A place for literals that may go, of at most `words` words.
    pub(crate) fn region(&self, words: usize) -> Result<Region, OutOfMemory> {
        Region::new(&self.ground, words.saturating_mul(size_of::<Word>()))
    }

    /// Words in use.
    pub fn words(&self) -> usize {
        let kept = lock(&self.ground.kept);
        let stay = kept.area.hp.get() as usize - self.start.as_ptr() as usize;
        drop(kept);
        (stay + lock(&self.ground.spans).n_used * GRANULE) / size_of::<Word>()
    }

    /// Is it in use still, for the walker that checks heaps?
    pub(crate) fn is_there(&self, address: *const Word) -> bool {
        !self.may_go(address) || {
            let offset = address as usize - self.start.as_ptr() as usize - KEPT;
            let granule = (offset / GRANULE) as u32;
            let spans = lock(&self.ground.spans);
            let before = spans.used.range(..=granule).next_back();
            before.is_some_and(|(start, len)| granule < start + len)
        }
    }
}

impl Ground {
    /// Makes `bytes` bytes from `from` on usable; `most` there are.
    fn commit(
        &self,
        from: usize,
        committed: &mut usize,
        bytes: usize,
        most: usize,
    ) -> Result<(), OutOfMemory> {
        if bytes <= *committed {
            return Ok(());
        }
        let wanted = bytes.next_multiple_of(PAGE);
        if wanted > most {
            return Err(OutOfMemory);
        }
        let more = wanted - *committed;
        self.account.charge(more)?;
        // SAFETY: pages of our own reservation (L1).
        let failed = unsafe {
            libc::mprotect(
                self.start.as_ptr().add(from + *committed).cast(),
                more,
                libc::PROT_READ | libc::PROT_WRITE,
            ) != 0
        };
        if failed {
            self.account.release(more);
            return Err(OutOfMemory);
        }
        *committed = wanted;
        Ok(())
    }

    /// So many granules in a row: the first.
    fn take(&self, n: u32) -> Result<u32, OutOfMemory> {
        let mut spans = lock(&self.spans);
        let found = spans.free.iter().find(|(_, len)| **len >= n);
        let start = match found.map(|(&start, &len)| (start, len)) {
            Some((start, len)) => {
                spans.free.remove(&start);
                if len > n {
                    spans.free.insert(start + n, len - n);
                }
                start
            }
            None => {
                let (start, top) = (spans.top, spans.top as usize + n as usize);
                let bytes = top * GRANULE;
                self.commit(KEPT, &mut spans.committed, bytes, RESERVED - KEPT)?;
                spans.top = top as u32;
                start
            }
        };
        spans.used.insert(start, n);
        spans.n_used += n as usize;
        Ok(start)
    }

    /// Gives up all granules of a span but the first `keep`.
    fn give_back(&self, start: u32, keep: u32) {
        let mut spans = lock(&self.spans);
        let Some(n) = spans.used.remove(&start) else {
            return;
        };
        if keep > 0 {
            spans.used.insert(start, keep);
        }
        spans.n_used -= (n - keep) as usize;
        let (mut from, mut len) = (start + keep, n - keep);
        if len == 0 {
            return;
        }
        if let Some((&before, &its)) = spans.free.range(..from).next_back()
            && before + its == from
        {
            spans.free.remove(&before);
            (from, len) = (before, len + its);
        }
        if let Some(its) = spans.free.remove(&(from + len)) {
            len += its;
        }
        if from + len == spans.top {
            spans.top = from;
        } else {
            spans.free.insert(from, len);
        }
    }
}

impl Drop for Ground {
    fn drop(&mut self) {
        let kept = self.kept.get_mut().unwrap_or_else(PoisonError::into_inner);
        let spans = self.spans.get_mut().unwrap_or_else(PoisonError::into_inner);
        // SAFETY: nobody uses literals any more: their VM goes. The reservation is ours (L1).
        unsafe {
            offheap::release_all(&kept.area);
            libc::munmap(self.start.as_ptr().cast(), RESERVED);
        }
        self.account.release(kept.committed + spans.committed);
    }
}

/// A part of the area that is given back when this is dropped: nothing may point into it then (L3).
pub(crate) struct Region {
    ground: Arc<Ground>,
    area: Area,
    start: *mut Word,
    n_words: usize,
}

// SAFETY: its cells are written by `build` alone, which takes it exclusively; the words are only read after that (L2).
unsafe impl Send for Region {}
// SAFETY: as above.
unsafe impl Sync for Region {}

impl Region {
    pub fn new(ground: &Arc<Ground>, bytes: usize) -> Result<Region, OutOfMemory> {
        let n = u32::try_from(bytes.div_ceil(GRANULE).max(1)).map_err(|_| OutOfMemory)?;
        let granule = ground.take(n)? as usize;
        let start = ground.start.as_ptr().wrapping_add(KEPT + granule * GRANULE);
        Ok(Region {
            ground: ground.clone(),
            area: Area::new(start.cast()),
            start: start.cast(),
            n_words: n as usize * GRANULE / size_of::<Word>(),
        })
    }

    /// Builds literals behind those that are there.
    pub fn build<R>(&mut self, shared: &HeapShared, make: impl FnOnce(&Writer<'_>) -> R) -> R {
        let limit = self.start.wrapping_add(self.n_words);
        // SAFETY: words of our own region, which is borrowed exclusively.
        let writer = unsafe { Writer::new(&self.area, limit, shared) };
        make(&writer)
    }

    /// Gives back what was not needed.
    pub fn shrink(&mut self) {
        let used = self.area.hp.get() as usize - self.start as usize;
        let keep = used.div_ceil(GRANULE).max(1);
        self.ground.give_back(self.granule(), keep as u32);
        self.n_words = keep * GRANULE / size_of::<Word>();
    }

    pub fn start(&self) -> *mut Word {
        self.start
    }

    pub fn bytes(&self) -> usize {
        self.n_words * size_of::<Word>()
    }

    fn granule(&self) -> u32 {
        let offset = self.start as usize - self.ground.start.as_ptr() as usize - KEPT;
        (offset / GRANULE) as u32
    }
}

impl Drop for Region {
    fn drop(&mut self) {
        // SAFETY: the region is ours, and nothing points into it (L3): whoever thinks so all the same finds what is no object.
        unsafe {
            offheap::release_all(&self.area);
            for i in 0..self.n_words {
                *self.start.add(i) = Word::POISON;
            }
        }
        self.ground.give_back(self.granule(), 0);
    }
}

#[cfg(all(test, not(loom)))]
mod tests {
    use super::*;

    fn shared() -> HeapShared {
        HeapShared::for_tests()
    }

    #[test]
    fn what_is_given_back_is_used_again_and_joined() {
        let shared = shared();
        let area = &shared.literals;
        let before = area.words();
        let regions: Vec<Region> = (1..20)
            .map(|n| area.region(n * 30).expect("memory"))
            .collect();
        let first = regions[0].start();
        assert!(area.may_go(first) && area.is_there(first));
        let (odd, even): (Vec<_>, Vec<_>) =
            regions.into_iter().enumerate().partition(|r| r.0 % 2 == 1);
        drop(odd);
        drop(even);
        assert!(!area.is_there(first));
        assert_eq!(area.words(), before);
        let large = area.region(3000).expect("memory");
        assert_eq!(large.start(), first, "the spans have become one");
        let spans = lock(&area.ground.spans);
        assert!(spans.free.is_empty());
    }

    #[test]
    fn a_region_keeps_what_it_needs() {
        let shared = shared();
        let mut region = shared.literals.region(1000).expect("memory");
        let word = region.build(&shared, |w| w.tuple(&[]).word());
        region.shrink();
        assert_eq!(region.bytes(), GRANULE);
        let next = shared.literals.region(1).expect("memory");
        assert_eq!(next.start() as usize, region.start() as usize + GRANULE);
        assert!(shared.literals.contains(word.pointer()));
        assert!(!shared.literals.kept().contains(word.pointer()));
        assert!(shared.literals.among_processes().contains(word.pointer()));
        shared.literals.share_all(false);
        assert!(!shared.literals.among_processes().contains(word.pointer()));
    }
}
