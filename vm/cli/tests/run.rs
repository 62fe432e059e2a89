//! `purlin run` as a user meets it: statuses, streams, signals, limits.

mod support;

use std::io::{BufRead, BufReader, Read};
use std::time::{Duration, Instant};

use support::{Folder, finish, signal, start, until};

/// A module `m` with a main function.
fn module(main: &str) -> String {
    format!("-module(m).\n-export([main/0]).\nmain() ->\n    {main}.\n")
}

#[test]
fn output_and_status_are_the_programs() {
    let folder = Folder::new();
    folder.file("m.erl", &module("io:put_chars(\"hi\\n\")"));
    let ran = folder.run(&["run", "m.erl"]).expect(0);
    assert_eq!((ran.out.as_str(), ran.err.as_str()), ("hi\n", ""));
    folder.file("m.erl", &module("io:put_chars(\"bye\"), halt(7)"));
    let ran = folder.run(&["run", "m.erl"]).expect(7);
    assert_eq!((ran.out.as_str(), ran.err.as_str()), ("bye", ""));
}

#[test]
fn without_a_command_a_file_is_run_and_a_module_is_found_by_name() {
    let folder = Folder::new();
    folder.file("m.erl", &module("io:put_chars(other:text())"));
    folder.file(
        "other.erl",
        "-module(other).\n-export([text/0]).\ntext() -> \"found\".\n",
    );
    for args in [&["./m.erl"][..], &["run", "m"], &["m.erl"]] {
        assert_eq!(folder.run(args).expect(0).out, "found", "{args:?}");
    }
    folder.file(
        "lib/deep.erl",
        "-module(deep).\n-export([main/0]).\nmain() -> io:put_chars(\"deep\").\n",
    );
    assert_eq!(
        folder.run(&["run", "--path", "lib", "deep"]).expect(0).out,
        "deep"
    );
}

#[test]
fn arguments_arrive_as_strings_and_options_after_the_file_are_the_programs() {
    let folder = Folder::new();
    folder.file(
        "m.erl",
        "-module(m).\n-export([main/1]).\nmain(Args) -> io:format(\"~tp\", [Args]).\n",
    );
    let ran = folder
        .run(&["run", "m.erl", "a b", "--help", "ü"])
        .expect(0);
    assert_eq!(ran.out, "[\"a b\",\"--help\",\"ü\"]");
}

#[test]
fn an_uncaught_error_is_reported_with_status_1() {
    let folder = Folder::new();
    folder.file("m.erl", &module("f(hd([2])) + 1.\nf(1) -> 1"));
    let ran = folder.run(&["run", "m.erl"]).expect(1);
    assert_eq!(ran.out, "");
    assert!(
        ran.err
            .starts_with("error: no function clause matching m:f(2)\n"),
        "{}",
        ran.err
    );
    assert!(ran.err.contains("in m:f/1 (m.erl:5)"), "{}", ran.err);
}

#[test]
fn a_main_process_that_is_killed_gives_the_reason_and_status_1() {
    let folder = Folder::new();
    folder.file(
        "m.erl",
        &module("S = self(), spawn(fun() -> exit(S, {no, reason}) end), receive x -> x end"),
    );
    let ran = folder.run(&["run", "m.erl"]).expect(1);
    assert_eq!(ran.err, "error: the main process was killed: {no,reason}\n");
}

#[test]
fn the_end_of_the_server_of_standard_output_is_told_on_standard_error() {
    let folder = Folder::new();
    let crash = "whereis(user) ! {io_request, nobody, as, {put_chars, unicode, <<\"x\">>}},
    M = monitor(process, user),
    receive {'DOWN', M, _, _, _} -> ok end,
    _ = sys:get_state(logger)";
    folder.file("m.erl", &module(crash));
    let ran = folder.run(&["run", "m.erl"]).expect(0);
    assert_eq!(ran.out, "x");
    assert!(ran.err.contains("Error in process"), "{}", ran.err);
    assert!(ran.err.contains("user,reply,3"), "{}", ran.err);
}

#[test]
fn what_a_program_s_own_lists_module_lacks_is_undefined() {
    let folder = Folder::new();
    folder.file("lists.erl", "-module(lists).\n");
    folder.file("m.erl", &module("lists:reversed([1])"));
    let ran = folder.run(&["run", "m.erl"]).expect(1);
    assert!(
        ran.err.contains("undefined function lists:reversed/1"),
        "{}",
        ran.err
    );
}

#[test]
fn wrong_usage_is_status_2_and_names_the_next_step() {
    let folder = Folder::new();
    folder.file("hello.erl", &module("ok"));
    let cases: &[(&[&str], &str)] = &[
        (&["run", "helo.erl"], "is hello.erl meant?"),
        (&["run", "nothing_like_it"], "purlin run hello.erl"),
        (&["rnu", "hello.erl"], "is `purlin run` meant?"),
        (&["run", "--max-memroy", "1G", "hello.erl"], "--max-memory"),
        (
            &["run", "--max-memory", "lots", "hello.erl"],
            "write 512M or 2G",
        ),
        (&["run", "--deny", "files", "hello.erl"], "file"),
        (
            &["run", "--entry", "start", "hello.erl"],
            "add `-export([start/0]).`",
        ),
        (&["new", "9lives"], "a letter first"),
        (&["explain", "x"], "P0301"),
    ];
    for (args, hint) in cases {
        let ran = folder.run(args).expect(2);
        assert!(ran.err.contains(hint), "{args:?}:\n{}", ran.err);
        assert_eq!(ran.out, "");
    }
}

#[test]
fn what_does_not_compile_is_status_3() {
    let folder = Folder::new();
    folder.file("m.erl", &module("Y"));
    let ran = folder.run(&["run", "m.erl"]).expect(3);
    assert!(
        ran.err.starts_with("m.erl:4:5: error[P0301]"),
        "{}",
        ran.err
    );
}

#[test]
fn a_module_that_does_not_compile_when_it_is_called_says_why() {
    let folder = Folder::new();
    folder.file("m.erl", &module("other:f()"));
    folder.file(
        "other.erl",
        "-module(other).\n-export([f/0]).\nf() -> Unbound.\n",
    );
    let ran = folder.run(&["run", "m.erl"]).expect(1);
    assert!(
        ran.err.contains("other.erl:3:8: error[P0301]"),
        "{}",
        ran.err
    );
}

#[test]
fn files_that_may_not_be_read_say_so() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new();
    let file = folder.file("m.erl", &module("ok"));
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o000))
        .expect("the file is ours");
    if std::fs::read(&file).is_ok() {
        return; // an administrator may read everything
    }
    let ran = folder.run(&["run", "m.erl"]).expect(2);
    assert!(
        ran.err.contains("Permission denied") && ran.err.contains("ls -l"),
        "{}",
        ran.err
    );
}

#[test]
fn scripts_come_from_standard_input_with_and_without_module() {
    let folder = Folder::new();
    let ran = folder
        .run_with_input(&["run", "-"], &module("io:put_chars(\"in\")"))
        .expect(0);
    assert_eq!(ran.out, "in");
    let script = "#!/usr/bin/env purlin\n%%! -flags of escript\nmain([A]) -> io:format(\"~ts ~w~n\", [A, ?LINE]).\n";
    assert_eq!(
        folder
            .run_with_input(&["run", "-", "x"], script)
            .expect(0)
            .out,
        "x 3\n"
    );
    folder.file("tool", script);
    assert_eq!(folder.run(&["run", "tool", "y"]).expect(0).out, "y 3\n");
    folder.file("plain", "main(_) -> io:put_chars(\"plain\").\n");
    assert_eq!(folder.run(&["run", "plain"]).expect(0).out, "plain");
}

#[test]
fn a_program_may_read_its_input() {
    let folder = Folder::new();
    folder.file("m.erl", &module("L = io:get_line(\"\"), io:put_chars(string:uppercase(L)), io:get_line(\"\") =:= eof orelse halt(9)"));
    assert_eq!(
        folder
            .run_with_input(&["run", "m.erl"], "abc\n")
            .expect(0)
            .out,
        "ABC\n"
    );
}

/// As OTP's io server does: lines are asked for one by one, characters at once.
#[test]
fn each_line_that_is_asked_for_has_its_prompt() {
    let folder = Folder::new();
    folder.file(
        "m.erl",
        &module("[io:format(\"~0p~n\", [V]) || V <- [io:read(\"R> \"), io:get_chars(\"C> \", 5), io:fread(\"F> \", \"~d ~d\"), io:get_line(\"L> \"), io:get_line(\"L> \")]]"),
    );
    assert_eq!(
        folder
            .run_with_input(&["run", "m.erl"], "{a,\n b}.\n1\n23\n4 5\nend")
            .expect(0)
            .out,
        "R> R> C> F> L> L> L> {ok,{a,b}}\n\"1\\n23\\n\"\n{ok,[4,5]}\n\"end\"\neof\n"
    );
}

#[test]
fn scripts_know_their_name_and_arguments() {
    let folder = Folder::new();
    folder.file(
        "s.escript",
        "#!/usr/bin/env escript\nmain(Args) -> io:format(\"~0p~n\", [{escript:script_name(), Args, init:get_plain_arguments()}]).\n",
    );
    folder.file(
        "m.erl",
        &module("io:format(\"~0p~n\", [init:get_plain_arguments()])"),
    );
    assert_eq!(
        folder.run(&["run", "s.escript", "a", "b c"]).expect(0).out,
        "{\"s.escript\",[\"a\",\"b c\"],[\"s.escript\",\"a\",\"b c\"]}\n"
    );
    assert_eq!(
        folder.run(&["run", "m.erl", "a"]).expect(0).out,
        "[\"a\"]\n"
    );
}

#[test]
fn a_closed_pipe_ends_the_program_quietly() {
    let folder = Folder::new();
    folder.file("m.erl", &module("io:put_chars(\"line\\n\"), main()"));
    let mut child = start(folder.purlin().args(["run", "m.erl"]));
    let mut lines = BufReader::new(child.stdout.take().expect("it is piped"));
    let mut line = String::new();
    lines.read_line(&mut line).expect("there is a line");
    drop(lines);
    let ran = finish(child).expect(0);
    assert_eq!((line.as_str(), ran.err.as_str()), ("line\n", ""));
}

#[test]
fn a_slow_reader_does_not_block_the_machine() {
    let folder = Folder::new();
    let text = "-module(m).\n-export([main/0]).\nmain() ->\n    spawn(fun() -> io:put_chars(lists:duplicate(1000000, $x)) end),\n    tick(5), \
                receive never -> ok end.\ntick(0) -> io:put_chars(standard_error, \"done\\n\");\ntick(N) -> timer:sleep(20), tick(N - 1).\n";
    folder.file("m.erl", text);
    let mut child = start(folder.purlin().args(["run", "--schedulers", "1", "m.erl"]));
    // Nobody reads standard output, and yet:
    let mut line = String::new();
    let mut err = BufReader::new(child.stderr.take().expect("it is piped"));
    err.read_line(&mut line).expect("there is a line");
    assert_eq!(line, "done\n");
    let mut out = child.stdout.take().expect("it is piped");
    let mut bytes = vec![0; 1_000_000];
    out.read_exact(&mut bytes).expect("all of it arrives");
    assert!(bytes.iter().all(|byte| *byte == b'x'));
    signal(child.id(), "KILL");
    let _ = child.wait();
}

#[test]
fn all_output_arrives_on_every_way_out() {
    let folder = Folder::new();
    for (ending, status) in [
        ("ok", 0),
        ("halt(3)", 3),
        ("error(x)", 1),
        ("init:stop(), receive never -> ok end", 0),
    ] {
        folder.file(
            "m.erl",
            &module(&format!(
                "[io:put_chars(\"0123456789\") || _ <- lists:seq(1, 10000)], {ending}"
            )),
        );
        let ran = folder.run(&["run", "m.erl"]).expect(status);
        assert_eq!(ran.out.len(), 100_000, "{ending}");
    }
}

#[test]
fn signals_end_a_program_in_order_or_at_once() {
    let folder = Folder::new();
    folder.file(
        "m.erl",
        &module("io:put_chars(\"up\\n\"), receive never -> ok end"),
    );
    for (name, status) in [("TERM", 0), ("INT", 130)] {
        let mut child = start(folder.purlin().args(["run", "m.erl"]));
        let mut out = BufReader::new(child.stdout.take().expect("it is piped"));
        let mut line = String::new();
        out.read_line(&mut line).expect("it starts");
        let since = Instant::now();
        signal(child.id(), name);
        let ran = finish(child).expect(status);
        assert_eq!(ran.err, "", "{name}");
        assert!(since.elapsed() < Duration::from_secs(5), "{name}");
    }
}

#[test]
fn a_server_goes_on_after_main_with_no_halt() {
    let folder = Folder::new();
    folder.file(
        "m.erl",
        &module("spawn(fun() -> timer:sleep(50), io:put_chars(\"later\"), halt(5) end)"),
    );
    assert_eq!(folder.run(&["run", "m.erl"]).expect(0).out, "");
    assert_eq!(
        folder.run(&["run", "--no-halt", "m.erl"]).expect(5).out,
        "later"
    );
}

#[test]
fn what_is_denied_cannot_be_done() {
    let folder = Folder::new();
    let text = module(
        "R = fun({T, _}) -> T; (T) -> T end, io:format(\"~w ~w\", [R(file:read_file(\"m.erl\")), R(file:write_file(\"new\", <<>>))])",
    );
    folder.file("m.erl", &text);
    assert_eq!(folder.run(&["run", "m.erl"]).expect(0).out, "ok ok");
    std::fs::remove_file(folder.0.join("new")).expect("it was written");
    for flags in [["--deny", "file"], ["--allow", "net,env"]] {
        let ran = folder.run(&["run", flags[0], flags[1], "m.erl"]).expect(0);
        assert_eq!(ran.out, "error error", "{flags:?}");
        assert!(!folder.0.join("new").exists());
    }
}

#[test]
fn what_exceeds_a_limit_is_stopped_with_status_4() {
    let folder = Folder::new();
    let cases = [
        (
            "--max-memory",
            "64M",
            "lists:seq(1, 100000000)",
            "system_limit",
        ),
        (
            "--max-processes",
            "100",
            "(fun F() -> spawn(fun() -> receive x -> x end end), F() end)()",
            "system_limit",
        ),
        (
            "--max-reductions",
            "1000000",
            "(fun F() -> F() end)()",
            "reductions",
        ),
        ("--timeout", "100ms", "receive never -> ok end", "time"),
    ];
    for (flag, value, main, what) in cases {
        folder.file("m.erl", &module(main));
        let ran = folder.run(&["run", flag, value, "m.erl"]).expect(4);
        assert!(
            ran.err.contains(what) && ran.err.contains("hint: the limits are set by"),
            "{flag}: {}",
            ran.err
        );
        folder.file("m.erl", &module("ok"));
        folder.run(&["run", flag, value, "m.erl"]).expect(0);
    }
    assert!(
        folder
            .run(&["run", "--timeout", "soon", "m.erl"])
            .expect(2)
            .err
            .contains("write 500ms, 10s or 2m")
    );
}

#[test]
fn a_program_starts_in_milliseconds() {
    let folder = Folder::new();
    folder.file("m.erl", &module("ok"));
    let mut best = Duration::MAX;
    until("a program starts within 200 ms", || {
        let since = Instant::now();
        folder.run(&["run", "m.erl"]).expect(0);
        best = best.min(since.elapsed());
        best < Duration::from_millis(200)
    });
}
