%% Functions of json, each called many times with arguments from a pool: see sweep.hrl.
-module(sweep_json).
-export([main/0]).
-include("sweep.hrl").

functions() ->
    [fun json:decode/1, fun json:decode/3, fun json:decode_continue/2, fun json:decode_start/3, fun json:encode/1,
     fun json:encode/2, fun json:encode_atom/2, fun json:encode_binary/1, fun json:encode_binary_escape_all/1,
     fun json:encode_float/1, fun json:encode_integer/1, fun json:encode_key_value_list/2, fun json:encode_list/2,
     fun json:encode_map/2, fun json:encode_value/2, fun json:format/1, fun json:format/2, fun json:format/3,
     fun json:format_key_value_list/3, fun json:format_key_value_list_checked/3, fun json:format_value/3].

special() ->
    [#{a => 1}, #{<<"k">> => [1, 2.5, true, null]}, <<"{\"a\": [1, 2, {\"b\": null}]}">>, <<"[1, 2">>, <<"1e5 ">>, <<"\"\\u00e5\"">>, [1, <<"x">>], a, [{a, 1}, {<<"b">>, 2}], fun(V, E) -> json:encode_value(V, E) end, <<"tru">>, <<"[1,]">>, #{indent => 4}].
