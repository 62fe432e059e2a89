%% Functions of erlang, each called many times with arguments from a pool: see sweep.hrl.
-module(sweep_erlang).
-export([main/0]).
-include("sweep.hrl").

functions() ->
    [fun erlang:abs/1, fun erlang:adler32/1, fun erlang:adler32/2, fun erlang:adler32_combine/3, fun erlang:append_element/2,
     fun erlang:atom_to_binary/1, fun erlang:atom_to_binary/2, fun erlang:atom_to_list/1, fun erlang:binary_part/2,
     fun erlang:binary_part/3, fun erlang:binary_to_atom/1, fun erlang:binary_to_existing_atom/1,
     fun erlang:binary_to_existing_atom/2, fun erlang:binary_to_float/1, fun erlang:binary_to_integer/1,
     fun erlang:binary_to_integer/2, fun erlang:binary_to_list/1, fun erlang:binary_to_list/3, fun erlang:binary_to_term/1,
     fun erlang:binary_to_term/2, fun erlang:bit_size/1, fun erlang:bitstring_to_list/1, fun erlang:byte_size/1,
     fun erlang:ceil/1, fun erlang:crc32/1, fun erlang:crc32/2, fun erlang:crc32_combine/3, fun erlang:decode_packet/3,
     fun erlang:delete_element/2, fun erlang:element/2, fun erlang:external_size/1, fun erlang:float/1,
     fun erlang:float_to_binary/1, fun erlang:float_to_binary/2, fun erlang:float_to_list/1, fun erlang:float_to_list/2,
     fun erlang:floor/1, fun erlang:hd/1, fun erlang:insert_element/3, fun erlang:integer_to_binary/1,
     fun erlang:integer_to_binary/2, fun erlang:integer_to_list/1, fun erlang:integer_to_list/2, fun erlang:iolist_size/1,
     fun erlang:iolist_to_binary/1, fun erlang:iolist_to_iovec/1, fun erlang:is_atom/1, fun erlang:is_binary/1,
     fun erlang:is_bitstring/1, fun erlang:is_boolean/1, fun erlang:is_float/1, fun erlang:is_function/1,
     fun erlang:is_function/2, fun erlang:is_integer/1, fun erlang:is_integer/3, fun erlang:is_list/1, fun erlang:is_map/1,
     fun erlang:is_map_key/2, fun erlang:is_number/1, fun erlang:is_pid/1, fun erlang:is_port/1, fun erlang:is_record/2,
     fun erlang:is_reference/1, fun erlang:is_tuple/1, fun erlang:length/1, fun erlang:list_to_atom/1,
     fun erlang:list_to_binary/1, fun erlang:list_to_bitstring/1, fun erlang:list_to_existing_atom/1, fun erlang:list_to_float/1,
     fun erlang:list_to_integer/1, fun erlang:list_to_integer/2, fun erlang:list_to_tuple/1, fun erlang:make_tuple/3,
     fun erlang:map_get/2, fun erlang:map_size/1, fun erlang:max/2, fun erlang:md5/1, fun erlang:min/2, fun erlang:phash/2,
     fun erlang:round/1, fun erlang:setelement/3, fun erlang:size/1, fun erlang:split_binary/2, fun erlang:tl/1,
     fun erlang:trunc/1, fun erlang:tuple_size/1, fun erlang:tuple_to_list/1, fun erlang:localtime_to_universaltime/1,
     fun erlang:localtime_to_universaltime/2, fun erlang:universaltime_to_localtime/1, fun erlang:list_to_pid/1,
     fun erlang:fun_info/2, fun erlang:is_builtin/3, fun erlang:function_exported/3, fun erlang:md5_update/2,
     fun erlang:md5_final/1].

special() ->
    [1, 2, 10, 16, 36, "101", "ff", "1.5", <<"17">>, <<"2.5">>, {a, b, c}, {1, 2, 3}, [{a, 1}], a, b, x, utf8, latin1, [{decimals, 2}], [{scientific, 3}], [compact, {decimals, 4}], <<1, 2, 3, 4>>, [1, 2, [3, <<4>>]], 3.7, -3.7, 1 bsl 62, -(1 bsl 70), #{k => v}, k, term_to_binary({a, [1.5, "x"]}), [safe], [compressed], byte_size].
