%% Match specifications: what bodies make, and what fails in them.
-module(tables_spec_bodies).
-export([main/0]).
-define(TYPE, set).
-include("tables.hrl").

main() ->
    T = {7, 2.5, [a, b], #{k => {v}}, <<"bits">>, -3, {x, y}},
    Bodies = ['$_', '$$', '$1', {{'$1', '$2'}}, {{}}, ['$1' | '$3'], ['$1', ['$2']], #{'$1' => '$2', c => d}, {const, {'$1', [x]}}, "str", <<"b">>, 1.5,
              {'+', '$1', '$2'}, {'-', '$1', 1}, {'*', '$1', '$1'}, {'/', '$1', 2}, {'div', '$1', 2}, {'rem', '$6', 2}, {'band', '$1', 3}, {'bor', '$1', 8},
              {'bxor', '$1', 1}, {'bsl', '$1', 70}, {'bsr', '$1', 1}, {'bnot', '$1'}, {'-', '$1'}, {'+', '$1'}, {abs, '$6'}, {element, 2, '$7'}, {element, 5, '$7'},
              {hd, '$3'}, {tl, '$3'}, {length, '$3'}, {map_get, k, '$4'}, {map_size, '$4'}, {node}, {round, '$2'}, {trunc, '$2'}, {floor, '$2'}, {ceil, '$2'}, {float, '$1'},
              {size, '$7'}, {size, '$5'}, {bit_size, '$5'}, {byte_size, '$5'}, {tuple_size, '$7'}, {binary_part, '$5', 1, 2}, {binary_part, '$5', {0, 2}}, {min, '$1', '$2'}, {max, '$1', '$2'},
              {hd, '$1'}, {'+', a, 1}, {'/', 1, 0}, {'div', 1, 0}, {{'$1', {hd, '$1'}}}, {element, 0, '$7'}, {is_atom, a}, {'andalso', true, x}, {'orelse', false, x}, {is_list, '$3'}],
    Head = {'$1', '$2', '$3', '$4', '$5', '$6', '$7'},
    [io:format("~kw -> ~kw~n", [B, ets:test_ms(T, [{Head, [], [B]}])]) || B <- Bodies],
    p(ets:test_ms(T, [{Head, [], ['$1', '$2', last]}])),
    p(ets:test_ms(T, [{Head, [{is_atom, '$1'}], [first]}, {Head, [], [second]}, {'_', [], [third]}])).
