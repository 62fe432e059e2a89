%% Numbers as Roman numerals, words, in odd bases, as fractions and in Gray code.
-module(roman_and_friends).
-export([main/0]).
-include("../lang.hrl").

roman(N) when N > 0, N < 4000 -> roman(N, [{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}]).
roman(0, _) -> "";
roman(N, [{V, S} | _] = L) when N >= V -> S ++ roman(N - V, L);
roman(N, [_ | T]) -> roman(N, T).
arabic(S) -> arabic([digit(C) || C <- S], 0).
arabic([A, B | T], N) when A < B -> arabic([B | T], N - A);
arabic([A | T], N) -> arabic(T, N + A);
arabic([], N) -> N.
digit($I) -> 1; digit($V) -> 5; digit($X) -> 10; digit($L) -> 50; digit($C) -> 100; digit($D) -> 500; digit($M) -> 1000.
words(N) when N < 0 -> "minus " ++ words(-N);
words(N) when N < 20 -> element(N + 1, {"zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"});
words(N) when N < 100 -> element(N div 10 - 1, {"twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"}) ++ rest("-", N rem 10);
words(N) when N < 1000 -> words(N div 100) ++ " hundred" ++ rest(" and ", N rem 100);
words(N) when N < 1000000 -> words(N div 1000) ++ " thousand" ++ rest(" ", N rem 1000);
words(N) -> words(N div 1000000) ++ " million" ++ rest(" ", N rem 1000000).
rest(_, 0) -> "";
rest(S, N) -> S ++ words(N).
gray(N) -> N bxor (N bsr 1).
balanced(0) -> "";
balanced(N) -> case ((N rem 3) + 3) rem 3 of 0 -> balanced(N div 3) ++ "0"; 1 -> balanced((N - 1) div 3) ++ "+"; 2 -> balanced((N + 1) div 3) ++ "-" end.
egyptian(0, _) -> [];
egyptian(N, D) -> U = (D + N - 1) div N, [U | egyptian(N * U - D, D * U)].
collatz(1) -> [1];
collatz(N) when N band 1 =:= 0 -> [N | collatz(N bsr 1)];
collatz(N) -> [N | collatz(3 * N + 1)].
main() ->
    ?show([roman(N) || N <- [1, 4, 9, 14, 40, 90, 400, 1999, 2024, 3999]]),
    ?show(lists:all(fun(N) -> arabic(roman(N)) =:= N end, lists:seq(1, 3999, 37))),
    ?show(roman(0)),
    [io:format("~s~n", [words(N)]) || N <- [0, 13, 21, 100, 342, 1000, 12345, 1000001, -7]],
    ?show([integer_to_list(gray(N), 2) || N <- lists:seq(0, 8)]),
    ?show([balanced(N) || N <- [1, 2, 5, 10, -4, 100]]),
    ?show([egyptian(3, 7), egyptian(4, 13)]),
    ?show([length(collatz(N)) || N <- [1, 7, 27, 97]]),
    ok.
