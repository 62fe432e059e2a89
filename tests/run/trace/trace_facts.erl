%% trace_info, call counts, meta traces, timestamps, and what loading does to traced functions.
-module(trace_facts).
-export([main/0, f/1, g/1]).

f(X) -> g(X) + 1.
g(X) -> X * 2.

p(X) -> io:format("~0p~n", [X]).

idle() -> receive {run, F} -> F(), idle() end.

run(P, F) ->
    Self = self(),
    P ! {run, fun() -> F(), Self ! ran end},
    receive ran -> ok end.

events() -> receive E when element(1, E) =:= trace; element(1, E) =:= trace_ts -> [E | events()] after 0 -> [] end.

shape(E) when element(1, E) =:= trace_ts -> [element(1, E), element(3, E), element(4, E), shape_of(element(tuple_size(E), E))];
shape(E) -> [element(1, E), element(3, E), element(4, E)].

shape_of({A, B, C}) when is_integer(A), is_integer(B), is_integer(C), B < 1000000, C < 1000000 -> timestamp;
shape_of({A, B}) when is_integer(A), is_integer(B) -> strict;
shape_of(A) when is_integer(A) -> monotonic;
shape_of(Other) -> Other.

all(F) -> erlang:trace_info({?MODULE, F, 1}, all).

main() ->
    P = spawn(fun idle/0),
    p(all(f)),
    p(erlang:trace_info({?MODULE, nothing, 1}, all)),
    p(erlang:trace_info({no_such_module, f, 1}, traced)),
    erlang:trace_pattern({?MODULE, f, 1}, true, [local]), p(all(f)),
    erlang:trace_pattern({?MODULE, f, 1}, [{[1], [], [{return_trace}]}], []), p(all(f)),
    erlang:trace_pattern({?MODULE, f, 1}, true, [call_count]), p(all(f)),
    run(P, fun() -> f(1), f(2), ?MODULE:f(3) end),
    p(erlang:trace_info({?MODULE, f, 1}, call_count)),
    erlang:trace_pattern({?MODULE, f, 1}, pause, [call_count]),
    run(P, fun() -> f(1) end),
    p(erlang:trace_info({?MODULE, f, 1}, call_count)),
    erlang:trace_pattern({?MODULE, f, 1}, restart, [call_count]),
    run(P, fun() -> f(1) end),
    p(erlang:trace_info({?MODULE, f, 1}, call_count)),
    erlang:trace_pattern({?MODULE, f, 1}, false, [call_count]),
    p(erlang:trace_info({?MODULE, f, 1}, call_count)),
    erlang:trace_pattern({?MODULE, g, 1}, [{[1], [], []}, {[3], [], [{return_trace}]}], [meta]),
    p(erlang:trace_info({?MODULE, g, 1}, meta) =:= {meta, self()}), p(erlang:trace_info({?MODULE, g, 1}, meta_match_spec)),
    run(P, fun() -> f(1), f(2), f(3) end),
    [p(shape(E)) || E <- events()],
    erlang:trace_pattern({?MODULE, g, 1}, false, [meta]), p(all(g)),
    erlang:trace_pattern({?MODULE, g, 1}, true, [local]),
    [begin
        erlang:trace(P, true, [call, Flag]),
        run(P, fun() -> g(5) end),
        [p(shape(E)) || E <- events()],
        p(erlang:trace_info(P, flags)),
        erlang:trace(P, false, [all])
    end || Flag <- [timestamp, monotonic_timestamp, strict_monotonic_timestamp]],
    erlang:trace_pattern({?MODULE, '_', '_'}, false, [local, call_count, meta]),
    p(erlang:trace_info(P, flags)), p(erlang:trace_info(P, tracer)),
    erlang:trace(P, true, [all]), p(erlang:trace_info(P, flags)), erlang:trace(P, false, [all]), events(),
    erlang:trace(new, true, [procs, arity]), p(erlang:trace_info(new, flags)), erlang:trace(new, false, [all]), p(erlang:trace_info(new_processes, tracer)),
    p(erlang:trace_info(send, match_spec)), p(erlang:trace_info('receive', match_spec)),
    erlang:trace_pattern(send, [{['_', '$1'], [], []}], []), p(erlang:trace_info(send, match_spec)), erlang:trace_pattern(send, true, []),
    p([try erlang:trace_info(A, B) catch error:R -> R end || {A, B} <- [{foo, flags}, {P, foo}, {{a, b}, traced}, {{?MODULE, f, 1}, foo}, {{?MODULE, '_', 1}, traced}, {P, traced}, {1, flags}]]),
    p([try erlang:trace_pattern(A, B, C) catch error:R -> R end || {A, B, C} <- [{{?MODULE, f, 1}, true, [foo]}, {{?MODULE, f, 1}, true, foo}, {{'_', f, 1}, true, []},
        {{?MODULE, '_', 1}, true, []}, {{?MODULE, f, a}, true, []}, {foo, true, []}, {{?MODULE, f, 1}, true, [local, global]}, {{?MODULE, f, 1}, restart, [local]},
        {{?MODULE, nothing, 1}, true, [local]}, {{?MODULE, p, 1}, true, []}, {{?MODULE, p, 1}, false, [local]}, {{no_such_module, f, 1}, true, []}]]),
    p([try erlang:trace_delivered(A) catch error:R -> R end || A <- [foo, 1]]),
    reload(P),
    ok.

reload(P) ->
    Load = fun(Text) ->
        {ok, Tokens, _} = erl_scan:string("a() -> " ++ Text ++ "."),
        {ok, Form} = erl_parse:parse_form(Tokens),
        {ok, M, Code} = compile:forms([{attribute, 1, module, trace_facts_loaded}, {attribute, 1, export, [{a, 0}]}, Form], []),
        code:purge(M),
        {module, M} = code:load_binary(M, "x", Code)
    end,
    Load("1"),
    erlang:trace_pattern({trace_facts_loaded, a, 0}, true, [local]),
    erlang:trace(P, true, [call]),
    run(P, fun() -> trace_facts_loaded:a() end),
    [p(shape(E)) || E <- events()],
    Load("2"),
    p(erlang:trace_info({trace_facts_loaded, a, 0}, traced)),
    run(P, fun() -> trace_facts_loaded:a() end),
    p(events()),
    code:purge(trace_facts_loaded), code:delete(trace_facts_loaded).
