-module(proc_exceptions_trace).
-export([main/0]).
main() ->
    io:format("~p~n", [tr(fun() -> h(x) end)]),
    io:format("~p~n", [tr(fun() -> lists:nosuch(1, 2) end)]),
    io:format("~p~n", [tr(fun() -> element(a, {}) end)]),
    io:format("~p~n", [tr(fun() -> (id(foo)):bar() end)]),
    io:format("~p~n", [tr(fun() -> (id(3))(1) end)]),
    io:format("~p~n", [tr(fun() -> hd(id([])) end)]),
    io:format("~p~n", [tr(fun() -> id(1) + id(a) end)]).
id(X) -> X.


h(1) -> error(one, [a]);
h(2) -> ok.
tr(F) ->
    try F() of V -> {value, V}
    catch C:R:S -> {C, R, [{M, Fn, A} || {M, Fn, A, _} <- S, M =/= record, M =/= corpus, not is_atom(hd([M])) orelse true]} end.
