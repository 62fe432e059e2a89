%% Functions of maps, each called many times with arguments from a pool: see sweep.hrl.
-module(sweep_maps).
-export([main/0]).
-include("sweep.hrl").

functions() ->
    [fun maps:filtermap/2, fun maps:find/2, fun maps:foreach/2, fun maps:from_keys/2, fun maps:from_list/1, fun maps:get/2,
     fun maps:get/3, fun maps:groups_from_list/2, fun maps:groups_from_list/3, fun maps:intersect/2, fun maps:intersect_with/3,
     fun maps:is_key/2, fun maps:map/2, fun maps:merge/2, fun maps:merge_with/3, fun maps:new/0, fun maps:next/1, fun maps:put/3,
     fun maps:remove/2, fun maps:size/1, fun maps:take/2, fun maps:update/3, fun maps:update_with/3, fun maps:update_with/4,
     fun maps:with/2, fun maps:without/2].

special() ->
    [#{a => 1, b => 2}, #{b => 3, c => 4}, #{1 => x, 1.0 => y}, [a, b], a, b, fun(_, V) -> V end, fun(_, V) -> V =/= 1 end, fun(_, V) -> {true, V} end, fun(K, V, Acc) -> [{K, V} | Acc] end, fun(_, V1, V2) -> {V1, V2} end, fun(V) -> {new, V} end, [{x, 1}, {y, 2}, {x, 3}], maps:from_keys(lists:seq(1, 40), v)].
