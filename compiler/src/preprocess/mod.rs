//! Tokens to tokens: macros, conditions, includes. A `Preprocessor` hands out one form after the other, directives
//! obeyed and macros expanded.
//!
//! Tokens carry no trace of expansion but their place, which is that of the use; `Expansions` tells which uses there
//! were, so that a message about an expanded token can show the definition as well.

/// Definitions and their expansion.
pub mod macros;

/// `-define`, `-ifdef`, `-include` and the other directives.
mod directive;

/// The value of `-if` conditions.
mod condition;

/// Finding and opening included files.
mod include;

use std::sync::Arc;

use bumpalo::Bump;

use crate::diagnostics::{Code, Diagnostic};
use crate::scan::Scanner;
use crate::scan::token::{Token, TokenKind};
use crate::source::file::{FileId, SourceMap};
use crate::source::name::{Interner, Name, known};
use crate::source::provider::SourceProvider;
use crate::source::span::Span;
use macros::MacroTable;

/// What the preprocessor is told from outside.
#[derive(Clone, Debug)]
pub struct ParseOptions {
    /// Folders in which include files are looked for, in order.
    pub includes: Vec<String>,
    /// Macros defined before the first line: name and body as source text.
    pub defines: Vec<(String, String)>,
    /// `?MACHINE`.
    pub machine: String,
    /// `?OTP_RELEASE`.
    pub otp_release: u32,
    /// Whether `maybe` and `else` are reserved words from the start.
    pub maybe_expr: bool,
    /// Nothing is guessed: a form ends at its full stop only, one with an error in it is left out and said to have that one error,
    /// and what follows characters that are no token is a form of its own. That is what OTP's functions return.
    pub strict: bool,
}

impl Default for ParseOptions {
    fn default() -> ParseOptions {
        ParseOptions {
            includes: Vec::new(),
            defines: Vec::new(),
            machine: "BEAM".into(),
            otp_release: 29,
            maybe_expr: true,
            strict: false,
        }
    }
}

/// One use of a macro.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Expansion {
    /// The macro's name at the use: the place tokens of the body get.
    pub use_span: Span,
    /// From the name to the closing parenthesis.
    pub call: Span,
    pub name: Name,
    /// The name in the `-define`; `Span::NONE` for macros defined by an option.
    pub definition: Span,
}

/// All uses of macros in a compilation, nested ones (at the same place) after the one they are in.
#[derive(Clone, Default, Debug)]
pub struct Expansions {
    /// Sorted by `use_span.lo` by `finish`; a stable sort, so nesting order stays.
    uses: Vec<Expansion>,
}

impl Expansions {
    fn push(&mut self, expansion: Expansion) {
        self.uses.push(expansion);
    }

    fn finish(&mut self) {
        self.uses.sort_by_key(|expansion| expansion.use_span.lo);
    }

    /// The uses that put tokens at exactly this place, outermost first.
    pub fn at(&self, span: Span) -> impl Iterator<Item = &Expansion> {
        let first = self
            .uses
            .partition_point(|expansion| expansion.use_span.lo < span.lo);
        self.uses[first..]
            .iter()
            .take_while(move |expansion| expansion.use_span.lo == span.lo)
            .filter(move |expansion| expansion.use_span == span)
    }

    /// The innermost use whose text, arguments included, holds this place.
    pub fn around(&self, span: Span) -> Option<&Expansion> {
        let after = self
            .uses
            .partition_point(|expansion| expansion.call.lo <= span.lo);
        self.uses[..after]
            .iter()
            .rev()
            .take(64)
            .find(|expansion| span.hi <= expansion.call.hi)
    }
}

/// A form as the parser gets it.
pub enum Item {
    /// Tokens are in the buffer handed to `next`.
    Form {
        /// Something in it was reported already; an error the parser finds may be its echo.
        damaged: bool,
    },
    /// The text now comes from another file: `-file(path, line)`.
    File { span: Span, path: Name, line: u32 },
    End {
        /// The end of the main file.
        position: u32,
    },
}

/// A file being read.
struct Input {
    file: FileId,
    text: Arc<str>,
    base: u32,
    /// Where the next form begins.
    offset: usize,
    /// Conditionals open when the file began.
    n_conditions: usize,
}

/// An open `-ifdef`, `-ifndef` or `-if`.
struct Condition {
    span: Span,
    kind: Name,
    /// Its text is passed on now.
    active: bool,
    /// One of its branches was passed on.
    taken: bool,
    seen_else: bool,
}

pub struct Preprocessor<'c, 'a> {
    arena: &'a Bump,
    sources: &'c mut SourceMap,
    names: &'c mut Interner,
    provider: &'c dyn SourceProvider,
    options: &'c ParseOptions,
    inputs: Vec<Input>,
    conditions: Vec<Condition>,
    /// How many of the open conditions are not active.
    n_skipping: usize,
    macros: MacroTable<'a>,
    module: Option<Name>,
    maybe_expr: bool,
    compr_assign: bool,
    /// A form other than `-module` and `-feature` has been seen.
    past_prefix: bool,
    /// The form's first tokens, for `?FUNCTION_NAME`.
    form_head: Vec<Token<'a>>,
    /// The form begins with a macro: the function's name is in what it expands to.
    form_head_expands: bool,
    form_start: u32,
    gave_up: bool,
    announced: bool,
    raw: Vec<Token<'a>>,
    /// `-file` items to be handed out before the next form.
    pending: Option<Item>,
    pub diagnostics: Vec<Diagnostic>,
    pub expansions: Expansions,
}

/// How reading a form's tokens ended.
enum RawEnd {
    Complete,
    /// The file ended or a directive began before the full stop.
    NoDot,
    /// No tokens were left.
    EndOfFile,
}

impl<'c, 'a> Preprocessor<'c, 'a> {
    pub fn new(
        arena: &'a Bump,
        sources: &'c mut SourceMap,
        names: &'c mut Interner,
        provider: &'c dyn SourceProvider,
        file: FileId,
        options: &'c ParseOptions,
    ) -> Preprocessor<'c, 'a> {
        let mut preprocessor = Preprocessor {
            arena,
            sources,
            names,
            provider,
            options,
            inputs: Vec::new(),
            conditions: Vec::new(),
            n_skipping: 0,
            macros: MacroTable::default(),
            module: None,
            maybe_expr: options.maybe_expr,
            compr_assign: false,
            past_prefix: false,
            form_head: Vec::new(),
            form_head_expands: false,
            form_start: 0,
            gave_up: false,
            announced: false,
            raw: Vec::new(),
            pending: None,
            diagnostics: Vec::new(),
            expansions: Expansions::default(),
        };
        preprocessor.define_options();
        preprocessor.open(file);
        preprocessor
    }

    pub fn names(&mut self) -> &mut Interner {
        self.names
    }

    pub fn sources(&self) -> &SourceMap {
        self.sources
    }

    /// Names and sources together, for the parser.
    pub fn context(&mut self) -> (&Interner, &SourceMap) {
        (self.names, self.sources)
    }

    fn open(&mut self, file: FileId) {
        let source = self.sources.file(file);
        self.inputs.push(Input {
            file,
            text: source.shared_text(),
            base: source.base(),
            offset: 0,
            n_conditions: self.conditions.len(),
        });
    }

    #[cold]
    fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Macros from options, and the predefined ones that are just text.
    fn define_options(&mut self) {
        let machine = self.options.machine.clone();
        let mut defines = vec![
            (
                "MACHINE".to_owned(),
                crate::ast::term_tree::quote_atom(&machine),
            ),
            (machine, "true".to_owned()),
            (
                "OTP_RELEASE".to_owned(),
                self.options.otp_release.to_string(),
            ),
        ];
        defines.extend(self.options.defines.iter().cloned());
        for (name, body) in defines {
            let mut tokens = Vec::new();
            let mut scanner = Scanner::new(&body, 0, self.arena);
            while let Some(token) = scanner.next(self.names) {
                tokens.push(Token {
                    span: Span::NONE,
                    kind: token.kind,
                });
            }
            let name = self.names.intern(&name);
            self.macros.undefine(name);
            let definition = self.make_macro(Span::NONE, None, &tokens);
            self.macros.define(name, definition);
        }
    }

    /// The next form; its tokens replace what is in `out`.
    pub fn next(&mut self, out: &mut Vec<Token<'a>>) -> Item {
        if !self.announced {
            self.announced = true;
            return self.file_item(1, 0);
        }
        loop {
            if let Some(item) = self.pending.take() {
                return item;
            }
            out.clear();
            let mut raw = std::mem::take(&mut self.raw);
            let item = self.form(&mut raw, out);
            self.raw = raw;
            if let Some(item) = item {
                return item;
            }
        }
    }

    /// Reads one form and does what it says; `None` if there is nothing to hand out.
    fn form(&mut self, raw: &mut Vec<Token<'a>>, out: &mut Vec<Token<'a>>) -> Option<Item> {
        let n_diagnostics = self.diagnostics.len();
        let end = self.read_form(raw);
        if let RawEnd::EndOfFile = end {
            return self.close();
        }
        let damaged = !self.options.strict && self.diagnostics.len() > n_diagnostics;
        if self.n_skipping > 0 {
            if let [first, second, ..] = raw.as_slice()
                && first.kind == TokenKind::Minus
            {
                self.skipped_directive(*second, raw);
            }
            return None;
        }
        self.form_start = raw.first().map_or(0, |token| token.span.lo);
        if let [minus, name, ..] = raw.as_slice()
            && minus.kind == TokenKind::Minus
            && self.directive(*name, raw, damaged)
        {
            return None;
        }
        let n_diagnostics = self.diagnostics.len();
        let item = self.expanded_form(raw, out, damaged);
        if self.options.strict && self.diagnostics.len() > n_diagnostics {
            self.diagnostics.truncate(n_diagnostics + 1);
            return None;
        }
        Some(item)
    }

    fn expanded_form(
        &mut self,
        raw: &mut Vec<Token<'a>>,
        out: &mut Vec<Token<'a>>,
        damaged: bool,
    ) -> Item {
        let feature =
            matches!(raw.get(1), Some(token) if token.kind == TokenKind::Atom(known::FEATURE));
        let module =
            matches!(raw.get(1), Some(token) if token.kind == TokenKind::Atom(known::MODULE));
        self.past_prefix |= !feature && !module;
        if !raw.iter().any(|token| token.kind == TokenKind::Question) {
            std::mem::swap(raw, out);
            self.note_module(out);
            return Item::Form { damaged };
        }
        let head = raw
            .iter()
            .take_while(|token| token.kind != TokenKind::Arrow)
            .count();
        self.form_head.clear();
        self.form_head.extend_from_slice(&raw[..head]);
        self.form_head_expands = raw[0].kind == TokenKind::Question;
        let good = self.expand(raw, out, 0);
        self.note_module(out);
        Item::Form {
            damaged: damaged || !good,
        }
    }

    /// `-module(m)` makes `?MODULE` known.
    fn note_module(&mut self, tokens: &[Token<'a>]) {
        let kinds = |at: usize| tokens.get(at).map(|token| token.kind);
        if kinds(0) == Some(TokenKind::Minus)
            && kinds(1) == Some(TokenKind::Atom(known::MODULE))
            && let Some(TokenKind::Atom(name)) = kinds(3)
        {
            self.module = Some(name);
        }
    }

    /// Reads the raw tokens of a form up to its full stop.
    fn read_form(&mut self, raw: &mut Vec<Token<'a>>) -> RawEnd {
        raw.clear();
        let Some(input) = self.inputs.last() else {
            return RawEnd::EndOfFile;
        };
        let text = Arc::clone(&input.text);
        let base = input.base;
        let mut scanner = Scanner::new(&text, base, self.arena);
        scanner.maybe_expr = self.maybe_expr;
        scanner.seek(input.offset);
        let mut end = RawEnd::NoDot;
        while let Some(token) = scanner.next(self.names) {
            raw.push(token);
            if self.options.strict && self.n_skipping == 0 && scanner.begin_anew() {
                raw.clear();
                continue;
            }
            if token.kind == TokenKind::Dot {
                end = RawEnd::Complete;
                break;
            }
            if raw.len() > 2 && self.begins_directive(raw, &text, base) {
                raw.truncate(raw.len() - 2);
                let minus = token_before(&text, (token.span.lo - base) as usize);
                scanner.seek(minus);
                break;
            }
        }
        let offset = scanner.offset();
        if self.n_skipping == 0 {
            self.diagnostics
                .extend(scanner.errors.drain(..).map(|error| error.diagnostic));
        }
        if let Some(input) = self.inputs.last_mut() {
            input.offset = offset;
        }
        match raw.is_empty() {
            true => RawEnd::EndOfFile,
            false => end,
        }
    }

    /// Whether the last two tokens are `-` at a line's beginning and the name of a directive: then the full stop of
    /// the form before is missing.
    fn begins_directive(&self, raw: &[Token<'a>], text: &str, base: u32) -> bool {
        let [.., minus, name] = raw else { return false };
        if minus.kind != TokenKind::Minus || self.n_skipping > 0 || self.options.strict {
            return false;
        }
        let is_directive = match name.kind {
            TokenKind::Atom(name) => matches!(
                name,
                known::DEFINE
                    | known::UNDEF
                    | known::IFDEF
                    | known::IFNDEF
                    | known::ENDIF
                    | known::INCLUDE
                    | known::INCLUDE_LIB
                    | known::ELIF
            ),
            TokenKind::Else => true,
            _ => false,
        };
        let offset = (minus.span.lo - base) as usize;
        is_directive && (offset == 0 || text.as_bytes()[offset - 1] == b'\n')
    }

    /// Leaves a file at its end.
    fn close(&mut self) -> Option<Item> {
        let Some(input) = self.inputs.pop() else {
            return Some(Item::End { position: 0 });
        };
        let end = input.base + input.text.len() as u32;
        while self.conditions.len() > input.n_conditions {
            self.unterminated_condition(end);
        }
        match self.inputs.last() {
            None => {
                self.expansions.finish();
                Some(Item::End { position: end })
            }
            Some(outer) => {
                let offset = outer.offset;
                // OTP's scanner takes one character of white space with the full stop.
                let after = usize::from(outer.text.as_bytes().get(offset).is_some());
                let position = outer.base + (offset + after) as u32;
                let line = self
                    .sources
                    .presumed(position)
                    .map_or(1, |(_, line, _)| line);
                Some(self.file_item(line, offset + after))
            }
        }
    }

    /// `-file` for the file now being read.
    fn file_item(&mut self, line: u32, offset: usize) -> Item {
        let Some(input) = self.inputs.last() else {
            return Item::End { position: 0 };
        };
        let position = input.base + offset as u32;
        let path = self
            .sources
            .presumed(position)
            .map_or_else(|| self.sources.file(input.file).name(), |(name, _, _)| name);
        let path = self.names.intern(path);
        Item::File {
            span: Span::new(position, position),
            path,
            line,
        }
    }
}

/// Offset of the `-` before the name at `at`.
fn token_before(text: &str, at: usize) -> usize {
    text[..at].rfind('-').unwrap_or(at)
}

impl Preprocessor<'_, '_> {
    fn unterminated_condition(&mut self, end: u32) {
        let Some(condition) = self.conditions.pop() else {
            return;
        };
        if !condition.active {
            self.n_skipping -= 1;
        }
        let kind = self.names.text(condition.kind).to_owned();
        let diagnostic = Diagnostic::new(Code::UnterminatedConditional, condition.span)
            .arg(crate::diagnostics::Arg::Atom(kind))
            .label("no `-endif` follows in this file")
            .otp_at(Span::new(end, end));
        self.report(diagnostic);
    }
}
