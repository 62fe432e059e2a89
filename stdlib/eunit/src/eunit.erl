%% Unit tests: runs what a test representation stands for and prints a report. eunit_data says what representations
%% mean, eunit_proc runs them, eunit_tty prints.
-module(eunit).
-export([test/1, test/2, start/0, stop/0, run_for/3]).

-include("eunit_internal.hrl").

-export_type([test_rep/0]).

-type test_rep() :: term().

-doc false.
start() -> ok.

-doc false.
stop() -> ok.

-doc "Runs tests and prints a report: ok or error.".
-spec test(test_rep()) -> ok | error.
test(Tests) -> test(Tests, []).

-doc """
As test/1, with options: `verbose` lists every test, `no_tty` prints nothing, `{print_depth, N}` says how deep terms are
printed, `{scale_timeouts, Factor}` multiplies all time limits.
""".
-spec test(test_rep(), [term()]) -> ok | error.
test(Tests, Options0) ->
    Options = if is_list(Options0) -> Options0; true -> [Options0] end,
    proplists:is_defined(report, Options) andalso error({not_supported, report}, [Tests, Options0]),
    T0 = eunit_tty:new(Options),
    Factor = proplists:get_value(scale_timeouts, Options, 1),
    eunit_tty:summary(run(Tests, Factor, all, fun eunit_tty:event/2, T0)).

-doc false.
%% Runs tests for another program: nothing is printed, `Listener` is called in this process with
%%   {test, Place, Description, ok | {failed, Class, Reason, Stack} | {timeout, Stack} | {died, Reason}, Output, Milliseconds}
%%   {cancelled, Text}
%% `Chosen` says whether the test of a place, {mfa, M, F} or {line, N, {mfa, M, F}}, is run.
run_for(Tests, Listener, Chosen) ->
    _ = run(Tests, 1, Chosen, fun(Event, Open) -> hear(Event, Open, Listener) end, none),
    ok.

%% Open: the test that runs.
hear({test_begin, _, T}, _, _) -> T;
hear({test_end, _, T, {timed_out, Stack}}, _, Listener) -> heard(T, {timeout, eunit_tty:own_frames(Stack)}, <<>>, 0, Listener);
hear({test_end, _, _, {{skipped, Why}, _, _}}, _, Listener) ->
    Text = case Why of
        {module_not_found, M} -> io_lib:format("missing module: ~tw", [M]);
        {no_such_function, {M, F, A}} -> io_lib:format("no such function: ~tw:~tw/~w", [M, F, A])
    end,
    Listener({cancelled, Text}),
    none;
hear({test_end, _, T, {{failed, {Class, Reason, Stack}}, Ms, Output}}, _, Listener) ->
    heard(T, {failed, Class, Reason, eunit_tty:own_frames(Stack)}, Output, Ms, Listener);
hear({test_end, _, T, {ok, Ms, Output}}, _, Listener) -> heard(T, ok, Output, Ms, Listener);
hear({died, _, Why}, #test{} = T, Listener) -> heard(T, {died, Why}, <<>>, 0, Listener);
hear({cancelled, _, _, {died, Why}}, #test{} = T, Listener) -> heard(T, {died, Why}, <<>>, 0, Listener);
hear({cancelled, _, _, undefined}, _, _) -> none;
hear({cancelled, _, _, Why}, _, Listener) ->
    Listener({cancelled, eunit_tty:cancelled_text(Why)}),
    none;
hear(_, Open, _) -> Open.

heard(#test{desc = Desc} = T, Result, Output, Ms, Listener) ->
    Listener({test, eunit_data:where(T), Desc, Result, Output, Ms}),
    none.

run(Tests, Factor, Chosen, Fun, Acc) ->
    Self = self(),
    {Runner, Mon} = spawn_monitor(fun() -> eunit_proc:run(Tests, Factor, Chosen, Self) end),
    events(Runner, Mon, Fun, Acc).

%% Takes events in until the run is over.
events(Runner, Mon, Fun, Acc) ->
    receive
        {eunit_event, _, _, Event} = Msg ->
            Acc1 = Fun(Event, Acc),
            eunit_proc:answer(Msg),
            events(Runner, Mon, Fun, Acc1);
        {'DOWN', Mon, process, Runner, normal} -> Acc;
        {'DOWN', Mon, process, Runner, Why} -> exit(Why)
    end.
