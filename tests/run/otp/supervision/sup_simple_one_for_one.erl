%% A supervisor of many like children: arguments, counts, ends, termination by pid, errors.
-module(sup_simple_one_for_one).
-export([main/0]).
-export([init/1, start/3]).
-behaviour(supervisor).
-include("../../stdlib/show.hrl").

init(R) -> {ok, {#{strategy => simple_one_for_one, intensity => 3, period => 10}, [#{id => kid, start => {?MODULE, start, [base]}, restart => R, shutdown => 100}]}}.
start(B, A, To) -> case A of ignore -> ignore; {error, E} -> {error, E}; _ -> To ! {up, B, A}, {ok, spawn_link(fun() -> receive {die, R} -> exit(R) end end)} end.

main() ->
    process_flag(trap_exit, true), Me = self(),
    [begin
         {ok, S} = supervisor:start_link(?MODULE, R), Ps = [begin {ok, P} = supervisor:start_child(S, [N, Me]), P end || N <- [1, 2, 3]],
         io:format("~w ~w~n", [R, all()]), show("count", lists:sort(supervisor:count_children(S))), show("children", [{I, T, M} || {I, _, T, M} <- supervisor:which_children(S)]),
         [P1, P2, P3] = Ps, die(S, P1, normal), show("normal", all()), die(S, P2, bad), show("bad", all()), show("count", lists:sort(supervisor:count_children(S))),
         show("terminate", [supervisor:terminate_child(S, P3), supervisor:terminate_child(S, P3), supervisor:terminate_child(S, kid), supervisor:terminate_child(S, self())]), show("others", [supervisor:start_child(S, [ignore, Me]), supervisor:start_child(S, [{error, no}, Me]), supervisor:delete_child(S, kid), supervisor:restart_child(S, kid), element(1, supervisor:get_childspec(S, kid)), supervisor:get_childspec(S, self())]),
         show("bad args", case supervisor:start_child(S, [only]) of {error, {'EXIT', {undef, _}}} -> undef; O -> O end), show("active", proplists:get_value(active, supervisor:count_children(S))),
         unlink(S), exit(S, shutdown), M = monitor(process, S), receive {'DOWN', M, _, _, W} -> show("ended", W) end
     end || R <- [permanent, transient, temporary]],
    ok.
all() -> receive {'EXIT', _, _} -> all(); X -> [X | all()] after 0 -> [] end.
die(S, P, R) -> M = monitor(process, P), P ! {die, R}, receive {'DOWN', M, _, _, _} -> timer:sleep(2) end, supervisor:which_children(S).
