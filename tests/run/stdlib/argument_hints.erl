%% What is said of wrong arguments of tables, formats and apply/3, by position.
-module(argument_hints).
-export([main/0]).

main() ->
    T = ets:new(t, [named_table, private]),
    ets:insert(T, [{k, 1}, {text, "x"}]),
    lists:foreach(fun({Name, Calls}) -> show(Name, Calls) end,
                  [{tables, tables()}, {objects, objects(T)}, {updates, updates(T)}, {specs, specs(T)}, {formats, formats()}, {apply, applies()}]),
    others_table(T).

tables() ->
    [fun() -> ets:lookup(nope, 1) end, fun() -> ets:insert(1, {a}) end, fun() -> ets:new("t", []) end, fun() -> ets:new(u, set) end,
     fun() -> ets:new(u, [{keypos, 0}]) end, fun() -> ets:new(u, [set | x]) end, fun() -> ets:new(t, [named_table]) end,
     fun() -> ets:rename(t, 1) end, fun() -> ets:rename(t, t) end, fun() -> ets:whereis("t") end, fun() -> ets:info(t, age) end,
     fun() -> ets:give_away(t, x, y) end, fun() -> ets:give_away(t, self(), y) end, fun() -> ets:setopts(t, {keypos, 1}) end,
     fun() -> ets:safe_fixtable(t, 1) end, fun() -> ets:slot(t, -1) end, fun() -> ets:next(t, nokey) end, fun() -> ets:prev(t, nokey) end].

objects(T) ->
    [fun() -> ets:insert(T, k) end, fun() -> ets:insert(T, {}) end, fun() -> ets:insert(T, [{a}, b]) end, fun() -> ets:insert(T, [{a} | b]) end,
     fun() -> ets:insert_new(T, [{}]) end, fun() -> ets:delete_object(T, k) end, fun() -> ets:delete_object(T, {}) end,
     fun() -> ets:lookup_element(T, nokey, 1) end, fun() -> ets:lookup_element(T, k, 3) end, fun() -> ets:lookup_element(T, k, 0) end,
     fun() -> ets:lookup_element(T, k, x) end, fun() -> ets:lookup_element(T, k, 3, none) end].

updates(T) ->
    [fun() -> ets:update_counter(T, nokey, 1) end, fun() -> ets:update_counter(T, k, x) end, fun() -> ets:update_counter(T, k, {1, 1}) end,
     fun() -> ets:update_counter(T, k, {5, 1}) end, fun() -> ets:update_counter(T, text, 1) end, fun() -> ets:update_counter(T, k, {2, 1, x, 1}) end,
     fun() -> ets:update_counter(T, k, [{2, 1}, x]) end, fun() -> ets:update_counter(T, new, {2, 1}, x) end,
     fun() -> ets:update_counter(T, new, {2, 1}, {}) end, fun() -> ets:update_element(T, k, {1, x}) end, fun() -> ets:update_element(T, k, {7, x}) end,
     fun() -> ets:update_element(T, k, [{2, 1}, x]) end].

specs(T) ->
    [fun() -> ets:select(T, x) end, fun() -> ets:select(T, [{{'$1'}, [{no_test}], ['$1']}]) end, fun() -> ets:select(T, [], x) end,
     fun() -> ets:select_count(T, x) end, fun() -> ets:match(T, '_', 0) end,
     fun() -> ets:match_object(T, '_', x) end, fun() -> ets:match(x) end, fun() -> ets:select(x) end, fun() -> ets:match_spec_compile(x) end].

formats() ->
    [fun() -> io:format("~q~n", [1]) end, fun() -> io:format("~p ~p~n", [1]) end, fun() -> io:format("~p~n", [1, 2]) end, fun() -> io:format("~") end,
     fun() -> io:format("~-10.") end, fun() -> io:format("~3") end, fun() -> io:format(1, []) end, fun() -> io:format("~p", 1) end,
     fun() -> io:format("~s~n", [1]) end, fun() -> io:format("~i~ts~n", [1, {a}]) end, fun() -> io:format("~*p~n", [a, b]) end,
     fun() -> io:format("~.*f~n", [a, 1.5]) end, fun() -> io:format("~8.2f~n", [1]) end, fun() -> io:format("~tc~n", [a]) end,
     fun() -> io:format("~W~n", [a, b]) end, fun() -> io:format("~.16b ~16B~n", [a, 1]) end, fun() -> io:format("~.16X~n", [1]) end,
     fun() -> io:format(standard_io, "~w ~s", [1, 2]) end, fun() -> io:format("~~ ~n ~p", []) end, fun() -> io:format("~s~n", [[1024]]) end,
     fun() -> io:format(nobody, "x", []) end, fun() -> io:nl(nobody) end].

applies() ->
    [fun() -> apply(id(1), f, []) end, fun() -> apply(id(m), "f", []) end, fun() -> apply(id(1), 2, x) end, fun() -> apply(id(m), f, [x | y]) end].

others_table(T) ->
    Calls = [fun() -> ets:lookup(T, k) end, fun() -> ets:delete(T) end],
    {Pid, Monitor} = spawn_monitor(fun() -> show(access, Calls) end),
    receive {'DOWN', Monitor, process, Pid, normal} -> ok end.

show(Name, Calls) ->
    io:format("~s~n", [Name]),
    lists:foreach(fun(Call) -> io:format("  ~ts~n", [hints(Call)]) end, Calls).

hints(Call) ->
    try Call() of
        Value -> io_lib:format("gave ~p", [Value])
    catch
        error:Reason:Stack ->
            [{Module, Function, Arguments, Info} | _] = Stack,
            {_, #{module := Formatter}} = lists:keyfind(error_info, 1, Info),
            Hints = [io_lib:format(", ~p: ~ts", [At, Text]) || At := Text <- maps:iterator(Formatter:format_error(Reason, Stack), ordered)],
            io_lib:format("~p:~p/~p~ts", [Module, Function, length(Arguments), Hints])
    end.

id(X) -> X.
