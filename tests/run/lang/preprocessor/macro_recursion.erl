%% Macros that use each other, name each other's arguments, and are expanded only where they are used.
-module(macro_recursion).
-export([main/0]).
-define(A(X), ?B(X) + 1).
-define(B(X), ?C(X) * 2).
-define(C(X), (X)).
-define(shadow(X), (fun(Y) -> X + Y end)).
-define(list(X, Y), [X, Y | ?tail]).
-define(tail, []).
-define(compose(F, G), fun(X) -> F(G(X)) end).
-define(if_(C, T, E), case C of true -> T; false -> E end).
-define(assign(V, E), V = E).
-define(comma, ,).
-define(str(S), S "!" S).
-define(paste(M, F), M:F).
-define(max(A, B), (case (A) > (B) of true -> (A); false -> (B) end)).
-define(Upper, upper).
-define(upper, lower).
-define(nested(F), F(F(1))).
-define(inc(X), X + 1).
-include("../lang.hrl").

main() ->
    ?show(?A(1 + 1)),
    Y = 10,
    ?show((?shadow(Y))(1)),
    ?show(?list(1, ?list(2, 3))),
    ?show((?compose(abs, -))(5)),
    ?show(?if_(Y > 5, ?if_(Y > 9, big, mid), small)),
    ?assign(Z, Y * 2),
    ?show(Z),
    ?show([1 ?comma 2]),
    ?show(?str("a")),
    ?show(?paste(lists, reverse)("ab")),
    ?show(?max(?max(1, 5), ?max(3, 2))),
    ?show({?Upper, ?upper}),
    ?show(?nested(?inc)),
    ok.
