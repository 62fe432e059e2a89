%% A server that is started again under its name: who kept the name reaches the new one, who kept the pid does not.
-module(reg_monitor_reregister).
-export([main/0]).
-include("proc.hrl").

main() ->
    P1 = start(1),
    p(call(reg_server)),
    M = monitor(process, reg_server),
    reg_server ! stop,
    receive {'DOWN', M, process, Who, R} -> p({Who =:= {reg_server, node()}, R}) end,
    P2 = start(2),
    p({call(reg_server), P1 =:= P2}),
    P1 ! {call, self(), make_ref()},
    p({is_process_alive(P1), all()}),
    [begin reg_server ! stop, died(whereis_or_dead()), start(I) end || I <- lists:seq(3, 20)],
    p(call(reg_server)),
    reg_server ! stop.

start(N) ->
    Self = self(),
    P = spawn(fun() -> until(fun() -> (catch register(reg_server, self())) =:= true end), Self ! {ready, self()}, serve(N) end),
    receive {ready, P} -> P end.
serve(N) -> receive {call, F, R} -> F ! {R, N}, serve(N); stop -> ok end.
call(S) -> R = make_ref(), S ! {call, self(), R}, receive {R, N} -> N end.
whereis_or_dead() -> case whereis(reg_server) of undefined -> self_done(); P -> P end.
self_done() -> P = spawn(fun() -> ok end), died(P), P.
