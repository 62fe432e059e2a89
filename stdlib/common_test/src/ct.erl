%% What test suites call: printing, comments, failing, configuration, capturing what is printed, running suites.
-module(ct).
-export([pal/1, pal/2, pal/3, pal/4, pal/5, log/1, log/2, log/3, log/4, log/5, print/1, print/2, print/3, print/4, print/5,
         comment/1, comment/2, fail/1, fail/2, get_config/1, get_config/2, get_config/3, require/1, require/2,
         get_timetrap_info/0, timetrap/1, sleep/1, run/1, run/2, run/3, run_test/1, milliseconds/1, listenv/1, testcases/2,
         capture_start/0, capture_stop/0, capture_get/0, capture_get/1, format/3, step/3, get_status/0, abort_current_testcase/1]).

-doc "Prints a text.".
pal(Format) -> pal(default, Format, []).
pal(X, Y) -> told(X, Y).
pal(X, Y, Z) -> told(X, Y, Z).
pal(_Category, X, Y, Z) -> told(X, Y, Z).
pal(_Category, _Importance, Format, Args, _Options) -> show(Format, Args).

-doc "Writes a text to the log, which is the output.".
log(Format) -> pal(Format).
log(X, Y) -> pal(X, Y).
log(X, Y, Z) -> pal(X, Y, Z).
log(A, X, Y, Z) -> pal(A, X, Y, Z).
log(A, B, X, Y, Z) -> pal(A, B, X, Y, Z).

-doc "Prints a text.".
print(Format) -> pal(Format).
print(X, Y) -> pal(X, Y).
print(X, Y, Z) -> pal(X, Y, Z).
print(A, X, Y, Z) -> pal(A, X, Y, Z).
print(A, B, X, Y, Z) -> pal(A, B, X, Y, Z).

%% (Format, Args), (Category, Format), (Importance, Format)
told(Format, Args) when is_list(Format), is_list(Args) -> show(Format, Args);
told(_, Format) -> show(Format, []).

%% (Category, Format, Args), (Category, Importance, Format), (Format, Args, Options)
told(_, Importance, Format) when is_integer(Importance) -> show(Format, []);
told(Format, Args, _) when is_list(Format) -> show(Format, Args);
told(_, Format, Args) -> show(Format, Args).

show(Format, Args) ->
    io:format("~ts\n", [io_lib:format(Format, Args)]).

-doc "Remarks on the test case that runs.".
comment(Comment) ->
    Text = case io_lib:printable_unicode_list(Comment) orelse is_binary(Comment) of
        true -> Comment;
        false -> io_lib:format("~tp", [Comment])
    end,
    put('$ct_comment', Text),
    ok.
comment(Format, Args) when is_list(Format), is_list(Args) -> comment(lists:flatten(io_lib:format(Format, Args))).

-doc "Fails the test case.".
-spec fail(term()) -> no_return().
fail(Reason) -> exit({test_case_failed, Reason}).
-spec fail(io:format(), [term()]) -> no_return().
fail(Format, Args) -> fail(lists:flatten(io_lib:format(Format, Args))).

-doc false.
-spec abort_current_testcase(term()) -> no_return().
abort_current_testcase(Reason) -> fail(Reason).

-doc "A configuration value, of the files given to run_test/1; a key {Name, SubKey, ...} looks inside.".
get_config(Key) -> get_config(Key, undefined, []).
get_config(Key, Default) -> get_config(Key, Default, []).
get_config(Key, Default, Options) ->
    Config = persistent_term:get({?MODULE, config}, []),
    case {values(Key, Config), lists:member(all, Options)} of
        {[], _} -> Default;
        {Values, true} -> Values;
        {[Value | _], false} -> Value
    end.

values(Key, Config) when is_tuple(Key) -> lists:foldl(fun(K, Cs) -> [V || C <- Cs, is_list(C), {K1, V} <- C, K1 =:= K] end, [Config], tuple_to_list(Key));
values(Key, Config) -> [V || {K, V} <- Config, K =:= Key].

-doc "Whether configuration is there.".
require(Name) ->
    case get_config(Name) of
        undefined -> {error, {not_available, Name}};
        _ -> ok
    end.
require(_Alias, Name) -> require(Name).

get_timetrap_info() ->
    case get('$ct_limit') of
        undefined -> {infinity, {false, 1}};
        Limit -> {Limit, {false, 1}}
    end.

-doc "Gives the running test case a new time limit.".
timetrap(Time) ->
    Ms = milliseconds(Time),
    case get('$ct_runner') of
        undefined -> ok;
        Runner ->
            put('$ct_limit', Ms),
            Runner ! {ct_timetrap, self(), Ms},
            ok
    end.

-doc false.
milliseconds(infinity) -> infinity;
milliseconds({hours, N}) -> round(N * 3600000);
milliseconds({minutes, N}) -> round(N * 60000);
milliseconds({seconds, N}) -> round(N * 1000);
milliseconds(Ms) when is_number(Ms) -> round(Ms).

-doc "Sleeps.".
sleep(Time) -> timer:sleep(milliseconds(Time)).

-doc "Keeps what this process prints from now on.".
capture_start() ->
    case get('$ct_capture') of
        undefined ->
            Old = group_leader(),
            Keeper = spawn(fun() -> keep(Old, []) end),
            put('$ct_capture', {Keeper, Old}),
            group_leader(Keeper, self()),
            ok;
        _ -> ok
    end.

-doc "Stops keeping it; what has been kept stays until it is asked for.".
capture_stop() ->
    case get('$ct_capture') of
        {Keeper, Old} when Old =/= done ->
            group_leader(Old, self()),
            put('$ct_capture', {Keeper, done}),
            ok;
        _ -> ok
    end.

-doc "What has been printed, as a list of texts; empty ones left out.".
capture_get() -> capture_get([default]).

capture_get(Exclude) when is_list(Exclude) ->
    case get('$ct_capture') of
        undefined -> [];
        {Keeper, Old} ->
            Ref = monitor(process, Keeper),
            Keeper ! {take, self(), Ref},
            Texts = receive
                {Ref, T} -> T;
                {'DOWN', Ref, process, _, _} -> []
            end,
            demonitor(Ref, [flush]),
            Old =:= done andalso begin
                exit(Keeper, kill),
                erase('$ct_capture')
            end,
            case Exclude of
                [] -> Texts;
                _ -> [T || T <- Texts, T =/= ""]
            end
    end.

keep(Gl, Acc) ->
    receive
        {io_request, From, As, Request} ->
            case texts(Request) of
                error ->
                    Gl ! {io_request, From, As, Request},
                    keep(Gl, Acc);
                Text ->
                    From ! {io_reply, As, ok},
                    keep(Gl, [Text | Acc])
            end;
        {take, From, Ref} ->
            From ! {Ref, lists:reverse(Acc)},
            keep(Gl, [])
    end.

texts({put_chars, Enc, Chars}) -> unicode:characters_to_list(Chars, Enc);
texts({put_chars, Enc, M, F, A}) ->
    try texts({put_chars, Enc, apply(M, F, A)})
    catch
        _:_ -> error
    end;
texts({requests, Requests}) ->
    Texts = [texts(R) || R <- Requests],
    case lists:member(error, Texts) of
        true -> error;
        false -> lists:append(Texts)
    end;
texts(_) -> error.

-doc false.
format(_Importance, Format, Args) -> show(Format, Args).

-doc false.
step(_Type, _Name, Fun) -> Fun().

-doc false.
get_status() -> no_tests_running.

-doc false.
listenv(_) -> [].

-doc "The cases of a suite.".
testcases(_Dir, Suite) ->
    case code:ensure_loaded(Suite) of
        {module, Suite} -> [C || C <- Suite:all(), is_atom(C)];
        {error, Why} -> {error, Why}
    end.

%% ---------------------------------------------------------------------------------------------------------
%% Running suites

-doc """
Runs suites: {Ok, Failed, {UserSkipped, AutoSkipped}} or {error, Reason}. Options: `{suite, S}`, `{dir, D}`, `{testcase, C}`,
`{group, G}`, `{config, File}`; others are ignored.
""".
run_test(Options) -> ct_run:run_test(Options).

-doc "Runs the suites of a folder.".
run(Dir) -> run_test([{dir, Dir}]).
run(Dir, Suite) -> run_test([{dir, Dir}, {suite, Suite}]).
run(Dir, Suite, Cases) -> run_test([{dir, Dir}, {suite, Suite}, {testcase, Cases}]).
