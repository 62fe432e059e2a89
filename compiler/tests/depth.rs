//! Nesting, length and size: what is deep is parsed or refused, never a native stack overflow; what is long is no
//! depth at all. All on a thread with the 2 MB stack that worker threads have. Here up to the parser; depth_compile.rs goes the whole
//! way.

mod common;

use common::{on_small_stack, parsed};
use purlin_compiler::diagnostics::Code;

/// Codes of the problems found in `f() -> BODY.`, or in a whole text that begins with `-`.
fn problems(body: &str) -> Vec<Code> {
    let text = match body.starts_with('-') && !body.starts_with("- ") {
        true => body.to_owned(),
        false => format!("f() -> {body}.\n"),
    };
    on_small_stack(move || {
        let parsed = parsed(&text);
        let printed: usize = parsed.forms.iter().map(|term| term.to_string().len()).sum();
        assert!(printed > 0);
        let codes = parsed.diagnostics.iter().map(|diagnostic| diagnostic.code);
        codes.collect()
    })
}

fn nested(open: &str, inner: &str, close: &str, n: usize) -> String {
    format!("{}{inner}{}", open.repeat(n), close.repeat(n))
}

const NESTS: &[(&str, &str, &str)] = &[
    ("(", "x", ")"),
    ("[", "x", "]"),
    ("{", "x", "}"),
    ("#{a => ", "x", "}"),
    ("#r{a = ", "x", "}"),
    ("f(", "x", ")"),
    ("m:f(", "x", ")"),
    ("<<", "x", ">>"),
    ("case ", "x", " of X -> y end"),
    ("case x of X -> ", "x", " end"),
    ("case x of {X, Y} when X -> a, ", "x", " end"),
    ("if true -> ", "x", " end"),
    ("begin ", "x", " end"),
    ("fun() -> ", "x", " end"),
    ("fun F(A, B) when A -> ", "x", " end"),
    ("receive X -> ", "x", " after 1 -> ok end"),
    ("receive after 1 -> ", "x", " end"),
    ("try ", "x", " catch A:B:C -> ok end"),
    ("try x catch A:B:C -> ", "x", " end"),
    ("try x of A -> ", "x", " after ok end"),
    ("try x after ", "x", " end"),
    ("maybe A ?= ", "x", " else B -> C end"),
    ("maybe A ?= b else B -> ", "x", " end"),
    ("[X || X <- ", "x", "]"),
    ("[", "x", " || X <- Y]"),
    ("<<", "x", " || X <- Y>>"),
    ("#{X => Y || X := Y <- ", "x", "}"),
    ("[X || X <- Y && Z <- ", "x", "]"),
    ("1 + (", "x", ")"),
    ("x ++ (", "x", ")"),
    ("(X = ", "x", ")"),
];

#[test]
fn a_thousand_deep_is_fine() {
    for (open, inner, close) in NESTS {
        let codes = problems(&nested(open, inner, close, 1000));
        assert_eq!(codes, [], "{open}");
    }
}

#[test]
fn deeper_is_refused() {
    for (open, inner, close) in NESTS {
        for n in [1100, 20_000] {
            let codes = problems(&nested(open, inner, close, n));
            assert_eq!(codes, [Code::NestedTooDeep], "{open} {n}");
        }
    }
}

#[test]
fn unclosed_depth_is_refused() {
    for (open, _, _) in NESTS {
        let codes = problems(&open.repeat(50_000));
        assert_eq!(codes, [Code::NestedTooDeep], "{open}");
    }
}

#[test]
fn prefix_and_postfix_chains_are_depth() {
    for (chain, n) in [("- ", 900), ("not ", 900), ("catch ", 900), ("X = ", 900)] {
        assert_eq!(problems(&format!("{}x", chain.repeat(n))), [], "{chain}");
        assert_eq!(
            problems(&format!("{}x", chain.repeat(50_000))),
            [Code::NestedTooDeep],
            "{chain}"
        );
    }
    for chain in ["#r{}", "#r.a", "#{}", "()"] {
        assert_eq!(problems(&format!("X{}", chain.repeat(900))), [], "{chain}");
        assert_eq!(
            problems(&format!("X{}", chain.repeat(50_000))),
            [Code::NestedTooDeep],
            "{chain}"
        );
    }
}

#[test]
fn long_is_not_deep() {
    let chain = |op: &str| vec!["x"; 50_000].join(op);
    for op in [
        " + ",
        " ++ ",
        " andalso ",
        " orelse ",
        " ! ",
        " * ",
        " -- ",
        " bor ",
    ] {
        assert_eq!(problems(&chain(op)), [], "{op}");
    }
    assert_eq!(problems(&format!("[{}]", chain(","))), []);
    assert_eq!(problems(&format!("{{{}}}", chain(","))), []);
    assert_eq!(problems(&nested("[a|", "x", "]", 20_000)), []);
    assert_ne!(problems(&"[a|".repeat(50_000)), [], "it is not closed");
    assert_eq!(problems(&chain(",")), []);
    assert_eq!(problems(&vec!["\"ab\""; 50_000].join(" ")), []);
    assert_eq!(
        problems(&format!(
            "case x of {} end",
            vec!["x -> y"; 20_000].join(";")
        )),
        []
    );
    assert_eq!(
        problems(&format!("if {} end", vec!["x -> y"; 20_000].join(";"))),
        []
    );
    assert_eq!(problems(&vec!["x"; 20_000].join(";f() -> ")), []);
    assert_eq!(
        problems(&format!("-type t() :: {}.", vec!["x"; 20_000].join("|"))),
        []
    );
    assert_eq!(
        problems(&format!("-export([{}]).", vec!["f/1"; 20_000].join(","))),
        []
    );
}

#[test]
fn deep_types_are_refused() {
    for (open, close) in [
        ("[", "]"),
        ("{", "}"),
        ("fun(() -> ", ")"),
        ("list(", ")"),
        ("A :: ", ""),
        ("(", ")"),
        ("- ", ""),
        ("#{a => ", "}"),
    ] {
        let typ = |n: usize| format!("-type t() :: {}x{}.", open.repeat(n), close.repeat(n));
        assert_eq!(problems(&typ(500)), [], "{open}");
        assert_eq!(problems(&typ(1000)), [], "{open}");
        assert_eq!(problems(&typ(30_000)), [Code::NestedTooDeep], "{open}");
    }
    for op in [" + ", " * ", " bsl 1 bor ", " | ", " .. 2 | "] {
        let chain = format!("-type t() :: {}.", vec!["1"; 30_000].join(op));
        assert_eq!(problems(&chain), [], "{op}");
    }
}

#[test]
fn exploding_macros_are_refused() {
    let mut text = String::from("-define(M0, x, x).\n");
    for i in 1..40 {
        text += &format!("-define(M{i}, ?M{0}, ?M{0}).\n", i - 1);
    }
    text += "f() -> {?M39}.\n";
    assert_eq!(problems(&text), [Code::ExpansionTooLarge]);
}

#[test]
#[ignore = "prints the deepest nesting each construct reaches, for tuning"]
fn stack_use() {
    for (open, inner, close) in NESTS {
        eprintln!("{open}");
        problems(&nested(open, inner, close, 1100));
    }
}
