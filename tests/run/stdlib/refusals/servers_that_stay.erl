%% Processes that make themselves servers and are still such when the program ends, and arguments that make none.
-module(servers_that_stay).
-export([main/0]).
-export([init/1, handle_call/3, handle_cast/2, handle_info/2, callback_mode/0, handle_event/4, system_continue/3, system_terminate/4, system_get_state/1, awake/1]).
-behaviour(gen_server).
-include("../show.hrl").

init(_) -> {ok, none}.
handle_call(M, _, S) -> {reply, {called, M, S}, S}.
handle_cast(_, S) -> {noreply, S}.
handle_info(M, S) -> {noreply, {M, S}}.
callback_mode() -> handle_event_function.
handle_event({call, From}, M, S, D) -> {keep_state_and_data, [{reply, From, {called, M, S, D}}]};
handle_event(timeout, M, S, _) -> {keep_state, {timed_out, M, S}};
handle_event(_, _, _, _) -> keep_state_and_data.
system_continue(_, _, S) -> system(S).
system_terminate(R, _, _, _) -> exit(R).
system_get_state(S) -> {ok, {mine, S}}.
awake(S) -> system(S).

main() ->
    process_flag(trap_exit, true),
    Me = ?MODULE,
    Servers = [fun() -> R = gen_server:enter_loop(Me, [], s3), {ended, R} end,
               fun() -> R = gen_server:enter_loop(Me, [], s4, 60000), {ended, R} end,
               fun() -> register(stays_s4, self()), R = gen_server:enter_loop(Me, [], s4, {local, stays_s4}), {ended, R} end,
               fun() -> R = gen_server:enter_loop(Me, [], s5, self(), infinity), {ended, R} end],
    [show(server, gen_server:call(proc_lib:spawn_link(F), hello)) || F <- Servers],
    Machines = [fun() -> R = gen_statem:enter_loop(Me, [], state, d4), {ended, R} end,
                fun() -> R = gen_statem:enter_loop(Me, [], state, d5, self()), {ended, R} end,
                fun() -> R = gen_statem:enter_loop(Me, [], state, d5, [{timeout, 0, now}]), {ended, R} end,
                fun() -> R = gen_statem:enter_loop(Me, [], state, d6, self(), [{timeout, 0, later}]), {ended, R} end],
    [show(machine, gen_statem:call(proc_lib:spawn_link(F), hello)) || F <- Machines],
    System = proc_lib:spawn_link(fun() -> system(1) end),
    show(system, {sys:get_state(System), sys:suspend(System), sys:get_state(System), sys:resume(System), sys:get_state(System)}),
    Asleep = proc_lib:spawn_link(fun() -> R = proc_lib:hibernate(?MODULE, awake, [2]), {ended, R} end),
    show(asleep, sys:get_state(Asleep)),
    Still = proc_lib:spawn_link(fun() -> R = proc_lib:hibernate(?MODULE, awake, [3]), {ended, R} end),
    show(still, is_process_alive(Still)),
    %% What is not started as proc_lib does, or named so, is no server.
    each(fun(Args) -> {_, Ref} = spawn_monitor(fun() -> R = (try apply(gen_server, enter_loop, Args) catch C:Why -> {C, first(Why)} end), exit(R) end), receive {'DOWN', Ref, _, _, R} -> R end end,
         [[Me, [], s], [Me, [], s, {local, nobody_here}], [Me, bad, s], [Me, [], s, self(), infinity], [5, [], s], [Me, [], s, {local, nobody_here}, infinity]]),
    each(fun(Args) -> {_, Ref} = spawn_monitor(fun() -> R = (try apply(gen_statem, enter_loop, Args) catch C:Why -> {C, first(Why)} end), exit(R) end), receive {'DOWN', Ref, _, _, R} -> R end end,
         [[Me, [], s, d], [Me, [], s, d, {local, nobody_here}], [Me, [], s, d, {local, nobody_here}, []], [Me, [], s, d, self(), []]]),
    many(proc_lib, hibernate, [[5, f, []], [m, f, x], [m, 5, []]]),
    many(proc_lib, init_ack, [[no_pid, {ok, x}], [17, x], [{a, b}, x]]),
    many(proc_lib, init_fail, [[no_pid, x], [x, y, z], [self(), {error, x}, bad], [self(), {error, x}, {odd, y}], [self(), {error, x}, {exit, bye}]]),
    many(sys, handle_system_msg, [[get_state, nobody, self(), ?MODULE, [], s]]),
    ok.

first({Why, _}) -> Why;
first(Why) -> Why.

system(S) ->
    receive {system, From, Request} -> R = sys:handle_system_msg(Request, From, hd(get('$ancestors')), ?MODULE, [], S), {ended, R} end.
