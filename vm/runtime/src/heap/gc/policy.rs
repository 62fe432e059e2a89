//! How large heaps are, and when they are collected.

/// Sizes and counters of one heap.
#[derive(Debug)]
pub struct Policy {
    min_words: u32,
    fragment_words: u32,
    fragment_bytes: usize,
}

impl Policy {
    pub(crate) fn new(min_words: usize) -> Policy {
        Policy {
            min_words: min_words.min(u32::MAX as usize) as u32,
            fragment_words: 0,
            fragment_bytes: 0,
        }
    }

    pub(crate) fn adopted(&mut self, words: usize, bytes: usize) {
        self.fragment_words = self
            .fragment_words
            .saturating_add(words.min(u32::MAX as usize) as u32);
        self.fragment_bytes += bytes;
    }

    pub(crate) fn fragments_dropped(&mut self) {
        self.fragment_words = 0;
        self.fragment_bytes = 0;
    }

    pub(crate) fn fragment_words(&self) -> usize {
        self.fragment_words as usize
    }

    pub(crate) fn outside_full(&self, offheap_bytes: usize) -> bool {
        let _ = self.min_words;
        offheap_bytes + self.fragment_bytes > 1 << 20
    }
}
