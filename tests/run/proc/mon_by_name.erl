%% Monitors of registered names: what the message names, re-registering, names nobody has.
-module(mon_by_name).
-export([main/0]).
-include("proc.hrl").

main() ->
    M0 = monitor(process, nobody_here),
    receive {'DOWN', M0, process, O0, R0} -> p({O0, R0}) end,
    H = host(), register(somebody, H),
    M1 = monitor(process, somebody), M2 = monitor(process, {somebody, node()}),
    p(process_info(self(), monitors)),
    p(process_info(H, monitored_by) =:= {monitored_by, [self(), self()]}),
    %% the monitor stays with the process, whoever has the name later
    unregister(somebody),
    G = host(), register(somebody, G),
    H ! {quit, old},
    receive {'DOWN', M1, process, O1, R1} -> p({O1, R1}) end,
    receive {'DOWN', M2, process, O2, R2} -> p({O2, R2}) end,
    M3 = monitor(process, somebody, [{tag, named}]),
    exit(G, stopped),
    receive {named, M3, process, O3, R3} -> p({O3, R3}) end,
    p(whereis(somebody)),
    [p(t(fun() -> monitor(process, X) end)) || X <- [1, "name", {a, b, c}, {somebody, 1}, {1, node()}]],
    p(t(fun() -> monitor(nosuchkind, self()) end)),
    p(t(fun() -> monitor(process, self(), [{tag}]) end)),
    p(t(fun() -> monitor(process, self(), [{alias, sometimes}]) end)).
