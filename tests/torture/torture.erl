%% Torture: programs that bring the machine to its limits, with figures. `main([Name | Numbers])` runs one of them, at the size the
%% numbers say or a small one; it prints `name key value` lines and ends with `name ok`, or fails.
-module(torture).
-export([main/1, idle/1, worker/1]).

main([Name | Texts]) ->
    Numbers = [list_to_integer(Text) || Text <- Texts],
    Test = list_to_atom(Name),
    Start = erlang:monotonic_time(microsecond),
    ok = run(Test, Numbers),
    say(Test, ms, (erlang:monotonic_time(microsecond) - Start) div 1000),
    io:format("~s ok~n", [Name]).

say(Test, Key, Value) -> io:format("~s ~s ~p~n", [Test, Key, Value]).

%% Resident set of this operating system process, in bytes.
resident() ->
    {ok, Text} = file:read_file("/proc/self/statm"),
    [_, Pages | _] = string:lexemes(binary_to_list(Text), " "),
    list_to_integer(Pages) * 4096.

run(Test, Numbers) ->
    case Test of
        processes -> processes(arg(Numbers, 1, 20000));
        gone -> gone(arg(Numbers, 1, 20000));
        loop -> loop(arg(Numbers, 1, 1000000));
        recursion -> recursion(arg(Numbers, 1, 1000000));
        deep_allocation -> deep_allocation(arg(Numbers, 1, 300000), arg(Numbers, 2, 10));
        router -> router(arg(Numbers, 1, 300));
        selective -> selective(arg(Numbers, 1, 100000));
        ring -> ring(arg(Numbers, 1, 100), arg(Numbers, 2, 300000));
        fan_in -> fan_in(arg(Numbers, 1, 300000));
        flood -> flood(arg(Numbers, 1, 300000));
        kill_storm -> kill_storm(arg(Numbers, 1, 5), arg(Numbers, 2, 1000));
        link_storm -> link_storm(arg(Numbers, 1, 5), arg(Numbers, 2, 1000));
        soak -> soak(arg(Numbers, 1, 2));
        spike -> spike(arg(Numbers, 1, 2000000));
        timers -> timers(arg(Numbers, 1, 20000));
        reload -> reload(arg(Numbers, 1, 200));
        limits -> limits();
        atoms -> atoms();
        table_full -> table_full(arg(Numbers, 1, 1000));
        hogs -> latency(hogs, arg(Numbers, 1, 1000));
        collector -> latency(collector, arg(Numbers, 1, 1000), arg(Numbers, 2, 5));
        copier -> latency(copier, arg(Numbers, 1, 1000), arg(Numbers, 2, 1));
        held -> held(arg(Numbers, 1, 4));
        natives -> latency(natives, arg(Numbers, 1, 1000), arg(Numbers, 2, 100))
    end.

arg(Numbers, N, Default) ->
    case length(Numbers) >= N of
        true -> lists:nth(N, Numbers);
        false -> Default
    end.

%% ---------------------------------------------------------------------------------------------------------------------
%% Many processes that sleep.

processes(N) ->
    garbage_collect(),
    Before = resident(),
    Parent = self(),
    First = spawn_idle(N, Parent),
    After = resident(),
    N = wait_up(N, 0),
    say(processes, bytes_per_process, (resident() - Before) div N),
    say(processes, bytes_before_answers, (After - Before) div N),
    First ! {stop, self()},
    receive stopped -> ok end.

%% Each knows the one made before it, so that one message ends them all.
spawn_idle(N, Parent) -> spawn_idle(N, Parent, last).

spawn_idle(0, _, Previous) -> Previous;
spawn_idle(N, Parent, Previous) ->
    Pid = spawn(?MODULE, idle, [{Parent, Previous}]),
    spawn_idle(N - 1, Parent, Pid).

idle({Parent, Next}) ->
    Parent ! up,
    receive
        {stop, From} when Next =:= last -> From ! stopped;
        {stop, From} -> Next ! {stop, From}
    end.

wait_up(N, N) -> N;
wait_up(N, Seen) -> receive up -> wait_up(N, Seen + 1) end.

%% Processes that have gone leave nothing behind.
gone(N) ->
    wave(N),
    Before = resident(),
    [wave(N) || _ <- lists:seq(1, 5)],
    say(gone, growth_kb, (resident() - Before) div 1024),
    true = (resident() - Before) < 32 * 1024 * 1024,
    ok.

wave(N) ->
    First = spawn_idle(N, self()),
    N = wait_up(N, 0),
    First ! {stop, self()},
    receive stopped -> ok end.

%% ---------------------------------------------------------------------------------------------------------------------
%% Loops, recursion, allocation.

loop(N) ->
    done = count(N div 10, []),
    done = churn(N div 10, {a, 1}),
    Before = resident(),
    done = count(N, []),
    done = churn(N, {a, 1}),
    Growth = resident() - Before,
    say(loop, growth_kb, Growth div 1024),
    true = Growth < 16 * 1024 * 1024,
    ok.

count(0, _) -> done;
count(N, _) -> count(N - 1, [N]).

churn(0, _) -> done;
churn(N, {_, B}) -> churn(N - 1, {B, N}).

recursion(N) ->
    N = depth(N),
    say(recursion, frames, N),
    ok.

depth(0) -> 0;
depth(N) -> 1 + depth(N - 1).

%% The same allocation with and without a deep stack below it.
deep_allocation(Frames, Millions) ->
    _ = timed(fun() -> allocate(Millions * 1000000 div 4) end),
    Flat = timed(fun() -> allocate(Millions * 1000000 div 4) end),
    Self = self(),
    spawn_link(fun() -> under(Frames, fun() -> Self ! {took, timed(fun() -> allocate(Millions * 1000000 div 4) end)} end) end),
    Deep = receive {took, Time} -> Time end,
    say(deep_allocation, flat_ms, Flat div 1000),
    say(deep_allocation, deep_ms, Deep div 1000),
    say(deep_allocation, ratio_percent, Deep * 100 div max(1, Flat)),
    ok.

under(0, Fun) -> Fun(), 0;
under(N, Fun) -> 1 + under(N - 1, Fun).

%% Four words each time.
allocate(0) -> ok;
allocate(N) -> keep({N, N, N}), allocate(N - 1).

keep(Term) -> put(kept, 0), Term.

timed(Fun) ->
    Start = erlang:monotonic_time(microsecond),
    Fun(),
    erlang:monotonic_time(microsecond) - Start.

%% ---------------------------------------------------------------------------------------------------------------------
%% Messages.

%% Binaries of a megabyte pass through a process that keeps none.
router(Megabytes) ->
    Self = self(),
    Sink = spawn_link(fun() -> sink(Megabytes, Self) end),
    Router = spawn_link(fun() -> route(Sink) end),
    Before = resident(),
    Most = feed(Megabytes, Router, 0),
    receive all_there -> ok end,
    say(router, growth_kb, (max(Most, resident()) - Before) div 1024),
    true = max(Most, resident()) - Before < 100 * 1024 * 1024,
    ok.

feed(0, _, Most) -> Most;
feed(N, Router, Most) ->
    Router ! {data, self(), binary:copy(<<N:64>>, 131072)},
    receive next -> ok end,
    feed(N - 1, Router, case N rem 64 of 0 -> max(Most, resident()); _ -> Most end).

route(Sink) ->
    receive
        {data, From, _} = Data -> Sink ! Data, From ! next, route(Sink)
    end.

sink(0, Parent) -> Parent ! all_there;
sink(N, Parent) -> receive {data, _, Data} -> 1048576 = byte_size(Data), sink(N - 1, Parent) end.

%% A long mailbox; the messages are taken out of order.
selective(N) ->
    Self = self(),
    Pid = spawn_link(fun() ->
        receive go -> ok end,
        %% A call past the whole mailbox.
        Ref = make_ref(),
        Self ! {ask, self(), Ref},
        receive {Ref, answer} -> ok end,
        receive {last, N} -> ok end,
        Sum = take(N - 1, 0),
        {message_queue_len, 0} = process_info(self(), message_queue_len),
        Self ! {sum, Sum}
    end),
    Pid ! go,
    fill(Pid, 1, N),
    receive {ask, From, Ref} -> From ! {Ref, answer} end,
    receive {sum, Sum} -> Sum = (N - 1) * N div 2 end,
    ok.

fill(Pid, N, N) -> Pid ! {last, N};
fill(Pid, I, N) -> Pid ! {number, I}, fill(Pid, I + 1, N).

take(0, Sum) -> Sum;
take(N, Sum) -> receive {number, I} -> take(N - 1, Sum + I) end.

ring(Members, Messages) ->
    Self = self(),
    First = lists:foldl(fun(_, Next) -> spawn_link(fun() -> member(Next) end) end, Self, lists:seq(2, Members)),
    pass(First, 100),
    Before = resident(),
    pass(First, Messages div Members),
    Growth = resident() - Before,
    say(ring, growth_kb, Growth div 1024),
    true = Growth < 8 * 1024 * 1024,
    First ! stop,
    receive stop -> ok end.

pass(_, Left) when Left =< 0 -> ok;
pass(First, Left) ->
    First ! {token, Left},
    receive {token, _} -> ok end,
    pass(First, Left - 1).

member(Next) ->
    receive
        {token, _} = Token -> Next ! Token, member(Next);
        stop -> Next ! stop
    end.

%% Several senders; each waits for its receiver now and then, so the mailbox stays short.
fan_in(Messages) ->
    Self = self(),
    Each = Messages div 10,
    Before = resident(),
    [spawn_link(fun() -> shout(Self, Each) end) || _ <- lists:seq(1, 10)],
    ok = hear(Each * 10),
    Growth = resident() - Before,
    say(fan_in, growth_kb, Growth div 1024),
    true = Growth < 64 * 1024 * 1024,
    ok.

shout(_, 0) -> ok;
shout(To, N) when N rem 100 =:= 0 ->
    To ! {self(), pause},
    receive go -> ok end,
    shout(To, N - 1);
shout(To, N) -> To ! {message, N}, shout(To, N - 1).

hear(0) -> ok;
hear(N) ->
    receive
        {From, pause} -> From ! go;
        {message, _} -> ok
    end,
    hear(N - 1).

%% A mailbox that fills and empties gives its memory back.
flood(N) ->
    Self = self(),
    Once = fun() ->
        Pid = spawn_link(fun() -> receive {last, N} -> ok end, N1 = take(N - 1, 0), Self ! {done, N1}, receive stop -> ok end end),
        fill(Pid, 1, N),
        receive {done, _} -> ok end,
        Pid
    end,
    First = Once(),
    Before = resident(),
    Others = [Once() || _ <- lists:seq(1, 5)],
    Growth = resident() - Before,
    say(flood, growth_kb, Growth div 1024),
    [Pid ! stop || Pid <- [First | Others]],
    true = Growth < 64 * 1024 * 1024,
    ok.

%% ---------------------------------------------------------------------------------------------------------------------
%% Kill storms: everyone who asked is told once.

kill_storm(0, _) -> ok;
kill_storm(Rounds, N) ->
    Victims = [spawn(fun() -> receive after infinity -> ok end end) || _ <- lists:seq(1, N)],
    Self = self(),
    Watchers = [spawn_link(fun() -> watch(Victims, Self) end) || _ <- lists:seq(1, 4)],
    Killers = [spawn_link(fun() -> receive go -> ok end, [exit(Pid, kill) || Pid <- Victims] end) || _ <- lists:seq(1, 3)],
    [Pid ! go || Pid <- Killers],
    [receive {Pid, told, N} -> ok end || Pid <- Watchers],
    false = lists:any(fun is_process_alive/1, Victims),
    kill_storm(Rounds - 1, N).

%% Monitors while the victims are being killed: one DOWN for each, no more.
watch(Victims, Parent) ->
    Refs = #{monitor(process, Pid) => Pid || Pid <- Victims},
    Count = downs(Refs, 0),
    receive {'DOWN', _, _, _, _} -> exit(doubled) after 5 -> ok end,
    Parent ! {self(), told, Count}.

downs(Refs, Count) when map_size(Refs) =:= 0 -> Count;
downs(Refs, Count) ->
    receive
        {'DOWN', Ref, process, Pid, Reason} ->
            #{Ref := Pid} = Refs,
            true = Reason =:= killed orelse Reason =:= noproc,
            downs(maps:remove(Ref, Refs), Count + 1)
    after 20000 -> exit({lost, map_size(Refs)})
    end.

%% Links: groups die together; a trapping observer hears of each once.
link_storm(0, _) -> ok;
link_storm(Rounds, N) ->
    Self = self(),
    Observer = spawn_link(fun() ->
        process_flag(trap_exit, true),
        Pids = [spawn_link(fun() -> receive after infinity -> ok end end) || _ <- lists:seq(1, N)],
        Chains = chain(Pids),
        receive go -> ok end,
        exit(hd(Pids), boom),
        Self ! {self(), heard, exits(#{Pid => true || Pid <- Pids}, 0), Chains}
    end),
    Observer ! go,
    receive {Observer, heard, N, _} -> ok end,
    link_storm(Rounds - 1, N).

%% Makes each linked to the next.
chain([A | [B | _] = Rest]) ->
    Ref = make_ref(),
    Self = self(),
    Linker = spawn(fun() -> receive after infinity -> ok end end),
    exit(Linker, kill),
    spawn(fun() -> link(A), link(B), Self ! Ref, receive after infinity -> ok end end),
    receive Ref -> ok end,
    chain(Rest);
chain(_) -> ok.

exits(Left, Count) when map_size(Left) =:= 0 ->
    receive {'EXIT', _, _} -> exit(doubled) after 5 -> Count end;
exits(Left, Count) ->
    receive
        {'EXIT', Pid, boom} ->
            #{Pid := true} = Left,
            exits(maps:remove(Pid, Left), Count + 1)
    after 20000 -> exit({lost, map_size(Left)})
    end.

%% ---------------------------------------------------------------------------------------------------------------------
%% Everything at once, for some seconds.

%% What the machine keeps for use again has its size after the first part of the time: what comes later is a leak.
soak(Seconds) ->
    Start = erlang:monotonic_time(millisecond),
    Until = Start + Seconds * 1000,
    soak_rounds(Start + Seconds * 100, 0),
    garbage_collect(),
    Before = resident(),
    Rounds = soak_rounds(Until, 0),
    garbage_collect(),
    Growth = resident() - Before,
    say(soak, rounds, Rounds),
    say(soak, growth_kb, Growth div 1024),
    true = Growth < 64 * 1024 * 1024,
    ok.

soak_rounds(Until, Rounds) ->
    case erlang:monotonic_time(millisecond) >= Until of
        true -> Rounds;
        false -> soak_round(), soak_rounds(Until, Rounds + 1)
    end.

soak_round() ->
    Work = [lists, maps, binaries, tables, calls, timers, crashes, terms],
    Pids = [{spawn_monitor(?MODULE, worker, [Kind]), Kind} || Kind <- Work, _ <- [1, 2]],
    [receive {'DOWN', Ref, process, Pid, Reason} -> expected(Kind, Reason) end || {{Pid, Ref}, Kind} <- Pids],
    ok.

expected(crashes, {crash, _}) -> ok;
expected(_, normal) -> ok.

worker(lists) -> lists:foldl(fun(X, Sum) -> X + Sum end, 0, lists:sort([I * 7919 rem 10007 || I <- lists:seq(1, 5000)]));
worker(maps) -> maps:fold(fun(_, V, S) -> V + S end, 0, maps:from_list([{I, I} || I <- lists:seq(1, 3000)]));
worker(binaries) -> byte_size(lists:foldl(fun(I, B) -> <<B/binary, I:32>> end, <<>>, lists:seq(1, 20000)));
worker(tables) ->
    Table = ets:new(soak, [set, public]),
    [ets:insert(Table, {I, binary:copy(<<I>>, 100)}) || I <- lists:seq(1, 1000)],
    1000 = ets:info(Table, size);
worker(calls) ->
    Server = spawn_link(fun Loop() -> receive {From, Ref, X} -> From ! {Ref, X + 1}, Loop(); stop -> ok end end),
    500 = lists:foldl(fun(_, X) -> Ref = make_ref(), Server ! {self(), Ref, X}, receive {Ref, Y} -> Y end end, 0, lists:seq(1, 500)),
    Server ! stop;
worker(timers) ->
    Refs = [erlang:send_after(60000 + I, self(), I) || I <- lists:seq(1, 200)],
    [true = is_integer(erlang:cancel_timer(Ref)) || Ref <- Refs],
    erlang:send_after(2, self(), done),
    receive done -> ok end;
worker(crashes) -> exit({crash, lists:seq(1, 100)});
worker(terms) ->
    Term = [{I, integer_to_binary(I), #{I => [I]}} || I <- lists:seq(1, 500)],
    Term = binary_to_term(term_to_binary(Term)).

%% A heap that was large once is small again.
spike(Words) ->
    Self = self(),
    Pid = spawn_link(fun() ->
        _ = length(lists:seq(1, Words div 2)),
        garbage_collect(),
        Self ! small,
        receive stop -> ok end
    end),
    Before = resident(),
    receive small -> ok end,
    {total_heap_size, Left} = process_info(Pid, total_heap_size),
    say(spike, heap_words_left, Left),
    say(spike, resident_growth_kb, (resident() - Before) div 1024),
    true = Left < 50000,
    Pid ! stop,
    ok.

%% Timers by the thousand: all fire, or are cancelled.
timers(N) ->
    Refs = [erlang:send_after(20 + I rem 50, self(), {fired, I}) || I <- lists:seq(1, N)],
    Cancelled = length([x || Ref <- every_third(Refs), erlang:cancel_timer(Ref) =/= false]),
    Fired = fired(0, N - Cancelled),
    say(timers, fired, Fired),
    receive {fired, _} -> exit(too_many) after 100 -> ok end.

every_third([A, _, _ | Rest]) -> [A | every_third(Rest)];
every_third(_) -> [].

fired(N, N) -> N;
fired(Seen, N) -> receive {fired, _} -> fired(Seen + 1, N) after 10000 -> exit({lost, N - Seen}) end.

%% ---------------------------------------------------------------------------------------------------------------------
%% Under a limit of memory, processes, atoms: whoever goes beyond loses, others go on.

limits() ->
    Self = self(),
    Neighbour = spawn_link(fun() -> neighbour(0) end),
    Losers = [
        {endless_list, fun() -> endless([]) end},
        {endless_binary, fun() -> endless_binary(<<1>>) end},
        {binary_copy, fun() -> binary:copy(<<0:8000>>, 1000000) end},
        {duplicate, fun() -> length(lists:duplicate(100000000, x)) end},
        {sequence, fun() -> length(lists:seq(1, 100000000)) end},
        {huge_tuples, fun() -> [erlang:make_tuple(16000000, x) || _ <- [1, 2, 3]] end},
        {huge_integer, fun() -> 1 bsl (1 bsl 40) end},
        {recursion, fun() -> bottomless(1) end},
        {map, fun() -> endless_map(0, #{}) end},
        {dictionary, fun() -> endless_dictionary(0) end},
        {table, fun() -> T = ets:new(t, []), endless_table(T, 0) end},
        {term, fun() -> X = lists:foldl(fun(_, T) -> {T, T} end, [], lists:seq(1, 40)), Self ! X end},
        {external, fun() -> X = lists:foldl(fun(_, T) -> {T, T} end, [], lists:seq(1, 40)), term_to_binary(X) end},
        {flood, fun() -> Pid = spawn_link(fun() -> receive never -> ok end end), flood_with(Pid) end},
        {own_flood, fun() -> own_flood() end},
        {max_heap, fun() -> process_flag(max_heap_size, #{size => 100000, kill => true, error_logger => false}), endless([]) end}
    ],
    [loses(Name, Fun) || {Name, Fun} <- Losers],
    Neighbour ! {count, self()},
    receive {ticks, Ticks} when Ticks > 10 -> say(limits, neighbour_ticks, Ticks) end,
    %% All of it has been given back.
    100000 = length(lists:seq(1, 100000)),
    ok.

neighbour(N) ->
    receive {count, From} -> From ! {ticks, N} after 1 -> neighbour(N + 1) end.

loses(Name, Fun) ->
    Start = erlang:monotonic_time(millisecond),
    {Pid, Ref} = spawn_with_room(fun() -> try Fun(), ok of _ -> exit(no_limit) catch error:system_limit -> exit(system_limit) end end, 1000),
    Reason = receive {'DOWN', Ref, process, Pid, Why} -> Why after 60000 -> exit(Pid, kill), timeout end,
    io:format("limits ~s ~p after ~p ms~n", [Name, Reason, erlang:monotonic_time(millisecond) - Start]),
    true = Reason =:= killed orelse Reason =:= system_limit.

%% What the one before had filled memory with may go a little later than he.
spawn_with_room(Fun, N) ->
    try spawn_opt(Fun, [monitor])
    catch error:system_limit when N > 0 -> receive after 5 -> spawn_with_room(Fun, N - 1) end
    end.

endless(List) -> endless([a, b, c, d | List]).
endless_binary(Binary) -> endless_binary(<<Binary/binary, Binary/binary>>).
bottomless(N) -> {N, bottomless(N + 1)}.
endless_map(N, Map) -> endless_map(N + 1, Map#{N => N}).
endless_dictionary(N) -> put(N, N), endless_dictionary(N + 1).
endless_table(Table, N) -> ets:insert(Table, {N, binary:copy(<<N:64>>, 1000)}), endless_table(Table, N + 1).
flood_with(Pid) -> Pid ! lists:seq(1, 1000), flood_with(Pid).
own_flood() -> self() ! lists:seq(1, 1000), own_flood().

%% The atom table fills up: an error in whoever makes atoms.
atoms() ->
    %% What is needed later is loaded now: a module's names are atoms.
    [code:ensure_loaded(Module) || Module <- [io, io_lib, io_lib_format, io_lib_pretty, io_lib_fread, lists, proplists, string, unicode,
        unicode_util, logger, logger_server, error_handler, code, erl_erts_errors, erl_stdlib_errors, maps, proc_lib]],
    _ = io_lib:format("~p ~ts ~s ~w", [{now, "x", 1.5}, "y", <<"z">>, self()]),
    {Pid, Ref} = spawn_monitor(fun() -> make_atoms(0) end),
    receive {'DOWN', Ref, process, Pid, Why} -> {system_limit, _} = Why end,
    ok = try list_to_atom("one more that is not there") of _ -> no_limit catch error:system_limit -> ok end,
    there = list_to_atom("there"),
    ok.

make_atoms(N) -> _ = list_to_atom("torture_" ++ integer_to_list(N)), make_atoms(N + 1).

%% The process table fills up: an error in whoever spawns; room again afterwards.
table_full(Limit) ->
    Pids = fill_table([]),
    say(table_full, spawned, length(Pids)),
    true = length(Pids) =< Limit,
    [exit(Pid, kill) || Pid <- Pids],
    room_again(1000),
    ok.

fill_table(Pids) ->
    try spawn(fun() -> receive after infinity -> ok end end) of
        Pid -> fill_table([Pid | Pids])
    catch error:system_limit -> Pids
    end.

room_again(0) -> exit(still_full);
room_again(N) ->
    try spawn(fun() -> ok end) of
        _ -> ok
    catch error:system_limit -> receive after 5 -> room_again(N - 1) end
    end.

%% A process that sleeps a millisecond at a time, beside others that want all processors: how late is it? In microseconds.

latency(Kind, Ticks) -> latency(Kind, Ticks, 0).

latency(Kind, Ticks, Size) ->
    Load = [spawn_link(fun() -> hog(0) end) || _ <- lists:seq(1, erlang:system_info(schedulers_online))] ++ beside(Kind, Size),
    receive after 200 -> ok end,
    Late = lists:sort(tick(Ticks, [])),
    [begin unlink(Pid), exit(Pid, kill) end || Pid <- Load],
    say(Kind, p50_us, lists:nth(max(1, Ticks div 2), Late)),
    say(Kind, p99_us, lists:nth(max(1, Ticks * 99 div 100), Late)),
    say(Kind, max_us, lists:last(Late)),
    ok.

tick(0, Late) -> Late;
tick(N, Late) ->
    Start = erlang:monotonic_time(microsecond),
    receive after 1 -> ok end,
    tick(N - 1, [erlang:monotonic_time(microsecond) - Start - 1000 | Late]).

hog(N) -> hog(N + 1).

beside(hogs, _) -> [];
%% A heap of so many million words that is collected again and again.
beside(collector, Millions) ->
    [spawn_link(fun() -> hold(lists:seq(1, Millions * 500000)) end)];
beside(copier, Millions) ->
    To = spawn_link(fun() -> swallow() end),
    [To, spawn_link(fun() -> copy_to(To, lists:seq(1, Millions * 500000)) end)];
beside(natives, Thousands) ->
    [spawn_link(fun() -> natives(lists:seq(1, Thousands * 1000)) end)].

hold(List) ->
    _ = [X + 1 || X <- lists:seq(1, 10000)],
    garbage_collect(),
    hold(List).

swallow() -> receive {data, From, _} -> garbage_collect(), From ! next end, swallow().

copy_to(To, List) ->
    To ! {data, self(), List},
    receive next -> ok end,
    copy_to(To, List).

natives(List) ->
    Timed = fun(Name, Fun) -> put(Name, element(1, timer:tc(Fun))) end,
    Map = maps:from_list([{X, X} || X <- List]),
    Binary = term_to_binary(List),
    Timed(merge, fun() -> maps:merge(Map, maps:map(fun(_, V) -> V end, Map)) end),
    Timed(subtract, fun() -> List -- lists:reverse(List) end),
    Timed(to_tuple, fun() -> tuple_to_list(list_to_tuple(List)) end),
    Timed(binary, fun() -> binary_to_list(list_to_binary([X band 255 || X <- List])) end),
    Timed(sort, fun() -> lists:sort([X bxor 12345 || X <- List]) end),
    Timed(external, fun() -> binary_to_term(Binary) =:= List end),
    Timed(equal, fun() -> List =:= [X || X <- List] end),
    Timed(hash, fun() -> erlang:phash2(Map) end),
    Timed(keys, fun() -> length(maps:keys(Map)) + length(maps:to_list(Map)) end),
    Timed(print, fun() -> length(io_lib:format("~w", [List])) end),
    Timed(append, fun() -> length(List ++ List) end),
    Timed(md5, fun() -> erlang:md5(binary:copy(<<"x">>, 10000000)) end),
    Timed(split, fun() -> length(binary:split(binary:copy(<<"x,">>, 1000000), <<",">>, [global])) end),
    natives(List).

%% One scheduler, a ticker, and natives on terms so large that each takes a long time at once: others must run meanwhile.
held(Millions) ->
    N = Millions * 1000000,
    Ops = [{common_prefix, fun() -> twice(binary:copy(<<"abcdefgh">>, 4 * N)) end,
            fun({A, B}) -> binary:longest_common_prefix([A, B]) end},
           {match_object, fun() -> twice(lists:seq(1, N)) end, fun match_in_table/1},
           {sort_equal, fun() -> [lists:seq(1, N) || _ <- [1, 2, 3]] end, fun lists:sort/1},
           {insert_list, fun() -> [{I, I} || I <- lists:seq(1, N div 4)] end, fun insert_in_table/1},
           {map_read, fun() -> term_to_binary(#{I => I || I <- lists:seq(1, N div 2)}) end, fun binary_to_term/1},
           {sum, fun() -> binary:copy(<<"abcdefgh">>, 10 * N) end, fun erlang:adler32/1},
           {characters, fun() -> binary:copy(<<"abcdefgh">>, N) end, fun unicode:characters_to_list/1}],
    Gaps = [gap_beside(Name, Make, Op) || {Name, Make, Op} <- Ops],
    say(held, worst_us, lists:max(Gaps)).

gap_beside(Name, Make, Op) ->
    {Pid, Ref} = spawn_monitor(fun() ->
        Term = Make(),
        Me = self(),
        Ticker = spawn_link(fun() -> longest_gap(Me, now_us(), 0) end),
        receive after 10 -> ok end,
        _ = Op(Term),
        Ticker ! stop,
        receive {Ticker, Gap} -> exit({gap, Gap}) end
    end),
    receive {'DOWN', Ref, process, Pid, {gap, Gap}} -> say(held, Name, Gap), Gap end.

now_us() -> erlang:monotonic_time(microsecond).

longest_gap(To, Last, Longest) ->
    Stop = receive stop -> true after 1 -> false end,
    Now = now_us(),
    case Stop of
        true -> To ! {self(), max(Longest, Now - Last)};
        false -> longest_gap(To, Now, max(Longest, Now - Last))
    end.

twice(Term) -> {Term, binary_to_term(term_to_binary(Term))}.

match_in_table({A, B}) ->
    T = ets:new(held, []),
    ets:insert(T, {1, A}),
    [_] = ets:match_object(T, {'_', B}).

insert_in_table(List) -> ets:insert(ets:new(held, []), List).

%% Modules compiled, loaded, run and purged, again and again.
reload(N) ->
    reloads(20),
    Before = resident(),
    reloads(N),
    Growth = resident() - Before,
    say(reload, growth_kb, Growth div 1024),
    true = Growth < 32 * 1024 * 1024,
    ok.

reloads(0) -> ok;
reloads(N) ->
    Text = ["-module(torture_made).\n-export([value/0]).\nvalue() -> {", integer_to_list(N rem 1000), ", \"a constant text\"}.\n"],
    File = "/tmp/torture_made.erl",
    ok = file:write_file(File, Text),
    {ok, Module, Binary} = compile:file(File, [binary]),
    code:purge(Module),
    {module, Module} = code:load_binary(Module, "made", Binary),
    {_, _} = Module:value(),
    reloads(N - 1).
