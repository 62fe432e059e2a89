%% match, match_object and match_delete with patterns.
-module(tables_match_dup).
-export([main/0]).
-compile([nowarn_unused_function, nowarn_export_all]).
-define(TYPE, duplicate_bag).

main() ->
    T = new([]),
    true = ets:insert(T, [{I, I rem 2, {I, [I rem 5]}} || I <- lists:seq(1, 20)]),
    true = ets:insert(T, [{x, y}, {x, y}, {m, #{a => 1, b => 2}}, {l, [1, 2, 3]}, {s, "str", "str"}, {1.0, f}]),
    M = fun(P) -> p({s(ets:match(T, P)), s(ets:match_object(T, P))}) end,
    M({'$1', 0, '_'}), M({'$1', '$2'}), M({x, '$1'}), M({'$1', '$1'}), M({'$1', '_', {'$1', '_'}}),
    M({'$2', '_', {'_', ['$1']}}), M({s, '$1', '$1'}), M({l, [1 | '$1']}), M({l, ['_', '$9' | '_']}),
    M({m, #{a => '$1'}}), M({m, #{a => 1}}), M({m, #{c => '_'}}), M({'_'}), M({1, '_', '_'}), M({1.0, '_'}),
    M({1, '_'}), M({'$0', '$10', '$2'}), M('$1'), M('_'), M(atom), M({nothing, '_'}),
    p(e(fun() -> ets:match(T, 1) end)),
    p(e(fun() -> ets:match(T, [a]) end)),
    p(e(fun() -> ets:match(no_such_table, '_') end)),
    p(e(fun() -> ets:match_object(no_such_table, '_') end)),
    p(ets:match_delete(T, {'_', 1, '_'})),
    p(ets:info(T, size)),
    p(ets:match_delete(T, {x, '_'})),
    p(ets:match_delete(T, {nothing})),
    p(all(T)),
    p(ets:match_delete(T, '_')),
    p(all(T)),
    p(e(fun() -> ets:match_delete(no_such_table, {x}) end)).

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
