%% What info says.
-module(tables_info_ordered).
-export([main/0]).
-compile([nowarn_unused_function, nowarn_export_all]).
-define(TYPE, ordered_set).

main() ->
    T = ets:new(a_name, [?TYPE, public, {keypos, 3}, {read_concurrency, true}, {write_concurrency, true}]),
    Items = [name, size, type, keypos, protection, named_table, compressed, read_concurrency,
             write_concurrency, decentralized_counters, heir, node, fixed, safe_fixed],
    p([{I, ets:info(T, I)} || I <- Items]),
    p(ets:info(T, owner) =:= self()),
    p(ets:info(T, id) =:= T),
    p(is_integer(ets:info(T, memory))),
    M0 = ets:info(T, memory),
    true = ets:insert(T, [{v, I, I} || I <- lists:seq(1, 1000)]),
    p(ets:info(T, memory) > M0 + 1000),
    p(ets:info(T, size)),
    p(lists:sort([K || {K, _} <- ets:info(T)])),
    N = ets:new(named_one, [?TYPE, named_table, private, {write_concurrency, auto}, {heir, self(), data}]),
    p(N),
    p([{I, ets:info(named_one, I)} || I <- Items -- [heir]]),
    p(ets:info(named_one, heir) =:= self()),
    p(is_reference(ets:info(named_one, id))),
    p(ets:whereis(named_one) =:= ets:info(named_one, id)),
    p(ets:whereis(no_such_table)),
    p(e(fun() -> ets:whereis(7) end)),
    p(ets:info(no_such_table)),
    p(ets:info(no_such_table, size)),
    p(e(fun() -> ets:info(T, nothing) end)),
    p(e(fun() -> ets:info(T, 1) end)),
    p(e(fun() -> ets:info(1) end)),
    p(e(fun() -> ets:info(1, size) end)),
    p(e(fun() -> ets:info(no_such_table, nothing) end)),
    p(lists:member(T, ets:all())),
    p(lists:member(named_one, ets:all())),
    ets:delete(T),
    p(ets:info(T)),
    p(ets:info(T, size)),
    p(lists:member(T, ets:all())),
    p(ets:info(ets:new(x, [?TYPE, compressed]), compressed)).

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
