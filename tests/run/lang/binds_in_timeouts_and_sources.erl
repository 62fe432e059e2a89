%% Variables that the timeout of a receive or the source of a generator binds: who sees them, and who may bind the same name anew.
-module(binds_in_timeouts_and_sources).
-export([main/0]).

main() ->
    io:format("~p~n", [after_receive(0)]),
    io:format("~p~n", [two_sources([1, 2])]),
    io:format("~p~n", [source_and_filter([1, 2, 3])]),
    io:format("~p~n", [nested_source([1, 2])]),
    io:format("~p~n", [after_comprehension([1])]).

after_receive(X) -> receive none -> ok after (Y = X) -> ok end, {seen, Y}.



two_sources(L) -> [{A, B} || A <- (Z = L), B <- (Z = [length(L) | tl(L)])].

source_and_filter(L) -> [A || A <- (Z = L), begin Z = A rem 2, Z =:= 1 end].


nested_source(L) -> [A || A <- [Z || Z <- (Z0 = L), Z0 <- [Z]]].

after_comprehension(L) -> R = [A || A <- (Z = L)], Z = [2 | L], {R, Z}.
