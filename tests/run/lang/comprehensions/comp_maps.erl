%% Map comprehensions and generators: later keys win, keys of all kinds, patterns, filters that fail.
-module(comp_maps).
-export([main/0]).
-include("../lang.hrl").

all(M) -> lists:sort(maps:to_list(M)).

main() ->
    ?show(all(#{X => X * X || X <- [1, 2, 3]})),
    ?show(#{X rem 1 => X || X <- [1, 2, 3]}),
    ?show(all(#{V => K || K := V <- #{a => 1, b => 2}})),
    ?show(all(#{K => V + 1 || K := V <- #{a => 1, b => 2, c => x}, is_integer(V)})),
    ?show(lists:sort([{K, V} || K := V <- #{a => 1, "b" => 2}])),
    ?show([V || {k, 1} := V <- #{{k, 1} => x, {k, 2} => y}]),
    ?show([K || K := #{in := 1} <- #{a => #{in => 1}, b => #{in => 2}, c => []}]),
    ?show(all(#{{X, Y} => X + Y || X <- [1, 2], Y <- [10, 20]})),
    ?show(all(#{K => maps:get(K, M, none) || M <- [#{a => 1}], K <- [a, b]})),
    ?show(#{K => V || K := V <- #{}}),
    ?show(#{K => V || K := V <- id([])}),
    ?show(#{K => V || K := V <- id(#{a => 1}), V > id(0), element(V, {true})}),
    ?show(#{K => V || K := V <- #{a => 1}, atom_to_list(V) =:= "x"}),
    ?show(#{1 => a, 1.0 => b} =:= #{K => V || {K, V} <- [{1, a}, {1.0, b}]}),
    ?show(all(#{<<C>> => C || <<C>> <= <<"abc">>})),
    ?show(maps:size(#{X => [] || X <- lists:seq(1, 100)})),
    ?show(lists:sum([V || _ := V <- maps:from_list([{I, I} || I <- lists:seq(1, 100)])])),
    ?show(#{a => #{b => X || X <- [1, 2]}}),
    ?show(<< <<V>> || K := V <- maps:iterator(#{b => $y, a => $x}, ordered), is_atom(K) >>),
    X = a,
    ?show(#{X => V || X := V <- #{b => 2}}),
    ?show([V || K := V <- #{a => 1, b => 2}, K =:= X]),
    ok.
