//! Characters as bytes: Latin-1, UTF-8, UTF-16 and UTF-32, one code point at a time.
//!
//! Code points are Erlang's: 0..=0x10FFFF without the surrogates. No `char`, because bad input must be told apart from input that
//! merely ends too early.

/// An encoding that `unicode` takes. `Latin1` stands for "each byte is a character" too.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Encoding {
    Latin1,
    Utf8,
    Utf16 { little: bool },
    Utf32 { little: bool },
}

/// What stands at the start of some bytes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Decoded {
    /// A code point and the number of bytes it takes.
    Char(u32, usize),
    /// All bytes are the start of a character whose end is missing.
    Incomplete,
    /// No character starts so.
    Bad,
    /// No bytes.
    End,
}

pub fn is_code_point(c: u32) -> bool {
    char::from_u32(c).is_some()
}

/// The first character of `bytes`.
pub fn decode(bytes: &[u8], encoding: Encoding) -> Decoded {
    match encoding {
        _ if bytes.is_empty() => Decoded::End,
        Encoding::Latin1 => Decoded::Char(u32::from(bytes[0]), 1),
        Encoding::Utf8 => decode_utf8(bytes),
        Encoding::Utf16 { little } => decode_utf16(bytes, little),
        Encoding::Utf32 { little } => decode_utf32(bytes, little),
    }
}

fn decode_utf8(bytes: &[u8]) -> Decoded {
    let first = bytes[0];
    let (len, lowest) = match first {
        0x00..0x80 => return Decoded::Char(u32::from(first), 1),
        0xc2..0xe0 => (2, 0x80),
        0xe0..0xf0 => (3, 0x800),
        0xf0..0xf5 => (4, 0x1_0000),
        _ => return Decoded::Bad,
    };
    let mut c = u32::from(first) & (0x7f >> len);
    for i in 1..len {
        let Some(&next) = bytes.get(i) else {
            return partial_utf8(c, len - i, lowest);
        };
        if next & 0xc0 != 0x80 {
            return Decoded::Bad;
        }
        c = c << 6 | u32::from(next & 0x3f);
    }
    if c < lowest || !is_code_point(c) {
        Decoded::Bad
    } else {
        Decoded::Char(c, len)
    }
}

/// The bytes end `missing` bytes too early: could any ending make it a character?
fn partial_utf8(c: u32, missing: usize, lowest: u32) -> Decoded {
    let low = c << (6 * missing);
    let high = low | ((1 << (6 * missing)) - 1);
    let surrogates_only = low >= 0xd800 && high <= 0xdfff;
    if high < lowest || low > 0x10_ffff || surrogates_only {
        Decoded::Bad
    } else {
        Decoded::Incomplete
    }
}

fn unit16(bytes: &[u8], little: bool) -> Option<u32> {
    let pair = [*bytes.first()?, *bytes.get(1)?];
    Some(u32::from(if little {
        u16::from_le_bytes(pair)
    } else {
        u16::from_be_bytes(pair)
    }))
}

fn decode_utf16(bytes: &[u8], little: bool) -> Decoded {
    let Some(first) = unit16(bytes, little) else {
        return Decoded::Incomplete;
    };
    match first {
        0xd800..0xdc00 => {}
        0xdc00..0xe000 => return Decoded::Bad,
        _ => return Decoded::Char(first, 2),
    }
    match unit16(&bytes[2..], little) {
        None => Decoded::Incomplete,
        Some(second @ 0xdc00..0xe000) => {
            Decoded::Char(0x1_0000 + ((first - 0xd800) << 10) + (second - 0xdc00), 4)
        }
        Some(_) => Decoded::Bad,
    }
}

fn decode_utf32(bytes: &[u8], little: bool) -> Decoded {
    let Some(&unit) = bytes.first_chunk::<4>() else {
        return partial_utf32(bytes, little);
    };
    let c = if little {
        u32::from_le_bytes(unit)
    } else {
        u32::from_be_bytes(unit)
    };
    if is_code_point(c) {
        Decoded::Char(c, 4)
    } else {
        Decoded::Bad
    }
}

/// Less than four bytes: could any ending make it a character?
fn partial_utf32(bytes: &[u8], little: bool) -> Decoded {
    let top = |i: usize| bytes.get(i).copied().unwrap_or(0);
    let is_bad = match little {
        true => top(2) > 0x10,
        false => top(0) > 0 || top(1) > 0x10 || (top(1) == 0 && (0xd8..0xe0).contains(&top(2))),
    };
    if is_bad {
        Decoded::Bad
    } else {
        Decoded::Incomplete
    }
}

/// Appends `c`; false (and nothing appended): it is no code point, or does not fit Latin-1.
pub fn encode(out: &mut Vec<u8>, c: u32, encoding: Encoding) -> bool {
    let Some(ch) = char::from_u32(c) else {
        return false;
    };
    match encoding {
        Encoding::Latin1 => match u8::try_from(c) {
            Ok(byte) => out.push(byte),
            Err(_) => return false,
        },
        Encoding::Utf8 => out.extend_from_slice(ch.encode_utf8(&mut [0; 4]).as_bytes()),
        Encoding::Utf16 { little } => {
            for unit in ch.encode_utf16(&mut [0; 2]) {
                out.extend_from_slice(&if little {
                    unit.to_le_bytes()
                } else {
                    unit.to_be_bytes()
                });
            }
        }
        Encoding::Utf32 { little } => out.extend_from_slice(&if little {
            c.to_le_bytes()
        } else {
            c.to_be_bytes()
        }),
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [Encoding; 5] = [
        Encoding::Utf8,
        Encoding::Utf16 { little: false },
        Encoding::Utf16 { little: true },
        Encoding::Utf32 { little: false },
        Encoding::Utf32 { little: true },
    ];

    #[test]
    fn code_points_go_there_and_back_and_prefixes_are_incomplete() {
        for c in [
            0, 0x7f, 0x80, 0x7ff, 0x800, 0xd7ff, 0xe000, 0xffff, 0x1_0000, 0x10_ffff,
        ] {
            for encoding in ALL {
                let mut bytes = Vec::new();
                assert!(encode(&mut bytes, c, encoding));
                assert_eq!(decode(&bytes, encoding), Decoded::Char(c, bytes.len()));
                for n in 1..bytes.len() {
                    assert_eq!(
                        decode(&bytes[..n], encoding),
                        Decoded::Incomplete,
                        "{c:x} {encoding:?} {n}"
                    );
                }
            }
        }
    }

    #[test]
    fn bad_bytes_are_bad_at_once() {
        for bad in [
            &[0x80][..],
            &[0xc0],
            &[0xc1, 0x80],
            &[0xf5],
            &[0xff],
            &[0xe0, 0x80],
            &[0xed, 0xa0],
            &[0xf4, 0x90],
            &[0xc3, 0x28],
        ] {
            assert_eq!(decode(bad, Encoding::Utf8), Decoded::Bad, "{bad:x?}");
        }
        assert_eq!(
            decode(&[0xdc, 0x00], Encoding::Utf16 { little: false }),
            Decoded::Bad
        );
        assert_eq!(
            decode(&[0xd8, 0x00, 0, 0], Encoding::Utf16 { little: false }),
            Decoded::Bad
        );
        assert_eq!(
            decode(&[0, 0x11, 0, 0], Encoding::Utf32 { little: false }),
            Decoded::Bad
        );
        assert!(!encode(&mut Vec::new(), 0xd800, Encoding::Utf8));
        assert!(!encode(&mut Vec::new(), 256, Encoding::Latin1));
    }
}
