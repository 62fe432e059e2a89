//! Text to tokens. A `Scanner` hands out one token after the other with its exact span; white space and comments are
//! skipped. Whatever it meets it goes on: an error is recorded once and the token becomes the nearest sensible thing,
//! or `TokenKind::Error`.
//!
//! Numbers and escapes are nom parsers (number.rs, escape.rs); the scanner itself only decides by the next character
//! which of them is asked, and keeps the position.

pub mod token;

pub mod number;

pub mod escape;

/// Strings, quoted atoms, sigils.
pub mod quoted;

use bumpalo::Bump;

use crate::diagnostics::{Arg, Code, Diagnostic};
use crate::source::name::{Interner, Name};
use crate::source::span::Span;
use number::{Number, NumberError};
use token::{BigLiteral, Token, TokenKind};

/// A problem, and the offset up to which OTP's scanner had read when it met it.
pub struct ScanError {
    pub diagnostic: Diagnostic,
    pub end: u32,
}

/// What a sigil's beginning makes of the following text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Pending {
    Nothing,
    SigilString(Name),
    SigilSuffix,
}

/// Reads the tokens of one text.
pub struct Scanner<'s, 'a> {
    text: &'s str,
    /// Byte offset of what is read next. Always at a character boundary.
    pos: usize,
    /// Position of the text's first byte.
    base: u32,
    arena: &'a Bump,
    pending: Pending,
    /// Whether `maybe` and `else` are reserved words.
    pub maybe_expr: bool,
    pub errors: Vec<ScanError>,
    /// How many errors `begin_anew` has seen.
    n_errors_before: usize,
}

/// Whether a character can stand inside an atom without quotes or a variable.
pub fn is_name_char(c: char) -> bool {
    matches!(c, 'a'..='z' | 'A'..='Z' | '0'..='9' | '_' | '@')
        || matches!(c, '\u{c0}'..='\u{ff}') && !matches!(c, '\u{d7}' | '\u{f7}')
}

const MAX_NAME_LENGTH: usize = 255;

impl<'s, 'a> Scanner<'s, 'a> {
    pub fn new(text: &'s str, base: u32, arena: &'a Bump) -> Scanner<'s, 'a> {
        Scanner {
            text,
            pos: 0,
            base,
            arena,
            pending: Pending::Nothing,
            maybe_expr: true,
            errors: Vec::new(),
            n_errors_before: 0,
        }
    }

    /// Byte offset of what is read next.
    pub fn offset(&self) -> usize {
        self.pos
    }

    /// Goes on from another offset, which must be a character boundary.
    pub fn seek(&mut self, offset: usize) {
        debug_assert!(self.text.is_char_boundary(offset));
        self.pos = offset;
    }

    /// If there was an error in the last token, goes on right behind it, which may be in the middle of that token. Of errors that
    /// came with it only the first is kept.
    pub fn begin_anew(&mut self) -> bool {
        let kept = self.n_errors_before;
        let Some(first) = self.errors.get(kept) else {
            return false;
        };
        self.pos = (first.end - self.base) as usize;
        self.pending = Pending::Nothing;
        self.n_errors_before = kept + 1;
        self.errors.truncate(kept + 1);
        true
    }

    fn rest(&self) -> &'s str {
        &self.text[self.pos..]
    }

    fn span_from(&self, start: usize) -> Span {
        self.span(start, self.pos)
    }

    fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.base + start as u32, self.base + end as u32)
    }

    #[cold]
    fn error(&mut self, diagnostic: Diagnostic, end: usize) {
        self.errors.push(ScanError {
            diagnostic,
            end: self.base + end as u32,
        });
    }

    /// The next token; `None` at the end of the text.
    pub fn next(&mut self, names: &mut Interner) -> Option<Token<'a>> {
        match self.pending {
            Pending::Nothing => {}
            Pending::SigilString(name) => return Some(self.sigil_string(name)),
            Pending::SigilSuffix => return Some(self.sigil_suffix(names)),
        }
        self.skip_blank();
        let start = self.pos;
        let &first = self.text.as_bytes().get(start)?;
        let kind = match first {
            b'a'..=b'z' => self.word(names),
            b'A'..=b'Z' | b'_' => self.variable(names),
            b'0'..=b'9' => self.number(),
            b'"' => self.string(),
            b'\'' => self.quoted_atom(names),
            b'$' => self.character(),
            b'~' => self.sigil_prefix(names),
            b'.' => self.period(),
            0..=0x7F => self.mark(),
            _ => self.non_ascii(names)?,
        };
        Some(Token {
            span: self.span_from(start),
            kind,
        })
    }

    /// Skips white space and comments.
    fn skip_blank(&mut self) {
        let bytes = self.text.as_bytes();
        while let Some(&byte) = bytes.get(self.pos) {
            match byte {
                0..=b' ' => self.pos += 1,
                b'%' => {
                    let line = bytes[self.pos..].iter().position(|&byte| byte == b'\n');
                    self.pos = line.map_or(bytes.len(), |length| self.pos + length);
                }
                // U+0080 to U+00A0.
                0xC2 if bytes.get(self.pos + 1).is_some_and(|&next| next <= 0xA0) => self.pos += 2,
                _ => return,
            }
        }
    }

    /// Moves past the characters of a name and returns it.
    fn name_text(&mut self) -> &'s str {
        let start = self.pos;
        let bytes = self.text.as_bytes();
        loop {
            match bytes.get(self.pos) {
                Some(b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_' | b'@') => self.pos += 1,
                Some(0xC3) if self.rest().starts_with(is_name_char) => self.pos += 2,
                _ => return &self.text[start..self.pos],
            }
        }
    }

    fn word(&mut self, names: &mut Interner) -> TokenKind<'a> {
        let start = self.pos;
        let text = self.name_text();
        self.check_length(text, start, Code::AtomTooLong);
        let name = names.intern(text);
        match token::reserved(name) {
            Some(TokenKind::Maybe | TokenKind::Else) if !self.maybe_expr => TokenKind::Atom(name),
            Some(kind) => kind,
            None => TokenKind::Atom(name),
        }
    }

    fn variable(&mut self, names: &mut Interner) -> TokenKind<'a> {
        let start = self.pos;
        let text = self.name_text();
        self.check_length(text, start, Code::VarTooLong);
        TokenKind::Var(names.intern(text))
    }

    fn check_length(&mut self, text: &str, start: usize, code: Code) {
        if text.len() > MAX_NAME_LENGTH && text.chars().count() > MAX_NAME_LENGTH {
            let diagnostic = Diagnostic::new(code, self.span_from(start));
            self.error(diagnostic, self.pos);
        }
    }

    fn number(&mut self) -> TokenKind<'a> {
        let start = self.pos;
        let (outcome, read) = number::number(self.rest());
        self.pos += read;
        match outcome {
            Ok(Number::Integer(value)) => TokenKind::Integer(value),
            Ok(Number::Float(value)) => TokenKind::Float(value),
            Ok(Number::Big(value)) => {
                let magnitude = self.arena.alloc_slice_copy(&value.to_bytes_le());
                TokenKind::BigInteger(self.arena.alloc(BigLiteral { magnitude }))
            }
            Err(error) => self.bad_number(start, error),
        }
    }

    #[cold]
    fn bad_number(&mut self, start: usize, error: NumberError) -> TokenKind<'a> {
        let read = self.pos;
        if error == NumberError::Float && number::broken_fraction(self.rest()) {
            self.pos += 1;
        }
        let tail = self.rest();
        let is_part = |c: char| number::is_number_tail(c) || c == '#';
        self.pos += tail.find(|c| !is_part(c)).unwrap_or(tail.len());
        let text = Arg::Text(self.text[start..self.pos].to_owned());
        let span = self.span_from(start);
        let diagnostic = match error {
            NumberError::Integer => integer_hint(
                Diagnostic::new(Code::IllegalInteger, span).arg(text),
                &self.text[start..self.pos],
            ),
            NumberError::Float => Diagnostic::new(Code::IllegalFloat, span).arg(text),
            NumberError::Base(base) => Diagnostic::new(Code::IllegalBase, span).arg(Arg::Int(base)),
        };
        self.error(diagnostic, read);
        TokenKind::Error
    }

    fn character(&mut self) -> TokenKind<'a> {
        let start = self.pos;
        self.pos += 1;
        match self.rest().chars().next() {
            None => self.unterminated_char(start),
            Some('\\') => {
                self.pos += 1;
                match escape::escape(self.rest()) {
                    Ok((point, read)) => {
                        self.pos += read;
                        TokenKind::Char(point)
                    }
                    Err(escape::EscapeError::Incomplete) => {
                        self.pos = self.text.len();
                        self.unterminated_char(start)
                    }
                    Err(escape::EscapeError::Illegal { read }) => {
                        let end = self.illegal_escape(self.pos - 1, read, start);
                        self.pos = end;
                        TokenKind::Error
                    }
                }
            }
            Some(c) => {
                self.pos += c.len_utf8();
                TokenKind::Char(u32::from(c))
            }
        }
    }

    fn unterminated_char(&mut self, start: usize) -> TokenKind<'a> {
        let diagnostic = Diagnostic::new(Code::UnterminatedChar, self.span_from(start));
        self.error(diagnostic, self.pos);
        TokenKind::Error
    }

    /// Reports an escape whose backslash is at `backslash`; OTP places the error at `otp`. Returns where to go on.
    #[cold]
    fn illegal_escape(&mut self, backslash: usize, read: usize, otp: usize) -> usize {
        let mut end = backslash + 1 + read;
        let stopped = end;
        if self.text[backslash..].starts_with("\\x{") && !self.text[..end].ends_with('}') {
            let tail = &self.text[end..];
            let inner = tail
                .find(|c: char| !c.is_alphanumeric())
                .unwrap_or(tail.len());
            end += inner + usize::from(tail[inner..].starts_with('}'));
        } else if read == 1 {
            end += self.text[end..]
                .chars()
                .next()
                .filter(|c| c.is_alphanumeric())
                .map_or(0, char::len_utf8);
        }
        let escape = self.text[backslash..end].to_owned();
        let mut diagnostic =
            Diagnostic::new(Code::IllegalEscape, self.span(backslash, end)).arg(Arg::Text(escape));
        if self.text[backslash..].starts_with("\\x") {
            diagnostic = diagnostic.help(
                "write `\\xHH` with two hexadecimal digits, or `\\x{H...}` up to `\\x{10FFFF}`",
            );
        }
        let diagnostic = diagnostic.otp_at(self.span(otp, otp + 1));
        self.error(diagnostic, stopped);
        end
    }

    fn period(&mut self) -> TokenKind<'a> {
        let rest = self.rest();
        let (kind, length) = match rest.as_bytes() {
            [b'.', b'.', b'.', ..] => (TokenKind::Ellipsis, 3),
            [b'.', b'.', ..] => (TokenKind::DotDot, 2),
            [b'.'] | [b'.', 0..=b' ' | b'%', ..] => (TokenKind::Dot, 1),
            [b'.', 0xC2, second, ..] if *second <= 0xA0 => (TokenKind::Dot, 1),
            _ => (TokenKind::Period, 1),
        };
        self.pos += length;
        kind
    }

    /// Punctuation: the longest mark that fits.
    fn mark(&mut self) -> TokenKind<'a> {
        use TokenKind as T;
        let (kind, length) = match self.rest().as_bytes() {
            [b'(', ..] => (T::LeftParen, 1),
            [b')', ..] => (T::RightParen, 1),
            [b'[', ..] => (T::LeftBracket, 1),
            [b']', ..] => (T::RightBracket, 1),
            [b'{', ..] => (T::LeftBrace, 1),
            [b'}', ..] => (T::RightBrace, 1),
            [b',', ..] => (T::Comma, 1),
            [b';', ..] => (T::Semicolon, 1),
            [b'-', b'>', ..] => (T::Arrow, 2),
            [b'-', b'-', ..] => (T::MinusMinus, 2),
            [b'-', ..] => (T::Minus, 1),
            [b'=', b':', b'=', ..] => (T::ExactEq, 3),
            [b'=', b'/', b'=', ..] => (T::ExactNotEq, 3),
            [b'=', b'=', ..] => (T::EqEq, 2),
            [b'=', b'<', ..] => (T::LessEq, 2),
            [b'=', b'>', ..] => (T::DoubleArrow, 2),
            [b'=', ..] => (T::Equal, 1),
            [b':', b'=', ..] => (T::Assign, 2),
            [b':', b':', ..] => (T::DoubleColon, 2),
            [b':', ..] => (T::Colon, 1),
            [b'<', b':', b'-', ..] => (T::StrictLeftArrow, 3),
            [b'<', b':', b'=', ..] => (T::StrictBitsArrow, 3),
            [b'<', b'<', ..] => (T::LeftBits, 2),
            [b'<', b'-', ..] => (T::LeftArrow, 2),
            [b'<', b'=', ..] => (T::BitsArrow, 2),
            [b'<', ..] => (T::Less, 1),
            [b'>', b'>', ..] => (T::RightBits, 2),
            [b'>', b'=', ..] => (T::GreaterEq, 2),
            [b'>', ..] => (T::Greater, 1),
            [b'|', b'|', ..] => (T::BarBar, 2),
            [b'|', ..] => (T::Bar, 1),
            [b'#', b'_', ..] => (T::HashAny, 2),
            [b'#', ..] => (T::Hash, 1),
            [b'+', b'+', ..] => (T::PlusPlus, 2),
            [b'+', ..] => (T::Plus, 1),
            [b'*', ..] => (T::Star, 1),
            [b'/', b'=', ..] => (T::NotEq, 2),
            [b'/', ..] => (T::Slash, 1),
            [b'!', ..] => (T::Bang, 1),
            [b'?', b'=', ..] => (T::MaybeEqual, 2),
            [b'?', ..] => (T::Question, 1),
            [b'&', b'&', ..] => (T::Zip, 2),
            [other, ..] => (T::Other(char::from(*other)), 1),
            [] => (T::Error, 0),
        };
        self.pos += length;
        kind
    }

    /// Latin-1 letters and marks; anything further is reported. `None` if nothing is left after it.
    fn non_ascii(&mut self, names: &mut Interner) -> Option<TokenKind<'a>> {
        let first = self.rest().chars().next()?;
        match first {
            '\u{df}'..='\u{f6}' | '\u{f8}'..='\u{ff}' => Some(self.word(names)),
            '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{de}' => Some(self.variable(names)),
            '\u{a1}'..='\u{ff}' => {
                self.pos += first.len_utf8();
                Some(TokenKind::Other(first))
            }
            _ => Some(self.illegal_characters(first)),
        }
    }

    #[cold]
    fn illegal_characters(&mut self, first: char) -> TokenKind<'a> {
        let start = self.pos;
        let rest = self.rest();
        let length = match first.is_alphanumeric() {
            true => rest
                .find(|c: char| !c.is_alphanumeric() && c != '_')
                .unwrap_or(rest.len()),
            false => first.len_utf8(),
        };
        let run = &rest[..length];
        self.pos += length;
        let diagnostic = Diagnostic::new(Code::IllegalCharacter, self.span_from(start))
            .arg(Arg::Text(visible(run)));
        let diagnostic = illegal_character_hint(diagnostic, first, run);
        self.error(diagnostic, start + first.len_utf8());
        TokenKind::Error
    }
}

/// The characters themselves, or their numbers where one would see nothing.
fn visible(run: &str) -> String {
    let unseen = |c: char| {
        c.is_whitespace()
            || c.is_control()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{2060}')
    };
    match run.chars().next() {
        Some(first) if unseen(first) => format!("U+{:04X}", u32::from(first)),
        _ => run.to_owned(),
    }
}

fn illegal_character_hint(diagnostic: Diagnostic, first: char, run: &str) -> Diagnostic {
    let ascii = match first {
        '\u{201c}' | '\u{201d}' | '\u{201e}' => "\"",
        '\u{2018}' | '\u{2019}' => "'",
        '\u{2013}' | '\u{2014}' | '\u{2212}' => "-",
        '\u{2192}' => "->",
        '\u{2190}' => "<-",
        '\u{2026}' => "...",
        '\u{2264}' => "=<",
        '\u{2265}' => ">=",
        '\u{2260}' => "=/=",
        '\u{ff08}' => "(",
        '\u{ff09}' => ")",
        '\u{ff0c}' => ",",
        '\u{200b}' | '\u{feff}' | '\u{2060}' => "",
        _ if first.is_alphabetic() => {
            let span = diagnostic.span;
            return diagnostic
                .note("names without quotes consist of Latin-1 letters, digits, `_` and `@`")
                .suggest("for an atom, put it in quotes", span, format!("'{run}'"));
        }
        _ => return diagnostic,
    };
    let span = diagnostic.span;
    match ascii {
        "" => diagnostic.suggest("remove the invisible character", span, ""),
        _ => diagnostic.suggest(format!("Erlang writes `{ascii}`"), span, ascii),
    }
}

fn integer_hint(diagnostic: Diagnostic, text: &str) -> Diagnostic {
    let span = diagnostic.span;
    let lower = text.to_ascii_lowercase();
    for (prefix, base, digits) in [
        ("0x", 16, "0123456789abcdef"),
        ("0b", 2, "01"),
        ("0o", 8, "01234567"),
    ] {
        if let Some(number) = lower.strip_prefix(prefix)
            && !number.is_empty()
            && number.chars().all(|c| digits.contains(c))
        {
            return diagnostic.suggest(
                format!("base {base} is written with `#`"),
                span,
                format!("{base}#{}", &text[2..]),
            );
        }
    }
    if let Some((whole, exponent)) = lower.split_once('e')
        && [whole, exponent]
            .iter()
            .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
    {
        return diagnostic.suggest(
            "a float needs a fraction",
            span,
            format!("{whole}.0e{exponent}"),
        );
    }
    if text.contains("__") || text.ends_with('_') {
        return diagnostic.help("`_` stands between two digits");
    }
    if text.contains('#') {
        return diagnostic.help("digits after `#` are below the base: `2#101`, `16#FF`, `36#ZZ`");
    }
    diagnostic.help("put a space or an operator after the number")
}
