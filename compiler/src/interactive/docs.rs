//! The documentation that a source text holds: `-moduledoc` and the `-doc` before each function. Reads tokens only, so headers and
//! macros do not matter.

use bumpalo::Bump;

use crate::scan::Scanner;
use crate::scan::token::{Token, TokenKind};
use crate::source::name::{Interner, known};

/// A function, or with an empty name the module itself.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry {
    pub name: String,
    pub arity: usize,
    pub text: Text,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Text {
    None,
    /// `-doc false`
    Hidden,
    Said(String),
}

/// The module's entry first, then its functions in order, each once.
pub fn docs(text: &str) -> Vec<Entry> {
    let arena = Bump::new();
    let mut names = Interner::new();
    let mut scanner = Scanner::new(text, 0, &arena);
    let mut entries = vec![Entry {
        name: String::new(),
        arity: 0,
        text: Text::None,
    }];
    let mut pending = Text::None;
    let mut form = Vec::new();
    while let Some(token) = scanner.next(&mut names) {
        if token.kind != TokenKind::Dot {
            form.push(token);
            continue;
        }
        match attribute(&form) {
            Some(known::MODULEDOC) => entries[0].text = said(&form[2..]),
            Some(known::DOC) => {
                if let found @ (Text::Hidden | Text::Said(_)) = said(&form[2..]) {
                    pending = found;
                }
            }
            Some(_) if is_documented(&form, &names) => pending = Text::None,
            Some(_) => {}
            None => {
                let text = std::mem::replace(&mut pending, Text::None);
                if let Some((name, arity)) = head(&form, &names) {
                    let is_new = |entry: &Entry| entry.name != name || entry.arity != arity;
                    if entries.iter().all(is_new) {
                        entries.push(Entry { name, arity, text });
                    }
                }
            }
        }
        form.clear();
    }
    entries
}

/// The name of an attribute.
fn attribute(form: &[Token<'_>]) -> Option<crate::source::name::Name> {
    match form {
        [minus, name, ..] if minus.kind == TokenKind::Minus => match name.kind {
            TokenKind::Atom(name) => Some(name),
            _ => None,
        },
        _ => None,
    }
}

/// Types and callbacks take the documentation before them.
fn is_documented(form: &[Token<'_>], names: &Interner) -> bool {
    attribute(form).is_some_and(|name| {
        matches!(
            names.text(name),
            "type" | "opaque" | "nominal" | "callback" | "record"
        )
    })
}

/// The text of `-doc`, with or without parentheses.
fn said(tokens: &[Token<'_>]) -> Text {
    let mut text = Text::None;
    for token in tokens {
        match &token.kind {
            TokenKind::Atom(name) if *name == known::FALSE => return Text::Hidden,
            TokenKind::Str(literal) => {
                let chars = literal
                    .points
                    .iter()
                    .filter_map(|point| char::from_u32(*point));
                return Text::Said(chars.collect());
            }
            TokenKind::LeftParen | TokenKind::SigilPrefix(_) => text = Text::None,
            _ => return Text::None,
        }
    }
    text
}

/// Name and arity of a function's first clause.
fn head(form: &[Token<'_>], names: &Interner) -> Option<(String, usize)> {
    let [first, open, rest @ ..] = form else {
        return None;
    };
    let TokenKind::Atom(name) = first.kind else {
        return None;
    };
    if open.kind != TokenKind::LeftParen {
        return None;
    }
    let (mut depth, mut commas) = (0_usize, 0);
    for (index, token) in rest.iter().enumerate() {
        match token.kind {
            TokenKind::LeftParen
            | TokenKind::LeftBracket
            | TokenKind::LeftBrace
            | TokenKind::LeftBits => depth += 1,
            TokenKind::RightParen if depth == 0 => {
                let arity = if index == 0 { 0 } else { commas + 1 };
                return Some((names.text(name).to_owned(), arity));
            }
            TokenKind::RightParen
            | TokenKind::RightBracket
            | TokenKind::RightBrace
            | TokenKind::RightBits => {
                depth = depth.saturating_sub(1);
            }
            TokenKind::Comma if depth == 0 => commas += 1,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documentation_belongs_to_what_follows() {
        let found = docs(
            "-module(m).\n-moduledoc \"About m.\".\n-doc \"Adds.\".\n-spec add(a(), b()) -> c().\nadd({A, _}, [B, C]) -> A;\nadd(_, _) -> 1.\n\
             -doc false.\nhidden() -> ok.\nplain(X) -> X.\n-doc \"A type.\".\n-type t() :: a.\nafter_type() -> ok.\n",
        );
        let shown: Vec<String> = found
            .iter()
            .map(|entry| format!("{}/{} {:?}", entry.name, entry.arity, entry.text))
            .collect();
        assert_eq!(
            shown,
            [
                "/0 Said(\"About m.\")",
                "add/2 Said(\"Adds.\")",
                "hidden/0 Hidden",
                "plain/1 None",
                "after_type/0 None"
            ]
        );
    }
}
