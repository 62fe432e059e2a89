%% Requests without waiting and collections of them, of servers, state machines and event managers; ways to start and to enter the loop.
-module(requests_api).
-compile([export_all, nowarn_export_all]).

init({events, X}) -> {ok, X};
init({sm, X}) -> {ok, s, X};
init(X) -> {ok, X}.
callback_mode() -> handle_event_function.
handle_event({call, F}, get, _, D) -> {keep_state_and_data, [{reply, F, D}]};
handle_event({call, _}, silent, _, _) -> keep_state_and_data;
handle_event({call, F}, {later, Ms}, _, _) -> {keep_state_and_data, [{state_timeout, Ms, F}]};
handle_event(state_timeout, F, _, D) -> {keep_state_and_data, {reply, F, {late, D}}};
handle_event({call, _}, stop, _, _) -> {stop, stopped};
handle_event(_, _, _, _) -> keep_state_and_data.
handle_event(_, S) -> {ok, S}.
handle_call(Q, S) -> {ok, {Q, S}, S}.
handle_call(get, _, S) -> {reply, S, S};
handle_call(silent, _, S) -> {noreply, S};
handle_call(later, F, S) -> gen_server:reply(F, {later, S}), {noreply, S};
handle_call(stop, _, S) -> {stop, stopped, S}.
handle_cast(_, S) -> {noreply, S}.
handle_info(_, S) -> {noreply, S}.

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
    logger:set_primary_config(level, none),
    process_flag(trap_exit, true),
    {ok, Server} = gen_server:start_link(?MODULE, 1, []),
    {ok, Machine} = gen_statem:start_link(?MODULE, {sm, 2}, []),
    {ok, Events} = gen_event:start_link(),
    ok = gen_event:add_handler(Events, ?MODULE, {events, 3}),
    [kind(M, fun(Q) -> M:send_request(P, Q) end, fun(Q, L, C) -> M:send_request(P, Q, L, C) end, P)
     || {M, P} <- [{gen_server, Server}, {gen_statem, Machine}]],
    kind(gen_event, fun(Q) -> gen_event:send_request(Events, ?MODULE, Q) end,
         fun(Q, L, C) -> gen_event:send_request(Events, ?MODULE, Q, L, C) end, Events),
    replies(Server, Machine),
    starts(),
    loops(),
    ok.

kind(M, Send, SendTo, P) ->
    N = fun(S) -> io_lib:format("~p ~s", [M, S]) end,
    t(N("wait"), fun() -> M:wait_response(Send(get), 1000) end),
    t(N("receive"), fun() -> M:receive_response(Send(get), 1000) end),
    t(N("receive inf"), fun() -> M:receive_response(Send(get), infinity) end),
    t(N("abs"), fun() -> M:receive_response(Send(get), {abs, erlang:monotonic_time(millisecond) + 1000}) end),
    t(N("check"), fun() -> R = Send(get), receive Msg -> {M:check_response(foo, R), M:check_response(Msg, R)} end end),
    M =:= gen_event orelse t(N("timeout"), fun() -> R = Send(silent), {M:wait_response(R, 5), M:receive_response(R, 5)} end),
    t(N("bad timeout"), fun() -> M:receive_response(Send(get), -1) end),
    t(N("bad timeout2"), fun() -> M:wait_response(Send(get), foo) end),
    t(N("bad id"), fun() -> M:wait_response(foo, 10) end),
    t(N("bad id2"), fun() -> M:receive_response(foo, 10) end),
    t(N("bad id3"), fun() -> M:check_response(foo, bar) end),
    flush(),
    C0 = M:reqids_new(),
    t(N("new"), fun() -> {C0, M:reqids_size(C0), M:reqids_to_list(C0)} end),
    t(N("none"), fun() -> {M:receive_response(C0, 10, true), M:wait_response(C0, 10, true), M:check_response(foo, C0, true)} end),
    C2 = SendTo(get, two, SendTo(get, one, C0)),
    t(N("two"), fun() -> {M:reqids_size(C2), lists:sort([L || {_, L} <- M:reqids_to_list(C2)])} end),
    t(N("first"), fun() -> {{reply, _}, one, C1} = M:receive_response(C2, 1000, true), {M:reqids_size(C1), element(1, M:receive_response(C1, 1000, false))} end),
    R = Send(get),
    C3 = M:reqids_add(R, three, C0),
    t(N("add twice"), fun() -> M:reqids_add(R, three, C3) end),
    t(N("wait coll"), fun() -> {A, B, C} = M:wait_response(C3, 1000, true), {A, B, M:reqids_size(C)} end),
    t(N("check coll"), fun() -> C4 = SendTo(get, four, C0), receive Msg -> {A, B, C} = M:check_response(Msg, C4, true), {A, B, M:reqids_size(C), M:check_response(foo, C4, true)} end end),
    M =:= gen_event orelse t(N("coll timeout"), fun() -> C5 = SendTo(silent, five, C0), {M:wait_response(C5, 5, true), M:receive_response(C5, 5, true)} end),
    [t(N("bad"), F) || F <- [fun() -> M:reqids_size(foo) end, fun() -> M:reqids_to_list(foo) end, fun() -> M:reqids_add(foo, a, C0) end, fun() -> M:reqids_add(R, a, foo) end,
                             fun() -> M:wait_response(C2, 10, foo) end, fun() -> M:receive_response(foo, 10, true) end, fun() -> M:check_response(x, C2, foo) end, fun() -> SendTo(get, l, foo) end]],
    t(N("dead"), fun() -> Dead = spawn(fun() -> ok end), D = monitor(process, Dead), receive {'DOWN', D, _, _, _} -> ok end,
        case M of gen_event -> M:receive_response(M:send_request(Dead, x, get), 1000); _ -> M:receive_response(M:send_request(Dead, get), 1000) end end),
    t(N("alive"), fun() -> is_process_alive(P) end),
    flush().

flush() -> receive _ -> flush() after 0 -> ok end.

replies(Server, Machine) ->
    t("reply/2", fun() -> gen_server:call(Server, later) end),
    t("late reply", fun() -> gen_statem:receive_response(gen_statem:send_request(Machine, {later, 3})) end),
    t("clean", fun() -> gen_statem:call(Machine, silent, {clean_timeout, 5}) end),
    t("dirty", fun() -> gen_statem:call(Machine, silent, {dirty_timeout, 5}) end),
    t("bad call", fun() -> gen_statem:call(Machine, get, {foo, 5}) end),
    t("stops", fun() -> gen_server:call(Server, stop) end),
    t("stops2", fun() -> gen_statem:call(Machine, stop) end),
    t("exits", fun() -> lists:sort([receive {'EXIT', P, W} when P =:= Server; P =:= Machine -> W after 1000 -> none end || _ <- [1, 2]]) end).

starts() ->
    t("gs monitor", fun() -> {ok, {P, M}} = gen_server:start_monitor(?MODULE, 1, []), gen_server:stop(P), receive {'DOWN', M, _, _, W} -> W end end),
    t("gs monitor name", fun() -> {ok, {P, M}} = gen_server:start_monitor({local, req_a}, ?MODULE, 1, []), R = gen_server:start_monitor({local, req_a}, ?MODULE, 1, []), gen_server:stop(P), receive {'DOWN', M, _, _, W} -> {W, R} end end),
    t("sm monitor", fun() -> {ok, {P, M}} = gen_statem:start_monitor(?MODULE, {sm, 1}, []), gen_statem:stop(P, shutdown, 1000), receive {'DOWN', M, _, _, W} -> W end end),
    t("sm monitor name", fun() -> {ok, {P, M}} = gen_statem:start_monitor({local, req_b}, ?MODULE, {sm, 1}, []), gen_statem:stop(P, normal, infinity), receive {'DOWN', M, _, _, W} -> W end end),
    t("sm start name", fun() -> {ok, P} = gen_statem:start({local, req_c}, ?MODULE, {sm, 1}, []), R = gen_statem:start_link({local, req_c}, ?MODULE, {sm, 1}, []), gen_statem:stop(req_c), {is_pid(P), R} end),
    t("sm global", fun() -> {ok, _} = gen_statem:start({global, req_d}, ?MODULE, {sm, 7}, []), R = gen_statem:call({global, req_d}, get), gen_statem:stop({global, req_d}), R end),
    t("sm via", fun() -> {ok, _} = gen_statem:start({via, global, req_e}, ?MODULE, {sm, 8}, []), R = gen_statem:call({via, global, req_e}, get), gen_statem:stop({via, global, req_e}), R end),
    t("ge link", fun() -> {ok, P} = gen_event:start_link({local, req_f}), gen_event:stop(P), receive {'EXIT', P, W} -> W end end),
    t("ge link opts", fun() -> {ok, P} = gen_event:start_link({local, req_f}, [{hibernate_after, 1000}]), gen_event:stop(P, shutdown, infinity), receive {'EXIT', P, W} -> W end end),
    t("ge monitor", fun() -> {ok, {P, M}} = gen_event:start_monitor({local, req_g}), gen_event:stop(P), receive {'DOWN', M, _, _, W} -> W end end),
    t("ge monitor opts", fun() -> {ok, {P, M}} = gen_event:start_monitor({local, req_g}, []), gen_event:stop(P), receive {'DOWN', M, _, _, W} -> W end end),
    t("stop dead", fun() -> gen_statem:stop(req_none, normal, 10) end),
    t("bad start", fun() -> gen_statem:start(foo, ?MODULE, x, []) end),
    t("bad start2", fun() -> gen_statem:start_monitor({local, 1}, ?MODULE, x, []) end).

loops() ->
    t("gs loop", fun() -> {ok, P} = proc_lib:start_link(?MODULE, gs_loop, [[]]), {gen_server:call(P, get), gen_server:stop(P)} end),
    t("gs loop name", fun() -> {ok, P} = proc_lib:start_link(?MODULE, gs_loop, [{local, req_l}]), {gen_server:call(req_l, get), gen_server:stop(P)} end),
    t("sm loop4", fun() -> {ok, P} = proc_lib:start_link(?MODULE, sm_loop, [[]]), {gen_statem:call(P, get), gen_statem:stop(P)} end),
    t("sm loop5", fun() -> {ok, P} = proc_lib:start_link(?MODULE, sm_loop, [self]), {gen_statem:call(P, get), gen_statem:stop(P)} end),
    t("sm loop6", fun() -> {ok, P} = proc_lib:start_link(?MODULE, sm_loop, [{local, req_m}]), {gen_statem:call(req_m, get), gen_statem:stop(P)} end),
    t("not proc_lib", fun() -> {P, M} = spawn_monitor(fun() -> gen_server:enter_loop(?MODULE, [], 1, self(), infinity) end), receive {'DOWN', M, _, P, W} -> W end end),
    t("not proc_lib2", fun() -> {P, M} = spawn_monitor(fun() -> gen_statem:enter_loop(?MODULE, [], s, 1) end), receive {'DOWN', M, _, P, W} -> W end end).

gs_loop([]) -> proc_lib:init_ack({ok, self()}), gen_server:enter_loop(?MODULE, [], 11, self(), hibernate);
gs_loop({local, N} = Name) -> register(N, self()), proc_lib:init_ack({ok, self()}), gen_server:enter_loop(?MODULE, [], 12, Name, infinity).
sm_loop([]) -> proc_lib:init_ack({ok, self()}), gen_statem:enter_loop(?MODULE, [], s, 13);
sm_loop(self) -> proc_lib:init_ack({ok, self()}), gen_statem:enter_loop(?MODULE, [], s, 14, [{next_event, internal, x}]);
sm_loop({local, N} = Name) -> register(N, self()), proc_lib:init_ack({ok, self()}), gen_statem:enter_loop(?MODULE, [], s, 15, Name, []).
