%% Calls repeated with growing pauses of a virtual clock, deadlines, and what is given up.
-module(retry_with_backoff).
-export([main/0]).
-include("../../stdlib/show.hrl").

main() ->
    Flaky = fun(N) -> put(calls, 0), fun() -> put(calls, get(calls) + 1), case get(calls) of C when C < N -> error({try_again, C}); C -> {done, C} end end end, each(fun({N, O}) -> put(clock, 0), R = retry(Flaky(N), O), {R, get(calls), get(clock)} end, [{1, #{}}, {3, #{}}, {9, #{max => 4}}, {9, #{deadline => 50}}, {4, #{factor => 3, base => 5}}, {6, #{cap => 20, max => 9}}, {2, #{max => 1}}]), put(clock, 0), show("other class", outcome(fun() -> retry(fun() -> exit(stop) end, #{}) end)), show("jitter", begin rand:seed(exsss, 4), [rand:uniform(D) || D <- [10, 20, 40, 80]] end), show("hedged", hedge([fun() -> receive after infinity -> x end end, fun() -> second end])), show("all fail", hedge([fun() -> exit(a) end, fun() -> exit(b) end])), ok.
retry(F, O) -> retry(F, maps:merge(#{max => 5, base => 10, factor => 2, cap => 1000, deadline => infinity}, O), 1, maps:get(base, O, 10)).
retry(F, #{max := M, factor := K, cap := C, deadline := D} = O, N, P) -> try F() catch error:E when N >= M -> {gave_up, N, E}; error:E -> Now = get(clock) + P, if Now > D -> {too_late, N, E}; true -> put(clock, Now), retry(F, O, N + 1, min(P * K, C)) end end.
hedge(Fs) -> Me = self(), R = make_ref(), Ps = [spawn_monitor(fun() -> Me ! {R, F()} end) || F <- Fs], X = wait(R, length(Ps)), [begin demonitor(M, [flush]), exit(P, kill) end || {P, M} <- Ps], X.
wait(_, 0) -> none;
wait(R, N) -> receive {R, V} -> {ok, V}; {'DOWN', _, _, _, normal} -> wait(R, N); {'DOWN', _, _, _, _} -> wait(R, N - 1) after 2000 -> timeout end.
