%% Beyond 32 keys maps are trees: the same answers, grown and shrunk over the border, deep, and with keys of all kinds.
-module(maps_large).
-export([main/0]).
-include("../lang.hrl").

from(N) -> maps:from_list([{I, I * I} || I <- lists:seq(1, N)]).

main() ->
    Sizes = [31, 32, 33, 34, 64, 100, 1000],
    ?show([map_size(from(N)) || N <- Sizes]),
    ?show([maps:get(N, from(N)) || N <- Sizes]),
    ?show([maps:find(N + 1, from(N)) || N <- Sizes]),
    ?show([maps:size(maps:remove(1, from(N))) || N <- Sizes]),
    ?show([maps:remove(33, from(33)) =:= from(32), (from(32))#{33 => 33 * 33} =:= from(33)]),
    ?show([case from(N) of #{7 := S, N := L} -> {S, L} end || N <- Sizes]),
    ?show([lists:sum(maps:values(from(N))) || N <- Sizes]),
    ?show([(from(N))#{5 := x} =:= maps:put(5, x, from(N)) || N <- Sizes]),
    ?show((from(40))#{41 := no}),
    ?show([lists:sort(maps:keys(from(N))) =:= lists:seq(1, N) || N <- Sizes]),
    Mixed = maps:from_list([{K, true} || I <- lists:seq(1, 20), K <- [I, float(I), {I}, [I], <<I>>, integer_to_list(I), #{I => I}, list_to_atom("k" ++ integer_to_list(I)), I bsl 70]]),
    ?show(map_size(Mixed)),
    ?show([is_map_key(K, Mixed) || K <- [3, 3.0, {3}, [3], <<3>>, "3", #{3 => 3}, k3, 3 bsl 70, 21, 21.0, {21}]]),
    ?show(lists:foldl(fun maps:remove/2, Mixed, maps:keys(Mixed))),
    ?show(map_size(lists:foldl(fun(K, M) -> M#{K => 1} end, #{}, lists:seq(1, 2000) ++ lists:seq(1, 2000)))),
    ?show(from(50) == maps:map(fun(_, V) -> V * 1.0 end, from(50))),
    ?show(from(50) =:= maps:map(fun(_, V) -> V * 1.0 end, from(50))),
    ?show([from(33) < from(34), from(33) < (from(33))#{33 := 0}, from(40) > #{}]),
    ?show(maps:fold(fun(K, V, A) -> A + K + V end, 0, from(100))),
    ?show(lists:sort(maps:to_list(maps:filter(fun(K, _) -> K rem 20 =:= 0 end, from(100))))),
    ?show(maps:merge(from(40), #{1 => one, a => b}) =:= (from(40))#{1 => one, a => b}),
    ok.
