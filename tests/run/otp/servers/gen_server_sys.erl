%% sys on a gen_server: states got and replaced, suspension, statistics, logs, debug funs, status.
-module(gen_server_sys).
-export([main/0]).
-export([init/1, handle_call/3, handle_cast/2, handle_info/2, format_status/1, code_change/3, terminate/2]).
-behaviour(gen_server).
-include("../../stdlib/show.hrl").

init(S) -> {ok, S}.
handle_call(get, _, S) -> {reply, S, S}.
handle_cast({add, N}, S) -> {noreply, S + N}.
handle_info(_, S) -> {noreply, S}.
format_status(#{state := S} = M) -> M#{state => {formatted, S}}.
code_change(V, S, X) -> {ok, {changed, V, S, X}}.
terminate(_, _) -> ok.

main() ->
    {ok, P} = gen_server:start({local, gss_server}, ?MODULE, 5, []),
    show("state", sys:get_state(P)), show("replace", sys:replace_state(P, fun(S) -> S * 10 end)), show("replace bad", outcome(fun() -> sys:replace_state(P, fun(_) -> error(no) end) end) =/= x), show("still", sys:get_state(gss_server)),
    sys:suspend(P), show("call suspended", try gen_server:call(P, get, 5) catch _:{timeout, _} -> timeout end), gen_server:cast(P, {add, 1}), show("state suspended", sys:get_state(P)),
    show("change code", sys:change_code(P, ?MODULE, v1, extra)), show("changed", sys:get_state(P)), sys:replace_state(P, fun(_) -> 7 end), sys:resume(P), show("resumed", gen_server:call(P, get)),
    ok = sys:statistics(P, true), gen_server:call(P, get), gen_server:cast(P, {add, 2}), P ! info, gen_server:call(P, get), {ok, St} = sys:statistics(P, get), show("statistics", [{K, V} || {K, V} <- St, lists:member(K, [messages_in, messages_out])]), sys:statistics(P, false), show("off", sys:statistics(P, get)),
    ok = sys:log(P, true), gen_server:cast(P, {add, 1}), gen_server:call(P, get), {ok, Log} = sys:log(P, get), show("log", [case E of {out, R, _, S} -> {out, R, S}; {in, {'$gen_call', _, M}} -> {in_call, M}; X -> X end || E <- Log]), sys:log(P, false),
    Me = self(), ok = sys:install(P, {seen, fun(N, {in, {'$gen_cast', M}}, _) -> Me ! {N, M}, N + 1; (N, _, _) -> N end, 0}), gen_server:cast(P, {add, 3}), gen_server:cast(P, {add, 4}), gen_server:call(P, get), show("installed", [receive {N, M} when is_integer(N) -> {N, M} after 1000 -> none end || _ <- [1, 2]]), ok = sys:remove(P, seen),
    {status, P, {module, gen_server}, [_, SysState, Parent, Debug, Misc]} = sys:get_status(P), show("status", {SysState, Parent =:= P, Debug, [D || {data, D} <- Misc], [H || {header, H} <- Misc]}),
    show("no debug", sys:no_debug(P)), each(fun(F) -> F() end, [fun() -> try sys:get_state(nosuch, 100) catch exit:{R, _} -> R end end, fun() -> sys:suspend(P), sys:suspend(P) end, fun() -> sys:resume(P), sys:resume(P) end]),
    Gone = monitor(process, P), show("terminate", sys:terminate(P, normal)), receive {'DOWN', Gone, _, _, _} -> ok end, show("gone", whereis(gss_server)), ok.
