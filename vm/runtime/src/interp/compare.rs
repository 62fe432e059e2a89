//! Type tests and comparisons.

use super::dispatch::{M, Regs, a, b, get, term, wide, x};
use crate::atom::atoms;
use crate::term::{Kind, Term, Word, compare as order};
use std::cmp::Ordering;

macro_rules! tests {
    ($($name:ident($m:ident, $value:ident) $test:expr;)*) => {
        $(#[inline(always)]
        pub(super) unsafe fn $name($m: M, r: Regs, w: u64) -> Regs {
            // SAFETY: D3.
            let $value = unsafe { get($m, r, a(w)) };
            let _ = &$m;
            if $test { r.next(w) } else { r.jump(wide(w)) }
        })*
    };
}

/// Is it a boxed object of one of the kinds?
#[inline(always)]
fn boxed(value: Word, kinds: &[Kind]) -> bool {
    // SAFETY: D3: a boxed register value is a live object.
    value.is_boxed() && kinds.contains(&unsafe { value.boxed_kind() })
}

tests! {
    is_atom(m, v) v.is_atom();
    is_integer(m, v) v.is_small() || boxed(v, &[Kind::PositiveBig, Kind::NegativeBig]);
    is_float(m, v) boxed(v, &[Kind::Float]);
    is_number(m, v) v.is_small() || boxed(v, &[Kind::Float, Kind::PositiveBig, Kind::NegativeBig]);
    is_boolean(m, v) v == Term::TRUE.word() || v == Term::FALSE.word();
    is_list(m, v) v.is_list();
    is_cons(m, v) v.is_cons();
    is_nil(m, v) v.is_nil();
    is_tuple(m, v) v.is_tuple();
    is_map(m, v) boxed(v, &[Kind::FlatMap, Kind::HashMap]);
    // SAFETY: D3, and nothing collects in a test.
    is_binary(m, v) unsafe { term(v) }.is_binary();
    is_bitstring(m, v) boxed(v, &[Kind::HeapBits, Kind::CountedBits, Kind::SubBits]);
    // SAFETY: as above.
    is_pid(m, v) unsafe { term(v) }.is_pid();
    is_reference(m, v) boxed(v, &[Kind::Reference, Kind::Resource, Kind::ExternalReference]);
    // SAFETY: as above.
    is_port(m, v) unsafe { term(v) }.is_port();
    is_function(m, v) boxed(v, &[Kind::Fun, Kind::ExternalFun]);
}

#[inline(always)]
pub(super) unsafe fn is_function_arity(m: M, r: Regs, w: u64) -> Regs {
    // SAFETY: D1, D3; nothing collects in a test.
    let yes = unsafe {
        let fun = term(get(m, r, a(w)));
        let arity = term(get(m, r, r.word(1) as u16));
        match (fun.as_fun(), arity.as_small()) {
            (Some(fun), Some(arity)) => i64::from(fun.arity()) == arity,
            _ => false,
        }
    };
    if yes { r.next(w) } else { r.jump(wide(w)) }
}

#[inline(always)]
pub(super) unsafe fn is_arity(m: M, r: Regs, w: u64) -> Regs {
    // SAFETY: D1, D3.
    let yes = unsafe {
        let value = get(m, r, a(w));
        value.is_tuple() && value.object_header().bits() == r.word(1)
    };
    if yes { r.next(w) } else { r.jump(wide(w)) }
}

#[inline(always)]
pub(super) unsafe fn is_tagged(m: M, r: Regs, w: u64) -> Regs {
    // SAFETY: D1, D3; a tuple with that header has a first element.
    let yes = unsafe {
        let value = get(m, r, a(w));
        value.is_tuple()
            && value.object_header().bits() == r.word(1)
            && value.element(0).bits() == r.word(2)
    };
    if yes { r.next(w) } else { r.jump(wide(w)) }
}

/// The order of two terms.
#[cold]
#[inline(never)]
unsafe fn compare(m: M, first: Word, second: Word) -> Ordering {
    // SAFETY: D3; nothing collects in a comparison.
    unsafe { order::compare(term(first), term(second), (*m).atoms()) }
}

#[inline(always)]
fn is_less(m: M, first: Word, second: Word) -> bool {
    if Word::both_small(first, second) {
        return Word::small_lt(first, second);
    }
    // SAFETY: D3.
    unsafe { compare(m, first, second) == Ordering::Less }
}

/// `==` where the words differ.
#[cold]
#[inline(never)]
fn equal_slow(first: Word, second: Word) -> bool {
    // SAFETY: D3; nothing collects in a comparison.
    unsafe { order::equal(term(first), term(second)) }
}

/// `=:=` where the words differ and neither is immediate.
#[cold]
#[inline(never)]
fn same_slow(first: Word, second: Word) -> bool {
    // SAFETY: D3; nothing collects in a comparison.
    unsafe { order::same(term(first), term(second)) }
}

#[inline(always)]
fn is_equal(first: Word, second: Word) -> bool {
    first == second || !Word::both_small(first, second) && equal_slow(first, second)
}

#[inline(always)]
fn is_same(first: Word, second: Word) -> bool {
    first == second || !first.is_immediate() && !second.is_immediate() && same_slow(first, second)
}

macro_rules! comparisons {
    ($($name:ident($m:ident, $first:ident, $second:ident) $test:expr;)*) => {
        $(#[inline(always)]
        pub(super) unsafe fn $name($m: M, r: Regs, w: u64) -> Regs {
            // SAFETY: D1, D3.
            unsafe {
                let ($first, $second) = (get($m, r, a(w)), get($m, r, b(w)));
                if $test { r.next(w) } else { r.jump(r.fail(1)) }
            }
        })*
    };
}

comparisons! {
    is_lt(m, first, second) is_less(m, first, second);
    is_ge(m, first, second) !is_less(m, first, second);
    is_eq(m, first, second) is_equal(first, second);
    is_ne(m, first, second) !is_equal(first, second);
    is_eq_exact(m, first, second) is_same(first, second);
    is_ne_exact(m, first, second) !is_same(first, second);
}

#[inline(always)]
pub(super) unsafe fn is_lt_xc(m: M, r: Regs, w: u64) -> Regs {
    // SAFETY: D1, D3; word 2 is a small integer.
    unsafe {
        let (first, second) = (x(m, a(w)), Word::from_bits(r.word(2)));
        if is_less(m, first, second) {
            r.skip(3)
        } else {
            r.jump(r.fail(1))
        }
    }
}

#[inline(always)]
pub(super) unsafe fn is_ge_xc(m: M, r: Regs, w: u64) -> Regs {
    // SAFETY: D1, D3; word 2 is a small integer.
    unsafe {
        let (first, second) = (x(m, a(w)), Word::from_bits(r.word(2)));
        if is_less(m, first, second) {
            r.jump(r.fail(1))
        } else {
            r.skip(3)
        }
    }
}

#[inline(always)]
pub(super) unsafe fn is_eq_immediate(m: M, r: Regs, w: u64) -> Regs {
    // SAFETY: D1, D3.
    let yes = unsafe { get(m, r, a(w)).bits() == r.word(1) };
    if yes { r.skip(2) } else { r.jump(wide(w)) }
}

#[inline(always)]
pub(super) unsafe fn is_ne_immediate(m: M, r: Regs, w: u64) -> Regs {
    // SAFETY: D1, D3.
    let yes = unsafe { get(m, r, a(w)).bits() == r.word(1) };
    if yes { r.jump(wide(w)) } else { r.skip(2) }
}

const _: () = assert!(atoms::FALSE.index() == 0 && atoms::TRUE.index() == 1);
