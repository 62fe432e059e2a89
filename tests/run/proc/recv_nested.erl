%% A receive inside the body, the pattern's guard or the after of another; what each leaves behind.
-module(recv_nested).
-export([main/0]).
-include("proc.hrl").

main() ->
    [self() ! {M, I} || I <- [1, 2], M <- [outer, inner, rest]],
    R = receive {outer, A} -> receive {inner, B} -> receive {rest, C} -> {A, B, C} end end end,
    p({R, all()}),
    %% the inner one starts again from the head
    [self() ! M || M <- [1, 2, 3, x, 1]],
    p(receive x -> receive 1 -> receive 1 -> ok end end end),
    p(all()),
    %% in a function called from the body and in a fun
    [self() ! M || M <- [a, b, c, d]],
    p(receive c -> {c, take(b), (fun() -> receive d -> d end end)()} end),
    p(all()),
    %% in the after
    self() ! left,
    p(receive nothing -> x after 0 -> receive left -> {in_after, left} end end),
    %% in arguments of sends and in comprehensions
    [self() ! I || I <- [3, 2, 1]],
    p([receive I -> I end || I <- [1, 2, 3]]),
    self() ! (receive X -> X after 0 -> sent end),
    p(all()),
    %% an exception inside leaves the queue as it is but for the message taken
    [self() ! M || M <- [p, q, r]],
    p(t(fun() -> receive q -> receive p -> throw(out) end end end)),
    p(all()).

take(X) -> receive X -> X end.
