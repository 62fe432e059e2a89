%% rpc, erpc and global on a node that is alone: good calls, calls that fail in every way, requests, names and locks.
-module(remote_bad).
-export([main/0, work/1]).
-include("../stdlib/calls.hrl").

work(ok) -> done;
work(error) -> error(bad);
work(exit) -> exit(bad);
work(throw) -> throw(bad);
work({tell, To}) -> To ! told, told.

main() ->
    N = node(), M = ?MODULE, Away = 'nowhere@nohost',
    Kinds = [ok, error, exit, throw],
    Show = fun Self({'EXIT', {R, S}}) when is_list(S) -> {'EXIT', {R, stack}}; Self(L) when is_list(L) -> [Self(E) || E <- L]; Self({badrpc, X}) -> {badrpc, Self(X)}; Self(T) when is_tuple(T) -> list_to_tuple([Self(E) || E <- tuple_to_list(T)]); Self(V) -> V end,
    R = fun(F, Args) -> call(rpc, F, Args, Show) end,
    [begin R(call, [N, M, work, [K]]), R(call, [N, M, work, [K], 1000]), R(block_call, [N, M, work, [K]]), R(block_call, [N, M, work, [K], 1000]), R(multicall, [M, work, [K]]), R(multicall, [[N, Away], M, work, [K]]), R(multicall, [M, work, [K], 1000]), R(multicall, [[N], M, work, [K], 1000]) end || K <- Kinds],
    [R(F, A) || {F, A} <- [{call, [Away, M, work, [ok]]}, {call, [N, M, work, x]}, {call, [x, y]}, {call, [N, M, work, [ok], bad]}, {call, [N, m, f, x, 10]}, {block_call, [N, M, work, x]}, {block_call, [Away, M, work, [ok], 10]}, {multicall, [M, work, x]}, {multicall, [x, M, work, []]}, {multicall, [M, work, [ok], bad]}, {multicall, [[N], M, work, x, 10]},
        {cast, [N, M, work, [{tell, self()}]]}, {cast, [N, M, work, x]}, {cast, ["x", m, f, []]}, {abcast, [no_name, m]}, {abcast, [[N], no_name, m]}, {abcast, [x, y, z]}, {sbcast, [no_name, m]}, {sbcast, [[N, Away], no_name, m]}, {sbcast, [x, y, z]},
        {eval_everywhere, [M, work, [{tell, self()}]]}, {eval_everywhere, [[N], M, work, [{tell, self()}]]}, {eval_everywhere, [x, M, work, []]}, {eval_everywhere, [m, f, x]}, {server_call, [N, no_server, reply, q]}, {multi_server_call, [no_server, q]}, {multi_server_call, [[N], no_server, q]}, {multi_server_call, [x, y, z]}, {server_call, [x, y]},
        {pmap, [{lists, append}, [[c]], [[a], [b]]]}, {pmap, [{m, f}, x, [a]]}, {parallel_eval, [[{lists, reverse, [[1, 2]]}, {erlang, abs, [-1]}]]}, {parallel_eval, [x]}, {pinfo, [x]}, {pinfo, [x, links]}]],
    say("pinfo", {is_list(rpc:pinfo(self())), rpc:pinfo(self(), trap_exit)}),
    flush(),
    [begin Key = rpc:async_call(N, M, work, [K]), R(yield, [Key]), Key2 = rpc:async_call(N, M, work, [K]), R(nb_yield, [Key2, 2000]) end || K <- Kinds],
    Slow = rpc:async_call(N, timer, sleep, [100000]), [R(F, A) || {F, A} <- [{nb_yield, [Slow]}, {nb_yield, [Slow, 0]}, {nb_yield, [x]}, {nb_yield, [x, 1]}, {async_call, [N, M, work, x]}, {async_call, ["x", m, f, []]}]], flush(),
    E = fun(F, Args) -> call(erpc, F, Args, Show) end,
    [begin E(call, [N, M, work, [K]]), E(call, [N, M, work, [K], 1000]), E(call, [N, fun() -> work(K) end]), E(call, [N, fun() -> work(K) end, 1000]), E(multicall, [[N], M, work, [K]]), E(multicall, [[N, Away], M, work, [K], 1000]), E(multicall, [[N], fun() -> work(K) end]), E(multicall, [[N], fun() -> work(K) end, 1000]) end || K <- Kinds],
    [E(F, A) || {F, A} <- [{call, [Away, M, work, [ok]]}, {call, [N, M, work, x]}, {call, [N, x]}, {call, [N, M, work, [ok], bad]}, {call, [N, x, 10]}, {multicall, [x, M, work, []]}, {multicall, [[N], M, work, x]}, {multicall, [[N], x]}, {multicall, [[N], x, 10]}, {multicall, [[N], M, work, [], bad]},
        {cast, [N, M, work, [{tell, self()}]]}, {cast, [N, fun() -> ok end]}, {cast, [N, M, work, x]}, {multicast, [[N], M, work, [{tell, self()}]]}, {multicast, [[N], fun() -> ok end]}, {multicast, [x, y]}, {multicast, [x, M, work, []]}]],
    [begin Q = erpc:send_request(N, M, work, [K]), E(receive_response, [Q]), Q2 = erpc:send_request(N, fun() -> work(K) end), E(receive_response, [Q2, 2000]), Q3 = erpc:send_request(N, M, work, [K]), E(wait_response, [Q3, 2000]), Q4 = erpc:send_request(N, M, work, [K]), receive Msg when is_tuple(Msg), element(1, Msg) =/= told -> E(check_response, [Msg, Q4]) end end || K <- Kinds],
    Ids0 = erpc:reqids_new(), Q5 = erpc:send_request(N, timer, sleep, [100000]), Ids1 = erpc:reqids_add(Q5, slow, Ids0),
    [E(F, A) || {F, A} <- [{wait_response, [Q5]}, {wait_response, [Q5, 0]}, {wait_response, [x]}, {wait_response, [x, 0]}, {receive_response, [Q5, 0]}, {receive_response, [x]}, {receive_response, [x, 0]}, {check_response, [foo, Q5]}, {check_response, [foo, x]}, {send_request, [N, x]}, {send_request, [N, M, work, x]}, {send_request, [N, x, l, Ids0]}, {send_request, [N, M, work, x, l, Ids0]}, {reqids_size, [Ids1]}, {reqids_size, [x]}, {reqids_add, [x, l, Ids0]}, {reqids_to_list, [x]}, {reqids_to_list, [Ids0]}, {reqids_new, []}, {check_response, [foo, Ids1, true]}, {check_response, [foo, Ids0, true]}, {check_response, [foo, x, true]}]],
    [begin Ids = erpc:send_request(N, M, work, [K], {l, K}, Ids0), E(receive_response, [Ids, 2000, true]), Ids2 = erpc:send_request(N, fun() -> work(K) end, {l, K}, Ids0), E(wait_response, [Ids2, 2000, true]) end || K <- Kinds],
    [E(F, [A, 0, true]) || F <- [receive_response, wait_response], A <- [Ids0, x]], E(receive_response, [Ids0, x, true]), E(wait_response, [Ids0, 0, x]), flush(),
    G = fun(F, Args) -> call(global, F, Args) end,
    P = spawn(fun() -> receive stop -> ok end end), P2 = spawn(fun() -> receive stop -> ok end end),
    [G(F, A) || {F, A} <- [{register_name, [n, P]}, {register_name, [n, P2]}, {register_name, [n, x]}, {register_name, [n, P, x]}, {re_register_name, [n, P2]}, {re_register_name, [o, P2, fun global:notify_all_name/3]}, {re_register_name, [n, x]}, {re_register_name, [n, x, y]}, {whereis_name, [n]}, {whereis_name, [none]}, {send, [n, hello]}, {send, [none, hello]}, {unregister_name, [n]}, {unregister_name, [n]}, {unregister_name, [m]}, {unregister_name, [o]}, {sync, []},
        {set_lock, [{r, self()}]}, {set_lock, [{r, P}, [N], 0]}, {set_lock, [{r, self()}, [N]]}, {set_lock, [x]}, {set_lock, [x, [N]]}, {set_lock, [x, [N], 0]}, {del_lock, [{r, self()}]}, {del_lock, [{r, self()}, [N]]}, {del_lock, [x]}, {del_lock, [x, [N]]}, {trans, [{r, self()}, fun() -> in end]}, {trans, [{r, self()}, fun() -> in end, [N]]}, {trans, [{r, self()}, fun() -> in end, [N], 0]}, {trans, [x, fun() -> in end]}, {trans, [{r, self()}, x]}, {trans, [x, y, [N]]}, {trans, [x, y, [N], 0]}, {disconnect, []},
        {random_notify_name, [nm, P, P]}, {notify_all_name, [nm, P, P2]}]],
    say("names", global:registered_names()), say("random", is_pid(global:random_exit_name(nm, P, P2))),
    [exit(X, kill) || X <- [P, P2]].

flush() -> receive _ -> flush() after 0 -> ok end.
