%% Maps in guards: is_map, map_size, is_map_key, map_get, whole maps, and their failures.
-module(maps_guards).
-export([main/0]).
-include("../lang.hrl").

kind(M) when map_size(M) =:= 0 -> empty;
kind(M) when map_size(M) > 2 -> many;
kind(M) when is_map_key(a, M), map_get(a, M) > 1 -> a_above;
kind(M) when is_map_key(a, M) -> a;
kind(M) when M =:= #{b => 1} -> just_b;
kind(M) when is_map(M) -> map;
kind(_) -> none.

get(M) when map_get(k, M) -> yes;
get(_) -> no.
either(M) when map_get(k, M) =:= 1 orelse is_list(M) -> yes;
either(_) -> no.
alternatives(M) when map_get(k, M) =:= 1; is_list(M) -> yes;
alternatives(_) -> no.
built(K, M) when M =:= #{K => #{K => K}} -> nested;
built(K, M) when map_size(M#{K => 1}) =:= 2 -> two_after;
built(K, M) when map_get(x, M#{K := y}) =:= z -> updated;
built(_, _) -> no.

main() ->
    ?show([kind(M) || M <- [#{}, #{a => 1}, #{a => 2}, #{b => 1}, #{b => 2}, #{a => 1, b => 2, c => 3}, [], {}, 5]]),
    ?show([get(M) || M <- [#{k => true}, #{k => false}, #{k => 1}, #{}, []]]),
    ?show([either(M) || M <- [#{k => 1}, #{k => 2}, #{}, [], x]]),
    ?show([alternatives(M) || M <- [#{k => 1}, #{k => 2}, #{}, [], x]]),
    ?show([built(a, #{a => #{a => a}}), built(a, #{b => 1}), built(a, #{a => 1, x => z}), built(a, #{c => 1, x => z}), built(a, x)]),
    ?show(map_size(id([]))),
    ?show(map_get(a, id(#{}))),
    ?show(map_get(a, id(x))),
    ?show(is_map_key(a, id(x))),
    ?show([M || M <- [#{}, x, #{a => 1}], map_size(M) >= 0]),
    ?show([M || M <- [#{a => true}, #{a => 1}], map_get(a, M)]),
    ?show([is_map(#{}), is_map([])]),
    ok.
