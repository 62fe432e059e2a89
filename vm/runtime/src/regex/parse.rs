//! Text to nodes.
//!
//! Recursion is bounded by `MAX_NESTING`. An error's place is the byte up to which the pattern was read.

use super::charclass::{Kind, Property, Set};
use super::{CompileError, Newline, Options};
use crate::text::unicode::{Decoded, Encoding, decode};

/// Groups within groups.
pub const MAX_NESTING: usize = 250;

pub const NO_SUCH_GROUP: &str = "reference to non-existent subpattern";
const UNCLOSED: &str = "missing closing parenthesis";
const LARGE_CODE: &str = "character code point value in \\x{} or \\o{} is too large";
const NO_DIGITS: &str = "digits missing after \\x or in \\x{} or \\o{} or \\N{U+}";
const NAME_EXPECTED: &str = "subpattern name expected";
const NAME_SYNTAX: &str = "syntax error in subpattern name (missing terminator?)";
const NOT_REPEATABLE: &str = "quantifier does not follow a repeatable item";
const BAD_RANGE: &str = "invalid range in character class";
const MALFORMED_PROPERTY: &str = "malformed \\P or \\p sequence";

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Greed {
    Greedy,
    Lazy,
    Possessive,
}

/// Conditions on a place.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Place {
    LineStart { multi: bool },
    LineEnd { multi: bool },
    TextStart,
    TextEnd,
    TextEndOrNewline,
    SearchStart,
    Boundary,
    NoBoundary,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum GroupRef {
    Number(usize),
    Name(Vec<u8>),
}

#[derive(Clone, Debug)]
pub enum Condition {
    Group(GroupRef, usize),
    Recursion(Option<GroupRef>),
    Define,
    Look(Box<Node>),
}

#[derive(Clone, Debug)]
pub enum Node {
    Empty,
    Char(u32, bool),
    /// Any character; with `true`, newlines too.
    Any(bool),
    AnyByte,
    Set(usize),
    Place(Place),
    Cat(Vec<Node>),
    Alt(Vec<Node>),
    Group(usize, Box<Node>),
    Repeat {
        node: Box<Node>,
        min: u32,
        max: Option<u32>,
        greed: Greed,
    },
    /// With the place of the reference in the pattern.
    BackRef(GroupRef, bool, usize),
    Look {
        ahead: bool,
        negated: bool,
        node: Box<Node>,
        at: usize,
    },
    Atomic(Box<Node>),
    If(Box<Condition>, Box<Node>, Box<Node>),
    Call(GroupRef, usize),
    KeepOut,
    NewlineSequence,
    Cluster,
    Fail,
    Accept,
    Commit,
    Prune,
    Skip,
}

/// What a pattern says.
#[derive(Debug)]
pub struct Parsed {
    pub node: Node,
    pub sets: Vec<Set>,
    pub n_groups: usize,
    /// Names with their groups, in the order of the pattern.
    pub names: Vec<(Vec<u8>, usize)>,
    pub options: Options,
    /// Says `\r` or `\n` itself.
    pub has_newline: bool,
}

#[derive(Clone, Copy)]
struct Flags {
    caseless: bool,
    multiline: bool,
    dotall: bool,
    extended: bool,
    extended_more: bool,
    ungreedy: bool,
    no_capture: bool,
    dupnames: bool,
}

struct Parser {
    text: Vec<u32>,
    /// Byte offset of each character, and the length.
    offsets: Vec<usize>,
    i: usize,
    flags: Flags,
    options: Options,
    sets: Vec<Set>,
    groups: usize,
    names: Vec<(Vec<u8>, usize)>,
    depth: usize,
    has_newline: bool,
    /// In `(?|...)` a name may come back with its number.
    branch_reset: usize,
}

type Parse<T> = Result<T, CompileError>;

fn decoded(pattern: &[u8], unicode: bool) -> Parse<(Vec<u32>, Vec<usize>)> {
    let mut text = Vec::with_capacity(pattern.len());
    let mut offsets = Vec::with_capacity(pattern.len() + 1);
    let mut at = 0;
    while at < pattern.len() {
        offsets.push(at);
        if !unicode {
            text.push(u32::from(pattern[at]));
            at += 1;
            continue;
        }
        match decode(&pattern[at..], Encoding::Utf8) {
            Decoded::Char(c, len) => {
                text.push(c);
                at += len;
            }
            _ => {
                return Err(CompileError {
                    text: utf_error(&pattern[at..]),
                    at,
                });
            }
        }
    }
    offsets.push(at);
    Ok((text, offsets))
}

/// What is wrong with the first character of these bytes.
fn utf_error(bytes: &[u8]) -> &'static str {
    let tail = |i: usize| bytes.get(i).copied();
    let first = bytes.first().copied().unwrap_or(0);
    let wanted = match first {
        0x80..=0xBF => return "UTF-8 error: isolated byte with 0x80 bit set",
        0xFE | 0xFF => return "UTF-8 error: illegal byte (0xfe or 0xff)",
        0xC0..=0xDF => 1,
        0xE0..=0xEF => 2,
        0xF0..=0xF7 => 3,
        0xF8..=0xFB => 4,
        _ => 5,
    };
    let left = bytes.len() - 1;
    if left < wanted {
        return match wanted - left {
            1 => "UTF-8 error: 1 byte missing at end",
            2 => "UTF-8 error: 2 bytes missing at end",
            3 => "UTF-8 error: 3 bytes missing at end",
            4 => "UTF-8 error: 4 bytes missing at end",
            _ => "UTF-8 error: 5 bytes missing at end",
        };
    }
    let continues = |i: usize| tail(i).is_some_and(|b| b & 0xC0 == 0x80);
    match (1..=wanted).find(|&i| !continues(i)) {
        Some(1) => return "UTF-8 error: byte 2 top bits not 0x80",
        Some(2) => return "UTF-8 error: byte 3 top bits not 0x80",
        Some(3) => return "UTF-8 error: byte 4 top bits not 0x80",
        Some(4) => return "UTF-8 error: byte 5 top bits not 0x80",
        Some(_) => return "UTF-8 error: byte 6 top bits not 0x80",
        None => {}
    }
    match wanted {
        1 => "UTF-8 error: overlong 2-byte sequence",
        2 if first == 0xED => "UTF-8 error: code points 0xd800-0xdfff are not defined",
        2 => "UTF-8 error: overlong 3-byte sequence",
        3 if first > 0xF0 => "UTF-8 error: code points greater than 0x10ffff are not defined",
        3 => "UTF-8 error: overlong 4-byte sequence",
        4 => "UTF-8 error: 5-byte character is not allowed (RFC 3629)",
        _ => "UTF-8 error: 6-byte character is not allowed (RFC 3629)",
    }
}

pub fn parse(pattern: &[u8], options: Options) -> Parse<Parsed> {
    let mut options = options;
    let prefix = leading_settings(pattern, &mut options);
    if options.never_utf && options.unicode {
        return Err(CompileError {
            text: "using UTF is disabled by the application",
            at: prefix,
        });
    }
    let (text, offsets) = decoded(pattern, options.unicode)?;
    let i = offsets.iter().position(|&at| at == prefix).unwrap_or(0);
    let mut parser = Parser {
        text,
        offsets,
        i,
        flags: Flags {
            caseless: options.caseless,
            multiline: options.multiline,
            dotall: options.dotall,
            extended: options.extended,
            extended_more: false,
            ungreedy: options.ungreedy,
            no_capture: options.no_auto_capture,
            dupnames: options.dupnames,
        },
        options,
        sets: Vec::new(),
        groups: 0,
        names: Vec::new(),
        depth: 0,
        has_newline: false,
        branch_reset: 0,
    };
    let node = parser.alternatives()?;
    if parser.peek().is_some() {
        parser.i += 1;
        return parser.fail("unmatched closing parenthesis");
    }
    Ok(Parsed {
        node,
        sets: parser.sets,
        n_groups: parser.groups,
        names: parser.names,
        options,
        has_newline: parser.has_newline,
    })
}

/// Settings such as `(*UTF)` in front of the pattern; how many bytes they take.
fn leading_settings(pattern: &[u8], options: &mut Options) -> usize {
    let mut at = 0;
    while pattern[at..].starts_with(b"(*") {
        let Some(len) = pattern[at..].iter().position(|&b| b == b')') else {
            break;
        };
        match &pattern[at + 2..at + len] {
            b"UTF8" | b"UTF" => options.unicode = true,
            b"UCP" => options.ucp = true,
            b"CR" => options.newline = Newline::Cr,
            b"LF" => options.newline = Newline::Lf,
            b"CRLF" => options.newline = Newline::CrLf,
            b"ANY" => options.newline = Newline::Any,
            b"ANYCRLF" => options.newline = Newline::AnyCrLf,
            b"NUL" => options.newline = Newline::Nul,
            b"BSR_ANYCRLF" => options.bsr_anycrlf = true,
            b"BSR_UNICODE" => options.bsr_anycrlf = false,
            b"NO_START_OPT" | b"NO_AUTO_POSSESS" | b"NO_DOTSTAR_ANCHOR" | b"NO_JIT" => {}
            _ => break,
        }
        at += len + 1;
    }
    at
}

fn letter(c: char) -> u32 {
    u32::from(c)
}

fn as_char(c: u32) -> char {
    char::from_u32(c).unwrap_or('\u{FFFD}')
}

/// What an escape stands for.
enum Escape {
    Char(u32),
    Set(Kind, bool),
    Node(Node),
}

impl Parser {
    fn fail<T>(&self, text: &'static str) -> Parse<T> {
        let at = self.offsets[self.i.min(self.text.len())];
        Err(CompileError { text, at })
    }

    fn here(&self) -> usize {
        self.offsets[self.i.min(self.text.len())]
    }

    fn peek(&self) -> Option<char> {
        self.text.get(self.i).map(|&c| as_char(c))
    }

    fn peek_at(&self, n: usize) -> Option<char> {
        self.text.get(self.i + n).map(|&c| as_char(c))
    }

    fn next(&mut self) -> Option<char> {
        let c = self.peek();
        if c.is_some() {
            self.i += 1;
        }
        c
    }

    fn eat(&mut self, c: char) -> bool {
        let is = self.peek() == Some(c);
        if is {
            self.i += 1;
        }
        is
    }

    fn looking_at(&self, text: &str) -> bool {
        text.chars()
            .enumerate()
            .all(|(n, c)| self.peek_at(n) == Some(c))
    }

    fn eat_text(&mut self, text: &str) -> bool {
        let is = self.looking_at(text);
        if is {
            self.i += text.chars().count();
        }
        is
    }

    fn alternatives(&mut self) -> Parse<Node> {
        let mut all = vec![self.sequence()?];
        while self.eat('|') {
            all.push(self.sequence()?);
        }
        Ok(one_or(all, Node::Alt))
    }

    /// Alternatives that all count their groups from the same number.
    fn reset_alternatives(&mut self) -> Parse<Node> {
        let first = self.groups;
        let mut most = first;
        let mut all = Vec::new();
        self.branch_reset += 1;
        loop {
            self.groups = first;
            all.push(self.sequence()?);
            most = most.max(self.groups);
            if !self.eat('|') {
                break;
            }
        }
        self.branch_reset -= 1;
        self.groups = most;
        Ok(one_or(all, Node::Alt))
    }

    fn sequence(&mut self) -> Parse<Node> {
        let mut items = Vec::new();
        loop {
            self.skip_blanks()?;
            match self.peek() {
                None | Some('|' | ')') => break,
                Some('\\') if self.looking_at("\\Q") => {
                    self.i += 2;
                    self.quoted(&mut items)?;
                    continue;
                }
                Some('\\') if self.looking_at("\\E") => {
                    self.i += 2;
                    continue;
                }
                _ => {}
            }
            let (node, repeatable) = self.item()?;
            let node = self.repeated(node, repeatable)?;
            items.push(node);
        }
        Ok(match items.len() {
            0 => Node::Empty,
            _ => one_or(items, Node::Cat),
        })
    }

    fn quoted(&mut self, items: &mut Vec<Node>) -> Parse<()> {
        while self.peek().is_some() && !self.looking_at("\\E") {
            let c = self.text[self.i];
            self.i += 1;
            let node = self.char_node(c);
            let node = if self.looking_at("\\E") {
                self.i += 2;
                let node = self.repeated(node, true)?;
                items.push(node);
                return Ok(());
            } else {
                node
            };
            items.push(node);
        }
        self.eat_text("\\E");
        Ok(())
    }

    fn char_node(&mut self, c: u32) -> Node {
        if c == 10 || c == 13 {
            self.has_newline = true;
        }
        Node::Char(c, self.flags.caseless)
    }

    /// Comments, and blanks where they say nothing.
    fn skip_blanks(&mut self) -> Parse<()> {
        loop {
            if self.looking_at("(?#") {
                self.i += 3;
                while self.peek().is_some_and(|c| c != ')') {
                    self.i += 1;
                }
                if !self.eat(')') {
                    return self.fail("missing ) after (?# comment");
                }
            } else if self.flags.extended {
                match self.peek() {
                    Some(c)
                        if matches!(
                            u32::from(c),
                            9..=13 | 32 | 0x85 | 0x200E | 0x200F | 0x2028 | 0x2029
                        ) && (u32::from(c) < 128 || self.options.unicode) =>
                    {
                        self.i += 1;
                    }
                    Some('#') => {
                        while self.peek().is_some_and(|c| c != self.comment_end()) {
                            self.i += 1;
                        }
                        self.i = (self.i + 1).min(self.text.len());
                    }
                    _ => return Ok(()),
                }
            } else {
                return Ok(());
            }
        }
    }

    fn comment_end(&self) -> char {
        match self.options.newline {
            Newline::Cr => '\r',
            Newline::Nul => '\0',
            _ => '\n',
        }
    }

    /// One item, and whether it may be repeated.
    fn item(&mut self) -> Parse<(Node, bool)> {
        let Some(&code) = self.text.get(self.i) else {
            return Ok((Node::Empty, false));
        };
        let c = as_char(code);
        match c {
            '(' => return self.group(),
            '[' => {
                self.posix_outside()?;
                self.i += 1;
                return Ok((self.class()?, true));
            }
            '\\' => return self.escaped_item(),
            _ => {}
        }
        if matches!(c, '*' | '+' | '?') || (c == '{' && self.bounds_ahead()) {
            self.repeated(Node::Empty, false)?;
        }
        self.i += 1;
        Ok(match c {
            '.' => (Node::Any(self.flags.dotall), true),
            '^' => (
                Node::Place(Place::LineStart {
                    multi: self.flags.multiline,
                }),
                false,
            ),
            '$' => (
                Node::Place(Place::LineEnd {
                    multi: self.flags.multiline,
                }),
                false,
            ),
            _ => (self.char_node(code), true),
        })
    }

    // Quantifiers.

    fn skip_spaces_from(&self, mut i: usize) -> usize {
        while self.text.get(i).is_some_and(|&c| c == 32 || c == 9) {
            i += 1;
        }
        i
    }

    fn digits_from(&self, mut i: usize) -> usize {
        while self.text.get(i).is_some_and(|&c| (48..58).contains(&c)) {
            i += 1;
        }
        i
    }

    /// Do bounds such as `{1,2}` stand here?
    fn bounds_ahead(&self) -> bool {
        let from = self.skip_spaces_from(self.i + 1);
        let min = self.digits_from(from);
        let after_min = self.skip_spaces_from(min);
        if self.text.get(after_min) == Some(&letter(',')) {
            let second = self.skip_spaces_from(after_min + 1);
            let max = self.digits_from(second);
            let end = self.skip_spaces_from(max);
            (min > from || max > second) && self.text.get(end) == Some(&letter('}'))
        } else {
            min > from && self.text.get(after_min) == Some(&letter('}'))
        }
    }

    fn bound(&mut self) -> Parse<Option<u32>> {
        self.i = self.skip_spaces_from(self.i);
        let mut n = None;
        while let Some(d) = self.peek().and_then(|c| c.to_digit(10)) {
            self.i += 1;
            let value = n.unwrap_or(0) * 10 + d;
            if value > 65535 {
                return self.fail("number too big in {} quantifier");
            }
            n = Some(value);
        }
        self.i = self.skip_spaces_from(self.i);
        Ok(n)
    }

    fn bounds(&mut self) -> Parse<(u32, Option<u32>)> {
        self.i += 1;
        let min = self.bound()?;
        if self.eat(',') {
            let max = self.bound()?;
            let min = min.unwrap_or(0);
            if max.is_some_and(|max| max < min) {
                return self.fail("numbers out of order in {} quantifier");
            }
            self.i += 1;
            return Ok((min, max));
        }
        self.i += 1;
        Ok((min.unwrap_or(0), min))
    }

    fn repeated(&mut self, node: Node, repeatable: bool) -> Parse<Node> {
        self.skip_blanks()?;
        while self.eat_text("\\E") {
            self.skip_blanks()?;
        }
        let (min, max) = match self.peek() {
            Some('*') => (0, None),
            Some('+') => (1, None),
            Some('?') => (0, Some(1)),
            Some('{') if self.bounds_ahead() => {
                let (min, max) = self.bounds()?;
                return self.suffixed(node, repeatable, min, max);
            }
            _ => return Ok(node),
        };
        self.i += 1;
        self.suffixed(node, repeatable, min, max)
    }

    fn suffixed(
        &mut self,
        node: Node,
        repeatable: bool,
        min: u32,
        max: Option<u32>,
    ) -> Parse<Node> {
        if !repeatable {
            return self.fail(NOT_REPEATABLE);
        }
        let greed = if self.eat('?') {
            if self.flags.ungreedy {
                Greed::Greedy
            } else {
                Greed::Lazy
            }
        } else if self.eat('+') {
            Greed::Possessive
        } else if self.flags.ungreedy {
            Greed::Lazy
        } else {
            Greed::Greedy
        };
        let (min, max) = match node {
            Node::Look { .. } => (min.min(1), Some(1)),
            _ => (min, max),
        };
        Ok(Node::Repeat {
            node: Box::new(node),
            min,
            max,
            greed,
        })
    }

    // Escapes.

    fn escaped_item(&mut self) -> Parse<(Node, bool)> {
        let escape = self.escape(false)?;
        Ok(match escape {
            Escape::Char(c) => (self.char_node(c), true),
            Escape::Set(kind, negated) => {
                let mut set = Set::of(kind, negated, self.options.unicode, self.options.ucp);
                set.caseless = self.flags.caseless;
                set.seal();
                (self.add_set(set), true)
            }
            Escape::Node(node) => {
                let repeatable = !matches!(node, Node::Place(_) | Node::KeepOut);
                (node, repeatable)
            }
        })
    }

    fn add_set(&mut self, set: Set) -> Node {
        self.sets.push(set);
        Node::Set(self.sets.len() - 1)
    }

    fn escape(&mut self, in_class: bool) -> Parse<Escape> {
        self.i += 1;
        let Some(c) = self.next() else {
            return self.fail("\\ at end of pattern");
        };
        if let Some(escape) = simple_escape(c) {
            return Ok(escape);
        }
        match c {
            '0' => self.octal(2, 0).map(Escape::Char),
            '1'..='9' => self.number_escape(in_class),
            'x' => self.hex_escape().map(Escape::Char),
            'o' => {
                if !self.eat('{') {
                    return self.fail("missing opening brace after \\o");
                }
                self.braced(8, "non-octal character in \\o{} (closing brace missing?)")
                    .map(Escape::Char)
            }
            'c' => self.control().map(Escape::Char),
            'p' | 'P' => self.property(c == 'P'),
            'N' if self.looking_at("{U+") => {
                self.i += 3;
                let c = self.braced(16, "non-hex character in \\x{} (closing brace missing?)")?;
                if !self.options.unicode {
                    return self.fail("\\N{U+dddd} is supported only in Unicode (UTF) mode");
                }
                Ok(Escape::Char(c))
            }
            'N' if self.peek() == Some('{') && !self.bounds_ahead() => {
                self.fail("PCRE2 does not support \\F, \\L, \\l, \\N{name}, \\U, or \\u")
            }
            'N' if in_class => self.fail("\\N is not supported in a class"),
            'b' if in_class => Ok(Escape::Char(8)),
            'B' | 'R' | 'X' if in_class => {
                self.fail("escape sequence is invalid in character class")
            }
            'F' | 'L' | 'l' | 'U' | 'u' => {
                self.fail("PCRE2 does not support \\F, \\L, \\l, \\N{name}, \\U, or \\u")
            }
            'E' => Ok(Escape::Node(Node::Empty)),
            _ if c.is_ascii_alphabetic() && in_class => {
                self.fail("unrecognized character follows \\")
            }
            'g' => self.g_escape().map(Escape::Node),
            'k' => self.k_escape().map(Escape::Node),
            'N' => Ok(Escape::Node(Node::Any(false))),
            'R' => Ok(Escape::Node(Node::NewlineSequence)),
            'X' => Ok(Escape::Node(Node::Cluster)),
            'C' => Ok(Escape::Node(Node::AnyByte)),
            'K' => Ok(Escape::Node(Node::KeepOut)),
            'b' => Ok(Escape::Node(Node::Place(Place::Boundary))),
            'B' => Ok(Escape::Node(Node::Place(Place::NoBoundary))),
            'A' => Ok(Escape::Node(Node::Place(Place::TextStart))),
            'Z' => Ok(Escape::Node(Node::Place(Place::TextEndOrNewline))),
            'z' => Ok(Escape::Node(Node::Place(Place::TextEnd))),
            'G' => Ok(Escape::Node(Node::Place(Place::SearchStart))),
            _ if c.is_ascii_alphanumeric() => self.fail("unrecognized character follows \\"),
            _ => Ok(Escape::Char(self.text[self.i - 1])),
        }
    }

    /// Up to so many more octal digits.
    fn octal(&mut self, more: usize, start: u32) -> Parse<u32> {
        let mut value = start;
        for _ in 0..more {
            let Some(d) = self.peek().and_then(|c| c.to_digit(8)) else {
                break;
            };
            self.i += 1;
            value = value * 8 + d;
        }
        if value > 255 && !self.options.unicode {
            return self.fail("octal value is greater than \\377 in 8-bit non-UTF-8 mode");
        }
        Ok(value)
    }

    /// A reference to a group, or an octal code.
    fn number_escape(&mut self, in_class: bool) -> Parse<Escape> {
        let first = self.i - 1;
        if !in_class {
            let end = self.digits_from(first);
            let n = self.number(first, end);
            if n < 10 || n <= self.groups || self.text[first] >= letter('8') {
                self.i = end;
                return Ok(Escape::Node(self.back_ref(GroupRef::Number(n))));
            }
        }
        let c = self.text[first];
        if c >= letter('8') {
            return Ok(Escape::Char(c));
        }
        self.octal(2, c - 48).map(Escape::Char)
    }

    fn number(&self, from: usize, to: usize) -> usize {
        self.text[from..to].iter().fold(0usize, |n, &d| {
            n.saturating_mul(10).saturating_add((d - 48) as usize)
        })
    }

    fn back_ref(&self, group: GroupRef) -> Node {
        Node::BackRef(group, self.flags.caseless, self.here())
    }

    fn hex_escape(&mut self) -> Parse<u32> {
        if self.eat('{') {
            return self.braced(16, "non-hex character in \\x{} (closing brace missing?)");
        }
        if !self.peek().is_some_and(|c| c.is_ascii_hexdigit()) {
            return self.fail(NO_DIGITS);
        }
        let mut value = 0;
        for _ in 0..2 {
            let Some(d) = self.peek().and_then(|c| c.to_digit(16)) else {
                break;
            };
            self.i += 1;
            value = value * 16 + d;
        }
        Ok(value)
    }

    fn braced(&mut self, base: u32, bad: &'static str) -> Parse<u32> {
        self.i = self.skip_spaces_from(self.i);
        if matches!(self.peek(), None | Some('}')) {
            return self.fail(NO_DIGITS);
        }
        let limit = if self.options.unicode { 0x10FFFF } else { 255 };
        let mut value = 0u32;
        let mut any = false;
        while let Some(d) = self.peek().and_then(|c| c.to_digit(base)) {
            any = true;
            self.i += 1;
            value = value * base + d;
            if value > limit {
                while self.peek().is_some_and(|c| c.is_digit(base)) {
                    self.i += 1;
                }
                return self.fail(LARGE_CODE);
            }
        }
        self.i = self.skip_spaces_from(self.i);
        if !any || self.peek() != Some('}') {
            self.i = (self.i + 1).min(self.text.len());
            return self.fail(bad);
        }
        if self.options.unicode && (0xD800..0xE000).contains(&value) {
            return self.fail("disallowed Unicode code point (>= 0xd800 && <= 0xdfff)");
        }
        self.i += 1;
        Ok(value)
    }

    fn control(&mut self) -> Parse<u32> {
        match self.next() {
            None => self.fail("\\c at end of pattern"),
            Some(c) if (' '..='~').contains(&c) => Ok(u32::from(c.to_ascii_uppercase()) ^ 0x40),
            Some(_) => self.fail("\\c must be followed by a printable ASCII character"),
        }
    }

    fn property(&mut self, negated: bool) -> Parse<Escape> {
        let Some(c) = self.next() else {
            return self.fail(MALFORMED_PROPERTY);
        };
        let mut negated = negated;
        let mut name = String::new();
        if c == '{' {
            if self.eat('^') {
                negated = !negated;
            }
            loop {
                match self.next() {
                    Some('}') => break,
                    Some(c) if c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | ' ' | '&') => {
                        name.push(c)
                    }
                    _ => return self.fail(MALFORMED_PROPERTY),
                }
            }
        } else if c.is_ascii_alphabetic() {
            name.push(c);
        } else {
            return self.fail(MALFORMED_PROPERTY);
        }
        match Property::named(&name) {
            Some(property) => Ok(Escape::Set(Kind::Property(property), negated)),
            None => self.fail("unknown property after \\P or \\p"),
        }
    }

    fn g_escape(&mut self) -> Parse<Node> {
        match self.peek() {
            Some(open @ ('<' | '\'')) => {
                self.i += 1;
                let close = if open == '<' { '>' } else { '\'' };
                let start = self.here();
                let signed = self.looking_at("+") || self.looking_at("-");
                let group = self.group_ref(close)?;
                let end = if signed || matches!(group, GroupRef::Number(_)) { self.here() } else { start };
                if !self.eat(close) {
                    return self.fail(NAME_SYNTAX);
                }
                Ok(Node::Call(group, end))
            }
            Some('{') => {
                self.i += 1;
                self.i = self.skip_spaces_from(self.i);
                let start = self.here();
                let group = self.group_ref('}')?;
                self.i = self.skip_spaces_from(self.i);
                if !self.eat('}') {
                    return self.fail(NAME_SYNTAX);
                }
                Ok(match group {
                    GroupRef::Name(_) => Node::BackRef(group, self.flags.caseless, start),
                    GroupRef::Number(_) => self.back_ref(group),
                })
            }
            Some('+' | '-' | '0'..='9') => {
                let group = self.number_ref()?;
                Ok(self.back_ref(group))
            }
            _ => self.fail("\\g is not followed by a braced, angle-bracketed, or quoted name/number or by a plain number"),
        }
    }

    fn k_escape(&mut self) -> Parse<Node> {
        let close = match self.peek() {
            Some('<') => '>',
            Some('\'') => '\'',
            Some('{') => '}',
            _ => {
                return self
                    .fail("\\k is not followed by a braced, angle-bracketed, or quoted name");
            }
        };
        self.i += 1;
        let start = self.here();
        let name = self.name(close)?;
        Ok(Node::BackRef(
            GroupRef::Name(name),
            self.flags.caseless,
            start,
        ))
    }

    /// A number, signed ones counted from here, or a name. What closes it is still to be read.
    fn group_ref(&mut self, close: char) -> Parse<GroupRef> {
        match self.peek() {
            Some('+' | '-' | '0'..='9') => {
                let group = self.number_ref()?;
                Ok(group)
            }
            _ => {
                let name = self.name(close)?;
                self.i -= 1;
                Ok(GroupRef::Name(name))
            }
        }
    }

    fn number_ref(&mut self) -> Parse<GroupRef> {
        let sign = self.peek().filter(|c| matches!(c, '+' | '-'));
        if sign.is_some() {
            self.i += 1;
        }
        let end = self.digits_from(self.i);
        if end == self.i {
            return self.fail("digit expected after (?+ or (?-");
        }
        let n = self.number(self.i, end);
        self.i = end;
        let n = match sign {
            None => n,
            Some('+') => self.groups + n,
            Some(_) if n == 0 || n > self.groups => return self.fail(NO_SUCH_GROUP),
            Some(_) => self.groups + 1 - n,
        };
        Ok(GroupRef::Number(n))
    }

    /// A name and what closes it.
    fn name(&mut self, close: char) -> Parse<Vec<u8>> {
        let word = |c: char, unicode: bool| {
            c == '_' || c.is_ascii_alphanumeric() || (unicode && c.is_alphanumeric())
        };
        let mut name = String::new();
        match self.peek() {
            Some(c) if c.is_ascii_digit() => {
                self.i += 1;
                return self.fail("subpattern name must start with a non-digit");
            }
            Some(c) if word(c, self.options.unicode) => {}
            _ => return self.fail(NAME_EXPECTED),
        }
        while let Some(c) = self.peek().filter(|c| word(*c, self.options.unicode)) {
            if name.chars().count() == 128 {
                return self.fail("subpattern name is too long (maximum 128 code units)");
            }
            name.push(c);
            self.i += 1;
        }
        if !self.eat(close) {
            return self.fail(NAME_SYNTAX);
        }
        Ok(name.into_bytes())
    }

    // Groups.

    fn group(&mut self) -> Parse<(Node, bool)> {
        if self.looking_at("(*")
            && self
                .peek_at(2)
                .is_some_and(|c| c.is_ascii_uppercase() || c == ':')
        {
            return Ok((self.verb()?, false));
        }
        self.i += 1;
        if self.depth >= MAX_NESTING {
            return self.fail("parentheses are too deeply nested");
        }
        self.depth += 1;
        let saved = self.flags;
        let node = if self.eat('?') {
            self.special()?
        } else if self.flags.no_capture {
            Some(self.body(false)?)
        } else {
            Some(self.capture()?)
        };
        self.depth -= 1;
        match node {
            // Flags that hold until the group around ends.
            None => Ok((Node::Empty, false)),
            Some(node) => {
                self.flags = saved;
                Ok((node, true))
            }
        }
    }

    fn body(&mut self, reset: bool) -> Parse<Node> {
        let node = if reset {
            self.reset_alternatives()?
        } else {
            self.alternatives()?
        };
        self.close()?;
        Ok(node)
    }

    fn close(&mut self) -> Parse<()> {
        if self.eat(')') {
            Ok(())
        } else {
            self.fail(UNCLOSED)
        }
    }

    fn capture(&mut self) -> Parse<Node> {
        self.groups += 1;
        let n = self.groups;
        let node = self.body(false)?;
        Ok(Node::Group(n, Box::new(node)))
    }

    fn look(&mut self, ahead: bool, negated: bool, at: usize) -> Parse<Option<Node>> {
        let node = Box::new(self.body(false)?);
        Ok(Some(Node::Look {
            ahead,
            negated,
            node,
            at,
        }))
    }

    /// After `(?`. Nothing: only flags were set.
    fn special(&mut self) -> Parse<Option<Node>> {
        let at = self.offsets[self.i.saturating_sub(2)];
        for (text, ahead, negated) in [
            ("=", true, false),
            ("!", true, true),
            ("<=", false, false),
            ("<!", false, true),
        ] {
            if self.eat_text(text) {
                return self.look(ahead, negated, at);
            }
        }
        match self.peek() {
            None => self.fail(UNCLOSED),
            Some(':') => {
                self.i += 1;
                self.body(false).map(Some)
            }
            Some('>') => {
                self.i += 1;
                Ok(Some(Node::Atomic(Box::new(self.body(false)?))))
            }
            Some('|') => {
                self.i += 1;
                self.body(true).map(Some)
            }
            Some('(') => self.conditional().map(Some),
            Some('<') => {
                self.i += 1;
                self.named('>').map(Some)
            }
            Some('\'') => {
                self.i += 1;
                self.named('\'').map(Some)
            }
            Some('P') => self.python().map(Some),
            Some('R') => {
                self.i += 1;
                self.call(GroupRef::Number(0)).map(Some)
            }
            Some('&') => {
                self.i += 1;
                self.named_call().map(Some)
            }
            Some('0'..='9' | '+') => {
                let group = self.number_ref()?;
                self.call(group).map(Some)
            }
            Some('-') if self.peek_at(1).is_some_and(|c| c.is_ascii_digit()) => {
                let group = self.number_ref()?;
                self.call(group).map(Some)
            }
            Some('C') => self.callout().map(Some),
            _ => self.inline_flags(),
        }
    }

    /// Callouts are read; nobody is called.
    fn callout(&mut self) -> Parse<Node> {
        self.i += 1;
        let mut n = 0;
        while let Some(d) = self.peek().and_then(|c| c.to_digit(10)) {
            self.i += 1;
            n = n * 10 + d;
            if n > 255 {
                return self.fail("number after (?C is greater than 255");
            }
        }
        if !self.eat(')') {
            return self.fail("closing parenthesis for (?C expected");
        }
        Ok(Node::Empty)
    }

    fn call(&mut self, group: GroupRef) -> Parse<Node> {
        let at = self.here();
        self.close()?;
        Ok(Node::Call(group, at))
    }

    fn named_call(&mut self) -> Parse<Node> {
        let at = self.here();
        let name = self.name(')')?;
        Ok(Node::Call(GroupRef::Name(name), at))
    }

    fn python(&mut self) -> Parse<Node> {
        self.i += 1;
        match self.next() {
            None => self.fail(UNCLOSED),
            Some('<') => self.named('>'),
            Some('>') => self.named_call(),
            Some('=') => {
                let at = self.here();
                let name = self.name(')')?;
                Ok(Node::BackRef(GroupRef::Name(name), self.flags.caseless, at))
            }
            Some(_) => self.fail("unrecognized character after (?P"),
        }
    }

    fn named(&mut self, close: char) -> Parse<Node> {
        let name = self.name(close)?;
        let number = self.groups + 1;
        let taken = self
            .names
            .iter()
            .any(|(other, n)| *other == name && *n != number);
        if taken && !self.flags.dupnames {
            return self.fail("two named subpatterns have the same name (PCRE2_DUPNAMES not set)");
        }
        if self
            .names
            .iter()
            .any(|(other, n)| *n == number && *other != name)
        {
            return self.fail("different names for subpatterns of the same number are not allowed");
        }
        if !self.names.contains(&(name.clone(), number)) {
            self.names.push((name, number));
        }
        self.capture()
    }

    fn conditional(&mut self) -> Parse<Node> {
        let condition = if self.looking_at("(?") {
            let (node, _) = self.group()?;
            match node {
                Node::Look { .. } => Condition::Look(Box::new(node)),
                _ => return self.fail("assertion expected after (?( or (?(?C)"),
            }
        } else {
            self.i += 1;
            self.condition()?
        };
        let mut branches = vec![self.sequence()?];
        while self.eat('|') {
            branches.push(self.sequence()?);
        }
        let limit = if matches!(condition, Condition::Define) {
            1
        } else {
            2
        };
        self.close()?;
        if branches.len() > limit {
            return self.fail(if limit == 1 {
                "DEFINE subpattern contains more than one branch"
            } else {
                "conditional subpattern contains more than two branches"
            });
        }
        let no = if branches.len() == 2 {
            branches.pop()
        } else {
            None
        };
        let yes = branches.pop().unwrap_or(Node::Empty);
        Ok(Node::If(
            Box::new(condition),
            Box::new(yes),
            Box::new(no.unwrap_or(Node::Empty)),
        ))
    }

    fn condition(&mut self) -> Parse<Condition> {
        let at = self.offsets[self.i.saturating_sub(1)];
        if self.eat_text("DEFINE)") {
            return Ok(Condition::Define);
        }
        if self.eat_text("R)") {
            return Ok(Condition::Recursion(None));
        }
        if self.eat_text("R&") {
            return Ok(Condition::Recursion(Some(GroupRef::Name(self.name(')')?))));
        }
        if self.peek() == Some('R') && self.peek_at(1).is_some_and(|c| c.is_ascii_digit()) {
            self.i += 1;
            let group = self.number_ref()?;
            return self.condition_close(Condition::Recursion(Some(group)));
        }
        if matches!(self.peek(), Some('+' | '-' | '0'..='9')) {
            let group = self.number_ref()?;
            return self.condition_close(Condition::Group(group, at));
        }
        let close = match self.peek() {
            Some('<') => '>',
            Some('\'') => '\'',
            _ => ')',
        };
        if close != ')' {
            self.i += 1;
        }
        let at = self.here();
        let name = self.name(close)?;
        let condition = Condition::Group(GroupRef::Name(name), at);
        if close == ')' {
            Ok(condition)
        } else {
            self.condition_close(condition)
        }
    }

    fn condition_close(&mut self, condition: Condition) -> Parse<Condition> {
        if self.eat(')') {
            Ok(condition)
        } else {
            self.fail("missing closing parenthesis for condition")
        }
    }

    fn inline_flags(&mut self) -> Parse<Option<Node>> {
        let outer = self.flags;
        if self.eat('^') {
            self.flags.caseless = false;
            self.flags.multiline = false;
            self.flags.dotall = false;
            self.flags.extended = false;
            self.flags.extended_more = false;
            self.flags.no_capture = false;
        }
        let mut on = true;
        loop {
            match self.next() {
                None => return self.fail(UNCLOSED),
                Some(')') => return Ok(None),
                Some(':') => {
                    let node = self.body(false)?;
                    self.flags = outer;
                    return Ok(Some(node));
                }
                Some('-') if on => on = false,
                Some('i') => self.flags.caseless = on,
                Some('m') => self.flags.multiline = on,
                Some('s') => self.flags.dotall = on,
                Some('n') => self.flags.no_capture = on,
                Some('J') => self.flags.dupnames = on,
                Some('U') => self.flags.ungreedy = on,
                Some('x') => {
                    self.flags.extended = on;
                    self.flags.extended_more = on && self.eat('x');
                }
                Some(_) => return self.fail("unrecognized character after (? or (?-"),
            }
        }
    }

    fn verb(&mut self) -> Parse<Node> {
        const BAD: &str = "(*VERB) not recognized or malformed";
        self.i += 2;
        let start = self.i;
        while self.peek().is_some_and(|c| c.is_ascii_uppercase()) {
            self.i += 1;
        }
        let name: String = self.text[start..self.i]
            .iter()
            .map(|&c| as_char(c))
            .collect();
        if !self.looking_at(")") {
            return self.fail(BAD);
        }
        let node = match name.as_str() {
            "F" | "FAIL" => Node::Fail,
            "ACCEPT" => Node::Accept,
            "COMMIT" => Node::Commit,
            "PRUNE" => Node::Prune,
            "SKIP" => Node::Skip,
            _ => return self.fail(BAD),
        };
        self.i += 1;
        Ok(node)
    }

    // Classes.

    /// `[:alpha:]` and such outside a class.
    fn posix_outside(&mut self) -> Parse<()> {
        for kind in [':', '.', '='] {
            if self.peek_at(1) == Some(kind)
                && let Some(end) = self.posix_end(self.i + 2, kind)
            {
                self.i = end;
                return self.fail(if kind == ':' {
                    "POSIX named classes are supported only within a class"
                } else {
                    "POSIX collating elements are not supported"
                });
            }
        }
        Ok(())
    }

    /// Just behind `:]`, if only a name stands before it.
    fn posix_end(&self, from: usize, kind: char) -> Option<usize> {
        let mut i = from;
        if self.text.get(i) == Some(&letter('^')) {
            i += 1;
        }
        while self
            .text
            .get(i)
            .is_some_and(|&c| as_char(c).is_ascii_alphanumeric())
        {
            i += 1;
        }
        (self.text.get(i) == Some(&letter(kind)) && self.text.get(i + 1) == Some(&letter(']')))
            .then_some(i + 2)
    }

    fn class(&mut self) -> Parse<Node> {
        let mut set = Set::new(self.flags.caseless, self.options.unicode, self.options.ucp);
        set.negated = self.eat('^');
        let mut first = true;
        let mut literal = false;
        loop {
            if literal {
                if self.eat_text("\\E") {
                    literal = false;
                    continue;
                }
            } else if self.eat_text("\\Q") {
                literal = true;
                continue;
            } else if self.eat_text("\\E") {
                continue;
            } else if self.flags.extended_more && matches!(self.peek(), Some(' ' | '\t')) {
                self.i += 1;
                continue;
            }
            match self.peek() {
                None => return self.fail("missing terminating ] for character class"),
                Some(']') if !first && !literal => {
                    self.i += 1;
                    break;
                }
                _ => {}
            }
            first = false;
            self.class_item(&mut set, literal)?;
        }
        set.seal();
        Ok(self.add_set(set))
    }

    fn class_item(&mut self, set: &mut Set, literal: bool) -> Parse<()> {
        let Some(from) = self.class_atom(set, literal)? else {
            // A kind cannot begin a range.
            if !literal && self.peek() == Some('-') && !matches!(self.peek_at(1), None | Some(']'))
            {
                self.i += 1;
                return self.fail(BAD_RANGE);
            }
            return Ok(());
        };
        if !literal && self.peek() == Some('-') && !matches!(self.peek_at(1), None | Some(']')) {
            self.i += 1;
            if self.eat_text("\\E") && self.peek() == Some(']') {
                set.ranges.push((from, from));
                set.ranges.push((45, 45));
                return Ok(());
            }
            let Some(to) = self.class_atom(set, literal)? else {
                return self.fail(BAD_RANGE);
            };
            if to < from {
                return self.fail("range out of order in character class");
            }
            set.ranges.push((from, to));
        } else {
            set.ranges.push((from, from));
        }
        Ok(())
    }

    /// A character of a class; or nothing, when it was a kind, which is in the set then.
    fn class_atom(&mut self, set: &mut Set, literal: bool) -> Parse<Option<u32>> {
        if !literal {
            if self.peek() == Some('[')
                && let Some(kind @ (':' | '.' | '=')) = self.peek_at(1)
                && let Some(end) = self.posix_end(self.i + 2, kind)
            {
                return self.posix_class(set, kind, end);
            }
            if self.peek() == Some('\\') {
                return match self.escape(true)? {
                    Escape::Char(c) => Ok(Some(c)),
                    Escape::Set(kind, negated) => {
                        set.kinds.push((kind, negated));
                        Ok(None)
                    }
                    Escape::Node(_) => self.fail("escape sequence is invalid in character class"),
                };
            }
        }
        let Some(&c) = self.text.get(self.i) else {
            return self.fail("missing terminating ] for character class");
        };
        self.i += 1;
        if c == 10 || c == 13 {
            self.has_newline = true;
        }
        Ok(Some(c))
    }

    fn posix_class(&mut self, set: &mut Set, kind: char, end: usize) -> Parse<Option<u32>> {
        if kind != ':' {
            self.i = end;
            return self.fail("POSIX collating elements are not supported");
        }
        let negated = self.peek_at(2) == Some('^');
        let start = self.i + 2 + usize::from(negated);
        let name: String = self.text[start..end - 2]
            .iter()
            .map(|&c| as_char(c))
            .collect();
        let Some(class) = Kind::posix(&name) else {
            self.i = end;
            return self.fail("unknown POSIX class name");
        };
        set.kinds.push((class, negated));
        self.i = end;
        Ok(None)
    }
}

fn simple_escape(c: char) -> Option<Escape> {
    Some(match c {
        'a' => Escape::Char(7),
        'e' => Escape::Char(27),
        'f' => Escape::Char(12),
        'n' => Escape::Char(10),
        'r' => Escape::Char(13),
        't' => Escape::Char(9),
        'd' => Escape::Set(Kind::Digit, false),
        'D' => Escape::Set(Kind::Digit, true),
        'w' => Escape::Set(Kind::Word, false),
        'W' => Escape::Set(Kind::Word, true),
        's' => Escape::Set(Kind::Space, false),
        'S' => Escape::Set(Kind::Space, true),
        'h' => Escape::Set(Kind::HSpace, false),
        'H' => Escape::Set(Kind::HSpace, true),
        'v' => Escape::Set(Kind::VSpace, false),
        'V' => Escape::Set(Kind::VSpace, true),
        _ => return None,
    })
}

fn one_or(mut all: Vec<Node>, many: fn(Vec<Node>) -> Node) -> Node {
    match (all.len(), all.pop()) {
        (1, Some(node)) => node,
        (_, Some(last)) => {
            all.push(last);
            many(all)
        }
        (_, None) => Node::Empty,
    }
}
