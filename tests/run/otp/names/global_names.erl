%% global: registration, resolution of clashes, transactions with locks, dying holders.
-module(global_names).
-export([main/0]).
-include("../../stdlib/show.hrl").

main() ->
    P = spawn(fun() -> receive {From, X} -> From ! {echo, X} end, receive stop -> ok end end), Q = spawn(fun() -> receive stop -> ok end end),
    show("register", [global:register_name(gln, P), global:register_name(gln, Q), global:register_name(gln2, P), global:register_name({t, 1}, Q), global:re_register_name(gln2, Q)]), show("whereis", [global:whereis_name(gln) =:= P, global:whereis_name(gln2) =:= Q, global:whereis_name(none)]), show("names", lists:sort([N || N <- global:registered_names(), N =:= gln orelse N =:= gln2 orelse is_tuple(N)])), show("send", {global:send(gln, {self(), hi}) =:= P, receive X -> X after 1000 -> none end}), show("send none", outcome(fun() -> global:send(none, x) end)),
    show("unregister", [global:unregister_name(gln2), global:unregister_name(gln2), global:whereis_name(gln2)]), M = monitor(process, Q), Q ! stop, receive {'DOWN', M, _, _, _} -> ok end, show("died", (fun W(0) -> still; W(K) -> case global:whereis_name({t, 1}) of undefined -> gone; _ -> timer:sleep(1), W(K - 1) end end)(1000)),
    Id = {res, self()}, show("lock", [global:set_lock(Id), global:set_lock(Id), global:set_lock({res, other}, [node()], 0), global:del_lock(Id), global:set_lock({res, other}, [node()], 0), global:del_lock(Id), global:set_lock({res, other}, [node()], 0), global:del_lock({res, other})]), show("trans", [global:trans({r2, self()}, fun() -> in_it end), global:trans({r2, self()}, fun() -> global:set_lock({r2, x}, [node()], 0) end), global:trans(Id, fun() -> aborted end, [node()], 0)]),
    show("nested", global:trans({n, self()}, fun() -> global:trans({n, self()}, fun() -> deep end, [node()], 0) end)), show("raise", outcome(fun() -> global:trans({e, self()}, fun() -> error(inside) end) end)), show("released", global:set_lock({e, z}, [node()], 0)), show("resolve", [global:random_notify_name(x, P, P) =:= P, is_pid(global:random_notify_name(x, P, self()))]),
    each(fun(F) -> F() end, [fun() -> global:set_lock(x) end, fun() -> global:register_name(a, b) end, fun() -> global:trans(x, fun() -> ok end) end, fun() -> global:sync() end]), exit(P, kill), ok.
