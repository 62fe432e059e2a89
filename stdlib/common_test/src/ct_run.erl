%% Runs the cases of a test suite: all/0, groups/0, init and end functions, properties sequence, repeat and shuffle.
-module(ct_run).
-export([suite/2]).

-record(r, {suite, groups = [], ok = 0, failed = 0, skipped = 0, auto = 0}).

-define(TIMETRAP, 1800000).

-doc "Runs cases of a suite, or all: {Ok, Failed, {UserSkipped, AutoSkipped}}.".
suite(Suite, Cases) ->
    {module, Suite} = code:ensure_loaded(Suite),
    Groups = optional(Suite, groups, [], []),
    R0 = #r{suite = Suite, groups = Groups},
    Chosen = case Cases of
        all -> Suite:all();
        _ when is_list(Cases) -> Cases;
        _ -> [Cases]
    end,
    R = case {Chosen, init(Suite, init_per_suite, [config(Suite)])} of
        {{skip, Why}, _} ->
            tell("~tw: skipped: ~tp", [Suite, Why]),
            R0#r{skipped = R0#r.skipped + 1};
        {_, {ok, Config}} ->
            R1 = run_all(Chosen, Config, R0),
            _ = finish(Suite, end_per_suite, [Config]),
            R1;
        {_, {skip, Why}} ->
            tell("~tw: skipped: ~tp", [Suite, Why]),
            R0#r{skipped = count(Chosen, Groups)};
        {_, {failed, Why}} ->
            tell("~tw: init_per_suite failed:~n~ts", [Suite, Why]),
            R0#r{failed = 1, auto = count(Chosen, Groups)}
    end,
    tell("~tw: ~w ok, ~w failed, ~w skipped", [Suite, R#r.ok, R#r.failed, R#r.skipped + R#r.auto]),
    {R#r.ok, R#r.failed, {R#r.skipped, R#r.auto}}.

config(Suite) ->
    [{data_dir, atom_to_list(Suite) ++ "_data/"}, {priv_dir, "/tmp/"}].

tell(Format, Args) -> io:format(Format ++ "~n", Args).

optional(Suite, Function, Args, Default) ->
    case erlang:function_exported(Suite, Function, length(Args)) of
        true -> apply(Suite, Function, Args);
        false -> Default
    end.

count(Tests, Groups) -> lists:sum([case T of {group, G} -> count(members(G, Groups), Groups); _ -> 1 end || T <- Tests]).

members(Name, Groups) ->
    case lists:keyfind(Name, 1, Groups) of
        {_, _, Tests} -> Tests;
        {_, Tests} -> Tests;
        false -> []
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
        Class:Reason:Stack -> {failed, text(Class, Reason, Stack)}
    end.

finish(Suite, Function, Args) ->
    try optional(Suite, Function, Args, ok)
    catch
        Class:Reason:Stack -> tell("~tw: ~tw failed:~n~ts", [Suite, Function, text(Class, Reason, Stack)])
    end.

text(Class, Reason, Stack) -> erl_error:format_exception(Class, Reason, Stack).

run_all([T | Ts], Config, R) -> run_all(Ts, Config, run_one(T, Config, R));
run_all([], _, R) -> R.

run_one({group, Name}, Config, R) -> group(Name, [], Config, R);
run_one({group, Name, Props}, Config, R) -> group(Name, Props, Config, R);
run_one({group, Name, Props, _}, Config, R) -> group(Name, Props, Config, R);
run_one({testcase, Name, Props}, Config, R) ->
    N = proplists:get_value(repeat, Props, 1),
    lists:foldl(fun(_, Acc) -> test_case(Name, Config, Acc) end, R, lists:seq(1, N));
run_one(Name, Config, R) when is_atom(Name) -> test_case(Name, Config, R).

group(Name, Given, Config, #r{suite = Suite, groups = Groups} = R) ->
    {Props, Tests} = case lists:keyfind(Name, 1, Groups) of
        {_, P, Ts} -> {if Given =:= [] -> P; true -> Given end, Ts};
        {_, Ts} -> {Given, Ts};
        false -> erlang:error({no_such_group, Suite, Name})
    end,
    GroupConfig = [{tc_group_properties, [{name, Name} | Props]} | Config],
    case init(Suite, init_per_group, [Name, GroupConfig]) of
        {ok, Config1} ->
            Repeat = proplists:get_value(repeat, Props, 1),
            Ordered = case proplists:is_defined(shuffle, Props) of
                true -> [T || {_, T} <- lists:sort([{rand:uniform(), T} || T <- Tests])];
                false -> Tests
            end,
            Inner = [{Name1, P1, Ts1} || {Name1, P1, Ts1} <- Tests],
            R1 = R#r{groups = Inner ++ Groups},
            R2 = lists:foldl(fun(_, Acc) ->
                case lists:member(sequence, Props) of
                    true -> in_sequence(Ordered, Config1, Acc);
                    false -> run_all([case T of {N, _, _} -> {group, N}; _ -> T end || T <- Ordered], Config1, Acc)
                end
            end, R1, lists:seq(1, if is_integer(Repeat) -> Repeat; true -> 1 end)),
            _ = finish(Suite, end_per_group, [Name, Config1]),
            R2#r{groups = Groups};
        {skip, Why} ->
            tell("~tw: group ~tw skipped: ~tp", [Suite, Name, Why]),
            R#r{skipped = R#r.skipped + count(Tests, Groups)};
        {failed, Why} ->
            tell("~tw: init_per_group(~tw) failed:~n~ts", [Suite, Name, Why]),
            R#r{auto = R#r.auto + count(Tests, Groups)}
    end.

%% After a failure the rest of a sequence is skipped.
in_sequence([T | Ts], Config, #r{failed = Failed} = R) ->
    case run_one(T, Config, R) of
        #r{failed = Failed} = R1 -> in_sequence(Ts, Config, R1);
        R1 -> R1#r{auto = R1#r.auto + length(Ts)}
    end;
in_sequence([], _, R) -> R.

test_case(Name, Config0, #r{suite = Suite} = R) ->
    Config = [{tc_name, Name} | Config0],
    case in_process(fun() -> run_case(Suite, Name, Config) end) of
        ok -> R#r{ok = R#r.ok + 1};
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
        {ok, Config} ->
            Result = try Suite:Name(Config) of
                {skip, Why} -> {skip, Why};
                {skipped, Why} -> {skip, Why};
                {fail, Why} -> {failed, io_lib:format("~tp", [Why])};
                _ -> ok
            catch
                throw:{skip, Why} -> {skip, Why};
                Class:Reason:Stack -> {failed, text(Class, Reason, Stack)}
            end,
            case optional(Suite, end_per_testcase, [Name, Config], ok) of
                {fail, Reason1} when Result =:= ok -> {failed, io_lib:format("~tp", [Reason1])};
                _ -> Result
            end;
        {skip, Why} -> {skip, Why};
        {failed, Why} -> {auto_skip, Why}
    end.

in_process(Fun) ->
    Self = self(),
    {Pid, Ref} = spawn_monitor(fun() -> Self ! {self(), Fun()} end),
    receive
        {Pid, Result} ->
            demonitor(Ref, [flush]),
            Result;
        {'DOWN', Ref, process, Pid, Reason} -> {failed, io_lib:format("~tp", [Reason])}
    after ?TIMETRAP ->
        exit(Pid, kill),
        demonitor(Ref, [flush]),
        {failed, "timed out"}
    end.
