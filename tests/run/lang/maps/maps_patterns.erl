%% Map patterns: literal and bound keys, nested, expressions as keys, clauses that choose, what does not match.
-module(maps_patterns).
-export([main/0]).
-include("../lang.hrl").

f(#{a := 1}) -> a1;
f(#{a := X, b := X}) -> {same, X};
f(#{a := #{b := #{c := X}}}) -> {deep, X};
f(#{a := _}) -> has_a;
f(#{{k, 1} := X}) -> {tuple_key, X};
f(#{"str" := X}) -> {string_key, X};
f(#{<<"bin">> := X}) -> {binary_key, X};
f(#{1 := X}) -> {int, X};
f(#{1.0 := X}) -> {float, X};
f(#{[] := X}) -> {nil, X};
f(#{#{} := X}) -> {map_key, X};
f(M) when M =:= #{} -> empty;
f(#{}) -> map;
f(_) -> no_map.

bound(K, M) -> case M of #{K := V} -> {found, V}; #{} -> missing end.
two(K1, K2, M) ->
    case M of #{K1 := V1, K2 := V2} -> {V1, V2}; _ -> no end.
expr(N, M) -> case M of #{N + 1 := V} -> V; #{{N, x} := V} -> {tuple, V}; #{element(1, {N}) := V} -> {e, V}; _ -> none end.

main() ->
    ?show([f(M) || M <- [#{a => 1, z => 2}, #{a => 2, b => 2}, #{a => 2, b => 3}, #{a => #{b => #{c => d}}}]]),
    ?show([f(M) || M <- [#{{k, 1} => x}, #{"str" => y}, #{<<"bin">> => z}, #{1 => i}, #{1.0 => f}, #{[] => n}, #{#{} => m}]]),
    ?show([f(M) || M <- [#{}, #{q => 1}, [], {}, a, <<>>]]),
    ?show([bound(K, #{a => 1, 2 => two, {3} => three, 4.0 => four}) || K <- [a, 2, 2.0, {3}, 4, 4.0, "x"]]),
    ?show([two(a, b, #{a => 1, b => 2}), two(a, a, #{a => 1}), two(a, z, #{a => 1}), two(a, b, x)]),
    ?show([expr(1, #{2 => two}), expr(1, #{{1, x} => t}), expr(1, #{1 => e}), expr(1, #{}), expr(1.0, #{2.0 => f})]),
    #{x := A, y := [B | _]} = id(#{x => 1, y => "yz"}),
    ?show({A, B}),
    ?show(begin #{nope := _} = id(#{a => 1}) end),
    ?show(begin #{} = id(no_map) end),
    ?show((fun(#{k := V} = M) when map_size(M) > 1 -> V; (#{}) -> small end)(#{k => 1, l => 2})),
    ?show([V || #{v := V} <- [#{v => 1}, #{}, x, #{v => 2, w => 3}]]),
    K = key,
    ?show([V || #{K := V} <- [#{key => 1}, #{'K' => 2}]]),
    ?show(case id(#{a => #{}}) of #{a := E} when E =:= #{} -> empty_in; _ -> other end),
    ?show(case {b, id(#{b => yes})} of {Key, #{b := V}} -> {Key, V} end),
    ok.
