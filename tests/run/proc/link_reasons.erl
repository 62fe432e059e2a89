%% Each reason of exit through a link, to a process that traps and to one that does not.
-module(link_reasons).
-export([main/0]).
-include("proc.hrl").

main() ->
    process_flag(trap_exit, true),
    Reasons = [normal, shutdown, kill, killed, noproc, {shutdown, 1}, {normal, x}, [], error],
    [p({R, trapping(R), plain(R)}) || R <- Reasons].

%% What a trapping partner receives.
trapping(R) ->
    P = spawn_link(fun() -> receive go -> exit(R) end end),
    P ! go,
    exited(P).

%% What becomes of a partner that does not trap.
plain(R) ->
    H = host(),
    M = monitor(process, H),
    P = run(H, fun() -> spawn_link(fun() -> receive go -> exit(R) end end) end),
    MP = monitor(process, P),
    P ! go,
    down(P, MP),
    case run(H, fun() -> alive end) of
        alive -> exit(H, kill), {alive, down(H, M)};
        {dead, _} -> {dead, down(H, M)}
    end.
