%% update_counter in all its forms.
-module(tables_counter_ordered).
-export([main/0]).
-compile([nowarn_unused_function, nowarn_export_all]).
-define(TYPE, ordered_set).

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

%% What a call gives, or how it fails.
e(F) ->
    try {ok, F()}
    catch
        C:R:S ->
            {C, R, case S of [{M, N, _, I} | _] -> {M, plain(N), cause(I)}; _ -> none end}
    end.

%% Natives behind functions of OTP's library.
plain(internal_delete_all) -> delete_all_objects;
plain(internal_select_delete) -> select_delete;
plain(match_delete) -> select_delete;
plain(Name) -> Name.

cause(I) ->
    case lists:keyfind(error_info, 1, I) of
        {error_info, Map} -> maps:get(cause, Map, default);
        false -> none
    end.

p(X) -> io:format("~kp~n", [X]).
s(L) when is_list(L) -> lists:sort(L);
s(X) -> X.
all(T) -> lists:sort(ets:tab2list(T)).
new(Options) -> ets:new(table, [?TYPE | Options]).
