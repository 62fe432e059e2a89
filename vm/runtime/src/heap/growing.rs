//! A counted buffer in the making: it grows as bytes come, every byte of it is charged, and it becomes a bitstring without a copy.
//!
//! - G1. Nobody else holds the buffer before `finish`, so it may move while it grows, and its first `len` bytes are ours to change.
//!
//! Adding bytes does not fail: what found no memory is remembered, and `check` or `finish` say so. So writers need not look at each byte.

use std::sync::Arc;

use super::account::{Account, OutOfMemory};
use super::offheap::BufferRef;
use super::writer::Writer;
use crate::term::Term;
use crate::term::layout::MAX_HEAP_BITS_BYTES;

/// Bytes of a first buffer.
const FIRST: usize = 128;

pub struct Growing {
    account: Arc<Account>,
    buffer: Option<BufferRef>,
    len: usize,
    failed: bool,
}

impl Growing {
    pub fn new(account: &Arc<Account>) -> Growing {
        Growing {
            account: account.clone(),
            buffer: None,
            len: 0,
            failed: false,
        }
    }

    /// With room for so many bytes.
    pub fn with_capacity(account: &Arc<Account>, n: usize) -> Result<Growing, OutOfMemory> {
        let mut growing = Growing::new(account);
        if n > 0 {
            growing.buffer = Some(BufferRef::allocate(account, n)?);
        }
        Ok(growing)
    }

    pub fn len(&self) -> usize {
        self.len
    }

    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Was there memory for all so far?
    pub fn check(&self) -> Result<(), OutOfMemory> {
        if self.failed {
            Err(OutOfMemory)
        } else {
            Ok(())
        }
    }

    pub fn push(&mut self, byte: u8) {
        self.extend(&[byte]);
    }

    #[inline]
    pub fn extend(&mut self, bytes: &[u8]) {
        if let Some(room) = self.room(bytes.len()) {
            // SAFETY: `room` has space for that many bytes, in a buffer that is ours alone (G1).
            unsafe { std::ptr::copy_nonoverlapping(bytes.as_ptr(), room, bytes.len()) };
            self.len += bytes.len();
        }
    }

    /// Writes over bytes that are there.
    ///
    /// # Panics
    /// If they are not, unless memory ran out before.
    pub fn patch(&mut self, at: usize, bytes: &[u8]) {
        if let Some(all) = self.bytes_mut() {
            all[at..at + bytes.len()].copy_from_slice(bytes);
        }
    }

    /// Adds bits to the last byte.
    pub fn or_last(&mut self, bits: u8) {
        if let Some(last) = self.bytes_mut().and_then(<[u8]>::last_mut) {
            *last |= bits;
        }
    }

    pub fn truncate(&mut self, len: usize) {
        self.len = self.len.min(len);
    }

    pub fn bytes(&self) -> &[u8] {
        match &self.buffer {
            // SAFETY: the first `len` bytes have been written, and nobody changes them while we are borrowed (G1).
            Some(buffer) => unsafe { std::slice::from_raw_parts(buffer.get().data(), self.len) },
            None => &[],
        }
    }

    /// The first `bit_len` bits as a bitstring; `binary_words` of as many bytes.
    pub fn finish<'w>(
        mut self,
        bit_len: usize,
        writer: &Writer<'w>,
    ) -> Result<Term<'w>, OutOfMemory> {
        self.check()?;
        let n_bytes = bit_len.div_ceil(8);
        if n_bytes <= MAX_HEAP_BITS_BYTES {
            return writer.bitstring(self.bytes(), bit_len);
        }
        let mut buffer = self.buffer.take().ok_or(OutOfMemory)?;
        if buffer.get().capacity() > n_bytes + n_bytes / 8 {
            buffer.resize(n_bytes)?;
        }
        let claimed = buffer.claim(0, n_bytes * 8);
        debug_assert!(claimed.is_some(), "G1");
        Ok(writer.counted_bits(buffer, bit_len))
    }

    fn bytes_mut(&mut self) -> Option<&mut [u8]> {
        let buffer = self.buffer.as_ref()?;
        // SAFETY: as in `bytes`, and we are borrowed mutably.
        Some(unsafe { std::slice::from_raw_parts_mut(buffer.get().data().cast_mut(), self.len) })
    }

    /// Where the next `n` bytes go; none: there is no memory for them.
    #[inline]
    fn room(&mut self, n: usize) -> Option<*mut u8> {
        let capacity = self
            .buffer
            .as_ref()
            .map_or(0, |buffer| buffer.get().capacity());
        if capacity - self.len < n {
            self.grow(capacity, n)?;
        }
        let buffer = self.buffer.as_ref()?;
        Some(buffer.get().data().cast_mut().wrapping_add(self.len))
    }

    #[cold]
    fn grow(&mut self, capacity: usize, n: usize) -> Option<()> {
        let grown = match self.len.checked_add(n) {
            Some(needed) if !self.failed => self
                .set_capacity(needed.max(capacity.saturating_mul(2)).max(FIRST))
                .or_else(|_| self.set_capacity(needed)),
            _ => Err(OutOfMemory),
        };
        self.failed |= grown.is_err();
        grown.ok()
    }

    fn set_capacity(&mut self, capacity: usize) -> Result<(), OutOfMemory> {
        match &mut self.buffer {
            Some(buffer) => buffer.resize(capacity),
            none => {
                *none = Some(BufferRef::allocate(&self.account, capacity)?);
                Ok(())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_come_out_as_they_went_in_and_all_is_accounted_for() {
        let account = Arc::new(Account::new(usize::MAX));
        let mut growing = Growing::new(&account);
        let mut model = Vec::new();
        for i in 0..2000usize {
            let piece = vec![i as u8; i % 97];
            growing.extend(&piece);
            model.extend_from_slice(&piece);
        }
        growing.patch(500, b"patched");
        model[500..507].copy_from_slice(b"patched");
        growing.push(1);
        growing.or_last(0x80);
        model.push(0x81);
        assert_eq!(growing.bytes(), model);
        growing.truncate(10);
        assert_eq!(growing.bytes(), &model[..10]);
        assert!(account.used() >= model.len());
        drop(growing);
        assert_eq!(account.used(), 0);
    }

    #[test]
    fn the_limit_is_met_and_remembered() {
        let account = Arc::new(Account::new(10_000));
        let mut growing = Growing::new(&account);
        for _ in 0..200 {
            growing.extend(&[7; 100]);
        }
        assert_eq!(growing.check(), Err(OutOfMemory));
        assert!(growing.len() <= 10_000 && account.used() <= 10_000);
        assert!(Growing::with_capacity(&account, 1 << 40).is_err());
        drop(growing);
        assert_eq!(account.used(), 0);
    }
}
