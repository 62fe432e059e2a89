%% Exit signals of many partners: each arrives once; those of one partner keep their order with its messages.
-module(link_exit_order).
-export([main/0]).
-include("proc.hrl").

main() ->
    process_flag(trap_exit, true),
    Self = self(),
    Pids = [spawn_link(fun() -> [Self ! {self(), J} || J <- lists:seq(1, I)], exit({sent, I}) end) || I <- lists:seq(1, 30)],
    Seen = collect(length(Pids), #{}),
    p(lists:all(fun(P) -> {Msgs, {sent, N}} = maps:get(P, Seen), lists:reverse(Msgs) =:= lists:seq(1, N) end, Pids)),
    p(all()),
    %% explicit exit signals keep order with messages as well
    H = host(),
    run(H, fun() -> process_flag(trap_exit, true) end),
    H ! 1, exit(H, 2), H ! 3, exit(H, 4), H ! 5,
    p(run(H, fun() -> [case X of {'EXIT', _, R} -> R; _ -> X end || X <- all()] end)),
    p(quit(H, normal)).

collect(0, Seen) -> Seen;
collect(N, Seen) ->
    receive
        {'EXIT', P, R} -> collect(N - 1, maps:update_with(P, fun({M, none}) -> {M, R} end, Seen));
        {P, J} -> collect(N, maps:update_with(P, fun({M, none}) -> {[J | M], none} end, {[J], none}, Seen))
    end.
