-module(lang_arith).
-export([main/0]).
id(X) -> X.
t(F) -> try F() of V -> V catch C:R -> {C, R} end.
main() ->
    P = fun(X) -> io:format("~0p~n", [X]) end,
    A = id(7), B = id(-3), Big = id(1 bsl 70), F = id(2.5), Max = id(16#0fffffffffffffff), Min = id(-16#1000000000000000),
    P([A + B, A - B, A * B, A div B, A rem B, B div A, B rem A, A / B]),
    P([A band B, A bor B, A bxor B, bnot A, A bsl 3, B bsr 1, A bsl -1, B bsl 65]),
    P([Big + 1, Big - Big, Big * Big, Big div 3, Big rem 1000, Big bsr 69, Big band 16#ff, -Big, bnot Big]),
    P([Max + 1, Min - 1, Max * 2, Min * Min, -Min, Max + Max, Min + Min]),
    P([F + 1, F * F, F - A, F / 2, -F, A + F, 1 / 3]),
    P([1 == 1.0, 1 =:= 1.0, 1 /= 1.0, 1 =/= 1.0, 1 < 1.5, 2 > a, a < {}, {} < [], [] < <<>>, 1 =< 1.0, 1 >= 1.0]),
    P([{1, 2} < {1, 3}, {2} < {1, 1}, [1, 2] < [1, 3], "ab" < "abc", <<1>> < <<1, 0>>, #{a => 1} < #{a => 2}, #{a => 2} < #{a => 1, b => 1}]),
    P([0.0 == -0.0, 0.0 =:= -0.0, 0 =:= 0.0, Big > 1.0e30, Big == float(Big)]),
    P([true and false, true or false, true xor true, not true]),
    P([t(fun() -> id(1) + id(a) end), t(fun() -> id(1) div id(0) end), t(fun() -> id(1) / id(0.0) end), t(fun() -> id(1.5) div 1 end)]),
    P([t(fun() -> 1 bsl id(a) end), t(fun() -> bnot id(1.5) end), t(fun() -> -id([]) end), t(fun() -> +id([]) end), +id(3)]),
    P([t(fun() -> id(1) and true end), t(fun() -> not id(0) end), t(fun() -> id(1) xor id(2) end)]),
    P([t(fun() -> id(1.0e308) * id(10) end), t(fun() -> id(1.0e308) + id(1.0e308) end)]),
    P([10 - 3 - 2, 2 * 3 + 4, 2 + 3 * 4, -2 * 3, 100 div 10 div 2, 1 bsl 2 bsl 3, 7 rem 4 * 2, - - 3, not not true]),
    P([16#ff, 2#101, 36#zz, 1_000_000, $a, $\n, 1.0e3, 1.5e-3, 16#FFFFFFFFFFFFFFFFFFFF]),
    P([abs(B), abs(-2.5), abs(Min), max(1, 1.0), min(1.0, 1), trunc(-2.7), round(-2.5), floor(-2.5), ceil(-2.5)]),
    ok.
