%% Every way a process ends against every way another is tied to it: who dies, of what, and what who lives is told.
-module(exit_matrix).
-export([main/0]).
-include("proc.hrl").

main() ->
    [p({Name, [tie(T, F) || T <- [link, trapping_link, monitor, both]]}) || {Name, F} <- ways()].

ways() ->
    [{returns, fun() -> value end},
     {exit_normal, fun() -> exit(normal) end},
     {exit_shutdown, fun() -> exit(shutdown) end},
     {exit_tuple, fun() -> exit({shutdown, {a, 1}}) end},
     {exit_kill, fun() -> exit(kill) end},
     {exit_killed, fun() -> exit(killed) end},
     {self_kill, fun() -> exit(self(), kill) end},
     {self_normal, fun() -> exit(self(), normal), receive after 0 -> exit(lived) end end},
     {self_reason, fun() -> exit(self(), why), receive after 0 -> exit(lived) end end},
     {self_trapped, fun() -> process_flag(trap_exit, true), exit(self(), why), receive {'EXIT', P, R} when P =:= self() -> exit({got, R}) end end},
     {error, fun() -> error(wrong) end},
     {throw, fun() -> throw(away) end},
     {badmatch, fun() -> {ok, _} = list_to_tuple([error, nodes()]) end},
     {undef, fun() -> no_such_module_here:f(1) end},
     {raise, fun() -> erlang:raise(exit, raised, []) end},
     {raise_error, fun() -> erlang:raise(error, raised, []) end},
     {in_after, fun() -> try exit(first) after exit(second) end end},
     {caught_then_dies, fun() -> try exit(first) catch exit:first -> ok end, exit({then, later}) end},
     {linked_death, fun() -> P = spawn_link(fun() -> receive go -> exit(from_below) end end), P ! go, receive never -> ok end end},
     {linked_kill, fun() -> P = spawn_link(fun() -> receive never -> ok end end), exit(P, kill), receive never -> ok end end},
     {linked_normal, fun() -> P = spawn_link(fun() -> ok end), died(P), exit(outlived) end},
     {max_heap, fun() -> process_flag(max_heap_size, #{size => 5000, error_logger => false}), exit(length(lists:seq(1, 100000))) end}].

tie(T, F) ->
    Self = self(),
    %% who waits for the child, tied to it in one way, and reports how it went
    {W, M} = spawn_monitor(fun() ->
        process_flag(trap_exit, T =/= link andalso T =/= monitor),
        Go = make_ref(),
        P = spawn(fun() -> receive Go -> F() end end),
        T =/= monitor andalso link(P),
        MonP = case T of trapping_link -> none; link -> none; _ -> monitor(process, P) end,
        Left = {element(2, process_info(self(), links)) =:= [P], MonP =/= none},
        P ! Go,
        case T of
            link -> died(P), receive after 0 -> ok end, exit({outlived, Left});
            _ -> Got = [reason(MonP, P) || _ <- [x || element(1, Left)] ++ [x || element(2, Left)]], Self ! {got, self(), lists:sort(Got)}
        end
    end),
    R = down(W, M),
    {brief(R), receive {got, W, G} -> G after 0 -> none end}.

reason(M, P) -> receive {'DOWN', M, process, P, R} -> {down, brief(R)}; {'EXIT', P, R} -> {exit, brief(R)} end.
brief({R, [{_, _, _, _} | _]}) -> {R, trace};
brief(R) -> R.
