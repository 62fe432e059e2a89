%% Appending to one binary from several branches, to prefixes, in loops with copies kept, to what a match gave, bit by bit: no branch sees another's bytes.
-module(bits_append_branches).
-export([main/0]).
-include("../lang.hrl").

main() ->
    A = lists:foldl(fun(X, B) -> <<B/binary, X>> end, <<>>, lists:seq(1, 100)),
    B1 = <<A/binary, "one">>, B2 = <<A/binary, "two">>, B3 = <<B1/binary, B2/binary>>,
    ?show([binary:part(X, 98, byte_size(X) - 98) || X <- [B1, B2]]), ?show(byte_size(B3)), ?show({binary:last(A), byte_size(A)}),
    Tree = grow(<<>>, 6), ?show(lists:usort([length(Tree), length(lists:usort(Tree))])), ?show(hd(Tree)), ?show(lists:last(Tree)),
    Hist = history(<<"start:">>, 50, []), ?show([byte_size(X) || X <- Hist] =:= lists:seq(56, 6, -1)), ?show(lists:nth(45, Hist)),
    <<Pre:50/binary, _/binary>> = A, P1 = <<Pre/binary, 200, 201>>, ?show({binary:at(A, 50), binary:at(P1, 50), byte_size(P1)}),
    ?show(bits(<<>>, 20)), ?show(bits(<<1:1>>, 20)),
    Self = self(), Ps = [spawn(fun() -> Self ! {N, <<A/binary, N, N>>} end) || N <- [1, 2, 3]], ?show([receive {N, X} -> {N, binary:part(X, 99, 3)} end || N <- lists:seq(1, length(Ps))]),
    F = fun(X) -> fun(Y) -> <<A/binary, X, Y>> end end, ?show([binary:part((F(X))(Y), 100, 2) || X <- "ab", Y <- "cd"]),
    ?show(prepend(<<>>, 5)), ?show(middle(<<"()">>, 4)), ?show(alternating(30)),
    C = big(<<>>, 300), ?show({byte_size(C), erlang:crc32(C)}), D = <<C/binary, 0>>, E = <<C/binary, 1>>, ?show({binary:last(D), binary:last(E), C =:= binary:part(D, 0, 300)}),
    ?show(catch_middle(A)), ?show([unit(A, N) || N <- [0, 1, 7]]),
    ?show(begin M = #{k => A}, #{k := K} = M#{k := <<(map_get(k, M))/binary, "new">>}, {byte_size(map_get(k, M)), byte_size(K)} end).

grow(B, 0) -> [B];
grow(B, N) -> grow(<<B/binary, $l>>, N - 1) ++ grow(<<B/binary, $r>>, N - 1).
history(B, 0, H) -> [B | H];
history(B, N, H) -> history(<<B/binary, ($a + N rem 26)>>, N - 1, [B | H]).
bits(B, 0) -> B;
bits(B, N) -> bits(<<B/bits, N:3>>, N - 1).
prepend(B, 0) -> B;
prepend(B, N) -> prepend(<<N, B/binary>>, N - 1).
middle(B, 0) -> B;
middle(B, N) -> S = byte_size(B) div 2, <<L:S/binary, R/binary>> = B, middle(<<L/binary, "[]", R/binary>>, N - 1).
alternating(N) -> alternating(N, <<>>, <<>>).
alternating(0, A, B) -> {A, B};
alternating(N, A, B) when N rem 3 =:= 0 -> alternating(N - 1, <<B/binary, N>>, A);
alternating(N, A, B) -> alternating(N - 1, <<A/binary, N>>, <<B/binary, (-N)>>).
big(B, 0) -> B;
big(B, N) -> big(<<B/binary, (N rem 256)>>, N - 1).
catch_middle(A) -> X = try <<A/binary, (id(1)), (id(bad)):8>> catch error:badarg -> failed end, {X, byte_size(<<A/binary, 9>>)}.
unit(A, N) -> B = <<A/bits, 0:N>>, C = <<B/bits, 1:1>>, {bit_size(C), bit_size(B), case B of <<_:99/binary, T/bits>> -> T end}.
