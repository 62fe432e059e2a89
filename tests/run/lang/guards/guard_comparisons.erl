%% Comparisons in guards, between all types, exact and not; clauses chosen by ranges.
-module(guard_comparisons).
-export([main/0]).
-include("../lang.hrl").

c(X, Y) -> [X < Y, X =< Y, X == Y, X /= Y, X =:= Y, X =/= Y, X >= Y, X > Y].
g(X, Y) when X =:= Y -> exact;
g(X, Y) when X == Y -> equal;
g(X, Y) when X < Y -> less;
g(X, Y) when X > Y -> greater.
grade(N) when N >= 90, N =< 100 -> a;
grade(N) when N >= 80, N < 90 -> b;
grade(N) when 70 =< N andalso N < 80 -> c;
grade(N) when is_number(N) -> f;
grade(_) -> none.
main() ->
    Ordered = [-1.0e300, -1, 0, 0.5, 1, 1 bsl 100, a, b, make_ref_like, fun lists:map/2, self(), {}, {a}, {a, b}, #{}, #{a => 1}, [], [a], [a, b], [b], <<>>, <<1>>, <<1:9>>],
    ?show(lists:all(fun(X) -> X end, [A < B || {A, B} <- lists:zip(lists:droplast(Ordered), tl(Ordered))])),
    ?show(c(1, 1.0)),
    ?show(c(a, 1)),
    ?show(c([1], [1.0])),
    ?show(c({1, 2.0}, {1.0, 2})),
    ?show([g(X, Y) || X <- [1, 1.0, a, "a"], Y <- [1, 1.0, a, "a"]]),
    ?show([grade(N) || N <- [100, 90, 89.99, 80, 70, 69, 101, x]]),
    ?show([g(X, Y) || {X, Y} <- [{1 bsl 53, float(1 bsl 53)}, {(1 bsl 53) + 1, float(1 bsl 53)}, {1.0e22, 10000000000000000000000}, {1 bsl 1023, 1.0e308}, {-(1 bsl 2000), -1.0e308}]]),
    ?show([g(0.0, -0.0), g(0, -0.0), 0.0 =:= -0.0]),
    ?show([g({a, 1}, {a, 1.0}), g([1 | 2], [1 | 2.0]), g(#{a => 1}, #{a => 1.0})]),
    ok.
