%% is_integer/3: bounds, bignums, what is no integer, wrong bounds.
-module(guard_is_integer_range).
-export([main/0]).
-include("../lang.hrl").

in(X, L, H) when is_integer(X, L, H) -> in;
in(_, _, _) -> out.
digit(C) when is_integer(C, $0, $9) -> C - $0;
digit(_) -> none.
main() ->
    ?show([in(X, 1, 3) || X <- [0, 1, 2, 3, 4, 2.0, a, []]]),
    ?show([digit(C) || C <- "09a/:"]),
    ?show([in(X, -(1 bsl 70), 1 bsl 70) || X <- [1 bsl 70, -(1 bsl 70), (1 bsl 70) + 1, 0]]),
    ?show(in(1, 3, 1)),
    ?show(in(1, 1, 1)),
    ?show(is_integer(id(5), 1, 10)),
    ?show(is_integer(id(5), id(1), id(a))),
    ?show(is_integer(id(x), id(1), id(2.0))),
    ?show(in(1, a, b)),
    ?show(in(1, 0.5, 2)),
    ?show([X || X <- [1, 5, 9], is_integer(X, 2, 8)]),
    ok.
