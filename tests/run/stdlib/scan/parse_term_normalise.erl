%% erl_parse:parse_term, normalise, abstract with their options.
-module(parse_term_normalise).
-export([main/0]).
-include("../show.hrl").

main() ->
    each(fun(S) -> {ok, Ts, _} = erl_scan:string(S), erl_parse:parse_term(Ts) end, ["a.", "{1, [b, \"c\"], <<1, 2>>, #{k => v}}.", "-1.", "+1.5.", "- 1.", "1 + 2.", "X.", "f(x).", "[a | b].", "<<\"abc\">>.", "<<1:4>>.", "fun m:f/1.", "$a.", "\"a\" \"b\".", "", "a", "a. b.", "#r{}.", "<<\"å\"/utf8>>.", "--1.", "<<-1>>.", "<<1.5/float>>."]),
    Terms = [a, 1, -1, 1.5, -0.0, [], "abc", [1, 2], [a | b], {}, {a, "b"}, <<>>, <<"abc">>, <<1:3>>, #{}, #{a => #{}}, [0, 1], [300], "å", <<255>>, fun lists:map/2, [$a, b], [97 | b]],
    each(fun(T) -> A = erl_parse:abstract(T), {A, catch erl_parse:normalise(A)} end, Terms),
    each(fun({T, O}) -> erl_parse:abstract(T, O) end, [{{a, [b]}, 7}, {a, {3, 4}}, {"å", [{encoding, latin1}]}, {"ж", [{encoding, latin1}]}, {"ж", [{encoding, utf8}]}, {"abc", [{encoding, none}]}, {[1, 2], [{line, 9}]}, {[1, 2], [{location, {9, 9}}]}, {a, [{bad, 1}]}, {self, [{line, 2}]}]),
    each(fun erl_parse:normalise/1, [{var, 1, 'X'}, {op, 1, '-', {integer, 1, 5}}, {op, 1, '-', {atom, 1, a}}, {op, 1, '+', {float, 1, 1.0}}, {call, 1, {atom, 1, f}, []}, {bin, 1, [{bin_element, 1, {integer, 1, 5}, {integer, 1, 16}, default}]}, {bin, 1, [{bin_element, 1, {string, 1, "ab"}, default, [utf16]}]}, {map, 1, [{map_field_assoc, 1, {atom, 1, a}, {atom, 1, b}}]}, {map, 1, [{map_field_exact, 1, {atom, 1, a}, {atom, 1, b}}]}, {char, 1, $x}, {cons, 1, {nil, 1}, {integer, 1, 1}}, x]),
    io:format("~0p~n", [erl_parse:abstract("abc", [{encoding, fun(C) -> C =/= $b end}])]),
    ok.
