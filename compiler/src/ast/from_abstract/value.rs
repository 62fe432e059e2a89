//! Terms as the constant expressions that attributes hold.

use num_bigint::Sign;

use super::{Fail, Read, Reader};
use crate::ast::nodes::{
    BitSegment, BitSpec, BitSpecKind, Expr, ExprKind, Integer, MapField, UnaryOp,
};
use crate::ast::term_tree::TermTree;
use crate::source::name::known;
use crate::source::span::Span;

impl<'a> Reader<'_, '_, 'a> {
    pub(super) fn integer(&mut self, term: &TermTree) -> Read<Integer<'a>> {
        match term {
            TermTree::Int(value) => Ok(Integer::Small(*value)),
            TermTree::Big(value) => {
                let (sign, magnitude) = value.to_bytes_le();
                Ok(Integer::Big {
                    negative: sign == Sign::Minus,
                    magnitude: self.alloc_all(&magnitude),
                })
            }
            _ => self.bad(term),
        }
    }

    /// A constant expression that stands for the term, all of it at one place.
    pub(super) fn value(&mut self, term: &TermTree, span: Span) -> Read<Expr<'a>> {
        self.enter(&TermTree::Int(0))?;
        let kind = self.value_kind(term, span);
        self.leave();
        Ok(Expr { span, kind: kind? })
    }

    fn value_kind(&mut self, term: &TermTree, span: Span) -> Read<ExprKind<'a>> {
        Ok(match term {
            TermTree::Atom(text) => ExprKind::Atom(self.names.intern(text)),
            TermTree::Int(value) if *value < 0 && *value != i64::MIN => ExprKind::Unary {
                op: UnaryOp::Minus,
                operand: self.alloc(Expr {
                    span,
                    kind: ExprKind::Integer(Integer::Small(-value)),
                }),
            },
            TermTree::Int(_) | TermTree::Big(_) => ExprKind::Integer(self.integer(term)?),
            TermTree::Float(value) => ExprKind::Float(*value),
            TermTree::Nil => ExprKind::Nil,
            TermTree::Chars(_) => ExprKind::String(self.code_points(term)?),
            TermTree::List(elements) => ExprKind::List {
                elements: self.values(elements, span)?,
                tail: None,
                places: self.list_places(span),
            },
            TermTree::Improper(elements, tail) => {
                let elements = self.values(elements, span)?;
                let tail = self.value(tail, span)?;
                ExprKind::List {
                    elements,
                    tail: Some(self.alloc(tail)),
                    places: self.list_places(span),
                }
            }
            TermTree::Tuple(elements) => ExprKind::Tuple(self.values(elements, span)?),
            TermTree::Map(pairs) => self.map_value(pairs, span)?,
            TermTree::Binary(bytes) => ExprKind::Bits(self.bytes(bytes, 0, span)),
            TermTree::Bits(bytes, used) => ExprKind::Bits(self.bytes(bytes, *used, span)),
            TermTree::ExternalFun(module, name, arity) => {
                let (module, name) = (self.names.intern(module), self.names.intern(name));
                let part = |kind| self.alloc(Expr { span, kind });
                ExprKind::ExternalFun {
                    module: part(ExprKind::Atom(module)),
                    name: part(ExprKind::Atom(name)),
                    arity: part(ExprKind::Integer(Integer::Small(i64::from(*arity)))),
                }
            }
            TermTree::Host(_) => return Err(Fail),
        })
    }

    fn values(&mut self, terms: &[TermTree], span: Span) -> Read<&'a [Expr<'a>]> {
        let mut values = Vec::with_capacity(terms.len());
        for term in terms {
            values.push(self.value(term, span)?);
        }
        Ok(self.alloc_all(&values))
    }

    fn map_value(&mut self, pairs: &[(TermTree, TermTree)], span: Span) -> Read<ExprKind<'a>> {
        let mut fields = Vec::with_capacity(pairs.len());
        for (key, value) in pairs {
            let key = self.value(key, span)?;
            let value = self.value(value, span)?;
            fields.push(MapField {
                span,
                exact: false,
                op_span: span,
                key: self.alloc(key),
                value: self.alloc(value),
            });
        }
        Ok(ExprKind::Map {
            base: None,
            hash: span,
            fields: self.alloc_all(&fields),
        })
    }

    /// Whole bytes, the last one of fewer bits if `used` is not 0.
    fn bytes(&mut self, bytes: &[u8], used: u8, span: Span) -> &'a [BitSegment<'a>] {
        let number = |value: u8| Expr {
            span,
            kind: ExprKind::Integer(Integer::Small(value.into())),
        };
        let spec = self.alloc_all(&[BitSpec {
            span,
            kind: BitSpecKind::Word(known::INTEGER),
        }]);
        let mut segments = Vec::with_capacity(bytes.len());
        for (index, &byte) in bytes.iter().enumerate() {
            let partial = used > 0 && index + 1 == bytes.len();
            let value = if partial {
                byte >> (8 - used.min(8))
            } else {
                byte
            };
            segments.push(BitSegment {
                span,
                value: self.alloc(number(value)),
                size: partial.then(|| self.alloc(number(used))),
                specs: spec,
            });
        }
        self.alloc_all(&segments)
    }
}
