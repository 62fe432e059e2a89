%% Options of tables that take back others, or that may be given once; heirs that are told nothing; what updates look at first.
-module(tables_rules_of_options).
-export([main/0]).

main() ->
    [io:format("~0p ~0p~n", [Options, {ets:info(T, type), ets:info(T, protection)}])
     || Options <- [[bag, set], [set, bag], [ordered_set, duplicate_bag], [private, protected], [protected, public], [public, private, protected]],
        T <- [ets:new(t, Options)]],
    [io:format("setopts ~0p ~0p~n", [show(Options), e(fun() -> settled(Options) end)])
     || Options <- [[], {heir, self()}, {heir, self(), x}, [{heir, self(), x}, {heir, none}], [{heir, none}, {heir, none}], {heir, foo},
                    [{protection, public}, {protection, private}], [{heir, self()}, {protection, public}], {heir, self(), x, y}]],
    heirs(),
    [updates(Type) || Type <- [set, ordered_set]],
    counters().

show(Options) when is_list(Options) -> [show(Option) || Option <- Options];
show(Option) -> list_to_tuple([case is_pid(X) of true -> pid; false -> X end || X <- tuple_to_list(Option)]).

e(F) -> try F() catch error:Reason -> Reason end.

settled(Options) ->
    T = ets:new(t, []),
    true = ets:setopts(T, Options),
    {ets:info(T, protection), ets:info(T, heir) =:= self()}.

heirs() ->
    Self = self(),
    [begin
         {Pid, Monitor} = spawn_monitor(fun() -> ets:insert(ets:new(left, [named_table | Options]), {1}), ends end),
         receive {'DOWN', Monitor, _, Pid, _} -> ok end,
         Told = receive {'ETS-TRANSFER', Table, Pid, Data} -> {Table, Data} after 0 -> nothing end,
         io:format("~ts ~0p~n", [Label, {Told, ets:info(left, owner) =:= Self, ets:info(left, heir) =:= Self, ets:tab2list(left)}]),
         ets:delete(left)
     end || {Label, Options} <- [{"with data", [{heir, Self, gift}]}, {"without", [{heir, Self}]}, {"undefined", [{heir, Self, undefined}]}]].

%% The default object is looked at before the rest; what is to be changed only if there is an object.
updates(Type) ->
    T = ets:new(t, [Type, {keypos, 2}]),
    ets:insert(T, {0, k, v}),
    [io:format("~0p ~0p ~0p~n", [Type, Call, hint(ets, Name, [T | Arguments])])
     || {Name, Arguments} = Call <-
            [{update_counter, [k, {1, 1}, bad]}, {update_counter, [k, {1, 1}, {short}]}, {update_counter, [k, {3, 1}, {0, k}]},
             {update_counter, [no, {1, 1}, {x, k}]}, {update_counter, [no, nonsense, bad]}, {update_counter, [k, [{1, 1}, 3]]},
             {update_counter, [no, nonsense]}, {update_element, [no, nonsense]}, {update_element, [no, {1.5, x}]},
             {update_element, [k, nonsense]}, {update_element, [k, {1, x}, bad]}, {update_element, [k, {1, x}, {short}]},
             {update_element, [no, nonsense, {0, k}]}, {update_element, [no, {3, new}, {0, k}]}, {update_element, [no, {3, new}, {0, k, v}]},
             {update_element, [k, {2, x}]}, {update_element, [k, {1, y}]}]],
    io:format("~0p~n", [lists:sort(ets:tab2list(T))]),
    Other = spawn(fun() -> ets:new(hidden, [named_table, private]), receive stop -> ok end end),
    (fun Wait() -> ets:whereis(hidden) =:= undefined andalso (erlang:yield() =/= Wait()) end)(),
    [io:format("hidden ~0p ~0p~n", [Call, hint(ets, Name, [hidden | Arguments])])
     || {Name, Arguments} = Call <- [{lookup_element, [k, 0]}, {insert, [{}]}, {update_counter, [k, x]}, {select, [foo, 0]}, {rename, [1]}]],
    io:format("give away ~0p~n", [begin
                                      P = ets:new(p, [public]),
                                      {Pid, M} = spawn_monitor(fun() -> exit(hint(ets, give_away, [P, self(), x])) end),
                                      receive {'DOWN', M, _, Pid, Hint} -> Hint end
                                  end]),
    Monitor = monitor(process, Other),
    Other ! stop,
    receive {'DOWN', Monitor, _, _, _} -> ok end.

%% The sentences about the arguments, as error reports have them.
hint(Module, Name, Arguments) ->
    try apply(Module, Name, Arguments)
    catch error:Reason:Stack ->
        [{_, _, _, Info} | _] = Stack,
        {error_info, #{module := Formatter}} = lists:keyfind(error_info, 1, Info),
        {Reason, maps:to_list(Formatter:format_error(Reason, Stack))}
    end.

counters() ->
    [io:format("counters ~0p ~0p~n", [Options, case hint(counters, new, [1, Options]) of
                                                   {Kind, Ref} when is_reference(Ref) ->
                                                       {Kind, lists:sort(maps:keys(counters:info({Kind, Ref}))), Kind =:= atomics andalso atomics:get(Ref, 1)};
                                                   Bad -> Bad
                                               end])
     || Options <- [[], [atomics], [write_concurrency], [atomics, atomics], [atomics, write_concurrency], [foo], foo]],
    A = atomics:new(2, [{signed, false}]),
    C = counters:new(2, []),
    [io:format("~0p ~0p~n", [Call, hint(Module, Name, [case Module of atomics -> A; counters -> C end | Arguments])])
     || {Module, Name, Arguments} = Call <-
            [{atomics, put, [3, -1]}, {atomics, add, [0, 1 bsl 64]}, {atomics, add, [1, -1]}, {atomics, compare_exchange, [2, x, -1]},
             {atomics, get, [1 bsl 80]}, {counters, add, [1, 1 bsl 64]}, {counters, put, [1, 1 bsl 63]}, {counters, get, [0]}]],
    [io:format("~0p~n", [hint(M, new, [1 bsl 70, []])]) || M <- [atomics, counters]],
    [io:format("~0p~n", [hint(M, get, [R, 0])]) || {M, R} <- [{atomics, C}, {counters, A}]].
