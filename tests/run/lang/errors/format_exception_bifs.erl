%% The explanations that come with errors of built-in functions.
-module(format_exception_bifs).
-export([main/0]).
-include("../lang.hrl").

text(M, F, A) ->
    try apply(M, F, A), io:format("no error: ~p:~p~n", [M, F])
    catch C:R:St ->
        io:format("~ts~n~n", [erl_error:format_exception(C, R, [place(hd(St))], #{stack_trim_fun => fun(_, _, _) -> false end})])
    end.

place({M, F, A, L}) -> {M, F, A, lists:keydelete(line, 1, L)}.

main() ->
    [text(erlang, F, A) || {F, A} <- [{hd, [[]]}, {element, [3, {a}]}, {element, [a, {b}]}, {element, [1, x]}, {setelement, [0, {a}, b]},
        {length, [x]}, {tuple_size, [1]}, {atom_to_list, [1]}, {list_to_atom, ["a" | [x]]}, {list_to_atom, [[a]]}, {list_to_atom, [x]},
        {binary_to_atom, [<<255>>]}, {list_to_integer, ["1x"]}, {list_to_integer, ["1", 40]}, {integer_to_list, [a]}, {integer_to_binary, [1, 1]},
        {binary_to_integer, [<<"z">>]}, {list_to_float, ["1"]}, {float_to_list, [1.0, [{decimals, 300}]]}, {abs, [a]}, {map_size, [1]}, {is_map_key, [a, b]},
        {binary_part, [<<1>>, 1, 1]}, {split_binary, [<<>>, 1]}, {iolist_size, [x]}, {list_to_binary, [[300]]}, {list_to_tuple, [x]}, {tuple_to_list, [[]]},
        {make_tuple, [x, 1]}, {insert_element, [5, {a}, b]}, {delete_element, [1, {}]}, {is_function, [a, -1]}, {is_record, [a, 1]}, {send, [nobody, hi]}]],
    [text(lists, F, A) || {F, A} <- [{reverse, [x]}, {nth, [0, [a]]}, {seq, [a, b]}, {keyfind, [a, 0, []]}, {member, [a, b]}, {sum, [[a]]}]],
    [text(maps, F, A) || {F, A} <- [{get, [a, #{}]}, {put, [a, b, c]}, {update, [a, b, #{}]}, {from_list, [[a]]}, {merge, [a, #{}]}, {keys, [x]}]],
    [text(binary, F, A) || {F, A} <- [{at, [<<>>, 0]}, {part, [<<1>>, {0, 2}]}, {split, [<<>>, x]}, {copy, [a]}, {encode_unsigned, [-1]}]],
    [text(M, F, A) || {M, F, A} <- [{math, sqrt, [-1]}, {math, log, [a]}, {io_lib, format, ["~p", []]}, {unicode, characters_to_list, [x]}, {persistent_term, get, [no_key]}, {counters, new, [0, []]}]],
    ok.
