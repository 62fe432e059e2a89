%% Inserting objects, lists of them, and what is none.
-export([main/0]).
-include("tables.hrl").

main() ->
    T = new([]),
    p(ets:insert(T, {a, 1})),
    p(ets:insert(T, {a, 2})),
    p(ets:insert(T, {a, 1})),
    p(ets:insert(T, [{b, 1}, {c}, {b, 2, 3}, {b, 1}])),
    p(ets:insert(T, [])),
    p(all(T)),
    p(ets:info(T, size)),
    p(ets:lookup(T, a)),
    p(ets:lookup(T, b)),
    p(ets:lookup(T, nothing)),
    p(e(fun() -> ets:insert(T, {}) end)),
    p(e(fun() -> ets:insert(T, atom) end)),
    p(e(fun() -> ets:insert(T, [{x, 1}, no]) end)),
    p(e(fun() -> ets:insert(T, [{x, 1} | {y, 2}]) end)),
    p(e(fun() -> ets:insert(T, [{x, 1}, {}]) end)),
    p(ets:lookup(T, x)),
    p(e(fun() -> ets:insert(no_such_table, {a}) end)),
    p(e(fun() -> ets:insert(17, {a}) end)),
    K = new([{keypos, 2}]),
    p(ets:insert(K, {v, k, w})),
    p(e(fun() -> ets:insert(K, {only}) end)),
    p(e(fun() -> ets:insert(K, [{1, 2}, {only}]) end)),
    p(all(K)),
    p(ets:lookup(K, k)).
