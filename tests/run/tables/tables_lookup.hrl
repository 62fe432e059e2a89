%% lookup, lookup_element with and without default, member.
-export([main/0]).
-include("tables.hrl").

main() ->
    T = new([{keypos, 2}]),
    true = ets:insert(T, [{one, 1, x}, {two, 2, y, z}, {uno, 1, x}, {"l", [1, 2], <<"bin">>}]),
    p(s(ets:lookup(T, 1))),
    p(ets:lookup(T, 2)),
    p(ets:lookup(T, [1, 2])),
    p(ets:lookup(T, 3)),
    p(s(ets:lookup(T, 1.0))),
    p(e(fun() -> s(ets:lookup_element(T, 1, 1)) end)),
    p(e(fun() -> s(ets:lookup_element(T, 1, 3)) end)),
    p(e(fun() -> ets:lookup_element(T, 1, 4) end)),
    p(e(fun() -> ets:lookup_element(T, 2, 4) end)),
    p(e(fun() -> ets:lookup_element(T, 2, 0) end)),
    p(e(fun() -> ets:lookup_element(T, 2, a) end)),
    p(e(fun() -> ets:lookup_element(T, 9, 1) end)),
    p(e(fun() -> ets:lookup_element(T, 9, 1, default) end)),
    p(e(fun() -> ets:lookup_element(T, 9, 99, {d}) end)),
    p(e(fun() -> ets:lookup_element(T, 9, 0, {d}) end)),
    p(e(fun() -> ets:lookup_element(T, 2, 99, {d}) end)),
    p(e(fun() -> ets:lookup_element(no_such_table, 2, 1, {d}) end)),
    p([ets:member(T, K) || K <- [1, 1.0, 2, 3, [1, 2], "l"]]),
    p(e(fun() -> ets:member(no_such_table, 1) end)),
    p(e(fun() -> ets:lookup(no_such_table, 1) end)).
