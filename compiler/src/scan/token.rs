//! Tokens: THE table of reserved words and punctuation, and what the other kinds carry.

use crate::source::name::{Name, known};
use crate::source::span::Span;

/// A token with its place. `Copy` and three words: token lists are moved about by the preprocessor.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Token<'a> {
    pub span: Span,
    pub kind: TokenKind<'a>,
}

/// An integer literal that does not fit an `i64`: magnitude, least significant byte first, no leading zero bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BigLiteral<'a> {
    pub magnitude: &'a [u8],
}

/// A string literal's characters, escapes resolved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StringLiteral<'a> {
    pub points: &'a [u32],
}

macro_rules! fixed_tokens {
    ({ $($word:ident $word_text:literal)* } { $($mark:ident $mark_text:literal)* }) => {
        #[derive(Clone, Copy, Debug, PartialEq)]
        pub enum TokenKind<'a> {
            Atom(Name),
            Var(Name),
            Integer(i64),
            BigInteger(&'a BigLiteral<'a>),
            Float(f64),
            Char(u32),
            Str(&'a StringLiteral<'a>),
            /// `~` and the sigil's name; always followed by `Str` and `SigilSuffix`.
            SigilPrefix(Name),
            SigilSuffix(Name),
            /// A full stop: `.` before white space, a comment or the end.
            Dot,
            /// A single character that is punctuation to the scanner and nothing to the grammar.
            Other(char),
            /// Something the scanner has reported.
            Error,
            /// What stands after the last token.
            Eof,
            $($word,)*
            $($mark,)*
        }

        impl<'a> TokenKind<'a> {
            /// The text of a reserved word or mark.
            pub fn fixed_text(&self) -> Option<&'static str> {
                match self {
                    $(TokenKind::$word => Some($word_text),)*
                    $(TokenKind::$mark => Some($mark_text),)*
                    TokenKind::Dot => Some("."),
                    _ => None,
                }
            }

            /// The mark with this text.
            pub fn mark(text: &str) -> Option<TokenKind<'a>> {
                match text {
                    $($mark_text => Some(TokenKind::$mark),)*
                    _ => None,
                }
            }

            /// The name of a reserved word, as the atom it would be in quotes.
            pub fn word_name(&self) -> Option<Name> {
                match self {
                    $(TokenKind::$word => Some(Name(Word::$word as u32)),)*
                    _ => None,
                }
            }
        }

        /// Reserved words in the order of `known`.
        enum Word { $($word),* }

        const WORDS: &[(&str, TokenKind<'static>)] = &[$(($word_text, TokenKind::$word)),*];
    };
}

fixed_tokens! {
    {
        After "after" And "and" AndAlso "andalso" Band "band" Begin "begin" Bnot "bnot" Bor "bor" Bsl "bsl" Bsr "bsr"
        Bxor "bxor" Case "case" Catch "catch" Cond "cond" Div "div" Else "else" End "end" Fun "fun" If "if" Let "let"
        Maybe "maybe" Not "not" Of "of" Or "or" OrElse "orelse" Receive "receive" Rem "rem" Try "try" When "when"
        Xor "xor"
    }
    {
        LeftParen "(" RightParen ")" LeftBracket "[" RightBracket "]" LeftBrace "{" RightBrace "}"
        LeftBits "<<" RightBits ">>" Comma "," Semicolon ";" Period "." Bar "|" BarBar "||" Question "?" Arrow "->"
        LeftArrow "<-" StrictLeftArrow "<:-" BitsArrow "<=" StrictBitsArrow "<:=" Zip "&&" Hash "#" HashAny "#_" DoubleArrow "=>"
        Assign ":=" Equal "=" MaybeEqual "?=" Colon ":" DoubleColon "::" DotDot ".." Ellipsis "..." Bang "!"
        EqEq "==" NotEq "/=" LessEq "=<" Less "<" GreaterEq ">=" Greater ">" ExactEq "=:=" ExactNotEq "=/="
        PlusPlus "++" MinusMinus "--" Plus "+" Minus "-" Slash "/" Star "*"
    }
}

/// Number of reserved words: names below are reserved words, in the order of the table.
pub const WORD_COUNT: u32 = WORDS.len() as u32;

const _: () = assert!(
    known::XOR.0 + 1 == WORD_COUNT && known::AFTER.0 == 0,
    "reserved words are the first known names"
);
const _: () = assert!(size_of::<Token<'_>>() == 24);

/// The reserved word with this name. `maybe` and `else` are atoms when the feature is off: the caller's matter.
pub fn reserved(name: Name) -> Option<TokenKind<'static>> {
    WORDS.get(name.0 as usize).map(|&(_, kind)| kind)
}

/// Whether a text is a reserved word.
pub fn is_reserved(text: &str) -> bool {
    WORDS
        .binary_search_by(|(word, _)| (*word).cmp(text))
        .is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::name::Interner;

    #[test]
    fn reserved_words_are_sorted_and_numbered_as_known_names() {
        let interner = Interner::new();
        for (index, (word, kind)) in WORDS.iter().enumerate() {
            assert_eq!(interner.find(word), Some(Name(index as u32)));
            assert_eq!(kind.word_name(), Some(Name(index as u32)));
            assert!(is_reserved(word));
        }
        assert!(!is_reserved("ok"));
    }
}
