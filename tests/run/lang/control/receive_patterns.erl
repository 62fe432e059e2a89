%% Selective receive: the order of the mailbox, patterns with bound variables, guards, timeouts of all kinds.
-module(receive_patterns).
-export([main/0]).
-include("../lang.hrl").

flush() -> receive M -> [M | flush()] after 0 -> [] end.
pick(Tag) -> receive {Tag, V} -> V after 0 -> none end.
drain(Acc) -> receive {n, N} when N rem 2 =:= 0 -> drain([N | Acc]) after 0 -> lists:reverse(Acc) end.

main() ->
    [self() ! M || M <- [{a, 1}, {b, 2}, {a, 3}, plain, {b, 4}]],
    ?show([pick(b), pick(a), pick(c), pick(b)]),
    ?show(flush()),
    [self() ! {n, N} || N <- lists:seq(1, 8)],
    ?show(drain([])),
    ?show(flush()),
    ?show(receive never -> 1 after 0 -> timeout end),
    ?show(receive never -> 1 after 1 -> timeout end),
    ?show(receive after 0 -> just_after end),
    ?show(begin T = id(2), receive after T * 1 -> waited end end),
    self() ! #{type => map, v => 1}, self() ! <<"bin:rest">>, self() ! "string", self() ! 3.0,
    ?show(receive "str" ++ R -> R end),
    ?show(receive <<"bin:", B/binary>> -> B end),
    ?show(receive 3 -> integer; 3.0 -> float end),
    ?show(receive #{v := V} -> V end),
    self() ! {x, self()},
    ?show(receive {X, P} when P =:= self() -> X end),
    ?show(receive after id(-1) -> no end),
    ?show(receive after id(a) -> no end),
    ?show(receive after id(16#100000000) -> no end),
    self() ! infinity_ok,
    ?show(receive M1 -> M1 after infinity -> no end),
    self() ! 1, self() ! 2,
    ?show(receive A -> receive B -> {A, B} end end),
    self() ! {ok, val},
    Res = receive {ok, Val} -> Val; {error, Val} -> Val end,
    ?show({Res, Val}),
    ?show(receive after 0 -> try throw(in_after) catch T2 -> T2 end end),
    ?show(flush()),
    ok.
