%% The machine's rarer functions, with good arguments and bad: ports by name, traces, modules, times.
-module(machine_functions_rare).
-export([main/0]).
-include("../show.hrl").

main() ->
    many(erlang, apply, [[lists, reverse, [[1, 2]]], [lists, no_such, []], [lists, reverse, x], ["lists", reverse, [[]]]]),
    many(erlang, disconnect_node, [['no@where'], [x]]),
    Port = erlang:list_to_port("#Port<0.1048576>"),
    show(port, {is_port(Port), erlang:port_to_list(Port)}),
    many(erlang, list_to_port, [["#Port<0.3>"], ["#Port<0>"], [x], ["#Port<0.3>x"]]),
    many(erlang, port_to_list, [[x], [17]]),
    show(stay, begin {P, R} = spawn_monitor(fun() -> self() ! go, erlang:hibernate(), exit(receive go -> awake end) end), receive {'DOWN', R, _, P, W} -> W end end),
    many(erlang, monitor_node, [[node(), true], [node(), false], [node(), odd], [17, true], ['no@where', true]]),
    many(erlang, monitor_node, [[node(), true, []], [node(), true, [allow_passive_connect]], [node(), true, x], [17, true, []]]),
    each(fun(T) -> case erlang:universaltime_to_localtime(T) of {{Y, _, _}, {_, _, S}} -> {Y, S} end end,
         [{{2020, 6, 15}, {12, 0, 7}}, {{2020, 13, 15}, {12, 0, 7}}, {{2021, 2, 29}, {0, 0, 0}}, x, {{2020, 1, 1}, {24, 0, 0}}]),
    show(delivered, is_reference(erlang:trace_delivered(all))),
    many(erlang, trace_delivered, [[x], [17]]),
    many(erlang, trace_pattern, [[{no_such_module_here, f, 1}, true], [{no_such_module_here, f, 1}, false], [x, true]]),
    many(erlang, trace_pattern, [[{no_such_module_here, f, 1}, true, []], [{no_such_module_here, f, 1}, odd, []], [{lists, f, 1}, true, [odd]], [x, true, []]]),
    many(erlang, trace_info, [[{no_such_module_here, f, 1}, traced], [{lists, f, x}, traced], [x, flags], [self(), odd]]),
    many(erlang, purge_module, [[no_such_module_here], [17], ["lists"]]),
    many(erlang, load_module, [[no_such_module_here, <<"x">>], [no_such_module_here, x], [17, <<>>]]),
    Forms = [{attribute, 1, module, machine_made}, {attribute, 2, export, [{f, 1}]}, {function, 3, f, 1, [{clause, 3, [{var, 3, 'X'}], [], [{tuple, 3, [{var, 3, 'X'}]}]}]}],
    {ok, machine_made, Code} = compile:forms(Forms),
    show(loaded, {erlang:load_module(machine_made, Code), machine_made:f(1), code:delete(machine_made), erlang:purge_module(machine_made)}),
    show(counter, is_integer(os:perf_counter())),
    many(digraph, del_vertex, [[x, v], [{digraph, a, b, c, true}, v]]),
    many(ets, repair_continuation, [['$end_of_table', []], [x, y], [{a}, []], [{1, 2, 3, 4}, x]]),
    ok.
