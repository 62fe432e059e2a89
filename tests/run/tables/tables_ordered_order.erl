%% Keys of an ordered table stand in term order.
-module(tables_ordered_order).
-export([main/0]).
-define(TYPE, set).
-include("tables.hrl").

main() ->
    T = ets:new(t, [ordered_set]),
    Keys = [3, 1, 2.5, -1, -1.5, 0, 1 bsl 70, -(1 bsl 70), 1.0e30, -1.0e30, float(1 bsl 59) , (1 bsl 59) + 1, b, a, aa, 'A', '', abcdefgh, abcdefgi, abcdefg,
            {}, {1}, {a}, {1, 2}, {1, 1}, {1.5, 1}, {a, 1}, {a, 2}, {b, 0}, {a, b, c}, {"x"}, {<<"x">>}, {[]}, {{1}}, [], [1], [1, 2], [1.5], [1.5, 0], [2], [a], [-1], [300], [251], [250],
            [1 | 2], [1 | a], [[]], "abc", "abcdefgh", "abcdefgi", "abd", <<>>, <<1>>, <<1, 2>>, <<1:1>>, <<0:1>>, <<255>>, <<"abcdefgh">>, <<"abcdefgi">>, #{}, #{a => 1}, #{b => 0}, #{a => 0, b => 1},
            list_to_tuple(lists:seq(1, 70)), list_to_tuple(lists:seq(0, 70)), {1 bsl 50}, {-(1 bsl 50)}, {1 bsl 49}, {0.5}, {1 bsl 80}],
    [ets:insert(T, {K}) || K <- Keys],
    Sorted = lists:usort(Keys),
    p([K || {K} <- ets:tab2list(T)] =:= Sorted),
    p(ets:info(T, size) =:= length(Sorted)),
    Walk = fun Walk('$end_of_table', _) -> []; Walk(K, F) -> [K | Walk(F(K), F)] end,
    p(Walk(ets:first(T), fun(K) -> ets:next(T, K) end) =:= Sorted),
    p(Walk(ets:last(T), fun(K) -> ets:prev(T, K) end) =:= lists:reverse(Sorted)),
    %% Every key from every place, present or not.
    p([K || K <- Sorted, ets:next(T, K) =/= after_key(K, Sorted)]),
    p([K || K <- Sorted, ets:prev(T, K) =/= after_key(K, lists:reverse(Sorted))]),
    p([{K, ets:next(T, K), ets:prev(T, K)} || K <- [0.5, 1.0, abcdefgha, {1, 1.5}, "abcd", <<1, 1>>, {a, 1.5}]]),
    [ets:delete(T, K) || K <- Sorted, erlang:phash2(K) rem 2 =:= 0],
    Left = [K || K <- Sorted, erlang:phash2(K) rem 2 =/= 0],
    p([K || {K} <- ets:tab2list(T)] =:= Left),
    p([K || K <- Sorted, ets:next(T, K) =/= (case [X || X <- Left, X > K] of [] -> '$end_of_table'; [X | _] -> X end)]).

after_key(K, [K, Next | _]) -> Next;
after_key(K, [K]) -> '$end_of_table';
after_key(K, [_ | L]) -> after_key(K, L).
