//! Escapes after a backslash: `\n`, `\^A`, `\x{1F600}`, `\101`, read with nom.

use nom::branch::alt;
use nom::bytes::complete::{take_while_m_n, take_while1};
use nom::character::complete::{anychar, char};
use nom::combinator::map;
use nom::sequence::{delimited, preceded};
use nom::{IResult, Parser};

/// How an escape fails.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum EscapeError {
    /// The text ends within it.
    Incomplete,
    /// It stands for no character; how many bytes after the backslash were looked at.
    Illegal { read: usize },
}

/// Reads what follows a backslash: the character and how many bytes it took.
pub fn escape(text: &str) -> Result<(u32, usize), EscapeError> {
    let first = text.chars().next().ok_or(EscapeError::Incomplete)?;
    let parsed = match first {
        'x' => return hex(text),
        '^' => return control(text),
        '0'..='7' => octal(text),
        _ => single(text),
    };
    match parsed {
        Ok((rest, point)) => Ok((point, text.len() - rest.len())),
        Err(_) => Err(EscapeError::Illegal { read: 1 }),
    }
}

fn single(text: &str) -> IResult<&str, u32> {
    map(anychar, |c| match c {
        'n' => 10,
        'r' => 13,
        't' => 9,
        'v' => 11,
        'b' => 8,
        'f' => 12,
        'e' => 27,
        's' => 32,
        'd' => 127,
        other => u32::from(other),
    })
    .parse(text)
}

fn octal(text: &str) -> IResult<&str, u32> {
    map(take_while_m_n(1, 3, |c: char| c.is_digit(8)), |digits| {
        number(digits, 8)
    })
    .parse(text)
}

fn hex(text: &str) -> Result<(u32, usize), EscapeError> {
    let digits = |text| take_while1(|c: char| c.is_ascii_hexdigit()).parse(text);
    let braced = preceded(char('x'), delimited(char('{'), digits, char('}')));
    let short = preceded(
        char('x'),
        take_while_m_n(2, 2, |c: char| c.is_ascii_hexdigit()),
    );
    let parsed: IResult<&str, &str> = alt((braced, short)).parse(text);
    match parsed {
        Ok((rest, digits)) => {
            let read = text.len() - rest.len();
            match char::from_u32(number(digits, 16)) {
                Some(c) => Ok((u32::from(c), read)),
                None => Err(EscapeError::Illegal { read }),
            }
        }
        Err(_) => Err(EscapeError::Illegal {
            read: illegal_hex_length(text),
        }),
    }
}

/// How much of a malformed `\x` escape belongs to it: up to the first character that does not fit.
fn illegal_hex_length(text: &str) -> usize {
    let Some(digits) = text.strip_prefix("x{") else {
        return 1;
    };
    let n_digits = digits.bytes().take_while(u8::is_ascii_hexdigit).count();
    let closed_empty = n_digits == 0 && digits.starts_with('}');
    2 + n_digits + usize::from(closed_empty)
}

fn control(text: &str) -> Result<(u32, usize), EscapeError> {
    match text[1..].chars().next() {
        None => Err(EscapeError::Incomplete),
        Some('?') => Ok((127, 2)),
        Some(c @ ('@'..='_' | 'a'..='z')) => Ok((u32::from(c) & 31, 2)),
        Some(_) => Err(EscapeError::Illegal { read: 1 }),
    }
}

/// The value of digits that are digits of the base; too large ones become a number that is no character.
fn number(digits: &str, base: u32) -> u32 {
    u32::from_str_radix(digits, base).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes() {
        assert_eq!(escape("n"), Ok((10, 1)));
        assert_eq!(escape("x{1F600}!"), Ok((0x1F600, 8)));
        assert_eq!(escape("x41"), Ok((0x41, 3)));
        assert_eq!(escape("1234"), Ok((0o123, 3)));
        assert_eq!(escape("^A"), Ok((1, 2)));
        assert_eq!(escape("^?"), Ok((127, 2)));
        assert_eq!(escape("\u{e9}"), Ok((0xe9, 2)));
        assert_eq!(escape("x{110000}"), Err(EscapeError::Illegal { read: 9 }));
        assert_eq!(escape("x{D800}"), Err(EscapeError::Illegal { read: 7 }));
        assert_eq!(escape("x{zz}"), Err(EscapeError::Illegal { read: 2 }));
        assert_eq!(escape("x4"), Err(EscapeError::Illegal { read: 1 }));
        assert_eq!(escape(""), Err(EscapeError::Incomplete));
    }
}
