%% Runs the cases of test suites: suite/0, all/0, groups/0, the init and end functions, and the properties sequence,
%% parallel, shuffle and repeat of groups. Every case runs in a process of its own, under a time limit.
-module(ct_run).
-export([run_test/1, suite/2]).

-record(r, {suite, groups = [], info = [], group_path = [], saved = undefined, ok = 0, failed = 0, skipped = 0, auto = 0}).

-define(TIMETRAP, 1800000).

-doc "Runs suites as told by ct:run_test/1: {Ok, Failed, {UserSkipped, AutoSkipped}} or {error, Reason}.".
run_test(Options) when is_list(Options) ->
    try
        Config = lists:append([read_config(F) || {config, Fs} <- Options, F <- files(Fs)]),
        Suites = suites(Options),
        Cases = chosen(Options),
        with_config(Config, fun() ->
            Results = [suite(S, Cases) || S <- Suites],
            lists:foldl(fun({O, F, {U, A}}, {O1, F1, {U1, A1}}) -> {O + O1, F + F1, {U + U1, A + A1}} end, {0, 0, {0, 0}}, Results)
        end)
    catch
        throw:{error, Why} -> {error, Why}
    end.

files([C | _] = F) when is_integer(C) -> [F];
files(Fs) -> Fs.

suites(Options) ->
    case proplists:get_value(suite, Options) of
        undefined ->
            case proplists:get_value(dir, Options) of
                undefined -> throw({error, no_suite});
                Dirs -> [S || D <- files(Dirs), S <- suites_in(D)]
            end;
        S when is_atom(S) -> [S];
        S -> [module(N) || N <- files(S)]
    end.

module(N) when is_atom(N) -> N;
module(N) -> list_to_atom(filename:basename(N, ".erl")).

suites_in(Dir) ->
    code:add_patha(Dir),
    [module(F) || F <- lists:sort(filelib:wildcard(filename:join(Dir, "*_SUITE.erl")))].

chosen(Options) ->
    Groups = [{group, G} || {group, Gs} <- Options, G <- listed(Gs), G =/= all],
    Cases = [C || {testcase, Cs} <- Options, C <- listed(Cs)],
    case {Groups, Cases} of
        {[], []} -> all;
        {[], _} -> Cases;
        {_, []} -> Groups;
        {_, _} -> [{only, G, Cases} || {group, G} <- Groups]
    end.

listed(L) when is_list(L) -> L;
listed(X) -> [X].

read_config(File) ->
    case file:consult(File) of
        {ok, Terms} -> lists:flatten(Terms);
        {error, Why} -> throw({error, {config_file, File, Why}})
    end.

with_config(Config, Fun) ->
    Old = persistent_term:get({ct, config}, []),
    persistent_term:put({ct, config}, Config),
    try Fun()
    after persistent_term:put({ct, config}, Old)
    end.

%% ---------------------------------------------------------------------------------------------------------
%% A suite

-doc "Runs cases of a suite, or all: {Ok, Failed, {UserSkipped, AutoSkipped}}.".
suite(Suite, Cases) ->
    code:ensure_loaded(Suite) =:= {module, Suite} orelse throw({error, {suite_not_found, Suite}}),
    R0 = #r{suite = Suite, groups = optional(Suite, groups, [], []), info = optional(Suite, suite, [], [])},
    Chosen = case Cases of
        all -> Suite:all();
        _ -> listed(Cases)
    end,
    R = case {Chosen, missing(R0#r.info)} of
        {{skip, Why}, _} ->
            tell("~tw: skipped: ~tp", [Suite, Why]),
            R0#r{skipped = 1};
        {_, [Name | _]} ->
            tell("~tw: skipped: required ~tp is not configured", [Suite, Name]),
            R0#r{auto = count(Chosen, R0#r.groups)};
        {_, []} -> chosen_cases(Suite, Chosen, R0)
    end,
    tell("~tw: ~w ok, ~w failed, ~w skipped", [Suite, R#r.ok, R#r.failed, R#r.skipped + R#r.auto]),
    {R#r.ok, R#r.failed, {R#r.skipped, R#r.auto}}.

chosen_cases(Suite, Chosen, #r{groups = Groups} = R) ->
    case in_process(init_per_suite, limit(R#r.info), fun() -> init(Suite, init_per_suite, [config(Suite)]) end) of
        {ok, Config} ->
            R1 = run_all(Chosen, Config, R),
            finish(Suite, end_per_suite, [Config], R1),
            R1;
        {skip, Why} ->
            tell("~tw: skipped: ~tp", [Suite, Why]),
            R#r{skipped = count(Chosen, Groups)};
        {failed, Why} ->
            tell("~tw: init_per_suite failed:~n~ts", [Suite, Why]),
            R#r{auto = count(Chosen, Groups)}
    end.

config(Suite) ->
    Dir = case code:which(Suite) of
        File when is_list(File) -> filename:dirname(File);
        _ -> "."
    end,
    Private = filename:join([tmp_dir(), "ct_" ++ os:getpid(), atom_to_list(Suite)]) ++ "/",
    _ = filelib:ensure_dir(Private),
    [{data_dir, filename:join(Dir, atom_to_list(Suite) ++ "_data") ++ "/"}, {priv_dir, Private}].

tmp_dir() ->
    case os:getenv("TMPDIR") of
        false -> "/tmp";
        Dir -> Dir
    end.

tell(Format, Args) -> io:format(Format ++ "~n", Args).

optional(Suite, Function, Args, Default) ->
    case erlang:function_exported(Suite, Function, length(Args)) of
        true -> apply(Suite, Function, Args);
        false -> Default
    end.

%% Configuration that is asked for and not there.
missing(Info) ->
    [Name || {require, Name} <- Info, ct:get_config(Name) =:= undefined] ++
        [Name || {require, _Alias, Name} <- Info, ct:get_config(Name) =:= undefined].

count(Tests, Groups) ->
    lists:sum([case T of
                   {group, G} -> count(members(G, Groups), Groups);
                   {group, G, _} -> count(members(G, Groups), Groups);
                   {only, _, Cs} -> length(Cs);
                   _ -> 1
               end || T <- Tests]).

members(Name, Groups) ->
    case lists:keyfind(Name, 1, Groups) of
        {_, _, Tests} -> Tests;
        {_, Tests} -> Tests;
        false -> []
    end.

%% The time limit of an information list.
limit(Info) -> limit(Info, ?TIMETRAP).

limit(Info, Default) ->
    case proplists:get_value(timetrap, Info) of
        undefined -> Default;
        T -> ct:milliseconds(T)
    end.

init(Suite, Function, Args) ->
    Config = lists:last(Args),
    try optional(Suite, Function, Args, Config) of
        {skip, Why} -> {skip, Why};
        {skipped, Why} -> {skip, Why};
        {skip_and_save, Why, _} -> {skip, Why};
        {fail, Why} -> {failed, io_lib:format("~tp", [Why])};
        New when is_list(New) -> {ok, New};
        _ -> {ok, Config}
    catch
        throw:{skip, Why} -> {skip, Why};
        Class:Reason:Stack -> {failed, text(Class, Reason, Stack)}
    end.

finish(Suite, Function, Args, R) ->
    Result = in_process(Function, limit(R#r.info), fun() ->
        try optional(Suite, Function, Args, ok) of
            _ -> ok
        catch
            Class:Reason:Stack -> {failed, text(Class, Reason, Stack)}
        end
    end),
    case Result of
        ok -> ok;
        {_, Why} -> tell("~tw: ~tw failed:~n~ts", [Suite, Function, Why])
    end.

text(Class, Reason, Stack) ->
    Own = lists:takewhile(fun(F) -> element(1, F) =/= ?MODULE end, Stack),
    erl_error:format_exception(Class, Reason, Own).

%% ---------------------------------------------------------------------------------------------------------
%% Groups

run_all([T | Ts], Config, R) -> run_all(Ts, Config, run_one(T, Config, R));
run_all([], _, R) -> R.

run_one({group, Name}, Config, R) -> group(Name, default, [], Config, R);
run_one({group, Name, Props}, Config, R) -> group(Name, Props, [], Config, R);
run_one({group, Name, Props, Sub}, Config, R) -> group(Name, Props, Sub, Config, R);
run_one({only, Name, Cases}, Config, #r{groups = Groups} = R) ->
    {_, Props, _} = definition(Name, R),
    R1 = run_one({group, Name}, Config, R#r{groups = [{Name, Props, Cases} | Groups]}),
    R1#r{groups = Groups};
run_one({testcase, Name, Props}, Config, R) -> repeated(Props, fun(Acc) -> test_case(Name, Config, Acc) end, R);
run_one(Name, Config, R) when is_atom(Name) -> test_case(Name, Config, R).

definition(Name, #r{suite = Suite, groups = Groups}) ->
    case lists:keyfind(Name, 1, Groups) of
        {_, _, _} = G -> G;
        {_, Ts} -> {Name, [], Ts};
        false -> throw({error, {no_such_group, Suite, Name}})
    end.

group(Name, Given, Sub, Config, #r{suite = Suite, groups = Groups, info = Info} = R0) ->
    {_, Defined, Tests0} = definition(Name, R0),
    Props = if Given =:= default -> Defined; true -> Given end,
    %% groups defined inside, and properties given anew for groups below
    Inner = [T || {_, _, _} = T <- Tests0, element(1, T) =/= group, element(1, T) =/= testcase],
    Anew = [{N, P, members(N, Inner ++ Groups)} || {N, P} <- Sub],
    Tests = [case lists:member(T, Inner) of true -> {group, element(1, T)}; false -> T end || T <- Tests0],
    GroupInfo = optional(Suite, group, [Name], []),
    R = R0#r{groups = Anew ++ Inner ++ Groups, info = GroupInfo ++ Info},
    GroupConfig = [{tc_group_properties, [{name, Name} | Props]} | Config],
    Restore = fun(Done) -> Done#r{groups = Groups, info = Info, saved = undefined} end,
    Round = fun(Acc) -> round(Name, Props, Tests, GroupConfig, Acc) end,
    Restore(repeated(Props, Round, R)).

round(Name, Props, Tests, GroupConfig, #r{suite = Suite, groups = Groups} = R) ->
    Init = in_process(init_per_group, limit(R#r.info), fun() -> init(Suite, init_per_group, [Name, GroupConfig]) end),
    case Init of
        {ok, Config} ->
            Ordered = shuffled(Props, Tests),
            R1 = case {proplists:get_bool(sequence, Props), proplists:get_bool(parallel, Props)} of
                {true, _} -> in_sequence(Ordered, Config, R);
                {_, true} -> in_parallel(Ordered, Config, R);
                _ -> run_all(Ordered, Config, R)
            end,
            finish(Suite, end_per_group, [Name, Config], R1),
            R1;
        {skip, Why} ->
            tell("~tw: group ~tw skipped: ~tp", [Suite, Name, Why]),
            R#r{skipped = R#r.skipped + count(Tests, Groups)};
        {failed, Why} ->
            tell("~tw: init_per_group(~tw) failed:~n~ts", [Suite, Name, Why]),
            R#r{auto = R#r.auto + count(Tests, Groups)}
    end.

shuffled(Props, Tests) ->
    case [S || {shuffle, S} <- Props] ++ [none || shuffle <- Props] of
        [] -> Tests;
        [Seed | _] ->
            Seed =:= none orelse rand:seed(exsss, Seed),
            [T || {_, T} <- lists:sort([{rand:uniform(), T} || T <- Tests])]
    end.

%% repeat N, or until all or any cases of a round went well or failed.
repeated(Props, Fun, R) ->
    case lists:keyfind(true, 1, [{is_tuple(P) andalso lists:member(element(1, P), repeats()), P} || P <- proplists:unfold(Props)]) of
        {_, {Kind, N}} -> again(Kind, N, Fun, R);
        false -> Fun(R)
    end.

repeats() -> [repeat, repeat_until_all_ok, repeat_until_all_fail, repeat_until_any_ok, repeat_until_any_fail].

again(_, 0, _, R) -> R;
again(Kind, N, Fun, R) ->
    R1 = Fun(R),
    Ok = R1#r.ok - R#r.ok,
    Bad = R1#r.failed - R#r.failed,
    Enough = case Kind of
        repeat -> false;
        repeat_until_all_ok -> Bad =:= 0;
        repeat_until_all_fail -> Ok =:= 0;
        repeat_until_any_ok -> Ok > 0;
        repeat_until_any_fail -> Bad > 0
    end,
    Left = if is_integer(N) -> N - 1; true -> N end,
    if
        Enough -> R1;
        true -> again(Kind, Left, Fun, R1)
    end.

%% After a failure the rest of a sequence is skipped.
in_sequence([T | Ts], Config, #r{failed = Failed} = R) ->
    case run_one(T, Config, R) of
        #r{failed = Failed} = R1 -> in_sequence(Ts, Config, R1);
        R1 ->
            [tell("~tw:~tw skipped: a case before it in the sequence failed", [R#r.suite, C]) || C <- Ts, is_atom(C)],
            R1#r{auto = R1#r.auto + count(Ts, R#r.groups)}
    end;
in_sequence([], _, R) -> R.

%% Cases run at once; each keeps what it prints until it is done. Groups inside run one after the other, afterwards.
in_parallel(Tests, Config, R) ->
    {Cases, Groups} = lists:partition(fun is_atom/1, Tests),
    Self = self(),
    Gl = group_leader(),
    Started = [begin
        {Pid, Mon} = spawn_monitor(fun() ->
            group_leader(Gl, self()),
            ct:capture_start(),
            Result = test_case(C, Config, R#r{ok = 0, failed = 0, skipped = 0, auto = 0}),
            Said = ct:capture_get([]),
            ct:capture_stop(),
            Self ! {self(), Result, Said}
        end),
        {C, Pid, Mon}
    end || C <- Cases],
    R1 = lists:foldl(fun({C, Pid, Mon}, Acc) ->
        receive
            {Pid, Done, Said} ->
                demonitor(Mon, [flush]),
                io:put_chars(Said),
                add(Done, Acc);
            {'DOWN', Mon, process, Pid, Why} ->
                tell("~tw:~tw failed: ~tp", [R#r.suite, C, Why]),
                Acc#r{failed = Acc#r.failed + 1}
        end
    end, R, Started),
    run_all(Groups, Config, R1).

add(#r{ok = O, failed = F, skipped = S, auto = A}, R) ->
    R#r{ok = R#r.ok + O, failed = R#r.failed + F, skipped = R#r.skipped + S, auto = R#r.auto + A}.

%% ---------------------------------------------------------------------------------------------------------
%% Cases

test_case(Name, Config0, #r{suite = Suite, info = Info, saved = Saved} = R) ->
    CaseInfo = optional(Suite, Name, [], []),
    Config = [{tc_name, Name} | [{saved_config, Saved} || Saved =/= undefined] ++ Config0],
    Result = case missing(CaseInfo) of
        [Key | _] -> {auto_skip, io_lib:format("required ~tp is not configured", [Key])};
        [] -> in_process({Suite, Name, Config}, limit(CaseInfo, limit(Info)), fun() -> run_case(Suite, Name, Config) end)
    end,
    case Result of
        {ok, Comment, Save} ->
            Comment =:= undefined orelse tell("~tw:~tw: ~ts", [Suite, Name, Comment]),
            R#r{ok = R#r.ok + 1, saved = Save};
        {skip, Why} ->
            tell("~tw:~tw skipped: ~tp", [Suite, Name, Why]),
            R#r{skipped = R#r.skipped + 1};
        {auto_skip, Why} ->
            tell("~tw:~tw skipped: init_per_testcase failed:~n~ts", [Suite, Name, Why]),
            R#r{auto = R#r.auto + 1};
        {failed, Why} ->
            tell("~tw:~tw failed:~n~ts", [Suite, Name, Why]),
            R#r{failed = R#r.failed + 1}
    end.

run_case(Suite, Name, Config0) ->
    case init(Suite, init_per_testcase, [Name, Config0]) of
        {ok, Config} -> ended(Suite, Name, Config, call(Suite, Name, Config));
        {skip, Why} -> {skip, Why};
        {failed, Why} -> {auto_skip, Why}
    end.

call(Suite, Name, Config) ->
    try Suite:Name(Config) of
        {skip, Why} -> {skip, Why};
        {skipped, Why} -> {skip, Why};
        {fail, Why} -> {failed, io_lib:format("~tp", [Why])};
        {comment, Text} -> {ok, Text, undefined};
        {save_config, Save} -> {ok, get('$ct_comment'), {Name, Save}};
        {skip_and_save, Why, _} -> {skip, Why};
        _ -> {ok, get('$ct_comment'), undefined}
    catch
        throw:{skip, Why} -> {skip, Why};
        exit:{test_case_failed, Why} -> {failed, io_lib:format("~ts", [shown(Why)])};
        Class:Reason:Stack -> {failed, text(Class, Reason, Stack)}
    end.

shown(Why) ->
    case io_lib:printable_unicode_list(Why) of
        true -> Why;
        false -> io_lib:format("~tp", [Why])
    end.

%% The end function learns how the case went; it can make one that went well fail.
ended(Suite, Name, Config, Result) ->
    Status = case Result of
        {ok, _, _} -> ok;
        {skip, Why} -> {skipped, Why};
        {failed, Why} -> {failed, Why}
    end,
    try optional(Suite, end_per_testcase, [Name, [{tc_status, Status} | Config]], ok) of
        {fail, Why1} when Status =:= ok -> {failed, io_lib:format("~tp", [Why1])};
        {save_config, Save} when Status =:= ok -> {ok, element(2, Result), {Name, Save}};
        _ -> Result
    catch
        Class:Reason:Stack when Status =:= ok ->
            tell("~tw: end_per_testcase(~tw) failed:~n~ts", [Suite, Name, text(Class, Reason, Stack)]),
            Result;
        _:_ -> Result
    end.

%% What runs after a case whose process is gone.
clean_up({Suite, Name, Config}, Why) ->
    {Pid, Mon} = spawn_monitor(fun() ->
        optional(Suite, end_per_testcase, [Name, [{tc_status, {failed, Why}} | Config]], ok)
    end),
    receive {'DOWN', Mon, process, Pid, _} -> ok end;
clean_up(_, _) -> ok.

%% Runs Fun in a process of its own. ct:timetrap/1 gives it a new limit.
in_process(What, Limit, Fun) ->
    Self = self(),
    Gl = group_leader(),
    {Pid, Mon} = spawn_monitor(fun() ->
        group_leader(Gl, self()),
        put('$ct_runner', Self),
        put('$ct_limit', Limit),
        Self ! {self(), Fun()}
    end),
    await(What, Pid, Mon, deadline(Limit)).

deadline(infinity) -> infinity;
deadline(Ms) -> erlang:monotonic_time(millisecond) + Ms.

left(infinity) -> infinity;
left(Deadline) -> max(0, Deadline - erlang:monotonic_time(millisecond)).

await(What, Pid, Mon, Deadline) ->
    receive
        {Pid, Result} ->
            demonitor(Mon, [flush]),
            Result;
        {ct_timetrap, Pid, Ms} -> await(What, Pid, Mon, deadline(Ms));
        {'DOWN', Mon, process, Pid, Reason} ->
            Text = io_lib:format("~tp", [Reason]),
            clean_up(What, Text),
            {failed, Text}
    after left(Deadline) ->
        exit(Pid, kill),
        receive {'DOWN', Mon, process, Pid, _} -> ok end,
        clean_up(What, timetrap_timeout),
        {failed, "timed out"}
    end.
