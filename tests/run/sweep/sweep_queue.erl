%% Functions of queue, each called many times with arguments from a pool: see sweep.hrl.
-module(sweep_queue).
-export([main/0]).
-include("sweep.hrl").

functions() ->
    [fun queue:all/2, fun queue:any/2, fun queue:cons/2, fun queue:daeh/1, fun queue:delete/2, fun queue:delete_r/2,
     fun queue:delete_with/2, fun queue:delete_with_r/2, fun queue:drop/1, fun queue:drop_r/1, fun queue:filter/2,
     fun queue:filtermap/2, fun queue:fold/3, fun queue:from_list/1, fun queue:get/1, fun queue:get_r/1, fun queue:head/1,
     fun queue:in/2, fun queue:in_r/2, fun queue:init/1, fun queue:is_empty/1, fun queue:is_queue/1, fun queue:join/2,
     fun queue:lait/1, fun queue:last/1, fun queue:len/1, fun queue:liat/1, fun queue:member/2, fun queue:new/0, fun queue:out/1,
     fun queue:out_r/1, fun queue:peek/1, fun queue:peek_r/1, fun queue:reverse/1, fun queue:snoc/2, fun queue:split/2,
     fun queue:tail/1, fun queue:to_list/1].

special() ->
    [queue:new(), queue:from_list([a]), queue:from_list([a, b, c]), queue:from_list(lists:seq(1, 20)), queue:in(x, queue:from_list([a, b])), queue:in_r(x, queue:from_list([a, b])), a, b, [a, b], 2, fun(X) -> X =/= a end, fun(X, A) -> [X | A] end, fun(X) -> {true, {X}} end, fun(X) -> [X, X] end].
