%% maps:iterator/1,2 and next in chosen orders, over small and large maps, and what takes an iterator.
-module(maps_iterators_order).
-export([main/0]).
-include("../show.hrl").

main() ->
    Small = #{b => 2, a => 1, 3 => x, 2.0 => y, {t} => z},
    Large = maps:from_list([{N, -N} || N <- lists:seq(1, 100)]),
    each(fun(O) -> [maps:to_list(maps:iterator(M, O)) || M <- [#{}, Small]] end, [ordered, reversed, fun(A, B) -> A >= B end, fun(A, B) -> term_to_binary(A) =< term_to_binary(B) end]),
    each(fun(O) -> lists:sublist(maps:to_list(maps:iterator(Large, O)), 5) end, [ordered, reversed, fun(A, B) -> {A rem 10, A} =< {B rem 10, B} end]),
    Walk = fun W(I, N) -> case maps:next(I) of none -> {count, N}; {K, V, J} -> true = K =:= -V, W(J, N + 1) end end,
    each(fun(O) -> Walk(maps:iterator(Large, O), 0) end, [ordered, reversed, undefined]),
    each(fun(F) -> F(maps:iterator(Small, ordered)) end, [fun maps:to_list/1, fun(I) -> maps:fold(fun(K, _, A) -> [K | A] end, [], I) end, fun(I) -> maps:map(fun(K, _) -> K end, I) end, fun(I) -> maps:filter(fun(_, V) -> is_atom(V) end, I) end, fun(I) -> maps:filtermap(fun(_, V) -> {true, [V]} end, I) end,
        fun(I) -> maps:foreach(fun(K, _) -> io:format("~w ", [K]) end, I) end, fun(I) -> [K || K := _ <- I] end, fun(I) -> maps:from_list([{V, K} || K := V <- I]) end]),
    each(fun(F) -> F() end, [fun() -> maps:iterator(x) end, fun() -> maps:iterator(#{}, odd) end, fun() -> maps:iterator(#{a => 1}, odd) end, fun() -> maps:iterator(#{a => 1, b => 1}, fun(_) -> true end) end, fun() -> maps:next(x) end, fun() -> maps:next(none) end, fun() -> maps:next({a, b, none}) end, fun() -> maps:to_list({k, v, none}) end, fun() -> maps:to_list([bad]) end]),
    ok.
