%% An exit signal to oneself while trapping exits waits until signals are looked at; aliases that were text; buffers held by messages that wait.
-module(signals_seen_later).
-export([main/0]).

main() ->
    io:format("~w~n", [ended(fun() ->
        process_flag(trap_exit, true),
        exit(self(), mine),
        process_flag(trap_exit, false),
        receive {'EXIT', _, mine} -> message end
    end)]),
    io:format("~w~n", [ended(fun() ->
        process_flag(trap_exit, true),
        exit(self(), mine),
        exit(receive {'EXIT', S, Why} when S =:= self() -> {got, Why} after 0 -> none end)
    end)]),
    io:format("~w~n", [ended(fun() ->
        process_flag(trap_exit, true),
        [exit(self(), N) || N <- [1, normal, kill, 2]],
        exit([receive {'EXIT', _, N} -> N after 0 -> none end || _ <- lists:seq(1, 4)])
    end)]),
    io:format("~w~n", [ended(fun() -> process_flag(trap_exit, true), true = exit(self(), a), exit(element(2, process_info(self(), message_queue_len))) end)]),
    aliases(),
    buffers().

ended(Fun) ->
    {P, M} = spawn_monitor(Fun),
    receive {'DOWN', M, process, P, Why} -> Why end.

aliases() ->
    A = alias(),
    B = list_to_ref(ref_to_list(A)),
    B ! x,
    io:format("~w ~w~n", [A =:= B, receive X -> X after 0 -> none end]),
    unalias(B),
    A ! y,
    io:format("~w ~w~n", [unalias(A), receive Y -> Y after 0 -> none end]),
    R = make_ref(),
    io:format("~w~n", [list_to_ref(ref_to_list(R)) =:= R]).

buffers() ->
    B = binary:copy(<<7>>, 1000),
    P = spawn(fun() -> receive never -> ok end end),
    P ! {keep, B},
    io:format("~w~n", [sizes(P)]),
    P ! {part, binary:part(B, 10, 500)},
    P ! {other, binary:copy(<<8>>, 2000)},
    io:format("~w~n", [sizes(P)]),
    exit(P, kill).

sizes(P) ->
    {binary, L} = process_info(P, binary),
    lists:usort([S || {_, S, _} <- L]).
