%% Commands, programs and the environment.
-module(os_api).
-export([main/0]).

-define(P(E), io:format("~ts => ~0tp~n", [??E, t(fun() -> E end)])).

main() ->
    ?P(os:cmd("echo hi; echo err >&2; exit 3")),
    ?P(os:cmd('echo hi')),
    ?P(os:cmd(["echo ", "h\x{e5}\x{1024}"])),
    ?P(os:cmd("printf '\\377'")),
    ?P(os:cmd("echo abcdef",#{max_size=>3})),
    ?P(os:cmd({a})),
    ?P(os:cmd("echo a",#{foo=>1})),
    ?P(os:cmd("echo a",#{max_size=>foo})),
    ?P(os:cmd("echo a", foo)),
    ?P(os:cmd(<<"echo a">>)),
    ?P(os:cmd("exit 7",#{exception_on_failure=>true})),
    ?P(os:cmd("echo hi; exit 7",#{exception_on_failure=>true})),
    ?P(os:cmd("echo ok",#{exception_on_failure=>true})),
    ?P(os:cmd("exit 1",#{exception_on_failure=>foo})),
    ?P(filename:basename(os:find_executable("sh"))),
    ?P(os:find_executable("nonesuch_x")),
    ?P(os:find_executable("/bin/sh")),
    ?P(os:find_executable("sh","/bin:/usr/bin")),
    ?P(os:find_executable("sh","")),
    ?P(os:find_executable("./q")),
    ?P(os:find_executable(foo)),
    ?P(os:find_executable("tmp")),
    ?P(os:find_executable("/tmp")),
    ?P(os:find_executable(<<"sh">>)),
    ?P(os:getenv({a})),
    ?P(os:getenv(foo)),
    ?P(os:getenv("")),
    ?P(os:putenv("A=","x")),
    ?P(os:putenv("QA","x\x{1024}")),
    ?P(os:getenv("QA")),
    ?P(os:getenv("QA",d)),
    ?P(os:unsetenv("QA")),
    ?P(os:getenv("QA")),
    ?P(os:getenv("QA",d)),
    ?P(os:perf_counter(foo)),
    ?P(os:system_time(foo)),
    ?P(tuple_size(os:version())),
    ?P(os:type()),
    ?P(os:set_signal(sigusr1,foo)),
    ?P(os:set_signal(sighup,default)),
    ?P(os:putenv(<<"a">>,"x")),
    ?P(os:getenv(<<"HOME">>)),
    ?P(os:timestamp() > {1,1,1}),
    ok.

t(F) -> try F() catch A:B -> {A, B} end.
