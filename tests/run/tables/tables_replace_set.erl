%% select_replace changes what matches and keeps keys.
-module(tables_replace_set).
-export([main/0]).
-compile([nowarn_unused_function, nowarn_export_all]).
-define(TYPE, set).

main() ->
    T = new([]),
    true = ets:insert(T, [{I, I} || I <- lists:seq(1, 10)]),
    true = ets:insert(T, [{k, 0, 0}, {{n, 1}, x}]),
    R = fun(Ms) -> p(e(fun() -> ets:select_replace(T, Ms) end)) end,
    R([{{'$1', '$2'}, [{is_integer, '$1'}, {'>', '$1', 5}], [{{'$1', {'*', '$2', 10}}}]}]),
    p(all(T)),
    R([{{'$1', '_'}, [{'==', '$1', 3}], [{{'$1', [], "new", {{'$1'}}}}]}]),
    R([{{k, '_', '_'}, [], [{{k, 1, 2}}]}]),
    R([{{{n, '$1'}, '_'}, [], [{{{{n, '$1'}}, y}}]}]),
    R([{'_', [{'==', {element, 1, '$_'}, 4}], ['$_']}]),
    R([{{'$1', '$2'}, [{'==', '$1', 7}], [{{{element, 1, '$_'}, same}}]}]),
    p(all(T)),
    R([{{'$1', '$2'}, [], [{{'$2', '$1'}}]}]),
    R([{{'$1', '$2'}, [], ['$1']}]),
    R([{{'$1', '$2'}, [], [{{a, '$2'}}]}]),
    R([{'_', [], [true]}]),
    R([{{nothing, '_'}, [], [{{nothing, 1}}]}]),
    R(x),
    p(e(fun() -> ets:select_replace(no_such_table, []) end)),
    p(all(T)).

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
