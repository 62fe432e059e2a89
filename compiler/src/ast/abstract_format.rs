//! The syntax tree as Erlang's abstract format: exactly the terms OTP's parser makes, places included.
//!
//! How a place becomes a term is the caller's matter (`{Line, Column}`, a line, whatever a token carried). Operator
//! chains and lists of any length are walked in loops.

use num_bigint::{BigInt, BigUint, Sign};

use super::nodes::{
    Assoc, BinaryOp, BitSegment, BitSpec, BitSpecKind, CallTarget, CatchClause, Clause, Expr,
    ExprKind, FieldDecl, Form, FormKind, FunName, Ident, Integer, ListPlaces, MapField,
    MapFieldType, Module, Qualifier, QualifierKind, RecordField, RecordOf, SpecDecl, Try, Type,
    TypeDeclKind, TypeKind, UnaryOp,
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
            let pair = |field: &MapField<'_>| match field.exact {
                true => Err(expr.span),
                false => Ok((normalise(field.key, names)?, normalise(field.value, names)?)),
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
        } => match (module.kind, name.kind, arity.kind) {
            (
                ExprKind::Atom(module),
                ExprKind::Atom(name),
                ExprKind::Integer(Integer::Small(arity)),
            ) => {
                let arity = u32::try_from(arity).map_err(|_| expr.span)?;
                TermTree::ExternalFun(names.text(module).into(), names.text(name).into(), arity)
            }
            _ => return Err(expr.span),
        },
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

/// What a node consists of besides tag and place.
#[derive(Clone, Copy)]
enum Part<'t> {
    Expr(&'t Expr<'t>),
    Exprs(&'t [Expr<'t>]),
    Clauses(&'t [Clause<'t>]),
    CatchClauses(&'t [CatchClause<'t>]),
    Guard(&'t [&'t [Expr<'t>]]),
    Segments(&'t [BitSegment<'t>]),
    MapFields(&'t [MapField<'t>]),
    Field(&'t MapField<'t>),
    RecordFields(&'t [RecordField<'t>]),
    /// `r`, `{m, r}` or, for any, `[]`.
    RecordName(RecordOf, Name),
    Qualifiers(&'t [Qualifier<'t>]),
    /// A list of one pattern.
    Pattern(&'t Expr<'t>),
    Name(Name),
    Text(&'static str),
    Ident(Ident),
    Else(Span, &'t [Clause<'t>]),
    FunClauses(&'t [Clause<'t>]),
    Function(&'t Expr<'t>, &'t Expr<'t>, &'t Expr<'t>),
}

/// Adds an element to a tuple under construction.
fn append(node: &mut TermTree, element: TermTree) {
    if let TermTree::Tuple(elements) = node {
        elements.push(element);
    }
}

#[inline(never)]
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
                    if record.native {
                        "native_record"
                    } else {
                        "record"
                    },
                    TermTree::tuple([self.name(record.name.name), fields]),
                )
            }
            FormKind::ImportRecord { module, records } => {
                let names = records.iter().map(|record| self.name(record.name));
                attribute(
                    "import_record",
                    TermTree::tuple([self.name(module.name), TermTree::list(names)]),
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
                let value = TermTree::tuple([path, TermTree::Int(line.into())]);
                // One that is written in the source; others are made where a file begins or goes on.
                let is_written = form.anchor.hi > form.anchor.lo;
                let anno = match is_written {
                    true => TermTree::list([
                        TermTree::tuple([TermTree::atom("generated"), TermTree::atom("true")]),
                        TermTree::tuple([TermTree::atom("location"), anno]),
                    ]),
                    false => anno,
                };
                tag("attribute", [anno, TermTree::atom("file"), value])
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

    #[inline(never)]
    fn clause(&self, clause: &Clause<'_>) -> TermTree {
        let parts = [
            Part::Exprs(clause.patterns),
            Part::Guard(clause.guard),
            Part::Exprs(clause.body),
        ];
        self.node("clause", clause.span, &parts)
    }

    #[inline(never)]
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
        let mut triple = self.part(&Part::Pattern(clause.pattern));
        if let TermTree::List(elements) = &mut triple {
            elements.insert(0, class);
            elements.push(stack);
        }
        let mut node = self.node("clause", start, &[]);
        append(
            &mut node,
            TermTree::list([tag("tuple", [self.at(start), triple])]),
        );
        append(&mut node, self.part(&Part::Guard(clause.guard)));
        append(&mut node, self.part(&Part::Exprs(clause.body)));
        node
    }

    pub fn exprs(&self, exprs: &[Expr<'_>]) -> TermTree {
        self.part(&Part::Exprs(exprs))
    }

    /// `{Tag, Anno, Parts...}`. All nodes with nodes inside are made here, so that the recursion has small frames.
    #[inline(never)]
    fn node(&self, tag: &str, place: Span, parts: &[Part<'_>]) -> TermTree {
        let mut elements = Vec::with_capacity(parts.len() + 2);
        elements.push(TermTree::atom(tag));
        elements.push(self.at(place));
        for part in parts {
            elements.push(self.part(part));
        }
        TermTree::Tuple(elements)
    }

    #[inline(never)]
    fn part(&self, part: &Part<'_>) -> TermTree {
        let mut list = Vec::new();
        match *part {
            Part::Expr(expr) => return self.expr(expr),
            Part::Name(name) => return self.name(name),
            Part::Text(text) => return TermTree::atom(text),
            Part::Ident(ident) => return self.ident(ident),
            Part::Else(place, clauses) => {
                return self.node("else", place, &[Part::Clauses(clauses)]);
            }
            Part::FunClauses(clauses) => {
                list.push(TermTree::atom("clauses"));
                list.push(self.part(&Part::Clauses(clauses)));
                return TermTree::Tuple(list);
            }
            Part::Function(module, name, arity) => {
                list.push(TermTree::atom("function"));
                list.extend(
                    [module, name, arity]
                        .into_iter()
                        .map(|expr| self.expr(expr)),
                );
                return TermTree::Tuple(list);
            }
            Part::Field(field) => return self.map_field(field),
            Part::RecordName(of, name) => {
                return match of {
                    RecordOf::Known => self.name(name),
                    RecordOf::Module(module) => {
                        TermTree::tuple([self.name(module.name), self.name(name)])
                    }
                    RecordOf::Any => TermTree::Nil,
                };
            }
            Part::Exprs(exprs) => list.extend(exprs.iter().map(|expr| self.expr(expr))),
            Part::Clauses(clauses) => list.extend(clauses.iter().map(|clause| self.clause(clause))),
            Part::CatchClauses(clauses) => {
                list.extend(clauses.iter().map(|clause| self.catch_clause(clause)))
            }
            Part::Guard(guard) => list.extend(guard.iter().map(|tests| self.exprs(tests))),
            Part::Segments(segments) => {
                list.extend(segments.iter().map(|segment| self.segment(segment)))
            }
            Part::MapFields(fields) => {
                list.extend(fields.iter().map(|field| self.map_field(field)))
            }
            Part::RecordFields(fields) => {
                list.extend(fields.iter().map(|field| self.record_field(field)))
            }
            Part::Qualifiers(qualifiers) => {
                list.extend(qualifiers.iter().map(|qualifier| self.qualifier(qualifier)))
            }
            Part::Pattern(pattern) => list.push(self.expr(pattern)),
        }
        match list.is_empty() {
            true => TermTree::Nil,
            false => TermTree::List(list),
        }
    }

    #[inline(never)]
    fn leaf(&self, expr: &Expr<'_>) -> TermTree {
        let anno = self.at(expr.span);
        match expr.kind {
            ExprKind::Atom(name) => tag("atom", [anno, self.name(name)]),
            ExprKind::Integer(value) => tag("integer", [anno, integer_tree(value)]),
            ExprKind::Float(value) => tag("float", [anno, TermTree::Float(value)]),
            ExprKind::Char(point) => tag("char", [anno, TermTree::Int(point.into())]),
            ExprKind::String(points) => tag("string", [anno, TermTree::code_points(points)]),
            ExprKind::Var(name) => tag("var", [anno, self.name(name)]),
            ExprKind::LocalFun(fun) => {
                let function = tag(
                    "function",
                    [self.name(fun.name), TermTree::Int(fun.arity.into())],
                );
                tag("fun", [anno, function])
            }
            ExprKind::Nil => tag("nil", [anno]),
            _ => tag("error", [anno]),
        }
    }

    pub fn expr(&self, expr: &Expr<'_>) -> TermTree {
        use Part as P;
        let place = expr.span;
        match expr.kind {
            ExprKind::Atom(_)
            | ExprKind::Integer(_)
            | ExprKind::Float(_)
            | ExprKind::Char(_)
            | ExprKind::String(_)
            | ExprKind::Var(_)
            | ExprKind::LocalFun(_)
            | ExprKind::Nil
            | ExprKind::Error => self.leaf(expr),
            ExprKind::Tuple(elements) => self.node("tuple", place, &[P::Exprs(elements)]),
            ExprKind::List {
                elements,
                tail,
                places,
            } => self.list(place, elements, tail, places),
            ExprKind::Bits(segments) => self.node("bin", place, &[P::Segments(segments)]),
            ExprKind::Map { base, hash, fields } => match base {
                None => self.node("map", hash, &[P::MapFields(fields)]),
                Some(base) => self.node("map", hash, &[P::Expr(base), P::MapFields(fields)]),
            },
            ExprKind::Record {
                base,
                hash,
                of,
                name,
                fields,
            } => match base {
                None => self.node(
                    "record",
                    hash,
                    &[P::RecordName(of, name.name), P::RecordFields(fields)],
                ),
                Some(base) => self.node(
                    "record",
                    hash,
                    &[
                        P::Expr(base),
                        P::RecordName(of, name.name),
                        P::RecordFields(fields),
                    ],
                ),
            },
            ExprKind::RecordIndex { name, field } => self.node(
                "record_index",
                place,
                &[P::Name(name.name), P::Ident(field)],
            ),
            ExprKind::RecordAccess {
                base,
                hash,
                of,
                name,
                field,
            } => self.node(
                "record_field",
                hash,
                &[P::Expr(base), P::RecordName(of, name.name), P::Ident(field)],
            ),
            ExprKind::Match { left, right } => {
                self.node("match", left.span, &[P::Expr(left), P::Expr(right)])
            }
            ExprKind::MaybeMatch {
                op_span,
                left,
                right,
            } => self.node("maybe_match", op_span, &[P::Expr(left), P::Expr(right)]),
            ExprKind::Binary { op, .. } => match op.assoc() {
                Assoc::Right => self.right_chain(expr),
                Assoc::Left | Assoc::None => self.left_chain(expr),
            },
            ExprKind::Unary { op, operand } => {
                self.node("op", place, &[P::Text(op.text()), P::Expr(operand)])
            }
            ExprKind::Catch(inner) => self.node("catch", place, &[P::Expr(inner)]),
            ExprKind::Remote {
                colon,
                module,
                name,
            } => self.node("remote", colon, &[P::Expr(module), P::Expr(name)]),
            ExprKind::Call { target, args } => self.call(&target, args),
            ExprKind::Block(body) => self.node("block", place, &[P::Exprs(body)]),
            ExprKind::Case { subject, clauses } => {
                self.node("case", place, &[P::Expr(subject), P::Clauses(clauses)])
            }
            ExprKind::If(clauses) => self.node("if", place, &[P::Clauses(clauses)]),
            ExprKind::Receive { clauses, after } => match after {
                None => self.node("receive", place, &[P::Clauses(clauses)]),
                Some(after) => self.node(
                    "receive",
                    place,
                    &[
                        P::Clauses(clauses),
                        P::Expr(after.timeout),
                        P::Exprs(after.body),
                    ],
                ),
            },
            ExprKind::Try(Try {
                body,
                of_clauses,
                catch_clauses,
                after,
            }) => {
                let parts = [
                    P::Exprs(body),
                    P::Clauses(of_clauses),
                    P::CatchClauses(catch_clauses),
                    P::Exprs(after),
                ];
                self.node("try", place, &parts)
            }
            ExprKind::Maybe {
                body,
                else_span,
                else_clauses,
            } => match else_clauses {
                [] => self.node("maybe", place, &[P::Exprs(body)]),
                clauses => self.node(
                    "maybe",
                    place,
                    &[P::Exprs(body), P::Else(else_span, clauses)],
                ),
            },
            ExprKind::Fun {
                name: None,
                clauses,
            } => self.node("fun", place, &[P::FunClauses(clauses)]),
            ExprKind::Fun {
                name: Some(name),
                clauses,
            } => self.node(
                "named_fun",
                place,
                &[P::Name(name.name), P::Clauses(clauses)],
            ),
            ExprKind::ExternalFun {
                module,
                name,
                arity,
            } => self.node("fun", place, &[P::Function(module, name, arity)]),
            ExprKind::ListComprehension {
                results,
                qualifiers,
            } => {
                let result = match results {
                    [result] => P::Expr(result),
                    results => P::Exprs(results),
                };
                self.node("lc", place, &[result, P::Qualifiers(qualifiers)])
            }
            ExprKind::BinaryComprehension { result, qualifiers } => {
                self.node("bc", place, &[P::Expr(result), P::Qualifiers(qualifiers)])
            }
            ExprKind::MapComprehension { fields, qualifiers } => {
                let result = match fields {
                    [field] => P::Field(field),
                    fields => P::MapFields(fields),
                };
                self.node("mc", place, &[result, P::Qualifiers(qualifiers)])
            }
        }
    }

    #[inline(never)]
    fn list(
        &self,
        place: Span,
        elements: &[Expr<'_>],
        tail: Option<&Expr<'_>>,
        places: &ListPlaces<'_>,
    ) -> TermTree {
        let mut rest = match tail {
            Some(tail) => self.expr(tail),
            None => tag("nil", [self.at(places.close)]),
        };
        let mut inner = places.inner;
        for (index, element) in elements.iter().enumerate().rev() {
            let place = match inner.split_last() {
                Some((&(first, open), others)) if first as usize == index => {
                    inner = others;
                    open
                }
                _ if index == 0 => place,
                _ => element.span,
            };
            let mut cons = self.node("cons", place, &[Part::Expr(element)]);
            append(&mut cons, rest);
            rest = cons;
        }
        rest
    }

    /// `A op B op C`, leaning left.
    #[inline(never)]
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
        while let Some((op, op_span, right)) = operations.pop() {
            let mut node = self.node("op", op_span, &[Part::Text(op.text())]);
            append(&mut node, result);
            append(&mut node, self.expr(right));
            result = node;
        }
        result
    }

    /// `A op B op C`, leaning right.
    #[inline(never)]
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
        while let Some((op, op_span, left)) = operations.pop() {
            let mut node = self.node("op", op_span, &[Part::Text(op.text()), Part::Expr(left)]);
            append(&mut node, result);
            result = node;
        }
        result
    }

    #[inline(never)]
    fn call(&self, target: &CallTarget<'_>, args: &[Expr<'_>]) -> TermTree {
        let args = Part::Exprs(args);
        match *target {
            CallTarget::Local(ident) => self.node("call", ident.span, &[Part::Ident(ident), args]),
            CallTarget::Remote {
                colon,
                module,
                name,
            } => {
                let mut call = self.node("call", module.span, &[]);
                append(
                    &mut call,
                    self.node("remote", colon, &[Part::Expr(module), Part::Expr(name)]),
                );
                append(&mut call, self.part(&args));
                call
            }
            CallTarget::Value(value) => self.node("call", value.span, &[Part::Expr(value), args]),
        }
    }

    #[inline(never)]
    fn segment(&self, segment: &BitSegment<'_>) -> TermTree {
        let size = segment.size.map_or(Part::Text("default"), Part::Expr);
        let mut node = self.node(
            "bin_element",
            segment.value.span,
            &[Part::Expr(segment.value), size],
        );
        append(&mut node, self.specs(segment.specs));
        node
    }

    fn specs(&self, specs: &[BitSpec]) -> TermTree {
        match specs {
            [] => TermTree::atom("default"),
            specs => TermTree::list(specs.iter().map(|spec| match spec.kind {
                BitSpecKind::Word(word) => self.name(word),
                BitSpecKind::Unit(unit) => tag("unit", [TermTree::Int(unit.into())]),
            })),
        }
    }

    #[inline(never)]
    fn map_field(&self, field: &MapField<'_>) -> TermTree {
        let kind = if field.exact {
            "map_field_exact"
        } else {
            "map_field_assoc"
        };
        self.node(
            kind,
            field.op_span,
            &[Part::Expr(field.key), Part::Expr(field.value)],
        )
    }

    #[inline(never)]
    fn record_field(&self, field: &RecordField<'_>) -> TermTree {
        match field.name {
            Some(ident) => self.node(
                "record_field",
                field.span,
                &[Part::Ident(ident), Part::Expr(field.value)],
            ),
            None => {
                let place = field.span.start();
                let mut node = self.node("record_field", place, &[]);
                append(&mut node, tag("var", [self.at(place), TermTree::atom("_")]));
                append(&mut node, self.expr(field.value));
                node
            }
        }
    }

    #[inline(never)]
    fn qualifier(&self, qualifier: &Qualifier<'_>) -> TermTree {
        use Part as P;
        let place = qualifier.op_span;
        let named = |lax: &'static str, strict: &'static str, is_strict: bool| {
            if is_strict { strict } else { lax }
        };
        match qualifier.kind {
            QualifierKind::List {
                strict,
                pattern,
                source,
            } => self.node(
                named("generate", "generate_strict", strict),
                place,
                &[P::Expr(pattern), P::Expr(source)],
            ),
            QualifierKind::Binary {
                strict,
                pattern,
                source,
            } => self.node(
                named("b_generate", "b_generate_strict", strict),
                place,
                &[P::Expr(pattern), P::Expr(source)],
            ),
            QualifierKind::Map {
                strict,
                assign,
                key,
                value,
                source,
            } => {
                let mut node =
                    self.node(named("m_generate", "m_generate_strict", strict), place, &[]);
                append(
                    &mut node,
                    self.node("map_field_exact", assign, &[P::Expr(key), P::Expr(value)]),
                );
                append(&mut node, self.expr(source));
                node
            }
            QualifierKind::Zip(generators) => self.node("zip", place, &[P::Qualifiers(generators)]),
            QualifierKind::Filter(filter) => self.expr(filter),
        }
    }

    // ---- types

    #[inline(never)]
    fn types(&self, types: &[Type<'_>]) -> TermTree {
        TermTree::list(types.iter().map(|typ| self.typ(typ)))
    }

    #[inline(never)]
    fn type_node(&self, span: Span, name: &str, args: TermTree) -> TermTree {
        tag("type", [self.at(span), TermTree::atom(name), args])
    }

    /// `{Tag, Anno, ...}` with types as elements, after a name if there is one.
    #[inline(never)]
    fn type_tuple(
        &self,
        name: &str,
        place: Span,
        text: Option<&str>,
        types: &[&Type<'_>],
    ) -> TermTree {
        let mut elements = vec![TermTree::atom(name), self.at(place)];
        elements.extend(text.map(TermTree::atom));
        for typ in types {
            elements.push(self.typ(typ));
        }
        TermTree::Tuple(elements)
    }

    /// A chain of operators, along its left side.
    #[inline(never)]
    fn type_operations(&self, typ: &Type<'_>) -> TermTree {
        let mut rest = typ;
        let mut operations = Vec::new();
        while let TypeKind::Binary {
            op,
            op_span,
            left,
            right,
        } = rest.kind
        {
            operations.push((op, op_span, right));
            rest = left;
        }
        let mut term = self.typ(rest);
        for (op, place, right) in operations.into_iter().rev() {
            let op = TermTree::atom(op.text());
            term = TermTree::tuple([
                TermTree::atom("op"),
                self.at(place),
                op,
                term,
                self.typ(right),
            ]);
        }
        term
    }

    /// `{type, Anno, Name, [...]}` with one or two types.
    #[inline(never)]
    fn type_list(&self, place: Span, name: &str, types: &[&Type<'_>]) -> TermTree {
        let mut list = Vec::with_capacity(types.len());
        for typ in types {
            list.push(self.typ(typ));
        }
        self.type_node(place, name, TermTree::List(list))
    }

    #[inline(never)]
    fn plain_type(&self, typ: &Type<'_>) -> TermTree {
        let anno = self.at(typ.span);
        match typ.kind {
            TypeKind::Var(name) => tag("var", [anno, self.name(name)]),
            TypeKind::Atom(name) => tag("atom", [anno, self.name(name)]),
            TypeKind::Integer(value) => tag("integer", [anno, integer_tree(value)]),
            TypeKind::Char(point) => tag("char", [anno, TermTree::Int(point.into())]),
            TypeKind::Nil => self.type_node(typ.span, "nil", TermTree::Nil),
            TypeKind::AnyFun => self.type_node(typ.span, "fun", TermTree::Nil),
            _ => tag("error", [anno]),
        }
    }

    pub fn typ(&self, typ: &Type<'_>) -> TermTree {
        let place = typ.span;
        match typ.kind {
            TypeKind::Var(_)
            | TypeKind::Atom(_)
            | TypeKind::Integer(_)
            | TypeKind::Char(_)
            | TypeKind::Nil
            | TypeKind::AnyFun
            | TypeKind::Error => self.plain_type(typ),
            TypeKind::Binary { .. } => self.type_operations(typ),
            TypeKind::Unary { op, operand } => {
                self.type_tuple("op", place, Some(op.text()), &[operand])
            }
            TypeKind::Range { lo, hi } => self.type_list(type_place(lo), "range", &[lo, hi]),
            TypeKind::Union(members) => {
                let place = members.first().map_or(place, type_place);
                self.type_node(place, "union", self.types(members))
            }
            TypeKind::Local { name, args } => self.local_type(name, args),
            TypeKind::Remote { module, name, args } => self.remote_type(place, module, name, args),
            TypeKind::Annotated { var, typ } => self.annotated(place, var, typ),
            TypeKind::List { element, nonempty } => {
                let name = if nonempty { "nonempty_list" } else { "list" };
                self.type_list(place, name, &[element])
            }
            TypeKind::Tuple(elements) => self.type_node(place, "tuple", self.types(elements)),
            TypeKind::Map(fields) => self.map_type(place, fields),
            TypeKind::Record {
                module,
                name,
                fields,
            } => self.record_type(place, module, name, fields),
            TypeKind::Bits { size, unit } => self.bits_type(place, size, unit),
            TypeKind::Fun { params, result } => self.fun_type(place, params, result),
            TypeKind::Constrained { fun, constraints } => self.bounded_fun(place, fun, constraints),
        }
    }

    #[inline(never)]
    fn remote_type(&self, place: Span, module: Ident, name: Ident, args: &[Type<'_>]) -> TermTree {
        let parts = TermTree::list([self.ident(module), self.ident(name), self.types(args)]);
        tag("remote_type", [self.at(place), parts])
    }

    #[inline(never)]
    fn annotated(&self, place: Span, var: Ident, typ: &Type<'_>) -> TermTree {
        tag(
            "ann_type",
            [
                self.at(place),
                TermTree::list([self.var(var), self.typ(typ)]),
            ],
        )
    }

    #[inline(never)]
    fn map_type(&self, place: Span, fields: &[MapFieldType<'_>]) -> TermTree {
        let mut list = Vec::with_capacity(fields.len());
        for field in fields {
            let kind = if field.mandatory {
                "map_field_exact"
            } else {
                "map_field_assoc"
            };
            list.push(self.type_list(field.op_span, kind, &[field.key, field.value]));
        }
        self.type_node(place, "map", TermTree::list(list))
    }

    #[inline(never)]
    fn record_type(
        &self,
        place: Span,
        module: Option<Ident>,
        name: Ident,
        fields: &[(Ident, &Type<'_>)],
    ) -> TermTree {
        let name = match module {
            None => self.ident(name),
            Some(module) => {
                let parts = TermTree::list([self.ident(module), self.ident(name)]);
                tag("tuple", [self.at(module.span), parts])
            }
        };
        let mut list = vec![name];
        for &(field, typ) in fields {
            let parts = TermTree::list([self.ident(field), self.typ(typ)]);
            list.push(self.type_node(field.span, "field_type", parts));
        }
        self.type_node(place, "record", TermTree::List(list))
    }

    #[inline(never)]
    fn bits_type(&self, place: Span, size: Option<&Type<'_>>, unit: Option<&Type<'_>>) -> TermTree {
        let part = |part: Option<&Type<'_>>| match part {
            Some(typ) => self.typ(typ),
            None => tag("integer", [self.no_anno.clone(), TermTree::Int(0)]),
        };
        self.type_node(place, "binary", TermTree::list([part(size), part(unit)]))
    }

    #[inline(never)]
    fn fun_type(&self, place: Span, params: Option<&[Type<'_>]>, result: &Type<'_>) -> TermTree {
        let params = match params {
            None => tag("type", [self.at(place), TermTree::atom("any")]),
            Some(params) => self.type_node(place, "product", self.types(params)),
        };
        self.type_node(place, "fun", TermTree::list([params, self.typ(result)]))
    }

    #[inline(never)]
    fn bounded_fun(&self, place: Span, fun: &Type<'_>, constraints: &[Type<'_>]) -> TermTree {
        let constraints = constraints
            .iter()
            .map(|constraint| self.constraint(constraint));
        let parts = TermTree::list([self.typ(fun), TermTree::list(constraints)]);
        self.type_node(place, "bounded_fun", parts)
    }

    #[inline(never)]
    fn constraint(&self, constraint: &Type<'_>) -> TermTree {
        let TypeKind::Annotated { var, typ } = constraint.kind else {
            return self.typ(constraint);
        };
        let is_subtype = tag("atom", [self.at(var.span), TermTree::atom("is_subtype")]);
        let parts = TermTree::list([self.var(var), self.typ(typ)]);
        self.type_node(var.span, "constraint", TermTree::list([is_subtype, parts]))
    }

    #[inline(never)]
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
            places,
        } => {
            let place = all(elements);
            later(place, tail.map_or(places.close, last_place))
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
                | "record"
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
