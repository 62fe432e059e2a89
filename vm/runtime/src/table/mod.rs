//! Tables: what `ets` keeps outside all heaps.

/// All tables of a VM.
#[derive(Default)]
pub struct Tables {}

impl Tables {
    pub fn count(&self) -> usize {
        0
    }

    pub fn bytes(&self) -> usize {
        0
    }
}
