//! Errors: what to say, at which place a person would mend it, and where parsing goes on.
//!
//! A failure is looked at with three helpers: the stack of open brackets and blocks; the blocks closed before in this
//! form (an `end` that stands further left than what it closes probably belonged to another block); and the layout:
//! a token at a line's beginning that stands no further right than the line of an opening one is probably outside it.
//! OTP's own verdict is always "syntax error before" the token at the cursor, and goes along as descriptor.

use super::expr::{binary_operator, starts_expression};
use super::{Fail, Parse, Parser, attribute};
use crate::ast::term_tree::{TermTree, float_text, quote};
use crate::diagnostics::suggest::closest;
use crate::diagnostics::{Arg, Code, Diagnostic};
use crate::preprocess::macros::char_text;
use crate::scan::token::TokenKind as T;
use crate::source::name::Name;
use crate::source::span::Span;

/// How many missing things are stepped over in one form: more of them, and it is no Erlang at all.
const MAX_STEPPED_OVER: usize = 10;

const ENDED_BEFORE: &str =
    "the full stop before this ended the function; write `,` there to go on with it";

/// What kind of list a comma may be missing in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Body,
    Guard,
    Brackets,
}

/// A bracket or block being read.
#[derive(Clone, Copy)]
pub(crate) struct Open {
    closer: T<'static>,
    /// Index of the opening token.
    at: usize,
}

/// A block that ended with `end`.
#[derive(Clone, Copy)]
pub(crate) struct Closed {
    opener: usize,
    end: usize,
}

/// What could have stood where something else stands.
macro_rules! wanted {
    ($($name:ident $text:literal;)*) => {
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub(super) enum Wanted { $($name),* }

        impl Wanted {
            fn text(self) -> &'static str {
                match self { $(Wanted::$name => $text),* }
            }
        }
    };
}

wanted! {
    Expression "an expression";
    Pattern "a pattern";
    CommaOr "`,` or the end of the list";
    PatternCommaOr "`,` or `)`";
    Closing "the closing bracket";
    ClauseEnd "`;` or `end`";
    Of "`of`";
    CatchOrAfter "`catch` or `after`";
    Variable "a variable";
    RecordOrMap "a record's name or `{`";
    RecordName "a record's name";
    RecordBraces "`{` and the record's fields, or `.` and a field";
    FieldName "a field's name";
    FieldValue "`=` and the field's value";
    FieldType "`::` and a type";
    MapArrow "`=>` or `:=`";
    FunArity "`/` and the number of arguments";
    FunHead "`(`, or a function's name";
    FunctionName "a function's name";
    Parameters "`(` and the function's parameters";
    Arity "a number of arguments";
    BitType "a segment type such as `integer` or `binary`";
    Unit "`unit:` and a number";
    Generator "`<-` and the generator's source";
    Type "a type";
    TypeName "a type's name";
    TypeArguments "`(` and the type's arguments";
    Ellipsis "`...`";
    BitsSize "`_:` and a size";
    BitsUnit "`_*` and a unit";
    FunType "`fun()` or `fun((...) -> T)`";
    Signature "`(` and the argument types";
    Constraint "a constraint `V :: T`";
    AttributeName "an attribute's name";
    Clause "a clause";
    FunctionClause "another clause of the function";
    Form "a function or an attribute";
    Dot "`.`";
}

impl<'a> Parser<'_, 'a> {
    // ---- brackets and blocks

    /// At an opening token: notes it, goes past it, gives its place.
    pub(super) fn open(&mut self, closer: T<'static>) -> Span {
        self.scratch.open.push(Open {
            closer,
            at: self.at,
        });
        self.bump()
    }

    /// The closing token of what was opened last.
    pub(super) fn close(&mut self, closer: T<'static>, wanted: Wanted) -> Parse<Span> {
        if self.peek() != closer {
            return Err(self.unexpected(wanted));
        }
        if let Some(open) = self.scratch.open.pop()
            && closer == T::End
        {
            self.scratch.closed.push(Closed {
                opener: open.at,
                end: self.at,
            });
        }
        Ok(self.bump())
    }

    /// Forgets what was open: a form or clause begins.
    pub(super) fn reset(&mut self) {
        self.scratch.open.clear();
        self.scratch.closed.clear();
        self.scratch.exprs.clear();
        self.scratch.operands.clear();
        self.scratch.operators.clear();
        self.depth = 0;
        self.height = 0;
        self.damaged = false;
    }

    // ---- where to go on

    /// To the beginning of the next form, or to the end.
    pub(super) fn skip_to_form(&mut self) {
        while self.at < self.tokens.len() && !self.is_form_start(self.at) {
            self.at += 1;
        }
    }

    /// To the next clause of the function being read; false if there is none in sight.
    pub(super) fn skip_to_clause(&mut self, name: Name) -> bool {
        let mut at = self.at;
        while at < self.tokens.len() && !self.is_form_start(at) {
            if self.kind(at) == T::Semicolon && self.is_clause_start(at + 1, name) {
                self.at = at + 1;
                self.reset();
                return true;
            }
            at += 1;
        }
        if self.is_clause_start(at, name) && self.is_form_start(at) && at > self.at {
            self.at = at;
            self.reset();
            return true;
        }
        false
    }

    fn is_clause_start(&self, at: usize, name: Name) -> bool {
        self.kind(at) == T::Atom(name)
            && self.kind(at + 1) == T::LeftParen
            && self.column(at) == Some(0)
    }

    /// Whether the token begins a line at its very left and looks like a function's head or an attribute.
    fn is_form_start(&self, at: usize) -> bool {
        let fits = match (self.kind(at), self.kind(at + 1)) {
            (T::Atom(_), T::LeftParen) => true,
            (T::Minus, T::Atom(name)) => {
                self.kind(at + 2) == T::LeftParen
                    || attribute::KNOWN.contains(&self.names.text(name))
            }
            _ => false,
        };
        fits && at > 0 && self.column(at) == Some(0)
    }

    /// How far from the left a token stands, if it is the first of its line.
    fn column(&self, at: usize) -> Option<usize> {
        if self.textless {
            return None;
        }
        let before = self.line_before(at)?;
        before
            .bytes()
            .all(|byte| byte == b' ' || byte == b'\t')
            .then_some(before.len())
    }

    /// The text of a token's line before it.
    fn line_before(&self, at: usize) -> Option<&str> {
        let token = self.tokens.get(at)?;
        let file = self.sources.file(self.sources.file_of(token.span.lo)?);
        let text = &file.text()[..(token.span.lo - file.base()) as usize];
        Some(&text[text.rfind('\n').map_or(0, |newline| newline + 1)..])
    }

    /// The indentation of the line that holds a token.
    fn indent(&self, at: usize) -> usize {
        let line = self.line_before(at).unwrap_or("");
        line.len() - line.trim_start_matches([' ', '\t']).len()
    }

    // ---- things that are missing and stepped over

    /// After an element: if another one follows without a comma, reports that and says to go on.
    pub(super) fn missing_comma(&mut self, place: Place) -> bool {
        let kind = self.peek();
        if !starts_expression(kind) || matches!(kind, T::Catch | T::Hash) {
            return false;
        }
        self.missing_comma_cold(place)
    }

    #[cold]
    #[inline(never)]
    fn missing_comma_cold(&mut self, list: Place) -> bool {
        if self.diagnostics.len() >= MAX_STEPPED_OVER {
            return false;
        }
        if self.textless
            || self.damaged
            || self.is_form_start(self.at)
            || self.head_follows()
            || self.looks_like_call()
        {
            return false;
        }
        // A token this far left is outside what is open: that lacks its end.
        if self
            .scratch
            .open
            .last()
            .is_some_and(|&open| self.is_left_of(open))
        {
            return false;
        }
        // A guard and a new line: the arrow is missing.
        if list == Place::Guard && self.column(self.at).is_some() {
            return false;
        }
        if self.again_on_this_line() {
            return false;
        }
        let place = self.previous().end();
        let mut diagnostic = self
            .syntax_error(Code::MissingComma, place)
            .label("a `,` is missing here")
            .suggest("separate them", place, ",");
        if let T::Atom(name) = self.kind(self.at - 1)
            && self.names.text(name) == "return"
        {
            diagnostic = diagnostic
                .help("there is no `return`: a function's value is that of its last expression");
        }
        self.diagnostics.push(diagnostic);
        true
    }

    /// Something missing in this line was reported already: it is probably no Erlang, and that is enough.
    fn again_on_this_line(&mut self) -> bool {
        let line = self.line_of(self.at.saturating_sub(1));
        let again = self.diagnostics.last().is_some_and(|last| {
            last.code == Code::MissingComma
                && self
                    .sources
                    .location(last.span.lo)
                    .is_some_and(|at| at.line == line)
        });
        self.damaged |= again;
        again
    }

    /// A parenthesis directly after a name where no call is possible.
    fn looks_like_call(&self) -> bool {
        self.peek() == T::LeftParen && self.previous().hi == self.span().lo
    }

    /// Whether what comes next is a clause's head: `->` or `when` before anything that would end an expression.
    fn head_follows(&self) -> bool {
        self.head_follows_from(self.at)
    }

    fn head_follows_from(&self, at: usize) -> bool {
        let mut nesting = 0usize;
        for token in self.tokens.get(at..).unwrap_or(&[]) {
            match token.kind {
                T::LeftParen | T::LeftBracket | T::LeftBrace | T::LeftBits => nesting += 1,
                T::RightParen | T::RightBracket | T::RightBrace | T::RightBits if nesting > 0 => {
                    nesting -= 1
                }
                T::Arrow | T::When if nesting == 0 => return true,
                T::RightParen | T::RightBracket | T::RightBrace | T::RightBits => return false,
                T::Comma | T::Semicolon if nesting == 0 => return false,
                T::Dot
                | T::End
                | T::Case
                | T::If
                | T::Receive
                | T::Try
                | T::Begin
                | T::Fun
                | T::Of => return false,
                _ => {}
            }
        }
        false
    }

    /// After a clause: if another one follows without a semicolon, reports that and says to go on.
    pub(super) fn missing_semicolon(&mut self) -> bool {
        starts_expression(self.peek()) && self.peek() != T::Catch && self.missing_semicolon_cold()
    }

    #[cold]
    #[inline(never)]
    fn missing_semicolon_cold(&mut self) -> bool {
        let enough = self.diagnostics.len() >= MAX_STEPPED_OVER;
        if enough
            || self.textless
            || self.damaged
            || self.is_form_start(self.at)
            || !self.head_follows()
        {
            return false;
        }
        // A clause further left than the block belongs to an outer one: the block lacks its `end`.
        if self
            .scratch
            .open
            .last()
            .is_some_and(|&open| self.is_left_of(open))
        {
            return false;
        }
        self.report_missing_semicolon();
        true
    }

    fn report_missing_semicolon(&mut self) {
        let place = self.previous().end();
        let diagnostic = self
            .syntax_error(Code::MissingSemicolon, place)
            .label("a `;` is missing here")
            .secondary(self.span(), "before this clause")
            .suggest("separate the clauses", place, ";");
        self.diagnostics.push(diagnostic);
    }

    /// After a clause of a function: another one of the same name, with a semicolon missing before.
    pub(super) fn missing_clause_semicolon(&mut self, name: Name) -> bool {
        if self.damaged || !self.is_clause_start(self.at, name) {
            return false;
        }
        self.report_missing_semicolon();
        true
    }

    /// Where a full stop should be: if the form evidently ends here, reports its absence and says to go on.
    pub(super) fn missing_dot(&mut self) -> bool {
        let ends = self.peek() == T::Eof || self.is_form_start(self.at);
        if !ends || self.textless || self.damaged {
            return false;
        }
        let place = self.previous().end();
        let mut diagnostic = self
            .syntax_error(Code::MissingDot, place)
            .label("a `.` is missing here")
            .suggest("end the form", place, ".");
        if self.peek() != T::Eof {
            diagnostic = diagnostic.secondary(self.span(), "the next form begins here");
        }
        self.diagnostics.push(diagnostic);
        true
    }

    /// Where an arrow should be, after `head`: steps over its absence if a body follows.
    #[cold]
    #[inline(never)]
    pub(super) fn missing_arrow(&mut self, head: Span) -> Parse<()> {
        let place = self.previous().end();
        let mut swallow = false;
        let diagnostic = match self.peek() {
            T::Equal | T::DoubleArrow | T::LeftArrow => {
                swallow = true;
                let span = self.span();
                self.syntax_error(Code::MissingArrow, span)
                    .label("a clause's body begins with `->`")
                    .suggest("write an arrow", span, "->")
            }
            kind if starts_expression(kind)
                && kind != T::Catch
                && !self.looks_like_call()
                && !self.is_form_start(self.at) =>
            {
                self.syntax_error(Code::MissingArrow, place)
                    .label("`->` is missing here")
                    .suggest("write an arrow", place, " ->")
            }
            _ => return Err(self.missing_body(head)),
        };
        if self.textless || self.damaged {
            return Err(self.unexpected(Wanted::Expression));
        }
        self.diagnostics.push(diagnostic);
        self.at += usize::from(swallow);
        Ok(())
    }

    /// No arrow, and nothing that could be a body.
    fn missing_body(&mut self, head: Span) -> Fail {
        let wrong = matches!(self.peek(), T::Dot | T::Semicolon | T::End | T::Eof)
            || self.is_form_start(self.at);
        if !wrong || self.damaged {
            return self.unexpected(Wanted::CommaOr);
        }
        let place = self.previous().end();
        let diagnostic = self
            .syntax_error(Code::MissingBody, place)
            .label("`->` and a body are missing here")
            .secondary(head, "of this clause");
        let indented = self.column(0).is_some_and(|column| column > 0);
        self.fail(if indented {
            diagnostic.help(ENDED_BEFORE)
        } else {
            diagnostic
        })
    }

    // ---- verdicts

    fn fail(&mut self, diagnostic: Diagnostic) -> Fail {
        if !self.damaged {
            self.diagnostics.push(diagnostic);
            self.damaged = true;
        }
        Fail
    }

    /// An error for which OTP has words of its own.
    #[cold]
    #[inline(never)]
    pub(super) fn special(&mut self, code: Code, span: Span, otp: &str) -> Fail {
        let diagnostic = Diagnostic::new(code, span).otp_term(TermTree::chars(otp));
        self.fail(diagnostic)
    }

    /// Corrects where OTP reports the last diagnostic.
    pub(super) fn last_otp_at(&mut self, span: Span) {
        if let Some(last) = self.diagnostics.last_mut() {
            last.otp_span = Some(span);
        }
    }

    /// Moves the last diagnostic, if it is about an unexpected token, to the token before.
    pub(super) fn last_at(&mut self, span: Span) {
        let shown = format!("`{}`", self.sources.text(span));
        if let Some(last) = self
            .diagnostics
            .last_mut()
            .filter(|last| last.code == Code::Unexpected)
        {
            last.span = span;
            last.args = vec![Arg::Text(shown)];
        }
    }

    /// A diagnostic that is "syntax error before" the cursor to OTP.
    pub(super) fn syntax_error(&self, code: Code, span: Span) -> Diagnostic {
        let (place, text) = match self.peek() {
            T::Eof => {
                let last = self.tokens.len().saturating_sub(1);
                (self.span_at(last), TermTree::Nil)
            }
            _ => (self.span(), self.otp_text()),
        };
        let term = TermTree::list([TermTree::chars("syntax error before: "), text]);
        Diagnostic::new(code, span).otp_at(place).otp_term(term)
    }

    /// The token at the cursor as OTP's parser shows it.
    fn otp_text(&self) -> TermTree {
        let characters = |points: &[u32]| {
            points
                .iter()
                .filter_map(|&point| char::from_u32(point))
                .collect::<String>()
        };
        let text = match self.peek() {
            T::Atom(name) => crate::ast::term_tree::quote_atom(self.names.text(name)),
            T::Var(name) => self.names.text(name).to_owned(),
            T::Integer(value) => value.to_string(),
            T::BigInteger(value) => num_bigint::BigUint::from_bytes_le(value.magnitude).to_string(),
            T::Float(value) => float_text(value),
            T::Char(point) => char_text(point),
            T::Str(literal) => quote(&characters(literal.points), '"'),
            T::SigilPrefix(name) => {
                return TermTree::list([TermTree::chars(self.names.text(name))]);
            }
            T::SigilSuffix(name) => return TermTree::chars(self.names.text(name)),
            T::Dot => "'.'".into(),
            T::Other(c) => format!("'{c}'"),
            other => format!("'{}'", other.fixed_text().unwrap_or("")),
        };
        TermTree::chars(&text)
    }

    /// The token at the cursor as a person would call it.
    fn shown(&self) -> String {
        let text = match self.peek() {
            T::Eof => return "the end of the file".into(),
            T::Str(_) => return "this string".into(),
            T::SigilPrefix(_) | T::SigilSuffix(_) => return "this sigil".into(),
            T::Other(c) => c.to_string(),
            other => match other.fixed_text() {
                Some(text) => text.to_owned(),
                None => self.sources.text(self.span()).to_owned(),
            },
        };
        format!("`{text}`")
    }

    /// The token at the cursor fits nowhere: finds the most helpful thing to say about it.
    #[cold]
    #[inline(never)]
    pub(super) fn unexpected(&mut self, wanted: Wanted) -> Fail {
        if self.peek() == T::Error {
            self.damaged = true;
        }
        if self.damaged {
            return Fail;
        }
        let diagnostic = self.diagnose(wanted);
        self.fail(diagnostic)
    }

    fn diagnose(&self, wanted: Wanted) -> Diagnostic {
        let kind = self.peek();
        if self.textless {
            return self.plain(wanted);
        }
        let at_end = matches!(kind, T::Eof | T::Dot) || self.is_form_start(self.at);
        if at_end && let Some(open) = self.scratch.open.last().copied() {
            return self.unclosed(open);
        }
        if is_closer(kind) {
            return self.stray_closer(wanted);
        }
        if let Some(diagnostic) = self.dangling(wanted) {
            return diagnostic;
        }
        if matches!(kind, T::Eof) || (at_end && kind != T::Dot) {
            return self
                .syntax_error(Code::MissingDot, self.previous().end())
                .label("a `.` is missing here");
        }
        if let Some(open) = self.left_open().or_else(|| self.left_before()) {
            return self.unclosed(open);
        }
        if let Some(diagnostic) = self.ended_by_comma().or_else(|| self.clause_after_comma()) {
            return diagnostic;
        }
        // `{ok, X;` and then another clause.
        if kind == T::Semicolon
            && let Some(open) = self
                .scratch
                .open
                .last()
                .filter(|open| open.closer != T::End)
            && self.head_follows_from(self.at + 1)
        {
            return self.unclosed(*open);
        }
        self.hinted(self.plain(wanted), wanted)
    }

    fn plain(&self, wanted: Wanted) -> Diagnostic {
        let kind = self.peek();
        let span = if kind == T::Eof {
            self.previous().end()
        } else {
            self.span()
        };
        let shown = self.shown();
        self.syntax_error(Code::Unexpected, span)
            .arg(Arg::Text(shown))
            .label(format!("expected {}", wanted.text()))
    }

    /// Whether the next token begins a line no further right than the line of an opening token.
    fn is_left_of(&self, open: Open) -> bool {
        self.column(self.at)
            .is_some_and(|column| column <= self.indent(open.at))
    }

    /// The innermost bracket or block, if the layout says that the cursor is outside it.
    fn left_open(&self) -> Option<Open> {
        let open = *self.scratch.open.last()?;
        self.is_left_of(open).then_some(open)
    }

    /// The innermost bracket, if a token before the cursor was outside it by the layout.
    fn left_before(&self) -> Option<Open> {
        let open = *self.scratch.open.last()?;
        let (_, outside) = self.outside(open);
        (open.closer != T::End && outside < self.at).then_some(open)
    }

    /// At the arrow of a head that begins a line after a comma: the form before ended with a comma.
    fn ended_by_comma(&self) -> Option<Diagnostic> {
        if !matches!(self.peek(), T::Arrow | T::When) || !self.scratch.open.is_empty() {
            return None;
        }
        let head = (1..self.at).rev().find(|&at| self.is_form_start(at))?;
        if self.kind(head - 1) != T::Comma {
            return None;
        }
        let same = self.kind(head) == self.kind(0);
        let (mark, what) = if same {
            (";", "clauses are separated by `;`")
        } else {
            (".", "a function ends with `.`")
        };
        let comma = self.span_at(head - 1);
        Some(
            self.syntax_error(Code::WrongSeparator, comma)
                .arg(Arg::Text(mark.into()))
                .label(what)
                .secondary(self.span_at(head), "this begins something new")
                .suggest(format!("write `{mark}`"), comma, mark),
        )
    }

    /// At the arrow of a head that begins a line after a comma, inside a block: the clause before ended with a comma.
    fn clause_after_comma(&self) -> Option<Diagnostic> {
        if !matches!(self.peek(), T::Arrow | T::When)
            || self
                .scratch
                .open
                .last()
                .is_none_or(|open| open.closer != T::End)
        {
            return None;
        }
        let mut nesting = 0usize;
        for at in (1..self.at).rev() {
            match self.kind(at) {
                T::RightParen | T::RightBracket | T::RightBrace | T::RightBits => nesting += 1,
                T::LeftParen | T::LeftBracket | T::LeftBrace | T::LeftBits => {
                    nesting = nesting.checked_sub(1)?
                }
                T::Arrow | T::Semicolon | T::End => return None,
                T::Comma if nesting == 0 => {
                    self.column(at + 1)?;
                    let comma = self.span_at(at);
                    return Some(
                        self.syntax_error(Code::WrongSeparator, comma)
                            .arg(Arg::Text(";".into()))
                            .label("clauses are separated by `;`")
                            .secondary(self.span_at(at + 1), "this begins another clause")
                            .suggest("write `;`", comma, ";"),
                    );
                }
                _ => {}
            }
        }
        None
    }

    /// Something was opened and the form ends.
    fn unclosed(&self, innermost: Open) -> Diagnostic {
        let open = self.blamed_block().unwrap_or(innermost);
        let (place, text) = self.closing_place(open);
        let opener = self.span_at(open.at);
        let opener_text = self.sources.text(opener).to_owned();
        let closer = open.closer.fixed_text().unwrap_or("");
        let code = if open.closer == T::End {
            Code::MissingEnd
        } else {
            Code::UnclosedBracket
        };
        self.syntax_error(code, place)
            .arg(Arg::Text(opener_text.clone()))
            .arg(Arg::Text(closer.to_owned()))
            .label(format!("`{closer}` is missing here"))
            .secondary(opener, format!("to close this `{opener_text}`"))
            .suggest(format!("close the `{opener_text}`"), place, text)
    }

    /// A block that was closed by an `end` standing further left than the block: that `end` belonged to another one.
    fn blamed_block(&self) -> Option<Open> {
        let innermost = self.scratch.open.last()?;
        if innermost.closer != T::End {
            return None;
        }
        let closed = self.scratch.closed.iter().find(|closed| {
            closed.opener > innermost.at
                && self
                    .column(closed.end)
                    .is_some_and(|column| column < self.indent(closed.opener))
        })?;
        Some(Open {
            closer: T::End,
            at: closed.opener,
        })
    }

    /// Where the closing token of an opening one is probably missing, and the text to put there.
    fn closing_place(&self, open: Open) -> (Span, String) {
        let closer = open.closer.fixed_text().unwrap_or("");
        let (indent, outside) = self.outside(open);
        let mut last = outside.saturating_sub(1).max(open.at);
        if matches!(self.kind(last), T::Comma | T::Semicolon) && last > open.at && outside < self.at
        {
            last -= 1;
        }
        let place = self.span_at(last).end();
        let next_clause = outside == self.at
            && open.closer == T::End
            && starts_expression(self.peek())
            && self.head_follows();
        let text = match open.closer {
            T::End if next_clause && !self.is_form_start(self.at) => {
                format!("\n{}end;", " ".repeat(indent))
            }
            T::End if self.line_of(last) != self.line_of(open.at) => {
                format!("\n{}end", " ".repeat(indent))
            }
            T::End => " end".to_owned(),
            _ => closer.to_owned(),
        };
        (place, text)
    }

    /// The indentation of the line with an opening token, and the first token after it that the layout puts outside,
    /// or the cursor.
    fn outside(&self, open: Open) -> (usize, usize) {
        let indent = self.indent(open.at);
        let is_outside = |&at: &usize| {
            self.column(at)
                .is_some_and(|column| column <= indent && self.closes_at(at, column, indent, open))
        };
        (
            indent,
            (open.at + 1..self.at).find(is_outside).unwrap_or(self.at),
        )
    }

    /// Whether a token at a line's beginning, this far left, cannot be inside what was opened.
    fn closes_at(&self, at: usize, column: usize, indent: usize, open: Open) -> bool {
        match self.kind(at) {
            T::End => column < indent,
            T::Comma | T::Bar | T::BarBar => open.closer == T::End,
            T::Of | T::After | T::Catch | T::Else => false,
            kind => !is_closer(kind),
        }
    }

    fn line_of(&self, at: usize) -> u32 {
        self.sources
            .location(self.span_at(at).lo)
            .map_or(0, |location| location.line)
    }

    /// A closing token at a place where it closes nothing, or not what is open.
    fn stray_closer(&self, wanted: Wanted) -> Diagnostic {
        let kind = self.peek();
        let shown = Arg::Text(kind.fixed_text().unwrap_or("").to_owned());
        let Some(innermost) = self.scratch.open.last().copied() else {
            let code = if kind == T::End {
                Code::StrayEnd
            } else {
                Code::StrayCloser
            };
            let diagnostic = self
                .syntax_error(code, self.span())
                .arg(shown)
                .label("nothing is open here");
            return match self.blamed_end() {
                Some(closed) if kind == T::End => diagnostic
                    .secondary(
                        self.span_at(closed.end),
                        "perhaps this `end` is the one too many",
                    )
                    .secondary(self.span_at(closed.opener), "it closes this"),
                _ => diagnostic.suggest("remove it", self.span(), ""),
            };
        };
        if innermost.closer == kind {
            return match self.dangling(wanted) {
                Some(diagnostic) => diagnostic,
                None => self.hinted(self.plain(wanted), wanted),
            };
        }
        if self.scratch.open.iter().any(|open| open.closer == kind) {
            return self.unclosed(innermost);
        }
        let opener = self.span_at(innermost.at);
        let open_text = self.sources.text(opener).to_owned();
        let closer = innermost.closer.fixed_text().unwrap_or("");
        self.syntax_error(Code::StrayCloser, self.span())
            .arg(shown)
            .label(format!("expected `{closer}`"))
            .secondary(opener, format!("`{open_text}` is open"))
    }

    /// A closed block whose `end` stands elsewhere than the block began: probably one `end` too many.
    fn blamed_end(&self) -> Option<&Closed> {
        self.scratch.closed.iter().find(|closed| {
            self.column(closed.end)
                .is_some_and(|column| column > self.indent(closed.opener))
                && self.line_of(closed.end) != self.line_of(closed.opener)
        })
    }

    /// The token before the cursor promised something that does not come.
    fn dangling(&self, wanted: Wanted) -> Option<Diagnostic> {
        if !matches!(
            wanted,
            Wanted::Expression
                | Wanted::Pattern
                | Wanted::Type
                | Wanted::FieldName
                | Wanted::Clause
                | Wanted::FunctionClause
        ) {
            return None;
        }
        let before = self.at.checked_sub(1)?;
        let span = self.span_at(before);
        let next = self.shown();
        let in_brackets = self
            .scratch
            .open
            .last()
            .is_some_and(|open| open.closer != T::End);
        let ends = match self.peek() {
            T::Of | T::After | T::Catch | T::When => !in_brackets,
            T::Dot | T::Eof | T::Semicolon | T::Comma | T::Bar | T::BarBar | T::Arrow => true,
            kind => is_closer(kind) || self.is_form_start(self.at),
        };
        if !ends {
            return None;
        }
        Some(match self.kind(before) {
            T::Comma => {
                let diagnostic = self
                    .syntax_error(Code::DanglingComma, span)
                    .label(format!("nothing between this and {next}"));
                match self.peek() {
                    T::Comma => diagnostic.suggest("remove one", span, ""),
                    _ => diagnostic.suggest("remove it", span, ""),
                }
            }
            T::Semicolon => {
                let last_clause = matches!(self.peek(), T::Dot | T::End | T::After | T::Catch);
                let diagnostic =
                    self.syntax_error(Code::DanglingSemicolon, span)
                        .label(if last_clause {
                            "no clause follows"
                        } else {
                            "nothing follows it"
                        });
                let replacement = if self.is_form_start(self.at) || self.peek() == T::Eof {
                    "."
                } else {
                    ""
                };
                match replacement {
                    "." => diagnostic.suggest("end the function", span, "."),
                    _ => diagnostic.suggest("remove it", span, ""),
                }
            }
            T::Arrow => self
                .syntax_error(Code::MissingBody, span)
                .label(format!("nothing between this and {next}")),
            T::When => self
                .syntax_error(Code::MissingGuard, span)
                .label("no test follows"),
            kind if binary_operator(kind).is_some()
                || matches!(kind, T::Equal | T::Not | T::Bnot) =>
            {
                let text = kind.fixed_text().unwrap_or("").to_owned();
                self.syntax_error(Code::MissingOperand, span)
                    .arg(Arg::Text(text))
                    .label(format!("expected an expression between this and {next}"))
            }
            _ => return None,
        })
    }

    #[cold]
    #[inline(never)]
    pub(super) fn chained_comparison(&mut self, span: Span) -> Fail {
        let text = self.peek().fixed_text().unwrap_or("").to_owned();
        let diagnostic = self
            .syntax_error(Code::ChainedComparison, span)
            .arg(Arg::Text(text))
            .help("compare twice and join with `andalso`, or use parentheses");
        self.fail(diagnostic)
    }

    /// Adds what a person coming from another language may have meant.
    fn hinted(&self, diagnostic: Diagnostic, wanted: Wanted) -> Diagnostic {
        let span = self.span();
        let before = self
            .at
            .checked_sub(1)
            .map(|before| (self.kind(before), self.span_at(before)));
        let touching = before.filter(|(_, before)| before.hi == span.lo);
        let word = |name: Name| self.names.text(name);
        if wanted == Wanted::MapArrow
            && let Some(equal) = (0..self.at)
                .rev()
                .take_while(|&at| self.kind(at) != T::LeftBrace)
                .find(|&at| self.kind(at) == T::Equal)
        {
            return diagnostic.suggest(
                "a map's key and value are joined by `=>`",
                self.span_at(equal),
                "=>",
            );
        }
        if let Some(help) = self.place_hint(wanted) {
            return diagnostic.help(help);
        }
        if wanted == Wanted::Parameters && matches!(self.peek(), T::Arrow | T::When) {
            return diagnostic.suggest(
                "a function's name is followed by `()`",
                self.previous().end(),
                "()",
            );
        }
        if let (T::Minus, T::Greater) = (self.peek(), self.kind(self.at + 1)) {
            let both = span.to(self.span_at(self.at + 1));
            return diagnostic.suggest("an arrow is written without a space", both, "->");
        }
        match (touching.map(|(kind, _)| kind), self.peek()) {
            (Some(T::Bang), T::Equal) => self.instead(diagnostic, "/="),
            (Some(T::EqEq), T::Equal) => self.instead(diagnostic, "=:="),
            (Some(T::Slash), T::Slash) => diagnostic.help("comments begin with `%`"),
            (Some(T::Plus), T::Equal) | (Some(T::Minus), T::Equal) => {
                diagnostic.help("a variable cannot be changed: bind a new one")
            }
            (_, T::BitsArrow) => diagnostic.suggest("less or equal is written `=<`", span, "=<"),
            (_, T::DoubleArrow) if self.scratch.open.is_empty() => {
                diagnostic.suggest("greater or equal is written `>=`", span, ">=")
            }
            (_, T::Zip) => diagnostic.suggest("logical and is written `andalso`", span, "andalso"),
            (_, T::BarBar) => diagnostic.suggest("logical or is written `orelse`", span, "orelse"),
            (_, T::Assign) => diagnostic.suggest("a match is written `=`", span, "="),
            (_, T::Else) => diagnostic.help("`if` has no `else`: its last clause is `true -> ...`"),
            (_, T::Period) => diagnostic.help(
                "a full stop needs white space after it; a record's field is `R#record.field`",
            ),
            (_, T::MaybeEqual) => diagnostic.help("`?=` stands directly inside `maybe ... end`"),
            (_, T::Hash) => diagnostic.help("put the expression before `#` in parentheses"),
            (_, T::LeftParen) if matches!(before, Some((T::Atom(_) | T::Var(_), _))) => diagnostic
                .help("a call cannot stand here; put it in parentheses, or test it in a guard"),
            (_, T::Atom(name)) if matches!(word(name), "elseif" | "elif" | "elsif") => diagnostic
                .help(
                    "further conditions of `if` are further clauses: `if A -> ...; B -> ... end`",
                ),
            (_, kind) if kind.word_name().is_some() && !is_closer(kind) => {
                let text = kind.fixed_text().unwrap_or("");
                diagnostic.note(format!(
                    "`{text}` is a reserved word; as an atom it is written `'{text}'`"
                ))
            }
            (_, T::Atom(name)) => match before {
                Some((T::Atom(_), _)) => diagnostic,
                _ => self.keyword_hint(diagnostic, word(name)),
            },
            _ => self.previous_word_hint(diagnostic),
        }
    }

    /// Help that depends on what was wanted.
    fn place_hint(&self, wanted: Wanted) -> Option<&'static str> {
        let first = self.scratch.open.is_empty() && self.at <= 1;
        match (wanted, self.peek()) {
            (Wanted::FunctionClause, _) => {
                Some("`;` separates clauses; expressions are separated by `,`")
            }
            (Wanted::CommaOr, T::Semicolon) => {
                Some("`;` separates clauses; elements are separated by `,`")
            }
            (Wanted::Parameters | Wanted::Form, _)
                if first && self.column(0).is_some_and(|column| column > 0) =>
            {
                Some(
                    "the full stop before this ended the function; write `,` there to go on with it",
                )
            }
            _ => None,
        }
    }

    fn instead(&self, diagnostic: Diagnostic, text: &str) -> Diagnostic {
        let both = self.previous().to(self.span());
        diagnostic.suggest(format!("Erlang writes `{text}`"), both, text)
    }

    fn keyword_hint(&self, diagnostic: Diagnostic, text: &str) -> Diagnostic {
        match closest(
            text,
            ["when", "of", "end", "after", "catch", "andalso", "orelse"],
        ) {
            Some(meant) => {
                diagnostic.suggest(format!("did you mean `{meant}`?"), self.span(), meant)
            }
            None => self.previous_word_hint(diagnostic),
        }
    }

    /// An atom before the cursor that is nearly a reserved word.
    fn previous_word_hint(&self, diagnostic: Diagnostic) -> Diagnostic {
        for at in [self.at.wrapping_sub(1), self.at.wrapping_sub(2)] {
            if let T::Atom(name) = self.kind(at)
                && let Some(meant) = closest(
                    self.names.text(name),
                    [
                        "case", "receive", "begin", "maybe", "andalso", "orelse", "when",
                    ],
                )
            {
                return diagnostic.suggest(
                    format!("did you mean `{meant}`?"),
                    self.span_at(at),
                    meant,
                );
            }
        }
        diagnostic
    }
}

fn is_closer(kind: T<'_>) -> bool {
    matches!(
        kind,
        T::RightParen | T::RightBracket | T::RightBrace | T::RightBits | T::End
    )
}
