%% Continuations one after the other before any message is seen, from init, calls, casts and infos.
-module(gen_server_continue_chain).
-export([main/0]).
-export([init/1, handle_call/3, handle_cast/2, handle_info/2, handle_continue/2]).
-behaviour(gen_server).
-include("../../stdlib/show.hrl").

init(L) -> self() ! early, {ok, [], {continue, L}}.
handle_continue([H | T], S) -> {noreply, [{c, H} | S], {continue, T}};
handle_continue([], S) -> {noreply, [done | S]};
handle_continue({stop, R}, S) -> {stop, R, S}.
handle_call(get, _, S) -> {reply, lists:reverse(S), []};
handle_call({go, L}, _, S) -> {reply, ok, [call | S], {continue, L}};
handle_call({first, L}, F, S) -> gen_server:reply(F, early), {noreply, [called | S], {continue, L}}.
handle_cast({go, L}, S) -> {noreply, [cast | S], {continue, L}}.
handle_info({go, L}, S) -> {noreply, [info | S], {continue, L}};
handle_info(X, S) -> {noreply, [X | S]}.

main() ->
    {ok, P} = gen_server:start(?MODULE, [1, 2, 3], []), show("init", gen_server:call(P, get)), show("call", [gen_server:call(P, {go, [a, b]}), gen_server:call(P, get)]), gen_server:cast(P, {go, [x]}), gen_server:cast(P, {go, []}), P ! {go, [y, z]}, P ! last, show("mixed", gen_server:call(P, get)), show("reply first", [gen_server:call(P, {first, [q]}), gen_server:call(P, get)]), M = monitor(process, P), gen_server:cast(P, {go, {stop, bye}}), show("stop", receive {'DOWN', M, _, _, R} -> R after 5000 -> none end), ok.
