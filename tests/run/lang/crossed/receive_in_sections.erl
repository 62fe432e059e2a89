%% receive in every section of try, in comprehensions, in arguments and fields: what is taken from the mailbox and in which order.
-module(receive_in_sections).
-export([main/0]).
-include("../lang.hrl").
-record(r, {a, b = default, c}).

main() ->
    fill([1, 2, 3, 4, 5, 6, 7, 8]),
    ?show(try one() of 1 -> {of_part, one()}; X -> {other, X} catch _:_ -> one() after one() end),
    ?show(try throw(one()) of X -> X catch throw:T -> {T, one()} after self() ! {n, after_ran} end),
    ?show(rest()),
    fill([a, b, c]),
    ?show([receive {n, X} when X =/= Y -> {Y, X} end || Y <- [a, b, b]]),
    ?show(rest()),
    fill([1, 2, 3, 4]),
    ?show({one(), [one(), one()], one()}),
    fill([1, 2, 3]),
    ?show(#r{c = one(), a = one(), b = one()}),
    fill([1, 2, 3]),
    ?show(#{one() => one(), z => one()}),
    fill([1, 2, 3]),
    ?show(<<(one()), (one()):16, (one()):4>>),
    fill([x]),
    ?show(one() =:= receive {n, V} -> V after 0 -> x end),
    fill([3, 4]),
    ?show(one() + one() + receive nothing -> 1 after one_or(0) -> fail end),
    fill([1, 2]),
    ?show(case receive {n, 2} -> two end of two -> receive {n, Z} -> Z end end),
    fill([5, 0, 7]),
    ?show(receive {n, 5} -> receive none -> no after receive {n, 0} -> 0 end -> {waited, rest()} end end),
    fill([1, 2, 3, 4, 5, 6]),
    ?show([N || N <- [6, 4, 2], begin receive {n, N} -> true end end, begin receive {n, M} when M rem 2 =:= 1 -> M > 1 end end]),
    ?show(rest()),
    ?show(begin self() ! {n, in_after}, try try exit(first) after receive {n, Q} -> self() ! {n, {seen, Q}} end end catch exit:first -> rest() end end),
    ?show(try try error(lost) after receive never -> ok after 0 -> throw(from_after) end end catch C:R -> {C, R} end),
    fill([1]),
    ?show((fun F(Acc) -> receive {n, K} when K < 5 -> self() ! {n, K + 1}, F([K | Acc]); {n, K} -> [K | Acc] after 0 -> none end end)([])),
    ?show(if_received()),
    ?show(rest()).

if_received() ->
    fill([true, false, true]),
    [if A, not B -> {A, B}; A xor B -> other; true -> none end || _ <- [1], A <- [one()], B <- [one()], one()].

fill(L) -> [self() ! {n, X} || X <- L], ok.
one() -> receive {n, X} -> X end.
one_or(D) -> receive {n, X} -> X after 0 -> D end.
rest() -> receive {n, X} -> [X | rest()] after 0 -> [] end.
