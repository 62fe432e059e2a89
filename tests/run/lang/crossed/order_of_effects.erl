%% Which operand runs first, in every construct that has several; and what has run when one of them fails.
-module(order_of_effects).
-export([main/0, rf/2, s/1]).
-include("../lang.hrl").
-record(r, {x = begin s(default_x), 0 end, y = begin s(default_y), 0 end, z}).
-define(order(E), order(??E, fun() -> E end)).

main() ->
    ?order({s(1), s(2), s(3)}),
    ?order([s(1), s(2) | s(3)]),
    ?order(s(1) + s(2) * s(3)),
    ?order((s(1) + s(2)) * (s(3) - s(4))),
    ?order(s(a) < s(b)),
    ?order(s([1]) ++ s([2]) ++ s([3])),
    ?order(s([1, 2, 3]) -- s([2]) -- s([2])),
    ?order(#r{z = s(1), x = s(2)}),
    ?order((s(#r{z = 1, x = 1, y = 1}))#r{z = s(1), x = s(2)}),
    ?order(#{s(k1) => s(v1), s(k2) => s(v2)}),
    ?order((s(#{a => 1}))#{s(b) => s(v), a := s(w)}),
    ?order((s(#{}))#{s(b) := s(v), c => s(w)}),
    ?order((s(fun(A, B) -> A - B end))(s(7), s(2))),
    ?order((s(?MODULE)):(s(rf))(s(1), s(2))),
    ?order((s(?MODULE)):(s(missing))(s(1), s(2))),
    ?order((s(not_a_fun))(s(1), s(2))),
    ?order(s(self()) =:= (self() ! s(self()))),
    ?order((s(nobody)) ! (s(message))),
    ?order(<<(s(1)):(s(8)), (s(2)):(s(4)), (s(<<"x">>))/binary>>),
    ?order(<<(s(1)):(s(8)), (s(bad)):(s(4)), (s(<<"x">>))/binary>>),
    ?order(s(1) div s(0) + s(x)),
    ?order(s(true) and s(false) and s(x)),
    ?order(s(true) andalso s(false) andalso s(x)),
    ?order(begin {X, [Y | _]} = s({1, [2]}), s(X + Y) end),
    ?order({s(1), error(s(two)), s(3)}),
    ?order({catch throw(s(1)), s(2)}),
    ?order([s({X, Y}) || X <- s([1, 2]), s(X) > 1, Y <- s([3, 4])]),
    ?order([s({X, Y}) || X <- s([1, 2]) && Y <- s([3, 4])]),
    ?order(#{s(X) => s(Y) || X := Y <- s(#{p => q})}),
    ?order(if true -> s(a) end =:= case s(b) of _ -> s(c) end),
    ?order(apply(s(lists), s(reverse), [s([1, 2]) | s([])])),
    ?order(element(s(2), s({a, b}))),
    ?order(element(s(3), s({a, b}))),
    ?order(setelement(s(1), s({}), s(v))),
    ?order(not (s(true) xor s(x))),
    ?order(-s(1) - -s(2)),
    ?order(fun(_) when true -> s(body) end(s(arg))),
    ?order((s(id_fun()))(s(1))),
    ?order(maybe ok ?= s(ok), no ?= s(yes), s(never) else A -> s({alt, A}) end).

id_fun() -> fun erlang:abs/1.
rf(A, B) -> s({A, B}).
s(X) -> put(order, [X | get(order)]), X.
order(Text, F) ->
    put(order, []),
    R = try F() catch C:E -> {C, E} end,
    io:format("~ts => ~s | ~s~n", [Text, plain(R), lists:join(" ", [plain(X) || X <- lists:reverse(get(order))])]).
plain(X) ->
    T = io_lib:format("~0kp", [X]),
    re:replace(T, "#Fun<[^>]*>|<[0-9.]+>", "@", [global, {return, list}]).
