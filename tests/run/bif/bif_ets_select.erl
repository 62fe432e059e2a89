%% Tables searched by pattern: match, select, continuations, counting, deleting, replacing, guards and bodies.
-module(bif_ets_select).
-export([main/0]).

show(X) -> io:format("~kw~n", [X]).

try_(F) ->
    show(try F() catch error:R -> {error, R} end).

main() ->
    T = ets:new(t, [ordered_set]),
    true = ets:insert(T, [{N, N rem 3, [N, {x, N}], #{n => N, even => N rem 2 =:= 0}} || N <- lists:seq(1, 12)]),
    matches(T), guards(T), bodies(T), limits(T), changes(T), errors(T), compiled().

matches(T) ->
    show(ets:match(T, {'$1', 0, '_', '_'})),
    show(ets:match(T, {'$2', '_', ['$1', {x, '$2'}], '_'})),
    show(ets:match(T, {'$1', '$1', '_', '_'})),
    show(ets:match(T, {'$1', '_', '_', #{n => 3}})),
    show(ets:match(T, {5, '$0', '_', '_'})),
    show(ets:match_object(T, {4, '_', '_', '_'})),
    show(ets:match(T, {'_', '_'})),
    show(length(ets:match_object(T, '_'))).

guards(T) ->
    Keys = fun(Guards) -> ets:select(T, [{{'$1', '$2', '$3', '$4'}, Guards, ['$1']}]) end,
    [show(Keys(G)) || G <- [[], [{'>', '$1', 9}], [{'=<', '$1', 2}, {'=:=', '$2', 2}], [{'orelse', {'==', '$1', 1}, {'==', '$1', 12}}],
                            [{'andalso', {'>', '$1', 3}, {'<', '$1', 6}}], [{'not', {'<', '$1', 11}}], [{is_atom, '$1'}],
                            [{is_list, '$3'}, {'=:=', {length, '$3'}, 2}, {'=:=', {'rem', '$1', 5}, 0}],
                            [{map_get, even, '$4'}], [{'=:=', {map_size, '$4'}, 3}], [{is_map_key, n, '$4'}, {'>', {'*', '$1', 2}, 20}],
                            [{'=:=', {hd, '$3'}, 7}], [{'=:=', {element, 2, {hd, {tl, '$3'}}}, 8}], [{hd, '$1'}], ['$1'],
                            [{'=:=', '$2', {const, 1}}], [{'=:=', {abs, {'-', '$1', 5}}, 1}], [{'=:=', {'band', '$1', 3}, 3}],
                            [{'xor', true, {'>', '$1', 1}}], [{'and', true, {'>', '$1', 11}, true}], [{'/=', '$1', 1.0}, {'<', '$1', 3}],
                            [{'>', {max, '$1', 5}, 11}], [{'==', '$_', {{1, 1, [1, {{x, 1}}], #{n => 1, even => false}}}}]]].

bodies(T) ->
    Bodies = fun(Body) -> ets:select(T, [{{'$1', '$2', '$3', '$4'}, [{'<', '$1', 3}], Body}]) end,
    [show(Bodies(B)) || B <- [['$_'], ['$$'], [{{'$1', a, {const, '$1'}}}], [['$1', '$2' | tail]], [{'+', '$1', 1.5}], [{element, 1, '$_'}],
                              [{hd, '$1'}], [ignored, '$2'], [[]], [{{}}], [<<"bin">>], [{'bsl', '$1', 70}], [{size, '$_'}], [{trunc, 2.7}]]],
    show(ets:select(T, [{{1, '$1', '_', '_'}, [], [{{one, '$1'}}]}, {{'$1', '_', '_', '_'}, [{'>', '$1', 10}], ['$1']}])),
    show(ets:select_reverse(T, [{{'$1', 1, '_', '_'}, [], ['$1']}])).

limits(T) ->
    pages(ets:select(T, [{{'$1', '_', '_', '_'}, [{'=/=', '$1', 6}], ['$1']}], 4), fun ets:select/1),
    pages(ets:select_reverse(T, [{{'$1', '_', '_', '_'}, [], ['$1']}], 5), fun ets:select_reverse/1),
    pages(ets:match(T, {'$1', 2, '_', '_'}, 3), fun ets:match/1),
    show(ets:match(T, {'$1', nothing, '_', '_'}, 3)),
    show(ets:select('$end_of_table')).

pages('$end_of_table', _) -> show(end_of_table);
pages({Found, Continuation}, Next) ->
    show(Found),
    pages(Next(Continuation), Next).

changes(T0) ->
    T = ets:new(c, [ordered_set]),
    true = ets:insert(T, ets:tab2list(T0)),
    show(ets:select_count(T, [{{'$1', '_', '_', '_'}, [{'>', '$1', 4}], [true]}])),
    show(ets:select_count(T, [{{'$1', '_', '_', '_'}, [], [{'>', '$1', 4}]}])),
    show(ets:select_delete(T, [{{'_', 0, '_', '_'}, [], [true]}])),
    show(ets:match_delete(T, {'_', 1, '_', '_'})),
    show(ets:match(T, {'$1', '_', '_', '_'})),
    show(ets:select_replace(T, [{{'$1', '$2', '_', '_'}, [{'>', '$1', 4}], [{{'$1', new, '$2'}}]}])),
    show([element(2, R) || R <- ets:tab2list(T)]).

errors(T) ->
    [try_(F) || F <- [fun() -> ets:select(T, foo) end, fun() -> ets:select(T, [{a, b}]) end, fun() -> ets:select(T, [{'$1', [], ['$2']}]) end,
                      fun() -> ets:select(T, [{'$1', [{nofun, '$1'}], ['$1']}]) end, fun() -> ets:select(T, [{'$1', [], []}]) end,
                      fun() -> ets:select(T, [{'$1', x, ['$1']}]) end, fun() -> ets:select(T, [{'_', [], [true]}], 0) end,
                      fun() -> ets:select(nosuch, []) end, fun() -> ets:select(foo) end,
                      fun() -> ets:select_replace(T, [{{'$1', '_', '_', '_'}, [], [{{x, '$1'}}]}]) end]],
    show(ets:select(T, [])).

compiled() ->
    MS = ets:match_spec_compile([{{'$1', '$2'}, [{'>', '$2', 1}], ['$1']}]),
    show({ets:is_compiled_ms(MS), ets:is_compiled_ms(make_ref()), ets:match_spec_run([{a, 1}, {b, 2}, c, {d, 3}], MS)}),
    try_(fun() -> ets:match_spec_compile([x]) end).
