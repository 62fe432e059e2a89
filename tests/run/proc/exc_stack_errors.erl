%% Shapes of stack traces: errors of operators, natives, clauses, and wrong calls; arguments and arity.
-module(exc_stack_errors).
-export([main/0]).
-include("proc.hrl").

main() ->
    Fs = [fun() -> id(1) + id(a) end, fun() -> hd(id([])) end, fun() -> element(5, id({})) end, fun() -> clause(3) end,
          fun() -> case id(1) of 2 -> x end end, fun() -> if_none(1) end, fun() -> {a} = id({b}), x end,
          fun() -> lists:nosuch(1, 2) end, fun() -> nosuch_m:f(a) end, fun() -> (id(fun(X) -> X end))(1, 2) end,
          fun() -> (id(not_fun))(1) end, fun() -> apply(id(lists), id(reverse), id([x])) end, fun() -> lists:map(fun(X) -> X / 0 end, [1]) end,
          fun() -> list_to_atom(id(x)) end, fun() -> map_get(k, id(#{})) end, fun() -> (id(#{}))#{k := 1} end, fun() -> binary_to_term(id(<<1>>)) end,
          fun() -> ets:lookup(nosuch_table, k) end, fun() -> try_clause() end, fun() -> << <<X:8>> || X <- id(a) >> end,
          fun() -> [X || X <- id(a)] end, fun() -> tuple_size(id(1)) end, fun() -> not id(1) end, fun() -> id(1) andalso true end,
          fun() -> lists:reverse([a | id(b)]) end, fun() -> id(<<1>>) bsl 2 end, fun() -> self() ! x, nosuch_name ! x end],
    [p({I, shape(F)}) || {I, F} <- lists:enumerate(Fs)].

clause(1) -> one.
if_none(X) -> if X > 1 -> x end.
try_clause() -> try id(1) of 2 -> x catch _:_ -> y end.
id(X) -> X.
shape(F) ->
    try F() of V -> {value, V}
    catch C:R:S ->
        [{M, N, A, _} | _] = S,
        {C, short(R), case A of _ when M =:= ?MODULE, is_integer(A) -> {M, here}; _ when is_list(A) -> {M, N, [short(X) || X <- A]}; _ -> {M, N, A} end,
         [N1 || {M1, N1, _, _} <- S, M1 =:= ?MODULE, N1 =:= clause orelse N1 =:= if_none orelse N1 =:= try_clause]}
    end.
short(F) when is_function(F) -> function;
short({badarity, {_, A}}) -> {badarity, A};
short({badfun, F}) -> {badfun, short(F)};
short(X) -> X.
