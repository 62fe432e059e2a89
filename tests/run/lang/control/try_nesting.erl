%% try in try: in bodies, handlers and after sections; the original exception goes on when nothing catches it.
-module(try_nesting).
-export([main/0]).
-include("../lang.hrl").

step(X) -> io:format("~p ", [X]), X.

deep(0) -> throw(bottom);
deep(N) -> try deep(N - 1) after put(depth, [N | get(depth)]) end.

main() ->
    ?show(try try throw(a) catch throw:b -> inner end catch throw:a -> outer end),
    ?show(try try throw(a) catch throw:a -> throw(b) end catch throw:b -> again end),
    ?show(try try error(x) after step(inner_after) end catch error:x -> step(outer) after step(outer_after) end),
    ?show(try try ok after throw(in_after) end catch throw:V -> V end),
    ?show(try try throw(first) after try throw(second) catch throw:S -> step(S) end end catch throw:F -> F end),
    ?show(try throw(a) catch throw:a -> try throw(b) catch throw:b -> {a, b} end end),
    put(depth, []),
    ?show(catch deep(5)),
    ?show(erase(depth)),
    ?show(try try exit(e) catch error:_ -> no end catch exit:R -> R end),
    ?show(try case try 1 of 1 -> two after step(x) end of two -> throw(three) end catch V2 -> V2 end),
    ?show(try [try X div 0 catch error:badarith -> X end || X <- [1, 2]] after step(done) end),
    ?show(try erlang:raise(exit, raised, []) catch exit:raised -> ok end),
    ?show(try try error(once) catch C:R:St -> erlang:raise(C, {again, R}, St) end catch error:Q -> Q end),
    ?show(try (fun() -> try throw(f) after step(g) end end)() catch throw:f -> from_fun end),
    ?show(begin try throw(1) catch throw:N -> put(n, N) end, erase(n) end),
    ?show(lists:foldl(fun(X, Acc) -> try case X of bad -> throw({bad, Acc}); _ -> [X | Acc] end catch throw:{bad, A} -> [handled | A] end end, [], [a, bad, b])),
    ok.
