//! Large pages for large tables: a hint to the system, which changes nothing that a program sees.
//!
//! A lookup in a table of a million rows goes to an address that no processor has translated lately. With pages of 2 MB in place of 4 KB there are
//! few translations, and they stay at hand. Systems that give such pages only who asks for them are asked for the memory around what a table
//! took last; what the allocator takes next mostly lies behind it.

/// So much memory is asked for at once.
const STRETCH: usize = 64 << 20;

/// Asks for large pages around that address, unless `done` says that this was done there: a bit for each stretch, and for all those whose numbers
/// are equal modulo 64. What is done then.
pub(super) fn prefer_large(address: usize, done: u64) -> u64 {
    let stretch = address / STRETCH;
    let bit = 1 << (stretch % u64::BITS as usize);
    if done & bit == 0 {
        advise(stretch * STRETCH);
    }
    done | bit
}

#[cfg(target_os = "linux")]
fn advise(start: usize) {
    // SAFETY: advice: no byte of any memory changes, whether or not it is ours or there at all. Refusals are of no interest.
    unsafe {
        let start = std::ptr::without_provenance_mut(start);
        libc::madvise(start, STRETCH, libc::MADV_HUGEPAGE);
    }
}

#[cfg(not(target_os = "linux"))]
fn advise(_: usize) {}
