%% error_info in stack traces: which built-in failures carry it, its map, error/3 with one's own, and format_error callbacks used in reports.
-module(exc_info_maps).
-export([main/0, format_error/2]).
-include("proc.hrl").

main() ->
    Calls = [{atom_to_list, [1]}, {binary_to_atom, [<<255>>]}, {element, [3, {a}]}, {hd, [[]]}, {'+', [a, 1]}, {'div', [1, 0]}, {list_to_integer, ["x"]}, {register, [x, y]},
        {'++', [a, b]}, {link, [a]}, {send, [nobody, x]}, {'!', [nobody, x]}, {spawn, [x]}, {binary_part, [<<1>>, 0, 2]}, {tuple_to_list, [[]]}, {map_get, [a, #{}]}, {map_size, [a]}, {apply, [x, y, z]},
        {float_to_list, [1]}, {integer_to_list, [1, 99]}, {iolist_size, [[a]]}, {make_tuple, [-1, a]}, {exit, [a, b]}, {monitor, [process, 1]}, {process_flag, [x, y]}, {'not', [1]}, {'and', [true, 1]}, {abs, [a]}],
    [begin {C, R, [{M, F, A, I} | _]} = try apply(erlang, F0, A0) catch C0:R0:S0 -> {C0, R0, S0} end, p({F0, C, R, M, F, is_list(A), proplists:get_value(error_info, I, none)}) end || {F0, A0} <- Calls],
    [begin [{M, F, A, I} | _] = try apply(M0, F0, A0) catch _:_:S0 -> S0 end, p({M, F, is_list(A), proplists:get_value(error_info, I, none)}) end
        || {M0, F0, A0} <- [{maps, get, [a, #{}]}, {maps, update, [a, 1, #{}]}, {maps, keys, [x]}, {binary, split, [x, y]}, {binary, at, [<<>>, 1]}, {ets, lookup, [no_table, x]}, {unicode, characters_to_binary, [x]}, {re, run, [x, y]},
            {persistent_term, get, [nothing_here]}, {math, sqrt, [-1]}, {lists, keyfind, [1, 0, []]}, {lists, reverse, [a, b]}]],
    %% one's own
    p(try own(1, two) catch error:{wrong, 1}:St -> [{?MODULE, own, As, I} | _] = St, {As, lists:keyfind(error_info, 1, I)} end),
    io:format("~ts~n", [try own(1, two) catch C1:R1:S1 -> erl_error_text(C1, R1, S1) end]),
    p([t(fun() -> error(r, none, O) end) || O <- [[], [{error_info, #{}}], [{error_info, x}], [x], x]]),
    p([try error(r, A, [{error_info, #{cause => c}}]) catch error:r:S2 -> [{_, F, X, _} | _] = S2, {F, X} end || A <- [none, [], [a, b]]]).

own(A, B) -> error({wrong, A}, [A, B], [{error_info, #{cause => mine, module => ?MODULE}}]).

format_error({wrong, _}, [{?MODULE, own, [_, B], Info} | _]) ->
    #{cause := Cause} = proplists:get_value(error_info, Info),
    #{1 => "the first", 2 => io_lib:format("~p is not good", [B]), general => atom_to_list(Cause)}.

erl_error_text(C, R, S) -> hd(string:split(unicode:characters_to_list(erl_error:format_exception(C, R, S)), "  in call")).
