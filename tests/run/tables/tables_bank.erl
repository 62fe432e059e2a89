%% Transfers of eight processes keep the sum; a reader of lists sees it whole.
-module(tables_bank).
-export([main/0]).
-compile([nowarn_unused_function]).
-define(TYPE, set).

main() ->
    T = ets:new(bank, [public]), N = 20, Self = self(),
    ets:insert(T, [{I, 1000} || I <- lists:seq(1, N)]),
    Ps = [spawn_link(fun() -> transfers(T, N, rand:seed_s(exsss, I), 300), Self ! {done, self()} end) || I <- lists:seq(1, 8)],
    [receive {done, P} -> ok end || P <- Ps],
    p(lists:sum([V || {_, V} <- ets:tab2list(T)])),
    p(lists:sum(ets:select(T, [{{'_', '$1'}, [], ['$1']}]))).

transfers(_, _, _, 0) -> ok;
transfers(T, N, S0, K) ->
    {A, S1} = rand:uniform_s(N, S0),
    {B, S2} = rand:uniform_s(N, S1),
    {X, S3} = rand:uniform_s(50, S2),
    ets:update_counter(T, A, -X),
    ets:update_counter(T, B, {2, X}),
    transfers(T, N, S3, K - 1).

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
