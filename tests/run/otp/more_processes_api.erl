%% The rest of proc_lib, sys, supervisor, supervisor_bridge, timer, pg, global, rpc, erpc, application and eunit's interface.
-module(more_processes_api).
-compile([export_all, nowarn_export_all]).

init({bridge, Pid}) -> {ok, Pid, st};
init({bridge, ignore, _}) -> ignore;
init({bridge, error, _}) -> {error, why};
init({sup, X}) -> X;
init(X) -> {ok, X}.
terminate(Reason, st) -> more_main ! {bridge_ended, Reason};
terminate(_, _) -> ok.
handle_call(Q, _, S) -> {reply, {Q, S}, S}.
handle_cast(_, S) -> {noreply, S}.
handle_info(_, S) -> {noreply, S}.
code_change(V, S, E) -> {ok, {V, S, E}}.
format_status(M) -> maps:map(fun(state, S) -> {shown, S}; (_, V) -> V end, M).

%% What does not depend on the machine or the run: no pids, references, funs or stacks.
cl(P) when is_pid(P) -> pid;
cl(R) when is_reference(R) -> ref;
cl(F) when is_function(F) -> function;
cl([{M, F, A, I} | _]) when is_atom(M), is_atom(F), is_list(I), (is_integer(A) orelse is_list(A)) -> stack;
cl([alias | R]) when is_reference(R) -> tag;
cl([H | T]) -> [cl(H) | cl(T)];
cl(T) when is_tuple(T) -> list_to_tuple([cl(E) || E <- tuple_to_list(T)]);
cl(M) when is_map(M) -> maps:from_list([{cl(K), cl(V)} || {K, V} <- maps:to_list(M)]);
cl(X) -> X.

t(N, F) ->
    R = try F()
    catch
        C:W -> {C, W}
    end,
    io:format("~ts: ~0tkp~n", [N, cl(R)]).

main() ->
    register(more_main, self()),
    logger:set_primary_config(level, none),
    process_flag(trap_exit, true),
    proc_lib_(), sys_(), bridge(), sup(), timer_(), pg_(), global_(), rpc_(), erpc_(), app(), eunit_(),
    ok.

%% Runs F in a process that more_main watches: how it ended.
ended({P, M}) -> receive {'DOWN', M, process, P, W} -> W end;
ended(P) when is_pid(P) -> ended({P, monitor(process, P)}).

proc_lib_() ->
    F = fun() -> more_main ! {self(), get('$initial_call') =/= undefined, is_list(get('$ancestors'))} end,
    Got = fun(P0) -> P = case P0 of {P1, _} -> P1; _ -> P0 end, receive {P, A, B} -> {A, B} after 1000 -> none end end,
    t("spawn/1", fun() -> Got(proc_lib:spawn(F)) end),
    t("spawn/2", fun() -> Got(proc_lib:spawn(node(), F)) end),
    t("spawn/3", fun() -> Got(proc_lib:spawn(erlang, apply, [F, []])) end),
    t("spawn/4", fun() -> Got(proc_lib:spawn(node(), erlang, apply, [F, []])) end),
    t("spawn_link/1", fun() -> Got(proc_lib:spawn_link(F)) end),
    t("spawn_link/2", fun() -> Got(proc_lib:spawn_link(node(), F)) end),
    t("spawn_link/3", fun() -> Got(proc_lib:spawn_link(erlang, apply, [F, []])) end),
    t("spawn_link/4", fun() -> Got(proc_lib:spawn_link(node(), erlang, apply, [F, []])) end),
    t("spawn_opt/2", fun() -> Got(proc_lib:spawn_opt(F, [link, {priority, high}])) end),
    t("spawn_opt/3", fun() -> Got(proc_lib:spawn_opt(node(), F, [monitor])) end),
    t("spawn_opt/4", fun() -> Got(proc_lib:spawn_opt(erlang, apply, [F, []], [])) end),
    t("spawn_opt/5", fun() -> Got(proc_lib:spawn_opt(node(), erlang, apply, [F, []], [])) end),
    t("bad", fun() -> proc_lib:spawn(1, 2, 3) end), t("bad2", fun() -> proc_lib:spawn_link(foo) end), t("bad3", fun() -> proc_lib:spawn_opt(F, foo) end),
    t("ack1", fun() -> proc_lib:start_link(?MODULE, acks, [one], 1000) end),
    t("ack2", fun() -> proc_lib:start(?MODULE, acks, [{two, self()}], 1000, []) end),
    t("fail2", fun() -> proc_lib:start_link(?MODULE, acks, [fail2], infinity, []) end),
    t("fail3", fun() -> proc_lib:start_monitor(?MODULE, acks, [{fail3, self()}], 1000) end),
    t("monitor5", fun() -> {R, M} = proc_lib:start_monitor(?MODULE, acks, [one], 1000, []), {R, is_reference(M)} end),
    t("timeout", fun() -> proc_lib:start(?MODULE, acks, [never], 5) end),
    t("timeout link", fun() -> proc_lib:start_link(?MODULE, acks, [never], 5, []) end),
    t("timeout monitor", fun() -> {R, M} = proc_lib:start_monitor(?MODULE, acks, [never], 5, [link]), receive {'DOWN', M, _, _, W} -> {R, W} end end),
    t("bad option", fun() -> proc_lib:start(?MODULE, acks, [one], 5, [monitor]) end),
    t("stop/3", fun() -> {ok, P} = gen_server:start(?MODULE, 1, []), M = monitor(process, P), {proc_lib:stop(P, shutdown, 1000), ended({P, M})} end),
    t("stop other", fun() -> P = spawn(fun() -> receive _ -> exit(other) end end), proc_lib:stop(P, normal, 1000) end),
    t("stop slow", fun() -> P = spawn(fun() -> receive never -> ok end end), proc_lib:stop(P, normal, 5) end),
    t("hibernate", fun() -> P = proc_lib:spawn(?MODULE, sleeper, []), P ! {wake, self()}, receive woken -> ok after 1000 -> none end end),
    t("format", fun() -> [A, B, C] = [lists:flatten(X) || X <- [proc_lib:format(report()), proc_lib:format(report(), utf8), proc_lib:format(report(), latin1, 5)]], {A =:= B, string:length(C) > 10, string:find(A, "crasher:") =/= nomatch} end),
    flush().

report() -> [[{initial_call, {a, b, ['Argument__1']}}, {pid, self()}, {registered_name, []}, {error_info, {exit, because, []}}, {ancestors, [self()]}, {message_queue_len, 0},
              {messages, []}, {links, []}, {dictionary, []}, {trap_exit, false}, {status, running}, {heap_size, 10}, {stack_size, 5}, {reductions, 1}], []].

acks(one) -> proc_lib:init_ack({ok, one});
acks({two, P}) -> proc_lib:init_ack(P, two);
acks(fail2) -> proc_lib:init_fail({error, f2}, {exit, normal});
acks({fail3, P}) -> proc_lib:init_fail(P, {error, f3}, {exit, shutdown});
acks(never) -> receive never -> ok end.

sleeper() -> proc_lib:hibernate(?MODULE, awake, []).
awake() -> receive {wake, P} -> P ! woken end.

flush() -> receive _ -> flush() after 0 -> ok end.

sys_() ->
    {ok, P} = gen_server:start(?MODULE, 1, []),
    t("status/2", fun() -> {status, P, {module, gen_server}, [D, running, _, [], Misc]} = sys:get_status(P, 1000), {is_list(D), [X || {data, [{"State", X}]} <- Misc]} end),
    t("state/2", fun() -> sys:get_state(P, 1000) end),
    t("replace/3", fun() -> sys:replace_state(P, fun(S) -> S + 1 end, 1000) end),
    t("suspend/2", fun() -> sys:suspend(P, 1000) end),
    t("change/5", fun() -> sys:change_code(P, ?MODULE, "1", x, 1000) end),
    t("resume/2", fun() -> sys:resume(P, 1000) end),
    t("state", fun() -> sys:get_state(P) end),
    t("install/3", fun() -> sys:install(P, {fun(N, _, _) -> N + 1 end, 0}, 1000) end),
    t("install id", fun() -> sys:install(P, {id, fun(_, E, _) -> more_main ! {seen, cl(E)}, x end, x}) end),
    t("call", fun() -> R = gen_server:call(P, q), sys:get_state(P), R end),
    t("seen", fun() -> [receive {seen, E} -> E after 1000 -> none end || _ <- [1, 2]] end),
    t("remove/3", fun() -> sys:remove(P, id, 1000) end), t("no_debug/2", fun() -> sys:no_debug(P, 1000) end),
    t("log/3", fun() -> [sys:log(P, true, 1000), sys:log(P, get, 1000), sys:log(P, {true, 3}, 1000), sys:log(P, false, 1000)] end),
    t("statistics/3", fun() -> [sys:statistics(P, true, 1000), element(1, sys:statistics(P, get, 1000)), sys:statistics(P, false, 1000), sys:statistics(P, get, 1000)] end),
    t("trace/3", fun() -> sys:trace(P, false, 1000) end),
    t("to file", fun() -> [sys:log_to_file(P, "/nonexistent/x"), sys:log_to_file(P, false), sys:log_to_file(P, false, 1000)] end),
    t("terminate/3", fun() -> M = monitor(process, P), {sys:terminate(P, bye, 1000), ended({P, M})} end),
    t("gone", fun() -> sys:get_status(P, 10) end).

bridge() ->
    Worker = spawn(fun() -> receive never -> ok end end),
    t("bridge", fun() -> {ok, B} = supervisor_bridge:start_link(?MODULE, {bridge, Worker}), {status, B, _, _} = sys:get_status(B), unlink(B), M = monitor(process, B), exit(Worker, kill), {receive {bridge_ended, R} -> R after 20 -> none end, ended({B, M})} end),
    t("bridge name", fun() -> W = spawn(fun() -> receive never -> ok end end), {ok, B} = supervisor_bridge:start_link({local, more_bridge}, ?MODULE, {bridge, W}), A = supervisor_bridge:start_link({local, more_bridge}, ?MODULE, {bridge, W}), unlink(B), M = monitor(process, B), exit(B, shutdown), {A, ended({B, M}), receive {bridge_ended, R} -> R after 1000 -> none end} end),
    t("bridge ignore", fun() -> supervisor_bridge:start_link(?MODULE, {bridge, ignore, 1}) end),
    t("bridge error", fun() -> supervisor_bridge:start_link(?MODULE, {bridge, error, 1}) end),
    flush().

sup() ->
    t("stop/1", fun() -> {ok, S} = supervisor:start_link(?MODULE, {sup, {ok, {#{}, []}}}), {supervisor:stop(S), receive {'EXIT', S, W} -> W end} end),
    t("stop/3", fun() -> {ok, S} = supervisor:start_link(?MODULE, {sup, {ok, {#{}, []}}}), {supervisor:stop(S, shutdown, 1000), receive {'EXIT', S, W} -> W end} end),
    t("stop none", fun() -> supervisor:stop(more_none, normal, 10) end).

timer_() ->
    Self = self(),
    t("apply_repeatedly/3", fun() -> {ok, R} = timer:apply_repeatedly(1, fun(X) -> Self ! {tick, X} end, [a]), receive {tick, a} -> ok end, receive {tick, a} -> ok end, {ok, cancel} = timer:cancel(R) end),
    t("apply_repeatedly/2", fun() -> {ok, R} = timer:apply_repeatedly(1, fun() -> Self ! tock end), receive tock -> ok end, {ok, cancel} = timer:cancel(R) end),
    t("bad", fun() -> timer:apply_repeatedly(-1, fun() -> ok end, []) end), t("bad2", fun() -> timer:apply_repeatedly(1, foo, []) end),
    flush().

pg_() ->
    t("start", fun() -> {ok, P} = pg:start(more_scope), {is_pid(P), pg:start(more_scope)} end),
    t("default", fun() -> {ok, P} = pg:start_link(), {error, {already_started, P}} = pg:start_link(), {ok, Q} = pg:start_link(more_other), unlink(Q), exit(Q, kill), ok end),
    t("join", fun() -> [pg:join(g, self()), pg:join(g, [self(), self()]), length(pg:get_members(g)), length(pg:get_local_members(g)), pg:which_groups()] end),
    t("monitor", fun() -> {R, [P]} = {element(1, pg:monitor(g)), lists:usort(element(2, pg:monitor(h)) ++ [self()])}, pg:join(g, self()), receive {R, A, G, Ps} -> {A, G, length(Ps), P =:= self(), pg:demonitor(R)} after 1000 -> none end end),
    t("scope", fun() -> {R, G} = pg:monitor_scope(), pg:join(i, self()), receive {R, A, N, _} -> {maps:keys(G), A, N} after 1000 -> none end end),
    t("leave", fun() -> [pg:leave(g, self()), pg:leave(i, [self()]), pg:leave(i, self()), pg:which_groups()] end),
    t("demonitor bad", fun() -> pg:demonitor(make_ref()) end), t("bad", fun() -> pg:join(g, foo) end),
    flush().

global_() ->
    P = spawn(fun() -> receive never -> ok end end),
    t("register/3", fun() -> [global:register_name(more_a, P, fun global:random_exit_name/3), global:register_name(more_a, self(), fun global:notify_all_name/3), global:whereis_name(more_a) =:= P] end),
    t("re/3", fun() -> [global:re_register_name(more_a, self(), fun global:random_notify_name/3), global:whereis_name(more_a) =:= self()] end),
    t("lock", fun() -> [global:set_lock({more_l, self()}, [node()]), global:set_lock({more_l, other}, [node()], 0), global:del_lock({more_l, self()}, [node()]), global:set_lock({more_l, other}, [node()], 0), global:del_lock({more_l, other})] end),
    t("trans/3", fun() -> global:trans({more_t, self()}, fun() -> in end, [node()]) end), t("trans/4", fun() -> global:trans({more_t, self()}, fun() -> in end, [node()], 0) end),
    t("trans held", fun() -> true = global:set_lock({more_t, a}), R = global:trans({more_t, b}, fun() -> in end, [node()], 0), global:del_lock({more_t, a}), R end),
    t("disconnect", fun() -> global:disconnect() end),
    global:unregister_name(more_a).

rpc_() ->
    t("call/5", fun() -> rpc:call(node(), lists, sum, [[1, 2]], 1000) end), t("block/5", fun() -> rpc:block_call(node(), lists, sum, [[1, 2]], 1000) end),
    t("multicall/5", fun() -> rpc:multicall([node()], lists, sum, [[1, 2]], 1000) end), t("multicall bad", fun() -> rpc:multicall([node(), 'no@where'], lists, sum, [[1]]) end),
    t("eval_everywhere/3", fun() -> rpc:eval_everywhere(erlang, send, [self(), ev]), receive ev -> ok after 1000 -> none end end),
    t("abcast/2", fun() -> [rpc:abcast(more_main, hi), receive hi -> ok after 1000 -> none end] end), t("sbcast/2", fun() -> [rpc:sbcast(more_main, hi), receive hi -> ok after 1000 -> none end, rpc:sbcast(more_none, hi)] end),
    t("pinfo", fun() -> [rpc:pinfo(self(), registered_name), is_list(rpc:pinfo(self()))] end),
    t("crash", fun() -> {badrpc, {'EXIT', {W, _}}} = rpc:call(node(), erlang, error, [boom]), W end), t("exit", fun() -> rpc:call(node(), erlang, exit, [boom]) end), t("throw", fun() -> rpc:call(node(), erlang, throw, [ball]) end),
    t("nowhere", fun() -> rpc:call('no@where', lists, sum, [[1]]) end), t("slow", fun() -> rpc:call(node(), timer, sleep, [1000], 5) end).

erpc_() ->
    t("call/3", fun() -> erpc:call(node(), fun() -> 7 end, 1000) end), t("call/2", fun() -> erpc:call(node(), fun() -> 8 end) end),
    t("cast/4", fun() -> [erpc:cast(node(), erlang, send, [self(), c4]), receive c4 -> ok after 1000 -> none end] end),
    t("multicall/3", fun() -> erpc:multicall([node()], fun() -> 9 end, 1000) end), t("multicall/5", fun() -> erpc:multicall([node(), 'no@where'], lists, sum, [[1, 2]], 1000) end),
    t("multicast/4", fun() -> [erpc:multicast([node()], erlang, send, [self(), m4]), receive m4 -> ok after 1000 -> none end] end),
    t("request", fun() -> R = erpc:send_request(node(), fun() -> 10 end), erpc:wait_response(R, 1000) end), t("request2", fun() -> erpc:receive_response(erpc:send_request(node(), lists, sum, [[4]]), 1000) end),
    t("coll", fun() -> C = erpc:send_request(node(), fun() -> 11 end, lab, erpc:reqids_new()), L = [X || {_, X} <- erpc:reqids_to_list(C)], {R, Lab, C1} = erpc:wait_response(C, 1000, true), {L, R, Lab, erpc:reqids_size(C1)} end),
    t("errors", fun() -> [try erpc:call(node(), F, T) catch X:{Y, Z} -> {X, Y, cl(case Z of {A, _} -> A; _ -> Z end)}; X:Y -> {X, Y} end || {F, T} <- [{fun() -> error(e) end, 1000}, {fun() -> exit(x) end, 1000}, {fun() -> throw(t) end, 1000}, {fun() -> timer:sleep(500) end, 5}, {foo, 10}]] end).

app() ->
    t("ensure/2", fun() -> application:ensure_started(kernel, permanent) end), t("all_key/0", fun() -> application:get_all_key() end), t("which/1", fun() -> lists:keymember(kernel, 1, application:which_applications(1000)) end),
    t("load/1", fun() -> application:load({application, more_app, [{vsn, "1"}, {env, [{a, 1}]}]}) end), t("unset/3", fun() -> [application:unset_env(more_app, a, [{timeout, 1000}]), application:get_env(more_app, a)] end),
    t("unload", fun() -> application:unload(more_app) end).

eunit_() ->
    t("test/2", fun() -> [eunit:test([], [no_tty]), eunit:test(fun() -> ok end, [no_tty]), eunit:test([fun() -> error(x) end], [no_tty])] end),
    t("bad", fun() -> eunit:test(17, [no_tty]) end).
