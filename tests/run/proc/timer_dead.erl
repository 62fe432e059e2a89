%% Timers of processes that end: to a dead process nothing comes; a name outlives its process.
-module(timer_dead).
-export([main/0]).
-include("proc.hrl").

main() ->
    H = host(),
    R = erlang:send_after(50000, H, never),
    quit(H, done),
    p({erlang:read_timer(R), erlang:cancel_timer(R)}),
    %% a timer started by a process that ends still fires for others
    Self = self(),
    G = host(),
    run(G, fun() -> erlang:send_after(3, Self, from_the_dead) end),
    kill(G, kill),
    p(receive from_the_dead -> came end),
    %% to a name: whoever has the name when it fires
    K = host(), register(timer_heir, K),
    erlang:send_after(5, timer_heir, for_the_heir),
    quit(K, gone),
    register(timer_heir, self()),
    p(receive for_the_heir -> came end),
    unregister(timer_heir),
    %% started to the dead
    Dead = spawn(fun() -> ok end), died(Dead),
    D = erlang:start_timer(0, Dead, x),
    erlang:send_after(2, self(), now), receive now -> ok end,
    p({erlang:cancel_timer(D), all()}),
    %% to an alias that has ended
    A = alias(),
    T = t(fun() -> erlang:send_after(0, A, alias) end),
    p(element(1, {T}) =/= x).
