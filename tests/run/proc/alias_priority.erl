%% Priority messages overtake those that wait; only with the option on both sides.
-module(alias_priority).
-export([main/0]).
-include("proc.hrl").

main() ->
    A = alias([priority]),
    self() ! 1, self() ! 2,
    erlang:send(A, urgent, [priority]),
    p(all()),
    erlang:send(A, ordinary),
    self() ! 3,
    erlang:send(A, first, [priority]), erlang:send(A, second, [priority]),
    p(all()),
    B = alias([]),
    self() ! 1, erlang:send(B, not_urgent, [priority]), p(all()),
    self() ! 1, erlang:send(self(), not_urgent, [priority]), p(all()),
    unalias(A),
    self() ! 1, erlang:send(A, nothing, [priority]), p(all()),
    H = host(),
    HA = run(H, fun() -> alias([priority, reply]) end),
    H ! x, erlang:send(HA, y, [priority]), erlang:send(HA, z, [priority]),
    p(run(H, fun() -> all() end)),
    H ! {quit, normal},
    p(t(fun() -> alias([priority, nosuch]) end)).
