%% Descriptors of errors and abstract code that are none: what erl_pp, erl_parse and the format_error functions make of them.
-module(texts_of_errors_and_code).
-export([main/0]).
-include("../show.hrl").

main() ->
    Bad = [x, {}, {bad, 1}, {op, 1, '+', {var, 1, 'A'}}, {call, 1, {atom, 1, f}, [{nope, 1}]}, [], 17, {integer, 1, 3}],
    Flat = fun(X) -> lists:flatten(X) end,
    each(fun(E) -> Flat(erl_pp:expr(E)) end, Bad),
    each(fun(E) -> Flat(erl_pp:expr(E, none)) end, Bad),
    each(fun(E) -> Flat(erl_pp:expr(E, 4, [])) end, Bad),
    each(fun(E) -> Flat(erl_pp:expr(E, 4, 100, none)) end, Bad),
    each(fun(E) -> erl_parse:new_anno(E) end, [x, {atom, 1, a}, {atom, no, a}, {op, {1, 2}, '-', {integer, 1, 1}}, {atom, -1, a}]),
    each(fun(E) -> erl_parse:anno_to_term(E) end, [x, {atom, 1, a}, {atom, erl_anno:set_file("f", erl_anno:new(1)), a}, [{cons, 1, {nil, 2}, {var, {3, 4}, 'X'}}]]),
    each(fun(E) -> erl_parse:anno_from_term(E) end, [x, {atom, 1, a}, {atom, [{location, 3}, {file, "f"}], a}, {atom, [{location, no}], a}]),
    Descriptors = [x, {}, "text", ["a", [$b]], 17, {a, b, c}, {illegal, character}, {undefined_function, {f, 1}}, {unbound_var, 'X'}, {include, file, "a.hrl"}, [improper | tail]],
    [each(fun(D) -> {M, try Flat(M:format_error(D)) catch C:_ -> C end} end, Descriptors) || M <- [erl_scan, erl_parse]],
    each(fun(D) -> Flat(erl_scan:format_error(D)) end, [{string, $", "abc"}, {illegal, integer}, char, {base, 99}, {unterminated, string, "x"}, {what, ever}]),
    each(fun(D) -> Flat(erl_parse:format_error(D)) end, ["plain", ["syntax ", "error"], {x}, a, [a | b]]),
    ok.
