%% maps: fold, map, filter, filtermap, groups, merges with funs, with what is no map and what is no fun.
-module(maps_higher).
-export([main/0]).
-include("../show.hrl").

main() ->
    M = #{a => 1, b => 2, c => 3, 1 => one, 1.0 => float},
    many(maps, filter, [[fun(_, V) -> is_atom(V) end, M], [fun(_, _) -> x end, M], [x, M], [fun(_, _) -> true end, x], [fun(_) -> true end, M], [fun(_, _) -> true end, #{}]]),
    many(maps, filtermap, [[fun(K, V) when is_integer(V) -> {true, {K, V}}; (_, _) -> false end, M], [fun(_, _) -> true end, M], [fun(_, _) -> odd end, #{a => 1}], [fun(_, _) -> true end, []]]),
    many(maps, map, [[fun(K, V) -> {V, K} end, M], [fun(_, _) -> x end, x], [x, #{}], [fun(X) -> X end, M]]),
    many(maps, fold, [[fun(_, V, A) when is_integer(V) -> V + A; (_, _, A) -> A end, 0, M], [fun(_, _, _) -> x end, 0, x], [x, 0, M]]),
    many(maps, merge_with, [[fun(K, A, B) -> {K, A, B} end, M, #{a => x, z => y}], [fun(_, A, _) -> A end, #{}, M], [fun(_, _) -> x end, M, M], [fun(_, _, _) -> x end, x, M], [fun(_, _, _) -> x end, M, x]]),
    many(maps, intersect_with, [[fun(K, A, B) -> {K, A, B} end, M, #{a => x, z => y}], [fun(_, A, _) -> A end, M, #{}], [fun(_, _) -> x end, M, M], [fun(_, _, _) -> x end, [], M]]),
    many(maps, intersect, [[M, #{a => x, 1 => y, 1.0 => z}], [M, #{}], [M, x], [x, M]]),
    many(maps, groups_from_list, [[fun(X) -> X rem 3 end, [1, 2, 3, 4, 5, 6, 7]], [fun(X) -> X rem 2 end, fun(X) -> X * X end, [1, 2, 3]], [fun(X) -> X end, []], [x, [1]], [fun(X) -> X end, x], [fun(X) -> X end, [a | b]]]),
    many(maps, foreach, [[fun(_, _) -> ok end, M], [fun(_) -> ok end, M], [fun(_, _) -> ok end, x]]),
    ok.
