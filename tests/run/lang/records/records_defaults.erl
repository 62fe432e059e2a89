%% Default values: expressions evaluated at each creation, with calls, other records, macros, undefined.
-module(records_defaults).
-export([main/0]).
-record(counter, {n = next()}).
-record(nested, {c = #counter{}, l = [X * 2 || X <- [1, 2, 3]], f = fun(X) -> X + 1 end}).
-record(many, {a, b = undefined, c = 'undefined', d = [], e = {}, f = <<>>, g = #{}, h = "s", i = 1.0, j = -1}).
-record(typed, {a :: integer(), b = 2 :: integer(), c = case 1 of 1 -> one end :: atom()}).
-record('Odd-Name', {'Field' = 1, 'other field' = 2}).
-define(DEFAULT, by_macro).
-record(macro, {m = ?DEFAULT, line = ?LINE}).
-include("../lang.hrl").

next() ->
    N = case get(n) of undefined -> 0; I -> I end,
    put(n, N + 1),
    N.

main() ->
    ?show([#counter{}, #counter{}, #counter{n = given}, #counter{}]),
    N = #nested{},
    ?show({N#nested.c, N#nested.l, (N#nested.f)(1)}),
    ?show((#nested{c = none})#nested.c),
    ?show(#counter{}),
    ?show((#nested{_ = same})),
    ?show(#counter{}),
    ?show(#many{}),
    ?show(#typed{}),
    ?show(#'Odd-Name'{}),
    ?show((#'Odd-Name'{'Field' = x})#'Odd-Name'.'other field'),
    ?show(#macro{m = 1} =:= #macro{m = 1}),
    ?show((#macro{})#macro.m),
    ?show([#counter{} || _ <- [1, 2]]),
    ok.
