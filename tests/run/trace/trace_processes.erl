%% Messages and the life of processes: send, receive, procs, and how flags are handed on.
-module(trace_processes).
-export([main/0, idle/0]).

idle() -> receive stop -> ok; {run, F} -> F(), idle() end.

events(Pid) ->
    Ref = erlang:trace_delivered(Pid),
    receive {trace_delivered, Pid, Ref} -> ok end,
    collect(Pid).

collect(Pid) ->
    receive
        Event when element(2, Event) =:= Pid, element(1, Event) =:= trace -> [Event | collect(Pid)]
    after 0 -> []
    end.

%% Terms with pids named.
named(Term, Names) when is_pid(Term); is_function(Term); is_reference(Term) ->
    if is_pid(Term) -> maps:get(Term, Names, other); is_reference(Term) -> reference; true -> function end;
named(Term, Names) when is_tuple(Term) -> list_to_tuple(named(tuple_to_list(Term), Names));
named([H | T], Names) -> [named(H, Names) | named(T, Names)];
named(Term, _) -> Term.

show(Pid, Names) -> [io:format("  ~0p~n", [named(E, Names)]) || E <- events(Pid)].

traced(What, Flags, Fun) ->
    {Pid, Ref} = spawn_monitor(fun() -> receive {go, F} -> F() end end),
    1 = erlang:trace(Pid, true, Flags),
    Pid ! {go, Fun},
    receive {'DOWN', Ref, process, Pid, _} -> ok end,
    io:format("~p~n", [What]),
    show(Pid, #{Pid => traced, self() => main}),
    Pid.

main() ->
    Self = self(),
    Dead = spawn(fun() -> ok end),
    dead(Dead),
    traced(send, [send], fun() ->
        Self ! one, erlang:send(Self, two, []), Dead ! three, register(trace_processes_name, self()),
        trace_processes_name ! four, {trace_processes_name, node()} ! five, catch trace_processes_nobody ! six, self() ! seven
    end),
    [receive M -> io:format("~p~n", [M]) end || M <- [one, two]],
    traced('receive', ['receive'], fun() ->
        self() ! a, self() ! {b, [c]}, receive {b, _} -> ok end, receive x -> ok after 0 -> ok end, receive x -> ok after 1 -> ok end
    end),
    traced(exits, ['receive', procs], fun() ->
        process_flag(trap_exit, true),
        exit(self(), hello),
        receive {'EXIT', _, hello} -> ok end,
        erlang:send_after(0, self(), tick),
        receive tick -> ok end,
        A = alias(), A ! by_alias, receive by_alias -> ok end, unalias(A), A ! lost,
        exit(bye)
    end),
    Child = spawn(?MODULE, idle, []),
    Parent = traced(links_and_names, [procs], fun() ->
        link(Child), unlink(Child), register(trace_processes_p, self()), unregister(trace_processes_p), link(Child), exit(shutdown)
    end),
    io:format("~p~n", [is_process_alive(Parent)]),
    P = spawn(?MODULE, idle, []),
    erlang:trace(P, true, [procs, set_on_spawn]),
    P ! {run, fun() -> Self ! {child, spawn(fun() -> Self ! {grandchild, spawn(?MODULE, idle, [])}, receive after infinity -> ok end end)} end},
    C = receive {child, C0} -> C0 end,
    G = receive {grandchild, G0} -> G0 end,
    io:format("handed on~n"),
    Names = #{P => p, C => c, G => g, Self => main},
    [show(X, Names) || X <- [P, C, G]],
    io:format("~0p~n", [[erlang:trace_info(X, flags) || X <- [P, C, G]]]),
    erlang:trace(P, false, [all]), erlang:trace(P, true, [procs, set_on_first_spawn]),
    P ! {run, fun() -> Self ! {two, spawn(?MODULE, idle, []), spawn(?MODULE, idle, [])} end},
    {two, X1, X2} = receive {two, _, _} = T -> T end,
    io:format("~0p~n", [[erlang:trace_info(X, flags) || X <- [P, X1, X2]]]),
    erlang:trace(P, false, [all]), erlang:trace(P, true, [send, set_on_link]),
    P ! {run, fun() -> link(X2), Self ! linked end},
    receive linked -> ok end,
    io:format("~0p~n", [[erlang:trace_info(X, flags) || X <- [P, X2]]]),
    erlang:trace_pattern(send, [{['_', '$1'], [{is_atom, '$1'}], [{message, atom}]}], []),
    traced(filtered_send, [send], fun() -> self() ! a, self() ! 1, self() ! b end),
    erlang:trace_pattern(send, false, []),
    traced(no_send, [send], fun() -> self() ! a end),
    erlang:trace_pattern(send, true, []),
    erlang:trace_pattern('receive', [{['$1', '_', a], [], [{message, '$1'}]}], []),
    traced(filtered_receive, ['receive'], fun() -> self() ! a, self() ! b, receive b -> ok end end),
    erlang:trace_pattern('receive', true, []),
    Tracer = spawn(?MODULE, idle, []),
    Q = spawn(?MODULE, idle, []),
    erlang:trace(Q, true, [send, {tracer, Tracer}]),
    io:format("~0p~n", [named(erlang:trace_info(Q, tracer), #{Tracer => tracer})]),
    exit(Tracer, kill), dead(Tracer),
    Q ! {run, fun() -> Self ! hello end},
    receive hello -> ok end,
    io:format("~0p~n", [erlang:trace_info(Q, tracer)]),
    io:format("~0p~n", [[try erlang:trace(A1, B1, C1) catch error:R1 -> R1 end || {A1, B1, C1} <- [
        {Dead, true, [send]}, {Dead, false, [send]}, {self(), true, [send]}, {foo, true, [send]}, {Q, maybe_, [send]}, {Q, true, [sned]},
        {Q, true, send}, {Q, true, [send | x]}, {Q, true, [{tracer, Dead}]}, {Q, true, [{tracer, foo}]}]]]),
    ok.

dead(Pid) ->
    Ref = monitor(process, Pid),
    receive {'DOWN', Ref, process, Pid, _} -> ok end.
