%% One function whose clauses are literals of every type, beside guards and catch-alls: first match wins, and only what is exactly equal matches.
-module(literals_of_all_types).
-export([main/0]).
-include("../lang.hrl").

main() ->
    Values = [0, 1, -1, 0.0, -0.0, 1.0, 1.5, 1 bsl 59, 1 bsl 60, -(1 bsl 60), -(1 bsl 60) - 1, 1 bsl 64, 1.0e300, [], {}, <<>>, #{}, "abc", "abd", "ab",
        [97, 98, 99.0], <<"abc">>, <<"abc", 0:1>>, <<"ab">>, a, 'A', '', true, {a}, {a, 1}, {a, 1.0}, {a, {1}}, [[]], [[], []], [a | b], [a, b], {[], {}},
        #{a => 1}, #{a => 1.0}, #{a => 1, b => 2}, #{1 => a}, #{1.0 => a}, #{[] => {}}, {x, 123456789012345678901234567890},
        {x, 123456789012345678901234567891}, fun erlang:abs/1, self(), {<<1:1>>, $a}, {<<1:1>>, 97.0}],
    [io:format("~0tkp: ~p ~p~n", [case is_pid(V) of true -> pid; false -> V end, c(V), by_case({id(V), id(V)})]) || V <- Values].

c(0) -> zero;
c(0.0) -> plus_zero;
c(-0.0) -> minus_zero;
c(1) -> one;
c(1.0) -> one_float;
c(-1) -> minus_one;
c([]) -> nil;
c({}) -> empty_tuple;
c(<<>>) -> empty_binary;
c("abc") -> abc_string;
c("ab" ++ [X]) when is_integer(X) -> {ab_string, X};
c("ab" ++ _) -> ab_prefix;
c(<<"abc">>) -> abc_binary;
c(<<"ab", X/bits>>) -> {ab_binary, bit_size(X)};
c(1152921504606846976) -> two_to_60;
c(-1152921504606846977) -> below;
c(18446744073709551616) -> two_to_64;
c(1.0e300) -> large_float;
c(a) -> a;
c('A') -> capital_a;
c('') -> empty_atom;
c({a}) -> tuple_a;
c({a, 1}) -> a_one;
c({a, 1.0}) -> a_one_float;
c({a, {1}}) -> a_nested;
c([[]]) -> nested_nil;
c([a | b]) -> improper;
c([a, b]) -> list_ab;
c({[], {}}) -> pair;
c(#{a := 1.0}) -> map_float;
c(#{a := 1, b := _}) -> map_ab;
c(#{a := 1}) -> map_a;
c(#{1 := a}) -> map_1;
c(#{1.0 := a}) -> map_1_float;
c(#{[] := {}}) -> map_nil;
c({x, 123456789012345678901234567890}) -> x_big;
c({x, N}) when N =:= 123456789012345678901234567891 -> x_guard;
c({<<1:1>>, $a}) -> bit_char;
c(X) when is_function(X, 1) -> function;
c(X) when is_integer(X), X > 0 -> positive;
c(X) when is_integer(X) -> integer;
c(X) when is_float(X) -> float;
c(X) when is_map(X) -> map;
c(_) -> other.

%% The same questions asked of two copies at once, in other order.
by_case(P) ->
    case P of
        {0.0, -0.0} -> zeros_mixed;
        {0, _} -> zero;
        {_, -0.0} -> minus_zero;
        {0.0, _} -> plus_zero;
        {X, X} when X == 1, is_float(X) -> one_float;
        {X, 1} when X =:= 1 -> one;
        {"a" ++ T, "ab" ++ _} -> {a, T};
        {<<"a", T/binary>>, <<_, "b", _/bits>>} -> {a, T};
        {{a, _} = X, {_, 1}} -> X;
        {#{a := V}, #{a := V} = M} when map_size(M) =:= 1 -> V;
        {X, 1.0e300} -> X;
        {[_ | Y], [Y | _]} -> {head_is_tail, Y};
        {_, _} -> other
    end.
