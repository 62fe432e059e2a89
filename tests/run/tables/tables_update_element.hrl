%% update_element in all its forms.
-export([main/0]).
-include("tables.hrl").

main() ->
    T = new([]),
    true = ets:insert(T, [{a, 1, 2}, {b, "text", <<"bin">>, 7}]),
    U = fun(K, Op) -> p(e(fun() -> ets:update_element(T, K, Op) end)) end,
    U(a, {2, new}), U(a, [{2, x}, {3, y}]), U(a, []), U(a, [{2, 1}, {2, 2}]), U(b, {4, [1, {2, 3}]}),
    U(none, {2, x}), U(a, {1, x}), U(a, {9, x}), U(a, {0, x}), U(a, {a, x}), U(a, x), U(a, [{2, x}, {1, y}]),
    U(a, [{2, z}, {9, y}]), U(a, [{2, z} | y]), U(none, {9, x}), U(none, {1, x}), U(a, {2, x, y}),
    p(all(T)),
    D = fun(K, Op, Def) -> p(e(fun() -> ets:update_element(T, K, Op, Def) end)) end,
    D(c, {2, v}, {x, 1, 2}), D(c, {2, w}, {x, 9, 9}), D(d, [{2, v}, {3, u}], {d, 1, 2, 3}),
    D(g, {2, v}, {}), D(g, {2, v}, x), D(g, {2, v}, {g}), D(g, {1, v}, {g, 1}), D(g, [], {g, 1}),
    p(all(T)),
    p(e(fun() -> ets:update_element(no_such_table, a, {2, 1}) end)).
