-module(lang_maybe).
-export([main/0]).
t(F) -> try F() of V -> V catch C:R -> {C, R} end.
id(X) -> X.
a(X, Y) -> maybe {ok, A} ?= X, {ok, B} ?= Y, A + B end.
b(X, Y) -> maybe {ok, A} ?= X, C = A * 2, {ok, B} ?= Y, B + C else {error, R} -> {failed, R}; none -> nothing end.
c(X) -> maybe ok ?= X end.
d(X) -> maybe ok ?= X, done else _ when X > 5 -> big; Y when Y < 0 -> neg end.
e(X) -> R = maybe [H | _] ?= X, H else [] -> empty end, {r, R}.
f(X) -> maybe {ok, Y} ?= maybe {a, Z} ?= X, {ok, Z} end, {got, Y} else Other -> {else_, Other} end.
g(X) -> maybe true ?= is_list(X), N = length(X), true ?= N > 2, N else false -> no end.
h(X, K) -> maybe {K, V} ?= X, V else {_, W} -> {other, W} end.
i(0) -> zero; i(N) -> maybe M ?= N - 1, i(M) end.
j() -> maybe 1, 2, 3 end.
k(X) -> maybe {A, A} ?= X, {same, A} else {B, C} -> {diff, B, C} end.
main() ->
    P = fun(X) -> io:format("~0p~n", [X]) end,
    P([a({ok, 1}, {ok, 2}), a(x, y), a({ok, 1}, z)]),
    P([b({ok, 1}, {ok, 2}), b({error, r}, y), b({ok, 1}, none)]),
    P(t(fun() -> b(foo, bar) end)),
    P([c(ok), c(no)]),
    P([d(ok), d(7), d(-1)]),
    P(t(fun() -> d(id(3)) end)),
    P([e([1]), e([])]),
    P([f({a, 1}), f(b)]),
    P([g([1, 2, 3]), g([1]), g(x)]),
    P([h({k, 1}, k), h({j, 1}, k)]),
    P(i(100000)),
    P(j()),
    P([k({1, 1}), k({1, 2})]),
    ok.
