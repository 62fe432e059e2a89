%% Clauses that do not match: function_clause with the arguments, case_clause, if_clause, badmatch, and others.
-module(trace_clauses).
-export([main/0]).
-include("../trace.hrl").
-record(r, {a}).
f(1, _) -> one;
f(X, Y) when X > Y -> {gt};
f([H | T], {H}) -> T.
c(X) ->
    case X of
        1 -> one;
        {a, _} -> tuple
    end.
i(X) ->
    Y = X,
    if Y > 1 -> big;
       Y =:= 0 -> zero
    end.
m(X) ->
    ok,
    {ok, Y} = X,
    Y.
t(X) ->
    try X of
        1 -> one
    catch
        _:_ -> never
    end.
e(X) -> maybe
        {ok, Y} ?= X,
        Y
    else
        error -> none
    end.
r(X) ->
    X#r.a.
u(X) ->
    Z = 1,
    {Z, X#r{a = 1}}.
l(X) ->
    F = id(fun(a) -> 1;
              (b) -> 2 end),
    {F(X)}.
s(X) -> [Y || {Y} <:- X].
g(X) -> [Y || Y <- [1, 2], X].
k(X) ->
    X#{a := 1}.
b(X) -> case X of true -> 1; false -> 2 end.
main() ->
    trace(fun() -> f(0, 1) end),
    trace(fun() -> f([a], {b}) end),
    trace(fun() -> {f("a long string argument", #{k => [1, 2, 3]})} end),
    trace(fun() -> c(2) end),
    trace(fun() -> c({b, [1]}) end),
    trace(fun() -> i(1) end),
    trace(fun() -> m({error, e}) end),
    trace(fun() -> t(2) end),
    trace(fun() -> e(bad) end),
    trace(fun() -> r({x, 1}) end),
    trace(fun() -> r(1) end),
    trace(fun() -> u({r}) end),
    trace(fun() -> l(c) end),
    trace(fun() -> s([{1}, 2]) end),
    trace(fun() -> s([{1} | x]) end),
    trace(fun() -> g(1) end),
    trace(fun() -> k(#{}) end),
    trace(fun() -> k([]) end),
    trace(fun() -> b(1) end),
    trace(fun() -> trace(fun() -> throw(inner) end), exit(outer) end).
