%% spawn_request: replies of success and error with tags, abandoned requests, links and monitors, replies not wanted, on wrong arguments.
-module(spawn_request_all).
-export([main/0]).
-include("proc.hrl").

main() ->
    process_flag(trap_exit, true),
    p([begin R = spawn_request(fun() -> exit(v) end, O), Tag = proplists:get_value(reply_tag, O, spawn_reply), P = receive {Tag, R, ok, Q} -> Q end, {O, lists:sort([case X of {'EXIT', P, W} -> {exit, W}; {'DOWN', R, _, P, W} -> {down, W}; {Tg, R, _, P, W} -> {Tg, W} end || X <- settle()])} end || O <- [[], [link], [monitor], [link, monitor], [{reply_tag, t}], [{reply_tag, {a, 1}}, monitor], [{monitor, [{tag, mt}]}]]]),
    p([begin R = spawn_request(fun() -> ok end, [{reply, W}, monitor]), {W, lists:sort([case X of {spawn_reply, R, ok, _} -> reply; {'DOWN', R, _, _, Y} -> {down, Y} end || X <- settle()])} end || W <- [yes, no, success_only, error_only]]),
    R1 = spawn_request(fun() -> ok end, []), receive {spawn_reply, R1, ok, _} -> ok end, p(spawn_request_abandon(R1)), p([t(fun() -> spawn_request_abandon(X) end) || X <- [make_ref(), a]]), R2 = spawn_request(fun() -> receive never -> ok end end, [link]), p(case spawn_request_abandon(R2) of true -> abandoned; false -> receive {spawn_reply, R2, ok, P2} -> unlink(P2), exit(P2, kill), in_time end end =/= x), _ = settle(),
    R3 = spawn_request(lists, seq, [1, 2]), p(receive {spawn_reply, R3, ok, P3} -> is_pid(P3) end), R4 = spawn_request(node(), erlang, exit, [z], [monitor]), p(receive {spawn_reply, R4, ok, P4} -> down(P4, R4) end), R5 = spawn_request(node(), fun() -> exit(y) end, [monitor]), p(receive {spawn_reply, R5, ok, P5} -> down(P5, R5) end),
    R6 = spawn_request(no_such_node@nowhere, fun() -> ok end), p(receive {spawn_reply, R6, error, W6} -> W6 end), p([t(fun() -> spawn_request(A) end) || A <- [a, fun(_) -> ok end]] =/= []), p([t(fun() -> spawn_request(fun() -> ok end, O) end) || O <- [x, [link | x]]]), _ = settle(),
    Rs = [spawn_request(fun() -> I end, []) || I <- lists:seq(1, 50)], p(length(lists:usort([receive {spawn_reply, R, ok, P} -> P end || R <- lists:reverse(Rs)]))), p(settle()).

settle() -> receive X -> [X | settle()] after 5 -> [] end.
