//! Sets of characters: ranges, kinds such as digits, and Unicode properties.
//!
//! What must stay true: a set answers for characters below 256 from its table, which holds exactly what the slow way says.
//! Properties come from what the standard library knows of characters: exact for Latin-1, close for the rest.

/// A kind of characters.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    Digit,
    Word,
    Space,
    HSpace,
    VSpace,
    Alpha,
    Lower,
    Upper,
    Alnum,
    Ascii,
    Blank,
    Cntrl,
    Graph,
    Print,
    Punct,
    XDigit,
    Property(Property),
}

/// A Unicode property.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Property {
    Any,
    Letter,
    Upper,
    Lower,
    CasedLetter,
    TitleLetter,
    OtherLetter,
    ModifierLetter,
    Mark,
    Number,
    DecimalNumber,
    LetterNumber,
    OtherNumber,
    Punctuation,
    Connector,
    Dash,
    Open,
    Close,
    OtherPunctuation,
    Symbol,
    MathSymbol,
    Currency,
    Separator,
    SpaceSeparator,
    LineSeparator,
    ParagraphSeparator,
    Other,
    Control,
    Alnum,
    PosixSpace,
    UnicodeWord,
    Script(Script),
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Script {
    Latin,
    Greek,
    Cyrillic,
    Hebrew,
    Arabic,
    Han,
    Hiragana,
    Katakana,
    Hangul,
    Thai,
}

/// The first of each run of ten decimal digits, to U+FFFF.
const DECIMAL_RUNS: &[u32] = &[
    0x30, 0x660, 0x6F0, 0x7C0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66,
    0xDE6, 0xE50, 0xED0, 0xF20, 0x1040, 0x1090, 0x17E0, 0x1810, 0x1946, 0x19D0, 0x1A80, 0x1A90,
    0x1B50, 0x1BB0, 0x1C40, 0x1C50, 0xA620, 0xA8D0, 0xA900, 0xA9D0, 0xA9F0, 0xAA50, 0xABF0, 0xFF10,
];

const MARKS: &[(u32, u32)] = &[
    (0x300, 0x36F),
    (0x483, 0x489),
    (0x591, 0x5BD),
    (0x610, 0x61A),
    (0x64B, 0x65F),
    (0x6D6, 0x6DC),
    (0x900, 0x903),
    (0x93A, 0x93C),
    (0x93E, 0x94F),
    (0xE31, 0xE31),
    (0xE34, 0xE3A),
    (0xE47, 0xE4E),
    (0x1AB0, 0x1ACE),
    (0x1DC0, 0x1DFF),
    (0x20D0, 0x20F0),
    (0x302A, 0x302F),
    (0x3099, 0x309A),
    (0xFE00, 0xFE0F),
    (0xFE20, 0xFE2F),
    (0xE0100, 0xE01EF),
];

fn within(ranges: &[(u32, u32)], c: u32) -> bool {
    ranges.iter().any(|&(from, to)| from <= c && c <= to)
}

impl Script {
    fn has(self, c: u32) -> bool {
        let ranges: &[(u32, u32)] = match self {
            Script::Latin => &[
                (0x41, 0x5A),
                (0x61, 0x7A),
                (0xAA, 0xAA),
                (0xBA, 0xBA),
                (0xC0, 0xD6),
                (0xD8, 0xF6),
                (0xF8, 0x2B8),
                (0x2E0, 0x2E4),
                (0x1D00, 0x1D25),
                (0x1E00, 0x1EFF),
                (0x2C60, 0x2C7F),
                (0xFF21, 0xFF3A),
                (0xFF41, 0xFF5A),
            ],
            Script::Greek => &[
                (0x370, 0x373),
                (0x375, 0x377),
                (0x37A, 0x37D),
                (0x37F, 0x37F),
                (0x384, 0x384),
                (0x386, 0x386),
                (0x388, 0x3E1),
                (0x3F0, 0x3FF),
                (0x1F00, 0x1FFE),
            ],
            Script::Cyrillic => &[
                (0x400, 0x484),
                (0x487, 0x52F),
                (0x1C80, 0x1C88),
                (0x2DE0, 0x2DFF),
            ],
            Script::Hebrew => &[
                (0x591, 0x5C7),
                (0x5D0, 0x5EA),
                (0x5EF, 0x5F4),
                (0xFB1D, 0xFB4F),
            ],
            Script::Arabic => &[
                (0x600, 0x604),
                (0x606, 0x60B),
                (0x60D, 0x61A),
                (0x61C, 0x61E),
                (0x620, 0x63F),
                (0x641, 0x64A),
                (0x656, 0x66F),
                (0x671, 0x6DC),
                (0x6DE, 0x6FF),
                (0x750, 0x77F),
            ],
            Script::Han => &[
                (0x2E80, 0x2FD5),
                (0x3005, 0x3005),
                (0x3007, 0x3007),
                (0x3021, 0x3029),
                (0x3400, 0x4DBF),
                (0x4E00, 0x9FFF),
                (0xF900, 0xFAD9),
                (0x20000, 0x323AF),
            ],
            Script::Hiragana => &[(0x3041, 0x3096), (0x309D, 0x309F)],
            Script::Katakana => &[
                (0x30A1, 0x30FA),
                (0x30FD, 0x30FF),
                (0x31F0, 0x31FF),
                (0xFF66, 0xFF6F),
                (0xFF71, 0xFF9D),
            ],
            Script::Hangul => &[(0x1100, 0x11FF), (0x3131, 0x318E), (0xAC00, 0xD7A3)],
            Script::Thai => &[(0xE01, 0xE3A), (0xE40, 0xE5B)],
        };
        within(ranges, c)
    }
}

/// The properties by name.
const NAMES: &[(&str, Property)] = &[
    ("any", Property::Any),
    ("l", Property::Letter),
    ("l&", Property::CasedLetter),
    ("lc", Property::CasedLetter),
    ("lu", Property::Upper),
    ("ll", Property::Lower),
    ("lt", Property::TitleLetter),
    ("lo", Property::OtherLetter),
    ("lm", Property::ModifierLetter),
    ("m", Property::Mark),
    ("mn", Property::Mark),
    ("n", Property::Number),
    ("nd", Property::DecimalNumber),
    ("nl", Property::LetterNumber),
    ("no", Property::OtherNumber),
    ("p", Property::Punctuation),
    ("pc", Property::Connector),
    ("pd", Property::Dash),
    ("ps", Property::Open),
    ("pe", Property::Close),
    ("po", Property::OtherPunctuation),
    ("s", Property::Symbol),
    ("sm", Property::MathSymbol),
    ("sc", Property::Currency),
    ("z", Property::Separator),
    ("zs", Property::SpaceSeparator),
    ("zl", Property::LineSeparator),
    ("zp", Property::ParagraphSeparator),
    ("c", Property::Other),
    ("cc", Property::Control),
    ("xan", Property::Alnum),
    ("xsp", Property::PosixSpace),
    ("xps", Property::PosixSpace),
    ("xwd", Property::UnicodeWord),
    ("latin", Property::Script(Script::Latin)),
    ("greek", Property::Script(Script::Greek)),
    ("cyrillic", Property::Script(Script::Cyrillic)),
    ("hebrew", Property::Script(Script::Hebrew)),
    ("arabic", Property::Script(Script::Arabic)),
    ("han", Property::Script(Script::Han)),
    ("hiragana", Property::Script(Script::Hiragana)),
    ("katakana", Property::Script(Script::Katakana)),
    ("hangul", Property::Script(Script::Hangul)),
    ("thai", Property::Script(Script::Thai)),
];

impl Property {
    pub fn named(name: &str) -> Option<Property> {
        let name: String = name
            .chars()
            .filter(|c| !matches!(c, ' ' | '_' | '-'))
            .map(|c| c.to_ascii_lowercase())
            .collect();
        NAMES.iter().find(|(n, _)| *n == name).map(|(_, p)| *p)
    }

    pub fn has(self, code: u32) -> bool {
        let Some(c) = char::from_u32(code) else {
            return matches!(self, Property::Any | Property::Other);
        };
        let title = matches!(code, 0x1C5 | 0x1C8 | 0x1CB | 0x1F2);
        let mark = within(MARKS, code);
        let letter_number =
            matches!(code, 0x16EE..=0x16F0 | 0x2160..=0x2188 | 0x3007 | 0x3021..=0x3029);
        let modifier = matches!(code, 0x2B0..=0x2C1 | 0x2C6..=0x2D1 | 0x2E0..=0x2E4 | 0x3005 | 0x30FC..=0x30FE);
        let ordinal = matches!(code, 0xAA | 0xBA);
        let letter =
            c.is_alphabetic() && !mark && !letter_number && !matches!(code, 0x24B6..=0x24E9);
        let upper = letter && c.is_uppercase() && !title;
        let lower = letter && c.is_lowercase() && !modifier && !ordinal;
        let decimal = || {
            DECIMAL_RUNS
                .iter()
                .any(|&run| run <= code && code < run + 10)
        };
        match self {
            Property::Any => true,
            Property::Letter => letter,
            Property::Upper => upper,
            Property::Lower => lower,
            Property::TitleLetter => title,
            Property::CasedLetter => upper || lower || title,
            Property::ModifierLetter => modifier,
            Property::OtherLetter => letter && !upper && !lower && !title && !modifier,
            Property::Mark => mark,
            Property::Number => c.is_numeric() && (letter_number || !letter),
            Property::DecimalNumber => decimal(),
            Property::LetterNumber => letter_number,
            Property::OtherNumber => c.is_numeric() && !letter && !letter_number && !decimal(),
            Property::Punctuation => is_punctuation(code),
            Property::Connector => matches!(code, 0x5F | 0x203F | 0x2040 | 0x2054),
            Property::Dash => matches!(
                code,
                0x2D | 0x58A | 0x5BE | 0x2010..=0x2015 | 0x301C | 0xFF0D
            ),
            Property::Open => matches!(
                code,
                0x28 | 0x5B | 0x7B | 0x201A | 0x201E | 0x3008 | 0x300A | 0x300C | 0x300E | 0x3010
            ),
            Property::Close => matches!(
                code,
                0x29 | 0x5D | 0x7D | 0x3009 | 0x300B | 0x300D | 0x300F | 0x3011
            ),
            Property::OtherPunctuation => {
                is_punctuation(code)
                    && !Property::Connector.has(code)
                    && !Property::Dash.has(code)
                    && !Property::Open.has(code)
                    && !Property::Close.has(code)
                    && !matches!(code, 0xAB | 0xBB | 0x2018..=0x201F)
            }
            Property::Symbol => is_symbol(code),
            Property::MathSymbol => {
                matches!(code, 0x2B | 0x3C..=0x3E | 0x7C | 0x7E | 0xAC | 0xB1 | 0xD7 | 0xF7 | 0x3F6 | 0x2044 | 0x2190..=0x2194 | 0x2200..=0x22FF)
            }
            Property::Currency => {
                matches!(code, 0x24 | 0xA2..=0xA5 | 0x58F | 0xE3F | 0x20A0..=0x20C0)
            }
            Property::Separator => is_space_separator(code) || matches!(code, 0x2028 | 0x2029),
            Property::SpaceSeparator => is_space_separator(code),
            Property::LineSeparator => code == 0x2028,
            Property::ParagraphSeparator => code == 0x2029,
            Property::Other => {
                c.is_control() || code == 0xAD || matches!(code, 0x200B..=0x200F | 0xE000..=0xF8FF)
            }
            Property::Control => c.is_control(),
            Property::Alnum => letter || c.is_numeric(),
            Property::PosixSpace => {
                is_space_separator(code) || matches!(code, 9..=13 | 0x85 | 0x2028 | 0x2029 | 0x180E)
            }
            Property::UnicodeWord => {
                letter || c.is_numeric() || mark || Property::Connector.has(code)
            }
            Property::Script(script) => script.has(code),
        }
    }
}

fn is_space_separator(c: u32) -> bool {
    matches!(
        c,
        0x20 | 0xA0 | 0x1680 | 0x2000..=0x200A | 0x202F | 0x205F | 0x3000
    )
}

fn is_symbol(c: u32) -> bool {
    matches!(c,
        0x24 | 0x2B | 0x3C..=0x3E | 0x5E | 0x60 | 0x7C | 0x7E
        | 0xA2..=0xA6 | 0xA8 | 0xA9 | 0xAC | 0xAE..=0xB1 | 0xB4 | 0xB8 | 0xD7 | 0xF7
        | 0x2C2..=0x2C5 | 0x2D2..=0x2DF | 0x20A0..=0x20C0 | 0x2100..=0x214F | 0x2190..=0x23FF | 0x2500..=0x27BF
        | 0x1F300..=0x1FAFF)
        && !char::from_u32(c).is_some_and(char::is_alphabetic)
}

fn is_punctuation(c: u32) -> bool {
    match c {
        0..=0x7F => (c as u8).is_ascii_punctuation() && !is_symbol(c),
        0xA1 | 0xA7 | 0xAB | 0xB6 | 0xB7 | 0xBB | 0xBF => true,
        0x2010..=0x2027 | 0x2030..=0x205E => c != 0x2044 && c != 0x2052,
        0x3001..=0x3003 | 0x3008..=0x3011 | 0x3014..=0x301F | 0x30FB | 0x37E | 0x387 => true,
        0x55A..=0x55F | 0x589 | 0x58A | 0x5BE | 0x60C | 0x61B | 0x61F | 0x66A..=0x66D => true,
        _ => false,
    }
}

impl Kind {
    /// With `ucp`, kinds follow Unicode properties; without, they are about ASCII.
    pub fn has(self, c: u32, ucp: bool) -> bool {
        let ascii = u8::try_from(c).ok().filter(u8::is_ascii);
        let is = |test: fn(&u8) -> bool| ascii.as_ref().is_some_and(test);
        match self {
            Kind::HSpace => is_space_separator(c) || matches!(c, 9 | 0x180E),
            Kind::VSpace => matches!(c, 10..=13 | 0x85 | 0x2028 | 0x2029),
            Kind::Property(property) => property.has(c),
            Kind::Ascii => ascii.is_some(),
            Kind::XDigit => is(u8::is_ascii_hexdigit),
            Kind::Digit if ucp => Property::DecimalNumber.has(c),
            Kind::Word if ucp => Property::UnicodeWord.has(c),
            Kind::Space if ucp => Property::PosixSpace.has(c),
            Kind::Alpha if ucp => Property::Letter.has(c),
            Kind::Lower if ucp => Property::Lower.has(c),
            Kind::Upper if ucp => Property::Upper.has(c),
            Kind::Alnum if ucp => Property::Alnum.has(c),
            Kind::Blank if ucp => Kind::HSpace.has(c, true),
            Kind::Cntrl if ucp => Property::Control.has(c),
            Kind::Digit => is(u8::is_ascii_digit),
            Kind::Word => ascii.is_some_and(|b| b.is_ascii_alphanumeric() || b == b'_'),
            Kind::Space => matches!(c, 9..=13 | 32),
            Kind::Alpha => is(u8::is_ascii_alphabetic),
            Kind::Lower => is(u8::is_ascii_lowercase),
            Kind::Upper => is(u8::is_ascii_uppercase),
            Kind::Alnum => is(u8::is_ascii_alphanumeric),
            Kind::Blank => matches!(c, 9 | 32),
            Kind::Cntrl => is(u8::is_ascii_control),
            Kind::Graph => is(u8::is_ascii_graphic),
            Kind::Print => is(u8::is_ascii_graphic) || c == 32,
            Kind::Punct => is(u8::is_ascii_punctuation),
        }
    }

    /// The name of a POSIX class.
    pub fn posix(name: &str) -> Option<Kind> {
        Some(match name {
            "alpha" => Kind::Alpha,
            "lower" => Kind::Lower,
            "upper" => Kind::Upper,
            "alnum" => Kind::Alnum,
            "ascii" => Kind::Ascii,
            "blank" => Kind::Blank,
            "cntrl" => Kind::Cntrl,
            "digit" => Kind::Digit,
            "graph" => Kind::Graph,
            "print" => Kind::Print,
            "punct" => Kind::Punct,
            "space" => Kind::Space,
            "word" => Kind::Word,
            "xdigit" => Kind::XDigit,
            _ => return None,
        })
    }
}

/// The same letter in the other case, if there is one.
pub fn other_case(c: u32, unicode: bool) -> Option<u32> {
    if c < 128 {
        let b = c as u8;
        return b.is_ascii_alphabetic().then_some(u32::from(b ^ 0x20));
    }
    if !unicode {
        return None;
    }
    let c = char::from_u32(c)?;
    let single = |mut all: Box<dyn Iterator<Item = char>>| {
        let first = all.next()?;
        all.next().is_none().then_some(first)
    };
    let lower = single(Box::new(c.to_lowercase()));
    let upper = single(Box::new(c.to_uppercase()));
    lower
        .filter(|l| *l != c)
        .or(upper.filter(|u| *u != c))
        .map(u32::from)
}

/// Equal when case does not matter?
pub fn same_letter(a: u32, b: u32, unicode: bool) -> bool {
    if a == b {
        return true;
    }
    if a < 128 && b < 128 {
        return other_case(a, false) == Some(b);
    }
    let (other_a, other_b) = (other_case(a, unicode), other_case(b, unicode));
    other_a == Some(b)
        || other_b == Some(a)
        || (unicode && other_a.is_some() && other_a == other_b)
        || (unicode && shares_upper(a, b))
}

/// Have two characters the same single capital?
fn shares_upper(a: u32, b: u32) -> bool {
    let upper = |c: u32| {
        let mut all = char::from_u32(c)?.to_uppercase();
        let first = all.next()?;
        all.next().is_none().then_some(first)
    };
    upper(a).is_some() && upper(a) == upper(b)
}

/// A set of characters.
#[derive(Clone, Debug)]
pub struct Set {
    pub negated: bool,
    pub caseless: bool,
    pub ucp: bool,
    pub unicode: bool,
    pub ranges: Vec<(u32, u32)>,
    pub kinds: Vec<(Kind, bool)>,
    table: [u64; 4],
}

impl Set {
    pub fn new(caseless: bool, unicode: bool, ucp: bool) -> Set {
        Set {
            negated: false,
            caseless,
            ucp,
            unicode,
            ranges: Vec::new(),
            kinds: Vec::new(),
            table: [0; 4],
        }
    }

    /// A set of one kind, or of all else.
    pub fn of(kind: Kind, negated: bool, unicode: bool, ucp: bool) -> Set {
        let mut set = Set::new(false, unicode, ucp);
        set.kinds.push((kind, negated));
        set.seal();
        set
    }

    /// To be called when all is in it.
    pub fn seal(&mut self) {
        self.ranges.sort_unstable();
        for c in 0..256u32 {
            if self.slow(c) {
                self.table[(c / 64) as usize] |= 1 << (c % 64);
            }
        }
    }

    #[inline]
    pub fn has(&self, c: u32) -> bool {
        if c < 256 {
            self.table[(c / 64) as usize] >> (c % 64) & 1 == 1
        } else {
            self.slow(c)
        }
    }

    fn slow(&self, c: u32) -> bool {
        let listed = within(&self.ranges, c)
            || (self.caseless
                && other_case(c, self.unicode).is_some_and(|o| within(&self.ranges, o)))
            || self.kinds.iter().any(|&(kind, not)| {
                let kind =
                    match kind {
                        Kind::Lower | Kind::Upper if self.caseless => Kind::Alpha,
                        Kind::Property(
                            Property::Upper | Property::Lower | Property::TitleLetter,
                        ) if self.caseless => Kind::Property(Property::CasedLetter),
                        other => other,
                    };
                kind.has(c, self.ucp) != not
            });
        listed != self.negated
    }
}
