%% case: overlapping clauses, bound variables, guards that fail, results used, no clause that matches.
-module(case_basic_edges).
-export([main/0]).
-include("../lang.hrl").

kind(X) ->
    case X of
        [] -> nil;
        [_] -> one;
        [A, A] -> same;
        [A, B] when A > B -> down;
        [_, _ | T] when T =/= [] -> {more, length(T)};
        {A, A, _} -> first_two;
        {A, _, A} -> outer;
        {_, _, _} -> triple;
        "ab" ++ _ -> never;
        1 -> integer; 1.0 -> float;
        <<A, A>> -> bytes;
        #{k := A} when A =:= x -> map;
        _ when is_atom(X), X =/= skip -> atom;
        _ when X > skip -> above;
        _ -> rest
    end.

main() ->
    ?show([catch kind(X) || X <- [[], [a], [a, a], [2, 1], [1, 2, 3], "abc", [1 | 2]]]),
    ok.
