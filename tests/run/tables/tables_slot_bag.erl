%% slot reaches every object once.
-module(tables_slot_bag).
-export([main/0]).
-compile([nowarn_unused_function, nowarn_export_all]).
-define(TYPE, bag).

main() ->
    T = new([]),
    p(ets:slot(new([]), 0)),
    true = ets:insert(T, [{I, x} || I <- lists:seq(1, 400)]),
    true = ets:insert(T, {5, y}),
    Slots = fun Slots(I) -> case ets:slot(T, I) of '$end_of_table' -> []; L -> L ++ Slots(I + 1) end end,
    L = Slots(0),
    p({length(L) =:= ets:info(T, size), lists:sort(L) =:= all(T)}),
    p(e(fun() -> ets:slot(T, -1) end)),
    p(e(fun() -> ets:slot(T, a) end)),
    p(e(fun() -> ets:slot(T, 1000000) end)),
    p(e(fun() -> ets:slot(no_such_table, 0) end)).

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
