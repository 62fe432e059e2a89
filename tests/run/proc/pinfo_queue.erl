%% Length and contents of a message queue from outside and inside, while a receive has passed over some.
-module(pinfo_queue).
-export([main/0]).
-include("proc.hrl").

main() ->
    P = spawn(fun() -> receive first_wanted -> ok end, receive second_wanted -> ok end, receive never -> ok end end),
    [P ! {m, I} || I <- lists:seq(1, 5)],
    p(process_info(P, [message_queue_len, messages])),
    P ! first_wanted, P ! tail,
    waits(P),
    p(process_info(P, messages)),
    P ! second_wanted,
    waits(P),
    p(process_info(P, message_queue_len)),
    p(process_info(P, [messages, message_queue_len])),
    self() ! a, self() ! b,
    p(process_info(self(), [message_queue_len, messages])),
    receive b -> ok end,
    p(process_info(self(), messages)),
    all(),
    p(process_info(self(), [messages, message_queue_len])),
    Q = spawn_opt(fun() -> receive never -> ok end end, [{message_queue_data, off_heap}]),
    [Q ! lists:seq(1, I) || I <- lists:seq(1, 4)],
    p(process_info(Q, [message_queue_data, message_queue_len, messages])),
    p([kill(X, kill) || X <- [P, Q]]).
