//! Terms as text: what `~w`, `~tw` and `erlang:display/1` print, without recursion and with pauses.

use super::lexicon::Lexicon;
use super::{Bits, Fun, Pid, Port, Reference, Term, View};
use crate::atom::Atom;
use crate::text::{float, integer};

/// Which of the ways to print.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Style {
    /// `~w`: characters above Latin-1 in atoms are escaped.
    Latin1,
    /// `~tw`.
    Unicode,
    /// `erlang:display/1`: lists and binaries of printable ASCII as strings, floats in scientific form.
    Display,
}

/// A text on its way. What is still to be printed waits as `Todo`s here and as terms beside it, which the caller keeps over a pause.
pub struct Printer {
    out: String,
    style: Style,
    todo: Vec<Todo>,
}

enum Todo {
    /// Print the topmost waiting term.
    Term,
    /// Print the rest of a list, whose first elements are printed already.
    Rest,
    Text(&'static str),
}

impl Printer {
    pub fn new(style: Style) -> Printer {
        Printer {
            out: String::new(),
            style,
            todo: vec![Todo::Term],
        }
    }

    /// A whole term at once.
    pub fn print(term: Term<'_>, style: Style, lexicon: &dyn Lexicon) -> String {
        let mut printer = Printer::new(style);
        let mut waiting = vec![term];
        while !printer.run(&mut waiting, lexicon, &mut { u32::MAX }) {}
        printer.out
    }

    /// Goes on for about `budget` steps; `waiting` holds the term to print at first. True: done.
    pub fn run(
        &mut self,
        waiting: &mut Vec<Term<'_>>,
        lexicon: &dyn Lexicon,
        budget: &mut u32,
    ) -> bool {
        while let Some(todo) = self.todo.pop() {
            match todo {
                Todo::Text(text) => self.out.push_str(text),
                Todo::Term => {
                    if let Some(term) = waiting.pop() {
                        self.term(term, waiting, lexicon, budget);
                    }
                }
                Todo::Rest => {
                    if let Some(rest) = waiting.pop() {
                        self.rest(rest, waiting);
                    }
                }
            }
            if *budget == 0 && !self.todo.is_empty() {
                return false;
            }
            *budget = budget.saturating_sub(1);
        }
        true
    }

    pub fn into_text(self) -> String {
        self.out
    }

    fn later<'s>(&mut self, waiting: &mut Vec<Term<'s>>, term: Term<'s>) {
        self.todo.push(Todo::Term);
        waiting.push(term);
    }

    fn term<'s>(
        &mut self,
        term: Term<'s>,
        waiting: &mut Vec<Term<'s>>,
        lexicon: &dyn Lexicon,
        budget: &mut u32,
    ) {
        match term.view() {
            View::Small(n) => self.small(n),
            View::Big(big) => {
                *budget = budget.saturating_sub(big.len() as u32);
                self.with_bytes(|out| integer::push_big(out, &big.to_bigint(), 10));
            }
            View::Float(x) if self.style == Style::Display => self.out.push_str(&display_float(x)),
            View::Float(x) => float::push_shortest(&mut self.out, x),
            View::Atom(atom) => self.atom(atom, lexicon),
            View::Nil => self.out.push_str("[]"),
            View::Cons(cell) => {
                if self.style == Style::Display && self.display_string(term) {
                    return;
                }
                self.out.push('[');
                self.todo.push(Todo::Rest);
                waiting.push(cell.tail());
                self.later(waiting, cell.head());
            }
            View::Tuple(tuple) => {
                self.out.push('{');
                self.todo.push(Todo::Text("}"));
                for (i, element) in tuple.iter().enumerate().rev() {
                    self.later(waiting, element);
                    if i > 0 {
                        self.todo.push(Todo::Text(","));
                    }
                }
            }
            View::Map(map) => {
                self.out.push_str("#{");
                self.todo.push(Todo::Text("}"));
                let arrow = if self.style == Style::Display {
                    "=>"
                } else {
                    " => "
                };
                let pairs: Vec<_> = map.iter().collect();
                for (i, (key, value)) in pairs.into_iter().enumerate().rev() {
                    self.later(waiting, value);
                    self.todo.push(Todo::Text(arrow));
                    self.later(waiting, key);
                    if i > 0 {
                        self.todo.push(Todo::Text(","));
                    }
                }
            }
            View::Record(record) => {
                self.out.push('#');
                self.atom(record.module(), lexicon);
                self.out.push(':');
                self.atom(record.name(), lexicon);
                self.out.push('{');
                self.todo.push(Todo::Text("}"));
                let equal = if self.style == Style::Display {
                    "="
                } else {
                    " = "
                };
                for (i, (field, value)) in record.iter().enumerate().rev() {
                    self.later(waiting, value);
                    self.todo.push(Todo::Text(equal));
                    self.later(waiting, field);
                    if i > 0 {
                        self.todo.push(Todo::Text(","));
                    }
                }
            }
            View::Bits(bits) => {
                *budget = budget.saturating_sub((bits.byte_len() / 16) as u32);
                self.bits(bits);
            }
            View::Fun(fun) => self.fun(fun, lexicon),
            View::Pid(pid) => self.pid(pid),
            View::Port(port) => self.port(port),
            View::Ref(reference) => self.reference(reference),
            View::Context(_) => self.out.push_str("#MatchContext"),
        }
    }

    fn rest<'s>(&mut self, rest: Term<'s>, waiting: &mut Vec<Term<'s>>) {
        match rest.view() {
            View::Nil => self.out.push(']'),
            View::Cons(cell) => {
                self.out.push(',');
                self.todo.push(Todo::Rest);
                waiting.push(cell.tail());
                self.later(waiting, cell.head());
            }
            _ => {
                self.out.push('|');
                self.todo.push(Todo::Text("]"));
                self.later(waiting, rest);
            }
        }
    }

    /// Runs something that appends ASCII bytes.
    fn with_bytes(&mut self, push: impl FnOnce(&mut Vec<u8>)) {
        let mut bytes = std::mem::take(&mut self.out).into_bytes();
        push(&mut bytes);
        self.out = String::from_utf8(bytes).unwrap_or_default();
    }

    fn small(&mut self, n: i64) {
        let mut text = [0u8; 20];
        let mut at = text.len();
        let mut rest = n.unsigned_abs();
        loop {
            at -= 1;
            text[at] = b'0' + (rest % 10) as u8;
            rest /= 10;
            if rest == 0 {
                break;
            }
        }
        if n < 0 {
            self.out.push('-');
        }
        self.out.extend(text[at..].iter().map(|b| char::from(*b)));
    }

    fn atom(&mut self, atom: Atom, lexicon: &dyn Lexicon) {
        push_atom(&mut self.out, lexicon.atom_text(atom), self.style);
    }

    fn bits(&mut self, bits: Bits<'_>) {
        let (whole, held) = (bits.bit_len() / 8, bits.bit_len() % 8);
        let out = &mut self.out;
        let display = self.style == Style::Display;
        out.push_str("<<");
        bits.with_bytes(|bytes| {
            if display && held == 0 && whole > 0 && bytes.iter().all(|b| (b' '..127).contains(b)) {
                out.push('"');
                out.extend(
                    bytes
                        .iter()
                        .flat_map(|b| match b {
                            b'"' | b'\\' => [Some('\\'), Some(char::from(*b))],
                            _ => [Some(char::from(*b)), None],
                        })
                        .flatten(),
                );
                out.push('"');
                return;
            }
            for (i, byte) in bytes.iter().enumerate() {
                if i > 0 {
                    out.push(',');
                }
                if i < whole {
                    push_byte(out, *byte);
                } else {
                    push_byte(out, byte >> (8 - held));
                    out.push(':');
                    push_byte(out, held as u8);
                }
            }
        });
        out.push_str(">>");
    }

    fn fun(&mut self, fun: Fun<'_>, lexicon: &dyn Lexicon) {
        match fun {
            Fun::External(fun) => {
                self.out.push_str("fun ");
                self.atom(fun.module(), lexicon);
                self.out.push(':');
                self.atom(fun.name(), lexicon);
                self.out.push('/');
                self.small(i64::from(fun.arity()));
            }
            Fun::Local(fun) => {
                let facts = lexicon.local_fun(fun);
                self.out.push_str("#Fun<");
                self.atom(facts.module, lexicon);
                self.out
                    .push_str(&format!(".{}.{}>", facts.index, facts.old_uniq));
            }
        }
    }

    fn pid(&mut self, pid: Pid<'_>) {
        let (node, number, serial) = match pid {
            Pid::Local(pid) => (0, pid.number() & 0x0fff_ffff, pid.number() >> 28),
            Pid::External(pid) => (
                pid.node().index(),
                u64::from(pid.number()),
                u64::from(pid.serial()),
            ),
        };
        self.out.push_str(&format!("<{node}.{number}.{serial}>"));
    }

    fn port(&mut self, port: Port<'_>) {
        let (node, number) = match port {
            Port::Local(port) => (0, port.number()),
            Port::External(port) => (port.node().index(), port.number()),
        };
        self.out.push_str(&format!("#Port<{node}.{number}>"));
    }

    fn reference(&mut self, reference: Reference<'_>) {
        let node = reference.external().map_or(0, |(node, _)| node.index());
        self.out.push_str(&format!("#Ref<{node}"));
        for i in (0..reference.n_words()).rev() {
            self.out.push_str(&format!(".{}", reference.number(i)));
        }
        self.out.push('>');
    }

    /// A list that `display` shows as a string; false: it is none, and nothing was printed.
    fn display_string(&mut self, list: Term<'_>) -> bool {
        let mut walk = list.list();
        let printable = |n: i64| (32..127).contains(&n) || matches!(n, 9 | 10 | 13);
        let all = walk
            .by_ref()
            .all(|head| head.as_small().is_some_and(printable));
        if !all || !walk.tail().is_nil() {
            return false;
        }
        self.out.push('"');
        for head in list.list() {
            match head.as_small() {
                Some(10) => self.out.push_str("\\n"),
                Some(9) => self.out.push_str("\\t"),
                Some(13) => self.out.push_str("\\r"),
                Some(34) => self.out.push_str("\\\""),
                Some(92) => self.out.push_str("\\\\"),
                Some(n) => self.out.push(char::from(n as u8)),
                None => {}
            }
        }
        self.out.push('"');
        true
    }
}

fn display_float(x: f64) -> String {
    float::format(x, float::FloatForm::Scientific { digits: 6 }).unwrap_or_default()
}

fn push_byte(out: &mut String, byte: u8) {
    if byte >= 100 {
        out.push(char::from(b'0' + byte / 100));
    }
    if byte >= 10 {
        out.push(char::from(b'0' + byte / 10 % 10));
    }
    out.push(char::from(b'0' + byte % 10));
}

/// Words that are no atoms without quotes.
const RESERVED: &[&str] = &[
    "after", "and", "andalso", "band", "begin", "bnot", "bor", "bsl", "bsr", "bxor", "case",
    "catch", "cond", "div", "else", "end", "fun", "if", "let", "maybe", "not", "of", "or",
    "orelse", "receive", "rem", "try", "when", "xor",
];

/// An atom as it must be written in source.
pub fn push_atom(out: &mut String, text: &str, style: Style) {
    if is_plain(text) {
        out.push_str(text);
        return;
    }
    out.push('\'');
    for c in text.chars() {
        push_quoted(out, c, style);
    }
    out.push('\'');
}

fn is_plain(text: &str) -> bool {
    let mut chars = text.chars();
    let starts = |c: char| matches!(c, 'a'..='z' | 'ß'..='ÿ') && c != '÷';
    let continues = |c: char| {
        matches!(c, 'a'..='z' | 'A'..='Z' | '0'..='9' | '_' | '@' | 'À'..='ÿ')
            && c != '×'
            && c != '÷'
    };
    chars.next().is_some_and(starts)
        && chars.all(continues)
        && RESERVED.binary_search(&text).is_err()
}

fn push_quoted(out: &mut String, c: char, style: Style) {
    match c {
        '\'' => out.push_str("\\'"),
        '\\' => out.push_str("\\\\"),
        '\n' => out.push_str("\\n"),
        '\t' => out.push_str("\\t"),
        '\r' => out.push_str("\\r"),
        '\u{b}' => out.push_str("\\v"),
        '\u{8}' => out.push_str("\\b"),
        '\u{c}' => out.push_str("\\f"),
        '\u{1b}' => out.push_str("\\e"),
        '\u{7f}' => out.push_str("\\d"),
        '\0'..' ' | '\u{80}'..'\u{a0}' => out.push_str(&format!("\\{:03o}", u32::from(c))),
        '\u{100}'.. if style == Style::Latin1 => {
            out.push_str(&format!("\\x{{{:X}}}", u32::from(c)))
        }
        _ => out.push(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn atom(text: &str, style: Style) -> String {
        let mut out = String::new();
        push_atom(&mut out, text, style);
        out
    }

    #[test]
    fn reserved_words_are_sorted_for_searching() {
        assert!(RESERVED.is_sorted());
    }

    #[test]
    fn atoms_are_quoted_as_otp_quotes_them() {
        let cases = [
            ("", "''"),
            ("a", "a"),
            ("aB_@9", "aB_@9"),
            ("a b", "'a b'"),
            ("A", "'A'"),
            ("maybe", "'maybe'"),
            ("else", "'else'"),
            ("_", "'_'"),
            ("åäö", "åäö"),
            ("a×", "'a×'"),
            ("aÀ", "aÀ"),
            ("À", "'À'"),
            ("it's", "'it\\'s'"),
            ("\u{0}\u{1b}\u{7f}\u{80}", "'\\000\\e\\d\\200'"),
        ];
        for (text, printed) in cases {
            assert_eq!(atom(text, Style::Latin1), printed);
            assert_eq!(atom(text, Style::Unicode), printed);
        }
        assert_eq!(atom("€", Style::Latin1), "'\\x{20AC}'");
        assert_eq!(atom("€", Style::Unicode), "'€'");
    }
}
