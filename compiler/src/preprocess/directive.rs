//! The directives: `-define -undef -ifdef -ifndef -if -elif -else -endif -error -warning -include -include_lib -file
//! -feature`.

use super::{Condition, Preprocessor, condition};
use crate::ast::abstract_format;
use crate::ast::nodes::Expr;
use crate::ast::term_tree::TermTree;
use crate::diagnostics::{Arg, Code, Diagnostic};
use crate::parse;
use crate::scan::token::{Token, TokenKind};
use crate::source::name::{Name, known};
use crate::source::span::Span;

/// The name of a directive or attribute: an atom, or one of the reserved words `if` and `else`.
fn directive_name(token: Token<'_>) -> Option<Name> {
    match token.kind {
        TokenKind::Atom(name) => Some(name),
        TokenKind::If => Some(known::IF),
        TokenKind::Else => Some(known::ELSE),
        _ => None,
    }
}

/// `( Tokens ) .` after the name: the tokens within.
fn parenthesized<'t, 'a>(raw: &'t [Token<'a>]) -> Option<&'t [Token<'a>]> {
    match raw {
        [_, _, open, inner @ .., close, dot]
            if open.kind == TokenKind::LeftParen
                && close.kind == TokenKind::RightParen
                && dot.kind == TokenKind::Dot =>
        {
            Some(inner)
        }
        _ => None,
    }
}

/// The name in `(Name).`, an atom or a variable.
fn name_argument(raw: &[Token<'_>]) -> Option<(Name, Span)> {
    match parenthesized(raw)? {
        [token] => match token.kind {
            TokenKind::Atom(name) | TokenKind::Var(name) => Some((name, token.span)),
            _ => None,
        },
        _ => None,
    }
}

impl<'a> Preprocessor<'_, 'a> {
    /// Obeys a directive. False if the form is something for the parser.
    pub(super) fn directive(&mut self, name: Token<'a>, raw: &[Token<'a>], damaged: bool) -> bool {
        let Some(directive) = directive_name(name) else {
            return false;
        };
        // A condition counts even when it is damaged, or every `-endif` after it would be an error too.
        match directive {
            known::DEFINE => self.define(raw, damaged),
            known::UNDEF => self.undef(name, raw),
            known::IFDEF | known::IFNDEF => self.ifdef(name, directive, raw),
            known::IF => self.begin_if(name, raw),
            known::ELIF => self.elif(name, raw),
            known::ELSE => self.begin_else(name, raw),
            known::ENDIF => self.endif(name, raw),
            known::ERROR | known::WARNING => self.message(name, directive, raw),
            known::INCLUDE | known::INCLUDE_LIB => self.include_directive(name, directive, raw),
            known::FILE => self.file(name, raw),
            known::FEATURE => return self.feature(name, raw),
            _ => return false,
        }
        true
    }

    /// A form inside text that is skipped: only conditions count.
    pub(super) fn skipped_directive(&mut self, name: Token<'a>, raw: &[Token<'a>]) {
        match directive_name(name) {
            Some(kind @ (known::IFDEF | known::IFNDEF | known::IF)) => {
                self.push_condition(name.span, kind, false, true)
            }
            Some(known::ELIF) => self.elif(name, raw),
            Some(known::ELSE) => self.begin_else(name, raw),
            Some(known::ENDIF) => self.endif(name, raw),
            _ => {}
        }
    }

    #[cold]
    fn bad(&mut self, name: Name, span: Span, otp: Span, usage: &str) {
        let diagnostic = Diagnostic::new(Code::BadDirective, span)
            .arg(Arg::Atom(self.names.text(name).into()))
            .help(format!("write `{usage}`"))
            .otp_at(otp);
        self.report(diagnostic);
    }

    // ---- macros

    fn define(&mut self, raw: &[Token<'a>], damaged: bool) {
        const USAGE: &str = "-define(NAME, replacement).";
        let last = raw[raw.len() - 1].span;
        let bad_at = |at: usize| raw.get(at).map_or(last, |token| token.span);
        if !matches!(raw.get(2), Some(token) if token.kind == TokenKind::LeftParen) {
            return self.bad_define(raw, damaged, bad_at(2), USAGE);
        }
        let (name, name_span) = match raw.get(3).map(|token| (token.kind, token.span)) {
            Some((TokenKind::Atom(name) | TokenKind::Var(name), span)) => (name, span),
            _ => return self.bad_define(raw, damaged, bad_at(3), USAGE),
        };
        let (params, body_at) = match raw.get(4).map(|token| token.kind) {
            Some(TokenKind::Comma) => (None, 5),
            Some(TokenKind::LeftParen) => match self.parameters(raw) {
                Ok((params, next)) => (Some(params), next),
                Err(at) => {
                    return self.bad_define(
                        raw,
                        damaged,
                        bad_at(at),
                        "-define(NAME(A, B), replacement).",
                    );
                }
            },
            _ => return self.bad_define(raw, damaged, bad_at(4), USAGE),
        };
        if !matches!(raw.last(), Some(last) if last.kind == TokenKind::Dot)
            && closed_without_dot(raw)
        {
            self.define_without_dot(last);
            return;
        }
        let Some(body) = closed_body(&raw[body_at.min(raw.len())..]) else {
            return self.define_not_closed(raw, name_span);
        };
        self.check_parameters(raw, params.as_deref());
        if self.may_define(
            name,
            params.as_ref().map(|params| params.len() as u32),
            name_span,
        ) {
            let definition = self.make_macro(name_span, params.as_deref(), body);
            self.macros.define(name, definition);
        }
    }

    fn bad_define(&mut self, raw: &[Token<'a>], damaged: bool, at: Span, usage: &str) {
        if !damaged {
            let span = raw
                .first()
                .map_or(at, |first| first.span)
                .to(raw.last().map_or(at, |last| last.span));
            let span = if self.sources.text(span).contains('\n') {
                at
            } else {
                span
            };
            self.bad(known::DEFINE, span, at, usage);
        }
    }

    /// `(A, B),`: the names, and where the body begins.
    fn parameters(&mut self, raw: &[Token<'a>]) -> Result<(Vec<Name>, usize), usize> {
        let mut params = Vec::new();
        let mut at = 5;
        let kind = |at: usize| raw.get(at).map(|token| token.kind);
        if kind(at) != Some(TokenKind::RightParen) {
            loop {
                let Some(TokenKind::Var(param)) = kind(at) else {
                    return Err(at);
                };
                params.push(param);
                at += 1;
                match kind(at) {
                    Some(TokenKind::Comma) => at += 1,
                    Some(TokenKind::RightParen) => break,
                    _ => return Err(at),
                }
            }
        }
        match kind(at + 1) {
            Some(TokenKind::Comma) => Ok((params, at + 2)),
            _ => Err(at + 1),
        }
    }

    fn check_parameters(&mut self, raw: &[Token<'a>], params: Option<&[Name]>) {
        let params = params.unwrap_or(&[]);
        for (index, param) in params.iter().enumerate() {
            if params[..index].contains(param) {
                let span = raw[5 + 2 * index].span;
                let diagnostic = Diagnostic::new(Code::DuplicateParameter, span)
                    .arg(Arg::Var(self.names.text(*param).into()));
                self.report(diagnostic);
                return;
            }
        }
    }

    /// `-define(NAME, body)` and then something else.
    #[cold]
    fn define_without_dot(&mut self, last: Span) {
        let diagnostic = Diagnostic::new(Code::MissingDot, last.end())
            .label("a `.` is missing here")
            .suggest("end the directive", last.end(), ".")
            .otp_at(last)
            .otp_term(TermTree::atom("missing_parenthesis"));
        self.report(diagnostic);
    }

    #[cold]
    fn define_not_closed(&mut self, raw: &[Token<'a>], name_span: Span) {
        let before_dot = raw
            .iter()
            .rev()
            .find(|token| token.kind != TokenKind::Dot)
            .map_or(name_span, |token| token.span);
        let dot = raw.last().map_or(name_span, |token| token.span);
        let diagnostic = Diagnostic::new(Code::DefineNotClosed, before_dot.end())
            .suggest("close it", before_dot.end(), ")")
            .otp_at(dot);
        self.report(diagnostic);
    }

    fn may_define(&mut self, name: Name, arity: Option<u32>, span: Span) -> bool {
        let text = self.names.text(name).to_owned();
        if super::macros::PREDEFINED.contains(&name) {
            self.report(Diagnostic::new(Code::PredefinedMacro, span).arg(Arg::Var(text)));
            return false;
        }
        let Some(before) = self.macros.find((name, arity)) else {
            return true;
        };
        let before = before.name_span;
        let mut diagnostic =
            Diagnostic::new(Code::MacroRedefined, span).arg(Arg::Var(text.clone()));
        if before != Span::NONE {
            diagnostic = diagnostic.secondary(before, "the first definition");
        }
        self.report(diagnostic.help(format!("put `-undef({text}).` before it")));
        false
    }

    fn undef(&mut self, name: Token<'a>, raw: &[Token<'a>]) {
        match name_argument(raw) {
            Some((defined, _)) => self.macros.undefine(defined),
            None => {
                let otp = first_misfit(raw, &[Shape::Open, Shape::Name, Shape::Close]);
                self.bad(known::UNDEF, name.span, otp, "-undef(NAME).");
            }
        }
    }

    // ---- conditions

    fn push_condition(&mut self, span: Span, kind: Name, active: bool, taken: bool) {
        self.n_skipping += usize::from(!active);
        self.conditions.push(Condition {
            span,
            kind,
            active,
            taken,
            seen_else: false,
        });
    }

    fn ifdef(&mut self, name: Token<'a>, kind: Name, raw: &[Token<'a>]) {
        let Some((wanted, _)) = name_argument(raw) else {
            let usage = format!("-{}(NAME).", self.names.text(kind));
            let otp = raw
                .get(3)
                .or(raw.get(2))
                .map_or(name.span, |token| token.span);
            self.bad(kind, name.span, otp, &usage);
            return self.push_condition(name.span, kind, false, true);
        };
        let defined = self.is_defined(wanted);
        let active = defined == (kind == known::IFDEF);
        self.push_condition(name.span, kind, active, active);
    }

    pub(super) fn is_defined(&self, name: Name) -> bool {
        match name {
            known::MACRO_MODULE | known::MODULE_STRING => self.module.is_some(),
            _ => self.macros.is_defined(name) || super::macros::PREDEFINED.contains(&name),
        }
    }

    fn begin_if(&mut self, name: Token<'a>, raw: &[Token<'a>]) {
        let value = self.condition(name, known::IF, raw);
        self.push_condition(
            name.span,
            known::IF,
            value == Some(true),
            value == Some(true),
        );
    }

    /// The value of the expression in parentheses; `None` if there is none (reported).
    fn condition(&mut self, name: Token<'a>, kind: Name, raw: &[Token<'a>]) -> Option<bool> {
        let usage = format!("-{}(Condition).", self.names.text(kind));
        let mut expanded = Vec::new();
        let [_, _, rest @ ..] = raw else { return None };
        if !rest.iter().any(|token| token.kind != TokenKind::Dot) {
            let otp = rest.first().map_or(name.span, |token| token.span);
            self.bad(kind, name.span, otp, &usage);
            return None;
        }
        let replaced: Vec<Token<'a>> = self.replace_defined(rest);
        if !self.expand(&replaced, &mut expanded, 0) {
            return None;
        }
        match parse::expressions(self.arena, self.names, self.sources, &expanded) {
            Err(diagnostic) => {
                self.report(diagnostic);
                None
            }
            Ok([expr]) => match condition::evaluate(expr, self.names) {
                Ok(value) => Some(value),
                Err(condition::NotConstant(span)) => {
                    self.bad(kind, span, name.span, &usage);
                    None
                }
            },
            Ok(_) => {
                self.bad(kind, name.span, name.span, &usage);
                None
            }
        }
    }

    /// `defined(NAME)` with its answer.
    fn replace_defined(&self, tokens: &[Token<'a>]) -> Vec<Token<'a>> {
        let mut replaced = Vec::with_capacity(tokens.len());
        let mut rest = tokens;
        while let [token, after @ ..] = rest {
            if let [called, open, argument, close, after @ ..] = rest
                && called.kind == TokenKind::Atom(known::DEFINED)
                && open.kind == TokenKind::LeftParen
                && close.kind == TokenKind::RightParen
                && let TokenKind::Atom(name) | TokenKind::Var(name) = argument.kind
            {
                let answer = if self.is_defined(name) {
                    known::TRUE
                } else {
                    known::FALSE
                };
                replaced.push(Token {
                    span: called.span,
                    kind: TokenKind::Atom(answer),
                });
                rest = after;
                continue;
            }
            replaced.push(*token);
            rest = after;
        }
        replaced
    }

    fn elif(&mut self, name: Token<'a>, raw: &[Token<'a>]) {
        if !self.in_condition(name, known::ELIF) {
            return;
        }
        let outer_skips = self.outer_skips();
        let Some(open) = self.conditions.last_mut() else {
            return;
        };
        if open.seen_else {
            let begin = open.span;
            self.report(
                Diagnostic::new(Code::ElifAfterElse, name.span)
                    .secondary(begin, "of this conditional"),
            );
            return;
        }
        let (was_active, taken) = (open.active, open.taken);
        if was_active {
            open.active = false;
            self.n_skipping += 1;
            return;
        }
        if taken || outer_skips {
            return;
        }
        // The condition is read as text that counts.
        self.n_skipping -= 1;
        let value = self.condition(name, known::ELIF, raw);
        if let Some(open) = self.conditions.last_mut() {
            open.active = value == Some(true);
            open.taken = value == Some(true);
            self.n_skipping += usize::from(!open.active);
        }
    }

    fn outer_skips(&self) -> bool {
        self.conditions
            .iter()
            .rev()
            .skip(1)
            .any(|condition| !condition.active)
    }

    fn begin_else(&mut self, name: Token<'a>, raw: &[Token<'a>]) {
        if !matches!(raw, [_, _, dot] if dot.kind == TokenKind::Dot) && self.n_skipping == 0 {
            return self.bad(known::ELSE, name.span, name.span, "-else.");
        }
        if !self.in_condition(name, known::ELSE) {
            return;
        }
        let outer_skips = self.outer_skips();
        let Some(open) = self.conditions.last_mut() else {
            return;
        };
        if open.seen_else {
            let begin = open.span;
            self.report(
                Diagnostic::new(Code::RepeatedElse, name.span)
                    .secondary(begin, "of this conditional"),
            );
            return;
        }
        open.seen_else = true;
        let active = !open.taken && !outer_skips;
        if active != open.active {
            open.active = active;
            self.n_skipping = if active {
                self.n_skipping - 1
            } else {
                self.n_skipping + 1
            };
        }
        open.taken = true;
    }

    fn endif(&mut self, name: Token<'a>, raw: &[Token<'a>]) {
        if !matches!(raw, [_, _, dot] if dot.kind == TokenKind::Dot) && self.n_skipping == 0 {
            self.bad(known::ENDIF, name.span, name.span, "-endif.");
        }
        if !self.in_condition(name, known::ENDIF) {
            return;
        }
        if let Some(condition) = self.conditions.pop() {
            self.n_skipping -= usize::from(!condition.active);
        }
    }

    /// Whether a conditional of this file is open; reports if not.
    fn in_condition(&mut self, name: Token<'a>, kind: Name) -> bool {
        let outside = self.inputs.last().map_or(0, |input| input.n_conditions);
        if self.conditions.len() > outside {
            return true;
        }
        let diagnostic = Diagnostic::new(Code::UnbalancedConditional, name.span)
            .arg(Arg::Atom(self.names.text(kind).into()));
        let text = self.names.text(kind).to_owned();
        // `else` is reserved, and needs no quotes here.
        let diagnostic = match kind {
            known::ELSE => Diagnostic {
                args: vec![Arg::Shown("else".into(), TermTree::atom("else"))],
                ..diagnostic
            },
            _ => Diagnostic {
                args: vec![Arg::Var(text)],
                ..diagnostic
            },
        };
        self.report(diagnostic);
        false
    }

    // ---- messages, files, features

    /// `-error(Term).`, `-warning(Term).`
    fn message(&mut self, name: Token<'a>, kind: Name, raw: &[Token<'a>]) {
        let mut expanded = Vec::new();
        if !self.expand(raw, &mut expanded, 0) {
            return;
        }
        let term = parenthesized(&expanded).and_then(|inner| self.term(inner));
        let usage = format!("-{}(\"message\").", self.names.text(kind));
        let Some((expr, term)) = term else {
            let otp = if raw.len() <= 3 {
                raw.get(2).map_or(name.span, |token| token.span)
            } else {
                name.span
            };
            return self.bad(kind, name.span, otp, &usage);
        };
        let code = if kind == known::ERROR {
            Code::ErrorDirective
        } else {
            Code::WarningDirective
        };
        let shown = match &term {
            TermTree::Chars(text) => text.to_string(),
            other => other.to_string(),
        };
        self.report(
            Diagnostic::new(code, name.span.to(expr.span))
                .arg(Arg::Shown(shown, term))
                .otp_at(name.span),
        );
    }

    /// The constant term that tokens stand for.
    fn term(&mut self, tokens: &[Token<'a>]) -> Option<(&'a Expr<'a>, TermTree)> {
        let [expr] = parse::expressions(self.arena, self.names, self.sources, tokens).ok()? else {
            return None;
        };
        let term = abstract_format::normalise(expr, self.names).ok()?;
        Some((expr, term))
    }

    fn include_directive(&mut self, name: Token<'a>, kind: Name, raw: &[Token<'a>]) {
        let mut expanded = Vec::new();
        if !self.expand(raw, &mut expanded, 0) {
            return;
        }
        let path = parenthesized(&expanded).and_then(joined_string);
        let Some((path, span)) = path else {
            let otp = first_misfit(raw, &[Shape::Open, Shape::String, Shape::Close]);
            let usage = format!("-{}(\"file.hrl\").", self.names.text(kind));
            return self.bad(kind, name.span, otp, &usage);
        };
        let directive = raw.get(3).map_or(name.span, |token| token.span);
        self.include(&path, kind == known::INCLUDE_LIB, directive, span);
    }

    fn file(&mut self, name: Token<'a>, raw: &[Token<'a>]) {
        let mut expanded = Vec::new();
        if !self.expand(raw, &mut expanded, 0) {
            return;
        }
        let inner = parenthesized(&expanded);
        let parts = inner.and_then(|inner| match inner {
            [path @ .., comma, line] if comma.kind == TokenKind::Comma => match line.kind {
                TokenKind::Integer(line) => {
                    Some((joined_string(path)?.0, u32::try_from(line).ok()?))
                }
                _ => None,
            },
            _ => None,
        });
        let Some((path, line)) = parts else {
            let shape = [
                Shape::Open,
                Shape::String,
                Shape::Comma,
                Shape::Integer,
                Shape::Close,
            ];
            let otp = first_misfit(raw, &shape);
            return self.bad(known::FILE, name.span, otp, "-file(\"path\", Line).");
        };
        self.sources.rename_from(name.span.lo, &path, line);
        let path = self.names.intern(&path);
        self.pending = Some(super::Item::File {
            span: name.span,
            path,
            line,
        });
    }

    /// `-feature(Name, enable).` The form stays an attribute too: true if it must not be seen by the parser.
    fn feature(&mut self, name: Token<'a>, raw: &[Token<'a>]) -> bool {
        let parts = match parenthesized(raw) {
            Some([feature, comma, action]) if comma.kind == TokenKind::Comma => {
                match (feature.kind, action.kind) {
                    (TokenKind::Atom(feature), TokenKind::Atom(action)) => Some((feature, action)),
                    _ => None,
                }
            }
            _ => None,
        };
        let Some((feature, action @ (known::ENABLE | known::DISABLE))) = parts else {
            let otp = raw.get(2).map_or(name.span, |token| token.span);
            self.bad(
                known::FEATURE,
                name.span,
                otp,
                "-feature(maybe_expr, enable).",
            );
            return true;
        };
        if self.past_prefix {
            let diagnostic = Diagnostic::new(Code::FeatureTooLate, name.span)
                .help("move it to the beginning of the file, after `-module`");
            self.report(diagnostic);
            return true;
        }
        let on = action == known::ENABLE;
        match feature {
            known::MAYBE_EXPR => self.maybe_expr = on,
            known::COMPR_ASSIGN => self.compr_assign = on,
            _ if self.names.text(feature) == "all" => {
                (self.maybe_expr, self.compr_assign) = (on, on)
            }
            _ => self.unknown_feature(name, raw[3].span, feature),
        }
        true
    }

    #[cold]
    fn unknown_feature(&mut self, name: Token<'a>, span: Span, feature: Name) {
        let text = self.names.text(feature).to_owned();
        let mut diagnostic = Diagnostic::new(Code::UnknownFeature, span)
            .arg(Arg::Atom(text.clone()))
            .otp_at(name.span);
        if let Some(meant) =
            crate::diagnostics::suggest::closest(&text, ["maybe_expr", "compr_assign", "all"])
        {
            diagnostic = diagnostic.suggest(format!("did you mean `{meant}`?"), span, meant);
        }
        self.report(diagnostic);
    }
}

/// `Body ) .`: the body.
fn closed_body<'t, 'a>(tokens: &'t [Token<'a>]) -> Option<&'t [Token<'a>]> {
    match tokens {
        [body @ .., close, dot]
            if close.kind == TokenKind::RightParen && dot.kind == TokenKind::Dot =>
        {
            Some(body)
        }
        _ => None,
    }
}

/// The last token is `)`, and the brackets are balanced.
fn closed_without_dot(raw: &[Token<'_>]) -> bool {
    let nesting = |kind: TokenKind<'_>| match kind {
        TokenKind::LeftParen => 1,
        TokenKind::RightParen => -1,
        _ => 0,
    };
    matches!(raw.last(), Some(last) if last.kind == TokenKind::RightParen)
        && raw.iter().map(|token| nesting(token.kind)).sum::<i32>() == 0
}

/// What a directive's tokens should be, one after the other.
#[derive(Clone, Copy)]
enum Shape {
    Open,
    Close,
    Comma,
    Name,
    String,
    Integer,
}

/// The place of the first token after the directive's name that is not as it should be.
fn first_misfit(raw: &[Token<'_>], shape: &[Shape]) -> Span {
    let fits = |(token, shape): (&Token<'_>, &Shape)| match shape {
        Shape::Open => token.kind == TokenKind::LeftParen,
        Shape::Close => token.kind == TokenKind::RightParen,
        Shape::Comma => token.kind == TokenKind::Comma,
        Shape::Name => matches!(token.kind, TokenKind::Atom(_) | TokenKind::Var(_)),
        Shape::String => matches!(token.kind, TokenKind::Str(_)),
        Shape::Integer => matches!(token.kind, TokenKind::Integer(_)),
    };
    let after_name = raw.get(2..).unwrap_or(&[]);
    let n_fitting = after_name
        .iter()
        .zip(shape)
        .take_while(|&pair| fits(pair))
        .count();
    let misfit = after_name.get(n_fitting).or(raw.last());
    misfit.map_or(Span::NONE, |token| token.span)
}

/// The text of string literals in a row.
fn joined_string(tokens: &[Token<'_>]) -> Option<(String, Span)> {
    let mut text = String::new();
    let first = tokens.first()?;
    for token in tokens {
        let TokenKind::Str(literal) = token.kind else {
            return None;
        };
        text.extend(
            literal
                .points
                .iter()
                .filter_map(|&point| char::from_u32(point)),
        );
    }
    Some((text, first.span.to(tokens[tokens.len() - 1].span)))
}
