%% first, next, last, prev and their lookup forms over every object.
-module(tables_iterate_bag).
-export([main/0]).
-compile([nowarn_unused_function, nowarn_export_all]).
-define(TYPE, bag).

main() ->
    T = new([]),
    p([ets:first(T), ets:last(T), ets:first_lookup(T), ets:last_lookup(T)]),
    N = 300,
    true = ets:insert(T, [{I * 7 rem 301, I} || I <- lists:seq(1, N)]),
    true = ets:insert(T, {7, again}),
    Walk = fun Walk('$end_of_table', _) -> []; Walk(K, Next) -> [K | Walk(Next(K), Next)] end,
    Forward = Walk(ets:first(T), fun(K) -> ets:next(T, K) end),
    Back = Walk(ets:last(T), fun(K) -> ets:prev(T, K) end),
    p({length(Forward), length(lists:usort(Forward)), lists:sort(Forward) =:= lists:sort(Back)}),
    p(case ?TYPE of ordered_set -> {Forward =:= lists:sort(Forward), Back =:= lists:reverse(Forward)}; _ -> ok end),
    WalkL = fun WalkL('$end_of_table', _) -> []; WalkL({K, Os}, Next) -> [{K, s(Os)} | WalkL(Next(K), Next)] end,
    ForwardL = WalkL(ets:first_lookup(T), fun(K) -> ets:next_lookup(T, K) end),
    BackL = WalkL(ets:last_lookup(T), fun(K) -> ets:prev_lookup(T, K) end),
    p([K || {K, _} <- ForwardL] =:= Forward),
    p([K || {K, _} <- BackL] =:= Back),
    p(lists:sort(lists:append([Os || {_, Os} <- ForwardL])) =:= all(T)),
    p(lists:keyfind(7, 1, ForwardL)),
    p(e(fun() -> ets:next(no_such_table, 1) end)),
    p(e(fun() -> ets:first(no_such_table) end)),
    p(e(fun() -> ets:last_lookup(no_such_table) end)),
    p(case e(fun() -> ets:next(T, missing) end) of {ok, _} when ?TYPE =:= ordered_set -> ok; E1 -> E1 end),
    p(case e(fun() -> ets:prev(T, missing) end) of {ok, _} when ?TYPE =:= ordered_set -> ok; E2 -> E2 end),
    p(case e(fun() -> ets:next_lookup(T, missing) end) of {ok, _} when ?TYPE =:= ordered_set -> ok; E3 -> E3 end).

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
