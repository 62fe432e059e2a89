%% The pieces an encoder is made of: lists, maps, key-value lists with and without duplicates, keys that are converted.
-module(json_encode_callbacks).
-export([main/0]).
-include("../show.hrl").

main() ->
    S = fun(X) -> iolist_to_binary(X) end, V = fun json:encode_value/2,
    each(fun({F, A}) -> S(apply(json, F, A)) end, [{encode_atom, [true, V]}, {encode_atom, [abc, V]}, {encode_atom, [nil, V]}, {encode_integer, [-5]}, {encode_float, [2.5]}, {encode_list, [[1, a], V]}, {encode_map, [#{a => <<"x">>}, V]}, {encode_map_checked, [#{a => 1}, V]}, {encode_map_checked, [#{1 => a, <<"1">> => b}, V]}, {encode_key_value_list, [[{a, 1}, {a, 2}, {<<"b">>, []}], V]}, {encode_key_value_list_checked, [[{a, 1}, {b, 2}], V]}, {encode_key_value_list_checked, [[{a, 1}, {<<"a">>, 2}], V]}, {encode_key_value_list, [[], V]}, {encode_key_value_list, [[a], V]}, {encode_key_value_list, [[{{k}, 1}], V]}, {encode_value, [[1], fun(X, _) -> [<<"<">>, integer_to_binary(X), <<">">>] end]}, {encode_value, [{}, V]}, {encode_integer, [a]}, {encode_float, [1]}, {encode_list, [x, V]}, {encode_map, [x, V]}, {encode_atom, [1, V]}]),
    Dates = fun Enc({{Y, M, D}, {H, Mi, Sec}}, _) -> json:encode_binary(iolist_to_binary(io_lib:format("~4..0w-~2..0w-~2..0wT~2..0w:~2..0w:~2..0w", [Y, M, D, H, Mi, Sec])));
                Enc([{K, _} | _] = L, E) when is_atom(K) -> json:encode_key_value_list(L, E);
                Enc(T, E) when is_tuple(T) -> json:encode_list(tuple_to_list(T), E);
                Enc(nil, _) -> <<"null">>;
                Enc(X, E) -> json:encode_value(X, E) end,
    each(fun(X) -> S(json:encode(X, Dates)) end, [{{2024, 2, 29}, {1, 2, 3}}, [{at, {{2024, 2, 29}, {1, 2, 3}}}, {who, nil}], {a, {b, [{c, d}]}}, [nil, #{x => nil}]]),
    ok.
