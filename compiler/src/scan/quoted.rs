//! Strings, triple-quoted strings, quoted atoms and sigils: everything with an opening and a closing quote.

use super::escape::{EscapeError, escape};
use super::token::{StringLiteral, TokenKind};
use super::{MAX_NAME_LENGTH, Pending, Scanner};
use crate::ast::term_tree::TermTree;
use crate::diagnostics::{Arg, Code, Diagnostic};
use crate::source::name::{Interner, Name, known};

/// What ends a quoted text, and whether backslashes mean something in it.
#[derive(Clone, Copy)]
struct Quotes {
    open: char,
    close: char,
    verbatim: bool,
}

/// Which kind of thing is quoted: how a missing end is reported.
#[derive(Clone, Copy)]
enum Quoted {
    Str,
    Atom,
    Sigil,
}

/// How many characters of something unterminated its descriptor has.
const CONTENT_SHOWN: usize = 16;

impl<'s, 'a> Scanner<'s, 'a> {
    fn literal(&self, points: &[u32]) -> TokenKind<'a> {
        let points = self.arena.alloc_slice_copy(points);
        TokenKind::Str(self.arena.alloc(StringLiteral { points }))
    }

    /// `"..."` or `"""..."""`.
    pub(super) fn string(&mut self) -> TokenKind<'a> {
        let n_quotes = count_quotes(self.rest());
        let kind = match n_quotes {
            0..=2 => {
                let quotes = Quotes {
                    open: '"',
                    close: '"',
                    verbatim: false,
                };
                self.quoted_string(quotes, Quoted::Str)
            }
            _ => self.triple_quoted(n_quotes, true),
        };
        self.check_touching();
        kind
    }

    /// Two strings in a row want white space between them.
    fn check_touching(&mut self) {
        if !self.rest().starts_with('"') {
            return;
        }
        let at = self.span(self.pos, self.pos + 1);
        let diagnostic = Diagnostic::new(Code::StringsTouch, at).suggest(
            "put a space between them",
            at.start(),
            " ",
        );
        self.error(diagnostic, self.pos);
    }

    pub(super) fn quoted_atom(&mut self, names: &mut Interner) -> TokenKind<'a> {
        let start = self.pos;
        let quotes = Quotes {
            open: '\'',
            close: '\'',
            verbatim: false,
        };
        // Nearly all atoms hold no escape: then the text is the name.
        let body = &self.text[start + 1..];
        if let Some(end) = body.find(['\'', '\\'])
            && body[end..].starts_with('\'')
        {
            self.pos = start + end + 2;
            let text = &body[..end];
            self.check_length(text, start, Code::AtomTooLong);
            return TokenKind::Atom(names.intern(text));
        }
        let mut points = Vec::new();
        if !self.quoted_points(quotes, Quoted::Atom, &mut points) {
            return TokenKind::Error;
        }
        let text: String = points
            .iter()
            .filter_map(|&point| char::from_u32(point))
            .collect();
        self.check_length(&text, start, Code::AtomTooLong);
        TokenKind::Atom(names.intern(&text))
    }

    fn quoted_string(&mut self, quotes: Quotes, quoted: Quoted) -> TokenKind<'a> {
        let body = &self.text[self.pos + quotes.open.len_utf8()..];
        // Plain ASCII without escapes goes straight to the arena.
        if let Some(end) = body.find([quotes.close, '\\'])
            && body[end..].starts_with(quotes.close)
            && body[..end].is_ascii()
        {
            let text = &body.as_bytes()[..end];
            self.pos += end + quotes.open.len_utf8() + quotes.close.len_utf8();
            let points = self
                .arena
                .alloc_slice_fill_iter(text.iter().map(|&byte| u32::from(byte)));
            return TokenKind::Str(self.arena.alloc(StringLiteral { points }));
        }
        let mut points = Vec::new();
        match self.quoted_points(quotes, quoted, &mut points) {
            true => self.literal(&points),
            false => TokenKind::Error,
        }
    }

    /// Reads from the opening quote past the closing one. False if there is none: reported, and the scanner goes on
    /// at the next line.
    fn quoted_points(&mut self, quotes: Quotes, quoted: Quoted, points: &mut Vec<u32>) -> bool {
        let start = self.pos;
        self.pos += quotes.open.len_utf8();
        loop {
            let Some(c) = self.rest().chars().next() else {
                self.unterminated(start, quotes, quoted, points);
                return false;
            };
            if c == quotes.close {
                self.pos += c.len_utf8();
                return true;
            }
            if c != '\\' || quotes.verbatim {
                self.pos += c.len_utf8();
                points.push(u32::from(c));
                continue;
            }
            match escape(&self.text[self.pos + 1..]) {
                Ok((point, read)) => {
                    self.pos += 1 + read;
                    points.push(point);
                }
                Err(EscapeError::Incomplete) => self.pos = self.text.len(),
                Err(EscapeError::Illegal { read }) => {
                    self.pos = self.illegal_escape(self.pos, read, self.pos);
                    points.push(0xFFFD);
                }
            }
        }
    }

    /// Reports a missing closing quote and goes on at the next line, so that the rest of the file is looked at too.
    #[cold]
    fn unterminated(&mut self, start: usize, quotes: Quotes, quoted: Quoted, points: &[u32]) {
        let body = start + quotes.open.len_utf8();
        let line_length = self.text[start..]
            .find('\n')
            .unwrap_or(self.text.len() - start);
        let line_end = start + self.text[start..start + line_length].trim_end().len();
        let content: String = points
            .iter()
            .filter_map(|&point| char::from_u32(point))
            .take(CONTENT_SHOWN)
            .collect();
        let content = Arg::Text(content);
        let span = self.span(start, line_end.max(body));
        let diagnostic = match quoted {
            Quoted::Str => Diagnostic::new(Code::UnterminatedString, span)
                .arg(content)
                .otp_at(self.span(body, body)),
            Quoted::Atom => Diagnostic::new(Code::UnterminatedAtom, span)
                .arg(content)
                .otp_at(self.span(body, body)),
            Quoted::Sigil => {
                let descriptor = self.sigil_descriptor(start, quotes);
                Diagnostic::new(Code::UnterminatedSigil, span)
                    .arg(content)
                    .arg(descriptor)
                    .otp_at(self.span(body, body))
            }
        };
        let diagnostic = diagnostic.label(format!("the closing `{}` is missing", quotes.close));
        self.error(diagnostic, self.text.len());
        self.pos = start + line_length;
    }

    /// `{sigil, Name, Open, Close}`; the name stands between `~` and the opening quote.
    fn sigil_descriptor(&self, open_at: usize, quotes: Quotes) -> Arg {
        let tilde = self.text[..open_at]
            .rfind('~')
            .map_or(open_at, |tilde| tilde + 1);
        let character = |c: char| TermTree::Int(i64::from(u32::from(c)));
        let name = TermTree::atom(&self.text[tilde..open_at]);
        let term = TermTree::tuple([
            TermTree::atom("sigil"),
            name,
            character(quotes.open),
            character(quotes.close),
        ]);
        Arg::Shown(String::new(), term)
    }

    /// `~` and a name; the string and the suffix are the next two tokens.
    pub(super) fn sigil_prefix(&mut self, names: &mut Interner) -> TokenKind<'a> {
        let start = self.pos;
        self.pos += 1;
        let text = self.name_text();
        if text.chars().count() > MAX_NAME_LENGTH {
            let diagnostic = Diagnostic::new(Code::IllegalSigil, self.span_from(start))
                .arg(Arg::Atom("sigil_prefix".into()));
            self.error(diagnostic, self.pos);
        }
        let opens = self.rest().chars().next().and_then(closing_quote).is_some();
        if !opens {
            let at = self.span(self.pos, self.pos);
            let diagnostic = Diagnostic::new(Code::SigilWithoutString, self.span_from(start))
                .help("a sigil is written `~\"...\"`, `~b\"...\"`, `~s\"...\"` or with other quotes: `~s{...}`")
                .otp_at(at);
            self.error(diagnostic, self.pos);
            return TokenKind::Error;
        }
        let name = names.intern(text);
        self.pending = Pending::SigilString(name);
        TokenKind::SigilPrefix(name)
    }

    /// The string of a sigil whose prefix was just read.
    pub(super) fn sigil_string(&mut self, prefix: Name) -> super::Token<'a> {
        let start = self.pos;
        let open = self.rest().chars().next().unwrap_or('"');
        let close = closing_quote(open).unwrap_or('"');
        let n_quotes = count_quotes(self.rest());
        let verbatim_name = prefix == known::SIGIL_B_VERBATIM || prefix == known::SIGIL_S_VERBATIM;
        self.pending = Pending::SigilSuffix;
        let kind = if open == '"' && n_quotes >= 3 {
            self.triple_quoted(n_quotes, verbatim_name || prefix == known::EMPTY)
        } else {
            let quotes = Quotes {
                open,
                close,
                verbatim: verbatim_name,
            };
            self.sigil_quoted(quotes)
        };
        super::Token {
            span: self.span_from(start),
            kind,
        }
    }

    fn sigil_quoted(&mut self, quotes: Quotes) -> TokenKind<'a> {
        if !quotes.verbatim {
            return self.quoted_string(quotes, Quoted::Sigil);
        }
        let mut points = Vec::new();
        match self.quoted_points(quotes, Quoted::Sigil, &mut points) {
            true => self.literal(&points),
            false => TokenKind::Error,
        }
    }

    /// The letters that may follow a sigil's string.
    pub(super) fn sigil_suffix(&mut self, names: &mut Interner) -> super::Token<'a> {
        let start = self.pos;
        self.pending = Pending::Nothing;
        let text = self.name_text();
        let kind = TokenKind::SigilSuffix(names.intern(text));
        if text.is_empty() {
            self.check_touching();
        }
        super::Token {
            span: self.span_from(start),
            kind,
        }
    }

    /// A string whose lines stand between lines of `n_quotes` quotes; the white space before the closing ones is taken
    /// off every line.
    fn triple_quoted(&mut self, n_quotes: usize, verbatim: bool) -> TokenKind<'a> {
        let start = self.pos;
        let first_line = start + n_quotes;
        let Some(block) = find_block(&self.text[first_line..], n_quotes) else {
            self.unterminated_block(start, n_quotes);
            return TokenKind::Error;
        };
        let block = block.moved(first_line);
        self.pos = block.end;
        let opening = &self.text[first_line..block.body];
        if let Some(stray) = opening.find(|c: char| !is_blank(c)) {
            self.stray_opening(first_line + stray, first_line + opening.trim_end().len());
        }
        let mut points = Vec::new();
        self.block_points(&block, verbatim, &mut points);
        self.literal(&points)
    }

    #[cold]
    fn stray_opening(&mut self, at: usize, line_end: usize) {
        let diagnostic = Diagnostic::new(Code::TripleOpening, self.span(at, line_end.max(at + 1)))
            .label("the string's text begins on the next line");
        self.error(diagnostic, self.pos);
    }

    #[cold]
    fn unterminated_block(&mut self, start: usize, n_quotes: usize) {
        let body = start + n_quotes;
        let content: String = self.text[body..].chars().take(CONTENT_SHOWN).collect();
        let sigil = self.sigil_block(start, n_quotes, &content);
        let mut diagnostic =
            Diagnostic::new(Code::UnterminatedTripleString, self.span(start, body))
                .arg(Arg::Text(content))
                .arg(Arg::Int(n_quotes as i64))
                .help(format!(
                    "close it with {} on a line of their own",
                    "\"".repeat(n_quotes)
                ))
                .otp_at(self.span(body, body));
        diagnostic.otp_term = sigil;
        self.error(diagnostic, self.text.len());
        self.pos = self.text.len();
    }

    /// OTP's descriptor when the quotes that open a block at `start` belong to a sigil.
    fn sigil_block(&self, start: usize, n_quotes: usize, content: &str) -> Option<TermTree> {
        let before = &self.text[..start];
        let name = before.trim_end_matches(super::is_name_char).len();
        before[..name].ends_with('~').then(|| {
            let sigil = TermTree::tuple([
                TermTree::atom("sigil"),
                TermTree::atom(&before[name..]),
                TermTree::Int(n_quotes as i64),
            ]);
            let kind = TermTree::atom("unterminated");
            TermTree::tuple([kind, sigil, TermTree::chars(content)])
        })
    }

    /// The characters of a block: lines without the indentation, escapes resolved unless verbatim, without the line
    /// end before the closing quotes.
    fn block_points(&mut self, block: &Block, verbatim: bool, points: &mut Vec<u32>) {
        if block.body >= block.last_line {
            return;
        }
        let text = self.text;
        let indentation = &text[block.last_line..block.quotes];
        let body = &text[block.body..block.last_line];
        let body = body
            .strip_suffix('\n')
            .map_or(body, |body| body.strip_suffix('\r').unwrap_or(body));
        let mut offset = block.body;
        let mut lines = String::with_capacity(body.len());
        let mut origin = Vec::new();
        for line in body.split_inclusive('\n') {
            let stripped = self.strip_indentation(line, indentation, offset);
            if !verbatim {
                origin.push((lines.len(), offset + line.len() - stripped.len()));
            }
            lines.push_str(stripped);
            offset += line.len();
        }
        match verbatim {
            true => points.extend(lines.chars().map(u32::from)),
            false => self.escaped_points(&lines, &origin, points),
        }
    }

    fn strip_indentation<'l>(
        &mut self,
        line: &'l str,
        indentation: &str,
        offset: usize,
    ) -> &'l str {
        if let Some(stripped) = line.strip_prefix(indentation) {
            return stripped;
        }
        if line.trim_end_matches(['\n', '\r']).is_empty() {
            return line;
        }
        let common = line
            .bytes()
            .zip(indentation.bytes())
            .take_while(|(a, b)| a == b)
            .count();
        let line_end = offset + line.trim_end().len();
        let diagnostic = Diagnostic::new(
            Code::TripleIndentation,
            self.span(offset, line_end.max(offset + common)),
        )
        .help("indent every line at least as far as the closing quotes, with the same white space")
        .otp_at(self.span(offset + common, offset + common));
        self.error(diagnostic, self.pos);
        &line[common..]
    }

    /// Escapes within lines already joined; `origin` says where in the text each line comes from.
    fn escaped_points(&mut self, lines: &str, origin: &[(usize, usize)], points: &mut Vec<u32>) {
        let mut rest = lines;
        while let Some(c) = rest.chars().next() {
            let after = &rest[c.len_utf8()..];
            if c != '\\' {
                points.push(u32::from(c));
                rest = after;
                continue;
            }
            match escape(after) {
                Ok((point, read)) => {
                    points.push(point);
                    rest = &after[read..];
                }
                Err(EscapeError::Incomplete) => {
                    points.push(u32::from('\\'));
                    rest = after;
                }
                Err(EscapeError::Illegal { read }) => {
                    let at = lines.len() - rest.len();
                    let line = origin
                        .partition_point(|&(begin, _)| begin <= at)
                        .saturating_sub(1);
                    let backslash = origin
                        .get(line)
                        .map_or(0, |&(begin, offset)| offset + at - begin);
                    self.illegal_escape(backslash, read, backslash);
                    points.push(0xFFFD);
                    rest = &after[read..];
                }
            }
        }
    }
}

/// Where the parts of a triple-quoted string are.
struct Block {
    /// First byte of the line after the opening quotes.
    body: usize,
    /// First byte of the line with the closing quotes.
    last_line: usize,
    /// The closing quotes.
    quotes: usize,
    /// After them.
    end: usize,
}

impl Block {
    fn moved(self, by: usize) -> Block {
        Block {
            body: self.body + by,
            last_line: self.last_line + by,
            quotes: self.quotes + by,
            end: self.end + by,
        }
    }
}

/// Looks for the line that closes a block; `text` begins after the opening quotes.
fn find_block(text: &str, n_quotes: usize) -> Option<Block> {
    let body = text.find('\n')? + 1;
    let mut line = body;
    loop {
        let rest = &text[line..];
        let quotes = rest.find(|c: char| c == '\n' || !is_blank(c))?;
        if count_quotes(&rest[quotes..]) >= n_quotes {
            return Some(Block {
                body,
                last_line: line,
                quotes: line + quotes,
                end: line + quotes + n_quotes,
            });
        }
        line += rest.find('\n')? + 1;
    }
}

fn count_quotes(text: &str) -> usize {
    text.bytes().take_while(|&byte| byte == b'"').count()
}

fn is_blank(c: char) -> bool {
    matches!(c, '\0'..=' ' | '\u{80}'..='\u{a0}')
}

fn closing_quote(open: char) -> Option<char> {
    Some(match open {
        '(' => ')',
        '[' => ']',
        '{' => '}',
        '<' => '>',
        '/' | '|' | '\'' | '"' | '`' | '#' => open,
        _ => return None,
    })
}
