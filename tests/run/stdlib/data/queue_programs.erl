%% Breadth-first search, round robin, a sliding maximum and undo lists with queues.
-module(queue_programs).
-export([main/0]).
-include("../show.hrl").

main() ->
    Adj = #{a => [b, c], b => [d], c => [d, e], d => [f], e => [f], f => []}, show("bfs", bfs(queue:from_list([a]), [a], Adj)), show("robin", robin(queue:from_list([{x, 3}, {y, 1}, {z, 2}]))), show("max", slide([1, 3, 1, 2, 0, 5], 3)), show("josephus", [jos(queue:from_list(lists:seq(1, N)), K) || {N, K} <- [{7, 3}, {5, 2}, {1, 9}]]),
    Q = lists:foldl(fun(X, A) -> A1 = queue:in(X, A), case queue:len(A1) > 3 of true -> queue:drop(A1); false -> A1 end end, queue:new(), lists:seq(1, 6)), show("bounded", queue:to_list(Q)), show("both", begin {{value, A}, Q1} = queue:out(Q), {{value, B}, Q2} = queue:out_r(Q1), {A, B, queue:to_list(Q2)} end), show("palindrome", [pal(queue:from_list(S)) || S <- ["level", "abca", ""]]), show("equal", [queue:from_list([1, 2]) =:= queue:in(2, queue:in(1, queue:new())), queue:to_list(queue:join(queue:from_list("ab"), queue:reverse(queue:from_list("cd"))))]), ok.
bfs(Q, Seen, G) -> case queue:out(Q) of {empty, _} -> lists:reverse(Seen); {{value, N}, R} -> New = [X || X <- map_get(N, G), not lists:member(X, Seen)], bfs(lists:foldl(fun queue:in/2, R, New), lists:reverse(New) ++ Seen, G) end.
robin(Q) -> case queue:out(Q) of {empty, _} -> []; {{value, {N, 1}}, R} -> [N | robin(R)]; {{value, {N, K}}, R} -> [N | robin(queue:in({N, K - 1}, R))] end.
slide(L, K) -> slide(L, K, 1, queue:new()).
slide([], _, _, _) -> [];
slide([X | T], K, I, Q) -> Q1 = queue:in({X, I}, trim(X, Q)), {value, {M, J}} = queue:peek(Q1), Q2 = if J =< I - K + 1 - 1 + 0, J =:= I - K + 1 - 0, I >= K -> queue:drop(Q1); true -> Q1 end, [M || I >= K] ++ slide(T, K, I + 1, Q2).
trim(X, Q) -> case queue:peek_r(Q) of {value, {Y, _}} when Y =< X -> trim(X, queue:drop_r(Q)); _ -> Q end.
jos(Q, K) -> case queue:len(Q) of 1 -> queue:get(Q); _ -> jos(queue:drop(lists:foldl(fun(_, A) -> queue:in(queue:get(A), queue:drop(A)) end, Q, lists:seq(2, K))), K) end.
pal(Q) -> queue:len(Q) < 2 orelse queue:get(Q) =:= queue:get_r(Q) andalso pal(queue:drop(queue:drop_r(Q))).
