%% update_counter in all its forms.
-export([main/0]).
-include("tables.hrl").

main() ->
    T = new([]),
    true = ets:insert(T, [{a, 1}, {b, 1, 2, 3}, {big, 1 bsl 59, 0}, {f, 1.5}, {n, -7}]),
    U = fun(K, Op) -> p(e(fun() -> ets:update_counter(T, K, Op) end)) end,
    U(a, 1), U(a, -3), U(a, 0), U(a, {2, 5}), U(a, [{2, 1}, {2, 1}]), U(a, []),
    U(b, {4, 10}), U(b, [{2, 1}, {3, 1}, {4, 1}]), U(b, [{2, -1}, {2, 10, 5, 0}]),
    U(a, {2, 1, 3, 0}), U(a, {2, 1, 100, 0}), U(a, {2, -10, 0, 50}), U(a, {2, 100, 100, 7}),
    U(a, {2, 0, 3, 1}), U(a, {2, 0, -3, 1}),
    U(big, 1 bsl 59), U(big, 1 bsl 70), U(big, {2, -(1 bsl 70)}), U(big, {3, 1 bsl 64}), U(big, {3, -(1 bsl 64)}),
    U(f, 1), U(n, {2, -1, -8, 0}), U(n, {2, -1, 0, -3}),
    U(none, 1), U(a, {1, 1}), U(a, {9, 1}), U(a, {0, 1}), U(a, {2, x}), U(a, x), U(a, {2, 1, 2}), U(a, {2, 1, x, 0}),
    U(a, [1]), U(a, [{2, 1} | {2, 1}]), U(b, [{2, 1}, {9, 1}]), U(a, 1.0),
    p(all(T)),
    D = fun(K, Op, Def) -> p(e(fun() -> ets:update_counter(T, K, Op, Def) end)) end,
    D(c, 1, {c, 10}), D(c, 1, {c, 100}), D(d, {3, 2}, {x, a, 5}), D(e1, [{2, 1}, {3, 1}], {k, 0, 0}),
    D(g, 1, {}), D(g, 1, x), D(g, 1, {g}), D(g, 1, {g, a}), D(g, [], {g, 3}), D(h, {2, 5, 3, 0}, {h, 0}),
    p(all(T)),
    p(e(fun() -> ets:update_counter(no_such_table, a, 1) end)),
    p(e(fun() -> ets:update_counter(no_such_table, a, 1, {a, 1}) end)).
