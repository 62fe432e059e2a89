//! From the BIF table to export cells: every native with its module, name and arity.
//!
//! A row flagged `missing` has no handler yet: calling it raises `notsup`, so that a gap is a clear error.

use super::context::{Ctx, Native, Outcome};
use crate::exception::raise::Raise;

/// A row of the table.
pub struct NativeRow {
    pub module: &'static str,
    pub name: &'static str,
    pub arity: u8,
    pub native: Native,
    pub missing: bool,
}

fn missing(_: &mut Ctx<'_>) -> Outcome {
    Err(Raise::NOT_SUPPORTED)
}

macro_rules! native_of {
    ($family:ident $handler:ident [missing $(, $flag:ident)*]) => {
        (missing as Native, true)
    };
    ($family:ident $handler:ident [$($flag:ident),*]) => {
        (crate::bif::$family::$handler as Native, false)
    };
}

macro_rules! define_natives {
    ($($family:ident { $($module:literal : $name:literal / $arity:literal => $handler:ident $flags:tt;)* })*) => {
        /// All natives.
        pub fn natives() -> Vec<NativeRow> {
            let mut rows = Vec::new();
            $($({
                let (native, missing) = native_of!($family $handler $flags);
                rows.push(NativeRow { module: $module, name: $name, arity: $arity, native, missing });
            })*)*
            rows
        }
    };
}

purlin_isa::for_each_bif!(define_natives);
