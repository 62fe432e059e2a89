%% queue: the two lists behind it, after each operation from both ends, and its errors.
-module(queue_shapes).
-export([main/0]).
-include("../show.hrl").

main() ->
    Q0 = queue:new(), Q5 = queue:from_list([1, 2, 3, 4, 5]),
    each(fun(F) -> F() end, [fun() -> lists:foldl(fun queue:in/2, Q0, [a, b, c, d, e]) end, fun() -> lists:foldl(fun queue:in_r/2, Q0, [a, b, c, d, e]) end, fun() -> [queue:from_list(lists:seq(1, N)) || N <- [0, 1, 2, 3, 4, 7]] end, fun() -> queue:out(Q5) end, fun() -> queue:out_r(Q5) end, fun() -> queue:out(Q0) end, fun() -> queue:drop(queue:drop(queue:drop(Q5))) end, fun() -> queue:drop_r(queue:drop_r(queue:drop_r(Q5))) end,
        fun() -> queue:reverse(Q5) end, fun() -> queue:join(Q5, queue:from_list([x, y])) end, fun() -> queue:split(2, Q5) end, fun() -> queue:split(0, Q5) end, fun() -> queue:split(5, Q5) end, fun() -> queue:split(6, Q5) end, fun() -> queue:filter(fun(X) -> X rem 2 =:= 1 end, Q5) end, fun() -> queue:filter(fun(X) -> [X, X] end, Q5) end, fun() -> queue:filtermap(fun(X) when X > 3 -> {true, -X}; (X) -> X =:= 1 end, Q5) end,
        fun() -> queue:fold(fun(X, A) -> [X | A] end, [], Q5) end, fun() -> queue:delete(3, Q5) end, fun() -> queue:delete_r(9, Q5) end, fun() -> queue:delete_with(fun(X) -> X > 2 end, Q5) end, fun() -> queue:delete_with_r(fun(X) -> X > 2 end, Q5) end, fun() -> queue:cons(0, Q5) end, fun() -> queue:snoc(Q5, 6) end, fun() -> queue:init(Q5) end, fun() -> queue:tail(Q5) end, fun() -> queue:len(Q5) end, fun() -> {queue:head(Q5), queue:last(Q5), queue:daeh(Q5), queue:peek(Q5), queue:peek_r(Q5), queue:peek(Q0)} end,
        fun() -> {queue:member(3, Q5), queue:member(3.0, Q5), queue:any(fun(X) -> X > 4 end, Q5), queue:all(fun is_atom/1, Q5)} end]),
    each(fun({F, A}) -> apply(queue, F, A) end, [{get, [Q0]}, {head, [Q0]}, {last, [Q0]}, {drop, [Q0]}, {drop_r, [Q0]}, {tail, [Q0]}, {init, [Q0]}, {get_r, [Q0]}, {in, [a, x]}, {from_list, [x]}, {from_list, [[a | b]]}, {split, [-1, Q5]}, {join, [Q5, x]}, {filter, [x, Q5]}, {filter, [fun(_) -> odd end, Q5]}, {len, [{a, b}]}, {is_queue, [{[], []}]}, {is_queue, [{[a], [b | c]}]}, {is_queue, [x]}, {to_list, [{[2], [1]}]}, {is_empty, [{[], []}]}]),
    ok.
