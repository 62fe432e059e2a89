%% Filters: guards that fail silently, other expressions that must be boolean, order, side effects.
-module(comp_filters).
-export([main/0]).
-include("../lang.hrl").

said(X, R) -> put(said, [X | case get(said) of undefined -> []; L -> L end]), R.

main() ->
    ?show([X || X <- [1, a, {b}, [c]], hd(X) =:= c]),
    ?show([X || X <- [{1}, {2, 3}, x], element(2, X) > 0]),
    ?show([X || X <- [1, 2, 0], 2 div X > 0]),
    ?show([X || X <- [a, b], X]),
    ?show([X || X <- [true, false, true], X]),
    ?show([X || X <- [true, maybe_not], id(X)]),
    ?show([X || X <- [1, 2], said(X, X)]),
    erase(said),
    ?show([X || X <- [1, 2, 3], said({f, X}, X > 1), said({g, X}, X < 3)]),
    ?show(lists:reverse(erase(said))),
    ?show([{X, Y} || X <- said(outer, [1, 2]), Y <- said({inner, X}, [a])]),
    ?show(lists:reverse(erase(said))),
    ?show([X || X <- [1, 2], X > 0 orelse error(no)]),
    ?show([X || X <- [1, 2], X > 1 andalso id(X) > 1]),
    ?show([X || X <- [a, 1], X + 1 > 1 orelse true]),
    ?show([X || X <- [a, 1], is_atom(X) orelse X + 1 > 1]),
    ?show([X || X <- [1, 2, 3], case X of 2 -> false; _ -> true end]),
    ?show([X || X <- [1, 2, 3], begin Y = X * 2, Y > 3 end]),
    ?show([Y || X <- [1, 2, 3], (Y = X * 2) > 3]),
    ?show([{X, Y} || X <- [1, 2], {Y} <- [{X}], is_integer(Y)]),
    ?show([X || X <- [1, 2], not (X =:= 1)]),
    ?show([X || X <- [1, 2, a], is_integer(X) and (X > 1)]),
    ?show([X || X <- [<<1>>, <<2:4>>, x], byte_size(X) =:= 1]),
    ?show([X || X <- [1, 2], throw(stop), X > 0]),
    ?show([X || X <- [[], [1]], length(X) > 0, said(hd(X), true)]),
    ?show(erase(said)),
    ok.
