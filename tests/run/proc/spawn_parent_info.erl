%% Who started a process, with what, and what it says about itself.
-module(spawn_parent_info).
-export([main/0]).
-export([wait/1]).
-include("proc.hrl").

main() ->
    Self = self(),
    P = spawn(?MODULE, wait, [x]),
    p(process_info(P, initial_call)),
    p(process_info(P, parent) =:= {parent, Self}),
    H = host(),
    p(element(1, element(2, process_info(H, initial_call))) =:= erlang),
    Child = run(H, fun() -> spawn(?MODULE, wait, [y]) end),
    p(process_info(Child, parent) =:= {parent, H}),
    quit(H, over),
    p(process_info(Child, parent) =:= {parent, H}),
    L = spawn_opt(?MODULE, wait, [z], [link, {priority, low}]),
    p(process_info(L, [initial_call, priority, links]) =:=
        [{initial_call, {?MODULE, wait, 1}}, {priority, low}, {links, [Self]}]),
    p(process_info(Self, links) =:= {links, [L]}),
    unlink(L),
    p(process_info(Self, links)),
    p({process_info(P, dictionary), process_info(P, registered_name), process_info(P, current_function)}),
    p([kill(X, kill) || X <- [P, Child, L]]).

wait(_) -> receive never -> ok end.
