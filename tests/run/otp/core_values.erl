%% Functions whose values belong to the machine they run on: only their shape is printed, with what they refuse beside it.
-module(core_values).
-export([main/0, sleeps/0]).
-include("../stdlib/calls.hrl").

sleeps() -> receive _ -> ok end.

main() ->
    logger:set_primary_config(level, none),
    say("init", {is_tuple(init:get_argument(home)) orelse error, init:get_argument(no_such_flag), is_list(init:get_arguments()), is_list(init:get_plain_arguments())}),
    say("local", {is_tuple(erlang:localtime_to_universaltime({{2020, 1, 1}, {0, 0, 0}}, false)), is_pid(apply(erlang, self, []))}),
    P = spawn(fun() -> erlang:hibernate(?MODULE, sleeps, []) end), Q = spawn(fun() -> erlang:hibernate(), sleeps() end),
    R = spawn(fun sleeps/0), M = monitor(process, R), say("exit", erlang:exit_signal(R, kill, [])), receive {'DOWN', M, _, _, Why} -> say("down", Why) end,
    calls(erlang, [{hibernate, [[x, y, z]]}, {exit_signal, [[x, y, []]]}]),
    [begin monitor(process, X), erlang:yield(), X ! go, receive {'DOWN', _, process, X, W} -> say("woken", W) end end || X <- [P, Q]],
    say("formatted", lists:flatten(io_lib:format("~ts", [erl_error:format_exception(error, badarg, [])]))),
    say("labels", {rpc:call(node(), erlang, self, []) =/= self(), global:random_notify_name(n, self(), self()) =:= none orelse told}).
