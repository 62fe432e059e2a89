%% What callbacks get of zeros with a sign: it only counts before a fraction, also where the text comes in pieces.
-module(json_minus_zero).
-export([main/0]).

main() ->
    [io:format("~0p ~0p~n", [Text, outcome(fun() -> json:decode(Text, acc, decoders()) end)])
     || Text <- [<<"-0">>, <<"0">>, <<"-0.0">>, <<"-0e5">>, <<"0e5">>, <<"-0E+1">>, <<"-0.0e1">>, <<"[-0,-0 ]">>, <<"-01">>, <<"-0x">>, <<"-">>, <<"-e">>]],
    [io:format("~0p ~0p~n", [Pieces, outcome(fun() -> pieces(Pieces) end)])
     || Pieces <- [[<<"-0">>, end_of_input], [<<"-0">>, <<".5 ">>], [<<"-">>, <<"0 ">>], [<<"-0">>, <<" ">>], [<<"-0e">>, <<"5 ">>],
                   [<<"-0">>, <<"e5 ">>], [<<"-0.">>, <<"5">>, end_of_input], [<<"-">>, end_of_input]]].

decoders() -> #{integer => fun(Text) -> {i, Text} end, float => fun(Text) -> {f, Text} end}.

pieces([First | Rest]) -> lists:foldl(fun(Piece, {continue, State}) -> json:decode_continue(Piece, State) end, json:decode_start(First, acc, decoders()), Rest).

outcome(Fun) ->
    try Fun()
    catch Class:Reason -> {Class, Reason}
    end.
