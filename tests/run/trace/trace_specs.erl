%% Match specifications of traced calls: heads, guards, messages, callers, flags that they change; and which are refused.
-module(trace_specs).
-export([main/0, f/2, g/1, h/1, on/0, off/0, caller/1]).

f(A, B) -> {A, B}.
g(X) -> f(X, {g, X}), ok.
h(X) -> X.
on() -> on.
off() -> off.
caller(X) -> {h(X)}.

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

spec(F, A, Spec) ->
    try erlang:trace_pattern({?MODULE, F, A}, Spec, [local]) of
        N -> N
    catch error:Reason -> Reason
    end.

main() ->
    spec(f, 2, [{['$1', '$1'], [], [{message, same}]}, {['_', {'$1', '$2'}], [{'>', '$2', 3}], [{message, {{'$1', {'+', '$2', 1}}}}]}]),
    traced(heads, [call], fun() -> f(1, 1), f(1, 2), f(a, {x, 3}), f(a, {x, 4}), g(9), f(b, {x, y}) end),
    spec(f, 2, [{'_', [], [{message, '$_'}]}]),
    traced(whole, [call, arity], fun() -> f(1, [2]) end),
    spec(f, 2, [{['$2', '$1'], [], [{message, '$$'}]}]),
    traced(variables, [call, arity], fun() -> f(1, [2]) end),
    spec(f, 2, [{'$1', [{'=:=', {length, '$1'}, 2}], [{message, {hd, '$1'}}]}]),
    traced(arguments_as_a_list, [call, arity], fun() -> f(x, y) end),
    spec(f, 2, [{['$1', '_'], [], [{message, {hd, '$1'}}]}]),
    traced(body_that_fails, [call, arity], fun() -> f(x, y) end),
    spec(f, 2, [{['$1', '_'], [{hd, '$1'}], []}]),
    traced(guard_that_fails, [call, arity], fun() -> f(x, y), f([true], y), f([1], y) end),
    spec(f, 2, [{'_', [], [{message, first}, {message, second}, true]}]),
    traced(last_message, [call, arity], fun() -> f(x, y) end),
    spec(f, 2, [{'_', [], [{message, true}]}]),
    traced(message_true, [call, arity], fun() -> f(x, y) end),
    spec(h, 1, [{'_', [], [{message, {caller}}]}]),
    traced(caller, [call], fun() -> caller(1), X = h(2), {X, fun() -> ok end} end),
    spec(h, 1, true),
    spec(on, 0, [{'_', [], [{silent, false}]}]),
    spec(off, 0, [{'_', [], [{silent, true}]}]),
    traced(silent, [call], fun() -> h(1), off(), h(2), on(), h(3), off(), h(4) end),
    spec(on, 0, [{'_', [], [{enable_trace, arity}]}]),
    spec(off, 0, [{'_', [], [{disable_trace, arity}]}]),
    traced(flags, [call], fun() -> h(1), on(), h(2), off(), h(3) end),
    spec(off, 0, [{'_', [], [{trace, [call], [send]}]}]),
    traced(ends_itself, [call], fun() -> h(1), off(), h(2) end),
    io:format("~p~n", [[spec(f, 2, S) || S <- [foo, 1, [foo], [{a, [], []}], [{{'_', '_'}, [], []}], [{['_'], x, []}], [{['_'], [], [{foo}]}],
        [{['$1'], [], ['$2']}], [{'_', [], [{message}]}], [{'_', [], [{return_trace, 1}]}], [{'_', []}], {'_', [], []}, [[]], restart]]]),
    io:format("~p~n", [try ets:match_spec_compile([{'_', [], [{message, x}]}]) catch error:R -> R end]),
    erlang:trace_pattern({?MODULE, '_', '_'}, false, [local]),
    ok.
