%% Functions of array, each called many times with arguments from a pool: see sweep.hrl.
-module(sweep_array).
-export([main/0]).
-include("sweep.hrl").

functions() ->
    [fun array:append/2, fun array:concat/1, fun array:concat/2, fun array:default/1, fun array:fix/1, fun array:foldl/3,
     fun array:foldl/5, fun array:foldr/3, fun array:foldr/5, fun array:from/2, fun array:from/3, fun array:from_list/1,
     fun array:from_list/2, fun array:from_orddict/1, fun array:from_orddict/2, fun array:get/2, fun array:is_array/1,
     fun array:is_fix/1, fun array:map/2, fun array:mapfoldl/3, fun array:mapfoldl/5, fun array:mapfoldr/3, fun array:mapfoldr/5,
     fun array:new/0, fun array:prepend/2, fun array:relax/1, fun array:reset/2, fun array:resize/1, fun array:set/3,
     fun array:shift/2, fun array:size/1, fun array:slice/3, fun array:sparse_foldl/3, fun array:sparse_foldl/5,
     fun array:sparse_foldr/3, fun array:sparse_foldr/5, fun array:sparse_map/2, fun array:sparse_mapfoldl/3,
     fun array:sparse_mapfoldl/5, fun array:sparse_mapfoldr/3, fun array:sparse_mapfoldr/5, fun array:sparse_size/1,
     fun array:sparse_to_list/1, fun array:sparse_to_orddict/1, fun array:to_list/1, fun array:to_orddict/1].

special() ->
    [array:new(), array:from_list([a, b, c]), array:new(5, {default, x}), array:from_list(lists:seq(1, 30)), array:set(12, v, array:new()), 0, 1, 2, 9, 12, [{size, 3}], [{fixed, true}], {default, d}, fun(_, V) -> V end, fun(_, V, A) -> [V | A] end, [{0, a}, {3, b}], array:fix(array:from_list([q]))].
