//! Bit syntax: matching contexts and building bitstrings.

use super::dispatch::{M, Regs, spill};
use super::raise;
use crate::exception::raise::Raise;

macro_rules! missing {
    ($($name:ident $rec:literal;)*) => {
        $(pub(super) unsafe fn $name(m: M, r: Regs, _: u64) -> Regs {
            // SAFETY: word 2 is the record where there is one.
            unsafe {
                spill(m, r);
                let rec = if $rec == 0 { (*m).vm().entry_rec() } else { r.rec($rec) };
                raise::raise(m, rec, Raise::NOT_SUPPORTED, None)
            }
        })*
    };
}

missing! {
    bs_start 2;
    bs_get_integer 2;
    bs_get_float 2;
    bs_get_bits 2;
    bs_get_rest 2;
    bs_get_utf 0;
    bs_skip_bits 0;
    bs_skip_utf 0;
    bs_match_literal 0;
    bs_test_rest 0;
    bs_test_unit 0;
    bs_get_position 0;
    bs_set_position 0;
    bs_create 2;
}
