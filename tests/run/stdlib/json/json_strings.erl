%% Strings with every escape, surrogates, control characters and raw bytes, both ways.
-module(json_strings).
-export([main/0]).
-include("../show.hrl").

main() ->
    each(fun(S) -> E = iolist_to_binary(json:encode(S)), {E, json:decode(E) =:= S, iolist_to_binary(json:encode_binary_escape_all(S))} end, [<<>>, <<"a\"b\\c/d">>, << <<C>> || C <- lists:seq(0, 31) >>, <<127>>, <<16#80/utf8, 16#7ff/utf8, 16#800/utf8>>, <<16#ffff/utf8, 16#10000/utf8, 16#10ffff/utf8>>, <<"\x{2028}"/utf8>>, <<"😀"/utf8>>]),
    each(fun(B) -> json:decode(B) end, [<<"\"\\u0000\"">>, <<"\"\\ud834\\udd1e\"">>, <<"\"\\uD834\"">>, <<"\"\\uD834x\"">>, <<"\"\\uD834\\n\"">>, <<"\"\\uDD1E\\uD834\"">>, <<"\"\\u00e5\"">>, <<"\"\\u00E5\"">>, <<"\"\\u00g0\"">>, <<"\"\\a\"">>, <<"\"a\\\"">>, <<"\"\t\"">>, <<"\"", 16#F5, "\"">>, <<"\"", 16#C3, 16#28, "\"">>, <<"\"", 16#E2, 16#82, "\"">>]), each(fun(K) -> iolist_to_binary(json:encode(#{K => 1})) end, [a, <<"b">>, 1, 1.5, true, <<"å"/utf8>>, 'å']), ok.
