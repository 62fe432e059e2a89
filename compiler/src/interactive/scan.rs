//! `erl_scan:string` and `erl_scan:tokens`: text to token terms.
//!
//! `tokens` is given all the text collected so far each time: `More` asks for more of it. A text that ends inside a
//! token, or in a full stop nothing follows, is not decided before the end of the input is known.

use bumpalo::Bump;

use crate::ast::term_tree::TermTree;
use crate::scan::Scanner;
use crate::scan::token::{Token, TokenKind};
use crate::source::line_index::LineIndex;
use crate::source::name::Interner;

/// Where the text begins: a line, and a column if columns are wanted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Start {
    pub line: i64,
    pub column: Option<i64>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct ScanOptions {
    /// `text`: each token carries the characters it was made of.
    pub text: bool,
    /// `return_white_spaces`
    pub white_spaces: bool,
    /// `return_comments`
    pub comments: bool,
}

/// Tokens, and where the text after them begins.
#[derive(Clone, PartialEq, Debug)]
pub struct Scanned {
    pub tokens: Vec<TermTree>,
    pub end: TermTree,
    /// Byte offset of the text that is left.
    pub rest: usize,
}

/// `{Location, erl_scan, Descriptor}`, and where the scanner stood.
#[derive(Clone, PartialEq, Debug)]
pub struct ScanFailure {
    pub info: TermTree,
    pub end: TermTree,
    pub rest: usize,
}

/// What `tokens` makes of the text so far.
#[derive(Clone, PartialEq, Debug)]
pub enum FormScan {
    /// The form is not complete yet.
    More,
    Form(Scanned),
    Failed(ScanFailure),
    /// The input ended before any token.
    Eof(TermTree),
}

/// All tokens of a text: `erl_scan:string/3`.
pub fn string(text: &str, start: Start, options: ScanOptions) -> Result<Scanned, ScanFailure> {
    let arena = Bump::new();
    let mut session = Session::new(text, start, options, &arena);
    loop {
        match session.next()? {
            Some(_) => {}
            None => return Ok(session.done(text.len())),
        }
    }
}

/// The tokens of the first form: `erl_scan:tokens/3`. `at_eof` when no more text will come.
pub fn tokens(text: &str, start: Start, options: ScanOptions, at_eof: bool) -> FormScan {
    let arena = Bump::new();
    let mut session = Session::new(text, start, options, &arena);
    loop {
        match session.next() {
            Err(failure) if !at_eof && failure.rest >= text.len() => return FormScan::More,
            Err(failure) => return FormScan::Failed(failure),
            Ok(Some(TokenKind::Dot))
                if session.after == text.len() && !at_eof && session.dot_at_end =>
            {
                return FormScan::More;
            }
            Ok(Some(TokenKind::Dot)) => {
                let after = session.after;
                return FormScan::Form(session.done(after));
            }
            Ok(Some(_)) => {}
            Ok(None) if !at_eof => return FormScan::More,
            Ok(None) if session.n_tokens == 0 => {
                return FormScan::Eof(session.location(text.len()));
            }
            Ok(None) => return FormScan::Form(session.done(text.len())),
        }
    }
}

struct Session<'t, 'a> {
    text: &'t str,
    lines: LineIndex,
    start: Start,
    options: ScanOptions,
    scanner: Scanner<'t, 'a>,
    names: Interner,
    tokens: Vec<TermTree>,
    n_tokens: usize,
    /// After the last token, and the white space a full stop takes with it.
    after: usize,
    /// The last token was a full stop that nothing follows yet.
    dot_at_end: bool,
}

impl<'t, 'a> Session<'t, 'a> {
    fn new(text: &'t str, start: Start, options: ScanOptions, arena: &'a Bump) -> Session<'t, 'a> {
        Session {
            text,
            lines: LineIndex::new(text),
            start,
            options,
            scanner: Scanner::new(text, 0, arena),
            names: Interner::new(),
            tokens: Vec::new(),
            n_tokens: 0,
            after: 0,
            dot_at_end: false,
        }
    }

    fn done(&mut self, rest: usize) -> Scanned {
        Scanned {
            tokens: std::mem::take(&mut self.tokens),
            end: self.location(rest),
            rest,
        }
    }

    /// The place of an offset as a term.
    fn location(&self, offset: usize) -> TermTree {
        let (line, column) = self.lines.line_column(self.text, offset as u32);
        let line_term = TermTree::Int(self.start.line + i64::from(line) - 1);
        match self.start.column {
            None => line_term,
            Some(first) => {
                let before = if line == 1 { first - 1 } else { 0 };
                TermTree::tuple([line_term, TermTree::Int(before + i64::from(column))])
            }
        }
    }

    fn anno(&self, from: usize, to: usize) -> TermTree {
        let location = self.location(from);
        if !self.options.text {
            return location;
        }
        let text = TermTree::tuple([
            TermTree::atom("text"),
            TermTree::chars(&self.text[from..to]),
        ]);
        let location = TermTree::tuple([TermTree::atom("location"), location]);
        TermTree::list([text, location])
    }

    /// Reads and keeps the next token.
    fn next(&mut self) -> Result<Option<TokenKind<'a>>, ScanFailure> {
        let token = self.scanner.next(&mut self.names);
        if let Some(error) = self.scanner.errors.first() {
            let (module, term) = error.diagnostic.otp();
            let place = self.location(error.diagnostic.otp_place().lo as usize);
            return Err(ScanFailure {
                info: TermTree::tuple([place, TermTree::atom(module), term]),
                end: self.location(error.end as usize),
                rest: error.end as usize,
            });
        }
        let Some(token) = token else {
            self.blanks(self.after, self.text.len());
            return Ok(None);
        };
        let from = token.span.lo as usize;
        let mut to = token.span.hi as usize;
        self.blanks(self.after, from);
        if token.kind == TokenKind::Dot {
            let next = self.text[to..].chars().next();
            self.dot_at_end = next.is_none();
            to += next.filter(|&c| c != '%').map_or(0, char::len_utf8);
        }
        self.after = to;
        self.n_tokens += 1;
        let term = self.term(&token, from, to);
        self.tokens.push(term);
        Ok(Some(token.kind))
    }

    fn term(&self, token: &Token<'a>, from: usize, to: usize) -> TermTree {
        let symbol = |category: &str, value: TermTree| {
            TermTree::tuple([TermTree::atom(category), self.anno(from, to), value])
        };
        match token.kind {
            TokenKind::Atom(name) => symbol("atom", TermTree::atom(self.names.text(name))),
            TokenKind::Var(name) => symbol("var", TermTree::atom(self.names.text(name))),
            TokenKind::Integer(value) => symbol("integer", TermTree::Int(value)),
            TokenKind::BigInteger(value) => {
                let value = num_bigint::BigUint::from_bytes_le(value.magnitude);
                symbol("integer", TermTree::Big(Box::new(value.into())))
            }
            TokenKind::Float(value) => symbol("float", TermTree::Float(value)),
            TokenKind::Char(point) => symbol("char", TermTree::Int(point.into())),
            TokenKind::Str(literal) => symbol("string", TermTree::code_points(literal.points)),
            TokenKind::SigilPrefix(name) => {
                symbol("sigil_prefix", TermTree::atom(self.names.text(name)))
            }
            TokenKind::SigilSuffix(name) => {
                let suffix = TermTree::chars(self.names.text(name));
                // A suffix of no characters has no text.
                match from == to {
                    true => TermTree::tuple([
                        TermTree::atom("sigil_suffix"),
                        self.location(from),
                        suffix,
                    ]),
                    false => symbol("sigil_suffix", suffix),
                }
            }
            TokenKind::Dot => TermTree::tuple([TermTree::atom("dot"), self.anno(from, to)]),
            TokenKind::Other(c) => {
                TermTree::tuple([TermTree::atom(&c.to_string()), self.anno(from, to)])
            }
            fixed => {
                let text = fixed.fixed_text().unwrap_or("");
                TermTree::tuple([TermTree::atom(text), self.anno(from, to)])
            }
        }
    }

    /// White space and comments between tokens, if they are wanted.
    fn blanks(&mut self, from: usize, to: usize) {
        if !self.options.white_spaces && !self.options.comments {
            return;
        }
        let mut at = from;
        while at < to {
            let gap = &self.text[at..to];
            let comment = gap.starts_with('%');
            let length = if comment {
                gap.find('\n').unwrap_or(gap.len())
            } else {
                white_length(gap)
            };
            let wanted = if comment {
                self.options.comments
            } else {
                self.options.white_spaces
            };
            if wanted {
                let category = TermTree::atom(if comment { "comment" } else { "white_space" });
                let text = TermTree::chars(&gap[..length]);
                self.tokens.push(TermTree::tuple([
                    category,
                    self.anno(at, at + length),
                    text,
                ]));
            }
            at += length.max(1);
        }
    }
}

/// How much white space makes one token: a line end with the spaces or tabs after it, or a run of one of them.
fn white_length(gap: &str) -> usize {
    let newline = usize::from(gap.starts_with('\n'));
    let rest = &gap[newline..];
    let run = match rest.chars().next() {
        Some(first @ (' ' | '\t')) => rest.find(|c| c != first).unwrap_or(rest.len()),
        Some('\n' | '%') | None => 0,
        Some(other) if newline == 0 => other.len_utf8(),
        Some(_) => 0,
    };
    newline + run
}
