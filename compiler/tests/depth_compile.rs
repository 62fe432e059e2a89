//! Nesting through the whole compiler: what the parser lets in as deep enough comes out as a module that verifies, and what is
//! deeper is refused with the diagnostic that says so. Never a native stack overflow, with the 2 MB stack of a thread and a debug
//! build's frames.
//!
//! Run it in both builds: `cargo test -p purlin-compiler --test depth_compile`, and with `--release`, as continuous integration
//! does. Either may have the larger frames. A release build gets a quarter less than 2 MB here, so that frames that grow are seen
//! before programs overflow.

use purlin_compiler::diagnostics::Code;
use purlin_compiler::driver::{Options, Output, compile};
use purlin_compiler::source::provider::NoSources;
use purlin_isa::{decode, encode, text, verify};

/// What a thread has.
const STACK: usize = if cfg!(debug_assertions) {
    2 << 20
} else {
    3 << 19
};

/// How deep a program may nest; the rest up to the parser's bound is for what stands around the nest.
const DEEP: usize = 1000;

/// How long is long.
const LONG: usize = 10_000;

const PRELUDE: &str = "\
-module(m).
-compile([export_all, nowarn_export_all, nowarn_unused_vars]).
-record(r, {a, b = 1}).
-record(#n{a, b = 1}).
h(A) -> A.
h(_, A) -> A.
";

/// How many levels each repetition is, what opens it, what closes it.
type Nest = (usize, &'static str, &'static str);

/// Nests of expressions; the innermost is `P`, a parameter, or a constant.
const NESTS: &[Nest] = &[
    (1, "(", ")"),
    (1, "[", "]"),
    (2, "[a|tl(", ")]"),
    (1, "{", "}"),
    (1, "{b, ", ", P}"),
    (1, "#{a => ", "}"),
    (1, "#{", " => a}"),
    (1, "P#{a => ", "}"),
    (1, "P#{a := ", "}"),
    (1, "#r{a = ", "}"),
    (1, "P#r{a = ", "}"),
    (1, "#n{a = ", "}"),
    (1, "P#n{a = ", "}"),
    (1, "h(", ")"),
    (1, "h(P, ", ")"),
    (1, "m:h(", ")"),
    (1, "lists:reverse(", ")"),
    (1, "(", ")()"),
    (1, "P:h(", ")"),
    (1, "element(1, ", ")"),
    (1, "hd(", ")"),
    (1, "length(", ")"),
    (2, "<<(", ")/binary>>"),
    (2, "<<(", ")>>"),
    (2, "<<(", "):8>>"),
    (2, "<<1:(", ")>>"),
    (1, "case ", " of _ -> y end"),
    (1, "case ", " of {_} -> 1; _ -> 2 end"),
    (
        1,
        "case ",
        " of true -> 1; false -> 2; <<_, _/binary>> -> P; _ -> {P} end",
    ),
    (1, "case P of a -> ", "; _ -> y end"),
    (1, "case P of [_|_] -> 1; _ -> ", " end"),
    (1, "case P of _ when P > 1 -> a, ", "; _ -> y end"),
    (1, "if P -> ", "; true -> y end"),
    (1, "if P > 1, P < 7; is_atom(P) -> ", "; true -> y end"),
    (1, "begin ", " end"),
    (1, "begin h(1), ", ", h(2) end"),
    (1, "fun() -> ", " end"),
    (1, "fun(P) -> ", " end"),
    (1, "fun F(P) -> ", ", F end"),
    (2, "(fun(Q) -> ", " end)(P)"),
    (1, "receive a -> ", " after 1 -> ok end"),
    (1, "receive {P, A} -> A after 1 -> ", " end"),
    (1, "receive {P, A} -> A after ", " -> 2 end"),
    (1, "try ", " catch _:_:_ -> ok end"),
    (1, "try ", " of _ -> 1 catch _:_:_ -> {P} after h(P) end"),
    (1, "try P catch _:_ -> ", " end"),
    (1, "try P of _ -> ", " after ok end"),
    (1, "try P of _ -> ", " catch throw:_ -> b end"),
    (1, "try P after ", " end"),
    (1, "maybe _ ?= ", " else _ -> y end"),
    (1, "maybe {ok, _} ?= P, ", " else _ -> y end"),
    (1, "maybe a ?= b else _ -> ", " end"),
    (1, "catch ", ""),
    (1, "catch (", ")"),
    (1, "[X || X <- ", "]"),
    (1, "[", " || _ <- P]"),
    (1, "[X || X <- P, ", "]"),
    (2, "[X || X <- P, _ <- [X | ", "]]"),
    (1, "<<", " || _ <- P>>"),
    (2, "<<(", ") || _ <- P>>"),
    (1, "<< <<X>> || <<X>> <= ", ">>"),
    (1, "<< <<X>> || X <- ", ">>"),
    (1, "#{X => Y || X := Y <- ", "}"),
    (1, "#{X => ", " || X <- P}"),
    (1, "[X || X <- P && _ <- ", "]"),
    (1, "[X || X <:- ", "]"),
    (1, "1 + (", ")"),
    (1, "(", ") + 1"),
    (1, "- ", ""),
    (1, "not ", ""),
    (1, "bnot ", ""),
    (1, "x ++ (", ")"),
    (1, "P ++ (", ")"),
    (1, "P -- (", ")"),
    (1, "P ! (", ")"),
    (1, "(", ") == 1"),
    (1, "1 =:= (", ")"),
    (1, "P andalso (", ")"),
    (1, "(", ") orelse P"),
    (2, "(P orelse (", ")) andalso P"),
    (1, "(Z = ", ")"),
    (1, "Z = ", ""),
    (1, "(#{} = ", ")"),
    (2, "h(Z = ", ")"),
];

/// Nests of patterns, with what binds the innermost.
const PATTERNS: &[Nest] = &[
    (1, "(", ")"),
    (1, "[", "]"),
    (1, "{", "}"),
    (1, "{b, ", ", P}"),
    (1, "#{a := ", "}"),
    (1, "#r{a = ", "}"),
    (1, "#n{a = ", "}"),
    (1, "(Z = ", ")"),
    (2, "_ = ", ""),
    (1, "\"a\" ++ (", ")"),
    (2, "{_} = ", ""),
];

/// Nests that stand in a guard, around a boolean or a number.
const GUARDS: &[Nest] = &[
    (1, "not ", ""),
    (1, "(", ")"),
    (1, "P andalso (", ")"),
    (1, "(", ") orelse P"),
    (1, "(", ") == 1"),
    (2, "{", "} == P"),
    (2, "is_atom({", "})"),
    (2, "[", "] =:= P"),
    (2, "is_list([P | ", "])"),
    (1, "hd(", ")"),
    (1, "1 + (", ")"),
    (1, "- ", ""),
    (1, "element(", ", P)"),
    (2, "#{a => ", "} == P"),
    (2, "is_map(#{a => ", "})"),
    (2, "P#{a => ", "} == P"),
    (2, "#r{a = ", "} == P"),
    (1, "map_get(", ", P)"),
    (3, "<<(", "):8>> == P"),
    (3, "<<(", ")/binary>> == P"),
];

/// Nests of types.
const TYPES: &[Nest] = &[
    (1, "[", "]"),
    (1, "{", "}"),
    (1, "fun((", ") -> a)"),
    (1, "fun(() -> ", ")"),
    (1, "list(", ")"),
    (2, "(A :: ", ")"),
    (1, "(", ")"),
    (1, "- ", ""),
    (1, "1 + (", ")"),
    (1, "a | (", ")"),
    (1, "#{a => ", "}"),
    (1, "#{", " => a}"),
    (1, "#r{a :: ", "}"),
    (1, "u(a, ", ")"),
    (1, "u(", ")"),
];

/// A program and what it is.
struct Program {
    about: String,
    text: String,
    /// The error that it is refused with, if it is.
    refused: Option<Code>,
}

fn nested(open: &str, inner: &str, close: &str, n: usize) -> String {
    format!("{}{inner}{}", open.repeat(n), close.repeat(n))
}

fn program(about: &str, text: &str) -> Program {
    Program {
        about: about.to_owned(),
        text: format!("{PRELUDE}{text}\n"),
        refused: None,
    }
}

fn refused(code: Code, about: &str, text: &str) -> Program {
    Program {
        refused: Some(code),
        ..program(about, text)
    }
}

/// All nests, `n` deep.
fn nests(n: usize) -> Vec<Program> {
    let mut programs = Vec::new();
    let about = |what: &str, (_, open, close): &Nest| format!("{what}: {open}_{close}");
    for (i, nest) in NESTS.iter().enumerate() {
        let of = |inner| nested(nest.1, inner, nest.2, n / nest.0);
        let about = |what| about(what, nest);
        let result = format!("f(P) -> {}.", of("P"));
        programs.push(program(&about("result"), &result));
        // Where it stands matters less than what it is.
        let (what, text) = match i % 3 {
            0 => ("constant", format!("f(P) -> {}.", of("{}"))),
            1 => ("effect", format!("f(P) -> {}, P.", of("P"))),
            _ => ("value", format!("f(P) -> h(1, h({})).", of("(h(P))"))),
        };
        programs.push(program(&about(what), &text));
    }
    for nest in PATTERNS {
        let of = |inner| nested(nest.1, inner, nest.2, n / nest.0);
        programs.push(program(
            &about("head", nest),
            &format!("f({}, P) -> B;\nf(A, _) -> A.", of("B")),
        ));
        programs.push(program(
            &about("match", nest),
            &format!("f(P) -> {} = h(P), B.", of("B")),
        ));
        programs.push(program(
            &about("case", nest),
            &format!(
                "f(P) -> case h(P) of {} -> 1; {} -> 2; _ -> 3 end.",
                of("x"),
                of("y")
            ),
        ));
        programs.push(program(
            &about("fun", nest),
            &format!("f(P) -> fun({}) -> {{B, P}} end.", of("B")),
        ));
        programs.push(program(
            &about("generator", nest),
            &format!("f(P) -> [B || {} <- P].", of("B")),
        ));
        if !["#{a := ", "_ = ", "{_} = "].contains(&nest.1) {
            programs.push(program(
                &about("of itself", nest),
                &format!("f(P) -> {} = {}, B.", of("B"), of("P")),
            ));
        }
    }
    for nest in GUARDS {
        let of = |inner| nested(nest.1, inner, nest.2, n / nest.0);
        programs.push(program(
            &about("guard", nest),
            &format!("f(P) when {} -> 1;\nf(_) -> 2.", of("P")),
        ));
        programs.push(program(
            &about("guard constant", nest),
            &format!("f(P) when {} -> 1;\nf(_) -> 2.", of("1")),
        ));
        programs.push(program(
            &about("size", nest),
            &format!("f(P, Q) -> <<X:({}), _/binary>> = Q, X.", of("P")),
        ));
    }
    for nest in TYPES {
        let of = |inner| nested(nest.1, inner, nest.2, n / nest.0);
        programs.push(program(
            &about("type", nest),
            &format!(
                "-type t() :: {}.\n-type u(X) :: X.\n-type u(_A, X) :: X.",
                of("1")
            ),
        ));
        programs.push(program(
            &about("spec", nest),
            &format!(
                "-type u(X) :: X.\n-type u(_A, X) :: X.\n-spec f(X) -> {0} when X :: {0}.\nf(X) -> X.",
                of("1")
            ),
        ));
        programs.push(program(
            &about("field", nest),
            &format!(
                "-record(q, {{a :: {}}}).\n-type u(X) :: X.\n-type u(_A, X) :: X.",
                of("1")
            ),
        ));
    }
    programs
}

/// Depth made of several nests, each as deep as is allowed or all together.
fn compositions(n: usize) -> Vec<Program> {
    let mut programs = vec![
        program("mix", &format!("f(P) -> {}.", mixed(NESTS, n))),
        program(
            "mix of patterns",
            &format!("f({}) -> P.", mixed(PATTERNS, n)),
        ),
        program(
            "operators",
            &format!(
                "f(P) -> {}.",
                nested("P orelse P andalso P == P ++ P + P * (", "P", ")", n / 4)
            ),
        ),
    ];
    let deep = |inner: &str| nested("{", inner, "}", n - 100);
    let chain =
        |count: usize, of: &dyn Fn(usize) -> String| (1..=count).map(of).collect::<String>();
    let defaults = chain(50, &|i| {
        format!(
            "-record(q{i}, {{a = {}}}).\n",
            deep(&format!("#q{}{{}}", i - 1))
        )
    });
    programs.push(refused(
        Code::NestedTooDeep,
        "defaults",
        &format!("-record(q0, {{a}}).\n{defaults}f() -> #q50{{}}."),
    ));
    let defaults = chain(5000, &|i| {
        format!("-record(q{i}, {{a = #q{}{{}}}}).\n", i - 1)
    });
    programs.push(refused(
        Code::NestedTooDeep,
        "defaults of defaults",
        &format!("-record(q0, {{a}}).\n{defaults}f() -> #q5000{{}}."),
    ));
    let doubling = chain(60, &|i| {
        format!("-record(q{i}, {{a = #q{0}{{}}, b = #q{0}{{}}}}).\n", i - 1)
    });
    programs.push(refused(
        Code::ExpansionTooLarge,
        "doubling defaults",
        &format!("-record(q0, {{a}}).\n{doubling}f() -> #q60{{}}."),
    ));
    let doubling = chain(60, &|i| {
        format!(
            "-record(q{i}, {{a = #q{0}{{a = h(1)}}, b = #q{0}{{b = h(2)}}}}).\n",
            i - 1
        )
    });
    programs.push(program(
        "doubling defaults with calls",
        &format!("-record(q0, {{a, b}}).\n{doubling}f() -> #q60{{}}."),
    ));
    programs.push(refused(
        Code::ExpansionTooLarge,
        "doubling fields",
        &format!("f(P) -> {}.", nested("#r{_ = ", "h(P)", "}", n)),
    ));
    programs.push(refused(
        Code::ExpansionTooLarge,
        "doubling patterns",
        &format!("f({}) -> ok.", nested("#r{_ = ", "{}", "}", n)),
    ));
    let constants = chain(60, &|i| {
        format!("A{i} = {}, ", deep(&format!("A{}", i - 1)))
    });
    programs.push(program(
        "constants",
        &format!("f(A0) -> {constants} {{A60}}.\ng() -> A0 = 1, {constants} {{A60}}."),
    ));
    programs.push(program(
        "equal constants",
        &format!("g() -> A0 = 1, {constants} B = {{A60}}, B =:= {{A60}}."),
    ));
    let types = nested("(", "1", &format!("{})", " + 1".repeat(400)), n / 2);
    programs.push(program("sums of types", &format!("-type t() :: {types}.")));
    let types = nested("(", "1", &format!("{})", " * 1 + 1".repeat(400)), n / 2);
    programs.push(program(
        "sums of products of types",
        &format!("-type t() :: {types}."),
    ));
    let macros = chain(30, &|i| {
        format!(
            "-define(M{i}(X), {}).\n",
            nested("{", &format!("?M{}(X)", i - 1), "}", n / 31)
        )
    });
    programs.push(program(
        "macros",
        &format!("-define(M0(X), X).\n{macros}f(P) -> ?M30(P)."),
    ));
    programs.push(program(
        "macro in macro",
        &format!(
            "-define(M(X), {{X}}).\nf(P) -> {}.",
            nested("?M(", "P", ")", n)
        ),
    ));
    let calls = chain(5000, &|i| format!("g{i}(X) -> {{g{}(X)}}.\n", i - 1));
    programs.push(program(
        "inlined calls",
        &format!("-compile(inline).\ng0(X) -> X.\n{calls}"),
    ));
    let listed = (0..5000)
        .map(|i| format!("{{g{i}, 1}}"))
        .collect::<Vec<_>>()
        .join(", ");
    programs.push(program(
        "listed calls",
        &format!("-compile({{inline, [{listed}]}}).\ng0(X) -> X.\n{calls}"),
    ));
    programs.push(program(
        "blocks",
        &format!(
            "f(P) -> {} P.",
            "A = P, case A of P -> ok; _ -> no end, ".repeat(n)
        ),
    ));
    programs
}

/// All the nests, one in the other, again and again.
fn mixed(nests: &[Nest], n: usize) -> String {
    let (mut opened, mut closed) = (String::new(), Vec::new());
    let mut level = 0;
    for (i, (levels, open, close)) in nests.iter().cycle().enumerate() {
        level += levels + 1;
        if level > n {
            break;
        }
        opened += &open.replace('Z', &format!("Z{i}"));
        opened.push('(');
        closed.push(format!("){close}"));
    }
    closed.reverse();
    format!("{opened}P{}", closed.concat())
}

/// Those that keep more values at a time than a frame holds, or pass on more than a call can.
const TOO_MANY_VALUES: &[&str] = &[
    "calls ++",
    "calls --",
    "calls !",
    "list of calls",
    "cases that live",
    "generators",
];

/// What is long and not deep.
fn lengths(n: usize) -> Vec<Program> {
    let mut programs = Vec::new();
    let mut add = |about: &str, text: String| {
        programs.push(match TOO_MANY_VALUES.contains(&about) {
            true => refused(Code::CannotGenerate, about, &text),
            false => program(about, &text),
        });
    };
    let joined = |part: &str, by: &str| vec![part; n].join(by);
    let numbered = |part: &str, by: &str| {
        let parts = (0..n).map(|i| part.replace('@', &i.to_string()));
        parts.collect::<Vec<_>>().join(by)
    };
    for op in [
        "+", "-", "*", "div", "bor", "++", "--", "!", "and", "xor", "andalso", "orelse",
    ] {
        add(op, format!("f(P) -> {}.", joined("P", &format!(" {op} "))));
        add(
            &format!("calls {op}"),
            format!("f(P) -> {}.", joined("h(P)", &format!(" {op} "))),
        );
        add(
            &format!("constants {op}"),
            format!("f() -> {}.", joined("1", &format!(" {op} "))),
        );
        if op != "!" && op != "++" && op != "--" {
            add(
                &format!("guard {op}"),
                format!(
                    "f(P) when {} -> 1;\nf(_) -> 2.",
                    joined("P", &format!(" {op} "))
                ),
            );
        }
    }
    add(
        "comparisons",
        format!(
            "f(P) when {} -> 1;\nf(_) -> 2.",
            numbered("P =/= @", " andalso ")
        ),
    );
    add(
        "alternatives",
        format!(
            "f(P) when {} -> 1;\nf(_) -> 2.",
            numbered("P =:= @", " orelse ")
        ),
    );
    add(
        "tests",
        format!("f(P) when {} -> 1;\nf(_) -> 2.", numbered("P =/= @", ", ")),
    );
    add(
        "guards",
        format!("f(P) when {} -> 1;\nf(_) -> 2.", numbered("P =:= @", "; ")),
    );
    add("list", format!("f(P) -> [{}].", joined("P", ", ")));
    add(
        "list of calls",
        format!("f(P) -> [{}].", joined("h(P)", ", ")),
    );
    add(
        "list of constants",
        format!("f() -> [{}].", numbered("@", ", ")),
    );
    add(
        "list pattern",
        format!("f([{}]) -> X0.", numbered("X@", ", ")),
    );
    let tails = |element: &str, last: &str| {
        let open = format!("[{element} | ").repeat(n);
        format!("{open}{last}{}", "]".repeat(n))
    };
    add("tails", format!("f(P) -> {}.", tails("P", "P")));
    add(
        "tails of constants",
        format!("f() -> {}.", tails("1", "[]")),
    );
    add(
        "tails in a pattern",
        format!("f({}) -> P.", tails("_", "P")),
    );
    add(
        "tails in a guard",
        format!("f(P) when P =:= {} -> P.", tails("1", "P")),
    );
    add(
        "list with a tail",
        format!("f(P) -> [{} | P].", joined("P", ", ")),
    );
    add("tuple", format!("f(P) -> {{{}}}.", joined("P", ", ")));
    add(
        "tuple pattern",
        format!("f({{{}}}) -> X0.", numbered("X@", ", ")),
    );
    add("map", format!("f(P) -> #{{{}}}.", numbered("@ => P", ", ")));
    add(
        "map pattern",
        format!("f(#{{{}}}) -> X0.", numbered("@ := X@", ", ")),
    );
    add("bits", format!("f(P) -> <<{}>>.", joined("P", ", ")));
    add(
        "bits pattern",
        format!("f(<<{}>>) -> X0.", numbered("X@", ", ")),
    );
    add("strings", format!("f() -> {}.", joined("\"ab\"", " ")));
    add(
        "strings in a pattern",
        format!("f({}) -> ok.", joined("\"ab\"", " ")),
    );
    add(
        "string prefixes",
        format!("f({} ++ T) -> T.", joined("\"ab\"", " ++ ")),
    );
    add("body", format!("f(P) -> {}, P.", joined("h(P)", ", ")));
    add(
        "bindings",
        format!(
            "f(X) -> X0 = X, {}.",
            (1..n)
                .map(|i| format!("X{i} = h(X{})", i - 1))
                .collect::<Vec<_>>()
                .join(", ")
        ),
    );
    add("clauses", format!("{}.", numbered("f(@) -> {@}", ";\n")));
    add(
        "clauses of atoms",
        format!("{}.", numbered("f(a@) -> {@}", ";\n")),
    );
    add(
        "clauses of tuples",
        format!("{}.", numbered("f({a@, X}) -> X", ";\n")),
    );
    add(
        "clauses with guards",
        format!("{}.", numbered("f(X) when X > @ -> {@}", ";\n")),
    );
    add(
        "case",
        format!("f(P) -> case P of {} end.", numbered("@ -> h(@)", "; ")),
    );
    add(
        "if",
        format!("f(P) -> if {} end.", numbered("P == @ -> h(@)", "; ")),
    );
    add(
        "receive",
        format!("f() -> receive {} end.", numbered("@ -> h(@)", "; ")),
    );
    add(
        "catch clauses",
        format!(
            "f(P) -> try h(P) catch {} end.",
            numbered("throw:@ -> h(@)", "; ")
        ),
    );
    add(
        "maybe",
        format!(
            "f(P) -> maybe {} else {} end.",
            numbered("{X@} ?= h(P)", ", "),
            numbered("@ -> h(@)", "; ")
        ),
    );
    add(
        "fun clauses",
        format!("f() -> fun {} end.", numbered("(@) -> @", "; ")),
    );
    add(
        "filters",
        format!("f(P) -> [X || X <- P, {}].", numbered("X =/= @", ", ")),
    );
    add(
        "cases that live",
        format!(
            "f(P) -> {}, [{}].",
            numbered("X@ = case P of @ -> a; _ -> b end", ", "),
            numbered("X@", ", ")
        ),
    );
    add(
        "cases that live for a while",
        format!(
            "f(P) -> {}, ok.",
            numbered(
                "X@ = case P of @ -> a; _ -> b end, Y@ = h(P), h(X@, Y@)",
                ", "
            )
        ),
    );
    let half = (0..n / 2).map(|i| format!("X{i} = try h(P) catch _:_ -> {i} end, "));
    add(
        "values that live over calls",
        format!(
            "f(P) -> {} [{}].",
            half.collect::<String>(),
            (0..n / 2)
                .map(|i| format!("X{i}"))
                .collect::<Vec<_>>()
                .join(", ")
        ),
    );
    add(
        "receives",
        format!("f() -> {}.", numbered("receive {@, X@} -> h(X@) end", ", ")),
    );
    add(
        "receives of references",
        format!(
            "f() -> {}.",
            numbered("R@ = make_ref(), receive {R@, X@} -> h(X@) end", ", ")
        ),
    );
    add(
        "generators",
        format!("f(P) -> [X0 || {}].", numbered("X@ <- P", ", ")),
    );
    add(
        "funs called where they are made",
        format!("f(P) -> {}.", numbered("(fun(X) -> h(X, @) end)(P)", ", ")),
    );
    add(
        "sizes in a pattern",
        format!(
            "f(<<N, {}>>) -> N.",
            (0..n / 5)
                .map(|i| format!("X{i}:N"))
                .collect::<Vec<_>>()
                .join(", ")
        ),
    );
    add("union", format!("-type t() :: {}.", numbered("@", " | ")));
    add("functions", numbered("f@(X) -> X.\n", ""));
    add(
        "chain of functions",
        (1..n)
            .map(|i| format!("f{i}(X) -> f{}(X).\n", i - 1))
            .collect::<String>()
            + "f0(X) -> X.\n",
    );
    programs
}

fn compiled(text: String, optimize: bool) -> Output {
    let options = Options {
        optimize,
        ..Options::default()
    };
    compile("m.erl", text.into_bytes(), &NoSources, &options)
}

/// Compiles and does with the module what is done with modules.
fn whole(text: String, optimize: bool) -> Vec<Code> {
    let output = compiled(text, optimize);
    if let Some(module) = &output.module {
        assert_eq!(verify::verify(module), Ok(()));
        let decoded = decode::decode(&encode::encode(module));
        assert!(decoded.as_ref() == Ok(module), "survives its file form");
        assert!(!text::print(module).is_empty());
    }
    let errors = output.diagnostics.iter().filter(|said| said.is_error());
    errors.map(|said| said.code).collect()
}

/// One small stack after the other, so that what a program left there does no harm to the next.
fn on_stack<T: Send + 'static>(stack: usize, run: impl FnOnce() -> T + Send + 'static) -> T {
    let thread = std::thread::Builder::new().stack_size(stack).spawn(run);
    thread.expect("a thread").join().expect("no panic")
}

/// Each program is refused with its code alone, or compiles.
fn all_as_expected(programs: Vec<Program>, optimize: bool) {
    for program in programs {
        let text = program.text;
        let found = on_stack(STACK, move || whole(text, optimize));
        match program.refused {
            None => assert_eq!(found, [], "{}", program.about),
            Some(code) => {
                let only = !found.is_empty() && found.iter().all(|&found| found == code);
                assert!(only, "{}: {found:?}", program.about);
            }
        }
    }
}

#[test]
fn a_thousand_deep_compiles() {
    all_as_expected(nests(DEEP), true);
}

#[test]
fn a_thousand_deep_compiles_without_optimizing() {
    let some = nests(DEEP).into_iter().step_by(5).collect();
    all_as_expected(some, false);
}

#[test]
fn deeper_is_refused() {
    let refused = nests(2 * DEEP + 200).into_iter().map(|program| Program {
        refused: Some(Code::NestedTooDeep),
        ..program
    });
    all_as_expected(refused.collect(), true);
}

#[test]
fn depth_by_composition() {
    all_as_expected(compositions(DEEP), true);
}

#[test]
fn long_is_not_deep() {
    all_as_expected(lengths(LONG), true);
}

#[test]
fn long_is_not_deep_without_optimizing() {
    let some = lengths(LONG).into_iter().step_by(5).collect();
    all_as_expected(some, false);
}

/// `DEPTH_STACK=1500000 cargo test -p purlin-compiler --test depth_compile -- --ignored --nocapture one_by_one` names each program
/// before it is compiled on that much stack: the last one named is the one that needs more.
#[test]
#[ignore = "for measuring how much stack is needed"]
fn one_by_one() {
    let stack = std::env::var("DEPTH_STACK").ok();
    let stack = stack.and_then(|stack| stack.parse().ok()).unwrap_or(STACK);
    let programs = nests(DEEP).into_iter().chain(compositions(DEEP));
    for program in programs.chain(lengths(LONG)) {
        eprintln!("{}", program.about);
        on_stack(stack, move || whole(program.text, true));
    }
}
