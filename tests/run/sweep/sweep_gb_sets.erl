%% Functions of gb_sets, each called many times with arguments from a pool: see sweep.hrl.
-module(sweep_gb_sets).
-export([main/0]).
-include("sweep.hrl").

functions() ->
    [fun gb_sets:add/2, fun gb_sets:add_element/2, fun gb_sets:balance/1, fun gb_sets:del_element/2, fun gb_sets:delete/2,
     fun gb_sets:delete_any/2, fun gb_sets:difference/2, fun gb_sets:empty/0, fun gb_sets:filter/2, fun gb_sets:filtermap/2,
     fun gb_sets:fold/3, fun gb_sets:from_list/1, fun gb_sets:from_ordset/1, fun gb_sets:insert/2, fun gb_sets:intersection/1,
     fun gb_sets:intersection/2, fun gb_sets:is_disjoint/2, fun gb_sets:is_element/2, fun gb_sets:is_empty/1,
     fun gb_sets:is_equal/2, fun gb_sets:is_member/2, fun gb_sets:is_set/1, fun gb_sets:is_subset/2, fun gb_sets:iterator/1,
     fun gb_sets:iterator/2, fun gb_sets:iterator_from/2, fun gb_sets:iterator_from/3, fun gb_sets:larger/2,
     fun gb_sets:largest/1, fun gb_sets:map/2, fun gb_sets:new/0, fun gb_sets:next/1, fun gb_sets:singleton/1,
     fun gb_sets:size/1, fun gb_sets:smaller/2, fun gb_sets:smallest/1, fun gb_sets:subtract/2, fun gb_sets:take_largest/1,
     fun gb_sets:take_smallest/1, fun gb_sets:to_list/1, fun gb_sets:union/1, fun gb_sets:union/2].

special() ->
    [gb_sets:empty(), gb_sets:from_list([a, b]), gb_sets:from_list([b, c]), gb_sets:from_list(lists:seq(1, 30)), a, b, 5, [a, b], gb_sets:iterator(gb_sets:from_list([x, y])), reversed, ordered, fun(X) -> X =/= a end, fun(X, A) -> [X | A] end, fun(X) -> {true, {X}} end, [gb_sets:from_list([1]), gb_sets:from_list([2])]].
