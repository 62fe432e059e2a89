%% Processes by their natives: spawning, links, monitors, aliases, exit signals, flags, dictionary, timers, information.
-module(bif_processes).
-export([main/0, child/1]).

show(X) -> io:format("~w~n", [X]).

try_(F) ->
    show(try F() catch C:R -> {C, R} end).

child(Parent) -> Parent ! {self(), started}, receive stop -> ok; {exit, R} -> exit(R) end.

main() ->
    spawning(), linking(), monitoring(), aliases(), exits(), flags(), dictionary(), names(), timers(), information(), errors().

spawning() ->
    P = spawn(?MODULE, child, [self()]),
    receive {P, started} -> ok end,
    show({is_process_alive(P), P ! stop}),
    {P2, R2} = spawn_monitor(fun() -> exit(bye) end),
    receive {'DOWN', R2, process, P2, Why} -> show(Why) end,
    {P3, R3} = spawn_opt(fun() -> receive go -> ok end end, [monitor, {priority, low}, {min_heap_size, 987}, {message_queue_data, off_heap}]),
    show([process_info(P3, I) || I <- [priority, min_heap_size, message_queue_data]]),
    P3 ! go,
    receive {'DOWN', R3, _, _, W3} -> show(W3) end,
    Ref = spawn_request(fun() -> ok end, [{reply_tag, mytag}]),
    receive {mytag, Ref, ok, P4} -> show({is_pid(P4), is_process_alive(self())}) end,
    show(is_process_alive(P2)).

linking() ->
    process_flag(trap_exit, true),
    P = spawn_link(fun() -> receive {exit, R} -> exit(R) end end),
    show({link(P), link(self()), element(2, process_info(self(), links)) =:= [P]}),
    P ! {exit, because},
    receive {'EXIT', P, R} -> show({exit, R}) end,
    P2 = spawn_link(fun() -> receive x -> ok end end),
    show(unlink(P2)),
    exit(P2, kill),
    receive {'EXIT', P2, _} -> show(unexpected) after 10 -> show(nothing) end,
    link(P2),
    receive {'EXIT', P2, N} -> show(N) end,
    process_flag(trap_exit, false),
    try_(fun() -> link(P2) end).

monitoring() ->
    P = spawn(fun() -> receive {exit, R} -> exit(R) end end),
    R1 = monitor(process, P),
    R2 = monitor(process, P, [{tag, {my, tag}}]),
    R3 = monitor(process, P),
    show({demonitor(R3), demonitor(R3), demonitor(R3, [info]), demonitor(R3, [flush, info])}),
    P ! {exit, {some, reason}},
    receive {'DOWN', R1, process, P, Why1} -> show(Why1) end,
    receive {{my, tag}, R2, process, P, Why2} -> show(Why2) end,
    R4 = monitor(process, P),
    receive {'DOWN', R4, process, P, Why4} -> show(Why4) end,
    R5 = monitor(process, no_such_name),
    receive {'DOWN', R5, process, Obj, Why5} -> show({Obj, Why5}) end,
    R6 = monitor(process, P),
    show({demonitor(R6, [flush, info]), receive {'DOWN', R6, _, _, _} -> still_there after 0 -> flushed end}).

aliases() ->
    A = alias(),
    A ! one,
    receive one -> show(got_one) end,
    show({unalias(A), unalias(A)}),
    A ! two,
    receive two -> show(unexpected) after 5 -> show(nothing) end,
    B = alias([reply]),
    B ! three, B ! four,
    receive three -> show(got_three) end,
    receive four -> show(unexpected) after 5 -> show(nothing) end,
    P = spawn(fun() -> receive {From, Msg} -> From ! Msg, receive stop -> ok end end end),
    M = monitor(process, P, [{alias, reply_demonitor}]),
    P ! {M, hello},
    receive hello -> show(hello) end,
    exit(P, kill),
    receive {'DOWN', M, _, _, _} -> show(unexpected) after 5 -> show(nothing) end.

exits() ->
    [begin
         {P, R} = spawn_monitor(fun() -> process_flag(trap_exit, T), receive {'EXIT', _, X} -> exit({caught, X}); stop -> exit(stopped) end end),
         receive after 2 -> ok end,
         exit(P, Reason),
         receive after 2 -> ok end,
         P ! stop,
         receive {'DOWN', R, _, _, Why} -> show({T, Reason, Why}) end
     end || T <- [true, false], Reason <- [normal, oops, kill]],
    {_, R2} = spawn_monitor(fun() -> exit(self(), suicide), receive after infinity -> ok end end),
    receive {'DOWN', R2, _, _, Why2} -> show(Why2) end.

flags() ->
    show([process_flag(F, V) || {F, V} <- [{trap_exit, true}, {trap_exit, false}, {priority, high}, {priority, normal}, {error_handler, eh},
                                           {error_handler, error_handler}, {min_heap_size, 500}, {save_calls, 0}, {message_queue_data, off_heap},
                                           {message_queue_data, on_heap}]]),
    try_(fun() -> process_flag(trap_exit, maybe_) end),
    try_(fun() -> process_flag(nonsense, 1) end).

dictionary() ->
    show({put(a, 1), put(a, 2), get(a), get(b), put({k, "x"}, 3), get({k, "x"}), put(1, i), put(1.0, f), get(1), get(1.0)}),
    show({lists:sort(get_keys(3)), erase(a), erase(a), get(a)}),
    show(erase({k, "x"})), erase(1), erase(1.0).

names() ->
    show({register(bif_me, self()), whereis(bif_me) =:= self(), lists:member(bif_me, registered())}),
    bif_me ! hi, {bif_me, node()} ! ho,
    receive hi -> receive ho -> show(hi_ho) end end,
    [try_(F) || F <- [fun() -> register(bif_me, self()) end, fun() -> register(other, self()) end, fun() -> register(undefined, self()) end,
                      fun() -> register(x, y) end, fun() -> nosuch_name ! x end, fun() -> erlang:send(nosuch_name, x) end, fun() -> whereis(1) end]],
    show({{nosuch_name, node()} ! x, unregister(bif_me), whereis(bif_me)}),
    try_(fun() -> unregister(bif_me) end).

timers() ->
    R = erlang:start_timer(5, self(), tick),
    receive {timeout, R, M} -> show(M) end,
    erlang:send_after(1, self(), plain),
    receive plain -> show(plain) end,
    T = erlang:send_after(100000, self(), never),
    show({is_integer(erlang:read_timer(T)), is_integer(erlang:cancel_timer(T)), erlang:cancel_timer(T), erlang:read_timer(T)}),
    [try_(F) || F <- [fun() -> erlang:send_after(-1, self(), x) end, fun() -> erlang:send_after(a, self(), x) end,
                      fun() -> erlang:start_timer(1, "x", x) end, fun() -> erlang:cancel_timer(x) end]].

information() ->
    P = spawn(fun() -> put(key, value), process_flag(trap_exit, true), receive never -> ok end end),
    P ! m1, P ! {m, 2},
    receive after 5 -> ok end,
    show([process_info(P, I) || I <- [messages, message_queue_len, dictionary, trap_exit, links, monitors, monitored_by, registered_name, status, priority]]),
    show(process_info(P, [messages, trap_exit, registered_name])),
    show([{dictionary, key}, process_info(P, {dictionary, key}), process_info(P, {dictionary, none})]),
    R = monitor(process, P),
    show({process_info(P, monitored_by) =:= {monitored_by, [self()]}, process_info(self(), monitors) =:= {monitors, [{process, P}]}}),
    exit(P, kill),
    receive {'DOWN', R, _, _, Why} -> show(Why) end,
    show({process_info(P), process_info(P, status)}).

errors() ->
    [try_(F) || F <- [fun() -> spawn(a) end, fun() -> spawn(m, f, a) end, fun() -> spawn(1, f, []) end,
                      fun() -> spawn_opt(fun() -> ok end, [foo]) end, fun() -> exit(a, b) end, fun() -> monitor(foo, self()) end,
                      fun() -> demonitor(a) end, fun() -> is_process_alive(a) end, fun() -> process_info(self(), nonsense) end,
                      fun() -> process_info(a) end, fun() -> group_leader(a, self()) end, fun() -> 1 ! x end, fun() -> link(a) end,
                      fun() -> erlang:raise(foo, bar, []) end, fun() -> erlang:raise(throw, bar, []) end, fun() -> error(a, [b]) end,
                      fun() -> hd(erlang:monotonic_time()) end, fun() -> erlang:unique_integer([foo]) end]].
