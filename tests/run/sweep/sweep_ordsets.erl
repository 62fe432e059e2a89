%% Functions of ordsets, each called many times with arguments from a pool: see sweep.hrl.
-module(sweep_ordsets).
-export([main/0]).
-include("sweep.hrl").

functions() ->
    [fun ordsets:add_element/2, fun ordsets:del_element/2, fun ordsets:filter/2, fun ordsets:filtermap/2, fun ordsets:fold/3,
     fun ordsets:from_list/1, fun ordsets:intersection/1, fun ordsets:intersection/2, fun ordsets:is_disjoint/2,
     fun ordsets:is_element/2, fun ordsets:is_empty/1, fun ordsets:is_equal/2, fun ordsets:is_set/1, fun ordsets:is_subset/2,
     fun ordsets:map/2, fun ordsets:new/0, fun ordsets:size/1, fun ordsets:subtract/2, fun ordsets:to_list/1,
     fun ordsets:union/1, fun ordsets:union/2].

special() ->
    [[], [a, b], [b, c], [1, 2, 3, 4], a, b, 2, fun(X) -> X =/= a end, fun(X, A) -> [X | A] end, fun(X) -> {true, {X}} end, [[a], [b]]].
