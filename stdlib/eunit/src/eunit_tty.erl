%% Prints what happens in a run of tests: with `verbose` every test and group, otherwise only what went wrong.
-module(eunit_tty).
-export([new/1, event/2, summary/1, cancelled_text/1, own_frames/1]).

-include("eunit_internal.hrl").

%% open: the test that runs; groups: those whose heading is out, innermost first: depth, and how many tests had run and how
%% much had been cancelled before
-record(t, {verbose, silent, depth, open = none, groups = [], passed = 0, failed = 0, skipped = 0, cancelled = 0}).

-define(RULE, "=======================================================\n").

-doc "The state for a run.".
new(Options) ->
    T = #t{verbose = proplists:get_bool(verbose, Options), silent = proplists:get_bool(no_tty, Options),
           depth = proplists:get_value(print_depth, Options, 20)},
    T#t.verbose andalso put_text(T, "======================== EUnit ========================\n"),
    T.

put_text(#t{silent = true}, _) -> ok;
put_text(_, Text) -> io:put_chars(Text).

count(#t{passed = P, failed = F, skipped = S}) -> P + F + S.

-doc "Takes an event of eunit_proc in.".
event({group_begin, Depth, Desc}, T) ->
    T#t.verbose andalso put_text(T, [indent(Depth, T), Desc, $\n]),
    T#t{groups = [{Depth, count(T), T#t.cancelled} | T#t.groups]};
event({group_end, Depth, Ms}, T) ->
    %% groups that were cancelled have no end of their own
    case lists:dropwhile(fun({D, _, _}) -> D > Depth end, T#t.groups) of
        [{Depth, Before, Cancelled} | Groups] ->
            Any = T#t.verbose andalso count(T) > Before andalso T#t.cancelled =:= Cancelled,
            Any andalso put_text(T, [indent(Depth + 1, T), io_lib:format("[done in ~.3f s]\n", [Ms / 1000])]),
            T#t{groups = Groups};
        Groups -> T#t{groups = Groups}
    end;
event({test_begin, Depth, Test}, T) ->
    T#t.verbose andalso begin_line(Depth, Test, T),
    T#t{open = {Depth, Test}};
event({test_end, Depth, Test, Result}, T) -> ended(Depth, Test, Result, T#t{open = none});
event({died, _, Why}, #t{open = {Depth, Test}} = T) ->
    failing_line(Depth, Test, T),
    put_text(T, died(Why)),
    T#t{open = none, cancelled = T#t.cancelled + 1};
event({died, Depth, Why}, T) -> event({cancelled, Depth, undefined, {died, Why}}, T);
event({cancelled, Depth, Desc, Why}, #t{open = {TestDepth, Test}} = T) ->
    failing_line(TestDepth, Test, T),
    put_text(T, "*skipped*\n"),
    event({cancelled, Depth, Desc, Why}, T#t{open = none});
event({cancelled, Depth, Desc, Why}, T) ->
    put_text(T, cancelled(Depth, Desc, Why, T)),
    T#t{cancelled = T#t.cancelled + 1}.

%% A title that has been printed is not printed again.
cancelled(Depth, Desc, Why, T) ->
    Indent = case Why of
        {died, _} -> indent(Depth, T);
        {timed_out, _} -> indent(Depth, T);
        _ -> ""
    end,
    Head = case Desc of
        undefined -> [Indent, "undefined\n"];
        _ when T#t.verbose -> "";
        _ -> [Desc, $\n]
    end,
    case Why of
        undefined -> Head;
        {died, Reason} -> [Head, Indent, died(Reason)];
        {timed_out, Stack} -> [if Desc =:= undefined -> ""; true -> Head end, Indent, "*timed out*\n", stack(Stack)];
        _ ->
            {Title, Text} = reason(Why, T),
            [Head, "*** ", Title, " ***\n**", Text, "\n\n"]
    end.

died(Why) -> ["*unexpected termination of test process*\n::", io_lib:format("~tP", [Why, 20]), "\n\n"].

begin_line(Depth, Test, T) -> put_text(T, [indent(Depth, T), name(Test), "..."]).

%% The line of a test that did not go well: in verbose runs it stands there already.
failing_line(_, _, #t{verbose = true}) -> ok;
failing_line(_, Test, T) -> put_text(T, [name(Test), "..."]).

ended(_, _, {ok, Ms, _}, T) ->
    T#t.verbose andalso put_text(T, [took(Ms), "ok\n"]),
    T#t{passed = T#t.passed + 1};
ended(Depth, Test, {{failed, Exception}, _, Output}, T) ->
    failing_line(Depth, Test, T),
    put_text(T, ["*failed*\n", exception(Exception, T), "  output:<<\"", Output, "\">>\n\n"]),
    T#t{failed = T#t.failed + 1};
ended(Depth, Test, {{skipped, Why}, _, _}, T) ->
    failing_line(Depth, Test, T),
    Text = case Why of
        {module_not_found, M} -> io_lib:format("missing module: ~tw", [M]);
        {no_such_function, {M, F, A}} -> io_lib:format("no such function: ~tw:~tw/~w", [M, F, A])
    end,
    put_text(T, ["*did not run*\n::", Text, "\n"]),
    T#t{skipped = T#t.skipped + 1};
ended(Depth, Test, {timed_out, Stack}, T) ->
    failing_line(Depth, Test, T),
    put_text(T, ["*timed out*\n", stack(Stack)]),
    T#t{cancelled = T#t.cancelled + 1}.

took(0) -> "";
took(Ms) -> io_lib:format("[~.3f s] ", [Ms / 1000]).

indent(Depth, #t{verbose = true}) -> lists:duplicate(2 * Depth, $\s);
indent(_, _) -> "".

name(#test{place = {M, F}, line = Line, desc = Desc}) ->
    At = if Line > 0 -> io_lib:format("~ts:~w: ~ts", [M, Line, F]); true -> io_lib:format("~ts: ~ts", [M, F]) end,
    case Desc of
        undefined -> At;
        _ -> [At, " (", Desc, ")"]
    end.

%% ---------------------------------------------------------------------------------------------------------
%% What went wrong

reason({setup_failed, E}, T) -> {"context setup failed", exception(E, T)};
reason({cleanup_failed, E}, T) -> {"context cleanup failed", exception(E, T)};
reason({instantiation_failed, E}, T) -> {"instantiation of subtests failed", exception(E, T)};
reason({generator_failed, M, F, E}, T) ->
    {io_lib:format("test generator ~tw:~tw/0 failed", [M, F]), exception(E, T)};
reason({no_generator, M, F}, _) -> {io_lib:format("no such function: ~tw:~tw/0", [M, F]), ""};
reason({bad_instantiator, M, F, X}, _) ->
    {io_lib:format("result from instantiator ~tw:~tw/1 is not a test", [M, F]), io_lib:format("~tp", [X])};
reason({module_not_found, M}, _) -> {"test module not found", io_lib:format("~tp", [M])};
reason({application_not_found, A}, _) -> {"application not found", io_lib:format("~tp", [A])};
reason({file, Why, Name}, _) -> {"error reading file", io_lib:format("~ts: ~ts", [Why, Name])};
reason({bad_test, X}, _) -> {"bad test descriptor", io_lib:format("~tP", [X, 20])}.

-doc "What a cancelled group says in a report.".
cancelled_text({died, Reason}) -> died(Reason);
cancelled_text({timed_out, Stack}) -> ["*timed out*\n", stack(Stack)];
cancelled_text(Why) ->
    {Title, Text} = reason(Why, #t{depth = 20}),
    ["*** ", Title, " ***\n**", Text, "\n"].

exception({Class, Reason, Stack}, #t{depth = Depth}) ->
    [stack(Stack), io_lib:format("**~w:", [Class]), io_lib:format("~tP\n", [Reason, Depth])].

stack(Stack) -> frames(own_frames(Stack), "in function ").

-doc "The frames of a test, without those of this library below it.".
own_frames(Stack) -> lists:takewhile(fun(F) -> not ours(element(1, F)) end, Stack).

ours(M) -> M =:= eunit_proc orelse M =:= eunit_data.

frames([{M, F, A, Info} | Stack], Lead) ->
    Arity = if is_list(A) -> length(A); true -> A end,
    At = case {lists:keyfind(file, 1, Info), lists:keyfind(line, 1, Info)} of
        {{_, File}, {_, Line}} -> io_lib:format(" (~ts, line ~w)", [File, Line]);
        _ -> ""
    end,
    Call = if
        is_list(A) -> io_lib:format("\n  called as ~tw(~ts)", [F, lists:join(",", [io_lib:format("~0tP", [X, 30]) || X <- A])]);
        true -> ""
    end,
    [io_lib:format("~ts~tw:~tw/~w~ts~ts\n", [Lead, M, F, Arity, At, Call]) | frames(Stack, "in call from ")];
frames([], _) -> [].

%% ---------------------------------------------------------------------------------------------------------
%% The end

-doc "Prints how the run ended: ok or error.".
summary(#t{failed = 0, skipped = 0, cancelled = 0, passed = Passed} = T) ->
    T#t.verbose andalso Passed > 0 andalso put_text(T, ?RULE),
    put_text(T, case Passed of
        0 -> "  There were no tests to run.\n";
        1 -> "  Test passed.\n";
        2 -> "  2 tests passed.\n";
        _ -> io_lib:format("  All ~w tests passed.\n", [Passed])
    end),
    ok;
summary(#t{failed = Failed, skipped = Skipped, passed = Passed, cancelled = Cancelled} = T) ->
    put_text(T, [?RULE, io_lib:format("  Failed: ~w.  Skipped: ~w.  Passed: ~w.\n", [Failed, Skipped, Passed])]),
    Cancelled > 0 andalso put_text(T, "One or more tests were cancelled.\n"),
    error.
