%% select, select_count, select_delete with guards and bodies.
-module(tables_select_bag).
-export([main/0]).
-compile([nowarn_unused_function, nowarn_export_all]).
-define(TYPE, bag).

main() ->
    T = new([]),
    true = ets:insert(T, [{I, I * I, {I rem 4, "s"}} || I <- lists:seq(1, 30)]),
    true = ets:insert(T, [{k, v}, {k2, 3.5, <<"b">>}]),
    S = fun(Ms) -> p(e(fun() -> s(ets:select(T, Ms)) end)) end,
    S([{{'$1', '$2', '_'}, [{'>', '$2', 400}], ['$1']}]),
    S([{{'$1', '$2', {'$3', '_'}}, [{'==', '$3', 2}], [{{'$1', '$3'}}]}]),
    S([{{'$1', '$2', '_'}, [{is_integer, '$1'}, {'<', '$1', 3}], ['$_', '$$']}]),
    S([{{'$1', '$2', '_'}, [{'<', '$1', 3}], ['$$']}]),
    S([{{k, '$1'}, [], [[x, '$1', y]]}, {{k2, '$1', '$2'}, [], [#{'$1' => '$2'}]}]),
    S([{{'$1', '$2', '_'}, [{'orelse', {'==', '$1', 1}, {'==', '$1', 2}}], [{{{const, '$1'}, '$1'}}]}]),
    S([{{'$1', '$2', '_'}, [{'=<', {'+', '$1', '$2'}, 6}], [{'*', '$1', 2.5}]}]),
    S([{'_', [{'==', {size, '$_'}, 2}], ['$_']}]),
    S([{{'$1', '_'}, [], [{hd, '$1'}]}]),
    S([]),
    S([{{'$1'}, [], []}]), S([{{'$1'}, [{foo, 1}], ['$1']}]), S([{{'$1'}, [], ['$2']}]), S([{{'$1'}, x, ['$1']}]),
    S([{1, [], ['$_']}]), S(x), S([x]), S([{'_', [], ['$_']} | x]), S([{'_', [{}], [true]}]),
    p(ets:select_count(T, [{{'$1', '_', '_'}, [{'>', '$1', 10}], [true]}])),
    p(ets:select_count(T, [{{'$1', '_', '_'}, [{'>', '$1', 10}], ['$1']}])),
    p(ets:select_count(T, [{'_', [], [true]}])),
    p(e(fun() -> ets:select_count(T, x) end)),
    p(ets:select_delete(T, [{{'$1', '_', '_'}, [{'>', '$1', 10}, {is_integer, '$1'}], [true]}])),
    p(ets:select_delete(T, [{{'$1', '_', '_'}, [], [false]}])),
    p(ets:select_delete(T, [{{5, '_', '_'}, [], [true]}])),
    p(all(T)),
    p(ets:select_delete(T, [{'_', [], [true]}])),
    p(ets:info(T, size)),
    p(e(fun() -> ets:select_delete(T, x) end)),
    p(e(fun() -> ets:select(no_such_table, []) end)),
    p(e(fun() -> ets:select_count(no_such_table, []) end)),
    p(e(fun() -> ets:select_delete(no_such_table, []) end)).

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
