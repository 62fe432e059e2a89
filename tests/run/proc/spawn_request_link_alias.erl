%% Requests with link and monitor: order of reply, exit and down; alias of a request.
-module(spawn_request_link_alias).
-export([main/0]).
-include("proc.hrl").

main() ->
    process_flag(trap_exit, true),
    R1 = spawn_request(fun() -> exit(done) end, [link, monitor]),
    P1 = receive {spawn_reply, R1, ok, X1} -> X1 end,
    p(lists:sort([receive {'EXIT', P1, E} -> {exit, E} end, receive {'DOWN', R1, process, P1, D} -> {down, D} end])),
    %% The reply comes first always.
    Firsts = [begin
        R = spawn_request(fun() -> ok end, [monitor]),
        receive M when element(2, M) =:= R -> First = element(1, M) end,
        receive {'DOWN', R, _, _, _} -> First end
    end || _ <- lists:seq(1, 30)],
    p(lists:usort(Firsts)),
    R2 = spawn_request(fun() -> receive {To, X} -> To ! {To, X} end end, [{monitor, [{alias, explicit_unalias}]}]),
    receive {spawn_reply, R2, ok, P2} -> P2 ! {R2, hello} end,
    receive {R2, Y} -> p(Y) end,
    p(down(P2, R2)),
    p([unalias(R2), unalias(R2)]),
    %% Abandon: too late once the reply is there.
    R3 = spawn_request(fun() -> ok end, []),
    receive {spawn_reply, R3, ok, _} -> p(spawn_request_abandon(R3)) end,
    p(t(fun() -> spawn_request_abandon(make_ref()) end)),
    p(t(fun() -> spawn_request_abandon(x) end)),
    p(all()).
