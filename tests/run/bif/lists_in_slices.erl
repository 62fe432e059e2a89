%% Long lists copied, reversed and sorted: around the sizes where the way changes, improper far from their heads, and killed meanwhile.
-module(lists_in_slices).
-export([main/0]).
-include("lists_at_length.hrl").

main() ->
    [io:format("~p: ~p~n", [N, sizes(N)]) || N <- [4097, 32767, 32768, 32769, 70000]],
    [io:format("~p: ~p~n", [N, runs(N)]) || N <- [5000, 32768, 40000]],
    Long = lists:seq(1, 70000) ++ end_of_it,
    io:format("~p~n", [[class(F) || F <- [fun() -> Long ++ [x] end, fun() -> lists:reverse(Long) end,
                                         fun() -> lists:reverse(Long, []) end,
                                         fun() -> lists:append([[a], Long, [b]]) end]]]),
    shared(),
    killed().

%% What is appended to is shared, not copied, and old results stay as they were.
shared() ->
    Tail = lists:seq(1, 100),
    Both = [lists:seq(I, 40000) ++ Tail || I <- [1, 20000]],
    garbage_collect(),
    io:format("~p~n", [[{length(L), lists:nthtail(length(L) - 100, L) =:= Tail} || L <- Both]]).

%% Nobody waits for the end of it.
killed() ->
    Work = fun() -> again(lists:seq(1, 100000)) end,
    Ends = [begin
                {Pid, Ref} = spawn_monitor(Work),
                receive after I -> ok end,
                exit(Pid, kill),
                receive {'DOWN', Ref, process, Pid, Why} -> Why end
            end || I <- [0, 1, 2]],
    io:format("~p~n", [Ends]).

again(L) ->
    _ = L ++ L,
    _ = lists:sort(lists:reverse(L)),
    again(L).
