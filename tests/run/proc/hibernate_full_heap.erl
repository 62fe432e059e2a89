%% Going to sleep with a message waiting, with every number of words left in the heap.
-module(hibernate_full_heap).
-export([main/0, woken/3]).

main() ->
    Seen = [asleep_with(Words) || Words <- lists:seq(0, 300)],
    io:format("~p~n", [lists:usort(Seen)]),
    io:format("~p~n", [lists:usort([stays_with(Words) || Words <- lists:seq(0, 300)])]).

%% The message is there before the process sleeps: it wakes up at once, with its argument whole.
asleep_with(Words) ->
    Self = self(),
    {Pid, Ref} = spawn_monitor(fun() ->
        self() ! {Self, wake},
        receive after 0 -> ok end,
        L = fill(Words, []),
        erlang:hibernate(?MODULE, woken, [Self, length(L), L])
    end),
    outcome(Pid, Ref, Words).

woken(Parent, N, L) ->
    receive {Parent, wake} -> exit({woken, N =:= length(L), lists:all(fun is_integer/1, L)}) after 0 -> exit(nothing) end.

%% The same with hibernate/0, which keeps the stack.
stays_with(Words) ->
    Self = self(),
    {Pid, Ref} = spawn_monitor(fun() ->
        self() ! {Self, wake},
        receive after 0 -> ok end,
        L = fill(Words, []),
        erlang:hibernate(),
        woken(Self, Words, L)
    end),
    outcome(Pid, Ref, Words).

fill(0, L) -> L;
fill(N, L) -> fill(N - 1, [N | L]).

outcome(Pid, Ref, Words) ->
    receive {'DOWN', Ref, process, Pid, Why} -> Why
    after 2000 -> {still_asleep, Words}
    end.
