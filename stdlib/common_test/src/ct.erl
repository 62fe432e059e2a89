%% What test suites call: printing, comments, failing, configuration, and running a suite.
-module(ct).
-export([pal/1, pal/2, pal/3, pal/4, log/1, log/2, log/3, log/4, print/1, print/2, print/3, print/4, comment/1, comment/2,
         fail/1, fail/2, get_config/1, get_config/2, get_timetrap_info/0, timetrap/1, sleep/1, run/1, run/2, run/3,
         capture_start/0, capture_stop/0, capture_get/0]).

-doc "Prints a text with a heading.".
pal(Format) -> pal(default, Format, []).
pal(Format, Args) when is_list(Args), not is_atom(Format) -> pal(default, Format, Args);
pal(Category, Format) -> pal(Category, Format, []).
pal(Category, Format, Args) -> show(Category, Format, Args).
pal(Category, _Importance, Format, Args) -> show(Category, Format, Args).

-doc "Writes a text to the log, which is the output.".
log(Format) -> pal(Format).
log(Format, Args) -> pal(Format, Args).
log(Category, Format, Args) -> pal(Category, Format, Args).
log(Category, Importance, Format, Args) -> pal(Category, Importance, Format, Args).

-doc "Prints a text.".
print(Format) -> pal(Format).
print(Format, Args) -> pal(Format, Args).
print(Category, Format, Args) -> pal(Category, Format, Args).
print(Category, Importance, Format, Args) -> pal(Category, Importance, Format, Args).

show(_, Format, Args) -> io:format("~ts\n", [io_lib:format(Format, Args)]).

-doc "Remarks on the test case that runs.".
comment(Comment) ->
    put('$ct_comment', Comment),
    ok.
comment(Format, Args) -> comment(lists:flatten(io_lib:format(Format, Args))).

-doc "Fails the test case.".
-spec fail(term()) -> no_return().
fail(Reason) -> exit({test_case_failed, Reason}).
-spec fail(io:format(), [term()]) -> no_return().
fail(Format, Args) -> fail(lists:flatten(io_lib:format(Format, Args))).

-doc "A configuration value; there are no configuration files.".
get_config(_) -> undefined.
get_config(_, Default) -> Default.

get_timetrap_info() -> {infinity, {false, 1}}.
timetrap(_) -> ok.

-doc "Sleeps.".
sleep({hours, N}) -> sleep(N * 3600000);
sleep({minutes, N}) -> sleep(N * 60000);
sleep({seconds, N}) -> sleep(N * 1000);
sleep(Ms) -> timer:sleep(Ms).

capture_start() -> erlang:error(notsup).
capture_stop() -> erlang:error(notsup).
capture_get() -> erlang:error(notsup).

%% ---------------------------------------------------------------------------------------------------------
%% Running suites

-doc "Runs a suite: {Ok, Failed, {UserSkipped, AutoSkipped}}.".
run(Suite) -> ct_run:suite(Suite, all).
run(Suite, Cases) -> ct_run:suite(Suite, Cases).
run(_Dir, Suite, Cases) -> ct_run:suite(Suite, Cases).
