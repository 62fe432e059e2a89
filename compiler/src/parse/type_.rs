//! Types, as in specs, type declarations and record fields.
//!
//! Chains of operators lean left and may be of any length: who walks them goes along the left side in a loop.
//! Binding strength: `::` loosest (right), then `|`, `..`, additive, multiplicative operators, prefix operators.

use super::expr::{binary_operator, prefix_operator};
use super::recover::Wanted;
use super::{Parse, Parser};
use crate::ast::nodes::{Ident, Integer, MapFieldType, Type, TypeKind};
use crate::scan::token::TokenKind as T;
use crate::source::name::known;
use crate::source::span::Span;

const ADDITIVE: u16 = 400;
const MULTIPLICATIVE: u16 = 500;

impl<'a> Parser<'_, 'a> {
    /// `V :: T`, a union, or anything less.
    #[inline(never)]
    pub(super) fn top_type(&mut self) -> Parse<&'a Type<'a>> {
        self.enter()?;
        let typ = match (self.peek(), self.kind(self.at + 1)) {
            (T::Var(name), T::DoubleColon) => {
                let span = self.bump();
                self.at += 1;
                let typ = self.top_type()?;
                self.alloc(Type {
                    span: span.to(typ.span),
                    kind: TypeKind::Annotated {
                        var: Ident { name, span },
                        typ,
                    },
                })
            }
            _ => self.union()?,
        };
        self.leave();
        Ok(typ)
    }

    #[inline(never)]
    fn union(&mut self) -> Parse<&'a Type<'a>> {
        let first = self.range()?;
        if self.peek() != T::Bar {
            return Ok(first);
        }
        let mut members = vec![*first];
        while self.eat(T::Bar) {
            if let (T::Var(_), T::DoubleColon) = (self.peek(), self.kind(self.at + 1)) {
                members.push(*self.top_type()?);
                break;
            }
            members.push(*self.range()?);
        }
        // A union in parentheses at the end is part of this one.
        if let Some(Type {
            kind: TypeKind::Union(inner),
            ..
        }) = members.last().copied()
        {
            members.pop();
            members.extend_from_slice(inner);
        }
        Ok(self.alloc(Type {
            span: first.span.to(self.previous()),
            kind: TypeKind::Union(self.alloc_all(&members)),
        }))
    }

    #[inline(never)]
    fn range(&mut self) -> Parse<&'a Type<'a>> {
        let lo = self.sum(ADDITIVE)?;
        if self.peek() != T::DotDot {
            return Ok(lo);
        }
        self.at += 1;
        let hi = self.sum(ADDITIVE)?;
        Ok(self.alloc(Type {
            span: lo.span.to(hi.span),
            kind: TypeKind::Range { lo, hi },
        }))
    }

    /// Additive or multiplicative operators, all of one strength leaning left.
    #[inline(never)]
    fn sum(&mut self, precedence: u16) -> Parse<&'a Type<'a>> {
        let operand = |parser: &mut Self| match precedence {
            ADDITIVE => parser.sum(MULTIPLICATIVE),
            _ => parser.prefixed(),
        };
        let mut left = operand(self)?;
        while let Some(op) = binary_operator(self.peek()).filter(|op| op.precedence() == precedence)
        {
            let op_span = self.bump();
            let right = operand(self)?;
            left = self.alloc(Type {
                span: left.span.to(right.span),
                kind: TypeKind::Binary {
                    op,
                    op_span,
                    left,
                    right,
                },
            });
        }
        Ok(left)
    }

    #[inline(never)]
    fn prefixed(&mut self) -> Parse<&'a Type<'a>> {
        let Some(op) = prefix_operator(self.peek()) else {
            return self.basic_type();
        };
        self.enter()?;
        let span = self.bump();
        let operand = self.prefixed()?;
        self.leave();
        Ok(self.alloc(Type {
            span: span.to(operand.span),
            kind: TypeKind::Unary { op, operand },
        }))
    }

    #[inline(never)]
    fn basic_type(&mut self) -> Parse<&'a Type<'a>> {
        let span = self.span();
        let kind = match self.peek() {
            T::Var(name) => TypeKind::Var(name),
            T::Integer(value) => TypeKind::Integer(Integer::Small(value)),
            T::BigInteger(literal) => TypeKind::Integer(Integer::Big {
                negative: false,
                magnitude: literal.magnitude,
            }),
            T::Char(point) => TypeKind::Char(point),
            T::Atom(_) => return self.named_type(),
            T::LeftParen => return self.parenthesized_type(),
            T::LeftBracket => return self.list_type(),
            T::LeftBrace => return self.tuple_type(),
            T::Hash => return self.hash_type(),
            T::LeftBits => return self.bits_type(),
            T::Fun => return self.fun_type(),
            T::Error => {
                self.damaged = true;
                TypeKind::Error
            }
            _ => return Err(self.unexpected(Wanted::Type)),
        };
        self.at += 1;
        Ok(self.alloc(Type { span, kind }))
    }

    #[inline(never)]
    fn parenthesized_type(&mut self) -> Parse<&'a Type<'a>> {
        self.open(T::RightParen);
        let typ = self.top_type()?;
        self.close(T::RightParen, Wanted::Closing)?;
        Ok(typ)
    }

    /// An atom, `name(T, ...)` or `module:name(T, ...)`.
    #[inline(never)]
    fn named_type(&mut self) -> Parse<&'a Type<'a>> {
        let first = self.ident(Wanted::Type)?;
        match self.peek() {
            T::LeftParen => {
                let args = self.type_arguments()?;
                Ok(self.alloc(Type {
                    span: first.span.to(self.previous()),
                    kind: TypeKind::Local { name: first, args },
                }))
            }
            T::Colon => {
                self.at += 1;
                let name = self.ident(Wanted::TypeName)?;
                if self.peek() != T::LeftParen {
                    return Err(self.unexpected(Wanted::TypeArguments));
                }
                let args = self.type_arguments()?;
                Ok(self.alloc(Type {
                    span: first.span.to(self.previous()),
                    kind: TypeKind::Remote {
                        module: first,
                        name,
                        args,
                    },
                }))
            }
            _ => Ok(self.alloc(Type {
                span: first.span,
                kind: TypeKind::Atom(first.name),
            })),
        }
    }

    pub(super) fn ident(&mut self, wanted: Wanted) -> Parse<Ident> {
        let span = self.span();
        match self.peek() {
            T::Atom(name) => {
                self.at += 1;
                Ok(Ident { name, span })
            }
            _ => Err(self.unexpected(wanted)),
        }
    }

    fn type_arguments(&mut self) -> Parse<&'a [Type<'a>]> {
        self.open(T::RightParen);
        let args = self.type_list(T::RightParen)?;
        self.close(T::RightParen, Wanted::CommaOr)?;
        Ok(args)
    }

    #[inline(never)]
    fn type_list(&mut self, close: T<'static>) -> Parse<&'a [Type<'a>]> {
        let mut types = Vec::new();
        if self.peek() != close {
            loop {
                types.push(*self.top_type()?);
                if !self.eat(T::Comma) {
                    break;
                }
            }
        }
        Ok(self.alloc_all(&types))
    }

    #[inline(never)]
    fn list_type(&mut self) -> Parse<&'a Type<'a>> {
        let start = self.open(T::RightBracket);
        if self.peek() == T::RightBracket {
            let end = self.close(T::RightBracket, Wanted::CommaOr)?;
            return Ok(self.alloc(Type {
                span: start.to(end),
                kind: TypeKind::Nil,
            }));
        }
        let element = self.top_type()?;
        let nonempty = self.eat(T::Comma);
        if nonempty && !self.eat(T::Ellipsis) {
            return Err(self.unexpected(Wanted::Ellipsis));
        }
        let end = self.close(T::RightBracket, Wanted::CommaOr)?;
        Ok(self.alloc(Type {
            span: start.to(end),
            kind: TypeKind::List { element, nonempty },
        }))
    }

    #[inline(never)]
    fn tuple_type(&mut self) -> Parse<&'a Type<'a>> {
        let start = self.open(T::RightBrace);
        let elements = self.type_list(T::RightBrace)?;
        let end = self.close(T::RightBrace, Wanted::CommaOr)?;
        Ok(self.alloc(Type {
            span: start.to(end),
            kind: TypeKind::Tuple(elements),
        }))
    }

    /// `#{...}` or `#r{...}`.
    #[inline(never)]
    fn hash_type(&mut self) -> Parse<&'a Type<'a>> {
        let start = self.bump();
        if self.peek() == T::LeftBrace {
            return self.map_type(start);
        }
        let mut name = self.ident(Wanted::RecordOrMap)?;
        let mut module = None;
        if self.eat(T::Colon) {
            module = Some(name);
            name = self.ident(Wanted::RecordName)?;
        }
        if self.peek() != T::LeftBrace {
            return Err(self.unexpected(Wanted::RecordBraces));
        }
        self.open(T::RightBrace);
        let mut fields = Vec::new();
        if self.peek() != T::RightBrace {
            loop {
                let field = self.ident(Wanted::FieldName)?;
                if !self.eat(T::DoubleColon) {
                    return Err(self.unexpected(Wanted::FieldType));
                }
                let typ = self.top_type()?;
                fields.push((field, typ));
                if !self.eat(T::Comma) {
                    break;
                }
            }
        }
        let end = self.close(T::RightBrace, Wanted::CommaOr)?;
        Ok(self.alloc(Type {
            span: start.to(end),
            kind: TypeKind::Record {
                module,
                name,
                fields: self.alloc_all(&fields),
            },
        }))
    }

    #[inline(never)]
    fn map_type(&mut self, start: Span) -> Parse<&'a Type<'a>> {
        self.open(T::RightBrace);
        let mut fields = Vec::new();
        if self.peek() != T::RightBrace {
            loop {
                fields.push(self.map_field_type()?);
                if !self.eat(T::Comma) {
                    break;
                }
            }
        }
        let end = self.close(T::RightBrace, Wanted::CommaOr)?;
        Ok(self.alloc(Type {
            span: start.to(end),
            kind: TypeKind::Map(self.alloc_all(&fields)),
        }))
    }

    #[inline(never)]
    fn map_field_type(&mut self) -> Parse<MapFieldType<'a>> {
        let key = self.top_type()?;
        let mandatory = match self.peek() {
            T::DoubleArrow => false,
            T::Assign => true,
            _ => return Err(self.unexpected(Wanted::MapArrow)),
        };
        let op_span = self.bump();
        let value = self.top_type()?;
        Ok(MapFieldType {
            span: key.span.to(value.span),
            mandatory,
            op_span,
            key,
            value,
        })
    }

    /// `<<>>`, `<<_:M>>`, `<<_:_*N>>`, `<<_:M, _:_*N>>`.
    #[inline(never)]
    fn bits_type(&mut self) -> Parse<&'a Type<'a>> {
        let start = self.open(T::RightBits);
        let mut size = None;
        let mut unit = None;
        if self.peek() != T::RightBits {
            self.blank_colon()?;
            if !self.is_unit() {
                let typ = self.prefixed()?;
                size = Some(typ);
                if self.eat(T::Comma) {
                    self.blank_colon()?;
                    if !self.is_unit() {
                        return Err(self.unexpected(Wanted::BitsUnit));
                    }
                }
            }
            if self.is_unit() {
                self.at += 2;
                let typ = self.prefixed()?;
                unit = Some(typ);
            }
        }
        let end = self.close(T::RightBits, Wanted::Closing)?;
        Ok(self.alloc(Type {
            span: start.to(end),
            kind: TypeKind::Bits { size, unit },
        }))
    }

    /// `_:`.
    fn blank_colon(&mut self) -> Parse<()> {
        if self.peek() != T::Var(known::UNDERSCORE) {
            return Err(self.unexpected(Wanted::BitsSize));
        }
        self.at += 1;
        if !self.eat(T::Colon) {
            return Err(self.unexpected(Wanted::BitsSize));
        }
        Ok(())
    }

    /// At `_*`.
    fn is_unit(&self) -> bool {
        self.peek() == T::Var(known::UNDERSCORE) && self.kind(self.at + 1) == T::Star
    }

    /// `fun()` or `fun((...) -> T)`.
    #[inline(never)]
    fn fun_type(&mut self) -> Parse<&'a Type<'a>> {
        let start = self.bump();
        if self.peek() != T::LeftParen {
            return Err(self.unexpected(Wanted::FunType));
        }
        self.open(T::RightParen);
        if self.peek() == T::RightParen {
            let end = self.close(T::RightParen, Wanted::Closing)?;
            return Ok(self.alloc(Type {
                span: start.to(end),
                kind: TypeKind::AnyFun,
            }));
        }
        if self.peek() != T::LeftParen {
            return Err(self.unexpected(Wanted::FunType));
        }
        let typ = self.signature()?;
        self.close(T::RightParen, Wanted::Closing)?;
        Ok(typ)
    }

    /// `(T, ...) -> T` or `(...) -> T`; the cursor is at the `(`.
    #[inline(never)]
    pub(super) fn signature(&mut self) -> Parse<&'a Type<'a>> {
        let start = self.open(T::RightParen);
        let params = match self.eat(T::Ellipsis) {
            true => None,
            false => Some(self.type_list(T::RightParen)?),
        };
        let head = start.to(self.close(T::RightParen, Wanted::CommaOr)?);
        if !self.eat(T::Arrow) {
            self.missing_arrow(head)?;
        }
        let result = self.top_type()?;
        Ok(self.alloc(Type {
            span: start.to(result.span),
            kind: TypeKind::Fun { params, result },
        }))
    }
}
