%% Body recursion to great depth, deep terms built, compared, printed, sent, and taken apart.
-module(deep_recursion).
-export([main/0]).
-include("../lang.hrl").

count(0) -> 0;
count(N) -> 1 + count(N - 1).
list(0) -> [];
list(N) -> [N | list(N - 1)].
deep(0, T) -> T;
deep(N, T) -> deep(N - 1, {T}).
deep_list(0, T) -> T;
deep_list(N, T) -> deep_list(N - 1, [T]).
depth({T}) -> depth(T, 1);
depth([T]) -> depth(T, 1).
depth({T}, N) -> depth(T, N + 1);
depth([T], N) -> depth(T, N + 1);
depth(_, N) -> N.
ack(0, N) -> N + 1;
ack(M, 0) -> ack(M - 1, 1);
ack(M, N) -> ack(M - 1, ack(M, N - 1)).
tak(X, Y, Z) when Y >= X -> Z;
tak(X, Y, Z) -> tak(tak(X - 1, Y, Z), tak(Y - 1, Z, X), tak(Z - 1, X, Y)).
main() ->
    ?show(count(20000)),
    ?show(lists:sum(list(5000))),
    ?show(depth(deep(5000, x))),
    ?show(deep(5000, x) =:= deep(5000, x)),
    ?show(deep(5000, x) < deep(5000, y)),
    ?show(deep_list(3000, a) == deep_list(3000, a)),
    self() ! deep(3000, sent),
    ?show(receive M -> depth(M) end),
    ?show(depth(binary_to_term(term_to_binary(deep_list(3000, z))))),
    ?show(erlang:phash2(deep(3000, x)) =:= erlang:phash2(deep(3000, x))),
    ?show(length(lists:flatten(io_lib:format("~w", [deep(500, x)])))),
    ?show(ack(2, 10)),
    ?show(tak(8, 4, 2)),
    ok.
