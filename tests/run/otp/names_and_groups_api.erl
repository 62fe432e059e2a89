%% global, pg, rpc and erpc on one node.
-module(names_and_groups_api).
-export([main/0, twice/1, bad/0]).

twice(X) -> X * 2.
bad() -> error(oops).

%% What does not depend on the machine or the run: no pids, references, funs or stacks.
cl(P) when is_pid(P) -> pid;
cl(R) when is_reference(R) -> ref;
cl(F) when is_function(F) -> function;
cl([{M, F, A, I} | _]) when is_atom(M), is_atom(F), is_list(I), (is_integer(A) orelse is_list(A)) -> stack;
cl([alias | R]) when is_reference(R) -> tag;
cl([H | T]) -> [cl(H) | cl(T)];
cl(T) when is_tuple(T) -> list_to_tuple([cl(E) || E <- tuple_to_list(T)]);
cl(M) when is_map(M) -> maps:map(fun(_, V) -> cl(V) end, M);
cl(X) -> X.

t(F) ->
    R = try F()
    catch
        C:W -> {C, W}
    end,
    io:format("~0tkp~n", [cl(R)]).

main() ->
    Me = self(),
    t(fun() -> global:register_name(n1, Me) end),
    t(fun() -> global:register_name(n1, Me) end),
    t(fun() -> global:whereis_name(n1) =:= Me end),
    t(fun() -> global:whereis_name(nope) end),
    t(fun() -> global:send(n1, hello) end),
    t(fun() -> receive M -> M after 0 -> none end end),
    t(fun() -> global:send(nope, hello) end),
    t(fun() -> global:registered_names() end),
    t(fun() -> global:re_register_name(n1, Me) end),
    t(fun() -> global:unregister_name(n1) end),
    t(fun() -> global:unregister_name(n1), global:whereis_name(n1) end),
    {P, R} = spawn_monitor(fun() -> receive stop -> ok end end),
    t(fun() -> global:register_name(n2, P) end),
    P ! stop,
    receive {'DOWN', R, _, _, _} -> ok end,
    t(fun() -> global:whereis_name(n2) end),
    t(fun() -> global:set_lock({res, Me}) end),
    t(fun() -> global:set_lock({res, other}, [node()], 0) end),
    t(fun() -> global:del_lock({res, Me}) end),
    t(fun() -> global:trans({res, Me}, fun() -> done end) end),
    t(fun() -> global:sync() end),
    t(fun() -> gen_server:call({global, nobody}, x) end),
    t(fun() -> pg:start(grp) end),
    t(fun() -> pg:start(grp) end),
    t(fun() -> pg:join(grp, g1, Me) end),
    t(fun() -> pg:join(grp, g1, [Me, Me]) end),
    t(fun() -> pg:get_members(grp, g1) end),
    t(fun() -> pg:get_local_members(grp, g1) end),
    t(fun() -> pg:which_groups(grp) end),
    t(fun() -> pg:which_local_groups(grp) end),
    t(fun() -> {_, G} = pg:monitor_scope(grp), G end),
    t(fun() -> {_, G} = pg:monitor(grp, g2), G end),
    t(fun() -> pg:join(grp, g2, Me) end),
    t(fun() -> receive {_, join, G, Ps} -> {G, Ps} after 100 -> none end end),
    t(fun() -> receive {_, join, G, Ps} -> {G, Ps} after 100 -> none end end),
    t(fun() -> pg:leave(grp, g1, Me) end),
    t(fun() -> receive {_, leave, G, Ps} -> {G, Ps} after 100 -> none end end),
    t(fun() -> pg:leave(grp, g9, Me) end),
    t(fun() -> pg:leave(grp, g1, [Me, Me, Me]) end),
    t(fun() -> pg:get_members(grp, g1) end),
    t(fun() -> pg:join(grp, g1, foo) end),
    t(fun() -> pg:get_members(noscope, g1) end),
    t(fun() -> pg:demonitor(grp, make_ref()) end),
    t(fun() -> rpc:call(node(), ?MODULE, twice, [4]) end),
    t(fun() -> rpc:call(node(), ?MODULE, twice, [4], 100) end),
    t(fun() -> rpc:call(node(), ?MODULE, bad, []) end),
    t(fun() -> rpc:call(node(), erlang, throw, [ball]) end),
    t(fun() -> rpc:call(node(), erlang, exit, [why]) end),
    t(fun() -> rpc:call('a@b', ?MODULE, twice, [4]) end),
    t(fun() -> rpc:call(node(), timer, sleep, [1000], 1) end),
    t(fun() -> rpc:call(1, 2, 3, 4) end),
    t(fun() -> rpc:block_call(node(), ?MODULE, twice, [4]) end),
    t(fun() -> rpc:cast(node(), erlang, send, [Me, casted]) end),
    t(fun() -> receive casted -> got after 100 -> none end end),
    t(fun() -> rpc:yield(rpc:async_call(node(), ?MODULE, twice, [5])) end),
    t(fun() -> rpc:nb_yield(rpc:async_call(node(), ?MODULE, twice, [5]), 100) end),
    t(fun() -> rpc:nb_yield(rpc:async_call(node(), timer, sleep, [1000])) end),
    t(fun() -> rpc:multicall([node(), 'a@b'], ?MODULE, twice, [6]) end),
    t(fun() -> rpc:multicall(?MODULE, twice, [6]) end),
    t(fun() -> rpc:parallel_eval([{?MODULE, twice, [1]}, {?MODULE, twice, [2]}]) end),
    t(fun() -> rpc:pmap({?MODULE, twice}, [], [1, 2, 3]) end),
    t(fun() -> rpc:abcast([node()], nobody, x) end),
    t(fun() -> rpc:sbcast([node()], nobody, x) end),
    t(fun() -> rpc:eval_everywhere([node()], ?MODULE, twice, [1]) end),
    t(fun() -> erpc:call(node(), fun() -> 1 end) end),
    t(fun() -> erpc:call(node(), ?MODULE, twice, [4]) end),
    t(fun() -> erpc:call(node(), ?MODULE, twice, [4], 100) end),
    t(fun() -> erpc:call(node(), erlang, throw, [ball]) end),
    t(fun() -> erpc:call(node(), erlang, exit, [why]) end),
    t(fun() -> erpc:call(node(), erlang, exit, [why], 100) end),
    t(fun() -> try erpc:call(node(), ?MODULE, bad, []) catch error:{exception, W, [{M, F, A, _} | _]} -> {W, M, F, A} end end),
    t(fun() -> erpc:call(node(), timer, sleep, [1000], 1) end),
    t(fun() -> erpc:call('a@b', ?MODULE, twice, [4]) end),
    t(fun() -> erpc:call(1, 2, 3, 4) end),
    t(fun() -> erpc:call(node(), foo) end),
    t(fun() -> erpc:cast(node(), fun() -> Me ! casted2 end) end),
    t(fun() -> receive casted2 -> got after 100 -> none end end),
    t(fun() -> erpc:receive_response(erpc:send_request(node(), ?MODULE, twice, [7])) end),
    t(fun() -> erpc:wait_response(erpc:send_request(node(), ?MODULE, twice, [7]), 100) end),
    t(fun() -> erpc:wait_response(erpc:send_request(node(), timer, sleep, [1000]), 0) end),
    t(fun() -> erpc:receive_response(erpc:send_request(node(), timer, sleep, [1000]), 0) end),
    t(fun() -> Id = erpc:send_request(node(), ?MODULE, twice, [8]), receive X -> erpc:check_response(X, Id) after 100 -> none end end),
    t(fun() -> erpc:check_response(foo, erpc:send_request(node(), timer, sleep, [1000])) end),
    t(fun() -> Ids = erpc:send_request(node(), ?MODULE, twice, [9], label, erpc:reqids_new()), {V, L, _} = erpc:receive_response(Ids, 100, true), {V, L} end),
    t(fun() -> erpc:receive_response(erpc:reqids_new(), 100, true) end),
    t(fun() -> erpc:reqids_size(erpc:reqids_add(erpc:send_request(node(), ?MODULE, twice, [9]), l, erpc:reqids_new())) end),
    t(fun() -> erpc:reqids_size(foo) end),
    t(fun() -> erpc:multicall([node(), 'a@b'], ?MODULE, twice, [6]) end),
    t(fun() -> erpc:multicall([node()], fun() -> throw(x) end) end),
    t(fun() -> erpc:multicast([node()], fun() -> ok end) end),
    t(fun() -> erpc:receive_response(foo) end).
