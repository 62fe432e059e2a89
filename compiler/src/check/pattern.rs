//! Patterns: what may stand in one, and the variables it binds.

use std::collections::{HashMap, HashSet};

use crate::ast::nodes::*;
use crate::diagnostics::codes::Code;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::source::name::Name;
use crate::source::span::Span;

use super::Checker;
use super::expr::Binding;
use super::literal::small_arithmetic;
use super::native_record::Use;
use super::scope::State;

/// The patterns of one clause, while they are walked.
struct Walk {
    binding: Binding,
    /// Bound by these patterns so far: a second occurrence is a comparison.
    bound: HashMap<Name, Span>,
    /// Those of them that hide a variable from outside.
    hiding: HashSet<Name>,
    /// Mentioned by keys and sizes without a value: said already, so binding them later is not said to be useless.
    missed: HashSet<Name>,
}

impl<'a> Checker<'_, 'a> {
    #[inline(never)]
    pub fn pattern(&mut self, pattern: &'a Expr<'a>, binding: Binding) {
        self.patterns_of([pattern], binding);
    }

    #[inline(never)]
    pub fn patterns(&mut self, patterns: &'a [Expr<'a>], binding: Binding) {
        self.patterns_of(patterns, binding);
    }

    /// Several patterns that share their variables.
    #[inline(never)]
    pub fn patterns_of<I>(&mut self, patterns: I, binding: Binding)
    where
        I: IntoIterator<Item = &'a Expr<'a>>,
    {
        let mut walk = Walk {
            binding,
            bound: HashMap::new(),
            hiding: HashSet::new(),
            missed: HashSet::new(),
        };
        for pattern in patterns {
            self.pattern_node(pattern, &mut walk);
        }
    }

    #[inline(never)]
    fn pattern_node(&mut self, pattern: &'a Expr<'a>, walk: &mut Walk) {
        match pattern.kind {
            ExprKind::Atom(_)
            | ExprKind::Integer(_)
            | ExprKind::Char(_)
            | ExprKind::String(_)
            | ExprKind::Nil
            | ExprKind::Error => {}
            ExprKind::Float(_) => self.float_zero(pattern),
            ExprKind::Var(name) => self.pattern_variable(name, pattern.span, walk),
            ExprKind::Tuple(elements) => self.pattern_nodes(elements, walk),
            ExprKind::List { elements, tail, .. } => {
                self.pattern_nodes(elements, walk);
                let mut tail = tail;
                while let Some(rest) = tail {
                    match rest.kind {
                        ExprKind::List {
                            elements,
                            tail: next,
                            ..
                        } => {
                            self.pattern_nodes(elements, walk);
                            tail = next;
                        }
                        _ => {
                            self.pattern_node(rest, walk);
                            tail = None;
                        }
                    }
                }
            }
            ExprKind::Bits(segments) => self.pattern_bits(segments, walk),
            ExprKind::Map {
                base: None, fields, ..
            } => self.pattern_map(fields, walk),
            ExprKind::Record {
                base: None,
                of,
                name,
                fields,
                hash,
            } => self.pattern_record(of, name, fields, hash, walk),
            ExprKind::RecordIndex { name, field } => self.record_index(name, field, pattern.span),
            ExprKind::Match { left, right, .. } => {
                self.pattern_node(left, walk);
                self.pattern_node(right, walk);
            }
            ExprKind::Binary {
                op: BinaryOp::Append,
                op_span,
                left,
                right,
            } => self.pattern_append(left, right, op_span, walk),
            ExprKind::Binary { .. } | ExprKind::Unary { .. } => self.pattern_arithmetic(pattern),
            ExprKind::Map { base: Some(_), .. }
            | ExprKind::Record { base: Some(_), .. }
            | ExprKind::RecordAccess { .. }
            | ExprKind::MaybeMatch { .. }
            | ExprKind::Catch(_)
            | ExprKind::Call { .. }
            | ExprKind::Block(_)
            | ExprKind::Case { .. }
            | ExprKind::If(_)
            | ExprKind::Receive { .. }
            | ExprKind::Try(_)
            | ExprKind::Maybe { .. }
            | ExprKind::Fun { .. }
            | ExprKind::LocalFun(_)
            | ExprKind::ExternalFun { .. }
            | ExprKind::ListComprehension { .. }
            | ExprKind::BinaryComprehension { .. }
            | ExprKind::Remote { .. }
            | ExprKind::MapComprehension { .. } => self.illegal_pattern(pattern.span),
        }
    }

    #[inline(never)]
    fn illegal_pattern(&mut self, span: Span) {
        self.error(Code::IllegalPattern, span);
    }

    #[inline(never)]
    fn pattern_nodes(&mut self, patterns: &'a [Expr<'a>], walk: &mut Walk) {
        for pattern in patterns {
            self.pattern_node(pattern, walk);
        }
    }

    #[inline(never)]
    fn pattern_variable(&mut self, name: Name, span: Span, walk: &mut Walk) {
        if self.is(name, "_") {
            return;
        }
        if let Some(&first) = walk.bound.get(&name) {
            self.same_underscore_variable(name, first, span);
            self.scopes.mark_used(name);
            return;
        }
        match walk.binding {
            Binding::Head => self.scopes.bind(name, span),
            Binding::Shadow(what) => {
                if self.scopes.lookup(name).is_some() {
                    walk.hiding.insert(name);
                }
                self.bind_shadowing(name, span, what, span);
            }
            Binding::Match => match self.scopes.lookup(name) {
                None => self.scopes.bind(name, span),
                Some(state) => {
                    self.bound_in_pattern(name, span, state);
                    return;
                }
            },
        }
        walk.bound.insert(name, span);
        if walk.missed.contains(&name) {
            self.scopes.mark_used(name);
        }
    }

    /// A variable that has a value already: the pattern compares.
    #[inline(never)]
    fn bound_in_pattern(&mut self, name: Name, span: Span, state: State) {
        if self.text(name).starts_with('_') && state == State::Bound {
            let first = self.scopes.place(name);
            let mut diagnostic =
                Diagnostic::new(Code::UnderscoreMatch, span).arg(self.var_arg(name));
            if let Some(first) = first {
                diagnostic = diagnostic.secondary(first, "it got its value here");
            }
            self.warn(diagnostic);
        }
        self.use_variable(name, span);
    }

    #[inline(never)]
    fn same_underscore_variable(&mut self, name: Name, first: Span, span: Span) {
        if !self.text(name).starts_with('_') {
            return;
        }
        for place in [first, span] {
            if self.unused_said.insert(place) {
                let diagnostic =
                    Diagnostic::new(Code::UnderscoreMatchInPattern, place).arg(self.var_arg(name));
                self.warn(diagnostic);
            }
        }
    }

    #[inline(never)]
    fn pattern_map(&mut self, fields: &'a [MapField<'a>], walk: &mut Walk) {
        for field in fields {
            if !field.exact {
                self.say(
                    Diagnostic::new(Code::MapArrowInPattern, field.op_span).suggest(
                        "in a pattern a key is matched with `:=`",
                        field.op_span,
                        ":=",
                    ),
                );
            }
            self.guard_test_in_pattern(field.key, walk, &HashSet::new());
            self.pattern_node(field.value, walk);
        }
    }

    /// A map key or a segment's size: a guard expression over variables bound before the pattern and those that the same
    /// bitstring bound so far (`known`).
    #[inline(never)]
    fn guard_test_in_pattern(
        &mut self,
        expr: &'a Expr<'a>,
        walk: &mut Walk,
        known: &HashSet<Name>,
    ) {
        let is_unknown = |name: Name| {
            walk.bound.contains_key(&name) && !known.contains(&name) && !walk.hiding.contains(&name)
        };
        if let Some((name, span)) = super::guard::find_variable(expr, &is_unknown) {
            self.say(
                Diagnostic::new(Code::UnboundVariable, span)
                    .arg(self.var_arg(name))
                    .label("it only gets its value in this pattern"),
            );
            self.scopes.mark_used(name);
            return;
        }
        let is_missed = |name: Name| self.scopes.lookup(name).is_none();
        if let Some((name, _)) = super::guard::find_variable(expr, &is_missed) {
            walk.missed.insert(name);
        }
        self.guard_test(expr);
    }

    #[inline(never)]
    fn size_in_pattern(&mut self, size: &'a Expr<'a>, walk: &mut Walk, known: &HashSet<Name>) {
        let outer = std::mem::replace(&mut self.in_size, true);
        self.guard_test_in_pattern(size, walk, known);
        self.in_size = outer;
    }

    #[inline(never)]
    fn pattern_record(
        &mut self,
        of: RecordOf,
        name: Ident,
        fields: &'a [RecordField<'a>],
        hash: Span,
        walk: &mut Walk,
    ) {
        match self.native(of, name.name) {
            Some(native) => self.native_fields(native, name, fields, Use::Match, hash),
            None if !self.known_record(name, hash) => return,
            None => self.field_names(name, fields),
        }
        for field in fields {
            self.pattern_node(field.value, walk);
        }
    }

    /// `"literal" ++ Tail`.
    #[inline(never)]
    fn pattern_append(
        &mut self,
        left: &'a Expr<'a>,
        right: &'a Expr<'a>,
        op_span: Span,
        walk: &mut Walk,
    ) {
        let (mut left, mut right, mut op_span) = (left, right, op_span);
        loop {
            if !is_literal_list(left) {
                self.say(Diagnostic::new(Code::IllegalPattern, left.span).otp_at(op_span));
                self.use_variables_of(left);
                return;
            }
            match right.kind {
                ExprKind::Binary {
                    op: BinaryOp::Append,
                    op_span: next_op,
                    left: next,
                    right: rest,
                } => {
                    left = next;
                    right = rest;
                    op_span = next_op;
                }
                _ => break,
            }
        }
        self.pattern_node(right, walk);
    }

    /// So that an illegal pattern's variables do not look unused.
    #[inline(never)]
    fn use_variables_of(&mut self, expr: &'a Expr<'a>) {
        if let ExprKind::Var(name) = expr.kind
            && !self.is(name, "_")
            && self.scopes.lookup(name).is_none()
        {
            self.scopes.bind(name, expr.span);
            self.scopes.mark_used(name);
        }
    }

    #[inline(never)]
    fn pattern_arithmetic(&mut self, pattern: &Expr<'_>) {
        if !is_constant_arithmetic(pattern) || number(pattern).is_none() {
            let place = match pattern.kind {
                ExprKind::Binary { op_span, .. } => op_span,
                _ => pattern.span,
            };
            self.say(Diagnostic::new(Code::IllegalPattern, pattern.span).otp_at(place));
        }
    }

    #[inline(never)]
    fn pattern_bits(&mut self, segments: &'a [BitSegment<'a>], walk: &mut Walk) {
        let last = segments.len().saturating_sub(1);
        let mut known = HashSet::new();
        for (index, segment) in segments.iter().enumerate() {
            if matches!(segment.value.kind, ExprKind::String(_)) && !self.string_in_pattern(segment)
            {
                continue;
            }
            self.segment_in_pattern(segment, index == last);
            if let Some(size) = segment.size {
                self.size_in_pattern(size, walk, &known);
            }
            match segment.value.kind {
                ExprKind::Var(name) => {
                    self.pattern_node(segment.value, walk);
                    known.insert(name);
                }
                // An atom is in no bitstring: it may stand there, and never matches.
                ExprKind::Atom(_)
                | ExprKind::Integer(_)
                | ExprKind::Float(_)
                | ExprKind::Char(_)
                | ExprKind::String(_)
                | ExprKind::Error => self.pattern_node(segment.value, walk),
                _ if is_constant_arithmetic(segment.value) => {}
                _ => self.pattern_arithmetic(segment.value),
            }
        }
    }
}

/// A string or a list of constants: what `++` may have on its left in a pattern.
fn is_literal_list(expr: &Expr<'_>) -> bool {
    match expr.kind {
        ExprKind::String(_) | ExprKind::Nil => true,
        ExprKind::List { elements, tail, .. } => {
            elements.iter().all(is_constant_arithmetic) && tail.is_none_or(is_literal_list)
        }
        _ => false,
    }
}

/// Numbers and operators on them, whose value is known before the program runs.
pub fn is_constant_arithmetic(expr: &Expr<'_>) -> bool {
    let mut rest = expr;
    loop {
        match rest.kind {
            ExprKind::Integer(_) | ExprKind::Char(_) | ExprKind::Float(_) => return true,
            ExprKind::Unary {
                op: UnaryOp::Plus | UnaryOp::Minus | UnaryOp::Bnot,
                operand,
            } => rest = operand,
            ExprKind::Binary {
                op, left, right, ..
            } if is_arithmetic(op) => {
                if !is_constant_arithmetic(right) {
                    return false;
                }
                rest = left;
            }
            _ => return false,
        }
    }
}

/// A number as far as it decides whether operators on it fail.
#[derive(Clone, Copy)]
enum Number {
    /// None: a large one.
    Integer(Option<i64>),
    Float(f64),
}

impl Number {
    fn float(self) -> Option<f64> {
        match self {
            Number::Integer(Some(n)) => Some(n as f64),
            Number::Integer(None) => None,
            Number::Float(x) => Some(x),
        }
    }
}

/// What constant arithmetic gives; none if it fails.
fn number(expr: &Expr<'_>) -> Option<Number> {
    // Down the left side, then up again.
    let mut around = Vec::new();
    let mut rest = expr;
    let mut value = loop {
        match rest.kind {
            ExprKind::Unary { op, operand } => {
                around.push((Err(op), None));
                rest = operand;
            }
            ExprKind::Binary {
                op, left, right, ..
            } => {
                around.push((Ok(op), Some(right)));
                rest = left;
            }
            ExprKind::Integer(Integer::Small(n)) => break Number::Integer(Some(n)),
            ExprKind::Char(c) => break Number::Integer(Some(i64::from(c))),
            ExprKind::Float(x) => break Number::Float(x),
            _ => break Number::Integer(None),
        }
    };
    for (op, right) in around.into_iter().rev() {
        value = match (op, right) {
            (Ok(op), Some(right)) => combined(op, value, number(right)?)?,
            (Err(UnaryOp::Bnot), _) => match value {
                Number::Integer(n) => Number::Integer(n.map(|n| !n)),
                Number::Float(_) => return None,
            },
            (Err(UnaryOp::Minus), _) => match value {
                Number::Integer(n) => Number::Integer(n.and_then(i64::checked_neg)),
                Number::Float(x) => Number::Float(-x),
            },
            _ => value,
        };
    }
    Some(value)
}

fn combined(op: BinaryOp, a: Number, b: Number) -> Option<Number> {
    let for_integers = !matches!(
        op,
        BinaryOp::Add | BinaryOp::Sub | BinaryOp::Mul | BinaryOp::FloatDiv
    );
    if let (Number::Integer(a), Number::Integer(b)) = (a, b)
        && op != BinaryOp::FloatDiv
    {
        let divides = matches!(op, BinaryOp::Div | BinaryOp::Rem);
        if divides && b == Some(0) {
            return None;
        }
        let (Some(a), Some(b)) = (a, b) else {
            return Some(Number::Integer(None));
        };
        return Some(Number::Integer(match op {
            // Zero matters, since it may be divided by.
            BinaryOp::Bsl if a == 0 => Some(0),
            BinaryOp::Bsr if (0..63).contains(&b) => Some(a >> b),
            _ => small_arithmetic(op, a, b),
        }));
    }
    if for_integers {
        return None;
    }
    let (Some(x), Some(y)) = (a.float(), b.float()) else {
        return Some(Number::Integer(None));
    };
    let result = match op {
        BinaryOp::Add => x + y,
        BinaryOp::Sub => x - y,
        BinaryOp::Mul => x * y,
        _ => x / y,
    };
    result.is_finite().then_some(Number::Float(result))
}

fn is_arithmetic(op: BinaryOp) -> bool {
    matches!(
        op,
        BinaryOp::Add
            | BinaryOp::Sub
            | BinaryOp::Mul
            | BinaryOp::FloatDiv
            | BinaryOp::Div
            | BinaryOp::Rem
            | BinaryOp::Band
            | BinaryOp::Bor
            | BinaryOp::Bxor
            | BinaryOp::Bsl
            | BinaryOp::Bsr
    )
}
