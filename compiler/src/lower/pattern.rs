//! Patterns as data: what a pattern asks of the term it stands against, one layer at a time. Lists and strings are
//! unrolled lazily, element by element, so that long ones cost neither stack nor copies.

use super::Lower;
use super::constant::Number;
use super::native_record::Native;
use crate::ast::nodes::{BinaryOp, BitSegment, Expr, ExprKind, MapField, RecordField, UnaryOp};
use crate::core::nodes::{Const, Operand};
use crate::source::name::Name;

/// A pattern, or what is left of one.
#[derive(Clone, Copy)]
pub(super) enum Pat<'a> {
    Any,
    Const(Const),
    Expr(&'a Expr<'a>),
    /// Elements of a list pattern, then its tail.
    List {
        elements: &'a [Expr<'a>],
        tail: Option<&'a Expr<'a>>,
    },
    /// A variable made up by the lowering.
    Var(Name),
    /// Fields of a bitstring made up by the lowering: a row of `Lower::prepared`.
    Prepared(usize),
    /// Characters, then the tail.
    String {
        chars: &'a [u32],
        tail: Option<&'a Expr<'a>>,
    },
}

/// One layer of a pattern.
#[derive(Clone, Copy)]
pub(super) enum Layer<'a> {
    Any,
    Var(Name),
    /// Two patterns for the same term.
    Both(&'a Expr<'a>, &'a Expr<'a>),
    Const(Const),
    Cons(Pat<'a>, Pat<'a>),
    Tuple(&'a [Expr<'a>]),
    Record(&'a Expr<'a>),
    Native(Native, &'a [RecordField<'a>]),
    Map(&'a [MapField<'a>]),
    Bits(&'a [BitSegment<'a>]),
    Prepared(usize),
    /// Matches nothing.
    Never,
}

impl<'a> Lower<'a, '_> {
    pub(super) fn layer(&mut self, pat: Pat<'a>) -> Layer<'a> {
        match pat {
            Pat::Any => Layer::Any,
            Pat::Const(constant) => Layer::Const(constant),
            Pat::Expr(expr) => self.expr_layer(expr),
            Pat::Var(name) => Layer::Var(name),
            Pat::Prepared(row) => Layer::Prepared(row),
            Pat::List { elements, tail } => match elements.split_first() {
                Some((first, rest)) => Layer::Cons(
                    Pat::Expr(first),
                    Pat::List {
                        elements: rest,
                        tail,
                    },
                ),
                None => match tail {
                    Some(tail) => self.expr_layer(tail),
                    None => Layer::Const(Const::Nil),
                },
            },
            Pat::String { chars, tail } => match chars.split_first() {
                Some((&first, rest)) => Layer::Cons(
                    Pat::Const(Const::Int(i64::from(first))),
                    Pat::String { chars: rest, tail },
                ),
                None => match tail {
                    Some(tail) => self.expr_layer(tail),
                    None => Layer::Const(Const::Nil),
                },
            },
        }
    }

    fn expr_layer(&mut self, expr: &'a Expr<'a>) -> Layer<'a> {
        match &expr.kind {
            ExprKind::Var(name) if *name == self.words.underscore => Layer::Any,
            ExprKind::Var(name) => Layer::Var(*name),
            ExprKind::Match { left, right } => Layer::Both(left, right),
            ExprKind::Tuple(elements) => Layer::Tuple(elements),
            ExprKind::List { elements, tail, .. } => self.layer(Pat::List {
                elements,
                tail: *tail,
            }),
            ExprKind::String(chars) => self.layer(Pat::String { chars, tail: None }),
            ExprKind::Map {
                base: None, fields, ..
            } => Layer::Map(fields),
            ExprKind::Record { base: None, .. } => match self.native_pattern(expr) {
                Some((native, fields)) => Layer::Native(native, fields),
                None => Layer::Record(expr),
            },
            ExprKind::Bits(segments) => Layer::Bits(segments),
            ExprKind::Binary {
                op: BinaryOp::Append,
                left,
                right,
                ..
            } => self.prefix_layer(left, right),
            ExprKind::Block([one]) => self.expr_layer(one),
            _ => self
                .constant_pattern(expr)
                .map_or(Layer::Never, Layer::Const),
        }
    }

    /// `"abc" ++ T`, `[a, b] ++ T`.
    fn prefix_layer(&mut self, left: &'a Expr<'a>, right: &'a Expr<'a>) -> Layer<'a> {
        match &left.kind {
            ExprKind::String(chars) => self.layer(Pat::String {
                chars,
                tail: Some(right),
            }),
            ExprKind::List {
                elements,
                tail: None,
                ..
            } => self.layer(Pat::List {
                elements,
                tail: Some(right),
            }),
            ExprKind::Nil => self.expr_layer(right),
            _ => Layer::Never,
        }
    }

    /// A constant expression in a pattern: literals and arithmetic.
    pub(super) fn constant_pattern(&mut self, expr: &'a Expr<'a>) -> Option<Const> {
        // Down the left side, then up again: chains may be long.
        let mut chain: Vec<(BinaryOp, &'a Expr<'a>)> = Vec::new();
        let mut first = expr;
        while let ExprKind::Binary {
            op, left, right, ..
        } = &first.kind
        {
            chain.push((*op, right));
            first = left;
        }
        let mut value = match &first.kind {
            ExprKind::Unary {
                op: UnaryOp::Not, ..
            } => return None,
            ExprKind::Unary { op, operand } => {
                let operand = self.constant_pattern(operand)?;
                self.fold_unary(*op, Operand::Const(operand))?
            }
            ExprKind::RecordIndex { name, field } => match self.record_index(name, field) {
                Operand::Const(constant) => constant,
                Operand::Value(_) => return None,
            },
            _ => self.literal(first)?,
        };
        while let Some((op, right)) = chain.pop() {
            let right = self.constant_pattern(right)?;
            value = self.fold_binary(op, Operand::Const(value), Operand::Const(right))?;
        }
        Some(value)
    }

    /// Is the whole pattern one constant whose equality (`=:=`) decides?
    pub(super) fn whole_constant(&mut self, pat: Pat<'a>) -> Option<Const> {
        match pat {
            Pat::String { chars, tail: None } => Some(self.string(chars)),
            Pat::Const(constant) => Some(constant),
            Pat::Any
            | Pat::Expr(_)
            | Pat::Var(_)
            | Pat::Prepared(_)
            | Pat::List { .. }
            | Pat::String { .. } => None,
        }
    }

    /// A constant in a float segment: integers become floats.
    pub(super) fn float_pattern(&mut self, constant: Const) -> Option<Const> {
        match self.number(constant)? {
            Number::Float(_) => Some(constant),
            Number::Int(value) => {
                let text = value.to_string();
                let float: f64 = text.parse().ok()?;
                float.is_finite().then(|| self.float(float))
            }
        }
    }

    /// The variables of a pattern in order of first occurrence, without `_`. Sizes of segments and keys of maps only use
    /// variables, they bind none.
    pub(super) fn pattern_vars(&self, patterns: impl Iterator<Item = &'a Expr<'a>>) -> Vec<Name> {
        let mut found = Vec::new();
        let mut seen = super::NameSet::new();
        let mut work: Vec<&'a Expr<'a>> = patterns.collect();
        work.reverse();
        while let Some(expr) = work.pop() {
            match &expr.kind {
                ExprKind::Var(name) if *name != self.words.underscore && seen.insert(*name) => {
                    found.push(*name);
                }
                _ => push_subpatterns(expr, &mut work),
            }
        }
        found
    }
}

/// Is there anything in the pattern that stands for more than one value: a variable, `_`, or a record's fields that are not named?
pub(super) fn is_open(pattern: &Expr<'_>) -> bool {
    let mut work = vec![pattern];
    while let Some(expr) = work.pop() {
        if matches!(expr.kind, ExprKind::Var(_) | ExprKind::Record { .. }) {
            return true;
        }
        push_subpatterns(expr, &mut work);
    }
    false
}

/// The sizes and map keys in patterns: expressions over variables from outside, and over those bound before in the same
/// bitstring, which come with them.
pub(super) fn sizes_and_keys<'a>(patterns: Vec<&'a Expr<'a>>) -> Vec<(Vec<Name>, &'a Expr<'a>)> {
    let mut found = Vec::new();
    let mut work = patterns;
    while let Some(expr) = work.pop() {
        match &expr.kind {
            ExprKind::Map { fields, .. } => {
                found.extend(fields.iter().map(|field| (Vec::new(), field.key)));
            }
            ExprKind::Bits(segments) => {
                let mut bound = Vec::new();
                for segment in *segments {
                    found.extend(segment.size.map(|size| (bound.clone(), size)));
                    if let ExprKind::Var(name) = segment.value.kind {
                        bound.push(name);
                    }
                }
            }
            _ => {}
        }
        push_subpatterns(expr, &mut work);
    }
    found
}

/// So that the first one is popped first.
fn push_subpatterns<'a>(expr: &'a Expr<'a>, work: &mut Vec<&'a Expr<'a>>) {
    match &expr.kind {
        ExprKind::Tuple(elements) | ExprKind::Block(elements) => {
            work.extend(elements.iter().rev());
        }
        ExprKind::List { elements, tail, .. } => {
            work.extend(*tail);
            work.extend(elements.iter().rev());
        }
        ExprKind::Match { left, right } | ExprKind::Binary { left, right, .. } => {
            work.push(right);
            work.push(left);
        }
        ExprKind::Map { fields, .. } => {
            work.extend(fields.iter().rev().map(|field| field.value));
        }
        ExprKind::Record { fields, .. } => {
            work.extend(fields.iter().rev().map(|field| field.value));
        }
        ExprKind::Bits(segments) => {
            work.extend(segments.iter().rev().map(|segment| segment.value));
        }
        _ => {}
    }
}
