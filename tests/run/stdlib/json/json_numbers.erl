%% Numbers at the edges of floats and integers, encoded, decoded and compared.
-module(json_numbers).
-export([main/0]).
-include("../show.hrl").

main() ->
    each(fun(N) -> B = iolist_to_binary(json:encode(N)), {B, json:decode(B) =:= N} end, [0, -1, 1 bsl 53, -(1 bsl 63), 1 bsl 200, 0.1, 1.0, -0.0, 1.0e15, 1.0e16, 1.0e22, 123456789.123, 5.0e-324, 1.7976931348623157e308, 2.5e-8, 1/3]), each(fun json:decode/1, [<<"1E5">>, <<"1e-5">>, <<"-1.5E+3">>, <<"1e308">>, <<"1e309">>, <<"-1e400">>, <<"1e-400">>, <<"0.10">>, <<"100e0">>, <<"12345678901234567890.5">>, <<"0e5">>, <<"00">>, <<"1e05">>, <<"1.0e">>, <<"- 1">>]),
    each(fun(B) -> json:decode(B, [], #{float => fun(X) -> {f, X} end, integer => fun(X) -> {i, X} end}) end, [<<"[1, 2.0, 3e2, -4, -0.5E1]">>, <<"7">>]), ok.
