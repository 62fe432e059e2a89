%% A token bucket as a server with virtual time, callers in order, and requests collected with labels.
-module(rate_limited_calls).
-export([main/0]).
-export([init/1, handle_call/3, handle_cast/2]).
-behaviour(gen_server).
-include("../../stdlib/show.hrl").

init({Cap, Rate}) -> {ok, #{cap => Cap, rate => Rate, tokens => Cap, now => 0, line => queue:new()}}.
handle_call({take, N}, From, #{tokens := T, line := L} = S) -> case T >= N andalso queue:is_empty(L) of true -> {reply, {ok, T - N}, S#{tokens := T - N}}; false -> {noreply, S#{line := queue:in({N, From}, L)}} end;
handle_call({try_take, N}, _, #{tokens := T} = S) -> if T >= N -> {reply, true, S#{tokens := T - N}}; true -> {reply, false, S} end;
handle_call(waiting, _, #{line := L} = S) -> {reply, [N || {N, _} <- queue:to_list(L)], S}.
handle_cast({tick, Ms}, #{cap := C, rate := R, tokens := T, now := Now} = S) -> {noreply, serve(S#{tokens := min(C, T + R * Ms / 1000), now := Now + Ms})}.
serve(#{line := L, tokens := T} = S) -> case queue:peek(L) of {value, {N, From}} when T >= N -> gen_server:reply(From, {ok_later, T - N}), serve(S#{line := queue:drop(L), tokens := T - N}); _ -> S end.

main() ->
    {ok, P} = gen_server:start(?MODULE, {10, 5}, []), show("burst", [gen_server:call(P, {take, N}) || N <- [4, 4, 2]]), show("try", gen_server:call(P, {try_take, 1})), Rs = lists:foldl(fun({N, L}, C) -> gen_server:send_request(P, {take, N}, L, C) end, gen_server:reqids_new(), [{3, a}, {1, b}, {5, c}]), show("line", gen_server:call(P, waiting)), gen_server:cast(P, {tick, 400}), show("line", gen_server:call(P, waiting)), gen_server:cast(P, {tick, 400}), show("line", gen_server:call(P, waiting)), {R1, L1, C1} = gen_server:receive_response(Rs, 1000, true), {R2, L2, C2} = gen_server:receive_response(C1, 1000, true), show("first", lists:sort([{L1, R1}, {L2, R2}])), show("timeout", gen_server:wait_response(C2, 5, false)), gen_server:cast(P, {tick, 100000}), {R3, L3, C3} = gen_server:wait_response(C2, 1000, true), show("last", {L3, R3, gen_server:reqids_size(C3)}), show("full", gen_server:call(P, {take, 0})), gen_server:stop(P), ok.
