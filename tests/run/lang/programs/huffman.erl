%% Huffman coding of text to bits and back.
-module(huffman).
-export([main/0]).
-include("../lang.hrl").

frequencies(Text) -> lists:keysort(2, maps:to_list(lists:foldl(fun(C, M) -> maps:update_with(C, fun(N) -> N + 1 end, 1, M) end, #{}, Text))).
tree(Text) -> build(lists:sort([{N, C} || {C, N} <- frequencies(Text)])).
build([{_, T}]) -> T;
build([{N1, A}, {N2, B} | Rest]) -> build(lists:sort([{N1 + N2, {A, B}} | Rest])).
codes(C) when is_integer(C) -> #{C => <<0:1>>};
codes(T) -> codes(T, <<>>).
codes({L, R}, Bits) -> maps:merge(codes(L, <<Bits/bits, 0:1>>), codes(R, <<Bits/bits, 1:1>>));
codes(C, Bits) -> #{C => Bits}.
encode(Text, Codes) -> << <<(maps:get(C, Codes))/bits>> || C <- Text >>.
decode(Bits, T) when is_integer(T) -> lists:duplicate(bit_size(Bits), T);
decode(Bits, T) -> decode(Bits, T, T).
decode(Bits, {_, _} = T, {L, R}) ->
    case Bits of
        <<0:1, Rest/bits>> -> decode(Rest, T, L);
        <<1:1, Rest/bits>> -> decode(Rest, T, R);
        <<>> -> []
    end;
decode(Bits, T, C) -> [C | decode(Bits, T, T)].

main() ->
    [begin
        T = tree(Text),
        Codes = codes(T),
        Bits = encode(Text, Codes),
        io:format("~p letters, ~p codes, ~p bits, back ~p~n", [length(Text), map_size(Codes), bit_size(Bits), decode(Bits, T) =:= Text])
     end || Text <- ["a", "aaaa", "ab", "abracadabra", "the quick brown fox jumps over the lazy dog", lists:seq(1, 255), lists:duplicate(100, $x) ++ "y"]],
    T = tree("mississippi"),
    ?show(T),
    ?show(lists:sort(maps:to_list(codes(T)))),
    ?show(encode("miss", codes(T))),
    ?show(encode("z", codes(T))).
