%% Waiting for references: made and used in every order, kept in structures, several at once, from monitors, aliases, spawn_request, timers; old messages first in the mailbox.
-module(recv_references_made_before).
-export([main/0]).
-include("proc.hrl").

main() ->
    [self() ! {junk, I, make_ref()} || I <- lists:seq(1, 300)],
    R1 = make_ref(), self() ! {R1, 1}, p(receive {R1, X1} -> X1 end),
    %% made before the junk, sent before
    R2 = make_ref(), self() ! {R2, early}, [self() ! {junk2, I} || I <- lists:seq(1, 50)], p(receive {R2, X2} -> X2 end),
    %% in a loop: each round its own reference, answers out of order
    H = spawn(fun() -> serve([]) end),
    Rs = [begin R = make_ref(), H ! {ask, self(), R, I}, R end || I <- [1, 2, 3, 4]], H ! flush,
    p([receive {R, V} -> V end || R <- Rs]),
    %% kept in a record-like structure, a map, a fun
    R3 = make_ref(), S = #{ref => R3, other => make_ref()}, self() ! {maps:get(ref, S), in_map}, p(wait_map(S)),
    R4 = make_ref(), F = fun() -> receive {R4, V} -> V after 0 -> none end end, p(F()), self() ! {R4, in_fun}, p(F()), p(F()),
    %% two references, either
    {A, B} = {make_ref(), make_ref()}, self() ! {B, second}, p(receive {A, V1} -> {a, V1}; {B, V2} -> {b, V2} end),
    %% the reference is in the middle of the message, or is the message
    R5 = make_ref(), self() ! [x, {y, R5}], self() ! R5, p(receive R5 -> bare end), p(receive [_, {Y, R5}] -> Y end),
    %% an equal reference that went through a binary
    R6 = make_ref(), self() ! {binary_to_term(term_to_binary(R6)), copied}, p(receive {R6, X6} -> X6 end),
    %% a reference made in another function, another process, before an exception
    p(receive {made_elsewhere, _} -> no after 0 -> R7 = made(), self() ! {R7, 7}, receive {R7, V7} -> V7 end end),
    R8 = try error({ref, make_ref()}) catch error:{ref, Q} -> Q end, self() ! {R8, 8}, p(receive {R8, V8} -> V8 end),
    R9 = run_made(), self() ! {R9, 9}, p(receive {R9, V9} -> V9 end),
    %% guards instead of patterns
    R10 = make_ref(), self() ! {R10, 10}, p(receive {Any, V10} when Any =:= R10 -> V10 end),
    R11 = make_ref(), self() ! {R11, 11}, p(receive M when element(1, M) =:= R11 -> element(2, M) end),
    %% monitors and spawn_request, with DOWN among junk
    {P, Mo} = spawn_monitor(fun() -> exit(bye) end), p(receive {'DOWN', Mo, process, P, W} -> W end),
    Rq = spawn_request(fun() -> ok end, [{reply_tag, my_tag}]), p(receive {my_tag, Rq, ok, P2} -> is_pid(P2) end),
    T = erlang:start_timer(1, self(), t), p(receive {timeout, T, Tm} -> Tm end),
    %% a timeout while waiting for one, then the message after all
    R12 = make_ref(), p(receive {R12, _} -> yes after 1 -> no end), self() ! {R12, 12}, p(receive {R12, V12} -> V12 end),
    p({length(all())}).

serve(Q) -> receive {ask, P, R, I} -> serve([{P, R, I} | Q]); flush -> [P ! {R, I * I} || {P, R, I} <- Q] end.
wait_map(#{ref := R}) -> receive {R, V} -> V end.
made() -> R = make_ref(), self() ! {made_elsewhere, R}, receive {made_elsewhere, R} -> R end.
run_made() -> H = host(), R = run(H, fun() -> make_ref() end), exit(H, kill), R.
