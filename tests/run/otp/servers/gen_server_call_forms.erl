%% Calls with every form of timeout, to servers that answer late, twice, by others or never.
-module(gen_server_call_forms).
-export([main/0]).
-export([init/1, handle_call/3, handle_cast/2, handle_info/2]).
-behaviour(gen_server).
-include("../../stdlib/show.hrl").

init(S) -> {ok, S}.
handle_call({late, Ms}, F, S) -> erlang:send_after(Ms, self(), {answer, F, late}), {noreply, S};
handle_call(other, F, S) -> spawn(fun() -> gen_server:reply(F, by_other) end), {noreply, S};
handle_call(from, {P, Tag} = F, S) -> {reply, {is_pid(P), is_tuple(F), is_list(Tag) orelse is_reference(Tag)}, S};
handle_call(never, _, S) -> {noreply, S};
handle_call(count, _, S) -> {reply, S, S + 1}.
handle_cast(_, S) -> {noreply, S}.
handle_info({answer, F, A}, S) -> gen_server:reply(F, A), {noreply, S};
handle_info(_, S) -> {noreply, S}.

main() ->
    {ok, P} = gen_server:start(?MODULE, 0, []), T = fun(X, To) -> try gen_server:call(P, X, To) catch C:{R, {gen_server, call, [_, Y, Z]}} -> {C, R, Y, Z}; C:R -> {C, R} end end,
    each(fun({X, To}) -> T(X, To) end, [{count, infinity}, {count, 5000}, {{late, 1}, 5000}, {{late, 30}, 2}, {other, 5000}, {from, 5000}, {never, 1}, {never, 0}, {count, 5000}]), timer:sleep(40), show("no late answers", receive X -> X after 0 -> none end), show("still", T(count, 5000)), each(fun(D) -> try gen_server:call(D, x, 100) catch C:{R, _} -> {C, R} end end, [nosuch_server, {nosuch_server, node()}, {global, nosuch}, self()]), Q = spawn(fun() -> receive {'$gen_call', _, x} -> exit(midway) end end), show("dies midway", try gen_server:call(Q, x) catch exit:{W, {gen_server, call, [_, x]}} -> W end), N = spawn(fun() -> receive {'$gen_call', _, _} -> ok end end), show("ends normally", try gen_server:call(N, x) catch exit:{W2, _} -> W2 end), Echo = spawn(fun() -> receive {'$gen_call', {Pid, Tag}, M} -> gen_server:reply({Pid, Tag}, {raw, M}) end end), show("any process", gen_server:call(Echo, hello)), show("many", lists:sum([begin spawn_monitor(fun() -> exit({n, gen_server:call(P, count)}) end), receive {'DOWN', _, _, _, {n, V}} -> V end end || _ <- lists:seq(1, 20)])), gen_server:stop(P), ok.
