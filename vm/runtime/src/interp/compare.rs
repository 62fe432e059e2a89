//! Type tests and comparisons.

use super::arith::as_float;
use super::compare_work;
use super::dispatch::{M, Regs, a, away, b, get, term, wide};
use super::operand::{Source, X, after, both_small};
use crate::atom::atoms;
use crate::code::export::ExportCell;
use crate::term::compare::Question;
use crate::term::{Kind, Term, Word};

macro_rules! tests {
    ($($name:ident($m:ident, $value:ident) $test:expr;)*) => {
        $(#[inline(always)]
        pub(super) unsafe fn $name<A: Source>($m: M, r: Regs, w: u64) -> Regs {
            // SAFETY: D3.
            let $value = unsafe { A::get($m, r, a(w), 1) };
            if $test { r.behind::<A, X>(w, 1) } else { r.jump(wide(w)) }
        })*
    };
}

/// Is it a boxed object of one of the kinds?
#[inline(always)]
fn boxed(value: Word, kinds: &[Kind]) -> bool {
    // D3: a boxed register value is a live object.
    if !value.is_boxed() {
        return false;
    }
    // SAFETY: as above.
    let number = unsafe { value.object_header() }.kind_number();
    kinds.iter().any(|&kind| kind as usize == number)
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
pub(super) unsafe fn is_version(m: M, r: Regs, w: u64) -> Regs {
    // SAFETY: D1; word 1 is an export cell, which lives as long as the VM.
    let yes = unsafe {
        let cell = &*(r.word(1) as *const ExportCell);
        cell.is_version(r.word(2) as i64) && !(*m).vm().tracing().points.are_there()
    };
    if yes { r.next(w) } else { r.jump(wide(w)) }
}

#[inline(always)]
pub(super) unsafe fn is_arity<A: Source>(m: M, r: Regs, w: u64) -> Regs {
    // SAFETY: D1, D3.
    let yes = unsafe {
        let value = A::get(m, r, a(w), 2);
        value.is_tuple() && value.object_header().bits() == r.word(1)
    };
    if yes {
        r.behind::<A, X>(w, 2)
    } else {
        r.jump(wide(w))
    }
}

#[inline(always)]
pub(super) unsafe fn is_tagged<A: Source>(m: M, r: Regs, w: u64) -> Regs {
    // SAFETY: D1, D3; a tuple with that header has a first element.
    let yes = unsafe {
        let value = A::get(m, r, a(w), 2);
        value.is_tuple()
            && value.object_header().bits() == r.word(1)
            && value.element(0).bits() == r.word(2)
    };
    if yes {
        r.behind::<A, X>(w, 3)
    } else {
        r.jump(wide(w))
    }
}

/// Any two terms.
///
/// # Safety
/// D1 to D4.
unsafe fn slowly(m: M, r: Regs, w: u64, question: Question, wanted: bool) -> Regs {
    // SAFETY: passed on.
    unsafe {
        let (first, second) = (get(m, r, a(w)), get(m, r, b(w)));
        if question == Question::Same
            && let Some(answer) = same_reference(first, second)
        {
            return if answer == wanted {
                r.next(w)
            } else {
                r.jump(r.fail(1))
            };
        }
        match compare_work::ask(m, r, question, first, second) {
            Ok((answer, r)) if answer == wanted => r.next(w),
            Ok((_, r)) => r.jump(r.fail(1)),
            Err(r) => r,
        }
    }
}

/// Are they the same reference of this machine? None: at least one is something else. A receive compares little else.
///
/// # Safety
/// Live terms.
#[inline(always)]
unsafe fn same_reference(first: Word, second: Word) -> Option<bool> {
    if !first.is_boxed() || !second.is_boxed() {
        return None;
    }
    // SAFETY: live objects with headers; a reference has a low and a high word, whether it is an alias or not.
    unsafe {
        let kinds = [first, second].map(|word| word.object_header().kind_number());
        (kinds == [Kind::Reference as usize; 2])
            .then(|| first.field(0) == second.field(0) && first.field(1) == second.field(1))
    }
}

/// What is seen at once of `<`.
#[inline(always)]
fn quick_less<A: Source, B: Source>(first: Word, second: Word) -> Option<bool> {
    if both_small::<A, B>(first, second) {
        return Some(Word::small_lt(first, second));
    }
    // Mixed with integers it is exact, not a matter of conversion.
    if first.is_boxed() && second.is_boxed() {
        return Some(as_float(first)? < as_float(second)?);
    }
    None
}

#[inline(always)]
fn quick_equal<A: Source, B: Source>(first: Word, second: Word) -> Option<bool> {
    match first == second {
        true => Some(true),
        false => both_small::<A, B>(first, second).then_some(false),
    }
}

#[inline(always)]
fn quick_same<A: Source, B: Source>(first: Word, second: Word) -> Option<bool> {
    match first == second {
        true => Some(true),
        false => (first.is_immediate() || second.is_immediate()).then_some(false),
    }
}

macro_rules! comparisons {
    ($($name:ident, $quick:ident, $question:ident, $wanted:literal;)*) => {
        $(#[inline(always)]
        pub(super) unsafe fn $name<A: Source, B: Source>(m: M, r: Regs, w: u64) -> Regs {
            // SAFETY: D1, D3.
            unsafe {
                let (first, second) = (A::get(m, r, a(w), FIXED), B::get(m, r, b(w), after::<A>(FIXED)));
                match $quick::<A, B>(first, second) {
                    Some($wanted) => r.behind::<A, B>(w, FIXED),
                    Some(_) => r.jump(r.fail(1)),
                    None => away(m, r, w, |m, r, w| slowly(m, r, w, Question::$question, $wanted)),
                }
            }
        })*
    };
}

/// Words of a comparison before constants.
const FIXED: usize = 2;

comparisons! {
    is_lt, quick_less, Less, true;
    is_ge, quick_less, Less, false;
    is_eq, quick_equal, Equal, true;
    is_ne, quick_equal, Equal, false;
    is_eq_exact, quick_same, Same, true;
    is_ne_exact, quick_same, Same, false;
}

#[inline(always)]
pub(super) unsafe fn is_eq_immediate<A: Source>(m: M, r: Regs, w: u64) -> Regs {
    // SAFETY: D1, D3.
    let yes = unsafe { A::get(m, r, a(w), 2).bits() == r.word(1) };
    if yes { r.skip(2) } else { r.jump(wide(w)) }
}

#[inline(always)]
pub(super) unsafe fn is_ne_immediate<A: Source>(m: M, r: Regs, w: u64) -> Regs {
    // SAFETY: D1, D3.
    let yes = unsafe { A::get(m, r, a(w), 2).bits() == r.word(1) };
    if yes { r.jump(wide(w)) } else { r.skip(2) }
}

const _: () = assert!(atoms::FALSE.index() == 0 && atoms::TRUE.index() == 1);
