-module(lang_funs).
-export([main/0, exported/1, arity_two/2]).

exported(X) -> {exported, X}.
arity_two(X, Y) -> {X, Y}.
local(X) -> {local, X}.
id(X) -> X.
t(F) -> try F() of V -> V catch C:R -> {C, R} end.
n(F) -> [erlang:fun_info(F, K) || K <- [name, arity, type]].

adders() -> [fun(X) -> X + N end || N <- [1, 2, 3]].

shadow(X) ->
    F = fun(X) -> {inner, X} end,
    G = fun(Y) -> X = Y, {same, X} end,
    {F(1), X, t(fun() -> G(2) end), t(fun() -> G(X) end)}.

fact() -> fun F(0) -> 1; F(N) -> N * F(N - 1) end.

count(L) ->
    C = fun Loop([], Acc) -> Acc; Loop([_ | T], Acc) -> Loop(T, Acc + 1) end,
    C(L, 0).

self_value() ->
    F = fun G(0) -> G; G(N) -> (id(G))(N - 1) end,
    R = F(3),
    R =:= F.

deep(A) ->
    fun(B) -> fun(C) -> fun(D) -> {A, B, C, D} end end end.

clauses() ->
    fun(a, _) -> 1;
       (_, b) -> 2;
       (X, X) -> same;
       (X, Y) when X > Y -> gt;
       (_, _) -> other
    end.

main() ->
    P = fun(X) -> io:format("~0p~n", [X]) end,
    P([F(10) || F <- adders()]),
    P(shadow(5)),
    P((fact())(20)),
    P(count([a, b, c])),
    P(self_value()),
    P((((deep(1))(2))(3))(4)),
    P([(clauses())(X, Y) || {X, Y} <- [{a, b}, {c, b}, {c, c}, {d, c}, {c, d}]]),
    L = fun local/1,
    E = fun ?MODULE:exported/1,
    P([L(1), E(2), (fun arity_two/2)(3, 4)]),
    M = id(?MODULE), N = id(exported), A = id(1),
    D = fun M:N/A,
    P(D(9)),
    P(D =:= E),
    P(lists:map(fun erlang:abs/1, [-1, 2])),
    P(lists:map(fun abs/1, [-1, 2])),
    P(n(L)),
    P(n(E)),
    P(n(fun(_) -> ok end)),
    P(t(fun() -> (fun(1) -> 2 end)(id(3)) end)),
    P(element(1, element(2, t(fun() -> (deep(1))(2, 3) end)))),
    P(t(fun() -> (id(atom))() end)),
    P(t(fun() -> (id({a, b}))(1) end)),
    P(apply(fun(X, Y) -> X - Y end, [5, 3])),
    P(apply(?MODULE, exported, [z])),
    P(apply(id(?MODULE), id(exported), id([z]))),
    P(erlang:apply(fun() -> called end, [])),
    P([is_function(L), is_function(L, 1), is_function(L, 2), is_function(E, 1), is_function(x, 1)]),
    P(t(fun() -> is_function(L, id(-1)) end)),
    P(t(fun() -> is_function(L, id(a)) end)),
    ok.
