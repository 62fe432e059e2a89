//! What stands after `||`: generators, zips of generators, filters.

use super::recover::{Place, Wanted};
use super::{Parse, Parser};
use crate::ast::nodes::{Expr, ExprKind, Qualifier, QualifierKind};
use crate::scan::token::TokenKind as T;
use crate::source::span::Span;

impl<'a> Parser<'_, 'a> {
    #[inline(never)]
    pub(super) fn qualifiers(&mut self) -> Parse<&'a [Qualifier<'a>]> {
        let mut qualifiers: Vec<Qualifier<'a>> = Vec::new();
        loop {
            let mut qualifier = self.qualifier()?;
            if self.peek() == T::Zip {
                qualifier = self.zip(qualifier)?;
            }
            qualifiers.push(qualifier);
            if self.peek() == T::Comma {
                // OTP places a zip at the comma after it, if there is one.
                if let (Some(last), comma) = (qualifiers.last_mut(), self.span())
                    && let QualifierKind::Zip(_) = last.kind
                {
                    last.op_span = comma;
                }
                self.at += 1;
            } else if !self.missing_comma(Place::Brackets) {
                return Ok(self.alloc_all(&qualifiers));
            }
        }
    }

    #[inline(never)]
    fn zip(&mut self, first: Qualifier<'a>) -> Parse<Qualifier<'a>> {
        let mut generators = vec![first];
        while self.eat(T::Zip) {
            generators.push(self.qualifier()?);
        }
        Ok(Qualifier {
            span: first.span.to(self.previous()),
            op_span: if first.op_span == Span::NONE {
                first.span
            } else {
                first.op_span
            },
            kind: QualifierKind::Zip(self.alloc_all(&generators)),
        })
    }

    #[inline(never)]
    fn qualifier(&mut self) -> Parse<Qualifier<'a>> {
        let pattern = self.expression()?;
        let binary = matches!(pattern.kind, ExprKind::Bits(_));
        match self.peek() {
            T::LeftArrow => self.list_generator(pattern, false),
            T::StrictLeftArrow => self.list_generator(pattern, true),
            T::BitsArrow if binary => self.binary_generator(pattern, false),
            T::StrictBitsArrow if binary => self.binary_generator(pattern, true),
            T::Assign => self.map_generator(pattern),
            T::BitsArrow | T::StrictBitsArrow | T::DoubleArrow => {
                Err(self.unexpected(Wanted::Generator))
            }
            _ => Ok(Qualifier {
                span: pattern.span,
                op_span: Span::NONE,
                kind: QualifierKind::Filter(pattern),
            }),
        }
    }

    #[inline(never)]
    fn source(&mut self) -> Parse<(Span, &'a Expr<'a>)> {
        let arrow = self.bump();
        let source = self.expression()?;
        Ok((arrow, source))
    }

    #[inline(never)]
    fn list_generator(&mut self, pattern: &'a Expr<'a>, strict: bool) -> Parse<Qualifier<'a>> {
        let (op_span, source) = self.source()?;
        Ok(Qualifier {
            span: pattern.span.to(source.span),
            op_span,
            kind: QualifierKind::List {
                strict,
                pattern,
                source,
            },
        })
    }

    #[inline(never)]
    fn binary_generator(&mut self, pattern: &'a Expr<'a>, strict: bool) -> Parse<Qualifier<'a>> {
        let (op_span, source) = self.source()?;
        Ok(Qualifier {
            span: pattern.span.to(source.span),
            op_span,
            kind: QualifierKind::Binary {
                strict,
                pattern,
                source,
            },
        })
    }

    #[inline(never)]
    fn map_generator(&mut self, key: &'a Expr<'a>) -> Parse<Qualifier<'a>> {
        let assign = self.bump();
        let value = self.expression()?;
        let strict = match self.peek() {
            T::LeftArrow => false,
            T::StrictLeftArrow => true,
            _ => return Err(self.unexpected(Wanted::Generator)),
        };
        let (op_span, source) = self.source()?;
        Ok(Qualifier {
            span: key.span.to(source.span),
            op_span,
            kind: QualifierKind::Map {
                strict,
                assign,
                key,
                value,
                source,
            },
        })
    }
}
