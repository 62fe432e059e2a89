%% Debug options given at the start, debug functions that end themselves, logs of limited length, on several behaviours.
-module(sys_debug_options).
-export([main/0]).
-export([init/1, handle_call/3, handle_cast/2]).
-include("../../stdlib/show.hrl").

init(S) -> {ok, S}.
handle_call(X, _, S) -> {reply, X, S}.
handle_cast(_, S) -> {noreply, S}.

main() ->
    Me = self(), {ok, P} = gen_server:start(?MODULE, s, [{debug, [log, {statistics, true} | []] -- [{statistics, true}]}]), gen_server:call(P, a), gen_server:call(P, b), {ok, L} = sys:log(P, get), show("log", [case E of {in, {'$gen_call', _, M}} -> {in, M}; {out, R, _, S} -> {out, R, S}; O -> O end || E <- L]), gen_server:stop(P),
    {ok, Q} = gen_server:start(?MODULE, s, [{debug, [{log, 2}, statistics, {install, {fun(N, {in, {'$gen_cast', M}}, _) -> Me ! {seen, N, M}, case M of stop -> done; _ -> N + 1 end; (N, _, _) -> N end, 0}}]}]), [gen_server:cast(Q, M) || M <- [a, b, stop, c]], gen_server:call(Q, sync), show("seen", [receive {seen, N, M} -> {N, M} after 50 -> none end || _ <- [1, 2, 3, 4]]), {ok, L2} = sys:log(Q, get), show("two", length(L2)), {ok, Stat} = sys:statistics(Q, get), show("keys", [K || {K, _} <- Stat]),
    show("install twice", [sys:install(Q, {id1, fun(S, _, _) -> S end, x}), sys:install(Q, {id1, fun(S, _, _) -> S end, y}), sys:remove(Q, id1), sys:remove(Q, nosuch)]), show("crash", begin sys:install(Q, {fun(_, _, _) -> error(in_debug) end, x}), gen_server:call(Q, survives) end), show("log sizes", [begin sys:log(Q, {true, K}), [gen_server:call(Q, X) || X <- [1, 2, 3]], {ok, Ls} = sys:log(Q, get), length(Ls) end || K <- [1, 3, 100]]), show("log false", [sys:log(Q, false), sys:log(Q, get)]), gen_server:stop(Q),
    each(fun(O) -> sys:debug_options(O) =/= x end, [[], [log]]), each(fun(O) -> try length(sys:debug_options(O)) catch C:R -> {C, R} end end, [[], [statistics], [{log, 5}, statistics], [odd], [{install, {fun(S, _, _) -> S end, 1}}]]),
    each(fun({F, A}) -> try apply(sys, F, A) catch C:{R, _} -> {C, R}; C:R -> {C, R} end end, [{get_state, [nosuch_proc]}, {get_status, [nosuch_proc, 10]}, {statistics, [nosuch_proc, true]}, {log, [nosuch_proc, get]}, {suspend, [{nosuch, node()}]}, {trace, [nosuch_proc, true, 5]}, {get_state, [5]}, {change_code, [nosuch_proc, m, v, x]}]), ok.
