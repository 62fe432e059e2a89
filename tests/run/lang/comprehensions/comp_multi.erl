%% Comprehensions with several results an element.
-module(comp_multi).
-export([main/0]).
-include("../lang.hrl").

main() ->
    ?show([X, X + 1 || X <- [1, 3]]),
    ?show([X, {X}, [X] || X <- [a, b], X =/= c]),
    ?show([1, 2, 3 || true]),
    ?show([1, 2 || false]),
    ?show([[X, X || X <- [1]], end_of || _ <- [x, y]]),
    ?show([id(X), id(X) || X <- []]),
    ?show(lists:sort(maps:to_list(#{X => 1, {X} => 2 || X <- [a, b]}))),
    ?show(lists:sort(maps:to_list(#{K => V, V => K || K := V <- #{1 => 2}}))),
    ?show([said(a, X), said(b, X) || X <- [1, 2]]),
    ok.
said(T, X) -> io:format("~p", [{T, X}]), X.
