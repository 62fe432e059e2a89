%% Large rows, large lists, wide tuples.
-module(tables_large).
-export([main/0]).
-define(TYPE, set).
-include("tables.hrl").

main() ->
    T = ets:new(t, []),
    Row = list_to_tuple([k | lists:seq(1, 20000)]),
    ets:insert(T, Row),
    p(ets:lookup(T, k) =:= [Row]),
    p(ets:update_element(T, k, {20001, last})),
    p(ets:lookup_element(T, k, 20001)),
    p(ets:update_counter(T, k, {20000, 5})),
    ets:insert(T, [{I, I} || I <- lists:seq(1, 5000)]),
    p(ets:info(T, size)),
    p(ets:insert_new(T, [{I, x} || I <- lists:seq(5000, 6000)])),
    p(ets:insert_new(T, [{I, x} || I <- lists:seq(5001, 6000)])),
    p(ets:info(T, size)),
    p(length(ets:select(T, [{{'$1', x}, [], ['$1']}]))),
    B = binary:copy(<<"x">>, 100000),
    [ets:insert(T, {{b, I}, B}) || I <- lists:seq(1, 50)],
    p(lists:all(fun(I) -> ets:lookup_element(T, {b, I}, 2) =:= B end, lists:seq(1, 50))),
    p(ets:info(T, memory) < 1000000).
