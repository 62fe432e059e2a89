%% Lists copied, reversed and sorted: at once, or, under stress, in slices; with tails that are none. Longer ones: lists_in_slices.
-module(lists_in_one_go).
-export([main/0]).
-include("lists_at_length.hrl").

main() ->
    [io:format("~p: ~p~n", [N, sizes(N)]) || N <- [0, 1, 63, 64, 65, 300]],
    improper(),
    sorted(),
    io:format("~p~n", [runs(400)]).

improper() ->
    Long = lists:seq(1, 300) ++ end_of_it,
    Calls = [fun() -> [a | b] ++ [c] end, fun() -> id(a) ++ [] end, fun() -> [] ++ id(a) end,
             fun() -> [1, 2] ++ id(a) end, fun() -> length(Long ++ [x]) end, fun() -> lists:reverse([a | b]) end,
             fun() -> lists:reverse([a, b | c]) end, fun() -> lists:reverse([a, b], c) end,
             fun() -> lists:reverse([a | b], c) end, fun() -> length(lists:reverse(Long)) end,
             fun() -> lists:append([[1], [2 | x], [3]]) end, fun() -> lists:append([[1], [2] | x]) end,
             fun() -> lists:append([[1], [2], x]) end],
    [io:format("~p~n", [class(Call)]) || Call <- Calls].

id(X) -> X.

%% Equal elements keep their order, whatever they are.
sorted() ->
    Mixed = [1.0, 1, 2, 2.0, 1, a, "b", <<"c">>, {1}, {1.0}, 1 bsl 70, -(1 bsl 70), 0, -0.0],
    io:format("~p~n~p~n", [lists:sort(Mixed), lists:sort(lists:sort(Mixed)) =:= lists:sort(Mixed)]),
    io:format("~p~n", [[lists:usort(L) || L <- [[1, 1.0, 2], [1.0, 1, 2], [1, 2, 3], [3, 2, 1, 1.0], [a, a]]]]),
    Keyed = [{I rem 3, I} || I <- lists:seq(1, 9)],
    io:format("~p~n", [lists:keysort(1, Keyed)]),
    io:format("~p~n", [lists:keysort(1, [{1, a}, {1.0, b}, {1, c}, {0, d}])]),
    io:format("~p~n", [lists:keysort(2, Keyed) =:= Keyed]),
    io:format("~p~n", [lists:ukeysort(1, Keyed)]),
    io:format("~p~n", [lists:ukeysort(2, Keyed) =:= Keyed]).
