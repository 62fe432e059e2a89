%% Functions of gb_trees, each called many times with arguments from a pool: see sweep.hrl.
-module(sweep_gb_trees).
-export([main/0]).
-include("sweep.hrl").

functions() ->
    [fun gb_trees:balance/1, fun gb_trees:delete/2, fun gb_trees:delete_any/2, fun gb_trees:empty/0, fun gb_trees:enter/3,
     fun gb_trees:from_list/1, fun gb_trees:from_orddict/1, fun gb_trees:get/2, fun gb_trees:insert/3, fun gb_trees:is_defined/2,
     fun gb_trees:is_empty/1, fun gb_trees:iterator/1, fun gb_trees:iterator/2, fun gb_trees:iterator_from/2,
     fun gb_trees:iterator_from/3, fun gb_trees:keys/1, fun gb_trees:larger/2, fun gb_trees:largest/1, fun gb_trees:lookup/2,
     fun gb_trees:map/2, fun gb_trees:next/1, fun gb_trees:size/1, fun gb_trees:smaller/2, fun gb_trees:smallest/1,
     fun gb_trees:take/2, fun gb_trees:take_any/2, fun gb_trees:take_largest/1, fun gb_trees:take_smallest/1,
     fun gb_trees:to_list/1, fun gb_trees:update/3, fun gb_trees:values/1].

special() ->
    [gb_trees:empty(), gb_trees:from_list([{a, 1}, {b, 2}]), gb_trees:from_orddict([{N, N} || N <- lists:seq(1, 30)]), a, b, 5, [{a, 1}, {b, 2}], gb_trees:iterator(gb_trees:from_list([{x, 1}])), reversed, ordered, fun(_, V) -> {V} end, fun(V) -> {V} end].
