//! The pieces of a text that is being typed: what an editor colours, which brackets belong together, whether the input is
//! complete. Works on any text, however broken.

use std::ops::Range;

use bumpalo::Bump;

use crate::scan::Scanner;
use crate::scan::token::TokenKind;
use crate::source::name::Interner;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Piece {
    Atom,
    Variable,
    Number,
    Text,
    Word,
    Mark,
    Open,
    Close,
    Dot,
    Error,
}

/// Tokens with their byte ranges. White space and comments lie between them.
pub fn pieces(text: &str) -> Vec<(Range<usize>, Piece)> {
    let arena = Bump::new();
    let mut names = Interner::new();
    let mut scanner = Scanner::new(text, 0, &arena);
    let mut pieces = Vec::new();
    while let Some(token) = scanner.next(&mut names) {
        let range = token.span.lo as usize..(token.span.hi as usize).min(text.len());
        if let (Some(piece), false) = (piece(&token.kind), range.is_empty()) {
            pieces.push((range, piece));
        }
    }
    pieces
}

fn piece(kind: &TokenKind<'_>) -> Option<Piece> {
    Some(match kind {
        TokenKind::Atom(_) => Piece::Atom,
        TokenKind::Var(_) => Piece::Variable,
        TokenKind::Integer(_) | TokenKind::BigInteger(_) | TokenKind::Float(_) => Piece::Number,
        TokenKind::Char(_) | TokenKind::Str(_) => Piece::Text,
        TokenKind::SigilPrefix(_) | TokenKind::SigilSuffix(_) => Piece::Text,
        TokenKind::Dot => Piece::Dot,
        TokenKind::Error => Piece::Error,
        TokenKind::Eof => return None,
        _ if kind.word_name().is_some() => Piece::Word,
        _ => match kind.fixed_text() {
            Some("(" | "[" | "{" | "<<") => Piece::Open,
            Some(")" | "]" | "}" | ">>") => Piece::Close,
            _ => Piece::Mark,
        },
    })
}

/// The bracket that belongs to the one in the given range.
pub fn partner(pieces: &[(Range<usize>, Piece)], of: &Range<usize>) -> Option<Range<usize>> {
    let mut open: Vec<&Range<usize>> = Vec::new();
    for (range, piece) in pieces {
        match piece {
            Piece::Open => open.push(range),
            Piece::Close => {
                let partner = open.pop()?;
                if partner == of {
                    return Some(range.clone());
                }
                if range == of {
                    return Some(partner.clone());
                }
            }
            _ => {}
        }
    }
    None
}

/// Does the text end where a form ends (or is there nothing in it)? A text whose last token is broken for good counts too:
/// more text would not mend it.
pub fn is_complete(text: &str) -> bool {
    let ended = format!("{text}\n");
    match pieces(&ended).last() {
        None => true,
        Some((_, Piece::Dot)) => true,
        Some((range, Piece::Error)) => range.end < text.trim_end().len(),
        Some(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_ends_with_a_full_stop() {
        for (text, complete) in [
            ("", true),
            ("1 + 1", false),
            ("1 + 1.", true),
            ("1.5", false),
            ("foo(", false),
            ("\"a.", false),
            ("\"a.\".", true),
            ("'a", false),
            ("X = 1. Y", false),
            ("X. % note", true),
            ("\"\"\"\na.\n", false),
            ("\"\"\"\na.\n\"\"\".", true),
        ] {
            assert_eq!(is_complete(text), complete, "{text:?}");
        }
    }

    #[test]
    fn brackets_find_their_partners() {
        let found = pieces("f([a, {b}]).");
        assert_eq!(partner(&found, &(1..2)), Some(10..11));
        assert_eq!(partner(&found, &(9..10)), Some(2..3));
        assert_eq!(partner(&pieces("(]"), &(5..6)), None);
    }
}
