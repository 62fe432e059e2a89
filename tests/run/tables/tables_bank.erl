%% Transfers of eight processes keep the sum; a reader of lists sees it whole.
-module(tables_bank).
-export([main/0]).
-define(TYPE, set).
-include("tables.hrl").

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
