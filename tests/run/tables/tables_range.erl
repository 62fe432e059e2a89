%% Searches of ordered tables whose keys are given in part: the same results as looking at everything.
-module(tables_range).
-export([main/0]).

main() ->
    T = ets:new(t, [ordered_set]),
    Keys = [{K, I, J} || K <- [user, group, 1, 1.0, "s", <<"b">>, {user}], I <- lists:seq(1, 12), J <- [a, b, 3, 3.5]]
        ++ [{user, I} || I <- lists:seq(1, 100)] ++ [{user, I, b, c} || I <- lists:seq(1, 30)]
        ++ [{user}, {}, user, 1, 2.0, "user", [user | 1], #{user => 1}, {user, 1 bsl 70, a}, {user, -(1 bsl 70), a}],
    [ets:insert(T, {K, erlang:phash2(K, 10)}) || K <- Keys],
    Size = ets:info(T, size),
    io:format("~p~n", [Size]),
    Patterns = [{user, '$1', '$2'}, {user, 5, '$1'}, {user, 5, a}, {user, '_', a}, {group, '$1', 3}, {1, '$1', '$2'}, {1.0, '$1', '_'},
        {1, 7, '_'}, {"s", '$1', '$1'}, {<<"b">>, 12, '$1'}, {{user}, '$1', a}, {{'$1'}, 3, a}, {user, '$1'}, {user, '$1', b, c}, {user},
        {user, 1 bsl 70, '$1'}, {user, -(1 bsl 70), '$1'}, {nobody, '$1', '$2'}, {zzz, '$1'}, {'$1', 5, a}, {user, 3.0, '$1'}, {user, 3, 3.5},
        {user, '$1', '$2', '$3', '$4'}, '$1'],
    [check(T, P) || P <- Patterns],
    %% Deleting and counting.
    io:format("~p~n", [ets:select_delete(T, [{{{user, 5, '_'}, '_'}, [], [true]}])]),
    io:format("~p~n", [ets:select_count(T, [{{{user, '_', '_'}, '_'}, [], [true]}])]),
    true = ets:match_delete(T, {{group, '_', '_'}, '_'}),
    io:format("~p~n", [ets:info(T, size)]),
    io:format("~p~n", [ets:select_replace(T, [{{{1, '$1', '$2'}, '_'}, [], [{{{{1, '$1', '$2'}}, new}}]}])]),
    io:format("~p~n", [length(ets:match(T, {'_', new}))]),
    large().

check(T, P) ->
    Spec = [{{P, '_'}, [], ['$_']}],
    All = [O || O <- ets:tab2list(T), ets:test_ms(O, Spec) =:= {ok, O}],
    All = ets:select(T, Spec),
    All = ets:match_object(T, {P, '_'}),
    Back = lists:reverse(All),
    Back = ets:select_reverse(T, Spec),
    N = length(All),
    N = ets:select_count(T, [{{P, '_'}, [], [true]}]),
    [begin
        All = pages(ets:select(T, Spec, L), fun ets:select/1, []),
        Back = pages(ets:select_reverse(T, Spec, L), fun ets:select_reverse/1, [])
     end || L <- [1, 2, 7, 1000]],
    io:format("~p ~p~n", [P, N]).

pages('$end_of_table', _, Acc) -> lists:append(lists:reverse(Acc));
pages({L, C}, F, Acc) -> pages(F(C), F, [L | Acc]).

%% Many leaves with one first element.
large() ->
    T = ets:new(t, [ordered_set]),
    [ets:insert(T, {{K, I, I rem 7}, I}) || I <- lists:seq(1, 1500), K <- [a, b]],
    io:format("~p~n", [ets:select(T, [{{{a, 700, '_'}, '$1'}, [], ['$1']}])]),
    io:format("~p~n", [ets:select(T, [{{{b, 1500, '_'}, '$1'}, [], ['$1']}])]),
    io:format("~p~n", [ets:select_reverse(T, [{{{a, 1, '_'}, '$1'}, [], ['$1']}])]),
    io:format("~p~n", [ets:select_count(T, [{{{a, '_', 3}, '_'}, [], [true]}])]),
    io:format("~p~n", [element(1, ets:select(T, [{{{b, '$1', 3}, '_'}, [], ['$1']}], 5))]).
