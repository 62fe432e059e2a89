%% Group leaders: inherited at spawn, set by oneself and by others, not checked when set to the dead.
-module(gl_inherit).
-export([main/0]).
-include("proc.hrl").

main() ->
    Old = group_leader(),
    Self = self(),
    L = host(),
    Set = group_leader(L, self()), Now = group_leader(),
    C = host(),
    group_leader(Old, self()),
    p({Set, Now =:= L, run(C, fun() -> group_leader() end) =:= L}),
    p(run(C, fun() -> group_leader() end) =:= L),
    %% set from outside
    p({group_leader(Self, C), run(C, fun() -> group_leader() end) =:= Self}),
    p(process_info(C, group_leader) =:= {group_leader, Self}),
    G = run(C, fun() -> spawn(fun hosting/0) end),
    p(process_info(G, group_leader) =:= {group_leader, Self}),
    quit(L, normal),
    p({t(fun() -> group_leader(L, C) end), process_info(C, group_leader) =:= {group_leader, L}}),
    [p(t(fun() -> group_leader(A, B) end)) || {A, B} <- [{a, C}, {C, a}, {1, 2}, {Old, L}]],
    %% a group leader gets what is printed as requests
    group_leader(Self, C),
    spawn(fun() -> run(C, fun() -> io:put_chars("hello") end) end),
    receive {io_request, F, As, Req} -> F ! {io_reply, As, ok}, p(Req) end,
    spawn(fun() -> run(C, fun() -> io:format("~p~n", [{x}]) end) end),
    receive {io_request, F2, As2, Req2} -> F2 ! {io_reply, As2, ok}, p(Req2) end,
    %% printing with a dead leader
    group_leader(L, C),
    p(run(C, fun() -> io:put_chars("nobody") end)),
    p(kill(C, kill)).
