-module(proc_raise_forms).
-export([main/0]).
-define(T(E), (fun() -> try E catch Class__:Reason__ -> {Class__, Reason__} end end)()).
main() ->
    io:format("~p~n", [?T(throw(a))]),
    io:format("~p~n", [?T(exit(a))]),
    {'EXIT', {E, S}} = (catch error(a)), io:format("~p ~p~n", [E, is_list(S)]),
    io:format("~p~n", [try error(b) catch error:X -> {caught, X} end]),
    io:format("~p~n", [try throw(b) catch X2 -> {caught, X2} end]),
    io:format("~p~n", [try exit(b) catch exit:X3 -> {caught, X3} end]),
    io:format("~p~n", [try ok of ok -> fine catch _:_ -> bad end]),
    io:format("~p~n", [?T((try bad of ok -> fine catch _:_ -> caught end))]),
    io:format("~p~n", [try id(1) after io:format("after~n") end]),
    io:format("~p~n", [?T(try throw(t) after io:format("after2~n") end)]),
    io:format("~p~n", [try try throw(in) catch throw:in -> throw(out) end catch throw:Y -> Y end]),
    io:format("~p~n", [try erlang:raise(error, r, []) catch C:R:St -> {C, R, St} end]),
    io:format("~p~n", [try erlang:raise(throw, r, [{m, f, 1, []}]) catch C2:R2:S2 -> {C2, R2, S2} end]),
    io:format("~p~n", [erlang:raise(bad, r, [])]),
    io:format("~p~n", [erlang:raise(error, r, foo)]),
    io:format("~p~n", [nested(3)]),
    io:format("~p~n", [loop(1000, 0)]).
id(X) -> X.
nested(0) -> throw(deep);
nested(N) -> try nested(N - 1) catch throw:D -> throw({N, D}) after put(n, N) end.
loop(0, A) -> A;
loop(N, A) -> loop(N - 1, try throw(N) catch throw:X -> A + X end).
