//! What is known of an expression without running the program: that it is written out, of which kind its value is, and that a
//! function of constants fails.

use crate::ast::nodes::*;
use crate::source::name::{Interner, Name};

/// Kinds of values that never match each other.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Class {
    Atom,
    Integer,
    Float,
    Nil,
    Cons,
    Tuple,
    Map,
    Bits,
    Fun,
}

/// Constants inside constants are followed this deep.
const DEPTH: u32 = 12;

/// What the value of an expression or pattern is, if its outermost form tells.
pub fn class(expr: &Expr<'_>) -> Option<Class> {
    Some(match expr.kind {
        ExprKind::Atom(_) => Class::Atom,
        ExprKind::Integer(_) | ExprKind::Char(_) => Class::Integer,
        ExprKind::Float(_) => Class::Float,
        ExprKind::String([]) | ExprKind::Nil => Class::Nil,
        ExprKind::String(_) | ExprKind::List { .. } => Class::Cons,
        ExprKind::Tuple(_)
        | ExprKind::Record {
            base: None,
            of: RecordOf::Known,
            ..
        } => Class::Tuple,
        ExprKind::Map { base: None, .. } => Class::Map,
        ExprKind::Bits(_) => Class::Bits,
        ExprKind::Fun { .. } | ExprKind::LocalFun(_) => Class::Fun,
        ExprKind::Unary {
            op: UnaryOp::Minus | UnaryOp::Plus,
            operand,
        } => match operand.kind {
            ExprKind::Integer(_) | ExprKind::Char(_) => Class::Integer,
            ExprKind::Float(_) => Class::Float,
            _ => return None,
        },
        ExprKind::Binary {
            op: BinaryOp::Append,
            left,
            ..
        } => match left.kind {
            ExprKind::String([_, ..]) => Class::Cons,
            _ => return None,
        },
        _ => return None,
    })
}

/// Written out: no part of it is computed.
pub fn is_literal(expr: &Expr<'_>) -> bool {
    literal_to(expr, 64)
}

fn literal_to(expr: &Expr<'_>, depth: u32) -> bool {
    let Some(depth) = depth.checked_sub(1) else {
        return false;
    };
    let all = |parts: &[Expr<'_>]| parts.iter().all(|part| literal_to(part, depth));
    match expr.kind {
        ExprKind::Atom(_)
        | ExprKind::Integer(_)
        | ExprKind::Float(_)
        | ExprKind::Char(_)
        | ExprKind::String(_)
        | ExprKind::Nil => true,
        ExprKind::Tuple(parts) => all(parts),
        ExprKind::List { elements, tail, .. } => {
            all(elements) && tail.is_none_or(|tail| literal_to(tail, depth))
        }
        ExprKind::Map {
            base: None, fields, ..
        } => fields
            .iter()
            .all(|field| literal_to(field.key, depth) && literal_to(field.value, depth)),
        ExprKind::Bits(segments) => segments.iter().all(|segment| {
            let size = segment.size.is_none_or(|size| literal_to(size, depth));
            size && literal_to(segment.value, depth)
        }),
        ExprKind::Unary {
            op: UnaryOp::Minus | UnaryOp::Plus,
            operand,
        } => matches!(
            operand.kind,
            ExprKind::Integer(_) | ExprKind::Float(_) | ExprKind::Char(_)
        ),
        _ => false,
    }
}

/// A text that two literals share if and only if they are the same; `None` for what is no literal, or long.
pub fn key(expr: &Expr<'_>, out: &mut Vec<u8>) -> Option<()> {
    if !is_literal(expr) || out.len() > 256 {
        return None;
    }
    let mut number = |tag: u8, bits: u64| {
        out.push(tag);
        out.extend_from_slice(&bits.to_le_bytes());
    };
    match expr.kind {
        ExprKind::Atom(name) => number(b'a', name.0.into()),
        ExprKind::Integer(Integer::Small(value)) => number(b'i', value as u64),
        ExprKind::Char(value) => number(b'i', value.into()),
        ExprKind::Float(value) => number(b'f', value.to_bits()),
        ExprKind::String(text) if text.len() < 64 => {
            // A string is the list of its characters.
            for &c in text {
                number(b'l', 0);
                number(b'i', c.into());
            }
            out.push(b'n');
        }
        ExprKind::Nil => out.push(b'n'),
        ExprKind::Tuple(parts) => {
            number(b't', parts.len() as u64);
            parts.iter().try_for_each(|part| key(part, out))?;
        }
        ExprKind::List { elements, tail, .. } => {
            for element in elements {
                out.push(b'l');
                out.extend_from_slice(&[0; 8]);
                key(element, out)?;
            }
            match tail {
                Some(tail) => key(tail, out)?,
                None => out.push(b'n'),
            }
        }
        ExprKind::Unary {
            op: UnaryOp::Minus,
            operand,
        } => match operand.kind {
            ExprKind::Integer(Integer::Small(value)) => {
                number(b'i', value.wrapping_neg() as u64);
            }
            ExprKind::Float(value) => number(b'f', (-value).to_bits()),
            _ => return None,
        },
        _ => return None,
    }
    Some(())
}

/// A constant's value, as far as guards and arithmetic need it.
#[derive(Clone, Copy, Debug)]
pub enum Constant<'a> {
    Atom(Name),
    Int(i64),
    Float(f64),
    /// Any other literal.
    Other(&'a Expr<'a>),
}

/// Looks up what variables are known to be.
pub trait Known<'a> {
    fn known(&self, name: Name) -> Option<&'a Expr<'a>>;
    fn names(&self) -> &Interner;
}

/// The value of a constant expression: literals, comparisons, type tests and whole-number arithmetic.
pub fn constant<'a>(expr: &'a Expr<'a>, around: &impl Known<'a>) -> Option<Constant<'a>> {
    value(expr, around, DEPTH)
}

fn value<'a>(expr: &'a Expr<'a>, around: &impl Known<'a>, depth: u32) -> Option<Constant<'a>> {
    let depth = depth.checked_sub(1)?;
    Some(match expr.kind {
        ExprKind::Atom(name) => Constant::Atom(name),
        ExprKind::Integer(Integer::Small(value)) => Constant::Int(value),
        ExprKind::Char(value) => Constant::Int(value.into()),
        ExprKind::Float(value) => Constant::Float(value),
        ExprKind::Var(name) => value(around.known(name)?, around, depth)?,
        ExprKind::Unary {
            op: UnaryOp::Minus,
            operand,
        } => match value(operand, around, depth)? {
            Constant::Int(value) => Constant::Int(value.checked_neg()?),
            Constant::Float(value) => Constant::Float(-value),
            _ => return None,
        },
        ExprKind::Binary {
            op, left, right, ..
        } => {
            let (left, right) = (value(left, around, depth)?, value(right, around, depth)?);
            binary(op, left, right, around.names())?
        }
        ExprKind::Call {
            target: CallTarget::Local(name),
            args: [arg],
        } => {
            let passes = type_test(
                around.names().text(name.name),
                value(arg, around, depth)?,
                around,
            )?;
            boolean(passes, around.names())?
        }
        _ if is_literal(expr) => Constant::Other(expr),
        _ => return None,
    })
}

fn boolean<'a>(value: bool, names: &Interner) -> Option<Constant<'a>> {
    let text = if value { "true" } else { "false" };
    names.find(text).map(Constant::Atom)
}

/// What an operator on integers gives, if that is no large number; shifts are left out.
pub(super) fn small_arithmetic(op: BinaryOp, a: i64, b: i64) -> Option<i64> {
    match op {
        BinaryOp::Add => a.checked_add(b),
        BinaryOp::Sub => a.checked_sub(b),
        BinaryOp::Mul => a.checked_mul(b),
        BinaryOp::Div => a.checked_div(b),
        BinaryOp::Rem => a.checked_rem(b),
        BinaryOp::Band => Some(a & b),
        BinaryOp::Bor => Some(a | b),
        BinaryOp::Bxor => Some(a ^ b),
        _ => None,
    }
}

fn binary<'a>(
    op: BinaryOp,
    left: Constant<'a>,
    right: Constant<'a>,
    names: &Interner,
) -> Option<Constant<'a>> {
    use std::cmp::Ordering;
    if let (Constant::Int(a), Constant::Int(b)) = (left, right)
        && let Some(value) = small_arithmetic(op, a, b)
    {
        return Some(Constant::Int(value));
    }
    let order = match (left, right) {
        (Constant::Int(a), Constant::Int(b)) => a.cmp(&b),
        (Constant::Atom(a), Constant::Atom(b)) => names.text(a).cmp(names.text(b)),
        (Constant::Int(_), Constant::Atom(_)) => Ordering::Less,
        (Constant::Atom(_), Constant::Int(_)) => Ordering::Greater,
        _ => return None,
    };
    let holds = match op {
        BinaryOp::Eq | BinaryOp::ExactEq => order.is_eq(),
        BinaryOp::NotEq | BinaryOp::ExactNotEq => order.is_ne(),
        BinaryOp::Less => order.is_lt(),
        BinaryOp::LessEq => order.is_le(),
        BinaryOp::Greater => order.is_gt(),
        BinaryOp::GreaterEq => order.is_ge(),
        _ => return None,
    };
    boolean(holds, names)
}

fn constant_class(value: Constant<'_>) -> Option<Class> {
    match value {
        Constant::Atom(_) => Some(Class::Atom),
        Constant::Int(_) => Some(Class::Integer),
        Constant::Float(_) => Some(Class::Float),
        Constant::Other(expr) => class(expr),
    }
}

fn is_boolean<'a>(value: Constant<'a>, around: &impl Known<'a>) -> bool {
    match value {
        Constant::Atom(name) => matches!(around.names().text(name), "true" | "false"),
        _ => false,
    }
}

fn type_test<'a>(test: &str, value: Constant<'a>, around: &impl Known<'a>) -> Option<bool> {
    let class = constant_class(value)?;
    Some(match test {
        "is_atom" => class == Class::Atom,
        "is_integer" => class == Class::Integer,
        "is_float" => class == Class::Float,
        "is_number" => is_number(class),
        "is_list" => is_list(class),
        "is_tuple" => class == Class::Tuple,
        "is_map" => class == Class::Map,
        "is_binary" if class != Class::Bits => false,
        "is_bitstring" => class == Class::Bits,
        "is_function" => class == Class::Fun,
        "is_boolean" => is_boolean(value, around),
        "is_pid" | "is_reference" | "is_port" => false,
        _ => return None,
    })
}

fn is_number(class: Class) -> bool {
    matches!(class, Class::Integer | Class::Float)
}

fn is_list(class: Class) -> bool {
    matches!(class, Class::Nil | Class::Cons)
}

/// The largest shift that can have a result.
const MAX_SHIFT: i64 = 1 << 32;

/// The reason with which `erlang:name(Args)` fails, whenever these constants are its arguments.
pub fn failure<'a>(
    name: &str,
    args: &[Constant<'a>],
    around: &impl Known<'a>,
) -> Option<&'static str> {
    let mut classes = [Class::Nil; 2];
    for (class, arg) in classes.iter_mut().zip(args) {
        *class = constant_class(*arg)?;
    }
    let all = |holds: fn(Class) -> bool| classes[..args.len().min(2)].iter().all(|&c| holds(c));
    let is = |holds: bool, reason| (!holds).then_some(reason);
    let first = classes[0];
    let is_zero = |value: Option<&Constant<'_>>| {
        matches!(value, Some(Constant::Int(0)))
            || matches!(value, Some(Constant::Float(x)) if *x == 0.0)
    };
    match (name, args.len()) {
        ("+" | "-" | "*", 1 | 2) => is(all(is_number), "badarith"),
        ("/", 2) => is(all(is_number) && !is_zero(args.get(1)), "badarith"),
        ("div" | "rem", 2) => is(
            all(|class| class == Class::Integer) && !is_zero(args.get(1)),
            "badarith",
        ),
        ("bsl", 2) if matches!(args, [Constant::Int(1..), Constant::Int(MAX_SHIFT..)]) => {
            Some("system_limit")
        }
        ("band" | "bor" | "bxor" | "bsl" | "bsr" | "bnot", _) => {
            is(all(|class| class == Class::Integer), "badarith")
        }
        ("not" | "and" | "or" | "xor", _) => {
            is(args.iter().all(|&arg| is_boolean(arg, around)), "badarg")
        }
        ("++", 2) => is(first == Class::Nil || is_proper(args[0]), "badarg"),
        ("--", 2) => is(is_proper(args[0]) && is_proper(args[1]), "badarg"),
        ("hd" | "tl", 1) => is(first == Class::Cons, "badarg"),
        ("length" | "list_to_tuple", 1) => is(is_proper(args[0]), "badarg"),
        ("list_to_atom", 1) => is(is_list(first), "badarg"),
        ("element", 2) => element(args),
        ("tuple_size" | "tuple_to_list", 1) => is(first == Class::Tuple, "badarg"),
        ("size", 1) => is(matches!(first, Class::Tuple | Class::Bits), "badarg"),
        ("byte_size" | "bit_size", 1) => is(first == Class::Bits, "badarg"),
        ("abs" | "float" | "round" | "trunc" | "ceil" | "floor", 1) => {
            is(is_number(first), "badarg")
        }
        ("atom_to_list" | "atom_to_binary", 1) => is(first == Class::Atom, "badarg"),
        ("integer_to_list" | "integer_to_binary", 1) => is(first == Class::Integer, "badarg"),
        ("list_to_integer", 1) => is(is_number_text(args[0]), "badarg"),
        ("list_to_float", 1) => is(is_list(first), "badarg"),
        _ => None,
    }
}

/// A text of digits; what is no string literal may be one.
fn is_number_text(value: Constant<'_>) -> bool {
    match value {
        Constant::Other(expr) => match expr.kind {
            ExprKind::String(text) => {
                let digits = match text {
                    [0x2b | 0x2d, digits @ ..] => digits,
                    digits => digits,
                };
                !digits.is_empty() && digits.iter().all(|c| (0x30..=0x39).contains(c))
            }
            _ => class(expr) == Some(Class::Cons),
        },
        Constant::Atom(_) | Constant::Int(_) | Constant::Float(_) => false,
    }
}

fn element(args: &[Constant<'_>]) -> Option<&'static str> {
    let [index, Constant::Other(tuple)] = args else {
        return Some("badarg");
    };
    let ExprKind::Tuple(parts) = tuple.kind else {
        return Some("badarg");
    };
    match index {
        Constant::Int(n) if (1..=parts.len() as i64).contains(n) => None,
        _ => Some("badarg"),
    }
}

/// A list that ends with `[]`.
fn is_proper(value: Constant<'_>) -> bool {
    let Constant::Other(mut expr) = value else {
        return false;
    };
    loop {
        match expr.kind {
            ExprKind::String(_) | ExprKind::Nil | ExprKind::List { tail: None, .. } => return true,
            ExprKind::List {
                tail: Some(tail), ..
            } => expr = tail,
            _ => return false,
        }
    }
}

/// Does the list begin otherwise?
fn prefix_differs(prefix: &[u32], value: &Expr<'_>) -> bool {
    match value.kind {
        ExprKind::String(text) => !text.starts_with(prefix),
        ExprKind::List { elements, .. } => {
            let mut pairs = prefix.iter().zip(elements);
            pairs.any(|(&c, element)| match element.kind {
                ExprKind::Char(other) => other != c,
                ExprKind::Integer(Integer::Small(other)) => other != i64::from(c),
                _ => class(element).is_some_and(|class| class != Class::Integer),
            })
        }
        _ => class(value).is_some_and(|class| class != Class::Cons),
    }
}

/// Can the pattern match no value of the expression? Variables of the expression are looked up where they are given.
pub fn differs<'a>(
    pattern: &'a Expr<'a>,
    value: &'a Expr<'a>,
    known: &impl Fn(Name) -> Option<&'a Expr<'a>>,
) -> bool {
    differs_to(pattern, value, known, DEPTH)
}

fn differs_to<'a>(
    pattern: &'a Expr<'a>,
    value: &'a Expr<'a>,
    known: &impl Fn(Name) -> Option<&'a Expr<'a>>,
    depth: u32,
) -> bool {
    let Some(depth) = depth.checked_sub(1) else {
        return false;
    };
    if let ExprKind::Match { left, right } = pattern.kind {
        return differs_to(left, value, known, depth) || differs_to(right, value, known, depth);
    }
    match value.kind {
        ExprKind::Var(name) => {
            return known(name).is_some_and(|value| differs_to(pattern, value, known, depth));
        }
        ExprKind::Match { right, .. } => return differs_to(pattern, right, known, depth),
        // OTP knows no types of these.
        ExprKind::Fun { .. } => return false,
        ExprKind::Map { .. } | ExprKind::Bits(_) if !is_literal(value) => return false,
        _ => {}
    }
    if let ExprKind::Binary { left, .. } = pattern.kind
        && let ExprKind::String(prefix) = left.kind
    {
        return prefix_differs(prefix, value);
    }
    let (Some(wanted), Some(given)) = (class(pattern), class(value)) else {
        return false;
    };
    if wanted != given {
        return true;
    }
    let pairs = |left: &'a [Expr<'a>], right: &'a [Expr<'a>]| {
        let mut pairs = left.iter().zip(right);
        pairs.any(|(left, right)| differs_to(left, right, known, depth))
    };
    match (pattern.kind, value.kind) {
        (ExprKind::Tuple(left), ExprKind::Tuple(right)) => {
            left.len() != right.len() || pairs(left, right)
        }
        (
            ExprKind::List {
                elements: left,
                tail: left_tail,
                ..
            },
            ExprKind::List {
                elements: right,
                tail: right_tail,
                ..
            },
        ) => {
            let ends = left_tail.is_none() && right_tail.is_none();
            (ends && left.len() != right.len()) || pairs(left, right)
        }
        _ => {
            let (mut left, mut right) = (Vec::new(), Vec::new());
            let keys = key(pattern, &mut left).and(key(value, &mut right));
            keys.is_some() && left != right
        }
    }
}
