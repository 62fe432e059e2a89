%% gen_event: managers with and without names, handlers good and bad, requests, and managers that are not there.
-module(gen_event_bad).
-export([main/0, init/1, handle_event/2, handle_call/2, handle_info/2, terminate/2]).
-behaviour(gen_event).
-include("../stdlib/calls.hrl").

init({crash, _}) -> error(crashed);
init(odd) -> odd;
init({error, E}) -> {error, E};
init({swapped, Args, Term}) -> {ok, {swapped, Args, Term}};
init({Args, Term}) -> {ok, {Args, Term}};
init(S) -> {ok, S}.
handle_event({tell, To}, S) -> To ! {told, S}, {ok, S};
handle_event(remove, _) -> remove_handler;
handle_event(crash, _) -> error(oops);
handle_event({swap, A, H, B}, S) -> {swap_handler, A, S, H, B};
handle_event(_, S) -> {ok, S}.
handle_call(get, S) -> {ok, S, S};
handle_call(remove, S) -> {remove_handler, {removed, S}};
handle_call(crash, _) -> error(oops);
handle_call(odd, _) -> odd;
handle_call({swap, H, B}, S) -> {swap_handler, swapping, a, S, H, B};
handle_call(_, S) -> {ok, unknown, S}.
handle_info(_, S) -> {ok, S}.
terminate(Why, S) -> {terminated, Why, S}.

main() ->
    process_flag(trap_exit, true),
    G = gen_event, H = ?MODULE,
    [stop(call(G, F, [])) || F <- [start, start_link, start_monitor]],
    [[stop(call(G, F, [A])) || F <- [start, start_link, start_monitor]] || A <- [{local, ev1}, [], [{timeout, 100}], {bad, n}, x, {local, "s"}]],
    [[stop(call(G, F, [A, []])) || F <- [start, start_link, start_monitor]] || A <- [{local, ev2}, {global, evg}, {via, global, evv}, {bad, n}]],
    {ok, P} = G:start({local, ev}),
    calls(G, [{start, [[{local, ev}], [{local, ev}, x]]}, {start_link, [[{local, ev}], [{local, ev}, x]]}, {start_monitor, [[{local, ev}], [{local, ev}, x]]},
        {add_handler, [[ev, H, s1], [ev, H, s2], [P, {H, two}, s2], [ev, no_such_handler, x], [ev, {H, c}, {crash, 1}], [ev, {H, c}, odd], [ev, {H, c}, {error, e}], [none, H, x], ["x", H, x], [ev, 5, x]]},
        {add_sup_handler, [[ev, {H, sup}, s3], [ev, {H, sup}, s3], [ev, no_such_handler, x], [none, H, x]]},
        {which_handlers, [[ev], [none], ["x"]]},
        {call, [[ev, H, get], [ev, {H, two}, get], [ev, {H, none}, get], [ev, H, other, 1000], [ev, H, get, bad], [none, H, get], [none, H, get, 10], ["x", H, get], [ev, {H, two}, odd], [ev, H, {swap, {H, new}, args}], [ev, {H, new}, get], [ev, {H, new}, remove], [ev, {H, new}, get]]},
        {notify, [[ev, {tell, self()}], [none, x], ["x", y], [{ev, node()}, x]]}, {sync_notify, [[ev, {tell, self()}], [none, x], ["x", y]]},
        {delete_handler, [[ev, {H, none}, bye], [none, H, bye], ["x", H, bye], [ev, {H, sup}, bye]]},
        {add_handler, [[ev, {H, a}, s], [ev, {H, b}, s]]},
        {swap_handler, [[ev, {{H, a}, out}, {{H, a2}, in}], [ev, {{H, none}, out}, {{H, n2}, in}], [ev, {{H, b}, out}, {no_such_handler, in}], [none, {H, a}, {H, b}], [ev, x, y], ["x", {H, a}, {H, b}]]},
        {swap_sup_handler, [[ev, {{H, a2}, out}, {{H, a3}, in}], [ev, {{H, n2}, out}, {{H, crash}, {crash, 1}}], [none, {H, a}, {H, b}], [ev, x, y]]},
        {which_handlers, [[ev]]}]),
    flush(),
    calls(G, [{add_handler, [[ev, {H, r}, s], [ev, {H, k}, s]]}, {call, [[ev, {H, k}, crash]]}, {sync_notify, [[ev, remove]]}, {which_handlers, [[ev]]}, {add_handler, [[ev, {H, r}, s]]}, {sync_notify, [[ev, {swap, why, {H, z}, b}]]}, {call, [[ev, {H, z}, get]]}]),
    flush(),
    R1 = G:send_request(ev, {H, z}, get), R2 = G:send_request(ev, {H, nobody}, get), R3 = G:send_request(none, H, get),
    calls(G, [{wait_response, [[R1, 1000], [R2, 1000], [R3, 1000], [R1, 0], [x, 0], [R1, x]]}]),
    [begin R = G:send_request(E, Handler, get), call(G, receive_response, [R, 1000]) end || {E, Handler} <- [{ev, {H, z}}, {ev, {H, q}}, {none, H}]],
    R4 = G:send_request(ev, {H, z}, get), receive Msg -> calls(G, [{check_response, [[Msg, R4], [foo, R4], [foo, x]]}]) end,
    calls(G, [{receive_response, [[x, 0], [R4, bad]]}, {send_request, [["x", H, y], ["x", H, y, l, G:reqids_new()], [ev, H, y, l, x]]}]),
    flush(),
    Ids0 = G:reqids_new(), Ids1 = G:send_request(ev, {H, z}, get, one, Ids0), Ids2 = G:reqids_add(G:send_request(none, H, get), two, Ids1),
    calls(G, [{reqids_new, [[]]}, {reqids_size, [[Ids0], [Ids2], [x]]}, {reqids_add, [[x, l, Ids0], [R1, l, x]]}, {reqids_to_list, [[Ids0], [x]]}]),
    say("labels", lists:sort([L || {_, L} <- G:reqids_to_list(Ids2)])),
    flush(),
    [begin Ids = G:send_request(ev, {H, z}, get, one, G:reqids_new()), call(G, F, [Ids, 1000, D]), call(G, F, [Ids0, 0, D]), call(G, F, [x, 0, D]), flush() end || F <- [receive_response, wait_response], D <- [true, false]],
    Ids5 = G:send_request(ev, {H, z}, get, five, G:reqids_new()), receive Msg5 -> calls(G, [{check_response, [[Msg5, Ids5, true], [Msg5, Ids5, false], [foo, Ids5, true], [Msg5, Ids0, true], [Msg5, x, true]]}]) end,
    calls(G, [{delete_handler, [[ev, {H, z}, bye]]}, {which_handlers, [[ev]]}, {stop, [[ev], [ev], [none, normal, 100], [none, normal, bad], ["x"]]}]),
    {ok, Q} = G:start_link(), call(G, stop, [Q, shutdown, 1000]), receive {'EXIT', Q, Why} -> say("exit", Why) end,
    {ok, {Q2, Mon}} = G:start_monitor({local, mon}), call(G, stop, [Q2, normal, infinity]), receive {'DOWN', Mon, _, _, Why2} -> say("down", Why2) end.

stop({ok, {P, _}}) when is_pid(P) -> gen_event:stop(P), flush();
stop({ok, P}) -> gen_event:stop(P), flush();
stop(_) -> ok.
flush() -> receive {told, X} -> say("told", X), flush(); {gen_event_EXIT, A, B} -> say("gen_event_EXIT", {A, B}), flush(); _ -> flush() after 0 -> ok end.
