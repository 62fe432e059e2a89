%% What is told of the end of calls: return_from, exception_from, return_to; in tail calls, across catches, when the process ends.
-module(trace_returns).
-export([main/0, sum/1, down/1, fails/1, passes/1, catches/1, thrower/1, last/1, out/0]).

sum([X | Xs]) -> X + sum(Xs);
sum([]) -> 0.
down(0) -> done;
down(N) -> down(N - 1).
fails(X) -> X + a.
passes(X) -> {ok, fails(X)}.
catches(X) ->
    try passes(X)
    catch error:badarith -> caught
    end.
thrower(X) -> throw({thrown, X}).
last(X) -> catches(X).
out() -> exit(out).

events(Pid) ->
    Ref = erlang:trace_delivered(Pid),
    receive {trace_delivered, Pid, Ref} -> ok end,
    collect(Pid).

collect(Pid) ->
    receive
        Event when element(2, Event) =:= Pid, element(1, Event) =:= trace -> [Event | collect(Pid)]
    after 0 -> []
    end.

traced(What, Flags, Fun) ->
    {Pid, Ref} = spawn_monitor(fun() -> receive go -> Fun() end end),
    1 = erlang:trace(Pid, true, Flags),
    Pid ! go,
    receive {'DOWN', Ref, process, Pid, _} -> ok end,
    io:format("~p~n", [What]),
    [io:format("  ~0p~n", [erlang:delete_element(2, E)]) || E <- events(Pid)],
    ok.

pattern(Spec) -> [erlang:trace_pattern({?MODULE, F, '_'}, Spec, [local]) || F <- [sum, down, fails, passes, catches, thrower, last, out]].

main() ->
    pattern([{'_', [], [{return_trace}]}]),
    traced(return_trace, [call], fun() -> sum([1, 2]), down(2), last(1) end),
    pattern([{'_', [], [{exception_trace}]}]),
    traced(exception_trace, [call, arity], fun() -> last(1), catch thrower(2), sum([3]), catch out() end),
    pattern(true),
    traced(return_to, [call, return_to], fun() -> sum([1]), down(1), last(1), catch thrower(1) end),
    pattern([{['$1'], [{is_list, '$1'}], [{return_trace}]}, {[1], [], [{exception_trace}]}]),
    traced(both, [call, return_to], fun() -> sum([1]), last(1), down(1), last(2) end),
    pattern([{'_', [], [{message, false}, {return_trace}]}]),
    traced(returns_only, [call], fun() -> sum([5]) end),
    pattern([{'_', [], [{exception_trace}]}]),
    traced(uncaught, [call], fun() -> exit(passes({out()})) end),
    pattern([{'_', [], [{return_trace}]}]),
    traced(deep, [call, arity, silent], fun() -> 5050 = sum(lists:seq(1, 100)) end),
    traced(deep_with_garbage, [call, arity], fun() -> 3 = length([sum([big(N)]) || N <- [1, 2, 3]]) end),
    pattern(false),
    ok.

big(N) -> length(lists:seq(1, N * 1000)).
