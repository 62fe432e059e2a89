%% ~w ~W: terms of every kind, to every depth, in fields.
-module(format_write_depth).
-export([main/0]).
-include("../show.hrl").

main() ->
    Terms = [[], "abc", [1, 2 | 3], {}, {a}, {a, {b, {c, {d}}}}, [[[[x]]]], #{}, #{k => #{k => #{k => v}}}, <<>>, <<1, 2, 3>>, <<1:3>>, <<"text">>, <<0:65>>, 'an atom', [a | [b | [c | d]]], {1.5, -0.0}, fun lists:map/2, [{a, 1}, {b, 2}, {c, 3}, {d, 4}], lists:seq(1, 40), {[], [[]], {}, <<1>>}, 'Ä', 'ж', "ж", <<"ж"/utf8>>],
    [begin
         io:format("~0tp:", [T]),
         [io:format(" ~ts", [f("~tW", [T, D])]) || D <- [-1, 0, 1, 2, 3, 4, 5, 8]],
         io:format("~n")
     end || T <- Terms],
    each(fun(T) -> {f("~20w|", [T]), f("~-20w|", [T]), f("~3w|", [T]), f("~20.10w|", [T]), f("~20..*w|", [T]), f("~w", [T]), f("~tw", [T]), f("~kw", [T])} end, [T || T <- Terms, not is_list(T) orelse length(T) < 9] -- [[a, b, c | d]]),
    each(fun({F, A}) -> f(F, A) end, [{"~W", [a]}, {"~W", [a, b]}, {"~W", [a, 1.0]}, {"~10W|", [{a, b, c}, 2]}]),
    ok.

f(F, A) -> try unicode:characters_to_list(io_lib:format(F, A)) catch C:R -> {C, R} end.
