%% ets: odd functions, continuations, tables that are not there, wrong specifications.
-module(ets_bad).
-export([main/0]).
-include_lib("stdlib/include/ms_transform.hrl").
-include("calls.hrl").

main() ->
    [table(Type) || Type <- [set, ordered_set, bag, duplicate_bag]],
    Gone = ets:new(t, []), ets:delete(Gone),
    Ms = ets:match_spec_compile([{{'$1', '_'}, [], ['$1']}]),
    calls(ets, [{F, [[Gone], [none], [5]]} || F <- [delete, delete_all_objects, first, first_lookup, last, last_lookup, tab2list, info, match_object, select, match, select_reverse, is_compiled_ms, whereis, repair_continuation, table]] --
               [{F, [[Gone], [none], [5]]} || F <- [repair_continuation, table]]),
    calls(ets, [{F, [[Gone, a], [none, a]]} || F <- [lookup, delete, delete_object, insert, insert_new, member, next, next_lookup, prev, prev_lookup, match, match_delete, match_object, select, select_count, select_delete, select_reverse, take, slot, rename, safe_fixtable, setopts, info, foldl, foldr, select_replace]] --
               [{F, [[Gone, a], [none, a]]} || F <- [foldl, foldr]]),
    calls(ets, [{F, [[Gone, a, b], [none, a, b]]} || F <- [lookup_element, update_counter, update_element, match, match_object, select, select_reverse, give_away]]),
    calls(ets, [{foldl, [[fun(A, B) -> [A | B] end, [], Gone], [x, [], Gone]]}, {foldr, [[fun(A, B) -> [A | B] end, [], Gone], [x, [], Gone]]},
                {new, [[t, [bad]], [5, []], [t, x], [t, [{keypos, 0}]], [t, [{keypos, x}]], [t, [{heir, x}]], [t, [{read_concurrency, x}]]]},
                {match_spec_run, [[[{a, 1}, {b, 2}, c], Ms], [[], Ms], [x, Ms], [[a], x]]}, {match_spec_compile, [[x], [[{a, b}]], [[{'$1', [{bad, 1}], ['$1']}]]]}, {is_compiled_ms, [[Ms], [x]]},
                {test_ms, [[{a, 1}, [{{'$1', '_'}, [], ['$1']}]], [{a, 1}, [{{'$1'}, [], ['$1']}]]]}, {fun2ms, [[x]]}, {all, []}, {whereis, [[none], ["x"]]}, {i, []},
                {tab2file, [[none, "/nonexistent/f"]]}, {file2tab, [["/nonexistent/f"], ["/nonexistent/f", []], ["/nonexistent/f", [bad]]]}, {tabfile_info, [["/nonexistent/f"]]},
                {init_table, [[none, fun(_) -> end_of_input end], [x, y]]}, {setopts, [[none, []]]}]),
    say("all", lists:member(Gone, ets:all())).

table(Type) ->
    say("table", Type),
    T = ets:new(t, [Type]), true = ets:insert(T, [{1, a}, {2, b}, {3, c}]),
    Sort = fun(L) when is_list(L) -> lists:sort(L); (V) -> V end,
    [call(ets, F, [T | A], Sort) || {F, A} <- [{lookup, [1]}, {lookup_element, [1, 2]}, {lookup_element, [9, 2]}, {lookup_element, [9, 2, none]}, {lookup_element, [1, 9]}, {member, [1]}, {member, [9]}, {insert_new, [{1, z}]}, {insert_new, [[{4, d}, {5, e}]]}, {insert, [x]}, {insert, [{}]},
        {match, [{'$1', a}]}, {match_object, [{'_', b}]}, {select, [[{{'$1', '_'}, [], ['$1']}]]}, {select_count, [[{{'$1', '_'}, [{'>', '$1', 2}], [true]}]]}, {select_reverse, [[{{'$1', '_'}, [], ['$1']}]]}, {select, [x]}, {match, [{'$1', a}, 0]}, {select, [[], 1]}, {select_reverse, [[{{'$1', '_'}, [], ['$1']}], 0]},
        {take, [5]}, {update_element, [1, {2, q}]}, {update_element, [9, {2, q}]}, {update_element, [1, {1, q}]}, {update_counter, [1, 1]}, {delete_object, [{4, d}]}, {delete, [99]}, {match_delete, [{3, '_'}]}, {select_delete, [[{{2, '_'}, [], [true]}]]}, {info, [size]}, {info, [nothing]}, {info, [type]}, {slot, [-1]}, {slot, [x]}, {rename, [5]}, {safe_fixtable, [true]}, {safe_fixtable, [x]}, {setopts, [{heir, none}]}, {setopts, [{heir, x}]}, {setopts, [bad]}, {give_away, [self(), x]}, {give_away, [x, y]}, {select_replace, [[{{'$1', '_'}, [], [{{'$1', new}}]}]]}, {select_replace, [x]}]],
    ets:insert(T, [{N, N} || N <- lists:seq(1, 10)]),
    [chunks(F, F(T)) || F <- [fun(X) -> ets:match(X, {'$1', '_'}, 4) end, fun(X) -> ets:match_object(X, {'_', '_'}, 4) end, fun(X) -> ets:select(X, [{{'$1', '_'}, [], ['$1']}], 4) end, fun(X) -> ets:select_reverse(X, [{{'$1', '_'}, [], ['$1']}], 4) end]],
    {_, C} = ets:select(T, [{{'$1', '_'}, [], ['$1']}], 3), say("repaired", is_tuple(ets:select(ets:repair_continuation(C, [{{'$1', '_'}, [], ['$1']}])))),
    say("end", {ets:select('$end_of_table'), ets:match('$end_of_table'), ets:match_object('$end_of_table'), ets:select_reverse('$end_of_table'), ets:repair_continuation('$end_of_table', [])}),
    say("fold", {ets:foldl(fun({K, _}, S) -> S + K end, 0, T), ets:foldr(fun({K, _}, S) -> S + K end, 0, T)}),
    case Type of
        ordered_set -> calls(ets, [{F, [[T]]} || F <- [first, last, first_lookup, last_lookup]] ++ [{F, [[T, 3], [T, 0], [T, 99]]} || F <- [next, prev, next_lookup, prev_lookup]]);
        _ -> ok
    end,
    say("from fun", [E || E <- ets:fun2ms(fun({A, B}) when A > 1 -> B end)]),
    calls(ets, [{delete_all_objects, [[T]]}, {tab2list, [[T]]}, {first, [[T]]}, {last, [[T]]}, {first_lookup, [[T]]}, {last_lookup, [[T]]}, {delete, [[T]]}]).

chunks(_, '$end_of_table') -> ok;
chunks(_, {Found, Next}) ->
    io:format("~b~n", [length(Found)]),
    [_, _ | _] = atom_to_list(whole),
    Rest = [R || R <- [catch ets:select(Next), catch ets:match(Next), catch ets:match_object(Next), catch ets:select_reverse(Next)], is_tuple(R), element(1, R) =/= 'EXIT'],
    say("goes on", Rest =/= []).
