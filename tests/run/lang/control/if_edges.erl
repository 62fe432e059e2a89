%% if: guards that fail, boolean expressions, what is not boolean, none that is true.
-module(if_edges).
-export([main/0]).
-include("../lang.hrl").

f(X) ->
    if
        X + 1 > 10 -> above;
        hd(X) =:= a; tl(X) =:= [b] -> list;
        element(1, X) =:= ok, tuple_size(X) > 1 -> tuple;
        X -> itself;
        not X -> negated
    end.
sign(X) -> if X < 0 -> -1; X > 0 -> 1; true -> 0 end.
three(A, B, C) ->
    if A, B, C -> all; A, B; B, C -> two_in_a_row; A; B; C -> some; true -> none end.

main() ->
    ?show([f(X) || X <- [10, [a], [c, b], {ok, 1}, true, false]]),
    ?show(f(1)),
    ?show(f({ok})),
    ?show([sign(X) || X <- [-5, 0, 3.0, -0.0, a, []]]),
    ?show([three(A, B, C) || A <- [true, false], B <- [true, false], C <- [true, false]]),
    ?show([three(x, true, true), three(1, true, 0)]),
    ?show(if 1 =:= 1.0 -> exact; 1 == 1.0 -> equal end),
    ?show(if is_atom(a) andalso false -> no; true -> yes end),
    ?show(if true orelse x -> short; true -> long end),
    ?show(if false or true -> or_true end),
    ?show({if true -> 1 end, if true -> 2 end}),
    X = if length([1]) =:= 1 -> Y = set, Y; true -> Y = unset, Y end,
    ?show({X, Y}),
    ?show(if self() =:= self() -> same end),
    ?show(if length(x) > 0 -> no; true -> failed end),
    ?show(begin Z = id(3), if Z rem 2 =:= 0 -> even; Z rem 2 =:= 1 -> odd end end),
    ?show(if false -> 1 end),
    ok.
