%% Records of several kinds printed through definitions: defaults, nesting in lists, maps and tuples, unknown ones.
-module(print_records_nested).
-export([main/0]).
-record(a, {x, y = 1}).
-record(b, {inner, list = [], map = #{}}).
-include("../show.hrl").

main() ->
    Def = fun(a, 2) -> [x, y]; (b, 3) -> [inner, list, map]; (_, _) -> no end, P = fun(T, W) -> io:format("~ts~n", [io_lib_pretty:print(T, [{column, 1}, {line_length, W}, {depth, -1}, {record_print_fun, Def}])]) end,
    [P(T, W) || T <- [#a{}, #a{x = "text", y = <<"bin">>}, #b{inner = #a{x = #a{}}, list = [#a{}, #a{x = 2}], map = #{k => #a{}}}, [#a{}, {a, 1}, {a, 1, 2, 3}, {c, 1}], {b, 1}, #{#a{} => #b{}}, {#a{x = lists:seq(1, 20)}, #b{list = lists:duplicate(6, #a{})}}], W <- [80, 30, 12]],
    [io:format("~ts~n", [io_lib_pretty:print(#b{inner = #a{x = 1}, list = [#a{}, #a{}]}, [{depth, D}, {record_print_fun, Def}])]) || D <- [2, 4, 6, 8]], ok.
