//! Guards: tests and guard functions only, no calls that may have effects.

use crate::ast::nodes::*;
use crate::diagnostics::codes::Code;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::source::name::Name;
use crate::source::span::Span;

use super::Checker;

/// Tests as they were written before `is_`, and their names now: still accepted, with a warning.
const OLD_TESTS: &[(&str, usize, &str)] = &[
    ("atom", 1, "is_atom"),
    ("binary", 1, "is_binary"),
    ("float", 1, "is_float"),
    ("function", 1, "is_function"),
    ("integer", 1, "is_integer"),
    ("list", 1, "is_list"),
    ("number", 1, "is_number"),
    ("pid", 1, "is_pid"),
    ("port", 1, "is_port"),
    ("record", 2, "is_record"),
    ("reference", 1, "is_reference"),
    ("tuple", 1, "is_tuple"),
];

/// What an old guard test is called now.
pub fn new_test_name(name: &str, n_args: usize) -> Option<&'static str> {
    OLD_TESTS
        .iter()
        .find(|&&(old, arity, _)| old == name && arity == n_args)
        .map(|&(_, _, new)| new)
}

impl<'a> Checker<'_, 'a> {
    #[inline(never)]
    pub fn guard(&mut self, guard: &'a [&'a [Expr<'a>]]) {
        for test in guard.iter().flat_map(|tests| tests.iter()) {
            if !self.old_test(test) {
                self.guard_test(test);
            }
        }
    }

    /// A whole test in the old way; false: it is none.
    #[inline(never)]
    pub fn old_test(&mut self, test: &'a Expr<'a>) -> bool {
        let ExprKind::Call {
            target: CallTarget::Local(name),
            args,
        } = test.kind
        else {
            return false;
        };
        let key = (name.name, args.len() as u32);
        let Some(new) = new_test_name(self.text(name.name), args.len()) else {
            return false;
        };
        if self.facts.functions.contains_key(&key) {
            return false;
        }
        self.warn(
            Diagnostic::new(Code::ObsoleteGuard, test.span)
                .arg(super::facts::fun_arg(key, self.names))
                .suggest("the test is named", name.span, new),
        );
        let outer = std::mem::replace(&mut self.in_guard, true);
        match new {
            "is_record" => self.is_record_test(args),
            _ => self.guard_exprs(args),
        }
        self.in_guard = outer;
        true
    }

    /// A test, or an expression that must be fit for a guard.
    #[inline(never)]
    pub fn guard_test(&mut self, expr: &'a Expr<'a>) {
        let outer = std::mem::replace(&mut self.in_guard, true);
        self.guard_expr(expr);
        self.in_guard = outer;
    }

    #[inline(never)]
    fn guard_expr(&mut self, expr: &'a Expr<'a>) {
        match expr.kind {
            ExprKind::Atom(_)
            | ExprKind::Integer(_)
            | ExprKind::Float(_)
            | ExprKind::Char(_)
            | ExprKind::String(_)
            | ExprKind::Nil
            | ExprKind::Error => {}
            ExprKind::Var(name) => self.use_variable(name, expr.span),
            ExprKind::Tuple(elements) => self.guard_exprs(elements),
            ExprKind::List { elements, tail, .. } => {
                self.guard_exprs(elements);
                let mut tail = tail;
                while let Some(rest) = tail {
                    let ExprKind::List {
                        elements,
                        tail: next,
                        ..
                    } = rest.kind
                    else {
                        self.guard_expr(rest);
                        break;
                    };
                    self.guard_exprs(elements);
                    tail = next;
                }
            }
            ExprKind::Bits(segments) => {
                for segment in segments {
                    self.segment_types(segment);
                    self.guard_expr(segment.value);
                    if let Some(size) = segment.size {
                        self.guard_expr(size);
                    }
                }
            }
            ExprKind::Map { base, fields, .. } => {
                if let Some(base) = base {
                    self.guard_expr(base);
                }
                for field in fields {
                    if base.is_none() && field.exact {
                        self.map_update_without_map(field.op_span);
                    }
                    self.guard_expr(field.key);
                    self.guard_expr(field.value);
                }
            }
            ExprKind::Record {
                base: None,
                of,
                name,
                fields,
                hash,
            } => {
                if self.native(of, name.name).is_some() {
                    self.used_records.insert(name.name);
                    self.error(Code::NativeInGuard, hash);
                } else if self.known_record(name, hash) {
                    self.field_names(name, fields);
                }
                for field in fields {
                    self.guard_expr(field.value);
                }
            }
            ExprKind::RecordIndex { name, field } => self.record_index(name, field, expr.span),
            ExprKind::RecordAccess {
                base,
                of,
                name,
                field,
                hash,
            } => {
                match self.native(of, name.name) {
                    Some(native) => self.native_access(native, name, field),
                    None => self.known_field(name, field, hash),
                }
                self.guard_expr(base);
            }
            ExprKind::Binary { .. } => self.guard_operators(expr),
            ExprKind::Unary { operand, .. } => self.guard_expr(operand),
            ExprKind::Call { target, args } => self.guard_call(&target, args, expr.span),
            ExprKind::Record { base: Some(_), .. }
            | ExprKind::Match { .. }
            | ExprKind::MaybeMatch { .. }
            | ExprKind::Catch(_)
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
            | ExprKind::MapComprehension { .. } => self.illegal_guard(expr.span),
        }
    }

    #[inline(never)]
    fn guard_exprs(&mut self, exprs: &'a [Expr<'a>]) {
        for expr in exprs {
            self.guard_expr(expr);
        }
    }

    #[inline(never)]
    fn illegal_guard(&mut self, span: Span) {
        if self.in_size {
            self.say(
                Diagnostic::new(Code::IllegalBitSize, span)
                    .help("compute the size before and write the variable"),
            );
            return;
        }
        self.say(Diagnostic::new(Code::IllegalGuard, span).help(
            "compute the value before and test the variable, or use `case` in the clause's body",
        ));
    }

    /// Chains are walked in a loop along their left side (right ones along the right).
    #[inline(never)]
    fn guard_operators(&mut self, expr: &'a Expr<'a>) {
        let mut rest = expr;
        let mut rights = Vec::new();
        while let ExprKind::Binary {
            op,
            op_span,
            left,
            right,
        } = rest.kind
        {
            if matches!(op, BinaryOp::Send | BinaryOp::Append | BinaryOp::Subtract) {
                self.illegal_guard(op_span);
            }
            if matches!(op, BinaryOp::ExactEq | BinaryOp::ExactNotEq) {
                self.float_zero(left);
                self.float_zero(right);
            }
            match op.assoc() {
                Assoc::Right => {
                    self.guard_expr(left);
                    rest = right;
                }
                Assoc::Left | Assoc::None => {
                    rights.push(right);
                    rest = left;
                }
            }
        }
        if !matches!(rest.kind, ExprKind::Binary { .. }) {
            self.guard_expr(rest);
        }
        for right in rights.into_iter().rev() {
            self.guard_expr(right);
        }
    }

    #[inline(never)]
    fn guard_call(&mut self, target: &CallTarget<'a>, args: &'a [Expr<'a>], span: Span) {
        match target {
            CallTarget::Local(name) => self.local_guard_call(*name, args, span),
            CallTarget::Remote { module, name, .. } => match (module.kind, name.kind) {
                (ExprKind::Atom(module), ExprKind::Atom(name))
                    if self.is(module, "erlang") && self.is_guard_function(name, args.len()) =>
                {
                    self.guard_exprs(args);
                }
                _ => self.illegal_guard(span),
            },
            CallTarget::Value(_) => self.illegal_guard(span),
        }
    }

    #[inline(never)]
    fn local_guard_call(&mut self, name: Ident, args: &'a [Expr<'a>], span: Span) {
        let key = (name.name, args.len() as u32);
        if self.is(name.name, "is_record") && matches!(args.len(), 2 | 3) {
            self.is_record_test(args);
            return;
        }
        let is_own =
            self.facts.functions.contains_key(&key) || self.facts.imports.contains_key(&key);
        if is_own {
            let text = self.fun_text(key);
            let (code, where_) = match self.in_size {
                true => (Code::SizeLocalCall, "the size of a segment"),
                false => (Code::GuardLocalCall, "a guard"),
            };
            self.say(
                Diagnostic::new(code, span)
                    .arg(super::facts::fun_arg(key, self.names))
                    .label(match self.facts.imports.contains_key(&key) {
                        true => format!("`{text}` is imported"),
                        false => format!("`{text}` is a function of this module"),
                    })
                    .help(format!(
                        "only the guard functions of `erlang` may be called in {where_}"
                    )),
            );
            self.guard_exprs(args);
            return;
        }
        if self.is_guard_function(name.name, args.len()) {
            self.guard_exprs(args);
            return;
        }
        self.illegal_guard(span);
        self.guard_exprs(args);
    }

    /// `is_record(Term, Tag)`, `is_record(Term, Tag, Size)`.
    #[inline(never)]
    pub fn is_record_test(&mut self, args: &'a [Expr<'a>]) {
        if let ([_, tag], ExprKind::Atom(name)) = (args, args[1].kind) {
            self.known_record(
                Ident {
                    name,
                    span: tag.span,
                },
                tag.span,
            );
        }
        self.guard_exprs(args);
    }

    pub fn is_guard_function(&self, name: Name, arity: usize) -> bool {
        purlin_isa::bifs::is_guard_bif(self.text(name), arity)
            || purlin_isa::bifs::is_guard_operator(self.text(name), arity)
    }
}

/// Would the expression do as a guard test? Filters of comprehensions that would are guards.
pub(super) fn is_guard_expr(checker: &Checker<'_, '_>, expr: &Expr<'_>) -> bool {
    let all = |exprs: &[Expr<'_>]| exprs.iter().all(|expr| is_guard_expr(checker, expr));
    match expr.kind {
        ExprKind::Atom(_)
        | ExprKind::Integer(_)
        | ExprKind::Float(_)
        | ExprKind::Char(_)
        | ExprKind::String(_)
        | ExprKind::Nil
        | ExprKind::Var(_)
        | ExprKind::RecordIndex { .. } => true,
        ExprKind::Tuple(elements) => all(elements),
        ExprKind::List { elements, tail, .. } => {
            all(elements) && tail.is_none_or(|tail| is_guard_expr(checker, tail))
        }
        ExprKind::Bits(segments) => segments
            .iter()
            .all(|segment| is_guard_expr(checker, segment.value)),
        ExprKind::Map { base, fields, .. } => {
            base.is_none_or(|base| is_guard_expr(checker, base))
                && fields.iter().all(|field| {
                    is_guard_expr(checker, field.key) && is_guard_expr(checker, field.value)
                })
        }
        ExprKind::RecordAccess { base, .. } => is_guard_expr(checker, base),
        ExprKind::Unary { operand, .. } => is_guard_expr(checker, operand),
        ExprKind::Binary { .. } => operators_are_guard(checker, expr),
        ExprKind::Call {
            target: CallTarget::Local(name),
            args,
        } => {
            let key = (name.name, args.len() as u32);
            let is_own = checker.facts.functions.contains_key(&key)
                || checker.facts.imports.contains_key(&key);
            !is_own
                && (checker.is_guard_function(name.name, args.len())
                    || (checker.is(name.name, "is_record") && matches!(args.len(), 2 | 3)))
                && all(args)
        }
        _ => false,
    }
}

fn operators_are_guard(checker: &Checker<'_, '_>, expr: &Expr<'_>) -> bool {
    let mut rest = expr;
    while let ExprKind::Binary {
        op, left, right, ..
    } = rest.kind
    {
        if matches!(op, BinaryOp::Send | BinaryOp::Append | BinaryOp::Subtract) {
            return false;
        }
        let (long, short) = match op.assoc() {
            Assoc::Right => (right, left),
            Assoc::Left | Assoc::None => (left, right),
        };
        if !is_guard_expr(checker, short) {
            return false;
        }
        rest = long;
    }
    is_guard_expr(checker, rest)
}

/// The first variable of an expression (of guard kind) that is wanted.
pub fn find_variable(expr: &Expr<'_>, wanted: &dyn Fn(Name) -> bool) -> Option<(Name, Span)> {
    let mut rest = expr;
    loop {
        match rest.kind {
            ExprKind::Var(name) => return wanted(name).then_some((name, rest.span)),
            ExprKind::Tuple(elements) => {
                return elements
                    .iter()
                    .find_map(|element| find_variable(element, wanted));
            }
            ExprKind::List { elements, tail, .. } => {
                return elements
                    .iter()
                    .chain(tail)
                    .find_map(|element| find_variable(element, wanted));
            }
            ExprKind::Unary { operand, .. } => rest = operand,
            ExprKind::Binary {
                op, left, right, ..
            } => {
                let (long, short) = match op.assoc() {
                    Assoc::Right => (right, left),
                    Assoc::Left | Assoc::None => (left, right),
                };
                if let Some(found) = find_variable(short, wanted) {
                    return Some(found);
                }
                rest = long;
            }
            ExprKind::Call { args, .. } => {
                return args.iter().find_map(|arg| find_variable(arg, wanted));
            }
            _ => return None,
        }
    }
}
