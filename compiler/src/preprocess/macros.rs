//! Macro definitions and their expansion.
//!
//! Arguments are put in unexpanded, then the whole body is expanded, as in OTP: `?M` at the end of a body cannot take
//! its arguments from the text after the use. Tokens of a body get the place of the macro's name at the use, and from
//! the first argument on that of the last token of the argument before: stack traces and `?LINE` rely on it.

use std::collections::HashMap;

use super::{Expansion, Preprocessor};
use crate::ast::term_tree::{TermTree, float_text, quote, quote_atom};
use crate::diagnostics::suggest::closest;
use crate::diagnostics::{Arg, Code, Diagnostic};
use crate::scan::token::{StringLiteral, Token, TokenKind};
use crate::source::name::{Name, known};
use crate::source::span::Span;

/// Nested uses deeper than this are taken for endless.
const MAX_EXPANSION_DEPTH: usize = 1024;
/// Tokens one form may expand to.
const MAX_EXPANDED_TOKENS: usize = 4_000_000;

/// One `-define`.
#[derive(Clone, Copy)]
pub struct Macro<'a> {
    pub name_span: Span,
    /// `None` for a macro without parentheses.
    pub params: Option<&'a [Name]>,
    pub body: &'a [Token<'a>],
    /// Macros used in the body, with the number of arguments given there.
    uses: &'a [MacroKey],
}

/// A macro's name and arity; `None` without parentheses.
pub type MacroKey = (Name, Option<u32>);

#[derive(Default)]
pub struct MacroTable<'a> {
    by_name: HashMap<Name, Vec<Macro<'a>>>,
    /// Keys found not to be circular since the last change.
    checked: HashMap<MacroKey, bool>,
}

/// After so many problems nobody reads which macro was meant.
const MOST_GUESSES: usize = 100;

impl<'a> Macro<'a> {
    fn arity(&self) -> Option<u32> {
        self.params.map(|params| params.len() as u32)
    }
}

impl<'a> MacroTable<'a> {
    pub fn is_defined(&self, name: Name) -> bool {
        self.by_name.contains_key(&name)
    }

    pub fn overloads(&self, name: Name) -> &[Macro<'a>] {
        self.by_name.get(&name).map_or(&[], Vec::as_slice)
    }

    pub fn find(&self, (name, arity): MacroKey) -> Option<&Macro<'a>> {
        self.overloads(name)
            .iter()
            .find(|found| found.arity() == arity)
    }

    pub fn define(&mut self, name: Name, definition: Macro<'a>) {
        self.checked.clear();
        self.by_name.entry(name).or_default().push(definition);
    }

    pub fn undefine(&mut self, name: Name) {
        self.checked.clear();
        self.by_name.remove(&name);
    }

    fn names(&self) -> impl Iterator<Item = Name> {
        self.by_name.keys().copied()
    }

    /// Whether a macro comes to use itself.
    fn is_circular(&mut self, key: MacroKey) -> bool {
        if self.find(key).is_none_or(|found| found.uses.is_empty()) {
            return false;
        }
        if let Some(&known) = self.checked.get(&key) {
            return known;
        }
        let mut seen = Vec::new();
        let mut to_see = vec![key];
        let mut circular = false;
        while let Some(next) = to_see.pop() {
            for &used in self.find(next).map_or(&[][..], |found| found.uses) {
                let used = self.resolve(used);
                circular |= used == key;
                if !seen.contains(&used) {
                    seen.push(used);
                    to_see.push(used);
                }
            }
        }
        self.checked.insert(key, circular);
        circular
    }

    /// A macro that is only defined without parentheses ignores those that follow.
    fn resolve(&self, (name, arity): MacroKey) -> MacroKey {
        match self.overloads(name) {
            [only] if only.params.is_none() => (name, None),
            _ => (name, arity),
        }
    }
}

/// The arguments of a use: `(`, tokens, `)`. What could not be told apart, if so.
pub enum Arguments {
    /// No parenthesis follows.
    None,
    /// Index one past the `)`, and the range of each argument.
    Some(usize, Vec<std::ops::Range<usize>>),
    Malformed,
}

/// Reads the arguments that begin at `tokens[at]`.
pub fn arguments(tokens: &[Token<'_>], at: usize) -> Arguments {
    use TokenKind as T;
    if !matches!(tokens.get(at), Some(token) if token.kind == T::LeftParen) {
        return Arguments::None;
    }
    if matches!(tokens.get(at + 1), Some(token) if token.kind == T::RightParen) {
        return Arguments::Some(at + 2, Vec::new());
    }
    let mut ranges = Vec::new();
    let mut closers: Vec<T<'static>> = Vec::new();
    let mut begin = at + 1;
    let mut index = begin;
    while let Some(token) = tokens.get(index) {
        if let Some(closer) = closers.last() {
            if token.kind == *closer {
                closers.pop();
                index += 1;
                continue;
            }
        } else if matches!(token.kind, T::Comma | T::RightParen) {
            if begin == index {
                return Arguments::Malformed;
            }
            ranges.push(begin..index);
            begin = index + 1;
            if token.kind == T::RightParen {
                return Arguments::Some(begin, ranges);
            }
        }
        match token.kind {
            T::LeftParen => closers.push(T::RightParen),
            T::LeftBracket => closers.push(T::RightBracket),
            T::LeftBrace => closers.push(T::RightBrace),
            T::LeftBits => closers.push(T::RightBits),
            T::Begin | T::Case | T::If | T::Receive | T::Try | T::Cond | T::Maybe => {
                closers.push(T::End)
            }
            T::Fun if is_fun_expression(tokens, index) => closers.push(T::End),
            _ => {}
        }
        index += 1;
    }
    Arguments::Malformed
}

/// `fun (` and `fun Name (` open a block, `fun f/1` does not.
fn is_fun_expression(tokens: &[Token<'_>], index: usize) -> bool {
    let kind = |at: usize| tokens.get(at).map(|token| token.kind);
    match kind(index + 1) {
        Some(TokenKind::LeftParen) => true,
        Some(TokenKind::Var(_)) => kind(index + 2) == Some(TokenKind::LeftParen),
        _ => false,
    }
}

/// The name after `?`.
fn macro_name(token: Option<&Token<'_>>) -> Option<Name> {
    match token?.kind {
        TokenKind::Atom(name) | TokenKind::Var(name) => Some(name),
        _ => None,
    }
}

/// The macros a body uses.
pub fn uses(body: &[Token<'_>]) -> Vec<MacroKey> {
    let mut found = Vec::new();
    for (index, token) in body.iter().enumerate() {
        if token.kind != TokenKind::Question {
            continue;
        }
        let Some(name) = macro_name(body.get(index + 1)) else {
            continue;
        };
        let arity = match arguments(body, index + 2) {
            Arguments::Some(_, ranges) => Some(ranges.len() as u32),
            Arguments::None | Arguments::Malformed => None,
        };
        found.push((name, arity));
    }
    found
}

impl<'a> Preprocessor<'_, 'a> {
    /// A macro's definition with its body kept in the arena.
    pub(super) fn make_macro(
        &mut self,
        name_span: Span,
        params: Option<&[Name]>,
        body: &[Token<'a>],
    ) -> Macro<'a> {
        Macro {
            name_span,
            params: params.map(|params| &*self.arena.alloc_slice_copy(params)),
            body: self.arena.alloc_slice_copy(body),
            uses: self.arena.alloc_slice_copy(&uses(body)),
        }
    }

    /// Expands all macros in `input` and appends to `out`. False if something was wrong (reported); the place of a
    /// macro that could not be expanded is then taken by a `TokenKind::Error`.
    pub(super) fn expand(
        &mut self,
        input: &[Token<'a>],
        out: &mut Vec<Token<'a>>,
        depth: usize,
    ) -> bool {
        let mut good = true;
        let mut index = 0;
        while let Some(&token) = input.get(index) {
            if token.kind != TokenKind::Question {
                out.push(token);
                index += 1;
                continue;
            }
            match self.expand_use(input, index, out, depth) {
                Ok(next) => index = next,
                Err(next) => {
                    good = false;
                    index = next;
                    out.push(Token {
                        span: token.span,
                        kind: TokenKind::Error,
                    });
                }
            }
        }
        good
    }

    /// Expands the use whose `?` is at `index`; returns where the input goes on.
    fn expand_use(
        &mut self,
        input: &[Token<'a>],
        index: usize,
        out: &mut Vec<Token<'a>>,
        depth: usize,
    ) -> Result<usize, usize> {
        let Some(name) = macro_name(input.get(index + 1)) else {
            return Err(self.bad_macro_call(input, index));
        };
        let name_span = input[index + 1].span;
        let after_name = index + 2;
        if let Some(next) = self.expand_predefined(name, input, index + 1, out)? {
            return Ok(next);
        }
        let overloads = self.macros.overloads(name);
        let takes_arguments = overloads.iter().any(|found| found.params.is_some());
        let (next, ranges) = match arguments(input, after_name) {
            Arguments::Some(next, ranges) if takes_arguments || overloads.is_empty() => {
                (next, Some(ranges))
            }
            Arguments::Malformed if takes_arguments => {
                self.report(bad_arguments(name_span, self.names.text(name)));
                return Err(skip_rest(input, after_name));
            }
            _ => (after_name, None),
        };
        let key = (name, ranges.as_ref().map(|ranges| ranges.len() as u32));
        let Some(&found) = self.macros.find(key) else {
            self.unknown_macro(key, name_span);
            return Err(next);
        };
        if self.macros.is_circular(key) {
            self.circular_macro(key, name_span, found.name_span);
            return Err(next);
        }
        if depth >= MAX_EXPANSION_DEPTH {
            return Err(self.expansion_too_deep(name_span, input));
        }
        self.expansions.push(Expansion {
            use_span: name_span,
            call: Span::new(name_span.lo, input[next - 1].span.hi),
            name,
            definition: found.name_span,
        });
        let mut body = Vec::with_capacity(found.body.len());
        self.substitute(
            &found,
            name_span,
            input,
            ranges.as_deref().unwrap_or(&[]),
            &mut body,
        );
        if out.len() + body.len() > MAX_EXPANDED_TOKENS {
            return Err(self.expansion_too_large(name, name_span, input));
        }
        match body.iter().any(|token| token.kind == TokenKind::Question) {
            true => {
                self.expand(&body, out, depth + 1)
                    .then_some(())
                    .ok_or(next)?;
            }
            false => out.append(&mut body),
        }
        Ok(next)
    }

    /// The body with its parameters replaced, before further expansion.
    fn substitute(
        &mut self,
        found: &Macro<'a>,
        name_span: Span,
        input: &[Token<'a>],
        ranges: &[std::ops::Range<usize>],
        body: &mut Vec<Token<'a>>,
    ) {
        use TokenKind as T;
        let mut span = name_span;
        let params = found.params.unwrap_or(&[]);
        let argument = |kind: &T<'a>| match kind {
            T::Var(name) => params
                .iter()
                .position(|param| param == name)
                .map(|at| &input[ranges[at].clone()]),
            _ => None,
        };
        let mut index = 0;
        while let Some(token) = found.body.get(index) {
            if let [T::Question, T::Question, param] = kinds_at(found.body, index)
                && let T::Var(_) = param
            {
                let kind = match argument(&param) {
                    Some(tokens) => self.stringify(tokens),
                    None => param,
                };
                body.push(Token { span, kind });
                index += 3;
                continue;
            }
            match argument(&token.kind) {
                Some(tokens) => {
                    body.extend_from_slice(tokens);
                    span = tokens.last().map_or(span, |last| last.span);
                }
                None => body.push(Token {
                    span,
                    kind: token.kind,
                }),
            }
            index += 1;
        }
    }

    /// Macros the preprocessor knows itself. `at` is the name's index.
    fn expand_predefined(
        &mut self,
        name: Name,
        input: &[Token<'a>],
        at: usize,
        out: &mut Vec<Token<'a>>,
    ) -> Result<Option<usize>, usize> {
        let span = input[at].span;
        let kind = match name {
            known::LINE => TokenKind::Integer(
                self.sources
                    .presumed(span.lo)
                    .map_or(0, |(_, line, _)| i64::from(line)),
            ),
            known::MACRO_FILE => {
                let file = self
                    .sources
                    .presumed(self.form_start)
                    .map_or("", |(file, _, _)| file)
                    .to_owned();
                self.string_token(&file)
            }
            known::MACRO_MODULE | known::MODULE_STRING => match self.module {
                Some(module) if name == known::MACRO_MODULE => TokenKind::Atom(module),
                Some(module) => {
                    let text = self.names.text(module).to_owned();
                    self.string_token(&text)
                }
                None => {
                    self.module_unknown(name, span);
                    return Err(at + 1);
                }
            },
            known::FUNCTION_NAME => {
                TokenKind::Atom(self.function(name, span, out).ok_or(at + 1)?.0)
            }
            known::FUNCTION_ARITY => {
                let (_, arity) = self.function(name, span, out).ok_or(at + 1)?;
                TokenKind::Integer(i64::from(arity))
            }
            known::FEATURE_AVAILABLE | known::FEATURE_ENABLED => {
                return self.expand_feature(name, input, at, out);
            }
            _ => return Ok(None),
        };
        out.push(Token { span, kind });
        Ok(Some(at + 1))
    }

    /// `?FEATURE_AVAILABLE(f)`, `?FEATURE_ENABLED(f)`.
    fn expand_feature(
        &mut self,
        name: Name,
        input: &[Token<'a>],
        at: usize,
        out: &mut Vec<Token<'a>>,
    ) -> Result<Option<usize>, usize> {
        let span = input[at].span;
        let Arguments::Some(next, ranges) = arguments(input, at + 1) else {
            self.unknown_macro((name, None), span);
            return Err(at + 1);
        };
        let [range] = ranges.as_slice() else {
            self.unknown_macro((name, Some(ranges.len() as u32)), span);
            return Err(next);
        };
        let feature = match &input[range.clone()] {
            [token] => macro_name(Some(token)),
            _ => None,
        };
        let answer = match feature {
            Some(known::MAYBE_EXPR) => name == known::FEATURE_AVAILABLE || self.maybe_expr,
            Some(known::COMPR_ASSIGN) => name == known::FEATURE_AVAILABLE || self.compr_assign,
            _ => false,
        };
        let kind = TokenKind::Atom(if answer { known::TRUE } else { known::FALSE });
        out.push(Token { span, kind });
        Ok(Some(next))
    }

    /// Name and arity of the function whose form is being expanded.
    fn function(&mut self, name: Name, span: Span, out: &[Token<'a>]) -> Option<(Name, u32)> {
        let code = match self.form_head.first().map(|token| token.kind) {
            Some(TokenKind::Minus) => Code::NotInFunction,
            _ => {
                let head = if self.form_head_expands {
                    out
                } else {
                    &self.form_head
                };
                if let Some(TokenKind::Atom(function)) = head.first().map(|token| token.kind) {
                    let arity = match arguments(head, 1) {
                        Arguments::Some(_, ranges) => ranges.len() as u32,
                        Arguments::None | Arguments::Malformed => 0,
                    };
                    return Some((function, arity));
                }
                Code::FunctionMacroFirst
            }
        };
        self.report(Diagnostic::new(code, span).arg(Arg::Atom(self.names.text(name).into())));
        None
    }

    fn string_token(&self, text: &str) -> TokenKind<'a> {
        let points = self
            .arena
            .alloc_slice_fill_iter(text.chars().map(u32::from).collect::<Vec<_>>());
        TokenKind::Str(self.arena.alloc(StringLiteral { points }))
    }

    /// `??Arg`: the argument's tokens as text, one space between them.
    fn stringify(&self, tokens: &[Token<'a>]) -> TokenKind<'a> {
        let mut text = String::new();
        for (index, token) in tokens.iter().enumerate() {
            if index > 0 {
                text.push(' ');
            }
            self.token_text(token, &mut text);
        }
        self.string_token(&text)
    }

    fn token_text(&self, token: &Token<'a>, text: &mut String) {
        let points = |points: &[u32]| {
            points
                .iter()
                .filter_map(|&point| char::from_u32(point))
                .collect::<String>()
        };
        match token.kind {
            TokenKind::Atom(name) => text.push_str(&quote_atom(self.names.text(name))),
            TokenKind::Var(name) => text.push_str(self.names.text(name)),
            TokenKind::Integer(value) => text.push_str(&value.to_string()),
            TokenKind::BigInteger(value) => {
                text.push_str(&num_bigint::BigUint::from_bytes_le(value.magnitude).to_string());
            }
            TokenKind::Float(value) => text.push_str(&float_text(value)),
            TokenKind::Char(point) => text.push_str(&char_text(point)),
            TokenKind::Str(literal) => text.push_str(&quote(&points(literal.points), '"')),
            TokenKind::SigilPrefix(name) => text.push_str(&quote_atom(self.names.text(name))),
            TokenKind::SigilSuffix(name) => text.push_str(&suffix_text(self.names.text(name))),
            TokenKind::Other(c) => text.push(c),
            TokenKind::Error => {}
            fixed => match (fixed.word_name(), fixed.fixed_text()) {
                (Some(_), Some(word)) => text.push_str(word),
                (_, Some(mark)) => text.push_str(mark),
                (_, None) => {}
            },
        }
    }
}

/// A sigil's suffix is a list of characters to OTP.
fn suffix_text(suffix: &str) -> String {
    let numbers: Vec<String> = suffix.chars().map(|c| u32::from(c).to_string()).collect();
    format!("[{}]", numbers.join(","))
}

/// `$a` as OTP prints it.
pub fn char_text(point: u32) -> String {
    match point {
        8 => "$\\b".into(),
        9 => "$\\t".into(),
        10 => "$\\n".into(),
        11 => "$\\v".into(),
        12 => "$\\f".into(),
        13 => "$\\r".into(),
        27 => "$\\e".into(),
        32 => "$\\s".into(),
        127 => "$\\d".into(),
        92 => "$\\\\".into(),
        _ => match char::from_u32(point).filter(|c| !c.is_control()) {
            Some(c) => format!("${c}"),
            None => format!("$\\{point:03o}"),
        },
    }
}

fn kinds_at<'a>(tokens: &[Token<'a>], index: usize) -> [TokenKind<'a>; 3] {
    let kind = |at: usize| tokens.get(at).map_or(TokenKind::Error, |token| token.kind);
    [kind(index), kind(index + 1), kind(index + 2)]
}

fn bad_arguments(span: Span, name: &str) -> Diagnostic {
    Diagnostic::new(Code::MacroArguments, span)
        .arg(Arg::Var(name.into()))
        .help("check for an empty argument, an unclosed bracket or a missing `)`")
}

/// Where to go on after arguments that make no sense: at the full stop.
fn skip_rest(input: &[Token<'_>], from: usize) -> usize {
    let dot = input[from..]
        .iter()
        .position(|token| token.kind == TokenKind::Dot);
    dot.map_or(input.len(), |dot| from + dot)
}

/// Problems.
impl<'a> Preprocessor<'_, 'a> {
    #[cold]
    fn bad_macro_call(&mut self, input: &[Token<'a>], index: usize) -> usize {
        let next = input.get(index + 1);
        let mut shown = String::new();
        if let Some(token) = next {
            match token.kind {
                TokenKind::Dot => shown.push_str("dot"),
                kind => match kind.fixed_text() {
                    Some(text) => shown = quote(text, '\''),
                    None => self.token_text(token, &mut shown),
                },
            }
        }
        let term = TermTree::list([TermTree::Int(63), TermTree::chars(&shown)]);
        let place = next.map_or(input[index].span, |token| token.span);
        let mut diagnostic = Diagnostic::new(Code::MacroCall, input[index].span)
            .arg(Arg::Shown(shown, term))
            .otp_at(place);
        if matches!(next, Some(token) if token.kind == TokenKind::Question) {
            diagnostic = diagnostic
                .help("`??Arg` is only possible inside a `-define`, for one of its parameters");
        } else if let Some(word) = next.and_then(|token| token.kind.word_name()) {
            let quoted = format!("'{}'", self.names.text(word));
            diagnostic = diagnostic.suggest(
                "a reserved word needs quotes to name a macro",
                place,
                quoted,
            );
        }
        self.report(diagnostic);
        match next.map(|token| token.kind) {
            Some(TokenKind::Dot) | None => index + 1,
            Some(_) => index + 2,
        }
    }

    #[cold]
    fn module_unknown(&mut self, name: Name, span: Span) {
        let name = self.names.text(name).to_owned();
        let diagnostic = Diagnostic::new(Code::UndefinedMacro, span)
            .arg(Arg::Var(name))
            .arg(Arg::Shown(String::new(), TermTree::atom("none")))
            .help("it is known after the `-module` attribute");
        self.report(diagnostic);
    }

    #[cold]
    fn unknown_macro(&mut self, (name, arity): MacroKey, span: Span) {
        let text = self.names.text(name).to_owned();
        let overloads = self.macros.overloads(name);
        if let Some(first) = overloads.first() {
            let known: Vec<String> = overloads
                .iter()
                .map(|found| how_called(&text, found.arity()))
                .collect();
            let definition = first.name_span;
            let diagnostic = Diagnostic::new(Code::MacroArity, span)
                .arg(Arg::Var(text))
                .secondary(definition, "defined here")
                .help(format!("it can be used as {}", known.join(" or ")));
            self.report(diagnostic);
            return;
        }
        let arity = arity.map_or(TermTree::atom("none"), |arity| {
            TermTree::Int(i64::from(arity))
        });
        let mut diagnostic = Diagnostic::new(Code::UndefinedMacro, span)
            .arg(Arg::Var(text.clone()))
            .arg(Arg::Shown(String::new(), arity));
        let may_guess = self.diagnostics.len() < MOST_GUESSES;
        let mut names: Vec<&str> = self
            .macros
            .names()
            .filter(|_| may_guess)
            .map(|name| self.names.text(name))
            .collect();
        names.sort_unstable();
        names.extend(PREDEFINED.iter().map(|&name| self.names.text(name)));
        if let Some(meant) = closest(&text, names) {
            let meant = meant.to_owned();
            if let Some(definition) = self
                .names
                .find(&meant)
                .and_then(|name| self.macros.overloads(name).first())
            {
                diagnostic = diagnostic
                    .secondary(definition.name_span, format!("`{meant}` is defined here"));
            }
            diagnostic = diagnostic.suggest(format!("did you mean `?{meant}`?"), span, meant);
        }
        self.report(diagnostic);
    }

    #[cold]
    fn circular_macro(&mut self, (name, arity): MacroKey, span: Span, definition: Span) {
        let arity = arity.map_or(TermTree::atom("none"), |arity| {
            TermTree::Int(i64::from(arity))
        });
        let diagnostic = Diagnostic::new(Code::CircularMacro, span)
            .arg(Arg::Var(self.names.text(name).into()))
            .arg(Arg::Shown(String::new(), arity))
            .secondary(definition, "its definition leads back to it");
        self.report(diagnostic);
    }

    #[cold]
    fn expansion_too_deep(&mut self, span: Span, input: &[Token<'a>]) -> usize {
        if !self.gave_up {
            self.gave_up = true;
            let term = TermTree::chars("nesting too deep");
            self.report(Diagnostic::new(Code::NestedTooDeep, span).otp_term(term));
        }
        input.len()
    }

    #[cold]
    fn expansion_too_large(&mut self, name: Name, span: Span, input: &[Token<'a>]) -> usize {
        if !self.gave_up {
            self.gave_up = true;
            self.report(
                Diagnostic::new(Code::ExpansionTooLarge, span)
                    .arg(Arg::Var(self.names.text(name).into())),
            );
        }
        input.len()
    }
}

/// Macros every module has.
pub const PREDEFINED: &[Name] = &[
    known::MACRO_MODULE,
    known::MODULE_STRING,
    known::MACRO_FILE,
    known::LINE,
    known::MACHINE,
    known::FUNCTION_NAME,
    known::FUNCTION_ARITY,
    known::OTP_RELEASE,
    known::FEATURE_AVAILABLE,
    known::FEATURE_ENABLED,
];

fn how_called(name: &str, arity: Option<u32>) -> String {
    match arity {
        None => format!("`?{name}`"),
        Some(1) => format!("`?{name}(...)` with 1 argument"),
        Some(arity) => format!("`?{name}(...)` with {arity} arguments"),
    }
}
