//! The value of `-if` and `-elif` conditions: constant expressions of what guards allow.

use std::cmp::Ordering;

use num_bigint::BigInt;

use crate::ast::abstract_format::integer;
use crate::ast::nodes::{BinaryOp, CallTarget, Expr, ExprKind, UnaryOp};
use crate::source::name::{Interner, Name, known};
use crate::source::span::Span;

/// The expression holds something that is not constant: a variable, a call of an unknown function.
pub(super) struct NotConstant(pub Span);

/// What a part evaluates to; `Err` inside is a failed evaluation, which makes the condition false.
type Value = Result<Term, Stop>;

enum Stop {
    /// As an exception would.
    Failed,
    NotConstant(Span),
}

/// Whether the condition holds: evaluates to `true`.
pub(super) fn evaluate(expr: &Expr<'_>, names: &Interner) -> Result<bool, NotConstant> {
    match value(expr, names) {
        Ok(term) => Ok(term == Term::Atom(known::TRUE)),
        Err(Stop::Failed) => Ok(false),
        Err(Stop::NotConstant(span)) => Err(NotConstant(span)),
    }
}

#[derive(Clone, PartialEq, Debug)]
enum Term {
    Integer(BigInt),
    Float(f64),
    Atom(Name),
    Tuple(Vec<Term>),
    List(Vec<Term>),
}

fn value(expr: &Expr<'_>, names: &Interner) -> Value {
    Ok(match expr.kind {
        ExprKind::Atom(name) => Term::Atom(name),
        ExprKind::Integer(value) => Term::Integer(integer(value)),
        ExprKind::Float(value) => Term::Float(value),
        ExprKind::Char(point) => Term::Integer(point.into()),
        ExprKind::String(points) => Term::List(
            points
                .iter()
                .map(|&point| Term::Integer(point.into()))
                .collect(),
        ),
        ExprKind::Nil => Term::List(Vec::new()),
        ExprKind::Var(_) => return Err(Stop::Failed),
        ExprKind::Tuple(elements) => Term::Tuple(values(elements, names)?),
        ExprKind::List {
            elements,
            tail: None,
            ..
        } => Term::List(values(elements, names)?),
        ExprKind::Unary { op, operand } => unary(op, value(operand, names)?)?,
        ExprKind::Binary {
            op, left, right, ..
        } => binary(op, left, right, names)?,
        ExprKind::Call {
            target: CallTarget::Local(name),
            args,
        } => {
            let args = values(args, names)?;
            match call(names.text(name.name), &args) {
                Some(result) => result?,
                None => return Err(Stop::NotConstant(expr.span)),
            }
        }
        // Everything else makes no sense in a condition.
        _ => return Err(Stop::NotConstant(expr.span)),
    })
}

fn values(exprs: &[Expr<'_>], names: &Interner) -> Result<Vec<Term>, Stop> {
    exprs.iter().map(|expr| value(expr, names)).collect()
}

fn truth(condition: bool) -> Term {
    Term::Atom(if condition { known::TRUE } else { known::FALSE })
}

fn boolean(term: &Term) -> Result<bool, Stop> {
    match term {
        Term::Atom(known::TRUE) => Ok(true),
        Term::Atom(known::FALSE) => Ok(false),
        _ => Err(Stop::Failed),
    }
}

fn int(term: &Term) -> Result<&BigInt, Stop> {
    match term {
        Term::Integer(value) => Ok(value),
        _ => Err(Stop::Failed),
    }
}

fn unary(op: UnaryOp, operand: Term) -> Value {
    Ok(match (op, operand) {
        (UnaryOp::Plus, term @ (Term::Integer(_) | Term::Float(_))) => term,
        (UnaryOp::Minus, Term::Integer(value)) => Term::Integer(-value),
        (UnaryOp::Minus, Term::Float(value)) => Term::Float(-value),
        (UnaryOp::Bnot, Term::Integer(value)) => Term::Integer(-value - 1),
        (UnaryOp::Not, term) => truth(!boolean(&term)?),
        _ => return Err(Stop::Failed),
    })
}

fn binary(op: BinaryOp, left: &Expr<'_>, right: &Expr<'_>, names: &Interner) -> Value {
    // `andalso` and `orelse` chains lean right: walk them in a loop.
    if matches!(op, BinaryOp::AndAlso | BinaryOp::OrElse) {
        return logic_chain(op, left, right, names);
    }
    let mut operations = vec![(op, right)];
    let mut first = left;
    while let ExprKind::Binary {
        op, left, right, ..
    } = first.kind
        && !matches!(op, BinaryOp::AndAlso | BinaryOp::OrElse)
    {
        operations.push((op, right));
        first = left;
    }
    let mut result = value(first, names)?;
    for (op, right) in operations.into_iter().rev() {
        result = apply(op, result, value(right, names)?, names)?;
    }
    Ok(result)
}

fn logic_chain(op: BinaryOp, left: &Expr<'_>, right: &Expr<'_>, names: &Interner) -> Value {
    let (mut op, mut left, mut right) = (op, left, right);
    loop {
        let decided = boolean(&value(left, names)?)?;
        if decided == (op == BinaryOp::OrElse) {
            return Ok(truth(decided));
        }
        match right.kind {
            ExprKind::Binary {
                op: next,
                left: l,
                right: r,
                ..
            } if matches!(next, BinaryOp::AndAlso | BinaryOp::OrElse) => {
                (op, left, right) = (next, l, r);
            }
            _ => return value(right, names),
        }
    }
}

fn apply(op: BinaryOp, a: Term, b: Term, names: &Interner) -> Value {
    use BinaryOp as B;
    Ok(match op {
        B::Eq => truth(compare(&a, &b, names) == Ordering::Equal),
        B::NotEq => truth(compare(&a, &b, names) != Ordering::Equal),
        B::ExactEq => truth(a == b),
        B::ExactNotEq => truth(a != b),
        B::Less => truth(compare(&a, &b, names) == Ordering::Less),
        B::LessEq => truth(compare(&a, &b, names) != Ordering::Greater),
        B::Greater => truth(compare(&a, &b, names) == Ordering::Greater),
        B::GreaterEq => truth(compare(&a, &b, names) != Ordering::Less),
        B::And => truth(boolean(&a)? & boolean(&b)?),
        B::Or => truth(boolean(&a)? | boolean(&b)?),
        B::Xor => truth(boolean(&a)? != boolean(&b)?),
        B::Append => match (a, b) {
            (Term::List(mut a), Term::List(b)) => {
                a.extend(b);
                Term::List(a)
            }
            _ => return Err(Stop::Failed),
        },
        B::Add | B::Sub | B::Mul | B::FloatDiv => arithmetic(op, &a, &b)?,
        B::Div | B::Rem if *int(&b)? == BigInt::ZERO => return Err(Stop::Failed),
        B::Div => Term::Integer(int(&a)? / int(&b)?),
        B::Rem => Term::Integer(int(&a)? % int(&b)?),
        B::Band => Term::Integer(int(&a)? & int(&b)?),
        B::Bor => Term::Integer(int(&a)? | int(&b)?),
        B::Bxor => Term::Integer(int(&a)? ^ int(&b)?),
        B::Bsl => shift(int(&a)?, int(&b)?)?,
        B::Bsr => shift(int(&a)?, &-int(&b)?.clone())?,
        B::Subtract | B::Send | B::AndAlso | B::OrElse => return Err(Stop::Failed),
    })
}

fn arithmetic(op: BinaryOp, a: &Term, b: &Term) -> Value {
    if let (Term::Integer(a), Term::Integer(b)) = (a, b) {
        match op {
            BinaryOp::Add => return Ok(Term::Integer(a + b)),
            BinaryOp::Sub => return Ok(Term::Integer(a - b)),
            BinaryOp::Mul => return Ok(Term::Integer(a * b)),
            _ => {}
        }
    }
    let (a, b) = (float(a)?, float(b)?);
    let result = match op {
        BinaryOp::Add => a + b,
        BinaryOp::Sub => a - b,
        BinaryOp::Mul => a * b,
        _ => a / b,
    };
    result
        .is_finite()
        .then_some(Term::Float(result))
        .ok_or(Stop::Failed)
}

fn float(term: &Term) -> Result<f64, Stop> {
    match term {
        Term::Integer(value) => value.to_string().parse().map_err(|_| Stop::Failed),
        Term::Float(value) => Ok(*value),
        _ => Err(Stop::Failed),
    }
}

/// Shifts by at most a few thousand bits: a condition has no use for more.
fn shift(value: &BigInt, by: &BigInt) -> Value {
    let by = i64::try_from(by)
        .ok()
        .filter(|by| by.abs() <= 4096)
        .ok_or(Stop::Failed)?;
    Ok(Term::Integer(match by >= 0 {
        true => value << by as usize,
        false => value >> by.unsigned_abs() as usize,
    }))
}

/// Erlang's order: numbers, atoms, tuples, lists.
fn compare(a: &Term, b: &Term, names: &Interner) -> Ordering {
    let rank = |term: &Term| match term {
        Term::Integer(_) | Term::Float(_) => 0,
        Term::Atom(_) => 1,
        Term::Tuple(_) => 2,
        Term::List(_) => 3,
    };
    let elements = |a: &[Term], b: &[Term]| {
        let pairs = a.iter().zip(b);
        pairs
            .map(|(a, b)| compare(a, b, names))
            .find(|order| order.is_ne())
            .unwrap_or(a.len().cmp(&b.len()))
    };
    match (a, b) {
        (Term::Integer(a), Term::Integer(b)) => a.cmp(b),
        (Term::Atom(a), Term::Atom(b)) => names.text(*a).cmp(names.text(*b)),
        (Term::Tuple(a), Term::Tuple(b)) => a.len().cmp(&b.len()).then_with(|| elements(a, b)),
        (Term::List(a), Term::List(b)) => elements(a, b),
        _ => match (float(a), float(b)) {
            (Ok(a), Ok(b)) => a.total_cmp(&b),
            _ => rank(a).cmp(&rank(b)),
        },
    }
}

/// Guard functions; `None` for others.
fn call(name: &str, args: &[Term]) -> Option<Value> {
    let is = |condition: bool| Some(Ok(truth(condition)));
    let count = |n: usize| Some(Ok(Term::Integer(n.into())));
    match (name, args) {
        ("is_atom", [a]) => is(matches!(a, Term::Atom(_))),
        ("is_boolean", [a]) => is(boolean(a).is_ok()),
        ("is_integer", [a]) => is(matches!(a, Term::Integer(_))),
        ("is_float", [a]) => is(matches!(a, Term::Float(_))),
        ("is_number", [a]) => is(matches!(a, Term::Integer(_) | Term::Float(_))),
        ("is_list", [a]) => is(matches!(a, Term::List(_))),
        ("is_tuple", [a]) => is(matches!(a, Term::Tuple(_))),
        (
            "is_binary" | "is_bitstring" | "is_map" | "is_pid" | "is_port" | "is_reference"
            | "is_function",
            [_],
        ) => is(false),
        ("length", [Term::List(elements)]) => count(elements.len()),
        ("tuple_size" | "size", [Term::Tuple(elements)]) => count(elements.len()),
        ("hd", [Term::List(elements)]) => Some(elements.first().cloned().ok_or(Stop::Failed)),
        ("abs", [Term::Integer(value)]) => {
            Some(Ok(Term::Integer(BigInt::from(value.magnitude().clone()))))
        }
        ("abs", [Term::Float(value)]) => Some(Ok(Term::Float(value.abs()))),
        ("element", [Term::Integer(index), Term::Tuple(elements)]) => {
            let index = usize::try_from(index)
                .ok()
                .and_then(|index| index.checked_sub(1));
            Some(
                index
                    .and_then(|index| elements.get(index).cloned())
                    .ok_or(Stop::Failed),
            )
        }
        (
            "length" | "tuple_size" | "size" | "hd" | "tl" | "abs" | "byte_size" | "bit_size"
            | "map_size" | "round" | "trunc" | "float",
            [_],
        )
        | (
            "element" | "map_get" | "is_map_key" | "is_record" | "is_function" | "min" | "max",
            [_, _],
        )
        | ("self" | "node", []) => Some(Err(Stop::Failed)),
        _ => None,
    }
}
