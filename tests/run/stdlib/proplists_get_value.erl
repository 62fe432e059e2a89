%% proplists:get_value/2,3: the first entry of a key decides, whatever it looks like.
-module(proplists_get_value).
-export([main/0]).

main() ->
    Lists = [[], [k], [{k, 1}], [{k, 1}, k], [k, {k, 1}], [{k}], [{k, 1, 2}, {k, 3}], [{k}, {k, 3}], [{j, 1}, {}, "k", 7, {k, 2}],
             [{{k}, 1}, {k, undefined}], [{"k", 1} | {k, 2}], [{k, 1} | tail], [[{k, 1}]], [{K, K} || K <- lists:seq(1, 100)] ++ [{k, last}]],
    [io:format("~w ~w~n", [value(k, L, []), value(k, L, [none])]) || L <- Lists],
    io:format("~w~n", [[value(Key, [{1.0, a}, {1, b}, {"k", c}, {<<>>, d}, 1, true], [no]) || Key <- [1, 1.0, "k", <<>>, 2, true, {1}]]]),
    io:format("~w~n", [[value(k, L, []) || L <- [a, {k, 1}, [a | b]]]]).

value(Key, List, Default) ->
    try apply(proplists, get_value, [Key, List | Default])
    catch Class:Reason:Trace ->
        [{M, F, A, _} | _] = Trace,
        {Class, Reason, M, F, A}
    end.
