%% Objects whose lists are kept packed: what goes in comes out, whichever function looks at it, and changes see the whole object.
-module(tables_rows_with_lists).
-export([main/0]).

main() ->
    [round_trips(Type, Pos) || Type <- [set, ordered_set, bag, duplicate_bag], Pos <- [1, 2]],
    patterns(),
    bags(),
    changes(),
    counters(),
    sizes().

objects() ->
    Long = binary:copy(<<"binary ">>, 30),
    [{"a string as key", "another"},
     {["of", "strings", [["nested"], "deeper"]], [["x", "yz"], "abc", []]},
     {1, lists:seq(1, 400)},
     {2, [16#10ffff, 16#10000, 255, 256]},
     {3, [65535, 65536, 0, 1]},
     {4, [4294967295, 4294967296, -1]},
     {5, [1.5, a, self_is_no_pid, {"in", "a tuple"}]},
     {6, [1, 2, 3 | improper]},
     {7, [[1, 2 | 3], [4, 5 | {"tail", 6}]]},
     {8, #{name => "map", "key" => ["value", #{1 => "one"}]}},
     {9, [Long, Long, <<1:3>>, <<>>, binary:part(Long, 3, 90), "after"]},
     {10, {[], [[]], [[], []], {}, #{}}},
     {11, [12345678901234567890123, -12345678901234567890123, "big"]},
     {12, [fun erlang:abs/1, fun lists:map/2]},
     {13, lists:duplicate(600, "twelve chars")},
     {14, "x"},
     {15, ""},
     {[z | "improper key" ++ tail], ["k", $e, $y]},
     {Long, "a long binary as key"}].

round_trips(Type, Pos) ->
    T = ets:new(t, [Type, {keypos, Pos}]),
    Objects = [case Pos of 1 -> O; 2 -> {element(2, O), element(1, O)} end || O <- objects()],
    true = ets:insert(T, lists:sublist(Objects, 5)),
    [ets:insert(T, O) || O <- lists:nthtail(5, Objects)],
    Keys = [element(Pos, O) || O <- Objects],
    Same = fun(Found) -> lists:sort(Found) =:= lists:sort(Objects) end,
    Looked = [hd(ets:lookup(T, K)) || K <- Keys],
    Elements = [ets:lookup_element(T, element(Pos, O), 3 - Pos) || O <- Objects],
    Expected = case Type of
        T1 when T1 =:= bag; T1 =:= duplicate_bag -> [[element(3 - Pos, O)] || O <- Objects];
        _ -> [element(3 - Pos, O) || O <- Objects]
    end,
    Walked = walk(T, ets:first_lookup(T)),
    io:format("~p ~p: ~p ~p ~p ~p ~p ~p ~p ~p~n",
              [Type, Pos, Looked =:= Objects, Elements =:= Expected, Same(ets:tab2list(T)), Same(Walked),
               Same(ets:match_object(T, '_')), Same(ets:select(T, [{'$1', [], ['$1']}])),
               Same(ets:select(T, [{{'$1', '$2'}, [], [{{'$1', '$2'}}]}])),
               Same([O || [O] <- ets:select(T, [{'_', [], [['$_']]}])])]),
    io:format("  ~p ~p~n", [Same(ets:foldl(fun(O, A) -> [O | A] end, [], T)),
                            Same(lists:append([ets:take(T, K) || K <- Keys]))]),
    0 = ets:info(T, size).

walk(_, '$end_of_table') -> [];
walk(T, {K, Os}) -> Os ++ walk(T, ets:next_lookup(T, K)).

patterns() ->
    T = ets:new(t, [ordered_set]),
    [ets:insert(T, {I, "name " ++ integer_to_list(I rem 3), I rem 2 =:= 0, [I, I + 1], {user, "u" ++ [I]}}) || I <- lists:seq(65, 74)],
    S = fun(Spec) -> io:format("~0tp~n", [ets:select(T, Spec)]) end,
    S([{{'$1', "name 1", '_', '_', '_'}, [], ['$1']}]),
    S([{{'$1', '_', true, '_', '_'}, [{'>', '$1', 70}], ['$_']}]),
    S([{{'$1', [$n | '$2'], false, '_', '_'}, [], [{{'$1', '$2'}}]}]),
    S([{{'_', '_', '_', ['$1', '$2'], {user, '$3'}}, [{'=:=', '$2', 70}], [['$3', '$1']]}]),
    S([{{'$1', '_', '_', '_', '_'}, [{'=:=', {hd, {element, 4, '$_'}}, '$1'}, {'<', '$1', 67}], ['$$']}]),
    S([{'$1', [{'=:=', {element, 2, '$1'}, "name 0"}], [{element, 5, '$1'}]}]),
    S([{{'$1', '_', '_', '_', {'$2', "u" ++ [66]}}, [], [{{'$2', {length, {element, 2, '$_'}}}}]}]),
    S([{{66, "name 0", true, [66, 67], {user, "uB"}}, [], [yes]}]),
    io:format("~p ~p~n", [ets:match(T, {'$1', '$2', true, [70 | '$3'], '_'}), element(1, ets:match_object(T, {'_', "name 2", '_', '_', '_'}, 1))]),
    io:format("~p ~p~n", [ets:select_count(T, [{{'_', "name 1", '_', '_', '_'}, [], [true]}]),
                          ets:select_count(T, [{{'_', '_', true, '_', '_'}, [], [true]}])]).

bags() ->
    B = ets:new(b, [bag]),
    [ets:insert(B, {k, S}) || S <- ["one", "two", "one", "three", "two", [1, 2 | 3], [1, 2 | 3], [1, 2, 3]]],
    io:format("~p~n", [ets:lookup(B, k)]),
    ets:delete_object(B, {k, "two"}),
    io:format("~p ~p~n", [ets:lookup_element(B, k, 2), ets:match_delete(B, {k, [1 | '_']})]),
    io:format("~p~n", [ets:tab2list(B)]),
    D = ets:new(d, [duplicate_bag]),
    ets:insert(D, [{k, "x y"}, {k, "x y"}, {k, "z w"}]),
    ets:delete_object(D, {k, "x y"}),
    io:format("~p ~p~n", [ets:tab2list(D), ets:select_replace(D, [{{'$1', "z w"}, [], [{{'$1', "a b"}}]}])]),
    io:format("~p~n", [ets:tab2list(D)]).

changes() ->
    T = ets:new(t, [set]),
    ets:insert(T, {k, "old text", 1, "other text"}),
    io:format("~p ~p~n", [ets:update_element(T, k, {2, "new"}), ets:lookup(T, k)]),
    io:format("~p ~p~n", [ets:update_element(T, k, [{3, "three"}, {4, 4}]), ets:lookup(T, k)]),
    io:format("~p ~p~n", [ets:update_element(T, k, [{2, 2}, {3, []}]), ets:lookup(T, k)]),
    io:format("~p ~p~n", [ets:insert_new(T, {k, "no"}), ets:insert_new(T, [{l, "yes"}, {m, "yes too"}])]),
    io:format("~p ~p~n", [ets:select_replace(T, [{{'$1', "yes"}, [], [{{'$1', {{"replaced", '$1'}}}}]}]), ets:lookup(T, l)]),
    io:format("~p ~p~n", [ets:select_delete(T, [{{'_', "yes too"}, [], [true]}]), lists:sort(ets:tab2list(T))]),
    ets:delete_object(T, {l, {"replaced", m}}),
    ets:delete_object(T, {l, {"replaced", l}}),
    io:format("~p~n", [ets:tab2list(T)]).

counters() ->
    T = ets:new(t, [set]),
    ets:insert(T, [{a, 1, "text of a"}, {"key b", "text", 5, 6}]),
    io:format("~p ~p ~p~n", [ets:update_counter(T, a, 4), ets:update_counter(T, a, {2, 3, 7, 0}), ets:lookup(T, a)]),
    io:format("~p ~p~n", [ets:update_counter(T, "key b", [{3, 1}, {4, -1}, {3, 10}]), ets:lookup(T, "key b")]),
    io:format("~p ~p~n", [ets:select(T, [{{'$1', '_', "text of a"}, [], ['$_']}]), ets:match_object(T, {'_', "text", 16, '_'})]),
    ets:update_element(T, a, {3, "another text"}),
    io:format("~p ~p~n", [ets:update_counter(T, a, 1), ets:lookup_element(T, a, 3)]),
    io:format("~p~n", [ets:update_counter(T, new, {2, 1}, {"default key", 0, "default text"})]),
    io:format("~p~n", [lists:sort(ets:tab2list(T))]),
    io:format("~p ~p~n", [try ets:update_counter(T, a, {3, 1}) catch error:R -> R end, ets:lookup(T, a)]).

%% Strings take less room than on heaps; nothing stays when all is gone.
sizes() ->
    T = ets:new(t, [set]),
    Empty = ets:info(T, memory),
    [ets:insert(T, {I, lists:duplicate(N, $x), <<0:(N * 8)>>}) || {I, N} <- lists:enumerate(lists:seq(0, 3000, 100))],
    Full = ets:info(T, memory),
    io:format("~p ~p~n", [Full > Empty, lists:all(fun({I, S, B}) -> length(S) =:= (I - 1) * 100 andalso byte_size(B) =:= (I - 1) * 100 end, ets:tab2list(T))]),
    [ets:insert(T, {I, "s"}) || I <- lists:seq(1, 31)],
    io:format("~p ~p~n", [ets:info(T, memory) < Full, ets:info(T, size)]).
