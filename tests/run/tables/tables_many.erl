%% Many tables at once, found by reference and by name.
-module(tables_many).
-export([main/0]).
-define(TYPE, set).
-include("tables.hrl").

main() ->
    N = 400,
    Ts = [ets:new(t, [lists:nth(I rem 2 + 1, [set, ordered_set])]) || I <- lists:seq(1, N)],
    Names = [ets:new(list_to_atom("tables_many_" ++ integer_to_list(I)), [named_table]) || I <- lists:seq(1, N)],
    [ets:insert(T, {k, I}) || {I, T} <- lists:zip(lists:seq(1, 2 * N), Ts ++ Names)],
    p([ets:lookup_element(T, k, 2) || T <- Ts ++ Names] =:= lists:seq(1, 2 * N)),
    All = ets:all(),
    p(lists:all(fun(T) -> lists:member(T, All) end, Ts ++ Names)),
    [ets:delete(T) || {I, T} <- lists:zip(lists:seq(1, 2 * N), Ts ++ Names), I rem 3 =:= 0],
    p([I || {I, T} <- lists:zip(lists:seq(1, 2 * N), Ts ++ Names), ets:info(T, size) =:= undefined] =:= [I || I <- lists:seq(1, 2 * N), I rem 3 =:= 0]),
    p([I || {I, T} <- lists:zip(lists:seq(1, 2 * N), Ts ++ Names), I rem 3 =/= 0, ets:lookup(T, k) =/= [{k, I}]]),
    p(length([T || T <- ets:all(), lists:member(T, Ts ++ Names)])).
