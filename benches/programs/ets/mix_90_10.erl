%% Eight processes: nine lookups, then an insertion.
-module(mix_90_10).
-export([run/0]).
-define(ROWS, 10000).
-define(EACH, 40000).
run() ->
    T = ets:new(t, [set, public]),
    ets:insert(T, [{K, 0} || K <- lists:seq(0, ?ROWS - 1)]),
    Self = self(),
    %% At least as many processes as cores, and no fewer than eight.
    N = max(8, erlang:system_info(schedulers_online)),
    Ps = [spawn_link(fun() -> loop(T, ?EACH, I * 997), Self ! {done, self()} end) || I <- lists:seq(1, N)],
    [receive {done, P} -> ok end || P <- Ps],
    Size = ets:info(T, size),
    ets:delete(T),
    Size.
loop(_, 0, _) -> ok;
loop(T, N, K) ->
    case N rem 10 of 0 -> ets:insert(T, {K rem ?ROWS, N}); _ -> [_] = ets:lookup(T, K rem ?ROWS) end,
    loop(T, N - 1, (K + 6180) rem ?ROWS).
