//! `<<...>>`: segments, and binary comprehensions.

use super::expr::{Mode, prefix_operator};
use super::recover::{Place, Wanted};
use super::{Parse, Parser};
use crate::ast::nodes::{BitSegment, BitSpec, BitSpecKind, Expr, ExprKind};
use crate::scan::token::TokenKind as T;
use crate::source::name::known;

impl<'a> Parser<'_, 'a> {
    #[inline(never)]
    pub(super) fn bits(&mut self, mode: Mode) -> Parse<&'a Expr<'a>> {
        let start = self.open(T::RightBits);
        let mut segments: Vec<BitSegment<'a>> = Vec::new();
        if self.peek() != T::RightBits {
            loop {
                let segment = self.segment()?;
                if self.peek() == T::BarBar
                    && segments.is_empty()
                    && mode == Mode::Expression
                    && is_bare(&segment)
                {
                    self.at += 1;
                    let qualifiers = self.qualifiers()?;
                    let end = self.close(T::RightBits, Wanted::CommaOr)?;
                    return Ok(self.alloc(Expr {
                        span: start.to(end),
                        kind: ExprKind::BinaryComprehension {
                            result: segment.value,
                            qualifiers,
                        },
                    }));
                }
                segments.push(segment);
                if !self.eat(T::Comma) && !self.missing_comma(Place::Brackets) {
                    break;
                }
            }
        }
        let end = self.close(T::RightBits, Wanted::CommaOr)?;
        Ok(self.alloc(Expr {
            span: start.to(end),
            kind: ExprKind::Bits(self.alloc_all(&segments)),
        }))
    }

    /// `Value:Size/specs`. A prefix operator is possible, other operators want parentheses.
    #[inline(never)]
    fn segment(&mut self) -> Parse<BitSegment<'a>> {
        self.enter()?;
        let start = self.span();
        let prefix = prefix_operator(self.peek());
        self.at += usize::from(prefix.is_some());
        let mut value = self.segment_part()?;
        if let Some(op) = prefix {
            value = self.alloc(Expr {
                span: start.to(value.span),
                kind: ExprKind::Unary { op, operand: value },
            });
        }
        let size = match self.eat(T::Colon) {
            true => Some(self.segment_part()?),
            false => None,
        };
        let specs = match self.eat(T::Slash) {
            true => self.specs()?,
            false => &[],
        };
        self.leave();
        Ok(BitSegment {
            span: start.to(self.previous()),
            value,
            size,
            specs,
        })
    }

    #[inline(never)]
    fn segment_part(&mut self) -> Parse<&'a Expr<'a>> {
        let outer = std::mem::replace(&mut self.height, 0);
        let part = self.expr_max(Mode::Expression)?;
        self.height = outer.max(self.height + 1);
        Ok(part)
    }

    #[inline(never)]
    fn specs(&mut self) -> Parse<&'a [BitSpec]> {
        let mut specs = Vec::new();
        loop {
            specs.push(self.bit_spec()?);
            if !self.eat(T::Minus) {
                return Ok(self.alloc_all(&specs));
            }
        }
    }

    fn bit_spec(&mut self) -> Parse<BitSpec> {
        let span = self.span();
        let T::Atom(word) = self.peek() else {
            return Err(self.unexpected(Wanted::BitType));
        };
        self.at += 1;
        if self.peek() != T::Colon {
            return Ok(BitSpec {
                span,
                kind: BitSpecKind::Word(word),
            });
        }
        self.at += 1;
        let unit = match self.peek() {
            T::Integer(value) => u32::try_from(value).ok(),
            _ => None,
        };
        let Some(unit) = unit.filter(|_| word == known::UNIT) else {
            return Err(self.unexpected(Wanted::Unit));
        };
        let end = self.bump();
        Ok(BitSpec {
            span: span.to(end),
            kind: BitSpecKind::Unit(unit),
        })
    }
}

/// Nothing but a value without a prefix: what may stand before `||`.
fn is_bare(segment: &BitSegment<'_>) -> bool {
    segment.size.is_none()
        && segment.specs.is_empty()
        && !matches!(segment.value.kind, ExprKind::Unary { .. })
}
