%% Protection: what others may do with a table.
-module(tables_access_bag).
-export([main/0]).
-compile([nowarn_unused_function, nowarn_export_all]).
-define(TYPE, bag).

main() ->
    Tables = [{P, ets:new(t, [?TYPE, P])} || P <- [public, protected, private]],
    [ets:insert(T, {k, 1}) || {_, T} <- Tables],
    Self = self(),
    spawn_link(fun() -> Self ! {result, [{P, tries(T)} || {P, T} <- Tables]} end),
    receive {result, L} -> [p(X) || X <- L] end,
    {_, T} = lists:keyfind(private, 1, Tables),
    p(ets:setopts(T, {protection, public})),
    spawn_link(fun() -> Self ! {result, tries(T)} end),
    receive {result, L2} -> p(L2) end,
    p(ets:setopts(T, [{protection, private}])),
    p(ets:info(T, protection)),
    p(e(fun() -> ets:setopts(T, {protection, x}) end)),
    p(e(fun() -> ets:setopts(T, [{what, x}]) end)),
    p(e(fun() -> ets:setopts(T, x) end)),
    p(e(fun() -> ets:setopts(no_such_table, []) end)),
    p(ets:setopts(T, [])).

tries(T) ->
    [e(fun() -> ets:lookup(T, k) end), e(fun() -> ets:insert(T, {j, 1}) end), e(fun() -> ets:first(T) end) =/= x,
     e(fun() -> ets:delete(T, j) end), e(fun() -> ets:select(T, [{{k, '$1'}, [], ['$1']}]) end),
     e(fun() -> ets:match_delete(T, {j, '_'}) end), e(fun() -> ets:info(T, size) end),
     e(fun() -> ets:setopts(T, {heir, none}) end), e(fun() -> ets:give_away(T, self(), x) end),
     e(fun() -> ets:safe_fixtable(T, false) end), e(fun() -> ets:rename(T, t) =:= T end),
     e(fun() -> ets:take(T, j) end), e(fun() -> ets:tab2list(T) end) =/= x,
     element(1, e(fun() -> ets:update_element(T, k, {2, 5}) end)), e(fun() -> ets:member(T, k) end)].

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
