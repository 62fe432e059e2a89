%% message_queue_len and messages while messages come, are skipped, taken, and with both kinds of queue; also what another sees.
-module(pinfo_queue_changes).
-export([main/0]).
-include("proc.hrl").

main() ->
    [p({K, ends(fun() -> process_flag(message_queue_data, K), exit(go()) end)}) || K <- [on_heap, off_heap]],
    P = spawn(fun() -> receive start -> receive {third, X} -> receive stop -> exit(X) end end end end), p(len(P)), [P ! M || M <- [first, {second, 2}]], p(msgs(P)), P ! start, p_until(P, 2), p(msgs(P)), P ! {third, 3}, p_until(P, 2), p(msgs(P)), M = monitor(process, P), P ! stop, p(down(P, M)), p(process_info(P, messages)),
    %% switching the kind with messages waiting keeps order and content
    p(ends(fun() -> [self() ! {n, I, lists:seq(1, I)} || I <- [1, 2, 3]], A = process_flag(message_queue_data, off_heap), self() ! four, B = process_flag(message_queue_data, on_heap), self() ! five, garbage_collect(), exit({A, B, msgs(self()), [receive X -> X end || _ <- [1, 2, 3, 4, 5]]}) end)),
    p([t(fun() -> process_flag(message_queue_data, X) end) || X <- [mixed, 1, off]]),
    %% many messages of many sizes, counted as they go
    H = host(), [H ! {n, I, binary:copy(<<I>>, I)} || I <- lists:seq(1, 100)], p(len(H)), p(run(H, fun() -> [receive {n, I, B} -> byte_size(B) - I end || I <- lists:seq(100, 51, -1)] =:= lists:duplicate(50, 0) end)), p(len(H)), p(run(H, fun() -> lists:sum([I || {n, I, _} <- all()]) end)), p(len(H)).

go() -> A = len(self()), [self() ! I || I <- [1, 2, 3, 4]], B = len(self()), receive 3 -> ok end, C = msgs(self()), receive 9 -> ok after 0 -> ok end, D = msgs(self()), self() ! 5, receive 1 -> ok end, {A, B, C, D, msgs(self()), all(), len(self())}.
len(P) -> element(2, process_info(P, message_queue_len)).
msgs(P) -> element(2, process_info(P, messages)).
p_until(P, N) -> until(fun() -> waits(P), len(P) =:= N end).
