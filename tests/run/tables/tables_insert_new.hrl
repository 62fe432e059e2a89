%% insert_new of one and of many: all or nothing.
-export([main/0]).
-include("tables.hrl").

main() ->
    T = new([]),
    p(ets:insert_new(T, {a, 1})),
    p(ets:insert_new(T, {a, 2})),
    p(ets:insert_new(T, [{b, 1}, {c, 1}])),
    p(ets:insert_new(T, [{d, 1}, {c, 2}])),
    p(ets:insert_new(T, [{e, 1}, {e, 2}])),
    p(ets:insert_new(T, [])),
    p(all(T)),
    p(ets:member(T, d)),
    p(e(fun() -> ets:insert_new(T, [{x, 1}, y]) end)),
    p(e(fun() -> ets:insert_new(T, y) end)),
    p(e(fun() -> ets:insert_new(T, {}) end)),
    p(e(fun() -> ets:insert_new(no_such_table, {a}) end)),
    p(ets:member(T, x)),
    p(ets:insert_new(T, {1, int})),
    p(ets:insert_new(T, {1.0, float})),
    p(all(T)).
