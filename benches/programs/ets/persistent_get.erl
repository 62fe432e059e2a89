%% persistent_term:get of a few keys.
-module(persistent_get).
-export([run/0]).
run() ->
    [persistent_term:put({?MODULE, K}, {value, K, lists:seq(1, 100)}) || K <- [a, b, c, d]],
    persistent_term:put(?MODULE, {1, 2, 3}),
    loop(500000, 0).
loop(0, S) -> S;
loop(N, S) ->
    {_, V, _} = persistent_term:get(?MODULE),
    {value, _, [H | _]} = persistent_term:get({?MODULE, c}),
    loop(N - 1, S + V + H).
