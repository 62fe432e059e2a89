%% gen_statem: every way to start, call, ask and stop; requests and their collections; loops entered by hand; what is refused.
-module(gen_statem_bad).
-export([main/0, callback_mode/0, init/1, handle_event/4, terminate/3, enter/2]).
-behaviour(gen_statem).
-include("../stdlib/calls.hrl").

callback_mode() -> handle_event_function.
init({ok, S}) -> {ok, S, 0};
init({act, S}) -> {ok, S, 0, [{next_event, internal, begin_}]};
init(stop) -> {stop, because};
init(ignore) -> ignore;
init({error, E}) -> {error, E};
init(crash) -> error(crashed);
init(throw) -> throw({ok, thrown, 0});
init(bad_action) -> {ok, s, 0, [nonsense]};
init(odd) -> odd;
init(slow) -> receive after infinity -> ok end.

handle_event({call, F}, get, S, D) -> {keep_state_and_data, [{reply, F, {S, D}}]};
handle_event({call, F}, {go, S}, _, D) -> {next_state, S, D + 1, {reply, F, ok}};
handle_event({call, F}, stop, _, _) -> {stop_and_reply, normal, {reply, F, stopped}};
handle_event({call, _}, crash, _, _) -> error(oops);
handle_event({call, _}, odd, _, _) -> odd;
handle_event({call, _}, bad_action, _, _) -> {keep_state_and_data, nonsense};
handle_event({call, _}, {later, To}, _, _) -> To ! later, keep_state_and_data;
handle_event({call, F}, _, _, D) -> {keep_state, D, {reply, F, unknown}};
handle_event(cast, {tell, To, What}, S, _) -> To ! {told, {S, What}}, keep_state_and_data;
handle_event(_, _, _, _) -> keep_state_and_data.
terminate(_, _, _) -> ok.

enter(How, Parent) ->
    register(entered, self()),
    proc_lib:init_ack(Parent, {ok, self()}),
    case How of
        4 -> gen_statem:enter_loop(?MODULE, [], four, 4);
        5 -> gen_statem:enter_loop(?MODULE, [], five, 5, {local, entered});
        actions -> gen_statem:enter_loop(?MODULE, [], five, 5, [{state_timeout, 100000, x}]);
        6 -> gen_statem:enter_loop(?MODULE, [], six, 6, self(), [])
    end.

main() ->
    process_flag(trap_exit, true),
    M = ?MODULE, G = gen_statem,
    Inits = [{ok, s}, {act, t}, stop, ignore, {error, e}, crash, throw, bad_action, odd],
    [[stop(call(G, F, [M, A, []])) || F <- [start, start_link, start_monitor]] || A <- Inits],
    [[stop(call(G, F, [{local, named}, M, A, []])) || F <- [start, start_link, start_monitor]] || A <- Inits],
    flush(),
    calls(G, [{start, [[x, [], []], [M, slow, [{timeout, 0}]], [no_such_module, x, []], [{bad, n}, M, {ok, s}, []], [{local, "n"}, M, {ok, s}, []], [M, {ok, s}, x]]},
              {start_link, [[no_such_module, x, []], [{local, n}, M, slow, [{timeout, 0}]], [{via, no_registry, n}, M, {ok, s}, []]]}, {start_monitor, [[no_such_module, x, []], [{bad, n}, M, {ok, s}, []]]},
              {start, [[{global, g}, M, {ok, s}, []], [{global, g}, M, {ok, s}, []]]}, {call, [[{global, g}, get], [{global, none}, get], [{via, global, g}, get]]}, {cast, [[{global, none}, x]]}, {stop, [[{global, g}], [{global, g}]]}]),
    flush(),
    {ok, P} = G:start_link({local, sm}, M, {ok, a}, []),
    calls(G, [
        {call, [[sm, get], [P, {go, b}], [{sm, node()}, get], [sm, get, infinity], [sm, get, 1000], [sm, get, {clean_timeout, 1000}], [sm, get, {dirty_timeout, 1000}], [sm, other], [none, get], [none, get, 10], [sm, {later, self()}, 0], [sm, {later, self()}, {dirty_timeout, 0}], [self(), get]]},
        {cast, [[sm, {tell, self(), 1}], [P, {tell, self(), 2}], [none, x], [{sm, node()}, {tell, self(), 3}], ["x", x]]},
        {reply, [[{reply, {self(), [alias | make_ref()]}, hello}], [{self(), make_ref()}, hello], [[{reply, {self(), make_ref()}, a}]], [[]], [x], [x, y]]}]),
    G:call(sm, get), flush(),
    R1 = G:send_request(sm, get), R2 = G:send_request(P, {go, c}), R3 = G:send_request(none, get),
    calls(G, [{wait_response, [[R1], [R1, 0], [R2, 1000], [R3, 1000], [R1, x]]}]),
    [begin R = G:send_request(S, Q), call(G, receive_response, [R]) end || {S, Q} <- [{sm, get}, {none, get}]],
    [begin R = G:send_request(S, Q), call(G, receive_response, [R, T]) end || {S, Q, T} <- [{sm, get, 1000}, {none, get, 1000}, {sm, {later, self()}, 0}, {sm, get, bad}]],
    R4 = G:send_request(sm, get), receive later -> ok after 0 -> ok end, receive {_, _} = Msg -> say("response", G:check_response(Msg, R4)), say("not", G:check_response(foo, R4)) end,
    calls(G, [{check_response, [[foo, x], [foo, R4]]}, {receive_response, [[x, 0]]}, {send_request, [["x", y], [{global, none}, x], ["x", y, l, G:reqids_new()], [sm, get, l, x]]}]),
    flush(),
    Ids0 = G:reqids_new(), Ids1 = G:send_request(sm, get, first, Ids0), Ids2 = G:reqids_add(G:send_request(none, get), second, Ids1),
    calls(G, [{reqids_new, [[]]}, {reqids_size, [[Ids0], [Ids2], [x]]}, {reqids_add, [[x, l, Ids0], [R1, l, x]]}, {reqids_to_list, [[Ids0], [x]]}]),
    say("labels", lists:sort([L || {_, L} <- G:reqids_to_list(Ids2)])),
    [begin Ids = G:send_request(sm, get, one, G:reqids_new()), call(G, F, [Ids, 1000, D]), call(G, F, [Ids0, 0, D]), call(G, F, [x, 0, D]), flush() end || F <- [receive_response, wait_response], D <- [true, false]],
    Ids5 = G:send_request(sm, get, five, G:reqids_new()), receive {_, _} = Msg5 -> calls(G, [{check_response, [[Msg5, Ids5, true], [Msg5, Ids5, false], [foo, Ids5, true], [Msg5, Ids0, true]]}]) end,
    [begin {ok, Q} = G:start(M, {ok, s}, []), say(C, try G:call(Q, C) catch K:E -> {K, E} end) end || C <- [stop, crash, odd, bad_action]],
    [begin {ok, Q} = proc_lib:start_link(M, enter, [H, self()]), say({enter, H}, {(catch G:call(Q, get)), (catch G:stop(Q))}) end || H <- [4, 5, actions, 6]],
    calls(G, [{enter_loop, [[M, [], s, d, {local, nobody}], [M, [], s, d, {local, nobody}, []], [no_such_module, [], s, d], [M, [], s, d, self(), [nonsense]]]},
              {stop, [[sm], [sm], [none], [none, normal, 1000], ["x"], [none, normal, bad]]}]),
    flush().

stop({ok, {P, _}}) when is_pid(P) -> catch gen_statem:stop(P);
stop({ok, P}) -> catch gen_statem:stop(P);
stop(_) -> ok.
flush() -> receive {told, X} -> say("told", X), flush(); _ -> flush() after 0 -> ok end.
