%% Messages that do not match keep their order; nested receives, receives in funs and in recursion.
-module(receive_order).
-export([main/0]).
-include("../lang.hrl").

collect(0) -> [];
collect(N) -> receive {item, X} -> [X | collect(N - 1)] end.
ping(0, _) -> done;
ping(N, P) -> P ! {ping, self(), N}, receive {pong, N} -> ping(N - 1, P) end.
ponger() -> receive {ping, From, N} -> From ! {pong, N}, ponger(); stop -> ok end.
sorter(L) -> receive {add, X} -> sorter([X | L]); {get, From} -> From ! {sorted, lists:sort(L)} end.

main() ->
    Self = self(),
    [Self ! M || M <- [other1, {item, 1}, other2, {item, 2}, {item, 3}, other3]],
    ?show(collect(3)),
    ?show([receive M -> M end || _ <- [1, 2, 3]]),
    P = spawn(fun ponger/0),
    Self ! noise,
    ?show(ping(50, P)),
    ?show(receive X -> X end),
    P ! stop,
    S = spawn(fun() -> sorter([]) end),
    [S ! {add, I} || I <- [3, 1, 2]],
    S ! {get, Self},
    ?show(receive {sorted, L} -> L end),
    Ref = make_ref(),
    [Self ! {old, I} || I <- lists:seq(1, 20)],
    spawn(fun() -> Self ! {Ref, reply} end),
    ?show(receive {Ref, Reply} -> Reply end),
    ?show(length([1 || _ <- lists:seq(1, 20), receive {old, _} -> true after 0 -> false end])),
    Self ! a, Self ! b,
    ?show((fun() -> receive b -> receive a -> [b, a] end end end)()),
    ?show(element(2, process_info(self(), message_queue_len))),
    ok.
