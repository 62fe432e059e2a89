%% A process of proc_lib that follows sys: suspend, resume, state, code change, debugging, termination by its parent.
-module(sys_special_process).
-export([main/0]).
-export([init/2, system_continue/3, system_terminate/4, system_code_change/4, system_get_state/1, system_replace_state/2]).
-include("../../stdlib/show.hrl").

init(Parent, S) -> register(ssp, self()), Deb = sys:debug_options([]), proc_lib:init_ack(Parent, {ok, self()}), loop(Parent, Deb, S).
loop(Parent, Deb, S) ->
    receive
        {system, From, R} -> sys:handle_system_msg(R, From, Parent, ?MODULE, Deb, S);
        {'EXIT', Parent, R} -> exit({parent, R});
        {add, N, From} = M -> D1 = sys:handle_debug(Deb, fun write/3, ?MODULE, {in, M}), From ! {sum, S + N}, D2 = sys:handle_debug(D1, fun write/3, ?MODULE, {out, S + N}), loop(Parent, D2, S + N);
        {log, From} -> From ! {log, sys:get_log(Deb)}, loop(Parent, Deb, S)
    end.
write(Dev, E, N) -> io:format(Dev, "~p ~p~n", [N, case E of {in, {add, X, _}} -> {in, X}; O -> O end]).
system_continue(P, D, S) -> loop(P, D, S).
system_terminate(R, _, _, S) -> exit({terminated, R, S}).
system_code_change(S, M, V, X) -> io:format("change ~p ~p ~p~n", [M, V, X]), {ok, S * 100}.
system_get_state(S) -> {ok, S}.
system_replace_state(F, S) -> N = F(S), {ok, N, N}.

main() ->
    process_flag(trap_exit, true), {ok, P} = proc_lib:start_link(?MODULE, init, [self(), 1]), Add = fun(N) -> ssp ! {add, N, self()}, receive {sum, X} -> X after 30 -> none end end,
    show("add", Add(2)), show("state", sys:get_state(ssp)), show("replace", sys:replace_state(ssp, fun(S) -> S + 10 end)), show("suspend", {sys:suspend(ssp), Add(1), sys:resume(ssp), receive {sum, X} -> X after 1000 -> none end}), show("trace", sys:trace(ssp, true)), show("traced", begin X5 = Add(5), sys:get_state(ssp), X5 end), show("no trace", sys:trace(ssp, false)), show("log", sys:log(ssp, {true, 3})), Add(1), Add(2), {ok, L} = sys:log(ssp, get), show("logged", [case E of {in, {add, N, _}} -> {in, N}; O -> O end || E <- L]), ssp ! {log, self()}, show("get log", receive {log, G} -> length(G) end), sys:log(ssp, false),
    sys:suspend(ssp), show("change", sys:change_code(ssp, ?MODULE, v0, x)), sys:resume(ssp), show("after", Add(0)), {status, P, {module, M}, [_, St, _, D, S]} = sys:get_status(ssp), show("status", {M, St, D, S}), show("statistics", begin sys:statistics(ssp, true), Add(1), {ok, Q} = sys:statistics(ssp, get), sys:statistics(ssp, false), [X || {K, _} = X <- Q, K =:= messages_in orelse K =:= messages_out] end), show("print log", sys:print_log([])), show("terminate", sys:terminate(ssp, why)), show("exit", receive {'EXIT', P, R} -> R after 1000 -> none end),
    {ok, P2} = proc_lib:start_link(?MODULE, init, [self(), 5]), exit(P2, shutdown), show("parent", receive {'EXIT', P2, R2} -> R2 after 1000 -> none end), ok.
