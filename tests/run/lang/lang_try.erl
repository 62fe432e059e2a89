-module(lang_try).
-export([main/0]).
id(X) -> X.
r(throw, V) -> throw(V); r(error, V) -> error(V); r(exit, V) -> exit(V); r(ok, V) -> V.

a(C, V) -> try r(C, V) of 1 -> one; X -> {of_, X} catch throw:T -> {thrown, T}; error:E -> {err, E}; exit:X -> {ex, X} end.
b(C, V) -> try r(C, V) catch T -> {thrown, T} end.
c(C, V) -> try r(C, V) catch K:R when is_atom(R) -> {K, R}; _:{x, Y} -> {x, Y} end.
d(C, V) -> try r(C, V) after io:format("after ~0p~n", [V]) end.
e(C, V) -> try r(C, V) of X -> {of_, X} catch throw:Y -> {t, Y} after io:format("aft~n") end.
f(C, V) -> try r(C, V) of 2 -> two catch error:{try_clause, _} -> not_here end.
g(C, V) -> catch r(C, V).
h(C, V) -> {caught, catch r(C, V)}.
i() -> try throw(a) catch throw:a -> throw(b) end.
j() -> try try throw(a) after throw(b) end catch X -> X end.
k() -> try try throw(a) catch throw:b -> no end catch throw:X -> {outer, X} end.
l(X) -> Y = try id(X) of Z -> Z + 1 catch _:_ -> 0 end, Y * 2.
m() -> try error(foo) catch C:R:S -> {C, R, is_list(S), element(2, hd(S))} end.
n(L) -> try lists:sum(L) of N when N > 10 -> big; N -> N catch error:_ -> bad end.
o() -> try begin A = id(1), B = id(2), {A, B} end of {A1, B1} -> A1 + B1 catch _:_ -> none end.
p2(X) -> try {ok, V} = X, V catch error:{badmatch, M} -> {bad, M} end.
q() -> try exit(normal) catch exit:normal -> ok end.
tail(0) -> done; tail(N) -> try id(N) of M -> tail(M - 1) catch _:_ -> err end.
class(K) -> try r(id(error), x) catch K:x -> {matched, K} end.
nested() ->
    try
        try error(inner) catch error:inner -> erlang:raise(exit, re, []) after io:format("n1~n") end
    catch exit:re -> outer after io:format("n2~n")
    end.
vars(X) ->
    R = (catch begin Y = X + 1, Y * 2 end),
    R.
after_value() -> try 1 after 2 end.
of_throw() -> try (try 1 of 1 -> throw(x) catch throw:x -> wrong end) catch throw:x -> right end.

main() ->
    P = fun(X) -> io:format("~0p~n", [X]) end,
    T = fun(F) -> try F() of V -> V catch C:R -> {C, R} end end,
    P([a(C, V) || {C, V} <- [{ok, 1}, {ok, 2}, {throw, t}, {error, e}, {exit, x}]]),
    P([T(fun() -> b(C, V) end) || {C, V} <- [{ok, 1}, {throw, t}, {error, e}, {exit, x}]]),
    P([T(fun() -> c(C, V) end) || {C, V} <- [{ok, 1}, {throw, t}, {error, {x, 1}}, {exit, {y, 1}}, {exit, at}]]),
    P([T(fun() -> d(C, V) end) || {C, V} <- [{ok, 1}, {throw, t}, {error, e}, {exit, x}]]),
    P([T(fun() -> e(C, V) end) || {C, V} <- [{ok, 1}, {throw, t}, {error, e}]]),
    P([T(fun() -> f(C, V) end) || {C, V} <- [{ok, 2}, {ok, 3}]]),
    P([g(C, V) || {C, V} <- [{ok, 1}, {throw, t}, {exit, x}]]),
    {'EXIT', {err, St}} = g(error, err),
    P(is_list(St)),
    P([h(C, V) || {C, V} <- [{ok, 1}, {throw, t}, {exit, x}]]),
    P(T(fun i/0)), P(j()), P(k()),
    P([l(1), T(fun() -> l(a) end)]),
    P(m()),
    P([n([1, 2]), n([10, 20]), n([a])]),
    P(o()),
    P([p2({ok, 1}), p2({error, 1})]),
    P(q()),
    P(tail(100000)),
    P([T(fun() -> class(K) end) || K <- [error, throw]]),
    P(nested()),
    P(vars(1)),
    P(element(1, element(2, vars(a)))),
    P(after_value()),
    P(of_throw()),
    P(T(fun() -> erlang:raise(throw, r, []) end)),
    P(T(fun() -> erlang:error(r, [1, 2]) end)),
    ok.
