%% select_replace of many processes loses nothing.
-module(tables_replace_race).
-export([main/0]).
-compile([nowarn_unused_function]).
-define(TYPE, set).

main() ->
    T = ets:new(t, [public]), Self = self(),
    ets:insert(T, [{I, 0} || I <- lists:seq(1, 50)]),
    Ms = [{{'$1', '$2'}, [], [{{'$1', {'+', '$2', 1}}}]}],
    Ps = [spawn_link(fun() -> L = [ets:select_replace(T, Ms) || _ <- lists:seq(1, 20)], Self ! {self(), lists:usort(L)} end) || _ <- lists:seq(1, 8)],
    p([receive {P, L} -> L end || P <- Ps]),
    p(lists:usort([V || {_, V} <- ets:tab2list(T)])).

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
