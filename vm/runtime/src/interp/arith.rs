//! Arithmetic: small integers here, everything else in term/arith.rs.

use super::collect::room_or_die;
use super::dispatch::{M, Regs, a, away, b, c, get, has_room, process, put, reload, spill, term};
use super::operand::{Place, Source, after, both_small};
use super::raise;
use crate::atom::{Atom, atoms};
use crate::code::export::Mfa;
use crate::exception::raise::Raise;
use crate::term::arith::{
    ArithError, Operator, Prefix, evaluate, evaluate_prefix, prefix_words, words,
};
use crate::term::layout::SMALL_MIN;
use crate::term::{Kind, Word};

macro_rules! operators {
    ($($name:ident, $operator:ident, $atom:ident, |$first:ident, $second:ident| $fast:expr, $float:expr;)*) => {
        $(#[inline(always)]
        pub(super) unsafe fn $name<A: Source, B: Source, D: Place>(m: M, r: Regs, w: u64) -> Regs {
            // SAFETY: D1, D3.
            unsafe {
                let ($first, $second) = (A::get(m, r, a(w), FIXED), B::get(m, r, b(w), after::<A>(FIXED)));
                if both_small::<A, B>($first, $second) {
                    let result: Option<Word> = $fast;
                    if let Some(result) = result {
                        D::put(m, r, c(w), result);
                        return r.behind::<A, B>(w, FIXED);
                    }
                }
                let float: Option<fn(f64, f64) -> f64> = $float;
                // Two small integers come here with a sum that is none, which is no float either; but `/` makes one of any two.
                let is_division = matches!(Operator::$operator, Operator::Divide);
                if let Some(float) = float
                    && (is_division || !both_small::<A, B>($first, $second))
                    && let Some(result) = float_operands($first, $second).map(|(p, q)| float(p, q))
                    && result.is_finite()
                    && has_room(r, 2)
                    && !(*m).stress
                {
                    *r.hp = FLOAT_HEADER;
                    *r.hp.add(1) = Word::from_bits(result.to_bits());
                    D::put(m, r, c(w), Word::boxed(r.hp));
                    return Regs { hp: r.hp.add(2), ..r.behind::<A, B>(w, FIXED) };
                }
                away(m, r, w, |m, r, w| slow(m, r, w, Operator::$operator, atoms::$atom))
            }
        })*
    };
}

/// Words of the instructions before constants.
const FIXED: usize = 3;

operators! {
    add, Add, PLUS, |p, q| Word::small_add(p, q), Some(|p, q| p + q);
    sub, Sub, MINUS, |p, q| Word::small_sub(p, q), Some(|p, q| p - q);
    mul, Mul, TIMES, |p, q| Word::small_mul(p, q), Some(|p, q| p * q);
    div, Div, DIV, |p, q| small_div(p, q), None;
    rem, Rem, REM, |p, q| small_rem(p, q), None;
    fdiv, Divide, DIVIDE, |_p, _q| None, Some(|p, q| p / q);
    band, Band, BAND, |p, q| Some(Word::from_bits(p.bits() & q.bits())), None;
    bor, Bor, BOR, |p, q| Some(Word::from_bits(p.bits() | q.bits())), None;
    bxor, Bxor, BXOR, |p, q| Some(Word::from_bits(p.bits() ^ q.bits())), None;
    bsl, Bsl, BSL, |p, q| small_shift(p.small_value(), q.small_value()), None;
    bsr, Bsr, BSR, |p, q| small_shift(p.small_value(), q.small_value().wrapping_neg()), None;
}

const FLOAT_HEADER: Word = Word::header(Kind::Float, 1);

/// The operands as floats, if each is one or a small integer.
#[inline(always)]
fn float_operands(p: Word, q: Word) -> Option<(f64, f64)> {
    Some((as_float(p)?, as_float(q)?))
}

#[inline(always)]
pub(super) fn as_float(word: Word) -> Option<f64> {
    // SAFETY: D3: a boxed register value is a live object; a float has one word of payload.
    unsafe {
        if word.is_boxed() && word.object_header() == FLOAT_HEADER {
            return Some(f64::from_bits(word.field(0).bits()));
        }
    }
    word.is_small().then(|| word.small_value() as f64)
}

#[inline(always)]
fn small_div(p: Word, q: Word) -> Option<Word> {
    let (p, q) = (p.small_value(), q.small_value());
    if p >= 0 && q > 0 && q & (q - 1) == 0 {
        return Some(Word::small(p >> q.trailing_zeros()));
    }
    if q == 0 || p == SMALL_MIN {
        None
    } else {
        Some(Word::small(p / q))
    }
}

#[inline(always)]
fn small_rem(p: Word, q: Word) -> Option<Word> {
    let (p, q) = (p.small_value(), q.small_value());
    if p >= 0 && q > 0 && q & (q - 1) == 0 {
        return Some(Word::small(p & (q - 1)));
    }
    if q == 0 {
        None
    } else {
        Some(Word::small(p % q))
    }
}

/// `value` times two to the power of `by`, if that is a small integer quickly seen.
#[inline(always)]
fn small_shift(value: i64, by: i64) -> Option<Word> {
    if by <= 0 {
        return Some(Word::small(value >> by.unsigned_abs().min(63)));
    }
    if by >= 60 {
        return if value == 0 { Some(Word::ZERO) } else { None };
    }
    let shifted = value << by;
    if shifted >> by == value {
        Word::try_small(shifted)
    } else {
        None
    }
}

#[inline(always)]
pub(super) unsafe fn neg(m: M, r: Regs, w: u64) -> Regs {
    // SAFETY: D1, D3.
    unsafe {
        let value = get(m, r, a(w));
        if value.is_small()
            && let Some(result) = Word::small_sub(Word::ZERO, value)
        {
            put(m, r, c(w), result);
            return r.next(w);
        }
        away(m, r, w, |m, r, w| {
            slow_prefix(m, r, w, Prefix::Neg, atoms::MINUS)
        })
    }
}

#[inline(always)]
pub(super) unsafe fn bnot(m: M, r: Regs, w: u64) -> Regs {
    // SAFETY: D1, D3.
    unsafe {
        let value = get(m, r, a(w));
        if value.is_small() {
            put(m, r, c(w), Word::small(!value.small_value()));
            return r.next(w);
        }
        away(m, r, w, |m, r, w| {
            slow_prefix(m, r, w, Prefix::Bnot, atoms::BNOT)
        })
    }
}

/// Any operands: in two steps, how much memory, then the result.
#[cold]
#[inline(never)]
unsafe fn slow(m: M, r: Regs, w: u64, operator: Operator, name: Atom) -> Regs {
    // SAFETY: D1 to D3; operands are kept in the root area over the collection.
    unsafe {
        let operands = [get(m, r, a(w)), get(m, r, b(w))];
        (*m).roots.start(&operands);
        let need = match words(operator, term(operands[0]), term(operands[1])) {
            Ok(need) => need,
            Err(error) => return failed(m, r, name, 2, error),
        };
        let r = match make_room(m, r, need) {
            Ok(r) => r,
            Err(r) => return r,
        };
        let roots = (*m).roots.words_mut();
        let (p, q) = (term(roots[0]), term(roots[1]));
        let writer = process(m).heap.writer(need, (*m).vm().heap_shared());
        let result = evaluate(operator, p, q, &writer).map(|t| t.word());
        let after = reload(m, r.pc);
        match result {
            Ok(word) => {
                put(m, after, c(w), word);
                after.next(w)
            }
            Err(error) => failed(m, after, name, 2, error),
        }
    }
}

#[cold]
#[inline(never)]
unsafe fn slow_prefix(m: M, r: Regs, w: u64, prefix: Prefix, name: Atom) -> Regs {
    // SAFETY: as `slow`.
    unsafe {
        let operand = get(m, r, a(w));
        (*m).roots.start(&[operand]);
        let need = match prefix_words(prefix, term(operand)) {
            Ok(need) => need,
            Err(error) => return failed(m, r, name, 1, error),
        };
        let r = match make_room(m, r, need) {
            Ok(r) => r,
            Err(r) => return r,
        };
        let p = term((*m).roots.words_mut()[0]);
        let writer = process(m).heap.writer(need, (*m).vm().heap_shared());
        let result = evaluate_prefix(prefix, p, &writer).map(|t| t.word());
        let after = reload(m, r.pc);
        match result {
            Ok(word) => {
                put(m, after, c(w), word);
                after.next(w)
            }
            Err(error) => failed(m, after, name, 1, error),
        }
    }
}

/// Spills, and makes room for `need` words; large results cost reductions.
unsafe fn make_room(m: M, r: Regs, need: usize) -> Result<Regs, Regs> {
    // SAFETY: word 2 is the record.
    unsafe {
        let r = Regs {
            reds: r.reds - (need / 16) as i64,
            ..r
        };
        spill(m, r);
        if process(m).heap.has_room(need) && !(*m).stress {
            return Ok(r);
        }
        room_or_die(m, r, r.rec(2), need)
    }
}

/// To `fail`, or the exception, whose trace begins with the operator and its operands (in the root area).
unsafe fn failed(m: M, r: Regs, name: Atom, arity: u8, error: ArithError) -> Regs {
    // SAFETY: word 1 is the fail distance, word 2 the record.
    unsafe {
        let fail = r.fail(1);
        if fail != 0 {
            return r.jump(fail);
        }
        let raise = match error {
            ArithError::BadArith => Raise::BADARITH,
            ArithError::SystemLimit => Raise::SYSTEM_LIMIT,
        };
        let head = Mfa {
            module: atoms::ERLANG,
            name,
            arity,
        };
        spill(m, r);
        // `/` is an instruction of its own in OTP: its failures show no operator.
        let shown = name != atoms::DIVIDE;
        raise::raise(m, r.rec(2), raise, shown.then_some(head))
    }
}
