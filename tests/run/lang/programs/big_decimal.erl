%% Decimal numbers of any precision: arithmetic with scales, rounding modes, square roots and pi.
-module(big_decimal).
-export([main/0]).
-include("../lang.hrl").

new(S) ->
    case string:split(S, ".") of
        [I] -> {list_to_integer(I), 0};
        [I, F] -> {list_to_integer(I ++ F), length(F)}
    end.
p10(N) -> lists:foldl(fun(_, A) -> A * 10 end, 1, lists:seq(1, N)).
align({A, S}, {B, T}) when S =:= T -> {A, B, S};
align({A, S}, {B, T}) when S < T -> {A * p10(T - S), B, T};
align(X, Y) -> {B, A, S} = align(Y, X), {A, B, S}.
add(X, Y) -> {A, B, S} = align(X, Y), {A + B, S}.
sub(X, {B, T}) -> add(X, {-B, T}).
mul({A, S}, {B, T}) -> {A * B, S + T}.
divide({_, _}, {0, _}, _) -> error(badarith);
divide({A, S}, {B, T}, P) -> round_to({A * p10(P + 1 + T) div B, S + P + 1}, P, half_up).
round_to({A, S}, P, _) when S =< P -> {A * p10(P - S), P};
round_to({A, S}, P, Mode) ->
    D = p10(S - P), Q = A div D, R = abs(A rem D), Sign = if A < 0 -> -1; true -> 1 end,
    Up = case Mode of
        down -> false;
        up -> R > 0;
        half_up -> 2 * R >= D;
        half_even -> 2 * R > D orelse 2 * R =:= D andalso Q rem 2 =/= 0
    end,
    {if Up -> Q + Sign; true -> Q end, P}.
text({A, 0}) -> integer_to_list(A);
text({A, S}) when A < 0 -> "-" ++ text({-A, S});
text({A, S}) -> L = string:pad(integer_to_list(A), S + 1, leading, $0), {I, F} = lists:split(length(lists:flatten(L)) - S, lists:flatten(L)), I ++ "." ++ F.
sqrt({A, S}, P) -> N = A * p10(2 * P - S), {isqrt(N, N), P}.
isqrt(0, _) -> 0;
isqrt(N, X) -> case (X + N div X) div 2 of Y when Y >= X -> X; Y -> isqrt(N, Y) end.
pi(P) -> One = p10(P + 10), {(16 * atan(5, One) - 4 * atan(239, One)) div p10(10), P}.
atan(X, One) -> T = One div X, atan(X * X, T, 1, T, -1).
atan(_, 0, _, Sum, _) -> Sum;
atan(X2, T, N, Sum, Sign) -> T1 = T div X2, atan(X2, T1, N + 2, Sum + Sign * (T1 div (N + 2)), -Sign).
main() ->
    P = fun(X) -> io:format("~s~n", [text(X)]) end,
    P(add(new("1.25"), new("0.755"))), P(sub(new("1"), new("1.001"))), P(mul(new("-0.5"), new("0.25"))),
    P(divide(new("1"), new("3"), 20)), P(divide(new("-10"), new("4"), 0)), P(sqrt(new("2"), 40)), P(pi(60)),
    [P(round_to(new(X), 1, M)) || X <- ["0.25", "0.35", "-0.25", "0.24"], M <- [down, up, half_up, half_even]],
    ?show(divide(new("1"), new("0"), 2)),
    P(new("-0.05")).
