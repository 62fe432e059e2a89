%% Dynamic calls: M:F(A), apply in tail position and not, built-in functions and operators by name.
-module(fun_apply_dynamic).
-export([main/0]).
-export([f/0, f/1, f/2, loop/2]).
-include("../lang.hrl").

f() -> zero.
f(X) -> {one, X}.
f(X, Y) -> {two, X, Y}.
loop(0, M) -> M:f();
loop(N, M) -> M:loop(N - 1, M).
tail(M, F, A) -> apply(M, F, A).
via_fun(F, A) -> apply(F, A).

main() ->
    M = id(?MODULE), F = id(f),
    ?show([M:F(), M:F(1), M:F(1, 2), M:f(), ?MODULE:F(3)]),
    ?show([apply(M, F, A) || A <- [[], [1], [1, 2]]]),
    ?show(M:loop(10000, M)),
    ?show([tail(erlang, Op, [7, 2]) || Op <- ['+', '-', '*', '/', 'div', 'rem', 'band', 'bor', 'bxor', 'bsl', 'bsr', '==', '/=', '=:=', '=/=', '<', '=<', '>', '>=']]),
    ?show([tail(erlang, Op, [true, false]) || Op <- ['and', 'or', 'xor']]),
    ?show([apply(erlang, Op, [X]) || {Op, X} <- [{'not', true}, {'bnot', 5}, {'-', 3}, {'+', 3}]]),
    ?show([apply(erlang, '++', ["a", "b"]), apply(erlang, '--', ["abc", "b"]), apply(erlang, '!', [self(), sent])]),
    ?show(receive Got -> Got end),
    ?show([via_fun(fun f/2, [a, b]), via_fun(fun erlang:'+'/2, [1, 2]), via_fun(fun lists:sum/1, [[1, 2]])]),
    ?show(tail(erlang, apply, [erlang, apply, [lists, reverse, ["abc"]]])),
    ?show(apply(apply(fun() -> fun() -> inner end end, []), [])),
    ?show(tail(erlang, throw, [thrown])),
    ?show(tail(erlang, error, [bad, [arguments]])),
    ?show(tail(erlang, self, []) =:= self()),
    ?show(tail(erlang, hd, [[]])),
    ?show(tail(erlang, element, [3, {a, b}])),
    ?show(tail(maps, get, [k, #{k => v}])),
    ?show([erlang:Op(X) || {Op, X} <- [{is_list, []}, {is_atom, 1}, {length, "abc"}, {tuple_size, {}}]]),
    ?show(is_function(fun M:F/1)),
    ok.
