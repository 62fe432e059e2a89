%% The text tracer: its requests' answers, what it prints, saved specifications, a handler of one's own.
-module(trace_dbg).
-export([main/0, f/1, g/1, bad/1]).
-include_lib("stdlib/include/ms_transform.hrl").

f(X) -> g(X) + 1.
g(X) -> X * 2.
bad(X) -> X = y.

p(X) -> io:format("~0p~n", [X]).

idle() -> receive {run, F} -> F(), idle() end.

run(P, F) ->
    Self = self(),
    P ! {run, fun() -> F(), Self ! ran end},
    receive ran -> ok end.

print(E) -> dbg:dhandler(E, standard_io), ok.

main() ->
    P = spawn(fun idle/0),
    Self = self(),
    p([element(1, dbg:p(P, [c])), dbg:tp(?MODULE, f, 1, []), dbg:stop(), element(1, dbg:get_tracer())]),
    Handler = fun(E, N) -> Self ! {N, setelement(2, E, pid)}, N + 1 end,
    p(element(1, dbg:tracer(process, {Handler, 1}))),
    p(dbg:tracer(process, {Handler, 1})),
    p(dbg:p(P, [c])),
    p(dbg:tp(?MODULE, f, 1, [{'_', [], [{return_trace}]}])),
    p(dbg:tpl(?MODULE, g, x)),
    p(dbg:tpl(?MODULE, bad, cx)),
    p(dbg:tpl({?MODULE, bad, 1}, c)),
    p(dbg:tp({?MODULE, f, 1}, 1)),
    p([dbg:tp(?MODULE, nothing, []), dbg:tp(no_such_module, []), dbg:tp(?MODULE, f, foo), dbg:tp(?MODULE, f, 17)]),
    p([dbg:p(P, [foo, c, bar]), dbg:p(nobody_of_that_name, [c]), dbg:p(ports, c)]),
    run(P, fun() -> ?MODULE:f(3), catch bad(1) end),
    [receive {N, E} -> io:format("~p ", [N]), print(E) end || N <- lists:seq(1, 5)],
    p(dbg:fun2ms(fun([X, {Y}]) when X > 3 -> return_trace(), message({X, Y}) end)),
    p(dbg:tpl(?MODULE, g, dbg:fun2ms(fun([X]) when X > 3 -> message(X) end))),
    run(P, fun() -> g(3), g(4) end),
    receive {6, E6} -> print(E6) end,
    dbg:ltp(),
    p([dbg:dtp(2), dbg:dtp()]),
    p([dbg:ctpl(?MODULE, g), dbg:ctpg(?MODULE, f, 1), dbg:ctp({?MODULE, bad, 1})]),
    run(P, fun() -> ?MODULE:f(3), catch bad(1) end),
    p(dbg:p(P, clear)),
    p(dbg:c(lists, reverse, [[1, 2]])),
    p([dbg:n(node()), dbg:cn(node()), dbg:rtp("/no/such/file")]),
    p(dbg:stop()),
    p(whereis(dbg)),
    [print(E) || E <- [
        {trace, pid, call, {m, f, [1, "abc", <<1>>]}}, {trace, pid, call, {m, 'F', 3}}, {trace, pid, call, {m, f, []}, {a, b}},
        {trace, pid, return_from, {m, f, 1}, {some, [value]}}, {trace, pid, return_to, {m, f, 1}}, {trace, pid, return_to, undefined},
        {trace, pid, exception_from, {m, f, 1}, {error, badarg}}, {trace, pid, send, hello, name}, {trace, pid, send_to_non_existing_process, hi, name},
        {trace, pid, 'receive', "text"}, {trace, pid, spawn, other, {m, f, [1, 2]}}, {trace, pid, spawned, other, {m, f, [1]}}, {trace, pid, exit, normal},
        {trace, pid, link, other}, {trace, pid, register, foo}, {trace, pid, in, {m, f, 1}}, {trace, pid, gc_minor_start, [{a, 1}]}, {trace, pid, other, a, b, c},
        {trace_ts, pid, call, {m, f, [1]}, {1, 2, 3}}, {trace_ts, pid, call, {m, f, [1]}, extra, {1, 2, 3}}, {trace_ts, pid, 'receive', x, 4},
        {seq_trace, 1, {send, {0, 1}, pid, pid, x}}, {seq_trace, 1, {print, {0, 1}, pid, pid, x}, {1, 2, 3}}, {drop, 5}, end_of_trace]],
    ok.
