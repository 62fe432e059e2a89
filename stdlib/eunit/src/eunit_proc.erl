%% Runs tests. A group runs in one process, one test after the other; what is spawned runs in a process of its own. Each
%% such process has a guard: it stops the process when a time limit passes, tells what happened when it dies, and is its
%% group leader, so that what a test prints is kept until the test is over.
%%
%% What happens is told to a sink, one event at a time, each answered before the next:
%%   {group_begin, Depth, Desc}, {group_end, Depth, Ms}, {test_begin, Depth, Test}, {test_end, Depth, Test, Result},
%%   {cancelled, Depth, Desc, Why}
%% A parallel group keeps the events of each of its members until the turn of that member.
-module(eunit_proc).
-export([run/4, tell/2, answer/1]).

-include("eunit_internal.hrl").

-define(TEST_TIMEOUT, 5000).

%% chosen: says of the place of a test, {mfa, M, F} or {line, N, {mfa, M, F}}, whether it is run
-record(c, {sink, guard, depth = 0, factor = 1, chosen}).

-doc "Runs a representation, telling Sink what happens. Returns when all is over.".
run(T, Factor, Chosen, Sink) ->
    C = #c{sink = Sink, factor = Factor, chosen = Chosen},
    guarded(root, undefined, fun(C1) ->
        G = root(T),
        group(G, C1)
    end, C).

%% Alone, a group stands for itself.
root(T) ->
    case eunit_data:next(eunit_data:stream(T)) of
        none -> #group{tests = []};
        {Item, Rest} ->
            Tests = [{unfolded, Item} | Rest],
            case {Item, try eunit_data:next(Rest) catch throw:{bad, _} -> more end} of
                {#group{context = none, desc = undefined, spawn = false, timeout = undefined}, none} -> Item;
                {_, none} -> #group{tests = Tests};
                {_, {Second, Rest1}} -> #group{tests = [{unfolded, Item}, {unfolded, Second} | Rest1]};
                {_, more} -> #group{tests = Tests}
            end
    end.

-doc "Tells a sink an event and waits until it has been taken.".
tell(Sink, Event) ->
    Ref = monitor(process, Sink),
    Sink ! {eunit_event, self(), Ref, Event},
    receive
        {Ref, taken} -> demonitor(Ref, [flush]), ok;
        {'DOWN', Ref, process, _, _} -> exit(kill)
    end.

-doc "Answers an event.".
answer({eunit_event, From, Ref, _}) ->
    From ! {Ref, taken},
    ok.

%% ---------------------------------------------------------------------------------------------------------
%% In the process of a group

group(#group{desc = Desc} = G, #c{depth = Depth} = C) ->
    case Desc of
        undefined -> group_body(G, C);
        _ ->
            tell(C#c.sink, {group_begin, Depth, Desc}),
            T0 = erlang:monotonic_time(millisecond),
            group_body(G, C#c{depth = Depth + 1}),
            tell(C#c.sink, {group_end, Depth, erlang:monotonic_time(millisecond) - T0})
    end.

group_body(#group{context = none, timeout = Timeout} = G, C) ->
    limited(Timeout, {group, C#c.depth, G#group.desc}, fun() -> members(G, C) end, C);
group_body(#group{context = {Spawn, Setup, Cleanup}, tests = I, desc = Desc} = G, C) ->
    try Setup() of
        R ->
            Inside = fun(C1) ->
                try eunit_data:instantiate(I, R) of
                    Tests -> members(G#group{context = none, tests = Tests}, C1)
                catch
                    throw:{bad, Why} -> throw({bad, Why});
                    Class:Reason:Stack -> failed_context(instantiation_failed, {Class, Reason, Stack}, Desc, C1)
                end
            end,
            case Spawn of
                true -> guarded(group, Desc, Inside, C);
                false -> Inside(C)
            end,
            try Cleanup(R) of
                _ -> ok
            catch
                Class:Reason:Stack -> failed_context(cleanup_failed, {Class, Reason, Stack}, Desc, C)
            end
    catch
        Class:Reason:Stack -> failed_context(setup_failed, {Class, Reason, Stack}, Desc, C)
    end.

failed_context(Tag, Exception, Desc, C) -> tell(C#c.sink, {cancelled, C#c.depth, Desc, {Tag, Exception}}).

members(#group{order = {inparallel, N}, tests = Tests}, C) -> parallel(eunit_data:next(Tests), N, [], C);
members(#group{tests = Tests}, C) -> in_order(eunit_data:next(Tests), C).

in_order(none, _) -> ok;
in_order({Item, Rest}, C) ->
    item(Item, C),
    in_order(eunit_data:next(Rest), C).

item(#test{} = T, C) -> test(T, C);
item(#group{spawn = true, desc = undefined} = G, C) ->
    guarded(group, undefined, fun(C1) -> group(G#group{spawn = false}, C1) end, C);
item(#group{spawn = true, desc = Desc} = G, #c{depth = Depth} = C) ->
    tell(C#c.sink, {group_begin, Depth, Desc}),
    T0 = erlang:monotonic_time(millisecond),
    guarded(group, Desc, fun(C1) -> group_body(G, C1) end, C#c{depth = Depth + 1}),
    tell(C#c.sink, {group_end, Depth, erlang:monotonic_time(millisecond) - T0});
item(#group{} = G, C) -> group(G, C).

test(#test{} = T, #c{chosen = Chosen} = C) ->
    (Chosen =:= all orelse Chosen(eunit_data:where(T))) andalso run_one(T, C).

run_one(#test{timeout = Limit} = T, #c{depth = Depth, sink = Sink, guard = Guard} = C) ->
    tell(Sink, {test_begin, Depth, T}),
    _ = ask(Guard, output),
    T0 = erlang:monotonic_time(millisecond),
    Timeout = case Limit of undefined -> ?TEST_TIMEOUT; _ -> Limit end,
    Result = limited(Timeout, {test, Depth, T}, fun() -> run_test(T#test.run) end, C),
    Time = erlang:monotonic_time(millisecond) - T0,
    tell(Sink, {test_end, Depth, T, {Result, Time, ask(Guard, output)}}).

run_test({M, F}) ->
    case {code:ensure_loaded(M), erlang:function_exported(M, F, 0)} of
        {{module, M}, true} -> run_test(fun M:F/0);
        {{module, M}, false} -> {skipped, {no_such_function, {M, F, 0}}};
        _ -> {skipped, {module_not_found, M}}
    end;
run_test(F) ->
    try F() of
        _ -> ok
    catch
        Class:Reason:Stack -> {failed, {Class, Reason, Stack}}
    end.

%% Runs Fun; when that takes too long the guard stops this process.
limited(undefined, _, Fun, _) -> Fun();
limited(infinity, _, Fun, _) -> Fun();
limited(Ms, What, Fun, #c{guard = Guard, factor = Factor}) ->
    Ref = make_ref(),
    Guard ! {limit, self(), Ref, round(Ms * Factor), What},
    Result = Fun(),
    Guard ! {no_limit, self(), Ref},
    Result.

%% At most N at a time (0: all at once); the events of the first go on at once, those of others in their turn.
parallel(none, _, Running, C) ->
    lists:foreach(fun(M) -> await(M, C) end, lists:reverse(Running));
parallel(Next, N, Running, C) when N > 0, length(Running) >= N ->
    First = lists:last(Running),
    await(First, C),
    parallel(Next, N, lists:droplast(Running), C);
parallel({Item, Rest}, N, Running, C) ->
    Inside = fun(C1) -> item(Item, C1) end,
    What = case Item of #test{} -> test; #group{} -> group end,
    Member = start_guard(What, desc(Item), Inside, C, keep),
    parallel(eunit_data:next(Rest), N, [Member | Running], C).

desc(#group{desc = Desc}) -> Desc;
desc(#test{}) -> undefined.

await({Guard, Mon}, C) ->
    receive
        {Guard, over, Events} ->
            demonitor(Mon, [flush]),
            lists:foreach(fun(E) -> tell(C#c.sink, E) end, Events);
        {'DOWN', Mon, process, Guard, Why} -> exit(Why)
    end.

%% ---------------------------------------------------------------------------------------------------------
%% Guards

%% Runs Fun in a process of its own and waits for its end. Kind tells what is cancelled if that process dies: everything
%% (root), the group, or just the test that runs there.
guarded(Kind, Desc, Fun, C) -> await(start_guard(Kind, Desc, Fun, C, pass), C).

start_guard(Kind, Desc, Fun, C, Mode) ->
    Parent = self(),
    Guard = spawn(fun() -> guard(Parent, Kind, Desc, Fun, C, Mode) end),
    {Guard, monitor(process, Guard)}.

-record(g, {parent, mon, child, kind, desc, c, events, output = [], limits = #{}, open = none}).

guard(Parent, Kind, Desc, Fun, C, Mode) ->
    process_flag(trap_exit, true),
    Guard = self(),
    Mon = monitor(process, Parent),
    {Events, Sink} = case Mode of
        keep -> {[], Guard};
        pass -> {none, C#c.sink}
    end,
    Child = spawn_link(fun() ->
        group_leader(Guard, self()),
        try Fun(C#c{guard = Guard, sink = Sink}) of
            _ -> ok
        catch
            throw:{bad, Why} -> Guard ! {bad, self(), Why}
        end
    end),
    guard(#g{parent = Parent, mon = Mon, child = Child, kind = Kind, desc = Desc, c = C, events = Events}).

guard(#g{child = Child, parent = Parent, mon = Mon, limits = Limits} = G) ->
    receive
        {eunit_event, _, _, Event} = Msg ->
            G1 = G#g{events = [Event | G#g.events]},
            answer(Msg),
            guard(G1);
        {io_request, From, As, Request} ->
            {Reply, Text} = io(Request),
            From ! {io_reply, As, Reply},
            guard(G#g{output = [Text | G#g.output]});
        {ask, Child, Ref, output} ->
            Child ! {Ref, unicode:characters_to_binary(lists:reverse(G#g.output))},
            guard(G#g{output = []});
        {limit, Child, Ref, Ms, What} ->
            Timer = erlang:start_timer(Ms, self(), Ref),
            guard(G#g{limits = Limits#{Ref => {Timer, What}}});
        {no_limit, Child, Ref} ->
            {{Timer, _}, Left} = maps:take(Ref, Limits),
            erlang:cancel_timer(Timer),
            guard(G#g{limits = Left});
        {timeout, _, Ref} when is_map_key(Ref, Limits) ->
            {_, What} = maps:get(Ref, Limits),
            Stack = case process_info(Child, current_stacktrace) of
                {_, S} -> S;
                undefined -> []
            end,
            unlink(Child),
            stop(Child),
            over(timed_out(What, Stack, G));
        {bad, Child, Why} ->
            receive {'EXIT', Child, _} -> ok end,
            over(happened({cancelled, (G#g.c)#c.depth, undefined, Why}, G));
        {'EXIT', Child, normal} -> over(G);
        {'EXIT', Child, Why} -> over(died(Why, G));
        {'DOWN', Mon, process, Parent, _} -> stop(Child);
        _ -> guard(G)
    end.

stop(Child) ->
    Mon = monitor(process, Child),
    exit(Child, kill),
    receive {'DOWN', Mon, process, Child, _} -> ok end.

timed_out({test, Depth, T}, Stack, #g{kind = Kind} = G) ->
    G1 = happened({test_end, Depth, T, {timed_out, Stack}}, G),
    case Kind of
        test -> G1;
        _ -> happened({cancelled, Depth, G#g.desc, undefined}, G1)
    end;
timed_out({group, Depth, Desc}, Stack, G) ->
    G1 = happened({cancelled, Depth, Desc, {timed_out, Stack}}, G),
    happened({cancelled, Depth, G#g.desc, undefined}, G1).

died(Why, #g{kind = test} = G) -> happened({died, (G#g.c)#c.depth, Why}, G);
died(Why, #g{desc = Desc} = G) -> happened({cancelled, (G#g.c)#c.depth, Desc, {died, Why}}, G).

happened(Event, #g{events = none} = G) ->
    tell((G#g.c)#c.sink, Event),
    G;
happened(Event, #g{events = Events} = G) -> G#g{events = [Event | Events]}.

over(#g{parent = Parent, events = Events}) ->
    Parent ! {self(), over, case Events of none -> []; _ -> lists:reverse(Events) end}.

ask(Guard, What) ->
    Ref = make_ref(),
    Guard ! {ask, self(), Ref, What},
    receive {Ref, Answer} -> Answer end.

%% What a test writes is kept; there is nothing to read.
io({put_chars, Enc, Chars}) -> text(Chars, Enc);
io({put_chars, Enc, M, F, A}) ->
    try apply(M, F, A) of
        Chars -> text(Chars, Enc)
    catch
        _:_ -> {{error, F}, []}
    end;
io({put_chars, Chars}) -> text(Chars, latin1);
io({put_chars, M, F, A}) -> io({put_chars, latin1, M, F, A});
io({requests, Requests}) ->
    lists:foldl(fun(R, {_, Acc}) ->
        {Reply, T} = io(R),
        {Reply, [Acc, T]}
    end, {ok, []}, Requests);
io({setopts, _}) -> {ok, []};
io(getopts) -> {{error, enotsup}, []};
io({get_geometry, _}) -> {{error, enotsup}, []};
io(R) when element(1, R) =:= get_line; element(1, R) =:= get_chars; element(1, R) =:= get_until; element(1, R) =:= get_password ->
    {eof, []};
io(_) -> {{error, request}, []}.

text(Chars, Enc) ->
    case try unicode:characters_to_binary(Chars, Enc) catch _:_ -> error end of
        Text when is_binary(Text) -> {ok, Text};
        _ -> {{error, put_chars}, []}
    end.
