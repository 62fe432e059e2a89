//! What lives outside heaps and is counted: byte buffers and resources.
//!
//! - O1. A buffer's bits before `used` are written once and never change; those from `used` to its end belong to whoever moves `used`
//!   past them. So bitstrings over it read without synchronisation beyond the one that brought them the buffer. A byte that is half used
//!   is completed by the only holder alone: nobody else can be reading it.
//! - O2. A count stands for an object in an off-heap list (H2) or a `BufferRef`/`ResourceRef` in Rust; at zero the memory is freed.
//! - O3. A buffer that more than one knows never moves.

use std::alloc::Layout;
use std::any::Any;
use std::ptr::NonNull;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::Area;
use super::account::{Account, OutOfMemory};
use crate::term::{Kind, Word};

/// Bytes outside of heaps, counted; the bytes follow this header.
#[repr(C)]
#[derive(Debug)]
pub struct Buffer {
    count: AtomicUsize,
    /// In bits.
    used: AtomicUsize,
    capacity: usize,
    account: Arc<Account>,
}

impl Buffer {
    /// First byte.
    #[inline]
    pub(crate) fn data(&self) -> *const u8 {
        (&raw const *self).wrapping_add(1).cast()
    }

    /// Bytes that hold something.
    #[inline]
    pub fn used(&self) -> usize {
        // Relaxed: whoever shows bytes up to here got them with the buffer, or wrote them.
        self.used.load(Ordering::Relaxed).div_ceil(8)
    }

    #[inline]
    pub fn capacity(&self) -> usize {
        self.capacity
    }

    /// How many hold it, this instant.
    pub fn holders(&self) -> usize {
        self.count.load(Ordering::Relaxed)
    }
}

fn buffer_layout(capacity: usize) -> Option<Layout> {
    let bytes = capacity.checked_add(size_of::<Buffer>())?;
    Layout::from_size_align(bytes, align_of::<Buffer>()).ok()
}

/// A count on a buffer.
#[derive(Debug)]
pub struct BufferRef(NonNull<Buffer>);

// SAFETY: a buffer's header is atomic or constant, its bytes are shared as O1 says.
unsafe impl Send for BufferRef {}
// SAFETY: as above.
unsafe impl Sync for BufferRef {}

impl BufferRef {
    /// A buffer with room for `capacity` bytes, none of them used.
    pub fn allocate(account: &Arc<Account>, capacity: usize) -> Result<BufferRef, OutOfMemory> {
        let layout = buffer_layout(capacity).ok_or(OutOfMemory)?;
        account.charge(layout.size())?;
        // SAFETY: the layout is not empty.
        let Some(start) = NonNull::new(unsafe { std::alloc::alloc(layout) }.cast::<Buffer>())
        else {
            account.release(layout.size());
            return Err(OutOfMemory);
        };
        let header = Buffer {
            count: AtomicUsize::new(1),
            used: AtomicUsize::new(0),
            capacity,
            account: account.clone(),
        };
        // SAFETY: fresh memory, large enough and aligned for the header.
        unsafe { start.write(header) };
        Ok(BufferRef(start))
    }

    /// A buffer of exactly these bytes.
    pub fn from_bytes(account: &Arc<Account>, bytes: &[u8]) -> Result<BufferRef, OutOfMemory> {
        let buffer = BufferRef::allocate(account, bytes.len())?;
        let room = buffer
            .claim(0, bytes.len() * 8)
            .expect("nobody else knows this buffer");
        // SAFETY: `claim` gave us `bytes.len()` bytes.
        unsafe { std::ptr::copy_nonoverlapping(bytes.as_ptr(), room, bytes.len()) };
        Ok(buffer)
    }

    /// A buffer of `len` bytes, filled by `fill` from all zeros.
    pub fn filled(
        account: &Arc<Account>,
        len: usize,
        fill: impl FnOnce(&mut [u8]),
    ) -> Result<BufferRef, OutOfMemory> {
        let buffer = BufferRef::allocate(account, len)?;
        let room = buffer
            .claim(0, len * 8)
            .expect("nobody else knows this buffer");
        // SAFETY: `claim` gave us `len` bytes; zeroed before they are seen as a slice, and nobody else sees them yet.
        fill(unsafe {
            std::ptr::write_bytes(room, 0, len);
            std::slice::from_raw_parts_mut(room, len)
        });
        Ok(buffer)
    }

    /// Another capacity, for a buffer that nobody else holds; bytes before both capacities stay. It may move: no pointer into it survives.
    ///
    /// # Panics
    /// If somebody else holds it.
    pub(crate) fn resize(&mut self, capacity: usize) -> Result<(), OutOfMemory> {
        let (old, new) = (
            buffer_layout(self.get().capacity).ok_or(OutOfMemory)?,
            buffer_layout(capacity).ok_or(OutOfMemory)?,
        );
        assert_eq!(self.get().holders(), 1, "a buffer that others hold");
        let account = self.get().account.clone();
        if new.size() > old.size() {
            account.charge(new.size() - old.size())?;
        }
        // SAFETY: allocated with the old layout; both have the same alignment, neither is empty; we alone hold it (O3 is for those who share).
        let moved = unsafe { std::alloc::realloc(self.0.as_ptr().cast(), old, new.size()) };
        let Some(moved) = NonNull::new(moved.cast::<Buffer>()) else {
            account.release(new.size().saturating_sub(old.size()));
            return Err(OutOfMemory);
        };
        self.0 = moved;
        // SAFETY: the header was moved with the bytes.
        unsafe { (*moved.as_ptr()).capacity = capacity };
        account.release(old.size().saturating_sub(new.size()));
        Ok(())
    }

    /// Takes the `n` bits after the first `used`, if those are all that is used and there is room: the caller may write them, and then
    /// show them. Gives the byte that the first of them lies in. Of several who try, one succeeds.
    pub(crate) fn claim(&self, used: usize, n: usize) -> Option<*mut u8> {
        claim(self.get(), used, n)
    }

    /// The used bytes.
    pub fn bytes(&self) -> &[u8] {
        let buffer = self.get();
        // SAFETY: O1; the slice lives no longer than this count.
        unsafe { std::slice::from_raw_parts(buffer.data(), buffer.used()) }
    }

    #[inline]
    pub fn get(&self) -> &Buffer {
        // SAFETY: we hold a count (O2).
        unsafe { self.0.as_ref() }
    }

    /// Gives the count to an object in a heap.
    #[inline]
    pub(crate) fn into_raw(self) -> *const Buffer {
        let raw = self.0.as_ptr();
        std::mem::forget(self);
        raw
    }

    /// # Safety
    /// The pointer stands for a count that is ours now.
    #[inline]
    pub(crate) unsafe fn from_raw(raw: *const Buffer) -> BufferRef {
        // SAFETY: a buffer that somebody holds is not null.
        BufferRef(unsafe { NonNull::new_unchecked(raw.cast_mut()) })
    }

    /// One more count on a live buffer.
    #[inline]
    pub(crate) fn share(buffer: &Buffer) -> BufferRef {
        // Relaxed: whoever counts up already holds it.
        buffer.count.fetch_add(1, Ordering::Relaxed);
        // SAFETY: the count just made.
        unsafe { BufferRef::from_raw(buffer) }
    }
}

/// See `BufferRef::claim`.
pub(crate) fn claim(buffer: &Buffer, used: usize, n: usize) -> Option<*mut u8> {
    let after = used
        .checked_add(n)
        .filter(|&after| after.div_ceil(8) <= buffer.capacity)?;
    // Acquire: those who held it before are done with reading.
    if !used.is_multiple_of(8) && buffer.count.load(Ordering::Acquire) != 1 {
        return None;
    }
    // Relaxed: the winner writes bytes that nobody else may read until it hands out a term that shows them.
    buffer
        .used
        .compare_exchange(used, after, Ordering::Relaxed, Ordering::Relaxed)
        .ok()?;
    Some(buffer.data().cast_mut().wrapping_add(used / 8))
}

impl Clone for BufferRef {
    fn clone(&self) -> Self {
        BufferRef::share(self.get())
    }
}

impl Drop for BufferRef {
    #[inline]
    fn drop(&mut self) {
        // Release here, acquire by the last one: all uses happen before the memory goes.
        if self.get().count.fetch_sub(1, Ordering::Release) == 1 {
            std::sync::atomic::fence(Ordering::Acquire);
            free_buffer(self.0);
        }
    }
}

#[cold]
#[inline(never)]
fn free_buffer(buffer: NonNull<Buffer>) {
    // SAFETY: the last count is gone (O2): read the header out, then free what `allocate` made with the same layout.
    unsafe {
        let header = buffer.read();
        let layout = buffer_layout(header.capacity).expect("it was allocated with this layout");
        std::alloc::dealloc(buffer.as_ptr().cast(), layout);
        header.account.release(layout.size());
    }
}

/// Something of the host's or a native's that a resource reference keeps alive.
pub struct Resource {
    count: AtomicUsize,
    /// Bytes it stands for, as far as collections are concerned.
    pub bytes: usize,
    pub value: Box<dyn Any + Send + Sync>,
}

/// A count on a resource.
pub struct ResourceRef(NonNull<Resource>);

// SAFETY: the count is atomic, the value is Send and Sync.
unsafe impl Send for ResourceRef {}
// SAFETY: as above.
unsafe impl Sync for ResourceRef {}

impl ResourceRef {
    pub fn new(value: Box<dyn Any + Send + Sync>, bytes: usize) -> ResourceRef {
        let resource = Box::new(Resource {
            count: AtomicUsize::new(1),
            bytes,
            value,
        });
        ResourceRef(NonNull::from(Box::leak(resource)))
    }

    pub fn get(&self) -> &Resource {
        // SAFETY: we hold a count (O2).
        unsafe { self.0.as_ref() }
    }

    pub(crate) fn into_raw(self) -> *const Resource {
        let raw = self.0.as_ptr();
        std::mem::forget(self);
        raw
    }

    /// # Safety
    /// The pointer stands for a count that is ours now.
    pub(crate) unsafe fn from_raw(raw: *const Resource) -> ResourceRef {
        // SAFETY: a resource that somebody holds is not null.
        ResourceRef(unsafe { NonNull::new_unchecked(raw.cast_mut()) })
    }

    /// One more count on a live resource.
    pub fn share(resource: &Resource) -> ResourceRef {
        resource.count.fetch_add(1, Ordering::Relaxed);
        // SAFETY: the count just made.
        unsafe { ResourceRef::from_raw(resource) }
    }
}

impl Clone for ResourceRef {
    fn clone(&self) -> Self {
        ResourceRef::share(self.get())
    }
}

impl Drop for ResourceRef {
    fn drop(&mut self) {
        // As for buffers.
        if self.get().count.fetch_sub(1, Ordering::Release) == 1 {
            std::sync::atomic::fence(Ordering::Acquire);
            // SAFETY: the last count is gone: the box made in `new` is ours.
            drop(unsafe { Box::from_raw(self.0.as_ptr()) });
        }
    }
}

/// Bytes outside that an object of an off-heap list keeps alive.
///
/// # Safety
/// `object` is the header of a live counted bitstring or resource.
pub(crate) unsafe fn outside_bytes(object: *const Word) -> usize {
    // SAFETY: both kinds have the pointer in the second word of the payload, and hold a count on what it points to.
    unsafe {
        let pointer = (*object.add(2)).bits();
        match (*object).header_kind() {
            Kind::CountedBits => (*(pointer as *const Buffer)).capacity,
            _ => (*(pointer as *const Resource)).bytes,
        }
    }
}

/// A counted buffer, as `process_info` shows it.
pub struct BufferInfo {
    pub id: u64,
    pub bytes: usize,
    pub holders: usize,
}

/// Adds the buffers of an area's off-heap list.
///
/// # Safety
/// The list's objects are live.
pub(crate) unsafe fn list_buffers(area: &Area, into: &mut Vec<BufferInfo>) {
    let mut object = area.offheap.get();
    while !object.is_null() {
        // SAFETY: every object of the list is one (H2), and holds a count on what it points to.
        unsafe {
            if (*object).header_kind() == Kind::CountedBits {
                let id = (*object.add(2)).bits();
                let buffer = &*(id as *const Buffer);
                into.push(BufferInfo {
                    id,
                    bytes: buffer.used(),
                    holders: buffer.count.load(Ordering::Relaxed),
                });
            }
            object = (*object.add(1)).bits() as *mut Word;
        }
    }
}

/// Gives up the count of an object of an off-heap list.
///
/// # Safety
/// `object` is the header of a counted bitstring or resource that nobody looks at any more.
pub(crate) unsafe fn release_object(object: *const Word) {
    // SAFETY: as in `outside_bytes`; the object's count becomes ours to drop.
    unsafe {
        let pointer = (*object.add(2)).bits();
        match (*object).header_kind() {
            Kind::CountedBits => drop(BufferRef::from_raw(pointer as *const Buffer)),
            _ => drop(ResourceRef::from_raw(pointer as *const Resource)),
        }
    }
}

/// Adds an object to its area's off-heap list.
///
/// # Safety
/// `object` is the header of a new counted bitstring or resource in that area; its pointer is written.
pub(crate) unsafe fn link(area: &Area, object: *mut Word) {
    // SAFETY: the word after the header is the list's link.
    unsafe {
        *object.add(1) = Word::from_bits(area.offheap.get() as u64);
        area.offheap.set(object);
        area.offheap_bytes
            .set(area.offheap_bytes.get() + outside_bytes(object));
    }
}

/// Gives up all counts of an area whose objects nobody looks at any more.
///
/// # Safety
/// The list's objects are still readable.
pub(crate) unsafe fn release_all(area: &Area) {
    let mut object = area.offheap.replace(std::ptr::null_mut());
    area.offheap_bytes.set(0);
    while !object.is_null() {
        // SAFETY: every object of the list is one (H2).
        unsafe {
            let next = (*object.add(1)).bits() as *mut Word;
            release_object(object);
            object = next;
        }
    }
}
