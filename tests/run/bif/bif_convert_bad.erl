%% erlang: conversions between atoms, binaries, lists, numbers and tuples with good and bad arguments.
-module(bif_convert_bad).
-export([main/0]).
-include("../stdlib/calls.hrl").

main() ->
    calls(erlang, [
        {atom_to_binary, [[abc], ["abc"], [abc, utf8], ['é', latin1], [a, bad], ['ж', latin1]]}, {atom_to_list, [[abc], [1]]},
        {binary_to_atom, [[<<"abc">>], [x], [<<255>>], [<<"abc">>, latin1], [<<233>>, latin1], [<<"a">>, bad], [x, utf8]]}, {binary_to_existing_atom, [[<<"abc">>], [<<"no such atom at all">>], [<<"abc">>, utf8], [<<"no such atom at all">>, utf8], [x, utf8]]},
        {list_to_atom, [["abc"], [[-1]], [x], [lists:duplicate(256, $a)]]}, {list_to_existing_atom, [["abc"], ["no such atom at all"], [x]]},
        {binary_to_float, [[<<"1.5">>], [<<"1">>], [x], [<<"1.5e3">>], [<<" 1.5">>]]}, {binary_to_integer, [[<<"12">>], [<<"x">>], [x], [<<"ff">>, 16], [<<"ff">>, 37], [<<"">>, 10], [<<"+7">>]]},
        {binary_to_list, [[<<1, 2>>], [x], [<<1, 2, 3>>, 1, 2], [<<1>>, 0, 1], [<<1>>, 1, 5], [x, 1, 1]]}, {binary_part, [[<<1, 2, 3>>, {0, 2}], [<<1, 2, 3>>, {3, -2}], [<<1>>, {0, 2}], [x, {0, 1}], [<<1, 2, 3>>, 1, 1], [<<1>>, 5, 1], [x, 0, 1]]},
        {bitstring_to_list, [[<<1, 2:3>>], [x]]}, {list_to_bitstring, [[[1, <<2:3>>]], [x], [[256]]]}, {list_to_binary, [[[1, "a", <<"b">>]], [x], [[256]], [[<<1:3>>]]]}, {iolist_to_binary, [[[1, <<"a">>]], [x]]}, {iolist_to_iovec, [[["ab", <<"c">>]], [x]]}, {iolist_size, [[[1, "ab"]], [x]]},
        {list_to_float, [["1.5"], ["1"], [x]]}, {list_to_integer, [["12"], ["x"], [x], ["zz", 36], ["1", 1], ["", 10]]}, {list_to_tuple, [[[1, 2]], [x], [[1 | 2]]]}, {tuple_to_list, [[{1, 2}], [x]]},
        {float_to_binary, [[1.5], [1], [1.5, [{decimals, 2}]], [1.5, [short]], [1.5, [compact, {decimals, 4}]], [1.5, [{scientific, 3}]], [1.5, [bad]], [x, []]]}, {float_to_list, [[1.5], [1], [1.5, [{decimals, 2}]], [1.5, [{decimals, 300}]], [1.5, x]]},
        {integer_to_binary, [[12], [x], [255, 16], [1, 1], [x, 10]]}, {integer_to_list, [[12], [x], [255, 16], [-255, 36], [1, 37]]},
        {float, [[1], [x], [1 bsl 2000]]}, {round, [[1.5], [x]]}, {trunc, [[-1.5], [x]]}, {floor, [[-1.5], [x]]}, {ceil, [[1.2], [x]]}, {abs, [[-1], [x]]}, {max, [[1, a]]}, {min, [[1, a]]},
        {element, [[1, {a}], [2, {a}], [0, {a}], [1, x], [x, {a}]]}, {setelement, [[1, {a}, b], [2, {a}, b], [x, {a}, b], [1, x, b]]}, {make_tuple, [[2, a], [-1, a], [x, a], [3, a, [{2, b}]], [1, a, [{2, b}]], [2, a, x]]}, {append_element, [[{a}, b], [x, b]]}, {insert_element, [[1, {a}, b], [3, {a}, b], [x, {a}, b]]}, {delete_element, [[1, {a}], [2, {a}], [x, {a}]]}, {tuple_size, [[{}], [x]]},
        {hd, [[[a]], [[]], [x]]}, {tl, [[[a]], [[]], [x]]}, {length, [[[a]], [x], [[a | b]]]}, {size, [[{a}], [<<1>>], [x]]}, {byte_size, [[<<1:9>>], [x]]}, {bit_size, [[<<1:9>>], [x]]}, {map_size, [[#{}], [x]]}, {map_get, [[a, #{a => 1}], [b, #{}], [a, x]]}, {is_map_key, [[a, #{}], [a, x]]},
        {split_binary, [[<<1, 2>>, 1], [<<1>>, 2], [x, 1]]}, {phash2, [[a], [a, 10], [a, 0], [a, x]]}, {phash, [[a, 10], [a, 0]]}, {crc32, [["abc"], [x], [5, "abc"], [x, "abc"], [-1, "a"]]}, {crc32_combine, [[1, 2, 3], [x, 2, 3]]}, {adler32, [["abc"], [x], [1, "abc"], [x, "a"]]}, {adler32_combine, [[1, 2, 3], [x, 2, 3]]}, {md5, [["abc"], [x]]},
        {term_to_binary, [[a], [a, []], [a, [compressed]], [a, [{minor_version, 1}]], [a, [bad]], [a, x]]}, {binary_to_term, [[<<131, 97, 1>>], [<<1>>], [x], [<<131, 97, 1>>, [safe]], [<<131, 97, 1, 9>>, [used]], [<<131, 97, 1>>, [bad]], [<<131, 119, 3, "q5z">>, [safe]]]}, {term_to_iovec, [[a], [a, []], [a, [bad]]]}, {external_size, [[a], [a, []], [a, [bad]], [{a, "b"}, [{minor_version, 2}]]]},
        {decode_packet, [[line, <<"a\nb">>, []], [4, <<0, 0, 0, 1, 5, 6>>, []], [2, <<0>>, []], [http, <<"GET / HTTP/1.0\r\n">>, []], [bad, <<>>, []], [line, x, []], [raw, <<"a">>, []], [line, <<"abc">>, [{line_length, 2}]], [http_bin, <<"HTTP/1.1 200 OK\r\n">>, []], [httph, <<"Host: x\r\n\r\n">>, []], [0, <<"a">>, [bad]]]},
        {list_to_pid, [["x"], [x], ["<1.2>"]]}, {list_to_ref, [["x"], [x]]}, {list_to_port, [["x"], [x]]}, {pid_to_list, [[x]]}, {ref_to_list, [[x]]}, {port_to_list, [[x]]}, {fun_to_list, [[fun lists:map/2], [x]]},
        {is_record, [[{a, 1}, a], [{a, 1}, b], [a, 1], [{a, 1}, a, 2], [{a, 1}, a, 3], [{a}, a, x], [{a}, 1, 1]]}, {is_function, [[fun main/0, 0], [fun main/0, x], [fun main/0, -1], [a, 1]]}, {is_builtin, [[erlang, abs, 1], [lists, map, 2], [x, y, z], [1, 2, 3]]}, {function_exported, [[lists, map, 2], [lists, none, 2], [1, 2, 3]]},
        {convert_time_unit, [[1, second, millisecond], [1, bad, second], [x, second, second], [1500, millisecond, second], [1, second, 0]]}, {make_fun, [[lists, map, 2], [lists, map, -1]]}, {fun_info, [[fun lists:map/2], [x], [fun lists:map/2, arity], [fun lists:map/2, bad], [x, arity]]},
        {universaltime_to_localtime, [[x], [{{2020, 13, 1}, {0, 0, 0}}]]}, {localtime_to_universaltime, [[x], [{{2020, 13, 1}, {0, 0, 0}}], [x, true], [{{2020, 1, 1}, {0, 0, 0}}, bad]]}, {posixtime_to_universaltime, [[0], [x]]}, {universaltime_to_posixtime, [[{{1970, 1, 1}, {0, 0, 0}}], [x]]}]),
    C = erlang:md5_update(erlang:md5_init(), "ab"),
    say("md5", {erlang:md5_final(erlang:md5_update(C, <<"c">>)) =:= erlang:md5("abc")}), calls(erlang, [{md5_update, [[x, "a"]]}, {md5_final, [[x]]}]),
    Self = self(), R = make_ref(),
    say("text", {list_to_pid(pid_to_list(Self)) =:= Self, list_to_ref(ref_to_list(R)) =:= R, is_list(fun_to_list())}).
fun_to_list() -> erlang:fun_to_list(fun() -> ok end).
