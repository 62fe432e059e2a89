%% Functions of the data modules that need a well-made argument to do anything at all: good and bad calls.
-module(leftovers_bad).
-export([main/0]).
-include("calls.hrl").

main() ->
    F2 = fun(A, B) -> {A, B} end, F3 = fun(A, B, C) -> [A, B, C] end, Odd = fun(X) -> X rem 2 =:= 1 end,
    calls(lists, [{zipwith, [[F2, [1, 2], [a, b]], [F2, [1], []], [F2, [1, 2], [a], {pad, {x, y}}], [x, [1], [2]]]}, {zipwith3, [[F3, [1], [2], [3]], [F3, [1], [2], []], [F3, [1], [2], [], {pad, {x, y, z}}], [F3, [1], [], [3], trim], [x, [], [], []], [F3, x, [], []], [F3, [1], [], [], fail]]},
                  {zipwith, [[F2, [1], [], trim], [F2, [1], [], bad]]}]),
    I = maps:iterator(#{a => 1}, ordered),
    calls(maps, [{get, [[a, #{a => 1}], [b, #{}], [a, x]]}, {iterator, [[x], [#{}, bad]]}, {take, [[a, #{a => 1}], [b, #{}], [a, x]]}, {next, [[x], [none]]}]),
    say("next", [element(1, maps:next(I)), element(2, maps:next(I)), maps:next(element(3, maps:next(I)))]),
    say("to_list", maps:to_list(maps:iterator(#{b => 1, a => 2}, fun(A, B) -> A > B end))),
    calls(binary, [{compile_pattern, [[x], [[]], [<<>>], [[<<"a">>, x]]]}, {referenced_byte_size, [[<<"abc">>], [x]]}, {match, [[<<"abab">>, binary:compile_pattern(<<"b">>)]]}]),
    S = sets:from_list([1, 2, 3]), S2 = sets:from_list([1, 2, 3], [{version, 1}]),
    [begin say("sets", {lists:sort(sets:to_list(sets:filter(Odd, T))), lists:sort(sets:to_list(sets:filtermap(fun(X) -> {true, X * 2} end, T))), lists:sort(sets:to_list(sets:map(Odd, T)))}),
           calls(sets, [{F, [[x, T]]} || F <- [filter, filtermap, map]]), calls(sets, [{filter, [[fun(_) -> maybe_ end, T]]}]) end || T <- [S, S2]],
    calls(gb_trees, [{take_any, [[a, gb_trees:from_orddict([{a, 1}])], [b, gb_trees:empty()], [a, x]]}]),
    [say(F, tuple_size(calendar:F())) || F <- [iso_week_number, local_time, universal_time]],
    Enc = fun(V, E) -> json:encode_value(V, E) end,
    [say(F, try iolist_to_binary(json:F(A, Enc)) catch C:E -> {C, E} end) || F <- [encode_key_value_list, encode_key_value_list_checked], A <- [[{<<"a">>, 1}, {b, 2}], [], [{a, 1}, {<<"a">>, 2}], [x]]],
    Fmt = fun(V, E, S0) -> json:format_value(V, E, S0) end, St = #{level => 0, col => 0, indent => 2, max => 100},
    [say(F, try iolist_to_binary(json:F(A, Fmt, St)) catch C:E -> {C, E} end) || F <- [format_key_value_list, format_key_value_list_checked], A <- [[{<<"a">>, 1}, {b, 2}], [], [{a, 1}, {<<"a">>, 2}], [x]]],
    calls(uri_string, [{compose_query, [[[{"a", "b c"}, {"d", true}]], [[{"å", "ö"}], [{encoding, latin1}]], [[{"a", "b"}], [{encoding, bad}]], [x, []], [[{"ж", "x"}], [{encoding, latin1}]]]}, {resolve, [["a", "http://h/b/c", [return_map]], ["../d", "http://h/b/c", []], ["a", "rel", []], ["%", x, []], ["http://[bad", "http://h", [return_map]]]},
                       {transcode, [["a%20b", [{in_encoding, utf8}, {out_encoding, latin1}]], ["%ff", [{in_encoding, utf8}]], [x, []]]}]),
    {ok, RE} = re:compile("(?<n>a)(?<m>b)"), {ok, Ex} = re:compile("a(b)", [export]),
    calls(re, [{inspect, [[RE, namelist], [x, namelist]]}, {import, [[x], [{re_exported_pattern, x}]]}]), say("imported", re:run("xab", re:import(Ex))),
    calls(persistent_term, [{put, [[k, v], [k, v]]}, {put_new, [[k, v], [k, w], [j, 1]]}, {get, [[k], [k, d], [none, d], [none]]}, {erase, [[k], [k], [j]]}]),
    calls(ms_transform, [{transform_from_shell, [[ets, [{clause, 1, [{tuple, 1, [{var, 1, 'X'}]}], [], [{var, 1, 'X'}]}], []]]}]),
    say("transform", ms_transform:parse_transform([{attribute, 1, module, m}, {eof, 2}], [])),
    calls(counters, [{new, [[0, []], [x, []], [2, [bad]]]}, {get, [[x, 1]]}, {add, [[x, 1, 1]]}, {put, [[x, 1, 1]]}, {sub, [[x, 1, 1]]}, {info, [[x]]}]),
    calls(atomics, [{new, [[0, []], [x, []], [2, [bad]]]}, {get, [[x, 1]]}, {add, [[x, 1, 1]]}, {put, [[x, 1, 1]]}, {sub, [[x, 1, 1]]}, {info, [[x]]}, {add_get, [[x, 1, 1]]}, {sub_get, [[x, 1, 1]]}, {exchange, [[x, 1, 1]]}, {compare_exchange, [[x, 1, 1, 1]]}]),
    E = fun({error, _}) -> refused; (V) -> V end,
    [call(os, F, A, E) || {F, As} <- [{find_executable, [["no such program", "/nonexistent"], ["sh", x], [x], ["no such program"]]}, {getenv, [["NO_SUCH_VARIABLE"], ["NO_SUCH_VARIABLE", "d"], [x], [x, y]]}, {putenv, [["PURLIN_T", "1"], [x, "1"], ["a=b", "1"], ["PURLIN_T", x]]}, {unsetenv, [["PURLIN_T"], [x], ["a=b"]]}, {system_time, [[bad]]}, {perf_counter, [[bad]]}], A <- As],
    say("os", {is_list(os:env()), is_list(os:getenv()), is_integer(os:perf_counter()), is_integer(os:perf_counter(millisecond)), is_integer(os:system_time()), is_integer(os:system_time(second))}),
    calls(filelib, [{F, [[{x}], ["no such file"], ["no such file", prim_file]]} || F <- [file_size, is_dir, is_file, is_regular, last_modified]]),
    calls(filelib, [{safe_relative_path, [["a/../b", "/"], ["../b", "/"], [x, "/"], ["a", x]]}, {find_file, [["none.erl", "."], ["none.erl", ".", []], [x, "."]]}, {find_source, [["none.beam"], ["none.beam", "."], ["none.beam", ".", []], [x]]}, {wildcard, [["no_such_*"], [x], ["{a"], ["a", x]]}, {ensure_dir, [[{x}]]}, {ensure_path, [[{x}]]}, {fold_files, [["none", "x", false, fun(A, B) -> [A | B] end, []], [x, "x", false, y, []]]}]).
