-module(proc_request_reply).
-export([main/0]).
-define(T(E), (fun() -> try E catch Class__:Reason__ -> {Class__, Reason__} end end)()).
main() ->
    S = spawn(fun() -> loop(#{}) end),
    io:format("~p~n", [[call(S, {put, K, K * K}) || K <- [1, 2, 3]]]),
    io:format("~p~n", [call(S, {get, 2})]),
    io:format("~p~n", [call(S, {get, 9})]),
    io:format("~p~n", [?T(call(S, crash))]),
    io:format("~p~n", [?T(call(S, {get, 1}))]).
call(S, Q) ->
    Ref = monitor(process, S, [{alias, demonitor}]),
    S ! {Ref, Q},
    receive
        {Ref, A} -> demonitor(Ref, [flush]), A;
        {'DOWN', Ref, _, _, W} -> exit({gone, case W of {R, _} -> R; _ -> W end})
    after 1000 -> exit(timeout)
    end.
loop(M) ->
    receive
        {R, {put, K, V}} -> R ! {R, ok}, loop(M#{K => V});
        {R, {get, K}} -> R ! {R, maps:get(K, M, none)}, loop(M);
        {_, crash} -> exit(crashed)
    end.
