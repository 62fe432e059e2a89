%% Which keys are one: 1 and 1.0, zeros, nesting, large things.
-export([main/0]).
-include("tables.hrl").

main() ->
    T = new([]),
    Keys = [1, 1.0, 0, 0.0, -0.0, {1}, {1.0}, [1], [1.0], #{a => 1}, #{a => 1.0}, #{1 => a}, #{1.0 => a},
            1 bsl 70, -(1 bsl 70), float(1 bsl 70), <<>>, <<1>>, <<1:1>>, <<"longer than sixty-four bytes: ",
            "longer than sixty-four bytes: longer">>, "", "text", 'atom', '', {}, {{}}, fun lists:map/2,
            fun erlang:abs/1, [a | b], 1.5, -1.5, 1 bsl 59, (1 bsl 60) - 1, 1 bsl 60, -(1 bsl 60), -(1 bsl 59) - 1],
    N = length(Keys),
    [ets:insert(T, {K, I}) || {K, I} <- lists:zip(Keys, lists:seq(1, N))],
    p(ets:info(T, size)),
    p([{I, lists:sort([V || {_, V} <- ets:lookup(T, K)])} || {K, I} <- lists:zip(Keys, lists:seq(1, N))]),
    p(length(ets:tab2list(T))),
    p(lists:sort([V || {_, V} <- ets:tab2list(T)])),
    p([ets:member(T, K) || K <- [2, 2.0, {2}, [2.0], <<2>>, #{}, x, "texu", {1, 1}, 1 bsl 71, <<0:1>>]]),
    [ets:delete(T, K) || K <- Keys],
    p(ets:info(T, size)).
