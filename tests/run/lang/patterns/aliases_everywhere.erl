%% `=` between patterns, nested and on both sides, of records, maps, binaries, strings; in heads, generators, clauses of catch and receive.
-module(aliases_everywhere).
-export([main/0]).
-include("../lang.hrl").
-record(r, {a, b}).

main() ->
    ?show(both({1, 2})), ?show(three([1, 2, 3])), ?show(maps_(#{a => #{b => 1}})), ?show(rec(#r{a = 1, b = #r{a = 2}})), ?show([bins(B) || B <- [<<1, 2>>, <<1, 2, 3>>, <<>>]]), ?show([strs(S) || S <- ["abc", "ab", "x", ""]]),
    ?show([{X, Y, Z} || {X, _} = Y = Z <- [{1, 2}, 3, {4, 5}]]), ?show([{A, W} || <<A:4, _:4>> = W <- [<<16#12>>, <<1, 2>>]]), ?show(begin {A1, B1} = {C1, D1} = E1 = id({1, 2}), [A1, B1, C1, D1, E1] end), ?show(begin F1 = G1 = H1 = id(7), {F1, G1, H1} end),
    ?show(try throw({a, [1, 2]}) catch throw:({a, [H | _] = L} = T) -> {H, L, T} end), ?show(begin self() ! {m, #{k => [v]}}, receive {m, #{k := [V] = L2} = M} = All -> {V, L2, M, All} end end),
    ?show((fun([{K, V2} = P | T2] = L3) -> {K, V2, P, T2, length(L3)} end)([{1, 2}, 3])), ?show(case id({ok, {1, 2}}) of {ok, {_, _} = {P1, Q1}} = {_, R1} -> {P1, Q1, R1} end), ?show(case id([1, 2, 3]) of [X1 | [Y1 | _] = Rest] = [_, _ | Rest2] -> {X1, Y1, Rest, Rest2} end),
    ?show([conflict(X) || X <- [{1, 2}, {1, 1}, {2, 2}]]), ?show([lit(X) || X <- [1, {1}, "a", <<"a">>]]), ?show([with_guard(X) || X <- [{1, [2]}, {1, []}, {a, [b]}]]), ?show(maybe {ok, X3 = {_, Y3}} = Z3 ?= id({ok, {1, 2}}), {X3, Y3, Z3} end),
    ?show(erts_debug:same(element(2, keep([1, 2])), id(element(2, keep([1, 2])))) orelse true), ?show([same_object(T3) || T3 <- [{big, lists:seq(1, 5)}]]), ?show([bound_alias(X, 1) || X <- [{1}, {2}]]).

both({A, _} = {_, B} = C) -> {A, B, C}.
three([A | T] = [_, B | U] = [_, _, C]) -> {A, T, B, U, C}.
maps_(#{a := #{b := B} = In} = #{a := In2} = M) -> {B, In =:= In2, map_size(M)}.
rec(#r{a = A, b = #r{a = AA} = In} = R = {_, _, In2}) -> {A, AA, In, element(1, R), In2}.
bins(<<A, R/binary>> = <<B:16, S/bits>> = W) -> {A, R, B, S, W}; bins(<<>> = E) -> E; bins(_) -> other.
strs("ab" ++ T = [H | _] = S) -> {T, H, S}; strs([C] = S) -> {C, S}; strs([] = E) -> E.
conflict({X, X} = {1, _}) -> ones; conflict({X, Y} = {1, 2}) -> {X, Y}; conflict({_, _} = T) -> T.
lit(1 = X) -> X; lit(X = {1}) -> X; lit("a" = [C]) -> C; lit(<<"a">> = <<C>>) -> C.
with_guard({A, [B] = L} = T) when tuple_size(T) =:= 2, length(L) =:= 1, A =/= B, is_integer(A) -> {A, B}; with_guard({_, L} = T) -> {L, T}.
keep([_ | _] = L) -> {x, L}.
same_object({big, L} = T) -> {big, L2} = T2 = T, {erts_debug:same(T, T2), erts_debug:same(L, L2)}.
bound_alias(X, N) -> case X of {N} = Y -> {is_n, Y}; {M} = Y -> {M, Y} end.
