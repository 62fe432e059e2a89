%% gen_server: every way to start, call, ask and stop, and what each says to servers that are not there or die meanwhile.
-module(gen_server_bad).
-export([main/0, init/1, handle_call/3, handle_cast/2, handle_info/2, terminate/2, code_change/3, enter/2]).
-behaviour(gen_server).
-include("../stdlib/calls.hrl").

init({ok, S}) -> {ok, S};
init(stop) -> {stop, because};
init(ignore) -> ignore;
init({error, E}) -> {error, E};
init(crash) -> error(crashed);
init(throw) -> throw({ok, thrown});
init(odd) -> odd;
init(slow) -> receive after infinity -> ok end;
init({timeout, S}) -> {ok, S, 0};
init({continue, S}) -> {ok, S, {continue, go}}.

handle_call(get, _, S) -> {reply, S, S};
handle_call({set, N}, _, S) -> {reply, S, N};
handle_call(stop, _, S) -> {stop, normal, stopped, S};
handle_call(stop_silent, _, S) -> {stop, silently, S};
handle_call(crash, _, _) -> error(oops);
handle_call(exit, _, _) -> exit(gone);
handle_call(throw, _, S) -> throw({reply, thrown, S});
handle_call(odd, _, _) -> odd;
handle_call({later, To}, From, S) -> To ! {from, From}, {noreply, S};
handle_call(_, _, S) -> {reply, unknown, S}.

handle_cast({tell, To, What}, S) -> To ! {told, What}, {noreply, S};
handle_cast(stop, S) -> {stop, cast, S};
handle_cast(_, S) -> {noreply, S}.

handle_info({'$gen_call', _, _}, S) -> {noreply, S};
handle_info(_, S) -> {noreply, S}.

terminate(_, _) -> ok.
code_change(_, S, _) -> {ok, S}.

enter(How, Parent) ->
    register(entered, self()),
    proc_lib:init_ack(Parent, {ok, self()}),
    case How of
        3 -> gen_server:enter_loop(?MODULE, [], three);
        4 -> gen_server:enter_loop(?MODULE, [], four, {local, entered});
        5 -> gen_server:enter_loop(?MODULE, [], five, self(), 5000);
        bad -> gen_server:enter_loop(?MODULE, [], bad, {local, another_name})
    end.

main() ->
    process_flag(trap_exit, true),
    M = ?MODULE,
    Inits = [{ok, 1}, stop, ignore, {error, e}, crash, throw, odd],
    [[stop(call(gen_server, F, [M, A, []])) || F <- [start, start_link]] || A <- Inits],
    [[begin R = call(gen_server, F, [{local, named}, M, A, []]), stop(R) end || F <- [start, start_link]] || A <- Inits],
    [call(gen_server, start, [M, slow, [{timeout, 0}]]), call(gen_server, start_link, [{local, n}, M, slow, [{timeout, 0}]])],
    call(gen_server, start_monitor, [M, stop, []]), flush(),
    call(gen_server, start_monitor, [{local, mon}, M, {ok, 2}, []]), call(gen_server, start_monitor, [{local, mon}, M, {ok, 2}, []]), gen_server:stop(mon), down(),
    calls(gen_server, [{start, [[x, []], [M, [], x], ["no module", {ok, 1}, []], [no_such_module, {ok, 1}, []], [{bad, n}, M, {ok, 1}, []], [{local, "n"}, M, {ok, 1}, []], [{local, undefined}, M, {ok, 1}, []], [{global, g}, M, {ok, 1}, []], [{global, g}, M, {ok, 1}, []]]},
                       {start_link, [[no_such_module, {ok, 1}, []], [{via, no_registry, n}, M, {ok, 1}, []], [M, {ok, 1}, x]]}, {start_monitor, [[no_such_module, {ok, 1}, []], [{bad, n}, M, {ok, 1}, []]]},
                       {call, [[{global, g}, get], [{global, none}, get], [{via, global, g}, get], [{via, global, none}, get]]}, {cast, [[{global, g}, x], [{global, none}, x]]}, {stop, [[{global, g}], [{global, g}]]}]),
    flush(),
    {ok, P} = gen_server:start_link({local, srv}, M, {ok, 1}, []),
    calls(gen_server, [
        {call, [[srv, get], [P, {set, 2}], [{srv, node()}, get], [srv, throw], [srv, other, infinity], [none, get], [none, get, 10], [srv, {later, self()}, 0], [P, get, bad], [P, get, -1], ["srv", get], [{srv, nonode@nohost}, get, 1000], [self(), get], [undefined, get]]},
        {cast, [[srv, {tell, self(), 1}], [P, {tell, self(), 2}], [none, x], ["x", x], [{srv, node()}, {tell, self(), 3}]]}]),
    sync(srv), flush(),
    calls(gen_server, [
        {abcast, [[srv, {tell, self(), 4}], [[node()], srv, {tell, self(), 5}], [none, x], [x, srv, y], [[node()], "x", y]]},
        {multi_call, [[srv, get], [[node()], srv, get], [[node()], none, get], [[node(), nowhere@nohost], srv, get], [[node()], srv, get, 1000], [[node()], srv, get, bad], [x, srv, get], [[node()], "srv", get]]},
        {reply, [[{self(), make_ref()}, hello], [{self(), [alias | make_ref()]}, hello], [x, y], [{self()}, y]]}]),
    sync(srv), flush(),
    R1 = gen_server:send_request(srv, get), R2 = gen_server:send_request(P, {set, 7}), R3 = gen_server:send_request(none, get),
    calls(gen_server, [{wait_response, [[R1], [R1, 0], [R2, 1000], [R3, 1000], [x], [R1, x]]}]),
    [begin R = gen_server:send_request(S, Q), call(gen_server, receive_response, [R]) end || {S, Q} <- [{srv, get}, {none, get}]],
    [begin R = gen_server:send_request(S, Q), call(gen_server, receive_response, [R, T]) end || {S, Q, T} <- [{srv, get, 1000}, {none, get, 1000}, {srv, {later, self()}, 0}, {srv, get, bad}]],
    R4 = gen_server:send_request(srv, get), receive Msg -> say("response", gen_server:check_response(Msg, R4)), say("not", gen_server:check_response(foo, R4)) end,
    calls(gen_server, [{check_response, [[foo, x], [foo, R4]]}, {receive_response, [[x], [x, 0]]}, {send_request, [["x", y], [{global, none}, x], ["x", y, l, gen_server:reqids_new()], [srv, get, l, x]]}]),
    flush(),
    Ids0 = gen_server:reqids_new(), Ids1 = gen_server:send_request(srv, get, first, Ids0), Ids2 = gen_server:reqids_add(gen_server:send_request(none, get), second, Ids1),
    calls(gen_server, [{reqids_new, [[]]}, {reqids_size, [[Ids0], [Ids2], [x]]}, {reqids_add, [[x, l, Ids0], [R1, l, x]]}, {reqids_to_list, [[Ids0], [x]]}]),
    say("labels", lists:sort([L || {_, L} <- gen_server:reqids_to_list(Ids2)])),
    [begin Ids = gen_server:send_request(srv, get, one, gen_server:reqids_new()), call(gen_server, F, [Ids, 1000, D]), call(gen_server, F, [Ids0, 0, D]), call(gen_server, F, [x, 0, D]), call(gen_server, F, [Ids0, x, D]), flush() end || F <- [receive_response, wait_response], D <- [true, false]],
    Ids5 = gen_server:send_request(srv, get, five, gen_server:reqids_new()), receive Msg5 -> calls(gen_server, [{check_response, [[Msg5, Ids5, true], [Msg5, Ids5, false], [foo, Ids5, true], [Msg5, Ids0, true], [Msg5, x, true]]}]) end,
    [begin {ok, Q} = gen_server:start(M, {ok, 1}, []), say(C, try gen_server:call(Q, C) catch K:E -> {K, E} end) end || C <- [stop, stop_silent, crash, exit, odd]],
    [begin {ok, Q} = proc_lib:start_link(M, enter, [H, self()]), say({enter, H}, {gen_server:call(Q, get), gen_server:stop(Q)}) end || H <- [3, 4, 5]],
    {{ok, _}, Mon} = proc_lib:start_monitor(M, enter, [bad, self()]), receive {'DOWN', Mon, _, _, Why} -> say("enter", Why) end,
    calls(gen_server, [{enter_loop, [[M, [], s, {local, nobody}], [M, x, s], [M, [], s, {local, nobody}, 5], [M, [], s, "x", 5]]},
                       {stop, [[srv], [srv], [none], [none, normal, 1000], ["x"], [none, normal, bad]]}]),
    flush().

stop({ok, {P, _}}) when is_pid(P) -> gen_server:stop(P);
stop({ok, P}) -> gen_server:stop(P), receive {'EXIT', P, _} -> ok after 0 -> ok end;
stop(_) -> receive {'EXIT', _, _} -> ok after 0 -> ok end.

down() -> receive {'DOWN', _, process, _, Reason} -> say("down", Reason) end.
sync(S) -> gen_server:call(S, get).
flush() -> receive {told, X} -> say("told", X), flush(); _ -> flush() after 0 -> ok end.
