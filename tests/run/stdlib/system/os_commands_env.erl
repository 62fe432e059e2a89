%% Commands and environment: output, limits, quoting, variables of odd names.
-module(os_commands_env).
-export([main/0]).
-include("../show.hrl").

main() ->
    each(fun os:cmd/1, ["echo hello", "printf 'a\\nb'", "echo $((1+2))", "true", "exit 3", "echo err 1>&2", "printf 'å'", 'echo atom', "echo \"a  b\"", "printf ''", ["echo ", "deep"]]),
    each(fun({C, O}) -> os:cmd(C, O) end, [{"echo hello", #{max_size => 3}}, {"echo hello", #{max_size => 0}}, {"echo hello", #{}}, {"echo hello", #{max_size => x}}, {"echo hello", x}, {"echo hello", #{max_size => infinity}}]),
    each(fun os:cmd/1, ["a\0b", 1, [a, {b}]]),
    each(fun({F, A}) -> apply(os, F, A) end, [{putenv, ["PURLIN_T", "x=y"]}, {getenv, ["PURLIN_T"]}, {getenv, ["PURLIN_T", "d"]}, {getenv, ["PURLIN_NONE"]}, {getenv, ["PURLIN_NONE", "d"]}, {getenv, ["PURLIN_NONE", x]}, {putenv, ["PURLIN_T", "å€"]}, {getenv, ["PURLIN_T"]}, {putenv, ["PURLIN_T", ""]}, {getenv, ["PURLIN_T"]}, {unsetenv, ["PURLIN_T"]}, {getenv, ["PURLIN_T"]}, {unsetenv, ["PURLIN_T"]}, {putenv, ["A=B", "x"]}, {putenv, ["A\0", "x"]}, {putenv, ["A", "x\0"]}, {getenv, [x]}, {unsetenv, [x]}, {unsetenv, ["A=B"]}, {putenv, [x, y]}, {find_executable, ["sh-that-is-not-there"]}, {find_executable, [x]}, {set_signal, [sigusr1, odd]}]),
    os:putenv("PURLIN_U", "1"), show("in command", os:cmd("echo $PURLIN_U")), show("env", lists:member({"PURLIN_U", "1"}, os:env())), show("sh", filename:basename(os:find_executable("sh"))), show("path", os:find_executable("f", "/none")),
    show("type", {os:type(), size(os:version()) >= 3, is_list(os:getpid()), is_integer(os:system_time(millisecond)), is_integer(os:perf_counter(second))}),
    ok.
