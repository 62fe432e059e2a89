//! The arithmetic operators on any terms: the slow path behind the interpreter's small integers.
//!
//! In two steps, since a result may need memory: `words` says how much, then, after a possible collection, `evaluate` computes.

use super::Term;
use crate::heap::Writer;

/// Operators with two operands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Operator {
    Add,
    Sub,
    Mul,
    /// `div`
    Div,
    Rem,
    /// `/`
    Divide,
    Band,
    Bor,
    Bxor,
    Bsl,
    Bsr,
}

/// Operators with one operand.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Prefix {
    Neg,
    Bnot,
    Abs,
}

/// Why there is no result.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ArithError {
    BadArith,
    SystemLimit,
}

/// Words that the result of `a op b` needs at most.
pub fn words(operator: Operator, a: Term<'_>, b: Term<'_>) -> Result<usize, ArithError> {
    let _ = (operator, a, b);
    todo!("arithmetic")
}

/// `a op b`, in memory that `words` asked for.
pub fn evaluate<'w>(
    operator: Operator,
    a: Term<'w>,
    b: Term<'w>,
    writer: &Writer<'w>,
) -> Result<Term<'w>, ArithError> {
    let _ = (operator, a, b, writer);
    todo!("arithmetic")
}

/// Words that the result of `op a` needs at most.
pub fn prefix_words(prefix: Prefix, a: Term<'_>) -> Result<usize, ArithError> {
    let _ = (prefix, a);
    todo!("arithmetic")
}

/// `op a`, in memory that `prefix_words` asked for.
pub fn evaluate_prefix<'w>(
    prefix: Prefix,
    a: Term<'w>,
    writer: &Writer<'w>,
) -> Result<Term<'w>, ArithError> {
    let _ = (prefix, a, writer);
    todo!("arithmetic")
}
