%% A mailbox of 4,000 messages: the oldest, the newest by reference, from the middle, and in reverse by groups; counted before and after.
-module(recv_large_mailbox).
-export([main/0]).
-include("proc.hrl").
-define(N, 4000).

main() ->
    {P, M} = spawn_opt(fun work/0, [monitor, {message_queue_data, off_heap}]),
    p(down(P, M)),
    work_here().

work() ->
    fill(), p(len()),
    p([receive {n, X} -> X end || _ <- [1, 2, 3]]),
    Ref = make_ref(), self() ! {Ref, newest},
    p(receive {Ref, V} -> V end),
    p(receive {n, ?N div 2} -> middle end),
    p(receive {n, Y} when Y > ?N - 2 -> Y end),
    process_flag(message_queue_data, on_heap), p(len()),
    garbage_collect(),
    p(receive {n, X} when X rem 1997 =:= 0 -> X end),
    p(receive nothing -> yes after 0 -> no end),
    p({sum(0), len()}).

work_here() ->
    fill(),
    [self() ! {tag, X} || X <- [a, b, c]],
    p([receive {tag, T} -> T end || T <- [c, a, b]]),
    H = host(),
    p([run(H, fun() -> I end) || I <- [1, 2, 3]]),
    p(sum(0)), p(len()).

fill() -> [self() ! {n, I} || I <- lists:seq(1, ?N)], ok.
len() -> element(2, process_info(self(), message_queue_len)).
sum(S) -> receive {n, X} -> sum(S + X) after 0 -> S end.
