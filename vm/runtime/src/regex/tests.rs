//! Patterns against recorded results, and against themselves: a match that pauses is the same match.

use super::matcher::{MatchOptions, Matcher, Progress};
use super::{CompileError, Options, compile};

type Groups = Vec<Option<(usize, usize)>>;

fn run(
    pattern: &[u8],
    subject: &[u8],
    options: Options,
    slice: i64,
) -> Result<Option<Groups>, CompileError> {
    let program = compile(pattern, options)?;
    let limits = MatchOptions {
        match_limit: 20_000,
        ..MatchOptions::default()
    };
    let mut matcher = Matcher::new(&program, limits);
    loop {
        match matcher.run(&program, subject, &mut { slice }) {
            Progress::Match => {
                return Ok(Some(
                    (0..=program.n_groups).map(|n| matcher.group(n)).collect(),
                ));
            }
            Progress::Paused => {}
            _ => return Ok(None),
        }
    }
}

fn groups(pattern: &str, subject: &str) -> Option<Groups> {
    let found = run(
        pattern.as_bytes(),
        subject.as_bytes(),
        Options::default(),
        1 << 40,
    );
    found.unwrap_or_else(|error| panic!("{pattern}: {error:?}"))
}

/// Pattern, subject, and what OTP 29 gives for the whole and each group.
/// Pattern, subject, and the places of the match and its groups.
type Case = (
    &'static str,
    &'static str,
    &'static [Option<(usize, usize)>],
);

const MATCHES: &[Case] = &[
    ("(a+|b)*", "aabab", &[Some((0, 5)), Some((4, 5))]),
    (
        "(a|ab)(c|bcd)(d*)",
        "abcd",
        &[Some((0, 4)), Some((0, 1)), Some((1, 4)), Some((4, 4))],
    ),
    ("(?:(a)|b)*", "ab", &[Some((0, 2)), Some((0, 1))]),
    ("(a*)*", "b", &[Some((0, 0)), Some((0, 0))]),
    ("foo\\Kbar", "foobar", &[Some((3, 6))]),
    ("(?<=a|bc)d", "xbcd", &[Some((3, 4))]),
    ("(?>a+)b", "aaab", &[Some((0, 4))]),
    ("(a)?(?(1)b|c)", "c", &[Some((0, 1)), None]),
    ("\\((?:[^()]|(?R))*\\)", "x(a(b)c)y", &[Some((1, 8))]),
    ("(?=(a+))a*b\\1", "baaabac", &[Some((3, 6)), Some((3, 4))]),
];

#[test]
fn matches_are_what_otp_gives() {
    for (pattern, subject, expected) in MATCHES {
        assert_eq!(
            groups(pattern, subject).as_deref(),
            Some(*expected),
            "{pattern}"
        );
    }
}

#[test]
fn no_match_is_none() {
    for (pattern, subject) in [
        ("(?>a+)ab", "aaab"),
        ("a*+a", "aaa"),
        ("^abc\\z", "abc\n"),
        ("(?!(a))b", "a"),
    ] {
        assert_eq!(groups(pattern, subject), None, "{pattern}");
    }
}

#[test]
fn errors_have_text_and_place() {
    for (pattern, text, at) in [
        ("(a", "missing closing parenthesis", 2),
        ("a)", "unmatched closing parenthesis", 2),
        ("a**", "quantifier does not follow a repeatable item", 3),
        ("a{2,1}", "numbers out of order in {} quantifier", 5),
        ("[b-a]", "range out of order in character class", 4),
        (
            "(?<=a*)b",
            "length of lookbehind assertion is not limited",
            0,
        ),
    ] {
        let error = compile(pattern.as_bytes(), Options::default()).err();
        assert_eq!(error, Some(CompileError { text, at }), "{pattern}");
    }
}

#[test]
fn nesting_is_bounded() {
    let nested = |n: usize| ["(".repeat(n), ")".repeat(n)].concat();
    assert!(compile(nested(250).as_bytes(), Options::default()).is_ok());
    let error = compile(nested(100_000).as_bytes(), Options::default()).err();
    assert_eq!(
        error.map(|e| e.text),
        Some("parentheses are too deeply nested")
    );
}

#[test]
fn long_subjects_do_not_recurse() {
    let subject = "a".repeat(200_000);
    let program = compile(b"(?:a|b)*c|(a(?1)?)", Options::default()).expect("compiles");
    let mut matcher = Matcher::new(&program, MatchOptions::default());
    let ended = matcher.run(&program, subject.as_bytes(), &mut { 3_000_000 });
    assert!(matches!(
        ended,
        Progress::Match | Progress::Paused | Progress::MatchLimit | Progress::DepthLimit
    ));
}

#[test]
fn catastrophes_end_at_the_limit() {
    let program = compile(b"(a+)+[bc]d", Options::default()).expect("compiles");
    let mut matcher = Matcher::new(
        &program,
        MatchOptions {
            match_limit: 1000,
            ..MatchOptions::default()
        },
    );
    let subject = ["a".repeat(40), "cxd".into()].concat();
    assert_eq!(
        matcher.run(&program, subject.as_bytes(), &mut { i64::MAX }),
        Progress::MatchLimit
    );
}

/// Any text either compiles or does not; what compiles runs, and runs the same in slices of one instruction.
#[test]
fn random_patterns_are_harmless_and_pauses_do_not_show() {
    const PIECES: &[&str] = &[
        "a",
        "b",
        "(",
        ")",
        "|",
        "*",
        "+",
        "?",
        "{2,3}",
        "{0}",
        "[",
        "]",
        "^",
        "$",
        ".",
        "\\",
        "\\b",
        "\\1",
        "(?:",
        "(?=",
        "(?!",
        "(?<=",
        "(?<!",
        "(?>",
        "(?<n>",
        "(?R)",
        "(?1)",
        "(?(1)",
        "(?i)",
        "\\d",
        "-",
        "[^a]",
        "\\Q",
        "\\E",
        "\\R",
        "\\K",
        "(?|",
        "\\x{41}",
        "(?x)",
        "#",
        "\\g{-1}",
        "(*COMMIT)",
        "(*SKIP)",
        "(*ACCEPT)",
        "\\p{L}",
        "{,",
        "\u{e9}",
        "[:",
        ":]",
        "\\X",
    ];
    let mut seed = 42u64;
    let mut next = |n: usize| {
        seed = seed
            .wrapping_mul(6364136223846793005)
            .wrapping_add(1442695040888963407);
        (seed >> 33) as usize % n
    };
    let mut compiled = 0;
    for _ in 0..30_000 {
        let pattern: String = (0..1 + next(8))
            .map(|_| PIECES[next(PIECES.len())])
            .collect();
        let options = Options {
            unicode: next(2) == 0,
            caseless: next(4) == 0,
            ..Options::default()
        };
        let subject = ["aabba", "", "ab\r\nba", "xA\u{e9}b1"][next(4)];
        let whole = run(pattern.as_bytes(), subject.as_bytes(), options, 1 << 40);
        compiled += usize::from(whole.is_ok());
        assert_eq!(
            run(pattern.as_bytes(), subject.as_bytes(), options, 1),
            whole,
            "{pattern}"
        );
    }
    assert!(compiled > 5000, "{compiled}");
}
