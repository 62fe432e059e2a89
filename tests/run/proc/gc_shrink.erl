%% A heap that has been large gives its memory back, in one that works on and in one that sleeps.
-module(gc_shrink).
-export([main/0]).
-include("proc.hrl").

main() ->
    H = host(),
    Words = fun() -> element(2, process_info(H, total_heap_size)) end,
    run(H, fun() -> garbage_collect() end), W0 = Words(),
    run(H, fun() -> L = lists:seq(1, 300000), put(sum, lists:sum(L)) end),
    run(H, fun() -> garbage_collect() end), W1 = Words(),
    p({W0 < 2000, W1 < 40000, run(H, fun() -> get(sum) end)}),
    %% by work alone, minor collections come to the same in the end
    run(H, fun() -> put(l, lists:seq(1, 200000)) end),
    run(H, fun() -> erase(l), garbage_collect() end),
    p(Words() < 40000),
    %% grown and shrunk many times
    [run(H, fun() -> X = lists:seq(1, 20000), length(X) end) || _ <- lists:seq(1, 20)],
    run(H, fun() -> garbage_collect() end),
    p(Words() < 40000),
    %% hibernation leaves just what is needed
    P = spawn(fun() -> L = lists:seq(1, 100000), erlang:hibernate(erlang, apply, [fun() -> receive {len, F} -> F ! length(L) end end, []]) end),
    waits(P),
    p(element(2, process_info(P, total_heap_size)) < 250000),
    M = monitor(process, P), P ! {len, self()},
    p(receive N when is_integer(N) -> N end),
    p(down(P, M)).
