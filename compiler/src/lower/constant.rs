//! Constant terms: built from constant parts, in one canonical form, so that equal terms are the same `Const`.

use num_bigint::{BigInt, Sign};

use super::Lower;
use crate::ast::nodes::{BinaryOp, Integer, UnaryOp};
use crate::core::nodes::{Const, ConstNode, Operand};

/// A number while it is computed with.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Number {
    Int(BigInt),
    Float(f64),
}

/// Shifts further than this are left to run time (where they may raise `system_limit`).
const MAX_SHIFT: u64 = 4096;

impl<'a> Lower<'a, '_> {
    pub(super) fn integer(&mut self, integer: &Integer<'a>) -> Const {
        match *integer {
            Integer::Small(value) => Const::Int(value),
            Integer::Big {
                negative,
                magnitude,
            } => self.out.consts.add(ConstNode::BigInt {
                negative,
                magnitude: magnitude.to_vec(),
            }),
        }
    }

    pub(super) fn big_integer(&mut self, value: &BigInt) -> Const {
        if let Ok(small) = i64::try_from(value) {
            return Const::Int(small);
        }
        let (sign, magnitude) = value.to_bytes_le();
        self.out.consts.add(ConstNode::BigInt {
            negative: sign == Sign::Minus,
            magnitude,
        })
    }

    pub(super) fn float(&mut self, value: f64) -> Const {
        self.out.consts.add(ConstNode::Float(value.to_bits()))
    }

    pub(super) fn string(&mut self, chars: &[u32]) -> Const {
        if chars.is_empty() {
            return Const::Nil;
        }
        self.out.consts.add(ConstNode::String(chars.to_vec()))
    }

    /// `[elements... | tail]`.
    pub(super) fn list(&mut self, elements: &[Const], tail: Const) -> Const {
        if elements.is_empty() {
            return tail;
        }
        let mut all = elements.to_vec();
        let mut end = tail;
        if let Const::Pooled(id) = tail {
            match self.out.consts.get(id) {
                ConstNode::List { elements, tail } => {
                    all.extend_from_slice(elements);
                    end = *tail;
                }
                ConstNode::String(chars) => {
                    all.extend(chars.iter().map(|&char| Const::Int(i64::from(char))));
                    end = Const::Nil;
                }
                ConstNode::BigInt { .. }
                | ConstNode::Float(_)
                | ConstNode::Tuple(_)
                | ConstNode::Map(_)
                | ConstNode::Bits { .. }
                | ConstNode::ExternalFun { .. } => {}
            }
        }
        if end == Const::Nil
            && let Some(chars) = all.iter().map(|&element| code_point(element)).collect()
        {
            return self.out.consts.add(ConstNode::String(chars));
        }
        self.out.consts.add(ConstNode::List {
            elements: all,
            tail: end,
        })
    }

    pub(super) fn tuple(&mut self, elements: Vec<Const>) -> Const {
        self.out.consts.add(ConstNode::Tuple(elements))
    }

    /// A map from pairs in order of evaluation: the last value of a key counts.
    pub(super) fn map_const(&mut self, pairs: &[(Const, Const)]) -> Const {
        let mut index = std::collections::HashMap::new();
        let mut unique: Vec<(Const, Const)> = Vec::with_capacity(pairs.len());
        for &(key, value) in pairs {
            match index.entry(key) {
                std::collections::hash_map::Entry::Occupied(entry) => {
                    unique[*entry.get()] = (key, value)
                }
                std::collections::hash_map::Entry::Vacant(entry) => {
                    entry.insert(unique.len());
                    unique.push((key, value));
                }
            }
        }
        unique.sort_by_key(|&(key, _)| const_order(key));
        self.out.consts.add(ConstNode::Map(unique))
    }

    pub(super) fn number(&self, constant: Const) -> Option<Number> {
        match constant {
            Const::Int(value) => Some(Number::Int(BigInt::from(value))),
            Const::Atom(_) | Const::Nil => None,
            Const::Pooled(id) => match self.out.consts.get(id) {
                ConstNode::BigInt {
                    negative,
                    magnitude,
                } => {
                    let sign = if *negative { Sign::Minus } else { Sign::Plus };
                    Some(Number::Int(BigInt::from_bytes_le(sign, magnitude)))
                }
                ConstNode::Float(bits) => Some(Number::Float(f64::from_bits(*bits))),
                ConstNode::List { .. }
                | ConstNode::String(_)
                | ConstNode::Tuple(_)
                | ConstNode::Map(_)
                | ConstNode::Bits { .. }
                | ConstNode::ExternalFun { .. } => None,
            },
        }
    }

    fn number_const(&mut self, number: &Number) -> Const {
        match number {
            Number::Int(value) => self.big_integer(value),
            Number::Float(value) => self.float(*value),
        }
    }

    /// `op operand`, if it is a constant number and does not fail.
    pub(super) fn fold_unary(&mut self, op: UnaryOp, operand: Operand) -> Option<Const> {
        let Operand::Const(constant) = operand else {
            return None;
        };
        let number = self.number(constant)?;
        let result = match (op, number) {
            (UnaryOp::Plus, number) => number,
            (UnaryOp::Minus, Number::Int(value)) => Number::Int(-value),
            (UnaryOp::Minus, Number::Float(value)) => Number::Float(-value),
            (UnaryOp::Bnot, Number::Int(value)) => Number::Int(!value),
            (UnaryOp::Bnot, Number::Float(_)) | (UnaryOp::Not, _) => return None,
        };
        Some(self.number_const(&result))
    }

    /// `left op right`, if both are constant numbers and it does not fail.
    pub(super) fn fold_binary(
        &mut self,
        op: BinaryOp,
        left: Operand,
        right: Operand,
    ) -> Option<Const> {
        let (Operand::Const(left), Operand::Const(right)) = (left, right) else {
            return None;
        };
        let result = arithmetic(op, self.number(left)?, self.number(right)?)?;
        Some(self.number_const(&result))
    }
}

fn code_point(constant: Const) -> Option<u32> {
    match constant {
        Const::Int(value) => u32::try_from(value)
            .ok()
            .filter(|&value| value <= 0x10_FFFF),
        Const::Atom(_) | Const::Nil | Const::Pooled(_) => None,
    }
}

/// Any order will do, as long as it is the same for the same keys.
fn const_order(constant: Const) -> (u8, i64) {
    match constant {
        Const::Int(value) => (0, value),
        Const::Atom(name) => (1, i64::from(name.0)),
        Const::Nil => (2, 0),
        Const::Pooled(id) => (3, i64::from(id.0)),
    }
}

fn to_float(number: &Number) -> Option<f64> {
    let value = match number {
        Number::Int(value) => i64::try_from(value)
            .ok()
            .filter(|value| value.unsigned_abs() <= 1 << 53)? as f64,
        Number::Float(value) => *value,
    };
    Some(value)
}

fn arithmetic(op: BinaryOp, left: Number, right: Number) -> Option<Number> {
    if let (Number::Int(a), Number::Int(b)) = (&left, &right)
        && op != BinaryOp::FloatDiv
    {
        return integer_arithmetic(op, a, b).map(Number::Int);
    }
    let (a, b) = (to_float(&left)?, to_float(&right)?);
    let result = match op {
        BinaryOp::Add => a + b,
        BinaryOp::Sub => a - b,
        BinaryOp::Mul => a * b,
        BinaryOp::FloatDiv if b != 0.0 => a / b,
        _ => return None,
    };
    result.is_finite().then_some(Number::Float(result))
}

fn integer_arithmetic(op: BinaryOp, a: &BigInt, b: &BigInt) -> Option<BigInt> {
    let zero = BigInt::ZERO;
    Some(match op {
        BinaryOp::Add => a + b,
        BinaryOp::Sub => a - b,
        BinaryOp::Mul if a.bits() + b.bits() <= MAX_SHIFT => a * b,
        BinaryOp::Div if *b != zero => a / b,
        BinaryOp::Rem if *b != zero => a % b,
        BinaryOp::Band => a & b,
        BinaryOp::Bor => a | b,
        BinaryOp::Bxor => a ^ b,
        BinaryOp::Bsl => shift_left(a, i64::try_from(b).ok()?)?,
        BinaryOp::Bsr => shift_left(a, i64::try_from(b).ok()?.checked_neg()?)?,
        _ => return None,
    })
}

fn shift_left(value: &BigInt, by: i64) -> Option<BigInt> {
    if by < 0 {
        // An arithmetic shift: rounds towards minus infinity.
        return Some(value >> by.unsigned_abs().min(1 << 32));
    }
    (by.unsigned_abs() + value.bits() <= MAX_SHIFT).then(|| value << by.unsigned_abs())
}
