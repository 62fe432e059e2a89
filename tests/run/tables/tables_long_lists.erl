%% Long lists go in at once or not at all, whatever happens to who inserts them and to the table meanwhile.
-module(tables_long_lists).
-export([main/0]).

-define(N, 3000).

main() ->
    Objects = [{I, integer_to_list(I), {I}} || I <- lists:seq(1, ?N)],
    io:format("~p~n", [lists:usort([killed(F, Objects, After) || F <- [insert, insert_new], After <- [0, 1, 1, 2, 3]])]),
    io:format("~p~n", [lists:usort([deleted(F, Objects) || F <- [insert, insert_new]])]),
    io:format("~p~n", [seen(Objects)]),
    T = ets:new(t, [ordered_set, public]),
    io:format("~p ~p~n", [refused(T, Objects ++ [{}]), refused(T, Objects ++ last)]),
    io:format("~p ~p~n", [ets:info(T, size), ets:insert(T, [{?N, there}])]),
    io:format("~p ~p~n", [ets:insert_new(T, Objects), ets:tab2list(T)]),
    io:format("~p ~p ~p~n", [ets:insert(T, lists:reverse(Objects) ++ Objects ++ [{7, last}]), ets:info(T, size), ets:lookup(T, 7)]),
    D = ets:new(d, [duplicate_bag]),
    ets:insert(D, [{K, I} || I <- lists:seq(1, 2000), K <- [a, b]]),
    io:format("~p ~p~n", [ets:lookup_element(D, a, 2) =:= lists:seq(1, 2000), ets:info(D, size)]).

%% All or nothing.
killed(F, Objects, After) ->
    T = ets:new(t, [public]),
    {Pid, Ref} = spawn_monitor(fun() -> ets:F(T, Objects) end),
    timer:sleep(After),
    exit(Pid, kill),
    receive {'DOWN', Ref, _, _, Reason} when Reason =:= killed; Reason =:= normal -> ok end,
    Size = ets:info(T, size),
    ets:delete(T),
    Size =:= 0 orelse Size =:= ?N.

%% It is in, or the table was gone.
deleted(F, Objects) ->
    T = ets:new(t, [public]),
    {Pid, Ref} = spawn_monitor(fun() -> exit(try ets:F(T, Objects) catch error:badarg -> true end) end),
    timer:sleep(1),
    ets:delete(T),
    receive {'DOWN', Ref, _, Pid, Is} -> Is end.

%% Who finds the first finds the last.
seen(Objects) ->
    T = ets:new(t, [public]),
    Self = self(),
    Readers = [spawn_link(fun() -> Self ! {self(), watch(T)} end) || _ <- [1, 2, 3]],
    ets:insert(T, Objects),
    [receive {R, Seen} -> Seen end || R <- Readers].

watch(T) ->
    case ets:member(T, 1) of
        true -> {ets:member(T, ?N), ets:member(T, ?N div 2)};
        false -> erlang:yield(), watch(T)
    end.

refused(T, Objects) ->
    try ets:insert(T, Objects) catch error:Reason:Stack -> [{M, F, As, _} | _] = Stack, {Reason, M, F, length(As)} end.
