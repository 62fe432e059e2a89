%% Many producers, one consumer: nothing is lost, nothing doubled, each producer's order holds.
-module(sched_fan_in).
-export([main/0]).
-include("proc.hrl").

main() ->
    Self = self(),
    N = 40, M = 50,
    [spawn_link(fun() -> [Self ! {I, J} || J <- lists:seq(1, M)] end) || I <- lists:seq(1, N)],
    Got = gather(N * M, #{}),
    p({map_size(Got), lists:all(fun(L) -> lists:reverse(L) =:= lists:seq(1, M) end, maps:values(Got))}),
    p(all()),
    %% with acknowledgements the consumer sets the pace
    Consumer = spawn_link(fun() -> consume(0) end),
    Producers = [spawn_monitor(fun() -> [begin R = make_ref(), Consumer ! {self(), R, J}, receive {R, ok} -> ok end end || J <- lists:seq(1, M)] end) || _ <- lists:seq(1, 10)],
    [normal = down(P, Mon) || {P, Mon} <- Producers],
    Consumer ! {stop, Self},
    p(receive {sum, S} -> S end).

gather(0, Acc) -> Acc;
gather(N, Acc) -> receive {I, J} -> gather(N - 1, maps:update_with(I, fun(L) -> [J | L] end, [J], Acc)) end.
consume(S) -> receive {F, R, J} -> F ! {R, ok}, consume(S + J); {stop, F} -> F ! {sum, S} end.
