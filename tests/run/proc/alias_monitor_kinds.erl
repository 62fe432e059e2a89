%% Aliases of monitors: each kind and each event that ends them.
-module(alias_monitor_kinds).
-export([main/0]).
-include("proc.hrl").

main() ->
    [p({Kind, Event, try_it(Kind, Event)})
     || Kind <- [explicit_unalias, demonitor, reply_demonitor],
        Event <- [nothing, reply, demonitor, demonitor_flush, unalias, down]].

try_it(Kind, Event) ->
    H = host(),
    M = monitor(process, H, [{alias, Kind}]),
    Extra = case Event of
        nothing -> none;
        reply -> run(H, fun() -> M ! {reply, 1} end), {all(), demonitor(M, [info])};
        demonitor -> demonitor(M, [info]);
        demonitor_flush -> demonitor(M, [flush, info]);
        unalias -> unalias(M);
        down -> H ! {quit, d}, down(H, M)
    end,
    G = host(),
    run(G, fun() -> M ! late end),
    Late = all(),
    Un = unalias(M),
    Down = case Event of down -> x; _ -> kill(H, k), receive {'DOWN', M, _, _, R} -> R after 0 -> no_down end end,
    {Extra, Late, Un, Down}.
