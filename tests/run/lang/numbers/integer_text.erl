%% Integers to text and back, in all bases, with wrong text.
-module(integer_text).
-export([main/0]).
-include("../lang.hrl").

main() ->
    ?show([integer_to_list(255, B) || B <- [2, 3, 8, 10, 16, 36]]),
    ?show([integer_to_binary(-255, B) || B <- [2, 16, 36]]),
    ?show([list_to_integer(S, B) || {S, B} <- [{"ff", 16}, {"FF", 16}, {"-101", 2}, {"+zz", 36}, {"777", 8}]]),
    ?show([try list_to_integer(S) catch error:E -> E end || S <- ["12", "-12", "+12", "", "-", "+", "1 ", " 1", "1.0", "0x1", "--1", "12a"]]),
    ?show([try binary_to_integer(S) catch error:E -> E end || S <- [<<"12">>, <<"-0">>, <<>>, <<"1_0">>, <<"99999999999999999999999">>]]),
    ?show([try integer_to_list(N, B) catch error:E -> E end || {N, B} <- [{1, 1}, {1, 37}, {1.0, 10}, {a, 10}, {10, a}]]),
    ?show(list_to_integer(lists:duplicate(60, $9)) + 1),
    ?show(list_to_integer("-" ++ lists:duplicate(40, $f), 16)),
    ?show(integer_to_list(1 bsl 200, 36)),
    ?show(length(integer_to_list(1 bsl 4000))),
    ?show(list_to_integer(integer_to_list(1 bsl 4000)) =:= 1 bsl 4000),
    ?show(lists:all(fun(B) -> list_to_integer(integer_to_list(123456789012345678901234567890, B), B) =:= 123456789012345678901234567890 end, lists:seq(2, 36))),
    ?show([string:to_integer(S) || S <- ["12abc", "abc", "-5", "+5", "", "16#ff", "1.5"]]),
    ?show([string:to_float(S) || S <- ["1.5e3x", "1", "1.", "-2.0", ""]]),
    ?show([io_lib:format("~.16B ~.2b ~.36B ~.16# ~.8+", [255, 5, 35, 255, 8])]),
    ?show(lists:flatten(io_lib:format("~10B|~-10B|~10.16.0B|~3B", [42, 42, 255, 12345]))),
    ?show(binary:encode_unsigned(16#123456789a)),
    ?show(binary:decode_unsigned(<<1, 0, 0>>, little)),
    ok.
