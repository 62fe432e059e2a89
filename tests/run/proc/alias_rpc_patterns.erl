%% Calls built on aliases in four ways: late replies, dying servers, many callers at once, a broken server that answers twice.
-module(alias_rpc_patterns).
-export([main/0]).
-include("proc.hrl").
-compile(nowarn_deprecated_catch).

main() ->
    S = spawn(fun() -> server(#{}) end),
    p([call(S, M, 1000) || M <- [{put, a, 1}, {get, a}, {get, b}, {put, a, 2}, {get, a}]]), p(call(S, ignore, 1)), p(call(S, {get, a}, 1000)), p(call(S, twice, 1000)), p(all()),
    Ps = [spawn_monitor(fun() -> exit([call(S, {put, {I, J}, J}, 1000) || J <- [1, 2, 3]]) end) || I <- lists:seq(1, 20)], p(lists:usort([down(P, M) || {P, M} <- Ps])), p(call(S, size, 1000)),
    p(call(S, {die, reason}, 1000)), p(call(S, {get, a}, 1000)), p(call(nobody_of_this_name, x, 1000)), p(process_info(self(), monitors)), p(all()),
    %% the same with one alias for many requests, replies told apart by number
    S2 = spawn(fun() -> server(#{k => v}) end), A = alias(), [S2 ! {req, A, I, {get, k}} || I <- lists:seq(1, 5)], p([receive {I, V} -> V end || I <- [3, 1, 2, 5, 4]]), unalias(A), S2 ! {req, A, 6, {get, k}}, p(call(S2, {get, k}, 1000)), p(all()), exit(S2, kill).

call(S, M, T) ->
    R = monitor(process, S, [{alias, reply_demonitor}]),
    catch S ! {req, R, R, M},
    receive {R, V} -> {ok, V}; {'DOWN', R, _, _, W} -> {down, W} after T -> demonitor(R, [flush]), receive {R, V} -> {late, V} after 0 -> timeout end end.
server(D) ->
    receive
        {req, A, R, {put, K, V}} -> A ! {R, maps:get(K, D, new)}, server(D#{K => V});
        {req, A, R, {get, K}} -> A ! {R, maps:get(K, D, none)}, server(D);
        {req, A, R, size} -> A ! {R, map_size(D)}, server(D);
        {req, A, R, twice} -> A ! {R, first}, A ! {R, second}, server(D);
        {req, _, _, ignore} -> server(D);
        {req, _, _, {die, W}} -> exit(W)
    end.
