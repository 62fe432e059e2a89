%% Messages of one sender keep their order, through every way to send, whatever their sizes.
-module(recv_order).
-export([main/0]).
-include("proc.hrl").

main() ->
    Self = self(),
    register(recv_me, Self),
    A = alias(),
    spawn(fun() ->
        Self ! {1, small}, Self ! {2, lists:seq(1, 5000)}, recv_me ! {3, <<0:80000>>}, A ! {4, alias}, {recv_me, node()} ! {5, x},
        erlang:send(Self, {6, y}), erlang:send_after(0, Self, timer), Self ! {7, maps:from_list([{I, I} || I <- lists:seq(1, 500)])}, Self ! {8, end_}
    end),
    p([receive {I, _} -> I end || _ <- lists:seq(1, 8)]),
    receive timer -> ok end,
    %% two senders: each one's order is kept
    N = 500,
    [spawn(fun() -> [Self ! {S, I} || I <- lists:seq(1, N)] end) || S <- [a, b, c]],
    Got = [receive {S, I} -> {S, I} end || _ <- lists:seq(1, 3 * N)],
    p([[I || {S, I} <- Got, S =:= W] =:= lists:seq(1, N) || W <- [a, b, c]]),
    %% through a relay the order of the relay holds
    Relay = spawn(fun() -> relay(Self) end),
    [Relay ! I || I <- lists:seq(1, 200)], Relay ! stop,
    p([receive {r, I} -> I end || _ <- lists:seq(1, 200)] =:= lists:seq(1, 200)),
    unregister(recv_me),
    p(all()).

relay(To) -> receive stop -> ok; X -> To ! {r, X}, relay(To) end.
