%% sys: each function on a server, with time-outs, and on processes that are not there.
-module(sys_bad).
-export([main/0, init/1, handle_call/3, handle_cast/2, code_change/3, special/1, system_continue/3, system_terminate/4, system_get_state/1, system_replace_state/2, system_code_change/4]).
-behaviour(gen_server).
-include("../stdlib/calls.hrl").

init(S) -> {ok, S}.
handle_call(Q, _, S) -> {reply, Q, S}.
handle_cast(_, S) -> {noreply, S}.
code_change(_, S, refuse) -> {error, {no, S}};
code_change(_, _, crash) -> error(cannot);
code_change(V, S, X) -> {ok, {V, S, X}}.

%% A process by hand.
special(Parent) -> proc_lib:init_ack(Parent, {ok, self()}), loop(Parent, sys:debug_options([]), 0).
loop(Parent, Debug, State) ->
    receive
        {system, From, Request} -> sys:handle_system_msg(Request, From, Parent, ?MODULE, Debug, State);
        {add, N} -> loop(Parent, sys:handle_debug(Debug, fun write/3, {name, State}, {in, {add, N}}), State + N)
    end.
write(Device, Event, Name) -> io:format(Device, "~p event ~p~n", [Name, Event]).
system_continue(Parent, Debug, State) -> loop(Parent, Debug, State).
system_terminate(Reason, _, _, _) -> exit(Reason).
system_get_state(State) -> {ok, State}.
system_replace_state(Fun, State) -> New = Fun(State), {ok, New, New}.
system_code_change(State, _, _, bad) -> {bad, State};
system_code_change(State, _, _, N) -> {ok, State + N}.

main() ->
    process_flag(trap_exit, true),
    {ok, P} = gen_server:start_link({local, served}, ?MODULE, 1, []),
    {ok, H} = proc_lib:start_link(?MODULE, special, [self()]),
    [on(Q) || Q <- [P, H]],
    Nobody = [none, x_y_z],
    [calls(sys, [{F, [[N], [N, 10]]} || F <- [get_state, get_status, suspend, resume, no_debug]]) || N <- Nobody],
    N = none,
    calls(sys, [{log, [[N, true], [N, get, 10]]}, {statistics, [[N, true], [N, get, 10]]}, {trace, [[N, true], [N, true, 10]]}, {log_to_file, [[N, false], [N, "f", 10]]},
                {install, [[N, {fun(S, _, _) -> S end, 0}], [N, {id, fun(S, _, _) -> S end, 0}, 10]]}, {remove, [[N, id], [N, id, 10]]}, {replace_state, [[N, fun(S) -> S end], [N, fun(S) -> S end, 10]]},
                {change_code, [[N, m, v, e], [N, m, v, e, 10]]}, {terminate, [[N, r], [N, r, 10]]},
                {get_state, [["x"], [self(), 0], [P, bad]]}, {suspend, [[self(), 0]]}, {log, [[P, bad]]}, {trace, [[P, bad]]}, {statistics, [[P, bad]]}, {log_to_file, [[P, 5]]},
                {debug_options, [[[]], [[trace]], [[bad]], [bad]]},
                {get_debug, [[x, [], default], [statistics, [], d]]}, {get_log, [[[]], [x]]}, {print_log, [[[]], [x]]},
                {handle_debug, [[[], fun write/3, n, e], [x, fun write/3, n, e]]}, {handle_system_msg, [[x, y, self(), m, [], s]]}]),
    Opts = sys:handle_debug(sys:debug_options([{log, 5}, trace]), fun write/3, n, {in, hello}),
    say("log", sys:get_log(Opts)), sys:print_log(Opts),
    calls(sys, [{terminate, [[P, normal], [H, normal, 1000]]}]),
    receive {'EXIT', P, R1} -> say("exit", R1) end, receive {'EXIT', H, R2} -> say("exit", R2) end,
    calls(sys, [{get_state, [[P]]}]).

on(P) ->
    S = fun(F, As) -> say(F, try apply(sys, F, [P | As]) of {status, A, {module, B}, [_ | _]} -> {status, A, B}; {ok, [{start_time, _} | Rest]} -> {ok, [K || {K, _} <- Rest]}; V -> V catch C:E -> {C, E} end) end,
    S(get_state, []), S(get_state, [1000]), S(get_status, []), S(get_status, [1000]),
    S(replace_state, [fun(X) -> X + 10 end]), S(replace_state, [fun(X) -> X + 10 end, 1000]), S(replace_state, [fun(_) -> error(bad) end]), S(get_state, []),
    S(log, [{true, 3}]), S(log, [true]), S(log, [get]), S(log, [print]), S(log, [false]), S(log, [true, 1000]), S(log, [get, 1000]), S(log, [{true, -1}]),
    S(statistics, [true]), S(statistics, [get]), S(statistics, [false]), S(statistics, [get]), S(statistics, [true, 1000]), S(statistics, [false, 1000]),
    S(trace, [true]), S(trace, [false]), S(trace, [true, 1000]), S(trace, [false, 1000]), S(log_to_file, [false]), S(log_to_file, ["/nonexistent/file"]), S(log_to_file, [false, 1000]),
    S(install, [{fun(X, _, _) -> X + 1 end, 0}]), S(install, [{second, fun(_, _, _) -> done end, 0}, 1000]), S(remove, [fun(X) -> X end]), S(remove, [second]), S(remove, [third, 1000]), S(no_debug, []), S(no_debug, [1000]),
    S(change_code, [m, v, 5]), S(suspend, []), S(change_code, [m, v, 5]), S(change_code, [m, v, 6, 1000]), S(change_code, [m, v, refuse]), S(change_code, [m, v, crash]), S(change_code, [m, v, bad]), S(get_state, []), S(resume, []), S(suspend, [1000]), S(resume, [1000]), S(get_state, []).
