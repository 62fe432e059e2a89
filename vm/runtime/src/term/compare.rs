//! Term order and equality.

use std::cmp::Ordering;

use super::Term;
use crate::atom::AtomTable;

/// Erlang's term order: `<`, `>`, `lists:sort`. Integers and floats compare by value.
pub fn compare(a: Term<'_>, b: Term<'_>, atoms: &AtomTable) -> Ordering {
    let _ = (a, b, atoms);
    todo!("order")
}

/// Map key order: as `compare`, but an integer is less than a float everywhere, so that only identical terms are equal.
pub fn compare_exact(a: Term<'_>, b: Term<'_>, atoms: &AtomTable) -> Ordering {
    let _ = (a, b, atoms);
    todo!("key order")
}

/// `==`.
pub fn equal(a: Term<'_>, b: Term<'_>) -> bool {
    let _ = (a, b);
    todo!("equality")
}

/// `=:=`.
pub fn same(a: Term<'_>, b: Term<'_>) -> bool {
    a.word() == b.word() || todo!("exact equality")
}
