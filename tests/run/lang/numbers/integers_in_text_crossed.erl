%% integer and float to text and back in every base, sign, width, precision; what is refused; literals with underscores and bases equal to what is read.
-module(integers_in_text_crossed).
-export([main/0]).
-include("../lang.hrl").

main() ->
    Ns = [0, 1, -1, 35, 36, 255, -256, 1 bsl 59, -(1 bsl 60), 1 bsl 64, -(1 bsl 130), 123456789012345678901234567890],
    ?show([X || N <- Ns, B <- [2, 3, 8, 10, 16, 35, 36], X <- [{N, B}], list_to_integer(integer_to_list(N, B), B) =/= N orelse binary_to_integer(integer_to_binary(N, B), B) =/= N]),
    ?show([integer_to_list(N, 36) || N <- Ns]), ?show([t(fun() -> list_to_integer(S) end) || S <- ["", "+", "-", "+5", "-0", "--1", " 1", "1 ", "1_000", "0x10", "1.0", "٣", "00012", [$1 | a], a]]), ?show([t(fun() -> list_to_integer(S, B) end) || {S, B} <- [{"z", 36}, {"Z", 36}, {"z", 35}, {"2", 2}, {"ff", 16}, {"FF", 16}, {"-Ff", 16}, {"1", 1}, {"1", 37}, {"1", a}]]),
    ?show([t(fun() -> binary_to_integer(S) end) || S <- [<<"12">>, <<"+12">>, <<>>, <<"1a">>, <<1:3>>, "12"]]), ?show([t(fun() -> list_to_float(S) end) || S <- ["1.0", "1", "1.", ".5", "1e5", "1.0e5", "1.0E-5", "1.0e400", "1.0e-400", "-0.0", "+1.5", " 1.0", "1.0x", "1_0.0"]]), ?show([t(fun() -> binary_to_float(S) end) || S <- [<<"1.5">>, <<"1">>, <<"1.0e309">>, <<>>]]),
    ?show({1_000_000, 16#ff_ff, 2#1010_1010, 36#zz, 3#12, 0_1.5_0, 1.0e1_0, $\x{41}, $\^a, $\s, $\\, 16#FFFFFFFFFFFFFFFFFFFF}), ?show([integer_to_list(N) || N <- [10_0, 8#777, -16#80]]), ?show([float_to_list(F, O) || F <- [1.0, 0.1, -123.456, 1.0e22, 1.0e-5], O <- [[short], [{decimals, 3}], [{decimals, 3}, compact], [{scientific, 2}]]]),
    ?show([float_to_binary(F) || F <- [0.1, 1.0e100, -0.0]]), ?show([t(fun() -> float_to_list(1.5, O) end) || O <- [[{decimals, -1}], [{decimals, 254}], [{scientific, 250}], [x], x, [{decimals, 0}], []]]), ?show([io_lib:format("~.16b ~.2B ~.36# ~w ~5w|~-5w|~5..0w ~+.8b", [N, N, N, N, N, N, N, N]) || N <- [0, 255]] =/= []),
    [io:format("~.16b ~.2B ~.36# ~w ~6w|~-6w|~6..0w ~.8+~n", [N, N, N, N, N, N, N, N]) || N <- [0, 255, -255]], ?show([t(fun() -> integer_to_list(N, B) end) || {N, B} <- [{1, 1}, {1, 37}, {1.0, 10}, {a, 10}, {1, a}]]), ?show([string:to_integer(S) || S <- ["12ab", "ab", "-5", "+", ""]]), ?show([string:to_float(S) || S <- ["1.5e3x", "1", "-0.0", "1.e5"]]).

t(F) -> try F() catch C:R -> {C, R} end.
