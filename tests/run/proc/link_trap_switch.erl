%% trap_exit switched on and off: what was received stays, what comes later obeys the new setting.
-module(link_trap_switch).
-export([main/0]).
-include("proc.hrl").

main() ->
    H = host(),
    p(run(H, fun() -> process_flag(trap_exit, true) end)),
    exit(H, first),
    p(run(H, fun() -> process_flag(trap_exit, false) end)),
    p(run(H, fun() -> [R || {'EXIT', _, R} <- all()] end)),
    exit(H, normal),
    p(run(H, fun() -> alive end)),
    p(run(H, fun() -> {process_flag(trap_exit, true), process_flag(trap_exit, true)} end)),
    exit(H, normal),
    p(run(H, fun() -> [R || {'EXIT', _, R} <- all()] end)),
    run(H, fun() -> process_flag(trap_exit, false) end),
    p(kill(H, last)),
    p([t(fun() -> process_flag(trap_exit, X) end) || X <- [1, yes, undefined]]),
    %% messages that look like exit signals are only messages
    G = host(),
    G ! {'EXIT', self(), forged},
    p(run(G, fun() -> receive {'EXIT', P, R} when is_pid(P) -> R after 0 -> none end end)),
    p(quit(G, normal)).
