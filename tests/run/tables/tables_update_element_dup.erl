%% update_element in all its forms.
-module(tables_update_element_dup).
-export([main/0]).
-compile([nowarn_unused_function, nowarn_export_all]).
-define(TYPE, duplicate_bag).

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
