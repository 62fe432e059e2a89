//! The command's allocator: mimalloc, called without a wish for an alignment where all its blocks have that anyway.
//!
//! Its aligned calls take larger blocks for sizes that are no powers of two, and mark their pages, so that freeing is slower as well; and most
//! of what the machine allocates (messages, rows, nodes) is of such sizes.

use libmimalloc_sys::{
    mi_free, mi_malloc, mi_malloc_aligned, mi_realloc, mi_realloc_aligned, mi_zalloc,
    mi_zalloc_aligned,
};
use std::alloc::{GlobalAlloc, Layout};

pub struct Allocator;

/// Blocks of at least so many bytes are aligned to it (`MI_MAX_ALIGN_SIZE`).
const NATURAL_ALIGN: usize = 16;

#[inline]
fn is_natural(align: usize, size: usize) -> bool {
    align <= NATURAL_ALIGN && align <= size
}

// SAFETY: mimalloc's blocks are of the size asked for, aligned as asked for or naturally (a block is as aligned as its size up to
// `NATURAL_ALIGN`), and freed or grown by it alone, whichever call they came from.
unsafe impl GlobalAlloc for Allocator {
    #[inline]
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let (size, align) = (layout.size(), layout.align());
        // SAFETY: any size will do; the alignment is a power of two.
        unsafe {
            match is_natural(align, size) {
                true => mi_malloc(size).cast(),
                false => mi_malloc_aligned(size, align).cast(),
            }
        }
    }

    #[inline]
    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        let (size, align) = (layout.size(), layout.align());
        // SAFETY: as above.
        unsafe {
            match is_natural(align, size) {
                true => mi_zalloc(size).cast(),
                false => mi_zalloc_aligned(size, align).cast(),
            }
        }
    }

    #[inline]
    unsafe fn dealloc(&self, block: *mut u8, _: Layout) {
        // SAFETY: the caller's block came from here.
        unsafe { mi_free(block.cast()) };
    }

    #[inline]
    unsafe fn realloc(&self, block: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        let align = layout.align();
        // SAFETY: as above.
        unsafe {
            match is_natural(align, size) {
                true => mi_realloc(block.cast(), size).cast(),
                false => mi_realloc_aligned(block.cast(), size, align).cast(),
            }
        }
    }
}
