%% Unit tests: finds the tests of what it is given, runs each in a process of its own whose output is captured, and
%% prints what failed.
-module(eunit).
-export([test/1, test/2, start/0, stop/0]).

-export_type([test_rep/0]).

-type test_rep() :: term().

%% A test found: fun to run, where it is, its description and its time limit.
-record(test, {run, where, desc = undefined, timeout = 5000}).
%% A group: what it holds is expanded when it is run.
-record(group, {tests, desc = undefined, setup = none, order = inorder, spawn = false, timeout = none}).

%% How the run stands.
-record(st, {verbose = false, indent = 0, passed = 0, failed = 0, skipped = 0, cancelled = false, module = undefined}).

start() -> ok.
stop() -> ok.

-doc "Runs tests and prints a report: ok or error.".
test(Tests) -> test(Tests, []).

-doc "As test/1; with the option verbose every test is listed.".
test(Tests, Options) ->
    Verbose = proplists:get_bool(verbose, if is_list(Options) -> Options; true -> [Options] end),
    Verbose andalso io:put_chars("======================== EUnit ========================\n"),
    St = run(Tests, #st{verbose = Verbose}),
    summary(St),
    case St of
        #st{failed = 0, cancelled = false} -> ok;
        _ -> error
    end.

summary(#st{failed = 0, skipped = 0, cancelled = false, passed = Passed, verbose = Verbose}) ->
    Verbose andalso io:put_chars(line()),
    case Passed of
        0 -> io:put_chars("  There were no tests to run.\n");
        1 -> io:put_chars("  Test passed.\n");
        2 when not Verbose -> io:put_chars("  2 tests passed.\n");
        _ -> io:format("  All ~w tests passed.\n", [Passed])
    end;
summary(#st{failed = Failed, skipped = Skipped, passed = Passed, cancelled = Cancelled}) ->
    io:put_chars(line()),
    io:format("  Failed: ~w.  Skipped: ~w.  Passed: ~w.\n", [Failed, Skipped, Passed]),
    Cancelled andalso io:put_chars("One or more tests were cancelled.\n"),
    ok.

line() -> "=======================================================\n".

%% ---------------------------------------------------------------------------------------------------------
%% What a test representation stands for: a #test{}, a #group{}, or {error, Why}

expand({Desc, T}) when is_list(Desc); is_binary(Desc) -> described(Desc, expand(T), T);
expand(F) when is_function(F, 0) -> #test{run = F, where = fun_place(F)};
expand({Line, F}) when is_integer(Line), is_function(F, 0) -> #test{run = F, where = {line, Line, fun_place(F)}};
expand({Line, T}) when is_integer(Line), Line >= 0 -> expand(T);
expand({module, M}) when is_atom(M) -> module(M);
expand({application, App}) when is_atom(App) ->
    case application:get_key(App, modules) of
        {ok, Ms} -> #group{tests = [{module, M} || M <- Ms], desc = "application '" ++ atom_to_list(App) ++ "'"};
        undefined -> {error, {application_not_found, App}}
    end;
expand({inorder, T}) -> #group{tests = T};
expand({inparallel, T}) -> #group{tests = T, order = inparallel};
expand({spawn, T}) -> #group{tests = T, spawn = true};
expand({M, F}) when is_atom(M), is_atom(F) -> #test{run = fun M:F/0, where = {mfa, M, F}};
expand({test, M, F}) -> #test{run = fun M:F/0, where = {mfa, M, F}};
expand({test, F}) when is_function(F, 0) -> expand(F);
expand({generator, F}) when is_function(F, 0) -> generated(F);
expand({generator, M, F}) -> generated(fun M:F/0);
expand({with, X, Fs}) when is_list(Fs) ->
    #group{tests = [#test{run = fun() -> F(X) end, where = fun_place(F)} || F <- Fs]};
expand({setup, Setup, T}) -> expand({setup, spawn, Setup, fun(_) -> ok end, T});
expand({setup, Where, Setup, T}) when Where =:= spawn; Where =:= local -> expand({setup, Where, Setup, fun(_) -> ok end, T});
expand({setup, Setup, Cleanup, T}) -> expand({setup, spawn, Setup, Cleanup, T});
expand({setup, Where, Setup, Cleanup, T}) ->
    #group{tests = T, setup = {Setup, Cleanup}, spawn = Where =/= local};
expand({foreach, Setup, Ts}) -> expand({foreach, spawn, Setup, fun(_) -> ok end, Ts});
expand({foreach, Where, Setup, Ts}) when Where =:= spawn; Where =:= local ->
    expand({foreach, Where, Setup, fun(_) -> ok end, Ts});
expand({foreach, Setup, Cleanup, Ts}) -> expand({foreach, spawn, Setup, Cleanup, Ts});
expand({foreach, Where, Setup, Cleanup, Ts}) -> #group{tests = [{setup, Where, Setup, Cleanup, T} || T <- Ts]};
expand({foreachx, Setup, Cleanup, Pairs}) -> expand({foreachx, spawn, Setup, Cleanup, Pairs});
expand({foreachx, Where, Setup, Cleanup, Pairs}) ->
    #group{tests = [{setup, Where, fun() -> Setup(X) end, fun(R) -> Cleanup(X, R) end, fun(R) -> F(X, R) end}
                    || {X, F} <- Pairs]};
expand({timeout, Seconds, T}) ->
    case expand(T) of
        #test{} = Test -> Test#test{timeout = round(Seconds * 1000)};
        #group{} = Group -> Group#group{timeout = round(Seconds * 1000)};
        Error -> Error
    end;
expand({spawn, _Node, T}) -> #group{tests = T, spawn = true};
expand({inparallel, _N, T}) -> #group{tests = T, order = inparallel};
expand({repeat, N, T}) -> #group{tests = lists:duplicate(N, T)};
expand(M) when is_atom(M) -> module(M);
expand(T) when is_list(T) ->
    case T =/= [] andalso io_lib:printable_unicode_list(T) of
        true -> {error, {bad_test, T}};
        false -> #group{tests = T}
    end;
expand(#test{} = T) -> T;
expand(#group{} = G) -> G;
expand(T) -> {error, {bad_test, T}}.

described(Desc, #test{} = T, _) -> T#test{desc = Desc};
described(Desc, #group{} = G, _) -> G#group{desc = Desc};
described(_, Error, _) -> Error.

generated(F) ->
    try #group{tests = F()}
    catch
        Class:Reason:Stack -> {error, {generator_failed, {F, Class, Reason, Stack}}}
    end.

module(M) ->
    case code:ensure_loaded(M) of
        {module, M} ->
            #group{desc = "module '" ++ atom_to_list(M) ++ "'", tests = own(M) ++ companion(M)};
        _ -> {error, {module_not_found, M}}
    end.

own(M) ->
    [case lists:suffix("_", atom_to_list(F)) of
         true -> {generator, M, F};
         false -> {test, M, F}
     end || {F, 0} <- M:module_info(exports), is_test(atom_to_list(F))].

is_test(Name) -> lists:suffix("_test", Name) orelse lists:suffix("_test_", Name).

%% Tests may stand in a module of their own, named with _tests.
companion(M) ->
    Name = atom_to_list(M),
    case lists:suffix("_tests", Name) of
        true -> [];
        false ->
            Tests = list_to_atom(Name ++ "_tests"),
            case code:ensure_loaded(Tests) of
                {module, Tests} -> own(Tests);
                _ -> []
            end
    end.

fun_place(F) ->
    {module, M} = erlang:fun_info(F, module),
    {name, N} = erlang:fun_info(F, name),
    {mfa, M, N}.

%% ---------------------------------------------------------------------------------------------------------
%% Running

run(T, St) ->
    case expand(T) of
        #test{} = Test -> run_test(Test, St);
        #group{} = Group -> run_group(Group, St);
        {error, Why} -> cancelled(Why, St)
    end.

run_group(#group{desc = Desc, setup = none, tests = Tests}, St) ->
    in_group(Desc, St, fun(S) -> run_all(Tests, S) end);
run_group(#group{desc = Desc, setup = {Setup, Cleanup}, tests = Tests}, St) ->
    in_group(Desc, St, fun(S) -> with_setup(Setup, Cleanup, Tests, S) end).

in_group(undefined, St, Fun) -> Fun(St);
in_group(Desc, #st{verbose = true, indent = Indent} = St, Fun) ->
    io:format("~ts~ts\n", [spaces(Indent), Desc]),
    T0 = erlang:monotonic_time(millisecond),
    St1 = Fun(St#st{indent = Indent + 2}),
    io:format("~ts[done in ~.3f s]\n", [spaces(Indent + 2), (erlang:monotonic_time(millisecond) - T0) / 1000]),
    St1#st{indent = Indent};
in_group(_, St, Fun) -> Fun(St).

spaces(N) -> lists:duplicate(N, $\s).

run_all([T | Ts], St) -> run_all(Ts, run(T, St));
run_all([], St) -> St;
run_all(T, St) -> run(T, St).

%% Setup, tests and cleanup run in one process, which may own what they need.
with_setup(Setup, Cleanup, Tests, St) ->
    Self = self(),
    Gl = group_leader(),
    {Pid, Ref} = spawn_monitor(fun() ->
        group_leader(Gl, self()),
        Self ! {self(), fixture(Setup, Cleanup, Tests, St)}
    end),
    receive
        {Pid, St1} ->
            demonitor(Ref, [flush]),
            St1;
        {'DOWN', Ref, process, Pid, Reason} -> cancelled({fixture_died, Reason}, St)
    end.

fixture(Setup, Cleanup, Tests, St) ->
    try Setup() of
        R ->
            St1 = instantiate(Tests, R, St),
            try Cleanup(R) of
                _ -> St1
            catch
                Class:Reason:Stack -> cancelled({cleanup_failed, {Class, Reason, Stack}}, St1)
            end
    catch
        Class:Reason:Stack -> cancelled({setup_failed, {Class, Reason, Stack}}, St)
    end.

instantiate(F, R, St) when is_function(F, 1) ->
    try F(R) of
        Tests -> run_all(Tests, St)
    catch
        Class:Reason:Stack -> cancelled({instantiation_failed, {Class, Reason, Stack}}, St)
    end;
instantiate({with, Fs}, R, St) -> run({with, R, Fs}, St);
instantiate({Desc, T}, R, St) when is_list(Desc); is_binary(Desc) ->
    in_group(Desc, St, fun(S) -> instantiate(T, R, S) end);
instantiate(Tests, _, St) -> run_all(Tests, St).

run_test(#test{run = Run, timeout = Timeout} = Test, #st{verbose = Verbose} = St) ->
    T0 = erlang:monotonic_time(millisecond),
    {Result, Output} = captured(Run, Timeout),
    Time = erlang:monotonic_time(millisecond) - T0,
    case Result of
        ok ->
            Verbose andalso io:format("~ts~ts...~tsok\n", [spaces(St#st.indent), title(Test), took(Time)]),
            St#st{passed = St#st.passed + 1};
        {failed, Class, Reason, Stack} ->
            io:format("~ts~ts...*failed*\n~ts**~w:~tp\n  output:<<\"~ts\">>\n\n",
                      [indent(St), title(Test), stack(Stack), Class, Reason, escaped(Output)]),
            St#st{failed = St#st.failed + 1};
        {timeout, Stack} ->
            io:format("~ts~ts...*timed out*\n~tsundefined\n", [indent(St), title(Test), stack(Stack)]),
            St#st{cancelled = true};
        {died, Reason} ->
            io:format("~ts~ts...*did not finish*\n**unexpected termination of test process: ~tp\n\n",
                      [indent(St), title(Test), Reason]),
            St#st{cancelled = true}
    end.

indent(#st{verbose = true, indent = N}) -> spaces(N);
indent(_) -> "".

took(Time) when Time >= 100 -> io_lib:format("[~.3f s] ", [Time / 1000]);
took(_) -> "".

escaped(Output) -> string:replace(Output, "\"", "\\\"", all).

title(#test{where = Where, desc = Desc}) -> [place(Where), description(Desc)].

place({line, Line, {mfa, M, F}}) -> io_lib:format("~ts:~w: ~ts", [M, Line, F]);
place({mfa, M, F}) -> io_lib:format("~ts: ~ts", [M, F]).

description(undefined) -> "";
description(Desc) -> [" (", Desc, ")"].

cancelled(Why, St) ->
    io:put_chars(["undefined\n", reason(Why), "\n\n"]),
    St#st{cancelled = true}.

reason({setup_failed, E}) -> ["*** context setup failed ***\n", exception(E)];
reason({cleanup_failed, E}) -> ["*** context cleanup failed ***\n", exception(E)];
reason({instantiation_failed, E}) -> ["*** instantiation of subtests failed ***\n", exception(E)];
reason({generator_failed, {_, Class, Reason, Stack}}) ->
    ["*** test generator failed ***\n", exception({Class, Reason, Stack})];
reason({module_not_found, M}) -> io_lib:format("*** test module not found ***\n**~tp\n", [M]);
reason({application_not_found, A}) -> io_lib:format("*** application not found ***\n**~tp\n", [A]);
reason({bad_test, T}) -> io_lib:format("*** bad test descriptor ***\n**~tp\n", [T]);
reason(Other) -> io_lib:format("*** ~tp ***\n", [Other]).

exception({Class, Reason, Stack}) -> ["**", stack(Stack), io_lib:format("**~w:~tp\n", [Class, Reason])].

stack(Stack) -> frames(shown(Stack), "in function ").

%% The frames of the test, without those that called it.
shown(Stack) -> lists:takewhile(fun(F) -> element(1, F) =/= ?MODULE end, Stack).

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
%% A test in a process of its own, with a group leader that keeps its output

captured(Run, Timeout) ->
    Self = self(),
    Parent = group_leader(),
    Leader = spawn(fun() -> keep(Self, Parent, []) end),
    {Pid, Ref} = spawn_monitor(fun() ->
        group_leader(Leader, self()),
        Self ! {self(), guarded(Run)},
        receive done -> ok end
    end),
    Result = receive
        {Pid, R} ->
            demonitor(Ref, [flush]),
            Pid ! done,
            R;
        {'DOWN', Ref, process, Pid, Reason} -> {died, Reason}
    after Timeout ->
        Stack = case process_info(Pid, current_stacktrace) of
            {_, S} -> S;
            _ -> []
        end,
        demonitor(Ref, [flush]),
        exit(Pid, kill),
        {timeout, Stack}
    end,
    Leader ! {finish, Self},
    Output = receive {output, Leader, O} -> O end,
    {Result, Output}.

guarded(Run) ->
    try Run() of
        _ -> ok
    catch
        Class:Reason:Stack -> {failed, Class, Reason, Stack}
    end.

keep(Owner, Parent, Acc) ->
    receive
        {io_request, From, As, Request} ->
            case output(Request) of
                {ok, Text} ->
                    From ! {io_reply, As, ok},
                    keep(Owner, Parent, [Text | Acc]);
                error ->
                    From ! {io_reply, As, {error, format}},
                    keep(Owner, Parent, Acc);
                other ->
                    Parent ! {io_request, From, As, Request},
                    keep(Owner, Parent, Acc)
            end;
        {finish, To} -> To ! {output, self(), unicode:characters_to_binary(lists:reverse(Acc))}
    end.

output({put_chars, Enc, Chars}) -> {ok, unicode:characters_to_binary(Chars, Enc)};
output({put_chars, Enc, M, F, A}) ->
    try {ok, unicode:characters_to_binary(apply(M, F, A), Enc)}
    catch
        _:_ -> error
    end;
output({requests, Requests}) ->
    lists:foldl(fun
        (R, {ok, Acc}) ->
            case output(R) of
                {ok, T} -> {ok, [Acc, T]};
                Other -> Other
            end;
        (_, Other) -> Other
    end, {ok, []}, Requests);
output(_) -> other.
