//! Expressions, patterns and clauses of abstract format.
//!
//! One small function per kind that nests, none inlined: the recursion goes through frames of few words.

use super::{Fail, Read, Reader};
use crate::ast::nodes::{
    After, Assoc, BinaryOp, BitSegment, BitSpec, BitSpecKind, CallTarget, CatchClause, Clause,
    Expr, ExprKind, FunName, Ident, ListPlaces, MapField, Qualifier, QualifierKind, RecordField,
    RecordOf, Try, UnaryOp,
};
use crate::ast::term_tree::TermTree;
use crate::source::name::known;
use crate::source::span::Span;

fn binary_op(text: &str) -> Option<BinaryOp> {
    BinaryOp::ALL.iter().copied().find(|op| op.text() == text)
}

fn unary_op(text: &str) -> Option<UnaryOp> {
    [UnaryOp::Plus, UnaryOp::Minus, UnaryOp::Bnot, UnaryOp::Not]
        .into_iter()
        .find(|op| op.text() == text)
}

/// An operation with two operands: operator, place, left, right.
fn operation(term: &TermTree) -> Option<(BinaryOp, &TermTree, &TermTree, &TermTree)> {
    match term.tagged("op") {
        Some([anno, TermTree::Atom(op), left, right]) => Some((binary_op(op)?, anno, left, right)),
        _ => None,
    }
}

fn binary<'a>(op: BinaryOp, op_span: Span, left: &'a Expr<'a>, right: &'a Expr<'a>) -> Expr<'a> {
    Expr {
        span: left.span.to(right.span),
        kind: ExprKind::Binary {
            op,
            op_span,
            left,
            right,
        },
    }
}

impl<'a> Reader<'_, '_, 'a> {
    pub(super) fn expr_ref(&mut self, term: &TermTree) -> Read<&'a Expr<'a>> {
        let expr = self.expr(term)?;
        Ok(self.alloc(expr))
    }

    #[inline(never)]
    pub(super) fn exprs(&mut self, term: &TermTree) -> Read<&'a [Expr<'a>]> {
        self.each(term, Self::expr)
    }

    /// At least one expression.
    fn body(&mut self, term: &TermTree) -> Read<&'a [Expr<'a>]> {
        match self.exprs(term)? {
            [] => self.bad(term),
            exprs => Ok(exprs),
        }
    }

    pub(super) fn expr(&mut self, term: &TermTree) -> Read<Expr<'a>> {
        let Some([TermTree::Atom(tag), anno, rest @ ..]) = term.as_tuple() else {
            return self.bad(term);
        };
        self.enter(anno)?;
        let said = self.said.len();
        let kind = match (&**tag, rest) {
            ("cons", _) => self.list_kind(term),
            ("op", [_, _, _]) => self.operations(term),
            _ => self.kind(tag, anno, rest),
        };
        self.leave();
        // Where such nodes are placed is in their middle.
        let span = match kind {
            Ok(
                ExprKind::Binary { left, right, .. }
                | ExprKind::Match { left, right }
                | ExprKind::MaybeMatch { left, right, .. },
            ) => left.span.to(right.span),
            Ok(
                ExprKind::RecordAccess { base, hash, .. }
                | ExprKind::Record {
                    base: Some(base),
                    hash,
                    ..
                }
                | ExprKind::Map {
                    base: Some(base),
                    hash,
                    ..
                },
            ) => base.span.to(hash),
            _ => self.at(anno),
        };
        match kind {
            Ok(kind) => Ok(Expr { span, kind }),
            Err(Fail) if self.said.len() == said => self.bad(term),
            Err(Fail) => Err(Fail),
        }
    }

    /// What the nodes that contain only one kind of thing are; fails in silence when it is nothing known.
    #[inline(never)]
    fn kind(&mut self, tag: &str, anno: &TermTree, rest: &[TermTree]) -> Read<ExprKind<'a>> {
        match (tag, rest) {
            // Whatever a transform puts there is the literal, as in OTP.
            ("integer", [value]) if !matches!(value, TermTree::Int(_) | TermTree::Big(_)) => {
                let span = self.at(anno);
                Ok(self.value(value, span)?.kind)
            }
            ("atom" | "integer" | "float" | "char" | "string" | "var" | "nil", _) => {
                self.leaf(tag, rest)
            }
            ("tuple", [elements]) => Ok(ExprKind::Tuple(self.exprs(elements)?)),
            ("bin", [segments]) => Ok(ExprKind::Bits(self.each(segments, Self::segment)?)),
            ("map" | "record" | "record_index" | "record_field", _) => self.keyed(tag, anno, rest),
            ("match" | "maybe_match", [left, right]) => self.matching(tag, anno, left, right),
            ("op", [TermTree::Atom(op), operand]) => {
                let op = unary_op(op).ok_or(Fail)?;
                let operand = self.expr_ref(operand)?;
                Ok(ExprKind::Unary { op, operand })
            }
            ("catch", [inner]) => Ok(ExprKind::Catch(self.expr_ref(inner)?)),
            ("remote", [module, name]) => Ok(ExprKind::Remote {
                colon: self.at(anno),
                module: self.expr_ref(module)?,
                name: self.expr_ref(name)?,
            }),
            ("call", [function, args]) => self.call(function, args),
            ("block", [body]) => Ok(ExprKind::Block(self.body(body)?)),
            ("case" | "if" | "receive" | "try" | "maybe", _) => self.block(tag, anno, rest),
            ("fun" | "named_fun", _) => self.fun(tag, anno, rest),
            ("lc" | "bc" | "mc", [result, qualifiers]) => {
                self.comprehension(tag, result, qualifiers)
            }
            _ => Err(Fail),
        }
    }

    #[inline(never)]
    fn leaf(&mut self, tag: &str, rest: &[TermTree]) -> Read<ExprKind<'a>> {
        Ok(match (tag, rest) {
            ("nil", []) => ExprKind::Nil,
            ("atom", [TermTree::Atom(text)]) => ExprKind::Atom(self.names.intern(text)),
            ("var", [TermTree::Atom(text)]) => ExprKind::Var(self.names.intern(text)),
            ("integer", [value @ (TermTree::Int(_) | TermTree::Big(_))]) => {
                ExprKind::Integer(self.integer(value)?)
            }
            ("float", [TermTree::Float(value)]) => ExprKind::Float(*value),
            ("char", [TermTree::Int(point)]) => {
                ExprKind::Char(u32::try_from(*point).map_err(|_| Fail)?)
            }
            ("string", [text]) => ExprKind::String(self.code_points(text)?),
            _ => return Err(Fail),
        })
    }

    pub(super) fn code_points(&mut self, text: &TermTree) -> Read<&'a [u32]> {
        match text {
            TermTree::Nil => Ok(&[]),
            TermTree::Chars(text) => {
                let points: Vec<u32> = text.chars().map(u32::from).collect();
                Ok(self.alloc_all(&points))
            }
            _ => self.each(text, Self::int),
        }
    }

    #[inline(never)]
    fn list_kind(&mut self, term: &TermTree) -> Read<ExprKind<'a>> {
        let mut elements = Vec::new();
        let mut rest = term;
        while let Some([_, head, tail]) = rest.tagged("cons") {
            elements.push(self.expr(head)?);
            rest = tail;
        }
        let (tail, close) = match rest.tagged("nil") {
            Some([anno]) => (None, self.at(anno)),
            _ => (Some(self.expr_ref(rest)?), Span::NONE),
        };
        let close = tail.map_or(close, |tail| tail.span);
        let elements = self.alloc_all(&elements);
        Ok(ExprKind::List {
            elements,
            tail,
            places: self.list_places(close),
        })
    }

    pub(super) fn list_places(&mut self, close: Span) -> &'a ListPlaces<'a> {
        self.alloc(ListPlaces { close, inner: &[] })
    }

    /// A chain of operations, along the side it leans to.
    #[inline(never)]
    fn operations(&mut self, term: &TermTree) -> Read<ExprKind<'a>> {
        let Some((first, ..)) = operation(term) else {
            return Err(Fail);
        };
        match first.assoc() {
            Assoc::Right => self.right_chain(term),
            Assoc::Left | Assoc::None => self.left_chain(term),
        }
    }

    #[inline(never)]
    fn left_chain(&mut self, term: &TermTree) -> Read<ExprKind<'a>> {
        let mut chain = Vec::new();
        let mut rest = term;
        while let Some((op, anno, left, right)) = operation(rest)
            && op.assoc() != Assoc::Right
        {
            chain.push((op, anno, right));
            rest = left;
        }
        let mut result = self.expr(rest)?;
        while let Some((op, anno, right)) = chain.pop() {
            let op_span = self.at(anno);
            let left = self.alloc(result);
            let right = self.expr_ref(right)?;
            result = binary(op, op_span, left, right);
        }
        Ok(result.kind)
    }

    #[inline(never)]
    fn right_chain(&mut self, term: &TermTree) -> Read<ExprKind<'a>> {
        let mut chain = Vec::new();
        let mut rest = term;
        while let Some((op, anno, left, right)) = operation(rest)
            && op.assoc() == Assoc::Right
        {
            let left = self.expr_ref(left)?;
            chain.push((op, self.at(anno), left));
            rest = right;
        }
        let mut result = self.expr(rest)?;
        while let Some((op, op_span, left)) = chain.pop() {
            result = binary(op, op_span, left, self.alloc(result));
        }
        Ok(result.kind)
    }

    #[inline(never)]
    fn matching(
        &mut self,
        tag: &str,
        anno: &TermTree,
        left: &TermTree,
        right: &TermTree,
    ) -> Read<ExprKind<'a>> {
        let left = self.expr_ref(left)?;
        let right = self.expr_ref(right)?;
        Ok(match tag {
            "match" => ExprKind::Match { left, right },
            _ => ExprKind::MaybeMatch {
                op_span: self.at(anno),
                left,
                right,
            },
        })
    }

    /// Maps and records.
    #[inline(never)]
    fn keyed(&mut self, tag: &str, anno: &TermTree, rest: &[TermTree]) -> Read<ExprKind<'a>> {
        // What comes first in the text is placed first.
        let base = match (tag, rest) {
            ("map", [base, _]) | ("record", [base, _, _]) | ("record_field", [base, _, _]) => {
                Some(self.expr_ref(base)?)
            }
            _ => None,
        };
        let hash = self.at(anno);
        Ok(match (tag, rest, base) {
            ("map", [.., fields], base) => ExprKind::Map {
                base,
                hash,
                fields: self.each(fields, Self::map_field)?,
            },
            ("record", [name, fields] | [_, name, fields], base) => {
                let (of, name) = self.record_name(name, hash)?;
                ExprKind::Record {
                    base,
                    hash,
                    of,
                    name,
                    fields: self.each(fields, Self::record_field)?,
                }
            }
            ("record_index", [name, field], _) => ExprKind::RecordIndex {
                name: self.named(name, hash)?,
                field: self.ident(field, "atom")?,
            },
            ("record_field", [_, name, field], Some(base)) => {
                let (of, name) = self.record_name(name, hash)?;
                ExprKind::RecordAccess {
                    base,
                    hash,
                    of,
                    name,
                    field: self.ident(field, "atom")?,
                }
            }
            _ => return Err(Fail),
        })
    }

    /// `r`, `{m, r}`, or `[]` for any native record.
    fn record_name(&mut self, name: &TermTree, span: Span) -> Read<(RecordOf, Ident)> {
        if matches!(name, TermTree::Nil) {
            let name = known::UNDERSCORE;
            return Ok((RecordOf::Any, Ident { name, span }));
        }
        match name.as_tuple() {
            Some([module, name]) => {
                let module = self.named(module, span)?;
                Ok((RecordOf::Module(module), self.named(name, span)?))
            }
            _ => Ok((RecordOf::Known, self.named(name, span)?)),
        }
    }

    /// A name that has no place of its own.
    fn named(&mut self, name: &TermTree, span: Span) -> Read<Ident> {
        let name = self.atom(name)?;
        Ok(Ident { name, span })
    }

    #[inline(never)]
    fn map_field(&mut self, term: &TermTree) -> Read<MapField<'a>> {
        let Some([TermTree::Atom(tag), anno, key, value]) = term.as_tuple() else {
            return self.bad(term);
        };
        let exact = match &**tag {
            "map_field_exact" => true,
            "map_field_assoc" => false,
            _ => return self.bad(term),
        };
        let op_span = self.at(anno);
        let (key, value) = (self.expr_ref(key)?, self.expr_ref(value)?);
        Ok(MapField {
            span: key.span.to(value.span),
            exact,
            op_span,
            key,
            value,
        })
    }

    #[inline(never)]
    fn record_field(&mut self, term: &TermTree) -> Read<RecordField<'a>> {
        let Some([anno, name, value]) = term.tagged("record_field") else {
            return self.bad(term);
        };
        let span = self.at(anno);
        let is_default =
            matches!(name.tagged("var"), Some([_, TermTree::Atom(text)]) if &**text == "_");
        let name = match is_default {
            true => None,
            false => Some(self.ident(name, "atom")?),
        };
        Ok(RecordField {
            span,
            name,
            value: self.expr_ref(value)?,
        })
    }

    #[inline(never)]
    fn segment(&mut self, term: &TermTree) -> Read<BitSegment<'a>> {
        let Some([anno, value, size, specs]) = term.tagged("bin_element") else {
            return self.bad(term);
        };
        let span = self.at(anno);
        let value = self.expr_ref(value)?;
        let size = match size.as_atom() {
            Some("default") => None,
            _ => Some(self.expr_ref(size)?),
        };
        let specs = match specs.as_atom() {
            Some("default") => &[],
            _ => self.each(specs, |reader, spec| reader.bit_spec(spec, span))?,
        };
        Ok(BitSegment {
            span,
            value,
            size,
            specs,
        })
    }

    fn bit_spec(&mut self, term: &TermTree, span: Span) -> Read<BitSpec> {
        let kind = match term.tagged("unit") {
            Some([unit]) => BitSpecKind::Unit(self.int(unit)?),
            _ => BitSpecKind::Word(self.atom(term)?),
        };
        Ok(BitSpec { span, kind })
    }

    #[inline(never)]
    fn call(&mut self, function: &TermTree, args: &TermTree) -> Read<ExprKind<'a>> {
        let target = match function.as_tuple() {
            Some([TermTree::Atom(tag), anno, module, name]) if &**tag == "remote" => {
                CallTarget::Remote {
                    colon: self.at(anno),
                    module: self.expr_ref(module)?,
                    name: self.expr_ref(name)?,
                }
            }
            Some([TermTree::Atom(tag), _, _]) if &**tag == "atom" => {
                CallTarget::Local(self.ident(function, "atom")?)
            }
            _ => CallTarget::Value(self.expr_ref(function)?),
        };
        let args = self.exprs(args)?;
        Ok(ExprKind::Call { target, args })
    }

    #[inline(never)]
    fn block(&mut self, tag: &str, _: &TermTree, rest: &[TermTree]) -> Read<ExprKind<'a>> {
        Ok(match (tag, rest) {
            ("case", [subject, clauses]) => ExprKind::Case {
                subject: self.expr_ref(subject)?,
                clauses: self.clauses(clauses, 1)?,
            },
            ("if", [clauses]) => ExprKind::If(self.clauses(clauses, 0)?),
            ("receive", [clauses]) => ExprKind::Receive {
                clauses: self.clauses(clauses, 1)?,
                after: None,
            },
            ("receive", [clauses, timeout, body]) => {
                let clauses = self.clauses(clauses, 1)?;
                let timeout = self.expr_ref(timeout)?;
                ExprKind::Receive {
                    clauses,
                    after: Some(After {
                        span: timeout.span,
                        timeout,
                        body: self.body(body)?,
                    }),
                }
            }
            ("try", [body, of, catches, after]) => {
                let protected = Try {
                    body: self.body(body)?,
                    of_clauses: self.clauses(of, 1)?,
                    catch_clauses: self.each(catches, Self::catch_clause)?,
                    after: self.exprs(after)?,
                };
                ExprKind::Try(self.alloc(protected))
            }
            ("maybe", [body]) => ExprKind::Maybe {
                body: self.body(body)?,
                else_span: Span::NONE,
                else_clauses: &[],
            },
            ("maybe", [body, otherwise]) => {
                let Some([anno, clauses]) = otherwise.tagged("else") else {
                    return self.bad(otherwise);
                };
                ExprKind::Maybe {
                    body: self.body(body)?,
                    else_span: self.at(anno),
                    else_clauses: self.clauses(clauses, 1)?,
                }
            }
            _ => return Err(Fail),
        })
    }

    #[inline(never)]
    fn fun(&mut self, tag: &str, anno: &TermTree, rest: &[TermTree]) -> Read<ExprKind<'a>> {
        let span = self.at(anno);
        let parts = match (tag, rest) {
            ("named_fun", [name, clauses]) => {
                let name = self.named(name, span)?;
                return Ok(ExprKind::Fun {
                    name: Some(name),
                    clauses: self.fun_clauses(clauses)?,
                });
            }
            ("fun", [TermTree::Tuple(parts)]) => parts.as_slice(),
            _ => return Err(Fail),
        };
        match parts {
            [TermTree::Atom(tag), clauses] if &**tag == "clauses" => Ok(ExprKind::Fun {
                name: None,
                clauses: self.fun_clauses(clauses)?,
            }),
            [TermTree::Atom(tag), name, arity] if &**tag == "function" => {
                let name = self.atom(name)?;
                let arity = self.int(arity)?;
                Ok(ExprKind::LocalFun(FunName { name, arity, span }))
            }
            [TermTree::Atom(tag), module, name, arity] if &**tag == "function" => {
                Ok(ExprKind::ExternalFun {
                    module: self.fun_part(module, span)?,
                    name: self.fun_part(name, span)?,
                    arity: self.fun_part(arity, span)?,
                })
            }
            _ => Err(Fail),
        }
    }

    /// Module, name or arity of a remote fun: an expression, or (as it once was) the bare atom or integer.
    fn fun_part(&mut self, term: &TermTree, span: Span) -> Read<&'a Expr<'a>> {
        let kind = match term {
            TermTree::Atom(text) => ExprKind::Atom(self.names.intern(text)),
            TermTree::Int(_) => ExprKind::Integer(self.integer(term)?),
            _ => return self.expr_ref(term),
        };
        Ok(self.alloc(Expr { span, kind }))
    }

    #[inline(never)]
    fn fun_clauses(&mut self, clauses: &TermTree) -> Read<&'a [Clause<'a>]> {
        let read = self.each(clauses, Self::clause)?;
        let arity = read.first().map(|clause| clause.patterns.len());
        match arity {
            Some(arity) if read.iter().all(|clause| clause.patterns.len() == arity) => Ok(read),
            _ => self.bad(clauses),
        }
    }

    #[inline(never)]
    pub(super) fn clauses(
        &mut self,
        clauses: &TermTree,
        patterns: usize,
    ) -> Read<&'a [Clause<'a>]> {
        let read = self.each(clauses, Self::clause)?;
        match read.iter().all(|clause| clause.patterns.len() == patterns) {
            true => Ok(read),
            false => self.bad(clauses),
        }
    }

    #[inline(never)]
    pub(super) fn clause(&mut self, term: &TermTree) -> Read<Clause<'a>> {
        let Some([anno, patterns, guard, body]) = term.tagged("clause") else {
            return self.bad(term);
        };
        Ok(Clause {
            span: self.at(anno),
            name: None,
            patterns: self.exprs(patterns)?,
            guard: self.guard(guard)?,
            body: self.body(body)?,
        })
    }

    fn guard(&mut self, term: &TermTree) -> Read<&'a [&'a [Expr<'a>]]> {
        self.each(term, Self::body)
    }

    #[inline(never)]
    fn catch_clause(&mut self, term: &TermTree) -> Read<CatchClause<'a>> {
        let Some([anno, patterns, guard, body]) = term.tagged("clause") else {
            return self.bad(term);
        };
        let [pattern] = self.list(patterns)? else {
            return self.bad(term);
        };
        let Some([_, parts]) = pattern.tagged("tuple") else {
            return self.bad(term);
        };
        let [class, pattern, stack] = self.list(parts)? else {
            return self.bad(term);
        };
        Ok(CatchClause {
            span: self.at(anno),
            class: Some(self.expr_ref(class)?),
            pattern: self.expr_ref(pattern)?,
            stack: Some(self.expr_ref(stack)?),
            guard: self.guard(guard)?,
            body: self.body(body)?,
        })
    }

    #[inline(never)]
    fn comprehension(
        &mut self,
        tag: &str,
        result: &TermTree,
        qualifiers: &TermTree,
    ) -> Read<ExprKind<'a>> {
        let many = matches!(result, TermTree::List(_));
        Ok(match tag {
            "lc" => ExprKind::ListComprehension {
                results: match many {
                    true => self.exprs(result)?,
                    false => std::slice::from_ref(self.expr_ref(result)?),
                },
                qualifiers: self.each(qualifiers, Self::qualifier)?,
            },
            "mc" => ExprKind::MapComprehension {
                fields: match many {
                    true => self.each(result, Self::map_field)?,
                    false => {
                        let field = self.map_field(result)?;
                        std::slice::from_ref(self.alloc(field))
                    }
                },
                qualifiers: self.each(qualifiers, Self::qualifier)?,
            },
            _ => ExprKind::BinaryComprehension {
                result: self.expr_ref(result)?,
                qualifiers: self.each(qualifiers, Self::qualifier)?,
            },
        })
    }

    #[inline(never)]
    fn qualifier(&mut self, term: &TermTree) -> Read<Qualifier<'a>> {
        let Some([TermTree::Atom(tag), anno, rest @ ..]) = term.as_tuple() else {
            return self.bad(term);
        };
        let strict = tag.ends_with("_strict");
        let kind = match (&**tag, rest) {
            ("generate" | "generate_strict", [pattern, source]) => QualifierKind::List {
                strict,
                pattern: self.expr_ref(pattern)?,
                source: self.expr_ref(source)?,
            },
            ("b_generate" | "b_generate_strict", [pattern, source]) => QualifierKind::Binary {
                strict,
                pattern: self.expr_ref(pattern)?,
                source: self.expr_ref(source)?,
            },
            ("m_generate" | "m_generate_strict", [pattern, source]) => {
                let field = self.map_field(pattern)?;
                QualifierKind::Map {
                    strict,
                    assign: field.op_span,
                    key: field.key,
                    value: field.value,
                    source: self.expr_ref(source)?,
                }
            }
            ("zip", [generators]) => {
                self.enter(anno)?;
                let generators = self.each(generators, Self::qualifier)?;
                self.leave();
                QualifierKind::Zip(generators)
            }
            _ => {
                let filter = self.expr_ref(term)?;
                return Ok(Qualifier {
                    span: filter.span,
                    op_span: Span::NONE,
                    kind: QualifierKind::Filter(filter),
                });
            }
        };
        let op_span = self.at(anno);
        Ok(Qualifier {
            span: op_span,
            op_span,
            kind,
        })
    }
}
