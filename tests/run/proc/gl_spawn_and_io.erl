%% Group leaders: inherited at spawn, changed from outside, a leader that dies, requests a leader gets, replies it may give.
-module(gl_spawn_and_io).
-export([main/0]).
-include("proc.hrl").

main() ->
    L = leader(self()),
    H = host(),
    p(run(H, fun() -> group_leader(L, self()), group_leader() =:= L end)),
    %% children and grandchildren, spawned in any way
    p(run(H, fun() -> Me = self(), G = fun() -> Me ! {gl, group_leader()} end,
        [spawn(G), spawn_link(G), spawn_monitor(G), spawn_opt(G, []), spawn(fun() -> spawn(G) end)],
        [receive {gl, X} -> X =:= L end || _ <- lists:seq(1, 5)] end)),
    %% the parent's leader changes later: children keep theirs
    C = run(H, fun() -> spawn(fun hosting/0) end),
    group_leader(self(), H), p({process_info(H, group_leader) =:= {group_leader, self()}, process_info(C, group_leader) =:= {group_leader, L}}),
    %% what the leader is asked
    io_of(C, fun() -> io:put_chars("text") end),
    io_of(C, fun() -> io:put_chars(<<"bytes">>) end),
    io_of(C, fun() -> io:format("~p-~s", [a, "b"]) end),
    io_of(C, fun() -> io:nl() end),
    io_of(C, fun() -> io:get_line("prompt> ") end),
    io_of(C, fun() -> io:get_chars('', 3) end),
    io_of(C, fun() -> io:setopts([binary]) end),
    io_of(C, fun() -> io:columns() end),
    %% answers that are errors, and none at all
    [begin L ! {answer, A}, p({A, run(C, fun() -> io:put_chars("x") end)}), receive {asked, _} -> ok end end || A <- [{error, no}, ok, weird, {error, {io, 1}}]],
    M = monitor(process, L), exit(L, kill), down(L, M),
    p(run(C, fun() -> t(fun() -> io:put_chars("x") end) end)),
    p(run(C, fun() -> t(fun() -> io:get_line("x") end) end)),
    p(run(C, fun() -> self() =/= group_leader() andalso is_process_alive(group_leader()) end)),
    %% bad ones
    p([t(fun() -> group_leader(X, self()) end) || X <- [a, 1, make_ref()]]),
    p([t(fun() -> group_leader(self(), X) end) || X <- [a, 1]]),
    D = spawn(fun() -> ok end), died(D), p(t(fun() -> group_leader(self(), D) end)),
    p(t(fun() -> group_leader(D, H), run(H, fun() -> group_leader() =:= D end) end)).

leader(To) -> spawn(fun() -> lead(To, ok) end).
lead(To, A) ->
    receive
        {answer, B} -> lead(To, B);
        {io_request, From, R, Q} -> From ! {io_reply, R, A}, To ! {asked, Q}, lead(To, ok)
    end.
io_of(P, F) -> V = run(P, F), receive {asked, Q} -> p({V, strip(Q)}) end.
strip({put_chars, E, M, F, A}) -> {put_chars, E, iolist_to_binary(apply(M, F, A))};
strip(Q) -> Q.
