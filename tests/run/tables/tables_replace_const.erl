%% select_replace with objects given as constants: the key must be the one that the head matches, exactly.
-module(tables_replace_const).
-export([main/0]).

main() -> [run(Type) || Type <- [set, ordered_set, duplicate_bag]].

run(Type) ->
    T = ets:new(t, [Type]),
    ets:insert(T, [{k, 1}, {{a, b}, 2}, {1.0, x}, {"s", #{a => 1}}]),
    [io:format("~kp~n", [{catch_(fun() -> ets:select_replace(T, [Clause]) end), lists:sort(ets:tab2list(T))}]) || Clause <- clauses()].

clauses() ->
    [{{k, 1}, [], [{const, {k, 2}}]},
     {{k, '_'}, [], [{const, {k, 3}}]},
     {{k, '_'}, [], [{const, {j, 3}}]},
     {{'$1', '_'}, [{'=:=', '$1', k}], [{const, {k, 3}}]},
     {'_', [], [{const, {k, 3}}]},
     {{{a, b}, '_'}, [], [{const, {{a, b}, 3}}]},
     {{{a, '$1'}, '_'}, [], [{const, {{a, b}, 3}}]},
     {{{a, b}, '_'}, [], [{{{const, {a, b}}, 4}}]},
     {{1.0, '_'}, [], [{const, {1.0, 3}}]},
     {{1, '_'}, [], [{const, {1.0, 3}}]},
     {{1.0, '_'}, [], [{const, {1, 3}}]},
     {{"s", #{a => 1}}, [], [{const, {"s", #{a => 2}}}]},
     {{k, '_'}, [], [true, {const, {k, 7}}]},
     {{k, '_'}, [], [{const, k}]},
     {{k, '_'}, [], [{const, {k}}]}].

catch_(F) -> try F() catch C:R -> {C, R} end.
