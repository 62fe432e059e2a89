%% Match specifications: tests and comparisons in guards.
-module(tables_spec_guards).
-export([main/0]).
-define(TYPE, set).
-include("tables.hrl").

main() ->
    Terms = [1, -2, 0, 1.0, 2.5, a, true, false, "s", [], [1, 2], {}, {a}, {r, 1}, {r, 1, 2}, <<1>>, <<1:1>>, #{}, #{k => v}, self(), fun abs/1, make_ref(), 1 bsl 70],
    Guards = [{is_atom, '$1'}, {is_float, '$1'}, {is_integer, '$1'}, {is_list, '$1'}, {is_number, '$1'}, {is_pid, '$1'}, {is_port, '$1'},
              {is_reference, '$1'}, {is_tuple, '$1'}, {is_map, '$1'}, {is_binary, '$1'}, {is_bitstring, '$1'}, {is_boolean, '$1'},
              {is_function, '$1'}, {is_function, '$1', 1}, {is_record, '$1', r}, {is_record, '$1', r, 2}, {is_map_key, k, '$1'},
              {'>', '$1', 1}, {'>=', '$1', 1}, {'<', '$1', a}, {'=<', '$1', 0}, {'==', '$1', 1}, {'=:=', '$1', 1}, {'/=', '$1', 1}, {'=/=', '$1', 1.0},
              {'not', '$1'}, {'and', '$1', true}, {'or', '$1', false}, {'xor', '$1', true}, {'andalso', '$1', true}, {'orelse', '$1', false},
              {'andalso', {is_integer, '$1'}, {'>', '$1', 0}}, {'orelse', {is_atom, '$1'}, {'>', '$1', 0}}, {'and', true, true, '$1'},
              '$1', true, false, {'not', {is_atom, '$1'}}, {is_atom, {const, '$1'}}, {'==', {hd, '$1'}, 1}, {'==', {map_get, k, '$1'}, v}],
    [p({G, [I || {I, T} <- lists:zip(lists:seq(1, length(Terms)), Terms), run({T}, [{{'$1'}, [G], [true]}]) =:= {ok, true}]}) || G <- Guards].

run(T, Ms) -> ets:test_ms(T, Ms).
