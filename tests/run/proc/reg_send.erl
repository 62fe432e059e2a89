%% Sending to names: none there, just gone, to oneself, with the node, and by every way to send.
-module(reg_send).
-export([main/0]).
-include("proc.hrl").

main() ->
    p([t(fun() -> reg_none ! x end), t(fun() -> erlang:send(reg_none, x) end), t(fun() -> erlang:send(reg_none, x, []) end)]),
    p({reg_none, node()} ! x),
    p(erlang:send({reg_none, node()}, x, [nosuspend])),
    p(t(fun() -> undefined ! x end)),
    [p(t(fun() -> D ! x end)) || D <- [id(1), id("a"), id({a, b, c}), id({1, node()}), id({a, 1}), id({}), id(<<>>)]],
    register(reg_me, self()),
    reg_me ! 1, {reg_me, node()} ! 2, erlang:send(reg_me, 3), erlang:send({reg_me, node()}, 4, [noconnect]),
    erlang:send_nosuspend(reg_me, 5),
    p(all()),
    unregister(reg_me),
    p(t(fun() -> reg_me ! late end)),
    %% the message is evaluated before the name is looked up
    p(t(fun() -> reg_none ! throw(first) end)),
    p(t(fun() -> (throw(destination)) ! throw(message) end)),
    H = host(), register(reg_h, H),
    MH = monitor(process, H),
    p({reg_h ! {quit, done}, down(H, MH)}),
    p(t(fun() -> reg_h ! gone end)),
    p(all()).

id(X) -> X.
