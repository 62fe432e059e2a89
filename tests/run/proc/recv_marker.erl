%% Receives that wait for a reference just made: only what came later can match, and nothing is lost.
-module(recv_marker).
-export([main/0]).
-include("proc.hrl").

main() ->
    [self() ! {old, I} || I <- lists:seq(1, 1000)],
    H = host(),
    p([run(H, fun() -> I * 2 end) || I <- lists:seq(1, 5)]),
    %% a reference made, passed on in functions, received elsewhere
    R1 = make_ref(), R2 = make_ref(), R3 = make_ref(),
    self() ! {R3, c}, self() ! {R1, a}, self() ! {R2, b},
    p([wait(R1), wait(R2), wait(R3)]),
    %% the reference is sent before another one is made
    M = monitor(process, H),
    self() ! {M, early},
    p(receive {M, X} -> X; {'DOWN', M, _, _, _} -> down end),
    %% clauses with and without the reference
    R4 = make_ref(),
    self() ! {R4, yes},
    p(receive {R4, Y} -> Y; {old, 1000} -> old end),
    R5 = make_ref(),
    self() ! {R5, new},
    p(receive {old, 7} -> old7; {R5, Z} -> Z end),
    p(receive {R5, Q} -> Q after 0 -> gone end),
    R6 = spawn_request(fun() -> ok end, []),
    p(receive {spawn_reply, R6, ok, P} -> is_pid(P) end),
    quit(H, bye),
    receive {'DOWN', M, process, _, Why} -> p(Why) end,
    Left = all(),
    p({length(Left), hd(Left), lists:last(Left) =:= {R4, yes}}).

wait(R) -> receive {R, V} -> V end.
