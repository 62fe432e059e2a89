%% The status and the place of a process that waits, runs, is suspended, or has ended.
-module(pinfo_status).
-export([main/0]).
-export([sit/1, work/1]).
-include("proc.hrl").

main() ->
    P = spawn(?MODULE, sit, [x]),
    waits(P),
    p(process_info(P, [status, current_function, initial_call, message_queue_len])),
    p([{F, A} || {?MODULE, F, A, _} <- element(2, process_info(P, current_stacktrace))]),
    p([element(I, element(2, process_info(P, current_location))) || I <- [1, 2, 3]]),
    P ! other, P ! another,
    waits(P),
    p(process_info(P, [message_queue_len, messages])),
    p({erlang:suspend_process(P), process_info(P, status), erlang:resume_process(P)}),
    p(process_info(P, status)),
    W = spawn(?MODULE, work, [0]),
    p(lists:member(element(2, process_info(W, status)), [running, runnable])),
    p(element(1, element(2, process_info(W, current_function)))),
    p([kill(X, kill) || X <- [P, W]]),
    p(process_info(P, status)),
    p(process_info(self(), [status, current_function])),
    p([{F, A} || {?MODULE, F, A, _} <- element(2, process_info(self(), current_stacktrace))]).

sit(X) -> receive {wanted, X} -> ok end.
work(N) -> work(N + 1).
