%% Guard tests of old, and variables in sizes of bit patterns.
-module(old_guard_tests).
-export([main/0]).
-compile([nowarn_obsolete_guard, nowarn_shadow_vars]).

-record(point, {x = 0, y = 0}).
-record(line, {from = #point{}, to}).

main() ->
    Terms = [1, a, [1, 2, 3], [1], {}, <<>>, fun main/0, 2.0, self(), make_ref(), #point{}, <<1:3>>],
    io:format("~p~n", [[kind(T) || T <- Terms]]),
    io:format("~p~n", [[float_test(T) || T <- [1.0, 1, a]]]),
    io:format("~p~n", [[not_float(T) || T <- [1.0, 2, a]]]),
    io:format("~p~n", [[nested(T) || T <- [#line{}, #line{from = 1}, {line, 1}, #point{}]]]),
    io:format("~p~n", [[X || X <- Terms, integer(X)]]),
    io:format("~p~n", [[X || X <- Terms, record(X, point)]]),
    io:format("~p~n", [[sized(N, <<0, 2, "abc">>) || N <- [1, 2, 3]]]),
    io:format("~p~n", [outer_size(3, {<<2:3, 7:4>>, <<2:3, 7:4>>})]),
    io:format("~p~n", [[never(X) || X <- [<<"a">>, <<>>, <<97:16>>, a]]]),
    io:format("~p~n", [[clash(X) || X <- [<<1>>, x, [b], {a, 1}, <<1:16>>, #{key => 1}]]]).

kind(X) when integer(X) -> int;
kind(X) when atom(X); pid(X); reference(X) -> simple;
kind(X) when list(X), length(X) > 2 -> long;
kind(X) when record(X, point) -> point;
kind(X) when tuple(X) -> tuple;
kind(X) when binary(X) -> binary;
kind(X) when function(X) -> function;
kind(X) when number(X) -> number;
kind(X) when list(X) -> list;
kind(_) -> other.

float_test(X) when float(X) -> yes;
float_test(_) -> no.

not_float(X) when not float(X) -> yes;
not_float(_) -> no.

nested(L) when record(L#line.from, point) -> yes;
nested(_) -> no.

sized(N, <<N:16, B:N/binary, T/binary>>) -> {B, T};
sized(_, _) -> no.

outer_size(L, Pair) ->
    F = fun({<<L:L, B:(L + 2)>>, <<L:L, B:(L + 2)>>}) -> {L, B} end,
    F(Pair).

never(<<a>>) -> 1;
never(<<(b)/binary>>) -> 2;
never(<<_:8, (c):8>>) -> 3;
never(_) -> other.

clash(<<X:8>> = x) -> {a, X};
clash([b] = <<X:8>>) -> {b, X};
clash(<<X:8>> = {c, X}) -> {c, X};
clash(<<X:16>> = X) -> {e, X};
clash(X = <<X:16>>) -> {f, X};
clash(X = #{key := X}) -> {i, X};
clash([X] = #{key := X}) -> {k, X};
clash(_) -> none.
