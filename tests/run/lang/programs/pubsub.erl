%% Topics, subscribers and retained messages; subscribers that die are forgotten.
-module(pubsub).
-export([main/0]).
-include("../lang.hrl").

broker(Subs, Kept) ->
    receive
        {subscribe, Pid, Topic} ->
            monitor(process, Pid),
            [Pid ! {Topic, M} || {T, M} <- lists:reverse(Kept), T =:= Topic],
            broker([{Topic, Pid} | Subs], Kept);
        {unsubscribe, Pid, Topic} -> broker(Subs -- [{Topic, Pid}], Kept);
        {publish, Topic, M, Keep} ->
            [P ! {Topic, M} || {Pattern, P} <- lists:reverse(Subs), match(Pattern, Topic)],
            broker(Subs, [{Topic, M} || Keep] ++ Kept);
        {'DOWN', _, process, Pid, _} -> broker([S || {_, P} = S <- Subs, P =/= Pid], Kept);
        {count, From, Ref} -> From ! {Ref, length(Subs)}, broker(Subs, Kept)
    end.
match(T, T) -> true;
match(["#"], _) -> true;
match([A | P], [A | T]) -> match(P, T);
match(["+" | P], [_ | T]) -> match(P, T);
match(_, _) -> false.
flush() -> receive {_, _} = M -> [M | flush()] after 0 -> [] end.
count(B) -> Ref = make_ref(), B ! {count, self(), Ref}, receive {Ref, N} -> N end.
main() ->
    B = spawn_link(fun() -> broker([], []) end),
    Pub = fun(T, M, K) -> B ! {publish, T, M, K} end,
    Pub(["a"], early, true),
    Pub(["a"], lost, false),
    [B ! {subscribe, self(), T} || T <- [["a"], ["b", "+"], ["c", "#"]]],
    [Pub(T, M, false) || {T, M} <- [{["a"], 1}, {["b", "x"], 2}, {["b", "x", "y"], 3}, {["c", "p", "q"], 4}, {["d"], 5}]],
    ?show(count(B)),
    ?show(flush()),
    {P, R} = spawn_monitor(fun() -> B ! {subscribe, self(), ["a"]}, receive {["a"], _} -> ok end end),
    receive {'DOWN', R, process, P, normal} -> ok end,
    ?show(count(B) =< 4),
    B ! {unsubscribe, self(), ["a"]},
    Pub(["a"], gone, false),
    _ = count(B),
    ?show(flush()),
    ?show(match(["x" | ["#"]], ["x", "y"])),
    ok.
