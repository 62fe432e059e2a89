//! What `erl_scan` and `erl_parse` are made of, against OTP's answers recorded in tests/scan/cases.txt (see
//! tests/scan/record.erl there).

use bumpalo::Bump;
use purlin_compiler::ast::term_tree::TermTree;
use purlin_compiler::interactive::scan::{FormScan, ScanOptions, Scanned, Start, string, tokens};
use purlin_compiler::interactive::term::{Encoding, abstract_term, normalise};
use purlin_compiler::interactive::{parse, term};
use purlin_compiler::scan::Scanner;
use purlin_compiler::scan::token::TokenKind;
use purlin_compiler::source::name::Interner;

const START: Start = Start {
    line: 1,
    column: Some(1),
};

/// The text an Erlang string literal stands for.
fn literal(text: &str) -> String {
    let arena = Bump::new();
    let mut scanner = Scanner::new(text, 0, &arena);
    match scanner.next(&mut Interner::new()).map(|token| token.kind) {
        Some(TokenKind::Str(literal)) => literal
            .points
            .iter()
            .map(|&point| char::from_u32(point).expect("a character"))
            .collect(),
        other => panic!("{text} is no string but {other:?}"),
    }
}

fn ok(value: TermTree) -> TermTree {
    TermTree::tuple([TermTree::atom("ok"), value])
}

fn scan(text: &str, start: Start, options: ScanOptions) -> TermTree {
    match string(text, start, options) {
        Ok(scanned) => TermTree::tuple([
            TermTree::atom("ok"),
            TermTree::list(scanned.tokens),
            scanned.end,
        ]),
        Err(failure) => TermTree::tuple([TermTree::atom("error"), failure.info, failure.end]),
    }
}

fn result(result: Result<TermTree, TermTree>) -> TermTree {
    match result {
        Ok(value) => ok(value),
        Err(info) => TermTree::tuple([TermTree::atom("error"), info]),
    }
}

fn tokens_of(text: &str) -> Vec<TermTree> {
    string(text, START, ScanOptions::default()).map_or(Vec::new(), |scanned| scanned.tokens)
}

fn crash(result: Result<TermTree, term::TermError>) -> TermTree {
    result.unwrap_or(TermTree::atom("crash"))
}

fn run(kind: &str, input: &str) -> TermTree {
    let all = ScanOptions {
        text: false,
        white_spaces: true,
        comments: true,
    };
    let text = ScanOptions {
        text: true,
        ..ScanOptions::default()
    };
    match kind {
        "string" => scan(input, START, ScanOptions::default()),
        "text" => scan(input, START, text),
        "return" => scan(
            input,
            Start {
                line: 1,
                column: None,
            },
            all,
        ),
        "exprs" => result(parse::parse_exprs(&tokens_of(input))),
        "form" => result(parse::parse_form(&tokens_of(input))),
        "term" => result(parse::parse_term(&tokens_of(input))),
        "abstract" => {
            let term = parse::parse_term(&tokens_of(input)).expect("a term");
            crash(abstract_term(&term, &TermTree::Int(0), Encoding::Unicode))
        }
        "normalise" => match parse::parse_exprs(&tokens_of(input)).expect("an expression") {
            TermTree::List(ref forms) => crash(normalise(&forms[0])),
            other => panic!("{other}"),
        },
        _ => panic!("what is {kind}?"),
    }
}

#[test]
fn answers_are_those_of_otp() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/scan/cases.txt");
    let text = std::fs::read_to_string(path).expect("the cases can be read");
    let lines: Vec<&str> = text.lines().collect();
    let mut wrong = Vec::new();
    for pair in lines.chunks(2) {
        let [case, expected] = pair else { continue };
        let (kind, input) = case.split_once(' ').expect("a kind and an input");
        let answer = run(kind, &literal(input)).to_string();
        if answer != *expected {
            wrong.push(format!("{case}\n  OTP    {expected}\n  Purlin {answer}"));
        }
    }
    assert!(lines.len() > 400, "cases were lost");
    assert!(
        wrong.is_empty(),
        "{} of {}:\n{}",
        wrong.len(),
        lines.len() / 2,
        wrong.join("\n")
    );
}

#[test]
fn a_form_is_complete_at_its_full_stop() {
    let scan = |text: &str, at_eof: bool| tokens(text, START, ScanOptions::default(), at_eof);
    let rest = |form: FormScan| match form {
        FormScan::Form(Scanned { tokens, rest, .. }) => (tokens.len(), rest),
        other => panic!("{other:?}"),
    };
    assert_eq!(rest(scan("a b. c", false)), (3, 5));
    assert_eq!(scan("a b", false), FormScan::More);
    assert_eq!(scan("foo.", false), FormScan::More);
    assert_eq!(rest(scan("foo.", true)), (2, 4));
    assert_eq!(rest(scan("foo.\n", false)), (2, 5));
    assert_eq!(scan("a 'b", false), FormScan::More);
    assert_eq!(scan("\"abc", false), FormScan::More);
    assert!(matches!(scan("a 'b", true), FormScan::Failed(_)));
    assert!(matches!(scan("a 1__2 x. foo", false), FormScan::Failed(failure) if failure.rest == 3));
    assert_eq!(
        scan("% only\n", true),
        FormScan::Eof(TermTree::tuple([TermTree::Int(2), TermTree::Int(1)]))
    );
    assert_eq!(scan("", false), FormScan::More);
}

#[test]
fn places_are_what_tokens_carry() {
    let anno = TermTree::list([
        TermTree::tuple([TermTree::atom("text"), TermTree::chars("a")]),
        TermTree::tuple([TermTree::atom("location"), TermTree::Int(7)]),
    ]);
    let atom = TermTree::tuple([TermTree::atom("atom"), anno.clone(), TermTree::atom("a")]);
    let dot = TermTree::tuple([TermTree::atom("dot"), TermTree::Int(9)]);
    let exprs = parse::parse_exprs(&[atom.clone(), dot]).expect("an atom");
    assert_eq!(exprs, TermTree::list([atom.clone()]));
    let error = parse::parse_exprs(&[atom.clone(), atom]).expect_err("two atoms");
    assert_eq!(
        error.to_string(),
        "{7,erl_parse,[\"syntax error before: \",\"a\"]}"
    );
}

#[test]
fn terms_too_deep_are_refused() {
    let mut deep = TermTree::Nil;
    for _ in 0..100_000 {
        deep = TermTree::Tuple(vec![deep]);
    }
    assert_eq!(
        abstract_term(&deep, &TermTree::Int(0), Encoding::Unicode),
        Err(term::TermError::TooDeep)
    );
}
