%% Trace sessions do not see one another.
-module(trace_sessions).
-export([main/0, f/1, g/1]).

f(X) -> g(X) + 1.
g(X) -> X * 2.

p(X) -> io:format("~0p~n", [X]).

t(F) -> try F() catch C:R -> {C, R} end.

idle() -> receive {run, F} -> F(), idle() end.

run(P, F) ->
    Self = self(),
    P ! {run, fun() -> F(), Self ! ran end},
    receive ran -> ok end.

events() -> receive E when element(1, E) =:= trace -> [erlang:delete_element(2, E) | events()] after 0 -> [] end.

main() ->
    P = spawn(fun idle/0),
    S1 = trace:session_create(one, self(), []),
    S2 = trace:session_create(two, self(), []),
    p(trace:function(S1, {?MODULE, g, 1}, true, [local])),
    p(trace:function(S2, {?MODULE, f, 1}, [{'_', [], [{message, two}, {return_trace}]}], [])),
    p([trace:process(S1, P, true, [call]), trace:process(S2, P, true, [call, arity])]),
    run(P, fun() -> f(1), ?MODULE:f(2) end),
    [p(E) || E <- events()],
    p([trace:info(S, P, flags) || S <- [S1, S2]]),
    p([trace:info(S, {?MODULE, F, 1}, traced) || S <- [S1, S2], F <- [f, g]]),
    p([erlang:trace_info({?MODULE, F, 1}, traced) || F <- [f, g]]),
    p(erlang:trace_info(P, flags)),
    p(trace:function(S2, {?MODULE, g, 1}, true, [local])),
    run(P, fun() -> g(7) end),
    p(lists:sort(events())),
    p(trace:session_destroy(S1)),
    p(t(fun() -> trace:session_destroy(S1) end)),
    p(t(fun() -> trace:process(S1, P, true, [call]) end)),
    p(t(fun() -> trace:function(S1, {?MODULE, g, 1}, true, []) end)),
    run(P, fun() -> ?MODULE:f(1) end),
    [p(E) || E <- events()],
    p(trace:send(S2, [{['_', hello], [], []}], [])),
    p(trace:recv(S2, [{['$1', '_', hi], [], [{message, '$1'}]}], [])),
    p(trace:process(S2, P, true, [send, 'receive'])),
    run(P, fun() -> self() ! hello, self() ! hi, receive hi -> ok end end),
    p([setelement(tuple_size(E), E, last) || E <- events()]),
    p(trace:info(S2, send, match_spec)),
    p(trace:info(S2, new, flags)),
    R = trace:delivered(S2, P),
    receive {trace_delivered, P, R} -> p(delivered) end,
    p([t(F) || F <- [fun() -> trace:session_create("x", self(), []) end, fun() -> trace:session_create(x, foo, []) end,
        fun() -> trace:session_create(x, self(), [foo]) end, fun() -> trace:info(S2, P, foo) end, fun() -> trace:process(foo, P, true, [call]) end,
        fun() -> trace:process(S2, P, true, [{tracer, self()}]) end]]),
    p(trace:session_destroy(S2)),
    run(P, fun() -> ?MODULE:f(1) end),
    p(events()),
    ok.
