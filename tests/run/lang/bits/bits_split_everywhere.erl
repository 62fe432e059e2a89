%% A bit string cut at every position and put together again; sizes, equality and printing of the pieces.
-module(bits_split_everywhere).
-export([main/0]).
-include("../lang.hrl").

cuts(B) -> [begin <<X:N/bits, Y/bits>> = B, {X, Y} end || N <- lists:seq(0, bit_size(B))].
rev(B) -> rev(B, <<>>).
rev(<<X:1, R/bits>>, A) -> rev(R, <<X:1, A/bits>>);
rev(<<>>, A) -> A.
chunks(N, B) -> case B of <<X:N/bits, R/bits>> -> [X | chunks(N, R)]; <<>> -> []; R -> [R] end.
rot(N, B) -> <<X:N/bits, Y/bits>> = B, <<Y/bits, X/bits>>.
main() ->
    B = <<16#12, 16#34, 5:3>>,
    ?show(lists:all(fun({X, Y}) -> <<X/bits, Y/bits>> =:= B end, cuts(B))),
    ?show([bit_size(X) || {X, _} <- cuts(B)]),
    ?show([X || {X, _} <- cuts(<<16#a5, 1:2>>)]),
    ?show(rev(B)),
    ?show(rev(rev(B)) =:= B),
    ?show([chunks(N, B) || N <- [1, 3, 8, 10, 100]]),
    ?show([rot(N, B) || N <- [0, 1, 8, 19]]),
    ?show(lists:usort([rot(N, <<2#1001:4>>) || N <- [0, 1, 2, 3]])),
    ?show(lists:foldl(fun(C, A) -> <<A/bits, C/bits>> end, <<>>, chunks(5, B)) =:= B),
    ?show(list_to_bitstring(chunks(7, B)) =:= B),
    ?show(bitstring_to_list(B)),
    ?show(binary_to_list(id(B))),
    ?show([binary:part(<<1, 2, 3, 4>>, P) || P <- [{0, 2}, {4, -2}, {4, 0}]]),
    ?show(term_to_binary(B) =:= term_to_binary(<<16#12, 16#34, 5:3>>)),
    ok.
