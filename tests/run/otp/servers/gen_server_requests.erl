%% Requests sent and waited for later, alone and in collections, with labels, timeouts and dead servers.
-module(gen_server_requests).
-export([main/0]).
-export([init/1, handle_call/3, handle_cast/2]).
-behaviour(gen_server).
-include("../../stdlib/show.hrl").

init(S) -> {ok, S}.
handle_call({after_ms, N, X}, From, S) -> erlang:send_after(N, self(), x), spawn(fun() -> timer:sleep(N), gen_server:reply(From, X) end), {noreply, S};
handle_call(never, _, S) -> {noreply, S};
handle_call(die, _, _) -> exit(died);
handle_call(X, _, S) -> {reply, {echo, X}, S}.
handle_cast(_, S) -> {noreply, S}.

main() ->
    {ok, P} = gen_server:start(?MODULE, s, []), {ok, Q} = gen_server:start(?MODULE, s, []),
    R1 = gen_server:send_request(P, a), show("receive", gen_server:receive_response(R1, 5000)),
    R2 = gen_server:send_request(P, never), show("wait", gen_server:wait_response(R2, 0)), show("receive timeout", gen_server:receive_response(R2, 0)),
    R3 = gen_server:send_request(P, b), receive M3 -> show("check", gen_server:check_response(M3, R3)) end, show("check other", gen_server:check_response(odd, R3)),
    R4 = gen_server:send_request(noname_server, a), show("noproc", gen_server:receive_response(R4, 1000)),
    C0 = gen_server:reqids_new(), C1 = gen_server:reqids_add(gen_server:send_request(P, one), first, C0), C2 = gen_server:send_request(Q, two, second, C1), C3 = gen_server:send_request(P, never, third, C2),
    show("size", gen_server:reqids_size(C3)), show("labels", lists:sort([L || {_, L} <- gen_server:reqids_to_list(C3)])),
    {A1, L1, C4} = gen_server:receive_response(C3, 5000, true), {A2, L2, C5} = gen_server:receive_response(C4, 5000, true), show("answers", lists:sort([{L1, A1}, {L2, A2}])), show("left", gen_server:reqids_size(C5)),
    show("timeout", element(1, {gen_server:wait_response(C5, 1, true)})), show("none", gen_server:receive_response(C0, 5, true)),
    D = gen_server:send_request(Q, die, label, C0), {{error, {Why, _}}, label, D1} = gen_server:receive_response(D, 5000, false), show("died", {Why, gen_server:reqids_size(D1)}),
    each(fun(F) -> F() end, [fun() -> gen_server:receive_response(x, 0) end, fun() -> gen_server:reqids_add(x, y, C0) end, fun() -> gen_server:reqids_size(x) end, fun() -> gen_server:reqids_to_list(x) end, fun() -> gen_server:wait_response(R1, -1) end, fun() -> gen_server:check_response(a, x) end, fun() -> gen_server:receive_response(C3, x, true) end, fun() -> gen_server:send_request(P, a, l, x) end]),
    show("late", gen_server:receive_response(gen_server:send_request(P, {after_ms, 1, late}), 5000)),
    gen_server:cast(P, hello), show("multi", gen_server:multi_call([node()], no_such_server, x)), register(gsq, P), show("multi 2", [gen_server:multi_call([node()], gsq, m) =:= {[{node(), {echo, m}}], []}, gen_server:abcast(gsq, c1), gen_server:abcast([node()], gsq, c2)]), show("call name", gen_server:call(gsq, by_name)), show("call at", gen_server:call({gsq, node()}, at)),
    show("stop", gen_server:stop(P)), show("stop again", catch gen_server:stop(noname)), ok.
