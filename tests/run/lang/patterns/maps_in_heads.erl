%% Map patterns in heads of many clauses: keys of all types, keys bound before, values repeated, nested, with sizes and guards.
-module(maps_in_heads).
-export([main/0]).
-include("../lang.hrl").

main() ->
    Ms = [#{}, #{a => 1}, #{a => 2}, #{a => 1, b => 1}, #{a => 1, b => 2}, #{a => 1.0}, #{"a" => 1}, #{<<"a">> => x}, #{1 => 1}, #{1.0 => 1}, #{{a, 1} => y}, #{[] => nil}, #{#{} => m}, #{a => #{a => #{a => deep}}}, #{a => [1, 2 | 3]}, #{k => k}, #{k => a, a => 5}, [], big()],
    ?show([h(M) || M <- Ms]), ?show([bound(a, M) || M <- Ms]), ?show([bound("a", M) || M <- Ms]), ?show([two(M, N) || M <- Ms, N <- [#{a => 1}, #{k => a}], M =/= big()]),
    ?show([chase(k, M) || M <- Ms]), ?show([absent(M) || M <- Ms]), ?show([large(K) || K <- [1, 20, 40, 41]]), ?show([in_list(L) || L <- [[#{id => 1}, #{id => 2}], [#{id => 1}, #{id => 1}], [#{}], []]]),
    ?show([computed(#{3 => x, 4 => y, {4} => z}, N) || N <- [1, 2, 3]]), ?show(begin #{a := A, b := B} = #{a => 1, b => 2, c => 3}, {A, B} end), ?show(try #{a := 2} = id(#{a => 1}) catch error:{badmatch, V} -> V end), ?show([M || #{a := 1} = M <- Ms]).

h(#{a := 1, b := B}) when B > 1 -> {ab, B}; h(#{a := V, b := V}) -> {same, V}; h(#{a := #{a := #{a := D}}}) -> D; h(#{a := [_ | T]}) -> {tail, T}; h(#{a := 1}) -> a1; h(#{a := 1.0}) -> a1f; h(#{k := K} = M) when is_map_key(K, M) -> {key, map_get(K, M)};
h(#{a := _}) -> a; h(#{"a" := X}) -> {str, X}; h(#{<<"a">> := X}) -> {bin, X}; h(#{1 := X}) -> {int, X}; h(#{1.0 := X}) -> {float, X}; h(#{{a, 1} := X}) -> {tuple, X}; h(#{[] := X}) -> X; h(#{#{} := X}) -> X; h(M) when map_size(M) =:= 0 -> empty; h(#{}) -> map; h(_) -> none.
bound(K, M) -> case M of #{K := V} when V =:= 1 -> one; #{K := #{K := V}} -> {nested, V}; #{K := V} -> V; #{} -> none; _ -> no_map end.
two(#{a := X}, #{a := X}) -> {same, X}; two(#{k := X}, #{k := Y}) -> {k, X, Y}; two(#{a := X}, #{k := Y}) -> {a, X, Y}; two(_, #{} = M) -> M.
chase(K, M) -> case M of #{K := K} -> self; #{K := N} -> case M of #{N := V} -> {found, V}; _ -> {stops_at, N} end; _ -> none end.
absent(#{a := _}) -> has; absent(M) when not is_map_key(a, M), map_size(M) > 0 -> {lacks, map_size(M)}; absent(M) when is_map_key(a, M) -> never; absent(_) -> empty_or_no_map.
big() -> maps:from_list([{I, I * I} || I <- lists:seq(1, 40)]).
large(K) -> case big() of #{1 := 1, 40 := 1600, K := V} -> {all, V}; #{K := V} -> V; #{20 := W} -> {no, W} end.
in_list([#{id := X}, #{id := X}]) -> twice; in_list([#{id := X}, #{id := Y} | _]) -> {X, Y}; in_list([M]) -> M; in_list([]) -> none.
computed(M, N) -> case M of #{N + 1 := V, {N + 1} := W} -> {V, W}; #{N + 2 := V} -> V; #{} -> none end.
