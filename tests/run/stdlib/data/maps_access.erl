%% maps: get, find, put, update, update_with, take, with, without, keys: exact keys, missing ones, no maps at all.
-module(maps_access).
-export([main/0]).
-include("../show.hrl").

main() ->
    M = #{a => 1, 1 => int, 1.0 => float, "s" => <<"b">>, #{} => map},
    [many(maps, F, [[K, M] || K <- [a, 1, 1.0, 1.5, "s", #{}, z]] ++ [[a, x], [a, []]]) || F <- [get, find, is_key, take, remove]],
    many(maps, get, [[z, M, default], [a, M, default], [a, x, default]]),
    [many(maps, F, [[K, v, M] || K <- [a, 1.0, z]] ++ [[a, v, x]]) || F <- [put, update]],
    many(maps, update_with, [[a, fun(V) -> V + 1 end, M], [z, fun(V) -> V end, M], [z, fun(V) -> V end, init, M], [a, fun(V) -> V * 10 end, init, M], [a, x, M], [a, fun(_, _) -> x end, M], [a, fun(V) -> V end, x], [1, fun erlang:atom_to_list/1, 0, M]]),
    many(maps, with, [[[a, 1, z], M], [[], M], [x, M], [[a | b], M], [[a], x]]),
    many(maps, without, [[[a, 1, z], M], [[], M], [x, M], [[a], x]]),
    many(maps, merge, [[M, #{a => new}], [#{}, M], [M, x], [x, M]]),
    many(maps, from_list, [[[{a, 1}, {b, 2}, {a, 3}]], [[]], [[a]], [[{a, 1} | b]], [[{a, b, c}]], [x], [[{1, a}, {1.0, b}]]]),
    many(maps, from_keys, [[[a, b, a], 0], [[], x], [[a | b], 0], [x, 0]]),
    many(maps, size, [[#{}], [M], [x]]),
    each(fun(X) -> {lists:sort(maps:keys(X)), lists:sort(maps:values(X)), lists:sort(maps:to_list(X))} end, [#{}, M, x]),
    ok.
