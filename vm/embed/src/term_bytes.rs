//! Term trees to bytes of the external term format and back.
//!
//! Terms nest as deep as programs like: both ways use a stack of their own.

use num_bigint::{BigInt, Sign};
use purlin_compiler::ast::term_tree::TermTree;
use purlin_runtime::term::external::tag;

const VERSION: u8 = 131;

/// The bytes of a term. Terms of the host have none.
pub fn encode(term: &TermTree) -> Option<Vec<u8>> {
    let mut out = vec![VERSION];
    let mut waiting = vec![term];
    const NIL: &TermTree = &TermTree::Nil;
    while let Some(term) = waiting.pop() {
        match term {
            TermTree::List(elements) => {
                header(&mut out, tag::LIST, elements.len())?;
                waiting.push(NIL);
                waiting.extend(elements.iter().rev());
            }
            TermTree::Improper(elements, tail) => {
                header(&mut out, tag::LIST, elements.len())?;
                waiting.push(tail);
                waiting.extend(elements.iter().rev());
            }
            TermTree::Tuple(elements) => {
                match u8::try_from(elements.len()) {
                    Ok(n) => out.extend([tag::SMALL_TUPLE, n]),
                    Err(_) => header(&mut out, tag::LARGE_TUPLE, elements.len())?,
                }
                waiting.extend(elements.iter().rev());
            }
            TermTree::Map(pairs) => {
                header(&mut out, tag::MAP, pairs.len())?;
                let flat = pairs.iter().rev().flat_map(|(key, value)| [value, key]);
                waiting.extend(flat);
            }
            TermTree::Atom(text) => atom(&mut out, text)?,
            TermTree::Int(value) => integer(&mut out, *value)?,
            TermTree::Big(value) => big(&mut out, value)?,
            TermTree::Float(value) => {
                out.push(tag::NEW_FLOAT);
                out.extend(value.to_be_bytes());
            }
            TermTree::Nil => out.push(tag::NIL),
            TermTree::Chars(text) => chars(&mut out, text)?,
            TermTree::Binary(bytes) => {
                header(&mut out, tag::BINARY, bytes.len())?;
                out.extend_from_slice(bytes);
            }
            TermTree::Bits(bytes, used) => {
                header(&mut out, tag::BIT_BINARY, bytes.len())?;
                out.push(*used);
                out.extend_from_slice(bytes);
            }
            TermTree::ExternalFun(module, name, arity) => {
                out.push(tag::EXPORT);
                atom(&mut out, module)?;
                atom(&mut out, name)?;
                out.extend([tag::SMALL_INTEGER, u8::try_from(*arity).ok()?]);
            }
            TermTree::Host(_) => return None,
        }
    }
    Some(out)
}

fn header(out: &mut Vec<u8>, tag: u8, n: usize) -> Option<()> {
    out.push(tag);
    out.extend(u32::try_from(n).ok()?.to_be_bytes());
    Some(())
}

fn atom(out: &mut Vec<u8>, text: &str) -> Option<()> {
    match u8::try_from(text.len()) {
        Ok(n) => out.extend([tag::SMALL_ATOM_UTF8, n]),
        Err(_) => {
            out.push(tag::ATOM_UTF8);
            out.extend(u16::try_from(text.len()).ok()?.to_be_bytes());
        }
    }
    out.extend(text.bytes());
    Some(())
}

fn integer(out: &mut Vec<u8>, value: i64) -> Option<()> {
    if let Ok(byte) = u8::try_from(value) {
        out.extend([tag::SMALL_INTEGER, byte]);
    } else if let Ok(value) = i32::try_from(value) {
        out.push(tag::INTEGER);
        out.extend(value.to_be_bytes());
    } else {
        big(out, &BigInt::from(value))?;
    }
    Some(())
}

fn big(out: &mut Vec<u8>, value: &BigInt) -> Option<()> {
    let (sign, digits) = value.to_bytes_le();
    match u8::try_from(digits.len()) {
        Ok(n) => out.extend([tag::SMALL_BIG, n]),
        Err(_) => header(out, tag::LARGE_BIG, digits.len())?,
    }
    out.push(u8::from(sign == Sign::Minus));
    out.extend(digits);
    Some(())
}

fn chars(out: &mut Vec<u8>, text: &str) -> Option<()> {
    let points: Vec<u32> = text.chars().map(u32::from).collect();
    let bytes: Option<Vec<u8>> = points
        .iter()
        .map(|&point| u8::try_from(point).ok())
        .collect();
    match (bytes, u16::try_from(points.len())) {
        (Some(_), Ok(0)) => out.push(tag::NIL),
        (Some(bytes), Ok(n)) => {
            out.push(tag::STRING);
            out.extend(n.to_be_bytes());
            out.extend(bytes);
        }
        _ => {
            header(out, tag::LIST, points.len())?;
            for point in points {
                integer(out, i64::from(point))?;
            }
            out.push(tag::NIL);
        }
    }
    Some(())
}

/// The term that the bytes are, and how deep it nests. Nothing: not well formed, or a term that only a machine knows.
pub fn decode(bytes: &[u8]) -> Option<(TermTree, usize)> {
    let (&VERSION, rest) = bytes.split_first()? else {
        return None;
    };
    let mut reader = Reader { rest };
    let mut open: Vec<Open> = Vec::new();
    let mut depth = 0;
    loop {
        let mut done = match reader.next()? {
            Next::Leaf(term) => term,
            Next::Open(frame) => {
                open.push(frame);
                depth = depth.max(open.len());
                continue;
            }
        };
        loop {
            let Some(frame) = open.last_mut() else {
                return reader.rest.is_empty().then_some((done, depth));
            };
            frame.parts.push(done);
            if frame.parts.len() < frame.wanted {
                break;
            }
            done = open.pop()?.close()?;
        }
    }
}

enum Next {
    Leaf(TermTree),
    Open(Open),
}

enum Shape {
    Tuple,
    List,
    Map,
    Export,
}

/// A term whose parts are being read.
struct Open {
    shape: Shape,
    wanted: usize,
    parts: Vec<TermTree>,
}

impl Open {
    fn close(self) -> Option<TermTree> {
        let mut parts = self.parts;
        Some(match self.shape {
            Shape::Tuple => TermTree::Tuple(parts),
            Shape::List => match parts.pop()? {
                TermTree::Nil => TermTree::List(parts),
                tail => purlin_compiler::ast::abstract_format::join(parts, tail),
            },
            Shape::Map => {
                let mut pairs = Vec::with_capacity(parts.len() / 2);
                let mut parts = parts.into_iter();
                while let (Some(key), Some(value)) = (parts.next(), parts.next()) {
                    pairs.push((key, value));
                }
                TermTree::Map(pairs)
            }
            Shape::Export => match parts.as_slice() {
                [
                    TermTree::Atom(module),
                    TermTree::Atom(name),
                    TermTree::Int(arity),
                ] => {
                    TermTree::ExternalFun(module.clone(), name.clone(), u32::try_from(*arity).ok()?)
                }
                _ => return None,
            },
        })
    }
}

struct Reader<'b> {
    rest: &'b [u8],
}

impl<'b> Reader<'b> {
    fn take(&mut self, n: usize) -> Option<&'b [u8]> {
        let (taken, rest) = self.rest.split_at_checked(n)?;
        self.rest = rest;
        Some(taken)
    }

    fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        self.take(N)?.try_into().ok()
    }

    fn byte(&mut self) -> Option<u8> {
        self.array().map(|[byte]| byte)
    }

    fn half(&mut self) -> Option<usize> {
        self.array()
            .map(|bytes| usize::from(u16::from_be_bytes(bytes)))
    }

    fn length(&mut self) -> Option<usize> {
        self.array().map(|bytes| u32::from_be_bytes(bytes) as usize)
    }

    fn next(&mut self) -> Option<Next> {
        let leaf = match self.byte()? {
            tag::SMALL_TUPLE => {
                let n = usize::from(self.byte()?);
                return self.open(Shape::Tuple, n, TermTree::Tuple(Vec::new()));
            }
            tag::LARGE_TUPLE => {
                let n = self.length()?;
                return self.open(Shape::Tuple, n, TermTree::Tuple(Vec::new()));
            }
            tag::LIST => {
                let n = self.length()?.checked_add(1)?;
                return self.open(Shape::List, n, TermTree::Nil);
            }
            tag::MAP => {
                let n = self.length()?.checked_mul(2)?;
                return self.open(Shape::Map, n, TermTree::Map(Vec::new()));
            }
            tag::EXPORT => return self.open(Shape::Export, 3, TermTree::Nil),
            tag::NEW_FLOAT => TermTree::Float(f64::from_be_bytes(self.array()?)),
            tag::SMALL_INTEGER => TermTree::Int(self.byte()?.into()),
            tag::INTEGER => TermTree::Int(i32::from_be_bytes(self.array()?).into()),
            tag::SMALL_BIG => {
                let n = usize::from(self.byte()?);
                self.big(n)?
            }
            tag::LARGE_BIG => {
                let n = self.length()?;
                self.big(n)?
            }
            tag::NIL => TermTree::Nil,
            tag::STRING => {
                let n = self.half()?;
                let text: String = self.take(n)?.iter().map(|&byte| char::from(byte)).collect();
                TermTree::chars(&text)
            }
            tag::BINARY => {
                let n = self.length()?;
                TermTree::Binary(self.take(n)?.into())
            }
            tag::BIT_BINARY => {
                let n = self.length()?;
                let used = self.byte()?;
                let bytes = self.take(n)?;
                match used {
                    1..=7 => TermTree::Bits(bytes.into(), used),
                    _ => TermTree::Binary(bytes.into()),
                }
            }
            tag::SMALL_ATOM_UTF8 => {
                let n = usize::from(self.byte()?);
                self.atom(n)?
            }
            tag::ATOM_UTF8 => {
                let n = self.half()?;
                self.atom(n)?
            }
            _ => return None,
        };
        Some(Next::Leaf(leaf))
    }

    fn open(&self, shape: Shape, wanted: usize, empty: TermTree) -> Option<Next> {
        // Each part takes a byte at least: larger counts are lies.
        if wanted > self.rest.len() {
            return None;
        }
        Some(match wanted {
            0 => Next::Leaf(empty),
            _ => Next::Open(Open {
                shape,
                wanted,
                parts: Vec::with_capacity(wanted.min(64)),
            }),
        })
    }

    fn atom(&mut self, n: usize) -> Option<TermTree> {
        let text = std::str::from_utf8(self.take(n)?).ok()?;
        Some(TermTree::atom(text))
    }

    fn big(&mut self, n: usize) -> Option<TermTree> {
        let sign = match self.byte()? {
            0 => Sign::Plus,
            _ => Sign::Minus,
        };
        let value = BigInt::from_bytes_le(sign, self.take(n)?);
        Some(match i64::try_from(&value) {
            Ok(value) => TermTree::Int(value),
            Err(_) => TermTree::Big(Box::new(value)),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_come_back() {
        let int = TermTree::Int;
        let terms = [
            TermTree::atom("é"),
            TermTree::atom(&"x".repeat(300)),
            int(0),
            int(-1),
            int(i64::MAX),
            int(i64::MIN),
            TermTree::Big(Box::new(BigInt::from(u64::MAX) * u64::MAX)),
            TermTree::Float(1.5),
            TermTree::Nil,
            TermTree::chars("abc"),
            TermTree::list([int(1000), int(2)]),
            TermTree::Improper(vec![TermTree::atom("a")], Box::new(int(1))),
            TermTree::tuple([]),
            TermTree::tuple([int(1), TermTree::tuple([TermTree::Nil])]),
            TermTree::Map(vec![(int(1), TermTree::chars("x"))]),
            TermTree::Binary([1, 2][..].into()),
            TermTree::Bits([1, 128][..].into(), 3),
            TermTree::ExternalFun("m".into(), "f".into(), 2),
        ];
        for term in terms {
            let bytes = encode(&term).expect("it has bytes");
            assert_eq!(decode(&bytes).map(|(term, _)| term), Some(term));
        }
    }

    #[test]
    fn deep_terms_need_no_native_stack() {
        let mut term = TermTree::Nil;
        for _ in 0..200_000 {
            term = TermTree::tuple([term]);
        }
        let bytes = encode(&term).expect("it has bytes");
        assert_eq!(decode(&bytes).map(|(_, depth)| depth), Some(200_000));
    }

    #[test]
    fn bad_bytes_are_no_term() {
        let bad: [&[u8]; 8] = [
            &[],
            &[130, 106],
            &[131],
            &[131, 106, 106],
            &[131, 104, 2, 106],
            &[131, 105, 255, 255, 255, 255],
            &[131, 108, 255, 255, 255, 255, 106],
            &[131, 119, 1, 0xFF],
        ];
        for bytes in bad {
            assert_eq!(decode(bytes), None);
        }
    }
}
