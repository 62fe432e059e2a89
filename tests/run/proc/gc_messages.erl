%% Messages on and off the heap, collected while they wait, received out of order, and never received.
-module(gc_messages).
-export([main/0]).
-include("proc.hrl").

main() ->
    [p(through(Where)) || Where <- [on_heap, off_heap]],
    %% switched while messages wait
    H = host(),
    [H ! {m, I, lists:seq(1, I)} || I <- lists:seq(1, 100)],
    run(H, fun() -> process_flag(message_queue_data, off_heap) end),
    [H ! {m, I, lists:seq(1, I)} || I <- lists:seq(101, 200)],
    run(H, fun() -> garbage_collect(), process_flag(message_queue_data, on_heap) end),
    p(run(H, fun() -> garbage_collect(), [length(L) || {m, _, L} <- all()] =:= lists:seq(1, 200) end)),
    %% a process that ends with messages unread gives the binaries in them back
    B = binary:copy(<<1>>, 5000),
    G = host(), [G ! {keep, B} || _ <- lists:seq(1, 50)],
    p(kill(G, kill)),
    garbage_collect(),
    p(length([S || {_, S, _} <- element(2, process_info(self(), binary)), S =:= 5000])),
    p(kill(H, kill)).

through(Where) ->
    Self = self(),
    P = spawn_opt(fun() -> receive start -> ok end, garbage_collect(), R = pick(200, []), garbage_collect(), Self ! {R, all()} end, [{message_queue_data, Where}]),
    [P ! {I, {data, lists:seq(I, I + 20), binary:copy(<<I>>, 100)}} || I <- lists:seq(1, 200)],
    P ! rest, P ! start,
    receive {R, Rest} -> {[I || {I, _} <- R] =:= lists:seq(1, 200), lists:all(fun({I, {data, L, B}}) -> hd(L) =:= I andalso byte_size(B) =:= 100 end, R), Rest} end.
pick(0, Acc) -> Acc;
pick(I, Acc) -> receive {I, D} -> I rem 50 =:= 0 andalso garbage_collect(), pick(I - 1, [{I, D} | Acc]) end.
