%% spawn_request: replies of success and failure, which of them are wanted, tags.
-module(spawn_request_replies).
-export([main/0]).
-include("proc.hrl").

main() ->
    Wait = fun() -> receive stop -> ok end end,
    R1 = spawn_request(Wait),
    P1 = receive {spawn_reply, R1, ok, A} when is_pid(A) -> A end,
    p(is_process_alive(P1)), P1 ! stop,
    R2 = spawn_request(Wait, [{reply_tag, mine}]),
    receive {mine, R2, ok, P2} -> P2 ! stop, p(tagged) end,
    Self = self(),
    R3 = spawn_request(fun() -> Self ! began end, [{reply, no}]),
    receive began -> ok end, p({no_reply, is_reference(R3), all()}),
    _ = spawn_request(fun() -> Self ! began2 end, [{reply, error_only}]),
    receive began2 -> ok end, p({error_only, all()}),
    R5 = spawn_request(fun() -> exit(x) end, [monitor, {reply, success_only}]),
    receive {spawn_reply, R5, ok, P5} -> p({watched, down(P5, R5)}) end,
    R6 = spawn_request(?MODULE, nosuch, [], [monitor]),
    receive {spawn_reply, R6, ok, P6} -> p(element(1, down(P6, R6))) end,
    %% A bad option is told by a reply, not raised.
    R7 = spawn_request(Wait, [nosuch]),
    receive {spawn_reply, R7, K7, W7} -> p({K7, W7}) end,
    R8 = spawn_request(Wait, [{priority, zz}, {reply_tag, other}]),
    receive {other, R8, K8, W8} -> p({K8, W8}) end,
    [p(t(fun() -> spawn_request(Wait, O) end)) || O <- [x, [a | b]]],
    R9 = spawn_request(Wait, [{reply, sometimes}]),
    receive {spawn_reply, R9, K9, W9} -> p({K9, W9}) end,
    p(t(fun() -> spawn_request(notafun) end)),
    p(t(fun() -> spawn_request(erlang, self, [a | b]) end)),
    p(all()).
