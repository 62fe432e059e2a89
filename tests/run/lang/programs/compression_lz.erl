%% Dictionary compression: LZ77 pairs, LZW codes of growing width, move to front.
-module(compression_lz).
-export([main/0]).
-include("../lang.hrl").

lz77(B) -> lz77(B, 0, []).
lz77(B, P, Acc) when P >= byte_size(B) -> lists:reverse(Acc);
lz77(B, P, Acc) ->
    case longest(B, P, max(0, P - 64), {0, 0}) of
        {Len, Dist} when Len >= 3 -> lz77(B, P + Len, [{Dist, Len} | Acc]);
        _ -> lz77(B, P + 1, [binary:at(B, P) | Acc])
    end.
longest(_, P, P, Best) -> Best;
longest(B, P, I, {L, _} = Best) -> case common(B, I, P, 0) of N when N > L -> longest(B, P, I + 1, {N, P - I}); _ -> longest(B, P, I + 1, Best) end.
common(B, I, P, N) when P + N < byte_size(B), N < 30 -> case binary:at(B, I + N) =:= binary:at(B, P + N) of true -> common(B, I, P, N + 1); false -> N end;
common(_, _, _, N) -> N.
unlz77(L) -> lists:foldl(fun({D, N}, A) -> copy(A, D, N); (C, A) -> <<A/binary, C>> end, <<>>, L).
copy(A, _, 0) -> A;
copy(A, D, N) -> copy(<<A/binary, (binary:at(A, byte_size(A) - D))>>, D, N - 1).
lzw(<<>>) -> <<>>;
lzw(<<C, R/binary>>) -> lzw(R, <<C>>, maps:from_list([{<<I>>, I} || I <- lists:seq(0, 255)]), <<>>).
lzw(<<>>, W, D, Out) -> <<Out/bits, (map_get(W, D)):(width(map_size(D)))>>;
lzw(<<C, R/binary>>, W, D, Out) ->
    case D of
        #{<<W/binary, C>> := _} -> lzw(R, <<W/binary, C>>, D, Out);
        _ -> lzw(R, <<C>>, D#{<<W/binary, C>> => map_size(D)}, <<Out/bits, (map_get(W, D)):(width(map_size(D)))>>)
    end.
width(N) -> length(integer_to_list(N, 2)).
unlzw(<<>>) -> <<>>;
unlzw(<<C:9, R/bits>>) -> unlzw(R, <<C>>, maps:from_list([{I, <<I>>} || I <- lists:seq(0, 255)]), <<C>>).
unlzw(B, W, D, Out) ->
    S = width(map_size(D) + 1),
    case B of
        <<C:S, R/bits>> ->
            E = case D of #{C := X} -> X; _ -> <<W/binary, (binary:first(W))>> end,
            unlzw(R, E, D#{map_size(D) => <<W/binary, (binary:first(E))>>}, <<Out/binary, E/binary>>);
        <<>> -> Out
    end.
mtf(L) -> element(1, lists:mapfoldl(fun(C, T) -> {A, [C | B]} = lists:splitwith(fun(X) -> X =/= C end, T), {length(A), [C | A ++ B]} end, lists:seq($a, $z), L)).
main() ->
    Ts = [<<"abcabcabcabc">>, <<"aaaaaaaaaaaaaaaa">>, <<"tobeornottobeortobeornot">>, <<>>, <<"x">>, binary:copy(<<"hello world ">>, 8)],
    ?show(lz77(hd(Ts))),
    ?show([unlz77(lz77(T)) =:= T || T <- Ts]),
    ?show([length(lz77(T)) || T <- Ts]),
    ?show([bit_size(lzw(T)) || T <- Ts]),
    ?show([unlzw(lzw(T)) =:= T || T <- Ts]),
    ?show(lzw(<<"ababab">>)),
    ?show(mtf("bananaaa")),
    ok.
