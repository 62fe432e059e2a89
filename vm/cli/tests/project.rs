//! Projects: made, checked, tested, built, run.

mod support;

use std::process::Command;

use support::{Folder, finish, start};

#[test]
fn a_new_project_runs_tests_and_builds() {
    let folder = Folder::new();
    let ran = folder.run(&["new", "demo"]).expect(0);
    assert!(ran.err.contains("cd demo && purlin run ."), "{}", ran.err);
    assert_eq!(
        folder.run(&["run", "demo"]).expect(0).out,
        "Hello, world!\n"
    );
    assert_eq!(
        folder.run(&["run", "demo", "you"]).expect(0).out,
        "Hello, you!\n"
    );
    assert!(
        folder
            .run(&["test", "demo"])
            .expect(0)
            .out
            .starts_with("1 passed, 0 failed")
    );
    assert!(
        folder
            .run(&["check", "demo"])
            .expect(0)
            .err
            .contains("checked 2 files: 0 errors, 0 warnings")
    );
    // An archive.
    folder
        .run(&["build", "demo", "-o", "demo.purlin"])
        .expect(0);
    assert_eq!(
        folder.run(&["run", "demo.purlin", "archive"]).expect(0).out,
        "Hello, archive!\n"
    );
    // An executable that needs nothing.
    folder
        .run(&["build", "--standalone", "demo", "-o", "app"])
        .expect(0);
    let elsewhere = Folder::new();
    let app = elsewhere.0.join("app");
    std::fs::rename(folder.0.join("app"), &app).expect("it is there");
    let ran = finish(start(
        Command::new(&app)
            .args(["run", "--help"])
            .env_clear()
            .current_dir("/"),
    ));
    assert_eq!(
        (ran.status, ran.out.as_str()),
        (0, "Hello, run!\nHello, --help!\n")
    );
}

#[test]
fn every_kind_of_new_project_passes_its_own_tests() {
    for kind in ["--lib", "--app"] {
        let folder = Folder::new();
        folder.run(&["new", kind, "demo"]).expect(0);
        let ran = folder.run(&["test", "demo"]).expect(0);
        assert!(
            ran.out.starts_with("1 passed, 0 failed"),
            "{kind}: {}",
            ran.out
        );
        assert!(
            folder
                .run(&["check", "--deny-warnings", "demo"])
                .expect(0)
                .err
                .contains("0 errors, 0 warnings")
        );
    }
    let folder = Folder::new();
    folder.run(&["new", "--app", "demo"]).expect(0);
    assert_eq!(folder.run(&["run", "demo"]).expect(0).out, "1\n2\n");
    folder.run(&["new", "--embed", "host"]).expect(0);
    assert_eq!(
        folder.run(&["run", "host/scripts/rules.erl"]).expect(0).out,
        "Hello from Erlang\n"
    );
    assert!(
        folder
            .run(&["new", "demo"])
            .expect(2)
            .err
            .contains("demo exists already")
    );
}

#[test]
fn a_project_uses_others_by_path() {
    let folder = Folder::new();
    folder.file(
        "util/src/util.erl",
        "-module(util).\n-export([f/0]).\n-include(\"util.hrl\").\nf() -> ?TEXT.\n",
    );
    folder.file("util/include/util.hrl", "-define(TEXT, \"from util\").\n");
    folder.file(
        "app/purlin.toml",
        "name = \"app\"\n[dependencies]\nutil = { path = \"../util\" }\n",
    );
    folder.file(
        "app/src/app.erl",
        "-module(app).\n-export([main/0]).\nmain() -> io:put_chars(util:f()).\n",
    );
    assert_eq!(folder.run(&["run", "app"]).expect(0).out, "from util");
    // From a file within it, too.
    assert_eq!(
        folder.run(&["run", "app/src/app.erl"]).expect(0).out,
        "from util"
    );
}

#[test]
fn what_is_wrong_with_a_project_file_is_told() {
    let folder = Folder::new();
    folder.file(
        "src/m.erl",
        "-module(m).\n-export([main/0]).\nmain() -> ok.\n",
    );
    for (text, message) in [
        ("name = ", "is not valid TOML"),
        ("nmae = \"x\"", "unknown key `nmae`"),
        ("sources = \"src\"", "write sources = [\"src\"]"),
        ("[dependencies]\na = \"1.0\"", "dependency `a` has no path"),
        (
            "[dependencies]\na = { path = \"nowhere\" }",
            "there is no folder",
        ),
        ("[dependencies]\na = { path = \".\" }", "leads in a circle"),
    ] {
        folder.file("purlin.toml", text);
        let ran = folder.run(&["run", "."]).expect(2);
        assert!(ran.err.contains(message), "{text}:\n{}", ran.err);
    }
}

#[test]
fn several_main_functions_need_a_choice() {
    let folder = Folder::new();
    for name in ["one", "two"] {
        folder.file(
            &format!("src/{name}.erl"),
            &format!("-module({name}).\n-export([main/0]).\nmain() -> io:put_chars(\"{name}\").\n"),
        );
    }
    let ran = folder.run(&["run", "."]).expect(2);
    assert!(
        ran.err.contains("one, two") && ran.err.contains("main = \"MODULE\""),
        "{}",
        ran.err
    );
    folder.file("purlin.toml", "main = \"two\"\n");
    assert_eq!(folder.run(&["run", "."]).expect(0).out, "two");
}

/// A rebar3 project without a project file.
fn rebar_project(test: &str) -> Folder {
    let folder = Folder::new();
    folder.file(
        "src/calc.app.src",
        "{application, calc, [{vsn, \"1\"}, {modules, []}]}.\n",
    );
    folder.file("src/calc.erl", "-module(calc).\n-export([add/2]).\n-include(\"calc.hrl\").\nadd(A, B) -> A + B + ?ZERO.\n\
        -ifdef(TEST).\n-include_lib(\"eunit/include/eunit.hrl\").\nown_test() -> ?assertEqual(3, add(1, 2)).\n-endif.\n");
    folder.file("include/calc.hrl", "-define(ZERO, 0).\n");
    folder.file("test/calc_tests.erl", test);
    folder
}

#[test]
fn failures_show_source_values_and_differences() {
    let folder = rebar_project(
        "-module(calc_tests).\n-include_lib(\"eunit/include/eunit.hrl\").\ngood_test() -> ?assertEqual(2, calc:add(1, 1)).\n\
         bad_test() ->\n    ?assertEqual(5, calc:add(2, 2)).\nlist_test() -> ?assertEqual([{row, N, lists:duplicate(20, $a)} || N <- lists:seq(1, 5)],\n    \
         [{row, N, lists:duplicate(20, $a)} || N <- [1, 2, 33, 4, 5]]).\n\
         crash_test() -> io:put_chars(\"said\"), calc:add(a, 1).\n",
    );
    let ran = folder.run(&["test"]).expect(1);
    assert!(ran.out.contains("2 passed, 3 failed"), "{}", ran.out);
    for part in [
        "failed calc_tests:bad_test\n",
        "test/calc_tests.erl:5\n",
        "5 |     ?assertEqual(5, calc:add(2, 2)).\n    expected: 5\n    got:      4\n",
        "- expected, + got",
        "    -  {row,3,",
        "    +  {row,33,",
        "an error occurred when evaluating an arithmetic expression",
        "output:\n      said\n",
    ] {
        assert!(ran.out.contains(part), "{part}\n---\n{}", ran.out);
    }
    assert!(
        folder
            .run(&["test", "--filter", "good"])
            .expect(0)
            .out
            .contains("1 passed, 0 failed")
    );
    assert!(
        folder
            .run(&["test", "calc"])
            .expect(0)
            .out
            .contains("1 passed, 0 failed")
    );
    assert!(
        folder
            .run(&["test", "--filter", "nothing"])
            .expect(1)
            .out
            .contains("no test's name contains nothing")
    );
}

#[test]
fn parse_transforms_of_the_project_and_the_library_run() {
    let folder = rebar_project(
        "-module(calc_tests).\n-compile({parse_transform, twice}).\n-include_lib(\"stdlib/include/ms_transform.hrl\").\n\
         -include_lib(\"eunit/include/eunit.hrl\").\nchanged_test() -> ?assertEqual(42, 21).\n\
         spec_test() -> [{'$1', [], ['$1']}] = ets:fun2ms(fun(X) -> X end).\n",
    );
    folder.file(
        "src/twice.erl",
        "-module(twice).\n-export([parse_transform/2]).\n\
         parse_transform(Forms, _) -> change(Forms).\n\
         change({integer, Anno, 21}) -> {integer, Anno, 42};\n\
         change(T) when is_tuple(T) -> list_to_tuple(change(tuple_to_list(T)));\n\
         change([H | T]) -> [change(H) | change(T)];\nchange(T) -> T.\n",
    );
    let ran = folder.run(&["test"]).expect(0);
    assert!(ran.out.contains("3 passed, 0 failed"), "{}", ran.out);
    folder.run(&["check"]).expect(0);
}

#[test]
fn suites_of_common_test_run_too() {
    let folder = rebar_project("-module(calc_tests).\n-export([ok_test/0]).\nok_test() -> ok.\n");
    folder.file(
        "test/calc_SUITE.erl",
        "-module(calc_SUITE).\n-export([all/0, good/1, bad/1]).\nall() -> [good, bad].\ngood(_) -> 3 = calc:add(1, 2).\nbad(_) -> 4 = calc:add(1, 2).\n",
    );
    let ran = folder.run(&["test"]).expect(1);
    assert!(
        ran.out.contains("3 passed, 1 failed") && ran.out.contains("calc_SUITE:bad failed"),
        "{}",
        ran.out
    );
}

#[test]
fn a_tree_is_checked_with_json_for_machines() {
    let folder = rebar_project("-module(calc_tests).\n-export([f/0]).\nf() -> X = 1.\n");
    let ran = folder.run(&["check"]).expect(0);
    assert!(
        ran.err.contains("checked 2 files: 0 errors, 1 warning"),
        "{}",
        ran.err
    );
    folder.run(&["check", "--deny-warnings"]).expect(3);
    folder.file("src/broken.erl", "-module(broken).\nf( -> ok.\n");
    let ran = folder.run(&["check", "--json"]).expect(3);
    let lines: Vec<&str> = ran.out.lines().collect();
    assert!(
        lines.len() >= 2
            && lines
                .iter()
                .all(|line| line.starts_with('{') && line.ends_with('}')),
        "{}",
        ran.out
    );
    assert!(
        folder
            .run(&["check", "missing"])
            .expect(2)
            .err
            .contains("purlin check src")
    );
}

#[test]
fn completions_exist_for_shells() {
    let folder = Folder::new();
    for shell in ["bash", "zsh", "fish"] {
        assert!(
            folder
                .run(&["completions", shell])
                .expect(0)
                .out
                .contains("purlin"),
            "{shell}"
        );
    }
}

/// `PURLIN_BLESS=1` writes the page anew.
#[test]
fn the_reference_page_is_fresh() {
    let page = Folder::new().run(&["reference"]).expect(0).out;
    let path = support::root().join("docs/reference/cli.md");
    if std::env::var_os("PURLIN_BLESS").is_some() {
        std::fs::write(&path, &page).expect("docs can be written");
    }
    let found = std::fs::read_to_string(&path).expect("docs/reference/cli.md is there");
    assert!(
        found == page,
        "docs/reference/cli.md is stale: run with PURLIN_BLESS=1"
    );
}
