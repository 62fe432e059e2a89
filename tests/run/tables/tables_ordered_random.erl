%% A random walk of an ordered table beside a sorted list.
-module(tables_ordered_random).
-export([main/0]).
-define(TYPE, set).
-include("tables.hrl").

main() ->
    T = ets:new(t, [ordered_set]),
    walk(T, [], rand:seed_s(exsss, {1, 2, 3}), 400),
    p(done).

walk(_, _, _, 0) -> ok;
walk(T, Model, S0, N) ->
    {X, S1} = rand:uniform_s(150, S0),
    {Op, S2} = rand:uniform_s(5, S1),
    K = case X rem 3 of 0 -> X; 1 -> {key, X}; 2 -> integer_to_binary(X) end,
    New = case Op of
        Op when Op =< 3 -> ets:insert(T, {K, N}), lists:keystore(K, 1, Model, {K, N});
        4 -> ets:delete(T, K), lists:keydelete(K, 1, Model);
        5 ->
            Sorted = lists:sort(Model),
            Next = case [Y || {Y, _} <- Sorted, Y > K] of [] -> '$end_of_table'; [Y | _] -> Y end,
            Next = ets:next(T, K),
            Prev = case lists:reverse([Y || {Y, _} <- Sorted, Y < K]) of [] -> '$end_of_table'; [Z | _] -> Z end,
            Prev = ets:prev(T, K),
            Model
    end,
    case N rem 100 of 0 -> true = ets:tab2list(T) =:= lists:sort(New); _ -> ok end,
    walk(T, New, S2, N - 1).
