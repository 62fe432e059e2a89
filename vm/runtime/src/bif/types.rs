//! Type tests: `is_atom/1` and its kin.

use super::build::done_bool;
use super::context::{Ctx, Outcome};
use crate::exception::raise::Raise;
use crate::term::compare::compare;
use crate::term::{Fun, Term, View};

macro_rules! tests {
    ($($name:ident: $test:expr;)*) => {
        $(pub fn $name(ctx: &mut Ctx<'_>) -> Outcome {
            let test: fn(Term<'_>) -> bool = $test;
            done_bool(ctx, test(ctx.arg(0)))
        })*
    };
}

tests! {
    is_atom: |t| t.is_atom();
    is_binary: |t| t.is_binary();
    is_bitstring: |t| t.is_bitstring();
    is_boolean: |t| t.as_boolean().is_some();
    is_float: |t| t.is_float();
    is_function_1: |t| t.is_fun();
    is_integer_1: |t| t.is_integer();
    is_list: |t| t.is_list();
    is_map: |t| t.is_map();
    is_number: |t| t.is_number();
    is_pid: |t| t.is_pid();
    is_port: |t| t.is_port();
    is_reference: |t| t.is_reference();
    is_tuple: |t| t.is_tuple();
    is_record_1: |t| t.is_record();
}

pub fn is_function_2(ctx: &mut Ctx<'_>) -> Outcome {
    let arity = match ctx.arg(1).view() {
        View::Small(n) if n >= 0 => Some(n),
        View::Big(big) if !big.is_negative() => None,
        _ => return Err(Raise::BADARG),
    };
    let is = match ctx.arg(0).as_fun() {
        Some(Fun::Local(fun)) => arity == Some(i64::from(fun.arity())),
        Some(Fun::External(fun)) => arity == Some(i64::from(fun.arity())),
        None => false,
    };
    done_bool(ctx, is)
}

/// `is_integer(Term, Low, High)`: within bounds, which must be integers.
pub fn is_integer_3(ctx: &mut Ctx<'_>) -> Outcome {
    let [term, low, high] = [ctx.arg(0), ctx.arg(1), ctx.arg(2)];
    if !low.is_integer() || !high.is_integer() {
        return Err(Raise::BADARG);
    }
    let atoms = ctx.atoms();
    let is = term.is_integer()
        && compare(low, term, atoms).is_le()
        && compare(term, high, atoms).is_le();
    done_bool(ctx, is)
}

/// A tuple whose first element is that atom, or a native record of that name.
pub fn is_record_2(ctx: &mut Ctx<'_>) -> Outcome {
    let tag = ctx.arg(1).as_atom().ok_or(Raise::BADARG)?;
    let is = match ctx.arg(0).view() {
        View::Tuple(tuple) => tuple.get(0).is_some_and(|first| first.is_atom_value(tag)),
        View::Record(record) => record.name() == tag,
        _ => false,
    };
    done_bool(ctx, is)
}

/// A tuple whose first element is that atom, of that many elements; or a native record of that module and name.
pub fn is_record_3(ctx: &mut Ctx<'_>) -> Outcome {
    let tag = ctx.arg(1).as_atom().ok_or(Raise::BADARG)?;
    if let Some(name) = ctx.arg(2).as_atom() {
        let record = ctx.arg(0).as_record();
        let is = record.is_some_and(|record| record.module() == tag && record.name() == name);
        return done_bool(ctx, is);
    }
    // A size that is no number is no error here: no tuple is that large.
    let size = ctx.arg(2).as_usize();
    let is = ctx.arg(0).as_tuple().is_some_and(|t| {
        Some(t.len()) == size && t.get(0).is_some_and(|first| first.is_atom_value(tag))
    });
    done_bool(ctx, is)
}
