//! An Erlang term as a plain owned tree: how abstract format, error descriptors and attribute values leave and enter
//! the compiler without knowing any machine's terms.
//!
//! Trees may be as deep as a list is long (abstract format nests `cons`), so dropping, comparing for tests aside, and
//! printing are done with explicit stacks.

use std::fmt;

use num_bigint::BigInt;

/// A term.
#[derive(Clone, PartialEq, Debug)]
pub enum TermTree {
    Atom(Box<str>),
    Int(i64),
    /// Does not fit `Int`.
    Big(Box<BigInt>),
    Float(f64),
    Nil,
    /// A list of code points.
    Chars(Box<str>),
    /// A proper list with at least one element.
    List(Vec<TermTree>),
    /// At least one element, and a tail that is neither `Nil` nor a list.
    Improper(Vec<TermTree>, Box<TermTree>),
    Tuple(Vec<TermTree>),
    Map(Vec<(TermTree, TermTree)>),
    Binary(Box<[u8]>),
    /// A bit string: bytes, the last of which has only `1..=7` bits used, from the top.
    Bits(Box<[u8]>, u8),
    /// `fun m:f/1`.
    ExternalFun(Box<str>, Box<str>, u32),
    /// Something only the host knows (pid, reference, fun): a number it hands in and gets back.
    Host(u64),
}

impl TermTree {
    pub fn atom(text: &str) -> TermTree {
        TermTree::Atom(text.into())
    }

    pub fn tuple(elements: impl IntoIterator<Item = TermTree>) -> TermTree {
        TermTree::Tuple(elements.into_iter().collect())
    }

    /// A proper list; the empty one is `Nil`.
    pub fn list(elements: impl IntoIterator<Item = TermTree>) -> TermTree {
        let elements: Vec<TermTree> = elements.into_iter().collect();
        match elements.is_empty() {
            true => TermTree::Nil,
            false => TermTree::List(elements),
        }
    }

    /// A string, which is `Nil` when empty.
    pub fn chars(text: &str) -> TermTree {
        match text.is_empty() {
            true => TermTree::Nil,
            false => TermTree::Chars(text.into()),
        }
    }

    /// A list of code points that need not be valid characters.
    pub fn code_points(points: &[u32]) -> TermTree {
        let text: Option<String> = points.iter().map(|&point| char::from_u32(point)).collect();
        match text {
            Some(text) => TermTree::chars(&text),
            None => TermTree::list(points.iter().map(|&point| TermTree::Int(i64::from(point)))),
        }
    }

    pub fn as_atom(&self) -> Option<&str> {
        match self {
            TermTree::Atom(text) => Some(text),
            _ => None,
        }
    }

    /// The elements of a tuple.
    pub fn as_tuple(&self) -> Option<&[TermTree]> {
        match self {
            TermTree::Tuple(elements) => Some(elements),
            _ => None,
        }
    }

    /// The tuple `{tag, ...}`: what follows the tag.
    pub fn tagged(&self, tag: &str) -> Option<&[TermTree]> {
        let (first, rest) = self.as_tuple()?.split_first()?;
        (first.as_atom() == Some(tag)).then_some(rest)
    }

    fn is_compound(&self) -> bool {
        match self {
            TermTree::List(_) | TermTree::Improper(..) | TermTree::Tuple(_) | TermTree::Map(_) => {
                true
            }
            TermTree::Atom(_)
            | TermTree::Int(_)
            | TermTree::Big(_)
            | TermTree::Float(_)
            | TermTree::Nil
            | TermTree::Chars(_)
            | TermTree::Binary(_)
            | TermTree::Bits(..)
            | TermTree::ExternalFun(..)
            | TermTree::Host(_) => false,
        }
    }

    /// Moves the compound children out of `self` onto `stack`.
    fn take_children(&mut self, stack: &mut Vec<TermTree>) {
        let keep = |term: &TermTree| term.is_compound();
        match self {
            TermTree::List(elements) | TermTree::Tuple(elements) => {
                stack.extend(elements.drain(..).filter(keep))
            }
            TermTree::Improper(elements, tail) => {
                stack.extend(elements.drain(..).filter(keep));
                stack.push(std::mem::replace(tail, TermTree::Nil));
            }
            TermTree::Map(pairs) => {
                stack.extend(
                    pairs
                        .drain(..)
                        .flat_map(|(key, value)| [key, value])
                        .filter(keep),
                );
            }
            _ => {}
        }
    }
}

impl Drop for TermTree {
    fn drop(&mut self) {
        if !self.is_compound() {
            return;
        }
        let mut stack = Vec::new();
        self.take_children(&mut stack);
        while let Some(mut term) = stack.pop() {
            term.take_children(&mut stack);
        }
    }
}

/// Erlang syntax, as `io:format("~0tp")` prints it but for floats, which are shortest round-trip digits.
impl fmt::Display for TermTree {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        enum Step<'t> {
            Term(&'t TermTree),
            Text(&'static str),
        }
        fn sequence<'t>(stack: &mut Vec<Step<'t>>, terms: &'t [TermTree]) {
            for (index, term) in terms.iter().enumerate().rev() {
                stack.push(Step::Term(term));
                if index > 0 {
                    stack.push(Step::Text(","));
                }
            }
        }
        let mut stack = vec![Step::Term(self)];
        while let Some(step) = stack.pop() {
            let term = match step {
                Step::Text(text) => {
                    f.write_str(text)?;
                    continue;
                }
                Step::Term(term) => term,
            };
            match term {
                TermTree::List(elements) => {
                    f.write_str("[")?;
                    stack.push(Step::Text("]"));
                    sequence(&mut stack, elements);
                }
                TermTree::Improper(elements, tail) => {
                    f.write_str("[")?;
                    stack.push(Step::Text("]"));
                    stack.push(Step::Term(tail));
                    stack.push(Step::Text("|"));
                    sequence(&mut stack, elements);
                }
                TermTree::Tuple(elements) => {
                    f.write_str("{")?;
                    stack.push(Step::Text("}"));
                    sequence(&mut stack, elements);
                }
                TermTree::Map(pairs) => {
                    f.write_str("#{")?;
                    stack.push(Step::Text("}"));
                    for (index, (key, value)) in pairs.iter().enumerate().rev() {
                        stack.push(Step::Term(value));
                        stack.push(Step::Text(" => "));
                        stack.push(Step::Term(key));
                        if index > 0 {
                            stack.push(Step::Text(","));
                        }
                    }
                }
                leaf => write_leaf(f, leaf)?,
            }
        }
        Ok(())
    }
}

fn write_leaf(f: &mut fmt::Formatter<'_>, term: &TermTree) -> fmt::Result {
    match term {
        TermTree::Atom(text) => f.write_str(&quote_atom(text)),
        TermTree::Int(value) => write!(f, "{value}"),
        TermTree::Big(value) => write!(f, "{value}"),
        TermTree::Float(value) => f.write_str(&float_text(*value)),
        TermTree::Nil => f.write_str("[]"),
        TermTree::Chars(text) if text.chars().all(is_printable) => f.write_str(&quote(text, '"')),
        TermTree::Chars(text) => {
            let points: Vec<String> = text.chars().map(|c| u32::from(c).to_string()).collect();
            write!(f, "[{}]", points.join(","))
        }
        TermTree::Binary(bytes) => write_binary(f, bytes, 0),
        TermTree::Bits(bytes, used) => write_binary(f, bytes, *used),
        TermTree::ExternalFun(module, name, arity) => {
            write!(f, "fun {}:{}/{arity}", quote_atom(module), quote_atom(name))
        }
        TermTree::Host(number) => write!(f, "#Host<{number}>"),
        TermTree::List(_) | TermTree::Improper(..) | TermTree::Tuple(_) | TermTree::Map(_) => {
            Ok(())
        }
    }
}

/// Whether a character may be shown in a string.
fn is_printable(c: char) -> bool {
    matches!(c, '\u{8}'..='\r' | '\u{1b}' | ' '..='~' | '\u{a0}'..='\u{fffd}' | '\u{10000}'..)
}

fn write_binary(f: &mut fmt::Formatter<'_>, bytes: &[u8], last_bits: u8) -> fmt::Result {
    let printable = |byte: &u8| (0x20..0x7F).contains(byte) || byte.is_ascii_whitespace();
    if last_bits == 0 && !bytes.is_empty() && bytes.iter().all(printable) {
        return write!(f, "<<{}>>", quote(&String::from_utf8_lossy(bytes), '"'));
    }
    f.write_str("<<")?;
    for (index, byte) in bytes.iter().enumerate() {
        if index > 0 {
            f.write_str(",")?;
        }
        match last_bits {
            1..=7 if index + 1 == bytes.len() => {
                write!(f, "{}:{last_bits}", byte >> (8 - last_bits))?
            }
            _ => write!(f, "{byte}")?,
        }
    }
    f.write_str(">>")
}

/// The fewest digits that read back as the same float, as OTP shows them: with a point, and with an exponent where
/// that is shorter.
pub fn float_text(value: f64) -> String {
    if value == 0.0 {
        return if value.is_sign_negative() {
            "-0.0"
        } else {
            "0.0"
        }
        .into();
    }
    let scientific = shortest(value);
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    let (sign, mantissa) = mantissa
        .strip_prefix('-')
        .map_or(("", mantissa), |rest| ("-", rest));
    let digits = mantissa.replace('.', "");
    let n_digits = digits.len() as i32;
    // How many digits stand before the point.
    let point = exponent + 1;
    let with_exponent = || {
        let fraction = if n_digits == 1 { "0" } else { &digits[1..] };
        format!("{sign}{}.{fraction}e{exponent}", &digits[..1])
    };
    let exponent_cost = exponent.to_string().len() as i32 + if n_digits == 1 { 3 } else { 2 };
    if value.abs() >= 9_007_199_254_740_992.0 {
        return with_exponent();
    }
    if point <= 0 {
        return match 2 - point <= exponent_cost {
            true => format!("{sign}0.{}{digits}", "0".repeat((-point) as usize)),
            false => with_exponent(),
        };
    }
    if point >= n_digits {
        return match point - n_digits + 2 <= exponent_cost {
            true => format!(
                "{sign}{digits}{}.0",
                "0".repeat((point - n_digits) as usize)
            ),
            false => with_exponent(),
        };
    }
    format!(
        "{sign}{}.{}",
        &digits[..point as usize],
        &digits[point as usize..]
    )
}

/// The fewest digits with their exponent. Of two that are equally near the one with an even last digit.
fn shortest(value: f64) -> String {
    let text = format!("{value:e}");
    let n_digits = text.split('e').next().map_or(1, |mantissa| {
        mantissa.bytes().filter(u8::is_ascii_digit).count()
    });
    let even = format!("{value:.*e}", n_digits - 1);
    match even.parse() == Ok(value) {
        true => even,
        false => text,
    }
}

/// An atom's text, in quotes where the syntax needs them.
pub fn quote_atom(text: &str) -> String {
    let mut chars = text.chars();
    let plain = chars.next().is_some_and(
        |first| matches!(first, 'a'..='z' | '\u{df}'..='\u{f6}' | '\u{f8}'..='\u{ff}'),
    ) && chars.all(crate::scan::is_name_char)
        && !crate::scan::token::is_reserved(text);
    match plain {
        true => text.to_owned(),
        false => quote(text, '\''),
    }
}

/// Text between quotes, with escapes.
pub fn quote(text: &str, mark: char) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push(mark);
    for c in text.chars() {
        match c {
            _ if c == mark || c == '\\' => quoted.extend(['\\', c]),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            '\r' => quoted.push_str("\\r"),
            '\u{8}' => quoted.push_str("\\b"),
            '\u{b}' => quoted.push_str("\\v"),
            '\u{c}' => quoted.push_str("\\f"),
            '\u{1b}' => quoted.push_str("\\e"),
            '\u{7f}' => quoted.push_str("\\d"),
            _ if c.is_control() => quoted.push_str(&format!("\\{:03o}", u32::from(c))),
            _ => quoted.push(c),
        }
    }
    quoted.push(mark);
    quoted
}
