//! The syntax tree as Erlang's abstract format: exactly the terms OTP's parser makes, places included.
//!
//! How a place becomes a term is the caller's matter (`{Line, Column}`, a line, whatever a token carried). Operator
//! chains and lists of any length are walked in loops.

use num_bigint::{BigInt, BigUint, Sign};

use super::nodes::{
    Assoc, BinaryOp, BitSegment, BitSpecKind, CallTarget, CatchClause, Clause, Expr, ExprKind,
    FieldDecl, Form, FormKind, FunName, Ident, Integer, MapField, Module, Qualifier, QualifierKind,
    RecordField, SpecDecl, Try, Type, TypeDeclKind, TypeKind, UnaryOp,
};
use super::term_tree::TermTree;
use crate::source::name::{Interner, Name, known};
use crate::source::span::Span;

/// The value of an integer literal.
pub fn integer(value: Integer<'_>) -> BigInt {
    match value {
        Integer::Small(value) => value.into(),
        Integer::Big {
            negative,
            magnitude,
        } => {
            let sign = if negative { Sign::Minus } else { Sign::Plus };
            BigInt::from_biguint(sign, BigUint::from_bytes_le(magnitude))
        }
    }
}

fn int_tree(value: BigInt) -> TermTree {
    match i64::try_from(&value) {
        Ok(value) => TermTree::Int(value),
        Err(_) => TermTree::Big(Box::new(value)),
    }
}

fn integer_tree(value: Integer<'_>) -> TermTree {
    match value {
        Integer::Small(value) => TermTree::Int(value),
        big => int_tree(integer(big)),
    }
}

/// The part of a constant expression that is not constant, if there is one.
pub fn not_constant(expr: &Expr<'_>) -> Option<Span> {
    let bad = Some(expr.span);
    match expr.kind {
        ExprKind::Atom(_)
        | ExprKind::Integer(_)
        | ExprKind::Float(_)
        | ExprKind::Char(_)
        | ExprKind::String(_)
        | ExprKind::Nil
        | ExprKind::Error => None,
        ExprKind::Tuple(elements) => elements.iter().find_map(not_constant),
        ExprKind::List { elements, tail, .. } => elements.iter().chain(tail).find_map(not_constant),
        ExprKind::Map {
            base: None, fields, ..
        } => fields
            .iter()
            .find_map(|field| not_constant(field.key).or_else(|| not_constant(field.value))),
        ExprKind::Unary {
            op: UnaryOp::Minus | UnaryOp::Plus,
            operand,
        } => match operand.kind {
            ExprKind::Integer(_) | ExprKind::Float(_) | ExprKind::Char(_) => None,
            _ => bad,
        },
        ExprKind::Binary {
            op: BinaryOp::FloatDiv,
            left,
            right,
            ..
        } => match (left.kind, right.kind) {
            (ExprKind::Atom(_), ExprKind::Integer(Integer::Small(_))) => None,
            _ => bad,
        },
        ExprKind::ExternalFun {
            module,
            name,
            arity,
        } => [module, name, arity].into_iter().find_map(not_constant),
        ExprKind::Bits(segments) => segments
            .iter()
            .find_map(|segment| not_constant(segment.value)),
        _ => bad,
    }
}

/// The term a constant expression stands for; fails with the place of what is not constant.
pub fn normalise(expr: &Expr<'_>, names: &Interner) -> Result<TermTree, Span> {
    Ok(match expr.kind {
        ExprKind::Atom(name) => TermTree::atom(names.text(name)),
        ExprKind::Integer(value) => integer_tree(value),
        ExprKind::Float(value) => TermTree::Float(value),
        ExprKind::Char(point) => TermTree::Int(point.into()),
        ExprKind::String(points) => TermTree::code_points(points),
        ExprKind::Nil => TermTree::Nil,
        ExprKind::Tuple(elements) => TermTree::Tuple(normalise_all(elements, names)?),
        ExprKind::List { elements, tail, .. } => {
            let elements = normalise_all(elements, names)?;
            match tail {
                None => TermTree::list(elements),
                Some(tail) => join(elements, normalise(tail, names)?),
            }
        }
        ExprKind::Map {
            base: None, fields, ..
        } => {
            let pair = |field: &MapField<'_>| {
                Ok((normalise(field.key, names)?, normalise(field.value, names)?))
            };
            TermTree::Map(fields.iter().map(pair).collect::<Result<_, Span>>()?)
        }
        ExprKind::Unary { op, operand } => sign(op, normalise(operand, names)?).ok_or(expr.span)?,
        ExprKind::Binary {
            op: BinaryOp::FloatDiv,
            left,
            right,
            ..
        } => match (left.kind, right.kind) {
            (ExprKind::Atom(_), ExprKind::Integer(_)) => {
                TermTree::tuple([normalise(left, names)?, normalise(right, names)?])
            }
            _ => return Err(expr.span),
        },
        ExprKind::ExternalFun {
            module,
            name,
            arity,
        } => {
            let parts = [
                normalise(module, names)?,
                normalise(name, names)?,
                normalise(arity, names)?,
            ];
            let [module, name, arity] = parts;
            TermTree::tuple([TermTree::atom("fun"), module, name, arity])
        }
        ExprKind::Bits(segments) => constant_bits(segments).ok_or(expr.span)?,
        _ => return Err(expr.span),
    })
}

fn normalise_all(exprs: &[Expr<'_>], names: &Interner) -> Result<Vec<TermTree>, Span> {
    exprs.iter().map(|expr| normalise(expr, names)).collect()
}

/// A list from its first elements and what follows them.
pub fn join(mut elements: Vec<TermTree>, mut tail: TermTree) -> TermTree {
    match &mut tail {
        TermTree::Nil => TermTree::list(elements),
        TermTree::List(more) => {
            elements.append(more);
            TermTree::List(elements)
        }
        TermTree::Improper(more, end) => {
            elements.append(more);
            TermTree::Improper(elements, std::mem::replace(end, Box::new(TermTree::Nil)))
        }
        TermTree::Chars(text) => {
            elements.extend(text.chars().map(|c| TermTree::Int(i64::from(u32::from(c)))));
            TermTree::List(elements)
        }
        _ => TermTree::Improper(elements, Box::new(tail)),
    }
}

fn sign(op: UnaryOp, mut operand: TermTree) -> Option<TermTree> {
    match (op, &mut operand) {
        (UnaryOp::Plus, TermTree::Int(_) | TermTree::Big(_) | TermTree::Float(_)) => Some(operand),
        (UnaryOp::Minus, TermTree::Int(value)) => Some(int_tree(-BigInt::from(*value))),
        (UnaryOp::Minus, TermTree::Big(value)) => Some(int_tree(-std::mem::take(&mut **value))),
        (UnaryOp::Minus, TermTree::Float(value)) => Some(TermTree::Float(-*value)),
        _ => None,
    }
}

/// Binaries of integers, strings and floats with constant sizes.
fn constant_bits(segments: &[BitSegment<'_>]) -> Option<TermTree> {
    let mut bits = BitBuffer::default();
    for segment in segments {
        constant_segment(segment, &mut bits)?;
    }
    Some(match bits.used {
        0 => TermTree::Binary(bits.bytes.into()),
        used => TermTree::Bits(bits.bytes.into(), used),
    })
}

#[derive(Default)]
struct BitBuffer {
    bytes: Vec<u8>,
    /// Bits used in the last byte, 0 when it is full.
    used: u8,
}

impl BitBuffer {
    fn push(&mut self, bit: bool) {
        if self.used == 0 {
            self.bytes.push(0);
        }
        if let Some(last) = self.bytes.last_mut() {
            *last |= u8::from(bit) << (7 - self.used);
        }
        self.used = (self.used + 1) % 8;
    }

    fn integer(&mut self, value: &BigInt, n_bits: u64, little: bool) {
        let bit = |at: u64| value.bit(at);
        match little {
            false => (0..n_bits).rev().for_each(|at| self.push(bit(at))),
            true => {
                for byte in 0..n_bits.div_ceil(8) {
                    let width = (n_bits - byte * 8).min(8);
                    (0..width)
                        .rev()
                        .for_each(|at| self.push(bit(byte * 8 + at)));
                }
            }
        }
    }
}

fn constant_segment(segment: &BitSegment<'_>, bits: &mut BitBuffer) -> Option<()> {
    const MAX_BITS: i64 = 1 << 26;
    let word = |name: Name| {
        segment
            .specs
            .iter()
            .any(|spec| spec.kind == BitSpecKind::Word(name))
    };
    let unit = segment.specs.iter().find_map(|spec| match spec.kind {
        BitSpecKind::Unit(unit) => Some(i64::from(unit)),
        BitSpecKind::Word(_) => None,
    });
    let size = match segment.size.map(|size| size.kind) {
        None => None,
        Some(ExprKind::Integer(Integer::Small(size))) => Some(size),
        Some(_) => return None,
    };
    let little = word(known::LITTLE) || word(known::NATIVE);
    let n_bits = |default: i64| {
        let n = size.unwrap_or(default).checked_mul(unit.unwrap_or(1))?;
        (0..=MAX_BITS).contains(&n).then_some(n as u64)
    };
    let utf = [known::UTF8, known::UTF16, known::UTF32]
        .into_iter()
        .find(|&name| word(name));
    let code_point = |point: u32, bits: &mut BitBuffer| {
        match utf {
            None => bits.integer(&point.into(), n_bits(8)?, little),
            Some(encoding) => {
                let c = char::from_u32(point)?;
                let mut units = [0; 4];
                match encoding {
                    known::UTF8 => c
                        .encode_utf8(&mut units)
                        .bytes()
                        .for_each(|byte| bits.integer(&byte.into(), 8, false)),
                    known::UTF16 => {
                        let mut units = [0; 2];
                        c.encode_utf16(&mut units)
                            .iter()
                            .for_each(|&unit| bits.integer(&unit.into(), 16, little));
                    }
                    _ => bits.integer(&point.into(), 32, little),
                }
            }
        }
        Some(())
    };
    let (kind, negative) = match segment.value.kind {
        ExprKind::Unary {
            op: UnaryOp::Minus,
            operand,
        } => (operand.kind, true),
        kind => (kind, false),
    };
    match kind {
        ExprKind::String(points) => points.iter().try_for_each(|&point| code_point(point, bits)),
        ExprKind::Char(point) => code_point(point, bits),
        ExprKind::Integer(Integer::Small(value)) if utf.is_some() => {
            code_point(u32::try_from(value).ok()?, bits)
        }
        ExprKind::Integer(value) if !word(known::FLOAT) => {
            let value = integer(value);
            bits.integer(&if negative { -value } else { value }, n_bits(8)?, little);
            Some(())
        }
        ExprKind::Float(value) if word(known::FLOAT) => {
            let value = if negative { -value } else { value };
            let pattern = match n_bits(64)? {
                64 => value.to_bits(),
                32 => u64::from((value as f32).to_bits()),
                _ => return None,
            };
            bits.integer(&pattern.into(), n_bits(64)?, little);
            Some(())
        }
        _ => None,
    }
}

/// Makes terms of nodes.
pub struct ToAbstract<'n, A: Fn(Span) -> TermTree> {
    pub names: &'n Interner,
    /// The place as a term: of a span, the beginning counts.
    pub anno: A,
    /// The place of things that have none: OTP writes 0 or 1 there.
    pub no_anno: TermTree,
}

fn tag(name: &str, parts: impl IntoIterator<Item = TermTree>) -> TermTree {
    TermTree::tuple(std::iter::once(TermTree::atom(name)).chain(parts))
}

impl<A: Fn(Span) -> TermTree> ToAbstract<'_, A> {
    fn at(&self, span: Span) -> TermTree {
        (self.anno)(span)
    }

    fn name(&self, name: Name) -> TermTree {
        TermTree::atom(self.names.text(name))
    }

    fn ident(&self, ident: Ident) -> TermTree {
        tag("atom", [self.at(ident.span), self.name(ident.name)])
    }

    fn var(&self, ident: Ident) -> TermTree {
        tag("var", [self.at(ident.span), self.name(ident.name)])
    }

    /// All forms but errors, without the end mark.
    pub fn module(&self, module: &Module<'_>) -> Vec<TermTree> {
        module
            .forms
            .iter()
            .filter_map(|form| self.form(form))
            .collect()
    }

    /// A form; `None` if it is an error.
    pub fn form(&self, form: &Form<'_>) -> Option<TermTree> {
        let anno = self.at(form.anchor);
        let attribute = |name: &str, value: TermTree| {
            tag("attribute", [anno.clone(), TermTree::atom(name), value])
        };
        Some(match form.kind {
            FormKind::Module(ident) => attribute("module", self.name(ident.name)),
            FormKind::Export(names) => attribute("export", self.fun_names(names)),
            FormKind::ExportType(names) => attribute("export_type", self.fun_names(names)),
            FormKind::OptionalCallbacks(names) => {
                attribute("optional_callbacks", self.fun_names(names))
            }
            FormKind::Import { module, functions } => attribute(
                "import",
                TermTree::tuple([self.name(module.name), self.fun_names(functions)]),
            ),
            FormKind::Record(record) => {
                let fields = TermTree::list(
                    record
                        .fields
                        .iter()
                        .map(|field| self.field_declaration(field)),
                );
                attribute(
                    "record",
                    TermTree::tuple([self.name(record.name.name), fields]),
                )
            }
            FormKind::Type(declaration) => {
                let kind = match declaration.kind {
                    TypeDeclKind::Type => "type",
                    TypeDeclKind::Opaque => "opaque",
                    TypeDeclKind::Nominal => "nominal",
                };
                let params =
                    TermTree::list(declaration.params.iter().map(|&param| self.var(param)));
                let body = self.typ(declaration.body);
                attribute(
                    kind,
                    TermTree::tuple([self.name(declaration.name.name), body, params]),
                )
            }
            FormKind::Spec(spec) => attribute(
                if spec.callback { "callback" } else { "spec" },
                self.spec(&spec),
            ),
            FormKind::Behaviour(ident) => {
                // Both spellings are one node: the length of the word tells which it was.
                let american = form.anchor.hi - form.anchor.lo == 8;
                attribute(
                    if american { "behavior" } else { "behaviour" },
                    self.name(ident.name),
                )
            }
            FormKind::File { path, line } => {
                let path = TermTree::chars(self.names.text(path));
                attribute("file", TermTree::tuple([path, TermTree::Int(line.into())]))
            }
            FormKind::Attribute { name, value } => attribute(
                self.names.text(name.name),
                normalise(value, self.names).ok()?,
            ),
            FormKind::Function(function) => {
                let arity = TermTree::Int(function.arity.into());
                let clauses =
                    TermTree::list(function.clauses.iter().map(|clause| self.clause(clause)));
                tag(
                    "function",
                    [anno, self.name(function.name.name), arity, clauses],
                )
            }
            FormKind::Error => return None,
        })
    }

    fn fun_names(&self, names: &[FunName]) -> TermTree {
        TermTree::list(
            names.iter().map(|name| {
                TermTree::tuple([self.name(name.name), TermTree::Int(name.arity.into())])
            }),
        )
    }

    fn field_declaration(&self, field: &FieldDecl<'_>) -> TermTree {
        let mut parts = vec![self.at(field.name.span), self.ident(field.name)];
        parts.extend(field.default.map(|default| self.expr(default)));
        let plain = tag("record_field", parts);
        match field.typ {
            Some(typ) => tag("typed_record_field", [plain, self.typ(typ)]),
            None => plain,
        }
    }

    fn spec(&self, spec: &SpecDecl<'_>) -> TermTree {
        let arity = TermTree::Int(spec.arity.into());
        let mut function = vec![self.name(spec.name.name), arity];
        if let Some(module) = spec.module {
            function.insert(0, self.name(module.name));
        }
        TermTree::tuple([
            TermTree::Tuple(function),
            TermTree::list(spec.clauses.iter().map(|clause| self.typ(clause))),
        ])
    }

    fn clause(&self, clause: &Clause<'_>) -> TermTree {
        self.clause_parts(
            self.at(clause.span),
            TermTree::list(clause.patterns.iter().map(|pattern| self.expr(pattern))),
            clause.guard,
            clause.body,
        )
    }

    fn clause_parts(
        &self,
        anno: TermTree,
        patterns: TermTree,
        guard: &[&[Expr<'_>]],
        body: &[Expr<'_>],
    ) -> TermTree {
        let guard = TermTree::list(guard.iter().map(|tests| self.exprs(tests)));
        tag("clause", [anno, patterns, guard, self.exprs(body)])
    }

    fn clauses(&self, clauses: &[Clause<'_>]) -> TermTree {
        TermTree::list(clauses.iter().map(|clause| self.clause(clause)))
    }

    fn catch_clause(&self, clause: &CatchClause<'_>) -> TermTree {
        let start = clause.class.map_or(clause.pattern.span, |class| class.span);
        let class = match clause.class {
            Some(class) => self.expr(class),
            None => tag(
                "atom",
                [self.at(clause.pattern.span), TermTree::atom("throw")],
            ),
        };
        let stack = match clause.stack {
            Some(stack) => self.expr(stack),
            None => tag(
                "var",
                [self.at(last_place(clause.pattern)), TermTree::atom("_")],
            ),
        };
        let triple = tag(
            "tuple",
            [
                self.at(start),
                TermTree::list([class, self.expr(clause.pattern), stack]),
            ],
        );
        self.clause_parts(
            self.at(start),
            TermTree::list([triple]),
            clause.guard,
            clause.body,
        )
    }

    pub fn exprs(&self, exprs: &[Expr<'_>]) -> TermTree {
        TermTree::list(exprs.iter().map(|expr| self.expr(expr)))
    }

    pub fn expr(&self, expr: &Expr<'_>) -> TermTree {
        let anno = self.at(expr.span);
        match expr.kind {
            ExprKind::Atom(name) => tag("atom", [anno, self.name(name)]),
            ExprKind::Integer(value) => tag("integer", [anno, integer_tree(value)]),
            ExprKind::Float(value) => tag("float", [anno, TermTree::Float(value)]),
            ExprKind::Char(point) => tag("char", [anno, TermTree::Int(point.into())]),
            ExprKind::String(points) => tag("string", [anno, TermTree::code_points(points)]),
            ExprKind::Var(name) => tag("var", [anno, self.name(name)]),
            ExprKind::Tuple(elements) => tag("tuple", [anno, self.exprs(elements)]),
            ExprKind::Nil => tag("nil", [anno]),
            ExprKind::List {
                elements,
                tail,
                close,
            } => self.list(anno, elements, tail, close),
            ExprKind::Bits(segments) => tag(
                "bin",
                [
                    anno,
                    TermTree::list(segments.iter().map(|segment| self.segment(segment))),
                ],
            ),
            ExprKind::Map { base, hash, fields } => {
                let fields = TermTree::list(fields.iter().map(|field| self.map_field(field)));
                match base {
                    None => tag("map", [self.at(hash), fields]),
                    Some(base) => tag("map", [self.at(hash), self.expr(base), fields]),
                }
            }
            ExprKind::Record {
                base,
                hash,
                name,
                fields,
            } => {
                let fields = TermTree::list(fields.iter().map(|field| self.record_field(field)));
                match base {
                    None => tag("record", [self.at(hash), self.name(name.name), fields]),
                    Some(base) => tag(
                        "record",
                        [self.at(hash), self.expr(base), self.name(name.name), fields],
                    ),
                }
            }
            ExprKind::RecordIndex { name, field } => tag(
                "record_index",
                [anno, self.name(name.name), self.ident(field)],
            ),
            ExprKind::RecordAccess {
                base,
                hash,
                name,
                field,
            } => tag(
                "record_field",
                [
                    self.at(hash),
                    self.expr(base),
                    self.name(name.name),
                    self.ident(field),
                ],
            ),
            ExprKind::Match { left, right } => tag(
                "match",
                [self.at(left.span), self.expr(left), self.expr(right)],
            ),
            ExprKind::MaybeMatch {
                op_span,
                left,
                right,
            } => tag(
                "maybe_match",
                [self.at(op_span), self.expr(left), self.expr(right)],
            ),
            ExprKind::Binary { op, .. } => match op.assoc() {
                Assoc::Right => self.right_chain(expr),
                Assoc::Left | Assoc::None => self.left_chain(expr),
            },
            ExprKind::Unary { op, operand } => {
                tag("op", [anno, TermTree::atom(op.text()), self.expr(operand)])
            }
            ExprKind::Catch(inner) => tag("catch", [anno, self.expr(inner)]),
            ExprKind::Remote {
                colon,
                module,
                name,
            } => self.remote(colon, module, name),
            ExprKind::Call { target, args } => self.call(&target, args),
            ExprKind::Block(body) => tag("block", [anno, self.exprs(body)]),
            ExprKind::Case { subject, clauses } => {
                tag("case", [anno, self.expr(subject), self.clauses(clauses)])
            }
            ExprKind::If(clauses) => tag("if", [anno, self.clauses(clauses)]),
            ExprKind::Receive { clauses, after } => match after {
                None => tag("receive", [anno, self.clauses(clauses)]),
                Some(after) => {
                    let (timeout, body) = (self.expr(after.timeout), self.exprs(after.body));
                    tag("receive", [anno, self.clauses(clauses), timeout, body])
                }
            },
            ExprKind::Try(parts) => self.try_(anno, parts),
            ExprKind::Maybe {
                body,
                else_span,
                else_clauses,
            } => {
                let body = self.exprs(body);
                match else_clauses.is_empty() {
                    true => tag("maybe", [anno, body]),
                    false => {
                        let clauses = tag("else", [self.at(else_span), self.clauses(else_clauses)]);
                        tag("maybe", [anno, body, clauses])
                    }
                }
            }
            ExprKind::Fun {
                name: None,
                clauses,
            } => tag("fun", [anno, tag("clauses", [self.clauses(clauses)])]),
            ExprKind::Fun {
                name: Some(name),
                clauses,
            } => tag(
                "named_fun",
                [anno, self.name(name.name), self.clauses(clauses)],
            ),
            ExprKind::LocalFun(fun) => {
                let function = tag(
                    "function",
                    [self.name(fun.name), TermTree::Int(fun.arity.into())],
                );
                tag("fun", [anno, function])
            }
            ExprKind::ExternalFun {
                module,
                name,
                arity,
            } => {
                let function = tag(
                    "function",
                    [self.expr(module), self.expr(name), self.expr(arity)],
                );
                tag("fun", [anno, function])
            }
            ExprKind::ListComprehension {
                results,
                qualifiers,
            } => {
                let result = match results {
                    [result] => self.expr(result),
                    results => self.exprs(results),
                };
                tag("lc", [anno, result, self.qualifiers(qualifiers)])
            }
            ExprKind::BinaryComprehension { result, qualifiers } => {
                tag("bc", [anno, self.expr(result), self.qualifiers(qualifiers)])
            }
            ExprKind::MapComprehension { fields, qualifiers } => {
                let result = match fields {
                    [field] => self.map_field(field),
                    fields => TermTree::list(fields.iter().map(|field| self.map_field(field))),
                };
                tag("mc", [anno, result, self.qualifiers(qualifiers)])
            }
            ExprKind::Error => tag("error", [anno]),
        }
    }

    fn list(
        &self,
        anno: TermTree,
        elements: &[Expr<'_>],
        tail: Option<&Expr<'_>>,
        close: Span,
    ) -> TermTree {
        let mut rest = match tail {
            Some(tail) => self.expr(tail),
            None => tag("nil", [self.at(close)]),
        };
        for element in elements.iter().skip(1).rev() {
            rest = tag("cons", [self.at(element.span), self.expr(element), rest]);
        }
        match elements.first() {
            Some(first) => tag("cons", [anno, self.expr(first), rest]),
            None => rest,
        }
    }

    /// `A op B op C`, leaning left.
    fn left_chain(&self, expr: &Expr<'_>) -> TermTree {
        let mut operations = Vec::new();
        let mut first = expr;
        while let ExprKind::Binary {
            op,
            op_span,
            left,
            right,
        } = first.kind
            && op.assoc() != Assoc::Right
        {
            operations.push((op, op_span, right));
            first = left;
        }
        let mut result = self.expr(first);
        for (op, op_span, right) in operations.into_iter().rev() {
            result = tag(
                "op",
                [
                    self.at(op_span),
                    TermTree::atom(op.text()),
                    result,
                    self.expr(right),
                ],
            );
        }
        result
    }

    /// `A op B op C`, leaning right.
    fn right_chain(&self, expr: &Expr<'_>) -> TermTree {
        let mut operations = Vec::new();
        let mut last = expr;
        while let ExprKind::Binary {
            op,
            op_span,
            left,
            right,
        } = last.kind
            && op.assoc() == Assoc::Right
        {
            operations.push((op, op_span, left));
            last = right;
        }
        let mut result = self.expr(last);
        for (op, op_span, left) in operations.into_iter().rev() {
            result = tag(
                "op",
                [
                    self.at(op_span),
                    TermTree::atom(op.text()),
                    self.expr(left),
                    result,
                ],
            );
        }
        result
    }

    fn remote(&self, colon: Span, module: &Expr<'_>, name: &Expr<'_>) -> TermTree {
        tag(
            "remote",
            [self.at(colon), self.expr(module), self.expr(name)],
        )
    }

    fn call(&self, target: &CallTarget<'_>, args: &[Expr<'_>]) -> TermTree {
        let (anno, target) = match *target {
            CallTarget::Local(ident) => (self.at(ident.span), self.ident(ident)),
            CallTarget::Remote {
                colon,
                module,
                name,
            } => (self.at(module.span), self.remote(colon, module, name)),
            CallTarget::Value(value) => (self.at(value.span), self.expr(value)),
        };
        tag("call", [anno, target, self.exprs(args)])
    }

    fn try_(&self, anno: TermTree, parts: &Try<'_>) -> TermTree {
        let catch_clauses = TermTree::list(
            parts
                .catch_clauses
                .iter()
                .map(|clause| self.catch_clause(clause)),
        );
        let (body, of_clauses) = (self.exprs(parts.body), self.clauses(parts.of_clauses));
        tag(
            "try",
            [
                anno,
                body,
                of_clauses,
                catch_clauses,
                self.exprs(parts.after),
            ],
        )
    }

    fn segment(&self, segment: &BitSegment<'_>) -> TermTree {
        let default = || TermTree::atom("default");
        let size = segment.size.map_or_else(default, |size| self.expr(size));
        let specs = segment.specs.iter().map(|spec| match spec.kind {
            BitSpecKind::Word(word) => self.name(word),
            BitSpecKind::Unit(unit) => tag("unit", [TermTree::Int(unit.into())]),
        });
        let specs = if segment.specs.is_empty() {
            default()
        } else {
            TermTree::list(specs)
        };
        tag(
            "bin_element",
            [
                self.at(segment.value.span),
                self.expr(segment.value),
                size,
                specs,
            ],
        )
    }

    fn map_field(&self, field: &MapField<'_>) -> TermTree {
        let kind = if field.exact {
            "map_field_exact"
        } else {
            "map_field_assoc"
        };
        tag(
            kind,
            [
                self.at(field.op_span),
                self.expr(field.key),
                self.expr(field.value),
            ],
        )
    }

    fn record_field(&self, field: &RecordField<'_>) -> TermTree {
        let anno = self.at(field.span);
        let name = match field.name {
            Some(ident) => self.ident(ident),
            None => tag("var", [anno.clone(), TermTree::atom("_")]),
        };
        tag("record_field", [anno, name, self.expr(field.value)])
    }

    fn qualifiers(&self, qualifiers: &[Qualifier<'_>]) -> TermTree {
        TermTree::list(qualifiers.iter().map(|qualifier| self.qualifier(qualifier)))
    }

    fn qualifier(&self, qualifier: &Qualifier<'_>) -> TermTree {
        let anno = || self.at(qualifier.op_span);
        let named = |name: &str, strict: bool| {
            if strict {
                format!("{name}_strict")
            } else {
                name.to_owned()
            }
        };
        match qualifier.kind {
            QualifierKind::List {
                strict,
                pattern,
                source,
            } => tag(
                &named("generate", strict),
                [anno(), self.expr(pattern), self.expr(source)],
            ),
            QualifierKind::Binary {
                strict,
                pattern,
                source,
            } => tag(
                &named("b_generate", strict),
                [anno(), self.expr(pattern), self.expr(source)],
            ),
            QualifierKind::Map {
                strict,
                assign,
                key,
                value,
                source,
            } => {
                let pattern = tag(
                    "map_field_exact",
                    [self.at(assign), self.expr(key), self.expr(value)],
                );
                tag(
                    &named("m_generate", strict),
                    [anno(), pattern, self.expr(source)],
                )
            }
            QualifierKind::Zip(generators) => tag("zip", [anno(), self.qualifiers(generators)]),
            QualifierKind::Filter(filter) => self.expr(filter),
        }
    }

    // ---- types

    fn types(&self, types: &[Type<'_>]) -> TermTree {
        TermTree::list(types.iter().map(|typ| self.typ(typ)))
    }

    fn type_node(&self, span: Span, name: &str, args: TermTree) -> TermTree {
        tag("type", [self.at(span), TermTree::atom(name), args])
    }

    pub fn typ(&self, typ: &Type<'_>) -> TermTree {
        let anno = self.at(typ.span);
        match typ.kind {
            TypeKind::Var(name) => tag("var", [anno, self.name(name)]),
            TypeKind::Atom(name) => tag("atom", [anno, self.name(name)]),
            TypeKind::Integer(value) => tag("integer", [anno, integer_tree(value)]),
            TypeKind::Char(point) => tag("char", [anno, TermTree::Int(point.into())]),
            TypeKind::Binary {
                op,
                op_span,
                left,
                right,
            } => tag(
                "op",
                [
                    self.at(op_span),
                    TermTree::atom(op.text()),
                    self.typ(left),
                    self.typ(right),
                ],
            ),
            TypeKind::Unary { op, operand } => {
                tag("op", [anno, TermTree::atom(op.text()), self.typ(operand)])
            }
            TypeKind::Range { lo, hi } => {
                let place = type_place(lo);
                self.type_node(place, "range", TermTree::list([self.typ(lo), self.typ(hi)]))
            }
            TypeKind::Union(members) => {
                let place = members.first().map_or(typ.span, type_place);
                self.type_node(place, "union", self.types(members))
            }
            TypeKind::Local { name, args } => self.local_type(name, args),
            TypeKind::Remote { module, name, args } => {
                let parts =
                    TermTree::list([self.ident(module), self.ident(name), self.types(args)]);
                tag("remote_type", [anno, parts])
            }
            TypeKind::Annotated { var, typ } => tag(
                "ann_type",
                [anno, TermTree::list([self.var(var), self.typ(typ)])],
            ),
            TypeKind::Nil => self.type_node(typ.span, "nil", TermTree::Nil),
            TypeKind::List { element, nonempty } => {
                let name = if nonempty { "nonempty_list" } else { "list" };
                self.type_node(typ.span, name, TermTree::list([self.typ(element)]))
            }
            TypeKind::Tuple(elements) => self.type_node(typ.span, "tuple", self.types(elements)),
            TypeKind::Map(fields) => {
                let fields = fields.iter().map(|field| {
                    let kind = if field.mandatory {
                        "map_field_exact"
                    } else {
                        "map_field_assoc"
                    };
                    self.type_node(
                        field.op_span,
                        kind,
                        TermTree::list([self.typ(field.key), self.typ(field.value)]),
                    )
                });
                self.type_node(typ.span, "map", TermTree::list(fields))
            }
            TypeKind::Record { name, fields } => {
                let fields = fields.iter().map(|(field, typ)| {
                    self.type_node(
                        field.span,
                        "field_type",
                        TermTree::list([self.ident(*field), self.typ(typ)]),
                    )
                });
                self.type_node(
                    typ.span,
                    "record",
                    TermTree::list(std::iter::once(self.ident(name)).chain(fields)),
                )
            }
            TypeKind::Bits { size, unit } => {
                let part = |part: Option<&Type<'_>>| match part {
                    Some(typ) => self.typ(typ),
                    None => tag("integer", [self.no_anno.clone(), TermTree::Int(0)]),
                };
                self.type_node(typ.span, "binary", TermTree::list([part(size), part(unit)]))
            }
            TypeKind::AnyFun => self.type_node(typ.span, "fun", TermTree::Nil),
            TypeKind::Fun { params, result } => {
                let params = match params {
                    None => tag("type", [anno, TermTree::atom("any")]),
                    Some(params) => self.type_node(typ.span, "product", self.types(params)),
                };
                self.type_node(typ.span, "fun", TermTree::list([params, self.typ(result)]))
            }
            TypeKind::Constrained { fun, constraints } => {
                let constraints = constraints
                    .iter()
                    .map(|constraint| self.constraint(constraint));
                let parts = TermTree::list([self.typ(fun), TermTree::list(constraints)]);
                self.type_node(typ.span, "bounded_fun", parts)
            }
            TypeKind::Error => tag("error", [anno]),
        }
    }

    fn constraint(&self, constraint: &Type<'_>) -> TermTree {
        let TypeKind::Annotated { var, typ } = constraint.kind else {
            return self.typ(constraint);
        };
        let is_subtype = tag("atom", [self.at(var.span), TermTree::atom("is_subtype")]);
        let parts = TermTree::list([self.var(var), self.typ(typ)]);
        self.type_node(var.span, "constraint", TermTree::list([is_subtype, parts]))
    }

    fn local_type(&self, name: Ident, args: &[Type<'_>]) -> TermTree {
        let text = self.names.text(name.name);
        if args.is_empty() && matches!(text, "tuple" | "map") {
            return self.type_node(name.span, text, TermTree::atom("any"));
        }
        let kind = if is_builtin_type(text, args.len()) {
            "type"
        } else {
            "user_type"
        };
        tag(
            kind,
            [self.at(name.span), TermTree::atom(text), self.types(args)],
        )
    }
}

/// The last place a pattern names: where OTP puts the stack trace variable that was not written.
fn last_place(pattern: &Expr<'_>) -> Span {
    let later = |a: Span, b: Span| if b.lo > a.lo { b } else { a };
    let all = |exprs: &[Expr<'_>]| {
        exprs
            .iter()
            .map(last_place)
            .fold(pattern.span.start(), later)
    };
    match pattern.kind {
        ExprKind::Binary {
            op_span,
            left,
            right,
            ..
        } => {
            let mut place = op_span;
            let (mut left, mut right) = (left, right);
            loop {
                place = later(place, last_place(right));
                let ExprKind::Binary {
                    left: l, right: r, ..
                } = left.kind
                else {
                    break;
                };
                (left, right) = (l, r);
            }
            later(place, last_place(left))
        }
        ExprKind::Match { left, right } => later(last_place(left), last_place(right)),
        ExprKind::Unary { operand, .. } => later(pattern.span, last_place(operand)),
        ExprKind::Tuple(elements) => all(elements),
        ExprKind::List {
            elements,
            tail,
            close,
        } => {
            let place = all(elements);
            later(place, tail.map_or(close, last_place))
        }
        _ => pattern.span,
    }
}

/// Where OTP places a type that is part of a larger one: an operator's place is the operator.
fn type_place(typ: &Type<'_>) -> Span {
    match typ.kind {
        TypeKind::Binary { op_span, .. } => op_span,
        _ => typ.span,
    }
}

/// Types that need no declaration.
pub fn is_builtin_type(name: &str, arity: usize) -> bool {
    match arity {
        0 => matches!(
            name,
            "any"
                | "arity"
                | "atom"
                | "binary"
                | "bitstring"
                | "bool"
                | "boolean"
                | "byte"
                | "char"
                | "dynamic"
                | "float"
                | "function"
                | "identifier"
                | "integer"
                | "iodata"
                | "iolist"
                | "list"
                | "map"
                | "maybe_improper_list"
                | "mfa"
                | "module"
                | "neg_integer"
                | "nil"
                | "no_return"
                | "node"
                | "non_neg_integer"
                | "none"
                | "nonempty_binary"
                | "nonempty_bitstring"
                | "nonempty_list"
                | "nonempty_maybe_improper_list"
                | "nonempty_string"
                | "number"
                | "pid"
                | "port"
                | "pos_integer"
                | "reference"
                | "string"
                | "term"
                | "timeout"
                | "tuple"
        ),
        1 => matches!(name, "list" | "nonempty_list"),
        2 => matches!(
            name,
            "maybe_improper_list" | "nonempty_improper_list" | "nonempty_maybe_improper_list"
        ),
        _ => false,
    }
}
