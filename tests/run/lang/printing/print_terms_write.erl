%% ~w and ~p of every kind of term, atoms that need quotes, strings that do not print, bit strings.
-module(print_terms_write).
-export([main/0]).
-include("../lang.hrl").

main() ->
    Terms = [0, -1, 1 bsl 100, 1.0, -0.0, 1.0e-10, a, 'A b', '', [], "abc", [0], [1000], "tab\t", [$a | b], {}, {a}, {{}}, [[]], [[], []], <<>>, <<1>>, <<"abc">>, <<"a", 0>>, <<200>>, <<1:1>>, <<"ab", 3:4>>, #{}, #{a => #{}}, fun lists:map/2, fun 'a b':'C'/1],
    [io:format("~w ~p ~s~n", [T, T, io_lib:print(T)]) || T <- Terms],
    io:format("~w ~tw~n", ["日", '日']),
    io:format("~p ~tp ~p~n", [<<"é"/utf8>>, <<"é"/utf8>>, <<"é">>]),
    io:format("~tp ~tp~n", [[233], [26085, 26412]]),
    io:format("~p~n", [[true, false, undefined, ok]]),
    io:format("~p~n", [{'EXIT', {badarg, []}}]),
    io:format("~p~n", [["nested", ["strings", <<"and">>, 'atoms']]]),
    io:format("~p~n", ["with \"quotes\" and \\ and \e"]),
    io:format("~p~n", ['it\'s']),
    io:format("~w~n", [[$a, $b]]),
    io:format("~p~n", [[97, 98, 0]]),
    ok.
