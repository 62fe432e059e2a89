%% init_table, whole tables made of funs.
-module(tables_init).
-export([main/0]).
-define(TYPE, set).
-include("tables.hrl").

main() ->
    T = ets:new(t, []),
    ets:insert(T, {old, 1}),
    Fun = fun F(N) -> fun(read) when N =< 3 -> {[{N, x}, {N * 10, y}], F(N + 1)}; (read) -> end_of_input; (close) -> closed end end,
    p(ets:init_table(T, Fun(1))),
    p(all(T)),
    p(try ets:init_table(T, fun(read) -> broken; (close) -> ok end) catch exit:R -> {exit, R} end),
    p(ets:tab2list(T)),
    p(ets:repair_continuation('$end_of_table', [])),
    p(try ets:init_table(no_such_table, Fun(1)) catch error:badarg -> badarg end).
