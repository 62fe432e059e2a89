%% A bloom filter, a bit set and run-length codes on bit strings.
-module(bank_of_bits).
-export([main/0]).
-include("../lang.hrl").

empty(N) -> <<0:N>>.
set(I, B) -> <<L:I/bits, _:1, R/bits>> = B, <<L/bits, 1:1, R/bits>>.
is_set(I, B) -> <<_:I, X:1, _/bits>> = B, X =:= 1.
places(K, N) -> [erlang:phash2({I, K}, N) || I <- [1, 2, 3]].
add(K, B) -> lists:foldl(fun set/2, B, places(K, bit_size(B))).
member(K, B) -> lists:all(fun(I) -> is_set(I, B) end, places(K, bit_size(B))).
ones(B) -> lists:sum([X || <<X:1>> <= B]).
indexes(B) -> [I || {I, 1} <- lists:zip(lists:seq(0, bit_size(B) - 1), [X || <<X:1>> <= B])].
rle(B) -> rle(B, 0, 0, []).
rle(<<X:1, R/bits>>, X, N, Acc) -> rle(R, X, N + 1, Acc);
rle(<<Y:1, R/bits>>, _, N, Acc) -> rle(R, Y, 1, [N | Acc]);
rle(<<>>, _, N, Acc) -> lists:reverse([N | Acc]).
unrle(Ns) -> unrle(Ns, 0, <<>>).
unrle([], _, B) -> B;
unrle([N | T], X, B) -> unrle(T, 1 - X, <<B/bits, (run(X, N))/bits>>).
run(0, N) -> <<0:N>>;
run(1, N) -> <<-1:N>>.
gamma(N) -> L = length(integer_to_list(N, 2)) - 1, <<0:L, N:(L + 1)>>.
ungamma(B) -> ungamma(B, 0).
ungamma(<<0:1, R/bits>>, Z) -> ungamma(R, Z + 1);
ungamma(<<>>, _) -> [];
ungamma(B, Z) -> <<N:(Z + 1), R/bits>> = B, [N | ungamma(R, 0)].
main() ->
    B = lists:foldl(fun set/2, empty(20), [0, 7, 8, 13, 19]),
    ?show(B),
    ?show(indexes(B)),
    ?show([is_set(I, B) || I <- [0, 1, 19]]),
    ?show(is_set(20, B)),
    F = lists:foldl(fun add/2, empty(512), lists:seq(1, 40)),
    ?show(lists:all(fun(K) -> member(K, F) end, lists:seq(1, 40))),
    ?show(ones(F) =< 120),
    ?show(rle(B)),
    ?show(unrle(rle(B)) =:= B),
    ?show(rle(<<-1:3>>)),
    G = << (gamma(N)) || N <- [1, 2, 3, 4, 10, 100] >>,
    ?show(G),
    ?show(ungamma(G)),
    ok.
