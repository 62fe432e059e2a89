%% Functions of sets, each called many times with arguments from a pool: see sweep.hrl.
-module(sweep_sets).
-export([main/0]).
-include("sweep.hrl").

functions() ->
    [fun sets:del_element/2, fun sets:filter/2, fun sets:filtermap/2, fun sets:fold/3, fun sets:from_list/1,
     fun sets:from_list/2, fun sets:intersection/1, fun sets:intersection/2, fun sets:is_disjoint/2, fun sets:is_element/2,
     fun sets:is_empty/1, fun sets:is_equal/2, fun sets:is_set/1, fun sets:is_subset/2, fun sets:map/2, fun sets:new/0,
     fun sets:new/1, fun sets:size/1, fun sets:subtract/2, fun sets:union/1, fun sets:union/2].

special() ->
    [sets:new(), sets:new([{version, 1}]), sets:from_list([a, b]), sets:from_list([b, c], [{version, 1}]), sets:from_list(lists:seq(1, 40), [{version, 1}]), a, b, [a, b], fun(X) -> X =/= a end, fun(X, A) -> [X | A] end, fun(X) -> {true, {X}} end, [{version, 2}]].
