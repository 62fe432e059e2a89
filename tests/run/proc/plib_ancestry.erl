%% Ancestors and initial calls of processes started by proc_lib and others, names included.
-module(plib_ancestry).
-export([main/0]).
-include("proc.hrl").

main() ->
    P = proc_lib:spawn(fun hosting/0),
    p({run(P, fun() -> {[is_pid(X) || X <- get('$ancestors')], get('$initial_call')} end)}),
    Self = self(),
    p(hd(run(P, fun() -> get('$ancestors') end)) =:= Self),
    C = run(P, fun() -> proc_lib:spawn_link(fun hosting/0) end),
    p(lists:sublist(run(C, fun() -> get('$ancestors') end), 2) =:= [P, Self]),
    register(plib_parent, P),
    D = run(P, fun() -> proc_lib:spawn(fun hosting/0) end),
    p(hd(run(D, fun() -> get('$ancestors') end))),
    p([proc_lib:initial_call(X) || X <- [P, Self]] =/= []),
    p(proc_lib:translate_initial_call(P)),
    {M, F, A} = proc_lib:translate_initial_call(host()), p({M, is_atom(F), A}),
    p(element(1, proc_lib:initial_call(P))),
    p([kill(X, kill) || X <- [D]]),
    MC = monitor(process, C), p(kill(P, crash)), p(down(C, MC)).
