//! What is known of values from tests that dominate a place.

use super::Words;
use crate::core::nodes::*;
use crate::source::name::Name;

/// A set of terms.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Known {
    /// Bits of `kind::*`: all that it may be.
    pub kinds: u16,
    /// If a tuple, of that arity.
    pub arity: Option<u32>,
    /// If a tuple, with that atom first.
    pub tag: Option<Name>,
    pub constant: Option<Const>,
}

/// Disjoint kinds of terms, all together.
pub mod kind {
    pub const INTEGER: u16 = 1;
    pub const FLOAT: u16 = 1 << 1;
    pub const BOOLEAN: u16 = 1 << 2;
    pub const OTHER_ATOM: u16 = 1 << 3;
    pub const NIL: u16 = 1 << 4;
    pub const CONS: u16 = 1 << 5;
    pub const TUPLE: u16 = 1 << 6;
    pub const MAP: u16 = 1 << 7;
    pub const BITS: u16 = 1 << 8;
    pub const FUN: u16 = 1 << 9;
    pub const PID: u16 = 1 << 10;
    pub const REFERENCE: u16 = 1 << 11;
    pub const PORT: u16 = 1 << 12;
    pub const RECORD: u16 = 1 << 13;
    pub const ALL: u16 = (1 << 14) - 1;
    pub const ATOM: u16 = BOOLEAN | OTHER_ATOM;
    pub const NUMBER: u16 = INTEGER | FLOAT;
}

impl Known {
    pub const ANYTHING: Known = Known::kinds(kind::ALL);

    pub const fn kinds(kinds: u16) -> Known {
        Known {
            kinds,
            arity: None,
            tag: None,
            constant: None,
        }
    }

    /// What a pooled constant is. Code that takes a constant apart behind a test it cannot pass would not verify, so those tests
    /// must be decided.
    pub fn pooled(node: &ConstNode, words: &Words) -> Known {
        match node {
            ConstNode::BigInt { .. } => Known::kinds(kind::INTEGER),
            ConstNode::Float(_) => Known::kinds(kind::FLOAT),
            ConstNode::List { .. } | ConstNode::String(_) => Known::kinds(kind::CONS),
            ConstNode::Map(_) => Known::kinds(kind::MAP),
            ConstNode::Bits { .. } => Known::kinds(kind::BITS),
            ConstNode::ExternalFun { .. } => Known::kinds(kind::FUN),
            ConstNode::Tuple(elements) => Known {
                arity: u32::try_from(elements.len()).ok(),
                // What is no atom is another tag than any.
                tag: match elements.first() {
                    Some(Const::Atom(name)) => Some(*name),
                    Some(_) | None => Some(words.no_tag),
                },
                ..Known::kinds(kind::TUPLE)
            },
        }
    }

    /// Pooled constants are not looked into.
    pub fn constant(constant: Const, words: &Words) -> Known {
        let kinds = match constant {
            Const::Int(_) => kind::INTEGER,
            Const::Atom(name) if name == words.true_ || name == words.false_ => kind::BOOLEAN,
            Const::Atom(_) => kind::OTHER_ATOM,
            Const::Nil => kind::NIL,
            Const::Pooled(_) => return Known::ANYTHING,
        };
        Known {
            constant: Some(constant),
            ..Known::kinds(kinds)
        }
    }
}

/// The kinds that pass the test, and the kinds all of which do.
pub fn kinds_of(test: Kind) -> (u16, u16) {
    let exact = |kinds| (kinds, kinds);
    match test {
        Kind::Atom => exact(kind::ATOM),
        Kind::Integer => exact(kind::INTEGER),
        Kind::Float => exact(kind::FLOAT),
        Kind::Number => exact(kind::NUMBER),
        Kind::Boolean => exact(kind::BOOLEAN),
        Kind::List => exact(kind::CONS | kind::NIL),
        Kind::Cons => exact(kind::CONS),
        Kind::Nil => exact(kind::NIL),
        Kind::Tuple => exact(kind::TUPLE),
        Kind::Map => exact(kind::MAP),
        Kind::Binary => (kind::BITS, 0),
        Kind::Bitstring => exact(kind::BITS),
        Kind::Pid => exact(kind::PID),
        Kind::Reference => exact(kind::REFERENCE),
        Kind::Port => exact(kind::PORT),
        Kind::Function => exact(kind::FUN),
    }
}

/// The test's outcome, if what is known decides it.
pub fn decide(test: &Test, known: &impl Fn(Operand) -> Known) -> Option<bool> {
    match test {
        Test::Is(kind, x) => {
            let (possible, sure) = kinds_of(*kind);
            let kinds = known(*x).kinds;
            if kinds & possible == 0 {
                Some(false)
            } else {
                (kinds & !sure == 0).then_some(true)
            }
        }
        Test::Arity(x, arity) => {
            let known = known(*x);
            tuple_of(known, *arity)
        }
        Test::Tagged { value, arity, tag } => {
            let known = known(*value);
            match (tuple_of(known, *arity), known.tag) {
                (Some(false), _) => Some(false),
                (Some(true), Some(first)) => Some(first == *tag),
                (None, Some(first)) if first != *tag => Some(false),
                _ => None,
            }
        }
        Test::Compare(comparison, a, b) => compare(*comparison, known(*a), known(*b)),
        Test::FunctionArity { value, .. } => {
            (known(*value).kinds & kind::FUN == 0).then_some(false)
        }
        Test::MapHas { map, .. } => (known(*map).kinds & kind::MAP == 0).then_some(false),
    }
}

fn tuple_of(known: Known, arity: u32) -> Option<bool> {
    if known.kinds & kind::TUPLE == 0 || known.arity.is_some_and(|found| found != arity) {
        return Some(false);
    }
    (known.kinds == kind::TUPLE && known.arity == Some(arity)).then_some(true)
}

fn compare(comparison: Comparison, a: Known, b: Known) -> Option<bool> {
    if let (Some(Const::Int(x)), Some(Const::Int(y))) = (a.constant, b.constant) {
        return Some(match comparison {
            Comparison::Less => x < y,
            Comparison::GreaterEq => x >= y,
            Comparison::Eq | Comparison::ExactEq => x == y,
            Comparison::NotEq | Comparison::ExactNotEq => x != y,
        });
    }
    let same = match (a.constant, b.constant) {
        (Some(x), Some(y)) if !matches!((x, y), (Const::Pooled(_), _) | (_, Const::Pooled(_))) => {
            Some(x == y)
        }
        _ if a.kinds & b.kinds == 0 => Some(false),
        _ => None,
    }?;
    // Terms of different kinds differ, numbers excepted, which `==` compares by value.
    let mixed = a.kinds & kind::NUMBER != 0 && b.kinds & kind::NUMBER != 0;
    match comparison {
        Comparison::ExactEq => Some(same),
        Comparison::ExactNotEq => Some(!same),
        Comparison::Eq if !mixed => Some(same),
        Comparison::NotEq if !mixed => Some(!same),
        Comparison::Eq | Comparison::NotEq | Comparison::Less | Comparison::GreaterEq => None,
    }
}

/// What is known of values once the test has had this outcome.
pub fn learn(
    test: &Test,
    outcome: bool,
    known: &impl Fn(Operand) -> Known,
    words: &Words,
) -> Vec<(Value, Known)> {
    let mut learned = Vec::new();
    let mut add = |x: Operand, new: Known| learned.extend(x.value().map(|value| (value, new)));
    match test {
        Test::Is(kind, x) => {
            let (possible, sure) = kinds_of(*kind);
            let old = known(*x);
            add(
                *x,
                Known {
                    kinds: old.kinds & if outcome { possible } else { !sure },
                    ..old
                },
            );
        }
        Test::Arity(x, arity) if outcome => {
            add(
                *x,
                Known {
                    kinds: kind::TUPLE,
                    arity: Some(*arity),
                    ..known(*x)
                },
            );
        }
        Test::Tagged { value, arity, tag } if outcome => {
            add(
                *value,
                Known {
                    kinds: kind::TUPLE,
                    arity: Some(*arity),
                    tag: Some(*tag),
                    constant: None,
                },
            );
        }
        Test::FunctionArity { value, .. } if outcome => add(
            *value,
            Known {
                kinds: kind::FUN,
                ..known(*value)
            },
        ),
        Test::MapHas { map, .. } if outcome => add(
            *map,
            Known {
                kinds: kind::MAP,
                ..known(*map)
            },
        ),
        Test::Compare(Comparison::ExactEq, a, b) => equal(outcome, *a, *b, known, words, &mut add),
        Test::Compare(Comparison::ExactNotEq, a, b) => {
            equal(!outcome, *a, *b, known, words, &mut add)
        }
        Test::Arity(..)
        | Test::Tagged { .. }
        | Test::FunctionArity { .. }
        | Test::MapHas { .. }
        | Test::Compare(..) => {}
    }
    learned
}

fn equal(
    outcome: bool,
    a: Operand,
    b: Operand,
    known: &impl Fn(Operand) -> Known,
    words: &Words,
    add: &mut impl FnMut(Operand, Known),
) {
    let (value, constant) = match (a, b) {
        (Operand::Value(_), Operand::Const(constant)) => (a, constant),
        (Operand::Const(constant), Operand::Value(_)) => (b, constant),
        _ => return,
    };
    let old = known(value);
    let new = Known::constant(constant, words);
    if outcome {
        let kinds = old.kinds & new.kinds;
        add(
            value,
            Known {
                kinds,
                constant: new.constant.or(old.constant),
                ..old
            },
        );
    } else if constant == Const::Nil {
        add(
            value,
            Known {
                kinds: old.kinds & !kind::NIL,
                ..old
            },
        );
    } else if old.kinds == kind::BOOLEAN && new.kinds == kind::BOOLEAN {
        // The other boolean.
        let other = if constant == Const::Atom(words.true_) {
            words.false_
        } else {
            words.true_
        };
        add(value, Known::constant(Const::Atom(other), words));
    }
}

/// What an instruction's result is known to be.
pub fn of_result(kind: &InstKind) -> Known {
    match kind {
        InstKind::Boolean(_) => Known::kinds(kind::BOOLEAN),
        InstKind::Cons { .. } => Known::kinds(kind::CONS),
        InstKind::Tuple(elements) => {
            let tag = match elements.first() {
                Some(Operand::Const(Const::Atom(name))) => Some(*name),
                _ => None,
            };
            Known {
                arity: Some(elements.len() as u32),
                tag,
                ..Known::kinds(kind::TUPLE)
            }
        }
        InstKind::Record { .. } => Known::kinds(kind::RECORD),
        InstKind::SetTuple { arity, .. } => Known {
            arity: Some(*arity),
            ..Known::kinds(kind::TUPLE)
        },
        InstKind::MakeFun { .. } => Known::kinds(kind::FUN),
        InstKind::MapPut { .. } | InstKind::MapUpdate { .. } => Known::kinds(kind::MAP),
        InstKind::BsCreate(_) => Known::kinds(kind::BITS),
        InstKind::Arith { op, .. } => Known::kinds(of_arith(*op)),
        InstKind::BuildTrace { .. } => Known::kinds(kind::NIL | kind::CONS),
        _ => Known::ANYTHING,
    }
}

pub fn of_arith(op: ArithOp) -> u16 {
    match op {
        ArithOp::Add | ArithOp::Sub | ArithOp::Mul | ArithOp::Neg => kind::NUMBER,
        ArithOp::FloatDiv => kind::FLOAT,
        ArithOp::Div
        | ArithOp::Rem
        | ArithOp::Band
        | ArithOp::Bor
        | ArithOp::Bxor
        | ArithOp::Bsl
        | ArithOp::Bsr
        | ArithOp::Bnot => kind::INTEGER,
    }
}

/// What an attempt's result is known to be.
pub fn of_attempt(what: &Attempt) -> Known {
    match what {
        Attempt::Arith { op, .. } => Known::kinds(of_arith(*op)),
        Attempt::MapPut { .. } | Attempt::MapUpdate { .. } => Known::kinds(kind::MAP),
        Attempt::BsCreate(_) | Attempt::BsGetBits { .. } | Attempt::BsGetRest { .. } => {
            Known::kinds(kind::BITS)
        }
        Attempt::BsGetInteger { .. } | Attempt::BsGetUtf { .. } => Known::kinds(kind::INTEGER),
        Attempt::BsGetFloat { .. } => Known::kinds(kind::FLOAT),
        _ => Known::ANYTHING,
    }
}
