%% Calls that are traced: local and global, from funs, apply and spawn, tail calls, arity, and what is no call although the entry is run again.
-module(trace_calls).
-export([main/0, f/1, g/1, h/2, wait/1, big/1, nest/1]).

f(X) -> g(X) + 1.
g(X) -> X * 2.
h(0, Acc) -> Acc;
h(N, Acc) -> h(N - 1, [N | Acc]).
wait(Parent) ->
    receive
        {go, X} -> Parent ! {got, X}, wait(Parent);
        skip -> wait(Parent);
        stop -> stopped
    end.
big(N) -> {lists:duplicate(N, N), N}.
nest(N) when N > 0 -> 1 + nest(N - 1);
nest(0) -> 0.

events(Pid) ->
    Ref = erlang:trace_delivered(Pid),
    receive {trace_delivered, Pid, Ref} -> ok end,
    collect(Pid).

collect(Pid) ->
    receive
        Event when element(2, Event) =:= Pid, element(1, Event) =:= trace -> [Event | collect(Pid)]
    after 0 -> []
    end.

%% Runs a fun in a process that is traced by these flags, and prints its events without the pid.
traced(What, Flags, Fun) ->
    {Pid, Ref} = spawn_monitor(fun() -> receive go -> Fun() end end),
    1 = erlang:trace(Pid, true, Flags),
    Pid ! go,
    receive {'DOWN', Ref, process, Pid, _} -> ok end,
    io:format("~p~n", [What]),
    [io:format("  ~0p~n", [erlang:delete_element(2, E)]) || E <- events(Pid)],
    ok.

main() ->
    io:format("~p~n", [erlang:trace_pattern({?MODULE, f, '_'}, true, [])]),
    io:format("~p~n", [erlang:trace_pattern({?MODULE, g, 1}, true, [local])]),
    traced(global_and_local, [call], fun() ->
        f(1), ?MODULE:f(2), apply(?MODULE, f, [3]), F = fun ?MODULE:f/1, F(4), G = fun g/1, G(5)
    end),
    traced(arity, [call, arity], fun() -> ?MODULE:f(2), g(4) end),
    traced(nothing_without_call, [procs], fun() -> g(1) end),
    erlang:trace_pattern({?MODULE, h, 2}, true, [local]),
    traced(tail_calls, [call], fun() -> h(3, []) end),
    Self = self(),
    erlang:trace_pattern({?MODULE, wait, 1}, true, [local]),
    traced(a_receive_is_no_call, [call, arity], fun() ->
        W = self(),
        spawn_link(fun() -> [begin W ! M, erlang:yield() end || M <- [skip, nothing, {go, 1}, skip, nothing, {go, 2}, stop]] end),
        wait(Self)
    end),
    [receive {got, X} -> io:format("got ~p~n", [X]) end || _ <- [1, 2]],
    erlang:trace_pattern({?MODULE, big, 1}, true, [local]),
    traced(collected, [call, arity], fun() -> [big(N) || N <- [10, 3000, 20000]] end),
    erlang:trace_pattern({?MODULE, nest, 1}, true, [local]),
    traced(nested, [call], fun() -> nest(3) end),
    traced(closure, [call], fun() ->
        Y = 7,
        F = fun(X) -> X + Y end,
        erlang:trace_pattern({?MODULE, '_', '_'}, true, [local]),
        R = F(1),
        erlang:trace_pattern({?MODULE, '_', '_'}, false, [local]),
        R
    end),
    traced(off_again, [call], fun() -> g(1), h(2, []), f(1), ?MODULE:f(1) end),
    io:format("~p~n", [erlang:trace_pattern({?MODULE, '_', '_'}, false, []) > 0]),
    traced(all_off, [call], fun() -> ?MODULE:f(1) end),
    erlang:trace_pattern({lists, reverse, 2}, true, []),
    erlang:trace_pattern({erlang, phash2, 2}, [{'_', [], [{return_trace}]}], []),
    traced(natives, [call], fun() -> lists:reverse([1, 2]), lists:reverse([3], [4]), erlang:phash2(a, 1), apply(erlang, phash2, [b, 1]) end),
    erlang:trace_pattern({'_', '_', '_'}, false, []),
    ok.
