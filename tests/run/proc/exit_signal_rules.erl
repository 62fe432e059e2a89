%% exit/2: normal, kill and other reasons to another process, trapping or not.
-module(exit_signal_rules).
-export([main/0]).
-include("proc.hrl").

main() ->
    [p({Traps, R, send_exit(Traps, R)}) || Traps <- [false, true], R <- [normal, kill, killed, shutdown, {a, b}]].

send_exit(Traps, R) ->
    H = host(),
    run(H, fun() -> process_flag(trap_exit, Traps) end),
    M = monitor(process, H),
    true = exit(H, R),
    Result = case run(H, fun() -> [X || {'EXIT', F, X} <- all(), F =/= H] end) of
        {dead, Why} -> {dead, Why, down(H, M)};
        Got -> {alive, Got}
    end,
    exit(H, kill),
    Result.
