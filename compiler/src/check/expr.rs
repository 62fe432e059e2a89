//! Expressions: which variables they use and bind, and everything the constructs themselves demand.

use crate::ast::nodes::*;
use crate::ast::term_tree::TermTree;
use crate::diagnostics::codes::Code;
use crate::diagnostics::diagnostic::{Arg, Diagnostic};
use crate::source::name::Name;
use crate::source::span::Span;

use super::Checker;
use super::meant;
use super::scope::{Construct, State};

/// How a pattern's variables come into being.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Binding {
    /// Known variables are compared, new ones are bound.
    Match,
    /// All variables are new; known ones are shadowed, with a warning that names the construct.
    Shadow(&'static str),
    /// All are new, nothing to shadow: a function's head.
    Head,
}

impl<'a> Checker<'_, 'a> {
    /// A sequence: each expression sees what those before it bound.
    #[inline(never)]
    pub fn body(&mut self, body: &'a [Expr<'a>]) {
        for expr in body {
            self.expr(expr);
        }
    }

    #[inline(never)]
    pub fn expr(&mut self, expr: &'a Expr<'a>) {
        match expr.kind {
            ExprKind::Atom(_)
            | ExprKind::Integer(_)
            | ExprKind::Float(_)
            | ExprKind::Char(_)
            | ExprKind::String(_)
            | ExprKind::Nil
            | ExprKind::Error => {}
            ExprKind::Var(name) => self.use_variable(name, expr.span),
            ExprKind::Tuple(elements) => {
                self.operands(elements, Some(construct("tuple", expr.span)))
            }
            ExprKind::List { elements, tail, .. } => self.list(elements, tail, expr.span),
            ExprKind::Bits(segments) => self.bits(segments, expr.span),
            ExprKind::Map { base, fields, hash } => self.map(base, fields, hash),
            ExprKind::Record {
                base,
                of,
                name,
                fields,
                hash,
            } => self.record(base, of, name, fields, hash),
            ExprKind::RecordIndex { name, field } => self.record_index(name, field, expr.span),
            ExprKind::RecordAccess {
                base,
                of,
                name,
                field,
                hash,
            } => self.record_access(base, of, name, field, hash),
            ExprKind::Match { left, right, .. } => self.match_(left, right),
            ExprKind::MaybeMatch { left, right, .. } => self.match_(left, right),
            ExprKind::Binary { .. } => self.binary(expr),
            ExprKind::Unary { op, operand } => {
                let operands = std::slice::from_ref(operand);
                self.operands(operands, Some(construct(op.text(), expr.span)));
            }
            ExprKind::Catch(operand) => self.catch(operand, expr.span),
            ExprKind::Call { target, args } => self.call(&target, args, expr.span),
            ExprKind::Block(body) => self.body(body),
            ExprKind::Case {
                subject, clauses, ..
            } => {
                self.expr(subject);
                self.clauses(clauses, construct("case", expr.span));
            }
            ExprKind::If(clauses) => self.clauses(clauses, construct("if", expr.span)),
            ExprKind::Receive { clauses, after, .. } => {
                self.receive(clauses, after.as_ref(), expr.span)
            }
            ExprKind::Try(try_) => self.try_(try_, expr.span),
            ExprKind::Maybe {
                body, else_clauses, ..
            } => self.maybe(body, else_clauses, expr.span),
            ExprKind::Fun { name, clauses, .. } => self.fun(name, clauses, expr.span),
            ExprKind::LocalFun(function) => self.local_fun(&function, expr.span),
            ExprKind::ExternalFun {
                module,
                name,
                arity,
                ..
            } => self.external_fun(module, name, arity, expr.span),
            ExprKind::ListComprehension {
                results,
                qualifiers,
            } => {
                self.comprehension(qualifiers, |checker| checker.operands(results, None));
            }
            ExprKind::BinaryComprehension { result, qualifiers } => {
                self.comprehension(qualifiers, |checker| checker.expr(result));
            }
            ExprKind::MapComprehension { fields, qualifiers } => {
                self.comprehension(qualifiers, |checker| {
                    checker.operands(
                        fields.iter().flat_map(|field| [field.key, field.value]),
                        None,
                    );
                });
            }
            ExprKind::Remote { colon, .. } => self.remote_without_call(colon),
        }
    }

    #[inline(never)]
    fn remote_without_call(&mut self, colon: Span) {
        self.say(
            Diagnostic::new(Code::RemoteWithoutCall, colon)
                .help("call the function, with its arguments in `(...)`, or name it: `fun module:function/arity`"),
        );
    }

    /// Expressions evaluated side by side: none sees what another binds.
    #[inline(never)]
    pub fn operands<I>(&mut self, operands: I, construct: Option<Construct>)
    where
        I: IntoIterator<Item = &'a Expr<'a>>,
    {
        let mut changes = Vec::new();
        for operand in operands {
            let mark = self.scopes.mark();
            self.expr(operand);
            let made = self.scopes.take(mark);
            if !made.is_empty() {
                changes.push(made);
            }
        }
        self.scopes.join_operands(changes, construct);
    }

    pub(super) fn map_update_without_map(&mut self, span: Span) {
        self.say(Diagnostic::new(Code::MapUpdateWithoutMap, span).suggest(
            "`:=` is for updates of keys that exist",
            span,
            "=>",
        ));
    }

    #[inline(never)]
    fn list(&mut self, elements: &'a [Expr<'a>], tail: Option<&'a Expr<'a>>, span: Span) {
        self.operands(elements.iter().chain(tail), Some(construct("list", span)));
    }

    #[inline(never)]
    fn map(&mut self, base: Option<&'a Expr<'a>>, fields: &'a [MapField<'a>], span: Span) {
        for field in fields {
            if base.is_none() && field.exact {
                self.map_update_without_map(field.op_span);
            }
        }
        if let Some(base) = base {
            self.map_base(base, span);
        }
        let parts = fields.iter().flat_map(|field| [field.key, field.value]);
        self.operands(base.into_iter().chain(parts), Some(construct("map", span)));
    }

    #[inline(never)]
    fn map_base(&mut self, base: &Expr<'_>, span: Span) {
        if matches!(base.kind, ExprKind::Map { base: None, .. }) {
            self.warn(
                Diagnostic::new(Code::UpdateOfLiteral, span)
                    .help("write the fields in one `#{...}`"),
            );
        }
    }

    /// `P = E`: the expression first, then the pattern, which sees what it bound.
    #[inline(never)]
    fn match_(&mut self, left: &'a Expr<'a>, right: &'a Expr<'a>) {
        self.expr(right);
        self.pattern(left, Binding::Match);
    }

    /// Operators; chains are walked in a loop along their long side.
    #[inline(never)]
    fn binary(&mut self, expr: &'a Expr<'a>) {
        let ExprKind::Binary { op, .. } = expr.kind else {
            return;
        };
        match op {
            BinaryOp::AndAlso | BinaryOp::OrElse => self.short_circuit(expr),
            _ => self.strict_chain(expr),
        }
    }

    #[inline(never)]
    fn strict_chain(&mut self, expr: &'a Expr<'a>) {
        // A chain's operands are all evaluated side by side, whichever way it leans.
        let mut operands = Vec::new();
        let mut rest = expr;
        let mut span = expr.span;
        let mut text = "";
        let mut rights = Vec::new();
        loop {
            let ExprKind::Binary {
                op,
                op_span,
                left,
                right,
            } = rest.kind
            else {
                operands.push(rest);
                break;
            };
            if matches!(op, BinaryOp::AndAlso | BinaryOp::OrElse) {
                operands.push(rest);
                break;
            }
            self.comparison_with_zero(op, left, right);
            (span, text) = (op_span, op.text());
            match op.assoc() {
                Assoc::Right => {
                    operands.push(left);
                    rest = right;
                }
                Assoc::Left | Assoc::None => {
                    rights.push(right);
                    rest = left;
                }
            }
        }
        operands.extend(rights.into_iter().rev());
        self.operands(operands, Some(construct(text, span)));
    }

    #[inline(never)]
    fn comparison_with_zero(&mut self, op: BinaryOp, left: &Expr<'_>, right: &Expr<'_>) {
        if matches!(op, BinaryOp::ExactEq | BinaryOp::ExactNotEq) {
            for side in [left, right] {
                self.float_zero(side);
            }
        }
    }

    /// `0.0` compared exactly is two values since OTP 27.
    #[inline(never)]
    pub fn float_zero(&mut self, expr: &Expr<'_>) {
        if matches!(expr.kind, ExprKind::Float(value) if value == 0.0) {
            self.warn(Diagnostic::new(Code::MatchFloatZero, expr.span).help(
                "write `+0.0` if that is meant, or compare with `==` in a guard for both zeros",
            ));
        }
    }

    /// The left side's variables are seen by the right side; the right side may not be reached.
    #[inline(never)]
    fn short_circuit(&mut self, expr: &'a Expr<'a>) {
        let mut rest = expr;
        let mut first = true;
        while let ExprKind::Binary {
            op,
            op_span,
            left,
            right,
        } = rest.kind
            && matches!(op, BinaryOp::AndAlso | BinaryOp::OrElse)
        {
            let place = construct(op.text(), op_span);
            if first {
                let mark = self.scopes.mark();
                self.expr(left);
                let changes = self.scopes.take(mark);
                self.scopes.join_operands(vec![changes], Some(place));
                first = false;
            } else {
                self.unsafe_part(place, |checker| checker.expr(left));
            }
            let last = !matches!(
                right.kind,
                ExprKind::Binary {
                    op: BinaryOp::AndAlso | BinaryOp::OrElse,
                    ..
                }
            );
            if last {
                self.unsafe_part(place, |checker| checker.expr(right));
            }
            rest = right;
        }
    }

    /// What `walk` binds is unsafe afterwards.
    #[inline(never)]
    fn unsafe_part(&mut self, place: Construct, walk: impl FnOnce(&mut Self)) {
        let mark = self.scopes.mark();
        walk(self);
        let changes = self.scopes.take(mark);
        self.scopes.join_unsafe(changes, place);
    }

    #[inline(never)]
    fn catch(&mut self, operand: &'a Expr<'a>, span: Span) {
        self.catch_deprecated(span);
        self.unsafe_part(construct("catch", span), |checker| checker.expr(operand));
    }

    #[inline(never)]
    fn catch_deprecated(&mut self, span: Span) {
        self.warn(
            Diagnostic::new(Code::CatchDeprecated, span)
                .help("`try ... catch ... end` says which exceptions are meant"),
        );
    }

    /// Clauses of which one is taken.
    #[inline(never)]
    fn clauses(&mut self, clauses: &'a [Clause<'a>], place: Construct) {
        let branches = clauses
            .iter()
            .map(|clause| self.clause_changes(clause))
            .collect();
        self.scopes.join_branches(branches, place);
    }

    #[inline(never)]
    fn clause_changes(&mut self, clause: &'a Clause<'a>) -> Vec<super::scope::Change> {
        let mark = self.scopes.mark();
        self.patterns(clause.patterns, Binding::Match);
        self.guard(clause.guard);
        self.body(clause.body);
        self.scopes.take(mark)
    }

    #[inline(never)]
    fn receive(&mut self, clauses: &'a [Clause<'a>], after: Option<&After<'a>>, span: Span) {
        let mut branches: Vec<_> = clauses
            .iter()
            .map(|clause| self.clause_changes(clause))
            .collect();
        let mut timeout_changes = Vec::new();
        if let Some(after) = after {
            let mark = self.scopes.mark();
            self.expr(after.timeout);
            timeout_changes = self.scopes.take(mark);
            let mark = self.scopes.mark();
            self.body(after.body);
            branches.push(self.scopes.take(mark));
        }
        self.scopes
            .join_branches(branches, construct("receive", span));
        self.scopes.join_beside(timeout_changes);
    }

    /// The body's variables are seen by the `of` clauses; nothing is safe in handlers, `after` or behind it.
    #[inline(never)]
    fn try_(&mut self, try_: &'a Try<'a>, span: Span) {
        let place = construct("try", span);
        let whole = self.scopes.mark();
        self.body(try_.body);
        let mut branches: Vec<_> = try_
            .of_clauses
            .iter()
            .map(|clause| self.clause_changes(clause))
            .collect();
        let body = self.scopes.take(whole);
        self.scopes.join_unsafe(body, place);
        for clause in try_.catch_clauses {
            let mark = self.scopes.mark();
            self.catch_clause(clause);
            branches.push(self.scopes.take(mark));
        }
        for changes in branches {
            self.scopes.join_unsafe(changes, place);
        }
        self.unsafe_part(place, |checker| checker.body(try_.after));
    }

    #[inline(never)]
    fn catch_clause(&mut self, clause: &'a CatchClause<'a>) {
        let patterns = clause.class.into_iter().chain([clause.pattern]);
        for pattern in patterns {
            self.pattern(pattern, Binding::Match);
        }
        let Some(stack) = clause.stack else {
            self.guard(clause.guard);
            self.body(clause.body);
            return;
        };
        let ExprKind::Var(name) = stack.kind else {
            return;
        };
        if !self.is(name, "_") {
            self.stacktrace_in_guard(name, clause.guard);
            self.stacktrace_variable(name, stack.span);
        }
        self.guard(clause.guard);
        self.body(clause.body);
    }

    #[inline(never)]
    fn stacktrace_variable(&mut self, name: Name, span: Span) {
        if self.scopes.lookup(name).is_some() {
            self.say(
                Diagnostic::new(Code::StacktraceBound, span)
                    .arg(self.var_arg(name))
                    .help("give the stack trace a name of its own"),
            );
            self.scopes.mark_used(name);
        } else {
            self.scopes.bind(name, span);
        }
    }

    #[inline(never)]
    fn stacktrace_in_guard(&mut self, name: Name, guard: &[&[Expr<'_>]]) {
        for test in guard.iter().flat_map(|tests| tests.iter()) {
            if let Some((_, span)) = super::guard::find_variable(test, &|found| found == name) {
                self.say(Diagnostic::new(Code::StacktraceInGuard, span).arg(self.var_arg(name)));
                return;
            }
        }
    }

    #[inline(never)]
    fn maybe(&mut self, body: &'a [Expr<'a>], else_clauses: &'a [Clause<'a>], span: Span) {
        let place = construct("maybe", span);
        let mark = self.scopes.mark();
        self.body(body);
        let made = self.scopes.take(mark);
        self.scopes.join_unsafe(made, place);
        let branches: Vec<_> = else_clauses
            .iter()
            .map(|clause| self.clause_changes(clause))
            .collect();
        for changes in branches {
            self.scopes.join_unsafe(changes, place);
        }
    }

    #[inline(never)]
    fn fun(&mut self, name: Option<Ident>, clauses: &'a [Clause<'a>], span: Span) {
        let outer = self.scopes.mark();
        let start = self.scopes.start();
        if let Some(name) = name
            && !self.is(name.name, "_")
        {
            self.scopes.mark_used(name.name);
            self.bind_shadowing(name.name, name.span, "named fun", span);
        }
        for clause in clauses {
            let mark = self.scopes.mark();
            let inner = self.scopes.start();
            self.patterns(clause.patterns, Binding::Shadow("fun"));
            self.guard(clause.guard);
            self.body(clause.body);
            self.scopes.take(mark);
            self.unused_variables(inner);
        }
        self.scopes.take(outer);
        if let Some(name) = name {
            self.unused_named_fun(start, name, span);
        }
    }

    #[inline(never)]
    fn unused_named_fun(&mut self, start: super::scope::ScopeStart, name: Ident, span: Span) {
        self.unused_said.insert(name.span);
        let unused = self
            .scopes
            .unused_since(start)
            .any(|binding| binding.name == name.name && binding.place == name.span);
        if unused && !self.text(name.name).starts_with('_') {
            let diagnostic = Diagnostic::new(Code::UnusedVariable, name.span)
                .arg(self.var_arg(name.name))
                .otp_at(span);
            self.warn(diagnostic);
        }
    }

    /// Qualifiers, then the result; nothing bound inside is seen outside.
    #[inline(never)]
    fn comprehension(&mut self, qualifiers: &'a [Qualifier<'a>], result: impl FnOnce(&mut Self)) {
        let mark = self.scopes.mark();
        let start = self.scopes.start();
        for qualifier in qualifiers {
            self.qualifier(qualifier);
        }
        result(self);
        self.scopes.take(mark);
        self.unused_variables(start);
    }

    #[inline(never)]
    fn qualifier(&mut self, qualifier: &'a Qualifier<'a>) {
        match qualifier.kind {
            QualifierKind::List {
                pattern, source, ..
            }
            | QualifierKind::Binary {
                pattern, source, ..
            } => {
                self.generator_source(source);
                self.pattern(pattern, Binding::Shadow("generate"));
            }
            QualifierKind::Map {
                key, value, source, ..
            } => {
                self.generator_source(source);
                self.patterns_of([key, value], Binding::Shadow("generate"));
            }
            QualifierKind::Zip(generators) => self.zip(generators),
            QualifierKind::Filter(test) => self.filter(test),
        }
    }

    #[inline(never)]
    fn filter(&mut self, test: &'a Expr<'a>) {
        if matches!(test.kind, ExprKind::Match { .. }) {
            self.assignment_in_filter(test.span);
        }
        // An old test of what is no guard is a call.
        let is_test = match test.kind {
            ExprKind::Call { args, .. } => args
                .iter()
                .all(|arg| super::guard::is_guard_expr(self, arg)),
            _ => false,
        };
        if is_test && self.old_test(test) {
            return;
        }
        match super::guard::is_guard_expr(self, test) {
            true => self.guard_test(test),
            false => self.expr(test),
        }
    }

    #[inline(never)]
    fn assignment_in_filter(&mut self, span: Span) {
        self.say(
            Diagnostic::new(Code::AssignmentInFilter, span)
                .help("bind with a generator over one element: `X <- [Value]`"),
        );
    }

    #[inline(never)]
    fn zip_of_filter(&mut self, test: &Expr<'_>) {
        let place = match test.kind {
            ExprKind::Binary { op_span, .. } => op_span,
            _ => test.span,
        };
        self.say(Diagnostic::new(Code::ZipOfNonGenerator, test.span).otp_at(place));
    }

    /// Sources first, each in the scope outside; then the patterns.
    #[inline(never)]
    fn zip(&mut self, generators: &'a [Qualifier<'a>]) {
        for generator in generators {
            match generator.kind {
                QualifierKind::List { source, .. }
                | QualifierKind::Binary { source, .. }
                | QualifierKind::Map { source, .. } => self.generator_source(source),
                QualifierKind::Filter(test) => self.zip_of_filter(test),
                QualifierKind::Zip(_) => self.error(Code::ZipOfNonGenerator, generator.span),
            }
        }
        for generator in generators {
            match generator.kind {
                QualifierKind::List { pattern, .. } | QualifierKind::Binary { pattern, .. } => {
                    self.pattern(pattern, Binding::Shadow("generate"));
                }
                QualifierKind::Map { key, value, .. } => {
                    self.patterns_of([key, value], Binding::Shadow("generate"));
                }
                QualifierKind::Filter(_) | QualifierKind::Zip(_) => {}
            }
        }
    }

    /// Variables bound in a source are of no use outside of it, but they are not an error.
    #[inline(never)]
    fn generator_source(&mut self, source: &'a Expr<'a>) {
        let mark = self.scopes.mark();
        self.expr(source);
        self.scopes.take(mark);
    }

    /// An occurrence of a variable as an expression.
    #[inline(never)]
    pub fn use_variable(&mut self, name: Name, span: Span) {
        if self.is(name, "_") {
            self.say(
                Diagnostic::new(Code::UnboundVariable, span)
                    .arg(self.var_arg(name))
                    .label("`_` has no value: it can only stand in a pattern"),
            );
            return;
        }
        match self.scopes.lookup(name) {
            None => self.unbound(name, span),
            Some(State::Bound) => self.scopes.mark_used(name),
            Some(State::Unsafe(place)) => self.unsafe_use(name, span, place),
            Some(State::Exported(place)) => {
                self.exported_use(Code::ExportedVariable, name, span, place);
            }
            Some(State::Subexpression(place)) => {
                self.exported_use(Code::SubexpressionVariable, name, span, place);
            }
        }
    }

    #[inline(never)]
    fn unbound(&mut self, name: Name, span: Span) {
        let text = self.text(name).to_string();
        let may_guess = self.may_guess(self.scopes.n_names());
        let names = self.scopes.names().filter(|_| may_guess);
        let mut candidates: Vec<&str> = names.map(|known| self.text(known)).collect();
        candidates.sort_unstable();
        let meant = meant::most_similar(&text, candidates).map(str::to_string);
        let mut diagnostic = Diagnostic::new(Code::UnboundVariable, span).arg(self.var_arg(name));
        if let Some(meant) = meant {
            diagnostic = diagnostic
                .otp_term(TermTree::tuple([
                    TermTree::atom("unbound_var"),
                    TermTree::atom(&text),
                    TermTree::atom(&meant),
                ]))
                .suggest(format!("a variable `{meant}` exists"), span, meant);
        }
        self.say(diagnostic);
        // Once per path is enough.
        self.unbound_places.insert(span);
        self.scopes.bind(name, span);
        self.scopes.mark_used(name);
    }

    #[inline(never)]
    fn unsafe_use(&mut self, name: Name, span: Span, place: Construct) {
        self.scopes.mark_used(name);
        let bound = self.scopes.place(name);
        let mut diagnostic = Diagnostic::new(Code::UnsafeVariable, span)
            .arg(self.var_arg(name))
            .arg(self.construct_arg(place));
        if let Some(bound) = bound {
            diagnostic = diagnostic.secondary(bound, "bound here, on this path only");
        }
        self.say(diagnostic);
        self.scopes.set_state(name, State::Bound);
    }

    #[inline(never)]
    fn exported_use(&mut self, code: Code, name: Name, span: Span, place: Construct) {
        self.scopes.mark_used(name);
        let mut diagnostic = Diagnostic::new(code, span)
            .arg(self.var_arg(name))
            .arg(self.construct_arg(place));
        if let Some(bound) = self.scopes.place(name) {
            diagnostic = diagnostic.secondary(bound, "bound here");
        }
        self.warn(diagnostic);
        self.scopes.set_state(name, State::Bound);
    }

    fn construct_arg(&self, place: Construct) -> Arg {
        let (line, column) = self
            .sources
            .presumed(place.span.lo)
            .map_or((0, 0), |(_, line, column)| (line, column));
        let at = TermTree::tuple([
            TermTree::Int(i64::from(line)),
            TermTree::Int(i64::from(column)),
        ]);
        Arg::Shown(
            place.what.to_string(),
            TermTree::tuple([TermTree::atom(place.what), at]),
        )
    }

    pub fn var_arg(&self, name: Name) -> Arg {
        Arg::Var(self.text(name).to_string())
    }

    /// A new binding that hides an older one of that name.
    #[inline(never)]
    pub fn bind_shadowing(&mut self, name: Name, span: Span, what: &'static str, otp_place: Span) {
        let hidden = self.scopes.place(name);
        if hidden.is_some_and(|place| !self.unbound_places.contains(&place)) {
            let mut diagnostic = Diagnostic::new(Code::ShadowedVariable, span)
                .arg(self.var_arg(name))
                .arg(Arg::Atom(what.to_string()))
                .otp_at(otp_place);
            if let Some(first) = self.scopes.place(name) {
                diagnostic = diagnostic.secondary(first, "this one is hidden");
            }
            self.warn(diagnostic);
        }
        self.scopes.bind(name, span);
    }

    /// Warn of variables bound since `start` that nothing used.
    #[inline(never)]
    pub fn unused_variables(&mut self, start: super::scope::ScopeStart) {
        let unused: Vec<(Name, Span)> = self
            .scopes
            .unused_since(start)
            .filter(|binding| !self.text(binding.name).starts_with('_'))
            .map(|binding| (binding.name, binding.place))
            .collect();
        for (name, place) in unused {
            // Inner scopes report their own variables; the function's end meets them again.
            if !self.unused_said.insert(place) {
                continue;
            }
            let text = self.text(name).to_string();
            let diagnostic = Diagnostic::new(Code::UnusedVariable, place)
                .arg(self.var_arg(name))
                .suggest(
                    "if that is meant, begin its name with `_`",
                    place,
                    format!("_{text}"),
                );
            self.warn(diagnostic);
        }
    }
}

pub fn construct(what: &'static str, span: Span) -> Construct {
    Construct { what, span }
}
