%% Fields asked of what is no such record, where a compiler may know it.
-module(rec_of_constants).
-compile(nowarnings).
-export([main/0]).
-record(r, {a, b = 2}).
-record(e, {}).

id(X) -> X.

choose(G) -> (if byte_size(G) == 7 -> #e{}; id =:= 1 -> id(a) end)#r.b.

either(G) -> (case id(G) of 1 -> #e{}; 2 -> {r, 1}; 3 -> r; 4 -> #r{a = 1}; _ -> [] end)#r.b.

update(G) -> (case id(G) of 1 -> {r, 1, 2, 3}; 2 -> #r{a = 0}; _ -> #{} end)#r{a = G}.

nested(G) -> ((if G -> #r{b = #e{}}; true -> #e{} end)#r.b)#r.a.

main() ->
    Show = fun(F, X) -> io:format("~0p~n", [try F(X) catch C:E -> {C, E} end]) end,
    [Show(fun choose/1, X) || X <- [<<1:56>>, <<>>, a]],
    [Show(fun either/1, X) || X <- [1, 2, 3, 4, 5]],
    [Show(fun update/1, X) || X <- [1, 2, 3]],
    [Show(fun nested/1, X) || X <- [true, false]].
